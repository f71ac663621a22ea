/*
 * Who touches whom: small random areas against the definition, pair by pair in whole numbers; tolerances against distances and sampled
 * lengths.
 */
#include "areas.h"

/* -------- the definition, in whole numbers -------- */

static int64_t
turn(const double *a, const double *b, const double *c)
{
	return (int64_t) (b[0] - a[0]) * (int64_t) (c[1] - a[1]) - (int64_t) (b[1] - a[1]) * (int64_t) (c[0] - a[0]);
}

static int
sign_of(int64_t x)
{
	return (x > 0) - (x < 0);
}

static bool
lies_on(const double *p, const double *a, const double *b)
{
	return turn(a, b, p) == 0 && fmin(a[0], b[0]) <= p[0] && p[0] <= fmax(a[0], b[0]) && fmin(a[1], b[1]) <= p[1] && p[1] <= fmax(a[1], b[1]);
}

static bool
definition_touch(const double *s, const double *t)
{
	return lies_on(s, t, t + 2) || lies_on(s + 2, t, t + 2) || lies_on(t, s, s + 2) || lies_on(t + 2, s, s + 2) ||
		(sign_of(turn(s, s + 2, t)) * sign_of(turn(s, s + 2, t + 2)) < 0 && sign_of(turn(t, t + 2, s)) * sign_of(turn(t, t + 2, s + 2)) < 0);
}

/* of segments of one line, projected on it */
static double
definition_overlap(const double *s, const double *t)
{
	double		dx = s[2] - s[0];
	double		dy = s[3] - s[1];
	double		length = hypot(dx, dy);
	double		a;
	double		b;

	if (turn(s, s + 2, t) != 0 || turn(s, s + 2, t + 2) != 0)
		return 0;
	a = (t[0] - s[0]) * dx + (t[1] - s[1]) * dy;
	b = (t[2] - s[0]) * dx + (t[3] - s[1]) * dy;
	return fmax(0, fmin(fmax(a, b), dx * dx + dy * dy) - fmax(fmin(a, b), 0)) / length;
}

static bool
definition_inside(int j, const double *p)
{
	bool		inside = false;

	for (size_t r = unit_start[j]; r < unit_start[j + 1]; r++)
	{
		for (size_t k = 0; k + 1 < ring_of[r].points; k++)
		{
			const double *s = point_xy + 2 * (ring_of[r].first + k);

			if ((s[1] > p[1]) != (s[3] > p[1]) && p[0] < s[0] + (s[2] - s[0]) * (p[1] - s[1]) / (s[3] - s[1]))
				inside = !inside;
		}
	}
	return inside;
}

/* every segment of i with every segment of j */
static void
definition(int i, int j, bool *touch, double *common, double *distance)
{
	*touch = false;
	*common = 0;
	*distance = INFINITY;
	for (size_t r = unit_start[i]; r < unit_start[i + 1]; r++)
	{
		for (size_t q = unit_start[j]; q < unit_start[j + 1]; q++)
		{
			for (size_t k = 0; k + 1 < ring_of[r].points; k++)
			{
				for (size_t l = 0; l + 1 < ring_of[q].points; l++)
				{
					const double *s = point_xy + 2 * (ring_of[r].first + k);
					const double *t = point_xy + 2 * (ring_of[q].first + l);
					const double *ends[4][3] = {{s, t, t + 2}, {s + 2, t, t + 2}, {t, s, s + 2}, {t + 2, s, s + 2}};

					*touch = *touch || definition_touch(s, t);
					*common += definition_overlap(s, t);
					for (int e = 0; e < 4; e++)
					{
						double		dx = ends[e][2][0] - ends[e][1][0];
						double		dy = ends[e][2][1] - ends[e][1][1];
						double		at = ((ends[e][0][0] - ends[e][1][0]) * dx + (ends[e][0][1] - ends[e][1][1]) * dy) / (dx * dx + dy * dy);

						at = fmin(fmax(at, 0), 1);
						*distance = fmin(*distance, hypot(ends[e][0][0] - ends[e][1][0] - at * dx, ends[e][0][1] - ends[e][1][1] - at * dy));
					}
				}
			}
		}
	}
	for (size_t r = unit_start[i]; r < unit_start[i + 1] && !*touch; r++)
		*touch = definition_inside(j, point_xy + 2 * ring_of[r].first);
	for (size_t r = unit_start[j]; r < unit_start[j + 1] && !*touch; r++)
		*touch = definition_inside(i, point_xy + 2 * ring_of[r].first);
	if (*touch)
		*distance = 0;
}

/* -------- random areas of small whole numbers, so that everything that can happen happens often -------- */

static void
add_triangle(int x0, int y0, int size)
{
	double		xy[6];

	do
	{
		for (int c = 0; c < 3; c++)
		{
			xy[2 * c] = x0 + random_below(size + 1);
			xy[2 * c + 1] = y0 + random_below(size + 1);
		}
	} while (turn(xy, xy + 2, xy + 4) == 0);
	add_ring(xy, 3, false);
}

static void
random_unit_of_map(int extent)
{
	int			x = random_below(extent) - extent / 2;
	int			y = random_below(extent) - extent / 2;

	begin_unit();
	switch (random_below(5))
	{
		case 0:					/* a box, one with vertices on its sides */
			add_ring((double[]) {x, y, x + 2, y, x + 4, y, x + 4, y + 3, x, y + 3, x, y + 1}, 6, false);
			break;
		case 1:					/* a box with a hole */
			add_ring((double[]) {x, y, x, y + 6, x + 6, y + 6, x + 6, y}, 4, false);
			add_ring((double[]) {x + 1, y + 1, x + 4, y + 1, x + 4, y + 5, x + 1, y + 5}, 4, true);
			break;
		case 2:					/* two parts */
			add_triangle(x, y, 3);
			add_triangle(x + 4, y, 3);
			break;
		default:
			add_triangle(x, y, 2 + random_below(6));
	}
}

/* what the borders of i have in common with those of j, by looking at many points: feet of perpendiculars */
static double
sampled_cover(int i, int j, double tolerance)
{
	const int	samples = 2000;
	double		covered = 0;

	for (size_t r = unit_start[i]; r < unit_start[i + 1]; r++)
	{
		for (size_t k = 0; k + 1 < ring_of[r].points; k++)
		{
			const double *s = point_xy + 2 * (ring_of[r].first + k);
			double		length = hypot(s[2] - s[0], s[3] - s[1]);
			double		ex = (s[2] - s[0]) / length;
			double		ey = (s[3] - s[1]) / length;

			for (int m = 0; m < samples; m++)
			{
				double		px = s[0] + (s[2] - s[0]) * (m + 0.5) / samples;
				double		py = s[1] + (s[3] - s[1]) * (m + 0.5) / samples;
				bool		found = false;

				for (size_t q = unit_start[j]; q < unit_start[j + 1] && !found; q++)
				{
					for (size_t l = 0; l + 1 < ring_of[q].points && !found; l++)
					{
						const double *t = point_xy + 2 * (ring_of[q].first + l);
						double		a = (t[0] - px) * ex + (t[1] - py) * ey;
						double		b = (t[2] - px) * ex + (t[3] - py) * ey;
						double		u = (t[1] - py) * ex - (t[0] - px) * ey;
						double		v = (t[3] - py) * ex - (t[2] - px) * ey;

						/* where t crosses the perpendicular through p */
						if (a == b)
							continue;
						if ((a <= 0) != (b <= 0))
							found = fabs(u + (v - u) * (-a / (b - a))) <= tolerance;
					}
				}
				covered += found ? length / samples : 0;
			}
		}
	}
	return covered;
}

int
main(void)
{
	TEST("random areas against the definition")
	{
		int			touching = 0;
		int			sharing = 0;

		for (int round = 0; round < 3000; round++)
		{
			double		tolerance = 0.25 + random_below(12) / 4.0 + 0.001;
			Neighbours	q;
			Neighbours	r;
			Neighbours	l;
			Neighbours	near;

			begin_map();
			for (int u = 2 + random_below(12); u > 0; u--)
				random_unit_of_map(8 + round % 17);
			q = queen(0);
			r = rook(0);
			l = lengths(0);
			near = queen(tolerance);
			CHECK(is_sound(&q) && is_sound(&r) && is_sound(&l) && is_sound(&near));
			for (int i = 0; i < map.n; i++)
			{
				for (int j = i + 1; j < map.n; j++)
				{
					bool		touch;
					double		common;
					double		distance;

					definition(i, j, &touch, &common, &distance);
					CHECK((weight_of(&q, i, j) == 1) == touch);
					CHECK((weight_of(&r, i, j) == 1) == (common > 0));
					CHECK(common > 0 ? close_to(weight_of(&l, i, j), common, 1e-12) : weight_of(&l, i, j) == 0);
					CHECK((weight_of(&near, i, j) == 1) == (distance <= tolerance));
					touching += touch;
					sharing += common > 0;
				}
			}
			forget_memory();
		}
		CHECK(touching > 15000 && sharing > 5000);
		printf("# %d touching, %d with a common border\n", touching, sharing);
	}

	TEST("lengths with a tolerance against sampled ones")
	{
		int			compared = 0;

		for (int round = 0; round < 40; round++)
		{
			double		tolerance = 0.1 + 0.3 * random_unit();
			Neighbours	l;
			Neighbours	r;

			begin_map();
			for (int u = 0; u < 5; u++)
				random_unit_of_map(8);
			for (size_t p = 0; p < points; p++)
			{
				point_xy[2 * p] += 0.2 * (random_unit() - 0.5);
				point_xy[2 * p + 1] += 0.2 * (random_unit() - 0.5);
			}
			for (size_t g = 0; g < rings; g++)
				memcpy(point_xy + 2 * (ring_of[g].first + ring_of[g].points - 1), point_xy + 2 * ring_of[g].first, 2 * sizeof(double));
			l = lengths(tolerance);
			r = rook(tolerance);
			CHECK(is_sound(&l) && is_sound(&r));
			for (int i = 0; i < map.n; i++)
			{
				for (int j = i + 1; j < map.n; j++)
				{
					double		sampled = (sampled_cover(i, j, tolerance) + sampled_cover(j, i, tolerance)) / 2;
					double		doubt = 0.03;

					if (fabs(sampled - CONTIGUITY_CORNER * tolerance) < doubt)
						continue;
					if (sampled > CONTIGUITY_CORNER * tolerance)
						CHECK(fabs(weight_of(&l, i, j) - sampled) < doubt && weight_of(&r, i, j) == 1);
					else
						CHECK(weight_of(&l, i, j) == 0 && weight_of(&r, i, j) == 0);
					compared += sampled > CONTIGUITY_CORNER * tolerance;
				}
			}
			forget_memory();
		}
		CHECK(compared > 30);
		printf("# %d lengths compared\n", compared);
	}

	TEST("where a ring begins, its direction and where it is stored do not matter")
	{
		for (int round = 0; round < 300; round++)
		{
			double		tolerance = random_below(3) * 0.31371;	/* not a number that lengths are a multiple of */
			Neighbours	before[3];
			Neighbours	after[3];
			static double turned[2 * POINTS_MAX];
			size_t		at = 0;

			begin_map();
			for (int u = 0; u < 12; u++)
				random_unit_of_map(12);
			before[0] = queen(tolerance);
			before[1] = rook(tolerance);
			before[2] = lengths(tolerance);
			/* backwards, from another point on, units stored in reverse */
			for (size_t g = rings; g-- > 0;)
			{
				size_t		n = ring_of[g].points - 1;
				size_t		begin = (size_t) random_below((int) n);

				for (size_t p = 0; p <= n; p++)
					memcpy(turned + 2 * (at + p), point_xy + 2 * (ring_of[g].first + (2 * n - p + begin) % n), 2 * sizeof(double));
				ring_of[g].first = at;
				at += n + 1;
			}
			memcpy(point_xy, turned, 2 * at * sizeof(double));
			after[0] = queen(tolerance);
			after[1] = rook(tolerance);
			after[2] = lengths(tolerance);
			CHECK(same_neighbours(&before[0], &after[0]) && same_neighbours(&before[1], &after[1]));
			CHECK(before[2].start[12] == after[2].start[12]);
			for (int64_t l = 0; l < after[2].start[12] && l < before[2].start[12]; l++)
				CHECK(before[2].neighbour[l] == after[2].neighbour[l] && close_to(before[2].weight[l], after[2].weight[l], 1e-12));
			forget_memory();
		}
	}
	return tap_done();
}
