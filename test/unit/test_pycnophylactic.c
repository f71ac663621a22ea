/*
 * test_pycnophylactic.c
 *		The smooth surface: totals of every source, a constant density, symmetry, smoothness, unknown values, cells at borders.
 */
#include "pycnophylactic.h"

#include "shapes.h"

static Polygons
of(const Shapes *s)
{
	return shapes_polygons(s);
}

static PycnoResult
run(const Shapes *source, const double *value, const Shapes *target, double size, int iterations, double tolerance)
{
	Polygons	s = of(source);
	Polygons	t = of(target);
	Box			box = polygons_box(&s, 0);
	CellGrid	grid;

	for (int32_t i = 1; i < s.n; i++)
	{
		Box			one = polygons_box(&s, i);

		box = (Box) {fmin(box.xmin, one.xmin), fmin(box.ymin, one.ymin), fmax(box.xmax, one.xmax), fmax(box.ymax, one.ymax)};
	}
	CHECK(cell_grid(&box, size, &grid));
	return pycnophylactic(&s, value, &t, &grid, iterations, tolerance, &test_host);
}

int
main(void)
{
	TEST("every cell belongs to one of two neighbours, also on slanted borders and at corners")
	{
		for (int round = 0; round < 300; round++)
		{
			Shapes		s = {0};
			double		x = floor(20 * random_unit());
			double		y = 1 + floor(18 * random_unit());
			CellGrid	grid;
			Polygons	p;
			int32_t    *unit;
			int			count[3] = {0};

			shapes_unit(&s);
			shapes_ring(&s, (double[]) {0, 0, x, 0, y, 10.5, x, 20, 0, 20}, 5, false);
			shapes_unit(&s);
			shapes_ring(&s, (double[]) {x, 0, 20, 0, 20, 20, x, 20, y, 10.5}, 5, false);
			p = of(&s);
			CHECK(cell_grid(&(Box) {0, 0, 20, 20}, 1, &grid));
			CHECK(grid.columns == 21 && grid.rows == 21);	/* the upper corner is another cell's */
			unit = cell_units(&grid, &p, &test_host);
			for (int r = 0; r < 20; r++)
				for (int c = 0; c < 20; c++)
					count[unit[r * grid.columns + c] + 1]++;
			CHECK(count[0] == 0 && count[1] + count[2] == 400);
			shapes_free(&s);
			forget_memory();
		}
	}

	TEST("the sources get their totals back; values are not negative; nothing depends on the tolerance's luck")
	{
		for (int round = 0; round < 20; round++)
		{
			Shapes		s = {0};
			double		value[25];
			double		total = 0;
			double		sum = 0;
			PycnoResult p;

			for (int i = 0; i < 25; i++)
			{
				shapes_box(&s, 100 * (i % 5), 100 * (i / 5), 100 * (i % 5 + 1), 100 * (i / 5 + 1));
				value[i] = random_below(4) == 0 ? 0 : 1000 * random_unit();
				total += value[i];
			}
			p = run(&s, value, &s, 10, 50, 1e-6);
			CHECK(p.without_cells == -1 && p.iterations > 0 && p.unallocated == 0);
			for (int i = 0; i < 25; i++)
			{
				CHECK(fabs(p.value[i] - value[i]) <= 1e-9 * value[i]);
				CHECK(p.covered[i] == 1);
				sum += p.value[i];
			}
			CHECK(close_to(sum, total, 1e-12));
			shapes_free(&s);
			forget_memory();
		}
	}

	TEST("an even density stays even: as by surface; and it is over at once")
	{
		Shapes		s = {0};
		Shapes		t = {0};
		double		value[2] = {200, 600};
		PycnoResult p;

		shapes_box(&s, 0, 0, 20, 10);
		shapes_box(&s, 20, 0, 80, 10);
		shapes_box(&t, 0, 0, 30, 10);
		shapes_box(&t, 30, 0, 70, 10);
		p = run(&s, value, &t, 1, 100, 1e-9);
		CHECK(p.iterations == 1);
		CHECK(close_to(p.value[0], 300, 1e-12) && close_to(p.value[1], 400, 1e-12) && close_to(p.unallocated, 100, 1e-12));
		shapes_free(&s);
		shapes_free(&t);
		forget_memory();
	}

	TEST("the poor end of a rich area lies at the poor neighbour: steps become slopes, symmetric ones stay symmetric")
	{
		Shapes		s = {0};
		Shapes		t = {0};
		double		value[3] = {1000, 100, 1000};
		PycnoResult p;
		PycnoResult even;

		for (int i = 0; i < 3; i++)
			shapes_box(&s, 100 * i, 0, 100 * (i + 1), 100);
		for (int i = 0; i < 6; i++)
			shapes_box(&t, 50 * i, 0, 50 * (i + 1), 100);
		even = run(&s, value, &t, 5, 0, 0);
		p = run(&s, value, &t, 5, 200, 1e-6);
		for (int i = 0; i < 6; i++)
		{
			CHECK(close_to(even.value[i], i == 2 || i == 3 ? 50 : 500, 1e-12));
			CHECK(close_to(p.value[i], p.value[5 - i], 1e-9));
		}
		CHECK(p.value[0] > 550 && p.value[1] < 450 && close_to(p.value[0] + p.value[1], 1000, 1e-12));
		shapes_free(&s);
		shapes_free(&t);
		forget_memory();
	}

	TEST("one line of cells by hand: Tobler's step with its correction")
	{
		/* two sources of two cells, 4 and 12 people: 2 2 6 6 -> means of the neighbours (the edge counts itself; above and below, too):
		 * 2, (2 + 6 + 2 + 2) / 4 = 3, (2 + 6 + 6 + 6) / 4 = 5, 6 -> totals 5 and 11 -> minus and plus 1/2: 1.5 2.5 5.5 6.5 */
		Shapes		s = {0};
		Shapes		t = {0};
		PycnoResult p;

		shapes_box(&s, 0, 0, 2, 1);
		shapes_box(&s, 2, 0, 4, 1);
		for (int i = 0; i < 4; i++)
			shapes_box(&t, i, 0, i + 1, 1);
		p = run(&s, (double[]) {4, 12}, &t, 1, 1, 0);
		CHECK(p.value[0] == 1.5 && p.value[1] == 2.5 && p.value[2] == 5.5 && p.value[3] == 6.5);
		shapes_free(&s);
		shapes_free(&t);
		forget_memory();
	}

	TEST("unknown values, targets without sources or cells, sources without cells, too many cells")
	{
		Shapes		s = {0};
		Shapes		t = {0};
		PycnoResult p;
		CellGrid	grid;

		shapes_box(&s, 0, 0, 10, 10);
		shapes_box(&s, 10, 0, 20, 10);
		shapes_box(&t, 0, 0, 5, 10);
		shapes_box(&t, 5, 0, 15, 10);
		shapes_box(&t, 12, 0, 20, 10);		/* a target that another covers in part: the smaller id has the cells */
		shapes_box(&t, 50, 50, 60, 60);
		shapes_box(&t, 0.6, 0.6, 0.7, 0.7);
		p = run(&s, (double[]) {80, NAN}, &t, 1, 10, 0);
		CHECK(close_to(p.value[0], 40, 1e-14) && isnan(p.value[1]) && isnan(p.value[2]));
		CHECK(p.covered[0] == 1 && isnan(p.value[3]) && p.covered[3] == 0 && isnan(p.value[4]) && isnan(p.covered[4]));
		CHECK(p.unallocated == 0);
		shapes_free(&t);
		shapes_box(&t, 4, -3, 8, 2);		/* 4 by 2 of its 4 by 5 lie in the source */
		p = run(&s, (double[]) {80, 20}, &t, 1, 0, 0);
		CHECK(close_to(p.value[0], 6.4, 1e-14) && close_to(p.covered[0], 0.4, 1e-14) && close_to(p.unallocated, 93.6, 1e-14));
		shapes_box(&s, 0.1, 30, 0.2, 30.1);
		p = run(&s, (double[]) {80, 1, 2}, &t, 1, 10, 0);
		CHECK(p.without_cells == 2);
		CHECK(!cell_grid(&(Box) {0, 0, 1e6, 1e6}, 100, &grid));
		CHECK(!cell_grid(&(Box) {0, 0, 1e6, 1e6}, 1e-300, &grid));
		CHECK(cell_grid(&(Box) {0, 0, 1e6, 1e6}, 1000, &grid) && grid.columns == 1001);
		shapes_free(&s);
		shapes_free(&t);
		forget_memory();
	}
	return tap_done();
}
