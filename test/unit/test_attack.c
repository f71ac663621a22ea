/*
 * test_attack.c
 *		The attack on hidden cells: published examples, brute force over all tables, derivability against rank, the solver's errors.
 */
#include "attack.h"

#include <setjmp.h>

#include "disclosure_host.h"

static Table table;
static Brute brute;

static AttackStatus
attack_hidden(const Table *t, const bool *hidden, AttackInterval *interval, int *asked, int *n)
{
	View	   *view = view_create(&t->d, &host);
	AttackStatus status;

	*n = 0;
	for (int j = 0; j < t->d.n; j++)
	{
		view->unknown[j] = hidden[j];
		if (hidden[j])
			asked[(*n)++] = j;
	}
	status = attack(view, asked, *n, NULL, INFINITY, interval);
	view_release(view);
	return status;
}

/* rank of the equations over some cells by elimination with doubles, for small tables */
static int
rank_of(const Table *t, const bool *use)
{
	static double a[200][CELLS_MAX];
	int			m = t->d.m;
	int			rank = 0;

	memset(a, 0, sizeof(a));
	for (int e = 0; e < m; e++)
	{
		for (int k = t->d.row_start[e]; k < t->d.row_start[e + 1]; k++)
		{
			if (use[t->d.row_cell[k]])
				a[e][t->d.row_cell[k]] = t->d.row_coef[k];
		}
	}
	for (int j = 0; j < t->d.n && rank < m; j++)
	{
		int			pivot = rank;

		for (int e = rank; e < m; e++)
		{
			if (fabs(a[e][j]) > fabs(a[pivot][j]))
				pivot = e;
		}
		if (fabs(a[pivot][j]) < 1e-9)
			continue;
		for (int c = 0; c < t->d.n; c++)
		{
			double		s = a[pivot][c];

			a[pivot][c] = a[rank][c];
			a[rank][c] = s;
		}
		for (int e = rank + 1; e < m; e++)
		{
			double		f = a[e][j] / a[rank][j];

			for (int c = j; c < t->d.n; c++)
				a[e][c] -= f * a[rank][c];
		}
		rank++;
	}
	return rank;
}

/* Handbook on Statistical Disclosure Control, example 3 (Geurts 1992): row sums 7 and 3, column sums 6 and 4 */
static void
test_geurts(void)
{
	const double low[] = {3, 1, 0, 0};
	const double high[] = {6, 4, 3, 3};
	AttackInterval interval[4];
	bool		hidden[8] = {true, true, true, true};
	int			asked[8];
	int			n;

	table_begin(&table, 8);
	memcpy(table.value, (double[]) {4, 3, 2, 1, 7, 3, 6, 4}, 8 * sizeof(double));
	table_sum(&table, 4, (int[]) {0, 1}, 2);
	table_sum(&table, 5, (int[]) {2, 3}, 2);
	table_sum(&table, 6, (int[]) {0, 2}, 2);
	table_sum(&table, 7, (int[]) {1, 3}, 2);
	table_end(&table);
	CHECK(disclosure_contradiction(&table.d, count_check) == -1);
	CHECK(attack_hidden(&table, hidden, interval, asked, &n) == ATTACK_DONE);
	CHECK(n == 4);
	for (int i = 0; i < 4; i++)
	{
		CHECK(interval[i].low == low[i] && interval[i].high == high[i]);
		CHECK(!interval[i].derivable);
	}
	table_free(&table);
}

static void
test_brute_force(int a, int b, int c, int tables)
{
	int			compared = 0;
	int			equal = 0;

	for (int round = 0; round < tables; round++)
	{
		AttackInterval interval[CELLS_MAX];
		bool		hidden[CELLS_MAX];
		bool		others[CELLS_MAX];
		int			asked[CELLS_MAX];
		int			n;
		double		most = 0;

		table_random(&table, a, b, c, 7);
		for (int j = 0; j < table.d.n; j++)
		{
			hidden[j] = random_below(100) < (table.value[j] < 8 ? 45 : 10);
			most = fmax(most, table.value[j]);
		}
		/* bounds that the attacker knows: what brute force tries at most, and sometimes less */
		for (int j = 0; j < table.d.n; j++)
			table.upper[j] = fmin(most, table.value[j] + (random_below(8) == 0 ? random_below(4) : most));
		if (brute_force(&brute, &table, hidden, most))
		{
			CHECK(attack_hidden(&table, hidden, interval, asked, &n) == ATTACK_DONE);
			for (int i = 0; i < n; i++)
			{
				int			j = asked[i];

				memcpy(others, hidden, sizeof(hidden));
				others[j] = false;
				CHECK(interval[i].low <= table.value[j] && interval[i].high >= table.value[j]);
				CHECK(interval[i].low <= brute.low[j] && interval[i].high >= brute.high[j]);
				/* a vector of the row space for this cell alone: leaving it out lowers the rank */
				CHECK(interval[i].derivable == (rank_of(&table, others) < rank_of(&table, hidden)));
				CHECK(!interval[i].derivable || interval[i].low == interval[i].high);
				compared++;
				equal += interval[i].low == brute.low[j] && interval[i].high == brute.high[j];
			}
		}
		table_free(&table);
	}
	printf("# %d of %d intervals are those of all tables\n", equal, compared);
	CHECK(compared > tables);
	/* two ways: a network, the linear program is exact; three ways: nearly always */
	if (c == 0)
		CHECK(equal == compared);
	else
		CHECK(equal > 0.98 * compared);
}

/* stars and trees of them have no cycle: no linear program; intervals by hand */
static void
test_trees(void)
{
	AttackInterval interval[CELLS_MAX];
	int			asked[CELLS_MAX];
	int			n;
	bool		hidden[10] = {true, true, false, true, true, true, false, true, false, false};

	/* 8 = 3 + 7; 3 = 0 + 1 + 2; 7 = 4 + 5 + 6 */
	table_begin(&table, 10);
	memcpy(table.value, (double[]) {2, 5, 10, 17, 1, 3, 20, 24, 41, 0}, 10 * sizeof(double));
	table_sum(&table, 3, (int[]) {0, 1, 2}, 3);
	table_sum(&table, 7, (int[]) {4, 5, 6}, 3);
	table_sum(&table, 8, (int[]) {3, 7}, 2);
	table_end(&table);
	CHECK(attack_hidden(&table, hidden, interval, asked, &n) == ATTACK_DONE);
	CHECK(n == 6);
	/* 3 + 7 = 41, 3 >= 10, 7 >= 20 */
	for (int i = 0; i < n; i++)
	{
		static const double low[] = {0, 0, 0, 10, 0, 0, 0, 20};
		static const double high[] = {11, 11, 0, 21, 11, 11, 0, 31};

		CHECK(interval[i].low == low[asked[i]] && interval[i].high == high[asked[i]] && !interval[i].derivable);
	}
	/* an upper bound that is known tightens all of it */
	table.upper[0] = table.upper[1] = 3;
	table.value[0] = table.value[1] = 3;
	table.value[3] = 16;
	table.value[4] = 2;
	table.value[7] = 25;
	CHECK(attack_hidden(&table, hidden, interval, asked, &n) == ATTACK_DONE);
	CHECK(interval[2].low == 10 && interval[2].high == 16);	/* cell 3 */
	CHECK(interval[5].low == 25 && interval[5].high == 31); /* cell 7 */
	table_free(&table);
}

/* ages under 25: 14, under 21: 12; then 21 to 24 are two, whatever is hidden */
static void
test_differencing(void)
{
	AttackInterval interval;
	View	   *view;
	int			asked = 2;

	table_begin(&table, 3);
	memcpy(table.value, (double[]) {14, 12, 2}, 3 * sizeof(double));
	table_sum(&table, 0, (int[]) {1, 2}, 2);
	table_end(&table);
	view = view_create(&table.d, &host);
	view->unknown[2] = true;
	CHECK(attack(view, &asked, 1, NULL, INFINITY, &interval) == ATTACK_DONE);
	CHECK(interval.low == 2 && interval.high == 2 && interval.derivable);
	CHECK(!attack_is_wide(&interval, true, 1));
	view_release(view);
	table_free(&table);
}

/* a rate: x = 0.25 a + 0.75 b with coefficients that are no whole numbers; intervals lose a little, never gain */
static void
test_real_coefficients(void)
{
	AttackInterval interval[3];
	int			asked[3];
	int			n;
	bool		hidden[5] = {true, true, true, false, false};

	table_begin(&table, 5);
	memcpy(table.value, (double[]) {1.5, 2.5, 4, 2.25, 8}, 5 * sizeof(double));
	for (int j = 0; j < 5; j++)
		table.integer[j] = false;
	/* 0.25 x0 + 0.75 x1 = x3;  x0 + x1 + x2 = x4 */
	table_entry(&table, 0, 0.25);
	table_entry(&table, 1, 0.75);
	table_entry(&table, 3, -1);
	table.m++;
	table_sum(&table, 4, (int[]) {0, 1, 2}, 3);
	table_end(&table);
	CHECK(disclosure_contradiction(&table.d, count_check) == -1);
	CHECK(attack_hidden(&table, hidden, interval, asked, &n) == ATTACK_DONE);
	/* x0 = 9 - 3 x1; x2 = 8 - 9 + 2 x1 >= 0: x1 >= 0.5, x1 <= 3 */
	CHECK(interval[1].low >= 0.5 && interval[1].low < 0.5001 && interval[1].high <= 3 && interval[1].high > 2.9999);
	CHECK(interval[0].low >= 0 && interval[0].low < 0.0001 && interval[0].high <= 7.5 && interval[0].high > 7.4999);
	CHECK(interval[2].low >= 0 && interval[2].low < 0.0001 && interval[2].high <= 5 && interval[2].high > 4.9999);
	CHECK(disclosure_contradiction(&table.d, count_check) == -1);
	table.value[4] = 9;
	CHECK(disclosure_contradiction(&table.d, count_check) == 1);
	table_free(&table);
}

/* every order of the same questions gives the same answers; one asked twice, one answer */
static void
test_order(void)
{
	AttackInterval first[CELLS_MAX];
	AttackInterval second[CELLS_MAX];
	bool		hidden[CELLS_MAX];
	int			asked[CELLS_MAX];
	int			n;
	View	   *view;

	table_random(&table, 6, 5, 0, 30);
	for (int j = 0; j < table.d.n; j++)
		hidden[j] = random_below(2) == 0;
	CHECK(attack_hidden(&table, hidden, first, asked, &n) == ATTACK_DONE);
	view = view_create(&table.d, &host);
	memcpy(view->unknown, hidden, (size_t) table.d.n * sizeof(bool));
	for (int i = 0; i < n / 2; i++)
	{
		int			j = asked[i];

		asked[i] = asked[n - 1 - i];
		asked[n - 1 - i] = j;
	}
	asked[n] = asked[0];
	CHECK(attack(view, asked, n + 1, NULL, INFINITY, second) == ATTACK_DONE);
	for (int i = 0; i < n; i++)
		CHECK(first[i].low == second[n - 1 - i].low && first[i].high == second[n - 1 - i].high);
	CHECK(second[n].low == second[0].low && second[n].high == second[0].high);
	view_release(view);
	table_free(&table);
}

/* cells that no table has, a limit that has passed, an error of the solver: a status, and nothing stays open */
static void
test_failures(void)
{
	AttackInterval interval[CELLS_MAX];
	bool		hidden[CELLS_MAX] = {false};
	int			asked[CELLS_MAX];
	int			n = 0;
	View	   *view;

	table_random(&table, 4, 4, 0, 30);
	for (int j = 0; j < table.d.n; j++)
		hidden[j] = j % 5 < 3 && j / 5 < 3;
	CHECK(attack_hidden(&table, hidden, interval, asked, &n) == ATTACK_DONE);

	view = view_create(&table.d, &host);
	memcpy(view->unknown, hidden, (size_t) table.d.n * sizeof(bool));
	CHECK(attack(view, asked, n, NULL, lp_clock() - 1, interval) == ATTACK_TIMEOUT);
	CHECK(!lp_is_open());
	for (int round = 0; round < 200; round++)
	{
		lp_fail(true);
		CHECK(attack(view, asked, n, NULL, INFINITY, interval) == ATTACK_FAILED);
		lp_fail(false);
		CHECK(!lp_is_open());
	}
	CHECK(attack(view, asked, n, NULL, INFINITY, interval) == ATTACK_DONE);
	view_release(view);

	/* a row's total that is less than its shown cells */
	table.value[4] = table.value[3] - 1;
	CHECK(attack_hidden(&table, hidden, interval, asked, &n) == ATTACK_CONTRADICTION);
	CHECK(!lp_is_open());
	table_free(&table);
}

/* a host whose check() does not return, as a cancel in the server, and which then frees all that it gave */
static void *given[100000];
static int	givens;
static int	checks_left;
static jmp_buf cancelled;

static void *
give(size_t size)
{
	given[givens] = malloc(size);
	return given[givens++];
}

static void *
give_more(void *old, size_t size)
{
	for (int i = 0; i < givens; i++)
	{
		if (given[i] == old)
			return given[i] = realloc(old, size);
	}
	return NULL;
}

static void
take_back(void *memory)
{
	for (int i = givens - 1; i >= 0; i--)
	{
		if (given[i] != memory)
			continue;
		free(memory);
		given[i] = given[--givens];
		return;
	}
}

static void
check_or_cancel(void)
{
	if (checks_left-- == 0)
		longjmp(cancelled, 1);
}

/* cancelled at every moment at which it can be: the solver's memory goes with lp_abandon(); the leak detector looks for what stays */
static void
test_cancel(void)
{
	static const Host cancelling = {give, give_more, take_back, check_or_cancel};
	static int	open_cancels;
	static volatile int at;
	static volatile bool done;

	table_random(&table, 5, 5, 0, 30);
	for (at = 0, done = false; at < 500 && !done; at++)
	{
		checks_left = at;
		if (setjmp(cancelled) == 0)
		{
			View	   *view = view_create(&table.d, &cancelling);
			AttackInterval interval[CELLS_MAX];
			int			asked[CELLS_MAX];
			int			n = 0;

			for (int j = 0; j < table.d.n; j++)
			{
				view->unknown[j] = j % 6 < 4 && j / 6 < 4;
				if (view->unknown[j])
					asked[n++] = j;
			}
			CHECK(attack(view, asked, n, NULL, INFINITY, interval) == ATTACK_DONE);
			view_release(view);
			done = true;
		}
		else
		{
			open_cancels += lp_is_open();
			lp_abandon();
			CHECK(!lp_is_open());
			while (givens > 0)
				free(given[--givens]);
		}
	}
	CHECK(done && at > 5 && open_cancels > 0 && givens == 0);
	table_free(&table);
}

int
main(void)
{
	TEST("Geurts's example")
		test_geurts();
	TEST("two-way tables against brute force")
		test_brute_force(3, 3, 0, 400);
	TEST("three-way tables against brute force")
		test_brute_force(2, 2, 2, 300);
	TEST("trees")
		test_trees();
	TEST("differencing")
		test_differencing();
	TEST("coefficients that are no whole numbers")
		test_real_coefficients();
	TEST("the order of questions")
		test_order();
	TEST("failures")
		test_failures();
	TEST("cancels")
		test_cancel();
	return tap_done();
}
