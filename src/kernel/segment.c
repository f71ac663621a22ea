/*
 * segment.c
 *		Two segments in the plane.  See segment.h.
 */
#include "segment.h"

/* the textbook test: each has its ends on both sides of the other; all four on one line touch because their boxes do */
bool
segments_touch(const Segment *s, const Segment *t)
{
	int			c = orientation(s->ax, s->ay, s->bx, s->by, t->ax, t->ay);
	int			d = orientation(s->ax, s->ay, s->bx, s->by, t->bx, t->by);

	if (c * d > 0)
		return false;
	return orientation(t->ax, t->ay, t->bx, t->by, s->ax, s->ay) * orientation(t->ax, t->ay, t->bx, t->by, s->bx, s->by) <= 0;
}

double
segments_overlap(const Segment *s, const Segment *t)
{
	bool		upright = s->ax == s->bx;
	Segment		forward = (upright ? s->ay < s->by : s->ax < s->bx) ? *s : (Segment) {s->bx, s->by, s->ax, s->ay};
	Segment		other = (upright ? t->ay < t->by : t->ax < t->bx) ? *t : (Segment) {t->bx, t->by, t->ax, t->ay};
	Segment		common;

	/* along the axis first: comparisons alone put most pairs aside */
	if (upright)
	{
		if (forward.by <= other.ay || other.by <= forward.ay || t->ax != s->ax || t->bx != s->ax)
			return 0;
	}
	else if (forward.bx <= other.ax || other.bx <= forward.ax)
		return 0;
	if (orientation(s->ax, s->ay, s->bx, s->by, t->ax, t->ay) != 0 || orientation(s->ax, s->ay, s->bx, s->by, t->bx, t->by) != 0)
		return 0;

	/* all four ends are on one line: what is common lies between the later beginning and the earlier end */
	common = forward;
	if (upright ? other.ay > forward.ay : other.ax > forward.ax)
	{
		common.ax = other.ax;
		common.ay = other.ay;
	}
	if (upright ? other.by < forward.by : other.bx < forward.bx)
	{
		common.bx = other.bx;
		common.by = other.by;
	}
	return segment_length(&common);
}

static bool
point_is_near(double px, double py, const Segment *s, double distance)
{
	double		x = px - s->ax;
	double		y = py - s->ay;
	double		dx = s->bx - s->ax;
	double		dy = s->by - s->ay;
	double		along = x * dx + y * dy;
	double		square = dx * dx + dy * dy;
	double		across;

	if (along > 0 && along < square)
	{
		across = x * dy - y * dx;
		return across * across <= distance * distance * square;
	}
	if (along >= square)
	{
		x = px - s->bx;
		y = py - s->by;
	}
	return x * x + y * y <= distance * distance;
}

/* segments that do not cross are nearest at an end of one of them */
bool
segments_are_near(const Segment *s, const Segment *t, double distance)
{
	return point_is_near(s->ax, s->ay, t, distance) || point_is_near(s->bx, s->by, t, distance) ||
		point_is_near(t->ax, t->ay, s, distance) || point_is_near(t->bx, t->by, s, distance);
}

bool
segment_covered(const Segment *s, const Segment *t, double distance, double *from, double *to)
{
	double		length = segment_length(s);
	double		ex = (s->bx - s->ax) / length;
	double		ey = (s->by - s->ay) / length;
	double		along0 = (t->ax - s->ax) * ex + (t->ay - s->ay) * ey;
	double		along1 = (t->bx - s->ax) * ex + (t->by - s->ay) * ey;
	double		across0 = (t->ay - s->ay) * ex - (t->ax - s->ax) * ey;
	double		across1 = (t->by - s->ay) * ex - (t->bx - s->ax) * ey;
	double		r0 = 0;
	double		r1 = 1;
	double		a;
	double		b;

	/* the part of t within the distance of the line through s */
	if (across0 > across1)
	{
		across0 = -across0;
		across1 = -across1;
	}
	if (across1 < -distance || across0 > distance)
		return false;
	if (across0 < -distance)
		r0 = (-distance - across0) / (across1 - across0);
	if (across1 > distance)
		r1 = (distance - across0) / (across1 - across0);

	/* its shadow on s */
	a = r0 > 0 ? along0 + r0 * (along1 - along0) : along0;
	b = r1 < 1 ? along0 + r1 * (along1 - along0) : along1;
	*from = fmax(fmin(a, b), 0);
	*to = fmin(fmax(a, b), length);
	return *from < *to;
}
