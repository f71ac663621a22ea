/*
 * composite.h
 *		What the functions on arrays of indicators share: means.c, composite.c, sensitivity.c.
 */
#ifndef COMPOSITE_H
#define COMPOSITE_H

#include "window.h"

/* an array of values whose NULL elements are missing: they become NaN */
extern double *indicator_values(const char *name, ArrayType *array, int *k);

/* weights of k indicators: not negative, none NULL */
extern const double *indicator_weights(ArrayType *array, int k);

/* the same for a window function: an argument that must be the same in all rows; all NULL: equal weights, NULL */
extern double *partition_weights(FunctionCallInfo fcinfo, const VectorPartition *v, int argno);

/* power and minimum share of means */
pg_noreturn extern void refuse_mean_value(double power);
extern void check_minimum_share(double share);
extern double argument_minimum_share(FunctionCallInfo fcinfo, int argno);
extern double argument_power(FunctionCallInfo fcinfo, int argno);

#endif							/* COMPOSITE_H */
