/*
 * rows.h
 *		What the window functions over rows of numbers share: group.c, regions.c, region_quality.c, spatial_smoothing.c.
 */
#ifndef ROWS_H
#define ROWS_H

#include "window.h"

#include "utils/memutils.h"

/*
 * The elements of a row's array x: one dimension, not empty, all rows of the partition of one length (*d, which is below 0
 * before the first).  A null pointer: an element is NULL, the row does not count.
 */
extern const double *row_of_array(Datum array, int *d);

/* the elements of a row that counts; they must be finite */
extern void copy_row(double *to, const double *from, int d);

/*
 * An argument that is the same in the whole partition.  Other windows ask for a constant; here a column will do as well, so
 * that one query can try several numbers of clusters (PARTITION BY k).  isnull: NULL is allowed and told; a null pointer: it
 * is an error.
 */
extern Datum partition_argument(FunctionCallInfo fcinfo, int argno, const char *name, bool *isnull);

/* the argument "k", which is at least 1 */
extern int	partition_argument_k(FunctionCallInfo fcinfo, int argno);

/* room for so many elements, at least one, in the current memory context; it may pass 1 GB */
static inline void *
room(Size elements, Size size)
{
	return MemoryContextAllocHuge(CurrentMemoryContext, Max(elements, 1) * size);
}

/*
 * Everything that is computed for a partition lies in a context of its own, which goes when the results are there: the
 * context of the caller would keep it until the last row.
 */
extern MemoryContext enter_workspace(MemoryContext *caller);
extern void leave_workspace(MemoryContext workspace, MemoryContext caller);

#endif							/* ROWS_H */
