/*
 * smoothing.c
 *		Window functions that draw the rates of small areas towards the whole: empirical_bayes, shrink_to_area; and
 *		benjamini_hochberg, which corrects p-values for their number.
 */
#include "window.h"

#include <math.h>

#include "intervals.h"
#include "kernel/smoothing.h"

/* Rows that take part: true; without population they get NULL.  In place of isnull, which partition_result() reads. */
static bool *
rows_with_people(Partition *p)
{
	bool	   *use = partition_alloc(p, p->rows * sizeof(bool));

	for (int64 i = 0; i < p->rows; i++)
	{
		if (!p->isnull[i])
		{
			check_count("events", p->column[0][i]);
			check_count("population", p->column[1][i]);
			p->isnull[i] = (p->column[1][i] == 0);
		}
		use[i] = !p->isnull[i];
	}
	return use;
}

static void
scale_results(Partition *p, double per)
{
	for (int64 i = 0; i < p->rows; i++)
	{
		if (!p->isnull[i])
			p->column[0][i] = check_result(p->column[0][i] * per);
	}
}

/* arguments: events, population, per */
SQL_FUNCTION(empirical_bayes)
{
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 2))
	{
		double		per = window_constant_float8(fcinfo, 2, "per");
		const bool *use;

		check_per(per);
		use = rows_with_people(p);
		empirical_bayes_rates(p->column[0], p->column[1], use, p->rows, p->column[0], check_interrupts);
		for (int64 i = 0; i < p->rows; i++)
		{
			/* the squares on the way were too large */
			if (use[i] && isnan(p->column[0][i]))
				check_result(INFINITY);
		}
		scale_results(p, per);
	}
	return partition_result(fcinfo, p);
}

/* arguments: events, population, area_events, area_population, per */
SQL_FUNCTION(shrink_to_area)
{
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 4))
	{
		double		per = window_constant_float8(fcinfo, 4, "per");
		const bool *use;
		int64		first = -1;

		check_per(per);
		for (int64 i = 0; i < p->rows; i++)
		{
			if (p->isnull[i])
				continue;
			check_count("area_events", p->column[2][i]);
			check_count("area_population", p->column[3][i]);
			if (first < 0)
				first = i;
			if (p->column[2][i] != p->column[2][first] || p->column[3][i] != p->column[3][first])
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("The figures of the larger area must be the same for all of its small areas."),
						 errhint("Add PARTITION BY with the larger area: a partition has the small areas of one larger area.")));
		}
		use = rows_with_people(p);
		for (int64 i = 0; i < p->rows; i++)
		{
			if (use[i])
				check_events_of(p->column[0][i], p->column[1][i]);
		}
		if (first >= 0)
			check_events_of(p->column[2][first], p->column[3][first]);
		p->undefined = (first < 0 || p->column[3][first] == 0);
		if (!p->undefined)
		{
			shrink_rates(p->column[0], p->column[1], use, p->rows, p->column[2][first], p->column[3][first], p->column[0],
						 check_interrupts);
			for (int64 i = 0; i < p->rows; i++)
				p->isnull[i] |= isnan(p->column[0][i]);
			scale_results(p, per);
		}
	}
	return partition_result(fcinfo, p);
}

SQL_FUNCTION(benjamini_hochberg)
{
	Partition  *partition = partition_of(fcinfo);

	if (partition_read(fcinfo, partition, 1))
	{
		double	   *p = partition->column[0];
		Indexed    *sorted = partition_alloc(partition, partition->rows * sizeof(Indexed));
		size_t		m = 0;

		for (int64 i = 0; i < partition->rows; i++)
		{
			if (partition->isnull[i])
				continue;
			check_finite("p", p[i]);
			if (p[i] < 0 || p[i] > 1)
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("The argument \"%s\" must be a probability.", "p"),
						 errdetail("At least one row is below 0 or above 1.")));
			sorted[m].x = p[i];
			sorted[m].index = i;
			m++;
		}
		false_discovery(sorted, m, check_interrupts);
		for (size_t i = 0; i < m; i++)
			p[sorted[i].index] = sorted[i].x;
		pfree(sorted);
	}
	return partition_result(fcinfo, partition);
}
