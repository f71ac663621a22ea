/*
 * score_error.c
 *		The standard error of a score.  See score_error.h.
 */
#include "score_error.h"

#include <math.h>

#define SAME			1e-9
#define SHARE_MARGIN	1e-12	/* two of ten weights of 0.7 are a fifth */

bool
score_error_same(double a, double b)
{
	return fabs(a - b) <= SAME * (1 + fmax(fabs(a), fabs(b)));
}

double
share_error(double x, double n)
{
	double		p = (x + 1) / (n + 2);

	return sqrt(p * (1 - p) / n);
}

double
rate_error(double x, double n)
{
	return sqrt(x + 1) / n;
}

static double
normalise(const ErrorItem *item, double x)
{
	return item->direction * (x - item->zero) / item->one + item->shift;
}

/* a node's value, before it is normalised, and its derivatives by the normalised values v of its members */
static double
combine(const ErrorItem *item, int items, int node, const ErrorItem *itself, const double *v, double *derivative)
{
	double		all = 0,
				there = 0,
				sum = 0,
				mean,
				squares = 0,
				result;
	ErrorCombination combination = (ErrorCombination) itself->combination;

	for (int i = 0; i < items; i++)
	{
		if (item[i].parent != node)
			continue;
		all += fabs(item[i].weight);
		if (isnan(v[i]))
			continue;
		there += fabs(item[i].weight);
		switch (combination)
		{
			case ERROR_GEOMETRIC:
				sum += v[i] > 0 ? item[i].weight * log(v[i]) : NAN;
				break;
			case ERROR_HARMONIC:
				sum += v[i] > 0 ? item[i].weight / v[i] : NAN;
				break;
			default:
				sum += item[i].weight * v[i];
		}
	}
	if (!(there > 0) || !(there >= itself->share * all * (1 - SHARE_MARGIN)))
		return NAN;

	mean = sum / there;
	switch (combination)
	{
		case ERROR_SUM:
			result = there == all ? sum : sum / there * all;
			break;
		case ERROR_MEAN:
			result = mean;
			break;
		case ERROR_GEOMETRIC:
			result = exp(mean);
			break;
		case ERROR_HARMONIC:
			result = 1 / mean;
			break;
		case ERROR_MAZZIOTTA_PARETO:
			for (int i = 0; i < items; i++)
			{
				if (item[i].parent == node && !isnan(v[i]))
					squares += item[i].weight * (v[i] - mean) * (v[i] - mean);
			}
			squares /= there;
			result = mean > 0 ? mean + squares / mean : NAN;
			break;
		default:
			result = NAN;
	}

	for (int i = 0; i < items; i++)
	{
		double		share = item[i].weight / there;

		if (item[i].parent != node || isnan(v[i]))
			continue;
		switch (combination)
		{
			case ERROR_SUM:
				derivative[i] = share * all;
				break;
			case ERROR_MEAN:
				derivative[i] = share;
				break;
			case ERROR_GEOMETRIC:
				derivative[i] = share * result / v[i];
				break;
			case ERROR_HARMONIC:
				derivative[i] = share * result * result / (v[i] * v[i]);
				break;
			default:
				derivative[i] = share * (1 + 2 * (v[i] - mean) / mean - squares / (mean * mean));
		}
	}
	return result;
}

ScoreError
score_error(const ErrorItem *item, int k, int m, const double *value, const double *normalised, const double *error, double *scratch)
{
	int			items = k + m;
	double	   *v = scratch;	/* normalised values */
	double	   *derivative = scratch + items;	/* by v, of the node in which the item hangs */
	double	   *gain = scratch + 2 * items; /* of nodes, by their value before it is normalised */
	ScoreError	r = {.follows = true};
	double		all = 0,
				known = 0;

	for (int i = 0; i < items; i++)
		v[i] = i < k ? normalised[i] : NAN;
	for (int i = 0; i < k; i++)
	{
		if (item[i].parent >= 0 && !isnan(v[i]) && !score_error_same(normalise(&item[i], value[i]), v[i]))
			r.follows = false;
	}

	for (int node = m - 1; node >= 0; node--)
		v[k + node] = normalise(&item[k + node], combine(item, items, node, &item[k + node], v, derivative));
	r.score = v[k];
	if (isnan(r.score))
		return r;

	for (int node = 0; node < m; node++)
	{
		const ErrorItem *n = &item[k + node];

		if (isnan(v[k + node]))
			gain[k + node] = 0; /* a node without a value gives nothing on */
		else if (node == 0)
			gain[k] = 1 / n->one;
		else
			gain[k + node] = n->parent >= 0 ? gain[k + (int) n->parent] * derivative[k + node] / n->one : 0;
	}
	for (int i = 0; i < k; i++)
	{
		double		g;

		if (item[i].parent < 0 || isnan(v[i]) || gain[k + (int) item[i].parent] == 0)
			continue;
		g = gain[k + (int) item[i].parent] * derivative[i];
		all += fabs(g);
		if (isnan(error[i]))
			continue;
		known += fabs(g);
		g *= error[i] / item[i].one;
		r.squares += g * g;
		r.together += g;
	}
	r.known = all > 0 ? known / all : 0;
	return r;
}
