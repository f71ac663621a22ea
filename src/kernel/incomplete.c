/*
 * incomplete.c
 *		Incomplete gamma and beta functions and their inverses: see incomplete.h for formulas and sources.
 */
#include "incomplete.h"

#include <float.h>
#include <math.h>

#include "distribution.h"

#define LOG_SQRT_TWO_PI	0.91893853320467274178
#define TWO_PI			6.28318530717958647693
#define TINY			1e-300
#define STEPS_MAX		1000000		/* sqrt(1e9) times some; a safety stop only */
#define SEARCH_MAX		400
#define EXPAND_FROM		1e9			/* quantiles by expansion where the parameters are larger */

/* log(n!) - Stirling's formula; n >= 0 (infinite at 0, which callers avoid) */
static double
stirling_error(double n)
{
	double		r;

	if (n < 15)
		return lgamma(n + 1) - (n + 0.5) * log(n) + n - LOG_SQRT_TWO_PI;
	r = 1 / (n * n);
	return (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r * (1.0 / 1188 - r * 691.0 / 360360))))) / n;
}

/* x log(x / m) + m - x, without cancellation where x is near m; x > 0 */
static double
deviance(double x, double m)
{
	double		d = x - m;

	if (fabs(d) < 0.1 * (x + m))
	{
		double		v = d / (x + m);
		double		s = d * v;
		double		term = 2 * x * v;

		for (int j = 1; j < 1000; j++)
		{
			double		next;

			term *= v * v;
			next = s + term / (2 * j + 1);
			if (next == s)
				break;
			s = next;
		}
		return s;
	}
	return x * log(x / m) + m - x;
}

double
poisson_density(double x, double mean)
{
	if (x == 0)
		return exp(-mean);
	if (x < DBL_MIN)
		return exp(-mean + x * log(mean) - lgamma(x + 1));
	return exp(-stirling_error(x) - deviance(x, mean)) / sqrt(TWO_PI * x);
}

/* x^a y^b / B(a, b): a binomial probability with its factors */
static double
beta_factor(double a, double b, double x, double y)
{
	double		n = a + b;
	double		log_probability = stirling_error(n) - stirling_error(a) - stirling_error(b) -
		deviance(a, n * x) - deviance(b, n * y);

	return exp(log_probability) * sqrt(a * b / (TWO_PI * n));
}

void
incomplete_gamma(double a, double x, double *below, double *above)
{
	double		density;

	if (x <= 0)
	{
		*below = 0;
		*above = 1;
		return;
	}
	if (isinf(x))
	{
		*below = 1;
		*above = 0;
		return;
	}
	density = poisson_density(a, x);	/* x^a e^-x / Gamma(a + 1) */
	if (x < a + 1)
	{
		/* series: density * (1 + x / (a + 1) + x^2 / ((a + 1) (a + 2)) + ...) */
		double		sum = 1;
		double		term = 1;

		for (int i = 1; i < STEPS_MAX; i++)
		{
			term *= x / (a + i);
			sum += term;
			if (term < sum * DBL_EPSILON / 8)
				break;
		}
		*below = fmin(density * sum, 1);
		*above = 1 - *below;
	}
	else
	{
		/* continued fraction */
		double		b = x + 1 - a;
		double		c = 1 / TINY;
		double		d = 1 / b;
		double		h = d;

		for (int i = 1; i < STEPS_MAX; i++)
		{
			double		an = -i * (i - a);
			double		factor;

			b += 2;
			d = an * d + b;
			if (fabs(d) < TINY)
				d = TINY;
			c = b + an / c;
			if (fabs(c) < TINY)
				c = TINY;
			d = 1 / d;
			factor = d * c;
			h *= factor;
			if (fabs(factor - 1) <= DBL_EPSILON)
				break;
		}
		*above = fmin(density * a * h, 1);
		*below = 1 - *above;
	}
}

/*
 * I_x(a, b) = x^a y^b / B(a, b) / fraction, for x below the mean: b0 + a1 / (b1 + a2 / (b2 + ...)).  The usual fraction has 1 -
 * (a + b) x / (a + 1), which loses all digits where b is small against a; this one has a y - b x instead.
 */
static double
beta_fraction(double a, double b, double x, double y)
{
	double		f = a * (a * y - b * x + 1) / (a + 1);
	double		c,
				d = 0;

	if (fabs(f) < TINY)
		f = TINY;
	c = f;
	for (int m = 1; m < STEPS_MAX; m++)
	{
		double		k = a + 2.0 * m;
		double		an = (a + m - 1) / (k - 1) * ((a + b + m - 1) / (k - 1)) * (m * (b - m)) * x * x;
		double		bn = m + m * (b - m) * x / (k - 1) + (a + m) * (a * y - b * x + 1 + m * (1 + y)) / (k + 1);
		double		factor;

		d = bn + an * d;
		if (fabs(d) < TINY)
			d = TINY;
		c = bn + an / c;
		if (fabs(c) < TINY)
			c = TINY;
		d = 1 / d;
		factor = c * d;
		f *= factor;
		if (fabs(factor - 1) <= DBL_EPSILON)
			break;
	}
	return f;
}

void
incomplete_beta(double a, double b, double x, double y, double *below, double *above)
{
	if (x <= 0 || y <= 0)
	{
		*below = (x <= 0) ? 0 : 1;
		*above = 1 - *below;
	}
	else if (x <= (a + 1) / (a + b + 2))
	{
		*below = fmin(beta_factor(a, b, x, y) / beta_fraction(a, b, x, y), 1);
		*above = 1 - *below;
	}
	else
	{
		*above = fmin(beta_factor(a, b, x, y) / beta_fraction(b, a, y, x), 1);
		*below = 1 - *above;
	}
}

/* -------- inverses -------- */

typedef struct Problem
{
	double		a;
	double		b;				/* 0: gamma */
	double		p;
	int			above;
} Problem;

/* log of the probability over p, and its slope in log(x) */
static double
log_excess(const Problem *problem, double x, double *slope)
{
	double		below,
				above,
				density,		/* times x */
				tail;

	if (problem->b == 0)
	{
		incomplete_gamma(problem->a, x, &below, &above);
		density = poisson_density(problem->a, x) * problem->a;
	}
	else
	{
		incomplete_beta(problem->a, problem->b, x, 1 - x, &below, &above);
		density = beta_factor(problem->a, problem->b, x, 1 - x) / (1 - x);
	}
	tail = problem->above ? above : below;
	*slope = (problem->above ? -density : density) / tail;

	/* near p the logarithm of the ratio is its distance to 1, of which no digit is lost */
	if (fabs(tail - problem->p) < 0.5 * problem->p)
		return log1p((tail - problem->p) / problem->p);
	return log(tail / problem->p);
}

/*
 * Newton steps in log(x), on the logarithm of the smaller tail: a power law far out, so that the steps reach at once.  lower
 * and upper hold the solution between them; a step that leaves them goes to the middle.
 */
static double
search(const Problem *problem, double x, double upper)
{
	double		lower = 0;

	for (int i = 0; i < SEARCH_MAX; i++)
	{
		double		slope;
		double		excess = log_excess(problem, x, &slope);
		double		next;

		if (excess == 0)
			return x;
		if ((excess > 0) != (problem->above != 0))
			upper = x;
		else
			lower = x;
		next = x * exp(-excess / slope);
		if (!(next > lower && next < upper))
		{
			if (isfinite(next) && fabs(next - x) <= 4 * DBL_EPSILON * x)
				return x;
			if (lower == 0)
				next = upper / 16;
			else if (isinf(upper))
				next = 2 * lower;
			else
				next = (upper > 4 * lower) ? sqrt(lower) * sqrt(upper) : lower + (upper - lower) / 2;
		}
		if (fabs(next - x) <= 2 * DBL_EPSILON * x || next == 0)
			return next;
		x = next;
	}
	return x;
}

/* the standard normal deviate of the quantile */
static double
deviate(double p, int above)
{
	return above ? -normal_quantile(p) : normal_quantile(p);
}

double
inverse_incomplete_gamma(double a, double p, int above)
{
	Problem		problem = {a, 0, p, above};
	double		z;
	double		start;

	/* the smaller tail has the digits */
	if (p > 0.5)
	{
		problem.p = 1 - p;
		problem.above = !above;
	}
	z = deviate(problem.p, problem.above);
	if (a > EXPAND_FROM)
		return a + sqrt(a) * z + (z * z - 1) / 3 + (z * z * z - 7 * z) / (36 * sqrt(a));

	/* Wilson and Hilferty; where that fails (small a), the power law */
	start = 1 - 1 / (9 * a) + z / (3 * sqrt(a));
	start = a * start * start * start;
	if (!(start > 0.1 * a))
	{
		if (problem.above)
			start = a;
		else
			start = exp((log(problem.p) + lgamma(a + 1)) / a);
	}
	if (start == 0)
		return 0;
	return search(&problem, start, INFINITY);
}

double
inverse_incomplete_beta(double a, double b, double p, int above)
{
	Problem		problem = {a, b, p, above};

	if (p > 0.5)
	{
		problem.p = 1 - p;
		problem.above = !above;
	}
	if (a > EXPAND_FROM && b > EXPAND_FROM)
	{
		double		n = a + b;
		double		z = deviate(problem.p, problem.above);
		double		sd = sqrt(a / n * (b / n) / (n + 1));
		double		skewness = 2 * (b - a) * sqrt(n + 1) / ((n + 2) * sqrt(a) * sqrt(b));
		double		excess = 6 * ((a - b) / a * ((a - b) / b) * (n + 1) - (n + 2)) / ((n + 2) * (n + 3));

		return a / n + sd * (z + skewness * (z * z - 1) / 6 + excess * z * (z * z - 3) / 24 -
							 skewness * skewness * z * (2 * z * z - 5) / 36);
	}
	if (a == 1 && b == 1)
		return problem.above ? 1 - problem.p : problem.p;
	return search(&problem, a / (a + b), 1);
}
