/*
 * score_tree.c
 *		The score of areas from a tree of indicators and dimensions: see score_tree.h.
 */
#include "score_tree.h"

#include <math.h>
#include <string.h>

#include "composite.h"
#include "means.h"
#include "multivariate.h"
#include "rank.h"
#include "scale.h"

#define SHARE_TOLERANCE		1e-12	/* two of ten weights of 0.7 are a fifth */
#define CANCELLED			1.8e-15 /* eight times the rounding of a double: members that cancel out leave no more than that */

ColumnMoments
column_moments(const double *x, size_t rows, int ddof)
{
	ColumnMoments c = {.minimum = NAN, .maximum = NAN};
	ExactWide	n,
				sum,
				squares;

	exact_wide_init(&n);
	exact_wide_init(&sum);
	exact_wide_init(&squares);
	for (size_t i = 0; i < rows; i++)
	{
		if (isnan(x[i]))
			continue;
		(void) exact_sum_add(&sum.sum, x[i]);
		(void) exact_sum_add_product(&squares.sum, x[i], x[i]);
		c.minimum = c.n == 0 || x[i] < c.minimum ? x[i] : c.minimum;
		c.maximum = c.n == 0 || x[i] > c.maximum ? x[i] : c.maximum;
		c.n++;
	}
	(void) exact_sum_add(&n.sum, (double) c.n);
	c.defined = moments(&n.sum, &sum.sum, &squares.sum, ddof, &c.m);
	return c;
}

/* (x - zero) / (one - zero), where the difference of large numbers may overflow */
static double
position(double x, double zero, double one)
{
	if (isinf(one - zero) || isinf(x - zero))
		return (x / 2 - zero / 2) / (one / 2 - zero / 2);
	return (x - zero) / (one - zero);
}

/* ranks of the numbers in a column that are not NaN; returns how many there are */
static size_t
rank_column(const double *x, size_t rows, double direction, RankTies ties, bool descending, double *rank, Indexed *scratch, const Host *host)
{
	size_t		n = 0;

	for (size_t i = 0; i < rows; i++)
	{
		rank[i] = NAN;
		if (isnan(x[i]))
			continue;
		scratch[n].x = direction * x[i] + 0.0;
		scratch[n++].index = (int64_t) i;
	}
	sort_indexed(scratch, n, host->check);
	rank_sorted(scratch, n, ties, descending, rank, host->check);
	return n;
}

/* median and 1.4826 MAD; half the numbers where differences would overflow (*unit) */
static void
robust_moments(ScoreItem *item, const double *x, size_t rows, double *scratch, double *unit, const Host *host)
{
	size_t		n = 0;

	*unit = isinf(item->maximum - item->minimum) ? 0.5 : 1;
	for (size_t i = 0; i < rows; i++)
	{
		if (!isnan(x[i]))
			scratch[n++] = x[i] * *unit;
	}
	if (n == 0)
		return;
	sort_doubles(scratch, n, host->check);
	item->median = scale_median(scratch, n);
	item->spread = MAD_FACTOR * scale_mad(scratch, n, item->median, host->check);
}

static void
normalise(const ScoreTree *tree, ScoreItem *item, const double *x, size_t rows, double *y, Indexed *scratch, const Host *host)
{
	ColumnMoments c = column_moments(x, rows, tree->ddof);
	bool		given = !isnan(item->zero) && !isnan(item->one);
	double		d = item->direction;
	double		zero = item->zero;
	double		one = item->one;
	double		unit = 1;
	size_t		n = 0;

	item->n = c.n;
	item->mean = c.defined ? c.m.mean : NAN;
	item->sd = c.defined ? c.m.sd : NAN;
	item->minimum = c.minimum;
	item->maximum = c.maximum;
	item->median = item->spread = NAN;
	if (isnan(d))
	{
		for (size_t i = 0; i < rows; i++)
			y[i] = NAN;
		return;
	}
	switch (item->normalisation)
	{
		case SCORE_RANK:
		case SCORE_EXPONENTIAL:
			n = rank_column(x, rows, d, RANK_AVERAGE, true, y, scratch, host);
			break;
		case SCORE_PERCENTILE:
			n = rank_column(x, rows, d, RANK_MIN, false, y, scratch, host);
			break;
		case SCORE_ROBUST:
			robust_moments(item, x, rows, y, &unit, host);
			if (!given)
			{
				zero = item->median;
				one = item->spread;
			}
			else
				unit = 1;
			break;
		case SCORE_MINMAX:
			if (!given)
			{
				zero = item->minimum;
				one = item->maximum;
			}
			break;
		default:
			break;
	}
	for (size_t i = 0; i < rows; i++)
	{
		if (isnan(x[i]))
		{
			y[i] = NAN;
			continue;
		}
		switch (item->normalisation)
		{
			case SCORE_ZSCORE:
				if (given)
					y[i] = (x[i] - zero) / one;
				else
					y[i] = c.defined && c.m.sd > 0 ? moments_zscore(&c.m, x[i]) : NAN;
				y[i] = d * y[i] + 0.0;
				break;
			case SCORE_ROBUST:
				y[i] = one > 0 ? d * ((x[i] * unit - zero) / one) + 0.0 : NAN;
				break;
			case SCORE_MINMAX:
				y[i] = zero < one ? position(x[i], zero, one) : NAN;
				y[i] = tree->low + (tree->high - tree->low) * (d < 0 ? 1 - y[i] : y[i]);
				break;
			case SCORE_RANK:
				y[i] = ((double) n - y[i] + (tree->from_one ? 1 : 0)) / (double) n;
				break;
			case SCORE_EXPONENTIAL:
				y[i] = rank_exponential(y[i], (double) n, tree->from_one);
				break;
			case SCORE_PERCENTILE:
				y[i] = n > 1 ? (y[i] - 1) / (double) (n - 1) : NAN;
				break;
			default:
				y[i] = d * x[i] + 0.0;
				break;
		}
	}
}

/* -------- a node -------- */

typedef struct Member
{
	int			item;
	double		weight;			/* as given, or its loading */
	double		size;			/* what counts towards the share: the weight, or the loading without its sign */
	const double *value;
	const unsigned char *reason;
} Member;

/* sum of products of deviations, n times, of the rows that are in both; exactly, then rounded */
static double
scatter(const double *x, const double *y, const bool *row, size_t rows)
{
	ExactWide	n,
				sx,
				sy,
				sxy,
				result;

	exact_wide_init(&n);
	exact_wide_init(&sx);
	exact_wide_init(&sy);
	exact_wide_init(&sxy);
	exact_wide_init(&result);
	for (size_t i = 0; i < rows; i++)
	{
		if (!row[i])
			continue;
		(void) exact_sum_add(&n.sum, 1);
		(void) exact_sum_add(&sx.sum, x[i]);
		(void) exact_sum_add(&sy.sum, y[i]);
		(void) exact_sum_add_product(&sxy.sum, x[i], y[i]);
	}
	exact_wide_trim(&n);
	exact_wide_trim(&sx);
	exact_wide_trim(&sy);
	exact_wide_trim(&sxy);
	exact_sum_add_product_of(&result.sum, &n.sum, &sxy.sum);
	exact_sum_subtract_product_of(&result.sum, &sx.sum, &sy.sum);
	return exact_sum_round(&result.sum);
}

/* the members' loadings, and what is known of the component; false: it cannot be computed */
static bool
first_component(const ScoreTree *tree, ScoreItem *node, Member *member, int n, size_t rows, const double *normalised, const Host *host)
{
	size_t		k = (size_t) n;
	bool	   *row = host->alloc(rows * sizeof(bool));
	double	   *correlation = host->alloc(k * k * sizeof(double));
	double	   *deviation = host->alloc(k * sizeof(double));
	double	   *eigenvalue = host->alloc(k * sizeof(double));
	double	   *vector = host->alloc(k * k * sizeof(double));
	double	   *scratch = host->alloc(k * (k + 1) * sizeof(double));
	double	   *score = host->alloc(rows * sizeof(double));
	int			components;
	bool		found = false;

	for (size_t i = 0; i < rows; i++)
	{
		row[i] = true;
		for (int a = 0; a < n; a++)
			row[i] = row[i] && isfinite(member[a].value[i]);
	}
	for (int a = 0; a < n; a++)
	{
		deviation[a] = sqrt(scatter(member[a].value, member[a].value, row, rows));
		for (int b = 0; b < a; b++)
		{
			double		s = scatter(member[a].value, member[b].value, row, rows);
			double		r = fmax(-1, fmin(1, s / deviation[a] / deviation[b]));

			correlation[a * n + b] = correlation[b * n + a] = deviation[a] > 0 && deviation[b] > 0 ? r : NAN;
			host->check();
		}
		correlation[a * n + a] = deviation[a] > 0 ? 1 : NAN;
	}
	components = principal_components(correlation, n, 0, eigenvalue, vector, scratch, host->check);
	if (components > 0)
	{
		found = true;
		node->eigenvalue = eigenvalue[0];
		node->explained = eigenvalue[0] / components;
		for (int a = 0; a < n; a++)
		{
			double		loading = vector[a * components];

			member[a].weight = isnan(loading) ? 0 : loading;
		}
		node->sign = 1;
		if (node->marker >= 0)
		{
			const double *marker = normalised + (size_t) node->marker * rows;

			for (size_t i = 0; i < rows; i++)
			{
				ExactWide	sum;

				row[i] = row[i] && isfinite(marker[i]);
				exact_wide_init(&sum);
				for (int a = 0; a < n && row[i]; a++)
					(void) exact_sum_add_product(&sum.sum, member[a].weight, member[a].value[i]);
				score[i] = exact_sum_round(&sum.sum);
			}
			if (scatter(score, marker, row, rows) < 0)
				node->sign = -1;
		}
		for (int a = 0; a < n; a++)
		{
			member[a].weight = node->sign * member[a].weight + 0.0;
			member[a].size = fabs(member[a].weight);
			tree->item[member[a].item].used_weight = member[a].weight;
		}
	}
	host->release(row);
	host->release(correlation);
	host->release(deviation);
	host->release(eigenvalue);
	host->release(vector);
	host->release(scratch);
	host->release(score);
	return found;
}

/*
 * The weighted sum of an area's members, or their mean.  Members that cancel out leave the rounding of their normalisation, which a
 * second normalisation would blow up to scores and ranks where there is no difference: that is 0.
 */
static double
linear(const double *x, const double *w, int n, double there, double all, bool mean)
{
	ExactWide	sum;
	double		s;
	double		size = 0;

	exact_wide_init_range(&sum, USUAL_RANGE);
	for (int a = 0; a < n; a++)
		size += fabs(x[a] * w[a]);
	for (int a = 0; a < n; a++)
	{
		if (!exact_sum_add_product(&sum.sum, x[a], w[a]))
		{
			exact_wide_init(&sum);
			for (int b = 0; b < n; b++)
				(void) exact_sum_add_product(&sum.sum, x[b], w[b]);
			break;
		}
	}
	s = exact_sum_round(&sum.sum);
	if (isfinite(size) && fabs(s) <= CANCELLED * size)
		s = 0;
	if (mean)
		return s / there;
	return there == all ? s : s / there * all;
}

static double
exact_total(const double *w, int n)
{
	ExactWide	sum;

	exact_wide_init_range(&sum, USUAL_RANGE);
	for (int a = 0; a < n; a++)
	{
		if (!exact_sum_add(&sum.sum, w[a]))
		{
			exact_wide_init(&sum);
			for (int b = 0; b < n; b++)
				(void) exact_sum_add(&sum.sum, w[b]);
			break;
		}
	}
	return exact_sum_round(&sum.sum);
}

static double
combine(const ScoreTree *tree, const ScoreItem *node, double *x, const double *w, int n, double there, double all)
{
	bool		good = node->combination == SCORE_GEOMETRIC_GOOD;
	double		ends = tree->low + tree->high;
	double		mean;

	switch (node->combination)
	{
		case SCORE_GEOMETRIC:
		case SCORE_GEOMETRIC_GOOD:
		case SCORE_HARMONIC:
			for (int a = 0; a < n; a++)
			{
				if (good)
					x[a] = ends - x[a];
				if (!(x[a] > 0))
					return NAN;
			}
			mean = power_mean(x, w, (size_t) n, node->combination == SCORE_HARMONIC ? -1 : 0);
			return good ? ends - mean : mean;
		case SCORE_MAZZIOTTA_PARETO:
			return mazziotta_pareto(x, w, (size_t) n, 1, &mean);
		default:
			return linear(x, w, n, there, all, node->combination == SCORE_MEAN);
	}
}

static void
compute_node(const ScoreTree *tree, int number, size_t rows, ScoreFigures *f, Member *member, double *x, double *w, const Host *host)
{
	int			items = tree->indicators + tree->nodes;
	ScoreItem  *node = &tree->item[tree->indicators + number];
	double	   *result = f->combined + (size_t) number * rows;
	unsigned char *reason = f->reason + (size_t) (tree->indicators + number) * rows;
	double		all;
	double		least;
	int			n = 0;

	for (int j = 0; j < items; j++)
	{
		if (tree->item[j].parent != number)
			continue;
		member[n].item = j;
		member[n].weight = member[n].size = tree->item[j].weight;
		member[n].value = f->normalised + (size_t) j * rows;
		member[n++].reason = f->reason + (size_t) j * rows;
	}
	if (node->combination == SCORE_COMPONENTS && n > 0 &&
		!first_component(tree, node, member, n, rows, f->normalised, host))
	{
		/* no variance anywhere, or no area that has all: no area gets a value */
		for (int a = 0; a < n; a++)
		{
			member[a].size = 1;
			member[a].weight = NAN;
		}
	}
	for (int a = 0; a < n; a++)
		w[a] = member[a].size;
	all = exact_total(w, n);
	least = node->share * all * (1 - SHARE_TOLERANCE);

	for (size_t i = 0; i < rows; i++)
	{
		static const unsigned char order[] = {SCORE_THERE, SCORE_EQUAL, SCORE_UNDEFINED, SCORE_SMALL};
		int			there = 0;
		double		total = 0;

		if (i % 1024 == 0)
			host->check();
		result[i] = NAN;
		reason[i] = n == 0 ? SCORE_EMPTY : SCORE_MISSING;

		/* enough is there; or would be, if the areas differed, if means were defined, if counts were larger */
		for (size_t r = 0; r < sizeof(order) && n > 0; r++)
		{
			there = 0;
			for (int a = 0; a < n; a++)
			{
				bool		counts = false;

				for (size_t s = 0; s <= r; s++)
					counts = counts || member[a].reason[i] == order[s];
				if (counts)
					w[there++] = member[a].size;
			}
			total = exact_total(w, there);
			if (there > 0 && total >= least)
			{
				reason[i] = order[r];
				break;
			}
		}
		if (reason[i] != SCORE_THERE)
			continue;
		there = 0;
		for (int a = 0; a < n; a++)
		{
			if (isnan(member[a].value[i]))
				continue;
			x[there] = member[a].value[i];
			w[there++] = member[a].weight;
		}
		result[i] = combine(tree, node, x, w, there, total, all);
		if (isnan(result[i]))
			reason[i] = node->combination == SCORE_COMPONENTS ? SCORE_EQUAL : SCORE_UNDEFINED;
	}
}

/* the reasons of values that got lost when they were normalised */
static void
note_equal(const double *x, const double *y, size_t rows, unsigned char *reason)
{
	for (size_t i = 0; i < rows; i++)
	{
		if (!isnan(x[i]) && isnan(y[i]))
			reason[i] = SCORE_EQUAL;
	}
}

void
score_tree(ScoreTree *tree, double *value, size_t rows, ScoreFigures *f, const Host *host)
{
	int			k = tree->indicators;
	int			items = k + tree->nodes;
	Indexed    *scratch = host->alloc(rows * sizeof(Indexed));
	Member	   *member = host->alloc((size_t) items * sizeof(Member));
	double	   *x = host->alloc((size_t) items * sizeof(double));
	double	   *w = host->alloc((size_t) items * sizeof(double));

	for (int j = 0; j < items; j++)
	{
		ScoreItem  *item = &tree->item[j];

		item->used_weight = item->eigenvalue = item->explained = item->sign = NAN;
	}
	for (int j = 0; j < k; j++)
	{
		double	   *column = value + (size_t) j * rows;
		unsigned char *reason = f->reason + (size_t) j * rows;

		for (size_t i = 0; i < rows; i++)
		{
			reason[i] = isnan(column[i]) ? SCORE_MISSING : isinf(column[i]) ? SCORE_SMALL : SCORE_THERE;
			if (isinf(column[i]))
				column[i] = NAN;
		}
		normalise(tree, &tree->item[j], column, rows, f->normalised + (size_t) j * rows, scratch, host);
		note_equal(column, f->normalised + (size_t) j * rows, rows, reason);
		host->check();
	}
	/* children before their parents */
	for (int node = tree->nodes - 1; node >= 0; node--)
	{
		double	   *combined = f->combined + (size_t) node * rows;
		double	   *normalised = f->normalised + (size_t) (k + node) * rows;

		compute_node(tree, node, rows, f, member, x, w, host);
		normalise(tree, &tree->item[k + node], combined, rows, normalised, scratch, host);
		note_equal(combined, normalised, rows, f->reason + (size_t) (k + node) * rows);
		(void) rank_column(normalised, rows, 1, RANK_MIN, true, f->rank + (size_t) node * rows, scratch, host);
		host->check();
	}
	host->release(scratch);
	host->release(member);
	host->release(x);
	host->release(w);
}
