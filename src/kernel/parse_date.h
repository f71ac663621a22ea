/*
 * parse_date.h
 *		Reads a date by an explicit format of YYYY, MM, DD and separators: DD.MM.YYYY, YYYY-MM-DD, YYYYMM, YYYY.
 *
 * Every part has its full number of digits.  Without a day it is the last day of the month, without a month the last day of the year:
 * the day that a figure of the month or year refers to (Stichtag).
 */
#ifndef PARSE_DATE_H
#define PARSE_DATE_H

#include <stdbool.h>
#include <stddef.h>

extern bool date_format_is_valid(const char *format, size_t format_length);
extern bool parse_date(const char *text, size_t length, const char *format, size_t format_length, int *year, int *month, int *day);

#endif							/* PARSE_DATE_H */
