/*
 * geom.c
 *		The only file that knows PostGIS.  See geom.h.
 */
#include "geom.h"

#include "access/htup_details.h"
#include "catalog/namespace.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "kernel/wkb.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/syscache.h"

/* -------- functions of PostGIS -------- */

/* By schema and exact type of the argument: no search path, and nobody needs a privilege on the schema, as with bound SQL functions. */
static void
find_function(FmgrInfo *info, Oid schema, const char *name, Oid type, MemoryContext memory)
{
	Oid			function = GetSysCacheOid3(PROCNAMEARGSNSP, Anum_pg_proc_oid, CStringGetDatum(name),
										   PointerGetDatum(buildoidvector(&type, 1)), ObjectIdGetDatum(schema));

	if (!OidIsValid(function))
		elog(ERROR, "PostGIS has no function %s", name);
	fmgr_info_cxt(function, info, memory);
}

void
geom_reader_init(GeomReader *reader, FunctionCallInfo fcinfo, int argno)
{
	Oid			type = get_fn_expr_argtype(fcinfo->flinfo, argno);
	HeapTuple	tuple;
	Oid			schema;

	if (reader->ready)
		return;
	tuple = SearchSysCache1(TYPEOID, ObjectIdGetDatum(type));
	if (!HeapTupleIsValid(tuple))
		elog(ERROR, "the type of argument %d is not known", argno);
	schema = ((Form_pg_type) GETSTRUCT(tuple))->typnamespace;
	ReleaseSysCache(tuple);
	find_function(&reader->srid, schema, "st_srid", type, fcinfo->flinfo->fn_mcxt);
	find_function(&reader->x, schema, "st_x", type, fcinfo->flinfo->fn_mcxt);
	find_function(&reader->y, schema, "st_y", type, fcinfo->flinfo->fn_mcxt);
	find_function(&reader->as_binary, schema, "st_asbinary", type, fcinfo->flinfo->fn_mcxt);
	reader->ready = true;
}

GeomReader *
geom_reader(FunctionCallInfo fcinfo, int argno)
{
	if (fcinfo->flinfo->fn_extra == NULL)
	{
		GeomReader *reader = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(GeomReader));

		geom_reader_init(reader, fcinfo, argno);
		fcinfo->flinfo->fn_extra = reader;
	}
	return (GeomReader *) fcinfo->flinfo->fn_extra;
}

/* a strict function of one argument that may return NULL, which FunctionCall1() takes for an error */
static Datum
call_one(FmgrInfo *function, Datum argument, bool *isnull)
{
	LOCAL_FCINFO(call, 1);
	Datum		result;

	InitFunctionCallInfoData(*call, function, 1, InvalidOid, NULL, NULL);
	call->args[0].value = argument;
	call->args[0].isnull = false;
	result = FunctionCallInvoke(call);
	*isnull = call->isnull;
	return result;
}

int32
geom_srid(GeomReader *reader, Datum geom)
{
	bool		isnull;
	Datum		srid = call_one(&reader->srid, geom, &isnull);

	return isnull ? 0 : DatumGetInt32(srid);
}

bytea *
geom_as_binary(GeomReader *reader, Datum geom)
{
	return DatumGetByteaPP(FunctionCall1(&reader->as_binary, geom));
}

bool
geom_point(GeomReader *reader, Datum geom, double *x, double *y)
{
	bool		no_x;
	bool		no_y;
	Datum		dx = call_one(&reader->x, geom, &no_x);
	Datum		dy = call_one(&reader->y, geom, &no_y);

	if (no_x || no_y)
		return false;
	*x = DatumGetFloat8(dx);
	*y = DatumGetFloat8(dy);
	check_finite("x", *x);
	check_finite("y", *y);
	return true;
}

void
geom_check_projected(int32 srid)
{
	bool		isnull;
	FmgrInfo	function;
	Datum		projected;

	if (srid == 0)
		return;
	find_function(&function, get_namespace_oid("sozialraum", false), "_srid_is_projected", INT4OID, CurrentMemoryContext);
	projected = call_one(&function, Int32GetDatum(srid), &isnull);
	if (!isnull && !DatumGetBool(projected))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The geometries are in degrees; distances and surfaces need metres."),
				 errdetail("Their SRID is %d.", srid),
				 errhint("Bring them into a projected coordinate system, for example with ST_Transform(geom, 25832).")));
}

/* -------- polygons -------- */

/* the detail of an error: whose geometry it is */
static int
owner_detail(const GeomReader *reader, int64 id)
{
	switch (reader->owner)
	{
		case GEOM_OF_ROW:
			return errdetail("It stands in at least one row of the window partition.");
		case GEOM_ARGUMENT:
			return errdetail("It is the argument \"%s\".", "geom");
		default:
			return errdetail("It belongs to the id %lld.", (long long) id);
	}
}

pg_noreturn static void
wkb_error(const GeomReader *reader, WkbResult result, int64 id)
{
	switch (result)
	{
		case WKB_OTHER_TYPE:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("A geometry is not a polygon or multipolygon."),
					 owner_detail(reader, id),
					 errhint("Give areas; ST_CurveToLine makes polygons of curved ones, ST_CollectionExtract(geom, 3) takes them out of collections.")));
		case WKB_NOT_FINITE:
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("A geometry has coordinates that are NaN or infinite."),
					 owner_detail(reader, id),
					 errhint("Correct the geometry or leave the row out.")));
		case WKB_OPEN_RING:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("A ring of a polygon is not closed."),
					 owner_detail(reader, id),
					 errhint("Repair the geometry with ST_MakeValid.")));
		default:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
					 errmsg("A geometry cannot be read."),
					 owner_detail(reader, id)));
	}
}

pg_noreturn static void
empty_error(const GeomReader *reader, int64 id)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("A geometry is empty."),
			 owner_detail(reader, id),
			 errhint("Leave such rows out with WHERE NOT ST_IsEmpty(geom).")));
}

static void
reserve_polygons(UnitStore *store, size_t rings, size_t points)
{
	if (store->rings + rings > store->rings_allocated)
	{
		store->rings_allocated = Max(store->rings + rings, 2 * store->rings_allocated);
		store->ring = repalloc_huge(store->ring, mul_size(store->rings_allocated, sizeof(Ring)));
	}
	if (store->points + points > store->points_allocated)
	{
		store->points_allocated = Max(store->points + points, 2 * store->points_allocated);
		store->xy = repalloc_huge(store->xy, mul_size(store->points_allocated, 2 * sizeof(double)));
	}
}

void
geom_add_polygons(GeomReader *reader, UnitStore *store, int64 id, Datum geom)
{
	bytea	   *wkb = geom_as_binary(reader, geom);
	const uint8_t *bytes = (const uint8_t *) VARDATA_ANY(wkb);
	size_t		size = VARSIZE_ANY_EXHDR(wkb);
	uint32_t	type;
	size_t		rings;
	size_t		points;
	WkbResult	result = wkb_measure(bytes, size, &type, &rings, &points);

	if (result != WKB_OK)
		wkb_error(reader, result, id);
	if (points == 0)
		empty_error(reader, id);
	units_srid(store, geom_srid(reader, geom));
	reserve_polygons(store, rings, points);
	result = wkb_polygons(bytes, size, store->ring + store->rings, store->xy + 2 * store->points, store->points);
	if (result != WKB_OK)
		wkb_error(reader, result, id);
	store->rings += rings;
	store->points += points;
	(void) units_add(store, id);
	store->row_ring[store->rows] = store->rings;
	pfree(wkb);
}

void
geom_location(GeomReader *reader, int64 id, Datum geom, double *x, double *y)
{
	bytea	   *wkb = geom_as_binary(reader, geom);
	const uint8_t *bytes = (const uint8_t *) VARDATA_ANY(wkb);
	size_t		size = VARSIZE_ANY_EXHDR(wkb);
	uint32_t	type;
	size_t		rings;
	size_t		points;
	WkbResult	result = wkb_measure(bytes, size, &type, &rings, &points);

	if (result == WKB_OTHER_TYPE && type == 1)
	{
		if (!geom_point(reader, geom, x, y))
			empty_error(reader, id);
	}
	else
	{
		Ring	   *ring;
		double	   *xy;
		size_t		start[2] = {0, rings};

		if (result != WKB_OK)
			wkb_error(reader, result, id);
		if (points == 0)
			empty_error(reader, id);
		ring = MemoryContextAllocHuge(CurrentMemoryContext, mul_size(rings, sizeof(Ring)));
		xy = MemoryContextAllocHuge(CurrentMemoryContext, mul_size(points, 2 * sizeof(double)));
		result = wkb_polygons(bytes, size, ring, xy, 0);
		if (result != WKB_OK)
			wkb_error(reader, result, id);
		polygons_centroid(&(Polygons) {1, (const int64_t *) &id, start, ring, xy}, 0, x, y);
		pfree(ring);
		pfree(xy);
	}
	pfree(wkb);
}
