/*
 * ids.c
 *		Ids of units.  See ids.h.
 */
#include "ids.h"

#include <stdbool.h>

#include "sort.h"

#define EXACT_MAX	(INT64_C(1) << 53)

int32_t
ids_order(const int64_t *id, int32_t *order, int32_t n, const Host *host)
{
	Indexed    *item;
	bool		ascending = true;
	bool		exact = true;
	int32_t		twice = -1;

	for (int32_t i = 1; i < n && ascending; i++)
		ascending = id[order[i - 1]] < id[order[i]];
	if (ascending)
		return -1;
	item = host->alloc(((size_t) n + 1) * sizeof(Indexed));
	for (int32_t i = 0; i < n; i++)
	{
		item[i].x = (double) id[order[i]];
		item[i].index = order[i];
		exact = exact && id[order[i]] >= -EXACT_MAX && id[order[i]] <= EXACT_MAX;
	}
	sort_indexed(item, n, host->check);
	for (int32_t i = 0; i < n; i++)
	{
		int32_t		at = i;

		order[i] = (int32_t) item[i].index;
		/* beyond 2^53 several ids are one double: insertion mends the short runs */
		while (!exact && at > 0 && id[order[at - 1]] > id[order[at]])
		{
			int32_t		t = order[at];

			order[at] = order[at - 1];
			order[at - 1] = t;
			at--;
		}
		if (i % 65536 == 0)
			host->check();
	}
	host->release(item);
	for (int32_t i = n - 2; i >= 0; i--)
	{
		if (id[order[i]] == id[order[i + 1]])
			twice = i;
	}
	return twice;
}

int32_t
ids_find(const int64_t *ascending, int32_t n, int64_t id)
{
	int32_t		low = 0;
	int32_t		high = n - 1;

	while (low <= high)
	{
		int32_t		middle = low + (high - low) / 2;

		if (ascending[middle] == id)
			return middle;
		if (ascending[middle] < id)
			low = middle + 1;
		else
			high = middle - 1;
	}
	return -1;
}
