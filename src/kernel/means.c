/*
 * means.c
 *		Power means: see means.h for formula and source.
 */
#include "means.h"

#include <math.h>

#include "moments.h"

#define LN2				0.69314718055994530942
#define NEAR_ZERO		1e-25	/* below: the geometric mean */
#define SMALL			0.125	/* below: x^p - 1 instead of x^p */
#define LEAST_SAFE		0x1p-960	/* a mean of powers above this has lost nothing to underflow */

bool
power_mean_accepts(double x, double power)
{
	return power == 1 || x > 0 || (x == 0 && power >= NEAR_ZERO);
}

PowerTerm
power_term(double x, double power)
{
	PowerTerm	t = {0, 0};

	if (fabs(power) < NEAR_ZERO)
	{
		int			exponent;
		double		m = frexp(x, &exponent);

		if (m < 0.70710678118654752440)
		{
			m *= 2;
			exponent--;
		}
		t.value = log(m);
		t.exponent = exponent;
	}
	else if (fabs(power) < SMALL)
		t.value = x == 0 ? -1 : expm1(power * log(x));
	else if (power == 1)
		t.value = x;
	else if (power == -1)
		t.value = 1 / x;
	else if (power == 2)
		t.value = x * x;
	else
		t.value = pow(x, power);
	return t;
}

double
power_mean_of(const ExactSum *w, const ExactSum *values, const ExactSum *exponents,
			  double power, double least, double greatest)
{
	double		mean,
				rest,
				result;

	if (exact_sum_sign(w) <= 0)
		return NAN;
	if (least == greatest)
		return least;
	mean = exact_quotient(values, w, &rest);
	if (fabs(power) < NEAR_ZERO)
	{
		double		exponent,
					whole;

		exponent = exact_quotient(exponents, w, &rest);
		whole = fmin(fmax(nearbyint(exponent), -2000), 2000);	/* a forged state may have any */
		result = ldexp(exp(((exponent - whole) + rest) * LN2 + mean), (int) whole);
	}
	else if (fabs(power) < SMALL)
		result = exp(log1p(mean) / power);
	else if (power == 1)
		result = mean;
	else if (!(mean >= LEAST_SAFE))
		return INFINITY;
	else if (power == -1)
		result = 1 / mean;
	else if (power == 2)
		result = sqrt(mean);
	else
		result = pow(mean, 1 / power);
	return fmin(fmax(result, least), greatest);
}

double
power_mean(const double *x, const double *w, size_t k, double power)
{
	ExactWide	weight,
				values,
				exponents;
	double		least = INFINITY,
				greatest = -INFINITY;

	exact_wide_init(&weight);
	exact_wide_init(&values);
	exact_wide_init(&exponents);
	for (size_t j = 0; j < k; j++)
	{
		double		v = w == NULL ? 1 : w[j];
		PowerTerm	t;

		if (isnan(x[j]) || v == 0)
			continue;
		t = power_term(x[j], power);
		if (isinf(t.value))
			return INFINITY;
		least = fmin(least, x[j] + 0.0);	/* no -0, so that the bits do not depend on the order */
		greatest = fmax(greatest, x[j] + 0.0);
		exact_sum_add(&weight.sum, v);
		exact_sum_add_product(&values.sum, v, t.value);
		exact_sum_add_product(&exponents.sum, v, t.exponent);
	}
	exact_wide_trim(&weight);
	exact_wide_trim(&values);
	exact_wide_trim(&exponents);
	return power_mean_of(&weight.sum, &values.sum, &exponents.sum, power, least, greatest);
}

double
valid_share(const double *x, const double *w, size_t k)
{
	ExactWide	valid,
				all;
	double		rest;

	exact_wide_init(&valid);
	exact_wide_init(&all);
	for (size_t j = 0; j < k; j++)
	{
		exact_sum_add(&all.sum, w == NULL ? 1 : w[j]);
		if (!isnan(x[j]))
			exact_sum_add(&valid.sum, w == NULL ? 1 : w[j]);
	}
	exact_wide_trim(&valid);
	exact_wide_trim(&all);
	if (exact_sum_sign(&all.sum) <= 0)
		return NAN;
	return exact_quotient(&valid.sum, &all.sum, &rest);
}
