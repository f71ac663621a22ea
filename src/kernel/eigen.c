/*
 * eigen.c
 *		Symmetric eigenvalue problem: see eigen.h for the method and its source.
 */
#include "eigen.h"

#include <float.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

#define ITERATIONS_MAX	100		/* for one eigenvalue; two or three are usual */

#define V(i, j)			v[(size_t) (i) * n + (j)]

/* to tridiagonal form: diagonal d, below it e[1 ... n - 1]; v becomes the transformation */
static void
tridiagonalise(double *v, int n, double *d, double *e, void (*check) (void))
{
	memcpy(d, &V(n - 1, 0), (size_t) n * sizeof(double));

	for (int i = n - 1; i > 0; i--)
	{
		double		scale = 0;
		double		h = 0;

		if (check)
			check();
		for (int k = 0; k < i; k++)
			scale += fabs(d[k]);
		if (scale == 0)
		{
			e[i] = d[i - 1];
			for (int j = 0; j < i; j++)
			{
				d[j] = V(i - 1, j);
				V(i, j) = 0;
				V(j, i) = 0;
			}
		}
		else
		{
			double		f,
						g,
						hh;

			for (int k = 0; k < i; k++)
			{
				d[k] /= scale;
				h += d[k] * d[k];
			}
			f = d[i - 1];
			g = f > 0 ? -sqrt(h) : sqrt(h);
			e[i] = scale * g;
			h -= f * g;
			d[i - 1] = f - g;
			for (int j = 0; j < i; j++)
				e[j] = 0;

			for (int j = 0; j < i; j++)
			{
				f = d[j];
				V(j, i) = f;
				g = e[j] + V(j, j) * f;
				for (int k = j + 1; k < i; k++)
				{
					g += V(k, j) * d[k];
					e[k] += V(k, j) * f;
				}
				e[j] = g;
			}
			f = 0;
			for (int j = 0; j < i; j++)
			{
				e[j] /= h;
				f += e[j] * d[j];
			}
			hh = f / (h + h);
			for (int j = 0; j < i; j++)
				e[j] -= hh * d[j];
			for (int j = 0; j < i; j++)
			{
				f = d[j];
				g = e[j];
				for (int k = j; k < i; k++)
					V(k, j) -= f * e[k] + g * d[k];
				d[j] = V(i - 1, j);
				V(i, j) = 0;
			}
		}
		d[i] = h;
	}

	/* put the transformations together */
	for (int i = 0; i < n - 1; i++)
	{
		double		h = d[i + 1];

		if (check)
			check();
		V(n - 1, i) = V(i, i);
		V(i, i) = 1;
		if (h != 0)
		{
			for (int k = 0; k <= i; k++)
				d[k] = V(k, i + 1) / h;
			for (int j = 0; j <= i; j++)
			{
				double		g = 0;

				for (int k = 0; k <= i; k++)
					g += V(k, i + 1) * V(k, j);
				for (int k = 0; k <= i; k++)
					V(k, j) -= g * d[k];
			}
		}
		for (int k = 0; k <= i; k++)
			V(k, i + 1) = 0;
	}
	for (int j = 0; j < n; j++)
	{
		d[j] = V(n - 1, j);
		V(n - 1, j) = 0;
	}
	V(n - 1, n - 1) = 1;
	e[0] = 0;
}

/* eigenvalues of the tridiagonal form into d; v becomes the eigenvectors */
static bool
diagonalise(double *v, int n, double *d, double *e, void (*check) (void))
{
	double		f = 0;
	double		largest = 0;

	for (int i = 1; i < n; i++)
		e[i - 1] = e[i];
	e[n - 1] = 0;

	/* small in comparison with the whole matrix is small; EISPACK's rows so far iterate on the noise of a matrix of low rank */
	for (int i = 0; i < n; i++)
		largest = fmax(largest, fabs(d[i]) + fabs(e[i]));

	for (int l = 0; l < n; l++)
	{
		int			m = l;

		while (m < n - 1 && !(fabs(e[m]) <= DBL_EPSILON * largest))
			m++;

		for (int iteration = 0; m > l; iteration++)
		{
			double		g = d[l];
			double		p = (d[l + 1] - g) / (2 * e[l]);
			double		r = p < 0 ? -hypot(p, 1) : hypot(p, 1);
			double		c = 1,
						c2 = 1,
						c3 = 1;
			double		s = 0,
						s2 = 0;
			double		below,
						dl1,
						h;

			if (iteration >= ITERATIONS_MAX)
				return false;
			if (check)
				check();
			d[l] = e[l] / (p + r);
			d[l + 1] = e[l] * (p + r);
			dl1 = d[l + 1];
			h = g - d[l];
			for (int i = l + 2; i < n; i++)
				d[i] -= h;
			f += h;

			p = d[m];
			below = e[l + 1];
			for (int i = m - 1; i >= l; i--)
			{
				c3 = c2;
				c2 = c;
				s2 = s;
				g = c * e[i];
				h = c * p;
				r = hypot(p, e[i]);
				e[i + 1] = s * r;
				s = e[i] / r;
				c = p / r;
				p = c * d[i] - s * g;
				d[i + 1] = h + s * (c * g + s * d[i]);
				for (int k = 0; k < n; k++)
				{
					h = V(k, i + 1);
					V(k, i + 1) = s * V(k, i) + c * h;
					V(k, i) = c * V(k, i) - s * h;
				}
				if (check && i % 64 == 0)
					check();
			}
			p = -s * s2 * c3 * below * e[l] / dl1;
			e[l] = s * p;
			d[l] = c * p;
			if (!(fabs(e[l]) > DBL_EPSILON * largest))
				break;
		}
		d[l] += f;
		e[l] = 0;
	}
	return true;
}

/* descending, by selection: the vectors move along */
static void
order(double *v, int n, double *d)
{
	for (int i = 0; i < n - 1; i++)
	{
		int			best = i;

		for (int j = i + 1; j < n; j++)
		{
			if (d[j] > d[best])
				best = j;
		}
		if (best != i)
		{
			double		t = d[i];

			d[i] = d[best];
			d[best] = t;
			for (int k = 0; k < n; k++)
			{
				t = V(k, i);
				V(k, i) = V(k, best);
				V(k, best) = t;
			}
		}
	}
}

bool
symmetric_eigen(double *matrix, int n, double *value, double *scratch, void (*check) (void))
{
	tridiagonalise(matrix, n, value, scratch, check);
	if (!diagonalise(matrix, n, value, scratch, check))
		return false;
	order(matrix, n, value);
	return true;
}
