/*
 * polygon_set.h
 *		The type polygon_set: the polygons of a table with their ids, and a value of each where there are values.
 */
#ifndef POLYGON_SET_H
#define POLYGON_SET_H

#include "spatial.h"

/*
 * A flat value without pointers, usable in place: head, ids (ascending), values, coordinates, where the rings of a unit begin, rings.  What
 * comes from outside is checked by the input functions; what is stored has passed them.
 */
typedef struct PolygonSet
{
	int32		vl_len_;		/* varlena header */
	uint16		magic;
	uint8		version;
	uint8		valued;			/* every unit has a value (NaN: unknown) */
	int32		n;
	int32		srid;
	int64		rings;
	int64		points;
	int64		data[FLEXIBLE_ARRAY_MEMBER];
} PolygonSet;

/* the value of an argument, detoasted, its head checked */
extern const PolygonSet *polygon_set_of(Datum datum);

/* its arrays, in place; value: n, or NULL if it has none */
extern Polygons polygon_set_polygons(const PolygonSet *set);
extern const double *polygon_set_value(const PolygonSet *set);

#endif							/* POLYGON_SET_H */
