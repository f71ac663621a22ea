/*
 * overlay_pieces.h
 *		For overlay.c: the edges of a polygon within a window, cut at its sides; what lies above it becomes level, what lies below is dropped.
 */
#ifndef KERNEL_OVERLAY_PIECES_H
#define KERNEL_OVERLAY_PIECES_H

#include "overlay.h"

#define OVERLAY_BLOCK_EDGES		16
#define OVERLAY_STEPS_A_CHECK	65536

typedef struct OverlayWindow
{
	double		x;				/* its lower left corner */
	double		y;
	double		width;
	double		height;
} OverlayWindow;

static inline void
overlay_step(OverlayWork *work, int64_t steps)
{
	work->steps += steps;
	if (work->steps >= OVERLAY_STEPS_A_CHECK)
	{
		work->steps = 0;
		work->host->check();
	}
}

/* height at x of the line from (x0, y0) to (x1, y1), x0 <= x <= x1; exact at the ends */
static inline double
overlay_height(double x, double x0, double y0, double x1, double y1)
{
	if (x == x0)
		return y0;
	if (x == x1)
		return y1;
	return y0 + (x - x0) / (x1 - x0) * (y1 - y0);
}

/* pieces of a unit in slot s; false: it has nothing in the window; *whole: it has all of it */
extern bool overlay_collect(OverlayWork *work, int s, const OverlayLayer *layer, int32_t unit, const OverlayWindow *w, bool *whole);

/* the pieces of slot s by x0, equal ones in the order of the rings */
extern const OverlayPiece *overlay_sort(OverlayWork *work, int s);

#endif							/* KERNEL_OVERLAY_PIECES_H */
