-- ---------------------------------------------------------------------------------------------------------------------
-- Smooth: rates of small areas drawn towards what is known of all of them; many tests at once
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum.empirical_bayes(events double precision, population double precision, per double precision DEFAULT 100) RETURNS double precision
	AS 'MODULE_PATHNAME', 'empirical_bayes' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.empirical_bayes(double precision, double precision, double precision) IS
'Window function: the rates of all areas of the partition, in the unit of per (100: per cent), each drawn towards the common mean, the more the smaller its population (global empirical Bayes, Poisson, by moments). When the rates vary no more than chance, all get the mean. For maps and rankings, never for entitlement, and never to compute numbers back. ORDER BY and frame do not matter; the bits do not depend on the order of rows. Rows with NULL and rows without population get NULL and do not count. Errors: a negative number, per not positive or not constant (22023), NaN or infinity (22003). Source: Marshall 1991; doc/methods/smoothing.md.';

CREATE FUNCTION sozialraum.shrink_to_area(events double precision, population double precision, area_events double precision, area_population double precision, per double precision DEFAULT 100)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'shrink_to_area' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.shrink_to_area(double precision, double precision, double precision, double precision, double precision) IS
'Window function: the shares of small areas, in the unit of per (100: per cent), each drawn on the logit scale towards the share of the larger area that they belong to, the more the less certain it is: shrinkage estimation of the English indices of deprivation. The partition has the small areas of one larger area (PARTITION BY it); area_events and area_population are its figures, the same in all rows. Half an event is added on both sides, so that no share is 0 or per. With a single small area nothing tells how far small areas vary: NULL, unless its share is the larger area''s. Rows with NULL and rows without population get NULL and do not count; all rows when the larger area has no population. The bits do not depend on the order of rows. Errors: a negative number, more events than population, different figures of the larger area, per not positive or not constant (22023), NaN or infinity (22003). Source: English Indices of Deprivation, technical report; doc/methods/smoothing.md.';

CREATE FUNCTION sozialraum.benjamini_hochberg(p double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'benjamini_hochberg' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.benjamini_hochberg(double precision) IS
'Window function: p-values of all tests of the partition, corrected for their number by the false discovery rate: of the areas with a corrected p of at most 0.05, on average no more than 5 per cent are flagged by chance. NULL rows get NULL and do not count as tests. ORDER BY and frame do not matter. Errors: p outside 0 ... 1 (22023), NaN or infinity (22003). Source: Benjamini and Hochberg 1995; the same as R''s p.adjust(method = "BH"); doc/methods/smoothing.md.';
