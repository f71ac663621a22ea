/*
 * borders.c
 *		Which vertices and segments of areas are the same.  See borders.h.
 */
#include "borders.h"

#include <string.h>

#define CHECK_EVERY	4096

/* open addressing; a slot holds a number + 1 (0: empty) and the upper half of the hash, which saves most looks at the thing itself */
typedef struct Slot
{
	uint32_t	entry;
	uint32_t	tag;
} Slot;

typedef struct Table
{
	Slot	   *slot;
	size_t		mask;			/* slots - 1 */
	size_t		entries;
} Table;

typedef struct Builder
{
	Borders    *b;
	const Host *host;
	uint32_t   *first;			/* vertices: position of the first point */
	Table		vertices;
	Table		segments;
	uint32_t	steps;
} Builder;

static void
table_init(Table *table, size_t expected, const Host *host)
{
	size_t		slots = 64;

	while (slots < expected + expected / 4)
		slots *= 2;
	table->slot = host->alloc(slots * sizeof(Slot));
	memset(table->slot, 0, slots * sizeof(Slot));
	table->mask = slots - 1;
	table->entries = 0;
}

static void
table_put(Table *table, uint64_t hash, uint32_t entry)
{
	size_t		at = hash & table->mask;

	while (table->slot[at].entry != 0)
		at = (at + 1) & table->mask;
	table->slot[at] = (Slot) {entry + 1, (uint32_t) (hash >> 32)};
	table->entries++;
}

static inline uint64_t
mix(uint64_t a, uint64_t b)
{
	uint64_t	h = a * UINT64_C(0x9e3779b97f4a7c15) ^ (b + (a >> 32)) * UINT64_C(0xc2b2ae3d27d4eb4f);

	h ^= h >> 29;
	h *= UINT64_C(0xbf58476d1ce4e5b9);
	return h ^ (h >> 32);
}

static inline uint64_t
hash_point(const double *xy)
{
	uint64_t	x;
	uint64_t	y;

	memcpy(&x, &xy[0], 8);
	memcpy(&y, &xy[1], 8);
	return mix(x, y);
}

/* -------- owners -------- */

/* Units come in ascending order: if this one is there already, it is the first or the one that came last. */
static void
owners_add(Builder *builder, Owners *o, int32_t unit)
{
	Borders    *b = builder->b;

	if (o->unit == unit || (o->more != 0 && b->owner[o->more].unit == unit))
		return;
	if (b->owners == b->owners_allocated)
	{
		b->owners_allocated = b->owners_allocated < BORDERS_NONE / 2 ? 2 * b->owners_allocated : BORDERS_NONE;
		b->owner = builder->host->grow(b->owner, (size_t) b->owners_allocated * sizeof(Owner));
	}
	b->owner[b->owners] = (Owner) {unit, o->more};
	o->more = b->owners++;
}

/* -------- vertices -------- */

static inline bool
same_point(const Borders *b, uint32_t p, uint32_t q)
{
	return b->xy[2 * (size_t) p] == b->xy[2 * (size_t) q] && b->xy[2 * (size_t) p + 1] == b->xy[2 * (size_t) q + 1];
}

static uint32_t
vertex_by_hash(Builder *builder, uint32_t p)
{
	Borders    *b = builder->b;
	Table	   *table = &builder->vertices;
	uint64_t	hash = hash_point(b->xy + 2 * (size_t) p);
	size_t		at = hash & table->mask;
	uint32_t	tag = (uint32_t) (hash >> 32);

	for (; table->slot[at].entry != 0; at = (at + 1) & table->mask)
	{
		uint32_t	v = table->slot[at].entry - 1;

		if (table->slot[at].tag == tag && same_point(b, builder->first[v], p))
			return v;
	}
	table->slot[at] = (Slot) {b->vertices + 1, tag};
	builder->first[b->vertices] = p;
	return b->vertices++;
}

/* points from ... end - 1 of a ring, the closing one left out */
static void
ring_vertices(Builder *builder, uint32_t from, uint32_t end)
{
	Borders    *b = builder->b;
	uint32_t	step = UINT32_MAX;	/* backwards: neighbours run round their areas in the same sense, and so along the border in opposite ones */

	for (uint32_t p = from; p < end; p++)
	{
		uint32_t	known = p > from ? builder->first[b->vertex[p - 1]] : p;

		/* the point before was met at "known": this one may have been met beside it */
		if (p > from && known + 1 < p)
		{
			if (known + step < p && same_point(b, known + step, p))
			{
				b->vertex[p] = b->vertex[known + step];
				continue;
			}
			if (known - step < p && same_point(b, known - step, p))
			{
				step = -step;
				b->vertex[p] = b->vertex[known + step];
				continue;
			}
		}
		b->vertex[p] = vertex_by_hash(builder, p);
		if (p % CHECK_EVERY == 0)
			builder->host->check();
	}
}

static void
ring_vertex_owners(Builder *builder, uint32_t from, uint32_t end, int32_t unit, uint32_t new_from)
{
	Borders    *b = builder->b;

	for (uint32_t v = new_from; v < b->vertices; v++)
		b->vertex_owners[v] = (Owners) {unit, 0};
	for (uint32_t p = from; p < end; p++)
	{
		if (b->vertex[p] < new_from)
			owners_add(builder, &b->vertex_owners[b->vertex[p]], unit);
	}
}

/* -------- segments -------- */

static uint64_t
hash_segment(const Borders *b, uint32_t p)
{
	uint32_t	u = b->vertex[p];
	uint32_t	v = b->vertex[p + 1];

	return u < v ? mix(u, v) : mix(v, u);
}

static void
segments_grow(Builder *builder)
{
	Table		old = builder->segments;

	table_init(&builder->segments, 2 * (old.mask + 1), builder->host);
	for (size_t at = 0; at <= old.mask; at++)
	{
		if (old.slot[at].entry != 0)
			table_put(&builder->segments, hash_segment(builder->b, old.slot[at].entry - 1), old.slot[at].entry - 1);
		if (at % (16 * CHECK_EVERY) == 0)
			builder->host->check();
	}
	builder->host->release(old.slot);
}

/* does the segment at q, met before p, have the ends u and v in either direction? */
static inline bool
is_segment(const Borders *b, uint32_t q, uint32_t p, uint32_t u, uint32_t v)
{
	return q < p && b->same[q] != BORDERS_NONE &&
		((b->vertex[q] == u && b->vertex[q + 1] == v) || (b->vertex[q] == v && b->vertex[q + 1] == u));
}

/*
 * The representative of the segment at p.  A segment that was the first to come to one of its ends lies beside the place where that
 * vertex was met first; only the others, which join two vertices that both were known, are kept in the table.
 */
static uint32_t
segment_representative(Builder *builder, uint32_t p)
{
	const Borders *b = builder->b;
	uint32_t	u = b->vertex[p];
	uint32_t	v = b->vertex[p + 1];
	uint32_t	at_u = builder->first[u];
	uint32_t	at_v = builder->first[v];
	bool		beside = at_u == p || at_v == p + 1;
	Table	   *table = &builder->segments;
	uint64_t	hash;
	size_t		at;

	if (is_segment(b, at_v, p, u, v))
		return b->same[at_v];
	if (is_segment(b, at_u - 1, p, u, v))
		return b->same[at_u - 1];
	if (is_segment(b, at_u, p, u, v))
		return b->same[at_u];
	if (is_segment(b, at_v - 1, p, u, v))
		return b->same[at_v - 1];
	if (beside)
		return p;

	if (2 * table->entries > table->mask)
		segments_grow(builder);
	hash = hash_segment(b, p);
	for (at = hash & table->mask; table->slot[at].entry != 0; at = (at + 1) & table->mask)
	{
		if (table->slot[at].tag == (uint32_t) (hash >> 32) && is_segment(b, table->slot[at].entry - 1, p, u, v))
			return table->slot[at].entry - 1;
	}
	table->slot[at] = (Slot) {p + 1, (uint32_t) (hash >> 32)};
	table->entries++;
	return p;
}

static void
ring_segments(Builder *builder, uint32_t from, uint32_t last, int32_t unit)
{
	Borders    *b = builder->b;

	for (uint32_t p = from; p < last; p++)
	{
		uint32_t	same;

		if (b->vertex[p] == b->vertex[p + 1])
		{
			b->same[p] = BORDERS_NONE;
			continue;
		}
		same = segment_representative(builder, p);
		b->same[p] = same;
		if (same == p)
			b->segment_owners[p] = (Owners) {unit, 0};
		else
			owners_add(builder, &b->segment_owners[same], unit);
		if (p % CHECK_EVERY == 0)
			builder->host->check();
	}
	b->same[last] = BORDERS_NONE;
}

/* -------- all -------- */

static void
copy_points(const double *from, size_t points, double *to)
{
	/* adding 0 makes 0 of -0 */
	for (size_t i = 0; i < 2 * points; i++)
		to[i] = from[i] + 0.0;
}

Borders *
borders_build(const Polygons *polygons, bool vertex_owners, const Host *host)
{
	Borders    *b = host->alloc(sizeof(Borders));
	Builder		builder = {.b = b, .host = host};
	size_t		points = 0;
	uint32_t	at = 0;

	for (size_t r = polygons->start[0]; r < polygons->start[polygons->n]; r++)
		points += polygons->ring[r].points;
	*b = (Borders) {.points = (uint32_t) points};
	b->xy = host->alloc((points + 1) * 2 * sizeof(double));
	b->vertex = host->alloc((points + 1) * sizeof(uint32_t));
	b->same = host->alloc((points + 1) * sizeof(uint32_t));
	b->segment_owners = host->alloc((points + 1) * sizeof(Owners));
	b->vertex_owners = vertex_owners ? host->alloc((points + 1) * sizeof(Owners)) : NULL;
	b->owners_allocated = 1024;
	b->owner = host->alloc(b->owners_allocated * sizeof(Owner));
	b->owners = 1;
	builder.first = host->alloc((points + 1) * sizeof(uint32_t));
	table_init(&builder.vertices, points, host);
	table_init(&builder.segments, 1024, host);

	for (int32_t i = 0; i < polygons->n; i++)
	{
		for (size_t r = polygons->start[i]; r < polygons->start[i + 1]; r++)
		{
			const Ring *ring = &polygons->ring[r];
			uint32_t	last = at + (uint32_t) ring->points - 1;
			uint32_t	known = b->vertices;

			copy_points(polygons->xy + 2 * ring->first, ring->points, b->xy + 2 * (size_t) at);
			ring_vertices(&builder, at, last);
			b->vertex[last] = b->vertex[at];
			if (vertex_owners)
				ring_vertex_owners(&builder, at, last, i, known);
			ring_segments(&builder, at, last, i);
			at = last + 1;
		}
		host->check();
	}
	host->release(builder.vertices.slot);
	host->release(builder.segments.slot);
	host->release(builder.first);
	return b;
}

/* -------- chains -------- */

static bool
same_owners(const Borders *b, const Owners *o, const Owners *p)
{
	if (o->unit != p->unit)
		return false;
	if (o->more == 0 || p->more == 0)
		return o->more == p->more;
	return b->owner[o->more].unit == b->owner[p->more].unit && b->owner[o->more].next == 0 && b->owner[p->more].next == 0;
}

void
borders_chains(Borders *b, const Host *host)
{
	size_t		allocated = 1024 + b->points / CHAIN_SEGMENTS;
	size_t		chains = 0;
	Chain	   *chain = host->alloc(allocated * sizeof(Chain));
	Box		   *box;

	for (uint32_t p = 0; p < b->points;)
	{
		uint32_t	end;

		if (b->same[p] != p)
		{
			p++;
			continue;
		}
		for (end = p + 1; end < p + CHAIN_SEGMENTS && b->same[end] == end && same_owners(b, &b->segment_owners[p], &b->segment_owners[end]); end++)
			;
		if (chains == allocated)
		{
			allocated *= 2;
			chain = host->grow(chain, allocated * sizeof(Chain));
		}
		chain[chains++] = (Chain) {p, end - p, b->segment_owners[p]};
		if (chains % CHECK_EVERY == 0)
			host->check();
		p = end;
	}
	box = host->alloc((chains + 1) * sizeof(Box));
	for (size_t c = 0; c < chains; c++)
		box[c] = ring_box(b->xy + 2 * (size_t) chain[c].first, chain[c].segments + 1);
	b->chains = (int32_t) chains;
	b->chain = chain;
	b->box = box;
	b->tree = boxtree_build(box, b->chains, host);
}

void
borders_release(Borders *b, const Host *host)
{
	host->release(b->xy);
	host->release(b->vertex);
	host->release(b->same);
	host->release(b->segment_owners);
	if (b->vertex_owners)
		host->release(b->vertex_owners);
	host->release(b->owner);
	host->release(b->chain);
	host->release(b->box);
	host->release(b->tree->item);
	host->release(b->tree->found);
	host->release(b->tree->node);
	host->release(b->tree);
	host->release(b);
}
