/*
 * multivariate.c
 *		Aggregates over arrays of k numbers: correlation and covariance matrices, principal components, factor analysis, Cronbach's
 *		alpha.
 *
 * All but spearman_matrix have the same state (gramstate.h), so that a state of one can be finished as another.
 */
#include "multivariate.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"

#include "kernel/distribution.h"
#include "kernel/factor.h"
#include "kernel/multivariate.h"
#include "kernel/sort.h"
#include "values.h"

/* -------- rows -------- */

const double *
multivariate_row(ArrayType *array, int *k)
{
	const double *x;

	if (ARR_ELEMTYPE(array) != FLOAT8OID)
		elog(ERROR, "expected an array of double precision");
	if (ARR_HASNULL(array) && array_contains_nulls(array))
		return NULL;
	*k = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	if (*k == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The array \"%s\" must not be empty.", "x"),
				 errhint("Give at least one number.")));
	if (ARR_NDIM(array) != 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("The array \"%s\" must have one dimension.", "x"),
				 errdetail("It has %d dimensions.", ARR_NDIM(array))));
	if (*k > GRAM_VARIABLES_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("The array \"%s\" has too many elements.", "x"),
				 errdetail("It has %d elements; there may be up to %d variables.", *k, GRAM_VARIABLES_MAX)));
	x = (const double *) ARR_DATA_PTR(array);
	for (int i = 0; i < *k; i++)
		check_finite("x", x[i]);
	return x;
}

void
check_same_length(int k, int other)
{
	if (k != other)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("The arrays \"%s\" must have the same length.", "x"),
				 errdetail("Lengths %d and %d.", k, other)));
}

void
check_marker(int marker, int k)
{
	if (marker < 0 || marker > k)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be the number of a variable.", "marker"),
				 errdetail("It is %d, the variables are 1 to %d.", marker, k),
				 errhint("The marker is the variable that shall load positively; 0 stands for the one with the largest loading.")));
}

/* the block that a transition function uses again at each call */
static GramBlock *
kept_block(void *context, int variables, bool weighted)
{
	FmgrInfo   *flinfo = (FmgrInfo *) context;
	GramBlock  *block = (GramBlock *) flinfo->fn_extra;

	if (block == NULL || block->columns != variables + 1 || block->weighted != weighted)
	{
		if (block != NULL)
		{
			pfree(block->room);
			pfree(block);
			flinfo->fn_extra = NULL;
		}
		block = gram_block_create(flinfo->fn_mcxt, variables, weighted);
		flinfo->fn_extra = block;
	}
	return block;
}

/* -------- transition functions -------- */

static const char ddof_name[] = "ddof";
static const char marker_name[] = "marker";

/* state, x; the parameter is that of the aggregate (its name a null pointer: none); weight may be a null pointer */
static Datum
accumulate(FunctionCallInfo fcinfo, StateKind kind, int32 parameter, const char *parameter_name, const double *weight)
{
	GramState  *state = gram_state_for_update(fcinfo, kind);
	const double *x = NULL;
	int			k = 0;

	if (!PG_ARGISNULL(1))
		x = multivariate_row(PG_GETARG_ARRAYTYPE_P(1), &k);
	if (x != NULL)
	{
		double	   *row;

		if (parameter_name == marker_name)
			check_marker(parameter, k);
		if (state == NULL)
			state = gram_state_create(kind, k, parameter);
		check_same_length(state->variables, k);
		if (state->parameter != parameter)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The argument \"%s\" must be the same for all rows.", parameter_name),
					 errhint("Give a constant.")));
		state = gram_state_next_row(state, &row, kept_block, fcinfo->flinfo);
		if (weight)
			*row++ = *weight;
		memcpy(row, x, k * sizeof(double));
	}
	if (state == NULL)
		PG_RETURN_NULL();
	return gram_state_result(state);
}

SQL_FUNCTION(gram_accum)
{
	return accumulate(fcinfo, STATE_GRAM, 0, NULL, NULL);
}

SQL_FUNCTION(weighted_gram_accum)
{
	double		weight;

	if (PG_ARGISNULL(2))
	{
		GramState  *state = gram_state_for_update(fcinfo, STATE_GRAM_WEIGHTED);

		if (state == NULL)
			PG_RETURN_NULL();
		return gram_state_result(state);
	}
	weight = PG_GETARG_FLOAT8(2);
	if (!PG_ARGISNULL(1))
		check_weight("w", weight);
	return accumulate(fcinfo, STATE_GRAM_WEIGHTED, 0, NULL, &weight);
}

static int32
integer_argument(FunctionCallInfo fcinfo, int argno, const char *name)
{
	if (PG_ARGISNULL(argno))
		refuse_null(name);
	return PG_GETARG_INT32(argno);
}

/* state, x, ddof */
SQL_FUNCTION(covariance_accum)
{
	int32		ddof = integer_argument(fcinfo, 2, ddof_name);

	if (ddof != 0 && ddof != 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be 0 or 1.", "ddof"),
				 errdetail("It is %d.", ddof),
				 errhint("0 divides by the number of rows, 1 by one less. For a weight, give a double precision number.")));
	return accumulate(fcinfo, STATE_GRAM, ddof, ddof_name, NULL);
}

/* state, x, marker */
SQL_FUNCTION(marked_gram_accum)
{
	return accumulate(fcinfo, STATE_GRAM, integer_argument(fcinfo, 2, marker_name), marker_name, NULL);
}

SQL_FUNCTION(gram_combine)
{
	return gram_state_combine(fcinfo, STATE_GRAM);
}

SQL_FUNCTION(weighted_gram_combine)
{
	return gram_state_combine(fcinfo, STATE_GRAM_WEIGHTED);
}

/* -------- results -------- */

static double *
allocate(Size numbers)
{
	return (double *) MemoryContextAllocHuge(CurrentMemoryContext, Max(numbers, 1) * sizeof(double));
}

/* rows x columns numbers, NULL where they are NaN */
static Datum
matrix_datum(const double *values, int rows, int columns)
{
	Size		n = (Size) rows * columns;
	int			dims[2] = {rows, columns};
	int			lower[2] = {1, 1};
	Datum	   *elements = (Datum *) palloc(Max(n, 1) * sizeof(Datum));
	bool	   *nulls = (bool *) palloc(Max(n, 1) * sizeof(bool));

	for (Size i = 0; i < n; i++)
	{
		nulls[i] = isnan(values[i]);
		elements[i] = nulls[i] ? (Datum) 0 : Float8GetDatum(check_result(values[i]));
	}
	return PointerGetDatum(construct_md_array(elements, nulls, 2, dims, lower,
											  FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}

/* a row of the composite type that the function returns */
static Datum
record_datum(FunctionCallInfo fcinfo, Datum *values, bool *nulls)
{
	TupleDesc	desc;

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "the function does not return a row");
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls));
}

static double *
correlations(const GramSums *sums, int k)
{
	double	   *r = allocate((Size) k * k);

	correlation_matrix(sums, k, r, allocate(2 * (Size) k), check_interrupts);
	return r;
}

SQL_FUNCTION(correlation_final)
{
	const GramState *state = gram_state_for_reading(fcinfo, true);
	GramSums	sums;

	if (state == NULL)
		PG_RETURN_NULL();
	state = gram_state_finished(state, &sums);
	return matrix_datum(correlations(&sums, state->variables), state->variables, state->variables);
}

SQL_FUNCTION(covariance_final)
{
	const GramState *state = gram_state_for_reading(fcinfo, true);
	GramSums	sums;
	double	   *covariance;

	if (state == NULL)
		PG_RETURN_NULL();
	state = gram_state_finished(state, &sums);
	covariance = allocate((Size) state->variables * state->variables);
	if (!covariance_matrix(&sums, state->variables, state->parameter, covariance, check_interrupts))
		PG_RETURN_NULL();
	return matrix_datum(covariance, state->variables, state->variables);
}

SQL_FUNCTION(pca_final)
{
	const GramState *state = gram_state_for_reading(fcinfo, false);
	GramSums	sums;
	int			k,
				m;
	double	   *eigenvalue,
			   *explained,
			   *vector;
	Datum		values[3];
	bool		nulls[3] = {false, false, false};

	if (state == NULL)
		PG_RETURN_NULL();
	state = gram_state_finished(state, &sums);
	k = state->variables;
	eigenvalue = allocate(k);
	explained = allocate(k);
	vector = allocate((Size) k * k);
	m = principal_components(correlations(&sums, k), k, state->parameter, eigenvalue, vector, allocate((Size) k * (k + 1)),
							 check_interrupts);
	if (m == 0)
		PG_RETURN_NULL();
	for (int c = 0; c < m; c++)
	{
		explained[c] = eigenvalue[c] / m;
		for (int i = 0; i < k; i++)
			vector[(Size) i * m + c] *= sqrt(eigenvalue[c]);
	}
	values[0] = PointerGetDatum(make_float8_array(eigenvalue, NULL, m));
	values[1] = PointerGetDatum(make_float8_array(explained, NULL, m));
	values[2] = matrix_datum(vector, k, m);
	return record_datum(fcinfo, values, nulls);
}

bool
multivariate_factor(const GramState *state, int marker, const double *correlation, FactorAnalysis *result)
{
	int			k = state->variables;
	double		sign;

	if (k < 3)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("A factor analysis needs at least 3 variables."),
				 errdetail("The arrays have %d elements.", k)));
	if (state->rows <= k)
		return false;
	for (int i = 0; i < k; i++)
	{
		if (isnan(correlation[(Size) i * k + i]))
			return false;
	}
	result->loading = allocate(k);
	result->uniqueness = allocate(k);
	result->scratch = allocate(factor_scratch(k));
	if (!one_factor(correlation, k, result->loading, result->uniqueness, &result->criterion, result->scratch, check_interrupts))
		return false;
	sign = loading_sign(result->loading, k, 1, marker);
	for (int i = 0; i < k; i++)
		result->loading[i] *= sign;
	return true;
}

SQL_FUNCTION(factor_analysis_final)
{
	const GramState *state = gram_state_for_reading(fcinfo, false);
	GramSums	sums;
	FactorAnalysis factor;
	double		explained = 0;
	double		df;
	double		chi_squared;
	Datum		values[6];
	bool		nulls[6] = {false};
	int			k;

	if (state == NULL)
		PG_RETURN_NULL();
	state = gram_state_finished(state, &sums);
	k = state->variables;
	if (!multivariate_factor(state, state->parameter, correlations(&sums, k), &factor))
		PG_RETURN_NULL();
	for (int i = 0; i < k; i++)
		explained += factor.loading[i] * factor.loading[i];
	df = factor_degrees_of_freedom(k);
	chi_squared = factor_chi_squared(factor.criterion, (double) state->rows, k);
	values[0] = PointerGetDatum(make_float8_array(factor.loading, NULL, k));
	values[1] = PointerGetDatum(make_float8_array(factor.uniqueness, NULL, k));
	values[2] = Float8GetDatum(explained / k);
	nulls[3] = nulls[5] = df <= 0;	/* three variables: nothing is left to test */
	values[3] = Float8GetDatum(chi_squared);
	values[4] = Float8GetDatum(df);
	values[5] = Float8GetDatum(df > 0 ? chi_squared_above(chi_squared, df) : 0);
	return record_datum(fcinfo, values, nulls);
}

static Datum
number_or_null(FunctionCallInfo fcinfo, double value)
{
	if (isnan(value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(check_result(value));
}

SQL_FUNCTION(cronbach_alpha_final)
{
	const GramState *state = gram_state_for_reading(fcinfo, false);
	GramSums	sums;

	if (state == NULL)
		PG_RETURN_NULL();
	state = gram_state_finished(state, &sums);
	return number_or_null(fcinfo, cronbach_alpha(&sums, state->variables, NULL, NULL, check_interrupts));
}

SQL_FUNCTION(cronbach_alpha_if_deleted_final)
{
	const GramState *state = gram_state_for_reading(fcinfo, false);
	GramSums	sums;
	double	   *alpha;

	if (state == NULL)
		PG_RETURN_NULL();
	state = gram_state_finished(state, &sums);
	alpha = allocate(state->variables);
	(void) cronbach_alpha(&sums, state->variables, alpha, palloc(state->variables * sizeof(ExactWide)), check_interrupts);
	PG_RETURN_ARRAYTYPE_P(pack_float8_array(alpha, state->variables));
}

SQL_FUNCTION(cronbach_alpha_standardised_final)
{
	const GramState *state = gram_state_for_reading(fcinfo, false);
	GramSums	sums;

	if (state == NULL)
		PG_RETURN_NULL();
	state = gram_state_finished(state, &sums);
	return number_or_null(fcinfo, standardised_alpha(correlations(&sums, state->variables), state->variables));
}

/* -------- Spearman's rank correlation: keeps the values -------- */

SQL_FUNCTION(spearman_accum)
{
	ValueStore *store = values_for_update(fcinfo);
	const double *x = NULL;
	int			k;

	if (!PG_ARGISNULL(1))
		x = multivariate_row(PG_GETARG_ARRAYTYPE_P(1), &k);
	if (x != NULL)
	{
		if (store == NULL)
			store = values_create(fcinfo, VALUES_SPEARMAN, k, 0);
		check_same_length(store->columns, k);
		memcpy(values_row(store), x, k * sizeof(double));
	}
	return values_result(fcinfo, store);
}

SQL_FUNCTION(spearman_merge_accum)
{
	return values_merge(fcinfo, VALUES_SPEARMAN);
}

/* values of a column, k apart, become their ranks; equal ones get the mean of their ranks */
static void
rank_column(double *x, int64 rows, int k, Indexed *item)
{
	for (int64 i = 0; i < rows; i++)
	{
		item[i].x = x[i * k] + 0.0; /* -0 and 0 are equal */
		item[i].index = i;
	}
	sort_indexed(item, rows, check_interrupts);
	for (int64 from = 0, end; from < rows; from = end)
	{
		end = from + 1;
		while (end < rows && item[end].x == item[from].x)
			end++;
		for (int64 i = from; i < end; i++)
			x[item[i].index * k] = (double) (from + 1 + end) / 2;
	}
}

static GramBlock *
given_block(void *context, int variables, bool weighted)
{
	return (GramBlock *) context;
}

SQL_FUNCTION(spearman_final)
{
	const ValueStore *store = values_for_reading(fcinfo);
	double	   *copy;
	Indexed    *item;
	GramState  *state;
	GramBlock  *block;
	GramSums	sums;
	int			k;

	if (store == NULL)
		PG_RETURN_NULL();
	k = store->columns;
	if (k > GRAM_VARIABLES_MAX)
		state_error(gettext_noop("Its head is damaged."));
	copy = values_copy(store);
	item = MemoryContextAllocHuge(CurrentMemoryContext, store->rows * sizeof(Indexed));
	for (int j = 0; j < k; j++)
		rank_column(copy + j, store->rows, k, item);
	pfree(item);

	state = gram_state_create(STATE_GRAM, k, 0);
	block = gram_block_create(CurrentMemoryContext, k, false);
	for (int64 i = 0; i < store->rows; i++)
	{
		GramState  *before = state;
		double	   *row;

		state = gram_state_next_row(state, &row, given_block, block);
		memcpy(row, copy + i * k, k * sizeof(double));
		if (state != before)
			pfree(before);
	}
	pfree(copy);
	(void) gram_state_finished(state, &sums);
	return matrix_datum(correlations(&sums, k), k, k);
}
