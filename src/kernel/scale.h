/*
 * scale.h
 *		Robust location and spread, and quantiles, of sorted numbers.
 *
 *	  median		middle value, or the mean of the two middle values
 *	  MAD			median of |x - median|
 *	  quantile p	h = (n - 1) p: between the values number floor(h) and floor(h) + 1 (from 0), by the fraction of h
 *
 * Source: Hyndman and Fan 1996, type 7 (R's default); Rousseeuw and Croux 1993 for the factor 1.4826, with which MAD is the standard
 * deviation of a normal distribution.
 */
#ifndef KERNEL_SCALE_H
#define KERNEL_SCALE_H

#include <stddef.h>

#define MAD_FACTOR	1.4826		/* R's mad(), four decimals by convention */

extern double scale_median(const double *sorted, size_t n);
extern double scale_quantile(const double *sorted, size_t n, double p);

/* the MAD; what was sorted is overwritten.  Differences must not overflow. */
extern double scale_mad(double *sorted, size_t n, double median, void (*check) (void));

#endif							/* KERNEL_SCALE_H */
