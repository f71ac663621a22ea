/*
 * distribution.c
 *		Distributions by GSL, quantiles polished.  See distribution.h.
 */
#include "distribution.h"

#include <float.h>
#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

#define STEPS_MAX	20

/*
 * Newton steps towards F(x) = p.  below and above are the distribution function and its complement: the smaller one is compared,
 * so that nothing is lost in the tails.
 */
static double
polish(double x, double p, double a, double b, double (*below) (double, double, double), double (*above) (double, double, double),
	   double (*density) (double, double, double))
{
	for (int i = 0; i < STEPS_MAX; i++)
	{
		double		error = p < 0.5 ? below(x, a, b) - p : (1 - p) - above(x, a, b);
		double		slope = density(x, a, b);
		double		step = error / slope;

		if (!isfinite(step))
			break;
		/* a step beyond the end of the range goes half of the way */
		x = (x > 0 && step >= x) ? x / 2 : x - step;
		if (fabs(step) <= 4 * DBL_EPSILON * fabs(x))
			break;
	}
	return x;
}

static double
normal_p(double x, double a, double b)
{
	return gsl_cdf_ugaussian_P(x);
}

static double
normal_q(double x, double a, double b)
{
	return gsl_cdf_ugaussian_Q(x);
}

static double
normal_density(double x, double a, double b)
{
	return gsl_ran_ugaussian_pdf(x);
}

double
normal_quantile(double p)
{
	return polish(gsl_cdf_ugaussian_Pinv(p), p, 0, 0, normal_p, normal_q, normal_density);
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

static double
student_p(double x, double df, double b)
{
	return gsl_cdf_tdist_P(x, df);
}

static double
student_q(double x, double df, double b)
{
	return gsl_cdf_tdist_Q(x, df);
}

static double
student_density(double x, double df, double b)
{
	return gsl_ran_tdist_pdf(x, df);
}

double
student_quantile(double p, double df)
{
	/* of the lower half, by symmetry: a positive x would be kept positive */
	if (p > 0.5)
		return -student_quantile(1 - p, df);
	return polish(gsl_cdf_tdist_Pinv(p, df), p, df, 0, student_p, student_q, student_density);
}

double
student_two_sided(double t, double df)
{
	return 2 * gsl_cdf_tdist_Q(fabs(t), df);
}

static double
chi_squared_p(double x, double df, double b)
{
	return gsl_cdf_chisq_P(x, df);
}

static double
chi_squared_q(double x, double df, double b)
{
	return gsl_cdf_chisq_Q(x, df);
}

static double
chi_squared_density(double x, double df, double b)
{
	return gsl_ran_chisq_pdf(x, df);
}

double
chi_squared_quantile(double p, double df)
{
	return polish(gsl_cdf_chisq_Pinv(p, df), p, df, 0, chi_squared_p, chi_squared_q, chi_squared_density);
}

double
chi_squared_above(double x, double df)
{
	return gsl_cdf_chisq_Q(x, df);
}

double
beta_quantile(double p, double a, double b)
{
	return polish(gsl_cdf_beta_Pinv(p, a, b), p, a, b, gsl_cdf_beta_P, gsl_cdf_beta_Q, gsl_ran_beta_pdf);
}

double
poisson_at_most(unsigned int x, double mean)
{
	return gsl_cdf_poisson_P(x, mean);
}

double
poisson_at_least(unsigned int x, double mean)
{
	return x == 0 ? 1 : gsl_cdf_poisson_Q(x - 1, mean);
}
