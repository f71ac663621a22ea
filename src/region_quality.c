/*
 * region_quality.c
 *		What judges regions: sums of squares, whether they hang together, compactness.
 */
#include "rows.h"

#include "geom.h"
#include "kernel/exact_sum.h"
#include "kernel/ids.h"
#include "kernel/points.h"
#include "kernel/regions.h"
#include "utils/memutils.h"

/* any numbers of regions become 0 ... k - 1; order: the rows, region by region; returns k */
static int32
label_regions(const int64 *region, int32 n, int32 *order, int32 *label)
{
	int32		k = 0;

	for (int32 i = 0; i < n; i++)
		order[i] = i;
	(void) ids_order((const int64_t *) region, order, n, &server_host);
	for (int32 i = 0; i < n; i++)
	{
		if (i > 0 && region[order[i]] != region[order[i - 1]])
			k++;
		label[order[i]] = k;
	}
	return n > 0 ? k + 1 : 0;
}

/* -------- region_quality -------- */

/* parameters of a state */
enum {HAS_POPULATION, STANDARDISE, PARAMETERS};

static Datum
quality_accum(FunctionCallInfo fcinfo, int population_arg, int standardise_arg)
{
	UnitStore  *store = units_for_update(fcinfo);
	int			d = store ? store->columns - 1 : -1;
	int			given = -1;
	double		parameter[PARAMETERS] = {population_arg > 0, 1};
	double		population = 0;
	const double *x;
	double	   *to;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || (population_arg > 0 && PG_ARGISNULL(population_arg)) ||
		(standardise_arg > 0 && PG_ARGISNULL(standardise_arg)))
		return units_result(fcinfo, store);
	if (population_arg > 0)
	{
		population = PG_GETARG_FLOAT8(population_arg);
		check_weight("population", population);
	}
	if (standardise_arg > 0)
		parameter[STANDARDISE] = PG_GETARG_BOOL(standardise_arg);
	x = row_of_array(PG_GETARG_DATUM(2), &given);
	if (store == NULL)
	{
		store = units_create(fcinfo, UNITS_REGIONS, given + 1, false);
		d = given;
	}
	if (given != d)
		units_different_lengths(d, given);
	units_parameters(store, parameter, PARAMETERS);
	if (x != NULL)
	{
		to = units_add(store, PG_GETARG_INT64(1));
		copy_row(to, x, d);
		to[d] = population;
	}
	return units_result(fcinfo, store);
}

/* arguments: state, region, x */
SQL_FUNCTION(region_quality_accum)
{
	return quality_accum(fcinfo, -1, -1);
}

/* arguments: state, region, x, standardise */
SQL_FUNCTION(region_quality_standardise_accum)
{
	return quality_accum(fcinfo, -1, 3);
}

/* arguments: state, region, x, population */
SQL_FUNCTION(region_quality_population_accum)
{
	return quality_accum(fcinfo, 3, -1);
}

/* arguments: state, region, x, population, standardise */
SQL_FUNCTION(region_quality_all_accum)
{
	return quality_accum(fcinfo, 3, 4);
}

/* columns of the result */
enum {REGIONS, AREAS, TOTAL, WITHIN, BETWEEN, EXPLAINED, FEWEST, MOST, LEAST_POPULATION, LARGEST_POPULATION, COLUMNS};

/* numbers and populations of the regions, whose rows follow one another */
static void
count_regions(const UnitStore *store, const int32 *order, const int32 *label, double *result)
{
	int			d = store->columns - 1;
	bool		first = true;

	for (int64 from = 0, to; from < store->rows; from = to)
	{
		ExactWide	population;
		double		people;

		exact_wide_init(&population);
		for (to = from; to < store->rows && label[order[to]] == label[order[from]]; to++)
			exact_sum_add(&population.sum, store->value[(Size) order[to] * store->columns + d]);
		people = check_result(exact_sum_round(&population.sum));
		result[FEWEST] = first ? to - from : Min(result[FEWEST], to - from);
		result[MOST] = first ? to - from : Max(result[MOST], to - from);
		if (store->parameter[HAS_POPULATION] != 0)
		{
			result[LEAST_POPULATION] = first ? people : Min(result[LEAST_POPULATION], people);
			result[LARGEST_POPULATION] = first ? people : Max(result[LARGEST_POPULATION], people);
		}
		first = false;
		CHECK_FOR_INTERRUPTS();
	}
}

SQL_FUNCTION(region_quality_final)
{
	const UnitStore *store = PG_ARGISNULL(0) ? NULL : (UnitStore *) PG_GETARG_POINTER(0);
	double		result[COLUMNS];
	int32	   *order;
	int32	   *label;
	int32	   *cluster;
	double	   *x;
	double	   *weight;
	int			d;
	int32		n;
	int			exponent = 0;

	if (store == NULL || store->rows == 0)
		PG_RETURN_NULL();
	n = (int32) store->rows;
	d = store->columns - 1;
	order = room(n, sizeof(int32));
	label = room(n, sizeof(int32));
	cluster = room(n, sizeof(int32));
	x = room((Size) n * d, sizeof(double));
	weight = room(n, sizeof(double));
	for (int c = 0; c < COLUMNS; c++)
		result[c] = NAN;
	result[AREAS] = n;
	result[REGIONS] = label_regions(store->id, n, order, label);
	count_regions(store, order, label, result);

	for (int32 i = 0; i < n; i++)
	{
		memcpy(x + (Size) i * d, store->value + (Size) order[i] * store->columns, d * sizeof(double));
		cluster[i] = label[order[i]];
		weight[i] = 1;
	}
	if (store->parameter[STANDARDISE] != 0)
		points_standardise(x, n, d, check_interrupts);
	else
		exponent = points_rescale(x, n, d, check_interrupts);
	result[WITHIN] = points_within(x, weight, n, d, cluster, check_interrupts);
	memset(cluster, 0, n * sizeof(int32));
	result[TOTAL] = points_within(x, weight, n, d, cluster, check_interrupts);
	result[BETWEEN] = Max(result[TOTAL] - result[WITHIN], 0);
	if (result[TOTAL] > 0)
		result[EXPLAINED] = result[BETWEEN] / result[TOTAL];
	for (int c = TOTAL; c <= BETWEEN; c++)
		result[c] = check_result(ldexp(result[c], 2 * exponent));
	return make_record(fcinfo, result, COLUMNS);
}

/* -------- regions_connected, region_parts -------- */

/* arguments: state, id, region, weights; the number of the region travels as the bits of a double */
SQL_FUNCTION(regions_connected_accum)
{
	UnitStore  *store = units_for_update(fcinfo);
	int64		region;
	double	   *to;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2) || PG_ARGISNULL(3))
		return units_result(fcinfo, store);
	if (store == NULL)
		store = units_create(fcinfo, UNITS_REGIONS_CONNECTED, 1, false);
	units_weights(store, PG_GETARG_DATUM(3));
	region = PG_GETARG_INT64(2);
	to = units_add(store, PG_GETARG_INT64(1));
	memcpy(to, &region, sizeof(region));
	return units_result(fcinfo, store);
}

/*
 * The connected parts of regions over the units that count: part of each unit, in their order, numbered 0 ...; regions: how
 * many there are.
 */
static int32
parts_of_regions(const Matched *m, const int64 *region, int32 **part, int32 *label, int32 *regions)
{
	int64	   *mine = room(m->n, sizeof(int64));
	int32	   *order = room(m->n, sizeof(int32));
	Neighbours	links = regions_links(&m->w, &server_host);

	for (int32 u = 0; u < m->n; u++)
		mine[u] = region[m->row[u]];
	*regions = label_regions(mine, m->n, order, label);
	*part = room(m->n, sizeof(int32));
	return neighbours_components(&links, label, *part);
}

SQL_FUNCTION(regions_connected_final)
{
	const UnitStore *store = PG_ARGISNULL(0) ? NULL : (UnitStore *) PG_GETARG_POINTER(0);
	int64	   *region;
	int32	   *part;
	int32		regions;
	Matched		m;

	if (store == NULL || store->rows == 0)
		PG_RETURN_NULL();
	region = room(store->rows, sizeof(int64));
	memcpy(region, store->value, store->rows * sizeof(int64));
	m = units_match(store->weights, store->id, NULL, store->rows, WEIGHTS_GENERAL);
	PG_RETURN_BOOL(parts_of_regions(&m, region, &part, room(m.n, sizeof(int32)), &regions) == regions);
}

/* window; arguments: id, region, weights */
SQL_FUNCTION(sozialraum_region_parts)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	SpatialPartition *p;
	const SpatialWeights *w;
	int64		position = WinGetCurrentPosition(winobj);

	if (spatial_partition_read(fcinfo, &p, 0, NULL, 2, &w))
	{
		MemoryContext caller;
		MemoryContext workspace;
		int64	   *region;

		p->result = partition_alloc(p, p->rows * sizeof(double));
		workspace = enter_workspace(&caller);
		region = room(p->rows, sizeof(int64));
		for (int64 i = 0; i < p->rows; i++)
		{
			bool		isnull;
			bool		isout;
			Datum		datum = WinGetFuncArgInPartition(winobj, 1, (int) i, WINDOW_SEEK_HEAD, false, &isnull, &isout);

			region[i] = isnull ? 0 : DatumGetInt64(datum);
			p->skip[i] = p->skip[i] || isnull || w == NULL;
			CHECK_FOR_INTERRUPTS();
		}
		if (w != NULL)
		{
			Matched		m = units_match(w, p->id, p->skip, p->rows, WEIGHTS_GENERAL);
			int32	   *label = room(m.n, sizeof(int32));
			int32	   *parts_of = room(m.n, sizeof(int32));
			int32	   *part;
			int32		regions;
			int32		parts = parts_of_regions(&m, region, &part, label, &regions);

			memset(parts_of, 0, m.n * sizeof(int32));
			/* parts are numbered in the order of their first units */
			for (int32 u = 0, seen = 0; u < m.n && seen < parts; u++)
			{
				if (part[u] == seen)
				{
					parts_of[label[u]]++;
					seen++;
				}
			}
			for (int32 u = 0; u < m.n; u++)
				p->result[m.row[u]] = parts_of[label[u]];
		}
		leave_workspace(workspace, caller);
	}
	if (p->skip[position])
		PG_RETURN_NULL();
	PG_RETURN_INT32((int32) p->result[position]);
}

/* -------- compactness -------- */

SQL_FUNCTION(sozialraum_isoperimetric_quotient)
{
	Datum		geom = PG_GETARG_DATUM(0);
	GeomReader *reader = geom_reader(fcinfo, 0);
	UnitStore  *store = units_create_in(CurrentMemoryContext, UNITS_REGIONS, 0, true);
	Polygons	polygons;
	int32		order = 0;

	geom_check_projected(geom_srid(reader, geom));
	reader->owner = GEOM_ARGUMENT;
	geom_add_polygons(reader, store, 0, geom);
	polygons = units_polygons(store, &order);
	return result_or_null(fcinfo, regions_compactness(&polygons, 0));
}
