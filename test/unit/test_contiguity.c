/*
 * Who touches whom: maps whose neighbours and borders are known, and the odd ones.
 */
#include "areas.h"

int
main(void)
{
	TEST("a chessboard: corners for the queen, sides for the rook, their lengths")
	{
		begin_map();
		for (int y = 0; y < 8; y++)
		{
			for (int x = 0; x < 8; x++)
				add_box(500000 + 30 * x, 5600000 + 20 * y, 500000 + 30 * (x + 1), 5600000 + 20 * (y + 1));
		}
		CHECK(links_of(queen(0)) == 420);
		CHECK(links_of(rook(0)) == 224);
		CHECK(links_of(queen(0.5)) == 420);
		CHECK(links_of(rook(0.5)) == 224);
		{
			Neighbours	w = lengths(0);
			Neighbours	v = lengths(0.5);

			CHECK(links_of(w) == 224);
			CHECK(weight_of(&w, 0, 1) == 20);
			CHECK(weight_of(&w, 0, 8) == 30);
			CHECK(weight_of(&w, 0, 9) == 0);
			CHECK(links_of(v) == 224);
			CHECK(fabs(weight_of(&v, 9, 10) - 20) < 1e-9);
			CHECK(fabs(weight_of(&v, 9, 17) - 30) < 1e-9);
		}
		/* one that makes every table grow */
		begin_map();
		for (int k = 0; k < 60 * 60; k++)
			add_box(k % 60, k / 60, k % 60 + 1, k / 60 + 1);
		CHECK(links_of(queen(0)) == 4 * 60 * 59 + 4 * 59 * 59);
		CHECK(links_of(rook(0)) == 4 * 60 * 59);
		begin_map();
		for (int k = 0; k < 64; k++)
			add_box(30 * (k % 8), 20 * (k / 8), 30 * (k % 8 + 1), 20 * (k / 8 + 1));
		/* a queen whose tolerance is a square's side reaches the next but one */
		CHECK(links_of(queen(20)) == 420 + 2 * (8 * 6 + 2 * 7 * 6));
		forget_memory();
	}

	TEST("T-junctions, overlaps, holes, one within the other")
	{
		Neighbours	q;
		Neighbours	r;
		Neighbours	l;

		begin_map();
		add_box(0, 0, 10, 10);
		add_box(10, 3, 20, 8);	/* 1: its side on a part of 0's */
		add_box(10, 8, 20, 30); /* 2: half beside 0 */
		begin_unit();			/* 3: a tip on the middle of 0's lower side */
		add_ring((double[]) {5, 0, 8, -5, 2, -5}, 3, false);
		add_box(2, 2, 4, 4);	/* 4: within 0 */
		add_box(-5, 5, 1, 7);	/* 5: over 0's side */
		add_box(100, 100, 110, 110);	/* 6: an island */
		begin_unit();			/* 7: around 6, without contact */
		add_ring((double[]) {80, 80, 130, 80, 130, 130, 80, 130}, 4, false);
		add_ring((double[]) {90, 90, 90, 120, 120, 120, 120, 90}, 4, true);
		add_box(90, 95, 95, 118);	/* 8: in the hole of 7, at its border */
		q = queen(0);
		r = rook(0);
		l = lengths(0);
		CHECK(is_sound(&q) && is_sound(&r) && is_sound(&l));
		CHECK(weight_of(&q, 0, 1) == 1 && weight_of(&r, 0, 1) == 1 && weight_of(&l, 0, 1) == 5);
		CHECK(weight_of(&q, 0, 2) == 1 && weight_of(&r, 0, 2) == 1 && weight_of(&l, 0, 2) == 2);
		CHECK(weight_of(&l, 1, 2) == 10);
		CHECK(weight_of(&q, 0, 3) == 1 && weight_of(&r, 0, 3) == 0);
		CHECK(weight_of(&q, 0, 4) == 1 && weight_of(&r, 0, 4) == 0);
		CHECK(weight_of(&q, 0, 5) == 1 && weight_of(&r, 0, 5) == 0);
		CHECK(weight_of(&q, 4, 5) == 0);
		CHECK(q.start[7] == q.start[6] && q.n == 9);
		CHECK(weight_of(&l, 7, 8) == 23);
		CHECK(q.start[9] - q.start[0] == 14);
		forget_memory();
	}

	TEST("a tolerance closes gaps and overlaps; a corner does not become a border")
	{
		Neighbours	q;
		Neighbours	l;

		begin_map();
		add_box(0, 0, 100, 100);
		add_box(100.3, 0.2, 200, 99.6); /* 1: a gap of 0.3 */
		add_box(0.1, 99.8, 99.9, 200);	/* 2: over 0's upper side */
		add_box(99.7, 99.9, 200, 200);	/* 3: the corner of 0; over 2's side; 0.3 above 1 */
		CHECK(queen(0).start[4] == 6);	/* 0-2, 0-3, 2-3 */
		q = queen(0.5);
		CHECK(links_of(q) == 12);
		l = lengths(0.5);
		CHECK(links_of(l) == 8);
		CHECK(fabs(weight_of(&l, 0, 1) - 99.4) < 1e-9);
		CHECK(fabs(weight_of(&l, 0, 2) - 100.2) < 0.5);
		CHECK(weight_of(&l, 0, 3) == 0 && weight_of(&l, 1, 2) == 0);
		CHECK(links_of(rook(0.5)) == 8);
		CHECK(links_of(rook(0.25)) == 4);
		/* exact common borders stay, however short */
		begin_map();
		add_box(0, 0, 10, 10);
		add_box(10, 9, 20, 20);
		CHECK(links_of(rook(1)) == 2);
		CHECK(links_of(rook(0)) == 2);
		forget_memory();
	}

	TEST("long common borders, met in either direction and from any beginning")
	{
		const int	m = 997;
		double		arc[2 * 998];
		double		xy[2 * 1000];

		for (int turned = 0; turned < 4; turned++)
		{
			for (int begin = 0; begin < 999; begin += 111)
			{
				double		length = 0;
				double		ring[2 * 999];
				Neighbours	l;

				for (int k = 0; k <= m; k++)
				{
					arc[2 * k] = k + 0.25 * sin(k);
					arc[2 * k + 1] = 3 * sin(0.7 * k);
					if (k > 0)
						length += hypot(arc[2 * k] - arc[2 * k - 2], arc[2 * k + 1] - arc[2 * k - 1]);
				}
				begin_map();
				begin_unit();
				memcpy(xy, arc, sizeof(arc));
				xy[2 * 998] = 500;
				xy[2 * 998 + 1] = 1000;
				add_ring(xy, 999, false);
				for (int k = 0; k < 999; k++)
				{
					int			from = ((turned & 1 ? 998 - k : k) + begin) % 999;

					ring[2 * k] = from < 998 ? arc[2 * from] : 500;
					ring[2 * k + 1] = from < 998 ? arc[2 * from + 1] : (turned & 2 ? 1000 : -1000);
				}
				begin_unit();
				add_ring(ring, 999, false);
				if (turned & 2)
					length += hypot(arc[0] - 500, arc[1] - 1000) + hypot(arc[2 * m] - 500, arc[2 * m + 1] - 1000);
				l = lengths(0);
				CHECK(links_of(l) == 2 && close_to(weight_of(&l, 0, 1), length, 1e-12));
				/* where they part at an angle, a little more */
				l = lengths(1e-6);
				CHECK(links_of(l) == 2 && weight_of(&l, 0, 1) >= length * (1 - 1e-12) && weight_of(&l, 0, 1) < length + 1e-4);
				CHECK(links_of(queen(0)) == 2);
			}
			forget_memory();
		}
	}

	TEST("many at one corner, many in one place")
	{
		const int	n = 600;

		begin_map();
		for (int k = 0; k < n; k++)
		{
			double		a = 2 * M_PI * k / n;
			double		b = 2 * M_PI * ((k + 1) % n) / n;

			begin_unit();
			add_ring((double[]) {0, 0, 1000 * cos(a), 1000 * sin(a), 1000 * cos(b), 1000 * sin(b)}, 3, false);
		}
		CHECK(links_of(queen(0)) == (int64_t) n * (n - 1));
		CHECK(links_of(rook(0)) == 2 * n);
		begin_map();
		for (int k = 0; k < 300; k++)
			add_box(1, 1, 2, 2);
		CHECK(links_of(queen(0)) == 300 * 299);
		CHECK(links_of(rook(0)) == 300 * 299);
		{
			Neighbours	l = lengths(0);
			Neighbours	t = lengths(0.01);

			CHECK(weight_of(&l, 7, 8) == 4);
			CHECK(weight_of(&t, 7, 8) == 4);
		}
		forget_memory();
	}

	TEST("nothing, one, points without extent, repeated points, -0, numbers at the ends of the range")
	{
		begin_map();
		CHECK(links_of(queen(0)) == 0 && links_of(rook(1)) == 0 && links_of(lengths(0)) == 0);
		add_box(0, 0, 1, 1);
		CHECK(links_of(queen(0)) == 0 && links_of(queen(10)) == 0 && links_of(rook(10)) == 0);
		add_box(-1, -0.0, 0, 1);
		point_xy[2 * 6] = -0.0;
		CHECK(links_of(queen(0)) == 2 && links_of(rook(0)) == 2);
		begin_unit();
		add_ring((double[]) {0, 0, 0, 0, 0, 0}, 3, false);
		CHECK(links_of(queen(0)) == 6 && links_of(rook(0)) == 2 && links_of(rook(0.1)) == 2);
		begin_unit();
		add_ring((double[]) {1, 0, 1, 0, 2, 0, 2, 0, 2, 1, 1, 1, 1, 1}, 7, false);
		CHECK(links_of(rook(0)) == 4);
		begin_map();
		add_box(-1e308, -1e308, 1e308, 1e308);
		add_box(1e308, 0, 1.5e308, 1e308);
		add_box(1e-320, 0, 2e-320, 1e-320);
		CHECK(links_of(queen(0)) == 4);
		CHECK(links_of(rook(0)) == 2);
		CHECK(links_of(queen(1e300)) == 4);
		{
			Neighbours	l = lengths(0);

			CHECK(isinf(weight_of(&l, 0, 1)));
		}
		forget_memory();
	}

	TEST("parts of one area that share a border are one area")
	{
		begin_map();
		begin_unit();
		add_ring((double[]) {0, 0, 1, 0, 1, 2, 0, 2}, 4, false);
		add_ring((double[]) {1, 0, 2, 0, 2, 2, 1, 2}, 4, false);
		add_box(0, 2, 2, 3);
		add_box(2, 0, 3, 1);
		CHECK(links_of(queen(0)) == 4);
		CHECK(links_of(rook(0)) == 4);
		{
			Neighbours	l = lengths(0);

			CHECK(weight_of(&l, 0, 1) == 2 && weight_of(&l, 0, 2) == 1);
		}
		forget_memory();
	}
	return tap_done();
}
