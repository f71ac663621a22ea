/*
 * test_twofold.c
 *		Logarithm and exponential at twice the precision.  Reference: Python's decimal module with 80 digits.
 */
#include "twofold.h"

#include <float.h>

#include "tap.h"

static double
distance(Twofold a, double hi, double lo)
{
	return fabs((a.hi - hi) + (a.lo - lo));
}

static void
values(void)
{
	TEST("ln: 16 numbers over the whole range, relative error below 2^-95")
	{
		static const double ln[][3] = {
			{0x1.0000000000000p-1, -0x1.62e42fefa39efp-1, -0x1.abc9e3b39803fp-56},
			{0x1.0000000000001p+0, 0x1.fffffffffffffp-53, 0x1.5555555555554p-158},
			{0x1.fffffffffffffp-1, -0x1.0000000000000p-53, -0x1.0000000000000p-107},
			{0x1.8000000000000p+0, 0x1.9f323ecbf984cp-2, -0x1.a92e513217f5cp-59},
			{0x1.0000000000000p+1, 0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56},
			{0x1.8000000000000p+1, 0x1.193ea7aad030bp+0, -0x1.a256f99caabebp-54},
			{0x1.4000000000000p+3, 0x1.26bb1bbb55516p+1, -0x1.f48ad494ea3e9p-53},
			{0x1.5bd4000000000p+14, 0x1.4056c415bd38ep+3, 0x1.79b3884caf921p-51},
			{0x1.4f8b588e368f1p-17, -0x1.7069e2aa2aa5bp+3, 0x1.41ab1374499c7p-52},
			{0x1.999999999999ap-4, -0x1.26bb1bbb55515p+1, -0x1.8b752b6b15c17p-53},
			{0x1.7e43c8800759cp+996, 0x1.5963447f87fb5p+9, 0x1.abccc0710fcd4p-46},
			{0x0.0000000000001p-1022, -0x1.74385446d71c3p+9, -0x1.8e569fa8ee781p-45},
			{0x1.0000000000000p-1022, -0x1.6232bdd7abcd2p+9, -0x1.eef3fec1be37fp-46},
			{0x1.fffffffffffffp+1023, 0x1.62e42fefa39efp+9, 0x1.a9c9e3b39803fp-46},
			{0x1.000000044b830p+0, 0x1.12e0bffdb1b44p-30, -0x1.350b98f9e0d54p-87},
			{0x1.e240c9fbe76c9p+16, 0x1.77281cad8a844p+3, -0x1.d8fe0707e837cp-52},
		};

		for (size_t i = 0; i < sizeof(ln) / sizeof(ln[0]); i++)
			CHECK(distance(twofold_log((Twofold) {ln[i][0], 0}), ln[i][1], ln[i][2]) <= 0x1p-95 * fmax(fabs(ln[i][1]), 0x1p-4));
		CHECK(twofold_log((Twofold) {1, 0}).hi == 0 && twofold_log((Twofold) {1, 0}).lo == 0);
	}

	TEST("ln of what has none")
	{
		CHECK(isnan(twofold_log((Twofold) {0, 0}).hi) && isnan(twofold_log((Twofold) {-1, 0}).hi));
		CHECK(isnan(twofold_log((Twofold) {INFINITY, 0}).hi) && isnan(twofold_log((Twofold) {NAN, 0}).hi));
	}

	TEST("exp: 11 numbers, relative error below 2^-95")
	{
		static const struct
		{
			double		y;
			int			exponent;
			double		hi,
						lo;
		}			e[] = {
			{0x0.0p+0, 0, 0x1.0000000000000p+0, 0x0.0p+0},
			{0x1.0000000000000p+0, 1, 0x1.5bf0a8b145769p+0, 0x1.4d57ee2b1013ap-54},
			{-0x1.0000000000000p+0, -2, 0x1.78b56362cef38p+0, -0x1.ca8a4270fadf5p-55},
			{0x1.0000000000000p-1, 0, 0x1.a61298e1e069cp+0, -0x1.b4690082a4906p-55},
			{0x1.12e0be826d695p-30, 0, 0x1.000000044b830p+0, -0x1.7b444af5c26a7p-54},
			{-0x1.79ca10c924223p-67, 0, 0x1.0000000000000p+0, -0x1.79ca10c924223p-67},
			{0x1.9100000000000p+6, 144, 0x1.8c39b9134bac4p+0, 0x1.56775ec333673p-56},
			{-0x1.5e10000000000p+9, -1011, 0x1.e8cfc0420616bp+0, -0x1.51bbbe33200d4p-55},
			{0x1.47ae147ae147bp-8, 0, 0x1.0148802529619p+0, 0x1.df2067ef3a4b2p-54},
			{-0x1.6872b020c49bap-8, -1, 0x1.fd311534a3df9p+0, -0x1.495109741b694p-54},
			{0x1.5a8cccccccccdp+9, 999, 0x1.e86790ce2e159p+0, -0x1.07db70037725ep-54},
		};

		for (size_t i = 0; i < sizeof(e) / sizeof(e[0]); i++)
		{
			int			exponent;
			Twofold		r = twofold_exp((Twofold) {e[i].y, 0}, &exponent);

			r.hi = ldexp(r.hi, exponent - e[i].exponent);
			r.lo = ldexp(r.lo, exponent - e[i].exponent);
			CHECK(distance(r, e[i].hi, e[i].lo) <= 0x1p-95);
		}
	}
}

static void
properties(void)
{
	TEST("exp(ln x) = x, ln(x y) = ln x + ln y, 50,000 random numbers")
	{
		for (int i = 0; i < 50000; i++)
		{
			double		x = exp((random_unit() - 0.5) * 600),
						y = exp((random_unit() - 0.5) * 600);
			int			exponent;
			Twofold		e = twofold_exp(twofold_log((Twofold) {x, 0}), &exponent);
			Twofold		sum = twofold_add(twofold_log((Twofold) {x, 0}), twofold_log((Twofold) {y, 0}));
			Twofold		product = twofold_log(twofold_of_product(x, y));

			CHECK(fabs((ldexp(e.hi, exponent) - x) + ldexp(e.lo, exponent)) <= 0x1p-90 * x);
			CHECK(distance(product, sum.hi, sum.lo) <= 0x1p-92);
		}
	}

	TEST("the first part is what the C library rounds to, but for its last bit")
	{
		for (int i = 0; i < 50000; i++)
		{
			double		x = fabs(random_double());

			if (x > 0)
				CHECK(fabs(twofold_log((Twofold) {x, 0}).hi - log(x)) <= 2 * DBL_EPSILON * fabs(log(x)));
		}
	}

	TEST("exp(y) - 1 near 0 and far below")
	{
		for (int i = 0; i < 10000; i++)
		{
			double		y = -exp(-40 * random_unit()) * 30;

			CHECK(close_to(twofold_expm1((Twofold) {y, 0}), expm1(y), 4 * DBL_EPSILON));
		}
		CHECK(twofold_expm1((Twofold) {0, 0}) == 0);
		CHECK(twofold_expm1((Twofold) {-1e6, 0}) == -1);
	}

	TEST("quotient and difference")
	{
		for (int i = 0; i < 10000; i++)
		{
			Twofold		a = twofold_of_sum(random_unit() + 1, random_unit() * 0x1p-54),
						b = twofold_of_sum(random_unit() + 1, random_unit() * 0x1p-54);
			Twofold		back = twofold_multiply(twofold_divide(a, b), b);

			CHECK(distance(back, a.hi, a.lo) <= 0x1p-100);
			CHECK(twofold_difference(a, a).hi == 0);
			CHECK(twofold_difference(a, (Twofold) {a.hi, a.lo + 0x1p-80}).hi < 0);
		}
	}
}

int
main(void)
{
	values();
	properties();
	return tap_done();
}
