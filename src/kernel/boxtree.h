/*
 * boxtree.h
 *		A static tree over boxes: which boxes meet a given one.
 *
 * Boxes are sorted along a Hilbert curve and packed, sixteen to a node, level upon level ("packed Hilbert R-tree", Kamel, Faloutsos
 * 1993).  The answer is in no particular order.
 */
#ifndef KERNEL_BOXTREE_H
#define KERNEL_BOXTREE_H

#include "host.h"
#include "polygons.h"

typedef struct BoxTree
{
	int32_t		n;
	int			levels;
	int32_t		level[10];		/* where a level begins in node[]; level[0]: the boxes themselves */
	int32_t    *item;			/* n: number of the box, in the order of the curve */
	Box		   *node;
	int32_t    *found;			/* n: room for an answer */
} BoxTree;

extern BoxTree *boxtree_build(const Box *box, int32_t n, const Host *host);

/* the numbers of the boxes that meet this one (touching counts), in tree->found; returns how many */
extern int32_t boxtree_search(const BoxTree *tree, const Box *box);

#endif							/* KERNEL_BOXTREE_H */
