/*
 * disclosure_host.h
 *		What test_attack.c and test_suppression.c share: a host, small random tables, brute force over whole-number tables.
 */
#ifndef DISCLOSURE_HOST_H
#define DISCLOSURE_HOST_H

#include "attack.h"
#include "linear_program.h"
#include "tap.h"

#ifndef CELLS_MAX
#define CELLS_MAX	400
#define ENTRIES_MAX	4000
#endif

static long checks_called;

static void
count_check(void)
{
	checks_called++;
}

static const Host host = {malloc, realloc, free, count_check};

/* a table that grows equation by equation */
typedef struct Table
{
	Disclosure	d;
	double		value[CELLS_MAX];
	double		lower[CELLS_MAX];
	double		upper[CELLS_MAX];
	bool		integer[CELLS_MAX];
	int			entries;
	int			equation[ENTRIES_MAX];
	int			cell[ENTRIES_MAX];
	double		coefficient[ENTRIES_MAX];
	int			m;
} Table;

static inline void
table_begin(Table *t, int n)
{
	memset(t, 0, sizeof(Table));
	t->d.n = n;
	for (int j = 0; j < n; j++)
	{
		t->upper[j] = INFINITY;
		t->integer[j] = true;
	}
}

static inline void
table_entry(Table *t, int cell, double coefficient)
{
	t->equation[t->entries] = t->m;
	t->cell[t->entries] = cell;
	t->coefficient[t->entries++] = coefficient;
}

static inline int
by_cell(const void *a, const void *b)
{
	const int  *x = a;
	const int  *y = b;

	return (*x > *y) - (*x < *y);
}

/* total = sum of parts */
static inline void
table_sum(Table *t, int total, const int *part, int parts)
{
	int			member[CELLS_MAX];

	memcpy(member, part, (size_t) parts * sizeof(int));
	member[parts] = total;
	qsort(member, (size_t) parts + 1, sizeof(int), by_cell);
	for (int k = 0; k <= parts; k++)
		table_entry(t, member[k], member[k] == total ? -1 : 1);
	t->m++;
}

static inline void
table_end(Table *t)
{
	t->d.value = t->value;
	t->d.lower = t->lower;
	t->d.upper = t->upper;
	t->d.integer = t->integer;
	disclosure_link(&t->d, t->m, t->entries, t->equation, t->cell, t->coefficient, &host);
}

static inline void
table_free(Table *t)
{
	free(t->d.row_start);
	free(t->d.row_cell);
	free(t->d.row_coef);
	free(t->d.cell_start);
	free(t->d.cell_row);
	free(t->d.cell_coef);
}

/*
 * A table of two or three ways with all totals; sizes without totals.  Cell (i, j, k) is number (i * (b + 1) + j) * (c + 1) + k; the
 * last of each way is its total.  c = 0: two ways.  Values below "most", many of them small.
 */
static inline void
table_random(Table *t, int a, int b, int c, int most)
{
	int			sizes[3] = {a, b, c};
	int			span[3] = {(b + 1) * (c + 1), c + 1, 1};
	int			n = (a + 1) * (b + 1) * (c + 1);

	table_begin(t, n);
	for (int x = 0; x < n; x++)
	{
		int			at[3] = {x / span[0], x / span[1] % (b + 1), x % (c + 1)};

		if (at[0] < a && at[1] < b && (c == 0 || at[2] < c))
			t->value[x] = random_below(3) == 0 ? random_below(4) : random_below(most);
	}
	for (int way = 0; way < 3; way++)
	{
		if (sizes[way] == 0)
			continue;
		for (int x = 0; x < n; x++)
		{
			int			part[64];

			if (x / span[way] % (sizes[way] + 1) != sizes[way])
				continue;
			t->value[x] = 0;
			for (int k = 0; k < sizes[way]; k++)
			{
				part[k] = x - (sizes[way] - k) * span[way];
				t->value[x] += t->value[part[k]];
			}
			table_sum(t, x, part, sizes[way]);
		}
	}
	table_end(t);
}

/* -------- brute force: the ranges of hidden cells over all tables of whole numbers up to "most" -------- */

typedef struct Brute
{
	const Table *t;
	int			hidden[CELLS_MAX];
	int			n;
	double		x[CELLS_MAX];
	double		low[CELLS_MAX];
	double		high[CELLS_MAX];
	double		most;
	long		steps;
} Brute;

static inline void
brute_step(Brute *b, int k)
{
	const Disclosure *d = &b->t->d;

	if (b->steps++ > 3000000)
		return;
	if (k == b->n)
	{
		for (int i = 0; i < b->n; i++)
		{
			b->low[b->hidden[i]] = fmin(b->low[b->hidden[i]], b->x[b->hidden[i]]);
			b->high[b->hidden[i]] = fmax(b->high[b->hidden[i]], b->x[b->hidden[i]]);
		}
		return;
	}
	for (double v = 0; v <= b->most; v++)
	{
		int			j = b->hidden[k];
		bool		possible = v >= d->lower[j] && v <= d->upper[j];

		b->x[j] = v;
		/* an equation whose hidden cells all have values */
		for (int l = d->cell_start[j]; l < d->cell_start[j + 1] && possible; l++)
		{
			double		sum = 0;
			bool		complete = true;

			for (int e = d->row_start[d->cell_row[l]]; e < d->row_start[d->cell_row[l] + 1]; e++)
			{
				complete = complete && !isnan(b->x[d->row_cell[e]]);
				sum += d->row_coef[e] * b->x[d->row_cell[e]];
			}
			possible = !complete || sum == 0;
		}
		if (possible)
			brute_step(b, k + 1);
	}
	b->x[b->hidden[k]] = NAN;
}

/* false: too many tables */
static inline bool
brute_force(Brute *b, const Table *t, const bool *hidden, double most)
{
	b->t = t;
	b->n = 0;
	b->most = most;
	b->steps = 0;
	for (int j = 0; j < t->d.n; j++)
	{
		b->x[j] = hidden[j] ? NAN : t->value[j];
		b->low[j] = INFINITY;
		b->high[j] = -INFINITY;
		if (hidden[j])
			b->hidden[b->n++] = j;
	}
	brute_step(b, 0);
	return b->steps <= 3000000;
}

#endif							/* DISCLOSURE_HOST_H */
