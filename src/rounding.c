/*
 * rounding.c
 *		Rounding for disclosure control: round_to_base, round_randomly, and the windows controlled_round and controlled_round_table.
 */
#include "rows.h"
#include "spatial.h"

#include <math.h>

#include "kernel/controlled_rounding.h"
#include "kernel/ids.h"
#include "kernel/random.h"

#define ROWS_PER_RESET	1024
#define ROWS_MAX		500000000	/* the network of a table has two ends of arcs for each, numbered by int */

/* random numbers for rounding: another stream than anything else that may come from the same key */
#define ROUNDING_STREAM	UINT64CONST(0x726f756e64)

/* -------- single figures -------- */

static double
base_argument(double base)
{
	check_finite("base", base);
	if (base <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be positive.", "base"),
				 errdetail("It is %g.", base),
				 errhint("Official statistics round counts to multiples of 3, 5 or 10.")));
	return base;
}

SQL_FUNCTION(sozialraum_round_to_base)
{
	double		x = PG_GETARG_FLOAT8(0);
	double		base = base_argument(PG_GETARG_FLOAT8(1));

	check_finite("x", x);
	PG_RETURN_FLOAT8(check_result(rounding_nearest_double(x, base)));
}

/* arguments: x, base, cell_key; an empty cell has no key, and its 0 needs none */
SQL_FUNCTION(sozialraum_round_randomly)
{
	double		x;
	double		base;
	uint64		key;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || (PG_ARGISNULL(2) && PG_GETARG_FLOAT8(0) != 0))
		PG_RETURN_NULL();
	x = PG_GETARG_FLOAT8(0);
	base = base_argument(PG_GETARG_FLOAT8(1));
	key = PG_ARGISNULL(2) ? 0 : (uint64) PG_GETARG_INT64(2);
	check_finite("x", x);
	PG_RETURN_FLOAT8(check_result(rounding_random_double(x, base, random_unit_at(key, ROUNDING_STREAM, 0))));
}

/* -------- windows: what both read -------- */

/* the rows of a partition that count; a row counts when it has a figure */
typedef struct Figures
{
	Partition  *p;				/* its first column takes the results */
	int32		n;
	int32	   *row;			/* n: which row of the partition */
	int64	   *x;				/* n */
	int64	   *id[2];			/* n: the two ids of a row */
	bool	   *no_id[2];		/* n: it is NULL */
} Figures;

static int64
whole_figure(double x)
{
	check_finite("x", x);
	if (x != floor(x))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be a whole number.", "x"),
				 errdetail("At least one row has a fraction."),
				 errhint("Controlled rounding keeps sums exactly, which needs whole numbers: counts, or amounts in whole units.")));
	if (fabs(x) > (double) ROUNDING_LIMIT)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("The argument \"%s\" is too large.", "x"),
				 errdetail("At least one row has a number beyond %.0f.", (double) ROUNDING_LIMIT)));
	return (int64) x;
}

/* id_arg: which arguments are the ids; a row without the first one does not count if that is asked for; x is argument x_arg */
static void
read_figures(FunctionCallInfo fcinfo, Figures *f, const int id_arg[2], int x_arg, bool need_id)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	Partition  *p = f->p;
	MemoryContext expressions;
	MemoryContext caller;

	p->rows = partition_rows(winobj);
	if (p->rows > ROWS_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("The window partition has too many rows."),
				 errdetail("A partition may have up to %d rows.", ROWS_MAX),
				 errhint("Divide the rows with PARTITION BY.")));
	p->isnull = partition_alloc(p, p->rows * sizeof(bool));
	p->column[0] = partition_alloc(p, p->rows * sizeof(double));
	f->n = 0;
	f->row = room(p->rows, sizeof(int32));
	f->x = room(p->rows, sizeof(int64));
	for (int k = 0; k < 2; k++)
	{
		f->id[k] = room(p->rows, sizeof(int64));
		f->no_id[k] = room(p->rows, sizeof(bool));
	}

	/* what the expressions of the arguments allocate must not pile up over the whole partition */
	expressions = AllocSetContextCreate(CurrentMemoryContext, "window function arguments", ALLOCSET_DEFAULT_SIZES);
	caller = MemoryContextSwitchTo(expressions);
	for (int64 i = 0; i < p->rows; i++)
	{
		bool		isout;
		bool		no_x;
		Datum		x = WinGetFuncArgInPartition(winobj, x_arg, (int) i, WINDOW_SEEK_HEAD, false, &no_x, &isout);

		for (int k = 0; k < 2; k++)
		{
			bool		null;
			Datum		id = WinGetFuncArgInPartition(winobj, id_arg[k], (int) i, WINDOW_SEEK_HEAD, false, &null, &isout);

			f->id[k][f->n] = null ? 0 : DatumGetInt64(id);
			f->no_id[k][f->n] = null;
		}
		p->isnull[i] = no_x || (need_id && f->no_id[0][f->n]);
		if (!p->isnull[i])
		{
			f->x[f->n] = whole_figure(DatumGetFloat8(x));
			f->row[f->n++] = (int32) i;
		}
		CHECK_FOR_INTERRUPTS();
		if (i % ROWS_PER_RESET == 0)
			MemoryContextReset(expressions);
	}
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(expressions);
}

static int32
integer_base(FunctionCallInfo fcinfo, int argno)
{
	int32		base = DatumGetInt32(partition_argument(fcinfo, argno, "base", NULL));

	if (base < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be at least %d.", "base", 1),
				 errdetail("It is %d.", base)));
	return base;
}

/* -------- trees -------- */

pg_noreturn static void
refuse_twice(int64 id)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("An id comes twice."),
			 errdetail("The id is %lld.", (long long) id),
			 errhint("Every figure must have one row; divide the rows with PARTITION BY, for example by date.")));
}

/* the figures in ascending order of their ids, and for each the place of its parent there */
static int32 *
order_tree(Figures *f, int32 *parent)
{
	int32	   *order = room(f->n, sizeof(int32));
	int64_t    *ascending = room(f->n, sizeof(int64_t));
	int32		twice;

	for (int32 i = 0; i < f->n; i++)
		order[i] = i;
	twice = ids_order((const int64_t *) f->id[0], order, f->n, &server_host);
	if (twice >= 0)
		refuse_twice(f->id[0][order[twice]]);
	for (int32 i = 0; i < f->n; i++)
		ascending[i] = f->id[0][order[i]];
	for (int32 i = 0; i < f->n; i++)
	{
		int64		of = f->id[1][order[i]];

		parent[i] = f->no_id[1][order[i]] ? -1 : ids_find(ascending, f->n, of);
		if (parent[i] < 0 && !f->no_id[1][order[i]])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The parent of a figure is not among the figures."),
					 errdetail("The id is %lld, its parent %lld.", (long long) ascending[i], (long long) of),
					 errhint("Give the parent its row and its figure, or NULL as parent at the top of a tree.")));
	}
	return order;
}

static void
round_tree(Figures *f, int32 base)
{
	int32_t    *parent = room(f->n, sizeof(int32_t));
	int32	   *order = order_tree(f, parent);
	int64_t    *x = room(f->n, sizeof(int64_t));
	int32_t		at = 0;

	for (int32 i = 0; i < f->n; i++)
		x[i] = f->x[order[i]];
	switch (controlled_round_tree(x, parent, f->n, base, &at, &server_host))
	{
		case ROUNDING_DONE:
			break;
		case ROUNDING_SUM:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("A figure is not the sum of its parts."),
					 errdetail("The id is %lld.", (long long) f->id[0][order[at]]),
					 errhint("Give all parts of a figure, before anything is rounded or suppressed.")));
			break;
		case ROUNDING_CIRCLE:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The parents of figures go in a circle."),
					 errdetail("The figure %lld hangs on it.", (long long) f->id[0][order[at]]),
					 errhint("A tree begins with a figure whose parent is NULL.")));
			break;
		default:
			elog(ERROR, "no controlled rounding was found");
	}
	for (int32 i = 0; i < f->n; i++)
		f->p->column[0][f->row[order[i]]] = (double) x[i];
}

/* arguments: id, x, parent_id, base */
SQL_FUNCTION(sozialraum_controlled_round)
{
	static const int id_arg[] = {0, 2};
	Partition  *p = partition_of(fcinfo);

	if (!p->done)
	{
		MemoryContext caller;
		MemoryContext workspace = enter_workspace(&caller);
		Figures		figures = {.p = p};
		int32		base = integer_base(fcinfo, 3);

		read_figures(fcinfo, &figures, id_arg, 1, true);
		round_tree(&figures, base);
		leave_workspace(workspace, caller);
		p->done = true;
	}
	return partition_result(fcinfo, p);
}

/* -------- tables -------- */

/* different ids in ascending order; number[i]: which of them row i has, -1 for NULL; returns how many */
static int32
number_ids(const int64 *id, const bool *no_id, int32 n, int64 *distinct, int32 *number)
{
	int32	   *order = room(n, sizeof(int32));
	int32		given = 0;
	int32		count = 0;

	for (int32 i = 0; i < n; i++)
	{
		number[i] = -1;
		if (!no_id[i])
			order[given++] = i;
	}
	(void) ids_order((const int64_t *) id, order, given, &server_host);
	for (int32 k = 0; k < given; k++)
	{
		if (k == 0 || id[order[k]] != distinct[count - 1])
			distinct[count++] = id[order[k]];
		number[order[k]] = count - 1;
	}
	return count;
}

/* a cell or a total that is wrong, by its ids */
pg_noreturn static void
refuse_figure(bool twice, bool no_row, int64 row, bool no_column, int64 column)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 twice ? errmsg("A figure of the table comes twice.") : errmsg("A total is not the sum of its cells."),
			 no_row && no_column ? errdetail("It is the grand total.") :
			 no_row ? errdetail("It is the total of column %lld.", (long long) column) :
			 no_column ? errdetail("It is the total of row %lld.", (long long) row) :
			 errdetail("Row %lld, column %lld.", (long long) row, (long long) column),
			 twice ? errhint("Every figure must have one row; divide the rows with PARTITION BY, for example by date.") :
			 errhint("Give all cells of the table, before anything is rounded or suppressed; a NULL as row or column means the total.")));
}

static void
round_table(Figures *f, int32 base)
{
	int64	   *distinct[2];
	int32	   *number[2];
	int32		count[2];
	int32	   *row = room(f->n, sizeof(int32));
	int32	   *column = room(f->n, sizeof(int32));
	int32	   *of_cell = room(f->n, sizeof(int32));
	int32	   *of_total;
	bool	   *given;
	int64_t    *total;
	int64_t    *x = room(f->n, sizeof(int64_t));
	int32		totals;
	int32_t		at = 0;
	RoundingTable t = {.row = row, .column = column, .x = x};

	for (int k = 0; k < 2; k++)
	{
		distinct[k] = room(f->n, sizeof(int64));
		number[k] = room(f->n, sizeof(int32));
		count[k] = number_ids(f->id[k], f->no_id[k], f->n, distinct[k], number[k]);
	}
	totals = count[0] + count[1] + 1;
	of_total = room(totals, sizeof(int32));
	given = room(totals, sizeof(bool));
	total = room(totals, sizeof(int64_t));
	memset(given, 0, totals * sizeof(bool));
	memset(total, 0, totals * sizeof(int64_t));

	for (int32 i = 0; i < f->n; i++)
	{
		bool		no_row = number[0][i] < 0;
		bool		no_column = number[1][i] < 0;
		int32		which = no_row && no_column ? totals - 1 : no_row ? count[0] + number[1][i] : number[0][i];

		if (!no_row && !no_column)
		{
			row[t.cells] = number[0][i];
			column[t.cells] = number[1][i];
			x[t.cells] = f->x[i];
			of_cell[t.cells++] = i;
			continue;
		}
		if (given[which])
			refuse_figure(true, no_row, f->id[0][i], no_column, f->id[1][i]);
		given[which] = true;
		total[which] = f->x[i];
		of_total[which] = i;
	}
	t.rows = count[0];
	t.columns = count[1];
	t.given = given;
	t.total = total;
	switch (controlled_round_table(&t, base, &at, &server_host))
	{
		case ROUNDING_DONE:
			break;
		case ROUNDING_TWICE:
			refuse_figure(true, false, f->id[0][of_cell[at]], false, f->id[1][of_cell[at]]);
		case ROUNDING_SUM:
			at = of_total[at];
			refuse_figure(false, f->no_id[0][at], f->id[0][at], f->no_id[1][at], f->id[1][at]);
		default:
			elog(ERROR, "no controlled rounding was found");
	}
	for (int32 k = 0; k < t.cells; k++)
		f->p->column[0][f->row[of_cell[k]]] = (double) x[k];
	for (int32 k = 0; k < totals; k++)
	{
		if (given[k])
			f->p->column[0][f->row[of_total[k]]] = (double) total[k];
	}
}

/* arguments: row_id, column_id, x, base */
SQL_FUNCTION(sozialraum_controlled_round_table)
{
	static const int id_arg[] = {0, 1};
	Partition  *p = partition_of(fcinfo);

	if (!p->done)
	{
		MemoryContext caller;
		MemoryContext workspace = enter_workspace(&caller);
		Figures		figures = {.p = p};
		int32		base = integer_base(fcinfo, 3);

		read_figures(fcinfo, &figures, id_arg, 2, false);
		round_table(&figures, base);
		leave_workspace(workspace, caller);
		p->done = true;
	}
	return partition_result(fcinfo, p);
}
