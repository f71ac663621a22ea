/*
 * tap.h
 *		The least that a test program needs: counted checks, TAP lines, a seeded generator.
 *
 *		TEST("name") { CHECK(a == b); ... }		one line "ok" or "not ok" for all checks of the block
 *		return tap_done();
 */
#ifndef TAP_H
#define TAP_H

#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int	tap_number;
static int	tap_failed_tests;
static long tap_checks;
static long tap_failed_checks;

static inline void
tap_begin(void)
{
	tap_checks = tap_failed_checks = 0;
}

/* a test that checked nothing has not passed */
static inline void
tap_end(const char *name)
{
	bool		ok = tap_checks > 0 && tap_failed_checks == 0;

	printf("%s %d - %s (%ld checks)\n", ok ? "ok" : "not ok", ++tap_number, name, tap_checks);
	fflush(stdout);
	if (!ok)
		tap_failed_tests++;
}

#define TEST(name) \
	for (int tap_once = (tap_begin(), 1); tap_once; tap_once = (tap_end(name), 0))

#define CHECK(condition) \
	do { \
		tap_checks++; \
		if (!(condition) && tap_failed_checks++ < 5) \
			printf("# %s:%d: %s\n", __FILE__, __LINE__, #condition); \
	} while (0)

static inline int
tap_done(void)
{
	printf("1..%d\n", tap_number);
	return tap_failed_tests > 0;
}

/* splitmix64 (Steele, Lea, Flood 2014) */
static uint64_t tap_seed = 20240229;

static inline uint64_t
random_bits(void)
{
	uint64_t	z = (tap_seed += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static inline int
random_below(int n)
{
	return (int) (random_bits() % (uint64_t) n);
}

static inline double
random_unit(void)
{
	return (double) (random_bits() >> 11) * 0x1p-53;
}

/* any finite double, every exponent as likely as the other, subnormals included */
static inline double
random_double(void)
{
	double		x;

	do
	{
		uint64_t	bits = random_bits();

		memcpy(&x, &bits, sizeof(x));
	} while (!isfinite(x));
	return x;
}

static inline void
shuffle(double *x, int n)
{
	for (int i = n - 1; i > 0; i--)
	{
		int			j = random_below(i + 1);
		double		t = x[i];

		x[i] = x[j];
		x[j] = t;
	}
}

static inline bool
same_bits(double a, double b)
{
	return memcmp(&a, &b, sizeof(a)) == 0;
}

static inline bool
close_to(double a, double b, double relative)
{
	return fabs(a - b) <= relative * fabs(b);
}

#endif							/* TAP_H */
