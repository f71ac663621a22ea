/*
 * overlay_pieces.c
 *		The edges of a polygon within a window.  See overlay_pieces.h.
 */
#include "overlay_pieces.h"

#include <math.h>

#include "sort.h"

/* a stretch above the window, in the direction of the ring; one that goes back takes away what went forth */
typedef struct Level
{
	double		from;
	double		to;
	bool		open;
} Level;

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
add_level(OverlayWork *work, int s, const OverlayWindow *w, const Level *level, int sign)
{
	if (!level->open)
		return;
	if (level->from < level->to)
		add_piece(work, s, level->from, w->height, level->to, w->height, -sign);
	else
		add_piece(work, s, level->to, w->height, level->from, w->height, sign);
}

static inline void
go_level(OverlayWork *work, int s, const OverlayWindow *w, Level *level, Level *head, double from, double to, int sign)
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

/* one edge, in coordinates of the window */
static void
add_edge(OverlayWork *work, int s, const OverlayWindow *w, Level *level, Level *head, double ax, double ay, double bx, double by, int sign)
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
	l = overlay_height(left, x0, y0, x1, y1);
	r = overlay_height(right, x0, y0, x1, y1);
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

bool
overlay_collect(OverlayWork *work, int s, const OverlayLayer *layer, int32_t unit, const OverlayWindow *w, bool *whole)
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

		reserve(work, s, 2 * OVERLAY_BLOCK_EDGES + 4);	/* an edge leaves one piece and ends one stretch */
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
			overlay_step(work, block->edges);
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
	overlay_step(work, (int64_t) (layer->start[unit + 1] - layer->start[unit]));
	*whole = work->side[s].n == 1 && work->side[s].piece[0].sign > 0 &&
		work->side[s].piece[0].x0 <= 0 && work->side[s].piece[0].x1 >= w->width &&
		work->side[s].piece[0].y0 >= w->height && work->side[s].piece[0].y1 >= w->height;
	return work->side[s].n > 0;
}

const OverlayPiece *
overlay_sort(OverlayWork *work, int s)
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
