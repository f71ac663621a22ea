/*
 * attack.c
 *		Intervals of hidden cells.  See attack.h.
 */
#include "attack.h"

#include <math.h>
#include <string.h>

#include "linear_program.h"

#define NARROWER	3e-6		/* what an interval that was computed with rounding loses on either side, relative */

bool
attack_is_wide(const AttackInterval *interval, bool integer, double width)
{
	if (interval->derivable)
		return false;
	if (isinf(interval->low) || isinf(interval->high))
		return interval->low < interval->high;
	if (integer)
		return whole_below(interval->high) - whole_above(interval->low) >= width;
	return interval->high - interval->low >= width;
}

/* the component as a linear program between the bounds that the propagation left */
static bool
open_component(View *view, const Component *c)
{
	const Disclosure *d = view->d;
	const Host *host = view->host;
	LinearProgram lp = {.rows = c->m, .columns = c->n};
	double	   *rhs = host->alloc(((size_t) c->m + 1) * sizeof(double));
	double	   *lower = host->alloc((size_t) c->n * sizeof(double));
	double	   *upper = host->alloc((size_t) c->n * sizeof(double));
	int		   *start = host->alloc(((size_t) c->m + 1) * sizeof(int));
	int		   *column;
	double	   *coefficient;
	size_t		entries = 0;
	bool		done;

	for (int i = 0; i < c->n; i++)
	{
		lower[i] = view->low[c->cell[i]];
		upper[i] = view->high[c->cell[i]];
		entries += d->cell_start[c->cell[i] + 1] - d->cell_start[c->cell[i]];
	}
	column = host->alloc((entries + 1) * sizeof(int));
	coefficient = host->alloc((entries + 1) * sizeof(double));
	entries = 0;
	for (int r = 0; r < c->m; r++)
	{
		int			row = c->row[r];

		start[r] = (int) entries;
		rhs[r] = view->rhs[row];
		for (int k = d->row_start[row]; k < d->row_start[row + 1]; k++)
		{
			if (!view->unknown[d->row_cell[k]])
				continue;
			column[entries] = view->local[d->row_cell[k]];
			coefficient[entries++] = d->row_coef[k];
		}
	}
	start[c->m] = (int) entries;
	lp.rhs = rhs;
	lp.lower = lower;
	lp.upper = upper;
	lp.start = start;
	lp.column = column;
	lp.coefficient = coefficient;
	done = lp_open(&lp, host);
	host->release(rhs);
	host->release(lower);
	host->release(upper);
	host->release(start);
	host->release(column);
	host->release(coefficient);
	return done;
}

static AttackStatus
status_of(LpStatus status)
{
	switch (status)
	{
		case LP_OPTIMAL:
		case LP_UNBOUNDED:
			return ATTACK_DONE;
		case LP_INFEASIBLE:
			return ATTACK_CONTRADICTION;
		case LP_TIMEOUT:
			return ATTACK_TIMEOUT;
		default:
			return ATTACK_FAILED;
	}
}

static inline double
snapped(double x, bool exact)
{
	double		nearest = rint(x);

	return exact && fabs(x - nearest) <= DISCLOSURE_SNAP ? nearest : x;
}

/* what all tables seen so far allow for each cell of the component */
typedef struct Seen
{
	double	   *low;
	double	   *high;
	double	   *x;
} Seen;

static void
see_table(Seen *seen, int n, bool exact)
{
	for (int i = 0; i < n; i++)
	{
		double		x = snapped(seen->x[i], exact);

		if (x < seen->low[i])
			seen->low[i] = x;
		if (x > seen->high[i])
			seen->high[i] = x;
	}
}

static inline bool
same(double seen, double bound, bool exact)
{
	return seen == bound || (!exact && fabs(seen - bound) <= 1e-9 * (1 + fabs(bound)));
}

static AttackStatus
optimise(Seen *seen, const Component *c, int i, bool maximise, double deadline, void (*check) (void))
{
	double		one = 1;
	LpStatus	status = lp_solve(&i, &one, 1, maximise, seen->x, deadline, check);

	if (status == LP_OPTIMAL)
		see_table(seen, c->n, c->exact);
	else if (status == LP_UNBOUNDED)
	{
		if (maximise)
			seen->high[i] = INFINITY;
		else
			seen->low[i] = -INFINITY;
	}
	return status_of(status);
}

static AttackInterval
interval_of(double low, double high, bool exact, bool integer)
{
	AttackInterval interval = {low, high, false};

	if (!exact)
	{
		interval.low += NARROWER * fmax(1, fabs(low));
		interval.high -= NARROWER * fmax(1, fabs(high));
		if (interval.low > interval.high)
			interval.low = interval.high = (low + high) / 2;
	}
	else if (integer)
	{
		interval.low = whole_above(low);
		interval.high = whole_below(high);
	}
	return interval;
}

/* only what has one value can be derivable: then it is worth while to find out */
static AttackStatus
find_derivable(View *view, const Component *c, const int *at, AttackInterval *result)
{
	const Host *host = view->host;
	bool	   *derivable;
	bool		any = false;
	bool		done;

	for (int i = 0; i < c->n && !any; i++)
		any = at[c->cell[i]] >= 0 && result[at[c->cell[i]]].low == result[at[c->cell[i]]].high;
	if (!any)
		return ATTACK_DONE;
	derivable = host->alloc((size_t) c->n);
	done = component_derivable(view, c, derivable);
	for (int i = 0; i < c->n && done; i++)
	{
		if (at[c->cell[i]] >= 0)
			result[at[c->cell[i]]].derivable = derivable[i];
	}
	host->release(derivable);
	return done ? ATTACK_DONE : ATTACK_FAILED;
}

/* at[j]: where the result of cell j goes, -1: not asked */
static AttackStatus
attack_component(View *view, const Component *c, const int *at, const double *width, double deadline, AttackInterval *result)
{
	const Disclosure *d = view->d;
	const Host *host = view->host;
	AttackStatus status = ATTACK_DONE;
	Seen		seen;
	LpStatus	first;

	if (c->tree)
	{
		for (int i = 0; i < c->n; i++)
		{
			int			j = c->cell[i];

			if (at[j] >= 0)
				result[at[j]] = interval_of(view->low[j], view->high[j], c->exact, d->integer[j]);
		}
		return width == NULL ? find_derivable(view, c, at, result) : ATTACK_DONE;
	}

	seen.low = host->alloc((size_t) c->n * sizeof(double));
	seen.high = host->alloc((size_t) c->n * sizeof(double));
	seen.x = host->alloc((size_t) c->n * sizeof(double));
	for (int i = 0; i < c->n; i++)
	{
		seen.low[i] = INFINITY;
		seen.high[i] = -INFINITY;
	}
	if (!open_component(view, c))
		status = ATTACK_FAILED;
	else
	{
		first = lp_solve(NULL, NULL, 0, false, seen.x, deadline, host->check);
		status = status_of(first);
		if (first == LP_OPTIMAL)
			see_table(&seen, c->n, c->exact);
	}
	for (int i = 0; i < c->n && status == ATTACK_DONE; i++)
	{
		int			j = c->cell[i];
		bool		exact = c->exact;

		if (at[j] < 0)
			continue;
		for (int end = 0; end < 2 && status == ATTACK_DONE; end++)
		{
			bool		maximise = end == 0;
			AttackInterval so_far = interval_of(seen.low[i], seen.high[i], exact, d->integer[j]);

			if (width != NULL && attack_is_wide(&so_far, d->integer[j], width[at[j]]))
				break;
			if (maximise ? !same(seen.high[i], view->high[j], exact) : !same(seen.low[i], view->low[j], exact))
				status = optimise(&seen, c, i, maximise, deadline, host->check);
		}
		result[at[j]] = interval_of(seen.low[i], seen.high[i], exact, d->integer[j]);
	}
	lp_close();
	host->release(seen.low);
	host->release(seen.high);
	host->release(seen.x);
	if (status == ATTACK_DONE && width == NULL)
		status = find_derivable(view, c, at, result);
	return status;
}

AttackStatus
attack(View *view, const int *asked, int n, const double *width, double deadline, AttackInterval *result)
{
	const Host *host = view->host;
	AttackStatus status = ATTACK_DONE;
	int		   *at = view->asked;
	bool	   *done = host->alloc((size_t) n + 1);

	memset(done, 0, (size_t) n);
	for (int k = n - 1; k >= 0; k--)
		at[asked[k]] = k;		/* the first of several */
	for (int k = 0; k < n && status == ATTACK_DONE; k++)
	{
		Component	c;

		if (at[asked[k]] != k)
		{
			result[k] = result[at[asked[k]]];
			continue;
		}
		if (done[k])
			continue;
		component_find(view, asked[k], &c);
		if (!component_propagate(view, &c))
			status = ATTACK_CONTRADICTION;
		else
			status = attack_component(view, &c, at, width, deadline, result);
		for (int i = 0; i < c.n; i++)
		{
			if (at[c.cell[i]] >= 0)
				done[at[c.cell[i]]] = true;
		}
		host->check();
	}
	for (int k = 0; k < n; k++)
		at[asked[k]] = -1;
	host->release(done);
	return status;
}
