/*
 * test_ward.c
 *		Ward's clustering: R's heights, the search for the nearest pair as a yardstick, properties, ties.
 */
#include "ward.h"

#include "points.h"
#include "tap.h"

#define ROWS 64

static void
run(const double *x, const double *w, int m, int d, WardMerge *merge)
{
	double	   *room = malloc(ward_room(m, d) * sizeof(double));
	int32_t    *numbers = malloc(4 * m * sizeof(int32_t));

	ward(x, w, m, d, room, numbers, merge, NULL);
	free(room);
	free(numbers);
}

static void
cut(const WardMerge *merge, int m, int k, int32_t *cluster)
{
	int32_t    *numbers = malloc(m * sizeof(int32_t));

	ward_cut(merge, m, k, numbers, cluster);
	free(numbers);
}

/* by definition: join the pair that adds least, m - k times */
static void
nearest_pairs(const double *x, const double *w, int m, int d, int k, double *added, int32_t *cluster)
{
	double		mean[ROWS * 4],
				weight[ROWS];
	bool		gone[ROWS] = {false};

	memcpy(mean, x, m * d * sizeof(double));
	memcpy(weight, w, m * sizeof(double));
	for (int i = 0; i < m; i++)
		cluster[i] = i;
	for (int step = 0; step < m - k; step++)
	{
		double		least = INFINITY;
		int			a = -1,
					b = -1;

		for (int i = 0; i < m; i++)
		{
			for (int j = i + 1; j < m; j++)
			{
				double		c;

				if (gone[i] || gone[j])
					continue;
				c = weight[i] * weight[j] / (weight[i] + weight[j]) * points_distance(mean + i * d, mean + j * d, d);
				if (c < least)
				{
					least = c;
					a = i;
					b = j;
				}
			}
		}
		for (int j = 0; j < d; j++)
			mean[a * d + j] = (weight[a] * mean[a * d + j] + weight[b] * mean[b * d + j]) / (weight[a] + weight[b]);
		weight[a] += weight[b];
		gone[b] = true;
		for (int i = 0; i < m; i++)
			cluster[i] = cluster[i] == b ? a : cluster[i];
		added[step] = least;
	}
}

static bool
same_partition(const int32_t *a, const int32_t *b, int m)
{
	for (int i = 0; i < m; i++)
	{
		for (int j = 0; j < i; j++)
		{
			if ((a[i] == a[j]) != (b[i] == b[j]))
				return false;
		}
	}
	return true;
}

/* R, data set USArrests */
static const double arrests[] = {
	13.2, 236, 58, 21.2,
	10, 263, 48, 44.5,
	8.1, 294, 80, 31,
	8.8, 190, 50, 19.5,
	9, 276, 91, 40.6,
	7.9, 204, 78, 38.7,
	3.3, 110, 77, 11.1,
	5.9, 238, 72, 15.8,
	15.4, 335, 80, 31.9,
	17.4, 211, 60, 25.8,
	5.3, 46, 83, 20.2,
	2.6, 120, 54, 14.2,
	10.4, 249, 83, 24,
	7.2, 113, 65, 21,
	2.2, 56, 57, 11.3,
	6, 115, 66, 18,
	9.7, 109, 52, 16.3,
	15.4, 249, 66, 22.2,
	2.1, 83, 51, 7.8,
	11.3, 300, 67, 27.8,
	4.4, 149, 85, 16.3,
	12.1, 255, 74, 35.1,
	2.7, 72, 66, 14.9,
	16.1, 259, 44, 17.1,
	9, 178, 70, 28.2,
	6, 109, 53, 16.4,
	4.3, 102, 62, 16.5,
	12.2, 252, 81, 46,
	2.1, 57, 56, 9.5,
	7.4, 159, 89, 18.8,
	11.4, 285, 70, 32.1,
	11.1, 254, 86, 26.1,
	13, 337, 45, 16.1,
	0.8, 45, 44, 7.3,
	7.3, 120, 75, 21.4,
	6.6, 151, 68, 20,
	4.9, 159, 67, 29.3,
	6.3, 106, 72, 14.9,
	3.4, 174, 87, 8.3,
	14.4, 279, 48, 22.5,
	3.8, 86, 45, 12.8,
	13.2, 188, 59, 26.9,
	12.7, 201, 80, 25.5,
	3.2, 120, 80, 22.9,
	2.2, 48, 32, 11.2,
	8.5, 156, 63, 20.7,
	4, 145, 73, 26.2,
	5.7, 81, 39, 9.3,
	2.6, 53, 66, 10.8,
	6.8, 161, 60, 15.6
};

static void
numbers(void)
{
	TEST("R 4.2.2: hclust(dist(scale(USArrests)), \"ward.D2\"), heights and sizes")
	{
		double		x[200],
					w[50];
		const double heights[] = {3.73411547835, 6.4618664416, 7.1881893464, 13.5162423507};
		WardMerge	merge[49];
		int32_t		cluster[50];
		int			size[4] = {0};

		memcpy(x, arrests, sizeof(x));
		points_standardise(x, 50, 4, NULL);
		for (int i = 0; i < 50; i++)
			w[i] = 1;
		run(x, w, 50, 4, merge);
		/* scale() divides by n - 1 */
		for (int i = 0; i < 4; i++)
			CHECK(close_to(sqrt(2 * merge[45 + i].added * 49 / 50), heights[i], 1e-10));
		cut(merge, 50, 4, cluster);
		for (int i = 0; i < 50; i++)
			size[cluster[i]]++;
		/* in the order of their first members, as cutree() numbers them */
		CHECK(size[0] == 7 && size[1] == 12 && size[2] == 19 && size[3] == 12);
	}
}

static void
properties(void)
{
	double		x[ROWS * 4],
				w[ROWS],
				added[ROWS];
	WardMerge	merge[ROWS];
	int32_t		cluster[ROWS],
				expected[ROWS];

	TEST("the same tree as by the nearest pair each time")
	{
		for (int trial = 0; trial < 60; trial++)
		{
			int			m = 2 + random_below(ROWS - 1);
			int			d = 1 + random_below(4);

			for (int i = 0; i < m * d; i++)
				x[i] = random_unit();
			for (int i = 0; i < m; i++)
				w[i] = 1 + (trial % 2 ? random_below(6) : 0);
			run(x, w, m, d, merge);
			nearest_pairs(x, w, m, d, 1, added, expected);
			for (int i = 0; i < m - 1; i++)
				CHECK(fabs(merge[i].added - added[i]) <= 1e-12 * (1 + added[i]));
			for (int k = 1; k <= m; k += 1 + m / 7)
			{
				nearest_pairs(x, w, m, d, k, added, expected);
				cut(merge, m, k, cluster);
				CHECK(same_partition(cluster, expected, m));
			}
		}
	}

	TEST("what the steps add is the total sum of squares; heights do not fall; each k has k clusters: grids full of ties, lines, one point")
	{
		for (int trial = 0; trial < 40; trial++)
		{
			int			m = trial == 0 ? 1 : 2 + random_below(ROWS - 1);
			int			width = 1 + random_below(8);
			double		total = 0,
						sum = 0;
			int32_t		one[ROWS] = {0};

			for (int i = 0; i < m; i++)
			{
				x[2 * i] = i % width * 0.1;
				x[2 * i + 1] = i / width * 0.1;
				w[i] = 1;
			}
			run(x, w, m, 2, merge);
			total = points_within(x, w, m, 2, one, NULL);
			for (int i = 0; i < m - 1; i++)
			{
				sum += merge[i].added;
				CHECK(i == 0 || merge[i].added >= merge[i - 1].added);
			}
			CHECK(fabs(sum - total) <= 1e-12 * total);
			for (int k = 1; k <= m; k++)
			{
				int			largest = -1;

				cut(merge, m, k, cluster);
				for (int i = 0; i < m; i++)
				{
					CHECK(cluster[i] <= largest + 1);
					largest = cluster[i] > largest ? cluster[i] : largest;
				}
				CHECK(largest == k - 1);
			}
		}
	}

	TEST("the tree of k clusters is that of k + 1 with two joined")
	{
		for (int i = 0; i < ROWS * 3; i++)
			x[i] = random_below(5);
		for (int i = 0; i < ROWS; i++)
		{
			x[i * 3] += i * 1e-3;
			w[i] = 1;
		}
		run(x, w, ROWS, 3, merge);
		for (int k = 1; k < ROWS; k++)
		{
			cut(merge, ROWS, k, cluster);
			cut(merge, ROWS, k + 1, expected);
			for (int i = 0; i < ROWS; i++)
			{
				for (int j = 0; j < i; j++)
					CHECK(expected[i] != expected[j] || cluster[i] == cluster[j]);
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
