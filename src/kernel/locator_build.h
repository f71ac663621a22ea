/*
 * locator_build.h
 *		What the parts of the locator's construction share: locator_edges.c, locator_build.c, locator_cells.c, locator_overlaps.c.
 *
 * All of it happens in a world where the lines of the grid are moved by the rule of locator.h: right by e, up by e * e.  Then no line meets
 * an end of an edge, no edge meets a crossing of lines, and every question has one answer: "is the end of the edge beyond the line?" is
 * x > line, never >=; "does the edge pass the crossing on its right?" is an orientation > 0.
 */
#ifndef KERNEL_LOCATOR_BUILD_H
#define KERNEL_LOCATOR_BUILD_H

#include "locator.h"

/* one edge with the two areas that have it, or one (b is -1); an edge of more areas comes several times */
typedef struct BuildEdge
{
	double		lx;
	double		ly;
	double		ux;
	double		uy;
	int32_t		a;
	int32_t		b;
} BuildEdge;

/* an edge in a cell: the edge's number and how it lies there */
typedef uint32_t EdgeRef;

#define REF_CROSSES_LEFT	1u		/* the left side of the cell */
#define REF_CROSSES_BOTTOM	2u
#define REF_STARTS			4u		/* its lower end lies in the cell */
#define REF_SHIFT			3
#define BUILD_EDGES_MAX		((size_t) 1 << (32 - REF_SHIFT))

/* a growing array */
typedef struct Growing
{
	void	   *memory;
	size_t		used;
	size_t		room;
} Growing;

/* a grid that waits for being built: its bounds, its edges, and the areas that its lower left corner lies in */
typedef struct Pending
{
	double		x0;
	double		x1;
	double		y0;
	double		y1;
	size_t		ref;
	size_t		refs;
	size_t		corner;
	size_t		corners;
} Pending;

/* a set of areas, ascending */
typedef struct AreaSet
{
	int32_t    *area;
	size_t		n;
	size_t		room;
} AreaSet;

/* pairs of areas that overlap, in a hash table; kind: 0: known by a corner of an area, 1: by a crossing of edges */
typedef struct FoundOverlap
{
	int32_t		area;			/* -1: free */
	int32_t		other;
	int32_t		kind;
	double		x;
	double		y;
} FoundOverlap;

typedef struct Overlaps
{
	FoundOverlap *slot;
	size_t		slots;
	size_t		n;
	bool		more;
} Overlaps;

typedef struct Builder
{
	const Host *host;
	int32_t		areas;
	Box			box;
	BuildEdge  *edge;
	size_t		edges;
	size_t		different;		/* edges, those of more than two areas counted once */
	size_t		limit;			/* bytes of the result; past it: no result */
	size_t		work;			/* steps since the host was last asked for interrupts */

	Growing		grid;			/* LocatorGrid */
	Growing		pending;		/* Pending, one for each grid */
	Growing		refs;			/* EdgeRef of pending grids */
	Growing		corners;		/* int32_t of pending grids */
	Growing		cell;			/* uint32_t */
	Growing		record;			/* uint64_t */
	size_t		spent;			/* edges in cells of grids within grids; limited, so that memory is */

	/* of the cell at hand */
	Growing		local;			/* int32_t: areas that have edges in it, ascending */
	int32_t    *position;		/* of every area: where it is in local, -1: it is not */
	Growing		parity;			/* uint8_t: of the local areas, three times: at the corner, right and left of an edge's beginning */
	Overlaps	overlaps;
} Builder;

/* room for more items at the end; returns where they go, and counts them as used */
extern void *growing_add(Builder *b, Growing *g, size_t items, size_t size);

static inline void
builder_worked(Builder *b, size_t steps)
{
	b->work += steps;
	if (b->work > 20000)
	{
		b->work = 0;
		b->host->check();
	}
}

/* all edges of all areas, each once (locator_edges.c) */
extern void builder_edges(Builder *b, const Polygons *polygons);

/* in or out (locator_cells.c) */
extern void area_set_toggle(Builder *b, AreaSet *set, int32_t area);

/* what a cell without a grid of its own says, its record written; corner: the areas that its lower left corner lies in */
extern uint32_t builder_cell(Builder *b, const EdgeRef *ref, size_t refs, const AreaSet *corner, double top);

/* pairs that overlap in the cell; local, position and parity are those of the cell, covering: the areas that have it whole */
extern void overlaps_init(Builder *b);
extern void overlaps_in_cell(Builder *b, const EdgeRef *ref, size_t refs, const AreaSet *corner);
extern size_t overlaps_list(Builder *b, LocatorOverlap *list);

#endif							/* KERNEL_LOCATOR_BUILD_H */
