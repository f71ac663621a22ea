/*
 * skater.h
 *		SKATER: regions by cutting a minimum spanning tree of linked units.
 *
 * Of all links those that join the most similar units make a spanning tree (of every connected component): a link costs the
 * Euclidean distance of its two rows, Kruskal's algorithm takes links in ascending order, equal ones in the order of their
 * units.  The tree is cut k - 1 times, each time where the within sum of squares falls most; equal ones: the tree's later
 * link.  A cut that takes A from P = A + B lowers it by
 *
 *		n_A n_B / n_P |m_A - m_B|^2 = n_P / (n_A n_B) |S_A|^2,		S_A = sum_{i in A} (x_i - m_P)
 *
 * so that one walk over P from the leaves to the root (sums of subtrees) gives the gain of all cuts of P: O(n d) a cut, O(k n
 * d) in all, where trying each cut by itself takes O(n^2 d).
 *
 * Limits.  With a minimum population, a cut must leave on either side a tree that has it, and altogether trees that can still
 * be cut into k regions that have it.  How many regions of at least the minimum a tree gives is known exactly from one more
 * walk (leaves to root: cut off whatever reaches the minimum), for both sides of every cut at once.  So cuts are those of the
 * unlimited method wherever that method would reach k; where it would get stuck (and, in other programs, return fewer regions
 * than asked for), they lead to k if the tree allows it. Likewise for maxima (population, number of units): the least number
 * of regions of at most the maximum is known from a walk (leaves to root: as long as it is too much, cut off the heaviest
 * branch; Kundu, Misra 1977).  With a minimum and a maximum, or two maxima, together, both are watched, but k may be out of
 * reach on the way although it is possible.
 *
 * Source: R. M. Assuncao, M. C. Neves, G. Camara, C. da Costa Freitas, "Efficient regionalization techniques for
 * socio-economic geographical units using minimum spanning trees", International Journal of Geographical Information Science
 * 20 (2006), 797-811; S. Kundu, J. Misra, "A linear tree partitioning algorithm", SIAM Journal on Computing 6 (1977),
 * 151-154.
 */
#ifndef KERNEL_SKATER_H
#define KERNEL_SKATER_H

#include "regions.h"

typedef struct SkaterLimits
{
	const double *population;	/* n, not negative; a null pointer: there are no limits of population */
	double		minimum;		/* population of a region; 0: none */
	double		maximum;		/* the same; INFINITY: none */
	int32_t		maximum_units;	/* units of a region; 0: none */
} SkaterLimits;

/*
 * links: see regions_links().  1 <= k <= n.  region: n, gets 1 ... k when the result is REGIONS_OK.
 */
extern RegionsOutcome skater(const double *x, int d, const Neighbours *links, int32_t k, const SkaterLimits *limits,
							 int32_t *region, const Host *host);

#endif							/* KERNEL_SKATER_H */
