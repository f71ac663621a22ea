/*
 * test_perturbation.c
 *		The cell-key method's table: tables of ptable, conditions and optimality over many parameters, the Handbook's example, moments
 *		of the noise over many keys.
 */
#include "perturbation.h"

#include "random.h"
#include "tap.h"

#define COLUMNS_MAX (2 * PERTURBATION_NOISE_MAX + 1)

static double upper[(2 * PERTURBATION_NOISE_MAX + 1) * COLUMNS_MAX];

static int	checks_called;

static void
count_check(void)
{
	checks_called++;
}

/* the probability that a count of this row becomes j */
static double
probability(int maximum_noise, int row, int j)
{
	const double *bound = upper + (row - 1) * (2 * maximum_noise + 1);
	int			k = j - row + maximum_noise;

	if (k < 0 || k > 2 * maximum_noise)
		return 0;
	return bound[k] - (k > 0 ? bound[k - 1] : 0);
}

typedef struct Cell
{
	int			i;
	int			j;
	double		p;
} Cell;

static void
agrees(int maximum_noise, double variance, int smallest_count, int rows, const Cell *cell, size_t cells)
{
	double		sum = 0;

	CHECK(perturbation_rows(maximum_noise, smallest_count) == rows);
	CHECK(perturbation_table(maximum_noise, variance, smallest_count, upper, count_check));
	for (size_t k = 0; k < cells; k++)
	{
		CHECK(fabs(probability(maximum_noise, cell[k].i, cell[k].j) - cell[k].p) < 1e-7);
		sum += cell[k].p;
	}
	CHECK(fabs(sum - rows) < 1e-6);		/* the reference has all of them */
}

static void
reference(void)
{
	TEST("ptable's D = 2, V = 0.9, js = 0")
	{
		static const Cell cell[] = {
			{1, 0, .36250000}, {1, 1, .36250000}, {1, 2, .18750000}, {1, 3, .08750000},
			{2, 0, .05154609}, {2, 1, .24381564}, {2, 2, .40927654}, {2, 3, .24381564}, {2, 4, .05154609}};

		agrees(2, 0.9, 1, 2, cell, sizeof(cell) / sizeof(cell[0]));
	}

	TEST("ptable's D = 4, V = 2.5, js = 2")
	{
		static const Cell cell[] = {
			{1, 0, .70493156}, {1, 3, .20068442}, {1, 4, .07397337}, {1, 5, .02041065},
			{2, 0, .37342229}, {2, 3, .51547466}, {2, 4, .10224162}, {2, 5, .00855902}, {2, 6, .00030241},
			{3, 0, .17710131}, {3, 3, .44471155}, {3, 4, .25566934}, {3, 5, .09559524}, {3, 6, .02324616}, {3, 7, .00367641},
			{4, 0, .06699695}, {4, 3, .29292884}, {4, 4, .29292884}, {4, 5, .19533597}, {4, 6, .10121619}, {4, 7, .03922460},
			{4, 8, .01136862},
			{5, 3, .20527758}, {5, 4, .22314590}, {5, 5, .22314590}, {5, 6, .16525619}, {5, 7, .10473325}, {5, 8, .05478632},
			{5, 9, .02365486},
			{6, 3, .05442978}, {6, 4, .12613864}, {6, 5, .20685866}, {6, 6, .24005643}, {6, 7, .19713648}, {6, 8, .11456045},
			{6, 9, .04711036}, {6, 10, .01370920},
			{7, 3, .01159080}, {7, 4, .04427447}, {7, 5, .11531781}, {7, 6, .20480576}, {7, 7, .24802232}, {7, 8, .20480576},
			{7, 9, .11531781}, {7, 10, .04427447}, {7, 11, .01159080}};

		agrees(4, 2.5, 3, 7, cell, sizeof(cell) / sizeof(cell[0]));
		CHECK(checks_called == 2 + 7);
	}

	TEST("closed forms: one person more or less; the nearest counts only")
	{
		CHECK(perturbation_table(1, 0.5, 1, upper, NULL));
		CHECK(close_to(probability(1, 1, 0), 0.25, 1e-8) && close_to(probability(1, 1, 1), 0.5, 1e-8) && close_to(probability(1, 1, 2), 0.25, 1e-8));
		/* the least variance for js = 2: 1 becomes 0 or 3, 2 becomes 0 or 3 */
		CHECK(perturbation_least_variance(3) == 2 && perturbation_least_variance(1) == 0 && perturbation_least_variance(4) == 4);
		CHECK(perturbation_table(4, 2, 3, upper, NULL));
		CHECK(close_to(probability(4, 1, 0), 2 / 3.0, 1e-9) && close_to(probability(4, 1, 3), 1 / 3.0, 1e-9));
		CHECK(close_to(probability(4, 2, 0), 1 / 3.0, 1e-9) && close_to(probability(4, 2, 3), 2 / 3.0, 1e-9));
		/* the largest variance: all noise of a row is equally likely */
		CHECK(perturbation_largest_variance(3) == 4);
		CHECK(perturbation_table(3, 4, 1, upper, NULL));
		for (int j = 0; j <= 6; j++)
			CHECK(close_to(probability(3, 3, j), 1 / 7.0, 1e-8));
	}
}

static double
entropy(const double *p, int n)
{
	double		h = 0;

	for (int k = 0; k < n; k++)
		h -= p[k] > 0 ? p[k] * log(p[k]) : 0;
	return h;
}

/* no probability is negative, and none falls on the way up to noise 0 */
static bool
allowed(const double *p, int n, int zero)
{
	for (int k = 0; k < n; k++)
	{
		if (p[k] < 0 || (k > 0 && k <= zero && p[k] < p[k - 1] - 1e-12))
			return false;
	}
	return true;
}

/* the allowed noise of a row, compact: v and p; *zero is where 0 stands, or -1 */
static int
compact(int maximum_noise, int smallest_count, int row, double *v, double *p, int *zero)
{
	int			n = 0;

	*zero = -1;
	for (int j = row - maximum_noise; j <= row + maximum_noise; j++)
	{
		if (j < 0 || (j > 0 && j < smallest_count))
			continue;
		if (j == row)
			*zero = n;
		v[n] = j - row;
		p[n++] = probability(maximum_noise, row, j);
	}
	return n;
}

/*
 * Nothing near it is better: a direction over four kinds of noise that changes neither sum nor mean nor variance (or over three, if the
 * variance may grow).
 */
static void
no_better(const double *v, const double *p, int n, int zero, bool bounded)
{
	double		at = entropy(p, n);

	for (int trial = 0; trial < 60; trial++)
	{
		int			pick[4];
		int			picks = bounded ? 4 : 3;
		double		q[COLUMNS_MAX];

		if (n < picks)
			return;
		for (int k = 0; k < picks; k++)
		{
			bool		again;

			do
			{
				again = false;
				pick[k] = random_below(n);
				for (int m = 0; m < k; m++)
					again = again || pick[m] == pick[k];
			} while (again);
		}
		for (int sign = -1; sign <= 1; sign += 2)
		{
			memcpy(q, p, n * sizeof(double));
			for (int k = 0; k < picks; k++)
			{
				double		weight = 1;	/* of a divided difference: 0 on polynomials of lower degree */

				for (int m = 0; m < picks; m++)
					weight *= m == k ? 1 : v[pick[k]] - v[pick[m]];
				q[pick[k]] += sign * 1e-3 / weight;
			}
			if (allowed(q, n, zero))
				CHECK(entropy(q, n) <= at + 1e-7);
		}
	}
}

static void
properties(void)
{
	static const double share[] = {0, 0.001, 0.1, 0.3, 0.6, 0.9, 1};

	TEST("every table: unbiased, no negative and no small counts, the variance, rising to 0, the most entropy")
	{
		for (int d = 1; d <= 12; d++)
		{
			for (int s = 1; s <= d + 1; s++)
			{
				double		least = fmax(perturbation_least_variance(s), PERTURBATION_VARIANCE_MIN);
				double		most = perturbation_largest_variance(d);

				for (int c = 0; c < 7 && least <= most; c++)
				{
					double		variance = least + share[c] * (most - least);
					int			rows = perturbation_rows(d, s);

					CHECK(perturbation_table(d, variance, s, upper, NULL));
					for (int row = 1; row <= rows; row++)
					{
						double		v[COLUMNS_MAX],
									p[COLUMNS_MAX],
									sum = 0,
									mean = 0,
									square = 0,
									before = 0;
						int			zero;
						int			n = compact(d, s, row, v, p, &zero);

						for (int k = 0; k < 2 * d + 1; k++)
						{
							double		bound = upper[(row - 1) * (2 * d + 1) + k];

							CHECK(bound >= before && bound <= 1);
							before = bound;
						}
						for (int k = 0; k < n; k++)
						{
							sum += p[k];
							mean += p[k] * v[k];
							square += p[k] * v[k] * v[k];
							CHECK(k == 0 || k > zero || p[k] >= p[k - 1] - 1e-9);
						}
						/* what the table holds for allowed counts is all it holds */
						CHECK(fabs(sum - 1) < 1e-15 && before == 1);
						CHECK(fabs(mean) < 1e-8);
						CHECK(square <= variance + 1e-7);
						if (row == rows)
							CHECK(fabs(square - variance) < 1e-7);
						if (variance > least * (1 + 1e-6))
							no_better(v, p, n, zero, square > variance - 1e-6);
					}
					/* symmetric in the last row */
					for (int v = 1; v <= d; v++)
						CHECK(fabs(probability(d, rows, rows - v) - probability(d, rows, rows + v)) < 1e-9);
				}
			}
		}
	}

	TEST("the largest tables")
	{
		static const int smallest[] = {1, 2, 7, 50, 101};

		for (int c = 0; c < 5; c++)
		{
			double		least = fmax(perturbation_least_variance(smallest[c]), PERTURBATION_VARIANCE_MIN);
			double		most = perturbation_largest_variance(PERTURBATION_NOISE_MAX);
			int			rows = perturbation_rows(PERTURBATION_NOISE_MAX, smallest[c]);

			for (int k = 0; k < 7; k++)
			{
				CHECK(perturbation_table(PERTURBATION_NOISE_MAX, least + share[k] * (most - least), smallest[c], upper, NULL));
				for (int row = 1; row <= rows; row++)
					CHECK(upper[row * COLUMNS_MAX - 1] == 1);
			}
		}
	}
}

static void
lookup(void)
{
	TEST("the Handbook's example: record keys 0.9, 0.3, 0.6; row -1: 0.3, 0: 0.4, +1: 0.3")
	{
		const double row[] = {0.3, 0.7, 1};
		double		key = fmod(0.9 + 0.3 + 0.6, 1);

		CHECK(fabs(key - 0.8) < 1e-15);
		CHECK(perturbation_noise(row, 1, key) == 1);
		CHECK(perturbation_noise(row, 1, 0) == -1 && perturbation_noise(row, 1, 0.29) == -1);
		CHECK(perturbation_noise(row, 1, 0.3) == 0 && perturbation_noise(row, 1, 0.69) == 0);
		CHECK(perturbation_noise(row, 1, 1 - 0x1p-53) == 1);
	}

	TEST("keys as numbers")
	{
		CHECK(cell_key_unit(0) == 0 && cell_key_unit(2047) == 0 && cell_key_unit(2048) == 0x1p-53);
		CHECK(cell_key_unit(-1) == 1 - 0x1p-53 && cell_key_unit(INT64_MIN) == 0.5);
	}

	TEST("over many keys: no bias, the variance, nothing forbidden, 0 stays 0, large counts as the last row")
	{
		CHECK(perturbation_table(4, 2.5, 3, upper, NULL));
		for (int count = 0; count <= 12; count++)
		{
			double		sum = 0,
						squares = 0;
			const int	n = 50000;

			for (int k = 0; k < n; k++)
			{
				double		u = random_unit_at(11, (uint64_t) count, (uint64_t) k);
				int64_t		noisy = perturbation_apply(upper, 4, 7, count, u);

				CHECK(noisy == 0 || noisy >= 3);
				CHECK(count > 0 || noisy == 0);
				CHECK(noisy >= count - 4 && noisy <= count + 4);
				sum += noisy - count;
				squares += (double) (noisy - count) * (noisy - count);
			}
			/* four standard errors; the fourth moment is below 20 */
			CHECK(fabs(sum / n) < 4 * sqrt(2.5 / n));
			CHECK(fabs(squares / n - (count > 0 ? 2.5 : 0)) < 4 * sqrt(20.0 / n));
		}
		for (int k = 0; k < 1000; k++)
		{
			double		u = random_unit();

			CHECK(perturbation_apply(upper, 4, 7, INT64_C(1) << 53, u) - (INT64_C(1) << 53) == perturbation_apply(upper, 4, 7, 7, u) - 7);
		}
	}
}

int
main(void)
{
	reference();
	properties();
	lookup();
	return tap_done();
}
