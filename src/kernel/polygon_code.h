/*
 * polygon_code.h
 *		Polygons with ids (and values) as bytes that do not depend on the machine, and back, with every check there is.
 *
 *		version		1 byte, 1
 *		valued		1 byte, 0 or 1
 *		srid		4 bytes
 *		units		4
 *		rings		8, of all units
 *		points		8, of all rings
 *		for every unit: id (8), its value if there are any (8; NaN: none), number of its rings (4), then for every ring: hole (1), number of
 *		its points (4), x and y of each (8 + 8)
 *
 * All numbers begin with the highest byte.  Ids ascend; a unit has at least one ring, and the first is no hole; a ring has at least four
 * points and ends where it began; coordinates are finite, values are finite or NaN.
 */
#ifndef KERNEL_POLYGON_CODE_H
#define KERNEL_POLYGON_CODE_H

#include "polygons.h"

#define POLYGON_CODE_HEAD	26
#define POLYGON_SRID_MAX	999999	/* PostGIS' own limit */

typedef struct PolygonCode
{
	bool		valued;
	int32_t		srid;
	int32_t		units;
	int64_t		rings;
	int64_t		points;
} PolygonCode;

/* The head alone, and whether a message of this size can have it: then the arrays may be allocated. */
extern bool polygon_code_head(const uint8_t *bytes, size_t size, PolygonCode *head);

/* bytes that polygons take */
extern size_t polygon_code_size(const PolygonCode *head);

/* the rest: id and value (if there are any) have room for "units", start for one more, ring for "rings", xy for 2 * "points" */
extern bool polygon_code_read(const uint8_t *bytes, size_t size, const PolygonCode *head, int64_t *id, double *value, size_t *start,
							  Ring *ring, double *xy);

/* to has room for polygon_code_size() */
extern void polygon_code_write(const PolygonCode *head, const Polygons *polygons, const double *value, uint8_t *to);

#endif							/* KERNEL_POLYGON_CODE_H */
