/*
 * quantile.c
 *		Quantiles and classes of equal size: see quantile.h for formulas and source.
 */
#include "quantile.h"

#include <float.h>
#include <math.h>

/* t = (n + add) p + shift, both numbers in 24ths */
static const struct
{
	int			add;
	int			shift;
}			place[QUANTILE_TYPES + 1] =
{
	[1] = {0, 0},
	[2] = {0, 0},
	[3] = {0, -12},
	[4] = {0, 0},
	[5] = {0, 12},
	[6] = {24, 0},
	[7] = {-24, 24},
	[8] = {8, 8},
	[9] = {6, 9},
};

/* the order statistic x_j, j from 1; beyond the ends, the end */
static inline double
statistic(const double *x, size_t n, int64_t j)
{
	if (j < 1)
		return x[0];
	return x[j > (int64_t) n ? n - 1 : (size_t) j - 1];
}

/* at the place j + g, 0 <= g < 1 */
static double
quantile_at(const double *x, size_t n, int64_t j, double g, int type)
{
	double		low = statistic(x, n, j);
	double		high = statistic(x, n, j + 1);
	double		between;

	if (type == 1)
		g = g > 0;
	else if (type == 2)
		g = g > 0 ? 1 : 0.5;
	else if (type == 3)
		g = g > 0 || j % 2 != 0;
	if (g == 0 || low == high)
		return low;
	if (g == 1)
		return high;
	between = (1 - g) * low + g * high;
	return fmin(fmax(between, low), high);
}

double
quantile(const double *x, size_t n, double p, int type)
{
	double		t = ((double) n + place[type].add / 24.0) * p + place[type].shift / 24.0;
	double		fuzz = 4 * DBL_EPSILON * fmax(1, (double) n);
	double		j = floor(t + fuzz);
	double		g = t - j;

	return quantile_at(x, n, (int64_t) j, fabs(g) < fuzz ? 0 : g, type);
}

double
quantile_of(const double *x, size_t n, int i, int k, int type)
{
	int64_t		numerator = (24 * (int64_t) n + place[type].add) * i + (int64_t) place[type].shift * k;
	int64_t		denominator = 24 * (int64_t) k;
	int64_t		j = numerator / denominator;
	int64_t		rest = numerator % denominator;

	if (rest < 0)
	{
		j--;
		rest += denominator;
	}
	return quantile_at(x, n, j, (double) rest / (double) denominator, type);
}

int
class_by_ntile(int64_t before, int64_t n, int k)
{
	int64_t		size = n / k;
	int64_t		larger = n % k; /* classes with one row more */

	if (before < larger * (size + 1))
		return (int) (before / (size + 1)) + 1;
	return (int) (larger + (before - larger * (size + 1)) / size) + 1;
}

int
class_by_rank(int64_t before, int64_t n, int k)
{
	return (int) (((before + 1) * k + n - 1) / n);
}

int
class_by_floor(int64_t before, int64_t n, int k)
{
	return (int) (before * k / n) + 1;
}
