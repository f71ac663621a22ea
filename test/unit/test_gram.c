/*
 * test_gram.c
 *		Exact sums of products by blocks against the same sums one product at a time: any size of number, rests, weights, both variants.
 */
#include "gram.h"

#include <float.h>

#include "tap.h"

/* the same kernel without the variant for newer processors, under other names */
#define GRAM_PLAIN_ONLY
#define gram_block_size		plain_block_size
#define gram_block_init		plain_block_init
#define gram_split			plain_split
#define gram_add			plain_add
#define gram_widen			plain_widen
#define gram_merge			plain_merge
#define gram_scatter		plain_scatter
#include "../../src/kernel/gram.c"
#undef gram_block_size
#undef gram_block_init
#undef gram_split
#undef gram_add
#undef gram_widen
#undef gram_merge
#undef gram_scatter

#define VARIABLES	9
#define COLUMNS		(VARIABLES + 1)
#define PAIRS		(COLUMNS * (COLUMNS + 1) / 2)
#define ROWS		300

static GramSums
empty_sums(ExactRange range)
{
	GramSums	s = {range.from, range.end - range.from, calloc(PAIRS, exact_sum_size(range.end - range.from))};

	for (size_t p = 0; p < PAIRS; p++)
		(void) gram_sum(&s, p);
	return s;
}

static const ExactRange whole = {-4 * EXACT_DEGREE_LIMBS, 4 * EXACT_DEGREE_LIMBS};

/* rows in blocks of the given size, into sums of the range that each block asks for, these put together */
static GramSums
by_blocks(const double *row, int rows, bool weighted, int block_rows, bool plain)
{
	int			width = VARIABLES + weighted;
	GramSums	total = empty_sums(whole);
	GramBlock	block;
	void	   *room = malloc(gram_block_size(COLUMNS, weighted));

	gram_block_init(&block, room, COLUMNS, weighted);
	for (int from = 0; from < rows; from += block_rows)
	{
		int			n = rows - from < block_rows ? rows - from : block_rows;
		GramSums	part;

		if (plain)
			plain_split(&block, row + (size_t) from * width, n);
		else
			gram_split(&block, row + (size_t) from * width, n);
		part = empty_sums(block.range);
		if (plain)
			plain_add(&block, &part, NULL);
		else
			gram_add(&block, &part, NULL);
		for (size_t p = 0; p < PAIRS; p++)
			CHECK(exact_sum_check(part.first + p * exact_sum_size(part.n), exact_sum_size(part.n), weighted ? 3 : 2));
		gram_merge(&total, &part, PAIRS, NULL);
		free(part.first);
	}
	free(room);
	return total;
}

static bool
same_value(const ExactSum *a, const ExactSum *b)
{
	ExactWide	difference;

	exact_wide_init(&difference);
	exact_sum_merge(&difference.sum, a);
	exact_sum_subtract(&difference.sum, b);
	return exact_sum_sign(&difference.sum) == 0;
}

static void
compare(const double *row, int rows, bool weighted, int block_rows)
{
	int			width = VARIABLES + weighted;
	GramSums	fast = by_blocks(row, rows, weighted, block_rows, false);
	GramSums	plain = by_blocks(row, rows, weighted, block_rows, true);

	for (int j = 0; j < COLUMNS; j++)
	{
		for (int i = 0; i <= j; i++)
		{
			ExactWide	sum;

			exact_wide_init(&sum);
			for (int t = 0; t < rows; t++)
			{
				const double *r = row + (size_t) t * width;
				double		x = i == 0 ? 1 : r[weighted + i - 1];
				double		y = j == 0 ? 1 : r[weighted + j - 1];

				if (weighted)
					exact_sum_add_product3(&sum.sum, r[0], x, y);
				else
					exact_sum_add_product(&sum.sum, x, y);
			}
			CHECK(same_value(&sum.sum, gram_sum_read(&fast, i, j)));
			CHECK(same_value(&sum.sum, gram_sum_read(&plain, i, j)));
		}
	}
	free(fast.first);
	free(plain.first);
}

/* columns of very different kind */
static double
some_number(int kind)
{
	switch (kind)
	{
		case 0: return random_unit();
		case 1: return floor(random_unit() * 5e6);
		case 2: return 3e6 + random_unit() * 1e-3;
		case 3: return exp(20 * (random_unit() - 0.5)) * (random_below(2) ? 1 : -1);
		case 4: return random_below(3) == 0 ? 0.0 : random_below(2) ? -0.0 : floor(random_unit() * 200) / 100;
		case 5: return random_double();
		case 6: return ldexp(random_unit() - 0.5, random_below(2) ? 996 : -996);
		case 7: return ldexp(random_unit(), -1060);
		case 8: return random_below(2) ? DBL_MAX : -DBL_TRUE_MIN;
		default: return 0;
	}
}

static void
sums(void)
{
	static double row[ROWS * (VARIABLES + 1)];
	static const int sizes[] = {1, 2, 3, 7, 64, 127, 128};

	TEST("ordinary columns: shares, counts, a large offset, two decimals")
	{
		for (int trial = 0; trial < 12; trial++)
		{
			for (int i = 0; i < ROWS * VARIABLES; i++)
				row[i] = some_number((i % VARIABLES) % 5);
			compare(row, ROWS, false, sizes[trial % 7]);
		}
	}

	TEST("every column has numbers of one kind, up to the ends of the range")
	{
		for (int trial = 0; trial < 12; trial++)
		{
			for (int i = 0; i < ROWS * VARIABLES; i++)
				row[i] = some_number(i % VARIABLES);
			compare(row, ROWS, false, sizes[trial % 7]);
		}
	}

	TEST("columns of mixed kinds")
	{
		for (int trial = 0; trial < 12; trial++)
		{
			int			rare = 1 + random_below(200);

			for (int i = 0; i < ROWS * VARIABLES; i++)
				row[i] = some_number(random_below(rare) == 0 ? random_below(9) : 0);
			compare(row, ROWS, false, sizes[trial % 7]);
		}
	}

	TEST("slices at their limits: values that round up to the next power of two, equal signs throughout")
	{
		for (int trial = 0; trial < 8; trial++)
		{
			double		x = trial < 4 ? 1 - DBL_EPSILON / 2 : -(1 - DBL_EPSILON / 2);

			for (int i = 0; i < ROWS * VARIABLES; i++)
				row[i] = trial % 2 ? x : ldexp(x, (i % VARIABLES) * 10 - 40);
			compare(row, ROWS, false, 128);
		}
		/* all bits that round to the largest slices on every level */
		for (int i = 0; i < ROWS * VARIABLES; i++)
			row[i] = (double) 0x1.7ffffefffffefp-1;
		compare(row, ROWS, false, 128);
	}

	TEST("weights: whole numbers, shares, zeros")
	{
		for (int trial = 0; trial < 9; trial++)
		{
			for (int i = 0; i < ROWS * (VARIABLES + 1); i++)
			{
				int			j = i % (VARIABLES + 1);

				row[i] = j == 0 ? fabs(some_number(trial % 3 == 0 ? 1 : trial % 3 == 1 ? 0 : 4)) : some_number((j - 1) % 5);
			}
			compare(row, ROWS, true, sizes[trial % 7]);
		}
	}

	TEST("weights and numbers of any size")
	{
		for (int trial = 0; trial < 9; trial++)
		{
			for (int i = 0; i < ROWS * (VARIABLES + 1); i++)
			{
				int			j = i % (VARIABLES + 1);

				row[i] = j == 0 ? fabs(some_number(random_below(trial < 4 ? 4 : 9))) : some_number(trial < 4 ? random_below(4) : j - 1);
			}
			compare(row, ROWS, true, sizes[trial % 7]);
		}
	}

	TEST("many blocks into the same sums, with the carries that they need")
	{
		ExactRange	range = {-20, 20};
		GramSums	s = empty_sums(range);
		GramBlock	block;
		void	   *room = malloc(gram_block_size(COLUMNS, false));
		ExactWide	once,
					times,
					product;
		int			blocks = 3000;

		for (int i = 0; i < 128 * VARIABLES; i++)
			row[i] = -some_number(i % 4);
		gram_block_init(&block, room, COLUMNS, false);
		gram_split(&block, row, 128);
		for (int b = 0; b < blocks; b++)
			gram_add(&block, &s, NULL);
		exact_wide_init(&once);
		for (int t = 0; t < 128; t++)
			exact_sum_add_product(&once.sum, row[t * VARIABLES + 3], row[t * VARIABLES + 2]);
		exact_wide_init(&times);
		exact_sum_add(&times.sum, blocks);
		exact_wide_trim(&once);
		exact_wide_trim(&times);
		exact_wide_init_range(&product, exact_range_product_of(&once.sum, &times.sum));
		exact_sum_add_product_of(&product.sum, &once.sum, &times.sum);
		CHECK(same_value(&product.sum, gram_sum_read(&s, 3, 4)));
		CHECK(exact_sum_round(gram_sum_read(&s, 0, 0)) == 128.0 * blocks);
		for (size_t p = 0; p < PAIRS; p++)
			CHECK(exact_sum_check(s.first + p * exact_sum_size(s.n), exact_sum_size(s.n), 2));
		free(room);
		free(s.first);
	}

	TEST("widened sums have the same value")
	{
		ExactRange	narrow;
		ExactRange	wide = {-40, 40};
		GramSums	a,
					b;
		GramBlock	block;
		void	   *room = malloc(gram_block_size(COLUMNS, false));

		for (int i = 0; i < 100 * VARIABLES; i++)
			row[i] = -some_number(i % 3);
		gram_block_init(&block, room, COLUMNS, false);
		gram_split(&block, row, 100);
		narrow = block.range;
		a = empty_sums(narrow);
		gram_add(&block, &a, NULL);
		b = empty_sums(wide);
		gram_widen(&b, &a, PAIRS, NULL);
		for (int j = 0; j < COLUMNS; j++)
		{
			for (int i = 0; i <= j; i++)
				CHECK(same_value(gram_sum_read(&a, i, j), gram_sum_read(&b, i, j)));
		}
		free(room);
		free(a.first);
		free(b.first);
	}

	TEST("scatter: n sum xy - sum x sum y of numbers for which doubles would lose it")
	{
		GramSums	s;
		ExactWide	scatter;

		for (int t = 0; t < 4; t++)
		{
			for (int j = 0; j < VARIABLES; j++)
				row[t * VARIABLES + j] = 1e15 + (j % 2 ? t : -2 * t);
		}
		s = by_blocks(row, 4, false, 128, false);
		gram_scatter(&s, 1, 2, &scatter);	/* deviations of 0 ... 3: sum of squares 5, n = 4 */
		CHECK(exact_sum_round(&scatter.sum) == -2 * 5 * 4);
		gram_scatter(&s, 2, 1, &scatter);
		CHECK(exact_sum_round(&scatter.sum) == -2 * 5 * 4);
		gram_scatter(&s, 3, 3, &scatter);
		CHECK(exact_sum_round(&scatter.sum) == 4 * 5 * 4);
		free(s.first);
	}
}

int
main(void)
{
	sums();
	return tap_done();
}
