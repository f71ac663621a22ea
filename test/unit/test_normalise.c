/*
 * test_normalise.c
 *		Median, MAD, quantiles; ranks; Box-Cox, skewness and kurtosis, outliers.
 */
#include "rank.h"
#include "scale.h"
#include "transform.h"

#include "tap.h"

#define ROWS 500

static const double income[] = {541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261};

static bool
near(double a, double b, double tolerance)
{
	return fabs(a - b) <= tolerance * fmax(fabs(a), fabs(b));
}

static void
scales(void)
{
	TEST("median, MAD and quantiles: R's median, mad(x, constant = 1), quantile (type 7)")
	{
		double		x[10];

		memcpy(x, income, sizeof(x));
		CHECK(scale_median(x, 10) == 4919);
		CHECK(scale_median(x, 9) == 4437);
		CHECK(scale_median(x, 1) == 541);
		CHECK(near(scale_quantile(x, 10, 0.05), 955.9, 1e-15));
		CHECK(near(scale_quantile(x, 10, 0.95), 17600.35, 1e-15));
		CHECK(scale_quantile(x, 10, 0) == 541 && scale_quantile(x, 10, 1) == 22261 && scale_quantile(x, 1, 0.3) == 541);
		CHECK(scale_mad(x, 10, 4919, NULL) == 2929.5);
	}

	TEST("the largest doubles have a median; a quantile on a value is that value")
	{
		double		large[] = {1.6e308, 1.7e308};
		double		x[11];

		CHECK(near(scale_median(large, 2), 1.65e308, 1e-15));
		CHECK(scale_quantile(large, 2, 0.5) <= 1.7e308 && scale_quantile(large, 2, 0.5) >= 1.6e308);
		for (int i = 0; i < 11; i++)
			x[i] = i;
		for (int i = 0; i < 11; i++)
			CHECK(scale_quantile(x, 11, i / 10.0) == i);
	}
}

static void
ranks(void)
{
	TEST("ranks are what counting gives, for all ties and both directions")
	{
		for (int trial = 0; trial < 300; trial++)
		{
			Indexed		item[ROWS];
			double		x[ROWS],
						rank[8][ROWS];
			int			n = random_below(60);

			for (int i = 0; i < n; i++)
			{
				x[i] = random_below(20) - 10;
				if (x[i] == 0 && random_below(2))
					x[i] = -0.0;
				item[i].x = x[i];
				item[i].index = i;
			}
			sort_indexed(item, n, NULL);
			for (int k = 0; k < 8; k++)
				rank_sorted(item, n, (RankTies) (k % 4), k >= 4, rank[k], NULL);
			for (int i = 0; i < n; i++)
			{
				int			below = 0,
							equal = 0,
							above = 0,
							values_above = 0;

				for (int j = 0; j < n; j++)
				{
					bool		seen = false;

					below += x[j] < x[i];
					equal += x[j] == x[i];
					above += x[j] > x[i];
					for (int l = 0; l < j; l++)
						seen |= x[l] == x[j];
					values_above += x[j] > x[i] && !seen;
				}
				CHECK(rank[RANK_MIN][i] == below + 1 && rank[4 + RANK_MIN][i] == above + 1);
				CHECK(rank[RANK_MAX][i] == below + equal && rank[4 + RANK_MAX][i] == above + equal);
				CHECK(rank[RANK_AVERAGE][i] == below + (equal + 1) / 2.0 && rank[4 + RANK_AVERAGE][i] == above + (equal + 1) / 2.0);
				CHECK(rank[4 + RANK_DENSE][i] == values_above + 1);
			}
		}
	}

	TEST("exponential score: R, ten areas; the ends exactly; falling in the rank; no jump where the formula changes")
	{
		CHECK(near(rank_exponential(2, 10, true), 50.4266542742440009, 1e-14));
		CHECK(near(rank_exponential(10, 10, true), 2.3902597324161658, 1e-13));
		CHECK(rank_exponential(1, 10, true) == 100 && rank_exponential(10, 10, false) == 0);
		CHECK(rank_exponential(1, 10, false) == rank_exponential(2, 10, true));
		for (int n = 1; n <= 2000; n++)
			CHECK(rank_exponential(n, 2000, true) > rank_exponential(n + 0.5, 2000, true));
		CHECK(near(rank_exponential(1000, 2000, false), rank_exponential(999.9999, 2000, false), 1e-6));
	}
}

static void
transformations(void)
{
	TEST("lambda of ten incomes to twelve digits (50 digits by Python's decimal); skewness and kurtosis by R")
	{
		double		x[10];
		Shape		shape = shape_of(income, 10, NULL);

		memcpy(x, income, sizeof(x));
		CHECK(near(box_cox_estimate(x, 10, NULL), 0.17833191397380114, 1e-12));
		CHECK(near(shape.skewness, 1.8008497489892425, 1e-14) && near(shape.kurtosis, 3.6244843549393537, 1e-14));
		CHECK(isnan(shape_of(income, 2, NULL).skewness) && isnan(shape_of(income, 3, NULL).kurtosis));
		CHECK(!isnan(shape_of(income, 3, NULL).skewness));
	}

	TEST("Box-Cox: the unit does not matter, the inverse turns lambda, far lambdas are found")
	{
		for (int trial = 0; trial < 200; trial++)
		{
			double		x[50],
						scaled[50],
						inverse[50];
			int			n = 3 + random_below(47);
			double		spread = pow(10, random_below(12) - 6);
			double		lambda;

			for (int i = 0; i < n; i++)
				x[i] = exp(random_unit() * spread);
			sort_doubles(x, n, NULL);
			for (int i = 0; i < n; i++)
			{
				scaled[i] = x[i] * 0x1p-200;
				inverse[n - 1 - i] = 1 / x[i];
			}
			if (x[0] == x[n - 1] || isinf(x[n - 1]))
				continue;
			lambda = box_cox_estimate(x, n, NULL);
			CHECK(isfinite(lambda));
			CHECK(fabs(lambda - box_cox_estimate(scaled, n, NULL)) <= 1e-6 * fmax(fabs(lambda), 1 / spread));
			if (spread > 1e-3)
				CHECK(fabs(lambda + box_cox_estimate(inverse, n, NULL)) <= 1e-6 * fmax(fabs(lambda), 1 / spread));
		}
		CHECK(near(box_cox_value(9, 0.5), 4, 1e-15) && box_cox_value(5, 1) == 4 && box_cox_value(1, -3) == 0);
		CHECK(near(box_cox_value(2, 1e-9), log(2), 1e-9) && box_cox_value(2, 0) == log(2));
	}

	TEST("shape: scale, sign and order do not matter; constants are undefined; the ends of the range")
	{
		double		constant[] = {0.1, 0.1, 0.1, 0.1, 0.1};
		double		ends[] = {-1.7e308, 1.7e308, 1.7e308, 1.7e308, 0};

		CHECK(isnan(shape_of(constant, 5, NULL).skewness) && isnan(shape_of(constant, 5, NULL).kurtosis));
		CHECK(isfinite(shape_of(ends, 5, NULL).skewness) && isfinite(shape_of(ends, 5, NULL).kurtosis));
		for (int trial = 0; trial < 100; trial++)
		{
			double		x[40],
						y[40];
			int			n = 4 + random_below(36);
			Shape		a,
						b;

			for (int i = 0; i < n; i++)
				x[i] = random_unit() * random_unit();
			for (int i = 0; i < n; i++)
				y[i] = -x[n - 1 - i] * 0x1p600;
			a = shape_of(x, n, NULL);
			b = shape_of(y, n, NULL);
			CHECK(a.skewness == -b.skewness && a.kurtosis == b.kurtosis);
		}
	}

	TEST("outliers: one extreme and its ties at a time, on the skewed side, until it passes or there were enough")
	{
		double		x[25],
					lower,
					upper;

		for (int i = 0; i < 20; i++)
			x[i] = i;
		x[20] = x[21] = 1000;
		winsorise_limits(x, 22, 2, 3.5, 5, NULL, &lower, &upper);
		CHECK(lower == 0 && upper == 19);
		for (int i = 0; i < 20; i++)
			x[i + 1] = i;
		x[0] = -1000;
		winsorise_limits(x, 21, 2, 3.5, 5, NULL, &lower, &upper);
		CHECK(lower == 0 && upper == 19);
		for (int i = 0; i < 20; i++)
			x[i] = 0;
		for (int i = 0; i < 5; i++)
			x[20 + i] = pow(10, i + 1);
		winsorise_limits(x, 25, 2, 3.5, 2, NULL, &lower, &upper);
		CHECK(lower == 0 && upper == 1000);
		for (int i = 0; i < 20; i++)
			x[i] = i;
		winsorise_limits(x, 20, 2, 3.5, 5, NULL, &lower, &upper);
		CHECK(lower == 0 && upper == 19);
		winsorise_limits(x, 1, 0, 0, 5, NULL, &lower, &upper);
		CHECK(lower == 0 && upper == 0);
		/* limits of 0: never an endless loop */
		for (int i = 0; i < 20; i++)
			x[i] = i * i;
		winsorise_limits(x, 20, 0, 0, 1000, NULL, &lower, &upper);
		CHECK(lower <= upper);
	}
}

int
main(void)
{
	scales();
	ranks();
	transformations();
	return tap_done();
}
