/*
 * test_random.c
 *		Random numbers by counter: known answers, uniformity, independence of order and of neighbours, no bias.
 */
#include "random.h"

#include "tap.h"

static void
known_answers(void)
{
	TEST("Philox 4x32-10: the known answers of Random123 (kat_vectors)")
	{
		static const struct
		{
			uint32_t	counter[4];
			uint32_t	key[2];
			uint32_t	out[4];
		}			kat[] = {
			{{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
			{{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}, {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
			{{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}, {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
		};

		for (size_t i = 0; i < sizeof(kat) / sizeof(kat[0]); i++)
		{
			uint32_t	out[4];

			philox4x32(kat[i].counter, kat[i].key, out);
			for (int k = 0; k < 4; k++)
				CHECK(out[k] == kat[i].out[k]);
		}
	}

	TEST("seed, stream and counter become key and counter")
	{
		CHECK(random_bits_at(0, 0, 0) == UINT64_C(0xe169c58d6627e8d5));
		CHECK(random_bits_at(UINT64_MAX, UINT64_MAX, UINT64_MAX) == UINT64_C(0x41c83b0e408f276d));
		CHECK(random_bits_at(UINT64_C(0x299f31d0a4093822), UINT64_C(0x0370734413198a2e), UINT64_C(0x85a308d3243f6a88)) == UINT64_C(0x94fdccebd16cfe09));
	}
}

static void
places(void)
{
	TEST("a number depends on its place only, and each part of the place matters")
	{
		uint64_t	forward[1000];

		for (int i = 0; i < 1000; i++)
			forward[i] = random_bits_at(42, 7, (uint64_t) i);
		for (int i = 999; i >= 0; i--)
			CHECK(random_bits_at(42, 7, (uint64_t) i) == forward[i]);
		for (int bit = 0; bit < 64; bit++)
		{
			uint64_t	other = UINT64_C(1) << bit;

			CHECK(random_bits_at(42 ^ other, 7, 5) != forward[5]);
			CHECK(random_bits_at(42, 7 ^ other, 5) != forward[5]);
			CHECK(random_bits_at(42, 7, 5 ^ other) != forward[5]);
		}
	}

	TEST("one bit of the place turns half the bits of the number")
	{
		for (int part = 0; part < 3; part++)
		{
			long		turned = 0;

			for (int i = 0; i < 10000; i++)
			{
				uint64_t	place[3] = {random_bits(), random_bits(), random_bits()};
				uint64_t	before = random_bits_at(place[0], place[1], place[2]);

				place[part] ^= UINT64_C(1) << (i % 64);
				turned += __builtin_popcountll(before ^ random_bits_at(place[0], place[1], place[2]));
			}
			/* 640,000 bits: standard deviation 400 */
			CHECK(labs(turned - 320000) < 5 * 400);
		}
	}
}

static void
uniformity(void)
{
	enum {N = 200000, CELLS = 100};

	TEST("numbers in [0, 1): chi-squared over 100 cells, mean, variance, each of the 53 bits")
	{
		long		cell[CELLS] = {0},
					bit[53] = {0};
		double		sum = 0,
					squares = 0,
					chi = 0;

		for (int i = 0; i < N; i++)
		{
			double		u = random_unit_at(1, 2, (uint64_t) i);
			uint64_t	integer = (uint64_t) (u * 0x1p53);

			CHECK(u >= 0 && u < 1);
			cell[(int) (u * CELLS)]++;
			sum += u - 0.5;
			squares += (u - 0.5) * (u - 0.5);
			for (int b = 0; b < 53; b++)
				bit[b] += (integer >> b) & 1;
		}
		for (int c = 0; c < CELLS; c++)
			chi += pow((double) cell[c] - N / CELLS, 2) / (N / CELLS);
		CHECK(chi > 50 && chi < 170);	/* 99 degrees of freedom: mean 99, standard deviation 14 */
		CHECK(fabs(sum / N) < 5 * sqrt(1 / 12.0 / N));
		CHECK(fabs(squares / N - 1 / 12.0) < 5 * sqrt(1 / 180.0 / N));
		for (int b = 0; b < 53; b++)
			CHECK(labs(bit[b] - N / 2) < 5 * sqrt(N) / 2);
	}

	TEST("neighbours are not correlated: next counter, next stream, next seed")
	{
		for (int part = 0; part < 3; part++)
		{
			double		sum = 0;

			for (uint64_t i = 0; i < N; i++)
			{
				double		a = random_unit_at(part == 2 ? i : 3, part == 1 ? i : 4, part == 0 ? i : 5);
				double		b = random_unit_at(part == 2 ? i + 1 : 3, part == 1 ? i + 1 : 4, part == 0 ? i + 1 : 5);

				sum += (a - 0.5) * (b - 0.5);
			}
			CHECK(fabs(sum / N) < 5 / 12.0 / sqrt(N));
		}
	}
}

static void
integers(void)
{
	TEST("integers below n: in range, each as often as the others")
	{
		for (uint64_t n = 1; n <= 20; n++)
		{
			long		count[20] = {0};
			double		chi = 0;

			for (uint64_t i = 0; i < 20000; i++)
			{
				uint64_t	r = random_below_at(6, n, i, n);

				CHECK(r < n);
				if (r < n)
					count[r]++;
			}
			for (uint64_t k = 0; k < n; k++)
				chi += pow((double) count[k] - 20000.0 / n, 2) / (20000.0 / n);
			CHECK(chi < n - 1 + 6 * sqrt(2.0 * n));
		}
		CHECK(random_below_at(1, 2, 3, 1) == 0);
	}

	/* The rest of a division of 64 random bits by 3 * 2^62 would be below 2^62 in half of all cases, not in a third. */
	TEST("no bias where n is no small part of 2^64")
	{
		uint64_t	n = UINT64_C(3) << 62;
		long		low = 0;

		for (uint64_t i = 0; i < 60000; i++)
		{
			uint64_t	r = random_below_at(8, 9, i, n);

			CHECK(r < n);
			low += r < UINT64_C(1) << 62;
			CHECK(r == random_below_at(8, 9, i, n));
		}
		CHECK(labs(low - 20000) < 5 * sqrt(60000 * 2 / 9.0));
		for (uint64_t i = 0; i < 1000; i++)
			CHECK(random_below_at(8, 10, i, UINT64_MAX) < UINT64_MAX);
	}
}

int
main(void)
{
	known_answers();
	places();
	uniformity();
	integers();
	return tap_done();
}
