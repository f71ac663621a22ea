/*
 * test_eigen.c
 *		Eigenvalues and eigenvectors: known matrices, and what every solution must fulfil.
 */
#include "eigen.h"

#include <float.h>

#include "tap.h"

#define N_MAX	60

/* the largest deviation of A v = lambda v and of V'V = 1, in units of the largest eigenvalue */
static double
worst(const double *a, const double *v, const double *value, int n)
{
	double		norm = 0;
	double		largest = 0;

	for (int c = 0; c < n; c++)
		norm = fmax(norm, fabs(value[c]));
	for (int c = 0; c < n; c++)
	{
		for (int i = 0; i < n; i++)
		{
			double		s = 0;

			for (int j = 0; j < n; j++)
				s += a[i * n + j] * v[j * n + c];
			if (norm > 0)
				largest = fmax(largest, fabs(s - value[c] * v[i * n + c]) / norm);
		}
		for (int d = 0; d < n; d++)
		{
			double		s = 0;

			for (int i = 0; i < n; i++)
				s += v[i * n + c] * v[i * n + d];
			largest = fmax(largest, fabs(s - (c == d)));
		}
	}
	return largest;
}

static int	calls;

static void
count_calls(void)
{
	calls++;
}

static void
matrices(void)
{
	static double a[N_MAX * N_MAX],
				v[N_MAX * N_MAX];
	double		value[N_MAX],
				scratch[N_MAX];

	TEST("small matrices by hand")
	{
		double		one[] = {-3};
		double		two[] = {2, 1, 1, 2};
		double		three[] = {2, 0, 0, 0, 3, 4, 0, 4, 9};

		CHECK(symmetric_eigen(one, 1, value, scratch, NULL) && value[0] == -3 && one[0] == 1);
		CHECK(symmetric_eigen(two, 2, value, scratch, NULL) && close_to(value[0], 3, 1e-15) && close_to(value[1], 1, 1e-15));
		CHECK(close_to(two[0] * two[2], 0.5, 1e-15) && close_to(two[1] * two[3], -0.5, 1e-15));
		CHECK(symmetric_eigen(three, 3, value, scratch, NULL));
		CHECK(close_to(value[0], 11, 1e-15) && close_to(value[1], 2, 1e-15) && close_to(value[2], 1, 1e-14));
	}

	TEST("second differences: eigenvalues 2 - 2 cos(pi c / (n + 1))")
	{
		int			n = 40;

		memset(a, 0, sizeof(a));
		for (int i = 0; i < n; i++)
		{
			a[i * n + i] = 2;
			if (i > 0)
				a[i * n + i - 1] = a[(i - 1) * n + i] = -1;
		}
		memcpy(v, a, sizeof(a));
		CHECK(symmetric_eigen(v, n, value, scratch, NULL));
		for (int c = 0; c < n; c++)
			CHECK(fabs(value[c] - (2 - 2 * cos(M_PI * (n - c) / (n + 1)))) < 1e-14);
		CHECK(worst(a, v, value, n) < 1e-13);
	}

	TEST("nothing, one, all equal, one row as every other: degenerate matrices")
	{
		for (int n = 1; n <= N_MAX; n += 7)
		{
			for (int kind = 0; kind < 3; kind++)
			{
				for (int i = 0; i < n * n; i++)
					a[i] = kind == 0 ? 0 : kind == 1 ? (i % (n + 1) == 0) : 1;
				memcpy(v, a, sizeof(a));
				CHECK(symmetric_eigen(v, n, value, scratch, NULL));
				CHECK(worst(a, v, value, n) < 1e-13);
				CHECK(fabs(value[0] - (kind == 2 ? n : kind)) < 1e-12);
			}
		}
	}

	TEST("random symmetric matrices of any size: A v = lambda v, V'V = 1, descending, the same trace")
	{
		for (int trial = 0; trial < 60; trial++)
		{
			int			n = 1 + random_below(N_MAX);
			double		scale = pow(10, random_below(200) - 100);
			double		trace = 0;

			for (int i = 0; i < n; i++)
			{
				for (int j = 0; j <= i; j++)
					a[i * n + j] = a[j * n + i] = (random_unit() - 0.5) * scale;
				trace += a[i * n + i];
			}
			memcpy(v, a, sizeof(a));
			CHECK(symmetric_eigen(v, n, value, scratch, count_calls));
			CHECK(worst(a, v, value, n) < 1e-13);
			for (int c = 0; c < n; c++)
			{
				trace -= value[c];
				CHECK(c == 0 || value[c] <= value[c - 1]);
			}
			CHECK(fabs(trace) < 1e-13 * n * scale);
		}
		CHECK(calls > 1000);
	}

	TEST("NaN ends with false or NaN, never without end")
	{
		for (int i = 0; i < 25; i++)
			a[i] = NAN;
		if (symmetric_eigen(a, 5, value, scratch, NULL))
			CHECK(isnan(value[0]));
		else
			CHECK(true);
	}
}

int
main(void)
{
	matrices();
	return tap_done();
}
