/*
 * intervals.c
 *		Confidence intervals of rates, comparison of two rates, funnel limits.
 */
#include "intervals.h"

#include <math.h>

#include "kernel/distribution.h"
#include "kernel/rate.h"

/* -------- arguments and results -------- */

void
refuse_count(const char *name)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("The argument \"%s\" must not be negative.", name),
			 errdetail("At least one row has a negative number."),
			 errhint("It is a number of events or of people; check the sign of its terms.")));
}

void
check_events_of(double events, double population)
{
	if (unlikely(events > population))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("There are more events than people."),
				 errdetail("At least one row counts more events than its population."),
				 errhint("A share has its events among its population. For events that may happen to one person several times, use poisson_interval, byar_interval or rate_ratio.")));
}

void
refuse_level(double level)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("The argument \"%s\" must lie between 0 and 1.", "level"),
			 errdetail("It is %g.", level),
			 errhint("Write 0.95 for an interval of 95 per cent.")));
}

void
refuse_per(double per)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("The argument \"%s\" must be positive.", "per"),
			 errdetail("It is %g.", per),
			 errhint("Write 100 for per cent, 1000 for a rate per thousand.")));
}

Datum
interval_result(FunctionCallInfo fcinfo, Limits interval, double denominator, double per)
{
	double		limits[2];

	limits[0] = check_result(rate_per(interval.lower, denominator, per));
	limits[1] = check_result(rate_per(interval.upper, denominator, per));
	return make_record(fcinfo, limits, 2);
}

/* -------- intervals of one rate: (events, population, level, per) -------- */

typedef struct RateArguments
{
	double		events;
	double		population;
	double		level;
	double		per;
} RateArguments;

/* false: the population is 0, so the interval is NULL */
static bool
read_rate(FunctionCallInfo fcinfo, const char *population, RateArguments *a)
{
	a->events = PG_GETARG_FLOAT8(0);
	a->population = PG_GETARG_FLOAT8(1);
	a->level = PG_GETARG_FLOAT8(2);
	a->per = PG_GETARG_FLOAT8(3);
	check_count("events", a->events);
	check_count(population, a->population);
	check_level(a->level);
	check_per(a->per);
	return a->population > 0;
}

SQL_FUNCTION(wilson_interval)
{
	RateArguments a;

	if (!read_rate(fcinfo, "population", &a))
		PG_RETURN_NULL();
	check_events_of(a.events, a.population);
	return interval_result(fcinfo, interval_wilson(a.events, a.population, normal_two_sided_quantile(a.level)), 1, a.per);
}

SQL_FUNCTION(clopper_pearson_interval)
{
	RateArguments a;

	if (!read_rate(fcinfo, "population", &a))
		PG_RETURN_NULL();
	check_events_of(a.events, a.population);
	return interval_result(fcinfo, interval_clopper_pearson(a.events, a.population, a.level), 1, a.per);
}

SQL_FUNCTION(poisson_interval)
{
	RateArguments a;

	if (!read_rate(fcinfo, "exposure", &a))
		PG_RETURN_NULL();
	return interval_result(fcinfo, interval_poisson(a.events, a.level), a.population, a.per);
}

SQL_FUNCTION(byar_interval)
{
	RateArguments a;

	if (!read_rate(fcinfo, "exposure", &a))
		PG_RETURN_NULL();
	return interval_result(fcinfo, interval_byar(a.events, normal_two_sided_quantile(a.level)), a.population, a.per);
}

/* -------- two rates -------- */

/* the arguments 0 to 3, named as given; false when one of the denominators is 0 */
static bool
read_two_rates(FunctionCallInfo fcinfo, const char *const *names, double *a)
{
	for (int i = 0; i < 4; i++)
	{
		a[i] = PG_GETARG_FLOAT8(i);
		check_count(names[i], a[i]);
	}
	check_level(PG_GETARG_FLOAT8(4));
	return a[1] > 0 && a[3] > 0;
}

SQL_FUNCTION(rate_difference)
{
	static const char *const names[] = {"events_1", "population_1", "events_2", "population_2"};
	double		a[4];
	double		per = PG_GETARG_FLOAT8(5);
	bool		defined = read_two_rates(fcinfo, names, a);
	Comparison	c;
	double		result[5];

	check_per(per);
	if (!defined)
		PG_RETURN_NULL();
	check_events_of(a[0], a[1]);
	check_events_of(a[2], a[3]);
	c = compare_shares(a[0], a[1], a[2], a[3], PG_GETARG_FLOAT8(4));
	result[0] = check_result(c.estimate * per);
	result[1] = check_result(c.lower * per);
	result[2] = check_result(c.upper * per);
	result[3] = c.z;
	result[4] = c.p;
	return make_record(fcinfo, result, 5);
}

SQL_FUNCTION(rate_change)
{
	static const char *const names[] = {"events_before", "population_before", "events_after", "population_after"};
	double		a[4];
	double		per = PG_GETARG_FLOAT8(5);
	bool		defined = read_two_rates(fcinfo, names, a);
	Comparison	c;
	double		result[7];

	check_per(per);
	if (!defined)
		PG_RETURN_NULL();
	check_events_of(a[0], a[1]);
	check_events_of(a[2], a[3]);
	c = compare_shares(a[2], a[3], a[0], a[1], PG_GETARG_FLOAT8(4));
	result[0] = check_result(rate_per(a[0], a[1], per));
	result[1] = check_result(rate_per(a[2], a[3], per));
	result[2] = check_result(c.estimate * per);
	result[3] = check_result(c.lower * per);
	result[4] = check_result(c.upper * per);
	result[5] = c.z;
	result[6] = c.p;
	return make_record(fcinfo, result, 7);
}

SQL_FUNCTION(rate_ratio)
{
	static const char *const names[] = {"events_1", "exposure_1", "events_2", "exposure_2"};
	double		a[4];
	Comparison	c;
	double		result[5];

	if (!read_two_rates(fcinfo, names, a))
		PG_RETURN_NULL();
	c = compare_rates(a[0], a[1], a[2], a[3], PG_GETARG_FLOAT8(4));
	if (isnan(c.estimate))
		PG_RETURN_NULL();
	result[0] = check_result(c.estimate);
	result[1] = check_result(c.lower);
	result[2] = check_result(c.upper);
	result[3] = c.z;
	result[4] = c.p;
	return make_record(fcinfo, result, 5);
}

/* whole numbers that a double holds with all numbers below */
#define TABLE_MAX	9007199254740992.0

SQL_FUNCTION(fisher_exact)
{
	static const char *const names[] = {"a", "b", "c", "d"};
	double		cell[4];

	for (int i = 0; i < 4; i++)
	{
		cell[i] = PG_GETARG_FLOAT8(i);
		check_count(names[i], cell[i]);
		if (cell[i] != floor(cell[i]) || cell[i] > TABLE_MAX / 4)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The argument \"%s\" must be a whole number.", names[i]),
					 errdetail("It has a fraction, or is above %.0f.", TABLE_MAX / 4),
					 errhint("Fisher's test counts cases; weighted or estimated numbers have no exact test. Round them, or use rate_difference.")));
	}
	if (cell[0] + cell[1] + cell[2] + cell[3] == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(fisher_two_sided(cell[0], cell[1], cell[2], cell[3], check_interrupts));
}

/* -------- funnel limits -------- */

SQL_FUNCTION(funnel_limits)
{
	double		reference = PG_GETARG_FLOAT8(0);
	double		population = PG_GETARG_FLOAT8(1);
	double		level = PG_GETARG_FLOAT8(2);
	double		per = PG_GETARG_FLOAT8(3);

	check_count("reference", reference);
	check_count("population", population);
	check_level(level);
	check_per(per);
	if (reference > per)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must not be larger than \"%s\".", "reference", "per"),
				 errhint("The reference is a share in the unit of per: 12 for 12 per cent, with per 100.")));
	if (population == 0)
		PG_RETURN_NULL();
	return interval_result(fcinfo, funnel_share(reference / per, population, normal_two_sided_quantile(level)), 1, per);
}

SQL_FUNCTION(funnel_limits_ratio)
{
	double		expected = PG_GETARG_FLOAT8(0);
	double		level = PG_GETARG_FLOAT8(1);

	check_count("expected", expected);
	check_level(level);
	if (expected == 0)
		PG_RETURN_NULL();
	return interval_result(fcinfo, funnel_count(expected, level), expected, 1);
}
