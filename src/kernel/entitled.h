/*
 * entitled.h
 *		Sets that row-level security asks for every row: cells (edition, area, position) and single numbers, as sorted arrays.
 *
 * A set of cells is an array of quadruples edition, area, block, mask in ascending order of the first three, each once: bit
 * position mod 64 of the mask of block position div 64 says whether the position belongs to the set.  Area 0 stands for every
 * area.  Eighty indicators of ten thousand areas are 20,000 quadruples, 640 kB.
 */
#ifndef ENTITLED_H
#define ENTITLED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CELL_WIDTH 4

/* is the cell in the set of n quadruples? */
extern bool cells_contain(const int64_t *set, size_t n, int64_t edition, int64_t area, int32_t position);

/* is the number among the n ascending ones? */
extern bool numbers_contain(const int64_t *set, size_t n, int64_t number);

#endif							/* ENTITLED_H */
