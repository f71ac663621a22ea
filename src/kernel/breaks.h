/*
 * breaks.h
 *		Class limits by other rules than quantiles and natural breaks, and how well limits fit.
 *
 * All limits are inner ones, in ascending order.  A value is in the class above a limit when it is greater.
 *
 *	  equal		min + i (max - min) / k for i = 1 ... k - 1
 *	  pretty	multiples of 1, 2 or 5 times a power of ten such that about k classes cover min ... max: W. S. Cleveland's and R's rule.  With
 *				d = (max - min) / k and the power of ten b <= d < 10 b, the unit is b; 2 b when 2 b - d < h (d - b); then
 *				5 b when 5 b - d < h5 (d - 2 b); then 10 b when 10 b - d < h (d - 5 b), with h = 1.5 and h5 = 0.5 + 1.5 h.  At least k / 3 classes.
 *	  head/tail	the mean; then the mean of the values above it, and so on, as long as the values above are at most this share of those before
 *				(threshold).  Source: B. Jiang, "Head/tail breaks", Professional Geographer 65 (2013), 482-494
 *	  maximum	the middle of the k - 1 largest gaps between neighbouring values; of equal gaps the lowest
 *
 * Fit of absolute deviations, median of class c being M_c:  sum |x - M_c|, see absolute_deviations().
 */
#ifndef KERNEL_BREAKS_H
#define KERNEL_BREAKS_H

#include <stddef.h>

#include "exact_sum.h"
#include "sort.h"

/* limit i of k - 1; minimum < maximum */
extern double equal_break(double minimum, double maximum, int i, int k);

typedef struct PrettyScale
{
	double		first;			/* limit i is (first + i) * unit */
	double		factor;			/* the unit: factor * 10^power */
	int			power;
	int			limits;			/* number of inner limits */
} PrettyScale;

/* minimum < maximum, their difference finite */
extern PrettyScale pretty_scale(double minimum, double maximum, int k);
extern double pretty_break(const PrettyScale *scale, int i);

/* x sorted; limits has room for "room" of them; returns how many there are */
extern int	head_tail_breaks(const double *x, size_t n, double threshold, double *limits, int room, void (*check) (void));

/* x sorted, with k or more distinct values; gaps: room for k - 1 */
extern void maximum_breaks(const double *x, size_t n, int k, Indexed *gaps, double *limits, void (*check) (void));

/* adds the sum of |x - median| over n sorted values */
extern void absolute_deviations(const double *x, size_t n, ExactSum *sum, void (*check) (void));

#endif							/* KERNEL_BREAKS_H */
