/*
 * parse_date.c
 *		Reads a date by an explicit format; proleptic Gregorian calendar, years 1 to 9999.  See parse_date.h.
 */
#include "parse_date.h"

#include <string.h>

static bool
starts_with(const char *s, const char *end, const char *prefix)
{
	size_t		n = strlen(prefix);

	return (size_t) (end - s) >= n && memcmp(s, prefix, n) == 0;
}

static int
days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
		return 29;
	return days[month - 1];
}

/* each part once, no day without a month, and the year in any case */
bool
date_format_is_valid(const char *format, size_t format_length)
{
	const char *end = format + format_length;
	int			years = 0;
	int			months = 0;
	int			days = 0;

	for (const char *f = format; f < end;)
	{
		if (starts_with(f, end, "YYYY"))
		{
			years++;
			f += 4;
		}
		else if (starts_with(f, end, "MM"))
		{
			months++;
			f += 2;
		}
		else if (starts_with(f, end, "DD"))
		{
			days++;
			f += 2;
		}
		else if (strchr("-./ ", *f) != NULL && *f != '\0')
			f++;
		else
			return false;
	}
	return years == 1 && months <= 1 && days <= months;
}

static bool
read_digits(const char **text, const char *end, int n, int *result)
{
	int			x = 0;

	if (end - *text < n)
		return false;
	for (int i = 0; i < n; i++)
	{
		char		c = *(*text)++;

		if (c < '0' || c > '9')
			return false;
		x = x * 10 + (c - '0');
	}
	*result = x;
	return true;
}

/* the format is valid */
bool
parse_date(const char *text, size_t length, const char *format, size_t format_length, int *year, int *month, int *day)
{
	const char *end = text + length;
	const char *format_end = format + format_length;

	*year = 0;
	*month = 12;
	*day = 0;
	for (const char *f = format; f < format_end;)
	{
		if (*f == 'Y')
		{
			if (!read_digits(&text, end, 4, year))
				return false;
			f += 4;
		}
		else if (*f == 'M')
		{
			if (!read_digits(&text, end, 2, month))
				return false;
			f += 2;
		}
		else if (*f == 'D')
		{
			if (!read_digits(&text, end, 2, day) || *day == 0)
				return false;
			f += 2;
		}
		else if (text == end || *text++ != *f++)
			return false;
	}
	if (text != end || *year < 1 || *month < 1 || *month > 12)
		return false;
	if (*day == 0)
		*day = days_in_month(*year, *month);
	return *day <= days_in_month(*year, *month);
}
