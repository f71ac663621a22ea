/*
 * locator_type.c
 *		The type locator: text and binary form, what is in it.  See kernel/locator.h.
 */
#include "locator.h"

#include "access/htup_details.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"

/* the bytes that travel are those behind the varlena header, in this machine's byte order, which the magic number tells */
#define HEAD	offsetof(Locator, magic)

const Locator *
locator_of(Datum datum)
{
	const Locator *l = (const Locator *) PG_DETOAST_DATUM(datum);

	if (unlikely(locator_check_head(l, VARSIZE(l)) != LOCATOR_OK))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("A value of the type locator is damaged."),
				 errhint("Build it again with build_locator.")));
	return l;
}

static void
check_bytes(Locator *l, Size size, int sqlstate)
{
	SET_VARSIZE(l, size);
	switch (locator_check(l, size))
	{
		case LOCATOR_OK:
			return;
		case LOCATOR_OTHER_ORDER:
			ereport(ERROR,
					(errcode(sqlstate),
					 errmsg("The locator was written by a machine with another byte order."),
					 errhint("Build it again here with build_locator.")));
		case LOCATOR_OTHER_VERSION:
			ereport(ERROR,
					(errcode(sqlstate),
					 errmsg("The locator has a format that this version does not know."),
					 errdetail("It has version %d, known is version %d.", l->version, LOCATOR_VERSION),
					 errhint("Build it again here with build_locator.")));
		case LOCATOR_DAMAGED:
			ereport(ERROR,
					(errcode(sqlstate),
					 errmsg("The input is no locator."),
					 errhint("A locator is made by build_locator(area_id, geom); its text form is for dump and restore only.")));
	}
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

SQL_FUNCTION(locator_in)
{
	const char *text = PG_GETARG_CSTRING(0);
	size_t		n = strlen(text);
	size_t		size = HEAD + n / 2;
	Locator    *l = palloc0(Max(size, sizeof(Locator)));
	uint8	   *to = (uint8 *) l + HEAD;
	bool		good = n % 2 == 0;

	for (size_t i = 0; i < n / 2 && good; i++)
	{
		int			high = hex_digit(text[2 * i]);
		int			low = hex_digit(text[2 * i + 1]);

		good = high >= 0 && low >= 0;
		to[i] = (uint8) (high * 16 + low);
		if (i % 1048576 == 0)
			CHECK_FOR_INTERRUPTS();
	}
	check_bytes(l, good ? size : HEAD, ERRCODE_INVALID_TEXT_REPRESENTATION);
	PG_RETURN_POINTER(l);
}

SQL_FUNCTION(locator_out)
{
	static const char digit[] = "0123456789abcdef";
	const Locator *l = locator_of(PG_GETARG_DATUM(0));
	size_t		n = VARSIZE(l) - HEAD;
	const uint8 *from = (const uint8 *) l + HEAD;
	char	   *text;

	if (!AllocSizeIsValid(2 * n + 1))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("The locator is too large for its text form."),
				 errdetail("It has %zu bytes; a text may have up to 1 GB.", n),
				 errhint("Use the binary form, or leave the locator out and build it again with build_locator.")));
	text = palloc(2 * n + 1);
	for (size_t i = 0; i < n; i++)
	{
		text[2 * i] = digit[from[i] >> 4];
		text[2 * i + 1] = digit[from[i] & 15];
		if (i % 1048576 == 0)
			CHECK_FOR_INTERRUPTS();
	}
	text[2 * n] = '\0';
	PG_RETURN_CSTRING(text);
}

SQL_FUNCTION(locator_recv)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			n = message->len - message->cursor;
	Locator    *l = palloc0(Max(HEAD + n, sizeof(Locator)));

	memcpy((char *) l + HEAD, pq_getmsgbytes(message, n), n);
	check_bytes(l, HEAD + n, ERRCODE_INVALID_BINARY_REPRESENTATION);
	PG_RETURN_POINTER(l);
}

SQL_FUNCTION(locator_send)
{
	const Locator *l = locator_of(PG_GETARG_DATUM(0));
	Size		n = VARSIZE(l) - HEAD;
	bytea	   *result = palloc(VARHDRSZ + n);

	SET_VARSIZE(result, VARHDRSZ + n);
	memcpy(VARDATA(result), (const char *) l + HEAD, n);
	PG_RETURN_BYTEA_P(result);
}

/* -------- what is in it -------- */

SQL_FUNCTION(sozialraum_locator_summary)
{
	const Locator *l = locator_of(PG_GETARG_DATUM(0));
	TupleDesc	tupdesc;
	Datum		values[10];
	bool		nulls[10] = {false};

	if (get_call_result_type(fcinfo, NULL, &tupdesc) != TYPEFUNC_COMPOSITE || tupdesc->natts != 10)
		elog(ERROR, "the result type of locator_summary is not the one that was expected");
	values[0] = Int32GetDatum(l->areas);
	values[1] = Int64GetDatum(l->edges);
	values[2] = Int64GetDatum((int64) l->overlaps);
	nulls[2] = (l->flags & LOCATOR_MORE_OVERLAPS) != 0;
	values[3] = Int32GetDatum(l->srid);
	values[4] = Int64GetDatum((int64) VARSIZE(l));
	values[5] = Float8GetDatum(l->xmin);
	values[6] = Float8GetDatum(l->ymin);
	values[7] = Float8GetDatum(l->xmax);
	values[8] = Float8GetDatum(l->ymax);
	values[9] = Int64GetDatum((int64) l->fingerprint);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(tupdesc), values, nulls)));
}

SQL_FUNCTION(sozialraum_locator_overlaps)
{
	const Locator *l = locator_of(PG_GETARG_DATUM(0));
	const int64_t *id = locator_id(l);
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;

	InitMaterializedSRF(fcinfo, 0);
	if ((l->flags & LOCATOR_MORE_OVERLAPS) != 0)
		ereport(WARNING,
				(errmsg("There are more overlaps than are listed."),
				 errdetail("A locator keeps up to %d pairs of areas.", LOCATOR_OVERLAPS_MAX),
				 errhint("Areas of several levels or dates do not belong into one locator.")));
	for (uint32_t i = 0; i < l->overlaps; i++)
	{
		const LocatorOverlap *o = &locator_overlap(l)[i];
		Datum		values[5] = {Int64GetDatum(id[o->area]), Int64GetDatum(id[o->other]), Float8GetDatum(o->x), Float8GetDatum(o->y),
		Int32GetDatum(l->srid)};
		bool		nulls[5] = {false};

		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
	}
	return (Datum) 0;
}
