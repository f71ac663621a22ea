/*
 * means.c
 *		Aggregates: weighted means of any power, with a minimum share of valid values, and weighted_stddev.
 */
#include "aggstate.h"

#include <math.h>

#include "composite.h"

#include "kernel/means.h"
#include "kernel/moments.h"

/* -------- means -------- */

/* the sums of the state */
#define MEAN_W			0
#define MEAN_VALUES		1		/* of PowerTerm */
#define MEAN_EXPONENTS	2
#define MEAN_ALL		3		/* the weight of all rows, those without a value too; only with a minimum share */

/* its parameters */
#define MEAN_POWER		0
#define MEAN_SHARE		1		/* minimum share; 0: rows without a value are passed over */
#define MEAN_LEAST		2		/* the least and the greatest value of positive weight */
#define MEAN_GREATEST	3
#define MEAN_PARAMETERS	4

void
refuse_mean_value(double power)
{
	if (power > 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("A power mean other than the arithmetic one needs values that are not negative."),
				 errdetail("At least one value is negative; the power is %g.", power),
				 errhint("Put the values on a positive scale first, for example by min-max to 1 ... 100.")));
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("A geometric or harmonic mean needs values above 0."),
			 errdetail("At least one value is 0 or negative; the power is %g.", power),
			 errhint("Put the values on a positive scale first, for example by min-max to 1 ... 100.")));
}

void
check_minimum_share(double share)
{
	if (!(share >= 0 && share <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be between 0 and 1.", "minimum_share"),
				 errdetail("It is %g.", share),
				 errhint("Give a share, for example 0.8 for four values of five.")));
}

double
argument_minimum_share(FunctionCallInfo fcinfo, int argno)
{
	if (PG_ARGISNULL(argno))
		refuse_null("minimum_share");
	check_minimum_share(PG_GETARG_FLOAT8(argno));
	return PG_GETARG_FLOAT8(argno);
}

double
argument_power(FunctionCallInfo fcinfo, int argno)
{
	if (PG_ARGISNULL(argno))
		refuse_null("power");
	check_finite("power", PG_GETARG_FLOAT8(argno));
	return PG_GETARG_FLOAT8(argno);
}

static bool
parameters_make_sense(const FlatState *state)
{
	return state->parameters == MEAN_PARAMETERS && isfinite(state->parameter[MEAN_POWER]) &&
		state->parameter[MEAN_SHARE] >= 0 && state->parameter[MEAN_SHARE] <= 1;
}

/* the parameters of a state and those of a row or another state must agree */
static void
check_agreement(const FlatState *state, double power, double share)
{
	if (unlikely(state->parameters != MEAN_PARAMETERS))
		state_error(gettext_noop("Its parameters are damaged."));
	if (unlikely(state->parameter[MEAN_POWER] != power))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be the same for all rows.", "power"),
				 errhint("Give a constant.")));
	if (unlikely(state->parameter[MEAN_SHARE] != share))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be the same for all rows.", "minimum_share"),
				 errhint("Give a constant.")));
}

/* arguments: state, x, w, then what the callers have read */
static Datum
mean_accum(FunctionCallInfo fcinfo, double power, bool with_share, double share)
{
	FlatState  *state = state_for_update(fcinfo, STATE_POWER_MEAN);
	double		x = 0,
				w;
	bool		counts = !PG_ARGISNULL(1);
	PowerTerm	t = {0, 0};

	if (PG_ARGISNULL(2) || (!counts && !with_share))
		return state_result(fcinfo, state);
	w = PG_GETARG_FLOAT8(2);
	check_weight("w", w);
	if (counts)
	{
		x = PG_GETARG_FLOAT8(1) + 0.0;	/* no -0, so that the least value has the same bits in any order */
		check_finite("x", x);
		counts = w > 0;
	}
	if (counts)
	{
		if (unlikely(!power_mean_accepts(x, power)))
			refuse_mean_value(power);
		t = power_term(x, power);
		check_result(t.value);
	}

	if (state == NULL)
	{
		state = state_create(STATE_POWER_MEAN, MEAN_PARAMETERS);
		state->parameter[MEAN_POWER] = power;
		state->parameter[MEAN_SHARE] = share;
		state->parameter[MEAN_LEAST] = INFINITY;
		state->parameter[MEAN_GREATEST] = -INFINITY;
	}
	else
		check_agreement(state, power, share);

	state->rows++;
	if (with_share)
		state = state_add(state, MEAN_ALL, w);
	if (counts)
	{
		state->parameter[MEAN_LEAST] = Min(state->parameter[MEAN_LEAST], x);
		state->parameter[MEAN_GREATEST] = Max(state->parameter[MEAN_GREATEST], x);
		state = state_add(state, MEAN_W, w);
		state = state_add_product(state, MEAN_VALUES, w, t.value);
		if (t.exponent != 0)
			state = state_add_product(state, MEAN_EXPONENTS, w, t.exponent);
	}
	return state_result(fcinfo, state);
}

/* state, x, w, minimum_share */
SQL_FUNCTION(weighted_mean_share_accum)
{
	return mean_accum(fcinfo, 1, true, argument_minimum_share(fcinfo, 3));
}

/* state, x, w [, minimum_share] */
SQL_FUNCTION(weighted_geometric_mean_accum)
{
	bool		with_share = PG_NARGS() > 3;

	return mean_accum(fcinfo, 0, with_share, with_share ? argument_minimum_share(fcinfo, 3) : 0);
}

SQL_FUNCTION(weighted_harmonic_mean_accum)
{
	bool		with_share = PG_NARGS() > 3;

	return mean_accum(fcinfo, -1, with_share, with_share ? argument_minimum_share(fcinfo, 3) : 0);
}

/* state, x, w, power [, minimum_share] */
SQL_FUNCTION(weighted_power_mean_accum)
{
	bool		with_share = PG_NARGS() > 4;

	return mean_accum(fcinfo, argument_power(fcinfo, 3), with_share, with_share ? argument_minimum_share(fcinfo, 4) : 0);
}

SQL_FUNCTION(weighted_power_mean_combine)
{
	FlatState  *state = state_for_update(fcinfo, STATE_POWER_MEAN);
	const FlatState *other = state_for_reading(fcinfo, 1, STATE_POWER_MEAN);

	if (other == NULL)
		return state_result(fcinfo, state);
	if (!parameters_make_sense(other))
		state_error(gettext_noop("Its parameters are damaged."));
	if (state == NULL)
	{
		state = state_create(STATE_POWER_MEAN, MEAN_PARAMETERS);
		memcpy(state->parameter, other->parameter, MEAN_PARAMETERS * sizeof(double));
	}
	else
		check_agreement(state, other->parameter[MEAN_POWER], other->parameter[MEAN_SHARE]);
	state->parameter[MEAN_LEAST] = Min(state->parameter[MEAN_LEAST], other->parameter[MEAN_LEAST]);
	state->parameter[MEAN_GREATEST] = Max(state->parameter[MEAN_GREATEST], other->parameter[MEAN_GREATEST]);
	return state_result(fcinfo, state_merge_sums(state, other));
}

SQL_FUNCTION(weighted_power_mean_final)
{
	const FlatState *state = state_for_reading(fcinfo, 0, STATE_POWER_MEAN);
	double		result,
				rest;

	if (state == NULL)
		PG_RETURN_NULL();
	if (!parameters_make_sense(state))
		state_error(gettext_noop("Its parameters are damaged."));
	if (exact_sum_sign(state_sum(state, MEAN_W)) <= 0)
		PG_RETURN_NULL();

	/* the quotient, not the product: 7 of 10 is exactly the double 0.7 */
	if (state->parameter[MEAN_SHARE] > 0 && exact_sum_sign(state_sum(state, MEAN_ALL)) > 0 &&
		exact_quotient(state_sum(state, MEAN_W), state_sum(state, MEAN_ALL), &rest) < state->parameter[MEAN_SHARE])
		PG_RETURN_NULL();

	result = power_mean_of(state_sum(state, MEAN_W), state_sum(state, MEAN_VALUES), state_sum(state, MEAN_EXPONENTS),
						   state->parameter[MEAN_POWER], state->parameter[MEAN_LEAST], state->parameter[MEAN_GREATEST]);
	if (isnan(result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(check_result(result));
}

/* -------- weighted_stddev -------- */

#define STDDEV_W	0
#define STDDEV_WX	1
#define STDDEV_WXX	2

/* arguments: state, x, w [, ddof], which is the parameter of the state */
SQL_FUNCTION(weighted_stddev_accum)
{
	FlatState  *state = state_for_update(fcinfo, STATE_STDDEV);
	double		x,
				w;
	int			ddof = 0;

	if (PG_NARGS() > 3)
	{
		if (PG_ARGISNULL(3))
			refuse_null("ddof");
		ddof = PG_GETARG_INT32(3);
		if (ddof != 0 && ddof != 1)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The argument \"%s\" must be 0 or 1.", "ddof"),
					 errdetail("It is %d.", ddof),
					 errhint("0 divides by the total weight, 1 by one less: the weights then count cases of a sample.")));
	}
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return state_result(fcinfo, state);
	x = PG_GETARG_FLOAT8(1);
	w = PG_GETARG_FLOAT8(2);
	check_finite("x", x);
	check_weight("w", w);
	if (state == NULL)
	{
		state = state_create(STATE_STDDEV, 1);
		state->parameter[0] = ddof;
	}
	else if (state->parameters != 1)
		state_error(gettext_noop("Its parameters are damaged."));
	else if (state->parameter[0] != ddof)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be the same for all rows.", "ddof"),
				 errhint("Give a constant.")));

	state->rows++;
	state = state_add(state, STDDEV_W, w);
	state = state_add_product(state, STDDEV_WX, w, x);
	state = state_add_product3(state, STDDEV_WXX, w, x, x);
	return state_result(fcinfo, state);
}

SQL_FUNCTION(weighted_stddev_combine)
{
	return state_combine(fcinfo, STATE_STDDEV);
}

SQL_FUNCTION(weighted_stddev_final)
{
	const FlatState *state = state_for_reading(fcinfo, 0, STATE_STDDEV);
	Moments		m;

	if (state == NULL)
		PG_RETURN_NULL();
	if (state->parameters != 1 || (state->parameter[0] != 0 && state->parameter[0] != 1))
		state_error(gettext_noop("Its parameters are damaged."));
	if (!moments(state_sum(state, STDDEV_W), state_sum(state, STDDEV_WX), state_sum(state, STDDEV_WXX),
				 state->parameter[0], &m) || isnan(m.sd))				/* sums that no values have */
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(check_result(m.sd));
}
