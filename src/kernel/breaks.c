/*
 * breaks.c
 *		Class limits: see breaks.h for the rules and sources.
 */
#include "breaks.h"

#include <float.h>
#include <math.h>

#include "moments.h"

#define ROWS_PER_CHECK	1000000

double
equal_break(double minimum, double maximum, int i, int k)
{
	double		range = maximum - minimum;

	if (isinf(range))
		return minimum * (1 - (double) i / k) + maximum * ((double) i / k);
	return minimum + range * i / k;
}

/* -------- pretty -------- */

#define PRETTY_H		1.5
#define PRETTY_H5		(0.5 + 1.5 * PRETTY_H)
#define PRETTY_FUZZ		1e-10	/* of a unit, so that 0.3 is a multiple of 0.1 */
#define PRETTY_SHRINK	0.75

/* factor * 10^power * multiple with as little rounding as there can be */
static double
scaled(double multiple, double factor, int power)
{
	double		whole = multiple * factor;

	if (power >= 0 && power <= 22)
		return whole * pow(10, power);
	if (power < 0 && power >= -22)
		return whole / pow(10, -power);
	if (power < -300)			/* 10^-power alone would be too large */
		return whole / pow(10, 300) / pow(10, -power - 300);
	return whole * pow(10, power);
}

PrettyScale
pretty_scale(double minimum, double maximum, int k)
{
	double		range = maximum - minimum;
	double		largest = fmax(fabs(minimum), fabs(maximum));
	double		cell = range / k;
	int			fewest = k / 3;
	PrettyScale scale;
	double		base,
				unit,
				below,
				above,
				classes;

	/* values that differ by rounding only: classes of the size of the values */
	if (range < largest * ((1 + 1 / (1 + PRETTY_H)) * k * DBL_EPSILON * 3))
	{
		cell = (largest > 10 ? 9 + largest / 10 : largest) * PRETTY_SHRINK;
		if (fewest > 1)
			cell /= fewest;
	}
	cell = fmax(cell, DBL_MIN * 0x1p-20);
	scale.power = (int) floor(log10(cell));
	base = scaled(1, 1, scale.power);
	scale.factor = 1;
	if (2 * base - cell < PRETTY_H * (cell - base))
	{
		scale.factor = 2;
		if (5 * base - cell < PRETTY_H5 * (cell - 2 * base))
		{
			scale.factor = 5;
			if (10 * base - cell < PRETTY_H * (cell - 5 * base))
				scale.factor = 10;
		}
	}
	unit = scaled(1, scale.factor, scale.power);

	below = floor(minimum / unit + PRETTY_FUZZ);
	above = ceil(maximum / unit - PRETTY_FUZZ);
	while (below * unit > minimum + PRETTY_FUZZ * unit)
		below--;
	while (above * unit < maximum - PRETTY_FUZZ * unit)
		above++;

	classes = floor(0.5 + above - below);
	if (classes < fewest)
	{
		int			missing = fewest - (int) classes;

		if (minimum == 0 && below == 0 && maximum != 0)
			above += missing;
		else if (below >= 0)
		{
			above += missing / 2;
			below -= missing / 2 + missing % 2;
		}
		else
		{
			below -= missing / 2;
			above += missing / 2 + missing % 2;
		}
		classes = fewest;
	}
	scale.first = below + 1;
	scale.limits = classes > 1 ? (int) classes - 1 : 0;
	return scale;
}

double
pretty_break(const PrettyScale *scale, int i)
{
	return scaled(scale->first + i, scale->factor, scale->power) + 0.0;
}

/* -------- head/tail -------- */

int
head_tail_breaks(const double *x, size_t n, double threshold, double *limits, int room, void (*check) (void))
{
	int			found = 0;

	while (n > 1 && x[0] < x[n - 1] && found < room)
	{
		ExactWide	sum,
					count;
		double		mean,
					rest;
		size_t		low = 0,
					high = n;

		exact_wide_init(&sum);
		for (size_t i = 0; i < n; i++)
		{
			exact_sum_add(&sum.sum, x[i]);
			if (i % ROWS_PER_CHECK == 0 && check != NULL)
				check();
		}
		exact_wide_init_range(&count, exact_range((double) n));
		exact_sum_add(&count.sum, (double) n);
		mean = exact_quotient(&sum.sum, &count.sum, &rest);
		if (mean >= x[n - 1])	/* rounded up: neighbouring numbers */
			mean = x[0];
		limits[found++] = mean + 0.0;

		while (low < high)		/* the first value above the mean */
		{
			size_t		middle = low + (high - low) / 2;

			if (x[middle] > mean)
				high = middle;
			else
				low = middle + 1;
		}
		if ((double) (n - low) > threshold * (double) n)
			break;
		x += low;
		n -= low;
	}
	return found;
}

/* -------- maximum -------- */

/* is gap a, which lies lower, smaller than gap b?  Of equal gaps the lower counts as the larger. */
static inline bool
gap_before(const Indexed *a, const Indexed *b)
{
	return a->x < b->x || (a->x == b->x && a->index > b->index);
}

/* put a gap into the heap whose root is the smallest */
static void
sift_down(Indexed *heap, int n, int at, Indexed gap)
{
	for (;;)
	{
		int			child = 2 * at + 1;

		if (child >= n)
			break;
		if (child + 1 < n && gap_before(&heap[child + 1], &heap[child]))
			child++;
		if (!gap_before(&heap[child], &gap))
			break;
		heap[at] = heap[child];
		at = child;
	}
	heap[at] = gap;
}

void
maximum_breaks(const double *x, size_t n, int k, Indexed *gaps, double *limits, void (*check) (void))
{
	int			kept = 0;

	if (k < 2)
		return;
	for (size_t i = 1; i < n; i++)
	{
		Indexed		gap = {x[i] / 2 - x[i - 1] / 2, (int64_t) i};	/* halved, as it may be too large for a double */

		if (i % ROWS_PER_CHECK == 0 && check != NULL)
			check();
		if (fabs(x[i]) < 0x1p1000 && fabs(x[i - 1]) < 0x1p1000)
			gap.x = (x[i] - x[i - 1]) / 2;
		if (!(x[i] > x[i - 1]))
			continue;
		if (kept < k - 1)
		{
			gaps[kept++] = gap;
			if (kept == k - 1)
			{
				for (int at = kept / 2; at >= 0; at--)
					sift_down(gaps, kept, at, gaps[at]);
			}
		}
		else if (gap_before(&gaps[0], &gap))
			sift_down(gaps, kept, 0, gap);
	}

	/* upwards by place */
	for (int i = 0; i < kept; i++)
		gaps[i].x = 0;
	sort_indexed(gaps, kept, check);
	for (int i = 0; i < kept; i++)
	{
		double		low = x[gaps[i].index - 1];
		double		high = x[gaps[i].index];
		double		middle = (low + high) / 2;

		if (isinf(middle))
			middle = low / 2 + high / 2;
		limits[i] = (middle >= high ? low : middle) + 0.0;	/* neighbouring numbers have no middle */
	}
}

/* -------- absolute deviations -------- */

/* the values above the median less those below: the median itself cancels out, so that nothing is rounded */
void
absolute_deviations(const double *x, size_t n, ExactSum *sum, void (*check) (void))
{
	for (size_t i = 0; i < n / 2; i++)
	{
		exact_sum_add(sum, -x[i]);
		exact_sum_add(sum, x[n - 1 - i]);
		if (i % ROWS_PER_CHECK == 0 && check != NULL)
			check();
	}
}
