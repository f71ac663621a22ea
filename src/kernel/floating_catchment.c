/*
 * floating_catchment.c
 *		Access to facilities.  See floating_catchment.h.
 */
#include "floating_catchment.h"

#include <math.h>

#define SQUARES_ARE_FINITE	1e150
#define CHECK_EVERY	65536		/* facilities looked at between two questions for interrupts */

CatchmentRoom
catchment_room(int32_t facilities, const Host *host)
{
	size_t		n = (size_t) facilities + 1;

	return (CatchmentRoom) {host->alloc(n * sizeof(int32_t)), host->alloc(n * sizeof(double)), host->alloc(n * sizeof(double))};
}

/*
 * The facilities within reach of a place, with how much they count: those with a weight above 0 only.  For 3SFCA, W_ij G_ij.
 */
static CatchmentResult
weigh(const Catchment *c, int32_t place, const CatchmentRoom *room, int32_t *count)
{
	int32_t		all = c->source.within(c->source.state, place, room->facility, room->cost);
	int32_t		n = 0;

	/* up to here squares of distances are finite, and so are the distances */
	if (c->decay->maximum > SQUARES_ARE_FINITE)
	{
		for (int32_t i = 0; i < all; i++)
		{
			if (isinf(room->cost[i]))
				return CATCHMENT_OUT_OF_RANGE;
		}
	}
	decay_weights(c->decay, room->cost, all, room->weight);
	if (c->decay->kind == DECAY_NONE)
		n = all;
	for (int32_t i = n; i < all; i++)
	{
		double		w = room->weight[i];

		room->facility[n] = room->facility[i];
		room->cost[n] = room->cost[i];
		room->weight[n] = w;
		n += w > 0;
	}
	*count = n;
	if (c->decay->kind == DECAY_POWER)
	{
		for (int32_t i = 0; i < n; i++)
		{
			if (isinf(room->weight[i]))
				return CATCHMENT_ZERO_COST;
		}
	}
	if (c->method == CATCHMENT_3SFCA)
	{
		Compensated total = {0, 0};

		for (int32_t i = 0; i < n; i++)
			compensated_add(&total, room->weight[i]);
		for (int32_t i = 0; i < n; i++)
			room->weight[i] *= room->weight[i] / (total.hi + total.lo);
	}
	return CATCHMENT_OK;
}

/* the sums of a facility while they grow */
typedef struct FacilitySums
{
	Compensated population;
	Compensated demand;
	Compensated squares;		/* M2SFCA: sum_i P_i W_ij^2 */
	int32_t		places;
} FacilitySums;

CatchmentResult
catchment_facilities(const Catchment *c, FacilityAccess *facility, const CatchmentRoom *room, const Host *host)
{
	FacilitySums *sums = host->alloc(((size_t) c->facilities + 1) * sizeof(FacilitySums));
	CatchmentResult result;
	int64_t		work = 0;
	bool		in_full = c->decay->kind == DECAY_NONE && c->method != CATCHMENT_3SFCA;	/* all weights are 1 */

	for (int32_t j = 0; j < c->facilities; j++)
		sums[j] = (FacilitySums) {{0, 0}, {0, 0}, {0, 0}, 0};
	for (int32_t i = 0; i < c->places; i++)
	{
		double		p = c->demand[i];
		int32_t		n;

		result = weigh(c, i, room, &n);
		if (result != CATCHMENT_OK)
			return result;
		for (int32_t k = 0; k < n; k++)
		{
			FacilitySums *s = &sums[room->facility[k]];
			double		w = room->weight[k];

			s->places++;
			compensated_add(&s->population, p);
			if (in_full)
				continue;
			compensated_add(&s->demand, p * w);
			if (c->method == CATCHMENT_M2SFCA)
				compensated_add(&s->squares, p * w * w);
		}
		work += n + 16;
		if (work >= CHECK_EVERY)
		{
			host->check();
			work = 0;
		}
	}
	for (int32_t j = 0; j < c->facilities; j++)
	{
		FacilityAccess *f = &facility[j];
		double		v;

		if (in_full)
			sums[j].demand = sums[j].squares = sums[j].population;
		v = sums[j].demand.hi + sums[j].demand.lo;
		f->places = sums[j].places;
		f->population = sums[j].population.hi + sums[j].population.lo;
		f->demand = v;
		f->ratio = v > 0 ? c->supply[j] / v : NAN;
		f->unused = !(v > 0) ? c->supply[j] :
			c->method == CATCHMENT_M2SFCA ? c->supply[j] * ((v - (sums[j].squares.hi + sums[j].squares.lo)) / v) : 0;
		if (!isfinite(f->population) || !isfinite(v) || isinf(f->ratio) || !isfinite(f->unused))
			return CATCHMENT_OUT_OF_RANGE;
	}
	host->release(sums);
	return CATCHMENT_OK;
}

static void
find_nearest(const CatchmentRoom *room, int32_t n, PlaceAccess *result)
{
	result->facilities = n;
	result->nearest = -1;
	result->nearest_cost = NAN;
	for (int32_t k = 0; k < n; k++)
	{
		if (result->nearest < 0 || room->cost[k] < result->nearest_cost ||
			(room->cost[k] == result->nearest_cost && room->facility[k] < result->nearest))
		{
			result->nearest = room->facility[k];
			result->nearest_cost = room->cost[k];
		}
	}
}

CatchmentResult
catchment_place(const Catchment *c, const FacilityAccess *facility, int32_t place, const CatchmentRoom *room, PlaceAccess *result)
{
	Compensated sum = {0, 0};
	int32_t		n;
	CatchmentResult found = weigh(c, place, room, &n);

	if (found != CATCHMENT_OK)
		return found;
	find_nearest(room, n, result);
	for (int32_t k = 0; k < n; k++)
	{
		double		w = room->weight[k];
		double		ratio = facility[room->facility[k]].ratio;

		if (!isnan(ratio))
			compensated_add(&sum, c->method == CATCHMENT_M2SFCA ? w * w * ratio : w * ratio);
	}
	result->access = sum.hi + sum.lo;
	return isfinite(result->access) ? CATCHMENT_OK : CATCHMENT_OUT_OF_RANGE;
}

CatchmentResult
catchment_potential(const Catchment *c, int32_t place, const CatchmentRoom *room, PlaceAccess *result)
{
	Compensated sum = {0, 0};
	int32_t		n;
	CatchmentResult found = weigh(c, place, room, &n);

	if (found != CATCHMENT_OK)
		return found;
	find_nearest(room, n, result);
	for (int32_t k = 0; k < n; k++)
		compensated_add(&sum, c->supply[room->facility[k]] * room->weight[k]);
	result->access = sum.hi + sum.lo;
	return isfinite(result->access) ? CATCHMENT_OK : CATCHMENT_OUT_OF_RANGE;
}

CatchmentResult
catchment_huff(const Catchment *c, int32_t place, const CatchmentRoom *room, int32_t *count)
{
	const Decay *decay = c->decay;
	int32_t		n = c->source.within(c->source.state, place, room->facility, room->cost);
	double		shortest = INFINITY;
	double		largest = 0;
	Compensated sum = {0, 0};

	*count = n;
	for (int32_t k = 0; k < n; k++)
	{
		double		cost = room->cost[k] < decay->least ? decay->least : room->cost[k];
		double		supply = c->supply[room->facility[k]];

		if (isinf(cost))
			return CATCHMENT_OUT_OF_RANGE;
		if (cost == 0 && decay->parameter > 0)
			return CATCHMENT_ZERO_COST;
		if (supply > 0)
		{
			shortest = cost < shortest ? cost : shortest;
			largest = supply > largest ? supply : largest;
		}
	}
	/* as multiples of the shortest cost and the largest supply, so that nothing overflows and not everything underflows */
	for (int32_t k = 0; k < n; k++)
	{
		double		cost = room->cost[k] < decay->least ? decay->least : room->cost[k];
		double		supply = c->supply[room->facility[k]];

		room->weight[k] = supply > 0 ? supply / largest * (cost > 0 ? decay_power(cost / shortest, decay->parameter) : 1) : 0;
		compensated_add(&sum, room->weight[k]);
	}
	for (int32_t k = 0; k < n; k++)
		room->weight[k] = largest > 0 ? room->weight[k] / (sum.hi + sum.lo) : NAN;
	return CATCHMENT_OK;
}
