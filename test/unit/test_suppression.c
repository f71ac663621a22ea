/*
 * test_suppression.c
 *		Complementary suppression: the worked table of 159 persons, patterns attacked anew for all readers, derivability, limits.
 */
#include "suppression.h"

#include "disclosure_host.h"
#include "protection.h"

static Table table;

typedef struct Plan
{
	int			state[CELLS_MAX];
	double		width[CELLS_MAX];
	double		least_sum[CELLS_MAX];
	double		cost[CELLS_MAX];
	int			readers;
	int			reader_start[20];
	int			reader_cell[CELLS_MAX];
	int			result[CELLS_MAX];
} Plan;

static Plan plan;

/* counts below t are unsafe; zeros may be hidden or not; everything costs its count */
static void
plan_begin(Plan *p, const Table *t, double minimum, int zero)
{
	memset(p, 0, sizeof(Plan));
	for (int j = 0; j < t->d.n; j++)
	{
		p->state[j] = t->value[j] == 0 ? zero : t->value[j] < minimum ? CELL_UNSAFE : CELL_OPEN;
		p->width[j] = p->state[j] == CELL_UNSAFE ? minimum - 1 : 0;
		p->least_sum[j] = p->state[j] == CELL_UNSAFE ? minimum : 0;
		p->cost[j] = fmax(1, t->value[j]);
	}
}

static AttackStatus
run(Plan *p, const Table *t)
{
	SuppressionProblem problem = {&t->d, p->state, p->width, p->least_sum, p->cost, p->readers, p->reader_start, p->reader_cell};

	return suppress_cells(&problem, INFINITY, p->result, &host);
}

/* the pattern attacked for the outsider (0) or a reader, all intervals exact: unsafe cells that are not wide enough */
static int
broken_cells(const Plan *p, const Table *t, int reader, const bool *hidden)
{
	View	   *view = view_create(&t->d, &host);
	AttackInterval *interval = malloc(CELLS_MAX * sizeof(AttackInterval));
	int			asked[CELLS_MAX];
	int			n = 0;
	int			broken = 0;

	for (int j = 0; j < t->d.n; j++)
		view->unknown[j] = hidden[j];
	for (int k = 0; reader > 0 && k < p->reader_start[reader] - p->reader_start[reader - 1]; k++)
		view->unknown[p->reader_cell[p->reader_start[reader - 1] + k]] = false;
	for (int j = 0; j < t->d.n; j++)
	{
		if ((p->state[j] == CELL_UNSAFE || p->state[j] == CELL_HELD) && view->unknown[j])
			asked[n++] = j;
	}
	CHECK(attack(view, asked, n, NULL, INFINITY, interval) == ATTACK_DONE);
	for (int i = 0; i < n; i++)
	{
		if (!attack_is_wide(&interval[i], t->integer[asked[i]], p->width[asked[i]]))
			broken++;
	}
	view_release(view);
	free(interval);
	return broken;
}

static void
hidden_by(const Plan *p, const Table *t, bool *hidden)
{
	for (int j = 0; j < t->d.n; j++)
		hidden[j] = p->result[j] == RESULT_UNSAFE || p->result[j] == RESULT_SECONDARY || p->result[j] == RESULT_UNPROTECTED;
}

static int
count_result(const Plan *p, const Table *t, int result)
{
	int			n = 0;

	for (int j = 0; j < t->d.n; j++)
		n += p->result[j] == result;
	return n;
}

/* states are kept, unsafe cells hidden, and the pattern is safe for everybody; cells that cannot be protected: not even with all hidden */
static void
check_plan(const Plan *p, const Table *t)
{
	bool		hidden[CELLS_MAX];
	int			failed = count_result(p, t, RESULT_UNPROTECTED);

	hidden_by(p, t, hidden);
	for (int j = 0; j < t->d.n; j++)
	{
		switch (p->state[j])
		{
			case CELL_OPEN:
				CHECK(p->result[j] == RESULT_SHOWN || p->result[j] == RESULT_SECONDARY);
				break;
			case CELL_FIXED:
				CHECK(p->result[j] == RESULT_FIXED);
				break;
			case CELL_HIDDEN:
				CHECK(p->result[j] == RESULT_SECONDARY);
				break;
			default:
				CHECK(p->result[j] == RESULT_UNSAFE || p->result[j] == RESULT_UNPROTECTED);
		}
	}
	for (int reader = 0; reader <= p->readers && failed == 0; reader++)
		CHECK(broken_cells(p, t, reader, hidden) == 0);
	if (failed > 0)
	{
		int			broken = 0;

		for (int j = 0; j < t->d.n; j++)
			hidden[j] = p->state[j] != CELL_FIXED;
		for (int reader = 0; reader <= p->readers; reader++)
			broken += broken_cells(p, t, reader, hidden);
		CHECK(broken > 0);
	}
}

/* formulas: districts N (A1, A2) and S (A3, A4), three age groups and their sum; rows A1 A2 N A3 A4 S City */
static void
worked_table(Table *t)
{
	static const double value[] = {2, 14, 21, 37, 9, 17, 25, 51, 11, 31, 46, 88, 6, 4, 30, 40, 11, 1, 19, 31, 17, 5, 49, 71, 28, 36, 95, 159};

	table_begin(t, 28);
	memcpy(t->value, value, sizeof(value));
	for (int c = 0; c < 4; c++)
	{
		table_sum(t, 8 + c, (int[]) {c, 4 + c}, 2);
		table_sum(t, 20 + c, (int[]) {12 + c, 16 + c}, 2);
		table_sum(t, 24 + c, (int[]) {8 + c, 20 + c}, 2);
	}
	for (int r = 0; r < 7; r++)
		table_sum(t, 4 * r + 3, (int[]) {4 * r, 4 * r + 1, 4 * r + 2}, 3);
	table_end(t);
}

static void
test_worked(void)
{
	static const int hidden[] = {0, 1, 4, 5, 12, 13, 16, 17};
	static const double low[] = {0, 5, 0, 15, 5, 0, 7, 0};
	static const double high[] = {11, 16, 11, 26, 10, 5, 12, 5};
	AttackInterval interval[8];
	View	   *view;

	worked_table(&table);
	plan_begin(&plan, &table, 3, CELL_FIXED);
	CHECK(run(&plan, &table) == ATTACK_DONE);
	for (int k = 0; k < 8; k++)
		CHECK(plan.result[hidden[k]] == (hidden[k] == 0 || hidden[k] == 17 ? RESULT_UNSAFE : RESULT_SECONDARY));
	CHECK(count_result(&plan, &table, RESULT_SHOWN) == 20);
	check_plan(&plan, &table);

	view = view_create(&table.d, &host);
	for (int k = 0; k < 8; k++)
		view->unknown[hidden[k]] = true;
	CHECK(attack(view, hidden, 8, NULL, INFINITY, interval) == ATTACK_DONE);
	for (int k = 0; k < 8; k++)
		CHECK(interval[k].low == low[k] && interval[k].high == high[k] && !interval[k].derivable);

	/* the rows alone: 11 - 9 = 2 */
	memset(view->unknown, 0, 28 * sizeof(bool));
	view->unknown[0] = view->unknown[1] = true;
	CHECK(attack(view, hidden, 1, NULL, INFINITY, interval) == ATTACK_DONE);
	CHECK(interval[0].low == 2 && interval[0].high == 2 && interval[0].derivable);
	view_release(view);
	table_free(&table);
}

/* one total and its parts: two ones leave a rest of 2, which is less than 3: a third part, the smallest */
static void
test_rest(void)
{
	table_begin(&table, 6);
	memcpy(table.value, (double[]) {1, 1, 8, 5, 9, 24}, 6 * sizeof(double));
	table_sum(&table, 5, (int[]) {0, 1, 2, 3, 4}, 5);
	table_end(&table);
	plan_begin(&plan, &table, 3, CELL_FIXED);
	CHECK(run(&plan, &table) == ATTACK_DONE);
	CHECK(plan.result[0] == RESULT_UNSAFE && plan.result[1] == RESULT_UNSAFE && plan.result[3] == RESULT_SECONDARY);
	CHECK(count_result(&plan, &table, RESULT_SHOWN) == 3);
	check_plan(&plan, &table);

	/* a two and a one are three: enough */
	table.value[0] = 2;
	table.value[5] = 25;
	plan_begin(&plan, &table, 3, CELL_FIXED);
	CHECK(run(&plan, &table) == ATTACK_DONE);
	CHECK(count_result(&plan, &table, RESULT_SECONDARY) == 0);
	table_free(&table);
}

/*
 * Two municipalities in one Planungsraum, 2 and 4 cases: the one that knows its own 4 must not get the other's by subtraction, so the
 * Planungsraum's 6 goes, too (or a third part, when there is one).
 */
static void
test_readers(void)
{
	/* 4 = 0 + 1; 5 = 4 + 2 + 3 */
	table_begin(&table, 6);
	memcpy(table.value, (double[]) {2, 4, 10, 20, 6, 36}, 6 * sizeof(double));
	table_sum(&table, 4, (int[]) {0, 1}, 2);
	table_sum(&table, 5, (int[]) {2, 3, 4}, 3);
	table_end(&table);
	plan_begin(&plan, &table, 3, CELL_FIXED);
	CHECK(run(&plan, &table) == ATTACK_DONE);
	CHECK(plan.result[4] == RESULT_SHOWN && plan.result[1] == RESULT_SECONDARY);

	plan.readers = 2;
	plan.reader_start[1] = 1;
	plan.reader_start[2] = 2;
	plan.reader_cell[0] = 0;
	plan.reader_cell[1] = 1;
	CHECK(run(&plan, &table) == ATTACK_DONE);
	CHECK(plan.result[4] == RESULT_SECONDARY);
	CHECK(plan.result[2] == RESULT_SECONDARY && plan.result[3] == RESULT_SHOWN);
	check_plan(&plan, &table);

	/* the Planungsraum is published already: nothing helps */
	plan.state[4] = CELL_FIXED;
	CHECK(run(&plan, &table) == ATTACK_DONE);
	CHECK(plan.result[0] == RESULT_UNPROTECTED);
	check_plan(&plan, &table);
	table_free(&table);
}

/* one total with a single part; a table that is published already */
static void
test_unprotected(void)
{
	table_begin(&table, 3);
	memcpy(table.value, (double[]) {2, 7, 9}, 3 * sizeof(double));
	table_sum(&table, 2, (int[]) {0, 1}, 2);
	table_end(&table);
	plan_begin(&plan, &table, 3, CELL_FIXED);
	plan.state[1] = plan.state[2] = CELL_FIXED;
	CHECK(run(&plan, &table) == ATTACK_DONE);
	CHECK(plan.result[0] == RESULT_UNPROTECTED && plan.result[1] == RESULT_FIXED && plan.result[2] == RESULT_FIXED);
	plan.state[1] = CELL_OPEN;
	CHECK(run(&plan, &table) == ATTACK_DONE);
	CHECK(plan.result[0] == RESULT_UNSAFE && plan.result[1] == RESULT_SECONDARY);
	/* an attacker who knows that the other one is at least 7 */
	table.lower[1] = 7;
	CHECK(run(&plan, &table) == ATTACK_DONE);
	CHECK(plan.result[0] == RESULT_UNSAFE || plan.result[0] == RESULT_UNPROTECTED);
	check_plan(&plan, &table);
	table_free(&table);
}

/* a cell that nobody knows, us included */
static void
test_unknown(void)
{
	table_begin(&table, 5);
	memcpy(table.value, (double[]) {2, NAN, 7, 9, NAN}, 5 * sizeof(double));
	table_sum(&table, 4, (int[]) {0, 1, 2, 3}, 4);
	table_end(&table);
	plan_begin(&plan, &table, 3, CELL_FIXED);
	plan.state[1] = plan.state[4] = CELL_HIDDEN;
	CHECK(run(&plan, &table) == ATTACK_DONE);
	CHECK(plan.result[0] == RESULT_UNSAFE && plan.result[2] == RESULT_SHOWN && plan.result[3] == RESULT_SHOWN);
	table_free(&table);
}

static void
test_random(int a, int b, int c, int tables, bool with_readers)
{
	int			unprotected = 0;
	int			secondary = 0;

	for (int round = 0; round < tables; round++)
	{
		double		minimum = 3 + 2 * (round % 2);

		table_random(&table, a, b, c, round % 3 == 0 ? 8 : 40);
		plan_begin(&plan, &table, minimum, round % 4 == 0 ? CELL_FIXED : round % 4 == 1 ? CELL_UNSAFE : CELL_OPEN);
		for (int j = 0; j < table.d.n; j++)
		{
			if (plan.state[j] == CELL_UNSAFE && table.value[j] == 0)
			{
				plan.width[j] = minimum - 1;
				plan.least_sum[j] = minimum;
			}
			if (round % 5 == 4 && random_below(12) == 0)
				plan.state[j] = plan.state[j] == CELL_OPEN ? CELL_FIXED : plan.state[j];
			if (round % 5 == 3 && random_below(12) == 0)
				plan.state[j] = plan.state[j] == CELL_OPEN ? CELL_HIDDEN : plan.state[j];
		}
		/* readers who know the inner cells of one or two rows */
		if (with_readers)
		{
			int			span = (b + 1) * (c + 1);
			int			n = 0;

			plan.readers = 3;
			for (int r = 0; r < 3; r++)
			{
				int			row = random_below(a);

				for (int j = row * span; j < (row + 1 + r % 2) * span && j < a * span; j++)
					plan.reader_cell[n++] = j;
				plan.reader_start[r + 1] = n;
			}
		}
		CHECK(run(&plan, &table) == ATTACK_DONE);
		CHECK(!lp_is_open());
		check_plan(&plan, &table);
		unprotected += count_result(&plan, &table, RESULT_UNPROTECTED) > 0;
		secondary += count_result(&plan, &table, RESULT_SECONDARY);
		table_free(&table);
	}
	printf("# %d of %d tables cannot be protected; %d secondary cells\n", unprotected, tables, secondary);
	CHECK(unprotected < tables / 2 && secondary > tables);
}

/* Gusfield: in a two-way table with shown totals, without bounds, a hidden cell is derivable if and only if it is a bridge: no cycle */
static void
test_bridges(void)
{
	int			bridges = 0;

	for (int round = 0; round < 200; round++)
	{
		double		cost[CELLS_MAX] = {0};
		AttackInterval interval[CELLS_MAX];
		Guard	   *guard;
		View	   *view;
		int			asked[CELLS_MAX];
		int			n = 0;

		table_random(&table, 5, 5, 0, 30);
		for (int j = 0; j < table.d.n; j++)
			table.lower[j] = -INFINITY;
		guard = guard_create(&table.d, cost, &host);
		view = view_create(&table.d, &host);
		for (int j = 0; j < table.d.n; j++)
		{
			guard->hideable[j] = false;
			guard->hidden[j] = view->unknown[j] = j % 6 < 5 && j / 6 < 5 && random_below(5) < 2;
			if (guard->hidden[j])
				asked[n++] = j;
		}
		CHECK(attack(view, asked, n, NULL, INFINITY, interval) == ATTACK_DONE);
		for (int i = 0; i < n; i++)
		{
			CHECK(interval[i].derivable == !move_by_path(guard, asked[i], 1, true));
			bridges += interval[i].derivable;
		}
		view_release(view);
		guard_release(guard);
		table_free(&table);
	}
	CHECK(bridges > 100);
}

/* the linear program finds what the path finds, at the same price, and proves it in whole numbers */
static void
test_moves(void)
{
	int			compared = 0;

	for (int round = 0; round < 60; round++)
	{
		Guard	   *guard;

		table_random(&table, 5, 4, 0, 40);
		plan_begin(&plan, &table, 3, CELL_FIXED);
		guard = guard_create(&table.d, plan.cost, &host);
		for (int j = 0; j < table.d.n; j++)
		{
			guard->hideable[j] = plan.state[j] == CELL_OPEN;
			guard->hidden[j] = plan.state[j] == CELL_UNSAFE;
		}
		for (int j = 0; j < table.d.n; j++)
		{
			bool		path;
			double		price;
			MoveStatus	status;

			if (plan.state[j] != CELL_UNSAFE)
				continue;
			path = move_by_path(guard, j, 2, false);
			price = guard->price;
			status = move_by_program(guard, j, 2, false, 0, INFINITY);
			CHECK(status == MOVE_PROVEN || status == MOVE_FOUND || status == MOVE_NONE);
			CHECK(!path || status != MOVE_NONE);
			if (!path || status == MOVE_NONE)
				continue;
			compared++;
			CHECK(guard->price <= 4 * price + 1e-9);
			CHECK(price > 0 || guard->price == 0);
		}
		guard_release(guard);
		table_free(&table);
	}
	CHECK(compared > 60);
}

/* the same table with its cells in another order: the same price of the pattern, and every cell the same fate when costs differ */
static void
test_order(void)
{
	for (int round = 0; round < 20; round++)
	{
		static Table other;
		static Plan second;
		int			n;

		table_random(&table, 6, 5, 0, 60);
		n = table.d.n;
		plan_begin(&plan, &table, 3, CELL_FIXED);
		for (int j = 0; j < n; j++)
			plan.cost[j] += 1e-3 * random_unit();
		CHECK(run(&plan, &table) == ATTACK_DONE);
		/* the equations in reverse */
		table_begin(&other, n);
		memcpy(other.value, table.value, sizeof(table.value));
		for (int e = table.m - 1; e >= 0; e--)
		{
			for (int k = table.d.row_start[e]; k < table.d.row_start[e + 1]; k++)
				table_entry(&other, table.d.row_cell[k], table.d.row_coef[k]);
			other.m++;
		}
		table_end(&other);
		second = plan;
		CHECK(run(&second, &other) == ATTACK_DONE);
		CHECK(memcmp(plan.result, second.result, (size_t) n * sizeof(int)) == 0);
		table_free(&table);
		table_free(&other);
	}
}

static void
test_limits(void)
{
	SuppressionProblem problem = {&table.d, plan.state, plan.width, plan.least_sum, plan.cost, 0, plan.reader_start, plan.reader_cell};
	bool		failed = false;

	for (int round = 0; round < 30; round++)
	{
		AttackStatus status;

		table_random(&table, 3, 3, 2, 8);
		plan_begin(&plan, &table, 3, CELL_FIXED);
		status = suppress_cells(&problem, lp_clock() - 1, plan.result, &host);
		CHECK(status == ATTACK_TIMEOUT);
		/* wider than the total of everything, which is shown: no move is enough */
		plan.state[table.d.n - 1] = CELL_FIXED;
		for (int j = 0; j < table.d.n; j++)
			plan.width[j] *= 1000;
		lp_fail(true);
		status = suppress_cells(&problem, INFINITY, plan.result, &host);
		lp_fail(false);
		CHECK(status == ATTACK_FAILED || status == ATTACK_DONE);
		failed = failed || status == ATTACK_FAILED;
		CHECK(!lp_is_open());
		table_free(&table);
	}
	CHECK(failed);
}

int
main(void)
{
	TEST("the table of 159 persons")
		test_worked();
	TEST("what is left of a total")
		test_rest();
	TEST("readers who know a part")
		test_readers();
	TEST("cells that cannot be protected")
		test_unprotected();
	TEST("cells without a value")
		test_unknown();
	TEST("bridges")
		test_bridges();
	TEST("moves by path and by program")
		test_moves();
	TEST("two-way tables")
		test_random(6, 5, 0, 150, false);
	TEST("two-way tables with readers")
		test_random(6, 5, 0, 100, true);
	TEST("three-way tables")
		test_random(3, 3, 3, 60, false);
	TEST("three-way tables with readers")
		test_random(3, 3, 2, 60, true);
	TEST("the order of equations")
		test_order();
	TEST("limits")
		test_limits();
	return tap_done();
}
