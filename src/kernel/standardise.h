/*
 * standardise.h
 *		Rates and ratios that do not depend on the age structure.
 *
 * Direct: x events among n people in each age group of an area, w people of the standard population.
 *
 *	  R = sum w x / n / W,  W = sum w			the rate that the standard population would have
 *	  V = sum w^2 x / n^2 / W^2					its variance
 *	  R + sqrt(V / X) (limits of Byar of X - X), X = sum x		its interval after Dobson; not below 10 events
 *
 * Indirect: O = sum x events where E = sum n r were expected from the rates r of a reference; the ratio O / E.
 *
 * Sources: A. J. Dobson, K. Kuulasmaa, E. Eberle, J. Scherer, "Confidence intervals for weighted sums of Poisson parameters",
 * Statistics in Medicine 10 (1991), 457-462; the form and the rule of ten events: Public Health England, Technical Guide:
 * Confidence Intervals, 2018.
 */
#ifndef KERNEL_STANDARDISE_H
#define KERNEL_STANDARDISE_H

#include <float.h>
#include <math.h>

#include "exact_sum.h"
#include "interval.h"

#define STANDARDISE_EVENTS_MIN	10

/* what an age group adds to the sums of w x / n and of w^2 x / n^2, the second from the first; n > 0 */
static inline double
standardise_term(double x, double n, double w)
{
	double		product = w * x;

	/* multiplied first, as counts give an exact product; unless it leaves the range of double */
	return (isinf(product) || product < DBL_MIN) ? w * (x / n) : product / n;
}

static inline double
standardise_variance_term(double term, double n, double w)
{
	return term * (w / n);
}

/* the sums over the age groups */
typedef struct DirectSums
{
	const ExactSum *weight;		/* w */
	const ExactSum *rate;		/* w x / n */
	const ExactSum *variance;	/* w^2 x / n^2 */
	const ExactSum *events;		/* x */
} DirectSums;

/* false when it is not defined: no standard population, or (interval, per person) fewer than 10 events */
extern bool standardised_rate(const DirectSums *sums, double per, double *rate);
extern bool standardised_rate_interval(const DirectSums *sums, double level, Limits *interval);

/* false when nothing is expected */
extern bool standardised_ratio(const ExactSum *observed, const ExactSum *expected, double *ratio);
extern bool standardised_ratio_interval(const ExactSum *observed, const ExactSum *expected, double level, Limits *interval);

#endif							/* KERNEL_STANDARDISE_H */
