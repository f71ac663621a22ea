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
