/*
 * perturbation.h
 *		The table of the cell-key method: with which probability does a count become which other count?
 *
 * A count i gets a noise v, |v| <= D, such that i + v is 0 or at least s, the smallest count that may be published.  Among all
 * such distributions the one of maximum entropy is taken:
 *
 *	  maximise  - sum p log p   subject to  sum p = 1,  sum p v = 0,  sum p v^2 <= V,  p never falling from the smallest v up to v = 0
 *
 * (the last only where v = 0 is allowed).  There is one row for each of the counts 1, 2, ... until the whole range of noise is
 * allowed; that row is symmetric and holds for all larger counts.  These are the tables of the R package ptable, whose parameters
 * are D, V and js = s - 1.
 *
 * Method.  Without the last condition p is proportional to exp(a v + b v^2).  With it, log p is for given a and b the
 * isotonic regression of a v + b v^2 over v <= 0 (its blocks have the mean of their members, by the conditions of Kuhn and
 * Tucker), so that two multipliers remain.  They minimise the dual, which is convex: Newton's method with a line search.
 *
 * The bounds of the intervals are rounded to multiples of 2^-32, so that the last bit of an exponential function of another
 * machine decides nothing.
 *
 * Sources: J. K. Marley, V. L. Leaver, "A method for confidentialising user-defined tables: statistical properties and a
 * risk-utility analysis", Proceedings of the 58th World Statistical Congress (2011); S. Giessing, "Computational issues in the
 * design of transition probabilities and disclosure risk estimation for additive noise", Privacy in Statistical Databases (2016),
 * 237-251; B. Fraser, J. Wooton, "A proposed method for confidentialising tabular output to protect against differencing" (2006).
 */
#ifndef KERNEL_PERTURBATION_H
#define KERNEL_PERTURBATION_H

#include <stdbool.h>
#include <stdint.h>

#define PERTURBATION_NOISE_MAX		100
#define PERTURBATION_VARIANCE_MIN	0.01

/* the variance that a table needs at least, and can have at most */
extern double perturbation_least_variance(int smallest_count);
extern double perturbation_largest_variance(int maximum_noise);

/* number of rows: of the counts 1 ... rows, the last for all larger ones too */
extern int	perturbation_rows(int maximum_noise, int smallest_count);

/*
 * upper[(i - 1) * (2 D + 1) + v + D]: the probability of a noise up to v in row i; rows * (2 D + 1) numbers.  The arguments must
 * be within 1 <= D <= PERTURBATION_NOISE_MAX, 1 <= s <= D + 1, and the variance between the least (and PERTURBATION_VARIANCE_MIN)
 * and the largest.  False: no solution was found, which tests have never seen.
 */
extern bool perturbation_table(int maximum_noise, double variance, int smallest_count, double *upper, void (*check) (void));

/* the noise of a row of 2 D + 1 bounds for u in [0, 1): the first whose bound is above u */
static inline int
perturbation_noise(const double *row, int maximum_noise, double u)
{
	int			k = 0;

	while (k < 2 * maximum_noise && u >= row[k])
		k++;
	return k - maximum_noise;
}

/* the perturbed count; rows: as perturbation_rows() says */
static inline int64_t
perturbation_apply(const double *upper, int maximum_noise, int rows, int64_t count, double u)
{
	int64_t		row = count < rows ? count : rows;

	if (count <= 0)
		return 0;
	return count + perturbation_noise(upper + (row - 1) * (2 * maximum_noise + 1), maximum_noise, u);
}

/* a cell key as a number in [0, 1): its upper 53 bits */
static inline double
cell_key_unit(int64_t key)
{
	return (double) ((uint64_t) key >> 11) * 0x1p-53;
}

#endif							/* KERNEL_PERTURBATION_H */
