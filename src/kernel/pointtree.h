/*
 * pointtree.h
 *		A static tree over points of the plane: the nearest of them, and all within a distance.
 *
 * The points are put in the order of a k-d tree with the median in the middle of each stretch (no pointers), split along the longer
 * side.  Distances are Euclidean, d^2 = dx^2 + dy^2 as rounded.  Ties are decided by the number of the point: the smaller wins, so that
 * answers do not depend on how the tree came about.
 *
 * Source: J. L. Bentley, "Multidimensional binary search trees used for associative searching", Communications of the ACM 18 (1975).
 */
#ifndef KERNEL_POINTTREE_H
#define KERNEL_POINTTREE_H

#include "host.h"
#include "polygons.h"

typedef struct TreePoint
{
	double		x;
	double		y;
	int32_t		item;			/* number of the point */
	int32_t		axis;			/* 0: its stretch is split along x, 1: along y */
} TreePoint;

typedef struct PointTree
{
	int32_t		n;
	TreePoint  *point;
} PointTree;

typedef struct Found
{
	double		d2;				/* square of the distance */
	int32_t		item;
} Found;

/* xy[2 * i], xy[2 * i + 1]: point number i; all finite */
extern PointTree *pointtree_build(const double *xy, int32_t n, const Host *host);

/*
 * The k nearest of (x, y), nearest first, equal distances by number; "without" (or -1) does not count.  found has room for k; returns
 * how many there are (min(k, n)).  Only points with d2 <= d2_max count (INFINITY: all).
 */
extern int32_t pointtree_nearest(const PointTree *tree, double x, double y, int32_t k, int32_t without, double d2_max, Found *found);

/* the largest square whose root is not larger than the distance: sqrt(d2) <= distance, as rounded, when d2 <= this */
extern double square_within(double distance);

/* calls visit(state, item, d2) for each point with d2 <= d2_max, in the tree's order (not sorted) */
extern void pointtree_within(const PointTree *tree, double x, double y, double d2_max,
							 void (*visit) (void *state, int32_t item, double d2), void *state);

#endif							/* KERNEL_POINTTREE_H */
