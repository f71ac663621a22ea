/*
 * distribution.h
 *		Quantiles and probabilities of the usual distributions.
 *
 * The normal distribution by GSL, whose quantile is improved by Newton steps; the others by incomplete.h, as GSL's lose digits
 * with large parameters and end as NaN with those of a large town.  GSL's error handler must be off (module.c).
 *
 * p is a probability, 0 < p < 1; the upper variants take or give the probability above.
 *
 * Source: GNU Scientific Library, chapter "Random Number Distributions"; incomplete.h; checked against R's qnorm, qt, qchisq, qbeta,
 * ppois (test/unit/test_distribution.c).
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
extern double chi_squared_quantile_above(double p, double df);
extern double chi_squared_above(double x, double df);

extern double beta_quantile(double p, double a, double b);
extern double beta_quantile_above(double p, double a, double b);

/* probability of x or fewer events, of x or more, where mean are expected */
extern double poisson_at_most(double x, double mean);
extern double poisson_at_least(double x, double mean);

#endif							/* KERNEL_DISTRIBUTION_H */
