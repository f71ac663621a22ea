/*
 * composite.c
 *		Composite indices over arrays of indicators: composite_mean, mazziotta_pareto and its scores, copeland.
 */
#include "composite.h"

#include <math.h>

#include "kernel/composite.h"
#include "kernel/means.h"
#include "kernel/moments.h"

/* -------- arguments -------- */

double *
indicator_values(const char *name, ArrayType *array, int *k)
{
	double	   *x;

	*k = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	if (*k == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The array \"%s\" must not be empty.", name),
				 errhint("Give at least one number.")));
	if (ARR_NDIM(array) != 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("The array \"%s\" must have one dimension.", name),
				 errdetail("It has %d dimensions.", ARR_NDIM(array))));
	x = palloc(*k * sizeof(double));
	unpack_float8_array(array, 0, x);
	for (int j = 0; j < *k; j++)
		check_finite(name, x[j]);
	unpack_float8_array(array, NAN, x);
	return x;
}

const double *
indicator_weights(ArrayType *array, int k)
{
	int			n;
	const double *w = check_float8_array("weights", array, &n);

	if (n != k)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("Values and weights do not have the same length."),
				 errdetail("Values %d, weights %d.", k, n)));
	for (int j = 0; j < n; j++)
		check_weight("weights", w[j]);
	return w;
}

double *
partition_weights(FunctionCallInfo fcinfo, const VectorPartition *v, int argno)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	double	   *w = NULL;

	for (int64 i = 0; i < v->rows; i++)
	{
		bool		isnull,
					isout;
		Datum		datum = WinGetFuncArgInPartition(winobj, argno, (int) i, WINDOW_SEEK_HEAD, false, &isnull, &isout);
		ArrayType  *array = isnull ? NULL : DatumGetArrayTypeP(datum);
		const double *row = isnull || v->k == 0 ? NULL : indicator_weights(array, v->k);

		CHECK_FOR_INTERRUPTS();
		if (i == 0 && row != NULL)
		{
			w = palloc(v->k * sizeof(double));
			memcpy(w, row, v->k * sizeof(double));
		}
		if ((w == NULL) != (row == NULL) || (w != NULL && memcmp(w, row, v->k * sizeof(double)) != 0))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The argument \"%s\" must be the same for all rows.", "weights"),
					 errhint("Give a constant array.")));
		if (array != NULL && (void *) array != DatumGetPointer(datum))
			pfree(array);
		if (get_fn_expr_arg_stable(fcinfo->flinfo, argno))
			break;
	}
	return w;
}

static int
checked_polarity(int polarity)
{
	if (polarity != 1 && polarity != -1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be 1 or -1.", "polarity"),
				 errdetail("It is %d.", polarity),
				 errhint("1: high values of the indicator raise the composite; -1: they lower it.")));
	return polarity;
}

/* -------- functions on one row -------- */

/* values [, weights, power, minimum_share] */
SQL_FUNCTION(composite_mean)
{
	const double *w = NULL;
	double	   *x;
	double		power = argument_power(fcinfo, 2);
	double		minimum = argument_minimum_share(fcinfo, 3);
	double		share,
				result;
	int			k;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	x = indicator_values("x", PG_GETARG_ARRAYTYPE_P(0), &k);
	if (!PG_ARGISNULL(1))
		w = indicator_weights(PG_GETARG_ARRAYTYPE_P(1), k);
	for (int j = 0; j < k; j++)
	{
		if (!isnan(x[j]) && (w == NULL || w[j] > 0) && !power_mean_accepts(x[j], power))
			refuse_mean_value(power);
	}
	share = valid_share(x, w, k);
	if (!(share > 0 && share >= minimum))	/* NaN: no weight at all */
		PG_RETURN_NULL();
	result = power_mean(x, w, k, power);
	PG_RETURN_FLOAT8(check_result(result));
}

static const char *const penalties[] = {"negative", "positive"};

/* values, penalty [, weights] */
SQL_FUNCTION(sozialraum_mazziotta_pareto)
{
	const double *w = NULL;
	double	   *x;
	double		mean,
				result;
	int			k,
				sign;

	if (PG_ARGISNULL(1))
		refuse_null("penalty");
	sign = choose_option("penalty", PG_GETARG_TEXT_PP(1), penalties, lengthof(penalties)) == 0 ? -1 : 1;
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	x = indicator_values("x", PG_GETARG_ARRAYTYPE_P(0), &k);
	if (!PG_ARGISNULL(2))
		w = indicator_weights(PG_GETARG_ARRAYTYPE_P(2), k);

	/* what cannot be made up for cannot be missing */
	for (int j = 0; j < k; j++)
	{
		if (isnan(x[j]) && (w == NULL || w[j] > 0))
			PG_RETURN_NULL();
	}
	result = mazziotta_pareto(x, w, k, sign, &mean);
	if (isnan(mean))
		PG_RETURN_NULL();
	if (!(mean > 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The Mazziotta-Pareto index needs values with a mean above 0."),
				 errdetail("The mean of the values of at least one row is 0 or negative."),
				 errhint("Put the indicators on the scale of mpi_score (100 + 10 z) or ampi_score (70 ... 130) first.")));
	PG_RETURN_FLOAT8(check_result(result));
}

/* x, minimum, maximum, polarity */
SQL_FUNCTION(sozialraum_ampi_score)
{
	double		x = PG_GETARG_FLOAT8(0);
	double		minimum = PG_GETARG_FLOAT8(1);
	double		maximum = PG_GETARG_FLOAT8(2);
	int			polarity = checked_polarity(PG_GETARG_INT32(3));

	check_finite("x", x);
	check_finite("minimum", minimum);
	check_finite("maximum", maximum);
	if (minimum >= maximum)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The minimum must be smaller than the maximum."),
				 errhint("Goalposts are the least and the greatest value over all areas and dates that are compared.")));
	PG_RETURN_FLOAT8(check_result(ampi_score(x, minimum, maximum, polarity)));
}

/* -------- windows -------- */

/* 100 + 10 z */
SQL_FUNCTION(mpi_score)
{
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 1))
	{
		double	   *x = p->column[0];
		int			polarity = checked_polarity(window_constant_int(fcinfo, 1, "polarity"));
		int64		n = 0;
		ExactWide	rows,
					sum,
					squares;
		Moments		m;

		exact_wide_init(&rows);
		exact_wide_init(&sum);
		exact_wide_init(&squares);
		for (int64 i = 0; i < p->rows; i++)
		{
			if (p->isnull[i])
				continue;
			check_finite("x", x[i]);
			exact_sum_add(&sum.sum, x[i]);
			exact_sum_add_product(&squares.sum, x[i], x[i]);
			n++;
		}
		exact_sum_add(&rows.sum, (double) n);
		exact_wide_trim(&rows);
		exact_wide_trim(&sum);
		exact_wide_trim(&squares);
		p->undefined = !moments(&rows.sum, &sum.sum, &squares.sum, 0, &m) || m.sd == 0;
		for (int64 i = 0; i < p->rows && !p->undefined; i++)
		{
			if (!p->isnull[i])
				x[i] = 100 + 10 * polarity * moments_zscore(&m, x[i]);
		}
	}
	return partition_result(fcinfo, p);
}

/* x, reference, polarity: goalposts of the range of x around the reference, which gets 100 */
SQL_FUNCTION(ampi_reference_score)
{
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 2))
	{
		double	   *x = p->column[0];
		const double *reference = p->column[1];
		int			polarity = checked_polarity(window_constant_int(fcinfo, 2, "polarity"));
		double		least = INFINITY;
		double		greatest = -INFINITY;
		int64		first = -1;

		for (int64 i = 0; i < p->rows; i++)
		{
			if (p->isnull[i])
				continue;
			check_finite("x", x[i]);
			check_finite("reference", reference[i]);
			if (first < 0)
				first = i;
			if (reference[i] != reference[first])
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("The argument \"%s\" must be the same for all rows.", "reference"),
						 errhint("The reference is one value for the whole partition, for example the mean of the town in the first year.")));
			least = Min(least, x[i]);
			greatest = Max(greatest, x[i]);
		}
		p->undefined = !(least < greatest);
		for (int64 i = 0; i < p->rows && !p->undefined; i++)
		{
			if (!p->isnull[i])
				x[i] = check_result(100 + 60 * polarity * ((x[i] / 2 - reference[i] / 2) / (greatest / 2 - least / 2)));
		}
	}
	return partition_result(fcinfo, p);
}

static const char *const rules[] = {"outranking", "majority"};

/* values [, weights, rule] */
SQL_FUNCTION(copeland)
{
	VectorPartition *v;
	double	   *score;
	int64		row = WinGetCurrentPosition(PG_WINDOW_OBJECT());

	if (vectors_read_finite(fcinfo, &v, 0, "x"))
	{
		double	   *w = partition_weights(fcinfo, v, 1);
		text	   *rule = DatumGetTextPP(window_constant(fcinfo, 2, "rule"));
		bool		outranking = choose_option("rule", rule, rules, lengthof(rules)) == 0;

		v->result = partition_alloc(v, v->rows * sizeof(double));
		if (outranking)
		{
			Indexed    *scratch = partition_alloc(v, v->rows * sizeof(Indexed));

			outranking_scores(v->value, v->rows, v->k, w, scratch, v->result, check_interrupts);
			pfree(scratch);
		}
		else
			majority_scores(v->value, v->rows, v->k, w, v->result, check_interrupts);
	}
	score = v->result;
	if (isnan(score[row]))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(score[row]);
}
