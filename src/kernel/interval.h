/*
 * interval.h
 *		Confidence intervals of shares and counts, comparison of two of them, limits for funnel plots.
 *
 * x events among n people, or x events where e were expected or exposed; z the normal quantile of the level, 1.96 for 95 %.
 *
 *	  Wilson			(2 x + z^2 -+ z sqrt(z^2 + 4 x (1 - x / n))) / (2 (n + z^2))
 *	  Clopper-Pearson	quantiles of beta(x, n - x + 1) and beta(x + 1, n - x)
 *	  exact Poisson		half the quantiles of chi-squared with 2 x and 2 x + 2 degrees of freedom
 *	  Byar				x (1 - 1 / (9 x) - z / (3 sqrt x))^3, and the same with x + 1 and + z
 *
 * All of them also for x between whole numbers (weighted or imputed counts): the formulas are continuous.
 *
 * Sources: E. B. Wilson, JASA 22 (1927), 209-212; C. J. Clopper, E. S. Pearson, Biometrika 26 (1934), 404-413; F. Garwood,
 * Biometrika 28 (1936), 437-442; N. E. Breslow, N. E. Day, Statistical Methods in Cancer Research II, IARC 1987, 69 (Byar); R.
 * G. Newcombe, Statistics in Medicine 17 (1998), 873-890, method 10; D. J. Spiegelhalter, Statistics in Medicine 24 (2005),
 * 1185-1202; C. Loader 2000 (incomplete.h).
 */
#ifndef KERNEL_INTERVAL_H
#define KERNEL_INTERVAL_H

typedef struct Limits
{
	double		lower;
	double		upper;
} Limits;

/* of the share x / n; 0 <= x <= n, n > 0 */
extern Limits interval_wilson(double x, double n, double z);
extern Limits interval_clopper_pearson(double x, double n, double level);

/* of the expected count, x >= 0 */
extern Limits interval_poisson(double x, double level);
extern Limits interval_byar(double x, double z);

/* by the rule of the English public health service: exact below 10 events, Byar from 10 */
extern Limits interval_count(double x, double level);

/* a comparison of two shares or rates; what is not defined is NaN */
typedef struct Comparison
{
	double		estimate;
	double		lower;
	double		upper;
	double		z;
	double		p;
} Comparison;

/*
 * x1 / n1 - x2 / n2: interval of Newcombe (from two of Wilson), z with the pooled share, p on both sides.  z and p are NaN when
 * nobody or everybody is counted: nothing varies.
 */
extern Comparison compare_shares(double x1, double n1, double x2, double n2, double level);

/*
 * (x1 / e1) / (x2 / e2): ln(ratio) -+ z sqrt(1 / x1 + 1 / x2), z of the ratio against 1.  NaN but for the estimate when x1 is
 * 0; all NaN when x2 is 0.
 */
extern Comparison compare_rates(double x1, double e1, double x2, double e2, double level);

/*
 * Fisher's exact test of the table a b / c d with whole numbers: the probability of all tables with these margins that are no
 * more likely than this one (up to 1e-7 of it, as R does).  check may be NULL.
 */
extern double fisher_two_sided(double a, double b, double c, double d, void (*check) (void));

/* p -+ z sqrt(p (1 - p) / n), cut at 0 and 1: where shares of n people lie when p is true */
extern Limits funnel_share(double p, double n, double z);

/*
 * the counts between which level of a Poisson variable with this mean lies, by Spiegelhalter's interpolation between whole
 * numbers
 */
extern Limits funnel_count(double mean, double level);

#endif							/* KERNEL_INTERVAL_H */
