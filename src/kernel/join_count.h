/*
 * join_count.h
 *		Join counts: how often do neighbouring units belong to the same category, and how often to two given ones?
 *
 * n_c units of category c, weights w_ij without a diagonal (binary ones count joins):
 *
 *		J_cc = sum w_ij [i and j in c] / 2
 *		J_cd = sum w_ij [one in c, the other in d] / 2
 *
 * With two categories (black: 1, white: 0) these are BB, WW and BW.  S0, S1, S2 as in autocorrelation.h.
 *
 * Nonfree sampling: the n_c are given and all ways to distribute the categories over the units are as likely (cross_product.h).
 * Free sampling: every unit draws its category, c with probability p_c = n_c / n:
 *
 *		E J_cc = S0 p_c^2 / 2			Var = (S1 p_c^2 + (S2 - 2 S1) p_c^3 + (S1 - S2) p_c^4) / 4
 *		E J_cd = S0 p_c p_d				Var = (2 S1 p_c p_d + (S2 - 2 S1) p_c p_d (p_c + p_d) + 4 (S1 - S2) p_c^2 p_d^2) / 4
 *
 * All unlike joins, J = sum of J_cd over the pairs c < d, with P = 1 - sum p_c^2: free sampling E J = S0 P / 2,
 * Var = (S1 (P - P^2) + (S2 - 2 S1) (sum p_c (1 - p_c)^2 - P^2)) / 4.
 *
 * Source: P. A. P. Moran, "The interpretation of statistical maps", Journal of the Royal Statistical Society B 10 (1948), 243-251; A. D. Cliff,
 * J. K. Ord, "Spatial processes", Pion 1981, chapter 1 and 2.
 */
#ifndef KERNEL_JOIN_COUNT_H
#define KERNEL_JOIN_COUNT_H

#include "autocorrelation.h"

typedef struct JoinCount
{
	double		count;
	double		expectation;	/* NaN for n < 2 */
	double		variance;		/* NaN for n < 4 */
	Permuted	permuted;
} JoinCount;

typedef enum JoinSampling
{
	JOIN_NONFREE = 0,
	JOIN_FREE = 1
} JoinSampling;

/* expectation and variance of joins between n_c units of one category and n_d of another one; of joins within c: n_d < 0 */
extern JoinCount join_moments(double n, const CrossSums *w, double n_c, double n_d, JoinSampling sampling);

/* all unlike joins of units in categories of these sizes */
extern JoinCount join_total_moments(double n, const CrossSums *w, const double *size, int32_t categories, JoinSampling sampling);

/* black: 0 or 1 for every unit; result: BB, BW, WW */
extern void join_counts(const Neighbours *w, const double *black, JoinSampling sampling, PermutationPlan plan, JoinCount result[3],
						const Host *host);

/*
 * category: 0 ... categories - 1 for every unit.  table (categories * categories) gets the joins between c and d, c <= d, at [c * categories + d];
 * total, if not a null pointer, all unlike joins.  size: the number of units of each.
 */
extern void join_table(const Neighbours *w, const int32_t *category, int32_t categories, JoinSampling sampling, JoinCount *table,
					   JoinCount *total, double *size, const Host *host);

#endif							/* KERNEL_JOIN_COUNT_H */
