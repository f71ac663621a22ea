/*
 * locator.h
 *		In which area does a point lie?  A flat, immutable index over planning areas, usable where it lies: no pointers, no offsets that
 *		could lead out of it.
 *
 * The rule.  A point belongs to the area that it lies in after a step of e to the east and of e * e to the north, for every e that is
 * small enough.  So a point on a border belongs to the area east of it (on a level border: north of it), a point on a corner to the area
 * that lies there just north of due east, and every point lies in exactly one area of a coverage.  Inside is what an odd number of edges
 * separates from the outside.  Where areas overlap, the one with the smallest id has the point.
 *
 * In terms of edges, whose lower end comes first (of a level one the western end), so that two areas decide alike about an edge that they
 * share: an edge matters to points with ly <= y < uy, and a point on it lies to the right.  All decisions are exact (orientation.h).
 *
 * The index is a grid of about as many cells as there are edges.  A cell that no edge crosses holds the area that covers it.  Any other
 * cell holds its edges, and which areas its lower left corner (moved by the rule) lies in; the areas of a point of the cell are those that
 * an odd number of edges separates from the corner, on a way that goes up along the cell's left side and then to the right.  An edge counts
 * on that way
 *	  - when it crosses the left side of the cell and the point lies above its upper end;
 *	  - when the point lies between its ends, on the left of it if the edge crosses the left side on its way up to the right, else on the right:
 * one comparison and one orientation an edge.  Cells with many edges are grids themselves.
 *
 * Sources: even-odd rule with half-open edges: M. Shimrat, "Algorithm 112", Communications of the ACM 5 (1962), 434; its symbolic step:
 * H. Edelsbrunner, E. P. Mücke, "Simulation of simplicity", ACM Transactions on Graphics 9 (1990), 66-104; grid of edges: E. Haines, "Point in
 * polygon strategies", Graphics Gems IV (1994), 24-46.
 */
#ifndef KERNEL_LOCATOR_H
#define KERNEL_LOCATOR_H

#include "host.h"
#include "polygons.h"

#define LOCATOR_MAGIC			0x436f4c53	/* "SLoC"; reads otherwise on a machine of the other byte order */
#define LOCATOR_VERSION			1
#define LOCATOR_DEPTH			8		/* grids within grids */
#define LOCATOR_GROUP			32		/* areas of a cell that are looked at together */
#define LOCATOR_SRID_MAX		999999
#define LOCATOR_AREAS_MAX		0x3fffffff
#define LOCATOR_OVERLAPS_MAX	1000000

/* flags */
#define LOCATOR_MORE_OVERLAPS	0x01	/* there are more overlaps than are listed */

/* cells: 0: outside; up to LOCATOR_AREAS_MAX: an area's index + 1; else a border record (where, in words) or a grid (which) */
#define LOCATOR_BORDER			0x80000000u
#define LOCATOR_GRID			0xc0000000u
#define LOCATOR_VALUE			0x3fffffffu

/* kinds of edges in a cell */
#define LOCATOR_CROSSES_LEFT	0x1u	/* counts for points above its upper end, too */
#define LOCATOR_COUNTS_LEFT		0x2u	/* counts for points on its left, else on its right */

typedef struct Locator
{
	int32_t		length;			/* for the server's use; all that follows are the bytes that travel */
	uint32_t	magic;
	uint16_t	version;
	uint16_t	flags;
	int32_t		srid;
	uint64_t	fingerprint;	/* of the bytes that travel, this field taken as zero */
	int32_t		areas;
	uint32_t	grids;
	uint32_t	cells;
	uint32_t	overlaps;
	int64_t		edges;			/* different edges; one that two areas share counts once */
	uint64_t	words;			/* of border records */
	double		xmin;
	double		ymin;
	double		xmax;
	double		ymax;

	/* int64 id[areas], ascending; LocatorGrid[grids]; LocatorOverlap[overlaps]; words of border records; uint32 cell[cells], padded */
	uint64_t	data[];
} Locator;

/* The column of x is x * sx - tx, cut off and held within 0 ... columns - 1: a monotonous function, whatever rounding does. */
typedef struct LocatorGrid
{
	double		sx;
	double		tx;
	double		sy;
	double		ty;
	uint32_t	columns;
	uint32_t	rows;
	uint32_t	first;			/* its first cell */
	uint32_t	depth;			/* 0: the grid over all */
} LocatorGrid;

typedef struct LocatorOverlap
{
	int32_t		area;			/* indexes, the smaller first */
	int32_t		other;
	double		x;				/* a corner of what they have in common */
	double		y;
} LocatorOverlap;

typedef struct LocatorEdge
{
	double		lx;
	double		ly;
	double		ux;
	double		uy;
	uint32_t	toggles;		/* areas of the group */
	uint32_t	kind;
} LocatorEdge;

/* a border record: one such group or several, each followed by its edges */
typedef struct LocatorGroup
{
	uint16_t	areas;			/* 1 ... LOCATOR_GROUP */
	uint16_t	more;			/* 1: another group follows */
	uint32_t	edges;
	uint32_t	inside;			/* areas that the corner lies in */
	int32_t		area[];			/* ascending, also from group to group; padded to whole words */
} LocatorGroup;

typedef enum LocatorState
{
	LOCATOR_OK,
	LOCATOR_OTHER_ORDER,
	LOCATOR_OTHER_VERSION,
	LOCATOR_DAMAGED
} LocatorState;

static inline const int64_t *
locator_id(const Locator *l)
{
	return (const int64_t *) l->data;
}

static inline const LocatorGrid *
locator_grid(const Locator *l)
{
	return (const LocatorGrid *) (l->data + l->areas);
}

static inline const LocatorOverlap *
locator_overlap(const Locator *l)
{
	return (const LocatorOverlap *) (locator_grid(l) + l->grids);
}

static inline const uint64_t *
locator_record(const Locator *l)
{
	return (const uint64_t *) (locator_overlap(l) + l->overlaps);
}

static inline const uint32_t *
locator_cell(const Locator *l)
{
	return (const uint32_t *) (locator_record(l) + l->words);
}

static inline size_t
locator_group_words(uint32_t areas)
{
	return (offsetof(LocatorGroup, area) + areas * sizeof(int32_t) + 7) / 8;
}

/* a row or column of a grid; NaN and all that is out of range have one, too */
static inline uint32_t
locator_position(double x, double s, double t, uint32_t n)
{
	double		at = x * s - t;

	if (!(at >= 1))
		return 0;
	return at >= n - 1 ? n - 1 : (uint32_t) at;
}

/*
 * The index over the polygons, in memory of the host's; its first four bytes are left to the caller.  Longer than "limit" bytes: a null
 * pointer, and *size says from where on.  Coordinates are finite; units are in ascending order of their ids.
 */
extern Locator *locator_build(const Polygons *polygons, int32_t srid, size_t limit, const Host *host, size_t *size);

/* the index of the area that the point lies in; -1: none.  For a locator that was built here or has passed locator_check(). */
extern int32_t locator_find(const Locator *l, double x, double y);

/* how long a locator with this head is; 0: impossible.  Head only: magic, version, numbers. */
extern size_t locator_size(const Locator *l);
extern LocatorState locator_check_head(const Locator *l, size_t size);

/* Are these bytes, from wherever they come, a locator?  What passes leads locator_find() nowhere else and lets it end. */
extern LocatorState locator_check(const Locator *l, size_t size);
extern uint64_t locator_fingerprint(const Locator *l, size_t size);

#endif							/* KERNEL_LOCATOR_H */
