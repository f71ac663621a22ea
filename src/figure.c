/*
 * figure.c
 *		The model's way into kernel/figure.c: areas with their vectors of figures, rolled up over the hierarchy.
 */
#include "sozialraum.h"

#include <limits.h>
#include <math.h>

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/date.h"
#include "utils/memutils.h"
#include "windowapi.h"

#include "kernel/exact_sum.h"
#include "kernel/figure.h"
#include "kernel/rate.h"

/* arguments of _figure_roll_up */
enum
{
	ARG_ID, ARG_RANK, ARG_WHOLES, ARG_NAMED, ARG_VALID_FROM, ARG_VALID_TO, ARG_TERRITORY, ARG_VALUE, ARG_CODE,
	ARG_DAY, ARG_ADDITIVE, ARG_TARGET, ARG_SOURCE, ARG_COEFFICIENT
};

typedef struct RollUp
{
	bool		done;
	int			n_slots;
	FigureNode *node;
} RollUp;

static void
figure_interrupts(void)
{
	CHECK_FOR_INTERRUPTS();
}

/* An array without NULLs; its elements as Datums. */
static int
figure_array(Datum datum, Oid type, int16 length, bool by_value, char align, Datum **element)
{
	ArrayType  *array = DatumGetArrayTypeP(datum);
	int			n;

	if (ARR_NDIM(array) > 1 || ARR_HASNULL(array))
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_ELEMENT_ERROR),
				 errmsg("The arrays that describe figures must have one dimension and no null elements.")));
	deconstruct_array(array, type, length, by_value, align, element, NULL, &n);
	return n;
}

static FigureProgram *
figure_program(WindowObject winobj, MemoryContext context)
{
	MemoryContext old = MemoryContextSwitchTo(context);
	FigureProgram *program = palloc0(sizeof(FigureProgram));
	Datum	   *element[5];
	int			n[5];
	static const Oid type[5] = {DATEOID, BOOLOID, INT4OID, INT4OID, FLOAT8OID};
	static const int16 length[5] = {4, 1, 4, 4, 8};
	static const char align[5] = {TYPALIGN_INT, TYPALIGN_CHAR, TYPALIGN_INT, TYPALIGN_INT, TYPALIGN_DOUBLE};
	int32_t    *day;
	bool	   *additive;
	FigureTerm *term;

	for (int i = 0; i < 5; i++)
	{
		bool		isnull,
					isout;
		Datum		datum = WinGetFuncArgInPartition(winobj, ARG_DAY + i, 0, WINDOW_SEEK_HEAD, false, &isnull, &isout);

		if (isnull)
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("The arrays that describe figures must not be null.")));
		n[i] = figure_array(datum, type[i], length[i], true, align[i], &element[i]);
	}
	if (n[0] != n[1] || n[2] != n[3] || n[2] != n[4] || n[0] > FIGURE_SLOTS_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("The arrays that describe figures do not have the same length."),
				 errdetail("Days %d, additive %d, targets %d, sources %d, coefficients %d.", n[0], n[1], n[2], n[3], n[4])));

	day = palloc(Max(n[0], 1) * sizeof(int32_t));
	additive = palloc(Max(n[0], 1) * sizeof(bool));
	for (int i = 0; i < n[0]; i++)
	{
		day[i] = DatumGetDateADT(element[0][i]);
		additive[i] = DatumGetBool(element[1][i]);
	}
	term = palloc(Max(n[2], 1) * sizeof(FigureTerm));
	for (int i = 0; i < n[2]; i++)
	{
		term[i].target = DatumGetInt32(element[2][i]) - 1;
		term[i].source = DatumGetInt32(element[3][i]) - 1;
		term[i].coefficient = DatumGetFloat8(element[4][i]);
		if (term[i].target < 0 || term[i].target >= n[0] || term[i].source < 0 || term[i].source >= n[0] ||
			(i > 0 && term[i].target < term[i - 1].target) || !isfinite(term[i].coefficient))
			ereport(ERROR,
					(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
					 errmsg("A term of a figure points outside the figures, or the terms are not in the order of their targets."),
					 errdetail("Term %d of %d.", i + 1, n[2])));
	}
	program->n_slots = n[0];
	program->day = day;
	program->additive = additive;
	program->n_terms = n[2];
	program->term = term;
	MemoryContextSwitchTo(old);
	return program;
}

/* Copy an array of doubles; missing elements become "missing". */
static void
figure_vector(Datum datum, bool isnull, int n_slots, double missing, double *to)
{
	ArrayType  *array;
	int			n = 0;

	if (!isnull)
	{
		array = DatumGetArrayTypeP(datum);
		n = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
		if (n > n_slots)
			ereport(ERROR,
					(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
					 errmsg("An area has more figures than there are days for."),
					 errdetail("Figures %d, days %d.", n, n_slots)));
		unpack_float8_array(array, missing, to);
		if ((void *) array != DatumGetPointer(datum))
			pfree(array);
	}
	for (int j = n; j < n_slots; j++)
		to[j] = missing;
}

/* ids with their places, to look up wholes */
typedef struct IdPlace
{
	int64		id;
	int32		place;
} IdPlace;

static int
compare_id(const void *a, const void *b)
{
	int64		x = ((const IdPlace *) a)->id;
	int64		y = ((const IdPlace *) b)->id;

	return (x > y) - (x < y);
}

static int
compare_edge(const void *a, const void *b)
{
	const FigureEdge *x = a;
	const FigureEdge *y = b;

	if (x->whole != y->whole)
		return x->whole < y->whole ? -1 : 1;
	return (x->part > y->part) - (x->part < y->part);
}

static void
roll_up(WindowObject winobj, RollUp *state, MemoryContext context)
{
	int64		n_rows = WinGetPartitionRowCount(winobj);
	FigureProgram *program;
	FigureEdge *edge;
	int			n_edges = 0,
				max_edges;
	IdPlace    *place;
	MemoryContext scratch,
				old;

	if (n_rows > INT_MAX / 4)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("There are too many areas to roll up."),
				 errdetail("%lld areas.", (long long) n_rows)));

	scratch = AllocSetContextCreate(context, "sozialraum roll-up", ALLOCSET_DEFAULT_SIZES);
	program = figure_program(winobj, scratch);
	state->n_slots = program->n_slots;
	state->node = MemoryContextAllocHuge(context, Max(n_rows, 1) * sizeof(FigureNode));

	old = MemoryContextSwitchTo(scratch);
	place = MemoryContextAllocHuge(scratch, Max(n_rows, 1) * sizeof(IdPlace));
	for (int i = 0; i < n_rows; i++)
	{
		FigureNode *node = &state->node[i];
		Datum		datum[ARG_CODE + 1];
		bool		isnull[ARG_CODE + 1];
		bool		isout;

		for (int a = 0; a <= ARG_CODE; a++)
		{
			if (a == ARG_WHOLES || a == ARG_NAMED)
				continue;
			datum[a] = WinGetFuncArgInPartition(winobj, a, i, WINDOW_SEEK_HEAD, false, &isnull[a], &isout);
			if (isnull[a] && a <= ARG_TERRITORY)
				ereport(ERROR,
						(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
						 errmsg("An area to roll up needs a number, a rank, a validity and a territory.")));

			/* by-reference arguments are gone with the next fetch */
			if (a == ARG_VALUE)
			{
				node->value = MemoryContextAllocHuge(context, Max(program->n_slots, 1) * sizeof(double));
				figure_vector(datum[a], isnull[a], program->n_slots, NAN, node->value);
			}
			else if (a == ARG_CODE)
			{
				node->code = MemoryContextAllocHuge(context, Max(program->n_slots, 1) * sizeof(double));
				figure_vector(datum[a], isnull[a], program->n_slots, 0, node->code);
			}
		}
		place[i].id = DatumGetInt64(datum[ARG_ID]);
		place[i].place = i;
		node->rank = DatumGetInt32(datum[ARG_RANK]);
		node->valid_from = DatumGetDateADT(datum[ARG_VALID_FROM]);
		node->valid_to = DatumGetDateADT(datum[ARG_VALID_TO]);
		node->territory = DatumGetInt64(datum[ARG_TERRITORY]);
		CHECK_FOR_INTERRUPTS();
	}
	qsort(place, n_rows, sizeof(IdPlace), compare_id);
	for (int i = 1; i < n_rows; i++)
		if (place[i].id == place[i - 1].id)
			ereport(ERROR,
					(errcode(ERRCODE_CARDINALITY_VIOLATION),
					 errmsg("An area appears twice."),
					 errdetail("Area %lld.", (long long) place[i].id)));

	max_edges = 1024;
	edge = palloc(max_edges * sizeof(FigureEdge));
	for (int i = 0; i < n_rows; i++)
	{
		bool		isnull,
					isout;
		Datum		datum = WinGetFuncArgInPartition(winobj, ARG_WHOLES, i, WINDOW_SEEK_HEAD, false, &isnull, &isout);
		Datum	   *whole,
				   *named;
		int			n;

		if (isnull)
			continue;
		n = figure_array(datum, INT8OID, 8, FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &whole);
		datum = WinGetFuncArgInPartition(winobj, ARG_NAMED, i, WINDOW_SEEK_HEAD, false, &isnull, &isout);
		if (isnull || figure_array(datum, BOOLOID, 1, true, TYPALIGN_CHAR, &named) != n)
			ereport(ERROR,
					(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
					 errmsg("The arrays that describe figures do not have the same length.")));
		for (int k = 0; k < n; k++)
		{
			IdPlace		key = {DatumGetInt64(whole[k]), 0};
			IdPlace    *found = bsearch(&key, place, n_rows, sizeof(IdPlace), compare_id);

			if (!found)
				continue;		/* a whole that nobody asks for */
			if (n_edges == max_edges)
			{
				max_edges *= 2;
				edge = repalloc_huge(edge, (Size) max_edges * sizeof(FigureEdge));
			}
			edge[n_edges].whole = found->place;
			edge[n_edges].part = i;
			edge[n_edges].named = DatumGetBool(named[k]);
			n_edges++;
		}
		pfree(whole);
		pfree(named);
	}
	qsort(edge, n_edges, sizeof(FigureEdge), compare_edge);

	if (!figure_roll_up(program, state->node, (int) n_rows, edge, n_edges,
						MemoryContextAllocHuge(scratch, Max(n_rows, 1) * sizeof(int64_t)),
						MemoryContextAllocHuge(scratch, (n_rows + 1) * sizeof(int32_t)), figure_interrupts))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("A part must have a lower rank than the area that it belongs to.")));
	MemoryContextSwitchTo(old);
	MemoryContextDelete(scratch);
}

/* The vector of a node: first the values (NULL where missing), then the codes. */
static ArrayType *
figure_result(const FigureNode *node, int n_slots)
{
	double	   *both = palloc(2 * (Size) Max(n_slots, 1) * sizeof(double));

	memcpy(both, node->value, n_slots * sizeof(double));
	memcpy(both + n_slots, node->code, n_slots * sizeof(double));
	return pack_float8_array(both, 2 * n_slots);
}

SQL_FUNCTION(sozialraum_figure_roll_up)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	RollUp	   *state = WinGetPartitionLocalMemory(winobj, sizeof(RollUp));

	if (!state->done)
	{
		roll_up(winobj, state, GetMemoryChunkContext(state));
		state->done = true;
	}
	PG_RETURN_ARRAYTYPE_P(figure_result(&state->node[WinGetCurrentPosition(winobj)], state->n_slots));
}

static double *
vector_argument(FunctionCallInfo fcinfo, int argno, int *n)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(argno);
	double	   *vector;

	*n = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	vector = palloc(Max(*n, 1) * sizeof(double));
	unpack_float8_array(array, NAN, vector);
	return vector;
}

/*
 * From the figures of an area to the values of k indicators: numerators, then denominators, are the last 2 k of the values in
 * figures.  kind: 0 rate, 1 the numerator alone, 2 distance of the rate from a target; per is NULL where an indicator is not
 * computed for this area.
 */
SQL_FUNCTION(sozialraum_figure_values)
{
	int			n_figures,
				n_per,
				n_kind,
				n_target;
	const double *figures = vector_argument(fcinfo, 0, &n_figures);
	const double *per = vector_argument(fcinfo, 1, &n_per);
	const double *kind = vector_argument(fcinfo, 2, &n_kind);
	const double *target = vector_argument(fcinfo, 3, &n_target);
	int			n_slots = n_figures / 2;
	double	   *value = palloc(Max(n_per, 1) * sizeof(double));

	if (n_kind != n_per || n_target != n_per || n_slots < 2 * n_per)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("The arrays that describe figures do not have the same length."),
				 errdetail("Figures %d, factors %d, kinds %d, targets %d.", n_figures, n_per, n_kind, n_target)));
	for (int i = 0; i < n_per; i++)
	{
		double		numerator = figures[n_slots - 2 * n_per + i];
		double		denominator = figures[n_slots - n_per + i];

		if (isnan(per[i]) || isnan(numerator))
			value[i] = NAN;
		else if (kind[i] == 1)
			value[i] = check_result(numerator);
		else if (isnan(denominator) || denominator <= 0)
			value[i] = NAN;
		else
		{
			value[i] = check_result(rate_per(numerator, denominator, per[i]));
			if (kind[i] == 2)
				value[i] = fabs(value[i] - target[i]);
		}
	}
	PG_RETURN_ARRAYTYPE_P(pack_float8_array(value, n_per));
}

/* direction * (x - zero) / one + shift, element by element */
SQL_FUNCTION(sozialraum_rescale)
{
	double	   *v[5];
	int			n[5];

	for (int a = 0; a < 5; a++)
	{
		v[a] = vector_argument(fcinfo, a, &n[a]);
		if (n[a] != n[0])
			ereport(ERROR,
					(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
					 errmsg("Arrays to normalise must have the same length."),
					 errdetail("Lengths %d and %d.", n[0], n[a])));
	}
	for (int i = 0; i < n[0]; i++)
	{
		v[0][i] = v[3][i] * ((v[0][i] - v[1][i]) / v[2][i]) + v[4][i];
		if (!isnan(v[0][i]))
			v[0][i] = check_result(v[0][i]);
	}
	PG_RETURN_ARRAYTYPE_P(pack_float8_array(v[0], n[0]));
}

/* Exact sum of x[i] * w[i] over the elements that are there, and exact sum of their weights. */
SQL_FUNCTION(sozialraum_weighted_sum)
{
	int			n,
				n_weights;
	const double *x = vector_argument(fcinfo, 0, &n);
	const double *w = vector_argument(fcinfo, 1, &n_weights);
	ExactWide	sum,
				weight;
	double		result[2];

	if (n != n_weights)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("Values and weights do not have the same length."),
				 errdetail("Values %d, weights %d.", n, n_weights)));
	exact_wide_init(&sum);
	exact_wide_init(&weight);
	for (int i = 0; i < n; i++)
	{
		if (isnan(x[i]) || isnan(w[i]))
			continue;
		(void) exact_sum_add_product(&sum.sum, x[i], w[i]);
		(void) exact_sum_add(&weight.sum, w[i]);
	}
	result[0] = exact_sum_round(&sum.sum);
	result[1] = exact_sum_round(&weight.sum);
	PG_RETURN_ARRAYTYPE_P(make_float8_array(result, NULL, 2));
}
