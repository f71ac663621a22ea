/*
 * network_order.h
 *		Numbers as bytes in network order, for the binary forms of our types: of 1 to 8 bytes, the highest first.
 */
#ifndef KERNEL_NETWORK_ORDER_H
#define KERNEL_NETWORK_ORDER_H

#include <stdint.h>
#include <string.h>

static inline uint64_t
get_number(const uint8_t *from, int bytes)
{
	uint64_t	number = 0;

	for (int b = 0; b < bytes; b++)
		number = number << 8 | from[b];
	return number;
}

static inline double
get_double(const uint8_t *from)
{
	uint64_t	bits = get_number(from, 8);
	double		x;

	memcpy(&x, &bits, sizeof(x));
	return x;
}

/* both return where the next number goes */
static inline uint8_t *
put_number(uint8_t *to, uint64_t number, int bytes)
{
	for (int b = bytes - 1; b >= 0; b--)
		*to++ = (uint8_t) (number >> (8 * b));
	return to;
}

static inline uint8_t *
put_double(uint8_t *to, double x)
{
	uint64_t	bits;

	memcpy(&bits, &x, sizeof(bits));
	return put_number(to, bits, 8);
}

#endif							/* KERNEL_NETWORK_ORDER_H */
