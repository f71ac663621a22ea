/*
 * areal.c
 *		Shares of source areas in target areas.  See areal.h.
 */
#include "areal.h"

#include <math.h>

#define OVERLAP_TOLERANCE	1e-6
#define ROUNDING			1e-12	/* a rest of a source that is nothing but rounding */

static void
add_pair(ArealPairs *pairs, int32_t source, int32_t target, double amount, const Host *host)
{
	if (pairs->n == pairs->allocated)
	{
		pairs->allocated *= 2;
		pairs->pair = host->grow(pairs->pair, (size_t) pairs->allocated * sizeof(ArealPair));
	}
	pairs->pair[pairs->n++] = (ArealPair) {source, target, amount};
}

static ArealPairs
no_pairs(int32_t n, const Host *host)
{
	ArealPairs	pairs = {0, 2 * (int64_t) n + 16, NULL};

	pairs.pair = host->alloc((size_t) pairs.allocated * sizeof(ArealPair));
	return pairs;
}

ArealPairs
areal_pairs(OverlayWork *work, const OverlayLayer *source, const OverlayLayer *target, const bool *skip)
{
	const OverlayLayer *layer[2] = {source, target};
	ArealPairs	pairs = no_pairs(source->polygons.n, work->host);

	for (int32_t i = 0; i < source->polygons.n; i++)
	{
		int32_t		found = skip != NULL && skip[i] ? 0 : overlay_candidates(target, &source->box[i]);

		for (int32_t f = 0; f < found; f++)
		{
			int32_t		unit[2] = {i, target->tree->found[f]};
			double		area = overlay_area(work, layer, unit, 2);

			if (area > 0)
				add_pair(&pairs, i, unit[1], area, work->host);
		}
		if (i % 256 == 0)
			work->host->check();
	}
	return pairs;
}

/* -------- by blocks -------- */

/* W(i) for all units of a layer; blocks in ascending order */
static void
block_totals(OverlayWork *work, const OverlayLayer *unit_layer, const OverlayLayer *block, const double *weight, double *total)
{
	const OverlayLayer *layer[2] = {unit_layer, block};

	for (int32_t i = 0; i < unit_layer->polygons.n; i++)
	{
		int32_t		found = overlay_candidates(block, &unit_layer->box[i]);

		total[i] = 0;
		for (int32_t f = 0; f < found; f++)
		{
			int32_t		unit[2] = {i, block->tree->found[f]};

			if (weight[unit[1]] > 0)
				total[i] += weight[unit[1]] * (overlay_area(work, layer, unit, 2) / block->area[unit[1]]);
		}
		if (i % 256 == 0)
			work->host->check();
	}
}

ArealPairs
areal_pairs_by_blocks(OverlayWork *work, const OverlayLayer *source, const OverlayLayer *target,
					  const OverlayLayer *block, const double *weight, double *source_total, double *target_total)
{
	const Host *host = work->host;
	ArealPairs	pairs = no_pairs(source->polygons.n, host);
	int32_t		targets = target->polygons.n;
	double	   *amount = host->alloc(((size_t) targets + 1) * sizeof(double));
	int32_t    *touched = host->alloc(((size_t) targets + 1) * sizeof(int32_t));

	block_totals(work, target, block, weight, target_total);
	for (int32_t t = 0; t < targets; t++)
		amount[t] = 0;
	for (int32_t i = 0; i < source->polygons.n; i++)
	{
		int32_t		blocks = overlay_candidates(block, &source->box[i]);
		int32_t		n = 0;

		source_total[i] = 0;
		for (int32_t b = 0; b < blocks; b++)
		{
			int32_t		c = block->tree->found[b];
			Box			box = source->box[i];
			const OverlayLayer *two[2] = {source, block};
			int32_t		two_units[2] = {i, c};
			double		common;
			int32_t		found;

			if (weight[c] == 0)
				continue;
			common = overlay_area(work, two, two_units, 2);
			if (common == 0)
				continue;
			source_total[i] += weight[c] * (common / block->area[c]);
			box.xmin = fmax(box.xmin, block->box[c].xmin);
			box.ymin = fmax(box.ymin, block->box[c].ymin);
			box.xmax = fmin(box.xmax, block->box[c].xmax);
			box.ymax = fmin(box.ymax, block->box[c].ymax);
			found = overlay_candidates(target, &box);
			for (int32_t f = 0; f < found; f++)
			{
				const OverlayLayer *three[3] = {target, block, source};
				int32_t		three_units[3] = {target->tree->found[f], c, i};
				int32_t		t = three_units[0];

				/* a block wholly within the source needs no third polygon */
				double		part = weight[c] * (overlay_area(work, three, three_units, common == block->area[c] ? 2 : 3) / block->area[c]);

				if (part == 0)
					continue;
				if (amount[t] == 0)
				{
					/* touched ones ascend: insertion */
					int32_t		j = n++;

					for (; j > 0 && touched[j - 1] > t; j--)
						touched[j] = touched[j - 1];
					touched[j] = t;
				}
				amount[t] += part;
			}
			host->check();
		}
		for (int32_t j = 0; j < n; j++)
		{
			add_pair(&pairs, i, touched[j], amount[touched[j]], host);
			amount[touched[j]] = 0;
		}
		host->check();
	}
	host->release(amount);
	host->release(touched);
	return pairs;
}

/* -------- shares -------- */

ArealShares
areal_shares(const ArealPairs *pairs, int32_t sources, const double *source_total, const double *target_total,
			 double sliver, ArealRescale rescale, const Host *host)
{
	ArealShares out = {0, NULL, 0, -1, 0};
	double		rounding = sliver > ROUNDING ? sliver : ROUNDING;
	int64_t		p = 0;

	out.share = host->alloc(((size_t) pairs->n + (size_t) sources + 1) * sizeof(ArealShare));
	for (int32_t i = 0; i < sources; i++)
	{
		double		total = source_total[i];
		double		all = 0;
		double		kept = 0;
		double		rest;
		double		whole;		/* what the shares are to add up to, in units of the total */
		int64_t		end = p;

		for (; end < pairs->n && pairs->pair[end].source == i; end++)
		{
			all += pairs->pair[end].amount;
			if (pairs->pair[end].amount >= sliver * total)
				kept += pairs->pair[end].amount;
		}
		if (!(total > 0))
		{
			p = end;
			continue;
		}
		rest = total - all > rounding * total ? total - all : 0;
		if (kept == 0)
			rest = total;
		if (rescale == RESCALE_NONE)
			whole = kept;
		else if (rescale == RESCALE_ALL)
		{
			whole = total;
			if (kept > 0)
				rest = 0;
		}
		else if (rest > 0)
			whole = total - rest;
		else
			whole = all - total > rounding * total ? all : total;
		if (whole > (1 + OVERLAP_TOLERANCE) * total)
		{
			out.exceeding++;
			if (whole / total > out.most_sum)
			{
				out.most = i;
				out.most_sum = whole / total;
			}
		}

		for (; p < end; p++)
		{
			const ArealPair *pair = &pairs->pair[p];
			double		t = target_total[pair->target];

			if (pair->amount < sliver * total)
				continue;
			out.share[out.n++] = (ArealShare) {i, pair->target, pair->amount,
			(kept == whole ? pair->amount : whole * (pair->amount / kept)) / total, t > 0 ? pair->amount / t : NAN};
		}
		if (rest > 0)
			out.share[out.n++] = (ArealShare) {i, -1, rest, rest / total, NAN};
		if (i % 65536 == 0)
			host->check();
	}
	return out;
}
