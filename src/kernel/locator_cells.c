/*
 * locator_cells.c
 *		What a cell of a locator says: an area, none, or a record of its edges.  See locator.h and locator_build.h.
 */
#include <string.h>

#include "locator_build.h"

void
area_set_toggle(Builder *b, AreaSet *set, int32_t area)
{
	size_t		low = 0;
	size_t		high = set->n;

	if (area < 0)
		return;
	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;

		if (set->area[middle] < area)
			low = middle + 1;
		else
			high = middle;
	}
	builder_worked(b, 1 + (set->n - low) / 64);
	if (low < set->n && set->area[low] == area)
	{
		memmove(set->area + low, set->area + low + 1, (set->n - low - 1) * sizeof(int32_t));
		set->n--;
		return;
	}
	if (set->n == set->room)
	{
		set->room = 2 * set->room + 16;
		set->area = set->area == NULL ? b->host->alloc(set->room * sizeof(int32_t)) :
			b->host->grow(set->area, set->room * sizeof(int32_t));
	}
	memmove(set->area + low + 1, set->area + low, (set->n - low) * sizeof(int32_t));
	set->area[low] = area;
	set->n++;
}

/* Shell's sort: there are a few, seldom thousands */
static void
sort_areas(int32_t *area, size_t n)
{
	size_t		gap = 1;

	while (gap < n / 3)
		gap = 3 * gap + 1;
	for (; gap > 0; gap /= 3)
	{
		for (size_t i = gap; i < n; i++)
		{
			int32_t		one = area[i];
			size_t		at = i;

			for (; at >= gap && area[at - gap] > one; at -= gap)
				area[at] = area[at - gap];
			area[at] = one;
		}
	}
}

static void
add_local(Builder *b, int32_t area)
{
	if (area < 0 || b->position[area] != -1)
		return;
	b->position[area] = 0;
	*(int32_t *) growing_add(b, &b->local, 1, sizeof(int32_t)) = area;
}

/* areas that have edges in the cell, and whether they have its corner; returns the first area that has the whole cell, -1: none has */
static int32_t
find_local(Builder *b, const EdgeRef *ref, size_t refs, const AreaSet *corner)
{
	int32_t    *local;
	uint8_t    *parity;
	int32_t		covering = -1;

	b->local.used = b->parity.used = 0;
	for (size_t i = 0; i < refs; i++)
	{
		const BuildEdge *e = &b->edge[ref[i] >> REF_SHIFT];

		add_local(b, e->a);
		add_local(b, e->b);
	}
	local = b->local.memory;
	sort_areas(local, b->local.used);
	parity = growing_add(b, &b->parity, 3 * b->local.used, 1);
	memset(parity, 0, b->local.used);
	for (size_t i = 0; i < b->local.used; i++)
		b->position[local[i]] = (int32_t) i;
	for (size_t i = 0; i < corner->n; i++)
	{
		int32_t		at = b->position[corner->area[i]];

		if (at >= 0)
			parity[at] = 1;
		else if (covering < 0)
			covering = corner->area[i];
	}
	builder_worked(b, refs + corner->n);
	return covering;
}

/* does the edge count for any point of the cell? */
static inline bool
is_seen(const BuildEdge *e, EdgeRef ref, double top)
{
	return e->ly < top && (e->ly < e->uy || (ref & REF_CROSSES_LEFT) != 0);
}

static inline uint32_t
toggles_of(const Builder *b, const BuildEdge *e, int32_t first, int32_t n)
{
	int32_t		at = b->position[e->a] - first;
	uint32_t	toggles = at >= 0 && at < n ? UINT32_C(1) << at : 0;

	if (e->b >= 0)
	{
		at = b->position[e->b] - first;
		toggles |= at >= 0 && at < n ? UINT32_C(1) << at : 0;
	}
	return toggles;
}

/* local areas first ... first + n - 1, and the covering one after them if it is not -1 */
static void
write_group(Builder *b, const EdgeRef *ref, size_t refs, int32_t first, int32_t n, int32_t covering, bool more, double top)
{
	int32_t		areas = n + (covering >= 0);
	size_t		head = locator_group_words(areas);
	size_t		at = b->record.used;
	const int32_t *local = b->local.memory;
	const uint8_t *parity = b->parity.memory;
	LocatorGroup *group = growing_add(b, &b->record, head, 8);
	uint32_t	edges = 0;

	memset(group, 0, head * 8);
	group->areas = (uint16_t) areas;
	group->more = more;
	for (int32_t i = 0; i < n; i++)
	{
		group->area[i] = local[first + i];
		group->inside |= (uint32_t) parity[first + i] << i;
	}
	if (covering >= 0)
	{
		group->area[n] = covering;
		group->inside |= UINT32_C(1) << n;
	}
	for (size_t i = 0; i < refs; i++)
	{
		const BuildEdge *e = &b->edge[ref[i] >> REF_SHIFT];
		uint32_t	toggles = toggles_of(b, e, first, n);
		LocatorEdge *to;

		if (toggles == 0 || !is_seen(e, ref[i], top))
			continue;
		to = growing_add(b, &b->record, sizeof(LocatorEdge) / 8, 8);
		*to = (LocatorEdge) {e->lx, e->ly, e->ux, e->uy, toggles, 0};
		if ((ref[i] & REF_CROSSES_LEFT) != 0)
			to->kind = LOCATOR_CROSSES_LEFT | (e->ux > e->lx ? LOCATOR_COUNTS_LEFT : 0);
		edges++;
	}
	((LocatorGroup *) ((uint64_t *) b->record.memory + at))->edges = edges;
	builder_worked(b, refs);
}

uint32_t
builder_cell(Builder *b, const EdgeRef *ref, size_t refs, const AreaSet *corner, double top)
{
	size_t		at = b->record.used;
	int32_t		covering;
	int32_t		kept = 0;
	int32_t		first = 0;
	bool		seen = false;
	const int32_t *local;
	const uint8_t *parity;
	uint32_t	cell;

	if (refs == 0)
		return corner->n == 0 ? 0 : (uint32_t) corner->area[0] + 1;
	covering = find_local(b, ref, refs, corner);
	overlaps_in_cell(b, ref, refs, corner);
	local = b->local.memory;
	parity = b->parity.memory;

	/* areas behind one that has the whole cell never have a point */
	while ((size_t) kept < b->local.used && (covering < 0 || local[kept] < covering))
		kept++;
	for (size_t i = 0; i < refs && !seen; i++)
	{
		const BuildEdge *e = &b->edge[ref[i] >> REF_SHIFT];

		seen = (b->position[e->a] < kept || (e->b >= 0 && b->position[e->b] < kept)) && is_seen(e, ref[i], top);
	}
	if (seen)
	{
		cell = LOCATOR_BORDER | (uint32_t) at;
		while (first < kept || covering >= 0)
		{
			int32_t		n = kept - first < LOCATOR_GROUP ? kept - first : LOCATOR_GROUP;
			bool		with_covering = covering >= 0 && first + n == kept && n < LOCATOR_GROUP;
			bool		more = first + n < kept || (covering >= 0 && !with_covering);

			write_group(b, ref, refs, first, n, with_covering ? covering : -1, more, top);
			first += n;
			if (with_covering)
				covering = -1;
		}
	}
	else
	{
		cell = covering < 0 ? 0 : (uint32_t) covering + 1;
		for (int32_t i = kept - 1; i >= 0; i--)
		{
			if (parity[i])
				cell = (uint32_t) local[i] + 1;
		}
	}
	for (size_t i = 0; i < b->local.used; i++)
		b->position[local[i]] = -1;
	return cell;
}
