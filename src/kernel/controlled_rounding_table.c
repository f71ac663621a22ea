/*
 * controlled_rounding_table.c
 *		Rounding of tables of two dimensions so that they add up: a flow of least cost.  See controlled_rounding.h.
 */
#include "controlled_rounding.h"

#include <string.h>

#include "long_sum.h"

#define CHECK_EVERY	4096
#define FAR			INT64_MAX

/*
 * The flow above the floors.  Nodes: rows, columns, source, sink.  An arc carries 0 or 1; cost is what it adds to the sum of
 * absolute changes when it carries 1 instead of 0.
 */
typedef struct Flow
{
	int32_t		nodes;
	int32_t		arcs;
	int32_t    *tail;
	int32_t    *head;
	int32_t    *cost;
	bool	   *up;				/* the flow */
	int32_t    *start;			/* nodes + 1: the arcs of a node, either way */
	int32_t    *arc;
	int64_t    *excess;			/* of a node: what comes in and does not go out */
	int64_t    *potential;
	int64_t    *distance;
	int32_t    *next;			/* the arc to be tried next */
	int32_t    *queue;
	int32_t    *path;
	struct Near *heap;
	int64_t		heaped;
	int64_t		work;
	const Host *host;
} Flow;

typedef struct Near
{
	int64_t		distance;
	int32_t		node;
} Near;

static inline void
flow_work(Flow *f)
{
	if (++f->work % CHECK_EVERY == 0)
		f->host->check();
}

/* can one unit more go from the node along the arc? Then where to, at which reduced cost */
static inline bool
flow_open(const Flow *f, int32_t node, int32_t arc, int32_t *to, int64_t *cost)
{
	if (f->tail[arc] == node)
	{
		if (f->up[arc])
			return false;
		*to = f->head[arc];
		*cost = f->cost[arc];
	}
	else
	{
		if (!f->up[arc])
			return false;
		*to = f->tail[arc];
		*cost = -(int64_t) f->cost[arc];
	}
	*cost += f->potential[node] - f->potential[*to];
	return true;
}

static void
heap_push(Flow *f, int64_t distance, int32_t node)
{
	int64_t		i = f->heaped++;

	while (i > 0 && f->heap[(i - 1) / 2].distance > distance)
	{
		f->heap[i] = f->heap[(i - 1) / 2];
		i = (i - 1) / 2;
	}
	f->heap[i].distance = distance;
	f->heap[i].node = node;
}

static Near
heap_pop(Flow *f)
{
	Near		top = f->heap[0];
	Near		last = f->heap[--f->heaped];
	int64_t		i = 0;

	for (;;)
	{
		int64_t		child = 2 * i + 1;

		if (child >= f->heaped)
			break;
		if (child + 1 < f->heaped && f->heap[child + 1].distance < f->heap[child].distance)
			child++;
		if (f->heap[child].distance >= last.distance)
			break;
		f->heap[i] = f->heap[child];
		i = child;
	}
	f->heap[i] = last;
	return top;
}

/* shortest paths from all nodes with too much to the nearest with too little; false: there is none to be reached */
static bool
flow_price(Flow *f)
{
	int64_t		nearest = FAR;

	f->heaped = 0;
	for (int32_t u = 0; u < f->nodes; u++)
	{
		f->distance[u] = f->excess[u] > 0 ? 0 : FAR;
		if (f->excess[u] > 0)
			heap_push(f, 0, u);
	}
	while (f->heaped > 0)
	{
		Near		here = heap_pop(f);

		if (here.distance > f->distance[here.node])
			continue;
		if (f->excess[here.node] < 0)
		{
			nearest = here.distance;
			break;
		}
		for (int32_t k = f->start[here.node]; k < f->start[here.node + 1]; k++)
		{
			int32_t		to;
			int64_t		cost;

			flow_work(f);
			if (!flow_open(f, here.node, f->arc[k], &to, &cost) || here.distance + cost >= f->distance[to])
				continue;
			f->distance[to] = here.distance + cost;
			heap_push(f, f->distance[to], to);
		}
	}
	if (nearest == FAR)
		return false;
	for (int32_t u = 0; u < f->nodes; u++)
		f->potential[u] += f->distance[u] < nearest ? f->distance[u] : nearest;
	return true;
}

/* steps from the nodes with too much along arcs of reduced cost 0; false: no node with too little is reached */
static bool
flow_layers(Flow *f)
{
	int32_t		reached = 0;
	bool		found = false;

	for (int32_t u = 0; u < f->nodes; u++)
	{
		f->next[u] = f->start[u];
		f->distance[u] = FAR;
		if (f->excess[u] > 0)
		{
			f->distance[u] = 0;
			f->queue[reached++] = u;
		}
	}
	for (int32_t q = 0; q < reached; q++)
	{
		int32_t		u = f->queue[q];

		found = found || f->excess[u] < 0;
		for (int32_t k = f->start[u]; k < f->start[u + 1]; k++)
		{
			int32_t		to;
			int64_t		cost;

			flow_work(f);
			if (flow_open(f, u, f->arc[k], &to, &cost) && cost == 0 && f->distance[to] == FAR)
			{
				f->distance[to] = f->distance[u] + 1;
				f->queue[reached++] = to;
			}
		}
	}
	return found;
}

/* one unit from the node down the layers to a node with too little, if there is a way */
static bool
flow_send(Flow *f, int32_t from)
{
	int32_t		steps = 0;
	int32_t		u = from;

	while (f->excess[u] >= 0)
	{
		int32_t		to = -1;

		for (; f->next[u] < f->start[u + 1]; f->next[u]++)
		{
			int64_t		cost;

			flow_work(f);
			if (flow_open(f, u, f->arc[f->next[u]], &to, &cost) && cost == 0 && f->distance[to] == f->distance[u] + 1)
				break;
		}
		if (f->next[u] < f->start[u + 1])
		{
			f->path[steps++] = f->arc[f->next[u]];
			u = to;
			continue;
		}
		if (steps == 0)
			return false;
		/* a dead end: back, and past the arc that led here */
		steps--;
		u = f->tail[f->path[steps]] == u ? f->head[f->path[steps]] : f->tail[f->path[steps]];
		f->next[u]++;
	}
	for (int32_t k = 0; k < steps; k++)
		f->up[f->path[k]] = !f->up[f->path[k]];
	f->excess[from]--;
	f->excess[u]++;
	return true;
}

static bool
flow_balance(Flow *f)
{
	int64_t		left = 0;

	for (int32_t u = 0; u < f->nodes; u++)
	{
		f->potential[u] = 0;
		left += f->excess[u] > 0 ? f->excess[u] : 0;
	}
	while (left > 0)
	{
		if (!flow_price(f))
			return false;
		while (left > 0 && flow_layers(f))
		{
			for (int32_t u = 0; u < f->nodes; u++)
			{
				while (f->excess[u] > 0 && flow_send(f, u))
					left--;
			}
		}
	}
	return true;
}

/* an arc for a figure with this remainder, none for a multiple; at first it is rounded to the nearest */
static int32_t
flow_add(Flow *f, int32_t tail, int32_t head, int64_t remainder, int32_t base)
{
	int32_t		a = f->arcs;

	if (remainder == 0)
		return -1;
	f->tail[a] = tail;
	f->head[a] = head;
	f->cost[a] = (int32_t) (base - 2 * remainder);
	f->up[a] = f->cost[a] < 0;
	if (f->up[a])
	{
		f->excess[tail]--;
		f->excess[head]++;
	}
	return f->arcs++;
}

static void
flow_adjacency(Flow *f)
{
	memset(f->start, 0, ((size_t) f->nodes + 2) * sizeof(int32_t));
	for (int32_t a = 0; a < f->arcs; a++)
	{
		f->start[f->tail[a] + 1]++;
		f->start[f->head[a] + 1]++;
	}
	for (int32_t u = 0; u < f->nodes; u++)
		f->start[u + 1] += f->start[u];
	for (int32_t u = 0; u < f->nodes; u++)
		f->next[u] = f->start[u];
	for (int32_t a = 0; a < f->arcs; a++)
	{
		f->arc[f->next[f->tail[a]]++] = a;
		f->arc[f->next[f->head[a]]++] = a;
	}
}

/* stable order by a key below keys */
static void
order_by(const int32_t *key, int32_t keys, const int32_t *from, int32_t *to, int32_t n, int32_t *count, const Host *host)
{
	memset(count, 0, ((size_t) keys + 1) * sizeof(int32_t));
	for (int32_t i = 0; i < n; i++)
		count[key[from[i]] + 1]++;
	for (int32_t k = 0; k < keys; k++)
		count[k + 1] += count[k];
	for (int32_t i = 0; i < n; i++)
	{
		to[count[key[from[i]]]++] = from[i];
		if (i % CHECK_EVERY == 0)
			host->check();
	}
}

/* the first total that is given and is not the sum of its cells, or -1 */
static int32_t
wrong_total(const RoundingTable *t, const Host *host)
{
	int32_t		totals = t->rows + t->columns + 1;
	LongSum    *sum = host->alloc((size_t) totals * sizeof(LongSum));
	int32_t		wrong = -1;

	memset(sum, 0, (size_t) totals * sizeof(LongSum));
	for (int32_t i = 0; i < t->cells; i++)
	{
		long_sum_add(&sum[t->row[i]], t->x[i]);
		long_sum_add(&sum[t->rows + t->column[i]], t->x[i]);
		long_sum_add(&sum[totals - 1], t->x[i]);
		if (i % CHECK_EVERY == 0)
			host->check();
	}
	for (int32_t k = 0; k < totals && wrong < 0; k++)
	{
		if (t->given[k] && !long_sum_is(&sum[k], t->total[k]))
			wrong = k;
	}
	host->release(sum);
	return wrong;
}

/* the network of a table with the cells in this order; arc_of: of each cell, then of each total */
static void
flow_build(Flow *f, const RoundingTable *t, const int32_t *order, int32_t base, int32_t *arc_of)
{
	int32_t		source = t->rows + t->columns;
	int32_t		sink = source + 1;
	int64_t    *rest = f->distance;	/* remainders that come together at a node */
	int64_t		all = 0;

	memset(rest, 0, (size_t) f->nodes * sizeof(int64_t));
	memset(f->excess, 0, (size_t) f->nodes * sizeof(int64_t));
	for (int32_t k = 0; k < t->cells; k++)
	{
		int32_t		i = order[k];
		int64_t		r = rounding_remainder(t->x[i], base);

		arc_of[i] = flow_add(f, t->row[i], t->rows + t->column[i], r, base);
		rest[t->row[i]] += r;
		rest[t->rows + t->column[i]] += r;
		flow_work(f);
	}

	/* whole bases among the remainders: the floor of the total is so much above the sum of the floors */
	for (int32_t k = 0; k < source; k++)
	{
		bool		is_row = k < t->rows;
		int64_t		r = rest[k] % base;

		f->excess[k] += is_row ? rest[k] / base : -(rest[k] / base);
		rest[is_row ? source : sink] += r;
		arc_of[t->cells + k] = is_row ? flow_add(f, source, k, r, base) : flow_add(f, k, sink, r, base);
		if (is_row)
			all += rest[k];
	}
	f->excess[source] += rest[source] / base;
	f->excess[sink] -= rest[sink] / base;
	arc_of[t->cells + source] = flow_add(f, sink, source, all % base, base);
}

Rounding
controlled_round_table(RoundingTable *t, int32_t base, int32_t *at, const Host *host)
{
	int32_t		totals = t->rows + t->columns + 1;
	size_t		arcs = (size_t) t->cells + totals;
	size_t		nodes = (size_t) totals + 1;
	int32_t    *order = host->alloc(arcs * sizeof(int32_t));
	int32_t    *other = host->alloc(arcs * sizeof(int32_t));
	int32_t    *arc_of = host->alloc(arcs * sizeof(int32_t));
	Flow		f = {.nodes = (int32_t) nodes, .host = host};
	Rounding	result = ROUNDING_DONE;

	f.start = host->alloc((nodes + 2) * sizeof(int32_t));
	f.next = host->alloc((nodes + 2) * sizeof(int32_t));

	/* by row and column, whatever the order of the cells was */
	for (int32_t i = 0; i < t->cells; i++)
		other[i] = i;
	order_by(t->column, t->columns, other, order, t->cells, f.start, host);
	memcpy(other, order, (size_t) t->cells * sizeof(int32_t));
	order_by(t->row, t->rows, other, order, t->cells, f.start, host);
	for (int32_t i = 1; i < t->cells && result == ROUNDING_DONE; i++)
	{
		if (t->row[order[i]] == t->row[order[i - 1]] && t->column[order[i]] == t->column[order[i - 1]])
		{
			*at = order[i];
			result = ROUNDING_TWICE;
		}
	}
	if (result == ROUNDING_DONE && (*at = wrong_total(t, host)) >= 0)
		result = ROUNDING_SUM;
	if (result == ROUNDING_DONE)
	{
		f.tail = host->alloc(arcs * sizeof(int32_t));
		f.head = host->alloc(arcs * sizeof(int32_t));
		f.cost = host->alloc(arcs * sizeof(int32_t));
		f.up = host->alloc(arcs * sizeof(bool));
		f.arc = host->alloc(2 * arcs * sizeof(int32_t));
		f.excess = host->alloc(nodes * sizeof(int64_t));
		f.potential = host->alloc(nodes * sizeof(int64_t));
		f.distance = host->alloc(nodes * sizeof(int64_t));
		f.queue = host->alloc(nodes * sizeof(int32_t));
		f.path = host->alloc(nodes * sizeof(int32_t));
		f.heap = host->alloc((2 * arcs + nodes) * sizeof(Near));

		flow_build(&f, t, order, base, arc_of);
		flow_adjacency(&f);
		if (!flow_balance(&f))
			result = ROUNDING_FAILED;
		for (size_t k = 0; k < arcs && result == ROUNDING_DONE; k++)
		{
			bool		is_cell = k < (size_t) t->cells;
			int64_t    *x = is_cell ? &t->x[k] : &t->total[k - t->cells];

			if (!is_cell && !t->given[k - t->cells])
				continue;
			*x -= rounding_remainder(*x, base);
			if (arc_of[k] >= 0 && f.up[arc_of[k]])
				*x += base;
		}
		host->release(f.heap);
		host->release(f.path);
		host->release(f.queue);
		host->release(f.distance);
		host->release(f.potential);
		host->release(f.excess);
		host->release(f.arc);
		host->release(f.up);
		host->release(f.cost);
		host->release(f.head);
		host->release(f.tail);
	}
	host->release(f.next);
	host->release(f.start);
	host->release(arc_of);
	host->release(other);
	host->release(order);
	return result;
}
