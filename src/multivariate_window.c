/*
 * multivariate_window.c
 *		Window functions over arrays of k numbers: scores on a principal component or on the factor.
 */
#include "multivariate.h"

#include <math.h>

#include "utils/memutils.h"

#include "kernel/factor.h"
#include "kernel/multivariate.h"
#include "window.h"

#define ROWS_PER_RESET	1024

typedef struct ScorePartition
{
	bool		done;
	bool		undefined;		/* no row has a score */
	int64		rows;
	double	   *score;			/* NaN: none */
} ScorePartition;

/* how a score is formed: weights of the standardised variables, NaN for those that are left out; false: not defined */
typedef bool (*ScoreWeights) (FunctionCallInfo fcinfo, const GramState *state, const double *correlation, double *weight);

static GramBlock *
kept_block(void *context, int variables, bool weighted)
{
	GramBlock **block = (GramBlock **) context;

	if (*block == NULL)
		*block = gram_block_create(CurrentMemoryContext, variables, weighted);
	return *block;
}

/*
 * The rows of the partition into *value, k numbers each (row by row, NaN in rows that do not count), and their sums; NULL when no
 * row counts.  The results live in the current memory context.
 */
static GramState *
read_rows(FunctionCallInfo fcinfo, int64 rows, double **value)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	MemoryContext caller = CurrentMemoryContext;
	MemoryContext arguments = AllocSetContextCreate(caller, "window function arguments", ALLOCSET_DEFAULT_SIZES);
	GramState  *state = NULL;
	GramBlock  *block = NULL;

	for (int64 i = 0; i < rows; i++)
	{
		bool		isnull,
					isout;
		Datum		datum;
		const double *x = NULL;
		int			k;

		MemoryContextSwitchTo(arguments);
		datum = WinGetFuncArgInPartition(winobj, 0, (int) i, WINDOW_SEEK_HEAD, false, &isnull, &isout);
		if (!isnull)
			x = multivariate_row(DatumGetArrayTypeP(datum), &k);
		MemoryContextSwitchTo(caller);
		if (x != NULL)
		{
			GramState  *before = state;
			double	   *row;

			if (state == NULL)
			{
				state = before = gram_state_create(STATE_GRAM, k, 0);
				*value = MemoryContextAllocHuge(caller, mul_size(mul_size(rows, k), sizeof(double)));
				for (int64 n = 0; n < i * k; n++)
					(*value)[n] = NAN;
			}
			check_same_length(state->variables, k);
			state = gram_state_next_row(state, &row, kept_block, &block);
			memcpy(row, x, k * sizeof(double));
			memcpy(*value + i * k, x, k * sizeof(double));
			if (state != before)
				pfree(before);
		}
		else if (state != NULL)
		{
			for (int j = 0; j < state->variables; j++)
				(*value)[i * state->variables + j] = NAN;
		}
		if (i % ROWS_PER_RESET == 0)
		{
			MemoryContextReset(arguments);
			CHECK_FOR_INTERRUPTS();
		}
	}
	MemoryContextDelete(arguments);
	return state;
}

/* all scores of the partition: the sum of weight times z, with the sample standard deviation, variable by variable */
static void
compute_scores(FunctionCallInfo fcinfo, ScorePartition *p, ScoreWeights weights_of)
{
	double	   *value = NULL;
	GramState  *state = read_rows(fcinfo, p->rows, &value);
	const GramState *finished;
	GramSums	sums;
	int			k;
	double	   *correlation,
			   *weight;
	Moments    *m;

	p->undefined = true;
	if (state == NULL)
		return;
	finished = gram_state_finished(state, &sums);
	k = finished->variables;
	correlation = MemoryContextAllocHuge(CurrentMemoryContext, (Size) k * k * sizeof(double));
	correlation_matrix(&sums, k, correlation, palloc(2 * k * sizeof(double)), check_interrupts);
	weight = palloc(k * sizeof(double));
	if (!weights_of(fcinfo, finished, correlation, weight))
		return;
	m = palloc(k * sizeof(Moments));
	for (int j = 0; j < k; j++)
	{
		if (!isnan(weight[j]) && !variable_moments(&sums, j + 1, 1, &m[j]))
			return;
	}
	p->undefined = false;
	for (int64 i = 0; i < p->rows; i++)
	{
		p->score[i] = 0;
		for (int j = 0; j < k; j++)
		{
			if (isnan(value[i * k + j]))
				p->score[i] = NAN;
			else if (!isnan(weight[j]))
				p->score[i] += weight[j] * moments_zscore(&m[j], value[i * k + j]);
		}
		if (i % ROWS_PER_RESET == 0)
			CHECK_FOR_INTERRUPTS();
	}
}

static Datum
score_window(FunctionCallInfo fcinfo, ScoreWeights weights_of)
{
	ScorePartition *p = WinGetPartitionLocalMemory(PG_WINDOW_OBJECT(), sizeof(ScorePartition));
	int64		row = WinGetCurrentPosition(PG_WINDOW_OBJECT());

	if (!p->done)
	{
		MemoryContext work = AllocSetContextCreate(CurrentMemoryContext, "scores", ALLOCSET_DEFAULT_SIZES);
		MemoryContext caller;

		p->rows = partition_rows(PG_WINDOW_OBJECT());
		p->score = partition_alloc(p, p->rows * sizeof(double));
		caller = MemoryContextSwitchTo(work);
		compute_scores(fcinfo, p, weights_of);
		MemoryContextSwitchTo(caller);
		MemoryContextDelete(work);
		p->done = true;
	}
	if (p->undefined || isnan(p->score[row]))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(p->score[row]);
}

/* arguments: x, component, marker */
static bool
component_weights(FunctionCallInfo fcinfo, const GramState *state, const double *correlation, double *weight)
{
	int			k = state->variables;
	int			component = window_constant_int(fcinfo, 1, "component");
	int			marker = window_constant_int(fcinfo, 2, "marker");
	double	   *eigenvalue = palloc(k * sizeof(double));
	double	   *vector = MemoryContextAllocHuge(CurrentMemoryContext, (Size) k * k * sizeof(double));
	double	   *scratch = MemoryContextAllocHuge(CurrentMemoryContext, (Size) k * (k + 1) * sizeof(double));
	int			components;

	check_marker(marker, k);
	if (component < 1 || component > k)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be the number of a component.", "component"),
				 errdetail("It is %d, the components are 1 to %d.", component, k)));
	components = principal_components(correlation, k, marker, eigenvalue, vector, scratch, check_interrupts);
	if (component > components || eigenvalue[component - 1] <= 0)
		return false;
	for (int j = 0; j < k; j++)
		weight[j] = vector[(Size) j * components + component - 1];
	return true;
}

SQL_FUNCTION(pca_score)
{
	return score_window(fcinfo, component_weights);
}

/* arguments: x, marker */
static bool
factor_weights(FunctionCallInfo fcinfo, const GramState *state, const double *correlation, double *weight)
{
	int			marker = window_constant_int(fcinfo, 1, "marker");
	FactorAnalysis factor;

	check_marker(marker, state->variables);
	return multivariate_factor(state, marker, correlation, &factor) &&
		factor_score_weights(correlation, state->variables, factor.loading, weight, factor.scratch, check_interrupts);
}

SQL_FUNCTION(factor_score)
{
	return score_window(fcinfo, factor_weights);
}
