/*
 * values.h
 *		States of aggregates that must keep their values: gini, quantiles, natural breaks, Theil-Sen, ...
 *
 * Inside one process the values are kept in chunks (ValueStore, an "internal" state): 8 bytes a number, whatever the number of
 * rows, beyond 1 GB too.  Where a state travels - from a worker to the leader, from node to node, into a table - it is a flat
 * bytea (FlatValues): head, parameters, values row by row.  It has the head of FlatState (aggstate.h) with other kinds, and what
 * comes from outside is checked as strictly.
 *
 * A transition function reads:
 *
 *		ValueStore *store = values_for_update(fcinfo);				-- NULL when there is none yet
 *
 *		if (PG_ARGISNULL(1))
 *			return values_result(fcinfo, store);					-- the row does not count
 *		x = PG_GETARG_FLOAT8(1);
 *		check_finite("x", x);
 *		if (store == NULL)
 *			store = values_create(fcinfo, VALUES_GINI, 1, 0);
 *		values_add(store, x);										-- values_add2(store, x, w) for two columns
 *		return values_result(fcinfo, store);
 *
 * A final function takes values_for_reading() and works on values_copy(), a contiguous array of its own: the state stays as it is, so that
 * the aggregate also works with OVER.  Together that is 16 bytes a number.
 *
 * In SQL, combine, serial and deserial function are the same for all (sql/parts/11_values.sql).  The pair X_state and X_merge:
 *
 *		X_state(x)			SFUNC = _X_accum, FINALFUNC = _values_state
 *		X_merge(state)		SFUNC = _X_merge_accum, FINALFUNC = _X_final
 *
 * where _X_merge_accum is values_merge(fcinfo, VALUES_X).
 */
#ifndef VALUES_H
#define VALUES_H

#include "sozialraum.h"

/* Which aggregate a state belongs to.  Numbers are part of stored states: never change one, only add; not those of StateKind. */
typedef enum ValuesKind
{
	VALUES_GINI = 128,
	VALUES_GINI_CORRECTED = 129,	/* these: x [, w] */
	VALUES_HOOVER = 130,
	VALUES_PALMA = 131,
	VALUES_QUINTILE_SHARE_RATIO = 132,
	VALUES_LORENZ_CURVE = 133,
	VALUES_LORENZ_GRID = 134,	/* x, w; parameter: points */
	VALUES_WEIGHTED_QUANTILE = 135,	/* x, w; parameter: q */
	VALUES_CONCENTRATION_INDEX = 136,	/* rank_by, x [, w] */
	VALUES_JENKS = 140,			/* parameter k; x or x, w */
	VALUES_QUANTILE_BREAKS = 141,	/* k, type */
	VALUES_QUANTILE = 142,		/* q, type */
	VALUES_HEADTAIL = 143,		/* threshold */
	VALUES_MAXIMUM = 144,		/* k */
	VALUES_BOXPLOT = 145,		/* hinge */
	VALUES_ABSOLUTE_FIT = 146,	/* closed side, breaks */
	VALUES_DISSIMILARITY = 160,	/* dissimilarity, segregation_index, concentration: a, b (flatvalues.h) */
	VALUES_RELATIVE_CONCENTRATION = 161,	/* a, b, surface (flatvalues.h) */
	VALUES_GROUPS = 162,		/* multigroup_dissimilarity: x of each group (flatvalues.h) */
	VALUES_SERIES = 170,		/* theil_sen, mann_kendall, pettitt: t, y */
	VALUES_SERIES_INTERVAL = 171,	/* theil_sen_interval: t, y; the level */
	VALUES_BOX_COX = 180,
	VALUES_SKEWNESS = 181,
	VALUES_KURTOSIS = 182,
	VALUES_SPEARMAN = 190
} ValuesKind;

#define VALUES_COLUMNS_MAX		10000	/* numbers in a row */
#define VALUES_PARAMETERS_MAX	100000

typedef struct FlatValues
{
	int32		vl_len_;		/* varlena header */
	uint16		magic;
	uint8		version;
	uint8		kind;			/* ValuesKind */
	int64		rows;
	uint32		parameters;
	uint32		columns;
	double		data[FLEXIBLE_ARRAY_MEMBER];	/* parameters, then the rows */
} FlatValues;

typedef struct ValueStore
{
	MemoryContext memory;
	int			kind;			/* ValuesKind */
	int			columns;
	int64		rows;
	int			parameters;
	double	   *parameter;
	double	   *next;			/* where the next row goes */
	double	   *end;			/* of the last chunk */
	int			chunks;
	int			chunks_allocated;
	double	  **chunk;
	int64	   *chunk_rows;		/* rows that a chunk has room for */
} ValueStore;

extern ValueStore *values_create(FunctionCallInfo fcinfo, int kind, int columns, int parameters);
extern void values_grow(ValueStore *store);

/* all rows, contiguous, row by row, in the current memory context */
extern double *values_copy(const ValueStore *store);

/* transition function of X_merge: a flat state, checked, is added */
extern Datum values_merge(FunctionCallInfo fcinfo, int kind);

/* the same parameters for all rows: sets them in a new store, compares them in an old one */
extern void values_parameters(ValueStore *store, const double *parameter, int n, const char *name);

static inline ValueStore *
values_for_update(FunctionCallInfo fcinfo)
{
	return PG_ARGISNULL(0) ? NULL : (ValueStore *) PG_GETARG_POINTER(0);
}

/* the state of a final function, NULL when there were no rows */
static inline const ValueStore *
values_for_reading(FunctionCallInfo fcinfo)
{
	return values_for_update(fcinfo);
}

static inline Datum
values_result(FunctionCallInfo fcinfo, ValueStore *store)
{
	if (store == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(store);
}

/* room for a row: the caller writes store->columns numbers there */
static inline double *
values_row(ValueStore *store)
{
	double	   *row;

	if (unlikely(store->next == store->end))
		values_grow(store);
	row = store->next;
	store->next += store->columns;
	store->rows++;
	return row;
}

static inline void
values_add(ValueStore *store, double x)
{
	*values_row(store) = x;
}

static inline void
values_add2(ValueStore *store, double x, double y)
{
	double	   *row = values_row(store);

	row[0] = x;
	row[1] = y;
}

#endif							/* VALUES_H */
