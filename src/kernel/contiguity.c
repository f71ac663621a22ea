/*
 * contiguity.c
 *		Which areas are neighbours.  See contiguity.h.
 */
#include "contiguity.h"

#include <math.h>

#include "borders.h"
#include "orientation.h"
#include "sort.h"

#define CHECK_EVERY		4096
#define NO_PAIR			UINT64_MAX
#define PAIRS_NEAR		8

/* two units, i < j, as i * 2^32 + j */
typedef struct UnitPair
{
	uint64_t	key;
	double		length;			/* twice what the borders have in common, if lengths are measured */
	double		rest;			/* what rounding took from it */
	bool		linked;
} UnitPair;

typedef struct Search
{
	const Polygons *polygons;
	const Host *host;
	Borders    *b;
	double		tolerance;
	bool		queen;
	bool		lengths;

	UnitPair   *pair;			/* open addressing */
	size_t		mask;
	size_t		pairs;
	uint64_t	last;			/* the pair that was linked last: most often the next one too */
	bool		too_many;		/* more pairs than a value holds: given up */
	UnitPair	spare;			/* where further ones go */

	Triple	   *stretch;		/* covered stretches of a segment: by whom (x), from (y), to (z) */
	size_t		stretches;
	size_t		stretches_allocated;
	uint32_t	steps;
} Search;

/* now and then a moment for interrupts */
static inline void
step(Search *s)
{
	if (++s->steps % CHECK_EVERY == 0)
		s->host->check();
}

/* -------- pairs -------- */

static inline uint64_t
pair_key(int32_t i, int32_t j)
{
	return i < j ? (uint64_t) i << 32 | (uint64_t) j : (uint64_t) j << 32 | (uint64_t) i;
}

static inline UnitPair *
pair_slot(const Search *s, uint64_t key)
{
	uint64_t	h = key * UINT64_C(0x9e3779b97f4a7c15);
	size_t		at = (size_t) (key >> 32) * PAIRS_NEAR & s->mask;

	/* first among the places of the smaller unit, which lie beside those of its neighbours; when they are taken, anywhere */
	for (size_t end = at + PAIRS_NEAR; at < end; at++)
	{
		if (s->pair[at].key == key || s->pair[at].key == NO_PAIR)
			return &s->pair[at];
	}
	at = (h ^ h >> 32) & s->mask;
	while (s->pair[at].key != key && s->pair[at].key != NO_PAIR)
		at = (at + 1) & s->mask;
	return &s->pair[at];
}

/* slots: a power of two */
static void
pairs_init(Search *s, size_t slots)
{
	s->pair = s->host->alloc(slots * sizeof(UnitPair));
	s->mask = slots - 1;
	for (size_t at = 0; at < slots; at++)
	{
		s->pair[at].key = NO_PAIR;
		if (at % (16 * CHECK_EVERY) == 0)
			s->host->check();
	}
}

static UnitPair *
pair_of(Search *s, uint64_t key)
{
	UnitPair   *pair = pair_slot(s, key);

	if (pair->key == key)
		return pair;
	if (s->pairs >= NEIGHBOURS_LINKS_MAX / 2)
	{
		s->too_many = true;
		return &s->spare;
	}
	if (2 * s->pairs > s->mask)
	{
		UnitPair   *old = s->pair;
		size_t		slots = s->mask + 1;

		pairs_init(s, 2 * slots);
		for (size_t at = 0; at < slots; at++)
		{
			if (old[at].key != NO_PAIR)
				*pair_slot(s, old[at].key) = old[at];
			step(s);
		}
		s->host->release(old);
		pair = pair_slot(s, key);
	}
	s->pairs++;
	*pair = (UnitPair) {key, 0, 0, false};
	return pair;
}

static inline bool
is_linked(const Search *s, int32_t i, int32_t j)
{
	const UnitPair *pair = pair_slot(s, pair_key(i, j));

	return pair->key != NO_PAIR && pair->linked;
}

/* Neumaier's sum: lengths lose nothing over the thousands of segments of a long border */
static void
add_length(UnitPair *pair, double length)
{
	double		sum = pair->length + length;

	pair->rest += pair->length >= length ? (pair->length - sum) + length : (length - sum) + pair->length;
	pair->length = sum;
}

/* what the borders of a pair have in common; infinite if it is out of range */
static inline double
common_length(const UnitPair *pair)
{
	return (isfinite(pair->length) ? pair->length + pair->rest : pair->length) / 2;
}

/* i and j are neighbours; twice their common border is longer by so much */
static void
link_units(Search *s, int32_t i, int32_t j, double length)
{
	uint64_t	key = pair_key(i, j);
	UnitPair   *pair;

	step(s);
	if (i == j || (key == s->last && length == 0))
		return;
	pair = pair_of(s, key);
	pair->linked = true;
	if (length != 0)
		add_length(pair, length);
	s->last = key;
}

/* -------- owners -------- */

/* all who own the same vertex or segment */
static void
link_owners(Search *s, const Owners *o, double length)
{
	for (OwnerWalk i = owners_first(o); i.unit >= 0; owners_next(s->b, &i))
	{
		OwnerWalk	j = i;

		for (owners_next(s->b, &j); j.unit >= 0 && !s->too_many; owners_next(s->b, &j))
			link_units(s, i.unit, j.unit, length);
	}
}

/* everybody of the one with everybody of the other */
static void
link_across(Search *s, const Owners *o, const Owners *p, double length)
{
	for (OwnerWalk i = owners_first(o); i.unit >= 0; owners_next(s->b, &i))
	{
		for (OwnerWalk j = owners_first(p); j.unit >= 0; owners_next(s->b, &j))
			link_units(s, i.unit, j.unit, length);
	}
}

/* is there anybody of the one who is not yet a neighbour of somebody of the other? */
static bool
is_open(Search *s, const Owners *o, const Owners *p)
{
	for (OwnerWalk i = owners_first(o); i.unit >= 0; owners_next(s->b, &i))
	{
		for (OwnerWalk j = owners_first(p); j.unit >= 0; owners_next(s->b, &j))
		{
			step(s);
			if (i.unit != j.unit && !is_linked(s, i.unit, j.unit))
				return true;
		}
	}
	return false;
}

static inline bool
one_owner(const Owners *o, const Owners *p)
{
	return o->unit == p->unit && o->more == 0 && p->more == 0;
}

/* -------- equal vertices, equal segments -------- */

static void
link_equal(Search *s)
{
	const Borders *b = s->b;

	if (s->queen)
	{
		for (uint32_t v = 0; v < b->vertices && !s->too_many; v++)
		{
			if (b->vertex_owners[v].more != 0)
				link_owners(s, &b->vertex_owners[v], 0);
			step(s);
		}
		return;
	}
	for (uint32_t p = 0; p < b->points && !s->too_many; p++)
	{
		if (b->same[p] == p && b->segment_owners[p].more != 0)
		{
			Segment		segment = borders_segment(b, p);

			link_owners(s, &b->segment_owners[p], s->lengths ? 2 * segment_length(&segment) : 0);
		}
		step(s);
	}
}

/* -------- what touches without being equal -------- */

/* by the distance, and a little more for what rounding takes; by 0: as it is */
static inline Box
box_grown(const Box *box, double by)
{
	if (by > 0)
		by += 1e-15 * (by + fmax(fmax(fabs(box->xmin), fabs(box->xmax)), fmax(fabs(box->ymin), fabs(box->ymax))));
	return (Box) {box->xmin - by, box->ymin - by, box->xmax + by, box->ymax + by};
}

/* have the boxes more than a point in common? */
static inline bool
boxes_share_length(const Box *a, const Box *b)
{
	double		width = (a->xmax < b->xmax ? a->xmax : b->xmax) - (a->xmin > b->xmin ? a->xmin : b->xmin);
	double		height = (a->ymax < b->ymax ? a->ymax : b->ymax) - (a->ymin > b->ymin ? a->ymin : b->ymin);

	return width > 0 || height > 0;
}

/*
 * Segments of two chains against each other, exactly (distance 0) or within a distance.  Owners of a chain own each of its segments, so
 * the first contact says all there is to say, unless lengths are measured.
 */
static void
compare_chains(Search *s, int32_t c, int32_t d, double distance)
{
	const Borders *b = s->b;
	const Chain *one = &b->chain[c];
	const Chain *other = &b->chain[d];
	Box			common = box_grown(&b->box[d], distance);

	for (uint32_t p = one->first; p < one->first + one->segments; p++)
	{
		Segment		segment = borders_segment(b, p);
		Box			box = segment_box(&segment);

		if (!box_meets(&box, &common))
			continue;
		box = box_grown(&box, distance);
		for (uint32_t q = other->first; q < other->first + other->segments; q++)
		{
			Segment		against = borders_segment(b, q);
			Box			against_box = segment_box(&against);
			double		length = 0;
			bool		found;

			step(s);
			if (!box_meets(&box, &against_box))
				continue;
			if (!s->queen)
			{
				length = segments_overlap(&segment, &against);
				found = length > 0;
			}
			else if (distance > 0)
				found = segments_are_near(&segment, &against, distance);
			else
				found = segments_touch(&segment, &against);
			if (!found)
				continue;
			link_across(s, &one->owners, &other->owners, s->lengths && s->tolerance == 0 ? 2 * length : 0);
			if (!s->lengths)
				return;
		}
	}
}

static void
link_touching(Search *s, double distance)
{
	const Borders *b = s->b;

	for (int32_t c = 0; c < b->chains && !s->too_many; c++)
	{
		Box			box = box_grown(&b->box[c], distance);
		int32_t		found = boxtree_search(b->tree, &box);

		for (int32_t f = 0; f < found; f++)
		{
			int32_t		d = b->tree->found[f];

			step(s);
			if (d <= c || one_owner(&b->chain[c].owners, &b->chain[d].owners))
				continue;
			if (!s->queen && !boxes_share_length(&b->box[c], &b->box[d]))
				continue;
			if (s->lengths || is_open(s, &b->chain[c].owners, &b->chain[d].owners))
				compare_chains(s, c, d, distance);
		}
	}
}

/* -------- areas within areas -------- */

/* is the point in the inside of unit i, on whose border it does not lie? */
static bool
is_inside(Search *s, int32_t i, double x, double y)
{
	const Polygons *g = s->polygons;
	bool		inside = false;

	for (size_t r = g->start[i]; r < g->start[i + 1]; r++)
	{
		const double *xy = g->xy + 2 * g->ring[r].first;

		for (size_t p = 0; p + 1 < g->ring[r].points; p++, xy += 2)
		{
			step(s);
			if ((xy[1] <= y) != (xy[3] <= y) && orientation(xy[0], xy[1], xy[2], xy[3], x, y) == (xy[1] <= y ? 1 : -1))
				inside = !inside;
		}
	}
	return inside;
}

/* A ring that has no contact with another unit lies in its inside or in its outside as a whole. */
static void
link_contained(Search *s)
{
	const Polygons *g = s->polygons;
	Box		   *box = s->host->alloc(((size_t) g->n + 1) * sizeof(Box));
	BoxTree    *tree;

	for (int32_t i = 0; i < g->n; i++)
	{
		box[i] = polygons_box(g, i);
		step(s);
	}
	tree = boxtree_build(box, g->n, s->host);
	for (int32_t i = 0; i < g->n && !s->too_many; i++)
	{
		for (size_t r = g->start[i]; r < g->start[i + 1]; r++)
		{
			const double *xy = g->xy + 2 * g->ring[r].first;
			Box			point = {xy[0], xy[1], xy[0], xy[1]};
			int32_t		found = boxtree_search(tree, &point);
			Box			ring;

			if (found < 2)
				continue;
			ring = ring_box(xy, g->ring[r].points);
			for (int32_t f = 0; f < found; f++)
			{
				int32_t		j = tree->found[f];

				step(s);
				if (j != i && box[j].xmin < ring.xmin && box[j].xmax > ring.xmax && box[j].ymin < ring.ymin && box[j].ymax > ring.ymax &&
					!is_linked(s, i, j) && is_inside(s, j, xy[0], xy[1]))
					link_units(s, i, j, 0);
			}
		}
		step(s);
	}
	s->host->release(box);
}

/* -------- borders that run along each other -------- */

static void
note_stretch(Search *s, int32_t by, double from, double to)
{
	if (s->stretches == s->stretches_allocated)
	{
		s->stretches_allocated *= 2;
		s->stretch = s->host->grow(s->stretch, s->stretches_allocated * sizeof(Triple));
	}
	s->stretch[s->stretches++] = (Triple) {by, from, to};
}

/* the stretches that a unit covers of a segment count once where they overlap */
static void
add_stretches(Search *s, const Owners *owners)
{
	const Triple *t = s->stretch;
	size_t		next;

	sort_triples(s->stretch, s->stretches, s->host->check);
	for (size_t at = 0; at < s->stretches; at = next)
	{
		double		from = t[at].y;
		double		to = t[at].z;
		double		length = 0;

		for (next = at + 1; next < s->stretches && t[next].x == t[at].x; next++)
		{
			if (t[next].y > to)
			{
				length += to - from;
				from = t[next].y;
			}
			to = t[next].z > to ? t[next].z : to;
			step(s);
		}
		length += to - from;
		for (OwnerWalk i = owners_first(owners); i.unit >= 0; owners_next(s->b, &i))
			add_length(pair_of(s, pair_key(i.unit, (int32_t) t[at].x)), length);
	}
}

/*
 * What others cover of the segment at p.  Those who own it too cover all of it, and that was counted with the equal segments; so were,
 * for the rule rook, those who are neighbours already.
 */
static void
measure_segment(Search *s, uint32_t p, const Owners *owners, const int32_t *near, int32_t n)
{
	const Borders *b = s->b;
	Segment		segment = borders_segment(b, p);
	Box			box = segment_box(&segment);

	box = box_grown(&box, s->tolerance);
	s->stretches = 0;
	for (int32_t f = 0; f < n; f++)
	{
		const Chain *other = &b->chain[near[f]];

		step(s);
		if (!box_meets(&box, &b->box[near[f]]))
			continue;
		for (uint32_t q = other->first; q < other->first + other->segments; q++)
		{
			Segment		against = borders_segment(b, q);
			Box			against_box = segment_box(&against);
			double		from;
			double		to;

			step(s);
			if (!box_meets(&box, &against_box) || !segment_covered(&segment, &against, s->tolerance, &from, &to))
				continue;
			for (OwnerWalk j = owners_first(&other->owners); j.unit >= 0; owners_next(b, &j))
			{
				if (!owners_have(b, owners, j.unit))
					note_stretch(s, j.unit, from, to);
			}
		}
	}
	if (s->stretches > 0)
		add_stretches(s, owners);
}

/* can the other chain cover anything of this one that is not known yet? */
static bool
is_worth_measuring(Search *s, const Owners *owners, const Owners *other)
{
	for (OwnerWalk j = owners_first(other); j.unit >= 0; owners_next(s->b, &j))
	{
		if (owners_have(s->b, owners, j.unit))
			continue;
		for (OwnerWalk i = owners_first(owners); i.unit >= 0; owners_next(s->b, &i))
		{
			step(s);
			if (s->lengths || !is_linked(s, i.unit, j.unit))
				return true;
		}
	}
	return false;
}

static void
measure_along(Search *s)
{
	const Borders *b = s->b;

	s->stretches_allocated = 64;
	s->stretch = s->host->alloc(s->stretches_allocated * sizeof(Triple));
	for (int32_t c = 0; c < b->chains && !s->too_many; c++)
	{
		const Chain *chain = &b->chain[c];
		Box			box = box_grown(&b->box[c], s->tolerance);
		int32_t		found = boxtree_search(b->tree, &box);
		int32_t		near = 0;

		for (int32_t f = 0; f < found; f++)
		{
			if (is_worth_measuring(s, &chain->owners, &b->chain[b->tree->found[f]].owners))
				b->tree->found[near++] = b->tree->found[f];
			step(s);
		}
		for (uint32_t p = chain->first; near > 0 && p < chain->first + chain->segments; p++)
			measure_segment(s, p, &chain->owners, b->tree->found, near);
	}
	/* with a little that rounding may add: angles of a lattice make lengths of exactly four tolerances */
	for (size_t at = 0; at <= s->mask; at++)
	{
		UnitPair   *pair = &s->pair[at];

		if (pair->key != NO_PAIR && common_length(pair) > CONTIGUITY_CORNER * s->tolerance * (1 + 1e-9))
			pair->linked = true;
		step(s);
	}
}

/* -------- all -------- */

static Neighbours
search(const Polygons *polygons, bool queen, bool lengths, double tolerance, const Host *host)
{
	Search		s = {.polygons = polygons, .host = host, .tolerance = tolerance, .queen = queen, .lengths = lengths, .last = NO_PAIR};
	Link	   *link;
	int64_t		links = 0;
	size_t		slots = 1024;

	s.b = borders_build(polygons, queen, host);
	while (slots < 6 * (size_t) polygons->n)
		slots *= 2;
	pairs_init(&s, slots);
	link_equal(&s);
	borders_chains(s.b, host);
	link_touching(&s, 0);
	if (queen && tolerance > 0)
		link_touching(&s, tolerance);
	if (queen)
		link_contained(&s);
	else if (tolerance > 0)
		measure_along(&s);
	borders_release(s.b, host);
	if (s.too_many)
		return neighbours_too_many(polygons->n, host);

	link = host->alloc((2 * s.pairs + 1) * sizeof(Link));
	for (size_t at = 0; at <= s.mask; at++)
	{
		const UnitPair *pair = &s.pair[at];
		double		weight = lengths ? common_length(pair) : 1;

		step(&s);
		if (pair->key == NO_PAIR || !pair->linked || weight == 0)
			continue;
		link[links++] = (Link) {(int32_t) (pair->key >> 32), (int32_t) (pair->key & UINT32_MAX), weight};
		link[links++] = (Link) {(int32_t) (pair->key & UINT32_MAX), (int32_t) (pair->key >> 32), weight};
	}
	host->release(s.pair);
	return neighbours_from_links(polygons->n, link, links, host);
}

Neighbours
contiguity(const Polygons *polygons, ContiguityRule rule, double tolerance, const Host *host)
{
	return search(polygons, rule == CONTIGUITY_QUEEN, false, tolerance, host);
}

Neighbours
contiguity_lengths(const Polygons *polygons, double tolerance, const Host *host)
{
	return search(polygons, false, true, tolerance, host);
}
