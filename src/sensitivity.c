/*
 * sensitivity.c
 *		Windows: composite_sensitivity, leave_one_out_ranks.
 */
#include "composite.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "kernel/means.h"
#include "kernel/sensitivity.h"
#include "utils/memutils.h"

#define REPLICATIONS_MAX	100000
#define CLASSES_MAX			1000
#define HISTORY_MAX			INT64CONST(250000000)	/* ranks: 1 GB */

static const char *const normalisation_names[] = {"zscore", "minmax", "rank", "none"};
static const char *const aggregation_names[] = {"arithmetic", "geometric", "mazziotta_pareto"};

StaticAssertDecl(lengthof(normalisation_names) == NORMALISATIONS, "a name for each normalisation");
StaticAssertDecl(lengthof(aggregation_names) == AGGREGATIONS, "a name for each aggregation");

/* -------- arguments -------- */

/* an array of words, each once: their indices; returns how many */
static int
chosen_options(const char *name, ArrayType *array, const char *const *options, int n, int *chosen)
{
	Datum	   *words;
	bool	   *nulls;
	int			count;

	deconstruct_array(array, TEXTOID, -1, false, TYPALIGN_INT, &words, &nulls, &count);
	if (count == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The array \"%s\" must not be empty.", name),
				 errhint("Give at least one word: the first is the choice that is made, all are the choices to draw from.")));
	for (int i = 0; i < count; i++)
	{
		int			option;

		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("The array \"%s\" must not contain NULL.", name)));
		option = choose_option(name, DatumGetTextPP(words[i]), options, n);
		for (int before = 0; before < i; before++)
		{
			if (chosen[before] == option)
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("The array \"%s\" must not contain a word twice.", name),
						 errdetail("Given: %s.", options[option])));
		}
		chosen[i] = option;
	}
	return count;
}

/*
 * Which areas count: those with enough of their indicators by weight.  Values as they are ('none') must be positive where
 * logarithms or the coefficient of variation are taken.
 */
static bool *
areas_that_count(const VectorPartition *v, const double *w, double minimum_share, bool positive)
{
	bool	   *counts = MemoryContextAllocHuge(CurrentMemoryContext, Max(v->rows, 1));
	double	   *line = palloc(Max(v->k, 1) * sizeof(double));

	for (int64 i = 0; i < v->rows; i++)
	{
		double		share;

		CHECK_FOR_INTERRUPTS();
		for (int j = 0; j < v->k; j++)
		{
			line[j] = v->value[(Size) j * v->rows + i];
			if (positive && line[j] <= 0)
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("Values that are not normalised must be above 0 for this aggregation."),
						 errdetail("At least one value is 0 or negative."),
						 errhint("Use a normalisation other than 'none', or 'arithmetic' as the only aggregation.")));
		}
		share = valid_share(line, w, v->k);
		counts[i] = share > 0 && share >= minimum_share;
	}
	pfree(line);
	return counts;
}

/* weights relative to the largest; equal weights where none are given */
static double *
relative_weights(const double *w, int k)
{
	double	   *relative = palloc(Max(k, 1) * sizeof(double));
	double		largest = 0;

	for (int j = 0; j < k; j++)
		largest = Max(largest, w == NULL ? 1 : w[j]);
	for (int j = 0; j < k; j++)
		relative[j] = w == NULL || largest == 0 ? (w == NULL) : w[j] / largest;
	return relative;
}

static int
constant_between(FunctionCallInfo fcinfo, int argno, const char *name, int maximum)
{
	int			value = window_constant_int(fcinfo, argno, name);

	if (value < 1 || value > maximum)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be between %d and %d.", name, 1, maximum),
				 errdetail("It is %d.", value)));
	return value;
}

static void *
huge(Size size)
{
	return MemoryContextAllocHuge(CurrentMemoryContext, Max(size, 1));
}

/* -------- composite_sensitivity -------- */

static RankStability *
all_replications(FunctionCallInfo fcinfo, VectorPartition *v)
{
	RankStability *result = partition_alloc(v, v->rows * sizeof(RankStability));
	Size		n = v->rows;
	Size		k = v->k;
	int			normalisation[NORMALISATIONS];
	int			aggregation[AGGREGATIONS];
	Normalisation by[NORMALISATIONS];
	Aggregation as[AGGREGATIONS];
	double	   *table[NORMALISATIONS * AGGREGATIONS];
	const double *w = partition_weights(fcinfo, v, 1);
	double		share;
	bool		none = false;
	bool		scaled = false;
	Replications r = {.n = n,.k = k,.table = table};
	ReplicationRoom room;

	r.classes = constant_between(fcinfo, 2, "classes", CLASSES_MAX);
	r.replications = constant_between(fcinfo, 3, "replications", REPLICATIONS_MAX);
	r.seed = (uint64) DatumGetInt64(window_constant(fcinfo, 4, "seed"));
	r.perturbation = window_constant_float8(fcinfo, 5, "perturbation");
	if (r.perturbation < 0 || r.perturbation > 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be between 0 and 1.", "perturbation"),
				 errdetail("It is %g.", r.perturbation),
				 errhint("0.25 lets each weight vary by a quarter up and down; 0 leaves the weights as they are.")));
	r.normalisations = chosen_options("normalisations", DatumGetArrayTypeP(window_constant(fcinfo, 6, "normalisations")),
									  normalisation_names, NORMALISATIONS, normalisation);
	r.aggregations = chosen_options("aggregations", DatumGetArrayTypeP(window_constant(fcinfo, 7, "aggregations")),
									aggregation_names, AGGREGATIONS, aggregation);
	share = window_constant_float8(fcinfo, 8, "minimum_share");
	check_minimum_share(share);
	if ((int64) n * r.replications > HISTORY_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("There are too many areas for so many replications."),
				 errdetail("%lld areas times %d replications; the limit is %lld.",
						   (long long) n, r.replications, (long long) HISTORY_MAX),
				 errhint("Use fewer replications, or divide the rows with PARTITION BY.")));

	for (int i = 0; i < r.normalisations; i++)
	{
		by[i] = (Normalisation) normalisation[i];
		none |= by[i] == NORMALISE_NONE;
	}
	for (int i = 0; i < r.aggregations; i++)
	{
		as[i] = (Aggregation) aggregation[i];
		scaled |= as[i] != AGGREGATE_ARITHMETIC;
	}
	r.normalisation = by;
	r.aggregation = as;
	r.counts = areas_that_count(v, w, share, none && scaled);
	r.w = relative_weights(w, (int) k);

	room.item = huge(n * sizeof(Indexed));
	for (int i = 0; i < r.normalisations; i++)
	{
		for (int j = 0; j < r.aggregations; j++)
		{
			table[i * r.aggregations + j] = huge(n * k * sizeof(double));
			composite_table(v->value, n, k, by[i], as[j], room.item, table[i * r.aggregations + j], check_interrupts);
		}
	}
	room.weight = huge(k * sizeof(double));
	room.composite = huge(n * sizeof(double));
	room.nominal = huge(n * sizeof(int32));
	room.current = huge(n * sizeof(int32));
	room.history = huge(n * r.replications * sizeof(int32));
	room.sorted = huge(r.replications * sizeof(double));
	composite_sensitivity(&r, &room, result, check_interrupts);
	return result;
}

/* arguments: values, weights, classes, replications, seed, perturbation, normalisations, aggregations, minimum_share */
SQL_FUNCTION(sozialraum_composite_sensitivity)
{
	VectorPartition *v;
	const RankStability *s;

	if (vectors_read_finite(fcinfo, &v, 0, "x"))
	{
		MemoryContext working = AllocSetContextCreate(CurrentMemoryContext, "composite sensitivity", ALLOCSET_DEFAULT_SIZES);
		MemoryContext caller = MemoryContextSwitchTo(working);

		v->result = all_replications(fcinfo, v);
		MemoryContextSwitchTo(caller);
		MemoryContextDelete(working);
	}
	s = (const RankStability *) v->result + WinGetCurrentPosition(PG_WINDOW_OBJECT());
	if (isnan(s->rank))
		PG_RETURN_NULL();
	{
		const double row[] = {s->rank, s->median_rank, s->rank_05, s->rank_95, s->share_same_class};

		PG_RETURN_DATUM(make_record(fcinfo, row, lengthof(row)));
	}
}

/* -------- leave_one_out_ranks -------- */

/* arguments: values, weights, normalisation, aggregation, minimum_share; shift[i * k + j] */
static double *
all_shifts(FunctionCallInfo fcinfo, VectorPartition *v)
{
	Size		n = v->rows;
	Size		k = v->k;
	double	   *shift = partition_alloc(v, n * k * sizeof(double));
	const double *w = partition_weights(fcinfo, v, 1);
	Normalisation normalisation = choose_option("normalisation", DatumGetTextPP(window_constant(fcinfo, 2, "normalisation")),
												normalisation_names, NORMALISATIONS);
	Aggregation aggregation = choose_option("aggregation", DatumGetTextPP(window_constant(fcinfo, 3, "aggregation")),
											aggregation_names, AGGREGATIONS);
	double		share = window_constant_float8(fcinfo, 4, "minimum_share");
	double		unit = tie_unit(normalisation, aggregation);
	double	   *table = huge(n * k * sizeof(double));
	double	   *composite = huge(n * sizeof(double));
	double	   *other = huge(n * sizeof(double));
	Indexed    *item = huge(n * sizeof(Indexed));
	int32	   *full = huge(n * sizeof(int32));
	int32	   *without = huge(n * sizeof(int32));
	double	   *weight;
	bool	   *counts;

	check_minimum_share(share);
	counts = areas_that_count(v, w, share, normalisation == NORMALISE_NONE && aggregation != AGGREGATE_ARITHMETIC);
	weight = relative_weights(w, (int) k);
	composite_table(v->value, n, k, normalisation, aggregation, item, table, check_interrupts);
	composite_values(table, n, k, counts, weight, aggregation, composite, check_interrupts);
	for (Size j = 0; j < k; j++)
	{
		double		own = weight[j];

		weight[j] = 0;
		composite_values(table, n, k, counts, weight, aggregation, other, check_interrupts);
		(void) composite_ranks(other, n, unit, item, without, check_interrupts);
		weight[j] = own;

		/* among the areas that have a composite without the indicator: nobody rises because another is gone */
		for (Size i = 0; i < n; i++)
			other[i] = isnan(other[i]) ? NAN : composite[i];
		(void) composite_ranks(other, n, unit, item, full, check_interrupts);
		for (Size i = 0; i < n; i++)
			shift[i * k + j] = without[i] > 0 ? without[i] - full[i] : NAN;
	}
	for (Size i = 0; i < n; i++)
	{
		if (isnan(composite[i]) && k > 0)
			shift[i * k] = INFINITY;	/* the mark of an area without a rank */
	}
	return shift;
}

SQL_FUNCTION(leave_one_out_ranks)
{
	VectorPartition *v;
	const double *shift;

	if (vectors_read_finite(fcinfo, &v, 0, "x"))
	{
		MemoryContext working = AllocSetContextCreate(CurrentMemoryContext, "leave one out", ALLOCSET_DEFAULT_SIZES);
		MemoryContext caller = MemoryContextSwitchTo(working);

		v->result = all_shifts(fcinfo, v);
		MemoryContextSwitchTo(caller);
		MemoryContextDelete(working);
	}
	shift = (const double *) v->result + (Size) WinGetCurrentPosition(PG_WINDOW_OBJECT()) * v->k;
	if (v->k == 0 || isinf(shift[0]))
		PG_RETURN_NULL();
	PG_RETURN_ARRAYTYPE_P(pack_float8_array(shift, v->k));
}
