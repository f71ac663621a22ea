/*
 * orientation.c
 *		The sign of an orientation, exactly.  See orientation.h.
 */
#include "orientation.h"

#include "exact_sum.h"

/* a x b + b x c + c x a, all six products exact */
int
orientation_exact(double ax, double ay, double bx, double by, double cx, double cy)
{
	ExactWide	sum;
	double		det;

	/* cheap cases of every day: level or upright segments, and the ends themselves */
	if ((ax == bx && bx == cx) || (ay == by && by == cy) || (ax == bx && ay == by) || (ax == cx && ay == cy) || (bx == cx && by == cy))
		return 0;
	exact_wide_init(&sum);
	(void) exact_sum_add_product(&sum.sum, ax, by);
	(void) exact_sum_add_product(&sum.sum, -bx, ay);
	(void) exact_sum_add_product(&sum.sum, bx, cy);
	(void) exact_sum_add_product(&sum.sum, -cx, by);
	(void) exact_sum_add_product(&sum.sum, cx, ay);
	(void) exact_sum_add_product(&sum.sum, -ax, cy);
	{
		int			exponent;

		det = exact_sum_frexp(&sum.sum, &exponent);
	}
	return det > 0 ? 1 : (det < 0 ? -1 : 0);
}
