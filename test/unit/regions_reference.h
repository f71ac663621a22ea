/*
 * regions_reference.h
 *		What the tests of skater, max_p and ward_regions share: random maps, what is true of all regions.
 */
#ifndef REGIONS_REFERENCE_H
#define REGIONS_REFERENCE_H

#include "memory.h"
#include "regions.h"
#include "points.h"
#include "tap.h"

/* rook contiguity of a grid, from which some links are dropped at random (percent), in one direction or both */
static inline Neighbours
random_map(int columns, int rows, int dropped)
{
	Link	   *link = test_alloc(sizeof(Link) * 4 * (size_t) columns * rows + 1);
	int64_t		links = 0;
	Neighbours	w;

	for (int i = 0; i < columns * rows; i++)
	{
		int			right = i % columns < columns - 1 ? i + 1 : -1;
		int			down = i + columns < columns * rows ? i + columns : -1;

		for (int side = 0; side < 2; side++)
		{
			int			j = side ? down : right;

			if (j < 0)
				continue;
			if (random_below(100) >= dropped)
				link[links++] = (Link) {i, j, 1};
			if (random_below(100) >= dropped)
				link[links++] = (Link) {j, i, 1};
		}
	}
	w = neighbours_from_links(columns * rows, link, links, &test_host);
	return regions_links(&w, &test_host);
}

static inline double
within_of(const double *x, int n, int d, const int32_t *region, int k)
{
	double		sum = 0;

	for (int r = 1; r <= k; r++)
	{
		double		mean[8] = {0};
		int			units = 0;

		for (int i = 0; i < n; i++)
		{
			for (int j = 0; j < d && region[i] == r; j++)
				mean[j] += x[i * d + j];
			units += region[i] == r;
		}
		for (int i = 0; i < n; i++)
		{
			for (int j = 0; j < d && region[i] == r; j++)
				sum += (x[i * d + j] - mean[j] / units) * (x[i * d + j] - mean[j] / units);
		}
	}
	return sum;
}

/* regions are 1 ... k, in the order of their smallest units, each in one piece */
static inline bool
are_regions(const Neighbours *links, const int32_t *region, int k)
{
	int32_t    *part = test_alloc(sizeof(int32_t) * (size_t) links->n);
	int			largest = 0;

	for (int i = 0; i < links->n; i++)
	{
		if (region[i] < 1 || region[i] > largest + 1)
			return false;
		largest = region[i] > largest ? region[i] : largest;
	}
	return largest == k && neighbours_components(links, region, part) == k;
}

/* the least and the largest sum of a region (population: a null pointer counts units) */
static inline void
extremes(const double *population, int n, const int32_t *region, int k, double *least, double *most)
{
	*least = INFINITY;
	*most = 0;
	for (int r = 1; r <= k; r++)
	{
		double		sum = 0;

		for (int i = 0; i < n; i++)
			sum += region[i] == r ? (population ? population[i] : 1) : 0;
		*least = fmin(*least, sum);
		*most = fmax(*most, sum);
	}
}

#endif							/* REGIONS_REFERENCE_H */
