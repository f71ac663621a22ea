/*
 * random_rows.h
 *		Weights for tests of what is computed from them.  Include memory.h and tap.h first.
 */
#ifndef RANDOM_ROWS_H
#define RANDOM_ROWS_H

#include "neighbours.h"

/* random rows: up to "most" neighbours, some of none; weights: 0 binary, 1 equal in a row, 2 all different; self: some weigh themselves */
static inline Neighbours
random_rows(int n, int most, int weights, bool self)
{
	Link	   *link = test_alloc(((size_t) n * (most + 1) + 1) * sizeof(Link));
	int64_t		links = 0;

	for (int i = 0; i < n; i++)
	{
		int			m = random_below(most + 1);
		double		common = weights == 0 ? 1 : 0.1 + random_unit();
		int			left = m < n - 1 ? m : n - 1;

		for (int j = 0; j < n && left > 0; j++)
		{
			/* of so many others from j on, "left" are taken */
			int			others = n - j - (i > j);

			if (j == i || random_below(others) >= left)
				continue;
			link[links++] = (Link) {i, j, weights == 2 ? 0.1 + random_unit() : common};
			left--;
		}
		if (self && i % 3 == 0)
			link[links++] = (Link) {i, i, common};
	}
	return neighbours_from_links(n, link, links, &test_host);
}

static inline Neighbours
rook_lattice(int side)
{
	Link	   *link = test_alloc((size_t) side * side * 4 * sizeof(Link));
	int64_t		links = 0;

	for (int i = 0; i < side * side; i++)
	{
		if (i % side > 0)
			link[links++] = (Link) {i, i - 1, 1};
		if (i % side < side - 1)
			link[links++] = (Link) {i, i + 1, 1};
		if (i >= side)
			link[links++] = (Link) {i, i - side, 1};
		if (i < side * (side - 1))
			link[links++] = (Link) {i, i + side, 1};
	}
	return neighbours_from_links(side * side, link, links, &test_host);
}

static inline Neighbours
complete_rows(int n)
{
	Link	   *link = test_alloc((size_t) n * n * sizeof(Link));
	int64_t		links = 0;

	for (int i = 0; i < n; i++)
	{
		for (int j = 0; j < n; j++)
		{
			if (i != j)
				link[links++] = (Link) {i, j, 1};
		}
	}
	return neighbours_from_links(n, link, links, &test_host);
}

#endif							/* RANDOM_ROWS_H */
