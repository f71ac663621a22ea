/*
 * scale.c
 *		Median, MAD, quantiles: see scale.h.
 */
#include "scale.h"

#include <float.h>
#include <math.h>

#include "sort.h"

double
scale_median(const double *sorted, size_t n)
{
	double		a = sorted[(n - 1) / 2];
	double		b = sorted[n / 2];
	double		middle = (a + b) / 2;

	return isinf(middle) ? a / 2 + b / 2 : middle;
}

double
scale_quantile(const double *sorted, size_t n, double p)
{
	double		h = (double) (n - 1) * p;
	double		whole = floor(h + 4 * DBL_EPSILON);	/* 0.7 * 10 shall be 7 */
	double		fraction = h - whole;
	size_t		i = (size_t) whole;

	if (fraction <= 4 * DBL_EPSILON || i >= n - 1)
		return sorted[i < n ? i : n - 1];
	if (sorted[i] == sorted[i + 1])
		return sorted[i];
	return (1 - fraction) * sorted[i] + fraction * sorted[i + 1];
}

double
scale_mad(double *sorted, size_t n, double median, void (*check) (void))
{
	for (size_t i = 0; i < n; i++)
		sorted[i] = fabs(sorted[i] - median);
	sort_doubles(sorted, n, check);
	return scale_median(sorted, n);
}
