/*
 * standardise.c
 *		Direct and indirect standardisation from exact sums: see standardise.h for formulas and sources.
 */
#include "standardise.h"

#include "distribution.h"
#include "moments.h"

bool
standardised_rate(const DirectSums *sums, double per, double *rate)
{
	double		rest,
				quotient;

	if (exact_sum_sign(sums->weight) <= 0)
		return false;

	/* with the quotient to twice the precision, so that 7 of 100 per 100 is 7 */
	quotient = exact_quotient(sums->rate, sums->weight, &rest);
	*rate = fma(quotient, per, rest * per);
	return true;
}

bool
standardised_rate_interval(const DirectSums *sums, double level, Limits *interval)
{
	double		rest,
				rate,
				events = exact_sum_round(sums->events);
	Limits		count;
	double		factor;

	if (!standardised_rate(sums, 1, &rate) || events < STANDARDISE_EVENTS_MIN)
		return false;
	count = interval_byar(events, normal_two_sided_quantile(level));

	/* sqrt(V / X) with V = variance / W^2 */
	factor = sqrt(exact_quotient(sums->variance, sums->weight, &rest) / exact_sum_round(sums->weight) / events);
	interval->lower = fmax(rate + factor * (count.lower - events), 0);
	interval->upper = rate + factor * (count.upper - events);
	return true;
}

bool
standardised_ratio(const ExactSum *observed, const ExactSum *expected, double *ratio)
{
	double		rest;

	if (exact_sum_sign(expected) <= 0)
		return false;
	*ratio = exact_quotient(observed, expected, &rest);
	return true;
}

bool
standardised_ratio_interval(const ExactSum *observed, const ExactSum *expected, double level, Limits *interval)
{
	Limits		count;
	double		e = exact_sum_round(expected);

	if (exact_sum_sign(expected) <= 0)
		return false;
	count = interval_count(exact_sum_round(observed), level);
	interval->lower = count.lower / e;
	interval->upper = count.upper / e;
	return true;
}
