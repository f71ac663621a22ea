/*
 * access.c
 *		Access to facilities: floating catchments, potential, Huff's model, the nearest facility; over straight lines or costs of travel.
 *
 * All functions take demand points, facility points and, in their second form, costs of travel as third argument; then the maximum and
 * what else there is.  They return a row for every demand point, facility, or pair, in ascending order of ids.
 */
#include "access.h"

#include "funcapi.h"
#include "kernel/pointtree.h"
#include "kernel/sort.h"
#include "utils/tuplestore.h"

/* -------- rows -------- */

static void
put_row(FunctionCallInfo fcinfo, const Datum *values, const bool *nulls)
{
	ReturnSetInfo *set = (ReturnSetInfo *) fcinfo->resultinfo;

	tuplestore_putvalues(set->setResult, set->setDesc, (Datum *) values, (bool *) nulls);
	CHECK_FOR_INTERRUPTS();
}

static Datum
number_or_null(double x, bool *isnull)
{
	*isnull = isnan(x);
	return *isnull ? (Datum) 0 : Float8GetDatum(x);
}

/* nearest facility and its cost; both NULL where nothing is within reach */
static void
put_nearest(const Access *access, const PlaceAccess *place, Datum *values, bool *nulls)
{
	nulls[0] = place->nearest < 0;
	values[0] = nulls[0] ? (Datum) 0 : Int64GetDatum(access->facilities.id[place->nearest]);
	values[1] = number_or_null(place->nearest_cost, &nulls[1]);
}

static double
sum_of(const double *x, int32 n)
{
	Compensated sum = {0, 0};

	for (int32 i = 0; i < n; i++)
		compensated_add(&sum, x[i]);
	return check_result(sum.hi) + sum.lo;
}

/* -------- floating catchments -------- */

static Datum
two_step(FunctionCallInfo fcinfo, bool by_costs)
{
	Access		access;
	FacilityAccess *facility;
	double		supply;
	double		demand;
	int			next;

	InitMaterializedSRF(fcinfo, 0);
	if (!access_read(fcinfo, &access, by_costs, by_costs ? 3 : 2, &next) || !access_read_method(fcinfo, next, &access))
		return (Datum) 0;
	access_prepare(&access);
	facility = server_host.alloc(access.facilities.n * sizeof(FacilityAccess));
	access_check_result(catchment_facilities(&access.catchment, facility, &access.room, &server_host));
	supply = sum_of(access.facilities.amount, access.facilities.n);
	demand = sum_of(access.demand.amount, access.demand.n);
	for (int32 i = 0; i < access.demand.n; i++)
	{
		PlaceAccess place;
		Datum		values[7];
		bool		nulls[7] = {false};

		access_check_result(catchment_place(&access.catchment, facility, i, &access.room, &place));
		values[0] = Int64GetDatum(access.demand.id[i]);
		values[1] = Float8GetDatum(access.demand.amount[i]);
		values[2] = Float8GetDatum(place.access);
		values[3] = number_or_null(supply > 0 && demand > 0 ? check_result(place.access / (supply / demand)) : NAN, &nulls[3]);
		values[4] = Int32GetDatum(place.facilities);
		put_nearest(&access, &place, &values[5], &nulls[5]);
		put_row(fcinfo, values, nulls);
	}
	return (Datum) 0;
}

SQL_FUNCTION(sozialraum_two_step_floating_catchment)
{
	return two_step(fcinfo, false);
}

SQL_FUNCTION(sozialraum_two_step_floating_catchment_costs)
{
	return two_step(fcinfo, true);
}

static Datum
catchment_population(FunctionCallInfo fcinfo, bool by_costs)
{
	Access		access;
	FacilityAccess *facility;
	int			next;

	InitMaterializedSRF(fcinfo, 0);
	if (!access_read(fcinfo, &access, by_costs, by_costs ? 3 : 2, &next) || !access_read_method(fcinfo, next, &access))
		return (Datum) 0;
	access_prepare(&access);
	facility = server_host.alloc(access.facilities.n * sizeof(FacilityAccess));
	access_check_result(catchment_facilities(&access.catchment, facility, &access.room, &server_host));
	for (int32 j = 0; j < access.facilities.n; j++)
	{
		const FacilityAccess *f = &facility[j];
		Datum		values[7];
		bool		nulls[7] = {false};

		values[0] = Int64GetDatum(access.facilities.id[j]);
		values[1] = Float8GetDatum(access.facilities.amount[j]);
		values[2] = Float8GetDatum(f->population);
		values[3] = Float8GetDatum(f->demand);
		values[4] = Int32GetDatum(f->places);
		values[5] = number_or_null(f->ratio, &nulls[5]);
		values[6] = Float8GetDatum(f->unused);
		put_row(fcinfo, values, nulls);
	}
	return (Datum) 0;
}

SQL_FUNCTION(sozialraum_catchment_population)
{
	return catchment_population(fcinfo, false);
}

SQL_FUNCTION(sozialraum_catchment_population_costs)
{
	return catchment_population(fcinfo, true);
}

/* -------- potential -------- */

static Datum
gravity_access(FunctionCallInfo fcinfo, bool by_costs)
{
	Access		access;
	int			next;

	InitMaterializedSRF(fcinfo, 0);
	if (!access_read(fcinfo, &access, by_costs, by_costs ? 3 : 2, &next))
		return (Datum) 0;
	access_read_decay(fcinfo, next, &access, DECAY_POWER);
	access_prepare(&access);
	for (int32 i = 0; i < access.demand.n; i++)
	{
		PlaceAccess place;
		Datum		values[5];
		bool		nulls[5] = {false};

		access_check_result(catchment_potential(&access.catchment, i, &access.room, &place));
		values[0] = Int64GetDatum(access.demand.id[i]);
		values[1] = Float8GetDatum(place.access);
		values[2] = Int32GetDatum(place.facilities);
		put_nearest(&access, &place, &values[3], &nulls[3]);
		put_row(fcinfo, values, nulls);
	}
	return (Datum) 0;
}

SQL_FUNCTION(sozialraum_gravity_access)
{
	return gravity_access(fcinfo, false);
}

SQL_FUNCTION(sozialraum_gravity_access_costs)
{
	return gravity_access(fcinfo, true);
}

/* -------- Huff's model -------- */

/* maximum, exponent, minimum distance or cost */
static bool
read_huff(FunctionCallInfo fcinfo, Access *access, bool by_costs)
{
	int			next;
	const char *least = by_costs ? "minimum_cost" : "minimum_distance";

	if (!access_read(fcinfo, access, by_costs, by_costs ? 3 : 2, &next) || PG_ARGISNULL(next) || PG_ARGISNULL(next + 1))
		return false;
	access->decay.kind = DECAY_POWER;
	access->decay.parameter = PG_GETARG_FLOAT8(next);
	access->decay.least = PG_GETARG_FLOAT8(next + 1);
	check_finite("exponent", access->decay.parameter);
	access_check_not_negative("exponent", access->decay.parameter);
	check_finite(least, access->decay.least);
	access_check_not_negative(least, access->decay.least);
	access_prepare(access);
	return true;
}

/* a demand point whose demand goes to no facility */
static bool
goes_nowhere(const Access *access, int32 n)
{
	return n == 0 || isnan(access->room.weight[0]);
}

static Datum
huff(FunctionCallInfo fcinfo, bool by_costs)
{
	Access		access;
	Indexed    *order;

	InitMaterializedSRF(fcinfo, 0);
	if (!read_huff(fcinfo, &access, by_costs))
		return (Datum) 0;
	order = server_host.alloc(access.facilities.n * sizeof(Indexed));
	for (int32 i = 0; i < access.demand.n; i++)
	{
		double		demand = access.demand.amount[i];
		Datum		values[5];
		bool		nulls[5] = {false};
		int32		n;

		access_check_result(catchment_huff(&access.catchment, i, &access.room, &n));
		values[0] = Int64GetDatum(access.demand.id[i]);
		if (goes_nowhere(&access, n))
		{
			nulls[1] = nulls[2] = nulls[3] = true;
			values[1] = values[2] = values[3] = (Datum) 0;
			values[4] = Float8GetDatum(demand);
			put_row(fcinfo, values, nulls);
			continue;
		}
		/* the grid has an order of its own */
		for (int32 k = 0; k < n; k++)
			order[k] = (Indexed) {access.room.facility[k], k};
		sort_indexed(order, n, check_interrupts);
		for (int32 k = 0; k < n; k++)
		{
			int32		at = (int32) order[k].index;

			values[1] = Int64GetDatum(access.facilities.id[access.room.facility[at]]);
			values[2] = Float8GetDatum(access.room.cost[at]);
			values[3] = Float8GetDatum(access.room.weight[at]);
			values[4] = Float8GetDatum(demand * access.room.weight[at]);
			put_row(fcinfo, values, nulls);
		}
	}
	return (Datum) 0;
}

SQL_FUNCTION(sozialraum_huff)
{
	return huff(fcinfo, false);
}

SQL_FUNCTION(sozialraum_huff_costs)
{
	return huff(fcinfo, true);
}

static Datum
huff_demand(FunctionCallInfo fcinfo, bool by_costs)
{
	Access		access;
	Compensated *sum;
	double		demand;

	InitMaterializedSRF(fcinfo, 0);
	if (!read_huff(fcinfo, &access, by_costs))
		return (Datum) 0;
	sum = server_host.alloc(access.facilities.n * sizeof(Compensated));
	memset(sum, 0, access.facilities.n * sizeof(Compensated));
	demand = sum_of(access.demand.amount, access.demand.n);
	for (int32 i = 0; i < access.demand.n; i++)
	{
		int32		n;

		access_check_result(catchment_huff(&access.catchment, i, &access.room, &n));
		if (!goes_nowhere(&access, n))
		{
			for (int32 k = 0; k < n; k++)
				compensated_add(&sum[access.room.facility[k]], access.demand.amount[i] * access.room.weight[k]);
		}
		CHECK_FOR_INTERRUPTS();
	}
	for (int32 j = 0; j < access.facilities.n; j++)
	{
		double		expected = check_result(sum[j].hi) + sum[j].lo;
		Datum		values[4];
		bool		nulls[4] = {false};

		values[0] = Int64GetDatum(access.facilities.id[j]);
		values[1] = Float8GetDatum(access.facilities.amount[j]);
		values[2] = Float8GetDatum(expected);
		values[3] = number_or_null(demand > 0 ? expected / demand : NAN, &nulls[3]);
		put_row(fcinfo, values, nulls);
	}
	return (Datum) 0;
}

SQL_FUNCTION(sozialraum_huff_demand)
{
	return huff_demand(fcinfo, false);
}

SQL_FUNCTION(sozialraum_huff_demand_costs)
{
	return huff_demand(fcinfo, true);
}

/* -------- the nearest facilities -------- */

/* the k least costs within the maximum, equal ones by id of the facility; found has room for all facilities */
static int32
nearest_by_costs(const Access *access, int32 place, int32 k, Indexed *found)
{
	int32		n = access_within_costs(access, place, access->room.facility, access->room.cost);
	Indexed		best = {0, -1};

	if (k > 1)
	{
		for (int32 i = 0; i < n; i++)
			found[i] = (Indexed) {access->room.cost[i], access->room.facility[i]};
		sort_indexed(found, n, check_interrupts);
		return Min(n, k);
	}
	/* facilities ascend: the first of equal ones stays */
	for (int32 i = 0; i < n; i++)
	{
		if (best.index < 0 || access->room.cost[i] < best.x)
			best = (Indexed) {access->room.cost[i], access->room.facility[i]};
	}
	found[0] = best;
	return n > 0;
}

static PointTree *
facility_tree(const Points *facilities)
{
	double	   *xy = server_host.alloc(2 * (Size) facilities->n * sizeof(double));
	PointTree  *tree;

	for (int32 j = 0; j < facilities->n; j++)
	{
		xy[2 * j] = facilities->x[j];
		xy[2 * j + 1] = facilities->y[j];
	}
	tree = pointtree_build(xy, facilities->n, &server_host);
	pfree(xy);
	return tree;
}

static Datum
nearest_facility(FunctionCallInfo fcinfo, bool by_costs)
{
	int			k_arg = by_costs ? 3 : 2;
	Access		access;
	PointTree  *tree = NULL;
	Found	   *near;
	Indexed    *found;
	double		square;
	int32		k;
	int			next;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(k_arg) || !access_read(fcinfo, &access, by_costs, k_arg + 1, &next))
		return (Datum) 0;
	k = PG_GETARG_INT32(k_arg);
	if (k < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be at least %d.", "k", 1),
				 errdetail("It is %d.", k)));
	k = Min(k, access.facilities.n);
	square = square_within(access.maximum);
	if (by_costs)
		access.room = catchment_room(access.facilities.n, &server_host);
	else
		tree = facility_tree(&access.facilities);
	near = server_host.alloc(k * sizeof(Found));
	found = server_host.alloc((by_costs ? access.facilities.n : k) * sizeof(Indexed));
	for (int32 i = 0; i < access.demand.n; i++)
	{
		int32		n;
		Datum		values[4];
		bool		nulls[4] = {false};

		if (by_costs)
			n = nearest_by_costs(&access, i, k, found);
		else
		{
			n = pointtree_nearest(tree, access.demand.x[i], access.demand.y[i], k, -1, square, near);
			for (int32 r = 0; r < n; r++)
				found[r] = (Indexed) {check_result(sqrt(near[r].d2)), near[r].item};
		}
		values[0] = Int64GetDatum(access.demand.id[i]);
		for (int32 r = 0; r < n; r++)
		{
			values[1] = Int32GetDatum(r + 1);
			values[2] = Int64GetDatum(access.facilities.id[found[r].index]);
			values[3] = Float8GetDatum(found[r].x);
			put_row(fcinfo, values, nulls);
		}
		if (n == 0)
		{
			values[1] = Int32GetDatum(1);
			values[2] = values[3] = (Datum) 0;
			nulls[2] = nulls[3] = true;
			put_row(fcinfo, values, nulls);
		}
	}
	return (Datum) 0;
}

SQL_FUNCTION(sozialraum_nearest_facility)
{
	return nearest_facility(fcinfo, false);
}

SQL_FUNCTION(sozialraum_nearest_facility_costs)
{
	return nearest_facility(fcinfo, true);
}
