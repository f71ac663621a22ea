/*
 * join_count.c
 *		Join counts.  See join_count.h.
 */
#include "join_count.h"

#include <math.h>

#define CHECK_UNITS	4096
#define TIE			1e-9	/* of a join: counts nearer than this share of all are equal */

static const Permuted not_permuted = {0, NAN, NAN, NAN, NAN, NAN};

JoinCount
join_moments(double n, const CrossSums *w, double n_c, double n_d, JoinSampling sampling)
{
	JoinCount	r = {NAN, NAN, NAN, not_permuted};
	double		s1 = weights_s1(w);
	double		s2 = weights_s2(w);
	bool		within = n_d < 0;

	if (sampling == JOIN_FREE)
	{
		double		p = n_c / n;
		double		q = within ? 0 : n_d / n;

		if (within)
		{
			r.expectation = w->total * p * p / 2;
			r.variance = variance_of((s1 * p * p + s2 * p * p * p + s1 * p * p * p * p) / 4, (2 * s1 * p * p * p + s2 * p * p * p * p) / 4, 0);
		}
		else
		{
			r.expectation = w->total * p * q;
			r.variance = variance_of((2 * s1 * p * q + s2 * p * q * (p + q) + 4 * s1 * p * p * q * q) / 4,
									 (2 * s1 * p * q * (p + q) + 4 * s2 * p * p * q * q) / 4, 0);
		}
		return r;
	}
	if (n < 2)
		return r;
	if (within)
	{
		double		links = n_c * (n_c - 1);
		CrossSums	q = {links, links, links, links * (n_c - 1), links * (n_c - 1), links * (n_c - 1)};

		r.expectation = cross_product_expectation(n, w, &q) / 2;
		r.variance = cross_product_variance(n, w, &q) / 4;
	}
	else
	{
		/* q_ij = 1 if one is in c and the other in d: rows of c have n_d, rows of d have n_c */
		double		links = 2 * n_c * n_d;
		double		rows = n_c * n_d * (n_c + n_d);
		CrossSums	q = {links, links, links, rows, rows, rows};

		r.expectation = cross_product_expectation(n, w, &q) / 2;
		r.variance = cross_product_variance(n, w, &q) / 4;
	}
	return r;
}

JoinCount
join_total_moments(double n, const CrossSums *w, const double *size, int32_t categories, JoinSampling sampling)
{
	JoinCount	r = {NAN, NAN, NAN, not_permuted};
	CrossSums	q = {0};

	if (n < 2)
		return r;
	for (int32_t c = 0; c < categories; c++)
	{
		q.total += size[c] * (n - size[c]);
		q.rows += size[c] * (n - size[c]) * (n - size[c]);
	}
	if (sampling == JOIN_FREE)
	{
		double		unlike = q.total / (n * n);
		double		shared = q.rows / (n * n * n);
		double		s1 = weights_s1(w);
		double		s2 = weights_s2(w);

		r.expectation = w->total * unlike / 2;
		r.variance = variance_of((s1 * unlike + s2 * shared + s1 * unlike * unlike) / 4, (2 * s1 * shared + s2 * unlike * unlike) / 4, 0);
		return r;
	}
	q.square = q.reverse = q.total;
	q.columns = q.rows_columns = q.rows;
	r.expectation = cross_product_expectation(n, w, &q) / 2;
	r.variance = cross_product_variance(n, w, &q) / 4;
	return r;
}

void
join_counts(const Neighbours *w, const double *black, JoinSampling sampling, PermutationPlan plan, JoinCount result[3], const Host *host)
{
	double	   *both = host->alloc(((size_t) w->n + 1) * sizeof(double));
	CrossSums	s = weights_sums(w, both, host);
	double		n = w->n;
	double		n_black = 0;
	double		count[3] = {0, 0, 0};
	size_t		room = ((size_t) plan.permutations + 1) * sizeof(double);
	double	   *value;
	double	   *linear;

	for (int32_t i = 0; i < w->n; i++)
	{
		n_black += black[i];
		for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
			count[black[i] + black[w->neighbour[l]] == 2 ? 0 : black[i] != black[w->neighbour[l]] ? 1 : 2] += w->weight[l] / 2;
		if (i % CHECK_UNITS == 0)
			host->check();
	}
	result[0] = join_moments(n, &s, n_black, -1, sampling);
	result[1] = join_moments(n, &s, n_black, n - n_black, sampling);
	result[2] = join_moments(n, &s, n - n_black, -1, sampling);
	for (int i = 0; i < 3; i++)
		result[i].count = count[i];

	if (plan.permutations > 0)
	{
		value = host->alloc(room);
		linear = host->alloc(room);
		permuted_sums(&(PermutedSums) {w, black, NULL, false, both, black}, plan.permutations, plan.seed, value, linear, host);

		/* BB = product / 2; BW = (sum g b - 2 product) / 2; the rest of S0 / 2 is WW */
		for (int32_t k = 0; k <= plan.permutations; k++)
			value[k] /= 2;
		result[0].permuted = permuted_summary(value, plan.permutations, TIE * s.total);
		for (int32_t k = 0; k <= plan.permutations; k++)
		{
			double		within = value[k];

			value[k] = linear[k] / 2 - 2 * within;
			linear[k] = s.total / 2 - within - value[k];
		}
		result[1].permuted = permuted_summary(value, plan.permutations, TIE * s.total);
		result[2].permuted = permuted_summary(linear, plan.permutations, TIE * s.total);
		host->release(value);
		host->release(linear);
	}
	host->release(both);
}

void
join_table(const Neighbours *w, const int32_t *category, int32_t categories, JoinSampling sampling, JoinCount *table, JoinCount *total,
		   double *size, const Host *host)
{
	CrossSums	s = weights_sums(w, NULL, host);
	double		n = w->n;
	double		unlike = 0;

	for (int32_t c = 0; c < categories; c++)
		size[c] = 0;
	for (int32_t i = 0; i < w->n; i++)
		size[category[i]]++;
	for (int32_t c = 0; c < categories; c++)
	{
		for (int32_t d = c; d < categories; d++)
		{
			table[(size_t) c * categories + d] = join_moments(n, &s, size[c], c == d ? -1 : size[d], sampling);
			table[(size_t) c * categories + d].count = 0;
		}
		host->check();
	}
	for (int32_t i = 0; i < w->n; i++)
	{
		for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
		{
			int32_t		c = category[i];
			int32_t		d = category[w->neighbour[l]];

			table[(size_t) (c < d ? c : d) * categories + (c < d ? d : c)].count += w->weight[l] / 2;
			if (c != d)
				unlike += w->weight[l] / 2;
		}
		if (i % CHECK_UNITS == 0)
			host->check();
	}
	if (total != NULL)
	{
		*total = join_total_moments(n, &s, size, categories, sampling);
		total->count = unlike;
	}
}
