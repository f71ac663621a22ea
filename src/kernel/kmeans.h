/*
 * kmeans.h
 *		k-means: k clusters of points with the least sum of squared distances to the means of their clusters, as far as a search
 *		finds it.
 *
 *	  minimise  sum over points i of  w_i |x_i - c(i)|^2,	c(i) the mean of the cluster of i
 *
 * Several starts; the best result counts, the earliest of those that are equal but for rounding.  A start chooses its centres by
 * k-means++ (a point becomes a centre with probability proportional to w times the squared distance to the nearest centre; of
 * four draws the one that reduces the sum most), then points move to the nearest centre and centres to the mean of their points
 * in turn, until no point moves.  A point with several nearest centres goes to the one with the lowest number.  Then single points
 * go to another cluster where that lowers the sum, both means following at once, and so on until neither way lowers it.  Of starts
 * that have not come to that after a hundred steps, only the best goes on.
 *
 * Bounds on distances (Hamerly) spare most of the comparisons and change nothing: whatever comes within rounding of a bound is
 * compared in full.
 *
 * Given the points in one order (points.h), the result is the same on every machine: sums run in that order, and the random numbers
 * are a function of seed and start.
 *
 * No cluster is empty: one that loses its last point takes the point that is farthest from its centre.
 *
 * Source: S. P. Lloyd, "Least squares quantization in PCM", IEEE Trans. Information Theory 28 (1982), 129-137.
 * D. Arthur, S. Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007, 1027-1035 (also on several draws).
 * J. A. Hartigan, M. A. Wong, "Algorithm AS 136: a k-means clustering algorithm", Applied Statistics 28 (1979), 100-108 (the
 * exchange).  G. Hamerly, "Making k-means even faster", SIAM Data Mining 2010, 130-140.
 */
#ifndef KERNEL_KMEANS_H
#define KERNEL_KMEANS_H

#include <stddef.h>
#include <stdint.h>

/*
 * m different points of d columns with weights, 1 <= k <= m, starts >= 1.  cluster[i] gets 0 ... k - 1; returns the sum of squares.
 * room: kmeans_room(m, d, k) doubles; clusters: 2 * m.
 */
extern size_t kmeans_room(size_t m, int d, int k);
extern double kmeans(const double *x, const double *w, size_t m, int d, int k, int starts, uint64_t seed,
					 double *room, int32_t *clusters, int32_t *cluster, void (*check) (void));

#endif							/* KERNEL_KMEANS_H */
