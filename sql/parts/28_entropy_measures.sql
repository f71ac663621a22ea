-- ---------------------------------------------------------------------------------------------------------------------
-- Inequality: entropy measures and their decomposition
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TYPE sozialraum.inequality_decomposition AS (total double precision, between double precision, within double precision);
COMMENT ON TYPE sozialraum.inequality_decomposition IS 'An entropy measure of inequality divided by group; total = between + within.';
COMMENT ON COLUMN sozialraum.inequality_decomposition.total IS 'Inequality of all rows.';
COMMENT ON COLUMN sozialraum.inequality_decomposition.between IS 'Inequality between groups: what would be left if everybody had the mean of the own group.';
COMMENT ON COLUMN sozialraum.inequality_decomposition.within IS 'Inequality within groups: the weighted sum of what the measure is in each group.';

CREATE FUNCTION sozialraum._entropy_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'entropy_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._entropy_combine(bytea, bytea) IS 'Combine function of theil, mean_log_deviation and generalised_entropy; transition function of their X_merge.';

CREATE FUNCTION sozialraum._entropy_groups_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'entropy_groups_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._entropy_groups_combine(bytea, bytea) IS 'Combine function of the decompositions.';

CREATE FUNCTION sozialraum._entropy_groups_final(bytea) RETURNS sozialraum.inequality_decomposition
	AS 'MODULE_PATHNAME', 'entropy_groups_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._entropy_groups_final(bytea) IS 'Final function of the decompositions.';

CREATE FUNCTION sozialraum._theil_accum(bytea, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'theil_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._theil_accum(bytea, double precision) IS 'Transition function of theil(x).';

CREATE FUNCTION sozialraum._theil_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'theil_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._theil_accum(bytea, double precision, double precision) IS 'Transition function of theil(x, w).';

CREATE FUNCTION sozialraum._theil_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'theil_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._theil_final(bytea) IS 'Final function of theil.';

CREATE AGGREGATE sozialraum.theil(x double precision) (
	SFUNC = sozialraum._theil_accum, STYPE = bytea, FINALFUNC = sozialraum._theil_final, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil(double precision) IS
'Theil''s T of x: mean(x/m · ln(x/m)) with the mean m, from 0 (all equal) to ln n (one has all). Sensitive at the upper end. x = 0 counts with 0 · ln 0 = 0. NULL rows are skipped; NULL on no rows and when all x are 0. The bits do not depend on the order of rows. Errors: NaN or infinity (22003), negative x (22023). Divide by group with theil_state and theil_decomposition. Source: Theil 1967; doc/methods/inequality.md.';

CREATE AGGREGATE sozialraum.theil(x double precision, w double precision) (
	SFUNC = sozialraum._theil_accum, STYPE = bytea, FINALFUNC = sozialraum._theil_final, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil(double precision, double precision) IS
'Theil''s T of x where a row counts w times: with whole numbers as weights the same as theil(x) over rows repeated w times. NULL on no rows and when all w x are 0. Rows with NULL in an argument are skipped. Errors: NaN or infinity (22003), negative x or weight (22023). See theil(x).';

CREATE AGGREGATE sozialraum.theil_state(x double precision) (
	SFUNC = sozialraum._theil_accum, STYPE = bytea, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil_state(double precision) IS
'The state of theil(x) as bytea, some hundred bytes, to be stored or sent and finished by theil_merge or theil_decomposition. NULL on no rows. Errors as theil(x).';

CREATE AGGREGATE sozialraum.theil_state(x double precision, w double precision) (
	SFUNC = sozialraum._theil_accum, STYPE = bytea, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil_state(double precision, double precision) IS
'The state of theil(x, w) as bytea, some hundred bytes, to be stored or sent and finished by theil_merge or theil_decomposition. NULL on no rows. Errors as theil(x, w).';

CREATE AGGREGATE sozialraum.theil_merge(state bytea) (
	SFUNC = sozialraum._entropy_combine, STYPE = bytea, FINALFUNC = sozialraum._theil_final, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil_merge(bytea) IS
'Theil''s T over all rows that went into the states (of theil_state, with or without weights). The same bits as over the rows themselves. NULL states are skipped; NULL on none. Errors: a damaged state, or one of another function (22P03).';

CREATE FUNCTION sozialraum._theil_groups_accum(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'theil_groups_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._theil_groups_accum(bytea, bytea) IS 'Transition function of theil_decomposition.';

CREATE AGGREGATE sozialraum.theil_decomposition(state bytea) (
	SFUNC = sozialraum._theil_groups_accum, STYPE = bytea, FINALFUNC = sozialraum._entropy_groups_final, COMBINEFUNC = sozialraum._entropy_groups_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil_decomposition(bytea) IS
'Theil''s T of all rows, divided into what lies between groups and what lies within them (groups weighted by their share of x). NULL when all x are 0. One row per group, with the state of theil_state. NULL states are skipped; NULL on none. Errors: a damaged state, or one of another function (22P03). Example: SELECT (theil_decomposition(s)).* FROM (SELECT district, theil_state(income) AS s FROM household GROUP BY district) AS g.';

CREATE FUNCTION sozialraum._mean_log_deviation_accum(bytea, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'mean_log_deviation_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._mean_log_deviation_accum(bytea, double precision) IS 'Transition function of mean_log_deviation(x).';

CREATE FUNCTION sozialraum._mean_log_deviation_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'mean_log_deviation_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._mean_log_deviation_accum(bytea, double precision, double precision) IS 'Transition function of mean_log_deviation(x, w).';

CREATE FUNCTION sozialraum._mean_log_deviation_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'mean_log_deviation_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._mean_log_deviation_final(bytea) IS 'Final function of mean_log_deviation.';

CREATE AGGREGATE sozialraum.mean_log_deviation(x double precision) (
	SFUNC = sozialraum._mean_log_deviation_accum, STYPE = bytea, FINALFUNC = sozialraum._mean_log_deviation_final, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.mean_log_deviation(double precision) IS
'Mean logarithmic deviation of x, Theil''s L: mean(ln(m/x)) with the mean m, from 0 (all equal) upwards. Sensitive at the lower end. NULL rows are skipped; NULL on no rows and when a row has x = 0, which makes it infinite (leave such rows out on purpose, or use theil). The bits do not depend on the order of rows. Errors: NaN or infinity (22003), negative x (22023). Divide by group with mean_log_deviation_state and mean_log_deviation_decomposition. Source: Theil 1967; doc/methods/inequality.md.';

CREATE AGGREGATE sozialraum.mean_log_deviation(x double precision, w double precision) (
	SFUNC = sozialraum._mean_log_deviation_accum, STYPE = bytea, FINALFUNC = sozialraum._mean_log_deviation_final, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.mean_log_deviation(double precision, double precision) IS
'Mean logarithmic deviation of x (Theil''s L) where a row counts w times. NULL on no rows, when all weights are 0, and when a row with weight has x = 0. Rows with NULL in an argument are skipped. Errors: NaN or infinity (22003), negative x or weight (22023). See mean_log_deviation(x).';

CREATE AGGREGATE sozialraum.mean_log_deviation_state(x double precision) (
	SFUNC = sozialraum._mean_log_deviation_accum, STYPE = bytea, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.mean_log_deviation_state(double precision) IS
'The state of mean_log_deviation(x) as bytea, some hundred bytes, to be stored or sent and finished by mean_log_deviation_merge or mean_log_deviation_decomposition. NULL on no rows. Errors as mean_log_deviation(x).';

CREATE AGGREGATE sozialraum.mean_log_deviation_state(x double precision, w double precision) (
	SFUNC = sozialraum._mean_log_deviation_accum, STYPE = bytea, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.mean_log_deviation_state(double precision, double precision) IS
'The state of mean_log_deviation(x, w) as bytea, some hundred bytes, to be stored or sent and finished by mean_log_deviation_merge or mean_log_deviation_decomposition. NULL on no rows. Errors as mean_log_deviation(x, w).';

CREATE AGGREGATE sozialraum.mean_log_deviation_merge(state bytea) (
	SFUNC = sozialraum._entropy_combine, STYPE = bytea, FINALFUNC = sozialraum._mean_log_deviation_final, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.mean_log_deviation_merge(bytea) IS
'The mean logarithmic deviation over all rows that went into the states (of mean_log_deviation_state, with or without weights). The same bits as over the rows themselves. NULL states are skipped; NULL on none. Errors: a damaged state, or one of another function (22P03).';

CREATE FUNCTION sozialraum._mean_log_deviation_groups_accum(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'mean_log_deviation_groups_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._mean_log_deviation_groups_accum(bytea, bytea) IS 'Transition function of mean_log_deviation_decomposition.';

CREATE AGGREGATE sozialraum.mean_log_deviation_decomposition(state bytea) (
	SFUNC = sozialraum._mean_log_deviation_groups_accum, STYPE = bytea, FINALFUNC = sozialraum._entropy_groups_final, COMBINEFUNC = sozialraum._entropy_groups_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.mean_log_deviation_decomposition(bytea) IS
'Theil''s L of all rows, divided into what lies between groups and what lies within them (groups weighted by their number of rows, or sum of weights). total and within are NULL when a row has x = 0; all are NULL when a group has nothing. One row per group, with the state of mean_log_deviation_state. NULL states are skipped; NULL on none. Errors: a damaged state, or one of another function (22P03). Example: SELECT (mean_log_deviation_decomposition(s)).* FROM (SELECT district, mean_log_deviation_state(income) AS s FROM household GROUP BY district) AS g.';

CREATE FUNCTION sozialraum._generalised_entropy_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'generalised_entropy_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._generalised_entropy_accum(bytea, double precision, double precision) IS 'Transition function of generalised_entropy(x, alpha).';

CREATE FUNCTION sozialraum._generalised_entropy_accum(bytea, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'generalised_entropy_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._generalised_entropy_accum(bytea, double precision, double precision, double precision) IS 'Transition function of generalised_entropy(x, alpha, w).';

CREATE FUNCTION sozialraum._generalised_entropy_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'generalised_entropy_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._generalised_entropy_final(bytea) IS 'Final function of generalised_entropy.';

CREATE AGGREGATE sozialraum.generalised_entropy(x double precision, alpha double precision) (
	SFUNC = sozialraum._generalised_entropy_accum, STYPE = bytea, FINALFUNC = sozialraum._generalised_entropy_final, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.generalised_entropy(double precision, double precision) IS
'Generalised entropy of x with the parameter alpha: (mean((x/m)^alpha) - 1) / (alpha (alpha - 1)), and its limits mean_log_deviation for 0 and theil for 1; alpha = 2 is half the squared coefficient of variation. The larger alpha, the more the upper end counts. 0: all are equal. alpha: a constant. NULL rows are skipped; NULL on no rows, when all x are 0, and for alpha <= 0 when a row has x = 0. Errors: NaN, infinity, or a power beyond 2^960 (22003); negative x, alpha not the same for all rows (22023). Source: Shorrocks 1980; doc/methods/inequality.md.';

CREATE AGGREGATE sozialraum.generalised_entropy(x double precision, alpha double precision, w double precision) (
	SFUNC = sozialraum._generalised_entropy_accum, STYPE = bytea, FINALFUNC = sozialraum._generalised_entropy_final, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.generalised_entropy(double precision, double precision, double precision) IS
'Generalised entropy of x with the parameter alpha, where a row counts w times. NULL as for generalised_entropy(x, alpha); rows of weight 0 do not count. Rows with NULL in an argument are skipped. Errors: NaN, infinity, or a power beyond 2^960 (22003); negative x or weight, alpha not the same for all rows (22023).';

CREATE AGGREGATE sozialraum.generalised_entropy_state(x double precision, alpha double precision) (
	SFUNC = sozialraum._generalised_entropy_accum, STYPE = bytea, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.generalised_entropy_state(double precision, double precision) IS
'The state of generalised_entropy(x, alpha) as bytea, some hundred bytes, to be stored or sent and finished by generalised_entropy_merge or generalised_entropy_decomposition. NULL on no rows. Errors as generalised_entropy(x, alpha).';

CREATE AGGREGATE sozialraum.generalised_entropy_state(x double precision, alpha double precision, w double precision) (
	SFUNC = sozialraum._generalised_entropy_accum, STYPE = bytea, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.generalised_entropy_state(double precision, double precision, double precision) IS
'The state of generalised_entropy(x, alpha, w) as bytea, some hundred bytes, to be stored or sent and finished by generalised_entropy_merge or generalised_entropy_decomposition. NULL on no rows. Errors as generalised_entropy(x, alpha, w).';

CREATE AGGREGATE sozialraum.generalised_entropy_merge(state bytea) (
	SFUNC = sozialraum._entropy_combine, STYPE = bytea, FINALFUNC = sozialraum._generalised_entropy_final, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.generalised_entropy_merge(bytea) IS
'The generalised entropy over all rows that went into the states (of generalised_entropy_state, with or without weights). The same bits as over the rows themselves. NULL states are skipped; NULL on none. Errors: a damaged state, or one of another function (22P03); states with different alpha (22023).';

CREATE FUNCTION sozialraum._generalised_entropy_groups_accum(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'generalised_entropy_groups_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._generalised_entropy_groups_accum(bytea, bytea) IS 'Transition function of generalised_entropy_decomposition.';

CREATE AGGREGATE sozialraum.generalised_entropy_decomposition(state bytea) (
	SFUNC = sozialraum._generalised_entropy_groups_accum, STYPE = bytea, FINALFUNC = sozialraum._entropy_groups_final, COMBINEFUNC = sozialraum._entropy_groups_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.generalised_entropy_decomposition(bytea) IS
'Generalised entropy of all rows, divided into what lies between groups and what lies within them. For alpha <= 0, total and within are NULL when a row has x = 0, and all are NULL when a group has nothing. One row per group, with the state of generalised_entropy_state. NULL states are skipped; NULL on none. Errors: a damaged state, or one of another function (22P03); states with different alpha (22023). Example: SELECT (generalised_entropy_decomposition(s)).* FROM (SELECT district, generalised_entropy_state(income, 2) AS s FROM household GROUP BY district) AS g.';

CREATE FUNCTION sozialraum._atkinson_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'atkinson_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._atkinson_combine(bytea, bytea) IS 'Combine function of atkinson; transition function of atkinson_merge.';

CREATE FUNCTION sozialraum._atkinson_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'atkinson_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._atkinson_accum(bytea, double precision, double precision) IS 'Transition function of atkinson(x, epsilon).';

CREATE FUNCTION sozialraum._atkinson_accum(bytea, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'atkinson_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._atkinson_accum(bytea, double precision, double precision, double precision) IS 'Transition function of atkinson(x, epsilon, w).';

CREATE FUNCTION sozialraum._atkinson_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'atkinson_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._atkinson_final(bytea) IS 'Final function of atkinson.';

CREATE AGGREGATE sozialraum.atkinson(x double precision, epsilon double precision) (
	SFUNC = sozialraum._atkinson_accum, STYPE = bytea, FINALFUNC = sozialraum._atkinson_final, COMBINEFUNC = sozialraum._atkinson_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.atkinson(double precision, double precision) IS
'Atkinson index of x with the aversion to inequality epsilon: 1 - e/m with the mean m and the equally distributed equivalent e = mean(x^(1 - epsilon))^(1 / (1 - epsilon)), the geometric mean for epsilon = 1. From 0 (all equal) to 1: the share of the total that could be given up for equality. For epsilon >= 1 a row with x = 0 makes it 1. epsilon: a constant of at least 0; usual are 0.5, 1 and 2. NULL rows are skipped; NULL on no rows and when all x are 0. Errors: NaN, infinity, or a power beyond 2^960 (22003); negative x or epsilon, epsilon not the same for all rows (22023). Source: Atkinson 1970; doc/methods/inequality.md.';

CREATE AGGREGATE sozialraum.atkinson(x double precision, epsilon double precision, w double precision) (
	SFUNC = sozialraum._atkinson_accum, STYPE = bytea, FINALFUNC = sozialraum._atkinson_final, COMBINEFUNC = sozialraum._atkinson_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.atkinson(double precision, double precision, double precision) IS
'Atkinson index of x with the aversion to inequality epsilon, where a row counts w times. NULL on no rows and when all w x are 0; rows of weight 0 do not count. Rows with NULL in an argument are skipped. Errors: NaN, infinity, or a power beyond 2^960 (22003); negative x, weight or epsilon, epsilon not the same for all rows (22023). See atkinson(x, epsilon).';

CREATE AGGREGATE sozialraum.atkinson_state(x double precision, epsilon double precision) (
	SFUNC = sozialraum._atkinson_accum, STYPE = bytea, COMBINEFUNC = sozialraum._atkinson_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.atkinson_state(double precision, double precision) IS
'The state of atkinson(x, epsilon) as bytea, some hundred bytes, to be stored or sent and finished by atkinson_merge. NULL on no rows. Errors as atkinson(x, epsilon).';

CREATE AGGREGATE sozialraum.atkinson_state(x double precision, epsilon double precision, w double precision) (
	SFUNC = sozialraum._atkinson_accum, STYPE = bytea, COMBINEFUNC = sozialraum._atkinson_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.atkinson_state(double precision, double precision, double precision) IS
'The state of atkinson(x, epsilon, w) as bytea, some hundred bytes, to be stored or sent and finished by atkinson_merge. NULL on no rows. Errors as atkinson(x, epsilon, w).';

CREATE AGGREGATE sozialraum.atkinson_merge(state bytea) (
	SFUNC = sozialraum._atkinson_combine, STYPE = bytea, FINALFUNC = sozialraum._atkinson_final, COMBINEFUNC = sozialraum._atkinson_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.atkinson_merge(bytea) IS
'The Atkinson index over all rows that went into the states (of atkinson_state, with or without weights). The same bits as over the rows themselves. NULL states are skipped; NULL on none. Errors: a damaged state, or one of another function (22P03); states with different epsilon (22023).';
