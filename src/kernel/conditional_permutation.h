/*
 * conditional_permutation.h
 *		How often do neighbours drawn at random give less, and how often more, than the neighbours that a unit has?
 *
 * "Conditional permutation" holds the value of a unit where it is and gives it neighbours drawn from all the others, without
 * replacement, as many as it has.  What is compared is, with w the weights of the unit's row (a weight of the unit for itself stays
 * out, it does not vary),
 *
 *		lag					sum_k w_k v_k
 *		squared difference	sum_k w_k (v_i - v_k)^2
 *
 * Every local statistic is one of them but for constants of the unit, so that counting below and above is all that is needed.
 *
 * Shared draws.  Permutation p draws ids d_0, d_1, ... from 0 ... n - 2, enough for the longest row, once for all units; a unit with m
 * neighbours takes the first m, unit i reads d as d, or as d + 1 if d >= i, so that it never draws itself (a partial shuffle: each
 * beginning of the draws is a fair sample).  Tests of different units then share their draws, each is as good as with its own
 * (esda and GeoDa's lookup table do so too).
 * Own draws.  Every unit draws for itself.
 *
 * The fast part: unit i + 1 reads the same as unit i but for the draws d = i, which change from value i + 1 to value i.  Going through
 * the units in order, the values of all draws stand in a matrix in which few elements change from unit to unit, and nothing is gathered
 * at random.
 * If the weights of a row are equal (contiguity, nearest neighbours; binary or row-standardised) the sums of the first m draws are kept
 * instead, for every m that occurs, and a unit costs one comparison a permutation.
 *
 * Values are turned into whole numbers of up to 52 bits first.  Sums of equal weights are exact then, and the same neighbours in
 * another order are a tie, not a matter of rounding.  What differs by less than about 10^-12 of the terms counts as equal: 0.1 + 0.2 and
 * 0.3 + 0.0, too.
 *
 * Random numbers depend on (seed, permutation, slot), with own draws also on the unit, and on nothing else.
 *
 * Sources: L. Anselin, "Local indicators of spatial association - LISA", Geographical Analysis 27 (1995), 93-115 (conditional permutation);
 * D. Lemire, "Fast random integer generation in an interval", ACM TOMACS 29 (2019).
 */
#ifndef KERNEL_CONDITIONAL_PERMUTATION_H
#define KERNEL_CONDITIONAL_PERMUTATION_H

#include "neighbours.h"

typedef enum Permuted
{
	PERMUTED_LAG,
	PERMUTED_SQUARED_DIFFERENCE
} Permuted;

/*
 * below[i], above[i]: how many of the permutations give unit i strictly less and strictly more than its own neighbours do; both 0
 * for units without neighbours.  value: n finite numbers.
 */
extern void conditional_permutation(const Neighbours *w, const double *value, Permuted kind, int32_t permutations, uint64_t seed,
									bool own_draws, int32_t *below, int32_t *above, const Host *host);

#endif							/* KERNEL_CONDITIONAL_PERMUTATION_H */
