-- sozialraum: built from sql/parts; edit there, not here.
\echo Use "CREATE EXTENSION sozialraum CASCADE" to load this file. \quit
-- ---------------------------------------------------------------------------------------------------------------------
-- Exact sums: the ground of all figures. The result does not depend on row order, parallel workers or nodes.
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum._exact_sum_accum(bytea, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'exact_sum_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._exact_sum_accum(bytea, double precision) IS 'Transition function of exact_sum.';

CREATE FUNCTION sozialraum._exact_sum_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'exact_sum_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._exact_sum_combine(bytea, bytea) IS 'Combine function of exact_sum.';

CREATE FUNCTION sozialraum._exact_sum_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'exact_sum_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._exact_sum_final(bytea) IS 'Final function of exact_sum.';

CREATE AGGREGATE sozialraum.exact_sum(x double precision) (
	SFUNC = sozialraum._exact_sum_accum, STYPE = bytea, SSPACE = 96,
	COMBINEFUNC = sozialraum._exact_sum_combine, FINALFUNC = sozialraum._exact_sum_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.exact_sum(double precision) IS
'Sum of x, as if computed with unlimited precision and rounded once to the nearest double (ties to even). The result has the same bits for any order of the rows and any number of workers or nodes. NULL rows are skipped; NULL on no rows. Infinity and NaN follow IEEE 754 (infinity + -infinity is NaN); a sum of zeros is +0. Error 22003 when the sum of finite values is out of range. Source: Neal 2015, arXiv:1505.05571; doc/methods/exact_sums.md.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Rates
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum.rate(numerator double precision, denominator double precision, per double precision DEFAULT 100)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.rate(double precision, double precision, double precision) IS
'numerator * per / denominator: a share in per cent (per 100, the default) or a rate per 1,000 or 100,000. The product is formed first, so that 7 of 100 is exactly 7. NULL when an argument is NULL or the denominator is 0: a rate of nobody is unknown, not 0. The numerator may be negative (a balance of moves). Errors: NaN or infinity (22003), a negative denominator (22023), a result out of range (22003).';
-- ---------------------------------------------------------------------------------------------------------------------
-- Normalise: window functions that put indicators on a common scale
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum.zscore(x double precision, ddof integer DEFAULT 0) RETURNS double precision
	AS 'MODULE_PATHNAME', 'zscore' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.zscore(double precision, integer) IS
'Window function: z = (x - mean) / standard deviation over the whole partition (ORDER BY and frame do not matter). ddof 0 (default) divides the squares by n: the areas are all there are, as Berlin''s social monitoring computes it; ddof 1 divides by n - 1 (a sample). NULL rows get NULL and do not count. NULL for all rows when the standard deviation is 0, so also for a single row. The bits do not depend on the order of rows. Errors: NaN or infinity (22003), ddof other than 0 or 1 or not constant (22023). Source: Monitoring Soziale Stadtentwicklung Berlin 2021, Indikatorenheft; doc/methods/normalise.md.';

CREATE FUNCTION sozialraum.weighted_zscore(x double precision, w double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'weighted_zscore' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.weighted_zscore(double precision, double precision) IS
'Window function: z = (x - m) / s over the whole partition, with the weighted mean m = sum(w x) / sum(w) and the weighted population variance s^2 = sum(w (x - m)^2) / sum(w); the weight is usually the population. Rows with NULL in x or w get NULL and do not count; a row of weight 0 gets a z but does not count. NULL for all rows when s is 0 or the total weight is 0. Errors: NaN or infinity (22003), a negative weight (22023). See doc/methods/normalise.md.';

CREATE FUNCTION sozialraum.minmax(x double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'minmax' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.minmax(double precision) IS
'Window function: (x - min) / (max - min) over the whole partition, from 0 (smallest) to 1 (largest). NULL rows get NULL and do not count. NULL for all rows when all values are equal, so also for a single row: a constant says nothing about position. Error 22003 for NaN or infinity. Source: OECD/JRC, Handbook on Constructing Composite Indicators, 2008, 5.3; doc/methods/normalise.md.';
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
