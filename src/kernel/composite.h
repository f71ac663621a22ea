/*
 * composite.h
 *		Indices that do not let one indicator make up for another: Mazziotta-Pareto, and the outranking of areas.
 *
 * Mazziotta-Pareto, over the k indicators of an area with mean M and standard deviation S (divided by k; both weighted where
 * there are weights):
 *
 *	  MPI = M - S cv	for a composite where high is good (penalty 'negative')
 *	  MPI = M + S cv	where high is bad: burden, poverty (penalty 'positive')			cv = S / M
 *
 * so that an area with unbalanced indicators is always judged worse than a balanced one of the same mean.  The indicators must
 * be on a positive scale: 100 + 10 z (MPI), or 70 ... 130 between goalposts (AMPI):
 *
 *	  r = (x - min) / (max - min) * 60 + 70, turned round (130 at min) where polarity is -1
 *
 * Outranking: a_ij is the weight share of the indicators in which area i is above area j, plus half of that of ties; an
 * indicator that one of the two lacks counts as a tie.
 *
 *	  outranking score of i = sum over j != i of a_ij, 0 ... n - 1
 *	  majority (Copeland) score of i = number of j with a_ij > 1/2, less the number of j with a_ij < 1/2
 *
 * The first sum needs no pairs: it is sum_k w_k (areas below i in k + ties / 2) / sum w, a count by ranks (Borda's).
 *
 * Sources: P. De Muro, M. Mazziotta, A. Pareto, "Composite indices of development and poverty", Social Indicators Research 104
 * (2011), 1-18; M. Mazziotta, A. Pareto, "On a generalized non-compensatory composite index for measuring socio-economic
 * phenomena", Social Indicators Research 127 (2016), 983-1003; the same, "Weighting in composite indices construction", Rivista
 * Italiana di Economia Demografia e Statistica 76 (2022); A. H. Copeland, "A reasonable social welfare function", 1951; G.
 * Munda, M. Nardo, "Noncompensatory/nonlinear composite indicators for ranking countries", Applied Economics 41 (2009),
 * 1513-1523.
 */
#ifndef KERNEL_COMPOSITE_H
#define KERNEL_COMPOSITE_H

#include "sort.h"

/*
 * NaN values and those of weight 0 do not count; w null: all weights 1.  sign is -1 or +1, that of the penalty.  NaN when
 * nothing counts or the mean is not positive; *mean gets M.
 */
extern double mazziotta_pareto(const double *x, const double *w, size_t k, int sign, double *mean);

/* polarity is 1 or -1, minimum < maximum */
extern double ampi_score(double x, double minimum, double maximum, int polarity);

/*
 * value[j * n + i] is indicator j of area i, NaN where it is missing; w null: all weights 1.  Areas without any value get NaN
 * and do not count.  score has room for n, scratch for n items.  The first overwrites value.  check is called now and then.
 */
extern void outranking_scores(double *value, size_t n, size_t k, const double *w, Indexed *scratch, double *score,
							  void (*check) (void));
extern void majority_scores(const double *value, size_t n, size_t k, const double *w, double *score, void (*check) (void));

#endif							/* KERNEL_COMPOSITE_H */
