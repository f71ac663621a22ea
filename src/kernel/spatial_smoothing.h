/*
 * spatial_smoothing.h
 *		Values and rates of a unit and of its neighbours: lag, spatial rate, local empirical Bayes.
 *
 *		lag			sum_j w_ij x_j, or the mean of the neighbours, sum_j w_ij x_j / sum_j w_ij (what row-standardised weights give, rounded once
 *					less); not defined where the weights of a unit sum to 0 (islands)
 *
 * For rates the neighbourhood N(i) is the unit itself and all units to which it has a weight above 0, however large.  e events among n people,
 * r = e / n, E_i = sum of e, P_i = sum of n over N(i), k_i units:
 *
 *		rate		E_i / P_i
 *		empirical	m_i + a_i (r_i - m_i) / (a_i + m_i / n_i), m_i = E_i / P_i, a_i = max(0, c_i / P_i - m_i k_i / P_i)
 *		Bayes		c_i = sum of n_j (r_j - m_i)^2 over N(i)		around the mean of the unit's own neighbourhood (Marshall; GeoDa, PySAL)
 *					c_i = sum of n_j (r_j - m_j)^2 over N(i)		around the mean of each neighbour's own one (Bailey and Gatrell; spdep)
 *
 * a_i is the variance of the true rates within the neighbourhood: what Poisson noise leaves.  Where it leaves nothing, the estimate is m_i.
 *
 * Sources: R. J. Marshall, "Mapping disease and mortality rates using empirical Bayes estimators", Applied Statistics 40 (1991), 283-294;
 * T. C. Bailey, A. C. Gatrell, "Interactive spatial data analysis", Longman 1995, 303-308, 328-330; L. Anselin, N. Lozano, J. Koschinsky, "Rate
 * transformations and smoothing", University of Illinois 2006.
 */
#ifndef KERNEL_SPATIAL_SMOOTHING_H
#define KERNEL_SPATIAL_SMOOTHING_H

#include "neighbours.h"

typedef enum LocalVariance
{
	VARIANCE_BAILEY_GATRELL = 0,
	VARIANCE_GEODA = 1
} LocalVariance;

/* NaN where not defined; lag is not x */
extern void smoothing_lag(const Neighbours *w, const double *x, bool mean, double *lag, const Host *host);

/* sums over the neighbourhoods; units may be a null pointer */
extern void neighbourhood_sums(const Neighbours *w, const double *events, const double *population, double *sum_events,
							   double *sum_population, int32_t *units, const Host *host);

/* population[i] > 0 */
extern void local_empirical_bayes(const Neighbours *w, const double *events, const double *population, LocalVariance variance,
								  double *estimate, const Host *host);

#endif							/* KERNEL_SPATIAL_SMOOTHING_H */
