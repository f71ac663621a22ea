/*
 * aggstate.h
 *		The one place for aggregate states.
 *
 * A state is a flat bytea: head, parameters, exact sums.  It is what travels between workers and nodes, and at the same time
 * what the transition function changes in place, so that a row costs neither a copy nor a serialisation.  As it is no pseudo-type
 * and has a combine function, Citus computes such aggregates where the rows lie.
 *
 *		FlatState			24 bytes
 *		double				parameter[parameters]
 *		ExactSum			sum[0], sum[1], ... as many as the kind has, one behind the other
 *
 * Anybody can call a transition, combine or final function by hand, or make an aggregate of his own with our functions and a
 * forged initial state.  So every access is preceded by a check that keeps it inside the state (state_for_update, at each row),
 * and whatever comes from elsewhere is checked for sense as well (state_for_reading).
 *
 * A transition function reads:
 *
 *		FlatState  *state = state_for_update(fcinfo, STATE_MEAN);	-- NULL when there is none yet
 *
 *		if (PG_ARGISNULL(1) || ...)
 *			return state_result(fcinfo, state);						-- the row does not count
 *		if (state == NULL)
 *			state = state_create(STATE_MEAN, 0);
 *		state->rows++;
 *		state = state_add(state, MEAN_W, w);						-- may move the state
 *		return state_result(fcinfo, state);
 */
#ifndef AGGSTATE_H
#define AGGSTATE_H

#include "sozialraum.h"

#include "nodes/nodes.h"

#include "kernel/exact_sum.h"

#define STATE_MAGIC			0x5352	/* "SR"; reads 0x5253 on a machine of the other byte order */
#define STATE_MAGIC_SWAPPED	0x5253
#define STATE_VERSION		1

/* Which aggregate a state belongs to.  Numbers are part of stored states: never change one, only add (below 128: values.h). */
typedef enum StateKind
{
	STATE_SUM = 1,				/* exact_sum: x */
	STATE_MEAN = 2,				/* weighted_mean: w, w x */
	STATE_MOMENTS = 3,			/* stddev_breaks: x, x^2 */
	STATE_VECTOR = 4,			/* vector_agg: no sums, elements and marks as parameters */
	STATE_DOT_PRODUCT = 5,		/* exact_dot_product: x y */
	STATE_DIRECT = 10,			/* directly_standardised_rate: w, w x / n, w^2 x / n^2, x, groups without people */
	STATE_INDIRECT = 11,		/* standardised_ratio: x, n r */
	STATE_POWER_MEAN = 20,		/* weighted_power_mean and its kin: w, w f(x), w exponent, w of all rows; see means.c */
	STATE_STDDEV = 21,			/* weighted_stddev: w, w x, w x^2; parameter ddof */
	STATE_GRAM = 30,			/* aggregates over arrays: all sums of products, see gramstate.h */
	STATE_GRAM_WEIGHTED = 31,
	STATE_RANGE = 40,			/* equal_breaks, pretty_breaks: no sums; k, minimum, maximum as parameters */
	STATE_CLASS_MOMENTS = 41,	/* goodness_of_variance_fit: rows, x, x^2 of each class; closed side, breaks as parameters */
	STATE_ENTROPY = 50,			/* theil, generalised_entropy, ...: w, w x, w f(x); parameter alpha */
	STATE_ENTROPY_GROUPS = 51,	/* theil_decomposition, ...: the same sums over all groups, W f(mean) of each group; parameter alpha */
	STATE_ATKINSON = 52,		/* atkinson: w, w x, w f(x); parameter alpha = 1 - epsilon */
	STATE_EXPOSURE = 60,		/* isolation, correlation_ratio: a, a^2 / t, t */
	STATE_INTERACTION = 61,		/* interaction: a, a b / t */
	STATE_INFORMATION = 62,		/* entropy_index: x of each group, t E of the areas */
	STATE_INFORMATION_LEVELS = 63,	/* entropy_decomposition: x of each group, t E of the areas, t E of the districts */
	STATE_TREND = 70,			/* ols_trend: t, y, t^2, t y, y^2; the level */
	STATE_GROWTH = 71,			/* annual_growth_rate: no sums, first and last point in time and their figures as parameters */
	STATE_LOG_TREND = 72,		/* log_linear_growth_rate: t, ln y, t^2, t ln y, rows without logarithm */
	STATE_TRANSFER_EXTENSIVE = 80,	/* transfer_extensive: share, share y, share without y; parameter tolerance */
	STATE_TRANSFER_INTENSIVE = 81,	/* transfer_intensive: w, w y, w without y; parameter minimum share */
	STATE_DOMINANCE = 110,		/* dominance: x; parameters k, the n largest */
	STATE_P_PERCENT = 111		/* p_percent, p_percent_protection: x; parameters p, the two largest */
} StateKind;

typedef struct FlatState
{
	int32		vl_len_;		/* varlena header */
	uint16		magic;			/* tells the byte order of the writer, too */
	uint8		version;
	uint8		kind;			/* StateKind */
	int64		rows;			/* rows that counted */
	uint32		parameters;		/* doubles between head and sums */
	uint32		sums;			/* of a kind with as many sums as the data ask for; 0 for all others */
	double		parameter[FLEXIBLE_ARRAY_MEMBER];
} FlatState;

extern FlatState *state_create(StateKind kind, uint32 parameters);
extern FlatState *state_create_with_sums(StateKind kind, uint32 parameters, uint32 sums);

/* the state in argument 0, to be changed; NULL when the argument is */
extern FlatState *state_for_update(FunctionCallInfo fcinfo, StateKind kind);

/* the state in an argument, to be read; NULL when the argument is */
extern const FlatState *state_for_reading(FunctionCallInfo fcinfo, int argno, StateKind kind);

/* what a transition or combine function returns; NULL state: SQL NULL */
static inline Datum
state_result(FunctionCallInfo fcinfo, FlatState *state)
{
	if (state == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(state);
}

/* AggCheckCallContext(), without a call: it is asked at every row */
static inline bool
inside_aggregate(FunctionCallInfo fcinfo)
{
	return fcinfo->context != NULL && (IsA(fcinfo->context, AggState) || IsA(fcinfo->context, WindowAggState));
}

/* A state that came out of a tuple may be compressed, packed or not aligned for 64-bit integers. */
static inline bool
state_is_usable(const struct varlena *raw)
{
	return PointerIsAligned(raw, int64) && !VARATT_IS_EXTENDED(raw);
}

/* the sums of a state lie one behind the other */
static inline ExactSum *
state_next_sum(const ExactSum *sum)
{
	return (ExactSum *) ((char *) sum + exact_sum_size(sum->n));
}

static inline ExactSum *
state_sum(const FlatState *state, int which)
{
	ExactSum   *sum = (ExactSum *) &state->parameter[state->parameters];

	while (which-- > 0)
		sum = state_next_sum(sum);
	return sum;
}

/* adding to a sum returns the state, which moves when the sum needs more room; state_add_each: term[i] to sum i, for the first n sums */
extern FlatState *state_add_each(FlatState *state, int n, const double *term);
extern FlatState *state_add_slowly(FlatState *state, int which, double x);
extern FlatState *state_add_product(FlatState *state, int which, double x, double y);
extern FlatState *state_add_product3(FlatState *state, int which, double x, double y, double z);

/* add a whole sum, exactly; returns the state, which may move */
extern FlatState *state_merge_sum(FlatState *state, int which, const ExactSum *addend);

/* a combine function for states of sums: rows and sums are added; parameters must agree */
extern Datum state_combine(FunctionCallInfo fcinfo, StateKind kind);

/* for combine functions of their own: only the rows and the sums are added; parameters are the caller's */
extern FlatState *state_merge_sums(FlatState *state, const FlatState *other);

/* error for a state that makes no sense; the detail is marked with gettext_noop() */
pg_noreturn extern void state_error(const char *detail);

static inline FlatState *
state_add(FlatState *state, int which, double x)
{
	if (likely(exact_sum_add(state_sum(state, which), x)))
		return state;
	return state_add_slowly(state, which, x);
}

#endif							/* AGGSTATE_H */
