/*
 * import.c
 *		Reading the cells of delivered tables: figures with their marks, marks alone, dates.
 *
 * The figure functions are called once per cell of a delivery (tens of millions), so what depends on the format alone is worked out
 * once per query and kept in fn_extra.
 */
#include "sozialraum.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "utils/array.h"
#include "utils/date.h"
#include "utils/datetime.h"

#include "kernel/parse_date.h"
#include "kernel/parse_number.h"


typedef struct reader
{
	figure_format format;
	bool		constant;		/* the format arguments are the same in every call of this query */
	text	   *status[FIGURE_STATUS_COUNT];
	TupleDesc	result;			/* of parse_value() */
} reader;

static bool
text_equals(const text *t, const char *s)
{
	return VARSIZE_ANY_EXHDR(t) == strlen(s) && memcmp(VARDATA_ANY(t), s, strlen(s)) == 0;
}

/* the kernel reads UTF-8; plain ASCII, nearly every cell, is the same in every server encoding */
static const char *
as_utf8(const char *s, size_t *length)
{
	char	   *converted;

	if (GetDatabaseEncoding() == PG_UTF8)
		return s;
	for (size_t i = 0; i < *length; i++)
	{
		if (IS_HIGHBIT_SET(s[i]))
		{
			converted = pg_server_to_any(s, (int) *length, PG_UTF8);
			*length = strlen(converted);
			return converted;
		}
	}
	return s;
}

static figure_marks
marks_from_text(const text *t)
{
	if (text_equals(t, "destatis") || text_equals(t, "ffcsv"))
		return MARKS_DESTATIS;
	if (text_equals(t, "ba"))
		return MARKS_BA;
	if (text_equals(t, "zensus"))
		return MARKS_ZENSUS;
	if (text_equals(t, "plain"))
		return MARKS_PLAIN;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("There is no such set of marks."),
			 errdetail("Given: %s.", text_to_cstring(t)),
			 errhint("Marks are destatis, ffcsv, ba, zensus or plain (numbers only).")));
	return MARKS_PLAIN;			/* not reached */
}

/* one character: the decimal mark; a second one: the separator of thousands */
static void
set_decimal_mark(figure_format *format, const text *t)
{
	const char *s = VARDATA_ANY(t);
	size_t		n = VARSIZE_ANY_EXHDR(t);

	if (n < 1 || n > 2 || (s[0] != '.' && s[0] != ',') || (n == 2 && (strchr(".,' ", s[1]) == NULL || s[1] == s[0] || s[1] == '\0')))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The decimal mark must be a point or a comma, optionally followed by the separator of thousands."),
				 errdetail("Given: \"%s\".", text_to_cstring(t)),
				 errhint("English 1234.5 is '.', German 1234,5 is ','; with groups of three digits, 1,234.5 is '.,' and 1.234,5 is ',.'.")));
	format->decimal = s[0];
	format->group = n == 2 ? s[1] : 0;
}

static void
set_missing(figure_format *format, ArrayType *array)
{
	Datum	   *items;
	bool	   *nulls;
	int			n;
	missing_text *missing;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &items, &nulls, &n);
	missing = palloc0(sizeof(missing_text) * Max(n, 1));
	format->n_missing = 0;
	for (int i = 0; i < n; i++)
	{
		missing_text *m = &missing[format->n_missing];
		text	   *t;

		if (nulls[i])
			continue;			/* a missing cell is missing anyway */
		t = DatumGetTextPCopy(items[i]);
		m->length = VARSIZE_ANY_EXHDR(t);
		m->text = as_utf8(VARDATA_ANY(t), &m->length);
		trim_spaces(&m->text, &m->length);
		if (m->length == 0)
			continue;
		/* -9999 is written with a point in the call, and -9999,00 in the file */
		m->is_number = parse_decimal(m->text, m->length, '.', 0, &m->number) ||
			parse_decimal(m->text, m->length, format->decimal, format->group, &m->number);
		format->n_missing++;
	}
	format->missing = missing;
}

static text *
status_text(reader *r, figure_status status)
{
	return r->status[status];
}

static reader *
make_reader(MemoryContext context)
{
	MemoryContext old = MemoryContextSwitchTo(context);
	reader	   *r = palloc0(sizeof(reader));

	for (int i = 0; i < FIGURE_STATUS_COUNT; i++)
		r->status[i] = cstring_to_text(figure_status_name((figure_status) i));
	r->format.decimal = '.';
	MemoryContextSwitchTo(old);
	return r;
}

/* the reader of a call f(text, marks, decimal_mark, missing), or NULL where marks or decimal_mark are NULL */
static reader *
get_reader(FunctionCallInfo fcinfo)
{
	reader	   *r = fcinfo->flinfo->fn_extra;
	MemoryContext old;

	if (r != NULL && r->constant)
		return r;
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return NULL;
	if (r == NULL)
	{
		r = make_reader(fcinfo->flinfo->fn_mcxt);
		fcinfo->flinfo->fn_extra = r;
	}
	r->constant = get_fn_expr_arg_stable(fcinfo->flinfo, 1) && get_fn_expr_arg_stable(fcinfo->flinfo, 2) &&
		get_fn_expr_arg_stable(fcinfo->flinfo, 3);

	/* what is constant lives as long as the query, the rest as long as the call */
	old = MemoryContextSwitchTo(r->constant ? fcinfo->flinfo->fn_mcxt : CurrentMemoryContext);
	r->format.marks = marks_from_text(PG_GETARG_TEXT_PP(1));
	set_decimal_mark(&r->format, PG_GETARG_TEXT_PP(2));
	r->format.n_missing = 0;
	if (!PG_ARGISNULL(3))
		set_missing(&r->format, PG_GETARG_ARRAYTYPE_P(3));
	MemoryContextSwitchTo(old);
	return r;
}

static figure_status
read_cell(FunctionCallInfo fcinfo, reader *r, double *value)
{
	text	   *t;
	const char *s;
	size_t		length;

	*value = 0;
	if (PG_ARGISNULL(0))
		return FIGURE_EMPTY;
	t = PG_GETARG_TEXT_PP(0);
	length = VARSIZE_ANY_EXHDR(t);
	s = as_utf8(VARDATA_ANY(t), &length);
	return parse_figure(s, length, &r->format, value);
}

/*
 * parse_value(text, marks, decimal_mark, missing) -> (value, status, ok)
 */
SQL_FUNCTION(sozialraum_parse_value)
{
	reader	   *r = get_reader(fcinfo);
	figure_status status;
	double		value;
	Datum		values[3];
	bool		nulls[3];

	if (r == NULL)
		PG_RETURN_NULL();
	if (r->result == NULL)
	{
		TupleDesc	desc;
		MemoryContext old;

		if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
			elog(ERROR, "parse_value() must return a row");
		old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
		r->result = BlessTupleDesc(CreateTupleDescCopy(desc));
		MemoryContextSwitchTo(old);
	}
	status = read_cell(fcinfo, r, &value);
	values[0] = Float8GetDatum(value);
	nulls[0] = !figure_has_value(status);
	values[1] = PointerGetDatum(status_text(r, status));
	nulls[1] = status == FIGURE_REJECTED || status == FIGURE_EMPTY;
	values[2] = BoolGetDatum(status != FIGURE_REJECTED);
	nulls[2] = false;
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(r->result, values, nulls)));
}

/*
 * _parse_number(text, marks, decimal_mark, missing): the value alone; no row is formed
 */
SQL_FUNCTION(sozialraum_parse_number)
{
	reader	   *r = get_reader(fcinfo);
	double		value;

	if (r == NULL || !figure_has_value(read_cell(fcinfo, r, &value)))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(value);
}

/*
 * _parse_status(text, marks, decimal_mark, missing): the status alone, or rejected, or empty
 */
SQL_FUNCTION(sozialraum_parse_status)
{
	reader	   *r = get_reader(fcinfo);
	double		value;

	if (r == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(status_text(r, read_cell(fcinfo, r, &value)));
}

/*
 * _number_status(double precision, missing): what a cell of a numeric column is
 */
SQL_FUNCTION(sozialraum_number_status)
{
	reader	   *r = fcinfo->flinfo->fn_extra;
	double		x;

	if (r == NULL || !r->constant)
	{
		MemoryContext old;

		if (r == NULL)
		{
			r = make_reader(fcinfo->flinfo->fn_mcxt);
			fcinfo->flinfo->fn_extra = r;
		}
		r->constant = get_fn_expr_arg_stable(fcinfo->flinfo, 1);
		old = MemoryContextSwitchTo(r->constant ? fcinfo->flinfo->fn_mcxt : CurrentMemoryContext);
		r->format.n_missing = 0;
		if (!PG_ARGISNULL(1))
			set_missing(&r->format, PG_GETARG_ARRAYTYPE_P(1));
		MemoryContextSwitchTo(old);
	}
	if (PG_ARGISNULL(0))
		PG_RETURN_TEXT_P(status_text(r, FIGURE_EMPTY));
	x = PG_GETARG_FLOAT8(0);
	if (isnan(x) || isinf(x))
		PG_RETURN_TEXT_P(status_text(r, FIGURE_REJECTED));
	for (int i = 0; i < r->format.n_missing; i++)
	{
		if (r->format.missing[i].is_number && r->format.missing[i].number == x)
			PG_RETURN_TEXT_P(status_text(r, FIGURE_UNKNOWN));
	}
	PG_RETURN_TEXT_P(status_text(r, FIGURE_FINAL));
}

/*
 * _mark_status(text): a cell of a column of marks
 */
SQL_FUNCTION(sozialraum_mark_status)
{
	reader	   *r = fcinfo->flinfo->fn_extra;
	text	   *t;
	const char *s;
	size_t		length;

	if (r == NULL)
	{
		r = make_reader(fcinfo->flinfo->fn_mcxt);
		fcinfo->flinfo->fn_extra = r;
	}
	if (PG_ARGISNULL(0))
		PG_RETURN_TEXT_P(status_text(r, FIGURE_EMPTY));
	t = PG_GETARG_TEXT_PP(0);
	length = VARSIZE_ANY_EXHDR(t);
	s = as_utf8(VARDATA_ANY(t), &length);
	PG_RETURN_TEXT_P(status_text(r, parse_mark(s, length)));
}

/*
 * parse_date(text, format) -> date, NULL where the text is no date of that format
 */
SQL_FUNCTION(sozialraum_parse_date)
{
	text	   *t = PG_GETARG_TEXT_PP(0);
	text	   *f = PG_GETARG_TEXT_PP(1);
	size_t		length = VARSIZE_ANY_EXHDR(t);
	const char *s = as_utf8(VARDATA_ANY(t), &length);
	int			year,
				month,
				day;

	if (!date_format_is_valid(VARDATA_ANY(f), VARSIZE_ANY_EXHDR(f)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("This is no format of a date."),
				 errdetail("Given: %s.", text_to_cstring(f)),
				 errhint("A format consists of YYYY, MM and DD and the separators - . / and space, for example YYYY-MM-DD, DD.MM.YYYY, YYYYMM or YYYY.")));
	trim_spaces(&s, &length);
	if (!parse_date(s, length, VARDATA_ANY(f), VARSIZE_ANY_EXHDR(f), &year, &month, &day))
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(date2j(year, month, day) - POSTGRES_EPOCH_JDATE);
}
