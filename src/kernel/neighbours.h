/*
 * neighbours.h
 *		Spatial weights as arrays: for every unit its neighbours and the weight of each, row behind row ("compressed sparse rows").
 *
 * w_ij is the weight that j has for i.  Units are 0 ... n - 1 in ascending order of their ids, a row's neighbours ascend too, and
 * none comes twice.  i may be a neighbour of itself (kernel weights have a diagonal).  Weights are finite and not negative.
 *
 * Standardisation (Anselin 1988; Tiefelsdorf, Griffith, Boots 1999), g the weights as they are:
 *
 *		none			w_ij = g_ij
 *		binary			w_ij = 1
 *		row				w_ij = g_ij / sum_j g_ij									("W": the lag is the mean of the neighbours)
 *		global			w_ij = n g_ij / sum_ij g_ij									("C")
 *		variance		w_ij = n g_ij / (q_i Q), q_i = sqrt(sum_j g_ij^2), Q = sum_ij g_ij / q_i		("S": variance-stabilising)
 *
 * n counts the units that have neighbours.  A unit without (an island) has an empty row and stays one.
 */
#ifndef KERNEL_NEIGHBOURS_H
#define KERNEL_NEIGHBOURS_H

#include <stdbool.h>
#include <stdint.h>

#include "host.h"

typedef enum WeightStyle
{
	WEIGHTS_GENERAL = 0,		/* as they were made: distances, kernels, lengths of borders */
	WEIGHTS_BINARY = 1,
	WEIGHTS_ROW = 2,
	WEIGHTS_GLOBAL = 3,
	WEIGHTS_VARIANCE = 4
} WeightStyle;

#define WEIGHT_STYLES	5

/*
 * More links than any value holds.  Whoever makes neighbours stops there: a distance of kilometres given in metres, of 100,000 units, would
 * fill the memory of the whole machine before anybody could say that the result is too large.  Rows that ended so have just so many
 * links (and arrays that may be null pointers); they are good for an error only.
 */
#define NEIGHBOURS_LINKS_MAX	INT64_C(90000000)

typedef struct Neighbours
{
	int32_t		n;
	const int64_t *start;		/* n + 1: the row of i is start[i] ... start[i + 1] - 1 */
	const int32_t *neighbour;
	const double *weight;
} Neighbours;

/* the same, while it is made */
typedef struct Link
{
	int32_t		i;
	int32_t		j;
	double		weight;
} Link;

/* the same, row by row in order of the units */
typedef struct NeighbourRows
{
	const Host *host;
	int64_t    *start;			/* the caller enters start[i + 1] = links when row i is complete */
	int32_t    *neighbour;
	double	   *weight;
	int64_t		links;
	int64_t		room;
} NeighbourRows;

extern NeighbourRows neighbour_rows_begin(int32_t n, int64_t expected_links, const Host *host);
extern void neighbour_rows_grow(NeighbourRows *rows);

static inline void
neighbour_rows_add(NeighbourRows *rows, int32_t j, double weight)
{
	if (rows->links == rows->room)
		neighbour_rows_grow(rows);
	rows->neighbour[rows->links] = j;
	rows->weight[rows->links++] = weight;
}

static inline Neighbours
neighbour_rows_end(const NeighbourRows *rows, int32_t n)
{
	return (Neighbours) {n, rows->start, rows->neighbour, rows->weight};
}

/*
 * Rows from links in any order.  A link that comes more than once counts once, with the largest weight.  The three arrays
 * are allocated by the host.
 */
extern Neighbours neighbours_from_links(int32_t n, Link *link, int64_t links, const Host *host);

/* neighbours that were given up: NEIGHBOURS_LINKS_MAX links, none of which is there */
extern Neighbours neighbours_too_many(int32_t n, const Host *host);

/* weight (as many as there are links) becomes that of the style; rows of weight 0 stay as they are */
extern void neighbours_standardise(const Neighbours *g, WeightStyle style, double *weight, const Host *host);

/* the style of a statistic that wants one for weights that have none: those that were standardised before keep theirs */
static inline WeightStyle
weight_style(WeightStyle has, WeightStyle wanted)
{
	return has == WEIGHTS_GENERAL || has == WEIGHTS_BINARY ? (wanted == WEIGHTS_GENERAL ? has : wanted) : has;
}

/* only the units with to[i] >= 0, renumbered to[i] (ascending); links to others are dropped */
extern Neighbours neighbours_subset(const Neighbours *all, const int32_t *to, int32_t n, const Host *host);

/* the rows of the transposed weights, w_ji */
extern Neighbours neighbours_transpose(const Neighbours *w, const Host *host);

/* w_ij = w_ji for all; the links alone are symmetric */
extern bool neighbours_are_symmetric(const Neighbours *w, bool weights, const Host *host);

/*
 * Connected components, by links in either direction, numbered 0 ... in order of their smallest unit; returns how many.  With labels, only
 * links between units of one label count: the connected parts of regions.
 */
extern int32_t neighbours_components(const Neighbours *w, const int32_t *label, int32_t *component);

#endif							/* KERNEL_NEIGHBOURS_H */
