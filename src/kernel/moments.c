/*
 * moments.c
 *		Mean and standard deviation from exact sums: see moments.h for formula and source.
 */
#include "moments.h"

#include <float.h>
#include <math.h>

/* a / b of whole sums, where neither may overflow a double on the way */
static double
rounded_ratio(const ExactSum *a, const ExactSum *b)
{
	int			ea,
				eb;
	double		ma = exact_sum_frexp(a, &ea);
	double		mb = exact_sum_frexp(b, &eb);

	return ldexp(ma / mb, ea - eb);
}

double
exact_quotient(const ExactSum *numerator, const ExactSum *denominator, double *rest)
{
	ExactWide	remainder;
	ExactWide	q;
	double		first = rounded_ratio(numerator, denominator);
	double		quotient;

	if (isinf(first) && !numerator->special)
		first = copysign(DBL_MAX, first);	/* the rounding of a mean of the largest doubles; the rest puts it right */

	/* what is left: numerator - denominator * first, exactly */
	exact_wide_init_range(&q, exact_range(first));
	exact_sum_add(&q.sum, first);
	exact_wide_init_range(&remainder, exact_range_union(exact_range_of(numerator),
														exact_range_product_of(denominator, &q.sum)));
	exact_sum_merge(&remainder.sum, numerator);
	exact_sum_subtract_product_of(&remainder.sum, denominator, &q.sum);
	*rest = rounded_ratio(&remainder.sum, denominator);

	quotient = first + *rest;
	*rest = (first - quotient) + *rest;
	return quotient;
}

bool
moments(const ExactSum *w, const ExactSum *wx, const ExactSum *wxx, double ddof, Moments *result)
{
	ExactWide	free_weight;	/* W - ddof */
	ExactWide	scatter;		/* W * Q - S^2 */
	double		v,
				d;
	int			ev,
				ew,
				ef;

	exact_wide_init_range(&free_weight, exact_range_union(exact_range_of(w), exact_range(ddof)));
	exact_sum_merge(&free_weight.sum, w);
	exact_sum_add(&free_weight.sum, -ddof);
	if (exact_sum_sign(w) <= 0 || exact_sum_sign(&free_weight.sum) <= 0)
		return false;

	result->mean = exact_quotient(wx, w, &result->mean_rest);

	exact_wide_init_range(&scatter, exact_range_union(exact_range_product_of(w, wxx), exact_range_product_of(wx, wx)));
	exact_sum_add_product_of(&scatter.sum, w, wxx);
	exact_sum_subtract_product_of(&scatter.sum, wx, wx);

	/* sqrt(v / d) with the exponents kept apart, as v itself may be far beyond a double */
	v = exact_sum_frexp(&scatter.sum, &ev);
	d = exact_sum_frexp(w, &ew) * exact_sum_frexp(&free_weight.sum, &ef);
	ev -= ew + ef;
	if (ev % 2 != 0)
	{
		v *= 2;
		ev -= 1;
	}
	result->sd = ldexp(sqrt(v / d), ev / 2);
	return true;
}

double
moments_zscore(const Moments *m, double x)
{
	double		difference = (x - m->mean) - m->mean_rest;

	/* opposite ends of the range of double */
	if (isinf(difference))
		return ((x / 2 - m->mean / 2) - m->mean_rest / 2) / (m->sd / 2);
	return difference / m->sd;
}

double
moments_at(const Moments *m, double multiple)
{
	return m->mean + (m->mean_rest + multiple * m->sd);
}
