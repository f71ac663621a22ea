/*
 * derivable.c
 *		Which unknown cells have one value only?  Linear algebra modulo the prime 2^61 - 1.  See disclosure.h.
 *
 * The equations are brought to echelon form one by one; then the free columns get random values and the others follow.
 */
#include "disclosure.h"

#include <math.h>
#include <string.h>

#include "random.h"

#define PRIME		((UINT64_C(1) << 61) - 1)
#define SEED		UINT64_C(0x534f5a49414c5241)
#define CHECK_EVERY	65536
#define ENTRIES_MAX	100000000

static inline uint64_t
reduce(uint64_t a)
{
	a = (a & PRIME) + (a >> 61);
	return a >= PRIME ? a - PRIME : a;
}

static inline uint64_t
multiply(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
	__extension__ unsigned __int128 product = (unsigned __int128) a * b;

	return reduce(((uint64_t) product & PRIME) + (uint64_t) (product >> 61));
#else
	uint64_t	sum = 0;

	for (; b > 0; b >>= 1)
	{
		if (b & 1)
			sum = reduce(sum + a);
		a = reduce(a + a);
	}
	return sum;
#endif
}

static uint64_t
power(uint64_t a, uint64_t exponent)
{
	uint64_t	result = 1;

	for (; exponent > 0; exponent >>= 1)
	{
		if (exponent & 1)
			result = multiply(result, a);
		a = multiply(a, a);
	}
	return result;
}

static inline uint64_t
inverse(uint64_t a)
{
	return power(a, PRIME - 2);
}

/* a double is a whole number times a power of two: exact modulo the prime as well (2^61 = 1) */
static uint64_t
residue(double x)
{
	int			exponent;
	double		mantissa = frexp(fabs(x), &exponent);
	uint64_t	digits = (uint64_t) ldexp(mantissa, 53);
	int			shift = (exponent - 53) % 61;
	uint64_t	r = multiply(reduce(digits), UINT64_C(1) << (shift < 0 ? shift + 61 : shift));

	return x < 0 && r != 0 ? PRIME - r : r;
}

/* a growing list of the rows in echelon form */
typedef struct Echelon
{
	const Host *host;
	int			rows;
	int		   *start;			/* rows + 1 */
	int		   *pivot;			/* of a row: its column, whose entry is 1 and is left out */
	int		   *column;
	uint64_t   *entry;
	size_t		used;
	size_t		allocated;
} Echelon;

static void
store(Echelon *e, int column, uint64_t entry)
{
	if (e->used == e->allocated)
	{
		e->allocated *= 2;
		e->column = e->host->grow(e->column, e->allocated * sizeof(int));
		e->entry = e->host->grow(e->entry, e->allocated * sizeof(uint64_t));
	}
	e->column[e->used] = column;
	e->entry[e->used++] = entry;
}

/* a heap of the pivots that are still to be taken out of a row, the first one on top */
static void
heap_push(int *heap, int *n, int item)
{
	int			i = (*n)++;

	for (; i > 0 && heap[(i - 1) / 2] > item; i = (i - 1) / 2)
		heap[i] = heap[(i - 1) / 2];
	heap[i] = item;
}

static int
heap_pop(int *heap, int *n)
{
	int			top = heap[0];
	int			item = heap[--(*n)];
	int			i = 0;

	for (;;)
	{
		int			child = 2 * i + 1;

		if (child >= *n)
			break;
		if (child + 1 < *n && heap[child + 1] < heap[child])
			child++;
		if (heap[child] >= item)
			break;
		heap[i] = heap[child];
		i = child;
	}
	heap[i] = item;
	return top;
}

bool
component_derivable(View *view, const Component *c, bool *derivable)
{
	const Disclosure *d = view->d;
	const Host *host = view->host;
	size_t		n = (size_t) c->n;
	uint64_t   *sum = host->alloc((n + 1) * sizeof(uint64_t));	/* the row at work, by column */
	int		   *touched = host->alloc((n + 1) * sizeof(int));	/* its columns */
	bool	   *in = host->alloc(n + 1);
	int		   *of_column = host->alloc((n + 1) * sizeof(int)); /* the row whose pivot it is, -1: none yet */
	int		   *uses = host->alloc((n + 1) * sizeof(int));
	int		   *heap = host->alloc((n + 1) * sizeof(int));
	Echelon		e = {.host = host, .allocated = 4 * n + 16};
	size_t		work = 0;
	bool		done = true;

	e.start = host->alloc(((size_t) c->m + 2) * sizeof(int));
	e.pivot = host->alloc(((size_t) c->m + 1) * sizeof(int));
	e.column = host->alloc(e.allocated * sizeof(int));
	e.entry = host->alloc(e.allocated * sizeof(uint64_t));
	memset(sum, 0, (n + 1) * sizeof(uint64_t));
	memset(in, 0, n + 1);
	for (int i = 0; i < c->n; i++)
	{
		of_column[i] = -1;
		uses[i] = d->cell_start[c->cell[i] + 1] - d->cell_start[c->cell[i]];
	}

	for (int r = c->m - 1; r >= 0 && done; r--)
	{
		int			row = c->row[r];
		int			n_touched = 0;
		int			n_heap = 0;
		int			best = -1;
		uint64_t	factor;

		for (int k = d->row_start[row]; k < d->row_start[row + 1]; k++)
		{
			int			j = d->row_cell[k];

			if (!view->unknown[j])
				continue;
			j = view->local[j];
			sum[j] = residue(d->row_coef[k]);
			in[j] = true;
			touched[n_touched++] = j;
			if (of_column[j] >= 0)
				heap_push(heap, &n_heap, of_column[j]);
		}
		while (n_heap > 0)
		{
			int			p = heap_pop(heap, &n_heap);
			uint64_t	minus = sum[e.pivot[p]];

			if (minus == 0)
				continue;
			sum[e.pivot[p]] = 0;
			minus = PRIME - minus;
			for (int k = e.start[p]; k < e.start[p + 1]; k++)
			{
				int			j = e.column[k];

				if (!in[j])
				{
					in[j] = true;
					touched[n_touched++] = j;
					if (of_column[j] >= 0)
						heap_push(heap, &n_heap, of_column[j]);
				}
				sum[j] = reduce(sum[j] + multiply(minus, e.entry[k]));
			}
			work += e.start[p + 1] - e.start[p];
			if (work > CHECK_EVERY)
			{
				work = 0;
				host->check();
			}
		}
		/* the pivot: a column that few equations use */
		for (int t = 0; t < n_touched; t++)
		{
			int			j = touched[t];

			if (sum[j] != 0 && (best < 0 || uses[j] < uses[best] || (uses[j] == uses[best] && j < best)))
				best = j;
		}
		if (best >= 0)
		{
			factor = inverse(sum[best]);
			e.start[e.rows] = (int) e.used;
			e.pivot[e.rows] = best;
			for (int t = 0; t < n_touched; t++)
			{
				if (touched[t] != best && sum[touched[t]] != 0)
					store(&e, touched[t], multiply(sum[touched[t]], factor));
			}
			of_column[best] = e.rows++;
			e.start[e.rows] = (int) e.used;
			done = e.used <= ENTRIES_MAX;
		}
		for (int t = 0; t < n_touched; t++)
		{
			sum[touched[t]] = 0;
			in[touched[t]] = false;
		}
	}

	/* sum becomes the random solution */
	for (int i = 0; i < c->n; i++)
		sum[i] = of_column[i] >= 0 ? 0 : 1 + random_below_at(SEED, 0, (uint64_t) i, PRIME - 1);
	for (int p = e.rows - 1; p >= 0; p--)
	{
		uint64_t	s = 0;

		for (int k = e.start[p]; k < e.start[p + 1]; k++)
			s = reduce(s + multiply(e.entry[k], sum[e.column[k]]));
		sum[e.pivot[p]] = s == 0 ? 0 : PRIME - s;
	}
	for (int i = 0; i < c->n; i++)
		derivable[i] = sum[i] == 0;

	host->release(sum);
	host->release(touched);
	host->release(in);
	host->release(of_column);
	host->release(uses);
	host->release(heap);
	host->release(e.start);
	host->release(e.pivot);
	host->release(e.column);
	host->release(e.entry);
	return done;
}
