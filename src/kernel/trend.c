/*
 * trend.c
 *		Trends: see trend.h for formulas and sources.
 */
#include "trend.h"

#include <math.h>

#include "distribution.h"
#include "moments.h"

#define CHECK_EVERY	65536
#define DIGITS		65536		/* values of 16 bits */

/* -------- Theil-Sen -------- */

/* never NaN, as t differs; +0 instead of -0 */
static inline double
slope_of(const Pair *a, const Pair *b)
{
	double		dy = b->y - a->y;
	double		dt = b->x - a->x;

	if (isinf(dy) || isinf(dt))
		return (b->y / 2 - a->y / 2) / (b->x / 2 - a->x / 2) + 0.0;
	return dy / dt + 0.0;
}

/* an unsigned integer with the order of the double, and back */
static inline uint64_t
key_of(double x)
{
	uint64_t	bits;

	memcpy(&bits, &x, sizeof(bits));
	return (bits >> 63) ? ~bits : bits | (UINT64_C(1) << 63);
}

static inline double
number_of(uint64_t key)
{
	uint64_t	bits = (key >> 63) ? key & ~(UINT64_C(1) << 63) : ~key;
	double		x;

	memcpy(&x, &bits, sizeof(x));
	return x;
}

size_t
slopes_scratch(size_t n)
{
	return (n < 512 && n * (n - 1) / 2 < DIGITS ? n * (n - 1) / 2 + 1 : DIGITS) * sizeof(double);
}

void
slopes_prepare(Slopes *s, const Pair *p, size_t n, void *scratch, void (*check) (void))
{
	size_t		end = 0;		/* first pair with a later t */

	s->p = p;
	s->n = n;
	s->slopes = 0;
	for (size_t i = 0; i < n; i++)
	{
		if (end <= i)
		{
			for (end = i + 1; end < n && p[end].x == p[i].x;)
				end++;
		}
		s->slopes += (int64_t) (n - end);
	}
	s->sorted = NULL;
	s->count = NULL;
	if (s->slopes > SLOPES_KEPT || n >= 512)
	{
		s->count = (int64_t *) scratch;
		return;
	}
	s->sorted = (double *) scratch;
	end = 0;
	for (size_t i = 0; i < n; i++)
	{
		for (size_t j = i + 1; j < n; j++)
		{
			if (p[i].x != p[j].x)
				s->sorted[end++] = slope_of(&p[i], &p[j]);
		}
	}
	sort_doubles(s->sorted, end, check);
}

/* The slope of a rank by selection; *more: how many slopes equal to it have a higher rank. */
static double
select_slope(const Slopes *s, int64_t rank, int64_t *more, void (*check) (void))
{
	uint64_t	prefix = 0;

	for (int shift = 48; shift >= 0; shift -= 16)
	{
		size_t		digit = 0;

		memset(s->count, 0, DIGITS * sizeof(int64_t));
		for (size_t i = 0; i < s->n; i++)
		{
			const Pair *a = &s->p[i];

			for (size_t j = i + 1; j < s->n; j++)
			{
				if (s->p[j].x != a->x)
				{
					uint64_t	key = key_of(slope_of(a, &s->p[j]));

					if (shift == 48 || key >> (shift + 16) == prefix)
						s->count[(key >> shift) & 0xffff]++;
				}
			}
			if (check)
				check();
		}
		while (rank > s->count[digit])
			rank -= s->count[digit++];
		prefix = prefix << 16 | digit;
		*more = s->count[digit] - rank;
	}
	return number_of(prefix);
}

double
slopes_rank(const Slopes *s, int64_t rank, void (*check) (void))
{
	int64_t		more;

	return s->sorted ? s->sorted[rank - 1] : select_slope(s, rank, &more, check);
}

double
slopes_median(const Slopes *s, void (*check) (void))
{
	int64_t		rank = (s->slopes + 1) / 2;
	int64_t		more = 0;
	double		low,
				high,
				sum;

	if (s->slopes == 0)
		return NAN;
	if (s->sorted)
	{
		low = s->sorted[rank - 1];
		high = s->sorted[s->slopes / 2];
	}
	else
	{
		low = high = select_slope(s, rank, &more, check);
		if (s->slopes % 2 == 0 && more == 0)
		{
			/* the next larger one */
			high = INFINITY;
			for (size_t i = 0; i < s->n; i++)
			{
				for (size_t j = i + 1; j < s->n; j++)
				{
					if (s->p[j].x != s->p[i].x)
					{
						double		slope = slope_of(&s->p[i], &s->p[j]);

						if (slope > low && slope < high)
							high = slope;
					}
				}
				if (check)
					check();
			}
		}
	}
	if (low == high)
		return low;
	sum = low + high;
	return isinf(sum) ? low / 2 + high / 2 : sum / 2;
}

void
slopes_interval(const Slopes *s, double variance, double z, double *lower, double *upper, void (*check) (void))
{
	double		c = z * sqrt(variance);
	double		below = nearbyint(((double) s->slopes - c) / 2);
	double		above = nearbyint(((double) s->slopes + c) / 2 + 1);

	*lower = *upper = NAN;
	if (s->slopes == 0 || below < 1 || above > (double) s->slopes)
		return;
	*lower = slopes_rank(s, (int64_t) below, check);
	*upper = slopes_rank(s, (int64_t) above, check);
}

/* -------- Mann-Kendall -------- */

/* Sort y in ascending order and count the pairs that stood the other way round. */
static int64_t
sort_and_count(double *y, double *room, size_t n, void (*check) (void))
{
	size_t		half = n / 2;
	size_t		i = 0,
				j = half,
				k = 0;
	int64_t		inversions;

	if (n < 2)
		return 0;
	inversions = sort_and_count(y, room, half, check) + sort_and_count(y + half, room, n - half, check);
	if (n >= CHECK_EVERY && check)
		check();
	while (i < half && j < n)
	{
		if (y[j] < y[i])
		{
			room[k++] = y[j++];
			inversions += (int64_t) (half - i);
		}
		else
			room[k++] = y[i++];
	}
	memcpy(room + k, y + i, (half - i) * sizeof(double));
	memcpy(y, room, (k + half - i) * sizeof(double));
	return inversions;
}

/* sums over groups of u equal values: pairs u (u-1) / 2, and the terms of the variance */
typedef struct Ties
{
	double		pairs;
	double		two;			/* u (u-1) */
	double		three;			/* u (u-1) (u-2) */
	double		five;			/* u (u-1) (2u+5) */
} Ties;

static inline void
add_ties(Ties *ties, double u)
{
	ties->pairs += u * (u - 1) / 2;
	ties->two += u * (u - 1);
	ties->three += u * (u - 1) * (u - 2);
	ties->five += u * (u - 1) * (2 * u + 5);
}

MannKendall
mann_kendall(const Pair *p, size_t rows, double *scratch, void (*check) (void))
{
	MannKendall r = {0, 0, NAN, NAN, NAN};
	Ties		t = {0},
				y = {0},
				both = {0};
	double		n = (double) rows;
	double		pairs = n * (n - 1) / 2;
	double		untied;
	double		run_t = 1,
				run_y = 1,
				run_both = 1;
	int64_t		discordant;

	for (size_t i = 0; i < rows; i++)
	{
		bool		last = i + 1 == rows;
		bool		same_t = !last && p[i + 1].x == p[i].x;

		scratch[i] = p[i].y;
		if (same_t)
			run_t++;
		else
		{
			add_ties(&t, run_t);
			run_t = 1;
		}
		if (same_t && p[i + 1].y == p[i].y)
			run_both++;
		else
		{
			add_ties(&both, run_both);
			run_both = 1;
		}
	}
	discordant = sort_and_count(scratch, scratch + rows, rows, check);
	for (size_t i = 0; i < rows; i++)
	{
		if (i + 1 < rows && scratch[i + 1] == scratch[i])
			run_y++;
		else
		{
			add_ties(&y, run_y);
			run_y = 1;
		}
	}

	/* pairs that are tied in neither, less twice those that fall */
	untied = pairs - t.pairs - y.pairs + both.pairs;
	r.s = untied - 2 * (double) discordant;
	r.variance = (n * (n - 1) * (2 * n + 5) - t.five - y.five) / 18;
	if (rows > 1)
		r.variance += t.two * y.two / (2 * n * (n - 1));
	if (rows > 2)
		r.variance += t.three * y.three / (9 * n * (n - 1) * (n - 2));
	if (pairs - t.pairs <= 0 || pairs - y.pairs <= 0)
	{
		/* all t or all y are equal: there is no trend to test */
		r.s = 0;
		r.variance = 0;
		return r;
	}
	r.tau = r.s / sqrt((pairs - t.pairs) * (pairs - y.pairs));
	r.z = (r.s - (r.s > 0) + (r.s < 0)) / sqrt(r.variance);
	r.p = normal_two_sided(r.z);
	return r;
}

/* -------- Pettitt -------- */

Pettitt
pettitt(const Pair *p, size_t n, Indexed *order, double *rank, void (*check) (void))
{
	Pettitt		r = {NAN, 0, 1};
	double		rows = (double) n;
	double		u = 0;

	for (size_t i = 0; i < n; i++)
	{
		order[i].x = p[i].y;
		order[i].index = (int64_t) i;
	}
	sort_indexed(order, n, check);
	for (size_t from = 0, to; from < n; from = to)
	{
		for (to = from + 1; to < n && order[to].x == order[from].x;)
			to++;
		for (size_t i = from; i < to; i++)
			rank[order[i].index] = (double) (from + 1 + to);	/* twice the mean of from + 1 ... to */
	}
	for (size_t i = 0; i + 1 < n; i++)
	{
		u += rank[i] - (rows + 1);
		/* the change lies between two points in time, never within one */
		if (p[i + 1].x != p[i].x && fabs(u) > r.k)
		{
			r.k = fabs(u);
			r.change_at = p[i].x;
		}
	}
	r.p = fmin(1, 2 * exp(-6 * r.k * r.k / (rows * rows * rows + rows * rows)));
	return r;
}

/* -------- least squares -------- */

/* dst = n xy - x y */
static void
scatter(ExactWide *dst, const ExactSum *n, const ExactSum *xy, const ExactSum *x, const ExactSum *y)
{
	exact_wide_init_range(dst, exact_range_union(exact_range_product_of(n, xy), exact_range_product_of(x, y)));
	exact_sum_add_product_of(&dst->sum, n, xy);
	exact_sum_subtract_product_of(&dst->sum, x, y);
	exact_wide_trim(dst);
}

static void
count_of(ExactWide *dst, int64_t n)
{
	exact_wide_init(dst);
	exact_sum_add(&dst->sum, (double) n);
	exact_wide_trim(dst);
}

double
ols_slope(int64_t n, const ExactSum *t, const ExactSum *y, const ExactSum *tt, const ExactSum *ty)
{
	ExactWide	count,
				stt,
				sty;
	double		rest;

	count_of(&count, n);
	scatter(&stt, &count.sum, tt, t, t);
	scatter(&sty, &count.sum, ty, t, y);
	return exact_sum_sign(&stt.sum) > 0 ? exact_quotient(&sty.sum, &stt.sum, &rest) : NAN;
}

OlsTrend
ols_trend(int64_t n, const ExactSum *t, const ExactSum *y, const ExactSum *tt, const ExactSum *ty, const ExactSum *yy, double level)
{
	OlsTrend	r = {NAN, NAN, NAN, NAN, NAN, NAN, NAN};
	ExactWide	count,
				stt,
				sty,
				syy,
				product,
				squares;
	double		rest,
				m,
				mt,
				mp;
	int			e,
				et,
				ep;

	count_of(&count, n);
	scatter(&stt, &count.sum, tt, t, t);
	scatter(&sty, &count.sum, ty, t, y);
	scatter(&syy, &count.sum, yy, y, y);
	if (exact_sum_sign(&stt.sum) <= 0)
		return r;
	r.slope = exact_quotient(&sty.sum, &stt.sum, &rest);

	/* intercept = (sum y sum t^2 - sum t sum t y) / stt */
	exact_wide_init_range(&product, exact_range_union(exact_range_product_of(y, tt), exact_range_product_of(t, ty)));
	exact_sum_add_product_of(&product.sum, y, tt);
	exact_sum_subtract_product_of(&product.sum, t, ty);
	exact_wide_trim(&product);
	r.intercept = exact_quotient(&product.sum, &stt.sum, &rest);

	/* r^2 = sty^2 / (stt syy) */
	exact_wide_init_range(&squares, exact_range_product_of(&sty.sum, &sty.sum));
	exact_sum_add_product_of(&squares.sum, &sty.sum, &sty.sum);
	exact_wide_init_range(&product, exact_range_union(exact_range_product_of(&stt.sum, &syy.sum), exact_range_of(&squares.sum)));
	exact_sum_add_product_of(&product.sum, &stt.sum, &syy.sum);
	if (exact_sum_sign(&syy.sum) > 0)
	{
		m = exact_sum_frexp(&squares.sum, &e);
		mp = exact_sum_frexp(&product.sum, &ep);
		r.r_squared = fmin(ldexp(m / mp, e - ep), 1);
	}
	if (n < 3)
		return r;

	/* sqrt((stt syy - sty^2) / (n - 2)) / stt, the exponents kept apart */
	exact_sum_subtract(&product.sum, &squares.sum);
	m = fmax(exact_sum_frexp(&product.sum, &e), 0) / (double) (n - 2);
	mt = exact_sum_frexp(&stt.sum, &et);
	if (e % 2 != 0)
	{
		m *= 2;
		e--;
	}
	r.standard_error = ldexp(sqrt(m) / mt, e / 2 - et);
	if (r.standard_error > 0)
	{
		double		width = student_quantile((1 + level) / 2, (double) (n - 2)) * r.standard_error;

		r.lower = r.slope - width;
		r.upper = r.slope + width;
		r.p = student_two_sided(r.slope / r.standard_error, (double) (n - 2));
	}
	else
	{
		/* all points on a line */
		r.lower = r.upper = r.slope;
		if (r.slope != 0)
			r.p = 0;
	}
	return r;
}

/* -------- growth -------- */

double
annual_growth(double first, double last, double years)
{
	double		ratio = last / first;
	double		logarithm;

	if (!(first > 0) || !(last >= 0) || !(years > 0))
		return NAN;
	if (ratio > 0.5 && ratio < 2)
		logarithm = log1p((last - first) / first);
	else if (ratio > 0 && isfinite(ratio))
		logarithm = log(ratio);
	else
		logarithm = log(last) - log(first);	/* beyond double; -infinity for last = 0 */
	return 100 * expm1(logarithm / years);
}
