/*
 * twofold.h
 *		Numbers of twice the precision, their logarithm and exponential.
 *
 * A Twofold is the unevaluated sum hi + lo of two doubles, |lo| at most half a unit in the last place of hi: about 106 bits.
 * Entropy measures need them: they are small differences of large logarithms (T = mean(x ln x) / m - ln m), and for nearly equal
 * incomes a rounded logarithm leaves nothing right.
 *
 * ln and exp are right to about 2^-95.  They use only + - * / of doubles and tables, so that the bits are the same on every machine: the C
 * library's functions are not correctly rounded and differ between processors.
 *
 * Source: T. J. Dekker, "A floating-point technique for extending the available precision", Numerische Mathematik 18 (1971), 224-242;
 * D. E. Knuth, "The Art of Computer Programming" 2, 4.2.2 (exact addition); P.-T. P. Tang, "Table-driven implementation of the
 * exponential function", ACM TOMS 15 (1989), 144-157, and "... of the logarithm function", ACM TOMS 16 (1990), 378-400.
 */
#ifndef KERNEL_TWOFOLD_H
#define KERNEL_TWOFOLD_H

typedef struct Twofold
{
	double		hi;
	double		lo;
} Twofold;

/* a + b exactly; fast: where |a| >= |b| or a = 0 */
static inline Twofold
twofold_of_sum(double a, double b)
{
	double		s = a + b;
	double		t = s - a;

	return (Twofold) {s, (a - (s - t)) + (b - t)};
}

static inline Twofold
twofold_of_sum_fast(double a, double b)
{
	double		s = a + b;

	return (Twofold) {s, b - (s - a)};
}

/* a * b exactly, for factors below 2^990 and a product that is not subnormal */
static inline Twofold
twofold_of_product(double a, double b)
{
	double		p = a * b;
	double		ta = 0x1p27 * a + a;
	double		tb = 0x1p27 * b + b;
	double		ah = ta - (ta - a),
				al = a - ah;
	double		bh = tb - (tb - b),
				bl = b - bh;

	return (Twofold) {p, ((ah * bh - p) + ah * bl + al * bh) + al * bl};
}

static inline Twofold
twofold_add(Twofold a, Twofold b)
{
	Twofold		s = twofold_of_sum(a.hi, b.hi);
	Twofold		t = twofold_of_sum(a.lo, b.lo);

	s = twofold_of_sum_fast(s.hi, s.lo + t.hi);
	return twofold_of_sum_fast(s.hi, s.lo + t.lo);
}

static inline Twofold
twofold_negative(Twofold a)
{
	return (Twofold) {-a.hi, -a.lo};
}

/* a + b where |a| >= |b| or a = 0 */
static inline Twofold
twofold_add_smaller(Twofold a, Twofold b)
{
	Twofold		s = twofold_of_sum_fast(a.hi, b.hi);

	return twofold_of_sum_fast(s.hi, s.lo + (a.lo + b.lo));
}

static inline Twofold
twofold_multiply(Twofold a, Twofold b)
{
	Twofold		p = twofold_of_product(a.hi, b.hi);

	return twofold_of_sum_fast(p.hi, p.lo + (a.hi * b.lo + a.lo * b.hi));
}

extern Twofold twofold_divide(Twofold a, Twofold b);

/* a - b; 0 where no more than the rounding of twofold numbers is left of them */
extern Twofold twofold_difference(Twofold a, Twofold b);

/* ln(x) for a finite x > 0, of any exponent; NaN for others */
extern Twofold twofold_log(Twofold x);

/* exp(y) = result * 2^exponent, 0.5 < result < 2; |y| below a million */
extern Twofold twofold_exp(Twofold y, int *exponent);

/* exp(y) - 1 for y <= 0, without cancellation near 0 */
extern double twofold_expm1(Twofold y);

#endif							/* KERNEL_TWOFOLD_H */
