/*
 * distance_weights.c
 *		Aggregates that make spatial weights from where units are: nearest neighbours, distance bands, inverse distances, kernels.
 */
#include "geom.h"

#include "kernel/distance_weights.h"

#include "utils/memutils.h"

static const char *const kernels[] = {"triangular", "uniform", "quadratic", "quartic", "gaussian"};

/* arguments: state, id, geom, then up to three numbers that are the parameters of the scheme */
static Datum
accumulate(FunctionCallInfo fcinfo, const double *parameter, int parameters)
{
	UnitStore  *store = units_for_update(fcinfo);
	GeomReader *reader = geom_reader(fcinfo, 2);
	double		x;
	double		y;
	double	   *row;

	geom_location(reader, PG_GETARG_INT64(1), PG_GETARG_DATUM(2), &x, &y);
	if (store == NULL)
		store = units_create(fcinfo, UNITS_POINTS, 2, false);
	units_srid(store, geom_srid(reader, PG_GETARG_DATUM(2)));
	if (parameters > 0)
		units_parameters(store, parameter, parameters);
	row = units_add(store, PG_GETARG_INT64(1));
	row[0] = x;
	row[1] = y;
	return units_result(fcinfo, store);
}

static inline bool
skips(FunctionCallInfo fcinfo)
{
	return PG_ARGISNULL(1) || PG_ARGISNULL(2);
}

static double
count_argument(FunctionCallInfo fcinfo, int argno)
{
	if (PG_ARGISNULL(argno))
		refuse_null("k");
	if (PG_GETARG_INT32(argno) < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be at least %d.", "k", 1),
				 errdetail("It is %d.", PG_GETARG_INT32(argno))));
	return PG_GETARG_INT32(argno);
}

static double
positive_argument(FunctionCallInfo fcinfo, int argno, const char *name)
{
	double		value;

	if (PG_ARGISNULL(argno))
		refuse_null(name);
	value = PG_GETARG_FLOAT8(argno);
	check_finite(name, value);
	if (value <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be greater than %d.", name, 0),
				 errdetail("It is %g.", value)));
	return value;
}

static double
kernel_argument(FunctionCallInfo fcinfo, int argno)
{
	if (PG_ARGISNULL(argno))
		refuse_null("kernel");
	return choose_option("kernel", PG_GETARG_TEXT_PP(argno), kernels, lengthof(kernels));
}

/* no geometry parameters */
SQL_FUNCTION(locations_accum)
{
	if (skips(fcinfo))
		return units_result(fcinfo, units_for_update(fcinfo));
	return accumulate(fcinfo, NULL, 0);
}

SQL_FUNCTION(knn_weights_accum)
{
	double		parameter[1];

	if (skips(fcinfo))
		return units_result(fcinfo, units_for_update(fcinfo));
	parameter[0] = count_argument(fcinfo, 3);
	return accumulate(fcinfo, parameter, 1);
}

SQL_FUNCTION(distance_weights_accum)
{
	double		parameter[1];

	if (skips(fcinfo))
		return units_result(fcinfo, units_for_update(fcinfo));
	parameter[0] = positive_argument(fcinfo, 3, "d");
	return accumulate(fcinfo, parameter, 1);
}

SQL_FUNCTION(inverse_distance_weights_accum)
{
	double		parameter[2];

	if (skips(fcinfo))
		return units_result(fcinfo, units_for_update(fcinfo));
	parameter[0] = positive_argument(fcinfo, 3, "d");
	parameter[1] = PG_NARGS() == 5 ? positive_argument(fcinfo, 4, "power") : 1;
	return accumulate(fcinfo, parameter, 2);
}

SQL_FUNCTION(kernel_weights_accum)
{
	double		parameter[2];

	if (skips(fcinfo))
		return units_result(fcinfo, units_for_update(fcinfo));
	parameter[0] = positive_argument(fcinfo, 3, "bandwidth");
	parameter[1] = kernel_argument(fcinfo, 4);
	return accumulate(fcinfo, parameter, 2);
}

SQL_FUNCTION(adaptive_kernel_weights_accum)
{
	double		parameter[2];

	if (skips(fcinfo))
		return units_result(fcinfo, units_for_update(fcinfo));
	parameter[0] = count_argument(fcinfo, 3);
	parameter[1] = kernel_argument(fcinfo, 4);
	return accumulate(fcinfo, parameter, 2);
}

/* -------- final functions -------- */

typedef struct Located
{
	int32		n;
	int64	   *id;
	double	   *xy;
} Located;

static Located
locations(const UnitStore *store)
{
	int32	   *order = units_in_order(store);
	Located		l;

	geom_check_projected(store->srid);
	l.n = (int32) store->rows;
	l.id = server_host.alloc(l.n * sizeof(int64));
	l.xy = server_host.alloc(l.n * 2 * sizeof(double));
	for (int32 i = 0; i < l.n; i++)
	{
		l.id[i] = store->id[order[i]];
		l.xy[2 * i] = store->value[2 * (int64) order[i]];
		l.xy[2 * i + 1] = store->value[2 * (int64) order[i] + 1];
	}
	pfree(order);
	return l;
}

static Datum
weights_result(const Located *l, const Neighbours *rows, WeightStyle style)
{
	return PointerGetDatum(spatial_weights_make(l->id, rows, style));
}

static void
check_neighbours(const Located *l, double k)
{
	if (k >= l->n)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("There are not enough units for so many neighbours."),
				 errdetail("k is %d, and there are %d units.", (int) k, l->n),
				 errhint("Choose k smaller than the number of units.")));
}

SQL_FUNCTION(knn_weights_final)
{
	const UnitStore *store = units_for_update(fcinfo);
	Located		l;
	Neighbours	rows;

	if (store == NULL)
		PG_RETURN_NULL();
	l = locations(store);
	check_neighbours(&l, store->parameter[0]);
	rows = weights_knn(l.xy, l.n, (int32_t) store->parameter[0], &server_host);
	return weights_result(&l, &rows, WEIGHTS_BINARY);
}

SQL_FUNCTION(distance_weights_final)
{
	const UnitStore *store = units_for_update(fcinfo);
	Located		l;
	Neighbours	rows;

	if (store == NULL)
		PG_RETURN_NULL();
	l = locations(store);
	rows = weights_band(l.xy, l.n, store->parameter[0], &server_host);
	return weights_result(&l, &rows, WEIGHTS_BINARY);
}

static void
check_coincident(const Located *l, int32_t coincident)
{
	if (coincident >= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("Several units lie at the same place."),
				 errdetail("One of them has the id %lld.", (long long) l->id[coincident]),
				 errhint("Put them together, or use weights that need no distance greater than 0, for example knn_weights.")));
}

SQL_FUNCTION(inverse_distance_weights_final)
{
	const UnitStore *store = units_for_update(fcinfo);
	Located		l;
	Neighbours	rows;
	int32_t		coincident;

	if (store == NULL)
		PG_RETURN_NULL();
	l = locations(store);
	rows = weights_inverse(l.xy, l.n, store->parameter[0], store->parameter[1], &coincident, &server_host);
	check_coincident(&l, coincident);
	for (int64 i = 0; rows.weight != NULL && i < rows.start[rows.n]; i++)
		(void) check_result(rows.weight[i]);
	return weights_result(&l, &rows, WEIGHTS_GENERAL);
}

SQL_FUNCTION(kernel_weights_final)
{
	const UnitStore *store = units_for_update(fcinfo);
	Located		l;
	Neighbours	rows;

	if (store == NULL)
		PG_RETURN_NULL();
	l = locations(store);
	rows = weights_kernel(l.xy, l.n, store->parameter[0], (KernelFunction) store->parameter[1], &server_host);
	return weights_result(&l, &rows, WEIGHTS_GENERAL);
}

SQL_FUNCTION(adaptive_kernel_weights_final)
{
	const UnitStore *store = units_for_update(fcinfo);
	Located		l;
	Neighbours	rows;
	int32_t		coincident;

	if (store == NULL)
		PG_RETURN_NULL();
	l = locations(store);
	check_neighbours(&l, store->parameter[0]);
	rows = weights_kernel_adaptive(l.xy, l.n, (int32_t) store->parameter[0], (KernelFunction) store->parameter[1], &coincident, &server_host);
	check_coincident(&l, coincident);
	return weights_result(&l, &rows, WEIGHTS_GENERAL);
}

SQL_FUNCTION(largest_nearest_distance_final)
{
	const UnitStore *store = units_for_update(fcinfo);
	Located		l;

	if (store == NULL || store->rows < 2)
		PG_RETURN_NULL();
	l = locations(store);
	PG_RETURN_FLOAT8(largest_nearest_distance(l.xy, l.n, &server_host));
}
