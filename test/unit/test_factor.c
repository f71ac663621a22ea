/*
 * test_factor.c
 *		One-factor analysis: R's factanal, models that hold exactly, Heywood cases, singular matrices.
 *
 * R 4.2: factanal(covmat = S, factors = 1, n.obs = 100, control = list(opt = list(factr = 10, pgtol = 0, maxit = 5000))).
 */
#include "factor.h"

#include "distribution.h"
#include "tap.h"

#define K_MAX	40

static double room[4 * K_MAX * K_MAX + 10 * K_MAX];
static double loading[K_MAX],
			uniqueness[K_MAX];
static double criterion;

static bool
analyse(const double *r, int k)
{
	return one_factor(r, k, loading, uniqueness, &criterion, room, NULL);
}

/* the model's correlations */
static void
model(double *r, int k, const double *l)
{
	for (int i = 0; i < k; i++)
	{
		for (int j = 0; j < k; j++)
			r[i * k + j] = i == j ? 1 : l[i] * l[j];
	}
}

static void
analyses(void)
{
	TEST("a Heywood case: R's factanal")
	{
		const double s[] = {1, .9, .8, .5, .9, 1, .5, .4, .8, .5, 1, .3, .5, .4, .3, 1};
		const double l[] = {0.99756037580139800, 0.89966690398024085, 0.79649461911568242, 0.49899564617435577};
		const double u[] = {0.005, 0.1905994618842994648, 0.3655963217059304826, 0.7510033450818989209};
		double		sign;

		CHECK(analyse(s, 4));
		sign = loading[0] < 0 ? -1 : 1;
		for (int i = 0; i < 4; i++)
		{
			CHECK(close_to(sign * loading[i], l[i], 1e-7));
			CHECK(close_to(uniqueness[i], u[i], 1e-6));
		}
		CHECK(close_to(factor_chi_squared(criterion, 100, 4), 159.72125664864865, 1e-9));
		CHECK(factor_degrees_of_freedom(4) == 2);
		CHECK(close_to(chi_squared_above(factor_chi_squared(criterion, 100, 4), 2), 2.074769224662098e-35, 1e-6));
	}

	TEST("a narrow valley - two variables alone share anything - R's factanal needs 215 evaluations, and still leaves 4e-7")
	{
		const double s[] = {1, -0.001378331370816037, 0.8601733862244101, 0.001201612445355855,
			-0.001378331370816037, 1, -0.0008715098700202399, -0.004382555118326627,
			0.8601733862244101, -0.0008715098700202399, 1, 0.0014117771474001653,
		0.001201612445355855, -0.004382555118326627, 0.0014117771474001653, 1};
		const double u[] = {0.0112148261993, 0.9999981189455, 0.2517097999569, 0.9999984939190};

		CHECK(analyse(s, 4));
		for (int i = 0; i < 4; i++)
			CHECK(fabs(uniqueness[i] - u[i]) < 1e-6);
		CHECK(close_to(criterion, 2.01248184135e-05, 1e-9));
	}

	TEST("three variables: loadings follow from the correlations, nothing is left to test")
	{
		const double s[] = {1, .72, .56, .72, 1, .63, .56, .63, 1};

		CHECK(analyse(s, 3));
		CHECK(close_to(fabs(loading[0]), .8, 1e-10) && close_to(fabs(loading[1]), .9, 1e-10) && close_to(fabs(loading[2]), .7, 1e-10));
		CHECK(fabs(criterion) < 1e-14);
		CHECK(factor_degrees_of_freedom(3) == 0);
	}

	TEST("a model that holds exactly is found")
	{
		static double r[K_MAX * K_MAX];
		double		l[K_MAX];

		for (int trial = 0; trial < 40; trial++)
		{
			int			k = 3 + random_below(K_MAX - 2);
			double		sign;

			for (int i = 0; i < k; i++)
				l[i] = (0.3 + 0.65 * random_unit()) * (random_below(2) ? 1 : -1);
			model(r, k, l);
			CHECK(analyse(r, k));
			sign = (loading[0] < 0) == (l[0] < 0) ? 1 : -1;
			for (int i = 0; i < k; i++)
			{
				CHECK(fabs(sign * loading[i] - l[i]) < 1e-8);
				CHECK(fabs(uniqueness[i] - (1 - l[i] * l[i])) < 1e-8);
			}
			CHECK(fabs(criterion) < 1e-12);
		}
	}

	TEST("random correlation matrices: diagonal reproduced, signs of variables do not matter")
	{
		static double r[K_MAX * K_MAX],
					x[200 * K_MAX];

		for (int trial = 0; trial < 60; trial++)
		{
			int			k = 3 + random_below(trial % 5 == 0 ? K_MAX - 2 : 12);
			double		found[K_MAX];

			for (int t = 0; t < 200; t++)
			{
				double		common = random_unit() + random_unit() - 1;

				for (int i = 0; i < k; i++)
					x[t * k + i] = common * (1 + i % 3) + (random_unit() - 0.5) * 2;
			}
			for (int i = 0; i < k; i++)
			{
				double		mean = 0,
							ss = 0;

				for (int t = 0; t < 200; t++)
					mean += x[t * k + i] / 200;
				for (int t = 0; t < 200; t++)
					ss += (x[t * k + i] - mean) * (x[t * k + i] - mean);
				for (int t = 0; t < 200; t++)
					x[t * k + i] = (x[t * k + i] - mean) / sqrt(ss);
			}
			for (int i = 0; i < k; i++)
			{
				for (int j = 0; j < k; j++)
				{
					r[i * k + j] = 0;
					for (int t = 0; t < 200; t++)
						r[i * k + j] += x[t * k + i] * x[t * k + j];
				}
				r[i * k + i] = 1;
			}
			CHECK(analyse(r, k));
			memcpy(found, loading, sizeof(found));
			for (int i = 0; i < k; i++)
			{
				if (uniqueness[i] > FACTOR_UNIQUENESS_MIN && uniqueness[i] < 1)
					CHECK(fabs(uniqueness[i] + loading[i] * loading[i] - 1) < 1e-9);
			}
			/* turn every second variable round */
			for (int i = 0; i < k * k; i++)
				r[i] *= ((i / k) % 2 == (i % k) % 2) ? 1 : -1;
			CHECK(analyse(r, k));
			for (int i = 0; i < k; i++)
				CHECK(fabs(fabs(loading[i]) - fabs(found[i])) < 1e-9);
		}
	}

	TEST("singular matrices are refused, uncorrelated variables are not")
	{
		const double same[] = {1, 1, .5, 1, 1, .5, .5, .5, 1};
		const double impossible[] = {1, .9, -.9, .9, 1, .9, -.9, .9, 1};
		const double none[] = {1, 0, 0, 0, 1, 0, 0, 0, 1};

		CHECK(!analyse(same, 3));
		CHECK(!analyse(impossible, 3));
		CHECK(analyse(none, 3));
		CHECK(fabs(criterion) < 1e-12);
	}

	TEST("weights of the scores solve R b = l")
	{
		const double s[] = {1, .9, .8, .5, .9, 1, .5, .4, .8, .5, 1, .3, .5, .4, .3, 1};
		double		b[4];

		CHECK(analyse(s, 4));
		CHECK(factor_score_weights(s, 4, loading, b, room, NULL));
		for (int i = 0; i < 4; i++)
		{
			double		sum = 0;

			for (int j = 0; j < 4; j++)
				sum += s[i * 4 + j] * b[j];
			CHECK(fabs(sum - loading[i]) < 1e-14);
		}
	}
}

int
main(void)
{
	analyses();
	return tap_done();
}
