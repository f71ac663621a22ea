/*
 * rates.c
 *		rate: a share, or a rate per so many.
 */
#include "sozialraum.h"

#include <math.h>

/*
 * rate = numerator * per / denominator
 *
 * Multiplied first: for counts the product is exact, so that the result is rounded once (7 of 100 is 7 per cent, while
 * 7.0 / 100 * 100 is 7.000000000000001).
 */
SQL_FUNCTION(rate)
{
	double		numerator = PG_GETARG_FLOAT8(0);
	double		denominator = PG_GETARG_FLOAT8(1);
	double		per = PG_GETARG_FLOAT8(2);
	double		result;

	check_finite("numerator", numerator);
	check_finite("denominator", denominator);
	check_finite("per", per);
	if (denominator < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The denominator of a rate must not be negative."),
				 errhint("The denominator is a population or another count; check the sign of its terms.")));
	if (denominator == 0)
		PG_RETURN_NULL();

	result = numerator * per / denominator;
	if (unlikely(isinf(numerator * per)))
		result = numerator / denominator * per;
	PG_RETURN_FLOAT8(check_result(result));
}
