/*
 * units.c
 *		Units with ids: states of aggregates over (id, numbers or geometry, weights), and how values meet weights.  See spatial.h.
 */
#include "spatial.h"

#include "access/detoast.h"
#include "kernel/ids.h"
#include "nodes/primnodes.h"
#include "optimizer/optimizer.h"
#include "utils/memutils.h"
#include "window.h"

#define FIRST_ROWS		64
#define SERIAL_VERSION	1

/* -------- the store -------- */

UnitStore *
units_create_in(MemoryContext memory, int kind, int columns, bool has_polygons)
{
	MemoryContext caller = MemoryContextSwitchTo(memory);
	UnitStore  *store = palloc0(sizeof(UnitStore));

	store->memory = memory;
	store->kind = kind;
	store->columns = columns;
	store->has_polygons = has_polygons;
	store->srid = -1;
	store->rows_allocated = FIRST_ROWS;
	store->id = palloc(FIRST_ROWS * sizeof(int64));
	store->value = palloc(Max(columns, 1) * FIRST_ROWS * sizeof(double));
	if (has_polygons)
	{
		store->row_ring = palloc0((FIRST_ROWS + 1) * sizeof(size_t));
		store->rings_allocated = FIRST_ROWS;
		store->ring = palloc(FIRST_ROWS * sizeof(Ring));
		store->points_allocated = 16 * FIRST_ROWS;
		store->xy = palloc(store->points_allocated * 2 * sizeof(double));
	}
	MemoryContextSwitchTo(caller);
	return store;
}

UnitStore *
units_create(FunctionCallInfo fcinfo, int kind, int columns, bool has_polygons)
{
	MemoryContext memory;

	if (!AggCheckCallContext(fcinfo, &memory))
		elog(ERROR, "a function of an aggregate was called outside of it");
	return units_create_in(memory, kind, columns, has_polygons);
}

static void
reserve_rows(UnitStore *store, int64 rows)
{
	if (store->rows + rows <= store->rows_allocated)
		return;
	if (store->rows + rows > PG_INT32_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("There are too many units."),
				 errdetail("An aggregate over units takes up to %d rows.", PG_INT32_MAX)));
	store->rows_allocated = Max(store->rows + rows, 2 * store->rows_allocated);
	store->id = repalloc_huge(store->id, store->rows_allocated * sizeof(int64));
	if (store->columns > 0)
		store->value = repalloc_huge(store->value, store->rows_allocated * store->columns * sizeof(double));
	if (store->has_polygons)
		store->row_ring = repalloc_huge(store->row_ring, (store->rows_allocated + 1) * sizeof(size_t));
}

double *
units_add(UnitStore *store, int64 id)
{
	if (unlikely(store->rows == store->rows_allocated))
		reserve_rows(store, 1);
	store->id[store->rows] = id;
	return store->value + store->rows++ * store->columns;
}

void
units_parameters(UnitStore *store, const double *parameter, int n)
{
	if (store->parameters == 0)
	{
		store->parameters = n;
		memcpy(store->parameter, parameter, n * sizeof(double));
	}
	else if (store->parameters != n || memcmp(store->parameter, parameter, n * sizeof(double)) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The arguments of the aggregate must be the same for all rows."),
				 errhint("Pass constants, or divide the rows with GROUP BY.")));
}

void
units_different_lengths(int one, int other)
{
	ereport(ERROR,
			(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
			 errmsg("The arrays \"%s\" of all rows must have the same length.", "x"),
			 errdetail("Lengths %d and %d.", Min(one, other), Max(one, other)),
			 errhint("Give every row all indicators in the same order, NULL where one is missing.")));
}

void
units_srid(UnitStore *store, int32 srid)
{
	if (store->srid == -1)
		store->srid = srid;
	else if (store->srid != srid)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The geometries have different coordinate systems."),
				 errdetail("SRID %d and SRID %d.", Min(store->srid, srid), Max(store->srid, srid)),
				 errhint("Bring all of them into one with ST_Transform.")));
}

static bool
same_weights(const SpatialWeights *a, const SpatialWeights *b)
{
	return a->n == b->n && a->links == b->links && a->style == b->style && a->fingerprint == b->fingerprint;
}

/*
 * The same value for every row, most often the same pointer: compared by the pointer into the toast table, or by the head alone.
 * false: they differ.
 */
static bool
weights_are_the_same(UnitStore *store, Datum weights)
{
	struct varlena *raw = (struct varlena *) DatumGetPointer(weights);
	const SpatialWeights *given;
	bool		same = true;

	if (store->weights != NULL)
	{
		if (VARATT_IS_EXTERNAL_ONDISK(raw))
		{
			struct varatt_external pointer;

			VARATT_EXTERNAL_GET_POINTER(pointer, raw);
			if (pointer.va_valueid == store->toast_value && pointer.va_toastrelid == store->toast_table)
				return true;
		}
		else if (VARATT_IS_4B_U(raw))
			return same_weights(store->weights, (const SpatialWeights *) raw);
	}
	given = spatial_weights_of(weights);
	if (store->weights == NULL)
	{
		store->weights = MemoryContextAlloc(store->memory, VARSIZE(given));
		memcpy(store->weights, given, VARSIZE(given));
		if (VARATT_IS_EXTERNAL_ONDISK(raw))
		{
			struct varatt_external pointer;

			VARATT_EXTERNAL_GET_POINTER(pointer, raw);
			store->toast_value = pointer.va_valueid;
			store->toast_table = pointer.va_toastrelid;
		}
	}
	else
		same = same_weights(store->weights, given);
	if ((const void *) given != (const void *) raw)
		pfree((void *) given);
	return same;
}

void
units_weights(UnitStore *store, Datum weights)
{
	if (!weights_are_the_same(store, weights))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The spatial weights must be the same for all rows."),
				 errhint("Take them from a subquery: (SELECT queen_weights(id, geom) FROM areas), or divide the rows with GROUP BY.")));
}


/* -------- combine, serial, deserial -------- */

static void
append_store(UnitStore *store, const UnitStore *other)
{
	reserve_rows(store, other->rows);
	memcpy(store->id + store->rows, other->id, other->rows * sizeof(int64));
	memcpy(store->value + store->rows * store->columns, other->value, other->rows * store->columns * sizeof(double));
	if (store->has_polygons)
	{
		store->ring = repalloc_huge(store->ring, mul_size(store->rings + other->rings + 1, sizeof(Ring)));
		store->rings_allocated = store->rings + other->rings + 1;
		store->xy = repalloc_huge(store->xy, mul_size(store->points + other->points + 1, 2 * sizeof(double)));
		store->points_allocated = store->points + other->points + 1;
		for (int64 i = 0; i < other->rows; i++)
			store->row_ring[store->rows + i + 1] = store->rings + other->row_ring[i + 1];
		for (size_t r = 0; r < other->rings; r++)
		{
			store->ring[store->rings + r] = other->ring[r];
			store->ring[store->rings + r].first += store->points;
		}
		memcpy(store->xy + 2 * store->points, other->xy, other->points * 2 * sizeof(double));
		store->rings += other->rings;
		store->points += other->points;
	}
	store->rows += other->rows;
}

SQL_FUNCTION(units_combine)
{
	UnitStore  *store = units_for_update(fcinfo);
	const UnitStore *other = PG_ARGISNULL(1) ? NULL : (UnitStore *) PG_GETARG_POINTER(1);

	if (other == NULL)
		return units_result(fcinfo, store);
	if (store == NULL)
		store = units_create(fcinfo, other->kind, other->columns, other->has_polygons);
	if (store->kind == other->kind && store->kind == UNITS_REGIONS && store->columns != other->columns)
		units_different_lengths(store->columns, other->columns);
	if (store->kind != other->kind || store->columns != other->columns || store->has_polygons != other->has_polygons)
		elog(ERROR, "aggregate states of kinds %d and %d cannot be combined", store->kind, other->kind);
	if (other->parameters > 0)
		units_parameters(store, other->parameter, other->parameters);
	if (other->srid != -1)
		units_srid(store, other->srid);
	if (other->weights)
		units_weights(store, PointerGetDatum(other->weights));
	append_store(store, other);
	return units_result(fcinfo, store);
}

/* the head of the form that travels from a worker to the leader; the arrays follow, all aligned for 8 bytes */
typedef struct UnitSerial
{
	int32		vl_len_;
	int32		version;
	int32		kind;
	int32		columns;
	int32		parameters;
	int32		srid;
	int64		has_polygons;
	int64		rows;
	int64		rings;
	int64		points;
	int64		weights;		/* bytes */
	double		parameter[UNITS_PARAMETERS_MAX];
} UnitSerial;

static char *
put(char *to, const void *from, Size size)
{
	if (size > 0)
		memcpy(to, from, size);
	return to + size;
}

SQL_FUNCTION(units_serial)
{
	const UnitStore *store = (UnitStore *) PG_GETARG_POINTER(0);
	Size		weights = store->weights ? VARSIZE(store->weights) : 0;
	Size		size = sizeof(UnitSerial) + store->rows * (sizeof(int64) + store->columns * sizeof(double)) + weights;
	UnitSerial *serial;
	char	   *to;

	if (store->has_polygons)
		size += store->rows * sizeof(size_t) + store->rings * sizeof(Ring) + store->points * 2 * sizeof(double);
	if (!AllocSizeIsValid(size))
		refuse_large_state(store->rows);
	serial = palloc(size);
	SET_VARSIZE(serial, size);
	serial->version = SERIAL_VERSION;
	serial->kind = store->kind;
	serial->columns = store->columns;
	serial->parameters = store->parameters;
	serial->srid = store->srid;
	serial->has_polygons = store->has_polygons;
	serial->rows = store->rows;
	serial->rings = store->rings;
	serial->points = store->points;
	serial->weights = weights;
	memcpy(serial->parameter, store->parameter, sizeof(serial->parameter));
	to = put((char *) (serial + 1), store->id, store->rows * sizeof(int64));
	to = put(to, store->value, store->rows * store->columns * sizeof(double));
	if (store->has_polygons)
	{
		to = put(to, store->row_ring + 1, store->rows * sizeof(size_t));
		to = put(to, store->ring, store->rings * sizeof(Ring));
		to = put(to, store->xy, store->points * 2 * sizeof(double));
	}
	(void) put(to, store->weights, weights);
	PG_RETURN_BYTEA_P(serial);
}

/* Only our own workers call it (nobody can name a value of type "internal"), so what comes is what units_serial() wrote. */
SQL_FUNCTION(units_deserial)
{
	const UnitSerial *serial = (const UnitSerial *) PG_DETOAST_DATUM(PG_GETARG_DATUM(0));
	const char *from = (const char *) (serial + 1);
	UnitStore  *store;
	UnitStore	view = {0};

	if (VARSIZE(serial) < sizeof(UnitSerial) || serial->version != SERIAL_VERSION)
		elog(ERROR, "the aggregate state of a worker is damaged");
	store = units_create(fcinfo, serial->kind, serial->columns, serial->has_polygons);
	store->parameters = serial->parameters;
	memcpy(store->parameter, serial->parameter, sizeof(store->parameter));
	store->srid = serial->srid;
	view.rows = serial->rows;
	view.id = (int64 *) from;
	from += serial->rows * sizeof(int64);
	view.value = (double *) from;
	from += serial->rows * serial->columns * sizeof(double);
	if (serial->has_polygons)
	{
		view.row_ring = (size_t *) from - 1;	/* its first entry, 0, did not travel and is not read */
		from += serial->rows * sizeof(size_t);
		view.rings = serial->rings;
		view.ring = (Ring *) from;
		from += serial->rings * sizeof(Ring);
		view.points = serial->points;
		view.xy = (double *) from;
		from += serial->points * 2 * sizeof(double);
	}
	append_store(store, &view);
	if (serial->weights > 0)
		units_weights(store, PointerGetDatum(from));
	return units_result(fcinfo, store);
}

/* -------- order -------- */

int32
ids_in_order(const int64 *id, const bool *skip, int64 rows, int32 *order)
{
	int32		n = 0;
	int32		twice;

	for (int64 i = 0; i < rows; i++)
	{
		if (skip == NULL || !skip[i])
			order[n++] = (int32) i;
	}
	twice = ids_order((const int64_t *) id, order, n, &server_host);
	if (twice >= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("An id comes twice."),
				 errdetail("The id is %lld.", (long long) id[order[twice]]),
				 errhint("Every unit must have one row; put the parts of an area together with ST_Union or ST_Collect and GROUP BY.")));
	return n;
}

int32 *
units_in_order(const UnitStore *store)
{
	int32	   *order = MemoryContextAllocHuge(CurrentMemoryContext, Max(store->rows, 1) * sizeof(int32));

	(void) ids_in_order(store->id, NULL, store->rows, order);
	return order;
}

Polygons
units_polygons(const UnitStore *store, const int32 *order)
{
	int64	   *id = MemoryContextAllocHuge(CurrentMemoryContext, Max(store->rows, 1) * sizeof(int64));
	size_t	   *start = MemoryContextAllocHuge(CurrentMemoryContext, (store->rows + 1) * sizeof(size_t));
	Ring	   *ring = MemoryContextAllocHuge(CurrentMemoryContext, Max(store->rings, 1) * sizeof(Ring));

	start[0] = 0;
	for (int64 i = 0; i < store->rows; i++)
	{
		size_t		first = store->row_ring[order[i]];
		size_t		rings = store->row_ring[order[i] + 1] - first;

		id[i] = store->id[order[i]];
		memcpy(ring + start[i], store->ring + first, rings * sizeof(Ring));
		start[i + 1] = start[i] + rings;
	}
	return (Polygons) {(int32_t) store->rows, (const int64_t *) id, start, ring, store->xy};
}

/* -------- values meet weights -------- */

Matched
units_match(const SpatialWeights *weights, const int64 *id, const bool *skip, int64 rows, WeightStyle style)
{
	Matched		m;
	Neighbours	all = spatial_weights_neighbours(weights);
	const int64 *known = spatial_weights_id(weights);
	int32	   *to = MemoryContextAllocHuge(CurrentMemoryContext, Max(all.n, 1) * sizeof(int32));
	int32		unit = 0;

	m.row = MemoryContextAllocHuge(CurrentMemoryContext, Max(rows, 1) * sizeof(int32));
	m.n = ids_in_order(id, skip, rows, m.row);
	m.id = MemoryContextAllocHuge(CurrentMemoryContext, Max(m.n, 1) * sizeof(int64));
	for (int32 i = 0; i < all.n; i++)
		to[i] = -1;
	for (int32 i = 0; i < m.n; i++)
	{
		m.id[i] = id[m.row[i]];
		while (unit < all.n && known[unit] < m.id[i])
			unit++;
		if (unit == all.n || known[unit] != m.id[i])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The spatial weights do not know an id."),
					 errdetail("The id is %lld.", (long long) m.id[i]),
					 errhint("Build the weights over all units that have values, with the same ids.")));
		to[unit] = i;
	}
	m.w = neighbours_subset(&all, to, m.n, &server_host);
	m.style = weight_style((WeightStyle) weights->style, style);
	if (m.style != (WeightStyle) weights->style || m.n < all.n)
		neighbours_standardise(&m.w, m.style, (double *) m.w.weight, &server_host);
	pfree(to);
	return m;
}

/* -------- windows -------- */

const SpatialWeights *
spatial_partition_weights(FunctionCallInfo fcinfo, int argno, int64 rows, bool *skip)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	UnitStore	seen = {.memory = CurrentMemoryContext};
	const WindowFunc *call = (const WindowFunc *) fcinfo->flinfo->fn_expr;
	bool		varies = contain_var_clause((Node *) list_nth(call->args, argno));
	MemoryContext expressions = AllocSetContextCreate(CurrentMemoryContext, "window function arguments", ALLOCSET_DEFAULT_SIZES);
	MemoryContext caller = MemoryContextSwitchTo(expressions);

	for (int64 i = 0; i < (varies ? rows : 1); i++)
	{
		bool		isnull;
		bool		isout;
		Datum		datum = WinGetFuncArgInPartition(winobj, argno, (int) i, WINDOW_SEEK_HEAD, false, &isnull, &isout);

		if (isnull)
			skip[i] = true;
		else if (!weights_are_the_same(&seen, datum))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The spatial weights must be the same for all rows."),
					 errhint("Take them from a subquery: (SELECT queen_weights(id, geom) FROM areas), or divide the rows with PARTITION BY.")));
		MemoryContextReset(expressions);
		CHECK_FOR_INTERRUPTS();
	}
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(expressions);
	return seen.weights;
}

/* column -1: the id */
static void
read_argument(WindowObject winobj, SpatialPartition *p, int column, const char *const *names, int64 row)
{
	bool		isnull;
	bool		isout;
	Datum		datum = WinGetFuncArgInPartition(winobj, column + 1, (int) row, WINDOW_SEEK_HEAD, false, &isnull, &isout);

	if (column < 0)
	{
		p->skip[row] = p->skip[row] || isnull;
		p->id[row] = isnull ? 0 : DatumGetInt64(datum);
		return;
	}
	p->column[column][row] = isnull ? 0 : DatumGetFloat8(datum);
	p->skip[row] = p->skip[row] || isnull;
	if (!isnull)
		check_finite(names[column], p->column[column][row]);
}

bool
spatial_partition_read(FunctionCallInfo fcinfo, SpatialPartition **partition, int columns, const char *const *names,
					   int weights_arg, const SpatialWeights **weights)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	SpatialPartition *p = WinGetPartitionLocalMemory(winobj, sizeof(SpatialPartition));
	MemoryContext expressions;
	MemoryContext caller;

	*partition = p;
	if (p->done)
		return false;
	p->rows = partition_rows(winobj);
	p->id = partition_alloc(p, p->rows * sizeof(int64));
	p->skip = partition_alloc(p, p->rows * sizeof(bool));
	for (int c = 0; c < columns; c++)
		p->column[c] = partition_alloc(p, p->rows * sizeof(double));

	memset(p->skip, 0, p->rows * sizeof(bool));

	/* before the others: to go back to the first row is slow when rows are on disk */
	*weights = spatial_partition_weights(fcinfo, weights_arg, p->rows, p->skip);

	/* in pairs, to and fro: see partition_read() in window.c */
	expressions = AllocSetContextCreate(CurrentMemoryContext, "window function arguments", ALLOCSET_DEFAULT_SIZES);
	caller = MemoryContextSwitchTo(expressions);
	for (int64 i = 0; i < p->rows; i += 2)
	{
		for (int c = -1; c < columns; c++)
		{
			read_argument(winobj, p, c, names, i);
			if (i + 1 < p->rows)
				read_argument(winobj, p, c, names, i + 1);
		}
		if (i % 1024 == 0)
		{
			MemoryContextReset(expressions);
			CHECK_FOR_INTERRUPTS();
		}
	}
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(expressions);
	p->done = true;
	return true;
}

double *
spatial_partition_column(const SpatialPartition *p, const Matched *m, int column)
{
	double	   *x = MemoryContextAllocHuge(CurrentMemoryContext, Max(m->n, 1) * sizeof(double));

	for (int32 i = 0; i < m->n; i++)
		x[i] = p->column[column][m->row[i]];
	return x;
}
