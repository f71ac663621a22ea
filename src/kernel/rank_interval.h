/*
 * rank_interval.h
 *		Ranks of estimates that have standard errors: confidence sets for the ranks, which areas differ from their neighbours in the
 *		ranking and from the mean, and the distribution of ranks under repeated errors.
 *
 * Rank 1 is the highest estimate; equal ones share the better rank.  Of two areas i is above j when
 *
 *		(x_i - x_j) / sqrt(se_i^2 + se_j^2)  >  c,		which rejects the hypothesis that the true figure of i is at most that of j.
 *
 * The set for the rank of area i among n then reaches from 1 + (areas above i) to n - (areas below i): as long as no true hypothesis
 * is rejected, it contains the true rank, because who is found above is above.  c comes from Holm's step-down over all n (n - 1)
 * hypotheses (joint: all sets hold together at the level), or, for each area, over the 2 (n - 1) that it takes part in (the set of
 * this one area holds at the level).  Holm rejects while the R-th smallest p is at most alpha / (M - R + 1); the same is
 * the least R with #{p <= alpha / (M - R)} = R, found by repetition, so that no p has to be computed or sorted.
 *
 * The mean is that of all estimates, and (x_i - mean) has the variance se_i^2 (1 - 2 / n) + sum se_j^2 / n^2.
 *
 * Errors are taken as independent between areas.  A standard error that is not known (NaN) distinguishes its area from nobody; it
 * counts as 0 in the variance of the mean.
 *
 * Sources: S. Holm, Scandinavian Journal of Statistics 6 (1979), 65-70; M. Mogstad, J. P. Romano, A. M. Shaikh, D. Wilhelm,
 * "Inference for ranks with applications to mobility across neighbourhoods and academic achievement across countries", Review of
 * Economic Studies 91 (2024), 476-518 (sets from pairwise comparisons; they take c by bootstrap); M. Klein, T. Wright, J.
 * Wieczorek, "A joint confidence region for an overall ranking of populations", Journal of the Royal Statistical Society C 69
 * (2020), 589-606 (the same argument with intervals that do not overlap); H. Goldstein, D. J. Spiegelhalter, "League tables and
 * their limitations", Journal of the Royal Statistical Society A 159 (1996), 385-443 (simulated ranks).
 */
#ifndef KERNEL_RANK_INTERVAL_H
#define KERNEL_RANK_INTERVAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "host.h"

/* an answer that may not exist: the last area has no next one */
typedef enum Told
{
	TOLD_NOT = -1,
	TOLD_NO = 0,
	TOLD_YES = 1
} Told;

typedef struct RankSet
{
	int64_t		rank;
	int64_t		lower;
	int64_t		upper;
	Told		from_previous;	/* distinguishable from the areas with the next higher estimate */
	Told		from_next;		/* ... with the next lower one; TOLD_NO for equal estimates */
	Told		from_mean;
} RankSet;

/*
 * set[i] of estimate x[i] with standard error se[i] >= 0 or NaN; n < 2^31, 0 < level < 1.  joint: all statements of one kind (the sets
 * and the comparisons with neighbours; the comparisons with the mean) hold together at the level; else each by itself.
 */
extern void rank_sets(const double *x, const double *se, size_t n, double level, bool joint, RankSet *set, const Host *host);

/* the ranks of one area in repeated draws */
typedef struct RankDraws
{
	double		mean;
	double		median;
	double		lower;			/* quantiles, interpolated (type 7) */
	double		upper;
	double		highest;		/* share of the draws in which the rank is at most that asked for */
} RankDraws;

/*
 * Ranks of x + se * (standard normal) in so many draws.  The numbers belong to the place in the order of (x, se), and areas that are equal
 * in both share their draws, so that the result does not depend on the order of the areas.  n * draws < 2^31.
 */
extern void rank_draws(const double *x, const double *se, size_t n, int draws, uint64_t seed, double level, int64_t highest,
					   RankDraws *result, const Host *host);

#endif							/* KERNEL_RANK_INTERVAL_H */
