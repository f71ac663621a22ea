/*
 * window.c
 *		Reading a window partition into arrays, serving results by position.  See window.h.
 */
#include "window.h"

#include <math.h>

#include "utils/memutils.h"

#include "kernel/sort.h"

#define ROWS_PER_RESET	1024

int64
partition_rows(WindowObject winobj)
{
	int64		rows = WinGetPartitionRowCount(winobj);

	if (rows > PG_INT32_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("The window partition has too many rows."),
				 errdetail("A partition may have up to %d rows.", PG_INT32_MAX),
				 errhint("Divide the rows with PARTITION BY.")));
	return rows;
}

Partition *
partition_of(FunctionCallInfo fcinfo)
{
	return (Partition *) WinGetPartitionLocalMemory(PG_WINDOW_OBJECT(), sizeof(Partition));
}

static inline void
read_one(WindowObject winobj, Partition *p, int column, int64 row)
{
	bool		isnull;
	bool		isout;
	Datum		value = WinGetFuncArgInPartition(winobj, column, (int) row, WINDOW_SEEK_HEAD, false, &isnull, &isout);

	if (isnull)
		p->isnull[row] = true;
	p->column[column][row] = isnull ? 0 : DatumGetFloat8(value);
}

/*
 * At the first call of a partition: read so many columns of all its rows and return true.
 *
 * The executor's store of rows goes one row forward or one row back; a second argument of the same row costs it two steps, one
 * away and one back again.  So rows are read in pairs, to and fro: each step gives a number, and the rows on disk pass only once.
 */
bool
partition_read(FunctionCallInfo fcinfo, Partition *p, int columns)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	MemoryContext partition_memory = GetMemoryChunkContext(p);
	MemoryContext expressions;
	MemoryContext caller;

	if (p->done)
		return false;
	p->rows = partition_rows(winobj);

	p->isnull = MemoryContextAllocExtended(partition_memory, Max(p->rows, 1) * sizeof(bool), MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	for (int c = 0; c < columns; c++)
		p->column[c] = MemoryContextAllocHuge(partition_memory, Max(p->rows, 1) * sizeof(double));

	/* what the expressions of the arguments allocate must not pile up over the whole partition */
	expressions = AllocSetContextCreate(CurrentMemoryContext, "window function arguments", ALLOCSET_DEFAULT_SIZES);
	caller = MemoryContextSwitchTo(expressions);
	for (int64 from = 0; from < p->rows; from += ROWS_PER_RESET)
	{
		int64		end = Min(from + ROWS_PER_RESET, p->rows);

		if (columns == 1)
		{
			for (int64 i = from; i < end; i++)
				read_one(winobj, p, 0, i);
		}
		else
		{
			for (int64 i = from; i < end; i += 2)
			{
				for (int c = 0; c < columns; c++)
				{
					read_one(winobj, p, c, i);
					if (i + 1 < end)
						read_one(winobj, p, c, i + 1);
				}
			}
		}
		MemoryContextReset(expressions);
		CHECK_FOR_INTERRUPTS();
	}
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(expressions);

	p->done = true;
	return true;
}

Datum
partition_result(FunctionCallInfo fcinfo, Partition *p)
{
	int64		i = WinGetCurrentPosition(PG_WINDOW_OBJECT());

	if (p->undefined || p->isnull[i])
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(p->column[0][i]);
}

Datum
partition_result_int(FunctionCallInfo fcinfo, Partition *p)
{
	int64		i = WinGetCurrentPosition(PG_WINDOW_OBJECT());

	if (p->undefined || p->isnull[i])
		PG_RETURN_NULL();
	PG_RETURN_INT32((int32) p->column[0][i]);
}

double *
partition_sorted(Partition *p, int column, const char *name, int64 *n)
{
	const double *x = p->column[column];
	double	   *copy = MemoryContextAllocHuge(CurrentMemoryContext, Max(p->rows, 1) * sizeof(double));

	*n = 0;
	for (int64 i = 0; i < p->rows; i++)
	{
		if (p->isnull[i])
			continue;
		check_finite(name, x[i]);
		copy[(*n)++] = x[i];
	}
	sort_doubles(copy, *n, check_interrupts);
	return copy;
}

double
partition_constant(Partition *p, int column, const char *name)
{
	const double *x = p->column[column];
	int64		first = -1;

	for (int64 i = 0; i < p->rows; i++)
	{
		if (p->isnull[i])
			continue;
		check_finite(name, x[i]);
		if (first < 0)
			first = i;
		else if (x[i] != x[first])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The argument \"%s\" must be the same for all rows of a partition.", name),
					 errhint("Divide the rows with PARTITION BY, for example by indicator and date.")));
	}
	return first < 0 ? 0 : x[first];
}

void *
partition_alloc(void *partition, Size size)
{
	return MemoryContextAllocHuge(GetMemoryChunkContext(partition), Max(size, 1));
}

/* name: of the argument whose elements are checked; a null pointer: no check */
static bool
read_vectors(FunctionCallInfo fcinfo, VectorPartition **result, int argno, bool null_rows, const char *name)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	VectorPartition *v = WinGetPartitionLocalMemory(winobj, sizeof(VectorPartition));
	double	   *line = NULL;

	*result = v;
	if (v->done)
		return false;
	v->rows = WinGetPartitionRowCount(winobj);
	v->k = -1;
	for (int64 i = 0; i < v->rows; i++)
	{
		bool		isnull,
					isout;
		Datum		datum = WinGetFuncArgInPartition(winobj, argno, (int) i, WINDOW_SEEK_HEAD, false, &isnull, &isout);
		ArrayType  *array;
		int			k;

		CHECK_FOR_INTERRUPTS();
		if (isnull)
		{
			if (!null_rows)
				ereport(ERROR,
						(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
						 errmsg("An array to normalise must not be null.")));
			for (int j = 0; j < v->k; j++)
				v->value[(Size) j * v->rows + i] = NAN;
			continue;
		}
		array = DatumGetArrayTypeP(datum);
		k = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
		if (v->k < 0)
		{
			v->k = k;
			v->value = partition_alloc(v, (Size) v->rows * Max(k, 1) * sizeof(double));
			line = palloc(Max(k, 1) * sizeof(double));
			for (int64 before = 0; before < i; before++)
			{
				for (int j = 0; j < k; j++)
					v->value[(Size) j * v->rows + before] = NAN;
			}
		}
		if (k != v->k)
			ereport(ERROR,
					(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
					 errmsg("Arrays to normalise must have the same length."),
					 errdetail("Lengths %d and %d.", v->k, k)));
		if (name != NULL)
		{
			if (ARR_NDIM(array) > 1)
				ereport(ERROR,
						(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
						 errmsg("The array \"%s\" must have one dimension.", name),
						 errdetail("It has %d dimensions.", ARR_NDIM(array))));
			unpack_float8_array(array, 0, line);
			for (int j = 0; j < k; j++)
				check_finite(name, line[j]);
		}
		unpack_float8_array(array, NAN, line);
		for (int j = 0; j < k; j++)
			v->value[(Size) j * v->rows + i] = line[j];
		if ((void *) array != DatumGetPointer(datum))
			pfree(array);
	}
	v->k = Max(v->k, 0);
	v->done = true;
	return true;
}

bool
vectors_read(FunctionCallInfo fcinfo, VectorPartition **result, int argno, bool null_rows)
{
	return read_vectors(fcinfo, result, argno, null_rows, NULL);
}

bool
vectors_read_finite(FunctionCallInfo fcinfo, VectorPartition **result, int argno, const char *name)
{
	return read_vectors(fcinfo, result, argno, true, name);
}

Datum
window_constant(FunctionCallInfo fcinfo, int argno, const char *name)
{
	bool		isnull;
	Datum		value;

	if (!get_fn_expr_arg_stable(fcinfo->flinfo, argno))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be constant.", name),
				 errhint("Give a constant or a parameter; it applies to the whole partition.")));
	value = WinGetFuncArgCurrent(PG_WINDOW_OBJECT(), argno, &isnull);
	if (isnull)
		refuse_null(name);
	return value;
}

int
window_constant_int(FunctionCallInfo fcinfo, int argno, const char *name)
{
	return DatumGetInt32(window_constant(fcinfo, argno, name));
}

double
window_constant_float8(FunctionCallInfo fcinfo, int argno, const char *name)
{
	double		value = DatumGetFloat8(window_constant(fcinfo, argno, name));

	check_finite(name, value);
	return value;
}

bool
window_constant_bool(FunctionCallInfo fcinfo, int argno, const char *name)
{
	return DatumGetBool(window_constant(fcinfo, argno, name));
}

int
window_constant_option(FunctionCallInfo fcinfo, int argno, const char *name, const char *const *options, int n)
{
	return choose_option(name, DatumGetTextPP(window_constant(fcinfo, argno, name)), options, n);
}
