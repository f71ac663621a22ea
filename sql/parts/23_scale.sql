-- ---------------------------------------------------------------------------------------------------------------------
-- Normalise: further scales
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum.robust_zscore(x double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'robust_zscore' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.robust_zscore(double precision) IS
'Window function over the whole partition (ORDER BY and frame do not matter): (x - median) / (1.4826 MAD), where MAD is the median of |x - median|: a z-score that outliers do not move. For normally distributed x about the same as zscore(x). NULL rows get NULL and do not count. NULL for all rows when MAD is 0 (more than half of the rows equal). The result does not depend on the order of rows. Error 22003 for NaN or infinity. Source: Rousseeuw and Croux 1993; R: (x - median(x)) / mad(x); doc/methods/normalise.md.';

CREATE FUNCTION sozialraum.minmax(x double precision, lower double precision, upper double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'minmax_range' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.minmax(double precision, double precision, double precision) IS
'Window function over the whole partition (ORDER BY and frame do not matter): min-max to a range of one''s own: lower (smallest x) to upper (largest x), for example minmax(x, 0, 100); with lower above upper reversed, so that minmax(x, 100, 0) gives 100 to the smallest x. NULL rows get NULL and do not count. NULL for all rows when all values are equal. Errors: NaN or infinity (22003), lower = upper, limits not constant (22023), limit NULL (22004). Source: OECD/JRC 2008, 5.3; COINr n_minmax.';

CREATE FUNCTION sozialraum.goalposts(x double precision, lower double precision, upper double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'goalposts' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.goalposts(double precision, double precision, double precision) IS
'(x - lower) / (upper - lower), cut to 0 ... 1: the position between two fixed goalposts, comparable over time and place, as in the Human Development Index. With lower above upper reversed: the upper end of x has 0. NULL when an argument is NULL or lower = upper. Error 22003 for NaN or infinity. Source: UNDP, Human Development Report, technical notes; COINr n_goalposts.';

CREATE FUNCTION sozialraum.distance_to_target(x double precision, target double precision, direction integer DEFAULT 1, capped boolean DEFAULT false) RETURNS double precision
	AS 'MODULE_PATHNAME', 'distance_to_target' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.distance_to_target(double precision, double precision, integer, boolean) IS
'Window function over the whole partition (ORDER BY and frame do not matter): the part of the way to a target: (x - min) / (target - min) for direction 1 (high values are good), (max - x) / (max - target) for direction -1; 0 is the place farthest away, 1 has reached the target, above 1 has passed it; capped = true cuts there. The target must be the same in all rows of the partition; rows with NULL in x or target get NULL and do not count. NULL for all rows when no row lies before the target (COINr gives negative scores there). The result does not depend on the order of rows. Errors: NaN or infinity (22003), different targets, direction other than 1 or -1 (22023). Source: OECD/JRC 2008; COINr n_dist2targ.';

CREATE FUNCTION sozialraum.distance_to_reference(x double precision, reference double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'distance_to_reference' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.distance_to_reference(double precision, double precision) IS
'Window function over the whole partition (ORDER BY and frame do not matter): 1 - (reference - x) / (reference - min), the distance from the smallest x in units of that of the reference, for example the figure of the district or of a comparable town: 1 equals the reference, 0 is the smallest x. The reference must be the same in all rows of the partition; rows with NULL in x or reference get NULL and do not count. NULL for all rows when the reference is not above the smallest x. The result does not depend on the order of rows. Errors: NaN or infinity (22003), different references (22023). Source: OECD/JRC 2008; COINr n_dist2ref.';

CREATE FUNCTION sozialraum.distance_to_maximum(x double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'minmax' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.distance_to_maximum(double precision) IS
'Window function over the whole partition (ORDER BY and frame do not matter): 1 - (max - x) / (max - min), which is the same as minmax(x): 1 is the largest, 0 the smallest. NULL rows get NULL and do not count. NULL for all rows when all values are equal. Error 22003 for NaN or infinity. Source: COINr n_dist2max.';

CREATE FUNCTION sozialraum.fraction_of_maximum(x double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'fraction_of_maximum' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.fraction_of_maximum(double precision) IS
'Window function over the whole partition (ORDER BY and frame do not matter): x / max; 1 is the largest. Unlike minmax(x) it keeps the ratios of the values. NULL rows get NULL and do not count. NULL for all rows when the largest is not positive; negative x give negative fractions. Error 22003 for NaN or infinity. Source: COINr n_fracmax.';

CREATE FUNCTION sozialraum.share_of_total(x double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'share_of_total' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.share_of_total(double precision) IS
'Window function over the whole partition (ORDER BY and frame do not matter): x / sum(x), from 0 to 1: the part of the whole that an area has. NULL rows get NULL and do not count. NULL for all rows when the total is 0. The result does not depend on the order of rows. Errors: NaN or infinity (22003), negative x (22023). See doc/methods/normalise.md.';
