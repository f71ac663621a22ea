/*
 * disjoint.h
 *		Disjoint sets of units ("union-find"): parent[i] is a unit of i's set, the root is its own.  At first parent[i] = i.
 *
 * The smallest unit of a set is its root, so that every parent comes before its children and a set is named the same however it came
 * about.  Paths are halved on the way.
 *
 * Source: R. E. Tarjan, J. van Leeuwen, "Worst-case analysis of set union algorithms", Journal of the ACM 31 (1984), 245-281.
 */
#ifndef KERNEL_DISJOINT_H
#define KERNEL_DISJOINT_H

#include <stdint.h>

static inline int32_t
root_of(int32_t *parent, int32_t i)
{
	while (parent[i] != i)
	{
		parent[i] = parent[parent[i]];
		i = parent[i];
	}
	return i;
}

/* two roots, which may be one, become one set */
static inline void
unite_roots(int32_t *parent, int32_t a, int32_t b)
{
	if (a < b)
		parent[b] = a;
	else
		parent[a] = b;
}

#endif							/* KERNEL_DISJOINT_H */
