/*
 * gram.c
 *		Exact sums of products by blocks: see gram.h for the method and its source.
 */
#include "gram.h"

#include <float.h>
#include <math.h>

#if defined(__x86_64__) && defined(__GNUC__) && !defined(GRAM_PLAIN_ONLY)
#include <immintrin.h>
#define HAVE_AVX2_VARIANT
#endif

#define SLICE_BITS		22
#define SLICE_STEP		23
#define LEVELS			(2 * GRAM_SLICES - 1)
#define CACHE_LINE		64
#define TRANSPOSE_COLUMNS	8
#define TILE			4		/* columns whose slices stay in the first cache while all others pass */

/* exponents of a column's largest value for which neither the slices nor what splits them leave the range of double */
#define SLICE_LOWEST	(-950)
#define SLICE_HIGHEST	990

/* two doubles at once, in what every processor of the platform has; and their bits */
typedef double Vector2 __attribute__((vector_size(16), aligned(8), may_alias));
typedef int64_t Bits2 __attribute__((vector_size(16), aligned(8), may_alias));

/* -------- room -------- */

#define FACTOR_NUMBERS	((GRAM_SLICES + 2) * GRAM_BLOCK)	/* for one column */

/* everything begins at a cache line: vectors that cross two of them take twice as long to load */
static size_t
whole_lines(size_t bytes)
{
	return (bytes + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE;
}

static size_t
factor_size(int columns)
{
	return whole_lines((size_t) columns * (FACTOR_NUMBERS * sizeof(double) + sizeof(GramColumn)));
}

size_t
gram_block_size(int columns, bool weighted)
{
	return CACHE_LINE + GRAM_BLOCK * sizeof(double) + (weighted ? 3 : 1) * factor_size(columns);
}

static char *
cut_factor(GramFactor *f, char *room, int columns)
{
	f->slice = (double *) room;
	f->value = f->slice + (size_t) columns * GRAM_SLICES * GRAM_BLOCK;
	f->rest = f->value + (size_t) columns * GRAM_BLOCK;
	f->column = (GramColumn *) (f->rest + (size_t) columns * GRAM_BLOCK);
	return room + factor_size(columns);
}

void
gram_block_init(GramBlock *block, void *room, int columns, bool weighted)
{
	char	   *at = (char *) room + whole_lines((uintptr_t) room) - (uintptr_t) room;

	memset(block, 0, sizeof(*block));
	block->room = room;
	block->columns = columns;
	block->weighted = weighted;
	block->lefts = weighted ? 2 : 1;
	block->weight = (double *) at;
	at += GRAM_BLOCK * sizeof(double);
	at = cut_factor(&block->right, at, columns);
	if (!weighted)
		block->left[0] = block->right;
	else
	{
		at = cut_factor(&block->left[0], at, columns);
		(void) cut_factor(&block->left[1], at, columns);
	}
}

/* -------- splitting -------- */

static inline uint64_t
magnitude_bits(double x)
{
	uint64_t	bits;

	memcpy(&bits, &x, sizeof(bits));
	return bits & UINT64_C(0x7fffffffffffffff);
}

/* The value of a column into its slices; rows up to the next multiple of 4 are 0. */
static void
split_column(const GramFactor *f, int j, int rows)
{
	GramColumn *column = &f->column[j];
	const double *x = f->value + (size_t) j * GRAM_BLOCK;
	double	   *rest = f->rest + (size_t) j * GRAM_BLOCK;
	double	   *slice = f->slice + (size_t) j * GRAM_SLICES * GRAM_BLOCK;
	uint64_t	largest = 0;
	int			top;

	/* numbers of one sign are ordered as their bits; an infinity or NaN that should not be here is the largest: the slow way */
	for (int t = 0; t < rows; t++)
	{
		uint64_t	bits = magnitude_bits(x[t]);

		largest = bits > largest ? bits : largest;
	}
	column->slices = 0;
	column->rest = false;
	column->exponent = 0;
	if (largest == 0)
		return;

	top = (int) (largest >> 52) - 1022;	/* all values are below 2^top */
	if (FLT_EVAL_METHOD != 0 || top < SLICE_LOWEST || top > SLICE_HIGHEST)
	{
		memcpy(rest, x, (size_t) rows * sizeof(double));
		column->rest = true;
		return;
	}

	column->exponent = top - SLICE_BITS;
	do
	{
		int			unit = column->exponent - SLICE_STEP * column->slices;
		double		rounder = ldexp(1.5, unit + 52);	/* adding it rounds to a multiple of the unit */
		double		factor = ldexp(1, -unit);
		Vector2		sigma = {rounder, rounder};
		Vector2		scale = {factor, factor};
		Bits2		left = {0, 0};

		for (int t = 0; t < rows; t += 2)
		{
			Vector2		value = *(const Vector2 *) (x + t);
			Vector2		rounded = (value + sigma) - sigma;

			value -= rounded;
			*(Vector2 *) (rest + t) = value;
			*(Vector2 *) (slice + t) = rounded * scale;
			left |= (Bits2) value;
		}
		left &= INT64_MAX;		/* -0 is nothing */
		column->rest = (left[0] | left[1]) != 0;
		column->slices++;
		x = rest;
		slice += GRAM_BLOCK;
	} while (column->rest && column->slices < GRAM_SLICES);
}

/* the exponents of numbers that are not 0, as those of exact_term(): from lowest to highest; none: lowest > highest */
typedef struct Exponents
{
	int			lowest;
	int			highest;
} Exponents;

static const Exponents no_exponents = {INT32_MAX, INT32_MIN};

static void
exponents_note(Exponents *e, const double *x, int rows)
{
	for (int t = 0; t < rows; t++)
	{
		int			exponent = exact_term(x[t]).exponent;

		if (x[t] == 0)
			continue;
		e->lowest = exponent < e->lowest ? exponent : e->lowest;
		e->highest = exponent > e->highest ? exponent : e->highest;
	}
}

/* what a factor takes part with: its slices, its values, its rests */
typedef struct FactorExponents
{
	Exponents	slices;
	Exponents	values;
	Exponents	rests;
} FactorExponents;

static void
factor_exponents(const GramBlock *block, const GramFactor *f, FactorExponents *e)
{
	e->slices = e->values = e->rests = no_exponents;
	for (int j = 0; j < block->columns; j++)
	{
		const GramColumn *c = &f->column[j];

		if (c->slices > 0)
		{
			int			lowest = c->exponent - SLICE_STEP * (c->slices - 1);

			e->slices.lowest = lowest < e->slices.lowest ? lowest : e->slices.lowest;
			e->slices.highest = c->exponent > e->slices.highest ? c->exponent : e->slices.highest;
		}
		if (!block->rests)
			continue;
		exponents_note(&e->values, f->value + (size_t) j * GRAM_BLOCK, block->rows);
		if (c->rest)
			exponents_note(&e->rests, f->rest + (size_t) j * GRAM_BLOCK, block->rows);
	}
}

/* limbs for products of numbers with such exponents, the product being extra bits longer than a term */
static void
need_products(ExactRange *range, Exponents a, Exponents b, int extra)
{
	ExactRange	r;

	if (a.lowest > a.highest || b.lowest > b.highest)
		return;
	r.from = exact_limb_of(a.lowest + b.lowest);
	r.end = exact_limb_of(a.highest + b.highest + extra) + 3;
	*range = exact_range_union(*range, r);
}

static void
find_range(GramBlock *block)
{
	FactorExponents right;

	block->range.from = block->range.end = 0;
	factor_exponents(block, &block->right, &right);
	for (int g = 0; g < block->lefts; g++)
	{
		FactorExponents left;

		factor_exponents(block, &block->left[g], &left);
		need_products(&block->range, left.slices, right.slices, 0);
		need_products(&block->range, left.rests, right.values, 53);
		need_products(&block->range, left.values, right.rests, 53);
	}
}

/* with weights: left factors w x = high + low, unless a product could leave the range of double */
static bool
multiply_weights(GramBlock *block)
{
	Exponents	w = no_exponents;
	Exponents	x = no_exponents;

	exponents_note(&w, block->weight, block->rows);
	for (int j = 0; j < block->columns; j++)
		exponents_note(&x, block->right.value + (size_t) j * GRAM_BLOCK, block->rows);
	if (w.lowest <= w.highest && (w.lowest + x.lowest < -1000 || w.highest + x.highest > 850))
	{
		ExactRange	r = {exact_limb_of(w.lowest + 2 * x.lowest), exact_limb_of(w.highest + 2 * x.highest + 106) + 3};

		block->range = r;
		return false;
	}
	for (int j = 0; j < block->columns; j++)
	{
		const double *v = block->right.value + (size_t) j * GRAM_BLOCK;
		double	   *high = block->left[0].value + (size_t) j * GRAM_BLOCK;
		double	   *low = block->left[1].value + (size_t) j * GRAM_BLOCK;

		for (int t = 0; t < GRAM_BLOCK; t++)
		{
			high[t] = t < block->rows ? block->weight[t] * v[t] : 0;
			low[t] = t < block->rows ? fma(block->weight[t], v[t], -high[t]) : 0;
		}
	}
	return true;
}

/* Rows to columns, some columns at a time, so that the lines being written stay in the cache; rows that are not there are 0. */
static void
transpose(GramBlock *block, const double *row, int padded)
{
	int			width = block->columns - 1 + block->weighted;
	double	   *value = block->right.value;

	for (int t = 0; t < padded; t++)
	{
		value[t] = t < block->rows ? 1 : 0;
		if (block->weighted)
			block->weight[t] = t < block->rows ? row[(size_t) t * width] : 0;
	}
	for (int from = 1; from < block->columns; from += TRANSPOSE_COLUMNS)
	{
		int			end = from + TRANSPOSE_COLUMNS < block->columns ? from + TRANSPOSE_COLUMNS : block->columns;

		for (int t = 0; t < padded; t++)
		{
			const double *r = row + (size_t) t * width + block->weighted - 1;

			for (int j = from; j < end; j++)
				value[(size_t) j * GRAM_BLOCK + t] = t < block->rows ? r[j] : 0;
		}
	}
}

void
gram_split(GramBlock *block, const double *row, int rows)
{
	int			padded = (rows + 3) / 4 * 4;

	block->rows = rows;
	transpose(block, row, padded);
	block->slowly = block->weighted && !multiply_weights(block);
	block->rests = false;
	if (block->slowly)
		return;
	for (int j = 0; j < block->columns; j++)
	{
		split_column(&block->right, j, padded);
		block->rests |= block->right.column[j].rest;
		for (int g = 0; g < block->lefts && block->weighted; g++)
		{
			split_column(&block->left[g], j, padded);
			block->rests |= block->left[g].column[j].rest;
		}
	}
	find_range(block);
}

/* -------- products of slices -------- */

/*
 * Level l gets the sum over products of slices a and b of two columns with a + b = l; each is an integer of at most 2^53.  The
 * same code for vectors of two and four doubles; slices_a and slices_b are constants wherever it is inlined.
 */
#define DEFINE_LEVELS(name, attributes, Vector, WIDTH, MULTIPLY_ADD) \
attributes static inline __attribute__((always_inline)) void \
name(const double *a, const double *b, int rows, int slices_a, int slices_b, double *level) \
{ \
	Vector		c00 = {0}, c01 = {0}, c02 = {0}, c10 = {0}, c11 = {0}, c12 = {0}, c20 = {0}, c21 = {0}, c22 = {0}; \
	Vector		sum[LEVELS]; \
\
	for (int t = 0; t < rows; t += WIDTH) \
	{ \
		Vector		a0 = *(const Vector *) (a + t); \
		Vector		b0 = *(const Vector *) (b + t); \
		Vector		b1 = {0}, b2 = {0}; \
\
		c00 = MULTIPLY_ADD(a0, b0, c00); \
		if (slices_b > 1) \
		{ \
			b1 = *(const Vector *) (b + GRAM_BLOCK + t); \
			c01 = MULTIPLY_ADD(a0, b1, c01); \
		} \
		if (slices_b > 2) \
		{ \
			b2 = *(const Vector *) (b + 2 * GRAM_BLOCK + t); \
			c02 = MULTIPLY_ADD(a0, b2, c02); \
		} \
		if (slices_a > 1) \
		{ \
			Vector		a1 = *(const Vector *) (a + GRAM_BLOCK + t); \
\
			c10 = MULTIPLY_ADD(a1, b0, c10); \
			if (slices_b > 1) \
				c11 = MULTIPLY_ADD(a1, b1, c11); \
			if (slices_b > 2) \
				c12 = MULTIPLY_ADD(a1, b2, c12); \
		} \
		if (slices_a > 2) \
		{ \
			Vector		a2 = *(const Vector *) (a + 2 * GRAM_BLOCK + t); \
\
			c20 = MULTIPLY_ADD(a2, b0, c20); \
			if (slices_b > 1) \
				c21 = MULTIPLY_ADD(a2, b1, c21); \
			if (slices_b > 2) \
				c22 = MULTIPLY_ADD(a2, b2, c22); \
		} \
	} \
	sum[0] = c00; \
	sum[1] = c01 + c10; \
	sum[2] = c02 + c11 + c20; \
	sum[3] = c12 + c21; \
	sum[4] = c22; \
	for (int l = 0; l < slices_a + slices_b - 1; l++) \
	{ \
		level[l] = sum[l][0] + sum[l][1]; \
		if (WIDTH == 4) \
			level[l] += sum[l][WIDTH - 2] + sum[l][WIDTH - 1]; \
	} \
}

/* the same with the numbers of slices as variables */
#define DEFINE_DISPATCH(name, attributes, levels) \
attributes static void \
name(const double *a, const double *b, int rows, int slices_a, int slices_b, double *level) \
{ \
	switch (10 * slices_a + slices_b) \
	{ \
		case 33: levels(a, b, rows, 3, 3, level); break; \
		case 32: levels(a, b, rows, 3, 2, level); break; \
		case 31: levels(a, b, rows, 3, 1, level); break; \
		case 23: levels(a, b, rows, 2, 3, level); break; \
		case 22: levels(a, b, rows, 2, 2, level); break; \
		case 21: levels(a, b, rows, 2, 1, level); break; \
		case 13: levels(a, b, rows, 1, 3, level); break; \
		case 12: levels(a, b, rows, 1, 2, level); break; \
		case 11: levels(a, b, rows, 1, 1, level); break; \
	} \
}

typedef void (*LevelsFunction) (const double *a, const double *b, int rows, int slices_a, int slices_b, double *level);

#define MULTIPLY_THEN_ADD(a, b, c)	((c) + (a) * (b))

DEFINE_LEVELS(levels_plain, , Vector2, 2, MULTIPLY_THEN_ADD)
DEFINE_DISPATCH(dispatch_plain, , levels_plain)

#ifdef HAVE_AVX2_VARIANT
typedef double Vector4 __attribute__((vector_size(32), aligned(8), may_alias));

#define TARGET_AVX2					__attribute__((target("avx2,fma")))
#define MULTIPLY_ADD_FUSED(a, b, c)	_mm256_fmadd_pd(a, b, c)

DEFINE_LEVELS(levels_avx2, TARGET_AVX2, Vector4, 4, MULTIPLY_ADD_FUSED)
DEFINE_DISPATCH(dispatch_avx2, TARGET_AVX2, levels_avx2)
#endif

/* All variants give the same integers; which one is quickest depends on the processor. */
static __attribute__((noinline)) LevelsFunction
levels_function(void)
{
#ifdef HAVE_AVX2_VARIANT
	if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
		return dispatch_avx2;
#endif
	return dispatch_plain;
}

/* add value * 2^exponent, |value| <= 2^53 */
static inline void
put_value(ExactSum *s, int64_t value, int exponent)
{
	int			shift = exponent & 31;
	int64_t    *limb = s->limb + (exact_limb_of(exponent) - s->lo);

	/* two's complement: value * 2^shift = high * 2^32 + low, where high has the sign */
	limb[0] = (int64_t) ((uint64_t) limb[0] + (((uint64_t) value << shift) & UINT64_C(0xffffffff)));
	limb[1] = (int64_t) ((uint64_t) limb[1] + (uint64_t) (value >> (32 - shift)));
}

/* add the levels of a pair, level l in units of 2^(exponent - 23 l) */
static inline void
put_levels(ExactSum *s, const double *level, int levels, int exponent)
{
	int64_t		carry = 0;
	uint64_t	digits = 0;

	if (s->pending + GRAM_SLICES >= EXACT_CARRY_EVERY)
		exact_sum_carry(s);

	/* levels into digits of 23 bits; two of them together make one addition */
	for (int l = levels - 1; l > 0; l--)
	{
		int64_t		value = (int64_t) level[l] + carry;
		uint64_t	digit = (uint64_t) value & ((UINT64_C(1) << SLICE_STEP) - 1);

		carry = value >> SLICE_STEP;
		if ((levels - l) % 2 != 0)
			digits = digit;
		else
			put_value(s, (int64_t) (digits | digit << SLICE_STEP), exponent - SLICE_STEP * (l + 1));
	}
	if (levels % 2 == 0)
		put_value(s, (int64_t) digits, exponent - SLICE_STEP);
	put_value(s, (int64_t) level[0] + carry, exponent);
	s->pending = (uint16_t) (s->pending + GRAM_SLICES);
}

static void
add_slices(const GramBlock *block, const GramFactor *left, const GramSums *sums, void (*check) (void))
{
	LevelsFunction levels_of = levels_function();
	const GramFactor *right = &block->right;
	int			padded = (block->rows + 3) / 4 * 4;

	for (int tile = 0; tile < block->columns; tile += TILE)
	{
		for (int j = tile; j < block->columns; j++)
		{
			const double *b = right->slice + (size_t) j * GRAM_SLICES * GRAM_BLOCK;
			GramColumn	cb = right->column[j];

			for (int i = tile; i < tile + TILE && i <= j; i++)
			{
				GramColumn	ca = left->column[i];
				double		level[LEVELS];

				if (ca.slices == 0 || cb.slices == 0)
					continue;
				levels_of(left->slice + (size_t) i * GRAM_SLICES * GRAM_BLOCK, b, padded, ca.slices, cb.slices, level);
				put_levels(gram_sum(sums, gram_pair(i, j)), level, ca.slices + cb.slices - 1, ca.exponent + cb.exponent);
			}
		}
		if (check)
			check();
	}
}

/* -------- the slow way -------- */

static void
add_rests(const GramBlock *block, const GramFactor *left, const GramSums *sums, void (*check) (void))
{
	const GramFactor *right = &block->right;

	for (int t = 0; t < block->rows; t++)
	{
		for (int j = 0; j < block->columns; j++)
		{
			size_t		at = (size_t) j * GRAM_BLOCK + t;
			double		right_value = right->value[at];
			double		right_rest = right->column[j].rest ? right->rest[at] : 0;

			if (check)
				check();
			for (int i = 0; i <= j; i++)
			{
				double		left_value = left->value[(size_t) i * GRAM_BLOCK + t];
				double		left_rest = left->column[i].rest ? left->rest[(size_t) i * GRAM_BLOCK + t] : 0;

				if (left_rest != 0)
					(void) exact_sum_add_product(gram_sum(sums, gram_pair(i, j)), left_rest, right_value);
				if (right_rest != 0)
					(void) exact_sum_add_product(gram_sum(sums, gram_pair(i, j)), left_value - left_rest, right_rest);
			}
		}
	}
}

static void
add_slowly(const GramBlock *block, const GramSums *sums, void (*check) (void))
{
	for (int t = 0; t < block->rows; t++)
	{
		for (int j = 0; j < block->columns; j++)
		{
			if (check)
				check();
			for (int i = 0; i <= j; i++)
				(void) exact_sum_add_product3(gram_sum(sums, gram_pair(i, j)), block->weight[t],
											  block->right.value[(size_t) i * GRAM_BLOCK + t], block->right.value[(size_t) j * GRAM_BLOCK + t]);
		}
	}
}

void
gram_add(const GramBlock *block, const GramSums *sums, void (*check) (void))
{
	if (block->slowly)
	{
		add_slowly(block, sums, check);
		return;
	}
	for (int g = 0; g < block->lefts; g++)
	{
		add_slices(block, &block->left[g], sums, check);
		if (block->rests)
			add_rests(block, &block->left[g], sums, check);
	}
}

/* -------- sums of blocks -------- */

void
gram_widen(const GramSums *dst, const GramSums *src, size_t pairs, void (*check) (void))
{
	ExactRange	range = {dst->lo, dst->lo + dst->n};

	for (size_t p = 0; p < pairs; p++)
	{
		ExactSum   *to = (ExactSum *) (dst->first + p * exact_sum_size(dst->n));

		if (check)
			check();
		exact_sum_widen(to, gram_sum(src, p), range);
	}
}

void
gram_merge(const GramSums *dst, const GramSums *src, size_t pairs, void (*check) (void))
{
	for (size_t p = 0; p < pairs; p++)
	{
		if (check)
			check();
		(void) exact_sum_merge(gram_sum(dst, p), (const ExactSum *) (src->first + p * exact_sum_size(src->n)));
	}
}

void
gram_scatter(const GramSums *sums, int i, int j, ExactWide *result)
{
	const ExactSum *n = gram_sum_read(sums, 0, 0);
	const ExactSum *si = gram_sum_read(sums, 0, i);
	const ExactSum *sj = gram_sum_read(sums, 0, j);
	const ExactSum *sij = i <= j ? gram_sum_read(sums, i, j) : gram_sum_read(sums, j, i);

	exact_wide_init_range(result, exact_range_union(exact_range_product_of(n, sij), exact_range_product_of(si, sj)));
	exact_sum_add_product_of(&result->sum, n, sij);
	exact_sum_subtract_product_of(&result->sum, si, sj);
	exact_wide_trim(result);
}
