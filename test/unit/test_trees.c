/* The trees over boxes and points, against looking at all of them. */
#include "tap.h"

#include "memory.h"
#include "boxtree.h"
#include "pointtree.h"

#define N	600

static int
compare_found(const void *a, const void *b)
{
	const Found *x = a;
	const Found *y = b;

	return x->d2 < y->d2 ? -1 : (x->d2 > y->d2 ? 1 : (x->item > y->item) - (x->item < y->item));
}

static int64_t visited;
static bool visited_item[N];

static void
visit(void *state, int32_t item, double d2)
{
	visited++;
	visited_item[item] = true;
}

int
main(void)
{
	TEST("boxes that meet a box, among 0 to 600")
	{
		for (int round = 0; round < 300; round++)
		{
			static Box	box[N];
			int			n = round < 40 ? round : random_below(N);
			BoxTree    *tree;

			for (int i = 0; i < n; i++)
			{
				double		x = random_below(100);
				double		y = random_below(100);

				box[i] = (Box) {x, y, x + random_below(8), y + random_below(8)};
			}
			tree = boxtree_build(box, n, &test_host);
			for (int q = 0; q < 30; q++)
			{
				double		x = random_below(100);
				double		y = random_below(100);
				Box			query = {x, y, x + random_below(20), y + random_below(20)};
				int			expected = 0;
				int32_t		found = boxtree_search(tree, &query);
				static bool seen[N];

				memset(seen, 0, sizeof(seen));
				for (int i = 0; i < n; i++)
					expected += box_meets(&box[i], &query);
				CHECK(found == expected);
				for (int f = 0; f < found; f++)
				{
					CHECK(box_meets(&box[tree->found[f]], &query) && !seen[tree->found[f]]);
					seen[tree->found[f]] = true;
				}
			}
			forget_memory();
		}
	}

	TEST("nearest points and points within a distance, with many ties; in any order of input")
	{
		for (int round = 0; round < 300; round++)
		{
			static double xy[2 * N];
			int			n = round < 20 ? round : 1 + random_below(N - 1);
			int			grid = 2 + random_below(40);
			PointTree  *tree;

			for (int i = 0; i < 2 * n; i++)
				xy[i] = random_below(grid);
			tree = pointtree_build(xy, n, &test_host);
			for (int q = 0; q < 20; q++)
			{
				double		x = random_below(grid) + (q % 2) * 0.5;
				double		y = random_below(grid);
				int			without = n > 0 && q % 3 == 0 ? random_below(n) : -1;
				double		limit = q % 5 == 0 ? random_below(30) : INFINITY;
				int			k = 1 + random_below(12);
				int			all = 0;
				static Found every[N];
				Found		found[12];
				int32_t		m = pointtree_nearest(tree, x, y, k, without, limit, found);
				int64_t		within = 0;

				for (int i = 0; i < n; i++)
				{
					double		dx = x - xy[2 * i];
					double		dy = y - xy[2 * i + 1];
					double		d2 = dx * dx + dy * dy;

					within += d2 <= 25;
					if (i != without && d2 <= limit)
						every[all++] = (Found) {d2, i};
				}
				qsort(every, all, sizeof(Found), compare_found);
				CHECK(m == (all < k ? all : k));
				for (int f = 0; f < m; f++)
					CHECK(found[f].item == every[f].item && found[f].d2 == every[f].d2);

				visited = 0;
				memset(visited_item, 0, sizeof(visited_item));
				pointtree_within(tree, x, y, 25, visit, NULL);
				CHECK(visited == within);
				for (int i = 0; i < n; i++)
				{
					double		dx = x - xy[2 * i];
					double		dy = y - xy[2 * i + 1];

					CHECK(visited_item[i] == (dx * dx + dy * dy <= 25));
				}
			}
			forget_memory();
		}
	}
	return tap_done();
}
