/*
 * distance_weights.c
 *		Spatial weights from points.  See distance_weights.h.
 */
#include "distance_weights.h"

#include <math.h>
#include <stdlib.h>

#include "pointtree.h"

#define SQRT_2PI	2.5066282746310002

typedef struct Row
{
	const Host *host;
	Found	   *found;
	int64_t		n;
	int64_t		room;
} Row;

static void
collect(void *state, int32_t item, double d2)
{
	Row		   *row = state;

	if (row->n == row->room)
	{
		row->room *= 2;
		row->found = row->host->grow(row->found, row->room * sizeof(Found));
		row->host->check();
	}
	row->found[row->n++] = (Found) {d2, item};
}

static int
compare_items(const void *a, const void *b)
{
	int32_t		x = ((const Found *) a)->item;
	int32_t		y = ((const Found *) b)->item;

	return x < y ? -1 : x > y;
}

/* neighbours found are few and nearly in order of the tree, not of their numbers */
static void
sort_found(Found *found, int64_t n)
{
	if (n > 32)
	{
		qsort(found, (size_t) n, sizeof(Found), compare_items);
		return;
	}
	for (int64_t i = 1; i < n; i++)
	{
		Found		f = found[i];
		int64_t		at = i;

		while (at > 0 && found[at - 1].item > f.item)
		{
			found[at] = found[at - 1];
			at--;
		}
		found[at] = f;
	}
}

Neighbours
weights_knn(const double *xy, int32_t n, int32_t k, const Host *host)
{
	PointTree  *tree;
	Found	   *found;
	NeighbourRows rows;

	if ((int64_t) n * k >= NEIGHBOURS_LINKS_MAX)
		return neighbours_too_many(n, host);
	tree = pointtree_build(xy, n, host);
	found = host->alloc(((size_t) k + 1) * sizeof(Found));
	rows = neighbour_rows_begin(n, (int64_t) n * k, host);
	for (int32_t i = 0; i < n; i++)
	{
		int32_t		m = pointtree_nearest(tree, xy[2 * i], xy[2 * i + 1], k, i, INFINITY, found);

		sort_found(found, m);
		for (int32_t f = 0; f < m; f++)
			neighbour_rows_add(&rows, found[f].item, 1);
		rows.start[i + 1] = rows.links;
		if (i % 256 == 0)
			host->check();
	}
	return neighbour_rows_end(&rows, n);
}

static double
kernel_weight(KernelFunction function, double z)
{
	switch (function)
	{
		case KERNEL_TRIANGULAR:
			return fmax(1 - z, 0);
		case KERNEL_UNIFORM:
			return 0.5;
		case KERNEL_QUADRATIC:
			return 0.75 * fmax(1 - z * z, 0);
		case KERNEL_QUARTIC:
			return 0.9375 * fmax(1 - z * z, 0) * fmax(1 - z * z, 0);
		default:
			return exp(-z * z / 2) / SQRT_2PI;
	}
}

/* the usual powers without pow(), whose last digit differs from library to library */
static double
inverse_power(double d, double power)
{
	return power == 1 ? 1 / d : (power == 2 ? 1 / (d * d) : pow(d, -power));
}

typedef enum Scheme
{
	SCHEME_BAND,
	SCHEME_INVERSE,
	SCHEME_KERNEL
} Scheme;

/* adaptive: limit is the number of neighbours whose distance is the bandwidth */
static Neighbours
weights_within(const double *xy, int32_t n, double limit, bool adaptive, Scheme scheme, double power, KernelFunction function,
			   int32_t *coincident, const Host *host)
{
	PointTree  *tree = pointtree_build(xy, n, host);
	Row			row = {host, host->alloc(256 * sizeof(Found)), 0, 256};
	Found	   *nearest = adaptive ? host->alloc(((size_t) limit + 1) * sizeof(Found)) : NULL;
	double		bandwidth = limit;
	double		d2_max = adaptive ? 0 : square_within(limit);
	NeighbourRows rows;

	if (coincident)
		*coincident = -1;
	rows = neighbour_rows_begin(n, 8 * (int64_t) n, host);
	for (int32_t i = 0; i < n; i++)
	{
		if (adaptive)
		{
			int32_t		m = pointtree_nearest(tree, xy[2 * i], xy[2 * i + 1], (int32_t) limit, i, INFINITY, nearest);

			d2_max = nearest[m - 1].d2;
			bandwidth = sqrt(d2_max);
			if (bandwidth == 0 && *coincident < 0)
				*coincident = i;
		}
		row.n = 0;
		pointtree_within(tree, xy[2 * i], xy[2 * i + 1], d2_max, collect, &row);
		sort_found(row.found, row.n);
		for (int64_t f = 0; f < row.n; f++)
		{
			double		d = sqrt(row.found[f].d2);

			if (row.found[f].item == i && scheme != SCHEME_KERNEL)
				continue;
			if (scheme == SCHEME_INVERSE && d == 0 && *coincident < 0)
				*coincident = i;
			neighbour_rows_add(&rows, row.found[f].item, scheme == SCHEME_BAND ? 1 :
					 (scheme == SCHEME_INVERSE ? inverse_power(d, power) : kernel_weight(function, d / bandwidth)));
		}
		if (rows.links >= NEIGHBOURS_LINKS_MAX)
			return neighbours_too_many(n, host);
		rows.start[i + 1] = rows.links;
		host->check();
	}
	return neighbour_rows_end(&rows, n);
}

Neighbours
weights_band(const double *xy, int32_t n, double limit, const Host *host)
{
	return weights_within(xy, n, limit, false, SCHEME_BAND, 0, KERNEL_UNIFORM, NULL, host);
}

Neighbours
weights_inverse(const double *xy, int32_t n, double limit, double power, int32_t *coincident, const Host *host)
{
	return weights_within(xy, n, limit, false, SCHEME_INVERSE, power, KERNEL_UNIFORM, coincident, host);
}

Neighbours
weights_kernel(const double *xy, int32_t n, double bandwidth, KernelFunction function, const Host *host)
{
	return weights_within(xy, n, bandwidth, false, SCHEME_KERNEL, 0, function, NULL, host);
}

Neighbours
weights_kernel_adaptive(const double *xy, int32_t n, int32_t k, KernelFunction function, int32_t *coincident, const Host *host)
{
	return weights_within(xy, n, k, true, SCHEME_KERNEL, 0, function, coincident, host);
}

double
largest_nearest_distance(const double *xy, int32_t n, const Host *host)
{
	PointTree  *tree = pointtree_build(xy, n, host);
	double		largest = 0;

	for (int32_t i = 0; i < n; i++)
	{
		Found		nearest;

		if (pointtree_nearest(tree, xy[2 * i], xy[2 * i + 1], 1, i, INFINITY, &nearest) == 1 && nearest.d2 > largest)
			largest = nearest.d2;
		if (i % 256 == 0)
			host->check();
	}
	return sqrt(largest);
}
