/*
 * areas.h
 *		A small map to be filled by tests of what is built from polygons, and what such tests ask of neighbours.
 */
#ifndef TEST_AREAS_H
#define TEST_AREAS_H

#include "contiguity.h"
#include "memory.h"
#include "neighbours.h"
#include "polygons.h"
#include "tap.h"

#define UNITS_MAX	4000
#define RINGS_MAX	8000
#define POINTS_MAX	400000

static int64_t unit_id[UNITS_MAX];
static size_t unit_start[UNITS_MAX + 1];
static Ring ring_of[RINGS_MAX];
static double point_xy[2 * POINTS_MAX];
static size_t rings;
static size_t points;
static Polygons map = {0, unit_id, unit_start, ring_of, point_xy};

static inline void
begin_map(void)
{
	map.n = 0;
	rings = points = 0;
	unit_start[0] = 0;
}

static inline void
begin_unit(void)
{
	unit_id[map.n] = map.n;
	map.n++;
	unit_start[map.n] = rings;
}

/* a ring of the last unit, closed here */
static inline void
add_ring(const double *xy, int n, bool hole)
{
	memcpy(point_xy + 2 * points, xy, (size_t) n * 2 * sizeof(double));
	memcpy(point_xy + 2 * (points + (size_t) n), xy, 2 * sizeof(double));
	ring_of[rings++] = (Ring) {points, (size_t) n + 1, hole};
	points += (size_t) n + 1;
	unit_start[map.n] = rings;
}

static inline void
add_box(double x0, double y0, double x1, double y1)
{
	begin_unit();
	add_ring((double[]) {x0, y0, x1, y0, x1, y1, x0, y1}, 4, false);
}

/* weight of j for i; 0: no link */
static inline double
weight_of(const Neighbours *w, int i, int j)
{
	for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
	{
		if (w->neighbour[l] == j)
			return w->weight[l];
	}
	return 0;
}

/* rows ascend, nobody is his own neighbour, all is symmetric */
static inline bool
is_sound(const Neighbours *w)
{
	bool		sound = w->n == map.n && w->start[0] == 0;

	for (int i = 0; i < w->n; i++)
	{
		for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
			sound = sound && w->neighbour[l] != i && w->neighbour[l] >= 0 && w->neighbour[l] < w->n && w->weight[l] > 0 &&
				(l == w->start[i] || w->neighbour[l - 1] < w->neighbour[l]);
	}
	return sound && neighbours_are_symmetric(w, true, &test_host);
}

static inline bool
same_neighbours(const Neighbours *a, const Neighbours *b)
{
	size_t		links = (size_t) a->start[a->n];

	return a->n == b->n && memcmp(a->start, b->start, ((size_t) a->n + 1) * sizeof(int64_t)) == 0 &&
		memcmp(a->neighbour, b->neighbour, links * sizeof(int32_t)) == 0 && memcmp(a->weight, b->weight, links * sizeof(double)) == 0;
}

/* how many; -1: they are not sound */
static inline int64_t
links_of(Neighbours w)
{
	return is_sound(&w) ? w.start[w.n] : -1;
}

static inline Neighbours
queen(double tolerance)
{
	return contiguity(&map, CONTIGUITY_QUEEN, tolerance, &test_host);
}

static inline Neighbours
rook(double tolerance)
{
	return contiguity(&map, CONTIGUITY_ROOK, tolerance, &test_host);
}

static inline Neighbours
lengths(double tolerance)
{
	return contiguity_lengths(&map, tolerance, &test_host);
}

#endif							/* TEST_AREAS_H */
