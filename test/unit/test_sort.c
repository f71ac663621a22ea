/*
 * test_sort.c
 *		Sorting against qsort(), for inputs of every shape and size.
 */
#include "sort.h"

#include "tap.h"

#define N_MAX 300000

static int	checks_called;

static void
count_check(void)
{
	checks_called++;
}

static int
compare_doubles(const void *a, const void *b)
{
	double		x = *(const double *) a,
				y = *(const double *) b;

	if (x == 0 && y == 0)		/* -0 before +0 */
		return (signbit(y) != 0) - (signbit(x) != 0);
	return (x > y) - (x < y);
}

static int
compare_pairs(const void *a, const void *b)
{
	int			first = compare_doubles(a, b);

	return first ? first : compare_doubles((const double *) a + 1, (const double *) b + 1);
}

static int
compare_indexed(const void *a, const void *b)
{
	const Indexed *x = a,
			   *y = b;
	int			first = compare_doubles(&x->x, &y->x);

	return first ? first : (x->index > y->index) - (x->index < y->index);
}

/* shapes of input */
static double
element(int shape, size_t i, size_t n)
{
	switch (shape)
	{
		case 0:
			return random_unit() * 100;
		case 1:
			return random_double();		/* every exponent, both signs */
		case 2:
			return random_below(5) - 2; /* many equal, 0 among them */
		case 3:
			return (double) i;			/* sorted */
		case 4:
			return (double) (n - i);	/* backwards */
		case 5:
			return 7;
		case 6:
			return exp(3 * (random_unit() + random_unit() + random_unit() + random_unit() - 2));	/* like incomes */
		case 7:
			return 1e9 + random_below(1000000) * 0x1p-20;	/* a long common beginning */
		case 8:
			return (i % 1000 == 0) ? -random_double() : 1;	/* one value and a few strays */
		case 9:
			return random_below(2) ? -0.0 : 0.0;
		default:
			return (random_unit() - 0.5) * 5e-320;	/* subnormal */
	}
}

#define SHAPES 11

static const size_t sizes[] = {0, 1, 2, 3, 17, 47, 48, 49, 50, 255, 1000, 4097, 20000, N_MAX};

static void
doubles(void)
{
	double	   *x = malloc(N_MAX * sizeof(double)),
			   *y = malloc(N_MAX * sizeof(double));

	TEST("doubles: as qsort() has them, bit by bit")
	{
		for (int shape = 0; shape < SHAPES; shape++)
		{
			for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++)
			{
				size_t		n = sizes[s];

				for (size_t i = 0; i < n; i++)
					x[i] = y[i] = element(shape, i, n);
				sort_doubles(x, n, count_check);
				qsort(y, n, sizeof(double), compare_doubles);
				CHECK(memcmp(x, y, n * sizeof(double)) == 0);
			}
		}
		for (size_t n = 0; n < 300; n++)
		{
			for (size_t i = 0; i < n; i++)
				x[i] = y[i] = element((int) n % SHAPES, i, n);
			sort_doubles(x, n, NULL);
			qsort(y, n, sizeof(double), compare_doubles);
			CHECK(memcmp(x, y, n * sizeof(double)) == 0);
		}
	}

	TEST("infinities, the ends of the range")
	{
		double		ends[] = {INFINITY, 5e-324, -INFINITY, 1.7976931348623157e308, -0.0, 0.0, -5e-324, -1.7976931348623157e308};
		double		sorted[] = {-INFINITY, -1.7976931348623157e308, -5e-324, -0.0, 0.0, 5e-324, 1.7976931348623157e308, INFINITY};

		sort_doubles(ends, 8, NULL);
		CHECK(memcmp(ends, sorted, sizeof(ends)) == 0);
	}

	TEST("a long sort asks for interrupts")
	{
		checks_called = 0;
		for (size_t i = 0; i < N_MAX; i++)
			x[i] = random_unit();
		sort_doubles(x, N_MAX, count_check);
		CHECK(checks_called > 0);
	}
	free(x);
	free(y);
}

static void
pairs_and_more(void)
{
	size_t		n_max = 20000;
	Pair	   *p = malloc(n_max * sizeof(Pair)),
			   *q = malloc(n_max * sizeof(Pair));
	Triple	   *t = malloc(n_max * sizeof(Triple)),
			   *u = malloc(n_max * sizeof(Triple));
	Indexed    *a = malloc(n_max * sizeof(Indexed)),
			   *b = malloc(n_max * sizeof(Indexed));

	TEST("pairs, triples and indexed numbers: equal first keys by the second, nothing lost")
	{
		for (int shape = 0; shape < SHAPES; shape++)
		{
			for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]) && sizes[s] <= n_max; s++)
			{
				size_t		n = sizes[s];

				for (size_t i = 0; i < n; i++)
				{
					double		x = element(shape, i, n),
								y = element((shape + (int) s) % SHAPES, i, n);

					p[i] = q[i] = (Pair) {x, y};
					t[i] = u[i] = (Triple) {x, y, x + 2 * y};
					a[i] = b[i] = (Indexed) {x, (int64_t) ((i * 7919) % n) - (int64_t) n / 2};
				}
				sort_pairs(p, n, count_check);
				qsort(q, n, sizeof(Pair), compare_pairs);
				CHECK(memcmp(p, q, n * sizeof(Pair)) == 0);
				sort_triples(t, n, count_check);
				qsort(u, n, sizeof(Triple), compare_pairs);
				CHECK(memcmp(t, u, n * sizeof(Triple)) == 0);
				sort_indexed(a, n, count_check);
				qsort(b, n, sizeof(Indexed), compare_indexed);
				CHECK(memcmp(a, b, n * sizeof(Indexed)) == 0);
			}
		}
	}
	free(p);
	free(q);
	free(t);
	free(u);
	free(a);
	free(b);
}

int
main(void)
{
	doubles();
	pairs_and_more();
	return tap_done();
}
