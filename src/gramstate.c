/*
 * gramstate.c
 *		The flat state of exact sums of products: create, check, fill, combine.  See gramstate.h.
 */
#include "gramstate.h"

#include <math.h>

#include "utils/memutils.h"

#define HEAD_SIZE			sizeof(GramState)
#define CAPACITY_FIRST		8
#define CAPACITY_GROWTH		4		/* 8, 32, 128 = GRAM_BLOCK */

StaticAssertDecl(sizeof(GramState) == 32, "GramState must have no gaps");
StaticAssertDecl(CAPACITY_FIRST * CAPACITY_GROWTH * CAPACITY_GROWTH == GRAM_BLOCK, "capacities must end at a block");

/* -------- places inside a state -------- */

static inline int
width_of(const GramState *state)
{
	return state->variables + gram_is_weighted(state);
}

static inline double *
rows_of(const GramState *state)
{
	return (double *) ((char *) state + HEAD_SIZE);
}

static inline Size
rows_size(int capacity, int width)
{
	return (Size) capacity * width * sizeof(double);
}

static inline Size
sums_size(int variables, int limbs)
{
	return limbs == 0 ? 0 : gram_pairs(variables + 1) * exact_sum_size(limbs);
}

static inline GramSums
sums_of(const GramState *state)
{
	GramSums	sums = {state->lo, state->n, (char *) rows_of(state) + rows_size(state->capacity, width_of(state))};

	return sums;
}

/* -------- checks -------- */

/* Can the state be used without reading or writing beyond its end? */
static inline bool
is_inside(const GramState *state, StateKind kind)
{
	return VARSIZE(state) >= HEAD_SIZE &&
		state->magic == STATE_MAGIC && state->version == STATE_VERSION && state->kind == kind &&
		state->variables >= 1 && state->variables <= GRAM_VARIABLES_MAX &&
		state->capacity >= 1 && state->capacity <= GRAM_BLOCK && state->buffered <= state->capacity &&
		state->lo >= EXACT_LIMB_MIN && state->n <= EXACT_LIMBS_MAX && state->lo + state->n <= EXACT_LIMB_END &&
		VARSIZE(state) == HEAD_SIZE + rows_size(state->capacity, width_of(state)) + sums_size(state->variables, state->n);
}

/* is a sum one of terms of this degree, although it has more limbs? */
static bool
has_degree(const ExactSum *s, int degree)
{
	int			lowest = 0;
	int			exponent;

	while (lowest < s->n - 1 && s->limb[lowest] == 0)
		lowest++;
	return (exact_sum_frexp(s, &exponent) == 0 ||
			(s->lo + lowest >= -degree * EXACT_DEGREE_LIMBS && exponent <= 32 * degree * EXACT_DEGREE_LIMBS));
}

/* Does it also make sense? */
static void
check_contents(const GramState *state)
{
	const double *row = rows_of(state);
	int			width = width_of(state);
	int			degree = gram_is_weighted(state) ? 3 : 2;

	if (state->rows < state->buffered || state->rows <= 0 || (state->n == 0 && state->rows != state->buffered) ||
		state->parameter < 0 || state->parameter > state->variables || state->unused != 0 ||
		(state->capacity != CAPACITY_FIRST && state->capacity != CAPACITY_FIRST * CAPACITY_GROWTH && state->capacity != GRAM_BLOCK))
		state_error(gettext_noop("Its head is damaged."));
	for (int i = 0; i < state->buffered * width; i++)
	{
		if (!isfinite(row[i]) || (gram_is_weighted(state) && i % width == 0 && row[i] < 0))
			state_error(gettext_noop("Its numbers are damaged."));
	}
	if (state->n > 0)
	{
		GramSums	sums = sums_of(state);
		Size		size = exact_sum_size(state->n);

		for (Size p = 0; p < gram_pairs(state->variables + 1); p++)
		{
			const ExactSum *s = (const ExactSum *) (sums.first + p * size);

			if (s->lo != state->lo || s->n != state->n || s->special != 0 || !exact_sum_check(s, size, degree))
				state_error(gettext_noop("Its sums are damaged."));
		}
		/* n or sum w, sums of x or w x: else the products that the final functions form would leave the range of an ExactSum */
		for (int j = 0; j <= state->variables; j++)
		{
			if (!has_degree(gram_sum_read(&sums, 0, j), gram_is_weighted(state) && j > 0 ? 2 : 1))
				state_error(gettext_noop("Its sums are damaged."));
		}
		if (exact_sum_sign(gram_sum_read(&sums, 0, 0)) < 0)
			state_error(gettext_noop("Its sums are damaged."));
	}
}

/* Bring a state that was made on a machine of the other byte order into ours.  It need not be valid. */
static void
to_native_order(GramState *state)
{
	Size		size = VARSIZE(state);
	Size		at;

	exact_reverse_bytes(&state->magic, sizeof(state->magic));
	exact_reverse_bytes(&state->rows, sizeof(state->rows));
	exact_reverse_bytes(&state->parameter, sizeof(state->parameter));
	exact_reverse_bytes(&state->variables, sizeof(state->variables));
	exact_reverse_bytes(&state->capacity, sizeof(state->capacity));
	exact_reverse_bytes(&state->buffered, sizeof(state->buffered));
	exact_reverse_bytes(&state->lo, sizeof(state->lo));
	exact_reverse_bytes(&state->n, sizeof(state->n));
	exact_reverse_bytes(&state->unused, sizeof(state->unused));
	if ((state->kind != STATE_GRAM && state->kind != STATE_GRAM_WEIGHTED) || !is_inside(state, state->kind))
		return;
	for (int i = 0; i < state->capacity * width_of(state); i++)
		exact_reverse_bytes(&rows_of(state)[i], sizeof(double));
	at = HEAD_SIZE + rows_size(state->capacity, width_of(state));
	while (at < size)
	{
		Size		extent = exact_sum_from_other_order((char *) state + at, size - at);

		if (extent == 0)
			return;
		at += extent;
	}
}

/* A checked state of the kind (or_weighted: or with weights): the argument itself where that is possible, else a copy. */
static GramState *
checked_state(Datum datum, StateKind kind, bool or_weighted, bool copy)
{
	struct varlena *raw = (struct varlena *) DatumGetPointer(datum);
	GramState  *state;

	if (copy || !state_is_usable(raw))
		state = (GramState *) PG_DETOAST_DATUM_COPY(datum);
	else
		state = (GramState *) raw;

	if (VARSIZE(state) >= HEAD_SIZE && state->magic == STATE_MAGIC_SWAPPED)
	{
		if (state == (GramState *) raw)
			state = (GramState *) PG_DETOAST_DATUM_COPY(datum);
		to_native_order(state);
	}
	if (!is_inside(state, kind) && !(or_weighted && is_inside(state, STATE_GRAM_WEIGHTED)))
		state_error(gettext_noop("It is truncated, or it belongs to another aggregate or version."));
	check_contents(state);
	return state;
}

GramState *
gram_state_for_update(FunctionCallInfo fcinfo, StateKind kind)
{
	struct varlena *raw;

	if (PG_ARGISNULL(0))
		return NULL;
	raw = (struct varlena *) PG_GETARG_POINTER(0);

	/* as in state_for_update(): inside an aggregate the state is ours alone, called by hand it is not */
	if (likely(inside_aggregate(fcinfo) && state_is_usable(raw) && is_inside((GramState *) raw, kind)))
		return (GramState *) raw;
	return checked_state(PG_GETARG_DATUM(0), kind, false, true);
}

const GramState *
gram_state_for_reading(FunctionCallInfo fcinfo, bool or_weighted)
{
	if (PG_ARGISNULL(0))
		return NULL;
	return checked_state(PG_GETARG_DATUM(0), STATE_GRAM, or_weighted, false);
}

/* -------- filling -------- */

GramBlock *
gram_block_create(MemoryContext memory, int variables, bool weighted)
{
	GramBlock  *block = MemoryContextAlloc(memory, sizeof(GramBlock));

	gram_block_init(block, MemoryContextAlloc(memory, gram_block_size(variables + 1, weighted)), variables + 1, weighted);
	return block;
}

/* an empty state of this shape */
static GramState *
state_of_shape(StateKind kind, int variables, int32 parameter, int capacity, ExactRange range)
{
	int			n = range.end - range.from;
	Size		head = HEAD_SIZE + rows_size(capacity, variables + (kind == STATE_GRAM_WEIGHTED));
	Size		size = head + sums_size(variables, n);
	GramState  *state;

	if (!AllocSizeIsValid(size))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("The numbers of the variables are of too different size."),
				 errdetail("The exact sums of %d variables would take more than 1 GB.", variables),
				 errhint("Use fewer variables, or units in which the numbers are neither very large nor very small.")));
	state = (GramState *) palloc(size);
	memset(state, 0, HEAD_SIZE);
	SET_VARSIZE(state, size);
	state->magic = STATE_MAGIC;
	state->version = STATE_VERSION;
	state->kind = kind;
	state->variables = variables;
	state->parameter = parameter;
	state->capacity = capacity;
	state->lo = range.from;
	state->n = n;
	memset((char *) state + HEAD_SIZE, 0, rows_size(capacity, width_of(state)));	/* no byte of a state is left to chance */
	return state;
}

GramState *
gram_state_create(StateKind kind, int variables, int32 parameter)
{
	ExactRange	none = {0, 0};

	return state_of_shape(kind, variables, parameter, CAPACITY_FIRST, none);
}

/* the state with another capacity, and with sums over another range, which must contain the one it has */
static GramState *
reshaped(const GramState *state, int capacity, ExactRange range)
{
	GramState  *new = state_of_shape(state->kind, state->variables, state->parameter, capacity, range);

	new->rows = state->rows;
	new->buffered = state->buffered;
	memcpy(rows_of(new), rows_of(state), rows_size(Min(state->buffered, capacity), width_of(state)));
	if (new->n > 0)
	{
		GramSums	to = sums_of(new);
		GramSums	from = sums_of(state);

		if (state->n > 0)
			gram_widen(&to, &from, gram_pairs(state->variables + 1), check_interrupts);
		else
		{
			memset(to.first, 0, sums_size(new->variables, new->n));
			for (Size p = 0; p < gram_pairs(new->variables + 1); p++)
				(void) gram_sum(&to, p);	/* sets the heads */
		}
	}
	return new;
}

/* make the sums of the state reach over a range */
static GramState *
reaching(GramState *state, ExactRange range)
{
	ExactSum	have = {.lo = state->lo, .n = state->n};

	if (range.from == range.end || (state->n > 0 && state->lo <= range.from && state->lo + state->n >= range.end))
		return state;
	return reshaped(state, state->capacity, exact_range_grown(&have, range, gram_is_weighted(state) ? 3 : 2));
}

/* rows into the sums of a state */
static GramState *
add_rows(GramState *state, const double *row, int rows, GramBlock *block)
{
	GramSums	sums;

	if (rows == 0)
		return state;
	gram_split(block, row, rows);
	if (state->n == 0 && block->range.from == block->range.end)
	{
		ExactRange	one = {0, 1};	/* a block of weights 0: there must be sums all the same */

		state = reaching(state, one);
	}
	state = reaching(state, block->range);
	sums = sums_of(state);
	gram_add(block, &sums, check_interrupts);
	return state;
}

GramState *
gram_state_next_row(GramState *state, double **row, GramBlockSource source, void *context)
{
	if (unlikely(state->buffered == state->capacity))
	{
		if (state->capacity < GRAM_BLOCK)
		{
			ExactRange	range = {state->lo, state->lo + state->n};

			state = reshaped(state, Min(state->capacity * CAPACITY_GROWTH, GRAM_BLOCK), range);
		}
		else
		{
			state = add_rows(state, rows_of(state), state->buffered, source(context, state->variables, gram_is_weighted(state)));
			state->buffered = 0;
		}
	}
	*row = rows_of(state) + (Size) state->buffered * width_of(state);
	state->buffered++;
	state->rows++;
	return state;
}

const GramState *
gram_state_finished(const GramState *state, GramSums *sums)
{
	GramState  *copy;

	if (state->buffered > 0)
	{
		GramBlock  *block = gram_block_create(CurrentMemoryContext, state->variables, gram_is_weighted(state));

		copy = (GramState *) palloc(VARSIZE(state));
		memcpy(copy, state, VARSIZE(state));
		copy = add_rows(copy, rows_of(state), state->buffered, block);
		copy->buffered = 0;
		state = copy;
	}
	*sums = sums_of(state);
	return state;
}

/* -------- combine -------- */

GramState *
gram_state_merge(GramState *state, const GramState *other)
{
	if (state->kind != other->kind)
		state_error(gettext_noop("It is truncated, or it belongs to another aggregate or version."));
	if (state->variables != other->variables)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("The arrays \"%s\" must have the same length.", "x"),
				 errdetail("Lengths %d and %d.", state->variables, other->variables)));
	if (state->parameter != other->parameter)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("Aggregate states with different parameters cannot be combined."),
				 errhint("Pass the same constant arguments for all rows.")));

	if (other->n > 0)
	{
		ExactRange	range = {other->lo, other->lo + other->n};
		GramSums	to;
		GramSums	from = sums_of(other);

		state = reaching(state, range);
		to = sums_of(state);
		gram_merge(&to, &from, gram_pairs(state->variables + 1), check_interrupts);
	}
	if (other->buffered <= state->capacity - state->buffered)
	{
		memcpy(rows_of(state) + (Size) state->buffered * width_of(state), rows_of(other), rows_size(other->buffered, width_of(other)));
		state->buffered += other->buffered;
	}
	else
		state = add_rows(state, rows_of(other), other->buffered,
						 gram_block_create(CurrentMemoryContext, state->variables, gram_is_weighted(state)));
	state->rows += other->rows;
	return state;
}

Datum
gram_state_combine(FunctionCallInfo fcinfo, StateKind kind)
{
	GramState  *state = gram_state_for_update(fcinfo, kind);
	const GramState *other;

	if (PG_ARGISNULL(1))
	{
		if (state == NULL)
			PG_RETURN_NULL();
		return gram_state_result(state);
	}
	if (state == NULL)
		return gram_state_result(checked_state(PG_GETARG_DATUM(1), kind, false, true));
	other = checked_state(PG_GETARG_DATUM(1), kind, false, false);
	return gram_state_result(gram_state_merge(state, other));
}
