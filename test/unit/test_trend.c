/*
 * test_trend.c
 *		Trend: published numbers, definitions by all pairs, ties, the selection of slopes without memory, ends of the range.
 */
#include "trend.h"

#include "tap.h"

#define ROWS 700

/* the flow of the Nile 1871-1880 (R, datasets) */
static const double nile[] = {1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140};

static void
nile_series(Pair *p)
{
	for (int i = 0; i < 10; i++)
		p[i] = (Pair) {1871 + i, nile[i]};
}

static int
naive_s(const Pair *p, int n)
{
	int			s = 0;

	for (int i = 0; i < n; i++)
	{
		for (int j = i + 1; j < n; j++)
		{
			if (p[i].x != p[j].x)
				s += (p[j].y > p[i].y) - (p[j].y < p[i].y);
		}
	}
	return s;
}

static OlsTrend
fit(const Pair *p, int n, double level)
{
	ExactWide	s[5];

	for (int k = 0; k < 5; k++)
		exact_wide_init(&s[k]);
	for (int i = 0; i < n; i++)
	{
		exact_sum_add(&s[0].sum, p[i].x);
		exact_sum_add(&s[1].sum, p[i].y);
		exact_sum_add_product(&s[2].sum, p[i].x, p[i].x);
		exact_sum_add_product(&s[3].sum, p[i].x, p[i].y);
		exact_sum_add_product(&s[4].sum, p[i].y, p[i].y);
	}
	CHECK(n == 0 || same_bits(ols_slope(n, &s[0].sum, &s[1].sum, &s[2].sum, &s[3].sum),
							  ols_trend(n, &s[0].sum, &s[1].sum, &s[2].sum, &s[3].sum, &s[4].sum, level).slope));
	return ols_trend(n, &s[0].sum, &s[1].sum, &s[2].sum, &s[3].sum, &s[4].sum, level);
}

static void
numbers(void)
{
	Pair		p[10];
	double		room[SLOPES_KEPT];
	double		lower,
				upper;
	Slopes		slopes;
	MannKendall m;

	nile_series(p);
	TEST("Nile, first ten years (R: trend, Kendall, lm)")
	{
		Indexed		order[10];
		double		rank[10];
		Pettitt		c;
		OlsTrend	o = fit(p, 10, 0.95);

		slopes_prepare(&slopes, p, 10, room, NULL);
		m = mann_kendall(p, 10, room + 1000, NULL);
		CHECK(slopes.slopes == 45 && slopes_median(&slopes, NULL) == 10);
		slopes_interval(&slopes, m.variance, 1.959963984540054, &lower, &upper, NULL);
		CHECK(lower == -25 && upper == 40);
		c = pettitt(p, 10, order, rank, NULL);
		CHECK(c.change_at == 1877 && c.k == 13 && close_to(c.p, 0.795590238639875, 1e-14));
		CHECK(close_to(o.slope, 10.8727272727272727, 1e-14));
		CHECK(close_to(o.intercept, -19259.2, 1e-12));
		CHECK(close_to(o.standard_error, 17.2089460366246, 1e-13));
		CHECK(close_to(o.p, 0.545140281398441, 1e-12));
	}

	TEST("ties in both (R: cor.test, Kendall)")
	{
		Pair		q[] = {{1, 2}, {1, 3}, {2, 3}, {3, 4}, {3, 4}, {3, 5}, {4, 6}, {5, 6}, {5, 7}, {6, 6}};

		m = mann_kendall(q, 10, room, NULL);
		CHECK(m.s == 34 && close_to(m.tau, 0.85, 1e-15));
		CHECK(close_to(m.z, 3.08765007682799819, 1e-14) && close_to(m.p, 0.00201745874323569, 1e-12));
	}

	TEST("growth")
	{
		CHECK(close_to(annual_growth(9128, 9470, 6), 0.614921169130378, 1e-13));
		CHECK(annual_growth(1, 4, 2) == 100 && annual_growth(5, 5, 3) == 0 && annual_growth(3, 0, 2) == -100);
		CHECK(isnan(annual_growth(0, 4, 2)) && isnan(annual_growth(1, -4, 2)) && isnan(annual_growth(1, 4, 0)));
		CHECK(close_to(annual_growth(1e-300, 1e300, 600), 900, 1e-13));
		CHECK(close_to(annual_growth(1, 1 + 0x1p-40, 1), 100 * 0x1p-40, 1e-15));
	}
}

static void
properties(void)
{
	static Pair p[ROWS];
	static double room[SLOPES_KEPT];
	static double scratch[2 * ROWS];
	static double all[ROWS * ROWS / 2];

	TEST("selection without memory = sorting all slopes")
	{
		for (int round = 0; round < 12; round++)
		{
			int			n = round < 6 ? 380 + random_below(ROWS - 380) : 3 + random_below(60);
			size_t		count = 0;
			Slopes		s;
			double		median;

			for (int i = 0; i < n; i++)
				p[i] = (Pair) {random_below(round % 3 ? 1000 : 10), round % 2 ? random_below(50) : random_unit() - 0.5};
			sort_pairs(p, n, NULL);
			for (int i = 0; i < n; i++)
			{
				for (int j = i + 1; j < n; j++)
				{
					if (p[i].x != p[j].x)
						all[count++] = (p[j].y - p[i].y) / (p[j].x - p[i].x) + 0.0;
				}
			}
			sort_doubles(all, count, NULL);
			CHECK(slopes_scratch(n) <= sizeof(room));
			slopes_prepare(&s, p, n, room, NULL);
			CHECK(s.slopes == (int64_t) count);
			if (count == 0)
				continue;
			median = slopes_median(&s, NULL);
			CHECK(median == (count % 2 ? all[count / 2] : (all[count / 2 - 1] + all[count / 2]) / 2));
			for (int k = 0; k < 5; k++)
			{
				size_t		rank = 1 + (size_t) random_below((int) count);

				CHECK(slopes_rank(&s, (int64_t) rank, NULL) == all[rank - 1]);
			}
			CHECK(slopes_rank(&s, 1, NULL) == all[0] && slopes_rank(&s, (int64_t) count, NULL) == all[count - 1]);
		}
	}

	TEST("S by merge sort = S by all pairs")
	{
		for (int round = 0; round < 300; round++)
		{
			int			n = 1 + random_below(60);

			for (int i = 0; i < n; i++)
				p[i] = (Pair) {random_below(round % 2 ? 100 : 8), random_below(round % 3 ? 100 : 5)};
			sort_pairs(p, n, NULL);
			CHECK(mann_kendall(p, n, scratch, NULL).s == naive_s(p, n));
		}
	}

	TEST("the scratch room suffices, to the byte")
	{
		for (int n = 1; n < 40; n++)
		{
			double	   *exact = malloc(slopes_scratch(n));
			Slopes		s;

			for (int i = 0; i < n; i++)
				p[i] = (Pair) {i, random_unit()};
			slopes_prepare(&s, p, n, exact, NULL);
			CHECK(s.slopes == n * (n - 1) / 2);
			free(exact);
		}
		CHECK(slopes_scratch(362) <= sizeof(room) && slopes_scratch(363) == sizeof(room) && slopes_scratch(100000) == sizeof(room));
	}

	TEST("undefined: equal t, equal y, few rows")
	{
		Slopes		s;
		double		lower,
					upper;

		for (int i = 0; i < 20; i++)
			p[i] = (Pair) {3, i};
		slopes_prepare(&s, p, 20, room, NULL);
		CHECK(s.slopes == 0 && isnan(slopes_median(&s, NULL)));
		CHECK(isnan(fit(p, 20, 0.95).slope) && isnan(mann_kendall(p, 20, scratch, NULL).z));
		for (int i = 0; i < 20; i++)
			p[i] = (Pair) {i, 3};
		CHECK(fit(p, 20, 0.95).slope == 0 && isnan(fit(p, 20, 0.95).r_squared) && isnan(fit(p, 20, 0.95).p));
		CHECK(isnan(mann_kendall(p, 20, scratch, NULL).tau));
		CHECK(fit(p, 1, 0.95).slope != 0 && isnan(fit(p, 1, 0.95).slope) && isnan(fit(p, 2, 0.95).p) && fit(p, 2, 0.95).slope == 0);
		for (int i = 0; i < 4; i++)
			p[i].y = i;
		slopes_prepare(&s, p, 4, room, NULL);
		slopes_interval(&s, mann_kendall(p, 4, scratch, NULL).variance, 1.96, &lower, &upper, NULL);
		CHECK(isnan(lower) && isnan(upper));
	}

	TEST("least squares: no cancellation, the ends of the range")
	{
		OlsTrend	o;

		for (int i = 0; i < 50; i++)
			p[i] = (Pair) {1e15 + i, 1e15 + 2 * i};
		o = fit(p, 50, 0.95);
		CHECK(o.slope == 2 && o.standard_error == 0 && o.p == 0 && o.r_squared == 1 && o.intercept == -1e15);
		for (int i = 0; i < 50; i++)
			p[i] = (Pair) {i, (i % 3) * 5e307};
		o = fit(p, 50, 0.95);
		CHECK(isfinite(o.slope) && isfinite(o.standard_error) && o.r_squared >= 0 && o.r_squared <= 1 && o.p > 0 && o.p <= 1);
		for (int i = 0; i < 50; i++)
			p[i] = (Pair) {i * 1e307, (i % 7) * 1e-307};
		o = fit(p, 17, 0.95);
		CHECK(o.slope >= 0 && o.r_squared >= 0 && o.r_squared <= 1);
		for (int i = 0; i < 5; i++)
			p[i] = (Pair) {random_double(), random_double()};
		for (int round = 0; round < 500; round++)
		{
			p[round % 5] = (Pair) {random_double(), random_double()};
			o = fit(p, 5, 0.9);
			CHECK(!(o.r_squared < 0) && !(o.r_squared > 1));
		}
	}
}

int
main(void)
{
	numbers();
	properties();
	return tap_done();
}
