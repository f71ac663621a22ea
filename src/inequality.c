/*
 * inequality.c
 *		Aggregates of inequality that keep their values: gini, hoover, palma, quintile_share_ratio, lorenz_curve, weighted_quantile,
 *		concentration_index.
 */
#include "values.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "utils/memutils.h"

#include "aggstate.h"
#include "kernel/inequality.h"

#define LORENZ_POINTS_MAX	100000

/* -------- transition: state, x [, w] -------- */

static Datum
accumulate(FunctionCallInfo fcinfo, ValuesKind kind)
{
	ValueStore *store = values_for_update(fcinfo);
	bool		weighted = PG_NARGS() > 2;

	if (PG_ARGISNULL(1) || (weighted && PG_ARGISNULL(2)))
		return values_result(fcinfo, store);
	check_finite("x", PG_GETARG_FLOAT8(1));
	if (store == NULL)
		store = values_create(fcinfo, kind, weighted ? 2 : 1, 0);
	if (weighted)
	{
		check_weight("w", PG_GETARG_FLOAT8(2));
		values_add2(store, PG_GETARG_FLOAT8(1), PG_GETARG_FLOAT8(2));
	}
	else
		values_add(store, PG_GETARG_FLOAT8(1));
	return values_result(fcinfo, store);
}

/* what a final function works on: a copy of the values; columns and parameters must fit, weights (the last column) not be negative */
static double *
copy_of(const ValueStore *store, int columns, int columns_weighted, int parameters)
{
	double	   *copy;

	if ((store->columns != columns && store->columns != columns_weighted) || store->parameters != parameters)
		state_error(gettext_noop("Its head is damaged."));
	copy = values_copy(store);
	if (store->columns == columns_weighted)
	{
		const double *w = copy + columns_weighted - 1;

		for (int64 i = 0; i < store->rows; i++, w += columns_weighted)
		{
			if (*w < 0)
				state_error(gettext_noop("Its numbers are damaged."));
		}
	}
	return copy;
}

/* x [, w] in ascending order, or as they are */
static Sample
sample_of(const ValueStore *store, double *copy, bool sorted)
{
	Sample		s = {copy, NULL, (size_t) store->rows, 1};

	if (store->columns == 2)
	{
		s.w = copy + 1;
		s.stride = 2;
		if (sorted)
			sort_pairs((Pair *) copy, store->rows, check_interrupts);
	}
	else if (sorted)
		sort_doubles(copy, store->rows, check_interrupts);
	return s;
}

#define TRANSITION(name, kind) \
SQL_FUNCTION(name##_accum) \
{ \
	return accumulate(fcinfo, kind); \
} \
\
SQL_FUNCTION(name##_merge_accum) \
{ \
	return values_merge(fcinfo, kind); \
}

/* a measure: a function of the sample, which is sorted or not */
#define MEASURE(name, kind, is_sorted, call) \
TRANSITION(name, kind) \
\
SQL_FUNCTION(name##_final) \
{ \
	const ValueStore *store = values_for_reading(fcinfo); \
	double	   *copy; \
	Sample		s; \
	double		result; \
\
	if (store == NULL) \
		PG_RETURN_NULL(); \
	copy = copy_of(store, 1, 2, 0); \
	s = sample_of(store, copy, is_sorted); \
	result = call; \
	pfree(copy); \
	return result_or_null(fcinfo, result); \
}

MEASURE(gini, VALUES_GINI, true, gini(&s, false, check_interrupts))
MEASURE(gini_corrected, VALUES_GINI_CORRECTED, true, gini(&s, true, check_interrupts))
MEASURE(hoover, VALUES_HOOVER, false, hoover(&s, check_interrupts))
MEASURE(palma, VALUES_PALMA, true, tail_ratio(&s, 4, 9, 10, check_interrupts))
MEASURE(quintile_share_ratio, VALUES_QUINTILE_SHARE_RATIO, true, tail_ratio(&s, 1, 4, 5, check_interrupts))

/* -------- weighted_quantile: state, x, w, q -------- */

SQL_FUNCTION(weighted_quantile_accum)
{
	ValueStore *store = values_for_update(fcinfo);
	double		q;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return values_result(fcinfo, store);
	check_finite("x", PG_GETARG_FLOAT8(1));
	check_weight("w", PG_GETARG_FLOAT8(2));
	q = PG_GETARG_FLOAT8(3) + 0.0;	/* not -0 */
	if (unlikely(!(q >= 0 && q <= 1)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be between 0 and 1.", "q"),
				 errdetail("Given: %g.", q),
				 errhint("0.5 is the median, 0.1 the lowest decile.")));
	if (store == NULL)
		store = values_create(fcinfo, VALUES_WEIGHTED_QUANTILE, 2, 1);
	values_parameters(store, &q, 1, "q");
	values_add2(store, PG_GETARG_FLOAT8(1), PG_GETARG_FLOAT8(2));
	return values_result(fcinfo, store);
}

SQL_FUNCTION(weighted_quantile_merge_accum)
{
	return values_merge(fcinfo, VALUES_WEIGHTED_QUANTILE);
}

SQL_FUNCTION(weighted_quantile_final)
{
	const ValueStore *store = values_for_reading(fcinfo);
	double	   *copy;
	double		result;
	Sample		s;

	if (store == NULL)
		PG_RETURN_NULL();
	copy = copy_of(store, 2, 2, 1);
	if (!(store->parameter[0] >= 0 && store->parameter[0] <= 1))
		state_error(gettext_noop("Its parameters are damaged."));
	s = sample_of(store, copy, true);
	result = weighted_quantile(&s, store->parameter[0], check_interrupts);
	pfree(copy);
	return result_or_null(fcinfo, result);
}

/* -------- lorenz_curve -------- */

TRANSITION(lorenz_curve, VALUES_LORENZ_CURVE)

/* arguments: state, x, w, points */
SQL_FUNCTION(lorenz_grid_accum)
{
	ValueStore *store = values_for_update(fcinfo);
	double		points;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return values_result(fcinfo, store);
	check_finite("x", PG_GETARG_FLOAT8(1));
	check_weight("w", PG_GETARG_FLOAT8(2));
	points = PG_GETARG_INT32(3);
	if (unlikely(points < 1 || points > LORENZ_POINTS_MAX))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be between %d and %d.", "points", 1, LORENZ_POINTS_MAX),
				 errdetail("Given: %g.", points)));
	if (store == NULL)
		store = values_create(fcinfo, VALUES_LORENZ_GRID, 2, 1);
	values_parameters(store, &points, 1, "points");
	values_add2(store, PG_GETARG_FLOAT8(1), PG_GETARG_FLOAT8(2));
	return values_result(fcinfo, store);
}

SQL_FUNCTION(lorenz_grid_merge_accum)
{
	return values_merge(fcinfo, VALUES_LORENZ_GRID);
}

/* a two-dimensional array without NULL elements for so many points; cut_points() gives it the number that there are */
static ArrayType *
make_points(size_t n, double **point)
{
	Size		size = add_size(ARR_OVERHEAD_NONULLS(2), mul_size(n, 2 * sizeof(double)));
	ArrayType  *array;

	if (!AllocSizeIsValid(size))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("The Lorenz curve has too many points."),
				 errdetail("It has %llu points.", (unsigned long long) n),
				 errhint("Use lorenz_curve(x, w, points) with a number of points, for example 1000.")));
	array = (ArrayType *) palloc(size);
	array->ndim = 2;
	array->dataoffset = 0;
	array->elemtype = FLOAT8OID;
	ARR_DIMS(array)[1] = 2;
	ARR_LBOUND(array)[0] = 1;
	ARR_LBOUND(array)[1] = 1;
	*point = (double *) ARR_DATA_PTR(array);
	return array;
}

static Datum
cut_points(FunctionCallInfo fcinfo, ArrayType *array, size_t n)
{
	if (n == 0)
		PG_RETURN_NULL();
	ARR_DIMS(array)[0] = (int) n;
	SET_VARSIZE(array, ARR_OVERHEAD_NONULLS(2) + n * 2 * sizeof(double));
	PG_RETURN_ARRAYTYPE_P(array);
}

SQL_FUNCTION(lorenz_curve_final)
{
	const ValueStore *store = values_for_reading(fcinfo);
	double	   *copy,
			   *point;
	Sample		s;
	ArrayType  *array;
	size_t		n;

	if (store == NULL)
		PG_RETURN_NULL();
	copy = copy_of(store, 1, 2, 0);
	s = sample_of(store, copy, true);
	array = make_points(lorenz_corners_max(&s), &point);
	n = lorenz_corners(&s, point, check_interrupts);
	pfree(copy);
	return cut_points(fcinfo, array, n);
}

SQL_FUNCTION(lorenz_grid_final)
{
	const ValueStore *store = values_for_reading(fcinfo);
	double	   *copy,
			   *point;
	Sample		s;
	ArrayType  *array;
	double		points;
	size_t		n;

	if (store == NULL)
		PG_RETURN_NULL();
	copy = copy_of(store, 2, 2, 1);
	points = store->parameter[0];
	if (!(points >= 1 && points <= LORENZ_POINTS_MAX) || points != floor(points))
		state_error(gettext_noop("Its parameters are damaged."));
	s = sample_of(store, copy, true);
	array = make_points((size_t) points + 1, &point);
	n = lorenz_grid(&s, (int) points, point, check_interrupts);
	pfree(copy);
	return cut_points(fcinfo, array, n);
}

/* -------- concentration_index: state, x, rank_by [, w]; kept as rank_by, x [, w], the order to sort by -------- */

SQL_FUNCTION(concentration_index_accum)
{
	ValueStore *store = values_for_update(fcinfo);
	bool		weighted = PG_NARGS() > 3;
	double	   *row;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || (weighted && PG_ARGISNULL(3)))
		return values_result(fcinfo, store);
	check_finite("x", PG_GETARG_FLOAT8(1));
	check_finite("rank_by", PG_GETARG_FLOAT8(2));
	if (weighted)
		check_weight("w", PG_GETARG_FLOAT8(3));
	if (store == NULL)
		store = values_create(fcinfo, VALUES_CONCENTRATION_INDEX, weighted ? 3 : 2, 0);
	row = values_row(store);
	row[0] = PG_GETARG_FLOAT8(2) + 0.0; /* 0 and -0 are one rank */
	row[1] = PG_GETARG_FLOAT8(1);
	if (weighted)
		row[2] = PG_GETARG_FLOAT8(3);
	return values_result(fcinfo, store);
}

SQL_FUNCTION(concentration_index_merge_accum)
{
	return values_merge(fcinfo, VALUES_CONCENTRATION_INDEX);
}

SQL_FUNCTION(concentration_index_final)
{
	const ValueStore *store = values_for_reading(fcinfo);
	double	   *copy;
	double		result;
	Sample		s;

	if (store == NULL)
		PG_RETURN_NULL();
	copy = copy_of(store, 2, 3, 0);
	s = (Sample) {copy + 1, NULL, (size_t) store->rows, (size_t) store->columns};
	if (store->columns == 3)
	{
		s.w = copy + 2;
		sort_triples((Triple *) copy, store->rows, check_interrupts);
	}
	else
		sort_pairs((Pair *) copy, store->rows, check_interrupts);
	result = concentration_index(&s, copy, check_interrupts);
	pfree(copy);
	return result_or_null(fcinfo, result);
}
