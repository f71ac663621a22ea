/*
 * test_rank_interval.c
 *		Confidence sets for ranks: against Holm's procedure written down as it stands (all p-values, sorted), coverage of the true
 *		ranks, extremes; ranks of repeated draws against exact probabilities.
 */
#include "rank_interval.h"

#include "distribution.h"
#include "memory.h"
#include "tap.h"

#define MOST	60

static double
random_normal(void)
{
	double		u = 1 - random_unit();

	return sqrt(-2 * log(u)) * cos(6.283185307179586 * random_unit());
}

typedef struct Test
{
	double		p;
	int			above;			/* the hypothesis that the true figure of above is at most that of below */
	int			below;
} Test;

static int
by_p(const void *a, const void *b)
{
	double		p = ((const Test *) a)->p;
	double		q = ((const Test *) b)->p;

	return (p > q) - (p < q);
}

/* Holm 1979 over the hypotheses that area own takes part in (-1: all) */
static void
holm(const double *x, const double *se, int n, double level, int own, bool told[MOST][MOST])
{
	static Test test[MOST * MOST];
	int			m = 0;

	for (int i = 0; i < n; i++)
	{
		for (int j = 0; j < n; j++)
		{
			double		s = sqrt(se[i] * se[i] + se[j] * se[j]);

			if (own < 0 || own == i || own == j)
				told[i][j] = false;
			if (i == j || isnan(s) || (own >= 0 && own != i && own != j))
				continue;
			test[m++] = (Test) {s > 0 ? normal_above((x[i] - x[j]) / s) : x[i] > x[j] ? 0 : 1, i, j};
		}
	}
	qsort(test, m, sizeof(Test), by_p);
	for (int k = 0; k < m && test[k].p <= (1 - level) / (m - k) && test[k].p < 0.5; k++)
		told[test[k].above][test[k].below] = true;
}

static void
random_estimates(double *x, double *se, int n, double spread, int kind)
{
	for (int i = 0; i < n; i++)
	{
		x[i] = kind == 1 ? random_below(5) : spread * random_normal();
		se[i] = kind == 2 && i % 3 == 0 ? NAN : kind == 3 ? 0 : kind == 4 ? exp(3 * random_normal()) : 0.5 + random_unit();
	}
}

int
main(void)
{
	static bool told[MOST][MOST];
	RankSet		set[MOST];
	double		x[MOST],
				se[MOST];

	TEST("joint sets, neighbours: Holm as written down")
	{
		for (int trial = 0; trial < 400; trial++)
		{
			int			n = 1 + random_below(trial % 20 == 0 ? MOST : 12);
			double		level = trial % 3 == 0 ? 0.95 : 0.5 + 0.49 * random_unit();

			random_estimates(x, se, n, 1 + random_below(6), trial % 5);
			rank_sets(x, se, n, level, true, set, &test_host);
			holm(x, se, n, level, -1, told);
			for (int i = 0; i < n; i++)
			{
				int			above = 0,
							below = 0,
							rank = 1,
							equal = 0,
							next = -1;
				bool		from_next = true;

				for (int j = 0; j < n; j++)
				{
					above += told[j][i];
					below += told[i][j];
					rank += x[j] > x[i];
					equal += j != i && x[j] == x[i];
					if (x[j] < x[i] && (next < 0 || x[j] > x[next]))
						next = j;
				}
				for (int j = 0; j < n; j++)
					from_next &= next < 0 || x[j] != x[next] || told[i][j];
				CHECK(set[i].rank == rank);
				CHECK(set[i].lower == 1 + above);
				CHECK(set[i].upper == n - below);
				CHECK(set[i].lower <= rank && rank <= set[i].upper);
				CHECK(set[i].from_next == (equal ? TOLD_NO : next < 0 ? TOLD_NOT : from_next ? TOLD_YES : TOLD_NO));
			}
		}
	}

	TEST("sets of single areas: Holm over their own comparisons")
	{
		for (int trial = 0; trial < 400; trial++)
		{
			int			n = 1 + random_below(trial % 20 == 0 ? MOST : 12);

			random_estimates(x, se, n, 1 + random_below(6), trial % 5);
			rank_sets(x, se, n, 0.9, false, set, &test_host);
			for (int i = 0; i < n; i++)
			{
				int			above = 0,
							below = 0;

				holm(x, se, n, 0.9, i, told);
				for (int j = 0; j < n; j++)
				{
					above += told[j][i];
					below += told[i][j];
				}
				CHECK(set[i].lower == 1 + above);
				CHECK(set[i].upper == n - below);
			}
		}
	}

	TEST("the mean: a plain test, and Holm over the areas")
	{
		for (int trial = 0; trial < 300; trial++)
		{
			int			n = 2 + random_below(20);
			double		p[MOST],
						mean = 0,
						variance = 0;

			random_estimates(x, se, n, 3, trial % 2 == 0 ? 0 : 4);
			for (int i = 0; i < n; i++)
			{
				mean += x[i] / n;
				variance += se[i] * se[i] / n / n;
			}
			for (int i = 0; i < n; i++)
			{
				/* the variance of x_i - mean, from the parts that are independent */
				double		own = 1 - 1.0 / n;
				double		v = own * own * se[i] * se[i] + variance - se[i] * se[i] / n / n;

				p[i] = normal_two_sided((x[i] - mean) / sqrt(v));
			}
			rank_sets(x, se, n, 0.95, false, set, &test_host);
			for (int i = 0; i < n; i++)
				CHECK(set[i].from_mean == (p[i] < 0.05 ? TOLD_YES : TOLD_NO));
			rank_sets(x, se, n, 0.95, true, set, &test_host);
			for (int i = 0; i < n; i++)
			{
				/* rejected: as many p are no larger as Holm needs at each step up to it */
				int			smaller = 0;
				bool		rejected = true;

				for (int j = 0; j < n; j++)
					smaller += p[j] < p[i];
				for (int j = 0; j < n; j++)
				{
					int			before = 0;

					for (int k = 0; k < n; k++)
						before += p[k] < p[j];
					if (before <= smaller)
						rejected &= p[j] <= 0.05 / (n - before);
				}
				CHECK(set[i].from_mean == (rejected ? TOLD_YES : TOLD_NO));
			}
		}
	}

	TEST("2,000 draws: the joint sets cover all true ranks together, the others each its own")
	{
		for (int kind = 0; kind < 3; kind++)
		{
			const int	n = 25;
			int			together = 0;
			int			single[MOST] = {0};

			for (int draw = 0; draw < 2000; draw++)
			{
				double		truth[MOST];
				bool		all = true;

				/* spread out; nearly equal in two groups; all equal, where every rank is true */
				for (int i = 0; i < n; i++)
				{
					truth[i] = kind == 0 ? 0.7 * i : kind == 1 ? 4 * (i % 2) + 0.01 * i : 0;
					se[i] = 0.5 + (i * 7 % 10) / 10.0;
					x[i] = truth[i] + se[i] * random_normal();
				}
				for (int joint = 0; joint < 2; joint++)
				{
					rank_sets(x, se, n, 0.95, joint, set, &test_host);
					for (int i = 0; i < n; i++)
					{
						int			least = 1,
									most = 0;

						for (int j = 0; j < n; j++)
						{
							least += truth[j] > truth[i];
							most += truth[j] >= truth[i];
						}
						if (joint)
							all &= set[i].lower <= least && most <= set[i].upper;
						else
							single[i] += set[i].lower <= least && most <= set[i].upper;
					}
				}
				together += all;
			}
			printf("# case %d: all %d areas in %d of 2000 draws; one area at least in", kind, n, together);
			CHECK(together >= 1880);
			for (int i = 1; i < n; i++)
				single[0] = single[i] < single[0] ? single[i] : single[0];
			printf(" %d\n", single[0]);
			CHECK(single[0] >= 1880);
		}
		forget_memory();
	}

	TEST("the order of the areas and powers of two do not matter, down and up to the ends of the range")
	{
		for (int trial = 0; trial < 100; trial++)
		{
			int			n = 2 + random_below(30);
			RankSet		other[MOST];
			double		y[MOST],
						t[MOST];
			int			exponent = trial % 3 == 0 ? 1018 : trial % 3 == 1 ? -900 : random_below(100);

			random_estimates(x, se, n, 3, trial % 5);
			for (int i = 0; i < n; i++)
			{
				y[n - 1 - i] = ldexp(x[i], exponent);
				t[n - 1 - i] = ldexp(se[i] > 30 ? 30 : se[i], exponent);
				se[i] = se[i] > 30 ? 30 : se[i];
			}
			rank_sets(x, se, n, 0.95, trial % 2, set, &test_host);
			rank_sets(y, t, n, 0.95, trial % 2, other, &test_host);
			for (int i = 0; i < n; i++)
				CHECK(memcmp(&set[i], &other[n - 1 - i], sizeof(RankSet)) == 0);
		}
	}

	TEST("nobody, one, two; exact figures; unknown errors")
	{
		const double one[] = {5};
		const double two[] = {5, 5 + 1e-9};
		const double zero[] = {0, 0};
		const double unknown[] = {NAN, 0};

		rank_sets(one, zero, 0, 0.95, true, set, &test_host);
		rank_sets(one, zero, 1, 0.95, true, set, &test_host);
		CHECK(set[0].rank == 1 && set[0].lower == 1 && set[0].upper == 1);
		CHECK(set[0].from_next == TOLD_NOT && set[0].from_previous == TOLD_NOT && set[0].from_mean == TOLD_NOT);
		rank_sets(one, unknown, 1, 0.95, true, set, &test_host);
		CHECK(set[0].rank == 1 && set[0].lower == 1 && set[0].upper == 1);
		rank_sets(two, zero, 2, 0.95, true, set, &test_host);
		CHECK(set[0].rank == 2 && set[0].lower == 2 && set[0].upper == 2 && set[0].from_previous == TOLD_YES && set[0].from_mean == TOLD_YES);
		rank_sets(two, unknown, 2, 0.95, false, set, &test_host);
		CHECK(set[0].rank == 2 && set[0].lower == 1 && set[0].upper == 2 && set[0].from_previous == TOLD_NO && set[0].from_mean == TOLD_NO);
		CHECK(set[1].rank == 1 && set[1].lower == 1 && set[1].upper == 2 && set[1].from_next == TOLD_NO);
		rank_sets(zero, zero, 2, 0.95, true, set, &test_host);
		CHECK(set[0].rank == 1 && set[1].rank == 1 && set[0].lower == 1 && set[0].upper == 2 && set[0].from_next == TOLD_NO && set[0].from_mean == TOLD_NO);
	}

	TEST("draws: exact probabilities of two areas, equal areas, any order, the same seed")
	{
		RankDraws	d[MOST],
					e[MOST];
		double		y[MOST],
					t[MOST];

		/* P(x_1 + e_1 > x_2 + e_2) = Phi((x_1 - x_2) / sqrt(se_1^2 + se_2^2)) */
		x[0] = 1;
		se[0] = 0.6;
		x[1] = 0;
		se[1] = 0.8;
		rank_draws(x, se, 2, 100000, 7, 0.95, 1, d, &test_host);
		CHECK(fabs(d[0].highest - normal_above(-1)) < 0.005);
		CHECK(fabs(d[0].highest + d[1].highest - 1) < 1e-12);
		CHECK(fabs(d[0].mean - (2 - d[0].highest)) < 1e-12 && fabs(d[0].mean + d[1].mean - 3) < 1e-12);
		CHECK(d[0].median == 1 && d[1].median == 2 && d[0].lower == 1 && d[0].upper == 2);

		/* exact figures keep their ranks, equal ones the better */
		x[0] = x[1] = 3;
		x[2] = 2;
		x[3] = 1;
		se[0] = se[1] = se[2] = se[3] = 0;
		rank_draws(x, se, 4, 50, 1, 0.9, 2, d, &test_host);
		CHECK(d[0].mean == 1 && d[1].mean == 1 && d[2].mean == 3 && d[3].mean == 4 && d[0].highest == 1 && d[2].highest == 0);

		for (int trial = 0; trial < 20; trial++)
		{
			int			n = 1 + random_below(30);

			random_estimates(x, se, n, 2, trial % 2);
			for (int i = 2; i < n; i += 5)
			{
				x[i] = x[i - 1];
				se[i] = se[i - 1];
			}
			for (int i = 0; i < n; i++)
			{
				y[n - 1 - i] = x[i];
				t[n - 1 - i] = se[i];
			}
			rank_draws(x, se, n, 101, 3, 0.9, 2, d, &test_host);
			rank_draws(y, t, n, 101, 3, 0.9, 2, e, &test_host);
			for (int i = 0; i < n; i++)
			{
				CHECK(memcmp(&d[i], &e[n - 1 - i], sizeof(RankDraws)) == 0);
				CHECK(1 <= d[i].lower && d[i].lower <= d[i].median && d[i].median <= d[i].upper && d[i].upper <= n);
				CHECK(i % 5 != 2 || memcmp(&d[i], &d[i - 1], sizeof(RankDraws)) == 0);
			}
			rank_draws(x, se, n, 101, 4, 0.9, 2, e, &test_host);
			CHECK(n < 5 || memcmp(d, e, n * sizeof(RankDraws)) != 0);
		}
		forget_memory();
	}

	TEST("interrupts")
	{
		const int	n = 3000;
		double	   *many = malloc(n * sizeof(double));
		double	   *error = malloc(n * sizeof(double));
		RankSet    *sets = malloc(n * sizeof(RankSet));

		for (int i = 0; i < n; i++)
		{
			many[i] = random_normal();
			error[i] = exp(3 * random_normal());
		}
		test_checks = 0;
		rank_sets(many, error, n, 0.95, true, sets, &test_host);
		CHECK(test_checks > 4);
		test_checks = 0;
		rank_sets(many, error, n, 0.95, false, sets, &test_host);
		CHECK(test_checks > 4);
		free(many);
		free(error);
		free(sets);
		forget_memory();
	}
	return tap_done();
}
