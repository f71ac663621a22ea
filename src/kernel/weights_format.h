/*
 * weights_format.h
 *		Spatial weights as text and bytes: our own forms, and GeoDa's GAL and GWT files.
 *
 * Our text form, units and neighbours in any order, weights only where the style is not binary:
 *
 *		{binary; 1: 2 3; 2: 1; 3: 1; 4:}			{row; 1: 2=0.25 3=0.75; 2: 1=1; 3: 1=1}
 *
 * Our binary form, in network byte order: version (1 byte), style (1), units (4), links (8), ids (8 each), neighbours of each unit (4 each),
 * neighbours as indexes (4 each), and, unless the style is binary, weights (8 each).
 *
 * GAL: "n" or "0 n name variable", then for each unit "id k" and k ids.  GWT: the same head, then "id id weight".
 *
 * Whatever the input, nothing outside of it is read, and no more is allocated than in proportion to it.
 */
#ifndef KERNEL_WEIGHTS_FORMAT_H
#define KERNEL_WEIGHTS_FORMAT_H

#include <stddef.h>

#include "neighbours.h"

typedef enum WeightsFault
{
	WEIGHTS_FINE,
	WEIGHTS_SYNTAX,				/* at: where in the text */
	WEIGHTS_NO_STYLE,			/* at */
	WEIGHTS_BAD_NUMBER,			/* at: no number of the kind, or out of range */
	WEIGHTS_UNKNOWN_UNIT,		/* id: a neighbour that is no unit */
	WEIGHTS_UNIT_TWICE,			/* id */
	WEIGHTS_LINK_TWICE,			/* id: the unit with the doubled neighbour */
	WEIGHTS_BAD_WEIGHT,			/* id: negative, not finite, not 1 in binary weights, rows that do not sum to 1 in row-standardised ones */
	WEIGHTS_COUNT,				/* the head names another number of units */
	WEIGHTS_TRUNCATED			/* binary form: too short, too long, damaged */
} WeightsFault;

typedef struct WeightsContent
{
	WeightStyle style;
	const int64_t *id;
	Neighbours	rows;
	size_t		at;				/* of a fault */
	int64_t		fault_id;
} WeightsContent;

/* text ends with a null byte */
extern WeightsFault weights_parse(const char *text, WeightsContent *content, const Host *host);
extern WeightsFault weights_parse_gal(const char *text, WeightsContent *content, const Host *host);
extern WeightsFault weights_parse_gwt(const char *text, WeightsContent *content, const Host *host);
extern WeightsFault weights_decode(const uint8_t *bytes, size_t size, WeightsContent *content, const Host *host);

/* bytes that the binary form takes, and writing it */
extern size_t weights_encoded_size(const Neighbours *rows, WeightStyle style);
extern void weights_encode(const int64_t *id, const Neighbours *rows, WeightStyle style, uint8_t *to);

/*
 * Rows from units and links in any order: ids are sorted, neighbours found, doubles refused, weights checked.  Links name ids.
 */
typedef struct NamedLink
{
	int64_t		id;
	int64_t		neighbour;
	double		weight;
} NamedLink;

extern WeightsFault weights_assemble(int64_t *id, int32_t n, const NamedLink *link, int64_t links, WeightStyle style,
									 WeightsContent *content, const Host *host);

#endif							/* KERNEL_WEIGHTS_FORMAT_H */
