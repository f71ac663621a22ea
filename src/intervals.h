/*
 * intervals.h
 *		What the functions of rates and intervals share: checks of their arguments, intervals as results.
 */
#ifndef INTERVALS_H
#define INTERVALS_H

#include "sozialraum.h"

#include "kernel/interval.h"

/* a number of events or of people: finite and not negative */
extern void check_count(const char *name, double value);

/* events among people cannot be more than they are */
extern void check_events_of(double events, double population);

/* the level of an interval, inside (0, 1); the unit of a rate, positive */
extern void check_level(double level);
extern void check_per(double per);

/* the limits, each times per / denominator (multiplied first), as sozialraum.confidence_interval */
extern Datum interval_result(FunctionCallInfo fcinfo, Limits interval, double denominator, double per);

#endif							/* INTERVALS_H */
