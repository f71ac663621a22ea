/*
 * autocorrelation.c
 *		Moran's I, Geary's C, Getis and Ord's G.  See autocorrelation.h for formulas and sources.
 */
#include "autocorrelation.h"

#include <float.h>
#include <math.h>

#include "moments.h"
#include "smoothing.h"

#define CHECK_LINKS	65536

/* statistics nearer than this, in units of the statistic (of order 1), are the same one rounded differently */
#define TIE			1e-11

/* rates that differ from that of all by no more are equal to it */
#define RATE_ROUNDING	(8 * DBL_EPSILON)

static const AutocorrelationTest undefined = {NAN, NAN, NAN, NAN, {0, NAN, NAN, NAN, NAN, NAN}, NAN};

double
standard_deviate(double statistic, double expectation, double variance)
{
	return variance > 0 ? (statistic - expectation) / sqrt(variance) : NAN;
}

double
sum_of_products(const double *a, const double *b, int32_t n)
{
	ExactWide	sum;

	exact_wide_init(&sum);
	for (int32_t i = 0; i < n; i++)
		(void) exact_sum_add_product(&sum.sum, a[i], b[i]);
	return exact_sum_round(&sum.sum);
}

static int
exponent_of(const double *x, int32_t n)
{
	double		largest = 0;
	int			e;

	for (int32_t i = 0; i < n; i++)
		largest = fmax(largest, fabs(x[i]));
	(void) frexp(largest, &e);
	return largest > 0 ? e : 0;
}

bool
centred(const double *x, int32_t n, double *z, double *mean, int *exponent)
{
	ExactWide	sum;
	ExactWide	count;
	double		centre;
	double		rest;
	int			e = exponent_of(x, n);
	int			e_z;

	if (n < 1)
		return false;
	exact_wide_init(&sum);
	exact_wide_init(&count);
	(void) exact_sum_add(&count.sum, n);
	for (int32_t i = 0; i < n; i++)
		(void) exact_sum_add(&sum.sum, ldexp(x[i], -e));
	exact_wide_trim(&sum);
	exact_wide_trim(&count);
	centre = exact_quotient(&sum.sum, &count.sum, &rest);
	for (int32_t i = 0; i < n; i++)
		z[i] = (ldexp(x[i], -e) - centre) - rest;
	e_z = exponent_of(z, n);
	for (int32_t i = 0; i < n; i++)
		z[i] = ldexp(z[i], -e_z);
	if (mean != NULL)
		*mean = ldexp(centre, -e_z);
	if (exponent != NULL)
		*exponent = e + e_z;
	for (int32_t i = 0; i < n; i++)
	{
		if (x[i] != x[0])
			return true;
	}
	return false;
}

void
spatial_lags(const Neighbours *w, const double *x, double *lag, const Host *host)
{
	int64_t		next_check = CHECK_LINKS;

	for (int32_t i = 0; i < w->n; i++)
	{
		lag[i] = 0;
		for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
			lag[i] += w->weight[l] * x[w->neighbour[l]];
		if (w->start[i + 1] >= next_check)
		{
			host->check();
			next_check = w->start[i + 1] + CHECK_LINKS;
		}
	}
}

/* sums of powers of z, each power rounded, the sums exact */
static void
sums_of_powers(const double *z, int32_t n, double *second, double *third, double *fourth)
{
	ExactWide	two,
				three,
				four;

	exact_wide_init(&two);
	exact_wide_init(&three);
	exact_wide_init(&four);
	for (int32_t i = 0; i < n; i++)
	{
		double		square = z[i] * z[i];

		(void) exact_sum_add_product(&two.sum, z[i], z[i]);
		(void) exact_sum_add_product(&three.sum, square, z[i]);
		(void) exact_sum_add_product(&four.sum, square, square);
	}
	*second = exact_sum_round(&two.sum);
	*third = exact_sum_round(&three.sum);
	*fourth = exact_sum_round(&four.sum);
}

/* values of a statistic from sums under permutations: factor * product + rest * linear */
Permuted
permuted_statistic(const PermutedSums *s, PermutationPlan plan, double statistic, double factor, double rest, double tolerance,
				   const Host *host)
{
	size_t		room = ((size_t) plan.permutations + 1) * sizeof(double);
	double	   *value;
	double	   *linear;
	double		shift;
	Permuted	r;

	if (plan.permutations < 1)
		return undefined.permuted;
	value = host->alloc(room);
	linear = host->alloc(room);
	for (int32_t k = 0; k <= plan.permutations; k++)
		linear[k] = 0;
	permuted_sums(s, plan.permutations, plan.seed, value, linear, host);
	for (int32_t k = 0; k <= plan.permutations; k++)
		value[k] = factor * value[k] + rest * linear[k];

	/* the permuted values stand on the same ground as the statistic, which was summed exactly */
	shift = statistic - value[0];
	for (int32_t k = 0; k <= plan.permutations; k++)
		value[k] += shift;
	r = permuted_summary(value, plan.permutations, tolerance);
	host->release(value);
	host->release(linear);
	return r;
}

AutocorrelationTest
moran(const Neighbours *w, const double *x, PermutationPlan plan, const Host *host)
{
	AutocorrelationTest r = undefined;
	size_t		room = ((size_t) w->n + 1) * sizeof(double);
	double	   *z = host->alloc(room);
	double	   *lag = host->alloc(room);
	double		n = w->n;

	if (centred(x, w->n, z, NULL, NULL))
	{
		CrossSums	s = weights_sums(w, NULL, host);
		double		s0 = s.total;
		double		s1 = weights_s1(&s);
		double		s2 = weights_s2(&s);
		double		zz,
					z3,
					z4,
					k;

		host->check();
		sums_of_powers(z, w->n, &zz, &z3, &z4);
		host->check();
		if (s0 > 0 && zz > 0)
		{
			double		factor = n / s0 / zz;

			k = n * z4 / (zz * zz);
			spatial_lags(w, z, lag, host);
			r.statistic = factor * sum_of_products(z, lag, w->n);
			r.expectation = -1 / (n - 1);
			r.variance_normality = variance_of((n * n * s1 - n * s2 + 3 * s0 * s0) / (s0 * s0 * (n * n - 1)), r.expectation * r.expectation,
											   n * n * s1 / (s0 * s0 * (n * n - 1)));
			if (n > 3)
			{
				double		scale = 1 / ((n - 1) * (n - 2) * (n - 3) * s0 * s0);
				double		a = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0);
				double		b = k * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0 * s0);

				r.variance = variance_of((a - b) * scale, r.expectation * r.expectation,
										 scale * fmax(n * n * n * s1, fmax(fabs(a), fabs(b))));
			}
			r.permuted = permuted_statistic(&(PermutedSums) {w, z, NULL, false, NULL, NULL}, plan, r.statistic, factor, 0, TIE, host);
		}
	}
	host->release(z);
	host->release(lag);
	return r;
}

AutocorrelationTest
geary(const Neighbours *w, const double *x, PermutationPlan plan, const Host *host)
{
	AutocorrelationTest r = undefined;
	size_t		room = ((size_t) w->n + 1) * sizeof(double);
	double	   *z = host->alloc(room);
	double	   *both = host->alloc(room);
	double	   *row = host->alloc(room);
	double		n = w->n;

	if (centred(x, w->n, z, NULL, NULL))
	{
		CrossSums	s = weights_sums(w, both, host);
		double		s0 = s.total;
		double		s1 = weights_s1(&s);
		double		s2 = weights_s2(&s);
		int64_t		next_check = CHECK_LINKS;
		ExactWide	sum;
		double		zz,
					z3,
					z4,
					k;

		host->check();
		sums_of_powers(z, w->n, &zz, &z3, &z4);
		host->check();
		if (s0 > 0 && zz > 0)
		{
			double		factor = (n - 1) / (2 * s0) / zz;

			k = n * z4 / (zz * zz);
			exact_wide_init(&sum);
			for (int32_t i = 0; i < w->n; i++)
			{
				row[i] = 0;
				for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
				{
					double		difference = z[i] - z[w->neighbour[l]];

					row[i] += w->weight[l] * difference * difference;
				}
				(void) exact_sum_add(&sum.sum, row[i]);
				if (w->start[i + 1] >= next_check)
				{
					host->check();
					next_check = w->start[i + 1] + CHECK_LINKS;
				}
			}
			r.statistic = factor * exact_sum_round(&sum.sum);
			r.expectation = 1;
			r.variance_normality = variance_of((2 * s1 + s2) * (n - 1) / (2 * (n + 1) * s0 * s0), 2 / (n + 1), 0);
			if (n > 3)
			{
				double		scale = 1 / (n * (n - 2) * (n - 3) * s0 * s0);
				double		a = (n - 1) * s1 * (n * n - 3 * n + 3 - (n - 1) * k) * scale;
				double		b = (n - 1) * s2 * (n * n + 3 * n - 6 - (n * n - n + 2) * k) / 4 * scale;
				double		c = s0 * s0 * (n * n - 3 - (n - 1) * (n - 1) * k) * scale;

				r.variance = variance_of(a + c, b, fmax(fabs(c), n * n * n * s1 * scale));
			}

			/* sum w_ij (z_i - z_j)^2 = sum g_i z_i^2 - 2 sum w_ij z_i z_j */
			for (int32_t i = 0; i < w->n; i++)
				row[i] = z[i] * z[i];
			r.permuted = permuted_statistic(&(PermutedSums) {w, z, NULL, false, both, row}, plan, r.statistic, -2 * factor, factor, TIE, host);
		}
	}
	host->release(z);
	host->release(both);
	host->release(row);
	return r;
}

/*
 * Of sum w_ij x_i x_j, x_i = mean + z_i, under all permutations; gg = sum (g_i - mean of g)^2.  Nothing large cancels, so that equal sums of
 * weights leave the square alone, however far from zero x is.
 */
static double
variance_of_product(double n, const CrossSums *w, double gg, double mean, double zz, double z3, double z4)
{
	CrossSums	q = {-zz, zz * zz - z4, zz * zz - z4, z4, z4, z4};
	double		linear = mean * mean * gg * zz / (n - 1);
	double		mixed = -2 * mean * z3 * gg / ((n - 1) * (n - 2));
	double		square = cross_product_variance(n, w, &q);

	return variance_of(linear + mixed + square, 0, fmax(linear, fmax(fabs(mixed), square)));
}

/* sum of x_i x_j over all i <> j, rounded once */
static double
sum_over_pairs(const double *x, int32_t n)
{
	ExactWide	sum;
	ExactWide	pairs;

	exact_wide_init(&sum);
	exact_wide_init(&pairs);
	for (int32_t i = 0; i < n; i++)
	{
		(void) exact_sum_add(&sum.sum, x[i]);
		(void) exact_sum_add_product(&pairs.sum, x[i], -x[i]);
	}
	exact_wide_trim(&sum);
	exact_sum_add_product_of(&pairs.sum, &sum.sum, &sum.sum);
	return exact_sum_round(&pairs.sum);
}

AutocorrelationTest
getis_ord(const Neighbours *w, const double *x, PermutationPlan plan, const Host *host)
{
	AutocorrelationTest r = undefined;
	size_t		room = ((size_t) w->n + 1) * sizeof(double);
	double	   *z = host->alloc(room);
	double	   *scaled = host->alloc(room);
	double	   *lag = host->alloc(room);
	double	   *both = host->alloc(room);
	double		n = w->n;
	double		mean;
	int			exponent;

	if (centred(x, w->n, z, &mean, &exponent))
	{
		CrossSums	s = weights_sums(w, both, host);
		double		s0 = s.total;
		double		zz,
					z3,
					z4,
					gg,
					pairs;

		host->check();
		sums_of_powers(z, w->n, &zz, &z3, &z4);
		host->check();
		for (int32_t i = 0; i < w->n; i++)
			scaled[i] = ldexp(x[i], -exponent);
		pairs = sum_over_pairs(scaled, w->n);
		if (s0 > 0 && pairs > 0)
		{
			spatial_lags(w, scaled, lag, host);
			r.statistic = sum_of_products(scaled, lag, w->n) / pairs;
			r.expectation = s0 / (n * (n - 1));
			for (int32_t i = 0; i < w->n; i++)
				both[i] -= 2 * s0 / n;
			gg = sum_of_products(both, both, w->n);
			if (n > 3)
				r.variance = variance_of_product(n, &s, gg, mean, zz, z3, z4) / (pairs * pairs);

			/*
			 * Far from zero G differs from its expectation, and the permuted ones from it, by less than their rounding: what they differ
			 * by is summed alone.  The mean of g adds nothing to sum g_i z_i, as the z sum to 0; without it the sum, its rounding and what
			 * counts as a tie are as small as what it varies by.
			 */
			spatial_lags(w, z, lag, host);
			r.deviation = (mean * sum_of_products(both, z, w->n) + sum_of_products(z, lag, w->n) + r.expectation * zz) / pairs;
			r.permuted = permuted_statistic(&(PermutedSums) {w, z, NULL, false, both, z}, plan, r.deviation, 1 / pairs, mean / pairs,
											TIE * (s0 * zz / n + mean * sqrt(gg * (zz / n))) / pairs, host);
			r.permuted.mean += r.expectation;
		}
	}
	host->release(z);
	host->release(scaled);
	host->release(lag);
	host->release(both);
	return r;
}

bool
standardised_rates(const double *events, const double *population, int32_t n, double *rates)
{
	RateMoments r;
	double		a;
	bool		differ = false;

	if (!rate_moments(events, population, NULL, (size_t) n, &r, NULL) || !(r.mean > 0) || !isfinite(r.mean) || !isfinite(r.people))
		return false;
	a = fmax(0, r.between);
	for (int32_t i = 0; i < n; i++)
	{
		double		difference = events[i] / population[i] - r.mean;

		differ = differ || fabs(difference) > RATE_ROUNDING * r.mean;
		rates[i] = difference / sqrt(a + r.mean / population[i]);
		if (!isfinite(rates[i]))
			return false;
	}
	return isfinite(a) && differ;
}
