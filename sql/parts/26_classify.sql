-- ---------------------------------------------------------------------------------------------------------------------
-- Classify
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum._stddev_breaks_accum(bytea, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'stddev_breaks_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._stddev_breaks_accum(bytea, double precision) IS 'Transition function of stddev_breaks(x).';

CREATE FUNCTION sozialraum._stddev_breaks_accum(bytea, double precision, double precision[]) RETURNS bytea
	AS 'MODULE_PATHNAME', 'stddev_breaks_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._stddev_breaks_accum(bytea, double precision, double precision[]) IS 'Transition function of stddev_breaks(x, multiples).';

CREATE FUNCTION sozialraum._stddev_breaks_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'stddev_breaks_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._stddev_breaks_combine(bytea, bytea) IS 'Combine function of stddev_breaks.';

CREATE FUNCTION sozialraum._stddev_breaks_final(bytea) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'stddev_breaks_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._stddev_breaks_final(bytea) IS 'Final function of stddev_breaks.';

CREATE AGGREGATE sozialraum.stddev_breaks(x double precision, multiples double precision[]) (
	SFUNC = sozialraum._stddev_breaks_accum, STYPE = bytea, SSPACE = 192,
	COMBINEFUNC = sozialraum._stddev_breaks_combine, FINALFUNC = sozialraum._stddev_breaks_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.stddev_breaks(double precision, double precision[]) IS
'Class limits at mean + multiple * standard deviation (population, divided by n), ascending, each once: inner limits for classify(). Berlin''s status classes have the multiples -1, 1, 1.5. NULL rows are skipped; NULL on no rows. When all values are equal, the mean is the only limit. Errors: multiples NULL (22004), empty, with NaN or infinity, or not the same for all rows (22023); NULL elements (22004); x NaN or infinite, a limit out of range (22003).';

CREATE AGGREGATE sozialraum.stddev_breaks(x double precision) (
	SFUNC = sozialraum._stddev_breaks_accum, STYPE = bytea, SSPACE = 192,
	COMBINEFUNC = sozialraum._stddev_breaks_combine, FINALFUNC = sozialraum._stddev_breaks_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.stddev_breaks(double precision) IS
'stddev_breaks with the multiples -2, -1, 1, 2: five classes, the middle one from one standard deviation below to one above the mean, as maps of standard deviations usually have them (mapclassify StdMean, Slocum et al., Thematic Cartography). See stddev_breaks(x, multiples).';

CREATE FUNCTION sozialraum.classify(x double precision, breaks double precision[], closed text DEFAULT 'right') RETURNS integer
	AS 'MODULE_PATHNAME', 'classify' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.classify(double precision, double precision[], text) IS
'The class of x, from 1 (lowest) to k + 1, by k inner class limits in ascending order. closed says which class has a value that lies on a limit: ''right'' (default) the class below, ''left'' the class above, ''centre'' the class nearer to 0 (above a limit below 0, below any other), as Berlin''s classes of z-scores at -1, 1 and 1.5 are closed on the side of the middle. Equal limits are allowed; the class between them stays empty. NULL when an argument is NULL. Errors: breaks empty, unsorted, with NaN or infinity, unknown closed (22023); NULL elements (22004); x NaN or infinite (22003).';
