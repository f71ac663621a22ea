/*
 * rank_interval.c
 *		Windows of ranks that know their uncertainty: rank_interval, distinguishable, rank_distribution.
 */
#include "rows.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"

#include "intervals.h"
#include "kernel/distribution.h"
#include "kernel/rank_interval.h"
#include "spatial.h"

#define DRAWS_MAX		100000
#define HISTORY_MAX		INT64CONST(250000000)	/* ranks: 1 GB */
#define COLUMNS_MAX		5

/* the estimates of a partition: place[i] is the place of row i among those that count, -1 if it does not */
typedef struct Estimates
{
	bool		done;
	int64		n;
	int32	   *place;
	double	   *x;
	double	   *se;				/* NaN: NULL */
	RankSet    *set;			/* n, or */
	RankDraws  *draws;			/* n */
} Estimates;

static void
check_standard_error(double se)
{
	check_finite("standard_error", se);
	if (se < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must not be negative.", "standard_error"),
				 errdetail("At least one row has a negative number."),
				 errhint("A standard error is 0 for an exact figure, and NULL where it is not known.")));
}

/*
 * At the first row of a partition: read x and standard_error of all rows.  Rows whose
 * x is NULL do not count; without_error: nor do those whose standard error is.
 */
static bool
estimates_read(FunctionCallInfo fcinfo, Estimates **result, bool without_error)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	Estimates  *e = WinGetPartitionLocalMemory(winobj, sizeof(Estimates));
	MemoryContext expressions;
	MemoryContext caller;
	int64		rows;

	*result = e;
	if (e->done)
		return false;
	rows = partition_rows(winobj);
	e->place = partition_alloc(e, rows * sizeof(int32));
	e->x = partition_alloc(e, rows * sizeof(double));
	e->se = partition_alloc(e, rows * sizeof(double));

	/* what the expressions of the arguments allocate must not pile up over the whole partition */
	expressions = AllocSetContextCreate(CurrentMemoryContext, "window function arguments", ALLOCSET_DEFAULT_SIZES);
	caller = MemoryContextSwitchTo(expressions);
	for (int64 i = 0; i < rows; i++)
	{
		bool		isnull[2];
		bool		isout;
		Datum		x = WinGetFuncArgInPartition(winobj, 0, (int) i, WINDOW_SEEK_HEAD, false, &isnull[0], &isout);
		Datum		se = WinGetFuncArgInPartition(winobj, 1, (int) i, WINDOW_SEEK_HEAD, false, &isnull[1], &isout);

		e->place[i] = -1;
		if (!isnull[0])
			check_finite("x", DatumGetFloat8(x));
		if (!isnull[1])
			check_standard_error(DatumGetFloat8(se));
		if (!isnull[0] && !(isnull[1] && without_error))
		{
			e->place[i] = (int32) e->n;
			e->x[e->n] = DatumGetFloat8(x);
			e->se[e->n] = isnull[1] ? NAN : DatumGetFloat8(se);
			e->n++;
		}
		if (i % 1024 == 0)
		{
			MemoryContextReset(expressions);
			CHECK_FOR_INTERRUPTS();
		}
	}
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(expressions);
	e->done = true;
	return true;
}

static double
level_argument(FunctionCallInfo fcinfo, int argno)
{
	double		level = DatumGetFloat8(window_constant(fcinfo, argno, "level"));

	check_level(level);
	return level;
}

static int
argument_between(FunctionCallInfo fcinfo, int argno, const char *name, int least, int most)
{
	int			value = window_constant_int(fcinfo, argno, name);

	if (value < least || value > most)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be between %d and %d.", name, least, most),
				 errdetail("It is %d.", value)));
	return value;
}

/* a row of the composite type that the function returns */
static Datum
make_row(FunctionCallInfo fcinfo, Datum *values, bool *nulls, int n)
{
	TupleDesc	desc = (TupleDesc) fcinfo->flinfo->fn_extra;

	if (desc == NULL)
	{
		MemoryContext caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);

		if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE || desc->natts != n)
			elog(ERROR, "the function does not return a row of %d columns", n);
		desc = BlessTupleDesc(desc);
		fcinfo->flinfo->fn_extra = desc;
		MemoryContextSwitchTo(caller);
	}
	return HeapTupleGetDatum(heap_form_tuple(desc, values, nulls));
}

/* arguments: x, standard_error, level, simultaneous */
static const RankSet *
set_of_row(FunctionCallInfo fcinfo)
{
	Estimates  *e;
	int32		place;

	if (estimates_read(fcinfo, &e, false))
	{
		double		level = level_argument(fcinfo, 2);
		bool		joint = window_constant_bool(fcinfo, 3, "simultaneous");

		e->set = partition_alloc(e, e->n * sizeof(RankSet));
		rank_sets(e->x, e->se, e->n, level, joint, e->set, &server_host);
	}
	place = e->place[WinGetCurrentPosition(PG_WINDOW_OBJECT())];
	return place < 0 ? NULL : &e->set[place];
}

SQL_FUNCTION(sozialraum_rank_interval)
{
	const RankSet *s = set_of_row(fcinfo);
	Datum		values[COLUMNS_MAX];
	bool		nulls[COLUMNS_MAX] = {false};

	if (s == NULL)
		PG_RETURN_NULL();
	values[0] = Int32GetDatum((int32) s->rank);
	values[1] = Int32GetDatum((int32) s->lower);
	values[2] = Int32GetDatum((int32) s->upper);
	return make_row(fcinfo, values, nulls, 3);
}

SQL_FUNCTION(sozialraum_distinguishable)
{
	const RankSet *s = set_of_row(fcinfo);
	Datum		values[COLUMNS_MAX];
	bool		nulls[COLUMNS_MAX];

	if (s == NULL)
		PG_RETURN_NULL();
	nulls[0] = s->from_previous == TOLD_NOT;
	nulls[1] = s->from_next == TOLD_NOT;
	nulls[2] = s->from_mean == TOLD_NOT;
	values[0] = BoolGetDatum(s->from_previous == TOLD_YES);
	values[1] = BoolGetDatum(s->from_next == TOLD_YES);
	values[2] = BoolGetDatum(s->from_mean == TOLD_YES);
	return make_row(fcinfo, values, nulls, 3);
}

/* arguments: x, standard_error, draws, seed, level, highest */
SQL_FUNCTION(sozialraum_rank_distribution)
{
	Estimates  *e;
	int32		place;
	double		values[COLUMNS_MAX];

	if (estimates_read(fcinfo, &e, true))
	{
		int			draws = argument_between(fcinfo, 2, "draws", 1, DRAWS_MAX);
		uint64		seed = (uint64) DatumGetInt64(window_constant(fcinfo, 3, "seed"));
		double		level = level_argument(fcinfo, 4);
		int			highest = argument_between(fcinfo, 5, "highest", 1, PG_INT32_MAX);

		if (e->n * draws > HISTORY_MAX)
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("There are too many areas for so many draws."),
					 errdetail("%lld areas times %d draws; the limit is %lld.", (long long) e->n, draws, (long long) HISTORY_MAX),
					 errhint("Use fewer draws, or divide the rows with PARTITION BY.")));
		e->draws = partition_alloc(e, e->n * sizeof(RankDraws));
		rank_draws(e->x, e->se, e->n, draws, seed, level, highest, e->draws, &server_host);
	}
	place = e->place[WinGetCurrentPosition(PG_WINDOW_OBJECT())];
	if (place < 0)
		PG_RETURN_NULL();
	values[0] = e->draws[place].mean;
	values[1] = e->draws[place].median;
	values[2] = e->draws[place].lower;
	values[3] = e->draws[place].upper;
	values[4] = e->draws[place].highest;
	return make_record(fcinfo, values, 5);
}

/* half-width, in standard errors, of a two-sided interval of this level */
SQL_FUNCTION(sozialraum_normal_quantile)
{
	double		level = PG_GETARG_FLOAT8(0);

	check_level(level);
	PG_RETURN_FLOAT8(normal_two_sided_quantile(level));
}
