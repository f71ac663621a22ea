/*
 * weights_format.c
 *		Spatial weights as text and bytes.  See weights_format.h.
 */
#include "weights_format.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ids.h"
#include "network_order.h"

#define FORMAT_VERSION	1
#define HEAD_BYTES		14
#define ROW_SUM_TOLERANCE	1e-6

static const char *const style_name[WEIGHT_STYLES] = {"general", "binary", "row", "global", "variance"};

/* -------- checking and assembling -------- */

static WeightsFault
check_weights(WeightsContent *content)
{
	const Neighbours *w = &content->rows;

	for (int32_t i = 0; i < w->n; i++)
	{
		double		sum = 0;
		bool		good = true;

		for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
		{
			good = good && isfinite(w->weight[l]) && w->weight[l] >= 0 && (content->style != WEIGHTS_BINARY || w->weight[l] == 1);
			sum += w->weight[l];
		}
		/* a row of zeros is that of a unit whose neighbours count nothing */
		if (content->style == WEIGHTS_ROW && sum != 0)
			good = good && fabs(sum - 1) <= ROW_SUM_TOLERANCE;
		if (!good)
		{
			content->fault_id = content->id[i];
			return WEIGHTS_BAD_WEIGHT;
		}
	}
	return WEIGHTS_FINE;
}

WeightsFault
weights_assemble(int64_t *id, int32_t n, const NamedLink *named, int64_t links, WeightStyle style, WeightsContent *content, const Host *host)
{
	int32_t    *order = host->alloc(((size_t) n + 1) * sizeof(int32_t));
	int64_t    *sorted = host->alloc(((size_t) n + 1) * sizeof(int64_t));
	Link	   *link = host->alloc(((size_t) links + 1) * sizeof(Link));
	int32_t		twice;

	for (int32_t i = 0; i < n; i++)
		order[i] = i;
	twice = ids_order(id, order, n, host);
	if (twice >= 0)
	{
		content->fault_id = id[order[twice]];
		return WEIGHTS_UNIT_TWICE;
	}
	for (int32_t i = 0; i < n; i++)
		sorted[i] = id[order[i]];
	for (int64_t l = 0; l < links; l++)
	{
		/* links mostly come unit by unit */
		link[l].i = l > 0 && named[l].id == named[l - 1].id ? link[l - 1].i : ids_find(sorted, n, named[l].id);
		link[l].j = ids_find(sorted, n, named[l].neighbour);
		link[l].weight = named[l].weight;
		if (link[l].i < 0 || link[l].j < 0)
		{
			content->fault_id = link[l].i < 0 ? named[l].id : named[l].neighbour;
			return WEIGHTS_UNKNOWN_UNIT;
		}
		if (l % 65536 == 0)
			host->check();
	}
	content->style = style;
	content->id = sorted;
	content->rows = neighbours_from_links(n, link, links, host);
	if (content->rows.start[n] < links)
	{
		/* link[] is sorted now: the first pair that comes twice */
		for (int64_t l = 1; l < links; l++)
		{
			if (link[l].i == link[l - 1].i && link[l].j == link[l - 1].j)
			{
				content->fault_id = sorted[link[l].i];
				break;
			}
		}
		return WEIGHTS_LINK_TWICE;
	}
	host->release(link);
	host->release(order);
	return check_weights(content);
}

/* -------- growing lists of units and links while reading -------- */

typedef struct Lists
{
	const Host *host;
	int64_t    *id;
	int32_t		n;
	int32_t		id_room;
	NamedLink  *link;
	int64_t		links;
	int64_t		link_room;
} Lists;

static void
lists_init(Lists *lists, const Host *host)
{
	*lists = (Lists) {host, host->alloc(16 * sizeof(int64_t)), 0, 16, host->alloc(16 * sizeof(NamedLink)), 0, 16};
}

static bool
add_unit(Lists *lists, int64_t id)
{
	if (lists->n == INT32_MAX / 2)
		return false;
	if (lists->n == lists->id_room)
	{
		lists->id_room *= 2;
		lists->id = lists->host->grow(lists->id, lists->id_room * sizeof(int64_t));
	}
	lists->id[lists->n++] = id;
	return true;
}

static void
add_link(Lists *lists, int64_t id, int64_t neighbour, double weight)
{
	if (lists->links == lists->link_room)
	{
		lists->link_room *= 2;
		lists->link = lists->host->grow(lists->link, lists->link_room * sizeof(NamedLink));
		lists->host->check();
	}
	lists->link[lists->links++] = (NamedLink) {id, neighbour, weight};
}

/* -------- scanning text -------- */

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

static const char *
skip_blanks(const char *at)
{
	while (is_blank(*at))
		at++;
	return at;
}

static bool
scan_id(const char **at, int64_t *id)
{
	char	   *end;
	long long	value;

	*at = skip_blanks(*at);
	if (!(**at >= '0' && **at <= '9') && **at != '-')
		return false;
	errno = 0;
	value = strtoll(*at, &end, 10);
	if (end == *at || errno != 0)
		return false;
	*id = value;
	*at = end;
	return true;
}

static bool
scan_weight(const char **at, double *weight)
{
	char	   *end;

	*at = skip_blanks(*at);
	/* strtod() also reads hexadecimal numbers, infinities and NaN */
	if (!(**at >= '0' && **at <= '9') && **at != '.' && **at != '-' && **at != '+')
		return false;
	if (**at == '0' && ((*at)[1] == 'x' || (*at)[1] == 'X'))
		return false;
	*weight = strtod(*at, &end);
	if (end == *at || !isfinite(*weight))
		return false;
	*at = end;
	return true;
}

static WeightsFault
fault_at(WeightsFault fault, WeightsContent *content, const char *text, const char *at)
{
	content->at = (size_t) (at - text);
	return fault;
}

WeightsFault
weights_parse(const char *text, WeightsContent *content, const Host *host)
{
	const char *at = skip_blanks(text);
	Lists		lists;
	int			style = -1;
	size_t		word = 0;

	lists_init(&lists, host);
	if (*at != '{')
		return fault_at(WEIGHTS_SYNTAX, content, text, at);
	at = skip_blanks(at + 1);
	while (at[word] >= 'a' && at[word] <= 'z')
		word++;
	for (int s = 0; s < WEIGHT_STYLES; s++)
	{
		if (strlen(style_name[s]) == word && memcmp(style_name[s], at, word) == 0)
			style = s;
	}
	if (style < 0)
		return fault_at(WEIGHTS_NO_STYLE, content, text, at);
	at = skip_blanks(at + word);
	while (*at == ';')
	{
		int64_t		id;
		int64_t		neighbour;
		double		weight = 1;

		at++;
		if (!scan_id(&at, &id) || !add_unit(&lists, id))
			return fault_at(WEIGHTS_BAD_NUMBER, content, text, at);
		at = skip_blanks(at);
		if (*at != ':')
			return fault_at(WEIGHTS_SYNTAX, content, text, at);
		at = skip_blanks(at + 1);
		while (*at != ';' && *at != '}')
		{
			if (!scan_id(&at, &neighbour))
				return fault_at(*at == '\0' ? WEIGHTS_SYNTAX : WEIGHTS_BAD_NUMBER, content, text, at);
			if (style != WEIGHTS_BINARY)
			{
				if (*at != '=')
					return fault_at(WEIGHTS_SYNTAX, content, text, at);
				at++;
				if (!scan_weight(&at, &weight))
					return fault_at(WEIGHTS_BAD_NUMBER, content, text, at);
			}
			if (!is_blank(*at) && *at != ';' && *at != '}')
				return fault_at(WEIGHTS_SYNTAX, content, text, at);
			add_link(&lists, id, neighbour, weight);
			at = skip_blanks(at);
		}
	}
	if (*at != '}')
		return fault_at(WEIGHTS_SYNTAX, content, text, at);
	at = skip_blanks(at + 1);
	if (*at != '\0')
		return fault_at(WEIGHTS_SYNTAX, content, text, at);
	return weights_assemble(lists.id, lists.n, lists.link, lists.links, (WeightStyle) style, content, host);
}

/* the head of a GAL or GWT file: "n", or "0 n name variable" */
static bool
scan_head(const char **at, int64_t *units)
{
	int64_t		first;

	if (!scan_id(at, &first))
		return false;
	while (**at == ' ' || **at == '\t')
		(*at)++;
	if (**at == '\r' || **at == '\n' || **at == '\0')
		*units = first;
	else if (first != 0 || !scan_id(at, units))
		return false;
	while (**at != '\n' && **at != '\0')
		(*at)++;
	return *units >= 0;
}

static WeightsFault
check_count(WeightsContent *content, const Lists *lists, int64_t units)
{
	return lists->n == units ? WEIGHTS_FINE : WEIGHTS_COUNT;
}

WeightsFault
weights_parse_gal(const char *text, WeightsContent *content, const Host *host)
{
	const char *at = text;
	Lists		lists;
	int64_t		units;

	lists_init(&lists, host);
	if (!scan_head(&at, &units))
		return fault_at(WEIGHTS_SYNTAX, content, text, at);
	while (*(at = skip_blanks(at)) != '\0')
	{
		int64_t		id;
		int64_t		count;
		int64_t		neighbour;

		if (!scan_id(&at, &id) || !scan_id(&at, &count) || count < 0 || !add_unit(&lists, id))
			return fault_at(WEIGHTS_BAD_NUMBER, content, text, at);
		for (int64_t k = 0; k < count; k++)
		{
			if (!scan_id(&at, &neighbour))
				return fault_at(WEIGHTS_BAD_NUMBER, content, text, at);
			add_link(&lists, id, neighbour, 1);
		}
	}
	if (check_count(content, &lists, units) != WEIGHTS_FINE)
		return WEIGHTS_COUNT;
	return weights_assemble(lists.id, lists.n, lists.link, lists.links, WEIGHTS_BINARY, content, host);
}

static int
compare_ids(const void *a, const void *b)
{
	int64_t		x = *(const int64_t *) a;
	int64_t		y = *(const int64_t *) b;

	return x < y ? -1 : x > y;
}

/* units are those that a line names; GWT cannot write an island down, so that the head may count more */
WeightsFault
weights_parse_gwt(const char *text, WeightsContent *content, const Host *host)
{
	const char *at = text;
	Lists		lists;
	int64_t		units;
	int32_t		n = 0;

	lists_init(&lists, host);
	if (!scan_head(&at, &units))
		return fault_at(WEIGHTS_SYNTAX, content, text, at);
	while (*(at = skip_blanks(at)) != '\0')
	{
		int64_t		id;
		int64_t		neighbour;
		double		weight;

		if (!scan_id(&at, &id) || !scan_id(&at, &neighbour) || !scan_weight(&at, &weight) ||
			!add_unit(&lists, id) || !add_unit(&lists, neighbour))
			return fault_at(WEIGHTS_BAD_NUMBER, content, text, at);
		add_link(&lists, id, neighbour, weight);
	}
	qsort(lists.id, lists.n, sizeof(int64_t), compare_ids);
	for (int32_t i = 0; i < lists.n; i++)
	{
		if (n == 0 || lists.id[n - 1] != lists.id[i])
			lists.id[n++] = lists.id[i];
	}
	if (n > units)
		return WEIGHTS_COUNT;
	return weights_assemble(lists.id, n, lists.link, lists.links, WEIGHTS_GENERAL, content, host);
}

/* -------- binary form -------- */

size_t
weights_encoded_size(const Neighbours *rows, WeightStyle style)
{
	size_t		links = (size_t) rows->start[rows->n];

	return HEAD_BYTES + (size_t) rows->n * 12 + links * (style == WEIGHTS_BINARY ? 4 : 12);
}

void
weights_encode(const int64_t *id, const Neighbours *rows, WeightStyle style, uint8_t *to)
{
	int64_t		links = rows->start[rows->n];

	to = put_number(to, FORMAT_VERSION, 1);
	to = put_number(to, style, 1);
	to = put_number(to, (uint32_t) rows->n, 4);
	to = put_number(to, (uint64_t) links, 8);
	for (int32_t i = 0; i < rows->n; i++)
		to = put_number(to, (uint64_t) id[i], 8);
	for (int32_t i = 0; i < rows->n; i++)
		to = put_number(to, (uint64_t) (rows->start[i + 1] - rows->start[i]), 4);
	for (int64_t l = 0; l < links; l++)
		to = put_number(to, (uint32_t) rows->neighbour[l], 4);
	for (int64_t l = 0; l < links && style != WEIGHTS_BINARY; l++)
		to = put_double(to, rows->weight[l]);
}

WeightsFault
weights_decode(const uint8_t *bytes, size_t size, WeightsContent *content, const Host *host)
{
	uint64_t	n;
	uint64_t	links;
	int			style;
	uint64_t	sum = 0;
	int64_t    *id;
	int64_t    *start;
	int32_t    *neighbour;
	double	   *weight;
	const uint8_t *from = bytes + HEAD_BYTES;

	if (size < HEAD_BYTES || bytes[0] != FORMAT_VERSION || bytes[1] >= WEIGHT_STYLES)
		return WEIGHTS_TRUNCATED;
	style = bytes[1];
	n = get_number(bytes + 2, 4);
	links = get_number(bytes + 6, 8);
	/* both are bounded by the size before anything is computed with them */
	if (n > INT32_MAX / 2 || n > size / 12 || links > size / 4 ||
		size != HEAD_BYTES + n * 12 + links * (style == WEIGHTS_BINARY ? 4 : 12))
		return WEIGHTS_TRUNCATED;

	id = host->alloc((n + 1) * sizeof(int64_t));
	start = host->alloc((n + 1) * sizeof(int64_t));
	neighbour = host->alloc((links + 1) * sizeof(int32_t));
	weight = host->alloc((links + 1) * sizeof(double));
	content->style = (WeightStyle) style;
	content->id = id;
	content->rows = (Neighbours) {(int32_t) n, start, neighbour, weight};
	for (uint64_t i = 0; i < n; i++, from += 8)
	{
		id[i] = (int64_t) get_number(from, 8);
		if (i > 0 && id[i] <= id[i - 1])
			return WEIGHTS_TRUNCATED;
	}
	start[0] = 0;
	for (uint64_t i = 0; i < n; i++, from += 4)
	{
		sum += get_number(from, 4);
		if (sum > links)
			return WEIGHTS_TRUNCATED;
		start[i + 1] = (int64_t) sum;
	}
	if (sum != links)
		return WEIGHTS_TRUNCATED;
	for (uint64_t i = 0; i < n; i++)
	{
		for (int64_t l = start[i]; l < start[i + 1]; l++, from += 4)
		{
			uint64_t	j = get_number(from, 4);

			if (j >= n || (l > start[i] && (int32_t) j <= neighbour[l - 1]))
				return WEIGHTS_TRUNCATED;
			neighbour[l] = (int32_t) j;
		}
	}
	for (uint64_t l = 0; l < links; l++)
	{
		weight[l] = 1;
		if (style == WEIGHTS_BINARY)
			continue;
		weight[l] = get_double(from);
		from += 8;
	}
	return check_weights(content);
}
