/*
 * areal.h
 *		Areal transfer: which share of each source area lies in each target area, by surface or by what is known about the inside.
 *
 * By surface (Goodchild, Lam 1980): share(s, t) = |s cap t| / |s|, which supposes that what is counted is spread evenly over the source.
 * Dasymetric (Wright 1936; Eicher, Brewer 2001): blocks c with weights w_c (inhabitants), each spread evenly over its block only,
 *
 *		share(s, t) = W(s cap t) / W(s),	W(g) = sum_c w_c |c cap g| / |c|
 *
 * A count y_s becomes sum_s y_s share(s, t) in t; a mean or rate becomes the mean over the sources, weighted by |s cap t| or W(s cap t).
 *
 * Sources:
 * M. F. Goodchild, N. S.-N. Lam, "Areal interpolation: a variant of the traditional spatial problem", Geo-Processing 1 (1980), 297-312.
 * J. K. Wright, "A method of mapping densities of population", Geographical Review 26 (1936), 103-110.
 * C. L. Eicher, C. A. Brewer, "Dasymetric mapping and areal interpolation", Cartography and GIS 28 (2001), 125-138.
 */
#ifndef KERNEL_AREAL_H
#define KERNEL_AREAL_H

#include "overlay.h"

typedef struct ArealPair
{
	int32_t		source;
	int32_t		target;
	double		amount;			/* what they have in common: surface, or weight of the blocks */
} ArealPair;

/* by source, within it by target */
typedef struct ArealPairs
{
	int64_t		n;
	int64_t		allocated;
	ArealPair  *pair;
} ArealPairs;

/* skip (or NULL): sources that have no pairs */
extern ArealPairs areal_pairs(OverlayWork *work, const OverlayLayer *source, const OverlayLayer *target, const bool *skip);

/*
 * The same by blocks: pair[].amount = W(s cap t); source_total[] = W(s) and target_total[] = W(t).  weight: of each block, not
 * negative.  The three layers are different objects (each has one room for answers of its tree).
 */
extern ArealPairs areal_pairs_by_blocks(OverlayWork *work, const OverlayLayer *source, const OverlayLayer *target,
										const OverlayLayer *block, const double *weight, double *source_total, double *target_total);

/* how shares of a source that do not add up to 1 are treated */
typedef enum ArealRescale
{
	RESCALE_NONE = 0,			/* not at all */
	RESCALE_SLIVERS = 1,		/* what slivers take or leave open goes to the other targets; a real rest stays one */
	RESCALE_ALL = 2				/* the shares of every source that has a target add up to 1 */
} ArealRescale;

typedef struct ArealShare
{
	int32_t		source;
	int32_t		target;			/* -1: in no target */
	double		amount;
	double		of_source;
	double		of_target;		/* NaN: no target, or a target with a total of 0 */
} ArealShare;

typedef struct ArealShares
{
	int64_t		n;
	ArealShare *share;
	int64_t		exceeding;		/* sources whose shares add up to more than 1 + 1e-6, because targets overlap */
	int32_t		most;			/* the one with the most */
	double		most_sum;
} ArealShares;

/* Pairs below sliver * total of the source are dropped.  Sources with a total of 0 have no shares. */
extern ArealShares areal_shares(const ArealPairs *pairs, int32_t sources, const double *source_total, const double *target_total,
								double sliver, ArealRescale rescale, const Host *host);

#endif							/* KERNEL_AREAL_H */
