/*
 * ids.h
 *		Ids of units: ascending order, and finding one.
 */
#ifndef KERNEL_IDS_H
#define KERNEL_IDS_H

#include <stdint.h>

#include "host.h"

/*
 * order[0 ... n - 1] are the positions of the ids in ascending order (equal ids: by position); order holds the positions to sort when
 * the function is called.  Returns the first i with id[order[i]] = id[order[i + 1]], -1 when no id comes twice.
 */
extern int32_t ids_order(const int64_t *id, int32_t *order, int32_t n, const Host *host);

/* index of an id among ascending ones; -1: it is not there */
extern int32_t ids_find(const int64_t *ascending, int32_t n, int64_t id);

#endif							/* KERNEL_IDS_H */
