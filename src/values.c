/*
 * values.c
 *		States that keep values: chunks in memory, a flat form to travel.  See values.h.
 */
#include "values.h"

#include <math.h>

#include "utils/memutils.h"

#include "aggstate.h"

#define CHUNK_NUMBERS_MIN	16
#define CHUNK_NUMBERS_MAX	65520	/* half a megabyte with the heads of palloc and malloc: the most that is allocated ahead */

#define FLAT_HEAD			offsetof(FlatValues, data)

ValueStore *
values_create(FunctionCallInfo fcinfo, int kind, int columns, int parameters)
{
	MemoryContext memory;
	ValueStore *store;

	if (!AggCheckCallContext(fcinfo, &memory))
		elog(ERROR, "aggregate function called in a non-aggregate context");
	store = (ValueStore *) MemoryContextAllocZero(memory, sizeof(ValueStore));
	store->memory = memory;
	store->kind = kind;
	store->columns = columns;
	store->parameters = parameters;
	if (parameters > 0)
		store->parameter = (double *) MemoryContextAllocZero(memory, parameters * sizeof(double));
	return store;
}

void
values_parameters(ValueStore *store, const double *parameter, int n, const char *name)
{
	if (store->rows == 0)
		memcpy(store->parameter, parameter, n * sizeof(double));
	else if (store->parameters != n || memcmp(store->parameter, parameter, n * sizeof(double)) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be the same for all rows.", name),
				 errhint("Give a constant.")));
}

/* Add a chunk.  Each is as large as all before it together, up to the largest, so that small groups stay small. */
void
values_grow(ValueStore *store)
{
	int64		rows;

	rows = Max(store->rows, CHUNK_NUMBERS_MIN / store->columns);
	rows = Min(rows, CHUNK_NUMBERS_MAX / store->columns);
	rows = Max(rows, 1);
	if (store->chunks == store->chunks_allocated)
	{
		int			n = Max(4, 2 * store->chunks_allocated);

		if (store->chunks == 0)
		{
			store->chunk = MemoryContextAlloc(store->memory, n * sizeof(double *));
			store->chunk_rows = MemoryContextAlloc(store->memory, n * sizeof(int64));
		}
		else
		{
			store->chunk = repalloc_huge(store->chunk, n * sizeof(double *));
			store->chunk_rows = repalloc_huge(store->chunk_rows, n * sizeof(int64));
		}
		store->chunks_allocated = n;
	}
	store->next = MemoryContextAlloc(store->memory, rows * store->columns * sizeof(double));
	store->end = store->next + rows * store->columns;
	store->chunk[store->chunks] = store->next;
	store->chunk_rows[store->chunks] = rows;
	store->chunks++;
}

/* the rows one behind the other, into room for all of them */
static void
copy_rows(const ValueStore *store, double *to)
{
	int64		left = store->rows;

	for (int c = 0; c < store->chunks && left > 0; c++)
	{
		int64		rows = Min(left, store->chunk_rows[c]);

		memcpy(to, store->chunk[c], rows * store->columns * sizeof(double));
		to += rows * store->columns;
		left -= rows;
		CHECK_FOR_INTERRUPTS();
	}
}

double *
values_copy(const ValueStore *store)
{
	double	   *copy = MemoryContextAllocHuge(CurrentMemoryContext, Max(store->rows, 1) * store->columns * sizeof(double));

	copy_rows(store, copy);
	return copy;
}

static void
append_rows(ValueStore *store, const double *from, int64 rows)
{
	while (rows > 0)
	{
		int64		n;

		if (store->next == store->end)
			values_grow(store);
		n = Min(rows, (store->end - store->next) / store->columns);
		memcpy(store->next, from, n * store->columns * sizeof(double));
		store->next += n * store->columns;
		store->rows += n;
		from += n * store->columns;
		rows -= n;
	}
}

static void
append_store(ValueStore *store, const ValueStore *other)
{
	int64		left = other->rows;

	for (int c = 0; c < other->chunks && left > 0; c++)
	{
		int64		rows = Min(left, other->chunk_rows[c]);

		append_rows(store, other->chunk[c], rows);
		left -= rows;
	}
}

static void
check_same_shape(const ValueStore *store, int kind, int columns, uint32 parameters, const double *parameter)
{
	if (store->kind != kind)
		elog(ERROR, "aggregate states of kinds %d and %d cannot be combined", store->kind, kind);
	if (store->columns != columns || store->parameters != (int) parameters ||
		memcmp(store->parameter ? store->parameter : parameter, parameter, parameters * sizeof(double)) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("Aggregate states with different parameters cannot be combined."),
				 errhint("Pass the same constant arguments for all rows.")));
}

/* combine function of all states that keep values: (state, state) */
SQL_FUNCTION(values_combine)
{
	ValueStore *store = values_for_update(fcinfo);
	const ValueStore *other = PG_ARGISNULL(1) ? NULL : (ValueStore *) PG_GETARG_POINTER(1);

	if (other == NULL)
		return values_result(fcinfo, store);
	if (store == NULL)
	{
		store = values_create(fcinfo, other->kind, other->columns, other->parameters);
		if (other->parameters > 0)
			memcpy(store->parameter, other->parameter, other->parameters * sizeof(double));
	}
	else
		check_same_shape(store, other->kind, other->columns, other->parameters, other->parameter);
	append_store(store, other);
	return values_result(fcinfo, store);
}

/* -------- the flat form -------- */

/* serial function, and final function of X_state */
SQL_FUNCTION(values_state)
{
	const ValueStore *store = values_for_reading(fcinfo);
	Size		size;
	FlatValues *flat;

	if (store == NULL)
		PG_RETURN_NULL();
	size = add_size(FLAT_HEAD, mul_size(add_size(mul_size(store->rows, store->columns), store->parameters), sizeof(double)));
	if (!AllocSizeIsValid(size))
		refuse_large_state(store->rows);
	flat = (FlatValues *) palloc(size);
	SET_VARSIZE(flat, size);
	flat->magic = STATE_MAGIC;
	flat->version = STATE_VERSION;
	flat->kind = store->kind;
	flat->rows = store->rows;
	flat->parameters = store->parameters;
	flat->columns = store->columns;
	if (store->parameters > 0)
		memcpy(flat->data, store->parameter, store->parameters * sizeof(double));
	copy_rows(store, flat->data + store->parameters);
	PG_RETURN_BYTEA_P(flat);
}

/* Bring a state from a machine of the other byte order into ours.  It need not be valid. */
static void
to_native_order(FlatValues *flat)
{
	exact_reverse_bytes(&flat->magic, sizeof(flat->magic));
	exact_reverse_bytes(&flat->rows, sizeof(flat->rows));
	exact_reverse_bytes(&flat->parameters, sizeof(flat->parameters));
	exact_reverse_bytes(&flat->columns, sizeof(flat->columns));
	for (Size i = 0; i < (VARSIZE(flat) - FLAT_HEAD) / sizeof(double); i++)
		exact_reverse_bytes(&flat->data[i], sizeof(double));
}

/* A checked flat state, aligned and in our byte order; its numbers are finite. */
static const FlatValues *
checked_flat(Datum datum)
{
	FlatValues *flat = (FlatValues *) PG_DETOAST_DATUM(datum);
	Size		size = VARSIZE(flat);
	Size		numbers;

	if (size < FLAT_HEAD)
		state_error(gettext_noop("It is truncated, or it belongs to another aggregate or version."));
	if (!PointerIsAligned(flat, int64) || flat->magic == STATE_MAGIC_SWAPPED)
	{
		flat = (FlatValues *) memcpy(palloc(size), flat, size);
		if (flat->magic == STATE_MAGIC_SWAPPED)
			to_native_order(flat);
	}
	numbers = (size - FLAT_HEAD) / sizeof(double);
	if (flat->magic != STATE_MAGIC || flat->version != STATE_VERSION || (size - FLAT_HEAD) % sizeof(double) != 0)
		state_error(gettext_noop("It is truncated, or it belongs to another aggregate or version."));
	if (flat->rows <= 0 || flat->columns < 1 || flat->columns > VALUES_COLUMNS_MAX || flat->parameters > VALUES_PARAMETERS_MAX ||
		flat->parameters > numbers || (numbers - flat->parameters) % flat->columns != 0 ||
		(uint64) flat->rows != (numbers - flat->parameters) / flat->columns)
		state_error(gettext_noop("Its head is damaged."));
	for (Size i = 0; i < numbers; i++)
	{
		if (!isfinite(flat->data[i]))
			state_error(gettext_noop("Its numbers are damaged."));
	}
	return flat;
}

static ValueStore *
add_flat(FunctionCallInfo fcinfo, ValueStore *store, const FlatValues *flat)
{
	if (store == NULL)
	{
		store = values_create(fcinfo, flat->kind, flat->columns, flat->parameters);
		if (flat->parameters > 0)
			memcpy(store->parameter, flat->data, flat->parameters * sizeof(double));
	}
	else
		check_same_shape(store, flat->kind, flat->columns, flat->parameters, flat->data);
	append_rows(store, flat->data + flat->parameters, flat->rows);
	return store;
}

/* deserial function */
SQL_FUNCTION(values_deserial)
{
	return values_result(fcinfo, add_flat(fcinfo, NULL, checked_flat(PG_GETARG_DATUM(0))));
}

Datum
values_merge(FunctionCallInfo fcinfo, int kind)
{
	ValueStore *store = values_for_update(fcinfo);
	const FlatValues *flat;

	if (PG_ARGISNULL(1))
		return values_result(fcinfo, store);
	flat = checked_flat(PG_GETARG_DATUM(1));
	if (flat->kind != kind)
		state_error(gettext_noop("It is truncated, or it belongs to another aggregate or version."));
	return values_result(fcinfo, add_flat(fcinfo, store, flat));
}
