/*
 * permutation.c
 *		Permutations by counter, and sums over spatial weights under them.  See permutation.h.
 */
#include "permutation.h"

#include <math.h>

#include "exact_sum.h"
#include "random.h"

#define LANES			8
#define CHECK_STEPS		65536	/* steps of a shuffle between two checks */
#define CHECK_LINKS		65536

/* a block of four random words; "again" tells apart the draws that a rejected word asks for */
static inline void
words_at(uint64_t seed, uint64_t k, uint32_t block, uint32_t again, uint32_t word[4])
{
	uint32_t	counter[4] = {block, again, (uint32_t) k, (uint32_t) (k >> 32)};
	uint32_t	key[2] = {(uint32_t) seed, (uint32_t) (seed >> 32)};

	philox4x32(counter, key, word);
}

/* an integer in 0 ... n - 1 from a random word; the few words that would favour some of them are replaced */
static inline uint32_t
below(uint32_t word, uint32_t n, uint64_t seed, uint64_t k, uint32_t step)
{
	uint64_t	product = (uint64_t) word * n;

	if ((uint32_t) product < n)
	{
		uint32_t	threshold = -n % n;

		for (uint32_t again = 1; (uint32_t) product < threshold; again++)
		{
			uint32_t	words[4];

			words_at(seed, k, step, again, words);
			product = (uint64_t) words[0] * n;
		}
	}
	return (uint32_t) (product >> 32);
}

void
permutation_at(uint64_t seed, uint64_t k, int32_t n, int32_t *to, void (*check) (void))
{
	uint32_t	word[4];

	for (int32_t i = 0; i < n; i++)
	{
		uint32_t	step = (uint32_t) i;
		uint32_t	j;

		if (step % 4 == 0)
			words_at(seed, k, step / 4, 0, word);
		j = below(word[step % 4], step + 1, seed, k, step);
		to[i] = to[j];
		to[j] = i;
		if (step % CHECK_STEPS == 0 && check != NULL)
			check();
	}
}

/* -------- sums -------- */

/*
 * at[i * LANES + lane] is the value at place i under the lane's permutation.  The loops over lanes have a fixed length, so that the compiler makes
 * vector instructions of them; no sum crosses lanes.
 */
static void
lanes_product(const Neighbours *w, const double *x, const double *y, double sum[LANES], const Host *host)
{
	int64_t		next_check = CHECK_LINKS;

	for (int k = 0; k < LANES; k++)
		sum[k] = 0;
	for (int32_t i = 0; i < w->n; i++)
	{
		const double *own = x + (size_t) i * LANES;
		double		lag[LANES] = {0};

		for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
		{
			const double *other = y + (size_t) w->neighbour[l] * LANES;
			double		weight = w->weight[l];

			for (int k = 0; k < LANES; k++)
				lag[k] += weight * other[k];
		}
		for (int k = 0; k < LANES; k++)
			sum[k] += own[k] * lag[k];
		if (w->start[i + 1] >= next_check)
		{
			host->check();
			next_check = w->start[i + 1] + CHECK_LINKS;
		}
	}
}

static void
lanes_lags(const Neighbours *w, const double *x, const double *y, double sum[LANES], const Host *host)
{
	int64_t		next_check = CHECK_LINKS;

	for (int k = 0; k < LANES; k++)
		sum[k] = 0;
	for (int32_t i = 0; i < w->n; i++)
	{
		double		lag_x[LANES] = {0};
		double		lag_y[LANES] = {0};

		for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
		{
			size_t		other = (size_t) w->neighbour[l] * LANES;
			double		weight = w->weight[l];

			for (int k = 0; k < LANES; k++)
			{
				lag_x[k] += weight * x[other + k];
				lag_y[k] += weight * y[other + k];
			}
		}
		for (int k = 0; k < LANES; k++)
			sum[k] += lag_x[k] * lag_y[k];
		if (w->start[i + 1] >= next_check)
		{
			host->check();
			next_check = w->start[i + 1] + CHECK_LINKS;
		}
	}
}

static void
scatter(const double *x, const int32_t *to, int32_t n, int lane, double *at)
{
	for (int32_t i = 0; i < n; i++)
		at[(size_t) i * LANES + lane] = x[to[i]];
}

void
permuted_sums(const PermutedSums *s, int32_t permutations, uint64_t seed, double *product, double *linear, const Host *host)
{
	int32_t		n = s->w->n;
	size_t		room = ((size_t) n + 1) * LANES * sizeof(double);
	int32_t    *to = host->alloc(((size_t) n + 1) * sizeof(int32_t));
	double	   *x = host->alloc(room);
	double	   *y = s->y != NULL ? host->alloc(room) : x;

	for (size_t i = 0; i < (size_t) n * LANES; i++)
		x[i] = y[i] = 0;
	for (int64_t first = 0; first <= permutations; first += LANES)
	{
		int			lanes = permutations + 1 - first < LANES ? (int) (permutations + 1 - first) : LANES;
		double		sum[LANES];

		for (int lane = 0; lane < lanes; lane++)
		{
			int64_t		k = first + lane;

			/* number 0 leaves everything where it is */
			if (k == 0)
			{
				for (int32_t i = 0; i < n; i++)
					to[i] = i;
			}
			else
				permutation_at(seed, (uint64_t) k, n, to, host->check);
			host->check();
			scatter(s->x, to, n, lane, x);
			if (s->y != NULL)
				scatter(s->y, to, n, lane, y);
			if (s->g != NULL)
			{
				double		total = 0;

				for (int32_t i = 0; i < n; i++)
					total += s->g[i] * s->q[to[i]];
				linear[k] = total;
			}
		}
		if (s->lags)
			lanes_lags(s->w, x, y, sum, host);
		else
			lanes_product(s->w, x, y, sum, host);
		for (int lane = 0; lane < lanes; lane++)
			product[first + lane] = sum[lane];
	}
	host->release(to);
	host->release(x);
	if (s->y != NULL)
		host->release(y);
}

Permuted
permuted_summary(const double *value, int32_t permutations, double tolerance)
{
	Permuted	r = {permutations, NAN, NAN, NAN, NAN, NAN};
	int64_t		as_large = 0;
	int64_t		as_small = 0;
	double		smaller;
	ExactWide	sum;

	if (permutations < 1)
		return r;
	exact_wide_init(&sum);
	for (int32_t k = 1; k <= permutations; k++)
	{
		(void) exact_sum_add(&sum.sum, value[k]);
		as_large += value[k] >= value[0] - tolerance;
		as_small += value[k] <= value[0] + tolerance;
	}
	r.mean = exact_sum_round(&sum.sum) / permutations;
	r.p_greater = (double) (as_large + 1) / ((double) permutations + 1);
	r.p_less = (double) (as_small + 1) / ((double) permutations + 1);
	smaller = fmin(r.p_greater, r.p_less);
	r.p = fmin(1, 2 * smaller);
	if (permutations > 1)
	{
		exact_wide_init(&sum);
		for (int32_t k = 1; k <= permutations; k++)
			(void) exact_sum_add_product(&sum.sum, value[k] - r.mean, value[k] - r.mean);
		r.sd = sqrt(exact_sum_round(&sum.sum) / ((double) permutations - 1));
	}
	return r;
}
