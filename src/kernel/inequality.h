/*
 * inequality.h
 *		Measures of inequality of n values, with or without weights.
 *
 * Gini, values in ascending order, weights w_i, W = sum w, C_i = w_1 + ... + w_i:
 *
 *	  G = sum w_i x_i (C_i + C_(i-1) - W) / (W sum w_i x_i)
 *
 * without weights (w = 1): sum (2 i - n - 1) x_i / (n sum x_i), which is half the mean absolute difference of all pairs over the mean.  0: all
 * equal; (n - 1) / n: one has all.  NaN where sum w x is not positive.
 *
 * Numerators and denominators are exact sums (exact_sum.h).  Source: C. Gini 1914; F. A. Cowell, "Measuring Inequality", 3rd edition, 2011.
 */
#ifndef KERNEL_INEQUALITY_H
#define KERNEL_INEQUALITY_H

#include <stddef.h>

#include "sort.h"

/* x in ascending order */
extern double gini(const double *x, size_t n);

/* pairs (value, weight) as sort_pairs() orders them */
extern double weighted_gini(const Pair *p, size_t n);

#endif							/* KERNEL_INEQUALITY_H */
