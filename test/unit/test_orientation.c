/* On which side of a line a point lies, against whole numbers of 128 bits. */
#include "tap.h"

#include "orientation.h"

static int
by_integers(int64_t ax, int64_t ay, int64_t bx, int64_t by, int64_t cx, int64_t cy)
{
	__int128	det = (__int128) (ax - cx) * (by - cy) - (__int128) (ay - cy) * (bx - cx);

	return det > 0 ? 1 : (det < 0 ? -1 : 0);
}

int
main(void)
{
	TEST("the textbook's cases")
	{
		CHECK(orientation(0, 0, 1, 0, 0, 1) == 1);
		CHECK(orientation(0, 0, 1, 0, 0, -1) == -1);
		CHECK(orientation(0, 0, 2, 2, 1, 1) == 0);
		CHECK(orientation(1, 1, 1, 1, 5, 7) == 0);
	}

	TEST("points one unit in the last place beside a line (Kettner et al. 2008)")
	{
		for (int i = 0; i < 64; i++)
			for (int j = 0; j < 64; j++)
			{
				double		x = 0.5 + i * 0x1p-53;
				double		y = 0.5 + j * 0x1p-53;
				int			side = orientation(12, 12, 24, 24, x, y);

				/* the line is y = x */
				CHECK(side == (y > x ? 1 : (y < x ? -1 : 0)) || 0.5 + i * 0x1p-53 == 0.5 + j * 0x1p-53);
			}
	}

	TEST("nearly collinear points of a national grid, in steps of a micrometre")
	{
		for (int k = 0; k < 200000; k++)
		{
			int64_t		ax = INT64_C(500000000000) + random_below(1000000);
			int64_t		ay = INT64_C(5600000000000) + random_below(1000000);
			int64_t		dx = random_below(1000) - 500;
			int64_t		dy = random_below(1000) - 500;
			int64_t		bx = ax + dx * 1000 + random_below(3) - 1;
			int64_t		by = ay + dy * 1000 + random_below(3) - 1;
			int64_t		cx = ax + dx * 400 + random_below(3) - 1;
			int64_t		cy = ay + dy * 400 + random_below(3) - 1;

			CHECK(orientation(ax, ay, bx, by, cx, cy) == by_integers(ax, ay, bx, by, cx, cy));
			CHECK(orientation(bx, by, ax, ay, cx, cy) == -by_integers(ax, ay, bx, by, cx, cy));
		}
	}

	TEST("any doubles: swapping two points turns the sign, turning round keeps it")
	{
		for (int k = 0; k < 20000; k++)
		{
			double		p[6];
			int			side;

			for (int i = 0; i < 6; i++)
				p[i] = random_double();
			if (k % 3 == 0)
				p[4] = p[0], p[5] = p[1];
			side = orientation(p[0], p[1], p[2], p[3], p[4], p[5]);
			CHECK(side == -orientation(p[2], p[3], p[0], p[1], p[4], p[5]));
			CHECK(side == orientation(p[2], p[3], p[4], p[5], p[0], p[1]));
			CHECK(k % 3 != 0 || side == 0);
		}
	}
	return tap_done();
}
