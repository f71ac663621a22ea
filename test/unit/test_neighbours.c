/* Spatial weights as arrays: making, standardising, algebra, formats. */
#include "tap.h"

#include "memory.h"
#include "ids.h"
#include "neighbours.h"
#include "neighbours_algebra.h"
#include "weights_format.h"

/* random weights over n units */
static Neighbours
random_weights(int n, int links, bool weighted)
{
	Link	   *link = test_alloc(links * sizeof(Link) + 1);

	for (int l = 0; l < links; l++)
		link[l] = (Link) {random_below(n), random_below(n), weighted ? (1 + random_below(1000)) / 64.0 : 1};
	return neighbours_from_links(n, link, links, &test_host);
}

static bool
linked(const Neighbours *w, int i, int j)
{
	for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
		if (w->neighbour[l] == j)
			return true;
	return false;
}

static bool
well_formed(const Neighbours *w)
{
	for (int32_t i = 0; i < w->n; i++)
		for (int64_t l = w->start[i]; l < w->start[i + 1]; l++)
			if (w->neighbour[l] < 0 || w->neighbour[l] >= w->n || (l > w->start[i] && w->neighbour[l] <= w->neighbour[l - 1]))
				return false;
	return w->start[0] == 0;
}

static bool
same(const Neighbours *a, const Neighbours *b)
{
	size_t		links = (size_t) a->start[a->n];

	return a->n == b->n && memcmp(a->start, b->start, (a->n + 1) * sizeof(int64_t)) == 0 &&
		memcmp(a->neighbour, b->neighbour, links * sizeof(int32_t)) == 0 && memcmp(a->weight, b->weight, links * sizeof(double)) == 0;
}

int
main(void)
{
	TEST("from links: ascending rows, doubles once")
	{
		for (int k = 0; k < 200; k++)
		{
			int			n = 1 + random_below(40);
			Neighbours	w = random_weights(n, random_below(200), true);

			CHECK(well_formed(&w));
			forget_memory();
		}
	}

	TEST("styles: sums of rows, of all, idempotent; islands stay")
	{
		for (int k = 0; k < 200; k++)
		{
			int			n = 2 + random_below(30);
			Neighbours	g = random_weights(n, 1 + random_below(100), true);
			int64_t		links = g.start[n];
			int			units = 0;

			for (int i = 0; i < n; i++)
				units += g.start[i] < g.start[i + 1];
			for (int style = WEIGHTS_BINARY; style <= WEIGHTS_VARIANCE; style++)
			{
				double	   *w = test_alloc((links + 1) * sizeof(double));
				double	   *again = test_alloc((links + 1) * sizeof(double));
				Neighbours	ws = {n, g.start, g.neighbour, w};
				double		all = 0;

				neighbours_standardise(&g, style, w, &test_host);
				neighbours_standardise(&ws, style, again, &test_host);
				for (int i = 0; i < n; i++)
				{
					double		row = 0;
					double		squares = 0;

					for (int64_t l = g.start[i]; l < g.start[i + 1]; l++)
					{
						row += w[l];
						squares += g.weight[l] * g.weight[l];
						CHECK(close_to(again[l], w[l], 1e-14));
					}
					all += row;
					if (style == WEIGHTS_ROW && g.start[i] < g.start[i + 1])
						CHECK(close_to(row, 1, 1e-14));
				}
				if (style != WEIGHTS_BINARY)
					CHECK(close_to(all, units, 1e-13));
			}
			forget_memory();
		}
	}

	TEST("variance-stabilising weights of a path of three units, by hand")
	{
		Link		link[] = {{0, 1, 1}, {1, 0, 1}, {1, 2, 1}, {2, 1, 1}};
		Neighbours	g = neighbours_from_links(3, link, 4, &test_host);
		double		w[4];
		double		q = 2 + 2 / sqrt(2);	/* 1/1 + 2/sqrt 2 + 1/1 */

		neighbours_standardise(&g, WEIGHTS_VARIANCE, w, &test_host);
		CHECK(close_to(w[0], 3 / q, 1e-15) && close_to(w[1], 3 / q / sqrt(2), 1e-15) && w[1] == w[2] && w[0] == w[3]);
		forget_memory();
	}

	TEST("subset, transpose, symmetry, components")
	{
		for (int k = 0; k < 200; k++)
		{
			int			n = 2 + random_below(30);
			Neighbours	w = random_weights(n, random_below(60), true);
			Neighbours	t = neighbours_transpose(&w, &test_host);
			Neighbours	tt = neighbours_transpose(&t, &test_host);
			Neighbours	s = neighbours_symmetric(&w, &test_host);
			Neighbours	part;
			int32_t		to[32];
			int32_t		component[32];
			int32_t		kept = 0;
			int32_t		components;

			CHECK(well_formed(&t) && same(&w, &tt) && well_formed(&s));
			CHECK(neighbours_are_symmetric(&s, true, &test_host));
			CHECK(neighbours_are_symmetric(&w, false, &test_host) == (s.start[n] == w.start[n]));
			for (int i = 0; i < n; i++)
				to[i] = random_below(2) ? kept++ : -1;
			part = neighbours_subset(&w, to, kept, &test_host);
			CHECK(well_formed(&part));
			for (int i = 0; i < n; i++)
				for (int j = 0; j < n; j++)
					if (to[i] >= 0 && to[j] >= 0)
						CHECK(linked(&w, i, j) == linked(&part, to[i], to[j]));
			components = neighbours_components(&w, NULL, component);
			for (int i = 0; i < n; i++)
			{
				bool		first = true;

				CHECK(component[i] >= 0 && component[i] < components);
				for (int j = 0; j < i; j++)
					first = first && component[j] != component[i];
				/* numbered in order of the smallest unit */
				for (int j = 0; j < i && first; j++)
					CHECK(component[j] < component[i]);
				for (int j = 0; j < n; j++)
					if (linked(&w, i, j))
						CHECK(component[i] == component[j]);
			}
			forget_memory();
		}
	}

	TEST("higher order: breadth first by hand, union of orders is inclusive")
	{
		for (int k = 0; k < 100; k++)
		{
			int			n = 2 + random_below(19);
			Neighbours	w = random_weights(n, random_below(50), false);
			int			distance[22][22];

			for (int i = 0; i < n; i++)
				for (int j = 0; j < n; j++)
					distance[i][j] = i == j ? 0 : (linked(&w, i, j) ? 1 : 1000);
			for (int m = 0; m < n; m++)
				for (int i = 0; i < n; i++)
					for (int j = 0; j < n; j++)
						if (distance[i][m] + distance[m][j] < distance[i][j])
							distance[i][j] = distance[i][m] + distance[m][j];
			for (int order = 1; order < 5; order++)
			{
				Neighbours	h = neighbours_of_order(&w, order, false, &test_host);
				Neighbours	up = neighbours_of_order(&w, order, true, &test_host);

				CHECK(well_formed(&h) && well_formed(&up));
				for (int i = 0; i < n; i++)
					for (int j = 0; j < n; j++)
					{
						CHECK(linked(&h, i, j) == (i != j && distance[i][j] == order));
						CHECK(linked(&up, i, j) == (i != j && distance[i][j] <= order));
					}
			}
			forget_memory();
		}
	}

	TEST("union, intersection, difference")
	{
		for (int k = 0; k < 200; k++)
		{
			int			n = 2 + random_below(19);
			Neighbours	a = random_weights(n, random_below(60), false);
			Neighbours	b = random_weights(n, random_below(60), false);
			Neighbours	r[3];

			for (int set = 0; set < 3; set++)
				r[set] = neighbours_combine(&a, &b, set, &test_host);
			for (int i = 0; i < n; i++)
				for (int j = 0; j < n; j++)
				{
					bool		in_a = linked(&a, i, j);
					bool		in_b = linked(&b, i, j);

					CHECK(linked(&r[LINKS_UNION], i, j) == (in_a || in_b));
					CHECK(linked(&r[LINKS_INTERSECTION], i, j) == (in_a && in_b));
					CHECK(linked(&r[LINKS_DIFFERENCE], i, j) == (in_a && !in_b));
				}
			forget_memory();
		}
	}

	TEST("ids: order beyond 2^53, doubles found")
	{
		int64_t		id[] = {INT64_MAX, 5, INT64_MIN, INT64_MAX - 1, -1, (INT64_C(1) << 53) + 1, INT64_C(1) << 53, 0};
		int32_t		order[] = {0, 1, 2, 3, 4, 5, 6, 7};
		int64_t		ascending[8];

		CHECK(ids_order(id, order, 8, &test_host) == -1);
		for (int i = 0; i < 8; i++)
			ascending[i] = id[order[i]];
		for (int i = 1; i < 8; i++)
			CHECK(ascending[i - 1] < ascending[i]);
		for (int i = 0; i < 8; i++)
			CHECK(ids_find(ascending, 8, id[i]) >= 0 && ascending[ids_find(ascending, 8, id[i])] == id[i]);
		CHECK(ids_find(ascending, 8, 77) == -1 && ids_find(ascending, 0, 77) == -1);
		id[0] = id[3];
		for (int i = 0; i < 8; i++)
			order[i] = i;
		CHECK(id[order[ids_order(id, order, 8, &test_host)]] == INT64_MAX - 1);
		forget_memory();
	}

	TEST("binary form: there and back")
	{
		for (int k = 0; k < 500; k++)
		{
			int			n = 1 + random_below(20);
			WeightStyle style = random_below(WEIGHT_STYLES);
			Neighbours	g = random_weights(n, random_below(60), true);
			Neighbours	w = {n, g.start, g.neighbour, test_alloc((g.start[n] + 1) * sizeof(double))};
			int64_t		id[20];
			WeightsContent content;
			size_t		size;
			uint8_t    *bytes;

			for (int i = 0; i < n; i++)
				id[i] = (i - 5) * INT64_C(100000000000000000);
			neighbours_standardise(&g, style, (double *) w.weight, &test_host);
			size = weights_encoded_size(&w, style);
			bytes = test_alloc(size);
			weights_encode(id, &w, style, bytes);
			CHECK(weights_decode(bytes, size, &content, &test_host) == WEIGHTS_FINE);
			CHECK(same(&w, &content.rows) && content.style == style && memcmp(id, content.id, n * sizeof(int64_t)) == 0);
			for (size_t cut = 0; cut < size; cut += 1 + size / 20)
				CHECK(weights_decode(bytes, cut, &content, &test_host) != WEIGHTS_FINE);
			forget_memory();
		}
	}

	TEST("two million damaged binary forms: refused or well formed")
	{
		int			fine = 0;

		for (int k = 0; k < 2000000 / 50; k++)
		{
			int			n = 1 + random_below(6);
			WeightStyle style = random_below(WEIGHT_STYLES);
			Neighbours	g = random_weights(n, random_below(12), true);
			Neighbours	w = {n, g.start, g.neighbour, test_alloc((g.start[n] + 1) * sizeof(double))};
			int64_t		id[6] = {1, 2, 3, 4, 5, 6};
			size_t		size;
			uint8_t    *bytes;

			neighbours_standardise(&g, style, (double *) w.weight, &test_host);
			size = weights_encoded_size(&w, style);
			bytes = test_alloc(size);
			weights_encode(id, &w, style, bytes);
			for (int m = 0; m < 50; m++)
			{
				WeightsContent content;
				size_t		length = random_below(4) == 0 ? (size_t) random_below((int) size + 1) : size;
				uint8_t    *damaged = malloc(length + 1);

				memcpy(damaged, bytes, length);
				damaged = realloc(damaged, length > 0 ? length : 1);
				for (int t = 0; t <= random_below(3) && length > 0; t++)
					damaged[(size_t) random_below(random_below(2) ? 20 : (int) length) % length] ^= (uint8_t) (1 << random_below(8));
				if (weights_decode(damaged, length, &content, &test_host) == WEIGHTS_FINE)
				{
					fine++;
					if (!well_formed(&content.rows))
						CHECK(false);
				}
				free(damaged);
			}
			forget_memory();
		}
		CHECK(fine > 0);
	}

	TEST("text: there and what is refused, and where")
	{
		WeightsContent c;

		CHECK(weights_parse(" { row ; 3 : 1=0.25 2=0.75;1:; 2: 3=1 } ", &c, &test_host) == WEIGHTS_FINE);
		CHECK(c.style == WEIGHTS_ROW && c.rows.n == 3 && c.id[0] == 1 && c.rows.start[1] == 0 && c.rows.start[3] == 3 && c.rows.weight[2] == 0.75);
		CHECK(weights_parse("{binary}", &c, &test_host) == WEIGHTS_FINE && c.rows.n == 0);
		CHECK(weights_parse("", &c, &test_host) == WEIGHTS_SYNTAX && c.at == 0);
		CHECK(weights_parse("{rows; 1:}", &c, &test_host) == WEIGHTS_NO_STYLE && c.at == 1);
		CHECK(weights_parse("{binary; 1: 2=3; 2:}", &c, &test_host) == WEIGHTS_SYNTAX && c.at == 13);
		CHECK(weights_parse("{general; 1: 2; 2:}", &c, &test_host) == WEIGHTS_SYNTAX);
		CHECK(weights_parse("{general; 1: 2=nan; 2:}", &c, &test_host) == WEIGHTS_BAD_NUMBER);
		CHECK(weights_parse("{general; 1: 2=1e999; 2:}", &c, &test_host) == WEIGHTS_BAD_NUMBER);
		CHECK(weights_parse("{general; 1: 2=0x10; 2:}", &c, &test_host) == WEIGHTS_BAD_NUMBER);
		CHECK(weights_parse("{general; 1: 2=-1; 2:}", &c, &test_host) == WEIGHTS_BAD_WEIGHT && c.fault_id == 1);
		CHECK(weights_parse("{binary; 1: 99999999999999999999; 2:}", &c, &test_host) == WEIGHTS_BAD_NUMBER);
		CHECK(weights_parse("{binary; 1: 2 2; 2:}", &c, &test_host) == WEIGHTS_LINK_TWICE && c.fault_id == 1);
		CHECK(weights_parse("{binary; 1:; 1:}", &c, &test_host) == WEIGHTS_UNIT_TWICE && c.fault_id == 1);
		CHECK(weights_parse("{binary; 1: 3; 2:}", &c, &test_host) == WEIGHTS_UNKNOWN_UNIT && c.fault_id == 3);
		CHECK(weights_parse("{binary; 1: 2; 2:} x", &c, &test_host) == WEIGHTS_SYNTAX);
		CHECK(weights_parse("{binary; 1: 2", &c, &test_host) == WEIGHTS_SYNTAX);
		CHECK(weights_parse_gal("3\n1 2\n2 3\n2 0\n\n3 1\n1\n", &c, &test_host) == WEIGHTS_FINE && c.rows.start[3] == 3);
		CHECK(weights_parse_gal("0 2 columbus POLYID\r\n10 1\r\n20\r\n20 1\r\n10\r\n", &c, &test_host) == WEIGHTS_FINE && c.id[1] == 20);
		CHECK(weights_parse_gal("3\n1 1\n2\n2 1\n1\n", &c, &test_host) == WEIGHTS_COUNT);
		CHECK(weights_parse_gal("2\n1 2\n2\n", &c, &test_host) == WEIGHTS_BAD_NUMBER);
		CHECK(weights_parse_gal("", &c, &test_host) == WEIGHTS_SYNTAX);
		CHECK(weights_parse_gwt("0 3 x y\n1 2 12.5\n2 1 12.5\n", &c, &test_host) == WEIGHTS_FINE && c.rows.n == 2 && c.rows.weight[0] == 12.5);
		CHECK(weights_parse_gwt("0 1 x y\n1 2 12.5\n", &c, &test_host) == WEIGHTS_COUNT);
		forget_memory();
	}

	TEST("two million damaged texts: refused or well formed")
	{
		const char *const text[] = {"{row; 1: 2=0.25 3=0.75; 2: 1=1; 3: 1=1; 4:}", "{binary; 10: 20 -3; -3: 10; 20:}", "0 3 a b\n1 2\n2 3\n2 0\n\n3 1\n1\n"};
		const char	alphabet[] = "{};:= 0123456789-.erowbinay\n";
		int			fine = 0;

		for (int k = 0; k < 2000000; k++)
		{
			char		damaged[64];
			size_t		length = strlen(text[k % 3]);
			WeightsContent c;
			WeightsFault fault;

			strcpy(damaged, text[k % 3]);
			for (int t = 0; t <= random_below(3); t++)
				damaged[random_below((int) length)] = alphabet[random_below(sizeof(alphabet) - 1)];
			if (random_below(8) == 0)
				damaged[random_below((int) length)] = '\0';
			fault = k % 3 == 2 ? (k % 2 ? weights_parse_gal : weights_parse_gwt) (damaged, &c, &test_host) : weights_parse(damaged, &c, &test_host);
			if (fault == WEIGHTS_FINE)
			{
				fine++;
				if (!well_formed(&c.rows))
					CHECK(false);
			}
			forget_memory();
		}
		CHECK(fine > 1000);
	}
	return tap_done();
}
