/*
 * points.h
 *		Rows of numbers as points: put on one scale, ordered, equal rows made one, clusters numbered.
 *
 * x holds the rows one behind the other: x[i * d + j] is column j of row i.  All numbers are finite.
 *
 * What groups rows begins here, so that a result does not depend on the order of rows: the kernels see every different row once,
 * in ascending order, with the number of its copies as weight.  Copies of a row are in one cluster by construction.
 */
#ifndef KERNEL_POINTS_H
#define KERNEL_POINTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sort.h"

/* every column becomes its z-score (divided by n, see moments.h); a constant column becomes 0 */
extern void points_standardise(double *x, size_t n, int d, void (*check) (void));

/*
 * All columns are shifted to begin at 0 and scaled by one power of two, so that the widest reaches from 0 to somewhere in [0.5, 1):
 * distances keep their proportions, no square overflows, and whole numbers stay exact.  Returns the e of
 * x = (new x) * 2^e + shift.
 */
extern int	points_rescale(double *x, size_t n, int d, void (*check) (void));

/*
 * The rows in ascending order: by label (unless it is a null pointer), then column by column.  order[i].index is the i-th row,
 * begins[i] tells whether it differs from the one before.  Returns the number of different rows.
 */
extern size_t points_order(const double *x, const int32_t *label, size_t n, int d, Indexed *order, bool *begins,
						   void (*check) (void));

/* after points_order(): the different rows, how often each is there, and which of them row i is */
extern void points_distinct(const double *x, size_t n, int d, const Indexed *order, const bool *begins,
							double *point, double *weight, int32_t *member, void (*check) (void));

/*
 * Numbers for the clusters 0 ... k - 1 of cluster[]: 1 for the largest (by weight), among equally large ones the one with the
 * smaller centre, compared column by column.  No cluster is empty.  room: k * (d + 1) doubles; order, begins: k.
 */
extern void points_number(const double *point, const double *weight, size_t m, int d, const int32_t *cluster, int k,
						  double *room, Indexed *order, bool *begins, int32_t *number, void (*check) (void));

/* the sum of squared distances to the means of the clusters, exact but for the last roundings; the points lie cluster by cluster */
extern double points_within(const double *point, const double *weight, size_t m, int d, const int32_t *cluster,
							void (*check) (void));

/*
 * Squared distances of one point to POINTS_BLOCK others, which are stored column by column: other[j * POINTS_BLOCK + i].  The
 * terms of each are added in the order of the columns, so that the result does not depend on how the compiler uses the processor.
 */
#define POINTS_BLOCK	4

static inline void
points_block_distances(const double *x, const double *other, int d, double *restrict to)
{
	double		sum[POINTS_BLOCK] = {0};

	for (int j = 0; j < d; j++, other += POINTS_BLOCK)
	{
		for (size_t i = 0; i < POINTS_BLOCK; i++)
		{
			double		difference = x[j] - other[i];

			sum[i] += difference * difference;
		}
	}
	for (size_t i = 0; i < POINTS_BLOCK; i++)
		to[i] = sum[i];
}

static inline double
points_distance(const double *x, const double *y, int d)
{
	double		even = 0;
	double		odd = 0;
	int			j;

	/* two sums, as a processor adds faster than one sum could take it */
	for (j = 0; j + 1 < d; j += 2)
	{
		even += (x[j] - y[j]) * (x[j] - y[j]);
		odd += (x[j + 1] - y[j + 1]) * (x[j + 1] - y[j + 1]);
	}
	if (j < d)
		even += (x[j] - y[j]) * (x[j] - y[j]);
	return even + odd;
}

#endif							/* KERNEL_POINTS_H */
