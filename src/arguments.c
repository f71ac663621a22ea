/*
 * arguments.c
 *		Checks of arguments that all families share, and the errors they raise.
 */
#include "sozialraum.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "lib/stringinfo.h"

void
refuse_infinite(const char *name, double value)
{
	if (isnan(value))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("The argument \"%s\" must be a finite number.", name),
				 errdetail("At least one row has NaN."),
				 errhint("Use NULL for missing values, for example nullif(%s, 'NaN').", name)));
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("The argument \"%s\" must be a finite number.", name),
			 errdetail("At least one row has an infinite value."),
			 errhint("Use NULL for missing values, or leave such rows out with FILTER or WHERE.")));
}

void
refuse_null(const char *name)
{
	ereport(ERROR,
			(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
			 errmsg("The argument \"%s\" must not be NULL.", name)));
}

void
refuse_weight(const char *name)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("The weight \"%s\" must not be negative.", name),
			 errdetail("At least one row has a negative weight."),
			 errhint("A weight says how much a row counts; use 0 or NULL for rows that shall not count.")));
}

/* a state of so many rows that would have to travel from process to process */
void
refuse_large_state(int64 rows)
{
	ereport(ERROR,
			(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			 errmsg("The aggregate state is too large to be passed on."),
			 errdetail("It keeps %lld rows; a state that travels between processes may have up to 1 GB.", (long long) rows),
			 errhint("Set max_parallel_workers_per_gather = 0 to compute in one process, which has no such limit, or divide the rows with GROUP BY.")));
}

void
refuse_result(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("The result is out of range of type double precision."),
			 errhint("Use a larger unit, for example thousands instead of single cases.")));
}

/* A one-dimensional array of finite numbers without NULL, and at least one of them: its elements. */
const double *
check_float8_array(const char *name, ArrayType *array, int *n)
{
	const double *values = (const double *) ARR_DATA_PTR(array);

	*n = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	if (ARR_ELEMTYPE(array) != FLOAT8OID)
		elog(ERROR, "expected an array of double precision");
	if (*n == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The array \"%s\" must not be empty.", name),
				 errhint("Give at least one number.")));
	if (ARR_NDIM(array) != 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("The array \"%s\" must have one dimension.", name),
				 errdetail("It has %d dimensions.", ARR_NDIM(array))));
	if (array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("The array \"%s\" must not contain NULL.", name),
				 errhint("Remove the NULL elements, for example with array_remove(%s, NULL).", name)));
	for (int i = 0; i < *n; i++)
	{
		if (!isfinite(values[i]))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The array \"%s\" must contain finite numbers only.", name),
					 errdetail("Element %d is NaN or infinite.", i + 1)));
	}
	return values;
}

/* nulls may be a null pointer: no element is NULL */
ArrayType *
make_float8_array(const double *values, const bool *nulls, int n)
{
	Datum	   *elements = (Datum *) palloc(Max(n, 1) * sizeof(Datum));
	int			lower = 1;
	ArrayType  *array;

	for (int i = 0; i < n; i++)
		elements[i] = (nulls != NULL && nulls[i]) ? (Datum) 0 : Float8GetDatum(values[i]);
	array = construct_md_array(elements, (bool *) nulls, 1, &n, &lower,
							   FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE);
	pfree(elements);
	return array;
}

/* The elements of an array of doubles one by one, "missing" where an element is NULL; to has room for all of them. */
void
unpack_float8_array(const ArrayType *array, double missing, double *to)
{
	const bits8 *bitmap = ARR_NULLBITMAP(array);
	const double *from = (const double *) ARR_DATA_PTR(array);
	int			n = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));

	for (int i = 0; i < n; i++)
		to[i] = (!bitmap || (bitmap[i >> 3] & (1 << (i & 7)))) ? *from++ : missing;
}

/* The other way: NULL where an element is NaN. */
ArrayType *
pack_float8_array(const double *values, int n)
{
	bool	   *nulls = (bool *) palloc(Max(n, 1) * sizeof(bool));
	ArrayType  *array;

	for (int i = 0; i < n; i++)
		nulls[i] = isnan(values[i]);
	array = make_float8_array(values, nulls, n);
	pfree(nulls);
	return array;
}

int
choose_option(const char *name, text *given, const char *const *options, int n)
{
	StringInfoData list;

	for (int i = 0; i < n; i++)
	{
		if (VARSIZE_ANY_EXHDR(given) == strlen(options[i]) && memcmp(VARDATA_ANY(given), options[i], strlen(options[i])) == 0)
			return i;
	}
	initStringInfo(&list);
	for (int i = 0; i < n; i++)
		appendStringInfo(&list, "%s'%s'", i > 0 ? ", " : "", options[i]);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("The value \"%s\" of the argument \"%s\" is not known.", text_to_cstring(given), name),
			 errhint("Use one of %s.", list.data)));
}

Datum
make_record(FunctionCallInfo fcinfo, const double *values, int n)
{
	TupleDesc	desc = (TupleDesc) fcinfo->flinfo->fn_extra;
	Datum	   *datums = palloc(n * sizeof(Datum));
	bool	   *nulls = palloc(n * sizeof(bool));

	if (desc == NULL)
	{
		MemoryContext caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);

		if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE || desc->natts != n)
			elog(ERROR, "the function does not return a row of %d columns", n);
		desc = BlessTupleDesc(desc);
		fcinfo->flinfo->fn_extra = desc;
		MemoryContextSwitchTo(caller);
	}
	for (int i = 0; i < n; i++)
	{
		nulls[i] = isnan(values[i]);
		if (nulls[i])
			datums[i] = (Datum) 0;
		else if (TupleDescAttr(desc, i)->atttypid == INT4OID)
			datums[i] = Int32GetDatum((int32) values[i]);
		else
			datums[i] = Float8GetDatum(values[i]);
	}
	return HeapTupleGetDatum(heap_form_tuple(desc, datums, nulls));
}

void
check_interrupts(void)
{
	CHECK_FOR_INTERRUPTS();
}
