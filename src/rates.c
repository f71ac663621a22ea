/*
 * rates.c
 *		rate: a share, or a rate per so many.
 */
#include "sozialraum.h"

#include "kernel/rate.h"

SQL_FUNCTION(rate)
{
	double		numerator = PG_GETARG_FLOAT8(0);
	double		denominator = PG_GETARG_FLOAT8(1);
	double		per = PG_GETARG_FLOAT8(2);

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

	PG_RETURN_FLOAT8(check_result(rate_per(numerator, denominator, per)));
}
