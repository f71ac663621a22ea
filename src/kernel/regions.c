/*
 * regions.c
 *		What the methods for regions share, and what judges their results.  See regions.h.
 */
#include "regions.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "sort.h"

#define CHECK_EVERY	4096

Neighbours
regions_links(const Neighbours *w, const Host *host)
{
	Neighbours	t = neighbours_transpose(w, host);
	int64_t    *start = host->alloc(((size_t) w->n + 1) * sizeof(int64_t));
	int32_t    *neighbour = host->alloc(((size_t) w->start[w->n] * 2 + 1) * sizeof(int32_t));
	int64_t		links = 0;

	start[0] = 0;
	for (int32_t i = 0; i < w->n; i++)
	{
		int64_t		a = w->start[i];
		int64_t		b = t.start[i];

		/* both rows ascend */
		while (a < w->start[i + 1] || b < t.start[i + 1])
		{
			int32_t		from = a < w->start[i + 1] ? w->neighbour[a] : INT32_MAX;
			int32_t		to = b < t.start[i + 1] ? t.neighbour[b] : INT32_MAX;
			int32_t		j = from < to ? from : to;
			bool		linked = false;

			if (from == j)
				linked = w->weight[a++] > 0;
			if (to == j)
				linked = t.weight[b++] > 0 || linked;
			if (linked && j != i)
				neighbour[links++] = j;
		}
		start[i + 1] = links;
		if (i % CHECK_EVERY == 0)
			host->check();
	}
	host->release((void *) t.start);
	host->release((void *) t.neighbour);
	host->release((void *) t.weight);
	return (Neighbours) {w->n, start, neighbour, NULL};
}

RegionsScale
regions_scale_population(const double *population, int32_t n, double *scaled)
{
	RegionsScale scale = {0};
	double		largest = 0;
	int			digits;
	int			bits;

	for (int32_t i = 0; i < n; i++)
		largest = population[i] > largest ? population[i] : largest;
	if (largest > 0)
	{
		(void) frexp(largest, &digits);
		(void) frexp((double) n, &bits);
		scale.exponent = 52 - digits - bits;	/* n times the largest stays below 2^52 */
	}
	for (int32_t i = 0; i < n; i++)
		scaled[i] = rint(ldexp(population[i], scale.exponent));
	return scale;
}

double
regions_scale_limit(RegionsScale scale, double limit)
{
	/* a limit stays one, however small */
	return limit > 0 ? fmax(ldexp(limit, scale.exponent), DBL_MIN) : 0;
}

int32_t
regions_number(int32_t *region, int32_t n, int32_t *room)
{
	int32_t		k = 0;

	for (int32_t i = 0; i < n; i++)
		room[i] = 0;
	for (int32_t i = 0; i < n; i++)
	{
		if (room[region[i]] == 0)
			room[region[i]] = ++k;
		region[i] = room[region[i]];
	}
	return k;
}

static int
compare(double a, double b)
{
	return (a > b) - (a < b);
}

typedef struct Place
{
	const Polygons *polygons;
	int32_t		unit;
} Place;

/* two units, number by number */
static int
compare_places(const void *left, const void *right)
{
	const Polygons *p = ((const Place *) left)->polygons;
	size_t		a = p->start[((const Place *) left)->unit];
	size_t		b = p->start[((const Place *) right)->unit];
	size_t		rings = p->start[((const Place *) left)->unit + 1] - a;
	int			result = compare((double) rings, (double) (p->start[((const Place *) right)->unit + 1] - b));

	for (size_t r = 0; r < rings && result == 0; r++, a++, b++)
	{
		const double *x = p->xy + 2 * p->ring[a].first;
		const double *y = p->xy + 2 * p->ring[b].first;

		result = compare((double) p->ring[a].points, (double) p->ring[b].points);
		for (size_t c = 0; c < 2 * p->ring[a].points && result == 0; c++)
			result = compare(x[c], y[c]);
	}
	return result;
}

/* place[from ... end - 1], which are equal so far, by what comes next: north, west, all numbers */
static void
order_places(Place *place, Indexed *item, int32_t from, int32_t end, int key, const Host *host)
{
	if (end - from < 2)
		return;
	if (key == 2)
	{
		qsort(place + from, (size_t) (end - from), sizeof(Place), compare_places);
		host->check();
		return;
	}
	for (int32_t i = from; i < end; i++)
	{
		Box			box = polygons_box(place[i].polygons, place[i].unit);

		item[i].x = (key == 0 ? -box.ymax : box.xmin) + 0.0;	/* never -0, which would sort apart */
		item[i].index = place[i].unit;
		if (i % CHECK_EVERY == 0)
			host->check();
	}
	sort_indexed(item + from, (size_t) (end - from), host->check);
	for (int32_t i = from; i < end; i++)
		place[i].unit = (int32_t) item[i].index;
	for (int32_t i = from, next; i < end; i = next)
	{
		double		x = item[i].x;	/* deeper calls write over items that have been passed */

		for (next = i + 1; next < end && item[next].x == x;)
			next++;
		order_places(place, item, i, next, key + 1, host);
	}
}

int32_t
regions_order_polygons(const Polygons *polygons, int32_t *order, const Host *host)
{
	Place	   *place = host->alloc(((size_t) polygons->n + 1) * sizeof(Place));
	Indexed    *item = host->alloc(((size_t) polygons->n + 1) * sizeof(Indexed));
	int32_t		twice = -1;

	for (int32_t i = 0; i < polygons->n; i++)
		place[i] = (Place) {polygons, i};
	order_places(place, item, 0, polygons->n, 0, host);
	for (int32_t i = 0; i < polygons->n; i++)
	{
		order[i] = place[i].unit;
		if (i > 0 && twice < 0 && compare_places(&place[i - 1], &place[i]) == 0)
			twice = i - 1;
		if (i % CHECK_EVERY == 0)
			host->check();
	}
	host->release(place);
	host->release(item);
	return twice;
}

double
regions_perimeter(const Polygons *polygons, int32_t i)
{
	double		length = 0;

	for (size_t r = polygons->start[i]; r < polygons->start[i + 1]; r++)
	{
		const double *xy = polygons->xy + 2 * polygons->ring[r].first;

		for (size_t p = 0; p + 1 < polygons->ring[r].points; p++)
			length += hypot(xy[2 * p + 2] - xy[2 * p], xy[2 * p + 3] - xy[2 * p + 1]);
	}
	return length;
}

double
regions_compactness(const Polygons *polygons, int32_t i)
{
	double		area = polygons_area(polygons, i);
	double		perimeter = regions_perimeter(polygons, i);

	/* divided twice: the square of a length may be beyond all doubles */
	return area > 0 && perimeter > 0 ? 4 * 3.14159265358979323846 * (area / perimeter) / perimeter : NAN;
}
