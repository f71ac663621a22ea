/*
 * boxtree.c
 *		A packed Hilbert R-tree.  See boxtree.h.
 */
#include "boxtree.h"

#include <math.h>

#include "sort.h"

#define FANOUT	16
#define CURVE_BITS	20

/* position of a cell along the Hilbert curve over a square of 2^CURVE_BITS cells a side */
static double
hilbert_position(uint32_t x, uint32_t y)
{
	uint64_t	position = 0;

	for (uint32_t s = 1u << (CURVE_BITS - 1); s > 0; s >>= 1)
	{
		uint32_t	rx = (x & s) != 0;
		uint32_t	ry = (y & s) != 0;

		position += (uint64_t) s * s * ((3 * rx) ^ ry);
		if (ry == 0)
		{
			uint32_t	t = x;

			if (rx == 1)
			{
				x = (1u << CURVE_BITS) - 1 - x;
				y = (1u << CURVE_BITS) - 1 - y;
				t = x;
			}
			x = y;
			y = t;
		}
	}
	return (double) position;
}

static uint32_t
cell(double low, double high, double from, double extent)
{
	double		at = extent > 0 ? ((low - from) + (high - from)) / 2 / extent : 0;

	return (uint32_t) (fmin(fmax(at, 0), 1) * ((1u << CURVE_BITS) - 1));
}

static void
box_extend(Box *box, const Box *by)
{
	box->xmin = by->xmin < box->xmin ? by->xmin : box->xmin;
	box->ymin = by->ymin < box->ymin ? by->ymin : box->ymin;
	box->xmax = by->xmax > box->xmax ? by->xmax : box->xmax;
	box->ymax = by->ymax > box->ymax ? by->ymax : box->ymax;
}

BoxTree *
boxtree_build(const Box *box, int32_t n, const Host *host)
{
	BoxTree    *tree = host->alloc(sizeof(BoxTree));
	Indexed    *order = host->alloc(((size_t) n + 1) * sizeof(Indexed));
	Box			all = {INFINITY, INFINITY, -INFINITY, -INFINITY};
	int32_t		nodes = n;

	tree->n = n;
	tree->levels = 1;
	tree->level[0] = 0;
	for (int32_t count = n; count > 1; count = (count + FANOUT - 1) / FANOUT)
	{
		tree->level[tree->levels++] = nodes;
		nodes += (count + FANOUT - 1) / FANOUT;
	}
	tree->level[tree->levels] = nodes;
	tree->item = host->alloc(((size_t) n + 1) * sizeof(int32_t));
	tree->found = host->alloc(((size_t) n + 1) * sizeof(int32_t));
	tree->node = host->alloc(((size_t) nodes + 1) * sizeof(Box));

	for (int32_t i = 0; i < n; i++)
		box_extend(&all, &box[i]);
	for (int32_t i = 0; i < n; i++)
	{
		order[i].x = hilbert_position(cell(box[i].xmin, box[i].xmax, all.xmin, all.xmax - all.xmin),
									  cell(box[i].ymin, box[i].ymax, all.ymin, all.ymax - all.ymin));
		order[i].index = i;
	}
	sort_indexed(order, n, host->check);
	for (int32_t i = 0; i < n; i++)
	{
		tree->item[i] = (int32_t) order[i].index;
		tree->node[i] = box[order[i].index];
	}
	host->release(order);
	for (int l = 1; l < tree->levels; l++)
	{
		for (int32_t c = tree->level[l - 1]; c < tree->level[l]; c++)
		{
			Box		   *parent = &tree->node[tree->level[l] + (c - tree->level[l - 1]) / FANOUT];

			if ((c - tree->level[l - 1]) % FANOUT == 0)
				*parent = tree->node[c];
			else
				box_extend(parent, &tree->node[c]);
		}
		host->check();
	}
	return tree;
}

/* of the boxes on the stack it is known that they meet */
int32_t
boxtree_search(const BoxTree *tree, const Box *box)
{
	int32_t		stack[10 * FANOUT];
	int			levels[10 * FANOUT];
	int			depth = 0;
	int32_t		found = 0;
	int			top = tree->levels - 1;

	if (tree->n == 0 || !box_meets(&tree->node[tree->level[top]], box))
		return 0;
	if (top == 0)
	{
		tree->found[0] = tree->item[0];
		return 1;
	}
	stack[0] = tree->level[top];
	levels[0] = top;
	depth = 1;
	while (depth > 0)
	{
		int32_t		at = stack[--depth];
		int			l = levels[depth];
		int32_t		from = tree->level[l - 1] + (at - tree->level[l]) * FANOUT;
		int32_t		end = from + FANOUT < tree->level[l] ? from + FANOUT : tree->level[l];

		for (int32_t c = from; c < end; c++)
		{
			const Box  *node = &tree->node[c];
			int			meets = (node->xmin <= box->xmax) & (node->xmax >= box->xmin) & (node->ymin <= box->ymax) & (node->ymax >= box->ymin);

			/* written always and counted sometimes: no branch that the processor would guess wrong */
			if (l == 1)
			{
				tree->found[found] = tree->item[c];
				found += meets;
			}
			else
			{
				stack[depth] = c;
				levels[depth] = l - 1;
				depth += meets;
			}
		}
	}
	return found;
}
