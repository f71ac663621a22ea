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
