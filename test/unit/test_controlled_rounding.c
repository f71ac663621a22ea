/*
 * test_controlled_rounding.c
 *		Rounding that keeps sums: the published example, random trees and tables against all possibilities, large ones, wrong input.
 */
#include "controlled_rounding.h"

#include "memory.h"
#include "tap.h"

#define SIZE 3000

static bool
adjacent(int64_t before, int64_t after, int64_t base)
{
	return rounding_remainder(after, base) == 0 && after > before - base && after < before + base;
}

static int64_t
distance(int64_t a, int64_t b)
{
	return a > b ? a - b : b - a;
}

static void
single(void)
{
	TEST("0 to 12 with base 5; halves away from 0; negative figures alike")
	{
		static const int expected[] = {0, 0, 0, 5, 5, 5, 5, 5, 10, 10, 10, 10, 10};

		for (int x = 0; x <= 12; x++)
		{
			CHECK(rounding_nearest_double(x, 5) == expected[x] && rounding_nearest_double(-x, 5) == -expected[x]);
			CHECK(rounding_nearest(x, 5) == expected[x] && rounding_nearest(-x, 5) == -expected[x]);
		}
		CHECK(rounding_nearest_double(15, 10) == 20 && rounding_nearest_double(-15, 10) == -20 && rounding_nearest_double(14.999, 10) == 10);
		CHECK(rounding_nearest(15, 10) == 20 && rounding_nearest(-15, 10) == -20 && rounding_nearest(25, 10) == 30);
		CHECK(!signbit(rounding_nearest_double(-1, 5)) && !signbit(rounding_nearest_double(-0.0, 5)));
		CHECK(rounding_nearest_double(1e308, 5) == 1e308 && rounding_nearest_double(3, 1e308) == 0 && rounding_nearest_double(7, 0.5) == 7);
		CHECK(rounding_nearest_double(1e-320, 5) == 0);
	}

	TEST("the same for both kinds of numbers")
	{
		for (int trial = 0; trial < 20000; trial++)
		{
			int64_t		x = random_below(20001) - 10000;
			int			base = 1 + random_below(40);

			CHECK(rounding_nearest_double((double) x, base) == (double) rounding_nearest(x, base));
			CHECK(distance(x, rounding_nearest(x, base)) * 2 <= base);
		}
	}

	TEST("random: to an adjacent multiple, without bias, variance r (b - r)")
	{
		for (int x = -7; x <= 12; x++)
		{
			double		sum = 0,
						squares = 0;
			int64_t		r = rounding_remainder(x, 5);
			const int	n = 50000;

			for (int k = 0; k < n; k++)
			{
				double		y = rounding_random_double(x, 5, (k + random_unit()) / n);

				CHECK(adjacent(x, (int64_t) y, 5));
				sum += y - x;
				squares += (y - x) * (y - x);
			}
			CHECK(fabs(sum / n) < 2e-4);
			CHECK(fabs(squares / n - (double) (r * (5 - r))) < 2e-3);
		}
		CHECK(rounding_random_double(7, 5, 0) == 10 && rounding_random_double(7, 5, 0.39) == 10 && rounding_random_double(7, 5, 0.41) == 5);
		CHECK(rounding_random_double(-7, 5, 0) == -10 && rounding_random_double(10, 5, 0) == 10 && !signbit(rounding_random_double(-1, 5, 0.9)));
	}
}

/* a random tree or forest in x and parent: figures of the leaves by chance, the others their sums; parents come first */
static void
random_tree(int64_t *x, int32_t *parent, int n, int reach, bool negative)
{
	bool		leaf[SIZE];

	for (int i = 0; i < n; i++)
	{
		parent[i] = i == 0 || random_below(40) == 0 ? -1 : i - 1 - random_below(i < reach ? i : reach);
		leaf[i] = true;
		if (parent[i] >= 0)
			leaf[parent[i]] = false;
	}
	for (int i = 0; i < n; i++)
		x[i] = leaf[i] ? random_below(60) - (negative ? 30 : 0) : 0;
	for (int i = n - 1; i > 0; i--)
	{
		if (parent[i] >= 0)
			x[parent[i]] += x[i];
	}
}

static void
trees(void)
{
	static int64_t x[SIZE],
				before[SIZE],
				sum[SIZE];
	static int32_t parent[SIZE];
	int32_t		at;

	TEST("the example: 2, 14, 21, 40 (77) with base 3")
	{
		int64_t		figure[] = {77, 2, 14, 21, 40};
		const int64_t rounded[] = {78, 3, 15, 21, 39};
		const int32_t of[] = {-1, 0, 0, 0, 0};

		CHECK(controlled_round_tree(figure, of, 5, 3, &at, &test_host) == ROUNDING_DONE);
		CHECK(memcmp(figure, rounded, sizeof(figure)) == 0);
	}

	TEST("5,000 random trees: adjacent, additive, roots nearest")
	{
		for (int trial = 0; trial < 5000; trial++)
		{
			int			n = 1 + random_below(trial % 100 == 0 ? SIZE : 60);
			int			base = 1 + random_below(12);

			random_tree(x, parent, n, 1 + random_below(30), trial % 3 == 0);
			memcpy(before, x, sizeof(x));
			CHECK(controlled_round_tree(x, parent, n, base, &at, &test_host) == ROUNDING_DONE);
			memset(sum, 0, sizeof(sum));
			for (int i = n - 1; i >= 0; i--)
			{
				CHECK(adjacent(before[i], x[i], base));
				if (parent[i] >= 0)
					sum[parent[i]] += x[i];
				else
					CHECK(x[i] == rounding_nearest(before[i], base));
			}
			for (int i = 0; i < n; i++)
				CHECK(parent[i] < 0 || sum[parent[i]] == x[parent[i]]);
			forget_memory();
		}
	}

	TEST("one level: the least sum of absolute changes for the rounded total")
	{
		for (int trial = 0; trial < 500; trial++)
		{
			int			n = 1 + random_below(10);
			int			base = 2 + random_below(9);
			int64_t		best = INT64_MAX,
						found = 0;

			parent[0] = -1;
			x[0] = 0;
			for (int i = 1; i <= n; i++)
			{
				parent[i] = 0;
				x[i] = random_below(40);
				x[0] += x[i];
			}
			memcpy(before, x, sizeof(x));
			CHECK(controlled_round_tree(x, parent, n + 1, base, &at, &test_host) == ROUNDING_DONE);
			for (int choice = 0; choice < 1 << n; choice++)
			{
				int64_t		total = 0,
							change = 0;
				bool		possible = true;

				for (int i = 1; i <= n; i++)
				{
					int64_t		r = before[i] % base;
					bool		up = choice >> (i - 1) & 1;

					possible = possible && !(up && r == 0);
					total += before[i] - r + (up ? base : 0);
					change += up ? base - r : r;
				}
				if (possible && total == x[0] && change < best)
					best = change;
			}
			for (int i = 1; i <= n; i++)
				found += distance(before[i], x[i]);
			CHECK(found == best);
		}
	}

	TEST("equal remainders: the first ones go up; a chain of 3,000; nothing; huge figures; base 1")
	{
		int64_t		figure[] = {3, 1, 1, 1};
		const int32_t of[] = {-1, 0, 0, 0};
		int64_t		huge[] = {ROUNDING_LIMIT, ROUNDING_LIMIT - 4, 4};

		CHECK(controlled_round_tree(figure, of, 4, 2, &at, &test_host) == ROUNDING_DONE);
		CHECK(figure[0] == 4 && figure[1] == 2 && figure[2] == 2 && figure[3] == 0);
		for (int i = 0; i < SIZE; i++)
		{
			parent[i] = i - 1;
			x[i] = 7;
		}
		CHECK(controlled_round_tree(x, parent, SIZE, 5, &at, &test_host) == ROUNDING_DONE && x[0] == 5 && x[SIZE - 1] == 5);
		CHECK(controlled_round_tree(x, parent, 0, 5, &at, &test_host) == ROUNDING_DONE);
		CHECK(controlled_round_tree(huge, of, 3, 7, &at, &test_host) == ROUNDING_DONE);
		CHECK(huge[0] == huge[1] + huge[2] && adjacent(ROUNDING_LIMIT, huge[0], 7) && adjacent(ROUNDING_LIMIT - 4, huge[1], 7));
		x[0] = 7;
		CHECK(controlled_round_tree(x, parent, 1, 1, &at, &test_host) == ROUNDING_DONE && x[0] == 7);
	}

	TEST("wrong sums, also those that would overflow; circles")
	{
		int64_t		figure[] = {6, 3, 4, 9};
		const int32_t of[] = {-1, 0, 0, -1};
		const int32_t circle[] = {-1, 2, 1, 2};

		CHECK(controlled_round_tree(figure, of, 4, 5, &at, &test_host) == ROUNDING_SUM && at == 0);
		CHECK(controlled_round_tree(figure, circle, 4, 5, &at, &test_host) == ROUNDING_CIRCLE && at == 1);
		for (int i = 0; i < SIZE; i++)
		{
			parent[i] = i == 0 ? -1 : 0;
			x[i] = ROUNDING_LIMIT;
		}
		CHECK(controlled_round_tree(x, parent, SIZE, 5, &at, &test_host) == ROUNDING_SUM && at == 0);
		for (int i = 1; i < SIZE; i++)
			x[i] = i % 2 ? ROUNDING_LIMIT : -ROUNDING_LIMIT;
		CHECK(controlled_round_tree(x, parent, SIZE, 5, &at, &test_host) == ROUNDING_DONE);
		forget_memory();
	}
}

/* -------- tables -------- */

typedef struct Problem
{
	RoundingTable t;
	int32_t		row[SIZE];
	int32_t		column[SIZE];
	int64_t		x[SIZE];
	int64_t		before[SIZE];
	bool		given[SIZE];
	int64_t		total[SIZE];
	int64_t		total_before[SIZE];
} Problem;

static void
sum_up(const Problem *p, const int64_t *x, int64_t *total)
{
	int			totals = p->t.rows + p->t.columns + 1;

	memset(total, 0, totals * sizeof(int64_t));
	for (int i = 0; i < p->t.cells; i++)
	{
		total[p->row[i]] += x[i];
		total[p->t.rows + p->column[i]] += x[i];
		total[totals - 1] += x[i];
	}
}

static void
random_table(Problem *p, int rows, int columns, int highest, int empty)
{
	p->t = (RoundingTable) {.rows = rows, .columns = columns, .row = p->row, .column = p->column, .x = p->x, .given = p->given,
		.total = p->total};
	for (int i = 0; i < rows; i++)
	{
		for (int j = 0; j < columns; j++)
		{
			if (random_below(100) < empty)
				continue;
			p->row[p->t.cells] = i;
			p->column[p->t.cells] = j;
			p->x[p->t.cells++] = random_below(highest);
		}
	}
	sum_up(p, p->x, p->total);
	for (int k = 0; k < rows + columns + 1; k++)
		p->given[k] = true;
	memcpy(p->before, p->x, sizeof(p->x));
	memcpy(p->total_before, p->total, sizeof(p->total));
}

/* the sum of absolute changes of all figures; -1: not additive or not adjacent */
static int64_t
judge(const Problem *p, int base)
{
	static int64_t total[SIZE];
	int64_t		change = 0;

	sum_up(p, p->x, total);
	for (int i = 0; i < p->t.cells; i++)
	{
		if (!adjacent(p->before[i], p->x[i], base))
			return -1;
		change += distance(p->before[i], p->x[i]);
	}
	for (int k = 0; k < p->t.rows + p->t.columns + 1; k++)
	{
		if (total[k] != p->total[k] || !adjacent(p->total_before[k], total[k], base))
			return -1;
		change += distance(p->total_before[k], total[k]);
	}
	return change;
}

/* the least sum of absolute changes of all controlled roundings, by trying them */
static int64_t
best_of_all(Problem *p, int base)
{
	int64_t		best = INT64_MAX;
	int64_t		x[16];
	int64_t		total[SIZE];

	for (int choice = 0; choice < 1 << p->t.cells; choice++)
	{
		int64_t		change = 0;
		bool		possible = true;

		for (int i = 0; i < p->t.cells; i++)
		{
			int64_t		r = p->before[i] % base;
			bool		up = choice >> i & 1;

			possible = possible && !(up && r == 0);
			x[i] = p->before[i] - r + (up ? base : 0);
			change += distance(x[i], p->before[i]);
		}
		if (!possible)
			continue;
		sum_up(p, x, total);
		for (int k = 0; k < p->t.rows + p->t.columns + 1; k++)
		{
			possible = possible && adjacent(p->total_before[k], total[k], base);
			change += distance(total[k], p->total_before[k]);
		}
		if (possible && change < best)
			best = change;
	}
	return best;
}

static void
tables(void)
{
	static Problem p,
				q;
	int32_t		at;

	TEST("small random tables: additive, adjacent, and as little changed as the best of all possibilities")
	{
		for (int trial = 0; trial < 400; trial++)
		{
			int			rows = 1 + random_below(4);
			int			base = 2 + random_below(9);

			random_table(&p, rows, 1 + random_below(rows == 4 ? 3 : 4), trial % 2 ? 30 : base, trial % 5 == 0 ? 30 : 0);
			if (p.t.cells > 12)
				continue;
			CHECK(controlled_round_table(&p.t, base, &at, &test_host) == ROUNDING_DONE);
			CHECK(judge(&p, base) >= 0);
			CHECK(judge(&p, base) == best_of_all(&p, base));
			forget_memory();
		}
	}

	TEST("larger tables, full and sparse, any base")
	{
		for (int trial = 0; trial < 300; trial++)
		{
			int			base = 2 + random_below(trial % 2 ? 10 : 100);

			random_table(&p, 1 + random_below(60), 1 + random_below(40), 1 + random_below(300), random_below(3) * 45);
			CHECK(controlled_round_table(&p.t, base, &at, &test_host) == ROUNDING_DONE);
			CHECK(judge(&p, base) >= 0);
			forget_memory();
		}
	}

	TEST("all remainders equal, at a half, 1 and base - 1; multiples stay")
	{
		for (int base = 2; base <= 12; base++)
		{
			const int	value[] = {base / 2, 1, base - 1, base};

			for (int v = 0; v < 4; v++)
			{
				random_table(&p, 30, 20, 1, 0);
				for (int i = 0; i < p.t.cells; i++)
					p.x[i] = p.before[i] = value[v];
				sum_up(&p, p.x, p.total);
				memcpy(p.total_before, p.total, sizeof(p.total));
				CHECK(controlled_round_table(&p.t, base, &at, &test_host) == ROUNDING_DONE);
				CHECK(judge(&p, base) >= 0 && (v < 3 || judge(&p, base) == 0));
				forget_memory();
			}
		}
	}

	TEST("the order of the cells does not matter; totals that are not given stay as they are, and do not change the cells")
	{
		for (int trial = 0; trial < 50; trial++)
		{
			random_table(&p, 12, 9, 50, 20);
			q = p;
			q.t.row = q.row;
			q.t.column = q.column;
			q.t.x = q.x;
			q.t.total = q.total;
			q.t.given = q.given;
			for (int i = q.t.cells - 1; i > 0; i--)
			{
				int			j = random_below(i + 1);
				int32_t		row = q.row[i],
							column = q.column[i];
				int64_t		x = q.x[i];

				q.row[i] = q.row[j];
				q.column[i] = q.column[j];
				q.x[i] = q.x[j];
				q.row[j] = row;
				q.column[j] = column;
				q.x[j] = x;
			}
			for (int k = 0; k < 22; k++)
			{
				q.given[k] = random_below(2) == 0;
				if (!q.given[k])
					q.total[k] = -1;
			}
			CHECK(controlled_round_table(&p.t, 5, &at, &test_host) == ROUNDING_DONE);
			CHECK(controlled_round_table(&q.t, 5, &at, &test_host) == ROUNDING_DONE);
			for (int i = 0; i < p.t.cells; i++)
			{
				for (int j = 0; j < q.t.cells; j++)
				{
					if (p.row[i] == q.row[j] && p.column[i] == q.column[j])
						CHECK(p.x[i] == q.x[j]);
				}
			}
			for (int k = 0; k < 22; k++)
				CHECK(q.total[k] == (q.given[k] ? p.total[k] : -1));
			forget_memory();
		}
	}

	TEST("nothing, one cell, huge and negative figures")
	{
		random_table(&p, 0, 0, 1, 0);
		CHECK(controlled_round_table(&p.t, 5, &at, &test_host) == ROUNDING_DONE && p.total[0] == 0);
		random_table(&p, 1, 1, 1, 0);
		p.x[0] = p.total[0] = p.total[1] = p.total[2] = 7;
		CHECK(controlled_round_table(&p.t, 5, &at, &test_host) == ROUNDING_DONE && p.x[0] == 5 && p.total[2] == 5);
		random_table(&p, 2, 2, 1, 0);
		p.x[0] = p.before[0] = ROUNDING_LIMIT / 2 + 1;
		p.x[1] = p.before[1] = -17;
		p.x[2] = p.before[2] = -3;
		p.x[3] = p.before[3] = 8;
		sum_up(&p, p.x, p.total);
		memcpy(p.total_before, p.total, sizeof(p.total));
		CHECK(controlled_round_table(&p.t, 7, &at, &test_host) == ROUNDING_DONE && judge(&p, 7) >= 0);
		forget_memory();
	}

	TEST("wrong totals, a cell that comes twice")
	{
		random_table(&p, 5, 4, 20, 0);
		p.total[7]++;
		CHECK(controlled_round_table(&p.t, 5, &at, &test_host) == ROUNDING_SUM && at == 7);
		p.total[7]--;
		p.row[3] = p.row[9];
		p.column[3] = p.column[9];
		CHECK(controlled_round_table(&p.t, 5, &at, &test_host) == ROUNDING_TWICE && (at == 3 || at == 9));
		CHECK(test_checks > 0);
		forget_memory();
	}
}

int
main(void)
{
	single();
	trees();
	tables();
	return tap_done();
}
