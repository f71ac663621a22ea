/*
 * locator.c
 *		In which area does a point lie: build_locator, locate.  See kernel/locator.h.
 */
#include "locator.h"

#include "access/detoast.h"
#include "utils/memutils.h"

/* -------- build_locator(area_id, geom) -------- */

SQL_FUNCTION(build_locator_accum)
{
	UnitStore  *store = units_for_update(fcinfo);

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return units_result(fcinfo, store);
	if (store == NULL)
		store = units_create(fcinfo, UNITS_LOCATOR, 0, true);
	geom_add_polygons(geom_reader(fcinfo, 2), store, PG_GETARG_INT64(1), PG_GETARG_DATUM(2));
	return units_result(fcinfo, store);
}

SQL_FUNCTION(build_locator_final)
{
	const UnitStore *store = units_for_update(fcinfo);
	Polygons	polygons;
	Locator    *l;
	size_t		size;

	if (store == NULL || store->rows == 0)
		PG_RETURN_NULL();
	polygons = units_polygons(store, units_in_order(store));
	l = locator_build(&polygons, store->srid, MaxAllocSize, &server_host, &size);
	if (l == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("The locator is too large for one value."),
				 errdetail("The areas have %zu corners; a value may have up to 1 GB, about 15 million different edges.", store->points),
				 errhint("Build several locators, or simplify the areas with ST_CoverageSimplify or ST_SimplifyPreserveTopology.")));
	SET_VARSIZE(l, size);
	PG_RETURN_POINTER(l);
}

/* -------- locate -------- */

/* locators that had to be fetched; the latest first */
#define CACHED	4

typedef struct CachedLocator
{
	Oid			toast_value;
	Oid			toast_table;
	const Locator *locator;
} CachedLocator;

struct LocatorCache
{
	GeomReader	reader;
	MemoryContext memory;
	int			n;
	CachedLocator entry[CACHED];
};

LocatorCache *
locator_cache(FunctionCallInfo fcinfo)
{
	LocatorCache *cache = fcinfo->flinfo->fn_extra;

	if (cache == NULL)
	{
		cache = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(LocatorCache));
		cache->memory = fcinfo->flinfo->fn_mcxt;
		fcinfo->flinfo->fn_extra = cache;
	}
	return cache;
}

/* A stored value is known by its place in the toast table, which no other value has while this one can be seen. */
static const Locator *
fetch(LocatorCache *cache, struct varlena *raw)
{
	struct varatt_external pointer;
	CachedLocator found = {0};
	MemoryContext caller;
	int			at = 0;

	VARATT_EXTERNAL_GET_POINTER(pointer, raw);
	while (at < cache->n && (cache->entry[at].toast_value != pointer.va_valueid || cache->entry[at].toast_table != pointer.va_toastrelid))
		at++;
	if (at < cache->n)
		found = cache->entry[at];
	else
	{
		if (cache->n == CACHED)
			pfree((void *) cache->entry[--cache->n].locator);
		caller = MemoryContextSwitchTo(cache->memory);
		found = (CachedLocator) {pointer.va_valueid, pointer.va_toastrelid, locator_of(PointerGetDatum(raw))};
		MemoryContextSwitchTo(caller);
		at = cache->n++;
	}
	memmove(cache->entry + 1, cache->entry, at * sizeof(CachedLocator));
	cache->entry[0] = found;
	return found.locator;
}

const Locator *
locator_cached(LocatorCache *cache, Datum datum)
{
	struct varlena *raw = (struct varlena *) DatumGetPointer(datum);

	if (VARATT_IS_EXTERNAL_ONDISK(raw))
	{
		struct varatt_external pointer;

		VARATT_EXTERNAL_GET_POINTER(pointer, raw);
		if (likely(cache->n > 0 && cache->entry[0].toast_value == pointer.va_valueid && cache->entry[0].toast_table == pointer.va_toastrelid))
			return cache->entry[0].locator;
		return fetch(cache, raw);
	}
	return locator_of(datum);	/* in place, if it is in memory as it is */
}

static Datum
located(FunctionCallInfo fcinfo, const Locator *l, double x, double y)
{
	int32		area = locator_find(l, x, y);

	if (area < 0)
		PG_RETURN_NULL();
	PG_RETURN_INT64(locator_id(l)[area]);
}

SQL_FUNCTION(locate_xy)
{
	double		x = PG_GETARG_FLOAT8(1);
	double		y = PG_GETARG_FLOAT8(2);

	check_finite("x", x);
	check_finite("y", y);
	return located(fcinfo, locator_cached(locator_cache(fcinfo), PG_GETARG_DATUM(0)), x, y);
}

pg_noreturn static void
refuse_srid(int32 locator, int32 point)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("The point and the areas of the locator have different coordinate systems."),
			 errdetail("The point has SRID %d, the locator SRID %d.", point, locator),
			 point == 0 ? errhint("Say which one the point has with ST_SetSRID.") :
			 locator == 0 ? errhint("Build the locator from geometries that have an SRID (ST_SetSRID).") :
			 errhint("Bring the point into that of the locator with ST_Transform(point, %d).", locator)));
}

SQL_FUNCTION(locate_point)
{
	LocatorCache *cache = locator_cache(fcinfo);
	const Locator *l = locator_cached(cache, PG_GETARG_DATUM(0));
	/* a stored point is packed: unpacked once here, or by each of the three calls below */
	Datum		point = PointerGetDatum(PG_DETOAST_DATUM(PG_GETARG_DATUM(1)));
	int32		srid;
	double		x;
	double		y;

	geom_reader_init(&cache->reader, fcinfo, 1);
	srid = geom_srid(&cache->reader, point);
	if (unlikely(srid != l->srid))
		refuse_srid(l->srid, srid);
	if (!geom_point(&cache->reader, point, &x, &y))
		PG_RETURN_NULL();
	return located(fcinfo, l, x, y);
}
