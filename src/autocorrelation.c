/*
 * autocorrelation.c
 *		Aggregates of global spatial autocorrelation: moran, geary, getis_ord, bivariate_moran, lee, moran_rate.
 */
#include "autocorrelation.h"

#include "intervals.h"
#include "kernel/bivariate.h"
#include "kernel/distribution.h"
#include "utils/memutils.h"

/* -------- reading rows -------- */

bool
autocorrelation_row(FunctionCallInfo fcinfo, int columns, int64 *id)
{
	for (int i = 1; i < columns + 3; i++)
	{
		if (PG_ARGISNULL(i))
			return false;
	}
	*id = PG_GETARG_INT64(1);
	return true;
}

void
autocorrelation_options(FunctionCallInfo fcinfo, int columns, const char *name, const char *const *words, int n, int usual,
						double option[OPTION_SLOTS])
{
	int			next = columns + 3;
	int			given = PG_NARGS() - next;

	option[OPTION_STYLE] = usual;
	option[OPTION_PERMUTATIONS] = option[OPTION_SEED_HIGH] = option[OPTION_SEED_LOW] = 0;
	if (given % 2 == 1)
	{
		if (PG_ARGISNULL(next))
			refuse_null(name);
		option[OPTION_STYLE] = choose_option(name, PG_GETARG_TEXT_PP(next), words, n);
		next++;
	}
	if (given >= 2)
	{
		int32		permutations;
		uint64		seed;

		if (PG_ARGISNULL(next))
			refuse_null("permutations");
		if (PG_ARGISNULL(next + 1))
			refuse_null("seed");
		permutations = PG_GETARG_INT32(next);
		seed = (uint64) PG_GETARG_INT64(next + 1);
		if (permutations < 0 || permutations > PERMUTATIONS_MAX)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The argument \"%s\" must be between %d and %d.", "permutations", 0, PERMUTATIONS_MAX),
					 errdetail("It is %d.", permutations)));
		option[OPTION_PERMUTATIONS] = permutations;
		option[OPTION_SEED_HIGH] = (double) (seed >> 32);
		option[OPTION_SEED_LOW] = (double) (seed & 0xffffffff);
	}
}

double *
autocorrelation_add(FunctionCallInfo fcinfo, UnitStore **store, int kind, int columns, int64 id, const double option[OPTION_SLOTS])
{
	if (*store == NULL)
		*store = units_create(fcinfo, kind, columns, false);
	units_parameters(*store, option, OPTION_SLOTS);
	units_weights(*store, PG_GETARG_DATUM(columns + 2));
	return units_add(*store, id);
}

/* how a statistic reads its rows */
typedef struct Reader
{
	int			kind;
	int			columns;
	const char *name[2];
	WeightStyle style;			/* of weights that carry no standardisation */
} Reader;

static const Reader moran_reader = {UNITS_MORAN, 1, {"x"}, WEIGHTS_ROW};
static const Reader geary_reader = {UNITS_GEARY, 1, {"x"}, WEIGHTS_ROW};
static const Reader getis_ord_reader = {UNITS_GETIS_ORD, 1, {"x"}, WEIGHTS_GENERAL};
static const Reader bivariate_moran_reader = {UNITS_BIVARIATE_MORAN, 2, {"x", "y"}, WEIGHTS_ROW};
static const Reader lee_reader = {UNITS_LEE, 2, {"x", "y"}, WEIGHTS_ROW};
static const Reader moran_rate_reader = {UNITS_MORAN_RATE, 2, {"events", "population"}, WEIGHTS_ROW};

static Datum
accumulate(FunctionCallInfo fcinfo, const Reader *reader)
{
	UnitStore  *store = units_for_update(fcinfo);
	double		option[OPTION_SLOTS];
	double		x[2];
	int64		id;
	double	   *to;

	if (!autocorrelation_row(fcinfo, reader->columns, &id))
		return units_result(fcinfo, store);
	for (int c = 0; c < reader->columns; c++)
	{
		x[c] = PG_GETARG_FLOAT8(c + 2);
		check_finite(reader->name[c], x[c]);
	}
	if (reader->kind == UNITS_GETIS_ORD && x[0] < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must not be negative.", "x"),
				 errdetail("The id is %lld.", (long long) id),
				 errhint("Getis and Ord's G needs quantities with a natural zero; for others use moran.")));
	if (reader->kind == UNITS_MORAN_RATE)
	{
		check_count("events", x[0]);
		check_count("population", x[1]);
		if (x[1] == 0)
			return units_result(fcinfo, store);
	}
	autocorrelation_options(fcinfo, reader->columns, "style", weight_styles, WEIGHT_STYLES, reader->style, option);
	to = autocorrelation_add(fcinfo, &store, reader->kind, reader->columns, id, option);
	memcpy(to, x, reader->columns * sizeof(double));
	return units_result(fcinfo, store);
}

/* -------- units between which there are weights -------- */

bool
autocorrelation_problem(const UnitStore *store, WeightStyle style, bool with_self, Problem *problem)
{
	Matched		m = units_match(store->weights, store->id, NULL, store->rows, WEIGHTS_GENERAL);
	int32	   *kept = MemoryContextAllocHuge(CurrentMemoryContext, Max(m.n, 1) * sizeof(int32));
	WeightStyle own = weight_style(m.style, style);

	problem->w = weights_between(&m.w, with_self, kept, &server_host);
	problem->islands = m.n - problem->w.n;

	/* what was left out may have had a part in the standardisation */
	if (own != m.style || problem->w.weight != m.w.weight)
		neighbours_standardise(&problem->w, own, (double *) problem->w.weight, &server_host);

	for (int c = 0; c < 2 && c < store->columns; c++)
	{
		problem->column[c] = MemoryContextAllocHuge(CurrentMemoryContext, Max(problem->w.n, 1) * sizeof(double));
		for (int32 i = 0; i < problem->w.n; i++)
			problem->column[c][i] = store->value[(int64) m.row[kept[i]] * store->columns + c];
	}
	problem->plan.permutations = (int32) store->parameter[OPTION_PERMUTATIONS];
	problem->plan.seed = (uint64) store->parameter[OPTION_SEED_HIGH] << 32 | (uint64) store->parameter[OPTION_SEED_LOW];
	CHECK_FOR_INTERRUPTS();
	return problem->w.n > 0;
}

/* -------- results -------- */

Datum
make_test_record(FunctionCallInfo fcinfo, double *values, int n)
{
	for (int i = 0; i < n; i++)
		values[i] = check_result(values[i]) + 0.0;	/* never -0 */
	return make_record(fcinfo, values, n);
}

static Datum
test_result(FunctionCallInfo fcinfo, const AutocorrelationTest *t, const Problem *problem)
{
	double		z = standard_deviate(isnan(t->deviation) ? t->statistic - t->expectation : t->deviation, 0, t->variance);
	double		z_normality = standard_deviate(t->statistic, t->expectation, t->variance_normality);
	double		values[] = {
		t->statistic, t->expectation, t->variance, z,
		isnan(z) ? NAN : normal_two_sided(z), isnan(z) ? NAN : normal_above(z), isnan(z) ? NAN : normal_above(-z),
		t->variance_normality, z_normality, isnan(z_normality) ? NAN : normal_two_sided(z_normality),
		t->permuted.permutations > 0 ? t->permuted.permutations : NAN, t->permuted.mean, t->permuted.sd,
		t->permuted.p, t->permuted.p_greater, t->permuted.p_less,
	problem->w.n, problem->islands};

	if (isnan(t->statistic))
		PG_RETURN_NULL();
	return make_test_record(fcinfo, values, lengthof(values));
}

static Datum
finish(FunctionCallInfo fcinfo, const Reader *reader)
{
	const UnitStore *store = PG_ARGISNULL(0) ? NULL : (UnitStore *) PG_GETARG_POINTER(0);
	AutocorrelationTest t;
	Problem		problem;
	double	   *rates;

	if (store == NULL ||
		!autocorrelation_problem(store, (WeightStyle) store->parameter[OPTION_STYLE], reader->kind == UNITS_LEE, &problem))
		PG_RETURN_NULL();
	switch (reader->kind)
	{
		case UNITS_MORAN:
			t = moran(&problem.w, problem.column[0], problem.plan, &server_host);
			break;
		case UNITS_GEARY:
			t = geary(&problem.w, problem.column[0], problem.plan, &server_host);
			break;
		case UNITS_GETIS_ORD:
			t = getis_ord(&problem.w, problem.column[0], problem.plan, &server_host);
			break;
		case UNITS_BIVARIATE_MORAN:
			t = bivariate_moran(&problem.w, problem.column[0], problem.column[1], problem.plan, &server_host);
			break;
		case UNITS_LEE:
			t = lee(&problem.w, problem.column[0], problem.column[1], problem.plan, &server_host);
			break;
		case UNITS_MORAN_RATE:
			rates = MemoryContextAllocHuge(CurrentMemoryContext, problem.w.n * sizeof(double));
			if (!standardised_rates(problem.column[0], problem.column[1], problem.w.n, rates))
				PG_RETURN_NULL();
			t = moran(&problem.w, rates, problem.plan, &server_host);
			break;
		default:
			elog(ERROR, "unknown statistic %d", reader->kind);
	}
	return test_result(fcinfo, &t, &problem);
}

#define STATISTIC(name) \
SQL_FUNCTION(name##_accum) \
{ \
	return accumulate(fcinfo, &name##_reader); \
} \
\
SQL_FUNCTION(name##_final) \
{ \
	return finish(fcinfo, &name##_reader); \
}

STATISTIC(moran)
STATISTIC(geary)
STATISTIC(getis_ord)
STATISTIC(bivariate_moran)
STATISTIC(lee)
STATISTIC(moran_rate)
