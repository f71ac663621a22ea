/*
 * polygon_code.c
 *		Polygons as bytes.  See polygon_code.h.
 */
#include "polygon_code.h"

#include <math.h>
#include <string.h>

#include "network_order.h"

#define VERSION			1
#define UNIT_BYTES		12
#define VALUE_BYTES		8
#define RING_BYTES		5
#define POINT_BYTES		16

size_t
polygon_code_size(const PolygonCode *head)
{
	return POLYGON_CODE_HEAD + (size_t) head->units * (UNIT_BYTES + (head->valued ? VALUE_BYTES : 0)) +
		(size_t) head->rings * RING_BYTES + (size_t) head->points * POINT_BYTES;
}

bool
polygon_code_head(const uint8_t *bytes, size_t size, PolygonCode *head)
{
	if (size < POLYGON_CODE_HEAD || bytes[0] != VERSION || bytes[1] > 1)
		return false;
	head->valued = bytes[1] == 1;
	head->srid = (int32_t) get_number(bytes + 2, 4);
	head->units = (int32_t) get_number(bytes + 6, 4);
	head->rings = (int64_t) get_number(bytes + 10, 8);
	head->points = (int64_t) get_number(bytes + 18, 8);

	/* none may be larger than the bytes can hold, so that the sizes below cannot overflow */
	return head->srid >= 0 && head->srid <= POLYGON_SRID_MAX && head->units >= 0 && head->rings >= head->units &&
		(uint64_t) head->units <= size / UNIT_BYTES && (uint64_t) head->rings <= size / RING_BYTES &&
		head->points >= 0 && (uint64_t) head->points <= size / POINT_BYTES && polygon_code_size(head) == size;
}

bool
polygon_code_read(const uint8_t *bytes, size_t size, const PolygonCode *head, int64_t *id, double *value, size_t *start,
				  Ring *ring, double *xy)
{
	const uint8_t *at = bytes + POLYGON_CODE_HEAD;
	const uint8_t *end = bytes + size;
	uint64_t	rings = 0;
	uint64_t	points = 0;

	start[0] = 0;
	for (int32_t i = 0; i < head->units; i++)
	{
		uint64_t	n;

		if (end - at < UNIT_BYTES + (head->valued ? VALUE_BYTES : 0))
			return false;
		id[i] = (int64_t) get_number(at, 8);
		at += 8;
		if (i > 0 && id[i] <= id[i - 1])
			return false;
		if (head->valued)
		{
			value[i] = get_double(at);
			at += 8;
			if (isinf(value[i]))
				return false;
		}
		n = get_number(at, 4);
		at += 4;
		if (n == 0 || n > (uint64_t) head->rings - rings)
			return false;
		for (uint64_t r = 0; r < n; r++)
		{
			uint64_t	p;

			if (end - at < RING_BYTES || at[0] > 1 || (r == 0 && at[0] != 0))
				return false;
			p = get_number(at + 1, 4);
			if (p < 4 || p > (uint64_t) head->points - points || (uint64_t) (end - at - RING_BYTES) < p * POINT_BYTES)
				return false;
			memset(&ring[rings], 0, sizeof(Ring));	/* the gaps between its members, too */
			ring[rings].first = points;
			ring[rings].points = p;
			ring[rings].hole = at[0] == 1;
			at += RING_BYTES;
			for (uint64_t c = 0; c < 2 * p; c++)
			{
				xy[2 * points + c] = get_double(at);
				at += 8;
				if (!isfinite(xy[2 * points + c]))
					return false;
			}
			if (xy[2 * points] != xy[2 * (points + p - 1)] || xy[2 * points + 1] != xy[2 * (points + p - 1) + 1])
				return false;
			points += p;
			rings++;
		}
		start[i + 1] = rings;
	}
	return at == end && rings == (uint64_t) head->rings && points == (uint64_t) head->points;
}

void
polygon_code_write(const PolygonCode *head, const Polygons *polygons, const double *value, uint8_t *to)
{
	to = put_number(to, VERSION, 1);
	to = put_number(to, head->valued, 1);
	to = put_number(to, (uint32_t) head->srid, 4);
	to = put_number(to, (uint32_t) head->units, 4);
	to = put_number(to, (uint64_t) head->rings, 8);
	to = put_number(to, (uint64_t) head->points, 8);
	for (int32_t i = 0; i < polygons->n; i++)
	{
		to = put_number(to, (uint64_t) polygons->id[i], 8);
		if (head->valued)
			to = put_double(to, value[i]);
		to = put_number(to, polygons->start[i + 1] - polygons->start[i], 4);
		for (size_t r = polygons->start[i]; r < polygons->start[i + 1]; r++)
		{
			const Ring *ring = &polygons->ring[r];

			to = put_number(to, ring->hole, 1);
			to = put_number(to, ring->points, 4);
			for (size_t c = 0; c < 2 * ring->points; c++)
				to = put_double(to, polygons->xy[2 * ring->first + c]);
		}
	}
}
