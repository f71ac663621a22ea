/*
 * test_exact_sum.c
 *		The exact sum against the hardware, against __int128 and against the plain reference; order, merging, hostile bytes.
 */
#include "exact_sum.h"

#include <float.h>

#include "reference.h"
#include "tap.h"

/* A sum that grows as those of the aggregates do. */
typedef struct Growing
{
	ExactSum   *sum;
	int			degree;
} Growing;

static Growing
growing(int degree)
{
	Growing		g = {calloc(1, exact_sum_size(0)), degree};

	g.sum->version = EXACT_VERSION;
	return g;
}

static void
make_room(Growing *g, ExactRange r)
{
	ExactSum   *wider;

	r = exact_range_grown(g->sum, r, g->degree);
	wider = malloc(exact_sum_size(r.end - r.from));
	exact_sum_widen(wider, g->sum, r);
	free(g->sum);
	g->sum = wider;
}

static void
add(Growing *g, double x, double y, double z)
{
	if (g->degree == 1 && !exact_sum_add(g->sum, x))
	{
		make_room(g, exact_range(x));
		CHECK(exact_sum_add(g->sum, x));
	}
	if (g->degree == 2 && !exact_sum_add_product(g->sum, x, y))
	{
		make_room(g, exact_range_product(x, y));
		CHECK(exact_sum_add_product(g->sum, x, y));
	}
	if (g->degree == 3 && !exact_sum_add_product3(g->sum, x, y, z))
	{
		make_room(g, exact_range_product3(x, y, z));
		CHECK(exact_sum_add_product3(g->sum, x, y, z));
	}
}

static void
merge(Growing *g, const ExactSum *other)
{
	if (!exact_sum_merge(g->sum, other))
	{
		ExactRange	r = {other->lo, other->lo + other->n};

		make_room(g, r);
		CHECK(exact_sum_merge(g->sum, other));
	}
}

static double
sum_of(const double *x, int n)
{
	ExactWide	w;

	exact_wide_init(&w);
	for (int i = 0; i < n; i++)
		exact_sum_add(&w.sum, x[i]);
	return exact_sum_round(&w.sum);
}

#define SUM(...) \
	sum_of((const double[]) {__VA_ARGS__}, sizeof((const double[]) {__VA_ARGS__}) / sizeof(double))

/* data of one kind each: ordinary figures, counts, all exponents, subnormals, near cancellation */
static double
random_of_kind(int kind)
{
	switch (kind)
	{
		case 0:
			return random_unit() * 100;
		case 1:
			return random_below(100000);
		case 2:
			return random_double();
		case 3:
			return (double) random_below(1000) * 0x1p-1074;
		default:
			return (random_below(2) ? 1 : -1) * ldexp(1 + random_unit(), random_below(40));
	}
}

#define KINDS 5
#define ROWS 300

static void
against_hardware(void)
{
	TEST("a single number comes out as it went in")
	{
		for (int i = 0; i < 200000; i++)
		{
			double		x = random_double();

			CHECK(sum_of(&x, 1) == x);
		}
	}

	TEST("sums of two, products and fused multiply-adds agree with IEEE arithmetic, subnormal and overflowing ones too")
	{
		for (int i = 0; i < 300000; i++)
		{
			double		x = random_double();
			double		y = random_below(2) ? random_double() : ldexp(random_unit() - 0.5, random_below(60)) * x;
			double		z = random_double();
			ExactWide	w;

			if (!isfinite(y))
				continue;
			if (random_below(2))
			{
				/* products near the lower end, where rounding happens at 2^-1074 */
				x = ldexp(1 + random_unit(), -500 - random_below(60));
				y = ldexp(1 + random_unit(), -500 - random_below(60));
			}
			exact_wide_init(&w);
			exact_sum_add(&w.sum, x);
			exact_sum_add(&w.sum, y);
			CHECK(exact_sum_round(&w.sum) == x + y);

			exact_wide_init(&w);
			exact_sum_add_product(&w.sum, x, y);
			CHECK(exact_sum_round(&w.sum) == x * y);

			exact_sum_add(&w.sum, z);
			CHECK(exact_sum_round(&w.sum) == fma(x, y, z));
		}
	}
}

static void
known_cases(void)
{
	TEST("cancellation, ties and ends of the range")
	{
		CHECK(SUM(1e308, 1, -1e308) == 1);
		CHECK(SUM(1e308, 1e308, -1e308, -1e308, 0x1p-1074) == 0x1p-1074);
		CHECK(SUM(1, 1e100, 1, -1e100) == 2);
		CHECK(SUM(0.1, 0.2, -0.3) == 0x1p-55);	/* 2.7755575615628914e-17; Python's fsum gives the same */
		CHECK(SUM(1, 0x1p-53) == 1);	/* tie, to even */
		CHECK(SUM(1, 0x1p-52, 0x1p-53) == 1 + 0x1p-51);
		CHECK(SUM(1, 0x1p-53, 0x1p-1074) == 1 + 0x1p-52);	/* no tie any more */
		CHECK(SUM(-1, -0x1p-53, -0x1p-1074) == -1 - 0x1p-52);
		CHECK(SUM(DBL_MAX, 0x1p969) == DBL_MAX);
		CHECK(SUM(DBL_MAX, 0x1p970) == INFINITY);
		CHECK(SUM(DBL_MAX, DBL_MAX, -DBL_MAX) == DBL_MAX);
		CHECK(SUM(-DBL_MAX, -DBL_MAX) == -INFINITY);
		CHECK(SUM(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1) == 1);
	}

	TEST("zeros have no sign; infinities and NaN follow IEEE 754")
	{
		ExactWide	w;

		CHECK(same_bits(SUM(-0.0), 0.0));
		CHECK(same_bits(SUM(-0.0, -0.0), 0.0));
		CHECK(same_bits(SUM(1, -1), 0.0));
		CHECK(SUM(INFINITY, 1) == INFINITY);
		CHECK(SUM(INFINITY, INFINITY) == INFINITY);
		CHECK(SUM(-INFINITY, 1e308) == -INFINITY);
		CHECK(isnan(SUM(INFINITY, -INFINITY)));
		CHECK(isnan(SUM(NAN, 1)));
		CHECK(isnan(SUM(NAN, INFINITY)));

		exact_wide_init(&w);
		exact_sum_add_product(&w.sum, INFINITY, -2);
		CHECK(exact_sum_round(&w.sum) == -INFINITY);
		exact_sum_add_product(&w.sum, INFINITY, 0);
		CHECK(isnan(exact_sum_round(&w.sum)));
		exact_wide_init(&w);
		exact_sum_add_product3(&w.sum, 1e-300, 1e-300, INFINITY);
		CHECK(exact_sum_round(&w.sum) == INFINITY);
		exact_wide_init(&w);
		exact_sum_add_product3(&w.sum, INFINITY, -1e-300, 1e-300);
		CHECK(exact_sum_round(&w.sum) == -INFINITY);
	}

	TEST("subtraction of sums, of special ones too")
	{
		ExactWide	a,
					b;

		exact_wide_init(&a);
		exact_wide_init(&b);
		exact_sum_add(&a.sum, 1e300);
		exact_sum_add(&a.sum, 3);
		exact_sum_add(&b.sum, 1e300);
		CHECK(exact_sum_subtract(&a.sum, &b.sum));
		CHECK(exact_sum_round(&a.sum) == 3);
		CHECK(exact_sum_sign(&a.sum) == 1);
		exact_sum_add(&b.sum, INFINITY);
		CHECK(exact_sum_subtract(&a.sum, &b.sum));
		CHECK(exact_sum_round(&a.sum) == -INFINITY);
		exact_sum_add(&a.sum, INFINITY);
		CHECK(isnan(exact_sum_round(&a.sum)));
	}

	TEST("carries: millions of the largest and of the smallest numbers")
	{
		ExactWide	w;
		const int	n = 3000000;

		exact_wide_init(&w);
		for (int i = 0; i < n; i++)
			exact_sum_add(&w.sum, DBL_MAX);
		for (int i = 0; i < n; i++)
			exact_sum_add(&w.sum, -0x1p-1074);
		CHECK(exact_sum_round(&w.sum) == INFINITY);
		for (int i = 0; i < n; i++)
			exact_sum_add(&w.sum, -DBL_MAX);
		CHECK(exact_sum_round(&w.sum) == -n * 0x1p-1074);
		CHECK(exact_sum_sign(&w.sum) == -1);
		for (int i = 0; i < n; i++)
			exact_sum_add(&w.sum, 0x1p-1074);
		CHECK(exact_sum_sign(&w.sum) == 0);
	}
}

static void
against_reference(void)
{
	double		x[ROWS],
				y[ROWS],
				z[ROWS];

	for (int degree = 1; degree <= 3; degree++)
	{
		char		name[100];

		snprintf(name, sizeof(name), "degree %d: reference, growing sum, 20 splits and merges give the same bits", degree);
		TEST(name)
		{
			for (int trial = 0; trial < 20 * KINDS; trial++)
			{
				int			n = 1 + random_below(ROWS);
				Reference	ref = {{0}};
				double		expected;
				ExactWide	wide;

				exact_wide_init(&wide);
				for (int i = 0; i < n; i++)
				{
					x[i] = random_of_kind(trial % KINDS);
					y[i] = (degree >= 2) ? random_of_kind(random_below(KINDS)) : 1;
					z[i] = (degree >= 3) ? random_of_kind(random_below(KINDS)) : 1;
					ref_add(&ref, x[i], y[i], z[i]);
					if (degree == 1)
						CHECK(exact_sum_add(&wide.sum, x[i]));
					else if (degree == 2)
						CHECK(exact_sum_add_product(&wide.sum, x[i], y[i]));
					else
						CHECK(exact_sum_add_product3(&wide.sum, x[i], y[i], z[i]));
				}
				expected = ref_round(&ref);
				CHECK(same_bits(exact_sum_round(&wide.sum), expected));

				for (int split = 0; split < 20; split++)
				{
					Growing		part[4];
					int			first = random_below(n);

					for (int k = 0; k < 4; k++)
						part[k] = growing(degree);
					for (int i = 0; i < n; i++)
					{
						int			row = (first + 7919 * i) % n;

						if (n % 7919 == 0)
							row = i;
						add(&part[random_below(4)], x[row], y[row], z[row]);
					}
					for (int k = 0; k < 4; k++)
						CHECK(exact_sum_check(part[k].sum, exact_sum_size(part[k].sum->n), degree));
					merge(&part[2], part[3].sum);
					merge(&part[0], part[2].sum);
					merge(&part[1], part[0].sum);
					CHECK(same_bits(exact_sum_round(part[1].sum), expected));
					CHECK(exact_sum_check(part[1].sum, exact_sum_size(part[1].sum->n), degree));
					for (int k = 0; k < 4; k++)
						free(part[k].sum);
				}
			}
		}
	}

	TEST("200 permutations of 2,000 numbers that nearly cancel")
	{
		static double v[2000];
		double		expected;

		for (int i = 0; i < 2000; i += 2)
		{
			v[i] = random_of_kind(4) * 1e10;
			v[i + 1] = -v[i] + random_unit();
		}
		expected = sum_of(v, 2000);
		for (int p = 0; p < 200; p++)
		{
			shuffle(v, 2000);
			CHECK(same_bits(sum_of(v, 2000), expected));
		}
	}
}

static void
products_of_sums(void)
{
	TEST("n * sum x^2 - (sum x)^2 agrees with 128-bit integers")
	{
		for (int trial = 0; trial < 2000; trial++)
		{
			int			n = 1 + random_below(200);
			__int128	s = 0,
						q = 0,
						v;
			ExactWide	rows,
						sum,
						squares,
						result;
			double		expected;

			exact_wide_init(&rows);
			exact_wide_init(&sum);
			exact_wide_init(&squares);
			exact_wide_init(&result);
			exact_sum_add(&rows.sum, n);
			for (int i = 0; i < n; i++)
			{
				int64_t		k = (int64_t) (random_bits() >> 14) - (INT64_C(1) << 49);

				s += k;
				q += (__int128) k * k;
				exact_sum_add(&sum.sum, (double) k);
				exact_sum_add_product(&squares.sum, (double) k, (double) k);
			}
			v = n * q - s * s;
			exact_sum_add_product_of(&result.sum, &rows.sum, &squares.sum);
			exact_sum_subtract_product_of(&result.sum, &sum.sum, &sum.sum);
			expected = (double) v;	/* conversion of __int128 rounds to nearest, ties to even */
			CHECK(exact_sum_round(&result.sum) == expected);
		}
	}

	TEST("(sum of a) * b equals the sum of a * b, for any exponents")
	{
		for (int trial = 0; trial < 5000; trial++)
		{
			ExactWide	a,
						b,
						product,
						direct;
			double		factor = random_double();
			int			e1,
						e2;
			double		m1,
						m2;

			exact_wide_init(&a);
			exact_wide_init(&b);
			exact_wide_init(&product);
			exact_wide_init(&direct);
			exact_sum_add(&b.sum, factor);
			for (int i = 0; i < 5; i++)
			{
				double		x = random_double();

				exact_sum_add(&a.sum, x);
				exact_sum_add_product(&direct.sum, x, factor);
			}
			exact_sum_add_product_of(&product.sum, &a.sum, &b.sum);
			CHECK(same_bits(exact_sum_round(&product.sum), exact_sum_round(&direct.sum)));

			m1 = exact_sum_frexp(&product.sum, &e1);
			m2 = exact_sum_frexp(&direct.sum, &e2);
			CHECK(m1 == m2 && e1 == e2);
			CHECK(fabs(m1) >= 0.5 && fabs(m1) < 1);
			if (e1 > -1021 && e1 < 1024)
				CHECK(ldexp(m1, e1) == exact_sum_round(&product.sum));

			/* and the difference is exactly nothing */
			CHECK(exact_sum_subtract(&product.sum, &direct.sum));
			CHECK(exact_sum_sign(&product.sum) == 0);
		}
	}
}

/* do with an accepted sum what an aggregate would do with it; the sanitisers watch */
static void
use(const ExactSum *sum, int degree)
{
	Growing		g = growing(degree);
	ExactWide	product,
				one;
	int			e;

	merge(&g, sum);
	for (int i = 0; i < 3; i++)
		add(&g, random_double(), random_double(), random_double());
	merge(&g, sum);
	(void) exact_sum_round(g.sum);
	(void) exact_sum_frexp(g.sum, &e);
	exact_wide_init(&product);
	exact_wide_init(&one);
	exact_sum_add(&one.sum, 1);
	exact_sum_add_product_of(&product.sum, sum, &one.sum);
	if (degree <= 2)
		exact_sum_subtract_product_of(&product.sum, sum, sum);
	(void) exact_sum_round(&product.sum);
	free(g.sum);
}

static void
foreign_bytes(void)
{
	TEST("100,000 mutated sums are refused or harmless")
	{
		int			refused = 0;

		for (int trial = 0; trial < 100000; trial++)
		{
			int			degree = 1 + random_below(3);
			Growing		g = growing(degree);
			size_t		size,
						kept;
			char	   *bytes;

			for (int i = random_below(4); i >= 0; i--)
			{
				int			kind = random_below(KINDS);

				add(&g, random_of_kind(kind), random_of_kind(kind), random_of_kind(kind));
			}
			size = exact_sum_size(g.sum->n);

			/* cut, flip bits, overwrite the head, or fill with noise; in a block of exactly that size */
			kept = random_below(4) ? size : (size_t) random_below((int) size + 1);
			bytes = malloc(kept > 0 ? kept : 1);
			memcpy(bytes, g.sum, kept);
			for (int i = random_below(4); i >= 0 && kept > 0; i--)
			{
				size_t		at = (size_t) random_below(random_below(2) ? (int) kept : 8) % kept;

				bytes[at] ^= (char) (1 << random_below(8));
			}
			if (random_below(10) == 0)
			{
				for (size_t i = 0; i < kept; i++)
					bytes[i] = (char) random_bits();
			}

			if (exact_sum_check(bytes, kept, degree))
				use((ExactSum *) bytes, degree);
			else
				refused++;
			free(bytes);
			free(g.sum);
			CHECK(true);
		}
		CHECK(refused > 20000 && refused < 100000);
	}

	TEST("each field of the head is checked")
	{
		ExactWide	w;
		char		bytes[200];
		Growing		g = growing(1);
		ExactSum   *s = (ExactSum *) &w;
		size_t		size;

		add(&g, 1.5, 1, 1);
		size = exact_sum_size(g.sum->n);
#define BROKEN(change) \
	(memcpy(&w, g.sum, size), change, !exact_sum_check(&w, size, 1))
		memcpy(&w, g.sum, size);
		CHECK(exact_sum_check(&w, size, 1));
		CHECK(!exact_sum_check(&w, size - 1, 1));
		CHECK(!exact_sum_check(&w, size + 8, 1));
		CHECK(!exact_sum_check(&w, 0, 1));
		CHECK(BROKEN(s->version = EXACT_VERSION + 1));
		CHECK(BROKEN(s->special = 0x08));
		CHECK(BROKEN(s->n++));
		CHECK(BROKEN(s->n = 60000));
		CHECK(BROKEN(s->lo = -EXACT_DEGREE_LIMBS - 1));
		CHECK(BROKEN(s->lo = EXACT_DEGREE_LIMBS - 1));
		CHECK(BROKEN(s->lo = 32000));
		CHECK(BROKEN(s->pending = EXACT_CARRY_EVERY));
		CHECK(BROKEN(s->limb[0] = INT64_MIN));
		CHECK(BROKEN(s->limb[s->n - 1] = INT64_MAX));

		/* bytes need not be aligned to be checked */
		memcpy(bytes + 1, g.sum, size);
		CHECK(exact_sum_check(bytes + 1, size, 1));
		free(g.sum);
	}

	TEST("a full topmost limb gives its carries on when it becomes an inner one")
	{
		for (int sign = -1; sign <= 1; sign += 2)
		{
			Growing		g = growing(1);
			ExactRange	r = {-10, 10};
			double		expected;

			add(&g, 1.5, 1, 1);
			g.sum->limb[g.sum->n - 1] = sign * (INT64_C(1) << 59);
			CHECK(exact_sum_check(g.sum, exact_sum_size(g.sum->n), 1));
			expected = exact_sum_round(g.sum);
			make_room(&g, r);
			CHECK(exact_sum_check(g.sum, exact_sum_size(g.sum->n), 1));
			CHECK(exact_sum_round(g.sum) == expected && fabs(expected) > 1e20);
			free(g.sum);
		}
	}

	TEST("a sum of the other byte order is turned")
	{
		for (int trial = 0; trial < 1000; trial++)
		{
			Growing		g = growing(2);
			ExactSum   *turned;
			size_t		size;
			char	   *head;

			for (int i = 0; i < 10; i++)
				add(&g, random_of_kind(trial % KINDS), random_of_kind(trial % KINDS), 1);
			size = exact_sum_size(g.sum->n);
			turned = malloc(size);
			memcpy(turned, g.sum, size);

			/* as the other machine would have written it: lo, n, pending, then the limbs */
			head = (char *) turned;
			for (size_t at = 0, width = 2; at < size; at += width)
			{
				if (at == 6)
					at = 8;		/* two single bytes stay */
				width = (at < 6) ? 2 : 8;
				for (size_t i = 0; i < width / 2 && at < size; i++)
				{
					char		t = head[at + i];

					head[at + i] = head[at + width - 1 - i];
					head[at + width - 1 - i] = t;
				}
			}
			CHECK(exact_sum_from_other_order(turned, size) == size);
			CHECK(memcmp(turned, g.sum, size) == 0);
			CHECK(exact_sum_from_other_order(turned, 5) == 0);
			free(turned);
			free(g.sum);
		}
	}
}

int
main(void)
{
	against_hardware();
	known_cases();
	against_reference();
	products_of_sums();
	foreign_bytes();
	return tap_done();
}
