/*
 * composite.c
 *		Mazziotta-Pareto and outranking: see composite.h for formulas and sources.
 */
#include "composite.h"

#include <math.h>
#include <stdbool.h>

#include "means.h"
#include "moments.h"

#define AREAS_PER_CHECK		1024
#define PAIRS_PER_CHECK		65536
#define TIE					1e-12	/* weights that differ by less, as a share of their sum, are a tie: 0.1 + 0.2 against 0.3 */

/* the sums of w, w x, w x^2 in sums of this range; false when it does not reach */
static bool
moment_sums(const double *x, const double *w, size_t k, ExactRange range, ExactWide sums[3])
{
	for (int i = 0; i < 3; i++)
		exact_wide_init_range(&sums[i], range);
	for (size_t j = 0; j < k; j++)
	{
		double		v = w == NULL ? 1 : w[j];

		if (isnan(x[j]) || v == 0)
			continue;
		if (!exact_sum_add(&sums[0].sum, v) || !exact_sum_add_product(&sums[1].sum, v, x[j]) ||
			!exact_sum_add_product3(&sums[2].sum, v, x[j], x[j]))
			return false;
	}
	for (int i = 0; i < 3; i++)
		exact_wide_trim(&sums[i]);
	return true;
}

double
mazziotta_pareto(const double *x, const double *w, size_t k, int sign, double *mean)
{
	ExactWide	sums[3];
	Moments		m;

	if (!moment_sums(x, w, k, USUAL_RANGE, sums))
		(void) moment_sums(x, w, k, WHOLE_RANGE, sums);
	*mean = NAN;
	if (!moments(&sums[0].sum, &sums[1].sum, &sums[2].sum, 0, &m))
		return NAN;
	*mean = m.mean;
	if (!(m.mean > 0))
		return NAN;
	return m.mean + sign * (m.sd * (m.sd / m.mean));
}

double
ampi_score(double x, double minimum, double maximum, int polarity)
{
	double		from = polarity > 0 ? minimum : x;
	double		to = polarity > 0 ? x : maximum;
	double		range = maximum - minimum;

	/* halved, as the difference of the largest doubles is infinite */
	if (isinf(range) || isinf(to - from))
		return (to / 2 - from / 2) / (maximum / 2 - minimum / 2) * 60 + 70;
	return (to - from) / range * 60 + 70;
}

static bool
has_value(const double *value, size_t n, size_t k, size_t i)
{
	for (size_t j = 0; j < k; j++)
	{
		if (!isnan(value[j * n + i]))
			return true;
	}
	return false;
}

void
outranking_scores(double *value, size_t n, size_t k, const double *w, Indexed *scratch, double *score,
				  void (*check) (void))
{
	ExactWide	weight;
	size_t		areas = 0;

	for (size_t i = 0; i < n; i++)
	{
		if (i % AREAS_PER_CHECK == 0)
			check();
		score[i] = has_value(value, n, k, i) ? 0 : NAN;
		areas += !isnan(score[i]);
	}
	exact_wide_init(&weight);
	for (size_t j = 0; j < k; j++)
		exact_sum_add(&weight.sum, w == NULL ? 1 : w[j]);
	exact_wide_trim(&weight);

	/* the values give way to the points that they bring: areas below and half of the ties, both whole or half numbers */
	for (size_t j = 0; j < k; j++)
	{
		double	   *x = value + j * n;
		size_t		valid = 0;
		double		missing;

		for (size_t i = 0; i < n; i++)
		{
			if (!isnan(x[i]))
				scratch[valid++] = (Indexed) {x[i] + 0.0, (int64_t) i};	/* -0 is 0 */
			else
				x[i] = ((double) areas - 1) / 2;
		}
		check();
		sort_indexed(scratch, valid, check);
		missing = (double) (areas - valid);
		for (size_t from = 0, to; from < valid; from = to)
		{
			for (to = from + 1; to < valid && scratch[to].x == scratch[from].x; to++)
				;
			for (size_t t = from; t < to; t++)
				x[scratch[t].index] = (double) from + ((double) (to - from - 1) + missing) / 2;
		}
	}
	for (size_t i = 0; i < n; i++)
	{
		ExactWide	sum;
		double		rest;

		if (i % AREAS_PER_CHECK == 0)
			check();
		if (isnan(score[i]))
			continue;
		exact_wide_init(&sum);
		for (size_t j = 0; j < k; j++)
			exact_sum_add_product(&sum.sum, w == NULL ? 1 : w[j], value[j * n + i]);
		exact_wide_trim(&sum);
		score[i] = exact_sum_sign(&weight.sum) > 0 ? exact_quotient(&sum.sum, &weight.sum, &rest) : NAN;
	}
}

void
majority_scores(const double *value, size_t n, size_t k, const double *w, double *score, void (*check) (void))
{
	size_t		pairs = 0;
	double		total = 0;

	for (size_t j = 0; j < k; j++)
		total += w == NULL ? 1 : w[j];
	for (size_t i = 0; i < n; i++)
	{
		if (i % AREAS_PER_CHECK == 0)
			check();
		score[i] = total > 0 && has_value(value, n, k, i) ? 0 : NAN;
	}
	for (size_t i = 0; i < n; i++)
	{
		if (isnan(score[i]))
			continue;
		for (size_t other = i + 1; other < n; other++)
		{
			double		balance = 0;

			pairs += k;
			if (pairs >= PAIRS_PER_CHECK)
			{
				check();
				pairs = 0;
			}
			if (isnan(score[other]))
				continue;
			for (size_t j = 0; j < k; j++)
			{
				double		a = value[j * n + i];
				double		b = value[j * n + other];

				/* comparisons with NaN are false: a tie */
				balance += ((a > b) - (a < b)) * (w == NULL ? 1 : w[j]);
			}
			if (fabs(balance) <= TIE * total)
				continue;
			score[i] += balance > 0 ? 1 : -1;
			score[other] -= balance > 0 ? 1 : -1;
		}
	}
}
