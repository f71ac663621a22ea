/*
 * pycnophylactic.h
 *		Areal transfer by a smooth surface that keeps the total of every source ("pycnophylactic", volume-preserving interpolation).
 *
 * The plane is cut into square cells.  A cell belongs to the source and to the target in which its centre lies (half-open: on a border,
 * to the one that lies to its right or above; where units overlap, to the one with the smallest id).  At first every source
 * is spread evenly over its cells.  One iteration is
 *
 *		1. z_c	becomes the mean of its four neighbours; neighbours outside of all sources count as the cell itself (no gradient across the edge)
 *		2. z_c += (y_s - sum of z in s) / cells of s		every source gets its total back
 *		3. z_c	= 0 where negative, and the rest of its source is scaled to the total
 *
 * until no cell moves by more than "tolerance" times the largest cell, or "iterations" are over.  A target's value is the sum of its cells.
 *
 * Source: W. R. Tobler, "Smooth pycnophylactic interpolation for geographical regions", Journal of the American Statistical
 * Association 74 (1979), 519-530.
 */
#ifndef KERNEL_PYCNOPHYLACTIC_H
#define KERNEL_PYCNOPHYLACTIC_H

#include "host.h"
#include "polygons.h"

#define PYCNO_CELLS_MAX		10000000

/* cells are squares whose corners are multiples of their size */
typedef struct CellGrid
{
	double		size;
	double		x0;				/* of the lower left cell's corner, in units of the size */
	double		y0;
	int32_t		columns;
	int32_t		rows;
} CellGrid;

/* the grid over a box; false: it would have more than PYCNO_CELLS_MAX cells */
extern bool cell_grid(const Box *box, double size, CellGrid *grid);

/* for every cell the unit in which its centre lies, or -1 */
extern int32_t *cell_units(const CellGrid *grid, const Polygons *polygons, const Host *host);

typedef struct PycnoResult
{
	int32_t		without_cells;	/* the first source that no centre of a cell lies in, or -1: then there is no result */
	int			iterations;		/* how many it took */
	double	   *value;			/* of every target: NaN if it has no cell in a source, or one in a source without value */
	double	   *covered;		/* share of its cells that lie in sources (of its surface, if it reaches beyond them); NaN: no cell */
	double		unallocated;	/* what lies in no target */
} PycnoResult;

/* value: of every source, not negative; NaN: unknown, then it takes no part */
extern PycnoResult pycnophylactic(const Polygons *source, const double *value, const Polygons *target, const CellGrid *grid,
								  int iterations, double tolerance, const Host *host);

#endif							/* KERNEL_PYCNOPHYLACTIC_H */
