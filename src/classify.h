/*
 * classify.h
 *		What the files about classes share: classify.c, breaks.c, quantile.c.
 */
#ifndef CLASSIFY_H
#define CLASSIFY_H

#include "sozialraum.h"
#include "values.h"

#define CLASSES_MAX		10000

/* which class gets a value that lies on a break */
typedef enum ClosedSide
{
	CLOSED_RIGHT,				/* the class below: its right end is closed */
	CLOSED_LEFT,				/* the class above */
	CLOSED_CENTRE				/* the class nearer to 0 */
} ClosedSide;

extern ClosedSide closed_side(text *name);

/* is x above the break, that is, in a class beyond it? */
static inline bool
is_above(double x, double limit, ClosedSide closed)
{
	if (x != limit)
		return x > limit;
	return closed == CLOSED_LEFT || (closed == CLOSED_CENTRE && limit < 0);
}

/* the number of breaks, n in ascending order, that x is above */
static inline int
breaks_below(double x, const double *breaks, int n, ClosedSide closed)
{
	int			low = 0;

	while (n > 0)
	{
		int			half = n / 2;

		if (is_above(x, breaks[low + half], closed))
		{
			low += half + 1;
			n -= half + 1;
		}
		else
			n = half;
	}
	return low;
}

/* an array of breaks: not empty, finite, in ascending order */
extern const double *check_breaks(ArrayType *array, int *n);

/* the argument, not NULL, from 1 to most */
extern int	class_count(FunctionCallInfo fcinfo, int argno, int most);
extern void check_class_count(int k, int most);

/* the argument, not NULL, from 1 to 9 */
extern int	quantile_type(FunctionCallInfo fcinfo, int argno);

/* a transition function that keeps argument 1; the parameters are the same for all rows */
extern Datum keep_value(FunctionCallInfo fcinfo, int kind, const double *parameter, int n, const char *const *names);

/* a parameter of a state that may be forged: a whole number from 1 to most */
extern int	whole_parameter(const ValueStore *store, int which, int most);
extern void check_shape(const ValueStore *store, int columns, int parameters);

extern void check_share(const char *name, double value);	/* 0 ... 1 */

#endif							/* CLASSIFY_H */
