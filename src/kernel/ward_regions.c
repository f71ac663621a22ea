/*
 * ward_regions.c
 *		Ward's clustering where only neighbours may join.  See ward_regions.h.
 */
#include "ward_regions.h"

#include <math.h>
#include <string.h>

#include "disjoint.h"

#define CHECK_EVERY		200000	/* numbers between two questions whether somebody wants to stop us */

/* a region is named by its smallest unit */
typedef struct Growing
{
	int32_t    *neighbour;		/* names, some of them of regions that are parts of others by now */
	int32_t		neighbours;
	int32_t		best;			/* the neighbour to join, or -1 */
	double		added;
	double		units;
	int32_t		at;				/* in the heap */
} Growing;

typedef struct Union
{
	const Host *host;
	int			d;
	int32_t		n;
	size_t		work;
	double	   *mean;			/* d each */
	Growing    *region;			/* by name */
	int32_t    *parent;
	int32_t    *mark;
	int32_t		now;
	int32_t    *heap;
	int32_t		waiting;
	const int32_t *first;		/* the rows that the caller gave, which are not ours to release */
	const int32_t *last;
} Union;

static void
worked(Union *u, size_t work)
{
	u->work += work;
	if (u->work >= CHECK_EVERY)
	{
		u->work = 0;
		u->host->check();
	}
}

/* -------- heap of regions by what their best union adds -------- */

static bool
before(const Union *u, int32_t a, int32_t b)
{
	const Growing *p = &u->region[a];
	const Growing *q = &u->region[b];
	int32_t		p1 = a < p->best ? a : p->best;
	int32_t		q1 = b < q->best ? b : q->best;

	if (p->added != q->added)
		return p->added < q->added;
	if (p1 != q1)
		return p1 < q1;
	/* the smaller ones are the same, the larger ones decide */
	return a + p->best - p1 < b + q->best - q1;
}

static void
put(Union *u, int32_t at, int32_t name)
{
	u->heap[at] = name;
	u->region[name].at = at;
}

/* to its place, from where it stands or from the end */
static void
settle(Union *u, int32_t name)
{
	int32_t		at = u->region[name].at;

	while (at > 0 && before(u, name, u->heap[(at - 1) / 2]))
	{
		put(u, at, u->heap[(at - 1) / 2]);
		at = (at - 1) / 2;
	}
	for (;;)
	{
		int32_t		child = 2 * at + 1;

		if (child + 1 < u->waiting && before(u, u->heap[child + 1], u->heap[child]))
			child++;
		if (child >= u->waiting || !before(u, u->heap[child], name))
			break;
		put(u, at, u->heap[child]);
		at = child;
	}
	put(u, at, name);
}

static void
take_out(Union *u, int32_t name)
{
	int32_t		at = u->region[name].at;
	int32_t		last = u->heap[--u->waiting];

	if (last == name)
		return;
	put(u, at, last);
	settle(u, last);
}

/* -------- neighbours -------- */

static double
cost(Union *u, int32_t a, int32_t b)
{
	const double *x = u->mean + (size_t) a * u->d;
	const double *y = u->mean + (size_t) b * u->d;
	double		square = 0;

	/* the smaller first: the same bits from either side */
	for (int j = 0; j < u->d; j++)
		square += (x[j] - y[j]) * (x[j] - y[j]);
	worked(u, (size_t) u->d + 2);
	return u->region[a].units * u->region[b].units / (u->region[a].units + u->region[b].units) * square;
}

static void
new_mark(Union *u)
{
	if (++u->now == INT32_MAX)
	{
		memset(u->mark, 0, (size_t) u->n * sizeof(int32_t));
		u->now = 1;
	}
}

/* the list becomes one of present names, each once, without its own */
static void
clean(Union *u, int32_t name)
{
	Growing    *g = &u->region[name];
	int32_t		kept = 0;

	new_mark(u);
	u->mark[name] = u->now;
	for (int32_t i = 0; i < g->neighbours; i++)
	{
		int32_t		other = root_of(u->parent, g->neighbour[i]);

		if (u->mark[other] == u->now)
			continue;
		u->mark[other] = u->now;
		g->neighbour[kept++] = other;
		worked(u, 4);
	}
	g->neighbours = kept;
}

static void
find_best(Union *u, int32_t name)
{
	Growing    *g = &u->region[name];

	g->best = -1;
	g->added = INFINITY;
	for (int32_t i = 0; i < g->neighbours; i++)
	{
		int32_t		other = g->neighbour[i];
		double		c = cost(u, name, other);

		if (c < g->added || (c == g->added && other < g->best))
		{
			g->best = other;
			g->added = c;
		}
	}
}

static void
join(Union *u, int32_t a, int32_t b)
{
	Growing    *p = &u->region[a];
	Growing    *q = &u->region[b];
	double		share = q->units / (p->units + q->units);
	int32_t    *all = u->host->alloc(((size_t) p->neighbours + q->neighbours) * sizeof(int32_t));

	take_out(u, b);
	u->parent[b] = a;
	for (int j = 0; j < u->d; j++)
		u->mean[(size_t) a * u->d + j] += (u->mean[(size_t) b * u->d + j] - u->mean[(size_t) a * u->d + j]) * share;
	p->units += q->units;
	memcpy(all, p->neighbour, (size_t) p->neighbours * sizeof(int32_t));
	memcpy(all + p->neighbours, q->neighbour, (size_t) q->neighbours * sizeof(int32_t));
	if (p->neighbour < u->first || p->neighbour >= u->last)
		u->host->release(p->neighbour);
	if (q->neighbour < u->first || q->neighbour >= u->last)
		u->host->release(q->neighbour);
	p->neighbour = all;
	p->neighbours += q->neighbours;
	clean(u, a);
	find_best(u, a);
	if (p->best >= 0)
		settle(u, a);
	else
		take_out(u, a);
	for (int32_t i = 0; i < p->neighbours; i++)
	{
		int32_t		other = p->neighbour[i];
		Growing    *g = &u->region[other];
		double		c;

		if (g->best == a || g->best == b)
		{
			clean(u, other);
			find_best(u, other);
		}
		else
		{
			c = cost(u, other, a);
			if (c > g->added || (c == g->added && a > g->best))
				continue;
			g->best = a;
			g->added = c;
		}
		settle(u, other);
	}
}

RegionsOutcome
ward_regions(const double *x, int d, const Neighbours *links, int32_t k, int32_t *region, const Host *host)
{
	size_t		n = (size_t) links->n;
	size_t		all = (size_t) links->start[n];
	Union		u = {.host = host, .d = d, .n = links->n};
	int32_t		components = neighbours_components(links, NULL, region);
	int32_t    *rows;

	host->check();
	if (components > k)
		return (RegionsOutcome) {REGIONS_COMPONENTS, components, -1};
	rows = host->alloc((all + 1) * sizeof(int32_t));
	u.mean = host->alloc(n * d * sizeof(double));
	u.region = host->alloc(n * sizeof(Growing));
	u.parent = host->alloc(n * sizeof(int32_t));
	u.mark = host->alloc(n * sizeof(int32_t));
	u.heap = host->alloc(n * sizeof(int32_t));
	memcpy(rows, links->neighbour, all * sizeof(int32_t));
	memcpy(u.mean, x, n * d * sizeof(double));
	memset(u.mark, 0, n * sizeof(int32_t));
	u.first = rows;
	u.last = rows + all;
	for (int32_t i = 0; i < u.n; i++)
	{
		u.parent[i] = i;
		u.region[i] = (Growing) {rows + links->start[i], (int32_t) (links->start[i + 1] - links->start[i]), -1, INFINITY, 1, -1};
	}
	for (int32_t i = 0; i < u.n; i++)
	{
		find_best(&u, i);
		if (u.region[i].best < 0)
			continue;
		u.region[i].at = u.waiting++;
		u.heap[u.region[i].at] = i;
		settle(&u, i);
	}
	for (int32_t left = u.n; left > k; left--)
	{
		int32_t		a = u.heap[0];
		int32_t		b = u.region[a].best;

		if (a < b)
			join(&u, a, b);
		else
			join(&u, b, a);
	}
	for (int32_t i = 0; i < u.n; i++)
		region[i] = root_of(u.parent, i);
	return (RegionsOutcome) {REGIONS_OK, regions_number(region, u.n, u.mark), -1};
}
