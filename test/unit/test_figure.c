/*
 * test_figure.c
 *		Figures of areas: delivered beats derived, sums over parts and terms, missing is never zero, validity of parts.
 */
#include "figure.h"

#include "tap.h"

#define SECRET	10.0
#define MARK(severity, slot) ((severity) * FIGURE_SEVERITY + 1 + (slot))
#define FOREVER INT32_MAX

/* slots: 0 a count, 1 and 2 cells of the group 3, 4 a median (not additive), 5 the numerator (2 * group - count) */
enum
{
	COUNT, CELL_M, CELL_W, GROUP, MEDIAN, RESULT, SLOTS
};

static const int32_t day[SLOTS] = {100, 100, 100, 100, 100, FIGURE_RESULT};
static const bool additive[SLOTS] = {true, true, true, true, false, false};
static const FigureTerm term[] = {{GROUP, CELL_M, 1}, {GROUP, CELL_W, 1}, {RESULT, COUNT, -1}, {RESULT, GROUP, 2}};
static const FigureProgram program = {SLOTS, day, additive, 4, term};

#define NODES	6
static double value[NODES][SLOTS];
static double code[NODES][SLOTS];
static FigureNode node[NODES];
static int64_t order[NODES];
static int32_t first_edge[NODES + 1];
static int	checks;

static void
count_checks(void)
{
	checks++;
}

/* 0 whole; 1, 2 its parts; 3, 4 parts of 1; 5 part of 1 that ended on day 50 */
static FigureEdge edge[] = {{0, 1, false}, {0, 2, false}, {1, 3, false}, {1, 4, false}, {1, 5, false}};

static void
reset(void)
{
	static const int rank[NODES] = {3, 2, 2, 1, 1, 1};

	for (int i = 0; i < NODES; i++)
	{
		for (int j = 0; j < SLOTS; j++)
		{
			value[i][j] = NAN;
			code[i][j] = 0;
		}
		node[i] = (FigureNode) {rank[i], i == 5 ? -FOREVER : 0, i == 5 ? 50 : FOREVER, i, value[i], code[i]};
	}
}

static bool
roll_up(void)
{
	return figure_roll_up(&program, node, NODES, edge, 5, order, first_edge, count_checks);
}

int
main(void)
{
	TEST("sums over parts, then over terms")
	{
		reset();
		value[3][COUNT] = 4;
		value[4][COUNT] = 5;
		value[5][COUNT] = 1000;		/* not valid on the day */
		value[2][COUNT] = 7;
		for (int i = 2; i <= 4; i++)
		{
			value[i][CELL_M] = 10 + i;
			value[i][CELL_W] = 20 + i;
		}
		checks = 0;
		CHECK(roll_up());
		CHECK(checks >= NODES);
		CHECK(value[1][COUNT] == 9);
		CHECK(value[0][COUNT] == 16);
		CHECK(value[0][GROUP] == 36 + 38 + 34);
		CHECK(value[0][RESULT] == 2 * 108 - 16);
		CHECK(value[1][RESULT] == 2 * 74 - 9);
		CHECK(code[0][RESULT] == 0);
	}

	TEST("a delivered value beats what is below, at every level")
	{
		reset();
		value[3][COUNT] = 4;
		value[4][COUNT] = 5;
		value[2][COUNT] = 7;
		value[1][COUNT] = 100;
		CHECK(roll_up());
		CHECK(value[1][COUNT] == 100);
		CHECK(value[0][COUNT] == 107);
		value[0][COUNT] = 1;
		CHECK(roll_up());
		CHECK(value[0][COUNT] == 1);
	}

	TEST("a delivered group beats its cells; cells serve where it was not delivered")
	{
		reset();
		value[3][GROUP] = 50;
		value[4][CELL_M] = 1;
		value[4][CELL_W] = 2;
		CHECK(roll_up());
		CHECK(value[4][GROUP] == 3);
		CHECK(value[1][GROUP] == 53);
	}

	TEST("a group agrees with cells that were delivered for the area itself")
	{
		reset();
		for (int i = 3; i <= 4; i++)
			value[i][CELL_M] = value[i][CELL_W] = 5;
		value[1][CELL_M] = 6;
		value[1][CELL_W] = 7;
		value[2][GROUP] = 1;
		CHECK(roll_up());
		CHECK(value[1][GROUP] == 13);
		CHECK(value[0][GROUP] == 14);

		/* one of the cells is missing: the parts have the group */
		reset();
		value[3][GROUP] = value[4][GROUP] = 5;
		value[1][CELL_M] = 6;
		value[1][COUNT] = 1;
		CHECK(roll_up());
		CHECK(value[1][GROUP] == 10);
		CHECK(value[1][RESULT] == 19);
	}

	TEST("missing is never zero, and says what is missing")
	{
		reset();
		value[3][COUNT] = 4;
		value[2][COUNT] = 7;
		CHECK(roll_up());
		CHECK(isnan(value[1][COUNT]) && code[1][COUNT] == MARK(FIGURE_MISSING, COUNT));
		CHECK(isnan(value[0][COUNT]) && code[0][COUNT] == MARK(FIGURE_MISSING, COUNT));
		CHECK(isnan(value[0][RESULT]));
		CHECK(isnan(value[3][GROUP]) && code[3][GROUP] == MARK(FIGURE_MISSING, GROUP));	/* the group, not one of its cells */
	}

	TEST("a secret part makes the whole secret; a delivered mark is kept")
	{
		reset();
		value[3][COUNT] = 4;
		code[4][COUNT] = MARK(SECRET, COUNT);
		value[2][COUNT] = 7;
		CHECK(roll_up());
		CHECK(isnan(value[1][COUNT]) && code[1][COUNT] == MARK(SECRET, COUNT));
		CHECK(isnan(value[0][COUNT]) && code[0][COUNT] == MARK(SECRET, COUNT));

		reset();
		value[3][COUNT] = 4;
		value[4][COUNT] = 5;
		code[1][COUNT] = MARK(SECRET, COUNT);
		CHECK(roll_up());
		CHECK(isnan(value[1][COUNT]) && code[1][COUNT] == MARK(SECRET, COUNT));
	}

	TEST("a status with a value travels, the most severe one wins")
	{
		reset();
		value[3][COUNT] = 4;
		code[3][COUNT] = MARK(3.0, COUNT);
		value[4][COUNT] = 5;
		code[4][COUNT] = MARK(2.0, COUNT);
		CHECK(roll_up());
		CHECK(value[1][COUNT] == 9 && code[1][COUNT] == MARK(3.0, COUNT));
	}

	TEST("what does not add up is not added")
	{
		reset();
		value[3][MEDIAN] = 40;
		value[4][MEDIAN] = 50;
		CHECK(roll_up());
		CHECK(isnan(value[1][MEDIAN]) && code[1][MEDIAN] == 0);
	}

	TEST("the day is moved into the validity of the whole: an area formed later is the sum of its present parts")
	{
		reset();
		node[1].valid_from = node[3].valid_from = node[4].valid_from = 200;
		value[3][COUNT] = 4;
		value[4][COUNT] = 5;
		value[5][COUNT] = 1000;
		CHECK(roll_up());
		CHECK(value[1][COUNT] == 9);
	}

	TEST("a named part that ended makes the whole missing, unless another part continues its territory")
	{
		reset();
		edge[4].named = true;
		value[3][COUNT] = 4;
		value[4][COUNT] = 5;
		value[5][COUNT] = 6;
		CHECK(roll_up());
		CHECK(isnan(value[1][COUNT]) && code[1][COUNT] == MARK(FIGURE_MISSING, COUNT));

		reset();
		value[3][COUNT] = 4;
		value[4][COUNT] = 5;
		value[5][COUNT] = 6;
		node[5].territory = node[3].territory;
		CHECK(roll_up());
		CHECK(value[1][COUNT] == 9);
		edge[4].named = false;
	}

	TEST("an edge against the order of ranks is refused")
	{
		FigureEdge	wrong = {3, 0, false};

		reset();
		CHECK(!figure_roll_up(&program, node, NODES, &wrong, 1, order, first_edge, NULL));
	}

	TEST("exact sums: fractions, any order of the parts")
	{
		enum
		{
			PARTS = 200
		};
		static double v[PARTS + 1],
					c[PARTS + 1];
		static FigureNode n[PARTS + 1];
		static FigureEdge e[PARTS];
		static int64_t o[PARTS + 1];
		static int32_t f[PARTS + 2];
		const int32_t one_day[] = {0};
		const bool	one[] = {true};
		FigureProgram sum = {1, one_day, one, 0, NULL};
		double		first = 0;

		for (int round = 0; round < 50; round++)
		{
			v[0] = NAN;
			c[0] = 0;
			n[0] = (FigureNode) {2, 0, 1, 0, &v[0], &c[0]};
			for (int i = 0; i < PARTS; i++)
			{
				int			k = (i * 7 + round) % PARTS;

				v[i + 1] = (k % 2 ? 1e12 : -1e12) + 0.1 * k;
				c[i + 1] = 0;
				n[i + 1] = (FigureNode) {1, 0, 1, i + 1, &v[i + 1], &c[i + 1]};
				e[i] = (FigureEdge) {0, i + 1, false};
			}
			CHECK(figure_roll_up(&sum, n, PARTS + 1, e, PARTS, o, f, NULL));
			if (round == 0)
				first = v[0];
			CHECK(memcmp(&first, &v[0], sizeof(double)) == 0);
		}
		CHECK(fabs(first - 0.1 * PARTS * (PARTS - 1) / 2) < 1e-2);
	}

	return tap_done();
}
