/*
 * test_local_autocorrelation.c
 *		Conditional permutations against a plain loop over the same draws and against all possible draws; moments against all possible
 *		shuffles; published lattice; edges of the range.
 */
#include "local_autocorrelation.h"

#include <float.h>
#include <gsl/gsl_errno.h>

#include "conditional_permutation.h"
#include "memory.h"
#include "random.h"
#include "tap.h"

#define UNITS 60

static int	checks_called;

static void
count_check(void)
{
	checks_called++;
}

/* random rows: up to "most" neighbours, some of none; weights: 0 binary, 1 equal in a row, 2 all different; self: some weigh themselves */
static Neighbours
random_rows(int n, int most, int weights, bool self)
{
	Link	   *link = test_alloc(((size_t) n * (most + 1) + 1) * sizeof(Link));
	int64_t		links = 0;

	for (int i = 0; i < n; i++)
	{
		int			m = random_below(most + 1);
		double		common = weights == 0 ? 1 : 0.1 + random_unit();
		int			left = m < n - 1 ? m : n - 1;

		for (int j = 0; j < n && left > 0; j++)
		{
			/* of so many others from j on, "left" are taken */
			int			others = n - j - (i > j);

			if (j == i || random_below(others) >= left)
				continue;
			link[links++] = (Link) {i, j, weights == 2 ? 0.1 + random_unit() : common};
			left--;
		}
		if (self && i % 3 == 0)
			link[links++] = (Link) {i, i, common};
	}
	return neighbours_from_links(n, link, links, &test_host);
}

static Neighbours
rook_lattice(int side)
{
	Link	   *link = test_alloc((size_t) side * side * 4 * sizeof(Link));
	int64_t		links = 0;

	for (int i = 0; i < side * side; i++)
	{
		if (i % side > 0)
			link[links++] = (Link) {i, i - 1, 1};
		if (i % side < side - 1)
			link[links++] = (Link) {i, i + 1, 1};
		if (i >= side)
			link[links++] = (Link) {i, i - side, 1};
		if (i < side * (side - 1))
			link[links++] = (Link) {i, i + side, 1};
	}
	return neighbours_from_links(side * side, link, links, &test_host);
}

static Neighbours
complete_rows(int n)
{
	Link	   *link = test_alloc((size_t) n * n * sizeof(Link));
	int64_t		links = 0;

	for (int i = 0; i < n; i++)
	{
		for (int j = 0; j < n; j++)
		{
			if (i != j)
				link[links++] = (Link) {i, j, 1};
		}
	}
	return neighbours_from_links(n, link, links, &test_host);
}

/* what unit i's row gives with these units in place of its neighbours */
static double
row_value(const Neighbours *w, const double *x, Permuted kind, int i, const int *instead)
{
	double		sum = 0;
	int			k = 0;

	for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
	{
		double		v;

		if (w->neighbour[l] == i)
			continue;
		v = x[instead ? instead[k] : w->neighbour[l]];
		k++;
		sum += w->weight[l] * (kind == PERMUTED_LAG ? v : (x[i] - v) * (x[i] - v));
	}
	return sum;
}

static int
row_length(const Neighbours *w, int i)
{
	int			m = 0;

	for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
		m += w->neighbour[l] != i;
	return m;
}

/* the shared draws as the header describes them, unit after unit */
static void
plain_counts(const Neighbours *w, const double *x, Permuted kind, int permutations, uint64_t seed, int32_t *below, int32_t *above)
{
	int			n = w->n;

	for (int i = 0; i < n; i++)
		below[i] = above[i] = 0;
	for (int p = 0; p < permutations; p++)
	{
		int			deck[UNITS];

		for (int i = 0; i < n - 1; i++)
			deck[i] = i;
		for (int k = 0; k < n - 1; k++)
		{
			int			at = k + (int) random_below_at(seed, p, k, n - 1 - k);
			int			t = deck[k];

			deck[k] = deck[at];
			deck[at] = t;
		}
		for (int i = 0; i < n; i++)
		{
			int			drawn[UNITS];
			double		observed = row_value(w, x, kind, i, NULL);
			double		value;

			if (row_length(w, i) == 0)
				continue;
			for (int k = 0; k < n - 1; k++)
				drawn[k] = deck[k] + (deck[k] >= i);
			value = row_value(w, x, kind, i, drawn);
			below[i] += value < observed - 1e-9;
			above[i] += value > observed + 1e-9;
		}
	}
}

static bool
counts_are_plain(const Neighbours *w, const double *x, Permuted kind, int permutations, uint64_t seed)
{
	int32_t		below[UNITS],
				above[UNITS],
				plain_below[UNITS],
				plain_above[UNITS];

	conditional_permutation(w, x, kind, permutations, seed, false, below, above, &test_host);
	plain_counts(w, x, kind, permutations, seed, plain_below, plain_above);
	return memcmp(below, plain_below, w->n * sizeof(int32_t)) == 0 && memcmp(above, plain_above, w->n * sizeof(int32_t)) == 0;
}

/* share of all ordered draws of m out of the others that give less */
static void
exact_share(const Neighbours *w, const double *x, Permuted kind, int i, double *below, double *above)
{
	int			n = w->n;
	int			m = row_length(w, i);
	int			drawn[UNITS] = {0};
	double		observed = row_value(w, x, kind, i, NULL);
	long		all = 0,
				less = 0,
				more = 0;
	long		codes = 1;

	for (int k = 0; k < m; k++)
		codes *= n;
	for (long code = 0; code < codes; code++)
	{
		long		rest = code;
		bool		valid = true;
		double		value;

		for (int k = 0; k < m; k++, rest /= n)
		{
			drawn[k] = (int) (rest % n);
			valid = valid && drawn[k] != i;
			for (int j = 0; j < k; j++)
				valid = valid && drawn[j] != drawn[k];
		}
		if (!valid)
			continue;
		value = row_value(w, x, kind, i, drawn);
		all++;
		less += value < observed - 1e-9;
		more += value > observed + 1e-9;
	}
	*below = (double) less / all;
	*above = (double) more / all;
}

static void
permutations(void)
{
	double		x[UNITS];
	int32_t		below[UNITS],
				above[UNITS];

	TEST("shared draws: the counts of a plain loop")
	{
		for (int round = 0; round < 60; round++)
		{
			int			n = round < 10 ? 2 + round / 2 : 2 + random_below(UNITS - 1);
			Neighbours	w = random_rows(n, round % 5 == 0 ? n - 1 : 8, round % 3, round % 2);

			for (int i = 0; i < n; i++)
				x[i] = round % 4 == 0 ? random_below(3) : random_unit() - 0.5;
			for (int kind = PERMUTED_LAG; kind <= PERMUTED_SQUARED_DIFFERENCE; kind++)
			{
				/* more than fit in one piece of the table, and fewer than one step of the inner loop */
				CHECK(counts_are_plain(&w, x, kind, round == 7 ? 20000 : 1 + random_below(300), round));
			}
			forget_memory();
		}
	}

	TEST("shared and own draws: shares of all possible draws")
	{
		for (int round = 0; round < 12; round++)
		{
			int			n = 5 + round % 3;
			int			all = 20000;
			Neighbours	w = random_rows(n, 3, round % 3, false);

			for (int i = 0; i < n; i++)
				x[i] = round % 2 ? random_below(3) : random_unit();
			for (int own = 0; own < 2; own++)
			{
				for (int kind = PERMUTED_LAG; kind <= PERMUTED_SQUARED_DIFFERENCE; kind++)
				{
					conditional_permutation(&w, x, kind, all, 11 + round, own, below, above, &test_host);
					for (int i = 0; i < n; i++)
					{
						double		less = 0,
									more = 0;

						if (row_length(&w, i) > 0)
							exact_share(&w, x, kind, i, &less, &more);
						/* five standard deviations */
						CHECK(fabs(below[i] / (double) all - less) <= 5 * sqrt(less * (1 - less) / all));
						CHECK(fabs(above[i] / (double) all - more) <= 5 * sqrt(more * (1 - more) / all));
					}
				}
			}
			forget_memory();
		}
	}

	TEST("all others are neighbours, two units, three units: nothing but ties, and no endless search")
	{
		for (int n = 2; n < 12; n++)
		{
			Neighbours	w = complete_rows(n);

			for (int i = 0; i < n; i++)
				x[i] = random_unit() / 3;
			for (int own = 0; own < 2; own++)
			{
				for (int kind = PERMUTED_LAG; kind <= PERMUTED_SQUARED_DIFFERENCE; kind++)
				{
					conditional_permutation(&w, x, kind, 500, 3, own, below, above, &test_host);
					for (int i = 0; i < n; i++)
						CHECK(below[i] == 0 && above[i] == 0);
				}
			}
			forget_memory();
		}
	}

	TEST("0.1 + 0.2 and 0 + 0.3 are a tie")
	{
		const double tenths[] = {0, 0.1, 0.2, 0.3, 0};
		Link		link[] = {{0, 1, 1}, {0, 2, 1}};
		Neighbours	w = neighbours_from_links(5, link, 2, &test_host);
		double		less,
					more;

		conditional_permutation(&w, tenths, PERMUTED_LAG, 60000, 5, false, below, above, &test_host);
		/* six pairs: 1 2 (.3), 1 3, 1 4, 2 3, 2 4, 3 4 (.3) */
		less = below[0] / 60000.0;
		more = above[0] / 60000.0;
		CHECK(fabs(less - 2 / 6.0) < 0.01);
		CHECK(fabs(more - 2 / 6.0) < 0.01);
		forget_memory();
	}

	TEST("a scale by a power of two, very large or very small, changes nothing")
	{
		Neighbours	w = random_rows(40, 6, 0, false);
		Neighbours	unequal = random_rows(40, 6, 2, false);
		double		y[UNITS];
		int32_t		below_2[UNITS],
					above_2[UNITS];

		for (int i = 0; i < 40; i++)
			x[i] = random_unit() - 0.5;
		for (int round = 0; round < 8; round++)
		{
			const Neighbours *rows = round % 2 ? &w : &unequal;
			Permuted	kind = round / 2 % 2 ? PERMUTED_LAG : PERMUTED_SQUARED_DIFFERENCE;
			int			exponent = round < 4 ? 300 : -1000;

			for (int i = 0; i < 40; i++)
				y[i] = ldexp(x[i], exponent);
			conditional_permutation(rows, x, kind, 999, 1, round % 3 == 0, below, above, &test_host);
			conditional_permutation(rows, y, kind, 999, 1, round % 3 == 0, below_2, above_2, &test_host);
			CHECK(memcmp(below, below_2, 40 * sizeof(int32_t)) == 0);
			CHECK(memcmp(above, above_2, 40 * sizeof(int32_t)) == 0);
		}
		forget_memory();
	}

	TEST("the seed decides; interrupts are asked for")
	{
		Neighbours	w = random_rows(40, 6, 0, false);
		Host		host = test_host;
		int32_t		other[UNITS];

		for (int i = 0; i < 40; i++)
			x[i] = random_unit();
		host.check = count_check;
		conditional_permutation(&w, x, PERMUTED_LAG, 999, 1, false, below, above, &host);
		CHECK(checks_called > 999);
		conditional_permutation(&w, x, PERMUTED_LAG, 999, 2, false, other, above, &host);
		CHECK(memcmp(below, other, 40 * sizeof(int32_t)) != 0);
		conditional_permutation(&w, x, PERMUTED_LAG, 999, 1, false, other, above, &host);
		CHECK(memcmp(below, other, 40 * sizeof(int32_t)) == 0);
		forget_memory();
	}
}

/* -------- moments -------- */

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
			Neighbours	w = random_rows(30, 4, 0, false);

			for (int i = 0; i < 30; i++)
				x[i] = i == 7 ? 1e9 : 0.1;
			(void) local_autocorrelation(&w, x, x, &o, result, &test_host);
			if (w.start[7] < w.start[8] && measure != LOCAL_GETIS_ORD_STAR)
				CHECK(isnan(result[7].z) && isnan(result[7].p) && result[7].p_permutation == 1);
			/* and nearly equal: the others among themselves decide about the one */
			for (int i = 0; i < 30; i++)
				x[i] = i == 7 ? 1e9 : (i % 3) * 0.125;
			(void) local_autocorrelation(&w, x, x, &o, result, &test_host);
			if (w.start[7] < w.start[8] && (measure == LOCAL_MORAN || measure == LOCAL_GETIS_ORD))
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
	permutations();
	moments_and_results();
	return tap_done();
}
