/*
 * access_values.c
 *		The types access_points and travel_costs: input, output, and the aggregates that make them.  See access.h.
 */
#include "access.h"

#include "common/shortest_dec.h"
#include "geom.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "utils/memutils.h"

#define POINTS_MAGIC	0x4150	/* "AP" */
#define COSTS_MAGIC		0x5443	/* "TC" */
#define VALUE_VERSION	1

/* -------- the values -------- */

static Size
points_size(const Points *points)
{
	return offsetof(AccessPointsValue, data) + (Size) points->n * (points->located ? 4 : 2) * sizeof(int64);
}

static Size
costs_size(int32 places, int32 facilities, int64 pairs)
{
	return offsetof(TravelCostsValue, data) + ((Size) places + facilities) * sizeof(int64) + pairs * sizeof(double) +
		((Size) places + 1 + pairs) * sizeof(int32);
}

static void *
make_value(Size size)
{
	struct varlena *value;

	if (!AllocSizeIsValid(size))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("There are too many rows for one value."),
				 errdetail("They would take %zu MB; a value may have up to 1 GB, about 33 million points or 85 million pairs.", size >> 20),
				 errhint("Leave out pairs beyond the maximum with WHERE, or divide the rows with GROUP BY.")));
	value = palloc0(size);
	SET_VARSIZE(value, size);
	return value;
}

static void
set_arrays(Points *points, AccessPointsValue *value)
{
	points->id = (int64_t *) value->data;
	points->amount = (double *) (value->data + points->n);
	points->x = points->located ? (double *) (value->data + 2 * (Size) points->n) : NULL;
	points->y = points->located ? (double *) (value->data + 3 * (Size) points->n) : NULL;
}

/* a value with room for the points; their head is known, the arrays are set to lie in it */
static AccessPointsValue *
make_points(Points *points)
{
	AccessPointsValue *value = make_value(points_size(points));

	value->magic = POINTS_MAGIC;
	value->version = VALUE_VERSION;
	value->role = points->role;
	value->srid = points->srid;
	value->n = points->n;
	value->located = points->located;
	set_arrays(points, value);
	return value;
}

pg_noreturn static void
damaged(const char *type)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATA_CORRUPTED),
			 errmsg("A value of the type %s is damaged.", type),
			 errhint("Build it again.")));
}

Points
access_points_of(Datum datum)
{
	AccessPointsValue *value = (AccessPointsValue *) PG_DETOAST_DATUM(datum);
	Points		points;

	if (VARSIZE(value) < offsetof(AccessPointsValue, data) || value->magic != POINTS_MAGIC || value->version != VALUE_VERSION)
		damaged("access_points");
	points = (Points) {(PointsRole) value->role, value->located != 0, value->srid, value->n};
	if (value->n < 1 || VARSIZE(value) != points_size(&points))
		damaged("access_points");
	set_arrays(&points, value);
	return points;
}

TravelCosts
travel_costs_of(Datum datum)
{
	const TravelCostsValue *value = (const TravelCostsValue *) PG_DETOAST_DATUM(datum);
	TravelCosts costs;

	if (VARSIZE(value) < offsetof(TravelCostsValue, data) || value->magic != COSTS_MAGIC || value->version != VALUE_VERSION ||
		value->places < 1 || value->facilities < 1 || value->pairs < 1 || value->pairs > PG_INT32_MAX ||
		VARSIZE(value) != costs_size(value->places, value->facilities, value->pairs))
		damaged("travel_costs");
	costs.places = value->places;
	costs.facilities = value->facilities;
	costs.pairs = (int32) value->pairs;
	costs.place = (const int64_t *) value->data;
	costs.facility = costs.place + costs.places;
	costs.cost = (const double *) (costs.facility + costs.facilities);
	costs.start = (const int32_t *) (costs.cost + costs.pairs);
	costs.to = costs.start + costs.places + 1;
	return costs;
}

static TravelCostsValue *
make_costs(const Pairs *pairs)
{
	TravelCosts costs;
	TravelCostsValue *value;
	int32_t		twice;
	char	   *to;

	if (!travel_costs_build(pairs, &costs, &twice, &server_host))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("A pair of demand point and facility comes twice."),
				 errdetail("The demand point is %lld, the facility %lld.",
						   (long long) pairs->place[twice], (long long) pairs->facility[twice]),
				 errhint("Keep one row for each pair, for example the cheapest way with min(cost) and GROUP BY.")));
	value = make_value(costs_size(costs.places, costs.facilities, costs.pairs));
	value->magic = COSTS_MAGIC;
	value->version = VALUE_VERSION;
	value->places = costs.places;
	value->facilities = costs.facilities;
	value->pairs = costs.pairs;
	to = (char *) value->data;
	memcpy(to, costs.place, costs.places * sizeof(int64));
	to += costs.places * sizeof(int64);
	memcpy(to, costs.facility, costs.facilities * sizeof(int64));
	to += costs.facilities * sizeof(int64);
	memcpy(to, costs.cost, costs.pairs * sizeof(double));
	to += costs.pairs * sizeof(double);
	memcpy(to, costs.start, ((Size) costs.places + 1) * sizeof(int32));
	to += ((Size) costs.places + 1) * sizeof(int32);
	memcpy(to, costs.to, costs.pairs * sizeof(int32));
	pfree((void *) costs.place);
	pfree((void *) costs.facility);
	pfree((void *) costs.cost);
	pfree((void *) costs.start);
	pfree((void *) costs.to);
	return value;
}

/* the pairs that were built into a value, in their order */
static Pairs
pairs_of(const TravelCosts *costs)
{
	Pairs		pairs = {costs->pairs, server_host.alloc(costs->pairs * sizeof(int64)), server_host.alloc(costs->pairs * sizeof(int64)),
		(double *) costs->cost};

	for (int32 p = 0; p < costs->places; p++)
	{
		for (int32 i = costs->start[p]; i < costs->start[p + 1]; i++)
		{
			pairs.place[i] = costs->place[p];
			pairs.facility[i] = costs->facility[costs->to[i]];
		}
	}
	return pairs;
}

static Pairs
pairs_room(int32 n)
{
	return (Pairs) {n, server_host.alloc(n * sizeof(int64)), server_host.alloc(n * sizeof(int64)), server_host.alloc(n * sizeof(double))};
}

static void
pairs_release(Pairs *pairs)
{
	pfree(pairs->place);
	pfree(pairs->facility);
	pfree(pairs->cost);
}

/* -------- input and output -------- */

static void
check_value(ValueResult result, const char *type, int code, const char *example)
{
	switch (result)
	{
		case VALUE_OK:
			return;
		case VALUE_DAMAGED:
			ereport(ERROR,
					(errcode(code),
					 errmsg("This is no value of the type %s.", type),
					 example ? errhint("Write for example %s.", example) : 0));
		case VALUE_NOT_FINITE:
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("A value of the type %s has a number that is NaN or infinite.", type)));
		case VALUE_NEGATIVE:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("A value of the type %s has a negative number where none may be.", type)));
		case VALUE_NOT_ASCENDING:
			ereport(ERROR,
					(errcode(code),
					 errmsg("This is no value of the type %s.", type),
					 errdetail("Its ids do not ascend, or one comes twice.")));
	}
}

#define POINTS_EXAMPLE	"demand;25832;1 100 4500.5 5600.5;2 80 4700 5610"
#define COSTS_EXAMPLE	"1 4 5.5;1 5 25;2 5 18"

SQL_FUNCTION(access_points_in)
{
	const char *text = PG_GETARG_CSTRING(0);
	Points		points = {0};
	AccessPointsValue *value;

	check_value(points_measure_text(text, &points), "access_points", ERRCODE_INVALID_TEXT_REPRESENTATION, POINTS_EXAMPLE);
	value = make_points(&points);
	check_value(points_read_text(text, &points), "access_points", ERRCODE_INVALID_TEXT_REPRESENTATION, POINTS_EXAMPLE);
	PG_RETURN_POINTER(value);
}

static void
append_double(StringInfo out, double x)
{
	char		number[DOUBLE_SHORTEST_DECIMAL_LEN];

	double_to_shortest_decimal_buf(x, number);
	appendStringInfo(out, " %s", number);
}

SQL_FUNCTION(access_points_out)
{
	Points		points = access_points_of(PG_GETARG_DATUM(0));
	StringInfoData out;

	initStringInfo(&out);
	appendStringInfo(&out, "%s;", points_roles[points.role]);
	if (points.located)
		appendStringInfo(&out, "%d", points.srid);
	for (int32 i = 0; i < points.n; i++)
	{
		appendStringInfo(&out, ";%lld", (long long) points.id[i]);
		append_double(&out, points.amount[i]);
		if (points.located)
		{
			append_double(&out, points.x[i]);
			append_double(&out, points.y[i]);
		}
		if (i % 4096 == 0)
			CHECK_FOR_INTERRUPTS();
	}
	PG_RETURN_CSTRING(out.data);
}

SQL_FUNCTION(access_points_recv)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	size_t		size = message->len - message->cursor;
	const uint8_t *bytes = (const uint8_t *) pq_getmsgbytes(message, (int) size);
	Points		points = {0};
	AccessPointsValue *value;

	check_value(points_measure_bytes(bytes, size, &points), "access_points", ERRCODE_INVALID_BINARY_REPRESENTATION, NULL);
	value = make_points(&points);
	check_value(points_read_bytes(bytes, &points), "access_points", ERRCODE_INVALID_BINARY_REPRESENTATION, NULL);
	PG_RETURN_POINTER(value);
}

SQL_FUNCTION(access_points_send)
{
	Points		points = access_points_of(PG_GETARG_DATUM(0));
	bytea	   *bytes = palloc(VARHDRSZ + points_bytes(&points));

	SET_VARSIZE(bytes, VARHDRSZ + points_bytes(&points));
	points_write_bytes(&points, (uint8_t *) VARDATA(bytes));
	PG_RETURN_BYTEA_P(bytes);
}

SQL_FUNCTION(travel_costs_in)
{
	const char *text = PG_GETARG_CSTRING(0);
	Pairs		pairs;

	check_value(pairs_measure_text(text, &pairs), "travel_costs", ERRCODE_INVALID_TEXT_REPRESENTATION, COSTS_EXAMPLE);
	pairs = pairs_room(pairs.n);
	check_value(pairs_read_text(text, &pairs), "travel_costs", ERRCODE_INVALID_TEXT_REPRESENTATION, COSTS_EXAMPLE);
	PG_RETURN_POINTER(make_costs(&pairs));
}

SQL_FUNCTION(travel_costs_out)
{
	TravelCosts costs = travel_costs_of(PG_GETARG_DATUM(0));
	StringInfoData out;

	initStringInfo(&out);
	for (int32 p = 0; p < costs.places; p++)
	{
		for (int32 i = costs.start[p]; i < costs.start[p + 1]; i++)
		{
			appendStringInfo(&out, "%s%lld %lld", i > 0 ? ";" : "", (long long) costs.place[p], (long long) costs.facility[costs.to[i]]);
			append_double(&out, costs.cost[i]);
			if (i % 4096 == 0)
				CHECK_FOR_INTERRUPTS();
		}
	}
	PG_RETURN_CSTRING(out.data);
}

SQL_FUNCTION(travel_costs_recv)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	size_t		size = message->len - message->cursor;
	const uint8_t *bytes = (const uint8_t *) pq_getmsgbytes(message, (int) size);
	Pairs		pairs;

	check_value(pairs_measure_bytes(bytes, size, &pairs), "travel_costs", ERRCODE_INVALID_BINARY_REPRESENTATION, NULL);
	pairs = pairs_room(pairs.n);
	check_value(pairs_read_bytes(bytes, &pairs), "travel_costs", ERRCODE_INVALID_BINARY_REPRESENTATION, NULL);
	PG_RETURN_POINTER(make_costs(&pairs));
}

SQL_FUNCTION(travel_costs_send)
{
	TravelCosts costs = travel_costs_of(PG_GETARG_DATUM(0));
	Pairs		pairs = pairs_of(&costs);
	Size		size = VARHDRSZ + pairs_bytes(&pairs);
	bytea	   *bytes;

	if (!AllocSizeIsValid(size))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("The travel costs are too large to be sent."),
				 errdetail("They have %d pairs; about 44 million can be sent.", pairs.n)));
	bytes = palloc(size);
	SET_VARSIZE(bytes, size);
	pairs_write_bytes(&pairs, (uint8_t *) VARDATA(bytes));
	PG_RETURN_BYTEA_P(bytes);
}

/* -------- aggregates -------- */

/* kinds of states: 60 ... 63 are points by role and location, 64 costs */
#define POINTS_KIND(role, located)	(UNITS_ACCESS + 2 * ((role) - 1) + (located))
#define COSTS_KIND					(UNITS_ACCESS + 4)

static bool
any_null(FunctionCallInfo fcinfo)
{
	for (int i = 1; i < PG_NARGS(); i++)
	{
		if (PG_ARGISNULL(i))
			return true;
	}
	return false;
}

/* arguments: state, id, amount (or amount_arg 0: 1 for every row), geometry (or geom_arg 0: none) */
static Datum
accumulate(FunctionCallInfo fcinfo, PointsRole role, int amount_arg, int geom_arg)
{
	UnitStore  *store = units_for_update(fcinfo);
	bool		located = geom_arg > 0;
	double		amount = 1;
	double		x = 0;
	double		y = 0;
	double	   *row;

	if (any_null(fcinfo))
		return units_result(fcinfo, store);
	if (amount_arg > 0)
	{
		amount = PG_GETARG_FLOAT8(amount_arg);
		check_weight(role == POINTS_DEMAND ? "demand" : "capacity", amount);
	}
	if (store == NULL)
		store = units_create(fcinfo, POINTS_KIND(role, located), located ? 3 : 1, false);
	if (located)
	{
		GeomReader *reader = geom_reader(fcinfo, geom_arg);
		int32		srid = geom_srid(reader, PG_GETARG_DATUM(geom_arg));

		geom_location(reader, PG_GETARG_INT64(1), PG_GETARG_DATUM(geom_arg), &x, &y);
		if (store->srid == -1)
			geom_check_projected(srid);
		units_srid(store, srid);
	}
	row = units_add(store, PG_GETARG_INT64(1));
	row[0] = amount;
	if (located)
	{
		row[1] = x;
		row[2] = y;
	}
	return units_result(fcinfo, store);
}

SQL_FUNCTION(demand_points_accum)
{
	return accumulate(fcinfo, POINTS_DEMAND, 2, 3);
}

SQL_FUNCTION(demand_points_accum_geom)
{
	return accumulate(fcinfo, POINTS_DEMAND, 0, 2);
}

SQL_FUNCTION(demand_points_accum_amount)
{
	return accumulate(fcinfo, POINTS_DEMAND, 2, 0);
}

SQL_FUNCTION(facility_points_accum)
{
	return accumulate(fcinfo, POINTS_FACILITIES, 2, 3);
}

SQL_FUNCTION(facility_points_accum_geom)
{
	return accumulate(fcinfo, POINTS_FACILITIES, 0, 2);
}

SQL_FUNCTION(facility_points_accum_amount)
{
	return accumulate(fcinfo, POINTS_FACILITIES, 2, 0);
}

SQL_FUNCTION(access_points_final)
{
	const UnitStore *store = PG_ARGISNULL(0) ? NULL : (UnitStore *) PG_GETARG_POINTER(0);
	Points		points;
	AccessPointsValue *value;
	int32	   *order;

	if (store == NULL)
		PG_RETURN_NULL();
	points = (Points) {store->kind < POINTS_KIND(POINTS_FACILITIES, 0) ? POINTS_DEMAND : POINTS_FACILITIES, store->columns == 3,
		Max(store->srid, 0), (int32_t) store->rows};
	order = units_in_order(store);
	value = make_points(&points);
	for (int32 i = 0; i < points.n; i++)
	{
		const double *row = store->value + (Size) order[i] * store->columns;

		points.id[i] = store->id[order[i]];
		points.amount[i] = row[0];
		if (points.located)
		{
			points.x[i] = row[1];
			points.y[i] = row[2];
		}
		if (i % 65536 == 0)
			CHECK_FOR_INTERRUPTS();
	}
	pfree(order);
	PG_RETURN_POINTER(value);
}

/* a row's first number holds the bits of the second id */
SQL_FUNCTION(travel_costs_accum)
{
	UnitStore  *store = units_for_update(fcinfo);
	int64		facility;
	double		cost;
	double	   *row;

	if (any_null(fcinfo))
		return units_result(fcinfo, store);
	cost = PG_GETARG_FLOAT8(3);
	check_finite("cost", cost);
	if (cost < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must not be negative.", "cost"),
				 errdetail("At least one row has a negative number."),
				 errhint("Leave out pairs between which there is no way.")));
	if (store == NULL)
		store = units_create(fcinfo, COSTS_KIND, 2, false);
	row = units_add(store, PG_GETARG_INT64(1));
	facility = PG_GETARG_INT64(2);
	memcpy(&row[0], &facility, sizeof(facility));
	row[1] = cost;
	return units_result(fcinfo, store);
}

SQL_FUNCTION(travel_costs_final)
{
	const UnitStore *store = PG_ARGISNULL(0) ? NULL : (UnitStore *) PG_GETARG_POINTER(0);
	Pairs		pairs;
	TravelCostsValue *value;

	if (store == NULL)
		PG_RETURN_NULL();
	pairs = pairs_room((int32) store->rows);
	memcpy(pairs.place, store->id, store->rows * sizeof(int64));
	for (int64 i = 0; i < store->rows; i++)
	{
		memcpy(&pairs.facility[i], &store->value[2 * i], sizeof(int64));
		pairs.cost[i] = store->value[2 * i + 1];
		if (i % 65536 == 0)
			CHECK_FOR_INTERRUPTS();
	}
	value = make_costs(&pairs);
	pairs_release(&pairs);
	PG_RETURN_POINTER(value);
}
