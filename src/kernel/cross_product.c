/*
 * cross_product.c
 *		Moments of cross-product statistics, and the sums of weights that they need.  See cross_product.h.
 */
#include "cross_product.h"

#include <math.h>
#include <string.h>

#define CHECK_UNITS	4096

/* what is smaller than this share of the terms is their rounding */
#define ROUNDING	1e-13

CrossSums
weights_sums(const Neighbours *w, double *both, const Host *host)
{
	CrossSums	s = {0};
	size_t		n = (size_t) w->n;
	int64_t    *next = host->alloc((n + 1) * sizeof(int64_t));	/* where row j may have its link back */
	double	   *column = host->alloc((n + 1) * sizeof(double));

	for (size_t j = 0; j < n; j++)
	{
		next[j] = w->start[j];
		column[j] = 0;
	}
	for (int32_t i = 0; i < w->n; i++)
	{
		for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
		{
			int32_t		j = w->neighbour[l];
			double		weight = w->weight[l];

			s.square += weight * weight;
			column[j] += weight;

			/* rows ascend, and so do the i that ask row j: each row is passed once */
			while (next[j] < w->start[j + 1] && w->neighbour[next[j]] < i)
				next[j]++;
			if (next[j] < w->start[j + 1] && w->neighbour[next[j]] == i)
				s.reverse += weight * w->weight[next[j]];
		}
		if (i % CHECK_UNITS == 0)
			host->check();
	}
	for (int32_t i = 0; i < w->n; i++)
	{
		double		row = 0;

		for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
			row += w->weight[l];
		s.total += row;
		s.rows += row * row;
		s.columns += column[i] * column[i];
		s.rows_columns += row * column[i];
		if (both != NULL)
			both[i] = row + column[i];
		if (i % CHECK_UNITS == 0)
			host->check();
	}
	host->release(next);
	host->release(column);
	return s;
}

double
variance_of(double a, double b, double largest)
{
	double		difference = a - b;

	return difference > ROUNDING * fmax(fabs(largest), fmax(fabs(a), fabs(b))) || isnan(difference) ? difference : 0;
}

double
cross_product_expectation(double n, const CrossSums *w, const CrossSums *q)
{
	return w->total * q->total / (n * (n - 1));
}

/* of the pairs of links those without a common unit */
static double
left_of(const CrossSums *s)
{
	return s->total * s->total - s->rows - s->columns - 2 * s->rows_columns + s->square + s->reverse;
}

double
cross_product_variance(double n, const CrossSums *w, const CrossSums *q)
{
	double		n2 = n * (n - 1);
	double		n3 = n2 * (n - 2);
	double		n4 = n3 * (n - 3);
	double		term[4];
	double		expectation = cross_product_expectation(n, w, q);
	double		sum = 0;
	double		largest = 0;

	if (n < 4)
		return NAN;
	term[0] = (w->square * q->square + w->reverse * q->reverse) / n2;
	term[1] = ((w->rows - w->square) * (q->rows - q->square) + (w->columns - w->square) * (q->columns - q->square)) / n3;
	term[2] = 2 * (w->rows_columns - w->reverse) * (q->rows_columns - q->reverse) / n3;
	term[3] = left_of(w) * left_of(q) / n4;
	for (int i = 0; i < 4; i++)
	{
		sum += term[i];
		largest = fmax(largest, fabs(term[i]));
	}
	return variance_of(sum, expectation * expectation, largest);
}

Neighbours
weights_between(const Neighbours *all, bool with_self, int32_t *kept, const Host *host)
{
	size_t		n = (size_t) all->n;
	int32_t    *to = host->alloc((n + 1) * sizeof(int32_t));
	int64_t    *start;
	int32_t    *neighbour;
	double	   *weight;
	int64_t		next = 0;
	int32_t		units = 0;
	bool		selves = false;

	memset(to, -1, n * sizeof(int32_t));
	for (int32_t i = 0; i < all->n; i++)
	{
		for (int64_t l = all->start[i]; l < all->start[i + 1]; l++)
		{
			if (all->neighbour[l] != i || with_self)
				to[i] = to[all->neighbour[l]] = 0;
			else
				selves = true;
		}
		if (i % CHECK_UNITS == 0)
			host->check();
	}
	for (int32_t i = 0; i < all->n; i++)
	{
		if (to[i] < 0)
			continue;
		kept[units] = i;
		to[i] = units++;
	}
	if (units == all->n && !selves)
	{
		host->release(to);
		return *all;
	}
	start = host->alloc(((size_t) units + 1) * sizeof(int64_t));
	neighbour = host->alloc(((size_t) all->start[n] + 1) * sizeof(int32_t));
	weight = host->alloc(((size_t) all->start[n] + 1) * sizeof(double));
	start[0] = 0;
	for (int32_t i = 0; i < all->n; i++)
	{
		if (to[i] < 0)
			continue;
		for (int64_t l = all->start[i]; l < all->start[i + 1]; l++)
		{
			if (all->neighbour[l] == i && !with_self)
				continue;
			neighbour[next] = to[all->neighbour[l]];
			weight[next] = all->weight[l];
			next++;
		}
		start[to[i] + 1] = next;
		if (i % CHECK_UNITS == 0)
			host->check();
	}
	host->release(to);
	return (Neighbours) {units, start, neighbour, weight};
}
