/*
 * test_areal.c
 *		Shares of sources in targets, by surface and by blocks: identities and worked cases.
 */
#include "areal.h"

#include "layers.h"

static ArealShares
shares_of(const OverlayLayer *a, const OverlayLayer *b, double sliver, ArealRescale rescale)
{
	ArealPairs	pairs = areal_pairs(&work, a, b, NULL);

	return areal_shares(&pairs, a->polygons.n, a->area, b->area, sliver, rescale, &test_host);
}

/* a grid of n by n cells over a square, its inner corners moved about; shared corners stay shared */
static void
mesh(Shapes *s, double x0, double y0, double side, int n)
{
	double	   *corner = malloc((n + 1) * (n + 1) * 2 * sizeof(double));

	for (int i = 0; i <= n; i++)
		for (int j = 0; j <= n; j++)
		{
			bool		inner = i > 0 && j > 0 && i < n && j < n;

			corner[2 * (i * (n + 1) + j)] = x0 + side * (i + (inner ? 0.4 * (random_unit() - 0.5) : 0)) / n;
			corner[2 * (i * (n + 1) + j) + 1] = y0 + side * (j + (inner ? 0.4 * (random_unit() - 0.5) : 0)) / n;
		}
	for (int i = 0; i < n; i++)
		for (int j = 0; j < n; j++)
		{
			const double *a = corner + 2 * (i * (n + 1) + j);
			const double *b = corner + 2 * ((i + 1) * (n + 1) + j);

			shapes_unit(s);
			shapes_ring(s, (double[]) {a[0], a[1], b[0], b[1], b[2], b[3], a[2], a[3]}, 4, false);
		}
	free(corner);
}

int
main(void)
{
	TEST("two partitions of one square: shares add up, totals stay, a constant stays, there and back")
	{
		for (int round = 0; round < 40; round++)
		{
			Shapes		a = {0};
			Shapes		b = {0};
			OverlayLayer *la;
			OverlayLayer *lb;
			ArealShares shares;
			double		total = 0;
			double		moved = 0;
			double	   *value;
			double	   *of_source;
			double	   *of_target;

			mesh(&a, 400000, 5800000, 10000, 1 + random_below(20));
			mesh(&b, 400000, 5800000, 10000, 1 + random_below(20));
			la = layer_of(&a);
			lb = layer_of(&b);
			shares = shares_of(la, lb, 1e-9, RESCALE_SLIVERS);
			value = calloc(a.n, sizeof(double));
			of_source = calloc(a.n, sizeof(double));
			of_target = calloc(b.n, sizeof(double));
			for (int i = 0; i < a.n; i++)
			{
				value[i] = 1e6 * random_unit();
				total += value[i];
			}
			for (int64_t k = 0; k < shares.n; k++)
			{
				const ArealShare *s = &shares.share[k];

				CHECK(s->target >= 0);
				CHECK(k == 0 || s[-1].source < s->source || (s[-1].source == s->source && s[-1].target < s->target));
				moved += value[s->source] * s->of_source;
				of_source[s->source] += s->of_source;
				of_target[s->target] += s->of_target;
			}
			CHECK(close_to(moved, total, 1e-12));
			for (int i = 0; i < a.n; i++)
				CHECK(close_to(of_source[i], 1, 1e-12));
			for (int j = 0; j < b.n; j++)
				CHECK(close_to(of_target[j], 1, 1e-8));	/* slivers were dropped */
			CHECK(shares.exceeding == 0);

			/* to itself: nothing moves */
			shares = shares_of(la, la, 0, RESCALE_NONE);
			for (int64_t k = 0; k < shares.n; k++)
			{
				if (shares.share[k].source == shares.share[k].target)
					CHECK(shares.share[k].of_source == 1 && shares.share[k].of_target == 1);
				else
					CHECK(shares.share[k].of_source < 1e-12);
			}
			shares = shares_of(la, la, 1e-9, RESCALE_SLIVERS);
			CHECK(shares.n == a.n);
			free(value);
			free(of_source);
			free(of_target);
			shapes_free(&a);
			shapes_free(&b);
			forget();
		}
	}

	TEST("slivers, rests, overlaps, and what rescaling does with them")
	{
		Shapes		a = {0};
		Shapes		b = {0};
		OverlayLayer *la;
		OverlayLayer *lb;
		ArealShares s;

		shapes_box(&a, 0, 0, 10, 10);
		shapes_box(&a, 100, 0, 110, 10);
		shapes_box(&a, 200, 0, 210, 10);
		shapes_box(&b, -5, 0, 0.1, 10);		/* a hundredth of the first */
		shapes_box(&b, 0.1, 0, 5, 10);		/* 0.49 */
		shapes_box(&b, 5, 0, 8, 10);		/* 0.3; 0.2 lie in none */
		shapes_box(&b, 100, 0, 106, 10);	/* these two overlap */
		shapes_box(&b, 104, 0, 110, 10);
		shapes_box(&b, 209.9, 0, 220, 10);	/* nothing but a sliver of the third */
		la = layer_of(&a);
		lb = layer_of(&b);

		s = shares_of(la, lb, 0.02, RESCALE_NONE);
		CHECK(s.n == 3 + 2 + 1 && s.exceeding == 1 && s.most == 1 && close_to(s.most_sum, 1.2, 1e-12));
		CHECK(s.share[0].target == 1 && close_to(s.share[0].of_source, 0.49, 1e-12));
		CHECK(s.share[1].target == 2 && close_to(s.share[1].of_source, 0.3, 1e-12));
		CHECK(s.share[2].target == -1 && close_to(s.share[2].of_source, 0.2, 1e-12) && isnan(s.share[2].of_target));
		CHECK(s.share[5].target == -1 && s.share[5].of_source == 1);

		s = shares_of(la, lb, 0.02, RESCALE_SLIVERS);
		CHECK(s.n == 6 && s.exceeding == 1);
		CHECK(close_to(s.share[0].of_source, 0.8 * 0.49 / 0.79, 1e-12));
		CHECK(close_to(s.share[1].of_source, 0.8 * 0.3 / 0.79, 1e-12));
		CHECK(close_to(s.share[2].of_source, 0.2, 1e-12));
		CHECK(close_to(s.share[0].amount, 49, 1e-12));	/* the surface stays what it is */
		CHECK(close_to(s.share[3].of_source, 0.6, 1e-12) && close_to(s.share[4].of_source, 0.6, 1e-12));

		s = shares_of(la, lb, 0.02, RESCALE_ALL);
		CHECK(s.n == 2 + 2 + 1 && s.exceeding == 0);
		CHECK(close_to(s.share[0].of_source, 0.49 / 0.79, 1e-12) && close_to(s.share[1].of_source, 0.3 / 0.79, 1e-12));
		CHECK(close_to(s.share[2].of_source, 0.5, 1e-12) && close_to(s.share[3].of_source, 0.5, 1e-12));
		CHECK(s.share[4].source == 2 && s.share[4].target == -1 && s.share[4].of_source == 1);

		/* no targets at all, no sources at all */
		b.n = 0;
		lb = layer_of(&b);
		s = shares_of(la, lb, 1e-9, RESCALE_ALL);
		CHECK(s.n == 3 && s.share[2].target == -1 && s.share[2].of_source == 1);
		CHECK(shares_of(lb, la, 1e-9, RESCALE_ALL).n == 0);
		shapes_free(&a);
		shapes_free(&b);
		forget();
	}

	TEST("by blocks: one block per source is by surface; blocks decide; weights are conserved")
	{
		for (int round = 0; round < 30; round++)
		{
			Shapes		a = {0};
			Shapes		b = {0};
			Shapes		c = {0};
			OverlayLayer *la;
			OverlayLayer *lb;
			OverlayLayer *lc;
			ArealPairs	pairs;
			ArealPairs	plain;
			double		weight[900];
			double		source_total[900];
			double		target_total[900];
			double		sum = 0;
			double		sources = 0;
			double		targets = 0;
			double		weights = 0;

			mesh(&a, 400000, 5800000, 10000, 1 + random_below(10));
			mesh(&b, 400000, 5800000, 10000, 1 + random_below(10));
			mesh(&c, 400000, 5800000, 10000, 1 + random_below(30));
			la = layer_of(&a);
			lb = layer_of(&b);
			lc = layer_of(&c);
			for (int i = 0; i < c.n; i++)
			{
				weight[i] = random_below(3) == 0 ? 0 : 5000 * random_unit();
				weights += weight[i];
			}
			pairs = areal_pairs_by_blocks(&work, la, lb, lc, weight, source_total, target_total);
			for (int64_t k = 0; k < pairs.n; k++)
			{
				sum += pairs.pair[k].amount;
				CHECK(k == 0 || pairs.pair[k - 1].source < pairs.pair[k].source || pairs.pair[k - 1].target < pairs.pair[k].target);
			}
			for (int i = 0; i < a.n; i++)
				sources += source_total[i];
			for (int i = 0; i < b.n; i++)
				targets += target_total[i];
			CHECK(fabs(sum - weights) <= 1e-11 * weights && fabs(sources - weights) <= 1e-11 * weights && fabs(targets - weights) <= 1e-11 * weights);

			/* the sources themselves as blocks, each with its surface as weight */
			pairs = areal_pairs_by_blocks(&work, la, lb, la, la->area, source_total, target_total);
			plain = areal_pairs(&work, la, lb, NULL);
			sum = 0;
			for (int64_t k = 0, p = 0; k < pairs.n; k++)
			{
				while (p < plain.n && (plain.pair[p].source != pairs.pair[k].source || plain.pair[p].target != pairs.pair[k].target))
					p++;
				if (pairs.pair[k].amount > 1e-6)
					CHECK(p < plain.n && fabs(plain.pair[p].amount - pairs.pair[k].amount) <= 1e-5);	/* of a million */
				sum += pairs.pair[k].amount;
				if (p == plain.n)
					p = 0;
			}
			CHECK(close_to(sum, 1e8, 1e-11));
			shapes_free(&a);
			shapes_free(&b);
			shapes_free(&c);
			forget();
		}

		{
			Shapes		a = {0};
			Shapes		b = {0};
			Shapes		c = {0};
			double		source_total[1];
			double		target_total[2];
			ArealPairs	pairs;

			/* two equal halves; 300 people live in a block in the left, 100 in a block across the border, 3/4 of it in the right */
			shapes_box(&a, 0, 0, 10, 10);
			shapes_box(&b, 0, 0, 5, 10);
			shapes_box(&b, 5, 0, 10, 10);
			shapes_box(&c, 1, 1, 2, 2);
			shapes_box(&c, 4, 6, 8, 7);
			pairs = areal_pairs_by_blocks(&work, layer_of(&a), layer_of(&b), layer_of(&c), (double[]) {300, 100}, source_total, target_total);
			CHECK(pairs.n == 2 && close_to(pairs.pair[0].amount, 325, 1e-14) && close_to(pairs.pair[1].amount, 75, 1e-14));
			CHECK(source_total[0] == 400 && close_to(target_total[0], 325, 1e-14) && close_to(target_total[1], 75, 1e-14));
			shapes_free(&a);
			shapes_free(&b);
			shapes_free(&c);
			forget();
		}
	}
	return tap_done();
}
