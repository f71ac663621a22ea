/*
 * polygons.c
 *		Boxes, surfaces and centres of planning areas.  See polygons.h.
 */
#include "polygons.h"

#include <math.h>

Box
ring_box(const double *xy, size_t points)
{
	Box			box = {INFINITY, INFINITY, -INFINITY, -INFINITY};

	for (size_t p = 0; p < points; p++)
	{
		box.xmin = xy[2 * p] < box.xmin ? xy[2 * p] : box.xmin;
		box.xmax = xy[2 * p] > box.xmax ? xy[2 * p] : box.xmax;
		box.ymin = xy[2 * p + 1] < box.ymin ? xy[2 * p + 1] : box.ymin;
		box.ymax = xy[2 * p + 1] > box.ymax ? xy[2 * p + 1] : box.ymax;
	}
	return box;
}

Box
polygons_box(const Polygons *polygons, int32_t i)
{
	Box			box = {INFINITY, INFINITY, -INFINITY, -INFINITY};

	for (size_t r = polygons->start[i]; r < polygons->start[i + 1]; r++)
	{
		Box			one = ring_box(polygons->xy + 2 * polygons->ring[r].first, polygons->ring[r].points);

		box.xmin = fmin(box.xmin, one.xmin);
		box.ymin = fmin(box.ymin, one.ymin);
		box.xmax = fmax(box.xmax, one.xmax);
		box.ymax = fmax(box.ymax, one.ymax);
	}
	return box;
}

/*
 * Twice the surface of a ring, and the moments that its centre follows from, all about the origin (x0, y0): coordinates of a
 * national grid have seven digits before those that tell one area from the next.
 */
static void
ring_moments(const double *xy, size_t points, double x0, double y0, double *area2, double *mx, double *my)
{
	double		a = 0;
	double		sx = 0;
	double		sy = 0;

	for (size_t p = 0; p + 1 < points; p++)
	{
		double		ax = xy[2 * p] - x0;
		double		ay = xy[2 * p + 1] - y0;
		double		bx = xy[2 * p + 2] - x0;
		double		by = xy[2 * p + 3] - y0;
		double		cross = ax * by - bx * ay;

		a += cross;
		sx += (ax + bx) * cross;
		sy += (ay + by) * cross;
	}
	*area2 = a;
	*mx = sx;
	*my = sy;
}

static double
unit_moments(const Polygons *polygons, int32_t i, double x0, double y0, double *mx, double *my)
{
	double		area2 = 0;

	*mx = *my = 0;
	for (size_t r = polygons->start[i]; r < polygons->start[i + 1]; r++)
	{
		const Ring *ring = &polygons->ring[r];
		double		a;
		double		sx;
		double		sy;
		double		sign;

		ring_moments(polygons->xy + 2 * ring->first, ring->points, x0, y0, &a, &sx, &sy);
		sign = (a < 0) == ring->hole ? 1 : -1;
		area2 += sign * a;
		*mx += sign * sx;
		*my += sign * sy;
	}
	return area2;
}

double
polygons_area(const Polygons *polygons, int32_t i)
{
	double		mx;
	double		my;
	const double *origin = polygons->xy + 2 * polygons->ring[polygons->start[i]].first;

	return polygons->start[i] == polygons->start[i + 1] ? 0 : unit_moments(polygons, i, origin[0], origin[1], &mx, &my) / 2;
}

void
polygons_centroid(const Polygons *polygons, int32_t i, double *x, double *y)
{
	Box			box = polygons_box(polygons, i);
	double		x0 = box.xmin + (box.xmax - box.xmin) / 2;
	double		y0 = box.ymin + (box.ymax - box.ymin) / 2;
	double		mx;
	double		my;
	double		area2 = unit_moments(polygons, i, x0, y0, &mx, &my);

	*x = area2 != 0 ? x0 + mx / (3 * area2) : x0;
	*y = area2 != 0 ? y0 + my / (3 * area2) : y0;
}
