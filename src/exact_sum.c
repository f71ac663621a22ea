/*
 * exact_sum.c
 *		Aggregates exact_sum(x), exact_dot_product(x, y).  The simplest aggregates on the state of aggstate.h: the pattern for others.
 */
#include "aggstate.h"

SQL_FUNCTION(exact_sum_accum)
{
	FlatState  *state = state_for_update(fcinfo, STATE_SUM);

	if (PG_ARGISNULL(1))
		return state_result(fcinfo, state);
	if (state == NULL)
		state = state_create(STATE_SUM, 0);

	state->rows++;
	state = state_add(state, 0, PG_GETARG_FLOAT8(1));
	return state_result(fcinfo, state);
}

SQL_FUNCTION(exact_sum_combine)
{
	return state_combine(fcinfo, STATE_SUM);
}

/* an infinity that was added is a result; one that finite numbers have made is an overflow */
static Datum
rounded_sum(FunctionCallInfo fcinfo, StateKind kind)
{
	const FlatState *state = state_for_reading(fcinfo, 0, kind);
	const ExactSum *sum;
	double		result;

	if (state == NULL)
		PG_RETURN_NULL();
	sum = state_sum(state, 0);
	result = exact_sum_round(sum);
	PG_RETURN_FLOAT8(sum->special ? result : check_result(result));
}

SQL_FUNCTION(exact_sum_final)
{
	return rounded_sum(fcinfo, STATE_SUM);
}

/* -------- exact_dot_product -------- */

SQL_FUNCTION(exact_dot_product_accum)
{
	FlatState  *state = state_for_update(fcinfo, STATE_DOT_PRODUCT);

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return state_result(fcinfo, state);
	if (state == NULL)
		state = state_create(STATE_DOT_PRODUCT, 0);

	state->rows++;
	state = state_add_product(state, 0, PG_GETARG_FLOAT8(1), PG_GETARG_FLOAT8(2));
	return state_result(fcinfo, state);
}

SQL_FUNCTION(exact_dot_product_combine)
{
	return state_combine(fcinfo, STATE_DOT_PRODUCT);
}

SQL_FUNCTION(exact_dot_product_final)
{
	return rounded_sum(fcinfo, STATE_DOT_PRODUCT);
}
