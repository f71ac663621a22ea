/*
 * local_autocorrelation.c
 *		Window functions of local spatial association: local_moran, bivariate_local_moran, local_moran_rate, local_geary, local_getis_ord,
 *		local_join_count.  All return rows of the composite type local_association.
 */
#include "spatial.h"

#include "access/htup_details.h"
#include "funcapi.h"
#include "intervals.h"
#include "kernel/local_autocorrelation.h"
#include "window.h"

#define PERMUTATIONS_MAX	10000000
#define COLUMNS				11

/* the words of the arguments, in the order of their enums */
static const char *const alternatives[] = {"two-sided", "directed", "greater", "less"};
static const char *const corrections[] = {"none", "fdr"};
static const char *const draws[] = {"shared", "own"};
static const char *const moment_kinds[] = {"conditional", "total"};

static const char *const quadrants[] = {NULL, "HH", "LL", "HL", "LH"};
static const char *const clusters[] = {
	NULL, "HH", "LL", "HL", "LH", "similar", "dissimilar", "hot spot", "cold spot", "joined", "apart", "not significant", "no neighbours"
};

/* results of a partition: those of the units, and which unit each row is (-1: none) */
typedef struct LocalWindow
{
	int32	   *unit;
	LocalResult *result;
	bool		undefined;		/* no weights: NULL for all rows */
} LocalWindow;

static int
window_constant_between(FunctionCallInfo fcinfo, int argno, const char *name, int least, int most)
{
	int			value = window_constant_int(fcinfo, argno, name);

	if (value < least || value > most)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be between %d and %d.", name, least, most),
				 errdetail("It is %d.", value)));
	return value;
}

/* arguments first ...: permutations, seed, alternative, correction, alpha, draws, style */
static LocalOptions
read_options(FunctionCallInfo fcinfo, LocalMeasure measure, int first, WeightStyle *style)
{
	LocalOptions o = {.measure = measure};

	o.permutations = window_constant_between(fcinfo, first, "permutations", 0, PERMUTATIONS_MAX);
	o.seed = (uint64) DatumGetInt64(window_constant(fcinfo, first + 1, "seed"));
	o.alternative = (Alternative) window_constant_option(fcinfo, first + 2, "alternative", alternatives, lengthof(alternatives));
	o.fdr = window_constant_option(fcinfo, first + 3, "correction", corrections, lengthof(corrections)) == 1;
	o.alpha = window_constant_float8(fcinfo, first + 4, "alpha");
	if (o.alpha < 0 || o.alpha > 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be between 0 and 1.", "alpha"),
				 errdetail("It is %g.", o.alpha)));
	o.own_draws = window_constant_option(fcinfo, first + 5, "draws", draws, lengthof(draws)) == 1;
	*style = (WeightStyle) window_constant_option(fcinfo, first + 6, "style", weight_styles, WEIGHT_STYLES);
	return o;
}

/*
 * With P permutations no p is below 1 / (P + 1) (two-sided: twice that), and of n tests corrected together the k smallest p must be
 * alpha k / n or less.
 */
static void
warn_of_few_permutations(const LocalOptions *o, int32 tests)
{
	double		floor_p = (o->alternative == ALTERNATIVE_TWO_SIDED ? 2 : 1) / ((double) o->permutations + 1);
	double		needed = o->alpha > 0 ? tests * floor_p / o->alpha : 0;
	double		enough = ceil(needed * ((double) o->permutations + 1) - 1e-9) - 1;

	if (!o->fdr || o->permutations == 0 || needed <= 1 + 1e-12)
		return;
	ereport(WARNING,
			(errmsg("There are too few permutations for so many units."),
			 errdetail("With %d permutations p cannot fall below %g; corrected for %d tests, none can be significant at %g unless %.0f units have this smallest p.",
					   o->permutations, floor_p, tests, o->alpha, ceil(needed - 1e-9)),
			 enough > PERMUTATIONS_MAX ? errhint("Use permutations => 0 for the analytic p.") :
			 errhint("Use permutations => %.0f, or permutations => 0 for the analytic p.", enough)));
}

/* what all functions do once for a partition, when its columns have been read and checked */
static void
compute_partition(SpatialPartition *p, LocalWindow *window, const SpatialWeights *weights, const LocalOptions *o, WeightStyle style)
{
	Matched		m = units_match(weights, p->id, p->skip, p->rows, style);
	double	   *x = spatial_partition_column(p, &m, 0);
	double	   *y = x;
	int32		tests;

	if (p->column[1] != NULL)
		y = spatial_partition_column(p, &m, 1);
	window->unit = partition_alloc(p, p->rows * sizeof(int32));
	window->result = partition_alloc(p, m.n * sizeof(LocalResult));
	for (int64 i = 0; i < p->rows; i++)
		window->unit[i] = -1;
	for (int32 i = 0; i < m.n; i++)
		window->unit[m.row[i]] = i;
	tests = local_autocorrelation(&m.w, x, y, o, window->result, &server_host);
	warn_of_few_permutations(o, tests);
}

static bool
begin_partition(FunctionCallInfo fcinfo, SpatialPartition **p, int columns, const char *const *names, const SpatialWeights **weights)
{
	LocalWindow *window;

	if (!spatial_partition_read(fcinfo, p, columns, names, columns + 1, weights))
		return false;
	window = partition_alloc(*p, sizeof(LocalWindow));
	(*p)->state = window;
	window->undefined = *weights == NULL;
	return !window->undefined;
}

static void
set_number(Datum *values, bool *nulls, int column, double number)
{
	nulls[column] = isnan(number);
	if (!nulls[column])
		values[column] = Float8GetDatum(check_result(number));
}

static void
set_word(Datum *values, bool *nulls, int column, const char *word)
{
	nulls[column] = word == NULL;
	if (word != NULL)
		values[column] = CStringGetTextDatum(word);
}

static Datum
result_row(FunctionCallInfo fcinfo, const SpatialPartition *p)
{
	const LocalWindow *window = p->state;
	int64		row = WinGetCurrentPosition(PG_WINDOW_OBJECT());
	TupleDesc	desc = (TupleDesc) fcinfo->flinfo->fn_extra;
	const LocalResult *r;
	Datum		values[COLUMNS] = {0};
	bool		nulls[COLUMNS] = {false};

	if (window->undefined || window->unit[row] < 0)
		PG_RETURN_NULL();
	if (desc == NULL)
	{
		MemoryContext caller = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);

		if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE || desc->natts != COLUMNS)
			elog(ERROR, "the function does not return a row of %d columns", COLUMNS);
		desc = BlessTupleDesc(desc);
		fcinfo->flinfo->fn_extra = desc;
		MemoryContextSwitchTo(caller);
	}
	r = &window->result[window->unit[row]];
	set_number(values, nulls, 0, r->statistic);
	set_number(values, nulls, 1, r->expectation);
	set_number(values, nulls, 2, r->variance);
	set_number(values, nulls, 3, r->z);
	set_number(values, nulls, 4, r->p);
	set_number(values, nulls, 5, r->p_permutation);
	set_number(values, nulls, 6, r->q);
	set_word(values, nulls, 7, quadrants[r->quadrant]);
	set_word(values, nulls, 8, clusters[r->cluster]);
	set_number(values, nulls, 9, r->lag);
	values[10] = Int32GetDatum(r->neighbours);
	return HeapTupleGetDatum(heap_form_tuple(desc, values, nulls));
}

/* arguments: id, x, w, the options of all, moments, ddof */
SQL_FUNCTION(local_moran)
{
	static const char *const names[] = {"x"};
	SpatialPartition *p;
	const SpatialWeights *weights;

	if (begin_partition(fcinfo, &p, 1, names, &weights))
	{
		WeightStyle style;
		LocalOptions o = read_options(fcinfo, LOCAL_MORAN, 3, &style);

		o.total = window_constant_option(fcinfo, 10, "moments", moment_kinds, lengthof(moment_kinds)) == 1;
		o.ddof = window_constant_between(fcinfo, 11, "ddof", 0, 1);
		compute_partition(p, p->state, weights, &o, style);
	}
	return result_row(fcinfo, p);
}

/* arguments: id, x, y, w, the options of all, ddof */
SQL_FUNCTION(bivariate_local_moran)
{
	static const char *const names[] = {"x", "y"};
	SpatialPartition *p;
	const SpatialWeights *weights;

	if (begin_partition(fcinfo, &p, 2, names, &weights))
	{
		WeightStyle style;
		LocalOptions o = read_options(fcinfo, LOCAL_MORAN, 4, &style);

		o.ddof = window_constant_between(fcinfo, 11, "ddof", 0, 1);
		compute_partition(p, p->state, weights, &o, style);
	}
	return result_row(fcinfo, p);
}

/* the columns events and population become one, of standardised rates; rows without population do not count */
static void
rates_of_partition(SpatialPartition *p)
{
	double	   *events = MemoryContextAllocHuge(CurrentMemoryContext, Max(p->rows, 1) * sizeof(double));
	double	   *population = MemoryContextAllocHuge(CurrentMemoryContext, Max(p->rows, 1) * sizeof(double));
	int32		n = 0;

	for (int64 i = 0; i < p->rows; i++)
	{
		if (p->skip[i])
			continue;
		check_count("events", p->column[0][i]);
		check_count("population", p->column[1][i]);
		p->skip[i] = p->column[1][i] == 0;
		if (p->skip[i])
			continue;
		events[n] = p->column[0][i];
		population[n] = p->column[1][i];
		n++;
	}
	if (!standardise_rates(events, population, n, events))
		refuse_result();
	n = 0;
	for (int64 i = 0; i < p->rows; i++)
	{
		if (!p->skip[i])
			p->column[0][i] = events[n++];
	}
	p->column[1] = NULL;
}

/* arguments: id, events, population, w, the options of all, moments, ddof */
SQL_FUNCTION(local_moran_rate)
{
	static const char *const names[] = {"events", "population"};
	SpatialPartition *p;
	const SpatialWeights *weights;

	if (begin_partition(fcinfo, &p, 2, names, &weights))
	{
		WeightStyle style;
		LocalOptions o = read_options(fcinfo, LOCAL_MORAN, 4, &style);

		o.total = window_constant_option(fcinfo, 11, "moments", moment_kinds, lengthof(moment_kinds)) == 1;
		o.ddof = window_constant_between(fcinfo, 12, "ddof", 0, 1);
		rates_of_partition(p);
		compute_partition(p, p->state, weights, &o, style);
	}
	return result_row(fcinfo, p);
}

/* arguments: id, x, w, the options of all, ddof */
SQL_FUNCTION(local_geary)
{
	static const char *const names[] = {"x"};
	SpatialPartition *p;
	const SpatialWeights *weights;

	if (begin_partition(fcinfo, &p, 1, names, &weights))
	{
		WeightStyle style;
		LocalOptions o = read_options(fcinfo, LOCAL_GEARY, 3, &style);

		o.ddof = window_constant_between(fcinfo, 10, "ddof", 0, 1);
		compute_partition(p, p->state, weights, &o, style);
	}
	return result_row(fcinfo, p);
}

/* arguments: id, x, w, the options of all, star */
SQL_FUNCTION(local_getis_ord)
{
	static const char *const names[] = {"x"};
	SpatialPartition *p;
	const SpatialWeights *weights;

	if (begin_partition(fcinfo, &p, 1, names, &weights))
	{
		bool		star = window_constant_bool(fcinfo, 10, "star");
		WeightStyle style;
		LocalOptions o = read_options(fcinfo, star ? LOCAL_GETIS_ORD_STAR : LOCAL_GETIS_ORD, 3, &style);

		compute_partition(p, p->state, weights, &o, style);
	}
	return result_row(fcinfo, p);
}

/* arguments: id, x, w, the options of all */
SQL_FUNCTION(local_join_count)
{
	static const char *const names[] = {"x"};
	SpatialPartition *p;
	const SpatialWeights *weights;

	if (begin_partition(fcinfo, &p, 1, names, &weights))
	{
		WeightStyle style;
		LocalOptions o = read_options(fcinfo, LOCAL_JOIN_COUNT, 3, &style);

		for (int64 i = 0; i < p->rows; i++)
		{
			if (!p->skip[i] && p->column[0][i] != 0 && p->column[0][i] != 1)
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("The argument \"%s\" must be 0 or 1.", "x"),
						 errdetail("At least one row has another value."),
						 errhint("Say which areas have the property, for example (share > 20)::integer.")));
		}
		compute_partition(p, p->state, weights, &o, style);
	}
	return result_row(fcinfo, p);
}
