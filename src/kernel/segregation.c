/*
 * segregation.c
 *		Measures of segregation: see segregation.h for formulas and sources.
 */
#include "segregation.h"

#include <math.h>

#include "moments.h"

#define CHECK_EVERY 65536

/* x over a sum that may be too large for a double: mantissa and exponent of the sum */
static inline double
share_of(double x, double mantissa, int exponent)
{
	return ldexp(x, -exponent) / mantissa;
}

/* dst = a * b - c * d, exactly */
static void
cross_difference(ExactWide *dst, const ExactSum *a, const ExactSum *b, const ExactSum *c, const ExactSum *d)
{
	exact_wide_init_range(dst, exact_range_union(exact_range_product_of(a, b), exact_range_product_of(c, d)));
	exact_sum_add_product_of(&dst->sum, a, b);
	exact_sum_subtract_product_of(&dst->sum, c, d);
}

static void
product(ExactWide *dst, const ExactSum *a, const ExactSum *b)
{
	exact_wide_init_range(dst, exact_range_product_of(a, b));
	exact_sum_add_product_of(&dst->sum, a, b);
}

/* a / b of whole sums, rounded once; b is not 0 */
static double
ratio(const ExactSum *a, const ExactSum *b)
{
	double		rest;

	return exact_quotient(a, b, &rest);
}

double
dissimilarity(const Pair *p, size_t n, void (*check) (void))
{
	ExactWide	a,
				b,
				more_a,			/* of the areas whose share of a is the larger one */
				more_b,
				numerator,
				denominator;
	int			ea,
				eb;
	double		ma,
				mb;

	exact_wide_init(&a);
	exact_wide_init(&b);
	for (size_t i = 0; i < n; i++)
	{
		exact_sum_add(&a.sum, p[i].x);
		exact_sum_add(&b.sum, p[i].y);
		if (i % CHECK_EVERY == 0 && check)
			check();
	}
	exact_wide_trim(&a);
	exact_wide_trim(&b);
	if (exact_sum_sign(&a.sum) <= 0 || exact_sum_sign(&b.sum) <= 0)
		return NAN;
	ma = exact_sum_frexp(&a.sum, &ea);
	mb = exact_sum_frexp(&b.sum, &eb);

	/* an area whose two shares are equal but for the last bit changes nothing, on whichever side it counts */
	exact_wide_init(&more_a);
	exact_wide_init(&more_b);
	for (size_t i = 0; i < n; i++)
	{
		if (share_of(p[i].x, ma, ea) > share_of(p[i].y, mb, eb))
		{
			exact_sum_add(&more_a.sum, p[i].x);
			exact_sum_add(&more_b.sum, p[i].y);
		}
		if (i % CHECK_EVERY == 0 && check)
			check();
	}
	exact_wide_trim(&more_a);
	exact_wide_trim(&more_b);
	cross_difference(&numerator, &more_a.sum, &b.sum, &more_b.sum, &a.sum);
	product(&denominator, &a.sum, &b.sum);
	return fmax(ratio(&numerator.sum, &denominator.sum), 0);
}

/* the total of all inhabitants of a row */
static double
row_total(const double *x, int groups)
{
	double		t = 0;

	for (int m = 0; m < groups; m++)
		t += x[m];
	return t;
}

double
multigroup_dissimilarity(const double *x, size_t n, int groups, void (*check) (void))
{
	ExactWide	total,
				numerator,
				denominator;
	int			et;
	double		mt;

	/* all inhabitants, as the sum of the rows' totals: those are what each row's shares refer to */
	exact_wide_init(&total);
	for (size_t i = 0; i < n; i++)
		exact_sum_add(&total.sum, row_total(x + i * groups, groups));
	exact_wide_trim(&total);
	if (exact_sum_sign(&total.sum) <= 0)
		return NAN;
	mt = exact_sum_frexp(&total.sum, &et);

	/* 2 T^2 D I = sum_m 2 (T sum x_im - X_m sum t_i) over the areas with x_im / X_m > t_i / T;  T^2 I = T^2 - sum X_m^2 */
	exact_wide_init(&numerator);
	exact_wide_init(&denominator);
	exact_sum_add_product_of(&denominator.sum, &total.sum, &total.sum);
	for (int m = 0; m < groups; m++)
	{
		ExactWide	group,
					more,
					more_total;
		int			eg;
		double		mg;

		exact_wide_init(&group);
		exact_wide_init(&more);
		exact_wide_init(&more_total);
		for (size_t i = 0; i < n; i++)
		{
			exact_sum_add(&group.sum, x[i * groups + m]);
			if (i % CHECK_EVERY == 0 && check)
				check();
		}
		exact_wide_trim(&group);
		if (exact_sum_sign(&group.sum) <= 0)
			continue;
		mg = exact_sum_frexp(&group.sum, &eg);
		for (size_t i = 0; i < n; i++)
		{
			double		t = row_total(x + i * groups, groups);

			if (share_of(x[i * groups + m], mg, eg) > share_of(t, mt, et))
			{
				exact_sum_add(&more.sum, x[i * groups + m]);
				exact_sum_add(&more_total.sum, t);
			}
			if (i % CHECK_EVERY == 0 && check)
				check();
		}
		exact_wide_trim(&more);
		exact_wide_trim(&more_total);
		exact_sum_add_product_of(&numerator.sum, &more.sum, &total.sum);
		exact_sum_subtract_product_of(&numerator.sum, &more_total.sum, &group.sum);
		exact_sum_subtract_product_of(&denominator.sum, &group.sum, &group.sum);
	}
	if (exact_sum_sign(&denominator.sum) <= 0)
		return NAN;
	return fmax(ratio(&numerator.sum, &denominator.sum), 0);
}

/* The inhabitants, and their surfaces, of the first areas in this order that together have at least "needed" inhabitants. */
static void
first_areas(const SurfaceArea *area, const Indexed *order, size_t n, int step, const ExactSum *needed, ExactWide *people, ExactWide *surface,
			void (*check) (void))
{
	ExactWide	missing;

	exact_wide_init(people);
	exact_wide_init(surface);
	exact_wide_init(&missing);
	exact_sum_merge(&missing.sum, needed);
	for (size_t k = 0; k < n; k++)
	{
		size_t		at = step > 0 ? k : n - 1 - k;
		const SurfaceArea *one = &area[order[at].index];
		double		t = one->a + one->b;

		/* areas of the same surface have no order: all of them or none */
		if ((k == 0 || order[at].x != order[at - step].x) && exact_sum_sign(&missing.sum) <= 0)
			break;
		exact_sum_add(&people->sum, t);
		exact_sum_add_product(&surface->sum, t, one->surface);
		exact_sum_add(&missing.sum, -t);
		if (k % CHECK_EVERY == 0 && check)
			check();
	}
	exact_wide_trim(people);
	exact_wide_trim(surface);
}

double
relative_concentration(const SurfaceArea *area, size_t n, Indexed *order, void (*check) (void))
{
	ExactWide	a,
				b,
				a_surface,
				b_surface,
				small,
				small_surface,
				large,
				large_surface,
				numerator,
				denominator;
	double		found,
				possible;

	exact_wide_init(&a);
	exact_wide_init(&b);
	exact_wide_init(&a_surface);
	exact_wide_init(&b_surface);
	for (size_t i = 0; i < n; i++)
	{
		order[i].x = area[i].surface + 0.0;		/* no -0 */
		order[i].index = (int64_t) i;
		exact_sum_add(&a.sum, area[i].a);
		exact_sum_add(&b.sum, area[i].b);
		exact_sum_add_product(&a_surface.sum, area[i].a, area[i].surface);
		exact_sum_add_product(&b_surface.sum, area[i].b, area[i].surface);
	}
	exact_wide_trim(&a);
	exact_wide_trim(&b);
	exact_wide_trim(&a_surface);
	exact_wide_trim(&b_surface);
	if (exact_sum_sign(&a.sum) <= 0 || exact_sum_sign(&b_surface.sum) <= 0)
		return NAN;
	sort_indexed(order, n, check);
	first_areas(area, order, n, 1, &a.sum, &small, &small_surface, check);
	first_areas(area, order, n, -1, &a.sum, &large, &large_surface, check);
	if (exact_sum_sign(&large_surface.sum) <= 0)
		return NAN;

	/* (sum a s / A) / (sum b s / B) - 1 = (B sum a s - A sum b s) / (A sum b s) */
	cross_difference(&numerator, &b.sum, &a_surface.sum, &a.sum, &b_surface.sum);
	product(&denominator, &a.sum, &b_surface.sum);
	found = ratio(&numerator.sum, &denominator.sum);

	cross_difference(&numerator, &large.sum, &small_surface.sum, &small.sum, &large_surface.sum);
	product(&denominator, &small.sum, &large_surface.sum);
	possible = ratio(&numerator.sum, &denominator.sum);
	return possible == 0 ? NAN : found / possible;
}

double
exposure_term(double a, double part, double total)
{
	return a * (part / total);
}

double
exposure(const ExactSum *a, const ExactSum *terms)
{
	return exact_sum_sign(a) > 0 ? ratio(terms, a) : NAN;
}

double
correlation_ratio(const ExactSum *a, const ExactSum *terms, const ExactSum *total)
{
	ExactWide	numerator,
				denominator;

	/* (Q / A - A / T) / (1 - A / T) = (Q T - A^2) / (A T - A^2) */
	cross_difference(&numerator, terms, total, a, a);
	cross_difference(&denominator, a, total, a, a);
	if (exact_sum_sign(&denominator.sum) <= 0)
		return NAN;
	return fmax(ratio(&numerator.sum, &denominator.sum), 0);
}

/* ln(t / x) for 0 < x <= t, exact to the last bits near t = x too */
static double
log_ratio(double t, double x)
{
	double		r = t / x;

	if (r < 2)
		return log1p((t - x) / x);
	return isinf(r) ? log(t) - log(x) : log(r);
}

double
group_entropy(const double *x, int groups, double *total)
{
	double		t = row_total(x, groups);
	double		sum = 0;

	*total = t;
	for (int m = 0; m < groups; m++)
	{
		if (x[m] > 0)
			sum += x[m] * log_ratio(t, x[m]);
	}
	return sum;
}

/* whole - part, of which one rounding is left */
static double
rest_of(double whole, const ExactSum *part)
{
	ExactWide	rest;

	exact_wide_init(&rest);
	exact_sum_add(&rest.sum, whole);
	exact_sum_subtract(&rest.sum, part);
	return fmax(exact_sum_round(&rest.sum), 0);
}

double
information_share(double whole, const ExactSum *part)
{
	return whole > 0 ? rest_of(whole, part) / whole : NAN;
}

double
information_difference(double whole, const ExactSum *part, double total)
{
	return total > 0 ? rest_of(whole, part) / total : NAN;
}

double
simpson_diversity(const double *x, int groups)
{
	ExactWide	total,
				squares,
				rest;

	exact_wide_init(&total);
	exact_wide_init(&squares);
	for (int m = 0; m < groups; m++)
	{
		exact_sum_add(&total.sum, x[m]);
		exact_sum_add_product(&squares.sum, x[m], x[m]);
	}
	exact_wide_trim(&total);
	if (exact_sum_sign(&total.sum) <= 0)
		return NAN;
	exact_wide_init(&rest);
	exact_sum_add_product_of(&rest.sum, &total.sum, &total.sum);
	exact_sum_subtract(&rest.sum, &squares.sum);
	exact_wide_init(&squares);
	exact_sum_add_product_of(&squares.sum, &total.sum, &total.sum);
	return ratio(&rest.sum, &squares.sum);
}

double
shannon_diversity(const double *x, int groups)
{
	double		total;
	double		term = group_entropy(x, groups, &total);

	return total > 0 ? term / total : NAN;
}

double
location_quotient(double a, double total, double all_a, double all_total)
{
	double		numerator = a * all_total;
	double		denominator = total * all_a;

	/* products of counts are exact, so that the share of the whole gives 1 */
	if (isfinite(numerator) && isfinite(denominator) && denominator > 0 && (numerator > 0 || a == 0))
		return numerator / denominator;
	return (a / total) / (all_a / all_total);
}
