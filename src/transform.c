/*
 * transform.c
 *		Functions, windows and aggregates against skewness: log_transform, box_cox, winsorise; skewness and kurtosis.
 */
#include "window.h"

#include <math.h>

#include "aggstate.h"
#include "kernel/scale.h"
#include "kernel/sort.h"
#include "kernel/transform.h"
#include "values.h"

static void
check_positive(const char *name, double value)
{
	check_finite(name, value);
	if (unlikely(value <= 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be positive.", name),
				 errdetail("At least one row has zero or a negative value."),
				 errhint("Shift the values first, for example %s + 1, or leave such rows out; say so beside the figure.", name)));
}

/* -------- log, Box-Cox -------- */

/* arguments: x, shift */
SQL_FUNCTION(log_transform)
{
	double		x = PG_GETARG_FLOAT8(0);
	double		shift = PG_GETARG_FLOAT8(1);
	double		sum;

	check_finite("x", x);
	check_finite("shift", shift);
	sum = check_result(x + shift);
	if (sum <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The logarithm is defined only for positive numbers."),
				 errdetail("At least one row has zero or a negative value after the shift."),
				 errhint("Give a larger shift, for example log_transform(x, 1) for counts, or leave such rows out.")));
	PG_RETURN_FLOAT8(shift == 1 ? log1p(x) : log(sum));
}

/* arguments: x, lambda */
SQL_FUNCTION(box_cox)
{
	double		x = PG_GETARG_FLOAT8(0);
	double		lambda = PG_GETARG_FLOAT8(1);

	check_positive("x", x);
	check_finite("lambda", lambda);
	PG_RETURN_FLOAT8(check_result(box_cox_value(x, lambda)));
}

SQL_FUNCTION(box_cox_score)
{
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 1))
	{
		int64		n;
		double	   *sorted = partition_sorted(p, 0, "x", &n);
		double		lambda;

		if (n > 0)
			check_positive("x", sorted[0]);
		lambda = box_cox_estimate(sorted, n, check_interrupts);
		pfree(sorted);
		p->undefined = isnan(lambda);
		for (int64 i = 0; i < p->rows && !p->undefined; i++)
		{
			CHECK_FOR_INTERRUPTS();
			if (!p->isnull[i])
				p->column[0][i] = check_result(box_cox_value(p->column[0][i], lambda));
		}
	}
	return partition_result(fcinfo, p);
}

/* -------- Winsorise -------- */

static void
clamp(Partition *p, double lower, double upper)
{
	double	   *x = p->column[0];

	for (int64 i = 0; i < p->rows; i++)
		x[i] = x[i] < lower ? lower : x[i] > upper ? upper : x[i];
}

/* arguments: x, lower, upper */
SQL_FUNCTION(winsorise)
{
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 1))
	{
		double		lower = window_constant_float8(fcinfo, 1, "lower");
		double		upper = window_constant_float8(fcinfo, 2, "upper");
		int64		n;
		double	   *sorted;

		if (!(lower >= 0 && lower <= upper && upper <= 1))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The limits of winsorise must be shares from 0 to 1, the lower one first."),
					 errdetail("They are %g and %g.", lower, upper),
					 errhint("For example winsorise(x, 0.05, 0.95).")));
		sorted = partition_sorted(p, 0, "x", &n);
		if (n > 0)
			clamp(p, scale_quantile(sorted, n, lower), scale_quantile(sorted, n, upper));
		pfree(sorted);
	}
	return partition_result(fcinfo, p);
}

static void
check_not_negative(const char *name, double value)
{
	if (value < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must not be negative.", name),
				 errdetail("It is %g.", value)));
}

/* arguments: x, skewness, kurtosis, max_points */
SQL_FUNCTION(winsorise_outliers)
{
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 1))
	{
		double		skewness = window_constant_float8(fcinfo, 1, "skewness");
		double		kurtosis = window_constant_float8(fcinfo, 2, "kurtosis");
		int			max_points = window_constant_int(fcinfo, 3, "max_points");
		int64		n;
		double	   *sorted;
		double		lower,
					upper;

		check_not_negative("skewness", skewness);
		check_not_negative("kurtosis", kurtosis);
		check_not_negative("max_points", max_points);
		sorted = partition_sorted(p, 0, "x", &n);
		if (n > 0)
		{
			winsorise_limits(sorted, n, skewness, kurtosis, max_points, check_interrupts, &lower, &upper);
			clamp(p, lower, upper);
		}
		pfree(sorted);
	}
	return partition_result(fcinfo, p);
}

/* -------- aggregates -------- */

static ValueStore *
add_value(FunctionCallInfo fcinfo, int kind)
{
	ValueStore *store = values_for_update(fcinfo);

	if (PG_ARGISNULL(1))
		return store;
	if (kind == VALUES_BOX_COX)
		check_positive("x", PG_GETARG_FLOAT8(1));
	else
		check_finite("x", PG_GETARG_FLOAT8(1));
	if (store == NULL)
		store = values_create(fcinfo, kind, 1, 0);
	values_add(store, PG_GETARG_FLOAT8(1));
	return store;
}

/* the numbers of a state that may come from outside: one column, no parameters */
static double *
numbers_of(const ValueStore *store)
{
	if (store->columns != 1 || store->parameters != 0)
		state_error(gettext_noop("Its head is damaged."));
	return values_copy(store);
}

SQL_FUNCTION(box_cox_accum)
{
	return values_result(fcinfo, add_value(fcinfo, VALUES_BOX_COX));
}

SQL_FUNCTION(box_cox_merge_accum)
{
	return values_merge(fcinfo, VALUES_BOX_COX);
}

SQL_FUNCTION(box_cox_final)
{
	const ValueStore *store = values_for_reading(fcinfo);
	double	   *copy;
	double		lambda;

	if (store == NULL)
		PG_RETURN_NULL();
	copy = numbers_of(store);
	sort_doubles(copy, store->rows, check_interrupts);
	if (copy[0] <= 0)
		state_error(gettext_noop("Its numbers are damaged."));
	lambda = box_cox_estimate(copy, store->rows, check_interrupts);
	pfree(copy);
	return result_or_null(fcinfo, lambda);
}

SQL_FUNCTION(skewness_accum)
{
	return values_result(fcinfo, add_value(fcinfo, VALUES_SKEWNESS));
}

SQL_FUNCTION(skewness_merge_accum)
{
	return values_merge(fcinfo, VALUES_SKEWNESS);
}

SQL_FUNCTION(kurtosis_accum)
{
	return values_result(fcinfo, add_value(fcinfo, VALUES_KURTOSIS));
}

SQL_FUNCTION(kurtosis_merge_accum)
{
	return values_merge(fcinfo, VALUES_KURTOSIS);
}

static Shape
shape_of_state(const ValueStore *store)
{
	double	   *copy = numbers_of(store);
	Shape		shape = shape_of(copy, store->rows, check_interrupts);

	pfree(copy);
	return shape;
}

SQL_FUNCTION(skewness_final)
{
	const ValueStore *store = values_for_reading(fcinfo);

	if (store == NULL)
		PG_RETURN_NULL();
	return result_or_null(fcinfo, shape_of_state(store).skewness);
}

SQL_FUNCTION(kurtosis_final)
{
	const ValueStore *store = values_for_reading(fcinfo);

	if (store == NULL)
		PG_RETURN_NULL();
	return result_or_null(fcinfo, shape_of_state(store).kurtosis);
}
