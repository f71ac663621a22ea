/*
 * bivariate.h
 *		Two variables in space: does x here go with y around?  Bivariate Moran's I and Lee's L.
 *
 * zx, zy: x and y minus their means, zx2 = sum zx_i^2, zy2 likewise, S0 = sum w_ij:
 *
 *		I_xy = n / S0 * sum_ij w_ij zx_i zy_j / sqrt(zx2 zy2)											(w without a diagonal)
 *		L    = n / sum_i (sum_j w_ij)^2 * sum_i (sum_j w_ij zx_j)(sum_j w_ij zy_j) / sqrt(zx2 zy2)		(w as it is)
 *
 * I_xy sets x against the neighbours' y: it is not symmetric in x and y.  L is the correlation of both lags, with what both lose by
 * averaging: symmetric.
 *
 * Expectation and variance over all n! ways to distribute the pairs (x_i, y_i) over the units: what is random is where the pairs lie; how x and y
 * go together in a unit is kept.  I_xy: cross_product.h with q_ij = zx_i zy_j.  L: the matrix M = W'W has a diagonal, so that
 * sum m_ij zx_i zy_j falls into two parts, of which mean, variance and covariance are added (Lee 2004).
 *
 * Sources: D. Wartenberg, "Multivariate spatial correlation: a method for exploratory geographical analysis", Geographical Analysis 17 (1985),
 * 263-283; S.-I. Lee, "Developing a bivariate spatial association measure: an integration of Pearson's r and Moran's I", Journal of Geographical
 * Systems 3 (2001), 369-385; S.-I. Lee, "A generalized significance testing method for global measures of spatial association: an extension of
 * the Mantel test", Environment and Planning A 36 (2004), 1687-1703.
 */
#ifndef KERNEL_BIVARIATE_H
#define KERNEL_BIVARIATE_H

#include "autocorrelation.h"

extern AutocorrelationTest bivariate_moran(const Neighbours *w, const double *x, const double *y, PermutationPlan plan, const Host *host);
extern AutocorrelationTest lee(const Neighbours *w, const double *x, const double *y, PermutationPlan plan, const Host *host);

#endif							/* KERNEL_BIVARIATE_H */
