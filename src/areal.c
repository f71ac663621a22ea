/*
 * areal.c
 *		Areal transfer: areal_weights, dasymetric_weights, pycnophylactic, transfer_extensive, transfer_intensive.
 */
#include "polygon_set.h"

#include <math.h>

#include "aggstate.h"
#include "funcapi.h"
#include "geom.h"
#include "kernel/areal.h"
#include "kernel/moments.h"
#include "kernel/pycnophylactic.h"

static const char *const rescale_names[] = {"none", "slivers", "all"};

/* -------- what the functions share -------- */

static void
check_srids(const PolygonSet *a, const PolygonSet *b)
{
	if (a->srid != b->srid)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The geometries have different coordinate systems."),
				 errdetail("SRID %d and SRID %d.", Min(a->srid, b->srid), Max(a->srid, b->srid)),
				 errhint("Bring all of them into one with ST_Transform.")));
	geom_check_projected(a->srid);
}

/* boxes, surfaces, tree; a polygon whose surface is not well defined is an error */
static OverlayLayer *
make_layer(OverlayWork *work, const PolygonSet *set)
{
	Polygons	polygons = polygon_set_polygons(set);
	OverlayLayer *layer = overlay_layer(&polygons, &server_host);
	OverlayFault fault;
	int32_t		bad = overlay_first_invalid(work, layer, &fault);

	if (bad >= 0)
	{
		long long	id = (long long) polygons.id[bad];

		switch (fault)
		{
			case OVERLAY_NO_SURFACE:
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("A polygon has no surface."),
						 errdetail("It belongs to the id %lld.", id),
						 errhint("Correct the geometry or leave the row out.")));
			case OVERLAY_TOO_LARGE:
				ereport(ERROR,
						(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
						 errmsg("The surface of a polygon is out of range of type double precision."),
						 errdetail("It belongs to the id %lld.", id),
						 errhint("Correct the geometry or leave the row out.")));
			default:
				ereport(ERROR,
						(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
						 errmsg("A polygon is not valid: its border crosses itself, or its parts overlap."),
						 errdetail("It belongs to the id %lld.", id),
						 errhint("Repair the geometry with ST_MakeValid.")));
		}
	}
	return layer;
}

/* a share below 1 that parts are compared with */
static double
argument_sliver(FunctionCallInfo fcinfo, int argno)
{
	double		sliver = PG_GETARG_FLOAT8(argno);

	if (!(sliver >= 0 && sliver < 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be from 0 to below 1.", "sliver"),
				 errdetail("It is %g.", sliver),
				 errhint("It is a share of the source: 0.001 drops what is less than a thousandth of it.")));
	return sliver;
}

static void
warn_of_overlaps(const ArealShares *shares, const int64_t *id)
{
	if (shares->exceeding > 0)
		ereport(WARNING,
				(errmsg("The target areas overlap: some of the source is counted more than once."),
				 errdetail("It concerns %lld source areas; most of all the id %lld, whose shares add up to %.6g.",
						   (long long) shares->exceeding, (long long) id[shares->most], shares->most_sum),
				 errhint("Say rescale => 'all' to keep the totals, or correct the targets.")));
}

static Datum
number_or_null(double x, bool *isnull)
{
	*isnull = isnan(x);
	return Float8GetDatum(*isnull ? 0 : x);
}

/* -------- by surface -------- */

/* source, target, sliver, rescale -> (source_id, target_id, area, share_of_source, share_of_target) */
SQL_FUNCTION(sozialraum_areal_weights)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	OverlayWork work = {.host = &server_host};
	const PolygonSet *source_set = polygon_set_of(PG_GETARG_DATUM(0));
	const PolygonSet *target_set = polygon_set_of(PG_GETARG_DATUM(1));
	double		sliver = argument_sliver(fcinfo, 2);
	ArealRescale rescale = choose_option("rescale", PG_GETARG_TEXT_PP(3), rescale_names, lengthof(rescale_names));
	OverlayLayer *source;
	OverlayLayer *target;
	ArealPairs	pairs;
	ArealShares shares;

	InitMaterializedSRF(fcinfo, 0);
	check_srids(source_set, target_set);
	source = make_layer(&work, source_set);
	target = make_layer(&work, target_set);
	pairs = areal_pairs(&work, source, target, NULL);
	shares = areal_shares(&pairs, source->polygons.n, source->area, target->area, sliver, rescale, &server_host);
	warn_of_overlaps(&shares, source->polygons.id);
	for (int64 i = 0; i < shares.n; i++)
	{
		const ArealShare *s = &shares.share[i];
		bool		nulls[5] = {false, s->target < 0, false, false, false};
		Datum		values[5] = {
			Int64GetDatum(source->polygons.id[s->source]),
			Int64GetDatum(s->target < 0 ? 0 : target->polygons.id[s->target]),
			Float8GetDatum(s->amount),
			Float8GetDatum(s->of_source),
			number_or_null(s->of_target, &nulls[4])
		};

		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
	}
	return (Datum) 0;
}

/* -------- by blocks -------- */

static const double *
block_weights(const PolygonSet *set)
{
	const double *weight = polygon_set_value(set);
	Polygons	p = polygon_set_polygons(set);

	if (weight == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The polygon set \"%s\" has no values.", "ancillary"),
				 errhint("Build it with polygon_set(id, geom, value).")));
	for (int32 i = 0; i < set->n; i++)
	{
		if (isnan(weight[i]))
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("A block has no weight."),
					 errdetail("It belongs to the id %lld.", (long long) p.id[i]),
					 errhint("Give 0 where nobody lives; estimate what is unknown, or leave it out.")));
		check_weight("value", weight[i]);
	}
	return weight;
}

/* one row of dasymetric_weights */
static void
put_dasymetric(ReturnSetInfo *result, const ArealShare *s, const OverlayLayer *source, const OverlayLayer *target, bool by_area,
			   const double *target_total)
{
	bool		nulls[6] = {false, s->target < 0, false, false, false, false};
	double		of_target = by_area && s->target >= 0 ? (target_total[s->target] > 0 ? 0 : NAN) : s->of_target;
	Datum		values[6] = {
		Int64GetDatum(source->polygons.id[s->source]),
		Int64GetDatum(s->target < 0 ? 0 : target->polygons.id[s->target]),
		Float8GetDatum(by_area ? 0 : s->amount),
		Float8GetDatum(s->of_source),
		number_or_null(of_target, &nulls[4]),
		CStringGetTextDatum(by_area ? "area" : "ancillary")
	};

	tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
}

/* source, target, ancillary, sliver, rescale -> (source_id, target_id, weight, share_of_source, share_of_target, method) */
SQL_FUNCTION(sozialraum_dasymetric_weights)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	OverlayWork work = {.host = &server_host};
	const PolygonSet *source_set = polygon_set_of(PG_GETARG_DATUM(0));
	const PolygonSet *target_set = polygon_set_of(PG_GETARG_DATUM(1));
	const PolygonSet *block_set = polygon_set_of(PG_GETARG_DATUM(2));
	double		sliver = argument_sliver(fcinfo, 3);
	ArealRescale rescale = choose_option("rescale", PG_GETARG_TEXT_PP(4), rescale_names, lengthof(rescale_names));
	const double *weight;
	OverlayLayer *source;
	OverlayLayer *target;
	OverlayLayer *block;
	double	   *source_total;
	double	   *target_total;
	double	   *area_total;
	bool	   *inhabited;
	ArealPairs	pairs;
	ArealShares shares;
	ArealShares by_area;
	int64		a = 0;
	int32		n = source_set->n;

	InitMaterializedSRF(fcinfo, 0);
	check_srids(source_set, target_set);
	check_srids(source_set, block_set);
	weight = block_weights(block_set);
	source = make_layer(&work, source_set);
	target = make_layer(&work, target_set);
	block = make_layer(&work, block_set);
	source_total = server_host.alloc(n * sizeof(double));
	target_total = server_host.alloc(target_set->n * sizeof(double));
	pairs = areal_pairs_by_blocks(&work, source, target, block, weight, source_total, target_total);
	shares = areal_shares(&pairs, n, source_total, target_total, sliver, rescale, &server_host);
	warn_of_overlaps(&shares, source->polygons.id);

	/* where no block has any weight, the surface decides */
	inhabited = server_host.alloc(n * sizeof(bool));
	area_total = server_host.alloc(n * sizeof(double));
	for (int32 i = 0; i < n; i++)
	{
		inhabited[i] = source_total[i] > 0;
		area_total[i] = inhabited[i] ? 0 : source->area[i];
	}
	pairs = areal_pairs(&work, source, target, inhabited);
	by_area = areal_shares(&pairs, n, area_total, target->area, sliver, rescale, &server_host);
	warn_of_overlaps(&by_area, source->polygons.id);
	for (int64 i = 0; i < shares.n || a < by_area.n;)
	{
		if (a < by_area.n && (i == shares.n || by_area.share[a].source < shares.share[i].source))
			put_dasymetric(result, &by_area.share[a++], source, target, true, target_total);
		else
			put_dasymetric(result, &shares.share[i++], source, target, false, target_total);
		CHECK_FOR_INTERRUPTS();
	}
	return (Datum) 0;
}

/* -------- by a smooth surface -------- */

static void
check_positive(const char *name, double x)
{
	check_finite(name, x);
	if (!(x > 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be positive.", name),
				 errdetail("It is %g.", x)));
}

/* source, target, cell_size, iterations, tolerance -> (target_id, value, covered) */
SQL_FUNCTION(sozialraum_pycnophylactic)
{
	ReturnSetInfo *result = (ReturnSetInfo *) fcinfo->resultinfo;
	OverlayWork work = {.host = &server_host};
	const PolygonSet *source_set = polygon_set_of(PG_GETARG_DATUM(0));
	const PolygonSet *target_set = polygon_set_of(PG_GETARG_DATUM(1));
	double		cell_size = PG_GETARG_FLOAT8(2);
	int32		iterations = PG_GETARG_INT32(3);
	double		tolerance = PG_GETARG_FLOAT8(4);
	const double *value = polygon_set_value(source_set);
	Polygons	source;
	Polygons	target;
	Box			box;
	CellGrid	grid;
	PycnoResult p;

	check_positive("cell_size", cell_size);
	check_weight("tolerance", tolerance);
	if (iterations < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must not be negative.", "iterations"),
				 errdetail("It is %d.", iterations)));
	if (value == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The polygon set \"%s\" has no values.", "source"),
				 errhint("Build it with polygon_set(id, geom, value).")));
	for (int32 i = 0; i < source_set->n; i++)
	{
		if (!isnan(value[i]))
			check_weight("value", value[i]);
	}
	InitMaterializedSRF(fcinfo, 0);
	check_srids(source_set, target_set);
	(void) make_layer(&work, source_set);
	(void) make_layer(&work, target_set);
	source = polygon_set_polygons(source_set);
	target = polygon_set_polygons(target_set);
	if (source.n == 0)
		return (Datum) 0;
	box = polygons_box(&source, 0);
	for (int32 i = 1; i < source.n; i++)
	{
		Box			one = polygons_box(&source, i);

		box = (Box) {fmin(box.xmin, one.xmin), fmin(box.ymin, one.ymin), fmax(box.xmax, one.xmax), fmax(box.ymax, one.ymax)};
	}
	if (!cell_grid(&box, cell_size, &grid))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("The cells are too small for this region."),
				 errdetail("Up to %d cells are possible.", PYCNO_CELLS_MAX),
				 errhint("Choose a larger cell size; a tenth of the width of a small area is fine enough.")));
	p = pycnophylactic(&source, value, &target, &grid, iterations, tolerance, &server_host);
	if (p.without_cells >= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("A source area contains no centre of a cell."),
				 errdetail("It belongs to the id %lld.", (long long) source.id[p.without_cells]),
				 errhint("Choose a smaller cell size; areas that others cover completely must be left out.")));
	for (int32 t = 0; t <= target.n; t++)
	{
		bool		rest = t == target.n;
		bool		nulls[3] = {rest, false, rest};
		Datum		values[3];

		if (rest && !(p.unallocated > 0))
			break;
		values[0] = Int64GetDatum(rest ? 0 : target.id[t]);
		values[1] = number_or_null(rest ? p.unallocated : p.value[t], &nulls[1]);
		values[2] = rest ? (Datum) 0 : number_or_null(p.covered[t], &nulls[2]);
		tuplestore_putvalues(result->setResult, result->setDesc, values, nulls);
	}
	return (Datum) 0;
}

/* -------- values move: transfer_extensive, transfer_intensive -------- */

/* the sums of their states */
#define TRANSFER_W			0	/* shares or weights of sources with a value */
#define TRANSFER_WY			1
#define TRANSFER_MISSING	2	/* of sources without */

/* arguments: state, value, weight [, threshold] */
static Datum
transfer_accum(FunctionCallInfo fcinfo, StateKind kind, const char *weight_name, const char *threshold_name, double threshold)
{
	FlatState  *state = state_for_update(fcinfo, kind);
	double		w;

	if (PG_NARGS() > 3)
	{
		if (PG_ARGISNULL(3))
			refuse_null(threshold_name);
		threshold = PG_GETARG_FLOAT8(3) + 0.0;
		if (!(threshold >= 0 && threshold <= 1))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("The argument \"%s\" must be between 0 and 1.", threshold_name),
					 errdetail("It is %g.", threshold)));
	}
	if (PG_ARGISNULL(2))
		return state_result(fcinfo, state);
	w = PG_GETARG_FLOAT8(2);
	check_weight(weight_name, w);
	if (!PG_ARGISNULL(1))
		check_finite("value", PG_GETARG_FLOAT8(1));
	if (state == NULL)
	{
		state = state_create(kind, 1);
		state->parameter[0] = threshold;
	}
	else if (unlikely(state->parameters != 1))
		state_error(gettext_noop("Its parameters are damaged."));
	else if (unlikely(state->parameter[0] != threshold))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("The argument \"%s\" must be the same for all rows.", threshold_name),
				 errhint("Give a constant.")));
	state->rows++;
	if (!PG_ARGISNULL(1))
	{
		state = state_add(state, TRANSFER_W, w);
		state = state_add_product(state, TRANSFER_WY, w, PG_GETARG_FLOAT8(1));
	}
	else if (kind == STATE_TRANSFER_INTENSIVE || w > threshold)
		state = state_add(state, TRANSFER_MISSING, w);
	return state_result(fcinfo, state);
}

static const FlatState *
transfer_state(FunctionCallInfo fcinfo, StateKind kind)
{
	const FlatState *state = state_for_reading(fcinfo, 0, kind);

	if (state != NULL && (state->parameters != 1 || !(state->parameter[0] >= 0 && state->parameter[0] <= 1)))
		state_error(gettext_noop("Its parameters are damaged."));
	return state;
}

SQL_FUNCTION(transfer_extensive_accum)
{
	return transfer_accum(fcinfo, STATE_TRANSFER_EXTENSIVE, "share_of_source", "tolerance", 0);
}

SQL_FUNCTION(transfer_extensive_combine)
{
	return state_combine(fcinfo, STATE_TRANSFER_EXTENSIVE);
}

SQL_FUNCTION(transfer_extensive_final)
{
	const FlatState *state = transfer_state(fcinfo, STATE_TRANSFER_EXTENSIVE);

	/* one source whose value is not known makes the sum unknown; so does nothing but slivers of such sources */
	if (state == NULL || exact_sum_sign(state_sum(state, TRANSFER_MISSING)) != 0 || exact_sum_sign(state_sum(state, TRANSFER_W)) <= 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(check_result(exact_sum_round(state_sum(state, TRANSFER_WY))));
}

SQL_FUNCTION(transfer_intensive_accum)
{
	return transfer_accum(fcinfo, STATE_TRANSFER_INTENSIVE, "weight", "minimum_share", 1);
}

SQL_FUNCTION(transfer_intensive_combine)
{
	return state_combine(fcinfo, STATE_TRANSFER_INTENSIVE);
}

SQL_FUNCTION(transfer_intensive_final)
{
	const FlatState *state = transfer_state(fcinfo, STATE_TRANSFER_INTENSIVE);
	const ExactSum *known;
	const ExactSum *missing;
	double		rest;

	if (state == NULL)
		PG_RETURN_NULL();
	known = state_sum(state, TRANSFER_W);
	missing = state_sum(state, TRANSFER_MISSING);
	if (exact_sum_sign(known) <= 0)
		PG_RETURN_NULL();
	if (exact_sum_sign(missing) != 0)
	{
		ExactWide	all;

		exact_wide_init(&all);
		(void) exact_sum_merge(&all.sum, known);
		(void) exact_sum_merge(&all.sum, missing);
		exact_wide_trim(&all);
		if (exact_quotient(known, &all.sum, &rest) < state->parameter[0])
			PG_RETURN_NULL();
	}
	PG_RETURN_FLOAT8(check_result(exact_quotient(state_sum(state, TRANSFER_WY), known, &rest)));
}
