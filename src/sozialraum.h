/*
 * sozialraum.h
 *		What every glue file of the extension shares.
 *
 * Glue files (src/family.c) check their arguments, call a kernel (src/kernel/family.c) and return its result.  Kernels know
 * nothing of PostgreSQL.
 */
#ifndef SOZIALRAUM_H
#define SOZIALRAUM_H

#include "postgres.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/builtins.h"

/* our own message catalogue (po/), not the server's */
#undef TEXTDOMAIN
#define TEXTDOMAIN PG_TEXTDOMAIN("sozialraum")

#endif							/* SOZIALRAUM_H */
