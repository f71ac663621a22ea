/*
 * entropy.h
 *		Entropy measures of inequality of values x_i >= 0 with weights w_i, and their decomposition by group.
 *
 * W = sum w, S = sum w x, m = S / W, and for a parameter alpha
 *
 *	  f(x) = x^alpha;	ln x for alpha = 0, x ln x for alpha = 1 (0 ln 0 = 0)
 *	  P = sum w f(x)
 *	  generalised entropy:	GE = c (P / W - f(m)) / m^alpha, c = 1 / (alpha (alpha - 1)); -1 for alpha = 0, 1 for alpha = 1
 *
 * GE(1) is Theil's T, GE(0) Theil's L (mean logarithmic deviation), GE(2) half the squared coefficient of variation.
 *
 *	  Atkinson: A = 1 - f^-1(P / W) / m with alpha = 1 - epsilon
 *
 * Groups g with W_g, m_g: with B = sum W_g f(m_g), the inequality between groups (everybody has the mean of the group) is the same
 * formula with B for P, and that within groups c (P - B) / (W m^alpha); together they are the total.
 *
 * f(x) is rounded once per row, to twice the precision (twofold.h), and all sums are exact (exact_sum.h).  Where x = 0 makes f infinite
 * (alpha <= 0), so is P: GE is not defined then, Atkinson is 1.
 *
 * Source: H. Theil, "Economics and Information Theory", 1967; A. B. Atkinson, "On the measurement of inequality", Journal of Economic
 * Theory 2 (1970), 244-263; A. F. Shorrocks, "The class of additively decomposable inequality measures", Econometrica 48 (1980), 613-625.
 */
#ifndef KERNEL_ENTROPY_H
#define KERNEL_ENTROPY_H

#include <stdbool.h>

#include "exact_sum.h"
#include "twofold.h"

/* alpha, but 0 or 1 where it is so close to them that the difference of f would be lost */
extern double entropy_alpha(double alpha);

/*
 * f(x), x >= 0: for alpha = 1 only ln x (0 for x = 0), the factor x is with the caller.  False: x^alpha lies beyond 2^-960 ... 2^960.
 */
extern bool entropy_term(Twofold x, double alpha, Twofold *term);

/* do W, S, P look like sums over weights and values that are not negative, and not all 0? */
typedef enum EntropySums
{
	ENTROPY_GOOD,
	ENTROPY_UNDEFINED,			/* W or S is 0 */
	ENTROPY_DAMAGED
} EntropySums;

extern EntropySums entropy_mean(const ExactSum *w, const ExactSum *wx, Twofold *mean);

/* mean: from entropy_mean().  NaN where not defined */
extern double entropy_value(const ExactSum *w, const ExactSum *wx, const ExactSum *p, Twofold mean, double alpha);
extern double entropy_atkinson(const ExactSum *w, const ExactSum *wx, const ExactSum *p, Twofold mean, double alpha);
extern double entropy_within(const ExactSum *w, const ExactSum *wx, const ExactSum *p, const ExactSum *b, Twofold mean, double alpha);

#endif							/* KERNEL_ENTROPY_H */
