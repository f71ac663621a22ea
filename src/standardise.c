/*
 * standardise.c
 *		Aggregates over age groups: directly_standardised_rate, standardised_ratio, and their intervals.
 *
 * The state of the direct rate keeps w, w x / n, w^2 x / n^2 (both rounded once a row), x, and the number of age groups without
 * population that the standard counts; that of the ratio x and n r.  Parameters: per and level.
 */
#include "aggstate.h"

#include <math.h>

#include "intervals.h"
#include "kernel/standardise.h"

/* level of the aggregates without this argument */
#define LEVEL_DEFAULT	0.95

/* The parameters of the state must be those of the row. */
static void
check_same(const FlatState *state, int which, const char *name, double value)
{
	if (state->parameters <= (uint32) which)
		state_error(gettext_noop("Its parameters are damaged."));
	if (state->parameter[which] != value)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be the same for all rows.", name),
				 errhint("Give a constant.")));
}

/* -------- directly_standardised_rate -------- */

#define DIRECT_WEIGHT		0
#define DIRECT_RATE			1
#define DIRECT_VARIANCE		2
#define DIRECT_EVENTS		3
#define DIRECT_EMPTY		4
#define DIRECT_SUMS			5

#define DIRECT_PER			0
#define DIRECT_LEVEL		1

/* arguments: state, events, population, standard_population, per [, level] */
SQL_FUNCTION(directly_standardised_rate_accum)
{
	FlatState  *state = state_for_update(fcinfo, STATE_DIRECT);
	double		level = LEVEL_DEFAULT;
	double		events,
				population,
				weight,
				per;
	double		term[DIRECT_SUMS] = {0};

	for (int i = 1; i < PG_NARGS(); i++)
	{
		if (PG_ARGISNULL(i))
			return state_result(fcinfo, state);
	}
	events = PG_GETARG_FLOAT8(1);
	population = PG_GETARG_FLOAT8(2);
	weight = PG_GETARG_FLOAT8(3);
	per = PG_GETARG_FLOAT8(4);
	check_count("events", events);
	check_count("population", population);
	check_weight("standard_population", weight);
	check_per(per);
	if (PG_NARGS() > 5)
	{
		level = PG_GETARG_FLOAT8(5);
		check_level(level);
	}
	if (state == NULL)
	{
		state = state_create(STATE_DIRECT, 2);
		state->parameter[DIRECT_PER] = per;
		state->parameter[DIRECT_LEVEL] = level;
	}
	check_same(state, DIRECT_PER, "per", per);
	check_same(state, DIRECT_LEVEL, "level", level);

	state->rows++;
	term[DIRECT_EVENTS] = events;
	term[DIRECT_WEIGHT] = weight;
	if (weight > 0 && population > 0)
	{
		term[DIRECT_RATE] = check_result(standardise_term(events, population, weight));
		term[DIRECT_VARIANCE] = check_result(standardise_variance_term(term[DIRECT_RATE], population, weight));
	}
	else if (weight > 0)
		term[DIRECT_EMPTY] = 1;
	return state_result(fcinfo, state_add_each(state, DIRECT_SUMS, term));
}

SQL_FUNCTION(directly_standardised_rate_combine)
{
	return state_combine(fcinfo, STATE_DIRECT);
}

/* false: there is no state, or an age group of the standard has nobody, so that its rate is not known */
static bool
read_direct(FunctionCallInfo fcinfo, DirectSums *sums, double *per, double *level)
{
	const FlatState *state = state_for_reading(fcinfo, 0, STATE_DIRECT);

	if (state == NULL)
		return false;
	if (state->parameters != 2 || !(state->parameter[DIRECT_PER] > 0) || isinf(state->parameter[DIRECT_PER]) ||
		!(state->parameter[DIRECT_LEVEL] > 0 && state->parameter[DIRECT_LEVEL] < 1))
		state_error(gettext_noop("Its parameters are damaged."));
	for (int i = 0; i <= DIRECT_EMPTY; i++)
	{
		if (state_sum(state, i)->special || exact_sum_sign(state_sum(state, i)) < 0)
			state_error(gettext_noop("Its sums are damaged."));
	}
	*per = state->parameter[DIRECT_PER];
	*level = state->parameter[DIRECT_LEVEL];
	sums->weight = state_sum(state, DIRECT_WEIGHT);
	sums->rate = state_sum(state, DIRECT_RATE);
	sums->variance = state_sum(state, DIRECT_VARIANCE);
	sums->events = state_sum(state, DIRECT_EVENTS);
	return exact_sum_sign(state_sum(state, DIRECT_EMPTY)) == 0;
}

SQL_FUNCTION(directly_standardised_rate_final)
{
	DirectSums	sums;
	double		per,
				level,
				rate;

	if (!read_direct(fcinfo, &sums, &per, &level) || !standardised_rate(&sums, per, &rate))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(check_result(rate));
}

SQL_FUNCTION(directly_standardised_rate_interval_final)
{
	DirectSums	sums;
	double		per,
				level;
	Limits		interval;

	if (!read_direct(fcinfo, &sums, &per, &level) || !standardised_rate_interval(&sums, level, &interval))
		PG_RETURN_NULL();
	return interval_result(fcinfo, interval, 1, per);
}

/* -------- standardised_ratio -------- */

#define RATIO_OBSERVED		0
#define RATIO_EXPECTED		1

#define RATIO_LEVEL			0

/* arguments: state, events, population, reference_rate [, level] */
SQL_FUNCTION(standardised_ratio_accum)
{
	FlatState  *state = state_for_update(fcinfo, STATE_INDIRECT);
	double		level = LEVEL_DEFAULT;

	for (int i = 1; i < PG_NARGS(); i++)
	{
		if (PG_ARGISNULL(i))
			return state_result(fcinfo, state);
	}
	check_count("events", PG_GETARG_FLOAT8(1));
	check_count("population", PG_GETARG_FLOAT8(2));
	check_count("reference_rate", PG_GETARG_FLOAT8(3));
	if (PG_NARGS() > 4)
	{
		level = PG_GETARG_FLOAT8(4);
		check_level(level);
	}
	if (state == NULL)
	{
		state = state_create(STATE_INDIRECT, 1);
		state->parameter[RATIO_LEVEL] = level;
	}
	check_same(state, RATIO_LEVEL, "level", level);

	state->rows++;
	state = state_add(state, RATIO_OBSERVED, PG_GETARG_FLOAT8(1));
	state = state_add_product(state, RATIO_EXPECTED, PG_GETARG_FLOAT8(2), PG_GETARG_FLOAT8(3));
	return state_result(fcinfo, state);
}

SQL_FUNCTION(standardised_ratio_combine)
{
	return state_combine(fcinfo, STATE_INDIRECT);
}

static bool
read_indirect(FunctionCallInfo fcinfo, const ExactSum **observed, const ExactSum **expected, double *level)
{
	const FlatState *state = state_for_reading(fcinfo, 0, STATE_INDIRECT);

	if (state == NULL)
		return false;
	if (state->parameters != 1 || !(state->parameter[RATIO_LEVEL] > 0 && state->parameter[RATIO_LEVEL] < 1))
		state_error(gettext_noop("Its parameters are damaged."));
	*observed = state_sum(state, RATIO_OBSERVED);
	*expected = state_sum(state, RATIO_EXPECTED);
	*level = state->parameter[RATIO_LEVEL];
	if ((*observed)->special || (*expected)->special || exact_sum_sign(*observed) < 0 || exact_sum_sign(*expected) < 0)
		state_error(gettext_noop("Its sums are damaged."));
	return true;
}

SQL_FUNCTION(standardised_ratio_final)
{
	const ExactSum *observed,
			   *expected;
	double		level,
				ratio;

	if (!read_indirect(fcinfo, &observed, &expected, &level) || !standardised_ratio(observed, expected, &ratio))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(check_result(ratio));
}

SQL_FUNCTION(standardised_ratio_interval_final)
{
	const ExactSum *observed,
			   *expected;
	double		level;
	Limits		interval;

	if (!read_indirect(fcinfo, &observed, &expected, &level) ||
		!standardised_ratio_interval(observed, expected, level, &interval))
		PG_RETURN_NULL();
	return interval_result(fcinfo, interval, 1, 1);
}
