/*
 * spatial_smoothing.c
 *		Window functions that set a unit against its neighbours: spatial_lag, spatial_smooth, spatial_rate, spatial_empirical_bayes.
 */
#include "spatial.h"

#include "intervals.h"
#include "kernel/rate.h"
#include "kernel/spatial_smoothing.h"
#include "rows.h"

static const char *const value_names[] = {"x"};
static const char *const rate_names[] = {"events", "population"};
static const char *const variances[] = {"bailey_gatrell", "geoda"};

/* results begin as NULL; what a partition needs lies in a context of its own */
static MemoryContext
begin(SpatialPartition *p, MemoryContext *caller)
{
	p->result = partition_alloc(p, p->rows * sizeof(double));
	for (int64 i = 0; i < p->rows; i++)
		p->result[i] = NAN;
	return enter_workspace(caller);
}

static Datum
row_result(FunctionCallInfo fcinfo, const SpatialPartition *p)
{
	return result_or_null(fcinfo, p->result[WinGetCurrentPosition(PG_WINDOW_OBJECT())]);
}

/* the lag of every row, NaN: none */
static void
lags(SpatialPartition *p, const SpatialWeights *weights, WeightStyle style)
{
	bool		mean = weight_style((WeightStyle) weights->style, style) == WEIGHTS_ROW;
	Matched		m = units_match(weights, p->id, p->skip, p->rows, mean ? WEIGHTS_GENERAL : style);
	double	   *lag = room(m.n, sizeof(double));

	smoothing_lag(&m.w, spatial_partition_column(p, &m, 0), mean, lag, &server_host);
	for (int32 i = 0; i < m.n; i++)
		p->result[m.row[i]] = isnan(lag[i]) ? NAN : check_result(lag[i]);
}

/* arguments: id, x, w, style */
SQL_FUNCTION(spatial_lag)
{
	SpatialPartition *p;
	const SpatialWeights *weights;

	if (spatial_partition_read(fcinfo, &p, 1, value_names, 2, &weights))
	{
		WeightStyle style = (WeightStyle) window_constant_option(fcinfo, 3, "style", weight_styles, WEIGHT_STYLES);
		MemoryContext caller;
		MemoryContext workspace = begin(p, &caller);

		if (weights != NULL)
			lags(p, weights, style);
		leave_workspace(workspace, caller);
	}
	return row_result(fcinfo, p);
}

/* arguments: id, x, w, share, style */
SQL_FUNCTION(spatial_smooth)
{
	SpatialPartition *p;
	const SpatialWeights *weights;

	if (spatial_partition_read(fcinfo, &p, 1, value_names, 2, &weights))
	{
		double		share = window_constant_float8(fcinfo, 3, "share");
		WeightStyle style = (WeightStyle) window_constant_option(fcinfo, 4, "style", weight_styles, WEIGHT_STYLES);
		MemoryContext caller;
		MemoryContext workspace;

		if (share < 0 || share > 1)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The argument \"%s\" must be between 0 and 1.", "share"),
					 errdetail("Given: %g.", share),
					 errhint("0 is the unit's own value, 1 that of its neighbours, 0.5 the mean of both.")));
		workspace = begin(p, &caller);
		if (weights != NULL)
		{
			lags(p, weights, style);
			for (int64 i = 0; i < p->rows; i++)
			{
				if (!isnan(p->result[i]))
					p->result[i] = (1 - share) * p->column[0][i] + share * p->result[i];
			}
		}
		leave_workspace(workspace, caller);
	}
	return row_result(fcinfo, p);
}

/* counts of the rows that take part; without_people: rows without population do, too */
static void
check_rows(SpatialPartition *p, bool without_people)
{
	for (int64 i = 0; i < p->rows; i++)
	{
		if (p->skip[i])
			continue;
		check_count("events", p->column[0][i]);
		check_count("population", p->column[1][i]);
		p->skip[i] = p->column[1][i] == 0 && !without_people;
	}
}

/* arguments: id, events, population, w, per */
SQL_FUNCTION(spatial_rate)
{
	SpatialPartition *p;
	const SpatialWeights *weights;

	if (spatial_partition_read(fcinfo, &p, 2, rate_names, 3, &weights))
	{
		double		per = window_constant_float8(fcinfo, 4, "per");
		MemoryContext caller;
		MemoryContext workspace = begin(p, &caller);

		check_per(per);
		check_rows(p, true);
		if (weights != NULL)
		{
			Matched		m = units_match(weights, p->id, p->skip, p->rows, WEIGHTS_GENERAL);
			double	   *events = room(m.n, sizeof(double));
			double	   *people = room(m.n, sizeof(double));

			neighbourhood_sums(&m.w, spatial_partition_column(p, &m, 0), spatial_partition_column(p, &m, 1), events, people, NULL, &server_host);
			for (int32 i = 0; i < m.n; i++)
			{
				(void) check_result(events[i]);
				(void) check_result(people[i]);
				if (people[i] > 0)
					p->result[m.row[i]] = check_result(rate_per(events[i], people[i], per));
			}
		}
		leave_workspace(workspace, caller);
	}
	return row_result(fcinfo, p);
}

/* arguments: id, events, population, w, per, variance */
SQL_FUNCTION(spatial_empirical_bayes)
{
	SpatialPartition *p;
	const SpatialWeights *weights;

	if (spatial_partition_read(fcinfo, &p, 2, rate_names, 3, &weights))
	{
		double		per = window_constant_float8(fcinfo, 4, "per");
		LocalVariance variance = (LocalVariance) window_constant_option(fcinfo, 5, "variance", variances, lengthof(variances));
		MemoryContext caller;
		MemoryContext workspace = begin(p, &caller);

		check_per(per);
		check_rows(p, false);
		if (weights != NULL)
		{
			Matched		m = units_match(weights, p->id, p->skip, p->rows, WEIGHTS_GENERAL);
			double	   *estimate = room(m.n, sizeof(double));

			local_empirical_bayes(&m.w, spatial_partition_column(p, &m, 0), spatial_partition_column(p, &m, 1), variance, estimate, &server_host);
			for (int32 i = 0; i < m.n; i++)
			{
				/* the squares on the way were too large */
				if (isnan(estimate[i]))
					(void) check_result(INFINITY);
				p->result[m.row[i]] = check_result(estimate[i] * per);
			}
		}
		leave_workspace(workspace, caller);
	}
	return row_result(fcinfo, p);
}
