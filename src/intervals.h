/*
 * intervals.h
 *		What the functions of rates and intervals share: checks of their arguments, intervals as results.
 */
#ifndef INTERVALS_H
#define INTERVALS_H

#include "sozialraum.h"

#include "kernel/interval.h"

/* a number of events or of people: finite and not negative */
pg_noreturn extern void refuse_count(const char *name);

static inline void
check_count(const char *name, double value)
{
	check_finite(name, value);
	if (unlikely(value < 0))
		refuse_count(name);
}

/* events among people cannot be more than they are */
extern void check_events_of(double events, double population);

/* the level of an interval, inside (0, 1); the unit of a rate, positive */
pg_noreturn extern void refuse_level(double level);
pg_noreturn extern void refuse_per(double per);

static inline void
check_level(double level)
{
	check_finite("level", level);
	if (unlikely(level <= 0 || level >= 1))
		refuse_level(level);
}

static inline void
check_per(double per)
{
	check_finite("per", per);
	if (unlikely(per <= 0))
		refuse_per(per);
}

/* the limits, each times per / denominator (multiplied first), as sozialraum.confidence_interval */
extern Datum interval_result(FunctionCallInfo fcinfo, Limits interval, double denominator, double per);

#endif							/* INTERVALS_H */
