/*
 * trend.h
 *		Does a figure rise or fall over time, how fast, and where does it change?  A series is n pairs (t, y).
 *
 * Theil-Sen: the median of the slopes (y_j - y_i) / (t_j - t_i) of all pairs with t_i <> t_j.  With N such slopes in ascending
 * order and C = z sqrt(V), z the normal quantile of the two-sided level and V the variance below, the limits are the slopes of rank
 * (N - C) / 2 and (N + C) / 2 + 1, rounded to even.
 *
 * Mann-Kendall:	S = sum over i < j of sign(t_j - t_i) sign(y_j - y_i)
 *	  V = (n (n-1) (2n+5) - sum u (u-1) (2u+5) - sum v (v-1) (2v+5)) / 18
 *		  + sum u (u-1) sum v (v-1) / (2 n (n-1)) + sum u (u-1) (u-2) sum v (v-1) (v-2) / (9 n (n-1) (n-2))
 *	  where u are the numbers of equal t and v those of equal y;	z = (S - sign S) / sqrt(V), 0 for S = 0;	p = P(|Z| > |z|)
 *	  tau-b = S / sqrt((n0 - n1) (n0 - n2)), n0 = n (n-1) / 2 pairs, n1 of them with equal t, n2 with equal y
 *
 * Least squares: b = Sty / Stt, standard error sqrt((Stt Syy - Sty^2) / (n - 2)) / Stt with Stt = n sum t^2 - (sum t)^2 and so on,
 * all formed from exact sums.
 *
 * Pettitt: U_k = 2 (r_1 + ... + r_k) - k (n + 1) with the ranks r of y (average ranks for ties) in the order of t; K = max |U_k|, at
 * the last point in time before the change; p = min(1, 2 exp(-6 K^2 / (n^3 + n^2))).
 *
 * Sources: H. Theil 1950; P. K. Sen, JASA 63 (1968); H. B. Mann, Econometrica 13 (1945); M. G. Kendall, "Rank Correlation Methods",
 * 1970; R. O. Gilbert, "Statistical Methods for Environmental Pollution Monitoring", 1987, chapter 16; W. R. Knight, JASA 61 (1966),
 * counting by merge sort; A. N. Pettitt, Applied Statistics 28 (1979).
 */
#ifndef KERNEL_TREND_H
#define KERNEL_TREND_H

#include <stdbool.h>

#include "exact_sum.h"
#include "sort.h"

/* Series are pairs x = t, y = y as sort_pairs() orders them, without -0.  What is not defined is NaN. */

/* -------- Theil-Sen -------- */

/*
 * The slopes are kept and sorted when there are at most SLOPES_KEPT pairs; else they are formed anew in each of the four passes of
 * a selection by 16 bits of the number: no memory but the counters, and time proportional to the number of pairs.
 */
#define SLOPES_KEPT		65536

typedef struct Slopes
{
	const Pair *p;
	size_t		n;
	int64_t		slopes;			/* pairs with different t */
	double	   *sorted;			/* all of them, or a null pointer */
	int64_t    *count;
} Slopes;

/* bytes of scratch room */
extern size_t slopes_scratch(size_t n);
extern void slopes_prepare(Slopes *s, const Pair *p, size_t n, void *scratch, void (*check) (void));
extern double slopes_rank(const Slopes *s, int64_t rank, void (*check) (void));	/* rank 1: the smallest */
extern double slopes_median(const Slopes *s, void (*check) (void));

/* limits of the median for a two-sided normal quantile z; NaN when there are too few slopes */
extern void slopes_interval(const Slopes *s, double variance, double z, double *lower, double *upper, void (*check) (void));

/* -------- Mann-Kendall -------- */

typedef struct MannKendall
{
	double		s;
	double		variance;
	double		tau;
	double		z;
	double		p;
} MannKendall;

/* scratch: room for 2 n doubles */
extern MannKendall mann_kendall(const Pair *p, size_t n, double *scratch, void (*check) (void));

/* -------- Pettitt -------- */

typedef struct Pettitt
{
	double		change_at;
	double		k;
	double		p;
} Pettitt;

/* order: room for n, rank: room for n */
extern Pettitt pettitt(const Pair *p, size_t n, Indexed *order, double *rank, void (*check) (void));

/* -------- least squares -------- */

typedef struct OlsTrend
{
	double		slope;
	double		intercept;		/* at t = 0 */
	double		standard_error; /* of the slope */
	double		lower;
	double		upper;
	double		r_squared;
	double		p;				/* slope 0, two-sided */
} OlsTrend;

extern OlsTrend ols_trend(int64_t n, const ExactSum *t, const ExactSum *y, const ExactSum *tt, const ExactSum *ty, const ExactSum *yy,
						  double level);
extern double ols_slope(int64_t n, const ExactSum *t, const ExactSum *y, const ExactSum *tt, const ExactSum *ty);

/* -------- growth -------- */

/* mean annual growth in per cent: ((last / first)^(1 / years) - 1) 100; NaN unless first > 0, last >= 0, years > 0 */
extern double annual_growth(double first, double last, double years);

#endif							/* KERNEL_TREND_H */
