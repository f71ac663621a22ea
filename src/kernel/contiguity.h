/*
 * contiguity.h
 *		Which areas are neighbours: queen (a common point), rook (a common stretch of border), and how long that is.
 *
 * With tolerance 0, all decisions exact:
 *
 *		queen		the areas have a point in common: PostGIS' ST_Intersects, for overlapping areas too
 *		rook		their borders have a stretch of positive length in common: a 1 in the middle of ST_Relate
 *		length		of what their borders have in common
 *
 * With a tolerance e > 0:
 *
 *		queen		the distance of the areas is not greater than e: ST_DWithin(a, b, e)
 *		length		(c(a, b) + c(b, a)) / 2, where c(a, b) is the length of the border of a over which the border of b runs within e: of all
 *					feet, on the segments of a, of perpendiculars from points of the border of b that are not longer than e
 *		rook		as with tolerance 0, or length > CONTIGUITY_CORNER * e: a shorter one cannot be told from a corner in which two areas
 *					meet (two square corners that overlap by e in both directions have the length 2 e)
 *
 * All three are symmetric and nobody is his own neighbour.  Polygons are valid ones; with others (rings that cross themselves) the result
 * is a set of links all the same, but what an area is, is then not clear.  A multipolygon whose parts share borders, as ST_Collect makes
 * of the parts of an area, is taken as what it covers.
 *
 * Equal vertices and equal segments are found by hashing (borders.h): this is all there is to do for areas that were cut out of one map
 * node by node, and linear in the points.  What remains, vertices of one area on segments of the other ("T-junctions"), segments of one
 * line with other ends, overlapping areas, distances, is looked for among runs of segments whose boxes meet (boxtree.h), and only where
 * the owners are not known as neighbours yet.  Other programs leave this out or do nothing else.
 *
 * Sources: Cliff, Ord 1981 (contiguity, length of common border); L. Anselin, Y. Li, J. Koschinsky, "GeoDa, from the desktop to an
 * ecosystem for exploring spatial data", Geographical Analysis 54 (2022) (by common vertices and edges); the tolerant length is our own.
 */
#ifndef KERNEL_CONTIGUITY_H
#define KERNEL_CONTIGUITY_H

#include "host.h"
#include "neighbours.h"
#include "polygons.h"

typedef enum ContiguityRule
{
	CONTIGUITY_QUEEN,
	CONTIGUITY_ROOK
} ContiguityRule;

/* times the tolerance: a common border must be longer to be one */
#define CONTIGUITY_CORNER		4

/* points of all rings, closing ones included, that the functions take */
#define CONTIGUITY_POINTS_MAX	INT32_MAX

/* weights 1 */
extern Neighbours contiguity(const Polygons *polygons, ContiguityRule rule, double tolerance, const Host *host);

/* neighbours by the rule rook, weights the lengths of their common borders (infinite if they are out of range) */
extern Neighbours contiguity_lengths(const Polygons *polygons, double tolerance, const Host *host);

#endif							/* KERNEL_CONTIGUITY_H */
