/*
 * parse_number.c
 *		Reads figures as offices write them.  See parse_number.h for the grammar.
 *
 * The value is the double nearest to the decimal number (ties to even): up to 15 digits by one exact division (Clinger 1990, "How to
 * read floating point numbers accurately"), else by strtod() on a text without decimal mark, which no locale can misread.
 */
#include "parse_number.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define MAX_DIGITS 400			/* no double has more before its decimal mark; longer texts are no figures */

/* length in bytes of the space that the text begins with, 0 if it is none */
static size_t
space_at_start(const unsigned char *s, size_t n)
{
	if (n >= 1 && (s[0] == ' ' || (s[0] >= '\t' && s[0] <= '\r')))
		return 1;
	if (n >= 2 && s[0] == 0xC2 && s[1] == 0xA0) /* no-break space */
		return 2;
	if (n >= 3 && s[0] == 0xE2 && s[1] == 0x80 && ((s[2] >= 0x80 && s[2] <= 0x8A) || s[2] == 0xAF))
		return 3;				/* U+2000 to U+200A: thin and other spaces; U+202F: narrow no-break space */
	if (n >= 3 && s[0] == 0xEF && s[1] == 0xBB && s[2] == 0xBF)
		return 3;				/* byte order mark at the start of a file */
	return 0;
}

/* length in bytes of the space that the text ends with, 0 if it is none */
static size_t
space_at_end(const unsigned char *s, size_t n)
{
	for (size_t k = 1; k <= 3 && k <= n; k++)
	{
		if (space_at_start(s + n - k, k) == k)
			return k;
	}
	return 0;
}

void
trim_spaces(const char **text, size_t *length)
{
	size_t		k;

	while ((k = space_at_start((const unsigned char *) *text, *length)) > 0)
	{
		*text += k;
		*length -= k;
	}
	while ((k = space_at_end((const unsigned char *) *text, *length)) > 0)
		*length -= k;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
equals(const char *text, size_t length, const char *other)
{
	return length == strlen(other) && memcmp(text, other, length) == 0;
}

/* length in bytes of the group separator that the text begins with, 0 if it is none */
static size_t
group_at_start(const char *s, const char *end, char group)
{
	if (s == end || group == 0)
		return 0;
	/* a blank between digits, but no tab and no new line: those divide cells */
	if (group == ' ')
		return (*s >= '\t' && *s <= '\r') ? 0 : (int) space_at_start((const unsigned char *) s, end - s);
	return *s == group ? 1 : 0;
}

/*
 * A number and nothing else: [+-] digits [decimal digits].  Returns false if it is none or if no finite double is near it.
 */
bool
parse_decimal(const char *text, size_t length, char decimal, char group, double *value)
{
	static const double power[] = {
		1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22
	};
	const char *s = text;
	const char *end = text + length;
	bool		negative = false;
	char		digits[MAX_DIGITS + 16];
	int			n_digits = 0;	/* significant ones */
	int			n_decimals = 0;
	int			run = 0;		/* digits since the start or the last separator */
	bool		grouped = false;
	uint64_t	mantissa = 0;
	double		x;

	if (s < end && (*s == '-' || *s == '+'))
		negative = *s++ == '-';
	else if (end - s >= 3 && memcmp(s, "\xE2\x88\x92", 3) == 0) /* U+2212, the minus sign */
	{
		negative = true;
		s += 3;
	}

	/* the whole part */
	if (s == end || !is_digit(*s))
		return false;
	for (const char *first = s; s < end;)
	{
		size_t		k;

		if (is_digit(*s))
		{
			if (n_digits > 0 || *s != '0')
			{
				if (n_digits == MAX_DIGITS)
					return false;
				digits[n_digits++] = *s;
				mantissa = mantissa * 10 + (uint64_t) (*s - '0');
			}
			run++;
			s++;
		}
		else if ((k = group_at_start(s, end, group)) > 0)
		{
			/* 1.234.567: one to three digits first (0.123 is no number of this form), then threes */
			if (grouped ? run != 3 : (run > 3 || *first == '0'))
				return false;
			grouped = true;
			run = 0;
			s += k;
		}
		else
			break;
	}
	if (grouped && run != 3)
		return false;

	/* the decimals */
	if (s < end)
	{
		if (*s++ != decimal || s == end)
			return false;
		for (; s < end; s++)
		{
			if (!is_digit(*s) || n_digits == MAX_DIGITS || n_decimals == MAX_DIGITS)
				return false;
			n_decimals++;
			if (n_digits > 0 || *s != '0')
			{
				digits[n_digits++] = *s;
				mantissa = mantissa * 10 + (uint64_t) (*s - '0');
			}
		}
	}

	if (n_digits == 0)
		x = 0;
#if FLT_EVAL_METHOD == 0
	else if (n_digits <= 15 && n_decimals <= 22)
		x = (double) mantissa / power[n_decimals];	/* both exact, so rounded once */
#endif
	else
	{
		/* digits e-decimals */
		int			e = n_decimals;
		char	   *p = digits + n_digits;

		*p++ = 'e';
		*p++ = '-';
		*p++ = (char) ('0' + e / 100);
		*p++ = (char) ('0' + e / 10 % 10);
		*p++ = (char) ('0' + e % 10);
		*p = '\0';
		x = strtod(digits, NULL);
		if (!isfinite(x))
			return false;
	}
	*value = negative && x != 0 ? -x : x;	/* there is no negative zero in a table */
	return true;
}

/*
 * The marks that stand alone.  FIGURE_FINAL means: exactly zero.
 */
static figure_status
lone_mark(const char *text, size_t length, figure_marks marks)
{
	if (marks == MARKS_PLAIN)
		return FIGURE_REJECTED;
	if (equals(text, length, "-"))
		return FIGURE_FINAL;
	if (equals(text, length, "."))
		return marks == MARKS_BA ? FIGURE_UNKNOWN : FIGURE_SECRET;
	if (equals(text, length, "*"))
		return FIGURE_SECRET;
	if (equals(text, length, "x") || equals(text, length, "X"))
		return FIGURE_NOT_MEANINGFUL;
	if (equals(text, length, "...") || equals(text, length, "\xE2\x80\xA6"))
		return FIGURE_LATER;
	if (marks != MARKS_BA && equals(text, length, "/"))
		return FIGURE_UNRELIABLE;

	/* en dash, or what becomes of it when a Windows-1252 file is read as Latin-1; elsewhere it is ambiguous (zero in print) */
	if (marks == MARKS_ZENSUS && (equals(text, length, "\xE2\x80\x93") || equals(text, length, "\xC2\x96")))
		return FIGURE_SECRET;
	return FIGURE_REJECTED;
}

static figure_status
letter_mark(char c)
{
	switch (c)
	{
		case 'p':
			return FIGURE_PRELIMINARY;
		case 'r':
			return FIGURE_REVISED;
		case 's':
			return FIGURE_ESTIMATED;
		default:
			return FIGURE_REJECTED;
	}
}

/*
 * Any text of a table's cell.  *value is set where figure_has_value() of the result.
 */
figure_status
parse_figure(const char *text, size_t length, const figure_format *format, double *value)
{
	figure_status status = FIGURE_FINAL;

	trim_spaces(&text, &length);
	if (length == 0)
		return FIGURE_EMPTY;

	/* what the caller declares missing goes before everything else */
	for (int i = 0; i < format->n_missing; i++)
	{
		const missing_text *m = &format->missing[i];

		if (m->length == length && memcmp(m->text, text, length) == 0)
			return FIGURE_UNKNOWN;
	}

	if (!parse_decimal(text, length, format->decimal, format->group, value))
	{
		status = lone_mark(text, length, format->marks);
		if (status == FIGURE_FINAL)
			*value = 0;
		if (status != FIGURE_REJECTED)
			return status;
		if (format->marks != MARKS_DESTATIS && format->marks != MARKS_ZENSUS)
			return FIGURE_REJECTED;

		/* (12), 12p, 12 r */
		if (length > 2 && text[0] == '(' && text[length - 1] == ')')
		{
			status = FIGURE_UNCERTAIN;
			text++;
			length -= 2;
		}
		else
		{
			status = letter_mark(text[length - 1]);
			if (status == FIGURE_REJECTED)
				return FIGURE_REJECTED;
			length--;
		}
		trim_spaces(&text, &length);
		if (!parse_decimal(text, length, format->decimal, format->group, value))
			return FIGURE_REJECTED;
	}

	for (int i = 0; i < format->n_missing; i++)
	{
		if (format->missing[i].is_number && format->missing[i].number == *value)
			return FIGURE_UNKNOWN;
	}
	return status;
}

/*
 * A cell of a column of marks beside the values (ffcsv value_q, "werterläuternde Zeichen" of the Zensus): a mark, or the name of a status.
 * FIGURE_EMPTY: says nothing.  An e is a final figure (endgültig).
 */
figure_status
parse_mark(const char *text, size_t length)
{
	figure_status status;

	trim_spaces(&text, &length);
	if (length == 0)
		return FIGURE_EMPTY;
	if (equals(text, length, "e"))
		return FIGURE_FINAL;
	if (equals(text, length, "()") || equals(text, length, "KLAMMERN"))
		return FIGURE_UNCERTAIN;
	if (equals(text, length, "-"))
		return FIGURE_EMPTY;	/* the value column has the zero */
	status = lone_mark(text, length, MARKS_ZENSUS);
	if (status != FIGURE_REJECTED)
		return status;
	if (length == 1)
		return letter_mark(text[0]);
	for (int i = FIGURE_FINAL; i < FIGURE_STATUS_COUNT; i++)
	{
		if (equals(text, length, figure_status_name((figure_status) i)))
			return (figure_status) i;
	}
	return FIGURE_REJECTED;
}

bool
figure_has_value(figure_status status)
{
	return status >= FIGURE_FINAL && status <= FIGURE_UNCERTAIN;
}

const char *
figure_status_name(figure_status status)
{
	static const char *const name[] = {
		"rejected", "empty", "final", "preliminary", "revised", "estimated", "uncertain",
		"unknown", "secret", "unreliable", "not_meaningful", "later"
	};

	return name[status];
}
