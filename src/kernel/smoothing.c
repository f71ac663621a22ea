/*
 * smoothing.c
 *		Empirical Bayes, shrinkage, false discovery rate: see smoothing.h for formulas and sources.
 */
#include "smoothing.h"

#include <math.h>

#include "exact_sum.h"
#include "moments.h"

#define CHECK_EVERY	16384

static inline void
check_now_and_then(size_t i, void (*check) (void))
{
	if (check != NULL && i % CHECK_EVERY == 0)
		check();
}

bool
rate_moments(const double *x, const double *n, const bool *use, size_t rows, RateMoments *r, void (*check) (void))
{
	ExactWide	events,
				people,
				scatter;
	size_t		k = 0;
	double		rest;

	exact_wide_init(&events);
	exact_wide_init(&people);
	exact_wide_init(&scatter);
	for (size_t i = 0; i < rows; i++)
	{
		check_now_and_then(i, check);
		if (use != NULL && !use[i])
			continue;
		exact_sum_add(&events.sum, x[i]);
		exact_sum_add(&people.sum, n[i]);
		k++;
	}
	if (k == 0)
		return false;
	exact_wide_trim(&events);
	exact_wide_trim(&people);
	r->people = exact_sum_round(&people.sum);
	r->mean = exact_quotient(&events.sum, &people.sum, &rest);

	for (size_t i = 0; i < rows; i++)
	{
		double		difference;

		check_now_and_then(i, check);
		if (use != NULL && !use[i])
			continue;
		difference = x[i] / n[i] - r->mean;
		exact_sum_add(&scatter.sum, n[i] * difference * difference);
	}
	exact_wide_trim(&scatter);
	r->between = exact_quotient(&scatter.sum, &people.sum, &rest) - r->mean / (r->people / (double) k);
	return true;
}

void
empirical_bayes_rates(const double *x, const double *n, const bool *use, size_t rows, double *estimates,
					  void (*check) (void))
{
	RateMoments r;
	double		a;

	if (!rate_moments(x, n, use, rows, &r, check))
		return;
	a = isfinite(r.between) ? fmax(r.between, 0) : NAN;	/* NaN: out of range on the way */
	for (size_t i = 0; i < rows; i++)
	{
		check_now_and_then(i, check);
		if (use[i])
			estimates[i] = (a == 0) ? r.mean : r.mean + a * (x[i] / n[i] - r.mean) / (a + r.mean / n[i]);
	}
}

double
shrink_logit(double x, double n)
{
	return log((x + 0.5) / (n - x + 0.5));
}

double
shrink_variance(double x, double n)
{
	return (n + 1) / (x + 1) * ((n + 2) / (n - x + 1)) / n;
}

void
shrink_rates(const double *x, const double *n, const bool *use, size_t rows, double area_x, double area_n, double *estimates,
			 void (*check) (void))
{
	ExactWide	scatter;
	double		centre = shrink_logit(area_x, area_n);
	double		t2;
	size_t		k = 0;

	exact_wide_init(&scatter);
	for (size_t i = 0; i < rows; i++)
	{
		double		difference;

		check_now_and_then(i, check);
		if (!use[i])
			continue;
		difference = shrink_logit(x[i], n[i]) - centre;
		exact_sum_add(&scatter.sum, difference * difference);
		k++;
	}
	t2 = exact_sum_round(&scatter.sum) / ((double) k - 1);	/* one row: infinite, or NaN when it is at the centre */

	for (size_t i = 0; i < rows; i++)
	{
		double		m,
					w;

		check_now_and_then(i, check);
		if (!use[i])
			continue;
		m = shrink_logit(x[i], n[i]);
		w = t2 / (t2 + shrink_variance(x[i], n[i]));
		if (m != centre)
			m = (k > 1) ? w * m + (1 - w) * centre : NAN;
		estimates[i] = 1 / (1 + exp(-m));
	}
}

void
false_discovery(Indexed *p, size_t m, void (*check) (void))
{
	double		least = 1;

	sort_indexed(p, m, check);
	for (size_t i = m; i-- > 0;)
	{
		check_now_and_then(i, check);
		least = fmin(least, (double) m / (double) (i + 1) * p[i].x);
		p[i].x = least;
	}
}
