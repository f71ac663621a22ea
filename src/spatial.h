/*
 * spatial.h
 *		What the families of the spatial engine share: units with ids, values or geometry; spatial weights; how the two meet.
 *
 * Values meet weights by id, never by position.  Everything that follows from units is computed in ascending order of their ids, so that no
 * result depends on the order of rows.
 */
#ifndef SPATIAL_H
#define SPATIAL_H

#include "sozialraum.h"

#include "kernel/host.h"
#include "kernel/neighbours.h"
#include "kernel/polygons.h"

/* memory of the current context, and CHECK_FOR_INTERRUPTS (host.c) */
extern const Host server_host;

/* -------- the type spatial_weights (spatial_weights.c) -------- */

/*
 * A flat value without pointers, usable in place: head, ids (ascending), where rows begin, weights, neighbours (see
 * kernel/neighbours.h).  What comes from outside is checked by the input functions; what is stored has passed them.
 */
typedef struct SpatialWeights
{
	int32		vl_len_;		/* varlena header */
	uint16		magic;
	uint8		version;
	uint8		style;			/* WeightStyle: how the weights are standardised */
	int32		n;				/* units */
	int32		reserved;
	int64		links;
	uint64		fingerprint;	/* of all that follows and of style and n: equal weights have equal fingerprints */
	int64		data[FLEXIBLE_ARRAY_MEMBER];
} SpatialWeights;

static inline const int64 *
spatial_weights_id(const SpatialWeights *w)
{
	return w->data;
}

static inline Neighbours
spatial_weights_neighbours(const SpatialWeights *w)
{
	const int64 *start = w->data + w->n;
	const double *weight = (const double *) (start + w->n + 1);

	return (Neighbours) {w->n, (const int64_t *) start, (const int32_t *) (weight + w->links), weight};
}

/* the value of an argument, detoasted, its head checked; it may point into the datum */
extern const SpatialWeights *spatial_weights_of(Datum datum);

/* a new value in the current memory context; ids must ascend */
extern SpatialWeights *spatial_weights_make(const int64 *id, const Neighbours *rows, WeightStyle style);

/* names of the styles in SQL, in the order of WeightStyle: 'general', 'binary', 'row', 'global', 'variance' */
extern const char *const weight_styles[];

/* -------- units: state of the aggregates over (id, …), and ids with values in windows (units.c) -------- */

/* Which aggregate a state belongs to: part of the states that travel between processes. */
typedef enum UnitsKind
{
	UNITS_LOCATOR = 1,
	UNITS_CONTIGUITY = 2,		/* 2 - 9: weights from polygons */
	UNITS_POINTS = 10,			/* 10 - 19: weights from points, from tables of neighbours */
	UNITS_LINKS = 18,
	UNITS_WEIGHTED_LINKS = 19,
	UNITS_GLOBAL = 20,			/* 20 - 39: global autocorrelation */
	UNITS_MORAN = 20,
	UNITS_GEARY = 21,
	UNITS_GETIS_ORD = 22,
	UNITS_BIVARIATE_MORAN = 23,
	UNITS_LEE = 24,
	UNITS_MORAN_RATE = 25,
	UNITS_JOIN_COUNTS = 26,
	UNITS_JOIN_TABLE = 27,
	UNITS_REGIONS = 40,			/* 40 - 49: regions; the columns of UNITS_REGIONS are an array's elements */
	UNITS_REGIONS_CONNECTED = 41,
	UNITS_AREAL = 50,			/* 50 - 59: areal transfer */
	UNITS_AREAL_VALUED = 51,
	UNITS_ACCESS = 60			/* 60 - 69: access */
} UnitsKind;

#define UNITS_COLUMNS_MAX		8
#define UNITS_PARAMETERS_MAX	8

/*
 * An internal state: for every row an id and numbers, or an id and polygons, or all of them.  Combine, serial and deserial functions are
 * the same for all (_units_combine, _units_serial, _units_deserial in 70_spatial_weights.sql); the order of rows is that of arrival, in
 * which nothing may be computed: see units_in_order().
 */
typedef struct UnitStore
{
	MemoryContext memory;
	int			kind;			/* UnitsKind */
	int			columns;
	int			parameters;
	bool		has_polygons;
	int32		srid;			/* of the geometries; -1: none seen */
	double		parameter[UNITS_PARAMETERS_MAX];

	int64		rows;
	int64		rows_allocated;
	int64	   *id;
	double	   *value;			/* rows * columns, row by row */

	size_t	   *row_ring;		/* rows + 1: where the rings of a row begin */
	size_t		rings;
	size_t		rings_allocated;
	Ring	   *ring;
	size_t		points;
	size_t		points_allocated;
	double	   *xy;

	SpatialWeights *weights;	/* a copy, or NULL */
	Oid			toast_value;	/* where the first row's weights were stored, if they were */
	Oid			toast_table;
} UnitStore;

extern UnitStore *units_create(FunctionCallInfo fcinfo, int kind, int columns, bool has_polygons);

/* the same for functions that are no aggregates */
extern UnitStore *units_create_in(MemoryContext memory, int kind, int columns, bool has_polygons);

static inline UnitStore *
units_for_update(FunctionCallInfo fcinfo)
{
	return PG_ARGISNULL(0) ? NULL : (UnitStore *) PG_GETARG_POINTER(0);
}

static inline Datum
units_result(FunctionCallInfo fcinfo, UnitStore *store)
{
	if (store == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(store);
}

/* a new row; returns where its numbers go (columns of them) */
extern double *units_add(UnitStore *store, int64 id);

/* parameters are the same for all rows: sets them in a new store, compares them in an old one */
extern void units_parameters(UnitStore *store, const double *parameter, int n);

/* the weights are the same for all rows: keeps a copy of the first, compares the others with it (cheaply) */
extern void units_weights(UnitStore *store, Datum weights);

/* two rows have arrays of these different lengths */
pg_noreturn extern void units_different_lengths(int one, int other);

/* the SRID of all geometries of a store is one */
extern void units_srid(UnitStore *store, int32 srid);

/* The rows of a store in ascending order of id; an id that comes twice is an error.  order[i] is the row with the i-th id. */
extern int32 *units_in_order(const UnitStore *store);
extern Polygons units_polygons(const UnitStore *store, const int32 *order);

/* order and duplicate check for plain arrays; skip (or NULL): rows that do not count.  Returns how many count. */
extern int32 ids_in_order(const int64 *id, const bool *skip, int64 rows, int32 *order);

/* -------- values meet weights (units.c) -------- */

/*
 * The units that have a value, in ascending order of id, and the weights between them.  A unit of the weights without a row (or with a
 * row that does not count) is left out together with its links; then the weights are standardised again in their style, so that a row-
 * standardised lag is the mean of the neighbours that have a value.  An id that the weights do not know is an error.
 */
typedef struct Matched
{
	int32		n;
	int64	   *id;				/* n */
	int32	   *row;			/* n: row of the input */
	Neighbours	w;
	WeightStyle style;
} Matched;

/*
 * style: the standardisation that the statistic wants for weights that have none (general or binary); those that were standardised
 * before keep theirs.  WEIGHTS_GENERAL: leave them as they are.
 */
extern Matched units_match(const SpatialWeights *weights, const int64 *id, const bool *skip, int64 rows, WeightStyle style);

/* -------- windows: (id, numbers ..., weights) -------- */

#define SPATIAL_COLUMNS	3

/* allocated with the partition; result has room for "results" numbers a row (NaN: NULL) */
typedef struct SpatialPartition
{
	bool		done;
	int64		rows;
	int64	   *id;
	bool	   *skip;			/* rows with NULL in id or a number */
	double	   *column[SPATIAL_COLUMNS];
	double	   *result;			/* for the function's own use: partition_alloc() */
	void	   *state;			/* likewise */
} SpatialPartition;

/*
 * The weights of a partition, one value for all its rows (different ones are an error); rows with NULL instead are skipped, and NULL is returned
 * if there are no others.  They last as long as the current memory context.
 */
extern const SpatialWeights *spatial_partition_weights(FunctionCallInfo fcinfo, int argno, int64 rows, bool *skip);

/*
 * At the first call of a partition: read id (argument 0), so many numbers (arguments 1, 2, ...; checked to be finite, under these names), and
 * return true.  Weights (argument "weights_arg"): see spatial_partition_weights().
 */
extern bool spatial_partition_read(FunctionCallInfo fcinfo, SpatialPartition **p, int columns, const char *const *names,
								   int weights_arg, const SpatialWeights **weights);

/* a column of the partition by unit, in the order of the units, in the current memory context */
extern double *spatial_partition_column(const SpatialPartition *p, const Matched *m, int column);

#endif							/* SPATIAL_H */
