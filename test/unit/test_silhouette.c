/*
 * test_silhouette.c
 *		Silhouettes by hand and by definition.
 */
#include "silhouette.h"

#include "points.h"
#include "tap.h"

#define ROWS 200

static void
run(const double *x, const double *w, int m, int d, const int32_t *cluster, int k, double *result)
{
	double	   *room = malloc(silhouette_room(m, d, k) * sizeof(double));

	silhouette(x, w, m, d, cluster, k, room, result, NULL);
	free(room);
}

int
main(void)
{
	static double x[ROWS * 3],
				w[ROWS],
				result[ROWS];
	int32_t		cluster[ROWS];

	TEST("by hand: 0, 1 | 5, 8 | 20")
	{
		const double line[] = {0, 1, 5, 8, 20};
		const double one[] = {1, 1, 1, 1, 1};
		const int32_t three[] = {0, 0, 1, 1, 2};

		run(line, one, 5, 1, three, 3, result);
		CHECK(close_to(result[0], (6.5 - 1) / 6.5, 1e-15));
		CHECK(close_to(result[1], (5.5 - 1) / 5.5, 1e-15));
		CHECK(close_to(result[2], (4.5 - 3) / 4.5, 1e-15));
		CHECK(close_to(result[3], (7.5 - 3) / 7.5, 1e-15));
		CHECK(result[4] == 0);	/* alone */
	}

	TEST("the same point in two clusters: 0, and not 0 / 0; copies in one cluster")
	{
		const double same[] = {7, 7};
		const double two[] = {2, 2};
		const int32_t apart[] = {0, 1};
		const double pair[] = {0, 3};

		run(same, two, 2, 1, apart, 2, result);
		CHECK(result[0] == 0 && result[1] == 0);
		run(pair, two, 2, 1, apart, 2, result);
		CHECK(result[0] == 1 && result[1] == 1);
	}

	TEST("by definition, with weights as copies")
	{
		for (int trial = 0; trial < 30; trial++)
		{
			int			m = 2 + random_below(ROWS - 1);
			int			d = 1 + random_below(3);
			int			k = 1;

			cluster[0] = 0;
			for (int i = 1; i < m; i++)
			{
				if (random_below(20) == 0 || i == m - 1)
					k++;
				cluster[i] = k - 1;
			}
			for (int i = 0; i < m * d; i++)
				x[i] = random_unit();
			for (int i = 0; i < m; i++)
				w[i] = 1 + (trial % 2 ? random_below(4) : 0);
			run(x, w, m, d, cluster, k, result);
			for (int i = 0; i < m; i++)
			{
				double		sum[ROWS] = {0},
							count[ROWS] = {0},
							a,
							b = INFINITY;

				for (int j = 0; j < m; j++)
				{
					sum[cluster[j]] += w[j] * sqrt(points_distance(x + i * d, x + j * d, d));
					count[cluster[j]] += w[j];
				}
				if (count[cluster[i]] == 1)
				{
					CHECK(result[i] == 0);
					continue;
				}
				a = sum[cluster[i]] / (count[cluster[i]] - 1);
				for (int c = 0; c < k; c++)
				{
					if (c != cluster[i] && sum[c] / count[c] < b)
						b = sum[c] / count[c];
				}
				CHECK(fabs(result[i] - (b - a) / fmax(a, b)) < 1e-13);
				CHECK(result[i] >= -1 && result[i] <= 1);
			}
		}
	}
	return tap_done();
}
