/*
 * test_polygon_code.c
 *		Polygon sets as bytes: there and back, and millions of damaged messages, which may be refused but never read beyond their end.
 */
#include "polygon_code.h"

#include "shapes.h"

typedef struct Decoded
{
	PolygonCode head;
	int64_t    *id;
	double	   *value;
	size_t	   *start;
	Ring	   *ring;
	double	   *xy;
} Decoded;

static void
decoded_free(Decoded *d)
{
	free(d->id);
	free(d->value);
	free(d->start);
	free(d->ring);
	free(d->xy);
}

/* arrays of exactly the announced size, so that the sanitiser sees every step beyond */
static bool
decode(const uint8_t *bytes, size_t size, Decoded *d)
{
	if (!polygon_code_head(bytes, size, &d->head))
		return false;
	d->id = malloc(d->head.units * sizeof(int64_t));
	d->value = d->head.valued ? malloc(d->head.units * sizeof(double)) : NULL;
	d->start = malloc((d->head.units + 1) * sizeof(size_t));
	d->ring = malloc(d->head.rings * sizeof(Ring));
	d->xy = malloc(d->head.points * 2 * sizeof(double));
	if (polygon_code_read(bytes, size, &d->head, d->id, d->value, d->start, d->ring, d->xy))
		return true;
	decoded_free(d);
	return false;
}

static void
random_shapes(Shapes *s, double *value)
{
	int			units = random_below(6);

	for (int i = 0; i < units; i++)
	{
		int			rings = 1 + random_below(3);

		shapes_unit(s);
		s->id[i] = i * 1000 - 2000 + random_below(1000);
		value[i] = random_below(3) == 0 ? NAN : random_double();
		for (int r = 0; r < rings; r++)
		{
			double		xy[20];
			int			n = 3 + random_below(7);

			for (int c = 0; c < 2 * n; c++)
				xy[c] = random_double();
			shapes_ring(s, xy, n, r > 0 && random_below(2));
		}
	}
	if (s->start == NULL)
		s->start = calloc(1, sizeof(size_t));
}

static uint8_t *
encode(const Shapes *s, const double *value, bool valued, PolygonCode *head, size_t *size)
{
	Polygons	p = shapes_polygons(s);
	uint8_t    *bytes;

	*head = (PolygonCode) {valued, 25832, s->n, (int64_t) s->rings, (int64_t) s->points};
	*size = polygon_code_size(head);
	bytes = malloc(*size);
	polygon_code_write(head, &p, value, bytes);
	return bytes;
}

int
main(void)
{
	TEST("what was written is read again, and written again it is the same")
	{
		for (int i = 0; i < 20000; i++)
		{
			Shapes		s = {0};
			double		value[6];
			PolygonCode head;
			size_t		size;
			uint8_t    *bytes;
			Decoded		d;

			random_shapes(&s, value);
			bytes = encode(&s, value, i % 2, &head, &size);
			if (decode(bytes, size, &d))
			{
				Polygons	p = {d.head.units, d.id, d.start, d.ring, d.xy};
				uint8_t    *again = malloc(size);

				CHECK(d.head.units == s.n && d.head.srid == 25832 && d.head.valued == i % 2);
				polygon_code_write(&d.head, &p, d.value, again);
				CHECK(memcmp(bytes, again, size) == 0);
				free(again);
				decoded_free(&d);
			}
			else
				CHECK(false);
			for (size_t cut = 0; cut < size; cut += 1 + size / 20)
				CHECK(!decode(bytes, cut, &d));
			free(bytes);
			shapes_free(&s);
		}
	}

	TEST("three million damaged messages: read within their end, and what is accepted is sound")
	{
		long		accepted = 0;

		for (int i = 0; i < 100000; i++)
		{
			Shapes		s = {0};
			double		value[6];
			PolygonCode head;
			size_t		size;
			uint8_t    *bytes;

			random_shapes(&s, value);
			bytes = encode(&s, value, i % 2, &head, &size);
			for (int m = 0; m < 30; m++)
			{
				size_t		length = random_below(4) == 0 ? (size_t) random_below((int) size + 1) : size;
				uint8_t    *damaged = malloc(length);
				int			bits = 1 + random_below(4);
				Decoded		d;

				memcpy(damaged, bytes, length);
				for (int b = 0; b < bits && length > 0; b++)
					damaged[random_below(random_below(2) ? (int) length : (length < 60 ? (int) length : 60))] ^= (uint8_t) (1 << random_below(8));
				if (decode(damaged, length, &d))
				{
					bool		sound = d.head.units >= 0 && d.start[0] == 0 && d.start[d.head.units] == (size_t) d.head.rings;

					for (int32_t u = 0; u < d.head.units; u++)
						sound = sound && (u == 0 || d.id[u - 1] < d.id[u]) && d.start[u] < d.start[u + 1] && !d.ring[d.start[u]].hole &&
							(!d.head.valued || !isinf(d.value[u]));
					for (int64_t r = 0; r < d.head.rings; r++)
						sound = sound && d.ring[r].points >= 4 && d.ring[r].first + d.ring[r].points <= (size_t) d.head.points &&
							d.xy[2 * d.ring[r].first] == d.xy[2 * (d.ring[r].first + d.ring[r].points - 1)];
					for (int64_t c = 0; c < 2 * d.head.points; c++)
						sound = sound && isfinite(d.xy[c]);
					CHECK(sound);
					accepted++;
					decoded_free(&d);
				}
				free(damaged);
			}
			free(bytes);
			shapes_free(&s);
		}
		printf("# %ld of 3000000 were accepted\n", accepted);
		CHECK(accepted > 100000 && accepted < 2900000);
	}

	TEST("noise")
	{
		for (int i = 0; i < 1000000; i++)
		{
			uint8_t		noise[120];
			size_t		size = (size_t) random_below(sizeof(noise));
			Decoded		d;

			for (size_t b = 0; b < size; b++)
				noise[b] = (uint8_t) (random_below(3) ? 0 : random_bits());
			if (size > 2 && random_below(4))
				noise[0] = 1;
			if (decode(noise, size, &d))
			{
				CHECK(d.head.units >= 0);
				decoded_free(&d);
			}
		}
		CHECK(true);
	}
	return tap_done();
}
