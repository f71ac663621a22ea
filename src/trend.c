/*
 * trend.c
 *		Aggregates of trend over the rows (y, t) of a series: theil_sen, mann_kendall, pettitt, ols_trend, growth rates.
 */
#include "aggstate.h"
#include "values.h"

#include <math.h>

#include "utils/memutils.h"

#include "intervals.h"
#include "kernel/distribution.h"
#include "kernel/trend.h"

#define LEVEL	0.95

static Datum
record_or_null(FunctionCallInfo fcinfo, const double *value, int n)
{
	for (int i = 0; i < n; i++)
		(void) check_result(value[i]);
	return make_record(fcinfo, value, n);
}

/* -------- series that are kept: theil_sen, mann_kendall, pettitt -------- */

/* + 0.0: no -0, so that equal numbers have equal bits */
static void
add_point(ValueStore *store, double y, double t)
{
	values_add2(store, t + 0.0, y + 0.0);
}

/* arguments: state, y, t */
SQL_FUNCTION(series_accum)
{
	ValueStore *store = values_for_update(fcinfo);

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return values_result(fcinfo, store);
	check_finite("y", PG_GETARG_FLOAT8(1));
	check_finite("t", PG_GETARG_FLOAT8(2));
	if (store == NULL)
		store = values_create(fcinfo, VALUES_SERIES, 2, 0);
	add_point(store, PG_GETARG_FLOAT8(1), PG_GETARG_FLOAT8(2));
	return values_result(fcinfo, store);
}

/* arguments: state, y, t [, level] */
SQL_FUNCTION(series_interval_accum)
{
	ValueStore *store = values_for_update(fcinfo);
	double		level = LEVEL;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || (PG_NARGS() > 3 && PG_ARGISNULL(3)))
		return values_result(fcinfo, store);
	check_finite("y", PG_GETARG_FLOAT8(1));
	check_finite("t", PG_GETARG_FLOAT8(2));
	if (PG_NARGS() > 3)
		level = PG_GETARG_FLOAT8(3);
	check_level(level);
	if (store == NULL)
		store = values_create(fcinfo, VALUES_SERIES_INTERVAL, 2, 1);
	values_parameters(store, &level, 1, "level");
	add_point(store, PG_GETARG_FLOAT8(1), PG_GETARG_FLOAT8(2));
	return values_result(fcinfo, store);
}

SQL_FUNCTION(series_merge_accum)
{
	return values_merge(fcinfo, VALUES_SERIES);
}

SQL_FUNCTION(series_interval_merge_accum)
{
	return values_merge(fcinfo, VALUES_SERIES_INTERVAL);
}

/* the points in the order of t; the state may have come from outside, so that its shape is checked */
static Pair *
sorted_series(const ValueStore *store, int parameters)
{
	Pair	   *p;

	if (store->columns != 2 || store->parameters != parameters)
		state_error(gettext_noop("Its head is damaged."));
	p = (Pair *) values_copy(store);
	sort_pairs(p, store->rows, check_interrupts);
	return p;
}

static void
prepare_slopes(Slopes *slopes, const Pair *p, int64 rows)
{
	slopes_prepare(slopes, p, rows, palloc(slopes_scratch(rows)), check_interrupts);
}

static void
free_slopes(Slopes *slopes)
{
	pfree(slopes->sorted ? (void *) slopes->sorted : (void *) slopes->count);
}

static MannKendall
test_series(const Pair *p, int64 rows)
{
	double	   *scratch = MemoryContextAllocHuge(CurrentMemoryContext, 2 * rows * sizeof(double));
	MannKendall result = mann_kendall(p, rows, scratch, check_interrupts);

	pfree(scratch);
	return result;
}

SQL_FUNCTION(theil_sen_final)
{
	const ValueStore *store = values_for_reading(fcinfo);
	Slopes		slopes;
	Pair	   *p;
	double		result;

	if (store == NULL)
		PG_RETURN_NULL();
	p = sorted_series(store, 0);
	prepare_slopes(&slopes, p, store->rows);
	result = slopes_median(&slopes, check_interrupts);
	free_slopes(&slopes);
	pfree(p);
	return result_or_null(fcinfo, result);
}

SQL_FUNCTION(theil_sen_interval_final)
{
	const ValueStore *store = values_for_reading(fcinfo);
	Slopes		slopes;
	Pair	   *p;
	double		result[2],
				variance,
				z;

	if (store == NULL)
		PG_RETURN_NULL();
	p = sorted_series(store, 1);
	check_level(store->parameter[0]);
	variance = test_series(p, store->rows).variance;
	z = normal_two_sided_quantile(store->parameter[0]);
	prepare_slopes(&slopes, p, store->rows);
	slopes_interval(&slopes, variance, z, &result[0], &result[1], check_interrupts);
	free_slopes(&slopes);
	pfree(p);
	if (isnan(result[0]))
		PG_RETURN_NULL();
	return record_or_null(fcinfo, result, 2);
}

SQL_FUNCTION(mann_kendall_final)
{
	const ValueStore *store = values_for_reading(fcinfo);
	MannKendall r;
	Pair	   *p;
	double		result[5];

	if (store == NULL)
		PG_RETURN_NULL();
	p = sorted_series(store, 0);
	r = test_series(p, store->rows);
	pfree(p);
	if (store->rows < 2)
		r.s = r.variance = NAN;
	result[0] = r.s;
	result[1] = r.variance;
	result[2] = r.tau;
	result[3] = r.z;
	result[4] = r.p;
	return record_or_null(fcinfo, result, 5);
}

SQL_FUNCTION(pettitt_final)
{
	const ValueStore *store = values_for_reading(fcinfo);
	Pettitt		r = {NAN, NAN, NAN};
	Pair	   *p;
	double		result[3];

	if (store == NULL)
		PG_RETURN_NULL();
	p = sorted_series(store, 0);
	if (p[0].x != p[store->rows - 1].x)
	{
		Indexed    *order = MemoryContextAllocHuge(CurrentMemoryContext, store->rows * sizeof(Indexed));
		double	   *rank = MemoryContextAllocHuge(CurrentMemoryContext, store->rows * sizeof(double));

		r = pettitt(p, store->rows, order, rank, check_interrupts);
		pfree(order);
		pfree(rank);
	}
	pfree(p);
	result[0] = r.change_at;
	result[1] = r.k;
	result[2] = r.p;
	return record_or_null(fcinfo, result, 3);
}

/* -------- ols_trend -------- */

#define TREND_T		0
#define TREND_Y		1
#define TREND_TT	2
#define TREND_TY	3
#define TREND_YY	4

/* arguments: state, y, t [, level] */
SQL_FUNCTION(ols_trend_accum)
{
	FlatState  *state = state_for_update(fcinfo, STATE_TREND);
	double		y,
				t,
				level = LEVEL;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || (PG_NARGS() > 3 && PG_ARGISNULL(3)))
		return state_result(fcinfo, state);
	y = PG_GETARG_FLOAT8(1);
	t = PG_GETARG_FLOAT8(2);
	check_finite("y", y);
	check_finite("t", t);
	if (PG_NARGS() > 3)
		level = PG_GETARG_FLOAT8(3);
	check_level(level);
	if (state == NULL)
	{
		state = state_create(STATE_TREND, 1);
		state->parameter[0] = level;
	}
	if (state->parameters != 1)
		state_error(gettext_noop("Its parameters are damaged."));
	if (state->parameter[0] != level)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be the same for all rows.", "level"),
				 errhint("Give a constant.")));
	state->rows++;
	state = state_add(state, TREND_T, t);
	state = state_add(state, TREND_Y, y);
	state = state_add_product(state, TREND_TT, t, t);
	state = state_add_product(state, TREND_TY, t, y);
	state = state_add_product(state, TREND_YY, y, y);
	return state_result(fcinfo, state);
}

SQL_FUNCTION(ols_trend_combine)
{
	return state_combine(fcinfo, STATE_TREND);
}

SQL_FUNCTION(ols_trend_final)
{
	const FlatState *state = state_for_reading(fcinfo, 0, STATE_TREND);
	OlsTrend	r;
	double		result[7];

	if (state == NULL)
		PG_RETURN_NULL();
	if (state->parameters != 1)
		state_error(gettext_noop("Its parameters are damaged."));
	check_level(state->parameter[0]);
	r = ols_trend(state->rows, state_sum(state, TREND_T), state_sum(state, TREND_Y), state_sum(state, TREND_TT), state_sum(state, TREND_TY),
				  state_sum(state, TREND_YY), state->parameter[0]);
	result[0] = r.slope;
	result[1] = r.intercept;
	result[2] = r.standard_error;
	result[3] = r.lower;
	result[4] = r.upper;
	result[5] = r.r_squared;
	result[6] = r.p;
	return record_or_null(fcinfo, result, 7);
}

/* -------- log_linear_growth_rate -------- */

#define LOG_TREND_UNDEFINED	4	/* rows whose y has no logarithm */

SQL_FUNCTION(log_linear_growth_rate_accum)
{
	FlatState  *state = state_for_update(fcinfo, STATE_LOG_TREND);
	double		y,
				t;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return state_result(fcinfo, state);
	y = PG_GETARG_FLOAT8(1);
	t = PG_GETARG_FLOAT8(2);
	check_finite("y", y);
	check_finite("t", t);
	if (state == NULL)
		state = state_create(STATE_LOG_TREND, 0);
	state->rows++;
	if (y <= 0)
		return state_result(fcinfo, state_add(state, LOG_TREND_UNDEFINED, 1));
	y = log(y);
	state = state_add(state, TREND_T, t);
	state = state_add(state, TREND_Y, y);
	state = state_add_product(state, TREND_TT, t, t);
	state = state_add_product(state, TREND_TY, t, y);
	return state_result(fcinfo, state);
}

SQL_FUNCTION(log_linear_growth_rate_combine)
{
	return state_combine(fcinfo, STATE_LOG_TREND);
}

SQL_FUNCTION(log_linear_growth_rate_final)
{
	const FlatState *state = state_for_reading(fcinfo, 0, STATE_LOG_TREND);
	double		slope;

	if (state == NULL || exact_sum_sign(state_sum(state, LOG_TREND_UNDEFINED)) != 0)
		PG_RETURN_NULL();
	slope = ols_slope(state->rows, state_sum(state, TREND_T), state_sum(state, TREND_Y), state_sum(state, TREND_TT), state_sum(state, TREND_TY));
	return result_or_null(fcinfo, 100 * expm1(slope));
}

/* -------- annual_growth_rate -------- */

/* the parameters of the state; of several figures at the first (last) point in time the smallest and the largest */
#define FIRST_T		0
#define FIRST_LOW	1
#define FIRST_HIGH	2
#define LAST_T		3
#define LAST_LOW	4
#define LAST_HIGH	5
#define GROWTH_PARAMETERS	6

static void
check_growth(const FlatState *state)
{
	if (state->parameters != GROWTH_PARAMETERS)
		state_error(gettext_noop("Its parameters are damaged."));
	for (int i = 0; i < GROWTH_PARAMETERS; i++)
	{
		if (!isfinite(state->parameter[i]))
			state_error(gettext_noop("Its parameters are damaged."));
	}
}

/* one end of the series: three parameters, earlier points in time have direction 1 */
static void
put_end(double *end, double t, double low, double high, int direction)
{
	if (direction * t < direction * end[0])
	{
		end[0] = t;
		end[1] = low;
		end[2] = high;
	}
	else if (t == end[0])
	{
		end[1] = Min(end[1], low);
		end[2] = Max(end[2], high);
	}
}

SQL_FUNCTION(annual_growth_rate_accum)
{
	FlatState  *state = state_for_update(fcinfo, STATE_GROWTH);
	double		y,
				t;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return state_result(fcinfo, state);
	y = PG_GETARG_FLOAT8(1) + 0.0;
	t = PG_GETARG_FLOAT8(2) + 0.0;
	check_finite("y", y);
	check_finite("t", t);
	if (state == NULL)
	{
		state = state_create(STATE_GROWTH, GROWTH_PARAMETERS);
		state->parameter[FIRST_T] = state->parameter[LAST_T] = t;
		state->parameter[FIRST_LOW] = state->parameter[FIRST_HIGH] = state->parameter[LAST_LOW] = state->parameter[LAST_HIGH] = y;
	}
	check_growth(state);
	put_end(state->parameter + FIRST_T, t, y, y, 1);
	put_end(state->parameter + LAST_T, t, y, y, -1);
	state->rows++;
	return state_result(fcinfo, state);
}

SQL_FUNCTION(annual_growth_rate_combine)
{
	FlatState  *state = state_for_update(fcinfo, STATE_GROWTH);
	const FlatState *other = state_for_reading(fcinfo, 1, STATE_GROWTH);

	if (other == NULL)
		return state_result(fcinfo, state);
	check_growth(other);
	if (state == NULL)
	{
		state = state_create(STATE_GROWTH, GROWTH_PARAMETERS);
		memcpy(state->parameter, other->parameter, GROWTH_PARAMETERS * sizeof(double));
	}
	check_growth(state);
	put_end(state->parameter + FIRST_T, other->parameter[FIRST_T], other->parameter[FIRST_LOW], other->parameter[FIRST_HIGH], 1);
	put_end(state->parameter + LAST_T, other->parameter[LAST_T], other->parameter[LAST_LOW], other->parameter[LAST_HIGH], -1);
	state->rows += other->rows;
	return state_result(fcinfo, state);
}

SQL_FUNCTION(annual_growth_rate_final)
{
	const FlatState *state = state_for_reading(fcinfo, 0, STATE_GROWTH);
	const double *p;

	if (state == NULL)
		PG_RETURN_NULL();
	check_growth(state);
	p = state->parameter;
	if (p[FIRST_LOW] != p[FIRST_HIGH] || p[LAST_LOW] != p[LAST_HIGH])
		ereport(ERROR,
				(errcode(ERRCODE_CARDINALITY_VIOLATION),
				 errmsg("The first or the last point in time has several figures that differ."),
				 errhint("Group the rows so that each group is one series, for example by area and indicator, or add up the rows of a year first.")));
	return result_or_null(fcinfo, annual_growth(p[FIRST_LOW], p[LAST_LOW], p[LAST_T] - p[FIRST_T]));
}
