/*
 * test_segregation.c
 *		Segregation: published numbers, definitions, bounds, order, ends of the range.
 */
#include "segregation.h"

#include "tap.h"

#define AREAS 200

static double
naive_dissimilarity(const Pair *p, int n)
{
	double		a = 0,
				b = 0,
				d = 0;

	for (int i = 0; i < n; i++)
	{
		a += p[i].x;
		b += p[i].y;
	}
	for (int i = 0; i < n; i++)
		d += fabs(p[i].x / a - p[i].y / b);
	return d / 2;
}

static double
naive_multigroup(const double *x, int n, int groups)
{
	double		all = 0,
				d = 0,
				interaction = 0;

	for (int i = 0; i < n * groups; i++)
		all += x[i];
	for (int m = 0; m < groups; m++)
	{
		double		share = 0;

		for (int i = 0; i < n; i++)
			share += x[i * groups + m];
		share /= all;
		interaction += share * (1 - share);
		for (int i = 0; i < n; i++)
		{
			double		t = 0;

			for (int k = 0; k < groups; k++)
				t += x[i * groups + k];
			d += fabs(x[i * groups + m] - t * share);
		}
	}
	return d / (2 * all * interaction);
}

static void
swap_pairs(Pair *p, int n)
{
	for (int i = n - 1; i > 0; i--)
	{
		int			j = random_below(i + 1);
		Pair		t = p[i];

		p[i] = p[j];
		p[j] = t;
	}
}

static void
numbers(void)
{
	TEST("published: segregation 2.3.1 (PySAL), 100, 60, 40, 0 of 100")
	{
		const Pair	p[] = {{100, 0}, {60, 40}, {40, 60}, {0, 100}};
		const double x[] = {100, 0, 60, 40, 40, 60, 0, 100};
		ExactWide	a,
					q,
					t,
					s;
		double		total;

		CHECK(dissimilarity(p, 4, NULL) == 0.6);
		CHECK(multigroup_dissimilarity(x, 4, 2, NULL) == 0.6);
		exact_wide_init(&a);
		exact_wide_init(&q);
		exact_wide_init(&t);
		exact_wide_init(&s);
		for (int i = 0; i < 4; i++)
		{
			exact_sum_add(&a.sum, p[i].x);
			exact_sum_add(&q.sum, exposure_term(p[i].x, p[i].x, 100));
			exact_sum_add(&t.sum, 100);
			exact_sum_add(&s.sum, group_entropy(x + 2 * i, 2, &total));
		}
		CHECK(close_to(exposure(&a.sum, &q.sum), 0.76, 1e-15));
		CHECK(close_to(correlation_ratio(&a.sum, &q.sum, &t.sum), 0.52, 1e-15));
		CHECK(close_to(information_share(400 * log(2), &s.sum), 0.5145247027726656, 1e-14));
	}

	TEST("published: diversity of (60, 60, 65, 81)")
	{
		const double x[] = {60, 60, 65, 81};

		CHECK(close_to(shannon_diversity(x, 4), 1.3782072052541199, 1e-15));
		CHECK(close_to(simpson_diversity(x, 4), 0.7458024761150998, 1e-15));
	}

	TEST("relative concentration as in PySAL (computed with R from its code)")
	{
		const SurfaceArea area[] = {{10, 200, 4}, {120, 100, 1}, {35, 140, 2.5}, {60, 90, 1.5}, {5, 300, 9}, {80, 50, 0.8}};
		Indexed		order[6];

		CHECK(close_to(relative_concentration(area, 6, order, NULL), 0.798981929802556, 1e-13));
	}
}

static void
properties(void)
{
	TEST("dissimilarity: the definition, any order, any unit, symmetry, bounds")
	{
		for (int round = 0; round < 200; round++)
		{
			Pair		p[AREAS],
						mirrored[AREAS];
			int			n = 1 + random_below(AREAS);
			double		d;

			for (int i = 0; i < n; i++)
			{
				p[i].x = random_below(500) * (round % 2 ? 1 : random_unit());
				p[i].y = random_below(50) + 1;
			}
			p[0].x = 3;
			d = dissimilarity(p, n, NULL);
			CHECK(fabs(d - naive_dissimilarity(p, n)) < 1e-14);
			CHECK(d >= 0 && d <= 1);
			swap_pairs(p, n);
			CHECK(same_bits(dissimilarity(p, n, NULL), d));
			for (int i = 0; i < n; i++)
			{
				mirrored[i].x = p[i].y * 0x1p900;
				mirrored[i].y = p[i].x * 0x1p-900;
			}
			CHECK(fabs(dissimilarity(mirrored, n, NULL) - d) < 1e-15);
		}
	}

	TEST("dissimilarity: 0 when spread alike, 1 when never together, totals beyond double")
	{
		Pair		alike[AREAS],
					apart[AREAS],
					huge[AREAS];

		for (int i = 0; i < AREAS; i++)
		{
			double		a = random_below(1000);

			alike[i] = (Pair) {a, 3 * a};
			apart[i] = (Pair) {i % 2 ? 0.1 + random_unit() : 0, i % 2 ? 0 : 0.1 + random_unit()};
			huge[i] = (Pair) {1e308, i % 2 ? 0 : 1e-308};
		}
		CHECK(dissimilarity(alike, AREAS, NULL) == 0);
		CHECK(dissimilarity(apart, AREAS, NULL) == 1);
		CHECK(dissimilarity(huge, AREAS, NULL) == 0.5);
	}

	TEST("many groups: the definition; two groups are dissimilarity")
	{
		for (int round = 0; round < 100; round++)
		{
			double		x[AREAS * 5];
			Pair		p[AREAS];
			int			groups = 2 + random_below(4);
			int			n = 1 + random_below(AREAS);

			for (int i = 0; i < n * groups; i++)
				x[i] = 1 + random_below(100);
			CHECK(fabs(multigroup_dissimilarity(x, n, groups, NULL) - naive_multigroup(x, n, groups)) < 1e-13);
			for (int i = 0; i < n; i++)
				p[i] = (Pair) {x[2 * i], x[2 * i + 1]};
			CHECK(fabs(multigroup_dissimilarity(x, n, 2, NULL) - dissimilarity(p, n, NULL)) < 1e-15);
		}
	}

	TEST("relative concentration: areas of one surface in any order; all surfaces equal")
	{
		SurfaceArea area[AREAS];
		Indexed		order[AREAS];
		double		first;

		for (int i = 0; i < AREAS; i++)
			area[i] = (SurfaceArea) {random_below(50), random_below(900), 1 + i % 7};
		first = relative_concentration(area, AREAS, order, NULL);
		CHECK(isfinite(first));
		for (int round = 0; round < 50; round++)
		{
			int			i = random_below(AREAS),
						j = random_below(AREAS);
			SurfaceArea t = area[i];

			area[i] = area[j];
			area[j] = t;
			CHECK(same_bits(relative_concentration(area, AREAS, order, NULL), first));
		}
		for (int i = 0; i < AREAS; i++)
			area[i].surface = 2;
		CHECK(isnan(relative_concentration(area, AREAS, order, NULL)));
	}

	TEST("nobody: not defined")
	{
		const Pair	p[] = {{0, 3}, {0, 4}};
		const double x[] = {0, 3, 0, 4};
		const double none[] = {0, 0};
		const SurfaceArea area[] = {{0, 3, 1}, {0, 2, 2}};
		Indexed		order[2];

		CHECK(isnan(dissimilarity(p, 2, NULL)) && isnan(dissimilarity(p, 0, NULL)));
		CHECK(isnan(multigroup_dissimilarity(x, 2, 2, NULL)) && isnan(multigroup_dissimilarity(none, 1, 2, NULL)));
		CHECK(isnan(shannon_diversity(none, 2)) && isnan(simpson_diversity(none, 2)));
		CHECK(isnan(relative_concentration(area, 2, order, NULL)));
		CHECK(location_quotient(3, 6, 30, 60) == 1 && location_quotient(1e300, 1e300, 1e301, 1e301) == 1);
	}
}

int
main(void)
{
	numbers();
	properties();
	return tap_done();
}
