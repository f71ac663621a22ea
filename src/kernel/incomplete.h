/*
 * incomplete.h
 *		The incomplete gamma and beta functions, for counts of any size.
 *
 *	  P(a, x)    = 1 / Gamma(a) * integral from 0 to x of t^(a-1) e^-t dt			Q = 1 - P
 *	  I_x(a, b)  = 1 / B(a, b) * integral from 0 to x of t^(a-1) (1-t)^(b-1) dt		and its complement
 *
 * GSL's forms lose digits with large parameters (x^a e^-x / Gamma(a) as a difference of logarithms: 1e-10 at ten thousand
 * cases), and its continued fraction gives up after 512 steps: NaN for a town of a million (GSL 2.7), and a search for the
 * quantile that never ends.  Here the factor in front is Loader's, which has full precision everywhere, and series and
 * continued fraction go on until they stand: about sqrt(a) steps.
 *
 * Sources: C. Loader, "Fast and accurate computation of binomial probabilities", 2000; W. H. Press et al., Numerical Recipes, 3rd
 * edition 2007, 6.2 (series, continued fraction after Lentz); A. R. DiDonato, A. H. Morris, "Significant digit computation of the
 * incomplete beta function ratios", ACM Transactions on Mathematical Software 18 (1992), 360-373 (its continued fraction).
 */
#ifndef KERNEL_INCOMPLETE_H
#define KERNEL_INCOMPLETE_H

/* mean^x e^-mean / Gamma(x + 1), also between whole numbers; x >= 0, mean > 0 */
extern double poisson_density(double x, double mean);

/* P(a, x) and Q(a, x); a > 0, x >= 0 */
extern void incomplete_gamma(double a, double x, double *below, double *above);

/* I_x(a, b) and 1 - I_x(a, b), where y = 1 - x comes with the digits that x near 1 has lost; a, b > 0 */
extern void incomplete_beta(double a, double b, double x, double y, double *below, double *above);

/*
 * The quantiles: the x with P(a, x) = p, or I_x(a, b) = p, or where above is true, the x with p above it.  0 < p < 1. Relative
 * error near the rounding of a double, in both tails.  Where the parameters are beyond 1e9, Cornish and Fisher's expansion,
 * whose error is then below that.
 */
extern double inverse_incomplete_gamma(double a, double p, int above);
extern double inverse_incomplete_beta(double a, double b, double p, int above);

#endif							/* KERNEL_INCOMPLETE_H */
