/*
 * access_values.h
 *		The values that access is computed from, as arrays, bytes and text: points with an amount (demand or supply), costs of travel.
 *
 * Bytes, all numbers with the highest byte first:
 *		points		version (1 byte), role (1: demand, 2: facilities), located (0 or 1), 0, SRID (4), n (4), then for every point
 *					id (8), amount (8) and, when located, x (8) and y (8)
 *		costs		version (1), 0, 0, 0, n (4), then for every pair the ids of place and facility (8 each) and the cost (8)
 * Text:
 *		points		role;SRID;id amount x y;...		the SRID is empty, and x and y are missing, when they are not located
 *		costs		place facility cost;...
 * Points come in ascending order of id, pairs in ascending order of place and facility, every one once; amounts and costs are finite and not
 * negative, coordinates finite; there is at least one.  Whatever bytes or text come, nothing beyond them is read.
 */
#ifndef KERNEL_ACCESS_VALUES_H
#define KERNEL_ACCESS_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "host.h"

typedef enum PointsRole
{
	POINTS_DEMAND = 1,
	POINTS_FACILITIES = 2
} PointsRole;

typedef struct Points
{
	PointsRole	role;
	bool		located;
	int32_t		srid;
	int32_t		n;
	int64_t    *id;
	double	   *amount;
	double	   *x;				/* only when located */
	double	   *y;
} Points;

typedef struct Pairs
{
	int32_t		n;
	int64_t    *place;
	int64_t    *facility;
	double	   *cost;
} Pairs;

typedef enum ValueResult
{
	VALUE_OK,
	VALUE_DAMAGED,				/* truncated, no numbers, too many, unknown version */
	VALUE_NOT_FINITE,
	VALUE_NEGATIVE,
	VALUE_NOT_ASCENDING
} ValueResult;

#define ACCESS_BYTES_VERSION	1
#define POINTS_HEAD_BYTES		12
#define PAIRS_HEAD_BYTES		8

extern const char *const points_roles[];	/* [role]: 'demand', 'facilities' */

/* head and n; nothing else is set.  After VALUE_OK the arrays (of n) can be allocated and the rest be read. */
extern ValueResult points_measure_bytes(const uint8_t *bytes, size_t size, Points *points);
extern ValueResult points_measure_text(const char *text, Points *points);
extern ValueResult pairs_measure_bytes(const uint8_t *bytes, size_t size, Pairs *pairs);
extern ValueResult pairs_measure_text(const char *text, Pairs *pairs);

/* after measuring: fill the arrays and check everything */
extern ValueResult points_read_bytes(const uint8_t *bytes, Points *points);
extern ValueResult points_read_text(const char *text, Points *points);
extern ValueResult pairs_read_bytes(const uint8_t *bytes, Pairs *pairs);
extern ValueResult pairs_read_text(const char *text, Pairs *pairs);

/* writing: bytes into the room that these sizes say */
static inline size_t
points_bytes(const Points *points)
{
	return POINTS_HEAD_BYTES + (size_t) points->n * (points->located ? 32 : 16);
}

static inline size_t
pairs_bytes(const Pairs *pairs)
{
	return PAIRS_HEAD_BYTES + (size_t) pairs->n * 24;
}

extern void points_write_bytes(const Points *points, uint8_t *bytes);
extern void pairs_write_bytes(const Pairs *pairs, uint8_t *bytes);

/* -------- costs of travel, place by place -------- */

/*
 * The pairs of place p are start[p] ... start[p + 1] - 1; to is the number of the facility.  Ids of places and of facilities ascend, and so do
 * the facilities of a place.
 */
typedef struct TravelCosts
{
	int32_t		places;
	int32_t		facilities;
	int32_t		pairs;
	const int64_t *place;		/* ids */
	const int64_t *facility;
	const int32_t *start;		/* places + 1 */
	const int32_t *to;
	const double *cost;
} TravelCosts;

/*
 * From pairs in any order; the arrays are allocated by the host.  A pair that comes twice: false, and its row in *twice.
 */
extern bool travel_costs_build(const Pairs *pairs, TravelCosts *costs, int32_t *twice, const Host *host);

#endif							/* KERNEL_ACCESS_VALUES_H */
