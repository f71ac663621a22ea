/*
 * disclosure.c
 *		Equations between cells, components of hidden cells, bounds.  See disclosure.h; component_derivable() is in derivable.c.
 */
#include "disclosure.h"

#include <math.h>
#include <string.h>

#define TOLERANCE	1e-9		/* of an equation, relative to the sum of its terms' absolute values */
#define PASSES_MAX	16			/* of the propagation in a component with cycles */
#define CHECK_EVERY	4096

static void *
room(const Host *host, size_t n, size_t size)
{
	return host->alloc((n > 0 ? n : 1) * size);
}

void
disclosure_link(Disclosure *d, int m, int entries, const int *equation, const int *cell, const double *coefficient, const Host *host)
{
	int		   *next = room(host, d->n, sizeof(int));

	d->m = m;
	d->row_start = room(host, (size_t) m + 1, sizeof(int));
	d->row_cell = room(host, entries, sizeof(int));
	d->row_coef = room(host, entries, sizeof(double));
	d->cell_start = room(host, (size_t) d->n + 1, sizeof(int));
	d->cell_row = room(host, entries, sizeof(int));
	d->cell_coef = room(host, entries, sizeof(double));

	memset(d->row_start, 0, ((size_t) m + 1) * sizeof(int));
	memset(d->cell_start, 0, ((size_t) d->n + 1) * sizeof(int));
	for (int k = 0; k < entries; k++)
	{
		d->row_start[equation[k] + 1]++;
		d->cell_start[cell[k] + 1]++;
		d->row_cell[k] = cell[k];
		d->row_coef[k] = coefficient[k];
	}
	for (int e = 0; e < m; e++)
		d->row_start[e + 1] += d->row_start[e];
	for (int j = 0; j < d->n; j++)
	{
		d->cell_start[j + 1] += d->cell_start[j];
		next[j] = d->cell_start[j];
	}
	host->check();
	for (int e = 0; e < m; e++)
	{
		for (int k = d->row_start[e]; k < d->row_start[e + 1]; k++)
		{
			int			at = next[d->row_cell[k]]++;

			d->cell_row[at] = e;
			d->cell_coef[at] = d->row_coef[k];
		}
	}
	host->release(next);
	host->check();
}

int
disclosure_contradiction(const Disclosure *d, void (*check) (void))
{
	for (int e = 0; e < d->m; e++)
	{
		double		sum = 0;
		double		size = 0;

		if (e % CHECK_EVERY == 0)
			check();
		for (int k = d->row_start[e]; k < d->row_start[e + 1]; k++)
		{
			double		term = d->row_coef[k] * d->value[d->row_cell[k]];

			sum += term;		/* a value that is not known makes it NaN */
			size += fabs(term);
		}
		if (fabs(sum) > TOLERANCE * size)
			return e;
	}
	return -1;
}

View *
view_create(const Disclosure *d, const Host *host)
{
	View	   *view = host->alloc(sizeof(View));

	view->d = d;
	view->host = host;
	view->unknown = room(host, d->n, sizeof(bool));
	view->low = room(host, d->n, sizeof(double));
	view->high = room(host, d->n, sizeof(double));
	view->rhs = room(host, d->m, sizeof(double));
	view->cell_list = room(host, d->n, sizeof(int));
	view->row_list = room(host, d->m, sizeof(int));
	view->local = room(host, d->n, sizeof(int));
	view->asked = room(host, d->n, sizeof(int));
	view->cell_mark = room(host, d->n, sizeof(int));
	view->row_mark = room(host, d->m, sizeof(int));
	view->mark = 0;
	memset(view->unknown, 0, (size_t) d->n * sizeof(bool));
	memset(view->asked, -1, (size_t) d->n * sizeof(int));
	memset(view->cell_mark, 0, (size_t) d->n * sizeof(int));
	memset(view->row_mark, 0, (size_t) d->m * sizeof(int));
	return view;
}

void
view_release(View *view)
{
	const Host *host = view->host;

	host->release(view->unknown);
	host->release(view->low);
	host->release(view->high);
	host->release(view->rhs);
	host->release(view->cell_list);
	host->release(view->row_list);
	host->release(view->local);
	host->release(view->asked);
	host->release(view->cell_mark);
	host->release(view->row_mark);
	host->release(view);
}

static bool
is_whole(double x)
{
	return fabs(x) < 0x1p53 && x == rint(x);
}

/* the equation's known part goes to the right; true when that is exact and all of its unknown cells are whole numbers */
static bool
take_row(View *view, int row, int *edges)
{
	const Disclosure *d = view->d;
	bool		exact = true;
	double		sum = 0;
	double		size = 0;

	for (int k = d->row_start[row]; k < d->row_start[row + 1]; k++)
	{
		int			j = d->row_cell[k];

		exact = exact && is_whole(d->row_coef[k]);
		if (view->unknown[j])
		{
			(*edges)++;
			exact = exact && d->integer[j];
		}
		else
		{
			exact = exact && is_whole(d->value[j]);
			sum -= d->row_coef[k] * d->value[j];
			size += fabs(d->row_coef[k] * d->value[j]);
		}
	}
	view->rhs[row] = sum;
	return exact && size < 0x1p53;
}

void
component_find(View *view, int cell, Component *component)
{
	const Disclosure *d = view->d;
	int			taken = 0;
	int			edges = 0;

	view->mark++;
	component->cell = view->cell_list;
	component->row = view->row_list;
	component->n = 1;
	component->m = 0;
	component->exact = true;
	component->cell[0] = cell;
	view->cell_mark[cell] = view->mark;
	view->local[cell] = 0;
	while (taken < component->n)
	{
		int			j = component->cell[taken++];

		component->exact = component->exact && d->integer[j];
		for (int l = d->cell_start[j]; l < d->cell_start[j + 1]; l++)
		{
			int			row = d->cell_row[l];

			if (view->row_mark[row] == view->mark)
				continue;
			view->row_mark[row] = view->mark;
			component->row[component->m++] = row;
			if (!take_row(view, row, &edges))
				component->exact = false;
			if (component->m % CHECK_EVERY == 0)
				view->host->check();
			for (int k = d->row_start[row]; k < d->row_start[row + 1]; k++)
			{
				int			other = d->row_cell[k];

				if (!view->unknown[other] || view->cell_mark[other] == view->mark)
					continue;
				view->cell_mark[other] = view->mark;
				view->local[other] = component->n;
				component->cell[component->n++] = other;
			}
		}
	}
	component->tree = edges == component->n + component->m - 1;
}

double
whole_above(double low)
{
	double		nearest = rint(low);

	return fabs(low - nearest) <= DISCLOSURE_SNAP ? nearest : ceil(low);
}

double
whole_below(double high)
{
	double		nearest = rint(high);

	return fabs(high - nearest) <= DISCLOSURE_SNAP ? nearest : floor(high);
}

/* sums with a count of the infinite terms, so that one of them can be taken out again */
typedef struct Bound
{
	double		sum;
	int			infinite;
} Bound;

static inline void
bound_add(Bound *b, double term)
{
	if (isinf(term))
		b->infinite++;
	else
		b->sum += term;
}

/* the sum of the others; none: an infinite one among them */
static inline double
bound_without(const Bound *b, double term, double none)
{
	if (isinf(term))
		return b->infinite == 1 ? b->sum : none;
	return b->infinite == 0 ? b->sum - term : none;
}

/* bounds of one equation for its cells; returns true when one has become narrower; *possible is cleared when they cross */
static bool
filter_row(View *view, int row, bool exact, bool *possible)
{
	const Disclosure *d = view->d;
	Bound		least = {0, 0};
	Bound		most = {0, 0};
	double		size = fabs(view->rhs[row]);
	bool		changed = false;

	for (int k = d->row_start[row]; k < d->row_start[row + 1]; k++)
	{
		int			j = d->row_cell[k];
		double		c = d->row_coef[k];

		if (!view->unknown[j])
			continue;
		bound_add(&least, c > 0 ? c * view->low[j] : c * view->high[j]);
		bound_add(&most, c > 0 ? c * view->high[j] : c * view->low[j]);
	}
	if (!exact)
		size += fabs(least.sum) + fabs(most.sum);
	for (int k = d->row_start[row]; k < d->row_start[row + 1]; k++)
	{
		int			j = d->row_cell[k];
		double		c = d->row_coef[k];
		double		mine_least;
		double		mine_most;
		double		low;
		double		high;
		double		slack = exact ? 0 : TOLERANCE * (1 + size) / fabs(c);

		if (!view->unknown[j])
			continue;
		mine_least = c > 0 ? c * view->low[j] : c * view->high[j];
		mine_most = c > 0 ? c * view->high[j] : c * view->low[j];
		/* c x = rhs - others */
		low = view->rhs[row] - bound_without(&most, mine_most, INFINITY);
		high = view->rhs[row] - bound_without(&least, mine_least, -INFINITY);
		if (c > 0)
		{
			low = low / c - slack;
			high = high / c + slack;
		}
		else
		{
			double		t = low;

			low = high / c - slack;
			high = t / c + slack;
		}
		if (d->integer[j])
		{
			low = whole_above(low);
			high = whole_below(high);
		}
		/* a gain below the slack is none: it would go on for ever */
		if (low > view->low[j] + 2 * slack)
		{
			view->low[j] = low;
			changed = true;
		}
		if (high < view->high[j] - 2 * slack)
		{
			view->high[j] = high;
			changed = true;
		}
		if (view->low[j] > view->high[j])
		{
			if (view->low[j] > view->high[j] + 4 * slack)
				*possible = false;
			view->low[j] = view->high[j];
		}
	}
	return changed;
}

bool
component_propagate(View *view, const Component *component)
{
	const Disclosure *d = view->d;
	bool		possible = true;
	int			passes = component->tree ? 1 : PASSES_MAX;
	int64_t		work = 0;

	for (int i = 0; i < component->n; i++)
	{
		int			j = component->cell[i];

		view->low[j] = d->integer[j] ? whole_above(d->lower[j]) : d->lower[j];
		view->high[j] = d->integer[j] ? whole_below(d->upper[j]) : d->upper[j];
		if (view->low[j] > view->high[j])
			return false;
	}
	for (int pass = 0; pass < passes && possible; pass++)
	{
		bool		changed = false;

		/* the search's order has every equation before those below it: from the leaves to the root, then back */
		for (int r = 2 * component->m - 1; r >= 0; r--)
		{
			int			row = component->row[r >= component->m ? r - component->m : component->m - 1 - r];

			changed = filter_row(view, row, component->exact, &possible) || changed;
			work += d->row_start[row + 1] - d->row_start[row];
			if (work > CHECK_EVERY)
			{
				work = 0;
				view->host->check();
			}
		}
		if (!changed)
			break;
	}
	return possible;
}
