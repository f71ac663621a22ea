/*
 * suppression.c
 *		The cells that protect the unsafe ones.  See suppression.h.
 */
#include "suppression.h"

#include <math.h>
#include <string.h>

#include "linear_program.h"
#include "sort.h"

#define ROUNDS_MAX		8
#define ROUNDS_MOVES	4		/* rounds in which moves are tried before the cells around are hidden */

/* sizes of the neighbourhoods that are tried one after the other; 0: everything that is connected */
static const int ball_moves[] = {200, 800};
static const int ball_hide[] = {40, 160, 640, 2500, 0};

#define lengthof_(array)	((int) (sizeof(array) / sizeof((array)[0])))

/* unsafe cells that are to be protected from a reader; x: the reader, y: the cell, so that they sort in this order */
typedef struct Tasks
{
	Pair	   *item;
	int			n;
	int			allocated;
} Tasks;

typedef struct Work
{
	const SuppressionProblem *p;
	const Disclosure *d;
	const Host *host;
	double		deadline;
	Guard	   *g;
	View	   *view;			/* unknown: what is hidden, less what the reader of view_reader() knows */
	bool	   *hopeless;		/* n: cannot be protected */
	int		   *knower_start;	/* n + 1: who knows a cell */
	int		   *knower;			/* readers from 1 */
	int		   *seen;			/* readers + 1: mark of the last search for readers */
	int			mark;
	int			reader;			/* whose marks are set */
	AttackStatus status;		/* why the work stopped */
} Work;

static void
add_task(Work *w, Tasks *t, int reader, int cell)
{
	if (t->n == t->allocated)
	{
		t->allocated = t->allocated == 0 ? 64 : 2 * t->allocated;
		t->item = t->item == NULL ? w->host->alloc((size_t) t->allocated * sizeof(Pair)) :
			w->host->grow(t->item, (size_t) t->allocated * sizeof(Pair));
	}
	t->item[t->n++] = (Pair) {reader, cell};
}

static void
sort_tasks(Work *w, Tasks *t)
{
	int			kept = 0;

	if (t->n == 0)
		return;
	sort_pairs(t->item, (size_t) t->n, w->host->check);
	for (int i = 0; i < t->n; i++)
	{
		if (kept == 0 || t->item[i].x != t->item[kept - 1].x || t->item[i].y != t->item[kept - 1].y)
			t->item[kept++] = t->item[i];
	}
	t->n = kept;
}

static bool
is_unsafe(const Work *w, int cell)
{
	return (w->p->state[cell] == CELL_UNSAFE || w->p->state[cell] == CELL_HELD) && !w->hopeless[cell];
}

static void
hide(Work *w, int cell)
{
	if (!w->g->hideable[cell])
		return;
	w->g->hidden[cell] = true;
	w->g->hideable[cell] = false;
	w->view->unknown[cell] = true;
}

static void
hide_move(Work *w)
{
	for (int k = 0; k < w->g->moved_n; k++)
		hide(w, w->g->moved[k]);
}

/* look at the table with this reader's eyes; 0: the outsider */
static void
set_reader(Work *w, int reader)
{
	const SuppressionProblem *p = w->p;

	if (w->reader == reader)
		return;
	if (w->reader > 0)
	{
		for (int k = p->reader_start[w->reader - 1]; k < p->reader_start[w->reader]; k++)
			w->view->unknown[p->reader_cell[k]] = w->g->hidden[p->reader_cell[k]];
	}
	if (reader > 0)
	{
		for (int k = p->reader_start[reader - 1]; k < p->reader_start[reader]; k++)
		{
			w->view->unknown[p->reader_cell[k]] = false;
			w->g->known[p->reader_cell[k]] = reader;
		}
	}
	w->reader = w->g->reader = reader;
}

static bool
knows(const Work *w, int reader, int cell)
{
	for (int k = w->knower_start[cell]; k < w->knower_start[cell + 1]; k++)
	{
		if (w->knower[k] == reader)
			return true;
	}
	return false;
}

/* what deceives the outsider may not deceive those who know one of these cells */
static void
add_readers(Work *w, Tasks *t, int cell, const int *cells, int n)
{
	if (w->reader != 0 || w->p->readers == 0)
		return;
	w->mark++;
	for (int i = 0; i < n; i++)
	{
		for (int k = w->knower_start[cells[i]]; k < w->knower_start[cells[i] + 1]; k++)
		{
			int			reader = w->knower[k];

			if (w->seen[reader] == w->mark)
				continue;
			w->seen[reader] = w->mark;
			if (!knows(w, reader, cell))
				add_task(w, t, reader, cell);
		}
	}
}

static void
add_readers_of_component(Work *w, Tasks *t, int cell)
{
	Component	c;

	if (w->reader != 0 || w->p->readers == 0)
		return;
	component_find(w->view, cell, &c);
	add_readers(w, t, cell, c.cell, c.n);
}

/* may the work go on? */
static bool
goes_on(Work *w)
{
	if (w->status == ATTACK_DONE && lp_clock() >= w->deadline)
		w->status = ATTACK_TIMEOUT;
	return w->status == ATTACK_DONE;
}

/* a move without a linear program */
static bool
find_move(Work *w, int cell, double width, bool only_hidden)
{
	return move_by_path(w->g, cell, width, only_hidden) || move_by_search(w->g, cell, width, only_hidden);
}

/* is the cell's interval wide enough for the reader that is set, as the pattern stands? */
static bool
withstands(Work *w, int cell, double width)
{
	AttackInterval interval;

	w->status = attack(w->view, &cell, 1, &width, w->deadline, &interval);
	return w->status == ATTACK_DONE && attack_is_wide(&interval, w->d->integer[cell], width);
}

/* cells that have no proof by a move; all of one reader */
static void
attack_rest(Work *w, const int *cells, int n, int reader, Tasks *readers, Tasks *broken)
{
	const Host *host = w->host;
	AttackInterval *interval;
	double	   *width;

	if (n == 0 || w->status != ATTACK_DONE)
		return;
	set_reader(w, reader);
	interval = host->alloc((size_t) n * sizeof(AttackInterval));
	width = host->alloc((size_t) n * sizeof(double));
	for (int i = 0; i < n; i++)
		width[i] = w->p->width[cells[i]];
	w->status = attack(w->view, cells, n, width, w->deadline, interval);
	for (int i = 0; i < n && w->status == ATTACK_DONE; i++)
	{
		if (attack_is_wide(&interval[i], w->d->integer[cells[i]], width[i]))
			add_readers_of_component(w, readers, cells[i]);
		else
			add_task(w, broken, reader, cells[i]);
	}
	host->release(interval);
	host->release(width);
}

/* hide all that may be hidden around the cell, the nearest first, until it withstands */
static void
hide_around(Work *w, Tasks *readers, int cell, double width)
{
	Guard	   *g = w->g;

	for (int step = 0; step < lengthof_(ball_hide); step++)
	{
		bool		complete = guard_ball(g, cell, false, ball_hide[step]);
		bool		wide;

		for (int i = 0; i < g->ball_n; i++)
			w->view->unknown[g->ball[i]] = true;
		wide = withstands(w, cell, width);
		for (int i = 0; i < g->ball_n; i++)
		{
			if (wide)
				hide(w, g->ball[i]);
			else
				w->view->unknown[g->ball[i]] = g->hidden[g->ball[i]];
		}
		if (w->status != ATTACK_DONE)
			return;
		if (wide)
		{
			add_readers_of_component(w, readers, cell);
			return;
		}
		if (complete)
			break;
	}
	w->hopeless[cell] = true;
}

/* step 3 */
static void
protect_slowly(Work *w, Tasks *readers, int cell, double extra, bool moves)
{
	double		width = w->p->width[cell];

	for (int step = 0; moves && step < lengthof_(ball_moves); step++)
	{
		MoveStatus	found = move_by_program(w->g, cell, width + extra, false, ball_moves[step], w->deadline);

		if (found == MOVE_TIMEOUT)
		{
			w->status = ATTACK_TIMEOUT;
			return;
		}
		if (found == MOVE_FOUND || found == MOVE_PROVEN)
		{
			hide_move(w);
			add_readers(w, readers, cell, w->g->moved, w->g->moved_n);
			return;
		}
	}
	if (withstands(w, cell, width))
		add_readers_of_component(w, readers, cell);
	else if (w->status == ATTACK_DONE)
		hide_around(w, readers, cell, width);
}

/*
 * Cells for which no move was found, in order of readers: those that withstand the attack, as the pattern stands by now, are done with.
 */
static void
protect_later(Work *w, Tasks *later, Tasks *readers, double extra, bool moves)
{
	Tasks		broken = {NULL, 0, 0};
	int		   *cells = w->host->alloc(((size_t) later->n + 1) * sizeof(int));

	for (int i = 0; i < later->n && w->status == ATTACK_DONE;)
	{
		int			reader = (int) later->item[i].x;
		int			n = 0;

		for (; i < later->n && (int) later->item[i].x == reader; i++)
		{
			if (!w->hopeless[(int) later->item[i].y])
				cells[n++] = (int) later->item[i].y;
		}
		broken.n = 0;
		attack_rest(w, cells, n, reader, readers, &broken);
		for (int k = 0; k < broken.n && w->status == ATTACK_DONE; k++)
		{
			int			cell = (int) broken.item[k].y;

			set_reader(w, reader);
			if (k > 0 && find_move(w, cell, w->p->width[cell], false))
			{
				hide_move(w);
				add_readers(w, readers, cell, w->g->moved, w->g->moved_n);
			}
			else
				protect_slowly(w, readers, cell, extra, moves);
		}
	}
	w->host->release(cells);
	if (broken.item != NULL)
		w->host->release(broken.item);
}

/* the tasks of step 1 (paths) and 3; extra: width beyond what is asked for, after a failure */
static void
protect(Work *w, Tasks *todo, double extra, bool paths, bool moves)
{
	Tasks		later = {NULL, 0, 0};
	Tasks		readers = {NULL, 0, 0};

	sort_tasks(w, todo);
	for (int pass = 0; pass < 2 && w->status == ATTACK_DONE; pass++)
	{
		Tasks	   *tasks = pass == 0 ? todo : &readers;

		sort_tasks(w, tasks);
		later.n = 0;
		for (int i = 0; i < tasks->n && goes_on(w); i++)
		{
			int			reader = (int) tasks->item[i].x;
			int			cell = (int) tasks->item[i].y;

			set_reader(w, reader);
			if (paths && find_move(w, cell, w->p->width[cell] + extra, false))
			{
				hide_move(w);
				add_readers(w, &readers, cell, w->g->moved, w->g->moved_n);
			}
			else
				add_task(w, &later, reader, cell);
		}
		protect_later(w, &later, &readers, extra, moves);
	}
	set_reader(w, 0);
	if (later.item != NULL)
		w->host->release(later.item);
	if (readers.item != NULL)
		w->host->release(readers.item);
}

/*
 * Step 2 for one equation and one reader: do its hidden cells, which add up to what is known, add up to enough?  They do not count
 * when a total is among them (a coefficient of the other sign).
 */
static void
fill_row(Work *w, int row, int reader)
{
	const Disclosure *d = w->d;
	Guard	   *g = w->g;

	set_reader(w, reader);
	for (;;)
	{
		double		rest = 0;
		double		need = 0;
		double		sign = 0;
		int			best = -1;

		for (int k = d->row_start[row]; k < d->row_start[row + 1]; k++)
		{
			int			j = d->row_cell[k];
			double		c = d->row_coef[k];

			if (fabs(c) != 1)
				return;
			if (!w->view->unknown[j])
			{
				rest -= c * d->value[j];
				continue;
			}
			if (sign != 0 && c != sign)
				return;
			sign = c;
			if (is_unsafe(w, j))
				need = fmax(need, w->p->least_sum[j]);
		}
		if (need == 0 || fabs(rest) >= need)
			return;
		for (int k = d->row_start[row]; k < d->row_start[row + 1]; k++)
		{
			int			j = d->row_cell[k];

			if (!g->hideable[j] || d->row_coef[k] != sign || !(d->value[j] > 0) || (reader > 0 && g->known[j] == reader))
				continue;
			if (best < 0 || w->p->cost[j] < w->p->cost[best])
				best = j;
		}
		if (best < 0)
			return;
		hide(w, best);
		/* alone in its other equation it could be worked out, and taken away again */
		if (move_by_path(g, best, 1, false))
			hide_move(w);
	}
}

static void
fill_rows(Work *w)
{
	const Disclosure *d = w->d;
	Tasks		readers = {NULL, 0, 0};

	for (int row = 0; row < d->m; row++)
	{
		bool		any = false;

		for (int k = d->row_start[row]; k < d->row_start[row + 1]; k++)
			any = any || (w->g->hidden[d->row_cell[k]] && is_unsafe(w, d->row_cell[k]));
		if (row % 1024 == 0)
			w->host->check();
		if (!any)
			continue;
		fill_row(w, row, 0);
		if (w->p->readers == 0)
			continue;
		w->mark++;
		for (int k = d->row_start[row]; k < d->row_start[row + 1]; k++)
		{
			int			j = d->row_cell[k];

			for (int l = w->knower_start[j]; w->g->hidden[j] && l < w->knower_start[j + 1]; l++)
			{
				if (w->seen[w->knower[l]] == w->mark)
					continue;
				w->seen[w->knower[l]] = w->mark;
				add_task(w, &readers, w->knower[l], row);
			}
		}
	}
	sort_tasks(w, &readers);
	for (int i = 0; i < readers.n; i++)
		fill_row(w, (int) readers.item[i].y, (int) readers.item[i].x);
	set_reader(w, 0);
	if (readers.item != NULL)
		w->host->release(readers.item);
}

/* -------- step 4: nothing from the steps before is used but which cells are hidden -------- */

static void
check_pattern(Work *w, Tasks *broken)
{
	const Disclosure *d = w->d;
	int		   *open = w->host->alloc(((size_t) d->n + 1) * sizeof(int));
	Tasks		readers = {NULL, 0, 0};
	Tasks		none = {NULL, 0, 0};
	int			n = 0;

	broken->n = 0;
	set_reader(w, 0);
	for (int j = 0; j < d->n; j++)
	{
		if (!is_unsafe(w, j))
			continue;
		if (!goes_on(w))
			break;
		if (find_move(w, j, w->p->width[j], true))
			add_readers(w, &readers, j, w->g->moved, w->g->moved_n);
		else
			open[n++] = j;
	}
	attack_rest(w, open, n, 0, &readers, broken);
	sort_tasks(w, &readers);
	for (int i = 0; i < readers.n && w->status == ATTACK_DONE;)
	{
		int			reader = (int) readers.item[i].x;

		set_reader(w, reader);
		n = 0;
		for (; i < readers.n && (int) readers.item[i].x == reader; i++)
		{
			int			cell = (int) readers.item[i].y;

			if (goes_on(w) && !find_move(w, cell, w->p->width[cell], true))
				open[n++] = cell;
		}
		attack_rest(w, open, n, reader, &none, broken);
	}
	set_reader(w, 0);
	w->host->release(open);
	if (readers.item != NULL)
		w->host->release(readers.item);
}

/* -------- the whole -------- */

static void
find_knowers(Work *w)
{
	const SuppressionProblem *p = w->p;
	const Host *host = w->host;
	int			n = w->d->n;
	int			entries = p->readers > 0 ? p->reader_start[p->readers] : 0;
	int		   *next = host->alloc(((size_t) n + 1) * sizeof(int));

	w->knower_start = host->alloc(((size_t) n + 1) * sizeof(int));
	w->knower = host->alloc(((size_t) entries + 1) * sizeof(int));
	w->seen = host->alloc(((size_t) p->readers + 1) * sizeof(int));
	memset(w->seen, 0, ((size_t) p->readers + 1) * sizeof(int));
	memset(w->knower_start, 0, ((size_t) n + 1) * sizeof(int));
	for (int k = 0; k < entries; k++)
		w->knower_start[p->reader_cell[k] + 1]++;
	for (int j = 0; j < n; j++)
	{
		w->knower_start[j + 1] += w->knower_start[j];
		next[j] = w->knower_start[j];
	}
	for (int r = 0; r < p->readers; r++)
	{
		for (int k = p->reader_start[r]; k < p->reader_start[r + 1]; k++)
			w->knower[next[p->reader_cell[k]]++] = r + 1;
	}
	host->release(next);
}

AttackStatus
suppress_cells(const SuppressionProblem *p, double deadline, int *result, const Host *host)
{
	const Disclosure *d = p->d;
	Work		w = {.p = p, .d = d, .host = host, .deadline = deadline, .status = ATTACK_DONE};
	Tasks		todo = {NULL, 0, 0};

	w.g = guard_create(d, p->cost, host);
	w.view = view_create(d, host);
	w.hopeless = host->alloc((size_t) d->n + 1);
	memset(w.hopeless, 0, (size_t) d->n + 1);
	find_knowers(&w);
	for (int j = 0; j < d->n; j++)
	{
		w.g->hideable[j] = p->state[j] == CELL_OPEN;
		w.g->hidden[j] = p->state[j] != CELL_OPEN && p->state[j] != CELL_FIXED;
		w.view->unknown[j] = w.g->hidden[j];
		if (is_unsafe(&w, j))
			add_task(&w, &todo, 0, j);
	}

	protect(&w, &todo, 0, true, true);
	if (w.status == ATTACK_DONE)
		fill_rows(&w);
	for (int round = 1; w.status == ATTACK_DONE; round++)
	{
		check_pattern(&w, &todo);
		if (todo.n == 0 || w.status != ATTACK_DONE)
			break;
		if (round >= ROUNDS_MAX)
		{
			for (int i = 0; i < todo.n; i++)
				w.hopeless[(int) todo.item[i].y] = true;
			break;
		}
		/* a move that was not whole, or a solver that rounded: ask for more */
		protect(&w, &todo, round < ROUNDS_MOVES ? round : 0, false, round < ROUNDS_MOVES);
	}

	for (int j = 0; j < d->n; j++)
	{
		switch (p->state[j])
		{
			case CELL_UNSAFE:
			case CELL_HELD:
				result[j] = w.hopeless[j] ? RESULT_UNPROTECTED : RESULT_UNSAFE;
				break;
			case CELL_HIDDEN:
				result[j] = RESULT_SECONDARY;
				break;
			case CELL_FIXED:
				result[j] = RESULT_FIXED;
				break;
			default:
				result[j] = w.g->hidden[j] ? RESULT_SECONDARY : RESULT_SHOWN;
		}
	}
	guard_release(w.g);
	view_release(w.view);
	host->release(w.hopeless);
	host->release(w.knower_start);
	host->release(w.knower);
	host->release(w.seen);
	if (todo.item != NULL)
		host->release(todo.item);
	return w.status;
}
