/*
 * inequality.c
 *		Aggregates of inequality: gini.
 */
#include "values.h"

#include <math.h>

#include "kernel/inequality.h"

/* a result that is not defined is NULL */
static Datum
result_or_null(FunctionCallInfo fcinfo, double value)
{
	if (isnan(value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(check_result(value));
}

/* -------- gini -------- */

/* arguments: state, x [, w] */
SQL_FUNCTION(gini_accum)
{
	ValueStore *store = values_for_update(fcinfo);
	bool		weighted = PG_NARGS() > 2;

	if (PG_ARGISNULL(1) || (weighted && PG_ARGISNULL(2)))
		return values_result(fcinfo, store);
	check_finite("x", PG_GETARG_FLOAT8(1));
	if (store == NULL)
		store = values_create(fcinfo, VALUES_GINI, weighted ? 2 : 1, 0);
	if (weighted)
	{
		check_weight("w", PG_GETARG_FLOAT8(2));
		values_add2(store, PG_GETARG_FLOAT8(1), PG_GETARG_FLOAT8(2));
	}
	else
		values_add(store, PG_GETARG_FLOAT8(1));
	return values_result(fcinfo, store);
}

SQL_FUNCTION(gini_merge_accum)
{
	return values_merge(fcinfo, VALUES_GINI);
}

SQL_FUNCTION(gini_final)
{
	const ValueStore *store = values_for_reading(fcinfo);
	double	   *copy;
	double		result;

	if (store == NULL)
		PG_RETURN_NULL();
	copy = values_copy(store);
	if (store->columns == 1)
	{
		sort_doubles(copy, store->rows, check_interrupts);
		result = gini(copy, store->rows);
	}
	else
	{
		sort_pairs((Pair *) copy, store->rows, check_interrupts);
		result = weighted_gini((Pair *) copy, store->rows);
	}
	pfree(copy);
	return result_or_null(fcinfo, result);
}
