/*
 * exact_sum.h
 *		Sums of doubles, of their products, and of their squares, without any rounding until the end.
 *
 * An ExactSum is a fixed-point number in base 2^32, wide enough for the terms that were added: limb[j] counts units of
 * 2^(32 * (lo + j)).  A limb is a signed 64-bit integer, so that some thousand additions pass before a carry must move on.
 * The idea is Neal's "small superaccumulator"; unlike his, ours holds only the limbs in use (a handful for ordinary data), and
 * the range reaches over products of three doubles and over the product of two such sums:
 *
 *	  degree	term						bits						limbs
 *	  1			x							2^-1074 ... 2^(1024 + 64)	-34  ... 33
 *	  2			x y, sum * sum				2^-2148 ... 2^(2048 + 128)	-68  ... 67
 *	  3			x y z						2^-3222 ... 2^(3072 + 64)	-102 ... 101
 *	  4			sum of x y z * sum of x		2^-4296 ... 2^(4096 + 128)	-136 ... 135
 *
 * Products are formed from the integer significands, so that nothing over- or underflows on the way.  As addition of integers is
 * associative and commutative, the value does not depend on the order of the terms or on how they were split over several sums;
 * it is rounded once, to the nearest double, ties to even.
 *
 * Infinities and NaN are kept beside the number and follow IEEE 754: inf + (-inf) is NaN, NaN stays.  A sum of zeros is +0,
 * whatever the signs of the zeros.
 *
 * The struct is its own serial form (header and limbs, no pointers): exact_sum_check() tells whether bytes from elsewhere are one,
 * and exact_sum_from_other_order() turns one that was written by a machine of the other byte order.
 *
 * Source: R. M. Neal, "Fast exact summation using small and large superaccumulators", 2015, arXiv:1505.05571.
 */
#ifndef KERNEL_EXACT_SUM_H
#define KERNEL_EXACT_SUM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define EXACT_VERSION		1
#define EXACT_DEGREE_LIMBS	34		/* a sum of terms of degree d lies in the limbs -34 d ... 34 d - 1 */
#define EXACT_LIMB_MIN		(-4 * EXACT_DEGREE_LIMBS)
#define EXACT_LIMB_END		(4 * EXACT_DEGREE_LIMBS + 2)	/* two more for the carries of the topmost limbs of two factors */
#define EXACT_LIMBS_MAX		(EXACT_LIMB_END - EXACT_LIMB_MIN)
#define EXACT_CARRY_EVERY	2047	/* additions below 2^52 each that a limb stands before it overflows */

/* what was added beside finite numbers */
#define EXACT_NAN			0x01
#define EXACT_PLUS_INF		0x02
#define EXACT_MINUS_INF		0x04

typedef struct ExactSum
{
	int16_t		lo;				/* index of limb[0] */
	uint16_t	n;				/* number of limbs; the topmost takes carries only */
	uint16_t	pending;		/* additions since the carries were moved */
	uint8_t		special;		/* EXACT_NAN and so on */
	uint8_t		version;		/* EXACT_VERSION */
	int64_t		limb[];
} ExactSum;

/*
 * A sum with room for any range, for the stack.  exact_wide_init() opens the whole range, so that nothing that is added can be
 * out of reach; exact_wide_init_range() only what is asked for, which is quicker to work with.
 */
typedef union ExactWide
{
	ExactSum	sum;
	int64_t		room[1 + EXACT_LIMBS_MAX];
} ExactWide;

/* the limbs that a term needs: from, up to but not including end */
typedef struct ExactRange
{
	int			from;
	int			end;
} ExactRange;

extern void exact_wide_init(ExactWide *wide);
extern void exact_wide_init_range(ExactWide *wide, ExactRange r);

/* give up the limbs that are not in use: when all has been added, what follows gets quicker */
extern void exact_wide_trim(ExactWide *wide);

/*
 * The three ways to add.  They return false, and have changed nothing, when the limbs at hand do not reach; then make room
 * for exact_range...() by exact_sum_widen() and add again.  An ExactWide of the whole range always has room.
 */
static inline bool exact_sum_add(ExactSum *s, double x);
static inline bool exact_sum_add_product(ExactSum *s, double x, double y);
extern bool exact_sum_add_product3(ExactSum *s, double x, double y, double z);

extern ExactRange exact_range(double x);
extern ExactRange exact_range_product(double x, double y);
extern ExactRange exact_range_product3(double x, double y, double z);

/* the limbs of a sum, those that the product of two sums needs, and both of two ranges */
extern ExactRange exact_range_of(const ExactSum *s);
extern ExactRange exact_range_product_of(const ExactSum *a, const ExactSum *b);
extern ExactRange exact_range_union(ExactRange a, ExactRange b);

/* r and what the sum has, with a spare limb on either side, but no further than terms of this degree reach */
extern ExactRange exact_range_grown(const ExactSum *s, ExactRange r, int degree);

/* bytes that a sum of so many limbs takes; dst gets src's value in the limbs of r, which must contain those of src */
static inline size_t
exact_sum_size(int limbs)
{
	return offsetof(ExactSum, limb) + (size_t) limbs * sizeof(int64_t);
}

extern void exact_sum_widen(ExactSum *dst, const ExactSum *src, ExactRange r);

/* dst += src, dst -= src; false (and nothing changed) when the limbs of dst do not reach over those of src */
extern bool exact_sum_merge(ExactSum *dst, const ExactSum *src);
extern bool exact_sum_subtract(ExactSum *dst, const ExactSum *src);

/* dst += a * b, dst -= a * b for whole sums, exactly; dst must have the limbs of exact_range_product_of(a, b) */
extern void exact_sum_add_product_of(ExactSum *dst, const ExactSum *a, const ExactSum *b);
extern void exact_sum_subtract_product_of(ExactSum *dst, const ExactSum *a, const ExactSum *b);

/* The value, correctly rounded: as a double (infinite when too large), and as m * 2^exponent with 0.5 <= |m| < 1 or m = 0. */
extern double exact_sum_round(const ExactSum *s);
extern double exact_sum_frexp(const ExactSum *s, int *exponent);
extern int	exact_sum_sign(const ExactSum *s);

/*
 * Bytes from outside.  exact_sum_extent: how many bytes does the sum take that begins here (0: there is none)?  It makes access
 * safe.  exact_sum_check: are these len bytes a sum of terms of this degree, such as additions can have made it?
 */
static inline size_t exact_sum_extent(const ExactSum *s, size_t len);
extern bool exact_sum_check(const void *bytes, size_t len, int degree);

/* Turn a sum written on a machine of the other byte order, in place; returns its extent (0: there is none). */
extern size_t exact_sum_from_other_order(void *bytes, size_t len);
extern void exact_reverse_bytes(void *number, size_t size);

extern void exact_sum_carry(ExactSum *s);

static inline size_t
exact_sum_extent(const ExactSum *s, size_t len)
{
	if (len < offsetof(ExactSum, limb) || s->version != EXACT_VERSION ||
		s->lo < EXACT_LIMB_MIN || s->lo + s->n > EXACT_LIMB_END || exact_sum_size(s->n) > len)
		return 0;
	return exact_sum_size(s->n);
}

/* -------- the inner loop -------- */

/* a finite double is (-1)^negative * significand * 2^exponent */
typedef struct ExactTerm
{
	uint64_t	significand;	/* below 2^53 */
	int			exponent;		/* of its lowest bit, -1074 ... 971 */
	bool		negative;
	bool		finite;
} ExactTerm;

static inline ExactTerm
exact_term(double x)
{
	ExactTerm	t;
	uint64_t	bits;
	int			biased;

	memcpy(&bits, &x, sizeof(bits));
	biased = (int) (bits >> 52) & 0x7ff;
	t.significand = bits & UINT64_C(0xfffffffffffff);
	t.negative = bits >> 63;
	t.finite = biased != 0x7ff;
	if (biased == 0)
		biased = 1;				/* subnormal: no hidden bit, the exponent of the smallest normal number */
	else
		t.significand |= UINT64_C(1) << 52;
	t.exponent = biased - 1075;
	return t;
}

/* index of the limb in which the bit 2^exponent lies */
static inline int
exact_limb_of(int exponent)
{
	return ((exponent - 32 * EXACT_LIMB_MIN) >> 5) + EXACT_LIMB_MIN;
}

/* do the limbs reach over significands at exponents from lowest to highest, with one more on top for the carries? */
static inline bool
exact_reaches(const ExactSum *s, int lowest, int highest)
{
	return exact_limb_of(lowest) >= s->lo && exact_limb_of(highest) + 2 < s->lo + s->n;
}

/* add significand * 2^exponent, known to be within reach */
static inline void
exact_put(ExactSum *s, bool negative, uint64_t significand, int exponent)
{
	int64_t    *limb = s->limb + (exact_limb_of(exponent) - s->lo);
	int			shift = exponent & 31;
	int64_t		low = (int64_t) ((significand << shift) & UINT64_C(0xffffffff));
	int64_t		high = (int64_t) (significand >> (32 - shift));
	int64_t		sign = -(int64_t) negative;

	/* (v ^ sign) - sign is v or -v; unsigned, so that a forged state cannot make the sum undefined */
	limb[0] = (int64_t) ((uint64_t) limb[0] + (uint64_t) ((low ^ sign) - sign));
	limb[1] = (int64_t) ((uint64_t) limb[1] + (uint64_t) ((high ^ sign) - sign));
	if (++s->pending >= EXACT_CARRY_EVERY)
		exact_sum_carry(s);
}

extern void exact_sum_note_special(ExactSum *s, double value);

static inline bool
exact_sum_add(ExactSum *s, double x)
{
	ExactTerm	t = exact_term(x);

	if (!t.finite)
		exact_sum_note_special(s, x);
	else if (t.significand != 0)
	{
		if (!exact_reaches(s, t.exponent, t.exponent))
			return false;
		exact_put(s, t.negative, t.significand, t.exponent);
	}
	return true;
}

#define EXACT_WORD_BITS		53
#define EXACT_WORD_MASK		((UINT64_C(1) << EXACT_WORD_BITS) - 1)

/* a * b = high * 2^53 + low for a, b below 2^53 */
static inline void
exact_multiply(uint64_t a, uint64_t b, uint64_t *high, uint64_t *low)
{
#ifdef __SIZEOF_INT128__
	__extension__ unsigned __int128 product = (unsigned __int128) a * b;

	*low = (uint64_t) product & EXACT_WORD_MASK;
	*high = (uint64_t) (product >> EXACT_WORD_BITS);
#else
	/* four products of halves */
	const int	half_bits = 27;
	const uint64_t half_mask = (UINT64_C(1) << half_bits) - 1;
	uint64_t	a1 = a >> half_bits,
				a0 = a & half_mask;
	uint64_t	b1 = b >> half_bits,
				b0 = b & half_mask;
	uint64_t	middle = a1 * b0 + a0 * b1;
	uint64_t	bottom = a0 * b0 + ((middle & half_mask) << half_bits);
	uint64_t	top = a1 * b1 + (middle >> half_bits);	/* units of 2^54 */

	*low = bottom & EXACT_WORD_MASK;
	*high = 2 * top + (bottom >> EXACT_WORD_BITS);
#endif
}

static inline bool
exact_sum_add_product(ExactSum *s, double x, double y)
{
	ExactTerm	a = exact_term(x);
	ExactTerm	b = exact_term(y);
	int			e = a.exponent + b.exponent;
	bool		negative = a.negative != b.negative;
	uint64_t	high,
				low;

	if (!a.finite || !b.finite)
	{
		exact_sum_note_special(s, x * y);
		return true;
	}
	if (a.significand == 0 || b.significand == 0)
		return true;
	if (!exact_reaches(s, e, e + EXACT_WORD_BITS))
		return false;

	exact_multiply(a.significand, b.significand, &high, &low);
	exact_put(s, negative, low, e);
	exact_put(s, negative, high, e + EXACT_WORD_BITS);
	return true;
}

#endif							/* KERNEL_EXACT_SUM_H */
