/*
 * score_tree.h
 *		The score of areas from a tree of indicators and dimensions: normalise, weight, combine, node by node up to the score.
 *
 * Items 0 ... indicators - 1 are the indicators, item indicators is the score itself (node 0), the others are the nodes 1, 2, ... in an order
 * in which every node comes after its parent.  An item hangs in the node "parent" or, with parent -1, in none: it is computed
 * and enters nothing.
 *
 * Of every item, over the areas that have a value x; everything is turned so that higher means more burden (direction d = 1 or
 * -1; nodes are turned already):
 *
 *	  none			d x
 *	  zscore		d (x - mean) / sd, or with given mean and sd
 *	  robust		d (x - median) / (1.4826 MAD), or with given ones
 *	  minmax		u = (x - min) / (max - min), or with given ones; u' = u or 1 - u; low + (high - low) u'
 *	  rank			R = (N - rank + 1) / N or (N - rank) / N, rank 1 = most burden, ties averaged
 *	  exponential	-23 ln(1 - R (1 - exp(-100 / 23)))			(rank.h)
 *	  percentile	(rank from below - 1) / (N - 1), ties share the lower rank
 *
 * Of every node and area, over its members with weights w and normalised values v; W is the weight of all members, V that of
 * those with a value.  Below V = share * W the node has no value:
 *
 *	  sum			sum w v * W / V
 *	  mean			sum w v / V
 *	  geometric, harmonic		weighted means of positive v; none where one is not positive (means.h)
 *	  geometric_good			low + high - the geometric mean of low + high - v: that of what is not burden, as the Human Development Index
 *					forms it, so that good values cannot make up for a bad one; none where low + high - v is not positive
 *	  mazziotta_pareto			mean + penalty, as high is bad (composite.h); none where the mean is not positive
 *	  components	sum a v, a the first principal component of the members (length 1), from the areas that have all; its sign is that with
 *					which the node correlates positively with the marker indicator.  W and V are sums of |a|.
 *
 * Where all are equal, zscore, robust and minmax are not defined.  Sums and means of members that cancel out but for rounding are 0.
 * Sums are exact (exact_sum.h): no figure depends on the order
 * of areas or members.  A value that is +infinity is one that must not be scored (its count is too small).
 *
 * Sources: Senatsverwaltung fuer Stadtentwicklung Berlin, Monitoring Soziale Stadtentwicklung 2021 (z-scores, sum, z-score); Noble et
 * al., The English Indices of Deprivation 2019, Technical Report (ranks, exponential transformation); Michalski et al., GISD 2025,
 * doi 10.5281/zenodo.14781119 (principal components with a marker); OECD/JRC, Handbook on Constructing Composite Indicators, 2008.
 */
#ifndef KERNEL_SCORE_TREE_H
#define KERNEL_SCORE_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "host.h"
#include "moments.h"

/* n, extremes, mean and deviation of the numbers in a column that are not NaN; defined: there are mean and deviation */
typedef struct ColumnMoments
{
	int64_t		n;
	double		minimum;
	double		maximum;
	bool		defined;
	Moments		m;
} ColumnMoments;

extern ColumnMoments column_moments(const double *x, size_t rows, int ddof);

typedef enum ScoreNormalisation
{
	SCORE_NONE,
	SCORE_ZSCORE,
	SCORE_ROBUST,
	SCORE_MINMAX,
	SCORE_RANK,
	SCORE_EXPONENTIAL,
	SCORE_PERCENTILE,
	SCORE_NORMALISATIONS
} ScoreNormalisation;

typedef enum ScoreCombination
{
	SCORE_SUM,
	SCORE_MEAN,
	SCORE_GEOMETRIC,
	SCORE_HARMONIC,
	SCORE_MAZZIOTTA_PARETO,
	SCORE_COMPONENTS,
	SCORE_GEOMETRIC_GOOD,
	SCORE_COMBINATIONS
} ScoreCombination;

/* why a figure is not there */
typedef enum ScoreReason
{
	SCORE_THERE,
	SCORE_MISSING,				/* values are missing */
	SCORE_UNDEFINED,			/* a mean that is not defined for such values */
	SCORE_EQUAL,				/* the areas do not differ */
	SCORE_SMALL,				/* a count is too small */
	SCORE_EMPTY					/* nothing hangs in the node */
} ScoreReason;

typedef struct ScoreItem
{
	int			parent;			/* number of a node, or -1 */
	double		weight;			/* positive; NaN where the item hangs in no node */
	ScoreNormalisation normalisation;
	double		direction;		/* 1 or -1; NaN: an indicator that is not scored */
	double		zero;			/* given mean, median or minimum; NaN: the areas' own */
	double		one;			/* given deviation or maximum */
	ScoreCombination combination;	/* of nodes */
	double		share;			/* of the weights that must be there, 0 < share <= 1 */
	int			marker;			/* item of the marker indicator, or -1 */

	/* what was found */
	int64_t		n;
	double		mean;
	double		sd;
	double		minimum;
	double		maximum;
	double		median;			/* only for robust */
	double		spread;			/* 1.4826 MAD */
	double		used_weight;	/* of a member of a node of components: its a */
	double		eigenvalue;		/* of a node of components */
	double		explained;		/* its share of the variance */
	double		sign;			/* -1: the marker turned the automatic sign (the largest loading is positive) round */
} ScoreItem;

typedef struct ScoreTree
{
	int			indicators;
	int			nodes;			/* with the score */
	int			ddof;
	bool		from_one;		/* R = (N - rank + 1) / N */
	double		low;			/* range of minmax */
	double		high;
	ScoreItem  *item;
} ScoreTree;

/* column by column: number j * rows + i is item j of area i; NaN: none */
typedef struct ScoreFigures
{
	double	   *combined;		/* of the nodes, before they are normalised */
	double	   *normalised;		/* of indicators and nodes */
	double	   *rank;			/* of the nodes, 1 = most burden, ties share the better rank */
	unsigned char *reason;		/* of indicators and nodes: ScoreReason */
} ScoreFigures;

/*
 * value: the indicators' columns, in which +infinity becomes NaN.  Normalised values may be infinite where a double cannot hold them.
 */
extern void score_tree(ScoreTree *tree, double *value, size_t rows, ScoreFigures *figures, const Host *host);

#endif							/* KERNEL_SCORE_TREE_H */
