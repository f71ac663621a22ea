/*
 * attack.h
 *		The attack on hidden cells: the least and the greatest value that a cell can have in any table that agrees with what the
 *		attacker knows: the cells that are not hidden, the equations, the bounds.
 *
 * Components without cycles are answered by propagating bounds (disclosure.h); only what has cycles becomes a linear program,
 * one for all cells of a component, minimised and maximised for one cell after the other.  Each solution is a table that is
 * possible: it shows how far all other cells can go at least, and a cell that it shows at the ends of what the propagation left
 * needs no optimum of its own.
 *
 * Counts are whole numbers and their bounds are rounded inwards.  The integer program may leave less than the linear one where
 * tables are linked in three and more ways (in two-way tables with totals and one hierarchy it does not, as their equations are
 * those of a network).  Where coefficients are not whole numbers, intervals are taken for narrower by the tolerance, never for wider.
 *
 * Source: M. Fischetti, J. J. Salazar, "Models and algorithms for optimizing cell suppression in tabular data with linear
 * constraints", Journal of the American Statistical Association 95 (2000), 916-928; A. Hundepool et al., Handbook on Statistical
 * Disclosure Control, chapter 4.
 */
#ifndef KERNEL_ATTACK_H
#define KERNEL_ATTACK_H

#include "disclosure.h"

typedef enum AttackStatus
{
	ATTACK_DONE,
	ATTACK_TIMEOUT,				/* not at its end by the deadline: nothing is proven */
	ATTACK_FAILED,				/* the solver gave up, or it is too large: nothing is proven */
	ATTACK_CONTRADICTION		/* there is no table with these cells */
} AttackStatus;

typedef struct AttackInterval
{
	double		low;			/* may be -infinity */
	double		high;			/* may be infinity */
	bool		derivable;		/* by linear algebra alone */
} AttackInterval;

/*
 * Intervals of so many cells, which the view does not know.  width (may be a null pointer): a cell is done with as soon as it is
 * seen to be at least so wide (more than 0); then the interval is one that the true one contains, and derivable is not found out.  deadline: of lp_clock().
 */
extern AttackStatus attack(View *view, const int *asked, int n, const double *width, double deadline, AttackInterval *result);

/* is the interval at least so wide, in whole numbers when the cell is one? */
extern bool attack_is_wide(const AttackInterval *interval, bool integer, double width);

#endif							/* KERNEL_ATTACK_H */
