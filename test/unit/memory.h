/*
 * memory.h
 *		The host of kernels under test: malloc() that never fails, every block released at the end of a test by forget_memory(), so that
 *		the leak checker has nothing to say about memory that the server's contexts would take back.  New memory holds garbage, and
 *		moments for interrupts are counted.
 */
#ifndef TEST_MEMORY_H
#define TEST_MEMORY_H

#include <stdlib.h>
#include <string.h>

#include "host.h"

typedef struct Block
{
	struct Block *next;
	struct Block *previous;
	_Alignas(16) char room[];
} Block;

static Block test_blocks = {&test_blocks, &test_blocks};

static void *
test_alloc(size_t size)
{
	Block	   *b = malloc(sizeof(Block) + size);

	if (b == NULL)
		abort();
	b->next = test_blocks.next;
	b->previous = &test_blocks;
	b->next->previous = b;
	test_blocks.next = b;
	return memset(b->room, 0x7f, size);
}

static void
test_release(void *memory)
{
	Block	   *b = (Block *) ((char *) memory - offsetof(Block, room));

	b->next->previous = b->previous;
	b->previous->next = b->next;
	free(b);
}

static void *
test_grow(void *old, size_t size)
{
	Block	   *b = (Block *) ((char *) old - offsetof(Block, room));
	Block	   *next = b->next;
	Block	   *previous = b->previous;

	b = realloc(b, sizeof(Block) + size);
	if (b == NULL)
		abort();
	next->previous = b;
	previous->next = b;
	return b->room;
}

static long test_checks;

static void
test_check(void)
{
	test_checks++;
}

static inline void
forget_memory(void)
{
	while (test_blocks.next != &test_blocks)
		test_release(test_blocks.next->room);
}

static const Host test_host = {test_alloc, test_grow, test_release, test_check};

#endif							/* TEST_MEMORY_H */
