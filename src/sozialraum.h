/*
 * sozialraum.h
 *		What every glue file of the extension shares.
 *
 * Glue files (src/family.c) check their arguments, call a kernel (src/kernel/family.c) and return its result.  Kernels know
 * nothing of PostgreSQL.
 */
#ifndef SOZIALRAUM_H
#define SOZIALRAUM_H

#include "compat.h"

#include <math.h>

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"

/* our own message catalogue (po/), not the server's */
#undef TEXTDOMAIN
#define TEXTDOMAIN PG_TEXTDOMAIN("sozialraum")

/* a function that SQL can call */
#define SQL_FUNCTION(name) \
	extern PGDLLEXPORT Datum name(PG_FUNCTION_ARGS); \
	PG_FUNCTION_INFO_V1(name); \
	Datum name(PG_FUNCTION_ARGS)

/* checks of arguments (arguments.c); name is the argument's name as in the documentation */
pg_noreturn extern void refuse_infinite(const char *name, double value);
pg_noreturn extern void refuse_null(const char *name);
pg_noreturn extern void refuse_weight(const char *name);
pg_noreturn extern void refuse_result(void);
pg_noreturn extern void refuse_large_state(int64 rows);

/* NaN and infinity are no figures: whoever averages them gets nonsense for the whole table. */
static inline void
check_finite(const char *name, double value)
{
	if (unlikely(!isfinite(value)))
		refuse_infinite(name, value);
}

static inline void
check_weight(const char *name, double value)
{
	check_finite(name, value);
	if (unlikely(value < 0))
		refuse_weight(name);
}

/* a result that no double can hold, from finite arguments */
static inline double
check_result(double value)
{
	if (unlikely(isinf(value)))
		refuse_result();
	return value;
}

/* a result that is not defined is NULL */
static inline Datum
result_or_null(FunctionCallInfo fcinfo, double value)
{
	if (isnan(value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(check_result(value));
}

extern const double *check_float8_array(const char *name, ArrayType *array, int *n);
extern ArrayType *make_float8_array(const double *values, const bool *nulls, int n);

/* arrays with NULL elements, which are NaN in between */
extern void unpack_float8_array(const ArrayType *array, double missing, double *to);
extern ArrayType *pack_float8_array(const double *values, int n);

/* an argument that is one of a few words: the index of the word */
extern int	choose_option(const char *name, text *given, const char *const *options, int n);

/* a row of the composite type that the function returns, all of its columns double precision or integer; NaN becomes NULL */
extern Datum make_record(FunctionCallInfo fcinfo, const double *values, int n);

/* the kernels' callback: answers a cancel */
extern void check_interrupts(void);

#endif							/* SOZIALRAUM_H */
