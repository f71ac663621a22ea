/*
 * score_error.h
 *		The standard error of a score that was formed from indicators with standard errors, by the delta method, through a tree of
 *		weights: indicators hang in nodes, nodes in nodes, and node 0 is the score.
 *
 * Each item is normalised, n = direction (x - zero) / one + shift, and combined with the other members of its node, over those that
 * have a value (W the sum of all |w|, V that of those with a value; below V = share W the node has none):
 *
 *	  sum				sum w n * W / V				d / dn = w W / V
 *	  mean				sum w n / V					w / V
 *	  geometric			exp(sum w ln n / V)			w G / (V n)
 *	  harmonic			V / sum (w / n)				w H^2 / (V n^2)
 *	  mazziotta_pareto	M + S^2 / M					w / V (1 + 2 (n - M) / M - S^2 / M^2), M mean, S standard deviation, weighted
 *
 * The gain g of an indicator is the product of the derivatives on its way, each over the item's "one"; the variance of the score is
 *
 *	  (1 - r) sum (g e)^2 + r (sum g e)^2		e: standard errors; r: their correlation, in the direction of burden
 *
 * zero, one and shift count as given, although they were estimated from the same areas.  Whether all of this is what the score was
 * formed by is checked, not believed: the normalised values and the score itself must come out again.
 *
 * Sources: delta method, e.g. A. W. van der Vaart, Asymptotic Statistics, 1998, 25-34; M. Saisana, A. Saltelli, S. Tarantola, Journal
 * of the Royal Statistical Society A 168 (2005), 307-323 (uncertainty of composite indicators); composite.h (Mazziotta-Pareto).
 */
#ifndef KERNEL_SCORE_ERROR_H
#define KERNEL_SCORE_ERROR_H

#include <stdbool.h>

typedef enum ErrorCombination
{
	ERROR_SUM,
	ERROR_MEAN,
	ERROR_GEOMETRIC,
	ERROR_HARMONIC,
	ERROR_MAZZIOTTA_PARETO,
	ERROR_COMBINATIONS
} ErrorCombination;

/* what is not known is NaN */
typedef struct ErrorItem
{
	double		parent;			/* number of a node; -1: enters nothing (and for the score) */
	double		weight;
	double		direction;		/* 1 or -1 */
	double		zero;
	double		one;
	double		shift;
	double		combination;	/* of nodes: ErrorCombination */
	double		share;			/* of nodes */
} ErrorItem;

typedef struct ScoreError
{
	double		score;			/* as it comes out; NaN: none */
	double		squares;		/* sum (g e)^2 */
	double		together;		/* sum g e */
	double		known;			/* share of the gains (per unit of the normalised values) whose e is known, 0 ... 1 */
	bool		follows;		/* the normalised values are those that value, zero, one, direction and shift give */
} ScoreError;

/*
 * item: k indicators, then m nodes, each after its parent, the first the score.  value, normalised, error: of the indicators, NaN where there is
 * none.  scratch: 3 (k + m) numbers.
 */
extern ScoreError score_error(const ErrorItem *item, int k, int m, const double *value, const double *normalised, const double *error,
							  double *scratch);

/* are two figures the same but for rounding? */
extern bool score_error_same(double a, double b);

/* standard errors of a share and of a rate of x events, as if one more had been counted (Agresti and Caffo 2000: one of each) */
extern double share_error(double x, double n);
extern double rate_error(double x, double n);

#endif							/* KERNEL_SCORE_ERROR_H */
