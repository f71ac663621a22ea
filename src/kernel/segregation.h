/*
 * segregation.h
 *		Measures of segregation: how unevenly groups are spread over areas.
 *
 * Areas i, groups a and b with totals A and B, inhabitants t_i with total T:
 *
 *	  dissimilarity			D = 1/2 sum |a_i / A - b_i / B|									Duncan and Duncan 1955
 *	  isolation				sum (a_i / A) (a_i / t_i)										Bell 1954
 *	  interaction			sum (a_i / A) (b_i / t_i)
 *	  correlation ratio		(I - P) / (1 - P), I: isolation, P = A / T						Bell 1954; Duncan and Duncan 1955
 *	  rel. concentration	(sum a_i s_i / A : sum b_i s_i / B - 1) / (P_1 : P_2 - 1)		Massey and Denton 1988
 *
 * In the last, s is the surface and P_1 and P_2 are the mean surface, weighted by t = a + b, of the smallest and of the largest areas that
 * together have A inhabitants (the area in which A is reached counts as a whole, and so do areas of the same surface).
 *
 * Many groups m with counts x_im, totals X_m and shares p_m = X_m / T; E = sum p_m ln(1 / p_m) of the whole, E_i of area i:
 *
 *	  dissimilarity			sum_im |x_im - t_i p_m| / (2 T sum p_m (1 - p_m))				Morgan 1975; Sakoda 1981
 *	  information			M = E - sum t_i E_i / T;  H = M / E								Theil 1972; Reardon and Firebaugh 2002
 *
 * Sums are exact (exact_sum.h).  A sum of absolute values |u_i - v_i| with sum u = sum v is twice the sum over the areas with u > v, so
 * that only sums of counts and products of such sums are needed: D is rounded once.
 *
 * Sources: O. D. Duncan, B. Duncan, "A methodological analysis of segregation indexes", ASR 20 (1955); D. S. Massey, N. A. Denton, "The
 * dimensions of residential segregation", Social Forces 67 (1988); S. F. Reardon, G. Firebaugh, "Measures of multigroup segregation",
 * Sociological Methodology 32 (2002).
 */
#ifndef KERNEL_SEGREGATION_H
#define KERNEL_SEGREGATION_H

#include "exact_sum.h"
#include "sort.h"

/* All return NaN where the measure is not defined: a total is 0. */

extern double dissimilarity(const Pair *p, size_t n, void (*check) (void));

/* x: n rows of so many groups */
extern double multigroup_dissimilarity(const double *x, size_t n, int groups, void (*check) (void));

/* an area: surface first, as it is sorted by it */
typedef struct SurfaceArea
{
	double		a;
	double		b;
	double		surface;
} SurfaceArea;

/* order: room for n */
extern double relative_concentration(const SurfaceArea *area, size_t n, Indexed *order, void (*check) (void));

/* a part of a whole, and the share of group a among the inhabitants of an area, times a: a (part / total) */
extern double exposure_term(double a, double part, double total);

/* sums of a, of exposure terms, of t */
extern double exposure(const ExactSum *a, const ExactSum *terms);
extern double correlation_ratio(const ExactSum *a, const ExactSum *terms, const ExactSum *total);

/* t E of counts: sum x ln(t / x); *total gets t = sum x */
extern double group_entropy(const double *x, int groups, double *total);

/* (whole - part) / whole, where whole = T E; never below 0.  NaN when whole is 0 */
extern double information_share(double whole, const ExactSum *part);

/* (whole - part) / total, never below 0 */
extern double information_difference(double whole, const ExactSum *part, double total);

/* 1 - sum p^2 and sum p ln(1 / p) */
extern double simpson_diversity(const double *x, int groups);
extern double shannon_diversity(const double *x, int groups);

/* (a / t) / (A / T) */
extern double location_quotient(double a, double total, double all_a, double all_total);

#endif							/* KERNEL_SEGREGATION_H */
