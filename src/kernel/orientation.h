/*
 * orientation.h
 *		On which side of a directed line a point lies, without error.
 *
 * The sign of (a - c) x (b - c) in double arithmetic is right when it is larger than its rounding error can be (Shewchuk's static
 * filter); where it is not, the determinant is summed exactly (exact_sum.h).
 *
 * Source: J. R. Shewchuk, "Adaptive precision floating-point arithmetic and fast robust geometric predicates", Discrete &
 * Computational Geometry 18 (1997), 305-363.
 */
#ifndef KERNEL_ORIENTATION_H
#define KERNEL_ORIENTATION_H

#include <math.h>

extern int	orientation_exact(double ax, double ay, double bx, double by, double cx, double cy);

/* 1: c lies to the left of the line from a to b; -1: to the right; 0: on it.  Coordinates are finite. */
static inline int
orientation(double ax, double ay, double bx, double by, double cx, double cy)
{
	double		left = (ax - cx) * (by - cy);
	double		right = (ay - cy) * (bx - cx);
	double		det = left - right;
	double		bound = 3.3306690738754716e-16 * (fabs(left) + fabs(right));	/* (3 + 16 eps) eps, eps = 2^-53 */

	/* products that lose bits below the normal range are not covered by the filter */
	if (fabs(det) > bound && bound > 1e-280)
		return det > 0 ? 1 : -1;
	return orientation_exact(ax, ay, bx, by, cx, cy);
}

#endif							/* KERNEL_ORIENTATION_H */
