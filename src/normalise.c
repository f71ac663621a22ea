/*
 * normalise.c
 *		Window functions that put indicators on a common scale: zscore, weighted_zscore, minmax.
 */
#include "window.h"

#include <math.h>

#include "kernel/moments.h"

/* the results of a z-score, once the sums are there */
static void
standardise(Partition *p, ExactWide *w, ExactWide *wx, ExactWide *wxx, double ddof)
{
	Moments		m;

	exact_wide_trim(w);
	exact_wide_trim(wx);
	exact_wide_trim(wxx);
	if (!moments(&w->sum, &wx->sum, &wxx->sum, ddof, &m) || m.sd == 0)
	{
		p->undefined = true;
		return;
	}
	for (int64 i = 0; i < p->rows; i++)
	{
		CHECK_FOR_INTERRUPTS();
		if (!p->isnull[i])
			p->column[0][i] = moments_zscore(&m, p->column[0][i]);
	}
}

/* z = (x - mean) / sd over the partition */
SQL_FUNCTION(zscore)
{
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 1))
	{
		const double *x = p->column[0];
		int			ddof = window_constant_int(fcinfo, 1, "ddof");
		int64		n = 0;
		ExactWide	rows,
					sum,
					squares;

		if (ddof != 0 && ddof != 1)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The argument \"%s\" must be 0 or 1.", "ddof"),
					 errdetail("It is %d.", ddof),
					 errhint("0 divides by the number of rows (all areas are there), 1 by one less (the rows are a sample).")));

		exact_wide_init(&rows);
		exact_wide_init(&sum);
		exact_wide_init(&squares);
		for (int64 i = 0; i < p->rows; i++)
		{
			if (p->isnull[i])
				continue;
			CHECK_FOR_INTERRUPTS();
			if (unlikely(!isfinite(x[i])))
				check_finite("x", x[i]);
			(void) exact_sum_add(&sum.sum, x[i]);
			(void) exact_sum_add_product(&squares.sum, x[i], x[i]);
			n++;
		}
		exact_sum_add(&rows.sum, (double) n);
		standardise(p, &rows, &sum, &squares, ddof);
	}
	return partition_result(fcinfo, p);
}

/* z = (x - m) / s with m = sum w x / sum w and s^2 = sum w (x - m)^2 / sum w */
SQL_FUNCTION(weighted_zscore)
{
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 2))
	{
		const double *x = p->column[0];
		const double *w = p->column[1];
		ExactWide	weight,
					sum,
					squares;

		exact_wide_init(&weight);
		exact_wide_init(&sum);
		exact_wide_init(&squares);
		for (int64 i = 0; i < p->rows; i++)
		{
			if (p->isnull[i])
				continue;
			CHECK_FOR_INTERRUPTS();
			check_finite("x", x[i]);
			check_weight("w", w[i]);
			exact_sum_add(&weight.sum, w[i]);
			exact_sum_add_product(&sum.sum, w[i], x[i]);
			exact_sum_add_product3(&squares.sum, w[i], x[i], x[i]);
		}
		standardise(p, &weight, &sum, &squares, 0);
	}
	return partition_result(fcinfo, p);
}

/* (x - min) / (max - min), 0 ... 1 */
SQL_FUNCTION(minmax)
{
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 1))
	{
		double	   *x = p->column[0];
		double		min = INFINITY;
		double		max = -INFINITY;

		for (int64 i = 0; i < p->rows; i++)
		{
			if (p->isnull[i])
				continue;
			check_finite("x", x[i]);
			min = Min(min, x[i]);
			max = Max(max, x[i]);
		}
		p->undefined = !(min < max);

		/* halved, as the difference of the largest doubles is infinite; halving costs no bit but in subnormal numbers */
		if (isinf(max - min))
		{
			for (int64 i = 0; i < p->rows; i++)
				x[i] = (x[i] / 2 - min / 2) / (max / 2 - min / 2);
		}
		else
		{
			for (int64 i = 0; i < p->rows; i++)
				x[i] = (x[i] - min) / (max - min);
		}
	}
	return partition_result(fcinfo, p);
}
