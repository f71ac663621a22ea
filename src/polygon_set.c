/*
 * polygon_set.c
 *		The type polygon_set and the aggregate that makes it.  See polygon_set.h.
 */
#include "polygon_set.h"

#include <math.h>

#include "geom.h"
#include "kernel/polygon_code.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "utils/memutils.h"

#define SET_MAGIC	0x5350		/* "PS" */
#define SET_VERSION	1

/* -------- the flat form -------- */

static Size
set_size(int64 n, bool valued, int64 rings, int64 points)
{
	return offsetof(PolygonSet, data) + n * (sizeof(int64) + (valued ? sizeof(double) : 0)) + points * 2 * sizeof(double) +
		(n + 1) * sizeof(size_t) + rings * sizeof(Ring);
}

/* an empty one with room for so much, zeroed */
static PolygonSet *
set_create(int64 n, bool valued, int32 srid, int64 rings, int64 points)
{
	Size		size = set_size(n, valued, rings, points);
	PolygonSet *set;

	if (!AllocSizeIsValid(size))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("The polygons are too large for one value."),
				 errdetail("They have %lld points; a value may have up to 1 GB, about 60 million points.", (long long) points),
				 errhint("Divide the areas by district, or simplify their borders with ST_CoverageSimplify or ST_SnapToGrid.")));
	set = palloc0(size);
	SET_VARSIZE(set, size);
	set->magic = SET_MAGIC;
	set->version = SET_VERSION;
	set->valued = valued;
	set->n = (int32) n;
	set->srid = srid;
	set->rings = rings;
	set->points = points;
	return set;
}

const PolygonSet *
polygon_set_of(Datum datum)
{
	const PolygonSet *set = (const PolygonSet *) PG_DETOAST_DATUM(datum);

	if (VARSIZE(set) < offsetof(PolygonSet, data) || set->magic != SET_MAGIC || set->version != SET_VERSION ||
		VARSIZE(set) != set_size(set->n, set->valued, set->rings, set->points))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("A value of the type polygon_set is damaged."),
				 errhint("Build it again with polygon_set(id, geom).")));
	return set;
}

const double *
polygon_set_value(const PolygonSet *set)
{
	return set->valued ? (const double *) (set->data + set->n) : NULL;
}

Polygons
polygon_set_polygons(const PolygonSet *set)
{
	const double *xy = (const double *) (set->data + set->n) + (set->valued ? set->n : 0);
	const size_t *start = (const size_t *) (xy + 2 * set->points);

	return (Polygons) {set->n, (const int64_t *) set->data, start, (const Ring *) (start + set->n + 1), xy};
}

/* -------- the aggregate: state, id, geom [, value] -------- */

static Datum
accumulate(FunctionCallInfo fcinfo, bool valued)
{
	UnitStore  *store = units_for_update(fcinfo);
	GeomReader *reader;
	double		value = NAN;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return units_result(fcinfo, store);
	if (valued && !PG_ARGISNULL(3))
	{
		value = PG_GETARG_FLOAT8(3);
		check_finite("value", value);
	}
	reader = geom_reader(fcinfo, 2);
	if (store == NULL)
		store = units_create(fcinfo, valued ? UNITS_AREAL_VALUED : UNITS_AREAL, valued, true);
	geom_add_polygons(reader, store, PG_GETARG_INT64(1), PG_GETARG_DATUM(2));
	if (valued)
		store->value[store->rows - 1] = value;
	return units_result(fcinfo, store);
}

SQL_FUNCTION(polygon_set_accum)
{
	return accumulate(fcinfo, false);
}

SQL_FUNCTION(polygon_set_valued_accum)
{
	return accumulate(fcinfo, true);
}

SQL_FUNCTION(polygon_set_final)
{
	const UnitStore *store = PG_ARGISNULL(0) ? NULL : (const UnitStore *) PG_GETARG_POINTER(0);
	int32	   *order;
	PolygonSet *set;
	Polygons	p;
	size_t		rings = 0;
	size_t		points = 0;

	if (store == NULL)
		PG_RETURN_NULL();
	order = units_in_order(store);
	set = set_create(store->rows, store->columns > 0, store->srid, store->rings, store->points);
	p = polygon_set_polygons(set);
	for (int64 i = 0; i < store->rows; i++)
	{
		int32		row = order[i];

		((int64 *) p.id)[i] = store->id[row];
		if (set->valued)
			((double *) polygon_set_value(set))[i] = store->value[row];
		for (size_t r = store->row_ring[row]; r < store->row_ring[row + 1]; r++)
		{
			Ring	   *to = (Ring *) &p.ring[rings++];

			to->first = points;
			to->points = store->ring[r].points;
			to->hole = store->ring[r].hole;
			memcpy((double *) p.xy + 2 * points, store->xy + 2 * store->ring[r].first, to->points * 2 * sizeof(double));
			points += to->points;
		}
		((size_t *) p.start)[i + 1] = rings;
		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
	}
	pfree(order);
	PG_RETURN_POINTER(set);
}

/* -------- in and out -------- */

static PolygonSet *
from_bytes(const uint8_t *bytes, size_t size)
{
	PolygonCode head;
	PolygonSet *set;
	Polygons	p;

	if (polygon_code_head(bytes, size, &head))
	{
		set = set_create(head.units, head.valued, head.srid, head.rings, head.points);
		p = polygon_set_polygons(set);
		if (polygon_code_read(bytes, size, &head, (int64_t *) p.id, (double *) polygon_set_value(set), (size_t *) p.start,
							  (Ring *) p.ring, (double *) p.xy))
			return set;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("These bytes are no polygon set."),
			 errhint("Send what polygon_set_send() wrote, or build it with polygon_set(id, geom).")));
}

static uint8_t *
to_bytes(const PolygonSet *set, size_t before, size_t *size)
{
	PolygonCode head = {set->valued, set->srid, set->n, set->rings, set->points};
	Polygons	p = polygon_set_polygons(set);
	uint8_t    *bytes;

	*size = polygon_code_size(&head);
	bytes = palloc(before + *size);
	polygon_code_write(&head, &p, polygon_set_value(set), bytes + before);
	return bytes;
}

SQL_FUNCTION(polygon_set_in)
{
	const char *text = PG_GETARG_CSTRING(0);
	size_t		length = strlen(text);
	uint8_t    *bytes = palloc(length / 2 + 1);
	size_t		size = hex_decode(text, length, (char *) bytes);

	PG_RETURN_POINTER(from_bytes(bytes, size));
}

SQL_FUNCTION(polygon_set_out)
{
	size_t		size;
	uint8_t    *bytes = to_bytes(polygon_set_of(PG_GETARG_DATUM(0)), 0, &size);
	char	   *text;

	if (!AllocSizeIsValid(2 * size + 1))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("The polygons are too large for one value."),
				 errdetail("Their text would have %llu characters; a value may have up to 1 GB.", (unsigned long long) (2 * size)),
				 errhint("Use the binary form, or divide the areas by district.")));
	text = palloc(2 * size + 1);
	text[hex_encode((const char *) bytes, size, text)] = '\0';
	PG_RETURN_CSTRING(text);
}

SQL_FUNCTION(polygon_set_recv)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			size = message->len - message->cursor;

	PG_RETURN_POINTER(from_bytes((const uint8_t *) pq_getmsgbytes(message, size), size));
}

SQL_FUNCTION(polygon_set_send)
{
	size_t		size;
	bytea	   *bytes = (bytea *) to_bytes(polygon_set_of(PG_GETARG_DATUM(0)), VARHDRSZ, &size);

	SET_VARSIZE(bytes, VARHDRSZ + size);
	PG_RETURN_BYTEA_P(bytes);
}
