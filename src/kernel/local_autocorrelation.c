/*
 * local_autocorrelation.c
 *		Local statistics of spatial association: see local_autocorrelation.h for formulas and sources.
 */
#include "local_autocorrelation.h"

#include <math.h>
#include <string.h>

#include "conditional_permutation.h"
#include "distribution.h"
#include "moments.h"
#include "smoothing.h"

#define CHECK_EVERY	256
#define NEARLY_ALL	1e-6		/* below this share of the variance, that of the others is computed from themselves */

/* a variable and what is known of all its values */
typedef struct Variable
{
	const double *x;
	double	   *z;				/* (x - mean) / sd */
	double		sd;				/* divided by n; 0: all are equal */
	double		cubes;			/* sum z^3, sum z^4 */
	double		fourths;
	ExactWide	total;
} Variable;

/* one row of weights, without the unit itself */
typedef struct RowSums
{
	int32_t		m;
	double		self;			/* the weight of the unit for itself */
	double		largest;
	bool		equal;
	double		W;
	double		S;
} RowSums;

typedef struct Local
{
	const Neighbours *w;
	const LocalOptions *options;
	const Host *host;
	int32_t		n;
	Variable	x;
	Variable	y;				/* the same as x unless bivariate */
	double		scale;			/* (n - ddof) / n */
} Local;

/* -------- all values -------- */

static void
describe(Variable *v, const double *x, int32_t n, const Host *host)
{
	ExactWide	rows,
				squares,
				cubes,
				fourths;
	Moments		m;

	v->x = x;
	v->z = host->alloc(((size_t) n + 1) * sizeof(double));
	exact_wide_init(&rows);
	exact_wide_init(&v->total);
	exact_wide_init(&squares);
	exact_wide_init(&cubes);
	exact_wide_init(&fourths);
	(void) exact_sum_add(&rows.sum, n);
	for (int32_t i = 0; i < n; i++)
	{
		(void) exact_sum_add(&v->total.sum, x[i]);
		(void) exact_sum_add_product(&squares.sum, x[i], x[i]);
		if (i % CHECK_EVERY == 0)
			host->check();
	}
	exact_wide_trim(&rows);
	exact_wide_trim(&v->total);
	exact_wide_trim(&squares);
	v->sd = moments(&rows.sum, &v->total.sum, &squares.sum, 0, &m) ? m.sd : 0;
	for (int32_t i = 0; i < n; i++)
	{
		double		z = v->sd > 0 ? moments_zscore(&m, x[i]) : 0;

		v->z[i] = z;
		(void) exact_sum_add(&cubes.sum, z * z * z);
		(void) exact_sum_add_product(&fourths.sum, z * z, z * z);
		if (i % CHECK_EVERY == 0)
			host->check();
	}
	v->cubes = exact_sum_round(&cubes.sum);
	v->fourths = exact_sum_round(&fourths.sum);
}

/* -------- the others: n - 1 units, without i -------- */

/* variance (divided by n - 1) of (z_i - z_j)^2, or of z_j, from the numbers themselves */
static double
variance_of_others(const Local *l, const Variable *v, int32_t i, bool squared_differences)
{
	ExactWide	rows,
				sum,
				squares;
	Moments		m;

	exact_wide_init(&rows);
	exact_wide_init(&sum);
	exact_wide_init(&squares);
	(void) exact_sum_add(&rows.sum, l->n - 1);
	for (int32_t j = 0; j < l->n; j++)
	{
		double		difference = v->z[i] - v->z[j];
		double		u = squared_differences ? difference * difference : v->z[j];

		if (j == i)
			continue;
		(void) exact_sum_add(&sum.sum, u);
		(void) exact_sum_add_product(&squares.sum, u, u);
		if (j % CHECK_EVERY == 0)
			l->host->check();
	}
	return moments(&rows.sum, &sum.sum, &squares.sum, 0, &m) ? m.sd * m.sd : 0;
}

/* mean and variance of z over the others; a unit that has nearly all of the variance leaves too little to subtract from */
static void
others_of(const Local *l, const Variable *v, int32_t i, double *mean, double *variance)
{
	double		n = l->n;
	double		share = 1 - v->z[i] * v->z[i] / (n - 1);

	*mean = -v->z[i] / (n - 1);
	*variance = share > NEARLY_ALL ? n / (n - 1) * share : variance_of_others(l, v, i, false);
}

/* the same of (z_i - z_j)^2 */
static void
squared_differences_of(const Local *l, const Variable *v, int32_t i, double *mean, double *variance)
{
	double		n = l->n;
	double		z = v->z[i];
	double		squares = n * z * z * z * z + 6 * z * z * n - 4 * z * v->cubes + v->fourths;

	*mean = n * (1 + z * z) / (n - 1);
	*variance = squares / (n - 1) - *mean * *mean;
	if (!(*variance > NEARLY_ALL * *mean * *mean))
		*variance = variance_of_others(l, v, i, true);
}

/* -------- rows -------- */

static RowSums
sum_row(const Neighbours *w, int32_t i)
{
	RowSums		r = {0};
	double		smallest = INFINITY;

	for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
	{
		double		weight = w->weight[l];

		if (w->neighbour[l] == i)
		{
			r.self = weight;
			continue;
		}
		r.m++;
		r.W += weight;
		r.S += weight * weight;
		r.largest = fmax(r.largest, weight);
		smallest = fmin(smallest, weight);
	}
	r.equal = smallest == r.largest;
	return r;
}

/*
 * ((n - 1) S - W^2) / (n - 2) for a shuffle of "units" values of which the row takes m: 0 when it takes all with equal weights, which
 * must not be left to rounding.
 */
static double
spread(double units, int32_t m, bool equal, double weight, double W, double S)
{
	double		spread = equal ? weight * weight * m * (units - m) : units * S - W * W;

	return fmax(spread, 0) / (units - 1);
}

static double
lag_of(const Local *l, int32_t i, const double *value, double self)
{
	const Neighbours *w = l->w;
	double		lag = self * value[i];

	for (int64_t k = w->start[i]; k < w->start[i + 1]; k++)
	{
		if (w->neighbour[k] != i)
			lag += w->weight[k] * value[w->neighbour[k]];
	}
	return lag;
}

/* -------- the statistics -------- */

/* what has z = (L - E L) / sqrt(Var L), and is factor * L + constant */
static void
set_moments(LocalResult *r, double L, double mean, double variance, double factor, double constant)
{
	r->statistic = factor * L + constant;
	r->expectation = factor * mean + constant;
	r->variance = factor * factor * variance;
	r->z = factor == 0 || !(variance > 0) ? NAN : copysign(1, factor) * (L - mean) / sqrt(variance);
}

static void
local_moran(const Local *l, int32_t i, const RowSums *row, LocalResult *r)
{
	double		n = l->n;
	double		lag = lag_of(l, i, l->y.z, 0);
	double		factor = l->x.z[i] * l->scale;
	double		mean,
				variance;

	if (l->x.sd == 0 || l->y.sd == 0)
		return;
	others_of(l, &l->y, i, &mean, &variance);
	set_moments(r, lag, row->W * mean, n > 2 ? variance * spread(n - 1, row->m, row->equal, row->largest, row->W, row->S) : NAN,
				factor, factor * row->self * l->y.z[i]);
	if (l->options->total)
	{
		double		b = l->x.fourths / n;
		double		E = -row->W / (n - 1);
		double		V = row->S * (n - b) / (n - 1) + (row->W * row->W - row->S) * (2 * b - n) / ((n - 1) * (n - 2)) - E * E;

		r->expectation = row->self > 0 ? NAN : l->scale * E;
		r->variance = row->self > 0 || n < 3 ? NAN : l->scale * l->scale * V;
		r->z = r->variance > 0 ? (r->statistic - r->expectation) / sqrt(r->variance) : NAN;
	}
}

static void
local_geary(const Local *l, int32_t i, const RowSums *row, LocalResult *r)
{
	const Neighbours *w = l->w;
	double		n = l->n;
	double		sum = 0;
	double		mean,
				variance;

	if (l->x.sd == 0)
		return;
	for (int64_t k = w->start[i]; k < w->start[i + 1]; k++)
	{
		double		difference = l->x.z[i] - l->x.z[w->neighbour[k]];

		sum += w->weight[k] * (difference * difference);
	}
	squared_differences_of(l, &l->x, i, &mean, &variance);
	set_moments(r, sum, row->W * mean, n > 2 ? variance * spread(n - 1, row->m, row->equal, row->largest, row->W, row->S) : NAN,
				l->scale, 0);
}

static void
local_getis_ord(const Local *l, int32_t i, const RowSums *row, LocalResult *r)
{
	bool		star = l->options->measure == LOCAL_GETIS_ORD_STAR;
	double		n = l->n;
	double		self = star ? (row->self > 0 ? row->self : row->largest) : 0;
	double		W = row->W + self;
	double		units = star ? n : n - 1;
	bool		equal = row->equal && (!star || self == row->largest);
	double		factor;
	double		mean = 0;
	double		variance = 1;
	ExactWide	others;

	r->lag = lag_of(l, i, l->x.x, self);
	if (l->x.sd == 0)
		return;
	if (!star)
		others_of(l, &l->x, i, &mean, &variance);
	set_moments(r, lag_of(l, i, l->x.z, self), W * mean,
				units > 1 ? variance * spread(units, row->m + star, equal, row->largest, W, row->S + self * self) : NAN, 1, 0);

	/* the share of the sum, for which all sums must be positive */
	exact_wide_init_range(&others, exact_range_union(exact_range_of(&l->x.total.sum), exact_range(l->x.x[i])));
	(void) exact_sum_merge(&others.sum, &l->x.total.sum);
	if (!star)
		(void) exact_sum_add(&others.sum, -l->x.x[i]);
	factor = exact_sum_round(&others.sum);
	if (factor > 0)
	{
		r->statistic = r->lag / factor;
		r->expectation = W / units;
		r->variance *= (l->x.sd / factor) * (l->x.sd / factor);
	}
	else
		r->statistic = r->expectation = r->variance = NAN;
}

void
hypergeometric_tails(int32_t others, int32_t marked, int32_t m, int32_t k, double *at_least, double *at_most)
{
	double		unmarked = (double) others - marked;
	double		log_p = 0;
	double		p,
				here;

	/* C(m, k) ways, each with the same product of shares */
	for (int32_t a = 0; a < k; a++)
		log_p += log((double) (m - a) / (k - a) * ((double) (marked - a) / (others - a)));
	for (int32_t b = 0; b < m - k; b++)
		log_p += log((unmarked - b) / ((double) others - k - b));
	p = exp(log_p);
	if (p == 0)
	{
		bool		high = k > (double) m * marked / others;

		*at_least = high ? 0 : 1;
		*at_most = high ? 1 : 0;
		return;
	}
	*at_least = *at_most = here = p;
	for (int32_t j = k; j < m && j < marked && here > 0; j++)
	{
		here *= (double) (marked - j) * (m - j) / ((j + 1.0) * (unmarked - m + j + 1));
		*at_least += here;
	}
	here = p;
	for (int32_t j = k; j > 0 && here > 0; j--)
	{
		here *= j * (unmarked - m + j) / ((marked - j + 1.0) * (m - j + 1.0));
		*at_most += here;
	}
	*at_least = fmin(*at_least, 1);
	*at_most = fmin(*at_most, 1);
}

static double
one_p(Alternative alternative, double at_least, double at_most)
{
	switch (alternative)
	{
		case ALTERNATIVE_TWO_SIDED:
			return fmin(2 * fmin(at_least, at_most), 1);
		case ALTERNATIVE_DIRECTED:
			return fmin(at_least, at_most);
		case ALTERNATIVE_GREATER:
			return at_least;
		case ALTERNATIVE_LESS:
			return at_most;
	}
	return NAN;
}

static void
local_join_count(const Local *l, int32_t i, const RowSums *row, LocalResult *r)
{
	double		n = l->n;
	double		lag = lag_of(l, i, l->x.x, 0);
	int32_t		ones = (int32_t) exact_sum_round(&l->x.total.sum);
	double		share = (ones - 1) / (n - 1);
	int32_t		joins = 0;

	if (l->x.x[i] == 0)
	{
		r->statistic = 0;
		return;
	}
	set_moments(r, lag, row->W * share,
				n > 2 ? share * (1 - share) * spread(n - 1, row->m, row->equal, row->largest, row->W, row->S) : NAN, 1, row->self);
	if (row->equal)
	{
		double		at_least,
					at_most;

		for (int64_t k = l->w->start[i]; k < l->w->start[i + 1]; k++)
			joins += l->w->neighbour[k] != i && l->x.x[l->w->neighbour[k]] == 1;
		hypergeometric_tails(l->n - 1, ones - 1, row->m, joins, &at_least, &at_most);
		r->p = one_p(l->options->alternative, at_least, at_most);
	}
}

static void
compute(const Local *l, int32_t i, const RowSums *row, LocalResult *r)
{
	r->lag = lag_of(l, i, l->y.x, row->self);
	if (l->options->measure != LOCAL_JOIN_COUNT && l->x.sd > 0 && l->y.sd > 0)
	{
		bool		high = l->x.z[i] > 0;
		bool		high_lag = lag_of(l, i, l->y.z, row->self) > 0;

		r->quadrant = high ? (high_lag ? QUADRANT_HH : QUADRANT_HL) : (high_lag ? QUADRANT_LH : QUADRANT_LL);
	}
	switch (l->options->measure)
	{
		case LOCAL_MORAN:
			local_moran(l, i, row, r);
			break;
		case LOCAL_GEARY:
			local_geary(l, i, row, r);
			break;
		case LOCAL_GETIS_ORD:
		case LOCAL_GETIS_ORD_STAR:
			local_getis_ord(l, i, row, r);
			break;
		case LOCAL_JOIN_COUNT:
			local_join_count(l, i, row, r);
			break;
	}
	if (isnan(r->p) && !isnan(r->z))
		r->p = one_p(l->options->alternative, normal_above(r->z), normal_above(-r->z));
}

/* -------- significance -------- */

/* is the unit tested: a statistic that its neighbours can change */
static bool
is_tested(const Local *l, int32_t i, const LocalResult *r)
{
	if (r->cluster == CLUSTER_ISLAND)
		return false;
	if (l->options->measure == LOCAL_JOIN_COUNT)
		return l->x.x[i] == 1;
	return l->x.sd > 0 && l->y.sd > 0;
}

static void
permute(const Local *l, LocalResult *result)
{
	const LocalOptions *o = l->options;
	int32_t    *below = l->host->alloc(((size_t) l->n + 1) * sizeof(int32_t));
	int32_t    *above = l->host->alloc(((size_t) l->n + 1) * sizeof(int32_t));
	double		all = (double) o->permutations + 1;

	conditional_permutation(l->w, o->measure == LOCAL_JOIN_COUNT ? l->x.x : l->y.z,
							o->measure == LOCAL_GEARY ? PERMUTED_SQUARED_DIFFERENCE : PERMUTED_LAG,
							o->permutations, o->seed, o->own_draws, below, above, l->host);
	for (int32_t i = 0; i < l->n; i++)
	{
		int32_t		less = below[i];
		int32_t		more = above[i];

		if (!is_tested(l, i, &result[i]))
			continue;
		if (o->measure == LOCAL_MORAN && l->x.z[i] <= 0)
		{
			/* I is the lag times z: turned round, or always 0 */
			less = l->x.z[i] == 0 ? 0 : above[i];
			more = l->x.z[i] == 0 ? 0 : below[i];
		}
		result[i].p_permutation = one_p(o->alternative, (all - less) / all, (all - more) / all);
	}
	l->host->release(below);
	l->host->release(above);
}

static LocalCluster
cluster_of(const Local *l, const LocalResult *r)
{
	bool		more = r->z > 0;

	switch (l->options->measure)
	{
		case LOCAL_MORAN:
			return CLUSTER_HH + (r->quadrant - QUADRANT_HH);
		case LOCAL_GEARY:
			if (more)
				return CLUSTER_NEGATIVE;
			return r->quadrant == QUADRANT_HH ? CLUSTER_HH : (r->quadrant == QUADRANT_LL ? CLUSTER_LL : CLUSTER_POSITIVE);
		case LOCAL_GETIS_ORD:
		case LOCAL_GETIS_ORD_STAR:
			return more ? CLUSTER_HOT : CLUSTER_COLD;
		case LOCAL_JOIN_COUNT:
			return more ? CLUSTER_JOINS : CLUSTER_FEW_JOINS;
	}
	return CLUSTER_NONE;
}

int32_t
local_autocorrelation(const Neighbours *w, const double *x, const double *y, const LocalOptions *options, LocalResult *result,
					  const Host *host)
{
	Local		l = {.w = w, .options = options, .host = host, .n = w->n, .scale = ((double) w->n - options->ddof) / w->n};
	Indexed    *tested;
	size_t		tests = 0;

	if (w->n == 0)
		return 0;
	describe(&l.x, x, w->n, host);
	if (y != x)
		describe(&l.y, y, w->n, host);
	else
		l.y = l.x;

	for (int32_t i = 0; i < w->n; i++)
	{
		RowSums		row = sum_row(w, i);

		result[i] = (LocalResult) {NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, row.m, QUADRANT_NONE, CLUSTER_NONE};
		if (row.W > 0)
			compute(&l, i, &row, &result[i]);
		else
			result[i].cluster = CLUSTER_ISLAND;
		if (i % CHECK_EVERY == 0 || row.m > CHECK_EVERY)
			host->check();
	}
	if (options->permutations > 0)
		permute(&l, result);

	tested = host->alloc(((size_t) w->n + 1) * sizeof(Indexed));
	for (int32_t i = 0; i < w->n; i++)
	{
		double		p = options->permutations > 0 ? result[i].p_permutation : result[i].p;

		if (!isnan(p) && is_tested(&l, i, &result[i]))
			tested[tests++] = (Indexed) {p, i};
	}
	false_discovery(tested, tests, host->check);
	for (size_t k = 0; k < tests; k++)
	{
		LocalResult *r = &result[tested[k].index];
		double		p = options->permutations > 0 ? r->p_permutation : r->p;

		r->q = tested[k].x;
		r->cluster = (options->fdr ? r->q : p) <= options->alpha ? cluster_of(&l, r) : CLUSTER_NOT_SIGNIFICANT;
	}
	/* no p, as the statistic is 0 whatever the neighbours */
	for (int32_t i = 0; i < w->n; i++)
	{
		if (result[i].cluster == CLUSTER_NONE && is_tested(&l, i, &result[i]))
			result[i].cluster = CLUSTER_NOT_SIGNIFICANT;
	}
	host->release(tested);
	host->release(l.x.z);
	if (y != x)
		host->release(l.y.z);
	return (int32_t) tests;
}

/* -------- rates -------- */

bool
standardise_rates(const double *events, const double *population, int32_t n, double *to)
{
	RateMoments r;

	if (!rate_moments(events, population, NULL, (size_t) n, &r, NULL))
		return true;
	if (!isfinite(r.between))
		return false;
	for (int32_t i = 0; i < n; i++)
	{
		double		variance = r.between + r.mean / population[i];

		if (!(variance > 0))
			variance = r.mean / population[i];
		/* no events at all: all rates are 0 */
		to[i] = r.mean > 0 ? (events[i] / population[i] - r.mean) / sqrt(variance) : 0;
		if (!isfinite(to[i]))
			return false;
	}
	return true;
}
