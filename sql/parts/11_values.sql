-- ---------------------------------------------------------------------------------------------------------------------
-- States of aggregates: what the aggregates that keep their values share
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum._values_combine(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'values_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._values_combine(internal, internal) IS 'Combine function of all aggregates that keep their values.';

CREATE FUNCTION sozialraum._values_state(internal) RETURNS bytea
	AS 'MODULE_PATHNAME', 'values_state' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._values_state(internal) IS 'Serial function of all aggregates that keep their values, and final function of X_state.';

CREATE FUNCTION sozialraum._values_deserial(bytea, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'values_deserial' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._values_deserial(bytea, internal) IS 'Deserial function of all aggregates that keep their values.';

CREATE TYPE sozialraum.confidence_interval AS (lower double precision, upper double precision);
COMMENT ON TYPE sozialraum.confidence_interval IS 'A confidence interval: lower and upper limit, in the unit of the estimate. (f(…)).lower and (f(…)).upper, or SELECT * FROM f(…), give them as numbers. Registers are full counts: the interval says how far chance alone would let the figure vary.';
COMMENT ON COLUMN sozialraum.confidence_interval.lower IS 'Lower limit.';
COMMENT ON COLUMN sozialraum.confidence_interval.upper IS 'Upper limit.';
