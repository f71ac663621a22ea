/*
 * natural_breaks.h
 *		Natural breaks (Jenks, Fisher): the division of sorted values into k classes with the least sum of squared deviations from
 *		the class means.  It is the true optimum, as one-dimensional k-means has one.
 *
 * For classes c of weight W_c and weighted sum S_c,
 *
 *	  sum w (x - mean of the class)^2 = sum w x^2 - sum S_c^2 / W_c,
 *
 * so that the last sum is made as large as possible: with F_q(j) its largest value over the first j distinct values in q classes,
 *
 *	  F_q(j) = max over i < j of F_(q-1)(i) + (S(j) - S(i))^2 / (W(j) - W(i)).
 *
 * The last limit i moves upwards with j (the deviations satisfy the quadrangle inequality), so that each layer is found by
 * divide and conquer in O(m log m) for m distinct values: O(k m log m) in all.
 *
 * Cancellation.  S is summed from the deviations from the median, W and S to twice the precision (a double and its rest), F is kept so as
 * well.  Candidates are compared in ordinary doubles; those that are too close to tell are compared at twice the precision.
 * Sums that agree to 2^-100 are ties: the lower limit wins.  So the result is the optimum as long as gaps between values are not
 * smaller than about 1e-15 of the range, and it depends on nothing but the values.
 *
 * A limit is the largest value of the class below: a value is in a class above it when it is greater.
 *
 * Sources: W. D. Fisher, "On grouping for maximum homogeneity", JASA 53 (1958), 789-798; G. F. Jenks, "Optimal data classification for
 * choropleth maps", University of Kansas, 1977; A. Gronlund et al., "Fast exact k-means, k-medians and Bregman divergence clustering in
 * 1D", 2017, arXiv:1701.07204; T. J. Dekker, "A floating-point technique for extending the available precision", Numerische Mathematik
 * 18 (1971), 224-242 (arithmetic with rests).
 */
#ifndef KERNEL_NATURAL_BREAKS_H
#define KERNEL_NATURAL_BREAKS_H

#include <stdbool.h>
#include <stddef.h>

#include "sort.h"

/* distinct values among n sorted ones; of pairs (value, weight) only those with a positive weight count */
extern size_t count_distinct(const double *x, size_t n);
extern size_t count_distinct_pairs(const Pair *p, size_t n);

/* bytes of room for m distinct values, at most 2^32 - 2, in k classes */
extern size_t natural_breaks_room(size_t m, int k, bool weighted);

/*
 * x sorted, of it m distinct values, 1 <= k <= m: limits gets the k - 1 inner limits in ascending order.  room: natural_breaks_room(),
 * aligned for double.
 */
extern void natural_breaks(const double *x, size_t n, size_t m, int k, void *room, double *limits, void (*check) (void));
extern void weighted_natural_breaks(const Pair *p, size_t n, size_t m, int k, void *room, double *limits, void (*check) (void));

#endif							/* KERNEL_NATURAL_BREAKS_H */
