/*
 * spatial_weights.c
 *		The type spatial_weights: making, reading.  See spatial.h.
 */
#include "spatial.h"

#include "utils/memutils.h"

#define WEIGHTS_MAGIC	0x5357	/* "SW" */
#define WEIGHTS_VERSION	1

const char *const weight_styles[] = {"general", "binary", "row", "global", "variance"};

/* a multiplicative hash over words: equal contents have equal fingerprints on every machine of one byte order */
static uint64
fingerprint(const SpatialWeights *w)
{
	const uint64 *word = (const uint64 *) w->data;
	Size		words = (VARSIZE(w) - offsetof(SpatialWeights, data)) / sizeof(uint64);
	uint64		h = UINT64CONST(0x9e3779b97f4a7c15) ^ (uint64) w->n << 8 ^ w->style;

	for (Size i = 0; i < words; i++)
	{
		h = (h ^ word[i]) * UINT64CONST(0xff51afd7ed558ccd);
		h ^= h >> 32;
	}
	return h;
}

SpatialWeights *
spatial_weights_make(const int64 *id, const Neighbours *rows, WeightStyle style)
{
	Size		links = (Size) rows->start[rows->n];
	Size		size = offsetof(SpatialWeights, data) + ((Size) rows->n * 2 + 1) * sizeof(int64) + links * sizeof(double) +
		TYPEALIGN(sizeof(int64), links * sizeof(int32));
	SpatialWeights *w;
	Neighbours	to;

	if (!AllocSizeIsValid(size))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("The spatial weights are too large for one value."),
				 errdetail("They have %lld links between %d units; a value may have up to 1 GB, about 85 million links.",
						   (long long) links, rows->n),
				 errhint("Choose fewer neighbours or a shorter distance.")));
	w = palloc0(size);
	SET_VARSIZE(w, size);
	w->magic = WEIGHTS_MAGIC;
	w->version = WEIGHTS_VERSION;
	w->style = style;
	w->n = rows->n;
	w->links = links;
	memcpy(w->data, id, rows->n * sizeof(int64));
	to = spatial_weights_neighbours(w);
	memcpy((int64 *) to.start, rows->start, ((Size) rows->n + 1) * sizeof(int64));
	memcpy((double *) to.weight, rows->weight, links * sizeof(double));
	memcpy((int32 *) to.neighbour, rows->neighbour, links * sizeof(int32));
	w->fingerprint = fingerprint(w);
	return w;
}

const SpatialWeights *
spatial_weights_of(Datum datum)
{
	const SpatialWeights *w = (const SpatialWeights *) PG_DETOAST_DATUM(datum);

	if (VARSIZE(w) < offsetof(SpatialWeights, data) || w->magic != WEIGHTS_MAGIC || w->version != WEIGHTS_VERSION)
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("A value of the type spatial_weights is damaged."),
				 errhint("Build the weights again.")));
	return w;
}

int32
spatial_weights_find(const SpatialWeights *w, int64 id)
{
	const int64 *known = spatial_weights_id(w);
	int32		low = 0;
	int32		high = w->n - 1;

	while (low <= high)
	{
		int32		middle = low + (high - low) / 2;

		if (known[middle] == id)
			return middle;
		if (known[middle] < id)
			low = middle + 1;
		else
			high = middle - 1;
	}
	return -1;
}
