/*
 * access_arguments.c
 *		What the functions of access are asked: points, costs, method and decay; and where costs come from.  See access.h.
 */
#include "access.h"

#include "geom.h"

/* -------- where costs come from -------- */

static int32_t
within_grid(const void *state, int32_t place, int32_t *facility, double *cost)
{
	const Access *access = (const Access *) state;

	return pointgrid_within(access->grid, access->demand.x[place], access->demand.y[place], facility, cost);
}

int32_t
access_within_costs(const void *state, int32_t place, int32_t *facility, double *cost)
{
	const Access *access = (const Access *) state;
	const TravelCosts *costs = &access->costs;
	int32		row = access->row_of[place];
	int32		n = 0;

	if (row < 0)
		return 0;
	for (int32 i = costs->start[row]; i < costs->start[row + 1]; i++)
	{
		facility[n] = access->facility_of[costs->to[i]];
		cost[n] = costs->cost[i];
		n += costs->cost[i] <= access->maximum;
	}
	return n;
}

/* -------- arguments -------- */

static void
check_roles(const Points *demand, const Points *facilities)
{
	if (demand->role != POINTS_DEMAND || facilities->role != POINTS_FACILITIES)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The first argument must be demand points, the second one facility points."),
				 errhint("Build them with demand_points and facility_points.")));
}

static void
check_locations(const Points *demand, const Points *facilities)
{
	if (!demand->located || !facilities->located)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The demand points or the facility points have no location."),
				 errhint("Build them with a geometry, or give costs of travel as third argument.")));
	if (demand->srid != facilities->srid)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The geometries have different coordinate systems."),
				 errdetail("SRID %d and SRID %d.", Min(demand->srid, facilities->srid), Max(demand->srid, facilities->srid)),
				 errhint("Bring all of them into one with ST_Transform.")));
	/* values that came as text or bytes may have any SRID */
	geom_check_projected(demand->srid);
}

/* For every id of the costs its number among the points (both ascend); an id that is not there is an error. */
static void
number_ids(const int64_t *id, int32 n, const Points *points, int32 *number)
{
	int32		at = 0;

	for (int32 i = 0; i < n; i++)
	{
		while (at < points->n && points->id[at] < id[i])
			at++;
		if (at == points->n || points->id[at] != id[i])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 points->role == POINTS_DEMAND ?
					 errmsg("The costs of travel name a demand point that is not among the demand points.") :
					 errmsg("The costs of travel name a facility that is not among the facility points."),
					 errdetail("The id is %lld.", (long long) id[i]),
					 errhint("Join the table of costs with the demand points and the facilities before you aggregate it.")));
		number[i] = at;
	}
}

void
access_check_not_negative(const char *name, double value)
{
	if (value < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must not be negative.", name),
				 errdetail("It is %g.", value)));
}

bool
access_read(FunctionCallInfo fcinfo, Access *access, bool by_costs, int maximum_arg, int *next)
{
	int			first = by_costs ? 3 : 2;

	for (int i = 0; i < first; i++)
	{
		if (PG_ARGISNULL(i))
			return false;
	}
	if (PG_ARGISNULL(maximum_arg))
		return false;
	memset(access, 0, sizeof(Access));
	access->demand = access_points_of(PG_GETARG_DATUM(0));
	access->facilities = access_points_of(PG_GETARG_DATUM(1));
	check_roles(&access->demand, &access->facilities);
	access->maximum = PG_GETARG_FLOAT8(maximum_arg);
	if (isnan(access->maximum))
		check_finite(by_costs ? "maximum_cost" : "maximum_distance", access->maximum);
	access_check_not_negative(by_costs ? "maximum_cost" : "maximum_distance", access->maximum);
	access->by_costs = by_costs;
	if (by_costs)
	{
		int32	   *place;

		access->costs = travel_costs_of(PG_GETARG_DATUM(2));
		place = server_host.alloc(access->costs.places * sizeof(int32));
		access->facility_of = server_host.alloc(access->costs.facilities * sizeof(int32));
		access->row_of = server_host.alloc(access->demand.n * sizeof(int32));
		number_ids(access->costs.place, access->costs.places, &access->demand, place);
		number_ids(access->costs.facility, access->costs.facilities, &access->facilities, access->facility_of);
		for (int32 i = 0; i < access->demand.n; i++)
			access->row_of[i] = -1;
		for (int32 i = 0; i < access->costs.places; i++)
			access->row_of[place[i]] = i;
		pfree(place);
		access->catchment.source = (CostSource) {access_within_costs, access};
	}
	else
	{
		check_locations(&access->demand, &access->facilities);
		access->catchment.source = (CostSource) {within_grid, access};
	}
	access->decay.maximum = access->maximum;
	access->decay.scale = 1;
	access->catchment.places = access->demand.n;
	access->catchment.facilities = access->facilities.n;
	access->catchment.demand = access->demand.amount;
	access->catchment.supply = access->facilities.amount;
	access->catchment.method = CATCHMENT_E2SFCA;
	access->catchment.decay = &access->decay;
	*next = maximum_arg + 1;
	return true;
}

void
access_prepare(Access *access)
{
	if (!access->by_costs)
		access->grid = pointgrid_build(access->facilities.x, access->facilities.y, access->facilities.n, access->maximum, &server_host);
	access->room = catchment_room(access->facilities.n, &server_host);
}

void
access_check_result(CatchmentResult result)
{
	switch (result)
	{
		case CATCHMENT_OK:
			return;
		case CATCHMENT_ZERO_COST:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("A distance or cost is zero, where a power of it would be infinite."),
					 errdetail("At least one demand point and one facility are at the same place."),
					 errhint("Give a least distance or cost, which shorter ones count as: the second number of decay_parameter, or minimum_distance or minimum_cost.")));
		case CATCHMENT_OUT_OF_RANGE:
			refuse_result();
	}
}

/* -------- decay -------- */

static const char *const decays[] = {"none", "step", "gaussian", "dai", "power", "exponential", "linear"};
static const char *const methods[] = {"2sfca", "e2sfca", "3sfca", "m2sfca"};

pg_noreturn static void
refuse_parameter(DecayKind kind)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("The decay \"%s\" cannot be computed with this decay_parameter.", decays[kind]),
			 kind == DECAY_STEP ?
			 errhint("Give limits, ascending, each with a weight, not negative: ARRAY[[10, 1], [20, 0.68], [30, 0.22]] (up to %d zones), or NULL for thirds of the maximum.", DECAY_ZONES_MAX) :
			 kind == DECAY_GAUSSIAN ?
			 errhint("Give the cost at which the curve turns, above 0: ARRAY[15].") :
			 kind == DECAY_POWER ?
			 errhint("Give the exponent, not negative, and if need be a least cost and a scale: ARRAY[1.5], ARRAY[1.5, 100] or ARRAY[1.5, 100, 1000].") :
			 kind == DECAY_EXPONENTIAL ?
			 errhint("Give the rate by unit of cost, not negative: ARRAY[0.1].") :
			 errhint("It takes no parameter.")));
}

static void
check_finite_maximum(const Decay *decay)
{
	if (isinf(decay->maximum))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The decay \"%s\" needs a finite maximum.", decays[decay->kind]),
				 errhint("Give the distance or cost at which the catchment ends, or another decay.")));
}

static void
read_zones(Decay *decay, const double *value, int n)
{
	if (n % 2 != 0 || n / 2 > DECAY_ZONES_MAX)
		refuse_parameter(DECAY_STEP);
	decay->zones = n / 2;
	for (int z = 0; z < decay->zones; z++)
	{
		decay->limit[z] = value[2 * z];
		decay->weight[z] = value[2 * z + 1];
		if (decay->limit[z] < 0 || decay->weight[z] < 0 || (z > 0 && decay->limit[z] <= decay->limit[z - 1]))
			refuse_parameter(DECAY_STEP);
	}
}

void
access_read_decay(FunctionCallInfo fcinfo, int argno, Access *access, DecayKind customary)
{
	Decay	   *decay = &access->decay;
	const double *value = NULL;
	int			n = 0;

	decay->kind = PG_ARGISNULL(argno) ? customary : (DecayKind) choose_option("decay", PG_GETARG_TEXT_PP(argno), decays, lengthof(decays));
	if (!PG_ARGISNULL(argno + 1))
	{
		ArrayType  *array = PG_GETARG_ARRAYTYPE_P(argno + 1);

		/* zones may be written as rows of two */
		if (decay->kind == DECAY_STEP && ARR_NDIM(array) == 2 && ARR_DIMS(array)[1] == 2 && !array_contains_nulls(array))
		{
			value = (const double *) ARR_DATA_PTR(array);
			n = 2 * ARR_DIMS(array)[0];
			for (int i = 0; i < n; i++)
				check_finite("decay_parameter", value[i]);
		}
		else
			value = check_float8_array("decay_parameter", array, &n);
	}
	switch (decay->kind)
	{
		case DECAY_NONE:
			if (n > 0)
				refuse_parameter(decay->kind);
			break;
		case DECAY_STEP:
			if (n > 0)
				read_zones(decay, value, n);
			else
			{
				check_finite_maximum(decay);
				decay_three_zones(decay);
			}
			break;
		case DECAY_DAI:
		case DECAY_LINEAR:
			if (n > 0)
				refuse_parameter(decay->kind);
			check_finite_maximum(decay);
			/* at a maximum of 0 only what is at the place itself counts, in full */
			if (decay->maximum == 0)
				decay->kind = DECAY_NONE;
			break;
		case DECAY_GAUSSIAN:
			if (n != 1 || value[0] <= 0)
				refuse_parameter(decay->kind);
			decay->parameter = value[0];
			break;
		case DECAY_POWER:
			if (n < 1 || n > 3 || value[0] < 0 || (n > 1 && value[1] < 0) || (n > 2 && value[2] <= 0))
				refuse_parameter(decay->kind);
			decay->parameter = value[0];
			decay->least = n > 1 ? value[1] : 0;
			decay->scale = n > 2 ? value[2] : 1;
			break;
		case DECAY_EXPONENTIAL:
			if (n != 1 || value[0] < 0)
				refuse_parameter(decay->kind);
			decay->parameter = value[0];
			break;
	}
}

bool
access_read_method(FunctionCallInfo fcinfo, int argno, Access *access)
{
	if (PG_ARGISNULL(argno))
		return false;
	access->catchment.method = (CatchmentMethod) choose_option("method", PG_GETARG_TEXT_PP(argno), methods, lengthof(methods));
	access_read_decay(fcinfo, argno + 1, access, access->catchment.method == CATCHMENT_2SFCA ? DECAY_NONE : DECAY_STEP);
	if (access->catchment.method == CATCHMENT_2SFCA && access->decay.kind != DECAY_NONE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The method 2sfca has no distance decay."),
				 errdetail("The decay is \"%s\".", decays[access->decay.kind]),
				 errhint("Use the method e2sfca, or leave the decay away.")));
	return true;
}
