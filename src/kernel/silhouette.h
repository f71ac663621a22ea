/*
 * silhouette.h
 *		How well a point lies in its cluster: Rousseeuw's silhouette.
 *
 *	  s = (b - a) / max(a, b)
 *
 * a: mean distance to the other points of the own cluster, b: the least of the mean distances to the points of another cluster.
 * 1: well inside; 0: between two clusters; negative: nearer to another cluster.  Alone in a cluster: 0.  Distances are Euclidean.
 *
 * Time O(m^2 d), memory O(m d).
 *
 * Source: P. J. Rousseeuw, "Silhouettes: a graphical aid to the interpretation and validation of cluster analysis", Journal of
 * Computational and Applied Mathematics 20 (1987), 53-65.
 */
#ifndef KERNEL_SILHOUETTE_H
#define KERNEL_SILHOUETTE_H

#include <stddef.h>
#include <stdint.h>

/*
 * m points of d columns with weights (numbers of copies), ordered by cluster, the clusters numbered 0 ... k - 1 in this order;
 * k >= 2.
 * room: silhouette_room(m, d, k) doubles.
 */
extern size_t silhouette_room(size_t m, int d, int k);
extern void silhouette(const double *x, const double *w, size_t m, int d, const int32_t *cluster, int k,
					   double *room, double *result, void (*check) (void));

#endif							/* KERNEL_SILHOUETTE_H */
