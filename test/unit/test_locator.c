/*
 * test_locator.c
 *		Locator: against the definition (every edge of every area asked), on coverages and on heaps of overlapping areas, at borders, corners and
 *		extreme coordinates; overlaps against the separating axis theorem; hostile bytes.
 */
#include "locator.h"

#include <float.h>

#include "memory.h"
#include "orientation.h"
#include "random.h"
#include "tap.h"

/* -------- areas under construction -------- */

#define MOST_UNITS	3000
#define MOST_POINTS	200000

static struct
{
	int32_t		n;
	int64_t		id[MOST_UNITS];
	size_t		start[MOST_UNITS + 1];
	Ring		ring[MOST_UNITS * 4];
	size_t		rings;
	double		xy[2 * MOST_POINTS];
	size_t		points;
} world;

static void
begin_world(void)
{
	world.n = 0;
	world.rings = world.points = 0;
	world.start[0] = 0;
}

static void
begin_ring(void)
{
	world.ring[world.rings] = (Ring) {world.points, 0, false};
}

static void
add_point(double x, double y)
{
	world.xy[2 * world.points] = x;
	world.xy[2 * world.points + 1] = y;
	world.points++;
}

/* closes the ring */
static void
end_ring(void)
{
	Ring	   *ring = &world.ring[world.rings];

	add_point(world.xy[2 * ring->first], world.xy[2 * ring->first + 1]);
	ring->points = world.points - ring->first;
	world.rings++;
}

static void
end_unit(int64_t id)
{
	world.id[world.n++] = id;
	world.start[world.n] = world.rings;
}

static Polygons
world_polygons(void)
{
	return (Polygons) {world.n, world.id, world.start, world.ring, world.xy};
}

static Locator *
build(size_t *size)
{
	Polygons	p = world_polygons();

	return locator_build(&p, 25832, (size_t) 1 << 30, &test_host, size);
}

/* -------- the definition -------- */

/* an odd number of edges, at the point's height and left of it (or through it) */
static bool
is_inside(int32_t unit, double x, double y)
{
	bool		inside = false;

	for (size_t r = world.start[unit]; r < world.start[unit + 1]; r++)
	{
		const double *xy = world.xy + 2 * world.ring[r].first;

		for (size_t p = 0; p + 1 < world.ring[r].points; p++)
		{
			const double *l = xy + 2 * p;
			const double *u = l + 2;

			if (l[1] > u[1])
			{
				u = l;
				l = u + 2;
			}
			if (l[1] <= y && y < u[1] && orientation(l[0], l[1], u[0], u[1], x, y) <= 0)
				inside = !inside;
		}
	}
	return inside;
}

static int
count_inside(double x, double y, int32_t *first)
{
	int			n = 0;

	*first = -1;
	for (int32_t i = 0; i < world.n; i++)
	{
		if (is_inside(i, x, y))
		{
			n++;
			if (*first < 0)
				*first = i;
		}
	}
	return n;
}

/* corners, middles of edges, their nearest neighbours among the doubles, and points anywhere; how many differ from the definition */
static long wrong;
static long asked;
static int	most_inside;

static void
ask(const Locator *l, double x, double y)
{
	int32_t		first;
	int			n;

	if (!isfinite(x) || !isfinite(y))
		return;
	n = count_inside(x, y, &first);
	most_inside = n > most_inside ? n : most_inside;
	asked++;
	wrong += locator_find(l, x, y) != first;
}

static void
ask_all(const Locator *l, int corners, int anywhere)
{
	wrong = asked = most_inside = 0;
	for (int k = 0; k < corners; k++)
	{
		size_t		p = (size_t) (random_bits() % world.points);
		double		x = world.xy[2 * p];
		double		y = world.xy[2 * p + 1];
		size_t		q = p + 1 < world.points ? p + 1 : p - 1;
		double		mx = x / 2 + world.xy[2 * q] / 2;
		double		my = y / 2 + world.xy[2 * q + 1] / 2;

		ask(l, x, y);
		ask(l, nextafter(x, INFINITY), y);
		ask(l, nextafter(x, -INFINITY), y);
		ask(l, x, nextafter(y, INFINITY));
		ask(l, x, nextafter(y, -INFINITY));
		ask(l, mx, my);
		ask(l, nextafter(mx, INFINITY), my);
		ask(l, mx, nextafter(my, -INFINITY));
		ask(l, x, my);
		ask(l, mx, y);
	}
	for (int k = 0; k < anywhere; k++)
	{
		double		u = random_unit() * 1.02 - 0.01;
		double		v = random_unit() * 1.02 - 0.01;

		ask(l, l->xmin * (1 - u) + l->xmax * u, l->ymin * (1 - v) + l->ymax * v);
	}
}

/* -------- worlds -------- */

/* m x m areas whose common corners and borders are moved about; borders have "detail" points; whole: on whole numbers */
static void
coverage(int m, int detail, double scale, double x0, double y0, double wild, bool whole, uint64_t seed)
{
	int			step = detail + 1;
	int			side = m * step + 1;
	double	   *px = malloc(sizeof(double) * side * side);
	double	   *py = malloc(sizeof(double) * side * side);

	for (int j = 0; j < side; j++)
	{
		for (int i = 0; i < side; i++)
		{
			double		dx = random_unit_at(seed, 1, (uint64_t) j * side + i) - 0.5;
			double		dy = random_unit_at(seed, 2, (uint64_t) j * side + i) - 0.5;

			px[j * side + i] = x0 + scale * (i + wild * dx);
			py[j * side + i] = y0 + scale * (j + wild * dy);
			if (whole)
			{
				px[j * side + i] = rint(px[j * side + i]);
				py[j * side + i] = rint(py[j * side + i]);
			}
		}
	}
	begin_world();
	for (int j = 0; j < m; j++)
	{
		for (int i = 0; i < m; i++)
		{
			int			at = j * step * side + i * step;
			static const int way[2][4] = {{1, 0, -1, 0}, {0, 1, 0, -1}};

			begin_ring();
			for (int k = 0; k < 4; k++)
			{
				for (int s = 0; s < step; s++)
				{
					add_point(px[at], py[at]);
					at += way[0][k] + way[1][k] * side;
				}
			}
			end_ring();
			end_unit(100 + 3 * (j * m + i));
		}
	}
	free(px);
	free(py);
}

/* triangles and quadrangles anywhere on few whole numbers: all kinds of touching */
static void
heap_of_polygons(int n, int range, double scale, bool holes)
{
	begin_world();
	for (int i = 0; i < n; i++)
	{
		int			rings = 1 + (holes ? random_below(3) : 0);

		for (int r = 0; r < rings; r++)
		{
			int			points = 3 + random_below(holes ? 6 : 2);

			begin_ring();
			for (int k = 0; k < points; k++)
				add_point(scale * random_below(range), scale * random_below(range));
			end_ring();
		}
		end_unit(i);
	}
}

static bool
check_world(int corners, int anywhere, const Locator **keep, size_t *size)
{
	Locator    *l = build(size);
	bool		good = l != NULL && locator_check(l, *size) == LOCATOR_OK;

	if (good)
		ask_all(l, corners, anywhere);
	if (keep)
		*keep = l;
	else
		test_release(l);
	return good;
}

static void
test_coverages(void)
{
	const Locator *l;
	size_t		size;

	TEST("coverages: the area of the definition at corners, on borders and elsewhere; never in two, at detail 0 to 40")
	{
		for (int k = 0; k < 24; k++)
		{
			int			detail = k % 4 == 3 ? 40 : k % 4 * 3;

			coverage(1 + k % 7, detail, 10, 4500000.25, 5300000.125, 0.4, k % 3 == 0, k);
			CHECK(check_world(150, 300, &l, &size));
			CHECK(wrong == 0);
			CHECK(asked > 1500);
			CHECK(most_inside == 1);
			CHECK(l->overlaps == 0 && l->flags == 0);
			CHECK(l->areas == world.n && l->srid == 25832);
			test_release((void *) l);
		}
	}

	TEST("an edge that two areas share is one")
	{
		coverage(4, 0, 10, 0, 0, 0, true, 1);
		l = build(&size);
		CHECK(l->edges == 40);
		test_release((void *) l);
		coverage(5, 3, 10, 0, 0, 0.3, false, 1);
		l = build(&size);
		CHECK(l->edges == 2 * 5 * 6 * 4);
		test_release((void *) l);
	}

	TEST("a square grid: every corner and border point is in one area, that of the north-east")
	{
		coverage(6, 0, 1, 0, 0, 0, true, 1);
		l = build(&size);
		for (int j = 0; j <= 24; j++)
		{
			for (int i = 0; i <= 24; i++)
			{
				int32_t		expected = i < 24 && j < 24 ? j / 4 * 6 + i / 4 : -1;

				CHECK(locator_find(l, i / 4.0, j / 4.0) == expected);
				CHECK(locator_find(l, i / 4.0 == 0 ? -0.0 : i / 4.0, j == 0 ? -0.0 : j / 4.0) == expected);
			}
		}
		test_release((void *) l);
	}

	TEST("degrees, huge, tiny and mixed coordinates")
	{
		static const double scale[] = {0.001, 1e300, 1e-300, 4e-320, 1e150, 1e-160, 1.0 / 1048576};
		static const double origin[] = {11.5, -7e300, 0, 0, 1e151, -3e-160, 5e8};

		for (int k = 0; k < 7; k++)
		{
			for (int d = 0; d < 3; d++)
			{
				coverage(5, d, scale[k], origin[k], -origin[k] / 3, 0.4, false, 10 + k);
				CHECK(check_world(60, 100, &l, &size));
				CHECK(wrong == 0);
				CHECK(asked > 400);
				test_release((void *) l);
			}
		}
		coverage(4, 2, DBL_MAX / 13, -DBL_MAX, -DBL_MAX / 2, 0, false, 3);
		CHECK(check_world(60, 100, NULL, &size));
		CHECK(wrong == 0);
		begin_world();
		for (int i = 0; i < 12; i++)
		{
			begin_ring();
			add_point(-DBL_MAX, -DBL_MAX);
			add_point(DBL_MAX, (i - 6) * (DBL_MAX / 7));
			add_point(DBL_MAX, (i - 5) * (DBL_MAX / 7));
			end_ring();
			end_unit(i);
		}
		CHECK(check_world(60, 100, NULL, &size));
		CHECK(wrong == 0);
	}

	TEST("unequal detail: grids within grids")
	{
		begin_world();
		for (int i = 0; i < 6; i++)
		{
			/* a strip with a very finely drawn border at one place, shared by its neighbour */
			begin_ring();
			add_point(i, 0);
			add_point(i + 1, 0);
			for (int k = 0; k < 3000; k++)
				add_point(i + 1 + 1e-5 * random_unit_at(5, i + 1, k), 0.5 + 1e-6 * k);
			add_point(i + 1, 1);
			add_point(i, 1);
			for (int k = 2999; k >= 0; k--)
				add_point(i + 1e-5 * random_unit_at(5, i, k), 0.5 + 1e-6 * k);
			end_ring();
			end_unit(i);
		}
		CHECK(check_world(300, 100, &l, &size));
		CHECK(wrong == 0);
		CHECK(most_inside == 1);
		CHECK(l->grids > 1);
		CHECK(l->overlaps == 0);
		CHECK(size < 12 * world.points * 16);
		wrong = 0;
		for (int k = 0; k < 300; k++)
			ask(l, 3 + 1.2e-5 * random_unit() - 1e-6, 0.5 + 3e-3 * random_unit());
		CHECK(wrong == 0);
		test_release((void *) l);
	}

	TEST("slivers: long, nearly level triangles that share their edges")
	{
		begin_world();
		for (int i = 0; i < 200; i++)
		{
			begin_ring();
			add_point(0, 0);
			add_point(1e6, i * 1e-9);
			add_point(1e6, (i + 1) * 1e-9);
			end_ring();
			end_unit(i);
		}
		CHECK(check_world(300, 300, &l, &size));
		CHECK(wrong == 0);
		CHECK(most_inside == 1);
		CHECK(l->overlaps == 0);
		wrong = 0;
		for (int k = 0; k < 3000; k++)
		{
			double		x = 1e6 * random_unit();

			ask(l, x, x * 2e-13 * random_unit());
		}
		CHECK(wrong == 0);
		test_release((void *) l);
	}
}

static void
test_heaps(void)
{
	size_t		size;
	int			deepest = 0;

	TEST("overlapping areas with holes and parts, crossing themselves: the smallest id of the definition")
	{
		for (int k = 0; k < 400; k++)
		{
			heap_of_polygons(1 + random_below(k % 10 == 0 ? 200 : 20), 2 + random_below(30), k % 3 == 0 ? 1 : 0.1, true);
			CHECK(check_world(20, 40, NULL, &size));
			CHECK(wrong == 0);
			deepest = most_inside > deepest ? most_inside : deepest;
		}
		CHECK(deepest > 40);
	}

	TEST("a star of 500 triangles about one corner")
	{
		begin_world();
		for (int i = 0; i < 500; i++)
		{
			begin_ring();
			add_point(3, 3);
			add_point(3 + cos(i * M_PI / 250), 3 + sin(i * M_PI / 250));
			add_point(3 + cos((i + 1) % 500 * M_PI / 250), 3 + sin((i + 1) % 500 * M_PI / 250));
			end_ring();
			end_unit(i);
		}
		CHECK(check_world(300, 500, NULL, &size));
		CHECK(wrong == 0);
		CHECK(most_inside == 1);
		wrong = 0;
	}

	TEST("the same area many times; areas without any surface; one area")
	{
		const Locator *l;

		begin_world();
		for (int i = 0; i < 300; i++)
		{
			begin_ring();
			add_point(0, 0);
			add_point(4, 1);
			add_point(2, 5);
			end_ring();
			end_unit(i + 7);
		}
		CHECK(check_world(30, 100, &l, &size));
		CHECK(wrong == 0);
		CHECK(most_inside == 300);
		CHECK(l->edges == 3);
		CHECK(l->overlaps == 300 * 299 / 2);
		CHECK(locator_find(l, 2, 2) == 0);
		test_release((void *) l);

		begin_world();
		begin_ring();
		add_point(1, 1);
		add_point(2, 2);
		add_point(1, 1);
		end_ring();
		end_unit(1);
		CHECK(check_world(10, 10, &l, &size));
		CHECK(wrong == 0 && most_inside == 0 && l->edges == 1);
		test_release((void *) l);

		begin_world();
		begin_ring();
		add_point(1, 1);
		add_point(1, 1);
		add_point(1, 1);
		end_ring();
		end_unit(INT64_MIN);
		CHECK(check_world(10, 10, &l, &size));
		CHECK(wrong == 0 && most_inside == 0 && locator_id(l)[0] == INT64_MIN);
		test_release((void *) l);
	}

	TEST("points that are none, or far away, are in no area")
	{
		const Locator *l;

		coverage(3, 0, 10, 0, 0, 0, true, 1);
		l = build(&size);
		CHECK(locator_find(l, NAN, 5) == -1);
		CHECK(locator_find(l, 5, NAN) == -1);
		CHECK(locator_find(l, INFINITY, 5) == -1);
		CHECK(locator_find(l, 5, -INFINITY) == -1);
		CHECK(locator_find(l, DBL_MAX, 5) == -1);
		CHECK(locator_find(l, 5, 5) == 0);
		test_release((void *) l);
	}
}

/* -------- overlaps -------- */

/* convex polygons have no common interior if and only if a line along an edge of one of them has them on different sides */
static bool
separated_by_edge_of(int32_t a, int32_t b)
{
	const double *p = world.xy + 2 * world.ring[world.start[a]].first;
	const double *q = world.xy + 2 * world.ring[world.start[b]].first;
	size_t		np = world.ring[world.start[a]].points;
	size_t		nq = world.ring[world.start[b]].points;

	for (size_t i = 0; i + 1 < np; i++)
	{
		int			inner = 0;
		bool		apart = true;

		for (size_t k = 0; k < np && inner == 0; k++)
			inner = orientation(p[2 * i], p[2 * i + 1], p[2 * i + 2], p[2 * i + 3], p[2 * k], p[2 * k + 1]);
		for (size_t k = 0; k < nq && apart; k++)
			apart = orientation(p[2 * i], p[2 * i + 1], p[2 * i + 2], p[2 * i + 3], q[2 * k], q[2 * k + 1]) != inner;
		if (apart)
			return true;
	}
	return false;
}

static bool
is_triangle(const double *t)
{
	return orientation(t[0], t[1], t[2], t[3], t[4], t[5]) != 0;
}

static void
triangles(int n, int range)
{
	begin_world();
	for (int i = 0; i < n; i++)
	{
		double		t[6];

		do
		{
			for (int k = 0; k < 6; k++)
				t[k] = random_below(range);
		} while (!is_triangle(t));
		begin_ring();
		for (int k = 0; k < 3; k++)
			add_point(t[2 * k], t[2 * k + 1]);
		end_ring();
		end_unit(i);
	}
}

static void
test_overlaps(void)
{
	size_t		size;

	TEST("pairs of triangles that overlap, all kinds of touching: those of the separating axis theorem")
	{
		long		pairs = 0;
		long		apart = 0;

		for (int k = 0; k < 3000; k++)
		{
			Locator    *l;
			uint32_t	at = 0;

			triangles(2 + random_below(k % 20 == 0 ? 30 : 4), 2 + random_below(9));
			l = build(&size);
			CHECK(locator_check(l, size) == LOCATOR_OK);
			for (int32_t a = 0; a < world.n; a++)
			{
				for (int32_t b = a + 1; b < world.n; b++)
				{
					const LocatorOverlap *o = &locator_overlap(l)[at];
					bool		expected = !separated_by_edge_of(a, b) && !separated_by_edge_of(b, a);
					bool		given = at < l->overlaps && o->area == a && o->other == b;

					CHECK(given == expected);
					if (given)
					{
						at++;
						CHECK(o->x >= l->xmin && o->x <= l->xmax && o->y >= l->ymin && o->y <= l->ymax);
					}
					pairs += expected;
					apart += !expected;
				}
			}
			CHECK(at == l->overlaps);
			test_release(l);
		}
		CHECK(pairs > 10000);
		CHECK(apart > 10000);
	}

	TEST("a hole that is filled by another area is no overlap; one that is filled too far is")
	{
		for (int k = 0; k < 2; k++)
		{
			Locator    *l;

			begin_world();
			begin_ring();
			add_point(0, 0);
			add_point(9, 0);
			add_point(9, 9);
			add_point(0, 9);
			end_ring();
			begin_ring();
			add_point(3, 3);
			add_point(3, 6);
			add_point(6, 6);
			add_point(6, 3);
			end_ring();
			end_unit(1);
			begin_ring();
			add_point(3, 3);
			add_point(6 + 1e-9 * k, 3);
			add_point(6, 6);
			add_point(3, 6);
			end_ring();
			end_unit(2);
			l = build(&size);
			CHECK(l->overlaps == (uint32_t) k);
			CHECK(locator_find(l, 4, 4) == 1);
			CHECK(locator_find(l, 3, 4) == 1);
			CHECK(locator_find(l, 6 + 1e-6, 4) == 0);
			test_release(l);
		}
	}

	TEST("more overlaps than a locator lists: it says so")
	{
		Locator    *l;

		begin_world();
		for (int i = 0; i < 1600; i++)
		{
			begin_ring();
			add_point(-i, 0);
			add_point(i + 1, 0);
			add_point(0, i + 1);
			end_ring();
			end_unit(i);
		}
		l = build(&size);
		CHECK(l->overlaps == LOCATOR_OVERLAPS_MAX && l->flags == LOCATOR_MORE_OVERLAPS);
		CHECK(locator_check(l, size) == LOCATOR_OK);
		test_release(l);
	}
}

static void
test_value(void)
{
	size_t		size;
	size_t		again;

	TEST("built twice: the same bytes; nothing is left behind; a limit is kept; interrupts are asked for")
	{
		Locator    *l;
		Locator    *m;
		Polygons	p;

		coverage(20, 5, 10, 0, 0, 0.4, false, 1);
		test_checks = 0;
		l = build(&size);
		m = build(&again);
		CHECK(size == again && memcmp((char *) l + 4, (char *) m + 4, size - 4) == 0);
		CHECK(test_checks >= 2);
		CHECK(size < 6 * world.points * 16);
		test_release(l);
		test_release(m);
		CHECK(test_blocks.next == &test_blocks);
		p = world_polygons();
		CHECK(locator_build(&p, 0, 20000, &test_host, &again) == NULL);
		CHECK(locator_build(&p, 0, size - 1, &test_host, &again) == NULL);
		CHECK(again == size);
		CHECK(test_blocks.next == &test_blocks);
	}

	TEST("the direction and the first point of a ring do not matter to what is found")
	{
		long		different = 0;
		Locator    *l;
		Locator    *m;

		coverage(5, 3, 10, 0, 0, 0.4, false, 1);
		l = build(&size);
		for (size_t r = 0; r < world.rings; r++)
		{
			double	   *xy = world.xy + 2 * world.ring[r].first;
			size_t		n = world.ring[r].points;

			for (size_t k = 0; k < n / 2; k++)
			{
				double		x = xy[2 * k];
				double		y = xy[2 * k + 1];

				xy[2 * k] = xy[2 * (n - 1 - k)];
				xy[2 * k + 1] = xy[2 * (n - 1 - k) + 1];
				xy[2 * (n - 1 - k)] = x;
				xy[2 * (n - 1 - k) + 1] = y;
			}
		}
		m = build(&again);
		for (int k = 0; k < 20000; k++)
		{
			double		x = 200 * random_unit();
			double		y = 200 * random_unit();

			different += locator_find(l, x, y) != locator_find(m, x, y);
		}
		CHECK(different == 0);
		CHECK(size == again);
		test_release(l);
		test_release(m);
	}
}

/* -------- hostile bytes -------- */

#define FUZZ	2000000

static long passed_check;

/* a copy of exactly this size, so that the sanitiser sees every step beyond; turned bits, numbers put in, cut off, moved */
static void
fuzz_once(const Locator *from, size_t size, bool forge)
{
	size_t		cut = random_below(16) == 0 ? (size_t) random_below((int) size + 1) : size;
	Locator    *l = malloc(cut > 0 ? cut : 1);
	int			changes = 1 + random_below(3);

	memcpy(l, from, cut);
	for (int k = 0; k < changes && cut >= 16; k++)
	{
		static const uint64_t odd[] = {0, 1, 2, 0x7fffffff, 0x80000000, 0xc0000000, 0xffffffff, 0x7ff0000000000000, 0x7ff8000000000000,
		0xffffffffffffffff, 0x8000000000000000, 0x3ff0000000000000};
		size_t		at = 4 + (size_t) random_below((int) (random_below(2) == 0 && cut > 200 ? 196 : cut - 12));
		uint64_t	word;

		switch (random_below(5))
		{
			case 0:
				((uint8_t *) l)[at] ^= (uint8_t) (1 << random_below(8));
				break;
			case 1:
				((uint8_t *) l)[at] = (uint8_t) random_bits();
				break;
			case 2:
				word = odd[random_below(12)];
				memcpy((uint8_t *) l + at / 8 * 8, &word, 8);
				break;
			case 3:
				word = odd[random_below(12)];
				memcpy((uint8_t *) l + at / 4 * 4, &word, 4);
				break;
			default:
				memcpy(&word, (uint8_t *) l + at / 4 * 4, 4);
				word += random_below(2) == 0 ? 1 : -1;
				memcpy((uint8_t *) l + at / 4 * 4, &word, 4);
		}
	}
	/* a forger gets the fingerprint right, and often magic and version */
	if (forge && cut >= sizeof(Locator))
	{
		if (random_below(8) != 0)
		{
			l->magic = LOCATOR_MAGIC;
			l->version = LOCATOR_VERSION;
		}
		l->fingerprint = locator_fingerprint(l, cut);
	}
	if (locator_check(l, cut) == LOCATOR_OK)
	{
		passed_check++;
		for (int k = 0; k < 8; k++)
		{
			double		x = k == 0 ? random_double() : l->xmin / 2 + (l->xmax / 2 - l->xmin / 2) * 2 * random_unit() + l->xmin / 2;
			double		y = k == 1 ? random_double() : l->ymin / 2 + (l->ymax / 2 - l->ymin / 2) * 2 * random_unit() + l->ymin / 2;
			int32_t		area = locator_find(l, x, y);

			CHECK(area >= -1 && area < l->areas);
		}
	}
	free(l);
}

static void
test_hostile(void)
{
	TEST("two million damaged and forged values: refused, or they lead nowhere else")
	{
		for (int w = 0; w < 8; w++)
		{
			Locator    *l;
			size_t		size;

			switch (w)
			{
				case 0:
					coverage(1, 0, 10, 0, 0, 0.4, true, 1);
					break;
				case 1:
					coverage(2, 1, 10, 0, 0, 0.4, true, 1);
					break;
				case 2:
					heap_of_polygons(3, 10, 1, true);
					break;
				case 3:
					triangles(4, 5);
					break;
				case 4:
					heap_of_polygons(40, 4, 1, false);	/* several groups in a cell */
					break;
				case 5:
					coverage(2, 4, 1e300, 0, 0, 0.4, false, 1);
					break;
				default:
					begin_world();		/* a grid within a grid */
					begin_ring();
					add_point(0, 0);
					add_point(100, 0);
					for (int k = 0; k < 30; k++)
						add_point(100 - 1e-3 * (k % 3), 50 + 1e-3 * k);
					add_point(100, 100);
					add_point(0, 100);
					end_ring();
					end_unit(5);
					if (w == 7)
					{
						begin_ring();
						add_point(100, 0);
						add_point(200, 0);
						add_point(150, 100);
						end_ring();
						end_unit(9);
					}
			}
			l = build(&size);
			CHECK(l != NULL && locator_check(l, size) == LOCATOR_OK);
			if (w >= 6)
				CHECK(l->grids > 1);
			if (w == 4)
				CHECK(l->areas > LOCATOR_GROUP);
			for (int k = 0; k < FUZZ / 8; k++)
				fuzz_once(l, size, k % 16 != 0);
			test_release(l);
		}
		CHECK(passed_check > 1000);
	}

	TEST("every single bit that is turned is noticed; the other byte order and other versions are told apart")
	{
		Locator    *l;
		Locator    *copy;
		size_t		size;

		coverage(3, 2, 10, 0, 0, 0.4, true, 1);
		l = build(&size);
		for (size_t at = 4; at < size; at++)
		{
			for (int bit = 0; bit < 8; bit++)
			{
				((uint8_t *) l)[at] ^= (uint8_t) (1 << bit);
				CHECK(locator_check(l, size) != LOCATOR_OK);
				((uint8_t *) l)[at] ^= (uint8_t) (1 << bit);
			}
		}
		CHECK(locator_check(l, size) == LOCATOR_OK);
		copy = malloc(size + 8);
		memcpy(copy, l, size);
		CHECK(locator_check(copy, size + 8) == LOCATOR_DAMAGED);
		CHECK(locator_check(copy, size - 1) == LOCATOR_DAMAGED);
		copy->magic = __builtin_bswap32(copy->magic);
		CHECK(locator_check(copy, size) == LOCATOR_OTHER_ORDER);
		copy->magic = l->magic;
		copy->version = 2;
		CHECK(locator_check(copy, size) == LOCATOR_OTHER_VERSION);
		free(copy);
		test_release(l);
	}
}

int
main(void)
{
	test_coverages();
	test_heaps();
	test_overlaps();
	test_value();
	test_hostile();
	forget_memory();
	return tap_done();
}
