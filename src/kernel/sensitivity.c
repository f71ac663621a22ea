/*
 * sensitivity.c
 *		Ranks under other normalisations, weights and aggregations: see sensitivity.h for formulas and sources.
 */
#include "sensitivity.h"

#include <math.h>

#include "means.h"
#include "moments.h"
#include "random.h"

#define AREAS_PER_CHECK		1024
#define TIE					1e-12	/* composites that differ by less are equal: see tie_unit() */
#define LEAST_SCORE			10.0	/* of 100 + 10 z on the positive scale: an outlier of z = -9 or beyond */

#define BEYOND				0x1p900	/* sums that are better divided before they are rounded */

/* counters of the random numbers of a replication: the two choices, then the weights */
#define DRAW_NORMALISATION	0
#define DRAW_AGGREGATION	1
#define DRAW_WEIGHTS		2

/* -------- normalisation -------- */

/* one indicator: to[i * k], NaN stays */
static void
by_zscore(const double *x, size_t n, double *to, size_t k)
{
	ExactWide	count,
				sum,
				squares;
	Moments		m;
	size_t		valid = 0;
	bool		defined;

	exact_wide_init(&count);
	exact_wide_init(&sum);
	exact_wide_init(&squares);
	for (size_t i = 0; i < n; i++)
	{
		if (isnan(x[i]))
			continue;
		exact_sum_add(&sum.sum, x[i]);
		exact_sum_add_product(&squares.sum, x[i], x[i]);
		valid++;
	}
	exact_sum_add(&count.sum, (double) valid);
	exact_wide_trim(&count);
	exact_wide_trim(&sum);
	exact_wide_trim(&squares);
	defined = moments(&count.sum, &sum.sum, &squares.sum, 0, &m) && m.sd > 0;
	for (size_t i = 0; i < n; i++)
		to[i * k] = isnan(x[i]) ? NAN : defined ? moments_zscore(&m, x[i]) : 0;
}

static void
by_minmax(const double *x, size_t n, double *to, size_t k)
{
	double		least = INFINITY,
				greatest = -INFINITY;

	for (size_t i = 0; i < n; i++)
	{
		least = fmin(least, x[i]);	/* NaN is passed over */
		greatest = fmax(greatest, x[i]);
	}
	for (size_t i = 0; i < n; i++)
	{
		if (isnan(x[i]))
			to[i * k] = NAN;
		else if (!(least < greatest))
			to[i * k] = 0.5;
		else if (isinf(greatest - least))
			to[i * k] = (x[i] / 2 - least / 2) / (greatest / 2 - least / 2);
		else
			to[i * k] = (x[i] - least) / (greatest - least);
	}
}

static void
by_rank(const double *x, size_t n, double *to, size_t k, Indexed *item, void (*check) (void))
{
	size_t		valid = 0;

	for (size_t i = 0; i < n; i++)
	{
		if (isnan(x[i]))
			to[i * k] = NAN;
		else
			item[valid++] = (Indexed) {x[i] + 0.0, (int64_t) i};	/* -0 is 0 */
	}
	sort_indexed(item, valid, check);
	for (size_t from = 0, end; from < valid; from = end)
	{
		for (end = from + 1; end < valid && item[end].x == item[from].x; end++)
			;
		for (size_t t = from; t < end; t++)
			to[item[t].index * k] = valid == 1 ? 0.5 : ((double) from + (double) (end - from - 1) / 2) / (double) (valid - 1);
	}
}

void
composite_table(const double *value, size_t n, size_t k, Normalisation normalisation, Aggregation aggregation,
				Indexed *scratch, double *table, void (*check) (void))
{
	for (size_t j = 0; j < k; j++)
	{
		const double *x = value + j * n;

		check();
		switch (normalisation)
		{
			case NORMALISE_ZSCORE:
				by_zscore(x, n, table + j, k);
				break;
			case NORMALISE_MINMAX:
				by_minmax(x, n, table + j, k);
				break;
			case NORMALISE_RANK:
				by_rank(x, n, table + j, k, scratch, check);
				break;
			default:
				for (size_t i = 0; i < n; i++)
					table[i * k + j] = x[i];
		}
	}
	if (aggregation == AGGREGATE_ARITHMETIC)
		return;
	for (size_t i = 0; i < n * k; i++)
	{
		double		r = table[i];

		if (i % (64 * AREAS_PER_CHECK) == 0)
			check();
		if (normalisation == NORMALISE_ZSCORE)
			r = 100 + 10 * r < LEAST_SCORE ? LEAST_SCORE : 100 + 10 * r;
		else if (normalisation != NORMALISE_NONE)
			r = 70 + 60 * r;
		table[i] = aggregation == AGGREGATE_GEOMETRIC ? log(r) : r;
	}
}

/* -------- aggregation -------- */

/* The sums of one area; false when the range does not reach. */
static bool
sums_of(const double *x, const double *w, size_t k, bool squares, ExactWide *weight, ExactWide *sum, ExactWide *square)
{
	bool		reached = true;

	for (size_t j = 0; j < k && reached; j++)
	{
		if (isnan(x[j]) || w[j] == 0)
			continue;
		reached = exact_sum_add(&weight->sum, w[j]) && exact_sum_add_product(&sum->sum, w[j], x[j]) &&
			(!squares || exact_sum_add_product3(&square->sum, w[j], x[j], x[j]));
	}
	return reached;
}

static double
quotient(const ExactSum *a, const ExactSum *b)
{
	double		x = exact_sum_round(a);
	double		y = exact_sum_round(b);
	double		rest;

	if (fabs(x) < BEYOND && y < BEYOND && y > 1 / BEYOND)
		return x / y;
	return exact_quotient(a, b, &rest);
}

static double
composite_of(const double *x, const double *w, size_t k, Aggregation aggregation)
{
	bool		squares = aggregation == AGGREGATE_MAZZIOTTA_PARETO;
	ExactWide	weight,
				sum,
				square;

	exact_wide_init_range(&weight, USUAL_RANGE);
	exact_wide_init_range(&sum, USUAL_RANGE);
	exact_wide_init_range(&square, USUAL_RANGE);
	if (!sums_of(x, w, k, squares, &weight, &sum, &square))
	{
		exact_wide_init(&weight);
		exact_wide_init(&sum);
		exact_wide_init(&square);
		(void) sums_of(x, w, k, squares, &weight, &sum, &square);
		exact_wide_trim(&weight);
		exact_wide_trim(&sum);
		exact_wide_trim(&square);
	}
	if (exact_sum_sign(&weight.sum) <= 0)
		return NAN;
	/*
	 * The ranks need no more than a quotient of rounded sums: equal sums give equal composites, and for the geometric mean the
	 * logarithm will do.  M + S^2 / M is sum w r^2 / sum w r.
	 */
	return squares ? quotient(&square.sum, &sum.sum) : quotient(&sum.sum, &weight.sum);
}

void
composite_values(const double *table, size_t n, size_t k, const bool *counts, const double *w, Aggregation aggregation,
				 double *composite, void (*check) (void))
{
	for (size_t i = 0; i < n; i++)
	{
		if (i % AREAS_PER_CHECK == 0)
			check();
		composite[i] = counts[i] ? composite_of(table + i * k, w, k, aggregation) : NAN;
	}
}

/* -------- ranks -------- */

double
tie_unit(Normalisation normalisation, Aggregation aggregation)
{
	return normalisation == NORMALISE_NONE && aggregation != AGGREGATE_GEOMETRIC ? 0 : 1;
}

size_t
composite_ranks(const double *composite, size_t n, double unit, Indexed *scratch, int32_t *rank, void (*check) (void))
{
	size_t		valid = 0;

	for (size_t i = 0; i < n; i++)
	{
		rank[i] = 0;
		if (!isnan(composite[i]))
			scratch[valid++] = (Indexed) {-composite[i], (int64_t) i};
	}
	sort_indexed(scratch, valid, check);
	for (size_t t = 0; t < valid; t++)
	{
		if (t > 0 && scratch[t].x - scratch[t - 1].x <= TIE * fmax(unit, fabs(scratch[t].x)))
			rank[scratch[t].index] = rank[scratch[t - 1].index];
		else
			rank[scratch[t].index] = (int32_t) t + 1;
	}
	return valid;
}

int
class_of_rank(int32_t rank, size_t n, int classes)
{
	return (int) (((int64_t) classes * rank + (int64_t) n - 1) / (int64_t) n);
}

void
perturbed_weights(const double *w, size_t k, double perturbation, uint64_t seed, uint64_t replication, double *to)
{
	for (size_t j = 0; j < k; j++)
		to[j] = w[j] * (1 + perturbation * (2 * random_unit_at(seed, replication, DRAW_WEIGHTS + j) - 1));
}

double
sorted_quantile(const double *x, size_t n, double q)
{
	double		at = q * (double) (n - 1);
	size_t		below = (size_t) at;

	if (below + 1 >= n)
		return x[n - 1];
	return x[below] + (at - (double) below) * (x[below + 1] - x[below]);
}

void
composite_sensitivity(const Replications *r, ReplicationRoom *room, RankStability *result, void (*check) (void))
{
	size_t		n = r->n;
	size_t		replications = (size_t) r->replications;
	size_t		areas;

	composite_values(r->table[0], n, r->k, r->counts, r->w, r->aggregation[0], room->composite, check);
	areas = composite_ranks(room->composite, n, tie_unit(r->normalisation[0], r->aggregation[0]),
							room->item, room->nominal, check);

	for (size_t t = 0; t < replications; t++)
	{
		int			normalisation = (int) random_below_at(r->seed, t, DRAW_NORMALISATION, (uint64_t) r->normalisations);
		int			aggregation = (int) random_below_at(r->seed, t, DRAW_AGGREGATION, (uint64_t) r->aggregations);

		perturbed_weights(r->w, r->k, r->perturbation, r->seed, t, room->weight);
		composite_values(r->table[normalisation * r->aggregations + aggregation], n, r->k, r->counts, room->weight,
						 r->aggregation[aggregation], room->composite, check);
		(void) composite_ranks(room->composite, n, tie_unit(r->normalisation[normalisation], r->aggregation[aggregation]),
							   room->item, room->current, check);
		for (size_t i = 0; i < n; i++)
			room->history[i * replications + t] = room->current[i];
	}

	for (size_t i = 0; i < n; i++)
	{
		const int32_t *history = room->history + i * replications;
		int			nominal_class;
		size_t		same = 0;

		check();
		if (room->nominal[i] == 0)
		{
			result[i] = (RankStability) {NAN, NAN, NAN, NAN, NAN};
			continue;
		}
		nominal_class = class_of_rank(room->nominal[i], areas, r->classes);
		for (size_t t = 0; t < replications; t++)
		{
			room->sorted[t] = history[t];
			same += class_of_rank(history[t], areas, r->classes) == nominal_class;
		}
		sort_doubles(room->sorted, replications, check);
		result[i].rank = room->nominal[i];
		result[i].median_rank = sorted_quantile(room->sorted, replications, 0.5);
		result[i].rank_05 = sorted_quantile(room->sorted, replications, 0.05);
		result[i].rank_95 = sorted_quantile(room->sorted, replications, 0.95);
		result[i].share_same_class = (double) same / (double) replications;
	}
}
