/*
 * aggstate.c
 *		Aggregate states: create, check, grow, combine.  See aggstate.h.
 */
#include "aggstate.h"

#include <math.h>

#define HEAD_SIZE			offsetof(FlatState, parameter)

#define MAX_SUMS			16

#define AS_MANY_AS_ASKED	-1		/* the number of sums is in the state; all have the degree that comes first */
#define SUMS_MAX			10000

/* the sums of each kind by their degree: 1 for sums of x, 2 for sums of products */
static const struct
{
	int			sums;
	int			degree[MAX_SUMS];
}			layout[] =
{
	[STATE_SUM] = {1, {1}},
	[STATE_MEAN] = {2, {1, 2}},
	[STATE_MOMENTS] = {2, {1, 2}},
	[STATE_VECTOR] = {0},
	[STATE_DOT_PRODUCT] = {1, {2}},
	[STATE_DIRECT] = {5, {1, 1, 1, 1, 1}},
	[STATE_INDIRECT] = {2, {1, 2}},
	[STATE_POWER_MEAN] = {4, {1, 2, 2, 1}},
	[STATE_STDDEV] = {3, {1, 2, 3}},
	[STATE_RANGE] = {0},
	[STATE_CLASS_MOMENTS] = {AS_MANY_AS_ASKED, {2}},
	[STATE_ENTROPY] = {3, {1, 2, 3}},
	[STATE_ENTROPY_GROUPS] = {4, {1, 2, 3, 3}},
	[STATE_ATKINSON] = {3, {1, 2, 3}},
	[STATE_EXPOSURE] = {3, {1, 1, 1}},
	[STATE_INTERACTION] = {2, {1, 1}},
	[STATE_INFORMATION] = {AS_MANY_AS_ASKED, {1}},
	[STATE_INFORMATION_LEVELS] = {AS_MANY_AS_ASKED, {1}},
	[STATE_TREND] = {5, {1, 1, 2, 2, 2}},
	[STATE_GROWTH] = {0},
	[STATE_LOG_TREND] = {5, {1, 1, 2, 2, 1}},
	[STATE_TRANSFER_EXTENSIVE] = {3, {1, 2, 1}},
	[STATE_TRANSFER_INTENSIVE] = {3, {1, 2, 1}},
	[STATE_DOMINANCE] = {1, {1}},
	[STATE_P_PERCENT] = {1, {1}},
};

static inline int
sums_of(const FlatState *state)
{
	int			n = layout[state->kind].sums;

	return n == AS_MANY_AS_ASKED ? (int) state->sums : n;
}

static inline int
degree_of(const FlatState *state, int which)
{
	return layout[state->kind].degree[layout[state->kind].sums == AS_MANY_AS_ASKED ? 0 : which];
}

void
state_error(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("The aggregate state is not valid."),
			 errdetail_internal("%s", dgettext(TEXTDOMAIN, detail)),
			 errhint("Pass on aggregate states unchanged, and only to the functions of the aggregate that made them.")));
}

FlatState *
state_create(StateKind kind, uint32 parameters)
{
	return state_create_with_sums(kind, parameters, 0);
}

FlatState *
state_create_with_sums(StateKind kind, uint32 parameters, uint32 sums)
{
	int			n = layout[kind].sums == AS_MANY_AS_ASKED ? (int) sums : layout[kind].sums;
	Size		size = HEAD_SIZE + parameters * sizeof(double) + n * exact_sum_size(0);
	FlatState  *state = (FlatState *) palloc0(size);

	SET_VARSIZE(state, size);
	state->magic = STATE_MAGIC;
	state->version = STATE_VERSION;
	state->kind = kind;
	state->parameters = parameters;
	state->sums = sums;
	for (int i = 0; i < n; i++)
		state_sum(state, i)->version = EXACT_VERSION;
	return state;
}

/* -------- checks -------- */

/* Can the state be used without reading or writing beyond its end?  Cheap, as it is asked at every row. */
static inline bool
is_inside(const FlatState *state, StateKind kind)
{
	Size		size = VARSIZE(state);
	Size		at;
	int			n;

	if (size < HEAD_SIZE ||
		state->magic != STATE_MAGIC || state->version != STATE_VERSION || state->kind != kind ||
		(size - HEAD_SIZE) / sizeof(double) < state->parameters || state->sums > SUMS_MAX)
		return false;
	at = HEAD_SIZE + state->parameters * sizeof(double);
	n = sums_of(state);
	for (int i = 0; i < n; i++)
	{
		Size		extent = exact_sum_extent((const ExactSum *) ((const char *) state + at), size - at);

		if (extent == 0)
			return false;
		at += extent;
	}
	return at == size;
}

/* Does it also make sense? */
static void
check_contents(const FlatState *state)
{
	if (state->rows <= 0 || (state->sums != 0 && layout[state->kind].sums != AS_MANY_AS_ASKED))
		state_error(gettext_noop("Its head is damaged."));
	for (uint32 i = 0; i < state->parameters; i++)
	{
		if (isnan(state->parameter[i]))
			state_error(gettext_noop("Its parameters are damaged."));
	}
	for (int i = 0; i < sums_of(state); i++)
	{
		const ExactSum *sum = state_sum(state, i);

		if (!exact_sum_check(sum, exact_sum_size(sum->n), degree_of(state, i)))
			state_error(gettext_noop("Its sums are damaged."));
	}
}

/* Bring a state that was made on a machine of the other byte order into ours.  It need not be valid. */
static void
to_native_order(FlatState *state)
{
	Size		size = VARSIZE(state);
	Size		at;

	if (size < HEAD_SIZE || state->magic != STATE_MAGIC_SWAPPED || state->kind >= lengthof(layout))
		return;
	exact_reverse_bytes(&state->magic, sizeof(state->magic));
	exact_reverse_bytes(&state->rows, sizeof(state->rows));
	exact_reverse_bytes(&state->parameters, sizeof(state->parameters));
	exact_reverse_bytes(&state->sums, sizeof(state->sums));
	if ((size - HEAD_SIZE) / sizeof(double) < state->parameters || state->sums > SUMS_MAX)
		return;
	for (uint32 i = 0; i < state->parameters; i++)
		exact_reverse_bytes(&state->parameter[i], sizeof(double));
	at = HEAD_SIZE + state->parameters * sizeof(double);
	for (int i = 0; i < sums_of(state); i++)
	{
		Size		extent = exact_sum_from_other_order((char *) state + at, size - at);

		if (extent == 0)
			return;
		at += extent;
	}
}

/* A checked state: the argument itself where that is possible, else a copy in the current memory context. */
static FlatState *
checked_state(Datum datum, StateKind kind, bool copy)
{
	struct varlena *raw = (struct varlena *) DatumGetPointer(datum);
	FlatState  *state;

	if (copy || !state_is_usable(raw))
		state = (FlatState *) PG_DETOAST_DATUM_COPY(datum);
	else
		state = (FlatState *) raw;

	if (VARSIZE(state) >= HEAD_SIZE && state->magic == STATE_MAGIC_SWAPPED)
	{
		if (state == (FlatState *) raw)
			state = (FlatState *) PG_DETOAST_DATUM_COPY(datum);
		to_native_order(state);
	}
	if (!is_inside(state, kind))
		state_error(gettext_noop("It is truncated, or it belongs to another aggregate or version."));
	check_contents(state);
	return state;
}

FlatState *
state_for_update(FunctionCallInfo fcinfo, StateKind kind)
{
	struct varlena *raw;

	if (PG_ARGISNULL(0))
		return NULL;
	raw = (struct varlena *) PG_GETARG_POINTER(0);

	/* Inside an aggregate the state is ours alone: change it in place.  Called by hand, never touch the caller's value. */
	if (likely(inside_aggregate(fcinfo) && state_is_usable(raw) && is_inside((FlatState *) raw, kind)))
		return (FlatState *) raw;
	return checked_state(PG_GETARG_DATUM(0), kind, true);
}

const FlatState *
state_for_reading(FunctionCallInfo fcinfo, int argno, StateKind kind)
{
	if (PG_ARGISNULL(argno))
		return NULL;
	return checked_state(PG_GETARG_DATUM(argno), kind, false);
}

/* -------- growth -------- */

/*
 * Give a sum room for a term.  The state moves; the executor copies the new one into the aggregate's memory and frees the old
 * one, as it does with everything a transition function returns.
 */
static pg_noinline void
widen(FlatState **state, int which, ExactRange range)
{
	FlatState  *old = *state;
	FlatState  *new;
	ExactSum   *sum = state_sum(old, which);
	Size		before = (char *) sum - (char *) old;
	Size		after = VARSIZE(old) - before - exact_sum_size(sum->n);
	Size		size;

	range = exact_range_grown(sum, range, degree_of(old, which));
	size = before + exact_sum_size(range.end - range.from) + after;
	new = (FlatState *) palloc(size);
	memcpy(new, old, before);
	SET_VARSIZE(new, size);
	exact_sum_widen((ExactSum *) ((char *) new + before), sum, range);
	memcpy((char *) new + size - after, (char *) old + VARSIZE(old) - after, after);
	*state = new;
}

FlatState *
state_add_slowly(FlatState *state, int which, double x)
{
	widen(&state, which, exact_range(x));
	exact_sum_add(state_sum(state, which), x);
	return state;
}

FlatState *
state_add_each(FlatState *state, int n, const double *term)
{
	ExactSum   *sum = state_sum(state, 0);

	for (int i = 0; i < n; i++)
	{
		while (unlikely(!exact_sum_add(sum, term[i])))
		{
			widen(&state, i, exact_range(term[i]));
			sum = state_sum(state, i);
		}
		sum = state_next_sum(sum);
	}
	return state;
}

FlatState *
state_add_product(FlatState *state, int which, double x, double y)
{
	while (unlikely(!exact_sum_add_product(state_sum(state, which), x, y)))
		widen(&state, which, exact_range_product(x, y));
	return state;
}

FlatState *
state_add_product3(FlatState *state, int which, double x, double y, double z)
{
	if (unlikely(!exact_sum_add_product3(state_sum(state, which), x, y, z)))
	{
		widen(&state, which, exact_range_product3(x, y, z));
		exact_sum_add_product3(state_sum(state, which), x, y, z);
	}
	return state;
}

FlatState *
state_merge_sum(FlatState *state, int which, const ExactSum *addend)
{
	if (!exact_sum_merge(state_sum(state, which), addend))
	{
		ExactRange	range = {addend->lo, addend->lo + addend->n};

		widen(&state, which, range);
		exact_sum_merge(state_sum(state, which), addend);
	}
	return state;
}

/* -------- combine -------- */

FlatState *
state_merge_sums(FlatState *state, const FlatState *other)
{
	state->rows += other->rows;
	for (int i = 0; i < sums_of(state); i++)
		state = state_merge_sum(state, i, state_sum(other, i));
	return state;
}

Datum
state_combine(FunctionCallInfo fcinfo, StateKind kind)
{
	FlatState  *state = state_for_update(fcinfo, kind);
	const FlatState *other = state_for_reading(fcinfo, 1, kind);

	if (other == NULL)
		return state_result(fcinfo, state);
	if (state == NULL)
		return state_result(fcinfo, checked_state(PG_GETARG_DATUM(1), kind, true));

	if (state->parameters != other->parameters || state->sums != other->sums ||
		memcmp(state->parameter, other->parameter, state->parameters * sizeof(double)) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("Aggregate states with different parameters cannot be combined."),
				 errhint("Pass the same constant arguments for all rows.")));

	return state_result(fcinfo, state_merge_sums(state, other));
}
