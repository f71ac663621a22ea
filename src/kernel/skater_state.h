/*
 * skater_state.h
 *		The tree and its parts, for skater.c and skater_limits.c only.
 */
#ifndef KERNEL_SKATER_STATE_H
#define KERNEL_SKATER_STATE_H

#include "host.h"
#include "regions.h"
#include "sort.h"

#define CHECK_EVERY		200000	/* numbers between two questions whether somebody wants to stop us */
#define CAPS			2		/* maxima: of population, of units */

/* a link of the tree, seen from one of its units */
typedef struct Branch
{
	int32_t		to;
	int32_t		edge;
} Branch;

/* a tree that is left after some cuts, and its best cut */
typedef struct Part
{
	int32_t		root;
	int32_t		unit;			/* the cut takes this unit off with all that hangs on it; -1: no cut is possible */
	int32_t		edge;			/* the same cut as a link of the tree */
	double		gain;			/* what it takes from the within sum of squares */
	int32_t		possible;		/* so many regions of the minimum population it gives */
	int32_t		lost;			/* so many fewer its halves give */
	int32_t		needed[CAPS];	/* so many regions of at most the maximum it needs */
	int32_t		added[CAPS];	/* so many more its halves need */
} Part;

typedef struct Cap
{
	const double *size;			/* of the units; a null pointer: 1 each */
	double		maximum;
	int32_t		spare;			/* k less what all parts need */
	double	   *rest;			/* by unit: what its branch leaves for the trunk */
	int32_t    *pieces;			/* by unit: cut off within its branch */
} Cap;

typedef struct Skater
{
	const Host *host;
	const double *x;
	int			d;
	int32_t		n;
	size_t		work;

	/* the tree: row of i is start[i] ... start[i + 1] - 1 */
	int32_t		edges;
	int64_t    *start;
	Branch	   *branch;
	bool	   *cut;			/* by edge */

	/* the part that is being looked at: units from the root outwards, and by unit */
	int32_t		units;
	int32_t    *order;
	int32_t    *parent;
	int32_t    *edge;			/* to the parent */
	int32_t    *size;			/* of the branch */
	double	   *sum;			/* d each: of the branch, of differences from the part's mean */
	double	   *mean;			/* d */

	/* minimum population */
	double		minimum;		/* 0: none */
	const double *population;
	int32_t		surplus;		/* regions that are possible beyond k */
	int32_t    *inside;			/* by unit: regions that its branch gives */
	double	   *left;			/* what is left of it then */
	double	   *whole;			/* the same before the unit itself closed a region */
	int32_t    *outside;		/* regions that the other side gives */
	double	   *beyond;			/* what is left of it then */

	int			caps;
	Cap			cap[CAPS];
	Indexed    *candidate;		/* cuts in order of gain */
	int32_t    *below;			/* by edge: the unit that it takes off */
	double	   *child;			/* rests of a unit's branches */

	/* the parts, and a heap of those that can be cut */
	int32_t		parts;
	Part	   *part;
	int32_t		waiting;
	int32_t    *heap;
} Skater;

static inline void
skater_worked(Skater *s, size_t work)
{
	s->work += work;
	if (s->work >= CHECK_EVERY)
	{
		s->work = 0;
		s->host->check();
	}
}

/*
 * Of the part that was walked over last: how many regions of the minimum population it gives (and, by unit, what its branch
 * and all the rest give); how many regions of at most the maximum it needs; how many both sides of the cut that takes this
 * unit off need.
 */
extern int32_t skater_possible(Skater *s);
extern int32_t skater_needed(Skater *s, Cap *cap);
extern int32_t skater_needed_after(Skater *s, const Cap *cap, int32_t unit);

#endif							/* KERNEL_SKATER_STATE_H */
