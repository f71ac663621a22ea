-- ---------------------------------------------------------------------------------------------------------------------
-- Exact sums of products
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum._exact_dot_product_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'exact_dot_product_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._exact_dot_product_accum(bytea, double precision, double precision) IS 'Transition function of exact_dot_product.';

CREATE FUNCTION sozialraum._exact_dot_product_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'exact_dot_product_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._exact_dot_product_combine(bytea, bytea) IS 'Combine function of exact_dot_product.';

CREATE FUNCTION sozialraum._exact_dot_product_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'exact_dot_product_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._exact_dot_product_final(bytea) IS 'Final function of exact_dot_product.';

CREATE AGGREGATE sozialraum.exact_dot_product(x double precision, y double precision) (
	SFUNC = sozialraum._exact_dot_product_accum, STYPE = bytea, SSPACE = 96,
	COMBINEFUNC = sozialraum._exact_dot_product_combine, FINALFUNC = sozialraum._exact_dot_product_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.exact_dot_product(double precision, double precision) IS
'Sum of x * y, as if computed with unlimited precision and rounded once to the nearest double (ties to even): neither a product nor the sum loses a digit on the way. The result has the same bits for any order of the rows and any number of workers or nodes. Rows with NULL in x or y are skipped; NULL on no rows. Infinity and NaN follow IEEE 754 (0 * infinity is NaN). Error 22003 when the sum of finite products is out of range. Source: Neal 2015, arXiv:1505.05571; doc/methods/exact_sums.md.';
