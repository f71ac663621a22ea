/* entitled.c: the sets that row-level security asks, against a list that is searched from end to end. */
#include "tap.h"

#include "entitled.h"

#define EDITIONS 4
#define AREAS 40
#define POSITIONS 200

static bool member[EDITIONS][AREAS][POSITIONS];	/* area 0: everywhere */

int
main(void)
{
	int64_t		set[EDITIONS * AREAS * (POSITIONS / 64 + 1) * CELL_WIDTH];
	size_t		n = 0;
	uint64_t	state = 42;

	for (int e = 0; e < EDITIONS; e++)
		for (int a = 0; a < AREAS; a++)
			for (int b = 0; b <= POSITIONS / 64; b++)
			{
				uint64_t	mask = 0;

				for (int p = b * 64; p < POSITIONS && p < b * 64 + 64; p++)
				{
					state = state * 6364136223846793005u + 1442695040888963407u;
					/* a few areas have nothing, edition 3 has something everywhere */
					member[e][a][p] = a % 5 != 4 && (a > 0 || e == 3) && (state >> 60) < 3;
					if (member[e][a][p])
						mask |= UINT64_C(1) << (p % 64);
				}
				if (mask == 0)
					continue;
				set[n * CELL_WIDTH] = e * 10 + 1;
				set[n * CELL_WIDTH + 1] = a * 7;
				set[n * CELL_WIDTH + 2] = b;
				set[n * CELL_WIDTH + 3] = (int64_t) mask;
				n++;
			}

	TEST("every cell, and every area where the set says so")
	{
		for (int e = 0; e < EDITIONS; e++)
			for (int a = 0; a < AREAS; a++)
				for (int p = 0; p < POSITIONS; p++)
					CHECK(cells_contain(set, n, e * 10 + 1, a * 7, p) == (member[e][a][p] || member[e][0][p]));
	}
	TEST("nothing else")
	{
		CHECK(!cells_contain(set, n, 2, 7, 0));
		CHECK(!cells_contain(set, n, INT64_MIN, 7, 0) && !cells_contain(set, n, INT64_MAX, 7, 0));
		CHECK(!cells_contain(set, n, 1, INT64_MIN, 0) && !cells_contain(set, n, 1, INT64_MAX, 0));
		CHECK(!cells_contain(set, n, 1, 7, -1) && !cells_contain(set, n, 1, 7, INT32_MIN) && !cells_contain(set, n, 1, 7, INT32_MAX));
		CHECK(!cells_contain(set, n, 1, 7, POSITIONS));
		for (int p = 0; p < POSITIONS; p++)
			CHECK(!cells_contain(NULL, 0, 1, 7, p));
	}
	TEST("numbers")
	{
		int64_t		numbers[101];

		for (size_t k = 0; k <= 100; k++)
		{
			for (size_t i = 0; i < k; i++)
				numbers[i] = 3 * (int64_t) i - 100;
			for (int64_t x = -110; x < 210; x++)
				CHECK(numbers_contain(numbers, k, x) == (x >= -100 && (x + 100) % 3 == 0 && x < 3 * (int64_t) k - 100));
		}
		CHECK(!numbers_contain(NULL, 0, 0));
	}
	return tap_done();
}
