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

/* The sums of a mean in sums of this range: 1 when they reach, 0 when not, -1 when a power is out of range. */
static int
mean_sums(const double *x, const double *w, size_t k, double power, ExactRange range, ExactWide sums[3],
		  double *least, double *greatest)
{
	for (int i = 0; i < 3; i++)
		exact_wide_init_range(&sums[i], range);
	*least = INFINITY;
	*greatest = -INFINITY;
	for (size_t j = 0; j < k; j++)
	{
		double		v = w == NULL ? 1 : w[j];
		PowerTerm	t;

		if (isnan(x[j]) || v == 0)
			continue;
		t = power_term(x[j], power);
		if (isinf(t.value))
			return -1;
		*least = fmin(*least, x[j] + 0.0);	/* no -0, so that the bits do not depend on the order */
		*greatest = fmax(*greatest, x[j] + 0.0);
		if (!exact_sum_add(&sums[0].sum, v) || !exact_sum_add_product(&sums[1].sum, v, t.value) ||
			!exact_sum_add_product(&sums[2].sum, v, t.exponent))
			return 0;
	}
	for (int i = 0; i < 3; i++)
		exact_wide_trim(&sums[i]);
	return 1;
}

double
power_mean(const double *x, const double *w, size_t k, double power)
{
	ExactWide	sums[3];		/* weights, values, exponents */
	double		least,
				greatest;
	int			state = mean_sums(x, w, k, power, USUAL_RANGE, sums, &least, &greatest);

	if (state == 0)
		state = mean_sums(x, w, k, power, WHOLE_RANGE, sums, &least, &greatest);
	if (state < 0)
		return INFINITY;
	return power_mean_of(&sums[0].sum, &sums[1].sum, &sums[2].sum, power, least, greatest);
}

static bool
share_sums(const double *x, const double *w, size_t k, ExactRange range, ExactWide *valid, ExactWide *all)
{
	exact_wide_init_range(valid, range);
	exact_wide_init_range(all, range);
	for (size_t j = 0; j < k; j++)
	{
		double		v = w == NULL ? 1 : w[j];

		if (!exact_sum_add(&all->sum, v) || (!isnan(x[j]) && !exact_sum_add(&valid->sum, v)))
			return false;
	}
	exact_wide_trim(valid);
	exact_wide_trim(all);
	return true;
}

double
valid_share(const double *x, const double *w, size_t k)
{
	ExactWide	valid,
				all;
	double		rest;

	if (!share_sums(x, w, k, USUAL_RANGE, &valid, &all))
		(void) share_sums(x, w, k, WHOLE_RANGE, &valid, &all);
	if (exact_sum_sign(&all.sum) <= 0)
		return NAN;
	return exact_quotient(&valid.sum, &all.sum, &rest);
}
