/*
 * factor.h
 *		Factor analysis with one factor by maximum likelihood.
 *
 * Model: R = l l' + diag(psi), l the loadings, psi the uniquenesses.  For given psi let theta_1 >= ... >= theta_k be the
 * eigenvalues of R* = psi^-1/2 R psi^-1/2 and w_1, ... its eigenvectors.  The best loadings are psi^1/2 w_1 sqrt(theta_1 - 1),
 * and what is left to minimise is
 *
 *	  f(psi) = sum over m > 1 of (theta_m - log theta_m - 1)			0.005 <= psi_i <= 1
 *
 * by Newton's method with the exact derivatives in x = log psi, of which those beyond the bounds are left out (where psi is
 * small the steps are made in log (1 - psi), see factor.c):
 *
 *	  df/dx_a = sum over m > 1 of (1 - theta_m) w_am^2
 *	  d2f/dx_a dx_b = A_ab B_ab + w_a1 w_b1 sum over m > 1 of (1 - theta_m) (theta_1 + theta_m) / (theta_1 - theta_m) w_am w_bm
 *	  A = sum over m > 1 of theta_m w_m w_m', B the same without theta_m
 *
 * Start, bounds and criterion are those of R's factanal(): psi_i = (1 - 0.5 / k) / (R^-1)_ii.
 *
 * Source: K. G. Joreskog, "Some contributions to maximum likelihood factor analysis", Psychometrika 32 (1967), 443-482; D. N.
 * Lawley, A. E. Maxwell, "Factor analysis as a statistical method", 2nd edition, 1971, chapters 4 and 7; M. S. Bartlett, 1951
 * (the test).
 */
#ifndef KERNEL_FACTOR_H
#define KERNEL_FACTOR_H

#include <stdbool.h>
#include <stddef.h>

#define FACTOR_UNIQUENESS_MIN	0.005

/* numbers of scratch that both functions need */
static inline size_t
factor_scratch(int k)
{
	return 4 * (size_t) k * k + 10 * (size_t) k;
}

/*
 * Loadings and uniquenesses (k each) and the minimum of f, from a correlation matrix of k >= 3 variables.  False when the
 * matrix is singular (also nearly: a variable explained to 12 digits by the others), or when no minimum was found.
 */
extern bool one_factor(const double *correlation, int k, double *loading, double *uniqueness, double *criterion, double *scratch,
					   void (*check) (void));

/* weights b = R^-1 l of Thomson's regression scores: score = sum b_i z_i; false when R is singular */
extern bool factor_score_weights(const double *correlation, int k, const double *loading, double *weight, double *scratch,
					 void (*check) (void));

/* Bartlett's test of the fit: chi squared of n rows, and its degrees of freedom (0 for 3 variables: no test) */
extern double factor_chi_squared(double criterion, double n, int k);
extern double factor_degrees_of_freedom(int k);

#endif							/* KERNEL_FACTOR_H */
