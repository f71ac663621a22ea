/*
 * test_interval.c
 *		Intervals, comparisons, funnel limits: published numbers, identities, ends of the range.
 */
#include "interval.h"
#include "distribution.h"
#include "incomplete.h"

#include <gsl/gsl_errno.h>

#include "tap.h"

#define Z95		1.959963984540054

static bool
is_interval(Limits i, double lower, double upper, double absolute)
{
	return fabs(i.lower - lower) <= absolute && fabs(i.upper - upper) <= absolute;
}

static void
published(void)
{
	/* epitools::binom.wilson, binom.test (R) */
	static const double shares[][6] = {
		{0, 10, 0, .2775327999, 0, .3084971078},
		{1, 10, .0178762131, .4041500268, .0025285785, .4450161170},
		{2, 10, .0566821515, .5098375285, .0252107263, .5560954623},
		{5, 10, .2365930905, .7634069095, .1870860284, .8129139716},
		{10, 10, .7224672001, 1, .6915028922, 1},
		{3, 47, .0219453852, .1716261418, .0133617695, .1753924300},
		{65, 100, .5525444330, .7363575176, .5481506382, .7427062215},
		{37, 412, .0658559187, .1213343125, .0640201323, .1216599538},
		{0, 500, 0, .0076243405, 0, .0073506101},
		{120, 1834, .0549971325, .0776810469, .0545431808, .0777320494}
	};

	/* qchisq and Byar's formula (R), as the English public health service publishes it */
	static const double counts[][5] = {
		{0, 0, 3.6680118322, 0, 3.6888794541},
		{1, .0130721329, 5.5637555825, .0253178080, 5.5716433909},
		{3, .6029725710, 8.7653643967, .6186721229, 8.7672730697},
		{5, 1.6113477157, 11.6681641234, 1.6234863901, 11.6683320793},
		{9, 4.1068850240, 17.0857806885, 4.1153730974, 17.0848034514},
		{10, 4.7874499140, 18.3914586058, 4.7953886961, 18.3903560420},
		{46, 33.6747672869, 61.3589686265, 33.6777814090, 61.3575537106},
		{100, 81.3621054905, 121.6279375792, 81.3639912509, 121.6267937924},
		{1000, 938.9724987155, 1063.9525812715, 938.9730184077, 1063.9521360163}
	};

	TEST("shares: Wilson and Clopper-Pearson")
	{
		for (int i = 0; i < (int) (sizeof(shares) / sizeof(shares[0])); i++)
		{
			const double *s = shares[i];

			CHECK(is_interval(interval_wilson(s[0], s[1], Z95), s[2], s[3], 6e-11));
			CHECK(is_interval(interval_clopper_pearson(s[0], s[1], 0.95), s[4], s[5], 6e-11));
		}
		CHECK(is_interval(interval_wilson(37, 412, normal_two_sided_quantile(.998)), .0550747940, .1431214525, 6e-11));
	}

	TEST("counts: Byar and exact")
	{
		for (int i = 0; i < (int) (sizeof(counts) / sizeof(counts[0])); i++)
		{
			const double *c = counts[i];
			Limits		rule = interval_count(c[0], 0.95);

			CHECK(is_interval(interval_byar(c[0], Z95), c[1], c[2], 6e-11));
			CHECK(is_interval(interval_poisson(c[0], 0.95), c[3], c[4], 6e-11));
			CHECK(is_interval(rule, c[c[0] < 10 ? 3 : 1], c[c[0] < 10 ? 4 : 2], 6e-11));
		}
	}

	TEST("comparisons: z, Newcombe, ratio, Fisher (R)")
	{
		Comparison	c = compare_shares(37, 412, 120, 1834, 0.95);

		CHECK(fabs(c.estimate - .0243750728) < 6e-11 && fabs(c.lower - -.0025260003) < 6e-11 && fabs(c.upper - .0575851004) < 6e-11);
		CHECK(fabs(c.z - 1.7533960535) < 6e-11 && fabs(c.p - .0795340480) < 6e-11);
		c = compare_rates(46, 12500, 310, 121000, 0.95);
		CHECK(fabs(c.estimate - 1.4363870968) < 6e-11 && fabs(c.lower - 1.0538507955) < 6e-11 && fabs(c.upper - 1.9577798875) < 6e-11);

		/* Newcombe 1998, table II, method 10: 56/70 - 48/80, 9/10 - 3/10, 0/10 - 0/20 (four places) */
		c = compare_shares(56, 70, 48, 80, 0.95);
		CHECK(fabs(c.lower - .0524) < 6e-5 && fabs(c.upper - .3339) < 6e-5);
		c = compare_shares(9, 10, 3, 10, 0.95);
		CHECK(fabs(c.lower - .1705) < 6e-5 && fabs(c.upper - .8090) < 6e-5);
		c = compare_shares(0, 10, 0, 20, 0.95);
		CHECK(fabs(c.lower - -.1611) < 6e-5 && fabs(c.upper - .2775) < 6e-5 && isnan(c.z) && isnan(c.p));

		CHECK(close_to(fisher_two_sided(37, 375, 120, 1714, NULL), 0.0869049455054165, 1e-11));
		CHECK(close_to(fisher_two_sided(3, 1, 1, 3, NULL), 0.485714285714286, 1e-12));
		CHECK(close_to(fisher_two_sided(0, 10, 5, 5, NULL), 0.0325077399380805, 1e-12));
		CHECK(close_to(fisher_two_sided(10, 0, 0, 10, NULL), 1.0825088224469e-05, 1e-12));
		CHECK(close_to(fisher_two_sided(1, 9, 11, 3, NULL), 0.00275945618522008, 1e-12));
		CHECK(close_to(fisher_two_sided(1000, 2000, 1100, 1900, NULL), 0.00736409912162144, 1e-11));
		CHECK(close_to(fisher_two_sided(120000, 880000, 121000, 879000, NULL), 0.0300145142963611, 1e-8));
		CHECK(fisher_two_sided(2, 3, 2, 3, NULL) == 1 && fisher_two_sided(0, 7, 0, 9, NULL) == 1 && fisher_two_sided(0, 0, 5, 0, NULL) == 1);
	}

	TEST("funnel limits: score, and Spiegelhalter's with qpois and dpois (R)")
	{
		static const double ratios[][5] = {
			{.5, 0, 3.72005182292200, 0, 6.95171796180078},
			{2, 0, 2.38311818085759, 0, 3.55627962299790},
			{10, .377518794768840, 1.615995067334478, .122052931589613, 2.066200083599498},
			{57.74, .741659156155232, 1.257637643396383, .609877373842238, 1.421941116564887},
			{1000, .937999144316380, 1.061949599350210, .903210767577535, 1.098642356482610}
		};

		CHECK(is_interval(funnel_share(.12, 412, Z95), .0886215532, .1513784468, 6e-11));
		CHECK(is_interval(funnel_share(.12, 412, normal_two_sided_quantile(.998)), .0705262899, .1694737101, 6e-11));
		CHECK(is_interval(funnel_share(.01, 10, Z95), 0, .01 + Z95 * sqrt(.01 * .99 / 10), 1e-15));
		for (int i = 0; i < 5; i++)
		{
			const double *r = ratios[i];

			CHECK(is_interval(funnel_count(r[0], .95), r[1] * r[0], r[2] * r[0], 1e-9 * r[0]));
			CHECK(is_interval(funnel_count(r[0], .998), r[3] * r[0], r[4] * r[0], 1e-9 * r[0]));
		}
	}
}

static void
identities(void)
{
	TEST("Wilson's limits are the shares whose score test is at the level; mirrored; nested; within 0 and 1")
	{
		for (int i = 0; i < 5000; i++)
		{
			double		n = 1 + floor(exp(random_unit() * 18));
			double		x = (i % 10 == 0) ? 0 : floor(random_unit() * (n + 1));
			Limits		w = interval_wilson(x, n, Z95);
			Limits		mirrored = interval_wilson(n - x, n, Z95);
			Limits		wider = interval_wilson(x, n, 3);

			CHECK(w.lower >= 0 && w.lower <= x / n && x / n <= w.upper && w.upper <= 1);
			CHECK(close_to(1 - w.upper, mirrored.lower, 1e-9) || fabs(1 - w.upper - mirrored.lower) < 1e-15);
			CHECK(wider.lower <= w.lower && wider.upper >= w.upper);
			if (w.lower > 0)
				CHECK(close_to((x / n - w.lower) / sqrt(w.lower * (1 - w.lower) / n), Z95, 1e-6));
		}
	}

	TEST("Clopper-Pearson is the inverse of the binomial tails; contains Wilson's centre; nested")
	{
		for (int i = 0; i < 2000; i++)
		{
			double		n = 1 + floor(exp(random_unit() * 14));
			double		x = floor(random_unit() * (n + 1));
			Limits		c = interval_clopper_pearson(x, n, 0.95);
			double		below,
						above;

			CHECK(c.lower >= 0 && c.lower <= x / n && x / n <= c.upper && c.upper <= 1);
			if (x > 0)
			{
				incomplete_beta(x, n - x + 1, c.lower, 1 - c.lower, &below, &above);
				CHECK(close_to(below, 0.025, 1e-7));
			}
			if (x < n)
			{
				incomplete_beta(x + 1, n - x, c.upper, 1 - c.upper, &below, &above);
				CHECK(close_to(above, 0.025, 1e-7));
			}
		}
		/* no events among n: 1 - 0.025^(1/n) */
		for (double n = 1; n < 1e9; n *= 7)
			CHECK(close_to(interval_clopper_pearson(0, n, 0.95).upper, -expm1(log(0.025) / n), 1e-13));
	}

	TEST("Byar is near the exact interval, the nearer the more events; between whole numbers all rise")
	{
		for (double x = 1; x < 1e8; x = ceil(x * 1.3))
		{
			Limits		b = interval_byar(x, Z95);
			Limits		e = interval_poisson(x, 0.95);

			CHECK(b.lower >= 0 && e.lower <= x && x <= e.upper);
			if (x >= 10)
				CHECK(fabs(b.lower - e.lower) < 0.01 && fabs(b.upper - e.upper) < 0.01);
			CHECK(interval_poisson(x + 0.5, 0.95).lower > e.lower && interval_poisson(x + 0.5, 0.95).upper > e.upper);
			CHECK(interval_byar(x + 0.5, Z95).lower > b.lower && interval_byar(x + 0.5, Z95).upper > b.upper);
		}
		/* the formula goes below 0 for one event at a high level */
		CHECK(interval_byar(1, normal_two_sided_quantile(.9999)).lower == 0);
		CHECK(interval_byar(1e-3, Z95).lower == 0);
	}

	TEST("exchange of the two rates turns the sign, and the ratio upside down")
	{
		for (int i = 0; i < 2000; i++)
		{
			double		n1 = 1 + random_below(5000),
						n2 = 1 + random_below(50000),
						x1 = random_below((int) n1 + 1),
						x2 = random_below((int) n2 + 1);
			Comparison	a = compare_shares(x1, n1, x2, n2, 0.9),
						b = compare_shares(x2, n2, x1, n1, 0.9);

			CHECK(a.estimate == -b.estimate && a.lower == -b.upper && a.upper == -b.lower);
			CHECK((isnan(a.z) && isnan(b.z)) || (close_to(a.z, -b.z, 1e-14) && close_to(a.p, b.p, 1e-12)));
			CHECK(a.lower >= -1 && a.upper <= 1 && a.lower <= a.estimate && a.estimate <= a.upper);
			if (x1 == 0 || x2 == 0)
				continue;
			a = compare_rates(x1, n1, x2, n2, 0.9);
			b = compare_rates(x2, n2, x1, n1, 0.9);
			CHECK(close_to(a.lower * b.upper, 1, 1e-13) && close_to(a.estimate * b.estimate, 1, 1e-13) && close_to(a.z, -b.z, 1e-12));
		}
		CHECK(isnan(compare_rates(5, 100, 0, 100, 0.9).estimate));
		CHECK(compare_rates(0, 100, 5, 100, 0.9).estimate == 0 && isnan(compare_rates(0, 100, 5, 100, 0.9).p));
	}

	TEST("Fisher: against the sum over all tables; turned tables give the same")
	{
		for (int i = 0; i < 1500; i++)
		{
			double		a = random_below(40),
						b = random_below(40),
						c = random_below(40),
						d = random_below(40),
						all = 0,
						unlikely = 0,
						given = -(lgamma(a + 1) + lgamma(b + 1) + lgamma(c + 1) + lgamma(d + 1));

			if (a + b + c + d == 0)
				continue;
			for (double k = fmax(0, a - d); k <= a + fmin(b, c); k++)
			{
				double		ways = -(lgamma(k + 1) + lgamma(b - (k - a) + 1) + lgamma(c - (k - a) + 1) + lgamma(d + (k - a) + 1));

				all += exp(ways - given);
				if (ways - given <= 1e-7)
					unlikely += exp(ways - given);
			}
			CHECK(close_to(fisher_two_sided(a, b, c, d, NULL), unlikely / all, 1e-9));
			CHECK(close_to(fisher_two_sided(a, b, c, d, NULL), fisher_two_sided(d, c, b, a, NULL), 1e-12));
			CHECK(close_to(fisher_two_sided(a, b, c, d, NULL), fisher_two_sided(b, a, d, c, NULL), 1e-12));
		}
		CHECK(fisher_two_sided(0, 1e8, 1e8, 0, NULL) >= 0 && fisher_two_sided(0, 1e8, 1e8, 0, NULL) < 1e-300);
	}

	TEST("funnel counts: the quantiles of Poisson lie within one; they join the normal form")
	{
		for (double mean = 0.01; mean < 1e9; mean *= 3)
		{
			Limits		f = funnel_count(mean, 0.95);

			CHECK(f.lower >= 0 && f.lower < mean && f.upper >= mean);
			CHECK(poisson_at_most(ceil(f.lower), mean) >= 0.025 && poisson_at_most(ceil(f.upper), mean) >= 0.975 - 1e-12);
			CHECK(f.lower == 0 || poisson_at_most(floor(f.lower) - 1, mean) <= 0.025);
		}
		CHECK(close_to(funnel_count(1e9 * (1 - 1e-12), 0.95).upper, funnel_count(1e9 * (1 + 1e-12), 0.95).upper, 1e-9));
	}
}

int
main(void)
{
	gsl_set_error_handler_off();
	published();
	identities();
	return tap_done();
}
