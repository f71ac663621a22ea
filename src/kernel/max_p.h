/*
 * max_p.h
 *		The max-p-regions problem: as many regions as possible, each with a minimum population, as homogeneous as possible.
 *
 * The problem is NP-hard; like every program for more than a few dozens of units this one searches (Duque, Anselin, Rey 2012):
 *
 *	1. Growth.  From a unit, a region takes free neighbours until it has the minimum: in half of the attempts the most
 *	   similar one, in the other half the one with the fewest free neighbours, so that few units are walled in; the next
 *	   region begins beside the last one. Units that are left over go to the neighbouring region whose within sum of squares
 *	   grows least.
 *	2. More regions.  A region, then every two neighbouring regions together, are divided again along a tree (from the
 *	   leaves to the root, cut off what reaches the minimum), when that gives one region more.
 *	3. Homogeneity.  Single units move to a neighbouring region as long as that lowers the within sum of squares; the
 *	   region that they leave must hang together and keep the minimum.
 *
 * The five attempts with the most regions, among these those with the least sum of squares, are then improved by a tabu
 * search (Glover 1989): the best move is made even if it is for the worse, a unit that moved stays where it is for a while.
 * The best of all is the result.
 *
 * Random numbers are a function of seed and attempt (random.h).
 *
 * Source: J. C. Duque, L. Anselin, S. J. Rey, "The max-p-regions problem", Journal of Regional Science 52 (2012), 397-419.
 */
#ifndef KERNEL_MAX_P_H
#define KERNEL_MAX_P_H

#include "regions.h"

/*
 * population: not negative; minimum > 0.  region: n, gets 1 ... p when the result is REGIONS_OK (its number is p); otherwise
 * it is REGIONS_COMPONENT_TOO_SMALL.
 */
extern RegionsOutcome max_p(const double *x, int d, const Neighbours *links, const double *population, double minimum,
							int starts, uint64_t seed, int32_t *region, const Host *host);

#endif							/* KERNEL_MAX_P_H */
