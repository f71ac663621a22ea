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

#include "kernel/figure.h"

/* arguments of _figure_roll_up */
enum
{
	ARG_ID, ARG_RANK, ARG_WHOLES, ARG_VALID_FROM, ARG_VALID_TO, ARG_VALUE, ARG_CODE,
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
	const bits8 *bitmap;
	const double *from;
	int			n;

	for (int j = 0; j < n_slots; j++)
		to[j] = missing;
	if (isnull)
		return;
	array = DatumGetArrayTypeP(datum);
	n = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	if (ARR_ELEMTYPE(array) != FLOAT8OID || n > n_slots)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("An area has more figures than there are days for."),
				 errdetail("Figures %d, days %d.", n, n_slots)));
	bitmap = ARR_NULLBITMAP(array);
	from = (const double *) ARR_DATA_PTR(array);
	for (int j = 0; j < n; j++)
		if (!bitmap || (bitmap[j >> 3] & (1 << (j & 7))))
			to[j] = *from++;
	if ((void *) array != DatumGetPointer(datum))
		pfree(array);
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
			if (a == ARG_WHOLES)
				continue;
			datum[a] = WinGetFuncArgInPartition(winobj, a, i, WINDOW_SEEK_HEAD, false, &isnull[a], &isout);
			if (isnull[a] && a <= ARG_VALID_TO)
				ereport(ERROR,
						(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
						 errmsg("An area to roll up needs a number, a rank and a validity.")));

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
		Datum	   *whole;
		int			n;

		if (isnull)
			continue;
		n = figure_array(datum, INT8OID, 8, FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &whole);
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
			n_edges++;
		}
		pfree(whole);
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
	Datum	   *datum = palloc(2 * (Size) Max(n_slots, 1) * sizeof(Datum));
	bool	   *isnull = palloc0(2 * (Size) Max(n_slots, 1) * sizeof(bool));
	int			dims[1] = {2 * n_slots};
	int			lower[1] = {1};

	for (int j = 0; j < n_slots; j++)
	{
		isnull[j] = isnan(node->value[j]);
		datum[j] = isnull[j] ? (Datum) 0 : Float8GetDatum(node->value[j]);
		datum[n_slots + j] = Float8GetDatum(node->code[j]);
	}
	return construct_md_array(datum, isnull, 1, dims, lower, FLOAT8OID, 8, FLOAT8PASSBYVAL, TYPALIGN_DOUBLE);
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
