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
