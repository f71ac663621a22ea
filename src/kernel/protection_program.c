/*
 * protection_program.c
 *		Moves of least cost by linear programs.  See protection.h.
 */
#include "protection.h"

#include <math.h>

#include "linear_program.h"

bool
guard_ball(Guard *g, int cell, bool only_hidden, int limit)
{
	const Disclosure *d = g->d;
	int			taken = 0;

	g->mark++;
	g->ball_n = 1;
	g->ball_rows_n = 0;
	g->ball[0] = cell;
	g->ball_mark[cell] = g->mark;
	g->local[cell] = 0;
	while (taken < g->ball_n && (limit == 0 || g->ball_n < limit))
	{
		int			j = g->ball[taken++];

		for (int l = d->cell_start[j]; l < d->cell_start[j + 1]; l++)
		{
			int			row = d->cell_row[l];

			if (g->row_mark[row] == g->mark)
				continue;
			g->row_mark[row] = g->mark;
			g->ball_rows[g->ball_rows_n++] = row;
			for (int k = d->row_start[row]; k < d->row_start[row + 1]; k++)
			{
				int			other = d->row_cell[k];

				if (g->ball_mark[other] == g->mark || !guard_can_move(g, other, only_hidden))
					continue;
				g->ball_mark[other] = g->mark;
				g->local[other] = g->ball_n;
				g->ball[g->ball_n++] = other;
			}
		}
		g->host->check();
	}
	if (taken == g->ball_n)
		return true;
	/* equations that only cells at the border have: those outside do not move */
	for (; taken < g->ball_n; taken++)
	{
		for (int l = d->cell_start[g->ball[taken]]; l < d->cell_start[g->ball[taken] + 1]; l++)
		{
			int			row = d->cell_row[l];

			if (g->row_mark[row] == g->mark)
				continue;
			g->row_mark[row] = g->mark;
			g->ball_rows[g->ball_rows_n++] = row;
		}
	}
	return false;
}

/*
 * Two moves at once, one up and one down, each of two columns a cell (rise and fall): columns 4 i ... 4 i + 3 are up's rise and fall,
 * down's rise and fall.  The last equation asks that they differ by the width in the cell (cell 0 of the ball).
 */
static bool
open_moves(Guard *g, double width, int *cost_column, double *cost, int *costs)
{
	const Disclosure *d = g->d;
	const Host *host = g->host;
	int			n = g->ball_n;
	int			m = g->ball_rows_n;
	size_t		entries = 4;
	double	   *rhs = guard_room(host, 2 * (size_t) m + 1, sizeof(double));
	double	   *lower = guard_room(host, 4 * (size_t) n, sizeof(double));
	double	   *upper = guard_room(host, 4 * (size_t) n, sizeof(double));
	int		   *start = guard_room(host, 2 * (size_t) m + 2, sizeof(int));
	int		   *column;
	double	   *coefficient;
	LinearProgram lp = {.rows = 2 * m + 1, .columns = 4 * n};
	bool		done;

	*costs = 0;
	for (int i = 0; i < n; i++)
	{
		int			j = g->ball[i];

		entries += 4 * (size_t) guard_rows_of(d, j);
		for (int k = 0; k < 4; k++)
		{
			lower[4 * i + k] = 0;
			upper[4 * i + k] = k % 2 == 0 ? g->up[j] : g->down[j];
			if (!g->hidden[j])
			{
				cost_column[*costs] = 4 * i + k;
				cost[(*costs)++] = g->cost[j] + 1e-3;
			}
		}
	}
	column = guard_room(host, entries, sizeof(int));
	coefficient = guard_room(host, entries, sizeof(double));
	entries = 0;
	for (int r = 0; r < 2 * m; r++)
	{
		int			row = g->ball_rows[r / 2];

		start[r] = (int) entries;
		rhs[r] = 0;
		for (int k = d->row_start[row]; k < d->row_start[row + 1]; k++)
		{
			int			j = d->row_cell[k];

			if (g->ball_mark[j] != g->mark)
				continue;
			for (int sign = 0; sign < 2; sign++)
			{
				column[entries] = 4 * g->local[j] + 2 * (r % 2) + sign;
				coefficient[entries++] = sign == 0 ? d->row_coef[k] : -d->row_coef[k];
			}
		}
	}
	start[2 * m] = (int) entries;
	rhs[2 * m] = width;
	for (int k = 0; k < 4; k++)
	{
		column[entries] = k;
		coefficient[entries++] = k == 0 || k == 3 ? 1 : -1;
	}
	start[2 * m + 1] = (int) entries;
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

/* are both moves whole, in balance and within the bounds, and do they differ by the width? */
static bool
moves_are_proven(Guard *g, const double *x, double width)
{
	double		range = 0;

	for (int which = 0; which < 2; which++)
	{
		g->mark++;
		for (int i = 0; i < g->ball_n; i++)
		{
			double		by = x[4 * i + 2 * which] - x[4 * i + 2 * which + 1];
			double		whole = rint(by);
			int			j = g->ball[i];

			if (fabs(by - whole) > DISCLOSURE_SNAP || whole > g->up[j] || -whole > g->down[j])
				return false;
			(void) guard_apply(g, j, whole);
			if (i == 0)
				range += which == 0 ? whole : -whole;
		}
		for (int i = 0; i < g->ball_n; i++)
		{
			if (!guard_is_balanced(g, g->ball[i]))
				return false;
		}
	}
	return range >= width;
}

MoveStatus
move_by_program(Guard *g, int cell, double width, bool only_hidden, int limit, double deadline)
{
	const Host *host = g->host;
	bool		complete = guard_ball(g, cell, only_hidden, limit);
	int		   *cost_column = guard_room(host, 4 * (size_t) g->ball_n, sizeof(int));
	double	   *cost = guard_room(host, 4 * (size_t) g->ball_n, sizeof(double));
	double	   *x = guard_room(host, 4 * (size_t) g->ball_n, sizeof(double));
	int			costs;
	LpStatus	status = LP_FAILED;
	MoveStatus	result = MOVE_FAILED;

	(void) complete;
	if (open_moves(g, width, cost_column, cost, &costs))
		status = lp_solve(cost_column, cost, costs, false, x, deadline, host->check);
	lp_close();
	if (status == LP_INFEASIBLE)
		result = MOVE_NONE;
	else if (status == LP_TIMEOUT)
		result = MOVE_TIMEOUT;
	else if (status == LP_OPTIMAL)
	{
		g->moved_n = 0;
		g->price = 0;
		for (int i = 1; i < g->ball_n; i++)
		{
			int			j = g->ball[i];

			if (fabs(x[4 * i] - x[4 * i + 1]) <= DISCLOSURE_SNAP && fabs(x[4 * i + 2] - x[4 * i + 3]) <= DISCLOSURE_SNAP)
				continue;
			g->moved[g->moved_n++] = j;
			if (!g->hidden[j])
				g->price += g->cost[j];
		}
		result = moves_are_proven(g, x, width) ? MOVE_PROVEN : MOVE_FOUND;
	}
	host->release(cost_column);
	host->release(cost);
	host->release(x);
	return result;
}
