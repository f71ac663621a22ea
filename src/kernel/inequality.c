/*
 * inequality.c
 *		Measures of inequality: see inequality.h for formulas and sources.
 */
#include "inequality.h"

#include <float.h>
#include <math.h>

#include "exact_sum.h"
#include "moments.h"
#include "twofold.h"

#define CHECK_EVERY		0x10000 /* rows between two questions for interrupts */

static inline void
now_and_then(size_t i, void (*check) (void))
{
	if (i % CHECK_EVERY == CHECK_EVERY - 1 && check != NULL)
		check();
}

static inline double
value_of(const Sample *s, size_t i)
{
	return s->x[i * s->stride];
}

static inline double
weight_of(const Sample *s, size_t i)
{
	return s->w ? s->w[i * s->stride] : 1;
}

static void
add_number(ExactWide *wide, double x)
{
	exact_wide_init_range(wide, exact_range(x));
	exact_sum_add(&wide->sum, x);
}

/* W and S; false: S is not positive */
static bool
totals(const Sample *s, ExactWide *weight, ExactWide *sum, void (*check) (void))
{
	exact_wide_init(weight);
	exact_wide_init(sum);
	if (s->w == NULL)
	{
		exact_sum_add(&weight->sum, (double) s->n);
		for (size_t i = 0; i < s->n; i++)
		{
			exact_sum_add(&sum->sum, value_of(s, i));
			now_and_then(i, check);
		}
	}
	else
	{
		for (size_t i = 0; i < s->n; i++)
		{
			exact_sum_add(&weight->sum, weight_of(s, i));
			exact_sum_add_product(&sum->sum, weight_of(s, i), value_of(s, i));
			now_and_then(i, check);
		}
	}
	exact_wide_trim(weight);
	exact_wide_trim(sum);
	return exact_sum_sign(&sum->sum) > 0;
}

/*
 * Sums of the weights, and of w x, that are rounded again and again while they grow: only the limbs that the terms and twice the total
 * need.
 */
static void
growing_sums(const Sample *s, const ExactWide *total_weight, const ExactWide *total, ExactWide *weight, ExactWide *sum,
			 void (*check) (void))
{
	ExactRange	w = exact_range_union(exact_range_of(&total_weight->sum), exact_range(1));
	ExactRange	wx = exact_range_of(&total->sum);

	for (size_t i = 0; i < s->n; i++)
	{
		if (s->w != NULL)
			w = exact_range_union(w, exact_range(weight_of(s, i)));
		if (value_of(s, i) != 0)
			wx = exact_range_union(wx, exact_range_product(weight_of(s, i), value_of(s, i)));
		now_and_then(i, check);
	}
	w.end += 2;					/* 64 bits more: whatever so many terms can add up to on the way */
	wx.end += 2;
	exact_wide_init_range(weight, w);
	exact_wide_init_range(sum, wx);
}

/* a running sum to twice the precision; w is not negative, yet it may be the larger one */
static inline Twofold
twofold_plus(Twofold a, double w)
{
	Twofold		s = twofold_of_sum(a.hi, w);

	s.lo += a.lo;
	return s;
}

/* -------- Gini -------- */

static double
gini_quotient(ExactWide *numerator, ExactWide *weight, const ExactWide *sum, bool corrected)
{
	ExactWide	denominator;
	ExactWide	factor;
	double		rest;

	exact_wide_init_range(&factor, exact_range_union(exact_range_of(&weight->sum), exact_range(1)));
	exact_sum_merge(&factor.sum, &weight->sum);
	if (corrected)
		exact_sum_add(&factor.sum, -1);
	if (exact_sum_sign(&factor.sum) <= 0)
		return NAN;
	exact_wide_trim(numerator);
	exact_wide_init_range(&denominator, exact_range_product_of(&factor.sum, &sum->sum));
	exact_sum_add_product_of(&denominator.sum, &factor.sum, &sum->sum);
	return exact_quotient(&numerator->sum, &denominator.sum, &rest);
}

double
gini(const Sample *s, bool corrected, void (*check) (void))
{
	ExactWide	weight,
				sum,
				numerator;

	exact_wide_init(&numerator);
	if (s->w == NULL)
	{
		double		n = (double) s->n;

		/* both sums in one pass */
		exact_wide_init(&sum);
		for (size_t i = 0; i < s->n; i++)
		{
			double		x = value_of(s, i);

			exact_sum_add(&sum.sum, x);
			exact_sum_add_product(&numerator.sum, x, 2.0 * (double) i + 1 - n);
			now_and_then(i, check);
		}
		if (exact_sum_sign(&sum.sum) <= 0)
			return NAN;
		exact_wide_trim(&sum);
		add_number(&weight, n);
	}
	else
	{
		Twofold		below = {0, 0};
		double		total;

		if (!totals(s, &weight, &sum, check))
			return NAN;
		total = exact_sum_round(&weight.sum);
		for (size_t i = 0; i < s->n; i++)
		{
			double		w = weight_of(s, i);

			exact_sum_add_product3(&numerator.sum, w, value_of(s, i), (2 * below.hi - total) + w + 2 * below.lo);
			below = twofold_plus(below, w);
			now_and_then(i, check);
		}
	}
	return gini_quotient(&numerator, &weight, &sum, corrected);
}

/* -------- the Lorenz curve -------- */

/* a way along the curve, upwards: rows below i lie behind */
typedef struct Walk
{
	const Sample *s;
	void		(*check) (void);
	size_t		i;
	Twofold		below;			/* their weight */
	ExactWide  *weight;			/* the same, exactly */
	ExactWide  *sum;			/* of w x */
} Walk;

static void
walk_begin(Walk *walk, ExactWide room[2], const Sample *s, const ExactWide *total_weight, const ExactWide *total,
		   void (*check) (void))
{
	walk->s = s;
	walk->check = check;
	walk->i = 0;
	walk->below = (Twofold) {0, 0};
	walk->weight = &room[0];
	walk->sum = &room[1];
	growing_sums(s, total_weight, total, walk->weight, walk->sum, check);
}

static inline void
walk_on(Walk *walk)
{
	double		w = weight_of(walk->s, walk->i);

	walk->below = twofold_plus(walk->below, w);
	exact_sum_add(&walk->weight->sum, w);
	exact_sum_add_product(&walk->sum->sum, w, value_of(walk->s, walk->i));
	now_and_then(walk->i, walk->check);
	walk->i++;
}

/*
 * parts * (sum of w x over the lowest part / parts of the weight), exactly.  Which row the boundary falls on is asked of rounded
 * numbers; as the curve is continuous, the row next to it gives the same.
 */
static void
walk_to(Walk *walk, const ExactSum *weight, int part, int parts, ExactWide *result)
{
	const Sample *s = walk->s;
	double		target = exact_sum_round(weight) * part / parts;
	ExactWide	factor,
				rest;			/* part * W - parts * C: what of the row on the boundary lies below, times parts */

	while (walk->i + 1 < s->n && (walk->below.hi - target) + weight_of(s, walk->i) + walk->below.lo <= 0)
		walk_on(walk);

	exact_wide_init(&rest);
	add_number(&factor, part);
	exact_sum_add_product_of(&rest.sum, weight, &factor.sum);
	add_number(&factor, parts);
	exact_sum_subtract_product_of(&rest.sum, &walk->weight->sum, &factor.sum);
	exact_wide_init(result);
	exact_sum_add_product_of(&result->sum, &walk->sum->sum, &factor.sum);
	exact_wide_trim(&rest);
	add_number(&factor, value_of(s, walk->i));
	exact_sum_add_product_of(&result->sum, &rest.sum, &factor.sum);
	exact_wide_trim(result);
}

double
tail_ratio(const Sample *s, int lower, int upper, int parts, void (*check) (void))
{
	ExactWide	weight,
				sum,
				factor,
				bottom,
				top,
				below_top;
	ExactWide	room[2];
	Walk		walk;
	double		rest;

	if (!totals(s, &weight, &sum, check))
		return NAN;
	walk_begin(&walk, room, s, &weight, &sum, check);
	walk_to(&walk, &weight.sum, lower, parts, &bottom);
	if (exact_sum_sign(&bottom.sum) <= 0)
		return NAN;
	walk_to(&walk, &weight.sum, upper, parts, &below_top);

	exact_wide_init(&top);
	add_number(&factor, parts);
	exact_sum_add_product_of(&top.sum, &sum.sum, &factor.sum);
	exact_sum_subtract(&top.sum, &below_top.sum);
	exact_wide_trim(&top);
	return exact_quotient(&top.sum, &bottom.sum, &rest);
}

size_t
lorenz_corners_max(const Sample *s)
{
	size_t		corners = 1;

	for (size_t i = 0; i < s->n; i++)
		corners += (i == 0 || value_of(s, i) != value_of(s, i - 1));
	return corners;
}

size_t
lorenz_corners(const Sample *s, double *point, void (*check) (void))
{
	ExactWide	weight,
				sum;
	ExactWide	room[2];
	Walk		walk;
	double		w,
				wx;
	size_t		n = 1;

	if (!totals(s, &weight, &sum, check))
		return 0;
	w = exact_sum_round(&weight.sum);
	wx = exact_sum_round(&sum.sum);
	point[0] = point[1] = 0;
	walk_begin(&walk, room, s, &weight, &sum, check);
	while (walk.i < s->n)
	{
		double		x = value_of(s, walk.i);
		double		before = walk.below.hi;

		while (walk.i < s->n && value_of(s, walk.i) == x)
			walk_on(&walk);
		if (walk.below.hi == before)
			continue;			/* no weight */
		point[2 * n] = exact_sum_round(&walk.weight->sum) / w;
		point[2 * n + 1] = exact_sum_round(&walk.sum->sum) / wx;
		n++;
	}
	return n;
}

size_t
lorenz_grid(const Sample *s, int parts, double *point, void (*check) (void))
{
	ExactWide	weight,
				sum,
				factor,
				whole,
				below;
	ExactWide	room[2];
	Walk		walk;
	double		rest;

	if (!totals(s, &weight, &sum, check))
		return 0;
	add_number(&factor, parts);
	exact_wide_init_range(&whole, exact_range_product_of(&sum.sum, &factor.sum));
	exact_sum_add_product_of(&whole.sum, &sum.sum, &factor.sum);
	walk_begin(&walk, room, s, &weight, &sum, check);
	for (int k = 0; k <= parts; k++)
	{
		walk_to(&walk, &weight.sum, k, parts, &below);
		point[2 * k] = (double) k / parts;
		point[2 * k + 1] = exact_quotient(&below.sum, &whole.sum, &rest);
		now_and_then(CHECK_EVERY - 1, check);
	}
	return (size_t) parts + 1;
}

/* -------- others -------- */

double
hoover(const Sample *s, void (*check) (void))
{
	ExactWide	weight,
				sum,
				weight_above,
				sum_above,
				numerator,
				denominator;
	double		mean,
				mean_rest,
				rest;

	if (!totals(s, &weight, &sum, check))
		return NAN;
	mean = exact_quotient(&sum.sum, &weight.sum, &mean_rest);

	/* those above the mean are as far above as those below are below: sum over x > m of w (x - m), over S; times W it is exact */
	exact_wide_init(&weight_above);
	exact_wide_init(&sum_above);
	for (size_t i = 0; i < s->n; i++)
	{
		double		x = value_of(s, i);

		if (x > mean || (x == mean && mean_rest < 0))
		{
			exact_sum_add(&weight_above.sum, weight_of(s, i));
			exact_sum_add_product(&sum_above.sum, weight_of(s, i), x);
		}
		now_and_then(i, check);
	}
	exact_wide_trim(&weight_above);
	exact_wide_trim(&sum_above);
	exact_wide_init(&numerator);
	exact_sum_add_product_of(&numerator.sum, &sum_above.sum, &weight.sum);
	exact_sum_subtract_product_of(&numerator.sum, &sum.sum, &weight_above.sum);
	exact_wide_trim(&numerator);
	exact_wide_init_range(&denominator, exact_range_product_of(&sum.sum, &weight.sum));
	exact_sum_add_product_of(&denominator.sum, &sum.sum, &weight.sum);
	return exact_quotient(&numerator.sum, &denominator.sum, &rest);
}

double
weighted_quantile(const Sample *s, double q, void (*check) (void))
{
	ExactWide	weight;
	double		target,
				tolerance;
	Twofold		reached = {0, 0};

	exact_wide_init(&weight);
	for (size_t i = 0; i < s->n; i++)
	{
		exact_sum_add(&weight.sum, weight_of(s, i));
		now_and_then(i, check);
	}
	if (exact_sum_sign(&weight.sum) <= 0)
		return NAN;
	target = q * exact_sum_round(&weight.sum);
	tolerance = 4 * DBL_EPSILON * target;	/* 0.1 is not a tenth exactly */

	for (size_t i = 0; i < s->n; i++)
	{
		double		x = value_of(s, i);

		now_and_then(i, check);
		if (weight_of(s, i) == 0)
			continue;
		reached = twofold_plus(reached, weight_of(s, i));
		if ((reached.hi - target) + reached.lo < -tolerance)
			continue;
		if ((reached.hi - target) + reached.lo > tolerance)
			return x;

		/* reached exactly: midway to the next value that has weight */
		while (++i < s->n && weight_of(s, i) == 0)
			;
		if (i == s->n)
			return x;
		target = (x + value_of(s, i)) / 2;
		return isfinite(target) ? target : x / 2 + value_of(s, i) / 2;
	}

	/* not reached by a rounding: the last value that has weight */
	for (size_t i = s->n; i-- > 0;)
	{
		if (weight_of(s, i) > 0)
			return value_of(s, i);
	}
	return NAN;
}

double
concentration_index(const Sample *s, const double *rank, void (*check) (void))
{
	ExactWide	weight,
				sum,
				position,		/* 2 C - W */
				unused,
				numerator;
	size_t		end;

	if (!totals(s, &weight, &sum, check))
		return NAN;
	exact_wide_init(&numerator);
	growing_sums(s, &weight, &sum, &position, &unused, check);
	exact_sum_subtract(&position.sum, &weight.sum);
	for (size_t i = 0; i < s->n; i = end)
	{
		double		middle;

		/* equal ranks share the middle of their weight: 2 C before + their weight - W */
		for (end = i; end < s->n && rank[end * s->stride] == rank[i * s->stride]; end++)
		{
			exact_sum_add(&position.sum, weight_of(s, end));
			now_and_then(end, check);
		}
		middle = exact_sum_round(&position.sum);
		for (size_t j = i; j < end; j++)
		{
			exact_sum_add(&position.sum, weight_of(s, j));
			exact_sum_add_product3(&numerator.sum, weight_of(s, j), value_of(s, j), middle);
			now_and_then(j, check);
		}
	}
	return gini_quotient(&numerator, &weight, &sum, false);
}
