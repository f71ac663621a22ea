/*
 * pointgrid.h
 *		A static grid over points of the plane: all of them within one distance that is known beforehand.
 *
 * The points are stored row of cells by row of cells, so that the cells of a row that a circle meets are one stretch of memory, searched
 * without a branch.  Where circles hold dozens of points this is several times as fast as a tree (pointtree.h).
 *
 * A point is within the distance when sqrt(dx^2 + dy^2), as rounded, is not larger.
 */
#ifndef KERNEL_POINTGRID_H
#define KERNEL_POINTGRID_H

#include "host.h"

#include <stdint.h>

typedef struct PointGrid PointGrid;

/* point i is at x[i], y[i], all finite; distance >= 0, may be infinite (all points) */
extern PointGrid *pointgrid_build(const double *x, const double *y, int32_t n, double distance, const Host *host);

/*
 * The points within the distance of (x, y), in the order of the grid, with their distances.  item and distance have room for all
 * points and one more.  Returns how many.
 */
extern int32_t pointgrid_within(const PointGrid *grid, double x, double y, int32_t *item, double *distance);

#endif							/* KERNEL_POINTGRID_H */
