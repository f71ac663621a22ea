/*
 * ward.c
 *		Ward's clustering by nearest-neighbour chains.  See ward.h.
 */
#include "ward.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "disjoint.h"

#define LANE			64		/* clusters whose distances are computed in one go */
#define CHECK_EVERY		200000	/* squares between two questions whether somebody wants to stop us */

/*
 * The clusters that are left lie in the slots 0 ... active - 1: lane by lane, there column by column.  When two become one, the last
 * moves to the slot that falls free.
 */
typedef struct Forest
{
	int			d;
	size_t		active;
	double	   *mean;			/* mean of slot s, column j: see mean_of() */
	double	   *weight;			/* by slot */
	int32_t    *first;			/* by slot: the first point of the cluster, which is its name */
	int32_t    *slot;			/* by first point */
	double	   *probe;			/* d: the cluster whose neighbours are looked for */
} Forest;

static inline double *
mean_of(const Forest *f, size_t slot, int j)
{
	return f->mean + ((slot / LANE) * f->d + j) * LANE + slot % LANE;
}

size_t
ward_room(size_t m, int d)
{
	size_t		padded = (m + LANE - 1) / LANE * LANE;

	return padded * (d + 1) + d;
}

/* what the union of a slot with the probe of this weight adds */
static inline double
cost(double weight, double other, double square)
{
	return weight * other / (weight + other) * square;
}

/* the slot nearest to this one; before: its predecessor in the chain or -1 */
static size_t
nearest(const Forest *f, size_t own, int32_t before, double *added)
{
	double		weight = f->weight[own];
	const int	d = f->d;
	size_t		best = own;
	double		least = INFINITY;

	for (int j = 0; j < d; j++)
		f->probe[j] = *mean_of(f, own, j);
	for (size_t from = 0; from < f->active; from += LANE)
	{
		const double *mean = f->mean + from * d;
		double		square[LANE] = {0};
		size_t		end = f->active - from < LANE ? f->active - from : LANE;

		for (int j = 0; j < d; j++, mean += LANE)
		{
			double		own_mean = f->probe[j];

			for (size_t i = 0; i < LANE; i++)
			{
				double		difference = mean[i] - own_mean;

				square[i] += difference * difference;
			}
		}
		for (size_t i = 0; i < end; i++)
		{
			double		c;

			/* weights are 1 or more, so that the factor is at least a half: this spares most of the divisions */
			if (0.5 * square[i] > least || from + i == own)
				continue;
			c = cost(weight, f->weight[from + i], square[i]);
			if (c < least ||
				(c == least && f->first[best] != before &&
				 (f->first[from + i] == before || f->first[from + i] < f->first[best])))
			{
				least = c;
				best = from + i;
			}
		}
	}
	*added = least;
	return best;
}

/* the cluster in slot b joins that in slot a; the last cluster moves to b */
static void
join(Forest *f, size_t a, size_t b)
{
	double		sum = f->weight[a] + f->weight[b];
	double		share = f->weight[b] / sum;
	size_t		last = --f->active;

	for (int j = 0; j < f->d; j++)
	{
		*mean_of(f, a, j) += (*mean_of(f, b, j) - *mean_of(f, a, j)) * share;
		*mean_of(f, b, j) = *mean_of(f, last, j);
	}
	f->weight[a] = sum;
	f->weight[b] = f->weight[last];
	f->first[b] = f->first[last];
	f->slot[f->first[b]] = (int32_t) b;
}

/* ties as the chain found them, so that the order is one whatever qsort does */
static int
compare_merges(const void *left, const void *right)
{
	const WardMerge *a = left;
	const WardMerge *b = right;

	if (a->added != b->added)
		return a->added < b->added ? -1 : 1;
	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return (a->second > b->second) - (a->second < b->second);
}

void
ward(const double *x, const double *w, size_t m, int d,
	 double *room, int32_t *numbers, WardMerge *merge, void (*check) (void))
{
	Forest		f = {.d = d, .active = m};
	size_t		padded = (m + LANE - 1) / LANE * LANE;
	int32_t    *chain = numbers + 2 * m;	/* first points */
	int32_t    *link = numbers + 3 * m; /* by first point: where in the chain, or -1 */
	size_t		links = 0;
	size_t		merges = 0;
	size_t		work = 0;

	f.mean = room;
	f.weight = f.mean + padded * d;
	f.probe = f.weight + padded;
	f.first = numbers;
	f.slot = numbers + m;
	memset(f.mean, 0, padded * (d + 1) * sizeof(double));
	for (size_t i = 0; i < m; i++)
	{
		for (int j = 0; j < d; j++)
			*mean_of(&f, i, j) = x[i * d + j];
		f.weight[i] = w[i];
		f.first[i] = f.slot[i] = (int32_t) i;
		link[i] = -1;
	}

	while (f.active > 1)
	{
		size_t		top;
		size_t		next;
		double		added;

		if (links == 0)
		{
			link[f.first[0]] = 0;
			chain[links++] = f.first[0];
		}
		top = f.slot[chain[links - 1]];
		next = nearest(&f, top, links > 1 ? chain[links - 2] : -1, &added);
		work += f.active * d;
		if (work >= CHECK_EVERY)
		{
			work = 0;
			if (check)
				check();
		}

		if (links > 1 && f.first[next] == chain[links - 2])
		{
			size_t		a = f.first[top] < f.first[next] ? top : next;
			size_t		b = a == top ? next : top;

			merge[merges++] = (WardMerge) {added, f.first[a], f.first[b]};
			links -= 2;
			link[chain[links]] = link[chain[links + 1]] = -1;
			join(&f, a, b);
		}
		else if (link[f.first[next]] >= 0)
		{
			/* the chain bites its tail, which only rounding can bring about: go on from there, with distances as they are now */
			while (chain[links - 1] != f.first[next])
				link[chain[--links]] = -1;
		}
		else
		{
			link[f.first[next]] = (int32_t) links;
			chain[links++] = f.first[next];
		}
	}
	if (merges > 1)
		qsort(merge, merges, sizeof(WardMerge), compare_merges);
}

void
ward_cut(const WardMerge *merge, size_t m, int k, int32_t *numbers, int32_t *cluster)
{
	int32_t		clusters = 0;

	for (size_t i = 0; i < m; i++)
		numbers[i] = (int32_t) i;

	/* the points of the merges span a tree, so that each merge leaves one cluster less, in whatever order rounding put them */
	for (size_t i = 0; i + k < m; i++)
	{
		unite_roots(numbers, root_of(numbers, merge[i].first), root_of(numbers, merge[i].second));
	}
	for (size_t i = 0; i < m; i++)
	{
		int32_t		root = root_of(numbers, (int32_t) i);

		cluster[i] = root == (int32_t) i ? clusters++ : cluster[root];
	}
}
