/*
 * combine.c
 *		Aggregates that combine several values into one: weighted_mean, vector_agg.
 */
#include "aggstate.h"

#include <math.h>

#include "kernel/moments.h"

/* -------- weighted_mean -------- */

#define MEAN_W		0
#define MEAN_WX		1

SQL_FUNCTION(weighted_mean_accum)
{
	FlatState  *state = state_for_update(fcinfo, STATE_MEAN);
	double		x,
				w;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return state_result(fcinfo, state);
	x = PG_GETARG_FLOAT8(1);
	w = PG_GETARG_FLOAT8(2);
	check_finite("x", x);
	check_weight("w", w);
	if (state == NULL)
		state = state_create(STATE_MEAN, 0);

	state->rows++;
	state = state_add(state, MEAN_W, w);
	state = state_add_product(state, MEAN_WX, w, x);
	return state_result(fcinfo, state);
}

SQL_FUNCTION(weighted_mean_combine)
{
	return state_combine(fcinfo, STATE_MEAN);
}

SQL_FUNCTION(weighted_mean_final)
{
	const FlatState *state = state_for_reading(fcinfo, 0, STATE_MEAN);
	double		rest;

	if (state == NULL || exact_sum_sign(state_sum(state, MEAN_W)) == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(exact_quotient(state_sum(state, MEAN_WX), state_sum(state, MEAN_W), &rest));
}

/* -------- vector_agg: one array from the rows (position, value) -------- */

/* the parameters of the state: the elements, then one mark a element */
#define ELEMENT_UNSEEN	0.0
#define ELEMENT_NULL	1.0
#define ELEMENT_VALUE	2.0

#define VECTOR_LENGTH_MAX	100000

static uint32
vector_length(const FlatState *state)
{
	return state->parameters / 2;
}

static void
vector_put(FlatState *state, int64 position, double mark, double value)
{
	double	   *element = &state->parameter[position - 1];
	double	   *element_mark = element + vector_length(state);

	if (*element_mark != ELEMENT_UNSEEN)
		ereport(ERROR,
				(errcode(ERRCODE_CARDINALITY_VIOLATION),
				 errmsg("A position occurs twice in a vector."),
				 errdetail("Position %lld came with more than one row.", (long long) position),
				 errhint("Group the rows so that each group has one row for each position.")));
	*element = value;
	*element_mark = mark;
}

SQL_FUNCTION(vector_agg_accum)
{
	FlatState  *state = state_for_update(fcinfo, STATE_VECTOR);
	int			position,
				length;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(3))
		return state_result(fcinfo, state);
	position = PG_GETARG_INT32(1);
	length = PG_GETARG_INT32(3);

	if (length < 1 || length > VECTOR_LENGTH_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The length of a vector must be between 1 and %d.", VECTOR_LENGTH_MAX),
				 errdetail("The length is %d.", length)));
	if (position < 1 || position > length)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("The position is outside the vector."),
				 errdetail("Position %d was given, the length is %d.", position, length)));
	if (state == NULL)
		state = state_create(STATE_VECTOR, 2 * (uint32) length);
	if (vector_length(state) != (uint32) length)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The length of a vector must be the same for all rows."),
				 errdetail("Rows of one group have the lengths %u and %u.", vector_length(state), (uint32) length)));

	state->rows++;
	if (PG_ARGISNULL(2))
		vector_put(state, position, ELEMENT_NULL, 0);
	else
	{
		check_finite("value", PG_GETARG_FLOAT8(2));
		vector_put(state, position, ELEMENT_VALUE, PG_GETARG_FLOAT8(2));
	}
	return state_result(fcinfo, state);
}

SQL_FUNCTION(vector_agg_combine)
{
	FlatState  *state = state_for_update(fcinfo, STATE_VECTOR);
	const FlatState *other = state_for_reading(fcinfo, 1, STATE_VECTOR);

	if (other == NULL)
		return state_result(fcinfo, state);
	if (state == NULL)
		state = state_create(STATE_VECTOR, other->parameters);
	if (state->parameters != other->parameters)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The length of a vector must be the same for all rows."),
				 errdetail("Rows of one group have the lengths %u and %u.", vector_length(state), vector_length(other))));

	state->rows += other->rows;
	for (uint32 i = 0; i < vector_length(other); i++)
	{
		double		mark = other->parameter[vector_length(other) + i];

		if (mark != ELEMENT_UNSEEN)
			vector_put(state, i + 1, mark, other->parameter[i]);
	}
	return state_result(fcinfo, state);
}

SQL_FUNCTION(vector_agg_final)
{
	const FlatState *state = state_for_reading(fcinfo, 0, STATE_VECTOR);
	uint32		length;
	bool	   *nulls;

	if (state == NULL)
		PG_RETURN_NULL();
	length = vector_length(state);
	if (length < 1 || length > VECTOR_LENGTH_MAX)
		state_error(gettext_noop("Its length is damaged."));
	nulls = (bool *) palloc(length * sizeof(bool));
	for (uint32 i = 0; i < length; i++)
		nulls[i] = (state->parameter[length + i] != ELEMENT_VALUE);
	PG_RETURN_ARRAYTYPE_P(make_float8_array(state->parameter, nulls, (int) length));
}
