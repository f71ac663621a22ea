/*
 * pointtree.c
 *		A k-d tree of points.  See pointtree.h.
 */
#include "pointtree.h"

#include <math.h>

static inline double
along(const TreePoint *p, int axis)
{
	return axis == 0 ? p->x : p->y;
}

/* total order along an axis: equal coordinates by number, so that the tree is the same for every order of input */
static inline int
before(const TreePoint *a, const TreePoint *b, int axis)
{
	double		x = along(a, axis);
	double		y = along(b, axis);

	return x < y || (x == y && a->item < b->item);
}

static inline void
swap_points(TreePoint *a, TreePoint *b)
{
	TreePoint	t = *a;

	*a = *b;
	*b = t;
}

/* Hoare's selection: afterwards point k of the stretch is where sorting would put it (median of three as pivot) */
static void
select_point(TreePoint *p, int32_t n, int32_t k, int axis)
{
	int32_t		left = 0;
	int32_t		right = n - 1;

	while (left < right)
	{
		int32_t		middle = left + (right - left) / 2;
		int32_t		i = left;
		int32_t		j = right;
		TreePoint	pivot;

		if (before(&p[middle], &p[left], axis))
			swap_points(&p[middle], &p[left]);
		if (before(&p[right], &p[left], axis))
			swap_points(&p[right], &p[left]);
		if (before(&p[right], &p[middle], axis))
			swap_points(&p[right], &p[middle]);
		pivot = p[middle];
		while (i <= j)
		{
			while (before(&p[i], &pivot, axis))
				i++;
			while (before(&pivot, &p[j], axis))
				j--;
			if (i <= j)
				swap_points(&p[i++], &p[j--]);
		}
		if (k <= j)
			right = j;
		else if (k >= i)
			left = i;
		else
			return;
	}
}

static void
build(TreePoint *p, int32_t n, const Host *host)
{
	while (n > 1)
	{
		double		xmin = p[0].x;
		double		xmax = p[0].x;
		double		ymin = p[0].y;
		double		ymax = p[0].y;
		int32_t		middle = n / 2;
		int			axis;

		for (int32_t i = 1; i < n; i++)
		{
			xmin = p[i].x < xmin ? p[i].x : xmin;
			xmax = p[i].x > xmax ? p[i].x : xmax;
			ymin = p[i].y < ymin ? p[i].y : ymin;
			ymax = p[i].y > ymax ? p[i].y : ymax;
		}
		axis = ymax - ymin > xmax - xmin;
		select_point(p, n, middle, axis);
		p[middle].axis = axis;
		if (n > 4096)
			host->check();
		build(p, middle, host);
		p += middle + 1;
		n -= middle + 1;
	}
}

PointTree *
pointtree_build(const double *xy, int32_t n, const Host *host)
{
	PointTree  *tree = host->alloc(sizeof(PointTree));

	tree->n = n;
	tree->point = host->alloc(((size_t) n + 1) * sizeof(TreePoint));
	for (int32_t i = 0; i < n; i++)
		tree->point[i] = (TreePoint) {xy[2 * i], xy[2 * i + 1], i, 0};
	build(tree->point, n, host);
	return tree;
}

/* -------- nearest -------- */

typedef struct Search
{
	double		x;
	double		y;
	int32_t		k;
	int32_t		without;
	double		d2_max;
	Found	   *heap;			/* the worst on top */
	int32_t		n;
} Search;

static inline int
worse(const Found *a, const Found *b)
{
	return a->d2 > b->d2 || (a->d2 == b->d2 && a->item > b->item);
}

static void
sift_down(Found *heap, int32_t n, int32_t at)
{
	for (;;)
	{
		int32_t		child = 2 * at + 1;
		Found		t;

		if (child >= n)
			return;
		if (child + 1 < n && worse(&heap[child + 1], &heap[child]))
			child++;
		if (!worse(&heap[child], &heap[at]))
			return;
		t = heap[at];
		heap[at] = heap[child];
		heap[child] = t;
		at = child;
	}
}

static void
offer(Search *s, Found f)
{
	if (s->n < s->k)
	{
		int32_t		at = s->n++;

		while (at > 0 && worse(&f, &s->heap[(at - 1) / 2]))
		{
			s->heap[at] = s->heap[(at - 1) / 2];
			at = (at - 1) / 2;
		}
		s->heap[at] = f;
	}
	else if (worse(&s->heap[0], &f))
	{
		s->heap[0] = f;
		sift_down(s->heap, s->n, 0);
	}
}

static void
search(Search *s, const TreePoint *p, int32_t n)
{
	while (n > 0)
	{
		int32_t		middle = n / 2;
		const TreePoint *m = &p[middle];
		double		dx = s->x - m->x;
		double		dy = s->y - m->y;
		double		d2 = dx * dx + dy * dy;
		double		to_line = m->axis == 0 ? dx : dy;
		double		limit;

		if (d2 <= s->d2_max && m->item != s->without)
			offer(s, (Found) {d2, m->item});
		if (n == 1)
			return;
		/* the near side first; the far side when something as near as the worst so far may lie there (equal: for the tie by number) */
		if (to_line < 0)
			search(s, p, middle);
		else
			search(s, p + middle + 1, n - middle - 1);
		limit = s->n == s->k ? s->heap[0].d2 : s->d2_max;
		if (to_line * to_line > limit)
			return;
		if (to_line < 0)
		{
			p += middle + 1;
			n -= middle + 1;
		}
		else
			n = middle;
	}
}

int32_t
pointtree_nearest(const PointTree *tree, double x, double y, int32_t k, int32_t without, double d2_max, Found *found)
{
	Search		s = {x, y, k, without, d2_max, found, 0};

	if (k <= 0)
		return 0;
	search(&s, tree->point, tree->n);
	/* heap sort: the worst goes last */
	for (int32_t n = s.n - 1; n > 0; n--)
	{
		Found		t = found[0];

		found[0] = found[n];
		found[n] = t;
		sift_down(found, n, 0);
	}
	return s.n;
}

double
square_within(double distance)
{
	double		square = distance * distance;

	if (isinf(square))
		return INFINITY;
	while (sqrt(square) > distance)
		square = nextafter(square, 0);
	while (sqrt(nextafter(square, INFINITY)) <= distance)
		square = nextafter(square, INFINITY);
	return square;
}

void
pointtree_within(const PointTree *tree, double x, double y, double d2_max, void (*visit) (void *, int32_t, double), void *state)
{
	struct
	{
		const TreePoint *p;
		int32_t		n;
	}			stack[64];
	int			depth = 1;

	stack[0].p = tree->point;
	stack[0].n = tree->n;
	while (depth > 0)
	{
		const TreePoint *p = stack[--depth].p;
		int32_t		n = stack[depth].n;

		while (n > 0)
		{
			int32_t		middle = n / 2;
			const TreePoint *m = &p[middle];
			double		dx = x - m->x;
			double		dy = y - m->y;
			double		d2 = dx * dx + dy * dy;
			double		to_line = m->axis == 0 ? dx : dy;

			if (d2 <= d2_max)
				visit(state, m->item, d2);
			if (to_line * to_line <= d2_max)
			{
				/* both sides */
				stack[depth].p = p + middle + 1;
				stack[depth++].n = n - middle - 1;
				n = middle;
			}
			else if (to_line < 0)
				n = middle;
			else
			{
				p += middle + 1;
				n -= middle + 1;
			}
		}
	}
}
