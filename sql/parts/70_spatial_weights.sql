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
