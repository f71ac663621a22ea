/*
 * smoothing.h
 *		Rates of small areas drawn towards what is known of all of them, and p-values corrected for their number.
 *
 * Empirical Bayes (Marshall): x events among n people in each of k areas, N = sum n, raw rates p = x / n
 *
 *	  b  = sum x / N				mean rate
 *	  s2 = sum n (p - b)^2 / N
 *	  a  = max(0, s2 - b / (N / k))	variance of the true rates: what Poisson noise leaves
 *	  b + a (p - b) / (a + b / n)	the estimate
 *
 * Shrinkage on the logit scale (English indices of deprivation): x of n in a small area, X of N in the larger one
 *
 *	  m  = ln((x + 1/2) / (n - x + 1/2)), M the same with X and N
 *	  s2 = (n + 1) (n + 2) / (n (x + 1) (n - x + 1))
 *	  t2 = sum (m - M)^2 / (k - 1) over the k small areas
 *	  m* = w m + (1 - w) M, w = t2 / (t2 + s2);  the estimate is e^m* / (1 + e^m*)
 *
 * False discovery rate: p(1) <= ... <= p(m) become min over j >= i of (m / j) p(j), at most 1.
 *
 * Sources: R. J. Marshall, "Mapping disease and mortality rates using empirical Bayes estimators", Applied Statistics 40
 * (1991), 283-294; M. Noble et al., The English Indices of Deprivation, technical report (shrinkage estimation); Y. Benjamini,
 * Y. Hochberg, Journal of the Royal Statistical Society B 57 (1995), 289-300.
 */
#ifndef KERNEL_SMOOTHING_H
#define KERNEL_SMOOTHING_H

#include <stdbool.h>
#include <stddef.h>

#include "sort.h"

/* what Marshall's estimator knows of all areas */
typedef struct RateMoments
{
	double		people;			/* N */
	double		mean;			/* b */
	double		between;		/* s2 - b / (N / k), negative where there is less than Poisson noise */
} RateMoments;

/* of the rows where use[i] (a null pointer: of all), n[i] > 0; false: there are none.  check may be NULL. */
extern bool rate_moments(const double *x, const double *n, const bool *use, size_t rows, RateMoments *r, void (*check) (void));

/*
 * estimates[i] from x[i] and n[i] > 0 where use[i]; may be x itself.  NaN when squares leave the range of double.  check may be
 * NULL.
 */
extern void empirical_bayes_rates(const double *x, const double *n, const bool *use, size_t rows, double *estimates,
								  void (*check) (void));

/* the logit of x of n with half an event more, and the variance of it */
extern double shrink_logit(double x, double n);
extern double shrink_variance(double x, double n);

/*
 * estimates[i] from x[i] of n[i] > 0 where use[i], drawn towards area_x of area_n > 0; may be x itself.  With one row t2 is not
 * known: NaN, unless the row has the larger area's logit.
 */
extern void shrink_rates(const double *x, const double *n, const bool *use, size_t rows, double area_x, double area_n,
						 double *estimates, void (*check) (void));

/* p[i].x are the values; afterwards they are the corrected ones, at the same indices, in ascending order */
extern void false_discovery(Indexed *p, size_t m, void (*check) (void));

#endif							/* KERNEL_SMOOTHING_H */
