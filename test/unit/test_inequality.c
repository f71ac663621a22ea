/*
 * test_inequality.c
 *		Measures of inequality against their definitions (all pairs, long double), and properties.
 */
#include "inequality.h"

#include <float.h>

#include "entropy.h"

#include "tap.h"

#define ROWS 400


static Pair rows[ROWS];
static int	n;

static Sample
weighted(void)
{
	return (Sample) {&rows[0].x, &rows[0].y, (size_t) n, 2};
}

static Sample
unweighted(void)
{
	return (Sample) {&rows[0].x, NULL, (size_t) n, 2};
}

/* incomes with ties and zeros, weights of every kind */
static void
draw(int round)
{
	n = 1 + random_below(round < 50 ? 12 : ROWS);
	for (int i = 0; i < n; i++)
	{
		rows[i].x = (random_below(20) == 0) ? 0 : (random_below(3) == 0) ? 100.0 * random_below(20) : exp(7 + 2 * random_unit() * random_unit());
		rows[i].y = (round % 3 == 0) ? 1 : (round % 3 == 1) ? random_below(50) : random_unit();
	}
	sort_pairs(rows, n, NULL);
}

static long double
total(bool values)
{
	long double sum = 0;

	for (int i = 0; i < n; i++)
		sum += values ? (long double) rows[i].x * rows[i].y : rows[i].y;
	return sum;
}

static bool
near(double a, long double b, double tolerance)
{
	return isnan(a) ? isnan((double) b) : fabsl(a - b) <= tolerance * fmaxl(1, fabsl(b));
}

/* share of the lowest p of the weight */
static long double
lorenz(long double p)
{
	long double below = 0,
				sum = 0,
				target = p * total(false);

	for (int i = 0; i < n; i++)
	{
		if (below + rows[i].y >= target)
			return (sum + (target - below) * rows[i].x) / total(true);
		below += rows[i].y;
		sum += (long double) rows[i].x * rows[i].y;
	}
	return 1;
}

static void
definitions(void)
{
	TEST("Gini, Hoover, tails, Lorenz curve and concentration index by their definitions, 300 samples")
	{
		for (int round = 0; round < 300; round++)
		{
			Sample		s;
			long double w,
						wx,
						mean,
						pairs = 0,
						distance = 0,
						concentration = 0,
						bottom;
			double		rank[ROWS * 2];
			double		point[2 * (ROWS + 1)];
			size_t		corners;

			draw(round);
			s = weighted();
			w = total(false);
			wx = total(true);
			if (wx <= 0)
			{
				CHECK(isnan(gini(&s, false, NULL)) && isnan(hoover(&s, NULL)) && isnan(tail_ratio(&s, 4, 9, 10, NULL)) && lorenz_corners(&s, point, NULL) == 0 &&
					  lorenz_grid(&s, 10, point, NULL) == 0);
				continue;
			}
			mean = wx / w;
			for (int i = 0; i < n; i++)
			{
				for (int j = 0; j < n; j++)
					pairs += (long double) rows[i].y * rows[j].y * fabsl((long double) rows[i].x - rows[j].x);
				distance += rows[i].y * fabsl(rows[i].x - mean);
			}
			CHECK(near(gini(&s, false, NULL), pairs / (2 * w * wx), 1e-14));
			CHECK(near(gini(&s, true, NULL), w > 1 ? pairs / (2 * (w - 1) * wx) : NAN, 1e-12));
			CHECK(near(hoover(&s, NULL), distance / (2 * wx), 1e-14));
			bottom = lorenz(0.4L);
			if (bottom > 1e-6L)
				CHECK(near(tail_ratio(&s, 4, 9, 10, NULL), (1 - lorenz(0.9L)) / bottom, 1e-11));
			bottom = lorenz(0.2L);
			if (bottom > 1e-6L)
				CHECK(near(tail_ratio(&s, 1, 4, 5, NULL), (1 - lorenz(0.8L)) / bottom, 1e-11));

			corners = lorenz_corners(&s, point, NULL);
			CHECK(corners >= 2 && corners <= lorenz_corners_max(&s));
			CHECK(point[0] == 0 && point[1] == 0 && point[2 * corners - 2] == 1 && point[2 * corners - 1] == 1);
			for (size_t k = 1; k < corners; k++)
			{
				CHECK(point[2 * k] > point[2 * k - 2] && point[2 * k + 1] >= point[2 * k - 1]);
				CHECK(near(point[2 * k + 1], lorenz(point[2 * k]), 1e-14));
			}
			CHECK(lorenz_grid(&s, 7, point, NULL) == 8);
			for (int k = 0; k <= 7; k++)
				CHECK(near(point[2 * k + 1], lorenz(k / 7.0L), 1e-14));

			/* ranks in steps, so that there are ties; the rows must come in their order */
			for (int i = 0; i < n; i++)
				rank[2 * i] = i / 3;
			for (int i = 0; i < n; i++)
			{
				long double position = -w;

				for (int j = 0; j < n; j++)
					position += rows[j].y * (rank[2 * j] < rank[2 * i] ? 2 : rank[2 * j] == rank[2 * i] ? 1 : 0);
				concentration += (long double) rows[i].x * rows[i].y * position;
			}
			CHECK(near(concentration_index(&s, rank, NULL), concentration / (w * wx), 1e-14));
			CHECK(near(concentration_index(&s, &rows[0].x, NULL), gini(&s, false, NULL), 1e-15));
		}
	}

	TEST("no weights: the same as weights of 1")
	{
		for (int round = 0; round < 100; round++)
		{
			Sample		w,
						u;
			double		a[2 * (ROWS + 1)],
						b[2 * (ROWS + 1)];
			size_t		corners;

			draw(round);
			for (int i = 0; i < n; i++)
				rows[i].y = 1;
			w = weighted();
			u = unweighted();
			CHECK(near(gini(&u, false, NULL), gini(&w, false, NULL), 0) && near(gini(&u, true, NULL), gini(&w, true, NULL), 0));
			CHECK(near(hoover(&u, NULL), hoover(&w, NULL), 0));
			CHECK(near(tail_ratio(&u, 4, 9, 10, NULL), tail_ratio(&w, 4, 9, 10, NULL), 0));
			CHECK(near(concentration_index(&u, &rows[0].x, NULL), concentration_index(&w, &rows[0].x, NULL), 0));
			CHECK(weighted_quantile(&u, 0.3, NULL) == weighted_quantile(&w, 0.3, NULL));
			corners = lorenz_corners(&u, a, NULL);
			CHECK(corners == lorenz_corners(&w, b, NULL) && memcmp(a, b, corners * 2 * sizeof(double)) == 0);
		}
	}
}

static void
quantiles(void)
{
	TEST("weighted quantile: type 2 over repeated rows, for all quantiles k / 60")
	{
		for (int round = 1; round < 150; round += 3)	/* whole weights */
		{
			static double repeated[ROWS * 50];
			int			m = 0;
			Sample		s;

			draw(round);
			s = weighted();
			for (int i = 0; i < n; i++)
			{
				for (int k = 0; k < (int) rows[i].y; k++)
					repeated[m++] = rows[i].x;
			}
			if (m == 0)
			{
				CHECK(isnan(weighted_quantile(&s, 0.5, NULL)));
				continue;
			}
			for (int k = 0; k <= 60; k++)
			{
				int			whole = (k * m) / 60;
				double		expected;

				if (k * m % 60 != 0)
					expected = repeated[whole];
				else if (whole == 0)
					expected = repeated[0];
				else if (whole == m)
					expected = repeated[m - 1];
				else
					expected = (repeated[whole - 1] + repeated[whole]) / 2;
				CHECK(weighted_quantile(&s, k / 60.0, NULL) == expected);
			}
		}
	}
}

/* -------- entropy measures -------- */

typedef struct Sums
{
	ExactWide	w,
				wx,
				p;
} Sums;

static void
sums_of(const Pair *p, int rows_of, double alpha, Sums *sums)
{
	exact_wide_init(&sums->w);
	exact_wide_init(&sums->wx);
	exact_wide_init(&sums->p);
	for (int i = 0; i < rows_of; i++)
	{
		Twofold		term;
		double		factor = (alpha == 1) ? p[i].x : 1;

		if (p[i].y == 0)
			continue;
		CHECK(entropy_term((Twofold) {p[i].x, 0}, alpha, &term));
		exact_sum_add(&sums->w.sum, p[i].y);
		exact_sum_add_product(&sums->wx.sum, p[i].y, p[i].x);
		if (factor != 0)
		{
			exact_sum_add_product3(&sums->p.sum, p[i].y, factor, term.hi);
			exact_sum_add_product3(&sums->p.sum, p[i].y, factor, term.lo);
		}
	}
}

static void
entropy(void)
{
	static const double alphas[] = {-2, -0.5, 0, 0.25, 0.5, 1, 1.5, 2, 3};

	TEST("generalised entropy and Atkinson by their definitions in long double")
	{
		for (int round = 0; round < 100; round++)
		{
			long double w,
						mean;

			draw(round);
			for (int i = 0; i < n; i++)
				rows[i].x += 1;
			w = total(false);
			if (w <= 0)
				continue;
			mean = total(true) / w;
			for (size_t a = 0; a < sizeof(alphas) / sizeof(alphas[0]); a++)
			{
				double		alpha = alphas[a];
				long double f = 0,
							ge,
							equivalent;
				Sums		sums;
				Twofold		m;

				for (int i = 0; i < n; i++)
				{
					long double r = rows[i].x / mean;

					f += rows[i].y * ((alpha == 0) ? -logl(r) : (alpha == 1) ? r * logl(r) : powl(r, alpha)) / w;
				}
				ge = (alpha == 0 || alpha == 1) ? f : (f - 1) / (alpha * (alpha - 1));
				sums_of(rows, n, alpha, &sums);
				CHECK(entropy_mean(&sums.w.sum, &sums.wx.sum, &m) == ENTROPY_GOOD);
				CHECK(near(entropy_value(&sums.w.sum, &sums.wx.sum, &sums.p.sum, m, alpha), ge, 1e-15));
				if (alpha < 1)
				{
					equivalent = (alpha == 0) ? expl(-f) : powl(f, 1 / alpha);
					CHECK(near(entropy_atkinson(&sums.w.sum, &sums.wx.sum, &sums.p.sum, m, alpha), 1 - equivalent, 1e-15));
				}
			}
		}
	}

	TEST("equal values: exactly 0, whatever the value, the weights and alpha")
	{
		for (int round = 0; round < 200; round++)
		{
			double		x = exp(40 * (random_unit() - 0.5));

			n = 1 + random_below(20);
			for (int i = 0; i < n; i++)
				rows[i] = (Pair) {x, random_unit() + 0.001};
			for (size_t a = 0; a < sizeof(alphas) / sizeof(alphas[0]); a++)
			{
				Sums		sums;
				Twofold		m;

				sums_of(rows, n, alphas[a], &sums);
				CHECK(entropy_mean(&sums.w.sum, &sums.wx.sum, &m) == ENTROPY_GOOD);
				CHECK(entropy_value(&sums.w.sum, &sums.wx.sum, &sums.p.sum, m, alphas[a]) == 0);
				CHECK(entropy_atkinson(&sums.w.sum, &sums.wx.sum, &sums.p.sum, m, alphas[a]) == 0);
			}
		}
	}

	/* for x = 1 - d, 1 + d: T = d^2 / 2 + d^4 / 12 + ..., L = d^2 / 2 + d^4 / 4 + ... */
	TEST("nearly equal values down to differences of 1e-10")
	{
		for (int k = 2; k <= 33; k++)
		{
			double		d = ldexp(1, -k);
			Sums		t,
						l;
			Twofold		m;

			rows[0] = (Pair) {1 - d, 1};
			rows[1] = (Pair) {1 + d, 1};
			sums_of(rows, 2, 1, &t);
			sums_of(rows, 2, 0, &l);
			entropy_mean(&t.w.sum, &t.wx.sum, &m);
			if (k <= 20)
				CHECK(close_to(entropy_value(&t.w.sum, &t.wx.sum, &t.p.sum, m, 1), (double) (((1 + (long double) d) * log1pl(d) + (1 - (long double) d) * log1pl(-d)) / 2), 1e-6));
			if (k > 10)
			{
				CHECK(close_to(entropy_value(&t.w.sum, &t.wx.sum, &t.p.sum, m, 1), d * d / 2 * (1 + d * d / 6), 1e-7));
				CHECK(close_to(entropy_value(&l.w.sum, &l.wx.sum, &l.p.sum, m, 0), d * d / 2 * (1 + d * d / 2), 1e-7));
			}
		}
	}

	TEST("zeros: 0 ln 0 = 0, no logarithm, Atkinson 1 from epsilon = 1 on")
	{
		Sums		sums;
		Twofold		m;

		rows[0] = (Pair) {0, 1};
		rows[1] = (Pair) {2, 1};
		for (size_t a = 0; a < sizeof(alphas) / sizeof(alphas[0]); a++)
		{
			double		alpha = alphas[a];
			double		value;

			sums_of(rows, 2, alpha, &sums);
			CHECK(entropy_mean(&sums.w.sum, &sums.wx.sum, &m) == ENTROPY_GOOD);
			value = entropy_value(&sums.w.sum, &sums.wx.sum, &sums.p.sum, m, alpha);
			CHECK(alpha <= 0 ? isnan(value) : alpha == 1 ? close_to(value, log(2), 1e-15) : close_to(value, (pow(2, alpha) / 2 - 1) / (alpha * (alpha - 1)), 1e-14));
			value = entropy_atkinson(&sums.w.sum, &sums.wx.sum, &sums.p.sum, m, alpha);
			if (alpha < 1)
				CHECK(alpha <= 0 ? value == 1 : close_to(value, 1 - pow(0.5, 1 / alpha - 1), 1e-14));
		}
		rows[1].x = 0;
		sums_of(rows, 2, 1, &sums);
		CHECK(entropy_mean(&sums.w.sum, &sums.wx.sum, &m) == ENTROPY_UNDEFINED);
	}

	TEST("powers out of range are refused, alpha near 0 and 1 is taken for them")
	{
		Twofold		term;

		CHECK(!entropy_term((Twofold) {1e300, 0}, 3, &term));
		CHECK(!entropy_term((Twofold) {1e300, 0}, 1e308, &term));
		CHECK(!entropy_term((Twofold) {1e-300, 0}, 3, &term));
		CHECK(!entropy_term((Twofold) {2, 0}, INFINITY, &term));
		CHECK(entropy_term((Twofold) {1e288, 0}, 1.0001, &term) && isfinite(term.hi));
		CHECK(entropy_alpha(1e-14) == 0 && entropy_alpha(1 - 1e-14) == 1 && entropy_alpha(0.1) == 0.1);
	}
}

int
main(void)
{
	definitions();
	quantiles();
	entropy();
	return tap_done();
}
