-- ---------------------------------------------------------------------------------------------------------------------
-- Normalise: transformations, skewness, kurtosis
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum.log_transform(x double precision, shift double precision DEFAULT 0) RETURNS double precision
	AS 'MODULE_PATHNAME', 'log_transform' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.log_transform(double precision, double precision) IS
'ln(x + shift), against a skewed distribution; shift 1 is usual for counts. NULL when an argument is NULL. Errors: x + shift not positive (22023), NaN or infinity (22003).';

CREATE FUNCTION sozialraum.box_cox(x double precision, lambda double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'box_cox' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.box_cox(double precision, double precision) IS
'Box-Cox transformation (x^lambda - 1) / lambda, ln x for lambda 0: lambda 1 only shifts, 0.5 is like the square root, 0 the logarithm. Increasing in x. NULL when an argument is NULL. Errors: x not positive (22023), NaN or infinity, or a result beyond the range (22003). Source: Box and Cox 1964; doc/methods/transform.md.';

CREATE FUNCTION sozialraum.box_cox_score(x double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'box_cox_score' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.box_cox_score(double precision) IS
'Window function over the whole partition (ORDER BY and frame do not matter): box_cox(x, lambda) with the lambda that box_cox_lambda(x) estimates over the partition. Not standardised: use zscore or minmax on it. NULL rows get NULL and do not count. NULL for all rows when lambda is undefined (all values equal, so also a single row). The result does not depend on the order of rows. Errors as box_cox.';

CREATE FUNCTION sozialraum.winsorise(x double precision, lower double precision, upper double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'winsorise' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.winsorise(double precision, double precision, double precision) IS
'Window function over the whole partition (ORDER BY and frame do not matter): x, but not below the quantile lower and not above the quantile upper of the partition; 0 and 1 leave that side as it is. winsorise(x, 0.05, 0.95) draws the outer five per cent on either side in. Quantiles are those of Hyndman and Fan, type 7 (as percentile_cont). NULL rows get NULL and do not count. The result does not depend on the order of rows. Errors: NaN or infinity (22003), limits outside 0 ... 1, in the wrong order or not constant (22023). Source: Tukey 1962; doc/methods/transform.md.';

CREATE FUNCTION sozialraum.winsorise_outliers(x double precision, skewness double precision DEFAULT 2, kurtosis double precision DEFAULT 3.5, max_points integer DEFAULT 5) RETURNS double precision
	AS 'MODULE_PATHNAME', 'winsorise_outliers' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.winsorise_outliers(double precision, double precision, double precision, integer) IS
'Window function over the whole partition (ORDER BY and frame do not matter): x with its outliers drawn in, but only where the distribution asks for it: while the absolute skewness and the kurtosis both reach the limits given, the most extreme value on the skewed side, with its ties, gets the value next to it; it ends when the limits are kept or max_points points have been changed. Whether it has helped, skewness() and kurtosis() of the result tell. Fewer than 4 rows stay as they are. NULL rows get NULL and do not count. The result does not depend on the order of rows. Errors: NaN or infinity (22003), negative or not constant arguments (22023). Source: Becker et al. 2022 (COINr, winsorise; European Commission JRC); doc/methods/transform.md.';

CREATE FUNCTION sozialraum._box_cox_lambda_accum(internal, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'box_cox_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._box_cox_lambda_accum(internal, double precision) IS 'Transition function of box_cox_lambda(x).';

CREATE FUNCTION sozialraum._box_cox_lambda_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'box_cox_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._box_cox_lambda_merge_accum(internal, bytea) IS 'Transition function of box_cox_lambda_merge.';

CREATE FUNCTION sozialraum._box_cox_lambda_final(internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'box_cox_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._box_cox_lambda_final(internal) IS 'Final function of box_cox_lambda.';

CREATE AGGREGATE sozialraum.box_cox_lambda(x double precision) (
	SFUNC = sozialraum._box_cox_lambda_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._box_cox_lambda_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.box_cox_lambda(double precision) IS
'The lambda of the Box-Cox transformation that makes x most like a normal distribution, by maximum likelihood (profile likelihood, one sample). NULL rows are skipped; NULL on no rows and when all values are equal, so also for a single row. The bits do not depend on the order of rows. Errors: x not positive (22023), NaN or infinity (22003). Source: Box and Cox 1964; R: MASS::boxcox(x ~ 1); doc/methods/transform.md.';

CREATE AGGREGATE sozialraum.box_cox_lambda_state(x double precision) (
	SFUNC = sozialraum._box_cox_lambda_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.box_cox_lambda_state(double precision) IS
'The state of box_cox_lambda(x) as bytea, to be stored or sent and finished by box_cox_lambda_merge. NULL on no rows. Errors as box_cox_lambda(x); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.box_cox_lambda_merge(state bytea) (
	SFUNC = sozialraum._box_cox_lambda_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._box_cox_lambda_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.box_cox_lambda_merge(bytea) IS
'box_cox_lambda over all rows that went into the states (of box_cox_lambda_state): the same bits as over the rows themselves. NULL states are skipped. Error 22P03 for a damaged state, or one of another function.';

CREATE FUNCTION sozialraum._skewness_accum(internal, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'skewness_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._skewness_accum(internal, double precision) IS 'Transition function of skewness(x).';

CREATE FUNCTION sozialraum._skewness_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'skewness_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._skewness_merge_accum(internal, bytea) IS 'Transition function of skewness_merge.';

CREATE FUNCTION sozialraum._skewness_final(internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'skewness_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._skewness_final(internal) IS 'Final function of skewness.';

CREATE AGGREGATE sozialraum.skewness(x double precision) (
	SFUNC = sozialraum._skewness_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._skewness_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.skewness(double precision) IS
'Skewness of x, G1: sqrt(n) S3 / S2^1.5 * sqrt(n (n - 1)) / (n - 2) with Sk = sum (x - mean)^k. 0 is symmetric, positive: a long tail to the right. Above 2 together with a kurtosis above 3.5 usually means outliers. NULL rows are skipped; NULL below 3 rows and when all values are equal. The bits do not depend on the order of rows. Error 22003 for NaN or infinity. Source: Joanes and Gill 1998 (type 2, as SAS, SPSS, Excel and COINr); doc/methods/transform.md.';

CREATE AGGREGATE sozialraum.skewness_state(x double precision) (
	SFUNC = sozialraum._skewness_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.skewness_state(double precision) IS
'The state of skewness(x) as bytea, to be stored or sent and finished by skewness_merge. NULL on no rows. Errors as skewness(x); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.skewness_merge(state bytea) (
	SFUNC = sozialraum._skewness_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._skewness_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.skewness_merge(bytea) IS
'skewness over all rows that went into the states (of skewness_state): the same bits as over the rows themselves. NULL states are skipped. Error 22P03 for a damaged state, or one of another function.';

CREATE FUNCTION sozialraum._kurtosis_accum(internal, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'kurtosis_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._kurtosis_accum(internal, double precision) IS 'Transition function of kurtosis(x).';

CREATE FUNCTION sozialraum._kurtosis_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'kurtosis_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._kurtosis_merge_accum(internal, bytea) IS 'Transition function of kurtosis_merge.';

CREATE FUNCTION sozialraum._kurtosis_final(internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'kurtosis_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._kurtosis_final(internal) IS 'Final function of kurtosis.';

CREATE AGGREGATE sozialraum.kurtosis(x double precision) (
	SFUNC = sozialraum._kurtosis_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._kurtosis_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.kurtosis(double precision) IS
'Excess kurtosis of x, G2: ((n + 1) (n S4 / S2^2 - 3) + 6) (n - 1) / ((n - 2) (n - 3)) with Sk = sum (x - mean)^k. 0 for a normal distribution, positive: heavier tails. NULL rows are skipped; NULL below 4 rows and when all values are equal. The bits do not depend on the order of rows. Error 22003 for NaN or infinity. Source: Joanes and Gill 1998 (type 2, as SAS, SPSS, Excel and COINr); doc/methods/transform.md.';

CREATE AGGREGATE sozialraum.kurtosis_state(x double precision) (
	SFUNC = sozialraum._kurtosis_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.kurtosis_state(double precision) IS
'The state of kurtosis(x) as bytea, to be stored or sent and finished by kurtosis_merge. NULL on no rows. Errors as kurtosis(x); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.kurtosis_merge(state bytea) (
	SFUNC = sozialraum._kurtosis_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._kurtosis_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.kurtosis_merge(bytea) IS
'kurtosis over all rows that went into the states (of kurtosis_state): the same bits as over the rows themselves. NULL states are skipped. Error 22P03 for a damaged state, or one of another function.';
