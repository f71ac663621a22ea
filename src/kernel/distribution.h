/*
 * distribution.h
 *		Quantiles and probabilities of the usual distributions, by GSL.
 *
 * GSL finds quantiles by iteration and stops early; each is improved by Newton steps on GSL's distribution function, until it no
 * longer moves.  GSL's error handler must be off (module.c): what cannot be computed is NaN.
 *
 * p is a probability, 0 < p < 1; the upper variants take or give the probability above.
 *
 * Source: GNU Scientific Library, chapter "Random Number Distributions"; checked against R's qnorm, qt, qchisq, qbeta, qf.
 */
#ifndef KERNEL_DISTRIBUTION_H
#define KERNEL_DISTRIBUTION_H

extern double normal_quantile(double p);
extern double normal_above(double z);	/* probability above z */
extern double normal_two_sided(double z);	/* probability beyond -|z| and |z| */

/* z of a two-sided interval: 0.95 gives 1.959963984540054 */
extern double normal_two_sided_quantile(double level);

extern double student_quantile(double p, double df);
extern double student_two_sided(double t, double df);

extern double chi_squared_quantile(double p, double df);
extern double chi_squared_above(double x, double df);

extern double beta_quantile(double p, double a, double b);

/* probability of x or fewer events, of x or more, where mean are expected */
extern double poisson_at_most(unsigned int x, double mean);
extern double poisson_at_least(unsigned int x, double mean);

#endif							/* KERNEL_DISTRIBUTION_H */
