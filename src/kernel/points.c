/*
 * points.c
 *		Rows of numbers as points.  See points.h.
 */
#include "points.h"

#include <math.h>
#include <string.h>

#include "moments.h"

#define CHECK_EVERY		100000	/* numbers between two questions whether somebody wants to stop us */
#define ROWS_PER_CHECK	1000	/* the same for whole rows */

void
points_standardise(double *x, size_t n, int d, void (*check) (void))
{
	for (int j = 0; j < d; j++)
	{
		ExactWide	rows,
					sum,
					squares;
		Moments		m;

		exact_wide_init(&rows);
		exact_wide_init(&sum);
		exact_wide_init(&squares);
		exact_sum_add(&rows.sum, (double) n);
		for (size_t i = 0; i < n; i++)
		{
			exact_sum_add(&sum.sum, x[i * d + j]);
			exact_sum_add_product(&squares.sum, x[i * d + j], x[i * d + j]);
			if (check && i % CHECK_EVERY == 0)
				check();
		}
		exact_wide_trim(&rows);
		exact_wide_trim(&sum);
		exact_wide_trim(&squares);
		if (!moments(&rows.sum, &sum.sum, &squares.sum, 0, &m) || m.sd == 0)
		{
			for (size_t i = 0; i < n; i++)
				x[i * d + j] = 0;
		}
		else
		{
			/* + 0: never -0, which would sort apart */
			for (size_t i = 0; i < n; i++)
				x[i * d + j] = moments_zscore(&m, x[i * d + j]) + 0.0;
		}
	}
}

int
points_rescale(double *x, size_t n, int d, void (*check) (void))
{
	double		half = 1;
	double		widest = 0;
	int			exponent = 0;

	/* twice only when a range overflows: then with half of everything, which is exact for numbers so large */
	for (int attempt = 0; attempt < 2; attempt++)
	{
		widest = 0;
		for (int j = 0; j < d; j++)
		{
			double		low = INFINITY;
			double		high = -INFINITY;

			for (size_t i = 0; i < n; i++)
			{
				low = x[i * d + j] < low ? x[i * d + j] : low;
				high = x[i * d + j] > high ? x[i * d + j] : high;
			}
			if (n > 0 && high * half - low * half > widest)
				widest = high * half - low * half;
			if (check)
				check();
		}
		if (isfinite(widest))
			break;
		half = 0.5;
	}

	(void) frexp(widest, &exponent);
	for (int j = 0; j < d; j++)
	{
		double		low = INFINITY;

		for (size_t i = 0; i < n; i++)
			low = x[i * d + j] < low ? x[i * d + j] : low;
		for (size_t i = 0; i < n; i++)
			x[i * d + j] = ldexp(x[i * d + j] * half - low * half, -exponent) + 0.0;
		if (check)
			check();
	}
	return half == 1 ? exponent : exponent + 1;
}

/* Column by column: within the runs of rows that are equal so far, the next column decides. */
size_t
points_order(const double *x, const int32_t *label, size_t n, int d, Indexed *order, bool *begins, void (*check) (void))
{
	size_t		runs = n > 0;

	for (size_t i = 0; i < n; i++)
	{
		order[i].index = (int64_t) i;
		begins[i] = i == 0;
	}
	for (int j = label ? -1 : 0; j < d && runs < n; j++)
	{
		for (size_t from = 0, to; from < n; from = to)
		{
			for (to = from + 1; to < n && !begins[to];)
				to++;
			if (to - from == 1)
				continue;
			for (size_t i = from; i < to; i++)
				order[i].x = j < 0 ? (double) label[order[i].index] : x[(size_t) order[i].index * d + j];
			sort_indexed(order + from, to - from, check);
			for (size_t i = from + 1; i < to; i++)
			{
				begins[i] = order[i].x != order[i - 1].x;
				runs += begins[i];
			}
		}
		if (check)
			check();
	}
	return runs;
}

void
points_distinct(const double *x, size_t n, int d, const Indexed *order, const bool *begins,
				double *point, double *weight, int32_t *member, void (*check) (void))
{
	size_t		m = 0;

	for (size_t i = 0; i < n; i++)
	{
		if (begins[i])
		{
			memcpy(point + m * d, x + (size_t) order[i].index * d, d * sizeof(double));
			weight[m++] = 0;
		}
		weight[m - 1]++;
		member[order[i].index] = (int32_t) (m - 1);
		if (check && i % ROWS_PER_CHECK == 0)
			check();
	}
}

void
points_number(const double *point, const double *weight, size_t m, int d, const int32_t *cluster, int k,
			  double *room, Indexed *order, bool *begins, int32_t *number, void (*check) (void))
{
	int			columns = d + 1;

	memset(room, 0, (size_t) k * columns * sizeof(double));
	for (size_t i = 0; i < m; i++)
	{
		double	   *c = room + (size_t) cluster[i] * columns;

		c[0] -= weight[i];		/* the largest comes first */
		for (int j = 0; j < d; j++)
			c[1 + j] += weight[i] * point[i * d + j];
		if (check && i % ROWS_PER_CHECK == 0)
			check();
	}
	for (int c = 0; c < k; c++)
	{
		for (int j = 0; j < d; j++)
			room[(size_t) c * columns + 1 + j] /= -room[(size_t) c * columns];
	}
	(void) points_order(room, NULL, k, columns, order, begins, check);
	for (int c = 0; c < k; c++)
		number[order[c].index] = c + 1;
}

double
points_within(const double *point, const double *weight, size_t m, int d, const int32_t *cluster, void (*check) (void))
{
	ExactWide	total;

	exact_wide_init(&total);
	for (size_t from = 0, to; from < m; from = to)
	{
		for (to = from + 1; to < m && cluster[to] == cluster[from];)
			to++;
		for (int j = 0; j < d; j++)
		{
			ExactWide	w,
						wx,
						wxx;
			Moments		moment;

			exact_wide_init(&w);
			exact_wide_init(&wx);
			exact_wide_init(&wxx);
			for (size_t i = from; i < to; i++)
			{
				double		x = point[i * d + j];

				exact_sum_add(&w.sum, weight[i]);
				exact_sum_add_product(&wx.sum, weight[i], x);
				exact_sum_add_product3(&wxx.sum, weight[i], x, x);
				if (check && i % CHECK_EVERY == 0)
					check();
			}
			exact_wide_trim(&w);
			exact_wide_trim(&wx);
			exact_wide_trim(&wxx);
			if (moments(&w.sum, &wx.sum, &wxx.sum, 0, &moment))
				exact_sum_add(&total.sum, exact_sum_round(&w.sum) * moment.sd * moment.sd);
		}
	}
	return exact_sum_round(&total.sum);
}
