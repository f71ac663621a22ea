/*
 * sort.c
 *		American flag sort of doubles, pairs and indexed doubles.  See sort.h.
 */
#include "sort.h"

#include <stdbool.h>
#include <string.h>

#define SHORT_RUN	48			/* up to here insertion sort is quicker */
#define BLOCK		0x10000		/* elements between two questions for interrupts */
#define BUCKETS		256

/* an unsigned integer with the order of the double: the sign bit turned, all others of negative numbers too */
static inline uint64_t
key_of(double x)
{
	uint64_t	bits;

	memcpy(&bits, &x, sizeof(bits));
	return bits ^ ((uint64_t) - (int64_t) (bits >> 63) | (UINT64_C(1) << 63));
}

/*
 * One sort for each kind of element.  FIRST(e) is its most significant key, SECOND(e) decides among equal first ones; both are
 * uint64_t.  Runs whose first keys are all equal are sorted by the second in the same way.
 */
#define DEFINE_SORT(name, Element, FIRST, SECOND) \
static inline bool \
name##_before(const Element *a, const Element *b) \
{ \
	uint64_t	ka = FIRST(*a); \
	uint64_t	kb = FIRST(*b); \
 \
	return ka != kb ? ka < kb : SECOND(*a) < SECOND(*b); \
} \
 \
static void \
name##_insertion(Element *e, size_t n) \
{ \
	for (size_t i = 1; i < n; i++) \
	{ \
		Element		moving = e[i]; \
		size_t		j = i; \
 \
		for (; j > 0 && name##_before(&moving, &e[j - 1]); j--) \
			e[j] = e[j - 1]; \
		e[j] = moving; \
	} \
} \
 \
/* also true for a run of equal elements, which figures of small areas have many of */ \
static inline bool \
name##_is_sorted(const Element *e, size_t n) \
{ \
	for (size_t i = 1; i < n; i++) \
	{ \
		if (name##_before(&e[i], &e[i - 1])) \
			return false; \
	} \
	return true; \
} \
 \
static void \
name##_radix(Element *e, size_t n, int byte, void (*check) (void)) \
{ \
	size_t		count[BUCKETS] = {0}; \
	size_t		next[BUCKETS]; \
	size_t		end[BUCKETS]; \
	size_t		at = 0; \
	size_t		moves = 0; \
	int			shift; \
	bool		second; \
 \
	if (name##_is_sorted(e, n)) \
		return; \
 \
	/* bytes 0 ... 7 are those of the first key, 8 ... 15 those of the second; a byte that all have in common is passed over */ \
	for (;;) \
	{ \
		size_t		same; \
 \
		if (byte > 15) \
			return; \
		second = byte > 7; \
		shift = 8 * (7 - (byte & 7)); \
		for (size_t i = 0; i < n; i++) \
		{ \
			count[((second ? SECOND(e[i]) : FIRST(e[i])) >> shift) & 0xff]++; \
			if (i % BLOCK == BLOCK - 1 && check != NULL) \
				check(); \
		} \
		same = ((second ? SECOND(e[0]) : FIRST(e[0])) >> shift) & 0xff; \
		if (count[same] < n) \
			break; \
		count[same] = 0; \
		byte++; \
	} \
 \
	for (int b = 0; b < BUCKETS; b++) \
	{ \
		next[b] = at; \
		at += count[b]; \
		end[b] = at; \
	} \
	for (int b = 0; b < BUCKETS; b++) \
	{ \
		while (next[b] < end[b]) \
		{ \
			Element		moving = e[next[b]]; \
			int			home; \
 \
			while ((home = (int) (((second ? SECOND(moving) : FIRST(moving)) >> shift) & 0xff)) != b) \
			{ \
				Element		other = e[next[home]]; \
 \
				e[next[home]++] = moving; \
				moving = other; \
			} \
			e[next[b]++] = moving; \
			if (++moves % BLOCK == 0 && check != NULL) \
				check(); \
		} \
	} \
	for (int b = 0; b < BUCKETS; b++) \
	{ \
		Element    *run = e + end[b] - count[b]; \
 \
		if (count[b] > BLOCK && check != NULL) \
			check(); \
		if (count[b] > SHORT_RUN) \
			name##_radix(run, count[b], byte + 1, check); \
		else if (count[b] > 1) \
			name##_insertion(run, count[b]); \
	} \
} \
 \
void \
name(Element *e, size_t n, void (*check) (void)) \
{ \
	if (n > SHORT_RUN) \
		name##_radix(e, n, 0, check); \
	else \
		name##_insertion(e, n); \
}

#define DOUBLE_KEY(e)		key_of(e)
#define NO_KEY(e)			UINT64_C(0)
#define X_KEY(e)			key_of((e).x)
#define Y_KEY(e)			key_of((e).y)
#define INDEX_KEY(e)		((uint64_t) (e).index ^ (UINT64_C(1) << 63))

DEFINE_SORT(sort_doubles, double, DOUBLE_KEY, NO_KEY)
DEFINE_SORT(sort_pairs, Pair, X_KEY, Y_KEY)
DEFINE_SORT(sort_triples, Triple, X_KEY, Y_KEY)
DEFINE_SORT(sort_indexed, Indexed, X_KEY, INDEX_KEY)
