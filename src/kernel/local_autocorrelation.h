/*
 * local_autocorrelation.h
 *		Local statistics of spatial association: Moran's I, Geary's C, Getis and Ord's G and G*, join counts.
 *
 * x are the values of n units, w their weights, z = (x - mean) / s with s^2 = sum (x - mean)^2 / (n - ddof); sums over j run over the
 * neighbours of i,  W = sum_j w_ij,  S = sum_j w_ij^2.
 *
 *		Moran			I_i = z_i sum_j w_ij z_j				bivariate: z_i of x, z_j of y
 *		Geary			c_i = sum_j w_ij (z_i - z_j)^2
 *		Getis-Ord		G_i = sum_j w_ij x_j / sum_(all j but i) x_j
 *						G*_i the same with j = i in both sums; w_ii is the largest weight of the row (binary weights: 1)
 *						where the weights have none
 *		join count		J_i = x_i sum_j w_ij x_j for x of 0 and 1; tested where x_i = 1
 *
 * Conditional moments (the value of i stays, those of the others are shuffled over the others; exact): for L = sum_j w_ij u_j, m and v
 * the mean and the variance (divided by n - 1) of u over the n - 1 others,
 *
 *		E L = W m			Var L = v ((n - 1) S - W^2) / (n - 2)
 *
 * with u_j = z_j, (z_i - z_j)^2, x_j.  For Moran's I this is Sokal et al. (1998) and spdep's localmoran(conditional = TRUE); for G it is
 * Ord and Getis (1995), whose G* takes mean and variance (divided by n) over all n units: Var = v (n S - W^2) / (n - 1), W and S with w_ii.
 * A weight of a unit for itself is a constant of I_i (J_i, c_i: it adds nothing); G_i leaves it out.
 *
 * Total moments of Moran's I (all values are shuffled over all units; Anselin 1995), b = n sum z^4 / (sum z^2)^2:
 *
 *		E I_i = -W / (n - 1)	Var I_i = S (n - b) / (n - 1) + (W^2 - S) (2 b - n) / ((n - 1) (n - 2)) - (E I_i)^2
 *
 * both times (n - ddof) / n and its square.  Not defined with a weight of a unit for itself.
 *
 * p: normal approximation; for join counts with equal weights exact (hypergeometric).  Permutation p: conditional_permutation.h;
 * (permutations at least as extreme + 1) / (permutations + 1), a tie is as extreme on both sides.
 *
 * Empirical Bayes standardisation of rates (Assuncao, Reis 1999): of n units with x events among m people, b = sum x / sum m,
 * s2 = sum m (x / m - b)^2 / sum m, a = s2 - b / (sum m / n):  (x / m - b) / sqrt(a + b / m), without a where a + b / m is not positive.
 *
 * Sources: L. Anselin, Geographical Analysis 27 (1995), 93-115; J. K. Ord, A. Getis, Geographical Analysis 27 (1995), 286-306; R. R. Sokal,
 * N. L. Oden, B. A. Thomson, Geographical Analysis 30 (1998), 331-354; L. Anselin, X. Li, Journal of Geographical Systems 21 (2019),
 * 189-210 (join counts); L. Anselin, I. Syabri, O. Smirnov, "Visualizing multivariate spatial correlation", 2002 (bivariate);
 * R. M. Assuncao, E. A. Reis, Statistics in Medicine 18 (1999), 2147-2162.
 */
#ifndef KERNEL_LOCAL_AUTOCORRELATION_H
#define KERNEL_LOCAL_AUTOCORRELATION_H

#include "neighbours.h"

typedef enum LocalMeasure
{
	LOCAL_MORAN,
	LOCAL_GEARY,
	LOCAL_GETIS_ORD,
	LOCAL_GETIS_ORD_STAR,
	LOCAL_JOIN_COUNT
} LocalMeasure;

/* which results are as extreme as the one at hand; in the order of the words in SQL */
typedef enum Alternative
{
	ALTERNATIVE_TWO_SIDED,		/* twice the smaller tail */
	ALTERNATIVE_DIRECTED,		/* the smaller tail: the side is chosen by the result (esda, GeoDa) */
	ALTERNATIVE_GREATER,
	ALTERNATIVE_LESS
} Alternative;

typedef struct LocalOptions
{
	LocalMeasure measure;
	Alternative alternative;
	bool		total;			/* Moran: total instead of conditional moments */
	int			ddof;			/* Moran, Geary */
	int32_t		permutations;	/* 0: none */
	uint64_t	seed;
	bool		own_draws;
	double		alpha;
	bool		fdr;			/* significance is q <= alpha, otherwise p <= alpha */
} LocalOptions;

/* where a unit is in Moran's scatter plot, the unit first */
typedef enum Quadrant
{
	QUADRANT_NONE,
	QUADRANT_HH,
	QUADRANT_LL,
	QUADRANT_HL,
	QUADRANT_LH
} Quadrant;

typedef enum LocalCluster
{
	CLUSTER_NONE,				/* not tested */
	CLUSTER_HH,
	CLUSTER_LL,
	CLUSTER_HL,
	CLUSTER_LH,
	CLUSTER_POSITIVE,			/* Geary: like its neighbours, other than HH and LL */
	CLUSTER_NEGATIVE,			/* Geary: unlike its neighbours */
	CLUSTER_HOT,				/* Getis-Ord */
	CLUSTER_COLD,
	CLUSTER_JOINS,				/* join count: more, or fewer, than expected */
	CLUSTER_FEW_JOINS,
	CLUSTER_NOT_SIGNIFICANT,
	CLUSTER_ISLAND
} LocalCluster;

/* NaN: not defined */
typedef struct LocalResult
{
	double		statistic;
	double		expectation;
	double		variance;
	double		z;
	double		p;
	double		p_permutation;
	double		q;				/* of p_permutation, or of p without permutations: Benjamini and Hochberg over the units tested */
	double		lag;			/* sum_j w_ij x_j (y_j) */
	int32_t		neighbours;		/* without the unit itself */
	Quadrant	quadrant;
	LocalCluster cluster;
} LocalResult;

/*
 * Results for all units.  y: what is summed over neighbours; x itself unless bivariate.  For join counts x is 0 or 1.  Returns how many
 * units were tested (have a q).
 */
extern int32_t local_autocorrelation(const Neighbours *w, const double *x, const double *y, const LocalOptions *options,
									 LocalResult *result, const Host *host);

/* population > 0; false: the squares leave the range of double */
extern bool standardise_rates(const double *events, const double *population, int32_t n, double *to);

/* the probability of at least and of at most k marked among m drawn from "others", of which "marked" are marked */
extern void hypergeometric_tails(int32_t others, int32_t marked, int32_t m, int32_t k, double *at_least, double *at_most);

#endif							/* KERNEL_LOCAL_AUTOCORRELATION_H */
