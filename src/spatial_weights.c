/*
 * spatial_weights.c
 *		The type spatial_weights: making, reading.  See spatial.h.
 */
#include "spatial.h"

#include "common/shortest_dec.h"
#include "kernel/weights_format.h"
#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/memutils.h"

#define WEIGHTS_MAGIC	0x5357	/* "SW" */
#define WEIGHTS_VERSION	1

const char *const weight_styles[] = {"general", "binary", "row", "global", "variance"};

/* a multiplicative hash over words: equal contents have equal fingerprints on every machine of one byte order */
static uint64
fingerprint(const SpatialWeights *w)
{
	const uint64 *word = (const uint64 *) w->data;
	Size		words = (VARSIZE(w) - offsetof(SpatialWeights, data)) / sizeof(uint64);
	uint64		h = UINT64CONST(0x9e3779b97f4a7c15) ^ (uint64) w->n << 8 ^ w->style;

	for (Size i = 0; i < words; i++)
	{
		h = (h ^ word[i]) * UINT64CONST(0xff51afd7ed558ccd);
		h ^= h >> 32;
	}
	return h;
}

SpatialWeights *
spatial_weights_make(const int64 *id, const Neighbours *rows, WeightStyle style)
{
	Size		links = (Size) rows->start[rows->n];
	Size		size = offsetof(SpatialWeights, data) + ((Size) rows->n * 2 + 1) * sizeof(int64) + links * sizeof(double) +
		TYPEALIGN(sizeof(int64), links * sizeof(int32));
	SpatialWeights *w;
	Neighbours	to;

	if (!AllocSizeIsValid(size))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("The spatial weights are too large for one value."),
				 links >= NEIGHBOURS_LINKS_MAX ?
				 errdetail("They have more than %lld links between %d units; a value may have up to 1 GB, about 85 million links.",
						   (long long) NEIGHBOURS_LINKS_MAX - 1, rows->n) :
				 errdetail("They have %lld links between %d units; a value may have up to 1 GB, about 85 million links.",
						   (long long) links, rows->n),
				 errhint("Choose fewer neighbours or a shorter distance.")));
	w = palloc0(size);
	SET_VARSIZE(w, size);
	w->magic = WEIGHTS_MAGIC;
	w->version = WEIGHTS_VERSION;
	w->style = style;
	w->n = rows->n;
	w->links = links;
	memcpy(w->data, id, rows->n * sizeof(int64));
	to = spatial_weights_neighbours(w);
	memcpy((int64 *) to.start, rows->start, ((Size) rows->n + 1) * sizeof(int64));
	memcpy((double *) to.weight, rows->weight, links * sizeof(double));
	memcpy((int32 *) to.neighbour, rows->neighbour, links * sizeof(int32));
	w->fingerprint = fingerprint(w);
	return w;
}

const SpatialWeights *
spatial_weights_of(Datum datum)
{
	const SpatialWeights *w = (const SpatialWeights *) PG_DETOAST_DATUM(datum);

	if (VARSIZE(w) < offsetof(SpatialWeights, data) || w->magic != WEIGHTS_MAGIC || w->version != WEIGHTS_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("A value of the type spatial_weights is damaged."),
				 errhint("Build the weights again.")));
	return w;
}

/* -------- input and output -------- */

typedef enum WeightsForm
{
	FORM_TEXT,
	FORM_BYTES,
	FORM_GAL,
	FORM_GWT
} WeightsForm;

/* what is wrong with weights that came as text, bytes or rows */
pg_noreturn static void
content_error(WeightsFault fault, const WeightsContent *content, const char *text, WeightsForm form)
{
	char		excerpt[24];

	switch (fault)
	{
		case WEIGHTS_UNKNOWN_UNIT:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("A neighbour is not among the units."),
					 errdetail("The id is %lld.", (long long) content->fault_id),
					 errhint("Give every neighbour a line of its own, empty if it has no neighbours.")));
		case WEIGHTS_UNIT_TWICE:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("A unit comes twice in the spatial weights."),
					 errdetail("The id is %lld.", (long long) content->fault_id)));
		case WEIGHTS_LINK_TWICE:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("A neighbour comes twice in the spatial weights."),
					 errdetail("It is a neighbour of the id %lld.", (long long) content->fault_id),
					 errhint("Give every pair once, for example with SELECT DISTINCT or GROUP BY.")));
		case WEIGHTS_BAD_WEIGHT:
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("A spatial weight is not possible."),
					 errdetail("It is one of the neighbours of the id %lld.", (long long) content->fault_id),
					 errhint("Weights are finite and not negative; binary weights are 1, the weights of a row-standardised unit sum to 1.")));
		case WEIGHTS_COUNT:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("The head of the file names another number of units than the file has.")));
		case WEIGHTS_TRUNCATED:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
					 errmsg("These bytes are no spatial weights."),
					 errhint("Send what spatial_weights_send() wrote.")));
		default:
			strlcpy(excerpt, text + content->at, sizeof(excerpt));
			/* cut at a whole character */
			excerpt[pg_mbcliplen(excerpt, strlen(excerpt), sizeof(excerpt) - 4)] = '\0';
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
					 errmsg("This text is no spatial weights."),
					 errdetail("It cannot be read from character %zu on: \"%s\".", content->at + 1, excerpt),
					 form == FORM_GAL ?
					 errhint("A GAL file has a head (with the number of units), then for each unit its id, the number of its neighbours, and their ids; all are whole numbers.") :
					 form == FORM_GWT ?
					 errhint("A GWT file has a head (with the number of units), then lines of id, id of a neighbour, weight; ids are whole numbers.") :
					 errhint("Write for example {binary; 1: 2 3; 2: 1; 3: 1} or {row; 1: 2=0.5 3=0.5; 2: 1=1; 3: 1=1}.")));
	}
}

static Datum
content_result(WeightsFault fault, const WeightsContent *content, const char *text, WeightsForm form)
{
	if (fault != WEIGHTS_FINE)
		content_error(fault, content, text, form);
	return PointerGetDatum(spatial_weights_make((const int64 *) content->id, &content->rows, content->style));
}

SQL_FUNCTION(spatial_weights_in)
{
	const char *text = PG_GETARG_CSTRING(0);
	WeightsContent content = {0};
	WeightsFault fault = weights_parse(text, &content, &server_host);

	return content_result(fault, &content, text, FORM_TEXT);
}

SQL_FUNCTION(spatial_weights_out)
{
	const SpatialWeights *w = spatial_weights_of(PG_GETARG_DATUM(0));
	Neighbours	rows = spatial_weights_neighbours(w);
	const int64 *id = spatial_weights_id(w);
	StringInfoData text;

	initStringInfo(&text);
	appendStringInfo(&text, "{%s", weight_styles[w->style]);
	for (int32 i = 0; i < w->n; i++)
	{
		appendStringInfo(&text, "; " INT64_FORMAT ":", id[i]);
		for (int64 l = rows.start[i]; l < rows.start[i + 1]; l++)
		{
			appendStringInfo(&text, " " INT64_FORMAT, id[rows.neighbour[l]]);
			if (w->style != WEIGHTS_BINARY)
			{
				char		number[DOUBLE_SHORTEST_DECIMAL_LEN];

				double_to_shortest_decimal_buf(rows.weight[l], number);
				appendStringInfoChar(&text, '=');
				appendStringInfoString(&text, number);
			}
		}
		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
	}
	appendStringInfoChar(&text, '}');
	PG_RETURN_CSTRING(text.data);
}

SQL_FUNCTION(spatial_weights_recv)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	size_t		size = message->len - message->cursor;
	WeightsContent content = {0};
	WeightsFault fault = weights_decode((const uint8_t *) pq_getmsgbytes(message, (int) size), size, &content, &server_host);

	return content_result(fault, &content, NULL, FORM_BYTES);
}

SQL_FUNCTION(spatial_weights_send)
{
	const SpatialWeights *w = spatial_weights_of(PG_GETARG_DATUM(0));
	Neighbours	rows = spatial_weights_neighbours(w);
	size_t		size = VARHDRSZ + weights_encoded_size(&rows, (WeightStyle) w->style);
	bytea	   *bytes = palloc(size);

	SET_VARSIZE(bytes, size);
	weights_encode((const int64_t *) spatial_weights_id(w), &rows, (WeightStyle) w->style, (uint8_t *) VARDATA(bytes));
	PG_RETURN_BYTEA_P(bytes);
}

SQL_FUNCTION(sozialraum_weights_from_gal)
{
	const char *given = text_to_cstring(PG_GETARG_TEXT_PP(0));
	WeightsContent content = {0};
	WeightsFault fault = weights_parse_gal(given, &content, &server_host);

	return content_result(fault, &content, given, FORM_GAL);
}

SQL_FUNCTION(sozialraum_weights_from_gwt)
{
	const char *given = text_to_cstring(PG_GETARG_TEXT_PP(0));
	WeightsContent content = {0};
	WeightsFault fault = weights_parse_gwt(given, &content, &server_host);

	return content_result(fault, &content, given, FORM_GWT);
}

/* who is whose neighbour; the weights are not part of a GAL file */
SQL_FUNCTION(sozialraum_weights_to_gal)
{
	const SpatialWeights *w = spatial_weights_of(PG_GETARG_DATUM(0));
	Neighbours	rows = spatial_weights_neighbours(w);
	const int64 *id = spatial_weights_id(w);
	StringInfoData text;

	initStringInfo(&text);
	appendStringInfo(&text, "0 %d sozialraum id\n", w->n);
	for (int32 i = 0; i < w->n; i++)
	{
		appendStringInfo(&text, INT64_FORMAT " " INT64_FORMAT "\n", id[i], (int64) (rows.start[i + 1] - rows.start[i]));
		for (int64 l = rows.start[i]; l < rows.start[i + 1]; l++)
			appendStringInfo(&text, l > rows.start[i] ? " " INT64_FORMAT : INT64_FORMAT, id[rows.neighbour[l]]);
		appendStringInfoChar(&text, '\n');
		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
	}
	PG_RETURN_TEXT_P(cstring_to_text_with_len(text.data, text.len));
}

SQL_FUNCTION(sozialraum_weights_to_gwt)
{
	const SpatialWeights *w = spatial_weights_of(PG_GETARG_DATUM(0));
	Neighbours	rows = spatial_weights_neighbours(w);
	const int64 *id = spatial_weights_id(w);
	StringInfoData text;

	initStringInfo(&text);
	appendStringInfo(&text, "0 %d sozialraum id\n", w->n);
	for (int32 i = 0; i < w->n; i++)
	{
		for (int64 l = rows.start[i]; l < rows.start[i + 1]; l++)
		{
			char		number[DOUBLE_SHORTEST_DECIMAL_LEN];

			double_to_shortest_decimal_buf(rows.weight[l], number);
			appendStringInfo(&text, INT64_FORMAT " " INT64_FORMAT " %s\n", id[i], id[rows.neighbour[l]], number);
		}
		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
	}
	PG_RETURN_TEXT_P(cstring_to_text_with_len(text.data, text.len));
}
