/*
 * test_composite.c
 *		Power means, Mazziotta-Pareto, outranking, ranks under other choices.
 */
#include "composite.h"
#include "means.h"
#include "sensitivity.h"

#include <float.h>

#include "tap.h"

#define AREAS	60
#define COLUMNS	7

static void
check(void)
{
}

static void
means(void)
{
	TEST("means by hand")
	{
		const double x[] = {1, 2, 4, NAN};
		const double w[] = {1, 1, 2, 5};

		CHECK(power_mean(x, NULL, 3, 0) == 2);
		CHECK(close_to(power_mean(x, NULL, 3, -1), 12.0 / 7, 1e-15));
		CHECK(close_to(power_mean(x, NULL, 4, 1), 7.0 / 3, 1e-15));
		CHECK(close_to(power_mean(x, w, 4, 2), sqrt((1 + 4 + 32) / 4.0), 1e-15));
		CHECK(valid_share(x, w, 4) == 4.0 / 9 && valid_share(x, NULL, 4) == 0.75);
		CHECK(isnan(power_mean(x + 3, NULL, 1, 1)) && valid_share(x + 3, NULL, 1) == 0 && isnan(valid_share(x, w, 0)));
	}

	TEST("against long double, powers of every size; the order of the values does not matter; equal values give the value")
	{
		const double powers[] = {-30, -3, -1, -0.126, -0.124, -1e-3, -1e-9, 0, 1e-9, 1e-3, 0.124, 0.126, 0.5, 1, 2, 3, 30};
		double		x[20],
					y[20];

		for (int trial = 0; trial < 2000; trial++)
		{
			double		p = powers[trial % 17];
			long double sum = 0;
			double		expected;

			for (int i = 0; i < 20; i++)
				x[i] = exp(6 * random_unit() - 3);
			for (int i = 0; i < 20; i++)
				sum += p == 0 ? logl(x[i]) : expm1l(p * logl(x[i]));
			expected = p == 0 ? (double) expl(sum / 20) : (double) expl(log1pl(sum / 20) / p);
			CHECK(close_to(power_mean(x, NULL, 20, p), expected, 2e-14));

			memcpy(y, x, sizeof(x));
			shuffle(y, 20);
			CHECK(same_bits(power_mean(x, NULL, 20, p), power_mean(y, NULL, 20, p)));
			for (int i = 0; i < 20; i++)
				y[i] = x[0];
			CHECK(power_mean(y, x, 20, p) == x[0]);
		}
	}

	TEST("values beyond the usual range give the same means, scaled")
	{
		double		x[9],
					y[9],
					mean,
					far;

		for (int trial = 0; trial < 1000; trial++)
		{
			int			exponent = trial - 500;

			for (int i = 0; i < 9; i++)
			{
				x[i] = 1 + random_unit();
				y[i] = ldexp(x[i], exponent);
			}
			for (int p = -1; p <= 1; p++)
				CHECK(power_mean(y, NULL, 9, p) == ldexp(power_mean(x, NULL, 9, p), exponent));
			CHECK(power_mean(x, y, 9, 1) == power_mean(x, x, 9, 1) && valid_share(x, y, 9) == 1);
			CHECK(mazziotta_pareto(y, x, 9, 1, &far) == ldexp(mazziotta_pareto(x, x, 9, 1, &mean), exponent));
			CHECK(far == ldexp(mean, exponent));
		}
	}

	TEST("the geometric mean at the ends of the range")
	{
		const double far[] = {DBL_MAX, DBL_MIN};
		const double top[] = {DBL_MAX, DBL_MAX / 2};
		const double tiny[] = {0x1p-1074, 0x1p-1070};

		CHECK(close_to(power_mean(far, NULL, 2, 0), sqrt(DBL_MAX) * sqrt(DBL_MIN), 1e-15));
		CHECK(close_to(power_mean(top, NULL, 2, 0), DBL_MAX / sqrt(2), 1e-15));
		CHECK(power_mean(tiny, NULL, 2, 0) == 0x1p-1072);
	}

	TEST("what powers cannot hold is infinite, not wrong")
	{
		const double far[] = {1e200, 1};
		const double near[] = {1e-200, 1e-100};

		CHECK(isinf(power_mean(far, NULL, 2, 2)));
		CHECK(isinf(power_mean(near, NULL, 2, 20)));
		CHECK(!power_mean_accepts(0, 0) && !power_mean_accepts(0, -1) && power_mean_accepts(0, 2));
		CHECK(!power_mean_accepts(-1, 2) && power_mean_accepts(-1, 1));
	}
}

static void
indices(void)
{
	TEST("Mazziotta-Pareto by hand: mean 100, S^2 = 200/3")
	{
		const double x[] = {90, 110, 100, NAN};
		const double negative[] = {-1, 1};
		double		mean;

		CHECK(close_to(mazziotta_pareto(x, NULL, 4, -1, &mean), 100 - 2.0 / 3, 1e-15) && mean == 100);
		CHECK(close_to(mazziotta_pareto(x, NULL, 4, 1, &mean), 100 + 2.0 / 3, 1e-15));
		CHECK(isnan(mazziotta_pareto(negative, NULL, 2, -1, &mean)) && mean == 0);
		CHECK(isnan(mazziotta_pareto(x + 3, NULL, 1, -1, &mean)) && isnan(mean));
	}

	TEST("goalposts")
	{
		CHECK(ampi_score(3, 3, 5, 1) == 70 && ampi_score(5, 3, 5, 1) == 130 && ampi_score(3, 3, 5, -1) == 130);
		CHECK(ampi_score(DBL_MAX, -DBL_MAX, DBL_MAX, 1) == 130 && ampi_score(0, -DBL_MAX, DBL_MAX, -1) == 100);
	}

	TEST("outranking: the counts by ranks are the sums over all pairs, with ties and missing values; majorities")
	{
		double		value[COLUMNS * AREAS],
					copy[COLUMNS * AREAS],
					score[AREAS],
					majority[AREAS],
					w[COLUMNS];
		Indexed		scratch[AREAS];

		for (int trial = 0; trial < 100; trial++)
		{
			double		total = 0;

			for (int t = 0; t < COLUMNS * AREAS; t++)
				value[t] = random_below(10) == 0 ? NAN : random_below(12) - 6;
			for (int j = 0; j < COLUMNS; j++)
				total += w[j] = 1 + random_below(4);
			memcpy(copy, value, sizeof(value));
			outranking_scores(copy, AREAS, COLUMNS, w, scratch, score, check);
			majority_scores(value, AREAS, COLUMNS, w, majority, check);
			for (int a = 0; a < AREAS; a++)
			{
				double		sum = 0;
				int			balance = 0;

				for (int b = 0; b < AREAS; b++)
				{
					double		pair = 0;

					for (int j = 0; j < COLUMNS && b != a; j++)
					{
						double		x = value[j * AREAS + a],
									y = value[j * AREAS + b];

						pair += w[j] * (isnan(x) || isnan(y) || x == y ? 0.5 : x > y);
					}
					sum += pair / total;
					balance += b == a ? 0 : (2 * pair > total) - (2 * pair < total);
				}
				CHECK(fabs(score[a] - sum) < 1e-12);
				CHECK(majority[a] == balance);
			}
		}
	}
}

static void
sensitivity(void)
{
	TEST("ranks: ties have the smallest, NaN none, rounding does not separate")
	{
		const double c[] = {3, NAN, 5, 0.1 + 0.2, 0.3, 5, -0.0, 0.0};
		const int32_t expected[] = {3, 0, 1, 4, 4, 1, 6, 6};
		Indexed		scratch[8];
		int32_t		rank[8];

		CHECK(composite_ranks(c, 8, 1, scratch, rank, check) == 7);
		for (int i = 0; i < 8; i++)
			CHECK(rank[i] == expected[i]);
	}

	TEST("values as they are: one of 1e15 does not make all others equal")
	{
		const double c[] = {1e15, 2, 1, 0, 1e-20, 1e15 + 0.125};
		const int32_t expected[] = {1, 3, 4, 6, 5, 1};
		Indexed		scratch[6];
		int32_t		rank[6];

		CHECK(composite_ranks(c, 6, tie_unit(NORMALISE_NONE, AGGREGATE_ARITHMETIC), scratch, rank, check) == 6);
		for (int i = 0; i < 6; i++)
			CHECK(rank[i] == expected[i]);
	}

	TEST("classes are equal shares of the ranks, quantiles are R's")
	{
		const double x[] = {1, 2, 3, 10};
		int			count[6] = {0};

		for (int rank = 1; rank <= 100; rank++)
			count[class_of_rank(rank, 100, 5)]++;
		for (int c = 1; c <= 5; c++)
			CHECK(count[c] == 20);
		CHECK(class_of_rank(1, 3, 5) == 2 && class_of_rank(3, 3, 5) == 5 && class_of_rank(1, 1, 1) == 1);
		CHECK(sorted_quantile(x, 4, 0.5) == 2.5 && fabs(sorted_quantile(x, 4, 0.95) - 8.95) < 1e-14);
		CHECK(sorted_quantile(x, 4, 0) == 1 && sorted_quantile(x, 4, 1) == 10 && sorted_quantile(x, 1, 0.3) == 1);
	}

	TEST("weights stay within the perturbation and depend on seed and replication only")
	{
		const double w[] = {1, 2, 0, 4};
		double		a[4],
					b[4];
		double		least = 9,
					greatest = 0;

		for (int t = 0; t < 1000; t++)
		{
			perturbed_weights(w, 4, 0.25, 7, t, a);
			perturbed_weights(w, 4, 0.25, 7, t, b);
			for (int j = 0; j < 4; j++)
				CHECK(same_bits(a[j], b[j]) && a[j] >= 0.75 * w[j] && a[j] <= 1.25 * w[j]);
			least = fmin(least, a[1]);
			greatest = fmax(greatest, a[1]);
		}
		CHECK(least < 1.51 && greatest > 2.49);
		perturbed_weights(w, 4, 0, 7, 1, a);
		CHECK(memcmp(a, w, sizeof(a)) == 0);
	}

	TEST("nothing varied: the rank, without fail; terms beyond the usual range of the sums too")
	{
		double		value[COLUMNS * AREAS],
					table[COLUMNS * AREAS],
					w[COLUMNS],
					weight[COLUMNS],
					composite[AREAS],
					sorted[50];
		double	   *tables[] = {table};
		Indexed		item[AREAS];
		int32_t		nominal[AREAS],
					current[AREAS],
					history[AREAS * 50];
		bool		counts[AREAS];
		RankStability result[AREAS];
		ReplicationRoom room = {weight, composite, item, nominal, current, history, sorted};

		for (int trial = 0; trial < 48; trial++)
		{
			Normalisation by = trial % NORMALISATIONS;
			Aggregation as = trial / NORMALISATIONS % AGGREGATIONS;
			Replications r = {AREAS, COLUMNS, counts, w, 1, 1, &by, &as, tables, 0, trial, 50, 5};

			for (int t = 0; t < COLUMNS * AREAS; t++)
				value[t] = random_below(20) == 0 ? NAN : trial % 3 == 0 ? exp(200 * random_unit()) : 1 + random_unit();
			for (int j = 0; j < COLUMNS; j++)
				w[j] = random_unit();
			for (int i = 0; i < AREAS; i++)
				counts[i] = i != 5;
			composite_table(value, AREAS, COLUMNS, by, as, item, table, check);
			composite_sensitivity(&r, &room, result, check);
			for (int i = 0; i < AREAS; i++)
			{
				if (i == 5)
					CHECK(isnan(result[i].rank) && isnan(result[i].share_same_class));
				else
					CHECK(result[i].rank >= 1 && result[i].rank <= AREAS - 1 && result[i].rank == result[i].median_rank &&
						  result[i].rank_05 == result[i].rank && result[i].rank_95 == result[i].rank && result[i].share_same_class == 1);
			}
		}
	}

	TEST("the rank of an area follows its composite")
	{
		double		value[COLUMNS * AREAS],
					table[COLUMNS * AREAS],
					w[COLUMNS],
					composite[AREAS];
		Indexed		item[AREAS];
		bool		counts[AREAS];
		double		mean;

		for (int trial = 0; trial < 30; trial++)
		{
			for (int t = 0; t < COLUMNS * AREAS; t++)
				value[t] = 1 + random_unit();
			for (int j = 0; j < COLUMNS; j++)
				w[j] = random_unit();
			for (int i = 0; i < AREAS; i++)
				counts[i] = true;
			for (int as = 0; as < AGGREGATIONS; as++)
			{
				composite_table(value, AREAS, COLUMNS, NORMALISE_NONE, as, item, table, check);
				composite_values(table, AREAS, COLUMNS, counts, w, as, composite, check);
				for (int i = 0; i < AREAS; i++)
				{
					double		x[COLUMNS];

					for (int j = 0; j < COLUMNS; j++)
						x[j] = value[j * AREAS + i];
					if (as == AGGREGATE_ARITHMETIC)
						CHECK(close_to(composite[i], power_mean(x, w, COLUMNS, 1), 1e-15));
					else if (as == AGGREGATE_GEOMETRIC)
						CHECK(close_to(exp(composite[i]), power_mean(x, w, COLUMNS, 0), 1e-15));
					else
						CHECK(close_to(composite[i], mazziotta_pareto(x, w, COLUMNS, 1, &mean), 1e-15));
				}
			}
		}
	}
}

int
main(void)
{
	means();
	indices();
	sensitivity();
	return tap_done();
}
