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
