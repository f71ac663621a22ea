-- ---------------------------------------------------------------------------------------------------------------------
-- Inequality
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum._gini_accum(internal, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'gini_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._gini_accum(internal, double precision) IS 'Transition function of gini(x).';

CREATE FUNCTION sozialraum._gini_accum(internal, double precision, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'gini_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._gini_accum(internal, double precision, double precision) IS 'Transition function of gini(x, w).';

CREATE FUNCTION sozialraum._gini_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'gini_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._gini_merge_accum(internal, bytea) IS 'Transition function of gini_merge.';

CREATE FUNCTION sozialraum._gini_final(internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'gini_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._gini_final(internal) IS 'Final function of gini.';

CREATE AGGREGATE sozialraum.gini(x double precision) (
	SFUNC = sozialraum._gini_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._gini_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.gini(double precision) IS
'Gini coefficient of x, from 0 (all equal) to (n - 1) / n (one has all): half the mean absolute difference of all pairs, over the mean. NULL rows are skipped; NULL on no rows and when the sum of x is not positive. Negative x (debts) are allowed and can bring the coefficient above 1. The bits do not depend on the order of rows. Error 22003 for NaN or infinity. Source: Gini 1914; doc/methods/inequality.md.';

CREATE AGGREGATE sozialraum.gini(x double precision, w double precision) (
	SFUNC = sozialraum._gini_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._gini_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.gini(double precision, double precision) IS
'Gini coefficient of x where a row counts w times (w is usually the population): with whole numbers as weights the same as gini(x) over rows repeated w times. Rows with NULL in x or w are skipped; NULL on no rows and when sum(w x) is not positive. Errors: NaN or infinity (22003), a negative weight (22023). See gini(x).';

CREATE AGGREGATE sozialraum.gini_state(x double precision) (
	SFUNC = sozialraum._gini_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.gini_state(double precision) IS
'The state of gini(x) as bytea, to be stored or sent and finished by gini_merge. NULL on no rows. Errors as gini(x); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.gini_state(x double precision, w double precision) (
	SFUNC = sozialraum._gini_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.gini_state(double precision, double precision) IS
'The state of gini(x, w) as bytea, to be stored or sent and finished by gini_merge. NULL on no rows. Errors as gini(x, w); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.gini_merge(state bytea) (
	SFUNC = sozialraum._gini_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._gini_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.gini_merge(bytea) IS
'The Gini coefficient over all rows that went into the states (of gini_state). The same bits as over the rows themselves. NULL states are skipped; NULL on none. Errors: a damaged state, or one of another function (22P03); states with and without weights together (22023).';

CREATE FUNCTION sozialraum._gini_corrected_accum(internal, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'gini_corrected_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._gini_corrected_accum(internal, double precision) IS 'Transition function of gini_corrected(x).';

CREATE FUNCTION sozialraum._gini_corrected_accum(internal, double precision, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'gini_corrected_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._gini_corrected_accum(internal, double precision, double precision) IS 'Transition function of gini_corrected(x, w).';

CREATE FUNCTION sozialraum._gini_corrected_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'gini_corrected_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._gini_corrected_merge_accum(internal, bytea) IS 'Transition function of gini_corrected_merge.';

CREATE FUNCTION sozialraum._gini_corrected_final(internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'gini_corrected_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._gini_corrected_final(internal) IS 'Final function of gini_corrected.';

CREATE AGGREGATE sozialraum.gini_corrected(x double precision) (
	SFUNC = sozialraum._gini_corrected_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._gini_corrected_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.gini_corrected(double precision) IS
'Gini coefficient of x corrected for small samples, gini(x) · n / (n - 1): from 0 (all equal) to 1 (one has all), whatever n. For a sample of few rows from a larger population; for a full count use gini. NULL rows are skipped; NULL on fewer than two rows and when the sum of x is not positive. Error 22003 for NaN or infinity. Source: Deltas 2003; doc/methods/inequality.md.';

CREATE AGGREGATE sozialraum.gini_corrected(x double precision, w double precision) (
	SFUNC = sozialraum._gini_corrected_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._gini_corrected_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.gini_corrected(double precision, double precision) IS
'Gini coefficient of x where a row counts w times, corrected for small samples: gini(x, w) · W / (W - 1) with W = sum(w), the number of cases that the weights stand for; so whole numbers as weights give the same as gini_corrected(x) over repeated rows. Weights that do not count cases (shares) are not meant: use gini. NULL when W is not above 1 or sum(w x) not positive. Rows with NULL in x or w are skipped. Errors: NaN or infinity (22003), a negative weight (22023).';

CREATE AGGREGATE sozialraum.gini_corrected_state(x double precision) (
	SFUNC = sozialraum._gini_corrected_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.gini_corrected_state(double precision) IS
'The state of gini_corrected(x) as bytea, to be stored or sent and finished by gini_corrected_merge. NULL on no rows. Errors as gini_corrected(x); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.gini_corrected_state(x double precision, w double precision) (
	SFUNC = sozialraum._gini_corrected_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.gini_corrected_state(double precision, double precision) IS
'The state of gini_corrected(x, w) as bytea, to be stored or sent and finished by gini_corrected_merge. NULL on no rows. Errors as gini_corrected(x, w); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.gini_corrected_merge(state bytea) (
	SFUNC = sozialraum._gini_corrected_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._gini_corrected_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.gini_corrected_merge(bytea) IS
'The corrected Gini coefficient over all rows that went into the states (of gini_corrected_state). The same bits as over the rows themselves. NULL states are skipped; NULL on none. Errors: a damaged state, or one of another function (22P03); states with and without weights together (22023).';

CREATE FUNCTION sozialraum._hoover_accum(internal, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'hoover_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._hoover_accum(internal, double precision) IS 'Transition function of hoover(x).';

CREATE FUNCTION sozialraum._hoover_accum(internal, double precision, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'hoover_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._hoover_accum(internal, double precision, double precision) IS 'Transition function of hoover(x, w).';

CREATE FUNCTION sozialraum._hoover_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'hoover_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._hoover_merge_accum(internal, bytea) IS 'Transition function of hoover_merge.';

CREATE FUNCTION sozialraum._hoover_final(internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'hoover_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._hoover_final(internal) IS 'Final function of hoover.';

CREATE AGGREGATE sozialraum.hoover(x double precision) (
	SFUNC = sozialraum._hoover_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._hoover_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.hoover(double precision) IS
'Hoover index (Robin Hood index, Pietra, Schutz) of x, from 0 (all equal) towards 1: the share of the total that would have to be moved from those above the mean to those below it so that all have the same; sum |x - mean| / (2 sum x). NULL rows are skipped; NULL on no rows and when the sum of x is not positive. Negative x are allowed and can bring it above 1. Error 22003 for NaN or infinity. Source: Hoover 1936; doc/methods/inequality.md.';

CREATE AGGREGATE sozialraum.hoover(x double precision, w double precision) (
	SFUNC = sozialraum._hoover_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._hoover_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.hoover(double precision, double precision) IS
'Hoover index of x where a row counts w times: sum w |x - mean| / (2 sum w x) with the weighted mean. NULL on no rows and when sum(w x) is not positive. Rows with NULL in x or w are skipped. Errors: NaN or infinity (22003), a negative weight (22023).';

CREATE AGGREGATE sozialraum.hoover_state(x double precision) (
	SFUNC = sozialraum._hoover_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.hoover_state(double precision) IS
'The state of hoover(x) as bytea, to be stored or sent and finished by hoover_merge. NULL on no rows. Errors as hoover(x); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.hoover_state(x double precision, w double precision) (
	SFUNC = sozialraum._hoover_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.hoover_state(double precision, double precision) IS
'The state of hoover(x, w) as bytea, to be stored or sent and finished by hoover_merge. NULL on no rows. Errors as hoover(x, w); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.hoover_merge(state bytea) (
	SFUNC = sozialraum._hoover_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._hoover_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.hoover_merge(bytea) IS
'The Hoover index over all rows that went into the states (of hoover_state). The same bits as over the rows themselves. NULL states are skipped; NULL on none. Errors: a damaged state, or one of another function (22P03); states with and without weights together (22023).';

CREATE FUNCTION sozialraum._palma_accum(internal, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'palma_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._palma_accum(internal, double precision) IS 'Transition function of palma(x).';

CREATE FUNCTION sozialraum._palma_accum(internal, double precision, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'palma_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._palma_accum(internal, double precision, double precision) IS 'Transition function of palma(x, w).';

CREATE FUNCTION sozialraum._palma_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'palma_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._palma_merge_accum(internal, bytea) IS 'Transition function of palma_merge.';

CREATE FUNCTION sozialraum._palma_final(internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'palma_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._palma_final(internal) IS 'Final function of palma.';

CREATE AGGREGATE sozialraum.palma(x double precision) (
	SFUNC = sozialraum._palma_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._palma_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.palma(double precision) IS
'Palma ratio of x: what the top 10 % have, over what the bottom 40 % have; 0.25 if all are equal. A row on a boundary is divided, so that exactly 40 % and 10 % are compared (straight lines between the points of the Lorenz curve). NULL rows are skipped; NULL on no rows and when the bottom 40 % have nothing or less. Error 22003 for NaN or infinity. Source: Palma 2011; Cobham and Sumner 2013; doc/methods/inequality.md.';

CREATE AGGREGATE sozialraum.palma(x double precision, w double precision) (
	SFUNC = sozialraum._palma_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._palma_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.palma(double precision, double precision) IS
'Palma ratio of x where a row counts w times: top 10 % of the weight over bottom 40 % of the weight, a row on a boundary divided. NULL on no rows and when the bottom 40 % have nothing or less. Rows with NULL in x or w are skipped. Errors: NaN or infinity (22003), a negative weight (22023).';

CREATE AGGREGATE sozialraum.palma_state(x double precision) (
	SFUNC = sozialraum._palma_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.palma_state(double precision) IS
'The state of palma(x) as bytea, to be stored or sent and finished by palma_merge. NULL on no rows. Errors as palma(x); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.palma_state(x double precision, w double precision) (
	SFUNC = sozialraum._palma_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.palma_state(double precision, double precision) IS
'The state of palma(x, w) as bytea, to be stored or sent and finished by palma_merge. NULL on no rows. Errors as palma(x, w); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.palma_merge(state bytea) (
	SFUNC = sozialraum._palma_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._palma_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.palma_merge(bytea) IS
'The Palma ratio over all rows that went into the states (of palma_state). The same bits as over the rows themselves. NULL states are skipped; NULL on none. Errors: a damaged state, or one of another function (22P03); states with and without weights together (22023).';

CREATE FUNCTION sozialraum._quintile_share_ratio_accum(internal, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'quintile_share_ratio_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._quintile_share_ratio_accum(internal, double precision) IS 'Transition function of quintile_share_ratio(x).';

CREATE FUNCTION sozialraum._quintile_share_ratio_accum(internal, double precision, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'quintile_share_ratio_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._quintile_share_ratio_accum(internal, double precision, double precision) IS 'Transition function of quintile_share_ratio(x, w).';

CREATE FUNCTION sozialraum._quintile_share_ratio_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'quintile_share_ratio_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._quintile_share_ratio_merge_accum(internal, bytea) IS 'Transition function of quintile_share_ratio_merge.';

CREATE FUNCTION sozialraum._quintile_share_ratio_final(internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'quintile_share_ratio_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._quintile_share_ratio_final(internal) IS 'Final function of quintile_share_ratio.';

CREATE AGGREGATE sozialraum.quintile_share_ratio(x double precision) (
	SFUNC = sozialraum._quintile_share_ratio_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._quintile_share_ratio_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.quintile_share_ratio(double precision) IS
'Quintile share ratio S80/S20 of x: what the top fifth has, over what the bottom fifth has; 1 if all are equal. A row on a boundary is divided, so that exactly 20 % are compared with 20 %; Eurostat takes whole rows (see the method). NULL rows are skipped; NULL on no rows and when the bottom fifth has nothing or less. Error 22003 for NaN or infinity. Source: Laeken indicators, Eurostat 2003; doc/methods/inequality.md.';

CREATE AGGREGATE sozialraum.quintile_share_ratio(x double precision, w double precision) (
	SFUNC = sozialraum._quintile_share_ratio_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._quintile_share_ratio_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.quintile_share_ratio(double precision, double precision) IS
'Quintile share ratio S80/S20 of x where a row counts w times, a row on a boundary divided. NULL on no rows and when the bottom fifth has nothing or less. Rows with NULL in x or w are skipped. Errors: NaN or infinity (22003), a negative weight (22023).';

CREATE AGGREGATE sozialraum.quintile_share_ratio_state(x double precision) (
	SFUNC = sozialraum._quintile_share_ratio_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.quintile_share_ratio_state(double precision) IS
'The state of quintile_share_ratio(x) as bytea, to be stored or sent and finished by quintile_share_ratio_merge. NULL on no rows. Errors as quintile_share_ratio(x); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.quintile_share_ratio_state(x double precision, w double precision) (
	SFUNC = sozialraum._quintile_share_ratio_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.quintile_share_ratio_state(double precision, double precision) IS
'The state of quintile_share_ratio(x, w) as bytea, to be stored or sent and finished by quintile_share_ratio_merge. NULL on no rows. Errors as quintile_share_ratio(x, w); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.quintile_share_ratio_merge(state bytea) (
	SFUNC = sozialraum._quintile_share_ratio_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._quintile_share_ratio_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.quintile_share_ratio_merge(bytea) IS
'The quintile share ratio over all rows that went into the states (of quintile_share_ratio_state). The same bits as over the rows themselves. NULL states are skipped; NULL on none. Errors: a damaged state, or one of another function (22P03); states with and without weights together (22023).';

CREATE FUNCTION sozialraum._lorenz_curve_accum(internal, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'lorenz_curve_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._lorenz_curve_accum(internal, double precision) IS 'Transition function of lorenz_curve(x).';

CREATE FUNCTION sozialraum._lorenz_curve_accum(internal, double precision, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'lorenz_curve_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._lorenz_curve_accum(internal, double precision, double precision) IS 'Transition function of lorenz_curve(x, w).';

CREATE FUNCTION sozialraum._lorenz_curve_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'lorenz_curve_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._lorenz_curve_merge_accum(internal, bytea) IS 'Transition function of lorenz_curve_merge.';

CREATE FUNCTION sozialraum._lorenz_curve_final(internal) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'lorenz_curve_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._lorenz_curve_final(internal) IS 'Final function of lorenz_curve.';

CREATE AGGREGATE sozialraum.lorenz_curve(x double precision) (
	SFUNC = sozialraum._lorenz_curve_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._lorenz_curve_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.lorenz_curve(double precision) IS
'Lorenz curve of x: a two-dimensional array of points {share of the rows, share of the sum of x that they have}, poorest first, from {0,0} to {1,1}: a corner for each distinct x, straight lines between them. NULL rows are skipped; NULL on no rows and when the sum of x is not positive. With negative x the curve goes below 0. Errors: NaN or infinity (22003); an array above 1 GB (54000). Source: Lorenz 1905; doc/methods/inequality.md.';

CREATE AGGREGATE sozialraum.lorenz_curve(x double precision, w double precision) (
	SFUNC = sozialraum._lorenz_curve_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._lorenz_curve_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.lorenz_curve(double precision, double precision) IS
'Lorenz curve of x where a row counts w times: points {share of the weight, share of sum(w x)}. NULL on no rows and when sum(w x) is not positive. Rows with NULL in x or w are skipped. Errors: NaN or infinity (22003), a negative weight (22023). See lorenz_curve(x).';

CREATE AGGREGATE sozialraum.lorenz_curve_state(x double precision) (
	SFUNC = sozialraum._lorenz_curve_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.lorenz_curve_state(double precision) IS
'The state of lorenz_curve(x) as bytea, to be stored or sent and finished by lorenz_curve_merge. NULL on no rows. Errors as lorenz_curve(x); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.lorenz_curve_state(x double precision, w double precision) (
	SFUNC = sozialraum._lorenz_curve_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.lorenz_curve_state(double precision, double precision) IS
'The state of lorenz_curve(x, w) as bytea, to be stored or sent and finished by lorenz_curve_merge. NULL on no rows. Errors as lorenz_curve(x, w); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.lorenz_curve_merge(state bytea) (
	SFUNC = sozialraum._lorenz_curve_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._lorenz_curve_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.lorenz_curve_merge(bytea) IS
'The Lorenz curve over all rows that went into the states (of lorenz_curve_state). The same bits as over the rows themselves. NULL states are skipped; NULL on none. Errors: a damaged state, or one of another function (22P03); states with and without weights together (22023).';

CREATE FUNCTION sozialraum._lorenz_grid_accum(internal, double precision, double precision, integer) RETURNS internal
	AS 'MODULE_PATHNAME', 'lorenz_grid_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._lorenz_grid_accum(internal, double precision, double precision, integer) IS 'Transition function of lorenz_curve(x, w, points).';

CREATE FUNCTION sozialraum._lorenz_grid_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'lorenz_grid_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._lorenz_grid_merge_accum(internal, bytea) IS 'Transition function of lorenz_grid_merge.';

CREATE FUNCTION sozialraum._lorenz_grid_final(internal) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'lorenz_grid_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._lorenz_grid_final(internal) IS 'Final function of lorenz_curve(x, w, points).';

CREATE AGGREGATE sozialraum.lorenz_curve(x double precision, w double precision, points integer) (
	SFUNC = sozialraum._lorenz_grid_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._lorenz_grid_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.lorenz_curve(double precision, double precision, integer) IS
'Lorenz curve of x where a row counts w times (1 for none), at the shares 0, 1/points, 2/points, … 1 of the weight: points + 1 pairs {p, share of sum(w x) of the lowest p}; with points = 10 the shares of the deciles, summed up. A row on a boundary is divided. points: a constant from 1 to 100,000. Rows with NULL in an argument are skipped; NULL on no rows and when sum(w x) is not positive. Errors: NaN or infinity (22003); a negative weight, points outside its range or not the same for all rows (22023).';

CREATE AGGREGATE sozialraum.lorenz_grid_state(x double precision, w double precision, points integer) (
	SFUNC = sozialraum._lorenz_grid_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.lorenz_grid_state(double precision, double precision, integer) IS
'The state of lorenz_curve(x, w, points) as bytea, to be stored or sent and finished by lorenz_grid_merge. NULL on no rows. Errors as lorenz_curve(x, w, points); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.lorenz_grid_merge(state bytea) (
	SFUNC = sozialraum._lorenz_grid_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._lorenz_grid_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.lorenz_grid_merge(bytea) IS
'The Lorenz curve at equal steps over all rows that went into the states (of lorenz_grid_state). The same bits as over the rows themselves. NULL states are skipped; NULL on none. Errors: a damaged state, or one of another function (22P03); states with different points (22023).';

CREATE FUNCTION sozialraum._weighted_quantile_accum(internal, double precision, double precision, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'weighted_quantile_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_quantile_accum(internal, double precision, double precision, double precision) IS 'Transition function of weighted_quantile.';

CREATE FUNCTION sozialraum._weighted_quantile_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'weighted_quantile_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_quantile_merge_accum(internal, bytea) IS 'Transition function of weighted_quantile_merge.';

CREATE FUNCTION sozialraum._weighted_quantile_final(internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'weighted_quantile_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_quantile_final(internal) IS 'Final function of weighted_quantile.';

CREATE AGGREGATE sozialraum.weighted_quantile(x double precision, w double precision, q double precision) (
	SFUNC = sozialraum._weighted_quantile_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._weighted_quantile_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.weighted_quantile(double precision, double precision, double precision) IS
'The q-quantile of x where a row counts w times: the smallest x at which the summed weight reaches q · sum(w); where it is reached exactly, midway to the next value. With w = 1 type 2 of Hyndman and Fan; with whole numbers as weights the same as over repeated rows; weights may be multiplied by any factor. Eurostat computes medians and poverty lines so. q: a constant from 0 (minimum) to 1 (maximum). Rows with NULL in an argument or weight 0 do not count; NULL on no rows and when all weights are 0. Errors: NaN or infinity (22003); a negative weight, q outside 0 … 1 or not the same for all rows (22023). Source: Hyndman and Fan 1996; doc/methods/inequality.md.';

CREATE AGGREGATE sozialraum.weighted_quantile_state(x double precision, w double precision, q double precision) (
	SFUNC = sozialraum._weighted_quantile_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.weighted_quantile_state(double precision, double precision, double precision) IS
'The state of weighted_quantile(x, w, q) as bytea, to be stored or sent and finished by weighted_quantile_merge. NULL on no rows. Errors as weighted_quantile; 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.weighted_quantile_merge(state bytea) (
	SFUNC = sozialraum._weighted_quantile_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._weighted_quantile_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.weighted_quantile_merge(bytea) IS
'The weighted quantile over all rows that went into the states (of weighted_quantile_state). The same bits as over the rows themselves. NULL states are skipped; NULL on none. Errors: a damaged state, or one of another function (22P03); states with different q (22023).';

CREATE FUNCTION sozialraum._concentration_index_accum(internal, double precision, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'concentration_index_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._concentration_index_accum(internal, double precision, double precision) IS 'Transition function of concentration_index(x, rank_by).';

CREATE FUNCTION sozialraum._concentration_index_accum(internal, double precision, double precision, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'concentration_index_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._concentration_index_accum(internal, double precision, double precision, double precision) IS 'Transition function of concentration_index(x, rank_by, w).';

CREATE FUNCTION sozialraum._concentration_index_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'concentration_index_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._concentration_index_merge_accum(internal, bytea) IS 'Transition function of concentration_index_merge.';

CREATE FUNCTION sozialraum._concentration_index_final(internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'concentration_index_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._concentration_index_final(internal) IS 'Final function of concentration_index.';

CREATE AGGREGATE sozialraum.concentration_index(x double precision, rank_by double precision) (
	SFUNC = sozialraum._concentration_index_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._concentration_index_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.concentration_index(double precision, double precision) IS
'Concentration index of x over the order of rank_by (income, status score), from -1 to 1: below 0, x (illness, say) is concentrated on low ranks; above 0 on high ones; 0 when spread evenly. Twice the area between concentration curve and diagonal; with rank_by = x the Gini coefficient. Equal rank_by share their average rank. Rows with NULL in an argument are skipped; NULL on no rows and when the sum of x is not positive. Negative x are allowed and can bring it beyond -1 and 1. Error 22003 for NaN or infinity. Source: Wagstaff, Paci, van Doorslaer 1991; doc/methods/inequality.md.';

CREATE AGGREGATE sozialraum.concentration_index(x double precision, rank_by double precision, w double precision) (
	SFUNC = sozialraum._concentration_index_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._concentration_index_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.concentration_index(double precision, double precision, double precision) IS
'Concentration index of x over the order of rank_by where a row counts w times (the population of an area, with x per inhabitant). Equal rank_by share the middle of their weight. Rows with NULL in an argument are skipped; NULL on no rows and when sum(w x) is not positive. Errors: NaN or infinity (22003), a negative weight (22023). See concentration_index(x, rank_by).';

CREATE AGGREGATE sozialraum.concentration_index_state(x double precision, rank_by double precision) (
	SFUNC = sozialraum._concentration_index_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.concentration_index_state(double precision, double precision) IS
'The state of concentration_index(x, rank_by) as bytea, to be stored or sent and finished by concentration_index_merge. NULL on no rows. Errors as concentration_index(x, rank_by); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.concentration_index_state(x double precision, rank_by double precision, w double precision) (
	SFUNC = sozialraum._concentration_index_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.concentration_index_state(double precision, double precision, double precision) IS
'The state of concentration_index(x, rank_by, w) as bytea, to be stored or sent and finished by concentration_index_merge. NULL on no rows. Errors as concentration_index(x, rank_by, w); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.concentration_index_merge(state bytea) (
	SFUNC = sozialraum._concentration_index_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._concentration_index_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.concentration_index_merge(bytea) IS
'The concentration index over all rows that went into the states (of concentration_index_state). The same bits as over the rows themselves. NULL states are skipped; NULL on none. Errors: a damaged state, or one of another function (22P03); states with and without weights together (22023).';
