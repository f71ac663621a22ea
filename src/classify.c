/*
 * classify.c
 *		Class limits and classes: stddev_breaks, classify.
 */
#include "aggstate.h"

#include <math.h>

#include "classify.h"
#include "kernel/moments.h"

/* -------- stddev_breaks -------- */

#define MOMENTS_X	0
#define MOMENTS_XX	1

#define MULTIPLES_MAX	1000

/* five classes, the middle one around the mean, as maps of standard deviations usually have them */
static const double default_multiples[] = {-2, -1, 1, 2};

/* arguments: state, x [, multiples]; the multiples are kept as parameters of the state */
SQL_FUNCTION(stddev_breaks_accum)
{
	FlatState  *state = state_for_update(fcinfo, STATE_MOMENTS);
	const double *multiples = default_multiples;
	int			n = lengthof(default_multiples);
	double		x;

	if (PG_ARGISNULL(1))
		return state_result(fcinfo, state);
	x = PG_GETARG_FLOAT8(1);
	check_finite("x", x);

	if (PG_NARGS() > 2)
	{
		if (PG_ARGISNULL(2))
			refuse_null("multiples");
		multiples = check_float8_array("multiples", PG_GETARG_ARRAYTYPE_P(2), &n);
		if (n > MULTIPLES_MAX)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("The array \"%s\" must not have more than %d elements.", "multiples", MULTIPLES_MAX),
					 errdetail("It has %d elements.", n)));
	}

	if (state == NULL)
	{
		state = state_create(STATE_MOMENTS, n);
		memcpy(state->parameter, multiples, n * sizeof(double));
	}
	else if (state->parameters != (uint32) n || memcmp(state->parameter, multiples, n * sizeof(double)) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be the same for all rows.", "multiples"),
				 errhint("Give a constant array.")));

	state->rows++;
	state = state_add(state, MOMENTS_X, x);
	state = state_add_product(state, MOMENTS_XX, x, x);
	return state_result(fcinfo, state);
}

SQL_FUNCTION(stddev_breaks_combine)
{
	return state_combine(fcinfo, STATE_MOMENTS);
}

static int
compare_doubles(const void *a, const void *b)
{
	double		x = *(const double *) a;
	double		y = *(const double *) b;

	return (x > y) - (x < y);
}

SQL_FUNCTION(stddev_breaks_final)
{
	const FlatState *state = state_for_reading(fcinfo, 0, STATE_MOMENTS);
	ExactWide	rows;
	Moments		m;
	double	   *breaks;
	int			n = 0;

	if (state == NULL)
		PG_RETURN_NULL();
	exact_wide_init_range(&rows, exact_range((double) state->rows));
	exact_sum_add(&rows.sum, (double) state->rows);
	if (!moments(&rows.sum, state_sum(state, MOMENTS_X), state_sum(state, MOMENTS_XX), 0, &m) || isnan(m.sd))
		state_error(gettext_noop("Its sums are damaged."));

	breaks = (double *) palloc(state->parameters * sizeof(double));
	for (uint32 i = 0; i < state->parameters; i++)
		breaks[i] = check_result(moments_at(&m, state->parameter[i]));
	qsort(breaks, state->parameters, sizeof(double), compare_doubles);
	for (uint32 i = 0; i < state->parameters; i++)
	{
		if (n == 0 || breaks[i] > breaks[n - 1])
			breaks[n++] = breaks[i];
	}
	PG_RETURN_ARRAYTYPE_P(make_float8_array(breaks, NULL, n));
}

/* -------- classify -------- */

ClosedSide
closed_side(text *name)
{
	static const struct
	{
		const char *name;
		ClosedSide	side;
	}			sides[] = {{"right", CLOSED_RIGHT}, {"left", CLOSED_LEFT}, {"centre", CLOSED_CENTRE}};

	for (int i = 0; i < (int) lengthof(sides); i++)
	{
		if (VARSIZE_ANY_EXHDR(name) == strlen(sides[i].name) &&
			memcmp(VARDATA_ANY(name), sides[i].name, strlen(sides[i].name)) == 0)
			return sides[i].side;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("The closed side \"%s\" is not known.", text_to_cstring(name)),
			 errhint("Use 'right', 'left' or 'centre'.")));
}

const double *
check_breaks(ArrayType *array, int *n)
{
	const double *breaks = check_float8_array("breaks", array, n);

	for (int i = 1; i < *n; i++)
	{
		if (breaks[i] < breaks[i - 1])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The array \"%s\" must be in ascending order.", "breaks"),
					 errdetail("Element %d is smaller than the one before.", i + 1)));
	}
	return breaks;
}

/* 1 + the number of breaks that x is above */
SQL_FUNCTION(classify)
{
	double		x = PG_GETARG_FLOAT8(0);
	ClosedSide	closed = closed_side(PG_GETARG_TEXT_PP(2));
	int			n;
	const double *breaks = check_breaks(PG_GETARG_ARRAYTYPE_P(1), &n);

	check_finite("x", x);
	PG_RETURN_INT32(1 + breaks_below(x, breaks, n, closed));
}
