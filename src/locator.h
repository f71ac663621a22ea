/*
 * locator.h
 *		The type locator in the server: where its bytes are.
 */
#ifndef LOCATOR_GLUE_H
#define LOCATOR_GLUE_H

#include "geom.h"

#include "kernel/locator.h"

/* the value of an argument, detoasted, its head checked; it may point into the datum */
extern const Locator *locator_of(Datum datum);

/* the same for functions that are called once a row: what had to be fetched from a toast table is kept (fn_extra) */
typedef struct LocatorCache LocatorCache;
extern LocatorCache *locator_cache(FunctionCallInfo fcinfo);
extern const Locator *locator_cached(LocatorCache *cache, Datum datum);

#endif							/* LOCATOR_GLUE_H */
