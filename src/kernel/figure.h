/*
 * figure.h
 *		Figures of areas as vectors: sums over parts, sums over terms, and what becomes of a missing one.
 *
 * The figures that a computation needs are numbered, slot 0 ... n_slots - 1: a slot is one variable on one day, a group of
 * variables, or a numerator or denominator.  Every area holds one value and one code per slot.
 *
 *	  value		NaN where there is no figure
 *	  code		0 where all is final; else severity * FIGURE_SEVERITY + 1 + the slot that the severity comes from.  A delivered
 *				mark that stands for no figure ("secret") has a severity of at least FIGURE_NO_VALUE.
 *
 * A slot is formed, in this order:
 *	  1. as delivered (a value, or a mark that says why there is none);
 *	  2. for an additive slot, as the sum over the parts of the area that are valid on the day of the slot (clamped into the
 *		 validity of the area itself): delivered beats derived at every level on the way;
 *	  3. as the sum of coefficient * value over the terms of the slot - before 2. for a group of which a cell was delivered for the
 *		 area itself, so that the group agrees with it.
 * A sum with a missing item is missing, and its code is the most severe one of its items: missing is never zero.  Where simply
 * nothing was delivered, a group of variables names itself and not one of its many cells.
 *
 * All sums are exact and rounded once (exact_sum.h), so that they depend on no order.  Source: shared rules of the project
 * ("sums first, ratio last", "delivered beats derived", "a mark is a value and a status"), see doc/methods/figures.md.
 */
#ifndef KERNEL_FIGURE_H
#define KERNEL_FIGURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FIGURE_SEVERITY		1000000.0	/* more than there are slots */
#define FIGURE_NO_VALUE		6.0			/* this severity and above: a mark without a value */
#define FIGURE_MISSING		11.0		/* nothing was delivered */
#define FIGURE_RESULT		INT32_MIN
#define FIGURE_SLOTS_MAX	900000

typedef struct FigureTerm
{
	int32_t		target;			/* slot that is formed; terms come in the order of their targets */
	int32_t		source;			/* slot that it is formed from */
	double		coefficient;
} FigureTerm;

typedef struct FigureProgram
{
	int			n_slots;
	const int32_t *day;			/* day of each slot, numbered as in the nodes; FIGURE_RESULT: a numerator or denominator */
	const bool *additive;		/* may be summed over parts */
	int			n_terms;
	const FigureTerm *term;
} FigureProgram;

typedef struct FigureNode
{
	int32_t		rank;			/* parts have a lower rank than their wholes */
	int32_t		valid_from;
	int32_t		valid_to;		/* inclusive */
	int64_t		territory;		/* the same in rows that continue each other */
	double	   *value;			/* n_slots each, changed in place */
	double	   *code;
} FigureNode;

/*
 * part belongs to whole; edges come in the order of their wholes.  Children of an area come and go, and together they are always
 * all of it.  The parts from which somebody built an area are named one by one: where one of them has ended and no other part
 * continues its territory, the area is incomplete, and its sum is missing.
 */
typedef struct FigureEdge
{
	int32_t		whole;
	int32_t		part;
	bool		named;
} FigureEdge;

/* Form slots from their terms where they are not there yet. */
extern void figure_fill(const FigureProgram *program, double *value, double *code);

/*
 * The whole hierarchy: smallest rank first, each node from its parts and then from its terms.  order (n_nodes)
 * and first_edge (n_nodes + 1) are room to work in; check (may be NULL) is called now and then, for interrupts.  Returns false
 * when an edge does not point from a lower to a higher rank.
 */
extern bool figure_roll_up(const FigureProgram *program, FigureNode *node, int n_nodes,
						   const FigureEdge *edge, int n_edges, int64_t *order, int32_t *first_edge, void (*check) (void));

#endif							/* KERNEL_FIGURE_H */
