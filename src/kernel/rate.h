/*
 * rate.h
 *		A share, or a rate per so many.
 *
 *	  rate = numerator * per / denominator
 *
 * Multiplied first: for counts the product is exact, so that the result is rounded once (7 of 100 is 7 per cent, while
 * 7.0 / 100 * 100 is 7.000000000000001).  Only where the product is too large for a double is divided first.
 */
#ifndef KERNEL_RATE_H
#define KERNEL_RATE_H

#include <math.h>

static inline double
rate_per(double numerator, double denominator, double per)
{
	double		product = numerator * per;

	return isinf(product) ? numerator / denominator * per : product / denominator;
}

#endif							/* KERNEL_RATE_H */
