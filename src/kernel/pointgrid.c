/*
 * pointgrid.c
 *		Points in a grid.  See pointgrid.h.
 */
#include "pointgrid.h"

#include <math.h>

#include "pointtree.h"

#define CELLS_A_POINT	4		/* more cells would cost more to look at than the points that they spare */
#define CELLS_A_RADIUS	4
#define SIDE_MAX		30000

struct PointGrid
{
	int32_t		n;
	double		limit;			/* the largest square whose root is within the distance */
	double		wider;			/* a little more than that, for deciding which cells to look at */
	double		reach;			/* root of "wider" */
	double		xmin;
	double		ymin;
	double		per_unit;		/* cells */
	int32_t		columns;
	int32_t		rows;
	int32_t    *start;			/* columns * rows + 1: where the points of a cell begin */
	double	   *row_ymin;		/* of the points of a row */
	double	   *row_ymax;
	double	   *x;
	double	   *y;
	int32_t    *item;
};

/* cell of a coordinate: never decreasing, and safe for every number */
static inline int32_t
cell_of(double offset, double per_unit, int32_t cells)
{
	double		t = offset * per_unit;

	if (!(t > 0))
		return 0;
	return t >= cells ? cells - 1 : (int32_t) t;
}

static void
choose_cells(PointGrid *grid, double width, double height, double distance)
{
	double		cell = distance / CELLS_A_RADIUS;
	double		cells = CELLS_A_POINT * (double) grid->n + 16;

	grid->columns = grid->rows = 1;
	grid->per_unit = 0;
	if (!isfinite(width) || !isfinite(height) || !(width + height > 0))
		return;
	/* no smaller than what gives so many cells, nor than what gives so many in a row */
	cell = fmax(cell, sqrt(width) * sqrt(height / cells));
	cell = fmax(cell, fmax(width, height) / fmin(cells, SIDE_MAX));
	if (!isfinite(cell) || !isfinite(1 / cell))
		return;
	grid->per_unit = 1 / cell;
	grid->columns = cell_of(width, grid->per_unit, SIDE_MAX) + 1;
	grid->rows = cell_of(height, grid->per_unit, SIDE_MAX) + 1;
}

PointGrid *
pointgrid_build(const double *x, const double *y, int32_t n, double distance, const Host *host)
{
	PointGrid  *grid = host->alloc(sizeof(PointGrid));
	double		xmax = n > 0 ? x[0] : 0;
	double		ymax = n > 0 ? y[0] : 0;
	size_t		cells;
	int32_t    *cell;
	int32_t		begin = 0;

	grid->n = n;
	grid->limit = square_within(distance);
	grid->wider = grid->limit * (1 + 1e-12) + 1e-300;
	grid->reach = sqrt(grid->wider) * (1 + 1e-15);
	grid->xmin = xmax;
	grid->ymin = ymax;
	for (int32_t i = 0; i < n; i++)
	{
		grid->xmin = x[i] < grid->xmin ? x[i] : grid->xmin;
		grid->ymin = y[i] < grid->ymin ? y[i] : grid->ymin;
		xmax = x[i] > xmax ? x[i] : xmax;
		ymax = y[i] > ymax ? y[i] : ymax;
	}
	choose_cells(grid, xmax - grid->xmin, ymax - grid->ymin, distance);

	/* counting sort by cell, row by row; within a cell in the order of the input */
	cells = (size_t) grid->columns * grid->rows;
	grid->start = host->alloc((cells + 1) * sizeof(int32_t));
	grid->row_ymin = host->alloc(grid->rows * sizeof(double));
	grid->row_ymax = host->alloc(grid->rows * sizeof(double));
	grid->x = host->alloc(((size_t) n + 1) * sizeof(double));
	grid->y = host->alloc(((size_t) n + 1) * sizeof(double));
	grid->item = host->alloc(((size_t) n + 1) * sizeof(int32_t));
	cell = host->alloc(((size_t) n + 1) * sizeof(int32_t));
	for (size_t c = 0; c <= cells; c++)
		grid->start[c] = 0;
	for (int32_t r = 0; r < grid->rows; r++)
	{
		grid->row_ymin[r] = INFINITY;
		grid->row_ymax[r] = -INFINITY;
	}
	for (int32_t i = 0; i < n; i++)
	{
		int32_t		row = cell_of(y[i] - grid->ymin, grid->per_unit, grid->rows);

		cell[i] = row * grid->columns + cell_of(x[i] - grid->xmin, grid->per_unit, grid->columns);
		grid->start[cell[i]]++;
		grid->row_ymin[row] = y[i] < grid->row_ymin[row] ? y[i] : grid->row_ymin[row];
		grid->row_ymax[row] = y[i] > grid->row_ymax[row] ? y[i] : grid->row_ymax[row];
	}
	host->check();
	for (size_t c = 0; c <= cells; c++)
	{
		int32_t		points = grid->start[c];

		grid->start[c] = begin;
		begin += points;
	}
	for (int32_t i = 0; i < n; i++)
	{
		int32_t		at = grid->start[cell[i]]++;

		grid->x[at] = x[i];
		grid->y[at] = y[i];
		grid->item[at] = i;
	}
	/* every start has moved to the next one */
	for (size_t c = cells; c > 0; c--)
		grid->start[c] = grid->start[c - 1];
	grid->start[0] = 0;
	host->release(cell);
	host->check();
	return grid;
}

int32_t
pointgrid_within(const PointGrid *grid, double x, double y, int32_t *restrict item, double *restrict distance)
{
	int32_t		first = cell_of((y - grid->reach) - grid->ymin, grid->per_unit, grid->rows);
	int32_t		last = cell_of((y + grid->reach) - grid->ymin, grid->per_unit, grid->rows);
	int32_t		n = 0;

	if (grid->n == 0)
		return 0;
	for (int32_t row = first; row <= last; row++)
	{
		double		dy = y < grid->row_ymin[row] ? grid->row_ymin[row] - y : y > grid->row_ymax[row] ? y - grid->row_ymax[row] : 0;
		double		rest = grid->wider - dy * dy;
		double		half;
		const int32_t *start = grid->start + (size_t) row * grid->columns;
		int32_t		to;

		if (rest < 0)
			continue;
		/* infinite - infinite: everything is within the distance */
		half = isnan(rest) ? INFINITY : sqrt(rest) * (1 + 1e-15);
		to = start[cell_of((x + half) - grid->xmin, grid->per_unit, grid->columns) + 1];
		for (int32_t p = start[cell_of((x - half) - grid->xmin, grid->per_unit, grid->columns)]; p < to; p++)
		{
			double		px = x - grid->x[p];
			double		py = y - grid->y[p];
			double		d2 = px * px + py * py;

			item[n] = grid->item[p];
			distance[n] = d2;
			n += d2 <= grid->limit;
		}
	}
	for (int32_t i = 0; i < n; i++)
		distance[i] = sqrt(distance[i]);
	return n;
}
