/*
 * controlled_rounding.h
 *		Rounding whole numbers to multiples of a base so that what added up before adds up afterwards.
 *
 * Every figure x becomes one of the two multiples next to it, floor(x / b) b or ceil(x / b) b; a multiple of the base stays
 * (zero-restricted).  Both forms always have a solution.
 *
 * A tree, where each figure is the sum of its parts: the root goes to the nearest multiple (half away from 0); of the parts of
 * a figure, as many as needed are rounded up, those with the largest remainders, equal ones in the order given.  As
 * sum floor(x_c / b) <= floor(x / b) and ceil(x / b) <= sum ceil(x_c / b), either value of a figure can be reached by its parts.
 *
 * A table of rows and columns with all its totals is a circulation: from a source to the rows, from each row through its cells
 * to the columns, from there to a sink, and back.  What is above the floors is a flow of 0 or 1 on each arc whose figure is
 * no multiple; the figures themselves are a fractional one, so that a whole one exists.  Among these the one with the least
 * sum of absolute changes, of cells and totals, is found by shortest paths (primal-dual, blocking flows for all paths of one length).
 *
 * Sources: L. H. Cox, "A constructive procedure for unbiased controlled rounding", Journal of the American Statistical Association
 * 82 (1987), 520-524; B. D. Causey, L. H. Cox, L. R. Ernst, "Applications of transportation theory to statistical problems",
 * ibid. 80 (1985), 903-909; A. Hundepool et al., "Handbook on Statistical Disclosure Control", 2nd edition (2024), 5.5.
 */
#ifndef KERNEL_CONTROLLED_ROUNDING_H
#define KERNEL_CONTROLLED_ROUNDING_H

#include <stdbool.h>
#include <stdint.h>

#include "host.h"

/* figures may be up to this, so that everything stays exact as a double */
#define ROUNDING_LIMIT	INT64_C(1000000000000000)

typedef enum Rounding
{
	ROUNDING_DONE,
	ROUNDING_SUM,				/* a figure is not the sum of its parts */
	ROUNDING_CIRCLE,			/* the parents go in a circle */
	ROUNDING_TWICE,				/* a cell comes twice */
	ROUNDING_FAILED				/* no solution: a fault of ours */
} Rounding;

/* the remainder of x above the multiple below it, 0 ... base - 1, also of negative x */
static inline int64_t
rounding_remainder(int64_t x, int64_t base)
{
	int64_t		r = x % base;

	return r < 0 ? r + base : r;
}

/* the nearest multiple, half away from 0 */
static inline int64_t
rounding_nearest(int64_t x, int64_t base)
{
	int64_t		r = rounding_remainder(x, base);

	return x - r + (r > base - r || (r == base - r && x > 0) ? base : 0);
}

/* the same for doubles, up to rounding of the result; base > 0, both finite */
extern double rounding_nearest_double(double x, double base);

/*
 * Unbiased random rounding: away from 0 with probability remainder / base, which u, uniform in [0, 1), decides.  Multiples stay.
 * Variance r (base - r).
 */
extern double rounding_random_double(double x, double base, double u);

/*
 * x[0 ... n - 1] becomes the rounded figures.  parent[i]: index of the figure that i is part of, -1 at the top of a tree.  *at:
 * which figure is wrong, the first one.
 */
extern Rounding controlled_round_tree(int64_t *x, const int32_t *parent, int32_t n, int32_t base, int32_t *at, const Host *host);

typedef struct RoundingTable
{
	int32_t		rows;
	int32_t		columns;
	int32_t		cells;
	const int32_t *row;			/* of each cell */
	const int32_t *column;
	int64_t    *x;				/* becomes the rounded figures; cells that are not there are 0 */

	/* totals of the rows, then of the columns, then of all */
	const bool *given;			/* is there a figure to check and to round? */
	int64_t    *total;			/* becomes the rounded totals, where given */
} RoundingTable;

/* *at: which total (ROUNDING_SUM), or which cell (ROUNDING_TWICE) is wrong.  The order of the cells does not matter. */
extern Rounding controlled_round_table(RoundingTable *table, int32_t base, int32_t *at, const Host *host);

#endif							/* KERNEL_CONTROLLED_ROUNDING_H */
