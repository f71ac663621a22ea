/*
 * polygons.h
 *		Planning areas as arrays: units (each a polygon or several, with holes), their rings, the rings' points.
 *
 * Rings are closed: the last point equals the first.  Which ring is a shell matters to nobody here: inside is what an odd
 * number of rings encloses, and areas are summed with the sign that the ring's role (not its direction) gives them.
 */
#ifndef KERNEL_POLYGONS_H
#define KERNEL_POLYGONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Ring
{
	size_t		first;			/* its first point */
	size_t		points;			/* with the closing one */
	bool		hole;
} Ring;

/* units in ascending order of their ids, every id once */
typedef struct Polygons
{
	int32_t		n;
	const int64_t *id;			/* n */
	const size_t *start;		/* n + 1: the rings of unit i are start[i] ... start[i + 1] - 1 */
	const Ring *ring;
	const double *xy;			/* x and y of point p are xy[2 * p] and xy[2 * p + 1] */
} Polygons;

typedef struct Box
{
	double		xmin;
	double		ymin;
	double		xmax;
	double		ymax;
} Box;

static inline bool
box_meets(const Box *a, const Box *b)
{
	return a->xmin <= b->xmax && b->xmin <= a->xmax && a->ymin <= b->ymax && b->ymin <= a->ymax;
}

/* of unit i; of the points of a ring */
extern Box	polygons_box(const Polygons *polygons, int32_t i);
extern Box	ring_box(const double *xy, size_t points);

/* surface of unit i; its centre of gravity (of surface; of the box's centre where the surface is zero) */
extern double polygons_area(const Polygons *polygons, int32_t i);
extern void polygons_centroid(const Polygons *polygons, int32_t i, double *x, double *y);

#endif							/* KERNEL_POLYGONS_H */
