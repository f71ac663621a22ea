/*
 * segment.h
 *		Two segments in the plane: do they touch, do they run along each other, how near are they?
 *
 * Touching and overlapping are decided exactly (orientation.h).  What has to do with a distance is computed in doubles, relative to an
 * end of a segment, so that the many digits of a national grid cost nothing.
 */
#ifndef KERNEL_SEGMENT_H
#define KERNEL_SEGMENT_H

#include <math.h>

#include "orientation.h"
#include "polygons.h"

/* from (ax, ay) to (bx, by) */
typedef struct Segment
{
	double		ax;
	double		ay;
	double		bx;
	double		by;
} Segment;

static inline Segment
segment_at(const double *xy)
{
	return (Segment) {xy[0], xy[1], xy[2], xy[3]};
}

static inline Box
segment_box(const Segment *s)
{
	return (Box) {s->ax < s->bx ? s->ax : s->bx, s->ay < s->by ? s->ay : s->by, s->ax < s->bx ? s->bx : s->ax, s->ay < s->by ? s->by : s->ay};
}

static inline double
segment_length(const Segment *s)
{
	double		dx = s->bx - s->ax;
	double		dy = s->by - s->ay;

	return sqrt(dx * dx + dy * dy);
}

/* for segments whose boxes meet, of positive length: do they have a point in common?  Exact. */
extern bool segments_touch(const Segment *s, const Segment *t);

/* for segments of positive length: the length of what they have in common, 0 if it is a point or nothing.  Whether it is 0 is exact. */
extern double segments_overlap(const Segment *s, const Segment *t);

/* is a point of one within this distance of a point of the other, for segments that do not cross? */
extern bool segments_are_near(const Segment *s, const Segment *t, double distance);

/*
 * The stretch of s over which t runs within the distance: feet on s of the perpendiculars from points of t that are not longer than the
 * distance.  It begins and ends so far from the beginning of s; false: there is no such stretch, or it is a point.
 */
extern bool segment_covered(const Segment *s, const Segment *t, double distance, double *from, double *to);

#endif							/* KERNEL_SEGMENT_H */
