/*
 * host.c
 *		What the server gives to kernels that build something.  See kernel/host.h.
 */
#include "spatial.h"

#include "utils/memutils.h"

static void *
host_alloc(size_t size)
{
	return MemoryContextAllocHuge(CurrentMemoryContext, Max(size, 1));
}

static void *
host_grow(void *old, size_t size)
{
	return repalloc_huge(old, Max(size, 1));
}

const Host	server_host = {host_alloc, host_grow, pfree, check_interrupts};
