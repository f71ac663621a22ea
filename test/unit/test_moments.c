/*
 * test_moments.c
 *		Mean and standard deviation: published numbers, cancellation, ends of the range, invariances.
 */
#include "moments.h"

#include <float.h>

#include "tap.h"

#define ROWS 1000

static bool
moments_of(const double *x, const double *w, int n, double ddof, Moments *m)
{
	ExactWide	weight,
				sum,
				squares;

	exact_wide_init(&weight);
	exact_wide_init(&sum);
	exact_wide_init(&squares);
	for (int i = 0; i < n; i++)
	{
		if (w == NULL)
		{
			exact_sum_add(&weight.sum, 1);
			exact_sum_add(&sum.sum, x[i]);
			exact_sum_add_product(&squares.sum, x[i], x[i]);
		}
		else
		{
			exact_sum_add(&weight.sum, w[i]);
			exact_sum_add_product(&sum.sum, w[i], x[i]);
			exact_sum_add_product3(&squares.sum, w[i], x[i], x[i]);
		}
	}
	return moments(&weight.sum, &sum.sum, &squares.sum, ddof, m);
}

static void
numbers(void)
{
	TEST("z-scores by hand: population and sample deviation")
	{
		const double x[] = {8.2, 12.5, 17.9, 9.9, 25.0};
		Moments		m;

		CHECK(moments_of(x, NULL, 5, 0, &m));
		CHECK(fabs(moments_zscore(&m, 8.2) - -1.0644016004) < 1e-10);
		CHECK(fabs(moments_zscore(&m, 25.0) - 1.6866671514) < 1e-10);
		CHECK(moments_of(x, NULL, 5, 1, &m));
		CHECK(fabs(moments_zscore(&m, 8.2) - -0.9520297335) < 1e-10);
		CHECK(fabs(moments_zscore(&m, 25.0) - 1.5086009624) < 1e-10);
	}

	TEST("NIST StRD univariate: certified mean and standard deviation (NumAcc1 to NumAcc4)")
	{
		static double x[1001];
		const double offsets[] = {1, 1000000, 10000000};	/* NumAcc2, 3, 4 */
		Moments		m;
		const double numacc1[] = {10000001, 10000003, 10000002};

		CHECK(moments_of(numacc1, NULL, 3, 1, &m));
		CHECK(m.mean == 10000002 && m.sd == 1);
		for (int k = 0; k < 3; k++)
		{
			/* offset + .2, .1, .3, .1, .3, ...: mean offset + .2, standard deviation .1 */
			double		offset = offsets[k];

			x[0] = offset + 0.2;
			for (int i = 1; i < 1001; i++)
				x[i] = offset + (i % 2 ? 0.1 : 0.3);
			CHECK(moments_of(x, NULL, 1001, 1, &m));
			CHECK(close_to(m.mean, offset + 0.2, 1e-15));
			/* the data are not the decimal fractions themselves: their rounding errors, 2^-30 at 10,000,000, remain */
			CHECK(fabs(m.sd - 0.1) < offset * 0x1p-52);
		}
	}

	TEST("a small spread on a large offset: x = 3e6 + U(0, 1e-3)")
	{
		double		x[ROWS];
		long double mean = 0,
					scatter = 0;
		Moments		m;

		for (int i = 0; i < ROWS; i++)
		{
			x[i] = 3e6 + random_unit() * 1e-3;
			mean += (long double) (x[i] - 3e6) / ROWS;	/* the differences are exact */
		}
		for (int i = 0; i < ROWS; i++)
			scatter += ((long double) (x[i] - 3e6) - mean) * ((long double) (x[i] - 3e6) - mean);
		CHECK(moments_of(x, NULL, ROWS, 0, &m));
		CHECK(close_to(m.sd, (double) sqrtl(scatter / ROWS), 1e-15));
		CHECK(close_to(m.sd * m.sd, 8.33e-8, 0.05));
		CHECK(close_to((m.mean - 3e6) + m.mean_rest, (double) mean, 1e-15));
		for (int i = 0; i < ROWS; i++)
			CHECK(fabs(moments_zscore(&m, x[i]) -
					   (double) (((long double) (x[i] - 3e6) - mean) / sqrtl(scatter / ROWS))) < 1e-14);
	}

	TEST("the mean of equal values is the value and their deviation is 0")
	{
		double		x[100],
					w[100];
		Moments		m;

		for (int trial = 0; trial < 2000; trial++)
		{
			double		v = random_double();
			int			n = 1 + random_below(100);

			for (int i = 0; i < n; i++)
			{
				x[i] = v;
				w[i] = random_unit() + 0x1p-60;
			}
			CHECK(moments_of(x, NULL, n, 0, &m) && same_bits(m.mean, v == 0 ? 0 : v) && m.sd == 0);
			CHECK(moments_of(x, w, n, 0, &m) && same_bits(m.mean, v == 0 ? 0 : v) && m.sd == 0);
		}
	}

	TEST("too little weight is undefined")
	{
		const double one = 1,
					zero = 0;
		Moments		m;

		CHECK(!moments_of(&one, NULL, 0, 0, &m));
		CHECK(!moments_of(&one, NULL, 1, 1, &m));
		CHECK(!moments_of(&one, &zero, 1, 0, &m));
		CHECK(moments_of(&one, NULL, 1, 0, &m));
	}

	TEST("ends of the range of double")
	{
		const double big[] = {DBL_MAX, -DBL_MAX};
		const double top[] = {DBL_MAX, DBL_MAX, DBL_MAX};
		const double mixed[] = {1e308, 1.2e308, 1.4e308};
		const double tiny[] = {0x1p-1070, 0x1p-1069};
		Moments		m;

		CHECK(moments_of(big, NULL, 2, 0, &m));
		CHECK(m.mean == 0 && m.sd == DBL_MAX);
		CHECK(moments_zscore(&m, DBL_MAX) == 1 && moments_zscore(&m, -DBL_MAX) == -1);
		CHECK(moments_of(top, NULL, 3, 0, &m));
		CHECK(m.mean == DBL_MAX && m.sd == 0);
		CHECK(moments_of(mixed, NULL, 3, 0, &m));
		CHECK(close_to(m.mean, 1.2e308, 1e-15));
		CHECK(close_to(moments_zscore(&m, 1.4e308), sqrt(1.5), 1e-14));
		CHECK(moments_of(tiny, NULL, 2, 0, &m));
		CHECK(m.mean == 0x1.8p-1070 && m.sd == 0x1p-1071);
		CHECK(moments_zscore(&m, 0x1p-1069) == 1);
	}
}

static void
properties(void)
{
	double		x[ROWS],
				y[ROWS],
				w[ROWS];

	TEST("weights that are whole numbers count rows")
	{
		for (int trial = 0; trial < 50; trial++)
		{
			Moments		a,
						b;
			int			n = 0;

			for (int i = 0; i < 100; i++)
			{
				x[i] = random_unit();
				w[i] = random_below(9);
				for (int k = 0; k < (int) w[i]; k++)
					y[n++] = x[i];
			}
			CHECK(moments_of(x, w, 100, 0, &a) && moments_of(y, NULL, n, 0, &b));
			CHECK(same_bits(a.mean, b.mean) && same_bits(a.mean_rest, b.mean_rest) && same_bits(a.sd, b.sd));
		}
	}

	TEST("permutation: the same bits; scale by a power of two: the same z-scores; shift: nearly")
	{
		for (int trial = 0; trial < 100; trial++)
		{
			Moments		a,
						b;
			double		probe;

			for (int i = 0; i < ROWS; i++)
				x[i] = floor(random_unit() * 0x1p30) * 0x1p-20;
			probe = x[0];
			CHECK(moments_of(x, NULL, ROWS, 0, &a));

			memcpy(y, x, sizeof(x));
			shuffle(y, ROWS);
			CHECK(moments_of(y, NULL, ROWS, 0, &b));
			CHECK(same_bits(a.mean, b.mean) && same_bits(a.mean_rest, b.mean_rest) && same_bits(a.sd, b.sd));

			for (int i = 0; i < ROWS; i++)
				y[i] = ldexp(x[i], trial - 50);
			CHECK(moments_of(y, NULL, ROWS, 0, &b));
			CHECK(same_bits(moments_zscore(&a, probe), moments_zscore(&b, y[0])));

			/* exact shift, so that only the last step rounds differently */
			for (int i = 0; i < ROWS; i++)
				y[i] = x[i] + 0x1p32;
			CHECK(moments_of(y, NULL, ROWS, 0, &b));
			CHECK(same_bits(a.sd, b.sd));
			CHECK(fabs(moments_zscore(&a, probe) - moments_zscore(&b, y[0])) < 1e-15 * (1 + fabs(moments_zscore(&a, probe))));
		}
	}

	TEST("z-scores have mean 0 and deviation 1")
	{
		Moments		a,
					b;

		for (int i = 0; i < ROWS; i++)
			x[i] = exp(10 * random_unit());
		CHECK(moments_of(x, NULL, ROWS, 0, &a));
		for (int i = 0; i < ROWS; i++)
			y[i] = moments_zscore(&a, x[i]);
		CHECK(moments_of(y, NULL, ROWS, 0, &b));
		CHECK(fabs(b.mean) < 1e-15 && fabs(b.sd - 1) < 1e-14);
	}

	TEST("a quotient of sums is the nearest double, and the rest is small")
	{
		for (int trial = 0; trial < 20000; trial++)
		{
			ExactWide	a,
						b;
			double		n = random_double();
			double		d = random_double();
			double		rest;
			double		q = n / d;

			if (d == 0 || fabs(q) < 0x1p-960 || !isfinite(q))
				continue;
			exact_wide_init(&a);
			exact_wide_init(&b);
			exact_sum_add(&a.sum, n);
			exact_sum_add(&b.sum, d);
			CHECK(exact_quotient(&a.sum, &b.sum, &rest) == q);
			CHECK(fabs(rest) <= fabs(q) * 0x1p-53);
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
