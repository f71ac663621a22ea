/*
 * silhouette.c
 *		Rousseeuw's silhouette.  See silhouette.h.
 */
#include "silhouette.h"

#include <math.h>
#include <string.h>

#define LANE			64		/* points whose distances are computed in one go */
#define CHECK_EVERY		200000	/* squares between two questions whether somebody wants to stop us */

size_t
silhouette_room(size_t m, int d, int k)
{
	return (m + LANE) * d + 2 * (size_t) k;
}

void
silhouette(const double *x, const double *w, size_t m, int d, const int32_t *cluster, int k,
		   double *room, double *result, void (*check) (void))
{
	double	   *column = room;	/* the points lane by lane, there column by column */
	double	   *sum = column + (m + LANE) * d;	/* of the distances of one point to the points of each cluster */
	double	   *weight = sum + k;
	size_t		work = 0;

	memset(column, 0, (m + LANE) * d * sizeof(double));
	memset(weight, 0, k * sizeof(double));
	for (size_t i = 0; i < m; i++)
	{
		for (int j = 0; j < d; j++)
			column[((i / LANE) * d + j) * LANE + i % LANE] = x[i * d + j];
		weight[cluster[i]] += w[i];
	}

	for (size_t i = 0; i < m; i++)
	{
		int			own = cluster[i];
		double		inside,
					outside = INFINITY;

		memset(sum, 0, k * sizeof(double));
		for (size_t from = 0; from < m; from += LANE)
		{
			const double *other = column + from * d;
			double		distance[LANE] = {0};
			size_t		end = m - from < LANE ? m - from : LANE;
			int			c = cluster[from];
			double		part = 0;

			for (int j = 0; j < d; j++, other += LANE)
			{
				double		own_value = x[i * d + j];

				for (size_t l = 0; l < LANE; l++)
				{
					double		difference = other[l] - own_value;

					distance[l] += difference * difference;
				}
			}
			for (size_t l = 0; l < LANE; l++)
				distance[l] = sqrt(distance[l]);

			/* one sum for each run of a cluster within the lane: short sums lose less than long ones */
			for (size_t l = 0; l < end; l++)
			{
				if (cluster[from + l] != c)
				{
					sum[c] += part;
					part = 0;
					c = cluster[from + l];
				}
				part += w[from + l] * distance[l];
			}
			sum[c] += part;

			work += LANE * (size_t) d;
			if (work >= CHECK_EVERY)
			{
				work = 0;
				if (check)
					check();
			}
		}

		result[i] = 0;
		if (weight[own] <= 1)
			continue;
		inside = sum[own] / (weight[own] - 1);
		for (int c = 0; c < k; c++)
		{
			if (c != own && sum[c] / weight[c] < outside)
				outside = sum[c] / weight[c];
		}
		if (inside != outside)
			result[i] = (outside - inside) / (inside > outside ? inside : outside);
	}
}
