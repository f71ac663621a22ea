/*
 * overlay.c
 *		Common surfaces as sums over pairs of edges.  See overlay.h.
 */
#include "overlay.h"

#include <math.h>

#include "overlay_pieces.h"

#define SELF_TOLERANCE	1e-9	/* surface that a polygon may count twice, relative to its own */
#define WHOLE_TOLERANCE	1e-13	/* difference of two ways to compute one surface */

/* rounding of one term, relative to its width times the height of the window: a dozen operations of 2^-53 each */
#define TERM_ROUNDING	1.5e-15

/* -------- layers -------- */

/* twice the signed surface of a ring, positive when it runs counter-clockwise */
static double
signed_area2(const double *xy, size_t points)
{
	double		a = 0;

	for (size_t p = 0; p + 1 < points; p++)
		a += (xy[2 * p] - xy[0]) * (xy[2 * p + 3] - xy[1]) - (xy[2 * p + 2] - xy[0]) * (xy[2 * p + 1] - xy[1]);
	return a;
}

OverlayLayer *
overlay_layer(const Polygons *polygons, const Host *host)
{
	OverlayLayer *layer = host->alloc(sizeof(OverlayLayer));
	int32_t		n = polygons->n;
	size_t		rings = n > 0 ? polygons->start[n] : 0;
	size_t		blocks = 0;

	for (size_t r = 0; r < rings; r++)
		blocks += (polygons->ring[r].points + OVERLAY_BLOCK_EDGES - 2) / OVERLAY_BLOCK_EDGES;
	layer->polygons = *polygons;
	layer->box = host->alloc(((size_t) n + 1) * sizeof(Box));
	layer->area = host->alloc(((size_t) n + 1) * sizeof(double));
	layer->start = host->alloc(((size_t) n + 1) * sizeof(size_t));
	layer->block = host->alloc((blocks + 1) * sizeof(OverlayBlock));
	layer->start[0] = 0;
	blocks = 0;
	for (int32_t i = 0; i < n; i++)
	{
		for (size_t r = polygons->start[i]; r < polygons->start[i + 1]; r++)
		{
			const Ring *ring = &polygons->ring[r];
			bool		clockwise = signed_area2(polygons->xy + 2 * ring->first, ring->points) < 0;

			for (size_t p = 0; p + 1 < ring->points; p += OVERLAY_BLOCK_EDGES)
			{
				OverlayBlock *block = &layer->block[blocks++];
				size_t		edges = ring->points - 1 - p < OVERLAY_BLOCK_EDGES ? ring->points - 1 - p : OVERLAY_BLOCK_EDGES;

				block->first = ring->first + p;
				block->edges = (int32_t) edges;
				block->sign = clockwise == ring->hole ? 1 : -1;
				block->box = ring_box(polygons->xy + 2 * block->first, edges + 1);
			}
			if (r % 1024 == 0)
				host->check();
		}
		layer->box[i] = polygons_box(polygons, i);
		layer->area[i] = polygons_area(polygons, i);
		layer->start[i + 1] = blocks;
	}
	layer->tree = boxtree_build(layer->box, n, host);
	return layer;
}

int32_t
overlay_candidates(const OverlayLayer *layer, const Box *box)
{
	int32_t    *found = layer->tree->found;
	int32_t		n = boxtree_search(layer->tree, box);

	/* most often a handful */
	for (int32_t gap = n > 8 ? n / 2 : 1; n > 0 && gap > 0; gap /= 2)
	{
		for (int32_t i = gap; i < n; i++)
		{
			int32_t		item = found[i];
			int32_t		j = i;

			for (; j >= gap && found[j - gap] > item; j -= gap)
				found[j] = found[j - gap];
			found[j] = item;
		}
	}
	return n;
}

/* -------- sums -------- */

/* without the rounding of additions: its terms are large and cancel */
typedef struct Total
{
	double		sum;
	double		rest;
	double		width;			/* of all terms: how much rounding they may have */
} Total;

static inline void
total_add(Total *t, double x, double width)
{
	double		sum = t->sum + x;
	double		part = sum - t->sum;

	t->rest += (t->sum - (sum - part)) + (x - part);
	t->sum = sum;
	t->width += width;
}

/* int min(e, f) over a width, e from e0 to e1, f from f0 to f1, both straight */
static inline double
lower_of_two(double width, double e0, double e1, double f0, double f1)
{
	double		d0 = e0 - f0;
	double		d1 = e1 - f1;

	if (d0 <= 0 && d1 <= 0)
		return width * (0.5 * (e0 + e1));
	if (d0 >= 0 && d1 >= 0)
		return width * (0.5 * (f0 + f1));

	/* they cross: e without the triangle in which it is above */
	if (d0 > 0)
		return width * (0.5 * (e0 + e1) - 0.5 * d0 * (d0 / (d0 - d1)));
	return width * (0.5 * (e0 + e1) - 0.5 * d1 * (d1 / (d1 - d0)));
}

static double
lower_of_three(double width, double e0, double e1, double f0, double f1, double g0, double g1)
{
	double		d0 = e0 - f0;
	double		d1 = e1 - f1;
	double		t;
	double		m;
	double		g;

	if (d0 <= 0 && d1 <= 0)
		return lower_of_two(width, e0, e1, g0, g1);
	if (d0 >= 0 && d1 >= 0)
		return lower_of_two(width, f0, f1, g0, g1);
	t = d0 / (d0 - d1);
	m = e0 + t * (e1 - e0);
	g = g0 + t * (g1 - g0);
	return lower_of_two(width * t, d0 < 0 ? e0 : f0, m, g0, g) + lower_of_two(width * (1 - t), m, d0 < 0 ? f1 : e1, g, g1);
}

static inline double
piece_at(const OverlayPiece *p, double x)
{
	return overlay_height(x, p->x0, p->y0, p->x1, p->y1);
}

/* the pieces of the other side that still run at x; the rest is dropped */
static inline void
drop_ended(OverlayWork *work, int s, const OverlayPiece *piece, double x)
{
	int32_t    *active = work->side[s].active;
	int32_t		n = work->side[s].active_n;

	for (int32_t i = 0; i < n;)
	{
		if (piece[active[i]].x1 <= x)
			active[i] = active[--n];
		else
			i++;
	}
	work->side[s].active_n = n;
}

/* all sides are sorted by x0; every pair (triple) meets when the last of it begins */
static void
sum_products(OverlayWork *work, int k, Total *total)
{
	const OverlayPiece *piece[OVERLAY_MAX];
	int32_t		at[OVERLAY_MAX] = {0};

	for (int s = 0; s < k; s++)
	{
		piece[s] = overlay_sort(work, s);
		work->side[s].active_n = 0;
	}
	for (;;)
	{
		int			self = -1;
		int			second;
		int			third;
		const OverlayPiece *p;

		for (int s = 0; s < k; s++)
		{
			if (at[s] < work->side[s].n && (self < 0 || piece[s][at[s]].x0 < piece[self][at[self]].x0))
				self = s;
		}
		if (self < 0)
			break;
		p = &piece[self][at[self]];
		second = (self + 1) % k;
		third = (self + 2) % k;
		drop_ended(work, second, piece[second], p->x0);
		if (k == 3)
			drop_ended(work, third, piece[third], p->x0);
		for (int32_t i = 0; i < work->side[second].active_n; i++)
		{
			const OverlayPiece *q = &piece[second][work->side[second].active[i]];
			double		end = p->x1 < q->x1 ? p->x1 : q->x1;
			double		q0 = piece_at(q, p->x0);

			if (k == 2)
				total_add(total, p->sign * q->sign * lower_of_two(end - p->x0, p->y0, piece_at(p, end), q0, piece_at(q, end)),
						  end - p->x0);
			else
			{
				for (int32_t j = 0; j < work->side[third].active_n; j++)
				{
					const OverlayPiece *r = &piece[third][work->side[third].active[j]];
					double		e = end < r->x1 ? end : r->x1;

					total_add(total, p->sign * q->sign * r->sign *
							  lower_of_three(e - p->x0, p->y0, piece_at(p, e), q0, piece_at(q, e), piece_at(r, p->x0), piece_at(r, e)),
							  e - p->x0);
				}
				overlay_step(work, work->side[third].active_n);
			}
		}
		overlay_step(work, work->side[second].active_n + 1);
		work->side[self].active[work->side[self].active_n++] = at[self]++;
	}
}

/* the surface below the pieces of one side */
static void
sum_pieces(OverlayWork *work, int s, Total *total)
{
	for (int32_t i = 0; i < work->side[s].n; i++)
	{
		const OverlayPiece *p = &work->side[s].piece[i];

		total_add(total, p->sign * (p->x1 - p->x0) * (0.5 * (p->y0 + p->y1)), p->x1 - p->x0);
	}
}

double
overlay_area(OverlayWork *work, const OverlayLayer *const *layer, const int32_t *unit, int k)
{
	Box			box = layer[0]->box[unit[0]];
	OverlayWindow w;
	Total		total = {0, 0, 0};
	double		least = INFINITY;
	double		area;
	int			partial = 0;

	for (int s = 0; s < k; s++)
	{
		const Box  *other = &layer[s]->box[unit[s]];

		box.xmin = fmax(box.xmin, other->xmin);
		box.ymin = fmax(box.ymin, other->ymin);
		box.xmax = fmin(box.xmax, other->xmax);
		box.ymax = fmin(box.ymax, other->ymax);
		least = fmin(least, layer[s]->area[unit[s]]);
	}
	w = (OverlayWindow) {box.xmin, box.ymin, box.xmax - box.xmin, box.ymax - box.ymin};
	if (!(w.width > 0 && w.height > 0))
		return 0;

	/* those that contain the window do not matter */
	for (int s = 0; s < k; s++)
	{
		bool		whole;

		if (!overlay_collect(work, partial, layer[s], unit[s], &w, &whole))
			return 0;
		if (!whole)
			partial++;
	}
	if (partial == 0)
		total_add(&total, w.width * w.height, w.width);
	else if (partial == 1)
		sum_pieces(work, 0, &total);
	else
		sum_products(work, partial, &total);

	area = total.sum + total.rest;
	if (area <= TERM_ROUNDING * w.height * total.width)
		return 0;
	for (int s = 0; s < k; s++)
	{
		if (fabs(area - layer[s]->area[unit[s]]) <= WHOLE_TOLERANCE * layer[s]->area[unit[s]] + TERM_ROUNDING * w.height * total.width)
			return least;
	}
	return fmin(area, least);
}

/* -------- validity -------- */

/* int w^2 - int w, as far as it is more than rounding */
static double
counted_twice(OverlayWork *work, const OverlayLayer *layer, int32_t unit)
{
	const Box  *box = &layer->box[unit];
	OverlayWindow w = {box->xmin, box->ymin, box->xmax - box->xmin, box->ymax - box->ymin};
	Total		total = {0, 0, 0};
	const OverlayPiece *piece;
	bool		whole;

	if (!overlay_collect(work, 0, layer, unit, &w, &whole))
		return 0;
	piece = overlay_sort(work, 0);
	work->side[0].active_n = 0;
	for (int32_t i = 0; i < work->side[0].n; i++)
	{
		const OverlayPiece *p = &piece[i];

		drop_ended(work, 0, piece, p->x0);
		for (int32_t j = 0; j < work->side[0].active_n; j++)
		{
			const OverlayPiece *q = &piece[work->side[0].active[j]];
			double		end = p->x1 < q->x1 ? p->x1 : q->x1;

			total_add(&total, 2 * p->sign * q->sign * lower_of_two(end - p->x0, p->y0, piece_at(p, end), piece_at(q, p->x0), piece_at(q, end)),
					  2 * (end - p->x0));
		}
		total_add(&total, (1 - p->sign) * (p->x1 - p->x0) * (0.5 * (p->y0 + p->y1)), p->x1 - p->x0);
		overlay_step(work, work->side[0].active_n + 1);
		work->side[0].active[work->side[0].active_n++] = i;
	}
	return fmax(total.sum + total.rest - TERM_ROUNDING * w.height * total.width, 0);
}

int32_t
overlay_first_invalid(OverlayWork *work, const OverlayLayer *layer, OverlayFault *fault)
{
	for (int32_t i = 0; i < layer->polygons.n; i++)
	{
		const Box  *box = &layer->box[i];
		double		around = (box->xmax - box->xmin) * (box->ymax - box->ymin);

		*fault = OVERLAY_FINE;
		if (!isfinite(around) || !isfinite(layer->area[i]))
			*fault = OVERLAY_TOO_LARGE;
		else if (!(layer->area[i] > 1e-14 * around))
			*fault = OVERLAY_NO_SURFACE;
		else if (counted_twice(work, layer, i) > SELF_TOLERANCE * layer->area[i])
			*fault = OVERLAY_CROSSING;
		if (*fault != OVERLAY_FINE)
			return i;
	}
	return -1;
}
