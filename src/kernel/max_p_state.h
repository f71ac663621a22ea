/*
 * max_p_state.h
 *		Regions while they are made and improved, for max_p.c and max_p_search.c only.
 */
#ifndef KERNEL_MAX_P_STATE_H
#define KERNEL_MAX_P_STATE_H

#include <string.h>

#include "host.h"
#include "regions.h"

#define CHECK_EVERY		200000	/* numbers between two questions whether somebody wants to stop us */

#define FREE			(-1)
#define LEFT_OVER		(-2)

typedef struct MaxP
{
	const Host *host;
	const double *x;
	int			d;
	int32_t		n;
	const Neighbours *links;
	const double *population;
	double		minimum;
	size_t		work;

	uint64_t	seed;
	uint64_t	attempt;
	uint64_t	drawn;

	/* the regions of this attempt */
	int32_t		p;
	int32_t    *region;			/* by unit: 0 ... p - 1, FREE, LEFT_OVER */
	int32_t    *units;			/* by region */
	double	   *people;
	double	   *sum;			/* d each */

	int32_t    *order;			/* of units */
	int32_t    *queue;
	int32_t    *parent;
	int32_t    *open;			/* by unit: its free neighbours */
	int32_t    *mark;			/* by unit: when it was last seen */
	int32_t		now;
	double	   *whole;			/* by unit: population of its branch */
	int32_t    *label;
	int32_t    *until;			/* by unit: it stays until this step */
	int32_t    *target;			/* by unit: where its best move leads, or -1 */
	double	   *change;			/* what that adds to the within sum of squares */
	int8_t	   *leave;			/* whether it may leave its region at all, or UNKNOWN */
	int32_t    *best;			/* by unit: its region in the best division that the search has seen */
} MaxP;

static inline void
worked(MaxP *m, size_t work)
{
	m->work += work;
	if (m->work >= CHECK_EVERY)
	{
		m->work = 0;
		m->host->check();
	}
}

/* a new moment: no unit has been seen yet */
static inline void
new_mark(MaxP *m)
{
	if (++m->now == INT32_MAX)
	{
		memset(m->mark, 0, (size_t) m->n * sizeof(int32_t));
		m->now = 1;
	}
}

/* -------- regions and their sums -------- */

static inline void
clear_region(MaxP *m, int32_t r)
{
	m->units[r] = 0;
	m->people[r] = 0;
	memset(m->sum + (size_t) r * m->d, 0, (size_t) m->d * sizeof(double));
}

static inline void
count_unit(MaxP *m, int32_t r, int32_t i, int sign)
{
	double	   *sum = m->sum + (size_t) r * m->d;
	const double *x = m->x + (size_t) i * m->d;

	m->units[r] += sign;
	m->people[r] += sign * m->population[i];
	for (int j = 0; j < m->d; j++)
		sum[j] += sign * x[j];
}

static inline void
put_unit(MaxP *m, int32_t i, int32_t r)
{
	m->region[i] = r;
	count_unit(m, r, i, 1);
}

/* squared distance of a unit from the mean of a region */
static inline double
distance(MaxP *m, int32_t i, int32_t r)
{
	const double *sum = m->sum + (size_t) r * m->d;
	const double *x = m->x + (size_t) i * m->d;
	double		share = 1.0 / m->units[r];
	double		square = 0;

	for (int j = 0; j < m->d; j++)
	{
		double		difference = x[j] - sum[j] * share;

		square += difference * difference;
	}
	worked(m, (size_t) m->d + 4);
	return square;
}

/* what the within sum of squares of a region gains by a new unit, and loses with one of its own */
static inline double
added(MaxP *m, int32_t i, int32_t r)
{
	return distance(m, i, r) * (m->units[r] / (m->units[r] + 1.0));
}

static inline double
saved(MaxP *m, int32_t i)
{
	int32_t		r = m->region[i];

	return distance(m, i, r) * (m->units[r] / (m->units[r] - 1.0));
}

/* the within sum of squares; sums of the regions begin anew, without the rounding of what came before */
extern double max_p_within(MaxP *m);

/* single units move as long as that lowers the within sum of squares */
extern void max_p_descend(MaxP *m);

/* tabu search; the best division stands in best[]; returns its within sum of squares */
extern double max_p_search(MaxP *m);

#endif							/* KERNEL_MAX_P_STATE_H */
