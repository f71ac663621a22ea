/*
 * locator_build.c
 *		The locator's construction: grids, edges in their cells, corners. See locator.h and locator_build.h.
 */
#include "locator_build.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "orientation.h"

#define CELLS_PER_EDGE	1.0
#define CELLS_MAX		((double) (1 << 28))
#define SPLIT_EDGES		24		/* cells with more edges become grids */
#define SPENT_PER_EDGE	8		/* so many edges in cells of grids within grids, at most */

/* an edge in a cell of the grid at hand */
typedef struct Incidence
{
	uint32_t	cell;
	EdgeRef		ref;
} Incidence;

/* the grid at hand */
typedef struct Raster
{
	LocatorGrid grid;
	double	   *x;				/* columns + 1: where columns begin: the least x that is in them; infinite at the outer border */
	double	   *y;				/* rows + 1 */
	Growing		incidence;		/* Incidence */
	uint32_t   *start;			/* cells + 1: where in "sorted" the edges of a cell begin */
	EdgeRef    *sorted;
	size_t		room_lines;
	size_t		room_cells;
	size_t		room_sorted;
} Raster;

void *
growing_add(Builder *b, Growing *g, size_t items, size_t size)
{
	char	   *to;

	if (g->used + items > g->room)
	{
		g->room = 2 * g->room + items + 16;
		g->memory = g->memory == NULL ? b->host->alloc(g->room * size) : b->host->grow(g->memory, g->room * size);
	}
	to = (char *) g->memory + g->used * size;
	g->used += items;
	return to;
}

/* room for this many, contents lost */
static void *
renew(Builder *b, void *old, size_t *room, size_t needed, size_t size)
{
	if (old != NULL && needed <= *room)
		return old;
	if (old != NULL)
		b->host->release(old);
	*room = needed + needed / 4 + 16;
	return b->host->alloc(*room * size);
}

static void
release(Builder *b, void *memory)
{
	if (memory != NULL)
		b->host->release(memory);
}

/* -------- lines of a grid -------- */

/* doubles in their order as integers */
static int64_t
to_ordered(double x)
{
	int64_t		bits;

	memcpy(&bits, &x, sizeof(bits));
	return bits < 0 ? INT64_MIN - bits : bits;
}

static double
from_ordered(int64_t ordered)
{
	int64_t		bits = ordered < 0 ? INT64_MIN - ordered : ordered;
	double		x;

	memcpy(&x, &bits, sizeof(x));
	return x;
}

/*
 * line[i]: the least number of [from, to] in position i or beyond; where there is none, "to".  Found by bisection over the doubles, so that it
 * agrees with locator_position() in every bit.
 */
static void
find_lines(double *line, uint32_t n, double s, double t, double from, double to)
{
	double		first = from == -INFINITY ? -DBL_MAX : from;
	double		last = to == INFINITY ? DBL_MAX : to;

	line[0] = from;
	line[n] = to;
	for (uint32_t i = 1; i < n; i++)
	{
		int64_t		low = to_ordered(i > 1 && line[i - 1] <= last ? line[i - 1] : first);
		int64_t		high = to_ordered(last);

		if (locator_position(last, s, t, n) < i)
		{
			line[i] = to;
			continue;
		}
		while (low < high)
		{
			int64_t		middle = (low & high) + ((low ^ high) >> 1);

			if (locator_position(from_ordered(middle), s, t, n) >= i)
				high = middle;
			else
				low = middle + 1;
		}
		line[i] = from_ordered(low);
	}
}

/* scale of n positions over [from, to]: false if numbers do not allow for it */
static bool
scale(double from, double to, uint32_t n, double *s, double *t)
{
	double		half = to / 2 - from / 2;

	*s = *t = 0;
	if (n <= 1 || !(half > 0))
		return false;
	*s = n / 2.0 / half;
	*t = from * *s;
	if (isfinite(*s) && isfinite(*t) && isfinite(to * *s))
		return true;
	*s = *t = 0;
	return false;
}

/* an extent as a share of the grid's, at most 1 */
static inline double
share(double a, double b, double half)
{
	double		d = half > 0 ? fabs(a / 2 - b / 2) / half : 0;

	return d < 1 ? d : 1;
}

static inline double
within(double x, double low, double high)
{
	return x < low ? low : (x > high ? high : x);
}

/*
 * Columns and rows.  An edge lies in about 1 + dx / column width + dy / row height cells: for so many cells that sum is least when the
 * sums over dx / width and dy / height are equal.  Neither may be more than a small multiple of the edges, or long edges would fill the memory.
 * Returns how many edges in cells there will be, about.
 */
static double
choose_grid(const Builder *b, const Pending *p, const EdgeRef *ref, LocatorGrid *grid)
{
	double		x0 = within(p->x0, b->box.xmin, b->box.xmax);
	double		x1 = within(p->x1, b->box.xmin, b->box.xmax);
	double		y0 = within(p->y0, b->box.ymin, b->box.ymax);
	double		y1 = within(p->y1, b->box.ymin, b->box.ymax);
	double		edges = (double) p->refs;
	double		cells = within(edges * CELLS_PER_EDGE, 1, CELLS_MAX);
	double		a = 0;
	double		c = 0;
	double		columns;
	double		rows;

	for (size_t i = 0; i < p->refs; i++)
	{
		const BuildEdge *e = &b->edge[ref != NULL ? ref[i] >> REF_SHIFT : i];

		a += share(within(e->lx, x0, x1), within(e->ux, x0, x1), x1 / 2 - x0 / 2);
		c += share(within(e->ly, y0, y1), within(e->uy, y0, y1), y1 / 2 - y0 / 2);
	}
	a = fmax(a, 1e-9 * edges);
	c = fmax(c, 1e-9 * edges);
	columns = within(floor(within(sqrt(cells * c / a), 1, cells)), 1, 1 + 2 * edges / a);
	rows = within(floor(cells / columns), 1, 1 + 2 * edges / c);
	grid->columns = (uint32_t) columns;
	grid->rows = (uint32_t) rows;
	if (!scale(x0, x1, grid->columns, &grid->sx, &grid->tx))
		grid->columns = 1;
	if (!scale(y0, y1, grid->rows, &grid->sy, &grid->ty))
		grid->rows = 1;
	return edges + a * grid->columns + c * grid->rows;
}

/* -------- edges into cells -------- */

/* the last line that lies below x, as moved: -1: none; n: all, and so beyond the grid */
static inline int64_t
line_below(double x, const double *line, double s, double t, uint32_t n)
{
	int64_t		at;

	if (!(line[0] < x))
		return -1;
	if (x > line[n])
		return n;
	at = locator_position(x, s, t, n);
	while (line[at] >= x)
		at--;
	return at;
}

static inline bool
passes_right_of(const BuildEdge *e, double x, double y)
{
	return orientation(e->lx, e->ly, e->ux, e->uy, x, y) > 0;
}

/* the column in which an edge meets a line between rows; between those of its ends, low <= high */
static int64_t
column_at(const Raster *r, const BuildEdge *e, double y, int64_t low, int64_t high)
{
	double		x;
	int64_t		guess;

	if (low == high)
		return low;
	x = e->lx + (y - e->ly) / (e->uy - e->ly) * (e->ux - e->lx);
	guess = isfinite(x) ? line_below(x, r->x, r->grid.sx, r->grid.tx, r->grid.columns) : low;
	guess = guess < low ? low : (guess > high ? high : guess);

	/* as a rule the guess is right; all lines up to the column pass the edge on its left */
	if (guess == low || passes_right_of(e, r->x[guess], y))
	{
		if (guess == high || !passes_right_of(e, r->x[guess + 1], y))
			return guess;
		low = guess + 1;
	}
	else
		high = guess - 1;
	while (low < high)
	{
		int64_t		middle = low + (high - low + 1) / 2;

		if (passes_right_of(e, r->x[middle], y))
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

static void
add_edge(Builder *b, Raster *r, size_t number)
{
	const BuildEdge *e = &b->edge[number];
	int64_t		columns = r->grid.columns;
	int64_t		rows = r->grid.rows;
	int64_t		first = line_below(e->ly, r->y, r->grid.sy, r->grid.ty, r->grid.rows);
	int64_t		last = e->uy == e->ly ? first : line_below(e->uy, r->y, r->grid.sy, r->grid.ty, r->grid.rows);
	int64_t		lower = line_below(e->lx, r->x, r->grid.sx, r->grid.tx, r->grid.columns);
	int64_t		upper = line_below(e->ux, r->x, r->grid.sx, r->grid.tx, r->grid.columns);
	int64_t		low = lower < upper ? lower : upper;
	int64_t		high = lower < upper ? upper : lower;
	int64_t		from = first < 0 ? 0 : first;
	int64_t		to = last < rows ? last : rows - 1;
	int64_t		bottom = from == first ? lower : column_at(r, e, r->y[from], low, high);

	for (int64_t row = from; row <= to; row++)
	{
		int64_t		top = row == last ? upper : column_at(r, e, r->y[row + 1], low, high);
		int64_t		west = bottom < top ? bottom : top;
		int64_t		east = bottom < top ? top : bottom;

		for (int64_t column = west < 0 ? 0 : west; column <= east && column < columns; column++)
		{
			Incidence  *to_add = growing_add(b, &r->incidence, 1, sizeof(Incidence));

			to_add->cell = (uint32_t) (row * columns + column);
			to_add->ref = (EdgeRef) (number << REF_SHIFT) | (column > west ? REF_CROSSES_LEFT : 0) |
				(row > first && column == bottom ? REF_CROSSES_BOTTOM : 0) | (row == first && column == lower ? REF_STARTS : 0);
			builder_worked(b, 1);
		}
		bottom = top;
		builder_worked(b, 1);
	}
}

/* edges cell by cell, in each in the order of their numbers */
static void
sort_incidences(Builder *b, Raster *r)
{
	const Incidence *incidence = r->incidence.memory;
	size_t		cells = (size_t) r->grid.columns * r->grid.rows;
	uint32_t	sum = 0;

	r->start = renew(b, r->start, &r->room_cells, cells + 1, sizeof(uint32_t));
	r->sorted = renew(b, r->sorted, &r->room_sorted, r->incidence.used, sizeof(EdgeRef));
	memset(r->start, 0, (cells + 1) * sizeof(uint32_t));
	for (size_t i = 0; i < r->incidence.used; i++)
		r->start[incidence[i].cell]++;
	for (size_t i = 0; i <= cells; i++)
	{
		uint32_t	n = r->start[i];

		r->start[i] = sum;
		sum += n;
	}
	for (size_t i = 0; i < r->incidence.used; i++)
	{
		r->sorted[r->start[incidence[i].cell]++] = incidence[i].ref;
		builder_worked(b, 1);
	}
	for (size_t i = cells; i > 0; i--)
		r->start[i] = r->start[i - 1];
	r->start[0] = 0;
}

/* -------- cells -------- */

static void
copy_set(Builder *b, AreaSet *to, const int32_t *from, size_t n)
{
	if (n > to->room)
		to->area = renew(b, to->area, &to->room, n, sizeof(int32_t));
	if (n > 0)
		memcpy(to->area, from, n * sizeof(int32_t));
	to->n = n;
	builder_worked(b, n / 64);
}

static void
toggle_crossed(Builder *b, AreaSet *set, const EdgeRef *ref, size_t refs, EdgeRef side)
{
	for (size_t i = 0; i < refs; i++)
	{
		if ((ref[i] & side) != 0)
		{
			area_set_toggle(b, set, b->edge[ref[i] >> REF_SHIFT].a);
			area_set_toggle(b, set, b->edge[ref[i] >> REF_SHIFT].b);
		}
	}
}

/* A cell with many edges becomes a grid, if that pays; its number is in *cell. */
static bool
split_cell(Builder *b, const Raster *r, uint32_t row, uint32_t column, const EdgeRef *ref, size_t refs, const AreaSet *corner, uint32_t *cell)
{
	Pending		p = {r->x[column], r->x[column + 1], r->y[row], r->y[row + 1], b->refs.used, refs, b->corners.used, corner->n};
	LocatorGrid *grid;
	LocatorGrid chosen = {0};
	double		cost;

	if (refs <= SPLIT_EDGES || r->grid.depth == LOCATOR_DEPTH || b->grid.used > LOCATOR_VALUE)
		return false;
	cost = choose_grid(b, &p, ref, &chosen);
	builder_worked(b, refs);
	if ((size_t) chosen.columns * chosen.rows < 2 || b->spent + cost > (double) b->edges * SPENT_PER_EDGE + 1000)
		return false;
	b->spent += (size_t) cost;
	chosen.depth = r->grid.depth + 1;
	*cell = LOCATOR_GRID | (uint32_t) b->grid.used;
	grid = growing_add(b, &b->grid, 1, sizeof(LocatorGrid));
	*grid = chosen;
	memcpy(growing_add(b, &b->refs, refs, sizeof(EdgeRef)), ref, refs * sizeof(EdgeRef));
	if (corner->n > 0)
		memcpy(growing_add(b, &b->corners, corner->n, sizeof(int32_t)), corner->area, corner->n * sizeof(int32_t));
	*(Pending *) growing_add(b, &b->pending, 1, sizeof(Pending)) = p;
	return true;
}

/* a walk along the lower borders of the rows, from corner to corner; false: too large */
static bool
build_grid(Builder *b, Raster *r, size_t number, AreaSet *row_corner, AreaSet *corner)
{
	Pending		p = ((Pending *) b->pending.memory)[number];
	LocatorGrid *grid = (LocatorGrid *) b->grid.memory + number;
	size_t		cells = (size_t) grid->columns * grid->rows;
	size_t		first = b->cell.used;

	if (first + cells > UINT32_MAX)
		return false;
	grid->first = (uint32_t) first;
	r->grid = *grid;
	r->x = renew(b, r->x, &r->room_lines, (size_t) r->grid.columns + r->grid.rows + 2, sizeof(double));
	r->y = r->x + r->grid.columns + 1;
	find_lines(r->x, r->grid.columns, r->grid.sx, r->grid.tx, p.x0, p.x1);
	find_lines(r->y, r->grid.rows, r->grid.sy, r->grid.ty, p.y0, p.y1);
	builder_worked(b, 16 * ((size_t) r->grid.columns + r->grid.rows));
	r->incidence.used = 0;
	for (size_t i = 0; i < p.refs; i++)
		add_edge(b, r, number == 0 ? i : ((EdgeRef *) b->refs.memory)[p.ref + i] >> REF_SHIFT);
	if (r->incidence.used > UINT32_MAX)
		return false;
	sort_incidences(b, r);

	copy_set(b, row_corner, (int32_t *) b->corners.memory + p.corner, p.corners);
	(void) growing_add(b, &b->cell, cells, sizeof(uint32_t));
	for (uint32_t row = 0; row < r->grid.rows; row++)
	{
		uint32_t   *start = r->start + (size_t) row * r->grid.columns;

		copy_set(b, corner, row_corner->area, row_corner->n);
		for (uint32_t column = 0; column < r->grid.columns; column++)
		{
			const EdgeRef *ref = r->sorted + start[column];
			size_t		refs = start[column + 1] - start[column];
			uint32_t	cell;

			if (!split_cell(b, r, row, column, ref, refs, corner, &cell))
				cell = builder_cell(b, ref, refs, corner, r->y[row + 1]);
			((uint32_t *) b->cell.memory)[first + (size_t) row * r->grid.columns + column] = cell;
			toggle_crossed(b, corner, ref, refs, REF_CROSSES_BOTTOM);
			builder_worked(b, 1);
		}
		toggle_crossed(b, row_corner, r->sorted + start[0], start[1] - start[0], REF_CROSSES_LEFT);
		if (b->record.used > LOCATOR_VALUE || b->record.used * 8 + b->cell.used * 4 > b->limit)
			return false;
	}
	return true;
}

/* -------- all together -------- */

static Locator *
assemble(Builder *b, const Polygons *polygons, int32_t srid, size_t *size)
{
	Locator		head = {0};
	Locator    *l;

	head.magic = LOCATOR_MAGIC;
	head.version = LOCATOR_VERSION;
	head.flags = b->overlaps.more ? LOCATOR_MORE_OVERLAPS : 0;
	head.srid = srid;
	head.areas = b->areas;
	head.grids = (uint32_t) b->grid.used;
	head.cells = (uint32_t) b->cell.used;
	head.overlaps = (uint32_t) b->overlaps.n;
	head.edges = (int64_t) b->different;
	head.words = b->record.used;
	head.xmin = b->box.xmin;
	head.ymin = b->box.ymin;
	head.xmax = b->box.xmax;
	head.ymax = b->box.ymax;
	*size = locator_size(&head);
	if (*size > b->limit)
		return NULL;
	l = b->host->alloc(*size);
	*l = head;
	memcpy((int64_t *) locator_id(l), polygons->id, (size_t) b->areas * sizeof(int64_t));
	memcpy((LocatorGrid *) locator_grid(l), b->grid.memory, b->grid.used * sizeof(LocatorGrid));
	(void) overlaps_list(b, (LocatorOverlap *) locator_overlap(l));
	if (b->record.used > 0)
		memcpy((uint64_t *) locator_record(l), b->record.memory, b->record.used * 8);
	memcpy((uint32_t *) locator_cell(l), b->cell.memory, b->cell.used * sizeof(uint32_t));
	if (b->cell.used % 2 == 1)
		((uint32_t *) locator_cell(l))[b->cell.used] = 0;
	l->fingerprint = locator_fingerprint(l, *size);
	return l;
}

static Box
box_of(const Polygons *polygons)
{
	Box			box = {INFINITY, INFINITY, -INFINITY, -INFINITY};

	for (int32_t i = 0; i < polygons->n; i++)
	{
		Box			one = polygons_box(polygons, i);

		box.xmin = fmin(box.xmin, one.xmin) + 0.0;
		box.ymin = fmin(box.ymin, one.ymin) + 0.0;
		box.xmax = fmax(box.xmax, one.xmax) + 0.0;
		box.ymax = fmax(box.ymax, one.ymax) + 0.0;
	}
	return box;
}

Locator *
locator_build(const Polygons *polygons, int32_t srid, size_t limit, const Host *host, size_t *size)
{
	Builder		b = {.host = host, .areas = polygons->n, .limit = limit};
	Raster		r = {0};
	AreaSet		row_corner = {0};
	AreaSet		corner = {0};
	LocatorGrid *grid;
	Pending		all = {-INFINITY, INFINITY, -INFINITY, INFINITY, 0, 0, 0, 0};
	Locator    *result = NULL;
	bool		fits;

	b.box = box_of(polygons);
	builder_edges(&b, polygons);
	b.position = host->alloc((size_t) b.areas * sizeof(int32_t));
	for (int32_t i = 0; i < b.areas; i++)
		b.position[i] = -1;
	overlaps_init(&b);
	fits = b.edges < BUILD_EDGES_MAX && b.areas <= LOCATOR_AREAS_MAX;
	all.refs = b.edges;
	grid = growing_add(&b, &b.grid, 1, sizeof(LocatorGrid));
	*grid = (LocatorGrid) {0};
	(void) choose_grid(&b, &all, NULL, grid);
	*(Pending *) growing_add(&b, &b.pending, 1, sizeof(Pending)) = all;
	for (size_t g = 0; g < b.grid.used && fits; g++)
		fits = build_grid(&b, &r, g, &row_corner, &corner);
	*size = limit;
	if (fits)
		result = assemble(&b, polygons, srid, size);

	release(&b, b.edge);
	release(&b, b.position);
	release(&b, b.overlaps.slot);
	release(&b, b.grid.memory);
	release(&b, b.pending.memory);
	release(&b, b.refs.memory);
	release(&b, b.corners.memory);
	release(&b, b.cell.memory);
	release(&b, b.record.memory);
	release(&b, b.local.memory);
	release(&b, b.parity.memory);
	release(&b, r.x);
	release(&b, r.start);
	release(&b, r.sorted);
	release(&b, r.incidence.memory);
	release(&b, row_corner.area);
	release(&b, corner.area);
	return result;
}
