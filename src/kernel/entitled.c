/*
 * entitled.c
 *		See entitled.h.
 */
#include "entitled.h"

/* the order of quadruples: by edition, area, block */
static int
compare(const int64_t *cell, int64_t edition, int64_t area, int64_t block)
{
	if (cell[0] != edition)
		return cell[0] < edition ? -1 : 1;
	if (cell[1] != area)
		return cell[1] < area ? -1 : 1;
	if (cell[2] != block)
		return cell[2] < block ? -1 : 1;
	return 0;
}

static bool
find(const int64_t *set, size_t n, int64_t edition, int64_t area, int32_t position)
{
	size_t		low = 0,
				high = n;

	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;
		const int64_t *cell = set + middle * CELL_WIDTH;
		int			order = compare(cell, edition, area, position / 64);

		if (order == 0)
			return ((uint64_t) cell[3] >> (position % 64)) & 1;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

bool
cells_contain(const int64_t *set, size_t n, int64_t edition, int64_t area, int32_t position)
{
	if (position < 0)
		return false;
	return find(set, n, edition, area, position) || (area != 0 && find(set, n, edition, 0, position));
}

bool
numbers_contain(const int64_t *set, size_t n, int64_t number)
{
	size_t		low = 0,
				high = n;

	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;

		if (set[middle] == number)
			return true;
		if (set[middle] < number)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}
