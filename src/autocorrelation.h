/*
 * autocorrelation.h
 *		What the aggregates of global spatial autocorrelation share: reading rows, units between which there are weights, results.
 */
#ifndef AUTOCORRELATION_H
#define AUTOCORRELATION_H

#include "spatial.h"

#include "kernel/autocorrelation.h"

#define PERMUTATIONS_MAX	10000000

/* the options of an aggregate, as they are kept in its state */
typedef enum OptionSlot
{
	OPTION_STYLE = 0,			/* WeightStyle; JoinSampling for the join counts */
	OPTION_PERMUTATIONS = 1,
	OPTION_SEED_HIGH = 2,		/* the seed's two halves */
	OPTION_SEED_LOW = 3,
	OPTION_SLOTS = 4
} OptionSlot;

/*
 * The row's id, and whether it counts: id, the numbers (columns arguments from 2 on) and the weights after them are not NULL.
 */
extern bool autocorrelation_row(FunctionCallInfo fcinfo, int columns, int64 *id);

/*
 * The options behind the weights: [word] [, permutations, seed].  word is one of so many words; without it the option is "usual".
 */
extern void autocorrelation_options(FunctionCallInfo fcinfo, int columns, const char *name, const char *const *words, int n, int usual,
									double option[OPTION_SLOTS]);

/* the state with one more row; where its numbers go */
extern double *autocorrelation_add(FunctionCallInfo fcinfo, UnitStore **store, int kind, int columns, int64 id,
								   const double option[OPTION_SLOTS]);

/* units between which there are weights */
typedef struct Problem
{
	Neighbours	w;
	double	   *column[2];
	int32		islands;		/* units with a value that were left out */
	PermutationPlan plan;
} Problem;

/* false: there are none.  style: the standardisation of weights that carry none; with_self: weights of a unit for itself stay. */
extern bool autocorrelation_problem(const UnitStore *store, WeightStyle style, bool with_self, Problem *problem);

/* make_record() of the results of a test: infinite ones are an error, zeros have no sign */
extern Datum make_test_record(FunctionCallInfo fcinfo, double *values, int n);

#endif							/* AUTOCORRELATION_H */
