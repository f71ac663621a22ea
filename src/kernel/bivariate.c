/*
 * bivariate.c
 *		Bivariate Moran's I, Lee's L.  See bivariate.h.
 */
#include "bivariate.h"

#include <math.h>

#define CHECK_UNITS	1024
#define TIE			1e-11	/* see autocorrelation.c */

static const AutocorrelationTest undefined = {NAN, NAN, NAN, NAN, {0, NAN, NAN, NAN, NAN, NAN}, NAN};

/* what both statistics need of zx and zy */
typedef struct Centred
{
	double	   *x;
	double	   *y;
	double	   *lag_x;
	double	   *lag_y;
	double		xx;
	double		yy;
	double		xy;
	double		xxyy;			/* sum x^2 y^2 */
	double		length;			/* sqrt(xx yy) */
} Centred;

static bool
centre_both(const double *x, const double *y, int32_t n, Centred *c, const Host *host)
{
	size_t		room = ((size_t) n + 1) * sizeof(double);

	c->x = host->alloc(room);
	c->y = host->alloc(room);
	c->lag_x = host->alloc(room);
	c->lag_y = host->alloc(room);
	if (!centred(x, n, c->x, NULL, NULL) || !centred(y, n, c->y, NULL, NULL))
		return false;
	c->xx = sum_of_products(c->x, c->x, n);
	c->yy = sum_of_products(c->y, c->y, n);
	c->xy = sum_of_products(c->x, c->y, n);
	for (int32_t i = 0; i < n; i++)
		c->lag_x[i] = c->x[i] * c->y[i];
	c->xxyy = sum_of_products(c->lag_x, c->lag_x, n);
	c->length = sqrt(c->xx) * sqrt(c->yy);
	return c->length > 0;
}

static void
release(Centred *c, const Host *host)
{
	host->release(c->x);
	host->release(c->y);
	host->release(c->lag_x);
	host->release(c->lag_y);
}

/* of q_ij = x_i y_j, i <> j */
static CrossSums
sums_of_pairs(const Centred *c)
{
	return (CrossSums) {-c->xy, c->xx * c->yy - c->xxyy, c->xy * c->xy - c->xxyy, c->xxyy, c->xxyy, c->xxyy};
}

AutocorrelationTest
bivariate_moran(const Neighbours *w, const double *x, const double *y, PermutationPlan plan, const Host *host)
{
	AutocorrelationTest r = undefined;
	Centred		c;

	if (centre_both(x, y, w->n, &c, host))
	{
		CrossSums	s = weights_sums(w, NULL, host);
		CrossSums	q = sums_of_pairs(&c);

		if (s.total > 0)
		{
			double		factor = w->n / s.total / c.length;

			spatial_lags(w, c.y, c.lag_y, host);
			r.statistic = factor * sum_of_products(c.x, c.lag_y, w->n);
			r.expectation = factor * cross_product_expectation(w->n, &s, &q);
			r.variance = factor * factor * cross_product_variance(w->n, &s, &q);
			r.permuted = permuted_statistic(&(PermutedSums) {w, c.x, c.y, false, NULL, NULL}, plan, r.statistic, factor, 0, TIE, host);
		}
	}
	release(&c, host);
	return r;
}

/* M = W'W: of its diagonal d and of the rest */
typedef struct SquaredWeights
{
	CrossSums	rest;
	double		trace;
	double		squares;		/* sum d_i^2 */
	double		mixed;			/* sum d_i r_i */
} SquaredWeights;

static SquaredWeights
squared_weights(const Neighbours *w, const Host *host)
{
	SquaredWeights m = {0};
	Neighbours	t = neighbours_transpose(w, host);
	size_t		n = (size_t) w->n;
	double	   *row = host->alloc((n + 1) * sizeof(double));
	int32_t    *used = host->alloc((n + 1) * sizeof(int32_t));
	int64_t		steps = 0;

	for (size_t k = 0; k < n; k++)
		row[k] = NAN;			/* not used in this row */
	for (int32_t j = 0; j < w->n; j++)
	{
		double		sum = 0;
		double		diagonal = 0;
		int32_t		entries = 0;

		for (int64_t l = t.start[j]; l < t.start[j + 1]; l++)
		{
			int32_t		i = t.neighbour[l];

			for (int64_t k = w->start[i]; k < w->start[i + 1]; k++)
			{
				double		product = t.weight[l] * w->weight[k];

				if (isnan(row[w->neighbour[k]]))
				{
					row[w->neighbour[k]] = product;
					used[entries++] = w->neighbour[k];
				}
				else
					row[w->neighbour[k]] += product;
			}
			steps += w->start[i + 1] - w->start[i];
			if (steps > 64 * CHECK_UNITS)
			{
				host->check();
				steps = 0;
			}
		}
		for (int32_t e = 0; e < entries; e++)
		{
			double		value = row[used[e]];

			row[used[e]] = NAN;
			if (used[e] == j)
				diagonal = value;
			else
			{
				sum += value;
				m.rest.square += value * value;
			}
		}
		m.rest.total += sum;
		m.rest.rows += sum * sum;
		m.trace += diagonal;
		m.squares += diagonal * diagonal;
		m.mixed += diagonal * sum;
	}
	/* M is symmetric */
	m.rest.reverse = m.rest.square;
	m.rest.columns = m.rest.rows_columns = m.rest.rows;
	host->release(row);
	host->release(used);
	host->release((void *) t.start);
	host->release((void *) t.neighbour);
	host->release((void *) t.weight);
	return m;
}

AutocorrelationTest
lee(const Neighbours *w, const double *x, const double *y, PermutationPlan plan, const Host *host)
{
	AutocorrelationTest r = undefined;
	Centred		c;

	if (centre_both(x, y, w->n, &c, host))
	{
		double		n = w->n;
		double		squares = 0;	/* sum_i (sum_j w_ij)^2 */

		for (int32_t i = 0; i < w->n; i++)
		{
			double		row = 0;

			for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
				row += w->weight[l];
			squares += row * row;
		}
		if (squares > 0)
		{
			SquaredWeights m = squared_weights(w, host);
			CrossSums	q = sums_of_pairs(&c);
			double		factor = n / squares / c.length;
			double		on = m.trace * c.xy / n;
			double		off = cross_product_expectation(n, &m.rest, &q);

			spatial_lags(w, c.x, c.lag_x, host);
			spatial_lags(w, c.y, c.lag_y, host);
			r.statistic = factor * sum_of_products(c.lag_x, c.lag_y, w->n);
			r.expectation = factor * (on + off);
			if (n > 3)
			{
				double		n2 = n * (n - 1);
				double		variance_on = (m.squares - m.trace * m.trace / n) * (c.xxyy - c.xy * c.xy / n) / (n - 1);
				double		variance_off = cross_product_variance(n, &m.rest, &q);
				double		both = 2 * m.mixed * -c.xxyy / n2 +
					(m.trace * m.rest.total - 2 * m.mixed) * (2 * c.xxyy - c.xy * c.xy) / (n2 * (n - 2)) - on * off;

				r.variance = factor * factor * variance_of(variance_on + variance_off, -2 * both, fabs(2 * on * off));
			}
			r.permuted = permuted_statistic(&(PermutedSums) {w, c.x, c.y, true, NULL, NULL}, plan, r.statistic, factor, 0, TIE, host);
		}
	}
	release(&c, host);
	return r;
}
