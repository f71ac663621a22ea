/*
 * skater.c
 *		SKATER: regions by cutting a minimum spanning tree.  See skater.h.
 */
#include "skater.h"

#include <math.h>
#include <string.h>

#include "points.h"
#include "sort.h"

#define CHECK_EVERY		200000	/* numbers between two questions whether somebody wants to stop us */
#define CAPS			2		/* maxima: of population, of units */

/* a link of the tree, seen from one of its units */
typedef struct Branch
{
	int32_t		to;
	int32_t		edge;
} Branch;

/* a tree that is left after some cuts, and its best cut */
typedef struct Part
{
	int32_t		root;
	int32_t		unit;			/* the cut takes this unit off with all that hangs on it; -1: no cut is possible */
	int32_t		edge;			/* the same cut as a link of the tree */
	double		gain;			/* what it takes from the within sum of squares */
	int32_t		possible;		/* so many regions of the minimum population it gives */
	int32_t		lost;			/* so many fewer its halves give */
	int32_t		needed[CAPS];	/* so many regions of at most the maximum it needs */
	int32_t		added[CAPS];	/* so many more its halves need */
} Part;

typedef struct Cap
{
	const double *size;			/* of the units; a null pointer: 1 each */
	double		maximum;
	int32_t		spare;			/* k less what all parts need */
	double	   *rest;			/* by unit: what its branch leaves for the trunk */
	int32_t    *pieces;			/* by unit: cut off within its branch */
} Cap;

typedef struct Skater
{
	const Host *host;
	const double *x;
	int			d;
	int32_t		n;
	size_t		work;

	/* the tree: row of i is start[i] ... start[i + 1] - 1 */
	int32_t		edges;
	int64_t    *start;
	Branch	   *branch;
	bool	   *cut;			/* by edge */

	/* the part that is being looked at: units from the root outwards, and by unit */
	int32_t		units;
	int32_t    *order;
	int32_t    *parent;
	int32_t    *edge;			/* to the parent */
	int32_t    *size;			/* of the branch */
	double	   *sum;			/* d each: of the branch, of differences from the part's mean */
	double	   *mean;			/* d */

	/* minimum population */
	double		minimum;		/* 0: none */
	const double *population;
	int32_t		surplus;		/* regions that are possible beyond k */
	int32_t    *inside;			/* by unit: regions that its branch gives */
	double	   *left;			/* what is left of it then */
	double	   *whole;			/* the same before the unit itself closed a region */
	int32_t    *outside;		/* regions that the other side gives */
	double	   *beyond;			/* what is left of it then */

	int			caps;
	Cap			cap[CAPS];
	Indexed    *candidate;		/* cuts in order of gain */
	int32_t    *below;			/* by edge: the unit that it takes off */
	double	   *child;			/* rests of a unit's branches */

	/* the parts, and a heap of those that can be cut */
	int32_t		parts;
	Part	   *part;
	int32_t		waiting;
	int32_t    *heap;
} Skater;

static void
worked(Skater *s, size_t work)
{
	s->work += work;
	if (s->work >= CHECK_EVERY)
	{
		s->work = 0;
		s->host->check();
	}
}

static void *
room(const Skater *s, size_t elements, size_t size)
{
	return s->host->alloc((elements > 0 ? elements : 1) * size);
}

/* -------- the tree -------- */

static int32_t
root_of(int32_t *parent, int32_t i)
{
	while (parent[i] != i)
	{
		parent[i] = parent[parent[i]];
		i = parent[i];
	}
	return i;
}

static void
span(Skater *s, const Neighbours *links)
{
	int64_t		all = links->start[s->n] / 2;
	int32_t    *a = room(s, (size_t) all, sizeof(int32_t));
	int32_t    *b = room(s, (size_t) all, sizeof(int32_t));
	Indexed    *item = room(s, (size_t) all, sizeof(Indexed));
	int32_t    *forest = room(s, (size_t) s->n, sizeof(int32_t));
	int64_t    *taken = room(s, (size_t) s->n, sizeof(int64_t));	/* links of the tree, by edge */
	int64_t    *next = room(s, (size_t) s->n + 1, sizeof(int64_t));
	int64_t		l = 0;

	for (int32_t i = 0; i < s->n; i++)
	{
		forest[i] = i;
		for (int64_t m = links->start[i]; m < links->start[i + 1]; m++)
		{
			int32_t		j = links->neighbour[m];

			if (j < i)
				continue;
			a[l] = i;
			b[l] = j;
			item[l].x = points_distance(s->x + (size_t) i * s->d, s->x + (size_t) j * s->d, s->d);
			item[l].index = l;
			l++;
			worked(s, (size_t) s->d);
		}
	}
	sort_indexed(item, (size_t) l, s->host->check);

	memset(s->start, 0, ((size_t) s->n + 1) * sizeof(int64_t));
	for (int64_t m = 0; m < l && s->edges < s->n - 1; m++)
	{
		int64_t		link = item[m].index;
		int32_t		i = root_of(forest, a[link]);
		int32_t		j = root_of(forest, b[link]);

		worked(s, 8);
		if (i == j)
			continue;
		if (i < j)
			forest[j] = i;
		else
			forest[i] = j;
		s->start[a[link] + 1]++;
		s->start[b[link] + 1]++;
		taken[s->edges++] = link;
	}
	for (int32_t i = 0; i < s->n; i++)
		s->start[i + 1] += s->start[i];
	memcpy(next, s->start, ((size_t) s->n + 1) * sizeof(int64_t));
	for (int32_t e = 0; e < s->edges; e++)
	{
		s->branch[next[a[taken[e]]]++] = (Branch) {b[taken[e]], e};
		s->branch[next[b[taken[e]]]++] = (Branch) {a[taken[e]], e};
		s->cut[e] = false;
	}
	s->host->release(a);
	s->host->release(b);
	s->host->release(item);
	s->host->release(forest);
	s->host->release(taken);
	s->host->release(next);
}

/* the units of a part, every one after its parent */
static void
walk(Skater *s, int32_t root)
{
	s->units = 1;
	s->order[0] = root;
	s->parent[root] = -1;
	s->edge[root] = -1;
	for (int32_t at = 0; at < s->units; at++)
	{
		int32_t		i = s->order[at];

		for (int64_t l = s->start[i]; l < s->start[i + 1]; l++)
		{
			const Branch *b = &s->branch[l];

			if (b->to == s->parent[i] || s->cut[b->edge])
				continue;
			s->order[s->units++] = b->to;
			s->parent[b->to] = i;
			s->edge[b->to] = b->edge;
		}
		worked(s, 4);
	}
}

/* -------- limits -------- */

/* sums of the branches, from the leaves to the root */
static void
sum_branches(Skater *s)
{
	int			d = s->d;

	for (int j = 0; j < d; j++)
		s->mean[j] = 0;
	for (int32_t at = 0; at < s->units; at++)
	{
		const double *x = s->x + (size_t) s->order[at] * d;

		for (int j = 0; j < d; j++)
			s->mean[j] += x[j];
	}
	for (int j = 0; j < d; j++)
		s->mean[j] /= s->units;
	for (int32_t at = 0; at < s->units; at++)
	{
		int32_t		i = s->order[at];

		for (int j = 0; j < d; j++)
			s->sum[(size_t) i * d + j] = s->x[(size_t) i * d + j] - s->mean[j];
		s->size[i] = 1;
	}
	for (int32_t at = s->units - 1; at > 0; at--)
	{
		int32_t		i = s->order[at];
		double	   *to = s->sum + (size_t) s->parent[i] * d;
		const double *from = s->sum + (size_t) i * d;

		for (int j = 0; j < d; j++)
			to[j] += from[j];
		s->size[s->parent[i]] += s->size[i];
		worked(s, 3 * (size_t) d);
	}
}

/*
 * How many regions of the minimum population the branch of every unit gives, and how many all the rest: whatever reaches the minimum on the
 * way to the root is closed.  Returns what the whole part gives.
 */
static int32_t
count_possible(Skater *s)
{
	for (int32_t at = 0; at < s->units; at++)
	{
		int32_t		i = s->order[at];

		s->inside[i] = 0;
		s->whole[i] = s->population[i];
	}
	for (int32_t at = s->units - 1; at >= 0; at--)
	{
		int32_t		i = s->order[at];
		bool		closed = s->whole[i] >= s->minimum;

		s->left[i] = closed ? 0 : s->whole[i];
		s->inside[i] += closed;
		if (at > 0)
		{
			s->inside[s->parent[i]] += s->inside[i];
			s->whole[s->parent[i]] += s->left[i];
		}
		worked(s, 8);
	}
	for (int32_t at = 1; at < s->units; at++)
	{
		int32_t		i = s->order[at];
		int32_t		p = s->parent[i];
		int32_t		regions = s->inside[p] - (s->whole[p] >= s->minimum) - s->inside[i];
		double		rest = s->whole[p] - s->left[i];

		if (s->parent[p] >= 0)
		{
			regions += s->outside[p];
			rest += s->beyond[p];
		}
		s->outside[i] = regions + (rest >= s->minimum);
		s->beyond[i] = rest >= s->minimum ? 0 : rest;
	}
	return s->inside[s->order[0]];
}

/*
 * What unit i leaves for its trunk, and how many branches are cut off below it, when its branch "changed" leaves "rest" after "pieces"
 * cuts (or is not there: rest below 0).
 */
static void
settle(Skater *s, const Cap *cap, int32_t i, int32_t changed, double rest, int32_t pieces, double *left, int32_t *cuts)
{
	double		sum = cap->size ? cap->size[i] : 1;
	size_t		children = 0;

	*cuts = 0;
	for (int64_t l = s->start[i]; l < s->start[i + 1]; l++)
	{
		const Branch *b = &s->branch[l];
		bool		other = b->to == changed;

		if (b->to == s->parent[i] || s->cut[b->edge] || (other && rest < 0))
			continue;
		s->child[children] = other ? rest : cap->rest[b->to];
		*cuts += other ? pieces : cap->pieces[b->to];
		sum += s->child[children++];
	}
	if (sum > cap->maximum)
		sort_doubles(s->child, children, s->host->check);
	while (sum > cap->maximum && children > 0)
	{
		sum -= s->child[--children];
		(*cuts)++;
	}
	*left = sum;
	worked(s, 4 * (size_t) (s->start[i + 1] - s->start[i] + 1));
}

static int32_t
count_needed(Skater *s, Cap *cap)
{
	for (int32_t at = s->units - 1; at >= 0; at--)
	{
		int32_t		i = s->order[at];

		settle(s, cap, i, -1, 0, 0, &cap->rest[i], &cap->pieces[i]);
	}
	return cap->pieces[s->order[0]] + 1;
}

/* how many regions both sides of a cut need: the branch that it takes off, and the rest, which changes only along the way to the root */
static int32_t
needed_after(Skater *s, const Cap *cap, int32_t unit)
{
	int32_t		changed = unit;
	double		rest = -1;
	int32_t		pieces = 0;

	for (int32_t i = s->parent[unit]; i >= 0; i = s->parent[i])
	{
		double		left;
		int32_t		cuts;

		settle(s, cap, i, changed, rest, pieces, &left, &cuts);
		changed = i;
		rest = left;
		pieces = cuts;
	}
	return cap->pieces[unit] + 1 + pieces + 1;
}

/* -------- the best cut of a part -------- */

static double
gain_of(const Skater *s, int32_t i)
{
	const double *sum = s->sum + (size_t) i * s->d;
	double		a = s->size[i];
	double		b = s->units - s->size[i];
	double		square = 0;

	for (int j = 0; j < s->d; j++)
		square += sum[j] * sum[j];
	return square * (s->units / (a * b));
}

static bool
keeps_minimum(const Skater *s, const Part *p, int32_t i, int32_t *lost)
{
	*lost = 0;
	if (s->minimum <= 0)
		return true;
	*lost = p->possible - s->inside[i] - s->outside[i];
	return s->inside[i] > 0 && s->outside[i] > 0 && *lost <= s->surplus;
}

static bool
keeps_maxima(Skater *s, const Part *p, int32_t i, int32_t *added)
{
	for (int c = 0; c < s->caps; c++)
	{
		/* no cut adds more than one */
		added[c] = s->cap[c].spare > 0 ? 1 : needed_after(s, &s->cap[c], i) - p->needed[c];
		if (added[c] > s->cap[c].spare)
			return false;
	}
	return true;
}

static void
take(Part *p, int32_t unit, int32_t edge, double gain, int32_t lost)
{
	p->unit = unit;
	p->edge = edge;
	p->gain = gain;
	p->lost = lost;
}

static void
look_at(Skater *s, Part *p)
{
	size_t		candidates = 0;
	int32_t		lost;
	bool		tight = false;

	walk(s, p->root);
	sum_branches(s);
	if (s->minimum > 0)
		p->possible = count_possible(s);
	for (int c = 0; c < s->caps; c++)
	{
		p->needed[c] = count_needed(s, &s->cap[c]);
		tight = tight || s->cap[c].spare <= 0;
	}
	p->unit = p->edge = -1;
	for (int32_t at = 1; at < s->units; at++)
	{
		int32_t		i = s->order[at];
		double		gain;

		if (!keeps_minimum(s, p, i, &lost))
			continue;
		gain = gain_of(s, i);
		worked(s, (size_t) s->d);
		if (tight)
		{
			s->candidate[candidates].x = -gain;
			s->candidate[candidates++].index = s->edges - s->edge[i];
			s->below[s->edge[i]] = i;
		}
		else if (p->unit < 0 || gain > p->gain || (gain == p->gain && s->edge[i] > p->edge))
			take(p, i, s->edge[i], gain, lost);
	}
	if (!tight)
	{
		for (int c = 0; c < s->caps; c++)
			p->added[c] = 1;
		return;
	}
	sort_indexed(s->candidate, candidates, s->host->check);
	for (size_t c = 0; c < candidates; c++)
	{
		int32_t		edge = s->edges - (int32_t) s->candidate[c].index;
		int32_t		i = s->below[edge];

		if (!keeps_maxima(s, p, i, p->added))
			continue;
		(void) keeps_minimum(s, p, i, &lost);
		take(p, i, edge, -s->candidate[c].x, lost);
		break;
	}
}

/* -------- parts that wait for a cut -------- */

static bool
before(const Skater *s, int32_t a, int32_t b)
{
	const Part *p = &s->part[a];
	const Part *q = &s->part[b];

	return p->gain > q->gain || (p->gain == q->gain && p->edge > q->edge);
}

static void
push(Skater *s, int32_t part)
{
	int32_t		at = s->waiting;

	if (s->part[part].unit < 0)
		return;
	s->waiting++;
	while (at > 0 && before(s, part, s->heap[(at - 1) / 2]))
	{
		s->heap[at] = s->heap[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	s->heap[at] = part;
}

static int32_t
pop(Skater *s)
{
	int32_t		top = s->heap[0];
	int32_t		last = s->heap[--s->waiting];
	int32_t		at = 0;

	for (;;)
	{
		int32_t		child = 2 * at + 1;

		if (child + 1 < s->waiting && before(s, s->heap[child + 1], s->heap[child]))
			child++;
		if (child >= s->waiting || !before(s, s->heap[child], last))
			break;
		s->heap[at] = s->heap[child];
		at = child;
	}
	s->heap[at] = last;
	return top;
}

/* the limits may have become tighter since the cut was found */
static bool
still_allowed(const Skater *s, const Part *p)
{
	if (s->minimum > 0 && p->lost > s->surplus)
		return false;
	for (int c = 0; c < s->caps; c++)
	{
		if (p->added[c] > s->cap[c].spare)
			return false;
	}
	return true;
}

static void
count_in(Skater *s, const Part *p, int32_t sign)
{
	s->surplus += sign * p->possible;
	for (int c = 0; c < s->caps; c++)
		s->cap[c].spare -= sign * p->needed[c];
}

/* p loses its branch, which becomes a part of its own */
static void
cut_part(Skater *s, int32_t number)
{
	Part	   *p = &s->part[number];
	Part	   *q = &s->part[s->parts];

	*q = (Part) {.root = p->unit};
	s->cut[p->edge] = true;
	count_in(s, p, -1);
	/* first what both give and need, then, with that known, their best cuts */
	for (int half = 0; half < 2 && (s->minimum > 0 || s->caps > 0); half++)
	{
		Part	   *r = half ? q : p;

		walk(s, r->root);
		if (s->minimum > 0)
			r->possible = count_possible(s);
		for (int c = 0; c < s->caps; c++)
			r->needed[c] = count_needed(s, &s->cap[c]);
		count_in(s, r, 1);
	}
	look_at(s, p);
	look_at(s, q);
	push(s, number);
	push(s, s->parts++);
}

/* -------- the whole -------- */

static void
prepare(Skater *s, const SkaterLimits *limits, int32_t k)
{
	size_t		n = (size_t) s->n;
	double	   *population = NULL;
	RegionsScale scale = {0};

	s->start = room(s, n + 1, sizeof(int64_t));
	s->branch = room(s, 2 * n, sizeof(Branch));
	s->cut = room(s, n, sizeof(bool));
	s->order = room(s, n, sizeof(int32_t));
	s->parent = room(s, n, sizeof(int32_t));
	s->edge = room(s, n, sizeof(int32_t));
	s->size = room(s, n, sizeof(int32_t));
	s->sum = room(s, n * s->d, sizeof(double));
	s->mean = room(s, (size_t) s->d, sizeof(double));
	s->part = room(s, (size_t) k, sizeof(Part));
	s->heap = room(s, (size_t) k, sizeof(int32_t));

	if (limits->population && (limits->minimum > 0 || isfinite(limits->maximum)))
	{
		population = room(s, n, sizeof(double));
		scale = regions_scale_population(limits->population, s->n, population);
	}
	if (population && limits->minimum > 0)
	{
		s->population = population;
		s->minimum = regions_scale_limit(scale, limits->minimum);
		s->inside = room(s, n, sizeof(int32_t));
		s->outside = room(s, n, sizeof(int32_t));
		s->left = room(s, n, sizeof(double));
		s->whole = room(s, n, sizeof(double));
		s->beyond = room(s, n, sizeof(double));
	}
	if (population && isfinite(limits->maximum))
		s->cap[s->caps++] = (Cap) {population, regions_scale_limit(scale, limits->maximum), 0, NULL, NULL};
	if (limits->maximum_units > 0)
		s->cap[s->caps++] = (Cap) {NULL, limits->maximum_units, 0, NULL, NULL};
	for (int c = 0; c < s->caps; c++)
	{
		s->cap[c].rest = room(s, n, sizeof(double));
		s->cap[c].pieces = room(s, n, sizeof(int32_t));
	}
	if (s->caps > 0)
	{
		s->candidate = room(s, n, sizeof(Indexed));
		s->below = room(s, n, sizeof(int32_t));
		s->child = room(s, n, sizeof(double));
	}
}

RegionsOutcome
skater(const double *x, int d, const Neighbours *links, int32_t k, const SkaterLimits *limits, int32_t *region, const Host *host)
{
	Skater		s = {.host = host, .x = x, .d = d, .n = links->n};
	int32_t		components = neighbours_components(links, region);

	host->check();
	if (components > k)
		return (RegionsOutcome) {REGIONS_COMPONENTS, components, -1};
	prepare(&s, limits, k);
	for (int c = 0; c < s.caps; c++)
	{
		for (int32_t i = 0; i < s.n && s.cap[c].size; i++)
		{
			if (s.cap[c].size[i] > s.cap[c].maximum)
				return (RegionsOutcome) {REGIONS_UNIT_TOO_LARGE, 0, i};
		}
	}
	span(&s, links);

	/* each component is a part at first; what all of them give and need decides whether k is within reach */
	for (int32_t i = 0; i < s.n; i++)
	{
		Part	   *p = &s.part[s.parts];

		if (region[i] != s.parts)
			continue;
		*p = (Part) {.root = i};
		walk(&s, i);
		if (s.minimum > 0)
		{
			p->possible = count_possible(&s);
			if (p->possible == 0)
				return (RegionsOutcome) {REGIONS_COMPONENT_TOO_SMALL, 0, i};
		}
		for (int c = 0; c < s.caps; c++)
			p->needed[c] = count_needed(&s, &s.cap[c]);
		count_in(&s, p, 1);
		s.parts++;
	}
	if (s.minimum > 0 && s.surplus < k)
		return (RegionsOutcome) {REGIONS_AT_MOST, s.surplus, -1};
	s.surplus -= k;
	for (int c = 0; c < s.caps; c++)
	{
		s.cap[c].spare += k;
		if (s.cap[c].spare < 0)
			return (RegionsOutcome) {REGIONS_AT_LEAST, k - s.cap[c].spare, -1};
	}
	for (int32_t p = 0; p < s.parts; p++)
	{
		look_at(&s, &s.part[p]);
		push(&s, p);
	}

	while (s.parts < k)
	{
		int32_t		top;

		if (s.waiting == 0)
			return (RegionsOutcome) {REGIONS_STUCK, s.parts, -1};
		top = pop(&s);
		if (still_allowed(&s, &s.part[top]))
			cut_part(&s, top);
		else
		{
			look_at(&s, &s.part[top]);
			push(&s, top);
		}
	}

	for (int32_t p = 0; p < s.parts; p++)
	{
		walk(&s, s.part[p].root);
		for (int32_t at = 0; at < s.units; at++)
			region[s.order[at]] = p;
	}
	return (RegionsOutcome) {REGIONS_OK, regions_number(region, s.n, s.order), -1};
}
