-- sozialraum: the step from 0.2.0 to 0.3.0
\echo Use "ALTER EXTENSION sozialraum UPDATE" to load this file. \quit
-- ---------------------------------------------------------------------------------------------------------------------
-- Spatial weights: who is whose neighbour, and how much he counts
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TYPE sozialraum.spatial_weights;

CREATE FUNCTION sozialraum.spatial_weights_in(cstring) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'spatial_weights_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.spatial_weights_in(cstring) IS 'Reads spatial weights from text.';

CREATE FUNCTION sozialraum.spatial_weights_out(sozialraum.spatial_weights) RETURNS cstring
	AS 'MODULE_PATHNAME', 'spatial_weights_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.spatial_weights_out(sozialraum.spatial_weights) IS 'Writes spatial weights as text.';

CREATE FUNCTION sozialraum.spatial_weights_recv(internal) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'spatial_weights_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.spatial_weights_recv(internal) IS 'Reads spatial weights from their binary form, in network byte order.';

CREATE FUNCTION sozialraum.spatial_weights_send(sozialraum.spatial_weights) RETURNS bytea
	AS 'MODULE_PATHNAME', 'spatial_weights_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.spatial_weights_send(sozialraum.spatial_weights) IS 'Writes spatial weights in their binary form, in network byte order.';

CREATE TYPE sozialraum.spatial_weights (
	INPUT = sozialraum.spatial_weights_in,
	OUTPUT = sozialraum.spatial_weights_out,
	RECEIVE = sozialraum.spatial_weights_recv,
	SEND = sozialraum.spatial_weights_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = external
);
COMMENT ON TYPE sozialraum.spatial_weights IS 'Units (bigint ids), the neighbours of each, and their weights; built once by queen_weights, knn_weights or another constructor, or from a table of neighbours, and used by every spatial statistic. Its style says how the weights are standardised: general (as they were made), binary (all 1), row (the weights of a unit sum to 1), global (all sum to the number of units with neighbours), variance (variance-stabilising, Tiefelsdorf et al. 1999). Text form, for small ones: {binary; 1: 2 3; 2: 1; 3: 1; 4:} or {row; 1: 2=0.25 3=0.75; 2: 1=1; 3: 1=1}; unit 4 is an island. Weights are finite and not negative. Input that is none: 22P02, 22P03 or 22003. A value may have 1 GB, about 85 million links (54000).';

-- aggregates over units share these
CREATE FUNCTION sozialraum._units_combine(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'units_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._units_combine(internal, internal) IS 'Combine function of all aggregates over units.';

CREATE FUNCTION sozialraum._units_serial(internal) RETURNS bytea
	AS 'MODULE_PATHNAME', 'units_serial' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._units_serial(internal) IS 'Serial function of all aggregates over units.';

CREATE FUNCTION sozialraum._units_deserial(bytea, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'units_deserial' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._units_deserial(bytea, internal) IS 'Deserial function of all aggregates over units.';

-- reading them

CREATE FUNCTION sozialraum.neighbours(weights sozialraum.spatial_weights, OUT id bigint, OUT neighbour_id bigint, OUT weight double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_neighbours' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.neighbours(sozialraum.spatial_weights) IS 'The links of spatial weights as a table: neighbour_id is a neighbour of id and counts with weight. Ascending by id and neighbour_id. Units without neighbours (islands) have no row; weights_units() lists them.';

CREATE FUNCTION sozialraum.weights_units(weights sozialraum.spatial_weights, OUT id bigint, OUT neighbours integer, OUT weight_sum double precision, OUT component integer) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_weights_units' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.weights_units(sozialraum.spatial_weights) IS 'Every unit of spatial weights once, ascending by id: how many neighbours it has (itself not counted; 0: an island), the sum of their weights, and its connected component (1, 2, … in order of their smallest id; links count in either direction).';

CREATE FUNCTION sozialraum.islands(weights sozialraum.spatial_weights) RETURNS SETOF bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT u.id FROM sozialraum.weights_units(weights) AS u WHERE u.neighbours OPERATOR(pg_catalog.=) 0;
END;
COMMENT ON FUNCTION sozialraum.islands(sozialraum.spatial_weights) IS 'Ids of the units without neighbours. Their spatial lag and local statistics are NULL.';

CREATE TYPE sozialraum.weights_description AS (style text, units bigint, links bigint, islands bigint, components bigint, minimum bigint, mean double precision, maximum bigint, is_symmetric boolean);
COMMENT ON TYPE sozialraum.weights_description IS 'What spatial weights are like: result of weights_summary().';
COMMENT ON COLUMN sozialraum.weights_description.style IS 'How the weights are standardised: general, binary, row, global, variance.';
COMMENT ON COLUMN sozialraum.weights_description.units IS 'Number of units.';
COMMENT ON COLUMN sozialraum.weights_description.links IS 'Number of directed links (a mutual neighbourhood counts twice), without those of a unit with itself.';
COMMENT ON COLUMN sozialraum.weights_description.islands IS 'Number of units without neighbours.';
COMMENT ON COLUMN sozialraum.weights_description.components IS 'Number of connected components; each island is one.';
COMMENT ON COLUMN sozialraum.weights_description.minimum IS 'Smallest number of neighbours of a unit.';
COMMENT ON COLUMN sozialraum.weights_description.mean IS 'Mean number of neighbours of a unit; NULL without units.';
COMMENT ON COLUMN sozialraum.weights_description.maximum IS 'Largest number of neighbours of a unit.';
COMMENT ON COLUMN sozialraum.weights_description.is_symmetric IS 'Whether every link has its counterpart with the same weight.';

CREATE FUNCTION sozialraum.weights_summary(weights sozialraum.spatial_weights) RETURNS sozialraum.weights_description
	AS 'MODULE_PATHNAME', 'sozialraum_weights_summary' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.weights_summary(sozialraum.spatial_weights) IS 'What spatial weights are like: units, links, islands, components, neighbours per unit. Look at it before any statistic: an unexpected island is mostly a gap between digitised borders (see the tolerance of queen_weights).';

-- new ones from old ones

CREATE FUNCTION sozialraum.standardise_weights(weights sozialraum.spatial_weights, style text DEFAULT 'row') RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'sozialraum_standardise_weights' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.standardise_weights(sozialraum.spatial_weights, text) IS 'Spatial weights in another style: ''row'' (the weights of a unit sum to 1, so that a lag is the mean of the neighbours), ''binary'' (all 1), ''global'' (all weights together sum to the number of units with neighbours), ''variance'' (variance-stabilising, between the two). Units without neighbours stay without. Statistics use weights that were standardised as they are. Another style: 22023. Source: Anselin 1988; Tiefelsdorf, Griffith, Boots 1999.';

CREATE FUNCTION sozialraum.higher_order_weights(weights sozialraum.spatial_weights, "order" integer, inclusive boolean DEFAULT false) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'sozialraum_higher_order_weights' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION sozialraum.higher_order_weights(sozialraum.spatial_weights, integer, boolean) IS 'Binary weights: neighbours that order steps from neighbour to neighbour reach and fewer do not; with inclusive all that up to order steps reach. order 1: the neighbours themselves. order below 1: 22023. Source: Anselin, Smirnov 1996.';

CREATE FUNCTION sozialraum.symmetric_weights(weights sozialraum.spatial_weights) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'sozialraum_symmetric_weights' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.symmetric_weights(sozialraum.spatial_weights) IS 'Binary weights in which two units are neighbours when one of them has the other: nearest neighbours made mutual.';

CREATE FUNCTION sozialraum.weights_union(a sozialraum.spatial_weights, b sozialraum.spatial_weights) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'sozialraum_weights_union' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.weights_union(sozialraum.spatial_weights, sozialraum.spatial_weights) IS 'Binary weights over the units of both: neighbours in a or in b. For example queen_weights with the nearest neighbour of each island.';

CREATE FUNCTION sozialraum.weights_intersection(a sozialraum.spatial_weights, b sozialraum.spatial_weights) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'sozialraum_weights_intersection' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.weights_intersection(sozialraum.spatial_weights, sozialraum.spatial_weights) IS 'Binary weights over the units of both: neighbours in a and in b.';

CREATE FUNCTION sozialraum.weights_difference(a sozialraum.spatial_weights, b sozialraum.spatial_weights) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'sozialraum_weights_difference' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.weights_difference(sozialraum.spatial_weights, sozialraum.spatial_weights) IS 'Binary weights over the units of both: neighbours in a that are none in b. For example queen without rook: those that meet in a corner only.';

-- in and out

CREATE FUNCTION sozialraum._weights_from_neighbours_accum(internal, bigint, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'weights_from_neighbours_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weights_from_neighbours_accum(internal, bigint, bigint) IS 'Transition function of weights_from_neighbours.';

CREATE FUNCTION sozialraum._weights_from_neighbours_accum(internal, bigint, bigint, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'weights_from_neighbours_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weights_from_neighbours_accum(internal, bigint, bigint, double precision) IS 'Transition function of weights_from_neighbours.';

CREATE FUNCTION sozialraum._weights_from_neighbours_final(internal) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'weights_from_neighbours_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weights_from_neighbours_final(internal) IS 'Final function of weights_from_neighbours.';

CREATE AGGREGATE sozialraum.weights_from_neighbours(id bigint, neighbour_id bigint) (
	SFUNC = sozialraum._weights_from_neighbours_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._weights_from_neighbours_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.weights_from_neighbours(bigint, bigint) IS 'Binary spatial weights from a table of neighbours: one row for each directed link, neighbour_id is a neighbour of id. All ids of both columns are units; a row whose neighbour_id is NULL names a unit that may be an island. Rows with id NULL are skipped; no rows: NULL. A pair that comes twice: 22023.';

CREATE AGGREGATE sozialraum.weights_from_neighbours(id bigint, neighbour_id bigint, weight double precision) (
	SFUNC = sozialraum._weights_from_neighbours_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._weights_from_neighbours_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.weights_from_neighbours(bigint, bigint, double precision) IS 'General spatial weights from a table of neighbours with weights (finite, not negative: else 22003 or 22023). As weights_from_neighbours(id, neighbour_id); rows with a neighbour but without a weight are skipped.';

CREATE FUNCTION sozialraum.weights_from_gal(gal text) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'sozialraum_weights_from_gal' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.weights_from_gal(text) IS 'Binary spatial weights from the text of a GAL file (GeoDa, PySAL, spdep), whose ids must be whole numbers; pg_read_file() reads it on the server. Text that is none: 22P02.';

CREATE FUNCTION sozialraum.weights_to_gal(weights sozialraum.spatial_weights) RETURNS text
	AS 'MODULE_PATHNAME', 'sozialraum_weights_to_gal' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.weights_to_gal(sozialraum.spatial_weights) IS 'Spatial weights as the text of a GAL file; it says who is whose neighbour, not the weights. The head names the dataset sozialraum and the key id.';

CREATE FUNCTION sozialraum.weights_from_gwt(gwt text) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'sozialraum_weights_from_gwt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.weights_from_gwt(text) IS 'General spatial weights from the text of a GWT file (GeoDa, PySAL): a head, then lines of id, neighbour, weight (mostly a distance). The format cannot name a unit without neighbours: islands are missing. Text that is none: 22P02.';

CREATE FUNCTION sozialraum.weights_to_gwt(weights sozialraum.spatial_weights) RETURNS text
	AS 'MODULE_PATHNAME', 'sozialraum_weights_to_gwt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.weights_to_gwt(sozialraum.spatial_weights) IS 'Spatial weights as the text of a GWT file: id, neighbour, weight. Islands get lost; the head still counts them.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Spatial weights from polygons: who touches whom
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum._contiguity_accum(internal, bigint, geometry) RETURNS internal
	AS 'MODULE_PATHNAME', 'contiguity_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._contiguity_accum(internal, bigint, geometry) IS 'Transition function of queen_weights, rook_weights and border_weights; a query with several of them keeps the polygons once.';

CREATE FUNCTION sozialraum._contiguity_accum(internal, bigint, geometry, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'contiguity_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._contiguity_accum(internal, bigint, geometry, double precision) IS 'Transition function of queen_weights, rook_weights and border_weights with a tolerance.';

CREATE FUNCTION sozialraum._queen_weights_final(internal) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'queen_weights_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._queen_weights_final(internal) IS 'Final function of queen_weights.';

CREATE AGGREGATE sozialraum.queen_weights(id bigint, geom geometry) (
	SFUNC = sozialraum._contiguity_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._queen_weights_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.queen_weights(bigint, geometry) IS 'Binary weights: areas that share at least a point, a corner or a border. Exactly those for which ST_Intersects says so: a corner of one area on the side of another counts, so do areas that overlap or contain one another. Gaps of a millimetre are gaps: weights_summary() shows unexpected islands; then give a tolerance. All links are mutual, nobody is his own neighbour, an area without neighbours is an island (see islands()). Rows with id or geom NULL are skipped; no rows: NULL. Empty geometries, others than polygons, mixed coordinate systems, an id that comes twice: 22023; NaN or infinite coordinates: 22003. The polygons should be valid (ST_IsValid); the parts of an area go into one row (ST_Collect is enough). Source: Cliff, Ord 1981; doc/methods/spatial_weights_contiguity.md.';

CREATE AGGREGATE sozialraum.queen_weights(id bigint, geom geometry, tolerance double precision) (
	SFUNC = sozialraum._contiguity_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._queen_weights_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.queen_weights(bigint, geometry, double precision) IS 'Binary weights: areas whose distance is at most the tolerance (in units of the coordinate system), for borders that were digitised twice and leave gaps and overlaps. Exactly those for which ST_DWithin says so; tolerance 0 is queen_weights(id, geom). Choose it larger than the gaps and much smaller than the areas. See queen_weights(id, geom); tolerance NULL: 22004; negative or not the same for all rows: 22023; NaN or infinite: 22003. Source: doc/methods/spatial_weights_contiguity.md.';

CREATE FUNCTION sozialraum._rook_weights_final(internal) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'rook_weights_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._rook_weights_final(internal) IS 'Final function of rook_weights.';

CREATE AGGREGATE sozialraum.rook_weights(id bigint, geom geometry) (
	SFUNC = sozialraum._contiguity_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._rook_weights_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.rook_weights(bigint, geometry) IS 'Binary weights: areas that share a stretch of border; a common corner is not enough. Exactly those whose borders meet in lines according to ST_Relate: sides with different vertices on one line count, overlapping areas only if their borders run along each other. All links are mutual, nobody is his own neighbour, an area without neighbours is an island (see islands()). Rows with id or geom NULL are skipped; no rows: NULL. Empty geometries, others than polygons, mixed coordinate systems, an id that comes twice: 22023; NaN or infinite coordinates: 22003. The polygons should be valid (ST_IsValid); the parts of an area go into one row (ST_Collect is enough). Source: Cliff, Ord 1981; doc/methods/spatial_weights_contiguity.md.';

CREATE AGGREGATE sozialraum.rook_weights(id bigint, geom geometry, tolerance double precision) (
	SFUNC = sozialraum._contiguity_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._rook_weights_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.rook_weights(bigint, geometry, double precision) IS 'Binary weights: areas whose borders run along each other within the tolerance (in units of the coordinate system) over a length of more than four tolerances, and those that share a stretch of border exactly; what is shorter cannot be told from two corners that meet. The length is that of border_weights. Choose the tolerance larger than the gaps and overlaps and much smaller than the areas. See rook_weights(id, geom); tolerance NULL: 22004; negative or not the same for all rows: 22023; NaN or infinite: 22003. Source: doc/methods/spatial_weights_contiguity.md.';

CREATE FUNCTION sozialraum._border_weights_final(internal) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'border_weights_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._border_weights_final(internal) IS 'Final function of border_weights.';

CREATE AGGREGATE sozialraum.border_weights(id bigint, geom geometry) (
	SFUNC = sozialraum._contiguity_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._border_weights_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.border_weights(bigint, geometry) IS 'General weights: the length of the common border of two areas, in units of the coordinate system (metres), for areas that share one (the neighbours of rook_weights). Divided by ST_Perimeter they are the shares of Cliff and Ord; standardise_weights() makes shares of the common borders. Degrees: 22023. Lengths out of range: 22003. All links are mutual, nobody is his own neighbour, an area without neighbours is an island (see islands()). Rows with id or geom NULL are skipped; no rows: NULL. Empty geometries, others than polygons, mixed coordinate systems, an id that comes twice: 22023; NaN or infinite coordinates: 22003. The polygons should be valid (ST_IsValid); the parts of an area go into one row (ST_Collect is enough). Source: Cliff, Ord 1981; doc/methods/spatial_weights_contiguity.md.';

CREATE AGGREGATE sozialraum.border_weights(id bigint, geom geometry, tolerance double precision) (
	SFUNC = sozialraum._contiguity_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._border_weights_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.border_weights(bigint, geometry, double precision) IS 'General weights: the length over which the borders of two areas run along each other within the tolerance, in units of the coordinate system (metres), for the neighbours of rook_weights with that tolerance. Of what the borders of one area are within the tolerance of the other''s, measured perpendicularly, the mean of both directions. Degrees: 22023. See border_weights(id, geom); tolerance NULL: 22004; negative or not the same for all rows: 22023; NaN or infinite: 22003. Source: doc/methods/spatial_weights_contiguity.md.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Spatial weights from where units are: nearest neighbours, distance bands, kernels
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum._knn_weights_accum(internal, bigint, geometry, integer) RETURNS internal
	AS 'MODULE_PATHNAME', 'knn_weights_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._knn_weights_accum(internal, bigint, geometry, integer) IS 'Transition function of knn_weights.';

CREATE FUNCTION sozialraum._knn_weights_final(internal) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'knn_weights_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._knn_weights_final(internal) IS 'Final function of knn_weights.';

CREATE AGGREGATE sozialraum.knn_weights(id bigint, geom geometry, k integer) (
	SFUNC = sozialraum._knn_weights_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._knn_weights_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.knn_weights(bigint, geometry, integer) IS 'Binary weights: the k nearest other units; at equal distances those with the smaller id. Mostly not symmetric (symmetric_weights() makes them so). geom is a point, or a polygon (then its centre of gravity counts). Distances are Euclidean, in units of the coordinate system; degrees, mixed coordinate systems, empty geometries, an id that comes twice: 22023. Rows with id or geom NULL are skipped; no rows: NULL. k below 1 or not smaller than the number of units: 22023.';

CREATE FUNCTION sozialraum._distance_weights_accum(internal, bigint, geometry, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'distance_weights_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._distance_weights_accum(internal, bigint, geometry, double precision) IS 'Transition function of distance_weights.';

CREATE FUNCTION sozialraum._distance_weights_final(internal) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'distance_weights_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._distance_weights_final(internal) IS 'Final function of distance_weights.';

CREATE AGGREGATE sozialraum.distance_weights(id bigint, geom geometry, d double precision) (
	SFUNC = sozialraum._distance_weights_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._distance_weights_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.distance_weights(bigint, geometry, double precision) IS 'Binary weights: all other units at a distance of at most d. Units that are farther from all others are islands; largest_nearest_distance() is the smallest d without any. geom is a point, or a polygon (then its centre of gravity counts). Distances are Euclidean, in units of the coordinate system; degrees, mixed coordinate systems, empty geometries, an id that comes twice: 22023. Rows with id or geom NULL are skipped; no rows: NULL. d not greater than 0: 22023.';

CREATE FUNCTION sozialraum._inverse_distance_weights_accum(internal, bigint, geometry, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'inverse_distance_weights_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._inverse_distance_weights_accum(internal, bigint, geometry, double precision) IS 'Transition function of inverse_distance_weights.';

CREATE FUNCTION sozialraum._inverse_distance_weights_final(internal) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'inverse_distance_weights_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._inverse_distance_weights_final(internal) IS 'Final function of inverse_distance_weights.';

CREATE AGGREGATE sozialraum.inverse_distance_weights(id bigint, geom geometry, d double precision) (
	SFUNC = sozialraum._inverse_distance_weights_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._inverse_distance_weights_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.inverse_distance_weights(bigint, geometry, double precision) IS 'General weights: 1 / distance for all other units at a distance of at most d. geom is a point, or a polygon (then its centre of gravity counts). Distances are Euclidean, in units of the coordinate system; degrees, mixed coordinate systems, empty geometries, an id that comes twice: 22023. Rows with id or geom NULL are skipped; no rows: NULL. Two units at one place: 22023.';

CREATE FUNCTION sozialraum._inverse_distance_weights_accum(internal, bigint, geometry, double precision, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'inverse_distance_weights_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._inverse_distance_weights_accum(internal, bigint, geometry, double precision, double precision) IS 'Transition function of inverse_distance_weights.';

CREATE AGGREGATE sozialraum.inverse_distance_weights(id bigint, geom geometry, d double precision, power double precision) (
	SFUNC = sozialraum._inverse_distance_weights_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._inverse_distance_weights_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.inverse_distance_weights(bigint, geometry, double precision, double precision) IS 'General weights: distance to the power of -power (2: gravity) for all other units at a distance of at most d. geom is a point, or a polygon (then its centre of gravity counts). Distances are Euclidean, in units of the coordinate system; degrees, mixed coordinate systems, empty geometries, an id that comes twice: 22023. Rows with id or geom NULL are skipped; no rows: NULL. Two units at one place: 22023.';

CREATE FUNCTION sozialraum._kernel_weights_accum(internal, bigint, geometry, double precision, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'kernel_weights_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._kernel_weights_accum(internal, bigint, geometry, double precision, text) IS 'Transition function of kernel_weights.';

CREATE FUNCTION sozialraum._kernel_weights_final(internal) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'kernel_weights_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._kernel_weights_final(internal) IS 'Final function of kernel_weights.';

CREATE AGGREGATE sozialraum.kernel_weights(id bigint, geom geometry, bandwidth double precision, kernel text) (
	SFUNC = sozialraum._kernel_weights_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._kernel_weights_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.kernel_weights(bigint, geometry, double precision, text) IS 'General weights by a kernel function of z = distance / bandwidth for all units with z at most 1, the unit itself included: triangular 1 - z, uniform 1/2, quadratic 3/4 (1 - z²), quartic 15/16 (1 - z²)², gaussian exp(-z²/2) / √(2π). geom is a point, or a polygon (then its centre of gravity counts). Distances are Euclidean, in units of the coordinate system; degrees, mixed coordinate systems, empty geometries, an id that comes twice: 22023. Rows with id or geom NULL are skipped; no rows: NULL. Source: Anselin, Rey 2014; as in PySAL.';

CREATE FUNCTION sozialraum._adaptive_kernel_weights_accum(internal, bigint, geometry, integer, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'adaptive_kernel_weights_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._adaptive_kernel_weights_accum(internal, bigint, geometry, integer, text) IS 'Transition function of adaptive_kernel_weights.';

CREATE FUNCTION sozialraum._adaptive_kernel_weights_final(internal) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'adaptive_kernel_weights_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._adaptive_kernel_weights_final(internal) IS 'Final function of adaptive_kernel_weights.';

CREATE AGGREGATE sozialraum.adaptive_kernel_weights(id bigint, geom geometry, k integer, kernel text) (
	SFUNC = sozialraum._adaptive_kernel_weights_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._adaptive_kernel_weights_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.adaptive_kernel_weights(bigint, geometry, integer, text) IS 'General weights by a kernel function as kernel_weights, with a bandwidth of its own for every unit: the distance of its k-th nearest. geom is a point, or a polygon (then its centre of gravity counts). Distances are Euclidean, in units of the coordinate system; degrees, mixed coordinate systems, empty geometries, an id that comes twice: 22023. Rows with id or geom NULL are skipped; no rows: NULL. k below 1 or not smaller than the number of units, k others at the place of a unit: 22023.';

CREATE FUNCTION sozialraum._locations_accum(internal, bigint, geometry) RETURNS internal
	AS 'MODULE_PATHNAME', 'locations_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._locations_accum(internal, bigint, geometry) IS 'Transition function of largest_nearest_distance.';

CREATE FUNCTION sozialraum._largest_nearest_distance_final(internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'largest_nearest_distance_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._largest_nearest_distance_final(internal) IS 'Final function of largest_nearest_distance.';

CREATE AGGREGATE sozialraum.largest_nearest_distance(id bigint, geom geometry) (
	SFUNC = sozialraum._locations_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._largest_nearest_distance_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.largest_nearest_distance(bigint, geometry) IS 'The largest distance of a unit to its nearest other unit: the smallest d with which distance_weights leaves no island. geom is a point, or a polygon (then its centre of gravity counts). Distances are Euclidean, in units of the coordinate system; degrees, mixed coordinate systems, empty geometries, an id that comes twice: 22023. Rows with id or geom NULL are skipped; no rows: NULL. Fewer than two units: NULL.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Spatial autocorrelation of the whole map: are like values near one another?
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TYPE sozialraum.autocorrelation_test AS (
	statistic double precision, expectation double precision, variance double precision, z double precision,
	p double precision, p_greater double precision, p_less double precision,
	variance_normality double precision, z_normality double precision, p_normality double precision,
	permutations integer, permutation_mean double precision, permutation_stddev double precision,
	p_permutation double precision, p_permutation_greater double precision, p_permutation_less double precision,
	n integer, islands integer);
COMMENT ON TYPE sozialraum.autocorrelation_test IS 'A statistic of global spatial autocorrelation and what it would be if the values lay in space by chance.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.statistic IS 'The statistic.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.expectation IS 'Its mean over all ways to distribute the values over the units.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.variance IS 'Its variance over all ways to distribute the values over the units (randomisation). NULL with fewer than 4 units.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.z IS '(statistic - expectation) / sqrt(variance). NULL when the variance is 0 or NULL.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.p IS 'Two-sided p of z by the normal distribution. NULL when z is.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.p_greater IS 'One-sided p: of a statistic as large or larger.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.p_less IS 'One-sided p: of a statistic as small or smaller.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.variance_normality IS 'Variance if the values are a sample of a normal distribution. NULL for statistics without one (all but Moran and Geary).';
COMMENT ON COLUMN sozialraum.autocorrelation_test.z_normality IS '(statistic - expectation) / sqrt(variance_normality).';
COMMENT ON COLUMN sozialraum.autocorrelation_test.p_normality IS 'Two-sided p of z_normality.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.permutations IS 'Number of random permutations P. NULL when none were asked for, as are all columns about them.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.permutation_mean IS 'Mean of the permuted statistics.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.permutation_stddev IS 'Standard deviation of the permuted statistics (divided by P - 1).';
COMMENT ON COLUMN sozialraum.autocorrelation_test.p_permutation IS 'Two-sided p: twice the smaller of the two one-sided ones, at most 1; never below 2 / (P + 1).';
COMMENT ON COLUMN sozialraum.autocorrelation_test.p_permutation_greater IS '(number of permuted statistics as large or larger + 1) / (P + 1). The smaller of this and p_permutation_less is what esda calls p_sim.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.p_permutation_less IS '(number of permuted statistics as small or smaller + 1) / (P + 1).';
COMMENT ON COLUMN sozialraum.autocorrelation_test.n IS 'Units that count: those with a value that have a neighbour or are one.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.islands IS 'Units with a value that were left out because they have no neighbour with one.';

CREATE FUNCTION sozialraum._moran_accum(internal, bigint, double precision, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'moran_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_accum(internal, bigint, double precision, sozialraum.spatial_weights) IS 'Transition function of moran(id, x, w).';

CREATE FUNCTION sozialraum._moran_accum(internal, bigint, double precision, sozialraum.spatial_weights, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'moran_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_accum(internal, bigint, double precision, sozialraum.spatial_weights, text) IS 'Transition function of moran(id, x, w, style).';

CREATE FUNCTION sozialraum._moran_accum(internal, bigint, double precision, sozialraum.spatial_weights, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'moran_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_accum(internal, bigint, double precision, sozialraum.spatial_weights, integer, bigint) IS 'Transition function of moran(id, x, w, permutations, seed).';

CREATE FUNCTION sozialraum._moran_accum(internal, bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'moran_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_accum(internal, bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) IS 'Transition function of moran(id, x, w, style, permutations, seed).';

CREATE FUNCTION sozialraum._moran_final(internal) RETURNS sozialraum.autocorrelation_test
	AS 'MODULE_PATHNAME', 'moran_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_final(internal) IS 'Final function of moran.';

CREATE AGGREGATE sozialraum.moran(id bigint, x double precision, w sozialraum.spatial_weights) (
	SFUNC = sozialraum._moran_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._moran_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.moran(bigint, double precision, sozialraum.spatial_weights) IS
'Moran''s I of x: the correlation of the values with the mean of their neighbours'' values, so to say; about -1 / (n - 1) when values lie by chance, towards 1 when like values are neighbours, below when unlike ones are. I = n / S0 · sum(w_ij z_i z_j) / sum(z_i²). Weights without a standardisation are row-standardised. Values meet weights by id. Rows with NULL in any argument are skipped; units of the weights without a row are left out with their links; so are islands and the weights of a unit for itself, and what is left is standardised again. NULL on no rows, when no unit has a neighbour and when all x are equal. The bits do not depend on the order of rows. Errors: an id twice, an id that the weights do not know, different weights (22023), NaN or infinity (22003). Source: Moran 1950; Cliff and Ord 1981; doc/methods/autocorrelation.md.';

CREATE AGGREGATE sozialraum.moran(id bigint, x double precision, w sozialraum.spatial_weights, style text) (
	SFUNC = sozialraum._moran_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._moran_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.moran(bigint, double precision, sozialraum.spatial_weights, text) IS
'moran(id, x, w) with the standardisation of weights that carry none: ''row'' (the usual one, each unit''s weights sum to 1), ''general'' (as they are), ''binary'' (1), ''global'' (all sum to n, spdep''s C), ''variance'' (spdep''s S). Weights that were standardised before keep theirs (standardise_weights changes it).';

CREATE AGGREGATE sozialraum.moran(id bigint, x double precision, w sozialraum.spatial_weights, permutations integer, seed bigint) (
	SFUNC = sozialraum._moran_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._moran_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.moran(bigint, double precision, sozialraum.spatial_weights, integer, bigint) IS
'moran(id, x, w) with a permutation test beside: the values change their places at random so many times (0 … 10,000,000; 999 is usual), and the columns permutation_… say how often the statistic was as large or as small. The same seed gives the same permutations whatever the order of rows, the plan and the machine. p cannot fall below 2 / (permutations + 1), one-sided 1 / (permutations + 1). Errors beside those of moran(id, x, w): permutations or seed NULL (22004), out of range or not the same for all rows (22023).';

CREATE AGGREGATE sozialraum.moran(id bigint, x double precision, w sozialraum.spatial_weights, style text, permutations integer, seed bigint) (
	SFUNC = sozialraum._moran_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._moran_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.moran(bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) IS
'moran(id, x, w) with style and a permutation test; see the overloads with one of them.';

CREATE FUNCTION sozialraum._geary_accum(internal, bigint, double precision, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'geary_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._geary_accum(internal, bigint, double precision, sozialraum.spatial_weights) IS 'Transition function of geary(id, x, w).';

CREATE FUNCTION sozialraum._geary_accum(internal, bigint, double precision, sozialraum.spatial_weights, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'geary_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._geary_accum(internal, bigint, double precision, sozialraum.spatial_weights, text) IS 'Transition function of geary(id, x, w, style).';

CREATE FUNCTION sozialraum._geary_accum(internal, bigint, double precision, sozialraum.spatial_weights, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'geary_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._geary_accum(internal, bigint, double precision, sozialraum.spatial_weights, integer, bigint) IS 'Transition function of geary(id, x, w, permutations, seed).';

CREATE FUNCTION sozialraum._geary_accum(internal, bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'geary_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._geary_accum(internal, bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) IS 'Transition function of geary(id, x, w, style, permutations, seed).';

CREATE FUNCTION sozialraum._geary_final(internal) RETURNS sozialraum.autocorrelation_test
	AS 'MODULE_PATHNAME', 'geary_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._geary_final(internal) IS 'Final function of geary.';

CREATE AGGREGATE sozialraum.geary(id bigint, x double precision, w sozialraum.spatial_weights) (
	SFUNC = sozialraum._geary_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._geary_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.geary(bigint, double precision, sozialraum.spatial_weights) IS
'Geary''s C of x: the mean squared difference between neighbours over that between all; 1 when values lie by chance, towards 0 when neighbours are alike, above 1 when they are not. C = (n - 1) / (2 S0) · sum(w_ij (x_i - x_j)²) / sum(z_i²). z = (C - 1) / sqrt(variance) is negative when neighbours are alike (as in esda; spdep turns the sign). Weights without a standardisation are row-standardised. Values meet weights by id. Rows with NULL in any argument are skipped; units of the weights without a row are left out with their links; so are islands and the weights of a unit for itself, and what is left is standardised again. NULL on no rows, when no unit has a neighbour and when all x are equal. The bits do not depend on the order of rows. Errors: an id twice, an id that the weights do not know, different weights (22023), NaN or infinity (22003). Source: Geary 1954; Cliff and Ord 1981; doc/methods/autocorrelation.md.';

CREATE AGGREGATE sozialraum.geary(id bigint, x double precision, w sozialraum.spatial_weights, style text) (
	SFUNC = sozialraum._geary_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._geary_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.geary(bigint, double precision, sozialraum.spatial_weights, text) IS
'geary(id, x, w) with the standardisation of weights that carry none: ''row'' (the usual one, each unit''s weights sum to 1), ''general'' (as they are), ''binary'' (1), ''global'' (all sum to n, spdep''s C), ''variance'' (spdep''s S). Weights that were standardised before keep theirs (standardise_weights changes it).';

CREATE AGGREGATE sozialraum.geary(id bigint, x double precision, w sozialraum.spatial_weights, permutations integer, seed bigint) (
	SFUNC = sozialraum._geary_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._geary_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.geary(bigint, double precision, sozialraum.spatial_weights, integer, bigint) IS
'geary(id, x, w) with a permutation test beside: the values change their places at random so many times (0 … 10,000,000; 999 is usual), and the columns permutation_… say how often the statistic was as large or as small. The same seed gives the same permutations whatever the order of rows, the plan and the machine. p cannot fall below 2 / (permutations + 1), one-sided 1 / (permutations + 1). Errors beside those of geary(id, x, w): permutations or seed NULL (22004), out of range or not the same for all rows (22023).';

CREATE AGGREGATE sozialraum.geary(id bigint, x double precision, w sozialraum.spatial_weights, style text, permutations integer, seed bigint) (
	SFUNC = sozialraum._geary_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._geary_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.geary(bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) IS
'geary(id, x, w) with style and a permutation test; see the overloads with one of them.';

CREATE FUNCTION sozialraum._getis_ord_accum(internal, bigint, double precision, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'getis_ord_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._getis_ord_accum(internal, bigint, double precision, sozialraum.spatial_weights) IS 'Transition function of getis_ord(id, x, w).';

CREATE FUNCTION sozialraum._getis_ord_accum(internal, bigint, double precision, sozialraum.spatial_weights, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'getis_ord_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._getis_ord_accum(internal, bigint, double precision, sozialraum.spatial_weights, text) IS 'Transition function of getis_ord(id, x, w, style).';

CREATE FUNCTION sozialraum._getis_ord_accum(internal, bigint, double precision, sozialraum.spatial_weights, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'getis_ord_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._getis_ord_accum(internal, bigint, double precision, sozialraum.spatial_weights, integer, bigint) IS 'Transition function of getis_ord(id, x, w, permutations, seed).';

CREATE FUNCTION sozialraum._getis_ord_accum(internal, bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'getis_ord_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._getis_ord_accum(internal, bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) IS 'Transition function of getis_ord(id, x, w, style, permutations, seed).';

CREATE FUNCTION sozialraum._getis_ord_final(internal) RETURNS sozialraum.autocorrelation_test
	AS 'MODULE_PATHNAME', 'getis_ord_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._getis_ord_final(internal) IS 'Final function of getis_ord.';

CREATE AGGREGATE sozialraum.getis_ord(id bigint, x double precision, w sozialraum.spatial_weights) (
	SFUNC = sozialraum._getis_ord_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._getis_ord_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.getis_ord(bigint, double precision, sozialraum.spatial_weights) IS
'Getis and Ord''s general G of x, which must not be negative: the share of neighbours in the products of all pairs, sum(w_ij x_i x_j) / sum(x_i x_j) over i <> j. Above its expectation when high values lie together (hot spots), below when low ones do. Weights are taken as they are: give binary ones. Values meet weights by id. Rows with NULL in any argument are skipped; units of the weights without a row are left out with their links; so are islands and the weights of a unit for itself, and what is left is standardised again. NULL on no rows, when no unit has a neighbour, when all x are equal and when fewer than two are above 0. The bits do not depend on the order of rows. Errors: an id twice, an id that the weights do not know, different weights (22023), NaN or infinity (22003), a negative x (22023). Source: Getis and Ord 1992; doc/methods/autocorrelation.md.';

CREATE AGGREGATE sozialraum.getis_ord(id bigint, x double precision, w sozialraum.spatial_weights, style text) (
	SFUNC = sozialraum._getis_ord_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._getis_ord_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.getis_ord(bigint, double precision, sozialraum.spatial_weights, text) IS
'getis_ord(id, x, w) with the standardisation of weights that carry none: ''general'' (the usual one, as they are), ''binary'' (1), ''row'' (each unit''s weights sum to 1), ''global'' (all sum to n, spdep''s C), ''variance'' (spdep''s S). Weights that were standardised before keep theirs (standardise_weights changes it).';

CREATE AGGREGATE sozialraum.getis_ord(id bigint, x double precision, w sozialraum.spatial_weights, permutations integer, seed bigint) (
	SFUNC = sozialraum._getis_ord_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._getis_ord_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.getis_ord(bigint, double precision, sozialraum.spatial_weights, integer, bigint) IS
'getis_ord(id, x, w) with a permutation test beside: the values change their places at random so many times (0 … 10,000,000; 999 is usual), and the columns permutation_… say how often the statistic was as large or as small. The same seed gives the same permutations whatever the order of rows, the plan and the machine. p cannot fall below 2 / (permutations + 1), one-sided 1 / (permutations + 1). Errors beside those of getis_ord(id, x, w): permutations or seed NULL (22004), out of range or not the same for all rows (22023).';

CREATE AGGREGATE sozialraum.getis_ord(id bigint, x double precision, w sozialraum.spatial_weights, style text, permutations integer, seed bigint) (
	SFUNC = sozialraum._getis_ord_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._getis_ord_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.getis_ord(bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) IS
'getis_ord(id, x, w) with style and a permutation test; see the overloads with one of them.';

CREATE FUNCTION sozialraum._bivariate_moran_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'bivariate_moran_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._bivariate_moran_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights) IS 'Transition function of bivariate_moran(id, x, y, w).';

CREATE FUNCTION sozialraum._bivariate_moran_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'bivariate_moran_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._bivariate_moran_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text) IS 'Transition function of bivariate_moran(id, x, y, w, style).';

CREATE FUNCTION sozialraum._bivariate_moran_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'bivariate_moran_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._bivariate_moran_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) IS 'Transition function of bivariate_moran(id, x, y, w, permutations, seed).';

CREATE FUNCTION sozialraum._bivariate_moran_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'bivariate_moran_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._bivariate_moran_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) IS 'Transition function of bivariate_moran(id, x, y, w, style, permutations, seed).';

CREATE FUNCTION sozialraum._bivariate_moran_final(internal) RETURNS sozialraum.autocorrelation_test
	AS 'MODULE_PATHNAME', 'bivariate_moran_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._bivariate_moran_final(internal) IS 'Final function of bivariate_moran.';

CREATE AGGREGATE sozialraum.bivariate_moran(id bigint, x double precision, y double precision, w sozialraum.spatial_weights) (
	SFUNC = sozialraum._bivariate_moran_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._bivariate_moran_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.bivariate_moran(bigint, double precision, double precision, sozialraum.spatial_weights) IS
'Bivariate Moran''s I: how x in a unit goes with y in its neighbours, n / S0 · sum(w_ij zx_i zy_j) / sqrt(sum(zx²) sum(zy²)). It says nothing about x and y in the same unit, and x and y cannot be exchanged. Expectation, variance and permutations are over the ways to distribute the pairs (x, y) over the units (as spdep does; GeoDa and esda move y alone). Weights without a standardisation are row-standardised. Values meet weights by id. Rows with NULL in any argument are skipped; units of the weights without a row are left out with their links; so are islands and the weights of a unit for itself, and what is left is standardised again. NULL on no rows, when no unit has a neighbour and when all x or all y are equal. The bits do not depend on the order of rows. Errors: an id twice, an id that the weights do not know, different weights (22023), NaN or infinity (22003). Source: Wartenberg 1985; doc/methods/autocorrelation.md.';

CREATE AGGREGATE sozialraum.bivariate_moran(id bigint, x double precision, y double precision, w sozialraum.spatial_weights, style text) (
	SFUNC = sozialraum._bivariate_moran_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._bivariate_moran_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.bivariate_moran(bigint, double precision, double precision, sozialraum.spatial_weights, text) IS
'bivariate_moran(id, x, y, w) with the standardisation of weights that carry none: ''row'' (the usual one, each unit''s weights sum to 1), ''general'' (as they are), ''binary'' (1), ''global'' (all sum to n, spdep''s C), ''variance'' (spdep''s S). Weights that were standardised before keep theirs (standardise_weights changes it).';

CREATE AGGREGATE sozialraum.bivariate_moran(id bigint, x double precision, y double precision, w sozialraum.spatial_weights, permutations integer, seed bigint) (
	SFUNC = sozialraum._bivariate_moran_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._bivariate_moran_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.bivariate_moran(bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) IS
'bivariate_moran(id, x, y, w) with a permutation test beside: the values change their places at random so many times (0 … 10,000,000; 999 is usual), and the columns permutation_… say how often the statistic was as large or as small. The same seed gives the same permutations whatever the order of rows, the plan and the machine. p cannot fall below 2 / (permutations + 1), one-sided 1 / (permutations + 1). Errors beside those of bivariate_moran(id, x, y, w): permutations or seed NULL (22004), out of range or not the same for all rows (22023).';

CREATE AGGREGATE sozialraum.bivariate_moran(id bigint, x double precision, y double precision, w sozialraum.spatial_weights, style text, permutations integer, seed bigint) (
	SFUNC = sozialraum._bivariate_moran_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._bivariate_moran_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.bivariate_moran(bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) IS
'bivariate_moran(id, x, y, w) with style and a permutation test; see the overloads with one of them.';

CREATE FUNCTION sozialraum._lee_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'lee_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._lee_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights) IS 'Transition function of lee(id, x, y, w).';

CREATE FUNCTION sozialraum._lee_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'lee_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._lee_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text) IS 'Transition function of lee(id, x, y, w, style).';

CREATE FUNCTION sozialraum._lee_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'lee_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._lee_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) IS 'Transition function of lee(id, x, y, w, permutations, seed).';

CREATE FUNCTION sozialraum._lee_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'lee_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._lee_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) IS 'Transition function of lee(id, x, y, w, style, permutations, seed).';

CREATE FUNCTION sozialraum._lee_final(internal) RETURNS sozialraum.autocorrelation_test
	AS 'MODULE_PATHNAME', 'lee_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._lee_final(internal) IS 'Final function of lee.';

CREATE AGGREGATE sozialraum.lee(id bigint, x double precision, y double precision, w sozialraum.spatial_weights) (
	SFUNC = sozialraum._lee_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._lee_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.lee(bigint, double precision, double precision, sozialraum.spatial_weights) IS
'Lee''s L: how the lag of x goes with the lag of y, n / sum_i((sum_j w_ij)²) · sum(lag zx · lag zy) / sqrt(sum(zx²) sum(zy²)): the correlation of two maps, lowered by what both lose when they are smoothed. x and y can be exchanged. Weights of a unit for itself count. Expectation and variance as Lee 2004, over the ways to distribute the pairs (x, y) over the units. Weights without a standardisation are row-standardised. Values meet weights by id. Rows with NULL in any argument are skipped; units of the weights without a row, and islands, are left out, and what is left is standardised again. NULL on no rows, when no unit has a neighbour and when all x or all y are equal. The bits do not depend on the order of rows. Errors: an id twice, an id that the weights do not know, different weights (22023), NaN or infinity (22003). Source: Lee 2001, 2004; doc/methods/autocorrelation.md.';

CREATE AGGREGATE sozialraum.lee(id bigint, x double precision, y double precision, w sozialraum.spatial_weights, style text) (
	SFUNC = sozialraum._lee_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._lee_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.lee(bigint, double precision, double precision, sozialraum.spatial_weights, text) IS
'lee(id, x, y, w) with the standardisation of weights that carry none: ''row'' (the usual one, each unit''s weights sum to 1), ''general'' (as they are), ''binary'' (1), ''global'' (all sum to n, spdep''s C), ''variance'' (spdep''s S). Weights that were standardised before keep theirs (standardise_weights changes it).';

CREATE AGGREGATE sozialraum.lee(id bigint, x double precision, y double precision, w sozialraum.spatial_weights, permutations integer, seed bigint) (
	SFUNC = sozialraum._lee_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._lee_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.lee(bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) IS
'lee(id, x, y, w) with a permutation test beside: the values change their places at random so many times (0 … 10,000,000; 999 is usual), and the columns permutation_… say how often the statistic was as large or as small. The same seed gives the same permutations whatever the order of rows, the plan and the machine. p cannot fall below 2 / (permutations + 1), one-sided 1 / (permutations + 1). Errors beside those of lee(id, x, y, w): permutations or seed NULL (22004), out of range or not the same for all rows (22023).';

CREATE AGGREGATE sozialraum.lee(id bigint, x double precision, y double precision, w sozialraum.spatial_weights, style text, permutations integer, seed bigint) (
	SFUNC = sozialraum._lee_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._lee_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.lee(bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) IS
'lee(id, x, y, w) with style and a permutation test; see the overloads with one of them.';

CREATE FUNCTION sozialraum._moran_rate_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'moran_rate_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_rate_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights) IS 'Transition function of moran_rate(id, events, population, w).';

CREATE FUNCTION sozialraum._moran_rate_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'moran_rate_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_rate_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text) IS 'Transition function of moran_rate(id, events, population, w, style).';

CREATE FUNCTION sozialraum._moran_rate_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'moran_rate_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_rate_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) IS 'Transition function of moran_rate(id, events, population, w, permutations, seed).';

CREATE FUNCTION sozialraum._moran_rate_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'moran_rate_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_rate_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) IS 'Transition function of moran_rate(id, events, population, w, style, permutations, seed).';

CREATE FUNCTION sozialraum._moran_rate_final(internal) RETURNS sozialraum.autocorrelation_test
	AS 'MODULE_PATHNAME', 'moran_rate_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_rate_final(internal) IS 'Final function of moran_rate.';

CREATE AGGREGATE sozialraum.moran_rate(id bigint, events double precision, population double precision, w sozialraum.spatial_weights) (
	SFUNC = sozialraum._moran_rate_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._moran_rate_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.moran_rate(bigint, double precision, double precision, sozialraum.spatial_weights) IS
'Moran''s I of rates with unequal populations (Assunção and Reis'' empirical Bayes index): of (r_i - b) / sqrt(a + b / population_i), r the raw rate, b the rate of all, a >= 0 the variance of the true rates by moments (Marshall 1991). It does not take the large variance of small areas for a pattern. Weights without a standardisation are row-standardised. Rows with NULL in any argument and rows without population are skipped. Values meet weights by id. Units of the weights without a row are left out with their links; so are islands and the weights of a unit for itself, and what is left is standardised again. NULL on no rows, when no unit has a neighbour, without events, and when all standardised rates are equal. The bits do not depend on the order of rows. Errors: an id twice, an id that the weights do not know, different weights (22023), NaN or infinity (22003), a negative number of events or people (22023). Source: Assunção and Reis 1999; the same as spdep''s EBImoran.mc; doc/methods/autocorrelation.md.';

CREATE AGGREGATE sozialraum.moran_rate(id bigint, events double precision, population double precision, w sozialraum.spatial_weights, style text) (
	SFUNC = sozialraum._moran_rate_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._moran_rate_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.moran_rate(bigint, double precision, double precision, sozialraum.spatial_weights, text) IS
'moran_rate(id, events, population, w) with the standardisation of weights that carry none: ''row'' (the usual one, each unit''s weights sum to 1), ''general'' (as they are), ''binary'' (1), ''global'' (all sum to n, spdep''s C), ''variance'' (spdep''s S). Weights that were standardised before keep theirs (standardise_weights changes it).';

CREATE AGGREGATE sozialraum.moran_rate(id bigint, events double precision, population double precision, w sozialraum.spatial_weights, permutations integer, seed bigint) (
	SFUNC = sozialraum._moran_rate_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._moran_rate_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.moran_rate(bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) IS
'moran_rate(id, events, population, w) with a permutation test beside: the values change their places at random so many times (0 … 10,000,000; 999 is usual), and the columns permutation_… say how often the statistic was as large or as small. The same seed gives the same permutations whatever the order of rows, the plan and the machine. p cannot fall below 2 / (permutations + 1), one-sided 1 / (permutations + 1). Errors beside those of moran_rate(id, events, population, w): permutations or seed NULL (22004), out of range or not the same for all rows (22023).';

CREATE AGGREGATE sozialraum.moran_rate(id bigint, events double precision, population double precision, w sozialraum.spatial_weights, style text, permutations integer, seed bigint) (
	SFUNC = sozialraum._moran_rate_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._moran_rate_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.moran_rate(bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) IS
'moran_rate(id, events, population, w) with style and a permutation test; see the overloads with one of them.';

CREATE TYPE sozialraum.join_count_test AS (
	bb double precision, bb_expectation double precision, bb_variance double precision, bb_z double precision, bb_p double precision, bb_p_permutation double precision,
	bw double precision, bw_expectation double precision, bw_variance double precision, bw_z double precision, bw_p double precision, bw_p_permutation double precision,
	ww double precision, ww_expectation double precision, ww_variance double precision, ww_z double precision, ww_p double precision, ww_p_permutation double precision,
	permutations integer, black integer, white integer, n integer, islands integer);
COMMENT ON TYPE sozialraum.join_count_test IS 'Joins between units that have a property (black) and units that do not (white).';
COMMENT ON COLUMN sozialraum.join_count_test.bb IS 'Joins of two black units (both have the property): half the sum of their weights.';
COMMENT ON COLUMN sozialraum.join_count_test.bb_expectation IS 'Expectation of bb. NULL with fewer than 2 units.';
COMMENT ON COLUMN sozialraum.join_count_test.bb_variance IS 'Variance of bb. NULL with fewer than 4 units (nonfree sampling).';
COMMENT ON COLUMN sozialraum.join_count_test.bb_z IS '(bb - expectation) / sqrt(variance). NULL when the variance is 0 or NULL.';
COMMENT ON COLUMN sozialraum.join_count_test.bb_p IS 'Two-sided p of bb_z by the normal distribution.';
COMMENT ON COLUMN sozialraum.join_count_test.bb_p_permutation IS 'Two-sided p of bb by permutations: twice the smaller one-sided (number as extreme + 1) / (permutations + 1), at most 1. NULL without permutations.';
COMMENT ON COLUMN sozialraum.join_count_test.bw IS 'Joins of a black and a white unit: half the sum of their weights.';
COMMENT ON COLUMN sozialraum.join_count_test.bw_expectation IS 'Expectation of bw. NULL with fewer than 2 units.';
COMMENT ON COLUMN sozialraum.join_count_test.bw_variance IS 'Variance of bw. NULL with fewer than 4 units (nonfree sampling).';
COMMENT ON COLUMN sozialraum.join_count_test.bw_z IS '(bw - expectation) / sqrt(variance). NULL when the variance is 0 or NULL.';
COMMENT ON COLUMN sozialraum.join_count_test.bw_p IS 'Two-sided p of bw_z by the normal distribution.';
COMMENT ON COLUMN sozialraum.join_count_test.bw_p_permutation IS 'Two-sided p of bw by permutations: twice the smaller one-sided (number as extreme + 1) / (permutations + 1), at most 1. NULL without permutations.';
COMMENT ON COLUMN sozialraum.join_count_test.ww IS 'Joins of two white units (neither has the property): half the sum of their weights.';
COMMENT ON COLUMN sozialraum.join_count_test.ww_expectation IS 'Expectation of ww. NULL with fewer than 2 units.';
COMMENT ON COLUMN sozialraum.join_count_test.ww_variance IS 'Variance of ww. NULL with fewer than 4 units (nonfree sampling).';
COMMENT ON COLUMN sozialraum.join_count_test.ww_z IS '(ww - expectation) / sqrt(variance). NULL when the variance is 0 or NULL.';
COMMENT ON COLUMN sozialraum.join_count_test.ww_p IS 'Two-sided p of ww_z by the normal distribution.';
COMMENT ON COLUMN sozialraum.join_count_test.ww_p_permutation IS 'Two-sided p of ww by permutations: twice the smaller one-sided (number as extreme + 1) / (permutations + 1), at most 1. NULL without permutations.';
COMMENT ON COLUMN sozialraum.join_count_test.permutations IS 'Number of random permutations. NULL when none were asked for.';
COMMENT ON COLUMN sozialraum.join_count_test.black IS 'Units that count and have the property.';
COMMENT ON COLUMN sozialraum.join_count_test.white IS 'Units that count and do not have it.';
COMMENT ON COLUMN sozialraum.join_count_test.n IS 'Units that count: those that have a neighbour or are one.';
COMMENT ON COLUMN sozialraum.join_count_test.islands IS 'Units that were left out because they have no neighbour.';

CREATE FUNCTION sozialraum._join_counts_accum(internal, bigint, boolean, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'join_counts_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._join_counts_accum(internal, bigint, boolean, sozialraum.spatial_weights) IS 'Transition function of join_counts(id, property, w).';

CREATE FUNCTION sozialraum._join_counts_accum(internal, bigint, boolean, sozialraum.spatial_weights, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'join_counts_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._join_counts_accum(internal, bigint, boolean, sozialraum.spatial_weights, text) IS 'Transition function of join_counts(id, property, w, sampling).';

CREATE FUNCTION sozialraum._join_counts_accum(internal, bigint, boolean, sozialraum.spatial_weights, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'join_counts_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._join_counts_accum(internal, bigint, boolean, sozialraum.spatial_weights, integer, bigint) IS 'Transition function of join_counts(id, property, w, permutations, seed).';

CREATE FUNCTION sozialraum._join_counts_final(internal) RETURNS sozialraum.join_count_test
	AS 'MODULE_PATHNAME', 'join_counts_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._join_counts_final(internal) IS 'Final function of join_counts.';

CREATE AGGREGATE sozialraum.join_counts(id bigint, property boolean, w sozialraum.spatial_weights) (
	SFUNC = sozialraum._join_counts_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._join_counts_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.join_counts(bigint, boolean, sozialraum.spatial_weights) IS
'Join counts of a property: how often do neighbours both have it (BB), only one of them (BW), neither (WW), and how often if the same number of units had it anywhere (nonfree sampling)? For yes/no properties, where Moran''s I has no meaning of its own. Weights are taken as they are: give binary ones, then a join counts once. Values meet weights by id. Rows with NULL in any argument are skipped; units of the weights without a row are left out with their links; so are islands and the weights of a unit for itself, and what is left is standardised again. NULL on no rows and when no unit has a neighbour. The bits do not depend on the order of rows. Errors: an id twice, an id that the weights do not know, different weights (22023). Source: Moran 1948; Cliff and Ord 1981; the same as spdep''s joincount.test and joincount.multi; doc/methods/autocorrelation.md.';

CREATE AGGREGATE sozialraum.join_counts(id bigint, property boolean, w sozialraum.spatial_weights, sampling text) (
	SFUNC = sozialraum._join_counts_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._join_counts_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.join_counts(bigint, boolean, sozialraum.spatial_weights, text) IS
'join_counts(id, property, w) with the way of sampling: ''nonfree'' (the usual one): the number of units with each category is given, all ways to distribute them are as likely; ''free'': each unit draws its category, with the shares that the units have. An unknown word: 22023.';

CREATE AGGREGATE sozialraum.join_counts(id bigint, property boolean, w sozialraum.spatial_weights, permutations integer, seed bigint) (
	SFUNC = sozialraum._join_counts_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._join_counts_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.join_counts(bigint, boolean, sozialraum.spatial_weights, integer, bigint) IS
'join_counts(id, property, w) with a permutation test beside: the properties change their places at random so many times (0 … 10,000,000; 999 is usual). The same seed gives the same permutations whatever the order of rows, the plan and the machine. Errors beside those of join_counts(id, property, w): permutations or seed NULL (22004), out of range or not the same for all rows (22023).';

CREATE TYPE sozialraum.join_count AS (
	category integer, neighbour_category integer, count double precision, expectation double precision, variance double precision, z double precision, p double precision);
COMMENT ON TYPE sozialraum.join_count IS 'Joins between units of two categories; both NULL: all joins between different categories.';
COMMENT ON COLUMN sozialraum.join_count.category IS 'A category.';
COMMENT ON COLUMN sozialraum.join_count.neighbour_category IS 'The same category, or a larger one.';
COMMENT ON COLUMN sozialraum.join_count.count IS 'Joins of a unit of the one and a unit of the other category: half the sum of their weights.';
COMMENT ON COLUMN sozialraum.join_count.expectation IS 'Expectation. NULL with fewer than 2 units.';
COMMENT ON COLUMN sozialraum.join_count.variance IS 'Variance. NULL with fewer than 4 units (nonfree sampling).';
COMMENT ON COLUMN sozialraum.join_count.z IS '(count - expectation) / sqrt(variance). NULL when the variance is 0 or NULL.';
COMMENT ON COLUMN sozialraum.join_count.p IS 'Two-sided p of z by the normal distribution.';

CREATE FUNCTION sozialraum._join_count_table_accum(internal, bigint, integer, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'join_count_table_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._join_count_table_accum(internal, bigint, integer, sozialraum.spatial_weights) IS 'Transition function of join_count_table(id, category, w).';

CREATE FUNCTION sozialraum._join_count_table_accum(internal, bigint, integer, sozialraum.spatial_weights, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'join_count_table_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._join_count_table_accum(internal, bigint, integer, sozialraum.spatial_weights, text) IS 'Transition function of join_count_table(id, category, w, sampling).';

CREATE FUNCTION sozialraum._join_count_table_final(internal) RETURNS sozialraum.join_count[]
	AS 'MODULE_PATHNAME', 'join_count_table_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._join_count_table_final(internal) IS 'Final function of join_count_table.';

CREATE AGGREGATE sozialraum.join_count_table(id bigint, category integer, w sozialraum.spatial_weights) (
	SFUNC = sozialraum._join_count_table_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._join_count_table_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.join_count_table(bigint, integer, sozialraum.spatial_weights) IS
'Join counts of several categories (types of areas, classes, clusters): an array with a row for each pair of categories, ascending, and, with two or more categories, a last row with NULL for both: all joins between different categories. Read it with SELECT (unnest(join_count_table(id, category, w))).* FROM …. Nonfree sampling. Weights are taken as they are: give binary ones. Values meet weights by id. Rows with NULL in any argument are skipped; units of the weights without a row are left out with their links; so are islands and the weights of a unit for itself, and what is left is standardised again. NULL on no rows and when no unit has a neighbour. The bits do not depend on the order of rows. Errors: an id twice, an id that the weights do not know, different weights (22023), more than 1,000 categories (54000). Source: Moran 1948; Cliff and Ord 1981; the same as spdep''s joincount.multi; doc/methods/autocorrelation.md.';

CREATE AGGREGATE sozialraum.join_count_table(id bigint, category integer, w sozialraum.spatial_weights, sampling text) (
	SFUNC = sozialraum._join_count_table_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._join_count_table_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.join_count_table(bigint, integer, sozialraum.spatial_weights, text) IS
'join_count_table(id, category, w) with the way of sampling: ''nonfree'' (the usual one): the number of units with each category is given, all ways to distribute them are as likely; ''free'': each unit draws its category, with the shares that the units have. An unknown word: 22023.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Local autocorrelation: where are the clusters, hot spots and outliers
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TYPE sozialraum.local_association AS (statistic double precision, expectation double precision, variance double precision, z double precision, p double precision, p_permutation double precision, q double precision, quadrant text, cluster text, lag double precision, neighbours integer);
COMMENT ON TYPE sozialraum.local_association IS 'Result of local_moran, bivariate_local_moran, local_moran_rate, local_geary, local_getis_ord and local_join_count for one unit: enough to draw the map.';
COMMENT ON COLUMN sozialraum.local_association.statistic IS 'The local statistic. NULL for a unit without neighbours, or when all values are equal.';
COMMENT ON COLUMN sozialraum.local_association.expectation IS 'Its expectation without spatial association.';
COMMENT ON COLUMN sozialraum.local_association.variance IS 'Its variance without spatial association. NULL with fewer than three units.';
COMMENT ON COLUMN sozialraum.local_association.z IS '(statistic - expectation) / root of the variance. NULL where the variance is 0 or NULL.';
COMMENT ON COLUMN sozialraum.local_association.p IS 'Analytic p by the normal approximation of z (join counts with equal weights: exact, hypergeometric), one- or two-sided as the argument alternative says. NULL where z is (join counts: where x is 0).';
COMMENT ON COLUMN sozialraum.local_association.p_permutation IS 'p by conditional permutation: (permutations at least as extreme + 1) / (permutations + 1). NULL without permutations and for units that are not tested.';
COMMENT ON COLUMN sozialraum.local_association.q IS 'p_permutation (p with permutations => 0) corrected for the number of units tested, by the false discovery rate of Benjamini and Hochberg, as benjamini_hochberg() does.';
COMMENT ON COLUMN sozialraum.local_association.quadrant IS 'HH, LL, HL, LH: the unit above the mean or not (H, L), then its neighbours. NULL for join counts and without a statistic.';
COMMENT ON COLUMN sozialraum.local_association.cluster IS 'What to draw: ''not significant''; ''no neighbours''; or, where q (with correction => ''none'' p_permutation or p) is at most alpha, the quadrant (Moran), HH, LL, ''similar'' or ''dissimilar'' (Geary), ''hot spot'' or ''cold spot'' (Getis-Ord), ''joined'' or ''apart'' (join count). NULL for units that are not tested.';
COMMENT ON COLUMN sozialraum.local_association.lag IS 'Weighted sum of the values of the neighbours; with row-standardised weights their mean. With star, the unit itself is among them.';
COMMENT ON COLUMN sozialraum.local_association.neighbours IS 'Number of neighbours that have a value, the unit itself not counted.';

CREATE FUNCTION sozialraum.local_moran(id bigint, x double precision, w sozialraum.spatial_weights, permutations integer DEFAULT 999, seed bigint DEFAULT 1, alternative text DEFAULT 'two-sided', correction text DEFAULT 'fdr', alpha double precision DEFAULT 0.05, draws text DEFAULT 'shared', style text DEFAULT 'row', moments text DEFAULT 'conditional', ddof integer DEFAULT 0) RETURNS sozialraum.local_association
	AS 'MODULE_PATHNAME', 'local_moran' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum.local_moran(bigint, double precision, sozialraum.spatial_weights, integer, bigint, text, text, double precision, text, text, text, integer) IS
'Window function: local Moran''s I of every unit over the whole partition (LISA): z times the weighted sum of the neighbours'' z; positive where a unit and its neighbours are on the same side of the mean (clusters HH, LL), negative where not (outliers HL, LH). z = (x - mean) / s; s is divided by n - ddof: ddof 0 as spdep does, 1 as GeoDa and esda. moments: expectation and variance with the unit''s value held (''conditional'', Sokal et al. 1998) or not (''total'', Anselin 1995; NULL where a unit has a weight for itself). permutations: conditional permutations for p_permutation (0: none, at most 10,000,000); the same seed gives the same result whatever the order of rows, the plan or the machine. alternative: ''two-sided'' (twice the smaller tail), ''directed'' (the smaller tail, as GeoDa and esda), ''greater'', ''less''. correction: ''fdr'' or ''none'', and alpha: what cluster calls significant. draws: ''shared'' (all units use the same random draws, as esda does) or ''own'' (slower). style: standardisation of weights that have none (''row'', ''binary'', ''variance'', ''global'', ''general'': as they are). Rows with NULL in id, x or w give NULL and do not count, nor do links to them; units without neighbours have a NULL statistic; all x equal: NULL statistics. A warning says when permutations are too few for the correction. Errors: NaN or infinity (22003), an id that comes twice or that w does not know, different weights in one partition (22023), arguments out of range (22023). Source: Anselin 1995; doc/methods/local_autocorrelation.md.';

CREATE FUNCTION sozialraum.bivariate_local_moran(id bigint, x double precision, y double precision, w sozialraum.spatial_weights, permutations integer DEFAULT 999, seed bigint DEFAULT 1, alternative text DEFAULT 'two-sided', correction text DEFAULT 'fdr', alpha double precision DEFAULT 0.05, draws text DEFAULT 'shared', style text DEFAULT 'row', ddof integer DEFAULT 0) RETURNS sozialraum.local_association
	AS 'MODULE_PATHNAME', 'bivariate_local_moran' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum.bivariate_local_moran(bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint, text, text, double precision, text, text, integer) IS
'Window function: bivariate local Moran''s I: z of x in the unit times the weighted sum of z of y in its neighbours. It compares x here with y around, and says nothing about x and y in the same place. lag is that of y. Moments and permutations hold the unit''s own x and y and shuffle the y of the others. Rows with NULL in id, x or y give NULL and do not count. Arguments, NULL and errors as local_moran(). Source: Anselin, Syabri, Smirnov 2002; doc/methods/local_autocorrelation.md.';

CREATE FUNCTION sozialraum.local_moran_rate(id bigint, events double precision, population double precision, w sozialraum.spatial_weights, permutations integer DEFAULT 999, seed bigint DEFAULT 1, alternative text DEFAULT 'two-sided', correction text DEFAULT 'fdr', alpha double precision DEFAULT 0.05, draws text DEFAULT 'shared', style text DEFAULT 'row', moments text DEFAULT 'conditional', ddof integer DEFAULT 0) RETURNS sozialraum.local_association
	AS 'MODULE_PATHNAME', 'local_moran_rate' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum.local_moran_rate(bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint, text, text, double precision, text, text, text, integer) IS
'Window function: local Moran''s I of rates of areas of very different size: local_moran() of the rates standardised by empirical Bayes, (rate - mean rate) / root of the variance that a rate of this population has, so that the chance rates of small areas do not make clusters. lag is that of the standardised rates. Where the variance between areas comes out negative only the variance by chance counts (spdep, GeoDa). Rows with NULL, or with population 0, give NULL and do not count. Negative events or population: 22023. Other arguments, NULL and errors as local_moran(). Source: Assunção and Reis 1999; doc/methods/local_autocorrelation.md.';

CREATE FUNCTION sozialraum.local_geary(id bigint, x double precision, w sozialraum.spatial_weights, permutations integer DEFAULT 999, seed bigint DEFAULT 1, alternative text DEFAULT 'two-sided', correction text DEFAULT 'fdr', alpha double precision DEFAULT 0.05, draws text DEFAULT 'shared', style text DEFAULT 'row', ddof integer DEFAULT 1) RETURNS sozialraum.local_association
	AS 'MODULE_PATHNAME', 'local_geary' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum.local_geary(bigint, double precision, sozialraum.spatial_weights, integer, bigint, text, text, double precision, text, text, integer) IS
'Window function: local Geary''s c: the weighted sum of squared differences between the z of a unit and those of its neighbours; small where they are alike, large where not. cluster: alike and both above the mean HH, both below LL, alike otherwise ''similar''; unlike ''dissimilar''. z = (x - mean) / s; s is divided by n - ddof (default 1, as spdep and GeoDa; 0: esda). Moments: conditional, exact. alternative: ''greater'' means unlike, ''less'' alike. Other arguments, NULL and errors as local_moran(). Source: Anselin 1995, 2019; doc/methods/local_autocorrelation.md.';

CREATE FUNCTION sozialraum.local_getis_ord(id bigint, x double precision, w sozialraum.spatial_weights, permutations integer DEFAULT 999, seed bigint DEFAULT 1, alternative text DEFAULT 'two-sided', correction text DEFAULT 'fdr', alpha double precision DEFAULT 0.05, draws text DEFAULT 'shared', style text DEFAULT 'general', star boolean DEFAULT false) RETURNS sozialraum.local_association
	AS 'MODULE_PATHNAME', 'local_getis_ord' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum.local_getis_ord(bigint, double precision, sozialraum.spatial_weights, integer, bigint, text, text, double precision, text, text, boolean) IS
'Window function: Getis and Ord''s local G (star false: the neighbours without the unit) or G* (star true: with it): the weighted sum of the neighbours'' x, divided by the sum of all x but the unit''s own (G*: of all x). z above 0: high values gather around the unit (''hot spot''), below 0: low values (''cold spot''). statistic, expectation and variance are NULL where that sum is not positive; z and p need no positive x. The weight of the unit for itself in G* is that of the weights, otherwise the largest of its row (binary weights: 1); G leaves it out. Moments: those of Ord and Getis; permutations hold the unit''s own value. style: default ''general'', weights as they are; z is the same with row-standardised weights when those of a row are equal. Other arguments, NULL and errors as local_moran(). Source: Ord and Getis 1995; doc/methods/local_autocorrelation.md.';

CREATE FUNCTION sozialraum.local_join_count(id bigint, x double precision, w sozialraum.spatial_weights, permutations integer DEFAULT 999, seed bigint DEFAULT 1, alternative text DEFAULT 'greater', correction text DEFAULT 'fdr', alpha double precision DEFAULT 0.05, draws text DEFAULT 'shared', style text DEFAULT 'general') RETURNS sozialraum.local_association
	AS 'MODULE_PATHNAME', 'local_join_count' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum.local_join_count(bigint, double precision, sozialraum.spatial_weights, integer, bigint, text, text, double precision, text, text) IS
'Window function: local join count of a property that a unit has (x = 1) or not (x = 0): where x is 1, the weighted number of neighbours that have it too; where x is 0 it is 0 and not tested (p, q and cluster NULL). p is exact (hypergeometric) when the weights of a row are equal. alternative: default ''greater'', more neighbours with the property than chance gives (''joined''). style: default ''general'', weights as they are. x other than 0 and 1: 22023. Other arguments, NULL and errors as local_moran(). Source: Anselin and Li 2019; doc/methods/local_autocorrelation.md.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Spatial smoothing: a unit and its neighbours
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum.spatial_lag(id bigint, x double precision, w sozialraum.spatial_weights, style text DEFAULT 'row') RETURNS double precision
	AS 'MODULE_PATHNAME', 'spatial_lag' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum.spatial_lag(bigint, double precision, sozialraum.spatial_weights, text) IS
'Window function: the spatial lag of x, the weighted sum of the neighbours'' values. style: the standardisation of weights that carry none: ''row'' (the lag is the mean of the neighbours), ''binary'' (their sum), ''general'' (weights as they are), ''global'', ''variance''; weights that were standardised before keep theirs. Neighbours without a value are left out, so that a mean is that of the neighbours that have one. NULL where x, id or w is NULL (such rows are nobody''s neighbour) and for units without a neighbour that has a value (islands). The whole partition counts; ORDER BY, frame and the order of rows do not matter. Errors: an id twice, an id that the weights do not know, different weights in one partition, an unknown style (22023), NaN or infinity (22003). Source: Anselin 1988; doc/methods/spatial_smoothing.md.';

CREATE FUNCTION sozialraum.spatial_smooth(id bigint, x double precision, w sozialraum.spatial_weights, share double precision DEFAULT 0.5, style text DEFAULT 'row') RETURNS double precision
	AS 'MODULE_PATHNAME', 'spatial_smooth' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum.spatial_smooth(bigint, double precision, sozialraum.spatial_weights, double precision, text) IS
'Window function: spatially lagged index: the unit''s own value and that of its surroundings, (1 - share) · x + share · spatial_lag(x). share 0 is the unit alone, 1 the neighbours alone, 0.5 (default) the mean of both. For an index of areas whose burden spills over their borders. NULL as spatial_lag(): islands have no surroundings. Errors beside those of spatial_lag(): share outside 0 … 1 or not constant (22023). Source: Rae 2009 (share 1, the nearest neighbour index of multiple deprivation); doc/methods/spatial_smoothing.md.';

CREATE FUNCTION sozialraum.spatial_rate(id bigint, events double precision, population double precision, w sozialraum.spatial_weights, per double precision DEFAULT 100) RETURNS double precision
	AS 'MODULE_PATHNAME', 'spatial_rate' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum.spatial_rate(bigint, double precision, double precision, sozialraum.spatial_weights, double precision) IS
'Window function: the rate of a unit together with its neighbours: all their events per all their people, in the unit of per (100: per cent). A neighbour is who has a weight above 0, however large. An island has its own rate; a unit without population that of its neighbours. NULL where an argument is NULL (such rows are nobody''s neighbour) and where there are no people at all. The whole partition counts; ORDER BY, frame and the order of rows do not matter. Errors: a negative number, per not positive or not constant, an id twice, an id that the weights do not know (22023), NaN or infinity (22003). Source: Anselin, Lozano, Koschinsky 2006; the same as GeoDa''s spatial rate; doc/methods/spatial_smoothing.md.';

CREATE FUNCTION sozialraum.spatial_empirical_bayes(id bigint, events double precision, population double precision, w sozialraum.spatial_weights, per double precision DEFAULT 100, variance text DEFAULT 'bailey_gatrell') RETURNS double precision
	AS 'MODULE_PATHNAME', 'spatial_empirical_bayes' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum.spatial_empirical_bayes(bigint, double precision, double precision, sozialraum.spatial_weights, double precision, text) IS
'Window function: local empirical Bayes: the rate of each unit, in the unit of per (100: per cent, as in empirical_bayes; 1 gives the numbers of spdep and GeoDa), drawn towards the rate of its neighbourhood (itself and its neighbours), the more the smaller its population. variance: how the variance of true rates in a neighbourhood is estimated: ''bailey_gatrell'' (default), each rate around the mean of its own neighbourhood, as spdep''s EBlocal; ''geoda'', each around the mean of this neighbourhood (Marshall), as GeoDa and PySAL. Where the rates of a neighbourhood vary no more than chance: its mean. An island keeps its rate. For maps, never for entitlement. Rows with NULL and rows without population get NULL and do not count. The whole partition counts; ORDER BY, frame and the order of rows do not matter. Errors: a negative number, per not positive or not constant, an unknown word for variance, an id twice, an id that the weights do not know (22023), NaN or infinity (22003). Source: Marshall 1991; Bailey and Gatrell 1995; doc/methods/spatial_smoothing.md.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Regions: window functions that put neighbouring areas together, and what judges the result
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum.skater(x double precision[], id bigint, weights sozialraum.spatial_weights, k integer, standardise boolean DEFAULT true,
	population double precision DEFAULT NULL, minimum_population double precision DEFAULT NULL, maximum_population double precision DEFAULT NULL, maximum_units integer DEFAULT NULL)
RETURNS integer
	AS 'MODULE_PATHNAME', 'skater_of_weights' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.skater(double precision[], bigint, sozialraum.spatial_weights, integer, boolean, double precision, double precision, double precision, integer) IS
'Window function: the number 1 … k of the region of an area, over the whole partition (ORDER BY and frame do not matter). Regions are areas that hang together by links of the weights (in either direction, of a weight above 0) and have similar indicators: the links between the most similar neighbours make a minimum spanning tree, of which k - 1 links are cut, each time where the within sum of squares falls most (SKATER). x: the indicators of an area, all in the same order; standardise (default true): every indicator counts as its z-score. minimum_population, maximum_population, maximum_units: what a region must have and may have (population in the unit of the argument population, areas); NULL: no limit. Cuts keep k within reach; if it is out of reach, that is an error, never fewer regions. Regions are numbered in the order of their smallest ids. A row with NULL in x (or one of its elements), id, weights, or in population where it limits, gets NULL and is left out of the map. k, the limits and standardise are the same for all rows of a partition. The same areas give the same regions in any order of rows. Time: k times the number of areas. Errors (22023): k below 1, above the number of areas or below the number of separate parts; limits that cannot be kept (with the number that can be reached); an id twice or unknown to the weights; a negative population or limit. NaN or infinity (22003), arrays of different length (2202E), limits without population (22004). Source: Assunção, Neves, Câmara, Da Costa Freitas 2006; doc/methods/regions.md.';

CREATE FUNCTION sozialraum.skater(x double precision[], geom geometry, k integer, standardise boolean DEFAULT true,
	population double precision DEFAULT NULL, minimum_population double precision DEFAULT NULL, maximum_population double precision DEFAULT NULL, maximum_units integer DEFAULT NULL,
	contiguity text DEFAULT 'rook', tolerance double precision DEFAULT 0)
RETURNS integer
	AS 'MODULE_PATHNAME', 'skater_of_polygons' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.skater(double precision[], geometry, integer, boolean, double precision, double precision, double precision, integer, text, double precision) IS
'Window function: the number 1 … k of the region of an area, as skater(x, id, weights, k, …), with neighbours found from the polygons of the partition: contiguity ''rook'' (default: a common stretch of border, so that every region is one piece) or ''queen'' (a common point is enough); tolerance: in units of the coordinates, for borders that do not fit exactly, as in rook_weights. Without ids, areas are ordered from north to south (northernmost points, then westernmost): region 1 has the northernmost area. Further errors (22023): a polygon twice (a table with several dates needs PARTITION BY), empty geometries, other types than polygons, different SRIDs, a tolerance with coordinates in degrees, an unknown contiguity. See doc/methods/regions.md.';

CREATE FUNCTION sozialraum.max_p(x double precision[], id bigint, weights sozialraum.spatial_weights, population double precision, minimum_population double precision,
	standardise boolean DEFAULT true, starts integer DEFAULT 50, seed bigint DEFAULT 1)
RETURNS integer
	AS 'MODULE_PATHNAME', 'max_p_of_weights' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.max_p(double precision[], bigint, sozialraum.spatial_weights, double precision, double precision, boolean, integer, bigint) IS
'Window function: the number 1 … p of the region of an area, over the whole partition: as many regions as possible, each of areas that hang together by links of the weights and with at least the minimum population; among divisions of so many regions one with a small within sum of squares of x (the max-p-regions problem). population: counts that add up, not negative. No program finds the largest p with certainty for more than a few areas; so many starts (1 … 10000) by growth, re-division and exchange are made with this seed, the best is improved by a tabu search. Another seed may give another division. Regions are numbered in the order of their smallest ids. A row with NULL in x (or one of its elements), id, weights or population gets NULL and is left out of the map. minimum_population, standardise, starts and seed are the same for all rows of a partition. The same areas, starts and seed give the same regions in any order of rows and on every machine. Errors: a separate part of the areas with less than the minimum population, minimum_population not positive, starts out of range, an id twice or unknown to the weights, different weights in one partition, a negative population (22023); NaN or infinity (22003); arrays of different length (2202E). Source: Duque, Anselin, Rey 2012; doc/methods/regions.md.';

CREATE FUNCTION sozialraum.max_p(x double precision[], geom geometry, population double precision, minimum_population double precision,
	standardise boolean DEFAULT true, starts integer DEFAULT 50, seed bigint DEFAULT 1, contiguity text DEFAULT 'rook', tolerance double precision DEFAULT 0)
RETURNS integer
	AS 'MODULE_PATHNAME', 'max_p_of_polygons' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.max_p(double precision[], geometry, double precision, double precision, boolean, integer, bigint, text, double precision) IS
'Window function: the number 1 … p of the region of an area, as max_p(x, id, weights, population, minimum_population, …), with neighbours found from the polygons of the partition and areas ordered from north to south; contiguity, tolerance and further errors as in skater(x, geom, k). See doc/methods/regions.md.';

CREATE FUNCTION sozialraum.ward_regions(x double precision[], id bigint, weights sozialraum.spatial_weights, k integer, standardise boolean DEFAULT true)
RETURNS integer
	AS 'MODULE_PATHNAME', 'ward_regions_of_weights' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.ward_regions(double precision[], bigint, sozialraum.spatial_weights, integer, boolean) IS
'Window function: the number 1 … k of the region of an area by Ward''s clustering where only neighbours may join: every area begins as a region; of all pairs of regions with a link between them, those two become one whose union adds least to the within sum of squares, until k are left. So the regions for k are those for k + 1 with two of them joined. Mostly of a smaller sum of squares than those of skater, but without limits. Arguments, numbering of regions, NULL and errors as skater(x, id, weights, k). Source: Ward 1963; Gordon 1996; doc/methods/regions.md.';

CREATE FUNCTION sozialraum.ward_regions(x double precision[], geom geometry, k integer, standardise boolean DEFAULT true, contiguity text DEFAULT 'rook', tolerance double precision DEFAULT 0)
RETURNS integer
	AS 'MODULE_PATHNAME', 'ward_regions_of_polygons' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.ward_regions(double precision[], geometry, integer, boolean, text, double precision) IS
'Window function: the number 1 … k of the region of an area, as ward_regions(x, id, weights, k), with neighbours found from the polygons of the partition and areas ordered from north to south; contiguity, tolerance and further errors as in skater(x, geom, k). See doc/methods/regions.md.';

-- quality

CREATE TYPE sozialraum.region_quality_result AS (regions double precision, areas double precision, total double precision, within double precision, between double precision, explained double precision,
	fewest_areas double precision, most_areas double precision, least_population double precision, largest_population double precision);
COMMENT ON TYPE sozialraum.region_quality_result IS 'How good a division into regions is: result of region_quality().';
COMMENT ON COLUMN sozialraum.region_quality_result.regions IS 'Number of regions.';
COMMENT ON COLUMN sozialraum.region_quality_result.areas IS 'Number of areas.';
COMMENT ON COLUMN sozialraum.region_quality_result.total IS 'Sum of the squared distances of all areas to the mean of all; with z-scores the number of areas times the number of indicators that are not constant.';
COMMENT ON COLUMN sozialraum.region_quality_result.within IS 'Sum of the squared distances of all areas to the mean of their region.';
COMMENT ON COLUMN sozialraum.region_quality_result.between IS 'total - within.';
COMMENT ON COLUMN sozialraum.region_quality_result.explained IS 'between / total, from 0 to 1: the share of the differences between areas that the regions explain. NULL where all areas are equal.';
COMMENT ON COLUMN sozialraum.region_quality_result.fewest_areas IS 'Number of areas of the region with the fewest.';
COMMENT ON COLUMN sozialraum.region_quality_result.most_areas IS 'Number of areas of the region with the most.';
COMMENT ON COLUMN sozialraum.region_quality_result.least_population IS 'Population of the region with the smallest one; NULL without population.';
COMMENT ON COLUMN sozialraum.region_quality_result.largest_population IS 'Population of the region with the largest one; NULL without population.';

CREATE FUNCTION sozialraum._region_quality_accum(internal, bigint, double precision[]) RETURNS internal
	AS 'MODULE_PATHNAME', 'region_quality_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._region_quality_accum(internal, bigint, double precision[]) IS 'Transition function of region_quality(region, x).';

CREATE FUNCTION sozialraum._region_quality_accum(internal, bigint, double precision[], boolean) RETURNS internal
	AS 'MODULE_PATHNAME', 'region_quality_standardise_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._region_quality_accum(internal, bigint, double precision[], boolean) IS 'Transition function of region_quality(region, x, standardise).';

CREATE FUNCTION sozialraum._region_quality_accum(internal, bigint, double precision[], double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'region_quality_population_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._region_quality_accum(internal, bigint, double precision[], double precision) IS 'Transition function of region_quality(region, x, population).';

CREATE FUNCTION sozialraum._region_quality_accum(internal, bigint, double precision[], double precision, boolean) RETURNS internal
	AS 'MODULE_PATHNAME', 'region_quality_all_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._region_quality_accum(internal, bigint, double precision[], double precision, boolean) IS 'Transition function of region_quality(region, x, population, standardise).';

CREATE FUNCTION sozialraum._region_quality_final(internal) RETURNS sozialraum.region_quality_result
	AS 'MODULE_PATHNAME', 'region_quality_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._region_quality_final(internal) IS 'Final function of region_quality.';

CREATE AGGREGATE sozialraum.region_quality(region bigint, x double precision[]) (
	SFUNC = sozialraum._region_quality_accum, STYPE = internal, FINALFUNC = sozialraum._region_quality_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.region_quality(bigint, double precision[]) IS
'How good a division of areas into regions is: sums of squares of the indicators x (as z-scores over all rows), the share explained, numbers of areas; see region_quality_result. region: any whole numbers. For every k the division with the larger share explained is the better one; the share grows with k. Rows with NULL in region, x or one of its elements are skipped; NULL on no rows. Errors: NaN or infinity (22003), arrays of different length or more than one dimension (2202E), an empty array (22023). See doc/methods/regions.md.';

CREATE AGGREGATE sozialraum.region_quality(region bigint, x double precision[], standardise boolean) (
	SFUNC = sozialraum._region_quality_accum, STYPE = internal, FINALFUNC = sozialraum._region_quality_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.region_quality(bigint, double precision[], boolean) IS
'region_quality(region, x); standardise false: with the indicators as they are. Rows with NULL in an argument are skipped; standardise is the same for all rows (22023).';

CREATE AGGREGATE sozialraum.region_quality(region bigint, x double precision[], population double precision) (
	SFUNC = sozialraum._region_quality_accum, STYPE = internal, FINALFUNC = sozialraum._region_quality_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.region_quality(bigint, double precision[], double precision) IS
'region_quality(region, x), and the smallest and the largest population of a region. Rows with NULL in an argument are skipped. Further error: a negative population (22023).';

CREATE AGGREGATE sozialraum.region_quality(region bigint, x double precision[], population double precision, standardise boolean) (
	SFUNC = sozialraum._region_quality_accum, STYPE = internal, FINALFUNC = sozialraum._region_quality_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.region_quality(bigint, double precision[], double precision, boolean) IS
'region_quality(region, x, population); standardise false: with the indicators as they are. Rows with NULL in an argument are skipped; standardise is the same for all rows (22023).';

CREATE FUNCTION sozialraum._regions_connected_accum(internal, bigint, bigint, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'regions_connected_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._regions_connected_accum(internal, bigint, bigint, sozialraum.spatial_weights) IS 'Transition function of regions_connected.';

CREATE FUNCTION sozialraum._regions_connected_final(internal) RETURNS boolean
	AS 'MODULE_PATHNAME', 'regions_connected_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._regions_connected_final(internal) IS 'Final function of regions_connected.';

CREATE AGGREGATE sozialraum.regions_connected(id bigint, region bigint, weights sozialraum.spatial_weights) (
	SFUNC = sozialraum._regions_connected_accum, STYPE = internal, FINALFUNC = sozialraum._regions_connected_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.regions_connected(bigint, bigint, sozialraum.spatial_weights) IS
'Whether every region is in one piece: its areas hang together by links of the weights (in either direction, of a weight above 0) between areas of the region. region_parts() tells which one is not. region: any whole numbers. Rows with NULL in an argument are skipped; NULL on no rows. Errors (22023): an id twice or unknown to the weights, different weights. See doc/methods/regions.md.';

CREATE FUNCTION sozialraum.region_parts(id bigint, region bigint, weights sozialraum.spatial_weights) RETURNS integer
	AS 'MODULE_PATHNAME', 'sozialraum_region_parts' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum.region_parts(bigint, bigint, sozialraum.spatial_weights) IS
'Window function: into how many connected parts the region of a row falls; 1: it is in one piece. A row with NULL in id, region or weights gets NULL and is left out of the map. Errors (22023): an id twice or unknown to the weights, different weights in one partition. See regions_connected() and doc/methods/regions.md.';

CREATE FUNCTION sozialraum.isoperimetric_quotient(geom geometry) RETURNS double precision
	AS 'MODULE_PATHNAME', 'sozialraum_isoperimetric_quotient' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum.isoperimetric_quotient(geometry) IS
'How compact an area is, from 0 to 1: 4 π · area / perimeter²; 1 for a circle, 0.79 for a square, near 0 for a ribbon or a ragged border; holes count as border. Of a region: isoperimetric_quotient(ST_Union(geom)) with GROUP BY region. The finer the border was digitised, the smaller it is: compare regions of one map only. NULL for NULL and where the surface is 0. Errors (22023): an empty geometry, other types than polygons, coordinates in degrees. Source: Polsby and Popper 1991; doc/methods/regions.md.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Areal transfer: figures move from one set of areas to another
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TYPE sozialraum.polygon_set;

CREATE FUNCTION sozialraum.polygon_set_in(cstring) RETURNS sozialraum.polygon_set
	AS 'MODULE_PATHNAME', 'polygon_set_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.polygon_set_in(cstring) IS 'Reads a polygon set from hexadecimal digits.';

CREATE FUNCTION sozialraum.polygon_set_out(sozialraum.polygon_set) RETURNS cstring
	AS 'MODULE_PATHNAME', 'polygon_set_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.polygon_set_out(sozialraum.polygon_set) IS 'Writes a polygon set as hexadecimal digits.';

CREATE FUNCTION sozialraum.polygon_set_recv(internal) RETURNS sozialraum.polygon_set
	AS 'MODULE_PATHNAME', 'polygon_set_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.polygon_set_recv(internal) IS 'Reads a polygon set from its binary form, in network byte order.';

CREATE FUNCTION sozialraum.polygon_set_send(sozialraum.polygon_set) RETURNS bytea
	AS 'MODULE_PATHNAME', 'polygon_set_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.polygon_set_send(sozialraum.polygon_set) IS 'Writes a polygon set in its binary form, in network byte order.';

CREATE TYPE sozialraum.polygon_set (
	INPUT = sozialraum.polygon_set_in,
	OUTPUT = sozialraum.polygon_set_out,
	RECEIVE = sozialraum.polygon_set_recv,
	SEND = sozialraum.polygon_set_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = external
);
COMMENT ON TYPE sozialraum.polygon_set IS 'The polygons of a table with their bigint ids, and a value of each where there are values: what the functions of areal transfer take, built by polygon_set(id, geom) in a subquery or kept in a column. Text form: hexadecimal digits of the binary form. Input that is none: 22P03 or 22023. A value may have 1 GB, about 60 million points (54000).';

CREATE FUNCTION sozialraum._polygon_set_accum(internal, bigint, geometry) RETURNS internal
	AS 'MODULE_PATHNAME', 'polygon_set_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._polygon_set_accum(internal, bigint, geometry) IS 'Transition function of polygon_set(id, geom).';

CREATE FUNCTION sozialraum._polygon_set_accum(internal, bigint, geometry, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'polygon_set_valued_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._polygon_set_accum(internal, bigint, geometry, double precision) IS 'Transition function of polygon_set(id, geom, value).';

CREATE FUNCTION sozialraum._polygon_set_final(internal) RETURNS sozialraum.polygon_set
	AS 'MODULE_PATHNAME', 'polygon_set_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._polygon_set_final(internal) IS 'Final function of polygon_set.';

CREATE AGGREGATE sozialraum.polygon_set(id bigint, geom geometry) (
	SFUNC = sozialraum._polygon_set_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._polygon_set_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.polygon_set(bigint, geometry) IS 'The polygons and multipolygons of a table as one value, for areal_weights, dasymetric_weights, pycnophylactic. Ascending by id, whatever the order of rows. Rows with id or geom NULL are skipped; no rows: NULL. Another type of geometry, an empty one, mixed coordinate systems, an id that comes twice, an open ring: 22023; coordinates that are NaN or infinite: 22003; more than 1 GB: 54000.';

CREATE AGGREGATE sozialraum.polygon_set(id bigint, geom geometry, value double precision) (
	SFUNC = sozialraum._polygon_set_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._polygon_set_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.polygon_set(bigint, geometry, double precision) IS 'polygon_set(id, geom) with a value of each area: inhabitants of a block for dasymetric_weights, the count to be smoothed for pycnophylactic. A value that is NULL is kept as unknown. NaN or infinite values: 22003; all else as polygon_set(id, geom).';

-- shares

CREATE FUNCTION sozialraum.areal_weights(source sozialraum.polygon_set, target sozialraum.polygon_set, sliver double precision DEFAULT 1e-9, rescale text DEFAULT 'slivers',
		OUT source_id bigint, OUT target_id bigint, OUT area double precision, OUT share_of_source double precision, OUT share_of_target double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_areal_weights' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.areal_weights(sozialraum.polygon_set, sozialraum.polygon_set, double precision, text) IS 'Which share of each source area lies in each target area: SELECT * FROM areal_weights((SELECT polygon_set(id, geom) FROM old), (SELECT polygon_set(id, geom) FROM new)). One row for every pair with a common surface, ascending by source_id and target_id; area: the common surface in square units of the coordinate system; share_of_source: 0 … 1, what of a count of the source goes to the target (transfer_extensive); share_of_target: which part of the target the pair is. What of a source lies in no target is a row with target_id NULL (share_of_target NULL); targets that no source touches have no row. Pairs below sliver times the surface of the source (0 to below 1) are dropped. rescale: ''slivers'' (what is dropped, and gaps below the sliver, go to the other targets of the source in proportion, so that its shares, with those of the row of NULL, add up to 1), ''all'' (the shares of every source that has a target add up to 1, a real rest is spread over its targets), ''none'' (shares are plain quotients of surfaces). Targets that overlap are a warning, as shares then add up to more than 1. NULL sets (no rows): no result. Degrees, different coordinate systems, a polygon whose border crosses itself or whose parts overlap (by more than a billionth of its surface) or that has no surface, sliver or rescale out of range: 22023. Source: Goodchild, Lam 1980; doc/methods/areal.md.';

CREATE FUNCTION sozialraum.dasymetric_weights(source sozialraum.polygon_set, target sozialraum.polygon_set, ancillary sozialraum.polygon_set, sliver double precision DEFAULT 1e-9, rescale text DEFAULT 'slivers',
		OUT source_id bigint, OUT target_id bigint, OUT weight double precision, OUT share_of_source double precision, OUT share_of_target double precision, OUT method text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_dasymetric_weights' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.dasymetric_weights(sozialraum.polygon_set, sozialraum.polygon_set, sozialraum.polygon_set, double precision, text) IS 'As areal_weights, but the shares follow what is known about the inside: ancillary holds blocks (built-up areas, residential blocks, grid cells) with a weight, polygon_set(id, geom, inhabitants), each spread evenly over its block and nowhere else. weight: weight of the blocks in what source and target have in common (0 where method is area); share_of_source: of the weight in the source; share_of_target: of the weight in the target, NULL where there is none; method: ''ancillary'', or ''area'' for a source without any weight, whose shares are those of areal_weights. sliver and rescale as there, for weights instead of surfaces: the row with target_id NULL is the weight of a source that lies in no target. A block without weight (NULL): 22004; a negative one, or ancillary built without values: 22023; other errors as areal_weights. Source: Wright 1936; Eicher, Brewer 2001; doc/methods/areal.md.';

CREATE FUNCTION sozialraum.pycnophylactic(source sozialraum.polygon_set, target sozialraum.polygon_set, cell_size double precision, iterations integer DEFAULT 100, tolerance double precision DEFAULT 0.001,
		OUT target_id bigint, OUT value double precision, OUT covered double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_pycnophylactic' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.pycnophylactic(sozialraum.polygon_set, sozialraum.polygon_set, double precision, integer, double precision) IS 'Counts of source areas, polygon_set(id, geom, value), moved to target areas by a smooth surface over square cells that keeps the total of every source (Tobler): the density does not jump at the borders of the sources. cell_size: side of a cell in units of the coordinate system; a cell belongs to the areas in which its centre lies. Iterates until no cell moves by more than tolerance times the largest cell, or iterations are over (0: spread evenly). value: the count of the target, NULL where no source is, where a source without value (NULL) is, or where the target is smaller than the cells; covered: share of the target that lies in sources, as its cells show it. What lies in no target is a row with target_id NULL; the values of all rows add up to those of the sources. Every target has a row. More than 10 million cells: 54000; a source that contains no centre of a cell, negative values or arguments, source built without values: 22023; other errors as areal_weights. Source: Tobler 1979; doc/methods/areal.md.';

-- values

CREATE FUNCTION sozialraum._transfer_extensive_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'transfer_extensive_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._transfer_extensive_accum(bytea, double precision, double precision) IS 'Transition function of transfer_extensive.';

CREATE FUNCTION sozialraum._transfer_extensive_accum(bytea, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'transfer_extensive_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._transfer_extensive_accum(bytea, double precision, double precision, double precision) IS 'Transition function of transfer_extensive with a tolerance.';

CREATE FUNCTION sozialraum._transfer_extensive_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'transfer_extensive_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._transfer_extensive_combine(bytea, bytea) IS 'Combine function of transfer_extensive.';

CREATE FUNCTION sozialraum._transfer_extensive_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'transfer_extensive_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._transfer_extensive_final(bytea) IS 'Final function of transfer_extensive.';

CREATE AGGREGATE sozialraum.transfer_extensive(value double precision, share_of_source double precision) (
	SFUNC = sozialraum._transfer_extensive_accum, STYPE = bytea, SSPACE = 200,
	COMBINEFUNC = sozialraum._transfer_extensive_combine, FINALFUNC = sozialraum._transfer_extensive_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.transfer_extensive(double precision, double precision) IS 'A count (inhabitants, cases, square metres) of a target area: sum of value × share_of_source over the rows of areal_weights or dasymetric_weights of the target, exact, whatever the order of rows. NULL on no rows, and when a source that gives a share has no value (NULL): missing is never zero. Rows with share_of_source NULL are skipped. Errors: NaN or infinity (22003), a negative share (22023). Source: Goodchild, Lam 1980.';

CREATE AGGREGATE sozialraum.transfer_extensive(value double precision, share_of_source double precision, tolerance double precision) (
	SFUNC = sozialraum._transfer_extensive_accum, STYPE = bytea, SSPACE = 200,
	COMBINEFUNC = sozialraum._transfer_extensive_combine, FINALFUNC = sozialraum._transfer_extensive_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.transfer_extensive(double precision, double precision, double precision) IS 'transfer_extensive(value, share_of_source) that passes over sources without a value which give at most tolerance (0 … 1, constant; 0.01: a hundredth) of themselves: slivers of a neighbour shall not make a target unknown. tolerance outside 0 … 1 or not the same for all rows: 22023; NULL: 22004.';

CREATE FUNCTION sozialraum._transfer_intensive_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'transfer_intensive_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._transfer_intensive_accum(bytea, double precision, double precision) IS 'Transition function of transfer_intensive.';

CREATE FUNCTION sozialraum._transfer_intensive_accum(bytea, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'transfer_intensive_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._transfer_intensive_accum(bytea, double precision, double precision, double precision) IS 'Transition function of transfer_intensive with a minimum share.';

CREATE FUNCTION sozialraum._transfer_intensive_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'transfer_intensive_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._transfer_intensive_combine(bytea, bytea) IS 'Combine function of transfer_intensive.';

CREATE FUNCTION sozialraum._transfer_intensive_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'transfer_intensive_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._transfer_intensive_final(bytea) IS 'Final function of transfer_intensive.';

CREATE AGGREGATE sozialraum.transfer_intensive(value double precision, weight double precision) (
	SFUNC = sozialraum._transfer_intensive_accum, STYPE = bytea, SSPACE = 200,
	COMBINEFUNC = sozialraum._transfer_intensive_combine, FINALFUNC = sozialraum._transfer_intensive_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.transfer_intensive(double precision, double precision) IS 'A rate, density or mean of a target area: the mean of the sources'' values, weighted by area of areal_weights or weight of dasymetric_weights (over the part of the target that sources cover), exact, whatever the order of rows. NULL on no rows, when the weights sum to 0, and when a source that counts has no value (NULL). Rows with weight NULL are skipped. A rate with numerator and denominator moves better as two counts. Errors: NaN or infinity (22003), a negative weight (22023). Source: Goodchild, Lam 1980.';

CREATE AGGREGATE sozialraum.transfer_intensive(value double precision, weight double precision, minimum_share double precision) (
	SFUNC = sozialraum._transfer_intensive_accum, STYPE = bytea, SSPACE = 200,
	COMBINEFUNC = sozialraum._transfer_intensive_combine, FINALFUNC = sozialraum._transfer_intensive_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.transfer_intensive(double precision, double precision, double precision) IS 'transfer_intensive(value, weight) over the sources that have a value, if they make up at least minimum_share (0 … 1, constant) of the weight; NULL if not. minimum_share outside 0 … 1 or not the same for all rows: 22023; NULL: 22004.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Access: how well places are served by facilities
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TYPE sozialraum.access_points;

CREATE FUNCTION sozialraum.access_points_in(cstring) RETURNS sozialraum.access_points
	AS 'MODULE_PATHNAME', 'access_points_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.access_points_in(cstring) IS 'Reads access points from text.';

CREATE FUNCTION sozialraum.access_points_out(sozialraum.access_points) RETURNS cstring
	AS 'MODULE_PATHNAME', 'access_points_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.access_points_out(sozialraum.access_points) IS 'Writes access points as text.';

CREATE FUNCTION sozialraum.access_points_recv(internal) RETURNS sozialraum.access_points
	AS 'MODULE_PATHNAME', 'access_points_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.access_points_recv(internal) IS 'Reads access points from their binary form, in network byte order.';

CREATE FUNCTION sozialraum.access_points_send(sozialraum.access_points) RETURNS bytea
	AS 'MODULE_PATHNAME', 'access_points_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.access_points_send(sozialraum.access_points) IS 'Writes access points in their binary form, in network byte order.';

CREATE TYPE sozialraum.access_points (
	INPUT = sozialraum.access_points_in,
	OUTPUT = sozialraum.access_points_out,
	RECEIVE = sozialraum.access_points_recv,
	SEND = sozialraum.access_points_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = external
);
COMMENT ON TYPE sozialraum.access_points IS 'Demand points or facility points with an id, an amount (demand or capacity) and, usually, a location: one value made by demand_points or facility_points and read by the functions of access. Text form: role;SRID;id amount x y;… with the role demand or facilities, for example demand;25832;1 100 4500.5 5600.5;2 80 4700 5610; without locations facilities;;1 60;2 45. Ids ascend; amounts are finite and not negative. Input that is none: 22P02, 22P03, 22003 or 22023. A value may have 1 GB, about 33 million points (54000).';

CREATE TYPE sozialraum.travel_costs;

CREATE FUNCTION sozialraum.travel_costs_in(cstring) RETURNS sozialraum.travel_costs
	AS 'MODULE_PATHNAME', 'travel_costs_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.travel_costs_in(cstring) IS 'Reads travel costs from text.';

CREATE FUNCTION sozialraum.travel_costs_out(sozialraum.travel_costs) RETURNS cstring
	AS 'MODULE_PATHNAME', 'travel_costs_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.travel_costs_out(sozialraum.travel_costs) IS 'Writes travel costs as text.';

CREATE FUNCTION sozialraum.travel_costs_recv(internal) RETURNS sozialraum.travel_costs
	AS 'MODULE_PATHNAME', 'travel_costs_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.travel_costs_recv(internal) IS 'Reads travel costs from their binary form, in network byte order.';

CREATE FUNCTION sozialraum.travel_costs_send(sozialraum.travel_costs) RETURNS bytea
	AS 'MODULE_PATHNAME', 'travel_costs_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.travel_costs_send(sozialraum.travel_costs) IS 'Writes travel costs in their binary form, in network byte order.';

CREATE TYPE sozialraum.travel_costs (
	INPUT = sozialraum.travel_costs_in,
	OUTPUT = sozialraum.travel_costs_out,
	RECEIVE = sozialraum.travel_costs_recv,
	SEND = sozialraum.travel_costs_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = external
);
COMMENT ON TYPE sozialraum.travel_costs IS 'What it costs to travel from demand points to facilities (minutes, metres, money): one value made by travel_costs and read by the functions of access. A pair that is not in it cannot be travelled. Costs need not be the same in both directions: they are those from the demand point to the facility. Text form: place facility cost;… for example 1 4 5.5;1 5 25;2 5 18, ascending. Costs are finite and not negative. Input that is none: 22P02, 22P03, 22003 or 22023. A value may have 1 GB, about 85 million pairs (54000).';

-- aggregates that make them

CREATE FUNCTION sozialraum._demand_points_accum(internal, bigint, double precision, geometry) RETURNS internal
	AS 'MODULE_PATHNAME', 'demand_points_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum._demand_points_accum(internal, bigint, double precision, geometry) IS 'Transition function of demand_points(id, demand, geom).';

CREATE FUNCTION sozialraum._demand_points_accum(internal, bigint, geometry) RETURNS internal
	AS 'MODULE_PATHNAME', 'demand_points_accum_geom' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum._demand_points_accum(internal, bigint, geometry) IS 'Transition function of demand_points(id, geom).';

CREATE FUNCTION sozialraum._demand_points_accum(internal, bigint, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'demand_points_accum_amount' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum._demand_points_accum(internal, bigint, double precision) IS 'Transition function of demand_points(id, demand).';

CREATE FUNCTION sozialraum._facility_points_accum(internal, bigint, double precision, geometry) RETURNS internal
	AS 'MODULE_PATHNAME', 'facility_points_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum._facility_points_accum(internal, bigint, double precision, geometry) IS 'Transition function of facility_points(id, capacity, geom).';

CREATE FUNCTION sozialraum._facility_points_accum(internal, bigint, geometry) RETURNS internal
	AS 'MODULE_PATHNAME', 'facility_points_accum_geom' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum._facility_points_accum(internal, bigint, geometry) IS 'Transition function of facility_points(id, geom).';

CREATE FUNCTION sozialraum._facility_points_accum(internal, bigint, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'facility_points_accum_amount' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum._facility_points_accum(internal, bigint, double precision) IS 'Transition function of facility_points(id, capacity).';

CREATE FUNCTION sozialraum._travel_costs_accum(internal, bigint, bigint, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'travel_costs_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum._travel_costs_accum(internal, bigint, bigint, double precision) IS 'Transition function of travel_costs(demand_id, facility_id, cost).';

CREATE FUNCTION sozialraum._access_points_final(internal) RETURNS sozialraum.access_points
	AS 'MODULE_PATHNAME', 'access_points_final' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum._access_points_final(internal) IS 'Final function of the aggregates that make access points.';

CREATE FUNCTION sozialraum._travel_costs_final(internal) RETURNS sozialraum.travel_costs
	AS 'MODULE_PATHNAME', 'travel_costs_final' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum._travel_costs_final(internal) IS 'Final function of the aggregates that make travel costs.';

CREATE AGGREGATE sozialraum.demand_points(id bigint, demand double precision, geom geometry) (
	SFUNC = sozialraum._demand_points_accum, STYPE = internal, SSPACE = 2048, FINALFUNC = sozialraum._access_points_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.demand_points(bigint, double precision, geometry) IS
'Where demand is: a point (address, block, area) per row with its demand, for example the children of the age group, as one value for two_step_floating_catchment and the other functions of access. geom: a point, or a polygon, which counts at its centre of gravity; in metres. Rows with NULL are skipped; NULL on no rows. Errors: an id that comes twice (22023), NaN or infinity (22003), a negative demand, degrees, mixed SRID, an empty or other geometry (22023). The value is the same for every order of rows. See doc/methods/access.md.';

CREATE AGGREGATE sozialraum.demand_points(id bigint, geom geometry) (
	SFUNC = sozialraum._demand_points_accum, STYPE = internal, SSPACE = 2048, FINALFUNC = sozialraum._access_points_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.demand_points(bigint, geometry) IS
'As demand_points(id, demand, geom) with a demand of 1 for every row: for nearest_facility, or where rows are persons or households.';

CREATE AGGREGATE sozialraum.demand_points(id bigint, demand double precision) (
	SFUNC = sozialraum._demand_points_accum, STYPE = internal, SSPACE = 2048, FINALFUNC = sozialraum._access_points_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.demand_points(bigint, double precision) IS
'As demand_points(id, demand, geom) without locations, for costs of travel that come from a table.';

CREATE AGGREGATE sozialraum.facility_points(id bigint, capacity double precision, geom geometry) (
	SFUNC = sozialraum._facility_points_accum, STYPE = internal, SSPACE = 2048, FINALFUNC = sozialraum._access_points_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.facility_points(bigint, double precision, geometry) IS
'Where supply is: a facility per row with its capacity (places, full-time equivalents, opening hours), as one value for two_step_floating_catchment and the other functions of access. geom: a point, or a polygon, which counts at its centre of gravity; in metres. Rows with NULL are skipped; NULL on no rows. Errors: an id that comes twice (22023), NaN or infinity (22003), a negative capacity, degrees, mixed SRID, an empty or other geometry (22023). The value is the same for every order of rows. See doc/methods/access.md.';

CREATE AGGREGATE sozialraum.facility_points(id bigint, geom geometry) (
	SFUNC = sozialraum._facility_points_accum, STYPE = internal, SSPACE = 2048, FINALFUNC = sozialraum._access_points_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.facility_points(bigint, geometry) IS
'As facility_points(id, capacity, geom) with a capacity of 1 for every row: where facilities are counted, or only the nearest is asked for.';

CREATE AGGREGATE sozialraum.facility_points(id bigint, capacity double precision) (
	SFUNC = sozialraum._facility_points_accum, STYPE = internal, SSPACE = 2048, FINALFUNC = sozialraum._access_points_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.facility_points(bigint, double precision) IS
'As facility_points(id, capacity, geom) without locations, for costs of travel that come from a table.';

CREATE AGGREGATE sozialraum.travel_costs(demand_id bigint, facility_id bigint, cost double precision) (
	SFUNC = sozialraum._travel_costs_accum, STYPE = internal, SSPACE = 2048, FINALFUNC = sozialraum._travel_costs_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.travel_costs(bigint, bigint, double precision) IS
'What it costs to travel from demand points to facilities, for example minutes from pgr_dijkstraCost of pgRouting, as one value for the functions of access. Pairs without a row cannot be travelled. Rows with NULL are skipped; NULL on no rows. Errors: a pair that comes twice, a negative cost (22023), NaN or infinity (22003). The value is the same for every order of rows. See doc/methods/access.md.';

-- functions that read them

CREATE FUNCTION sozialraum.two_step_floating_catchment(origins sozialraum.access_points, destinations sozialraum.access_points, maximum_distance double precision, method text DEFAULT '2sfca', decay text DEFAULT NULL, decay_parameter double precision[] DEFAULT NULL,
	OUT demand_id bigint, OUT demand double precision, OUT access double precision, OUT relative_access double precision, OUT facilities integer, OUT nearest_facility bigint, OUT nearest_cost double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_two_step_floating_catchment' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.two_step_floating_catchment(sozialraum.access_points, sozialraum.access_points, double precision, text, text, double precision[]) IS
'Access of every demand point to facilities, in units of capacity per unit of demand, where demand competes for capacity: first the capacity of a facility over the demand within maximum_distance (straight line), then the sum of these ratios over the facilities within maximum_distance. method: 2sfca (Luo and Wang 2003: everything within counts in full), e2sfca (Luo and Qi 2009: with distance decay), 3sfca (Wan et al. 2012: demand also chooses between facilities), m2sfca (Delamater 2013: what is far stays unused). decay (default: none for 2sfca, step for the others): none, step (decay_parameter ARRAY[[limit, weight], …], ascending; default thirds of the maximum with 1, 0.68, 0.22), gaussian (exp(-c²/(2s²)), ARRAY[s]), dai (Gaussian from 1 at 0 to 0 at the maximum), power (max(c, least)^-b, ARRAY[b, least]), exponential (exp(-b c), ARRAY[b]), linear (1 - c / maximum). One row for each demand point, ascending: access (0 where no facility is within reach), relative_access (access over total capacity per total demand: 1 is the mean under perfect distribution; NULL when one total is 0), facilities within reach (with a weight above 0), nearest_facility (equally near: the smaller id) and nearest_cost, its distance (NULL where none is within reach). Except with m2sfca, the sum of demand · access is the capacity of the facilities that are reached. A NULL in points, costs, maximum or method gives no rows. Errors: unknown method or decay, a decay that its parameter does not fit, points in the wrong order or without location, mixed SRID, degrees, a negative maximum (22023); a power of a distance of 0 without least distance, an infinite maximum where the decay needs a finite one (22023); NaN, or a result out of range (22003). Source: the papers named; doc/methods/access.md.';

CREATE FUNCTION sozialraum.two_step_floating_catchment(origins sozialraum.access_points, destinations sozialraum.access_points, costs sozialraum.travel_costs, maximum_cost double precision, method text DEFAULT '2sfca', decay text DEFAULT NULL, decay_parameter double precision[] DEFAULT NULL,
	OUT demand_id bigint, OUT demand double precision, OUT access double precision, OUT relative_access double precision, OUT facilities integer, OUT nearest_facility bigint, OUT nearest_cost double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_two_step_floating_catchment_costs' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.two_step_floating_catchment(sozialraum.access_points, sozialraum.access_points, sozialraum.travel_costs, double precision, text, text, double precision[]) IS
'As two_step_floating_catchment over straight lines, over costs of travel. A pair without cost is out of reach. Errors: unknown method or decay, a decay that its parameter does not fit, points in the wrong order, costs that name unknown ids, a negative maximum (22023); a power of a cost of 0 without least cost, an infinite maximum where the decay needs a finite one (22023); NaN, or a result out of range (22003). See doc/methods/access.md.';

CREATE FUNCTION sozialraum.catchment_population(origins sozialraum.access_points, destinations sozialraum.access_points, maximum_distance double precision, method text DEFAULT '2sfca', decay text DEFAULT NULL, decay_parameter double precision[] DEFAULT NULL,
	OUT facility_id bigint, OUT capacity double precision, OUT population double precision, OUT weighted_demand double precision, OUT demand_points integer, OUT ratio double precision, OUT unused_capacity double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_catchment_population' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.catchment_population(sozialraum.access_points, sozialraum.access_points, double precision, text, text, double precision[]) IS
'What comes to every facility within maximum_distance (straight line): the first step of two_step_floating_catchment, with the same arguments. One row for each facility, ascending: population (the demand within reach, in full), weighted_demand (by distance decay and method), demand_points within reach, ratio (capacity per unit of weighted demand; NULL where weighted_demand is 0: nobody reaches the facility), unused_capacity (all of it where nobody reaches the facility; with m2sfca, what distance leaves unused; else 0). A NULL in points, costs, maximum or method gives no rows. Errors: unknown method or decay, a decay that its parameter does not fit, points in the wrong order or without location, mixed SRID, degrees, a negative maximum (22023); a power of a distance of 0 without least distance, an infinite maximum where the decay needs a finite one (22023); NaN, or a result out of range (22003). Source: see two_step_floating_catchment; doc/methods/access.md.';

CREATE FUNCTION sozialraum.catchment_population(origins sozialraum.access_points, destinations sozialraum.access_points, costs sozialraum.travel_costs, maximum_cost double precision, method text DEFAULT '2sfca', decay text DEFAULT NULL, decay_parameter double precision[] DEFAULT NULL,
	OUT facility_id bigint, OUT capacity double precision, OUT population double precision, OUT weighted_demand double precision, OUT demand_points integer, OUT ratio double precision, OUT unused_capacity double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_catchment_population_costs' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.catchment_population(sozialraum.access_points, sozialraum.access_points, sozialraum.travel_costs, double precision, text, text, double precision[]) IS
'As catchment_population over straight lines, over costs of travel. A pair without cost is out of reach. Errors: unknown method or decay, a decay that its parameter does not fit, points in the wrong order, costs that name unknown ids, a negative maximum (22023); a power of a cost of 0 without least cost, an infinite maximum where the decay needs a finite one (22023); NaN, or a result out of range (22003). See doc/methods/access.md.';

CREATE FUNCTION sozialraum.gravity_access(origins sozialraum.access_points, destinations sozialraum.access_points, maximum_distance double precision, decay text DEFAULT 'power', decay_parameter double precision[] DEFAULT NULL,
	OUT demand_id bigint, OUT access double precision, OUT facilities integer, OUT nearest_facility bigint, OUT nearest_cost double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_gravity_access' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.gravity_access(sozialraum.access_points, sozialraum.access_points, double precision, text, double precision[]) IS
'Potential of every demand point: the sum of the capacities of the facilities within maximum_distance (straight line; may be infinite), weighted by distance decay; demand does not compete. decay and decay_parameter as in two_step_floating_catchment; power (default) needs its exponent, ARRAY[b] or ARRAY[b, least distance]; none gives cumulative opportunities, the capacity within reach. One row for each demand point, ascending; columns as there. For gravity with competition use two_step_floating_catchment with the method e2sfca and the decay power. A NULL in points, costs, maximum or method gives no rows. Errors: unknown method or decay, a decay that its parameter does not fit, points in the wrong order or without location, mixed SRID, degrees, a negative maximum (22023); a power of a distance of 0 without least distance, an infinite maximum where the decay needs a finite one (22023); NaN, or a result out of range (22003). Source: Hansen 1959; doc/methods/access.md.';

CREATE FUNCTION sozialraum.gravity_access(origins sozialraum.access_points, destinations sozialraum.access_points, costs sozialraum.travel_costs, maximum_cost double precision, decay text DEFAULT 'power', decay_parameter double precision[] DEFAULT NULL,
	OUT demand_id bigint, OUT access double precision, OUT facilities integer, OUT nearest_facility bigint, OUT nearest_cost double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_gravity_access_costs' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.gravity_access(sozialraum.access_points, sozialraum.access_points, sozialraum.travel_costs, double precision, text, double precision[]) IS
'As gravity_access over straight lines, over costs of travel. Errors: unknown method or decay, a decay that its parameter does not fit, points in the wrong order, costs that name unknown ids, a negative maximum (22023); a power of a cost of 0 without least cost, an infinite maximum where the decay needs a finite one (22023); NaN, or a result out of range (22003). See doc/methods/access.md.';

CREATE FUNCTION sozialraum.huff(origins sozialraum.access_points, destinations sozialraum.access_points, maximum_distance double precision DEFAULT 'Infinity', exponent double precision DEFAULT 1.5, minimum_distance double precision DEFAULT 0,
	OUT demand_id bigint, OUT facility_id bigint, OUT cost double precision, OUT probability double precision, OUT demand double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_huff' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 10000;
COMMENT ON FUNCTION sozialraum.huff(sozialraum.access_points, sozialraum.access_points, double precision, double precision, double precision) IS
'Huff''s model: the probability that demand at a point goes to a facility, capacity · distance^-exponent over the sum of this over all facilities within maximum_distance (straight line). Distances below minimum_distance count as this. One row for each pair of demand point and facility within reach, ascending: cost (the distance), probability, demand (of the point, times the probability). A point that reaches no facility with a capacity has one row with NULL in facility_id, cost and probability and all of its demand, so that demand always adds up. A NULL argument gives no rows. Errors: points in the wrong order or without location, mixed SRID, degrees, negative or infinite exponent or minimum (22023, 22003); a distance of 0 without minimum_distance (22023). Source: Huff 1963; doc/methods/access.md.';

CREATE FUNCTION sozialraum.huff(origins sozialraum.access_points, destinations sozialraum.access_points, costs sozialraum.travel_costs, maximum_cost double precision DEFAULT 'Infinity', exponent double precision DEFAULT 1.5, minimum_cost double precision DEFAULT 0,
	OUT demand_id bigint, OUT facility_id bigint, OUT cost double precision, OUT probability double precision, OUT demand double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_huff_costs' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 10000;
COMMENT ON FUNCTION sozialraum.huff(sozialraum.access_points, sozialraum.access_points, sozialraum.travel_costs, double precision, double precision, double precision) IS
'As huff over straight lines, over costs of travel. Errors: points in the wrong order, costs that name unknown ids, negative or infinite exponent or minimum (22023, 22003); a cost of 0 without minimum_cost (22023). See doc/methods/access.md.';

CREATE FUNCTION sozialraum.huff_demand(origins sozialraum.access_points, destinations sozialraum.access_points, maximum_distance double precision DEFAULT 'Infinity', exponent double precision DEFAULT 1.5, minimum_distance double precision DEFAULT 0,
	OUT facility_id bigint, OUT capacity double precision, OUT demand double precision, OUT share double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_huff_demand' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.huff_demand(sozialraum.access_points, sozialraum.access_points, double precision, double precision, double precision) IS
'What Huff''s model sends to every facility: the sum of huff().demand, and its share (0 … 1) of all demand; the shares add up to less than 1 when some points reach no facility. share is NULL when there is no demand. One row for each facility, ascending. Arguments as huff(). A NULL argument gives no rows. Errors: points in the wrong order or without location, mixed SRID, degrees, negative or infinite exponent or minimum (22023, 22003); a distance of 0 without minimum_distance (22023). Source: Huff 1963; doc/methods/access.md.';

CREATE FUNCTION sozialraum.huff_demand(origins sozialraum.access_points, destinations sozialraum.access_points, costs sozialraum.travel_costs, maximum_cost double precision DEFAULT 'Infinity', exponent double precision DEFAULT 1.5, minimum_cost double precision DEFAULT 0,
	OUT facility_id bigint, OUT capacity double precision, OUT demand double precision, OUT share double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_huff_demand_costs' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.huff_demand(sozialraum.access_points, sozialraum.access_points, sozialraum.travel_costs, double precision, double precision, double precision) IS
'As huff_demand over straight lines, over costs of travel. Errors: points in the wrong order, costs that name unknown ids, negative or infinite exponent or minimum (22023, 22003); a cost of 0 without minimum_cost (22023). See doc/methods/access.md.';

CREATE FUNCTION sozialraum.nearest_facility(origins sozialraum.access_points, destinations sozialraum.access_points, k integer DEFAULT 1, maximum_distance double precision DEFAULT 'Infinity',
	OUT demand_id bigint, OUT rank integer, OUT facility_id bigint, OUT cost double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_nearest_facility' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.nearest_facility(sozialraum.access_points, sozialraum.access_points, integer, double precision) IS
'The k nearest facilities of every demand point within maximum_distance (straight line), with rank 1 … k and cost, the distance; equally near facilities by id. Fewer than k rows where fewer are within reach; one row with rank 1 and NULL in facility_id and cost where none is, so that no demand point gets lost. Ascending by demand_id and rank. Capacity and demand do not matter. A NULL argument gives no rows. Errors: k < 1, a negative maximum, points in the wrong order or without location, mixed SRID (22023), NaN (22003). See doc/methods/access.md.';

CREATE FUNCTION sozialraum.nearest_facility(origins sozialraum.access_points, destinations sozialraum.access_points, costs sozialraum.travel_costs, k integer DEFAULT 1, maximum_cost double precision DEFAULT 'Infinity',
	OUT demand_id bigint, OUT rank integer, OUT facility_id bigint, OUT cost double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_nearest_facility_costs' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.nearest_facility(sozialraum.access_points, sozialraum.access_points, sozialraum.travel_costs, integer, double precision) IS
'As nearest_facility over straight lines, over costs of travel. Errors: k < 1, a negative maximum, points in the wrong order, costs that name unknown ids (22023), NaN (22003). See doc/methods/access.md.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Locate: in which area does a point lie
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TYPE sozialraum.locator;

CREATE FUNCTION sozialraum.locator_in(cstring) RETURNS sozialraum.locator
	AS 'MODULE_PATHNAME', 'locator_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.locator_in(cstring) IS 'Reads a locator from text.';

CREATE FUNCTION sozialraum.locator_out(sozialraum.locator) RETURNS cstring
	AS 'MODULE_PATHNAME', 'locator_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.locator_out(sozialraum.locator) IS 'Writes a locator as text.';

CREATE FUNCTION sozialraum.locator_recv(internal) RETURNS sozialraum.locator
	AS 'MODULE_PATHNAME', 'locator_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.locator_recv(internal) IS 'Reads a locator from its binary form.';

CREATE FUNCTION sozialraum.locator_send(sozialraum.locator) RETURNS bytea
	AS 'MODULE_PATHNAME', 'locator_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.locator_send(sozialraum.locator) IS 'Writes a locator in its binary form.';

CREATE TYPE sozialraum.locator (
	INPUT = sozialraum.locator_in,
	OUTPUT = sozialraum.locator_out,
	RECEIVE = sozialraum.locator_recv,
	SEND = sozialraum.locator_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = external
);
COMMENT ON TYPE sozialraum.locator IS 'An index over areas that answers in which of them a point lies; made by build_locator and asked by locate. A value like any other: from a subquery, in a column (kept out of line and not compressed; it is fetched once per query, not per row), in parallel workers. It does not follow later changes of the areas: build it again. Text form (for dump and restore): its bytes in hexadecimal digits. Input that is none, or that comes from a machine with another byte order: 22P02 as text, 22P03 as bytes. Up to 1 GB, about 15 million different edges (54000).';

CREATE FUNCTION sozialraum._build_locator_accum(internal, bigint, geometry) RETURNS internal
	AS 'MODULE_PATHNAME', 'build_locator_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._build_locator_accum(internal, bigint, geometry) IS 'Transition function of build_locator.';

CREATE FUNCTION sozialraum._build_locator_final(internal) RETURNS sozialraum.locator
	AS 'MODULE_PATHNAME', 'build_locator_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._build_locator_final(internal) IS 'Final function of build_locator.';

CREATE AGGREGATE sozialraum.build_locator(area_id bigint, geom geometry) (
	SFUNC = sozialraum._build_locator_accum, STYPE = internal, SSPACE = 1048576, FINALFUNC = sozialraum._build_locator_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.build_locator(bigint, geometry) IS
'An index over areas (polygons or multipolygons, with holes), one row for each: locate() finds with it in which area a point lies. Rows with NULL are skipped; NULL on no rows. The areas should be a coverage, without overlaps: locator_overlaps() lists those that there are. Degrees are allowed; borders are straight lines in the plane, as for ST_Intersects. The same bytes for any order of rows and any number of workers. Errors: geometries with different SRID, an id that comes twice, an empty geometry, another type of geometry (22023); NaN or infinite coordinates (22003); a result above 1 GB (54000). Source: doc/methods/locate.md.';

CREATE FUNCTION sozialraum.locate(locator sozialraum.locator, point geometry) RETURNS bigint
	AS 'MODULE_PATHNAME', 'locate_point' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 4;
COMMENT ON FUNCTION sozialraum.locate(sozialraum.locator, geometry) IS
'The id of the area that the point lies in; NULL: in none, or the point is empty or NULL. A point on a border belongs to exactly one area, the one to the east of it (on a level border, to the north); where areas overlap, to the one with the smallest id. For every other point the answer is that of ST_Intersects. Errors: another SRID than the areas have, a geometry that is no point (22023 or PostGIS'' own), NaN or infinite coordinates (22003). Source: doc/methods/locate.md.';

CREATE FUNCTION sozialraum.locate(locator sozialraum.locator, x double precision, y double precision) RETURNS bigint
	AS 'MODULE_PATHNAME', 'locate_xy' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION sozialraum.locate(sozialraum.locator, double precision, double precision) IS
'The id of the area that the point with these coordinates lies in, which must be in the coordinate system of the areas (x to the east, y to the north; in degrees: longitude, latitude); NULL: in none, or a coordinate is NULL. See locate(locator, point). Error 22003 for NaN or infinity.';

CREATE TYPE sozialraum.locator_description AS (areas integer, edges bigint, overlapping_pairs bigint, srid integer, bytes bigint,
	x_min double precision, y_min double precision, x_max double precision, y_max double precision, fingerprint bigint);
COMMENT ON TYPE sozialraum.locator_description IS 'What a locator is like: result of locator_summary().';
COMMENT ON COLUMN sozialraum.locator_description.areas IS 'Number of areas.';
COMMENT ON COLUMN sozialraum.locator_description.edges IS 'Number of different edges; one that two areas share exactly counts once.';
COMMENT ON COLUMN sozialraum.locator_description.overlapping_pairs IS 'Number of pairs of areas that overlap, see locator_overlaps(); NULL: more than a million.';
COMMENT ON COLUMN sozialraum.locator_description.srid IS 'EPSG code of the areas; 0: none.';
COMMENT ON COLUMN sozialraum.locator_description.bytes IS 'Size of the value.';
COMMENT ON COLUMN sozialraum.locator_description.x_min IS 'Western end of all areas.';
COMMENT ON COLUMN sozialraum.locator_description.y_min IS 'Southern end of all areas.';
COMMENT ON COLUMN sozialraum.locator_description.x_max IS 'Eastern end of all areas.';
COMMENT ON COLUMN sozialraum.locator_description.y_max IS 'Northern end of all areas.';
COMMENT ON COLUMN sozialraum.locator_description.fingerprint IS 'A number that equal locators share and different ones, for all practical purposes, do not: to see whether areas have changed.';

CREATE FUNCTION sozialraum.locator_summary(locator sozialraum.locator) RETURNS sozialraum.locator_description
	AS 'MODULE_PATHNAME', 'sozialraum_locator_summary' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.locator_summary(sozialraum.locator) IS 'What a locator is like: how many areas and edges, how many pairs of areas overlap, SRID, size, extent.';

CREATE FUNCTION sozialraum._locator_overlaps(locator sozialraum.locator, OUT id bigint, OUT other_id bigint, OUT x double precision, OUT y double precision, OUT srid integer) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_locator_overlaps' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 100;
COMMENT ON FUNCTION sozialraum._locator_overlaps(sozialraum.locator) IS 'What locator_overlaps() makes points of.';

CREATE FUNCTION sozialraum.locator_overlaps(locator sozialraum.locator, OUT id bigint, OUT other_id bigint, OUT point geometry) RETURNS SETOF record
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 100
BEGIN ATOMIC
	SELECT o.id, o.other_id, ST_SetSRID(ST_MakePoint(o.x, o.y), o.srid) FROM sozialraum._locator_overlaps(locator) AS o;
END;
COMMENT ON FUNCTION sozialraum.locator_overlaps(sozialraum.locator) IS
'Pairs of areas of a locator that overlap, however little (common borders and corners are no overlap), ascending by id and other_id: points there are located in id, the smaller one. point: a corner of what they have in common; where only borders cross, the crossing, rounded. No rows: no point lies in two areas. The areas must be valid (ST_IsValid); those that cross themselves may hide an overlap. Of more than a million pairs a million are listed, with a warning. Source: doc/methods/locate.md.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Counting points into figures: registers, facilities and events that lie as a table of points. Nothing of a single row is
-- stored, only counts and sums per area.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._point_at(x double precision, y double precision, srid integer) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_SetSRID(ST_MakePoint(x, y), srid);
COMMENT ON FUNCTION sozialraum._point_at(double precision, double precision, integer) IS 'A point from its coordinates; NULL where one is missing.';

CREATE FUNCTION sozialraum._point_in_srid(geom geometry, source_srid integer, srid integer) RETURNS geometry
LANGUAGE plpgsql IMMUTABLE COST 1000 SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN sozialraum._in_srid(geom, source_srid, srid);
EXCEPTION WHEN OTHERS THEN
	-- coordinates that are none (a latitude of 500): the point lies nowhere, and the others are counted
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION sozialraum._point_in_srid(geometry, integer, integer) IS 'A point in the coordinate system srid; NULL where it cannot be transformed.';

CREATE FUNCTION sozialraum._shape_sql(relation regclass, geometry text, source_srid integer) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_type	regtype := sozialraum._column_type(relation, geometry);
BEGIN
	RETURN CASE
		WHEN v_type IN ('text'::regtype, 'varchar'::regtype, 'json'::regtype, 'jsonb'::regtype)
			THEN format('sozialraum._read_geometry(t.%I::text, %L)', geometry, source_srid)
		WHEN v_type = 'bytea'::regtype THEN format('sozialraum._read_geometry(t.%I)', geometry)
		ELSE format('sozialraum._geometry_of(t.%I)', geometry) END;
END
$$;
COMMENT ON FUNCTION sozialraum._shape_sql(regclass, text, integer) IS 'The expression over t that reads a column of geometry, geography, WKB, WKT or GeoJSON.';

CREATE FUNCTION sozialraum._check_srid(source_srid integer) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
BEGIN
	IF source_srid IS NOT NULL AND sozialraum._srid_is_projected(source_srid) IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'PostGIS does not know the coordinate system of the source.',
			DETAIL = format('Given: %s.', source_srid),
			HINT = 'Give an EPSG code: 25832 or 25833 (UTM), 4326 (degrees, as in GeoJSON), 31467 (Gauß-Krüger), …';
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._check_srid(integer) IS 'Error for a coordinate system that PostGIS does not know.';

CREATE FUNCTION sozialraum._place_sql(relation regclass, geometry text, x text, y text, source_srid integer, areas text,
	OUT place text, OUT without_srid text) RETURNS record
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_srid		integer := sozialraum._setting_srid();
	v_shape		text;
	v_locator	text := format('(SELECT sozialraum.build_locator(a.id, a.geom) FROM sozialraum.area AS a WHERE a.geom IS NOT NULL AND %s)', areas);
BEGIN
	PERFORM sozialraum._check_srid(source_srid);
	IF (geometry IS NOT NULL AND x IS NULL AND y IS NULL) IS NOT TRUE AND (geometry IS NULL AND x IS NOT NULL AND y IS NOT NULL) IS NOT TRUE THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'It must be said where the points are: one column of geometry, or two of coordinates.',
			HINT = 'Give either geometry => ''…'', or x => ''…'' (easting, longitude) and y => ''…'' (northing, latitude) with source_srid.';
	END IF;
	IF geometry IS NOT NULL THEN
		v_shape := sozialraum._shape_sql(relation, geometry, source_srid);
		place := format('sozialraum.locate(%1$s, CASE WHEN sozialraum._geometry_srid(%2$s) = %3$s THEN %2$s ELSE sozialraum._point_in_srid(%2$s, %4$L, %3$s) END)',
			v_locator, v_shape, v_srid, source_srid);
		without_srid := CASE WHEN source_srid IS NULL THEN format('sozialraum._geometry_srid(%s) = 0', v_shape) ELSE 'false' END;
	ELSE
		PERFORM sozialraum._check_number(relation, x), sozialraum._check_number(relation, y);
		without_srid := 'false';
		place := CASE WHEN COALESCE(source_srid, v_srid) = v_srid
			THEN format('sozialraum.locate(%s, %s, %s)', v_locator, sozialraum._number_sql(relation, x), sozialraum._number_sql(relation, y))
			ELSE format('sozialraum.locate(%s, sozialraum._point_in_srid(sozialraum._point_at(%s, %s, %s), %4$s, %s))', v_locator, sozialraum._number_sql(relation, x), sozialraum._number_sql(relation, y), source_srid, v_srid) END;
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._place_sql(regclass, text, text, text, integer, text) IS 'The expression over t that gives the area in which a row lies, and the condition that its coordinate system is not known.';

CREATE FUNCTION sozialraum._check_number(relation regclass, column_name text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_type	regtype := sozialraum._column_type(relation, column_name);
BEGIN
	IF v_type NOT IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'float4'::regtype, 'float8'::regtype, 'numeric'::regtype) THEN
		RAISE EXCEPTION USING ERRCODE = 'datatype_mismatch',
			MESSAGE = 'The column must be a number.',
			DETAIL = format('Column %s has the type %s.', quote_ident(column_name), v_type),
			HINT = 'Read it in a view: sozialraum.parse_value() takes texts strictly.';
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._check_number(regclass, text) IS 'Error for a column that is no number.';

CREATE FUNCTION sozialraum._number_sql(relation regclass, column_name text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	-- a numeric may be larger than any double, and the error of the cast would tell the number
	SELECT format(CASE sozialraum._column_type(relation, column_name) WHEN 'numeric'::regtype THEN '(CASE WHEN abs(t.%1$I) < 1e308 OR t.%1$I = ''NaN'' THEN t.%1$I::float8 END)' ELSE '(t.%1$I::float8)' END, column_name)
$$;
COMMENT ON FUNCTION sozialraum._number_sql(regclass, text) IS 'The expression over t that reads a column of numbers; NULL where no double precision holds it.';

CREATE FUNCTION sozialraum._check_day(day date, what text) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF day IS NULL OR NOT isfinite(day) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('The argument %s must be a day.', what),
			DETAIL = format('Given: %s.', COALESCE(day::text, 'NULL')),
			HINT = 'Give the day of the count, or the last day of the year of a flow.';
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._check_day(date, text) IS 'Error for a date that is missing or infinite.';

CREATE FUNCTION sozialraum._check_overlaps(level text, reference_date date) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_overlap	record;
BEGIN
	SELECT a.key AS a_key, b.key AS b_key INTO v_overlap
	FROM sozialraum.locator_overlaps((SELECT sozialraum.build_locator(l.id, l.geom) FROM sozialraum.area AS l
		WHERE l.level = level AND reference_date BETWEEN l.valid_from AND l.valid_to AND l.geom IS NOT NULL)) AS o
	JOIN sozialraum.area AS a ON a.id = o.id
	JOIN sozialraum.area AS b ON b.id = o.other_id
	WHERE sozialraum._shared_area(a.geom, b.geom) > 1e-3 * least(sozialraum._area_of(a.geom), sozialraum._area_of(b.geom))
	ORDER BY a.key, b.key LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'Two areas of the level overlap, so nobody can say in which of them a point counts.',
			DETAIL = format('Level %s, date %s, keys %s and %s.', level, reference_date, v_overlap.a_key, v_overlap.b_key),
			HINT = 'Correct their borders; collect the points for a level without overlaps and build the others from its areas with sozialraum.build_area().';
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._check_overlaps(text, date) IS 'Error where two areas of a level share more than a thousandth of the smaller one.';

CREATE FUNCTION sozialraum._write_figures(stage text, relation text, only_valid boolean, OUT inserted bigint, OUT updated bigint, OUT unchanged bigint)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
	v_name	text := 'sozialraum_' || replace(gen_random_uuid()::text, '-', '');
	v_bad	boolean;
	v_rows	bigint;
BEGIN
	EXECUTE format('ANALYZE %s', stage);
	-- what is referred to stays while this goes on: locked as foreign keys would lock it
	EXECUTE format($q$SELECT count(*) FROM (SELECT FROM sozialraum.area AS a WHERE a.id IN (SELECT s.area_id FROM %1$s AS s) FOR KEY SHARE) AS x$q$, stage) INTO v_rows;
	EXECUTE format($q$SELECT count(*) FROM (SELECT FROM sozialraum.variable AS v WHERE v.code IN (SELECT s.variable FROM %1$s AS s) FOR KEY SHARE) AS x$q$, stage) INTO v_rows;
	EXECUTE format($q$SELECT count(*) FROM (SELECT FROM sozialraum.source AS c WHERE c.code IN (SELECT s.source FROM %1$s AS s) FOR KEY SHARE) AS x$q$, stage) INTO v_rows;
	EXECUTE format($q$SELECT EXISTS (SELECT FROM (SELECT DISTINCT s.area_id, s.reference_date FROM %1$s AS s) AS s
		LEFT JOIN sozialraum.area AS a ON a.id = s.area_id WHERE a.id IS NULL OR ($1 AND s.reference_date NOT BETWEEN a.valid_from AND a.valid_to))$q$, stage)
	INTO v_bad USING only_valid;
	IF v_bad THEN
		RAISE EXCEPTION USING ERRCODE = 'serialization_failure', MESSAGE = 'An area was closed meanwhile.',
			DETAIL = format('Relation %s.', relation), HINT = 'Try again.';
	END IF;
	EXECUTE format($q$SELECT EXISTS (SELECT FROM %1$s AS s WHERE s.value IN ('NaN', 'Infinity', '-Infinity'))$q$, stage) INTO v_bad;
	IF v_bad THEN
		RAISE EXCEPTION USING ERRCODE = 'numeric_value_out_of_range', MESSAGE = 'A sum is larger than any number that can be stored.',
			DETAIL = format('Relation %s.', relation), HINT = 'Look for wrong figures in the columns that are summed.';
	END IF;
	EXECUTE format($q$
		CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
		SELECT s.variable, s.reference_date, s.area_id, s.value, s.status, s.source, o.area_id IS NULL AS is_new,
			o.area_id IS NULL OR o.value IS DISTINCT FROM s.value OR o.status <> s.status OR o.source <> s.source AS is_other
		FROM %s AS s
		LEFT JOIN sozialraum.observation AS o ON o.variable = s.variable AND o.reference_date = s.reference_date AND o.area_id = s.area_id$q$, v_name, stage);
	EXECUTE format($q$
		UPDATE sozialraum.observation AS o SET value = d.value, status = d.status, source = d.source
		FROM pg_temp.%I AS d
		WHERE d.is_other AND NOT d.is_new AND o.variable = d.variable AND o.reference_date = d.reference_date AND o.area_id = d.area_id$q$, v_name);
	EXECUTE format($q$
		INSERT INTO sozialraum.observation (variable, reference_date, area_id, value, status, source)
		SELECT d.variable, d.reference_date, d.area_id, d.value, d.status, d.source FROM pg_temp.%I AS d WHERE d.is_new
		ORDER BY d.variable, d.reference_date, d.area_id$q$, v_name);
	EXECUTE format($q$
		INSERT INTO sozialraum.delivery (source, relation, inserted, updated, unchanged)
		SELECT d.source, $1, count(*) FILTER (WHERE d.is_new), count(*) FILTER (WHERE d.is_other AND NOT d.is_new), count(*) FILTER (WHERE NOT d.is_other)
		FROM pg_temp.%I AS d GROUP BY d.source HAVING bool_or(d.is_other) ORDER BY d.source$q$, v_name) USING relation;
	EXECUTE format($q$SELECT count(*) FILTER (WHERE d.is_new), count(*) FILTER (WHERE d.is_other AND NOT d.is_new), count(*) FILTER (WHERE NOT d.is_other)
		FROM pg_temp.%I AS d$q$, v_name) INTO inserted, updated, unchanged;
	EXECUTE format('DROP TABLE pg_temp.%I', v_name);
END
$$;
COMMENT ON FUNCTION sozialraum._write_figures(text, text, boolean) IS 'Writes the figures of a temporary table (variable, reference_date, area_id, value, status, source) into the model, and one row per source in delivery; counts what is new, other and the same. only_valid: the areas must be valid on the days.';
REVOKE EXECUTE ON FUNCTION sozialraum._write_figures(text, text, boolean) FROM PUBLIC;

CREATE FUNCTION sozialraum._register_state(relation regclass, reference_date date, filter text, date_column text, period_start date,
	birth_date text, age text, sex text, sexes jsonb, without_srid text,
	OUT state text, OUT age_sql text, OUT sex_sql text) RETURNS record
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_type	regtype;
BEGIN
	-- an argument that would be passed over is a mistake that becomes a wrong figure
	IF (period_start IS NOT NULL AND (date_column IS NULL OR period_start > reference_date)) OR (birth_date IS NOT NULL AND age IS NOT NULL) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The arguments that say which rows count do not fit together.',
			HINT = 'period_start needs date_column and lies before the reference date; give either birth_date or age.';
	END IF;
	IF (SELECT count(DISTINCT e.value) > 1 FROM jsonb_each_text(sexes) AS e GROUP BY lower(btrim(e.key)) ORDER BY 1 DESC LIMIT 1) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The argument sexes translates one text in two ways.',
			DETAIL = format('Given: %s.', sexes), HINT = 'Blanks and upper or lower case make no difference.';
	END IF;
	-- the rows that count (0) and that do not (1: other rows, 2 to 6: rows that cannot be judged)
	state := 'CASE';
	IF filter IS NOT NULL THEN
		v_type := sozialraum._column_type(relation, filter);
		IF v_type <> 'bool'::regtype THEN
			RAISE EXCEPTION USING ERRCODE = 'datatype_mismatch', MESSAGE = 'The column of the filter must be boolean.',
				DETAIL = format('Column %s has the type %s.', quote_ident(filter), v_type),
				HINT = 'Write the condition in a view: a column (nebenwohnung IS NULL) AS counted.';
		END IF;
		state := state || format(' WHEN t.%I IS NOT TRUE THEN 1', filter);
	END IF;
	IF date_column IS NOT NULL THEN
		v_type := sozialraum._column_type(relation, date_column);
		IF v_type NOT IN ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype) THEN
			RAISE EXCEPTION USING ERRCODE = 'datatype_mismatch', MESSAGE = 'The column must be a date.',
				DETAIL = format('Column %s has the type %s.', quote_ident(date_column), v_type), HINT = 'Read it in a view: sozialraum.parse_date() takes texts strictly.';
		END IF;
		-- the year that ends on the day
		period_start := COALESCE(period_start, ((reference_date + 1) - interval '1 year')::date);
		state := state || format(' WHEN t.%1$I IS NULL THEN 2 WHEN t.%1$I::date NOT BETWEEN %2$L::date AND %3$L::date THEN 1', date_column, period_start, reference_date);
	END IF;
	age_sql := 'NULL::integer';
	IF birth_date IS NOT NULL THEN
		v_type := sozialraum._column_type(relation, birth_date);
		IF v_type NOT IN ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype) THEN
			RAISE EXCEPTION USING ERRCODE = 'datatype_mismatch', MESSAGE = 'The column must be a date.',
				DETAIL = format('Column %s has the type %s.', quote_ident(birth_date), v_type), HINT = 'Read it in a view: sozialraum.parse_date() takes texts strictly.';
		END IF;
		state := state || format(' WHEN t.%1$I IS NULL OR NOT isfinite(t.%1$I) THEN 3 WHEN t.%1$I::date > %2$L::date THEN 1', birth_date, reference_date);
		-- completed years: the birthday counts, whoever was born on 29 February waits until 1 March
		age_sql := format('extract(year FROM age(%L::date::timestamp, t.%I::date::timestamp))::integer', reference_date, birth_date);
	ELSIF age IS NOT NULL THEN
		PERFORM sozialraum._check_number(relation, age);
		state := state || format(' WHEN t.%1$I IS NULL OR (t.%1$I >= 0 AND t.%1$I < 1000) IS NOT TRUE THEN 3', age);
		age_sql := format('floor(t.%I)::integer', age);
	END IF;
	sex_sql := 'NULL::text';
	IF sex IS NOT NULL THEN
		PERFORM sozialraum._column_type(relation, sex);
		sex_sql := format('(%L::jsonb ->> lower(btrim(t.%I::text)))', (SELECT jsonb_object_agg(lower(btrim(e.key)), e.value) FROM jsonb_each_text(sexes) AS e), sex);
		state := state || format(' WHEN (%s IN (''m'', ''w'')) IS NOT TRUE THEN 4', sex_sql);
	END IF;
	state := CASE WHEN without_srid <> 'false' THEN state || format(' WHEN %s THEN 5', without_srid) WHEN state = 'CASE' THEN 'CASE WHEN false THEN 1' ELSE state END || ' ELSE 0 END';
END
$$;
COMMENT ON FUNCTION sozialraum._register_state(regclass, date, text, text, date, text, text, text, jsonb, text) IS 'Expressions over t: whether a row counts, its age in completed years, its sex.';

CREATE FUNCTION sozialraum._raise_uncountable(state integer, count bigint, relation regclass, column_name text) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = 'data_exception',
		MESSAGE = format('Nothing was counted: %s %s.', count, CASE WHEN count = 1 THEN 'row cannot be judged' ELSE 'rows cannot be judged' END),
		DETAIL = format('Relation %s: %s.', relation, CASE state
			WHEN 2 THEN format('the date in column %s is missing', column_name)
			WHEN 3 THEN format('the age (column %s) is missing or none', column_name)
			WHEN 4 THEN format('the sex (column %s) is none of those that sexes translates into m and w', column_name)
			WHEN 5 THEN format('the coordinate system of the geometry (column %s) is not known', column_name)
			WHEN 6 THEN format('the family has no cell for the age (column %s)', column_name)
			ELSE format('column %s holds NaN or a number that is larger than any double precision', column_name) END),
		HINT = CASE state WHEN 5 THEN 'Say it in source_srid.'
			WHEN 4 THEN 'sexes => ''{"male": "m", "female": "w"}'' translates; a rule for other entries (official statistics distribute them) belongs into a view.'
			ELSE 'Correct these rows, or leave them out in a view or by a filter, knowing that they are missing then.' END;
END
$$;
COMMENT ON FUNCTION sozialraum._raise_uncountable(integer, bigint, regclass, text) IS 'The error for rows of which nobody can say where they count; it tells their number and no content.';

CREATE FUNCTION sozialraum._collect(source text, relation regclass, from_sql text, place_sql text, areas text, needs_border boolean, reference_date date,
	state_sql text, age_sql text, sex_sql text, columns jsonb, variable text, variables jsonb, family text, zeros boolean, empty_cells text, fixed_status text, max_not_placed double precision,
	OUT areas_counted bigint, OUT points bigint, OUT placed bigint, OUT not_placed bigint, OUT not_counted bigint, OUT inserted bigint, OUT updated bigint, OUT unchanged bigint)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_variable
DECLARE
	v_name		text := 'sozialraum_' || replace(gen_random_uuid()::text, '-', '');
	v_stage		text := format('pg_temp.%I', v_name);
	v_figure	text := format('pg_temp.%I', v_name || '_f');
	v_code		text[] := '{}';
	v_column	text[] := '{}';
	v_value		text[] := '{}';
	v_empty		text[] := '{}';
	v_bad		text[] := '{}';
	v_type		regtype;
	v_number	text;
	v_list		text[];
	v_item		record;
	v_age		boolean := false;
	v_sex		boolean := false;
	v_all		text := areas;
BEGIN
	PERFORM sozialraum._check_source(source);
	PERFORM sozialraum._check_choice('fixed_status', fixed_status, 'final', 'preliminary', 'revised', 'estimated', 'uncertain');
	PERFORM sozialraum._check_choice('empty_cells', empty_cells, 'unknown', 'skip');
	IF (max_not_placed BETWEEN 0 AND 1) IS NOT TRUE OR zeros IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The argument max_not_placed is a share from 0 to 1, and zeros true or false.',
			DETAIL = format('Given: %s and %s.', COALESCE(max_not_placed::text, 'NULL'), COALESCE(zeros::text, 'NULL')), HINT = 'Leave them out: half of the rows may lie outside, areas without rows get zeros.';
	END IF;

	-- what is counted
	IF (family IS NULL) = (variable IS NULL AND variables IS NULL)
		OR (variables IS NOT NULL AND (jsonb_typeof(variables) = 'object' AND variables <> '{}' AND NOT jsonb_path_exists(variables, '$.* ? (@.type() != "string")')) IS NOT TRUE) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'It must be said what is counted.',
			HINT = 'variable => ''kitas'' counts rows; variables => ''{"column": "variable", …}'' sums columns of numbers and counts true ones of booleans; family => ''bev'' with birth_date (or age) and sex counts people by age and sex.';
	END IF;
	IF family IS NULL THEN
		IF variable IS NOT NULL THEN
			v_code := ARRAY[variable];
			v_column := ARRAY[NULL::text];
			v_value := ARRAY['count(*)::float8'];
			v_empty := ARRAY['0::bigint'];
			v_bad := ARRAY['0::bigint'];
		END IF;
		FOR v_item IN SELECT e.key, e.value FROM jsonb_each_text(COALESCE(variables, '{}')) AS e ORDER BY e.key LOOP
			v_type := sozialraum._column_type(relation, v_item.key);
			v_code := v_code || v_item.value;
			v_column := v_column || v_item.key;
			v_number := format('t.c%s', cardinality(v_code));
			v_empty := v_empty || format('count(*) FILTER (WHERE %s IS NULL)', v_number);
			IF v_type = 'bool'::regtype THEN
				v_value := v_value || format('(count(*) FILTER (WHERE %s))::float8', v_number);
				v_bad := v_bad || '0::bigint'::text;
			ELSE
				PERFORM sozialraum._check_number(relation, v_item.key);
				v_number := format(CASE v_type
					-- a numeric may be larger than any double
					WHEN 'numeric'::regtype THEN '(CASE WHEN abs(%1$s) < 1e308 THEN %1$s::float8 WHEN %1$s IS NOT NULL THEN ''NaN''::float8 END)'
					-- as it is written: 12.3, not the 12.300000190734863 that is nearest to it in half the bits
					WHEN 'float4'::regtype THEN '(%1$s::text::float8)' ELSE '(%1$s::float8)' END, v_number);
				v_value := v_value || format('sozialraum.exact_sum(%1$s) FILTER (WHERE abs(%1$s) < 1e308::float8)', v_number);
				v_bad := v_bad || format('count(*) FILTER (WHERE NOT abs(%1$s) < 1e308::float8)', v_number);
			END IF;
		END LOOP;
		IF cardinality(v_code) <> (SELECT count(DISTINCT c) FROM unnest(v_code) AS c) THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
				MESSAGE = 'Every column of figures needs a variable of its own.',
				DETAIL = format('Variables: %s.', array_to_string(v_code, ', ', 'NULL')),
				HINT = 'A figure of an area and a date comes from one column.';
		END IF;
		v_list := sozialraum._ensure_variables(v_code);
		IF v_list <> '{}' THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object',
				MESSAGE = 'There is no such variable.',
				DETAIL = format('Given: %s.', array_to_string(v_list, ', ')),
				HINT = 'Enter it with sozialraum.define_variable(), or run sozialraum.install_catalogue().';
		END IF;
	ELSE
		SELECT COALESCE(bool_or(v.age_from IS NOT NULL OR v.age_to IS NOT NULL), false), COALESCE(bool_or(v.sex IS NOT NULL), false), array_agg(v.code ORDER BY v.code)
		INTO v_age, v_sex, v_code FROM sozialraum.variable AS v WHERE v.family = family AND v.is_cell;
		IF v_code IS NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such family of variables with cells.',
				DETAIL = format('Given: %s.', family), HINT = 'Enter it with sozialraum.define_variable_family(), or run sozialraum.install_catalogue().';
		END IF;
		IF (v_age AND age_sql = 'NULL::integer') OR (v_sex AND sex_sql = 'NULL::text') THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
				MESSAGE = 'The cells of the family ask for ages or sexes that no column was named for.',
				DETAIL = format('Family %s%s%s.', family, CASE WHEN v_age THEN ', by age' ELSE '' END, CASE WHEN v_sex THEN ', by sex' ELSE '' END),
				HINT = 'Name them: birth_date (or age) and sex.';
		END IF;
	END IF;

	-- one pass over the rows; what remains of them are counts and sums per area
	PERFORM set_config('search_path', sozialraum._reading_path(relation), true);
	EXECUTE format($q$
		CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
		SELECT t.area_id, t.state, COALESCE(t.age, -1) AS age, COALESCE(t.sex, '') AS sex, count(*) AS n, ARRAY[%s]::float8[] AS value, ARRAY[%s]::bigint[] AS empty, ARRAY[%s]::bigint[] AS bad
		FROM (SELECT CASE WHEN (%s) = 0 THEN %s END AS area_id, (%s) AS state, CASE WHEN (%s) = 0 THEN %s END AS age, CASE WHEN (%s) = 0 THEN %s END AS sex%s
			FROM %s OFFSET 0) AS t
		GROUP BY 1, 2, 3, 4$q$, v_name, array_to_string(v_value, ', '), array_to_string(v_empty, ', '), array_to_string(v_bad, ', '),
		state_sql, place_sql, state_sql, state_sql, CASE WHEN v_age THEN age_sql ELSE 'NULL::integer' END, state_sql, CASE WHEN v_sex THEN sex_sql ELSE 'NULL::text' END,
		(SELECT string_agg(format(', t.%I AS c%s', u.c, u.no), '' ORDER BY u.no) FROM unnest(v_column) WITH ORDINALITY AS u (c, no) WHERE u.c IS NOT NULL), from_sql);
	PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
	EXECUTE format('ANALYZE %s', v_stage);
	EXECUTE format('SELECT s.state, sum(s.n)::bigint AS n FROM %s AS s WHERE s.state > 1 GROUP BY s.state ORDER BY s.state LIMIT 1', v_stage) INTO v_item;
	IF v_item.state IS NOT NULL THEN
		PERFORM sozialraum._raise_uncountable(v_item.state, v_item.n, relation, quote_ident(columns ->> v_item.state::text));
	END IF;
	EXECUTE format($q$SELECT u.no, sum(u.bad)::bigint AS n FROM %s AS s CROSS JOIN LATERAL unnest(s.bad) WITH ORDINALITY AS u (bad, no)
		WHERE s.state = 0 AND u.bad > 0 GROUP BY u.no ORDER BY u.no LIMIT 1$q$, v_stage) INTO v_item;
	IF v_item.no IS NOT NULL THEN
		PERFORM sozialraum._raise_uncountable(7, v_item.n, relation, quote_ident(v_column[v_item.no]));
	END IF;
	EXECUTE format($q$SELECT COALESCE(sum(s.n) FILTER (WHERE s.state = 0), 0), COALESCE(sum(s.n) FILTER (WHERE s.state = 0 AND s.area_id IS NOT NULL), 0),
		COALESCE(sum(s.n) FILTER (WHERE s.state = 1), 0) FROM %s AS s$q$, v_stage) INTO points, placed, not_counted;
	not_placed := points - placed;
	IF not_placed > max_not_placed * points THEN
		RAISE EXCEPTION USING ERRCODE = 'data_exception',
			MESSAGE = 'Nothing was counted: too many rows lie in no area of the level.',
			DETAIL = format('%s of %s rows of relation %s.', not_placed, points, relation),
			HINT = 'Compare the coordinate systems and the extent of the areas; max_not_placed is the share of rows that may lie outside.';
	END IF;

	-- the figures: every area that the rows could have lain in
	EXECUTE format('CREATE TEMPORARY TABLE %I (variable text COLLATE "C", reference_date date, area_id bigint, value float8, status text COLLATE "C", source text COLLATE "C") ON COMMIT DROP', v_name || '_f');
	areas := areas || CASE WHEN needs_border THEN ' AND a.geom IS NOT NULL' ELSE '' END
		|| CASE WHEN zeros THEN '' ELSE format(' AND EXISTS (SELECT FROM %s AS s WHERE s.area_id = a.id AND s.state = 0)', v_stage) END;
	EXECUTE format('SELECT count(*) FROM sozialraum.area AS a WHERE %s', areas) INTO areas_counted;
	IF family IS NULL THEN
		EXECUTE format($q$
			INSERT INTO %s
			SELECT v.code, $2, a.id, CASE WHEN x.empty > 0 THEN NULL ELSE COALESCE(x.value, 0) END, CASE WHEN x.empty > 0 THEN 'unknown' ELSE $4 END, $3
			FROM sozialraum.area AS a
			CROSS JOIN unnest($1) WITH ORDINALITY AS v (code, no)
			LEFT JOIN LATERAL (SELECT s.value[v.no] AS value, CASE WHEN $5 = 'unknown' THEN s.empty[v.no] ELSE 0 END AS empty FROM %s AS s WHERE s.area_id = a.id AND s.state = 0) AS x ON true
			WHERE %s$q$, v_figure, v_stage, areas) USING v_code, reference_date, source, fixed_status, empty_cells;
	ELSE
		-- few ages and sexes, many areas: each pair finds its cell once
		EXECUTE format($q$
			CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
			SELECT s.age, s.sex, s.n, c.code
			FROM (SELECT x.age, x.sex, sum(x.n)::bigint AS n FROM %s AS x WHERE x.state = 0 GROUP BY x.age, x.sex) AS s
			LEFT JOIN sozialraum.variable AS c ON c.family = $1 AND c.is_cell
				AND (s.age < 0 OR s.age BETWEEN COALESCE(c.age_from, 0) AND COALESCE(c.age_to, 32767)) AND (c.sex IS NULL OR c.sex = s.sex)$q$, v_name || '_c', v_stage) USING family;
		EXECUTE format('SELECT COALESCE(sum(c.n), 0)::bigint AS n FROM pg_temp.%I AS c WHERE c.code IS NULL', v_name || '_c') INTO v_item;
		IF v_item.n > 0 THEN
			PERFORM sozialraum._raise_uncountable(6, v_item.n, relation, quote_ident(columns ->> '3'));
		END IF;
		EXECUTE format('ANALYZE pg_temp.%I', v_name || '_c');
		EXECUTE format($q$
			INSERT INTO %s
			SELECT c.code, $2, a.id, COALESCE(x.n, 0), $4, $3
			FROM sozialraum.area AS a
			CROSS JOIN (SELECT v.code FROM sozialraum.variable AS v WHERE v.family = $1 AND v.is_cell) AS c
			LEFT JOIN (SELECT s.area_id, c.code, sum(s.n)::float8 AS n FROM %s AS s JOIN pg_temp.%I AS c ON c.age = s.age AND c.sex = s.sex
				WHERE s.state = 0 GROUP BY s.area_id, c.code) AS x ON x.area_id = a.id AND x.code = c.code
			WHERE %s$q$, v_figure, v_stage, v_name || '_c', areas) USING family, reference_date, source, fixed_status;
		EXECUTE format('DROP TABLE pg_temp.%I', v_name || '_c');
	END IF;
	SELECT w.inserted, w.updated, w.unchanged INTO inserted, updated, unchanged FROM sozialraum._write_figures(v_figure, relation::text, true) AS w;
	IF NOT zeros THEN
		EXECUTE format($q$SELECT count(*) AS n FROM sozialraum.observation AS o JOIN sozialraum.area AS a ON a.id = o.area_id AND %s
			WHERE o.reference_date = $1 AND o.source = $2 AND (o.variable = ANY ($3)) AND NOT EXISTS (SELECT FROM %s AS f WHERE f.area_id = o.area_id)$q$, v_all, v_figure)
		INTO v_item USING reference_date, source, v_code;
		IF v_item.n > 0 THEN
			RAISE WARNING USING MESSAGE = 'Areas without any row keep the figures of an earlier count.',
				DETAIL = format('%s figures of source %s on %s.', v_item.n, source, reference_date),
				HINT = 'Delete them if they hold no longer; zeros => true writes zeros.';
		END IF;
	END IF;
	EXECUTE format('DROP TABLE %s, %s', v_stage, v_figure);
END
$$;
COMMENT ON FUNCTION sozialraum._collect(text, regclass, text, text, text, boolean, date, text, text, text, jsonb, text, jsonb, text, boolean, text, text, double precision) IS 'Counts the rows of a FROM clause by the area that an expression gives, into observations. Shared by collect_observations() and collect_by_address().';
REVOKE EXECUTE ON FUNCTION sozialraum._collect(text, regclass, text, text, text, boolean, date, text, text, text, jsonb, text, jsonb, text, boolean, text, text, double precision) FROM PUBLIC;

CREATE FUNCTION sozialraum.collect_observations(source text, relation regclass, level text, reference_date date, geometry text DEFAULT NULL,
	variable text DEFAULT NULL, variables jsonb DEFAULT NULL,
	family text DEFAULT NULL, birth_date text DEFAULT NULL, age text DEFAULT NULL, sex text DEFAULT NULL, sexes jsonb DEFAULT '{"m": "m", "w": "w"}',
	filter text DEFAULT NULL, date_column text DEFAULT NULL, period_start date DEFAULT NULL,
	x text DEFAULT NULL, y text DEFAULT NULL, source_srid integer DEFAULT NULL,
	zeros boolean DEFAULT true, empty_cells text DEFAULT 'unknown', fixed_status text DEFAULT 'final',
	max_not_placed double precision DEFAULT 0.5, report text DEFAULT NULL, max_report integer DEFAULT 1000)
RETURNS TABLE (areas bigint, areas_without_border bigint, points bigint, placed bigint, not_placed bigint, not_counted bigint,
	inserted bigint, updated bigint, unchanged bigint, not_placed_keys text[])
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_variable
DECLARE
	v_rank	smallint := sozialraum._level_rank(level);
	v_area	text;
	v_place	record;
	v_row	record;
	v_count	record;
BEGIN
	PERFORM sozialraum._check_day(reference_date, 'reference_date');
	v_area := format('a.level = %L AND %L::date BETWEEN a.valid_from AND a.valid_to', level, reference_date);
	EXECUTE format('SELECT count(a.geom), count(*) - count(a.geom) FROM sozialraum.area AS a WHERE %s', v_area) INTO areas, areas_without_border;
	IF areas = 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = 'No area of the level has a border and is valid on the reference date.',
			DETAIL = format('Level %s, date %s.', level, reference_date),
			HINT = 'Import the areas with their geometry and validity: sozialraum.import_areas().';
	END IF;
	PERFORM sozialraum._check_overlaps(level, reference_date);
	SELECT * INTO v_place FROM sozialraum._place_sql(relation, geometry, x, y, source_srid, v_area);
	SELECT * INTO v_row FROM sozialraum._register_state(relation, reference_date, filter, date_column, period_start, birth_date, age, sex, sexes, v_place.without_srid);
	IF report IS NOT NULL THEN
		PERFORM sozialraum._column_type(relation, report);
	END IF;
	SELECT * INTO v_count FROM sozialraum._collect(source, relation, format('%s AS t', relation), v_place.place, v_area, true, reference_date, v_row.state, v_row.age_sql, v_row.sex_sql,
		jsonb_build_object('2', date_column, '3', COALESCE(birth_date, age), '4', sex, '5', geometry), variable, variables, family, zeros, empty_cells, fixed_status, max_not_placed);
	IF report IS NOT NULL AND v_count.not_placed > 0 THEN
		PERFORM set_config('search_path', sozialraum._reading_path(relation), true);
		EXECUTE format('SELECT array_agg(r.key ORDER BY r.key) FROM (SELECT t.%I::text AS key FROM %s AS t WHERE (%s) = 0 AND %s IS NULL ORDER BY 1 LIMIT $1) AS r',
			report, relation, v_row.state, v_place.place) INTO not_placed_keys USING max_report;
		PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
	END IF;
	RETURN QUERY SELECT v_count.areas_counted, areas_without_border, v_count.points, v_count.placed, v_count.not_placed, v_count.not_counted,
		v_count.inserted, v_count.updated, v_count.unchanged, not_placed_keys;
END
$$;
COMMENT ON FUNCTION sozialraum.collect_observations(text, regclass, text, date, text, text, jsonb, text, text, text, text, jsonb, text, text, date, text, text, integer, boolean, text, text, double precision, text, integer) IS
'Counts the points of any table, view or foreign table (relation) by area, into figures of a source (its code must be in table source) for the areas of a level that are valid on the reference date. Only counts and sums per area are stored, no row. All arguments that name columns are names of columns.
Where: geometry is a column of points (geometry, geography, WKB, WKT, GeoJSON), or x and y are two of coordinates; what is in another coordinate system is transformed (source_srid: that of points without one, and of x and y). Each point lies in one area at most, see locate().
What: variable counts rows; variables maps columns to variables ({"plaetze": "kita_plaetze"}): numbers are summed, booleans counted where true; both may be given. family counts people into the cells of an age family: birth_date (age in completed years on the reference date) or age, and sex, whose texts sexes translates into m and w.
Which rows: filter is a boolean column, only true counts; date_column a date that lies in period_start … reference_date (default: the year that ends on the reference date). People born later do not count.
Areas without a point get zeros, which is right where the relation is complete for the territory; zeros => false: areas without any point get no figure (one of an earlier count stays, with a warning). Areas without a border cannot contain a point and get none. An empty cell (NULL) in a column of variables makes the sum of its area unknown (status); empty_cells => ''skip'': it is left out. fixed_status is the status of the figures.
All or nothing; existing figures of these variables, date and areas are replaced where they differ, and the same again is a no-op. Result: one row with the numbers of areas with figures, of areas without border, of points that count, of those placed and not placed, of rows that do not count, and of figures inserted, updated and unchanged; not_placed_keys: texts of the column report of points that lie in no area, at most max_report, NULL unless report is given. max_not_placed: the share of points that may lie outside before everything is refused (0: none, 1: all); more than half of them outside is nearly always a wrong coordinate system, and would be written as zeros.
Errors: 22000 for rows that cannot be judged (a date, an age, a sex or a coordinate system is missing, NaN) and for too many points outside; the message tells their number, not their content; 42704 for an unknown source, level, variable or family, 42703 for an unknown column, 42804 for a column of the wrong type, 22023 for arguments that do not fit and for areas that overlap. Needs the right to create temporary tables.';
REVOKE EXECUTE ON FUNCTION sozialraum.collect_observations(text, regclass, text, date, text, text, jsonb, text, text, text, text, jsonb, text, text, date, text, text, integer, boolean, text, text, double precision, text, integer) FROM PUBLIC;
-- ---------------------------------------------------------------------------------------------------------------------
-- Counting registers that come with street key and house number, through a table of addresses.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._address_form("text" text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.upper(pg_catalog.regexp_replace("text", '[[:space:]]+'::text, ''::text, 'g'::text));
COMMENT ON FUNCTION sozialraum._address_form(text) IS 'A text without blanks and in upper case.';

CREATE FUNCTION sozialraum._street_form(street text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.regexp_replace(sozialraum._address_form(street), '^0+([0-9]+)$'::text, '\1'::text);
COMMENT ON FUNCTION sozialraum._street_form(text) IS 'The form in which street keys meet: no blanks, upper case, keys of digits only without leading zeros.';

CREATE FUNCTION sozialraum._house_form(house text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN sozialraum._address_form(pg_catalog.regexp_replace(house, '([0-9])[[:space:]]+(?=[0-9])'::text, '\1/'::text, 'g'::text));
COMMENT ON FUNCTION sozialraum._house_form(text) IS 'A house number without blanks and in upper case; digits that a blank divides stay divided (12 1/2 is not 121/2).';

CREATE FUNCTION sozialraum._house_number(house text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.ltrim(COALESCE(pg_catalog.substring(sozialraum._house_form(house), '^[0-9]+'::text), ''), '0'::text);
COMMENT ON FUNCTION sozialraum._house_number(text) IS 'The digits at the beginning of a house number, without leading zeros.';

CREATE FUNCTION sozialraum._house_suffix(house text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.ltrim(sozialraum._house_form(house), '0123456789'::text);
COMMENT ON FUNCTION sozialraum._house_suffix(text) IS 'What follows the digits of a house number: "012 a" has the suffix A, and so has 12 with the suffix a beside it.';

CREATE FUNCTION sozialraum.collect_by_address(source text, relation regclass, level text, reference_date date,
	street text, house_number text, addresses regclass,
	suffix text DEFAULT NULL, address_street text DEFAULT NULL, address_house_number text DEFAULT NULL, address_suffix text DEFAULT NULL,
	address_geometry text DEFAULT NULL, address_area text DEFAULT NULL, source_srid integer DEFAULT NULL, without_suffix boolean DEFAULT true,
	variable text DEFAULT NULL, variables jsonb DEFAULT NULL,
	family text DEFAULT NULL, birth_date text DEFAULT NULL, age text DEFAULT NULL, sex text DEFAULT NULL, sexes jsonb DEFAULT '{"m": "m", "w": "w"}',
	filter text DEFAULT NULL, date_column text DEFAULT NULL, period_start date DEFAULT NULL,
	zeros boolean DEFAULT true, empty_cells text DEFAULT 'unknown', fixed_status text DEFAULT 'final',
	max_not_placed double precision DEFAULT 0.5, max_report integer DEFAULT 1000)
RETURNS TABLE (outcome text, street_key text, house text, reason text, count bigint)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_variable
DECLARE
	v_rank		smallint := sozialraum._level_rank(level);
	v_name		text := 'sozialraum_' || replace(gen_random_uuid()::text, '-', '');
	v_known		text := format('pg_temp.%I', v_name || '_a');	-- the table of addresses, each address once, with its area
	v_wanted	text := format('pg_temp.%I', v_name || '_w');	-- the addresses of the register
	v_area		text := format('a.level = %L AND %L::date BETWEEN a.valid_from AND a.valid_to', level, reference_date);
	v_place		record;
	v_row		record;
	v_count		record;
	v_areas		bigint;
BEGIN
	PERFORM sozialraum._check_day(reference_date, 'reference_date');
	address_street := COALESCE(address_street, street);
	address_house_number := COALESCE(address_house_number, house_number);
	IF (address_geometry IS NULL) = (address_area IS NULL) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'It must be said where the addresses lie: a column of geometry, or one of area keys.',
			HINT = 'Give either address_geometry => ''…'' (points) or address_area => ''…'' (keys of the level).';
	END IF;
	PERFORM sozialraum._column_type(relation, c) FROM unnest(ARRAY[street, house_number, suffix]) WITH ORDINALITY AS u (c, no) WHERE c IS NOT NULL OR no < 3;
	PERFORM sozialraum._column_type(addresses, c) FROM unnest(ARRAY[address_street, address_house_number, address_suffix, address_area]) WITH ORDINALITY AS u (c, no) WHERE c IS NOT NULL OR no < 3;
	EXECUTE format('SELECT count(*) FROM sozialraum.area AS a WHERE %s%s', v_area, CASE WHEN address_area IS NULL THEN ' AND a.geom IS NOT NULL' ELSE '' END) INTO v_areas;
	IF v_areas = 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = CASE WHEN address_area IS NULL THEN 'No area of the level has a border and is valid on the reference date.' ELSE 'No area of the level is valid on the reference date.' END,
			DETAIL = format('Level %s, date %s.', level, reference_date),
			HINT = 'Import the areas with their validity: sozialraum.import_areas().';
	END IF;
	SELECT * INTO v_row FROM sozialraum._register_state(relation, reference_date, filter, date_column, period_start, birth_date, age, sex, sexes, 'false');

	-- where the addresses lie
	IF address_area IS NULL THEN
		PERFORM sozialraum._check_overlaps(level, reference_date);
		SELECT * INTO v_place FROM sozialraum._place_sql(addresses, address_geometry, NULL, NULL, source_srid, v_area);
		IF v_place.without_srid <> 'false' THEN
			EXECUTE format('SELECT count(*) AS n FROM %s AS t WHERE %s', addresses, v_place.without_srid) INTO v_count;
			IF v_count.n > 0 THEN
				PERFORM sozialraum._raise_uncountable(5, v_count.n, addresses, quote_ident(address_geometry));
			END IF;
		END IF;
	ELSE
		SELECT format($q$(SELECT a.id FROM sozialraum.area AS a WHERE %s AND sozialraum.official_key(a.key) = sozialraum.official_key(t.%I::text COLLATE "C")
			ORDER BY a.key = btrim(t.%2$I::text COLLATE "C") DESC, a.id LIMIT 1)$q$, v_area, address_area) AS place INTO v_place;
	END IF;
	PERFORM set_config('search_path', sozialraum._reading_path(addresses), true);
	EXECUTE format($q$
		CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
		SELECT r.street, r.house, r.suffix, sozialraum._street_form(r.street COLLATE "default") COLLATE "C" AS street_form,
			sozialraum._house_number((r.house || ' ' || r.suffix) COLLATE "default") COLLATE "C" AS number, sozialraum._house_suffix((r.house || ' ' || r.suffix) COLLATE "default") COLLATE "C" AS letter, r.area_id
		FROM (SELECT DISTINCT COALESCE(t.%I::text, '') COLLATE "C" AS street, COALESCE(t.%I::text, '') COLLATE "C" AS house, (%s) COLLATE "C" AS suffix, %s AS area_id FROM %s AS t OFFSET 0) AS r$q$, v_name || '_a', address_street, address_house_number,
		CASE WHEN address_suffix IS NULL THEN quote_literal('') || '::text' ELSE format('COALESCE(t.%I::text, '''')', address_suffix) END, v_place.place, addresses);
	EXECUTE format('ANALYZE %s', v_known);

	-- the addresses of the register, each once, with the number of rows that count
	PERFORM set_config('search_path', sozialraum._reading_path(relation), true);
	EXECUTE format($q$
		CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
		SELECT r.street, r.house, r.suffix, sozialraum._street_form(r.street COLLATE "default") COLLATE "C" AS street_form,
			sozialraum._house_number((r.house || ' ' || r.suffix) COLLATE "default") COLLATE "C" AS number, sozialraum._house_suffix((r.house || ' ' || r.suffix) COLLATE "default") COLLATE "C" AS letter, r.n, NULL::bigint AS area_id, NULL::text AS way
		FROM (SELECT COALESCE(t.%I::text, '') COLLATE "C" AS street, COALESCE(t.%I::text, '') COLLATE "C" AS house, (%s) COLLATE "C" AS suffix, count(*) AS n FROM %s AS t WHERE (%s) = 0 GROUP BY 1, 2, 3) AS r$q$, v_name || '_w', street, house_number,
		CASE WHEN suffix IS NULL THEN quote_literal('') || '::text' ELSE format('COALESCE(t.%I::text, '''')', suffix) END, relation, v_row.state);
	PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
	EXECUTE format('ANALYZE %s', v_wanted);
	-- as they are written, then in their common form, then the number without its suffix; what a step finds in several areas stays unplaced
	EXECUTE format($q$
		UPDATE %1$s AS w SET area_id = m.area_id, way = CASE WHEN m.areas > 1 THEN 'the address lies in several areas' WHEN m.area_id IS NULL THEN 'the address lies in no area' ELSE 'exact' END
		FROM (SELECT k.street, k.house, k.suffix, CASE WHEN count(DISTINCT k.area_id) = 1 THEN min(k.area_id) END AS area_id, count(DISTINCT k.area_id) AS areas FROM %2$s AS k GROUP BY 1, 2, 3) AS m
		WHERE m.street = w.street AND m.house = w.house AND m.suffix = w.suffix AND w.street_form <> '' AND w.number || w.letter <> ''$q$, v_wanted, v_known);
	EXECUTE format($q$
		UPDATE %1$s AS w SET area_id = m.area_id, way = CASE WHEN m.areas > 1 THEN 'the address lies in several areas' WHEN m.area_id IS NULL THEN 'the address lies in no area' ELSE 'normalised' END
		FROM (SELECT k.street_form, k.number, k.letter, CASE WHEN count(DISTINCT k.area_id) = 1 THEN min(k.area_id) END AS area_id, count(DISTINCT k.area_id) AS areas FROM %2$s AS k GROUP BY 1, 2, 3) AS m
		WHERE w.way IS NULL AND m.street_form = w.street_form AND m.number = w.number AND m.letter = w.letter AND w.street_form <> '' AND w.number || w.letter <> ''$q$, v_wanted, v_known);
	IF without_suffix THEN
		EXECUTE format($q$
			UPDATE %1$s AS w SET area_id = m.area_id, way = CASE WHEN m.areas > 1 THEN 'the address lies in several areas' WHEN m.area_id IS NULL THEN 'the address lies in no area' ELSE 'without suffix' END
			FROM (SELECT k.street_form, k.number, CASE WHEN count(DISTINCT k.area_id) = 1 THEN min(k.area_id) END AS area_id, count(DISTINCT k.area_id) AS areas FROM %2$s AS k WHERE k.letter = '' GROUP BY 1, 2) AS m
			WHERE w.way IS NULL AND m.street_form = w.street_form AND m.number = w.number AND w.street_form <> '' AND w.number <> '' AND w.letter <> ''$q$, v_wanted, v_known);
	END IF;
	EXECUTE format($q$
		UPDATE %1$s AS w SET way = CASE WHEN w.street_form = '' THEN 'the street key is empty' WHEN w.number || w.letter = '' THEN 'the house number is empty'
			WHEN EXISTS (SELECT FROM %2$s AS k WHERE k.street_form = w.street_form) THEN 'unknown house number' ELSE 'unknown street key' END
		WHERE w.way IS NULL$q$, v_wanted, v_known);
	EXECUTE format('ANALYZE %s', v_wanted);

	SELECT * INTO v_count FROM sozialraum._collect(source, relation,
		format('%s AS t LEFT JOIN %s AS w ON w.street = COALESCE(t.%I::text, '''') COLLATE "C" AND w.house = COALESCE(t.%I::text, '''') COLLATE "C" AND w.suffix = (%s) COLLATE "C"', relation, v_wanted, street, house_number,
			CASE WHEN suffix IS NULL THEN quote_literal('') || '::text' ELSE format('COALESCE(t.%I::text, '''')', suffix) END),
		'w.area_id', v_area, address_area IS NULL, reference_date, v_row.state, v_row.age_sql, v_row.sex_sql,
		jsonb_build_object('2', date_column, '3', COALESCE(birth_date, age), '4', sex), variable, variables, family, zeros, empty_cells, fixed_status, max_not_placed);
	RETURN QUERY EXECUTE format($q$
		SELECT o.outcome, NULL::text, NULL::text, NULL::text, o.n
		FROM (SELECT COALESCE(sum(w.n) FILTER (WHERE w.way = 'exact'), 0)::bigint AS exact, COALESCE(sum(w.n) FILTER (WHERE w.way = 'normalised'), 0)::bigint AS normalised,
			COALESCE(sum(w.n) FILTER (WHERE w.way = 'without suffix'), 0)::bigint AS without, COALESCE(sum(w.n) FILTER (WHERE w.area_id IS NULL), 0)::bigint AS nowhere FROM %s AS w) AS s
		CROSS JOIN LATERAL (VALUES (1, 'areas', $1), (2, 'rows', $2), (3, 'exact', s.exact), (4, 'normalised', s.normalised), (5, 'without suffix', s.without),
			(6, 'not placed', s.nowhere), (7, 'not counted', $3), (8, 'inserted', $4), (9, 'updated', $5), (10, 'unchanged', $6)) AS o (no, outcome, n)
		ORDER BY o.no$q$, v_wanted)
	USING v_count.areas_counted, v_count.points, v_count.not_counted, v_count.inserted, v_count.updated, v_count.unchanged;
	RETURN QUERY EXECUTE format($q$
		SELECT CASE WHEN w.area_id IS NULL THEN 'not placed' ELSE 'without suffix' END, w.street, w.house || CASE WHEN w.suffix ~ '^[0-9]' THEN ' ' ELSE '' END || w.suffix, CASE WHEN w.area_id IS NULL THEN w.way ELSE 'placed at the number without suffix' END, w.n
		FROM %s AS w WHERE w.area_id IS NULL OR w.way = 'without suffix'
		ORDER BY w.area_id IS NOT NULL, w.street, w.number = '', length(w.number), w.number, w.letter, w.house, w.suffix LIMIT $1$q$, v_wanted) USING max_report;
	EXECUTE format('DROP TABLE %s, %s', v_known, v_wanted);
END
$$;
COMMENT ON FUNCTION sozialraum.collect_by_address(text, regclass, text, date, text, text, regclass, text, text, text, text, text, text, integer, boolean, text, jsonb, text, text, text, text, jsonb, text, text, date, boolean, text, text, double precision, integer) IS
'Counts a register (relation: table, view or foreign table) whose rows come with street key and house number into figures by area, through a table of addresses. Only counts and sums per area are stored; within the transaction a temporary table holds each address once with the number of its rows, no person.
street, house_number and suffix name columns of the register, address_street, address_house_number and address_suffix those of the table addresses (by default called the same; the suffix may stand in a column of its own or behind the number, in either table). The addresses lie where address_geometry (points) says, or in the area of the level whose key is in address_area.
Matching, in this order: as it is written; in a common form (blanks and leading zeros gone, upper case: "012 a" is 12 with suffix A); the number without its suffix where the table has no such suffix (without_suffix => false: not), which is flagged. An address that lies in several areas is not placed.
What is counted and which rows: see collect_observations(): variable, variables, family with birth_date or age and sex, filter, date_column, zeros, empty_cells, fixed_status, max_not_placed.
All or nothing. Result: ten rows with an outcome and a count: areas with figures; rows that count, and of these exact, normalised, without suffix and not placed; rows not counted; figures inserted, updated, unchanged. Then, at most max_report, a row per address that could not be placed (not placed: street_key, house, reason, count of rows) or was placed at the number without suffix. Errors: as of collect_observations().';
REVOKE EXECUTE ON FUNCTION sozialraum.collect_by_address(text, regclass, text, date, text, text, regclass, text, text, text, text, text, text, integer, boolean, text, jsonb, text, text, text, text, jsonb, text, text, date, boolean, text, text, double precision, integer) FROM PUBLIC;
-- ---------------------------------------------------------------------------------------------------------------------
-- Reforms of borders: which share of each old area went to which new one. Official key tables go before weights (population,
-- addresses), weights before plain surface, and nothing is guessed.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._area_shares(old_ids bigint[], new_ids bigint[]) RETURNS TABLE (old_id bigint, new_id bigint, share_of_old double precision, share_of_new double precision)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET client_min_messages = error AS $$
BEGIN
	-- areas that overlap are a warning there; here the sum of the shares tells
	RETURN QUERY
	SELECT w.source_id, w.target_id, w.share_of_source, w.share_of_target
	FROM sozialraum.areal_weights((SELECT sozialraum.polygon_set(a.id, a.geom) FROM sozialraum.area AS a WHERE a.id = ANY (old_ids) AND a.geom IS NOT NULL),
		(SELECT sozialraum.polygon_set(a.id, a.geom) FROM sozialraum.area AS a WHERE a.id = ANY (new_ids) AND a.geom IS NOT NULL), 0, 'none') AS w
	WHERE w.target_id IS NOT NULL;
END
$$;
COMMENT ON FUNCTION sozialraum._area_shares(bigint[], bigint[]) IS 'What surfaces of old and new areas have in common, as shares of each.';

CREATE FUNCTION sozialraum._read_key_table(stage text, level text, from_date date, to_date date, key_table regclass, old_key text, new_key text, share text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET enable_indexonlyscan = off SET max_parallel_workers_per_gather = 0 SET synchronize_seqscans = off AS $$
#variable_conflict use_variable
DECLARE
	v_place	text;
	v_count	bigint;
	v_bad	record;
BEGIN
	PERFORM sozialraum._column_type(key_table, old_key), sozialraum._column_type(key_table, new_key);
	IF share IS NOT NULL THEN
		PERFORM sozialraum._check_number(key_table, share);
	END IF;
	PERFORM set_config('search_path', sozialraum._reading_path(key_table), true);
	EXECUTE format($q$
		CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
		SELECT row_number() OVER () AS n, btrim(t.%I::text, E' \t\r\n') COLLATE "C" AS old_key, NULLIF(btrim(t.%I::text, E' \t\r\n') COLLATE "C", '') AS new_key, %s AS share,
			NULL::bigint AS old_id, NULL::bigint AS new_id FROM %s AS t$q$, stage, old_key, new_key,
		CASE WHEN share IS NULL THEN 'NULL::float8' ELSE format('COALESCE(%s, CASE WHEN t.%I IS NOT NULL THEN ''NaN''::float8 END)', sozialraum._number_sql(key_table, share), share) END, key_table);
	PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
	EXECUTE format($q$
		WITH place AS MATERIALIZED (
			SELECT a.id, a.key, sozialraum.official_key(a.key) AS match_key, $2 BETWEEN a.valid_from AND a.valid_to AS is_old, $3 BETWEEN a.valid_from AND a.valid_to AS is_new
			FROM sozialraum.area AS a WHERE a.level = $1 AND ($2 BETWEEN a.valid_from AND a.valid_to OR $3 BETWEEN a.valid_from AND a.valid_to)
		), found AS (
			SELECT DISTINCT ON (s.n) s.n, o.id AS old_id, w.id AS new_id
			FROM pg_temp.%1$I AS s
			LEFT JOIN place AS o ON o.is_old AND o.match_key = sozialraum.official_key(s.old_key)
			LEFT JOIN place AS w ON w.is_new AND w.match_key = sozialraum.official_key(s.new_key)
			ORDER BY s.n, o.key = s.old_key DESC, w.key = s.new_key DESC, o.id, w.id
		)
		UPDATE pg_temp.%1$I AS s SET old_id = f.old_id, new_id = f.new_id FROM found AS f WHERE f.n = s.n$q$, stage)
	USING level, from_date, to_date;
	-- the tables of the whole country hold other towns as well: rows whose old key is not ours are none of our business
	EXECUTE format($q$
		SELECT r.n, r.problem FROM (
			SELECT s.n, CASE
				WHEN COALESCE(s.old_key, '') = '' THEN 'the old key is empty'
				WHEN s.old_id IS NULL AND s.new_id IS NOT NULL AND (sozialraum._lost_zero(s.old_key) OR EXISTS (SELECT FROM sozialraum.area AS a WHERE a.level = $1 AND a.key = '0' || s.old_key))
					THEN 'unknown old key (leading zero lost?)'
				WHEN s.old_id IS NULL THEN NULL
				WHEN s.new_key IS NOT NULL AND s.new_id IS NULL THEN 'no area with the new key is valid on the new date'
				WHEN s.share IS NOT NULL AND (s.share BETWEEN 0 AND 1.01) IS NOT TRUE THEN 'the share does not lie between 0 and 1'
				WHEN s.share IS NULL AND bool_or(s.share IS NOT NULL) OVER w THEN 'some shares of this old key are missing'
				WHEN count(*) OVER v > 1 THEN 'the same old and new key come twice'
				WHEN bool_and(s.share IS NOT NULL) OVER w AND abs(sum(s.share) OVER w - 1) > 0.01 THEN 'the shares of this old key do not sum to 1'
				WHEN s.new_key IS NULL AND s.share IS NULL AND count(*) OVER w > 1 THEN 'a part that leaves the territory needs a share'
				END AS problem
			FROM pg_temp.%1$I AS s WINDOW w AS (PARTITION BY s.old_id), v AS (PARTITION BY s.old_id, s.new_id)) AS r
		WHERE r.problem IS NOT NULL ORDER BY r.n LIMIT 1$q$, stage) INTO v_bad USING level;
	IF v_bad.n IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'data_exception', MESSAGE = 'The key table cannot be taken.',
			DETAIL = format('Relation %s, row %s: %s.', key_table, v_bad.n, v_bad.problem),
			HINT = 'A row per old and new key, keys as text; shares of an old key sum to 1; an empty new key is what leaves the territory.';
	END IF;
	EXECUTE format('DELETE FROM pg_temp.%I AS s WHERE s.old_id IS NULL OR s.share = 0', stage);
	EXECUTE format('SELECT count(*) FROM pg_temp.%I', stage) INTO v_count;
	IF v_count = 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'data_exception', MESSAGE = 'The key table has no row for any area of the level.',
			DETAIL = format('Relation %s, level %s, date %s.', key_table, level, from_date),
			HINT = 'Compare the keys: text, with leading zeros; old_key and new_key name the columns.';
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._read_key_table(text, text, date, date, regclass, text, text, text) IS 'Reads a table of old and new keys into a temporary one, with the areas that they mean; refuses what contradicts itself.';
REVOKE EXECUTE ON FUNCTION sozialraum._read_key_table(text, text, date, date, regclass, text, text, text) FROM PUBLIC;

CREATE FUNCTION sozialraum._read_weights(stage text, from_area text, to_area text, weights regclass, weight_geometry text, weight text, source_srid integer,
	weight_level text, weight_variable text, weight_date date) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_variable
DECLARE
	v_srid	integer := sozialraum._setting_srid();
	v_shape	text;
	v_value	text := '1::float8';
	v_plan	record;
	v_item	record;
	v_bad	bigint;
BEGIN
	IF weights IS NOT NULL THEN
		IF weight_level IS NOT NULL OR weight_variable IS NOT NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'Weights come from a table of points or from figures of smaller areas, not from both.',
				HINT = 'Give either weights and weight_geometry, or weight_level and weight_variable.';
		END IF;
		v_shape := sozialraum._shape_sql(weights, weight_geometry, source_srid);
		IF weight IS NOT NULL THEN
			PERFORM sozialraum._check_number(weights, weight);
			v_value := sozialraum._number_sql(weights, weight);
		END IF;
		PERFORM set_config('search_path', sozialraum._reading_path(weights), true);
		EXECUTE format($q$
			CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
			SELECT p.old_id, p.new_id, sozialraum.exact_sum(p.w) AS weight,
				count(*) FILTER (WHERE (p.w >= 0 AND p.w < 'Infinity') IS FALSE) + count(*) FILTER (WHERE p.w IS NULL) AS bad, count(*) FILTER (WHERE p.srid = 0) AS without_srid
			FROM (SELECT q.w, q.srid, sozialraum.locate((SELECT sozialraum.build_locator(a.id, a.geom) FROM sozialraum.area AS a WHERE %s AND a.geom IS NOT NULL), q.geom) AS old_id,
					sozialraum.locate((SELECT sozialraum.build_locator(a.id, a.geom) FROM sozialraum.area AS a WHERE %s AND a.geom IS NOT NULL), q.geom) AS new_id
				FROM (SELECT CASE WHEN s.w >= 0 AND s.w < 'Infinity' THEN s.w WHEN s.w IS NOT NULL THEN -1 END AS w, sozialraum._geometry_srid(s.geom) AS srid,
						CASE WHEN sozialraum._geometry_srid(s.geom) = %s THEN s.geom WHEN sozialraum._geometry_srid(s.geom) <> 0 OR %L::integer IS NOT NULL THEN sozialraum._point_in_srid(s.geom, %L, %s) END AS geom
					FROM (SELECT %s AS w, %s AS geom FROM %s AS t) AS s OFFSET 0) AS q OFFSET 0) AS p
			GROUP BY 1, 2$q$, stage, from_area, to_area, v_srid, source_srid, source_srid, v_srid, v_value, v_shape, weights);
		PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
		EXECUTE format('SELECT COALESCE(sum(s.bad), 0)::bigint AS bad, COALESCE(sum(s.without_srid), 0)::bigint AS without_srid FROM pg_temp.%I AS s', stage) INTO v_item;
		IF v_item.without_srid > 0 AND source_srid IS NULL THEN
			PERFORM sozialraum._raise_uncountable(5, v_item.without_srid, weights, quote_ident(weight_geometry));
		END IF;
		IF v_item.bad > 0 THEN
			RAISE EXCEPTION USING ERRCODE = 'data_exception', MESSAGE = 'Weights must be numbers that are not negative.',
				DETAIL = format('Relation %s, column %s: %s rows.', weights, quote_ident(COALESCE(weight, 'NULL')), v_item.bad), HINT = 'Leave the rows out in a view, or correct them.';
		END IF;
	ELSE
		-- figures of smaller areas, each at a point inside of it
		PERFORM sozialraum._level_rank(weight_level), sozialraum._check_day(weight_date, 'weight_date');
		IF NOT EXISTS (SELECT FROM sozialraum.variable AS v WHERE v.code = weight_variable AND v.aggregation = 'sum') THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such variable that adds up.',
				DETAIL = format('Given: %s.', COALESCE(weight_variable, 'NULL')), HINT = 'Weights are inhabitants, dwellings, addresses.';
		END IF;
		SELECT * INTO v_plan FROM sozialraum._figure_plan(ARRAY[weight_variable], ARRAY[weight_date]);
		EXECUTE format($q$
			CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
			SELECT p.old_id, p.new_id, sozialraum.exact_sum(p.weight) AS weight, count(*) FILTER (WHERE p.weight IS NULL) AS missing, count(*) FILTER (WHERE p.weight < 0) AS bad
			FROM (SELECT q.weight, sozialraum.locate((SELECT sozialraum.build_locator(a.id, a.geom) FROM sozialraum.area AS a WHERE %s AND a.geom IS NOT NULL), q.geom) AS old_id,
					sozialraum.locate((SELECT sozialraum.build_locator(a.id, a.geom) FROM sozialraum.area AS a WHERE %s AND a.geom IS NOT NULL), q.geom) AS new_id
				FROM (SELECT sozialraum._point_on(a.geom) AS geom, f.figures[array_position($2, $1)] AS weight
					FROM sozialraum.area AS a
					LEFT JOIN sozialraum._area_figures(ARRAY(SELECT x.id FROM sozialraum.area AS x WHERE x.level = $4 AND $3 BETWEEN x.valid_from AND x.valid_to), $2, $5, $6, $7, $8, $9) AS f ON f.area_id = a.id
					WHERE a.level = $4 AND $3 BETWEEN a.valid_from AND a.valid_to AND a.geom IS NOT NULL OFFSET 0) AS q OFFSET 0) AS p
			GROUP BY 1, 2$q$, stage, from_area, to_area)
		USING weight_variable, v_plan.slot_variable, weight_date, weight_level, v_plan.slot_date, v_plan.additive, v_plan.target, v_plan.source, v_plan.coefficient;
		EXECUTE format('SELECT COALESCE(sum(s.missing), 0)::bigint AS missing, COALESCE(sum(s.bad), 0)::bigint AS bad, count(*) AS n FROM pg_temp.%I AS s', stage) INTO v_item;
		IF v_item.n = 0 OR v_item.missing > 0 OR v_item.bad > 0 THEN
			RAISE EXCEPTION USING ERRCODE = 'data_exception', MESSAGE = 'The smaller areas cannot serve as weights.',
				DETAIL = CASE WHEN v_item.n = 0 THEN format('No area of level %s has a border and is valid on %s.', weight_level, weight_date)
					WHEN v_item.missing > 0 THEN format('%s has no figure on %s in %s areas of level %s.', weight_variable, weight_date, v_item.missing, weight_level)
					ELSE format('%s is negative in some areas of level %s.', weight_variable, weight_level) END,
				HINT = 'A missing weight is no zero: take a day on which all are there, or another variable.';
		END IF;
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._read_weights(text, text, text, regclass, text, text, integer, text, text, date) IS 'Sums weights by old and new area into a temporary table.';
REVOKE EXECUTE ON FUNCTION sozialraum._read_weights(text, text, text, regclass, text, text, integer, text, text, date) FROM PUBLIC;

CREATE FUNCTION sozialraum._transfer_shares(stage text, level text, from_date date, to_date date, key_table regclass, old_key text, new_key text, share text,
	weights regclass, weight_geometry text, weight text, source_srid integer, weight_level text, weight_variable text, weight_date date,
	by_area boolean, tolerance double precision) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_variable
DECLARE
	v_pair	text := format('pg_temp.%I', stage);
	v_keys	text := format('pg_temp.%I', stage || '_k');
	v_sizes	text := format('pg_temp.%I', stage || '_s');
	v_mass	text := format('pg_temp.%I', stage || '_w');
	v_from	text := format('a.level = %L AND %L::date BETWEEN a.valid_from AND a.valid_to', level, from_date);
	v_to	text := format('a.level = %L AND %L::date BETWEEN a.valid_from AND a.valid_to', level, to_date);
	v_old	bigint[];
	v_new	bigint[];
	v_lapped bigint[];
	v_bad	record;
	v_list	text;
	v_has_weights boolean := weights IS NOT NULL OR weight_level IS NOT NULL OR weight_variable IS NOT NULL;
BEGIN
	PERFORM sozialraum._level_rank(level), sozialraum._check_day(from_date, 'from_date'), sozialraum._check_day(to_date, 'to_date'), sozialraum._check_srid(source_srid);
	IF (tolerance >= 0 AND tolerance <= 0.1) IS NOT TRUE OR by_area IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The tolerance is a share from 0 to 0.1, and by_area true or false.',
			DETAIL = format('Given: %s and %s.', COALESCE(tolerance::text, 'NULL'), COALESCE(by_area::text, 'NULL')), HINT = 'Parts of old areas that are smaller than this share are slivers of the drawing.';
	END IF;
	EXECUTE format('CREATE TEMPORARY TABLE %I (old_id bigint, new_id bigint, share float8, method text, reason text) ON COMMIT DROP', stage);
	-- the same territory on both days: nothing has to be computed
	EXECUTE format($q$
		INSERT INTO %s (old_id, new_id, share, method)
		SELECT a.id, b.id, 1, 'same' FROM sozialraum.area AS a
		JOIN sozialraum.area AS b ON b.territory_id = a.territory_id AND b.level = a.level AND $2 BETWEEN b.valid_from AND b.valid_to
		WHERE a.level = $3 AND $1 BETWEEN a.valid_from AND a.valid_to$q$, v_pair) USING from_date, to_date, level;
	EXECUTE format('SELECT ARRAY(SELECT a.id FROM sozialraum.area AS a WHERE %1$s AND a.id NOT IN (SELECT p.old_id FROM %3$s AS p) ORDER BY a.id),
		ARRAY(SELECT a.id FROM sozialraum.area AS a WHERE %2$s AND a.id NOT IN (SELECT p.new_id FROM %3$s AS p) ORDER BY a.id)', v_from, v_to, v_pair) INTO v_old, v_new;
	IF NOT EXISTS (SELECT FROM sozialraum.area AS a WHERE a.level = level AND from_date BETWEEN a.valid_from AND a.valid_to)
		OR NOT EXISTS (SELECT FROM sozialraum.area AS a WHERE a.level = level AND to_date BETWEEN a.valid_from AND a.valid_to) THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'No area of the level is valid on one of the two days.',
			DETAIL = format('Level %s, days %s and %s.', level, from_date, to_date), HINT = 'Give a day of the old and one of the new division.';
	END IF;

	-- official keys
	IF key_table IS NOT NULL THEN
		PERFORM sozialraum._read_key_table(stage || '_k', level, from_date, to_date, key_table, old_key, new_key, share);
		EXECUTE format($q$
			SELECT o.key AS old_key, n.key AS new_key FROM %1$s AS k
			JOIN sozialraum.area AS o ON o.id = k.old_id LEFT JOIN sozialraum.area AS n ON n.id = k.new_id
			WHERE COALESCE(k.share, 1) > $1 AND EXISTS (SELECT FROM %2$s AS p WHERE (p.old_id = k.old_id AND p.new_id IS DISTINCT FROM k.new_id) OR (p.new_id = k.new_id AND p.old_id <> k.old_id))
			ORDER BY 1, 2 LIMIT 1$q$, v_keys, v_pair) INTO v_bad USING tolerance;
		IF v_bad.old_key IS NOT NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'data_exception', MESSAGE = 'The key table contradicts the areas.',
				DETAIL = format('It moves something from %s to %s, but the territory of one of them is said to be the same before and after.', v_bad.old_key, COALESCE(v_bad.new_key, 'outside')),
				HINT = 'Correct the table, or the territory_id of the area.';
		END IF;
		EXECUTE format('DELETE FROM %s AS k WHERE k.old_id <> ALL ($1)', v_keys) USING v_old;
		-- parts below the tolerance are slivers; the others are scaled to 1
		EXECUTE format('DELETE FROM %1$s AS k WHERE k.share <= $1 AND EXISTS (SELECT FROM %1$s AS x WHERE x.old_id = k.old_id AND x.share > $1)', v_keys) USING tolerance;
		EXECUTE format($q$
			INSERT INTO %s (old_id, new_id, share, method)
			SELECT k.old_id, k.new_id, k.share, CASE WHEN k.parts = 1 THEN 'exact' ELSE 'key' END
			FROM (SELECT x.old_id, x.new_id, CASE WHEN count(*) OVER w = 1 THEN 1 ELSE x.share / sozialraum.exact_sum(x.share) OVER w END AS share, count(*) OVER w AS parts
				FROM %s AS x WINDOW w AS (PARTITION BY x.old_id)) AS k
			WHERE k.share IS NOT NULL$q$, v_pair, v_keys);
	ELSE
		EXECUTE format('CREATE TEMPORARY TABLE %I (old_id bigint, new_id bigint) ON COMMIT DROP', stage || '_k');
	END IF;

	-- what the surfaces say: an old area that lies in one new area is exact, too
	EXECUTE format($q$CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
		SELECT x.*, sozialraum.exact_sum(x.share_of_old) OVER (PARTITION BY x.old_id) AS covered FROM sozialraum._area_shares($1, $2) AS x$q$, stage || '_s') USING v_old, v_new;
	EXECUTE format('ANALYZE %s', v_sizes);
	EXECUTE format($q$
		INSERT INTO %1$s (old_id, new_id, share, method)
		SELECT s.old_id, s.new_id, 1, 'exact' FROM %2$s AS s
		WHERE s.share_of_old >= 1 - $1 AND s.covered <= 1.01 AND s.old_id NOT IN (SELECT p.old_id FROM %1$s AS p) AND s.old_id NOT IN (SELECT k.old_id FROM %3$s AS k)$q$, v_pair, v_sizes, v_keys) USING tolerance;

	-- weights, where the table of keys does not say shares
	IF v_has_weights THEN
		PERFORM sozialraum._check_overlaps(level, from_date), sozialraum._check_overlaps(level, to_date);
		PERFORM sozialraum._read_weights(stage || '_w', v_from, v_to, weights, weight_geometry, weight, source_srid, weight_level, weight_variable, weight_date);
		EXECUTE format($q$
			WITH mass AS (
				SELECT w.old_id, w.new_id, w.weight, sozialraum.exact_sum(w.weight) OVER v AS total, sozialraum.exact_sum(w.weight) FILTER (WHERE w.new_id = ANY ($3)) OVER v AS covered
				FROM %2$s AS w WHERE w.old_id = ANY ($1) AND w.old_id NOT IN (SELECT p.old_id FROM %1$s AS p)
					AND (w.old_id NOT IN (SELECT k.old_id FROM %3$s AS k) OR w.new_id IS NULL OR EXISTS (SELECT FROM %3$s AS k WHERE k.old_id = w.old_id AND k.new_id = w.new_id))
				WINDOW v AS (PARTITION BY w.old_id)
			)
			INSERT INTO %1$s (old_id, new_id, share, method)
			SELECT m.old_id, m.new_id, m.weight / sozialraum.exact_sum(m.weight) OVER (PARTITION BY m.old_id), 'weight' FROM mass AS m
			WHERE m.total > 0 AND m.covered >= 0.99 * m.total AND m.new_id = ANY ($3) AND m.weight > $2 * m.total$q$, v_pair, v_mass, v_keys) USING v_old, tolerance, v_new;
	END IF;

	-- surface, if it may be
	IF by_area THEN
		EXECUTE format($q$
			WITH inside AS (
				SELECT s.old_id, s.new_id, s.share_of_old, sozialraum.exact_sum(s.share_of_old) OVER (PARTITION BY s.old_id) AS covered FROM %2$s AS s
				WHERE s.old_id NOT IN (SELECT p.old_id FROM %1$s AS p)
					AND (s.old_id NOT IN (SELECT k.old_id FROM %3$s AS k) OR EXISTS (SELECT FROM %3$s AS k WHERE k.old_id = s.old_id AND k.new_id = s.new_id))
			)
			INSERT INTO %1$s (old_id, new_id, share, method)
			SELECT i.old_id, i.new_id, i.share_of_old / sozialraum.exact_sum(i.share_of_old) OVER (PARTITION BY i.old_id), 'area' FROM inside AS i
			WHERE i.covered BETWEEN 0.99 AND 1.01 AND i.share_of_old > $1$q$, v_pair, v_sizes, v_keys) USING tolerance;
	END IF;

	-- what remains: old areas of which nobody knows where their people went, and what that makes of the new ones
	EXECUTE format($q$
		SELECT string_agg(a.key, ', ' ORDER BY a.key) FROM sozialraum.area AS a
		WHERE a.id = ANY ($1) AND a.id NOT IN (SELECT p.old_id FROM %1$s AS p) AND a.id NOT IN (SELECT s.old_id FROM %2$s AS s) AND a.id NOT IN (SELECT k.old_id FROM %3$s AS k)
			AND a.geom IS NULL$q$, v_pair, v_sizes, v_keys) INTO v_list USING v_old;
	IF v_list IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'data_exception', MESSAGE = 'An old area has neither a border nor a row in a key table, so nobody knows where it went.',
			DETAIL = format('Level %s, keys %s.', level, v_list), HINT = 'Enter its border, or a row in the key table; an empty new key says that it left the territory.';
	END IF;
	EXECUTE format($q$
		INSERT INTO %1$s (old_id, new_id, reason)
		SELECT u.old_id, u.new_id, CASE
			WHEN u.listed THEN 'the key table has no shares for old area ' || o.key WHEN u.covered > 1.01 THEN format('old area %%s lies in new ones that overlap', o.key) WHEN u.covered < 0.99 THEN format('a part of old area %%s lies in no new one', o.key)
			ELSE format('old area %%s was divided', o.key) END
			|| CASE WHEN $3 AND (u.listed OR u.covered BETWEEN 0.99 AND 1.01) THEN ', and it has no usable weights' ELSE '' END
			|| CASE WHEN NOT $4 AND (u.listed OR u.covered BETWEEN 0.99 AND 1.01) THEN '; shares of surface are not allowed' ELSE '' END
		FROM (SELECT s.old_id, s.new_id, s.listed, COALESCE((SELECT sum(x.share_of_old) FROM %2$s AS x WHERE x.old_id = s.old_id), 0) AS covered
			FROM (SELECT k.old_id, k.new_id, true AS listed FROM %3$s AS k
				UNION ALL SELECT x.old_id, x.new_id, false FROM %2$s AS x WHERE x.share_of_old > $1 AND x.old_id NOT IN (SELECT k.old_id FROM %3$s AS k)) AS s) AS u
		JOIN sozialraum.area AS o ON o.id = u.old_id
		WHERE u.old_id NOT IN (SELECT p.old_id FROM %1$s AS p)
		UNION ALL
		-- an old area that no new one covers
		SELECT a.id, NULL, format('old area %%s lies in no new one', a.key) FROM sozialraum.area AS a
		WHERE a.id = ANY ($2) AND a.id NOT IN (SELECT p.old_id FROM %1$s AS p)
			AND a.id NOT IN (SELECT x.old_id FROM %2$s AS x WHERE x.share_of_old > $1) AND a.id NOT IN (SELECT k.old_id FROM %3$s AS k)$q$, v_pair, v_sizes, v_keys)
	USING tolerance, v_old, v_has_weights, by_area;
	-- old areas that overlap would hide a gap, and count people twice
	v_lapped := ARRAY(
		SELECT u.id FROM sozialraum.locator_overlaps((SELECT sozialraum.build_locator(l.id, l.geom) FROM sozialraum.area AS l WHERE l.id = ANY (v_old) AND l.geom IS NOT NULL)) AS p
		JOIN sozialraum.area AS a ON a.id = p.id
		JOIN sozialraum.area AS b ON b.id = p.other_id
		CROSS JOIN LATERAL (VALUES (a.id), (b.id)) AS u (id)
		WHERE sozialraum._shared_area(a.geom, b.geom) > 0.01 * least(sozialraum._area_of(a.geom), sozialraum._area_of(b.geom)));
	-- new areas that the old ones do not cover: what was there before is not known. What a table of keys lists is complete by itself.
	EXECUTE format($q$
		INSERT INTO %1$s (new_id, reason)
		SELECT a.id, CASE WHEN a.geom IS NULL AND u.key IS NOT NULL THEN format('it has no border, and nobody knows where old area %%s went', u.key) WHEN x.covered IS NULL THEN 'no old area became this one'
			WHEN x.lapped OR x.covered > 1.01 THEN 'old areas overlap in it' ELSE format('only %%s per cent of its surface lay in old areas', round((100 * x.covered)::numeric, 1)) END
		FROM sozialraum.area AS a
		LEFT JOIN (SELECT s.new_id, sum(s.share_of_new) AS covered, bool_or(s.old_id = ANY ($2) AND s.share_of_new > 0.01) AS lapped FROM %2$s AS s GROUP BY s.new_id) AS x ON x.new_id = a.id
		-- an old area that lies in no new one may be a part of one without a border
		LEFT JOIN (SELECT min(o.key) AS key FROM %1$s AS p JOIN sozialraum.area AS o ON o.id = p.old_id WHERE p.new_id IS NULL AND p.reason IS NOT NULL) AS u ON true
		WHERE a.id = ANY ($1) AND (COALESCE(x.covered, 0) < 0.99 OR x.covered > 1.01 OR x.lapped)
			AND (a.id NOT IN (SELECT p.new_id FROM %1$s AS p WHERE p.new_id IS NOT NULL) OR (a.geom IS NULL AND u.key IS NOT NULL)
				OR EXISTS (SELECT FROM %1$s AS p WHERE p.new_id = a.id AND p.old_id NOT IN (SELECT k.old_id FROM %3$s AS k)))$q$, v_pair, v_sizes, v_keys) USING v_new, v_lapped;
	EXECUTE format('DROP TABLE %s, %s', v_keys, v_sizes);
	IF v_has_weights THEN
		EXECUTE format('DROP TABLE %s', v_mass);
	END IF;
	EXECUTE format('ANALYZE %s', v_pair);
END
$$;
COMMENT ON FUNCTION sozialraum._transfer_shares(text, text, date, date, regclass, text, text, text, regclass, text, text, integer, text, text, date, boolean, double precision) IS 'Works out which share of each old area goes to which new one and how that is known, into a temporary table; rows with a reason are what cannot be known.';
REVOKE EXECUTE ON FUNCTION sozialraum._transfer_shares(text, text, date, date, regclass, text, text, text, regclass, text, text, integer, text, text, date, boolean, double precision) FROM PUBLIC;

CREATE FUNCTION sozialraum.transfer_shares(level text, from_date date, to_date date,
	key_table regclass DEFAULT NULL, old_key text DEFAULT 'old_key', new_key text DEFAULT 'new_key', share text DEFAULT NULL,
	weights regclass DEFAULT NULL, weight_geometry text DEFAULT 'geom', weight text DEFAULT NULL, source_srid integer DEFAULT NULL,
	weight_level text DEFAULT NULL, weight_variable text DEFAULT NULL, weight_date date DEFAULT NULL,
	by_area boolean DEFAULT false, tolerance double precision DEFAULT 0.000001)
RETURNS TABLE (old_id bigint, old_area_key text, old_name text, new_id bigint, new_area_key text, new_name text, share_of_old double precision, method text, reason text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_name	text := 'sozialraum_' || replace(gen_random_uuid()::text, '-', '');
BEGIN
	PERFORM sozialraum._transfer_shares(v_name, level, from_date, to_date, key_table, old_key, new_key, share, weights, weight_geometry, weight, source_srid,
		weight_level, weight_variable, COALESCE(weight_date, from_date), by_area, tolerance);
	RETURN QUERY EXECUTE format($q$
		SELECT o.id, o.key::text, o.name, n.id, n.key::text, n.name, p.share, p.method, p.reason
		FROM pg_temp.%I AS p LEFT JOIN sozialraum.area AS o ON o.id = p.old_id LEFT JOIN sozialraum.area AS n ON n.id = p.new_id
		ORDER BY o.key, n.key$q$, v_name);
	EXECUTE format('DROP TABLE pg_temp.%I', v_name);
END
$$;
COMMENT ON FUNCTION sozialraum.transfer_shares(text, date, date, regclass, text, text, text, regclass, text, text, integer, text, text, date, boolean, double precision) IS
'Shows how transfer_observations() with the same arguments would divide the areas of a level that are valid on from_date among those valid on to_date: share_of_old is the share (0 to 1) of the old area, method how it is known: same (unchanged territory, nothing is moved), exact (the whole old area went into one new area), key (shares of the key table), weight, area (surface). new_id NULL: it left the territory. Rows with a reason and no share: what cannot be known. Changes nothing. Errors and arguments: see transfer_observations().';
REVOKE EXECUTE ON FUNCTION sozialraum.transfer_shares(text, date, date, regclass, text, text, text, regclass, text, text, integer, text, text, date, boolean, double precision) FROM PUBLIC;
-- ---------------------------------------------------------------------------------------------------------------------
-- Figures move between the divisions of a level before and after a reform, each marked with how it is known.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._transfer_base(source text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN CASE WHEN source ~ ':(exact|key|weight|area)$' AND EXISTS (SELECT FROM sozialraum.source AS s WHERE s.code = source AND s.delivery = 'transfer_observations()')
		THEN regexp_replace(source, ':[a-z]+$', '') ELSE source END;
END
$$;
COMMENT ON FUNCTION sozialraum._transfer_base(text) IS 'The source that a source of transferred figures goes back to; any other source as it is.';

CREATE FUNCTION sozialraum.transfer_observations(level text, from_date date, to_date date, variables text[] DEFAULT NULL, reference_dates date[] DEFAULT NULL,
	key_table regclass DEFAULT NULL, old_key text DEFAULT 'old_key', new_key text DEFAULT 'new_key', share text DEFAULT NULL,
	weights regclass DEFAULT NULL, weight_geometry text DEFAULT 'geom', weight text DEFAULT NULL, source_srid integer DEFAULT NULL,
	weight_level text DEFAULT NULL, weight_variable text DEFAULT NULL, weight_date date DEFAULT NULL,
	by_area boolean DEFAULT false, tolerance double precision DEFAULT 0.000001, max_report integer DEFAULT 1000)
RETURNS TABLE (outcome text, method text, variable text, reference_date date, area_key text, reason text, count bigint)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_column
DECLARE
	v_name		text := 'sozialraum_' || replace(gen_random_uuid()::text, '-', '');
	v_pair		text := format('pg_temp.%I', v_name);				-- which share of which old area goes where
	v_old_figure text := format('pg_temp.%I', v_name || '_o');		-- the figures of the old areas
	v_result	text := format('pg_temp.%I', v_name || '_r');		-- what becomes of them
	v_stage		text := format('pg_temp.%I', v_name || '_f');		-- what is written
	v_language	text := COALESCE((SELECT s.language FROM sozialraum.setting AS s), 'de');
	v_methods	CONSTANT text[] := ARRAY['exact', 'key', 'weight', 'area'];
	v_old		bigint[];
	v_new		bigint[];
	v_chain		bigint[];		-- all rows of the territories of the old areas
	v_below		bigint[];		-- and what they are summed from
	v_target	bigint[];		-- all rows of the territories of the new areas
	v_moved		text[] := ARRAY(SELECT s.code::text FROM sozialraum.source AS s WHERE sozialraum._transfer_base(s.code) <> s.code);
	v_variables	text[] := variables;
	v_days		date[] := reference_dates;
	v_skipped	text[] := '{}';
	v_wanted	text[];			-- variable and day, pair by pair
	v_wanted_days date[];
	v_list		text[];
	v_plan		record;
	v_count		record;
	v_removed	bigint;
	v_kept		bigint;
	v_missing	bigint;
BEGIN
	IF array_position(v_days, NULL) IS NOT NULL OR 'infinity' = ANY (v_days) OR '-infinity' = ANY (v_days) OR array_position(v_variables, NULL) IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'Variables and reference dates must be names and days.',
			HINT = 'Leave them out for all variables that add up, and all days that there are figures for.';
	END IF;
	-- what does not add up cannot be divided or joined
	IF v_variables IS NOT NULL THEN
		v_list := sozialraum._ensure_variables(v_variables);
		IF v_list <> '{}' THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such variable.',
				DETAIL = format('Given: %s.', array_to_string(v_list, ', ')),
				HINT = 'Enter it with sozialraum.define_variable(), or run sozialraum.install_catalogue().';
		END IF;
		v_list := ARRAY(SELECT v.code FROM sozialraum.variable AS v WHERE v.code = ANY (v_variables) AND v.aggregation <> 'sum' ORDER BY v.code);
		IF v_list <> '{}' THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'Figures that do not add up cannot be transferred.',
				DETAIL = format('Variables: %s.', array_to_string(v_list, ', ')),
				HINT = 'Means, medians and ratios are neither sums of their parts nor divisible: transfer numerator and denominator and form the ratio from them. Where only the key changed, let the new area continue the old one (define_area(continues => …)).';
		END IF;
	END IF;

	PERFORM sozialraum._transfer_shares(v_name, level, from_date, to_date, key_table, old_key, new_key, share, weights, weight_geometry, weight, source_srid,
		weight_level, weight_variable, COALESCE(weight_date, from_date), by_area, tolerance);
	EXECUTE format($q$SELECT COALESCE(array_agg(DISTINCT p.old_id) FILTER (WHERE p.old_id IS NOT NULL), '{}'), COALESCE(array_agg(DISTINCT p.new_id) FILTER (WHERE p.new_id IS NOT NULL), '{}')
		FROM %s AS p WHERE p.method IS DISTINCT FROM 'same'$q$, v_pair) INTO v_old, v_new;
	v_chain := ARRAY(SELECT e.id FROM sozialraum.area AS a JOIN sozialraum.area AS e ON e.territory_id = a.territory_id AND e.level = a.level WHERE a.id = ANY (v_old));
	v_target := ARRAY(SELECT e.id FROM sozialraum.area AS a JOIN sozialraum.area AS e ON e.territory_id = a.territory_id AND e.level = a.level WHERE a.id = ANY (v_new));
	v_below := ARRAY(
		WITH RECURSIVE node (id) AS (
			SELECT u.id FROM unnest(v_chain) AS u (id)
			UNION
			SELECT e.part_id FROM node AS n JOIN sozialraum._area_wholes() AS e ON e.whole_id = n.id
		)
		SELECT n.id FROM node AS n);
	-- variables and days: as asked for by name, or those that there are figures of (of a group: or of its cells; of a whole: or of its
	-- parts), or those that an earlier transfer moved and that may have to be taken back
	IF variables IS NOT NULL AND v_days IS NOT NULL THEN
		SELECT COALESCE(array_agg(u.v), '{}'), COALESCE(array_agg(d.d), '{}') INTO v_wanted, v_wanted_days
		FROM (SELECT DISTINCT x FROM unnest(v_variables) AS x) AS u (v) CROSS JOIN (SELECT DISTINCT x FROM unnest(v_days) AS x) AS d (d);
	ELSE
		WITH seen AS MATERIALIZED (
			SELECT o.variable, o.reference_date AS day, bool_or(o.area_id = ANY (v_chain)) AS own
			FROM sozialraum.observation AS o WHERE o.area_id = ANY (v_below) AND (v_days IS NULL OR o.reference_date = ANY (v_days)) GROUP BY o.variable, o.reference_date
			UNION ALL
			SELECT DISTINCT o.variable, o.reference_date, false FROM sozialraum.observation AS o
			WHERE o.area_id = ANY (v_target) AND o.source = ANY (v_moved) AND (v_days IS NULL OR o.reference_date = ANY (v_days))
				AND EXISTS (SELECT FROM sozialraum.area AS a WHERE a.id = ANY (v_old) AND o.reference_date BETWEEN a.valid_from AND a.valid_to)
		), wanted AS MATERIALIZED (
			SELECT s.variable, s.day, v.aggregation FROM seen AS s JOIN sozialraum.variable AS v ON v.code = s.variable WHERE (v_variables IS NULL OR v.code = ANY (v_variables)) AND (s.own OR v.aggregation = 'sum')
			UNION
			SELECT v.code, s.day, v.aggregation FROM sozialraum.variable AS v JOIN sozialraum.variable AS c ON c.family = v.family AND c.is_cell JOIN seen AS s ON s.variable = c.code
			WHERE v.code = ANY (v_variables) AND NOT v.is_cell
		)
		SELECT COALESCE(array_agg(w.variable::text ORDER BY w.variable, w.day) FILTER (WHERE w.aggregation = 'sum'), '{}'), COALESCE(array_agg(w.day ORDER BY w.variable, w.day) FILTER (WHERE w.aggregation = 'sum'), '{}'),
			COALESCE(array_agg(DISTINCT w.variable::text) FILTER (WHERE w.aggregation <> 'sum'), '{}')
		INTO v_wanted, v_wanted_days, v_skipped FROM wanted AS w;
	END IF;

	-- the figures of the old areas, by the rules by which any figure comes about (delivered, or summed from parts or cells)
	SELECT f.* INTO v_plan FROM sozialraum._figure_plan(v_wanted, v_wanted_days) AS f;
	EXECUTE format('CREATE TEMPORARY TABLE %I (old_id bigint, variable text COLLATE "C", day date, value float8, code float8, severity integer, source text COLLATE "C", method integer) ON COMMIT DROP', v_name || '_o');
	EXECUTE format($q$
		INSERT INTO %s
		SELECT f.area_id, s.variable, s.day, f.figures[s.no],
			CASE WHEN f.figures[s.no] IS NULL AND (f.figures[cardinality($2) + s.no] >= 6000000) IS NOT TRUE THEN 11000000 + s.no ELSE f.figures[cardinality($2) + s.no] END,
			CASE WHEN f.figures[s.no] IS NULL THEN greatest(6, CASE WHEN f.figures[cardinality($2) + s.no] > 0 THEN div(f.figures[cardinality($2) + s.no]::numeric, 1000000)::integer ELSE 11 END)
				ELSE greatest(1, div(f.figures[cardinality($2) + s.no]::numeric, 1000000)::integer) END,
			sozialraum._transfer_base(d.source), COALESCE(array_position($9, substring(d.source FROM ':([a-z]+)$')), 1)
		FROM sozialraum._area_figures($1, $2, $3, $4, $5, $6, $7) AS f
		JOIN sozialraum.area AS a ON a.id = f.area_id
		CROSS JOIN (SELECT x.variable, x.day, x.no FROM unnest($2, $3) WITH ORDINALITY AS x (variable, day, no)
			JOIN unnest($8, $10) AS w (variable, day) ON w.variable = x.variable AND w.day = x.day) AS s
		LEFT JOIN LATERAL (SELECT o.source FROM sozialraum.area AS e JOIN sozialraum.observation AS o ON o.area_id = e.id AND o.variable = s.variable AND o.reference_date = s.day
			WHERE e.territory_id = a.territory_id AND e.level = a.level ORDER BY s.day BETWEEN e.valid_from AND e.valid_to DESC, e.id LIMIT 1) AS d ON true$q$, v_old_figure)
	USING v_old, v_plan.slot_variable, v_plan.slot_date, v_plan.additive, v_plan.target, v_plan.source, v_plan.coefficient, v_wanted, v_methods, v_wanted_days;
	IF variables IS NULL OR reference_dates IS NULL THEN
		-- not asked for by name: only what there is a figure or a mark of, or was when it was moved
		EXECUTE format($q$DELETE FROM %1$s AS f WHERE NOT EXISTS (SELECT FROM %1$s AS x WHERE x.variable = f.variable AND x.day = f.day AND x.severity < 11)
			AND NOT (EXISTS (SELECT FROM sozialraum.observation AS o WHERE o.variable = f.variable AND o.reference_date = f.day AND o.area_id = ANY ($1) AND o.source = ANY ($2))
				AND EXISTS (SELECT FROM sozialraum.area AS a WHERE a.id = ANY ($3) AND f.day BETWEEN a.valid_from AND a.valid_to))$q$, v_old_figure) USING v_target, v_moved, v_old;
	END IF;
	EXECUTE format('ANALYZE %s', v_old_figure);

	-- what becomes of them. A new area has its figures of days on which its territory was there already; of others it has one only where
	-- everything that became it is known.
	EXECUTE format($q$
		CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
		WITH wanted AS MATERIALIZED (
			SELECT DISTINCT f.variable, f.day FROM %s AS f
		), target AS MATERIALIZED (
			SELECT n.id AS new_id, n.key, d.day, s.id AS area_id
			FROM sozialraum.area AS n
			CROSS JOIN (SELECT DISTINCT w.day FROM wanted AS w) AS d
			CROSS JOIN LATERAL (SELECT e.id FROM sozialraum.area AS e WHERE e.territory_id = n.territory_id AND e.level = n.level
				ORDER BY e.valid_to < d.day DESC, CASE WHEN e.valid_to < d.day THEN e.valid_to END DESC, e.valid_from LIMIT 1) AS s
			WHERE n.id = ANY ($1) AND NOT EXISTS (SELECT FROM sozialraum.area AS e WHERE e.territory_id = n.territory_id AND e.level = n.level AND d.day BETWEEN e.valid_from AND e.valid_to)
		), strict AS MATERIALIZED (
			SELECT s.code, row_number() OVER (ORDER BY s.min_count DESC, s.min_denominator DESC, s.rounding_base DESC NULLS LAST, s.code) AS place FROM sozialraum.source AS s
		), summed AS MATERIALIZED (
			SELECT DISTINCT f.variable, f.day FROM %2$s AS f WHERE f.source IS NULL AND f.severity < 11
		), based AS MATERIALIZED (
			SELECT s.code, b.place FROM sozialraum.source AS s JOIN strict AS b ON b.code = sozialraum._transfer_base(s.code)
		), origin AS MATERIALIZED (
			SELECT o.variable, o.reference_date, min(b.place) AS place
			FROM (SELECT DISTINCT o.variable, o.reference_date, o.source FROM sozialraum.observation AS o WHERE o.reference_date IN (SELECT s.day FROM summed AS s)) AS o
			JOIN based AS b ON b.code = o.source
			GROUP BY o.variable, o.reference_date
		), fallback AS MATERIALIZED (
			-- where the old figure was summed: the strictest source of what it was summed from
			SELECT w.variable, w.day, min(o.place) AS place
			FROM (SELECT w.variable, w.day, w.variable AS code FROM summed AS w
				UNION ALL
				SELECT w.variable, w.day, c.code FROM summed AS w JOIN sozialraum.variable AS v ON v.code = w.variable AND NOT v.is_cell JOIN sozialraum.variable AS c ON c.family = v.family AND c.is_cell) AS w
			JOIN origin AS o ON o.variable = w.code AND o.reference_date = w.day
			GROUP BY w.variable, w.day
		), part AS (
			SELECT w.variable, t.day, t.new_id, t.key, t.area_id,
				sozialraum.exact_dot_product(p.share, f.value) AS value,
				bool_and(p.share IS NOT NULL AND f.value IS NOT NULL) AS complete,
				max(f.severity) AS severity,
				max(f.code) FILTER (WHERE f.value IS NULL) AS code,	-- severity first
				max(greatest(array_position($2, p.method), f.method)) AS method,
				bool_or(p.method <> 'exact') AS estimated,
				min(COALESCE(s.place, b.place)) AS place,
				min(p.reason) AS unknown,
				(array_agg(o.key ORDER BY f.severity DESC, o.key) FILTER (WHERE f.value IS NULL))[1] AS old_key
			FROM wanted AS w
			JOIN target AS t ON t.day = w.day
			JOIN %3$s AS p ON p.new_id = t.new_id AND p.method IS DISTINCT FROM 'same'
			LEFT JOIN sozialraum.area AS o ON o.id = p.old_id
			LEFT JOIN %2$s AS f ON f.old_id = p.old_id AND f.variable = w.variable AND f.day = w.day
			LEFT JOIN strict AS s ON s.code = f.source
			LEFT JOIN fallback AS b ON b.variable = w.variable AND b.day = w.day
			GROUP BY w.variable, t.day, t.new_id, t.key, t.area_id
		)
		SELECT x.variable, x.day, x.new_id, x.key, x.area_id, CASE WHEN x.complete AND x.unknown IS NULL THEN x.value END AS value,
			CASE WHEN x.unknown IS NOT NULL THEN 11 WHEN x.estimated AND x.severity < 4 THEN 4 ELSE x.severity END AS severity,
			($2)[x.method] AS method, (SELECT s.code FROM strict AS s WHERE s.place = x.place) AS source,
			CASE WHEN x.unknown IS NOT NULL THEN x.unknown WHEN NOT x.complete THEN format('old area %%s: ', x.old_key) || sozialraum._reason(x.code, $3, $4, $5) END AS reason
		FROM part AS x$q$, v_name || '_r', v_old_figure, v_pair) USING v_new, v_methods, v_plan.slot_variable, v_plan.slot_date, v_language;

	EXECUTE format($q$
		CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
		SELECT r.variable, r.day AS reference_date, r.area_id, r.value, ((sozialraum._statuses())[r.severity])::text COLLATE "C" AS status, (r.source || ':' || r.method)::text COLLATE "C" AS source, r.method
		FROM %s AS r
		WHERE r.severity < 11
			-- delivered goes before computed
			AND NOT EXISTS (SELECT FROM sozialraum.observation AS o WHERE o.variable = r.variable AND o.reference_date = r.day AND o.area_id = r.area_id AND sozialraum._transfer_base(o.source) = o.source)$q$,
		v_name || '_f', v_result);
	EXECUTE format($q$SELECT array_agg(x.code) FROM (SELECT DISTINCT f.source AS code FROM %s AS f JOIN sozialraum.source AS s ON s.code = f.source AND s.delivery IS DISTINCT FROM 'transfer_observations()' ORDER BY 1) AS x$q$, v_stage) INTO v_list;
	IF v_list IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_object', MESSAGE = 'A source of delivered figures has the code that moved figures would get.',
			DETAIL = format('Sources: %s.', array_to_string(v_list, ', ')),
			HINT = 'Give it another code: SOURCE:exact, :key, :weight and :area say how moved figures of SOURCE are known.';
	END IF;
	EXECUTE format('SELECT count(*) AS n FROM %s AS f WHERE f.source IS NULL', v_stage) INTO v_count;
	IF v_count.n > 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'The source that moved figures go back to is not there any more.',
			DETAIL = format('%s figures of level %s.', v_count.n, level), HINT = 'Enter it again: its rules of disclosure hold for what was moved.';
	END IF;
	-- a source of its own says how the figures are known; it has the disclosure rules of the one that it goes back to
	EXECUTE format($q$
		INSERT INTO sozialraum.source AS s (code, name, name_en, holder, licence, legal_basis, min_count, min_denominator, rounding_base, delivery, note)
		SELECT b.code || ':' || m.method,
			b.name || CASE m.method WHEN 'exact' THEN ', auf neue Gebiete übertragen (ganze Gebiete)' WHEN 'key' THEN ', auf neue Gebiete geschätzt (Schlüsseltabelle)'
				WHEN 'weight' THEN ', auf neue Gebiete geschätzt (Gewichte)' ELSE ', auf neue Gebiete geschätzt (Fläche)' END,
			COALESCE(b.name_en, b.name) || CASE m.method WHEN 'exact' THEN ', moved to new areas (whole areas)' WHEN 'key' THEN ', estimated for new areas (key table)'
				WHEN 'weight' THEN ', estimated for new areas (weights)' ELSE ', estimated for new areas (surface)' END,
			b.holder, b.licence, b.legal_basis, b.min_count, b.min_denominator, b.rounding_base, 'transfer_observations()', b.note
		FROM (SELECT DISTINCT f.source, f.method FROM %s AS f) AS m
		JOIN sozialraum.source AS b ON b.code = regexp_replace(m.source, ':[a-z]+$', '')
		ORDER BY 1
		ON CONFLICT ON CONSTRAINT source_pkey DO UPDATE SET min_count = EXCLUDED.min_count, min_denominator = EXCLUDED.min_denominator, rounding_base = EXCLUDED.rounding_base, delivery = EXCLUDED.delivery
		WHERE (s.min_count, s.min_denominator, s.rounding_base, s.delivery) IS DISTINCT FROM (EXCLUDED.min_count, EXCLUDED.min_denominator, EXCLUDED.rounding_base, EXCLUDED.delivery)$q$, v_stage);
	SELECT w.inserted, w.updated, w.unchanged INTO v_count FROM sozialraum._write_figures(v_stage, format('transfer_observations(%s, %s, %s)', level, from_date, to_date), false) AS w;
	-- what an earlier transfer wrote and this one cannot
	EXECUTE format($q$
		DELETE FROM sozialraum.observation AS o USING %s AS r
		WHERE o.variable = r.variable AND o.reference_date = r.day AND o.area_id = r.area_id AND r.severity = 11 AND sozialraum._transfer_base(o.source) <> o.source
			AND (EXISTS (SELECT FROM %s AS f WHERE f.variable = r.variable AND f.day = r.day AND f.severity < 11)
				OR EXISTS (SELECT FROM sozialraum.area AS a WHERE a.id = ANY ($1) AND r.day BETWEEN a.valid_from AND a.valid_to))$q$, v_result, v_old_figure) USING v_old;
	GET DIAGNOSTICS v_removed = ROW_COUNT;
	EXECUTE format($q$SELECT count(*) FILTER (WHERE r.severity < 11) - (SELECT count(*) FROM %s), count(*) FILTER (WHERE r.value IS NULL) FROM %s AS r$q$, v_stage, v_result) INTO v_kept, v_missing;

	RETURN QUERY SELECT o.outcome, NULL::text, NULL::text, NULL::date, NULL::text, NULL::text, o.n
		FROM (VALUES ('inserted', v_count.inserted), ('updated', v_count.updated), ('unchanged', v_count.unchanged), ('removed', v_removed), ('kept', v_kept), ('missing', v_missing)) AS o (outcome, n);
	RETURN QUERY EXECUTE format($q$SELECT 'figures', m.method, NULL::text, NULL::date, NULL::text, NULL::text, count(f.method) FROM unnest($1) WITH ORDINALITY AS m (method, no)
		LEFT JOIN %s AS f ON f.method = m.method AND f.value IS NOT NULL GROUP BY m.no, m.method ORDER BY m.no$q$, v_stage) USING v_methods;
	RETURN QUERY SELECT 'refused', NULL::text, u.v, NULL::date, NULL::text, 'does not add up', NULL::bigint FROM unnest(v_skipped) AS u (v);
	RETURN QUERY EXECUTE format($q$SELECT 'missing', NULL::text, r.variable::text, r.day, r.key::text, r.reason, NULL::bigint FROM %s AS r WHERE r.value IS NULL
		ORDER BY r.variable, r.day, r.key LIMIT $1$q$, v_result) USING max_report;
	RETURN QUERY EXECUTE format($q$SELECT 'kept', NULL::text, r.variable::text, r.day, r.key::text, 'a delivered figure stands there', NULL::bigint FROM %s AS r
		WHERE r.severity < 11 AND NOT EXISTS (SELECT FROM %s AS f WHERE f.variable = r.variable AND f.reference_date = r.day AND f.area_id = r.area_id)
		ORDER BY r.variable, r.day, r.key LIMIT $1$q$, v_result, v_stage) USING max_report;
	EXECUTE format('DROP TABLE %s, %s, %s, %s', v_pair, v_old_figure, v_result, v_stage);
END
$$;
COMMENT ON FUNCTION sozialraum.transfer_observations(text, date, date, text[], date[], regclass, text, text, text, regclass, text, text, integer, text, text, date, boolean, double precision, integer) IS
'Moves figures from the areas of a level that are valid on from_date (before a reform) to those that are valid on to_date (after it, or the other way round), so that time series go on. The figures keep their dates. variables NULL: all that add up; reference_dates NULL: all days with figures of the old areas or of what they are summed from. What the old areas have is delivered, or summed from parts or cells, like any figure.
How an old area is divided, the first that is known: (same) its territory is the same before and after: nothing to move; (exact) the whole area went into one new area, by the key table or because its surface lies in it: renamed or merged, and no estimate; (key) shares of the key table; (weight) weights of points or of smaller areas; (area) shares of surface, only with by_area => true, because people do not live evenly.
key_table: any table with columns old_key, new_key (names of columns) and, where areas were divided, share (0 to 1, summing to 1 for each old key to 0.01, then scaled). Rows of other towns are skipped. Several new keys without shares: only these are possible, and weights or surface divide between them. An empty new key: left the territory.
weights: any table of points (column weight_geometry; source_srid where they have no coordinate system), each counting 1, or the number in column weight: addresses, dwellings. Or weight_level, weight_variable and weight_date (default: from_date): figures of smaller areas, each at a point inside of it, which should lie in one old and one new area each.
tolerance: parts of an old area smaller than this share are slivers and left out. A new area of whose surface old areas cover less than 99 per cent, or an old one of which less than 99 per cent lie in new ones, is not divided by surface or weights.
Value: Σ share × old figure, not rounded; totals are preserved. Status: the most severe of the old figures, at least estimated unless every part is exact. Source: SOURCE:exact, :key, :weight or :area, the coarsest that took part; these sources come into being with the disclosure rules of the original. Where an old figure is secret or otherwise marked, the new one has no value and that status; where it is not there, the new one is missing, never zero. Delivered figures are kept.
Result: inserted, updated, unchanged, removed (figures of an earlier transfer that cannot be had any more), kept (a delivered figure stands there) and missing, each with a count; figures per method; refused: variables that do not add up; missing and kept: at most max_report figures each, with the reason. The same again is a no-op; everything or nothing.
Errors: 22023 for variables that do not add up and arguments that do not fit; 22000 for a key table that contradicts itself or the areas, for weights that are negative or missing, and for an old area with neither border nor key; 42710 where a source of delivered figures has the code that moved ones would get; 42704 for an unknown level or variable, a source that is not there any more, and where no area is valid on one of the days; 42703, 42804 for columns. Needs the right to create temporary tables.';
REVOKE EXECUTE ON FUNCTION sozialraum.transfer_observations(text, date, date, text[], date[], regclass, text, text, text, regclass, text, text, integer, text, text, date, boolean, double precision, integer) FROM PUBLIC;
-- ---------------------------------------------------------------------------------------------------------------------
-- What changed in the parts of 0.2.0
-- ---------------------------------------------------------------------------------------------------------------------

-- the figures of a territory with several rows in time include those that a transfer moved to a day before the first of them
CREATE OR REPLACE FUNCTION sozialraum._area_figures(areas bigint[], slot_variable text[], slot_date date[], additive boolean[], target integer[],
	source integer[], coefficient double precision[]) RETURNS TABLE (area_id bigint, figures double precision[])
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan SET work_mem = '256MB' SET jit = off SET random_page_cost = 1.1 AS $$
#variable_conflict use_column
DECLARE
	v_nodes		bigint[];
	v_single	bigint[];
	v_several	bigint[];
	v_variables	text[];			-- NULL: not asked
	v_days		date[];
BEGIN
	-- the areas and everything below them; planned with the actual lists, as their lengths decide how the observations are read
	v_nodes := areas;
	IF EXISTS (SELECT FROM sozialraum._area_wholes() AS e WHERE e.whole_id = ANY (areas)) THEN
		v_nodes := ARRAY(
			WITH RECURSIVE node (id) AS (
				SELECT u.id FROM unnest(areas) AS u (id)
				UNION
				SELECT e.part_id FROM node AS n JOIN sozialraum._area_wholes() AS e ON e.whole_id = n.id
			)
			SELECT n.id FROM node AS n);
	END IF;
	-- A territory may have had several rows in time, each with the figures of its validity; nearly all have one, which is all that is read.
	SELECT COALESCE(array_agg(p.id) FILTER (WHERE p.rows = 1), '{}'), COALESCE(array_agg(p.id) FILTER (WHERE p.rows > 1), '{}')
	INTO v_single, v_several
	FROM (
		SELECT a.id, (SELECT count(*) FROM sozialraum.area AS e WHERE e.territory_id = a.territory_id) AS rows
		FROM unnest(v_nodes) AS n (id) JOIN sozialraum.area AS a ON a.id = n.id) AS p;
	-- These two conditions follow from the join with the slots. For a small part of the table they lead the planner to the index;
	-- for a large one they only spoil its estimates.
	IF cardinality(slot_variable)::bigint * cardinality(v_nodes) < 300000 THEN
		v_variables := ARRAY(SELECT DISTINCT u.v FROM unnest(slot_variable) AS u (v));
		v_days := ARRAY(SELECT DISTINCT u.d FROM unnest(slot_date) AS u (d));
	END IF;
	RETURN QUERY
	WITH part AS MATERIALIZED (
		SELECT a.id, a.rank, a.valid_from, a.valid_to, a.territory_id, w.wholes, w.named
		FROM unnest(v_nodes) AS n (id)
		JOIN sozialraum.area AS a ON a.id = n.id
		LEFT JOIN (SELECT e.part_id, array_agg(e.whole_id) AS wholes, array_agg(e.is_built) AS named FROM sozialraum._area_wholes() AS e WHERE e.part_id = ANY (v_nodes) GROUP BY e.part_id) AS w
			ON w.part_id = a.id
	), slot AS MATERIALIZED (
		SELECT s.variable, array_agg(s.day ORDER BY s.no) AS days, array_agg(s.no::integer ORDER BY s.no) AS numbers
		FROM unnest(slot_variable, slot_date) WITH ORDINALITY AS s (variable, day, no) GROUP BY s.variable
	), figure AS (
		SELECT o.area_id AS id,
			sozialraum.vector_agg(s.numbers[array_position(s.days, o.reference_date)], o.value, cardinality(slot_variable)) FILTER (WHERE o.value IS NOT NULL) AS value,
			sozialraum.vector_agg(s.numbers[array_position(s.days, o.reference_date)],
				array_position(sozialraum._statuses(), o.status) * 1000000.0::double precision + s.numbers[array_position(s.days, o.reference_date)],
				cardinality(slot_variable)) FILTER (WHERE o.status <> 'final') AS code
		FROM slot AS s
		JOIN sozialraum.observation AS o ON o.variable = s.variable AND o.reference_date = ANY (s.days)
		WHERE o.area_id = ANY (v_single) AND (v_variables IS NULL OR o.variable = ANY (v_variables)) AND (v_days IS NULL OR o.reference_date = ANY (v_days))
		GROUP BY o.area_id
		UNION ALL
		SELECT p.id,
			sozialraum.vector_agg(s.no::integer, o.value, cardinality(slot_variable)) FILTER (WHERE o.value IS NOT NULL),
			sozialraum.vector_agg(s.no::integer, array_position(sozialraum._statuses(), o.status) * 1000000.0::double precision + s.no, cardinality(slot_variable))
				FILTER (WHERE o.status <> 'final')
		FROM (
			-- the first row of a territory also has the figures of the days before it, each one those of the days until the next begins
			SELECT a.id, e.id AS area_id, CASE WHEN lag(e.id) OVER w IS NULL THEN '-infinity' ELSE e.valid_from END AS valid_from,
				COALESCE(lead(e.valid_from) OVER w - 1, 'infinity') AS valid_to
			FROM unnest(v_several) AS n (id)
			JOIN sozialraum.area AS a ON a.id = n.id
			JOIN sozialraum.area AS e ON e.territory_id = a.territory_id
			WINDOW w AS (PARTITION BY a.id, e.level ORDER BY e.valid_from)) AS p
		JOIN unnest(slot_variable, slot_date) WITH ORDINALITY AS s (variable, day, no) ON s.day BETWEEN p.valid_from AND p.valid_to
		JOIN sozialraum.observation AS o ON o.variable = s.variable AND o.reference_date = s.day AND o.area_id = p.area_id
		GROUP BY p.id
	), rolled AS (
		SELECT p.id, sozialraum._figure_roll_up(p.id, p.rank::integer, p.wholes, p.named, p.valid_from, p.valid_to, p.territory_id, f.value, f.code,
			slot_date || array_fill('-infinity'::date, ARRAY[cardinality(additive) - cardinality(slot_date)]), additive, target, source, coefficient) OVER () AS figures
		FROM part AS p LEFT JOIN figure AS f ON f.id = p.id
	)
	SELECT r.id, r.figures FROM rolled AS r WHERE r.id = ANY (areas);
END
$$;

-- moved figures lie at an area before it was valid, by design
CREATE OR REPLACE FUNCTION sozialraum.check_observations() RETURNS TABLE (problem text, variable text, reference_date date, area_id bigint, source text, count bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT p.problem, o.variable::text, o.reference_date, o.area_id, o.source::text, count(*)
	FROM sozialraum.observation AS o
	LEFT JOIN sozialraum.area AS a ON a.id = o.area_id
	LEFT JOIN sozialraum.variable AS v ON v.code = o.variable
	LEFT JOIN sozialraum.source AS s ON s.code = o.source
	CROSS JOIN LATERAL (VALUES
		(CASE WHEN a.id IS NULL THEN 'unknown area' WHEN o.reference_date NOT BETWEEN a.valid_from AND a.valid_to AND sozialraum._transfer_base(o.source) = o.source THEN 'area not valid on that date' END),
		(CASE WHEN v.code IS NULL THEN 'unknown variable' END),
		(CASE WHEN s.code IS NULL THEN 'unknown source' END)) AS p (problem)
	WHERE p.problem IS NOT NULL
	GROUP BY 1, 2, 3, 4, 5
	ORDER BY 1, 2, 3, 4;
END
$$;
