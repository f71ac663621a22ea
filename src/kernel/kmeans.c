/*
 * kmeans.c
 *		k-means++, Lloyd's iteration with Hamerly's bounds, exchange of single points.  See kmeans.h.
 */
#include "kmeans.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "points.h"
#include "random.h"

#define CANDIDATES		POINTS_BLOCK	/* draws for each new centre */
#define CHECK_EVERY		200000			/* squares between two questions whether somebody wants to stop us */

/*
 * Lloyd's iteration ends because the sum of squares falls with every step.  With rounded numbers it might come to turn in a
 * circle of steps that change nothing but the last bit, so that after so many steps the sum itself is asked.
 */
#define STEPS_WITHOUT_DOUBT	500

/*
 * A start that has not come to its end after so many steps waits, and only the best of all goes on.  Data of a town come to
 * their end in a dozen steps; many rows without any structure may take hundreds, for a gain in the fourth digit.
 */
#define STEPS_BEFORE_CHOICE		100

/* better by more than rounding can make it */
#define BETTER			(1 - 1e-12)

typedef struct Search
{
	const double *x;
	const double *w;
	size_t		m;
	int			d;
	int			k;
	int			blocks;			/* of POINTS_BLOCK centres */
	double		slack;			/* more than the rounding errors of a distance */
	double	   *centre;			/* k * d */
	double	   *block;			/* the same, block by block and there column by column; far away where there is no centre */
	double	   *sum;			/* k * d */
	double	   *weight;			/* k */
	double	   *moved;			/* k: how far the centre has just moved */
	double		most;			/* the largest of them, the next one, and whose the largest is */
	double		second;
	int			mover;
	double	   *half;			/* k: half the distance to the nearest other centre */
	double	   *squares;		/* blocks * POINTS_BLOCK: distances of one point */
	double	   *upper;			/* m: no less than the distance to the own centre; while seeding the squared distance itself */
	double	   *lower;			/* m: no more than the distance to any other centre */
	int32_t    *cluster;		/* m */
	int64_t    *members;		/* k: points in the cluster */
	size_t		work;
	void		(*check) (void);
} Search;

static inline int
blocks_of(int k)
{
	return (k + POINTS_BLOCK - 1) / POINTS_BLOCK;
}

static inline void
worked(Search *s, size_t squares)
{
	s->work += squares;
	if (s->work >= CHECK_EVERY)
	{
		s->work = 0;
		if (s->check)
			s->check();
	}
}

size_t
kmeans_room(size_t m, int d, int k)
{
	size_t		padded = (size_t) blocks_of(k) * POINTS_BLOCK;

	/* members is counted as doubles: both have eight bytes */
	return (size_t) d * (2 * (size_t) k + padded) + 4 * (size_t) k + padded + 2 * m;
}

static void
set_block(Search *s, int c)
{
	double	   *to = s->block + (size_t) (c / POINTS_BLOCK) * POINTS_BLOCK * s->d + c % POINTS_BLOCK;

	for (int j = 0; j < s->d; j++)
		to[(size_t) j * POINTS_BLOCK] = c < s->k ? s->centre[(size_t) c * s->d + j] : INFINITY;
}

static void
set_blocks(Search *s)
{
	for (int c = 0; c < s->blocks * POINTS_BLOCK; c++)
		set_block(s, c);
}

static void
block_squares(Search *s, const double *x)
{
	for (int b = 0; b < s->blocks; b++)
		points_block_distances(x, s->block + (size_t) b * POINTS_BLOCK * s->d, s->d, s->squares + b * POINTS_BLOCK);
	worked(s, (size_t) s->k * s->d);
}

/* a place on the line of cumulated w * distance; points without distance are never hit */
static size_t
draw(const Search *s, double place)
{
	double		sum = 0;
	size_t		last = 0;

	for (size_t i = 0; i < s->m; i++)
	{
		double		share = s->w[i] * s->upper[i];

		if (share > 0)
		{
			sum += share;
			last = i;
			if (sum > place)
				break;
		}
	}
	return last;
}

/* k-means++: s->centre is set, s->upper is used for the squared distances to the nearest of them */
static void
seed_centres(Search *s, uint64_t seed, uint64_t start)
{
	uint64_t	counter = 0;
	double	   *candidate = s->block;	/* not needed yet; one block is room enough */
	double		total = 0;

	for (size_t i = 0; i < s->m; i++)
	{
		s->upper[i] = 1;
		s->cluster[i] = -1;		/* here: whether the point is a centre */
		total += s->w[i];
	}
	for (int c = 0; c < s->k; c++)
	{
		size_t		drawn[CANDIDATES];
		double		remaining[CANDIDATES] = {0};
		int			best = 0;

		for (int t = 0; t < CANDIDATES; t++)
		{
			drawn[t] = draw(s, random_unit_at(seed, start, counter++) * total);
			for (int j = 0; j < s->d; j++)
				candidate[(size_t) j * POINTS_BLOCK + t] = s->x[drawn[t] * s->d + j];
		}
		/* points so close together that their squared distance is 0: take the first that is no centre yet */
		if (total == 0)
		{
			for (drawn[0] = 0; s->cluster[drawn[0]] != -1;)
				drawn[0]++;
		}
		else if (c > 0)
		{
			for (size_t i = 0; i < s->m; i++)
			{
				double		squares[CANDIDATES];

				points_block_distances(s->x + i * s->d, candidate, s->d, squares);
				for (int t = 0; t < CANDIDATES; t++)
					remaining[t] += s->w[i] * (squares[t] < s->upper[i] ? squares[t] : s->upper[i]);
				worked(s, CANDIDATES * (size_t) s->d);
			}
			for (int t = 1; t < CANDIDATES; t++)
				best = remaining[t] < remaining[best] ? t : best;
		}

		memcpy(s->centre + (size_t) c * s->d, s->x + drawn[best] * s->d, s->d * sizeof(double));
		s->cluster[drawn[best]] = c;
		total = 0;
		for (size_t i = 0; i < s->m; i++)
		{
			double		square = points_distance(s->x + i * s->d, s->centre + (size_t) c * s->d, s->d);

			if (c == 0 || square < s->upper[i])
				s->upper[i] = square;
			total += s->w[i] * s->upper[i];
			worked(s, s->d);
		}
	}
}

/* the nearest of all centres, and the bounds that follow */
static int
nearest(Search *s, size_t i)
{
	double		first = INFINITY;
	double		second = INFINITY;
	int			best = 0;

	block_squares(s, s->x + i * s->d);
	for (int c = 0; c < s->k; c++)
	{
		if (s->squares[c] < first)
		{
			second = first;
			first = s->squares[c];
			best = c;
		}
		else if (s->squares[c] < second)
			second = s->squares[c];
	}
	s->upper[i] = sqrt(first);
	s->lower[i] = sqrt(second);
	return best;
}

/* how far a point goes with its cluster: sums and weights follow */
static inline void
carry(Search *s, size_t i, int from, int to)
{
	const double *x = s->x + i * s->d;
	double		w = s->w[i];
	double	   *out = s->sum + (size_t) from * s->d;
	double	   *in = s->sum + (size_t) to * s->d;

	for (int j = 0; j < s->d; j++)
	{
		out[j] -= w * x[j];
		in[j] += w * x[j];
	}
	s->weight[from] -= w;
	s->weight[to] += w;
	s->members[from]--;
	s->members[to]++;
}

/* every point to its nearest centre; how many went */
static size_t
assign(Search *s)
{
	size_t		changed = 0;

	for (size_t i = 0; i < s->m; i++)
	{
		int			before = s->cluster[i];
		int			now;
		double		bound;

		s->upper[i] += s->moved[before];
		s->lower[i] -= before == s->mover ? s->second : s->most;
		bound = s->half[before] > s->lower[i] ? s->half[before] : s->lower[i];
		if (s->upper[i] + s->slack < bound)
			continue;
		s->upper[i] = sqrt(points_distance(s->x + i * s->d, s->centre + (size_t) before * s->d, s->d));
		worked(s, s->d);
		if (s->upper[i] + s->slack < bound)
			continue;
		now = nearest(s, i);
		if (now != before)
		{
			s->cluster[i] = now;
			carry(s, i, before, now);
			changed++;
		}
	}
	return changed;
}

/* sums, weights and members from the points; assign() keeps them up, but for rounding */
static void
sum_up(Search *s)
{
	memset(s->sum, 0, (size_t) s->k * s->d * sizeof(double));
	memset(s->weight, 0, s->k * sizeof(double));
	memset(s->members, 0, s->k * sizeof(int64_t));
	for (size_t i = 0; i < s->m; i++)
	{
		double	   *sum = s->sum + (size_t) s->cluster[i] * s->d;

		for (int j = 0; j < s->d; j++)
			sum[j] += s->w[i] * s->x[i * s->d + j];
		s->weight[s->cluster[i]] += s->w[i];
		s->members[s->cluster[i]]++;
		worked(s, s->d);
	}
}

/* a cluster without points gets the one that is farthest from its centre, of those that do not stand alone */
static void
fill_empty(Search *s)
{
	for (int c = 0; c < s->k; c++)
	{
		double		farthest = -1;
		size_t		chosen = 0;

		if (s->members[c] > 0)
			continue;
		for (size_t i = 0; i < s->m; i++)
		{
			double		square;

			if (s->members[s->cluster[i]] < 2)
				continue;
			square = points_distance(s->x + i * s->d, s->centre + (size_t) s->cluster[i] * s->d, s->d);
			if (square > farthest)
			{
				farthest = square;
				chosen = i;
			}
			worked(s, s->d);
		}
		carry(s, chosen, s->cluster[chosen], c);
		s->cluster[chosen] = c;

		/* it is compared in full next time; the centre comes with move_centres(), so that the bounds of all others learn of it */
		s->upper[chosen] = INFINITY;
		s->lower[chosen] = 0;
	}
}

/* centres to the means of their points; what that does to the bounds of a point, assign() sees to */
static void
move_centres(Search *s)
{
	s->most = s->second = 0;
	s->mover = -1;
	for (int c = 0; c < s->k; c++)
	{
		double	   *centre = s->centre + (size_t) c * s->d;
		double		square = 0;

		for (int j = 0; j < s->d; j++)
		{
			double		mean = s->sum[(size_t) c * s->d + j] / s->weight[c];

			square += (mean - centre[j]) * (mean - centre[j]);
			centre[j] = mean;
		}
		s->moved[c] = sqrt(square);
		if (s->moved[c] > s->most)
		{
			s->second = s->most;
			s->most = s->moved[c];
			s->mover = c;
		}
		else if (s->moved[c] > s->second)
			s->second = s->moved[c];
	}

	/* a point within half the distance from its centre to the next one has no nearer centre */
	set_blocks(s);
	for (int c = 0; c < s->k; c++)
	{
		double		closest = INFINITY;

		block_squares(s, s->centre + (size_t) c * s->d);
		for (int other = 0; other < s->k; other++)
		{
			if (other != c && s->squares[other] < closest)
				closest = s->squares[other];
		}
		s->half[c] = sqrt(closest) / 2;
	}
}

/* centre c after a point of weight w has come (w > 0) or gone (w < 0); how far it moved */
static double
shift_centre(Search *s, int c, const double *x, double w)
{
	double	   *centre = s->centre + (size_t) c * s->d;
	double		share = w / (s->weight[c] + w);
	double		square = 0;

	for (int j = 0; j < s->d; j++)
	{
		double		step = (x[j] - centre[j]) * share;

		centre[j] += step;
		square += step * step;
	}
	s->weight[c] += w;
	s->members[c] += w > 0 ? 1 : -1;
	set_block(s, c);
	return sqrt(square);
}

/*
 * Single points that lower the sum by going to another cluster, both means following at once; how many went.  For a point of
 * weight w at distance p from its mean (weight a) and q from the other (weight b) that is so when a / (a - w) p^2 > b / (b + w) q^2.
 */
static size_t
exchange(Search *s)
{
	double		lightest = INFINITY;
	double		drift = s->slack;	/* how far any centre may have gone since the bounds were right */
	size_t		changed = 0;

	for (int c = 0; c < s->k; c++)
		lightest = s->weight[c] < lightest ? s->weight[c] : lightest;

	for (size_t i = 0; i < s->m; i++)
	{
		const double *x = s->x + i * s->d;
		double		w = s->w[i];
		int			from = s->cluster[i];
		int			to = from;
		double		lower = s->lower[i] - drift;
		double		upper = s->upper[i] + drift;
		double		gain = s->weight[from] / (s->weight[from] - w);
		double		loss = INFINITY;
		double		second = INFINITY;

		if (s->members[from] < 2)
			continue;

		/* can any other cluster be worth it? */
		lower = lower > 0 ? lightest / (lightest + w) * lower * lower : 0;
		if (gain * upper * upper < lower)
			continue;
		upper = sqrt(points_distance(x, s->centre + (size_t) from * s->d, s->d)) + s->slack;
		worked(s, s->d);
		s->upper[i] = upper - drift;
		if (gain * upper * upper < lower)
			continue;

		block_squares(s, x);
		for (int c = 0; c < s->k; c++)
		{
			double		l = s->weight[c] / (s->weight[c] + w) * s->squares[c];

			if (c == from)
				continue;
			second = s->squares[c] < second ? s->squares[c] : second;
			if (l < loss)
			{
				loss = l;
				to = c;
			}
		}
		s->lower[i] = sqrt(second) - s->slack + drift;
		if (!(loss < gain * s->squares[from] * BETTER))
			continue;
		drift += fmax(shift_centre(s, from, x, -w), shift_centre(s, to, x, w));
		lightest = fmin(lightest, s->weight[from]);
		s->cluster[i] = to;
		s->upper[i] = INFINITY;
		s->lower[i] = 0;
		changed++;
	}
	for (size_t i = 0; i < s->m; i++)
	{
		s->upper[i] += drift;
		s->lower[i] -= drift;
	}
	return changed;
}

static double
sum_of_squares(Search *s)
{
	double		sum = 0;

	for (size_t i = 0; i < s->m; i++)
		sum += s->w[i] * points_distance(s->x + i * s->d, s->centre + (size_t) s->cluster[i] * s->d, s->d);
	worked(s, s->m * s->d);
	return sum;
}

/*
 * From the centres on to the end, or for so many steps (0: as many as it takes); returns the sum of squares.  Without an end, the
 * clusters are those of the last step.
 */
static double
descend(Search *s, int steps, bool *ended)
{
	double		before = INFINITY;
	bool		changed = false;	/* the last step moved points */
	bool		fresh = true;	/* the sums are those of sum_up() */

	set_blocks(s);
	for (size_t i = 0; i < s->m; i++)
		s->cluster[i] = nearest(s, i);
	sum_up(s);
	fill_empty(s);
	*ended = false;
	for (int step = 1; steps == 0 || step <= steps; step++)
	{
		move_centres(s);
		if (changed && step > STEPS_WITHOUT_DOUBT)
		{
			double		now = sum_of_squares(s);

			if (!(now < before))
				break;
			before = now;
		}
		changed = assign(s) > 0;
		if (changed)
		{
			fill_empty(s);
			fresh = false;
		}
		else if (fresh && exchange(s) == 0)
		{
			*ended = true;
			break;
		}
		else
		{
			/* the end, if it still is with sums that no rounding has touched on the way */
			sum_up(s);
			fresh = true;
		}
	}
	return sum_of_squares(s);
}

double
kmeans(const double *x, const double *w, size_t m, int d, int k, int starts, uint64_t seed,
	   double *room, int32_t *clusters, int32_t *cluster, void (*check) (void))
{
	Search		s = {.x = x, .w = w, .m = m, .d = d, .k = k, .blocks = blocks_of(k), .check = check};
	size_t		padded = (size_t) s.blocks * POINTS_BLOCK;
	int32_t    *kept = clusters + m;
	double		best = INFINITY;
	bool		best_ended = true;
	double		diagonal = 0;

	s.cluster = clusters;
	s.centre = room;
	s.sum = s.centre + (size_t) k * d;
	s.block = s.sum + (size_t) k * d;
	s.weight = s.block + padded * d;
	s.moved = s.weight + k;
	s.half = s.moved + k;
	s.members = (int64_t *) (s.half + k);
	s.squares = s.half + 2 * (size_t) k;
	s.upper = s.squares + padded;
	s.lower = s.upper + m;

	for (int j = 0; j < d; j++)
	{
		double		low = INFINITY;
		double		high = -INFINITY;

		for (size_t i = 0; i < m; i++)
		{
			low = x[i * d + j] < low ? x[i * d + j] : low;
			high = x[i * d + j] > high ? x[i * d + j] : high;
		}
		diagonal += (high - low) * (high - low);
		if (check)
			check();
	}
	s.slack = 1e-11 * sqrt(diagonal);

	for (int start = 0; start < starts; start++)
	{
		bool		ended;
		double		sum;

		seed_centres(&s, seed, (uint64_t) start);
		sum = descend(&s, STEPS_BEFORE_CHOICE, &ended);
		if (start == 0 || sum < best * BETTER)
		{
			best = sum;
			best_ended = ended;
			memcpy(kept, s.cluster, m * sizeof(int32_t));
		}
	}
	if (!best_ended)
	{
		memcpy(s.cluster, kept, m * sizeof(int32_t));
		sum_up(&s);
		move_centres(&s);
		best = descend(&s, 0, &best_ended);
		memcpy(kept, s.cluster, m * sizeof(int32_t));
	}
	memcpy(cluster, kept, m * sizeof(int32_t));
	return best;
}
