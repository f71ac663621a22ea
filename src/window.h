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

#define PARTITION_COLUMNS	3

typedef struct Partition
{
	bool		done;			/* the columns have been read */
	bool		undefined;		/* set it: the result is NULL for every row */
	int64		rows;
	bool	   *isnull;			/* a column of the row is NULL */
	double	   *column[PARTITION_COLUMNS];	/* the arguments; the results take the place of the first */
} Partition;

extern Partition *partition_of(FunctionCallInfo fcinfo);
extern bool partition_read(FunctionCallInfo fcinfo, Partition *p, int columns);
extern Datum partition_result(FunctionCallInfo fcinfo, Partition *p);

/* an integer argument that must be the same for all rows */
extern int	window_constant_int(FunctionCallInfo fcinfo, int argno, const char *name);

#endif							/* WINDOW_H */
