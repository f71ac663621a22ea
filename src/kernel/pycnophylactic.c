/*
 * pycnophylactic.c
 *		Tobler's smooth surface.  See pycnophylactic.h.
 */
#include "pycnophylactic.h"

#include <math.h>

#include "sort.h"

bool
cell_grid(const Box *box, double size, CellGrid *grid)
{
	double		x0 = floor(box->xmin / size);
	double		y0 = floor(box->ymin / size);
	double		columns = floor(box->xmax / size) - x0 + 1;
	double		rows = floor(box->ymax / size) - y0 + 1;

	if (!(columns * rows <= PYCNO_CELLS_MAX))
		return false;
	*grid = (CellGrid) {size, x0, y0, (int32_t) columns, (int32_t) rows};
	return true;
}

/* -------- which cell lies where -------- */

/* x at which an edge passes the height y; the same for both directions of the edge, so that neighbours agree */
static double
passes_at(const double *a, const double *b, double y)
{
	if (a[1] > b[1])
	{
		const double *t = a;

		a = b;
		b = t;
	}
	return a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
}

int32_t *
cell_units(const CellGrid *grid, const Polygons *polygons, const Host *host)
{
	int64_t		cells = (int64_t) grid->columns * grid->rows;
	int32_t    *unit = host->alloc(cells * sizeof(int32_t));
	size_t		allocated = 1024;
	Pair	   *crossing = host->alloc(allocated * sizeof(Pair));

	for (int64_t c = 0; c < cells; c++)
		unit[c] = -1;
	for (int32_t i = 0; i < polygons->n; i++)
	{
		size_t		n = 0;

		/* where the borders cross the lines through the centres */
		for (size_t r = polygons->start[i]; r < polygons->start[i + 1]; r++)
		{
			const Ring *ring = &polygons->ring[r];

			for (size_t p = ring->first; p + 1 < ring->first + ring->points; p++)
			{
				const double *a = polygons->xy + 2 * p;
				const double *b = a + 2;
				double		low = fmin(a[1], b[1]);
				double		high = fmax(a[1], b[1]);
				double		from = floor(low / grid->size) - grid->y0 - 1;
				double		to = floor(high / grid->size) - grid->y0 + 1;

				from = from < 0 ? 0 : from;
				to = to > grid->rows - 1 ? grid->rows - 1 : to;
				for (double row = from; row <= to; row++)
				{
					double		y = (grid->y0 + row + 0.5) * grid->size;

					if (!(low <= y && y < high))
						continue;
					if (n == allocated)
					{
						allocated *= 2;
						crossing = host->grow(crossing, allocated * sizeof(Pair));
					}
					crossing[n++] = (Pair) {row, passes_at(a, b, y)};
				}
				if (p % 4096 == 0)
					host->check();
			}
		}
		sort_pairs(crossing, n, host->check);

		/* every line enters and leaves in turn */
		for (size_t k = 0; k + 1 < n; k += 2)
		{
			int32_t    *row = unit + (int64_t) crossing[k].x * grid->columns;
			double		from = ceil(crossing[k].y / grid->size - grid->x0 - 0.5);
			double		to = ceil(crossing[k + 1].y / grid->size - grid->x0 - 0.5);

			from = from < 0 ? 0 : from;
			to = to > grid->columns ? grid->columns : to;
			for (double c = from; c < to; c++)
			{
				if (row[(int32_t) c] < 0)
					row[(int32_t) c] = i;
			}
			if (k % 4096 == 0)
				host->check();
		}
	}
	host->release(crossing);
	return unit;
}

/* -------- the surface -------- */

typedef struct Surface
{
	const CellGrid *grid;
	const int32_t *source;		/* of every cell; -1 where there is none, or one without value */
	int32_t		sources;
	const double *value;
	int64_t    *cells;			/* of every source */
	double	   *sum;
	double	   *z;
	double	   *smoothed;
	const Host *host;
} Surface;

static void
smooth(Surface *s)
{
	int32_t		columns = s->grid->columns;
	int32_t		rows = s->grid->rows;

	for (int32_t r = 0; r < rows; r++)
	{
		const int32_t *in = s->source + (int64_t) r * columns;
		const double *z = s->z + (int64_t) r * columns;
		double	   *to = s->smoothed + (int64_t) r * columns;

		for (int32_t c = 0; c < columns; c++)
		{
			if (in[c] < 0)
				continue;
			to[c] = 0.25 * (((c > 0 && in[c - 1] >= 0 ? z[c - 1] : z[c]) + (c + 1 < columns && in[c + 1] >= 0 ? z[c + 1] : z[c])) +
							((r > 0 && in[c - columns] >= 0 ? z[c - columns] : z[c]) +
							 (r + 1 < rows && in[c + columns] >= 0 ? z[c + columns] : z[c])));
		}
		if (r % 16 == 0)
			s->host->check();
	}
}

/* sums of the sources over some surface, in the order of the cells */
static void
sum_up(Surface *s, const double *z)
{
	int64_t		cells = (int64_t) s->grid->columns * s->grid->rows;

	for (int32_t i = 0; i < s->sources; i++)
		s->sum[i] = 0;
	for (int64_t c = 0; c < cells; c++)
	{
		if (s->source[c] >= 0)
			s->sum[s->source[c]] += z[c];
		if (c % 262144 == 0)
			s->host->check();
	}
}

/* steps 2 and 3; returns the largest move, *largest: the largest cell */
static double
restore(Surface *s, double *largest)
{
	int64_t		cells = (int64_t) s->grid->columns * s->grid->rows;
	double		move = 0;

	sum_up(s, s->smoothed);
	for (int64_t c = 0; c < cells; c++)
	{
		int32_t		i = s->source[c];

		if (i >= 0)
		{
			double		z = s->smoothed[c] + (s->value[i] - s->sum[i]) / (double) s->cells[i];

			s->smoothed[c] = z > 0 && s->value[i] > 0 ? z : 0;
		}
		if (c % 262144 == 0)
			s->host->check();
	}
	sum_up(s, s->smoothed);
	*largest = 0;
	for (int64_t c = 0; c < cells; c++)
	{
		int32_t		i = s->source[c];

		if (i >= 0)
		{
			double		z = s->value[i] > 0 ? s->smoothed[c] * (s->value[i] / s->sum[i]) : 0;

			move = fmax(move, fabs(z - s->z[c]));
			*largest = fmax(*largest, z);
			s->z[c] = z;
		}
		if (c % 262144 == 0)
			s->host->check();
	}
	return move;
}

/* share of a target that lies in sources: of its cells; of its surface if it reaches beyond the grid, where cells are not counted */
static double
covered_share(const CellGrid *grid, const Polygons *target, int32_t t, double cells_in_sources, int64_t cells)
{
	Box			box = polygons_box(target, t);
	bool		inside = box.xmin >= grid->x0 * grid->size && box.xmax <= (grid->x0 + grid->columns) * grid->size &&
		box.ymin >= grid->y0 * grid->size && box.ymax <= (grid->y0 + grid->rows) * grid->size;

	if (!inside)
		return fmin(cells_in_sources * grid->size * grid->size / polygons_area(target, t), 1);
	return cells > 0 ? cells_in_sources / (double) cells : NAN;
}

PycnoResult
pycnophylactic(const Polygons *source, const double *value, const Polygons *target, const CellGrid *grid,
			   int iterations, double tolerance, const Host *host)
{
	PycnoResult result = {-1, 0, NULL, NULL, 0};
	int64_t		cells = (int64_t) grid->columns * grid->rows;
	int32_t    *in_source = cell_units(grid, source, host);
	int32_t    *in_target;
	Surface		s = {.grid = grid, .source = in_source, .sources = source->n, .value = value};
	int64_t    *target_cells;

	s.host = host;
	s.cells = host->alloc(((size_t) source->n + 1) * sizeof(int64_t));
	s.sum = host->alloc(((size_t) source->n + 1) * sizeof(double));
	for (int32_t i = 0; i < source->n; i++)
		s.cells[i] = 0;
	for (int64_t c = 0; c < cells; c++)
	{
		if (in_source[c] >= 0)
			s.cells[in_source[c]]++;
	}
	for (int32_t i = 0; i < source->n && result.without_cells < 0; i++)
	{
		if (s.cells[i] == 0)
			result.without_cells = i;
	}
	if (result.without_cells >= 0)
		return result;

	in_target = cell_units(grid, target, host);
	result.value = host->alloc(((size_t) target->n + 1) * sizeof(double));
	result.covered = host->alloc(((size_t) target->n + 1) * sizeof(double));
	target_cells = host->alloc(((size_t) target->n + 1) * sizeof(int64_t));
	for (int32_t t = 0; t < target->n; t++)
	{
		result.value[t] = result.covered[t] = 0;
		target_cells[t] = 0;
	}
	for (int64_t c = 0; c < cells; c++)
	{
		int32_t		t = in_target[c];

		if (t >= 0)
		{
			target_cells[t]++;
			if (in_source[c] >= 0)
			{
				result.covered[t]++;
				if (isnan(value[in_source[c]]))
					result.value[t] = NAN;
			}
		}
		if (in_source[c] >= 0 && isnan(value[in_source[c]]))
			in_source[c] = -1;
		if (c % 262144 == 0)
			host->check();
	}

	s.z = host->alloc(cells * sizeof(double));
	s.smoothed = host->alloc(cells * sizeof(double));
	for (int64_t c = 0; c < cells; c++)
	{
		s.z[c] = in_source[c] >= 0 ? value[in_source[c]] / (double) s.cells[in_source[c]] : 0;
		s.smoothed[c] = 0;
	}
	while (result.iterations < iterations)
	{
		double		largest;
		double		move;

		smooth(&s);
		move = restore(&s, &largest);
		result.iterations++;
		if (move <= tolerance * largest)
			break;
	}

	for (int64_t c = 0; c < cells; c++)
	{
		if (in_source[c] >= 0)
		{
			if (in_target[c] >= 0)
				result.value[in_target[c]] += s.z[c];
			else
				result.unallocated += s.z[c];
		}
		if (c % 262144 == 0)
			host->check();
	}
	for (int32_t t = 0; t < target->n; t++)
	{
		if (result.covered[t] == 0)
			result.value[t] = NAN;	/* nothing is known here, which is not zero */
		result.covered[t] = covered_share(grid, target, t, result.covered[t], target_cells[t]);
	}
	host->release(s.z);
	host->release(s.smoothed);
	host->release(s.cells);
	host->release(s.sum);
	host->release(in_source);
	host->release(in_target);
	host->release(target_cells);
	return result;
}
