/*
 * gramstate.h
 *		The flat state of aggregates over arrays of k numbers: all exact sums of products (kernel/gram.h).
 *
 * Like the states of aggstate.h it is a bytea that travels as it is, has a combine function and no serial functions, and is
 * changed in place.  It has the first 16 bytes of FlatState with kinds of its own, and a layout of its own behind them, as it
 * holds thousands of sums and must still be checked in no time at each row:
 *
 *		GramState			32 bytes
 *		double				row[capacity][width]	rows that are not in the sums yet; width = k, or with weights 1 + k
 *		ExactSum			sum[(k + 1)(k + 2) / 2]	all with the limbs lo ... lo + n - 1; none at all while n is 0
 *
 * Rows are collected, in room that grows up to a block, and added to the sums block by block.  So a small group is nothing but
 * its rows; 80 variables need about 350 kB.
 */
#ifndef GRAMSTATE_H
#define GRAMSTATE_H

#include "aggstate.h"
#include "kernel/gram.h"

typedef struct GramState
{
	int32		vl_len_;		/* varlena header */
	uint16		magic;
	uint8		version;
	uint8		kind;			/* STATE_GRAM or STATE_GRAM_WEIGHTED */
	int64		rows;			/* rows that counted */
	int32		parameter;		/* of the aggregate: ddof, or the marker variable */
	uint16		variables;
	uint16		capacity;		/* rows that the state has room for */
	uint16		buffered;		/* rows that are there */
	int16		lo;
	uint16		n;
	uint16		unused;
} GramState;

/* room for a block, to be used again */
extern GramBlock *gram_block_create(MemoryContext memory, int variables, bool weighted);

extern GramState *gram_state_create(StateKind kind, int variables, int32 parameter);
extern GramState *gram_state_for_update(FunctionCallInfo fcinfo, StateKind kind);

/* the state in argument 0, without weights or (or_weighted) with or without; NULL when the argument is */
extern const GramState *gram_state_for_reading(FunctionCallInfo fcinfo, bool or_weighted);

/*
 * Room for one more row: its place is *row.  The state may move to new memory in the current context (then the old one is left
 * alone).
 * block is only asked for when the rows must go into the sums.
 */
typedef GramBlock *(*GramBlockSource) (void *context, int variables, bool weighted);
extern GramState *gram_state_next_row(GramState *state, double **row, GramBlockSource source, void *context);

/* a state with all rows in the sums - the state itself, or a copy in the current memory context - and these sums */
extern const GramState *gram_state_finished(const GramState *state, GramSums *sums);

/* the same state with the rows of the other one */
extern GramState *gram_state_merge(GramState *state, const GramState *other);
extern Datum gram_state_combine(FunctionCallInfo fcinfo, StateKind kind);

static inline Datum
gram_state_result(GramState *state)
{
	return PointerGetDatum(state);
}

static inline bool
gram_is_weighted(const GramState *state)
{
	return state->kind == STATE_GRAM_WEIGHTED;
}

#endif							/* GRAMSTATE_H */
