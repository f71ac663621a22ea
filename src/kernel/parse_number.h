/*
 * parse_number.h
 *		Reads figures as German and English offices write them: strictly, with the marks of official tables.
 *
 * A text is one of
 *		nothing						spaces only
 *		a missing text or number	as the caller declares them (NA, -9999)
 *		a mark						- . * / x … (which ones: figure_marks)
 *		a number					[sign] digits [decimal mark digits], the digits of the whole part all in groups of three or not at all
 *		a number with a mark		12p 12 r (12)
 * and anything else is rejected: no exponents, no NaN, no infinity, no hexadecimal, no missing digits before or after the decimal mark.
 * Bytes are UTF-8.
 *
 * Marks: Statistisches Bundesamt, Zeichenerklärung (DIN 55301); Statistik der Bundesagentur für Arbeit, Zeichenerklärung; Zensus 2022,
 * Gitterdaten (en dash: no figure for reasons of disclosure control).
 */
#ifndef PARSE_NUMBER_H
#define PARSE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/* which marks are understood */
typedef enum figure_marks
{
	MARKS_PLAIN,				/* none: numbers only */
	MARKS_DESTATIS,
	MARKS_BA,
	MARKS_ZENSUS
} figure_marks;

/* what a text turned out to be; the order is that of figure_status_name() */
typedef enum figure_status
{
	FIGURE_REJECTED,
	FIGURE_EMPTY,
	/* with a value */
	FIGURE_FINAL,
	FIGURE_PRELIMINARY,
	FIGURE_REVISED,
	FIGURE_ESTIMATED,
	FIGURE_UNCERTAIN,
	/* without a value */
	FIGURE_UNKNOWN,
	FIGURE_SECRET,
	FIGURE_UNRELIABLE,
	FIGURE_NOT_MEANINGFUL,
	FIGURE_LATER,
	FIGURE_STATUS_COUNT
} figure_status;

typedef struct missing_text
{
	const char *text;			/* trimmed */
	size_t		length;
	bool		is_number;		/* then every way to write the number is missing */
	double		number;
} missing_text;

typedef struct figure_format
{
	figure_marks marks;
	char		decimal;		/* '.' or ',' */
	char		group;			/* '.' ',' '\'' or ' ' (any kind of space); 0: no groups */
	int			n_missing;
	const missing_text *missing;
} figure_format;

extern figure_status parse_figure(const char *text, size_t length, const figure_format *format, double *value);
extern bool parse_decimal(const char *text, size_t length, char decimal, char group, double *value);
extern figure_status parse_mark(const char *text, size_t length);
extern void trim_spaces(const char **text, size_t *length);
extern bool figure_has_value(figure_status status);
extern const char *figure_status_name(figure_status status);

#endif							/* PARSE_NUMBER_H */
