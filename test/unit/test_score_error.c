/*
 * test_score_error.c
 *		The standard error of a score: derivatives against differences of scores, trees, missing indicators, figures that do not fit.
 */
#include "score_error.h"

#include "tap.h"

#define K	6
#define M	3

/* a score with two dimensions: 0 1 2 in the first, 3 4 in the second, 5 directly under the score */
static void
make_tree(ErrorItem *item, int combination)
{
	static const int parent[K + M] = {1, 1, 1, 2, 2, 0, -1, 0, 0};

	for (int i = 0; i < K + M; i++)
	{
		item[i].parent = parent[i];
		item[i].weight = 0.5 + random_unit();
		item[i].direction = i < K && random_below(2) ? -1 : 1;
		item[i].zero = i < K ? random_unit() : 0.1 * random_unit();
		item[i].one = 0.5 + random_unit();
		item[i].shift = 8 + random_unit();	/* so that everything is positive */
		item[i].combination = combination < 0 ? random_below(ERROR_COMBINATIONS) : combination;
		item[i].share = 0.3;
	}
}

static void
normalise_all(const ErrorItem *item, const double *value, double *normalised)
{
	for (int i = 0; i < K; i++)
		normalised[i] = item[i].direction * (value[i] - item[i].zero) / item[i].one + item[i].shift;
}

int
main(void)
{
	ErrorItem	item[K + M];
	double		value[K],
				normalised[K],
				error[K],
				scratch[3 * (K + M)];

	TEST("gains are the derivatives of the score, whatever is combined how and what is missing")
	{
		for (int trial = 0; trial < 3000; trial++)
		{
			double		squares = 0,
						together = 0;
			ScoreError	r;

			make_tree(item, trial % 6 - 1);
			for (int i = 0; i < K; i++)
			{
				value[i] = 3 * random_unit();
				error[i] = 0.1 + random_unit();
				if (trial % 3 == 0 && random_below(4) == 0)
					value[i] = NAN;
			}
			normalise_all(item, value, normalised);
			r = score_error(item, K, M, value, normalised, error, scratch);
			CHECK(r.follows);
			if (isnan(r.score))
				continue;
			for (int i = 0; i < K; i++)
			{
				const double h = 1e-5;
				double		original = value[i];
				double		up,
							gain;

				if (isnan(value[i]))
					continue;
				value[i] = original + h;
				normalise_all(item, value, normalised);
				up = score_error(item, K, M, value, normalised, error, scratch).score;
				value[i] = original - h;
				normalise_all(item, value, normalised);
				gain = (up - score_error(item, K, M, value, normalised, error, scratch).score) / (2 * h) * error[i];
				value[i] = original;
				squares += gain * gain;
				together += gain * item[i].direction;	/* the burden's direction */
			}
			CHECK(close_to(r.squares, squares, 1e-6));
			CHECK(fabs(r.together - together) < 1e-6 * (1 + fabs(together)));
			CHECK(close_to(r.known, 1, 1e-12));
		}
	}

	TEST("by hand: mean of two z-scores, standardised again")
	{
		const ErrorItem flat[] = {{0, 1, 1, 5, 2, 0, 0, NAN}, {0, 3, -1, 20, 10, 0, 0, NAN}, {-1, NAN, 1, 0.5, 4, 0, ERROR_MEAN, 1}};
		const double x[] = {7, 10};
		const double z[] = {1, 1};
		const double e[] = {0.4, 1};
		const double half[] = {0.4, NAN};
		ScoreError	r = score_error(flat, 2, 1, x, z, e, scratch);

		CHECK(r.follows && close_to(r.score, 0.125, 1e-14));
		CHECK(close_to(r.squares, (0.05 * 0.05 + 0.075 * 0.075) / 16, 1e-14) && close_to(r.together, 0.125 / 4, 1e-14) && r.known == 1);
		r = score_error(flat, 2, 1, x, z, half, scratch);
		CHECK(close_to(r.squares, 0.05 * 0.05 / 16, 1e-14) && close_to(r.known, 0.25, 1e-14));
	}

	TEST("what does not fit is told: other normalised values, parameters that are not known, unknown combinations")
	{
		ScoreError	r;

		for (int i = 0; i < K; i++)
		{
			value[i] = i;
			error[i] = 1;
		}
		make_tree(item, ERROR_SUM);
		normalise_all(item, value, normalised);
		normalised[4] += 0.001;
		CHECK(!score_error(item, K, M, value, normalised, error, scratch).follows);
		normalise_all(item, value, normalised);
		item[2].zero = NAN;
		CHECK(!score_error(item, K, M, value, normalised, error, scratch).follows);
		item[2].parent = -1;
		r = score_error(item, K, M, value, normalised, error, scratch);
		CHECK(r.follows && !isnan(r.score));
		item[K + 1].one = NAN;
		normalised[5] = NAN;
		item[K].share = 0.01;
		r = score_error(item, K, M, value, normalised, error, scratch);
		CHECK(!isnan(r.score));		/* the second dimension alone */
		item[K].combination = ERROR_COMBINATIONS;
		CHECK(isnan(score_error(item, K, M, value, normalised, error, scratch).score));
	}

	TEST("too little of the weight, values that have no geometric mean, nothing at all: no score")
	{
		make_tree(item, ERROR_GEOMETRIC);
		for (int i = 0; i < K; i++)
			value[i] = NAN;
		normalise_all(item, value, normalised);
		CHECK(isnan(score_error(item, K, M, value, normalised, error, scratch).score));
		for (int i = 0; i < K; i++)
		{
			value[i] = 1;
			item[i].shift = -100;
		}
		normalise_all(item, value, normalised);
		CHECK(isnan(score_error(item, K, M, value, normalised, error, scratch).score));
		make_tree(item, ERROR_MEAN);
		for (int i = 0; i < K + M; i++)
			item[i].share = 1;
		value[0] = NAN;
		normalise_all(item, value, normalised);
		CHECK(isnan(score_error(item, K, M, value, normalised, error, scratch).score));
	}

	TEST("standard errors of shares and rates, without events as well")
	{
		CHECK(close_to(share_error(0, 98), sqrt(0.01 * 0.99 / 98), 1e-14) && close_to(share_error(98, 98), share_error(0, 98), 1e-14));
		CHECK(close_to(share_error(2, 4), 0.25, 1e-14));
		CHECK(rate_error(0, 500) == 1 / 500.0 && close_to(rate_error(99, 1000), 0.01, 1e-14));
		/* of rare events a share is a rate */
		CHECK(close_to(share_error(24, 1e9), rate_error(24, 1e9), 1e-7));
	}
	return tap_done();
}
