/*
 * regions.h
 *		Regions: what skater, max_p and ward_regions share, and what judges their results.
 *
 * Units are 0 ... n - 1 in ascending order of their ids; x[i * d + j] is column j of unit i, all columns on one scale
 * (points.h).  A region is a set of units that hang together by links.  Regions are numbered 1 ... k in the order of their
 * smallest units.
 *
 * Quality, with m the mean of all units and m_r that of region r, n_r its units:
 *
 *		total = sum_i |x_i - m|^2
 *		within = sum_r sum_{i in r} |x_i - m_r|^2
 *		between = total - within = sum_r n_r |m_r - m|^2
 *
 * The share explained is between / total.  Compactness is the isoperimetric quotient 4 pi area / perimeter^2 (Polsby, Popper
 * 1991): 1 for a circle, 0.785 for a square, near 0 for a ribbon.
 */
#ifndef KERNEL_REGIONS_H
#define KERNEL_REGIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "host.h"
#include "neighbours.h"
#include "polygons.h"

/* how it ended; number and unit say more */
typedef enum RegionsResult
{
	REGIONS_OK,					/* number: of regions */
	REGIONS_COMPONENTS,			/* number of connected components, which is larger than k */
	REGIONS_COMPONENT_TOO_SMALL,	/* unit: smallest one of a component that has not the minimum population */
	REGIONS_UNIT_TOO_LARGE,		/* unit: has more than the maximum population by itself */
	REGIONS_AT_MOST,			/* number: more regions of the minimum population are not possible (on the tree) */
	REGIONS_AT_LEAST,			/* number: so many regions are needed to keep the maximum (on the tree) */
	REGIONS_STUCK				/* number: reached; no further cut keeps all limits */
} RegionsResult;

typedef struct RegionsOutcome
{
	RegionsResult result;
	int32_t		number;
	int32_t		unit;
} RegionsOutcome;

/*
 * The links without weights, in both directions, without loops: i and j are linked when one of them is a neighbour of the
 * other with a weight above 0.
 */
extern Neighbours regions_links(const Neighbours *w, const Host *host);

/*
 * Populations as whole multiples of a power of two, so small that sums of n of them are exact: no limit is decided by the
 * order of summation.  Whole numbers stay exact (up to 2^52 / n); others are rounded in the sixteenth digit.  Returns the
 * scale of limits.
 */
typedef struct RegionsScale
{
	int			exponent;		/* new = old * 2^exponent */
} RegionsScale;

extern RegionsScale regions_scale_population(const double *population, int32_t n, double *scaled);
extern double regions_scale_limit(RegionsScale scale, double limit);

/* any labels 0 ... n - 1 become 1 ... k in the order of the smallest units; room: n; returns k */
extern int32_t regions_number(int32_t *region, int32_t n, int32_t *room);

/*
 * Units that have no ids in an order that follows from their polygons alone: from north to south (by their northernmost
 * points), then from west to east, then by their coordinates.  order: n, positions.  Returns the first i with equal polygons
 * at order[i] and order[i + 1], or -1.
 */
extern int32_t regions_order_polygons(const Polygons *polygons, int32_t *order, const Host *host);

/* length of all rings of a unit */
extern double regions_perimeter(const Polygons *polygons, int32_t i);

/* 4 pi area / perimeter^2; NaN without surface */
extern double regions_compactness(const Polygons *polygons, int32_t i);

#endif							/* KERNEL_REGIONS_H */
