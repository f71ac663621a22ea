/*
 * interval.c
 *		Confidence intervals and comparisons of shares and counts: see interval.h for formulas and sources.
 */
#include "interval.h"

#include <float.h>
#include <math.h>
#include <stddef.h>

#include "distribution.h"
#include "incomplete.h"

#define COUNT_EXACT_BELOW	10
#define FUNNEL_NORMAL_FROM	1e9	/* beyond, counts are as good as continuous */
#define CHECK_EVERY			8192

/* z sqrt(z^2 / 4 + x (1 - x / n)): half of Wilson's root, so that no count is too large for it */
static double
wilson_root(double x, double n, double z)
{
	return z * sqrt(z * z / 4 + x * ((n - x) / n));
}

/* The lower limit: the textbook formula with its difference turned into a sum, as it cancels for few events. */
static double
wilson_lower(double x, double n, double z)
{
	return (x == 0) ? 0 : x * (x / n) / (x + z * z / 2 + wilson_root(x, n, z));
}

static double
wilson_upper(double x, double n, double z)
{
	return (x == n) ? 1 : (x + z * z / 2 + wilson_root(x, n, z)) / (n + z * z);
}

Limits
interval_wilson(double x, double n, double z)
{
	Limits		result = {wilson_lower(x, n, z), wilson_upper(x, n, z)};

	return result;
}

Limits
interval_clopper_pearson(double x, double n, double level)
{
	double		tail = (1 - level) / 2;
	Limits		result = {0, 1};

	if (x > 0)
		result.lower = beta_quantile(tail, x, n - x + 1);
	if (x < n)
		result.upper = beta_quantile_above(tail, x + 1, n - x);
	return result;
}

Limits
interval_poisson(double x, double level)
{
	double		tail = (1 - level) / 2;
	Limits		result = {0, chi_squared_quantile_above(tail, 2 * x + 2) / 2};

	if (x > 0)
		result.lower = chi_squared_quantile(tail, 2 * x) / 2;
	return result;
}

/* x (1 - 1 / (9 x) + z / (3 sqrt x))^3 */
static double
byar_limit(double x, double z)
{
	double		root = 1 - 1 / (9 * x) + z / (3 * sqrt(x));

	return x * root * root * root;
}

/* For one event and a high level the formula falls below 0: a count does not. */
Limits
interval_byar(double x, double z)
{
	Limits		result = {0, byar_limit(x + 1, z)};

	if (x > 0)
		result.lower = fmax(byar_limit(x, -z), 0);
	return result;
}

Limits
interval_count(double x, double level)
{
	return (x < COUNT_EXACT_BELOW) ? interval_poisson(x, level) : interval_byar(x, normal_two_sided_quantile(level));
}

Comparison
compare_shares(double x1, double n1, double x2, double n2, double level)
{
	double		z = normal_two_sided_quantile(level);
	double		p1 = x1 / n1;
	double		p2 = x2 / n2;
	double		down1 = p1 - wilson_lower(x1, n1, z);
	double		down2 = p2 - wilson_lower(x2, n2, z);
	double		up1 = wilson_upper(x1, n1, z) - p1;
	double		up2 = wilson_upper(x2, n2, z) - p2;
	double		pooled = (x1 + x2) / (n1 + n2);
	double		rest = ((n1 - x1) + (n2 - x2)) / (n1 + n2);
	Comparison	result;

	result.estimate = p1 - p2;
	result.lower = result.estimate - hypot(down1, up2);
	result.upper = result.estimate + hypot(up1, down2);
	if (pooled > 0 && rest > 0)
	{
		result.z = result.estimate / sqrt(pooled * rest * (1 / n1 + 1 / n2));
		result.p = normal_two_sided(result.z);
	}
	else
		result.z = result.p = NAN;
	return result;
}

Comparison
compare_rates(double x1, double e1, double x2, double e2, double level)
{
	Comparison	result = {NAN, NAN, NAN, NAN, NAN};
	double		deviation = sqrt(1 / x1 + 1 / x2);

	if (x2 == 0)
		return result;
	result.estimate = (x1 / x2) * (e2 / e1);
	if (x1 > 0)
	{
		double		z = normal_two_sided_quantile(level);

		result.lower = result.estimate * exp(-z * deviation);
		result.upper = result.estimate * exp(z * deviation);
		result.z = (log(x1 / x2) + log(e2 / e1)) / deviation;
		result.p = normal_two_sided(result.z);
	}
	return result;
}

/*
 * The weights of the tables on one side of the likeliest one, in proportion to it, until they vanish: of all of them and of
 * those that are no likelier than limit.
 */
static void
add_side(double a, double b, double c, double d, double limit, double *all, double *unlikely, void (*check) (void))
{
	double		weight = 1;

	for (long i = 1; weight > 0; i++)
	{
		/* one more in a and d, one less in b and c */
		weight *= (b / (a + 1)) * (c / (d + 1));
		a++;
		d++;
		b--;
		c--;
		*all += weight;
		if (weight <= limit)
			*unlikely += weight;
		if (check != NULL && i % CHECK_EVERY == 0)
			check();
		if (weight < *all * DBL_EPSILON * DBL_MIN)
			break;
	}
}

/* log of the number of ways, up to what depends on the margins only */
static double
table_ways(double a, double b, double c, double d)
{
	return -(lgamma(a + 1) + lgamma(b + 1) + lgamma(c + 1) + lgamma(d + 1));
}

double
fisher_two_sided(double a, double b, double c, double d, void (*check) (void))
{
	double		low = fmax(0, a - d);
	double		high = a + fmin(b, c);
	double		mode = floor(((a + b + 1) / (a + b + c + d + 2)) * (a + c + 1));
	double		shift,
				limit = 1,
				all = 1,
				unlikely = 0;

	if (low == high)
		return 1;
	mode = fmin(fmax(mode, low), high);
	shift = mode - a;

	/* this table against the likeliest one: step by step where they are near, as the differences of logarithms lose digits */
	if (fabs(shift) <= 1000000)
	{
		double		i = a,
					j = b,
					k = c,
					l = d;

		for (; i < mode; i++, l++, j--, k--)
			limit *= ((i + 1) / j) * ((l + 1) / k);
		for (; i > mode; i--, l--, j++, k++)
			limit *= ((j + 1) / i) * ((k + 1) / l);
	}
	else
		limit = exp(table_ways(a, b, c, d) - table_ways(mode, b - shift, c - shift, d + shift));
	limit *= 1 + 1e-7;

	if (1 <= limit)
		unlikely = 1;
	add_side(mode, b - shift, c - shift, d + shift, limit, &all, &unlikely, check);
	add_side(b - shift, mode, d + shift, c - shift, limit, &all, &unlikely, check);
	return fmin(unlikely / all, 1);
}

Limits
funnel_share(double p, double n, double z)
{
	double		half = z * sqrt(p * (1 - p) / n);
	Limits		result = {fmax(p - half, 0), fmin(p + half, 1)};

	return result;
}

/*
 * Spiegelhalter 2005, A.1.1: r is the smallest count with P(X <= r) >= p; the limit is r - (P(X <= r) - p) / P(X = r), which is
 * r - 1 where P(X <= r - 1) is p itself.
 */
static double
count_quantile(double mean, double p, double z)
{
	double		guess = mean + z * sqrt(mean) + (z * z - 1) / 6;
	double		r = fmax(floor(guess), 0);

	if (mean > FUNNEL_NORMAL_FROM)
		return guess;
	while (poisson_at_most(r, mean) < p)
		r++;
	while (r > 0 && poisson_at_most(r - 1, mean) >= p)
		r--;
	return fmax(r - (poisson_at_most(r, mean) - p) / poisson_density(r, mean), 0);
}

Limits
funnel_count(double mean, double level)
{
	double		z = normal_two_sided_quantile(level);
	double		tail = (1 - level) / 2;
	Limits		result = {count_quantile(mean, tail, -z), count_quantile(mean, 1 - tail, z)};

	/* where a single event is already unusual, the interpolation comes out below the mean; no whole number lies between */
	result.lower = fmin(result.lower, mean);
	result.upper = fmax(result.upper, mean);
	return result;
}
