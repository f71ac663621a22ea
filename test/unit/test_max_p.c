/*
 * test_max_p.c
 *		Max-p regions: against all partitions of small maps, bounds, properties, the same seed.
 */
#include "max_p.h"

#include "regions_reference.h"

#define SMALL	9

typedef struct Best
{
	int			p;
	double		within;
} Best;

/*
 * all ways to divide n units into connected regions that have the minimum: the most regions, and the least sum of squares
 * with so many
 */
static void
enumerate(const double *x, int d, const Neighbours *links, const double *population, double minimum,
		  int32_t *region, int i, int regions, Best *best)
{
	double		least,
				most,
				square;
	int32_t		part[SMALL];

	if (i < links->n)
	{
		for (region[i] = 1; region[i] <= regions + 1; region[i]++)
			enumerate(x, d, links, population, minimum, region, i + 1, region[i] > regions ? regions + 1 : regions, best);
		return;
	}
	if (regions < best->p || neighbours_components(links, region, part) != regions)
		return;
	extremes(population, links->n, region, regions, &least, &most);
	if (least < minimum)
		return;
	square = within_of(x, links->n, d, region, regions);
	if (regions > best->p || square < best->within)
		*best = (Best) {regions, square};
}

static void
optimum(void)
{
	static int	maps,
				most_regions,
				best_of_all;

	TEST("nine units: nearly always the most regions, mostly the least sum of squares; never more, never less")
	{
		for (int trial = 0; trial < 120; trial++)
		{
			Neighbours	links = random_map(3, 3, trial % 2 ? 8 : 0);
			double		x[2 * SMALL],
						population[SMALL];
			int32_t		region[SMALL];
			double		minimum = 4 + random_below(18);
			Best		best = {0, INFINITY};
			RegionsOutcome o;

			for (int i = 0; i < 2 * SMALL; i++)
				x[i] = random_unit();
			for (int i = 0; i < SMALL; i++)
				population[i] = random_below(10);
			enumerate(x, 2, &links, population, minimum, region, 0, 0, &best);
			o = max_p(x, 2, &links, population, minimum, 20, 1, region, &test_host);
			CHECK((o.result == REGIONS_OK) == (best.p > 0));
			if (o.result == REGIONS_OK)
			{
				double		least,
							most,
							square = within_of(x, SMALL, 2, region, o.number);

				extremes(population, SMALL, region, o.number, &least, &most);
				CHECK(are_regions(&links, region, o.number) && least >= minimum);
				CHECK(o.number <= best.p && (o.number < best.p || square >= best.within * (1 - 1e-12)));
				maps++;
				most_regions += o.number == best.p;
				best_of_all += o.number == best.p && square <= best.within * (1 + 1e-12);
			}
			else
				CHECK(o.result == REGIONS_COMPONENT_TOO_SMALL);
			forget_memory();
		}
		printf("# %d maps, most regions %d, least sum of squares %d\n", maps, most_regions, best_of_all);
		CHECK(maps > 60 && most_regions >= maps - 2 && best_of_all >= maps * 9 / 10);
	}
}

static void
properties(void)
{
	TEST("larger maps: minimum kept, in one piece, the same for the same seed, near the bound, no single move is better")
	{
		for (int trial = 0; trial < 12; trial++)
		{
			Neighbours	links = random_map(18, 15, trial % 3 ? 10 : 0);
			int			n = 270;
			double		x[540],
						population[270],
						total = 0,
						least,
						most;
			int32_t		a[270],
						b[270],
						part[270];
			double		minimum = 100 + random_below(400);
			RegionsOutcome o;

			for (int i = 0; i < n; i++)
			{
				x[2 * i] = i % 18 / 5 + random_unit();
				x[2 * i + 1] = i / 18 / 5 + random_unit();
				population[i] = random_below(100) * (trial % 2 ? 1 : 0.1) + (trial % 2 ? 0 : 30);
				total += population[i];
			}
			o = max_p(x, 2, &links, population, minimum, 10, 7, a, &test_host);
			if (o.result != REGIONS_OK)
			{
				CHECK(o.result == REGIONS_COMPONENT_TOO_SMALL && o.unit >= 0 && trial % 3);
				forget_memory();
				continue;
			}
			extremes(population, n, a, o.number, &least, &most);
			CHECK(are_regions(&links, a, o.number) && least >= minimum && o.number <= total / minimum);
			printf("# %d regions of at most %.1f\n", o.number, floor(total / minimum));
			CHECK(trial % 3 || o.number >= 0.7 * floor(total / minimum));
			CHECK(max_p(x, 2, &links, population, minimum, 10, 7, b, &test_host).number == o.number);
			CHECK(memcmp(a, b, sizeof(a)) == 0);
			for (int i = 0; i < n; i++)
			{
				for (int64_t l = links.start[i]; l < links.start[i + 1]; l++)
				{
					memcpy(b, a, sizeof(a));
					b[i] = a[links.neighbour[l]];
					extremes(population, n, b, o.number, &least, &most);
					if (b[i] != a[i] && least >= minimum && neighbours_components(&links, b, part) == o.number)
						CHECK(within_of(x, n, 2, b, o.number) >= within_of(x, n, 2, a, o.number) * (1 - 1e-9));
				}
			}
			forget_memory();
		}
	}

	TEST("everything one region, every unit one, one unit, zeros in between")
	{
		Neighbours	links = random_map(5, 4, 0);
		double		x[20],
					population[20];
		int32_t		region[20];

		for (int i = 0; i < 20; i++)
		{
			x[i] = i * i % 7;
			population[i] = 10;
		}
		CHECK(max_p(x, 1, &links, population, 200, 3, 1, region, &test_host).number == 1 && region[19] == 1);
		CHECK(max_p(x, 1, &links, population, 10, 3, 1, region, &test_host).number == 20 && region[19] == 20);
		CHECK(max_p(x, 1, &links, population, 200.5, 3, 1, region, &test_host).result == REGIONS_COMPONENT_TOO_SMALL);
		for (int i = 0; i < 20; i++)
			population[i] = i % 2 ? 0 : 1e300;
		CHECK(max_p(x, 1, &links, population, 1e-300, 3, 1, region, &test_host).number == 10 && are_regions(&links, region, 10));
		links = random_map(1, 1, 0);
		CHECK(max_p(x, 1, &links, population, 1, 3, 1, region, &test_host).number == 1);
		forget_memory();
	}
}

int
main(void)
{
	optimum();
	properties();
	return tap_done();
}
