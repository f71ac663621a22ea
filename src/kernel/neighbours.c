/*
 * neighbours.c
 *		Spatial weights as arrays: making, standardising, transposing, connected components.  See neighbours.h.
 */
#include "neighbours.h"

#include <math.h>
#include <string.h>

#include "disjoint.h"
#include "exact_sum.h"

#define CHECK_EVERY	65536

/* stable counting sort of links by i (or by j) */
static void
sort_links(const Link *from, Link *to, int64_t links, int32_t n, bool by_j, int64_t *next, const Host *host)
{
	memset(next, 0, ((size_t) n + 1) * sizeof(int64_t));
	for (int64_t l = 0; l < links; l++)
		next[(by_j ? from[l].j : from[l].i) + 1]++;
	for (int32_t i = 0; i < n; i++)
		next[i + 1] += next[i];
	host->check();
	for (int64_t l = 0; l < links; l++)
	{
		to[next[by_j ? from[l].j : from[l].i]++] = from[l];
		if (l % CHECK_EVERY == 0)
			host->check();
	}
}

Neighbours
neighbours_from_links(int32_t n, Link *link, int64_t links, const Host *host)
{
	Link	   *sorted = host->alloc((size_t) (links + 1) * sizeof(Link));
	int64_t    *next = host->alloc(((size_t) n + 1) * sizeof(int64_t));
	int64_t    *start = host->alloc(((size_t) n + 1) * sizeof(int64_t));
	int32_t    *neighbour;
	double	   *weight;
	int64_t		kept = 0;
	int32_t		row = 0;

	sort_links(link, sorted, links, n, true, next, host);
	sort_links(sorted, link, links, n, false, next, host);
	host->release(next);
	host->release(sorted);

	neighbour = host->alloc((size_t) (links + 1) * sizeof(int32_t));
	weight = host->alloc((size_t) (links + 1) * sizeof(double));
	start[0] = 0;
	for (int64_t l = 0; l < links; l++)
	{
		while (row < link[l].i)
			start[++row] = kept;
		if (kept > start[row] && neighbour[kept - 1] == link[l].j)
			weight[kept - 1] = fmax(weight[kept - 1], link[l].weight);
		else
		{
			neighbour[kept] = link[l].j;
			weight[kept] = link[l].weight;
			kept++;
		}
		if (l % CHECK_EVERY == 0)
			host->check();
	}
	while (row < n)
		start[++row] = kept;
	return (Neighbours) {n, start, neighbour, weight};
}

NeighbourRows
neighbour_rows_begin(int32_t n, int64_t expected_links, const Host *host)
{
	int64_t		room = expected_links + 64;
	NeighbourRows rows = {host, host->alloc(((size_t) n + 1) * sizeof(int64_t)), host->alloc((size_t) room * sizeof(int32_t)),
	host->alloc((size_t) room * sizeof(double)), 0, room};

	rows.start[0] = 0;
	return rows;
}

void
neighbour_rows_grow(NeighbourRows *rows)
{
	rows->room *= 2;
	rows->neighbour = rows->host->grow(rows->neighbour, (size_t) rows->room * sizeof(int32_t));
	rows->weight = rows->host->grow(rows->weight, (size_t) rows->room * sizeof(double));
}

Neighbours
neighbours_too_many(int32_t n, const Host *host)
{
	int64_t    *start = host->alloc(((size_t) n + 1) * sizeof(int64_t));

	start[0] = 0;
	for (int32_t i = 1; i <= n; i++)
		start[i] = NEIGHBOURS_LINKS_MAX;
	return (Neighbours) {n, start, NULL, NULL};
}

/* a power of two for weights whose sum or squares would leave the range of numbers; most often 1 */
static double
scale_of(const double *weight, int64_t links)
{
	double		largest = 0;
	int			exponent;

	for (int64_t l = 0; l < links; l++)
		largest = weight[l] > largest ? weight[l] : largest;
	if (largest == 0 || (largest > 0x1p-400 && largest < 0x1p400))
		return 1;
	(void) frexp(largest, &exponent);
	return ldexp(1, exponent < -1000 ? 1000 : -exponent);
}

/*
 * The sums are exact, so that weights do not depend on the order in which somebody wrote the links down.
 */
void
neighbours_standardise(const Neighbours *g, WeightStyle style, double *weight, const Host *host)
{
	int64_t		links = g->start[g->n];
	int64_t		next_check = 0;
	int32_t		units = 0;
	ExactWide	all;
	double		total;
	double		scale = style == WEIGHTS_GLOBAL ? scale_of(g->weight, links) : 1;

	if (style == WEIGHTS_GENERAL || style == WEIGHTS_BINARY)
	{
		for (int64_t l = 0; l < links; l++)
			weight[l] = style == WEIGHTS_BINARY ? 1 : g->weight[l];
		return;
	}
	exact_wide_init(&all);
	for (int32_t i = 0; i < g->n; i++)
	{
		ExactWide	row;
		double		sum;
		bool		equal;

		if (g->start[i] == g->start[i + 1])
			continue;
		units++;
		if (g->start[i] >= next_check)
		{
			host->check();
			next_check = g->start[i] + CHECK_EVERY;
		}
		if (style != WEIGHTS_GLOBAL)
			scale = scale_of(g->weight + g->start[i], g->start[i + 1] - g->start[i]);
		equal = style == WEIGHTS_ROW;
		for (int64_t l = g->start[i]; l < g->start[i + 1] && equal; l++)
			equal = g->weight[l] == g->weight[g->start[i]];
		if (!equal)
			exact_wide_init(&row);
		for (int64_t l = g->start[i]; l < g->start[i + 1] && !equal; l++)
		{
			if (style == WEIGHTS_ROW)
				(void) exact_sum_add(&row.sum, g->weight[l] * scale);
			else if (style == WEIGHTS_GLOBAL)
				(void) exact_sum_add(&all.sum, g->weight[l] * scale);
			else
				(void) exact_sum_add_product(&row.sum, g->weight[l] * scale, g->weight[l] * scale);
		}
		if (style == WEIGHTS_GLOBAL)
			continue;
		/* the product is rounded once, as the exact sum of equal weights would be */
		sum = equal ? g->weight[g->start[i]] * scale * (double) (g->start[i + 1] - g->start[i]) : exact_sum_round(&row.sum);
		if (style == WEIGHTS_VARIANCE)
			sum = sqrt(sum);
		for (int64_t l = g->start[i]; l < g->start[i + 1]; l++)
		{
			weight[l] = sum > 0 ? g->weight[l] * scale / sum : 0;
			if (style == WEIGHTS_VARIANCE)
				(void) exact_sum_add(&all.sum, weight[l]);
		}
	}
	if (style == WEIGHTS_ROW)
		return;
	total = exact_sum_round(&all.sum);
	for (int64_t l = 0; l < links; l++)
		weight[l] = total > 0 ? (style == WEIGHTS_GLOBAL ? g->weight[l] * scale : weight[l]) * units / total : 0;
}

Neighbours
neighbours_subset(const Neighbours *all, const int32_t *to, int32_t n, const Host *host)
{
	int64_t    *start = host->alloc(((size_t) n + 1) * sizeof(int64_t));
	int64_t		links = 0;
	int64_t		next = 0;
	int32_t    *neighbour;
	double	   *weight;

	for (int32_t i = 0; i < all->n; i++)
	{
		if (to[i] >= 0)
			links += all->start[i + 1] - all->start[i];
	}
	neighbour = host->alloc((size_t) (links + 1) * sizeof(int32_t));
	weight = host->alloc((size_t) (links + 1) * sizeof(double));
	start[0] = 0;
	for (int32_t i = 0; i < all->n; i++)
	{
		if (to[i] < 0)
			continue;
		for (int64_t l = all->start[i]; l < all->start[i + 1]; l++)
		{
			if (to[all->neighbour[l]] < 0)
				continue;
			neighbour[next] = to[all->neighbour[l]];
			weight[next] = all->weight[l];
			next++;
		}
		start[to[i] + 1] = next;
		if (i % 4096 == 0)
			host->check();
	}
	return (Neighbours) {n, start, neighbour, weight};
}

Neighbours
neighbours_transpose(const Neighbours *w, const Host *host)
{
	int64_t		links = w->start[w->n];
	int64_t    *start = host->alloc(((size_t) w->n + 1) * sizeof(int64_t));
	int64_t    *next = host->alloc(((size_t) w->n + 1) * sizeof(int64_t));
	int32_t    *neighbour = host->alloc((size_t) (links + 1) * sizeof(int32_t));
	double	   *weight = host->alloc((size_t) (links + 1) * sizeof(double));

	memset(start, 0, ((size_t) w->n + 1) * sizeof(int64_t));
	for (int64_t l = 0; l < links; l++)
		start[w->neighbour[l] + 1]++;
	for (int32_t i = 0; i < w->n; i++)
		start[i + 1] += start[i];
	memcpy(next, start, ((size_t) w->n + 1) * sizeof(int64_t));
	host->check();
	for (int32_t i = 0; i < w->n; i++)
	{
		for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
		{
			int64_t		at = next[w->neighbour[l]]++;

			neighbour[at] = i;
			weight[at] = w->weight[l];
		}
		if (i % 4096 == 0)
			host->check();
	}
	host->release(next);
	return (Neighbours) {w->n, start, neighbour, weight};
}

bool
neighbours_are_symmetric(const Neighbours *w, bool weights, const Host *host)
{
	Neighbours	t = neighbours_transpose(w, host);
	size_t		links = (size_t) w->start[w->n];
	bool		same = memcmp(w->start, t.start, ((size_t) w->n + 1) * sizeof(int64_t)) == 0 &&
		memcmp(w->neighbour, t.neighbour, links * sizeof(int32_t)) == 0;

	if (same && weights)
	{
		for (size_t l = 0; l < links && same; l++)
			same = w->weight[l] == t.weight[l];
	}
	host->release((void *) t.start);
	host->release((void *) t.neighbour);
	host->release((void *) t.weight);
	return same;
}

int32_t
neighbours_components(const Neighbours *w, const int32_t *label, int32_t *component)
{
	int32_t		components = 0;

	for (int32_t i = 0; i < w->n; i++)
		component[i] = i;
	for (int32_t i = 0; i < w->n; i++)
	{
		for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
		{
			if (label == NULL || label[i] == label[w->neighbour[l]])
				unite_roots(component, root_of(component, i), root_of(component, w->neighbour[l]));
		}
	}
	/* every parent comes before its children */
	for (int32_t i = 0; i < w->n; i++)
		component[i] = component[i] == i ? components++ : component[component[i]];
	return components;
}
