/*
 * geom.h
 *		Geometry for the glue: the only door to PostGIS.
 *
 * PostGIS is called through its own SQL functions, found in the schema of the argument's type, wherever it lives.
 */
#ifndef GEOM_H
#define GEOM_H

#include "spatial.h"

/* whose a geometry is, for the details of errors */
typedef enum GeomOwner
{
	GEOM_OF_ID,					/* of the unit with an id */
	GEOM_OF_ROW,				/* of a row of a window partition that has no id */
	GEOM_ARGUMENT				/* the argument "geom" of a function */
} GeomOwner;

/* functions of PostGIS for one argument of a function of ours; keep it in fn_extra (zeroed at first) */
typedef struct GeomReader
{
	bool		ready;
	GeomOwner	owner;
	FmgrInfo	srid;
	FmgrInfo	x;
	FmgrInfo	y;
	FmgrInfo	as_binary;
} GeomReader;

/* the reader that fn_extra holds, made at the first call; argno: a geometry argument of the function */
extern GeomReader *geom_reader(FunctionCallInfo fcinfo, int argno);

/* the same in memory of the caller's (for functions that keep more in fn_extra) */
extern void geom_reader_init(GeomReader *reader, FunctionCallInfo fcinfo, int argno);

extern int32 geom_srid(GeomReader *reader, Datum geom);

/* coordinates of a point; false: it is empty.  Another type is PostGIS' own error.  NaN and infinity are an error. */
extern bool geom_point(GeomReader *reader, Datum geom, double *x, double *y);

/* one more row with the polygons of the geometry; empty, other types, damaged coordinates are errors that name the owner */
extern void geom_add_polygons(GeomReader *reader, UnitStore *store, int64 id, Datum geom);

/* where a unit is: a point's coordinates, a polygon's centre of gravity; empty and other types are errors that name the id */
extern void geom_location(GeomReader *reader, int64 id, Datum geom, double *x, double *y);

/* well-known binary, as PostGIS writes it */
extern bytea *geom_as_binary(GeomReader *reader, Datum geom);

/* distances and surfaces need metres: degrees are an error with a hint; SRID 0 passes */
extern void geom_check_projected(int32 srid);

#endif							/* GEOM_H */
