-- ---------------------------------------------------------------------------------------------------------------------
-- Classify: quantiles and classes of equal size
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum._quantile_accum(internal, double precision, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'quantile_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._quantile_accum(internal, double precision, double precision) IS 'Transition function of quantile(x, q).';

CREATE FUNCTION sozialraum._quantile_accum(internal, double precision, double precision, integer) RETURNS internal
	AS 'MODULE_PATHNAME', 'quantile_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._quantile_accum(internal, double precision, double precision, integer) IS 'Transition function of quantile(x, q, type).';

CREATE FUNCTION sozialraum._quantile_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'quantile_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._quantile_merge_accum(internal, bytea) IS 'Transition function of quantile_merge.';

CREATE FUNCTION sozialraum._quantile_final(internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'quantile_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._quantile_final(internal) IS 'Final function of quantile.';

CREATE AGGREGATE sozialraum.quantile(x double precision, q double precision) (
	SFUNC = sozialraum._quantile_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._quantile_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.quantile(double precision, double precision) IS
'The q-quantile of x, q from 0 (minimum) to 1 (maximum), by the definition of R, numpy and percentile_cont (Hyndman and Fan''s type 7): quantile(x, 0.5) is the median. NULL rows are skipped; NULL on no rows. q is the same for all rows. The bits do not depend on the order of rows. Errors: q out of range, NaN or not constant (22023), NULL (22004); x NaN or infinite (22003). Source: Hyndman and Fan 1996; doc/methods/quantiles.md.';

CREATE AGGREGATE sozialraum.quantile(x double precision, q double precision, type integer) (
	SFUNC = sozialraum._quantile_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._quantile_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.quantile(double precision, double precision, integer) IS
'The q-quantile of x by one of the nine definitions of Hyndman and Fan, type 1 to 9 as in R: official systems differ (the GISD has type 9, SAS 2, SPSS and Minitab 6). Types 1 and 3 are always one of the values. Errors: type out of range or not constant (22023), NULL (22004). See quantile(x, q).';

CREATE AGGREGATE sozialraum.quantile_state(x double precision, q double precision) (
	SFUNC = sozialraum._quantile_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.quantile_state(double precision, double precision) IS
'The state of quantile(x, q) as bytea, to be stored or sent and finished by quantile_merge. NULL on no rows. Errors as quantile(x, q); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.quantile_state(x double precision, q double precision, type integer) (
	SFUNC = sozialraum._quantile_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.quantile_state(double precision, double precision, integer) IS
'The state of quantile(x, q, type) as bytea, to be stored or sent and finished by quantile_merge. NULL on no rows. Errors as quantile(x, q, type); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.quantile_merge(state bytea) (
	SFUNC = sozialraum._quantile_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._quantile_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.quantile_merge(bytea) IS
'quantile over all rows that went into the states (of quantile_state): the same bits as over the rows themselves. NULL states are skipped. Errors: a damaged state, or one of another function (22P03); states with different q or type together (22023).';

CREATE FUNCTION sozialraum._quantile_breaks_accum(internal, double precision, integer) RETURNS internal
	AS 'MODULE_PATHNAME', 'quantile_breaks_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._quantile_breaks_accum(internal, double precision, integer) IS 'Transition function of quantile_breaks(x, k).';

CREATE FUNCTION sozialraum._quantile_breaks_accum(internal, double precision, integer, integer) RETURNS internal
	AS 'MODULE_PATHNAME', 'quantile_breaks_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._quantile_breaks_accum(internal, double precision, integer, integer) IS 'Transition function of quantile_breaks(x, k, type).';

CREATE FUNCTION sozialraum._quantile_breaks_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'quantile_breaks_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._quantile_breaks_merge_accum(internal, bytea) IS 'Transition function of quantile_breaks_merge.';

CREATE FUNCTION sozialraum._quantile_breaks_final(internal) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'quantile_breaks_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._quantile_breaks_final(internal) IS 'Final function of quantile_breaks.';

CREATE AGGREGATE sozialraum.quantile_breaks(x double precision, k integer) (
	SFUNC = sozialraum._quantile_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._quantile_breaks_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.quantile_breaks(double precision, integer) IS
'The k - 1 inner limits of k classes with about the same number of rows: the quantiles 1/k, 2/k, ... of type 7 (R, numpy, percentile_cont). With many equal values limits may be equal; the class between them stays empty, and classes differ in size. NULL rows are skipped; NULL on no rows. k is from 1 to 10000 and the same for all rows; k = 1 gives an empty array. The bits do not depend on the order of rows. Errors: k out of range or not constant (22023), NULL (22004); x NaN or infinite (22003). Source: Hyndman and Fan 1996; doc/methods/quantiles.md.';

CREATE AGGREGATE sozialraum.quantile_breaks(x double precision, k integer, type integer) (
	SFUNC = sozialraum._quantile_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._quantile_breaks_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.quantile_breaks(double precision, integer, integer) IS
'quantile_breaks by one of the nine definitions of Hyndman and Fan, type 1 to 9 as in R. The classes of the GISD are classify(x, quantile_breaks(x, 5, 9), ''left''), or quantile_class(x, 5, ''type_9''). Errors: type out of range or not constant (22023), NULL (22004). See quantile_breaks(x, k).';

CREATE AGGREGATE sozialraum.quantile_breaks_state(x double precision, k integer) (
	SFUNC = sozialraum._quantile_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.quantile_breaks_state(double precision, integer) IS
'The state of quantile_breaks(x, k) as bytea, to be stored or sent and finished by quantile_breaks_merge. NULL on no rows. Errors as quantile_breaks(x, k); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.quantile_breaks_state(x double precision, k integer, type integer) (
	SFUNC = sozialraum._quantile_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.quantile_breaks_state(double precision, integer, integer) IS
'The state of quantile_breaks(x, k, type) as bytea, to be stored or sent and finished by quantile_breaks_merge. NULL on no rows. Errors as quantile_breaks(x, k, type); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.quantile_breaks_merge(state bytea) (
	SFUNC = sozialraum._quantile_breaks_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._quantile_breaks_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.quantile_breaks_merge(bytea) IS
'quantile_breaks over all rows that went into the states (of quantile_breaks_state): the same bits as over the rows themselves. NULL states are skipped. Errors: a damaged state, or one of another function (22P03); states with different k or type together (22023).';

CREATE FUNCTION sozialraum.quantile_class(x double precision, k integer, method text DEFAULT 'type_7') RETURNS integer
	AS 'MODULE_PATHNAME', 'quantile_class' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.quantile_class(double precision, integer, text) IS
'Window function: the class of x, 1 (smallest) to k (largest), in k classes with about the same number of rows over the whole partition (ORDER BY and frame do not matter). Official systems differ: method ''type_1'' to ''type_9'' puts limits at the quantiles of Hyndman and Fan, a value on a limit belongs to the class above it (GISD: ''type_9''); ''ntile'' makes classes of equal size, the first of them one row larger where it does not come out even (Wales); ''rank'' is ceil(k rank / n) with rank 1 for the smallest x (England: x is the rank, 1 the most deprived); ''floor'' is 1 + floor(k (rank - 1) / n) (Public Health England). Equal values get the same class, by position (''ntile'', ''rank'', ''floor'') that of the first of them. Class 1 holds the smallest x: give -x where it shall hold the largest. NULL rows get NULL and do not count. The classes do not depend on the order of rows. Errors: k out of 1 to 10000, an unknown method, or either not constant (22023), NULL (22004); x NaN or infinite (22003). Source: Hyndman and Fan 1996; doc/methods/quantiles.md.';
