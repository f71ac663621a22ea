/*
 * inequality.c
 *		Measures of inequality: see inequality.h for formulas and sources.
 */
#include "inequality.h"

#include <math.h>

#include "exact_sum.h"
#include "moments.h"

double
gini(const double *x, size_t n)
{
	ExactWide	sum,
				numerator,
				denominator,
				count;
	double		rest;

	exact_wide_init(&sum);
	exact_wide_init(&numerator);
	for (size_t i = 0; i < n; i++)
	{
		exact_sum_add(&sum.sum, x[i]);
		exact_sum_add_product(&numerator.sum, x[i], 2.0 * (double) i + 1 - (double) n);
	}
	if (exact_sum_sign(&sum.sum) <= 0)
		return NAN;
	exact_wide_init(&count);
	exact_sum_add(&count.sum, (double) n);
	exact_wide_init(&denominator);
	exact_sum_add_product_of(&denominator.sum, &count.sum, &sum.sum);
	return exact_quotient(&numerator.sum, &denominator.sum, &rest);
}

double
weighted_gini(const Pair *p, size_t n)
{
	ExactWide	weight,
				sum,
				numerator,
				denominator;
	double		total,
				below = 0,		/* weight of the rows before, to twice the precision */
				below_rest = 0,
				rest;

	exact_wide_init(&weight);
	exact_wide_init(&sum);
	for (size_t i = 0; i < n; i++)
	{
		exact_sum_add(&weight.sum, p[i].y);
		exact_sum_add_product(&sum.sum, p[i].x, p[i].y);
	}
	if (exact_sum_sign(&sum.sum) <= 0)
		return NAN;
	total = exact_sum_round(&weight.sum);

	exact_wide_init(&numerator);
	for (size_t i = 0; i < n; i++)
	{
		double		w = p[i].y;
		double		above = below + w;
		double		error = (below - above) + w;	/* of the sum: weights are not negative, yet w may be the larger one */

		if (w > below)
			error = (w - above) + below;
		exact_sum_add_product3(&numerator.sum, w, p[i].x, (2 * below - total) + w + 2 * below_rest);
		below = above;
		below_rest += error;
	}
	exact_wide_init(&denominator);
	exact_sum_add_product_of(&denominator.sum, &weight.sum, &sum.sum);
	return exact_quotient(&numerator.sum, &denominator.sum, &rest);
}
