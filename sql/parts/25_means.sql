-- ---------------------------------------------------------------------------------------------------------------------
-- Combine: generalised means, with a minimum share of valid values
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum._weighted_mean_share_accum(bytea, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_mean_share_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_mean_share_accum(bytea, double precision, double precision, double precision) IS 'Transition function of weighted_mean(x, w, minimum_share).';

CREATE FUNCTION sozialraum._weighted_geometric_mean_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_geometric_mean_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_geometric_mean_accum(bytea, double precision, double precision) IS 'Transition function of weighted_geometric_mean(x, w).';

CREATE FUNCTION sozialraum._weighted_geometric_mean_accum(bytea, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_geometric_mean_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_geometric_mean_accum(bytea, double precision, double precision, double precision) IS 'Transition function of weighted_geometric_mean(x, w, minimum_share).';

CREATE FUNCTION sozialraum._weighted_harmonic_mean_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_harmonic_mean_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_harmonic_mean_accum(bytea, double precision, double precision) IS 'Transition function of weighted_harmonic_mean(x, w).';

CREATE FUNCTION sozialraum._weighted_harmonic_mean_accum(bytea, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_harmonic_mean_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_harmonic_mean_accum(bytea, double precision, double precision, double precision) IS 'Transition function of weighted_harmonic_mean(x, w, minimum_share).';

CREATE FUNCTION sozialraum._weighted_power_mean_accum(bytea, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_power_mean_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_power_mean_accum(bytea, double precision, double precision, double precision) IS 'Transition function of weighted_power_mean(x, w, power).';

CREATE FUNCTION sozialraum._weighted_power_mean_accum(bytea, double precision, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_power_mean_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_power_mean_accum(bytea, double precision, double precision, double precision, double precision) IS 'Transition function of weighted_power_mean(x, w, power, minimum_share).';

CREATE FUNCTION sozialraum._weighted_power_mean_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_power_mean_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_power_mean_combine(bytea, bytea) IS 'Combine function of the generalised means.';

CREATE FUNCTION sozialraum._weighted_power_mean_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'weighted_power_mean_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_power_mean_final(bytea) IS 'Final function of the generalised means.';

CREATE AGGREGATE sozialraum.weighted_mean(x double precision, w double precision, minimum_share double precision) (
	SFUNC = sozialraum._weighted_mean_share_accum, STYPE = bytea, SSPACE = 240,
	COMBINEFUNC = sozialraum._weighted_power_mean_combine, FINALFUNC = sozialraum._weighted_power_mean_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.weighted_mean(double precision, double precision, double precision) IS
'weighted_mean(x, w) with a minimum share of valid values. Rows with NULL x but a weight count towards the total weight; the result is NULL when the weight of the rows with a value is less than minimum_share (0 ... 1, constant) of it. Rows with NULL w are skipped. Otherwise, and in all errors, as weighted_mean(x, w); further errors: minimum_share outside 0 ... 1 or not the same for all rows (22023), NULL (22004). See doc/methods/combine.md.';

CREATE AGGREGATE sozialraum.weighted_geometric_mean(x double precision, w double precision) (
	SFUNC = sozialraum._weighted_geometric_mean_accum, STYPE = bytea, SSPACE = 240,
	COMBINEFUNC = sozialraum._weighted_power_mean_combine, FINALFUNC = sozialraum._weighted_power_mean_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.weighted_geometric_mean(double precision, double precision) IS
'exp(sum(w ln x) / sum(w)), the weighted geometric mean, in the unit of x: a value that is half as large is made up for only by one twice as large. Never above the arithmetic mean; the mean of equal values is that value. Rows with NULL in x or w are skipped and rows of weight 0 do not count; NULL on no rows and when the total weight is 0. The same bits for any order of rows and any number of workers. Errors: x of 0 or below with a positive weight (22023), a negative weight (22023), NaN or infinity (22003). Source: OECD/JRC, Handbook on Constructing Composite Indicators, 2008, 6.3; doc/methods/combine.md.';

CREATE AGGREGATE sozialraum.weighted_geometric_mean(x double precision, w double precision, minimum_share double precision) (
	SFUNC = sozialraum._weighted_geometric_mean_accum, STYPE = bytea, SSPACE = 240,
	COMBINEFUNC = sozialraum._weighted_power_mean_combine, FINALFUNC = sozialraum._weighted_power_mean_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.weighted_geometric_mean(double precision, double precision, double precision) IS
'weighted_geometric_mean(x, w) with a minimum share of valid values. Rows with NULL x but a weight count towards the total weight; the result is NULL when the weight of the rows with a value is less than minimum_share (0 ... 1, constant) of it. Rows with NULL w are skipped. Errors: as weighted_geometric_mean(x, w); minimum_share outside 0 ... 1 or not the same for all rows (22023), NULL (22004). See doc/methods/combine.md.';

CREATE AGGREGATE sozialraum.weighted_harmonic_mean(x double precision, w double precision) (
	SFUNC = sozialraum._weighted_harmonic_mean_accum, STYPE = bytea, SSPACE = 240,
	COMBINEFUNC = sozialraum._weighted_power_mean_combine, FINALFUNC = sozialraum._weighted_power_mean_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.weighted_harmonic_mean(double precision, double precision) IS
'sum(w) / sum(w / x), the weighted harmonic mean, in the unit of x: the mean of rates whose weights are their numerators (cases), and the strictest of the usual means towards low values. Never above the geometric mean; the mean of equal values is that value. Rows with NULL in x or w are skipped and rows of weight 0 do not count; NULL on no rows and when the total weight is 0. Errors: x of 0 or below with a positive weight (22023; with values of both signs it would lie outside of them), a negative weight (22023), NaN or infinity (22003), 1 / x beyond double precision (22003). Source: OECD/JRC 2008, 6.3; doc/methods/combine.md.';

CREATE AGGREGATE sozialraum.weighted_harmonic_mean(x double precision, w double precision, minimum_share double precision) (
	SFUNC = sozialraum._weighted_harmonic_mean_accum, STYPE = bytea, SSPACE = 240,
	COMBINEFUNC = sozialraum._weighted_power_mean_combine, FINALFUNC = sozialraum._weighted_power_mean_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.weighted_harmonic_mean(double precision, double precision, double precision) IS
'weighted_harmonic_mean(x, w) with a minimum share of valid values. Rows with NULL x but a weight count towards the total weight; the result is NULL when the weight of the rows with a value is less than minimum_share (0 ... 1, constant) of it. Rows with NULL w are skipped. Errors: as weighted_harmonic_mean(x, w); minimum_share outside 0 ... 1 or not the same for all rows (22023), NULL (22004). See doc/methods/combine.md.';

CREATE AGGREGATE sozialraum.weighted_power_mean(x double precision, w double precision, power double precision) (
	SFUNC = sozialraum._weighted_power_mean_accum, STYPE = bytea, SSPACE = 240,
	COMBINEFUNC = sozialraum._weighted_power_mean_combine, FINALFUNC = sozialraum._weighted_power_mean_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.weighted_power_mean(double precision, double precision, double precision) IS
'(sum(w x^power) / sum(w))^(1 / power), the weighted generalised mean, in the unit of x. power 1: arithmetic, 0: geometric, -1: harmonic, 2: quadratic; the smaller, the less do high values make up for low ones. The mean of equal values is that value. Rows with NULL in x or w are skipped and rows of weight 0 do not count; NULL on no rows and when the total weight is 0. Errors: x below 0 (unless power is 1), or of 0 where power is not positive (22023), a negative weight (22023), power not the same for all rows (22023) or NULL (22004), NaN or infinity (22003), powers beyond double precision (22003). Source: Hardy, Littlewood, Polya 1934; doc/methods/combine.md.';

CREATE AGGREGATE sozialraum.weighted_power_mean(x double precision, w double precision, power double precision, minimum_share double precision) (
	SFUNC = sozialraum._weighted_power_mean_accum, STYPE = bytea, SSPACE = 240,
	COMBINEFUNC = sozialraum._weighted_power_mean_combine, FINALFUNC = sozialraum._weighted_power_mean_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.weighted_power_mean(double precision, double precision, double precision, double precision) IS
'weighted_power_mean(x, w, power) with a minimum share of valid values. Rows with NULL x but a weight count towards the total weight; the result is NULL when the weight of the rows with a value is less than minimum_share (0 ... 1, constant) of it. Rows with NULL w are skipped. Errors: as weighted_power_mean(x, w, power); minimum_share outside 0 ... 1 or not the same for all rows (22023), NULL (22004). See doc/methods/combine.md.';

CREATE FUNCTION sozialraum._weighted_stddev_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_stddev_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_stddev_accum(bytea, double precision, double precision) IS 'Transition function of weighted_stddev(x, w).';

CREATE FUNCTION sozialraum._weighted_stddev_accum(bytea, double precision, double precision, integer) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_stddev_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_stddev_accum(bytea, double precision, double precision, integer) IS 'Transition function of weighted_stddev(x, w, ddof).';

CREATE FUNCTION sozialraum._weighted_stddev_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_stddev_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_stddev_combine(bytea, bytea) IS 'Combine function of weighted_stddev.';

CREATE FUNCTION sozialraum._weighted_stddev_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'weighted_stddev_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_stddev_final(bytea) IS 'Final function of weighted_stddev.';

CREATE AGGREGATE sozialraum.weighted_stddev(x double precision, w double precision) (
	SFUNC = sozialraum._weighted_stddev_accum, STYPE = bytea, SSPACE = 260,
	COMBINEFUNC = sozialraum._weighted_stddev_combine, FINALFUNC = sozialraum._weighted_stddev_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.weighted_stddev(double precision, double precision) IS
'Weighted population standard deviation, in the unit of x: sqrt(sum(w (x - m)^2) / sum(w)) with the weighted mean m. The weight says how much a row counts (usually the population); its unit does not matter. The deviation of equal values is exactly 0. Rows with NULL in x or w are skipped; NULL on no rows and when the total weight is 0. The variance comes from exact sums; the same bits for any order of rows and any number of workers. Errors: NaN or infinity (22003), a negative weight (22023). See doc/methods/combine.md.';

CREATE AGGREGATE sozialraum.weighted_stddev(x double precision, w double precision, ddof integer) (
	SFUNC = sozialraum._weighted_stddev_accum, STYPE = bytea, SSPACE = 260,
	COMBINEFUNC = sozialraum._weighted_stddev_combine, FINALFUNC = sozialraum._weighted_stddev_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.weighted_stddev(double precision, double precision, integer) IS
'weighted_stddev(x, w) divided by sum(w) - ddof instead of sum(w). ddof 0: as weighted_stddev(x, w). ddof 1: the weights count cases of a sample (a row of weight 3 stands for three equal rows), so that whole numbers as weights give stddev_samp over the repeated rows; not for weights that are shares or that extrapolate a survey. NULL also when sum(w) is not above ddof. Errors: as weighted_stddev(x, w); ddof other than 0 or 1, or not the same for all rows (22023), NULL (22004).';
