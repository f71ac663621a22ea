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
#include "kernel/score_error.h"
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

/* -------- standard errors of an edition's figures: arrays with one element per indicator -------- */

/* an array of so many numbers; NULL elements are NaN */
static double *
numbers_of(FunctionCallInfo fcinfo, int argno, int n)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(argno);
	double	   *x = palloc(Max(n, 1) * sizeof(double));

	if (ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array)) != n)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("The arrays that describe figures do not have the same length.")));
	unpack_float8_array(array, NAN, x);
	return x;
}

static int
length_of(FunctionCallInfo fcinfo, int argno)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(argno);

	return ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
}

/*
 * arguments: value, numerator, denominator, per, kind (0: none, 1: share, 2: rate).  NULL where there is no interval: also where the numbers
 * do not give the value, because they say nothing about it then.
 */
SQL_FUNCTION(sozialraum_figure_errors)
{
	int			n = length_of(fcinfo, 0);
	double	   *value = numbers_of(fcinfo, 0, n);
	double	   *numerator = numbers_of(fcinfo, 1, n);
	double	   *denominator = numbers_of(fcinfo, 2, n);
	double	   *per = numbers_of(fcinfo, 3, n);
	double	   *kind = numbers_of(fcinfo, 4, n);

	for (int i = 0; i < n; i++)
	{
		double		x = numerator[i];
		double		d = denominator[i];
		bool		share = kind[i] == 1;
		bool		there = (share || kind[i] == 2) && d > 0 && x >= 0 && !(share && x > d) &&
			fabs(x / d * per[i] - value[i]) <= 1e-9 * fabs(value[i]);

		value[i] = there ? per[i] * (share ? share_error(x, d) : rate_error(x, d)) : NAN;
	}
	PG_RETURN_ARRAYTYPE_P(pack_float8_array(value, n));
}

/* arguments: value, normalised, error, plan (the number of nodes, then eight numbers for each item: struct ErrorItem) */
SQL_FUNCTION(sozialraum_score_error)
{
	int			k = length_of(fcinfo, 0);
	double	   *value = numbers_of(fcinfo, 0, k);
	double	   *normalised = numbers_of(fcinfo, 1, k);
	double	   *error = numbers_of(fcinfo, 2, k);
	int			length = length_of(fcinfo, 3);
	double	   *plan = numbers_of(fcinfo, 3, length);
	ErrorItem  *item = (ErrorItem *) (plan + 1);
	int			m = length > 0 && plan[0] >= 1 && plan[0] <= length ? (int) plan[0] : 0;
	ScoreError	r;
	double		result[5];

	if (m < 1 || (int64) (k + m) * (int64) (sizeof(ErrorItem) / sizeof(double)) + 1 != length)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("The arrays that describe figures do not have the same length.")));
	for (int i = 0; i < k + m; i++)
	{
		/* nodes after their parents: an indicator's parent is any of them */
		if (!(item[i].parent >= -1 && item[i].parent < (i < k ? m : i - k) && item[i].parent == floor(item[i].parent)))
			item[i].parent = -1;
		if (!(item[i].combination >= 0 && item[i].combination < ERROR_COMBINATIONS))
			item[i].combination = ERROR_COMBINATIONS;	/* no value */
	}
	r = score_error(item, k, m, value, normalised, error, palloc(3 * (Size) (k + m) * sizeof(double)));
	result[0] = r.score;
	result[1] = r.squares;
	result[2] = r.together;
	result[3] = r.known;
	result[4] = r.follows;
	PG_RETURN_ARRAYTYPE_P(pack_float8_array(result, 5));
}
