/*
 * segregation.c
 *		Aggregates of segregation, over areas as rows; the location quotient; diversity of the groups of one area.
 *
 * What is a sum of terms keeps exact sums (aggstate.h); what needs totals first keeps the rows (flatvalues.h).  Both are flat states.
 */
#include "aggstate.h"
#include "flatvalues.h"

#include <math.h>

#include "kernel/segregation.h"
#include "window.h"

#define GROUPS_MAX	1000

/* -------- checks -------- */

static void
check_not_negative(const char *name, double value)
{
	check_finite(name, value);
	if (unlikely(value < 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must not be negative.", name),
				 errdetail("At least one row has a negative number."),
				 errhint("Counts of people and surfaces are 0 or more; use NULL for rows that shall not count.")));
}

static void
check_part(const char *name, double part, double total)
{
	check_not_negative(name, part);
	if (unlikely(part > total))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must not be greater than \"%s\".", name, "total"),
				 errdetail("At least one row has a group that is larger than its population."),
				 errhint("\"%s\" counts all inhabitants of the area, the group included.", "total")));
}

static const double *
check_groups(ArrayType *array, int *groups)
{
	const double *x = check_float8_array("x", array, groups);
	double		total = 0;

	for (int i = 0; i < *groups; i++)
	{
		if (x[i] < 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The array \"%s\" must not contain negative numbers.", "x"),
					 errdetail("Element %d is negative.", i + 1)));
		total += x[i];
	}
	if (*groups > GROUPS_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("The array \"%s\" has too many elements.", "x"),
				 errdetail("It has %d elements; %d groups are possible.", *groups, GROUPS_MAX)));
	(void) check_result(total);
	return x;
}

static void
different_lengths(int one, int other)
{
	ereport(ERROR,
			(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
			 errmsg("The arrays \"%s\" of all rows must have the same length.", "x"),
			 errdetail("Lengths %d and %d.", one, other),
			 errhint("Each position of the array is a group; give 0 for a group that an area does not have.")));
}

/* -------- dissimilarity, segregation_index, concentration: pairs of two distributions -------- */

static Datum
pair_accum(FunctionCallInfo fcinfo, FlatValues *state, double a, double b)
{
	double	   *row;

	if (a != 0 || b != 0)
	{
		state = flatvalues_row(state, VALUES_DISSIMILARITY, 2, &row);
		row[0] = a;
		row[1] = b;
	}
	return flatvalues_result(fcinfo, state);
}

SQL_FUNCTION(dissimilarity_accum)
{
	FlatValues *state = flatvalues_for_update(fcinfo, VALUES_DISSIMILARITY, 2);

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return flatvalues_result(fcinfo, state);
	check_not_negative("a", PG_GETARG_FLOAT8(1));
	check_not_negative("b", PG_GETARG_FLOAT8(2));
	return pair_accum(fcinfo, state, PG_GETARG_FLOAT8(1), PG_GETARG_FLOAT8(2));
}

/* the rest of the population is the other group */
SQL_FUNCTION(segregation_index_accum)
{
	FlatValues *state = flatvalues_for_update(fcinfo, VALUES_DISSIMILARITY, 2);

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return flatvalues_result(fcinfo, state);
	check_not_negative("total", PG_GETARG_FLOAT8(2));
	check_part("a", PG_GETARG_FLOAT8(1), PG_GETARG_FLOAT8(2));
	return pair_accum(fcinfo, state, PG_GETARG_FLOAT8(1), PG_GETARG_FLOAT8(2) - PG_GETARG_FLOAT8(1));
}

SQL_FUNCTION(concentration_accum)
{
	FlatValues *state = flatvalues_for_update(fcinfo, VALUES_DISSIMILARITY, 2);

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return flatvalues_result(fcinfo, state);
	check_not_negative("a", PG_GETARG_FLOAT8(1));
	check_not_negative("area", PG_GETARG_FLOAT8(2));
	return pair_accum(fcinfo, state, PG_GETARG_FLOAT8(1), PG_GETARG_FLOAT8(2));
}

SQL_FUNCTION(dissimilarity_combine)
{
	return flatvalues_combine(fcinfo, VALUES_DISSIMILARITY, 2, different_lengths);
}

SQL_FUNCTION(dissimilarity_final)
{
	const FlatValues *state = flatvalues_for_reading(fcinfo, 0, VALUES_DISSIMILARITY, 2);

	if (state == NULL)
		PG_RETURN_NULL();
	return result_or_null(fcinfo, dissimilarity((const Pair *) state->data, state->rows, check_interrupts));
}

/* -------- relative_concentration -------- */

SQL_FUNCTION(relative_concentration_accum)
{
	FlatValues *state = flatvalues_for_update(fcinfo, VALUES_RELATIVE_CONCENTRATION, 3);
	double		a,
				b,
				area;
	double	   *row;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return flatvalues_result(fcinfo, state);
	a = PG_GETARG_FLOAT8(1);
	b = PG_GETARG_FLOAT8(2);
	area = PG_GETARG_FLOAT8(3);
	check_not_negative("a", a);
	check_not_negative("b", b);
	check_not_negative("area", area);
	(void) check_result(a + b);
	if (a == 0 && b == 0)
		return flatvalues_result(fcinfo, state);
	state = flatvalues_row(state, VALUES_RELATIVE_CONCENTRATION, 3, &row);
	row[0] = a;
	row[1] = b;
	row[2] = area;
	return flatvalues_result(fcinfo, state);
}

SQL_FUNCTION(relative_concentration_combine)
{
	return flatvalues_combine(fcinfo, VALUES_RELATIVE_CONCENTRATION, 3, different_lengths);
}

SQL_FUNCTION(relative_concentration_final)
{
	const FlatValues *state = flatvalues_for_reading(fcinfo, 0, VALUES_RELATIVE_CONCENTRATION, 3);
	Indexed    *order;
	double		result;

	if (state == NULL)
		PG_RETURN_NULL();
	order = (Indexed *) MemoryContextAllocHuge(CurrentMemoryContext, state->rows * sizeof(Indexed));
	result = relative_concentration((const SurfaceArea *) state->data, state->rows, order, check_interrupts);
	pfree(order);
	return result_or_null(fcinfo, result);
}

/* -------- isolation, correlation_ratio -------- */

#define EXPOSURE_A		0
#define EXPOSURE_TERM	1
#define EXPOSURE_TOTAL	2

SQL_FUNCTION(isolation_accum)
{
	FlatState  *state = state_for_update(fcinfo, STATE_EXPOSURE);
	double		a,
				total;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return state_result(fcinfo, state);
	a = PG_GETARG_FLOAT8(1);
	total = PG_GETARG_FLOAT8(2);
	check_not_negative("total", total);
	check_part("a", a, total);
	if (total == 0)
		return state_result(fcinfo, state);
	if (state == NULL)
		state = state_create(STATE_EXPOSURE, 0);
	state->rows++;
	return state_result(fcinfo, state_add_each(state, 3, (double[]) {a, exposure_term(a, a, total), total}));
}

SQL_FUNCTION(isolation_combine)
{
	return state_combine(fcinfo, STATE_EXPOSURE);
}

SQL_FUNCTION(isolation_final)
{
	const FlatState *state = state_for_reading(fcinfo, 0, STATE_EXPOSURE);

	if (state == NULL)
		PG_RETURN_NULL();
	return result_or_null(fcinfo, exposure(state_sum(state, EXPOSURE_A), state_sum(state, EXPOSURE_TERM)));
}

SQL_FUNCTION(correlation_ratio_final)
{
	const FlatState *state = state_for_reading(fcinfo, 0, STATE_EXPOSURE);

	if (state == NULL)
		PG_RETURN_NULL();
	return result_or_null(fcinfo, correlation_ratio(state_sum(state, EXPOSURE_A), state_sum(state, EXPOSURE_TERM),
													state_sum(state, EXPOSURE_TOTAL)));
}

/* -------- interaction -------- */

SQL_FUNCTION(interaction_accum)
{
	FlatState  *state = state_for_update(fcinfo, STATE_INTERACTION);
	double		a,
				b,
				total;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return state_result(fcinfo, state);
	a = PG_GETARG_FLOAT8(1);
	b = PG_GETARG_FLOAT8(2);
	total = PG_GETARG_FLOAT8(3);
	check_not_negative("total", total);
	check_part("a", a, total);
	check_part("b", b, total);
	if (total == 0)
		return state_result(fcinfo, state);
	if (state == NULL)
		state = state_create(STATE_INTERACTION, 0);
	state->rows++;
	return state_result(fcinfo, state_add_each(state, 2, (double[]) {a, exposure_term(a, b, total)}));
}

SQL_FUNCTION(interaction_combine)
{
	return state_combine(fcinfo, STATE_INTERACTION);
}

SQL_FUNCTION(interaction_final)
{
	const FlatState *state = state_for_reading(fcinfo, 0, STATE_INTERACTION);

	if (state == NULL)
		PG_RETURN_NULL();
	return result_or_null(fcinfo, exposure(state_sum(state, EXPOSURE_A), state_sum(state, EXPOSURE_TERM)));
}

/* -------- multigroup_dissimilarity -------- */

SQL_FUNCTION(multigroup_dissimilarity_accum)
{
	FlatValues *state = flatvalues_for_update(fcinfo, VALUES_GROUPS, 0);
	const double *x;
	double	   *row;
	int			groups;

	if (PG_ARGISNULL(1))
		return flatvalues_result(fcinfo, state);
	x = check_groups(PG_GETARG_ARRAYTYPE_P(1), &groups);
	if (state != NULL && state->columns != (uint32) groups)
		different_lengths((int) state->columns, groups);
	state = flatvalues_row(state, VALUES_GROUPS, groups, &row);
	memcpy(row, x, groups * sizeof(double));
	return flatvalues_result(fcinfo, state);
}

SQL_FUNCTION(multigroup_dissimilarity_combine)
{
	return flatvalues_combine(fcinfo, VALUES_GROUPS, 0, different_lengths);
}

SQL_FUNCTION(multigroup_dissimilarity_final)
{
	const FlatValues *state = flatvalues_for_reading(fcinfo, 0, VALUES_GROUPS, 0);

	if (state == NULL)
		PG_RETURN_NULL();
	return result_or_null(fcinfo, multigroup_dissimilarity(state->data, state->rows, (int) state->columns, check_interrupts));
}

/* -------- entropy_index, mutual_information, entropy_state, entropy_merge -------- */

/* the sums of STATE_INFORMATION: one a group, then t E of the areas; those of STATE_INFORMATION_LEVELS have t E of the districts behind */
static int
entropy_groups(const FlatState *state)
{
	int			extra = state->kind == STATE_INFORMATION ? 1 : 2;
	int			groups = (int) state->sums - extra;

	if (groups < 1 || groups > GROUPS_MAX)
		state_error(gettext_noop("Its head is damaged."));
	return groups;
}

/* the totals of the groups */
static const double *
entropy_totals(const FlatState *state, int groups)
{
	double	   *x = (double *) palloc(groups * sizeof(double));

	for (int m = 0; m < groups; m++)
	{
		x[m] = check_result(exact_sum_round(state_sum(state, m)));
		if (!(x[m] >= 0))
			state_error(gettext_noop("Its sums are damaged."));
	}
	return x;
}

/* argument 1: counts of an area by group */
SQL_FUNCTION(group_entropy_accum)
{
	FlatState  *state = state_for_update(fcinfo, STATE_INFORMATION);
	const double *x;
	int			groups;
	double		total;

	if (PG_ARGISNULL(1))
		return state_result(fcinfo, state);
	x = check_groups(PG_GETARG_ARRAYTYPE_P(1), &groups);
	if (state == NULL)
		state = state_create_with_sums(STATE_INFORMATION, 0, groups + 1);
	if (state->sums != (uint32) groups + 1)
		different_lengths((int) state->sums - 1, groups);
	state->rows++;
	state = state_add_each(state, groups, x);
	return state_result(fcinfo, state_add(state, groups, check_result(group_entropy(x, groups, &total))));
}

SQL_FUNCTION(group_entropy_combine)
{
	FlatState  *state = state_for_update(fcinfo, STATE_INFORMATION);
	const FlatState *other = state_for_reading(fcinfo, 1, STATE_INFORMATION);

	if (state != NULL && other != NULL && state->sums != other->sums)
		different_lengths(entropy_groups(state), entropy_groups(other));
	return state_combine(fcinfo, STATE_INFORMATION);
}

/* what entropy_state returns: a copy of the state, which goes on changing in a window */
SQL_FUNCTION(entropy_state_final)
{
	const FlatState *state = state_for_reading(fcinfo, 0, STATE_INFORMATION);

	if (state == NULL)
		PG_RETURN_NULL();
	(void) entropy_groups(state);
	PG_RETURN_POINTER(memcpy(palloc(VARSIZE(state)), state, VARSIZE(state)));
}

SQL_FUNCTION(entropy_index_final)
{
	const FlatState *state = state_for_reading(fcinfo, 0, STATE_INFORMATION);
	int			groups;
	double		total,
				whole;

	if (state == NULL)
		PG_RETURN_NULL();
	groups = entropy_groups(state);
	whole = group_entropy(entropy_totals(state, groups), groups, &total);
	return result_or_null(fcinfo, information_share(whole, state_sum(state, groups)));
}

SQL_FUNCTION(mutual_information_final)
{
	const FlatState *state = state_for_reading(fcinfo, 0, STATE_INFORMATION);
	int			groups;
	double		total,
				whole;

	if (state == NULL)
		PG_RETURN_NULL();
	groups = entropy_groups(state);
	whole = group_entropy(entropy_totals(state, groups), groups, &total);
	return result_or_null(fcinfo, information_difference(whole, state_sum(state, groups), total));
}

/* -------- entropy_decomposition, mutual_information_decomposition -------- */

/* argument 1: the state of a district */
SQL_FUNCTION(group_entropy_levels_accum)
{
	FlatState  *state = state_for_update(fcinfo, STATE_INFORMATION_LEVELS);
	const FlatState *district = state_for_reading(fcinfo, 1, STATE_INFORMATION);
	int			groups;
	double		total,
				term;

	if (district == NULL)
		return state_result(fcinfo, state);
	groups = entropy_groups(district);
	if (state == NULL)
		state = state_create_with_sums(STATE_INFORMATION_LEVELS, 0, groups + 2);
	if (entropy_groups(state) != groups)
		different_lengths(entropy_groups(state), groups);
	state->rows++;
	for (int m = 0; m <= groups; m++)
		state = state_merge_sum(state, m, state_sum(district, m));
	term = check_result(group_entropy(entropy_totals(district, groups), groups, &total));
	return state_result(fcinfo, state_add(state, groups + 1, term));
}

SQL_FUNCTION(group_entropy_levels_combine)
{
	FlatState  *state = state_for_update(fcinfo, STATE_INFORMATION_LEVELS);
	const FlatState *other = state_for_reading(fcinfo, 1, STATE_INFORMATION_LEVELS);

	if (state != NULL && other != NULL && state->sums != other->sums)
		different_lengths(entropy_groups(state), entropy_groups(other));
	return state_combine(fcinfo, STATE_INFORMATION_LEVELS);
}

/* total, between, within: over T E for the index, over T for the mutual information */
static Datum
decomposition(FunctionCallInfo fcinfo, bool index)
{
	const FlatState *state = state_for_reading(fcinfo, 0, STATE_INFORMATION_LEVELS);
	int			groups;
	double		total,
				whole,
				divisor,
				districts,
				result[3];

	if (state == NULL)
		PG_RETURN_NULL();
	groups = entropy_groups(state);
	whole = group_entropy(entropy_totals(state, groups), groups, &total);
	divisor = index ? whole : total;
	districts = exact_sum_round(state_sum(state, groups + 1));
	if (!(divisor > 0) || !isfinite(districts))
		PG_RETURN_NULL();
	result[0] = information_difference(whole, state_sum(state, groups), divisor);
	result[1] = information_difference(whole, state_sum(state, groups + 1), divisor);
	result[2] = information_difference(districts, state_sum(state, groups), divisor);
	return make_record(fcinfo, result, 3);
}

SQL_FUNCTION(entropy_decomposition_final)
{
	return decomposition(fcinfo, true);
}

SQL_FUNCTION(mutual_information_decomposition_final)
{
	return decomposition(fcinfo, false);
}

/* -------- functions on the groups of one area -------- */

SQL_FUNCTION(sozialraum_simpson_diversity)
{
	int			groups;
	const double *x = check_groups(PG_GETARG_ARRAYTYPE_P(0), &groups);

	return result_or_null(fcinfo, simpson_diversity(x, groups));
}

SQL_FUNCTION(sozialraum_shannon_diversity)
{
	int			groups;
	const double *x = check_groups(PG_GETARG_ARRAYTYPE_P(0), &groups);

	return result_or_null(fcinfo, shannon_diversity(x, groups));
}

/* -------- location_quotient, a window -------- */

SQL_FUNCTION(sozialraum_location_quotient)
{
	Partition  *p = partition_of(fcinfo);

	if (partition_read(fcinfo, p, 2))
	{
		double	   *a = p->column[0];
		const double *total = p->column[1];
		ExactWide	sum_a,
					sum_total;
		double		all_a,
					all_total;

		exact_wide_init(&sum_a);
		exact_wide_init(&sum_total);
		for (int64 i = 0; i < p->rows; i++)
		{
			if (p->isnull[i])
				continue;
			check_not_negative("total", total[i]);
			check_part("a", a[i], total[i]);
			exact_sum_add(&sum_a.sum, a[i]);
			exact_sum_add(&sum_total.sum, total[i]);
		}
		all_a = check_result(exact_sum_round(&sum_a.sum));
		all_total = check_result(exact_sum_round(&sum_total.sum));
		p->undefined = all_a == 0;
		for (int64 i = 0; i < p->rows && !p->undefined; i++)
		{
			if (p->isnull[i])
				continue;
			if (total[i] == 0)
				p->isnull[i] = true;
			else
				a[i] = check_result(location_quotient(a[i], total[i], all_a, all_total));
		}
	}
	return partition_result(fcinfo, p);
}
