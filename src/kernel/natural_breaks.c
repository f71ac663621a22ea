/*
 * natural_breaks.c
 *		Exact natural breaks by divide and conquer: see natural_breaks.h for formula and sources.
 */
#include "natural_breaks.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#define BLOCK			65536	/* candidates between two looks for interrupts */

#define CLOSE			0x1p-49 /* relative error that a comparison in doubles can have, generously */
#define TIE				0x1p-100	/* and one at twice the precision */

/* -------- numbers with a rest: hi + lo, lo at most half a unit in the last place of hi -------- */

typedef struct Double2
{
	double		hi;
	double		lo;
} Double2;

static inline Double2
exact_add(double a, double b)
{
	Double2		r;
	double		t;

	r.hi = a + b;
	t = r.hi - a;
	r.lo = (a - (r.hi - t)) + (b - t);
	return r;
}

/* the same where |a| >= |b| or a = 0 */
static inline Double2
exact_add_smaller(double a, double b)
{
	Double2		r;

	r.hi = a + b;
	r.lo = b - (r.hi - a);
	return r;
}

static inline Double2
exact_multiply(double a, double b)
{
	Double2		r;

	r.hi = a * b;
	r.lo = fma(a, b, -r.hi);
	return r;
}

static inline Double2
add2(Double2 a, Double2 b)
{
	Double2		s = exact_add(a.hi, b.hi);
	Double2		t = exact_add(a.lo, b.lo);

	s = exact_add_smaller(s.hi, s.lo + t.hi);
	return exact_add_smaller(s.hi, s.lo + t.lo);
}

static inline Double2
subtract2(Double2 a, Double2 b)
{
	Double2		minus = {-b.hi, -b.lo};

	return add2(a, minus);
}

static inline Double2
multiply_by_double(Double2 a, double b)
{
	Double2		p = exact_multiply(a.hi, b);

	return exact_add_smaller(p.hi, p.lo + a.lo * b);
}

static inline Double2
square2(Double2 a)
{
	Double2		p = exact_multiply(a.hi, a.hi);

	return exact_add_smaller(p.hi, p.lo + (2 * a.hi) * a.lo);
}

/* a / b, b not 0: two digits of a long division */
static inline Double2
divide2(Double2 a, Double2 b)
{
	double		first = a.hi / b.hi;
	Double2		rest = subtract2(a, multiply_by_double(b, first));

	return exact_add_smaller(first, rest.hi / b.hi);
}

static inline Double2
divide_by_double(Double2 a, double b)
{
	double		first = a.hi / b;
	Double2		product = exact_multiply(first, b);

	return exact_add_smaller(first, (((a.hi - product.hi) - product.lo) + a.lo) / b);
}

/* -------- the problem -------- */

/* index j: over the first j distinct values */
typedef struct Problem
{
	size_t		m;
	bool		weighted;
	double	   *s_hi;			/* sum of w (x - median) */
	double	   *s_lo;
	double	   *w_hi;			/* sum of w */
	double	   *w_lo;			/* weighted only: numbers of rows are exact */
	double	   *f_hi;			/* the layer before */
	double	   *f_lo;
	double	   *g_hi;			/* the layer that is being found */
	double	   *g_lo;
	uint32_t   *limit;			/* of the layer that is being found: the best i for each j */
	size_t		work;			/* candidates since the last look for interrupts */
	void		(*check) (void);
} Problem;

size_t
count_distinct(const double *x, size_t n)
{
	size_t		m = n > 0;

	for (size_t i = 1; i < n; i++)
		m += x[i] != x[i - 1];
	return m;
}

size_t
count_distinct_pairs(const Pair *p, size_t n)
{
	size_t		m = 0;
	double		last = 0;

	for (size_t i = 0; i < n; i++)
	{
		if (p[i].y > 0 && (m == 0 || p[i].x != last))
		{
			last = p[i].x;
			m++;
		}
	}
	return m;
}

#define LAYERS_KEPT(k)	((k) > 2 ? (size_t) (k) - 2 : 0)	/* all but the first, which needs none, and the last, which is a single j */

size_t
natural_breaks_room(size_t m, int k, bool weighted)
{
	return (m + 1) * ((weighted ? 8 : 7) * sizeof(double) + LAYERS_KEPT(k) * sizeof(uint32_t)) + (size_t) k * sizeof(uint32_t);
}

/* the share of a class, the values after i up to j, in the sum */
static Double2
class_term(const Problem *p, size_t i, size_t j)
{
	Double2		s = subtract2((Double2) {p->s_hi[j], p->s_lo[j]}, (Double2) {p->s_hi[i], p->s_lo[i]});
	Double2		w;

	if (!p->weighted)
		return divide_by_double(square2(s), p->w_hi[j] - p->w_hi[i]);
	w = subtract2((Double2) {p->w_hi[j], p->w_lo[j]}, (Double2) {p->w_hi[i], p->w_lo[i]});
	if (w.hi <= 0)
		return (Double2) {0, 0};	/* weights beyond all precision beside the others */
	return divide2(square2(s), w);
}

static inline Double2
exact_value(const Problem *p, size_t i, size_t j)
{
	return add2((Double2) {p->f_hi[i], p->f_lo[i]}, class_term(p, i, j));
}

typedef struct Best
{
	size_t		i;
	double		surely_more;	/* what is above is better without doubt */
	double		surely_less;	/* what is below is worse without doubt */
	bool		known;			/* the exact value is there */
	Double2		exact;
} Best;

static inline void
take(Best *best, size_t i, double value)
{
	best->i = i;
	best->surely_more = value + CLOSE * value;
	best->surely_less = value - CLOSE * value;
	best->known = false;
}

static void
compare_closely(const Problem *p, Best *best, size_t i, size_t j, double value)
{
	Double2		other = exact_value(p, i, j);

	if (!best->known)
		best->exact = exact_value(p, best->i, j);
	if (subtract2(other, best->exact).hi > TIE * best->exact.hi)
	{
		take(best, i, value);
		best->exact = other;
	}
	best->known = true;
}

/* the best last limit i of from ... to for the first j values; written twice, so that the usual case has no test inside */
static inline void
scan(const Problem *p, size_t j, size_t from, size_t to, Best *best, bool weighted)
{
	const double *s_hi = p->s_hi,
			   *s_lo = p->s_lo,
			   *w_hi = p->w_hi,
			   *f_hi = p->f_hi;
	double		sj_hi = s_hi[j],
				sj_lo = s_lo[j],
				wj = w_hi[j];

	for (size_t i = from; i <= to; i++)
	{
		double		s = (sj_hi - s_hi[i]) + (sj_lo - s_lo[i]);
		double		w = wj - w_hi[i];
		double		value;

		if (weighted)
		{
			w += p->w_lo[j] - p->w_lo[i];
			value = f_hi[i] + (w > 0 ? s * s / w : 0);
		}
		else
			value = f_hi[i] + s * s / w;
		if (value > best->surely_more)
			take(best, i, value);
		else if (value >= best->surely_less)
			compare_closely(p, best, i, j, value);
	}
}

static Double2
find_best(Problem *p, size_t j, size_t from, size_t to, uint32_t *limit)
{
	Best		best = {.i = from, .surely_more = -1, .surely_less = -1};

	while (from <= to)
	{
		size_t		end = to - from >= BLOCK ? from + BLOCK - 1 : to;

		if (p->weighted)
			scan(p, j, from, end, &best, true);
		else
			scan(p, j, from, end, &best, false);
		p->work += end - from + 1;
		from = end + 1;
		if (p->work >= BLOCK)
		{
			p->work = 0;
			if (p->check != NULL)
				p->check();
		}
	}
	*limit = (uint32_t) best.i;
	return best.known ? best.exact : exact_value(p, best.i, j);
}

/* fill the layer for j = first ... last, whose best limits lie in from ... to */
static void
fill(Problem *p, size_t first, size_t last, size_t from, size_t to)
{
	while (first <= last)
	{
		size_t		j = first + (last - first) / 2;
		Double2		value = find_best(p, j, from, to < j ? to : j - 1, &p->limit[j]);

		p->g_hi[j] = value.hi;
		p->g_lo[j] = value.lo;
		if (j > first)
			fill(p, first, j - 1, from, p->limit[j]);
		first = j + 1;
		from = p->limit[j];
	}
}

static void
swap_layers(Problem *p)
{
	double	   *hi = p->f_hi,
			   *lo = p->f_lo;

	p->f_hi = p->g_hi;
	p->f_lo = p->g_lo;
	p->g_hi = hi;
	p->g_lo = lo;
}

/* the prefix sums are there: limit[q - 1] gets how many distinct values lie in the first q classes */
static void
solve(Problem *p, int k, uint32_t *kept, uint32_t *limit)
{
	size_t		width = p->m + 1;

	for (size_t j = 1; j <= p->m; j++)
	{
		Double2		f = class_term(p, 0, j);

		p->f_hi[j] = f.hi;
		p->f_lo[j] = f.lo;
	}
	/* at least q values in q classes; the classes after this layer want some, too */
	for (int q = 2; q < k; q++)
	{
		p->limit = kept + (size_t) (q - 2) * width;
		fill(p, q, p->m - (k - q), q - 1, p->m - (k - q) - 1);
		swap_layers(p);
	}
	if (k > 1)
		find_best(p, p->m, k - 1, p->m - 1, &limit[k - 2]);
	for (int q = k - 1; q > 1; q--)
		limit[q - 2] = kept[(size_t) (q - 2) * width + limit[q - 1]];
}

/* the largest power of two not above |x|, inverted: what brings x near to 1 without rounding */
static double
unit_scale(double x)
{
	int			exponent;

	if (x == 0)
		return 1;
	frexp(x, &exponent);
	if (exponent > 1022)
		exponent = 1022;
	if (exponent < -1022)
		exponent = -1022;
	return ldexp(1, -exponent);
}

/*
 * Prefix sums over the distinct values.  X(r) and W(r) are value and weight of row r; rows of weight 0 are left out.  Weights of
 * equal values are summed first.
 */
#define BUILD(p, n, X, W, median, x_scale, w_scale) \
do { \
	Double2		sum = {0, 0}; \
	Double2		weight = {0, 0}; \
	Double2		own = {0, 0}; \
	double		value = 0; \
	size_t		j = 0; \
 \
	for (size_t r = 0; r <= (n); r++) \
	{ \
		if (r < (n) && !(W(r) > 0)) \
			continue; \
		if (r == (n) || own.hi == 0 || X(r) != value) \
		{ \
			if (own.hi > 0) \
			{ \
				Double2		x = exact_add(value * (x_scale), -(median) * (x_scale)); \
				Double2		term = add2(multiply_by_double(x, own.hi), multiply_by_double(x, own.lo)); \
 \
				sum = add2(sum, term); \
				weight = add2(weight, own); \
				j++; \
				(p)->s_hi[j] = sum.hi; \
				(p)->s_lo[j] = sum.lo; \
				(p)->w_hi[j] = weight.hi; \
				if ((p)->weighted) \
					(p)->w_lo[j] = weight.lo; \
			} \
			if (r == (n)) \
				break; \
			value = X(r); \
			own = (Double2) {W(r) * (w_scale), 0}; \
		} \
		else \
			own = add2(own, (Double2) {W(r) * (w_scale), 0}); \
		if (r % BLOCK == 0 && (p)->check != NULL) \
			(p)->check(); \
	} \
} while (0)

static uint32_t *
divide_room(Problem *p, void *room)
{
	double	   *next = room;
	size_t		width = p->m + 1;
	double	  **part[] = {&p->s_hi, &p->s_lo, &p->w_hi, &p->f_hi, &p->f_lo, &p->g_hi, &p->g_lo, &p->w_lo};

	for (int a = 0; a < (p->weighted ? 8 : 7); a++)
	{
		*part[a] = next;
		next[0] = 0;
		next += width;
	}
	return (uint32_t *) next;
}

void
natural_breaks(const double *x, size_t n, size_t m, int k, void *room, double *limits, void (*check) (void))
{
	Problem		p = {.m = m, .check = check};
	uint32_t   *kept = divide_room(&p, room);
	size_t		distinct = 0;
	int			q = 0;
	double		median = x[(n - 1) / 2];
	double		scale = unit_scale(fmax(fabs(x[0]), fabs(x[n - 1])));
	uint32_t   *count = kept + LAYERS_KEPT(k) * (m + 1);

#define ROW_X(r)	x[r]
#define ONE(r)		1.0
	BUILD(&p, n, ROW_X, ONE, median, scale, 1.0);
	solve(&p, k, kept, count);
	for (size_t r = 0; r < n && q < k - 1; r++)
	{
		if (r == 0 || x[r] != x[r - 1])
			distinct++;
		if (distinct == count[q])
			limits[q++] = x[r] + 0.0;
	}
}

void
weighted_natural_breaks(const Pair *pair, size_t n, size_t m, int k, void *room, double *limits, void (*check) (void))
{
	Problem		p = {.m = m, .weighted = true, .check = check};
	uint32_t   *kept = divide_room(&p, room);
	double		heaviest = 0,
				total = 0,
				below = 0,
				median = 0,
				last = 0,
				scale,
				w_scale;
	size_t		distinct = 0;
	int			q = 0;
	uint32_t   *count = kept + LAYERS_KEPT(k) * (m + 1);

	for (size_t r = 0; r < n; r++)
		heaviest = fmax(heaviest, pair[r].y);
	w_scale = unit_scale(heaviest);
	for (size_t r = 0; r < n; r++)
		total += pair[r].y * w_scale;
	for (size_t r = 0; r < n && below < total / 2; r++)
	{
		median = pair[r].x;
		below += pair[r].y * w_scale;
	}
	scale = unit_scale(fmax(fabs(pair[0].x), fabs(pair[n - 1].x)));

#define PAIR_X(r)	pair[r].x
#define PAIR_W(r)	pair[r].y
	BUILD(&p, n, PAIR_X, PAIR_W, median, scale, w_scale);
	solve(&p, k, kept, count);
	for (size_t r = 0; r < n && q < k - 1; r++)
	{
		if (!(pair[r].y > 0))
			continue;
		if (distinct == 0 || pair[r].x != last)
			distinct++;
		last = pair[r].x;
		if (distinct == count[q])
			limits[q++] = pair[r].x + 0.0;
	}
}
