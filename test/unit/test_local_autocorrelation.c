/*
 * test_local_autocorrelation.c
 *		Moments against all possible shuffles, join counts of a published lattice, edges of the range.
 */
#include "local_autocorrelation.h"

#include <float.h>
#include <gsl/gsl_errno.h>

#include "memory.h"
#include "tap.h"

#include "random_rows.h"

#define UNITS 60

static bool
next_permutation(int *a, int n)
{
	int			i = n - 2;
	int			j = n - 1;

	while (i >= 0 && a[i] > a[i + 1])
		i--;
	if (i < 0)
		return false;
	while (a[j] < a[i])
		j--;
	for (int t = a[i]; t != a[j]; t = a[j])
	{
		a[i] = a[j];
		a[j] = t;
	}
	for (i++, j = n - 1; i < j; i++, j--)
	{
		int			t = a[i];

		a[i] = a[j];
		a[j] = t;
	}
	return true;
}

/* mean and variance of the statistic of unit i over all shuffles of all values, or of those of the others */
static void
moments_of_all(const Neighbours *w, const double *x, const LocalOptions *o, int i, bool total, double *mean, double *variance)
{
	int			n = w->n;
	int			order[8];
	int			units = total ? n : n - 1;
	double		sum = 0,
				squares = 0;
	long		count = 0;

	for (int k = 0; k < units; k++)
		order[k] = k;
	do
	{
		double		y[8];
		LocalResult result[8];

		for (int k = 0; k < n; k++)
		{
			if (total)
				y[k] = x[order[k]];
			else if (k == i)
				y[k] = x[i];
			else
			{
				int			from = order[k - (k > i)];

				y[k] = x[from + (from >= i)];
			}
		}
		(void) local_autocorrelation(w, y, y, o, result, &test_host);
		sum += result[i].statistic;
		squares += result[i].statistic * result[i].statistic;
		count++;
	} while (next_permutation(order, units));
	*mean = sum / count;
	*variance = squares / count - *mean * *mean;
}

static void
moments_and_results(void)
{
	TEST("expectation and variance: those over all shuffles")
	{
		for (int round = 0; round < 24; round++)
		{
			int			n = 5 + round % 2;
			Neighbours	w = random_rows(n, 4, round % 3, false);
			double		x[8];
			LocalResult result[8];

			for (int measure = LOCAL_MORAN; measure <= LOCAL_JOIN_COUNT; measure++)
			{
				LocalOptions o = {.measure = measure, .alpha = 0.05, .total = measure == LOCAL_MORAN && round % 2, .ddof = round / 2 % 2};
				/* Ord and Getis' moments of G* are those of a shuffle of all values */
				bool		total = o.total || measure == LOCAL_GETIS_ORD_STAR;

				for (int i = 0; i < n; i++)
					x[i] = measure == LOCAL_JOIN_COUNT ? i % 2 : random_unit();
				(void) local_autocorrelation(&w, x, x, &o, result, &test_host);
				for (int i = 0; i < n; i++)
				{
					double		mean,
								variance;

					if (w.start[i] == w.start[i + 1])
					{
						CHECK(isnan(result[i].statistic) && isnan(result[i].p) && isnan(result[i].q));
						CHECK(result[i].cluster == CLUSTER_ISLAND && result[i].neighbours == 0);
						continue;
					}
					if (measure == LOCAL_JOIN_COUNT && x[i] == 0)
					{
						CHECK(result[i].statistic == 0 && isnan(result[i].p));
						continue;
					}
					moments_of_all(&w, x, &o, i, total, &mean, &variance);
					CHECK(fabs(result[i].expectation - mean) < 1e-12);
					CHECK(fabs(result[i].variance - variance) < 1e-11);
				}
			}
			forget_memory();
		}
	}

	TEST("esda's tests: join counts of a lattice of four by four")
	{
		const int	expected[16] = {0, 0, 0, 0, 0, 0, 0, 0, 2, 3, 3, 2, 2, 3, 3, 2};
		Neighbours	w = rook_lattice(4);
		double		x[16];
		LocalResult result[16];
		LocalOptions o = {.measure = LOCAL_JOIN_COUNT, .alternative = ALTERNATIVE_GREATER, .permutations = 20000, .seed = 1, .alpha = 0.05};

		for (int i = 0; i < 16; i++)
			x[i] = i >= 8;
		CHECK(local_autocorrelation(&w, x, x, &o, result, &test_host) == 8);
		for (int i = 0; i < 16; i++)
		{
			CHECK(result[i].statistic == expected[i]);
			/* the permutation p is near the exact one */
			CHECK(i < 8 ? isnan(result[i].p_permutation) : fabs(result[i].p - result[i].p_permutation) < 0.02);
		}
		forget_memory();
	}

	TEST("hypergeometric tails: counted over all draws, and where logarithms leave the range")
	{
		double		at_least,
					at_most;

		for (int others = 1; others < 11; others++)
		{
			for (int marked = 0; marked <= others; marked++)
			{
				for (int m = 1; m <= others; m++)
				{
					long		count[11] = {0};
					long		all = 0;

					for (int set = 0; set < 1 << others; set++)
					{
						if (__builtin_popcount(set) != m)
							continue;
						all++;
						count[__builtin_popcount(set & ((1 << marked) - 1))]++;
					}
					for (int k = 0; k <= m; k++)
					{
						long		least = 0,
									most = 0;

						if (count[k] == 0)
							continue;
						for (int j = 0; j <= m; j++)
						{
							least += j >= k ? count[j] : 0;
							most += j <= k ? count[j] : 0;
						}
						hypergeometric_tails(others, marked, m, k, &at_least, &at_most);
						CHECK(fabs(at_least - (double) least / all) < 1e-13);
						CHECK(fabs(at_most - (double) most / all) < 1e-13);
					}
				}
			}
		}
		/* R 4.2.2: phyper(29, 500, 99500, 100, lower.tail = FALSE) */
		hypergeometric_tails(100000, 500, 100, 30, &at_least, &at_most);
		CHECK(close_to(at_least, 8.21825303023569e-45, 1e-9));
		hypergeometric_tails(1000000, 5000, 4000, 2000, &at_least, &at_most);
		CHECK(at_least == 0 && at_most == 1);
	}

	TEST("G*: a weight of the unit for itself counts, otherwise the largest of its row")
	{
		Link		with[] = {{0, 0, 1}, {0, 1, 1}, {0, 2, 1}, {1, 0, 1}, {1, 1, 1}, {2, 2, 1}, {2, 3, 1}, {3, 2, 1}, {3, 3, 1}};
		Link		without[] = {{0, 1, 1}, {0, 2, 1}, {1, 0, 1}, {2, 3, 1}, {3, 2, 1}};
		Neighbours	a = neighbours_from_links(4, with, 9, &test_host);
		Neighbours	b = neighbours_from_links(4, without, 5, &test_host);
		const double x[] = {1, 4, 2, 9};
		LocalOptions o = {.measure = LOCAL_GETIS_ORD_STAR, .alpha = 0.05};
		LocalResult ra[4],
					rb[4];

		(void) local_autocorrelation(&a, x, x, &o, ra, &test_host);
		(void) local_autocorrelation(&b, x, x, &o, rb, &test_host);
		for (int i = 0; i < 4; i++)
		{
			CHECK(close_to(ra[i].statistic, rb[i].statistic, 1e-15) && close_to(ra[i].z, rb[i].z, 1e-14));
			CHECK(ra[i].neighbours == rb[i].neighbours);
		}
		CHECK(close_to(ra[0].statistic, 7.0 / 16, 1e-15));
		/* G leaves it out */
		o.measure = LOCAL_GETIS_ORD;
		(void) local_autocorrelation(&a, x, x, &o, ra, &test_host);
		(void) local_autocorrelation(&b, x, x, &o, rb, &test_host);
		CHECK(ra[0].statistic == 6.0 / 15 && rb[0].statistic == 6.0 / 15 && same_bits(ra[0].z, rb[0].z));
		forget_memory();
	}

	TEST("one unit with all of the variance: the others are equal, and nothing is left to rounding")
	{
		double		x[UNITS];
		LocalResult result[UNITS];

		for (int measure = LOCAL_MORAN; measure <= LOCAL_GETIS_ORD_STAR; measure++)
		{
			LocalOptions o = {.measure = measure, .permutations = 99, .seed = 1, .alpha = 0.05};
			Link		link[90];
			Neighbours	w;

			for (int l = 0; l < 90; l++)
				link[l] = (Link) {l / 3, (l / 3 + 1 + l % 3 * 7) % 30, 1};
			w = neighbours_from_links(30, link, 90, &test_host);
			for (int i = 0; i < 30; i++)
				x[i] = i == 7 ? 1e9 : 0.1;
			(void) local_autocorrelation(&w, x, x, &o, result, &test_host);
			if (measure != LOCAL_GETIS_ORD_STAR)
				CHECK(isnan(result[7].z) && isnan(result[7].p) && result[7].p_permutation == 1);
			/* and nearly equal: the others among themselves decide about the one */
			for (int i = 0; i < 30; i++)
				x[i] = i == 7 ? 1e9 : (i % 3) * 0.125;
			(void) local_autocorrelation(&w, x, x, &o, result, &test_host);
			if (measure == LOCAL_MORAN || measure == LOCAL_GETIS_ORD)
			{
				double		m = w.start[8] - w.start[7];
				double		sum = 0,
							mean = 0,
							squares = 0;

				for (int i = 0; i < 30; i++)
				{
					mean += i == 7 ? 0 : x[i] / 29;
					squares += i == 7 ? 0 : x[i] * x[i] / 29;
				}
				for (int64_t l = w.start[7]; l < w.start[8]; l++)
					sum += x[w.neighbour[l]] - mean;
				/* z of 0.125 apart in 1e9 keeps six digits */
				CHECK(fabs(result[7].z - sum / sqrt((squares - mean * mean) * m * (29 - m) / 28)) < 1e-5);
			}
			forget_memory();
		}
	}

	TEST("all equal, no units, one unit, the ends of the range")
	{
		double		x[UNITS];
		LocalResult result[UNITS];

		for (int measure = LOCAL_MORAN; measure <= LOCAL_GETIS_ORD_STAR; measure++)
		{
			LocalOptions o = {.measure = measure, .permutations = 99, .seed = 1, .alpha = 0.05, .fdr = true};
			Neighbours	w = random_rows(20, 3, 1, false);
			Neighbours	none = random_rows(0, 3, 1, false);
			Neighbours	one = random_rows(1, 3, 1, false);

			for (int i = 0; i < 20; i++)
				x[i] = 0.3;
			CHECK(local_autocorrelation(&w, x, x, &o, result, &test_host) == 0);
			for (int i = 0; i < 20; i++)
				CHECK(isnan(result[i].statistic) && isnan(result[i].z) && isnan(result[i].p_permutation) && isnan(result[i].q));
			CHECK(local_autocorrelation(&none, x, x, &o, result, &test_host) == 0);
			CHECK(local_autocorrelation(&one, x, x, &o, result, &test_host) == 0);
			CHECK(result[0].cluster == CLUSTER_ISLAND);
			for (int i = 0; i < 20; i++)
				x[i] = i % 3 == 0 ? DBL_MAX : (i % 3 == 1 ? -DBL_MAX : i * 1e300);
			(void) local_autocorrelation(&w, x, x, &o, result, &test_host);
			for (int i = 0; i < 20; i++)
				CHECK(result[i].cluster == CLUSTER_ISLAND || isfinite(result[i].z));
			for (int i = 0; i < 20; i++)
				x[i] = i * 5e-324;
			(void) local_autocorrelation(&w, x, x, &o, result, &test_host);
			for (int i = 0; i < 20; i++)
				CHECK(result[i].cluster == CLUSTER_ISLAND || (result[i].p_permutation > 0 && result[i].p_permutation <= 1));
			forget_memory();
		}
	}

	TEST("rates: standardised by hand; no events; a negative variance between areas")
	{
		const double events[] = {1, 4, 9};
		const double people[] = {100, 200, 300};
		const double none[] = {0, 0, 0};
		const double same[] = {10, 20, 31};
		double		to[3];
		double		b = 14.0 / 600;
		double		a = (100 * (0.01 - b) * (0.01 - b) + 200 * (0.02 - b) * (0.02 - b) + 300 * (0.03 - b) * (0.03 - b)) / 600 - b / 200;

		CHECK(a < 0);
		CHECK(standardise_rates(events, people, 3, to));
		for (int i = 0; i < 3; i++)
			CHECK(close_to(to[i], (events[i] / people[i] - b) / sqrt(a + b / people[i] > 0 ? a + b / people[i] : b / people[i]), 1e-12));
		CHECK(standardise_rates(none, people, 3, to) && to[0] == 0 && to[1] == 0 && to[2] == 0);
		CHECK(standardise_rates(same, people, 3, to));
		for (int i = 0; i < 3; i++)
			CHECK(isfinite(to[i]));
		CHECK(standardise_rates(NULL, NULL, 0, NULL));
	}
}

int
main(void)
{
	gsl_set_error_handler_off();
	moments_and_results();
	return tap_done();
}
