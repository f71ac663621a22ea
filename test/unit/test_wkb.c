/* Well-known binary: what is read, what is refused, and a million damaged inputs. */
#include "tap.h"

#include "memory.h"
#include "polygons.h"
#include "wkb.h"

typedef struct Buffer
{
	uint8_t		byte[4096];
	size_t		n;
	bool		big;
} Buffer;

static void
put(Buffer *b, uint64_t value, int bytes)
{
	for (int i = 0; i < bytes; i++)
		b->byte[b->n++] = (uint8_t) (value >> (8 * (b->big ? bytes - 1 - i : i)));
}

static void
put_double(Buffer *b, double x)
{
	uint64_t	bits;

	memcpy(&bits, &x, 8);
	put(b, bits, 8);
}

static void
put_ring(Buffer *b, double x, double y, double side, int dimensions)
{
	const double dx[5] = {0, 1, 1, 0, 0};
	const double dy[5] = {0, 0, 1, 1, 0};

	put(b, 5, 4);
	for (int p = 0; p < 5; p++)
	{
		put_double(b, x + side * dx[p]);
		put_double(b, y + side * dy[p]);
		for (int d = 2; d < dimensions; d++)
			put_double(b, 99);
	}
}

/* a square of side 4 with a hole of side 1 */
static void
put_polygon(Buffer *b, uint32_t type, int dimensions, double x)
{
	put(b, b->big ? 0 : 1, 1);
	put(b, type, 4);
	if (type & 0x20000000u)
		put(b, 25832, 4);
	put(b, 2, 4);
	put_ring(b, x, 0, 4, dimensions);
	put_ring(b, x + 1, 1, 1, dimensions);
}

static WkbResult
read_all(const Buffer *b, Ring *ring, double *xy, size_t *rings, size_t *points)
{
	uint32_t	type;
	uint8_t    *exact = malloc(b->n + 1);	/* so that the sanitiser sees a byte too far */
	WkbResult	result;

	memcpy(exact, b->byte, b->n);
	exact = realloc(exact, b->n > 0 ? b->n : 1);
	result = wkb_measure(exact, b->n, &type, rings, points);
	if (result == WKB_OK && *rings <= 64 && *points <= 1024)
		result = wkb_polygons(exact, b->n, ring, xy, 0);
	free(exact);
	return result;
}

int
main(void)
{
	static Ring ring[64];
	static double xy[2048];
	size_t		rings;
	size_t		points;

	TEST("polygons in both byte orders, with Z, M and SRID")
	{
		const uint32_t type[] = {3, 1003, 2003, 3003, 0x80000003u, 0x40000003u, 0xc0000003u, 0x20000003u};
		const int	dimensions[] = {2, 3, 3, 4, 3, 3, 4, 2};

		for (int big = 0; big < 2; big++)
			for (int t = 0; t < 8; t++)
			{
				Buffer		b = {{0}, 0, big};
				size_t		start[2] = {0, 2};
				int64_t		id = 1;
				double		x;
				double		y;
				Polygons	p = {1, &id, start, ring, xy};

				put_polygon(&b, type[t], dimensions[t], 10);
				CHECK(read_all(&b, ring, xy, &rings, &points) == WKB_OK);
				CHECK(rings == 2 && points == 10 && !ring[0].hole && ring[1].hole && ring[1].first == 5);
				CHECK(polygons_area(&p, 0) == 15);
				polygons_centroid(&p, 0, &x, &y);
				CHECK(close_to(x, 10 + (16 * 2 - 1.5) / 15, 1e-15) && close_to(y, (16 * 2 - 1.5) / 15, 1e-15));
				CHECK(polygons_box(&p, 0).xmin == 10 && polygons_box(&p, 0).ymax == 4);
			}
	}

	TEST("a multipolygon, and one of mixed byte orders")
	{
		Buffer		b = {{0}, 0, false};

		put(&b, 1, 1);
		put(&b, 6, 4);
		put(&b, 2, 4);
		put_polygon(&b, 3, 2, 0);
		b.big = true;
		put_polygon(&b, 3, 2, 100);
		CHECK(read_all(&b, ring, xy, &rings, &points) == WKB_OK);
		CHECK(rings == 4 && points == 20 && xy[20] == 100);
	}

	TEST("what is refused: other types, open rings, NaN, a multipolygon of points")
	{
		Buffer		b = {{0}, 0, false};

		put(&b, 1, 1);
		put(&b, 1, 4);
		put_double(&b, 1);
		put_double(&b, 2);
		CHECK(read_all(&b, ring, xy, &rings, &points) == WKB_OTHER_TYPE);
		b.n = 0;
		put_polygon(&b, 3, 2, 0);
		b.byte[13 + 4 * 16] ^= 1;	/* last point of the first ring */
		CHECK(read_all(&b, ring, xy, &rings, &points) == WKB_OPEN_RING);
		b.n = 0;
		put_polygon(&b, 3, 2, NAN);
		CHECK(read_all(&b, ring, xy, &rings, &points) == WKB_NOT_FINITE);
		b.n = 0;
		put(&b, 1, 1);
		put(&b, 6, 4);
		put(&b, 1, 4);
		put(&b, 1, 1);
		put(&b, 1, 4);
		CHECK(read_all(&b, ring, xy, &rings, &points) == WKB_DAMAGED);
		b.n = 0;
		put(&b, 1, 1);
		put(&b, 3, 4);
		put(&b, 0, 4);
		CHECK(read_all(&b, ring, xy, &rings, &points) == WKB_OK && points == 0);
	}

	TEST("a million damaged multipolygons: an answer, and nothing read or written outside")
	{
		int			answers[8] = {0};

		for (int k = 0; k < 1000000; k++)
		{
			Buffer		b = {{0}, 0, k % 2};
			int			turns = 1 + random_below(3);

			put(&b, k % 2 ? 0 : 1, 1);
			put(&b, 6, 4);
			put(&b, 2, 4);
			put_polygon(&b, 3, 2, 0);
			put_polygon(&b, 3, 2, 100);
			if (random_below(4) == 0)
				b.n = (size_t) random_below((int) b.n + 1);
			for (int t = 0; t < turns && b.n > 0; t++)
			{
				/* heads and counts more often than coordinates */
				size_t		at = (size_t) random_below(random_below(2) ? 32 : (int) b.n) % b.n;

				b.byte[at] ^= (uint8_t) (1 << random_below(8));
			}
			answers[read_all(&b, ring, xy, &rings, &points)]++;
		}
		CHECK(answers[WKB_OK] > 0 && answers[WKB_DAMAGED] > 0 && answers[WKB_OTHER_TYPE] > 0 && answers[WKB_OPEN_RING] > 0);
		CHECK(answers[WKB_OK] + answers[WKB_DAMAGED] + answers[WKB_OTHER_TYPE] + answers[WKB_NOT_FINITE] + answers[WKB_OPEN_RING] == 1000000);
	}
	return tap_done();
}
