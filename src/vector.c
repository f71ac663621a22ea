/*
 * vector.c
 *		The model's windows over rows of arrays: every position of the arrays is a column that is normalised by itself.
 *
 * An edition of 80 indicators over 10,000 areas would otherwise be taken apart into 800,000 rows, sorted, normalised by zscore()
 * and put together again; the figures are the same.
 */
#include "window.h"

#include <math.h>

#include "kernel/moments.h"

typedef struct ColumnMoments
{
	int64		n;
	double		minimum;
	double		maximum;
	bool		defined;
	Moments		m;
} ColumnMoments;

static ColumnMoments
column_moments(const double *x, int64 rows, int ddof)
{
	ColumnMoments c = {0, NAN, NAN, false, {0}};
	ExactWide	n,
				sum,
				squares;

	exact_wide_init(&n);
	exact_wide_init(&sum);
	exact_wide_init(&squares);
	for (int64 i = 0; i < rows; i++)
	{
		if (isnan(x[i]))
			continue;
		(void) exact_sum_add(&sum.sum, x[i]);
		(void) exact_sum_add_product(&squares.sum, x[i], x[i]);
		c.minimum = c.n == 0 || x[i] < c.minimum ? x[i] : c.minimum;
		c.maximum = c.n == 0 || x[i] > c.maximum ? x[i] : c.maximum;
		c.n++;
	}
	(void) exact_sum_add(&n.sum, (double) c.n);
	c.defined = moments(&n.sum, &sum.sum, &squares.sum, ddof, &c.m);
	return c;
}

/* arguments: arrays, 'zscore' or 'minmax', ddof */
SQL_FUNCTION(sozialraum_normalise_vectors)
{
	VectorPartition *c;
	double	   *result;
	int64		row = WinGetCurrentPosition(PG_WINDOW_OBJECT());

	if (vectors_read(fcinfo, &c, 0, false))
	{
		bool		isnull;
		Datum		method = WinGetFuncArgCurrent(PG_WINDOW_OBJECT(), 1, &isnull);
		bool		zscore = !isnull && strcmp(TextDatumGetCString(method), "zscore") == 0;
		int			ddof = window_constant_int(fcinfo, 2, "ddof");

		for (int j = 0; j < c->k; j++)
		{
			double	   *x = c->value + (Size) j * c->rows;
			ColumnMoments m = column_moments(x, c->rows, ddof);
			double		range = m.maximum - m.minimum;

			for (int64 i = 0; i < c->rows; i++)
			{
				if (zscore)
					x[i] = m.defined && m.m.sd > 0 && !isnan(x[i]) ? moments_zscore(&m.m, x[i]) : NAN;
				else
					x[i] = range > 0 ? (x[i] - m.minimum) / range : NAN;
			}
			CHECK_FOR_INTERRUPTS();
		}
	}
	result = palloc(Max(c->k, 1) * sizeof(double));
	for (int j = 0; j < c->k; j++)
		result[j] = c->value[(Size) j * c->rows + row];
	PG_RETURN_ARRAYTYPE_P(pack_float8_array(result, c->k));
}

/* arguments: arrays, ddof; for every position n, mean, standard deviation, minimum, maximum: five arrays in one */
SQL_FUNCTION(sozialraum_vector_parameters)
{
	VectorPartition *c;
	double	   *result;

	(void) vectors_read(fcinfo, &c, 0, false);
	result = palloc(5 * (Size) Max(c->k, 1) * sizeof(double));
	for (int j = 0; j < c->k; j++)
	{
		ColumnMoments m = column_moments(c->value + (Size) j * c->rows, c->rows, window_constant_int(fcinfo, 1, "ddof"));

		result[j] = (double) m.n;
		result[c->k + j] = m.defined ? m.m.mean : NAN;
		result[2 * c->k + j] = m.defined ? m.m.sd : NAN;
		result[3 * c->k + j] = m.minimum;
		result[4 * c->k + j] = m.maximum;
	}
	PG_RETURN_ARRAYTYPE_P(pack_float8_array(result, 5 * c->k));
}
