/*
 * multivariate.c
 *		Covariances, correlations, alpha, components: see multivariate.h for formulas and sources.
 */
#include "multivariate.h"

#include <float.h>
#include <math.h>

#include "eigen.h"

#define SAME_LOADING	(1 - 1e-9)

bool
covariance_matrix(const GramSums *sums, int k, int ddof, double *covariance, void (*check) (void))
{
	const ExactSum *n = gram_sum_read(sums, 0, 0);
	ExactWide	free_rows;		/* n - ddof */
	ExactWide	denominator;

	exact_wide_init_range(&free_rows, exact_range_union(exact_range_of(n), exact_range(ddof)));
	exact_sum_merge(&free_rows.sum, n);
	exact_sum_add(&free_rows.sum, -ddof);
	if (exact_sum_sign(n) <= 0 || exact_sum_sign(&free_rows.sum) <= 0)
		return false;
	exact_wide_init_range(&denominator, exact_range_product_of(n, &free_rows.sum));
	exact_sum_add_product_of(&denominator.sum, n, &free_rows.sum);
	exact_wide_trim(&denominator);

	for (int j = 0; j < k; j++)
	{
		if (check)
			check();
		for (int i = 0; i <= j; i++)
		{
			ExactWide	scatter;
			double		rest;

			gram_scatter(sums, i + 1, j + 1, &scatter);
			covariance[(size_t) i * k + j] = covariance[(size_t) j * k + i] = exact_quotient(&scatter.sum, &denominator.sum, &rest);
		}
	}
	return true;
}

void
correlation_matrix(const GramSums *sums, int k, double *correlation, double *scratch, void (*check) (void))
{
	double	   *root = scratch;		/* sqrt(c_jj) = root 2^exponent; NaN without variance */
	double	   *exponent = scratch + k;

	for (int j = 0; j < k; j++)
	{
		ExactWide	scatter;
		double		m;
		int			e;

		gram_scatter(sums, j + 1, j + 1, &scatter);
		m = exact_sum_frexp(&scatter.sum, &e);
		if (e % 2 != 0)
		{
			m *= 2;
			e -= 1;
		}
		root[j] = m > 0 ? sqrt(m) : NAN;
		exponent[j] = e / 2;
		correlation[(size_t) j * k + j] = m > 0 ? 1 : NAN;
	}
	for (int j = 0; j < k; j++)
	{
		if (check)
			check();
		for (int i = 0; i < j; i++)
		{
			double		r = NAN;

			if (!isnan(root[i]) && !isnan(root[j]))
			{
				ExactWide	scatter;
				int			e;
				double		m;

				gram_scatter(sums, i + 1, j + 1, &scatter);
				m = exact_sum_frexp(&scatter.sum, &e);
				r = ldexp(m / (root[i] * root[j]), e - (int) exponent[i] - (int) exponent[j]);
				r = fmax(-1, fmin(1, r));
			}
			correlation[(size_t) i * k + j] = correlation[(size_t) j * k + i] = r;
		}
	}
}

bool
variable_moments(const GramSums *sums, int j, double ddof, Moments *m)
{
	return moments(gram_sum_read(sums, 0, 0), gram_sum_read(sums, 0, j), gram_sum_read(sums, j, j), ddof, m);
}

/* -------- Cronbach's alpha -------- */

/* k / (k - 1) (total - diagonal) / total */
static double
alpha_of(const ExactWide *total, const ExactWide *diagonal, ExactRange range, int k)
{
	ExactWide	between;
	double		rest;

	if (k < 2 || exact_sum_sign(&total->sum) <= 0)
		return NAN;
	exact_wide_init_range(&between, range);
	exact_sum_merge(&between.sum, &total->sum);
	exact_sum_subtract(&between.sum, &diagonal->sum);
	return exact_quotient(&between.sum, &total->sum, &rest) * k / (k - 1);
}

double
cronbach_alpha(const GramSums *sums, int k, double *if_deleted, ExactWide *scratch, void (*check) (void))
{
	const ExactSum *n = gram_sum_read(sums, 0, 0);
	ExactRange	range = exact_range_product_of(n, n);	/* all sums have the same limbs */
	ExactWide	total;
	ExactWide	diagonal;

	range.end = range.end + 2 < EXACT_LIMB_END ? range.end + 2 : EXACT_LIMB_END;	/* room for sums over all pairs */
	exact_wide_init_range(&total, range);
	exact_wide_init_range(&diagonal, range);
	for (int j = 0; if_deleted && j < k; j++)
		exact_wide_init_range(&scratch[j], range);

	for (int j = 0; j < k; j++)
	{
		if (check)
			check();
		for (int i = 0; i <= j; i++)
		{
			ExactWide	scatter;

			gram_scatter(sums, i + 1, j + 1, &scatter);
			exact_sum_merge(&total.sum, &scatter.sum);
			if (i == j)
				exact_sum_merge(&diagonal.sum, &scatter.sum);
			else
				exact_sum_merge(&total.sum, &scatter.sum);
			if (!if_deleted)
				continue;

			/* what the total loses with a variable: all of its pairs */
			exact_sum_merge(&scratch[j].sum, &scatter.sum);
			if (i < j)
			{
				exact_sum_merge(&scratch[j].sum, &scatter.sum);
				exact_sum_merge(&scratch[i].sum, &scatter.sum);
				exact_sum_merge(&scratch[i].sum, &scatter.sum);
			}
		}
	}

	for (int j = 0; if_deleted && j < k; j++)
	{
		ExactWide	total_without;
		ExactWide	diagonal_without;
		ExactWide	scatter;

		gram_scatter(sums, j + 1, j + 1, &scatter);
		exact_wide_init_range(&total_without, range);
		exact_sum_merge(&total_without.sum, &total.sum);
		exact_sum_subtract(&total_without.sum, &scratch[j].sum);
		exact_wide_init_range(&diagonal_without, range);
		exact_sum_merge(&diagonal_without.sum, &diagonal.sum);
		exact_sum_subtract(&diagonal_without.sum, &scatter.sum);
		if_deleted[j] = alpha_of(&total_without, &diagonal_without, range, k - 1);
	}
	return alpha_of(&total, &diagonal, range, k);
}

double
standardised_alpha(const double *correlation, int k)
{
	ExactWide	total;

	if (k < 2)
		return NAN;
	exact_wide_init(&total);
	for (size_t i = 0; i < (size_t) k * k; i++)
	{
		if (isnan(correlation[i]))
			return NAN;
		exact_sum_add(&total.sum, correlation[i]);
	}
	if (exact_sum_sign(&total.sum) <= 0)
		return NAN;
	return k / (k - 1.0) * (1 - k / exact_sum_round(&total.sum));
}

/* -------- principal components -------- */

double
loading_sign(const double *vector, int k, int stride, int marker)
{
	double		largest = 0;

	if (marker > 0)
	{
		double		v = vector[(size_t) (marker - 1) * stride];

		if (!isnan(v) && v != 0)
			return v < 0 ? -1 : 1;
	}
	for (int i = 0; i < k; i++)
		largest = fmax(largest, fabs(vector[(size_t) i * stride]));
	for (int i = 0; i < k; i++)
	{
		double		v = vector[(size_t) i * stride];

		if (fabs(v) >= largest * SAME_LOADING)
			return v < 0 ? -1 : 1;
	}
	return 1;
}

int
principal_components(const double *correlation, int k, int marker, double *eigenvalue, double *vector, double *scratch,
					 void (*check) (void))
{
	double	   *matrix = scratch;
	int			m = 0;
	int			row = 0;

	for (int i = 0; i < k; i++)
		m += !isnan(correlation[(size_t) i * k + i]);
	if (m == 0)
		return 0;

	/* the variables that have a variance */
	for (int i = 0; i < k; i++)
	{
		int			column = 0;

		if (isnan(correlation[(size_t) i * k + i]))
			continue;
		for (int j = 0; j < k; j++)
		{
			if (!isnan(correlation[(size_t) j * k + j]))
				matrix[(size_t) row * m + column++] = correlation[(size_t) i * k + j];
		}
		row++;
	}
	if (!symmetric_eigen(matrix, m, eigenvalue, scratch + (size_t) m * m, check))
		return 0;

	for (int c = 0; c < m; c++)
	{
		if (eigenvalue[c] < m * DBL_EPSILON * eigenvalue[0])
			eigenvalue[c] = 0;
	}
	row = 0;
	for (int i = 0; i < k; i++)
	{
		bool		out = isnan(correlation[(size_t) i * k + i]);

		for (int c = 0; c < m; c++)
			vector[(size_t) i * m + c] = out ? NAN : matrix[(size_t) row * m + c];
		row += !out;
	}
	for (int c = 0; c < m; c++)
	{
		double		sign = loading_sign(vector + c, k, m, marker);

		for (int i = 0; i < k; i++)
			vector[(size_t) i * m + c] *= sign;
	}
	return m;
}
