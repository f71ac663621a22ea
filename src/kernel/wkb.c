/*
 * wkb.c
 *		Reading well-known binary.  See wkb.h.
 */
#include "wkb.h"

#include <math.h>
#include <string.h>

typedef struct Reader
{
	const uint8_t *at;
	const uint8_t *end;
	bool		swap;			/* the geometry at hand is in the other byte order */
	Ring	   *ring;			/* NULL: measure only */
	double	   *xy;
	size_t		first;
	size_t		rings;
	size_t		points;
} Reader;

static bool
is_little_endian(void)
{
	const uint16_t one = 1;
	uint8_t		first;

	memcpy(&first, &one, 1);
	return first == 1;
}

static bool
read_uint32(Reader *r, uint32_t *value)
{
	uint32_t	v;

	if (r->end - r->at < 4)
		return false;
	memcpy(&v, r->at, 4);
	r->at += 4;
	*value = r->swap ? __builtin_bswap32(v) : v;
	return true;
}

static double
double_at(const uint8_t *at, bool swap)
{
	uint64_t	bits;
	double		x;

	memcpy(&bits, at, 8);
	if (swap)
		bits = __builtin_bswap64(bits);
	memcpy(&x, &bits, 8);
	return x;
}

/* byte order, type and number of dimensions */
static bool
read_head(Reader *r, uint32_t *type, int *dimensions)
{
	uint32_t	code;
	uint32_t	srid;
	bool		extended_z;
	bool		extended_m;

	if (r->at == r->end || *r->at > 1)
		return false;
	r->swap = (*r->at++ == 1) != is_little_endian();
	if (!read_uint32(r, &code))
		return false;
	extended_z = (code & 0x80000000u) != 0;
	extended_m = (code & 0x40000000u) != 0;
	if ((code & 0x20000000u) != 0 && !read_uint32(r, &srid))
		return false;
	code &= 0x1fffffffu;
	*dimensions = 2 + extended_z + extended_m + (code / 1000 == 3 ? 2 : (code / 1000 == 1 || code / 1000 == 2));
	*type = code % 1000;
	return code < 4000 && *dimensions <= 4;
}

static WkbResult
read_ring(Reader *r, int dimensions, bool hole)
{
	uint32_t	points;
	const uint8_t *from;

	if (!read_uint32(r, &points) || (size_t) (r->end - r->at) / (8 * dimensions) < points)
		return WKB_DAMAGED;
	if (points < 4)
		return WKB_OPEN_RING;
	from = r->at;
	r->at += (size_t) points * 8 * dimensions;
	if (r->ring)
	{
		Ring	   *ring = &r->ring[r->rings];
		double	   *xy = r->xy + 2 * r->points;

		ring->first = r->first + r->points;
		ring->points = points;
		ring->hole = hole;
		for (uint32_t p = 0; p < points; p++)
		{
			xy[2 * p] = double_at(from + (size_t) p * 8 * dimensions, r->swap);
			xy[2 * p + 1] = double_at(from + (size_t) p * 8 * dimensions + 8, r->swap);
			if (!isfinite(xy[2 * p]) || !isfinite(xy[2 * p + 1]))
				return WKB_NOT_FINITE;
		}
		if (xy[0] != xy[2 * (points - 1)] || xy[1] != xy[2 * (points - 1) + 1])
			return WKB_OPEN_RING;
	}
	r->rings++;
	r->points += points;
	return WKB_OK;
}

static WkbResult
read_polygon(Reader *r, int dimensions)
{
	uint32_t	rings;

	if (!read_uint32(r, &rings))
		return WKB_DAMAGED;
	for (uint32_t i = 0; i < rings; i++)
	{
		WkbResult	result = read_ring(r, dimensions, i > 0);

		if (result != WKB_OK)
			return result;
	}
	return WKB_OK;
}

static WkbResult
read_geometry(Reader *r, uint32_t *type)
{
	int			dimensions;
	uint32_t	polygons;

	if (!read_head(r, type, &dimensions))
		return WKB_DAMAGED;
	if (*type == 3)
		return read_polygon(r, dimensions);
	if (*type != 6)
		return WKB_OTHER_TYPE;
	if (!read_uint32(r, &polygons))
		return WKB_DAMAGED;
	for (uint32_t i = 0; i < polygons; i++)
	{
		uint32_t	part;
		WkbResult	result;

		if (!read_head(r, &part, &dimensions) || part != 3)
			return WKB_DAMAGED;
		result = read_polygon(r, dimensions);
		if (result != WKB_OK)
			return result;
	}
	return WKB_OK;
}

WkbResult
wkb_measure(const uint8_t *wkb, size_t size, uint32_t *type, size_t *rings, size_t *points)
{
	Reader		r = {wkb, wkb + size, false, NULL, NULL, 0, 0, 0};
	WkbResult	result = read_geometry(&r, type);

	*rings = r.rings;
	*points = r.points;
	return result;
}

WkbResult
wkb_polygons(const uint8_t *wkb, size_t size, Ring *ring, double *xy, size_t first)
{
	Reader		r = {wkb, wkb + size, false, ring, xy, first, 0, 0};
	uint32_t	type;

	return read_geometry(&r, &type);
}
