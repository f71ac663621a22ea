/*
 * rank.h
 *		Ranks of numbers, ties in all order-independent ways, and the exponential transformation of ranks.
 *
 *	  min		1 + how many come before						(1, 2, 2, 4)	"competition" ranks, SQL's rank()
 *	  max		how many come before or are equal				(1, 3, 3, 4)
 *	  average	the mean of min and max							(1, 2.5, 2.5, 4)
 *	  dense		1 + how many different values come before		(1, 2, 2, 3)	SQL's dense_rank()
 *
 * The exponential score of the English Indices of Deprivation, for rank 1 = most deprived:
 *
 *	  X = -23 ln(1 - R (1 - exp(-100 / 23))),	R = (N - rank + 1) / N	or	R = (N - rank) / N
 *
 * -0 and +0 are equal.
 *
 * Source: Noble et al., The English Indices of Deprivation 2019, Technical Report, appendix on the exponential transformation.
 */
#ifndef KERNEL_RANK_H
#define KERNEL_RANK_H

#include <stdbool.h>
#include <stddef.h>

#include "sort.h"

typedef enum RankTies
{
	RANK_MIN,
	RANK_MAX,
	RANK_AVERAGE,
	RANK_DENSE
} RankTies;

/* rank[item.index] for items sorted by sort_indexed(); descending: the highest has rank 1; check (may be NULL) is called now and then */
extern void rank_sorted(const Indexed *sorted, size_t n, RankTies ties, bool descending, double *rank, void (*check) (void));

/* the exponential score, 0 ... 100; from_one: R = (n - rank + 1) / n */
extern double rank_exponential(double rank, double n, bool from_one);

#endif							/* KERNEL_RANK_H */
