/*
 * shapes.h
 *		Polygons for the tests of kernels that take them: built ring by ring.
 */
#ifndef SHAPES_H
#define SHAPES_H

#include "memory.h"
#include "polygons.h"
#include "tap.h"

/* polygons that grow; ids are 1, 2, ... */
typedef struct Shapes
{
	int32_t		n;
	size_t		rings;
	size_t		points;
	int64_t    *id;
	size_t	   *start;
	Ring	   *ring;
	double	   *xy;
} Shapes;

static inline void
shapes_unit(Shapes *s)
{
	s->id = realloc(s->id, (s->n + 1) * sizeof(int64_t));
	s->start = realloc(s->start, (s->n + 2) * sizeof(size_t));
	s->id[s->n] = s->n + 1;
	s->start[s->n++] = s->rings;
	s->start[s->n] = s->rings;
}

/* a ring of the last unit; the closing point is added */
static inline void
shapes_ring(Shapes *s, const double *xy, int points, bool hole)
{
	s->ring = realloc(s->ring, (s->rings + 1) * sizeof(Ring));
	s->xy = realloc(s->xy, (s->points + points + 1) * 2 * sizeof(double));
	s->ring[s->rings++] = (Ring) {s->points, (size_t) points + 1, hole};
	memcpy(s->xy + 2 * s->points, xy, points * 2 * sizeof(double));
	memcpy(s->xy + 2 * (s->points + points), xy, 2 * sizeof(double));
	s->points += points + 1;
	s->start[s->n] = s->rings;
}

static inline void
shapes_box(Shapes *s, double x0, double y0, double x1, double y1)
{
	shapes_unit(s);
	shapes_ring(s, (double[]) {x0, y0, x1, y0, x1, y1, x0, y1}, 4, false);
}

static inline Polygons
shapes_polygons(const Shapes *s)
{
	return (Polygons) {s->n, s->id, s->start, s->ring, s->xy};
}

static inline void
shapes_free(Shapes *s)
{
	free(s->id);
	free(s->start);
	free(s->ring);
	free(s->xy);
	memset(s, 0, sizeof(*s));
}

#endif							/* SHAPES_H */
