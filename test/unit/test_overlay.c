/*
 * test_overlay.c
 *		Common surfaces: analytic cases, clipping of convex polygons, partitions, degenerate positions, validity.
 */
#include "overlay.h"

#include "layers.h"

static double
common(const OverlayLayer *a, int32_t i, const OverlayLayer *b, int32_t j)
{
	double		ab = overlay_area(&work, (const OverlayLayer *const[]) {a, b}, (const int32_t[]) {i, j}, 2);
	double		ba = overlay_area(&work, (const OverlayLayer *const[]) {b, a}, (const int32_t[]) {j, i}, 2);

	CHECK(fabs(ab - ba) <= 1e-13 * fmin(a->area[i], b->area[j]));
	return ab;
}

static double
common3(const OverlayLayer *a, int32_t i, const OverlayLayer *b, int32_t j, const OverlayLayer *c, int32_t k)
{
	return overlay_area(&work, (const OverlayLayer *const[]) {a, b, c}, (const int32_t[]) {i, j, k}, 3);
}

/* points on a circle at random angles: a convex polygon, counter-clockwise */
static int
convex(double *xy, double cx, double cy, double radius, int n)
{
	double		angle[64];

	for (int i = 0; i < n; i++)
	{
		double		a = random_unit() * 2 * M_PI;
		int			j = i;

		for (; j > 0 && angle[j - 1] > a; j--)
			angle[j] = angle[j - 1];
		angle[j] = a;
	}
	for (int i = 0; i < n; i++)
	{
		xy[2 * i] = cx + radius * cos(angle[i]);
		xy[2 * i + 1] = cy + radius * sin(angle[i]);
	}
	return n;
}

/* a star: a radius at every angle */
static void
star(Shapes *s, double cx, double cy, double radius, int n, bool with_hole)
{
	double	   *xy = malloc(n * 2 * sizeof(double));
	bool		turned = random_below(2);

	shapes_unit(s);
	for (int ring = 0; ring <= with_hole; ring++)
	{
		for (int i = 0; i < n; i++)
		{
			double		a = 2 * M_PI * (turned ? n - i : i) / n;
			double		r = radius * (ring == 0 ? 0.5 + 0.5 * random_unit() : 0.1 + 0.3 * random_unit());

			xy[2 * i] = cx + r * cos(a);
			xy[2 * i + 1] = cy + r * sin(a);
		}
		shapes_ring(s, xy, n, ring > 0);
	}
	free(xy);
}

/* Sutherland and Hodgman's clipping, for the surface of two convex polygons */
static double
clipped(const double *a, int na, const double *b, int nb)
{
	double		from[256];
	double		to[256];
	int			n = na;
	double		area = 0;

	memcpy(from, a, na * 2 * sizeof(double));
	for (int e = 0; e < nb; e++)
	{
		const double *p = b + 2 * e;
		const double *q = b + 2 * ((e + 1) % nb);
		int			m = 0;

		for (int i = 0; i < n; i++)
		{
			const double *u = from + 2 * i;
			const double *v = from + 2 * ((i + 1) % n);
			double		su = (q[0] - p[0]) * (u[1] - p[1]) - (q[1] - p[1]) * (u[0] - p[0]);
			double		sv = (q[0] - p[0]) * (v[1] - p[1]) - (q[1] - p[1]) * (v[0] - p[0]);

			if (su >= 0)
			{
				to[2 * m] = u[0];
				to[2 * m++ + 1] = u[1];
			}
			if ((su >= 0) != (sv >= 0))
			{
				double		t = su / (su - sv);

				to[2 * m] = u[0] + t * (v[0] - u[0]);
				to[2 * m++ + 1] = u[1] + t * (v[1] - u[1]);
			}
		}
		n = m;
		memcpy(from, to, n * 2 * sizeof(double));
	}
	for (int i = 0; i < n; i++)
	{
		const double *u = from + 2 * i;
		const double *v = from + 2 * ((i + 1) % n);

		area += (u[0] - from[0]) * (v[1] - from[1]) - (v[0] - from[0]) * (u[1] - from[1]);
	}
	return area / 2;
}

int
main(void)
{
	TEST("rectangles: inside, across, touching, apart, equal; a hole; two parts")
	{
		Shapes		a = {0};
		Shapes		b = {0};
		OverlayLayer *la;
		OverlayLayer *lb;

		shapes_box(&a, 0, 0, 4, 3);
		shapes_box(&b, 1, 1, 2, 2);
		shapes_box(&b, 3, 2, 6, 7);
		shapes_box(&b, 4, 0, 8, 3);
		shapes_box(&b, 5, 5, 6, 6);
		shapes_box(&b, 0, 0, 4, 3);
		shapes_box(&b, -1, -1, 9, 9);
		shapes_unit(&b);
		shapes_ring(&b, (double[]) {-1, -1, 5, -1, 5, 4, -1, 4}, 4, false);
		shapes_ring(&b, (double[]) {1, 1, 1, 2, 2, 2, 2, 1}, 4, true);
		shapes_unit(&b);
		shapes_ring(&b, (double[]) {0, 0, 1, 0, 1, 3, 0, 3}, 4, false);
		shapes_ring(&b, (double[]) {3, 3, 3, -5, 7, -5, 7, 3}, 4, false);
		la = layer_of(&a);
		lb = layer_of(&b);
		CHECK(common(la, 0, lb, 0) == 1);
		CHECK(common(la, 0, lb, 1) == 1);
		CHECK(common(la, 0, lb, 2) == 0);
		CHECK(common(la, 0, lb, 3) == 0);
		CHECK(common(la, 0, lb, 4) == 12);
		CHECK(common(la, 0, lb, 5) == 12);
		CHECK(common(la, 0, lb, 6) == 11);
		CHECK(common(la, 0, lb, 7) == 6);
		CHECK(common(lb, 6, lb, 0) == 0);
		CHECK(common3(la, 0, lb, 5, lb, 6) == 11);
		CHECK(common3(la, 0, lb, 6, lb, 7) == 6);
		CHECK(common3(la, 0, lb, 1, lb, 7) == 1);
		CHECK(overlay_candidates(lb, &la->box[0]) == 7);
		CHECK(lb->tree->found[0] == 0 && lb->tree->found[1] == 1 && lb->tree->found[2] == 2 && lb->tree->found[3] == 4);
		forget();
		shapes_free(&a);
		shapes_free(&b);
	}

	TEST("convex polygons at coordinates of a national grid agree with clipping")
	{
		for (int i = 0; i < 20000; i++)
		{
			double		a[64];
			double		b[64];
			double		cx = 380000 + 40000 * random_unit();
			double		cy = 5800000 + 30000 * random_unit();
			int			na = convex(a, cx, cy, 500, 3 + random_below(20));
			int			nb = convex(b, cx + 900 * (random_unit() - 0.5), cy + 900 * (random_unit() - 0.5), 100 + 500 * random_unit(), 3 + random_below(20));
			Shapes		s = {0};
			OverlayLayer *l;

			shapes_unit(&s);
			shapes_ring(&s, a, na, false);
			shapes_unit(&s);
			shapes_ring(&s, b, nb, false);
			l = layer_of(&s);
			/* the oracle rounds its corners: near the origin */
			for (int p = 0; p < 2 * na; p++)
				a[p] -= p % 2 == 0 ? cx : cy;
			for (int p = 0; p < 2 * nb; p++)
				b[p] -= p % 2 == 0 ? cx : cy;
			CHECK(fabs(common(l, 0, l, 1) - clipped(a, na, b, nb)) <= 1e-12 * l->area[0]);
			CHECK(common(l, 0, l, 0) == l->area[0]);
			forget();
			shapes_free(&s);
		}
	}

	TEST("partitions: the parts of a star in the cells of a grid add up to it; three layers, too")
	{
		for (int round = 0; round < 60; round++)
		{
			Shapes		s = {0};
			Shapes		grid = {0};
			OverlayLayer *ls;
			OverlayLayer *lg;
			double		x = 400000 + 1000 * random_unit();
			double		y = 5800000 + 1000 * random_unit();
			int			points = 5 + random_below(round < 50 ? 40 : 2000);
			double		sum = 0;
			double		both = 0;
			OverlayFault fault;

			star(&s, x, y, 1000, points, round % 2);
			star(&s, x + 300, y - 200, 900, points + 3, round % 3 == 0);
			for (int i = -4; i < 4; i++)
				for (int j = -4; j < 4; j++)
					shapes_box(&grid, x + 400 * i, y + 400 * j, x + 400 * (i + 1), y + 400 * (j + 1));
			ls = layer_of(&s);
			lg = layer_of(&grid);
			for (int c = 0; c < 64; c++)
			{
				double		part = common3(lg, c, ls, 0, ls, 1);

				sum += common(ls, 0, lg, c);
				both += part;
				CHECK(fabs(part - common3(ls, 1, lg, c, ls, 0)) <= 1e-13 * ls->area[0]);
				CHECK(part <= common(ls, 0, lg, c) * (1 + 1e-12));
			}
			CHECK(close_to(sum, ls->area[0], 1e-12));
			CHECK(fabs(both - common(ls, 0, ls, 1)) <= 1e-12 * ls->area[0]);
			CHECK(overlay_first_invalid(&work, ls, &fault) == -1 && fault == OVERLAY_FINE);
			CHECK(overlay_first_invalid(&work, lg, &fault) == -1);
			forget();
			shapes_free(&s);
			shapes_free(&grid);
		}
	}

	TEST("common borders with and without the other's vertices: neighbours share nothing, wholes are exact")
	{
		for (int i = 0; i < 5000; i++)
		{
			double		x = 380000 + floor(4e6 * random_unit()) / 100;
			double		y = 5800000 + floor(4e6 * random_unit()) / 100;
			double		line[40];
			double		left[60];
			double		right[60];
			int			n = 2 + random_below(16);
			Shapes		s = {0};
			OverlayLayer *l;

			for (int p = 0; p < n; p++)
			{
				line[2 * p] = x + floor(10000 * random_unit()) / 100;
				line[2 * p + 1] = y + floor(100000.0 * p / (n - 1)) / 100;
				left[2 * p] = right[2 * (n - 1 - p)] = line[2 * p];
				left[2 * p + 1] = right[2 * (n - 1 - p) + 1] = line[2 * p + 1];
			}
			left[2 * n] = x - 500;
			left[2 * n + 1] = y + 1000;
			left[2 * n + 2] = x - 500;
			left[2 * n + 3] = y;
			right[2 * n] = x + 700;
			right[2 * n + 1] = y;
			right[2 * n + 2] = x + 700;
			right[2 * n + 3] = y + 1000;
			shapes_unit(&s);
			shapes_ring(&s, left, n + 2, false);
			shapes_unit(&s);
			shapes_ring(&s, right, n + 2, false);
			shapes_box(&s, x - 500, y, x + 700, y + 1000);
			shapes_box(&s, x - 600, y - 10, x + 900, y + 1001);
			l = layer_of(&s);
			CHECK(common(l, 0, l, 1) <= 1e-12 * l->area[0]);
			CHECK(common(l, 0, l, 2) == l->area[0]);
			CHECK(common(l, 1, l, 2) == l->area[1]);
			CHECK(common(l, 0, l, 3) == l->area[0]);
			CHECK(common(l, 2, l, 2) == l->area[2]);
			forget();
			shapes_free(&s);
		}
	}

	TEST("validity: bow ties, doubled and overlapping parts, holes outside, no surface; touching rings are fine")
	{
		static const struct
		{
			int			rings;
			double		xy[3][16];
			int			points[3];
			bool		hole[3];
			OverlayFault verdict;
		}			shape[] =
		{
			{1, {{0, 0, 2, 2, 2, 0, 0, 3}}, {4}, {false}, OVERLAY_CROSSING},
			{1, {{0, 0, 4, 0, 4, 4, 0, 4, 0, 2, 4, 2, 4, 1}}, {7}, {false}, OVERLAY_FINE},	/* touches itself along a line */
			{1, {{0, 0, 4, 0, 4, 4, 0, 4, 0, 2, 5, 2, 5, 1}}, {7}, {false}, OVERLAY_CROSSING},
			{2, {{0, 0, 2, 0, 2, 2, 0, OVERLAY_NO_SURFACE}, {1, 1, 3, 1, 3, 3, 1, 3}}, {4, 4}, {false, false}, OVERLAY_CROSSING},
			{2, {{0, 0, 2, 0, 2, 2, 0, OVERLAY_NO_SURFACE}, {2, 0, 3, 0, 3, 3, 2, 3}}, {4, 4}, {false, false}, OVERLAY_FINE},
			{2, {{0, 0, 2, 0, 2, 2, 0, OVERLAY_NO_SURFACE}, {5, 5, 6, 5, 6, 6, 5, 6}}, {4, 4}, {false, true}, OVERLAY_CROSSING},
			{2, {{0, 0, 4, 0, 4, 4, 0, 4}, {0, 0, 1, 2, 2, 1}}, {4, 3}, {false, true}, OVERLAY_FINE},
			{3, {{0, 0, 4, 0, 4, 4, 0, 4}, {1, 1, 3, 1, 3, 3, 1, 3}, {2, 2, 3.5, 2, 3.5, 3.5, 2, 3.5}}, {4, 4, 4}, {false, true, true}, OVERLAY_CROSSING},
			{1, {{0, 0, 4, 4, 0, 0, 2, 2}}, {4}, {false}, OVERLAY_NO_SURFACE},
			{1, {{0, 0, 4, 0, 0, 0}}, {3}, {false}, OVERLAY_NO_SURFACE},
			{1, {{0, 0, 4, 0, 4, 4, 2, 0, 0, 4}}, {5}, {false}, OVERLAY_FINE},
			{1, {{0, 0, 4, 0, 6, 0, 4, 0, 4, 4, 0, 4}}, {6}, {false}, OVERLAY_FINE},	/* a spike has no surface */
			{1, {{0, 0, 1e200, 0, 1e200, 1e200}}, {3}, {false}, OVERLAY_TOO_LARGE},
		};

		for (size_t i = 0; i < sizeof(shape) / sizeof(shape[0]); i++)
		{
			Shapes		s = {0};
			OverlayLayer *l;
			OverlayFault fault = OVERLAY_FINE;
			int32_t		bad;

			shapes_box(&s, 0, 0, 1, 1);
			shapes_unit(&s);
			for (int r = 0; r < shape[i].rings; r++)
				shapes_ring(&s, shape[i].xy[r], shape[i].points[r], shape[i].hole[r]);
			l = layer_of(&s);
			bad = overlay_first_invalid(&work, l, &fault);
			CHECK(bad == (shape[i].verdict == OVERLAY_FINE ? -1 : 1));
			CHECK(fault == shape[i].verdict);
			if (fault != shape[i].verdict)
				printf("# shape %zu\n", i);
			forget();
			shapes_free(&s);
		}
	}

	TEST("random rings never bring it down: flat, tiny, huge, crossing")
	{
		for (int i = 0; i < 40000; i++)
		{
			Shapes		s = {0};
			OverlayLayer *l;
			OverlayFault fault = OVERLAY_FINE;
			double		scale = random_below(3) == 0 ? pow(10, random_below(200) - 100) : 1;
			double		area;

			for (int u = 0; u < 3; u++)
			{
				double		xy[80];
				int			n = 3 + random_below(30);

				for (int p = 0; p < 2 * n; p++)
					xy[p] = (random_below(2) ? random_below(5) : 4 * random_unit()) * scale;
				shapes_unit(&s);
				shapes_ring(&s, xy, n, false);
			}
			l = layer_of(&s);
			area = overlay_area(&work, (const OverlayLayer *const[]) {l, l}, (const int32_t[]) {0, 1}, 2);
			CHECK(area <= fmax(fabs(l->area[0]), fabs(l->area[1])) * (1 + 1e-12));
			area = overlay_area(&work, (const OverlayLayer *const[]) {l, l, l}, (const int32_t[]) {0, 1, 2}, 3);
			CHECK(!isnan(area));
			(void) overlay_first_invalid(&work, l, &fault);
			forget();
			shapes_free(&s);
		}
	}

	TEST("long work asks for interrupts")
	{
		CHECK(test_checks > 1000);
	}

	return tap_done();
}
