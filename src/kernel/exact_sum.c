/*
 * exact_sum.c
 *		The superaccumulator: see exact_sum.h for what it is and where it comes from.
 */
#include "exact_sum.h"

#include <assert.h>
#include <math.h>

#define LIMB_MASK		UINT64_C(0xffffffff)
#define WORD_BITS		EXACT_WORD_BITS

#define LARGEST_STEP	(INT64_C(1) << 52)	/* no addition changes a limb by more */
#define LARGEST_TOP		(INT64_C(1) << 60)	/* the carries of any number of rows stay far below */

void
exact_wide_init(ExactWide *wide)
{
	ExactRange	whole = {EXACT_LIMB_MIN, EXACT_LIMB_END};

	exact_wide_init_range(wide, whole);
}

void
exact_wide_init_range(ExactWide *wide, ExactRange r)
{
	assert(r.from >= EXACT_LIMB_MIN && r.end <= EXACT_LIMB_END);
	memset(wide, 0, exact_sum_size(r.end - r.from));
	wide->sum.lo = (int16_t) r.from;
	wide->sum.n = (uint16_t) (r.end - r.from);
	wide->sum.version = EXACT_VERSION;
}

void
exact_wide_trim(ExactWide *wide)
{
	ExactSum   *s = &wide->sum;
	int			first = 0;
	int			end = s->n;

	while (end > 0 && s->limb[end - 1] == 0)
		end--;
	while (first < end && s->limb[first] == 0)
		first++;
	memmove(s->limb, s->limb + first, (size_t) (end - first) * sizeof(int64_t));
	s->lo = (int16_t) (s->lo + first);
	s->n = (uint16_t) (end - first);
}

/* Move what exceeds 32 bits into the next limb.  Then all limbs but the topmost are in 0 ... 2^32 - 1; that one has the sign. */
void
exact_sum_carry(ExactSum *s)
{
	int64_t		carry = 0;

	for (int i = 0; i < s->n; i++)
	{
		int64_t		v = (int64_t) ((uint64_t) s->limb[i] + (uint64_t) carry);

		if (i == s->n - 1)
			s->limb[i] = v;
		else
		{
			s->limb[i] = (int64_t) ((uint64_t) v & LIMB_MASK);
			carry = v >> 32;
		}
	}
	s->pending = 0;
}

void
exact_sum_note_special(ExactSum *s, double value)
{
	s->special |= isnan(value) ? EXACT_NAN : value > 0 ? EXACT_PLUS_INF : EXACT_MINUS_INF;
}

/* -------- products of doubles -------- */

bool
exact_sum_add_product3(ExactSum *s, double x, double y, double z)
{
	ExactTerm	a = exact_term(x);
	ExactTerm	b = exact_term(y);
	ExactTerm	c = exact_term(z);
	int			e = a.exponent + b.exponent + c.exponent;
	bool		negative = a.negative ^ b.negative ^ c.negative;
	uint64_t	part[2];

	if (!a.finite || !b.finite || !c.finite)
	{
		/* only the signs and zeros of the finite factors count: their product must not overflow or vanish */
		exact_sum_note_special(s, (a.finite && x != 0 ? copysign(1, x) : x) *
							   (b.finite && y != 0 ? copysign(1, y) : y) *
							   (c.finite && z != 0 ? copysign(1, z) : z));
		return true;
	}
	if (a.significand == 0 || b.significand == 0 || c.significand == 0)
		return true;
	if (!exact_reaches(s, e, e + 2 * WORD_BITS))
		return false;

	exact_multiply(a.significand, b.significand, &part[1], &part[0]);
	for (int i = 0; i < 2; i++)
	{
		uint64_t	high,
					low;

		exact_multiply(part[i], c.significand, &high, &low);
		exact_put(s, negative, low, e + i * WORD_BITS);
		exact_put(s, negative, high, e + (i + 1) * WORD_BITS);
	}
	return true;
}

/* -------- room -------- */

static ExactRange
range_of(int lowest, int highest)
{
	ExactRange	r = {exact_limb_of(lowest), exact_limb_of(highest) + 3};

	return r;
}

ExactRange
exact_range(double x)
{
	ExactRange	none = {0, 0};
	int			e = exact_term(x).exponent;

	return x == 0 ? none : range_of(e, e);
}

ExactRange
exact_range_product(double x, double y)
{
	int			e = exact_term(x).exponent + exact_term(y).exponent;

	return range_of(e, e + WORD_BITS);
}

ExactRange
exact_range_product3(double x, double y, double z)
{
	int			e = exact_term(x).exponent + exact_term(y).exponent + exact_term(z).exponent;

	return range_of(e, e + 2 * WORD_BITS);
}

ExactRange
exact_range_of(const ExactSum *s)
{
	ExactRange	r = {s->lo, s->lo + s->n};

	return r;
}

ExactRange
exact_range_product_of(const ExactSum *a, const ExactSum *b)
{
	/* the topmost limb of a factor may run into one more digit; limbs beyond the whole range are not in use */
	ExactRange	r = {a->lo + b->lo, a->lo + a->n + 1 + b->lo + b->n + 1};

	/* a factor without limbs is 0, wherever its limbs would begin */
	if (a->n == 0 || b->n == 0)
		return (ExactRange) {0, 0};
	if (r.from < EXACT_LIMB_MIN)
		r.from = EXACT_LIMB_MIN;
	if (r.end > EXACT_LIMB_END)
		r.end = EXACT_LIMB_END;
	return r;
}

ExactRange
exact_range_union(ExactRange a, ExactRange b)
{
	ExactRange	r = {a.from < b.from ? a.from : b.from, a.end > b.end ? a.end : b.end};

	return a.from == a.end ? b : b.from == b.end ? a : r;
}

ExactRange
exact_range_grown(const ExactSum *s, ExactRange r, int degree)
{
	int			limit = degree * EXACT_DEGREE_LIMBS;

	if (r.from > -limit)
		r.from--;
	if (r.end < limit)
		r.end++;
	return exact_range_union(exact_range_of(s), r);
}

void
exact_sum_widen(ExactSum *dst, const ExactSum *src, ExactRange r)
{
	assert(r.from >= EXACT_LIMB_MIN && r.end <= EXACT_LIMB_END);
	assert(src->n == 0 || (r.from <= src->lo && r.end >= src->lo + src->n));

	dst->lo = (int16_t) r.from;
	dst->n = (uint16_t) (r.end - r.from);
	dst->pending = src->pending;
	dst->special = src->special;
	dst->version = EXACT_VERSION;
	memset(dst->limb, 0, dst->n * sizeof(int64_t));
	if (src->n > 0)
	{
		memcpy(dst->limb + (src->lo - r.from), src->limb, src->n * sizeof(int64_t));
		/* src's topmost limb may be negative; as an inner limb it will give its carries further up */
		exact_sum_carry(dst);
	}
}

/* -------- sums of sums -------- */

static bool
merge(ExactSum *dst, const ExactSum *src, bool negate)
{
	if (src->n > 0)
	{
		int64_t    *limb = dst->limb + (src->lo - dst->lo);

		if (src->lo < dst->lo || src->lo + src->n > dst->lo + dst->n)
			return false;
		exact_sum_carry(dst);

		/* both carried on the way: no limb of dst grows by more than 2^33 */
		for (int i = 0; i < src->n; i++)
		{
			uint64_t	v = (uint64_t) src->limb[i];
			uint64_t	sign = -(uint64_t) negate;

			if (i == src->n - 1)
				limb[i] = (int64_t) ((uint64_t) limb[i] + ((v ^ sign) - sign));
			else
			{
				uint64_t	low = v & LIMB_MASK;
				uint64_t	high = (uint64_t) (src->limb[i] >> 32);

				limb[i] = (int64_t) ((uint64_t) limb[i] + ((low ^ sign) - sign));
				limb[i + 1] = (int64_t) ((uint64_t) limb[i + 1] + ((high ^ sign) - sign));
			}
		}
		exact_sum_carry(dst);
	}

	dst->special |= src->special & EXACT_NAN;
	if (src->special & EXACT_PLUS_INF)
		dst->special |= negate ? EXACT_MINUS_INF : EXACT_PLUS_INF;
	if (src->special & EXACT_MINUS_INF)
		dst->special |= negate ? EXACT_PLUS_INF : EXACT_MINUS_INF;
	return true;
}

bool
exact_sum_merge(ExactSum *dst, const ExactSum *src)
{
	return merge(dst, src, false);
}

bool
exact_sum_subtract(ExactSum *dst, const ExactSum *src)
{
	return merge(dst, src, true);
}

/* -------- the value as sign and magnitude -------- */

/* (-1)^negative * digits in base 2^32; first and last digit are not 0; no digits: the value is 0 */
typedef struct Magnitude
{
	bool		negative;
	int			lo;				/* index of digit[0], as that of a limb */
	int			n;
	uint32_t	digit[EXACT_LIMBS_MAX + 2];
} Magnitude;

static void
magnitude_of(const ExactSum *s, Magnitude *m)
{
	int64_t		carry = 0;
	int			first = 0;

	m->n = 0;
	m->lo = s->lo;
	m->negative = false;

	/* two's complement in base 2^32: the topmost limb runs into two more digits */
	for (int i = 0; i < s->n + 2; i++)
	{
		int64_t		v = (i < s->n) ? (int64_t) ((uint64_t) s->limb[i] + (uint64_t) carry) : carry;

		m->digit[m->n++] = (uint32_t) v;
		carry = v >> 32;
	}

	if (carry < 0)
	{
		uint64_t	one = 1;

		m->negative = true;
		for (int i = 0; i < m->n; i++)
		{
			one += (uint32_t) ~m->digit[i];
			m->digit[i] = (uint32_t) one;
			one >>= 32;
		}
	}

	while (m->n > 0 && m->digit[m->n - 1] == 0)
		m->n--;
	while (first < m->n && m->digit[first] == 0)
		first++;
	memmove(m->digit, m->digit + first, (size_t) (m->n - first) * sizeof(m->digit[0]));
	m->n -= first;
	m->lo += first;
}

/* Schoolbook: a limb gets at most two numbers below 2^32 for each digit of the shorter factor, so that it cannot overflow. */
static void
add_product_of(ExactSum *dst, const ExactSum *a, const ExactSum *b, bool negate)
{
	Magnitude	x,
				y;
	int64_t		sign;

	magnitude_of(a, &x);
	magnitude_of(b, &y);
	if (x.n > 0 && y.n > 0)
	{
		int			lo = x.lo + y.lo - dst->lo;

		assert(lo >= 0 && lo + x.n + y.n <= dst->n);
		sign = (x.negative ^ y.negative ^ negate) ? -1 : 1;
		exact_sum_carry(dst);
		for (int i = 0; i < x.n; i++)
		{
			int64_t    *limb = dst->limb + lo + i;

			for (int j = 0; j < y.n; j++)
			{
				uint64_t	p = (uint64_t) x.digit[i] * y.digit[j];

				limb[j] += sign * (int64_t) (p & LIMB_MASK);
				limb[j + 1] += sign * (int64_t) (p >> 32);
			}
		}
		exact_sum_carry(dst);
	}

	if (a->special || b->special)
	{
		double		product = exact_sum_round(a) * exact_sum_round(b);

		exact_sum_note_special(dst, negate ? -product : product);
	}
}

void
exact_sum_add_product_of(ExactSum *dst, const ExactSum *a, const ExactSum *b)
{
	add_product_of(dst, a, b, false);
}

void
exact_sum_subtract_product_of(ExactSum *dst, const ExactSum *a, const ExactSum *b)
{
	add_product_of(dst, a, b, true);
}

/* -------- rounding -------- */

/* The 64 leading bits of the magnitude, the topmost of them 1, as an integer times 2^exponent; anything below: rest. */
static uint64_t
leading_bits(const Magnitude *m, int *exponent, bool *rest)
{
	uint32_t	top[3];
	uint64_t	bits;
	int			shift = 0;

	for (int i = 0; i < 3; i++)
		top[i] = (m->n > i) ? m->digit[m->n - 1 - i] : 0;
	while (!((top[0] << shift) & UINT32_C(0x80000000)))
		shift++;

	bits = ((uint64_t) top[0] << 32) | top[1];
	if (shift > 0)
		bits = (bits << shift) | (top[2] >> (32 - shift));
	*rest = (uint32_t) (top[2] << shift) != 0 || m->n > 3;	/* the lowest digit is not 0 */
	*exponent = 32 * (m->lo + m->n - 2) - shift;
	return bits;
}

/* drop the lowest bits of a number (1 to 64 of them), to the nearest, ties to even */
static uint64_t
round_off(uint64_t bits, int drop, bool rest)
{
	uint64_t	kept = (drop < 64) ? bits >> drop : 0;
	uint64_t	dropped = (drop < 64) ? bits & ((UINT64_C(1) << drop) - 1) : bits;
	uint64_t	half = UINT64_C(1) << (drop - 1);

	if (dropped > half || (dropped == half && (rest || (kept & 1))))
		kept++;
	return kept;
}

static bool
special_value(const ExactSum *s, double *value)
{
	if (s->special == 0)
		return false;
	if (s->special == EXACT_PLUS_INF)
		*value = INFINITY;
	else if (s->special == EXACT_MINUS_INF)
		*value = -INFINITY;
	else
		*value = NAN;
	return true;
}

double
exact_sum_round(const ExactSum *s)
{
	Magnitude	m;
	double		value;
	uint64_t	bits;
	int			exponent;
	int			drop;
	bool		rest;

	if (special_value(s, &value))
		return value;
	magnitude_of(s, &m);
	if (m.n == 0)
		return 0;

	/* 53 bits remain, or fewer where the lowest would lie below 2^-1074: rounded once in both cases */
	bits = leading_bits(&m, &exponent, &rest);
	drop = 64 - 53;
	if (exponent + drop < -1074)
		drop = -1074 - exponent;
	value = (drop <= 64) ? ldexp((double) round_off(bits, drop, rest), exponent + drop) : 0;
	return m.negative ? -value : value;
}

double
exact_sum_frexp(const ExactSum *s, int *exponent)
{
	Magnitude	m;
	double		value;
	uint64_t	bits;
	bool		rest;
	int			e;

	*exponent = 0;
	if (special_value(s, &value))
		return value;
	magnitude_of(s, &m);
	if (m.n == 0)
		return 0;

	bits = leading_bits(&m, &e, &rest);
	value = frexp((double) round_off(bits, 64 - 53, rest), exponent);
	*exponent += e + 64 - 53;
	return m.negative ? -value : value;
}

int
exact_sum_sign(const ExactSum *s)
{
	Magnitude	m;

	magnitude_of(s, &m);
	return m.n == 0 ? 0 : m.negative ? -1 : 1;
}

/* -------- bytes from outside -------- */

bool
exact_sum_check(const void *bytes, size_t len, int degree)
{
	ExactSum	head;
	const char *p = (const char *) bytes + offsetof(ExactSum, limb);

	if (len < offsetof(ExactSum, limb))
		return false;
	memcpy(&head, bytes, offsetof(ExactSum, limb));
	if (exact_sum_extent(&head, len) != len)
		return false;
	if (head.special & ~(EXACT_NAN | EXACT_PLUS_INF | EXACT_MINUS_INF))
		return false;
	if (head.pending >= EXACT_CARRY_EVERY)
		return false;
	if (head.n > 0 && (head.lo < -degree * EXACT_DEGREE_LIMBS || head.lo + head.n > degree * EXACT_DEGREE_LIMBS))
		return false;

	/* no limb can be larger than the additions since the last carry have made it */
	for (int i = 0; i < head.n; i++)
	{
		int64_t		limb;
		int64_t		limit = (i == head.n - 1) ? LARGEST_TOP : (int64_t) (head.pending + 1) * LARGEST_STEP;

		memcpy(&limb, p + (size_t) i * sizeof(limb), sizeof(limb));
		if (limb > limit || limb < -limit)
			return false;
	}
	return true;
}

void
exact_reverse_bytes(void *p, size_t size)
{
	unsigned char *b = p;

	for (size_t i = 0; i < size / 2; i++)
	{
		unsigned char t = b[i];

		b[i] = b[size - 1 - i];
		b[size - 1 - i] = t;
	}
}

size_t
exact_sum_from_other_order(void *bytes, size_t len)
{
	ExactSum   *s = bytes;
	size_t		extent;

	if (len < offsetof(ExactSum, limb))
		return 0;
	exact_reverse_bytes(&s->lo, sizeof(s->lo));
	exact_reverse_bytes(&s->n, sizeof(s->n));
	exact_reverse_bytes(&s->pending, sizeof(s->pending));
	extent = exact_sum_extent(s, len);
	for (int i = 0; extent > 0 && i < s->n; i++)
		exact_reverse_bytes(&s->limb[i], sizeof(s->limb[i]));
	return extent;
}
