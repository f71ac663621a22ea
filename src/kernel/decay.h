/*
 * decay.h
 *		How much a facility at a distance (or travel time, or cost) counts: from 1 near by to 0 out of reach.
 *
 *		none			w = 1										c <= maximum; the floating catchment of Luo and Wang (2003)
 *		step			w = weight of the first zone with c <= limit	Luo and Qi (2009): zones with 1, 0.68, 0.22 or 1, 0.42, 0.09
 *		gaussian		w = exp(-c^2 / (2 s^2))						s: the cost at which the curve turns
 *		dai				w = (exp(-(c/m)^2 / 2) - exp(-1/2)) / (1 - exp(-1/2))		Dai (2010): 1 at 0, and 0 at m, the maximum
 *		power			w = (max(c, least) / scale)^-b				gravity; c = 0 asks for a least cost
 *		exponential		w = exp(-b c)
 *		linear			w = 1 - c / m
 *
 * and w = 0 beyond the maximum, whatever the function.
 *
 * Exponentials and powers are our own: the C library's differ in the last bit between processors, and official figures must not.
 *
 * Sources: W. Luo, F. Wang, "Measures of spatial accessibility to health care in a GIS environment", Environment and Planning B 30
 * (2003), 865-884; W. Luo, Y. Qi, "An enhanced two-step floating catchment area (E2SFCA) method", Health & Place 15 (2009), 1100-1107;
 * D. Dai, "Black residential segregation, disparities in spatial access to health care facilities ...", Health & Place 16 (2010),
 * 1038-1052; P.-T. P. Tang, "Table-driven implementation of the exponential function", ACM TOMS 15
 * (1989), 144-157, and "... of the logarithm function", ACM TOMS 16 (1990), 378-400.
 */
#ifndef KERNEL_DECAY_H
#define KERNEL_DECAY_H

#include <stdint.h>

typedef enum DecayKind
{
	DECAY_NONE,
	DECAY_STEP,
	DECAY_GAUSSIAN,
	DECAY_DAI,
	DECAY_POWER,
	DECAY_EXPONENTIAL,
	DECAY_LINEAR
} DecayKind;

#define DECAY_KINDS		7
#define DECAY_ZONES_MAX	100

typedef struct Decay
{
	DecayKind	kind;
	double		maximum;		/* beyond it nothing counts; may be infinite, but not for dai and linear */
	double		parameter;		/* s of gaussian, b of power and exponential */
	double		least;			/* power: smaller costs count as this one */
	double		scale;			/* power */
	int			zones;			/* step */
	double		limit[DECAY_ZONES_MAX]; /* ascending */
	double		weight[DECAY_ZONES_MAX];
} Decay;

/* the customary three zones: thirds of the maximum, with the weights 1, 0.68 and 0.22 */
extern void decay_three_zones(Decay *decay);

/* weights of costs that are all within the maximum; infinite: power of a cost of zero (or nearly), without a least cost */
extern void decay_weights(const Decay *decay, const double *cost, int32_t n, double *weight);

/* x^-b for x >= 0, b >= 0, within about two units in the last place; quickest when b is a multiple of 1/4 */
extern double decay_power(double x, double b);

/* exp(x), within 0.6 units in the last place */
extern double decay_exp(double x);

#endif							/* KERNEL_DECAY_H */
