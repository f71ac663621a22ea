/*
 * twofold.c
 *		Twice the precision: see twofold.h.
 */
#include "twofold.h"

#include <float.h>
#include <math.h>

#include "twofold_table.h"

#define STEPS		64			/* powers of two in the table */

/* ln 2 / 64 in three parts; a whole number below 2^20 times one of the first two is exact */
#define STEP_1		0x1.62e42fee00000p-7
#define STEP_2		0x1.a39ef35600000p-39
#define STEP_3		0x1.93c7673007e5fp-71
#define PER_STEP	0x1.71547652b82fep+6

static const Twofold LN_2 = {0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};

/* 2^(j / 64) */
static const Twofold power[STEPS] = {
	{0x1.0000000000000p+0, 0x0.0p+0}, {0x1.02c9a3e778061p+0, -0x1.19083535b085dp-56},
	{0x1.059b0d3158574p+0, 0x1.d73e2a475b465p-55}, {0x1.0874518759bc8p+0, 0x1.186be4bb284ffp-57},
	{0x1.0b5586cf9890fp+0, 0x1.8a62e4adc610bp-54}, {0x1.0e3ec32d3d1a2p+0, 0x1.03a1727c57b53p-59},
	{0x1.11301d0125b51p+0, -0x1.6c51039449b3ap-54}, {0x1.1429aaea92de0p+0, -0x1.32fbf9af1369ep-54},
	{0x1.172b83c7d517bp+0, -0x1.19041b9d78a76p-55}, {0x1.1a35beb6fcb75p+0, 0x1.e5b4c7b4968e4p-55},
	{0x1.1d4873168b9aap+0, 0x1.e016e00a2643cp-54}, {0x1.2063b88628cd6p+0, 0x1.dc775814a8495p-55},
	{0x1.2387a6e756238p+0, 0x1.9b07eb6c70573p-54}, {0x1.26b4565e27cddp+0, 0x1.2bd339940e9d9p-55},
	{0x1.29e9df51fdee1p+0, 0x1.612e8afad1255p-55}, {0x1.2d285a6e4030bp+0, 0x1.0024754db41d5p-54},
	{0x1.306fe0a31b715p+0, 0x1.6f46ad23182e4p-55}, {0x1.33c08b26416ffp+0, 0x1.32721843659a6p-54},
	{0x1.371a7373aa9cbp+0, -0x1.63aeabf42eae2p-54}, {0x1.3a7db34e59ff7p+0, -0x1.5e436d661f5e3p-56},
	{0x1.3dea64c123422p+0, 0x1.ada0911f09ebcp-55}, {0x1.4160a21f72e2ap+0, -0x1.ef3691c309278p-58},
	{0x1.44e086061892dp+0, 0x1.89b7a04ef80d0p-59}, {0x1.486a2b5c13cd0p+0, 0x1.3c1a3b69062f0p-56},
	{0x1.4bfdad5362a27p+0, 0x1.d4397afec42e2p-56}, {0x1.4f9b2769d2ca7p+0, -0x1.4b309d25957e3p-54},
	{0x1.5342b569d4f82p+0, -0x1.07abe1db13cadp-55}, {0x1.56f4736b527dap+0, 0x1.9bb2c011d93adp-54},
	{0x1.5ab07dd485429p+0, 0x1.6324c054647adp-54}, {0x1.5e76f15ad2148p+0, 0x1.ba6f93080e65ep-54},
	{0x1.6247eb03a5585p+0, -0x1.383c17e40b497p-54}, {0x1.6623882552225p+0, -0x1.bb60987591c34p-54},
	{0x1.6a09e667f3bcdp+0, -0x1.bdd3413b26456p-54}, {0x1.6dfb23c651a2fp+0, -0x1.bbe3a683c88abp-57},
	{0x1.71f75e8ec5f74p+0, -0x1.16e4786887a99p-55}, {0x1.75feb564267c9p+0, -0x1.0245957316dd3p-54},
	{0x1.7a11473eb0187p+0, -0x1.41577ee04992fp-55}, {0x1.7e2f336cf4e62p+0, 0x1.05d02ba15797ep-56},
	{0x1.82589994cce13p+0, -0x1.d4c1dd41532d8p-54}, {0x1.868d99b4492edp+0, -0x1.fc6f89bd4f6bap-54},
	{0x1.8ace5422aa0dbp+0, 0x1.6e9f156864b27p-54}, {0x1.8f1ae99157736p+0, 0x1.5cc13a2e3976cp-55},
	{0x1.93737b0cdc5e5p+0, -0x1.75fc781b57ebcp-57}, {0x1.97d829fde4e50p+0, -0x1.d185b7c1b85d1p-54},
	{0x1.9c49182a3f090p+0, 0x1.c7c46b071f2bep-56}, {0x1.a0c667b5de565p+0, -0x1.359495d1cd533p-54},
	{0x1.a5503b23e255dp+0, -0x1.d2f6edb8d41e1p-54}, {0x1.a9e6b5579fdbfp+0, 0x1.0fac90ef7fd31p-54},
	{0x1.ae89f995ad3adp+0, 0x1.7a1cd345dcc81p-54}, {0x1.b33a2b84f15fbp+0, -0x1.2805e3084d708p-57},
	{0x1.b7f76f2fb5e47p+0, -0x1.5584f7e54ac3bp-56}, {0x1.bcc1e904bc1d2p+0, 0x1.23dd07a2d9e84p-55},
	{0x1.c199bdd85529cp+0, 0x1.11065895048ddp-55}, {0x1.c67f12e57d14bp+0, 0x1.2884dff483cadp-54},
	{0x1.cb720dcef9069p+0, 0x1.503cbd1e949dbp-56}, {0x1.d072d4a07897cp+0, -0x1.cbc3743797a9cp-54},
	{0x1.d5818dcfba487p+0, 0x1.2ed02d75b3707p-55}, {0x1.da9e603db3285p+0, 0x1.c2300696db532p-54},
	{0x1.dfc97337b9b5fp+0, -0x1.1a5cd4f184b5cp-54}, {0x1.e502ee78b3ff6p+0, 0x1.39e8980a9cc8fp-55},
	{0x1.ea4afa2a490dap+0, -0x1.e9c23179c2893p-54}, {0x1.efa1bee615a27p+0, 0x1.dc7f486a4b6b0p-54},
	{0x1.f50765b6e4540p+0, 0x1.9d3e12dd8a18bp-54}, {0x1.fa7c1819e90d8p+0, 0x1.74853f3a5931ep-55},
};

static const Twofold INVERSE_6 = {0x1.5555555555555p-3, 0x1.5555555555555p-57};
static const Twofold INVERSE_24 = {0x1.5555555555555p-5, 0x1.5555555555555p-59};
static const Twofold INVERSE_120 = {0x1.1111111111111p-7, 0x1.1111111111111p-63};

Twofold
twofold_divide(Twofold a, Twofold b)
{
	double		q = a.hi / b.hi;
	Twofold		rest = twofold_add(a, twofold_negative(twofold_multiply((Twofold) {q, 0}, b)));

	return twofold_of_sum_fast(q, rest.hi / b.hi);
}

Twofold
twofold_difference(Twofold a, Twofold b)
{
	Twofold		d = twofold_add(a, twofold_negative(b));

	if (fabs(d.hi) <= 0x1p-94 * fabs(a.hi))
		return (Twofold) {0, 0};
	return d;
}

/* y = n ln 2 / 64 + r, exp(y) = 2^(n / 64) exp(r) with |r| < 0.0055: exp(r) by its series, the terms from r^6 on in single precision */
Twofold
twofold_exp(Twofold y, int *exponent)
{
	double		steps = (y.hi * PER_STEP + 0x1.8p52) - 0x1.8p52;	/* to the nearest whole number */
	int			n = (int) steps;
	int			j = n & (STEPS - 1);
	Twofold		r,
				sum;

	*exponent = (n - j) / STEPS;
	r = twofold_of_sum(y.hi - steps * STEP_1, -steps * STEP_2);
	r = twofold_add(r, twofold_of_sum(y.lo, -steps * STEP_3));

	sum = twofold_of_sum_fast(INVERSE_120.hi,
							  INVERSE_120.lo + r.hi * (1 / 720.0 + r.hi * (1 / 5040.0 + r.hi * (1 / 40320.0 + r.hi * (1 / 362880.0 + r.hi / 3628800.0)))));
	sum = twofold_add_smaller(INVERSE_24, twofold_multiply(r, sum));
	sum = twofold_add_smaller(INVERSE_6, twofold_multiply(r, sum));
	sum = twofold_add_smaller((Twofold) {0.5, 0}, twofold_multiply(r, sum));
	sum = twofold_add_smaller((Twofold) {1, 0}, twofold_multiply(r, sum));
	sum = twofold_multiply(r, sum); /* exp(r) - 1 */
	return twofold_add_smaller(power[j], twofold_multiply(power[j], sum));
}

/*
 * x = 2^shift m with m from 0.7 to 1.4; m c d = 1 + r, exactly, for the nearest c of a coarse and d of a fine table of reciprocals, |r| < 2^-13:
 * ln x = shift ln 2 - ln c - ln d + ln(1 + r), the last by its series, the terms from r^3 on in single precision.
 */
Twofold
twofold_log(Twofold x)
{
	int			shift;
	double		m = frexp(x.hi, &shift);
	const Reciprocal *c,
			   *d;
	Twofold		product,
				r,
				square,
				result;

	if (!(x.hi > 0 && x.hi <= DBL_MAX))
		return (Twofold) {NAN, NAN};

	/* near 1 the logarithm must not be the difference of two larger ones: there c = d = 1 and shift = 0 */
	if (m < M_SQRT1_2)
	{
		m *= 2;
		shift--;
	}
	c = &coarse[(int) (m * 128 + 0.5) - COARSE_FIRST];
	product = twofold_of_product(m, c->c);
	if (x.lo != 0)
		product = twofold_of_sum_fast(product.hi, product.lo + ldexp(x.lo, -shift) * c->c);
	d = &fine[(int) ((product.hi - 1) * 8192 + 1000.5) - 1000 - FINE_FIRST];
	r = twofold_of_product(product.hi, d->c);
	r = twofold_of_sum_fast(r.hi - 1, r.lo + product.lo * d->c);

	square = twofold_of_product(r.hi, r.hi);
	square.lo += 2 * r.hi * r.lo;
	result = twofold_of_sum_fast(r.hi, -square.hi / 2);
	result.lo += r.lo - square.lo / 2 + square.hi * r.hi * (1 / 3.0 - r.hi * (1 / 4.0 - r.hi * (1 / 5.0 - r.hi * (1 / 6.0 - r.hi / 7.0))));
	result = twofold_of_sum_fast(result.hi, result.lo);

	result = twofold_add((Twofold) {d->hi, d->lo}, result);
	result = twofold_add((Twofold) {c->hi, c->lo}, result);
	if (shift == 0)
		return result;
	return twofold_add(twofold_multiply((Twofold) {shift, 0}, LN_2), result);
}

double
twofold_expm1(Twofold y)
{
	int			exponent;
	Twofold		e;

	if (y.hi < -700)
		return -1;
	if (fabs(y.hi) < 0x1p-30)
		return y.hi + (y.lo + y.hi * y.hi * (0.5 + y.hi / 6));
	e = twofold_exp(y, &exponent);
	e = twofold_add((Twofold) {ldexp(e.hi, exponent), ldexp(e.lo, exponent)}, (Twofold) {-1, 0});
	return e.hi;
}
