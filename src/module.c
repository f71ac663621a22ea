/*
 * module.c
 *		The library itself: magic block, start-up, version.
 */
#include "sozialraum.h"

PG_MODULE_MAGIC;

PGDLLEXPORT void _PG_init(void);

void
_PG_init(void)
{
	pg_bindtextdomain(TEXTDOMAIN);
}
