/*
 * compat.h
 *		Differences between the versions of PostgreSQL (15 to 18) that we build on.
 */
#ifndef COMPAT_H
#define COMPAT_H

/* all symbols are hidden (-fvisibility=hidden) but those that the server looks up; before 16 it does not say so itself */
#if !defined(PGDLLEXPORT) && !defined(WIN32)
#define PGDLLEXPORT __attribute__((visibility("default")))
#endif

#include "postgres.h"

#if PG_VERSION_NUM < 150000
#error "sozialraum needs PostgreSQL 15 or later"
#endif

/* VARSIZE and its kin moved out of postgres.h */
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/* 18 has a macro that stands before the declaration, and no longer the attribute that stands behind it */
#if PG_VERSION_NUM < 180000
#define pg_noreturn pg_attribute_noreturn()
#endif

#endif							/* COMPAT_H */
