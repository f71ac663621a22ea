/*
 * distribution.c
 *		Distributions: the normal by GSL, the others by our incomplete gamma and beta functions.  See distribution.h.
 */
#include "distribution.h"

#include <float.h>
#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

#include "incomplete.h"

#define STEPS_MAX	20

/* GSL's approximation, improved by Newton steps in the tail that has the digits */
double
normal_quantile(double p)
{
	double		z;

	if (p > 0.5)
		return -normal_quantile(1 - p);
	z = gsl_cdf_ugaussian_Pinv(p);
	for (int i = 0; i < STEPS_MAX; i++)
	{
		double		step = (gsl_cdf_ugaussian_P(z) - p) / gsl_ran_ugaussian_pdf(z);

		if (!isfinite(step))
			break;
		z -= step;
		if (fabs(step) <= 4 * DBL_EPSILON * fabs(z))
			break;
	}
	return z;
}

double
normal_above(double z)
{
	return gsl_cdf_ugaussian_Q(z);
}

double
normal_two_sided(double z)
{
	return 2 * gsl_cdf_ugaussian_Q(fabs(z));
}

double
normal_two_sided_quantile(double level)
{
	return -normal_quantile((1 - level) / 2);
}

/* t^2 / (df + t^2) has the beta distribution (1/2, df/2) */
double
student_two_sided(double t, double df)
{
	double		below,
				above;
	double		r = t / sqrt(df);

	r *= r;
	if (isinf(r))
		return 0;
	incomplete_beta(0.5, df / 2, r / (1 + r), 1 / (1 + r), &below, &above);
	return above;
}

double
student_quantile(double p, double df)
{
	double		y,
				rest;

	if (p > 0.5)
		return -student_quantile(1 - p, df);
	if (p == 0.5)
		return 0;
	/* p beyond -t is 2 p beyond |t|; the complement is exact where it is the smaller one */
	y = (p < 0.25) ? inverse_incomplete_beta(0.5, df / 2, 2 * p, 1) : inverse_incomplete_beta(0.5, df / 2, 1 - 2 * p, 0);
	rest = 1 - y;
	if (y > 0.5)
	{
		/* the digits of 1 - y */
		rest = (p < 0.25) ? inverse_incomplete_beta(df / 2, 0.5, 2 * p, 0) : inverse_incomplete_beta(df / 2, 0.5, 1 - 2 * p, 1);
		y = 1 - rest;
	}
	return -sqrt(df * y / rest);
}

double
chi_squared_quantile(double p, double df)
{
	return 2 * inverse_incomplete_gamma(df / 2, p, 0);
}

double
chi_squared_quantile_above(double p, double df)
{
	return 2 * inverse_incomplete_gamma(df / 2, p, 1);
}

double
chi_squared_above(double x, double df)
{
	double		below,
				above;

	incomplete_gamma(df / 2, x / 2, &below, &above);
	return above;
}

double
beta_quantile(double p, double a, double b)
{
	return inverse_incomplete_beta(a, b, p, 0);
}

double
beta_quantile_above(double p, double a, double b)
{
	return inverse_incomplete_beta(a, b, p, 1);
}

double
poisson_at_most(double x, double mean)
{
	double		below,
				above;

	if (x < 0)
		return 0;
	incomplete_gamma(floor(x) + 1, mean, &below, &above);
	return above;
}

double
poisson_at_least(double x, double mean)
{
	double		below,
				above;

	if (x <= 0)
		return 1;
	incomplete_gamma(ceil(x), mean, &below, &above);
	return below;
}
