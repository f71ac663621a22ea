/*
 * inequality.h
 *		Measures of inequality that need all values, with or without weights.
 *
 * n values x_i with weights w_i (1 without weights); W = sum w, S = sum w x, m = S / W; in ascending order C_i = w_1 + ... + w_i.
 *
 *	  Gini			G = sum w_i x_i (C_i + C_(i-1) - W) / (W S)
 *					without weights sum (2 i - n - 1) x_i / (n S): half the mean absolute difference of all pairs over the mean.
 *					0: all equal; (n - 1) / n: one has all.  Corrected: W - 1 for W in the denominator, so that one who has all gives 1.
 *	  Lorenz curve	L(p): share of S that the lowest p of the weight have; straight between the points (C_i / W, S_i / S), so that a
 *					row on a boundary is divided: as much of it lies below as of its weight
 *	  ratio of tails	(1 - L(u)) / L(l): Palma for l = 0.4, u = 0.9; quintile share ratio S80/S20 for l = 0.2, u = 0.8
 *	  Hoover		sum w |x - m| / (2 S): the largest vertical distance between Lorenz curve and diagonal
 *	  quantile		the x where C reaches q W; midway to the next value where it reaches it exactly (type 2 of Hyndman and Fan)
 *	  concentration index	sum w x (2 R - 1) / S, R the fractional rank (C_(i-1) + w_i / 2) / W by another variable, the average for ties
 *
 * NaN where not defined: S (or the lower tail) not positive.  Numerators and denominators are exact sums (exact_sum.h), so that the order of
 * equal values does not matter.  check (may be NULL) is called now and then, for interrupts.
 *
 * Source: C. Gini 1914; F. A. Cowell, "Measuring Inequality", 3rd edition, 2011; J. G. Palma, "Homogeneous middles vs. heterogeneous
 * tails", Development and Change 42 (2011), 87-153; R. J. Hyndman, Y. Fan, "Sample quantiles in statistical packages", American
 * Statistician 50 (1996), 361-365; O. O'Donnell et al., "Analyzing Health Equity Using Household Survey Data", 2008, chapter 8.
 */
#ifndef KERNEL_INEQUALITY_H
#define KERNEL_INEQUALITY_H

#include <stdbool.h>
#include <stddef.h>

#include "sort.h"

/* values x[0], x[stride], ... and their weights, NULL: all 1 */
typedef struct Sample
{
	const double *x;
	const double *w;
	size_t		n;
	size_t		stride;
} Sample;

/* these want ascending x, equal x by weight as sort_pairs() has them */
extern double gini(const Sample *s, bool corrected, void (*check) (void));
extern double tail_ratio(const Sample *s, int lower, int upper, int parts, void (*check) (void));
extern double weighted_quantile(const Sample *s, double q, void (*check) (void));

/* any order */
extern double hoover(const Sample *s, void (*check) (void));

/*
 * The Lorenz curve: pairs (p, L(p)) into point[], from (0, 0) to (1, 1).  lorenz_corners() has a point for each distinct x, for which
 * lorenz_corners_max() says how many at most; lorenz_grid() has parts + 1 points at p = k / parts.  They return the number of points, 0
 * where the curve is not defined.
 */
extern size_t lorenz_corners_max(const Sample *s);
extern size_t lorenz_corners(const Sample *s, double *point, void (*check) (void));
extern size_t lorenz_grid(const Sample *s, int parts, double *point, void (*check) (void));

/* s: ordered by rank (rank[0], rank[stride], ...), in any order among equal ranks */
extern double concentration_index(const Sample *s, const double *rank, void (*check) (void));

#endif							/* KERNEL_INEQUALITY_H */
