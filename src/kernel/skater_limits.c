/*
 * skater_limits.c
 *		What the parts of SKATER's tree can give and need, where regions have limits.  See skater.h.
 */
#include "skater_state.h"

/*
 * How many regions of the minimum population the branch of every unit gives, and how many all the rest: whatever reaches the
 * minimum on the way to the root is closed.  Returns what the whole part gives.
 */
int32_t
skater_possible(Skater *s)
{
	for (int32_t at = 0; at < s->units; at++)
	{
		int32_t		i = s->order[at];

		s->inside[i] = 0;
		s->whole[i] = s->population[i];
	}
	for (int32_t at = s->units - 1; at >= 0; at--)
	{
		int32_t		i = s->order[at];
		bool		closed = s->whole[i] >= s->minimum;

		s->left[i] = closed ? 0 : s->whole[i];
		s->inside[i] += closed;
		if (at > 0)
		{
			s->inside[s->parent[i]] += s->inside[i];
			s->whole[s->parent[i]] += s->left[i];
		}
		skater_worked(s, 8);
	}
	for (int32_t at = 1; at < s->units; at++)
	{
		int32_t		i = s->order[at];
		int32_t		p = s->parent[i];
		int32_t		regions = s->inside[p] - (s->whole[p] >= s->minimum) - s->inside[i];
		double		rest = s->whole[p] - s->left[i];

		if (s->parent[p] >= 0)
		{
			regions += s->outside[p];
			rest += s->beyond[p];
		}
		s->outside[i] = regions + (rest >= s->minimum);
		s->beyond[i] = rest >= s->minimum ? 0 : rest;
	}
	return s->inside[s->order[0]];
}

/*
 * What unit i leaves for its trunk, and how many branches are cut off below it, when its branch "changed" leaves "rest" after
 * "pieces" cuts (or is not there: rest below 0).
 */
static void
settle(Skater *s, const Cap *cap, int32_t i, int32_t changed, double rest, int32_t pieces, double *left, int32_t *cuts)
{
	double		sum = cap->size ? cap->size[i] : 1;
	size_t		children = 0;

	*cuts = 0;
	for (int64_t l = s->start[i]; l < s->start[i + 1]; l++)
	{
		const Branch *b = &s->branch[l];
		bool		other = b->to == changed;

		if (b->to == s->parent[i] || s->cut[b->edge] || (other && rest < 0))
			continue;
		s->child[children] = other ? rest : cap->rest[b->to];
		*cuts += other ? pieces : cap->pieces[b->to];
		sum += s->child[children++];
	}
	if (sum > cap->maximum)
		sort_doubles(s->child, children, s->host->check);
	while (sum > cap->maximum && children > 0)
	{
		sum -= s->child[--children];
		(*cuts)++;
	}
	*left = sum;
	skater_worked(s, 4 * (size_t) (s->start[i + 1] - s->start[i] + 1));
}

int32_t
skater_needed(Skater *s, Cap *cap)
{
	for (int32_t at = s->units - 1; at >= 0; at--)
	{
		int32_t		i = s->order[at];

		settle(s, cap, i, -1, 0, 0, &cap->rest[i], &cap->pieces[i]);
	}
	return cap->pieces[s->order[0]] + 1;
}

/*
 * how many regions both sides of a cut need: the branch that it takes off, and the rest, which changes only along the way
 * to the root
 */
int32_t
skater_needed_after(Skater *s, const Cap *cap, int32_t unit)
{
	int32_t		changed = unit;
	double		rest = -1;
	int32_t		pieces = 0;

	for (int32_t i = s->parent[unit]; i >= 0; i = s->parent[i])
	{
		double		left;
		int32_t		cuts;

		settle(s, cap, i, changed, rest, pieces, &left, &cuts);
		changed = i;
		rest = left;
		pieces = cuts;
	}
	return cap->pieces[unit] + 1 + pieces + 1;
}
