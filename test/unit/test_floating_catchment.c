/*
 * test_floating_catchment.c
 *		Access: decay functions, points in a grid, floating catchments, Huff, potential; against published numbers and definitions.
 */
#include "floating_catchment.h"

#include "memory.h"
#include "pointgrid.h"
#include "pointtree.h"
#include "tap.h"

/* -------- costs from a matrix; negative: no way -------- */

typedef struct Matrix
{
	int			places;
	int			facilities;
	double		maximum;
	double	   *cost;
} Matrix;

static int32_t
within_matrix(const void *state, int32_t place, int32_t *facility, double *cost)
{
	const Matrix *m = (const Matrix *) state;
	int32_t		n = 0;

	for (int j = 0; j < m->facilities; j++)
	{
		double		c = m->cost[place * m->facilities + j];

		if (c >= 0 && c <= m->maximum)
		{
			facility[n] = j;
			cost[n++] = c;
		}
	}
	return n;
}

/* both steps; conserved: sum of demand * access over the supply of the facilities that are reached */
static CatchmentResult
run(const Matrix *m, const double *demand, const double *supply, CatchmentMethod method, const Decay *decay, double *access,
	FacilityAccess *facility, PlaceAccess *place, long double *conserved)
{
	Catchment	c = {m->places, m->facilities, demand, supply, {within_matrix, m}, method, decay};
	CatchmentRoom room = catchment_room(m->facilities, &test_host);
	CatchmentResult result = catchment_facilities(&c, facility, &room, &test_host);
	long double given = 0;
	long double there = 0;

	for (int i = 0; i < m->places && result == CATCHMENT_OK; i++)
	{
		result = catchment_place(&c, facility, i, &room, &place[i]);
		access[i] = place[i].access;
		given += (long double) demand[i] * access[i];
	}
	for (int j = 0; j < m->facilities; j++)
		there += facility[j].demand > 0 ? supply[j] : 0;
	*conserved = there > 0 ? given / there : 1;
	return result;
}

static bool
near(double a, double b)
{
	return fabs(a - b) <= 5.1e-11;
}

static void
worked_example(void)
{
	/* formulas.md, section 3: computed in R and with pysal's access */
	double		cost[] = {5, 25, 12, 18, 28, 8};
	double		demand[] = {1200, 800, 2000};
	double		supply[] = {60, 45};
	Matrix		m = {3, 2, 30, cost};
	Decay		decay = {.kind = DECAY_NONE, .maximum = 30};
	double		a[3];
	FacilityAccess f[2];
	PlaceAccess p[3];
	long double conserved;

	TEST("worked example: 2SFCA, 30 and 20 minutes")
	{
		CHECK(run(&m, demand, supply, CATCHMENT_2SFCA, &decay, a, f, p, &conserved) == CATCHMENT_OK);
		CHECK(near(f[0].ratio, 0.015) && near(f[1].ratio, 0.01125) && near(a[0], 0.02625) && near(a[1], 0.02625) && near(a[2], 0.02625));
		CHECK(p[0].nearest == 0 && p[0].nearest_cost == 5 && p[1].nearest_cost == 12 && p[2].nearest == 1 && p[2].nearest_cost == 8);
		CHECK(p[0].facilities == 2 && f[0].places == 3 && f[0].population == 4000 && f[0].unused == 0);
		m.maximum = decay.maximum = 20;
		CHECK(run(&m, demand, supply, CATCHMENT_2SFCA, &decay, a, f, p, &conserved) == CATCHMENT_OK);
		CHECK(f[0].demand == 2000 && f[1].demand == 2800);
		CHECK(near(a[0], 0.03) && near(a[1], 0.0460714286) && near(a[2], 0.0160714286));
		m.maximum = decay.maximum = 30;
	}
	TEST("worked example: E2SFCA with both sets of steps, Gaussian, Dai")
	{
		decay_three_zones(&decay);
		CHECK(decay.limit[0] == 10 && decay.limit[1] == 20 && decay.limit[2] == 30);
		CHECK(run(&m, demand, supply, CATCHMENT_E2SFCA, &decay, a, f, p, &conserved) == CATCHMENT_OK);
		CHECK(near(f[0].demand, 2184) && near(f[1].demand, 2808) && near(f[0].ratio, 0.0274725275) && near(f[1].ratio, 0.0160256410));
		CHECK(near(a[0], 0.0309981685) && near(a[1], 0.0295787546) && near(a[2], 0.0220695971) && near(conserved, 1));
		decay.weight[1] = 0.42;
		decay.weight[2] = 0.09;
		CHECK(run(&m, demand, supply, CATCHMENT_E2SFCA, &decay, a, f, p, &conserved) == CATCHMENT_OK);
		CHECK(near(a[0], 0.0366221544) && near(a[1], 0.0224185389) && near(a[2], 0.0215592918));
		decay.kind = DECAY_GAUSSIAN;
		decay.parameter = 15;
		CHECK(run(&m, demand, supply, CATCHMENT_E2SFCA, &decay, a, f, p, &conserved) == CATCHMENT_OK);
		CHECK(near(a[0], 0.0320978390) && near(a[1], 0.0301233350) && near(a[2], 0.0211919626));
		decay.kind = DECAY_DAI;
		CHECK(run(&m, demand, supply, CATCHMENT_E2SFCA, &decay, a, f, p, &conserved) == CATCHMENT_OK);
		CHECK(near(a[0], 0.0332657689) && near(a[1], 0.0341451461) && near(a[2], 0.0188824802));
	}
	TEST("worked example: 3SFCA, M2SFCA")
	{
		decay_three_zones(&decay);
		CHECK(run(&m, demand, supply, CATCHMENT_3SFCA, &decay, a, f, p, &conserved) == CATCHMENT_OK);
		CHECK(fabs(f[0].demand - 1334.950820) < 1e-6 && fabs(f[1].demand - 1958.950820) < 1e-6);
		CHECK(near(a[0], 0.0377518817) && near(a[1], 0.0230917651) && near(a[2], 0.0206121650) && near(conserved, 1));
		CHECK(run(&m, demand, supply, CATCHMENT_M2SFCA, &decay, a, f, p, &conserved) == CATCHMENT_OK);
		CHECK(near(a[0], 0.0282481685) && near(a[1], 0.0201135531) && near(a[2], 0.0173553114));
		CHECK(near(1200 * a[0] + 800 * a[1] + 2000 * a[2], 84.6992673993));
		CHECK(near(f[0].unused + f[1].unused, 105 - 84.6992673993));
	}
	TEST("worked example: Huff")
	{
		Catchment	c = {3, 2, demand, supply, {within_matrix, &m}, CATCHMENT_E2SFCA, &decay};
		CatchmentRoom room = catchment_room(2, &test_host);
		double		first[3];
		double		sum = 0;
		int32_t		n;

		decay.kind = DECAY_POWER;
		decay.parameter = 1.5;
		decay.scale = 1;
		for (int i = 0; i < 3; i++)
		{
			CHECK(catchment_huff(&c, i, &room, &n) == CATCHMENT_OK && n == 2);
			first[i] = room.weight[0];
			CHECK(near(room.weight[0] + room.weight[1], 1));
			sum += demand[i] * room.weight[0];
		}
		CHECK(near(first[0], 0.9371350685) && near(first[1], 0.7101020514) && near(first[2], 0.1691782497));
		CHECK(fabs(sum - 2031.000223) < 1e-6);
	}
}

/* -------- definitions, plainly -------- */

static long double
plain_weight(const Decay *d, double c)
{
	long double x = c < d->least ? d->least : c;

	switch (d->kind)
	{
		case DECAY_NONE:
			return 1;
		case DECAY_STEP:
			for (int z = 0; z < d->zones; z++)
			{
				if (c <= d->limit[z])
					return d->weight[z];
			}
			return 0;
		case DECAY_GAUSSIAN:
			return expl(-(long double) c * c / (2 * (long double) d->parameter * d->parameter));
		case DECAY_DAI:
			return (expl(-0.5L * (c / (long double) d->maximum) * (c / (long double) d->maximum)) - expl(-0.5L)) / (1 - expl(-0.5L));
		case DECAY_POWER:
			return powl(x / d->scale, -(long double) d->parameter);
		case DECAY_EXPONENTIAL:
			return expl(-(long double) d->parameter * c);
		case DECAY_LINEAR:
			return 1 - c / (long double) d->maximum;
	}
	return NAN;
}

static Decay
some_decay(DecayKind kind, double maximum)
{
	Decay		d = {.kind = kind, .maximum = maximum, .scale = 1};

	if (kind == DECAY_STEP)
		decay_three_zones(&d);
	else if (kind == DECAY_GAUSSIAN)
		d.parameter = maximum * (0.2 + random_unit());
	else if (kind == DECAY_POWER)
	{
		d.parameter = random_below(2) ? 0.25 * random_below(16) : 3 * random_unit();
		d.least = 0.5;
		d.scale = random_below(2) ? 1 : 7;
	}
	else if (kind == DECAY_EXPONENTIAL)
		d.parameter = 3 / maximum * random_unit();
	return d;
}

static void
properties(void)
{
	TEST("random cases: every method and decay as defined, and what is conserved")
	{
		for (int round = 0; round < 3000; round++)
		{
			int			n = 1 + random_below(30);
			int			k = 1 + random_below(10);
			double	   *cost = malloc(n * k * sizeof(double));
			double	   *demand = malloc(n * sizeof(double));
			double	   *supply = malloc(k * sizeof(double));
			double	   *a = malloc(n * sizeof(double));
			FacilityAccess *f = malloc(k * sizeof(FacilityAccess));
			PlaceAccess *p = malloc(n * sizeof(PlaceAccess));
			Matrix		m = {n, k, 30, cost};
			CatchmentMethod method = (CatchmentMethod) random_below(CATCHMENT_METHODS);
			Decay		decay = some_decay(method == CATCHMENT_2SFCA ? DECAY_NONE : (DecayKind) random_below(DECAY_KINDS), 30);
			long double conserved;

			for (int i = 0; i < n * k; i++)
				cost[i] = random_below(4) == 0 ? -1 : random_below(3) == 0 ? random_below(40) : 45 * random_unit();
			for (int i = 0; i < n; i++)
				demand[i] = random_below(5) == 0 ? 0 : 5000 * random_unit();
			for (int j = 0; j < k; j++)
				supply[j] = random_below(5) == 0 ? 0 : 100 * random_unit();
			CHECK(run(&m, demand, supply, method, &decay, a, f, p, &conserved) == CATCHMENT_OK);
			if (method != CATCHMENT_M2SFCA)
				CHECK(fabsl(conserved - 1) < 1e-12L);
			for (int j = 0; j < k; j++)
			{
				long double v = 0;
				long double population = 0;
				int			places = 0;

				for (int i = 0; i < n; i++)
				{
					double		c = cost[i * k + j];
					long double w = c < 0 || c > 30 ? 0 : plain_weight(&decay, c);
					long double total = 0;

					for (int l = 0; l < k; l++)
						total += cost[i * k + l] < 0 || cost[i * k + l] > 30 ? 0 : plain_weight(&decay, cost[i * k + l]);
					if (!(w > 0))
						continue;
					places++;
					population += demand[i];
					v += demand[i] * w * (method == CATCHMENT_3SFCA ? w / total : 1);
				}
				CHECK(f[j].places == places && close_to(f[j].population, population, 1e-14));
				CHECK(close_to(f[j].demand, v, 1e-12));
				CHECK(v > 0 ? close_to(f[j].ratio, supply[j] / v, 1e-12) : isnan(f[j].ratio) && f[j].unused == supply[j]);
			}
			for (int i = 0; i < n; i++)
			{
				long double sum = 0;
				long double total = 0;
				int			best = -1;
				int			reached = 0;

				for (int l = 0; l < k; l++)
					total += cost[i * k + l] < 0 || cost[i * k + l] > 30 ? 0 : plain_weight(&decay, cost[i * k + l]);
				for (int j = 0; j < k; j++)
				{
					double		c = cost[i * k + j];
					long double w = c < 0 || c > 30 ? 0 : plain_weight(&decay, c);

					if (!(w > 0))
						continue;
					reached++;
					if (best < 0 || c < cost[i * k + best])
						best = j;
					if (!isnan(f[j].ratio))
						sum += w * f[j].ratio * (method == CATCHMENT_3SFCA ? w / total : method == CATCHMENT_M2SFCA ? w : 1);
				}
				CHECK(p[i].facilities == reached && p[i].nearest == best && close_to(a[i], sum, 1e-12));
				CHECK(best < 0 ? isnan(p[i].nearest_cost) && a[i] == 0 : p[i].nearest_cost == cost[i * k + best]);
			}
			free(cost);
			free(demand);
			free(supply);
			free(a);
			free(f);
			free(p);
			forget_memory();
		}
	}
	TEST("M2SFCA: what is not used and what arrives are the capacity; more distance, more unused")
	{
		double		cost[4] = {1, 2, 3, 4};
		double		demand[2] = {10, 20};
		double		supply[2] = {5, 7};
		double		a[2];
		double		before = 0;
		FacilityAccess f[2];
		PlaceAccess p[2];
		Matrix		m = {2, 2, 100, cost};
		long double conserved;

		for (int round = 0; round < 20; round++)
		{
			Decay		decay = {.kind = DECAY_GAUSSIAN, .maximum = 100, .parameter = 8};

			CHECK(run(&m, demand, supply, CATCHMENT_M2SFCA, &decay, a, f, p, &conserved) == CATCHMENT_OK);
			CHECK(close_to(10 * a[0] + 20 * a[1] + f[0].unused + f[1].unused, 12, 1e-14));
			CHECK(f[0].unused + f[1].unused > before);
			before = f[0].unused + f[1].unused;
			for (int i = 0; i < 4; i++)
				cost[i] *= 1.2;
		}
	}
}

static void
edges(void)
{
	double		cost[4] = {0, 5, 5, -1};
	double		demand[2] = {10, 0};
	double		supply[2] = {4, 3};
	double		a[2];
	FacilityAccess f[2];
	PlaceAccess p[2];
	Matrix		m = {2, 2, 10, cost};
	Decay		decay = {.kind = DECAY_POWER, .maximum = 10, .parameter = 2, .scale = 1};
	long double conserved;

	TEST("a cost of zero: an error for a power without least cost, else not; equally near: the first")
	{
		CHECK(run(&m, demand, supply, CATCHMENT_E2SFCA, &decay, a, f, p, &conserved) == CATCHMENT_ZERO_COST);
		decay.least = 1;
		CHECK(run(&m, demand, supply, CATCHMENT_E2SFCA, &decay, a, f, p, &conserved) == CATCHMENT_OK);
		decay.kind = DECAY_NONE;
		cost[0] = 5;
		CHECK(run(&m, demand, supply, CATCHMENT_2SFCA, &decay, a, f, p, &conserved) == CATCHMENT_OK);
		CHECK(p[0].nearest == 0 && p[0].facilities == 2);
		CHECK(a[0] == 0.7 && a[1] == 0.4);
	}
	TEST("nobody reaches a facility, a place reaches nothing, no demand at all")
	{
		cost[0] = cost[2] = -1;
		CHECK(run(&m, demand, supply, CATCHMENT_2SFCA, &decay, a, f, p, &conserved) == CATCHMENT_OK);
		CHECK(isnan(f[0].ratio) && f[0].unused == 4 && f[0].places == 0 && f[0].population == 0);
		CHECK(a[1] == 0 && p[1].facilities == 0 && p[1].nearest == -1 && isnan(p[1].nearest_cost));
		demand[0] = 0;
		CHECK(run(&m, demand, supply, CATCHMENT_2SFCA, &decay, a, f, p, &conserved) == CATCHMENT_OK);
		CHECK(isnan(f[1].ratio) && f[1].unused == 3 && f[1].places == 1 && a[0] == 0 && p[0].facilities == 1);
	}
	TEST("results beyond a double are told, not returned")
	{
		double		huge[2] = {1.7e308, 1.7e308};
		double		tiny[2] = {5e-324, 0};
		double		full[4] = {1, 1, 1, 1};

		m.cost = full;
		CHECK(run(&m, huge, supply, CATCHMENT_2SFCA, &decay, a, f, p, &conserved) == CATCHMENT_OUT_OF_RANGE);
		CHECK(run(&m, tiny, huge, CATCHMENT_2SFCA, &decay, a, f, p, &conserved) == CATCHMENT_OUT_OF_RANGE);
	}
	TEST("Huff: one place with its facility, no capacity within reach, extreme costs")
	{
		double		costs[4] = {1e-300, 1e300, 3, 4};
		double		none[2] = {0, 0};
		Matrix		wide = {2, 2, INFINITY, costs};
		Catchment	c = {2, 2, demand, supply, {within_matrix, &wide}, CATCHMENT_E2SFCA, &decay};
		CatchmentRoom room = catchment_room(2, &test_host);
		int32_t		n;

		decay = (Decay) {.kind = DECAY_POWER, .maximum = INFINITY, .parameter = 2, .scale = 1};
		CHECK(catchment_huff(&c, 0, &room, &n) == CATCHMENT_OK && n == 2 && room.weight[0] == 1 && room.weight[1] == 0);
		costs[0] = 0;
		CHECK(catchment_huff(&c, 0, &room, &n) == CATCHMENT_ZERO_COST);
		decay.least = 2;
		CHECK(catchment_huff(&c, 0, &room, &n) == CATCHMENT_OK && room.weight[0] == 1);
		c.supply = none;
		CHECK(catchment_huff(&c, 1, &room, &n) == CATCHMENT_OK && n == 2 && isnan(room.weight[0]) && isnan(room.weight[1]));
		c.supply = supply;
		decay.parameter = 0;
		CHECK(catchment_huff(&c, 1, &room, &n) == CATCHMENT_OK && close_to(room.weight[0], 4.0 / 7, 1e-15));
		wide.maximum = 1;
		CHECK(catchment_huff(&c, 1, &room, &n) == CATCHMENT_OK && n == 0);
	}
}

static void
functions(void)
{
	TEST("exp: within 0.6 units in the last place, ends")
	{
		for (int i = 0; i < 300000; i++)
		{
			double		x = i % 3 == 0 ? 1400 * (random_unit() - 0.5) : i % 3 == 1 ? -40 * random_unit() : (random_unit() - 0.5) * pow(2, -random_below(60));
			long double right = expl(x);
			double		unit = ldexp(1, ilogb((double) right) - 52);

			CHECK(fabsl(decay_exp(x) - right) <= 0.6L * unit);
		}
		CHECK(decay_exp(0) == 1 && decay_exp(-800) == 0 && decay_exp(-INFINITY) == 0 && isinf(decay_exp(710)) && isnan(decay_exp(NAN)));
		CHECK(close_to(decay_exp(-740), (double) expl(-740), 0.01) && close_to(decay_exp(-708), (double) expl(-708), 1e-15));
	}
	TEST("powers")
	{
		for (int i = 0; i < 30000; i++)
		{
			double		x = pow(10, 12 * random_unit() - 6);
			double		b = i % 2 ? 0.25 * random_below(20) : 4 * random_unit();

			CHECK(fabsl(decay_power(x, b) - powl(x, -(long double) b)) <= 1e-15L * powl(x, -(long double) b));
		}
		CHECK(decay_power(0, 0) == 1 && isinf(decay_power(0, 1.5)) && decay_power(INFINITY, 1.3) == 0 && decay_power(4, 1.5) == 0.125);
		CHECK(decay_power(1e300, 1.3) == 0 && isinf(decay_power(1e-300, 1.3)) && decay_power(1, 1.3) == 1);
		CHECK(decay_power(1, 1e308) == 1 && decay_power(1.1, 1e308) == 0 && isinf(decay_power(0.9, 1e308)));
	}
	TEST("weights at the edges")
	{
		Decay		d = {.kind = DECAY_DAI, .maximum = 30};
		double		cost[3] = {0, 15, 30};
		double		w[3];

		decay_weights(&d, cost, 3, w);
		CHECK(w[0] == 1 && w[2] == 0 && w[1] > 0.6 && w[1] < 0.8);
		d.kind = DECAY_LINEAR;
		decay_weights(&d, cost, 3, w);
		CHECK(w[0] == 1 && w[1] == 0.5 && w[2] == 0);
		decay_three_zones(&d);
		decay_weights(&d, cost, 3, w);
		CHECK(w[0] == 1 && w[1] == 0.68 && w[2] == 0.22);
	}
}

/* -------- grid -------- */

static void
grids(void)
{
	TEST("grid: the points that trying all finds, whatever lies where")
	{
		for (int round = 0; round < 3000; round++)
		{
			int			n = random_below(60);
			double	   *x = malloc((n + 1) * sizeof(double));
			double	   *y = malloc((n + 1) * sizeof(double));
			int32_t    *item = malloc((n + 1) * sizeof(int32_t));
			double	   *d = malloc((n + 1) * sizeof(double));
			double		size = pow(10, random_below(13) - 6);
			double		shift = random_below(2) ? 0 : 5e6 * random_unit();
			int			whole = random_below(2);
			double		distance = random_below(20) == 0 ? INFINITY : random_below(20) == 0 ? 0 : whole ? random_below(8) * size : 2 * random_unit() * size;
			int			flat = random_below(4);
			PointGrid  *grid;

			for (int i = 0; i <= n; i++)
			{
				x[i] = flat == 1 ? shift : shift + (whole ? random_below(10) : 5 * random_unit()) * size;
				y[i] = flat == 2 ? shift : shift + (whole ? random_below(10) : 5 * random_unit()) * size;
			}
			grid = pointgrid_build(x, y, n, distance, &test_host);
			for (int q = 0; q < 20; q++)
			{
				double		qx = q == 0 ? x[n] : shift + (whole ? random_below(14) - 2 : 7 * random_unit() - 1) * size;
				double		qy = q == 0 ? y[n] : shift + (whole ? random_below(14) - 2 : 7 * random_unit() - 1) * size;
				int			found = pointgrid_within(grid, qx, qy, item, d);
				int			right = 0;
				bool		same = true;

				for (int i = 0; i < n; i++)
					right += sqrt((qx - x[i]) * (qx - x[i]) + (qy - y[i]) * (qy - y[i])) <= distance;
				for (int k = 0; k < found; k++)
				{
					int			i = item[k];

					same = same && d[k] <= distance && d[k] == sqrt((qx - x[i]) * (qx - x[i]) + (qy - y[i]) * (qy - y[i]));
					for (int l = 0; l < k; l++)
						same = same && item[l] != i;
				}
				CHECK(found == right && same);
			}
			free(x);
			free(y);
			free(item);
			free(d);
			forget_memory();
		}
	}
	TEST("grid: absurd coordinates")
	{
		double		x[4] = {-1.7e308, 1.7e308, 0, 1e-320};
		double		y[4] = {1e300, -1e300, 0, 0};
		int32_t		item[5];
		double		d[5];
		PointGrid  *grid = pointgrid_build(x, y, 4, 10, &test_host);

		CHECK(pointgrid_within(grid, 0, 0, item, d) == 2);
		CHECK(pointgrid_within(grid, 1.7e308, -1e300, item, d) == 1 && item[0] == 1);
		grid = pointgrid_build(x, y, 4, INFINITY, &test_host);
		CHECK(pointgrid_within(grid, 0, 0, item, d) == 4);
		grid = pointgrid_build(x, y, 0, 5, &test_host);
		CHECK(pointgrid_within(grid, 0, 0, item, d) == 0);
	}
	TEST("the largest square")
	{
		for (int i = 0; i < 100000; i++)
		{
			double		d = i % 2 ? 1e4 * random_unit() : random_below(100000) / 10.0;
			double		s = square_within(d);

			CHECK(sqrt(s) <= d && sqrt(nextafter(s, INFINITY)) > d);
		}
		CHECK(isinf(square_within(INFINITY)) && isinf(square_within(1e200)) && square_within(0) == 0);
	}
	TEST("interrupts are asked for")
	{
		int			n = 5000;
		double	   *cost = calloc(n * 20, sizeof(double));
		double	   *demand = calloc(n, sizeof(double));
		double		supply[20] = {1};
		double	   *a = malloc(n * sizeof(double));
		FacilityAccess f[20];
		PlaceAccess *p = malloc(n * sizeof(PlaceAccess));
		Matrix		m = {n, 20, 30, cost};
		Decay		decay = {.kind = DECAY_NONE, .maximum = 30};
		long double conserved;

		test_checks = 0;
		CHECK(run(&m, demand, supply, CATCHMENT_2SFCA, &decay, a, f, p, &conserved) == CATCHMENT_OK);
		CHECK(test_checks >= 2);
		free(cost);
		free(demand);
		free(a);
		free(p);
	}
}

int
main(void)
{
	worked_example();
	functions();
	properties();
	edges();
	grids();
	forget_memory();
	return tap_done();
}
