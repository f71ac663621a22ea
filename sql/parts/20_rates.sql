-- ---------------------------------------------------------------------------------------------------------------------
-- Rates
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum.rate(numerator double precision, denominator double precision, per double precision DEFAULT 100)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.rate(double precision, double precision, double precision) IS
'numerator * per / denominator: a share in per cent (per 100, the default) or a rate per 1,000 or 100,000. The product is formed first, so that 7 of 100 is exactly 7. NULL when an argument is NULL or the denominator is 0: a rate of nobody is unknown, not 0. The numerator may be negative (a balance of moves). Errors: NaN or infinity (22003), a negative denominator (22023), a result out of range (22003).';
