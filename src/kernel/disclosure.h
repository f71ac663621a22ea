/*
 * disclosure.h
 *		Cells of published tables, the equations between them, and what follows from these for a cell that is hidden.
 *
 * A table is a set of cells x_1 ... x_n with equations  sum of coefficient * x = 0  (a total is minus one in its own equation) and
 * bounds lower <= x <= upper that everybody knows beforehand (a count is not negative).  Whoever reads the table knows some of the
 * cells.  The others, which are unknown to him, fall into components that have no equation in common; each is looked at alone:
 *
 *	- component_propagate(): bounds that each equation gives to each of its cells, again and again.  Where the component has no
 *	  cycle (an area and its parts, a tree of them) two passes, from the leaves to the root and back, give the exact intervals.
 *	  Counts are whole numbers: bounds are rounded inwards.
 *	- component_derivable(): which cells have one value only, whatever the bounds are?  By linear algebra with integers modulo the
 *	  prime 2^61 - 1, without any tolerance: a random solution of A d = 0 is zero where every solution is (a cell that is not
 *	  derivable passes for one with probability 2^-61).
 *
 * Source: D. Gusfield, "A graph theoretic approach to statistical data security", SIAM Journal on Computing 17 (1988), 552-571; J. T.
 * Schwartz, "Fast probabilistic algorithms for verification of polynomial identities", Journal of the ACM 27 (1980), 701-717.
 */
#ifndef KERNEL_DISCLOSURE_H
#define KERNEL_DISCLOSURE_H

#include <stdbool.h>
#include <stdint.h>

#include "host.h"

typedef struct Disclosure
{
	int			n;				/* cells */
	const double *value;		/* NaN: not known to us */
	const double *lower;		/* may be -infinity */
	const double *upper;		/* may be infinity */
	const bool *integer;		/* the cell is a whole number */

	int			m;				/* equations */
	int		   *row_start;		/* m + 1 */
	int		   *row_cell;		/* the cells of an equation, ascending */
	double	   *row_coef;
	int		   *cell_start;		/* n + 1 */
	int		   *cell_row;		/* the equations of a cell, ascending */
	double	   *cell_coef;
} Disclosure;

/*
 * Fill rows and columns from entries, sorted by equation, then by cell, no pair twice.  Equations and cells count from 0.
 */
extern void disclosure_link(Disclosure *d, int m, int entries, const int *equation, const int *cell, const double *coefficient,
							const Host *host);

/* the first equation that the values do not fulfil, -1 when all do; equations with a value that is not known are skipped */
extern int	disclosure_contradiction(const Disclosure *d, void (*check) (void));

/* a component of unknown cells: both lists in the order of a search from its first cell */
typedef struct Component
{
	int			n;
	int			m;
	int		   *cell;
	int		   *row;
	bool		tree;			/* without cycles */
	bool		exact;			/* whole numbers only: no rounding anywhere */
} Component;

/* how somebody sees the table */
typedef struct View
{
	const Disclosure *d;
	const Host *host;
	bool	   *unknown;		/* n: set by the caller */

	/* what the last component left */
	double	   *low;			/* n */
	double	   *high;
	double	   *rhs;			/* m: what the unknown cells of the equation add up to */
	int		   *cell_list;		/* n */
	int		   *row_list;		/* m */
	int		   *local;			/* n: position of the cell in the component */
	int		   *asked;			/* n: attack.c; -1 between its calls */
	int		   *cell_mark;		/* n: in which component the cell was found */
	int		   *row_mark;		/* m */
	int			mark;
} View;

extern View *view_create(const Disclosure *d, const Host *host);
extern void view_release(View *view);

/* the component of an unknown cell; its lists are good until the next call */
extern void component_find(View *view, int cell, Component *component);

/* view->low and high of the component's cells; false: the bounds contradict each other, there is no such table */
extern bool component_propagate(View *view, const Component *component);

/* derivable[i] for the component's cell i; false: the component is too large for it (100 million numbers in between) */
extern bool component_derivable(View *view, const Component *component, bool *derivable);

/* bounds of a whole number, rounded inwards; so near to a whole number, it is taken for it */
#define DISCLOSURE_SNAP		1e-6
extern double whole_above(double low);
extern double whole_below(double high);

#endif							/* KERNEL_DISCLOSURE_H */
