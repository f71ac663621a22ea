/*
 * long_sum.h
 *		Sums of 64-bit integers that cannot overflow, for up to 2^31 terms.
 */
#ifndef KERNEL_LONG_SUM_H
#define KERNEL_LONG_SUM_H

#include <stdbool.h>
#include <stdint.h>

typedef struct LongSum
{
	int64_t		high;			/* units of 2^32 */
	int64_t		low;			/* below 2^63, for up to 2^31 terms */
} LongSum;

static inline void
long_sum_add(LongSum *s, int64_t x)
{
	int64_t		low = x & INT64_C(0xffffffff);

	s->low += low;
	s->high += (x - low) / (INT64_C(1) << 32);
}

static inline bool
long_sum_is(const LongSum *s, int64_t x)
{
	LongSum		one = {0, 0};

	long_sum_add(&one, x);
	return (s->low & INT64_C(0xffffffff)) == one.low && s->high + (s->low >> 32) == one.high;
}

#endif							/* KERNEL_LONG_SUM_H */
