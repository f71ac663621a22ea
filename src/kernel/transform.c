/*
 * transform.c
 *		Box-Cox, skewness and kurtosis, Winsorisation of outliers: see transform.h.
 */
#include "transform.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "exact_sum.h"
#include "moments.h"

#define ROWS_PER_CHECK	65536

static inline void
check_now_and_then(size_t i, void (*check) (void))
{
	if (i % ROWS_PER_CHECK == 0 && check != NULL)
		check();
}

/* -------- Box-Cox -------- */

double
box_cox_value(double x, double lambda)
{
	double		t = lambda * log(x);

	if (lambda == 0)
		return log(x);
	if (fabs(t) < 1)
		return expm1(t) / lambda;	/* no cancellation for small lambda */
	return (pow(x, lambda) - 1) / lambda;
}

/* (t e^t - e^t + 1) / t^2 = sum over k of t^k / (k! (k + 2)) */
static inline double
power_slope(double t, double exp_t)
{
	static const double c[] = {
		1.0 / 2, 1.0 / 3, 1.0 / (2.0 * 4), 1.0 / (6.0 * 5), 1.0 / (24.0 * 6), 1.0 / (120.0 * 7), 1.0 / (720.0 * 8), 1.0 / (5040.0 * 9),
		1.0 / (40320.0 * 10), 1.0 / (362880.0 * 11), 1.0 / (3628800.0 * 12), 1.0 / (39916800.0 * 13), 1.0 / (479001600.0 * 14),
		1.0 / (6227020800.0 * 15), 1.0 / (87178291200.0 * 16)
	};
	double		sum = 0;

	if (fabs(t) >= 0.5)
		return (t * exp_t - (exp_t - 1)) / (t * t);
	for (int k = sizeof(c) / sizeof(c[0]) - 1; k >= 0; k--)
		sum = sum * t + c[k];
	return sum;
}

/* z = (e^t - 1) / lambda and its derivative by lambda, for t = lambda u; both times e^-c, so that they cannot overflow */
static inline void
power_and_slope(double u, double lambda, double c, double *z, double *slope)
{
	double		t = lambda * u;

	if (c <= 1)
	{
		double		exp_t = exp(t);

		*z = lambda == 0 ? u : expm1(t) / lambda;
		*slope = u * u * power_slope(t, exp_t);
	}
	else
	{
		double		exp_t = exp(t - c);

		/* constants do not matter to a covariance: z without - 1 / lambda */
		*z = exp_t / lambda;
		*slope = (u * exp_t - *z) / lambda;
	}
}

/* The covariance of z and its derivative: half the derivative of the variance of z, so 0 at the estimate, below it negative. */
static double
likelihood_slope(const double *u, size_t n, double lambda, void (*check) (void))
{
	double		c = fmax(lambda * u[0], lambda * u[n - 1]);
	double		mean_z = 0;
	double		mean_slope = 0;
	double		sum = 0;

	for (size_t i = 0; i < n; i++)
	{
		double		z,
					slope;

		check_now_and_then(i, check);
		power_and_slope(u[i], lambda, c, &z, &slope);
		mean_z += z;
		mean_slope += slope;
	}
	mean_z /= (double) n;
	mean_slope /= (double) n;
	for (size_t i = 0; i < n; i++)
	{
		double		z,
					slope;

		check_now_and_then(i, check);
		power_and_slope(u[i], lambda, c, &z, &slope);
		sum += (z - mean_z) * (slope - mean_slope);
	}
	return sum;
}

/* the zero between a and b, where the function has values of different sign: Brent's method */
static double
find_zero(const double *u, size_t n, double a, double fa, double b, double fb, void (*check) (void))
{
	double		c = a,
				fc = fa,
				step = b - a,
				last_step = step;

	for (int i = 0; i < 200 && fb != 0; i++)
	{
		double		tolerance,
					half;

		if (fabs(fc) < fabs(fb))
		{
			a = b, b = c, c = a;
			fa = fb, fb = fc, fc = fa;
		}
		tolerance = 2 * DBL_EPSILON * fabs(b) + DBL_EPSILON / 4;
		half = (c - b) / 2;
		if (fabs(half) <= tolerance)
			break;
		if (fabs(last_step) >= tolerance && fabs(fa) > fabs(fb))
		{
			double		s = fb / fa,
						p,
						q;

			if (a == c)
			{
				p = 2 * half * s;
				q = 1 - s;
			}
			else
			{
				double		r = fb / fc;

				q = fa / fc;
				p = s * (2 * half * q * (q - r) - (b - a) * (r - 1));
				q = (q - 1) * (r - 1) * (s - 1);
			}
			if (p > 0)
				q = -q;
			p = fabs(p);
			if (2 * p < fmin(3 * half * q - fabs(tolerance * q), fabs(last_step * q)))
			{
				last_step = step;
				step = p / q;
			}
			else
				step = last_step = half;
		}
		else
			step = last_step = half;
		a = b;
		fa = fb;
		b += fabs(step) > tolerance ? step : copysign(tolerance, half);
		fb = likelihood_slope(u, n, b, check);
		if ((fb > 0) == (fc > 0))
		{
			c = a;
			fc = fa;
			step = last_step = b - a;
		}
	}
	return b;
}

double
box_cox_estimate(double *sorted, size_t n, void (*check) (void))
{
	double		middle = n > 0 ? sorted[n / 2] : 0;
	double		mean = 0;
	double		below = -2,
				above = 2,
				slope_below,
				slope_above;

	if (n < 2 || sorted[0] == sorted[n - 1])
		return NAN;

	/* u = ln(x / geometric mean), precise also where all x lie close together */
	for (size_t i = 0; i < n; i++)
	{
		double		difference = sorted[i] - middle;

		check_now_and_then(i, check);
		if (fabs(difference) < middle / 2)
			sorted[i] = log1p(difference / middle);
		else
			sorted[i] = log(sorted[i]) - log(middle);
		mean += sorted[i];
	}
	mean /= (double) n;
	for (size_t i = 0; i < n; i++)
		sorted[i] -= mean;

	/* the variance grows without limit in both directions, so that there are limits; they may be far where the numbers lie close together */
	for (int i = 0; (slope_below = likelihood_slope(sorted, n, below, check)) > 0; i++)
	{
		below *= 2;
		if (i > 100)
			return NAN;
	}
	for (int i = 0; (slope_above = likelihood_slope(sorted, n, above, check)) < 0; i++)
	{
		above *= 2;
		if (i > 100)
			return NAN;
	}
	return find_zero(sorted, n, below, slope_below, above, slope_above, check);
}

/* -------- skewness and kurtosis -------- */

Shape
shape_of(const double *x, size_t n, void (*check) (void))
{
	Shape		shape = {NAN, NAN};
	ExactWide	sum,
				rows,
				power[3];
	double		largest = 0,
				mean,
				rest,
				s2,
				s3,
				s4,
				count = (double) n;
	int			exponent,
				deviation_exponent;

	if (n < 3)
		return shape;

	/* powers of two, which change no digit, so that nothing overflows: first the numbers, then their deviations come below 1 */
	for (size_t i = 0; i < n; i++)
		largest = fmax(largest, fabs(x[i]));
	(void) frexp(largest, &exponent);
	exact_wide_init(&sum);
	for (size_t i = 0; i < n; i++)
	{
		check_now_and_then(i, check);
		(void) exact_sum_add(&sum.sum, ldexp(x[i], -exponent));
	}
	exact_wide_init(&rows);
	(void) exact_sum_add(&rows.sum, count);
	mean = exact_quotient(&sum.sum, &rows.sum, &rest);
	largest = 0;
	for (size_t i = 0; i < n; i++)
		largest = fmax(largest, fabs((ldexp(x[i], -exponent) - mean) - rest));
	if (largest == 0)
		return shape;
	(void) frexp(largest, &deviation_exponent);

	for (int k = 0; k < 3; k++)
		exact_wide_init(&power[k]);
	for (size_t i = 0; i < n; i++)
	{
		double		d = ldexp((ldexp(x[i], -exponent) - mean) - rest, -deviation_exponent);

		check_now_and_then(i, check);
		(void) exact_sum_add_product(&power[0].sum, d, d);
		(void) exact_sum_add_product(&power[1].sum, d * d, d);
		(void) exact_sum_add_product(&power[2].sum, d * d, d * d);
	}
	s2 = exact_sum_round(&power[0].sum);
	s3 = exact_sum_round(&power[1].sum);
	s4 = exact_sum_round(&power[2].sum);
	shape.skewness = sqrt(count) * s3 / (s2 * sqrt(s2)) * sqrt(count * (count - 1)) / (count - 2);
	if (n > 3)
		shape.kurtosis = ((count + 1) * (count * s4 / (s2 * s2) - 3) + 6) * (count - 1) / ((count - 2) * (count - 3));
	return shape;
}

/* -------- outliers -------- */

void
winsorise_limits(double *sorted, size_t n, double skewness, double kurtosis, size_t max_points,
				 void (*check) (void), double *lower, double *upper)
{
	size_t		high = 0;		/* points changed at the upper end, in the last step there; COINr counts so */
	size_t		low = 0;

	while (high + low < max_points)
	{
		Shape		shape = shape_of(sorted, n, check);

		/* undefined statistics (NaN) end it as well */
		if (!(fabs(shape.skewness) >= skewness && shape.kurtosis >= kurtosis))
			break;
		if (shape.skewness >= 0)
		{
			for (high = 1; sorted[n - 1 - high] == sorted[n - 1]; high++)
				;
			for (size_t i = n - high; i < n; i++)
				sorted[i] = sorted[n - 1 - high];
		}
		else
		{
			for (low = 1; sorted[low] == sorted[0]; low++)
				;
			for (size_t i = 0; i < low; i++)
				sorted[i] = sorted[low];
		}
	}
	*lower = sorted[0];
	*upper = sorted[n - 1];
}
