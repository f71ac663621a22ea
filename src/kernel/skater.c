/*
 * skater.c
 *		SKATER: regions by cutting a minimum spanning tree.  See skater.h.
 */
#include "skater.h"

#include <math.h>
#include <string.h>

#include "disjoint.h"
#include "points.h"
#include "skater_state.h"

static void *
room(const Skater *s, size_t elements, size_t size)
{
	return s->host->alloc((elements > 0 ? elements : 1) * size);
}

/* -------- the tree -------- */

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
			skater_worked(s, (size_t) s->d);
		}
	}
	sort_indexed(item, (size_t) l, s->host->check);

	memset(s->start, 0, ((size_t) s->n + 1) * sizeof(int64_t));
	for (int64_t m = 0; m < l && s->edges < s->n - 1; m++)
	{
		int64_t		link = item[m].index;
		int32_t		i = root_of(forest, a[link]);
		int32_t		j = root_of(forest, b[link]);

		skater_worked(s, 8);
		if (i == j)
			continue;
		unite_roots(forest, i, j);
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
		skater_worked(s, 4);
	}
}

/* -------- the best cut of a part -------- */

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
		skater_worked(s, 3 * (size_t) d);
	}
}

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
		added[c] = s->cap[c].spare > 0 ? 1 : skater_needed_after(s, &s->cap[c], i) - p->needed[c];
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
		p->possible = skater_possible(s);
	for (int c = 0; c < s->caps; c++)
	{
		p->needed[c] = skater_needed(s, &s->cap[c]);
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
		skater_worked(s, (size_t) s->d);
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
			r->possible = skater_possible(s);
		for (int c = 0; c < s->caps; c++)
			r->needed[c] = skater_needed(s, &s->cap[c]);
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
	int32_t		components = neighbours_components(links, NULL, region);

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
			p->possible = skater_possible(&s);
			if (p->possible == 0)
				return (RegionsOutcome) {REGIONS_COMPONENT_TOO_SMALL, 0, i};
		}
		for (int c = 0; c < s.caps; c++)
			p->needed[c] = skater_needed(&s, &s.cap[c]);
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
