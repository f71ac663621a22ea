/*
 * contiguity.c
 *		Aggregates that make spatial weights from polygons: common points, common borders, lengths of common borders.
 */
#include "geom.h"

#include "kernel/contiguity.h"

static double
tolerance_argument(FunctionCallInfo fcinfo, int argno)
{
	double		tolerance;

	if (PG_ARGISNULL(argno))
		refuse_null("tolerance");
	tolerance = PG_GETARG_FLOAT8(argno);
	check_finite("tolerance", tolerance);
	if (tolerance < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must not be negative.", "tolerance"),
				 errdetail("It is %g.", tolerance)));
	return tolerance;
}

static void
check_points(const UnitStore *store)
{
	if (unlikely(store->points > CONTIGUITY_POINTS_MAX))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("The polygons have too many vertices."),
				 errdetail("All of them together may have up to %d.", CONTIGUITY_POINTS_MAX),
				 errhint("Simplify them with ST_CoverageSimplify, or divide the rows with GROUP BY.")));
}

/* One for all three, so that a query that asks for several of them keeps the polygons once. */
SQL_FUNCTION(contiguity_accum)
{
	UnitStore  *store = units_for_update(fcinfo);
	double		tolerance;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return units_result(fcinfo, store);
	tolerance = PG_NARGS() > 3 ? tolerance_argument(fcinfo, 3) : 0;
	if (store == NULL)
		store = units_create(fcinfo, UNITS_CONTIGUITY, 0, true);
	units_parameters(store, &tolerance, 1);
	geom_add_polygons(geom_reader(fcinfo, 2), store, PG_GETARG_INT64(1), PG_GETARG_DATUM(2));
	check_points(store);
	return units_result(fcinfo, store);
}

/* the polygons of the state, its units in ascending order */
static Polygons
polygons_of(FunctionCallInfo fcinfo)
{
	const UnitStore *store = (UnitStore *) PG_GETARG_POINTER(0);

	check_points(store);		/* those of several workers together may be more than each of them may have */
	return units_polygons(store, units_in_order(store));
}

static double
tolerance_of(FunctionCallInfo fcinfo)
{
	return ((UnitStore *) PG_GETARG_POINTER(0))->parameter[0];
}

static Datum
binary_weights(FunctionCallInfo fcinfo, ContiguityRule rule)
{
	Polygons	polygons = polygons_of(fcinfo);
	Neighbours	neighbours = contiguity(&polygons, rule, tolerance_of(fcinfo), &server_host);

	PG_RETURN_POINTER(spatial_weights_make((const int64 *) polygons.id, &neighbours, WEIGHTS_BINARY));
}

SQL_FUNCTION(queen_weights_final)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	return binary_weights(fcinfo, CONTIGUITY_QUEEN);
}

SQL_FUNCTION(rook_weights_final)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	return binary_weights(fcinfo, CONTIGUITY_ROOK);
}

SQL_FUNCTION(border_weights_final)
{
	Polygons	polygons;
	Neighbours	neighbours;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	geom_check_projected(((UnitStore *) PG_GETARG_POINTER(0))->srid);
	polygons = polygons_of(fcinfo);
	neighbours = contiguity_lengths(&polygons, tolerance_of(fcinfo), &server_host);
	for (int64 l = 0; neighbours.weight != NULL && l < neighbours.start[neighbours.n]; l++)
		(void) check_result(neighbours.weight[l]);
	PG_RETURN_POINTER(spatial_weights_make((const int64 *) polygons.id, &neighbours, WEIGHTS_GENERAL));
}
