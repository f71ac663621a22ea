/*
 * flatvalues.h
 *		Flat states that keep their values: a bytea that grows in place.
 *
 * For statistics that need a total before the rows can be summed (dissimilarity, ...) and whose rows are few: the areas of a town or
 * of a country.  The state is the flat form of values.h, with room to spare behind the rows:
 *
 *		FlatValues			24 bytes; parameters is 0
 *		double				data[rows * columns], then zeros up to the end of the bytea
 *
 * As it is no pseudo-type and has a combine function, Citus computes such aggregates where the rows lie, and a state is at the same time
 * what travels and what can be stored.  The room doubles when it is used up, so that the executor, which copies a state that has
 * moved, copies each row about once.  A state has up to 1 GB.
 *
 * A transition function reads:
 *
 *		FlatValues *state = flatvalues_for_update(fcinfo, VALUES_X, 2);		-- NULL when there is none yet
 *		double	   *row;
 *
 *		if (PG_ARGISNULL(1) || ...)
 *			return flatvalues_result(fcinfo, state);
 *		state = flatvalues_row(state, VALUES_X, 2, &row);					-- may move the state
 *		row[0] = ...
 *		return flatvalues_result(fcinfo, state);
 */
#ifndef FLATVALUES_H
#define FLATVALUES_H

#include "values.h"

/* the state in argument 0, to be changed; NULL when the argument is.  columns 0: as many as it has */
extern FlatValues *flatvalues_for_update(FunctionCallInfo fcinfo, int kind, uint32 columns);

/* a checked state, all numbers finite, to be read; NULL when the argument is */
extern const FlatValues *flatvalues_for_reading(FunctionCallInfo fcinfo, int argno, int kind, uint32 columns);

/* room for one more row in the state (NULL: in a new one), for the caller to fill */
extern FlatValues *flatvalues_row(FlatValues *state, int kind, uint32 columns, double **row);

/* combine function; states of different width are passed to "differ", which raises an error */
extern Datum flatvalues_combine(FunctionCallInfo fcinfo, int kind, uint32 columns, void (*differ) (int, int));

extern Datum flatvalues_result(FunctionCallInfo fcinfo, FlatValues *state);

#endif							/* FLATVALUES_H */
