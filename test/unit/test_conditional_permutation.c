/*
 * test_conditional_permutation.c
 *		Conditional permutations against a plain loop over the same draws, and against all possible draws.
 */
#include "conditional_permutation.h"

#include "memory.h"
#include "random.h"
#include "tap.h"

#include "random_rows.h"

#define UNITS 60

static int	checks_called;

static void
count_check(void)
{
	checks_called++;
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

int
main(void)
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
	return tap_done();
}
