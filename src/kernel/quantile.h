/*
 * quantile.h
 *		Quantiles of sorted values by the nine definitions of Hyndman and Fan, and classes of equal size.
 *
 * The p-quantile of x_1 <= ... <= x_n lies at the place t, between x_j and x_(j+1) with j = floor(t) and g = t - j (x_0 is x_1, x_(n+1) is x_n):
 *
 *	  type	t							quantile
 *	  1		n p							x_j when g = 0, else x_(j+1)			inverse of the distribution function
 *	  2		n p							their mean when g = 0, else x_(j+1)		the same, averaged at steps (SAS)
 *	  3		n p - 1/2					x_j when g = 0 and j is even, else x_(j+1)	nearest order statistic
 *	  4		n p							(1 - g) x_j + g x_(j+1), as all below
 *	  5		n p + 1/2					hydrologists
 *	  6		(n + 1) p					Minitab, SPSS, percentile of Excel (exclusive)
 *	  7		(n - 1) p + 1				R, numpy, percentile_cont, Excel (inclusive)
 *	  8		(n + 1/3) p + 1/3			median unbiased
 *	  9		(n + 1/4) p + 3/8			unbiased for the normal distribution; GISD
 *
 * For p = i/k the place is a fraction of whole numbers and g is exact.  For any other p the place is rounded: p = 0.1 is no tenth.  A place
 * within a few units of rounding (4 n eps) of a whole number is that number, for all types.
 *
 * Source: R. J. Hyndman, Y. Fan, "Sample quantiles in statistical packages", American Statistician 50 (1996), 361-365.
 */
#ifndef KERNEL_QUANTILE_H
#define KERNEL_QUANTILE_H

#include <stddef.h>
#include <stdint.h>

#define QUANTILE_TYPES	9

/* x in ascending order, n > 0, n < 2^40, type 1 ... 9 */
extern double quantile(const double *x, size_t n, double p, int type);

/* the i/k-quantile, 0 <= i <= k, k <= 2^15 */
extern double quantile_of(const double *x, size_t n, int i, int k, int type);

/*
 * Class 1 ... k of the row with "before" rows before it out of n.  ntile: classes of equal size, the first n mod k of them with one row more.
 * rank: ceil(k rank / n) with rank = before + 1.  floor: 1 + floor(k before / n).
 */
extern int	class_by_ntile(int64_t before, int64_t n, int k);
extern int	class_by_rank(int64_t before, int64_t n, int k);
extern int	class_by_floor(int64_t before, int64_t n, int k);

#endif							/* KERNEL_QUANTILE_H */
