/*
 * test_natural_breaks.c
 *		Natural breaks: published partitions, all partitions of small sets, plain dynamic programming, hard numbers.
 */
#include "natural_breaks.h"

#include <float.h>

#include "tap.h"

typedef __float128 Quad;		/* 113 bits */

/* number of classes and the limits between them, from values in any order */
static size_t
breaks_of(const double *values, const double *weights, int n, int k, double *limits)
{
	size_t		m;
	void	   *room;

	if (weights == NULL)
	{
		double	   *x = malloc(n * sizeof(double));

		memcpy(x, values, n * sizeof(double));
		sort_doubles(x, n, NULL);
		m = count_distinct(x, n);
		room = malloc(natural_breaks_room(m, k, false));
		natural_breaks(x, n, m, k, room, limits, NULL);
		free(x);
	}
	else
	{
		Pair	   *p = malloc(n * sizeof(Pair));

		for (int i = 0; i < n; i++)
			p[i] = (Pair) {values[i], weights[i]};
		sort_pairs(p, n, NULL);
		m = count_distinct_pairs(p, n);
		room = malloc(natural_breaks_room(m, k, true));
		weighted_natural_breaks(p, n, m, k, room, limits, NULL);
		free(p);
	}
	free(room);
	return m;
}

/* sum of squared deviations of the classes, as defined: two passes at quadruple precision */
static Quad
deviations(const double *x, const double *w, int n, const double *limits, int k)
{
	Quad		total = 0;

	for (int c = 0; c < k; c++)
	{
		Quad		weight = 0,
					sum = 0;

		for (int pass = 0; pass < 2; pass++)
		{
			for (int i = 0; i < n; i++)
			{
				if ((c > 0 && x[i] <= limits[c - 1]) || (c < k - 1 && x[i] > limits[c]) || (w && w[i] == 0))
					continue;
				if (pass == 0)
				{
					weight += w ? w[i] : 1;
					sum += (Quad) (w ? w[i] : 1) * x[i];
				}
				else
					total += (Quad) (w ? w[i] : 1) * (x[i] - sum / weight) * (x[i] - sum / weight);
			}
		}
		if (weight == 0)
			return -1;			/* an empty class */
	}
	return total;
}

/* the least sum over all divisions of distinct values d into k classes */
static Quad
least(const double *x, const double *w, int n, const double *d, int m, int k, double *limits, int q, int from)
{
	Quad		best = -1;

	if (q == k - 1)
		return deviations(x, w, n, limits, k);
	for (int i = from; i < m - (k - 1 - q); i++)
	{
		Quad		v;

		limits[q] = d[i];
		v = least(x, w, n, d, m, k, limits, q + 1, i + 1);
		if (best < 0 || v < best)
			best = v;
	}
	return best;
}

static bool
equal_limits(const double *a, const double *b, int n)
{
	return memcmp(a, b, n * sizeof(double)) == 0;
}

static int
compare(const void *a, const void *b)
{
	double		x = *(const double *) a,
				y = *(const double *) b;

	return (x > y) - (x < y);
}

/* plain dynamic programming in O(k m^2) on the deviations themselves, in long double */
static long double
plain(const double *sorted, int n, int k)
{
	long double *f = malloc((n + 1) * sizeof(long double)),
			   *g = malloc((n + 1) * sizeof(long double)),
				result;

	for (int j = 0; j <= n; j++)
		f[j] = j == 0 ? 0 : INFINITY;
	for (int q = 1; q <= k; q++)
	{
		for (int j = 0; j <= n; j++)
		{
			long double mean = 0,
						scatter = 0;

			g[j] = INFINITY;
			for (int i = j - 1; i >= 0; i--)
			{
				long double step = sorted[i] - mean;

				mean += step / (j - i);
				scatter += step * (sorted[i] - mean);
				if (f[i] + scatter < g[j])
					g[j] = f[i] + scatter;
			}
		}
		memcpy(f, g, (n + 1) * sizeof(long double));
	}
	result = f[n];
	free(f);
	free(g);
	return result;
}

static void
published(void)
{
	double		limits[10];

	TEST("Ckmeans.1d.dp, its own tests")
	{
		const double a[] = {-1, 2, -1, 2, 4, 5, 6, -1, 2, -1};
		const double b[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
		const double c[] = {-3, 2.2, -6, 7, 9, 11, -6.3, 75, 82.6, 32.3, -9.5, 62.5, 7, 95.2};
		const double x[] = {-1, 2, 4, 5, 6};
		const double w[] = {4, 3, 1, 1, 1};
		const double by_c[] = {-6, 2.2, 11, 32.3, 62.5, 75, 82.6};	/* clusters 2 2 1 3 3 3 1 6 7 4 1 5 3 8 */

		CHECK(breaks_of(a, NULL, 10, 3, limits) == 5 && limits[0] == -1 && limits[1] == 2);
		CHECK(deviations(a, NULL, 10, limits, 3) == 2);
		breaks_of(b, NULL, 10, 2, limits);
		CHECK(limits[0] == 5 && deviations(b, NULL, 10, limits, 2) == 20);
		breaks_of(c, NULL, 14, 8, limits);
		CHECK(equal_limits(limits, by_c, 7));
		CHECK(fabs((double) deviations(c, NULL, 14, limits, 8) - (7.526666666666667 + 13.52 + 11)) < 1e-12);
		CHECK(breaks_of(x, w, 5, 3, limits) == 5 && limits[0] == -1 && limits[1] == 2);
	}

	TEST("one class, as many classes as values, equal values")
	{
		const double x[] = {3, 1, 2, 3};
		const double zeros[] = {0.0, -0.0, 1};

		CHECK(breaks_of(x, NULL, 4, 1, limits) == 3);
		breaks_of(x, NULL, 4, 3, limits);
		CHECK(limits[0] == 1 && limits[1] == 2);
		CHECK(breaks_of(zeros, NULL, 3, 2, limits) == 2 && same_bits(limits[0], 0));
		CHECK(count_distinct(x, 0) == 0 && count_distinct_pairs(NULL, 0) == 0);
	}

	TEST("ties: the lower limit")
	{
		const double x[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};

		/* 3 + 3 + 4, 3 + 4 + 3 and 4 + 3 + 3 are equally good */
		breaks_of(x, NULL, 10, 3, limits);
		CHECK(limits[0] == 3 && limits[1] == 6);
		/* wherever the numbers lie */
		for (int offset = -3; offset < 4; offset++)
		{
			double		y[10];

			for (int i = 0; i < 10; i++)
				y[i] = 1e6 * offset + 0.25 * x[i];
			breaks_of(y, NULL, 10, 3, limits);
			CHECK(limits[0] == y[2] && limits[1] == y[5]);
		}
	}
}

static void
brute_force(void)
{
	TEST("no division of a small set is better")
	{
		for (int trial = 0; trial < 3000; trial++)
		{
			int			n = 1 + random_below(9),
						m,
						k;
			double		x[9],
						w[9],
						limits[9],
						other[9],
						d[9];
			bool		weighted = trial % 3 == 0;

			for (int i = 0; i < n; i++)
			{
				double		offset = trial % 7 == 0 ? 3e6 : 0;

				x[i] = trial % 2 ? random_below(12) : offset + exp(10 * random_unit());
				w[i] = weighted ? random_below(4) * random_unit() : 1;
			}
			m = 0;
			for (int i = 0; i < n; i++)
			{
				bool		seen = w[i] == 0;

				for (int l = 0; l < m; l++)
					seen |= d[l] == x[i];
				if (!seen)
					d[m++] = x[i];
			}
			if (m == 0)
				continue;
			qsort(d, m, sizeof(double), compare);
			k = 1 + random_below(m);
			CHECK(breaks_of(x, weighted ? w : NULL, n, k, limits) == (size_t) m);
			{
				Quad		ours = deviations(x, w, n, limits, k);
				Quad		best = least(x, w, n, d, m, k, other, 0, 0);

				CHECK(ours >= 0 && ours <= best + best * 1e-25 + 1e-22);
			}
		}
	}

	TEST("the same sum as plain dynamic programming")
	{
		for (int trial = 0; trial < 30; trial++)
		{
			int			n = 100 + random_below(200),
						k = 2 + random_below(9);
			double		x[300],
						limits[10];
			long double best;

			for (int i = 0; i < n; i++)
				x[i] = trial % 2 ? exp(4 * random_unit() * random_unit()) : floor(100 * random_unit());
			qsort(x, n, sizeof(double), compare);
			breaks_of(x, NULL, n, k, limits);
			best = plain(x, n, k);
			CHECK(fabsl((long double) deviations(x, NULL, n, limits, k) - best) <= 1e-15L * best);
		}
	}
}

static void
hard(void)
{
	double		x[400],
				y[400],
				w[400],
				limits[12],
				other[12];

	TEST("outliers, large offsets, ends of the range")
	{
		const double outlier[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1e14};
		const double low[] = {-1e14, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
		const double big[] = {DBL_MAX, -DBL_MAX, 1e308, -1e308, 0};
		const double tiny[] = {0x1p-1074, 0x1p-1073, 0x1p-1060, 0x1.8p-1060};

		breaks_of(outlier, NULL, 11, 3, limits);
		CHECK(limits[0] == 5 && limits[1] == 10);
		breaks_of(low, NULL, 11, 3, limits);
		CHECK(limits[0] == -1e14 && limits[1] == 5);
		breaks_of(big, NULL, 5, 3, limits);
		CHECK(limits[0] == -1e308 && limits[1] == 0);
		breaks_of(tiny, NULL, 4, 2, limits);
		CHECK(limits[0] == 0x1p-1073);
		/* a spread of 1e-3 on 3e6 */
		for (int i = 0; i < 300; i++)
		{
			y[i] = floor(random_unit() * 0x1p20) * 0x1p-30;
			x[i] = 3e6 + y[i];
		}
		breaks_of(y, NULL, 300, 7, limits);
		breaks_of(x, NULL, 300, 7, other);
		for (int q = 0; q < 6; q++)
			CHECK(other[q] - 3e6 == limits[q]);
	}

	TEST("whole weights repeat rows; weights of very different size")
	{
		for (int trial = 0; trial < 200; trial++)
		{
			int			n = 0;

			for (int i = 0; i < 40; i++)
			{
				y[i] = floor(50 * random_unit()) + (i == 0);
				w[i] = random_below(6) + (i < 9);
				for (int c = 0; c < (int) w[i]; c++)
					x[n++] = y[i];
			}
			breaks_of(x, NULL, n, 5, limits);
			breaks_of(y, w, 40, 5, other);
			CHECK(equal_limits(limits, other, 4));
			for (int i = 0; i < 40; i++)
				w[i] = ldexp(w[i], 300 - 3 * trial);
			breaks_of(y, w, 40, 5, other);
			CHECK(equal_limits(limits, other, 4));
		}
		for (int i = 0; i < 40; i++)
		{
			y[i] = i;
			w[i] = ldexp(1, -50 * i);	/* 2^-1950 is 0: these rows do not count */
		}
		CHECK(breaks_of(y, w, 40, 6, limits) == 22);
		for (int q = 1; q < 5; q++)
			CHECK(limits[q] > limits[q - 1] && limits[q] < 22);
	}

	TEST("order, scale by a power of two and shift do not matter")
	{
		for (int trial = 0; trial < 200; trial++)
		{
			int			k = 2 + random_below(9);

			for (int i = 0; i < 400; i++)
				x[i] = floor(random_unit() * random_unit() * 0x1p20) * 0x1p-10;
			breaks_of(x, NULL, 400, k, limits);
			memcpy(y, x, sizeof(x));
			shuffle(y, 400);
			breaks_of(y, NULL, 400, k, other);
			CHECK(equal_limits(limits, other, k - 1));
			for (int i = 0; i < 400; i++)
				y[i] = ldexp(x[i], 5 * trial - 500);
			breaks_of(y, NULL, 400, k, other);
			for (int q = 0; q < k - 1; q++)
				CHECK(other[q] == ldexp(limits[q], 5 * trial - 500));
			for (int i = 0; i < 400; i++)
				y[i] = x[i] + 0x1p30;
			breaks_of(y, NULL, 400, k, other);
			for (int q = 0; q < k - 1; q++)
				CHECK(other[q] == limits[q] + 0x1p30);
		}
	}
}

int
main(void)
{
	published();
	brute_force();
	hard();
	return tap_done();
}
