/*
 * entropy_measures.c
 *		Aggregates on exact sums of f(x): theil, mean_log_deviation, generalised_entropy, atkinson, and the decomposition by group.
 */
#include "aggstate.h"

#include <math.h>

#include "kernel/entropy.h"
#include "kernel/moments.h"

/* the sums of both kinds of states */
#define ENTROPY_W		0
#define ENTROPY_WX		1
#define ENTROPY_P		2
#define ENTROPY_B		3

static void
check_not_negative(double x)
{
	check_finite("x", x);
	if (unlikely(x < 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must not be negative.", "x"),
				 errdetail("At least one row has a negative value."),
				 errhint("Logarithms and powers of negative values are not defined. Leave such rows out with FILTER or WHERE, or use gini, which allows them.")));
}

pg_noreturn static void
power_error(double alpha)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("A power of \"x\" is out of range."),
			 errdetail("The exponent is %g.", alpha),
			 errhint("Divide x by its mean first, which does not change the measure, or use an exponent nearer to 1.")));
}

/* one row; w = 1 without weights */
static Datum
add_row(FunctionCallInfo fcinfo, FlatState *state, StateKind kind, double x, double alpha, const char *argument,
		bool weighted, double w)
{
	Twofold		term;

	check_not_negative(x);
	if (weighted)
		check_weight("w", w);
	if (state == NULL)
	{
		state = state_create(kind, 1);
		state->parameter[0] = alpha;
	}
	else if (unlikely(state->parameters != 1))
		state_error(gettext_noop("Its parameters are damaged."));
	else if (unlikely(state->parameter[0] != alpha))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be the same for all rows.", argument),
				 errhint("Give a constant.")));

	state->rows++;
	if (w == 0)
		return state_result(fcinfo, state);
	if (!entropy_term((Twofold) {x, 0}, alpha, &term))
		power_error(alpha);

	state = state_add(state, ENTROPY_W, w);
	if (!weighted)
	{
		state = state_add(state, ENTROPY_WX, x);
		if (alpha == 1)
		{
			if (x > 0)
			{
				state = state_add_product(state, ENTROPY_P, x, term.hi);
				state = state_add_product(state, ENTROPY_P, x, term.lo);
			}
		}
		else
		{
			state = state_add(state, ENTROPY_P, term.hi);
			state = state_add(state, ENTROPY_P, term.lo);
		}
	}
	else
	{
		state = state_add_product(state, ENTROPY_WX, w, x);
		if (alpha == 1)
		{
			if (x > 0)
			{
				state = state_add_product3(state, ENTROPY_P, w, x, term.hi);
				state = state_add_product3(state, ENTROPY_P, w, x, term.lo);
			}
		}
		else
		{
			state = state_add_product(state, ENTROPY_P, w, term.hi);
			state = state_add_product(state, ENTROPY_P, w, term.lo);
		}
	}
	return state_result(fcinfo, state);
}

/* arguments: state, x [, w] */
static Datum
accumulate(FunctionCallInfo fcinfo, double alpha)
{
	FlatState  *state = state_for_update(fcinfo, STATE_ENTROPY);
	bool		weighted = PG_NARGS() > 2;

	if (PG_ARGISNULL(1) || (weighted && PG_ARGISNULL(2)))
		return state_result(fcinfo, state);
	return add_row(fcinfo, state, STATE_ENTROPY, PG_GETARG_FLOAT8(1), alpha, "alpha",
				   weighted, weighted ? PG_GETARG_FLOAT8(2) : 1);
}

SQL_FUNCTION(theil_accum)
{
	return accumulate(fcinfo, 1);
}

SQL_FUNCTION(mean_log_deviation_accum)
{
	return accumulate(fcinfo, 0);
}

/* arguments: state, x, alpha [, w] */
SQL_FUNCTION(generalised_entropy_accum)
{
	FlatState  *state = state_for_update(fcinfo, STATE_ENTROPY);
	bool		weighted = PG_NARGS() > 3;
	double		alpha;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || (weighted && PG_ARGISNULL(3)))
		return state_result(fcinfo, state);
	alpha = PG_GETARG_FLOAT8(2);
	check_finite("alpha", alpha);
	return add_row(fcinfo, state, STATE_ENTROPY, PG_GETARG_FLOAT8(1), entropy_alpha(alpha), "alpha",
				   weighted, weighted ? PG_GETARG_FLOAT8(3) : 1);
}

/* arguments: state, x, epsilon [, w]; the state keeps alpha = 1 - epsilon */
SQL_FUNCTION(atkinson_accum)
{
	FlatState  *state = state_for_update(fcinfo, STATE_ATKINSON);
	bool		weighted = PG_NARGS() > 3;
	double		epsilon;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || (weighted && PG_ARGISNULL(3)))
		return state_result(fcinfo, state);
	epsilon = PG_GETARG_FLOAT8(2);
	check_finite("epsilon", epsilon);
	if (epsilon < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must not be negative.", "epsilon"),
				 errdetail("Given: %g.", epsilon),
				 errhint("Epsilon is the aversion to inequality: 0 is indifference, usual values are 0.5, 1 and 2.")));
	return add_row(fcinfo, state, STATE_ATKINSON, PG_GETARG_FLOAT8(1), entropy_alpha(1 - epsilon), "epsilon",
				   weighted, weighted ? PG_GETARG_FLOAT8(3) : 1);
}

SQL_FUNCTION(entropy_combine)
{
	return state_combine(fcinfo, STATE_ENTROPY);
}

SQL_FUNCTION(atkinson_combine)
{
	return state_combine(fcinfo, STATE_ATKINSON);
}

/* -------- results -------- */

static double
parameter_of(const FlatState *state)
{
	if (state->parameters != 1 || !isfinite(state->parameter[0]))
		state_error(gettext_noop("Its parameters are damaged."));
	return state->parameter[0];
}

/* false: not defined */
static bool
mean_of(const FlatState *state, Twofold *mean)
{
	EntropySums result = entropy_mean(state_sum(state, ENTROPY_W), state_sum(state, ENTROPY_WX), mean);

	if (result == ENTROPY_DAMAGED)
		state_error(gettext_noop("Its sums are damaged."));
	return result == ENTROPY_GOOD;
}

static Datum
finish(FunctionCallInfo fcinfo, const FlatState *state)
{
	Twofold		mean;
	double		value;

	if (state == NULL || !mean_of(state, &mean))
		PG_RETURN_NULL();
	value = entropy_value(state_sum(state, ENTROPY_W), state_sum(state, ENTROPY_WX), state_sum(state, ENTROPY_P), mean,
						parameter_of(state));
	if (isnan(value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(check_result(value));
}

/* the state in an argument, which must have this alpha: that of another measure is refused */
static const FlatState *
state_with(FunctionCallInfo fcinfo, int argno, StateKind kind, double alpha)
{
	const FlatState *state = state_for_reading(fcinfo, argno, kind);

	if (state != NULL && parameter_of(state) != alpha)
		state_error(gettext_noop("It is truncated, or it belongs to another aggregate or version."));
	return state;
}

SQL_FUNCTION(theil_final)
{
	return finish(fcinfo, state_with(fcinfo, 0, STATE_ENTROPY, 1));
}

SQL_FUNCTION(mean_log_deviation_final)
{
	return finish(fcinfo, state_with(fcinfo, 0, STATE_ENTROPY, 0));
}

SQL_FUNCTION(generalised_entropy_final)
{
	return finish(fcinfo, state_for_reading(fcinfo, 0, STATE_ENTROPY));
}

SQL_FUNCTION(atkinson_final)
{
	const FlatState *state = state_for_reading(fcinfo, 0, STATE_ATKINSON);
	Twofold		mean;
	double		value;

	if (state == NULL || !mean_of(state, &mean))
		PG_RETURN_NULL();
	value = entropy_atkinson(state_sum(state, ENTROPY_W), state_sum(state, ENTROPY_WX), state_sum(state, ENTROPY_P), mean,
						parameter_of(state));
	if (isnan(value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(value);
}

/* -------- decomposition: the rows are the states of groups -------- */

/* W f(mean) of a group, from factors of twice the precision */
static FlatState *
add_mean(FlatState *state, const ExactSum *weight, Twofold mean, double alpha)
{
	const Twofold one = {1, 0};
	ExactWide	unit;
	Twofold		w,
				term;

	if (!entropy_term(mean, alpha, &term))
		power_error(alpha);
	if (isinf(term.hi) || mean.hi == 0)
		return state_add(state, ENTROPY_B, term.hi);
	exact_wide_init_range(&unit, exact_range(1));
	exact_sum_add(&unit.sum, 1);
	w.hi = exact_quotient(weight, &unit.sum, &w.lo);
	if (alpha != 1)
		mean = one;				/* for alpha = 1 it is a factor */
	for (int i = 0; i < 8; i++)
		state = state_add_product3(state, ENTROPY_B, (i & 1) ? w.lo : w.hi, (i & 2) ? mean.lo : mean.hi, (i & 4) ? term.lo : term.hi);
	return state;
}

static Datum
add_group(FunctionCallInfo fcinfo, const FlatState *group)
{
	FlatState  *state = state_for_update(fcinfo, STATE_ENTROPY_GROUPS);
	double		alpha;
	Twofold		mean;
	if (group == NULL)
		return state_result(fcinfo, state);
	alpha = parameter_of(group);
	if (state == NULL)
	{
		state = state_create(STATE_ENTROPY_GROUPS, 1);
		state->parameter[0] = alpha;
	}
	else if (parameter_of(state) != alpha)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("Aggregate states with different parameters cannot be combined."),
				 errhint("Pass the same constant arguments for all rows.")));

	state->rows += group->rows;
	for (int i = ENTROPY_W; i <= ENTROPY_P; i++)
		state = state_merge_sum(state, i, state_sum(group, i));

	if (exact_sum_sign(state_sum(group, ENTROPY_W)) > 0)
		state = add_mean(state, state_sum(group, ENTROPY_W), mean_of(group, &mean) ? mean : (Twofold) {0, 0}, alpha);
	return state_result(fcinfo, state);
}

SQL_FUNCTION(theil_groups_accum)
{
	return add_group(fcinfo, state_with(fcinfo, 1, STATE_ENTROPY, 1));
}

SQL_FUNCTION(mean_log_deviation_groups_accum)
{
	return add_group(fcinfo, state_with(fcinfo, 1, STATE_ENTROPY, 0));
}

SQL_FUNCTION(generalised_entropy_groups_accum)
{
	return add_group(fcinfo, state_for_reading(fcinfo, 1, STATE_ENTROPY));
}

SQL_FUNCTION(entropy_groups_combine)
{
	return state_combine(fcinfo, STATE_ENTROPY_GROUPS);
}

SQL_FUNCTION(entropy_groups_final)
{
	const FlatState *state = state_for_reading(fcinfo, 0, STATE_ENTROPY_GROUPS);
	const ExactSum *w,
			   *wx,
			   *p,
			   *b;
	Twofold		mean;
	double		alpha;
	double		part[3];

	if (state == NULL || !mean_of(state, &mean))
		PG_RETURN_NULL();
	alpha = parameter_of(state);
	w = state_sum(state, ENTROPY_W);
	wx = state_sum(state, ENTROPY_WX);
	p = state_sum(state, ENTROPY_P);
	b = state_sum(state, ENTROPY_B);
	part[0] = entropy_value(w, wx, p, mean, alpha);
	part[1] = entropy_value(w, wx, b, mean, alpha);
	part[2] = entropy_within(w, wx, p, b, mean, alpha);
	for (int i = 0; i < 3; i++)
		check_result(part[i]);
	return make_record(fcinfo, part, 3);
}
