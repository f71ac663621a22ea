/*
 * spatial_smoothing.c
 *		Lags, spatial rates, local empirical Bayes.  See spatial_smoothing.h.
 */
#include "spatial_smoothing.h"

#include <math.h>

#define CHECK_LINKS	65536

/* the loops below check for interrupts after so many links */
static inline void
check_links(const Neighbours *w, int32_t i, int64_t *next, const Host *host)
{
	if (w->start[i + 1] >= *next)
	{
		host->check();
		*next = w->start[i + 1] + CHECK_LINKS;
	}
}

void
smoothing_lag(const Neighbours *w, const double *x, bool mean, double *lag, const Host *host)
{
	int64_t		next = CHECK_LINKS;

	for (int32_t i = 0; i < w->n; i++)
	{
		double		weights = 0;
		double		sum = 0;

		for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
		{
			weights += w->weight[l];
			sum += w->weight[l] * x[w->neighbour[l]];
		}
		if (!isfinite(sum))
		{
			/* a mean is within range even if the sum is not; anything else is out of range, and not undefined */
			sum = 0;
			for (int64_t l = w->start[i]; l < w->start[i + 1] && mean; l++)
				sum += w->weight[l] / weights * x[w->neighbour[l]];
			lag[i] = mean ? sum : INFINITY;
			continue;
		}
		lag[i] = weights > 0 ? (mean ? sum / weights : sum) : NAN;
		check_links(w, i, &next, host);
	}
}

void
neighbourhood_sums(const Neighbours *w, const double *events, const double *population, double *sum_events, double *sum_population,
				   int32_t *units, const Host *host)
{
	int64_t		next = CHECK_LINKS;

	for (int32_t i = 0; i < w->n; i++)
	{
		double		e = events[i];
		double		p = population[i];
		int32_t		k = 1;

		for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
		{
			int32_t		j = w->neighbour[l];

			if (j == i || w->weight[l] <= 0)
				continue;
			e += events[j];
			p += population[j];
			k++;
		}
		sum_events[i] = e;
		sum_population[i] = p;
		if (units != NULL)
			units[i] = k;
		check_links(w, i, &next, host);
	}
}

static inline double
scatter(double events, double population, double mean)
{
	double		difference = events / population - mean;

	return population * difference * difference;
}

void
local_empirical_bayes(const Neighbours *w, const double *events, const double *population, LocalVariance variance, double *estimate,
					  const Host *host)
{
	size_t		n = (size_t) w->n;
	double	   *mean = host->alloc((n + 1) * sizeof(double));
	double	   *people = host->alloc((n + 1) * sizeof(double));
	int32_t    *units = host->alloc((n + 1) * sizeof(int32_t));
	int64_t		next = CHECK_LINKS;

	neighbourhood_sums(w, events, population, mean, people, units, host);
	for (size_t i = 0; i < n; i++)
		mean[i] /= people[i];
	for (int32_t i = 0; i < w->n; i++)
	{
		double		m = mean[i];
		double		c = scatter(events[i], population[i], m);
		double		a;

		for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
		{
			int32_t		j = w->neighbour[l];

			if (j != i && w->weight[l] > 0)
				c += scatter(events[j], population[j], variance == VARIANCE_GEODA ? m : mean[j]);
		}
		a = c / people[i] - m * units[i] / people[i];
		estimate[i] = isnan(a) ? NAN : a > 0 ? m + a * (events[i] / population[i] - m) / (a + m / population[i]) : m;
		check_links(w, i, &next, host);
	}
	host->release(mean);
	host->release(people);
	host->release(units);
}
