/*
 * entitled.c
 *		What the policies of published and entitled tables ask for every row.
 *
 * These functions are the first that the server evaluates for a row, whatever else the query asks: see 48_access.sql.
 */
#include "sozialraum.h"

#include "catalog/pg_type.h"

#include "kernel/entitled.h"

/* the elements of a set; anything but a plain array of whole groups is no set, and contains nothing */
static const int64 *
set_of(ArrayType *array, int width, size_t *n)
{
	*n = 0;
	if (ARR_ELEMTYPE(array) != INT8OID || ARR_NDIM(array) != 1 || ARR_HASNULL(array))
		return NULL;
	*n = ARR_DIMS(array)[0] / width;
	return (const int64 *) ARR_DATA_PTR(array);
}

SQL_FUNCTION(sozialraum_cell_in)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(0);
	size_t		n;
	const int64 *set = set_of(array, CELL_WIDTH, &n);

	PG_RETURN_BOOL(cells_contain(set, n, PG_GETARG_INT64(1), PG_GETARG_INT64(2), PG_GETARG_INT32(3)));
}

SQL_FUNCTION(sozialraum_number_in)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(0);
	size_t		n;
	const int64 *set = set_of(array, 1, &n);

	PG_RETURN_BOOL(numbers_contain(set, n, PG_GETARG_INT64(1)));
}
