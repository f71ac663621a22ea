/*
 * strict_host.h
 *		A host that is malloc() and free(), so that the leak checker sees what a kernel does not give back.
 */
#ifndef STRICT_HOST_H
#define STRICT_HOST_H

#include <stdlib.h>

#include "neighbours.h"

static long checks_called;

static void *
strict_alloc(size_t size)
{
	void	   *p = malloc(size > 0 ? size : 1);

	if (p == NULL)
		abort();
	return p;
}

static void *
strict_grow(void *old, size_t size)
{
	return realloc(old, size);
}

static void
count_check(void)
{
	checks_called++;
}

static const Host host = {strict_alloc, strict_grow, free, count_check};

static inline void
release_weights(Neighbours *w)
{
	free((void *) w->start);
	free((void *) w->neighbour);
	free((void *) w->weight);
}

#endif							/* STRICT_HOST_H */
