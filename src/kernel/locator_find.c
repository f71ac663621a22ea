/*
 * locator_find.c
 *		Looking up a point in a locator; checking bytes that pretend to be one.  See locator.h.
 */
#include "locator.h"

#include <math.h>
#include <string.h>

#include "orientation.h"

/* -------- looking up -------- */

/* does the edge lie on the way from the cell's corner to the point? */
static inline bool
counts(const LocatorEdge *e, double x, double y)
{
	int			side;

	if (y < e->ly)
		return false;
	if (y >= e->uy)
		return (e->kind & LOCATOR_CROSSES_LEFT) != 0;
	side = orientation(e->lx, e->ly, e->ux, e->uy, x, y);
	return (e->kind & LOCATOR_COUNTS_LEFT) != 0 ? side > 0 : side <= 0;
}

static int32_t
find_at_border(const uint64_t *record, double x, double y)
{
	for (;;)
	{
		const LocatorGroup *group = (const LocatorGroup *) record;
		const LocatorEdge *edge = (const LocatorEdge *) (record + locator_group_words(group->areas));
		uint32_t	inside = group->inside;

		for (uint32_t i = 0; i < group->edges; i++)
			inside ^= counts(&edge[i], x, y) ? edge[i].toggles : 0;
		if (inside != 0)
			return group->area[__builtin_ctz(inside)];
		if (!group->more)
			return -1;
		record = (const uint64_t *) (edge + group->edges);
	}
}

int32_t
locator_find(const Locator *l, double x, double y)
{
	const LocatorGrid *grids = locator_grid(l);
	const LocatorGrid *grid = grids;
	const uint32_t *cells = locator_cell(l);

	if (!(x >= l->xmin && x <= l->xmax && y >= l->ymin && y <= l->ymax))
		return -1;
	for (;;)
	{
		uint32_t	column = locator_position(x, grid->sx, grid->tx, grid->columns);
		uint32_t	row = locator_position(y, grid->sy, grid->ty, grid->rows);
		uint32_t	cell = cells[grid->first + row * grid->columns + column];

		if (cell < LOCATOR_BORDER)
			return (int32_t) cell - 1;
		if (cell < LOCATOR_GRID)
			return find_at_border(locator_record(l) + (cell & LOCATOR_VALUE), x, y);
		grid = grids + (cell & LOCATOR_VALUE);
	}
}

/* -------- checking -------- */

size_t
locator_size(const Locator *l)
{
	const size_t most = (size_t) 1 << 40;

	if (l->areas < 1 || l->areas > LOCATOR_AREAS_MAX || l->grids < 1 || l->cells < 1 || l->overlaps > LOCATOR_OVERLAPS_MAX || l->words > most)
		return 0;
	return offsetof(Locator, data) + (size_t) l->areas * sizeof(int64_t) + (size_t) l->grids * sizeof(LocatorGrid) +
		(size_t) l->overlaps * sizeof(LocatorOverlap) + (size_t) l->words * 8 + ((size_t) l->cells + 1) / 2 * 8;
}

LocatorState
locator_check_head(const Locator *l, size_t size)
{
	if (size < sizeof(Locator))
		return LOCATOR_DAMAGED;
	if (l->magic == __builtin_bswap32(LOCATOR_MAGIC))
		return LOCATOR_OTHER_ORDER;
	if (l->magic != LOCATOR_MAGIC)
		return LOCATOR_DAMAGED;
	if (l->version != LOCATOR_VERSION)
		return LOCATOR_OTHER_VERSION;
	return locator_size(l) == size ? LOCATOR_OK : LOCATOR_DAMAGED;
}

/* a multiplicative hash over words, in four lanes */
uint64_t
locator_fingerprint(const Locator *l, size_t size)
{
	const uint64_t prime = UINT64_C(0xff51afd7ed558ccd);
	uint64_t	lane[4] = {UINT64_C(0x9e3779b97f4a7c15), UINT64_C(0xbf58476d1ce4e5b9), UINT64_C(0x94d049bb133111eb), size};
	size_t		words = (size - offsetof(Locator, areas)) / 8;
	const uint64_t *word = (const uint64_t *) &l->areas;
	uint64_t	h = ((uint64_t) l->magic << 32 | (uint32_t) l->srid) ^ (uint64_t) l->version << 16 ^ l->flags;

	for (size_t i = 0; i < words; i++)
	{
		uint64_t   *to = &lane[i % 4];

		*to = (*to ^ word[i]) * prime;
		*to ^= *to >> 32;
	}
	for (int i = 0; i < 4; i++)
	{
		h = (h ^ lane[i]) * prime;
		h ^= h >> 32;
	}
	return h;
}

/* the record of a cell, of at most "words" words: how many it has; 0: damaged */
static size_t
check_record(const Locator *l, const uint64_t *record, size_t words)
{
	size_t		used = 0;
	int32_t		last = -1;
	bool		more = true;

	while (more)
	{
		const LocatorGroup *group = (const LocatorGroup *) (record + used);
		const LocatorEdge *edge;
		uint32_t	known;
		size_t		head;

		if (words - used < 2)
			return 0;
		if (group->areas < 1 || group->areas > LOCATOR_GROUP || group->more > 1)
			return 0;
		head = locator_group_words(group->areas);
		if (words - used < head || group->edges > (words - used - head) * 8 / sizeof(LocatorEdge))
			return 0;
		known = group->areas == 32 ? UINT32_MAX : (UINT32_C(1) << group->areas) - 1;
		if ((group->inside & ~known) != 0)
			return 0;
		for (int a = 0; a < group->areas; a++)
		{
			if (group->area[a] <= last || group->area[a] >= l->areas)
				return 0;
			last = group->area[a];
		}
		if (head * 8 > offsetof(LocatorGroup, area) + group->areas * sizeof(int32_t) && group->area[group->areas] != 0)
			return 0;
		edge = (const LocatorEdge *) (record + used + head);
		for (uint32_t i = 0; i < group->edges; i++)
		{
			const LocatorEdge *e = &edge[i];

			if (!isfinite(e->lx) || !isfinite(e->ly) || !isfinite(e->ux) || !isfinite(e->uy))
				return 0;
			if (e->ly > e->uy || (e->ly == e->uy && e->lx >= e->ux))
				return 0;
			if (e->toggles == 0 || (e->toggles & ~known) != 0 || e->kind > 3 || e->kind == LOCATOR_COUNTS_LEFT)
				return 0;
		}
		used += head + (size_t) group->edges * sizeof(LocatorEdge) / 8;
		more = group->more;
	}
	return used;
}

/* Grids, cells and records lie in the order in which a walk through the grids meets them, without gaps: nothing is met twice. */
static bool
check_grids(const Locator *l)
{
	const LocatorGrid *grids = locator_grid(l);
	const uint32_t *cells = locator_cell(l);
	uint32_t	next_cell = 0;
	uint32_t	next_grid = 1;
	size_t		next_word = 0;

	if (grids[0].depth != 0)
		return false;
	for (uint32_t g = 0; g < l->grids; g++)
	{
		const LocatorGrid *grid = &grids[g];
		uint64_t	n = (uint64_t) grid->columns * grid->rows;

		if (g >= next_grid || grid->first != next_cell || n < 1 || n > l->cells - next_cell || grid->depth > LOCATOR_DEPTH)
			return false;
		if (!isfinite(grid->sx) || !isfinite(grid->tx) || !isfinite(grid->sy) || !isfinite(grid->ty) || grid->sx < 0 || grid->sy < 0)
			return false;
		for (uint32_t c = next_cell; c < next_cell + n; c++)
		{
			uint32_t	value = cells[c] & LOCATOR_VALUE;

			if (cells[c] < LOCATOR_BORDER)
			{
				if (cells[c] > (uint32_t) l->areas)
					return false;
			}
			else if (cells[c] < LOCATOR_GRID)
			{
				size_t		used;

				if (value != next_word || next_word >= l->words)
					return false;
				used = check_record(l, locator_record(l) + next_word, l->words - next_word);
				if (used == 0)
					return false;
				next_word += used;
			}
			else
			{
				if (value != next_grid || next_grid >= l->grids || grids[next_grid].depth != grid->depth + 1)
					return false;
				next_grid++;
			}
		}
		next_cell += (uint32_t) n;
	}
	return next_cell == l->cells && next_grid == l->grids && next_word == l->words && (l->cells % 2 == 0 || cells[l->cells] == 0);
}

LocatorState
locator_check(const Locator *l, size_t size)
{
	LocatorState state = locator_check_head(l, size);
	const int64_t *id = locator_id(l);
	const LocatorOverlap *overlap;

	if (state != LOCATOR_OK)
		return state;
	if (locator_fingerprint(l, size) != l->fingerprint || (l->flags & ~LOCATOR_MORE_OVERLAPS) != 0)
		return LOCATOR_DAMAGED;
	if (l->srid < 0 || l->srid > LOCATOR_SRID_MAX || l->edges < 0)
		return LOCATOR_DAMAGED;
	if (!isfinite(l->xmin) || !isfinite(l->ymin) || !isfinite(l->xmax) || !isfinite(l->ymax) || l->xmin > l->xmax || l->ymin > l->ymax)
		return LOCATOR_DAMAGED;
	for (int32_t i = 1; i < l->areas; i++)
	{
		if (id[i - 1] >= id[i])
			return LOCATOR_DAMAGED;
	}
	overlap = locator_overlap(l);
	for (uint32_t i = 0; i < l->overlaps; i++)
	{
		const LocatorOverlap *o = &overlap[i];

		if (o->area < 0 || o->area >= o->other || o->other >= l->areas || !isfinite(o->x) || !isfinite(o->y))
			return LOCATOR_DAMAGED;
		if (i > 0 && (o->area < o[-1].area || (o->area == o[-1].area && o->other <= o[-1].other)))
			return LOCATOR_DAMAGED;
	}
	return check_grids(l) ? LOCATOR_OK : LOCATOR_DAMAGED;
}
