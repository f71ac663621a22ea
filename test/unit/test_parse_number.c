/*
 * test_parse_number.c
 *		The reader of figures against strtod() and against a second, slow reading of its grammar.
 */
#include "parse_date.h"
#include "parse_number.h"
#include "tap.h"

static figure_status
read_as(figure_marks marks, char decimal, char group, const char *text, double *value)
{
	figure_format format = {marks, decimal, group, 0, NULL};

	/* a copy of exactly its length, so that the sanitiser sees every byte read too many */
	size_t		n = strlen(text);
	char	   *copy = malloc(n ? n : 1);
	figure_status status;

	memcpy(copy, text, n);
	*value = -1;
	status = parse_figure(copy, n, &format, value);
	free(copy);
	return status;
}

static bool
reads(char decimal, char group, const char *text, double expected)
{
	double		value;

	return read_as(MARKS_PLAIN, decimal, group, text, &value) == FIGURE_FINAL && same_bits(value, expected);
}

static bool
refuses(char decimal, char group, const char *text)
{
	double		value;

	return read_as(MARKS_DESTATIS, decimal, group, text, &value) == FIGURE_REJECTED;
}

static bool
is(figure_marks marks, const char *text, figure_status expected)
{
	double		value;

	return read_as(marks, '.', 0, text, &value) == expected && (expected != FIGURE_FINAL || value == 0);
}

/* the plain grammar again: [+-]digits[.digits] */
static bool
is_plain_number(const char *s)
{
	size_t		n;

	if (*s == '+' || *s == '-')
		s++;
	n = strspn(s, "0123456789");
	if (n == 0)
		return false;
	s += n;
	if (*s == '.')
	{
		n = strspn(++s, "0123456789");
		if (n == 0)
			return false;
		s += n;
	}
	return *s == '\0';
}

static bool
date_is(const char *text, const char *format, int year, int month, int day)
{
	int			y,
				m,
				d;

	return date_format_is_valid(format, strlen(format)) && parse_date(text, strlen(text), format, strlen(format), &y, &m, &d) &&
		y == year && m == month && d == day;
}

static bool
no_date(const char *text, const char *format)
{
	int			y,
				m,
				d;

	return !parse_date(text, strlen(text), format, strlen(format), &y, &m, &d);
}

int
main(void)
{
	TEST("numbers of every notation")
	{
		CHECK(reads('.', 0, "1234.5", 1234.5));
		CHECK(reads(',', 0, "1234,5", 1234.5));
		CHECK(reads('.', ',', "1,234.5", 1234.5));
		CHECK(reads(',', '.', "1.234,5", 1234.5));
		CHECK(reads(',', '.', "1.234.567", 1234567));
		CHECK(reads(',', '.', "1234567", 1234567));
		CHECK(reads(',', ' ', "1 234\xC2\xA0" "567,25", 1234567.25));
		CHECK(reads('.', '\'', "1'234'567.25", 1234567.25));
		CHECK(reads('.', 0, "\xC2\xA0\xE2\x80\x89 007 \t\xE2\x80\xAF", 7));
		CHECK(reads('.', 0, "-0.1", -0.1));
		CHECK(reads('.', 0, "+3.5", 3.5));
		CHECK(reads('.', 0, "\xE2\x88\x92" "3.5", -3.5));
		CHECK(reads('.', 0, "-0", 0.0));
		CHECK(reads('.', 0, "0.000000000000000000000000000000", 0));
	}
	TEST("what is no number")
	{
		static const char *const bad[] = {
			"1e5", "1E5", "NaN", "nan", "inf", "Infinity", "0x10", "1.", ".5", "-", "--1", "- 1", "1 2", "1,5", "1.5.5", "1.234.5", "12a", "a",
			"1_000", "\xC2", "\xE2\x80", "(", ")", "()", "((1))", "(.)", "p", "12pp", "12q", "12 P", "12 (r)", "1\xE2\x80\x93", "12%", "12 \xE2\x82\xAC"
		};

		for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
			CHECK(strcmp(bad[i], "-") == 0 || refuses('.', 0, bad[i]));
		CHECK(refuses(',', 0, "1.234"));	/* no groups unless the format says so */
		CHECK(refuses(',', '.', "0.123"));	/* an English decimal in a German file */
		CHECK(refuses(',', '.', "1.23"));
		CHECK(refuses(',', '.', "1234.567"));
		CHECK(refuses(',', '.', "1.2345"));
		CHECK(refuses(',', '.', "1.234.56,7"));
		CHECK(refuses(',', '.', "1..234"));
		CHECK(refuses(',', '.', ".234"));
		CHECK(refuses('.', ',', "1,234,.5"));
	}
	TEST("marks of each preset")
	{
		CHECK(is(MARKS_DESTATIS, "-", FIGURE_FINAL));
		CHECK(is(MARKS_DESTATIS, ".", FIGURE_SECRET));
		CHECK(is(MARKS_DESTATIS, "*", FIGURE_SECRET));
		CHECK(is(MARKS_DESTATIS, "/", FIGURE_UNRELIABLE));
		CHECK(is(MARKS_DESTATIS, "x", FIGURE_NOT_MEANINGFUL));
		CHECK(is(MARKS_DESTATIS, "X", FIGURE_NOT_MEANINGFUL));
		CHECK(is(MARKS_DESTATIS, "...", FIGURE_LATER));
		CHECK(is(MARKS_DESTATIS, " \xE2\x80\xA6 ", FIGURE_LATER));
		CHECK(is(MARKS_DESTATIS, "\xE2\x80\x93", FIGURE_REJECTED));
		CHECK(is(MARKS_DESTATIS, "12p", FIGURE_PRELIMINARY));
		CHECK(is(MARKS_DESTATIS, "12 r", FIGURE_REVISED));
		CHECK(is(MARKS_DESTATIS, "12.5s", FIGURE_ESTIMATED));
		CHECK(is(MARKS_DESTATIS, "( 12 )", FIGURE_UNCERTAIN));
		CHECK(is(MARKS_DESTATIS, "", FIGURE_EMPTY));
		CHECK(is(MARKS_DESTATIS, " \xC2\xA0", FIGURE_EMPTY));
		CHECK(is(MARKS_BA, "*", FIGURE_SECRET));
		CHECK(is(MARKS_BA, ".", FIGURE_UNKNOWN));
		CHECK(is(MARKS_BA, "-", FIGURE_FINAL));
		CHECK(is(MARKS_BA, "x", FIGURE_NOT_MEANINGFUL));
		CHECK(is(MARKS_BA, "/", FIGURE_REJECTED));
		CHECK(is(MARKS_BA, "12p", FIGURE_REJECTED));
		CHECK(is(MARKS_ZENSUS, "\xE2\x80\x93", FIGURE_SECRET));
		CHECK(is(MARKS_ZENSUS, "\xC2\x96", FIGURE_SECRET));
		CHECK(is(MARKS_ZENSUS, "-", FIGURE_FINAL));
		CHECK(is(MARKS_PLAIN, "-", FIGURE_REJECTED));
		CHECK(is(MARKS_PLAIN, "12p", FIGURE_REJECTED));
		CHECK(is(MARKS_PLAIN, "(12)", FIGURE_REJECTED));
		CHECK(parse_mark("KLAMMERN", 8) == FIGURE_UNCERTAIN);
		CHECK(parse_mark("e", 1) == FIGURE_FINAL);
		CHECK(parse_mark("not_meaningful", 14) == FIGURE_NOT_MEANINGFUL);
		CHECK(parse_mark("rejected", 8) == FIGURE_REJECTED);
	}
	TEST("declared missing figures, however they are written")
	{
		const missing_text missing[] = {{"-9999", 5, true, -9999}, {"NA", 2, false, 0}, {"-", 1, false, 0}};
		const figure_format format = {MARKS_DESTATIS, ',', 0, 3, missing};
		double		value;

		CHECK(parse_figure("-9999", 5, &format, &value) == FIGURE_UNKNOWN);
		CHECK(parse_figure("-9999,00", 8, &format, &value) == FIGURE_UNKNOWN);
		CHECK(parse_figure(" NA ", 4, &format, &value) == FIGURE_UNKNOWN);
		CHECK(parse_figure("-", 1, &format, &value) == FIGURE_UNKNOWN);
		CHECK(parse_figure("9999", 4, &format, &value) == FIGURE_FINAL && value == 9999);
	}
	TEST("a million doubles come back bit for bit")
	{
		for (int i = 0; i < 1000000; i++)
		{
			char		text[1200];
			double		x = random_double();

			/* magnitudes of tables mostly, all magnitudes sometimes */
			if (i % 10)
				x = ldexp(random_unit() - 0.5, random_below(80) - 20);
			if (fabs(x) < 1e-300)
				x = 0;
			snprintf(text, sizeof(text), "%.*f", i % 10 ? 40 : 320, x);
			if (strlen(text) < 390)
				CHECK(reads('.', 0, text, x == 0 ? 0 : strtod(text, NULL)));
			snprintf(text, sizeof(text), "%.*f", random_below(6), x);
			if (strlen(text) < 390)
			{
				double		expected = strtod(text, NULL);

				CHECK(reads('.', 0, text, expected == 0 ? 0 : expected));
			}
		}
	}
	TEST("halves of the last bit, and numbers beyond double precision")
	{
		char		text[500];

		CHECK(reads('.', 0, "9007199254740993", 9007199254740992.0));
		CHECK(reads('.', 0, "9007199254740993.0000000000000000000001", 9007199254740994.0));
		CHECK(reads('.', 0, "0.1000000000000000055511151231257827", 0.1));
		memset(text, '9', 309);
		text[309] = '\0';
		CHECK(refuses('.', 0, text));
		memset(text, '0', 450);
		memcpy(text, "0.", 2);
		strcpy(text + 450, "1");
		CHECK(refuses('.', 0, text));
		memset(text, '1', 450);
		text[450] = '\0';
		CHECK(refuses('.', 0, text));
	}
	TEST("three million random texts: nothing but the grammar")
	{
		static const char alphabet[] = "0123456789012345678901234567890123456789..,,-+ ()prsxXe*/'\xC2\xA0\xE2\x80\xA6\x93\x89nN";
		static const char groups[] = {0, ',', ' ', '\''};
		static const figure_marks all[] = {MARKS_PLAIN, MARKS_DESTATIS, MARKS_BA, MARKS_ZENSUS};

		for (int i = 0; i < 3000000; i++)
		{
			char		text[16];
			int			n = random_below(9);
			double		value;
			figure_status status;

			for (int j = 0; j < n; j++)
				text[j] = alphabet[random_below(sizeof(alphabet) - 1)];
			text[n] = '\0';
			status = read_as(MARKS_PLAIN, '.', 0, text, &value);
			if (is_plain_number(text))
				CHECK(status == FIGURE_FINAL && value == strtod(text, NULL));
			else if (text[0] > ' ' && text[n > 0 ? n - 1 : 0] > ' ')
				CHECK(status == FIGURE_REJECTED);
			status = read_as(all[random_below(4)], '.', groups[random_below(4)], text, &value);
			CHECK(!figure_has_value(status) || isfinite(value));
		}
	}
	TEST("dates by explicit formats")
	{
		CHECK(date_is("2023-12-31", "YYYY-MM-DD", 2023, 12, 31));
		CHECK(date_is("01.03.2024", "DD.MM.YYYY", 2024, 3, 1));
		CHECK(date_is("2024", "YYYY", 2024, 12, 31));
		CHECK(date_is("202402", "YYYYMM", 2024, 2, 29));
		CHECK(date_is("190002", "YYYYMM", 1900, 2, 28));
		CHECK(date_is("20000229", "YYYYMMDD", 2000, 2, 29));
		CHECK(no_date("2023-02-29", "YYYY-MM-DD"));
		CHECK(no_date("2023-13-01", "YYYY-MM-DD"));
		CHECK(no_date("2023-00-01", "YYYY-MM-DD"));
		CHECK(no_date("2023-01-00", "YYYY-MM-DD"));
		CHECK(no_date("0000-01-01", "YYYY-MM-DD"));
		CHECK(no_date("2023-1-1", "YYYY-MM-DD"));
		CHECK(no_date("1.3.2024", "DD.MM.YYYY"));
		CHECK(no_date("31.12.23", "DD.MM.YYYY"));
		CHECK(no_date("2023-12-31 ", "YYYY-MM-DD"));
		CHECK(no_date("2023-12-3", "YYYY-MM-DD"));
		CHECK(no_date("", "YYYY"));
		CHECK(!date_format_is_valid("DD.MM.YY", 8));
		CHECK(!date_format_is_valid("YYYY-DD", 7));
		CHECK(!date_format_is_valid("MM.DD", 5));
		CHECK(!date_format_is_valid("", 0));
		CHECK(!date_format_is_valid("YYYY-YYYY", 9));
	}
	return tap_done();
}
