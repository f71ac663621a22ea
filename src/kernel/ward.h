/*
 * ward.h
 *		Ward's hierarchical clustering: the two clusters whose union adds least to the sum of squares become one, until one is left.
 *
 *	  a union of A and B (weights a, b; means p, q) adds	a b / (a + b) |p - q|^2
 *
 * and its height in the tree is sqrt(2 a b / (a + b)) |p - q|: what R's hclust(dist(x), "ward.D2") gives.
 *
 * Nearest-neighbour chain: from any cluster to its nearest, from there to the nearest, until two are nearest to each other; they
 * become one.  For Ward's measure this gives the same tree as looking for the nearest pair each time.  Time O(m^2 d), memory O(m d):
 * clusters are kept as means, never as a matrix of distances.
 *
 * Ties: the predecessor in the chain, then the cluster with the lower first point.
 *
 * Source: J. H. Ward, "Hierarchical grouping to optimize an objective function", JASA 58 (1963), 236-244.
 * F. Murtagh, P. Legendre, "Ward's hierarchical agglomerative clustering method: which algorithms implement Ward's criterion?",
 * Journal of Classification 31 (2014), 274-295.  D. Muellner, "Modern hierarchical, agglomerative clustering algorithms", 2011,
 * arXiv:1109.2378 (the chain).
 */
#ifndef KERNEL_WARD_H
#define KERNEL_WARD_H

#include <stddef.h>
#include <stdint.h>

/* two clusters become one; first and second are a point of each */
typedef struct WardMerge
{
	double		added;			/* to the sum of squares */
	int32_t		first;
	int32_t		second;
} WardMerge;

/*
 * m different points of d columns with weights.  merge[0 ... m - 2], in ascending order.
 * room: ward_room(m, d) doubles; numbers: 4 * m.
 */
extern size_t ward_room(size_t m, int d);
extern void ward(const double *x, const double *w, size_t m, int d,
				 double *room, int32_t *numbers, WardMerge *merge, void (*check) (void));

/* The tree cut where k clusters are left: cluster[i] gets 0 ... k - 1. 1 <= k <= m; numbers: m. */
extern void ward_cut(const WardMerge *merge, size_t m, int k, int32_t *numbers, int32_t *cluster);

#endif							/* KERNEL_WARD_H */
