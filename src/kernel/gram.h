/*
 * gram.h
 *		All sums of products of k variables - n, sum x_i, sum x_i x_j, with or without weights - exactly, and at the speed of a
 *		matrix product.
 *
 * A variable that is always 1 comes first, as column 0, so that sum (0, 0) is n, (0, j) is sum x_j and (i, j) sum x_i x_j; with
 * weights sum w, sum w x_j and sum w x_i x_j.  The sums (i <= j) are ExactSums that all have the same limbs; (i, j) is number
 * j (j + 1) / 2 + i.
 *
 * One addition to a superaccumulator for each row and pair would take some nanoseconds.  So rows are taken in blocks.  Every
 * column of a block is split into at most three slices of integers up to 2^22 (a common exponent for the column, steps of 23
 * bits); what is left below the last one, rarely anything, is the rest.  The product of two slices is an integer up to 2^44,
 * and 3 * 128 of them add up to less than 2^53: double precision computes them without rounding, with or without fused
 * multiply-add, in any order.  So each pair costs at most nine multiply-adds a row, and three additions to its ExactSum a
 * block.  Rests go the slow way, exactly too:
 *
 *	  x y = h g + r y + h s			x = h + r, y = g + s, where h, g are sums of slices and r, s rests
 *
 * With weights the left factor is w x_i = high + low, both doubles (the error of a product is a double), each with its slices.
 *
 * Source: K. Ozaki, T. Ogita, S. Oishi, S. M. Rump, "Error-free transformations of matrix multiplication by using fast
 * routines of matrix multiplication and its applications", Numerical Algorithms 59 (2012), 95-118; exact_sum.h.
 */
#ifndef KERNEL_GRAM_H
#define KERNEL_GRAM_H

#include "exact_sum.h"

#define GRAM_BLOCK			128		/* rows in a block, a multiple of 4 */
#define GRAM_SLICES			3
#define GRAM_VARIABLES_MAX	1000

/* the sums: limbs lo ... lo + n - 1 of each, one behind the other */
typedef struct GramSums
{
	int			lo;
	int			n;
	char	   *first;
} GramSums;

static inline size_t
gram_pairs(int columns)
{
	return (size_t) columns * (size_t) (columns + 1) / 2;
}

static inline size_t
gram_pair(int i, int j)
{
	return (size_t) j * (size_t) (j + 1) / 2 + (size_t) i;
}

/* A sum to be changed, its head set to what it must be: whatever somebody wrote there, no access leaves the sum. */
static inline ExactSum *
gram_sum(const GramSums *g, size_t which)
{
	ExactSum   *s = (ExactSum *) (g->first + which * (offsetof(ExactSum, limb) + (size_t) g->n * sizeof(int64_t)));

	s->lo = (int16_t) g->lo;
	s->n = (uint16_t) g->n;
	s->special = 0;
	s->version = EXACT_VERSION;
	return s;
}

/* the same to be read, where all heads are known to be right */
static inline const ExactSum *
gram_sum_read(const GramSums *g, int i, int j)
{
	return (const ExactSum *) (g->first + gram_pair(i, j) * (offsetof(ExactSum, limb) + (size_t) g->n * sizeof(int64_t)));
}

/* how a column of the block was split */
typedef struct GramColumn
{
	int			exponent;		/* unit of the first slice; each further one is 2^-23 of the one before */
	int			slices;			/* 0 ... 3 */
	bool		rest;			/* something is left */
} GramColumn;

/* the columns of one factor: value = slices + rest, all column by column, GRAM_BLOCK numbers each */
typedef struct GramFactor
{
	GramColumn *column;
	double	   *value;
	double	   *rest;
	double	   *slice;			/* GRAM_SLICES behind each other for each column */
} GramFactor;

typedef struct GramBlock
{
	void	   *room;			/* what gram_block_init() was given */
	int			columns;		/* variables + 1 */
	int			rows;
	bool		weighted;
	bool		slowly;			/* weights whose products leave the range of double: no slices at all */
	int			lefts;			/* left factors: 1, or with weights 2 */
	bool		rests;			/* some column has a rest */
	double	   *weight;
	GramFactor	right;
	GramFactor	left[2];
	ExactRange	range;			/* limbs that adding the block needs */
} GramBlock;

/* bytes of room that a block needs; it is cut up by gram_block_init() */
extern size_t gram_block_size(int columns, bool weighted);
extern void gram_block_init(GramBlock *block, void *room, int columns, bool weighted);

/* take up to GRAM_BLOCK rows of columns - 1 finite numbers, with weights: of the weight and columns - 1 numbers */
extern void gram_split(GramBlock *block, const double *row, int rows);

/* add the block to sums that reach over block->range; check (may be NULL) is called now and then */
extern void gram_add(const GramBlock *block, const GramSums *sums, void (*check) (void));

/* dst, whose limbs contain those of src, gets or adds the sums of src; they must not overlap; when adding, src is only read */
extern void gram_widen(const GramSums *dst, const GramSums *src, size_t pairs, void (*check) (void));
extern void gram_merge(const GramSums *dst, const GramSums *src, size_t pairs, void (*check) (void));

/* n sum x_i x_j - sum x_i sum x_j, exactly: n times the sum of products of deviations */
extern void gram_scatter(const GramSums *sums, int i, int j, ExactWide *result);

#endif							/* KERNEL_GRAM_H */
