/*
 * quantile.c
 *		Aggregates quantile and quantile_breaks, window function quantile_class.
 */
#include "aggstate.h"
#include "values.h"
#include "window.h"

#include <math.h>

#include "classify.h"
#include "kernel/quantile.h"
#include "kernel/sort.h"

#define DEFAULT_TYPE	7

int
quantile_type(FunctionCallInfo fcinfo, int argno)
{
	int			type;

	if (PG_ARGISNULL(argno))
		refuse_null("type");
	type = PG_GETARG_INT32(argno);
	if (type < 1 || type > QUANTILE_TYPES)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The type of quantile must be between 1 and %d.", QUANTILE_TYPES),
				 errdetail("It is %d.", type),
				 errhint("The types are those of Hyndman and Fan; 7 is usual.")));
	return type;
}

/* -------- quantile_breaks -------- */

/* arguments: state, x, k [, type] */
SQL_FUNCTION(quantile_breaks_accum)
{
	static const char *const names[] = {"k", "type"};
	double		parameter[2];

	if (PG_ARGISNULL(1))
		return values_result(fcinfo, values_for_update(fcinfo));
	parameter[0] = class_count(fcinfo, 2, CLASSES_MAX);
	parameter[1] = PG_NARGS() > 3 ? quantile_type(fcinfo, 3) : DEFAULT_TYPE;
	return keep_value(fcinfo, VALUES_QUANTILE_BREAKS, parameter, 2, names);
}

SQL_FUNCTION(quantile_breaks_merge_accum)
{
	return values_merge(fcinfo, VALUES_QUANTILE_BREAKS);
}

SQL_FUNCTION(quantile_breaks_final)
{
	const ValueStore *store = values_for_reading(fcinfo);
	double	   *x;
	double	   *limits;
	int			k,
				type;

	if (store == NULL)
		PG_RETURN_NULL();
	check_shape(store, 1, 2);
	k = whole_parameter(store, 0, CLASSES_MAX);
	type = whole_parameter(store, 1, QUANTILE_TYPES);
	x = values_copy(store);
	sort_doubles(x, store->rows, check_interrupts);
	limits = (double *) palloc(k * sizeof(double));
	for (int i = 1; i < k; i++)
		limits[i - 1] = quantile_of(x, store->rows, i, k, type) + 0.0;
	pfree(x);
	PG_RETURN_ARRAYTYPE_P(make_float8_array(limits, NULL, k - 1));
}

/* -------- quantile -------- */

/* arguments: state, x, q [, type] */
SQL_FUNCTION(quantile_accum)
{
	static const char *const names[] = {"q", "type"};
	double		parameter[2];

	if (PG_ARGISNULL(1))
		return values_result(fcinfo, values_for_update(fcinfo));
	if (PG_ARGISNULL(2))
		refuse_null("q");
	parameter[0] = PG_GETARG_FLOAT8(2);
	check_share("q", parameter[0]);
	parameter[1] = PG_NARGS() > 3 ? quantile_type(fcinfo, 3) : DEFAULT_TYPE;
	return keep_value(fcinfo, VALUES_QUANTILE, parameter, 2, names);
}

SQL_FUNCTION(quantile_merge_accum)
{
	return values_merge(fcinfo, VALUES_QUANTILE);
}

SQL_FUNCTION(quantile_final)
{
	const ValueStore *store = values_for_reading(fcinfo);
	double	   *x;
	double		result;
	int			type;

	if (store == NULL)
		PG_RETURN_NULL();
	check_shape(store, 1, 2);
	if (!(store->parameter[0] >= 0 && store->parameter[0] <= 1))
		state_error(gettext_noop("Its parameters are damaged."));
	type = whole_parameter(store, 1, QUANTILE_TYPES);
	x = values_copy(store);
	sort_doubles(x, store->rows, check_interrupts);
	result = quantile(x, store->rows, store->parameter[0], type) + 0.0;
	pfree(x);
	PG_RETURN_FLOAT8(result);
}

/* -------- quantile_class -------- */

/* the methods after the types */
typedef int (*ClassByPosition) (int64_t before, int64_t n, int k);
static const ClassByPosition by_position[] = {class_by_ntile, class_by_rank, class_by_floor};

/* by limits: one more than the limits that are not above x, as the limit belongs to the class above it */
static void
classes_by_limits(Partition *p, const Indexed *item, int64 n, int k, int type)
{
	double	   *x = MemoryContextAllocHuge(CurrentMemoryContext, n * sizeof(double));
	double	   *limits = (double *) palloc(k * sizeof(double));
	int			class = 1;

	for (int64 i = 0; i < n; i++)
		x[i] = item[i].x;
	for (int i = 1; i < k; i++)
		limits[i - 1] = quantile_of(x, n, i, k, type);
	for (int64 i = 0; i < n; i++)
	{
		while (class < k && limits[class - 1] <= x[i])
			class++;
		p->column[0][item[i].index] = class;
	}
	pfree(limits);
	pfree(x);
}

/* by position; equal values share the position of their first */
static void
classes_by_position(Partition *p, const Indexed *item, int64 n, int k, ClassByPosition class_of)
{
	int64		before = 0;

	for (int64 i = 0; i < n; i++)
	{
		if (i > 0 && item[i].x != item[i - 1].x)
			before = i;
		p->column[0][item[i].index] = class_of(before, n, k);
	}
}

/* arguments: x, k, method */
SQL_FUNCTION(quantile_class)
{
	static const char *const methods[] = {"type_1", "type_2", "type_3", "type_4", "type_5", "type_6", "type_7", "type_8", "type_9",
	"ntile", "rank", "floor"};
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 1))
	{
		int			k = window_constant_int(fcinfo, 1, "k");
		int			method = choose_option("method", DatumGetTextPP(window_constant(fcinfo, 2, "method")), methods, lengthof(methods));
		Indexed    *item = MemoryContextAllocHuge(CurrentMemoryContext, Max(p->rows, 1) * sizeof(Indexed));
		int64		n = 0;

		check_class_count(k, CLASSES_MAX);
		for (int64 i = 0; i < p->rows; i++)
		{
			if (p->isnull[i])
				continue;
			check_finite("x", p->column[0][i]);
			item[n].x = p->column[0][i];
			item[n++].index = i;
		}
		sort_indexed(item, n, check_interrupts);
		if (n > 0 && method < QUANTILE_TYPES)
			classes_by_limits(p, item, n, k, method + 1);
		else if (n > 0)
			classes_by_position(p, item, n, k, by_position[method - QUANTILE_TYPES]);
		pfree(item);
	}
	return partition_result_int(fcinfo, p);
}
