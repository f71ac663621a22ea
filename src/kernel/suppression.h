/*
 * suppression.h
 *		Which cells of published tables must be hidden so that the unsafe ones cannot be worked out?
 *
 * Given are cells and equations (disclosure.h), which cells are unsafe and how wide the interval of each must be, what it costs to
 * hide another one, and readers: sets of cells that somebody knows exactly (the municipality that may see its own figures).  The
 * outsider, who knows none, is always there.  A pattern is safe when, for the outsider and for each reader, every unsafe cell
 * that he does not know has an interval of the required width (attack.h).
 *
 *	1. For each unsafe cell and the outsider: the cheapest move by a path (protection.h); its cells are hidden.  Then the same for
 *	   each reader who knows a cell of that move.  Hiding more only widens intervals: what is proven stays proven.
 *	2. An equation whose hidden cells together are known to be few (fewer than an unsafe cell of it must have values): one more cell.
 *	3. Cells for which no path was found: the cheapest move by a linear program, over ever more cells; failing that, an attack; is
 *	   the cell still open, the cells around it are hidden, nearest first, until the attack fails; if it does not fail when
 *	   everything is hidden that may be, the cell cannot be protected.
 *	4. The whole pattern is attacked anew.  Safe is what is proven: by a move of hidden cells, checked in whole numbers, or by
 *	   intervals.  What is broken goes back to step 3 with a greater width.
 *
 * The result depends on the order of cells and equations only where costs are equal.  It is not the optimum, which is NP-hard.
 *
 * Source: see protection.h and attack.h; J. P. Kelly et al. 1992; L. H. Cox, "Suppression methodology and statistical disclosure
 * control", Journal of the American Statistical Association 75 (1980), 377-385.
 */
#ifndef KERNEL_SUPPRESSION_H
#define KERNEL_SUPPRESSION_H

#include "attack.h"
#include "protection.h"

/* what is said about a cell */
typedef enum CellState
{
	CELL_OPEN = 0,				/* may be shown or hidden */
	CELL_UNSAFE = 1,			/* must be hidden and protected */
	CELL_HIDDEN = 2,			/* hidden anyway, needs no protection */
	CELL_FIXED = 3,				/* shown already, cannot be hidden */
	CELL_HELD = 4				/* hidden in an earlier release, stays hidden and protected */
} CellState;

/* what becomes of it */
#define RESULT_SHOWN		0
#define RESULT_UNSAFE		1
#define RESULT_SECONDARY	2
#define RESULT_FIXED		3
#define RESULT_UNPROTECTED	(-1)

typedef struct SuppressionProblem
{
	const Disclosure *d;
	const int  *state;			/* n: CellState */
	const double *width;		/* n: of the intervals of unsafe cells */
	const double *least_sum;	/* n: what the hidden cells of an equation with this unsafe cell must add up to; 0: nothing */
	const double *cost;			/* n: not negative */
	int			readers;
	const int  *reader_start;	/* readers + 1 */
	const int  *reader_cell;	/* what a reader knows; cells with a value */
} SuppressionProblem;

/* DONE: result (n) is a pattern that was attacked for all readers; its unsafe cells are safe unless RESULT_UNPROTECTED */
extern AttackStatus suppress_cells(const SuppressionProblem *problem, double deadline, int *result, const Host *host);

#endif							/* KERNEL_SUPPRESSION_H */
