/*
 * test_score_tree.c
 *		The score from a tree of indicators and dimensions: by hand, extreme cases, and the same bits in any order of areas.
 */
#include "score_tree.h"

#include <float.h>

#include "tap.h"

#define ITEMS	8
#define ROWS	300

static int	checks_called;

static void
count_check(void)
{
	checks_called++;
}

static const Host malloc_host = {malloc, realloc, free, count_check};

static ScoreItem
item(int parent, double weight, ScoreNormalisation normalisation, double direction)
{
	ScoreItem	i = {.parent = parent, .weight = weight, .normalisation = normalisation, .direction = direction, .zero = NAN, .one = NAN, .share = 1, .marker = -1};

	return i;
}

typedef struct Room
{
	double		combined[ITEMS * ROWS];
	double		normalised[ITEMS * ROWS];
	double		rank[ITEMS * ROWS];
	unsigned char reason[ITEMS * ROWS];
	ScoreFigures f;
} Room;

static Room *
run(ScoreTree *tree, const double *value, size_t rows)
{
	Room	   *r = malloc(sizeof(Room));
	double	   *copy = malloc((size_t) tree->indicators * rows * sizeof(double) + 1);

	memcpy(copy, value, (size_t) tree->indicators * rows * sizeof(double));
	r->f = (ScoreFigures) {r->combined, r->normalised, r->rank, r->reason};
	score_tree(tree, copy, rows, &r->f, &malloc_host);
	free(copy);
	return r;
}

int
main(void)
{
	/* x: 1 2 2 8, y: 10 30 20 40 */
	static const double xy[] = {1, 2, 2, 8, 10, 30, 20, 40};
	ScoreItem	items[ITEMS];
	ScoreTree	tree = {2, 1, 0, true, 0, 1, items};
	Room	   *r;

	TEST("sum of weighted, turned values; ranks; what was found")
	{
		items[0] = item(0, 3, SCORE_NONE, 1);
		items[1] = item(0, 1, SCORE_NONE, -1);
		items[2] = item(-1, NAN, SCORE_NONE, 1);
		r = run(&tree, xy, 4);
		CHECK(r->combined[0] == -7 && r->combined[1] == -24 && r->combined[2] == -14 && r->combined[3] == -16);
		CHECK(r->rank[0] == 1 && r->rank[1] == 4 && r->rank[2] == 2 && r->rank[3] == 3);
		CHECK(items[0].n == 4 && items[0].mean == 3.25 && items[0].minimum == 1 && items[0].maximum == 8);
		CHECK(items[1].mean == 25 && items[1].sd == sqrt(125));
		free(r);
	}

	TEST("normalisations")
	{
		items[0] = item(0, 1, SCORE_RANK, 1);
		items[1] = item(0, 1, SCORE_MINMAX, -1);
		r = run(&tree, xy, 4);
		CHECK(r->normalised[0] == 0.25 && r->normalised[1] == 0.625 && r->normalised[2] == 0.625 && r->normalised[3] == 1);
		CHECK(r->normalised[4] == 1 && r->normalised[7] == 0);
		free(r);
		items[0] = item(0, 1, SCORE_EXPONENTIAL, 1);
		items[1] = item(0, 1, SCORE_PERCENTILE, 1);
		r = run(&tree, xy, 4);
		CHECK(r->normalised[3] == 100 && r->normalised[1] == r->normalised[2]);
		CHECK(r->normalised[4] == 0 && r->normalised[5] == 2.0 / 3 && r->normalised[7] == 1);
		free(r);
		items[0] = item(0, 1, SCORE_ZSCORE, 1);
		items[0].zero = 2;
		items[0].one = 4;
		items[1] = item(0, 1, SCORE_ROBUST, 1);
		r = run(&tree, xy, 4);
		CHECK(r->normalised[0] == -0.25 && r->normalised[3] == 1.5);
		CHECK(items[1].median == 25 && fabs(items[1].spread - 14.826) < 1e-12 && fabs(r->normalised[7] - 15 / 14.826) < 1e-15);
		free(r);
	}

	TEST("missing, equal, too small, not positive: no value, and the reason")
	{
		static const double gaps[] = {1, 2, NAN, 8, 5, 5, 5, 5};
		static const double small[] = {1, INFINITY, 2, 8, 10, 30, 20, 40};

		items[0] = item(0, 1, SCORE_NONE, 1);
		items[1] = item(0, 1, SCORE_NONE, 1);
		r = run(&tree, gaps, 4);
		CHECK(isnan(r->combined[2]) && r->reason[2 * 4 + 2] == SCORE_MISSING && r->reason[2 * 4] == SCORE_THERE);
		free(r);
		items[2].share = 0.5;
		r = run(&tree, gaps, 4);
		CHECK(r->combined[2] == 10);	/* the rest stands for all */
		free(r);
		items[2].share = 1;
		items[1].normalisation = SCORE_ZSCORE;
		r = run(&tree, gaps, 4);
		CHECK(isnan(r->combined[0]) && r->reason[2 * 4] == SCORE_EQUAL && r->reason[2 * 4 + 2] == SCORE_MISSING);
		free(r);
		items[1].normalisation = SCORE_NONE;
		r = run(&tree, small, 4);
		CHECK(isnan(r->combined[1]) && r->reason[2 * 4 + 1] == SCORE_SMALL && items[0].n == 3);
		free(r);
		items[0].direction = -1;
		items[2].combination = SCORE_GEOMETRIC;
		r = run(&tree, xy, 4);
		CHECK(isnan(r->combined[0]) && r->reason[2 * 4] == SCORE_UNDEFINED);
		free(r);
		items[2].combination = SCORE_SUM;
		items[0] = items[1] = item(-1, NAN, SCORE_NONE, NAN);
		r = run(&tree, xy, 4);
		CHECK(isnan(r->combined[0]) && r->reason[2 * 4] == SCORE_EMPTY && isnan(r->normalised[0]));
		free(r);
	}

	TEST("a tree of three levels")
	{
		ScoreTree	deep = {2, 3, 0, true, 0, 1, items};

		items[0] = item(2, 3, SCORE_NONE, 1);
		items[1] = item(1, 1, SCORE_NONE, -1);
		items[2] = item(-1, NAN, SCORE_NONE, 1);
		items[3] = item(0, 10, SCORE_NONE, 1);
		items[4] = item(1, 2, SCORE_MINMAX, 1);
		r = run(&deep, xy, 4);
		/* node 2 = 3 x, min-max; node 1 = 2 node 2 - y; score = 10 node 1 */
		CHECK(r->combined[2 * 4 + 3] == 24 && r->normalised[4 * 4 + 3] == 1 && r->normalised[4 * 4] == 0);
		CHECK(r->combined[4] == -10 && r->combined[4 + 3] == -38 && r->combined[3] == -380);
		free(r);
		items[3].parent = -1;
		r = run(&deep, xy, 4);
		CHECK(r->combined[4] == -10 && isnan(r->combined[0]) && r->reason[2 * 4] == SCORE_EMPTY);
		free(r);
	}

	TEST("principal component: length 1, the marker's sign; none without variance")
	{
		ScoreTree	pca = {2, 2, 1, true, 0, 1, items};
		static const double equal[] = {3, 3, 3, 3, 3, 3, 3, 3};

		items[0] = item(1, 1, SCORE_ZSCORE, 1);
		items[1] = item(1, 1, SCORE_ZSCORE, 1);
		items[2] = item(-1, NAN, SCORE_NONE, 1);
		items[3] = item(0, 1, SCORE_NONE, 1);
		items[3].combination = SCORE_COMPONENTS;
		items[3].marker = 0;
		r = run(&pca, xy, 4);
		CHECK(fabs(items[0].used_weight - sqrt(0.5)) < 1e-15 && fabs(items[1].used_weight - sqrt(0.5)) < 1e-15 && items[3].sign == 1);
		CHECK(fabs(items[3].explained * 2 - items[3].eigenvalue) < 1e-15);
		free(r);
		items[0].direction = items[1].direction = -1;
		r = run(&pca, xy, 4);
		CHECK(r->combined[4] > r->combined[4 + 3]);
		free(r);
		items[0].direction = 1;
		r = run(&pca, xy, 4);
		CHECK(items[0].used_weight > 0 && items[1].used_weight < 0);
		free(r);
		r = run(&pca, equal, 4);
		CHECK(isnan(r->combined[4]) && r->reason[3 * 4] == SCORE_EQUAL && isnan(r->combined[0]));
		free(r);
	}

	TEST("no areas, one area, huge numbers")
	{
		static const double huge[] = {-DBL_MAX, DBL_MAX, 0, 1, -DBL_MAX, DBL_MAX, 0, 1};

		tree.item = items;
		items[0] = item(0, 1, SCORE_MINMAX, 1);
		items[1] = item(0, 1, SCORE_ZSCORE, 1);
		items[2] = item(-1, NAN, SCORE_NONE, 1);
		r = run(&tree, xy, 0);
		CHECK(items[0].n == 0 && isnan(items[0].mean));
		free(r);
		r = run(&tree, xy, 1);
		CHECK(isnan(r->combined[0]) && r->reason[2] == SCORE_EQUAL);
		free(r);
		r = run(&tree, huge, 4);
		CHECK(r->normalised[0] == 0 && r->normalised[1] == 1 && r->normalised[2] == 0.5 && isfinite(r->normalised[4]));
		free(r);
	}

	TEST("the same bits in any order of areas")
	{
		static const ScoreNormalisation each[] = {SCORE_ZSCORE, SCORE_ROBUST, SCORE_MINMAX, SCORE_RANK, SCORE_EXPONENTIAL, SCORE_PERCENTILE};
		static double a[6 * ROWS],
					b[6 * ROWS];
		ScoreTree	wide = {6, 2, 0, true, 0, 1, items};
		Room	   *s;

		for (int j = 0; j < 6; j++)
		{
			items[j] = item(1, 0.1 * (j + 1), each[j], j % 2 == 0 ? 1 : -1);
			for (int i = 0; i < ROWS; i++)
			{
				a[j * ROWS + i] = sin(i * 12.9898 + j) * 43758.5453 + (i % 7 == 0 ? 1e6 : 0);
				b[j * ROWS + ROWS - 1 - i] = a[j * ROWS + i];
			}
		}
		items[6] = item(-1, NAN, SCORE_ZSCORE, 1);
		items[7] = item(0, 9.3, SCORE_EXPONENTIAL, 1);
		r = run(&wide, a, ROWS);
		s = run(&wide, b, ROWS);
		for (int n = 0; n < 2; n++)
		{
			for (int i = 0; i < ROWS; i++)
				CHECK(memcmp(&r->combined[n * ROWS + i], &s->combined[n * ROWS + ROWS - 1 - i], sizeof(double)) == 0);
		}
		CHECK(checks_called > 0);
		free(r);
		free(s);
	}
	return tap_done();
}
