/*
 * cells.h
 *		Cells and equations of the disclosure control from SQL's arguments: suppression.c (arrays), suppression_window.c (rows).
 */
#ifndef CELLS_H
#define CELLS_H

#include "spatial.h"

#include "kernel/sort.h"
#include "kernel/suppression.h"
#include "utils/memutils.h"

typedef struct Cells
{
	int			n;
	double	   *value;			/* NaN: not known */
	double	   *lower;
	double	   *upper;
	bool	   *integer;
	Disclosure	d;
	int		   *equation;		/* d.m: the caller's number of an equation */
} Cells;

/*
 * A workspace whose end, also by an error or a cancel, frees what the linear program solver holds outside of the server's memory.
 */
extern MemoryContext enter_solver(MemoryContext *caller);
extern void leave_solver(MemoryContext workspace, MemoryContext caller);

/* room for n cells: values NaN, bounds 0 and infinity */
extern void cells_create(Cells *cells, int n);

/* which cells are whole numbers: those whose value is one, and those without a value when all others are */
extern void cells_find_integers(Cells *cells, const bool *ignore);

/* the equations; x: its number, y: the cell from 0, z: the coefficient.  Sorts the entries; one pair twice adds up */
extern void cells_link(Cells *cells, Triple *entry, int entries);

/* errors for what the attack could not do; time_limit in seconds */
extern void check_attack_status(AttackStatus status, double time_limit);
extern double check_time_limit(double seconds);

#endif							/* CELLS_H */
