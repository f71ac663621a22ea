/*
 * decay.c
 *		Functions of distance decay.  See decay.h.
 */
#include "decay.h"

#include <math.h>
#include <string.h>

#include "twofold.h"

/* -------- the exponential function -------- */

#define EXP_STEPS		64
#define STEPS_PER_LN2	0x1.71547652b82fep+6	/* 64 / ln 2 */
#define STEP_HIGH		0x1.62e42fef80000p-7	/* ln 2 / 64: 34 bits, so that whole multiples are exact, and the rest */
#define STEP_LOW		0x1.1cf79abc9e3b4p-42
#define ROUND_BY_ADDING	0x1.8p52

/* 2^(j / 64), in two parts */
static const double power_of_two[EXP_STEPS][2] = {
	{0x1.0000000000000p+0, 0x0.0p+0},
	{0x1.02c9a3e778061p+0, -0x1.19083535b085dp-56},
	{0x1.059b0d3158574p+0, 0x1.d73e2a475b465p-55},
	{0x1.0874518759bc8p+0, 0x1.186be4bb284ffp-57},
	{0x1.0b5586cf9890fp+0, 0x1.8a62e4adc610bp-54},
	{0x1.0e3ec32d3d1a2p+0, 0x1.03a1727c57b53p-59},
	{0x1.11301d0125b51p+0, -0x1.6c51039449b3ap-54},
	{0x1.1429aaea92de0p+0, -0x1.32fbf9af1369ep-54},
	{0x1.172b83c7d517bp+0, -0x1.19041b9d78a76p-55},
	{0x1.1a35beb6fcb75p+0, 0x1.e5b4c7b4968e4p-55},
	{0x1.1d4873168b9aap+0, 0x1.e016e00a2643cp-54},
	{0x1.2063b88628cd6p+0, 0x1.dc775814a8495p-55},
	{0x1.2387a6e756238p+0, 0x1.9b07eb6c70573p-54},
	{0x1.26b4565e27cddp+0, 0x1.2bd339940e9d9p-55},
	{0x1.29e9df51fdee1p+0, 0x1.612e8afad1255p-55},
	{0x1.2d285a6e4030bp+0, 0x1.0024754db41d5p-54},
	{0x1.306fe0a31b715p+0, 0x1.6f46ad23182e4p-55},
	{0x1.33c08b26416ffp+0, 0x1.32721843659a6p-54},
	{0x1.371a7373aa9cbp+0, -0x1.63aeabf42eae2p-54},
	{0x1.3a7db34e59ff7p+0, -0x1.5e436d661f5e3p-56},
	{0x1.3dea64c123422p+0, 0x1.ada0911f09ebcp-55},
	{0x1.4160a21f72e2ap+0, -0x1.ef3691c309278p-58},
	{0x1.44e086061892dp+0, 0x1.89b7a04ef80d0p-59},
	{0x1.486a2b5c13cd0p+0, 0x1.3c1a3b69062f0p-56},
	{0x1.4bfdad5362a27p+0, 0x1.d4397afec42e2p-56},
	{0x1.4f9b2769d2ca7p+0, -0x1.4b309d25957e3p-54},
	{0x1.5342b569d4f82p+0, -0x1.07abe1db13cadp-55},
	{0x1.56f4736b527dap+0, 0x1.9bb2c011d93adp-54},
	{0x1.5ab07dd485429p+0, 0x1.6324c054647adp-54},
	{0x1.5e76f15ad2148p+0, 0x1.ba6f93080e65ep-54},
	{0x1.6247eb03a5585p+0, -0x1.383c17e40b497p-54},
	{0x1.6623882552225p+0, -0x1.bb60987591c34p-54},
	{0x1.6a09e667f3bcdp+0, -0x1.bdd3413b26456p-54},
	{0x1.6dfb23c651a2fp+0, -0x1.bbe3a683c88abp-57},
	{0x1.71f75e8ec5f74p+0, -0x1.16e4786887a99p-55},
	{0x1.75feb564267c9p+0, -0x1.0245957316dd3p-54},
	{0x1.7a11473eb0187p+0, -0x1.41577ee04992fp-55},
	{0x1.7e2f336cf4e62p+0, 0x1.05d02ba15797ep-56},
	{0x1.82589994cce13p+0, -0x1.d4c1dd41532d8p-54},
	{0x1.868d99b4492edp+0, -0x1.fc6f89bd4f6bap-54},
	{0x1.8ace5422aa0dbp+0, 0x1.6e9f156864b27p-54},
	{0x1.8f1ae99157736p+0, 0x1.5cc13a2e3976cp-55},
	{0x1.93737b0cdc5e5p+0, -0x1.75fc781b57ebcp-57},
	{0x1.97d829fde4e50p+0, -0x1.d185b7c1b85d1p-54},
	{0x1.9c49182a3f090p+0, 0x1.c7c46b071f2bep-56},
	{0x1.a0c667b5de565p+0, -0x1.359495d1cd533p-54},
	{0x1.a5503b23e255dp+0, -0x1.d2f6edb8d41e1p-54},
	{0x1.a9e6b5579fdbfp+0, 0x1.0fac90ef7fd31p-54},
	{0x1.ae89f995ad3adp+0, 0x1.7a1cd345dcc81p-54},
	{0x1.b33a2b84f15fbp+0, -0x1.2805e3084d708p-57},
	{0x1.b7f76f2fb5e47p+0, -0x1.5584f7e54ac3bp-56},
	{0x1.bcc1e904bc1d2p+0, 0x1.23dd07a2d9e84p-55},
	{0x1.c199bdd85529cp+0, 0x1.11065895048ddp-55},
	{0x1.c67f12e57d14bp+0, 0x1.2884dff483cadp-54},
	{0x1.cb720dcef9069p+0, 0x1.503cbd1e949dbp-56},
	{0x1.d072d4a07897cp+0, -0x1.cbc3743797a9cp-54},
	{0x1.d5818dcfba487p+0, 0x1.2ed02d75b3707p-55},
	{0x1.da9e603db3285p+0, 0x1.c2300696db532p-54},
	{0x1.dfc97337b9b5fp+0, -0x1.1a5cd4f184b5cp-54},
	{0x1.e502ee78b3ff6p+0, 0x1.39e8980a9cc8fp-55},
	{0x1.ea4afa2a490dap+0, -0x1.e9c23179c2893p-54},
	{0x1.efa1bee615a27p+0, 0x1.dc7f486a4b6b0p-54},
	{0x1.f50765b6e4540p+0, 0x1.9d3e12dd8a18bp-54},
	{0x1.fa7c1819e90d8p+0, 0x1.74853f3a5931ep-55}
};

double
decay_exp(double x)
{
	double		shifted;
	double		k;
	double		r;
	double		p;
	double		result;
	int64_t		whole;
	uint64_t	bits;

	if (!(x < 710))
		return x >= 710 ? INFINITY : x;
	if (x < -746)
		return 0;
	shifted = x * STEPS_PER_LN2 + ROUND_BY_ADDING;
	k = shifted - ROUND_BY_ADDING;
	whole = (int64_t) k;
	r = (x - k * STEP_HIGH) - k * STEP_LOW;
	p = r + r * r * (0.5 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120 + r * (1.0 / 720)))));
	result = power_of_two[whole & (EXP_STEPS - 1)][0] +
		(power_of_two[whole & (EXP_STEPS - 1)][1] + power_of_two[whole & (EXP_STEPS - 1)][0] * p);
	whole = (whole - (whole & (EXP_STEPS - 1))) / EXP_STEPS;
	if (whole < -1000 || whole > 1000)
		return ldexp(result, (int) whole);
	bits = (uint64_t) (whole + 1023) << 52;
	memcpy(&k, &bits, sizeof(k));
	return result * k;
}

/* -------- powers -------- */

/* 1 / m rounded to eight bits behind the point, for the stretches of m from 0.5 to 1; and -ln of that, in two parts */
#define LOG_STEPS		64

static const double inverse[LOG_STEPS][3] = {
	{0x1.fc00000000000p+0, -0x1.5ee02a9241675p-1, -0x1.c358257f49082p-55},
	{0x1.f400000000000p+0, -0x1.56bf9d5b3f399p-1, -0x1.0471885cd8ff3p-55},
	{0x1.ed00000000000p+0, -0x1.4f87a3f5026e9p-1, 0x1.e8ca8b1bcea9dp-55},
	{0x1.e500000000000p+0, -0x1.472743f33aaadp-1, -0x1.8d6cf012a2948p-56},
	{0x1.de00000000000p+0, -0x1.3fb5b84d16f42p-1, -0x1.6d3a754172aefp-55},
	{0x1.d700000000000p+0, -0x1.38280fe58797fp-1, 0x1.015bd362a6e5dp-55},
	{0x1.d100000000000p+0, -0x1.3197a0fa7fe6ap-1, -0x1.d6348fb97128fp-57},
	{0x1.ca00000000000p+0, -0x1.29d37fec2b08bp-1, 0x1.bd1949a2d1982p-56},
	{0x1.c400000000000p+0, -0x1.23130d7bebf43p-1, 0x1.f48725e374d6ep-55},
	{0x1.be00000000000p+0, -0x1.1c3b81f713c25p-1, 0x1.0dac1c4c810e9p-55},
	{0x1.b800000000000p+0, -0x1.154c3d2f4d5eap-1, 0x1.59c33171a6876p-55},
	{0x1.b200000000000p+0, -0x1.0e44985d1cc8cp-1, 0x1.22a3442d2d384p-58},
	{0x1.ac00000000000p+0, -0x1.0723e5c1cdf40p-1, -0x1.395e58e2445bbp-55},
	{0x1.a700000000000p+0, -0x1.011fab125ff8ap-1, -0x1.810dd40845ddep-57},
	{0x1.a100000000000p+0, -0x1.f39e5bc811e5cp-2, 0x1.97fc777bb19e5p-57},
	{0x1.9c00000000000p+0, -0x1.e744261d68788p-2, 0x1.c825c90c344b9p-58},
	{0x1.9700000000000p+0, -0x1.dac353e2c5954p-2, -0x1.18734b81a1bf8p-57},
	{0x1.9200000000000p+0, -0x1.ce1af0b85f3ebp-2, -0x1.edf4af2ab4267p-56},
	{0x1.8d00000000000p+0, -0x1.c149ff115f027p-2, 0x1.4cbcb90c06305p-56},
	{0x1.8800000000000p+0, -0x1.b44f77bcc8f63p-2, 0x1.cd04495459c78p-56},
	{0x1.8400000000000p+0, -0x1.a9cec9a9a084ap-2, 0x1.cadec02b436afp-56},
	{0x1.7f00000000000p+0, -0x1.9c86b02dc0863p-2, 0x1.917eeb69dd421p-56},
	{0x1.7b00000000000p+0, -0x1.91c67eb45a83ep-2, 0x1.e0e0ae234ae11p-56},
	{0x1.7600000000000p+0, -0x1.842d1da1e8b17p-2, -0x1.24ec519784676p-56},
	{0x1.7200000000000p+0, -0x1.792a55fdd47a2p-2, -0x1.f057691fe9ed7p-56},
	{0x1.6e00000000000p+0, -0x1.6e08eaa2ba1e4p-2, 0x1.cfb1b39ca3a0fp-56},
	{0x1.6a00000000000p+0, -0x1.62c82f2b9c795p-2, -0x1.7b7af915300e5p-57},
	{0x1.6600000000000p+0, -0x1.5767717455a6cp-2, -0x1.526adb283660cp-56},
	{0x1.6200000000000p+0, -0x1.4be5f957778a1p-2, 0x1.259b35b04813dp-57},
	{0x1.5e00000000000p+0, -0x1.404308686a7e4p-2, 0x1.0bcfb6082ce6dp-56},
	{0x1.5b00000000000p+0, -0x1.3772662bfd85bp-2, 0x1.b5629d8117de7p-59},
	{0x1.5700000000000p+0, -0x1.2b9303ab89d25p-2, 0x1.896b5fd852ad4p-56},
	{0x1.5400000000000p+0, -0x1.22941fbcf7966p-2, 0x1.76f5eb09628afp-56},
	{0x1.5000000000000p+0, -0x1.1675cababa60ep-2, -0x1.ce63eab883717p-61},
	{0x1.4d00000000000p+0, -0x1.0d46b579ab74bp-2, -0x1.03ec81c3cbd92p-57},
	{0x1.4900000000000p+0, -0x1.00e6c45ad501dp-2, 0x1.cb9568ff6feadp-57},
	{0x1.4600000000000p+0, -0x1.ef0adcbdc5936p-3, -0x1.48637950dc20dp-57},
	{0x1.4300000000000p+0, -0x1.dc1bca0abec7dp-3, -0x1.834c51998b6fcp-57},
	{0x1.4000000000000p+0, -0x1.c8ff7c79a9a22p-3, 0x1.4f689f8434012p-57},
	{0x1.3d00000000000p+0, -0x1.b5b519e8fb5a4p-3, -0x1.ba27fdc19e1a0p-57},
	{0x1.3a00000000000p+0, -0x1.a23bc1fe2b563p-3, -0x1.93711b07a998cp-59},
	{0x1.3700000000000p+0, -0x1.8e928de886d41p-3, 0x1.569d851a56770p-57},
	{0x1.3400000000000p+0, -0x1.7ab890210d909p-3, -0x1.be36b2d6a0608p-59},
	{0x1.3100000000000p+0, -0x1.66acd4272ad51p-3, 0x1.0900e4e1ea8b2p-58},
	{0x1.2e00000000000p+0, -0x1.526e5e3a1b438p-3, 0x1.746ff8a470d3ap-57},
	{0x1.2b00000000000p+0, -0x1.3dfc2b0ecc62ap-3, 0x1.ab3a8e7d81017p-58},
	{0x1.2900000000000p+0, -0x1.303d718e47fd3p-3, 0x1.6b9c7d96091fap-63},
	{0x1.2600000000000p+0, -0x1.1b72ad52f67a0p-3, -0x1.483023472cd74p-58},
	{0x1.2300000000000p+0, -0x1.0671512ca596ep-3, -0x1.50c647eb86499p-58},
	{0x1.2100000000000p+0, -0x1.f0a30c01162a6p-4, -0x1.85f325c5bbacdp-58},
	{0x1.1e00000000000p+0, -0x1.c5e548f5bc743p-4, -0x1.5d617ef8161b1p-60},
	{0x1.1c00000000000p+0, -0x1.a926d3a4ad563p-4, -0x1.942f48aa70ea9p-58},
	{0x1.1900000000000p+0, -0x1.7da766d7b12cdp-4, 0x1.eeedfcdd94131p-58},
	{0x1.1700000000000p+0, -0x1.60658a93750c4p-4, 0x1.388458ec21b6ap-58},
	{0x1.1500000000000p+0, -0x1.42edcbea646f0p-4, -0x1.ddd4f935996c9p-59},
	{0x1.1200000000000p+0, -0x1.16536eea37ae1p-4, 0x1.79da3e8c22cdap-60},
	{0x1.1000000000000p+0, -0x1.f0a30c01162a6p-5, -0x1.85f325c5bbacdp-59},
	{0x1.0e00000000000p+0, -0x1.b42dd711971bfp-5, 0x1.eb9759c130499p-60},
	{0x1.0b00000000000p+0, -0x1.58a5bafc8e4d5p-5, 0x1.ce55c2b4e2b72p-59},
	{0x1.0900000000000p+0, -0x1.1b0d98923d980p-5, 0x1.e9ae889bac481p-60},
	{0x1.0700000000000p+0, -0x1.b9fc027af9198p-6, 0x1.0ae69229dc868p-64},
	{0x1.0500000000000p+0, -0x1.3cea44346a575p-6, 0x1.0cb5a902b3a1cp-62},
	{0x1.0300000000000p+0, -0x1.7dc475f810a77p-7, 0x1.16d7687d3df21p-62},
	{0x1.0100000000000p+0, -0x1.ff00aa2b10bc0p-9, -0x1.2821ad5a6d353p-63}
};

#define LN2_HIGH		0x1.62e42fefa2000p-1	/* 40 bits */
#define LN2_LOW			0x1.9ef35793c7673p-41

/* ln(x) for a finite x > 0, to about 65 bits */
static Twofold
logarithm(double x)
{
	int			exponent;
	double		m = frexp(x, &exponent);
	const double *step = inverse[(int) (m * (2 * LOG_STEPS)) - LOG_STEPS];
	double		m_high = (float) m;
	double		r_high = m_high * step[0] - 1;	/* exact, as is the other part */
	double		r_low = (m - m_high) * step[0];
	double		r = r_high + r_low;
	double		rest;
	Twofold		sum;

	rest = r * r * (-0.5 + r * (1.0 / 3 + r * (-0.25 + r * (0.2 + r * (-1.0 / 6 + r * (1.0 / 7 + r * (-0.125)))))));
	sum = twofold_of_sum(exponent * LN2_HIGH, step[1]);
	sum.lo += exponent * LN2_LOW + step[2];
	m = sum.lo;
	sum = twofold_of_sum(sum.hi, r_high);
	m += sum.lo + r_low;
	return twofold_of_sum(sum.hi, m + rest);
}

#define QUARTERS_MAX	256

double
decay_power(double x, double b)
{
	double		quarters = 4 * b;

	if (b == 0 || x == 1)
		return 1;
	if (x == 0)
		return INFINITY;
	if (isinf(x))
		return 0;
	if (quarters == floor(quarters) && quarters <= QUARTERS_MAX)
	{
		int			q = (int) quarters;
		double		root = sqrt(x);
		double		square = x;
		double		power = 1;

		if (q & 1)
			power = sqrt(root);
		if (q & 2)
			power *= root;
		for (q >>= 2; q > 0; q >>= 1)
		{
			if (q & 1)
				power *= square;
			square *= square;
		}
		return 1 / power;
	}
	else
	{
		Twofold		l = logarithm(x);
		Twofold		y = twofold_of_product(l.hi, -b);
		double		power = decay_exp(y.hi);

		/* exact to the last bits, except for exponents with which only 0, 1 and infinity are left */
		return power > 0 && !isinf(power) && b < 0x1p64 ? power + power * (y.lo - b * l.lo) : power;
	}
}

/* -------- weights -------- */

void
decay_three_zones(Decay *decay)
{
	decay->kind = DECAY_STEP;
	decay->zones = 3;
	decay->limit[0] = decay->maximum / 3;
	decay->limit[1] = decay->maximum * 2 / 3;
	decay->limit[2] = decay->maximum;
	decay->weight[0] = 1;
	decay->weight[1] = 0.68;
	decay->weight[2] = 0.22;
}

void
decay_weights(const Decay *decay, const double *cost, int32_t n, double *restrict weight)
{
	switch (decay->kind)
	{
		case DECAY_NONE:
			for (int32_t i = 0; i < n; i++)
				weight[i] = 1;
			break;
		case DECAY_STEP:
			for (int32_t i = 0; i < n; i++)
				weight[i] = 0;
			for (int z = decay->zones - 1; z >= 0; z--)
			{
				double		limit = decay->limit[z];
				double		w = decay->weight[z];

				for (int32_t i = 0; i < n; i++)
					weight[i] = cost[i] <= limit ? w : weight[i];
			}
			break;
		case DECAY_GAUSSIAN:
			for (int32_t i = 0; i < n; i++)
			{
				double		t = cost[i] / decay->parameter;

				weight[i] = decay_exp(-0.5 * t * t);
			}
			break;
		case DECAY_DAI:
			{
				double		at_edge = decay_exp(-0.5);

				for (int32_t i = 0; i < n; i++)
				{
					double		t = cost[i] / decay->maximum;

					weight[i] = (decay_exp(-0.5 * t * t) - at_edge) / (1 - at_edge);
				}
			}
			break;
		case DECAY_POWER:
			for (int32_t i = 0; i < n; i++)
				weight[i] = decay_power((cost[i] < decay->least ? decay->least : cost[i]) / decay->scale, decay->parameter);
			break;
		case DECAY_EXPONENTIAL:
			for (int32_t i = 0; i < n; i++)
				weight[i] = decay_exp(-decay->parameter * cost[i]);
			break;
		case DECAY_LINEAR:
			for (int32_t i = 0; i < n; i++)
				weight[i] = 1 - cost[i] / decay->maximum;
			break;
	}
}
