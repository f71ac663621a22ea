/*
 * linear_program.h
 *		Linear programs with equations and bounds,
 *
 *			minimise or maximise  c x   subject to   A x = b,  lower <= x <= upper,
 *
 *		by the simplex method of GLPK.  This is the only file that knows GLPK.
 *
 * GLPK aborts the process on an error, prints, allocates by malloc() and cannot be interrupted.  Here its error hook jumps back
 * into this file and gives up everything that GLPK holds; it is silent; it runs in slices of time between which check() is
 * called and the clock is looked at; and what is open when check() does not return is freed by lp_abandon(), which the host
 * calls when its memory goes.  check() is never called while GLPK is at work, so that nobody jumps over its frames.
 *
 * One program is open at a time: solve it for as many objectives as needed (each begins where the last one ended), then close it.
 */
#ifndef KERNEL_LINEAR_PROGRAM_H
#define KERNEL_LINEAR_PROGRAM_H

#include <stdbool.h>

#include "host.h"

typedef enum LpStatus
{
	LP_OPTIMAL,
	LP_INFEASIBLE,				/* no x at all */
	LP_UNBOUNDED,
	LP_TIMEOUT,					/* not at its end by the deadline */
	LP_FAILED					/* GLPK gave up: numerical trouble, no memory */
} LpStatus;

typedef struct LinearProgram
{
	int			rows;
	int			columns;
	const double *rhs;			/* rows */
	const double *lower;		/* columns; may be -infinity */
	const double *upper;		/* columns; may be infinity */
	const int  *start;			/* rows + 1: the entries of a row */
	const int  *column;			/* of an entry; no column twice in a row */
	const double *coefficient;
} LinearProgram;

/* open a program, closing one that is open; false: GLPK could not */
extern bool lp_open(const LinearProgram *program, const Host *host);

/*
 * Optimise the sum of cost[k] * x[column[k]].  x gets the solution when there is one.  deadline: of lp_clock(), in seconds.
 */
extern LpStatus lp_solve(const int *column, const double *cost, int n, bool maximise, double *x, double deadline, void (*check) (void));

extern void lp_close(void);

/* free what is open after an error elsewhere; does nothing when all is closed */
extern void lp_abandon(void);

/* seconds on a clock that only goes forward */
extern double lp_clock(void);

/* for tests: from now on calls of GLPK fail as if it had run out of memory, or no longer; is a program open? */
extern void lp_fail(bool on);
extern bool lp_is_open(void);

#endif							/* KERNEL_LINEAR_PROGRAM_H */
