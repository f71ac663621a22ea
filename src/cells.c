/*
 * cells.c
 *		Cells and equations of the disclosure control.  See cells.h.
 */
#include "cells.h"

#include "kernel/linear_program.h"

#define TIME_LIMIT_MAX	86400.0

static void
free_solver(void *nothing)
{
	lp_abandon();
}

MemoryContext
enter_solver(MemoryContext *caller)
{
	MemoryContext workspace = AllocSetContextCreate(CurrentMemoryContext, "disclosure control", ALLOCSET_DEFAULT_SIZES);
	MemoryContextCallback *callback = MemoryContextAlloc(workspace, sizeof(MemoryContextCallback));

	callback->func = free_solver;
	callback->arg = NULL;
	MemoryContextRegisterResetCallback(workspace, callback);
	*caller = MemoryContextSwitchTo(workspace);
	return workspace;
}

void
leave_solver(MemoryContext workspace, MemoryContext caller)
{
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(workspace);
}

void
cells_create(Cells *cells, int n)
{
	memset(cells, 0, sizeof(Cells));
	cells->n = n;
	cells->value = server_host.alloc(Max(n, 1) * sizeof(double));
	cells->lower = server_host.alloc(Max(n, 1) * sizeof(double));
	cells->upper = server_host.alloc(Max(n, 1) * sizeof(double));
	cells->integer = server_host.alloc(Max(n, 1) * sizeof(bool));
	for (int i = 0; i < n; i++)
	{
		cells->value[i] = NAN;
		cells->lower[i] = 0;
		cells->upper[i] = INFINITY;
		cells->integer[i] = true;
	}
}

void
cells_find_integers(Cells *cells, const bool *ignore)
{
	bool		all = true;

	for (int i = 0; i < cells->n; i++)
	{
		double		x = cells->value[i];

		cells->integer[i] = !isnan(x) && fabs(x) < 0x1p53 && x == rint(x);
		if (!isnan(x) && !cells->integer[i] && (ignore == NULL || !ignore[i]))
			all = false;
	}
	for (int i = 0; i < cells->n; i++)
	{
		if (isnan(cells->value[i]))
			cells->integer[i] = all;
	}
}

void
cells_link(Cells *cells, Triple *entry, int entries)
{
	int		   *equation = server_host.alloc(Max(entries, 1) * sizeof(int));
	int		   *cell = server_host.alloc(Max(entries, 1) * sizeof(int));
	double	   *coefficient = server_host.alloc(Max(entries, 1) * sizeof(double));
	int			kept = 0;
	int			m = 0;

	if (entries > 0)
		sort_triples(entry, entries, check_interrupts);
	cells->equation = server_host.alloc(Max(entries, 1) * sizeof(int));
	for (int k = 0; k < entries;)
	{
		double		sum = 0;
		int			first = k;

		if (m == 0 || cells->equation[m - 1] != (int) entry[k].x)
			cells->equation[m++] = (int) entry[k].x;
		for (; k < entries && entry[k].x == entry[first].x && entry[k].y == entry[first].y; k++)
			sum += entry[k].z;
		if (sum == 0)
			continue;
		equation[kept] = m - 1;
		cell[kept] = (int) entry[first].y;
		coefficient[kept++] = sum;
	}
	cells->d.n = cells->n;
	cells->d.value = cells->value;
	cells->d.lower = cells->lower;
	cells->d.upper = cells->upper;
	cells->d.integer = cells->integer;
	disclosure_link(&cells->d, m, kept, equation, cell, coefficient, &server_host);
}

double
check_time_limit(double seconds)
{
	if (!(seconds > 0 && seconds <= TIME_LIMIT_MAX))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The time limit must be more than 0 and at most %g seconds.", TIME_LIMIT_MAX),
				 errdetail("Given: %g.", seconds)));
	return lp_clock() + seconds;
}

void
check_attack_status(AttackStatus status, double time_limit)
{
	switch (status)
	{
		case ATTACK_DONE:
			break;
		case ATTACK_TIMEOUT:
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("The table could not be proven safe within %g seconds.", time_limit),
					 errdetail("What is not proven is not safe; nothing is published."),
					 errhint("Allow more time, or publish fewer linked tables at once.")));
			break;
		case ATTACK_CONTRADICTION:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The cells contradict each other."),
					 errdetail("No table agrees with the cells that are not hidden, the totals and the bounds."),
					 errhint("Check that every total is the sum of its parts and that the bounds hold.")));
			break;
		case ATTACK_FAILED:
			ereport(ERROR,
					(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
					 errmsg("The table could not be proven safe."),
					 errdetail("The linear program solver gave up. What is not proven is not safe; nothing is published."),
					 errhint("Publish fewer linked tables at once.")));
			break;
	}
}
