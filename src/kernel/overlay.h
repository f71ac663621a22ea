/*
 * overlay.h
 *		The surface that two or three planning areas have in common, without building its outline.
 *
 * The indicator of a polygon is a signed sum over its edges: 1_A(x, y) = sum_e s_e [y < e(x)], where e runs over the edges whose x-range
 * contains x, e(x) is the edge's height there, and s_e is +1 for edges that close the polygon from above and -1 for those below it.
 * So the common surface is
 *
 *		|A cap B| = int 1_A 1_B = sum_e sum_f s_e s_f int min(e(x), f(x)) dx
 *
 * over the x-range that e and f share (and with three edges for three polygons).  min(e, f) is continuous in the coordinates: nothing
 * has to be decided, so that common borders, vertices on edges, T-junctions, slivers and touching rings are no special cases; what
 * is left is rounding, whose size is known.  Only what lies in the window that the boxes share is looked at; edges below it drop out,
 * stretches above it become one level edge.  A polygon that is nothing but one level edge contains the window, and the result
 * is exactly the surface of the other.
 *
 * The same sum of a polygon with itself is int w^2, with w its winding number; it is int w, the surface, if and only if w is 0 or 1
 * (almost) everywhere.  That is the test for polygons that cross themselves, for holes outside of their shell and for overlapping parts.
 *
 * The decomposition of a surface into signed trapezoids is Meister's and Gauss' (Meister 1769: "shoelace formula"); for the product of two
 * such sums see W. R. Franklin, "Calculating map overlay polygons' areas without explicitly calculating the polygons", Spatial Data
 * Handling 4 (1990), who sums over local vertex neighbourhoods instead and has to decide which they are.
 */
#ifndef KERNEL_OVERLAY_H
#define KERNEL_OVERLAY_H

#include "boxtree.h"
#include "host.h"
#include "polygons.h"

#define OVERLAY_MAX		3

/* sixteen edges of a ring and their box */
typedef struct OverlayBlock
{
	Box			box;
	size_t		first;			/* point where they begin */
	int32_t		edges;
	int32_t		sign;			/* of the ring: 1 if its left side is inside, or -1 */
} OverlayBlock;

typedef struct OverlayLayer
{
	Polygons	polygons;
	Box		   *box;			/* n */
	double	   *area;			/* n */
	size_t	   *start;			/* n + 1: blocks of a unit */
	OverlayBlock *block;
	BoxTree    *tree;			/* over the boxes */
} OverlayLayer;

/* part of an edge within the window: from (x0, y0) to (x1, y1), x0 < x1 */
typedef struct OverlayPiece
{
	double		x0;
	double		x1;
	double		y0;
	double		y1;
	double		sign;
} OverlayPiece;

/* room for the pieces of the polygons at hand; zeroed but for the host at first */
typedef struct OverlayWork
{
	const Host *host;
	int64_t		steps;			/* since the last check */
	struct
	{
		OverlayPiece *piece;
		OverlayPiece *sorted;
		void	   *order;
		int32_t    *active;
		int32_t		n;
		int32_t		allocated;
		int32_t		active_n;
	}			side[OVERLAY_MAX];
} OverlayWork;

/* polygons must live as long as the layer */
extern OverlayLayer *overlay_layer(const Polygons *polygons, const Host *host);

/* what can be wrong with a unit */
typedef enum OverlayFault
{
	OVERLAY_FINE,
	OVERLAY_NO_SURFACE,
	OVERLAY_TOO_LARGE,			/* its surface is no finite number */
	OVERLAY_CROSSING			/* its surface is not well defined (see above; up to the relative size 1e-9) */
} OverlayFault;

/* the first unit with a fault, or -1 */
extern int32_t overlay_first_invalid(OverlayWork *work, const OverlayLayer *layer, OverlayFault *fault);

/*
 * The common surface of k units (k = 2 or 3), unit[i] of layer[i].  What rounding may have made is 0; what is the whole of a unit but for
 * rounding is exactly its surface.
 */
extern double overlay_area(OverlayWork *work, const OverlayLayer *const *layer, const int32_t *unit, int k);

/* the units of the layer whose boxes meet this one, ascending, in layer->tree->found; returns how many */
extern int32_t overlay_candidates(const OverlayLayer *layer, const Box *box);

#endif							/* KERNEL_OVERLAY_H */
