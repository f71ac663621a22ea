/*
 * floating_catchment.h
 *		How well places are served by facilities: floating catchments, potential, Huff's model, the nearest facility.
 *
 * P_i is the demand of place i, S_j the supply of facility j, W_ij how much they count for each other (decay.h; 0 out of reach).
 *
 *		2SFCA, E2SFCA	V_j = sum_i P_i W_ij		R_j = S_j / V_j		A_i = sum_j W_ij R_j
 *		3SFCA			G_ij = W_ij / sum_j W_ij	V_j = sum_i P_i W_ij G_ij		A_i = sum_j W_ij G_ij R_j
 *		M2SFCA			V_j and R_j as in 2SFCA		A_i = sum_j W_ij^2 R_j
 *		potential		A_i = sum_j S_j W_ij
 *		Huff			p_ij = S_j c_ij^-b / sum_k S_k c_ik^-b
 *
 * Except in M2SFCA, demand shares out the supply: sum_i P_i A_i = sum_j S_j over the facilities with V_j > 0.  R_j is NaN where nobody
 * comes (V_j = 0); such a facility adds nothing to any A_i.
 *
 * Sums run over places in their order and over facilities in the order of the source, and are compensated (Neumaier 1974), so that they are
 * right to about the last digit.
 *
 * Sources: Luo, Wang 2003; Luo, Qi 2009 (see decay.h); N. Wan, B. Zou, T. Sternberg, "A three-step floating catchment area method for
 * analyzing spatial access to health services", International Journal of GIS 26 (2012), 1073-1089; P. L. Delamater, "Spatial
 * accessibility in suboptimally configured health care systems: a modified two-step floating catchment area (M2SFCA) metric", Health &
 * Place 24 (2013), 30-43; D. L. Huff, "A probabilistic analysis of shopping center trade areas", Land Economics 39 (1963), 81-90;
 * W. G. Hansen, "How accessibility shapes land use", Journal of the American Institute of Planners 25 (1959), 73-76.
 */
#ifndef KERNEL_FLOATING_CATCHMENT_H
#define KERNEL_FLOATING_CATCHMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "decay.h"
#include "host.h"

typedef enum CatchmentMethod
{
	CATCHMENT_2SFCA,
	CATCHMENT_E2SFCA,			/* the same with other weights */
	CATCHMENT_3SFCA,
	CATCHMENT_M2SFCA
} CatchmentMethod;

#define CATCHMENT_METHODS	4

/*
 * Where the costs come from: the facilities that are within the maximum of a place, every one once, and their costs.  facility and cost have
 * room for all facilities and one more.
 */
typedef struct CostSource
{
	int32_t		(*within) (const void *state, int32_t place, int32_t *facility, double *cost);
	const void *state;
} CostSource;

typedef struct Catchment
{
	int32_t		places;
	int32_t		facilities;
	const double *demand;		/* not negative */
	const double *supply;		/* not negative */
	CostSource	source;
	CatchmentMethod method;
	const Decay *decay;
} Catchment;

/* room for one place's facilities: facilities + 1 each */
typedef struct CatchmentRoom
{
	int32_t    *facility;
	double	   *cost;
	double	   *weight;
} CatchmentRoom;

typedef enum CatchmentResult
{
	CATCHMENT_OK,
	CATCHMENT_ZERO_COST,		/* power decay of a cost of zero, without a least cost */
	CATCHMENT_OUT_OF_RANGE		/* a distance or a result is more than a double can hold */
} CatchmentResult;

/* what is known of a facility */
typedef struct FacilityAccess
{
	double		population;		/* sum of the demand within reach, every place in full */
	double		demand;			/* V_j */
	double		ratio;			/* R_j, NaN where V_j = 0 */
	double		unused;			/* S_j less what reaches the places: sum_i P_i A_ij */
	int32_t		places;			/* within reach */
} FacilityAccess;

/* what is known of a place */
typedef struct PlaceAccess
{
	double		access;
	double		nearest_cost;	/* NaN: nothing within reach */
	int32_t		nearest;		/* of equally near ones the first; -1: nothing within reach */
	int32_t		facilities;		/* within reach: with a weight above 0 */
} PlaceAccess;

extern CatchmentRoom catchment_room(int32_t facilities, const Host *host);

/* first step: all facilities */
extern CatchmentResult catchment_facilities(const Catchment *c, FacilityAccess *facility, const CatchmentRoom *room, const Host *host);

/* second step: one place, with what the first has found */
extern CatchmentResult catchment_place(const Catchment *c, const FacilityAccess *facility, int32_t place, const CatchmentRoom *room,
									   PlaceAccess *result);

/* potential of one place: access is sum_j S_j W_ij (method does not matter) */
extern CatchmentResult catchment_potential(const Catchment *c, int32_t place, const CatchmentRoom *room, PlaceAccess *result);

/*
 * Huff: one place.  Returns how many facilities are within reach; room has them, with their costs, and their probabilities as weights (NaN
 * where no facility within reach has supply).  The decay is a power.
 */
extern CatchmentResult catchment_huff(const Catchment *c, int32_t place, const CatchmentRoom *room, int32_t *n);

/* a sum that keeps what rounding takes away; the value is hi + lo */
typedef struct Compensated
{
	double		hi;
	double		lo;
} Compensated;

static inline void
compensated_add(Compensated *sum, double x)
{
	double		s = sum->hi + x;
	double		t = s - sum->hi;

	sum->lo += (sum->hi - (s - t)) + (x - t);
	sum->hi = s;
}

#endif							/* KERNEL_FLOATING_CATCHMENT_H */
