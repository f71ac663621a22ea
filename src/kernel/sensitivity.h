/*
 * sensitivity.h
 *		How much do the ranks of areas depend on the choices behind a composite index?
 *
 * A composite is computed from a table of indicators by three choices: normalisation, weights, aggregation.  It is computed
 * again and again with other choices, drawn at random, and the ranks are compared.
 *
 *	  normalisation		each indicator by itself, over the areas that have it; one that is equal in all areas is the middle everywhere
 *		zscore			z = (x - mean) / s, s divided by n; on a positive scale 100 + 10 z, not less than 10
 *		minmax			(x - min) / (max - min); on a positive scale 70 + 60 times that
 *		rank			(rank - 1) / (n - 1), average ranks for ties; on a positive scale 70 + 60 times that
 *		none			the values as they are
 *	  weights			w_j (1 + p (2 u - 1)), u uniform in [0, 1), p the perturbation; only their relation counts
 *	  aggregation		of the indicators that an area has, with their weights
 *		arithmetic		sum w x / sum w
 *		geometric		exp(sum w ln r / sum w), r the value on the positive scale
 *		mazziotta_pareto	M + S^2 / M of r, the penalty of unbalanced burdens (composite.h); that is sum w r^2 / sum w r
 *
 * Rank 1 is the highest composite; equal composites have the same rank, 1 + the number of higher ones.  Equal are those that
 * differ by no more than 1e-12 times their size, or times 1 on a normalised scale: normalised values are rounded, which must not
 * decide between areas of the same rank sum.  All sums are exact, so that the ranks do not depend on the order of areas; random
 * numbers depend on seed, replication and the position of the indicator only.
 *
 * Sources: M. Saisana, A. Saltelli, S. Tarantola, "Uncertainty and sensitivity analysis techniques as tools for the quality
 * assessment of composite indicators", Journal of the Royal Statistical Society A 168 (2005), 307-323; OECD/JRC, "Handbook on
 * Constructing Composite Indicators", 2008, step 7.
 */
#ifndef KERNEL_SENSITIVITY_H
#define KERNEL_SENSITIVITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "sort.h"

typedef enum Normalisation
{
	NORMALISE_ZSCORE,
	NORMALISE_MINMAX,
	NORMALISE_RANK,
	NORMALISE_NONE,
	NORMALISATIONS
} Normalisation;

typedef enum Aggregation
{
	AGGREGATE_ARITHMETIC,
	AGGREGATE_GEOMETRIC,
	AGGREGATE_MAZZIOTTA_PARETO,
	AGGREGATIONS
} Aggregation;

/*
 * From value[j * n + i], indicator j of area i, NaN where it is missing, to table[i * k + j] as the aggregation needs it:
 * normalised, the logarithm on the positive scale, on the positive scale.  scratch has room for n items.
 */
extern void composite_table(const double *value, size_t n, size_t k, Normalisation normalisation, Aggregation aggregation,
							Indexed *scratch, double *table, void (*check) (void));

/* The composites by such a table; NaN for areas that do not count and those without an indicator of positive weight. */
extern void composite_values(const double *table, size_t n, size_t k, const bool *counts, const double *w,
							 Aggregation aggregation, double *composite, void (*check) (void));

/* The size below which differences of composites are judged as at this size: 1 for normalised values and logarithms, else 0. */
extern double tie_unit(Normalisation normalisation, Aggregation aggregation);

/* Ranks of the composites, 0 where they are NaN; returns how many have one. */
extern size_t composite_ranks(const double *composite, size_t n, double unit, Indexed *scratch, int32_t *rank,
							  void (*check) (void));

/* class 1 (the highest) ... classes by ranks: the smallest whole number not below classes * rank / n */
extern int	class_of_rank(int32_t rank, size_t n, int classes);

/* the weights of a replication */
extern void perturbed_weights(const double *w, size_t k, double perturbation, uint64_t seed, uint64_t replication, double *to);

/*
 * the q-quantile of n numbers in ascending order, interpolated between order statistics (Hyndman and Fan's type 7, R's
 * default)
 */
extern double sorted_quantile(const double *x, size_t n, double q);

typedef struct Replications
{
	size_t		n;
	size_t		k;
	const bool *counts;
	const double *w;			/* weights before perturbation */
	int			normalisations; /* how many there are to choose from; the first is the nominal one */
	int			aggregations;
	const Normalisation *normalisation;
	const Aggregation *aggregation;
	double *const *table;		/* normalisation * aggregations + aggregation */
	double		perturbation;
	uint64_t	seed;
	int			replications;
	int			classes;
} Replications;

typedef struct RankStability
{
	double		rank;
	double		median_rank;
	double		rank_05;
	double		rank_95;
	double		share_same_class;
} RankStability;

/*
 * All of it; NaN for areas without a composite.  Scratch room: k weights, n composites, n items, n ranks twice over (nominal,
 * current), history for n * replications ranks, sorted for as many numbers as there are replications.
 */
typedef struct ReplicationRoom
{
	double	   *weight;
	double	   *composite;
	Indexed    *item;
	int32_t    *nominal;
	int32_t    *current;
	int32_t    *history;
	double	   *sorted;
} ReplicationRoom;

extern void composite_sensitivity(const Replications *r, ReplicationRoom *room, RankStability *result, void (*check) (void));

#endif							/* KERNEL_SENSITIVITY_H */
