/*
 * rows.c
 *		What the window functions over rows of numbers share.  See rows.h.
 */
#include "rows.h"

#include "utils/memutils.h"

const double *
row_of_array(Datum datum, int *d)
{
	ArrayType  *array = DatumGetArrayTypeP(datum);
	const double *x = (const double *) ARR_DATA_PTR(array);
	int			length = ArrayGetNItems(ARR_NDIM(array), ARR_DIMS(array));

	if (length == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The array \"%s\" must not be empty.", "x"),
				 errhint("Give at least one number.")));
	if (ARR_NDIM(array) != 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("The array \"%s\" must have one dimension.", "x"),
				 errdetail("It has %d dimensions.", ARR_NDIM(array))));
	if (*d < 0)
		*d = length;
	if (length != *d)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("All arrays of a window partition must have the same length."),
				 errdetail("Lengths %d and %d.", *d, length),
				 errhint("Give every row all indicators in the same order, NULL where one is missing.")));
	return array_contains_nulls(array) ? NULL : x;
}

void
copy_row(double *to, const double *from, int d)
{
	for (int j = 0; j < d; j++)
	{
		check_finite("x", from[j]);
		to[j] = from[j];
	}
}

Datum
partition_argument(FunctionCallInfo fcinfo, int argno, const char *name, bool *isnull)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	bool		constant = get_fn_expr_arg_stable(fcinfo->flinfo, argno);
	int64		rows = constant ? 1 : WinGetPartitionRowCount(winobj);
	Datum		value = (Datum) 0;
	bool		null = false;

	for (int64 i = 0; i < rows; i++)
	{
		bool		here_null;
		bool		isout;
		Datum		here;

		if (constant)
			here = WinGetFuncArgCurrent(winobj, argno, &here_null);
		else
			here = WinGetFuncArgInPartition(winobj, argno, (int) i, WINDOW_SEEK_HEAD, false, &here_null, &isout);
		CHECK_FOR_INTERRUPTS();
		if (here_null && isnull == NULL)
			refuse_null(name);
		if (i == 0)
		{
			value = here;
			null = here_null;
		}
		else if (null != here_null || (!null && here != value))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The argument \"%s\" must be the same for all rows.", name),
					 errhint("Give a constant, or divide the rows with PARTITION BY.")));
	}
	if (isnull != NULL)
		*isnull = null;
	return value;
}

int
partition_argument_k(FunctionCallInfo fcinfo, int argno)
{
	int			k = DatumGetInt32(partition_argument(fcinfo, argno, "k", NULL));

	if (k < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be at least %d.", "k", 1),
				 errdetail("It is %d.", k)));
	return k;
}

MemoryContext
enter_workspace(MemoryContext *caller)
{
	MemoryContext workspace = AllocSetContextCreate(CurrentMemoryContext, "grouping rows", ALLOCSET_DEFAULT_SIZES);

	*caller = MemoryContextSwitchTo(workspace);
	return workspace;
}

void
leave_workspace(MemoryContext workspace, MemoryContext caller)
{
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(workspace);
}
