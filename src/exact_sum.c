/*
 * exact_sum.c
 *		Aggregate exact_sum(double precision).  The simplest aggregate on the state of aggstate.h: the pattern for others.
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

SQL_FUNCTION(exact_sum_final)
{
	const FlatState *state = state_for_reading(fcinfo, 0, STATE_SUM);
	const ExactSum *sum;
	double		result;

	if (state == NULL)
		PG_RETURN_NULL();
	sum = state_sum(state, 0);
	result = exact_sum_round(sum);

	/* an infinity that was added is a result; one that finite numbers have made is an overflow */
	PG_RETURN_FLOAT8(sum->special ? result : check_result(result));
}
