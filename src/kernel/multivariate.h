/*
 * multivariate.h
 *		What follows from the exact sums of products of k variables (gram.h): covariances, correlations, Cronbach's alpha, principal
 *		components.
 *
 *	  covariance	c_ij = (n sum x_i x_j - sum x_i sum x_j) / (n (n - ddof)); with weights n is sum w and so on
 *	  correlation	r_ij = c_ij / sqrt(c_ii c_jj)
 *	  alpha			k / (k - 1) (1 - sum c_ii / sum c_ij), the sums over all i, and over all i and j
 *	  standardised	the same with r for c
 *	  components	R = V diag(lambda) V', lambda descending; loading of variable i on component c: v_ic sqrt(lambda_c); share of the variance
 *					lambda_c / (number of variables)
 *
 * Numerators are formed exactly and then rounded.  A variable without variance has no correlations (NaN), is left out of the
 * components (its vector elements are NaN), and has covariance 0.
 *
 * The sign of a component is free.  Here the marker variable (1 ... k) loads positively; without one (0), where the marker has
 * no loading, the variable with the largest absolute loading does, the first of those that are equal within 1e-9.
 *
 * Source: L. J. Cronbach, "Coefficient alpha and the internal structure of tests", Psychometrika 16 (1951), 297-334; H.
 * Hotelling, "Analysis of a complex of statistical variables into principal components", Journal of Educational Psychology 24
 * (1933), 417-441.
 *
 * check (may be NULL) is called now and then.
 */
#ifndef KERNEL_MULTIVARIATE_H
#define KERNEL_MULTIVARIATE_H

#include "gram.h"
#include "moments.h"

/* k x k; false when n or n - ddof is not positive */
extern bool covariance_matrix(const GramSums *sums, int k, int ddof, double *covariance, void (*check) (void));

/* k x k; scratch: 2 k numbers */
extern void correlation_matrix(const GramSums *sums, int k, double *correlation, double *scratch, void (*check) (void));

/* mean and deviation of variable j = 1 ... k; false as in moments() */
extern bool variable_moments(const GramSums *sums, int j, double ddof, Moments *m);

/* alpha, and (unless null) alpha without each of the variables, for which scratch has room for k ExactWides; NaN: not defined */
extern double cronbach_alpha(const GramSums *sums, int k, double *if_deleted, ExactWide *scratch, void (*check) (void));
extern double standardised_alpha(const double *correlation, int k);

/*
 * Number m of components, 0 when there are none; eigenvalue: m numbers; vector: k x m, row by row, NaN for variables that are
 * left out.  Eigenvalues that are 0 but for rounding are 0.  scratch: k (k + 1) numbers.
 */
extern int	principal_components(const double *correlation, int k, int marker, double *eigenvalue, double *vector, double *scratch,
					 void (*check) (void));

/* the sign of a vector with the given stride, by the rule above: 1 or -1 */
extern double loading_sign(const double *vector, int k, int stride, int marker);

#endif							/* KERNEL_MULTIVARIATE_H */
