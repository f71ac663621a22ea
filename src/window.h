/*
 * window.h
 *		The frame of all our window functions: read the partition's columns once, compute all results, serve them row by row.
 *
 * The functions work on the whole partition; ORDER BY and frame clause do not matter to them.  A row with NULL in any of the
 * columns gets NULL and does not count.  A window function reads:
 *
 *		Partition  *p = partition_of(fcinfo);
 *
 *		if (partition_read(fcinfo, p, 1))			-- true at the first row of each partition
 *			... for i in 0 ... p->rows - 1, unless p->isnull[i]: turn p->column[0][i] into the result ...
 *		return partition_result(fcinfo, p);
 */
#ifndef WINDOW_H
#define WINDOW_H

#include "sozialraum.h"
#include "windowapi.h"

#define PARTITION_COLUMNS	4

typedef struct Partition
{
	bool		done;			/* the columns have been read */
	bool		undefined;		/* set it: the result is NULL for every row */
	int64		rows;
	bool	   *isnull;			/* a column of the row is NULL */
	double	   *column[PARTITION_COLUMNS];	/* the arguments; the results take the place of the first */
} Partition;

/* the number of rows of the partition; more than positions can number (they are int) are an error */
extern int64 partition_rows(WindowObject winobj);

extern Partition *partition_of(FunctionCallInfo fcinfo);
extern bool partition_read(FunctionCallInfo fcinfo, Partition *p, int columns);
extern Datum partition_result(FunctionCallInfo fcinfo, Partition *p);
extern Datum partition_result_int(FunctionCallInfo fcinfo, Partition *p);	/* for functions that return integer */

/* a sorted copy of a column without the NULL rows, in the current memory context; its numbers are checked to be finite */
extern double *partition_sorted(Partition *p, int column, const char *name, int64 *n);

/* a column that must have one value in all rows that count: that value (0 when there are none) */
extern double partition_constant(Partition *p, int column, const char *name);

/*
 * The same for arrays: every row of the partition has an array of the same length k, and every position of the arrays is a
 * column.  value[j * rows + i] is element j of row i, NaN where it is NULL.  Arrays that are NULL are an error, unless null_rows: then
 * all their elements are NaN.
 *
 *		VectorPartition *v;
 *
 *		if (vectors_read(fcinfo, &v, 0, null_rows))		-- true at the first row of each partition
 *			...
 */
typedef struct VectorPartition
{
	bool		done;
	int64		rows;
	int			k;
	double	   *value;
	void	   *result;			/* for the function's own use; allocate by partition_alloc() */
} VectorPartition;

extern bool vectors_read(FunctionCallInfo fcinfo, VectorPartition **v, int argno, bool null_rows);

/* the same with null_rows, for arrays that come from outside: elements must be finite or NULL, the array of one dimension */
extern bool vectors_read_finite(FunctionCallInfo fcinfo, VectorPartition **v, int argno, const char *name);

/* memory that lives as long as the partition; it may pass 1 GB */
extern void *partition_alloc(void *partition, Size size);

/* arguments that must be the same for all rows; they must not be NULL */
extern int	window_constant_int(FunctionCallInfo fcinfo, int argno, const char *name);
extern double window_constant_float8(FunctionCallInfo fcinfo, int argno, const char *name);
extern bool window_constant_bool(FunctionCallInfo fcinfo, int argno, const char *name);
extern int	window_constant_option(FunctionCallInfo fcinfo, int argno, const char *name, const char *const *options, int n);
extern Datum window_constant(FunctionCallInfo fcinfo, int argno, const char *name);

#endif							/* WINDOW_H */
