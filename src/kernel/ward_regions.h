/*
 * ward_regions.h
 *		Ward's clustering where only neighbours may join: regions from below.
 *
 * Every unit begins as a region of its own.  Of all pairs of neighbouring regions A and B, those two become one whose union
 * adds least to the within sum of squares,
 *
 *		n_A n_B / (n_A + n_B) |m_A - m_B|^2,
 *
 * equal ones in the order of their smallest units, until k regions are left.  So the regions for k are those for k + 1 with
 * two of them joined. (The sums do not ascend as they do without contiguity: two regions may become neighbours only by a
 * third.)
 *
 * Each region knows its neighbours and the best of them; a heap over the regions gives the next union.  A union looks at the
 * neighbours of the new region and, of these, at the neighbours of those whose best is gone: on maps about n log n steps in
 * all.
 *
 * Source: J. H. Ward, "Hierarchical grouping to optimize an objective function", Journal of the American Statistical
 * Association 58 (1963), 236-244; A. D. Gordon, "A survey of constrained classification", Computational Statistics & Data
 * Analysis 21 (1996), 17-29.
 */
#ifndef KERNEL_WARD_REGIONS_H
#define KERNEL_WARD_REGIONS_H

#include "regions.h"

/* 1 <= k <= n.  region: n, gets 1 ... k when the result is REGIONS_OK; otherwise it is REGIONS_COMPONENTS. */
extern RegionsOutcome ward_regions(const double *x, int d, const Neighbours *links, int32_t k, int32_t *region, const Host *host);

#endif							/* KERNEL_WARD_REGIONS_H */
