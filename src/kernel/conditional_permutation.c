/*
 * conditional_permutation.c
 *		Conditional permutations, with draws that all units share or that each has for itself.  See conditional_permutation.h.
 */
#include "conditional_permutation.h"

#include <math.h>
#include <string.h>

#include "random.h"

#define LANES			8		/* permutations that one step of the inner loops takes */
#define TABLE_NUMBERS	32768	/* draws that are held at a time: they should stay in the cache */
#define CHUNK_MIN		16
#define CHUNK_MAX		4096
#define CHECK_EVERY		64
#define VALUE_BITS		52
#define TIE				0x1p-40	/* relative: what counts as equal */

#define OWN_DRAWS		UINT32_C(0x6f776e)	/* keeps their random numbers apart from the shared ones */

/* one row, without the unit itself */
typedef struct Row
{
	int32_t		m;
	int32_t		sum;			/* index of m among the different lengths of rows of equal weights; -1: weights differ */
	int64_t		first;			/* where its weights are, divided by the largest; equal weights are all 1 and are not stored */
} Row;

/* the draw of a slot in a permutation, in the list of the draws of one id */
typedef struct Draw
{
	int32_t		slot;
	int32_t		permutation;
} Draw;

typedef struct Task
{
	const Neighbours *w;
	const Host *host;
	Permuted	kind;
	int32_t		n;
	int64_t    *whole;			/* n: the values as whole numbers */
	double	   *number;			/* n: the same as doubles */
	Row		   *row;			/* n */
	double	   *weight;
	double	   *observed;		/* n: sums of weighted terms */
	double	   *tie;			/* n: how far from it counts as equal */
	int64_t    *observed_whole; /* n: sums of rows of equal weights */
	int64_t    *tie_whole;
	int32_t		longest;
	bool		matrix;			/* some rows need the values of the draws themselves, */
	int32_t		sums;			/* others the sums of this many lengths: */
	int32_t    *length;			/* ascending */
} Task;

/* -------- values as whole numbers -------- */

static void
values_as_whole_numbers(Task *t, const double *value)
{
	double		largest = 0;
	int			bits = VALUE_BITS;
	int			exponent;

	for (int32_t i = 0; i < t->n; i++)
		largest = fmax(largest, fabs(value[i]));
	(void) frexp(largest, &exponent);
	/* sums of the longest row stay below 2^61 */
	while (bits > 1 && ldexp((double) t->longest + 1, bits) > 0x1p61)
		bits--;
	for (int32_t i = 0; i < t->n; i++)
	{
		t->number[i] = rint(ldexp(value[i], bits - exponent));
		t->whole[i] = (int64_t) t->number[i];
	}
}

static double
term(const Task *t, int32_t i, double number)
{
	double		difference;

	if (t->kind == PERMUTED_LAG)
		return number;
	difference = t->number[i] - number;
	return difference * difference;
}

/* rounding of the values moves a term by up to this much, and a little more is not told apart */
static double
term_tie(const Task *t, int32_t i, double number)
{
	double		difference;

	if (t->kind == PERMUTED_LAG)
		return 1 + TIE * fabs(number);
	difference = fabs(t->number[i] - number);
	return 1 + 2 * difference + TIE * difference * difference;
}

/* -------- rows -------- */

static void
read_row(Task *t, int32_t i, int64_t *next)
{
	const Neighbours *w = t->w;
	Row		   *row = &t->row[i];
	double		largest = 0;
	double		smallest = INFINITY;

	row->m = 0;
	row->first = *next;
	for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
	{
		if (w->neighbour[l] == i)
			continue;
		row->m++;
		largest = fmax(largest, w->weight[l]);
		smallest = fmin(smallest, w->weight[l]);
	}
	if (!(largest > 0))
		row->m = 0;				/* all draws would be equal */
	row->sum = -1;
	if (row->m == 0)
		return;
	if (row->m > t->longest)
		t->longest = row->m;
	if (smallest == largest && t->kind == PERMUTED_LAG)
	{
		row->sum = 0;
		return;
	}
	t->matrix = true;
	for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
	{
		if (w->neighbour[l] != i)
			t->weight[(*next)++] = w->weight[l] / largest;
	}
}

/* the lengths that rows of equal weights have, and which of them each has */
static void
number_lengths(Task *t)
{
	int32_t    *index = t->host->alloc(((size_t) t->longest + 1) * sizeof(int32_t));

	memset(index, 0, ((size_t) t->longest + 1) * sizeof(int32_t));
	for (int32_t i = 0; i < t->n; i++)
	{
		if (t->row[i].sum == 0)
			index[t->row[i].m] = 1;
	}
	t->length = t->host->alloc(((size_t) t->longest + 1) * sizeof(int32_t));
	t->sums = 0;
	for (int32_t m = 0; m <= t->longest; m++)
	{
		if (index[m] == 0)
			continue;
		t->length[t->sums] = m;
		index[m] = t->sums++;
	}
	for (int32_t i = 0; i < t->n; i++)
	{
		if (t->row[i].sum == 0)
			t->row[i].sum = index[t->row[i].m];
	}
	t->host->release(index);
}

static void
observe(Task *t, int32_t i)
{
	const Neighbours *w = t->w;
	const Row  *row = &t->row[i];
	double		size = 0;
	int64_t		k = row->first;

	t->observed[i] = t->tie[i] = 0;
	t->observed_whole[i] = t->tie_whole[i] = 0;
	if (row->m == 0)
		return;
	for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
	{
		int32_t		j = w->neighbour[l];

		if (j == i)
			continue;
		if (row->sum >= 0)
		{
			t->observed_whole[i] += t->whole[j];
			size += fabs(t->number[j]);
		}
		else
		{
			t->observed[i] += t->weight[k] * term(t, i, t->number[j]);
			t->tie[i] += t->weight[k] * term_tie(t, i, t->number[j]);
			k++;
		}
	}
	if (row->sum >= 0)
		t->tie_whole[i] = row->m + (int64_t) (size * TIE);
}

/* -------- comparing -------- */

/* whole numbers: the sign of a difference is its highest bit */
static void
count_sums(const int64_t *sum, int32_t permutations, int64_t observed, int64_t tie, int32_t *below, int32_t *above)
{
	int64_t		low = observed - tie;
	int64_t		high = observed + tie;
	uint64_t	less[LANES] = {0};
	uint64_t	more[LANES] = {0};
	int32_t		p = 0;

	for (; p + LANES <= permutations; p += LANES)
	{
		for (int lane = 0; lane < LANES; lane++)
		{
			less[lane] += (uint64_t) (sum[p + lane] - low) >> 63;
			more[lane] += (uint64_t) (high - sum[p + lane]) >> 63;
		}
	}
	for (; p < permutations; p++)
	{
		less[0] += (uint64_t) (sum[p] - low) >> 63;
		more[0] += (uint64_t) (high - sum[p]) >> 63;
	}
	for (int lane = 0; lane < LANES; lane++)
	{
		*below += (int32_t) less[lane];
		*above += (int32_t) more[lane];
	}
}

/*
 * Eight permutations at a time; the terms of each are added in the order of the slots, so that the result does not depend on how
 * the compiler uses the processor.
 */
static void
count_lanes(const double *sum, int lanes, double low, double high, int32_t *below, int32_t *above)
{
	for (int lane = 0; lane < lanes; lane++)
	{
		*below += sum[lane] < low;
		*above += sum[lane] > high;
	}
}

static void
count_matrix(const Task *t, int32_t i, const double *drawn, size_t stride, int32_t permutations, int32_t *below, int32_t *above)
{
	const Row  *row = &t->row[i];
	const double *weight = t->weight + row->first;
	double		own = t->number[i];
	double		low = t->observed[i] - t->tie[i];
	double		high = t->observed[i] + t->tie[i];

	for (int32_t p = 0; p < permutations; p += LANES)
	{
		double		sum[LANES] = {0};
		const double *at = drawn + p;

		if (t->kind == PERMUTED_LAG)
		{
			for (int32_t k = 0; k < row->m; k++, at += stride)
			{
				for (int lane = 0; lane < LANES; lane++)
					sum[lane] += weight[k] * at[lane];
			}
		}
		else
		{
			for (int32_t k = 0; k < row->m; k++, at += stride)
			{
				for (int lane = 0; lane < LANES; lane++)
				{
					double		difference = own - at[lane];

					sum[lane] += weight[k] * (difference * difference);
				}
			}
		}
		count_lanes(sum, permutations - p < LANES ? permutations - p : LANES, low, high, below, above);
	}
}

/* -------- shared draws -------- */

/* the ids of some permutations, slot by slot; deck holds 0 ... n - 2 and is put in order again */
static void
draw(const Task *t, uint64_t seed, int32_t first, int32_t permutations, size_t stride, int32_t *deck, int32_t *undo, int32_t *drawn)
{
	int32_t		others = t->n - 1;

	for (int32_t p = 0; p < permutations; p++)
	{
		t->host->check();
		for (int32_t k = 0; k < t->longest; k++)
		{
			int32_t		at = k + (int32_t) random_below_at(seed, (uint64_t) first + p, k, others - k);
			int32_t		id = deck[at];

			deck[at] = deck[k];
			deck[k] = id;
			undo[k] = at;
			drawn[k * stride + p] = id;
		}
		for (int32_t k = t->longest - 1; k >= 0; k--)
		{
			int32_t		id = deck[k];

			deck[k] = deck[undo[k]];
			deck[undo[k]] = id;
		}
	}
}

/* the draws in order of their ids: those of id are list[start[id]] ... list[start[id + 1] - 1] */
static void
list_by_id(const Task *t, const int32_t *drawn, int32_t permutations, size_t stride, int64_t *start, Draw *list)
{
	memset(start, 0, ((size_t) t->n + 1) * sizeof(int64_t));
	for (int32_t k = 0; k < t->longest; k++)
	{
		for (int32_t p = 0; p < permutations; p++)
			start[drawn[k * stride + p] + 2]++;
	}
	t->host->check();
	for (int32_t id = 2; id <= t->n; id++)
		start[id] += start[id - 1];
	for (int32_t k = 0; k < t->longest; k++)
	{
		for (int32_t p = 0; p < permutations; p++)
			list[start[drawn[k * stride + p] + 1]++] = (Draw) {k, p};
	}
	t->host->check();
}

static void
shared_draws(const Task *t, int32_t permutations, uint64_t seed, int32_t *below, int32_t *above)
{
	const Host *host = t->host;
	int32_t		chunk = TABLE_NUMBERS / t->longest;
	size_t		stride;
	int32_t    *deck = host->alloc((size_t) t->n * sizeof(int32_t));
	int32_t    *undo = host->alloc((size_t) t->longest * sizeof(int32_t));
	int64_t    *start = host->alloc(((size_t) t->n + 2) * sizeof(int64_t));
	int32_t    *from = host->alloc((size_t) t->longest * sizeof(int32_t));	/* the first sum that a slot is part of */
	int32_t    *drawn;
	Draw	   *list;
	double	   *matrix = NULL;
	int64_t    *sum = NULL;

	chunk = chunk < CHUNK_MIN ? CHUNK_MIN : (chunk > CHUNK_MAX ? CHUNK_MAX : chunk);
	if (chunk > permutations)
		chunk = permutations;
	stride = ((size_t) chunk + LANES - 1) / LANES * LANES;
	drawn = host->alloc(stride * t->longest * sizeof(int32_t));
	list = host->alloc(stride * t->longest * sizeof(Draw));
	if (t->matrix)
	{
		matrix = host->alloc(stride * t->longest * sizeof(double));
		memset(matrix, 0, stride * t->longest * sizeof(double));
	}
	if (t->sums > 0)
		sum = host->alloc(stride * t->sums * sizeof(int64_t));
	for (int32_t i = 0; i < t->n; i++)
		deck[i] = i;
	for (int32_t k = 0, s = 0; k < t->longest; k++)
	{
		while (s < t->sums && t->length[s] <= k)
			s++;
		from[k] = s;
	}

	for (int32_t first = 0; first < permutations; first += chunk)
	{
		int32_t		here = permutations - first < chunk ? permutations - first : chunk;

		draw(t, seed, first, here, stride, deck, undo, drawn);
		list_by_id(t, drawn, here, stride, start, list);

		/* as unit 0 reads them: id + 1 */
		if (sum)
			memset(sum, 0, stride * t->sums * sizeof(int64_t));
		for (int32_t k = 0; k < t->longest; k++)
		{
			for (int32_t p = 0; p < here; p++)
			{
				int32_t		id = drawn[k * stride + p] + 1;

				if (matrix)
					matrix[k * stride + p] = t->number[id];
				if (from[k] < t->sums)
					sum[from[k] * stride + p] += t->whole[id];
			}
			host->check();
		}
		for (int32_t s = 1; s < t->sums; s++)
		{
			for (int32_t p = 0; p < here; p++)
				sum[s * stride + p] += sum[(s - 1) * stride + p];
		}

		for (int32_t i = 0; i < t->n; i++)
		{
			const Row  *row = &t->row[i];

			if (i > 0)
			{
				int64_t		change = t->whole[i - 1] - t->whole[i];

				for (int64_t d = start[i - 1]; d < start[i]; d++)
				{
					size_t		p = (size_t) list[d].permutation;

					if (matrix)
						matrix[list[d].slot * stride + p] = t->number[i - 1];
					for (int32_t s = from[list[d].slot]; s < t->sums; s++)
						sum[s * stride + p] += change;
				}
			}
			if (row->sum >= 0)
				count_sums(sum + row->sum * stride, here, t->observed_whole[i], t->tie_whole[i], &below[i], &above[i]);
			else if (row->m > 0)
				count_matrix(t, i, matrix, stride, here, &below[i], &above[i]);
			if (i % CHECK_EVERY == 0 || row->m > CHECK_EVERY)
				host->check();
		}
	}
	host->release(deck);
	host->release(undo);
	host->release(start);
	host->release(from);
	host->release(drawn);
	host->release(list);
	if (matrix)
		host->release(matrix);
	if (sum)
		host->release(sum);
}

/* -------- own draws -------- */

/* 0 ... range - 1 without bias: 32 random bits times the range; the few that would be too many for some numbers are drawn again */
static uint32_t
below_range(uint32_t bits, uint32_t range, uint64_t seed, uint64_t stream, uint64_t counter)
{
	uint64_t	product = (uint64_t) bits * range;

	if ((uint32_t) product < range && (uint32_t) product < (UINT32_MAX - range + 1) % range)
		return (uint32_t) random_below_at(~seed, stream, counter, range);
	return (uint32_t) (product >> 32);
}

static void
own_draws_of(const Task *t, int32_t i, int32_t permutations, uint64_t seed, int32_t *deck, int32_t *undo, int32_t *below, int32_t *above)
{
	const Row  *row = &t->row[i];
	const double *weight = t->weight + row->first;
	const uint32_t key[2] = {(uint32_t) seed, (uint32_t) (seed >> 32)};
	int32_t		others = t->n - 1;

	for (int32_t p = 0; p < permutations; p++)
	{
		uint32_t	bits[4];
		int64_t		whole = 0;
		double		sum = 0;

		for (int32_t k = 0; k < row->m; k++)
		{
			int32_t		at;
			int32_t		id;

			if (k % 4 == 0)
			{
				const uint32_t counter[4] = {(uint32_t) k, (uint32_t) p, (uint32_t) i, OWN_DRAWS};

				philox4x32(counter, key, bits);
			}
			at = k + (int32_t) below_range(bits[k % 4], (uint32_t) (others - k), seed, (uint64_t) i << 32 | (uint32_t) p, k);
			id = deck[at];
			deck[at] = deck[k];
			deck[k] = id;
			undo[k] = at;
			id += id >= i;
			if (row->sum >= 0)
				whole += t->whole[id];
			else
				sum += weight[k] * term(t, i, t->number[id]);
		}
		for (int32_t k = row->m - 1; k >= 0; k--)
		{
			int32_t		id = deck[k];

			deck[k] = deck[undo[k]];
			deck[undo[k]] = id;
		}
		if (row->sum >= 0)
		{
			*below += whole < t->observed_whole[i] - t->tie_whole[i];
			*above += whole > t->observed_whole[i] + t->tie_whole[i];
		}
		else
			count_lanes(&sum, 1, t->observed[i] - t->tie[i], t->observed[i] + t->tie[i], below, above);
		if (p % CHECK_EVERY == 0)
			t->host->check();
	}
}

/* -------- all of it -------- */

void
conditional_permutation(const Neighbours *w, const double *value, Permuted kind, int32_t permutations, uint64_t seed,
						bool own_draws, int32_t *below, int32_t *above, const Host *host)
{
	size_t		n = (size_t) w->n;
	Task		t = {.w = w, .host = host, .kind = kind, .n = w->n};
	int64_t		next = 0;

	memset(below, 0, n * sizeof(int32_t));
	memset(above, 0, n * sizeof(int32_t));
	if (n < 2 || permutations < 1)
		return;
	t.row = host->alloc(n * sizeof(Row));
	t.weight = host->alloc(((size_t) w->start[n] + 1) * sizeof(double));
	for (int32_t i = 0; i < t.n; i++)
		read_row(&t, i, &next);
	host->check();
	if (t.longest > 0)
	{
		t.whole = host->alloc(n * sizeof(int64_t));
		t.number = host->alloc(n * sizeof(double));
		t.observed = host->alloc(n * sizeof(double));
		t.tie = host->alloc(n * sizeof(double));
		t.observed_whole = host->alloc(n * sizeof(int64_t));
		t.tie_whole = host->alloc(n * sizeof(int64_t));
		values_as_whole_numbers(&t, value);
		number_lengths(&t);
		for (int32_t i = 0; i < t.n; i++)
		{
			observe(&t, i);
			if (i % CHECK_EVERY == 0)
				host->check();
		}
		if (own_draws)
		{
			int32_t    *deck = host->alloc(n * sizeof(int32_t));
			int32_t    *undo = host->alloc((size_t) t.longest * sizeof(int32_t));

			for (int32_t i = 0; i < t.n; i++)
				deck[i] = i;
			for (int32_t i = 0; i < t.n; i++)
				own_draws_of(&t, i, permutations, seed, deck, undo, &below[i], &above[i]);
			host->release(deck);
			host->release(undo);
		}
		else
			shared_draws(&t, permutations, seed, below, above);
		host->release(t.whole);
		host->release(t.number);
		host->release(t.observed);
		host->release(t.tie);
		host->release(t.observed_whole);
		host->release(t.tie_whole);
		host->release(t.length);
	}
	host->release(t.row);
	host->release(t.weight);
}
