/*
 * max_p.c
 *		The max-p-regions problem.  See max_p.h.
 */
#include "max_p.h"

#include <math.h>
#include <string.h>

#include "max_p_state.h"
#include "random.h"

#define FINALISTS		5		/* attempts that the tabu search improves */

static int32_t
draw(MaxP *m, int32_t n)
{
	return (int32_t) random_below_at(m->seed, m->attempt, m->drawn++, (uint64_t) n);
}

/* -------- growth -------- */

static void
take_unit(MaxP *m, int32_t i, int32_t r)
{
	put_unit(m, i, r);
	for (int64_t l = m->links->start[i]; l < m->links->start[i + 1]; l++)
		m->open[m->links->neighbour[l]]--;
}

/*
 * Region p from this unit on, until it has the minimum population or no free neighbour is left.  The free neighbours stand in
 * the queue; those of a finished region are where the next one may begin.  Returns how many there are.  Its units stand in
 * label[].
 */
static int32_t
grow(MaxP *m, int32_t from, bool similar)
{
	int32_t		waiting = 1;

	new_mark(m);
	clear_region(m, m->p);
	m->queue[0] = from;
	m->mark[from] = m->now;
	while (waiting > 0 && m->people[m->p] < m->minimum)
	{
		int32_t		best = 0;
		double		least = INFINITY;
		int32_t		i;

		for (int32_t q = 0; q < waiting && m->units[m->p] > 0; q++)
		{
			int32_t		wider = m->open[m->queue[q]] - m->open[m->queue[best]];
			double		far = similar || wider <= 0 ? distance(m, m->queue[q], m->p) : INFINITY;

			if (similar ? far < least : wider < 0 || (wider == 0 && far < least))
			{
				best = q;
				least = far;
			}
		}
		i = m->queue[best];
		m->queue[best] = m->queue[--waiting];
		m->label[m->units[m->p]] = i;
		take_unit(m, i, m->p);
		for (int64_t l = m->links->start[i]; l < m->links->start[i + 1]; l++)
		{
			int32_t		j = m->links->neighbour[l];

			if (m->region[j] != FREE || m->mark[j] == m->now)
				continue;
			m->mark[j] = m->now;
			m->queue[waiting++] = j;
		}
		worked(m, 8);
	}
	return waiting;
}

/* units that no region took go to the neighbour that they fit best, from the regions outwards */
static void
assign_left_over(MaxP *m)
{
	int32_t		left = 0;

	for (int32_t i = 0; i < m->n; i++)
	{
		if (m->region[i] == LEFT_OVER)
			m->queue[left++] = i;
	}
	while (left > 0)
	{
		int32_t		still = 0;

		for (int32_t q = 0; q < left; q++)
		{
			int32_t		i = m->queue[q];
			int32_t		best = -1;
			double		least = INFINITY;

			for (int64_t l = m->links->start[i]; l < m->links->start[i + 1]; l++)
			{
				int32_t		r = m->region[m->links->neighbour[l]];
				double		cost;

				if (r < 0)
					continue;
				cost = added(m, i, r);
				if (best < 0 || cost < least || (cost == least && r < best))
				{
					best = r;
					least = cost;
				}
			}
			if (best >= 0)
				put_unit(m, i, best);
			else
				m->queue[still++] = i;
		}
		left = still;
	}
}

static void
grow_all(MaxP *m)
{
	bool		similar = m->attempt % 2 == 0;

	for (int32_t i = 0; i < m->n; i++)
	{
		int32_t		j = draw(m, i + 1);

		m->order[i] = i;
		m->order[i] = m->order[j];
		m->order[j] = i;
		m->region[i] = FREE;
		m->open[i] = (int32_t) (m->links->start[i + 1] - m->links->start[i]);
		worked(m, 20);
	}
	m->p = 0;
	for (int32_t o = 0; o < m->n; o++)
	{
		int32_t		from = m->order[o];

		while (m->region[from] == FREE)
		{
			int32_t		waiting = grow(m, from, similar);

			if (m->people[m->p] >= m->minimum)
			{
				m->p++;
				/* the next one begins beside it, in the narrowest corner */
				for (int32_t q = 0; q < waiting; q++)
				{
					if (m->region[from] != FREE || m->open[m->queue[q]] < m->open[from])
						from = m->queue[q];
				}
			}
			else
			{
				for (int32_t u = 0; u < m->units[m->p]; u++)
					m->region[m->label[u]] = LEFT_OVER;
			}
		}
	}
	assign_left_over(m);
}

/* -------- more regions -------- */

/*
 * Regions a and b (or a alone: b = a) are divided along a tree from this unit, if that gives more than there are.
 */
static bool
divide(MaxP *m, int32_t a, int32_t b, int32_t root)
{
	int32_t		have = a == b ? 1 : 2;
	int32_t		units = 1;
	int32_t		gives = 0;
	int32_t		host = -1;

	new_mark(m);
	m->queue[0] = root;
	m->parent[root] = -1;
	m->mark[root] = m->now;
	for (int32_t at = 0; at < units; at++)
	{
		int32_t		i = m->queue[at];

		m->whole[i] = m->population[i];
		for (int64_t l = m->links->start[i]; l < m->links->start[i + 1]; l++)
		{
			int32_t		j = m->links->neighbour[l];

			if ((m->region[j] != a && m->region[j] != b) || m->mark[j] == m->now)
				continue;
			m->mark[j] = m->now;
			m->parent[j] = i;
			m->queue[units++] = j;
		}
		worked(m, 12);
	}
	for (int32_t at = units - 1; at >= 0; at--)
	{
		int32_t		i = m->queue[at];

		if (m->whole[i] >= m->minimum)
			gives++;
		else if (at > 0)
			m->whole[m->parent[i]] += m->whole[i];
	}
	if (gives <= have)
		return false;

	/* from the root: what reached the minimum is a region; what the root is left with joins the first one beside it */
	clear_region(m, a);
	clear_region(m, b);
	gives = 0;
	for (int32_t at = 0; at < units; at++)
	{
		int32_t		i = m->queue[at];
		bool		closed = m->whole[i] >= m->minimum;

		if (at > 0 && closed && host < 0 && m->whole[root] < m->minimum && m->label[m->parent[i]] == 0)
		{
			host = i;
			closed = false;
		}
		m->label[i] = at == 0 ? gives++ : closed ? gives++ : m->label[m->parent[i]];
		if (m->label[i] >= have)
		{
			if (m->label[i] == gives - 1 && closed)
				clear_region(m, m->p + m->label[i] - have);
			put_unit(m, i, m->p + m->label[i] - have);
		}
		else
			put_unit(m, i, m->label[i] == 0 ? a : b);
	}
	m->p += gives - have;
	return true;
}

static void
add_regions(MaxP *m)
{
	bool		more = true;

	while (more)
	{
		more = false;
		for (int32_t o = 0; o < m->n; o++)
		{
			int32_t		i = m->order[o];
			int32_t		a = m->region[i];

			if (m->people[a] >= 2 * m->minimum && divide(m, a, a, i))
				more = true;
			for (int64_t l = m->links->start[i]; l < m->links->start[i + 1]; l++)
			{
				int32_t		b = m->region[m->links->neighbour[l]];

				a = m->region[i];
				if (a != b && m->people[a] + m->people[b] >= 3 * m->minimum && divide(m, a, b, i))
					more = true;
			}
		}
	}
}

/* -------- the whole -------- */

static void *
room(const Host *host, size_t elements, size_t size)
{
	return host->alloc((elements > 0 ? elements : 1) * size);
}

static void
prepare(MaxP *m)
{
	size_t		n = (size_t) m->n;

	m->region = room(m->host, n, sizeof(int32_t));
	m->units = room(m->host, n + 1, sizeof(int32_t));
	m->people = room(m->host, n + 1, sizeof(double));
	m->sum = room(m->host, (n + 1) * m->d, sizeof(double));
	m->order = room(m->host, n, sizeof(int32_t));
	m->queue = room(m->host, n, sizeof(int32_t));
	m->parent = room(m->host, n, sizeof(int32_t));
	m->open = room(m->host, n, sizeof(int32_t));
	m->mark = room(m->host, n, sizeof(int32_t));
	m->whole = room(m->host, n, sizeof(double));
	m->label = room(m->host, n, sizeof(int32_t));
	m->until = room(m->host, n, sizeof(int32_t));
	m->target = room(m->host, n, sizeof(int32_t));
	m->change = room(m->host, n, sizeof(double));
	m->leave = room(m->host, n, sizeof(int8_t));
	m->best = room(m->host, n, sizeof(int32_t));
	memset(m->mark, 0, n * sizeof(int32_t));
}

typedef struct Attempt
{
	int			number;
	int32_t		regions;
	double		within;
} Attempt;

static bool
better(const Attempt *a, const Attempt *b)
{
	return a->regions > b->regions || (a->regions == b->regions && a->within < b->within);
}

static void
attempt(MaxP *m, Attempt *this)
{
	m->attempt = (uint64_t) this->number;
	m->drawn = 0;
	grow_all(m);
	add_regions(m);
	max_p_descend(m);
	this->regions = m->p;
	this->within = max_p_within(m);
}

/* the smallest unit of a component without the minimum population, or -1 */
static int32_t
too_small(MaxP *m)
{
	int32_t		components = neighbours_components(m->links, NULL, m->region);

	for (int32_t c = 0; c < components; c++)
		m->people[c] = 0;
	for (int32_t i = 0; i < m->n; i++)
		m->people[m->region[i]] += m->population[i];
	for (int32_t i = 0; i < m->n; i++)
	{
		if (m->people[m->region[i]] < m->minimum)
			return i;
	}
	return -1;
}

RegionsOutcome
max_p(const double *x, int d, const Neighbours *links, const double *population, double minimum, int starts, uint64_t seed,
	  int32_t *region, const Host *host)
{
	MaxP		m = {.host = host, .x = x, .d = d, .n = links->n, .links = links, .seed = seed};
	double	   *scaled = room(host, (size_t) links->n, sizeof(double));
	RegionsScale scale = regions_scale_population(population, links->n, scaled);
	Attempt		best[FINALISTS];
	int			finalists = 0;
	double		least = INFINITY;
	int32_t		unit;

	m.population = scaled;
	m.minimum = regions_scale_limit(scale, minimum);
	prepare(&m);
	unit = too_small(&m);
	if (unit >= 0)
		return (RegionsOutcome) {REGIONS_COMPONENT_TOO_SMALL, 0, unit};

	for (int start = 0; start < starts; start++)
	{
		Attempt		this = {start, 0, 0};
		int			at;

		attempt(&m, &this);
		for (at = finalists; at > 0 && better(&this, &best[at - 1]); at--)
		{
			if (at < FINALISTS)
				best[at] = best[at - 1];
		}
		if (at < FINALISTS)
		{
			best[at] = this;
			finalists += finalists < FINALISTS;
		}
	}
	for (int f = 0; f < finalists && best[f].regions == best[0].regions; f++)
	{
		double		square;

		/* made once more, which takes no time beside the search and spares the room for all of them */
		attempt(&m, &best[f]);
		square = max_p_search(&m);
		if (square < least)
		{
			least = square;
			memcpy(region, m.best, (size_t) m.n * sizeof(int32_t));
		}
	}
	return (RegionsOutcome) {REGIONS_OK, regions_number(region, m.n, m.queue), -1};
}
