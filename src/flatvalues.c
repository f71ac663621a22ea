/*
 * flatvalues.c
 *		Flat states that keep their values.  See flatvalues.h.
 */
#include "flatvalues.h"

#include <math.h>

#include "utils/memutils.h"

#include "aggstate.h"

#define FLAT_HEAD			offsetof(FlatValues, data)
#define NUMBERS_MIN			32
#define NUMBERS_MAX			((MaxAllocSize - FLAT_HEAD) / sizeof(double))

static inline uint64
numbers_in(const FlatValues *state)
{
	return (VARSIZE(state) - FLAT_HEAD) / sizeof(double);
}

/* Can the state be used without reading or writing beyond its end?  Cheap, as it is asked at every row. */
static inline bool
is_inside(const FlatValues *state, int kind, uint32 columns)
{
	return VARSIZE(state) >= FLAT_HEAD &&
		state->magic == STATE_MAGIC && state->version == STATE_VERSION && state->kind == kind && state->parameters == 0 &&
		(columns == 0 ? state->columns >= 1 && state->columns <= VALUES_COLUMNS_MAX : state->columns == columns) &&
		state->rows >= 0 && state->rows <= (int64) NUMBERS_MAX &&
		(uint64) state->rows * state->columns <= numbers_in(state);
}

/* Bring a state from a machine of the other byte order into ours.  It need not be valid. */
static void
to_native_order(FlatValues *state)
{
	exact_reverse_bytes(&state->magic, sizeof(state->magic));
	exact_reverse_bytes(&state->rows, sizeof(state->rows));
	exact_reverse_bytes(&state->parameters, sizeof(state->parameters));
	exact_reverse_bytes(&state->columns, sizeof(state->columns));
	for (uint64 i = 0; i < numbers_in(state); i++)
		exact_reverse_bytes(&state->data[i], sizeof(double));
}

/* A checked state: the argument itself where that is possible, else a copy in the current memory context. */
static FlatValues *
checked_state(Datum datum, int kind, uint32 columns, bool copy)
{
	struct varlena *raw = (struct varlena *) DatumGetPointer(datum);
	FlatValues *state = (FlatValues *) raw;

	if (copy || !state_is_usable(raw))
		state = (FlatValues *) PG_DETOAST_DATUM_COPY(datum);
	if (VARSIZE(state) >= FLAT_HEAD && state->magic == STATE_MAGIC_SWAPPED)
	{
		if (state == (FlatValues *) raw)
			state = (FlatValues *) PG_DETOAST_DATUM_COPY(datum);
		to_native_order(state);
	}
	if (!is_inside(state, kind, columns))
		state_error(gettext_noop("It is truncated, or it belongs to another aggregate or version."));
	if (state->rows == 0 || (VARSIZE(state) - FLAT_HEAD) % sizeof(double) != 0)
		state_error(gettext_noop("Its head is damaged."));
	for (uint64 i = 0; i < (uint64) state->rows * state->columns; i++)
	{
		if (!isfinite(state->data[i]))
			state_error(gettext_noop("Its numbers are damaged."));
	}
	return state;
}

FlatValues *
flatvalues_for_update(FunctionCallInfo fcinfo, int kind, uint32 columns)
{
	struct varlena *raw;

	if (PG_ARGISNULL(0))
		return NULL;
	raw = (struct varlena *) PG_GETARG_POINTER(0);

	/* Inside an aggregate the state is ours alone: change it in place.  Called by hand, never touch the caller's value. */
	if (likely(inside_aggregate(fcinfo) && state_is_usable(raw) && is_inside((FlatValues *) raw, kind, columns)))
		return (FlatValues *) raw;
	return checked_state(PG_GETARG_DATUM(0), kind, columns, true);
}

const FlatValues *
flatvalues_for_reading(FunctionCallInfo fcinfo, int argno, int kind, uint32 columns)
{
	if (PG_ARGISNULL(argno))
		return NULL;
	return checked_state(PG_GETARG_DATUM(argno), kind, columns, false);
}

Datum
flatvalues_result(FunctionCallInfo fcinfo, FlatValues *state)
{
	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}

/*
 * A state with room for so many more rows: the same, or a larger copy.  The executor copies what a transition function returns into
 * the aggregate's memory and frees the old state.
 */
static FlatValues *
with_room(FlatValues *old, int kind, uint32 columns, int64 more)
{
	int64		rows = old ? old->rows : 0;
	uint64		needed = (uint64) (rows + more) * columns;
	uint64		numbers;
	Size		used = old ? FLAT_HEAD + (Size) rows * columns * sizeof(double) : FLAT_HEAD;
	Size		size;
	FlatValues *new;

	if (old != NULL && needed <= numbers_in(old))
		return old;
	if (needed > NUMBERS_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("The aggregate state is too large to be passed on."),
				 errdetail("It keeps %lld rows; a state that travels between processes may have up to 1 GB.", (long long) rows),
				 errhint("Divide the rows with GROUP BY, or add up the counts to larger areas first.")));
	numbers = Max(needed, old ? 2 * numbers_in(old) : NUMBERS_MIN);
	numbers = Min(numbers, NUMBERS_MAX);
	size = FLAT_HEAD + numbers * sizeof(double);
	new = (FlatValues *) palloc(size);
	if (old != NULL)
		memcpy(new, old, used);
	else
	{
		memset(new, 0, FLAT_HEAD);
		new->magic = STATE_MAGIC;
		new->version = STATE_VERSION;
		new->kind = kind;
		new->columns = columns;
	}
	memset((char *) new + used, 0, size - used);
	SET_VARSIZE(new, size);
	return new;
}

FlatValues *
flatvalues_row(FlatValues *state, int kind, uint32 columns, double **row)
{
	state = with_room(state, kind, columns, 1);
	*row = state->data + state->rows * columns;
	state->rows++;
	return state;
}

Datum
flatvalues_combine(FunctionCallInfo fcinfo, int kind, uint32 columns, void (*differ) (int, int))
{
	FlatValues *state = flatvalues_for_update(fcinfo, kind, columns);
	const FlatValues *other = flatvalues_for_reading(fcinfo, 1, kind, columns);

	if (other == NULL)
		return flatvalues_result(fcinfo, state);
	if (state == NULL)
		return flatvalues_result(fcinfo, checked_state(PG_GETARG_DATUM(1), kind, columns, true));
	if (state->columns != other->columns)
		differ((int) state->columns, (int) other->columns);
	state = with_room(state, kind, state->columns, other->rows);
	memcpy(state->data + state->rows * state->columns, other->data, (Size) other->rows * other->columns * sizeof(double));
	state->rows += other->rows;
	return flatvalues_result(fcinfo, state);
}
