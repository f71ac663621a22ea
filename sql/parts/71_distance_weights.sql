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
