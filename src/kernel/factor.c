/*
 * factor.c
 *		One-factor maximum likelihood analysis: see factor.h for method and sources.
 */
#include "factor.h"

#include <math.h>
#include <string.h>

#include "eigen.h"

#define ITERATIONS_MAX		200
#define HALVINGS_MAX		40
#define RIDGES_MAX			30
#define PIVOT_MIN			1e-12	/* of a correlation matrix: what a variable has that the others do not */
#define GRADIENT_SMALL		1e-11
#define ROUNDING			1e-13	/* differences of f that mean nothing */

#define A(i, j)				a[(size_t) (i) * n + (j)]

/* a = L L', L into the lower triangle; false when a pivot is not above smallest */
static bool
cholesky(double *a, int n, double smallest, void (*check) (void))
{
	for (int j = 0; j < n; j++)
	{
		if (check)
			check();
		for (int i = j; i < n; i++)
		{
			double		s = A(i, j);

			for (int m = 0; m < j; m++)
				s -= A(i, m) * A(j, m);
			if (i > j)
				A(i, j) = s / A(j, j);
			else if (!(s > smallest))
				return false;
			else
				A(j, j) = sqrt(s);
		}
	}
	return true;
}

/* x becomes (L L')^-1 x */
static void
cholesky_solve(const double *a, int n, double *x)
{
	for (int i = 0; i < n; i++)
	{
		for (int m = 0; m < i; m++)
			x[i] -= A(i, m) * x[m];
		x[i] /= A(i, i);
	}
	for (int i = n - 1; i >= 0; i--)
	{
		for (int m = i + 1; m < n; m++)
			x[i] -= A(m, i) * x[m];
		x[i] /= A(i, i);
	}
}

/* diagonal element of (L L')^-1: the squared length of a column of L^-1; y: n numbers */
static double
inverse_diagonal(const double *a, int n, int at, double *y)
{
	double		sum = 0;

	for (int i = at; i < n; i++)
	{
		double		s = i == at ? 1 : 0;

		for (int m = at; m < i; m++)
			s -= A(i, m) * y[m];
		y[i] = s / A(i, i);
		sum += y[i] * y[i];
	}
	return sum;
}

/* a point x = log psi with everything that belongs to it */
typedef struct Point
{
	double	   *x;
	double	   *theta;
	double	   *vector;			/* eigenvectors, n x n */
	double		f;
} Point;

static bool
evaluate(const double *correlation, int n, Point *p, double *scratch, void (*check) (void))
{
	for (int i = 0; i < n; i++)
	{
		for (int j = 0; j < n; j++)
			p->vector[(size_t) i * n + j] = correlation[(size_t) i * n + j] * exp(-(p->x[i] + p->x[j]) / 2);
	}
	if (!symmetric_eigen(p->vector, n, p->theta, scratch, check))
		return false;
	p->f = 0;
	for (int m = n - 1; m > 0; m--)
		p->f += p->theta[m] > 0 ? p->theta[m] - log(p->theta[m]) - 1 : INFINITY;
	return true;
}

static void
gradient_at(const Point *p, int n, double *gradient)
{
	for (int i = 0; i < n; i++)
	{
		gradient[i] = 0;
		for (int m = 1; m < n; m++)
		{
			double		w = p->vector[(size_t) i * n + m];

			gradient[i] += (1 - p->theta[m]) * w * w;
		}
	}
}

static void
hessian_at(const Point *p, int n, double *a, void (*check) (void))
{
	for (int i = 0; i < n; i++)
	{
		const double *wi = p->vector + (size_t) i * n;

		if (check)
			check();
		for (int j = 0; j <= i; j++)
		{
			const double *wj = p->vector + (size_t) j * n;
			double		with = 0,
						without = 0,
						first = 0;

			for (int m = 1; m < n; m++)
			{
				double		product = wi[m] * wj[m];
				double		distance = p->theta[0] - p->theta[m];

				with += p->theta[m] * product;
				without += product;
				if (distance > 0)
					first += (1 - p->theta[m]) * (p->theta[0] + p->theta[m]) / distance * product;
			}
			A(i, j) = A(j, i) = with * without + wi[0] * wj[0] * first;
		}
	}
}

/* Newton's step among the free variables; a ridge makes the matrix positive where it is not */
static bool
newton_step(const double *hessian, const double *gradient, const bool *is_free, int n, double *a, double *step, void (*check) (void))
{
	double		ridge = 0;
	double		largest = 0;

	for (int i = 0; i < n; i++)
		largest = fmax(largest, fabs(hessian[(size_t) i * n + i]));
	for (int attempt = 0; attempt < RIDGES_MAX; attempt++)
	{
		for (int i = 0; i < n; i++)
		{
			for (int j = 0; j < n; j++)
				A(i, j) = is_free[i] && is_free[j] ? hessian[(size_t) i * n + j] : 0;
			A(i, i) = is_free[i] ? A(i, i) + ridge : 1;
			step[i] = is_free[i] ? -gradient[i] : 0;
		}
		if (cholesky(a, n, largest * 1e-13, check))
		{
			cholesky_solve(a, n, step);
			return true;
		}
		ridge = ridge == 0 ? largest * 1e-6 : ridge * 10;
	}
	return false;
}

bool
one_factor(const double *correlation, int k, double *loading, double *uniqueness, double *criterion, double *scratch, void (*check) (void))
{
	size_t		square = (size_t) k * k;
	double		lower = log(FACTOR_UNIQUENESS_MIN);
	double	   *hessian = scratch;
	double	   *work = hessian + square;
	double	   *gradient = work + square + 2 * square;
	double	   *step = gradient + k;
	double	   *room = step + k;
	bool	   *is_free = (bool *) (room + k);
	Point		now = {room + 2 * k, room + 3 * k, work + square, 0};
	Point		next = {room + 4 * k, room + 5 * k, work + 2 * square, 0};
	bool		found = false;

	memcpy(work, correlation, square * sizeof(double));
	if (!cholesky(work, k, PIVOT_MIN, check))
		return false;
	for (int i = 0; i < k; i++)
		now.x[i] = fmin(0, fmax(lower, log((1 - 0.5 / k) / inverse_diagonal(work, k, i, room))));
	if (!evaluate(correlation, k, &now, room, check))
		return false;

	for (int iteration = 0; iteration < ITERATIONS_MAX && !found; iteration++)
	{
		double		steepest = 0;
		double		length = 1;
		bool		better = false;

		gradient_at(&now, k, gradient);
		for (int i = 0; i < k; i++)
		{
			is_free[i] = !(now.x[i] <= lower && gradient[i] > 0) && !(now.x[i] >= 0 && gradient[i] < 0);
			if (is_free[i])
				steepest = fmax(steepest, fabs(gradient[i]));
		}
		found = steepest < GRADIENT_SMALL;
		if (found)
			break;
		hessian_at(&now, k, hessian, check);
		if (!newton_step(hessian, gradient, is_free, k, work, step, check))
			return false;

		for (int halving = 0; halving < HALVINGS_MAX && !better; halving++, length /= 2)
		{
			double		descent = 0;

			for (int i = 0; i < k; i++)
			{
				next.x[i] = fmin(0, fmax(lower, now.x[i] + length * step[i]));
				descent += gradient[i] * (next.x[i] - now.x[i]);
			}
			if (!evaluate(correlation, k, &next, room, check))
				return false;
			better = next.f <= now.f + 1e-4 * descent;
			/* so near that only rounding tells the two apart: a whole step is the last one */
			found = !better && halving == 0 && fabs(next.f - now.f) <= ROUNDING * (1 + fabs(now.f)) && steepest < 1e-5;
			if (found)
				better = true;
		}
		if (!better)
			return false;
		else
		{
			Point		t = now;

			now = next;
			next = t;
		}
	}
	if (!found)
		return false;

	for (int i = 0; i < k; i++)
	{
		uniqueness[i] = now.x[i] <= lower ? FACTOR_UNIQUENESS_MIN : exp(now.x[i]);	/* a bound exactly */
		loading[i] = sqrt(uniqueness[i]) * now.vector[(size_t) i * k] * sqrt(fmax(now.theta[0] - 1, 0));
	}
	*criterion = now.f;
	return true;
}

bool
factor_score_weights(const double *correlation, int k, const double *loading, double *weight, double *scratch, void (*check) (void))
{
	memcpy(scratch, correlation, (size_t) k * k * sizeof(double));
	if (!cholesky(scratch, k, PIVOT_MIN, check))
		return false;
	memcpy(weight, loading, (size_t) k * sizeof(double));
	cholesky_solve(scratch, k, weight);
	return true;
}

double
factor_chi_squared(double criterion, double n, int k)
{
	return (n - 1 - (2 * k + 5) / 6.0 - 2 / 3.0) * criterion;
}

double
factor_degrees_of_freedom(int k)
{
	return ((k - 1.0) * (k - 1.0) - k - 1) / 2;
}
