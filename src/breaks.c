/*
 * breaks.c
 *		Aggregates of class limits: jenks_breaks, equal_breaks, pretty_breaks, headtail_breaks, maximum_breaks, boxplot_breaks; how well
 *		limits fit: goodness_of_variance_fit, goodness_of_absolute_fit.  (stddev_breaks: classify.c; quantile_breaks: quantile.c.)
 */
#include "aggstate.h"
#include "values.h"

#include <math.h>

#include "classify.h"
#include "kernel/breaks.h"
#include "kernel/moments.h"
#include "kernel/natural_breaks.h"
#include "kernel/quantile.h"

/* -------- what the aggregates of limits share -------- */

void
check_class_count(int k, int most)
{
	if (k < 1 || k > most)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The number of classes must be between 1 and %d.", most),
				 errdetail("It is %d.", k)));
}

int
class_count(FunctionCallInfo fcinfo, int argno, int most)
{
	if (PG_ARGISNULL(argno))
		refuse_null("k");
	check_class_count(PG_GETARG_INT32(argno), most);
	return PG_GETARG_INT32(argno);
}

Datum
keep_value(FunctionCallInfo fcinfo, int kind, const double *parameter, int n, const char *const *names)
{
	ValueStore *store = values_for_update(fcinfo);
	double		x = PG_GETARG_FLOAT8(1);
	int			differing = 0;

	check_finite("x", x);
	if (store == NULL)
		store = values_create(fcinfo, kind, 1, n);
	for (int i = 1; i < n; i++)
	{
		if (store->parameter[i] != parameter[i])
			differing = i;
	}
	values_parameters(store, parameter, n, names[differing]);
	values_add(store, x);
	return values_result(fcinfo, store);
}

void
check_shape(const ValueStore *store, int columns, int parameters)
{
	if (store->columns != columns || store->parameters != parameters)
		state_error(gettext_noop("Its head is damaged."));
}

int
whole_parameter(const ValueStore *store, int which, int most)
{
	double		value = store->parameter[which];

	if (!(value >= 1 && value <= most && value == floor(value)))
		state_error(gettext_noop("Its parameters are damaged."));
	return (int) value;
}

static double *
sorted_values(const ValueStore *store)
{
	double	   *x = values_copy(store);

	sort_doubles(x, store->rows, check_interrupts);
	return x;
}

static void
check_distinct(Size distinct, int k)
{
	if (distinct < (Size) k)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("There are fewer distinct values than classes."),
				 errdetail("%d classes were asked for, there are %lld distinct values.", k, (long long) distinct),
				 errhint("Ask for no more classes than there are distinct values.")));
}

/* -------- jenks_breaks -------- */

#define JENKS_CLASSES_MAX	255 /* four bytes a value for each class */

/* arguments: state, x [, w], k */
SQL_FUNCTION(jenks_breaks_accum)
{
	static const char *const names[] = {"k"};
	ValueStore *store = values_for_update(fcinfo);
	bool		weighted = PG_NARGS() > 3;
	double		k,
				x,
				w;

	if (PG_ARGISNULL(1) || (weighted && PG_ARGISNULL(2)))
		return values_result(fcinfo, store);
	k = class_count(fcinfo, weighted ? 3 : 2, JENKS_CLASSES_MAX);
	if (!weighted)
		return keep_value(fcinfo, VALUES_JENKS, &k, 1, names);

	x = PG_GETARG_FLOAT8(1);
	w = PG_GETARG_FLOAT8(2);
	check_finite("x", x);
	check_weight("w", w);
	if (store == NULL)
		store = values_create(fcinfo, VALUES_JENKS, 2, 1);
	values_parameters(store, &k, 1, "k");
	values_add2(store, x, w);
	return values_result(fcinfo, store);
}

SQL_FUNCTION(jenks_breaks_merge_accum)
{
	return values_merge(fcinfo, VALUES_JENKS);
}

SQL_FUNCTION(jenks_breaks_final)
{
	const ValueStore *store = values_for_reading(fcinfo);
	double	   *x;
	double	   *limits;
	void	   *room;
	Size		m;
	int			k;
	bool		weighted;

	if (store == NULL)
		PG_RETURN_NULL();
	weighted = store->columns == 2;
	check_shape(store, weighted ? 2 : 1, 1);
	k = whole_parameter(store, 0, JENKS_CLASSES_MAX);
	x = values_copy(store);
	if (weighted)
	{
		Pair	   *pair = (Pair *) x;

		for (int64 i = 0; i < store->rows; i++)
		{
			if (pair[i].y < 0)
				state_error(gettext_noop("Its numbers are damaged."));
		}
		sort_pairs(pair, store->rows, check_interrupts);
		m = count_distinct_pairs(pair, store->rows);
		if (m == 0)
			PG_RETURN_NULL();	/* no row counts */
	}
	else
	{
		sort_doubles(x, store->rows, check_interrupts);
		m = count_distinct(x, store->rows);
	}
	check_distinct(m, k);
	if (m >= PG_UINT32_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("There are too many distinct values."),
				 errdetail("There are %lld.", (long long) m),
				 errhint("Round the values, for example round(x::numeric, 3).")));

	limits = (double *) palloc(k * sizeof(double));
	room = MemoryContextAllocHuge(CurrentMemoryContext, natural_breaks_room(m, k, weighted));
	if (weighted)
		weighted_natural_breaks((Pair *) x, store->rows, m, k, room, limits, check_interrupts);
	else
		natural_breaks(x, store->rows, m, k, room, limits, check_interrupts);
	pfree(room);
	pfree(x);
	PG_RETURN_ARRAYTYPE_P(make_float8_array(limits, NULL, k - 1));
}

/* -------- equal_breaks, pretty_breaks: the range is enough -------- */

#define RANGE_K			0
#define RANGE_MINIMUM	1
#define RANGE_MAXIMUM	2
#define RANGE_LENGTH	3

/* arguments: state, x, k */
SQL_FUNCTION(range_breaks_accum)
{
	FlatState  *state = state_for_update(fcinfo, STATE_RANGE);
	double		x;
	int			k;

	if (PG_ARGISNULL(1))
		return state_result(fcinfo, state);
	x = PG_GETARG_FLOAT8(1);
	check_finite("x", x);
	k = class_count(fcinfo, 2, CLASSES_MAX);
	if (state == NULL)
	{
		state = state_create(STATE_RANGE, RANGE_LENGTH);
		state->parameter[RANGE_K] = k;
		state->parameter[RANGE_MINIMUM] = state->parameter[RANGE_MAXIMUM] = x + 0.0;
	}
	if (state->parameters != RANGE_LENGTH)
		state_error(gettext_noop("Its head is damaged."));
	if (state->parameter[RANGE_K] != k)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be the same for all rows.", "k"),
				 errhint("Give a constant.")));
	state->rows++;
	if (x < state->parameter[RANGE_MINIMUM])
		state->parameter[RANGE_MINIMUM] = x + 0.0;
	if (x > state->parameter[RANGE_MAXIMUM])
		state->parameter[RANGE_MAXIMUM] = x + 0.0;
	return state_result(fcinfo, state);
}

/* k of a state that may be forged */
static int
check_range(const FlatState *state)
{
	double		k;

	if (state->parameters != RANGE_LENGTH)
		state_error(gettext_noop("Its head is damaged."));
	k = state->parameter[RANGE_K];
	if (!(k >= 1 && k <= CLASSES_MAX && k == floor(k)) || !isfinite(state->parameter[RANGE_MINIMUM]) ||
		!isfinite(state->parameter[RANGE_MAXIMUM]) || state->parameter[RANGE_MINIMUM] > state->parameter[RANGE_MAXIMUM])
		state_error(gettext_noop("Its parameters are damaged."));
	return (int) k;
}

SQL_FUNCTION(range_breaks_combine)
{
	FlatState  *state = state_for_update(fcinfo, STATE_RANGE);
	const FlatState *other = state_for_reading(fcinfo, 1, STATE_RANGE);

	if (other == NULL)
		return state_result(fcinfo, state);
	check_range(other);
	if (state == NULL)
	{
		state = state_create(STATE_RANGE, RANGE_LENGTH);
		memcpy(state->parameter, other->parameter, RANGE_LENGTH * sizeof(double));
	}
	if (check_range(state) != check_range(other))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("Aggregate states with different parameters cannot be combined."),
				 errhint("Pass the same constant arguments for all rows.")));
	state->rows += other->rows;
	state->parameter[RANGE_MINIMUM] = Min(state->parameter[RANGE_MINIMUM], other->parameter[RANGE_MINIMUM]);
	state->parameter[RANGE_MAXIMUM] = Max(state->parameter[RANGE_MAXIMUM], other->parameter[RANGE_MAXIMUM]);
	return state_result(fcinfo, state);
}

SQL_FUNCTION(equal_breaks_final)
{
	const FlatState *state = state_for_reading(fcinfo, 0, STATE_RANGE);
	double	   *limits;
	int			k;

	if (state == NULL)
		PG_RETURN_NULL();
	k = check_range(state);
	if (k > 1 && state->parameter[RANGE_MINIMUM] == state->parameter[RANGE_MAXIMUM])
		PG_RETURN_NULL();
	limits = (double *) palloc(k * sizeof(double));
	for (int i = 1; i < k; i++)
		limits[i - 1] = equal_break(state->parameter[RANGE_MINIMUM], state->parameter[RANGE_MAXIMUM], i, k) + 0.0;
	PG_RETURN_ARRAYTYPE_P(make_float8_array(limits, NULL, k - 1));
}

SQL_FUNCTION(pretty_breaks_final)
{
	const FlatState *state = state_for_reading(fcinfo, 0, STATE_RANGE);
	PrettyScale scale;
	double	   *limits;
	int			k;

	if (state == NULL)
		PG_RETURN_NULL();
	k = check_range(state);
	if (state->parameter[RANGE_MINIMUM] == state->parameter[RANGE_MAXIMUM])
		PG_RETURN_NULL();
	check_result(state->parameter[RANGE_MAXIMUM] - state->parameter[RANGE_MINIMUM]);
	scale = pretty_scale(state->parameter[RANGE_MINIMUM], state->parameter[RANGE_MAXIMUM], k);
	limits = (double *) palloc(Max(scale.limits, 1) * sizeof(double));
	for (int i = 0; i < scale.limits; i++)
		limits[i] = check_result(pretty_break(&scale, i));
	PG_RETURN_ARRAYTYPE_P(make_float8_array(limits, NULL, scale.limits));
}

/* -------- headtail_breaks -------- */

#define HEADTAIL_THRESHOLD	0.4

/* more levels than any numbers can have: each one halves the rows or the range */
#define HEADTAIL_LEVELS_MAX 10000

void
check_share(const char *name, double value)
{
	if (!(value >= 0 && value <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be between 0 and 1.", name),
				 errdetail("It is %g.", value)));
}

/* arguments: state, x [, threshold] */
SQL_FUNCTION(headtail_breaks_accum)
{
	static const char *const names[] = {"threshold"};
	double		threshold = HEADTAIL_THRESHOLD;

	if (PG_ARGISNULL(1))
		return values_result(fcinfo, values_for_update(fcinfo));
	if (PG_NARGS() > 2)
	{
		if (PG_ARGISNULL(2))
			refuse_null("threshold");
		threshold = PG_GETARG_FLOAT8(2);
		check_share("threshold", threshold);
	}
	return keep_value(fcinfo, VALUES_HEADTAIL, &threshold, 1, names);
}

SQL_FUNCTION(headtail_breaks_merge_accum)
{
	return values_merge(fcinfo, VALUES_HEADTAIL);
}

SQL_FUNCTION(headtail_breaks_final)
{
	const ValueStore *store = values_for_reading(fcinfo);
	double	   *x;
	double	   *limits;
	int			n;

	if (store == NULL)
		PG_RETURN_NULL();
	check_shape(store, 1, 1);
	x = sorted_values(store);
	if (x[0] == x[store->rows - 1])
		PG_RETURN_NULL();
	limits = (double *) palloc(HEADTAIL_LEVELS_MAX * sizeof(double));
	n = head_tail_breaks(x, store->rows, store->parameter[0], limits, HEADTAIL_LEVELS_MAX, check_interrupts);
	pfree(x);
	if (n == HEADTAIL_LEVELS_MAX)
		elog(ERROR, "head/tail breaks do not end");
	PG_RETURN_ARRAYTYPE_P(make_float8_array(limits, NULL, n));
}

/* -------- maximum_breaks -------- */

/* arguments: state, x, k */
SQL_FUNCTION(maximum_breaks_accum)
{
	static const char *const names[] = {"k"};
	double		k;

	if (PG_ARGISNULL(1))
		return values_result(fcinfo, values_for_update(fcinfo));
	k = class_count(fcinfo, 2, CLASSES_MAX);
	return keep_value(fcinfo, VALUES_MAXIMUM, &k, 1, names);
}

SQL_FUNCTION(maximum_breaks_merge_accum)
{
	return values_merge(fcinfo, VALUES_MAXIMUM);
}

SQL_FUNCTION(maximum_breaks_final)
{
	const ValueStore *store = values_for_reading(fcinfo);
	double	   *x;
	double	   *limits;
	Indexed    *gaps;
	int			k;

	if (store == NULL)
		PG_RETURN_NULL();
	check_shape(store, 1, 1);
	k = whole_parameter(store, 0, CLASSES_MAX);
	x = sorted_values(store);
	check_distinct(count_distinct(x, store->rows), k);
	limits = (double *) palloc(k * sizeof(double));
	gaps = (Indexed *) palloc(k * sizeof(Indexed));
	maximum_breaks(x, store->rows, k, gaps, limits, check_interrupts);
	pfree(x);
	PG_RETURN_ARRAYTYPE_P(make_float8_array(limits, NULL, k - 1));
}

/* -------- boxplot_breaks -------- */

#define BOXPLOT_HINGE	1.5
#define BOXPLOT_TYPE	7

/* arguments: state, x [, hinge] */
SQL_FUNCTION(boxplot_breaks_accum)
{
	static const char *const names[] = {"hinge"};
	double		hinge = BOXPLOT_HINGE;

	if (PG_ARGISNULL(1))
		return values_result(fcinfo, values_for_update(fcinfo));
	if (PG_NARGS() > 2)
	{
		if (PG_ARGISNULL(2))
			refuse_null("hinge");
		hinge = PG_GETARG_FLOAT8(2);
		if (!(hinge >= 0 && isfinite(hinge)))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The argument \"%s\" must be a finite number that is not negative.", "hinge"),
					 errdetail("It is %g.", hinge),
					 errhint("It counts interquartile ranges; 1.5 and 3 are usual.")));
	}
	return keep_value(fcinfo, VALUES_BOXPLOT, &hinge, 1, names);
}

SQL_FUNCTION(boxplot_breaks_merge_accum)
{
	return values_merge(fcinfo, VALUES_BOXPLOT);
}

SQL_FUNCTION(boxplot_breaks_final)
{
	const ValueStore *store = values_for_reading(fcinfo);
	double	   *x;
	double		limits[5];
	double		fence;

	if (store == NULL)
		PG_RETURN_NULL();
	check_shape(store, 1, 1);
	if (store->parameter[0] < 0)
		state_error(gettext_noop("Its parameters are damaged."));
	x = sorted_values(store);
	for (int i = 1; i <= 3; i++)
		limits[i] = quantile_of(x, store->rows, i, 4, BOXPLOT_TYPE) + 0.0;
	pfree(x);
	fence = check_result(check_result(limits[3] - limits[1]) * store->parameter[0]);
	limits[0] = check_result(limits[1] - fence) + 0.0;
	limits[4] = check_result(limits[3] + fence) + 0.0;
	PG_RETURN_ARRAYTYPE_P(make_float8_array(limits, NULL, 5));
}
