/*
 * group.c
 *		Window functions that group rows of numbers: kmeans, ward, and what judges such groups: silhouette, cluster_sum_of_squares.
 *
 * All of them read the partition into a matrix of the rows that count, put the columns on one scale, order the rows and make
 * equal rows one (kernel/points.h); only then does an algorithm see them.
 */
#include "rows.h"

#include <math.h>

#include "kernel/kmeans.h"
#include "kernel/moments.h"
#include "kernel/points.h"
#include "kernel/silhouette.h"
#include "kernel/ward.h"
#include "utils/memutils.h"

#define ROWS_PER_RESET	1024
#define STARTS_MAX		10000

/* the rows of a partition that count */
typedef struct Points
{
	Partition  *p;				/* its first column takes the results */
	size_t		n;				/* rows that count */
	int			d;				/* columns */
	double	   *x;				/* n * d */
	int32	   *label;			/* n: the second argument, if it is read */
	int32	   *row;			/* n: which row of the partition */
	int			exponent;		/* not standardised: distances in x are those of the rows / 2^exponent */

	/* the different rows, in ascending order (by label first) */
	size_t		m;
	double	   *point;			/* m * d */
	double	   *weight;			/* m: copies */
	int32	   *member;			/* n: which of them row i is */
	int32	   *cluster;		/* m */
	Indexed    *order;			/* n */
	bool	   *begins;			/* n */
} Points;

/* arrays (argument 0) and, if asked for, labels (argument 1) of the whole partition */
static void
read_points(FunctionCallInfo fcinfo, Points *points, bool labels)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	Partition  *p = points->p;
	MemoryContext expressions;
	MemoryContext caller;

	p->rows = partition_rows(winobj);
	p->isnull = partition_alloc(p, p->rows * sizeof(bool));
	p->column[0] = partition_alloc(p, p->rows * sizeof(double));
	points->row = room(p->rows, sizeof(int32));
	points->label = room(labels ? p->rows : 0, sizeof(int32));
	points->d = -1;

	/* what the expressions of the arguments allocate must not pile up over the whole partition */
	expressions = AllocSetContextCreate(CurrentMemoryContext, "window function arguments", ALLOCSET_DEFAULT_SIZES);
	caller = MemoryContextSwitchTo(expressions);
	for (int64 i = 0; i < p->rows; i++)
	{
		bool		isout;
		bool		no_label = false;
		Datum		label = (Datum) 0;
		Datum		datum = WinGetFuncArgInPartition(winobj, 0, (int) i, WINDOW_SEEK_HEAD, false, &p->isnull[i], &isout);

		if (labels)
			label = WinGetFuncArgInPartition(winobj, 1, (int) i, WINDOW_SEEK_HEAD, false, &no_label, &isout);
		CHECK_FOR_INTERRUPTS();
		if (!p->isnull[i])
		{
			const double *from = row_of_array(datum, &points->d);

			if (points->x == NULL)
				points->x = MemoryContextAllocHuge(caller, (Size) p->rows * points->d * sizeof(double));
			p->isnull[i] = from == NULL || no_label;
			if (!p->isnull[i])
			{
				copy_row(points->x + points->n * points->d, from, points->d);
				points->row[points->n] = (int32) i;
				if (labels)
					points->label[points->n] = DatumGetInt32(label);
				points->n++;
			}
		}
		if (i % ROWS_PER_RESET == 0)
			MemoryContextReset(expressions);
	}
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(expressions);
	points->d = Max(points->d, 0);
}

static void
order_points(Points *points, bool labels, bool standardise)
{
	if (standardise)
		points_standardise(points->x, points->n, points->d, check_interrupts);
	else
		points->exponent = points_rescale(points->x, points->n, points->d, check_interrupts);

	points->order = room(points->n, sizeof(Indexed));
	points->begins = room(points->n, sizeof(bool));
	points->m = points_order(points->x, labels ? points->label : NULL, points->n, points->d,
							 points->order, points->begins, check_interrupts);
	points->point = room(points->m * points->d, sizeof(double));
	points->weight = room(points->m, sizeof(double));
	points->member = room(points->n, sizeof(int32));
	points->cluster = room(points->m, sizeof(int32));
	points_distinct(points->x, points->n, points->d, points->order, points->begins, points->point, points->weight, points->member,
					check_interrupts);
}

static void
check_number_of_clusters(const Points *points, int k)
{
	if ((size_t) k > points->m)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("There cannot be more clusters than different rows."),
				 errdetail("k is %d; a partition has %lld different rows without NULL.", k, (long long) points->m),
				 errhint("Use a smaller k.")));
}

/* the numbers of the clusters become the results */
static void
return_clusters(Points *points, int k)
{
	int32	   *number = room(k, sizeof(int32));

	points_number(points->point, points->weight, points->m, points->d, points->cluster, k,
				  room((Size) k * (points->d + 1), sizeof(double)), room(k, sizeof(Indexed)), room(k, sizeof(bool)), number,
				  check_interrupts);
	for (size_t i = 0; i < points->n; i++)
		points->p->column[0][points->row[i]] = number[points->cluster[points->member[i]]];
}

/* arguments: arrays, k, standardise, starts, seed */
SQL_FUNCTION(sozialraum_kmeans)
{
	Partition  *p = partition_of(fcinfo);

	if (!p->done)
	{
		MemoryContext caller;
		MemoryContext workspace = enter_workspace(&caller);
		Points		points = {.p = p};
		int			k = partition_argument_k(fcinfo, 1);
		bool		standardise = DatumGetBool(partition_argument(fcinfo, 2, "standardise", NULL));
		int			starts = DatumGetInt32(partition_argument(fcinfo, 3, "starts", NULL));
		int64		seed = DatumGetInt64(partition_argument(fcinfo, 4, "seed", NULL));

		if (starts < 1 || starts > STARTS_MAX)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The argument \"%s\" must be between %d and %d.", "starts", 1, STARTS_MAX),
					 errdetail("It is %d.", starts)));
		read_points(fcinfo, &points, false);
		if (points.n > 0)
		{
			order_points(&points, false, standardise);
			check_number_of_clusters(&points, k);
			(void) kmeans(points.point, points.weight, points.m, points.d, k, starts, (uint64) seed,
						  room(kmeans_room(points.m, points.d, k), sizeof(double)), room(2 * points.m, sizeof(int32)),
						  points.cluster, check_interrupts);
			return_clusters(&points, k);
		}
		leave_workspace(workspace, caller);
		p->done = true;
	}
	return partition_result_int(fcinfo, p);
}

/* arguments: arrays, k, standardise */
SQL_FUNCTION(sozialraum_ward)
{
	Partition  *p = partition_of(fcinfo);

	if (!p->done)
	{
		MemoryContext caller;
		MemoryContext workspace = enter_workspace(&caller);
		Points		points = {.p = p};
		int			k = partition_argument_k(fcinfo, 1);
		bool		standardise = DatumGetBool(partition_argument(fcinfo, 2, "standardise", NULL));

		read_points(fcinfo, &points, false);
		if (points.n > 0)
		{
			WardMerge  *merge;
			int32	   *numbers;

			order_points(&points, false, standardise);
			check_number_of_clusters(&points, k);
			merge = room(points.m, sizeof(WardMerge));
			numbers = room(4 * points.m, sizeof(int32));
			ward(points.point, points.weight, points.m, points.d, room(ward_room(points.m, points.d), sizeof(double)),
				 numbers, merge, check_interrupts);
			ward_cut(merge, points.m, k, numbers, points.cluster);
			return_clusters(&points, k);
		}
		leave_workspace(workspace, caller);
		p->done = true;
	}
	return partition_result_int(fcinfo, p);
}

/* the labels of the different rows, which lie in their order, become 0 ... k - 1; returns k */
static int
number_labels(Points *points)
{
	int			k = 0;

	for (size_t i = 0, m = 0; i < points->n; i++)
	{
		if (i > 0 && points->label[points->order[i].index] != points->label[points->order[i - 1].index])
			k++;
		if (points->begins[i])
			points->cluster[m++] = k;
	}
	return k + 1;
}

/* arguments: arrays, cluster, standardise */
SQL_FUNCTION(sozialraum_silhouette)
{
	Partition  *p = partition_of(fcinfo);

	if (!p->done)
	{
		MemoryContext caller;
		MemoryContext workspace = enter_workspace(&caller);
		Points		points = {.p = p};
		bool		standardise = DatumGetBool(partition_argument(fcinfo, 2, "standardise", NULL));

		read_points(fcinfo, &points, true);
		if (points.n > 0)
		{
			int			k;

			order_points(&points, true, standardise);
			k = number_labels(&points);
			if (k < 2)
				p->undefined = true;
			else
			{
				double	   *result = room(points.m, sizeof(double));

				silhouette(points.point, points.weight, points.m, points.d, points.cluster, k,
						   room(silhouette_room(points.m, points.d, k), sizeof(double)), result, check_interrupts);
				for (size_t i = 0; i < points.n; i++)
					p->column[0][points.row[i]] = result[points.member[i]];
			}
		}
		leave_workspace(workspace, caller);
		p->done = true;
	}
	return partition_result(fcinfo, p);
}

/* arguments: arrays, cluster, standardise */
SQL_FUNCTION(sozialraum_cluster_sum_of_squares)
{
	Partition  *p = partition_of(fcinfo);

	if (!p->done)
	{
		MemoryContext caller;
		MemoryContext workspace = enter_workspace(&caller);
		Points		points = {.p = p};
		bool		standardise = DatumGetBool(partition_argument(fcinfo, 2, "standardise", NULL));

		read_points(fcinfo, &points, true);
		if (points.n > 0)
		{
			double		result;

			order_points(&points, true, standardise);
			(void) number_labels(&points);
			result = points_within(points.point, points.weight, points.m, points.d, points.cluster, check_interrupts);
			result = check_result(ldexp(result, 2 * points.exponent));
			for (size_t i = 0; i < points.n; i++)
				p->column[0][points.row[i]] = result;
		}
		leave_workspace(workspace, caller);
		p->done = true;
	}
	return partition_result(fcinfo, p);
}
