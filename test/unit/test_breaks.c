/*
 * test_breaks.c
 *		Equal, pretty, head/tail and maximum breaks, absolute deviations: published numbers, edges, definitions.
 */
#include "breaks.h"

#include <float.h>

#include "tap.h"

static bool
is_pretty(double minimum, double maximum, int k, int n, const double *limits)
{
	PrettyScale scale = pretty_scale(minimum, maximum, k);

	if (scale.limits != n)
	{
		printf("# %d limits, not %d\n", scale.limits, n);
		return false;
	}
	for (int i = 0; i < n; i++)
	{
		if (fabs(pretty_break(&scale, i) - limits[i]) > 1e-14 * fabs(limits[i]))
		{
			printf("# limit %d is %.17g\n", i, pretty_break(&scale, i));
			return false;
		}
	}
	return true;
}

#define PRETTY(minimum, maximum, k, ...) \
	is_pretty(minimum, maximum, k, sizeof((double[]) {__VA_ARGS__}) / sizeof(double), (double[]) {__VA_ARGS__})

static void
scales(void)
{
	TEST("pretty: inner limits of pretty() of R 4.2.2")
	{
		CHECK(PRETTY(15.57, 155.3, 5, 20, 40, 60, 80, 100, 120, 140));	/* classInt, jenks71 */
		CHECK(PRETTY(0, 1, 5, 0.2, 0.4, 0.6, 0.8));
		CHECK(PRETTY(0.13, 4111.45, 5, 1000, 2000, 3000, 4000));
		CHECK(PRETTY(-3, 7, 4, -2, 0, 2, 4, 6));
		CHECK(PRETTY(0, 97, 7, 10, 20, 30, 40, 50, 60, 70, 80, 90));
		CHECK(PRETTY(1e-7, 3.3e-7, 5, 1.5e-7, 2e-7, 2.5e-7, 3e-7));
		CHECK(PRETTY(3e6, 3e6 + 1e-3, 5, 3000000.0002, 3000000.0004, 3000000.0006, 3000000.0008));
		CHECK(PRETTY(0.05, 0.95, 10, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9));
		CHECK(PRETTY(-1e-300, 1e-300, 5, -5e-301, 0, 5e-301));
		CHECK(PRETTY(2, 9, 1, 5));
		CHECK(PRETTY(2, 9, 2, 5));
		CHECK(PRETTY(1234, 5678, 6, 2000, 3000, 4000, 5000));
		CHECK(is_pretty(2, 2.1, 1, 0, NULL));
		CHECK(is_pretty(1e15, 1e15 + 0.25, 5, 0, NULL));
		CHECK(is_pretty(1, 1 + 1e-15, 5, 0, NULL));
		/* decimal fractions are the nearest doubles, not sums of roundings */
		CHECK(pretty_break(&(PrettyScale) {3, 1, -1, 1}, 0) == 0.3);
	}

	TEST("pretty: ends of the range, and limits within it, ascending")
	{
		CHECK(is_pretty(0, 1e-310, 3, 1, (double[]) {5e-311}));
		CHECK(PRETTY(-8e307, 8e307, 4, -5e307, 0, 5e307));
		for (int trial = 0; trial < 20000; trial++)
		{
			double		a = trial % 2 ? random_double() : random_unit();
			double		b = trial % 2 ? random_double() : random_unit();
			double		low = fmin(a, b),
						high = fmax(a, b);
			int			k = 1 + random_below(30);
			PrettyScale scale;

			if (!(low < high) || isinf(high - low))
				continue;
			scale = pretty_scale(low, high, k);
			CHECK(scale.limits >= 0 && scale.limits <= 5 * k + 5);
			for (int i = 1; i < scale.limits; i++)
				CHECK(pretty_break(&scale, i) > pretty_break(&scale, i - 1));
		}
	}

	TEST("equal")
	{
		const double jenks71[] = {43.516, 71.462, 99.408, 127.354};

		for (int i = 1; i < 5; i++)
			CHECK(close_to(equal_break(15.57, 155.3, i, 5), jenks71[i - 1], 1e-14));
		CHECK(equal_break(0, 10, 3, 5) == 6);
		CHECK(equal_break(-DBL_MAX, DBL_MAX, 1, 2) == 0);
		CHECK(close_to(equal_break(-DBL_MAX, DBL_MAX, 3, 4), DBL_MAX / 2, 1e-15));
	}
}

static void
gaps(void)
{
	double		limits[5000];
	Indexed		room[100];

	TEST("head/tail")
	{
		/* by hand: mean 5.5, head 6 ... 10 is half: one limit, or with 0.5 on: 8, then 9.5 */
		const double ten[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
		/* mean 17.2, head 20, 120: 0.2; its mean 70, head 120: 0.5 */
		const double skewed[] = {1, 2, 3, 4, 5, 5, 6, 6, 20, 120};
		const double equal[] = {3, 3, 3};
		const double next[] = {1, 1 + DBL_EPSILON};
		const double mean_in[] = {1, 2, 3};
		double		x[200];

		CHECK(head_tail_breaks(ten, 10, 0.4, limits, 100, NULL) == 1 && limits[0] == 5.5);
		CHECK(head_tail_breaks(ten, 10, 0.5, limits, 100, NULL) == 3 && limits[1] == 8 && limits[2] == 9.5);
		CHECK(head_tail_breaks(skewed, 10, 0.4, limits, 100, NULL) == 2 && close_to(limits[0], 17.2, 1e-15) && limits[1] == 70);
		CHECK(head_tail_breaks(equal, 3, 0.4, limits, 100, NULL) == 0);
		CHECK(head_tail_breaks(equal, 0, 0.4, limits, 100, NULL) == 0);
		CHECK(head_tail_breaks(next, 2, 0.4, limits, 100, NULL) == 1 && limits[0] == 1);
		/* a value that is the mean itself lies below: 3 alone is the head */
		CHECK(head_tail_breaks(mean_in, 3, 0.4, limits, 100, NULL) == 1 && limits[0] == 2);
		/* the longest there can be: each time only the lowest falls below */
		for (int i = 0; i < 200; i++)
			x[i] = -ldexp(1, 1000 - 8 * i);
		CHECK(head_tail_breaks(x, 200, 1, limits, 5000, NULL) == 199);
		CHECK(head_tail_breaks(x, 200, 1, limits, 7, NULL) == 7);
	}

	TEST("maximum")
	{
		const double x[] = {1, 2, 4, 5, 7, 100};
		const double same[] = {1, 1, 2, 3, 4, 4};
		const double next[] = {1, 1 + DBL_EPSILON, 1 + 2 * DBL_EPSILON};
		const double big[] = {-DBL_MAX, 0, DBL_MAX};

		maximum_breaks(x, 6, 1, room, limits, NULL);
		maximum_breaks(x, 6, 3, room, limits, NULL);
		CHECK(limits[0] == 3 && limits[1] == 53.5);	/* of the gaps 2 ... 4 and 5 ... 7 the lower */
		maximum_breaks(x, 6, 6, room, limits, NULL);
		CHECK(limits[0] == 1.5 && limits[4] == 53.5);
		maximum_breaks(same, 6, 3, room, limits, NULL);
		CHECK(limits[0] == 1.5 && limits[1] == 2.5);
		maximum_breaks(next, 3, 3, room, limits, NULL);
		CHECK(limits[0] < next[1] && limits[1] < next[2] && limits[0] >= next[0] && limits[1] >= next[1]);
		maximum_breaks(big, 3, 3, room, limits, NULL);
		CHECK(limits[0] == -DBL_MAX / 2 && limits[1] == DBL_MAX / 2);
	}

	TEST("maximum: the gaps chosen are the largest")
	{
		double		x[200];

		for (int trial = 0; trial < 500; trial++)
		{
			int			k = 2 + random_below(20);
			double		least = INFINITY;
			int			larger = 0;

			for (int i = 0; i < 200; i++)
				x[i] = random_below(trial % 2 ? 1000000 : 300);
			sort_doubles(x, 200, NULL);
			maximum_breaks(x, 200, k, room, limits, NULL);
			for (int q = 0; q < k - 1; q++)
			{
				int			i = 1;

				CHECK(q == 0 || limits[q] > limits[q - 1]);
				while (x[i] <= limits[q])
					i++;
				CHECK(limits[q] == (x[i] + x[i - 1]) / 2);
				least = fmin(least, x[i] - x[i - 1]);
			}
			for (int i = 1; i < 200; i++)
				larger += x[i] - x[i - 1] > least;
			CHECK(larger < k);
		}
	}

	TEST("absolute deviations")
	{
		const double odd[] = {1, 2, 10};
		const double even[] = {1, 2, 4, 10};
		ExactWide	sum;

		exact_wide_init(&sum);
		absolute_deviations(odd, 3, &sum.sum, NULL);
		CHECK(exact_sum_round(&sum.sum) == 9);
		absolute_deviations(even, 4, &sum.sum, NULL);
		CHECK(exact_sum_round(&sum.sum) == 9 + 11);
		absolute_deviations(odd, 1, &sum.sum, NULL);
		absolute_deviations(odd, 0, &sum.sum, NULL);
		CHECK(exact_sum_round(&sum.sum) == 20);
	}
}

int
main(void)
{
	scales();
	gaps();
	return tap_done();
}
