-- ---------------------------------------------------------------------------------------------------------------------
-- Combine
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum._weighted_mean_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_mean_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_mean_accum(bytea, double precision, double precision) IS 'Transition function of weighted_mean.';

CREATE FUNCTION sozialraum._weighted_mean_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_mean_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_mean_combine(bytea, bytea) IS 'Combine function of weighted_mean.';

CREATE FUNCTION sozialraum._weighted_mean_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'weighted_mean_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_mean_final(bytea) IS 'Final function of weighted_mean.';

CREATE AGGREGATE sozialraum.weighted_mean(x double precision, w double precision) (
	SFUNC = sozialraum._weighted_mean_accum, STYPE = bytea, SSPACE = 160,
	COMBINEFUNC = sozialraum._weighted_mean_combine, FINALFUNC = sozialraum._weighted_mean_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.weighted_mean(double precision, double precision) IS
'sum(w x) / sum(w), over exact sums, with the same bits for any order of the rows and any number of workers. The mean of equal values is that value. Rows with NULL in x or w are skipped; NULL on no rows and when the total weight is 0. Errors: NaN or infinity (22003), a negative weight (22023). See doc/methods/exact_sums.md.';

CREATE FUNCTION sozialraum._vector_agg_accum(bytea, integer, double precision, integer) RETURNS bytea
	AS 'MODULE_PATHNAME', 'vector_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._vector_agg_accum(bytea, integer, double precision, integer) IS 'Transition function of vector_agg.';

CREATE FUNCTION sozialraum._vector_agg_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'vector_agg_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._vector_agg_combine(bytea, bytea) IS 'Combine function of vector_agg.';

CREATE FUNCTION sozialraum._vector_agg_final(bytea) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'vector_agg_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._vector_agg_final(bytea) IS 'Final function of vector_agg.';

CREATE AGGREGATE sozialraum.vector_agg("position" integer, value double precision, length integer) (
	SFUNC = sozialraum._vector_agg_accum, STYPE = bytea, SSPACE = 1400,
	COMBINEFUNC = sozialraum._vector_agg_combine, FINALFUNC = sozialraum._vector_agg_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.vector_agg(integer, double precision, integer) IS
'One array of the given length from rows (position, value): element i is the value of the row with position i, NULL where there is no such row or its value is NULL. The order of the rows does not matter. Rows with NULL position or length are skipped; NULL on no rows. length is 1 to 100,000 and the same for all rows of a group. Errors: a position outside 1 ... length (2202E), a position that comes twice (21000), lengths that differ (22023), NaN or infinity (22003).';
