/*
 * host.h
 *		What a kernel that builds something asks of its host: memory, and a moment for interrupts.
 *
 * In the server (src/host.c) memory is the current memory context's, so that nothing survives an error, and check() answers a
 * cancel by not returning.  Alone, in the unit tests, it is malloc() and nothing.
 */
#ifndef KERNEL_HOST_H
#define KERNEL_HOST_H

#include <stddef.h>

typedef struct Host
{
	void	   *(*alloc) (size_t size);	/* never a null pointer; may pass 1 GB; aligned for any type */
	void	   *(*grow) (void *old, size_t size);	/* like realloc(); old is not a null pointer */
	void		(*release) (void *memory);
	void		(*check) (void);
} Host;

#endif							/* KERNEL_HOST_H */
