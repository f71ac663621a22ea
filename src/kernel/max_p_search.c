/*
 * max_p_search.c
 *		Making max-p regions more homogeneous: descent and tabu search.  See max_p.h.
 */
#include "max_p_state.h"

#include <math.h>

#define SWEEPS			100		/* over all units, at most */
#define TENURE			10		/* steps of the tabu search that a unit stays where it moved to */
#define STEPS			10		/* of the tabu search, times its patience */
#define ROUNDING		1e-11	/* what is this much better, relatively, is better */

#define ALL				(-1)	/* regions */
#define UNKNOWN			(-1)

double
max_p_within(MaxP *m)
{
	double		square = 0;

	for (int32_t r = 0; r < m->p; r++)
		clear_region(m, r);
	for (int32_t i = 0; i < m->n; i++)
		count_unit(m, m->region[i], i, 1);
	for (int32_t i = 0; i < m->n; i++)
		square += distance(m, i, m->region[i]);
	return square;
}

/* may the unit leave its region?  The minimum stays, and the others hang together without it. */
static bool
may_leave(MaxP *m, int32_t i)
{
	int32_t		r = m->region[i];
	int32_t		wanted = 0;
	int32_t		units = 0;

	if (m->people[r] - m->population[i] < m->minimum)
		return false;
	new_mark(m);
	m->mark[i] = m->now;
	for (int64_t l = m->links->start[i]; l < m->links->start[i + 1]; l++)
	{
		int32_t		j = m->links->neighbour[l];

		if (m->region[j] != r)
			continue;
		if (units == 0)
		{
			m->queue[units++] = j;
			m->mark[j] = m->now;
		}
		else
			wanted++;
	}
	for (int32_t at = 0; at < units && wanted > 0; at++)
	{
		int32_t		j = m->queue[at];

		for (int64_t l = m->links->start[j]; l < m->links->start[j + 1]; l++)
		{
			int32_t		next = m->links->neighbour[l];

			if (m->region[next] != r || m->mark[next] == m->now)
				continue;
			m->mark[next] = m->now;
			m->queue[units++] = next;
		}
		worked(m, 8);
		/* a neighbour of i that is reached is looked for once */
		if (at > 0)
		{
			for (int64_t l = m->links->start[j]; l < m->links->start[j + 1]; l++)
				wanted -= m->links->neighbour[l] == i;
		}
	}
	return wanted == 0;
}

static void
move(MaxP *m, int32_t i, int32_t to)
{
	count_unit(m, m->region[i], i, -1);
	put_unit(m, i, to);
}

/* the best of the neighbouring regions to move to: what it changes, INFINITY if there is none */
static double
best_move(MaxP *m, int32_t i, double save, int32_t *to)
{
	double		least = INFINITY;

	*to = -1;
	for (int64_t l = m->links->start[i]; l < m->links->start[i + 1]; l++)
	{
		int32_t		r = m->region[m->links->neighbour[l]];
		double		cost;

		if (r == m->region[i] || r == *to)
			continue;
		cost = added(m, i, r);
		if (cost < least || (cost == least && r < *to))
		{
			least = cost;
			*to = r;
		}
	}
	return least - save;
}

void
max_p_descend(MaxP *m)
{
	bool		moved = true;

	for (int sweep = 0; sweep < SWEEPS && moved; sweep++)
	{
		moved = false;
		for (int32_t i = 0; i < m->n; i++)
		{
			int32_t		to;
			double		save;

			if (m->people[m->region[i]] - m->population[i] < m->minimum)
				continue;
			save = saved(m, i);
			if (best_move(m, i, save, &to) < -ROUNDING * save && may_leave(m, i))
			{
				move(m, i, to);
				moved = true;
			}
		}
	}
}

/* what the best move of a unit changes, for all units that a move from region a to region b can concern */
static void
weigh_again(MaxP *m, int32_t a, int32_t b)
{
	new_mark(m);
	for (int32_t i = 0; i < m->n; i++)
	{
		if (a != ALL && m->region[i] != a && m->region[i] != b)
			continue;
		for (int64_t l = m->links->start[i] - 1; l < m->links->start[i + 1]; l++)
		{
			int32_t		j = l < m->links->start[i] ? i : m->links->neighbour[l];

			if (m->mark[j] == m->now)
				continue;
			m->mark[j] = m->now;
			m->target[j] = -1;
			m->leave[j] = UNKNOWN;
			if (m->people[m->region[j]] - m->population[j] >= m->minimum)
				m->change[j] = best_move(m, j, saved(m, j), &m->target[j]);
		}
	}
	worked(m, (size_t) m->n);
}

double
max_p_search(MaxP *m)
{
	double		at = max_p_within(m);
	double		least = at;
	int32_t		patience = 50 + (int32_t) (10 * sqrt(m->n));
	int32_t		tenure = m->n / 4 < TENURE ? m->n / 4 : TENURE;
	int32_t		improved = 0;

	memcpy(m->best, m->region, (size_t) m->n * sizeof(int32_t));
	for (int32_t i = 0; i < m->n; i++)
		m->until[i] = -1;
	weigh_again(m, ALL, ALL);
	for (int32_t step = 0; step - improved < patience && step < STEPS * patience; step++)
	{
		int32_t		unit = -1;
		int32_t		from;
		double		change = INFINITY;

		for (int32_t i = 0; i < m->n; i++)
		{
			/* one that has just moved may go on only to what was never reached before */
			if (m->target[i] < 0 || m->change[i] >= change ||
				(m->until[i] > step && at + m->change[i] >= least * (1 - ROUNDING)))
				continue;
			if (m->leave[i] == UNKNOWN)
				m->leave[i] = may_leave(m, i);
			if (!m->leave[i])
				continue;
			unit = i;
			change = m->change[i];
		}
		if (unit < 0)
			break;
		from = m->region[unit];
		move(m, unit, m->target[unit]);
		weigh_again(m, from, m->region[unit]);
		m->until[unit] = step + 1 + tenure;
		at += change;
		if (at < least * (1 - ROUNDING))
		{
			least = at;
			improved = step;
			memcpy(m->best, m->region, (size_t) m->n * sizeof(int32_t));
		}
	}
	return least;
}
