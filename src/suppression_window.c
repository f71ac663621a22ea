/*
 * suppression_window.c
 *		Window functions over the rows of a table with its totals: suppress, attack_interval.
 *
 * A row is a cell: its id, its count, and for each dimension the id of the cell that it adds into.  A cell's equation in a dimension
 * says that it is the sum of all cells that name it there.  Cells are taken in ascending order of id, equations by their total and
 * then by dimension, so that nothing depends on the order of rows.
 */
#include "cells.h"
#include "rows.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"

#define ROWS_PER_RESET	1024
#define TIME_LIMIT		300.0	/* seconds */
#define COUNT_MAX		1e15	/* sums of counts must be exact */

/* a partition's rows, then its cells in ascending order of id */
typedef struct RowsOfCells
{
	Partition  *p;				/* its first column takes what each function computes */
	int			n;
	int			dimensions;		/* -1: not known yet */
	int64	   *id;				/* n */
	double	   *count;			/* n; NaN: NULL */
	int64	   *total;			/* n * dimensions */
	bool	   *no_total;		/* n * dimensions */
	bool	   *flag;			/* n: the function's boolean argument; NULL is false */
	bool	   *flag2;
	double	   *number;			/* n: the function's numeric argument; NULL is NaN */
	int		   *order;			/* n: the row of a cell */
	Cells		cells;
} RowsOfCells;

/* an error about a cell; further parts: errmsg(), errhint() */
#define REFUSE_CELL(code, id, ...) \
	ereport(ERROR, (errcode(code), errdetail("It is cell %lld.", (long long) (id)), __VA_ARGS__))

static Datum
argument(WindowObject winobj, int argno, int64 row, bool *isnull)
{
	bool		isout;

	return WinGetFuncArgInPartition(winobj, argno, (int) row, WINDOW_SEEK_HEAD, false, isnull, &isout);
}

static void
read_totals(RowsOfCells *rows, MemoryContext memory, int64 i, Datum datum, bool isnull)
{
	ArrayType  *array = isnull ? NULL : DatumGetArrayTypeP(datum);
	int			k = isnull ? 0 : ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));

	if (!isnull && ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("The array \"%s\" must have one dimension.", "totals"),
				 errdetail("It has %d dimensions.", ARR_NDIM(array))));
	if (rows->dimensions < 0)
	{
		rows->dimensions = k;
		rows->total = MemoryContextAllocHuge(memory, Max(rows->p->rows * k, 1) * sizeof(int64));
		rows->no_total = MemoryContextAllocHuge(memory, Max(rows->p->rows * k, 1) * sizeof(bool));
	}
	if (k != rows->dimensions)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("The arrays \"%s\" of all rows must have the same length.", "totals"),
				 errdetail("Lengths %d and %d.", rows->dimensions, k),
				 errhint("Give every cell one element per dimension, NULL where it is the total of that dimension.")));
	if (k > 0)
	{
		const bits8 *bitmap = ARR_NULLBITMAP(array);
		const int64 *from = (const int64 *) ARR_DATA_PTR(array);

		for (int c = 0; c < k; c++)
		{
			bool		null = bitmap != NULL && !(bitmap[c >> 3] & (1 << (c & 7)));

			rows->no_total[i * k + c] = null;
			rows->total[i * k + c] = null ? 0 : *from++;
		}
	}
}

/* id, count, totals in arguments 0, 1, 2; flags and a number where the function has them (0: it has not) */
static void
read_rows(FunctionCallInfo fcinfo, RowsOfCells *rows, bool count_may_be_null, int flag, int flag2, int number, const char *number_name)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	Partition  *p = rows->p;
	MemoryContext expressions;
	MemoryContext caller;

	p->rows = partition_rows(winobj);
	rows->n = (int) p->rows;
	rows->dimensions = -1;
	rows->id = room(p->rows, sizeof(int64));
	rows->count = room(p->rows, sizeof(double));
	rows->flag = room(p->rows, sizeof(bool));
	rows->flag2 = room(p->rows, sizeof(bool));
	rows->number = room(p->rows, sizeof(double));

	expressions = AllocSetContextCreate(CurrentMemoryContext, "window function arguments", ALLOCSET_DEFAULT_SIZES);
	caller = MemoryContextSwitchTo(expressions);
	for (int64 i = 0; i < p->rows; i++)
	{
		bool		isnull;
		Datum		datum = argument(winobj, 0, i, &isnull);

		if (isnull)
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("The id of a cell must not be null."),
					 errhint("Give every row of the table an id; the totals are rows, too.")));
		rows->id[i] = DatumGetInt64(datum);
		datum = argument(winobj, 1, i, &isnull);
		rows->count[i] = isnull ? NAN : DatumGetFloat8(datum);
		if (isnull && !count_may_be_null)
			REFUSE_CELL(ERRCODE_NULL_VALUE_NOT_ALLOWED, rows->id[i],
						errmsg("The count of a cell must not be null."),
						errhint("Leave out cells that nobody has counted, together with the totals that they are part of."));
		if (!isnull)
		{
			check_finite("count", rows->count[i]);
			if (rows->count[i] < 0 || rows->count[i] > COUNT_MAX || rows->count[i] != rint(rows->count[i]))
				REFUSE_CELL(ERRCODE_INVALID_PARAMETER_VALUE, rows->id[i],
						errmsg("The count of a cell must be a whole number that is not negative."));
		}
		datum = argument(winobj, 2, i, &isnull);
		read_totals(rows, caller, i, datum, isnull);
		datum = flag > 0 ? argument(winobj, flag, i, &isnull) : (Datum) 0;
		rows->flag[i] = flag > 0 && !isnull && DatumGetBool(datum);
		datum = flag2 > 0 ? argument(winobj, flag2, i, &isnull) : (Datum) 0;
		rows->flag2[i] = flag2 > 0 && !isnull && DatumGetBool(datum);
		datum = number > 0 ? argument(winobj, number, i, &isnull) : (Datum) 0;
		rows->number[i] = number == 0 || isnull ? NAN : DatumGetFloat8(datum);
		if (number > 0 && !isnull)
		{
			check_finite(number_name, rows->number[i]);
			if (rows->number[i] < 0)
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("The argument \"%s\" must not be negative.", number_name),
						 errdetail("It is cell %lld.", (long long) rows->id[i])));
		}
		if (i % ROWS_PER_RESET == 0)
		{
			MemoryContextReset(expressions);
			CHECK_FOR_INTERRUPTS();
		}
	}
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(expressions);
	rows->dimensions = Max(rows->dimensions, 0);
}

static int
compare_ids(const void *a, const void *b, void *ids)
{
	int64		x = ((const int64 *) ids)[*(const int *) a];
	int64		y = ((const int64 *) ids)[*(const int *) b];

	return (x > y) - (x < y);
}

/* the cell of an id, -1: there is none */
static int
cell_of(const RowsOfCells *rows, int64 id)
{
	int			low = 0;
	int			high = rows->n;

	while (low < high)
	{
		int			middle = low + (high - low) / 2;

		if (rows->id[rows->order[middle]] < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low < rows->n && rows->id[rows->order[low]] == id ? low : -1;
}

/* cells in ascending order of id, and the equations of all totals */
static void
build_cells(RowsOfCells *rows)
{
	int			n = rows->n;
	int			k = rows->dimensions;
	Size		entries = 0;
	Triple	   *entry;
	bool	   *is_total = room((Size) n * Max(k, 1), sizeof(bool));

	memset(is_total, 0, (Size) n * Max(k, 1));
	rows->order = room(n, sizeof(int));
	for (int i = 0; i < n; i++)
		rows->order[i] = i;
	qsort_arg(rows->order, n, sizeof(int), compare_ids, rows->id);
	for (int i = 1; i < n; i++)
	{
		if (rows->id[rows->order[i]] == rows->id[rows->order[i - 1]])
			REFUSE_CELL(ERRCODE_INVALID_PARAMETER_VALUE, rows->id[rows->order[i]],
						errmsg("The id of a cell occurs twice."),
						errhint("Every cell must have one row; divide the rows with PARTITION BY, for example by indicator and date."));
	}
	cells_create(&rows->cells, n);
	if ((Size) n * k > PG_INT32_MAX / 2)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("The table has too many cells and dimensions.")));
	entry = room(2 * (Size) n * k, sizeof(Triple));
	for (int j = 0; j < n; j++)
	{
		int			row = rows->order[j];

		rows->cells.value[j] = rows->count[row];
		for (int c = 0; c < k; c++)
		{
			int			total;

			if (rows->no_total[(Size) row * k + c])
				continue;
			total = cell_of(rows, rows->total[(Size) row * k + c]);
			if (total < 0)
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("A cell adds into a total that is not among the rows."),
						 errdetail("Cell %lld adds into cell %lld.", (long long) rows->id[row], (long long) rows->total[(Size) row * k + c]),
						 errhint("Give the totals as rows, too, or NULL where there is no total.")));
			if (total == j)
				REFUSE_CELL(ERRCODE_INVALID_PARAMETER_VALUE, rows->id[row],
						errmsg("A cell cannot be its own total."),
						errhint("Give NULL where the cell is the total of a dimension."));
			entry[entries++] = (Triple) {(double) total * k + c, j, 1};
			if (!is_total[(Size) total * k + c])
			{
				is_total[(Size) total * k + c] = true;
				entry[entries++] = (Triple) {(double) total * k + c, total, -1};
			}
		}
		if (j % ROWS_PER_RESET == 0)
			CHECK_FOR_INTERRUPTS();
	}
	cells_link(&rows->cells, entry, (int) entries);
}

static int64
total_of_equation(const RowsOfCells *rows, int e)
{
	return rows->id[rows->order[rows->cells.equation[e] / rows->dimensions]];
}

static void
check_totals(const RowsOfCells *rows)
{
	int			e = disclosure_contradiction(&rows->cells.d, check_interrupts);

	if (e >= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("A total is not the sum of its parts."),
				 errdetail("It is cell %lld in dimension %d.", (long long) total_of_equation(rows, e), rows->cells.equation[e] % rows->dimensions + 1),
				 errhint("Give all parts of a total, also those that are zero, and counts before any rounding.")));
}

/* -------- suppress -------- */

static const char *const fates[] = {"shown", "unsafe", "secondary"};

static void
protect_rows(RowsOfCells *rows, int minimum, bool suppress_zero)
{
	int			n = rows->n;
	Cells	   *cells = &rows->cells;
	int		   *state = room(n, sizeof(int));
	double	   *width = room(n, sizeof(double));
	double	   *least_sum = room(n, sizeof(double));
	double	   *cost = room(n, sizeof(double));
	int		   *result = room(n, sizeof(int));
	SuppressionProblem problem = {&cells->d, state, width, least_sum, cost, 0, NULL, NULL};

	for (int j = 0; j < n; j++)
	{
		int			row = rows->order[j];
		double		x = cells->value[j];
		bool		unsafe = rows->flag[row] || (x < minimum && (x > 0 || suppress_zero));

		/* a zero that is shown: everybody would guess it, so that it protects nothing */
		state[j] = unsafe ? CELL_UNSAFE : x == 0 && !suppress_zero ? CELL_FIXED : CELL_OPEN;
		width[j] = unsafe ? Max(minimum - 1, 1) : 0;
		least_sum[j] = unsafe ? minimum : 0;
		cost[j] = isnan(rows->number[row]) ? Max(x, 1) : rows->number[row];
	}
	check_attack_status(suppress_cells(&problem, check_time_limit(TIME_LIMIT), result, &server_host), TIME_LIMIT);
	for (int j = 0; j < n; j++)
	{
		if (result[j] == RESULT_UNPROTECTED)
			REFUSE_CELL(ERRCODE_INVALID_PARAMETER_VALUE, rows->id[rows->order[j]],
						errmsg("An unsafe cell cannot be protected, even if everything else is hidden."),
						suppress_zero ? errhint("Publish the table in larger categories.") :
						errhint("Publish the table in larger categories, or hide zeros as well with suppress_zero."));
		rows->p->column[0][rows->order[j]] = result[j] == RESULT_FIXED ? RESULT_SHOWN : result[j];
	}
}

/* arguments: cell, count, totals, minimum, unsafe, cost, suppress_zero */
SQL_FUNCTION(sozialraum_suppress)
{
	Partition  *p = partition_of(fcinfo);
	const char *fate;

	if (!p->done)
	{
		MemoryContext caller;
		MemoryContext workspace = enter_solver(&caller);
		RowsOfCells rows = {.p = p};
		int			minimum = DatumGetInt32(partition_argument(fcinfo, 3, "minimum", NULL));
		bool		suppress_zero = DatumGetBool(partition_argument(fcinfo, 6, "suppress_zero", NULL));

		if (minimum < 1)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The argument \"%s\" must be at least %d.", "minimum", 1),
					 errdetail("It is %d.", minimum)));
		read_rows(fcinfo, &rows, false, 4, 0, 5, "cost");
		p->column[0] = partition_alloc(p, Max(p->rows, 1) * sizeof(double));
		build_cells(&rows);
		check_totals(&rows);
		protect_rows(&rows, minimum, suppress_zero);
		leave_solver(workspace, caller);
		p->done = true;
	}
	fate = fates[(int) p->column[0][WinGetCurrentPosition(PG_WINDOW_OBJECT())]];
	PG_RETURN_TEXT_P(cstring_to_text(fate));
}

/* -------- attack_interval -------- */

static void
attack_rows(RowsOfCells *rows)
{
	int			n = rows->n;
	Cells	   *cells = &rows->cells;
	View	   *view = view_create(&cells->d, &server_host);
	AttackInterval *interval = room(n, sizeof(AttackInterval));
	int		   *asked = room(n, sizeof(int));
	Partition  *p = rows->p;
	int			questions = 0;

	for (int j = 0; j < n; j++)
	{
		int			row = rows->order[j];

		view->unknown[j] = rows->flag[row] && !rows->flag2[row];
		if (view->unknown[j])
		{
			asked[questions++] = j;
			if (!isnan(rows->number[row]))
				cells->upper[j] = rows->number[row];
		}
		else if (isnan(cells->value[j]))
			REFUSE_CELL(ERRCODE_NULL_VALUE_NOT_ALLOWED, rows->id[row],
						errmsg("A cell that is shown or known needs a count."));
		p->column[0][row] = p->column[1][row] = cells->value[j];
		p->column[2][row] = 1;
	}
	check_attack_status(attack(view, asked, questions, NULL, check_time_limit(TIME_LIMIT), interval), TIME_LIMIT);
	for (int k = 0; k < questions; k++)
	{
		int			row = rows->order[asked[k]];

		p->column[0][row] = interval[k].low;
		p->column[1][row] = interval[k].high;
		p->column[2][row] = interval[k].derivable;
	}
}

/* arguments: cell, count, totals, hidden, known, upper */
SQL_FUNCTION(sozialraum_attack_interval)
{
	Partition  *p = partition_of(fcinfo);
	TupleDesc	desc;
	int64		i;
	Datum		values[3];
	bool		nulls[3] = {false, false, false};

	if (!p->done)
	{
		MemoryContext caller;
		MemoryContext workspace = enter_solver(&caller);
		RowsOfCells rows = {.p = p};

		read_rows(fcinfo, &rows, true, 3, 4, 5, "upper");
		for (int c = 0; c < 3; c++)
			p->column[c] = partition_alloc(p, Max(p->rows, 1) * sizeof(double));
		build_cells(&rows);
		check_totals(&rows);
		attack_rows(&rows);
		leave_solver(workspace, caller);
		p->done = true;
	}
	desc = (TupleDesc) fcinfo->flinfo->fn_extra;
	if (desc == NULL)
	{
		MemoryContext caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);

		if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE || desc->natts != 3)
			elog(ERROR, "the function does not return a row of 3 columns");
		desc = BlessTupleDesc(desc);
		fcinfo->flinfo->fn_extra = desc;
		MemoryContextSwitchTo(caller);
	}
	i = WinGetCurrentPosition(PG_WINDOW_OBJECT());
	values[0] = Float8GetDatum(p->column[0][i]);
	values[1] = Float8GetDatum(p->column[1][i]);
	values[2] = BoolGetDatum(p->column[2][i] != 0);
	nulls[1] = isinf(p->column[1][i]);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(desc, values, nulls)));
}
