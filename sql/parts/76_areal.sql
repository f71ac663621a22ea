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
