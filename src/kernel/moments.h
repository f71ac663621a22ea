/*
 * moments.h
 *		Mean and standard deviation from exact sums.
 *
 *	  mean = S / n								with S = sum x
 *	  sd   = sqrt((n Q - S^2) / (n (n - ddof)))	with Q = sum x^2
 *
 * and in the same way with weights: n becomes W = sum w, S = sum w x, Q = sum w x^2.
 *
 * n Q - S^2 is formed from the exact sums and rounded only then.  From rounded sums it would be ruined by cancellation: for
 * x = 3e6 + U(0, 1e-3) the variance would come out as 0.002 instead of 8.4e-8.  So the deviation of a constant is exactly 0.
 *
 * Source: T. F. Chan, G. H. Golub, R. J. LeVeque, "Algorithms for computing the sample variance", American Statistician 37
 * (1983), 242-247 (why the textbook formula needs exact sums); exact_sum.h.
 */
#ifndef KERNEL_MOMENTS_H
#define KERNEL_MOMENTS_H

#include "exact_sum.h"

typedef struct Moments
{
	double		mean;			/* the mean, rounded to a double */
	double		mean_rest;		/* mean + mean_rest is the mean to twice the precision */
	double		sd;				/* standard deviation */
} Moments;

/* numerator / denominator, to nearest; *rest gets what the rounding took away (as a double).  The denominator is not 0. */
extern double exact_quotient(const ExactSum *numerator, const ExactSum *denominator, double *rest);

/* false when the total weight, or the total weight - ddof, is not positive */
extern bool moments(const ExactSum *w, const ExactSum *wx, const ExactSum *wxx, double ddof, Moments *result);

/* (x - mean) / sd, the difference taken from the mean at twice the precision; sd must not be 0 */
extern double moments_zscore(const Moments *m, double x);

/* mean + multiple * sd */
extern double moments_at(const Moments *m, double multiple);

#endif							/* KERNEL_MOMENTS_H */
