/*
 * cross_product.h
 *		Mean and variance of sum_ij w_ij q_p(i)p(j) over all n! permutations p: what the tests of global spatial autocorrelation have in common.
 *
 * w and q are matrices without a diagonal, not necessarily symmetric.  Of each only six sums matter, with r_i = sum_j q_ij, c_j = sum_i q_ij:
 *
 *		total = sum q_ij			square = sum q_ij^2			reverse = sum q_ij q_ji
 *		rows  = sum r_i^2			columns = sum c_i^2			rows_columns = sum r_i c_i
 *
 * The expectation of the square goes over all pairs of links (i, j), (k, l) by what they share: both ends, both ends crossed, the first ends, the
 * second ends, an end and a beginning, nothing.  With n_m = n (n - 1) ... (n - m + 1):
 *
 *		E   = W.total Q.total / n_2
 *		E2  = (W.square Q.square + W.reverse Q.reverse) / n_2
 *			+ ((W.rows - W.square)(Q.rows - Q.square) + (W.columns - W.square)(Q.columns - Q.square)
 *			   + 2 (W.rows_columns - W.reverse)(Q.rows_columns - Q.reverse)) / n_3
 *			+ (what is left of W.total^2)(what is left of Q.total^2) / n_4
 *		Var = E2 - E^2
 *
 * In the notation of Cliff and Ord S0 = total, S1 = square + reverse, S2 = rows + columns + 2 rows_columns of the weights.
 *
 * Source: N. Mantel, "The detection of disease clustering and a generalized regression approach", Cancer Research 27 (1967), 209-220; A. D. Cliff,
 * J. K. Ord, "Spatial processes: models and applications", Pion 1981.
 */
#ifndef KERNEL_CROSS_PRODUCT_H
#define KERNEL_CROSS_PRODUCT_H

#include "neighbours.h"

typedef struct CrossSums
{
	double		total;
	double		square;
	double		reverse;
	double		rows;
	double		columns;
	double		rows_columns;
} CrossSums;

/* of weights without a diagonal; both (may be a null pointer, or have room for n): r_i + c_i */
extern CrossSums weights_sums(const Neighbours *w, double *both, const Host *host);

static inline double
weights_s1(const CrossSums *w)
{
	return w->square + w->reverse;
}

static inline double
weights_s2(const CrossSums *w)
{
	return w->rows + w->columns + 2 * w->rows_columns;
}

extern double cross_product_expectation(double n, const CrossSums *w, const CrossSums *q);

/* NaN for n < 4; 0 where the terms cancel to nothing but rounding */
extern double cross_product_variance(double n, const CrossSums *w, const CrossSums *q);

/* a - b, and 0 when that is nothing but rounding of numbers as large as "largest" */
extern double variance_of(double a, double b, double largest);

/*
 * Weights between the units that have a neighbour or are one: links from a unit to itself are left out (unless with_self), then the units without any
 * link (islands).  kept[0 ... result.n - 1] are the units that stay, ascending.  The arrays are new ones of the host's, or those of all if nothing is
 * left out.
 */
extern Neighbours weights_between(const Neighbours *all, bool with_self, int32_t *kept, const Host *host);

#endif							/* KERNEL_CROSS_PRODUCT_H */
