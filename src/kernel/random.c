/*
 * random.c
 *		Philox 4x32-10.  See random.h.
 */
#include "random.h"

#define MULTIPLIER_0	UINT32_C(0xD2511F53)
#define MULTIPLIER_1	UINT32_C(0xCD9E8D57)
#define WEYL_0			UINT32_C(0x9E3779B9)
#define WEYL_1			UINT32_C(0xBB67AE85)
#define ROUNDS			10

void
philox4x32(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4])
{
	uint32_t	c0 = counter[0],
				c1 = counter[1],
				c2 = counter[2],
				c3 = counter[3];
	uint32_t	k0 = key[0],
				k1 = key[1];

	for (int i = 0; i < ROUNDS; i++)
	{
		uint64_t	p0 = (uint64_t) MULTIPLIER_0 * c0;
		uint64_t	p1 = (uint64_t) MULTIPLIER_1 * c2;

		c0 = (uint32_t) (p1 >> 32) ^ c1 ^ k0;
		c1 = (uint32_t) p1;
		c2 = (uint32_t) (p0 >> 32) ^ c3 ^ k1;
		c3 = (uint32_t) p0;
		k0 += WEYL_0;
		k1 += WEYL_1;
	}
	out[0] = c0;
	out[1] = c1;
	out[2] = c2;
	out[3] = c3;
}

uint64_t
random_bits_at(uint64_t seed, uint64_t stream, uint64_t counter)
{
	uint32_t	c[4] = {(uint32_t) counter, (uint32_t) (counter >> 32), (uint32_t) stream, (uint32_t) (stream >> 32)};
	uint32_t	key[2] = {(uint32_t) seed, (uint32_t) (seed >> 32)};
	uint32_t	out[4];

	philox4x32(c, key, out);
	return ((uint64_t) out[1] << 32) | out[0];
}

double
random_unit_at(uint64_t seed, uint64_t stream, uint64_t counter)
{
	return (double) (random_bits_at(seed, stream, counter) >> 11) * 0x1p-53;
}

/* bits below the largest multiple of n are divided by n; others (rare) are drawn again from further counters of the same place */
uint64_t
random_below_at(uint64_t seed, uint64_t stream, uint64_t counter, uint64_t n)
{
	uint64_t	limit = UINT64_MAX - UINT64_MAX % n;
	uint64_t	bits;

	for (uint64_t again = 0;; again++)
	{
		bits = random_bits_at(seed ^ (again << 32), stream, counter);
		if (bits < limit)
			return bits % n;
	}
}
