/*
 * distance_weights.h
 *		Spatial weights from points: nearest neighbours, distance bands, inverse distances, kernels.
 *
 * d_ij is the Euclidean distance.  Nobody is his own neighbour, but in kernel weights, whose diagonal is K(0).
 *
 *		knn				the k nearest; equal distances: the smaller unit first					w = 1
 *		band			d_ij <= limit																w = 1
 *		inverse			d_ij <= limit																w = d_ij^-power
 *		kernel			d_ij <= h, or h = distance of the k-th nearest ("adaptive")				w = K(d_ij / h)
 *
 *		triangular 1 - z		uniform 1/2		quadratic 3/4 (1 - z^2)		quartic 15/16 (1 - z^2)^2		gaussian exp(-z^2/2) / sqrt(2 pi)
 *
 * Source: Anselin, Rey, "Modern spatial econometrics in practice" (2014), chapter 4; kernels as in Brunsdon, Fotheringham, Charlton 1996
 * and PySAL.
 */
#ifndef KERNEL_DISTANCE_WEIGHTS_H
#define KERNEL_DISTANCE_WEIGHTS_H

#include "neighbours.h"

typedef enum KernelFunction
{
	KERNEL_TRIANGULAR,
	KERNEL_UNIFORM,
	KERNEL_QUADRATIC,
	KERNEL_QUARTIC,
	KERNEL_GAUSSIAN
} KernelFunction;

/* xy[2 * i], xy[2 * i + 1]: where unit i is */
extern Neighbours weights_knn(const double *xy, int32_t n, int32_t k, const Host *host);
extern Neighbours weights_band(const double *xy, int32_t n, double limit, const Host *host);

/* two units at one place have no inverse distance: then *coincident is one of them (else -1) and the weight is infinite */
extern Neighbours weights_inverse(const double *xy, int32_t n, double limit, double power, int32_t *coincident, const Host *host);

extern Neighbours weights_kernel(const double *xy, int32_t n, double bandwidth, KernelFunction function, const Host *host);

/* bandwidth of each unit: the distance of its k-th nearest (of others); a bandwidth of 0: *coincident, as above */
extern Neighbours weights_kernel_adaptive(const double *xy, int32_t n, int32_t k, KernelFunction function, int32_t *coincident, const Host *host);

/* the smallest distance band in which every unit has a neighbour: the largest distance to a nearest one; n > 1 */
extern double largest_nearest_distance(const double *xy, int32_t n, const Host *host);

#endif							/* KERNEL_DISTANCE_WEIGHTS_H */
