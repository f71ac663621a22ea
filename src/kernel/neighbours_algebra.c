/*
 * neighbours_algebra.c
 *		New neighbours from old ones.  See neighbours_algebra.h.
 */
#include "neighbours_algebra.h"

#include <stdlib.h>

static int
compare_units(const void *a, const void *b)
{
	int32_t		x = *(const int32_t *) a;
	int32_t		y = *(const int32_t *) b;

	return x < y ? -1 : x > y;
}

Neighbours
neighbours_of_order(const Neighbours *w, int order, bool inclusive, const Host *host)
{
	NeighbourRows rows = neighbour_rows_begin(w->n, 64, host);
	int32_t    *seen = host->alloc(((size_t) w->n + 1) * sizeof(int32_t));	/* last unit whose search came here, + 1 */
	int32_t    *front = host->alloc(((size_t) w->n + 1) * sizeof(int32_t));

	for (int32_t i = 0; i < w->n; i++)
		seen[i] = 0;
	for (int32_t i = 0; i < w->n; i++)
	{
		int32_t		from = 0;
		int32_t		end = 1;

		front[0] = i;
		seen[i] = i + 1;
		for (int step = 1; step <= order && from < end; step++)
		{
			int32_t		next = end;

			for (int32_t f = from; f < end; f++)
			{
				for (int64_t l = w->start[front[f]]; l < w->start[front[f] + 1]; l++)
				{
					int32_t		j = w->neighbour[l];

					if (seen[j] == i + 1)
						continue;
					seen[j] = i + 1;
					front[next++] = j;
					if (inclusive || step == order)
						neighbour_rows_add(&rows, j, 1);
				}
			}
			from = end;
			end = next;
			host->check();
		}
		if (rows.links >= NEIGHBOURS_LINKS_MAX)
			return neighbours_too_many(w->n, host);
		rows.start[i + 1] = rows.links;
		qsort(rows.neighbour + rows.start[i], (size_t) (rows.links - rows.start[i]), sizeof(int32_t), compare_units);
	}
	host->release(seen);
	host->release(front);
	return neighbour_rows_end(&rows, w->n);
}

Neighbours
neighbours_combine(const Neighbours *a, const Neighbours *b, LinkSet set, const Host *host)
{
	NeighbourRows rows = neighbour_rows_begin(a->n, 64, host);

	for (int32_t i = 0; i < a->n; i++)
	{
		int64_t		p = a->start[i];
		int64_t		q = b->start[i];

		while (p < a->start[i + 1] || q < b->start[i + 1])
		{
			int64_t		in_a = p < a->start[i + 1] ? a->neighbour[p] : INT64_MAX;
			int64_t		in_b = q < b->start[i + 1] ? b->neighbour[q] : INT64_MAX;
			int64_t		j = in_a < in_b ? in_a : in_b;

			if (set == LINKS_UNION || (set == LINKS_INTERSECTION && in_a == in_b) || (set == LINKS_DIFFERENCE && in_a < in_b))
				neighbour_rows_add(&rows, (int32_t) j, 1);
			p += in_a == j;
			q += in_b == j;
		}
		rows.start[i + 1] = rows.links;
		if (i % 4096 == 0)
			host->check();
	}
	return neighbour_rows_end(&rows, a->n);
}

Neighbours
neighbours_symmetric(const Neighbours *w, const Host *host)
{
	Neighbours	t = neighbours_transpose(w, host);

	return neighbours_combine(w, &t, LINKS_UNION, host);
}
