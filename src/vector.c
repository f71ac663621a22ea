/*
 * vector.c
 *		The model's windows over rows of arrays: every position of the arrays is a column that is normalised by itself.
 *
 * An edition of 80 indicators over 10,000 areas would otherwise be taken apart into 800,000 rows, sorted, normalised by zscore()
 * and put together again; the figures are the same.
 */
#include "spatial.h"
#include "window.h"

#include "catalog/pg_type.h"

#include <math.h>

#include "kernel/rate.h"
#include "kernel/score_tree.h"
#include "kernel/sort.h"

/* arguments: arrays, 'zscore' or 'minmax', ddof */
SQL_FUNCTION(sozialraum_normalise_vectors)
{
	VectorPartition *c;
	double	   *result;
	int64		row = WinGetCurrentPosition(PG_WINDOW_OBJECT());

	if (vectors_read(fcinfo, &c, 0, false))
	{
		bool		isnull;
		Datum		method = WinGetFuncArgCurrent(PG_WINDOW_OBJECT(), 1, &isnull);
		bool		zscore = !isnull && strcmp(TextDatumGetCString(method), "zscore") == 0;
		int			ddof = window_constant_int(fcinfo, 2, "ddof");

		for (int j = 0; j < c->k; j++)
		{
			double	   *x = c->value + (Size) j * c->rows;
			ColumnMoments m = column_moments(x, c->rows, ddof);
			double		range = m.maximum - m.minimum;

			for (int64 i = 0; i < c->rows; i++)
			{
				if (zscore)
					x[i] = m.defined && m.m.sd > 0 && !isnan(x[i]) ? moments_zscore(&m.m, x[i]) : NAN;
				else
					x[i] = range > 0 ? (x[i] - m.minimum) / range : NAN;
			}
			CHECK_FOR_INTERRUPTS();
		}
	}
	result = palloc(Max(c->k, 1) * sizeof(double));
	for (int j = 0; j < c->k; j++)
		result[j] = c->value[(Size) j * c->rows + row];
	PG_RETURN_ARRAYTYPE_P(pack_float8_array(result, c->k));
}

/* arguments: arrays, ddof; for every position n, mean, standard deviation, minimum, maximum: five arrays in one */
SQL_FUNCTION(sozialraum_vector_parameters)
{
	VectorPartition *c;
	double	   *result;

	(void) vectors_read(fcinfo, &c, 0, false);
	result = palloc(5 * (Size) Max(c->k, 1) * sizeof(double));
	for (int j = 0; j < c->k; j++)
	{
		ColumnMoments m = column_moments(c->value + (Size) j * c->rows, c->rows, window_constant_int(fcinfo, 1, "ddof"));

		result[j] = (double) m.n;
		result[c->k + j] = m.defined ? m.m.mean : NAN;
		result[2 * c->k + j] = m.defined ? m.m.sd : NAN;
		result[3 * c->k + j] = m.minimum;
		result[4 * c->k + j] = m.maximum;
	}
	PG_RETURN_ARRAYTYPE_P(pack_float8_array(result, 5 * c->k));
}

/*
 * arguments: arrays, direction of every position (1 or -1); the fifth of the areas that each element belongs to, ties together:
 * 1 + floor(5 * (how many are less) / (how many there are)) in the direction
 */
SQL_FUNCTION(sozialraum_fifth_vectors)
{
	VectorPartition *c;
	double	   *result;
	int64		row = WinGetCurrentPosition(PG_WINDOW_OBJECT());

	if (vectors_read(fcinfo, &c, 0, true))
	{
		bool		isnull;
		Datum		datum = WinGetFuncArgCurrent(PG_WINDOW_OBJECT(), 1, &isnull);
		ArrayType  *array = isnull ? construct_empty_array(FLOAT8OID) : DatumGetArrayTypeP(datum);
		int			k = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
		double	   *direction = palloc(Max(k, 1) * sizeof(double));
		double	   *sorted = MemoryContextAllocHuge(CurrentMemoryContext, Max(c->rows, 1) * sizeof(double));

		if (k < c->k)
			ereport(ERROR,
					(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
					 errmsg("The arrays \"%s\" and \"%s\" must have the same length.", "value", "direction"),
					 errdetail("Lengths %d and %d.", c->k, k)));
		unpack_float8_array(array, NAN, direction);
		for (int j = 0; j < c->k; j++)
		{
			double	   *x = c->value + (Size) j * c->rows;
			int64		n = 0;

			for (int64 i = 0; i < c->rows; i++)
			{
				x[i] *= direction[j];
				if (!isnan(x[i]))
					sorted[n++] = x[i];
			}
			sort_doubles(sorted, n, check_interrupts);
			for (int64 i = 0; i < c->rows; i++)
			{
				int64		low = 0;
				int64		high = n;

				if (isnan(x[i]))
					continue;
				while (low < high)
				{
					int64		middle = (low + high) / 2;

					if (sorted[middle] < x[i])
						low = middle + 1;
					else
						high = middle;
				}
				x[i] = Min(5, 1 + 5 * low / n);
			}
			CHECK_FOR_INTERRUPTS();
		}
		pfree(sorted);
		pfree(direction);
	}
	result = palloc(Max(c->k, 1) * sizeof(double));
	for (int j = 0; j < c->k; j++)
		result[j] = c->value[(Size) j * c->rows + row];
	PG_RETURN_ARRAYTYPE_P(pack_float8_array(result, c->k));
}

/* -------- the score from a tree of dimensions -------- */

#define PLAN_HEAD		6		/* indicators, nodes, ddof, from_one, low, high */
#define PLAN_FIELDS		9		/* of every item: parent, weight, normalisation, direction, zero, one, combination, share, marker */
#define FOUND_FIELDS	11		/* of every item: n, mean, sd, minimum, maximum, median, spread, weight, eigenvalue, explained, sign */
#define NODE_FIELDS		4		/* of every node: combined, normalised, rank, reason */

pg_noreturn static void
refuse_plan(int n)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("The plan of a score cannot be read."),
			 errdetail("It has %d numbers.", n),
			 errhint("It is made by sozialraum._score_plan().")));
}

/* a whole number of the plan within limits */
static int
plan_int(double x, int least, int most, int n)
{
	if (!(x >= least && x <= most) || x != floor(x))
		refuse_plan(n);
	return (int) x;
}

static ScoreTree *
read_plan(ArrayType *array)
{
	int			n = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	double	   *plan = palloc(Max(n, 1) * sizeof(double));
	ScoreTree  *tree = palloc(sizeof(ScoreTree));

	if (n < PLAN_HEAD)
		refuse_plan(n);
	unpack_float8_array(array, NAN, plan);
	tree->indicators = plan_int(plan[0], 0, 100000, n);
	tree->nodes = plan_int(plan[1], 1, 100000, n);
	tree->ddof = plan_int(plan[2], 0, 1, n);
	tree->from_one = plan_int(plan[3], 0, 1, n) == 1;
	tree->low = plan[4];
	tree->high = plan[5];
	if (!isfinite(plan[4]) || !isfinite(plan[5]) || n != PLAN_HEAD + PLAN_FIELDS * (tree->indicators + tree->nodes))
		refuse_plan(n);
	tree->item = palloc0((tree->indicators + tree->nodes) * sizeof(ScoreItem));
	for (int j = 0; j < tree->indicators + tree->nodes; j++)
	{
		const double *p = plan + PLAN_HEAD + PLAN_FIELDS * j;
		ScoreItem  *item = &tree->item[j];
		int			last = j < tree->indicators ? tree->nodes - 1 : j - tree->indicators - 1;

		item->parent = plan_int(p[0], -1, last, n);
		item->weight = p[1];
		item->normalisation = plan_int(p[2], 0, SCORE_NORMALISATIONS - 1, n);
		item->direction = p[3];
		item->zero = p[4];
		item->one = p[5];
		item->combination = plan_int(p[6], 0, SCORE_COMBINATIONS - 1, n);
		item->share = p[7];
		item->marker = plan_int(p[8], -1, tree->indicators - 1, n);
		if ((item->parent >= 0 && !(item->weight > 0 && isfinite(item->weight))) || !(item->share > 0 && item->share <= 1) ||
			!(isnan(item->direction) || fabs(item->direction) == 1))
			refuse_plan(n);
	}
	return tree;
}

typedef struct ScoreColumns
{
	int			width;			/* columns */
	int			n_found;
	double	   *column;
	double	   *found;			/* of all items */
} ScoreColumns;

static ScoreColumns *
compute_scores(VectorPartition *c, ScoreTree *tree)
{
	int			k = tree->indicators;
	int			m = tree->nodes;
	Size		rows = (Size) c->rows;
	ScoreColumns *s = partition_alloc(c, sizeof(ScoreColumns));
	ScoreFigures f;
	double	   *found;

	s->width = k + NODE_FIELDS * m;
	s->n_found = FOUND_FIELDS * (k + m);
	s->column = partition_alloc(c, s->width * rows * sizeof(double));
	s->found = found = partition_alloc(c, s->n_found * sizeof(double));
	f.normalised = partition_alloc(c, (k + m) * rows * sizeof(double));
	f.reason = partition_alloc(c, (k + m) * rows);
	f.combined = s->column + k * rows;
	f.rank = s->column + (k + 2 * m) * rows;
	score_tree(tree, c->value, rows, &f, &server_host);
	for (Size i = 0; i < (k + m) * rows; i++)
		(void) check_result(f.normalised[i]);
	memcpy(s->column, f.normalised, k * rows * sizeof(double));
	memcpy(s->column + (k + m) * rows, f.normalised + k * rows, m * rows * sizeof(double));
	for (Size i = 0; i < m * rows; i++)
		s->column[(k + 3 * m) * rows + i] = f.reason[k * rows + i];
	for (int j = 0; j < k + m; j++)
	{
		const ScoreItem *item = &tree->item[j];

		*found++ = (double) item->n;
		*found++ = item->mean;
		*found++ = item->sd;
		*found++ = item->minimum;
		*found++ = item->maximum;
		*found++ = item->median;
		*found++ = item->spread;
		*found++ = item->used_weight;
		*found++ = item->eigenvalue;
		*found++ = item->explained;
		*found++ = item->sign;
	}
	pfree(f.normalised);
	pfree(f.reason);
	return s;
}

/*
 * arguments: arrays of values, the plan.  Result: normalised values of the indicators; then for all nodes what was combined, for all
 * the normalised scores, for all the ranks, for all the reasons; in the first row also what was found of all items.
 */
SQL_FUNCTION(sozialraum_score_tree)
{
	VectorPartition *c;
	ScoreColumns *s;
	int64		row = WinGetCurrentPosition(PG_WINDOW_OBJECT());
	double	   *result;

	if (vectors_read(fcinfo, &c, 0, false))
	{
		ScoreTree  *tree = read_plan(DatumGetArrayTypeP(window_constant(fcinfo, 1, "plan")));

		if (c->k != tree->indicators)
			ereport(ERROR,
					(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
					 errmsg("Arrays to normalise must have the same length."),
					 errdetail("Lengths %d and %d.", c->k, tree->indicators)));
		c->result = compute_scores(c, tree);
	}
	s = c->result;
	result = palloc(((Size) s->width + s->n_found) * sizeof(double));
	for (int j = 0; j < s->width; j++)
		result[j] = s->column[(Size) j * c->rows + row];
	if (row == 0)
		memcpy(result + s->width, s->found, s->n_found * sizeof(double));
	PG_RETURN_ARRAYTYPE_P(pack_float8_array(result, s->width + (row == 0 ? s->n_found : 0)));
}

/* -------- counts that are too small, years that are pooled -------- */

static double *
float8_elements(FunctionCallInfo fcinfo, int argno, int *n)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(argno);
	double	   *x;

	*n = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	x = palloc(Max(*n, 1) * sizeof(double));
	unpack_float8_array(array, NAN, x);
	return x;
}

pg_noreturn static void
refuse_lengths(int a, int b)
{
	ereport(ERROR,
			(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
			 errmsg("Arrays to normalise must have the same length."),
			 errdetail("Lengths %d and %d.", a, b)));
}

/* value, numerator, minimum: infinity in place of a value whose numerator is below the minimum */
SQL_FUNCTION(sozialraum_mask_small)
{
	int			n,
				n_numerator,
				n_minimum;
	double	   *value = float8_elements(fcinfo, 0, &n);
	const double *numerator = float8_elements(fcinfo, 1, &n_numerator);
	const double *minimum = float8_elements(fcinfo, 2, &n_minimum);

	if (n_numerator != n || n_minimum != n)
		refuse_lengths(n, n_numerator != n ? n_numerator : n_minimum);
	for (int j = 0; j < n; j++)
	{
		if (!isnan(value[j]) && numerator[j] < minimum[j])
			value[j] = INFINITY;
	}
	PG_RETURN_ARRAYTYPE_P(pack_float8_array(value, n));
}

/*
 * numerators of year after year (the latest first), denominators likewise, the latest values, years, factors, kinds, targets, the last five per
 * indicator: values, numerators and denominators over so many years, behind each other.  Kinds are those of sozialraum_figure_values.
 */
SQL_FUNCTION(sozialraum_pool_years)
{
	int			n[7];
	double	   *v[7];
	int			k;
	int			years;
	double	   *result;

	for (int a = 0; a < 7; a++)
		v[a] = float8_elements(fcinfo, a, &n[a]);
	k = n[2];
	for (int a = 3; a < 7; a++)
	{
		if (n[a] != k)
			refuse_lengths(k, n[a]);
	}
	years = k > 0 ? n[0] / k : 0;
	if (n[0] != n[1] || n[0] != years * k || (k > 0 && years < 1))
		refuse_lengths(n[0], n[1]);
	result = palloc(Max(3 * k, 1) * sizeof(double));
	for (int j = 0; j < k; j++)
	{
		double	   *value = &result[j];
		double	   *numerator = &result[k + j];
		double	   *denominator = &result[2 * k + j];
		bool		refused = isnan(v[2][j]) && !isnan(v[0][j]) && v[1][j] > 0;
		ExactWide	sum[2];

		*value = v[2][j];
		*numerator = v[0][j];
		*denominator = v[1][j];
		if (!(v[3][j] > 1))
			continue;
		exact_wide_init(&sum[0]);
		exact_wide_init(&sum[1]);
		for (int y = 0; y < years && y < v[3][j]; y++)
		{
			(void) exact_sum_add(&sum[0].sum, v[0][y * k + j]);
			(void) exact_sum_add(&sum[1].sum, v[1][y * k + j]);
		}
		*numerator = exact_sum_round(&sum[0].sum);
		*denominator = exact_sum_round(&sum[1].sum);
		*value = NAN;
		if (!refused && !isnan(*numerator) && *denominator > 0)
		{
			*value = check_result(rate_per(*numerator, *denominator, v[4][j]));
			if (v[5][j] == 2)
				*value = fabs(*value - v[6][j]);
		}
	}
	PG_RETURN_ARRAYTYPE_P(pack_float8_array(result, 3 * k));
}
