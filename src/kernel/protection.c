/*
 * protection.c
 *		Moves that protect a cell.  See protection.h.
 */
#include "protection.h"

#include <math.h>
#include <string.h>

#define SPLITS_MAX	8			/* ways to divide the width into up and down */

/* an equation that is out of balance by +1 (node 2 row) or -1 (node 2 row + 1) */
typedef struct PathNode
{
	double		price;
	int			hops;
	int			search;			/* the search that reached it */
	bool		settled;
	int			from;			/* node before, -1: the start */
	int			cell;			/* that led here */
} PathNode;

typedef struct PathItem
{
	double		price;
	int			hops;
	int			node;
} PathItem;

static double
typical_cost(const double *cost, int n)
{
	double		sum = 0;
	int			positive = 0;

	for (int j = 0; j < n; j++)
	{
		if (cost[j] > 0)
		{
			sum += cost[j];
			positive++;
		}
	}
	return positive > 0 ? sum / positive : 1;
}

Guard *
guard_create(const Disclosure *d, const double *cost, const Host *host)
{
	Guard	   *g = host->alloc(sizeof(Guard));
	size_t		n = d->n;
	size_t		m = d->m;

	memset(g, 0, sizeof(Guard));
	g->d = d;
	g->host = host;
	g->cost = cost;
	g->hidden = guard_room(host, n, sizeof(bool));
	g->hideable = guard_room(host, n, sizeof(bool));
	g->known = guard_room(host, n, sizeof(int));
	g->moved = guard_room(host, n, sizeof(int));
	g->down = guard_room(host, n, sizeof(double));
	g->up = guard_room(host, n, sizeof(double));
	g->node = guard_room(host, 2 * m, sizeof(PathNode));
	g->heap_allocated = 256;
	g->heap = guard_room(host, g->heap_allocated, sizeof(PathItem));
	for (int k = 0; k < 2; k++)
	{
		g->path[k] = guard_room(host, 2 * m, sizeof(int));
		g->direction[k] = guard_room(host, 2 * m, sizeof(int));
	}
	g->ball = guard_room(host, n, sizeof(int));
	g->ball_rows = guard_room(host, m, sizeof(int));
	g->ball_mark = guard_room(host, n, sizeof(int));
	g->row_mark = guard_room(host, m, sizeof(int));
	g->local = guard_room(host, n, sizeof(int));
	g->row_sum = guard_room(host, m, sizeof(double));
	g->typical_cost = typical_cost(cost, d->n);
	memset(g->known, 0, n * sizeof(int));
	memset(g->node, 0, 2 * m * sizeof(PathNode));
	memset(g->ball_mark, 0, n * sizeof(int));
	memset(g->row_mark, 0, m * sizeof(int));
	for (size_t j = 0; j < n; j++)
	{
		if (isnan(d->value[j]))
		{
			/* it has some value within its bounds: without an upper one it can always be larger */
			g->down[j] = isinf(d->lower[j]) ? INFINITY : 0;
			g->up[j] = isinf(d->upper[j]) ? INFINITY : 0;
		}
		else
		{
			g->down[j] = fmax(0, d->value[j] - d->lower[j]);
			g->up[j] = fmax(0, d->upper[j] - d->value[j]);
		}
	}
	return g;
}

void
guard_release(Guard *g)
{
	const Host *host = g->host;

	host->release(g->hidden);
	host->release(g->hideable);
	host->release(g->known);
	host->release(g->moved);
	host->release(g->down);
	host->release(g->up);
	host->release(g->node);
	host->release(g->heap);
	for (int k = 0; k < 2; k++)
	{
		host->release(g->path[k]);
		host->release(g->direction[k]);
	}
	host->release(g->ball);
	host->release(g->ball_rows);
	host->release(g->ball_mark);
	host->release(g->row_mark);
	host->release(g->local);
	host->release(g->row_sum);
	host->release(g);
}

/* -------- a heap, the cheapest on top; equal prices by hops, then by node -------- */

static inline bool
item_before(const PathItem *a, const PathItem *b)
{
	if (a->price != b->price)
		return a->price < b->price;
	if (a->hops != b->hops)
		return a->hops < b->hops;
	return a->node < b->node;
}

static void
heap_push(Guard *g, PathItem item)
{
	int			i;

	if (g->heap_n == g->heap_allocated)
	{
		g->heap_allocated *= 2;
		g->heap = g->host->grow(g->heap, (size_t) g->heap_allocated * sizeof(PathItem));
	}
	for (i = g->heap_n++; i > 0 && item_before(&item, &g->heap[(i - 1) / 2]); i = (i - 1) / 2)
		g->heap[i] = g->heap[(i - 1) / 2];
	g->heap[i] = item;
}

static PathItem
heap_pop(Guard *g)
{
	PathItem	top = g->heap[0];
	PathItem	item = g->heap[--g->heap_n];
	int			i = 0;

	for (;;)
	{
		int			child = 2 * i + 1;

		if (child >= g->heap_n)
			break;
		if (child + 1 < g->heap_n && item_before(&g->heap[child + 1], &g->heap[child]))
			child++;
		if (!item_before(&g->heap[child], &item))
			break;
		g->heap[i] = g->heap[child];
		i = child;
	}
	g->heap[i] = item;
	return top;
}

/* -------- paths -------- */

/* a search: the cell moves up by a in one table, down by b in the other */
typedef struct Search
{
	int			cell;			/* whose path it is; it cannot be on it */
	double		a;
	double		b;
	bool		only_hidden;
	int			target;			/* node that ends it, -1: only the ground does */

	/* found */
	double		price;			/* to the target; infinite: not found */
	double		ground_price;
	int			ground_hops;
	int			ground_from;	/* the node before the last cell */
	int			ground_cell;
} Search;

static inline int
node_of(int row, int imbalance)
{
	return 2 * row + (imbalance < 0);
}

static void
reach(Guard *g, int node, double price, int hops, int from, int cell)
{
	PathNode   *p = &g->node[node];

	if (p->search == g->search &&
		(p->settled || p->price < price || (p->price == price && p->hops <= hops)))
		return;
	p->price = price;
	p->hops = hops;
	p->search = g->search;
	p->settled = false;
	p->from = from;
	p->cell = cell;
	heap_push(g, (PathItem) {price, hops, node});
}

static void
search_paths(Guard *g, Search *s, int start)
{
	const Disclosure *d = g->d;
	int64_t		work = 0;

	g->search++;
	g->heap_n = 0;
	s->price = s->ground_price = INFINITY;
	s->ground_hops = 0;
	reach(g, start, 0, 0, -1, s->cell);
	while (g->heap_n > 0)
	{
		PathItem	item = heap_pop(g);
		PathNode   *p = &g->node[item.node];
		int			row = item.node / 2;
		int			imbalance = item.node % 2 == 0 ? 1 : -1;

		if (p->settled)
			continue;
		p->settled = true;
		if (item.node == s->target)
		{
			s->price = item.price;
			return;
		}
		/* no better way to the ground, and nothing else is looked for */
		if (s->target < 0 && s->ground_price <= item.price)
			return;
		for (int k = d->row_start[row]; k < d->row_start[row + 1]; k++)
		{
			int			j = d->row_cell[k];
			double		c = d->row_coef[k];
			double		price;
			int			rows;
			bool		rises;
			int			l;

			if (j == s->cell || j == p->cell || !guard_can_move(g, j, s->only_hidden) || fabs(c) != 1)
				continue;
			rows = guard_rows_of(d, j);
			if (rows > 2)
				continue;
			/* the cell moves by -imbalance / c times the cell that is to be protected */
			rises = (c > 0) != (imbalance > 0);
			if (rises ? g->up[j] < s->a || g->down[j] < s->b : g->down[j] < s->a || g->up[j] < s->b)
				continue;
			price = item.price + (g->hidden[j] ? 0 : g->cost[j]);
			if (rows == 1)
			{
				if (price < s->ground_price || (price == s->ground_price && item.hops + 1 < s->ground_hops))
				{
					s->ground_price = price;
					s->ground_hops = item.hops + 1;
					s->ground_from = item.node;
					s->ground_cell = j;
					/* nothing can be nearer */
					if (s->target < 0 && price == 0 && item.hops == 0)
						return;
				}
				continue;
			}
			l = d->cell_start[j];
			if (d->cell_row[l] == row)
				l++;
			if (fabs(d->cell_coef[l]) != 1)
				continue;
			reach(g, node_of(d->cell_row[l], rises == (d->cell_coef[l] > 0) ? 1 : -1), price, item.hops + 1, item.node, j);
		}
		work += d->row_start[row + 1] - d->row_start[row];
		if (work > 20000)
		{
			work = 0;
			g->host->check();
		}
	}
}

/* write the way to a node, in reverse; last: the cell to the ground behind it, or -1 */
static void
write_path(Guard *g, int which, int node, int last)
{
	int			n = 0;

	if (last >= 0)
	{
		g->path[which][n] = last;
		g->direction[which][n++] = node;
	}
	for (; g->node[node].from >= 0; node = g->node[node].from)
	{
		g->path[which][n] = g->node[node].cell;
		g->direction[which][n++] = g->node[node].from;
	}
	g->path_n[which] = n;
}

/* the move of a cell on a path that leaves an equation with this node: coefficient and imbalance decide */
static int
direction_of(const Disclosure *d, int cell, int node)
{
	int			imbalance = node % 2 == 0 ? 1 : -1;

	for (int l = d->cell_start[cell]; l < d->cell_start[cell + 1]; l++)
	{
		if (d->cell_row[l] == node / 2)
			return (d->cell_coef[l] > 0) != (imbalance > 0) ? 1 : -1;
	}
	return 0;
}

bool
guard_apply(Guard *g, int cell, double by)
{
	const Disclosure *d = g->d;

	if (g->ball_mark[cell] == g->mark)
		return false;
	g->ball_mark[cell] = g->mark;
	for (int l = d->cell_start[cell]; l < d->cell_start[cell + 1]; l++)
	{
		int			row = d->cell_row[l];

		if (g->row_mark[row] != g->mark)
		{
			g->row_mark[row] = g->mark;
			g->row_sum[row] = 0;
		}
		g->row_sum[row] += d->cell_coef[l] * by;
	}
	return true;
}

bool
guard_is_balanced(const Guard *g, int cell)
{
	const Disclosure *d = g->d;

	for (int l = d->cell_start[cell]; l < d->cell_start[cell + 1]; l++)
	{
		if (g->row_sum[d->cell_row[l]] != 0)
			return false;
	}
	return true;
}

/* the paths and the cell together: in balance everywhere?  Their cells become the move */
static bool
accept_paths(Guard *g, int cell, int paths, double price)
{
	bool		good;

	g->mark++;
	good = guard_apply(g, cell, 1);
	for (int which = 0; which < paths && good; which++)
	{
		for (int k = 0; k < g->path_n[which] && good; k++)
			good = guard_apply(g, g->path[which][k], direction_of(g->d, g->path[which][k], g->direction[which][k]));
	}
	good = good && guard_is_balanced(g, cell);
	for (int which = 0; which < paths && good; which++)
	{
		for (int k = 0; k < g->path_n[which] && good; k++)
			good = guard_is_balanced(g, g->path[which][k]);
	}
	if (!good)
		return false;
	g->moved_n = 0;
	g->price = price;
	for (int which = 0; which < paths; which++)
	{
		for (int k = 0; k < g->path_n[which]; k++)
			g->moved[g->moved_n++] = g->path[which][k];
	}
	return true;
}

/* the cheapest move that lifts the cell by a in one table and lowers it by b in the other, if it is cheaper than best */
static bool
path_for_split(Guard *g, int cell, double a, double b, bool only_hidden, double best)
{
	const Disclosure *d = g->d;
	int			first = d->cell_start[cell];
	int			rows = guard_rows_of(d, cell);
	Search		s = {.cell = cell, .a = a, .b = b, .only_hidden = only_hidden, .target = -1};
	int			node[2] = {0, 0};
	double		to_ground;

	for (int k = 0; k < rows; k++)
	{
		if (fabs(d->cell_coef[first + k]) != 1)
			return false;
		node[k] = node_of(d->cell_row[first + k], d->cell_coef[first + k] > 0 ? 1 : -1);
	}
	if (rows == 2)
		s.target = node[1] ^ 1; /* the imbalance that the cell's own move takes away */
	search_paths(g, &s, node[0]);
	to_ground = s.ground_price;
	if (rows == 1)
	{
		if (!(to_ground < best))
			return false;
		write_path(g, 0, s.ground_from, s.ground_cell);
		return accept_paths(g, cell, 1, to_ground);
	}
	if (to_ground < s.price && to_ground < best)
	{
		Search		second = s;

		write_path(g, 0, s.ground_from, s.ground_cell);
		second.target = -1;
		search_paths(g, &second, node[1]);
		if (to_ground + second.ground_price < fmin(s.price, best))
		{
			write_path(g, 1, second.ground_from, second.ground_cell);
			if (accept_paths(g, cell, 2, to_ground + second.ground_price))
				return true;
		}
		if (isinf(s.price))
			return false;
		search_paths(g, &s, node[0]);	/* its nodes were overwritten */
	}
	if (!(s.price < best))
		return false;
	write_path(g, 0, s.target, -1);
	return accept_paths(g, cell, 1, s.price);
}

bool
move_by_path(Guard *g, int cell, double width, bool only_hidden)
{
	int			rows = guard_rows_of(g->d, cell);
	int			steps = width <= SPLITS_MAX ? (int) ceil(width) : 2;
	double		best = INFINITY;
	bool		found = false;

	if (rows == 0)
	{
		g->moved_n = 0;
		g->price = 0;
		return g->up[cell] + g->down[cell] >= width;
	}
	if (rows > 2)
		return false;
	for (int step = 0; step <= steps && best > 0; step++)
	{
		/* all of it upwards, then less and less */
		double		a = steps == 2 && width > SPLITS_MAX ? floor(width * (2 - step) / 2) : fmax(0, width - step);

		if (g->up[cell] < a || g->down[cell] < width - a)
			continue;
		if (path_for_split(g, cell, a, width - a, only_hidden, best))
		{
			best = g->price;
			found = true;
		}
	}
	return found;
}
