/*
 * access_values.c
 *		Points and costs as bytes and text.  See access_values.h.
 */
#include "access_values.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "network_order.h"

const char *const points_roles[] = {"", "demand", "facilities"};

/* -------- checks -------- */

static ValueResult
check_points(const Points *p)
{
	for (int32_t i = 0; i < p->n; i++)
	{
		if (i > 0 && p->id[i] <= p->id[i - 1])
			return VALUE_NOT_ASCENDING;
		if (!isfinite(p->amount[i]) || (p->located && (!isfinite(p->x[i]) || !isfinite(p->y[i]))))
			return VALUE_NOT_FINITE;
		if (p->amount[i] < 0)
			return VALUE_NEGATIVE;
	}
	return VALUE_OK;
}

static ValueResult
check_pairs(const Pairs *p)
{
	for (int32_t i = 0; i < p->n; i++)
	{
		if (i > 0 && (p->place[i] < p->place[i - 1] || (p->place[i] == p->place[i - 1] && p->facility[i] <= p->facility[i - 1])))
			return VALUE_NOT_ASCENDING;
		if (!isfinite(p->cost[i]))
			return VALUE_NOT_FINITE;
		if (p->cost[i] < 0)
			return VALUE_NEGATIVE;
	}
	return VALUE_OK;
}

/* -------- bytes -------- */

ValueResult
points_measure_bytes(const uint8_t *bytes, size_t size, Points *points)
{
	uint64_t	n;

	if (size < POINTS_HEAD_BYTES || bytes[0] != ACCESS_BYTES_VERSION || (bytes[1] != POINTS_DEMAND && bytes[1] != POINTS_FACILITIES) ||
		bytes[2] > 1 || bytes[3] != 0)
		return VALUE_DAMAGED;
	points->role = (PointsRole) bytes[1];
	points->located = bytes[2];
	points->srid = (int32_t) (uint32_t) get_number(bytes + 4, 4);
	n = get_number(bytes + 8, 4);
	if (n == 0 || n > INT32_MAX || (points->located ? points->srid < 0 : points->srid != 0))
		return VALUE_DAMAGED;
	points->n = (int32_t) n;
	return points_bytes(points) == size ? VALUE_OK : VALUE_DAMAGED;
}

ValueResult
points_read_bytes(const uint8_t *bytes, Points *points)
{
	size_t		width = points->located ? 32 : 16;

	bytes += POINTS_HEAD_BYTES;
	for (int32_t i = 0; i < points->n; i++, bytes += width)
	{
		points->id[i] = (int64_t) get_number(bytes, 8);
		points->amount[i] = get_double(bytes + 8);
		if (points->located)
		{
			points->x[i] = get_double(bytes + 16);
			points->y[i] = get_double(bytes + 24);
		}
	}
	return check_points(points);
}

void
points_write_bytes(const Points *points, uint8_t *bytes)
{
	*bytes++ = ACCESS_BYTES_VERSION;
	*bytes++ = (uint8_t) points->role;
	*bytes++ = points->located;
	*bytes++ = 0;
	bytes = put_number(bytes, (uint32_t) points->srid, 4);
	bytes = put_number(bytes, (uint32_t) points->n, 4);
	for (int32_t i = 0; i < points->n; i++)
	{
		bytes = put_number(bytes, (uint64_t) points->id[i], 8);
		bytes = put_double(bytes, points->amount[i]);
		if (points->located)
		{
			bytes = put_double(bytes, points->x[i]);
			bytes = put_double(bytes, points->y[i]);
		}
	}
}

ValueResult
pairs_measure_bytes(const uint8_t *bytes, size_t size, Pairs *pairs)
{
	uint64_t	n;

	if (size < PAIRS_HEAD_BYTES || bytes[0] != ACCESS_BYTES_VERSION || bytes[1] != 0 || bytes[2] != 0 || bytes[3] != 0)
		return VALUE_DAMAGED;
	n = get_number(bytes + 4, 4);
	if (n == 0 || n > INT32_MAX)
		return VALUE_DAMAGED;
	pairs->n = (int32_t) n;
	return pairs_bytes(pairs) == size ? VALUE_OK : VALUE_DAMAGED;
}

ValueResult
pairs_read_bytes(const uint8_t *bytes, Pairs *pairs)
{
	bytes += PAIRS_HEAD_BYTES;
	for (int32_t i = 0; i < pairs->n; i++, bytes += 24)
	{
		pairs->place[i] = (int64_t) get_number(bytes, 8);
		pairs->facility[i] = (int64_t) get_number(bytes + 8, 8);
		pairs->cost[i] = get_double(bytes + 16);
	}
	return check_pairs(pairs);
}

void
pairs_write_bytes(const Pairs *pairs, uint8_t *bytes)
{
	*bytes++ = ACCESS_BYTES_VERSION;
	*bytes++ = 0;
	*bytes++ = 0;
	*bytes++ = 0;
	bytes = put_number(bytes, (uint32_t) pairs->n, 4);
	for (int32_t i = 0; i < pairs->n; i++)
	{
		bytes = put_number(bytes, (uint64_t) pairs->place[i], 8);
		bytes = put_number(bytes, (uint64_t) pairs->facility[i], 8);
		bytes = put_double(bytes, pairs->cost[i]);
	}
}

/* -------- text -------- */

#define NUMBER_CHARACTERS	40

/*
 * The entries that ';' divides, each with so many numbers; 0 when the text is too short for them, so that nobody asks for much memory with
 * little text.
 */
static size_t
count_entries(const char *text, size_t numbers)
{
	size_t		n = 1;
	size_t		length = 0;

	for (; text[length]; length++)
		n += text[length] == ';';
	return n > INT32_MAX || n * 2 * numbers - 1 > length ? 0 : n;
}

/* an integer or a number, up to a character that is none of it; false: there is none, or it is too large */
static bool
read_integer(const char **text, int64_t *v)
{
	const char *s = *text;
	bool		negative = *s == '-';
	uint64_t	u = 0;
	int			digits = 0;

	for (s += negative; *s >= '0' && *s <= '9'; s++, digits++)
	{
		if (digits == 19)
			return false;
		u = u * 10 + (uint64_t) (*s - '0');
	}
	if (digits == 0 || u > (uint64_t) INT64_MAX + negative)
		return false;
	*v = negative ? (int64_t) (0 - u) : (int64_t) u;
	*text = s;
	return true;
}

static bool
read_double(const char **text, double *v)
{
	char		number[NUMBER_CHARACTERS + 1];
	int			n = 0;
	char	   *end;

	while ((*text)[n] && strchr("0123456789+-.eE", (*text)[n]))
	{
		if (n == NUMBER_CHARACTERS)
			return false;
		number[n] = (*text)[n];
		n++;
	}
	number[n] = '\0';
	*v = strtod(number, &end);
	*text += n;
	return n > 0 && *end == '\0';
}

static bool
read_character(const char **text, char c)
{
	if (**text != c)
		return false;
	(*text)++;
	return true;
}

/* role and SRID, up to the first point */
static bool
read_head(const char **text, Points *points)
{
	int64_t		srid = 0;

	points->role = POINTS_DEMAND;
	if (strncmp(*text, "demand;", 7) == 0)
		*text += 7;
	else if (strncmp(*text, "facilities;", 11) == 0)
	{
		points->role = POINTS_FACILITIES;
		*text += 11;
	}
	else
		return false;
	points->located = **text != ';';
	if (points->located && (!read_integer(text, &srid) || srid < 0 || srid > INT32_MAX))
		return false;
	points->srid = (int32_t) srid;
	return read_character(text, ';');
}

ValueResult
points_measure_text(const char *text, Points *points)
{
	size_t		n;

	if (!read_head(&text, points))
		return VALUE_DAMAGED;
	n = count_entries(text, points->located ? 4 : 2);
	if (n == 0)
		return VALUE_DAMAGED;
	points->n = (int32_t) n;
	return VALUE_OK;
}

ValueResult
points_read_text(const char *text, Points *points)
{
	(void) read_head(&text, points);
	for (int32_t i = 0; i < points->n; i++)
	{
		if (i > 0 && !read_character(&text, ';'))
			return VALUE_DAMAGED;
		if (!read_integer(&text, &points->id[i]) || !read_character(&text, ' ') || !read_double(&text, &points->amount[i]))
			return VALUE_DAMAGED;
		if (points->located && (!read_character(&text, ' ') || !read_double(&text, &points->x[i]) ||
								!read_character(&text, ' ') || !read_double(&text, &points->y[i])))
			return VALUE_DAMAGED;
	}
	return *text ? VALUE_DAMAGED : check_points(points);
}

ValueResult
pairs_measure_text(const char *text, Pairs *pairs)
{
	size_t		n = count_entries(text, 3);

	if (n == 0)
		return VALUE_DAMAGED;
	pairs->n = (int32_t) n;
	return VALUE_OK;
}

ValueResult
pairs_read_text(const char *text, Pairs *pairs)
{
	for (int32_t i = 0; i < pairs->n; i++)
	{
		if (i > 0 && !read_character(&text, ';'))
			return VALUE_DAMAGED;
		if (!read_integer(&text, &pairs->place[i]) || !read_character(&text, ' ') || !read_integer(&text, &pairs->facility[i]) ||
			!read_character(&text, ' ') || !read_double(&text, &pairs->cost[i]))
			return VALUE_DAMAGED;
	}
	return *text ? VALUE_DAMAGED : check_pairs(pairs);
}

/* -------- pairs in order -------- */

typedef struct Keyed
{
	uint64_t	key;
	int32_t		row;
} Keyed;

#define BLOCK	0x100000			/* rows between two questions for interrupts */

static inline void
check_now_and_then(int32_t i, const Host *host)
{
	if (i % BLOCK == 0)
		host->check();
}

/* a stable radix sort from the lowest byte; bytes in which all keys agree are passed over.  Returns where the result is. */
static Keyed *
sort_keyed(Keyed *from, Keyed *to, int32_t n, const Host *host)
{
	uint64_t	differ = 0;

	for (int32_t i = 1; i < n; i++)
		differ |= from[i].key ^ from[0].key;
	for (int shift = 0; shift < 64; shift += 8)
	{
		int32_t		begin[257] = {0};
		Keyed	   *t;

		if ((differ >> shift & 0xff) == 0)
			continue;
		for (int32_t i = 0; i < n; i++)
			begin[(from[i].key >> shift & 0xff) + 1]++;
		for (int b = 0; b < 256; b++)
			begin[b + 1] += begin[b];
		for (int32_t i = 0; i < n; i++)
		{
			to[begin[from[i].key >> shift & 0xff]++] = from[i];
			check_now_and_then(i, host);
		}
		t = from;
		from = to;
		to = t;
	}
	return from;
}

static uint64_t
key_of(int64_t id)
{
	return (uint64_t) id ^ (UINT64_C(1) << 63);
}

bool
travel_costs_build(const Pairs *pairs, TravelCosts *costs, int32_t *twice, const Host *host)
{
	size_t		n = (size_t) pairs->n;
	Keyed	   *room = host->alloc((2 * n + 1) * sizeof(Keyed));
	Keyed	   *sorted;
	int32_t    *number = host->alloc((n + 1) * sizeof(int32_t));	/* of the facility, by row */
	int64_t    *facility = host->alloc((n + 1) * sizeof(int64_t));
	int64_t    *place = host->alloc((n + 1) * sizeof(int64_t));
	int32_t    *start = host->alloc((n + 2) * sizeof(int32_t));
	int32_t    *to = host->alloc((n + 1) * sizeof(int32_t));
	double	   *cost = host->alloc((n + 1) * sizeof(double));

	costs->places = costs->facilities = 0;
	costs->pairs = pairs->n;
	costs->place = place;
	costs->facility = facility;
	costs->start = start;
	costs->to = to;
	costs->cost = cost;

	for (int32_t i = 0; i < pairs->n; i++)
		room[i] = (Keyed) {key_of(pairs->facility[i]), i};
	sorted = sort_keyed(room, room + n, pairs->n, host);
	for (int32_t i = 0; i < pairs->n; i++)
	{
		int64_t		id = pairs->facility[sorted[i].row];

		if (i == 0 || id != facility[costs->facilities - 1])
			facility[costs->facilities++] = id;
		number[sorted[i].row] = costs->facilities - 1;
		sorted[i].key = key_of(pairs->place[sorted[i].row]);
		check_now_and_then(i, host);
	}
	sorted = sort_keyed(sorted, sorted == room ? room + n : room, pairs->n, host);
	for (int32_t i = 0; i < pairs->n; i++)
	{
		int32_t		row = sorted[i].row;
		int64_t		id = pairs->place[row];

		if (i == 0 || id != place[costs->places - 1])
		{
			start[costs->places] = i;
			place[costs->places++] = id;
		}
		else if (to[i - 1] == number[row])
		{
			*twice = row;
			return false;
		}
		to[i] = number[row];
		cost[i] = pairs->cost[row];
		check_now_and_then(i, host);
	}
	start[costs->places] = pairs->n;
	host->release(room);
	host->release(number);
	return true;
}
