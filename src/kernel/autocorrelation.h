/*
 * autocorrelation.h
 *		Global spatial autocorrelation: are like values near one another?  Moran's I, Geary's C, Getis and Ord's G; rates in Moran's I.
 *
 * n units, weights w_ij without a diagonal, z_i = x_i - mean, m_k = sum z^k / n, K = m_4 / m_2^2;
 * S0 = sum w_ij, S1 = sum (w_ij + w_ji)^2 / 2, S2 = sum_i (sum_j w_ij + sum_j w_ji)^2:
 *
 *		I = n / S0 * sum_ij w_ij z_i z_j / sum z_i^2							E = -1 / (n - 1)
 *		C = (n - 1) / (2 S0) * sum_ij w_ij (x_i - x_j)^2 / sum z_i^2			E = 1
 *		G = sum_ij w_ij x_i x_j / sum_(i<>j) x_i x_j, x not negative			E = S0 / (n (n - 1))
 *
 * Variances of I and C if x is a sample of a normal distribution ("normality"), and if all n! ways to distribute the values over the units are
 * as likely ("randomisation"; also that of G):
 *
 *		normality	I	(n^2 S1 - n S2 + 3 S0^2) / (S0^2 (n^2 - 1)) - E^2
 *					C	((2 S1 + S2)(n - 1) - 4 S0^2) / (2 (n + 1) S0^2)
 *		random.		I	(n ((n^2 - 3 n + 3) S1 - n S2 + 3 S0^2) - K ((n^2 - n) S1 - 2 n S2 + 6 S0^2)) / ((n - 1)(n - 2)(n - 3) S0^2) - E^2
 *					C	((n - 1) S1 (n^2 - 3 n + 3 - (n - 1) K) - (n - 1) S2 (n^2 + 3 n - 6 - (n^2 - n + 2) K) / 4
 *						 + S0^2 (n^2 - 3 - (n - 1)^2 K)) / (n (n - 2)(n - 3) S0^2)
 *					G	that of sum w_ij x_i x_j = S0 mean^2 + mean sum g_i z_i + sum w_ij z_i z_j, g_i = sum_j (w_ij + w_ji), by its parts; it
 *						equals Getis and Ord's formula, whose large terms cancel, and loses nothing; so is G - E by its parts,
 *						(mean sum (g_i - mean of g) z_i + sum w_ij z_i z_j + E sum z_i^2) / sum_(i<>j) x_i x_j
 *
 * Rates (Assunção, Reis): x_i events among P_i people, b = sum x / sum P, a = max(0, sum P_i (x_i / P_i - b)^2 / sum P - b n / sum P):
 * Moran's I of (x_i / P_i - b) / sqrt(a + b / P_i).
 *
 * Sources: P. A. P. Moran, "Notes on continuous stochastic phenomena", Biometrika 37 (1950), 17-23; R. C. Geary, "The contiguity ratio and statistical
 * mapping", Incorporated Statistician 5 (1954), 115-145; A. D. Cliff, J. K. Ord, "Spatial processes", Pion 1981; A. Getis, J. K. Ord, "The analysis
 * of spatial association by use of distance statistics", Geographical Analysis 24 (1992), 189-206; R. M. Assunção, E. A. Reis, "A new proposal
 * to adjust Moran's I for population density", Statistics in Medicine 18 (1999), 2147-2162.
 */
#ifndef KERNEL_AUTOCORRELATION_H
#define KERNEL_AUTOCORRELATION_H

#include "cross_product.h"
#include "permutation.h"

/* NaN: not defined */
typedef struct AutocorrelationTest
{
	double		statistic;		/* NaN: so is all the rest */
	double		expectation;
	double		variance;		/* randomisation */
	double		variance_normality;
	Permuted	permuted;
	double		deviation;		/* statistic - expectation, where that is known better than by subtraction; otherwise NaN */
} AutocorrelationTest;

/* how many permutations, and which */
typedef struct PermutationPlan
{
	int32_t		permutations;	/* 0: none */
	uint64_t	seed;
} PermutationPlan;

/* x has w->n numbers; w no diagonal */
extern AutocorrelationTest moran(const Neighbours *w, const double *x, PermutationPlan plan, const Host *host);
extern AutocorrelationTest geary(const Neighbours *w, const double *x, PermutationPlan plan, const Host *host);
extern AutocorrelationTest getis_ord(const Neighbours *w, const double *x, PermutationPlan plan, const Host *host);

/* rates[i] from events[i] >= 0 and population[i] > 0, as above; false: there are no events, all rates are equal, or numbers leave the range of double */
extern bool standardised_rates(const double *events, const double *population, int32_t n, double *rates);

/* (statistic - expectation) / sqrt(variance); NaN when the variance is not positive */
extern double standard_deviate(double statistic, double expectation, double variance);

/*
 * z[i] = (x[i] - mean) / 2^e, rounded once, with e such that the largest of them is between 1/2 and 1; the exact mean at twice the precision.
 * false: all are equal (or there are none).  *mean gets mean / 2^e, *exponent e (either may be a null pointer).
 */
extern bool centred(const double *x, int32_t n, double *z, double *mean, int *exponent);

/* values of a statistic, factor * product + rest * linear + what the statistic needs beside that, from sums under permutations (permutation.h) */
extern Permuted permuted_statistic(const PermutedSums *s, PermutationPlan plan, double statistic, double factor, double rest,
								   double tolerance, const Host *host);

/* sum of a_i b_i, rounded once */
extern double sum_of_products(const double *a, const double *b, int32_t n);

/* lag[i] = sum_j w_ij x_j */
extern void spatial_lags(const Neighbours *w, const double *x, double *lag, const Host *host);

#endif							/* KERNEL_AUTOCORRELATION_H */
