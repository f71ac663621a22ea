/*
 * scale.c
 *		Windows and functions that put indicators on a common scale by their median, range, target, maximum or total.
 *		(zscore, weighted_zscore and minmax: normalise.c.)
 */
#include "window.h"

#include <math.h>

#include "kernel/exact_sum.h"
#include "kernel/scale.h"

typedef struct Range
{
	double		min;			/* min > max: there are no rows */
	double		max;
} Range;

static Range
range_of(const Partition *p)
{
	const double *x = p->column[0];
	Range		r = {INFINITY, -INFINITY};

	for (int64 i = 0; i < p->rows; i++)
	{
		if (p->isnull[i])
			continue;
		check_finite("x", x[i]);
		r.min = Min(r.min, x[i]);
		r.max = Max(r.max, x[i]);
	}
	return r;
}

/* (x - from) / (to - from); halved where a difference could be infinite, which costs no bit but in subnormal numbers */
static inline double
position(double x, double from, double to)
{
	if (isinf(to - from) || isinf(x - from))
		return (x / 2 - from / 2) / (to / 2 - from / 2) + 0.0;
	return (x - from) / (to - from) + 0.0;	/* 0, not -0, where to lies below from */
}

/* (x - median) / (1.4826 MAD) */
SQL_FUNCTION(robust_zscore)
{
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 1))
	{
		double	   *x = p->column[0];
		int64		n;
		double	   *sorted = partition_sorted(p, 0, "x", &n);
		double		unit = 1;
		double		median,
					deviation;

		if (n == 0)
			p->undefined = true;
		else
		{
			/* half the numbers where differences would overflow */
			if (isinf(sorted[n - 1] - sorted[0]))
				unit = 0.5;
			for (int64 i = 0; unit != 1 && i < n; i++)
				sorted[i] *= unit;
			median = scale_median(sorted, n);
			deviation = MAD_FACTOR * scale_mad(sorted, n, median, check_interrupts);
			p->undefined = deviation == 0;
			for (int64 i = 0; i < p->rows && !p->undefined; i++)
			{
				if (!p->isnull[i])
					x[i] = check_result((x[i] * unit - median) / deviation);
			}
		}
		pfree(sorted);
	}
	return partition_result(fcinfo, p);
}

/* arguments: x, lower, upper */
SQL_FUNCTION(minmax_range)
{
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 1))
	{
		double	   *x = p->column[0];
		double		lower = window_constant_float8(fcinfo, 1, "lower");
		double		upper = window_constant_float8(fcinfo, 2, "upper");
		Range		r = range_of(p);

		if (lower == upper)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The arguments \"%s\" and \"%s\" must differ.", "lower", "upper"),
					 errdetail("Both are %g.", lower)));
		p->undefined = !(r.min < r.max);
		for (int64 i = 0; i < p->rows && !p->undefined; i++)
		{
			double		y = position(x[i], r.min, r.max);

			x[i] = (1 - y) * lower + y * upper;	/* both ends exactly */
		}
	}
	return partition_result(fcinfo, p);
}

/* arguments: x, lower, upper; no window */
SQL_FUNCTION(goalposts)
{
	double		x = PG_GETARG_FLOAT8(0);
	double		lower = PG_GETARG_FLOAT8(1);
	double		upper = PG_GETARG_FLOAT8(2);
	double		y;

	check_finite("x", x);
	check_finite("lower", lower);
	check_finite("upper", upper);
	if (lower == upper)
		PG_RETURN_NULL();
	y = position(x, lower, upper);
	PG_RETURN_FLOAT8(y > 1 ? 1 : y > 0 ? y : 0);
}

/*
 * The position of x between where the partition begins and the goal.  Where nothing lies before the goal there is no distance to
 * measure by: undefined.
 */
static void
distances(Partition *p, double goal, bool downwards, bool capped)
{
	double	   *x = p->column[0];
	Range		r = range_of(p);
	double		from = downwards ? r.max : r.min;

	p->undefined = r.min > r.max || (downwards ? goal >= from : goal <= from);
	for (int64 i = 0; i < p->rows && !p->undefined; i++)
	{
		double		y;

		if (p->isnull[i])
			continue;
		y = position(x[i], from, goal);
		x[i] = capped && y > 1 ? 1 : check_result(y);
	}
}

/* arguments: x, target, direction, capped */
SQL_FUNCTION(distance_to_target)
{
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 2))
	{
		int			direction = window_constant_int(fcinfo, 2, "direction");
		bool		capped = window_constant_bool(fcinfo, 3, "capped");

		if (direction != 1 && direction != -1)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The argument \"%s\" must be 1 or -1.", "direction"),
					 errdetail("It is %d.", direction),
					 errhint("1: high values are good, the target lies above; -1: low values are good, it lies below.")));
		distances(p, partition_constant(p, 1, "target"), direction < 0, capped);
	}
	return partition_result(fcinfo, p);
}

/* arguments: x, reference */
SQL_FUNCTION(distance_to_reference)
{
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 2))
		distances(p, partition_constant(p, 1, "reference"), false, false);
	return partition_result(fcinfo, p);
}

SQL_FUNCTION(fraction_of_maximum)
{
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 1))
	{
		double	   *x = p->column[0];
		Range		r = range_of(p);

		p->undefined = !(r.max > 0);
		for (int64 i = 0; i < p->rows && !p->undefined; i++)
		{
			if (!p->isnull[i])
				x[i] = check_result(x[i] / r.max);
		}
	}
	return partition_result(fcinfo, p);
}

SQL_FUNCTION(share_of_total)
{
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 1))
	{
		double	   *x = p->column[0];
		ExactWide	sum;
		double		total,
					fraction;
		int			exponent;

		exact_wide_init(&sum);
		for (int64 i = 0; i < p->rows; i++)
		{
			if (p->isnull[i])
				continue;
			check_finite("x", x[i]);
			if (x[i] < 0)
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("The argument \"%s\" must not be negative.", "x"),
						 errdetail("At least one row has a negative value."),
						 errhint("A share of a total has a meaning only where all parts are positive or zero.")));
			(void) exact_sum_add(&sum.sum, x[i]);
		}
		total = exact_sum_round(&sum.sum);
		fraction = exact_sum_frexp(&sum.sum, &exponent);
		p->undefined = total == 0;
		for (int64 i = 0; i < p->rows && !p->undefined; i++)
			x[i] = isinf(total) ? ldexp(x[i] / 4 / fraction, 2 - exponent) : x[i] / total;
	}
	return partition_result(fcinfo, p);
}
