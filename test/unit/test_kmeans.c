/*
 * test_kmeans.c
 *		k-means: optima found by trying all partitions, published one-dimensional cases, properties; rows as points (points.h).
 */
#include "kmeans.h"

#include <float.h>

#include "points.h"
#include "tap.h"

#define ROWS 600

static int	checks_called;

static void
count_check(void)
{
	checks_called++;
}

static double
run(const double *x, const double *w, int m, int d, int k, int starts, uint64_t seed, int32_t *cluster)
{
	double	   *room = malloc(kmeans_room(m, d, k) * sizeof(double));
	int32_t    *clusters = malloc(2 * m * sizeof(int32_t));
	double		sum = kmeans(x, w, m, d, k, starts, seed, room, clusters, cluster, count_check);

	free(room);
	free(clusters);
	return sum;
}

/* by definition: means and weights of the clusters, and the sum of squares */
static double
sum_of(const double *x, const double *w, int m, int d, int k, const int32_t *cluster, double *mean, double *weight)
{
	double		sum = 0;

	memset(mean, 0, k * d * sizeof(double));
	memset(weight, 0, k * sizeof(double));
	for (int i = 0; i < m; i++)
	{
		weight[cluster[i]] += w[i];
		for (int j = 0; j < d; j++)
			mean[cluster[i] * d + j] += w[i] * x[i * d + j];
	}
	for (int c = 0; c < k * d; c++)
		mean[c] /= weight[c / d];
	for (int i = 0; i < m; i++)
	{
		for (int j = 0; j < d; j++)
			sum += w[i] * (x[i * d + j] - mean[cluster[i] * d + j]) * (x[i * d + j] - mean[cluster[i] * d + j]);
	}
	return sum;
}

/* the least sum of all partitions of a few points into at most k clusters */
static double
best_of_all(const double *x, const double *w, int m, int d, int k)
{
	double		best = INFINITY;
	double		mean[40],
				weight[10];
	long		partitions = 1;

	for (int i = 0; i < m; i++)
		partitions *= k;
	for (long p = 0; p < partitions; p++)
	{
		int32_t		cluster[10];
		long		rest = p;
		double		sum;

		for (int i = 0; i < m; i++, rest /= k)
			cluster[i] = (int32_t) (rest % k);
		sum = sum_of(x, w, m, d, k, cluster, mean, weight);
		if (sum < best)			/* NaN, with an empty cluster, is not */
			best = sum;
	}
	return best;
}

static void
optima(void)
{
	int32_t		cluster[ROWS];

	TEST("published: one dimension, tests of Ckmeans.1d.dp")
	{
		const double x[] = {-1, 2, 4, 5, 6};
		const double w[] = {4, 3, 1, 1, 1};
		double		ten[10],
					one[10];

		CHECK(run(x, w, 5, 1, 3, 10, 1, cluster) == 2);
		CHECK(cluster[0] != cluster[1] && cluster[1] != cluster[2] && cluster[2] == cluster[3] && cluster[3] == cluster[4]);
		for (int i = 0; i < 10; i++)
		{
			ten[i] = i + 1;
			one[i] = 1;
		}
		CHECK(run(ten, one, 10, 1, 2, 10, 1, cluster) == 20);
		CHECK(cluster[4] != cluster[5]);
	}

	TEST("the optimum of all partitions of a few points")
	{
		for (int trial = 0; trial < 200; trial++)
		{
			double		x[32],
						w[8];
			int			m = 4 + random_below(4);
			int			d = 1 + random_below(4);
			int			k = 1 + random_below(3);

			for (int i = 0; i < m * d; i++)
				x[i] = trial % 2 ? random_unit() : random_below(6);
			for (int i = 0; i < m; i++)
				w[i] = 1 + random_below(3);
			CHECK(fabs(run(x, w, m, d, k, 20, 1, cluster) - best_of_all(x, w, m, d, k)) < 1e-12);
		}
	}

	TEST("k = 1: the total; k = m: every point alone, sum 0")
	{
		double		x[60],
					w[20],
					mean[60],
					weight[20],
					total;
		bool		seen[20] = {false};

		for (int i = 0; i < 60; i++)
			x[i] = random_unit();
		for (int i = 0; i < 20; i++)
			w[i] = 1;
		total = run(x, w, 20, 3, 1, 3, 1, cluster);
		CHECK(close_to(total, sum_of(x, w, 20, 3, 1, cluster, mean, weight), 1e-14));
		CHECK(run(x, w, 20, 3, 20, 3, 1, cluster) == 0);
		for (int i = 0; i < 20; i++)
		{
			CHECK(!seen[cluster[i]]);
			seen[cluster[i]] = true;
		}
	}
}

static void
properties(void)
{
	static double x[ROWS * 5],
				w[ROWS],
				mean[ROWS * 5],
				weight[ROWS];
	int32_t		cluster[ROWS],
				again[ROWS];

	TEST("no point is nearer to another centre, and none lowers the sum by going elsewhere; no cluster is empty")
	{
		for (int trial = 0; trial < 60; trial++)
		{
			int			d = 1 + random_below(5);
			int			k = 1 + random_below(trial % 3 == 0 ? 60 : 9);
			double		sum;

			for (int i = 0; i < ROWS; i++)
			{
				w[i] = trial % 2 ? 1 : 1 + random_below(5);
				for (int j = 0; j < d; j++)
					x[i * d + j] = random_unit() + (trial % 4 == 0 ? random_below(k) : 0);
			}
			sum = run(x, w, ROWS, d, k, 2, trial, cluster);
			CHECK(close_to(sum, sum_of(x, w, ROWS, d, k, cluster, mean, weight), 1e-12));
			for (int c = 0; c < k; c++)
				CHECK(weight[c] > 0);
			for (int i = 0; i < ROWS; i++)
			{
				int			own = cluster[i];
				double		p = points_distance(x + i * d, mean + own * d, d);
				bool		alone = weight[own] == w[i];

				for (int c = 0; c < k; c++)
				{
					double		q = points_distance(x + i * d, mean + c * d, d);

					if (c == own)
						continue;
					CHECK(p <= q * (1 + 1e-9) + 1e-15);
					CHECK(alone || weight[own] / (weight[own] - w[i]) * p <= weight[c] / (weight[c] + w[i]) * q * (1 + 1e-9) + 1e-15);
				}
			}
		}
	}

	TEST("the same seed gives the same clusters; more starts are not worse")
	{
		double		few,
					many;

		for (int i = 0; i < ROWS * 5; i++)
			x[i] = random_unit();
		for (int i = 0; i < ROWS; i++)
			w[i] = 1;
		few = run(x, w, ROWS, 5, 12, 1, 7, cluster);
		CHECK(run(x, w, ROWS, 5, 12, 1, 7, again) == few && memcmp(cluster, again, sizeof(cluster)) == 0);
		many = run(x, w, ROWS, 5, 12, 20, 7, again);
		CHECK(many < few);
		CHECK(checks_called > 0);
	}

	TEST("squares that underflow: still k clusters")
	{
		for (int k = 1; k <= 20; k++)
		{
			bool		seen[20] = {false};

			for (int i = 0; i < 20; i++)
			{
				x[i] = i < 19 ? i * 1e-200 : 1;
				w[i] = 1;
			}
			run(x, w, 20, 1, k, 3, 1, cluster);
			for (int i = 0; i < 20; i++)
				seen[cluster[i]] = true;
			for (int c = 0; c < k; c++)
				CHECK(seen[c]);
		}
	}

	TEST("equally spaced points, all of them in ties")
	{
		for (int k = 1; k < 30; k++)
		{
			double		sum;

			for (int i = 0; i < 30; i++)
			{
				x[2 * i] = i % 6;
				x[2 * i + 1] = i / 6;
				w[i] = 1;
			}
			sum = run(x, w, 30, 2, k, 5, 1, cluster);
			CHECK(close_to(sum, sum_of(x, w, 30, 2, k, cluster, mean, weight), 1e-12) || sum < 1e-12);
		}
	}
}

static void
rows_as_points(void)
{
	double		x[40],
				y[40],
				point[40],
				weight[20];
	Indexed		order[20];
	bool		begins[20];
	int32_t		member[20],
				number[3];

	TEST("order, copies and membership")
	{
		const double rows[] = {2, 1, 1, 5, 2, 0, 1, 5, 1, 4, 2, 1};
		const int32_t label[] = {1, 1, 1, 1, 0, 1};

		CHECK(points_order(rows, NULL, 6, 2, order, begins, NULL) == 4);
		points_distinct(rows, 6, 2, order, begins, point, weight, member, NULL);
		CHECK(point[0] == 1 && point[1] == 4 && point[2] == 1 && point[3] == 5 && point[4] == 2 && point[5] == 0 && point[6] == 2 && point[7] == 1);
		CHECK(weight[0] == 1 && weight[1] == 2 && weight[2] == 1 && weight[3] == 2);
		CHECK(member[0] == 3 && member[1] == 1 && member[2] == 2 && member[3] == 1 && member[4] == 0 && member[5] == 3);
		CHECK(points_order(rows, label, 6, 2, order, begins, NULL) == 4 && order[0].index == 4);
		CHECK(points_order(rows, NULL, 0, 2, order, begins, NULL) == 0);
	}

	TEST("clusters are numbered by size, then by centre")
	{
		const double rows[] = {0, 1, 2, 3, 4};
		const double weights[] = {2, 1, 3, 2, 1};
		const int32_t cluster[] = {0, 1, 0, 2, 1};	/* weights 5, 2, 2; centres of the last two 2.5 and 3 */
		double		room[6];

		points_number(rows, weights, 5, 1, cluster, 3, room, order, begins, number, NULL);
		CHECK(number[0] == 1 && number[1] == 2 && number[2] == 3);
	}

	TEST("rescaled: from 0, the widest column below 1, proportions kept; ends of the range")
	{
		for (int i = 0; i < 10; i++)
		{
			x[2 * i] = 100 + i;
			x[2 * i + 1] = -i * 0.25;
		}
		CHECK(points_rescale(x, 10, 2, NULL) == 4);
		for (int i = 0; i < 10; i++)
			CHECK(x[2 * i] == i / 16.0 && x[2 * i + 1] == (9 - i) * 0.25 / 16);
		y[0] = DBL_MAX;
		y[1] = -DBL_MAX;
		y[2] = 0;
		CHECK(points_rescale(y, 3, 1, NULL) == 1025 && y[1] == 0 && y[2] == y[0] / 2 && y[0] < 1 && y[0] > 0.5);
		y[0] = y[1] = y[2] = -7;
		(void) points_rescale(y, 3, 1, NULL);
		CHECK(y[0] == 0 && y[1] == 0 && y[2] == 0 && !signbit(y[0]));
	}

	TEST("standardised: mean 0, deviation 1, a constant column 0")
	{
		double		sum = 0,
					squares = 0;

		for (int i = 0; i < 20; i++)
		{
			x[2 * i] = 1e9 + random_unit();
			x[2 * i + 1] = 0.1;
		}
		points_standardise(x, 20, 2, NULL);
		for (int i = 0; i < 20; i++)
		{
			sum += x[2 * i];
			squares += x[2 * i] * x[2 * i];
			CHECK(same_bits(x[2 * i + 1], 0));
		}
		CHECK(fabs(sum) < 1e-13 && close_to(squares, 20, 1e-14));
	}

	TEST("the sum of squares within clusters, far from 0")
	{
		const int32_t cluster[] = {0, 0, 0, 1, 1};
		const double weights[] = {1, 2, 1, 1, 1};
		const double rows[] = {1e8, 1e8 + 1, 1e8 + 2, 0, 1};

		CHECK(close_to(points_within(rows, weights, 5, 1, cluster, NULL), 2.5, 1e-15));
	}
}

int
main(void)
{
	optima();
	properties();
	rows_as_points();
	return tap_done();
}
