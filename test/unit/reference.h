/*
 * reference.h
 *		Exact sums computed as slowly and as plainly as possible: one fixed-point number in two's complement over the whole range,
 *		every addition carried to the end at once, rounding bit by bit.  Shares no code and no idea with the kernel.
 */
#ifndef REFERENCE_H
#define REFERENCE_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define REF_LOWEST	(-3232)		/* exponent of bit 0 */
#define REF_WORDS	220			/* up to 2^3808 */

typedef struct Reference
{
	uint32_t	word[REF_WORDS];
} Reference;

/* + or - magnitude * 2^exponent */
static inline void
ref_put(Reference *r, bool negative, unsigned __int128 magnitude, int exponent)
{
	uint32_t	term[REF_WORDS] = {0};
	uint64_t	carry = negative;

	for (int bit = 0; bit < 128; bit++)
	{
		int			at = exponent - REF_LOWEST + bit;

		if ((magnitude >> bit) & 1)
			term[at / 32] |= UINT32_C(1) << (at % 32);
	}
	for (int i = 0; i < REF_WORDS; i++)
	{
		carry += (uint64_t) r->word[i] + (negative ? (uint32_t) ~term[i] : term[i]);
		r->word[i] = (uint32_t) carry;
		carry >>= 32;
	}
}

/* x = m * 2^e with an integer m below 2^53 */
static inline void
ref_split(double x, bool *negative, uint64_t *m, int *e)
{
	*negative = signbit(x);
	*m = (uint64_t) ldexp(frexp(fabs(x), e), 53);
	*e -= 53;
	while (*m != 0 && *m % 2 == 0)
	{
		*m /= 2;
		*e += 1;
	}
}

static inline void
ref_add(Reference *r, double x, double y, double z)
{
	bool		nx,
				ny,
				nz;
	uint64_t	mx,
				my,
				mz;
	int			ex,
				ey,
				ez;

	ref_split(x, &nx, &mx, &ex);
	ref_split(y, &ny, &my, &ey);
	ref_split(z, &nz, &mz, &ez);
	if (mx == 0 || my == 0)
		return;
	for (int bit = 0; bit < 53; bit++)
	{
		if ((mz >> bit) & 1)
			ref_put(r, nx ^ ny ^ nz, (unsigned __int128) mx * my, ex + ey + ez + bit);
	}
}

static inline bool
ref_bit(const Reference *r, int at)
{
	return at >= 0 && ((r->word[at / 32] >> (at % 32)) & 1);
}

static inline double
ref_round(const Reference *r)
{
	Reference	a = *r;
	bool		negative = r->word[REF_WORDS - 1] >> 31;
	bool		rest = false;
	int			top = REF_WORDS * 32 - 1;
	int			low;
	uint64_t	kept = 0;

	if (negative)
	{
		uint64_t	carry = 1;

		for (int i = 0; i < REF_WORDS; i++)
		{
			carry += (uint32_t) ~a.word[i];
			a.word[i] = (uint32_t) carry;
			carry >>= 32;
		}
	}
	while (top >= 0 && !ref_bit(&a, top))
		top--;
	if (top < 0)
		return 0;

	low = top - 52;				/* the lowest bit that a double keeps */
	if (low + REF_LOWEST < -1074)
		low = -1074 - REF_LOWEST;
	for (int at = top; at >= low; at--)
		kept = 2 * kept + ref_bit(&a, at);
	for (int at = low - 2; at >= 0; at--)
		rest |= ref_bit(&a, at);
	if (ref_bit(&a, low - 1) && (rest || (kept & 1)))
		kept++;
	return (negative ? -1 : 1) * ldexp((double) kept, low + REF_LOWEST);
}

#endif							/* REFERENCE_H */
