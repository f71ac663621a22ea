/*
 * transform.h
 *		Transformations that make a skewed indicator less skewed: Box-Cox, Winsorisation of outliers; skewness and kurtosis.
 *
 * Box-Cox		y = (x^lambda - 1) / lambda, ln x for lambda = 0; x > 0.  lambda by maximum likelihood, with g the geometric mean:
 *				it minimises the variance of ((x / g)^lambda - 1) / lambda.
 * skewness		sqrt(n) S3 / S2^1.5 * sqrt(n (n - 1)) / (n - 2),					Sk = sum (x - mean)^k; n >= 3
 * kurtosis		((n + 1) (n S4 / S2^2 - 3) + 6) (n - 1) / ((n - 2) (n - 3)),		n >= 4; excess, 0 for a normal distribution
 * outliers		while |skewness| and kurtosis both reach their limits: the extreme value of the skewed side, with its ties, gets the
 *				value next to it, until the limits are kept or so many points have been changed.
 *
 * Undefined statistics are NaN.  The results do not depend on the order of the numbers.
 *
 * Source: Box and Cox 1964; Joanes and Gill 1998 (type 2, as R's e1071 and COINr, SAS, SPSS); Becker et al., COINr, Journal of Open
 * Source Software 7 (2022) 4567, function winsorise.
 */
#ifndef KERNEL_TRANSFORM_H
#define KERNEL_TRANSFORM_H

#include <stddef.h>

typedef struct Shape
{
	double		skewness;
	double		kurtosis;
} Shape;

extern double box_cox_value(double x, double lambda);

/* lambda for positive numbers, sorted; they are overwritten */
extern double box_cox_estimate(double *sorted, size_t n, void (*check) (void));

extern Shape shape_of(const double *x, size_t n, void (*check) (void));

/* between which limits the values stay; what was sorted is overwritten */
extern void winsorise_limits(double *sorted, size_t n, double skewness, double kurtosis, size_t max_points,
							 void (*check) (void), double *lower, double *upper);

#endif							/* KERNEL_TRANSFORM_H */
