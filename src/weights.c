/*
 * weights.c
 *		Functions over spatial weights: listing, standardising, of higher order, sets of links; weights from a table of neighbours.
 */
#include "spatial.h"

#include "access/htup_details.h"
#include "funcapi.h"
#include "utils/memutils.h"

#include "kernel/ids.h"
#include "kernel/neighbours_algebra.h"
#include "kernel/weights_format.h"

/* -------- listing -------- */

/* (id, neighbour_id, weight) */
SQL_FUNCTION(sozialraum_neighbours)
{
	ReturnSetInfo *set = (ReturnSetInfo *) fcinfo->resultinfo;
	const SpatialWeights *w;
	Neighbours	rows;
	const int64 *id;

	InitMaterializedSRF(fcinfo, 0);
	w = spatial_weights_of(PG_GETARG_DATUM(0));
	rows = spatial_weights_neighbours(w);
	id = spatial_weights_id(w);
	for (int32 i = 0; i < w->n; i++)
	{
		for (int64 l = rows.start[i]; l < rows.start[i + 1]; l++)
		{
			Datum		values[3] = {Int64GetDatum(id[i]), Int64GetDatum(id[rows.neighbour[l]]), Float8GetDatum(rows.weight[l])};
			bool		nulls[3] = {false, false, false};

			tuplestore_putvalues(set->setResult, set->setDesc, values, nulls);
		}
		CHECK_FOR_INTERRUPTS();
	}
	return (Datum) 0;
}

/* (id, neighbours, component): every unit once, also the islands */
SQL_FUNCTION(sozialraum_weights_units)
{
	ReturnSetInfo *set = (ReturnSetInfo *) fcinfo->resultinfo;
	const SpatialWeights *w;
	Neighbours	rows;
	const int64 *id;
	int32_t    *component;

	InitMaterializedSRF(fcinfo, 0);
	w = spatial_weights_of(PG_GETARG_DATUM(0));
	rows = spatial_weights_neighbours(w);
	id = spatial_weights_id(w);
	component = server_host.alloc(w->n * sizeof(int32_t));
	(void) neighbours_components(&rows, NULL, component);
	for (int32 i = 0; i < w->n; i++)
	{
		int64		count = rows.start[i + 1] - rows.start[i];
		double		sum = 0;
		Datum		values[4];
		bool		nulls[4] = {false, false, false, false};

		for (int64 l = rows.start[i]; l < rows.start[i + 1]; l++)
		{
			sum += rows.weight[l];
			count -= rows.neighbour[l] == i;
		}
		values[0] = Int64GetDatum(id[i]);
		values[1] = Int32GetDatum((int32) count);
		values[2] = Float8GetDatum(sum);
		values[3] = Int32GetDatum(component[i] + 1);
		tuplestore_putvalues(set->setResult, set->setDesc, values, nulls);
		CHECK_FOR_INTERRUPTS();
	}
	return (Datum) 0;
}

/* (style, units, links, islands, components, minimum, mean, maximum of neighbours, symmetric) */
SQL_FUNCTION(sozialraum_weights_summary)
{
	const SpatialWeights *w = spatial_weights_of(PG_GETARG_DATUM(0));
	Neighbours	rows = spatial_weights_neighbours(w);
	int32_t    *component = server_host.alloc(w->n * sizeof(int32_t));
	int64		islands = 0;
	int64		minimum = w->n > 0 ? PG_INT64_MAX : 0;
	int64		maximum = 0;
	int64		links = 0;
	TupleDesc	desc;
	Datum		values[9];
	bool		nulls[9] = {false};

	for (int32 i = 0; i < w->n; i++)
	{
		int64		count = 0;

		for (int64 l = rows.start[i]; l < rows.start[i + 1]; l++)
			count += rows.neighbour[l] != i;
		islands += count == 0;
		links += count;
		minimum = Min(minimum, count);
		maximum = Max(maximum, count);
	}
	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "the function does not return a row");
	values[0] = CStringGetTextDatum(weight_styles[w->style]);
	values[1] = Int64GetDatum(w->n);
	values[2] = Int64GetDatum(links);
	values[3] = Int64GetDatum(islands);
	values[4] = Int64GetDatum(neighbours_components(&rows, NULL, component));
	values[5] = Int64GetDatum(minimum);
	values[6] = Float8GetDatum(w->n > 0 ? (double) links / w->n : 0);
	nulls[6] = w->n == 0;
	values[7] = Int64GetDatum(maximum);
	values[8] = BoolGetDatum(neighbours_are_symmetric(&rows, true, &server_host));
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls)));
}

/* -------- new weights from old ones -------- */

static Datum
with_style(const SpatialWeights *w, const Neighbours *rows, WeightStyle style)
{
	double	   *weight = server_host.alloc((rows->start[rows->n] + 1) * sizeof(double));
	Neighbours	result = {rows->n, rows->start, rows->neighbour, weight};

	neighbours_standardise(rows, style, weight, &server_host);
	return PointerGetDatum(spatial_weights_make(spatial_weights_id(w), &result, style));
}

SQL_FUNCTION(sozialraum_standardise_weights)
{
	const SpatialWeights *w = spatial_weights_of(PG_GETARG_DATUM(0));
	Neighbours	rows = spatial_weights_neighbours(w);
	int			style = choose_option("style", PG_GETARG_TEXT_PP(1), weight_styles + 1, WEIGHT_STYLES - 1) + 1;

	return with_style(w, &rows, (WeightStyle) style);
}

SQL_FUNCTION(sozialraum_higher_order_weights)
{
	const SpatialWeights *w = spatial_weights_of(PG_GETARG_DATUM(0));
	Neighbours	rows = spatial_weights_neighbours(w);
	int32		order = PG_GETARG_INT32(1);
	Neighbours	result;

	if (order < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be at least %d.", "order", 1),
				 errdetail("It is %d.", order)));
	result = neighbours_of_order(&rows, order, PG_GETARG_BOOL(2), &server_host);
	return PointerGetDatum(spatial_weights_make(spatial_weights_id(w), &result, WEIGHTS_BINARY));
}

SQL_FUNCTION(sozialraum_symmetric_weights)
{
	const SpatialWeights *w = spatial_weights_of(PG_GETARG_DATUM(0));
	Neighbours	rows = spatial_weights_neighbours(w);
	Neighbours	result = neighbours_symmetric(&rows, &server_host);

	return PointerGetDatum(spatial_weights_make(spatial_weights_id(w), &result, WEIGHTS_BINARY));
}

/* the rows of w over other units; units of w that are not among them must not be there */
static Neighbours
over_units(const SpatialWeights *w, const int64 *id, int32 n)
{
	Neighbours	rows = spatial_weights_neighbours(w);
	const int64 *known = spatial_weights_id(w);
	int32_t    *to = server_host.alloc((w->n + 1) * sizeof(int32_t));
	int64_t    *start = server_host.alloc((n + 1) * sizeof(int64_t));
	int32_t    *neighbour = server_host.alloc((w->links + 1) * sizeof(int32_t));
	int32		unit = 0;

	for (int32 i = 0; i < w->n; i++)
	{
		while (unit < n && id[unit] < known[i])
			unit++;
		to[i] = unit;
	}
	memset(start, 0, (n + 1) * sizeof(int64_t));
	for (int32 i = 0; i < w->n; i++)
		start[to[i] + 1] = rows.start[i + 1] - rows.start[i];
	for (int32 i = 0; i < n; i++)
		start[i + 1] += start[i];
	for (int64 l = 0; l < w->links; l++)
		neighbour[l] = to[rows.neighbour[l]];
	return (Neighbours) {n, start, neighbour, rows.weight};
}

static Datum
combine(FunctionCallInfo fcinfo, LinkSet set)
{
	const SpatialWeights *a = spatial_weights_of(PG_GETARG_DATUM(0));
	const SpatialWeights *b = spatial_weights_of(PG_GETARG_DATUM(1));
	const int64 *ida = spatial_weights_id(a);
	const int64 *idb = spatial_weights_id(b);
	int64	   *id = server_host.alloc(((Size) a->n + b->n + 1) * sizeof(int64));
	int32		n = 0;
	Neighbours	ra;
	Neighbours	rb;
	Neighbours	result;

	for (int32 i = 0, j = 0; i < a->n || j < b->n;)
	{
		int64		next = i == a->n ? idb[j] : (j == b->n ? ida[i] : Min(ida[i], idb[j]));

		id[n++] = next;
		i += i < a->n && ida[i] == next;
		j += j < b->n && idb[j] == next;
	}
	ra = over_units(a, id, n);
	rb = over_units(b, id, n);
	result = neighbours_combine(&ra, &rb, set, &server_host);
	return PointerGetDatum(spatial_weights_make(id, &result, WEIGHTS_BINARY));
}

SQL_FUNCTION(sozialraum_weights_union)
{
	return combine(fcinfo, LINKS_UNION);
}

SQL_FUNCTION(sozialraum_weights_intersection)
{
	return combine(fcinfo, LINKS_INTERSECTION);
}

SQL_FUNCTION(sozialraum_weights_difference)
{
	return combine(fcinfo, LINKS_DIFFERENCE);
}

/* -------- weights from a table of neighbours -------- */

/* a row: id, neighbour (in a double's bits; columns[1] tells whether there is one), weight; three columns */
SQL_FUNCTION(weights_from_neighbours_accum)
{
	UnitStore  *store = units_for_update(fcinfo);
	double	   *row;
	bool		weighted = PG_NARGS() == 4;
	double		weight = 1;
	int64		neighbour = 0;

	if (PG_ARGISNULL(1) || (weighted && PG_ARGISNULL(3) && !PG_ARGISNULL(2)))
		return units_result(fcinfo, store);
	if (!PG_ARGISNULL(2))
	{
		neighbour = PG_GETARG_INT64(2);
		if (weighted)
		{
			weight = PG_GETARG_FLOAT8(3);
			check_weight("weight", weight);
		}
	}
	if (store == NULL)
		store = units_create(fcinfo, weighted ? UNITS_WEIGHTED_LINKS : UNITS_LINKS, 3, false);
	row = units_add(store, PG_GETARG_INT64(1));
	memcpy(&row[0], &neighbour, sizeof(int64));
	row[1] = !PG_ARGISNULL(2);
	row[2] = weight;
	return units_result(fcinfo, store);
}

SQL_FUNCTION(weights_from_neighbours_final)
{
	const UnitStore *store = units_for_update(fcinfo);
	int64	   *id;
	NamedLink  *link;
	int32	   *order;
	int32		n = 0;
	int32		units = 0;
	int64		links = 0;
	WeightsContent content = {0};
	WeightsFault fault;

	if (store == NULL)
		PG_RETURN_NULL();
	if (store->rows > PG_INT32_MAX / 2)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("There are too many units."),
				 errdetail("An aggregate over units takes up to %d rows.", PG_INT32_MAX / 2)));
	id = server_host.alloc((2 * store->rows + 1) * sizeof(int64));
	link = server_host.alloc((store->rows + 1) * sizeof(NamedLink));
	for (int64 i = 0; i < store->rows; i++)
	{
		const double *row = store->value + 3 * i;

		id[n++] = store->id[i];
		if (row[1] == 0)
			continue;
		memcpy(&id[n++], &row[0], sizeof(int64));
		link[links++] = (NamedLink) {store->id[i], id[n - 1], row[2]};
	}
	order = server_host.alloc((n + 1) * sizeof(int32));
	for (int32 i = 0; i < n; i++)
		order[i] = i;
	(void) ids_order((const int64_t *) id, order, n, &server_host);
	{
		int64	   *distinct = server_host.alloc((n + 1) * sizeof(int64));

		for (int32 i = 0; i < n; i++)
		{
			if (units == 0 || distinct[units - 1] != id[order[i]])
				distinct[units++] = id[order[i]];
		}
		fault = weights_assemble((int64_t *) distinct, units, link, links, store->kind == UNITS_LINKS ? WEIGHTS_BINARY : WEIGHTS_GENERAL,
								 &content, &server_host);
	}
	if (fault == WEIGHTS_LINK_TWICE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("A neighbour comes twice in the spatial weights."),
				 errdetail("It is a neighbour of the id %lld.", (long long) content.fault_id),
				 errhint("Give every pair once, for example with SELECT DISTINCT or GROUP BY.")));
	if (fault != WEIGHTS_FINE)
		elog(ERROR, "spatial weights cannot be assembled: fault %d", fault);
	PG_RETURN_POINTER(spatial_weights_make((const int64 *) content.id, &content.rows, content.style));
}
