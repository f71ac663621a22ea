/*
 * join_counts.c
 *		Aggregates that count joins between units of categories: join_counts, join_count_table.
 */
#include "autocorrelation.h"

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "funcapi.h"
#include "kernel/distribution.h"
#include "kernel/join_count.h"
#include "kernel/sort.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/typcache.h"

#define CATEGORIES_MAX	1000
#define JOIN_COLUMNS	7		/* of sozialraum.join_count */

static const char *const samplings[] = {"nonfree", "free"};

static Datum
accumulate(FunctionCallInfo fcinfo, int kind)
{
	UnitStore  *store = units_for_update(fcinfo);
	double		option[OPTION_SLOTS];
	int64		id;

	if (!autocorrelation_row(fcinfo, 1, &id))
		return units_result(fcinfo, store);
	autocorrelation_options(fcinfo, 1, "sampling", samplings, lengthof(samplings), JOIN_NONFREE, option);
	*autocorrelation_add(fcinfo, &store, kind, 1, id, option) =
		kind == UNITS_JOIN_COUNTS ? PG_GETARG_BOOL(2) : PG_GETARG_INT32(2);
	return units_result(fcinfo, store);
}

SQL_FUNCTION(join_counts_accum)
{
	return accumulate(fcinfo, UNITS_JOIN_COUNTS);
}

SQL_FUNCTION(join_count_table_accum)
{
	return accumulate(fcinfo, UNITS_JOIN_TABLE);
}

static bool
read_problem(FunctionCallInfo fcinfo, Problem *problem, JoinSampling *sampling)
{
	const UnitStore *store = PG_ARGISNULL(0) ? NULL : (UnitStore *) PG_GETARG_POINTER(0);

	if (store == NULL)
		return false;
	*sampling = (JoinSampling) store->parameter[OPTION_STYLE];
	return autocorrelation_problem(store, WEIGHTS_GENERAL, false, problem);
}

static double
deviate(const JoinCount *j)
{
	return standard_deviate(j->count, j->expectation, j->variance);
}

static double
p_of(const JoinCount *j)
{
	double		z = deviate(j);

	return isnan(z) ? NAN : normal_two_sided(z);
}

SQL_FUNCTION(join_counts_final)
{
	Problem		problem;
	JoinSampling sampling;
	JoinCount	j[3];
	double		values[3 * 6 + 5];
	int			at = 0;
	double		black = 0;

	if (!read_problem(fcinfo, &problem, &sampling))
		PG_RETURN_NULL();
	join_counts(&problem.w, problem.column[0], sampling, problem.plan, j, &server_host);
	for (int i = 0; i < 3; i++)
	{
		values[at++] = j[i].count;
		values[at++] = j[i].expectation;
		values[at++] = j[i].variance;
		values[at++] = deviate(&j[i]);
		values[at++] = p_of(&j[i]);
		values[at++] = j[i].permuted.p;
	}
	for (int32 i = 0; i < problem.w.n; i++)
		black += problem.column[0][i];
	values[at++] = problem.plan.permutations > 0 ? problem.plan.permutations : NAN;
	values[at++] = black;
	values[at++] = problem.w.n - black;
	values[at++] = problem.w.n;
	values[at++] = problem.islands;
	return make_test_record(fcinfo, values, at);
}

/* the categories become 0, 1, ... in ascending order; returns how many, and what they were */
static int32
number_categories(const double *category, int32 n, int32 *number, double *name)
{
	Indexed    *item = MemoryContextAllocHuge(CurrentMemoryContext, n * sizeof(Indexed));
	int32		categories = 0;

	for (int32 i = 0; i < n; i++)
	{
		item[i].x = category[i];
		item[i].index = i;
	}
	sort_indexed(item, n, check_interrupts);
	for (int32 i = 0; i < n; i++)
	{
		if (i == 0 || item[i].x != item[i - 1].x)
		{
			if (categories == CATEGORIES_MAX)
				ereport(ERROR,
						(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
						 errmsg("There are too many categories."),
						 errdetail("A table of joins may have up to %d categories.", CATEGORIES_MAX),
						 errhint("Use classes or clusters, not ids or figures.")));
			name[categories++] = item[i].x;
		}
		number[item[i].index] = categories - 1;
	}
	pfree(item);
	return categories;
}

static Datum
join_row(TupleDesc desc, const double *a, const double *b, const JoinCount *j)
{
	Datum		datums[JOIN_COLUMNS];
	bool		nulls[JOIN_COLUMNS];
	double		number[] = {j->count, j->expectation, j->variance, deviate(j), p_of(j)};

	nulls[0] = nulls[1] = a == NULL;
	datums[0] = a ? Int32GetDatum((int32) *a) : (Datum) 0;
	datums[1] = b ? Int32GetDatum((int32) *b) : (Datum) 0;
	for (int i = 0; i < 5; i++)
	{
		nulls[i + 2] = isnan(number[i]);
		datums[i + 2] = nulls[i + 2] ? (Datum) 0 : Float8GetDatum(number[i]);
	}
	return HeapTupleGetDatum(heap_form_tuple(desc, datums, nulls));
}

SQL_FUNCTION(join_count_table_final)
{
	Problem		problem;
	JoinSampling sampling;
	Oid			element = get_element_type(get_fn_expr_rettype(fcinfo->flinfo));
	TupleDesc	desc;
	int32	   *number;
	double		name[CATEGORIES_MAX];
	double		size[CATEGORIES_MAX];
	int32		categories;
	JoinCount  *table;
	JoinCount	total;
	Datum	   *rows;
	int			n = 0;
	int16		length;
	bool		by_value;
	char		alignment;

	if (!read_problem(fcinfo, &problem, &sampling))
		PG_RETURN_NULL();
	number = MemoryContextAllocHuge(CurrentMemoryContext, problem.w.n * sizeof(int32));
	categories = number_categories(problem.column[0], problem.w.n, number, name);
	table = MemoryContextAllocHuge(CurrentMemoryContext, (Size) categories * categories * sizeof(JoinCount));
	join_table(&problem.w, number, categories, sampling, table, &total, size, &server_host);

	desc = lookup_rowtype_tupdesc_copy(element, -1);
	if (desc->natts != JOIN_COLUMNS)
		elog(ERROR, "the function does not return rows of %d columns", JOIN_COLUMNS);
	rows = MemoryContextAllocHuge(CurrentMemoryContext, ((Size) categories * (categories + 1) / 2 + 1) * sizeof(Datum));
	for (int32 c = 0; c < categories; c++)
	{
		for (int32 d = c; d < categories; d++)
			rows[n++] = join_row(desc, &name[c], &name[d], &table[(Size) c * categories + d]);
		CHECK_FOR_INTERRUPTS();
	}
	if (categories > 1)
		rows[n++] = join_row(desc, NULL, NULL, &total);
	get_typlenbyvalalign(element, &length, &by_value, &alignment);
	PG_RETURN_ARRAYTYPE_P(construct_array(rows, n, element, length, by_value, alignment));
}
