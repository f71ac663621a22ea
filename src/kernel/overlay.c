/*
 * overlay.c
 *		Common surfaces as sums over pairs of edges.  See overlay.h.
 */
#include "overlay.h"

#include <math.h>

#include "sort.h"

#define BLOCK_EDGES		16
#define STEPS_A_CHECK	65536
#define SELF_TOLERANCE	1e-9	/* surface that a polygon may count twice, relative to its own */
#define WHOLE_TOLERANCE	1e-13	/* difference of two ways to compute one surface */

/* rounding of one term, relative to its width times the height of the window: a dozen operations of 2^-53 each */
#define TERM_ROUNDING	1.5e-15

static inline void
step(OverlayWork *work, int64_t steps)
{
	work->steps += steps;
	if (work->steps >= STEPS_A_CHECK)
	{
		work->steps = 0;
		work->host->check();
	}
}

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
		blocks += (polygons->ring[r].points + BLOCK_EDGES - 2) / BLOCK_EDGES;
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

			for (size_t p = 0; p + 1 < ring->points; p += BLOCK_EDGES)
			{
				OverlayBlock *block = &layer->block[blocks++];
				size_t		edges = ring->points - 1 - p < BLOCK_EDGES ? ring->points - 1 - p : BLOCK_EDGES;

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

/* -------- the pieces of a polygon within a window -------- */

/* a stretch above the window, in the direction of the ring; one that goes back takes away what went forth */
typedef struct Level
{
	double		from;
	double		to;
	bool		open;
} Level;

typedef struct Window
{
	double		x;				/* its lower left corner */
	double		y;
	double		width;
	double		height;
} Window;

static void
reserve(OverlayWork *work, int s, int32_t more)
{
	int32_t		allocated = work->side[s].allocated;

	if (work->side[s].n + more <= allocated)
		return;
	allocated = 2 * allocated + more + 64;
	if (work->side[s].piece == NULL)
	{
		work->side[s].piece = work->host->alloc(allocated * sizeof(OverlayPiece));
		work->side[s].sorted = work->host->alloc(allocated * sizeof(OverlayPiece));
		work->side[s].order = work->host->alloc(allocated * sizeof(Indexed));
		work->side[s].active = work->host->alloc(allocated * sizeof(int32_t));
	}
	else
	{
		work->side[s].piece = work->host->grow(work->side[s].piece, allocated * sizeof(OverlayPiece));
		work->side[s].sorted = work->host->grow(work->side[s].sorted, allocated * sizeof(OverlayPiece));
		work->side[s].order = work->host->grow(work->side[s].order, allocated * sizeof(Indexed));
		work->side[s].active = work->host->grow(work->side[s].active, allocated * sizeof(int32_t));
	}
	work->side[s].allocated = allocated;
}

static inline void
add_piece(OverlayWork *work, int s, double x0, double y0, double x1, double y1, double sign)
{
	if (x0 < x1)
		work->side[s].piece[work->side[s].n++] = (OverlayPiece) {x0, x1, y0, y1, sign};
}

static void
add_level(OverlayWork *work, int s, const Window *w, const Level *level, int sign)
{
	if (!level->open)
		return;
	if (level->from < level->to)
		add_piece(work, s, level->from, w->height, level->to, w->height, -sign);
	else
		add_piece(work, s, level->to, w->height, level->from, w->height, sign);
}

static inline void
go_level(OverlayWork *work, int s, const Window *w, Level *level, Level *head, double from, double to, int sign)
{
	if (level->open && level->to == from)
	{
		level->to = to;
		return;
	}
	/* the first stretch of a ring waits for the last, which may run into it */
	if (level->open)
	{
		if (!head->open)
			*head = *level;
		else
			add_level(work, s, w, level, sign);
	}
	*level = (Level) {from, to, true};
}

static inline double
clamp(double x, double high)
{
	return x < 0 ? 0 : (x > high ? high : x);
}

/* height at x of the line from (x0, y0) to (x1, y1), x0 <= x <= x1; exact at the ends */
static inline double
height_at(double x, double x0, double y0, double x1, double y1)
{
	if (x == x0)
		return y0;
	if (x == x1)
		return y1;
	return y0 + (x - x0) / (x1 - x0) * (y1 - y0);
}

/* one edge, in coordinates of the window */
static void
add_edge(OverlayWork *work, int s, const Window *w, Level *level, Level *head, double ax, double ay, double bx, double by, int sign)
{
	bool		forward = ax < bx;
	double		x0 = forward ? ax : bx;
	double		y0 = forward ? ay : by;
	double		x1 = forward ? bx : ax;
	double		y1 = forward ? by : ay;
	double		left = clamp(x0, w->width);
	double		right = clamp(x1, w->width);
	double		high = w->height;
	double		l;
	double		r;

	if (!(left < right) || (y0 <= 0 && y1 <= 0))
		return;
	l = height_at(left, x0, y0, x1, y1);
	r = height_at(right, x0, y0, x1, y1);
	if (l <= 0 && r <= 0)
		return;

	/* below the window: nothing */
	if (l < 0 || r < 0)
	{
		double		x = clamp(left + (0 - l) / (r - l) * (right - left), w->width);

		x = fmin(fmax(x, left), right);
		if (l < 0)
		{
			left = x;
			l = 0;
		}
		else
		{
			right = x;
			r = 0;
		}
	}

	/* above it: level */
	if (l >= high && r >= high)
	{
		go_level(work, s, w, level, head, forward ? left : right, forward ? right : left, sign);
		return;
	}
	if (l > high || r > high)
	{
		double		x = fmin(fmax(left + (high - l) / (r - l) * (right - left), left), right);

		if (l > high)
		{
			go_level(work, s, w, level, head, forward ? left : x, forward ? x : left, sign);
			left = x;
			l = high;
		}
		else
		{
			go_level(work, s, w, level, head, forward ? x : right, forward ? right : x, sign);
			right = x;
			r = high;
		}
	}
	add_piece(work, s, left, l, right, r, forward ? -sign : sign);
}

/* false: the polygon has nothing in the window; *whole: it has all of it */
static bool
collect(OverlayWork *work, int s, const OverlayLayer *layer, int32_t unit, const Window *w, bool *whole)
{
	const double *xy = layer->polygons.xy;
	Level		level = {0, 0, false};
	Level		head = {0, 0, false};

	work->side[s].n = 0;
	for (size_t b = layer->start[unit]; b < layer->start[unit + 1]; b++)
	{
		const OverlayBlock *block = &layer->block[b];
		const double *p = xy + 2 * block->first;
		bool		last = b + 1 == layer->start[unit + 1] || block[1].first != block->first + block->edges;

		reserve(work, s, 2 * BLOCK_EDGES + 4);	/* an edge leaves one piece and ends one stretch */
		if (block->box.ymax - w->y <= 0 || block->box.xmax - w->x <= 0 || block->box.xmin - w->x >= w->width)
			;					/* below, left, right of it */
		else if (block->box.ymin - w->y >= w->height)
		{
			double		from = clamp(p[0] - w->x, w->width);
			double		to = clamp(p[2 * block->edges] - w->x, w->width);

			go_level(work, s, w, &level, &head, from, to, block->sign);
		}
		else
		{
			for (int32_t e = 0; e < block->edges; e++, p += 2)
				add_edge(work, s, w, &level, &head, p[0] - w->x, p[1] - w->y, p[2] - w->x, p[3] - w->y, block->sign);
			step(work, block->edges);
		}
		if (last)
		{
			if (head.open && level.open && level.to == head.from)
			{
				level.to = head.to;
				head.open = false;
			}
			add_level(work, s, w, &head, block->sign);
			add_level(work, s, w, &level, block->sign);
			head.open = level.open = false;
		}
	}
	step(work, (int64_t) (layer->start[unit + 1] - layer->start[unit]));
	*whole = work->side[s].n == 1 && work->side[s].piece[0].sign > 0 &&
		work->side[s].piece[0].x0 <= 0 && work->side[s].piece[0].x1 >= w->width &&
		work->side[s].piece[0].y0 >= w->height && work->side[s].piece[0].y1 >= w->height;
	return work->side[s].n > 0;
}

/* by x0, equal ones in the order of the rings */
static const OverlayPiece *
sort_pieces(OverlayWork *work, int s)
{
	OverlayPiece *piece = work->side[s].piece;
	OverlayPiece *sorted = work->side[s].sorted;
	Indexed    *order = work->side[s].order;
	int32_t		n = work->side[s].n;

	if (n <= 24)
	{
		for (int32_t i = 1; i < n; i++)
		{
			OverlayPiece one = piece[i];
			int32_t		j = i;

			for (; j > 0 && piece[j - 1].x0 > one.x0; j--)
				piece[j] = piece[j - 1];
			piece[j] = one;
		}
		return piece;
	}
	for (int32_t i = 0; i < n; i++)
		order[i] = (Indexed) {piece[i].x0 + 0.0, i};
	sort_indexed(order, n, work->host->check);
	for (int32_t i = 0; i < n; i++)
		sorted[i] = piece[order[i].index];
	return sorted;
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
	return height_at(x, p->x0, p->y0, p->x1, p->y1);
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
		piece[s] = sort_pieces(work, s);
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
				step(work, work->side[third].active_n);
			}
		}
		step(work, work->side[second].active_n + 1);
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
	Window		w;
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
	w = (Window) {box.xmin, box.ymin, box.xmax - box.xmin, box.ymax - box.ymin};
	if (!(w.width > 0 && w.height > 0))
		return 0;

	/* those that contain the window do not matter */
	for (int s = 0; s < k; s++)
	{
		bool		whole;

		if (!collect(work, partial, layer[s], unit[s], &w, &whole))
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
	Window		w = {box->xmin, box->ymin, box->xmax - box->xmin, box->ymax - box->ymin};
	Total		total = {0, 0, 0};
	const OverlayPiece *piece;
	bool		whole;

	if (!collect(work, 0, layer, unit, &w, &whole))
		return 0;
	piece = sort_pieces(work, 0);
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
		step(work, work->side[0].active_n + 1);
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
