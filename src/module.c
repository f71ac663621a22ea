/*
 * module.c
 *		The library itself: magic block, start-up, version.
 */
#include "sozialraum.h"

#include <gsl/gsl_errno.h>

PG_MODULE_MAGIC;

PGDLLEXPORT void _PG_init(void);

void
_PG_init(void)
{
	pg_bindtextdomain(TEXTDOMAIN);
	gsl_set_error_handler_off();	/* the default handler aborts the backend; kernels look at what GSL returns */
}
