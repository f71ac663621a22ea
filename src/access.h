/*
 * access.h
 *		What the files of the family share: the types access_points and travel_costs (access_values.c), what the functions are asked
 *		(access_arguments.c).
 */
#ifndef ACCESS_H
#define ACCESS_H

#include "spatial.h"

#include "kernel/access_values.h"
#include "kernel/floating_catchment.h"
#include "kernel/pointgrid.h"

/*
 * Flat values without pointers, usable in place.  What comes from outside is checked by the input functions; what is stored has passed
 * them.  The arrays are those of Points and TravelCosts, in the order in which these name them.
 */
typedef struct AccessPointsValue
{
	int32		vl_len_;		/* varlena header */
	uint16		magic;
	uint8		version;
	uint8		role;			/* PointsRole */
	int32		srid;
	int32		n;
	int64		located;
	int64		data[FLEXIBLE_ARRAY_MEMBER];	/* id, amount, and when located x and y */
} AccessPointsValue;

typedef struct TravelCostsValue
{
	int32		vl_len_;
	uint16		magic;
	uint8		version;
	uint8		reserved;
	int32		places;
	int32		facilities;
	int64		pairs;
	int64		data[FLEXIBLE_ARRAY_MEMBER];	/* ids of places, of facilities, costs; then as int32 starts, facilities of pairs */
} TravelCostsValue;

/* the value of an argument, detoasted, its head checked; the arrays may point into the datum */
extern Points access_points_of(Datum datum);
extern TravelCosts travel_costs_of(Datum datum);

/* what the functions are asked, and where costs come from */
typedef struct Access
{
	Points		demand;
	Points		facilities;
	bool		by_costs;
	double		maximum;
	Decay		decay;
	Catchment	catchment;
	CatchmentRoom room;

	PointGrid  *grid;			/* straight lines */

	TravelCosts costs;			/* costs of travel */
	int32	   *row_of;			/* a demand point's row in the costs, -1: none */
	int32	   *facility_of;	/* number of a facility of the costs among ours */
} Access;

/*
 * Reads the points and, as third argument, the costs; and the maximum.  False: one of them is NULL, and there are no rows.  The number of the
 * argument after the maximum is *next.  "access" must stay where it is.
 */
extern bool access_read(FunctionCallInfo fcinfo, Access *access, bool by_costs, int maximum_arg, int *next);

/* decay (NULL: the customary one) and decay_parameter */
extern void access_read_decay(FunctionCallInfo fcinfo, int argno, Access *access, DecayKind customary);

/* method, decay, decay_parameter; false: the method is NULL */
extern bool access_read_method(FunctionCallInfo fcinfo, int argno, Access *access);

extern void access_check_not_negative(const char *name, double value);

/* before the first question for costs, after the arguments have been checked */
extern void access_prepare(Access *access);

/* the facilities of costs of travel within the maximum of a place, ascending */
extern int32_t access_within_costs(const void *access, int32_t place, int32_t *facility, double *cost);

extern void access_check_result(CatchmentResult result);

#endif							/* ACCESS_H */
