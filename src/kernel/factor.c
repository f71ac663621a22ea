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
#define GRADIENT_ENOUGH		1e-7	/* where rounding does not allow more */
#define ROUNDING			1e-14
#define TRUSTED_STEPS		4
#define SMALL_UNIQUENESS	0.5

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

/*
 * From x = log psi to the variables in which steps are made: y = log (1 - psi) where psi < 0.5, else x.  Two variables that
 * share much have a narrow valley of nearly equal l_i l_j, that is (1 - psi_i) (1 - psi_j), which is a straight line in y; in
 * x it is bent and takes hundreds of steps.  slope gets dx / dy.
 */
static void
change_variables(const double *x, int n, double *a, double *gradient, double *slope)
{
	for (int i = 0; i < n; i++)
	{
		double		psi = exp(x[i]);

		slope[i] = psi < SMALL_UNIQUENESS ? -(1 - psi) / psi : 1;
	}
	for (int i = 0; i < n; i++)
	{
		for (int j = 0; j < n; j++)
			A(i, j) *= slope[i] * slope[j];
		if (slope[i] < 0)
			A(i, i) += gradient[i] * slope[i] / exp(x[i]);	/* d2x / dy2 = -(1 - psi) / psi^2 */
		gradient[i] *= slope[i];
	}
}

/* x after a step of y */
static double
moved(double x, double y, double slope, double lower)
{
	if (slope < 0)
	{
		double		psi = 1 - (1 - exp(x)) * exp(y);

		x = psi > FACTOR_UNIQUENESS_MIN ? log(psi) : lower;
	}
	else
		x += y;
	return fmin(0, fmax(lower, x));
}

/* how much of a step of y leads to a bound, at most 1 */
static double
share_to_bound(double x, double y, double slope, double lower)
{
	double		distance;

	if (y * slope < 0)
		distance = slope < 0 ? log(1 - FACTOR_UNIQUENESS_MIN) - log(1 - exp(x)) : lower - x;
	else if (slope > 0)
		distance = -x;
	else
		return 1;				/* log (1 - psi) leads nowhere near psi = 1 */
	return y != 0 && distance / y < 1 ? fmax(0, distance / y) : 1;
}

/* Newton's step among the free variables; a ridge makes the matrix positive where it is not */
static bool
newton_step(const double *hessian, const double *gradient, const bool *is_free, int n, double *a, double *step,
			void (*check) (void))
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

/* The same, where no variable that is at a bound is sent beyond it: such a one is no longer free. */
static bool
feasible_step(const double *hessian, const double *gradient, const double *x, const double *slope, double lower,
			  bool *is_free, int n, double *a, double *step, void (*check) (void))
{
	bool		blocked;

	do
	{
		if (!newton_step(hessian, gradient, is_free, n, a, step, check))
			return false;
		blocked = false;
		for (int i = 0; i < n; i++)
		{
			if (is_free[i] && share_to_bound(x[i], step[i], slope[i], lower) == 0)
			{
				is_free[i] = false;
				blocked = true;
			}
		}
	} while (blocked);
	return true;
}

/*
 * A point below the present one in the direction of a step: all of it, what leads beyond a bound ending there; or along the
 * straight line up to the first bound, halved as long as necessary.  So near the minimum that rounding hides what a step
 * promises, whole steps are trusted, but no more than a few of them: each doubles the number of right digits.
 */
static bool
search(const double *correlation, int n, const Point *now, Point *next, const double *gradient, const double *step,
	   const double *slope, double lower, int *trusted, double *room, void (*check) (void))
{
	double		to_bound = 1;
	double		rounding = ROUNDING * (1 + now->f + now->theta[0] / fmin(1, now->theta[n - 1]));	/* of f: log theta suffers most */
	double		decrement = 0;	/* twice what the step promises */
	double		length = 1;
	int			first = -1;

	for (int i = 0; i < n; i++)
	{
		double		share = share_to_bound(now->x[i], step[i], slope[i], lower);

		if (share < to_bound)
		{
			to_bound = share;
			first = i;
		}
		decrement -= gradient[i] * step[i];
	}
	for (int attempt = 0; attempt < HALVINGS_MAX; attempt++)
	{
		double		descent = 0;

		for (int i = 0; i < n; i++)
		{
			next->x[i] = step[i] == 0 ? now->x[i] : moved(now->x[i], length * step[i], slope[i], lower);
			if (i == first && attempt == 1)
				next->x[i] = step[i] * slope[i] < 0 ? lower : 0;	/* the bound, without rounding */
			descent += gradient[i] / slope[i] * (next->x[i] - now->x[i]);
		}
		if (!evaluate(correlation, n, next, room, check))
			return false;
		if (next->f < now->f + 1e-4 * fmin(descent, 0))
			return true;
		if (attempt == 0 && decrement <= 1000 * rounding && next->f - now->f <= rounding)
		{
			*trusted += 1;
			return true;
		}
		length = attempt == 0 && first >= 0 ? to_bound : length / 2;
		if (attempt == 0 && first < 0)
			attempt = 1;		/* there is no bound on the way: the line has been tried */
	}
	return false;
}

bool
one_factor(const double *correlation, int k, double *loading, double *uniqueness, double *criterion, double *scratch,
		   void (*check) (void))
{
	size_t		square = (size_t) k * k;
	double		lower = log(FACTOR_UNIQUENESS_MIN);
	double	   *hessian = scratch;
	double	   *work = hessian + square;
	double	   *gradient = work + square + 2 * square;
	double	   *step = gradient + k;
	double	   *room = step + k;
	bool	   *is_free = (bool *) (room + k);
	double	   *slope = room + 6 * k;
	Point		now = {room + 2 * k, room + 3 * k, work + square, 0};
	Point		next = {room + 4 * k, room + 5 * k, work + 2 * square, 0};
	Point		swap;
	int			trusted = 0;
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

		gradient_at(&now, k, gradient);
		for (int i = 0; i < k; i++)
		{
			is_free[i] = !(now.x[i] <= lower && gradient[i] > 0) && !(now.x[i] >= 0 && gradient[i] < 0);
			if (is_free[i])
				steepest = fmax(steepest, fabs(gradient[i]));
		}
		found = steepest < (trusted < TRUSTED_STEPS ? GRADIENT_SMALL : GRADIENT_ENOUGH);
		if (found)
			break;
		if (trusted == TRUSTED_STEPS)
			return false;
		hessian_at(&now, k, hessian, check);
		change_variables(now.x, k, hessian, gradient, slope);
		if (!feasible_step(hessian, gradient, now.x, slope, lower, is_free, k, work, step, check) ||
			!search(correlation, k, &now, &next, gradient, step, slope, lower, &trusted, room, check))
			return false;
		swap = now;
		now = next;
		next = swap;
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
factor_score_weights(const double *correlation, int k, const double *loading, double *weight, double *scratch,
					 void (*check) (void))
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
