/*
 * controlled_rounding.c
 *		Rounding of single figures, and of trees so that they add up.  See controlled_rounding.h.
 */
#include "controlled_rounding.h"

#include <math.h>
#include <string.h>

#include "long_sum.h"
#include "sort.h"

#define CHECK_EVERY	4096

/* -------- single figures -------- */

double
rounding_nearest_double(double x, double base)
{
	double		size = fabs(x);
	double		r = fmod(size, base);	/* exact, and so is the comparison: base - r is exact where it is close to r */
	double		rounded = r >= base - r ? size - r + base : size - r;

	return x < 0 ? 0 - rounded : rounded;
}

double
rounding_random_double(double x, double base, double u)
{
	double		size = fabs(x);
	double		r = fmod(size, base);
	double		rounded = u * base < r ? size - r + base : size - r;

	return x < 0 ? 0 - rounded : rounded;
}

/* -------- trees -------- */

/* parts[start[i] ... start[i + 1] - 1] are the parts of i, in ascending order; parts[start[n] ...] the roots */
static void
find_parts(const int32_t *parent, int32_t n, int32_t *start, int32_t *parts, const Host *host)
{
	memset(start, 0, ((size_t) n + 2) * sizeof(int32_t));
	for (int32_t i = 0; i < n; i++)
		start[(parent[i] < 0 ? n : parent[i]) + 1]++;
	for (int32_t i = 0; i <= n; i++)
		start[i + 1] += start[i];
	/* filled from the end, so that start[i + 1], counted down, ends as the start of i */
	for (int32_t i = n - 1; i >= 0; i--)
	{
		parts[--start[(parent[i] < 0 ? n : parent[i]) + 1]] = i;
		if (i % CHECK_EVERY == 0)
			host->check();
	}
	memmove(start, start + 1, ((size_t) n + 1) * sizeof(int32_t));
	start[n + 1] = n;
}

/* the first figure that is not the sum of its parts, or -1 */
static int32_t
wrong_sum(const int64_t *x, const int32_t *start, const int32_t *parts, int32_t n, const Host *host)
{
	for (int32_t i = 0; i < n; i++)
	{
		LongSum		sum = {0, 0};

		if (i % CHECK_EVERY == 0)
			host->check();
		if (start[i] == start[i + 1])
			continue;
		for (int32_t k = start[i]; k < start[i + 1]; k++)
			long_sum_add(&sum, x[parts[k]]);
		if (!long_sum_is(&sum, x[i]))
			return i;
	}
	return -1;
}

/* the parts of a figure that changes by so much when it is rounded */
static void
round_parts(int64_t *x, const int32_t *parts, int32_t n, int64_t change, int32_t base, Indexed *item, const Host *host)
{
	int64_t		remainders = 0;
	int64_t		up;

	for (int32_t k = 0; k < n; k++)
	{
		int64_t		r = rounding_remainder(x[parts[k]], base);

		item[k].x = -(double) r;
		item[k].index = parts[k];
		remainders += r;
	}
	sort_indexed(item, n, host->check);
	up = (change + remainders) / base;
	for (int32_t k = 0; k < n; k++)
		x[item[k].index] += (int64_t) item[k].x + (k < up ? base : 0);
}

Rounding
controlled_round_tree(int64_t *x, const int32_t *parent, int32_t n, int32_t base, int32_t *at, const Host *host)
{
	int32_t    *start = host->alloc(((size_t) n + 2) * sizeof(int32_t));
	int32_t    *parts = host->alloc(((size_t) n + 1) * sizeof(int32_t));
	int32_t    *queue = host->alloc(((size_t) n + 1) * sizeof(int32_t));
	int64_t    *change = host->alloc(((size_t) n + 1) * sizeof(int64_t));
	Indexed    *item = host->alloc(((size_t) n + 1) * sizeof(Indexed));
	int32_t		reached = 0;
	Rounding	result = ROUNDING_DONE;

	find_parts(parent, n, start, parts, host);

	/* from the roots down; what is never reached hangs on a circle */
	for (int32_t k = start[n]; k < n; k++)
		queue[reached++] = parts[k];
	for (int32_t q = 0; q < reached; q++)
	{
		for (int32_t k = start[queue[q]]; k < start[queue[q] + 1]; k++)
			queue[reached++] = parts[k];
		if (q % CHECK_EVERY == 0)
			host->check();
	}
	if (reached < n)
	{
		bool	   *seen = host->alloc((size_t) n);

		memset(seen, 0, (size_t) n);
		for (int32_t q = 0; q < reached; q++)
			seen[queue[q]] = true;
		for (*at = 0; seen[*at]; (*at)++)
			;
		host->release(seen);
		result = ROUNDING_CIRCLE;
	}
	else if ((*at = wrong_sum(x, start, parts, n, host)) >= 0)
		result = ROUNDING_SUM;
	else
	{
		int64_t    *before = change;	/* the figures as they were, until they are rounded */

		memcpy(before, x, (size_t) n * sizeof(int64_t));
		for (int32_t q = 0; q < n; q++)
		{
			int32_t		i = queue[q];
			int32_t		count = start[i + 1] - start[i];

			if (parent[i] < 0)
				x[i] = rounding_nearest(x[i], base);
			if (count > 0)
				round_parts(x, parts + start[i], count, x[i] - before[i], base, item, host);
			if (q % CHECK_EVERY == 0)
				host->check();
		}
	}
	host->release(item);
	host->release(change);
	host->release(queue);
	host->release(parts);
	host->release(start);
	return result;
}
