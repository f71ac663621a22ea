/*
 * dominance.c
 *		Aggregates over the contributions to a cell of a magnitude table: is it unsafe because a few make nearly all of it?
 *		dominance, p_percent, p_percent_protection.
 *
 * The state keeps the largest contributions and an exact sum.  Decisions compare exact numbers: no rounding decides about safety.
 */
#include "aggstate.h"

#define LARGEST_MAX		100

/* parameters of the state: what was asked for, then the largest contributions, descending, zeros where there are fewer */
#define ASKED_PERCENT	0
#define FIRST_LARGEST	1

static void
insert_largest(FlatState *state, double x)
{
	int			last = (int) state->parameters - 1;

	if (!(x > state->parameter[last]))
		return;
	for (; last > FIRST_LARGEST && state->parameter[last - 1] < x; last--)
		state->parameter[last] = state->parameter[last - 1];
	state->parameter[last] = x;
}

/* a state that may be forged */
static void
check_largest(const FlatState *state)
{
	if (state->parameters <= FIRST_LARGEST || state->parameters > FIRST_LARGEST + LARGEST_MAX)
		state_error(gettext_noop("Its head is damaged."));
	if (!(state->parameter[ASKED_PERCENT] >= 0) || isinf(state->parameter[ASKED_PERCENT]))
		state_error(gettext_noop("Its parameters are damaged."));
	for (uint32 i = FIRST_LARGEST; i < state->parameters; i++)
	{
		if (!(state->parameter[i] >= 0) || isinf(state->parameter[i]) ||
			(i > FIRST_LARGEST && state->parameter[i] > state->parameter[i - 1]))
			state_error(gettext_noop("Its parameters are damaged."));
	}
}

static Datum
accumulate(FunctionCallInfo fcinfo, StateKind kind, int largest, double percent, const char *name)
{
	FlatState  *state = state_for_update(fcinfo, kind);
	double		x = PG_GETARG_FLOAT8(1);

	check_finite("x", x);
	if (x < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("A contribution must not be negative."),
				 errhint("Dominance rules are for sums of amounts; gains and losses need a rule of their own.")));
	if (state == NULL)
	{
		state = state_create(kind, FIRST_LARGEST + largest);
		state->parameter[ASKED_PERCENT] = percent;
	}
	if (state->parameters != (uint32) (FIRST_LARGEST + largest))
		name = "n";
	if (state->parameters != (uint32) (FIRST_LARGEST + largest) || state->parameter[ASKED_PERCENT] != percent)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be the same for all rows.", name),
				 errhint("Give a constant.")));
	state->rows++;
	insert_largest(state, x + 0.0);
	return state_result(fcinfo, state_add(state, 0, x));
}

static Datum
combine(FunctionCallInfo fcinfo, StateKind kind)
{
	FlatState  *state = state_for_update(fcinfo, kind);
	const FlatState *other = state_for_reading(fcinfo, 1, kind);

	if (other == NULL)
		return state_result(fcinfo, state);
	check_largest(other);
	if (state == NULL)
	{
		state = state_create(kind, other->parameters);
		state->parameter[ASKED_PERCENT] = other->parameter[ASKED_PERCENT];
	}
	check_largest(state);
	if (state->parameters != other->parameters || state->parameter[ASKED_PERCENT] != other->parameter[ASKED_PERCENT])
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("Aggregate states with different parameters cannot be combined."),
				 errhint("Pass the same constant arguments for all rows.")));
	for (uint32 i = FIRST_LARGEST; i < other->parameters; i++)
		insert_largest(state, other->parameter[i]);
	return state_result(fcinfo, state_merge_sums(state, other));
}

/* factor * sum is added to another sum, exactly */
static void
add_multiple(ExactWide *to, double factor, const ExactSum *sum)
{
	ExactWide	number;

	exact_wide_init_range(&number, exact_range(factor));
	exact_sum_add(&number.sum, factor);
	exact_sum_add_product_of(&to->sum, &number.sum, sum);
}

/* -------- (n, k) -------- */

/* arguments: state, x, n, k */
SQL_FUNCTION(dominance_accum)
{
	int			n;
	double		k;

	if (PG_ARGISNULL(1))
		return state_result(fcinfo, state_for_update(fcinfo, STATE_DOMINANCE));
	if (PG_ARGISNULL(2))
		refuse_null("n");
	if (PG_ARGISNULL(3))
		refuse_null("k");
	n = PG_GETARG_INT32(2);
	k = PG_GETARG_FLOAT8(3);
	if (n < 1 || n > LARGEST_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be between %d and %d.", "n", 1, LARGEST_MAX),
				 errdetail("It is %d.", n)));
	if (!(k > 0 && k < 100))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be more than 0 and less than 100.", "k"),
				 errdetail("Given: %g.", k),
				 errhint("It is a percentage, for example 85.")));
	return accumulate(fcinfo, STATE_DOMINANCE, n, k, "k");
}

SQL_FUNCTION(dominance_combine)
{
	return combine(fcinfo, STATE_DOMINANCE);
}

SQL_FUNCTION(dominance_final)
{
	const FlatState *state = state_for_reading(fcinfo, 0, STATE_DOMINANCE);
	ExactWide	excess;			/* 100 (x1 + ... + xn) - k X */

	if (state == NULL)
		PG_RETURN_NULL();
	check_largest(state);
	exact_wide_init(&excess);
	for (uint32 i = FIRST_LARGEST; i < state->parameters; i++)
		exact_sum_add_product(&excess.sum, 100, state->parameter[i]);
	add_multiple(&excess, -state->parameter[ASKED_PERCENT], state_sum(state, 0));
	PG_RETURN_BOOL(exact_sum_sign(&excess.sum) > 0);
}

/* -------- p% -------- */

/* arguments: state, x, p */
SQL_FUNCTION(p_percent_accum)
{
	double		p;

	if (PG_ARGISNULL(1))
		return state_result(fcinfo, state_for_update(fcinfo, STATE_P_PERCENT));
	if (PG_ARGISNULL(2))
		refuse_null("p");
	p = PG_GETARG_FLOAT8(2);
	check_finite("p", p);
	if (!(p > 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be positive.", "p"),
				 errdetail("Given: %g.", p),
				 errhint("It is a percentage, for example 10.")));
	return accumulate(fcinfo, STATE_P_PERCENT, 2, p, "p");
}

SQL_FUNCTION(p_percent_combine)
{
	return combine(fcinfo, STATE_P_PERCENT);
}

/* p x1 - 100 (X - x1 - x2): positive when the second largest can guess the largest to within p percent */
static void
lack(const FlatState *state, ExactWide *result)
{
	check_largest(state);
	if (state->parameters != FIRST_LARGEST + 2)
		state_error(gettext_noop("Its head is damaged."));
	exact_wide_init(result);
	exact_sum_add_product(&result->sum, state->parameter[ASKED_PERCENT], state->parameter[FIRST_LARGEST]);
	exact_sum_add_product(&result->sum, 100, state->parameter[FIRST_LARGEST]);
	exact_sum_add_product(&result->sum, 100, state->parameter[FIRST_LARGEST + 1]);
	add_multiple(result, -100, state_sum(state, 0));
}

SQL_FUNCTION(p_percent_final)
{
	const FlatState *state = state_for_reading(fcinfo, 0, STATE_P_PERCENT);
	ExactWide	result;

	if (state == NULL)
		PG_RETURN_NULL();
	lack(state, &result);
	PG_RETURN_BOOL(exact_sum_sign(&result.sum) > 0);
}

SQL_FUNCTION(p_percent_protection_final)
{
	const FlatState *state = state_for_reading(fcinfo, 0, STATE_P_PERCENT);
	ExactWide	result;

	if (state == NULL)
		PG_RETURN_NULL();
	lack(state, &result);
	if (exact_sum_sign(&result.sum) <= 0)
		PG_RETURN_FLOAT8(0);
	return result_or_null(fcinfo, exact_sum_round(&result.sum) / 100);
}
