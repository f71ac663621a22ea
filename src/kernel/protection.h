/*
 * protection.h
 *		Moves that protect a cell: another table that agrees with all equations and in which the cell has another value.
 *
 * A move d (sum of coefficient * d = 0 in every equation) turns the true table x into x + a d and x - b d, which are tables as well
 * as long as every cell stays within its bounds.  When all cells of d are hidden, the attacker cannot tell these tables apart: the
 * cell's interval is at least a + b wide.  So a move is a proof of safety, checked in whole numbers, and a way to find the cells that
 * must be hidden for it at the least cost:
 *
 *	- move_by_path(): where a cell is in two equations at most, it is an edge between them (or to the ground, when it is in one
 *	  only) and a move is a cycle: the shortest path between the equations of the cell, where cells that are hidden already
 *	  cost nothing.  In a two-way table this is Gusfield's graph: a cell is exactly derivable if and only if it is a bridge.
 *	- move_by_search(): a move of a few cells, for any number of equations a cell (a cube in a table of three ways).
 *	- move_by_program(): the move of least cost by a linear program over cells nearby, for any equations.
 *
 * Somebody who knows some of the cells sees only moves that leave these where they are.
 *
 * Source: D. Gusfield 1988 (disclosure.h); F. D. Carvalho, N. P. Dellaert, M. S. Osorio, "Statistical disclosure in two-dimensional
 * tables: general tables", Journal of the American Statistical Association 89 (1994), 1547-1557; J. P. Kelly, B. L. Golden, A. A. Assad,
 * "Cell suppression: disclosure protection for sensitive tabular data", Networks 22 (1992), 397-417.
 */
#ifndef KERNEL_PROTECTION_H
#define KERNEL_PROTECTION_H

#include "disclosure.h"

typedef struct Guard
{
	const Disclosure *d;
	const Host *host;

	/* the caller's, who may change them between calls */
	bool	   *hidden;			/* n: cannot be seen */
	bool	   *hideable;		/* n: is shown, but may be hidden */
	const double *cost;			/* n: of hiding it; not negative */
	int		   *known;			/* n: known[j] = reader: the reader whom the move must deceive knows the cell */
	int			reader;			/* > 0; 0: knows no cell */

	/* the last move found: its cells without the cell itself */
	int			moved_n;
	int		   *moved;
	double		price;			/* of those that are not hidden yet */

	/* private */
	double		typical_cost;	/* mean of the positive ones */
	double	   *down;			/* n: how far the true value can move within its bounds */
	double	   *up;
	struct PathNode *node;		/* 2 m */
	struct PathItem *heap;
	int			heap_n;
	int			heap_allocated;
	int			search;			/* number of the search, so that nodes need not be cleared */
	int		   *path[2];
	int			path_n[2];
	int		   *direction[2];
	int		   *ball;			/* n: cells nearby */
	int			ball_n;
	int		   *ball_rows;		/* m */
	int			ball_rows_n;
	int		   *ball_mark;		/* n */
	int		   *row_mark;		/* m */
	int		   *local;			/* n */
	double	   *row_sum;		/* m */
	int			mark;
} Guard;

extern Guard *guard_create(const Disclosure *d, const double *cost, const Host *host);
extern void guard_release(Guard *guard);

/*
 * The cheapest move that makes the cell's interval at least so wide.  only_hidden: of hidden cells only.  false: none by paths.
 */
extern bool move_by_path(Guard *guard, int cell, double width, bool only_hidden);

/* the same by a search for a move of a few cells in any number of equations; not always the cheapest */
extern bool move_by_search(Guard *guard, int cell, double width, bool only_hidden);

typedef enum MoveStatus
{
	MOVE_NONE,					/* there is none */
	MOVE_FOUND,
	MOVE_PROVEN,				/* found, and checked in whole numbers */
	MOVE_TIMEOUT,
	MOVE_FAILED					/* the solver gave up */
} MoveStatus;

/* the same by a linear program over cells near by, at most about limit of them (0: all) */
extern MoveStatus move_by_program(Guard *guard, int cell, double width, bool only_hidden, int limit, double deadline);

/* guard->ball: the cells that can move and are connected with the cell, nearest first; false: there are more than limit */
extern bool guard_ball(Guard *guard, int cell, bool only_hidden, int limit);

/* -------- between protection.c and protection_program.c -------- */

static inline void *
guard_room(const Host *host, size_t n, size_t size)
{
	return host->alloc((n > 0 ? n : 1) * size);
}

static inline bool
guard_can_move(const Guard *g, int cell, bool only_hidden)
{
	if (g->reader > 0 && g->known[cell] == g->reader)
		return false;
	return g->hidden[cell] || (!only_hidden && g->hideable[cell]);
}

static inline int
guard_rows_of(const Disclosure *d, int cell)
{
	return d->cell_start[cell + 1] - d->cell_start[cell];
}

/* add a cell's move to the equations of this mark; false: the cell moves twice */
extern bool guard_apply(Guard *g, int cell, double by);

/* are the equations of the cell in balance? */
extern bool guard_is_balanced(const Guard *g, int cell);

#endif							/* KERNEL_PROTECTION_H */
