/*
 * perturbation.c
 *		The table of the cell-key method by maximum entropy.  See perturbation.h.
 */
#include "perturbation.h"

#include <math.h>
#include <stddef.h>

#define SUPPORT_MAX		(2 * PERTURBATION_NOISE_MAX + 1)
#define STEPS_MAX		500
#define HALVINGS_MAX	60
#define GRID			0x1p32
#define CLOSE_ENOUGH	1e-11	/* of mean and variance, in units of the variance */
#define NEARLY_LEAST	1e-9
#define DONE			1e-28	/* decrease of the dual that the next step promises: p is then right to 13 digits */

/* what the noise of one count may be */
typedef struct Support
{
	int			n;
	int			zero;			/* where v = 0 stands, -1: it is not allowed */
	double		v[SUPPORT_MAX];
} Support;

/* the distribution for a pair of multipliers */
typedef struct Point
{
	double		a;
	double		b;
	double		value;			/* of the dual */
	double		gradient[2];	/* sum p v, sum p v^2 - V */
	double		hessian[3];		/* aa, ab, bb */
	double		p[SUPPORT_MAX];
} Point;

double
perturbation_least_variance(int smallest_count)
{
	/* the count i below s goes to 0 or s: variance i (s - i), most in the middle */
	return (smallest_count / 2) * (double) ((smallest_count + 1) / 2);
}

double
perturbation_largest_variance(int maximum_noise)
{
	/* all of -D ... D with one probability; more would mean that large noise is likelier than small */
	return maximum_noise * (maximum_noise + 1.0) / 3;
}

int
perturbation_rows(int maximum_noise, int smallest_count)
{
	return smallest_count == 1 ? maximum_noise : maximum_noise + smallest_count;
}

static void
find_support(int count, int maximum_noise, int smallest_count, Support *support)
{
	support->n = 0;
	support->zero = -1;
	for (int v = -maximum_noise; v <= maximum_noise; v++)
	{
		if (count + v < 0 || (count + v > 0 && count + v < smallest_count))
			continue;
		if (v == 0)
			support->zero = support->n;
		support->v[support->n++] = v;
	}
}

/*
 * Members of a block have the same p.  mean[0], mean[1]: what v and v^2 are on average in the block of each member.
 */
static void
pool(const Support *support, double a, double b, double mean[2][SUPPORT_MAX])
{
	double		sum[2][SUPPORT_MAX];
	int			size[SUPPORT_MAX];
	int			blocks = 0;

	for (int i = 0; i < support->n; i++)
	{
		sum[0][blocks] = support->v[i];
		sum[1][blocks] = support->v[i] * support->v[i];
		size[blocks++] = 1;

		/* a block that is likelier than the one before it, on the way up to 0, must not stand there */
		while (i <= support->zero && blocks > 1 &&
			   (a * sum[0][blocks - 2] + b * sum[1][blocks - 2]) / size[blocks - 2] >
			   (a * sum[0][blocks - 1] + b * sum[1][blocks - 1]) / size[blocks - 1])
		{
			sum[0][blocks - 2] += sum[0][blocks - 1];
			sum[1][blocks - 2] += sum[1][blocks - 1];
			size[blocks - 2] += size[blocks - 1];
			blocks--;
		}
	}
	for (int k = 0, i = 0; k < blocks; k++)
	{
		for (int end = i + size[k]; i < end; i++)
		{
			mean[0][i] = sum[0][k] / size[k];
			mean[1][i] = sum[1][k] / size[k];
		}
	}
}

static void
evaluate(const Support *support, double variance, double a, double b, Point *at)
{
	double		mean[2][SUPPORT_MAX];
	double		highest = -INFINITY;
	double		total = 0;
	double		square[3] = {0, 0, 0};

	pool(support, a, b, mean);
	at->a = a;
	at->b = b;
	for (int i = 0; i < support->n; i++)
	{
		at->p[i] = a * mean[0][i] + b * mean[1][i];
		highest = fmax(highest, at->p[i]);
	}
	for (int i = 0; i < support->n; i++)
		total += at->p[i] = exp(at->p[i] - highest);
	at->gradient[0] = 0;
	at->gradient[1] = 0;
	for (int i = 0; i < support->n; i++)
	{
		at->p[i] /= total;
		at->gradient[0] += at->p[i] * support->v[i];
		at->gradient[1] += at->p[i] * support->v[i] * support->v[i];
	}
	for (int i = 0; i < support->n; i++)
	{
		double		d0 = mean[0][i] - at->gradient[0];
		double		d1 = mean[1][i] - at->gradient[1];

		square[0] += at->p[i] * d0 * d0;
		square[1] += at->p[i] * d0 * d1;
		square[2] += at->p[i] * d1 * d1;
	}
	for (int k = 0; k < 3; k++)
		at->hessian[k] = square[k];
	at->gradient[1] -= variance;
	at->value = highest + log(total) - b * variance;
}

/* how far from the conditions, in units of the variance */
static double
distance(const Point *at, double variance, bool bounded)
{
	return fmax(fabs(at->gradient[0]), bounded ? fabs(at->gradient[1]) : 0) / fmax(variance, 1);
}

/*
 * Minimise the dual from the point on: over a, and over b too if the variance is bounded.  Ends where rounding leaves nothing to
 * gain.
 */
static void
minimise(const Support *support, double variance, bool bounded, Point *at)
{
	Point		next;

	for (int step = 0; step < STEPS_MAX; step++)
	{
		double		determinant = at->hessian[0] * at->hessian[2] - at->hessian[1] * at->hessian[1];
		double		da;
		double		db;
		double		descent;
		double		length = 1;
		bool		better = false;

		if (bounded && determinant > 1e-14 * at->hessian[0] * at->hessian[2])
		{
			da = (at->hessian[1] * at->gradient[1] - at->hessian[2] * at->gradient[0]) / determinant;
			db = (at->hessian[1] * at->gradient[0] - at->hessian[0] * at->gradient[1]) / determinant;
		}
		else
		{
			da = at->hessian[0] > 0 ? -at->gradient[0] / at->hessian[0] : -at->gradient[0];
			db = bounded ? -at->gradient[1] / fmax(at->hessian[2], 1e-300) : 0;
		}
		descent = da * at->gradient[0] + db * at->gradient[1];
		if (descent > -DONE)
			return;
		for (int halving = 0; halving < HALVINGS_MAX && !better; halving++, length /= 2)
		{
			evaluate(support, variance, at->a + length * da, at->b + length * db, &next);
			better = next.value < at->value + 1e-4 * length * descent ||
				/* where the values no longer tell, the conditions do */
				(fabs(descent) < 1e-10 && distance(&next, variance, bounded) < distance(at, variance, bounded));
		}
		if (!better)
			return;
		*at = next;
	}
}

static bool
maximum_entropy(const Support *support, double variance, Point *at)
{
	double		least = 0;

	if (support->zero < 0)
	{
		int			above = 0;

		while (support->v[above] < 0)
			above++;
		least = -support->v[above - 1] * support->v[above];

		/* nothing left to choose: the nearest counts below and above */
		if (variance <= least * (1 + NEARLY_LEAST))
		{
			for (int i = 0; i < support->n; i++)
				at->p[i] = 0;
			at->p[above] = support->v[above - 1] / (support->v[above - 1] - support->v[above]);
			at->p[above - 1] = 1 - at->p[above];
			return true;
		}
	}

	/* if the variance is small enough by itself, it is not bounded */
	evaluate(support, variance, 0, 0, at);
	minimise(support, variance, false, at);
	if (distance(at, variance, false) > CLOSE_ENOUGH)
		return false;
	if (at->gradient[1] <= CLOSE_ENOUGH * variance)
		return true;
	evaluate(support, variance, 0, -1 / (2 * variance), at);
	minimise(support, variance, true, at);
	return distance(at, variance, true) <= CLOSE_ENOUGH;
}

bool
perturbation_table(int maximum_noise, double variance, int smallest_count, double *upper, void (*check) (void))
{
	int			columns = 2 * maximum_noise + 1;
	int			rows = perturbation_rows(maximum_noise, smallest_count);

	for (int row = 0; row < rows; row++)
	{
		double	   *bound = upper + (size_t) row * columns;
		double		sum = 0;
		int			next = 0;
		Support		support;
		Point		at;

		if (check != NULL)
			check();
		find_support(row + 1, maximum_noise, smallest_count, &support);
		if (!maximum_entropy(&support, variance, &at))
			return false;
		for (int k = 0; k < columns; k++)
		{
			if (next < support.n && support.v[next] == k - maximum_noise)
				sum += at.p[next++];
			bound[k] = next == support.n ? 1 : fmin(nearbyint(sum * GRID) / GRID, 1);
		}
	}
	return true;
}
