/*
 * test_quantile.c
 *		Quantiles of types 1 ... 9 against R, exactness of i/k, classes of equal size.
 */
#include "quantile.h"

#include <float.h>

#include "sort.h"
#include "tap.h"

static const double seven[] = {1, 3, 4, 8, 10, 15, 20};

static void
numbers(void)
{
	TEST("R's quantile(type = 1 ... 9)")
	{
		/* R 4.2.2: quantile(c(1, 3, 4, 8, 10, 15, 20), c(0, .01, .1, .2, .25, 1/3, .5, .6, .75, .9, .99, 1), type = t) */
		const double p[] = {0, 0.01, 0.1, 0.2, 0.25, 1.0 / 3, 0.5, 0.6, 0.75, 0.9, 0.99, 1};
		static const double r[][12] = {
			{1, 1, 1, 3, 3, 4, 8, 10, 15, 20, 20, 20},
			{1, 1, 1, 3, 3, 4, 8, 10, 15, 20, 20, 20},
			{1, 1, 1, 1, 3, 3, 8, 8, 10, 15, 20, 20},
			{1, 1, 1, 1.8, 2.5, 3.33333333333333, 6, 8.4, 11.25, 16.5, 19.65, 20},
			{1, 1, 1.4, 2.8, 3.25, 3.83333333333333, 8, 9.4, 13.75, 19, 20, 20},
			{1, 1, 1, 2.2, 3, 3.66666666666667, 8, 9.6, 15, 20, 20, 20},
			{1, 1.12, 2.2, 3.2, 3.5, 4, 8, 9.2, 12.5, 17, 19.7, 20},
			{1, 1, 1.13333333333333, 2.6, 3.16666666666667, 3.77777777777778, 8, 9.46666666666667, 14.1666666666667, 19.6666666666667, 20, 20},
			{1, 1, 1.2, 2.65, 3.1875, 3.79166666666667, 8, 9.45, 14.0625, 19.5, 20, 20}
		};

		for (int type = 1; type <= 9; type++)
		{
			for (int i = 0; i < 12; i++)
				CHECK(close_to(quantile(seven, 7, p[i], type), r[type - 1][i], 1e-14));
		}
	}

	TEST("one value, two values")
	{
		for (int type = 1; type <= 9; type++)
		{
			CHECK(quantile(seven, 1, 0, type) == 1 && quantile(seven, 1, 0.4, type) == 1 && quantile(seven, 1, 1, type) == 1);
			CHECK(quantile_of(seven, 1, 1, 2, type) == 1);
			CHECK(quantile(seven, 2, 0, type) == 1 && quantile(seven, 2, 1, type) == 3);
			CHECK(quantile(seven, 2, 0.5, type) == (type == 1 || type == 3 || type == 4 ? 1 : 2));
		}
	}

	TEST("a place that is whole but for rounding")
	{
		double		x[1000];

		for (int i = 0; i < 1000; i++)
			x[i] = i + 1;
		/* 1000 * 0.001 * i is not always i in doubles */
		for (int i = 1; i < 1000; i++)
		{
			CHECK(quantile(x, 1000, i * 0.001, 1) == i);
			CHECK(quantile(x, 1000, i * 0.001, 2) == i + 0.5);
			CHECK(quantile(x, 1000, i * 0.001, 4) == i);
		}
	}

	TEST("ends of the range")
	{
		const double big[] = {-DBL_MAX, DBL_MAX};
		const double equal[] = {0.1, 0.1, 0.1};

		for (int type = 4; type <= 9; type++)
		{
			CHECK(isfinite(quantile(big, 2, 0.3, type)) && isfinite(quantile_of(big, 2, 1, 3, type)));
			CHECK(quantile(equal, 3, 0.37, type) == 0.1);
		}
	}
}

static void
properties(void)
{
	TEST("i/k is exact: the same as by hand in whole numbers; mirrored; within the values; not falling")
	{
		double		x[60],
					mirrored[60];

		for (int trial = 0; trial < 2000; trial++)
		{
			int			n = 1 + random_below(60),
						k = 1 + random_below(12);

			for (int i = 0; i < n; i++)
				x[i] = trial % 3 ? random_below(20) : random_unit();
			sort_doubles(x, n, NULL);
			for (int i = 0; i < n; i++)
				mirrored[i] = -x[n - 1 - i];
			for (int type = 1; type <= 9; type++)
			{
				double		last = x[0];

				for (int i = 0; i <= k; i++)
				{
					double		q = quantile_of(x, n, i, k, type);

					CHECK(q >= last && q <= x[n - 1]);
					CHECK(fabs(q - quantile(x, n, (double) i / k, type)) < 1e-12);
					if (type == 2 || type >= 5)
						CHECK(fabs(q + quantile_of(mirrored, n, k - i, k, type)) < 1e-14 * 20);
					last = q;
				}
				if (type > 1 && type != 4)
					CHECK(type == 3 || quantile_of(x, n, 1, 2, type) == (n % 2 ? x[n / 2] : (x[n / 2 - 1] + x[n / 2]) / 2));
			}
		}
	}

	TEST("ntile, rank, floor")
	{
		/* ntile(4) of SQL over ten rows; ceil(4 i / 10); 1 + floor(4 (i - 1) / 10) */
		const int	ntile[] = {1, 1, 1, 2, 2, 2, 3, 3, 4, 4};
		const int	rank[] = {1, 1, 2, 2, 2, 3, 3, 4, 4, 4};
		const int	floors[] = {1, 1, 1, 2, 2, 3, 3, 3, 4, 4};

		for (int i = 0; i < 10; i++)
			CHECK(class_by_ntile(i, 10, 4) == ntile[i] && class_by_rank(i, 10, 4) == rank[i] && class_by_floor(i, 10, 4) == floors[i]);
		for (int i = 0; i < 3; i++)
			CHECK(class_by_ntile(i, 3, 5) == i + 1);
		for (int n = 1; n < 200; n++)
		{
			for (int k = 1; k < 30; k++)
			{
				int			size[30] = {0};

				for (int i = 0; i < n; i++)
				{
					size[class_by_ntile(i, n, k)]++;
					CHECK(class_by_rank(i, n, k) == (int) ceil((double) (k * (i + 1)) / n));
					CHECK(class_by_floor(i, n, k) == k + 1 - class_by_rank(n - 1 - i, n, k));
				}
				for (int c = 1; c <= k && c < 30; c++)
					CHECK(size[c] == n / k + (c <= n % k));
			}
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
