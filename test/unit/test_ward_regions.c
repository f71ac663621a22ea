/*
 * test_ward_regions.c
 *		Ward's clustering of neighbours: against the search for the best pair, with all links against Ward's clustering, ties.
 */
#include "ward_regions.h"

#include "regions_reference.h"
#include "ward.h"

/* by definition: join the two neighbouring regions whose union adds least */
static void
naive(const double *x, int d, const Neighbours *links, int k, int32_t *region)
{
	int			n = links->n,
				left = n;
	double	   *mean = test_alloc(sizeof(double) * (size_t) (n * d)),
			   *units = test_alloc(sizeof(double) * (size_t) n);

	memcpy(mean, x, sizeof(double) * (size_t) (n * d));
	for (int i = 0; i < n; i++)
	{
		region[i] = i;
		units[i] = 1;
	}
	for (; left > k; left--)
	{
		double		least = INFINITY;
		int			a = -1,
					b = -1;

		for (int i = 0; i < n; i++)
		{
			for (int64_t l = links->start[i]; l < links->start[i + 1]; l++)
			{
				int			p = region[i],
							q = region[links->neighbour[l]];
				double		c;

				if (p >= q)
					continue;
				c = units[p] * units[q] / (units[p] + units[q]) * points_distance(mean + p * d, mean + q * d, d);
				if (c < least || (c == least && (p < a || (p == a && q < b))))
				{
					least = c;
					a = p;
					b = q;
				}
			}
		}
		for (int j = 0; j < d; j++)
			mean[a * d + j] += (mean[b * d + j] - mean[a * d + j]) * (units[b] / (units[a] + units[b]));
		units[a] += units[b];
		for (int i = 0; i < n; i++)
			region[i] = region[i] == b ? a : region[i];
	}
	(void) regions_number(region, n, test_alloc(sizeof(int32_t) * (size_t) n));
}

int
main(void)
{
	TEST("the same regions as by the best pair each time; too few for the components are refused")
	{
		for (int trial = 0; trial < 80; trial++)
		{
			int			columns = 1 + random_below(9),
						rows = 1 + random_below(9);
			int			n = columns * rows,
						d = 1 + random_below(3);
			Neighbours	links = random_map(columns, rows, trial % 3 ? 12 : 0);
			double	   *x = test_alloc(sizeof(double) * (size_t) (n * d));
			int32_t    *region = test_alloc(sizeof(int32_t) * (size_t) n),
					   *expected = test_alloc(sizeof(int32_t) * (size_t) n),
						components = neighbours_components(&links, NULL, region);

			for (int i = 0; i < n * d; i++)
				x[i] = trial % 4 == 0 ? random_below(3) : random_unit();
			for (int k = 1; k <= n; k += 1 + n / 9)
			{
				RegionsOutcome o = ward_regions(x, d, &links, k, region, &test_host);

				CHECK((o.result == REGIONS_OK) == (k >= components));
				CHECK(o.number == (k < components ? components : k));
				if (o.result != REGIONS_OK)
					continue;
				naive(x, d, &links, k, expected);
				CHECK(are_regions(&links, region, k) && memcmp(region, expected, sizeof(int32_t) * (size_t) n) == 0);
			}
			forget_memory();
		}
	}

	TEST("where all are neighbours of all: Ward's clustering")
	{
		enum {N = 60};
		Link	   *link = test_alloc(sizeof(Link) * N * N);
		int64_t		count = 0;
		Neighbours	w,
					links;
		double		x[N * 2],
					one[N];
		int32_t		region[N],
					numbers[4 * N],
					expected[N];
		WardMerge	merge[N];

		for (int i = 0; i < N; i++)
		{
			one[i] = 1;
			x[2 * i] = random_unit();
			x[2 * i + 1] = random_unit();
			for (int j = 0; j < i; j++)
				link[count++] = (Link) {i, j, 1};
		}
		w = neighbours_from_links(N, link, count, &test_host);
		links = regions_links(&w, &test_host);
		ward(x, one, N, 2, test_alloc(ward_room(N, 2) * sizeof(double)), numbers, merge, NULL);
		for (int k = 1; k <= N; k++)
		{
			CHECK(ward_regions(x, 2, &links, k, region, &test_host).number == k);
			ward_cut(merge, N, k, numbers, expected);
			for (int i = 0; i < N; i++)
				CHECK(region[i] == expected[i] + 1);
		}
		forget_memory();
	}
	return tap_done();
}
