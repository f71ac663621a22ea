/*
 * locator_overlaps.c
 *		Which areas overlap?  See locator_build.h.
 *
 * Two areas have interior points in common if and only if
 *	  - an edge of the one properly crosses an edge of the other, or
 *	  - right or left of the beginning of some edge, just beyond its lower end, lie points of both.
 * For if no edges cross, take the lowest (of those the western-most) corner of what they have in common: of its two edges that go up or east
 * from there at least one begins there (two that pass through would cross).  Both are decided exactly, in the cell where it happens; the
 * point beside the beginning of an edge is taken infinitely near to the edge, and nearer to the edge than to its end.  Areas must be
 * valid: those that cross themselves may hide an overlap.
 */
#include <math.h>
#include <string.h>

#include "locator_build.h"
#include "orientation.h"

#define FIRST_SLOTS	1024

void
overlaps_init(Builder *b)
{
	b->overlaps.slots = FIRST_SLOTS;
	b->overlaps.slot = b->host->alloc(FIRST_SLOTS * sizeof(FoundOverlap));
	for (size_t i = 0; i < FIRST_SLOTS; i++)
		b->overlaps.slot[i].area = -1;
}

static FoundOverlap *
find_slot(Overlaps *o, int32_t area, int32_t other)
{
	uint64_t	h = ((uint64_t) area << 32 | (uint32_t) other) * UINT64_C(0x9e3779b97f4a7c15);
	size_t		slot = (h ^ h >> 32) & (o->slots - 1);

	while (o->slot[slot].area != -1 && (o->slot[slot].area != area || o->slot[slot].other != other))
		slot = (slot + 1) & (o->slots - 1);
	return &o->slot[slot];
}

static void
make_room(Builder *b)
{
	Overlaps	old = b->overlaps;

	b->overlaps.slots = 4 * old.slots;
	b->overlaps.slot = b->host->alloc(b->overlaps.slots * sizeof(FoundOverlap));
	for (size_t i = 0; i < b->overlaps.slots; i++)
		b->overlaps.slot[i].area = -1;
	for (size_t i = 0; i < old.slots; i++)
	{
		if (old.slot[i].area != -1)
			*find_slot(&b->overlaps, old.slot[i].area, old.slot[i].other) = old.slot[i];
	}
	b->host->release(old.slot);
}

/* of all places of a pair the southern-most is kept, a corner before a crossing, so that it does not matter which is found first */
static void
found(Builder *b, int32_t area, int32_t other, int kind, double x, double y)
{
	FoundOverlap *slot;
	int32_t		first = area < other ? area : other;

	if (area == other || b->overlaps.more)
		return;
	other = area < other ? other : area;
	slot = find_slot(&b->overlaps, first, other);
	builder_worked(b, 1);
	if (slot->area == -1)
	{
		if (b->overlaps.n == LOCATOR_OVERLAPS_MAX)
		{
			b->overlaps.more = true;
			return;
		}
		*slot = (FoundOverlap) {first, other, kind, x, y};
		if (++b->overlaps.n > b->overlaps.slots / 2)
			make_room(b);
	}
	else if (kind < slot->kind || (kind == slot->kind && (y < slot->y || (y == slot->y && x < slot->x))))
		*slot = (FoundOverlap) {first, other, kind, x, y};
}

/* -------- crossings -------- */

static inline double
west(const BuildEdge *e)
{
	return e->lx < e->ux ? e->lx : e->ux;
}

static inline double
east(const BuildEdge *e)
{
	return e->lx < e->ux ? e->ux : e->lx;
}

static inline bool
crosses(const BuildEdge *e, const BuildEdge *f)
{
	/* also of a level or an upright edge: the other one must go beyond it on both sides */
	if (e->uy <= f->ly || f->uy <= e->ly)
		return false;
	if (east(e) <= west(f) || east(f) <= west(e))
		return false;
	if ((e->lx == f->lx && e->ly == f->ly) || (e->ux == f->ux && e->uy == f->uy) || (e->lx == f->ux && e->ly == f->uy) ||
		(e->ux == f->lx && e->uy == f->ly))
		return false;
	return orientation(e->lx, e->ly, e->ux, e->uy, f->lx, f->ly) * orientation(e->lx, e->ly, e->ux, e->uy, f->ux, f->uy) < 0 &&
		orientation(f->lx, f->ly, f->ux, f->uy, e->lx, e->ly) * orientation(f->lx, f->ly, f->ux, f->uy, e->ux, e->uy) < 0;
}

/* where: rounded, and kept within the first edge's ends */
static void
found_crossing(Builder *b, const BuildEdge *e, const BuildEdge *f)
{
	double		ex = e->ux / 2 - e->lx / 2;
	double		ey = e->uy / 2 - e->ly / 2;
	double		fx = f->ux / 2 - f->lx / 2;
	double		fy = f->uy / 2 - f->ly / 2;
	double		size = fmax(fmax(fabs(ex), fabs(ey)), fmax(fabs(fx), fabs(fy)));
	double		cross;
	double		t;
	const int32_t area[2] = {e->a, e->b};
	const int32_t other[2] = {f->a, f->b};

	/* in units of the longer one, so that no product is out of range */
	cross = (ex / size) * (fy / size) - (ey / size) * (fx / size);
	t = (((f->lx / 2 - e->lx / 2) / size) * (fy / size) - ((f->ly / 2 - e->ly / 2) / size) * (fx / size)) / cross;
	t = t >= 0 && t <= 1 ? t : 0.5;
	for (int i = 0; i < 2; i++)
	{
		for (int j = 0; j < 2; j++)
		{
			if (area[i] >= 0 && other[j] >= 0)
				found(b, area[i], other[j], 1, e->lx + 2 * (t * ex), e->ly + 2 * (t * ey));
		}
	}
}

/* -------- beside the beginning of an edge -------- */

/*
 * Does f count on the way from the cell's corner to the point just right (or left) of the beginning of e?  As counts() in locator_find.c, with
 * a point that lies infinitely little along e and less than that beside it.
 */
static inline bool
counts_beside(const BuildEdge *e, bool left, const BuildEdge *f, bool crosses_left)
{
	bool		level = e->ly == e->uy;
	/* the point lies above the height of e's beginning, but for the right side of a level edge */
	bool		above = !level || left;
	int			side;

	if (e->ly < f->ly || (e->ly == f->ly && !above))
		return false;
	if (e->ly > f->uy || (e->ly == f->uy && above))
		return crosses_left;
	side = orientation(f->lx, f->ly, f->ux, f->uy, e->lx, e->ly);
	if (side == 0)
		side = orientation(f->lx, f->ly, f->ux, f->uy, e->ux, e->uy);
	if (side == 0)
		side = left ? 1 : -1;
	return crosses_left && f->ux > f->lx ? side > 0 : side < 0;
}

static inline void
toggle(const Builder *b, uint8_t *parity, const BuildEdge *e)
{
	parity[b->position[e->a]] ^= 1;
	if (e->b >= 0)
		parity[b->position[e->b]] ^= 1;
}

/* pairs among the local areas that have the point, and of them with those that have the whole cell */
static void
found_together(Builder *b, const uint8_t *parity, const AreaSet *corner, const BuildEdge *e)
{
	const int32_t *local = b->local.memory;

	for (size_t i = 0; i < b->local.used; i++)
	{
		if (!parity[i])
			continue;
		for (size_t j = i + 1; j < b->local.used; j++)
		{
			if (parity[j])
				found(b, local[i], local[j], 0, e->lx, e->ly);
		}
		for (size_t j = 0; j < corner->n; j++)
		{
			if (b->position[corner->area[j]] < 0)
				found(b, local[i], corner->area[j], 0, e->lx, e->ly);
		}
		builder_worked(b, b->local.used + corner->n);
	}
}

static void
beside_beginning(Builder *b, const EdgeRef *ref, size_t refs, const AreaSet *corner, const BuildEdge *e)
{
	size_t		n = b->local.used;
	uint8_t    *at_corner = b->parity.memory;
	uint8_t    *right = at_corner + n;
	uint8_t    *left = right + n;
	size_t		many_right = 0;
	size_t		many_left = 0;
	size_t		covering = corner->n;

	memcpy(right, at_corner, n);
	memcpy(left, at_corner, n);
	for (size_t i = 0; i < refs; i++)
	{
		const BuildEdge *f = &b->edge[ref[i] >> REF_SHIFT];
		bool		crosses_left = (ref[i] & REF_CROSSES_LEFT) != 0;

		/* most edges are above, or below without crossing the left side */
		if (f->ly > e->ly || (f->uy < e->ly && !crosses_left))
			continue;
		if (counts_beside(e, false, f, crosses_left))
			toggle(b, right, f);
		if (counts_beside(e, true, f, crosses_left))
			toggle(b, left, f);
	}
	for (size_t i = 0; i < n; i++)
	{
		many_right += right[i];
		many_left += left[i];
		covering -= at_corner[i];
	}
	builder_worked(b, refs + n);
	if (many_right > 0 && many_right + covering > 1)
		found_together(b, right, corner, e);
	if (many_left > 0 && many_left + covering > 1)
		found_together(b, left, corner, e);
}

void
overlaps_in_cell(Builder *b, const EdgeRef *ref, size_t refs, const AreaSet *corner)
{
	for (size_t i = 0; i < refs && !b->overlaps.more; i++)
	{
		const BuildEdge *e = &b->edge[ref[i] >> REF_SHIFT];

		for (size_t j = i + 1; j < refs; j++)
		{
			const BuildEdge *f = &b->edge[ref[j] >> REF_SHIFT];

			if (crosses(e, f))
				found_crossing(b, e, f);
		}
		builder_worked(b, refs - i);
		if ((ref[i] & REF_STARTS) != 0)
			beside_beginning(b, ref, refs, corner, e);
	}
}

/* -------- the list -------- */

static inline bool
precedes(const LocatorOverlap *p, const LocatorOverlap *q)
{
	return p->area < q->area || (p->area == q->area && p->other < q->other);
}

/* heap sort */
static void
sort_overlaps(LocatorOverlap *list, size_t n)
{
	for (size_t i = n / 2, end = n; end > 1;)
	{
		LocatorOverlap one;
		size_t		at;

		if (i > 0)
			one = list[--i];
		else
		{
			one = list[--end];
			list[end] = list[0];
		}
		for (at = i;;)
		{
			size_t		child = 2 * at + 1;

			if (child >= end)
				break;
			if (child + 1 < end && precedes(&list[child], &list[child + 1]))
				child++;
			if (!precedes(&one, &list[child]))
				break;
			list[at] = list[child];
			at = child;
		}
		list[at] = one;
	}
}

/* into list, ordered; returns how many */
size_t
overlaps_list(Builder *b, LocatorOverlap *list)
{
	size_t		n = 0;

	for (size_t i = 0; i < b->overlaps.slots; i++)
	{
		const FoundOverlap *o = &b->overlaps.slot[i];

		if (o->area != -1)
			list[n++] = (LocatorOverlap) {o->area, o->other, o->x, o->y};
	}
	sort_overlaps(list, n);
	return n;
}
