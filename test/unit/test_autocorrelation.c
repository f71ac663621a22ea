/*
 * test_autocorrelation.c
 *		Global spatial autocorrelation: published numbers, and moments against all permutations counted out; permutations by counter.
 */
#include "autocorrelation.h"

#include "bivariate.h"
#include "distribution.h"
#include "join_count.h"
#include "strict_host.h"
#include "tap.h"

static const PermutationPlan no_permutations = {0, 0};

/* -------- weights -------- */

/* lattice of rows * columns, neighbours share a side (libpysal.weights.lat2W) */
static Neighbours
lattice(int rows, int columns)
{
	Link	   *link = malloc(4 * (size_t) rows * columns * sizeof(Link));
	int64_t		links = 0;
	Neighbours	w;

	for (int r = 0; r < rows; r++)
	{
		for (int c = 0; c < columns; c++)
		{
			if (r > 0)
				link[links++] = (Link) {r * columns + c, (r - 1) * columns + c, 1};
			if (r + 1 < rows)
				link[links++] = (Link) {r * columns + c, (r + 1) * columns + c, 1};
			if (c > 0)
				link[links++] = (Link) {r * columns + c, r * columns + c - 1, 1};
			if (c + 1 < columns)
				link[links++] = (Link) {r * columns + c, r * columns + c + 1, 1};
		}
	}
	w = neighbours_from_links(rows * columns, link, links, &host);
	free(link);
	return w;
}

/* links with this chance, random weights, not symmetric */
static Neighbours
random_weights(int n, double chance, bool diagonal)
{
	Link	   *link = malloc((size_t) n * n * sizeof(Link));
	int64_t		links = 0;
	Neighbours	w;

	for (int i = 0; i < n; i++)
	{
		for (int j = 0; j < n; j++)
		{
			if ((i == j) ? diagonal : (j == (i + 1) % n || random_unit() < chance))
				link[links++] = (Link) {i, j, random_unit()};
		}
	}
	w = neighbours_from_links(n, link, links, &host);
	free(link);
	return w;
}

/* -------- by definition -------- */

typedef double (*Definition) (const Neighbours *w, const double *x, const double *y);

static double
mean_of(const double *x, int n)
{
	double		sum = 0;

	for (int i = 0; i < n; i++)
		sum += x[i];
	return sum / n;
}

static double
scatter_of(const double *x, int n)
{
	double		mean = mean_of(x, n);
	double		sum = 0;

	for (int i = 0; i < n; i++)
		sum += (x[i] - mean) * (x[i] - mean);
	return sum;
}

static double
total_of(const Neighbours *w)
{
	double		sum = 0;

	for (int64_t l = 0; l < w->start[w->n]; l++)
		sum += w->weight[l];
	return sum;
}

static double
moran_defined(const Neighbours *w, const double *x, const double *y)
{
	double		mean_x = mean_of(x, w->n);
	double		mean_y = mean_of(y, w->n);
	double		sum = 0;

	for (int i = 0; i < w->n; i++)
	{
		for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
			sum += w->weight[l] * (x[i] - mean_x) * (y[w->neighbour[l]] - mean_y);
	}
	return w->n / total_of(w) * sum / sqrt(scatter_of(x, w->n) * scatter_of(y, w->n));
}

static double
geary_defined(const Neighbours *w, const double *x, const double *y)
{
	double		sum = 0;

	for (int i = 0; i < w->n; i++)
	{
		for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
			sum += w->weight[l] * (x[i] - x[w->neighbour[l]]) * (x[i] - x[w->neighbour[l]]);
	}
	return (w->n - 1) * sum / (2 * total_of(w) * scatter_of(x, w->n));
}

static double
getis_ord_defined(const Neighbours *w, const double *x, const double *y)
{
	double		sum = 0;
	double		all = 0;

	for (int i = 0; i < w->n; i++)
	{
		for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
			sum += w->weight[l] * x[i] * x[w->neighbour[l]];
		for (int j = 0; j < w->n; j++)
			all += (i != j) * x[i] * x[j];
	}
	return sum / all;
}

static double
lee_defined(const Neighbours *w, const double *x, const double *y)
{
	double		mean_x = mean_of(x, w->n);
	double		mean_y = mean_of(y, w->n);
	double		sum = 0;
	double		squares = 0;

	for (int i = 0; i < w->n; i++)
	{
		double		lag_x = 0,
					lag_y = 0,
					row = 0;

		for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
		{
			row += w->weight[l];
			lag_x += w->weight[l] * (x[w->neighbour[l]] - mean_x);
			lag_y += w->weight[l] * (y[w->neighbour[l]] - mean_y);
		}
		sum += lag_x * lag_y;
		squares += row * row;
	}
	return w->n / squares * sum / sqrt(scatter_of(x, w->n) * scatter_of(y, w->n));
}

/* joins between the categories x = 1 and x = 1, 1 and 0, 2 and 1 */
static double
joins_between(const Neighbours *w, const double *x, double c, double d)
{
	double		sum = 0;

	for (int i = 0; i < w->n; i++)
	{
		for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
		{
			double		other = x[w->neighbour[l]];

			sum += ((x[i] == c && other == d) || (x[i] == d && other == c)) * w->weight[l];
		}
	}
	return sum / 2;
}

static double
joins_11(const Neighbours *w, const double *x, const double *y)
{
	return joins_between(w, x, 1, 1);
}

static double
joins_10(const Neighbours *w, const double *x, const double *y)
{
	return joins_between(w, x, 1, 0);
}

static double
joins_21(const Neighbours *w, const double *x, const double *y)
{
	return joins_between(w, x, 2, 1);
}

static double
joins_unlike(const Neighbours *w, const double *x, const double *y)
{
	return joins_between(w, x, 1, 0) + joins_between(w, x, 2, 1) + joins_between(w, x, 2, 0);
}

/* mean and variance of a statistic over all permutations of n <= 8 places, one after the other (Heap's algorithm) */
static void
over_all_permutations(Definition statistic, const Neighbours *w, const double *x, const double *y, double *mean, double *variance)
{
	int			n = w->n;
	double		px[8],
				py[8];
	int			state[8] = {0};
	double		first = statistic(w, x, y);
	double		sum = 0,
				squares = 0,
				count = 0;

	memcpy(px, x, n * sizeof(double));
	memcpy(py, y, n * sizeof(double));
	for (int i = 0; i < n;)
	{
		if (count == 0 || i < n)
		{
			if (count == 0 || state[i] < i)
			{
				double		value;

				if (count > 0)
				{
					int			a = i % 2 == 0 ? 0 : state[i];
					double		t = px[a];

					px[a] = px[i];
					px[i] = t;
					t = py[a];
					py[a] = py[i];
					py[i] = t;
					state[i]++;
					i = 0;
				}
				value = statistic(w, px, py) - first;
				sum += value;
				squares += value * value;
				count++;
			}
			else
				state[i++] = 0;
		}
	}
	*mean = first + sum / count;
	*variance = squares / count - (sum / count) * (sum / count);
}

static bool
moments_match(Definition statistic, const Neighbours *w, const double *x, const double *y, double value, double expectation, double variance)
{
	double		mean,
				spread;

	over_all_permutations(statistic, w, x, y, &mean, &spread);
	return fabs(value - statistic(w, x, y)) <= 1e-12 * (1 + fabs(value)) && fabs(expectation - mean) <= 1e-11 * (1 + fabs(mean)) &&
		fabs(variance - spread) <= 1e-10 * spread + 1e-15;
}

/* -------- tests -------- */

static void
test_published(void)
{
	TEST("esda: lat2W(3, 3) binary, y = 1 ... 9")
	{
		Neighbours	w = lattice(3, 3);
		double		y[9] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
		AutocorrelationTest t = moran(&w, y, no_permutations, &host);

		CHECK(close_to(t.statistic, 0.5, 1e-14));	/* by hand: sum of squares 60, cross products 80, 24 links */
		CHECK(close_to(t.variance, 0.0596875, 1e-12));
		CHECK(close_to(t.variance_normality, 0.053125, 1e-12));
		CHECK(close_to(t.expectation, -1.0 / 8, 1e-15));
		CHECK(t.permuted.permutations == 0 && isnan(t.permuted.p));
		release_weights(&w);
	}
	TEST("esda: lat2W(4, 4), eight 0 and eight 1: bb 10, bw 4, ww 10")
	{
		Neighbours	w = lattice(4, 4);
		double		y[16] = {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1};
		JoinCount	j[3];

		join_counts(&w, y, JOIN_NONFREE, no_permutations, j, &host);
		CHECK(j[0].count == 10 && j[1].count == 4 && j[2].count == 10);
		CHECK(close_to(j[0].expectation, 24.0 * 56 / 240, 1e-14) && close_to(j[1].expectation, 24.0 * 2 * 64 / 240, 1e-14));
		release_weights(&w);
	}
	TEST("esda: G of six points within 15")
	{
		double		point[6][2] = {{10, 10}, {20, 10}, {40, 10}, {15, 20}, {30, 20}, {30, 30}};
		double		y[6] = {2, 3, 3.2, 5, 8, 7};
		Link		link[36];
		int64_t		links = 0;
		Neighbours	w;
		AutocorrelationTest t;

		for (int i = 0; i < 6; i++)
		{
			for (int j = 0; j < 6; j++)
			{
				if (i != j && hypot(point[i][0] - point[j][0], point[i][1] - point[j][1]) <= 15)
					link[links++] = (Link) {i, j, 1};
			}
		}
		w = neighbours_from_links(6, link, links, &host);
		t = getis_ord(&w, y, no_permutations, &host);
		CHECK(fabs(t.statistic - 0.55709779) < 5e-9);
		CHECK(fabs(normal_above(standard_deviate(t.statistic, t.expectation, t.variance)) - 0.172936) < 1e-6);
		release_weights(&w);
	}
	TEST("standardised rates that vary less than chance")
	{
		double		e[8] = {30, 25, 25, 15, 33, 21, 30, 20};
		double		b[8] = {100, 100, 110, 90, 100, 90, 110, 90};
		double		r[8];

		/* they vary less than chance: a = 0, as in spdep's EBest (esda lets a be negative) */
		CHECK(standardised_rates(e, b, 8, r));
		for (int i = 0; i < 8; i++)
			CHECK(close_to(r[i], (e[i] / b[i] - 199.0 / 790) / sqrt(199.0 / 790 / b[i]), 1e-13));
	}
	TEST("standardised rates that vary more than chance")
	{
		double		e[6] = {4, 30, 0, 31, 22, 55};
		double		p[6] = {180, 610, 95, 1400, 260, 2100};
		double		r[6];

		/* b and a as in the empirical Bayes test of test_smoothing.c */
		CHECK(standardised_rates(e, p, 6, r));
		for (int i = 0; i < 6; i++)
			CHECK(fabs(r[i] - (e[i] / p[i] - .0305705059) / sqrt(2.2137934816e-04 + .0305705059 / p[i])) < 1e-7);
		CHECK(!standardised_rates((double[2]) {0, 0}, p, 2, r));
	}
}

static void
test_moments(void)
{
	TEST("mean and variance over all permutations: Moran, Geary, G, with weights of any kind")
	{
		for (int round = 0; round < 12; round++)
		{
			int			n = 4 + round % 4;
			Neighbours	w = random_weights(n, 0.4, false);
			double		x[8];
			AutocorrelationTest t;

			for (int i = 0; i < n; i++)
				x[i] = round % 3 == 0 ? 1 + random_below(3) + (i == 0) * 7 : random_unit() * 10;
			t = moran(&w, x, no_permutations, &host);
			CHECK(moments_match(moran_defined, &w, x, x, t.statistic, t.expectation, t.variance));
			t = geary(&w, x, no_permutations, &host);
			CHECK(moments_match(geary_defined, &w, x, x, t.statistic, t.expectation, t.variance));
			t = getis_ord(&w, x, no_permutations, &host);
			CHECK(moments_match(getis_ord_defined, &w, x, x, t.statistic, t.expectation, t.variance));
			release_weights(&w);
		}
	}
	TEST("mean and variance over all permutations of the pairs: bivariate Moran, Lee's L with and without a diagonal")
	{
		for (int round = 0; round < 12; round++)
		{
			int			n = 4 + round % 4;
			Neighbours	w = random_weights(n, 0.4, round % 2 == 0);
			Neighbours	bare = random_weights(n, 0.4, false);
			double		x[8],
						y[8];
			AutocorrelationTest t;

			for (int i = 0; i < n; i++)
			{
				x[i] = random_unit() * 10;
				y[i] = x[i] * (round % 3) + random_unit() * 10;
			}
			t = bivariate_moran(&bare, x, y, no_permutations, &host);
			CHECK(moments_match(moran_defined, &bare, x, y, t.statistic, t.expectation, t.variance));
			t = lee(&w, x, y, no_permutations, &host);
			CHECK(moments_match(lee_defined, &w, x, y, t.statistic, t.expectation, t.variance));
			t = lee(&w, y, x, no_permutations, &host);
			CHECK(moments_match(lee_defined, &w, x, y, t.statistic, t.expectation, t.variance));
			release_weights(&w);
			release_weights(&bare);
		}
	}
	TEST("bivariate Moran of x with x is Moran")
	{
		Neighbours	w = random_weights(30, 0.1, false);
		double		x[30];
		AutocorrelationTest a,
					b;

		for (int i = 0; i < 30; i++)
			x[i] = random_unit();
		a = moran(&w, x, (PermutationPlan) {99, 5}, &host);
		b = bivariate_moran(&w, x, x, (PermutationPlan) {99, 5}, &host);
		CHECK(close_to(a.statistic, b.statistic, 1e-13) && close_to(a.expectation, b.expectation, 1e-13) && close_to(a.variance, b.variance, 1e-11));
		CHECK(a.permuted.p == b.permuted.p && close_to(a.permuted.mean, b.permuted.mean, 1e-9));
		release_weights(&w);
	}
	TEST("mean and variance over all permutations: joins of three categories, of two, and all unlike ones")
	{
		for (int round = 0; round < 12; round++)
		{
			int			n = 4 + round % 4;
			Neighbours	w = random_weights(n, 0.4, false);
			int32_t		category[8];
			double		x[8],
						black[8],
						size[3];
			JoinCount	table[9],
						total,
						two[3];

			for (int i = 0; i < n; i++)
			{
				category[i] = i < 3 ? i : random_below(3);
				x[i] = category[i];
				black[i] = category[i] == 1;
			}
			join_table(&w, category, 3, JOIN_NONFREE, table, &total, size, &host);
			CHECK(moments_match(joins_11, &w, x, x, table[4].count, table[4].expectation, table[4].variance));
			CHECK(moments_match(joins_10, &w, x, x, table[1].count, table[1].expectation, table[1].variance));
			CHECK(moments_match(joins_21, &w, x, x, table[5].count, table[5].expectation, table[5].variance));
			CHECK(moments_match(joins_unlike, &w, x, x, total.count, total.expectation, total.variance));
			CHECK(size[0] + size[1] + size[2] == n);
			join_counts(&w, black, JOIN_NONFREE, no_permutations, two, &host);
			CHECK(moments_match(joins_11, &w, black, black, two[0].count, two[0].expectation, two[0].variance));
			CHECK(moments_match(joins_10, &w, black, black, two[1].count, two[1].expectation, two[1].variance));
			CHECK(close_to(two[0].count + two[1].count + two[2].count, total_of(&w) / 2, 1e-13));
			release_weights(&w);
		}
	}
	TEST("free sampling: mean and variance over all colourings, each with its probability")
	{
		for (int round = 0; round < 6; round++)
		{
			const int	n = 5;
			Neighbours	w = random_weights(n, 0.5, false);
			double		own[5] = {0, 1, 2, (double) random_below(3), (double) random_below(3)};
			int32_t		category[5];
			double		size[3];
			double		mean[4] = {0},
						square[4] = {0};
			JoinCount	table[9],
						total;
			const JoinCount *computed[4] = {&table[4], &table[1], &table[5], &total};
			Definition	defined[4] = {joins_11, joins_10, joins_21, joins_unlike};

			for (int i = 0; i < n; i++)
				category[i] = (int32_t) own[i];
			join_table(&w, category, 3, JOIN_FREE, table, &total, size, &host);
			for (int code = 0; code < 243; code++)
			{
				double		x[5];
				double		p = 1;

				for (int i = 0, rest = code; i < n; i++, rest /= 3)
				{
					x[i] = rest % 3;
					p *= size[rest % 3] / n;
				}
				for (int k = 0; k < 4; k++)
				{
					double		value = defined[k] (&w, x, x);

					mean[k] += p * value;
					square[k] += p * value * value;
				}
			}
			for (int k = 0; k < 4; k++)
			{
				CHECK(close_to(computed[k]->expectation, mean[k], 1e-12));
				CHECK(close_to(computed[k]->variance, square[k] - mean[k] * mean[k], 1e-10));
			}
			release_weights(&w);
		}
	}
	TEST("all are neighbours of all: I is always -1 / (n - 1), its variance exactly 0, z not defined")
	{
		Neighbours	w = random_weights(7, 2, false);
		double		x[7];
		AutocorrelationTest t;

		neighbours_standardise(&w, WEIGHTS_BINARY, (double *) w.weight, &host);
		for (int i = 0; i < 7; i++)
			x[i] = random_unit();
		t = moran(&w, x, (PermutationPlan) {99, 1}, &host);
		CHECK(close_to(t.statistic, -1.0 / 6, 1e-13) && t.variance == 0 && t.variance_normality == 0);
		CHECK(isnan(standard_deviate(t.statistic, t.expectation, t.variance)));
		CHECK(t.permuted.p_greater == 1 && t.permuted.p_less == 1 && t.permuted.p == 1);
		t = geary(&w, x, (PermutationPlan) {99, 1}, &host);
		CHECK(close_to(t.statistic, 1, 1e-13) && t.variance == 0 && t.variance_normality == 0 && t.permuted.p == 1);
		t = getis_ord(&w, x, (PermutationPlan) {99, 1}, &host);
		CHECK(close_to(t.statistic, 1, 1e-13) && t.variance == 0 && t.permuted.p == 1);
		release_weights(&w);
	}
}

static void
test_scale(void)
{
	TEST("neither origin nor unit of x matter; huge and tiny numbers do no harm")
	{
		Neighbours	w = random_weights(40, 0.1, false);
		double		x[40],
					changed[40];
		AutocorrelationTest a,
					b;

		for (int i = 0; i < 40; i++)
			x[i] = random_below(1000) + 1;
		a = moran(&w, x, (PermutationPlan) {199, 7}, &host);
		for (int e = -1070; e <= 1000; e += 90)
		{
			for (int i = 0; i < 40; i++)
				changed[i] = ldexp(x[i], e);
			b = moran(&w, changed, (PermutationPlan) {199, 7}, &host);
			CHECK(a.statistic == b.statistic && a.variance == b.variance && a.permuted.p == b.permuted.p);
			CHECK(geary(&w, changed, no_permutations, &host).statistic == geary(&w, x, no_permutations, &host).statistic);
			CHECK(getis_ord(&w, changed, no_permutations, &host).statistic == getis_ord(&w, x, no_permutations, &host).statistic);
			CHECK(lee(&w, changed, x, no_permutations, &host).statistic == lee(&w, x, x, no_permutations, &host).statistic);
		}
		for (int i = 0; i < 40; i++)
			changed[i] = 3e15 + x[i];
		b = moran(&w, changed, (PermutationPlan) {199, 7}, &host);
		CHECK(close_to(b.statistic, a.statistic, 1e-12) && close_to(b.variance, a.variance, 1e-12));
		for (int i = 0; i < 40; i++)
			changed[i] = i % 2 ? -1.7e308 : 1.7e308;
		CHECK(isfinite(moran(&w, changed, no_permutations, &host).statistic));
		release_weights(&w);
	}
	TEST("not defined: all equal, no units, no weights, one product only")
	{
		Neighbours	w = random_weights(9, 0.3, false);
		double		x[9] = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1};
		double		one[9] = {0, 0, 0, 5, 0, 0, 0, 0, 0};
		Neighbours	none = {0, (int64_t[]) {0}, NULL, NULL};

		CHECK(isnan(moran(&w, x, (PermutationPlan) {9, 1}, &host).statistic));
		CHECK(isnan(geary(&w, x, (PermutationPlan) {9, 1}, &host).statistic));
		CHECK(isnan(getis_ord(&w, x, (PermutationPlan) {9, 1}, &host).statistic));
		CHECK(isnan(lee(&w, x, one, (PermutationPlan) {9, 1}, &host).statistic));
		CHECK(isnan(getis_ord(&w, one, no_permutations, &host).statistic));
		CHECK(isfinite(moran(&w, one, no_permutations, &host).statistic));
		CHECK(isnan(moran(&none, x, no_permutations, &host).statistic));
		memset((double *) w.weight, 0, w.start[9] * sizeof(double));
		CHECK(isnan(moran(&w, one, no_permutations, &host).statistic));
		CHECK(isnan(lee(&w, one, one, no_permutations, &host).statistic));
		release_weights(&w);
	}
	TEST("three units: no variance by randomisation, but one under normality")
	{
		Neighbours	w = lattice(1, 3);
		double		x[3] = {1, 2, 4};
		AutocorrelationTest t = moran(&w, x, no_permutations, &host);

		CHECK(isfinite(t.statistic) && isnan(t.variance) && t.variance_normality > 0);
		release_weights(&w);
	}
}

static void
test_between(void)
{
	TEST("links to oneself and islands go")
	{
		Link		link[] = {{0, 0, 1}, {1, 3, 2}, {3, 3, 9}, {3, 1, 4}, {5, 1, 3}, {4, 4, 1}};
		Neighbours	all = neighbours_from_links(7, link, 6, &host);
		int32_t		kept[7];
		Neighbours	w = weights_between(&all, false, kept, &host);

		CHECK(w.n == 3 && kept[0] == 1 && kept[1] == 3 && kept[2] == 5);
		CHECK(w.start[3] == 3 && w.neighbour[0] == 1 && w.neighbour[1] == 0 && w.neighbour[2] == 0);
		CHECK(w.weight[0] == 2 && w.weight[1] == 4 && w.weight[2] == 3);
		release_weights(&w);
		w = weights_between(&all, true, kept, &host);
		CHECK(w.n == 5 && kept[0] == 0 && kept[4] == 5 && w.start[5] == 6);
		release_weights(&w);
		release_weights(&all);
	}
	TEST("nothing to leave out: the weights themselves")
	{
		Neighbours	all = lattice(2, 3);
		int32_t		kept[6];
		Neighbours	w = weights_between(&all, false, kept, &host);

		CHECK(w.n == 6 && w.start == all.start && w.neighbour == all.neighbour && w.weight == all.weight && kept[0] == 0 && kept[5] == 5);
		release_weights(&all);
	}
}

static void
test_permutations(void)
{
	TEST("a permutation has every place once; the same seed and number give the same, others another")
	{
		enum {n = 1000};
		int32_t		a[n],
					b[n];

		for (uint64_t k = 1; k < 40; k++)
		{
			bool		seen[n] = {false};
			int			same = 0;

			permutation_at(77, k, n, a, count_check);
			permutation_at(77, k, n, b, NULL);
			CHECK(memcmp(a, b, sizeof(a)) == 0);
			for (int i = 0; i < n; i++)
				seen[a[i]] = true;
			for (int i = 0; i < n; i++)
				CHECK(seen[i]);
			permutation_at(78, k, n, b, NULL);
			for (int i = 0; i < n; i++)
				same += a[i] == b[i];
			CHECK(same < 10);
			permutation_at(77, k + 1, n, b, NULL);
			same = 0;
			for (int i = 0; i < n; i++)
				same += a[i] == b[i];
			CHECK(same < 10);
		}
	}
	TEST("all 24 permutations of four are as likely (chi-squared, 23 degrees of freedom)")
	{
		int			count[256] = {0};
		double		chi2 = 0;
		int			different = 0;

		for (uint64_t k = 1; k <= 24000; k++)
		{
			int32_t		to[4];

			permutation_at(4711, k, 4, to, NULL);
			count[to[0] * 64 + to[1] * 16 + to[2] * 4 + to[3]]++;
		}
		for (int i = 0; i < 256; i++)
		{
			different += count[i] > 0;
			chi2 += count[i] > 0 ? (count[i] - 1000.0) * (count[i] - 1000.0) / 1000 : 0;
		}
		CHECK(different == 24);
		CHECK(chi2 > 7.5 && chi2 < 55);
	}
	TEST("sums are those of a simple loop, bit by bit, whatever the number of permutations")
	{
		for (int round = 0; round < 30; round++)
		{
			int			n = 1 + random_below(60);
			Neighbours	w = random_weights(n, 0.2, true);
			int32_t		permutations = random_below(40);
			double		x[64],
						y[64],
						g[64],
						product[64],
						lags[64],
						linear[64],
						again[64];
			int32_t		to[64];

			for (int i = 0; i < n; i++)
			{
				x[i] = random_unit() - 0.5;
				y[i] = random_unit() - 0.5;
				g[i] = random_unit();
			}
			permuted_sums(&(PermutedSums) {&w, x, y, false, g, y}, permutations, round, product, linear, &host);
			permuted_sums(&(PermutedSums) {&w, x, y, true, NULL, NULL}, permutations, round, lags, NULL, &host);
			permuted_sums(&(PermutedSums) {&w, x, x, false, NULL, NULL}, permutations, round, again, NULL, &host);
			for (int32_t k = 0; k <= permutations; k++)
			{
				double		sum = 0,
							square = 0,
							line = 0,
							own = 0;

				permutation_at(round, k, n, to, NULL);
				for (int i = 0; i < n && k == 0; i++)
					to[i] = i;
				for (int i = 0; i < n; i++)
				{
					double		lag_x = 0,
								lag_y = 0;

					for (int64_t l = w.start[i]; l < w.start[i + 1]; l++)
					{
						lag_x += w.weight[l] * x[to[w.neighbour[l]]];
						lag_y += w.weight[l] * y[to[w.neighbour[l]]];
					}
					sum += x[to[i]] * lag_y;
					own += x[to[i]] * lag_x;
					square += lag_x * lag_y;
					line += g[i] * y[to[i]];
				}
				CHECK(product[k] == sum && lags[k] == square && linear[k] == line && again[k] == own);
			}
			permuted_sums(&(PermutedSums) {&w, x, NULL, false, NULL, NULL}, permutations, round, product, NULL, &host);
			CHECK(memcmp(product, again, (permutations + 1) * sizeof(double)) == 0);
			release_weights(&w);
		}
		CHECK(checks_called > 0);
	}
	TEST("p-values by hand: ties count on both sides")
	{
		double		value[6] = {3, 1, 3, 3 + 1e-13, 5, 2};
		Permuted	r = permuted_summary(value, 5, 1e-11);

		CHECK(r.permutations == 5 && close_to(r.p_greater, 4.0 / 6, 1e-15) && close_to(r.p_less, 5.0 / 6, 1e-15) && r.p == 1);
		CHECK(close_to(r.mean, 2.8, 1e-12) && close_to(r.sd, sqrt(8.8 / 4), 1e-12));
		value[0] = 6;
		r = permuted_summary(value, 5, 1e-11);
		CHECK(close_to(r.p_greater, 1.0 / 6, 1e-15) && r.p_less == 1 && close_to(r.p, 2.0 / 6, 1e-15));
		r = permuted_summary(value, 1, 0);
		CHECK(isnan(r.sd) && r.mean == 1);
		CHECK(isnan(permuted_summary(value, 0, 0).p));
	}
	TEST("many permutations have the mean and the variance that the formulas give")
	{
		Neighbours	w = random_weights(25, 0.15, false);
		double		x[25],
					y[25],
					black[25];
		PermutationPlan plan = {20000, 99};
		AutocorrelationTest t[5];
		JoinCount	j[3];

		neighbours_standardise(&w, WEIGHTS_ROW, (double *) w.weight, &host);
		for (int i = 0; i < 25; i++)
		{
			x[i] = random_below(100);
			y[i] = x[i] + random_below(100);
			black[i] = i % 3 == 0;
		}
		t[0] = moran(&w, x, plan, &host);
		t[1] = geary(&w, x, plan, &host);
		t[2] = getis_ord(&w, x, plan, &host);
		t[3] = bivariate_moran(&w, x, y, plan, &host);
		t[4] = lee(&w, x, y, plan, &host);
		for (int i = 0; i < 5; i++)
		{
			CHECK(fabs(t[i].permuted.mean - t[i].expectation) < 4 * sqrt(t[i].variance / plan.permutations));
			CHECK(fabs(t[i].permuted.sd / sqrt(t[i].variance) - 1) < 0.03);
			CHECK(fabs(t[i].permuted.p_greater - normal_above(standard_deviate(t[i].statistic, t[i].expectation, t[i].variance))) < 0.05);
		}
		join_counts(&w, black, JOIN_NONFREE, plan, j, &host);
		for (int i = 0; i < 3; i++)
		{
			CHECK(fabs(j[i].permuted.mean - j[i].expectation) < 4 * sqrt(j[i].variance / plan.permutations));
			CHECK(fabs(j[i].permuted.sd / sqrt(j[i].variance) - 1) < 0.03);
		}
		release_weights(&w);
	}
}

int
main(void)
{
	test_published();
	test_moments();
	test_scale();
	test_between();
	test_permutations();
	return tap_done();
}
