/*
 * means.h
 *		Generalised (power) means of positive values with weights, arithmetic, geometric and harmonic among them.
 *
 *	  M_p = (sum w x^p / sum w)^(1/p),	M_0 = exp(sum w ln x / sum w)
 *
 * p = 1: arithmetic, 0: geometric, -1: harmonic, 2: quadratic mean.  M_p grows with p from the least to the greatest value: the
 * smaller p, the less can a good value make up for a bad one.
 *
 * x^p and ln x are rounded once for each value and then summed exactly (exact_sum.h), so that the mean does not depend on the
 * order of the values.  ln x is taken as e ln 2 + ln m with x = m 2^e, 0.7 < m < 1.5, where e is summed by itself: the error of
 * the logarithm of a large value would otherwise be magnified by the exponential.  For the same reason x^p - 1 is summed where p
 * is near 0; |p| < 1e-25 gives the geometric mean, from which M_p then differs by less than a rounding.  The mean of equal
 * values is that value, as the result is kept between the least and the greatest value.
 *
 * Source: G. H. Hardy, J. E. Littlewood, G. Polya, "Inequalities", 1934, chapter 2; OECD/JRC, "Handbook on Constructing Composite
 * Indicators", 2008, 6.3.
 */
#ifndef KERNEL_MEANS_H
#define KERNEL_MEANS_H

#include <stddef.h>

#include "exact_sum.h"

/*
 * Where the terms of the few indicators of an area usually lie.  Sums of this range are quicker than those of the whole range,
 * which is only taken when an addition says that it does not reach.
 */
#define USUAL_RANGE		((ExactRange) {-6, 4})
#define WHOLE_RANGE		((ExactRange) {EXACT_LIMB_MIN, EXACT_LIMB_END})

/* what is summed of a value, times its weight; the exponent only for the geometric mean */
typedef struct PowerTerm
{
	double		value;			/* infinite: out of range */
	double		exponent;
} PowerTerm;

/* is the mean defined for this value? p = 1: for all; p > 0: x >= 0; else x > 0 */
extern bool power_mean_accepts(double x, double power);
extern PowerTerm power_term(double x, double power);

/*
 * The mean from the sums of w, w * term.value and w * term.exponent (empty but for the geometric mean) and the least and the
 * greatest value of positive weight.  NaN when the weight is 0, infinite when powers were too small or too large for a double.
 */
extern double power_mean_of(const ExactSum *w, const ExactSum *values, const ExactSum *exponents,
							double power, double least, double greatest);

/*
 * The mean of k values; NaN values and those of weight 0 do not count; w null: all weights 1.  The values must be accepted.
 */
extern double power_mean(const double *x, const double *w, size_t k, double power);

/* the weight of the values that are not NaN as a share of the weight of all, to nearest; NaN when the weight of all is 0 */
extern double valid_share(const double *x, const double *w, size_t k);

#endif							/* KERNEL_MEANS_H */
