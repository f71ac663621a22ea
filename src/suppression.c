/*
 * suppression.c
 *		Complementary suppression and the attack on arrays of cells, for the model: _protect_cells, _attack_cells.
 */
#include "cells.h"

#include "catalog/pg_type.h"
#include "funcapi.h"
#include "utils/tuplestore.h"

pg_noreturn static void
refuse_length(const char *name, int length, const char *other, int wanted)
{
	ereport(ERROR,
			(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
			 errmsg("The arrays \"%s\" and \"%s\" must have the same length.", name, other),
			 errdetail("Lengths %d and %d.", length, wanted)));
}

/* an argument's array of one dimension; *n: its length, or -1 when the argument is NULL */
static ArrayType *
read_array(FunctionCallInfo fcinfo, int argno, const char *name, int *n)
{
	ArrayType  *array;

	*n = -1;
	if (PG_ARGISNULL(argno))
		return NULL;
	array = PG_GETARG_ARRAYTYPE_P(argno);
	*n = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));
	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("The array \"%s\" must have one dimension.", name),
				 errdetail("It has %d dimensions.", ARR_NDIM(array))));
	return array;
}

/* numbers with NULL elements, which become "missing"; the array may be NULL */
static double *
read_numbers(FunctionCallInfo fcinfo, int argno, const char *name, int n, double missing, bool infinite)
{
	int			length;
	ArrayType  *array = read_array(fcinfo, argno, name, &length);
	double	   *numbers = server_host.alloc(Max(n, 1) * sizeof(double));

	for (int i = 0; i < n; i++)
		numbers[i] = missing;
	if (array == NULL)
		return numbers;
	if (length != n)
		refuse_length(name, length, "value", n);
	unpack_float8_array(array, 0, numbers);
	for (int i = 0; i < n; i++)
	{
		if (isnan(numbers[i]) || (!infinite && isinf(numbers[i])))
			check_finite(name, numbers[i]);
	}
	unpack_float8_array(array, missing, numbers);
	return numbers;
}

/* whole numbers (or booleans) without NULL; wanted < 0: any length */
static const void *
read_without_null(FunctionCallInfo fcinfo, int argno, const char *name, const char *other, int wanted, int *n)
{
	ArrayType  *array = read_array(fcinfo, argno, name, n);

	if (array == NULL)
	{
		*n = 0;
		if (wanted > 0)
			refuse_length(name, 0, other, wanted);
		return NULL;
	}
	if (array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("The array \"%s\" must not contain NULL.", name),
				 errhint("Remove the NULL elements, for example with array_remove(%s, NULL).", name)));
	if (wanted >= 0 && *n != wanted)
		refuse_length(name, *n, other, wanted);
	return ARR_DATA_PTR(array);
}

static void
check_cell_number(const char *name, int number, int n)
{
	if (number < 1 || number > n)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The array \"%s\" names a cell that does not exist.", name),
				 errdetail("It names cell %d of %d.", number, n)));
}

/* values and bounds in arguments 0, lower, lower + 1 */
static void
read_cells(FunctionCallInfo fcinfo, int lower, Cells *cells)
{
	int			n;
	ArrayType  *array = read_array(fcinfo, 0, "value", &n);

	if (array == NULL)
		refuse_null("value");
	cells_create(cells, n);
	cells->value = read_numbers(fcinfo, 0, "value", n, NAN, false);
	cells->lower = read_numbers(fcinfo, lower, "lower", n, 0, true);
	cells->upper = read_numbers(fcinfo, lower + 1, "upper", n, INFINITY, true);
}

static void
read_equations(FunctionCallInfo fcinfo, int argno, Cells *cells)
{
	int			n;
	int			other;
	const int32 *equation = read_without_null(fcinfo, argno, "equation", NULL, -1, &n);
	const int32 *member = read_without_null(fcinfo, argno + 1, "member", "equation", n, &other);
	const double *coefficient = read_without_null(fcinfo, argno + 2, "coefficient", "equation", n, &other);
	Triple	   *entry = server_host.alloc(Max(n, 1) * sizeof(Triple));

	for (int k = 0; k < n; k++)
	{
		check_cell_number("member", member[k], cells->n);
		check_finite("coefficient", coefficient[k]);
		entry[k] = (Triple) {equation[k], member[k] - 1, coefficient[k]};
	}
	cells_link(cells, entry, n);
}

static void
check_bounds(const Cells *cells, int i)
{
	if (cells->lower[i] > cells->upper[i] || cells->value[i] < cells->lower[i] || cells->value[i] > cells->upper[i])
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("A cell does not lie within its bounds."),
				 errdetail("It is cell %d.", i + 1)));
}

static void
check_known_value(const Cells *cells, int i)
{
	if (isnan(cells->value[i]))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("A cell without a value must be hidden."),
				 errdetail("It is cell %d.", i + 1)));
}

/* -------- _protect_cells -------- */

/* state, minimum, cost in arguments 1, 4, 5 */
static void
read_states(FunctionCallInfo fcinfo, const Cells *cells, SuppressionProblem *problem)
{
	int			n = cells->n;
	int			length;
	const int32 *state = read_without_null(fcinfo, 1, "state", "value", n, &length);
	double	   *minimum = read_numbers(fcinfo, 4, "minimum", n, NAN, false);
	double	   *cost = read_numbers(fcinfo, 5, "cost", n, NAN, false);
	double	   *width = server_host.alloc(Max(n, 1) * sizeof(double));
	double	   *least_sum = server_host.alloc(Max(n, 1) * sizeof(double));

	for (int i = 0; i < n; i++)
	{
		if (state[i] < CELL_OPEN || state[i] > CELL_HELD)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The state of a cell must be between %d and %d.", CELL_OPEN, CELL_HELD),
					 errdetail("That of cell %d is %d.", i + 1, state[i])));
		if (state[i] == CELL_OPEN || state[i] == CELL_FIXED)
			check_known_value(cells, i);
		check_bounds(cells, i);
		width[i] = least_sum[i] = 0;
		if (state[i] == CELL_UNSAFE || state[i] == CELL_HELD)
		{
			if (!(minimum[i] >= 1))
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("An unsafe cell needs a minimum count of at least 1."),
						 errdetail("It is cell %d.", i + 1)));
			width[i] = Max(ceil(minimum[i]) - 1, 1);
			least_sum[i] = minimum[i];
		}
		if (isnan(cost[i]))
			cost[i] = isnan(cells->value[i]) ? 1 : Max(fabs(cells->value[i]), 1);
		if (cost[i] < 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The cost of hiding a cell must not be negative."),
					 errdetail("It is cell %d.", i + 1)));
	}
	problem->state = state;
	problem->width = width;
	problem->least_sum = least_sum;
	problem->cost = cost;
}

/* who knows what, in arguments 9 and 10; a cell without a value is known to nobody */
static void
read_parties(FunctionCallInfo fcinfo, const Cells *cells, SuppressionProblem *problem)
{
	int			n;
	int			other;
	const int32 *party = read_without_null(fcinfo, 9, "party", NULL, -1, &n);
	const int32 *known = read_without_null(fcinfo, 10, "known", "party", n, &other);
	Pair	   *pair = server_host.alloc(Max(n, 1) * sizeof(Pair));
	int		   *start = server_host.alloc(((Size) n + 1) * sizeof(int));
	int		   *cell = server_host.alloc(Max(n, 1) * sizeof(int));
	int			kept = 0;
	int			readers = 0;

	for (int k = 0; k < n; k++)
	{
		check_cell_number("known", known[k], cells->n);
		if (party[k] < 1)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The argument \"%s\" must be at least %d.", "party", 1),
					 errdetail("It is %d.", party[k])));
		pair[k] = (Pair) {party[k], known[k] - 1};
	}
	if (n > 0)
		sort_pairs(pair, n, check_interrupts);
	for (int k = 0, last = -1; k < n; k++)
	{
		if (isnan(cells->value[(int) pair[k].y]) || (last >= 0 && pair[k].x == pair[last].x && pair[k].y == pair[last].y))
			continue;
		if (last < 0 || pair[k].x != pair[last].x)
			start[readers++] = kept;
		cell[kept++] = (int) pair[k].y;
		last = k;
	}
	start[readers] = kept;
	problem->readers = readers;
	problem->reader_start = start;
	problem->reader_cell = cell;
}

SQL_FUNCTION(sozialraum_protect_cells)
{
	MemoryContext caller;
	MemoryContext workspace = enter_solver(&caller);
	SuppressionProblem problem = {0};
	Cells		cells;
	double		time_limit;
	double		deadline;
	int		   *result;
	int			contradiction;
	ArrayType  *array;

	if (PG_ARGISNULL(11))
		refuse_null("time_limit");
	time_limit = PG_GETARG_FLOAT8(11);
	deadline = check_time_limit(time_limit);
	read_cells(fcinfo, 2, &cells);
	read_states(fcinfo, &cells, &problem);
	cells_find_integers(&cells, NULL);
	read_equations(fcinfo, 6, &cells);
	read_parties(fcinfo, &cells, &problem);
	contradiction = disclosure_contradiction(&cells.d, check_interrupts);
	if (contradiction >= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The cells do not fulfil an equation."),
				 errdetail("It is equation %d.", cells.equation[contradiction]),
				 errhint("Leave out equations of totals that are not the sum of their parts.")));
	problem.d = &cells.d;
	result = server_host.alloc(Max(cells.n, 1) * sizeof(int));
	check_attack_status(suppress_cells(&problem, deadline, result, &server_host), time_limit);

	MemoryContextSwitchTo(caller);
	if (cells.n == 0)
		array = construct_empty_array(INT4OID);
	else
	{
		Size		size = ARR_OVERHEAD_NONULLS(1) + (Size) cells.n * sizeof(int32);

		array = (ArrayType *) palloc0(size);
		SET_VARSIZE(array, size);
		array->ndim = 1;
		array->dataoffset = 0;
		array->elemtype = INT4OID;
		ARR_DIMS(array)[0] = cells.n;
		ARR_LBOUND(array)[0] = 1;
		memcpy(ARR_DATA_PTR(array), result, (Size) cells.n * sizeof(int32));
	}
	leave_solver(workspace, caller);
	PG_RETURN_ARRAYTYPE_P(array);
}

/* -------- _attack_cells -------- */

/* arguments: value, hidden, lower, upper, equation, member, coefficient, asked, time_limit */
SQL_FUNCTION(sozialraum_attack_cells)
{
	ReturnSetInfo *set = (ReturnSetInfo *) fcinfo->resultinfo;
	MemoryContext caller;
	MemoryContext workspace;
	Cells		cells;
	View	   *view;
	double		time_limit;
	double		deadline;
	const bool *hidden;
	const int32 *asked;
	int		   *question;
	int			questions = 0;
	int			n;
	int			length;
	AttackInterval *interval;

	InitMaterializedSRF(fcinfo, 0);
	workspace = enter_solver(&caller);
	if (PG_ARGISNULL(8))
		refuse_null("time_limit");
	time_limit = PG_GETARG_FLOAT8(8);
	deadline = check_time_limit(time_limit);
	read_cells(fcinfo, 2, &cells);
	hidden = read_without_null(fcinfo, 1, "hidden", "value", cells.n, &length);
	for (int i = 0; i < cells.n; i++)
	{
		if (!hidden[i])
		{
			check_known_value(&cells, i);
			check_bounds(&cells, i);
		}
	}
	cells_find_integers(&cells, hidden);
	read_equations(fcinfo, 4, &cells);
	asked = read_without_null(fcinfo, 7, "asked", NULL, -1, &n);
	question = server_host.alloc(Max(n, 1) * sizeof(int));
	interval = server_host.alloc(Max(n, 1) * sizeof(AttackInterval));
	for (int k = 0; k < n; k++)
	{
		check_cell_number("asked", asked[k], cells.n);
		if (hidden[asked[k] - 1])
			question[questions++] = asked[k] - 1;
	}
	view = view_create(&cells.d, &server_host);
	for (int i = 0; i < cells.n; i++)
		view->unknown[i] = hidden[i];
	check_attack_status(attack(view, question, questions, NULL, deadline, interval), time_limit);

	MemoryContextSwitchTo(caller);
	questions = 0;
	for (int k = 0; k < n; k++)
	{
		int			j = asked[k] - 1;
		AttackInterval shown = {cells.value[j], cells.value[j], true};
		AttackInterval *i = hidden[j] ? &interval[questions++] : &shown;
		Datum		values[4] = {Int32GetDatum(j + 1), Float8GetDatum(i->low), Float8GetDatum(i->high), BoolGetDatum(i->derivable)};
		bool		nulls[4] = {false, false, false, false};

		tuplestore_putvalues(set->setResult, set->setDesc, values, nulls);
	}
	leave_solver(workspace, caller);
	return (Datum) 0;
}
