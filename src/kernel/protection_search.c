/*
 * protection_search.c
 *		Moves of a few cells where cells are in more than two equations: tables of three ways, totals inside a hierarchy.  See
 *		protection.h.
 *
 * A partial move has equations that are out of balance by 1 or -1.  The oldest of them is mended by one more cell, whose other
 * equations fall out of balance, or into it.  Of all partial moves of so many cells the most promising are kept (a beam); in a table
 * of three ways the search goes round a cube of eight cells.
 */
#include "protection.h"

#include <math.h>
#include <string.h>

#define BEAM			32
#define CELLS_MAX		20		/* of a move */
#define OPEN_MAX		24		/* equations out of balance at a time */

typedef struct Partial
{
	double		price;
	double		score;			/* price and what is still to be paid, as a guess */
	int			cells;
	int			opens;
	int			cell[CELLS_MAX];
	int			open[OPEN_MAX];
	int			imbalance[OPEN_MAX];
} Partial;

typedef struct Beam
{
	int			n;
	Partial		item[BEAM];
} Beam;

/* one more cell; false: too many, or out of balance by more than one */
static bool
extend(const Guard *g, const Partial *from, int cell, int by, double price, double guess, Partial *to)
{
	const Disclosure *d = g->d;

	*to = *from;
	if (to->cells == CELLS_MAX)
		return false;
	to->cell[to->cells++] = cell;
	to->price += price;
	for (int l = d->cell_start[cell]; l < d->cell_start[cell + 1]; l++)
	{
		int			row = d->cell_row[l];
		int			change;
		int			at = 0;

		if (fabs(d->cell_coef[l]) != 1)
			return false;
		change = d->cell_coef[l] > 0 ? by : -by;
		while (at < to->opens && to->open[at] != row)
			at++;
		if (at == to->opens)
		{
			if (to->opens == OPEN_MAX)
				return false;
			to->open[to->opens] = row;
			to->imbalance[to->opens++] = change;
		}
		else if (to->imbalance[at] == change)
			return false;
		else
		{
			/* in balance; the others stay in order of age */
			to->opens--;
			for (; at < to->opens; at++)
			{
				to->open[at] = to->open[at + 1];
				to->imbalance[at] = to->imbalance[at + 1];
			}
		}
	}
	to->score = to->price + guess * to->opens;
	return true;
}

static void
keep(Beam *beam, const Partial *p)
{
	int			at;

	if (beam->n == BEAM && !(p->score < beam->item[BEAM - 1].score))
		return;
	if (beam->n < BEAM)
		beam->n++;
	for (at = beam->n - 1; at > 0 && p->score < beam->item[at - 1].score; at--)
		beam->item[at] = beam->item[at - 1];
	beam->item[at] = *p;
}

static bool
is_in(const Partial *p, int cell)
{
	for (int k = 0; k < p->cells; k++)
	{
		if (p->cell[k] == cell)
			return true;
	}
	return false;
}

/* the best move found that is cheaper than *best: it replaces it */
static bool
search_split(Guard *g, int cell, double a, double b, bool only_hidden, Beam *now, Beam *next, Partial *best)
{
	const Disclosure *d = g->d;
	Partial		start = {0};
	bool		found = false;
	double		guess = only_hidden ? 1 : g->typical_cost / 2;

	now->n = 0;
	if (!extend(g, &start, cell, 1, 0, guess, &now->item[0]))
		return false;
	now->n = 1;
	for (int step = 1; step < CELLS_MAX && now->n > 0; step++)
	{
		next->n = 0;
		for (int i = 0; i < now->n; i++)
		{
			const Partial *p = &now->item[i];
			int			row = p->open[0];

			if (!(p->price < best->price))
				continue;
			for (int k = d->row_start[row]; k < d->row_start[row + 1]; k++)
			{
				int			j = d->row_cell[k];
				bool		rises = (d->row_coef[k] > 0) != (p->imbalance[0] > 0);
				double		price = g->hidden[j] ? 0 : g->cost[j];
				Partial		more;

				if (!guard_can_move(g, j, only_hidden) || !(p->price + price < best->price) ||
					(rises ? g->up[j] < a || g->down[j] < b : g->down[j] < a || g->up[j] < b) ||
					is_in(p, j) || !extend(g, p, j, rises ? 1 : -1, price, guess, &more))
					continue;
				if (more.opens > 0)
					keep(next, &more);
				else
				{
					*best = more;
					found = true;
					if (more.price == 0)
						return true;
				}
			}
		}
		g->host->check();
		{
			Beam	   *swap = now;

			now = next;
			next = swap;
		}
	}
	return found;
}

bool
move_by_search(Guard *g, int cell, double width, bool only_hidden)
{
	Beam	   *beam = g->host->alloc(2 * sizeof(Beam));
	Partial		best = {.price = INFINITY};
	bool		found = false;

	for (int step = 0; step <= 2 && best.price > 0; step++)
	{
		/* all upwards, half and half, all downwards */
		double		a = step == 0 ? width : step == 1 ? floor(width / 2) : 0;

		if (g->up[cell] < a || g->down[cell] < width - a)
			continue;
		if (search_split(g, cell, a, width - a, only_hidden, &beam[0], &beam[1], &best))
			found = true;
	}
	g->host->release(beam);
	if (!found)
		return false;
	g->price = best.price;
	g->moved_n = best.cells - 1;
	memcpy(g->moved, best.cell + 1, (size_t) g->moved_n * sizeof(int));
	return true;
}
