/*
 * borders.h
 *		The borders of areas, told apart: which vertices are the same point, which segments the same stretch, and whose they are.
 *
 * All points of all rings are copied into one array, unit by unit in ascending order; a point's place there is its position.  A segment
 * has the position of its first point.  Equal points (the same two doubles; -0 is 0) get one vertex number, equal undirected segments one
 * representative, the first of them.  Both are found by hashing, but mostly without: where two areas have a border in common, the point
 * after one that is known is the one before (or after) it on the other area's ring, so that a look beside it is enough.
 *
 * A chain is a run of up to CHAIN_SEGMENTS consecutive representatives with the same owners; a tree over their boxes finds what is near.
 */
#ifndef KERNEL_BORDERS_H
#define KERNEL_BORDERS_H

#include "boxtree.h"
#include "host.h"
#include "polygons.h"
#include "segment.h"

#define BORDERS_NONE		UINT32_MAX
#define BORDERS_POINTS_MAX	INT32_MAX	/* points of all rings, closing ones included */
#define CHAIN_SEGMENTS		12

/* the units that have a vertex or segment, each once: the first, and a list of the others (0: none) in descending order */
typedef struct Owners
{
	int32_t		unit;
	uint32_t	more;			/* index into owner[] */
} Owners;

typedef struct Owner
{
	int32_t		unit;
	uint32_t	next;
} Owner;

typedef struct Chain
{
	uint32_t	first;			/* its first segment */
	uint32_t	segments;
	Owners		owners;			/* of each segment */
} Chain;

typedef struct Borders
{
	uint32_t	points;
	uint32_t	vertices;
	double	   *xy;				/* points */
	uint32_t   *vertex;			/* points: number of the vertex */
	Owners	   *vertex_owners;	/* vertices; NULL if they were not asked for */
	uint32_t   *same;			/* points: position of the representative; BORDERS_NONE: no segment begins here, or one without length */
	Owners	   *segment_owners; /* points; only those of representatives have a meaning */
	Owner	   *owner;
	uint32_t	owners;
	uint32_t	owners_allocated;

	int32_t		chains;
	Chain	   *chain;
	Box		   *box;			/* chains */
	BoxTree    *tree;			/* over them */
} Borders;

/* the polygons must not have more points than BORDERS_POINTS_MAX */
extern Borders *borders_build(const Polygons *polygons, bool vertex_owners, const Host *host);

/* chains and the tree over them */
extern void borders_chains(Borders *b, const Host *host);

/* after both */
extern void borders_release(Borders *b, const Host *host);

static inline Segment
borders_segment(const Borders *b, uint32_t position)
{
	return segment_at(b->xy + 2 * (size_t) position);
}

/* a walk through the owners of something: for (OwnerWalk w = owners_first(o); w.unit >= 0; owners_next(b, &w)) */
typedef struct OwnerWalk
{
	int32_t		unit;
	uint32_t	next;
} OwnerWalk;

static inline OwnerWalk
owners_first(const Owners *o)
{
	return (OwnerWalk) {o->unit, o->more};
}

static inline void
owners_next(const Borders *b, OwnerWalk *w)
{
	if (w->next == 0)
		w->unit = -1;
	else
		*w = (OwnerWalk) {b->owner[w->next].unit, b->owner[w->next].next};
}

/* is the unit one of the owners? */
static inline bool
owners_have(const Borders *b, const Owners *o, int32_t unit)
{
	bool		has = o->unit == unit;

	for (uint32_t at = o->more; at != 0 && !has; at = b->owner[at].next)
		has = b->owner[at].unit == unit;
	return has;
}

#endif							/* KERNEL_BORDERS_H */
