/*
 * neighbours_algebra.h
 *		New neighbours from old ones: of higher order, in either or both of two sets, in both directions.
 *
 * Results are binary: weights do not survive, only who is whose neighbour.
 */
#ifndef KERNEL_NEIGHBOURS_ALGEBRA_H
#define KERNEL_NEIGHBOURS_ALGEBRA_H

#include "neighbours.h"

/*
 * Neighbours of order k: those that k steps reach and fewer do not (Anselin, Smirnov 1996); with "inclusive" all that up to k
 * steps reach.  Nobody is a neighbour of himself.
 */
extern Neighbours neighbours_of_order(const Neighbours *w, int order, bool inclusive, const Host *host);

typedef enum LinkSet
{
	LINKS_UNION,
	LINKS_INTERSECTION,
	LINKS_DIFFERENCE			/* in a, not in b */
} LinkSet;

/* both over the same units */
extern Neighbours neighbours_combine(const Neighbours *a, const Neighbours *b, LinkSet set, const Host *host);

/* i and j are neighbours when one of them has the other (the union with the transposed) */
extern Neighbours neighbours_symmetric(const Neighbours *w, const Host *host);

#endif							/* KERNEL_NEIGHBOURS_ALGEBRA_H */
