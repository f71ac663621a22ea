/*
 * figure.c
 *		Figures of areas as vectors; see figure.h.
 */
#include "figure.h"

#include <math.h>
#include <stdlib.h>

#include "exact_sum.h"

#define EXACT_INTEGER	9007199254740992.0	/* 2^53: integers below it add without rounding */

/* A sum of products: by plain addition as long as everything is a whole number (counts of people), exactly in any case. */
typedef struct Figure
{
	double		plain;
	bool		wide;			/* "exact" is in use */
	bool		missing;
	double		code;
	ExactWide	exact;
} Figure;

static void
figure_begin(Figure *f)
{
	f->plain = 0;
	f->wide = false;
	f->missing = false;
	f->code = 0;
}

static void
figure_add(Figure *f, double coefficient, double value, double code, int slot)
{
	double		product = coefficient * value;
	double		sum = f->plain + product;

	if (isnan(value))
	{
		f->missing = true;
		if (code < FIGURE_NO_VALUE * FIGURE_SEVERITY)
			code = FIGURE_MISSING * FIGURE_SEVERITY + 1 + slot;
	}
	if (code > f->code)
		f->code = code;
	if (f->missing)
		return;
	if (!f->wide && fabs(product) < EXACT_INTEGER && fabs(sum) < EXACT_INTEGER &&
		coefficient == trunc(coefficient) && value == trunc(value))
	{
		f->plain = sum;
		return;
	}
	if (!f->wide)
	{
		exact_wide_init(&f->exact);
		(void) exact_sum_add(&f->exact.sum, f->plain);
		f->wide = true;
	}
	(void) exact_sum_add_product(&f->exact.sum, coefficient, value);
}

static void
figure_end(Figure *f, double *value, double *code)
{
	*value = f->missing ? NAN : f->wide ? exact_sum_round(&f->exact.sum) : f->plain;
	*code = f->code;
}

/* A value, or a delivered mark: nothing derived takes its place. */
static inline bool
figure_is_known(double value, double code)
{
	return !isnan(value) || (code >= FIGURE_NO_VALUE * FIGURE_SEVERITY && code < FIGURE_MISSING * FIGURE_SEVERITY);
}

void
figure_fill(const FigureProgram *program, double *value, double *code)
{
	Figure		f;
	int			i = 0;

	while (i < program->n_terms)
	{
		int			target = program->term[i].target;

		if (figure_is_known(value[target], code[target]))
		{
			while (i < program->n_terms && program->term[i].target == target)
				i++;
			continue;
		}
		figure_begin(&f);
		for (; i < program->n_terms && program->term[i].target == target; i++)
		{
			const FigureTerm *t = &program->term[i];

			figure_add(&f, t->coefficient, value[t->source], code[t->source], t->source);
		}
		figure_end(&f, &value[target], &code[target]);
		if (code[target] >= FIGURE_MISSING * FIGURE_SEVERITY && program->day[target] != FIGURE_RESULT)
			code[target] = FIGURE_MISSING * FIGURE_SEVERITY + 1 + target;
	}
}

/* The day on which a whole's parts are looked up: that of the slot, moved into the whole's validity. */
static inline int32_t
figure_day(const FigureNode *whole, int32_t day)
{
	return day < whole->valid_from ? whole->valid_from : day > whole->valid_to ? whole->valid_to : day;
}

static inline bool
figure_is_valid(const FigureNode *node, int32_t day)
{
	return node->valid_from <= day && day <= node->valid_to;
}

/* Does another part stand for this one, which is not valid on the day? */
static bool
figure_is_continued(const FigureNode *node, const FigureNode *part, const FigureEdge *edge, int n_edges, int32_t day)
{
	for (int e = 0; e < n_edges; e++)
		if (node[edge[e].part].territory == part->territory && figure_is_valid(&node[edge[e].part], day))
			return true;
	return false;
}

/* One slot of a whole as the sum over its parts. */
static void
figure_slot_from_parts(const FigureProgram *program, FigureNode *node, int whole, int j, const FigureEdge *edge, int n_edges)
{
	FigureNode *w = &node[whole];
	Figure		f;
	int32_t		day;
	int			parts = 0;
	bool		known = false;

	if (!program->additive[j] || figure_is_known(w->value[j], w->code[j]))
		return;
	day = figure_day(w, program->day[j]);
	figure_begin(&f);
	for (int e = 0; e < n_edges; e++)
	{
		const FigureNode *p = &node[edge[e].part];

		if (figure_is_valid(p, day))
		{
			figure_add(&f, 1, p->value[j], p->code[j], j);
			known |= figure_is_known(p->value[j], p->code[j]);
			parts++;
		}
		else if (edge[e].named && !figure_is_continued(node, p, edge, n_edges, day))
		{
			figure_add(&f, 1, NAN, 0, j);
			known = true;
			parts++;
		}
	}
	/* nobody below knows of the slot at all: leave it to the terms, and to the reason "nothing delivered" */
	if (parts > 0 && known)
		figure_end(&f, &w->value[j], &w->code[j]);
}

/*
 * The slots of a whole as sums over its parts.  A group of variables of which the whole itself has a delivered cell is left to
 * figure_fill(), so that it agrees with the cells: delivered beats derived.  Groups come first, as long as only delivered cells
 * are there.
 */
static void
figure_from_parts(const FigureProgram *program, FigureNode *node, int whole, const FigureEdge *edge, int n_edges, void (*check) (void))
{
	for (int pass = 0; pass < 2; pass++)
	{
		int			i = 0;

		for (int j = 0; j < program->n_slots; j++)
		{
			bool		group = i < program->n_terms && program->term[i].target == j;
			bool		own = false;

			for (; i < program->n_terms && program->term[i].target == j; i++)
				own |= !isnan(node[whole].value[program->term[i].source]);
			if (check && n_edges > 1000)
				check();
			if (pass == 0 ? group && !own : !group)
				figure_slot_from_parts(program, node, whole, j, edge, n_edges);
		}
	}
}

/* A group that the cells of the whole did not give after all (others are missing): the parts may have it.  True when one has. */
static bool
figure_groups_from_parts(const FigureProgram *program, FigureNode *node, int whole, const FigureEdge *edge, int n_edges)
{
	bool		found = false;

	for (int i = 0; i < program->n_terms; i++)
	{
		int			j = program->term[i].target;

		if ((i > 0 && program->term[i - 1].target == j) || !isnan(node[whole].value[j]))
			continue;
		figure_slot_from_parts(program, node, whole, j, edge, n_edges);
		found |= !isnan(node[whole].value[j]);
	}
	return found;
}

/* qsort has no argument for context; pairs of rank and index sort by themselves */
static int
figure_compare_rank(const void *a, const void *b)
{
	int64_t		x = *(const int64_t *) a;
	int64_t		y = *(const int64_t *) b;

	return (x > y) - (x < y);
}

bool
figure_roll_up(const FigureProgram *program, FigureNode *node, int n_nodes,
			   const FigureEdge *edge, int n_edges, int64_t *order, int32_t *first_edge, void (*check) (void))
{
	for (int e = 0; e < n_edges; e++)
		if (node[edge[e].part].rank >= node[edge[e].whole].rank)
			return false;

	/* edges of a whole lie side by side: where they begin */
	for (int i = 0, e = 0; i < n_nodes; i++)
	{
		first_edge[i] = e;
		while (e < n_edges && edge[e].whole == i)
			e++;
	}
	first_edge[n_nodes] = n_edges;

	for (int i = 0; i < n_nodes; i++)
		order[i] = ((int64_t) node[i].rank << 32) + i;
	qsort(order, n_nodes, sizeof(order[0]), figure_compare_rank);

	for (int i = 0; i < n_nodes; i++)
	{
		int			k = (int) (order[i] & INT64_C(0xffffffff));
		int			parts = first_edge[k + 1] - first_edge[k];

		if (check)
			check();
		if (parts > 0)
			figure_from_parts(program, node, k, edge + first_edge[k], parts, check);
		figure_fill(program, node[k].value, node[k].code);
		if (parts > 0 && figure_groups_from_parts(program, node, k, edge + first_edge[k], parts))
			figure_fill(program, node[k].value, node[k].code);
	}
	return true;
}
