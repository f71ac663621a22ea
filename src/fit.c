/*
 * fit.c
 *		How well class limits fit the values: goodness_of_variance_fit, goodness_of_absolute_fit.
 */
#include "aggstate.h"
#include "values.h"

#include <math.h>

#include "classify.h"
#include "kernel/breaks.h"
#include "kernel/moments.h"

#define BREAKS_MAX		1000

/* the parameters of both: the closed side, then the breaks */
typedef struct Breaks
{
	int			n;
	const double *limit;
	ClosedSide	closed;
} Breaks;

/* arguments: state, x, breaks [, closed] */
static Breaks
breaks_argument(FunctionCallInfo fcinfo)
{
	Breaks		b = {.closed = CLOSED_RIGHT};

	if (PG_ARGISNULL(2))
		refuse_null("breaks");
	b.limit = check_breaks(PG_GETARG_ARRAYTYPE_P(2), &b.n);
	if (b.n > BREAKS_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("The array \"%s\" must not have more than %d elements.", "breaks", BREAKS_MAX),
				 errdetail("It has %d elements.", b.n)));
	if (PG_NARGS() > 3)
	{
		if (PG_ARGISNULL(3))
			refuse_null("closed");
		b.closed = closed_side(PG_GETARG_TEXT_PP(3));
	}
	return b;
}

static void
differs(const char *name)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("The argument \"%s\" must be the same for all rows.", name),
			 errhint("Give a constant array.")));
}

static bool
same_breaks(const double *parameter, int64 n, const Breaks *b)
{
	return n == b->n + 1 && parameter[0] == b->closed && memcmp(parameter + 1, b->limit, b->n * sizeof(double)) == 0;
}

static void
set_breaks(double *parameter, const Breaks *b)
{
	parameter[0] = b->closed;
	memcpy(parameter + 1, b->limit, b->n * sizeof(double));
}

/* of a state that may be forged */
static Breaks
breaks_of(const double *parameter, int64 n)
{
	Breaks		b = {.n = (int) n - 1, .limit = parameter + 1};

	if (n < 2 || n > BREAKS_MAX + 1)
		state_error(gettext_noop("Its head is damaged."));
	if (parameter[0] != CLOSED_RIGHT && parameter[0] != CLOSED_LEFT && parameter[0] != CLOSED_CENTRE)
		state_error(gettext_noop("Its parameters are damaged."));
	b.closed = (ClosedSide) parameter[0];
	for (int i = 1; i < b.n; i++)
	{
		if (!(b.limit[i] >= b.limit[i - 1]))
			state_error(gettext_noop("Its parameters are damaged."));
	}
	return b;
}

/* -------- goodness_of_variance_fit -------- */

/* the sums of a class */
#define FIT_ROWS	0
#define FIT_X		1
#define FIT_XX		2
#define FIT_SUMS	3

SQL_FUNCTION(variance_fit_accum)
{
	FlatState  *state = state_for_update(fcinfo, STATE_CLASS_MOMENTS);
	Breaks		b;
	double		x;
	int			sum;

	if (PG_ARGISNULL(1))
		return state_result(fcinfo, state);
	x = PG_GETARG_FLOAT8(1);
	check_finite("x", x);
	b = breaks_argument(fcinfo);
	if (state == NULL)
	{
		state = state_create_with_sums(STATE_CLASS_MOMENTS, b.n + 1, (b.n + 1) * FIT_SUMS);
		set_breaks(state->parameter, &b);
	}
	else if (!same_breaks(state->parameter, state->parameters, &b))
		differs("breaks");
	if (state->sums != (uint32) (b.n + 1) * FIT_SUMS)
		state_error(gettext_noop("Its head is damaged."));

	sum = FIT_SUMS * breaks_below(x, b.limit, b.n, b.closed);
	state->rows++;
	state = state_add(state, sum + FIT_ROWS, 1);
	state = state_add(state, sum + FIT_X, x);
	state = state_add_product(state, sum + FIT_XX, x, x);
	return state_result(fcinfo, state);
}

SQL_FUNCTION(variance_fit_combine)
{
	return state_combine(fcinfo, STATE_CLASS_MOMENTS);
}

/* 1 - sum of n_c s_c^2 over n s^2, formed from the ratios of the deviations, as their squares may be out of range */
SQL_FUNCTION(variance_fit_final)
{
	const FlatState *state = state_for_reading(fcinfo, 0, STATE_CLASS_MOMENTS);
	ExactWide	total[FIT_SUMS];
	Moments		all;
	double		rows,
				within = 0;

	if (state == NULL)
		PG_RETURN_NULL();
	breaks_of(state->parameter, state->parameters);
	if (state->sums != state->parameters * FIT_SUMS)
		state_error(gettext_noop("Its head is damaged."));
	for (int i = 0; i < FIT_SUMS; i++)
		exact_wide_init(&total[i]);
	for (int i = 0; i < (int) state->sums; i++)
		exact_sum_merge(&total[i % FIT_SUMS].sum, state_sum(state, i));
	for (int i = 0; i < FIT_SUMS; i++)
		exact_wide_trim(&total[i]);
	if (!moments(&total[FIT_ROWS].sum, &total[FIT_X].sum, &total[FIT_XX].sum, 0, &all) || isnan(all.sd))
		state_error(gettext_noop("Its sums are damaged."));
	if (all.sd == 0)
		PG_RETURN_NULL();

	rows = exact_sum_round(&total[FIT_ROWS].sum);
	for (int c = 0; c < (int) state->parameters; c++)
	{
		const ExactSum *count = state_sum(state, FIT_SUMS * c + FIT_ROWS);
		const ExactSum *x = state_sum(state, FIT_SUMS * c + FIT_X);
		const ExactSum *xx = state_sum(state, FIT_SUMS * c + FIT_XX);
		Moments		own;

		CHECK_FOR_INTERRUPTS();
		if (exact_sum_sign(count) == 0)
			continue;			/* an empty class */
		if (!moments(count, x, xx, 0, &own) || isnan(own.sd))
			state_error(gettext_noop("Its sums are damaged."));
		within += exact_sum_round(count) / rows * (own.sd / all.sd) * (own.sd / all.sd);
	}
	PG_RETURN_FLOAT8(Max(1 - within, 0));
}

/* -------- goodness_of_absolute_fit -------- */

SQL_FUNCTION(absolute_fit_accum)
{
	ValueStore *store = values_for_update(fcinfo);
	Breaks		b;

	if (PG_ARGISNULL(1))
		return values_result(fcinfo, store);
	check_finite("x", PG_GETARG_FLOAT8(1));
	b = breaks_argument(fcinfo);
	if (store == NULL)
	{
		store = values_create(fcinfo, VALUES_ABSOLUTE_FIT, 1, b.n + 1);
		set_breaks(store->parameter, &b);
	}
	else if (!same_breaks(store->parameter, store->parameters, &b))
		differs("breaks");
	values_add(store, PG_GETARG_FLOAT8(1));
	return values_result(fcinfo, store);
}

SQL_FUNCTION(absolute_fit_merge_accum)
{
	return values_merge(fcinfo, VALUES_ABSOLUTE_FIT);
}

SQL_FUNCTION(absolute_fit_final)
{
	const ValueStore *store = values_for_reading(fcinfo);
	Breaks		b;
	ExactWide	all,
				within;
	double	   *x;
	double		rest;
	int64		from = 0;

	if (store == NULL)
		PG_RETURN_NULL();
	check_shape(store, 1, store->parameters);
	b = breaks_of(store->parameter, store->parameters);
	x = values_copy(store);
	sort_doubles(x, store->rows, check_interrupts);
	exact_wide_init(&all);
	exact_wide_init(&within);
	absolute_deviations(x, store->rows, &all.sum, check_interrupts);
	for (int c = 0; c <= b.n; c++)
	{
		int64		end = store->rows;

		/* the first value above the upper limit */
		if (c < b.n)
		{
			int64		low = from;

			while (low < end)
			{
				int64		middle = low + (end - low) / 2;

				if (is_above(x[middle], b.limit[c], b.closed))
					end = middle;
				else
					low = middle + 1;
			}
		}
		absolute_deviations(x + from, end - from, &within.sum, check_interrupts);
		from = end;
	}
	pfree(x);
	if (exact_sum_sign(&all.sum) == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(1 - exact_quotient(&within.sum, &all.sum, &rest));
}
