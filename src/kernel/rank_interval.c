/*
 * rank_interval.c
 *		Confidence sets for ranks.  See rank_interval.h for formulas and sources.
 */
#include "rank_interval.h"

#include <math.h>
#include <string.h>

#include "distribution.h"
#include "exact_sum.h"
#include "random.h"
#include "sort.h"

#define CHECK_EVERY		(1 << 20)	/* comparisons between two moments for interrupts */
#define TWO_PI			6.283185307179586

/* the areas in descending order, in units in which neither differences nor squares leave the range of a double */
typedef struct Ranked
{
	size_t		n;
	Indexed    *order;			/* n: ascending by x, from sort_indexed() */
	int			exponent;		/* figures are divided by 2^exponent */

	/* those whose error is known, in descending order */
	size_t		m;
	double	   *x;
	double	   *v;				/* squared standard errors */
	int64_t    *from;			/* which area it is */
	double		least;			/* of v */
	double		most;

	size_t		work;			/* comparisons since the last moment for interrupts */
	const Host *host;
} Ranked;

static inline void
worked(Ranked *r, size_t comparisons)
{
	r->work += comparisons;
	if (r->work >= CHECK_EVERY)
	{
		r->work = 0;
		r->host->check();
	}
}

/* the exponent of the largest figure: below 2^exponent they all are */
static int
common_exponent(const double *x, const double *se, size_t n)
{
	double		largest = 0;
	int			exponent;

	for (size_t i = 0; i < n; i++)
	{
		largest = fmax(largest, fabs(x[i]));
		largest = fmax(largest, se[i]); /* NaN is passed over */
	}
	(void) frexp(largest, &exponent);
	return exponent;
}

static void
put_in_order(Ranked *r, const double *x, const double *se, size_t n, const Host *host)
{
	r->n = n;
	r->host = host;
	r->work = 0;
	r->exponent = common_exponent(x, se, n);
	r->order = host->alloc(n * sizeof(Indexed));
	r->x = host->alloc(n * sizeof(double));
	r->v = host->alloc(n * sizeof(double));
	r->from = host->alloc(n * sizeof(int64_t));
	for (size_t i = 0; i < n; i++)
		r->order[i] = (Indexed) {x[i] + 0.0, (int64_t) i};	/* -0 is 0 */
	sort_indexed(r->order, n, host->check);

	r->m = 0;
	r->least = INFINITY;
	r->most = 0;
	for (size_t k = n; k-- > 0;)
	{
		int64_t		i = r->order[k].index;
		double		s = ldexp(se[i], -r->exponent);

		if (isnan(s))
			continue;
		r->x[r->m] = ldexp(x[i] + 0.0, -r->exponent);
		r->v[r->m] = s * s;
		r->from[r->m] = i;
		r->least = fmin(r->least, r->v[r->m]);
		r->most = fmax(r->most, r->v[r->m]);
		r->m++;
	}
}

static void
release(Ranked *r)
{
	r->host->release(r->order);
	r->host->release(r->x);
	r->host->release(r->v);
	r->host->release(r->from);
}

/* is a difference larger than chance? */
static inline bool
differs(double difference, double variance, double c2)
{
	return difference * difference > c2 * variance;
}

/*
 * Against area i, the areas after it in descending order: from the first that can differ to the first that differs whatever its error.
 * Only between the two must each be looked at.  Rounding is monotone, so that the limits decide as each comparison would.
 */
static inline size_t
first_that_differs(const Ranked *r, size_t i, double variance, double c2)
{
	size_t		low = i + 1,
				high = r->m;

	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;

		if (differs(r->x[i] - r->x[middle], variance, c2))
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

/* the same for the areas before i: how many, from the front, differ */
static inline size_t
differ_before(const Ranked *r, size_t i, double variance, double c2)
{
	size_t		low = 0,
				high = i;

	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;

		if (differs(r->x[middle] - r->x[i], variance, c2))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static size_t
count_differing(const Ranked *r, size_t i, size_t from, size_t to, double c2)
{
	const double *x = r->x;
	const double *v = r->v;
	double		xi = x[i],
				vi = v[i];
	size_t		count = 0;

	for (size_t j = from; j < to; j++)
		count += differs(xi - x[j], vi + v[j], c2);
	return count;
}

/* c^2 for a one-sided p; one of two opposite hypotheses at most is rejected, so that c is not negative */
static double
critical_square(double p)
{
	double		c = p < 0.5 ? -normal_quantile(p) : 0;

	return c * c;
}

/* -------- all pairs together -------- */

static size_t
count_all(Ranked *r, double c2)
{
	size_t		count = 0;

	for (size_t i = 0; i < r->m; i++)
	{
		size_t		from = first_that_differs(r, i, r->v[i] + r->least, c2);
		size_t		certain = first_that_differs(r, i, r->v[i] + r->most, c2);

		count += r->m - certain + count_differing(r, i, from, certain, c2);
		worked(r, certain - from + 64);
	}
	return count;
}

static double
joint_critical_square(Ranked *r, double level)
{
	double		hypotheses = (double) r->m * (double) (r->m - 1);
	size_t		rejected = 0;

	for (;;)
	{
		double		c2 = critical_square((1 - level) / (hypotheses - (double) rejected));
		size_t		again = count_all(r, c2);

		if (again <= rejected)
			return c2;
		rejected = again;
	}
}

/* above[i] and below[i]: by how many areas i is outranked, and how many it outranks */
static void
joint_counts(Ranked *r, double c2, int64_t *above, int64_t *below)
{
	int64_t    *certain_above = r->host->alloc((r->m + 1) * sizeof(int64_t));	/* differences */
	int64_t		sum = 0;

	memset(above, 0, r->m * sizeof(int64_t));
	memset(certain_above, 0, (r->m + 1) * sizeof(int64_t));
	for (size_t i = 0; i < r->m; i++)
	{
		size_t		from = first_that_differs(r, i, r->v[i] + r->least, c2);
		size_t		certain = first_that_differs(r, i, r->v[i] + r->most, c2);

		below[i] = (int64_t) (r->m - certain);
		certain_above[certain]++;
		for (size_t j = from; j < certain; j++)
		{
			bool		d = differs(r->x[i] - r->x[j], r->v[i] + r->v[j], c2);

			below[i] += d;
			above[j] += d;
		}
		worked(r, certain - from + 64);
	}
	for (size_t j = 0; j < r->m; j++)
	{
		sum += certain_above[j];
		above[j] += sum;
	}
	r->host->release(certain_above);
}

/* -------- the pairs of one area -------- */

static void
own_counts(Ranked *r, double level, int64_t *above, int64_t *below)
{
	for (size_t i = 0; i < r->m; i++)
	{
		double		hypotheses = 2 * (double) (r->m - 1);
		size_t		rejected = 0;

		above[i] = below[i] = 0;
		while (r->m > 1)
		{
			double		c2 = critical_square((1 - level) / (hypotheses - (double) rejected));
			size_t		from = first_that_differs(r, i, r->v[i] + r->least, c2);
			size_t		certain = first_that_differs(r, i, r->v[i] + r->most, c2);
			size_t		before = differ_before(r, i, r->v[i] + r->most, c2);
			size_t		until = differ_before(r, i, r->v[i] + r->least, c2);

			below[i] = (int64_t) (r->m - certain + count_differing(r, i, from, certain, c2));
			above[i] = (int64_t) (before + count_differing(r, i, before, until, c2));
			worked(r, certain - from + until - before + 64);
			if ((size_t) (above[i] + below[i]) <= rejected)
				break;
			rejected = (size_t) (above[i] + below[i]);
		}
	}
}

/* -------- neighbours in the ranking -------- */

/* is the area at place own of the order distinguishable from all of those, of one estimate, from first to end? */
static Told
from_neighbours(const double *se, const Ranked *r, size_t own, size_t first, size_t end, double c2)
{
	double		s = ldexp(se[r->order[own].index], -r->exponent);

	for (size_t k = first; k < end; k++)
	{
		double		t = ldexp(se[r->order[k].index], -r->exponent);
		double		d = ldexp(r->order[k].x, -r->exponent) - ldexp(r->order[own].x, -r->exponent);

		if (isnan(s) || isnan(t) || !differs(d, s * s + t * t, c2))
			return TOLD_NO;
	}
	return TOLD_YES;
}

static size_t
end_of_equals(const Indexed *order, size_t first, size_t n)
{
	size_t		end = first;

	while (end < n && order[end].x == order[first].x)
		end++;
	return end;
}

/* ranks, and comparisons with the next lower and the next higher estimate; order is ascending */
static void
rank_and_compare(Ranked *r, const double *se, double c2, RankSet *set)
{
	size_t		n = r->n;
	size_t		below = 0,		/* the equals before these: [below, first) */
				next;

	for (size_t first = 0; first < n; first = next)
	{
		size_t		above;

		next = end_of_equals(r->order, first, n);
		above = end_of_equals(r->order, next, n);
		for (size_t k = first; k < next; k++)
		{
			RankSet    *s = &set[r->order[k].index];
			bool		equal = next - first > 1;

			s->rank = (int64_t) (n - next) + 1;
			s->from_next = equal ? TOLD_NO : first == 0 ? TOLD_NOT : from_neighbours(se, r, k, below, first, c2);
			s->from_previous = equal ? TOLD_NO : next == n ? TOLD_NOT : from_neighbours(se, r, k, next, above, c2);
			worked(r, 1);
		}
		worked(r, first - below + above - next);
		below = first;
	}
}

/* -------- the mean -------- */

static void
compare_with_mean(Ranked *r, double level, bool joint, RankSet *set)
{
	ExactWide	sum,
				variance;
	double		n = (double) r->n;
	double		mean,
				of_mean;
	size_t		tests = r->m;
	size_t		rejected = 0;
	double		c2;

	for (size_t i = 0; i < r->n; i++)
		set[i].from_mean = r->n < 2 ? TOLD_NOT : TOLD_NO;
	if (r->n < 2 || tests == 0)
		return;
	exact_wide_init(&sum);
	exact_wide_init(&variance);
	for (size_t i = 0; i < r->n; i++)
		exact_sum_add(&sum.sum, ldexp(r->order[i].x, -r->exponent));
	for (size_t i = 0; i < r->m; i++)
		exact_sum_add(&variance.sum, r->v[i]);
	mean = exact_sum_round(&sum.sum) / n;
	of_mean = exact_sum_round(&variance.sum) / n / n;

	for (;;)
	{
		size_t		again = 0;

		c2 = critical_square((1 - level) / 2 / (joint ? (double) (tests - rejected) : 1));
		for (size_t i = 0; i < r->m; i++)
			again += differs(r->x[i] - mean, r->v[i] * (1 - 2 / n) + of_mean, c2);
		worked(r, r->m);
		if (!joint || again <= rejected || again == tests)
			break;
		rejected = again;
	}
	for (size_t i = 0; i < r->m; i++)
		set[r->from[i]].from_mean = differs(r->x[i] - mean, r->v[i] * (1 - 2 / n) + of_mean, c2) ? TOLD_YES : TOLD_NO;
}

void
rank_sets(const double *x, const double *se, size_t n, double level, bool joint, RankSet *set, const Host *host)
{
	Ranked		r;
	int64_t    *above,
			   *below;
	double		c2 = critical_square((1 - level) / 2);	/* of one comparison */

	if (n == 0)
		return;
	put_in_order(&r, x, se, n, host);
	above = host->alloc((r.m + 1) * sizeof(int64_t));
	below = host->alloc((r.m + 1) * sizeof(int64_t));
	if (!joint)
		own_counts(&r, level, above, below);
	else if (r.m > 1)
	{
		c2 = joint_critical_square(&r, level);
		joint_counts(&r, c2, above, below);
	}
	else
		above[0] = below[0] = 0;	/* with nobody to compare with */

	for (size_t i = 0; i < n; i++)
	{
		set[i].lower = 1;
		set[i].upper = (int64_t) n;
	}
	for (size_t k = 0; k < r.m; k++)
	{
		set[r.from[k]].lower = 1 + above[k];
		set[r.from[k]].upper = (int64_t) n - below[k];
	}
	rank_and_compare(&r, se, c2, set);
	compare_with_mean(&r, level, joint, set);
	host->release(above);
	host->release(below);
	release(&r);
}

/* -------- ranks in repeated draws -------- */

/* Box and Muller 1958: of two uniform numbers, each its own function of seed, place and draw */
static double
normal_at(uint64_t seed, uint64_t place, uint64_t draw)
{
	double		u = 1 - random_unit_at(seed, place, 2 * draw);	/* above 0 */
	double		angle = TWO_PI * random_unit_at(seed, place, 2 * draw + 1);

	return sqrt(-2 * log(u)) * cos(angle);
}

/* quantile of sorted numbers, interpolated (type 7) */
static double
quantile_of(const double *sorted, size_t n, double q)
{
	double		at = q * (double) (n - 1);
	size_t		i = (size_t) at;

	return i + 1 < n ? sorted[i] + (at - (double) i) * (sorted[i + 1] - sorted[i]) : sorted[n - 1];
}

/* what the ranks of one place, or of several equal ones, say; sorts them */
static RankDraws
summary(double *rank, size_t n, double level, int64_t highest, void (*check) (void))
{
	RankDraws	s;
	double		sum = 0;		/* whole numbers: exact */
	size_t		count = 0;

	sort_doubles(rank, n, check);
	for (size_t i = 0; i < n; i++)
		sum += rank[i];
	while (count < n && rank[count] <= (double) highest)
		count++;
	s.mean = sum / (double) n;
	s.median = quantile_of(rank, n, 0.5);
	s.lower = quantile_of(rank, n, (1 - level) / 2);
	s.upper = quantile_of(rank, n, 1 - (1 - level) / 2);
	s.highest = (double) count / (double) n;
	return s;
}

void
rank_draws(const double *x, const double *se, size_t n, int draws, uint64_t seed, double level, int64_t highest,
		   RankDraws *result, const Host *host)
{
	Triple	   *area = host->alloc(n * sizeof(Triple));	/* z: which area it is */
	Indexed    *drawn = host->alloc(n * sizeof(Indexed));
	int32_t    *history = host->alloc(n * (size_t) draws * sizeof(int32_t));
	double	   *rank;
	size_t		most = 1,		/* equal areas */
				end;
	int			exponent = common_exponent(x, se, n) + 5;	/* draws go as far as 9 standard errors */

	for (size_t i = 0; i < n; i++)
		area[i] = (Triple) {ldexp(x[i] + 0.0, -exponent), ldexp(se[i], -exponent), (double) i};
	sort_triples(area, n, host->check);
	for (size_t first = 0; first < n; first = end)
	{
		for (end = first + 1; end < n && area[end].x == area[first].x && area[end].y == area[first].y; end++)
			;
		if (end - first > most)
			most = end - first;
	}

	for (int d = 0; d < draws; d++)
	{
		for (size_t i = 0; i < n; i++)
		{
			drawn[i].x = area[i].x + area[i].y * normal_at(seed, i, (uint64_t) d) + 0.0;
			drawn[i].index = (int64_t) i;
			if (i % 65536 == 65535)
				host->check();
		}
		sort_indexed(drawn, n, host->check);
		for (size_t k = n; k-- > 0;)
		{
			bool		equal = k + 1 < n && drawn[k].x == drawn[k + 1].x;
			size_t		at = (size_t) drawn[k].index * (size_t) draws + (size_t) d;

			history[at] = equal ? history[(size_t) drawn[k + 1].index * (size_t) draws + (size_t) d] : (int32_t) (n - k);
			if (k % 65536 == 0)
				host->check();
		}
		host->check();
	}

	rank = host->alloc(most * (size_t) draws * sizeof(double));
	for (size_t first = 0; first < n; first = end)
	{
		RankDraws	s;
		size_t		ranks = 0;

		for (end = first; end < n && area[end].x == area[first].x && area[end].y == area[first].y; end++)
		{
			for (int d = 0; d < draws; d++)
				rank[ranks++] = history[end * (size_t) draws + (size_t) d];
		}
		s = summary(rank, ranks, level, highest, host->check);
		for (size_t i = first; i < end; i++)
			result[(size_t) area[i].z] = s;
		host->check();
	}
	host->release(area);
	host->release(drawn);
	host->release(history);
	host->release(rank);
}
