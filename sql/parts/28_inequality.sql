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
'The Gini coefficient over all rows that went into the states (of gini_state): the same bits as over the rows themselves. NULL states are skipped. Errors: a damaged state, or one of another function (22P03); states with and without weights together (22023).';
