/*
 * rank.c
 *		Windows of ranks: rank_of, rank_score, percentile_score, borda_score, exponential_score, rank_change.
 */
#include "window.h"

#include "utils/memutils.h"

#include "kernel/rank.h"

static const char *const ties_names[] = {"min", "max", "average", "dense"};	/* as RankTies */
static const char *const direction_names[] = {"ascending", "descending"};
static const char *const convention_names[] = {"(N-rank+1)/N", "(N-rank)/N"};

static RankTies
ties_argument(FunctionCallInfo fcinfo, int argno)
{
	return (RankTies) window_constant_option(fcinfo, argno, "ties", ties_names, lengthof(ties_names));
}

static bool
descending_argument(FunctionCallInfo fcinfo, int argno)
{
	return window_constant_option(fcinfo, argno, "direction", direction_names, lengthof(direction_names)) == 1;
}

/* a column's numbers become their ranks; returns how many there are */
static int64
rank_column(Partition *p, int column, const char *name, RankTies ties, bool descending)
{
	double	   *x = p->column[column];
	Indexed    *item = MemoryContextAllocHuge(CurrentMemoryContext, Max(p->rows, 1) * sizeof(Indexed));
	int64		n = 0;

	for (int64 i = 0; i < p->rows; i++)
	{
		if (p->isnull[i])
			continue;
		check_finite(name, x[i]);
		item[n].x = x[i];
		item[n].index = i;
		n++;
	}
	sort_indexed(item, n, check_interrupts);
	rank_sorted(item, n, ties, descending, x, check_interrupts);
	pfree(item);
	return n;
}

/* arguments: x, ties, direction */
SQL_FUNCTION(rank_of)
{
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 1))
	{
		RankTies	ties = ties_argument(fcinfo, 1);

		(void) rank_column(p, 0, "x", ties, descending_argument(fcinfo, 2));
	}
	return partition_result(fcinfo, p);
}

/* arguments: x, ties */
SQL_FUNCTION(rank_score)
{
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 1))
		(void) rank_column(p, 0, "x", ties_argument(fcinfo, 1), false);
	return partition_result(fcinfo, p);
}

/* arguments: x, ties */
SQL_FUNCTION(borda_score)
{
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 1))
	{
		(void) rank_column(p, 0, "x", ties_argument(fcinfo, 1), false);
		for (int64 i = 0; i < p->rows; i++)
			p->column[0][i] -= 1;
	}
	return partition_result(fcinfo, p);
}

/* arguments: x, ties */
SQL_FUNCTION(percentile_score)
{
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 1))
	{
		int64		n = rank_column(p, 0, "x", ties_argument(fcinfo, 1), false);

		p->undefined = n < 2;
		for (int64 i = 0; i < p->rows && !p->undefined; i++)
			p->column[0][i] = (p->column[0][i] - 1) / (double) (n - 1);
	}
	return partition_result(fcinfo, p);
}

/* arguments: x, convention */
SQL_FUNCTION(exponential_score)
{
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 1))
	{
		bool		from_one = window_constant_option(fcinfo, 1, "convention", convention_names, lengthof(convention_names)) == 0;
		int64		n = rank_column(p, 0, "x", RANK_AVERAGE, true);

		for (int64 i = 0; i < p->rows; i++)
		{
			CHECK_FOR_INTERRUPTS();
			p->column[0][i] = rank_exponential(p->column[0][i], (double) n, from_one);
		}
	}
	return partition_result(fcinfo, p);
}

/* arguments: x, earlier, ties, direction; ranks among the rows that have both */
SQL_FUNCTION(rank_change)
{
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 2))
	{
		RankTies	ties = ties_argument(fcinfo, 2);
		bool		descending = descending_argument(fcinfo, 3);

		(void) rank_column(p, 0, "x", ties, descending);
		(void) rank_column(p, 1, "earlier", ties, descending);
		for (int64 i = 0; i < p->rows; i++)
			p->column[0][i] = p->column[1][i] - p->column[0][i];
	}
	return partition_result(fcinfo, p);
}
