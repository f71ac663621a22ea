/*
 * regions.c
 *		Window functions that make regions of neighbouring areas: skater, max_p, ward_regions.
 *
 * Each comes in two forms.  With ids and spatial weights, areas are put in ascending order of their ids; with polygons, from
 * north to south, and who is whose neighbour is found here.  Only then does a kernel see them, so that the order of rows does
 * not matter.
 */
#include "rows.h"

#include "geom.h"
#include "kernel/contiguity.h"
#include "kernel/max_p.h"
#include "kernel/points.h"
#include "kernel/skater.h"
#include "kernel/ward_regions.h"
#include "utils/memutils.h"

#define ROWS_PER_RESET	64		/* of polygons, which are large */
#define STARTS_MAX		10000

/* the rows of a partition, read */
typedef struct Areas
{
	Partition  *p;				/* its first column takes the results */
	int			d;				/* columns of x */
	double	   *x;				/* rows * d: of the rows that count, one behind the other */
	int64	   *id;				/* rows; in the form with polygons a number of the row */
	double	   *population;		/* rows, or NULL */
	UnitStore  *store;			/* the polygons of the rows that count, or NULL */
	int32	   *at;				/* rows: where its numbers stand in x */
	int64		count;

	/* the same as units, in their order */
	int32		n;
	int32	   *row;			/* n */
	double	   *unit_x;			/* n * d, on one scale */
	double	   *unit_population;	/* n, or NULL */
	Neighbours	links;
	int32	   *region;			/* n: the result */
} Areas;

/* -------- reading -------- */

/*
 * arrays (argument 0), ids or polygons (argument 1), population (argument population_arg; below 0: none) of the whole
 * partition
 */
static void
read_areas(FunctionCallInfo fcinfo, Areas *a, bool polygons, int population_arg)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	Partition  *p = a->p;
	GeomReader *reader = polygons ? geom_reader(fcinfo, 1) : NULL;
	MemoryContext expressions;
	MemoryContext caller;

	/* polygons have no ids here */
	if (polygons)
		reader->owner = GEOM_OF_ROW;
	p->rows = partition_rows(winobj);
	p->isnull = partition_alloc(p, p->rows * sizeof(bool));
	p->column[0] = partition_alloc(p, p->rows * sizeof(double));
	a->id = room(p->rows, sizeof(int64));
	a->at = room(p->rows, sizeof(int32));
	a->population = population_arg >= 0 ? room(p->rows, sizeof(double)) : NULL;
	a->store = polygons ? units_create_in(CurrentMemoryContext, UNITS_REGIONS, 0, true) : NULL;
	a->d = -1;

	/* what the expressions of the arguments allocate must not pile up over the whole partition */
	expressions = AllocSetContextCreate(CurrentMemoryContext, "window function arguments", ALLOCSET_DEFAULT_SIZES);
	caller = MemoryContextSwitchTo(expressions);
	for (int64 i = 0; i < p->rows; i++)
	{
		bool		no_x;
		bool		no_unit;
		bool		no_population = false;
		bool		isout;
		Datum		x = WinGetFuncArgInPartition(winobj, 0, (int) i, WINDOW_SEEK_HEAD, false, &no_x, &isout);
		Datum		unit = WinGetFuncArgInPartition(winobj, 1, (int) i, WINDOW_SEEK_HEAD, false, &no_unit, &isout);
		const double *from = NULL;

		CHECK_FOR_INTERRUPTS();
		if (population_arg >= 0)
		{
			Datum		population = WinGetFuncArgInPartition(winobj, population_arg, (int) i, WINDOW_SEEK_HEAD, false,
															  &no_population, &isout);

			a->population[i] = no_population ? 0 : DatumGetFloat8(population);
			check_weight("population", a->population[i]);
		}
		if (!no_x)
			from = row_of_array(x, &a->d);
		p->isnull[i] = from == NULL || no_unit || no_population;
		if (!p->isnull[i])
		{
			if (a->x == NULL)
				a->x = MemoryContextAllocHuge(caller, (Size) p->rows * a->d * sizeof(double));
			copy_row(a->x + a->count * a->d, from, a->d);
			a->at[i] = (int32) a->count++;
			a->id[i] = polygons ? i : DatumGetInt64(unit);
			if (polygons)
				geom_add_polygons(reader, a->store, i, unit);
		}
		if (i % ROWS_PER_RESET == 0)
			MemoryContextReset(expressions);
	}
	MemoryContextSwitchTo(caller);
	MemoryContextDelete(expressions);
	a->d = Max(a->d, 0);
}

/* -------- units -------- */

/* a number that may be NULL and is not negative; "none" if it is NULL */
static double
limit_argument(FunctionCallInfo fcinfo, int argno, const char *name, double none)
{
	bool		isnull;
	Datum		datum = partition_argument(fcinfo, argno, name, &isnull);
	double		value = isnull ? none : DatumGetFloat8(datum);

	if (isnull)
		return none;
	check_finite(name, value);
	if (value < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must not be negative.", name),
				 errdetail("It is %g.", value)));
	return value;
}

/* weights (argument 2): the units are in ascending order of id; false: the weights are NULL */
static bool
match_weights(FunctionCallInfo fcinfo, Areas *a)
{
	const SpatialWeights *weights = spatial_partition_weights(fcinfo, 2, a->p->rows, a->p->isnull);
	Matched		m;

	if (weights == NULL)
		return false;
	m = units_match(weights, a->id, a->p->isnull, a->p->rows, WEIGHTS_GENERAL);
	a->n = m.n;
	a->row = m.row;
	a->links = regions_links(&m.w, &server_host);
	return true;
}

/*
 * polygons: the units are in order from north to south, neighbours by a rule (argument rule_arg) and a tolerance (the next
 * one)
 */
static void
find_neighbours(FunctionCallInfo fcinfo, Areas *a, int rule_arg)
{
	static const char *const rules[] = {"queen", "rook"};
	text	   *rule = DatumGetTextPP(window_constant(fcinfo, rule_arg, "contiguity"));
	double		tolerance = limit_argument(fcinfo, rule_arg + 1, "tolerance", 0);
	ContiguityRule by = choose_option("contiguity", rule, rules, lengthof(rules)) == 0 ? CONTIGUITY_QUEEN : CONTIGUITY_ROOK;
	int32	   *order = room(a->store->rows, sizeof(int32));
	Polygons	polygons;
	Neighbours	w;

	if (a->store->rows == 0)
		return;
	if (tolerance > 0)
		geom_check_projected(a->store->srid);
	for (int32 i = 0; i < a->store->rows; i++)
		order[i] = i;
	polygons = units_polygons(a->store, order);
	if (regions_order_polygons(&polygons, order, &server_host) >= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("A polygon comes twice."),
				 errhint("Every area must have one row; divide the rows with PARTITION BY, for example by date.")));
	polygons = units_polygons(a->store, order);
	a->n = polygons.n;
	a->row = room(a->n, sizeof(int32));
	for (int32 u = 0; u < a->n; u++)
		a->row[u] = (int32) polygons.id[u];
	w = contiguity(&polygons, by, tolerance, &server_host);
	a->links = regions_links(&w, &server_host);
}

/* who is whose neighbour; false: weights that are NULL */
static bool
link_units(FunctionCallInfo fcinfo, Areas *a, int rule_arg)
{
	if (!a->store)
		return match_weights(fcinfo, a);
	find_neighbours(fcinfo, a, rule_arg);
	return true;
}

static void
order_units(Areas *a, bool standardise)
{
	int			d = a->d;

	a->unit_x = room((Size) a->n * d, sizeof(double));
	a->unit_population = a->population ? room(a->n, sizeof(double)) : NULL;
	a->region = room(a->n, sizeof(int32));
	for (int32 u = 0; u < a->n; u++)
	{
		memcpy(a->unit_x + (Size) u * d, a->x + (Size) a->at[a->row[u]] * d, d * sizeof(double));
		if (a->population)
			a->unit_population[u] = a->population[a->row[u]];
	}
	if (standardise)
		points_standardise(a->unit_x, a->n, d, check_interrupts);
	else
		(void) points_rescale(a->unit_x, a->n, d, check_interrupts);
}

/* -------- results -------- */

static void
check_number_of_regions(const Areas *a, int k)
{
	if (k > a->n)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("There cannot be more regions than areas."),
				 errdetail("k is %d; a partition has %d areas without NULL.", k, a->n),
				 errhint("Use a smaller k.")));
}

static void
check_outcome(const Areas *a, int k, RegionsOutcome o)
{
	switch (o.result)
	{
		case REGIONS_OK:
			break;
		case REGIONS_COMPONENTS:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The areas fall into more separate parts than there shall be regions."),
					 errdetail("k is %d; there are %d parts without links between them.", k, o.number),
					 errhint("Use a larger k, leave islands out, or link them, for example with weights_union(queen_weights(id, geom), knn_weights(id, geom, 1)).")));
			break;
		case REGIONS_COMPONENT_TOO_SMALL:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("A separate part of the areas has less than the minimum population."),
					 a->store ? 0 : errdetail("Its smallest id is %lld.", (long long) a->id[a->row[o.unit]]),
					 errhint("Use a smaller minimum, leave the part out, or link it, for example with weights_union(queen_weights(id, geom), knn_weights(id, geom, 1)).")));
			break;
		case REGIONS_UNIT_TOO_LARGE:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("An area has more than the maximum population by itself."),
					 a->store ? 0 : errdetail("The id is %lld.", (long long) a->id[a->row[o.unit]]),
					 errhint("Use a larger maximum or leave the area out.")));
			break;
		case REGIONS_AT_MOST:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("So many regions with the minimum population are not possible."),
					 errdetail("k is %d; the tree of similar neighbours gives %d at most.", k, o.number),
					 errhint("Use a smaller k or a smaller minimum; max_p is not bound to the tree and may find more.")));
			break;
		case REGIONS_AT_LEAST:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("So few regions within the maximum are not possible."),
					 errdetail("k is %d; the tree of similar neighbours gives %d at least.", k, o.number),
					 errhint("Use a larger k or a larger maximum.")));
			break;
		case REGIONS_STUCK:
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("So many regions within all limits were not found."),
					 errdetail("k is %d; %d regions were reached, of which none can be divided within the limits.", k, o.number),
					 errhint("Use another k or wider limits.")));
			break;
	}
}

static void
return_regions(Areas *a)
{
	for (int32 u = 0; u < a->n; u++)
		a->p->column[0][a->row[u]] = a->region[u];
}

/* -------- arguments -------- */

static bool
is_constant_null(FunctionCallInfo fcinfo, int argno)
{
	bool		isnull = false;

	if (get_fn_expr_arg_stable(fcinfo->flinfo, argno))
		(void) WinGetFuncArgCurrent(PG_WINDOW_OBJECT(), argno, &isnull);
	return isnull;
}

/*
 * population, minimum_population, maximum_population, maximum_units from this argument on; returns where population is
 * read, -1 for nowhere
 */
static int
limits_arguments(FunctionCallInfo fcinfo, int argno, SkaterLimits *limits)
{
	bool		no_units;
	Datum		units;

	limits->minimum = limit_argument(fcinfo, argno + 1, "minimum_population", 0);
	limits->maximum = limit_argument(fcinfo, argno + 2, "maximum_population", INFINITY);
	units = partition_argument(fcinfo, argno + 3, "maximum_units", &no_units);
	limits->maximum_units = no_units ? 0 : DatumGetInt32(units);
	if (!no_units && limits->maximum_units < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be at least %d.", "maximum_units", 1),
				 errdetail("It is %d.", limits->maximum_units)));
	if (limits->minimum > limits->maximum)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The minimum population must not be larger than the maximum."),
				 errdetail("They are %g and %g.", limits->minimum, limits->maximum)));
	if (limits->minimum == 0 && isinf(limits->maximum))
		return -1;
	if (is_constant_null(fcinfo, argno))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("A limit of population needs the argument \"%s\".", "population"),
				 errhint("Give the population of each area.")));
	return argno;
}

/* -------- the windows -------- */

/* where the arguments begin that both forms have: after x, geom or after x, id, weights */
static int
first_argument(bool polygons)
{
	return polygons ? 2 : 3;
}

/* arguments: k, standardise, population, minimum_population, maximum_population, maximum_units (contiguity, tolerance) */
static Datum
skater_window(FunctionCallInfo fcinfo, bool polygons)
{
	Partition  *p = partition_of(fcinfo);
	int			first = first_argument(polygons);

	if (!p->done)
	{
		MemoryContext caller;
		MemoryContext workspace = enter_workspace(&caller);
		Areas		a = {.p = p};
		SkaterLimits limits;
		int			k = partition_argument_k(fcinfo, first);
		bool		standardise = DatumGetBool(partition_argument(fcinfo, first + 1, "standardise", NULL));

		read_areas(fcinfo, &a, polygons, limits_arguments(fcinfo, first + 2, &limits));
		p->undefined = !link_units(fcinfo, &a, first + 6);
		if (a.n > 0)
		{
			check_number_of_regions(&a, k);
			order_units(&a, standardise);
			limits.population = a.unit_population;
			check_outcome(&a, k, skater(a.unit_x, a.d, &a.links, k, &limits, a.region, &server_host));
			return_regions(&a);
		}
		leave_workspace(workspace, caller);
		p->done = true;
	}
	return partition_result_int(fcinfo, p);
}

SQL_FUNCTION(skater_of_weights)
{
	return skater_window(fcinfo, false);
}

SQL_FUNCTION(skater_of_polygons)
{
	return skater_window(fcinfo, true);
}

/* arguments: population, minimum_population, standardise, starts, seed (contiguity, tolerance) */
static Datum
max_p_window(FunctionCallInfo fcinfo, bool polygons)
{
	Partition  *p = partition_of(fcinfo);
	int			first = first_argument(polygons);

	if (!p->done)
	{
		MemoryContext caller;
		MemoryContext workspace = enter_workspace(&caller);
		Areas		a = {.p = p};
		double		minimum = DatumGetFloat8(partition_argument(fcinfo, first + 1, "minimum_population", NULL));
		bool		standardise = DatumGetBool(partition_argument(fcinfo, first + 2, "standardise", NULL));
		int			starts = DatumGetInt32(partition_argument(fcinfo, first + 3, "starts", NULL));
		int64		seed = DatumGetInt64(partition_argument(fcinfo, first + 4, "seed", NULL));

		check_finite("minimum_population", minimum);
		if (minimum <= 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The argument \"%s\" must be positive.", "minimum_population"),
					 errdetail("It is %g.", minimum)));
		if (starts < 1 || starts > STARTS_MAX)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The argument \"%s\" must be between %d and %d.", "starts", 1, STARTS_MAX),
					 errdetail("It is %d.", starts)));
		read_areas(fcinfo, &a, polygons, first);
		p->undefined = !link_units(fcinfo, &a, first + 5);
		if (a.n > 0)
		{
			order_units(&a, standardise);
			check_outcome(&a, 0, max_p(a.unit_x, a.d, &a.links, a.unit_population, minimum, starts, (uint64) seed,
									   a.region, &server_host));
			return_regions(&a);
		}
		leave_workspace(workspace, caller);
		p->done = true;
	}
	return partition_result_int(fcinfo, p);
}

SQL_FUNCTION(max_p_of_weights)
{
	return max_p_window(fcinfo, false);
}

SQL_FUNCTION(max_p_of_polygons)
{
	return max_p_window(fcinfo, true);
}

/* arguments: k, standardise (contiguity, tolerance) */
static Datum
ward_window(FunctionCallInfo fcinfo, bool polygons)
{
	Partition  *p = partition_of(fcinfo);
	int			first = first_argument(polygons);

	if (!p->done)
	{
		MemoryContext caller;
		MemoryContext workspace = enter_workspace(&caller);
		Areas		a = {.p = p};
		int			k = partition_argument_k(fcinfo, first);
		bool		standardise = DatumGetBool(partition_argument(fcinfo, first + 1, "standardise", NULL));

		read_areas(fcinfo, &a, polygons, -1);
		p->undefined = !link_units(fcinfo, &a, first + 2);
		if (a.n > 0)
		{
			check_number_of_regions(&a, k);
			order_units(&a, standardise);
			check_outcome(&a, k, ward_regions(a.unit_x, a.d, &a.links, k, a.region, &server_host));
			return_regions(&a);
		}
		leave_workspace(workspace, caller);
		p->done = true;
	}
	return partition_result_int(fcinfo, p);
}

SQL_FUNCTION(ward_regions_of_weights)
{
	return ward_window(fcinfo, false);
}

SQL_FUNCTION(ward_regions_of_polygons)
{
	return ward_window(fcinfo, true);
}
