/*
 * locator_edges.c
 *		All edges of all areas, those that neighbours share once.  See locator_build.h.
 */
#include <string.h>

#include "locator_build.h"

static inline uint64_t
edge_hash(const BuildEdge *e)
{
	uint64_t	word[4];
	uint64_t	h = UINT64_C(0x9e3779b97f4a7c15);

	memcpy(word, e, sizeof(word));
	for (int i = 0; i < 4; i++)
	{
		h = (h ^ word[i]) * UINT64_C(0xff51afd7ed558ccd);
		h ^= h >> 32;
	}
	return h;
}

static inline bool
same_edge(const BuildEdge *e, const BuildEdge *f)
{
	return e->lx == f->lx && e->ly == f->ly && e->ux == f->ux && e->uy == f->uy;
}

/*
 * One more edge.  The table leads to the latest entry of an edge; units come in order, so that entry is the only one that can hold the
 * unit at hand.  An edge that a unit has twice is none (even-odd), and its entry is free for the next.
 */
static void
add_edge(Builder *b, uint32_t *table, size_t mask, const BuildEdge *e)
{
	size_t		slot = edge_hash(e) & mask;
	BuildEdge  *known;

	while (table[slot] != 0 && !same_edge(&b->edge[table[slot] - 1], e))
		slot = (slot + 1) & mask;
	if (table[slot] == 0)
	{
		b->different++;
		b->edge[b->edges++] = *e;
		table[slot] = (uint32_t) b->edges;
		return;
	}
	known = &b->edge[table[slot] - 1];
	if (known->b == e->a)
		known->b = -1;
	else if (known->a == e->a)
		known->a = -1;
	else if (known->a == -1)
		known->a = e->a;
	else if (known->b == -1)
		known->b = e->a;
	else
	{
		b->edge[b->edges++] = *e;
		table[slot] = (uint32_t) b->edges;
	}
}

void
builder_edges(Builder *b, const Polygons *polygons)
{
	size_t		most = 0;
	size_t		slots = 16;
	size_t		kept = 0;
	uint32_t   *table;

	for (size_t r = polygons->start[0]; r < polygons->start[polygons->n]; r++)
		most += polygons->ring[r].points;
	while (slots < most + most / 2)
		slots *= 2;
	b->edge = b->host->alloc((most + 1) * sizeof(BuildEdge));
	table = b->host->alloc(slots * sizeof(uint32_t));
	memset(table, 0, slots * sizeof(uint32_t));
	b->edges = b->different = 0;
	for (int32_t i = 0; i < polygons->n; i++)
	{
		for (size_t r = polygons->start[i]; r < polygons->start[i + 1]; r++)
		{
			const double *xy = polygons->xy + 2 * polygons->ring[r].first;

			for (size_t p = 0; p + 1 < polygons->ring[r].points; p++, xy += 2)
			{
				/* -0 becomes 0, which has the same bits everywhere */
				double		ax = xy[0] + 0.0;
				double		ay = xy[1] + 0.0;
				double		bx = xy[2] + 0.0;
				double		by = xy[3] + 0.0;
				BuildEdge	e = {ax, ay, bx, by, i, -1};

				if (ax == bx && ay == by)
					continue;
				if (by < ay || (by == ay && bx < ax))
					e = (BuildEdge) {bx, by, ax, ay, i, -1};
				add_edge(b, table, slots - 1, &e);
				builder_worked(b, 1);
			}
		}
	}
	for (size_t k = 0; k < b->edges; k++)
	{
		if (b->edge[k].a == -1)
		{
			b->edge[k].a = b->edge[k].b;
			b->edge[k].b = -1;
		}
		if (b->edge[k].a != -1)
			b->edge[kept++] = b->edge[k];
	}
	b->edges = kept;
	b->host->release(table);
}
