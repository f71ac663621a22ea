/*
 * entropy.c
 *		Entropy measures of inequality: see entropy.h for formulas and sources.
 */
#include "entropy.h"

#include <math.h>

#include "moments.h"

#define TOO_CLOSE		1e-13	/* to 0 or 1: rounding at 2^-94, divided by it, stays below 1e-14 */
#define LARGEST_LOG		665.0	/* ln(2^960): such a power and its lower half are normal doubles */

double
entropy_alpha(double alpha)
{
	if (fabs(alpha) < TOO_CLOSE)
		return 0;
	if (fabs(alpha - 1) < TOO_CLOSE)
		return 1;
	return alpha;
}

bool
entropy_term(Twofold x, double alpha, Twofold *term)
{
	int			exponent;

	if (x.hi == 0)
	{
		term->hi = (alpha == 0) ? -INFINITY : (alpha < 0) ? INFINITY : 0;
		term->lo = 0;
		return true;
	}
	*term = twofold_log(x);
	if (alpha == 0 || alpha == 1)
		return true;
	*term = twofold_multiply((Twofold) {alpha, 0}, *term);
	if (!(fabs(term->hi) < LARGEST_LOG))
		return false;
	*term = twofold_exp(*term, &exponent);
	term->hi = ldexp(term->hi, exponent);
	term->lo = ldexp(term->lo, exponent);
	return true;
}

static Twofold
quotient(const ExactSum *numerator, const ExactSum *denominator)
{
	Twofold		q;

	q.hi = exact_quotient(numerator, denominator, &q.lo);
	return q;
}

EntropySums
entropy_mean(const ExactSum *w, const ExactSum *wx, Twofold *mean)
{
	int			weight = exact_sum_sign(w);
	int			sum = exact_sum_sign(wx);

	if (w->special || wx->special || weight < 0 || sum < 0)
		return ENTROPY_DAMAGED;
	if (weight == 0 || sum == 0)
		return ENTROPY_UNDEFINED;
	*mean = quotient(wx, w);
	if (!isfinite(mean->hi) || !isfinite(mean->lo) || mean->hi <= 0)
		return ENTROPY_DAMAGED;
	return ENTROPY_GOOD;
}

/* (P / W - m^alpha) / m^alpha */
static Twofold
relative_gap(const ExactSum *w, const ExactSum *p, Twofold mean, double alpha)
{
	Twofold		power;

	if (!entropy_term(mean, alpha, &power))
		return (Twofold) {NAN, 0};
	return twofold_divide(twofold_difference(quotient(p, w), power), power);
}

double
entropy_value(const ExactSum *w, const ExactSum *wx, const ExactSum *p, Twofold mean, double alpha)
{
	if (p->special)
		return NAN;
	if (alpha == 0)
		return twofold_difference(twofold_log(mean), quotient(p, w)).hi;
	if (alpha == 1)
		return twofold_difference(quotient(p, wx), twofold_log(mean)).hi;
	return relative_gap(w, p, mean, alpha).hi / (alpha * (alpha - 1)) + 0.0;	/* not -0 */
}

double
entropy_atkinson(const ExactSum *w, const ExactSum *wx, const ExactSum *p, Twofold mean, double alpha)
{
	Twofold		log_share;		/* of the mean: ln(f^-1(P / W) / m) */

	if (alpha == 1)
		return 0;				/* no aversion to inequality: f(x) = x; the sums are those of x ln x */
	if (p->special)
		return (p->special == (alpha == 0 ? EXACT_MINUS_INF : EXACT_PLUS_INF)) ? 1 : NAN;
	if (alpha == 0)
		log_share = twofold_difference(quotient(p, w), twofold_log(mean));
	else
	{
		Twofold		gap = relative_gap(w, p, mean, alpha);

		/* ln(P / W / m^alpha): near 1 by the difference, which is 0 for equal values; far from 1, 1 + gap would have lost digits */
		if (!isfinite(gap.hi))
			return NAN;
		if (fabs(gap.hi) <= 0.5)
			log_share = twofold_divide(twofold_log(twofold_add((Twofold) {1, 0}, gap)), (Twofold) {alpha, 0});
		else
			log_share = twofold_difference(twofold_divide(twofold_log(quotient(p, w)), (Twofold) {alpha, 0}), twofold_log(mean));
	}
	if (isnan(log_share.hi))
		return NAN;
	if (log_share.hi > 0)		/* only from sums that are none of non-negative values */
		return 0;
	return 0 - twofold_expm1(log_share);	/* not -0 */
}

double
entropy_within(const ExactSum *w, const ExactSum *wx, const ExactSum *p, const ExactSum *b, Twofold mean, double alpha)
{
	ExactWide	gap;
	double		rest;
	Twofold		power;

	if (p->special || b->special)
		return NAN;
	exact_wide_init_range(&gap, exact_range_union(exact_range_of(p), exact_range_of(b)));
	exact_sum_merge(&gap.sum, p);
	exact_sum_subtract(&gap.sum, b);
	if (alpha == 0)
		return 0 - exact_quotient(&gap.sum, w, &rest);
	if (alpha == 1)
		return exact_quotient(&gap.sum, wx, &rest);
	if (!entropy_term(mean, alpha, &power))
		return NAN;
	return exact_quotient(&gap.sum, w, &rest) / power.hi / (alpha * (alpha - 1)) + 0.0;
}
