/*
 * rank.c
 *		Ranks and their exponential transformation: see rank.h.
 */
#include "rank.h"

#include <math.h>

#define EXPONENTIAL_CONSTANT	23.0
#define EXPONENTIAL_TOP			100.0

#define ROWS_PER_CHECK			65536

void
rank_sorted(const Indexed *sorted, size_t n, RankTies ties, bool descending, double *rank, void (*check) (void))
{
	size_t		groups = 0;

	/* from the first place on: place i is sorted[i], or the i-th from the end */
	for (size_t from = 0, end; from < n; from = end)
	{
		double		x = sorted[descending ? n - 1 - from : from].x;
		double		value;

		for (end = from + 1; end < n && sorted[descending ? n - 1 - end : end].x == x; end++)
			;
		groups++;
		switch (ties)
		{
			case RANK_MAX:
				value = (double) end;
				break;
			case RANK_AVERAGE:
				value = ((double) from + 1 + (double) end) / 2;
				break;
			case RANK_DENSE:
				value = (double) groups;
				break;
			default:
				value = (double) from + 1;
				break;
		}
		if (check != NULL && from / ROWS_PER_CHECK != end / ROWS_PER_CHECK)
			check();
		for (size_t i = from; i < end; i++)
			rank[sorted[descending ? n - 1 - i : i].index] = value;
	}
}

double
rank_exponential(double rank, double n, bool from_one)
{
	double		before = from_one ? rank - 1 : rank;
	double		r = (n - before) / n;
	double		lowest = exp(-EXPONENTIAL_TOP / EXPONENTIAL_CONSTANT);

	/* the ends exactly, and no cancellation near them: 1 - r (1 - q) = (1 - r) + r q */
	if (before <= 0)
		return EXPONENTIAL_TOP;
	if (r <= 0)
		return 0;
	if (r > 0.5)
		return -EXPONENTIAL_CONSTANT * log(before / n + r * lowest);
	return -EXPONENTIAL_CONSTANT * log1p(-r * (1 - lowest));
}
