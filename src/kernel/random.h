/*
 * random.h
 *		Random numbers by counter: Philox 4x32 with ten rounds.
 *
 * A number is a function of (seed, stream, counter) and of nothing else, so that a result does not depend on who computes which
 * part in which order: permutation 17 of area 4711 has the same random numbers in every worker.
 *
 * Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11 (2011).
 */
#ifndef KERNEL_RANDOM_H
#define KERNEL_RANDOM_H

#include <stdint.h>

/* the block function: four words from a counter of four and a key of two */
extern void philox4x32(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]);

/* 64 random bits; a number in [0, 1) with 53 bits; an integer in 0 ... n - 1, n > 0, without bias */
extern uint64_t random_bits_at(uint64_t seed, uint64_t stream, uint64_t counter);
extern double random_unit_at(uint64_t seed, uint64_t stream, uint64_t counter);
extern uint64_t random_below_at(uint64_t seed, uint64_t stream, uint64_t counter, uint64_t n);

#endif							/* KERNEL_RANDOM_H */
