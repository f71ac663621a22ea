-- ---------------------------------------------------------------------------------------------------------------------
-- Standardise: rates and ratios that do not depend on the age structure
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum._directly_standardised_rate_accum(bytea, double precision, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'directly_standardised_rate_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._directly_standardised_rate_accum(bytea, double precision, double precision, double precision, double precision) IS 'Transition function of directly_standardised_rate and of its interval.';

CREATE FUNCTION sozialraum._directly_standardised_rate_accum(bytea, double precision, double precision, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'directly_standardised_rate_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._directly_standardised_rate_accum(bytea, double precision, double precision, double precision, double precision, double precision) IS 'Transition function of directly_standardised_rate_interval with a level.';

CREATE FUNCTION sozialraum._directly_standardised_rate_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'directly_standardised_rate_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._directly_standardised_rate_combine(bytea, bytea) IS 'Combine function of directly_standardised_rate and of its interval.';

CREATE FUNCTION sozialraum._directly_standardised_rate_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'directly_standardised_rate_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._directly_standardised_rate_final(bytea) IS 'Final function of directly_standardised_rate.';

CREATE FUNCTION sozialraum._directly_standardised_rate_interval_final(bytea) RETURNS sozialraum.confidence_interval
	AS 'MODULE_PATHNAME', 'directly_standardised_rate_interval_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._directly_standardised_rate_interval_final(bytea) IS 'Final function of directly_standardised_rate_interval.';

CREATE AGGREGATE sozialraum.directly_standardised_rate(events double precision, population double precision, standard_population double precision, per double precision) (
	SFUNC = sozialraum._directly_standardised_rate_accum, STYPE = bytea, SSPACE = 320,
	COMBINEFUNC = sozialraum._directly_standardised_rate_combine, FINALFUNC = sozialraum._directly_standardised_rate_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.directly_standardised_rate(double precision, double precision, double precision, double precision) IS
'Directly standardised rate over the age groups of an area, one row each: per * sum(standard_population * events / population) / sum(standard_population), the rate that the area would have with the age structure of the standard. per (100,000 is usual for deaths) is the same for all rows. Rows with NULL in any argument are skipped together with their standard population: an age group whose events are not known changes what the rate means. NULL on no rows, when the standard population is 0 in total, and when an age group that the standard counts has no population in the area, whether it has events or not (merge age groups then). The bits do not depend on the order of rows. Errors: a negative number, per not positive or not constant (22023), NaN, infinity or a result out of range (22003). Source: Public Health England, Technical Guide: Confidence Intervals, 2018; doc/methods/standardisation.md.';

CREATE AGGREGATE sozialraum.directly_standardised_rate_interval(events double precision, population double precision, standard_population double precision, per double precision) (
	SFUNC = sozialraum._directly_standardised_rate_accum, STYPE = bytea, SSPACE = 320,
	COMBINEFUNC = sozialraum._directly_standardised_rate_combine, FINALFUNC = sozialraum._directly_standardised_rate_interval_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.directly_standardised_rate_interval(double precision, double precision, double precision, double precision) IS
'95 % confidence interval of directly_standardised_rate after Dobson, with Byar''s limits of the number of events; never below 0. NULL where the rate is NULL, and below 10 events. Errors as directly_standardised_rate. Source: Dobson et al. 1991; Public Health England 2018; doc/methods/standardisation.md.';

CREATE AGGREGATE sozialraum.directly_standardised_rate_interval(events double precision, population double precision, standard_population double precision, per double precision, level double precision) (
	SFUNC = sozialraum._directly_standardised_rate_accum, STYPE = bytea, SSPACE = 320,
	COMBINEFUNC = sozialraum._directly_standardised_rate_combine, FINALFUNC = sozialraum._directly_standardised_rate_interval_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.directly_standardised_rate_interval(double precision, double precision, double precision, double precision, double precision) IS
'Confidence interval of directly_standardised_rate at the given level, the same for all rows: see the form without it, which has 0.95. Errors as directly_standardised_rate; a level outside (0, 1) or not constant (22023).';

CREATE FUNCTION sozialraum._standardised_ratio_accum(bytea, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'standardised_ratio_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._standardised_ratio_accum(bytea, double precision, double precision, double precision) IS 'Transition function of standardised_ratio and of its interval.';

CREATE FUNCTION sozialraum._standardised_ratio_accum(bytea, double precision, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'standardised_ratio_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._standardised_ratio_accum(bytea, double precision, double precision, double precision, double precision) IS 'Transition function of standardised_ratio_interval with a level.';

CREATE FUNCTION sozialraum._standardised_ratio_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'standardised_ratio_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._standardised_ratio_combine(bytea, bytea) IS 'Combine function of standardised_ratio and of its interval.';

CREATE FUNCTION sozialraum._standardised_ratio_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'standardised_ratio_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._standardised_ratio_final(bytea) IS 'Final function of standardised_ratio.';

CREATE FUNCTION sozialraum._standardised_ratio_interval_final(bytea) RETURNS sozialraum.confidence_interval
	AS 'MODULE_PATHNAME', 'standardised_ratio_interval_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._standardised_ratio_interval_final(bytea) IS 'Final function of standardised_ratio_interval.';

CREATE AGGREGATE sozialraum.standardised_ratio(events double precision, population double precision, reference_rate double precision) (
	SFUNC = sozialraum._standardised_ratio_accum, STYPE = bytea, SSPACE = 160,
	COMBINEFUNC = sozialraum._standardised_ratio_combine, FINALFUNC = sozialraum._standardised_ratio_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.standardised_ratio(double precision, double precision, double precision) IS
'Indirectly standardised ratio (SMR for deaths) over the age groups of an area, one row each: sum(events) / sum(population * reference_rate), observed over expected. 1: as many as with the reference''s rates; 1.2: 20 per cent more. reference_rate is per person, not per 100. For areas too small for direct standardisation; ratios of two areas are not comparable with each other, only each with the reference. Rows with NULL in any argument are skipped; NULL on no rows and when nothing is expected. The bits do not depend on the order of rows. Errors: a negative number (22023), NaN, infinity or a result out of range (22003). Source: Breslow and Day 1987; doc/methods/standardisation.md.';

CREATE AGGREGATE sozialraum.standardised_ratio_interval(events double precision, population double precision, reference_rate double precision) (
	SFUNC = sozialraum._standardised_ratio_accum, STYPE = bytea, SSPACE = 160,
	COMBINEFUNC = sozialraum._standardised_ratio_combine, FINALFUNC = sozialraum._standardised_ratio_interval_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.standardised_ratio_interval(double precision, double precision, double precision) IS
'95 % confidence interval of standardised_ratio: that of the observed number over the expected one; exact below 10 events (poisson_interval), Byar''s from 10 (byar_interval), as the English public health service does. The expected number counts as known. NULL where the ratio is NULL. Errors as standardised_ratio. Source: Public Health England 2018; doc/methods/standardisation.md.';

CREATE AGGREGATE sozialraum.standardised_ratio_interval(events double precision, population double precision, reference_rate double precision, level double precision) (
	SFUNC = sozialraum._standardised_ratio_accum, STYPE = bytea, SSPACE = 160,
	COMBINEFUNC = sozialraum._standardised_ratio_combine, FINALFUNC = sozialraum._standardised_ratio_interval_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.standardised_ratio_interval(double precision, double precision, double precision, double precision) IS
'Confidence interval of standardised_ratio at the given level, the same for all rows: see the form without it, which has 0.95. Errors as standardised_ratio; a level outside (0, 1) or not constant (22023).';

CREATE FUNCTION sozialraum.european_standard_population_2013() RETURNS TABLE (age_from integer, age_to integer, population integer)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 19
BEGIN ATOMIC
	SELECT g.age_from, g.age_to, g.population
	FROM (VALUES (0, 4, 5000), (5, 9, 5500), (10, 14, 5500), (15, 19, 5500), (20, 24, 6000), (25, 29, 6000), (30, 34, 6500), (35, 39, 7000),
		(40, 44, 7000), (45, 49, 7000), (50, 54, 7000), (55, 59, 6500), (60, 64, 6000), (65, 69, 5500), (70, 74, 5000), (75, 79, 4000),
		(80, 84, 2500), (85, 89, 1500), (90, NULL, 1000)) AS g (age_from, age_to, population);
END;
COMMENT ON FUNCTION sozialraum.european_standard_population_2013() IS
'The European Standard Population 2013 in 19 age groups of 100,000 people together, for directly_standardised_rate: age_from and age_to in completed years, both included (0 to 4, 5 to 9 ...); age_to is NULL in the open last group, 90 and older. Both sexes have the same standard. Source: Eurostat, Revision of the European Standard Population, 2013; doc/methods/standardisation.md.';
