/*
 * trend_window.c
 *		Window functions over the series (y, t) of a partition: index_series, moving_average, growth_rate; decimal_year.
 *
 * They look for points in time, not for rows: a year that is missing is missing, whatever the number of rows between.
 */
#include "window.h"

#include <math.h>

#include "kernel/exact_sum.h"
#include "kernel/rate.h"
#include "kernel/sort.h"
#include "utils/date.h"
#include "utils/datetime.h"

/* the rows of a partition in the order of t */
typedef struct Series
{
	Indexed    *point;			/* t and row */
	int64		n;
	double	   *result;			/* by row; NaN: NULL */
} Series;

/* reads y and t; every point in time must be there once */
static Series
read_series(Partition *p)
{
	Series		s = {partition_alloc(p, p->rows * sizeof(Indexed)), 0, partition_alloc(p, p->rows * sizeof(double))};

	for (int64 i = 0; i < p->rows; i++)
	{
		s.result[i] = NAN;
		if (p->isnull[i])
			continue;
		check_finite("y", p->column[0][i]);
		check_finite("t", p->column[1][i]);
		s.point[s.n].x = p->column[1][i] + 0.0;
		s.point[s.n].index = i;
		s.n++;
	}
	sort_indexed(s.point, s.n, check_interrupts);
	for (int64 i = 1; i < s.n; i++)
	{
		if (s.point[i].x == s.point[i - 1].x)
			ereport(ERROR,
					(errcode(ERRCODE_CARDINALITY_VIOLATION),
					 errmsg("A point in time occurs twice in the window partition."),
					 errhint("Give PARTITION BY the columns that tell the series apart, for example area and indicator, or add up the rows of a year first.")));
	}
	return s;
}

static void
store_results(Partition *p, Series *s)
{
	for (int64 i = 0; i < p->rows; i++)
	{
		if (isnan(s->result[i]))
			p->isnull[i] = true;
		else
			p->column[0][i] = check_result(s->result[i]);
	}
	pfree(s->point);
	pfree(s->result);
}

/* the position of a point in time, -1 when it is missing */
static int64
find_point(const Series *s, double t)
{
	int64		low = 0,
				high = s->n;

	while (low < high)
	{
		int64		middle = low + (high - low) / 2;

		if (s->point[middle].x < t)
			low = middle + 1;
		else
			high = middle;
	}
	return low < s->n && s->point[low].x == t ? low : -1;
}

/* a constant argument that may be NULL (then false) */
static bool
optional_constant(FunctionCallInfo fcinfo, int argno, const char *name, Datum *value)
{
	bool		isnull;

	if (!get_fn_expr_arg_stable(fcinfo->flinfo, argno))
		*value = window_constant(fcinfo, argno, name);	/* raises the error */
	*value = WinGetFuncArgCurrent(PG_WINDOW_OBJECT(), argno, &isnull);
	return !isnull;
}

/* arguments: y, t, base */
SQL_FUNCTION(sozialraum_index_series)
{
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 2))
	{
		const double *y = p->column[0];
		Series		s = read_series(p);
		Datum		given;
		int64		base = s.n > 0 ? 0 : -1;

		if (optional_constant(fcinfo, 2, "base", &given))
		{
			check_finite("base", DatumGetFloat8(given));
			base = find_point(&s, DatumGetFloat8(given));
		}
		if (base >= 0 && y[s.point[base].index] > 0)
		{
			for (int64 i = 0; i < s.n; i++)
				s.result[s.point[i].index] = rate_per(y[s.point[i].index], y[s.point[base].index], 100);
		}
		store_results(p, &s);
	}
	return partition_result(fcinfo, p);
}

/* arguments: y, t */
SQL_FUNCTION(sozialraum_growth_rate)
{
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 2))
	{
		const double *y = p->column[0];
		Series		s = read_series(p);

		for (int64 i = 1; i < s.n; i++)
		{
			int64		before = find_point(&s, s.point[i].x - 1);
			double		old = before >= 0 ? y[s.point[before].index] : 0;

			if (before >= 0 && before < i && old > 0)
				s.result[s.point[i].index] = rate_per(y[s.point[i].index] - old, old, 100);
		}
		store_results(p, &s);
	}
	return partition_result(fcinfo, p);
}

/* arguments: y, t, width, minimum_years */
SQL_FUNCTION(sozialraum_moving_average)
{
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 2))
	{
		const double *y = p->column[0];
		Series		s = read_series(p);
		int			width = window_constant_int(fcinfo, 2, "width");
		int			minimum = width;
		double		half;
		Datum		given;
		ExactWide	sum;
		int64		from = 0,
					end = 0;

		if (width < 1 || width % 2 == 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The argument \"%s\" must be an odd number of years.", "width"),
					 errdetail("It is %d.", width),
					 errhint("A centred window has as many years before as after: 3, 5, 7 and so on.")));
		if (optional_constant(fcinfo, 3, "minimum_years", &given))
			minimum = DatumGetInt32(given);
		if (minimum < 1 || minimum > width)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The argument \"%s\" must be between 1 and \"%s\".", "minimum_years", "width"),
					 errdetail("It is %d.", minimum)));
		for (int64 i = 0; i < s.n; i++)
		{
			if (s.point[i].x != floor(s.point[i].x))
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("The argument \"%s\" must be a whole number of years.", "t"),
						 errdetail("At least one row has a fraction of a year."),
						 errhint("Use extract(year FROM reference_date), and one row for each year.")));
		}

		/* the years from t - half to t + half; the sum is exact, so that what leaves the window leaves no trace */
		half = (width - 1) / 2;
		exact_wide_init(&sum);
		for (int64 i = 0; i < s.n; i++)
		{
			while (end < s.n && s.point[end].x <= s.point[i].x + half)
				exact_sum_add(&sum.sum, y[s.point[end++].index]);
			while (s.point[from].x < s.point[i].x - half)
				exact_sum_add(&sum.sum, -y[s.point[from++].index]);
			if (end - from >= minimum)
				s.result[s.point[i].index] = check_result(exact_sum_round(&sum.sum)) / (double) (end - from);
			if (i % 65536 == 0)
				CHECK_FOR_INTERRUPTS();
		}
		store_results(p, &s);
	}
	return partition_result(fcinfo, p);
}

/* the year and the part of it that has passed before the day */
SQL_FUNCTION(sozialraum_decimal_year)
{
	DateADT		date = PG_GETARG_DATEADT(0);
	int			year,
				month,
				day;

	if (DATE_NOT_FINITE(date))
		check_finite("date", INFINITY);
	j2date(date + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	PG_RETURN_FLOAT8(year + (date2j(year, month, day) - date2j(year, 1, 1)) / (isleap(year) ? 366.0 : 365.0));
}
