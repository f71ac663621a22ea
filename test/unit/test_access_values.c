/*
 * test_access_values.c
 *		Points and costs of travel as bytes and text: round trips, damaged input, pairs in order.
 */
#include "access_values.h"

#include "memory.h"
#include "tap.h"

static int64_t
some_id(void)
{
	switch (random_below(4))
	{
		case 0:
			return random_below(1000);
		case 1:
			return (int64_t) random_bits();
		case 2:
			return INT64_MAX - random_below(300);
		default:
			return INT64_MIN + random_below(300);
	}
}

static int
compare_ids(const void *a, const void *b)
{
	int64_t		x = *(const int64_t *) a;
	int64_t		y = *(const int64_t *) b;

	return (x > y) - (x < y);
}

/* different ids, ascending */
static int
some_ids(int64_t *id, int n)
{
	int			m = 0;

	for (int i = 0; i < n; i++)
		id[i] = some_id();
	qsort(id, n, sizeof(int64_t), compare_ids);
	for (int i = 0; i < n; i++)
	{
		if (m == 0 || id[i] != id[m - 1])
			id[m++] = id[i];
	}
	return m;
}

static void
allocate_points(Points *p)
{
	p->id = test_alloc(p->n * sizeof(int64_t));
	p->amount = test_alloc(p->n * sizeof(double));
	p->x = p->located ? test_alloc(p->n * sizeof(double)) : NULL;
	p->y = p->located ? test_alloc(p->n * sizeof(double)) : NULL;
}

static Points
some_points(void)
{
	Points		p = {.role = random_below(2) ? POINTS_DEMAND : POINTS_FACILITIES, .located = random_below(2), .n = 1 + random_below(20)};

	p.srid = p.located ? random_below(30000) : 0;
	allocate_points(&p);
	p.n = some_ids(p.id, p.n);
	for (int i = 0; i < p.n; i++)
	{
		p.amount[i] = fabs(random_double());
		if (p.located)
		{
			p.x[i] = random_double();
			p.y[i] = random_double();
		}
	}
	return p;
}

static bool
same_points(const Points *a, const Points *b)
{
	size_t		n = (size_t) a->n;

	return a->role == b->role && a->located == b->located && a->srid == b->srid && a->n == b->n &&
		memcmp(a->id, b->id, n * sizeof(int64_t)) == 0 && memcmp(a->amount, b->amount, n * sizeof(double)) == 0 &&
		(!a->located || (memcmp(a->x, b->x, n * sizeof(double)) == 0 && memcmp(a->y, b->y, n * sizeof(double)) == 0));
}

static char *
points_text(const Points *p)
{
	char	   *text = test_alloc(64 + (size_t) p->n * 120);
	char	   *to = text + sprintf(text, "%s;", points_roles[p->role]);

	if (p->located)
		to += sprintf(to, "%d", p->srid);
	for (int i = 0; i < p->n; i++)
	{
		to += sprintf(to, ";%" PRId64 " %.17g", p->id[i], p->amount[i]);
		if (p->located)
			to += sprintf(to, " %.17g %.17g", p->x[i], p->y[i]);
	}
	return text;
}

/* read; what is accepted must be right */
static ValueResult
read_points_bytes(const uint8_t *bytes, size_t size, Points *p)
{
	ValueResult r = points_measure_bytes(bytes, size, p);

	if (r != VALUE_OK)
		return r;
	allocate_points(p);
	return points_read_bytes(bytes, p);
}

static ValueResult
read_points_text(const char *text, Points *p)
{
	ValueResult r = points_measure_text(text, p);

	if (r != VALUE_OK)
		return r;
	allocate_points(p);
	return points_read_text(text, p);
}

static bool
points_are_right(const Points *p)
{
	for (int i = 0; i < p->n; i++)
	{
		if ((i > 0 && p->id[i] <= p->id[i - 1]) || !(p->amount[i] >= 0) || isinf(p->amount[i]) ||
			(p->located && !(isfinite(p->x[i]) && isfinite(p->y[i]))))
			return false;
	}
	return p->n > 0 && p->srid >= 0 && (p->role == POINTS_DEMAND || p->role == POINTS_FACILITIES);
}

static void
allocate_pairs(Pairs *p)
{
	p->place = test_alloc(p->n * sizeof(int64_t));
	p->facility = test_alloc(p->n * sizeof(int64_t));
	p->cost = test_alloc(p->n * sizeof(double));
}

static Pairs
some_pairs(void)
{
	int64_t		place[10];
	int64_t		facility[10];
	int			m = some_ids(place, 1 + random_below(10));
	int			k = some_ids(facility, 1 + random_below(10));
	Pairs		p = {.n = 100};
	int			n = 0;

	allocate_pairs(&p);
	for (int i = 0; i < m; i++)
	{
		for (int j = 0; j < k; j++)
		{
			if (n > 0 && random_below(3) == 0)
				continue;
			p.place[n] = place[i];
			p.facility[n] = facility[j];
			p.cost[n++] = fabs(random_double());
		}
	}
	p.n = n;
	return p;
}

static ValueResult
read_pairs_bytes(const uint8_t *bytes, size_t size, Pairs *p)
{
	ValueResult r = pairs_measure_bytes(bytes, size, p);

	if (r != VALUE_OK)
		return r;
	allocate_pairs(p);
	return pairs_read_bytes(bytes, p);
}

static ValueResult
read_pairs_text(const char *text, Pairs *p)
{
	ValueResult r = pairs_measure_text(text, p);

	if (r != VALUE_OK)
		return r;
	allocate_pairs(p);
	return pairs_read_text(text, p);
}

static bool
same_pairs(const Pairs *a, const Pairs *b)
{
	size_t		n = (size_t) a->n;

	return a->n == b->n && memcmp(a->place, b->place, n * sizeof(int64_t)) == 0 && memcmp(a->facility, b->facility, n * sizeof(int64_t)) == 0 &&
		memcmp(a->cost, b->cost, n * sizeof(double)) == 0;
}

static bool
pairs_are_right(const Pairs *p)
{
	for (int i = 0; i < p->n; i++)
	{
		if ((i > 0 && (p->place[i] < p->place[i - 1] || (p->place[i] == p->place[i - 1] && p->facility[i] <= p->facility[i - 1]))) ||
			!(p->cost[i] >= 0) || isinf(p->cost[i]))
			return false;
	}
	return p->n > 0;
}

static char *
pairs_text(const Pairs *p)
{
	char	   *text = test_alloc((size_t) p->n * 80 + 1);
	char	   *to = text;

	for (int i = 0; i < p->n; i++)
		to += sprintf(to, "%s%" PRId64 " %" PRId64 " %.17g", i > 0 ? ";" : "", p->place[i], p->facility[i], p->cost[i]);
	return text;
}

static void
round_trips(void)
{
	TEST("bytes and text give back what was written")
	{
		for (int round = 0; round < 5000; round++)
		{
			Points		p = some_points();
			Points		q = {0};
			Pairs		c = some_pairs();
			Pairs		d = {0};
			uint8_t    *bytes = test_alloc(points_bytes(&p));

			points_write_bytes(&p, bytes);
			CHECK(read_points_bytes(bytes, points_bytes(&p), &q) == VALUE_OK && same_points(&p, &q));
			CHECK(read_points_text(points_text(&p), &q) == VALUE_OK && same_points(&p, &q));
			bytes = test_alloc(pairs_bytes(&c));
			pairs_write_bytes(&c, bytes);
			CHECK(read_pairs_bytes(bytes, pairs_bytes(&c), &d) == VALUE_OK && same_pairs(&c, &d));
			CHECK(read_pairs_text(pairs_text(&c), &d) == VALUE_OK && same_pairs(&c, &d));
			forget_memory();
		}
	}
	TEST("text: what is and what is not")
	{
		static const struct
		{
			const char *text;
			ValueResult result;
		}			points[] = {
			{"demand;25832;1 100 4500.5 5600.5;2 80 4700 5610", VALUE_OK},
			{"facilities;;-5 60;2 4.5e1", VALUE_OK},
			{"facilities;0;1 60 0 -0", VALUE_OK},
			{"demand;;-9223372036854775808 1;9223372036854775807 1", VALUE_OK},
			{"demand;;9223372036854775808 1", VALUE_DAMAGED},
			{"demand;;-9223372036854775809 1", VALUE_DAMAGED},
			{"", VALUE_DAMAGED}, {"demand", VALUE_DAMAGED}, {"demand;", VALUE_DAMAGED}, {"demand;;", VALUE_DAMAGED},
			{"need;;1 2", VALUE_DAMAGED}, {"demand;-1;1 2 3 4", VALUE_DAMAGED}, {"demand;4294967297;1 2 3 4", VALUE_DAMAGED},
			{"demand;;1 2 3 4", VALUE_DAMAGED}, {"demand;25832;1 2", VALUE_DAMAGED}, {"demand;;1 2;", VALUE_DAMAGED},
			{"demand;;1  2", VALUE_DAMAGED}, {"demand;;1 2 ", VALUE_DAMAGED}, {"demand;;1 0x10", VALUE_DAMAGED}, {"demand;;1 nan", VALUE_DAMAGED},
			{"demand;;1 1e", VALUE_DAMAGED}, {"demand;;1 -", VALUE_DAMAGED}, {"demand;;1 1e999", VALUE_NOT_FINITE}, {"demand;;1 -1", VALUE_NEGATIVE},
			{"demand;;2 1;1 1", VALUE_NOT_ASCENDING}, {"demand;;1 1;1 1", VALUE_NOT_ASCENDING}, {"demand;5;1 1 1e999 0", VALUE_NOT_FINITE},
			{"demand;;1 0.00000000000000000000000000000000000000000000001", VALUE_DAMAGED}
		};
		static const struct
		{
			const char *text;
			ValueResult result;
		}			pairs[] = {
			{"1 4 5.5;1 5 25;2 4 0", VALUE_OK}, {"", VALUE_DAMAGED}, {"1 4", VALUE_DAMAGED}, {"1 4 5;", VALUE_DAMAGED}, {";1 4 5", VALUE_DAMAGED},
			{"1 4 -5", VALUE_NEGATIVE}, {"1 4 1e999", VALUE_NOT_FINITE}, {"1 4 5;1 4 6", VALUE_NOT_ASCENDING}, {"1 5 5;1 4 6", VALUE_NOT_ASCENDING},
			{"2 4 5;1 5 6", VALUE_NOT_ASCENDING}, {"1 4 inf", VALUE_DAMAGED}, {"1.5 4 3", VALUE_DAMAGED}
		};

		for (size_t i = 0; i < sizeof(points) / sizeof(points[0]); i++)
		{
			Points		p = {0};

			CHECK(read_points_text(points[i].text, &p) == points[i].result);
		}
		for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		{
			Pairs		p = {0};

			CHECK(read_pairs_text(pairs[i].text, &p) == pairs[i].result);
		}
		forget_memory();
	}
}

/* a damaged copy in a block of its own, so that the sanitiser sees a step too far */
static void *
damaged(const void *from, size_t *size, bool text)
{
	size_t		n = *size;
	uint8_t    *copy;

	if (random_below(4) == 0)
		n = (size_t) random_below((int) n + 1);
	copy = malloc(n + text + 1);
	memcpy(copy, from, n);
	for (int k = random_below(4); k > 0 && n > 0; k--)
	{
		size_t		at = (size_t) random_below(random_below(2) ? (int) n : (int) (n < 16 ? n : 16));

		copy[at] = text ? (uint8_t) "0123456789 ;.-+eEdx"[random_below(19)] : random_below(2) ? (uint8_t) random_bits() : copy[at] ^ (uint8_t) (1 << random_below(8));
	}
	if (text)
		copy[n] = '\0';
	else
		copy = realloc(copy, n > 0 ? n : 1);
	*size = n;
	return copy;
}

static void
fuzz(void)
{
	long		accepted = 0;

	TEST("two million damaged inputs: refused, or right")
	{
		for (int round = 0; round < 25000; round++)
		{
			Points		p = some_points();
			Pairs		c = some_pairs();
			uint8_t    *point_bytes = test_alloc(points_bytes(&p));
			uint8_t    *pair_bytes = test_alloc(pairs_bytes(&c));
			char	   *point_text = points_text(&p);
			char	   *pair_text = pairs_text(&c);
			bool		right = true;

			points_write_bytes(&p, point_bytes);
			pairs_write_bytes(&c, pair_bytes);
			for (int k = 0; k < 20; k++)
			{
				Points		q = {0};
				Pairs		d = {0};
				size_t		size = points_bytes(&p);
				void	   *bad = damaged(point_bytes, &size, false);

				if (read_points_bytes(bad, size, &q) == VALUE_OK)
				{
					right = right && points_are_right(&q);
					accepted++;
				}
				free(bad);
				size = strlen(point_text);
				bad = damaged(point_text, &size, true);
				if (read_points_text(bad, &q) == VALUE_OK)
				{
					right = right && points_are_right(&q);
					accepted++;
				}
				free(bad);
				size = pairs_bytes(&c);
				bad = damaged(pair_bytes, &size, false);
				if (read_pairs_bytes(bad, size, &d) == VALUE_OK)
				{
					right = right && pairs_are_right(&d);
					accepted++;
				}
				free(bad);
				size = strlen(pair_text);
				bad = damaged(pair_text, &size, true);
				if (read_pairs_text(bad, &d) == VALUE_OK)
				{
					right = right && pairs_are_right(&d);
					accepted++;
				}
				free(bad);
			}
			CHECK(right);
			forget_memory();
		}
		CHECK(accepted > 100000);
	}
}

static void
order(void)
{
	TEST("pairs in any order give the same rows; a pair that comes twice is found")
	{
		for (int round = 0; round < 3000; round++)
		{
			Pairs		p = some_pairs();
			Pairs		mixed = p;
			TravelCosts costs;
			int32_t		twice = -1;
			int			n = 0;
			bool		same = true;

			allocate_pairs(&mixed);
			memcpy(mixed.place, p.place, p.n * sizeof(int64_t));
			memcpy(mixed.facility, p.facility, p.n * sizeof(int64_t));
			memcpy(mixed.cost, p.cost, p.n * sizeof(double));
			for (int i = mixed.n - 1; i > 0; i--)
			{
				int			j = random_below(i + 1);
				int64_t		t = mixed.place[i];
				double		c = mixed.cost[i];

				mixed.place[i] = mixed.place[j];
				mixed.place[j] = t;
				t = mixed.facility[i];
				mixed.facility[i] = mixed.facility[j];
				mixed.facility[j] = t;
				mixed.cost[i] = mixed.cost[j];
				mixed.cost[j] = c;
			}
			CHECK(travel_costs_build(&mixed, &costs, &twice, &test_host));
			for (int r = 0; r < costs.places; r++)
			{
				for (int i = costs.start[r]; i < costs.start[r + 1]; i++, n++)
					same = same && i == n && costs.place[r] == p.place[n] && costs.facility[costs.to[i]] == p.facility[n] && costs.cost[i] == p.cost[n];
			}
			CHECK(same && n == p.n && costs.pairs == n);
			for (int j = 1; j < costs.facilities; j++)
				CHECK(costs.facility[j - 1] < costs.facility[j]);
			if (p.n > 1)
			{
				int			i = random_below(p.n);
				int			j = (i + 1 + random_below(p.n - 1)) % p.n;

				mixed.place[j] = mixed.place[i];
				mixed.facility[j] = mixed.facility[i];
				CHECK(!travel_costs_build(&mixed, &costs, &twice, &test_host));
				CHECK(mixed.place[twice] == mixed.place[i] && mixed.facility[twice] == mixed.facility[i]);
			}
			forget_memory();
		}
	}
}

int
main(void)
{
	round_trips();
	fuzz();
	order();
	return tap_done();
}
