/*
 * permutation.h
 *		Sums over spatial weights when values change their places at random: the reference distribution of permutation tests.
 *
 * Permutation k of n places is a function of (seed, k, n) alone: a Fisher-Yates shuffle whose step i takes its random number from
 * counter i of stream k (random.h).  So the same seed gives the same permutations on every machine, whoever computes which of them.
 *
 * With p a permutation:
 *
 *		product		sum_ij w_ij x_p(i) y_p(j)								(y = x: Moran, Geary, Getis-Ord, join counts)
 *		lags		sum_i (sum_j w_ij x_p(j)) (sum_j w_ij y_p(j))			(Lee)
 *		linear		sum_i g_i q_p(i)
 *
 * x and y move together: what is random is where a unit lies, not which y belongs to which x.  Eight permutations are summed side by
 * side, so that the weights are read once for all of them; each adds its terms in the order of the units, so that a sum is that of a
 * simple loop, bit by bit.
 *
 * Source: R. A. Fisher, F. Yates, "Statistical tables", 1938; R. Durstenfeld, "Algorithm 235: random permutation", CACM 7 (1964), 420;
 * D. Lemire, "Fast random integer generation in an interval", ACM TOMACS 29 (2019), 3.
 */
#ifndef KERNEL_PERMUTATION_H
#define KERNEL_PERMUTATION_H

#include "neighbours.h"

/* to[0 ... n - 1] becomes permutation number k; check may be a null pointer */
extern void permutation_at(uint64_t seed, uint64_t k, int32_t n, int32_t *to, void (*check) (void));

typedef struct PermutedSums
{
	const Neighbours *w;
	const double *x;
	const double *y;			/* a null pointer: x */
	bool		lags;
	const double *g;			/* a null pointer: no linear sum */
	const double *q;
} PermutedSums;

/*
 * product[0] and linear[0] are the sums of the values where they are, [1] ... [permutations] those of the permutations.  linear may be a null
 * pointer if there is no linear sum.
 */
extern void permuted_sums(const PermutedSums *s, int32_t permutations, uint64_t seed, double *product, double *linear, const Host *host);

/* what the permutations say of a value: value[0] the observed one, value[1] ... value[permutations] the others */
typedef struct Permuted
{
	int32_t		permutations;	/* 0: none were asked for, all else is NaN */
	double		mean;
	double		sd;				/* divided by permutations - 1 */
	double		p;				/* two-sided: twice the smaller of the others, at most 1 */
	double		p_greater;		/* (number of values as large or larger + 1) / (permutations + 1) */
	double		p_less;
} Permuted;

/* two values count as equal if they differ by no more than the tolerance: the same sum in another order rounds differently */
extern Permuted permuted_summary(const double *value, int32_t permutations, double tolerance);

#endif							/* KERNEL_PERMUTATION_H */
