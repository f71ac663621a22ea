/*
 * multivariate.h
 *		What the aggregates and the windows over arrays of k numbers share.
 */
#ifndef MULTIVARIATE_H
#define MULTIVARIATE_H

#include "gramstate.h"

/* The numbers of a row, finite and one-dimensional; a null pointer when one is NULL: then the row does not count. */
extern const double *multivariate_row(ArrayType *array, int *k);

extern void check_same_length(int k, int other);
extern void check_marker(int marker, int k);

typedef struct FactorAnalysis
{
	double	   *loading;
	double	   *uniqueness;
	double		criterion;
	double	   *scratch;		/* of factor_scratch(), to be used further */
} FactorAnalysis;

/* false where it is not defined */
extern bool multivariate_factor(const GramState *state, int marker, const double *correlation, FactorAnalysis *result);

#endif							/* MULTIVARIATE_H */
