/*
 * test_smoothing.c
 *		Standardisation, empirical Bayes, shrinkage and false discovery rate: published numbers, identities, permutations.
 */
#include "smoothing.h"
#include "standardise.h"

#include <gsl/gsl_errno.h>

#include "tap.h"

#define AREAS 200

typedef struct Table
{
	ExactWide	weight,
				rate,
				variance,
				events;
	DirectSums	sums;
} Table;

static void
table(Table *t, const double *x, const double *n, const double *w, int groups)
{
	exact_wide_init(&t->weight);
	exact_wide_init(&t->rate);
	exact_wide_init(&t->variance);
	exact_wide_init(&t->events);
	for (int i = 0; i < groups; i++)
	{
		exact_sum_add(&t->weight.sum, w[i]);
		exact_sum_add(&t->rate.sum, standardise_term(x[i], n[i], w[i]));
		exact_sum_add(&t->variance.sum, standardise_variance_term(standardise_term(x[i], n[i], w[i]), n[i], w[i]));
		exact_sum_add(&t->events.sum, x[i]);
	}
	t->sums = (DirectSums) {&t->weight.sum, &t->rate.sum, &t->variance.sum, &t->events.sum};
}

static void
standardisation(void)
{
	TEST("direct: four age groups (R), small numbers, invariance to the scale of the standard")
	{
		const double x[] = {2, 5, 14, 31},
					n[] = {5200, 6100, 3900, 1450},
					w[] = {21500, 34500, 28000, 16000},
					w8[] = {21500 * 8, 34500 * 8, 28000 * 8, 16000 * 8},
					few[] = {2, 2, 2, 3};
		Table		t;
		double		rate,
					scaled;
		Limits		i;

		table(&t, x, n, w, 4);
		CHECK(standardised_rate(&t.sums, 1, &rate) && fabs(rate * 1e5 - 479.1297053239) < 6e-11);
		CHECK(standardised_rate_interval(&t.sums, 0.95, &i));
		CHECK(fabs(i.lower * 1e5 - 354.0818120245) < 6e-11 && fabs(i.upper * 1e5 - 632.9140028758) < 6e-11);
		table(&t, x, n, w8, 4);
		CHECK(standardised_rate(&t.sums, 1, &scaled) && scaled == rate);
		table(&t, few, n, w, 4);
		CHECK(standardised_rate(&t.sums, 1, &rate) && !standardised_rate_interval(&t.sums, 0.95, &i));
	}

	TEST("direct: with its own age structure as the standard an area has its crude rate")
	{
		for (int trial = 0; trial < 200; trial++)
		{
			double		x[19],
						n[19],
						events = 0,
						people = 0,
						rate;
			Table		t;

			for (int i = 0; i < 19; i++)
			{
				n[i] = 1 + random_below(5000);
				x[i] = random_below((int) n[i]);
				events += x[i];
				people += n[i];
			}
			table(&t, x, n, n, 19);
			CHECK(standardised_rate(&t.sums, 1, &rate) && close_to(rate, events / people, 1e-15));
		}
	}
}

static void
smoothing(void)
{
	static const bool all[] = {true, true, true, true, true, true};
	const double people[] = {180, 610, 95, 1400, 260, 2100};
	double		e[6];

	TEST("empirical Bayes: spdep's EBest; no more variation than chance gives the mean")
	{
		const double x[] = {4, 30, 0, 31, 22, 55};
		const double even[] = {4, 12, 0, 31, 9, 55};
		const double expected[] = {.0258464149, .0457451179, .0181110052, .0228994982, .0658681309, .0264607256};

		empirical_bayes_rates(x, people, all, 6, e, NULL);
		for (int i = 0; i < 6; i++)
			CHECK(fabs(e[i] - expected[i]) < 6e-11);
		empirical_bayes_rates(even, people, all, 6, e, NULL);
		for (int i = 0; i < 6; i++)
			CHECK(e[i] == e[0] && fabs(e[i] - .0238966631) < 6e-11);
		empirical_bayes_rates((const double[6]) {0}, people, all, 6, e, NULL);
		for (int i = 0; i < 6; i++)
			CHECK(e[i] == 0);
	}

	TEST("shrinkage on the logit scale: three areas of a district (R)")
	{
		const double x[] = {3, 12, 20},
					n[] = {15, 80, 250},
					expected[] = {.1667706904, .1455778001, .0822332138};

		shrink_rates(x, n, all, 3, 90, 1000, e, NULL);
		for (int i = 0; i < 3; i++)
			CHECK(fabs(e[i] - expected[i]) < 6e-11);
		/* one small area: not known how far small areas vary, unless it is the larger area */
		shrink_rates(x, n, all, 1, 90, 1000, e, NULL);
		CHECK(isnan(e[0]));
		shrink_rates(x, n, all, 1, 3, 15, e, NULL);
		CHECK(close_to(e[0], 3.5 / 16, 1e-15));
		/* all at the centre: t2 is 0 */
		shrink_rates((const double[]) {3, 3}, (const double[]) {15, 15}, all, 2, 3, 15, e, NULL);
		CHECK(close_to(e[0], 3.5 / 16, 1e-15) && e[1] == e[0]);
	}

	TEST("false discovery rate: R's p.adjust")
	{
		const double p[] = {.001, .008, .039, .041, .042, .06, .074, .205, .212, .216, .222, .251, .269, .275, .34};
		const double expected[] = {.015, .06, .126, .126, .126, .15, 0.158571428571429, 0.294642857142857, 0.294642857142857,
		0.294642857142857, 0.294642857142857, 0.294642857142857, 0.294642857142857, 0.294642857142857, .34};
		Indexed		item[15];

		for (int i = 0; i < 15; i++)
			item[(i * 7) % 15] = (Indexed) {p[i], i};
		false_discovery(item, 15, NULL);
		for (int i = 0; i < 15; i++)
			CHECK(fabs(item[i].x - expected[item[i].index]) < 1e-14);
		false_discovery(item, 0, NULL);
	}

	TEST("permuted areas get the same bits; estimates lie between the raw rate and the mean")
	{
		static double x[AREAS],
					n[AREAS],
					first[AREAS],
					again[AREAS],
					px[AREAS],
					pn[AREAS],
					order[AREAS];
		static bool use[AREAS];
		double		events = 0,
					total = 0;

		for (int i = 0; i < AREAS; i++)
		{
			n[i] = 1 + floor(exp(random_unit() * 9));
			x[i] = floor(random_unit() * random_unit() * n[i]);
			events += x[i];
			total += n[i];
			use[i] = true;
			order[i] = i;
		}
		for (int kind = 0; kind < 2; kind++)
		{
			if (kind == 0)
				empirical_bayes_rates(x, n, use, AREAS, first, NULL);
			else
				shrink_rates(x, n, use, AREAS, events, total, first, NULL);
			for (int i = 0; kind == 0 && i < AREAS; i++)
			{
				double		raw = x[i] / n[i],
							mean = events / total;

				CHECK(first[i] >= fmin(raw, mean) - 1e-15 && first[i] <= fmax(raw, mean) + 1e-15);
			}
			for (int trial = 0; trial < 50; trial++)
			{
				shuffle(order, AREAS);
				for (int i = 0; i < AREAS; i++)
				{
					px[i] = x[(int) order[i]];
					pn[i] = n[(int) order[i]];
				}
				if (kind == 0)
					empirical_bayes_rates(px, pn, use, AREAS, again, NULL);
				else
					shrink_rates(px, pn, use, AREAS, events, total, again, NULL);
				for (int i = 0; i < AREAS; i++)
					CHECK(same_bits(again[i], first[(int) order[i]]));
			}
		}
	}
}

int
main(void)
{
	gsl_set_error_handler_off();
	standardisation();
	smoothing();
	return tap_done();
}
