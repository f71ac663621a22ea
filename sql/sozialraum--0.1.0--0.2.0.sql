-- sozialraum: the step from 0.1.0 to 0.2.0
\echo Use "ALTER EXTENSION sozialraum UPDATE" to load this file. \quit
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
-- ---------------------------------------------------------------------------------------------------------------------
-- Intervals: how far chance alone lets a rate vary; comparison of two rates; funnel limits
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TYPE sozialraum.rate_comparison AS (difference double precision, lower double precision, upper double precision, z double precision, p double precision);
COMMENT ON TYPE sozialraum.rate_comparison IS 'The difference of two shares, its confidence interval and its test: result of rate_difference.';
COMMENT ON COLUMN sozialraum.rate_comparison.difference IS 'First share minus second, in the unit of per: percentage points for per 100.';
COMMENT ON COLUMN sozialraum.rate_comparison.lower IS 'Lower limit of the difference.';
COMMENT ON COLUMN sozialraum.rate_comparison.upper IS 'Upper limit of the difference.';
COMMENT ON COLUMN sozialraum.rate_comparison.z IS 'Test statistic, standard normal where there is no difference; NULL when nobody or everybody is counted in both.';
COMMENT ON COLUMN sozialraum.rate_comparison.p IS 'Probability of a difference at least as large, in either direction, by chance alone; NULL as z.';

CREATE TYPE sozialraum.rate_ratio_result AS (ratio double precision, lower double precision, upper double precision, z double precision, p double precision);
COMMENT ON TYPE sozialraum.rate_ratio_result IS 'The ratio of two rates, its confidence interval and its test against 1: result of rate_ratio.';
COMMENT ON COLUMN sozialraum.rate_ratio_result.ratio IS 'First rate over second: 1.4 is 40 per cent more.';
COMMENT ON COLUMN sozialraum.rate_ratio_result.lower IS 'Lower limit of the ratio; NULL when the first rate has no events.';
COMMENT ON COLUMN sozialraum.rate_ratio_result.upper IS 'Upper limit of the ratio; NULL when the first rate has no events.';
COMMENT ON COLUMN sozialraum.rate_ratio_result.z IS 'Test statistic of the logarithm of the ratio, standard normal where the rates are equal; NULL when the first rate has no events.';
COMMENT ON COLUMN sozialraum.rate_ratio_result.p IS 'Probability of a ratio at least as far from 1, in either direction, by chance alone; NULL as z.';

CREATE TYPE sozialraum.rate_change_result AS (before double precision, after double precision, change double precision, lower double precision, upper double precision, z double precision, p double precision);
COMMENT ON TYPE sozialraum.rate_change_result IS 'A share at two dates, its change, the confidence interval and the test of the change: result of rate_change.';
COMMENT ON COLUMN sozialraum.rate_change_result.before IS 'Share at the first date, in the unit of per.';
COMMENT ON COLUMN sozialraum.rate_change_result.after IS 'Share at the second date, in the unit of per.';
COMMENT ON COLUMN sozialraum.rate_change_result.change IS 'After minus before, in the unit of per: percentage points for per 100.';
COMMENT ON COLUMN sozialraum.rate_change_result.lower IS 'Lower limit of the change.';
COMMENT ON COLUMN sozialraum.rate_change_result.upper IS 'Upper limit of the change. An interval that contains 0: no change can be told from chance.';
COMMENT ON COLUMN sozialraum.rate_change_result.z IS 'Test statistic, standard normal where nothing changed; NULL when nobody or everybody is counted at both dates.';
COMMENT ON COLUMN sozialraum.rate_change_result.p IS 'Probability of a change at least as large, in either direction, by chance alone; NULL as z.';

CREATE FUNCTION sozialraum.wilson_interval(events double precision, population double precision, level double precision DEFAULT 0.95, per double precision DEFAULT 100)
	RETURNS sozialraum.confidence_interval
	AS 'MODULE_PATHNAME', 'wilson_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION sozialraum.wilson_interval(double precision, double precision, double precision, double precision) IS
'Confidence interval of a share, events among population, after Wilson: (lower, upper) in the unit of per (100: per cent), within 0 ... per. The usual choice for shares: holds its level also for few events and shares near 0 or 1. Events may lie between whole numbers. NULL when an argument is NULL or the population is 0. Errors: a negative number, more events than population, a level outside (0, 1), per not positive (22023), NaN or infinity (22003). Source: Wilson 1927; Public Health England, Technical Guide: Confidence Intervals, 2018; doc/methods/intervals.md.';

CREATE FUNCTION sozialraum.clopper_pearson_interval(events double precision, population double precision, level double precision DEFAULT 0.95, per double precision DEFAULT 100)
	RETURNS sozialraum.confidence_interval
	AS 'MODULE_PATHNAME', 'clopper_pearson_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum.clopper_pearson_interval(double precision, double precision, double precision, double precision) IS
'Exact confidence interval of a share, events among population, after Clopper and Pearson: (lower, upper) in the unit of per. Contains the true share at least as often as the level says, mostly more often: wider than wilson_interval. 0 below when there are no events, per above when all have it. Between whole numbers by the beta distribution''s continuous form. NULL when an argument is NULL or the population is 0. Errors as wilson_interval. Source: Clopper and Pearson 1934; doc/methods/intervals.md.';

CREATE FUNCTION sozialraum.poisson_interval(events double precision, exposure double precision, level double precision DEFAULT 0.95, per double precision DEFAULT 100)
	RETURNS sozialraum.confidence_interval
	AS 'MODULE_PATHNAME', 'poisson_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum.poisson_interval(double precision, double precision, double precision, double precision) IS
'Exact confidence interval of a rate, events per exposure (person-years, people), where an event may happen to one person several times: half the quantiles of chi-squared with 2 events and 2 events + 2 degrees of freedom, over the exposure, in the unit of per. With exposure 1 and per 1: of the count itself. 0 below when there are no events. NULL when an argument is NULL or the exposure is 0. Errors: a negative number, a level outside (0, 1), per not positive (22023), NaN or infinity (22003), a limit out of range (22003). Source: Garwood 1936; doc/methods/intervals.md.';

CREATE FUNCTION sozialraum.byar_interval(events double precision, exposure double precision, level double precision DEFAULT 0.95, per double precision DEFAULT 100)
	RETURNS sozialraum.confidence_interval
	AS 'MODULE_PATHNAME', 'byar_interval' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION sozialraum.byar_interval(double precision, double precision, double precision, double precision) IS
'Confidence interval of a rate, events per exposure, by Byar''s approximation of the exact one, in the form of the English public health service, which uses it from 10 events (below: poisson_interval). The lower limit is 0 without events, and never below 0. Other packages have another "Byar" (x + 1/2 in both limits). NULL when an argument is NULL or the exposure is 0. Errors as poisson_interval. Source: Breslow and Day 1987; doc/methods/intervals.md.';

CREATE FUNCTION sozialraum.rate_difference(events_1 double precision, population_1 double precision, events_2 double precision, population_2 double precision,
	level double precision DEFAULT 0.95, per double precision DEFAULT 100) RETURNS sozialraum.rate_comparison
	AS 'MODULE_PATHNAME', 'rate_difference' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum.rate_difference(double precision, double precision, double precision, double precision, double precision, double precision) IS
'Difference of two shares, first minus second, in the unit of per (percentage points for 100), with Newcombe''s interval (from two Wilson intervals) and the two-sided test with the pooled share. The two groups must not share people: an area is compared with the rest of the town, not with the town. NULL when an argument is NULL or a population is 0. Errors as wilson_interval. Source: Newcombe 1998, method 10; doc/methods/intervals.md.';

CREATE FUNCTION sozialraum.rate_ratio(events_1 double precision, exposure_1 double precision, events_2 double precision, exposure_2 double precision,
	level double precision DEFAULT 0.95) RETURNS sozialraum.rate_ratio_result
	AS 'MODULE_PATHNAME', 'rate_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum.rate_ratio(double precision, double precision, double precision, double precision, double precision) IS
'Ratio of two rates, first over second, with the interval exp(ln ratio -+ z sqrt(1 / events_1 + 1 / events_2)) and the two-sided test of the logarithm against 0. For counts of 5 and more on both sides. Without events in the first, the ratio is 0, and interval and test are NULL. NULL when an argument is NULL, an exposure is 0 or the second has no events. Errors as poisson_interval. Source: Rothman and Greenland, Modern Epidemiology, 2nd edition 1998, 14 (large-sample methods for person-time); doc/methods/intervals.md.';

CREATE FUNCTION sozialraum.rate_change(events_before double precision, population_before double precision, events_after double precision, population_after double precision,
	level double precision DEFAULT 0.95, per double precision DEFAULT 100) RETURNS sozialraum.rate_change_result
	AS 'MODULE_PATHNAME', 'rate_change' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum.rate_change(double precision, double precision, double precision, double precision, double precision, double precision) IS
'A share at two dates and its change, after minus before, in the unit of per (percentage points for 100), with Newcombe''s interval and the two-sided test with the pooled share, as rate_difference. Both take the dates as independent; where mostly the same people are counted twice (long-term benefits), chance is smaller and the interval too wide. NULL when an argument is NULL or a population is 0. Errors as wilson_interval. Source: Newcombe 1998, method 10; doc/methods/intervals.md.';

CREATE FUNCTION sozialraum.fisher_exact(a double precision, b double precision, c double precision, d double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'fisher_exact' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum.fisher_exact(double precision, double precision, double precision, double precision) IS
'Fisher''s exact test of the table with the rows (a, b) and (c, d): the two-sided p, which is the probability of all tables with the same margins that are no more likely than this one. For a of a + b against c of c + d. NULL when an argument is NULL or the table is empty. Errors: a negative number, a number that is not whole (22023), NaN or infinity (22003). Source: Fisher 1935; two-sided as R''s fisher.test; doc/methods/intervals.md.';

CREATE FUNCTION sozialraum.funnel_limits(reference double precision, population double precision, level double precision DEFAULT 0.95, per double precision DEFAULT 100)
	RETURNS sozialraum.confidence_interval
	AS 'MODULE_PATHNAME', 'funnel_limits' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 5;
COMMENT ON FUNCTION sozialraum.funnel_limits(double precision, double precision, double precision, double precision) IS
'Between which limits shares of so many people lie by chance when the true share is the reference (the whole town''s): reference -+ z sqrt(reference (per - reference) / population), cut at 0 and per. reference and limits in the unit of per. A share outside stands out; 0.998 is the usual second level, for many areas. NULL when an argument is NULL or the population is 0. Errors: a negative number, a reference above per, a level outside (0, 1), per not positive (22023), NaN or infinity (22003). Source: Spiegelhalter 2005; doc/methods/intervals.md.';

CREATE FUNCTION sozialraum.funnel_limits_ratio(expected double precision, level double precision DEFAULT 0.95) RETURNS sozialraum.confidence_interval
	AS 'MODULE_PATHNAME', 'funnel_limits_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum.funnel_limits_ratio(double precision, double precision) IS
'Between which limits the ratio of observed to expected events (standardised_ratio) lies by chance when so many are expected and the true ratio is 1: quantiles of the Poisson distribution, interpolated between whole numbers, over the expected number. The lower limit is 0 where even no event is not unusual. NULL when an argument is NULL or nothing is expected. Errors: a negative number, a level outside (0, 1) (22023), NaN or infinity (22003). Source: Spiegelhalter 2005, A.1.1; doc/methods/intervals.md.';
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
-- ---------------------------------------------------------------------------------------------------------------------
-- Normalise: ranks
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum.rank_of(x double precision, ties text DEFAULT 'min', direction text DEFAULT 'descending') RETURNS double precision
	AS 'MODULE_PATHNAME', 'rank_of' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.rank_of(double precision, text, text) IS
'Window function over the whole partition (ORDER BY and frame do not matter): the rank of x among the n values, 1 to n; descending: rank 1 is the highest value (in this project the highest burden), ascending: the lowest. Ties: min (1, 2, 2, 4), max (1, 3, 3, 4), average (1, 2.5, 2.5, 4) or dense (1, 2, 2, 3). ''ordinal'' does not exist, as it would depend on the order of rows. NULL rows get NULL and do not count. The result does not depend on the order of rows. Errors: NaN or infinity (22003), an unknown word or one that is not constant (22023). See doc/methods/ranks.md.';

CREATE FUNCTION sozialraum.rank_score(x double precision, ties text DEFAULT 'average') RETURNS double precision
	AS 'MODULE_PATHNAME', 'rank_score' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.rank_score(double precision, text) IS
'Window function over the whole partition (ORDER BY and frame do not matter): the rank as a score, 1 (lowest) to n (highest); ties share the average of their ranks, so that the sum of the scores is always n (n + 1) / 2. Ties: min (1, 2, 2, 4), max (1, 3, 3, 4), average (1, 2.5, 2.5, 4) or dense (1, 2, 2, 3). NULL rows get NULL and do not count. The result does not depend on the order of rows. Errors: NaN or infinity (22003), an unknown word or one that is not constant (22023). Source: OECD/JRC 2008, 5.1; COINr n_rank (there ties are min by default).';

CREATE FUNCTION sozialraum.percentile_score(x double precision, ties text DEFAULT 'min') RETURNS double precision
	AS 'MODULE_PATHNAME', 'percentile_score' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.percentile_score(double precision, text) IS
'Window function over the whole partition (ORDER BY and frame do not matter): (rank - 1) / (n - 1) with rank 1 for the lowest: from 0 to 1, the share of the other areas that lie below. Ties: min (1, 2, 2, 4), max (1, 3, 3, 4), average (1, 2.5, 2.5, 4) or dense (1, 2, 2, 3). NULL rows get NULL and do not count. NULL for all rows when there is only one. The result does not depend on the order of rows. Errors: NaN or infinity (22003), an unknown word or one that is not constant (22023). Source: COINr n_prank; the default is SQL''s percent_rank(), which would count NULL rows.';

CREATE FUNCTION sozialraum.borda_score(x double precision, ties text DEFAULT 'min') RETURNS double precision
	AS 'MODULE_PATHNAME', 'borda_score' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.borda_score(double precision, text) IS
'Window function over the whole partition (ORDER BY and frame do not matter): rank - 1 with rank 1 for the lowest, 0 to n - 1: how many areas lie below, the points of a Borda count. Ties: min (1, 2, 2, 4), max (1, 3, 3, 4), average (1, 2.5, 2.5, 4) or dense (1, 2, 2, 3). NULL rows get NULL and do not count. The result does not depend on the order of rows. Errors: NaN or infinity (22003), an unknown word or one that is not constant (22023). Source: Borda 1784; COINr n_borda.';

CREATE FUNCTION sozialraum.exponential_score(x double precision, convention text DEFAULT '(N-rank+1)/N') RETURNS double precision
	AS 'MODULE_PATHNAME', 'exponential_score' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.exponential_score(double precision, text) IS
'Window function over the whole partition (ORDER BY and frame do not matter): the exponential score of the English Indices of Deprivation, X = -23 ln(1 - R (1 - exp(-100 / 23))), from above 0 to 100: x is the deprivation score, its highest value has rank 1, ties share the average rank. The tenth with the highest x lies above 50, so that a high score in one domain is not cancelled by a low one in another. convention says what R is: ''(N-rank+1)/N'' (England, Wales: the top has 100) or ''(N-rank)/N'' (Scotland: the bottom has 0). NULL rows get NULL and do not count. The result does not depend on the order of rows. Errors: NaN or infinity (22003), an unknown word or one that is not constant (22023). Source: Noble et al., The English Indices of Deprivation 2019, Technical Report; doc/methods/ranks.md.';

CREATE FUNCTION sozialraum.rank_change(x double precision, earlier double precision, ties text DEFAULT 'min', direction text DEFAULT 'descending') RETURNS double precision
	AS 'MODULE_PATHNAME', 'rank_change' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.rank_change(double precision, double precision, text, text) IS
'Window function over the whole partition (ORDER BY and frame do not matter): the places that a row has moved since an earlier date, rank of earlier - rank of x: positive has moved up, towards rank 1 (with the default direction: has become more burdened in comparison). Only rows that have both values are ranked, so that an area that is new or gone does not move the others; rows with NULL in one of them get NULL. Ties: min (1, 2, 2, 4), max (1, 3, 3, 4), average (1, 2.5, 2.5, 4) or dense (1, 2, 2, 3). The result does not depend on the order of rows. Errors: NaN or infinity (22003), an unknown word or one that is not constant (22023). See doc/methods/ranks.md.';
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
-- ---------------------------------------------------------------------------------------------------------------------
-- Normalise: transformations, skewness, kurtosis
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum.log_transform(x double precision, shift double precision DEFAULT 0) RETURNS double precision
	AS 'MODULE_PATHNAME', 'log_transform' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.log_transform(double precision, double precision) IS
'ln(x + shift), against a skewed distribution; shift 1 is usual for counts. NULL when an argument is NULL. Errors: x + shift not positive (22023), NaN or infinity (22003).';

CREATE FUNCTION sozialraum.box_cox(x double precision, lambda double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'box_cox' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.box_cox(double precision, double precision) IS
'Box-Cox transformation (x^lambda - 1) / lambda, ln x for lambda 0: lambda 1 only shifts, 0.5 is like the square root, 0 the logarithm. Increasing in x. NULL when an argument is NULL. Errors: x not positive (22023), NaN or infinity, or a result beyond the range (22003). Source: Box and Cox 1964; doc/methods/transform.md.';

CREATE FUNCTION sozialraum.box_cox_score(x double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'box_cox_score' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.box_cox_score(double precision) IS
'Window function over the whole partition (ORDER BY and frame do not matter): box_cox(x, lambda) with the lambda that box_cox_lambda(x) estimates over the partition. Not standardised: use zscore or minmax on it. NULL rows get NULL and do not count. NULL for all rows when lambda is undefined (all values equal, so also a single row). The result does not depend on the order of rows. Errors as box_cox.';

CREATE FUNCTION sozialraum.winsorise(x double precision, lower double precision, upper double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'winsorise' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.winsorise(double precision, double precision, double precision) IS
'Window function over the whole partition (ORDER BY and frame do not matter): x, but not below the quantile lower and not above the quantile upper of the partition; 0 and 1 leave that side as it is. winsorise(x, 0.05, 0.95) draws the outer five per cent on either side in. Quantiles are those of Hyndman and Fan, type 7 (as percentile_cont). NULL rows get NULL and do not count. The result does not depend on the order of rows. Errors: NaN or infinity (22003), limits outside 0 ... 1, in the wrong order or not constant (22023). Source: Tukey 1962; doc/methods/transform.md.';

CREATE FUNCTION sozialraum.winsorise_outliers(x double precision, skewness double precision DEFAULT 2, kurtosis double precision DEFAULT 3.5, max_points integer DEFAULT 5) RETURNS double precision
	AS 'MODULE_PATHNAME', 'winsorise_outliers' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.winsorise_outliers(double precision, double precision, double precision, integer) IS
'Window function over the whole partition (ORDER BY and frame do not matter): x with its outliers drawn in, but only where the distribution asks for it: while the absolute skewness and the kurtosis both reach the limits given, the most extreme value on the skewed side, with its ties, gets the value next to it; it ends when the limits are kept or max_points points have been changed. Whether it has helped, skewness() and kurtosis() of the result tell. Fewer than 4 rows stay as they are. NULL rows get NULL and do not count. The result does not depend on the order of rows. Errors: NaN or infinity (22003), negative or not constant arguments (22023). Source: Becker et al. 2022 (COINr, winsorise; European Commission JRC); doc/methods/transform.md.';

CREATE FUNCTION sozialraum._box_cox_lambda_accum(internal, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'box_cox_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._box_cox_lambda_accum(internal, double precision) IS 'Transition function of box_cox_lambda(x).';

CREATE FUNCTION sozialraum._box_cox_lambda_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'box_cox_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._box_cox_lambda_merge_accum(internal, bytea) IS 'Transition function of box_cox_lambda_merge.';

CREATE FUNCTION sozialraum._box_cox_lambda_final(internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'box_cox_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._box_cox_lambda_final(internal) IS 'Final function of box_cox_lambda.';

CREATE AGGREGATE sozialraum.box_cox_lambda(x double precision) (
	SFUNC = sozialraum._box_cox_lambda_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._box_cox_lambda_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.box_cox_lambda(double precision) IS
'The lambda of the Box-Cox transformation that makes x most like a normal distribution, by maximum likelihood (profile likelihood, one sample). NULL rows are skipped; NULL on no rows and when all values are equal, so also for a single row. The bits do not depend on the order of rows. Errors: x not positive (22023), NaN or infinity (22003). Source: Box and Cox 1964; R: MASS::boxcox(x ~ 1); doc/methods/transform.md.';

CREATE AGGREGATE sozialraum.box_cox_lambda_state(x double precision) (
	SFUNC = sozialraum._box_cox_lambda_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.box_cox_lambda_state(double precision) IS
'The state of box_cox_lambda(x) as bytea, to be stored or sent and finished by box_cox_lambda_merge. NULL on no rows. Errors as box_cox_lambda(x); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.box_cox_lambda_merge(state bytea) (
	SFUNC = sozialraum._box_cox_lambda_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._box_cox_lambda_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.box_cox_lambda_merge(bytea) IS
'box_cox_lambda over all rows that went into the states (of box_cox_lambda_state): the same bits as over the rows themselves. NULL states are skipped. Error 22P03 for a damaged state, or one of another function.';

CREATE FUNCTION sozialraum._skewness_accum(internal, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'skewness_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._skewness_accum(internal, double precision) IS 'Transition function of skewness(x).';

CREATE FUNCTION sozialraum._skewness_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'skewness_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._skewness_merge_accum(internal, bytea) IS 'Transition function of skewness_merge.';

CREATE FUNCTION sozialraum._skewness_final(internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'skewness_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._skewness_final(internal) IS 'Final function of skewness.';

CREATE AGGREGATE sozialraum.skewness(x double precision) (
	SFUNC = sozialraum._skewness_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._skewness_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.skewness(double precision) IS
'Skewness of x, G1: sqrt(n) S3 / S2^1.5 * sqrt(n (n - 1)) / (n - 2) with Sk = sum (x - mean)^k. 0 is symmetric, positive: a long tail to the right. Above 2 together with a kurtosis above 3.5 usually means outliers. NULL rows are skipped; NULL below 3 rows and when all values are equal. The bits do not depend on the order of rows. Error 22003 for NaN or infinity. Source: Joanes and Gill 1998 (type 2, as SAS, SPSS, Excel and COINr); doc/methods/transform.md.';

CREATE AGGREGATE sozialraum.skewness_state(x double precision) (
	SFUNC = sozialraum._skewness_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.skewness_state(double precision) IS
'The state of skewness(x) as bytea, to be stored or sent and finished by skewness_merge. NULL on no rows. Errors as skewness(x); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.skewness_merge(state bytea) (
	SFUNC = sozialraum._skewness_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._skewness_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.skewness_merge(bytea) IS
'skewness over all rows that went into the states (of skewness_state): the same bits as over the rows themselves. NULL states are skipped. Error 22P03 for a damaged state, or one of another function.';

CREATE FUNCTION sozialraum._kurtosis_accum(internal, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'kurtosis_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._kurtosis_accum(internal, double precision) IS 'Transition function of kurtosis(x).';

CREATE FUNCTION sozialraum._kurtosis_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'kurtosis_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._kurtosis_merge_accum(internal, bytea) IS 'Transition function of kurtosis_merge.';

CREATE FUNCTION sozialraum._kurtosis_final(internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'kurtosis_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._kurtosis_final(internal) IS 'Final function of kurtosis.';

CREATE AGGREGATE sozialraum.kurtosis(x double precision) (
	SFUNC = sozialraum._kurtosis_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._kurtosis_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.kurtosis(double precision) IS
'Excess kurtosis of x, G2: ((n + 1) (n S4 / S2^2 - 3) + 6) (n - 1) / ((n - 2) (n - 3)) with Sk = sum (x - mean)^k. 0 for a normal distribution, positive: heavier tails. NULL rows are skipped; NULL below 4 rows and when all values are equal. The bits do not depend on the order of rows. Error 22003 for NaN or infinity. Source: Joanes and Gill 1998 (type 2, as SAS, SPSS, Excel and COINr); doc/methods/transform.md.';

CREATE AGGREGATE sozialraum.kurtosis_state(x double precision) (
	SFUNC = sozialraum._kurtosis_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.kurtosis_state(double precision) IS
'The state of kurtosis(x) as bytea, to be stored or sent and finished by kurtosis_merge. NULL on no rows. Errors as kurtosis(x); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.kurtosis_merge(state bytea) (
	SFUNC = sozialraum._kurtosis_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._kurtosis_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.kurtosis_merge(bytea) IS
'kurtosis over all rows that went into the states (of kurtosis_state): the same bits as over the rows themselves. NULL states are skipped. Error 22P03 for a damaged state, or one of another function.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Combine: composite indices over arrays of indicators
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum.composite_mean(x double precision[], weights double precision[] DEFAULT NULL, power double precision DEFAULT 1, minimum_share double precision DEFAULT 1) RETURNS double precision
	AS 'MODULE_PATHNAME', 'composite_mean' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.composite_mean(double precision[], double precision[], double precision, double precision) IS
'The weighted generalised mean of the indicators of one row: (sum(w x^power) / sum(w))^(1 / power); power 1 (default): arithmetic, 0: geometric, -1: harmonic. NULL elements are missing: the mean is that of the others, but NULL when their weight is less than minimum_share of the total weight (default 1: nothing may be missing). weights NULL: all equal. The result does not depend on the order of the indicators. NULL also when values is NULL or the total weight is 0. Errors: as weighted_power_mean; values and weights of different length (2202E), empty or more-dimensional arrays (22023, 2202E), NULL in weights, NULL as power or minimum_share (22004). Source: OECD/JRC 2008, 6.3; doc/methods/combine.md.';

CREATE FUNCTION sozialraum.mazziotta_pareto(x double precision[], penalty text DEFAULT 'negative', weights double precision[] DEFAULT NULL) RETURNS double precision
	AS 'MODULE_PATHNAME', 'sozialraum_mazziotta_pareto' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.mazziotta_pareto(double precision[], text, double precision[]) IS
'Mazziotta-Pareto index of the indicators of one row: M - S cv (penalty ''negative'': high is good) or M + S cv (''positive'': high is bad, burden), with mean M, standard deviation S (divided by the number of indicators) and cv = S / M: unbalanced indicators always count against the area. The indicators must be on one positive scale: mpi_score gives the MPI, ampi_score the adjusted index (AMPI), which is comparable between dates. weights NULL: all equal; else M and S are weighted. NULL when values is NULL, when an element of positive weight is NULL (what cannot be made up for cannot be missing) and when the total weight is 0. Errors: M not above 0, as with z-scores (22023), an unknown penalty (22023), NaN or infinity (22003), values and weights of different length (2202E), a negative weight (22023). Source: De Muro, Mazziotta, Pareto 2011; Mazziotta, Pareto 2016, 2022; doc/methods/combine.md.';

CREATE FUNCTION sozialraum.mpi_score(x double precision, polarity integer DEFAULT 1) RETURNS double precision
	AS 'MODULE_PATHNAME', 'mpi_score' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.mpi_score(double precision, integer) IS
'Window function: 100 + 10 z polarity, the scale of the Mazziotta-Pareto index, with z over the whole partition (standard deviation divided by n). polarity 1 (default): high values raise the composite, -1: they lower it. NULL rows get NULL and do not count; NULL for all rows when the standard deviation is 0. Errors: NaN or infinity (22003), polarity other than 1 or -1 or not constant (22023). Source: De Muro, Mazziotta, Pareto 2011; doc/methods/combine.md.';

CREATE FUNCTION sozialraum.ampi_score(x double precision, minimum double precision, maximum double precision, polarity integer DEFAULT 1) RETURNS double precision
	AS 'MODULE_PATHNAME', 'sozialraum_ampi_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.ampi_score(double precision, double precision, double precision, integer) IS
'(x - minimum) / (maximum - minimum) * 60 + 70, the scale of the adjusted Mazziotta-Pareto index: 70 at the lower goalpost, 130 at the upper one; the other way round with polarity -1. The goalposts are the least and the greatest value over all areas and dates that are compared; values beyond them lie beyond 70 ... 130. NULL when an argument is NULL. Errors: minimum not below maximum (22023), polarity other than 1 or -1 (22023), NaN or infinity (22003). Source: Mazziotta, Pareto 2016; doc/methods/combine.md.';

CREATE FUNCTION sozialraum.ampi_reference_score(x double precision, reference double precision, polarity integer DEFAULT 1) RETURNS double precision
	AS 'MODULE_PATHNAME', 'ampi_reference_score' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.ampi_reference_score(double precision, double precision, integer) IS
'Window function: ampi_score(x, reference - D / 2, reference + D / 2, polarity), where D is the greatest less the least x of the whole partition: 100 is the reference (for example the mean of the town in the first year), and a difference of 60 is the range of all areas and dates in the partition. reference is the same for all rows. Rows with NULL in x or reference get NULL and do not count; NULL for all rows when all x are equal. Errors: a reference that differs between rows (22023), polarity other than 1 or -1 or not constant (22023), NaN or infinity (22003). Source: Mazziotta, Pareto 2016; doc/methods/combine.md.';

CREATE FUNCTION sozialraum.copeland(x double precision[], weights double precision[] DEFAULT NULL, rule text DEFAULT 'outranking') RETURNS double precision
	AS 'MODULE_PATHNAME', 'copeland' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.copeland(double precision[], double precision[], text) IS
'Window function: how often an area is above others, indicator by indicator; only order counts, no scale, and no indicator makes up for another. For each pair of areas, a is the weight share of the indicators in which this area has the higher value, plus half of that of ties. rule ''outranking'' (default): the sum of a over all other areas, 0 ... n - 1, as COINr''s a_copeland; it equals weighted Borda counts. rule ''majority'' (Copeland 1951): the number of areas with a > 1/2 less the number with a < 1/2, -(n - 1) ... n - 1. An indicator that one of two areas lacks (NULL element) counts as a tie. weights NULL: all equal; else the same for all rows. NULL for rows without any value, which do not count, and for all when the total weight is 0. Errors: arrays of different length (2202E), NaN or infinity (22003), a negative weight, an unknown rule (22023). Source: Copeland 1951; Munda, Nardo 2009; doc/methods/combine.md.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Combine: generalised means, with a minimum share of valid values
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum._weighted_mean_share_accum(bytea, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_mean_share_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_mean_share_accum(bytea, double precision, double precision, double precision) IS 'Transition function of weighted_mean(x, w, minimum_share).';

CREATE FUNCTION sozialraum._weighted_geometric_mean_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_geometric_mean_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_geometric_mean_accum(bytea, double precision, double precision) IS 'Transition function of weighted_geometric_mean(x, w).';

CREATE FUNCTION sozialraum._weighted_geometric_mean_accum(bytea, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_geometric_mean_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_geometric_mean_accum(bytea, double precision, double precision, double precision) IS 'Transition function of weighted_geometric_mean(x, w, minimum_share).';

CREATE FUNCTION sozialraum._weighted_harmonic_mean_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_harmonic_mean_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_harmonic_mean_accum(bytea, double precision, double precision) IS 'Transition function of weighted_harmonic_mean(x, w).';

CREATE FUNCTION sozialraum._weighted_harmonic_mean_accum(bytea, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_harmonic_mean_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_harmonic_mean_accum(bytea, double precision, double precision, double precision) IS 'Transition function of weighted_harmonic_mean(x, w, minimum_share).';

CREATE FUNCTION sozialraum._weighted_power_mean_accum(bytea, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_power_mean_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_power_mean_accum(bytea, double precision, double precision, double precision) IS 'Transition function of weighted_power_mean(x, w, power).';

CREATE FUNCTION sozialraum._weighted_power_mean_accum(bytea, double precision, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_power_mean_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_power_mean_accum(bytea, double precision, double precision, double precision, double precision) IS 'Transition function of weighted_power_mean(x, w, power, minimum_share).';

CREATE FUNCTION sozialraum._weighted_power_mean_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_power_mean_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_power_mean_combine(bytea, bytea) IS 'Combine function of the generalised means.';

CREATE FUNCTION sozialraum._weighted_power_mean_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'weighted_power_mean_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_power_mean_final(bytea) IS 'Final function of the generalised means.';

CREATE AGGREGATE sozialraum.weighted_mean(x double precision, w double precision, minimum_share double precision) (
	SFUNC = sozialraum._weighted_mean_share_accum, STYPE = bytea, SSPACE = 240,
	COMBINEFUNC = sozialraum._weighted_power_mean_combine, FINALFUNC = sozialraum._weighted_power_mean_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.weighted_mean(double precision, double precision, double precision) IS
'weighted_mean(x, w) with a minimum share of valid values. Rows with NULL x but a weight count towards the total weight; the result is NULL when the weight of the rows with a value is less than minimum_share (0 ... 1, constant) of it. Rows with NULL w are skipped. Otherwise, and in all errors, as weighted_mean(x, w); further errors: minimum_share outside 0 ... 1 or not the same for all rows (22023), NULL (22004). See doc/methods/combine.md.';

CREATE AGGREGATE sozialraum.weighted_geometric_mean(x double precision, w double precision) (
	SFUNC = sozialraum._weighted_geometric_mean_accum, STYPE = bytea, SSPACE = 240,
	COMBINEFUNC = sozialraum._weighted_power_mean_combine, FINALFUNC = sozialraum._weighted_power_mean_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.weighted_geometric_mean(double precision, double precision) IS
'exp(sum(w ln x) / sum(w)), the weighted geometric mean, in the unit of x: a value that is half as large is made up for only by one twice as large. Never above the arithmetic mean; the mean of equal values is that value. Rows with NULL in x or w are skipped and rows of weight 0 do not count; NULL on no rows and when the total weight is 0. The same bits for any order of rows and any number of workers. Errors: x of 0 or below with a positive weight (22023), a negative weight (22023), NaN or infinity (22003). Source: OECD/JRC, Handbook on Constructing Composite Indicators, 2008, 6.3; doc/methods/combine.md.';

CREATE AGGREGATE sozialraum.weighted_geometric_mean(x double precision, w double precision, minimum_share double precision) (
	SFUNC = sozialraum._weighted_geometric_mean_accum, STYPE = bytea, SSPACE = 240,
	COMBINEFUNC = sozialraum._weighted_power_mean_combine, FINALFUNC = sozialraum._weighted_power_mean_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.weighted_geometric_mean(double precision, double precision, double precision) IS
'weighted_geometric_mean(x, w) with a minimum share of valid values. Rows with NULL x but a weight count towards the total weight; the result is NULL when the weight of the rows with a value is less than minimum_share (0 ... 1, constant) of it. Rows with NULL w are skipped. Errors: as weighted_geometric_mean(x, w); minimum_share outside 0 ... 1 or not the same for all rows (22023), NULL (22004). See doc/methods/combine.md.';

CREATE AGGREGATE sozialraum.weighted_harmonic_mean(x double precision, w double precision) (
	SFUNC = sozialraum._weighted_harmonic_mean_accum, STYPE = bytea, SSPACE = 240,
	COMBINEFUNC = sozialraum._weighted_power_mean_combine, FINALFUNC = sozialraum._weighted_power_mean_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.weighted_harmonic_mean(double precision, double precision) IS
'sum(w) / sum(w / x), the weighted harmonic mean, in the unit of x: the mean of rates whose weights are their numerators (cases), and the strictest of the usual means towards low values. Never above the geometric mean; the mean of equal values is that value. Rows with NULL in x or w are skipped and rows of weight 0 do not count; NULL on no rows and when the total weight is 0. Errors: x of 0 or below with a positive weight (22023; with values of both signs it would lie outside of them), a negative weight (22023), NaN or infinity (22003), 1 / x beyond double precision (22003). Source: OECD/JRC 2008, 6.3; doc/methods/combine.md.';

CREATE AGGREGATE sozialraum.weighted_harmonic_mean(x double precision, w double precision, minimum_share double precision) (
	SFUNC = sozialraum._weighted_harmonic_mean_accum, STYPE = bytea, SSPACE = 240,
	COMBINEFUNC = sozialraum._weighted_power_mean_combine, FINALFUNC = sozialraum._weighted_power_mean_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.weighted_harmonic_mean(double precision, double precision, double precision) IS
'weighted_harmonic_mean(x, w) with a minimum share of valid values. Rows with NULL x but a weight count towards the total weight; the result is NULL when the weight of the rows with a value is less than minimum_share (0 ... 1, constant) of it. Rows with NULL w are skipped. Errors: as weighted_harmonic_mean(x, w); minimum_share outside 0 ... 1 or not the same for all rows (22023), NULL (22004). See doc/methods/combine.md.';

CREATE AGGREGATE sozialraum.weighted_power_mean(x double precision, w double precision, power double precision) (
	SFUNC = sozialraum._weighted_power_mean_accum, STYPE = bytea, SSPACE = 240,
	COMBINEFUNC = sozialraum._weighted_power_mean_combine, FINALFUNC = sozialraum._weighted_power_mean_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.weighted_power_mean(double precision, double precision, double precision) IS
'(sum(w x^power) / sum(w))^(1 / power), the weighted generalised mean, in the unit of x. power 1: arithmetic, 0: geometric, -1: harmonic, 2: quadratic; the smaller, the less do high values make up for low ones. The mean of equal values is that value. Rows with NULL in x or w are skipped and rows of weight 0 do not count; NULL on no rows and when the total weight is 0. Errors: x below 0 (unless power is 1), or of 0 where power is not positive (22023), a negative weight (22023), power not the same for all rows (22023) or NULL (22004), NaN or infinity (22003), powers beyond double precision (22003). Source: Hardy, Littlewood, Polya 1934; doc/methods/combine.md.';

CREATE AGGREGATE sozialraum.weighted_power_mean(x double precision, w double precision, power double precision, minimum_share double precision) (
	SFUNC = sozialraum._weighted_power_mean_accum, STYPE = bytea, SSPACE = 240,
	COMBINEFUNC = sozialraum._weighted_power_mean_combine, FINALFUNC = sozialraum._weighted_power_mean_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.weighted_power_mean(double precision, double precision, double precision, double precision) IS
'weighted_power_mean(x, w, power) with a minimum share of valid values. Rows with NULL x but a weight count towards the total weight; the result is NULL when the weight of the rows with a value is less than minimum_share (0 ... 1, constant) of it. Rows with NULL w are skipped. Errors: as weighted_power_mean(x, w, power); minimum_share outside 0 ... 1 or not the same for all rows (22023), NULL (22004). See doc/methods/combine.md.';

CREATE FUNCTION sozialraum._weighted_stddev_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_stddev_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_stddev_accum(bytea, double precision, double precision) IS 'Transition function of weighted_stddev(x, w).';

CREATE FUNCTION sozialraum._weighted_stddev_accum(bytea, double precision, double precision, integer) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_stddev_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_stddev_accum(bytea, double precision, double precision, integer) IS 'Transition function of weighted_stddev(x, w, ddof).';

CREATE FUNCTION sozialraum._weighted_stddev_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_stddev_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_stddev_combine(bytea, bytea) IS 'Combine function of weighted_stddev.';

CREATE FUNCTION sozialraum._weighted_stddev_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'weighted_stddev_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_stddev_final(bytea) IS 'Final function of weighted_stddev.';

CREATE AGGREGATE sozialraum.weighted_stddev(x double precision, w double precision) (
	SFUNC = sozialraum._weighted_stddev_accum, STYPE = bytea, SSPACE = 260,
	COMBINEFUNC = sozialraum._weighted_stddev_combine, FINALFUNC = sozialraum._weighted_stddev_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.weighted_stddev(double precision, double precision) IS
'Weighted population standard deviation, in the unit of x: sqrt(sum(w (x - m)^2) / sum(w)) with the weighted mean m. The weight says how much a row counts (usually the population); its unit does not matter. The deviation of equal values is exactly 0. Rows with NULL in x or w are skipped; NULL on no rows and when the total weight is 0. The variance comes from exact sums; the same bits for any order of rows and any number of workers. Errors: NaN or infinity (22003), a negative weight (22023). See doc/methods/combine.md.';

CREATE AGGREGATE sozialraum.weighted_stddev(x double precision, w double precision, ddof integer) (
	SFUNC = sozialraum._weighted_stddev_accum, STYPE = bytea, SSPACE = 260,
	COMBINEFUNC = sozialraum._weighted_stddev_combine, FINALFUNC = sozialraum._weighted_stddev_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.weighted_stddev(double precision, double precision, integer) IS
'weighted_stddev(x, w) divided by sum(w) - ddof instead of sum(w). ddof 0: as weighted_stddev(x, w). ddof 1: the weights count cases of a sample (a row of weight 3 stands for three equal rows), so that whole numbers as weights give stddev_samp over the repeated rows; not for weights that are shares or that extrapolate a survey. NULL also when sum(w) is not above ddof. Errors: as weighted_stddev(x, w); ddof other than 0 or 1, or not the same for all rows (22023), NULL (22004).';
-- ---------------------------------------------------------------------------------------------------------------------
-- Several variables at once: correlation, components, factors, reliability
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TYPE sozialraum.principal_components AS (eigenvalues double precision[], explained double precision[], loadings double precision[]);
COMMENT ON TYPE sozialraum.principal_components IS 'Result of pca: the components, largest first. (pca(x)).loadings, or SELECT (p).* FROM (SELECT pca(x) AS p …), gives its columns.';
COMMENT ON COLUMN sozialraum.principal_components.eigenvalues IS 'Eigenvalues of the correlation matrix, descending; as many as there are variables with a variance, and their sum. 0 where a variable is a linear combination of others.';
COMMENT ON COLUMN sozialraum.principal_components.explained IS 'Share of the variance that each component explains, 0 to 1: eigenvalue / number of variables with a variance.';
COMMENT ON COLUMN sozialraum.principal_components.loadings IS 'loadings[variable][component]: correlation of the variable with the component, eigenvector times the root of the eigenvalue. NULL for a variable without variance.';

CREATE TYPE sozialraum.factor_model AS (loadings double precision[], uniquenesses double precision[], explained double precision, chi_squared double precision, df double precision, p double precision);
COMMENT ON TYPE sozialraum.factor_model IS 'Result of factor_analysis: a model with one factor.';
COMMENT ON COLUMN sozialraum.factor_model.loadings IS 'Correlation of each variable with the factor, -1 to 1.';
COMMENT ON COLUMN sozialraum.factor_model.uniquenesses IS 'Share of the variance of each variable that the factor does not explain, 0.005 to 1. 0.005 is the limit, as in R: such a solution (a Heywood case) is not to be trusted.';
COMMENT ON COLUMN sozialraum.factor_model.explained IS 'Share of the variance of all variables that the factor explains, 0 to 1.';
COMMENT ON COLUMN sozialraum.factor_model.chi_squared IS 'Test that one factor is enough, with Bartlett''s correction. NULL for three variables, which leave nothing to test.';
COMMENT ON COLUMN sozialraum.factor_model.df IS 'Degrees of freedom of the test.';
COMMENT ON COLUMN sozialraum.factor_model.p IS 'Probability of a chi_squared as large or larger if one factor is enough; small: it is not. NULL for three variables.';

CREATE FUNCTION sozialraum._gram_accum(bytea, double precision[]) RETURNS bytea
	AS 'MODULE_PATHNAME', 'gram_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum._gram_accum(bytea, double precision[]) IS 'Transition function of the aggregates over arrays that need the sums of products.';

CREATE FUNCTION sozialraum._gram_accum(bytea, double precision[], double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_gram_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum._gram_accum(bytea, double precision[], double precision) IS 'The same with weights.';

CREATE FUNCTION sozialraum._covariance_accum(bytea, double precision[], integer) RETURNS bytea
	AS 'MODULE_PATHNAME', 'covariance_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum._covariance_accum(bytea, double precision[], integer) IS 'Transition function of covariance_matrix(x, ddof).';

CREATE FUNCTION sozialraum._marked_gram_accum(bytea, double precision[], integer) RETURNS bytea
	AS 'MODULE_PATHNAME', 'marked_gram_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum._marked_gram_accum(bytea, double precision[], integer) IS 'Transition function of pca and factor_analysis with a marker variable.';

CREATE FUNCTION sozialraum._gram_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'gram_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._gram_combine(bytea, bytea) IS 'Combine function of the aggregates over arrays that need the sums of products.';

CREATE FUNCTION sozialraum._weighted_gram_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_gram_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_gram_combine(bytea, bytea) IS 'The same with weights.';

CREATE FUNCTION sozialraum._correlation_final(bytea) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'correlation_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._correlation_final(bytea) IS 'Final function of correlation_matrix.';

CREATE FUNCTION sozialraum._covariance_final(bytea) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'covariance_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._covariance_final(bytea) IS 'Final function of covariance_matrix.';

CREATE FUNCTION sozialraum._pca_final(bytea) RETURNS sozialraum.principal_components
	AS 'MODULE_PATHNAME', 'pca_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._pca_final(bytea) IS 'Final function of pca.';

CREATE FUNCTION sozialraum._factor_analysis_final(bytea) RETURNS sozialraum.factor_model
	AS 'MODULE_PATHNAME', 'factor_analysis_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._factor_analysis_final(bytea) IS 'Final function of factor_analysis.';

CREATE FUNCTION sozialraum._cronbach_alpha_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'cronbach_alpha_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._cronbach_alpha_final(bytea) IS 'Final function of cronbach_alpha.';

CREATE FUNCTION sozialraum._cronbach_alpha_if_deleted_final(bytea) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'cronbach_alpha_if_deleted_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._cronbach_alpha_if_deleted_final(bytea) IS 'Final function of cronbach_alpha_if_deleted.';

CREATE FUNCTION sozialraum._cronbach_alpha_standardised_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'cronbach_alpha_standardised_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._cronbach_alpha_standardised_final(bytea) IS 'Final function of cronbach_alpha_standardised.';

CREATE FUNCTION sozialraum._spearman_accum(internal, double precision[]) RETURNS internal
	AS 'MODULE_PATHNAME', 'spearman_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._spearman_accum(internal, double precision[]) IS 'Transition function of spearman_matrix.';

CREATE FUNCTION sozialraum._spearman_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'spearman_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._spearman_merge_accum(internal, bytea) IS 'Transition function of spearman_matrix_merge.';

CREATE FUNCTION sozialraum._spearman_final(internal) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'spearman_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._spearman_final(internal) IS 'Final function of spearman_matrix.';

CREATE AGGREGATE sozialraum.correlation_matrix(x double precision[]) (
	SFUNC = sozialraum._gram_accum, STYPE = bytea, SSPACE = 20000,
	COMBINEFUNC = sozialraum._gram_combine, FINALFUNC = sozialraum._correlation_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.correlation_matrix(double precision[]) IS
'Pearson''s correlations of the variables x[1] … x[k], as a k x k array with 1 in the diagonal: (correlation_matrix(x))[i][j] is that of x[i] and x[j], -1 to 1. Rows where the array or one of its elements is NULL are skipped (listwise). NULL on no rows; elements of a variable without variance are NULL, in the diagonal too. The sums are exact: the bits do not depend on the order of rows or the number of workers. Errors: NaN or infinity (22003), arrays of different length or with two dimensions (2202E), an empty array (22023), more than 1,000 variables (54000). Source: Pearson 1896; doc/methods/multivariate.md.';

CREATE AGGREGATE sozialraum.correlation_matrix(x double precision[], w double precision) (
	SFUNC = sozialraum._gram_accum, STYPE = bytea, SSPACE = 20000,
	COMBINEFUNC = sozialraum._weighted_gram_combine, FINALFUNC = sozialraum._correlation_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.correlation_matrix(double precision[], double precision) IS
'Correlations where a row counts w times (w is usually the population): with whole numbers as weights the same as correlation_matrix(x) over rows repeated w times. Rows with NULL in w are skipped, too. A total weight of 0 gives NULL elements. Errors: NaN or infinity (22003), arrays of different length or with two dimensions (2202E), an empty array (22023), more than 1,000 variables (54000), a negative weight (22023). See correlation_matrix(x).';

CREATE AGGREGATE sozialraum.covariance_matrix(x double precision[]) (
	SFUNC = sozialraum._gram_accum, STYPE = bytea, SSPACE = 20000,
	COMBINEFUNC = sozialraum._gram_combine, FINALFUNC = sozialraum._covariance_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.covariance_matrix(double precision[]) IS
'Covariances of the variables x[1] … x[k] as a k x k array, the variances in the diagonal, divided by n: the rows are all there are. covariance_matrix(x, 1) divides by n - 1. Each element is the exact value, rounded once. Rows where the array or one of its elements is NULL are skipped (listwise). NULL on no rows. The sums are exact: the bits do not depend on the order of rows or the number of workers. Errors: NaN or infinity (22003), arrays of different length or with two dimensions (2202E), an empty array (22023), more than 1,000 variables (54000); 22003 when a result is too large. Source: doc/methods/multivariate.md.';

CREATE AGGREGATE sozialraum.covariance_matrix(x double precision[], ddof integer) (
	SFUNC = sozialraum._covariance_accum, STYPE = bytea, SSPACE = 20000,
	COMBINEFUNC = sozialraum._gram_combine, FINALFUNC = sozialraum._covariance_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.covariance_matrix(double precision[], integer) IS
'Covariances divided by n - ddof; ddof is 0 or 1 (the rows are a sample; R''s cov) and the same for all rows. NULL also when n - ddof is 0. A weight must be a double precision number, else it would be taken for ddof. Errors: NaN or infinity (22003), arrays of different length or with two dimensions (2202E), an empty array (22023), more than 1,000 variables (54000), another ddof (22023), NULL as ddof (22004). See covariance_matrix(x).';

CREATE AGGREGATE sozialraum.covariance_matrix(x double precision[], w double precision) (
	SFUNC = sozialraum._gram_accum, STYPE = bytea, SSPACE = 20000,
	COMBINEFUNC = sozialraum._weighted_gram_combine, FINALFUNC = sozialraum._covariance_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.covariance_matrix(double precision[], double precision) IS
'Covariances where a row counts w times: sum w (x - mean) (y - mean) / sum w, with weighted means (R''s cov.wt with method = "ML"). Rows with NULL in w are skipped, too. NULL also when the total weight is 0. Errors: NaN or infinity (22003), arrays of different length or with two dimensions (2202E), an empty array (22023), more than 1,000 variables (54000), a negative weight (22023). See covariance_matrix(x).';

CREATE AGGREGATE sozialraum.pca(x double precision[]) (
	SFUNC = sozialraum._gram_accum, STYPE = bytea, SSPACE = 20000,
	COMBINEFUNC = sozialraum._gram_combine, FINALFUNC = sozialraum._pca_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.pca(double precision[]) IS
'Principal components of the correlation matrix of x[1] … x[k] (the variables centred and divided by their deviation): eigenvalues, shares of variance and loadings, largest component first. The sign of a component is free; here the variable with the largest absolute loading loads positively (of equal ones the first). Rows where the array or one of its elements is NULL are skipped (listwise). Variables without variance are left out: their loadings are NULL, and there is one component fewer for each. NULL on no rows and when no variable has a variance. The sums are exact: the bits do not depend on the order of rows or the number of workers. Errors: NaN or infinity (22003), arrays of different length or with two dimensions (2202E), an empty array (22023), more than 1,000 variables (54000). Source: Hotelling 1933; doc/methods/multivariate.md.';

CREATE AGGREGATE sozialraum.pca(x double precision[], marker integer) (
	SFUNC = sozialraum._marked_gram_accum, STYPE = bytea, SSPACE = 20000,
	COMBINEFUNC = sozialraum._gram_combine, FINALFUNC = sozialraum._pca_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.pca(double precision[], integer) IS
'Principal components with the sign fixed by a marker: each component is turned so that variable number marker loads positively on it (where it has no loading: as pca(x)). Name the variable whose meaning is clear, so that a year with other data does not turn the scale round. marker is 1 … k (0: none) and the same for all rows. Rows where the array or one of its elements is NULL are skipped (listwise). Variables without variance are left out: their loadings are NULL, and there is one component fewer for each. NULL on no rows and when no variable has a variance. The sums are exact: the bits do not depend on the order of rows or the number of workers. Errors: NaN or infinity (22003), arrays of different length or with two dimensions (2202E), an empty array (22023), more than 1,000 variables (54000), another marker (22023), NULL as marker (22004). See pca(x).';

CREATE AGGREGATE sozialraum.factor_analysis(x double precision[]) (
	SFUNC = sozialraum._gram_accum, STYPE = bytea, SSPACE = 20000,
	COMBINEFUNC = sozialraum._gram_combine, FINALFUNC = sozialraum._factor_analysis_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.factor_analysis(double precision[]) IS
'Factor analysis with one factor by maximum likelihood, on the correlation matrix (R''s factanal(x, 1)): loadings, uniquenesses, explained share, and a test whether one factor is enough. The variable with the largest absolute loading loads positively (of equal ones the first). NULL on no rows, when there are not more rows than variables, when a variable has no variance, and when the correlation matrix is singular (one variable follows from others). Rows where the array or one of its elements is NULL are skipped (listwise). The sums are exact: the bits do not depend on the order of rows or the number of workers. Errors: NaN or infinity (22003), arrays of different length or with two dimensions (2202E), an empty array (22023), more than 1,000 variables (54000), fewer than 3 variables (22023). Source: Joreskog 1967; Lawley and Maxwell 1971; doc/methods/multivariate.md.';

CREATE AGGREGATE sozialraum.factor_analysis(x double precision[], marker integer) (
	SFUNC = sozialraum._marked_gram_accum, STYPE = bytea, SSPACE = 20000,
	COMBINEFUNC = sozialraum._gram_combine, FINALFUNC = sozialraum._factor_analysis_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.factor_analysis(double precision[], integer) IS
'Factor analysis where variable number marker (1 … k, the same for all rows; 0: none) loads positively. NULL on no rows, when there are not more rows than variables, when a variable has no variance, and when the correlation matrix is singular (one variable follows from others). Rows where the array or one of its elements is NULL are skipped (listwise). The sums are exact: the bits do not depend on the order of rows or the number of workers. Errors: NaN or infinity (22003), arrays of different length or with two dimensions (2202E), an empty array (22023), more than 1,000 variables (54000), fewer than 3 variables (22023), another marker (22023), NULL as marker (22004). See factor_analysis(x).';

CREATE AGGREGATE sozialraum.cronbach_alpha(x double precision[]) (
	SFUNC = sozialraum._gram_accum, STYPE = bytea, SSPACE = 20000,
	COMBINEFUNC = sozialraum._gram_combine, FINALFUNC = sozialraum._cronbach_alpha_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.cronbach_alpha(double precision[]) IS
'Cronbach''s alpha of the items x[1] … x[k]: k / (k - 1) times the share of the covariances in the variance of their sum; how far they measure one thing. At most 1; negative when items run against each other: turn those first. Rows where the array or one of its elements is NULL are skipped (listwise). NULL on no rows, for a single item, and when the sum has no variance. The sums are exact: the bits do not depend on the order of rows or the number of workers. Errors: NaN or infinity (22003), arrays of different length or with two dimensions (2202E), an empty array (22023), more than 1,000 variables (54000). Source: Cronbach 1951; doc/methods/multivariate.md.';

CREATE AGGREGATE sozialraum.cronbach_alpha_if_deleted(x double precision[]) (
	SFUNC = sozialraum._gram_accum, STYPE = bytea, SSPACE = 20000,
	COMBINEFUNC = sozialraum._gram_combine, FINALFUNC = sozialraum._cronbach_alpha_if_deleted_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.cronbach_alpha_if_deleted(double precision[]) IS
'Element i is Cronbach''s alpha of all items but x[i]: an item whose deletion raises alpha does not fit the others. NULL elements where cronbach_alpha would be NULL; NULL on no rows. Rows where the array or one of its elements is NULL are skipped (listwise). The sums are exact: the bits do not depend on the order of rows or the number of workers. Errors: NaN or infinity (22003), arrays of different length or with two dimensions (2202E), an empty array (22023), more than 1,000 variables (54000). See cronbach_alpha.';

CREATE AGGREGATE sozialraum.cronbach_alpha_standardised(x double precision[]) (
	SFUNC = sozialraum._gram_accum, STYPE = bytea, SSPACE = 20000,
	COMBINEFUNC = sozialraum._gram_combine, FINALFUNC = sozialraum._cronbach_alpha_standardised_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.cronbach_alpha_standardised(double precision[]) IS
'Cronbach''s alpha of the standardised items, from their correlations instead of their covariances: for items of different units or scales. NULL also when an item has no variance. Rows where the array or one of its elements is NULL are skipped (listwise). The sums are exact: the bits do not depend on the order of rows or the number of workers. Errors: NaN or infinity (22003), arrays of different length or with two dimensions (2202E), an empty array (22023), more than 1,000 variables (54000). See cronbach_alpha.';

CREATE AGGREGATE sozialraum.spearman_matrix(x double precision[]) (
	SFUNC = sozialraum._spearman_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._spearman_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.spearman_matrix(double precision[]) IS
'Spearman''s rank correlations of the variables x[1] … x[k], as a k x k array: Pearson''s correlations of the ranks, where equal values have the mean of their ranks. For relations that are monotonous and not linear, and for data with outliers. Rows where the array or one of its elements is NULL are skipped (listwise). NULL on no rows; elements of a variable without variance are NULL. The bits do not depend on the order of rows. Errors: NaN or infinity (22003), arrays of different length or with two dimensions (2202E), an empty array (22023), more than 1,000 variables (54000). Source: Spearman 1904; doc/methods/multivariate.md.';

CREATE AGGREGATE sozialraum.spearman_matrix_state(x double precision[]) (
	SFUNC = sozialraum._spearman_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.spearman_matrix_state(double precision[]) IS
'The state of spearman_matrix(x) as bytea, to be stored or sent and finished by spearman_matrix_merge. NULL on no rows. Errors as spearman_matrix(x); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.spearman_matrix_merge(state bytea) (
	SFUNC = sozialraum._spearman_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._spearman_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.spearman_matrix_merge(bytea) IS
'The rank correlations over all rows that went into the states (of spearman_matrix_state): the same bits as over the rows themselves. NULL states are skipped. Errors: a damaged state, or one of another function (22P03); states with different numbers of variables together (22023).';

CREATE FUNCTION sozialraum.pca_score(x double precision[], component integer DEFAULT 1, marker integer DEFAULT 0) RETURNS double precision
	AS 'MODULE_PATHNAME', 'pca_score' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.pca_score(double precision[], integer, integer) IS
'Window function: the score of each row on a principal component of the partition: the sum over the variables of eigenvector times z, where z = (x - mean) / sample standard deviation (n - 1, as R''s prcomp and the GISD). Its mean is 0, its sample variance the eigenvalue. Components, marker and sign as in pca(x, marker). Works on the whole partition; ORDER BY and frame do not matter. A row with NULL, also as an element, gets NULL and does not count. NULL for all rows when the component does not exist or has no variance. Errors: as pca, a component outside 1 … k (22023), component or marker not constant (22023). Source: doc/methods/multivariate.md.';

CREATE FUNCTION sozialraum.factor_score(x double precision[], marker integer DEFAULT 0) RETURNS double precision
	AS 'MODULE_PATHNAME', 'factor_score' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.factor_score(double precision[], integer) IS
'Window function: the score of each row on the factor of factor_analysis(x, marker), by regression (Thomson; factanal(…, scores = "regression")): z R^-1 l, where z = (x - mean) / sample standard deviation, R the correlations, l the loadings. Works on the whole partition; ORDER BY and frame do not matter. A row with NULL, also as an element, gets NULL and does not count. NULL for all rows when factor_analysis is NULL. Errors: as factor_analysis, marker not constant (22023). Source: Thomson 1951; doc/methods/multivariate.md.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Combine: how much ranks depend on the choices behind a composite index
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TYPE sozialraum.rank_stability AS (rank double precision, median_rank double precision, rank_05 double precision, rank_95 double precision, share_same_class double precision);
COMMENT ON TYPE sozialraum.rank_stability IS 'How an area ranks when the choices behind a composite index are varied, as composite_sensitivity gives it. Rank 1 is the highest value.';
COMMENT ON COLUMN sozialraum.rank_stability.rank IS 'Rank by the choices as made: the first normalisation, the first aggregation, the weights as given. Equal areas have the same, smallest rank.';
COMMENT ON COLUMN sozialraum.rank_stability.median_rank IS 'Median of the ranks of all replications.';
COMMENT ON COLUMN sozialraum.rank_stability.rank_05 IS '5 % quantile of the ranks of all replications (interpolated, type 7): the area seldom ranks higher.';
COMMENT ON COLUMN sozialraum.rank_stability.rank_95 IS '95 % quantile of the ranks of all replications: the area seldom ranks lower.';
COMMENT ON COLUMN sozialraum.rank_stability.share_same_class IS 'Share of the replications, 0 ... 1, in which the area is in the class of its rank.';

CREATE FUNCTION sozialraum.composite_sensitivity(x double precision[], weights double precision[] DEFAULT NULL, classes integer DEFAULT 5,
		replications integer DEFAULT 1000, seed bigint DEFAULT 1, perturbation double precision DEFAULT 0.25,
		normalisations text[] DEFAULT '{zscore,minmax,rank}', aggregations text[] DEFAULT '{arithmetic,geometric,mazziotta_pareto}',
		minimum_share double precision DEFAULT 1) RETURNS sozialraum.rank_stability
	AS 'MODULE_PATHNAME', 'sozialraum_composite_sensitivity' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION sozialraum.composite_sensitivity(double precision[], double precision[], integer, integer, bigint, double precision, text[], text[], double precision) IS
'Window function: the composite index of the areas of the partition is computed again, replications times, with other choices drawn at random, and the ranks are compared. x are the indicators of an area, high meaning burden (multiply by -1 where low is burden); rank 1 is the highest composite. Varied are: the weights, each by up to the share perturbation up and down (0: not); the normalisation, one of normalisations (''zscore'', ''minmax'', ''rank'', ''none'': values as they are); the aggregation, one of aggregations (''arithmetic'', ''geometric'', ''mazziotta_pareto'' with the penalty for unbalanced burden; the latter two on a positive scale). The first word of each array is the choice as made; one word alone: not varied. Classes are equal shares of the ranks: class ceil(classes * rank / n), 1 the highest. NULL elements are missing: areas whose indicators have less than minimum_share of the total weight, and NULL rows, get NULL and have no rank; their values still count in the normalisation. Composites that differ by no more than 1e-12 (relatively for ''none'') are equal. weights NULL: all equal; weights are the same for all rows, the other arguments constant. The same seed gives the same result for any order of rows. Errors: classes, replications (1 ... 100,000), perturbation or minimum_share out of range, unknown words, negative weights, ''none'' with values of 0 or below and another aggregation than ''arithmetic'' (22023), arrays of different length (2202E), NULL arguments (22004), NaN or infinity (22003), more than 250 million ranks (54000). Source: Saisana, Saltelli, Tarantola 2005; OECD/JRC 2008, step 7; doc/methods/sensitivity.md.';

CREATE FUNCTION sozialraum.leave_one_out_ranks(x double precision[], weights double precision[] DEFAULT NULL, normalisation text DEFAULT 'zscore',
		aggregation text DEFAULT 'arithmetic', minimum_share double precision DEFAULT 1) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'leave_one_out_ranks' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.leave_one_out_ranks(double precision[], double precision[], text, text, double precision) IS
'Window function: element j is the rank of the area without indicator j, less its rank with all of them: 3 means that the area falls by three ranks (from 5 to 8) when the indicator is left out, so that the indicator raised it. Rank 1 is the highest composite. Normalisation, aggregation, weights, missing values and errors: as composite_sensitivity, with one word each. An element is NULL when nothing with a weight is left without the indicator; such areas are left out of both ranks. NULL for areas that have no rank. Source: OECD/JRC 2008, step 7; doc/methods/sensitivity.md.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Classify: class limits, and how well they fit
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum._jenks_breaks_accum(internal, double precision, integer) RETURNS internal
	AS 'MODULE_PATHNAME', 'jenks_breaks_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._jenks_breaks_accum(internal, double precision, integer) IS 'Transition function of jenks_breaks(x, k).';

CREATE FUNCTION sozialraum._jenks_breaks_accum(internal, double precision, double precision, integer) RETURNS internal
	AS 'MODULE_PATHNAME', 'jenks_breaks_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._jenks_breaks_accum(internal, double precision, double precision, integer) IS 'Transition function of jenks_breaks(x, w, k).';

CREATE FUNCTION sozialraum._jenks_breaks_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'jenks_breaks_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._jenks_breaks_merge_accum(internal, bytea) IS 'Transition function of jenks_breaks_merge.';

CREATE FUNCTION sozialraum._jenks_breaks_final(internal) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'jenks_breaks_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._jenks_breaks_final(internal) IS 'Final function of jenks_breaks.';

CREATE AGGREGATE sozialraum.jenks_breaks(x double precision, k integer) (
	SFUNC = sozialraum._jenks_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._jenks_breaks_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.jenks_breaks(double precision, integer) IS
'Natural breaks (Jenks, Fisher): the k - 1 inner limits, in ascending order, of the k classes with the least sum of squared deviations from the class means; the true optimum for any number of rows, no sampling. A limit is the largest value of the class below, for classify() with its default closed => ''right''. Of equally good divisions the one with the lower limits is taken. NULL rows are skipped; NULL on no rows. k is from 1 to 255 and the same for all rows; k = 1 gives an empty array. Time grows with k n log n, memory while it computes is about 60 + 4 k bytes for each distinct value. The bits do not depend on the order of rows. Errors: k out of range, not constant, or larger than the number of distinct values (22023), NULL (22004); x NaN or infinite (22003). Sources: Fisher 1958; Jenks 1977; doc/methods/classify.md.';

CREATE AGGREGATE sozialraum.jenks_breaks(x double precision, w double precision, k integer) (
	SFUNC = sozialraum._jenks_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._jenks_breaks_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.jenks_breaks(double precision, double precision, integer) IS
'Natural breaks where a row counts w times (w is usually the population, so that classes describe people, not areas): with whole numbers as weights the same as jenks_breaks(x, k) over rows repeated w times. Rows with NULL in x or w are skipped, rows of weight 0 do not count; NULL when no row counts. Errors: as jenks_breaks(x, k); w NaN or infinite (22003), negative (22023). See jenks_breaks(x, k).';

CREATE AGGREGATE sozialraum.jenks_breaks_state(x double precision, k integer) (
	SFUNC = sozialraum._jenks_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.jenks_breaks_state(double precision, integer) IS
'The state of jenks_breaks(x, k) as bytea, to be stored or sent and finished by jenks_breaks_merge. NULL on no rows. Errors as jenks_breaks(x, k); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.jenks_breaks_state(x double precision, w double precision, k integer) (
	SFUNC = sozialraum._jenks_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.jenks_breaks_state(double precision, double precision, integer) IS
'The state of jenks_breaks(x, w, k) as bytea, to be stored or sent and finished by jenks_breaks_merge. NULL on no rows. Errors as jenks_breaks(x, w, k); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.jenks_breaks_merge(state bytea) (
	SFUNC = sozialraum._jenks_breaks_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._jenks_breaks_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.jenks_breaks_merge(bytea) IS
'jenks_breaks over all rows that went into the states (of jenks_breaks_state): the same bits as over the rows themselves. NULL states are skipped. Errors: a damaged state, or one of another function (22P03); states with different k, or with and without weights, together (22023).';

CREATE FUNCTION sozialraum._range_breaks_accum(bytea, double precision, integer) RETURNS bytea
	AS 'MODULE_PATHNAME', 'range_breaks_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._range_breaks_accum(bytea, double precision, integer) IS 'Transition function of equal_breaks and pretty_breaks.';

CREATE FUNCTION sozialraum._range_breaks_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'range_breaks_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._range_breaks_combine(bytea, bytea) IS 'Combine function of equal_breaks and pretty_breaks.';

CREATE FUNCTION sozialraum._equal_breaks_final(bytea) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'equal_breaks_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._equal_breaks_final(bytea) IS 'Final function of equal_breaks.';

CREATE FUNCTION sozialraum._pretty_breaks_final(bytea) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'pretty_breaks_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._pretty_breaks_final(bytea) IS 'Final function of pretty_breaks.';

CREATE AGGREGATE sozialraum.equal_breaks(x double precision, k integer) (
	SFUNC = sozialraum._range_breaks_accum, STYPE = bytea, SSPACE = 64, FINALFUNC = sozialraum._equal_breaks_final,
	COMBINEFUNC = sozialraum._range_breaks_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.equal_breaks(double precision, integer) IS
'The k - 1 inner limits of k classes of equal width: min + i (max - min) / k. Classes may be empty; one extreme value pushes all others into one class. NULL rows are skipped; NULL on no rows and when all values are equal (for k = 1 an empty array). k is from 1 to 10000 and the same for all rows. The state is flat: minimum and maximum are all that is kept. Errors: k out of range or not constant (22023), NULL (22004); x NaN or infinite (22003). See doc/methods/classify.md.';

CREATE AGGREGATE sozialraum.pretty_breaks(x double precision, k integer) (
	SFUNC = sozialraum._range_breaks_accum, STYPE = bytea, SSPACE = 64, FINALFUNC = sozialraum._pretty_breaks_final,
	COMBINEFUNC = sozialraum._range_breaks_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.pretty_breaks(double precision, integer) IS
'Inner limits at round numbers (multiples of 1, 2 or 5 times a power of ten) such that about k classes cover the values. There are not always k classes: array_length(pretty_breaks(x, k), 1) + 1 says how many; an empty array is one class. The limits are those of R''s pretty(range(x), k) without the two outer ones. NULL rows are skipped; NULL on no rows and when all values are equal. k is from 1 to 10000 and the same for all rows. Errors: k out of range or not constant (22023), NULL (22004); x NaN or infinite, or a range beyond double precision (22003). Source: Cleveland 1985; R, pretty; doc/methods/classify.md.';

CREATE FUNCTION sozialraum._headtail_breaks_accum(internal, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'headtail_breaks_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._headtail_breaks_accum(internal, double precision) IS 'Transition function of headtail_breaks(x).';

CREATE FUNCTION sozialraum._headtail_breaks_accum(internal, double precision, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'headtail_breaks_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._headtail_breaks_accum(internal, double precision, double precision) IS 'Transition function of headtail_breaks(x, threshold).';

CREATE FUNCTION sozialraum._headtail_breaks_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'headtail_breaks_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._headtail_breaks_merge_accum(internal, bytea) IS 'Transition function of headtail_breaks_merge.';

CREATE FUNCTION sozialraum._headtail_breaks_final(internal) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'headtail_breaks_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._headtail_breaks_final(internal) IS 'Final function of headtail_breaks.';

CREATE AGGREGATE sozialraum.headtail_breaks(x double precision) (
	SFUNC = sozialraum._headtail_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._headtail_breaks_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.headtail_breaks(double precision) IS
'Head/tail breaks for right-skewed values (few large, many small): the first limit is the mean, the next the mean of the values above it (the head), and so on, as long as the head is at most 40 per cent of the values it was taken from. The number of classes follows from the values. NULL rows are skipped; NULL on no rows and when all values are equal. A value that is the mean itself belongs to the tail, as in classify() with closed => ''right''. The bits do not depend on the order of rows. Errors: x NaN or infinite (22003). Source: Jiang 2013; doc/methods/classify.md.';

CREATE AGGREGATE sozialraum.headtail_breaks(x double precision, threshold double precision) (
	SFUNC = sozialraum._headtail_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._headtail_breaks_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.headtail_breaks(double precision, double precision) IS
'headtail_breaks with a threshold of one''s own, 0 to 1: the head is divided again while it is at most this share of the values it was taken from. 0 gives the mean alone, 1 goes on until the head has one distinct value (mapclassify). Errors: threshold out of range, NaN, or not the same for all rows (22023), NULL (22004). See headtail_breaks(x).';

CREATE AGGREGATE sozialraum.headtail_breaks_state(x double precision) (
	SFUNC = sozialraum._headtail_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.headtail_breaks_state(double precision) IS
'The state of headtail_breaks(x) as bytea, to be stored or sent and finished by headtail_breaks_merge. NULL on no rows. Errors as headtail_breaks(x); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.headtail_breaks_state(x double precision, threshold double precision) (
	SFUNC = sozialraum._headtail_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.headtail_breaks_state(double precision, double precision) IS
'The state of headtail_breaks(x, threshold) as bytea, to be stored or sent and finished by headtail_breaks_merge. NULL on no rows. Errors as headtail_breaks(x, threshold); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.headtail_breaks_merge(state bytea) (
	SFUNC = sozialraum._headtail_breaks_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._headtail_breaks_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.headtail_breaks_merge(bytea) IS
'headtail_breaks over all rows that went into the states (of headtail_breaks_state): the same bits as over the rows themselves. NULL states are skipped. Errors: a damaged state, or one of another function (22P03); states with different thresholds together (22023).';

CREATE FUNCTION sozialraum._maximum_breaks_accum(internal, double precision, integer) RETURNS internal
	AS 'MODULE_PATHNAME', 'maximum_breaks_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._maximum_breaks_accum(internal, double precision, integer) IS 'Transition function of maximum_breaks(x, k).';

CREATE FUNCTION sozialraum._maximum_breaks_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'maximum_breaks_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._maximum_breaks_merge_accum(internal, bytea) IS 'Transition function of maximum_breaks_merge.';

CREATE FUNCTION sozialraum._maximum_breaks_final(internal) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'maximum_breaks_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._maximum_breaks_final(internal) IS 'Final function of maximum_breaks.';

CREATE AGGREGATE sozialraum.maximum_breaks(x double precision, k integer) (
	SFUNC = sozialraum._maximum_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._maximum_breaks_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.maximum_breaks(double precision, integer) IS
'The k - 1 inner limits in the middle of the largest gaps between neighbouring values; of equal gaps the lower ones. Classes of very different size are usual. NULL rows are skipped; NULL on no rows. k is from 1 to 10000 and the same for all rows; k = 1 gives an empty array. The bits do not depend on the order of rows. Errors: k out of range, not constant, or larger than the number of distinct values (22023), NULL (22004); x NaN or infinite (22003). Source: Slocum et al., Thematic Cartography; mapclassify, MaximumBreaks; doc/methods/classify.md.';

CREATE AGGREGATE sozialraum.maximum_breaks_state(x double precision, k integer) (
	SFUNC = sozialraum._maximum_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.maximum_breaks_state(double precision, integer) IS
'The state of maximum_breaks(x, k) as bytea, to be stored or sent and finished by maximum_breaks_merge. NULL on no rows. Errors as maximum_breaks(x, k); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.maximum_breaks_merge(state bytea) (
	SFUNC = sozialraum._maximum_breaks_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._maximum_breaks_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.maximum_breaks_merge(bytea) IS
'maximum_breaks over all rows that went into the states (of maximum_breaks_state): the same bits as over the rows themselves. NULL states are skipped. Errors: a damaged state, or one of another function (22P03); states with different k together (22023).';

CREATE FUNCTION sozialraum._boxplot_breaks_accum(internal, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'boxplot_breaks_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._boxplot_breaks_accum(internal, double precision) IS 'Transition function of boxplot_breaks(x).';

CREATE FUNCTION sozialraum._boxplot_breaks_accum(internal, double precision, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'boxplot_breaks_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._boxplot_breaks_accum(internal, double precision, double precision) IS 'Transition function of boxplot_breaks(x, hinge).';

CREATE FUNCTION sozialraum._boxplot_breaks_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'boxplot_breaks_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._boxplot_breaks_merge_accum(internal, bytea) IS 'Transition function of boxplot_breaks_merge.';

CREATE FUNCTION sozialraum._boxplot_breaks_final(internal) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'boxplot_breaks_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._boxplot_breaks_final(internal) IS 'Final function of boxplot_breaks.';

CREATE AGGREGATE sozialraum.boxplot_breaks(x double precision) (
	SFUNC = sozialraum._boxplot_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._boxplot_breaks_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.boxplot_breaks(double precision) IS
'The five limits of a box map: Q1 - 1.5 IQR, Q1, median, Q3, Q3 + 1.5 IQR, with quartiles of type 7 and IQR = Q3 - Q1. Class 1 and class 6 are outliers and may be empty. NULL rows are skipped; NULL on no rows. The bits do not depend on the order of rows. Errors: x NaN or infinite, or a limit out of range (22003). Source: Tukey 1977; GeoDa, box map; mapclassify, BoxPlot; doc/methods/classify.md.';

CREATE AGGREGATE sozialraum.boxplot_breaks(x double precision, hinge double precision) (
	SFUNC = sozialraum._boxplot_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._boxplot_breaks_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.boxplot_breaks(double precision, double precision) IS
'boxplot_breaks with a hinge of one''s own instead of 1.5, in interquartile ranges; 3 shows far outliers only. Errors: hinge negative, NaN, infinite, or not the same for all rows (22023), NULL (22004). See boxplot_breaks(x).';

CREATE AGGREGATE sozialraum.boxplot_breaks_state(x double precision) (
	SFUNC = sozialraum._boxplot_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.boxplot_breaks_state(double precision) IS
'The state of boxplot_breaks(x) as bytea, to be stored or sent and finished by boxplot_breaks_merge. NULL on no rows. Errors as boxplot_breaks(x); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.boxplot_breaks_state(x double precision, hinge double precision) (
	SFUNC = sozialraum._boxplot_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.boxplot_breaks_state(double precision, double precision) IS
'The state of boxplot_breaks(x, hinge) as bytea, to be stored or sent and finished by boxplot_breaks_merge. NULL on no rows. Errors as boxplot_breaks(x, hinge); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.boxplot_breaks_merge(state bytea) (
	SFUNC = sozialraum._boxplot_breaks_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._boxplot_breaks_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.boxplot_breaks_merge(bytea) IS
'boxplot_breaks over all rows that went into the states (of boxplot_breaks_state): the same bits as over the rows themselves. NULL states are skipped. Errors: a damaged state, or one of another function (22P03); states with different hinges together (22023).';

CREATE FUNCTION sozialraum._variance_fit_accum(bytea, double precision, double precision[]) RETURNS bytea
	AS 'MODULE_PATHNAME', 'variance_fit_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._variance_fit_accum(bytea, double precision, double precision[]) IS 'Transition function of goodness_of_variance_fit(x, breaks).';

CREATE FUNCTION sozialraum._variance_fit_accum(bytea, double precision, double precision[], text) RETURNS bytea
	AS 'MODULE_PATHNAME', 'variance_fit_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._variance_fit_accum(bytea, double precision, double precision[], text) IS 'Transition function of goodness_of_variance_fit(x, breaks, closed).';

CREATE FUNCTION sozialraum._variance_fit_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'variance_fit_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._variance_fit_combine(bytea, bytea) IS 'Combine function of goodness_of_variance_fit.';

CREATE FUNCTION sozialraum._variance_fit_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'variance_fit_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._variance_fit_final(bytea) IS 'Final function of goodness_of_variance_fit.';

CREATE AGGREGATE sozialraum.goodness_of_variance_fit(x double precision, breaks double precision[]) (
	SFUNC = sozialraum._variance_fit_accum, STYPE = bytea, SSPACE = 1024, FINALFUNC = sozialraum._variance_fit_final,
	COMBINEFUNC = sozialraum._variance_fit_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.goodness_of_variance_fit(double precision, double precision[]) IS
'Goodness of variance fit (GVF) of inner class limits: 1 - sum of squared deviations from the class means / sum of squared deviations from the mean; from 0 (the limits explain nothing) to 1 (all values of a class are equal). A value on a limit belongs to the class below, as in classify(). It grows with the number of classes: compare limits of the same k only. jenks_breaks gives the largest there is for its k. NULL rows are skipped; NULL on no rows and when all values are equal. The state is flat; the bits do not depend on the order of rows. Errors: breaks empty, unsorted, with NaN or infinity, or not the same for all rows (22023), more than 1000 (54000), NULL or with NULL elements (22004); x NaN or infinite (22003). Source: Robinson et al., Elements of Cartography; Jenks 1977; doc/methods/classify.md.';

CREATE AGGREGATE sozialraum.goodness_of_variance_fit(x double precision, breaks double precision[], closed text) (
	SFUNC = sozialraum._variance_fit_accum, STYPE = bytea, SSPACE = 1024, FINALFUNC = sozialraum._variance_fit_final,
	COMBINEFUNC = sozialraum._variance_fit_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.goodness_of_variance_fit(double precision, double precision[], text) IS
'goodness_of_variance_fit where closed says which class has a value that lies on a limit: ''right'', ''left'' or ''centre'', as in classify(x, breaks, closed). Errors: closed not known (22023), NULL (22004). See goodness_of_variance_fit(x, breaks).';

CREATE FUNCTION sozialraum._goodness_of_absolute_fit_accum(internal, double precision, double precision[]) RETURNS internal
	AS 'MODULE_PATHNAME', 'absolute_fit_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._goodness_of_absolute_fit_accum(internal, double precision, double precision[]) IS 'Transition function of goodness_of_absolute_fit(x, breaks).';

CREATE FUNCTION sozialraum._goodness_of_absolute_fit_accum(internal, double precision, double precision[], text) RETURNS internal
	AS 'MODULE_PATHNAME', 'absolute_fit_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._goodness_of_absolute_fit_accum(internal, double precision, double precision[], text) IS 'Transition function of goodness_of_absolute_fit(x, breaks, closed).';

CREATE FUNCTION sozialraum._goodness_of_absolute_fit_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'absolute_fit_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._goodness_of_absolute_fit_merge_accum(internal, bytea) IS 'Transition function of goodness_of_absolute_fit_merge.';

CREATE FUNCTION sozialraum._goodness_of_absolute_fit_final(internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absolute_fit_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._goodness_of_absolute_fit_final(internal) IS 'Final function of goodness_of_absolute_fit.';

CREATE AGGREGATE sozialraum.goodness_of_absolute_fit(x double precision, breaks double precision[]) (
	SFUNC = sozialraum._goodness_of_absolute_fit_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._goodness_of_absolute_fit_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.goodness_of_absolute_fit(double precision, double precision[]) IS
'Goodness of absolute deviation fit (GADF) of inner class limits: 1 - sum of absolute deviations from the class medians / sum of absolute deviations from the median; from 0 to 1, less moved by single extreme values than goodness_of_variance_fit. A value on a limit belongs to the class below, as in classify(). NULL rows are skipped; NULL on no rows and when all values are equal. The bits do not depend on the order of rows. Errors as goodness_of_variance_fit(x, breaks). Source: mapclassify, gadf; Slocum et al., Thematic Cartography; doc/methods/classify.md.';

CREATE AGGREGATE sozialraum.goodness_of_absolute_fit(x double precision, breaks double precision[], closed text) (
	SFUNC = sozialraum._goodness_of_absolute_fit_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._goodness_of_absolute_fit_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.goodness_of_absolute_fit(double precision, double precision[], text) IS
'goodness_of_absolute_fit where closed says which class has a value that lies on a limit: ''right'', ''left'' or ''centre'', as in classify(x, breaks, closed). Errors: closed not known (22023), NULL (22004). See goodness_of_absolute_fit(x, breaks).';

CREATE AGGREGATE sozialraum.goodness_of_absolute_fit_state(x double precision, breaks double precision[]) (
	SFUNC = sozialraum._goodness_of_absolute_fit_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.goodness_of_absolute_fit_state(double precision, double precision[]) IS
'The state of goodness_of_absolute_fit(x, breaks) as bytea, to be stored or sent and finished by goodness_of_absolute_fit_merge. NULL on no rows. Errors as goodness_of_absolute_fit(x, breaks); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.goodness_of_absolute_fit_state(x double precision, breaks double precision[], closed text) (
	SFUNC = sozialraum._goodness_of_absolute_fit_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.goodness_of_absolute_fit_state(double precision, double precision[], text) IS
'The state of goodness_of_absolute_fit(x, breaks, closed) as bytea, to be stored or sent and finished by goodness_of_absolute_fit_merge. NULL on no rows. Errors as goodness_of_absolute_fit(x, breaks, closed); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.goodness_of_absolute_fit_merge(state bytea) (
	SFUNC = sozialraum._goodness_of_absolute_fit_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._goodness_of_absolute_fit_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.goodness_of_absolute_fit_merge(bytea) IS
'goodness_of_absolute_fit over all rows that went into the states (of goodness_of_absolute_fit_state): the same bits as over the rows themselves. NULL states are skipped. Errors: a damaged state, or one of another function (22P03); states with different breaks together (22023).';
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
-- ---------------------------------------------------------------------------------------------------------------------
-- Inequality: entropy measures and their decomposition
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TYPE sozialraum.inequality_decomposition AS (total double precision, between double precision, within double precision);
COMMENT ON TYPE sozialraum.inequality_decomposition IS 'An entropy measure of inequality divided by group; total = between + within.';
COMMENT ON COLUMN sozialraum.inequality_decomposition.total IS 'Inequality of all rows.';
COMMENT ON COLUMN sozialraum.inequality_decomposition.between IS 'Inequality between groups: what would be left if everybody had the mean of the own group.';
COMMENT ON COLUMN sozialraum.inequality_decomposition.within IS 'Inequality within groups: the weighted sum of what the measure is in each group.';

CREATE FUNCTION sozialraum._entropy_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'entropy_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._entropy_combine(bytea, bytea) IS 'Combine function of theil, mean_log_deviation and generalised_entropy; transition function of their X_merge.';

CREATE FUNCTION sozialraum._entropy_groups_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'entropy_groups_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._entropy_groups_combine(bytea, bytea) IS 'Combine function of the decompositions.';

CREATE FUNCTION sozialraum._entropy_groups_final(bytea) RETURNS sozialraum.inequality_decomposition
	AS 'MODULE_PATHNAME', 'entropy_groups_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._entropy_groups_final(bytea) IS 'Final function of the decompositions.';

CREATE FUNCTION sozialraum._theil_accum(bytea, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'theil_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._theil_accum(bytea, double precision) IS 'Transition function of theil(x).';

CREATE FUNCTION sozialraum._theil_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'theil_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._theil_accum(bytea, double precision, double precision) IS 'Transition function of theil(x, w).';

CREATE FUNCTION sozialraum._theil_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'theil_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._theil_final(bytea) IS 'Final function of theil.';

CREATE AGGREGATE sozialraum.theil(x double precision) (
	SFUNC = sozialraum._theil_accum, STYPE = bytea, FINALFUNC = sozialraum._theil_final, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil(double precision) IS
'Theil''s T of x: mean(x/m · ln(x/m)) with the mean m, from 0 (all equal) to ln n (one has all). Sensitive at the upper end. x = 0 counts with 0 · ln 0 = 0. NULL rows are skipped; NULL on no rows and when all x are 0. The bits do not depend on the order of rows. Errors: NaN or infinity (22003), negative x (22023). Divide by group with theil_state and theil_decomposition. Source: Theil 1967; doc/methods/inequality.md.';

CREATE AGGREGATE sozialraum.theil(x double precision, w double precision) (
	SFUNC = sozialraum._theil_accum, STYPE = bytea, FINALFUNC = sozialraum._theil_final, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil(double precision, double precision) IS
'Theil''s T of x where a row counts w times: with whole numbers as weights the same as theil(x) over rows repeated w times. NULL on no rows and when all w x are 0. Rows with NULL in an argument are skipped. Errors: NaN or infinity (22003), negative x or weight (22023). See theil(x).';

CREATE AGGREGATE sozialraum.theil_state(x double precision) (
	SFUNC = sozialraum._theil_accum, STYPE = bytea, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil_state(double precision) IS
'The state of theil(x) as bytea, some hundred bytes, to be stored or sent and finished by theil_merge or theil_decomposition. NULL on no rows. Errors as theil(x).';

CREATE AGGREGATE sozialraum.theil_state(x double precision, w double precision) (
	SFUNC = sozialraum._theil_accum, STYPE = bytea, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil_state(double precision, double precision) IS
'The state of theil(x, w) as bytea, some hundred bytes, to be stored or sent and finished by theil_merge or theil_decomposition. NULL on no rows. Errors as theil(x, w).';

CREATE AGGREGATE sozialraum.theil_merge(state bytea) (
	SFUNC = sozialraum._entropy_combine, STYPE = bytea, FINALFUNC = sozialraum._theil_final, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil_merge(bytea) IS
'Theil''s T over all rows that went into the states (of theil_state, with or without weights). The same bits as over the rows themselves. NULL states are skipped; NULL on none. Errors: a damaged state, or one of another function (22P03).';

CREATE FUNCTION sozialraum._theil_groups_accum(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'theil_groups_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._theil_groups_accum(bytea, bytea) IS 'Transition function of theil_decomposition.';

CREATE AGGREGATE sozialraum.theil_decomposition(state bytea) (
	SFUNC = sozialraum._theil_groups_accum, STYPE = bytea, FINALFUNC = sozialraum._entropy_groups_final, COMBINEFUNC = sozialraum._entropy_groups_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil_decomposition(bytea) IS
'Theil''s T of all rows, divided into what lies between groups and what lies within them (groups weighted by their share of x). NULL when all x are 0. One row per group, with the state of theil_state. NULL states are skipped; NULL on none. Errors: a damaged state, or one of another function (22P03). Example: SELECT (theil_decomposition(s)).* FROM (SELECT district, theil_state(income) AS s FROM household GROUP BY district) AS g.';

CREATE FUNCTION sozialraum._mean_log_deviation_accum(bytea, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'mean_log_deviation_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._mean_log_deviation_accum(bytea, double precision) IS 'Transition function of mean_log_deviation(x).';

CREATE FUNCTION sozialraum._mean_log_deviation_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'mean_log_deviation_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._mean_log_deviation_accum(bytea, double precision, double precision) IS 'Transition function of mean_log_deviation(x, w).';

CREATE FUNCTION sozialraum._mean_log_deviation_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'mean_log_deviation_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._mean_log_deviation_final(bytea) IS 'Final function of mean_log_deviation.';

CREATE AGGREGATE sozialraum.mean_log_deviation(x double precision) (
	SFUNC = sozialraum._mean_log_deviation_accum, STYPE = bytea, FINALFUNC = sozialraum._mean_log_deviation_final, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.mean_log_deviation(double precision) IS
'Mean logarithmic deviation of x, Theil''s L: mean(ln(m/x)) with the mean m, from 0 (all equal) upwards. Sensitive at the lower end. NULL rows are skipped; NULL on no rows and when a row has x = 0, which makes it infinite (leave such rows out on purpose, or use theil). The bits do not depend on the order of rows. Errors: NaN or infinity (22003), negative x (22023). Divide by group with mean_log_deviation_state and mean_log_deviation_decomposition. Source: Theil 1967; doc/methods/inequality.md.';

CREATE AGGREGATE sozialraum.mean_log_deviation(x double precision, w double precision) (
	SFUNC = sozialraum._mean_log_deviation_accum, STYPE = bytea, FINALFUNC = sozialraum._mean_log_deviation_final, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.mean_log_deviation(double precision, double precision) IS
'Mean logarithmic deviation of x (Theil''s L) where a row counts w times. NULL on no rows, when all weights are 0, and when a row with weight has x = 0. Rows with NULL in an argument are skipped. Errors: NaN or infinity (22003), negative x or weight (22023). See mean_log_deviation(x).';

CREATE AGGREGATE sozialraum.mean_log_deviation_state(x double precision) (
	SFUNC = sozialraum._mean_log_deviation_accum, STYPE = bytea, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.mean_log_deviation_state(double precision) IS
'The state of mean_log_deviation(x) as bytea, some hundred bytes, to be stored or sent and finished by mean_log_deviation_merge or mean_log_deviation_decomposition. NULL on no rows. Errors as mean_log_deviation(x).';

CREATE AGGREGATE sozialraum.mean_log_deviation_state(x double precision, w double precision) (
	SFUNC = sozialraum._mean_log_deviation_accum, STYPE = bytea, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.mean_log_deviation_state(double precision, double precision) IS
'The state of mean_log_deviation(x, w) as bytea, some hundred bytes, to be stored or sent and finished by mean_log_deviation_merge or mean_log_deviation_decomposition. NULL on no rows. Errors as mean_log_deviation(x, w).';

CREATE AGGREGATE sozialraum.mean_log_deviation_merge(state bytea) (
	SFUNC = sozialraum._entropy_combine, STYPE = bytea, FINALFUNC = sozialraum._mean_log_deviation_final, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.mean_log_deviation_merge(bytea) IS
'The mean logarithmic deviation over all rows that went into the states (of mean_log_deviation_state, with or without weights). The same bits as over the rows themselves. NULL states are skipped; NULL on none. Errors: a damaged state, or one of another function (22P03).';

CREATE FUNCTION sozialraum._mean_log_deviation_groups_accum(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'mean_log_deviation_groups_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._mean_log_deviation_groups_accum(bytea, bytea) IS 'Transition function of mean_log_deviation_decomposition.';

CREATE AGGREGATE sozialraum.mean_log_deviation_decomposition(state bytea) (
	SFUNC = sozialraum._mean_log_deviation_groups_accum, STYPE = bytea, FINALFUNC = sozialraum._entropy_groups_final, COMBINEFUNC = sozialraum._entropy_groups_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.mean_log_deviation_decomposition(bytea) IS
'Theil''s L of all rows, divided into what lies between groups and what lies within them (groups weighted by their number of rows, or sum of weights). total and within are NULL when a row has x = 0; all are NULL when a group has nothing. One row per group, with the state of mean_log_deviation_state. NULL states are skipped; NULL on none. Errors: a damaged state, or one of another function (22P03). Example: SELECT (mean_log_deviation_decomposition(s)).* FROM (SELECT district, mean_log_deviation_state(income) AS s FROM household GROUP BY district) AS g.';

CREATE FUNCTION sozialraum._generalised_entropy_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'generalised_entropy_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._generalised_entropy_accum(bytea, double precision, double precision) IS 'Transition function of generalised_entropy(x, alpha).';

CREATE FUNCTION sozialraum._generalised_entropy_accum(bytea, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'generalised_entropy_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._generalised_entropy_accum(bytea, double precision, double precision, double precision) IS 'Transition function of generalised_entropy(x, alpha, w).';

CREATE FUNCTION sozialraum._generalised_entropy_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'generalised_entropy_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._generalised_entropy_final(bytea) IS 'Final function of generalised_entropy.';

CREATE AGGREGATE sozialraum.generalised_entropy(x double precision, alpha double precision) (
	SFUNC = sozialraum._generalised_entropy_accum, STYPE = bytea, FINALFUNC = sozialraum._generalised_entropy_final, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.generalised_entropy(double precision, double precision) IS
'Generalised entropy of x with the parameter alpha: (mean((x/m)^alpha) - 1) / (alpha (alpha - 1)), and its limits mean_log_deviation for 0 and theil for 1; alpha = 2 is half the squared coefficient of variation. The larger alpha, the more the upper end counts. 0: all are equal. alpha: a constant. NULL rows are skipped; NULL on no rows, when all x are 0, and for alpha <= 0 when a row has x = 0. Errors: NaN, infinity, or a power beyond 2^960 (22003); negative x, alpha not the same for all rows (22023). Source: Shorrocks 1980; doc/methods/inequality.md.';

CREATE AGGREGATE sozialraum.generalised_entropy(x double precision, alpha double precision, w double precision) (
	SFUNC = sozialraum._generalised_entropy_accum, STYPE = bytea, FINALFUNC = sozialraum._generalised_entropy_final, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.generalised_entropy(double precision, double precision, double precision) IS
'Generalised entropy of x with the parameter alpha, where a row counts w times. NULL as for generalised_entropy(x, alpha); rows of weight 0 do not count. Rows with NULL in an argument are skipped. Errors: NaN, infinity, or a power beyond 2^960 (22003); negative x or weight, alpha not the same for all rows (22023).';

CREATE AGGREGATE sozialraum.generalised_entropy_state(x double precision, alpha double precision) (
	SFUNC = sozialraum._generalised_entropy_accum, STYPE = bytea, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.generalised_entropy_state(double precision, double precision) IS
'The state of generalised_entropy(x, alpha) as bytea, some hundred bytes, to be stored or sent and finished by generalised_entropy_merge or generalised_entropy_decomposition. NULL on no rows. Errors as generalised_entropy(x, alpha).';

CREATE AGGREGATE sozialraum.generalised_entropy_state(x double precision, alpha double precision, w double precision) (
	SFUNC = sozialraum._generalised_entropy_accum, STYPE = bytea, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.generalised_entropy_state(double precision, double precision, double precision) IS
'The state of generalised_entropy(x, alpha, w) as bytea, some hundred bytes, to be stored or sent and finished by generalised_entropy_merge or generalised_entropy_decomposition. NULL on no rows. Errors as generalised_entropy(x, alpha, w).';

CREATE AGGREGATE sozialraum.generalised_entropy_merge(state bytea) (
	SFUNC = sozialraum._entropy_combine, STYPE = bytea, FINALFUNC = sozialraum._generalised_entropy_final, COMBINEFUNC = sozialraum._entropy_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.generalised_entropy_merge(bytea) IS
'The generalised entropy over all rows that went into the states (of generalised_entropy_state, with or without weights). The same bits as over the rows themselves. NULL states are skipped; NULL on none. Errors: a damaged state, or one of another function (22P03); states with different alpha (22023).';

CREATE FUNCTION sozialraum._generalised_entropy_groups_accum(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'generalised_entropy_groups_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._generalised_entropy_groups_accum(bytea, bytea) IS 'Transition function of generalised_entropy_decomposition.';

CREATE AGGREGATE sozialraum.generalised_entropy_decomposition(state bytea) (
	SFUNC = sozialraum._generalised_entropy_groups_accum, STYPE = bytea, FINALFUNC = sozialraum._entropy_groups_final, COMBINEFUNC = sozialraum._entropy_groups_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.generalised_entropy_decomposition(bytea) IS
'Generalised entropy of all rows, divided into what lies between groups and what lies within them. For alpha <= 0, total and within are NULL when a row has x = 0, and all are NULL when a group has nothing. One row per group, with the state of generalised_entropy_state. NULL states are skipped; NULL on none. Errors: a damaged state, or one of another function (22P03); states with different alpha (22023). Example: SELECT (generalised_entropy_decomposition(s)).* FROM (SELECT district, generalised_entropy_state(income, 2) AS s FROM household GROUP BY district) AS g.';

CREATE FUNCTION sozialraum._atkinson_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'atkinson_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._atkinson_combine(bytea, bytea) IS 'Combine function of atkinson; transition function of atkinson_merge.';

CREATE FUNCTION sozialraum._atkinson_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'atkinson_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._atkinson_accum(bytea, double precision, double precision) IS 'Transition function of atkinson(x, epsilon).';

CREATE FUNCTION sozialraum._atkinson_accum(bytea, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'atkinson_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._atkinson_accum(bytea, double precision, double precision, double precision) IS 'Transition function of atkinson(x, epsilon, w).';

CREATE FUNCTION sozialraum._atkinson_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'atkinson_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._atkinson_final(bytea) IS 'Final function of atkinson.';

CREATE AGGREGATE sozialraum.atkinson(x double precision, epsilon double precision) (
	SFUNC = sozialraum._atkinson_accum, STYPE = bytea, FINALFUNC = sozialraum._atkinson_final, COMBINEFUNC = sozialraum._atkinson_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.atkinson(double precision, double precision) IS
'Atkinson index of x with the aversion to inequality epsilon: 1 - e/m with the mean m and the equally distributed equivalent e = mean(x^(1 - epsilon))^(1 / (1 - epsilon)), the geometric mean for epsilon = 1. From 0 (all equal) to 1: the share of the total that could be given up for equality. For epsilon >= 1 a row with x = 0 makes it 1. epsilon: a constant of at least 0; usual are 0.5, 1 and 2. NULL rows are skipped; NULL on no rows and when all x are 0. Errors: NaN, infinity, or a power beyond 2^960 (22003); negative x or epsilon, epsilon not the same for all rows (22023). Source: Atkinson 1970; doc/methods/inequality.md.';

CREATE AGGREGATE sozialraum.atkinson(x double precision, epsilon double precision, w double precision) (
	SFUNC = sozialraum._atkinson_accum, STYPE = bytea, FINALFUNC = sozialraum._atkinson_final, COMBINEFUNC = sozialraum._atkinson_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.atkinson(double precision, double precision, double precision) IS
'Atkinson index of x with the aversion to inequality epsilon, where a row counts w times. NULL on no rows and when all w x are 0; rows of weight 0 do not count. Rows with NULL in an argument are skipped. Errors: NaN, infinity, or a power beyond 2^960 (22003); negative x, weight or epsilon, epsilon not the same for all rows (22023). See atkinson(x, epsilon).';

CREATE AGGREGATE sozialraum.atkinson_state(x double precision, epsilon double precision) (
	SFUNC = sozialraum._atkinson_accum, STYPE = bytea, COMBINEFUNC = sozialraum._atkinson_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.atkinson_state(double precision, double precision) IS
'The state of atkinson(x, epsilon) as bytea, some hundred bytes, to be stored or sent and finished by atkinson_merge. NULL on no rows. Errors as atkinson(x, epsilon).';

CREATE AGGREGATE sozialraum.atkinson_state(x double precision, epsilon double precision, w double precision) (
	SFUNC = sozialraum._atkinson_accum, STYPE = bytea, COMBINEFUNC = sozialraum._atkinson_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.atkinson_state(double precision, double precision, double precision) IS
'The state of atkinson(x, epsilon, w) as bytea, some hundred bytes, to be stored or sent and finished by atkinson_merge. NULL on no rows. Errors as atkinson(x, epsilon, w).';

CREATE AGGREGATE sozialraum.atkinson_merge(state bytea) (
	SFUNC = sozialraum._atkinson_combine, STYPE = bytea, FINALFUNC = sozialraum._atkinson_final, COMBINEFUNC = sozialraum._atkinson_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.atkinson_merge(bytea) IS
'The Atkinson index over all rows that went into the states (of atkinson_state, with or without weights). The same bits as over the rows themselves. NULL states are skipped; NULL on none. Errors: a damaged state, or one of another function (22P03); states with different epsilon (22023).';
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
-- ---------------------------------------------------------------------------------------------------------------------
-- Segregation: how unevenly groups are spread over areas; the rows are the areas
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum._dissimilarity_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'dissimilarity_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._dissimilarity_accum(bytea, double precision, double precision) IS 'Transition function of dissimilarity.';

CREATE FUNCTION sozialraum._segregation_index_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'segregation_index_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._segregation_index_accum(bytea, double precision, double precision) IS 'Transition function of segregation_index.';

CREATE FUNCTION sozialraum._concentration_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'concentration_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._concentration_accum(bytea, double precision, double precision) IS 'Transition function of concentration.';

CREATE FUNCTION sozialraum._dissimilarity_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'dissimilarity_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._dissimilarity_combine(bytea, bytea) IS 'Combine function of dissimilarity, segregation_index and concentration.';

CREATE FUNCTION sozialraum._dissimilarity_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'dissimilarity_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._dissimilarity_final(bytea) IS 'Final function of dissimilarity, segregation_index and concentration.';

CREATE AGGREGATE sozialraum.dissimilarity(a double precision, b double precision) (
	SFUNC = sozialraum._dissimilarity_accum, STYPE = bytea, SSPACE = 2048,
	COMBINEFUNC = sozialraum._dissimilarity_combine, FINALFUNC = sozialraum._dissimilarity_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.dissimilarity(double precision, double precision) IS
'Index of dissimilarity D = 1/2 sum |a/A - b/B| of two groups over areas (rows), A and B being their totals: from 0 (spread alike) to 1 (no area has both), the share of either group that would have to move to be spread like the other. Rows with NULL in a or b are skipped; NULL on no rows and when one of the groups has nobody. The bits do not depend on the order of rows. D of many small areas is well above 0 by chance alone. Errors: NaN or infinity (22003), a negative number (22023); 54000 above 1 GB. Source: Duncan and Duncan 1955; doc/methods/segregation.md.';

CREATE AGGREGATE sozialraum.segregation_index(a double precision, total double precision) (
	SFUNC = sozialraum._segregation_index_accum, STYPE = bytea, SSPACE = 2048,
	COMBINEFUNC = sozialraum._dissimilarity_combine, FINALFUNC = sozialraum._dissimilarity_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.segregation_index(double precision, double precision) IS
'Segregation index IS: dissimilarity of the group a and the rest of the population, total - a. From 0 to 1; NULL rows are skipped; NULL on no rows, and when nobody or everybody belongs to the group. Errors: NaN or infinity (22003), a negative number or a > total (22023); 54000 above 1 GB. Source: Duncan and Duncan 1955; doc/methods/segregation.md.';

CREATE AGGREGATE sozialraum.concentration(a double precision, area double precision) (
	SFUNC = sozialraum._concentration_accum, STYPE = bytea, SSPACE = 2048,
	COMBINEFUNC = sozialraum._dissimilarity_combine, FINALFUNC = sozialraum._dissimilarity_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.concentration(double precision, double precision) IS
'Delta = 1/2 sum |a/A - s/S| of a group a and the surfaces s of the areas (any unit): the share of the group that would have to move to be equally dense everywhere. From 0 (the same density) to nearly 1 (all on little land). Take the built-up surface where it is known; forest and water raise delta. NULL rows are skipped; NULL on no rows and when the group or the surface is 0. Errors: NaN or infinity (22003), a negative number (22023); 54000 above 1 GB. Source: Hoover 1941; Massey and Denton 1988; doc/methods/segregation.md.';

CREATE FUNCTION sozialraum._relative_concentration_accum(bytea, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'relative_concentration_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._relative_concentration_accum(bytea, double precision, double precision, double precision) IS 'Transition function of relative_concentration.';

CREATE FUNCTION sozialraum._relative_concentration_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'relative_concentration_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._relative_concentration_combine(bytea, bytea) IS 'Combine function of relative_concentration.';

CREATE FUNCTION sozialraum._relative_concentration_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'relative_concentration_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._relative_concentration_final(bytea) IS 'Final function of relative_concentration.';

CREATE AGGREGATE sozialraum.relative_concentration(a double precision, b double precision, area double precision) (
	SFUNC = sozialraum._relative_concentration_accum, STYPE = bytea, SSPACE = 2048,
	COMBINEFUNC = sozialraum._relative_concentration_combine, FINALFUNC = sozialraum._relative_concentration_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.relative_concentration(double precision, double precision, double precision) IS
'Relative concentration RCO of group a against group b by the surface of the areas (any unit): 0 when both live on equal surfaces, 1 when a is concentrated as much more than b as possible, negative when b is the more concentrated one. (mean surface of a''s areas : of b''s areas - 1) over (P1 : P2 - 1), where P1 and P2 are the mean surfaces, weighted by a + b, of the smallest and of the largest areas that together have A inhabitants; the area in which A is reached counts as a whole, as do areas of the same surface. NULL rows are skipped; NULL on no rows, when a group has nobody, and when P1 = P2 (all surfaces equal, or A too large a part of all). Errors: NaN or infinity (22003), a negative number (22023); 54000 above 1 GB. Source: Massey and Denton 1988; doc/methods/segregation.md.';

CREATE FUNCTION sozialraum._isolation_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'isolation_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._isolation_accum(bytea, double precision, double precision) IS 'Transition function of isolation.';

CREATE FUNCTION sozialraum._isolation_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'isolation_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._isolation_combine(bytea, bytea) IS 'Combine function of isolation and correlation_ratio.';

CREATE FUNCTION sozialraum._isolation_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'isolation_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._isolation_final(bytea) IS 'Final function of isolation.';

CREATE FUNCTION sozialraum._correlation_ratio_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'correlation_ratio_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._correlation_ratio_final(bytea) IS 'Final function of correlation_ratio.';

CREATE AGGREGATE sozialraum.isolation(a double precision, total double precision) (
	SFUNC = sozialraum._isolation_accum, STYPE = bytea, SSPACE = 160,
	COMBINEFUNC = sozialraum._isolation_combine, FINALFUNC = sozialraum._isolation_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.isolation(double precision, double precision) IS
'Isolation sum (a/A)(a/total): the share of the own group among the neighbours (inhabitants of the area) of the average member of the group a. From A/T (spread evenly) to 1. Compare it with A/T, or take correlation_ratio. NULL rows and areas with total 0 are skipped; NULL on no rows and when the group has nobody. The bits do not depend on the order of rows. Errors: NaN or infinity (22003), a negative number or a > total (22023). Source: Bell 1954; Massey and Denton 1988; doc/methods/segregation.md.';

CREATE AGGREGATE sozialraum.correlation_ratio(a double precision, total double precision) (
	SFUNC = sozialraum._isolation_accum, STYPE = bytea, SSPACE = 160,
	COMBINEFUNC = sozialraum._isolation_combine, FINALFUNC = sozialraum._correlation_ratio_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.correlation_ratio(double precision, double precision) IS
'Correlation ratio eta squared = (I - P) / (1 - P), the isolation I without the share P = A/T of the group that alone would make it so large: from 0 (spread evenly) to 1. NULL rows and areas with total 0 are skipped; NULL on no rows, and when nobody or everybody belongs to the group. Errors: NaN or infinity (22003), a negative number or a > total (22023). Source: Bell 1954; Duncan and Duncan 1955; doc/methods/segregation.md.';

CREATE FUNCTION sozialraum._interaction_accum(bytea, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'interaction_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._interaction_accum(bytea, double precision, double precision, double precision) IS 'Transition function of interaction.';

CREATE FUNCTION sozialraum._interaction_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'interaction_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._interaction_combine(bytea, bytea) IS 'Combine function of interaction.';

CREATE FUNCTION sozialraum._interaction_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'interaction_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._interaction_final(bytea) IS 'Final function of interaction.';

CREATE AGGREGATE sozialraum.interaction(a double precision, b double precision, total double precision) (
	SFUNC = sozialraum._interaction_accum, STYPE = bytea, SSPACE = 140,
	COMBINEFUNC = sozialraum._interaction_combine, FINALFUNC = sozialraum._interaction_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.interaction(double precision, double precision, double precision) IS
'Interaction (exposure) sum (a/A)(b/total): the share of group b among the neighbours of the average member of group a. From 0 to 1; not symmetric: interaction(a, b, total) A = interaction(b, a, total) B. NULL rows and areas with total 0 are skipped; NULL on no rows and when group a has nobody. Errors: NaN or infinity (22003), a negative number, a or b > total (22023). Source: Bell 1954; Massey and Denton 1988; doc/methods/segregation.md.';

CREATE FUNCTION sozialraum._multigroup_dissimilarity_accum(bytea, double precision[]) RETURNS bytea
	AS 'MODULE_PATHNAME', 'multigroup_dissimilarity_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._multigroup_dissimilarity_accum(bytea, double precision[]) IS 'Transition function of multigroup_dissimilarity.';

CREATE FUNCTION sozialraum._multigroup_dissimilarity_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'multigroup_dissimilarity_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._multigroup_dissimilarity_combine(bytea, bytea) IS 'Combine function of multigroup_dissimilarity.';

CREATE FUNCTION sozialraum._multigroup_dissimilarity_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'multigroup_dissimilarity_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._multigroup_dissimilarity_final(bytea) IS 'Final function of multigroup_dissimilarity.';

CREATE AGGREGATE sozialraum.multigroup_dissimilarity(x double precision[]) (
	SFUNC = sozialraum._multigroup_dissimilarity_accum, STYPE = bytea, SSPACE = 2048,
	COMBINEFUNC = sozialraum._multigroup_dissimilarity_combine, FINALFUNC = sozialraum._multigroup_dissimilarity_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.multigroup_dissimilarity(double precision[]) IS
'Dissimilarity of many groups: sum |x_im - t_i p_m| / (2 T sum p_m (1 - p_m)) over areas i and groups m, with t_i = sum x_i and p_m the group''s share of all. From 0 to 1; for two groups the same as dissimilarity. The array x has the counts of the groups, the same groups at the same positions in all rows (vector_agg makes such arrays from rows); NULL arrays are skipped; NULL on no rows and when there are fewer than two groups with people. Errors: a NULL element (22004), a negative, NaN or infinite element (22023), arrays of different length or more than one dimension (2202E), an empty array (22023), more than 1,000 groups (54000); 54000 above 1 GB. Source: Morgan 1975; Sakoda 1981; Reardon and Firebaugh 2002; doc/methods/segregation.md.';

CREATE FUNCTION sozialraum._group_entropy_accum(bytea, double precision[]) RETURNS bytea
	AS 'MODULE_PATHNAME', 'group_entropy_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._group_entropy_accum(bytea, double precision[]) IS 'Transition function of entropy_index, mutual_information and entropy_state.';

CREATE FUNCTION sozialraum._group_entropy_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'group_entropy_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._group_entropy_combine(bytea, bytea) IS 'Combine function of entropy_index, mutual_information, entropy_state and their merge functions.';

CREATE FUNCTION sozialraum._entropy_index_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'entropy_index_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._entropy_index_final(bytea) IS 'Final function of entropy_index.';

CREATE FUNCTION sozialraum._mutual_information_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'mutual_information_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._mutual_information_final(bytea) IS 'Final function of mutual_information.';

CREATE FUNCTION sozialraum._entropy_state_final(bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'entropy_state_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._entropy_state_final(bytea) IS 'Final function of entropy_state.';

CREATE AGGREGATE sozialraum.entropy_index(x double precision[]) (
	SFUNC = sozialraum._group_entropy_accum, STYPE = bytea, SSPACE = 600,
	COMBINEFUNC = sozialraum._group_entropy_combine, FINALFUNC = sozialraum._entropy_index_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.entropy_index(double precision[]) IS
'Theil''s information index H = 1 - sum t_i E_i / (T E) over areas i, with E_i = sum p ln(1/p) the entropy of the area''s groups and E that of the whole: from 0 (every area is mixed like the whole) to 1 (no area is mixed). The array x has the counts of the groups, the same groups at the same positions in all rows (vector_agg makes such arrays from rows); areas without people count nothing. NULL arrays are skipped; NULL on no rows and when there are fewer than two groups with people. The terms of an area are rounded once, their sum is exact: the bits do not depend on the order of rows, and an H of 0 may come out as some 1e-16. Errors: a NULL element (22004), a negative, NaN or infinite element (22023), arrays of different length or more than one dimension (2202E), an empty array (22023), more than 1,000 groups (54000). Source: Theil 1972; Reardon and Firebaugh 2002; doc/methods/segregation.md.';

CREATE AGGREGATE sozialraum.mutual_information(x double precision[]) (
	SFUNC = sozialraum._group_entropy_accum, STYPE = bytea, SSPACE = 600,
	COMBINEFUNC = sozialraum._group_entropy_combine, FINALFUNC = sozialraum._mutual_information_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.mutual_information(double precision[]) IS
'Mutual information M = E - sum t_i E_i / T of area and group, in nats (natural logarithm): what knowing the area tells about the group. From 0 to ln(number of groups). H = M / E. The array x has the counts of the groups, the same groups at the same positions in all rows (vector_agg makes such arrays from rows); NULL arrays are skipped; NULL on no rows and when there is nobody. Errors: a NULL element (22004), a negative, NaN or infinite element (22023), arrays of different length or more than one dimension (2202E), an empty array (22023), more than 1,000 groups (54000). Source: Theil 1972; Mora and Ruiz-Castillo 2011; doc/methods/segregation.md.';

CREATE AGGREGATE sozialraum.entropy_state(x double precision[]) (
	SFUNC = sozialraum._group_entropy_accum, STYPE = bytea, SSPACE = 600,
	COMBINEFUNC = sozialraum._group_entropy_combine, FINALFUNC = sozialraum._entropy_state_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.entropy_state(double precision[]) IS
'The state of entropy_index(x) over the areas of a district, as bytea: to be stored or sent, merged by entropy_merge or decomposed by entropy_decomposition. NULL on no rows. Errors: a NULL element (22004), a negative, NaN or infinite element (22023), arrays of different length or more than one dimension (2202E), an empty array (22023), more than 1,000 groups (54000). See doc/methods/segregation.md.';

CREATE AGGREGATE sozialraum.entropy_merge(state bytea) (
	SFUNC = sozialraum._group_entropy_combine, STYPE = bytea, SSPACE = 600,
	COMBINEFUNC = sozialraum._group_entropy_combine, FINALFUNC = sozialraum._entropy_index_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.entropy_merge(bytea) IS
'Theil''s information index H over all areas that went into the states (of entropy_state): the same bits as entropy_index over the areas themselves. NULL states are skipped; NULL on no rows. Errors: a damaged state, or one of another function (22P03); states with different numbers of groups (2202E). See doc/methods/segregation.md.';

CREATE AGGREGATE sozialraum.mutual_information_merge(state bytea) (
	SFUNC = sozialraum._group_entropy_combine, STYPE = bytea, SSPACE = 600,
	COMBINEFUNC = sozialraum._group_entropy_combine, FINALFUNC = sozialraum._mutual_information_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.mutual_information_merge(bytea) IS
'Mutual information M over all areas that went into the states (of entropy_state): the same bits as mutual_information over the areas themselves. NULL and errors as entropy_merge. See doc/methods/segregation.md.';

CREATE TYPE sozialraum.segregation_decomposition AS (total double precision, between double precision, within double precision);
COMMENT ON TYPE sozialraum.segregation_decomposition IS 'Segregation over the areas of several districts, divided: total = between + within. Result of entropy_decomposition and mutual_information_decomposition.';
COMMENT ON COLUMN sozialraum.segregation_decomposition.total IS 'Segregation over all areas.';
COMMENT ON COLUMN sozialraum.segregation_decomposition.between IS 'The part between districts: segregation that would be left if every area were mixed like its district.';
COMMENT ON COLUMN sozialraum.segregation_decomposition.within IS 'The part within districts: the segregation of each district, weighted by its inhabitants (and, for H, by its entropy over that of the whole).';

CREATE FUNCTION sozialraum._group_entropy_levels_accum(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'group_entropy_levels_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._group_entropy_levels_accum(bytea, bytea) IS 'Transition function of entropy_decomposition and mutual_information_decomposition.';

CREATE FUNCTION sozialraum._group_entropy_levels_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'group_entropy_levels_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._group_entropy_levels_combine(bytea, bytea) IS 'Combine function of entropy_decomposition and mutual_information_decomposition.';

CREATE FUNCTION sozialraum._entropy_decomposition_final(bytea) RETURNS sozialraum.segregation_decomposition
	AS 'MODULE_PATHNAME', 'entropy_decomposition_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._entropy_decomposition_final(bytea) IS 'Final function of entropy_decomposition.';

CREATE FUNCTION sozialraum._mutual_information_decomposition_final(bytea) RETURNS sozialraum.segregation_decomposition
	AS 'MODULE_PATHNAME', 'mutual_information_decomposition_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._mutual_information_decomposition_final(bytea) IS 'Final function of mutual_information_decomposition.';

CREATE AGGREGATE sozialraum.entropy_decomposition(state bytea) (
	SFUNC = sozialraum._group_entropy_levels_accum, STYPE = bytea, SSPACE = 600,
	COMBINEFUNC = sozialraum._group_entropy_levels_combine, FINALFUNC = sozialraum._entropy_decomposition_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.entropy_decomposition(bytea) IS
'Theil''s information index H over all areas, divided into the part between districts and the part within them; each state is that of one district (entropy_state over its areas). between = sum T_d (E - E_d) / (T E); within = sum T_d E_d H_d / (T E); total = between + within. NULL states are skipped; NULL on no rows and when there are fewer than two groups with people. Errors: a damaged state, or one of another function (22P03); states with different numbers of groups (2202E). Source: Theil 1972; Reardon, Yun and Eitle 2000; doc/methods/segregation.md.';

CREATE AGGREGATE sozialraum.mutual_information_decomposition(state bytea) (
	SFUNC = sozialraum._group_entropy_levels_accum, STYPE = bytea, SSPACE = 600,
	COMBINEFUNC = sozialraum._group_entropy_levels_combine, FINALFUNC = sozialraum._mutual_information_decomposition_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.mutual_information_decomposition(bytea) IS
'Mutual information M over all areas, in nats, divided into the part between districts and the part within them (the mean of the districts'' M, weighted by inhabitants); each state is that of one district (entropy_state over its areas). NULL and errors as entropy_decomposition; also NULL when there is nobody. Source: Mora and Ruiz-Castillo 2011; doc/methods/segregation.md.';

CREATE FUNCTION sozialraum.location_quotient(a double precision, total double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'sozialraum_location_quotient' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.location_quotient(double precision, double precision) IS 
'Window function: location quotient (a / total) : (A / T) over the whole partition (ORDER BY and frame do not matter): 1 where the group''s share is that of the whole, 2 where it is twice as large. 0 and more. Rows with NULL in a or total get NULL and do not count; NULL where total is 0, and for all rows when the group has nobody. Errors: NaN or infinity (22003), a negative number or a > total (22023). Source: Isard 1960; doc/methods/segregation.md.';

CREATE FUNCTION sozialraum.simpson_diversity(x double precision[]) RETURNS double precision
	AS 'MODULE_PATHNAME', 'sozialraum_simpson_diversity' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.simpson_diversity(double precision[]) IS 
'Simpson''s diversity 1 - sum p^2 of the groups of one area, p being their shares: the probability that two people, drawn with replacement, belong to different groups. From 0 (one group only) to 1 - 1/groups. NULL when the array is NULL or there is nobody. Errors: a NULL element (22004), a negative, NaN or infinite element or an empty array (22023), more than one dimension (2202E), more than 1,000 groups (54000). Source: Simpson 1949; doc/methods/segregation.md.';

CREATE FUNCTION sozialraum.shannon_diversity(x double precision[]) RETURNS double precision
	AS 'MODULE_PATHNAME', 'sozialraum_shannon_diversity' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.shannon_diversity(double precision[]) IS 
'Shannon''s diversity (entropy) sum p ln(1/p) of the groups of one area, p being their shares, in nats: from 0 (one group only) to ln(groups). Divide by ln(groups) for a value from 0 to 1, by ln(2) for bits. NULL and errors as simpson_diversity. Source: Shannon 1948; doc/methods/segregation.md.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Group: window functions that put areas with similar indicators together
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum.kmeans(x double precision[], k integer, standardise boolean DEFAULT true, starts integer DEFAULT 10, seed bigint DEFAULT 1) RETURNS integer
	AS 'MODULE_PATHNAME', 'sozialraum_kmeans' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.kmeans(double precision[], integer, boolean, integer, bigint) IS
'Window function: the number 1 … k of the cluster of a row; k clusters with the least sum of squared distances to their means over the whole partition (ORDER BY and frame do not matter). x: the indicators of a row, all rows in the same order. standardise (default true): every indicator counts as its z-score, so that its unit does not matter; false: as given. The best of so many starts (1 … 10000) by k-means++ with this seed, each followed until neither a step nor moving a single row lowers the sum (after 100 steps, only the best). Cluster 1 is the largest; among equally large ones the one with the smaller mean of the first indicator (then the second, …) comes first. A row with NULL, or with a NULL element, gets NULL and does not count. k, standardise, starts and seed are the same for all rows of a partition. The same input gives the same clusters in every order of rows and on every machine. Errors: k < 1 or larger than the number of different rows, starts out of range (22023), NaN or infinity (22003), arrays of different length or of more than one dimension (2202E), an empty array (22023). Source: Lloyd 1982; Arthur and Vassilvitskii 2007; doc/methods/group.md.';

CREATE FUNCTION sozialraum.ward(x double precision[], k integer, standardise boolean DEFAULT true) RETURNS integer
	AS 'MODULE_PATHNAME', 'sozialraum_ward' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.ward(double precision[], integer, boolean) IS
'Window function: the number 1 … k of the cluster of a row by Ward''s hierarchical clustering over the whole partition, cut where k clusters are left: each step joins the two clusters whose union adds least to the sum of squared distances to the means (R''s hclust with ward.D2). So the clusters for k are those for k + 1 with two of them joined. Arguments, numbering of clusters, NULL and errors as kmeans(). The time grows with the square of the number of different rows. Source: Ward 1963; Murtagh and Legendre 2014; doc/methods/group.md.';

CREATE FUNCTION sozialraum.silhouette(x double precision[], cluster integer, standardise boolean DEFAULT true) RETURNS double precision
	AS 'MODULE_PATHNAME', 'sozialraum_silhouette' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.silhouette(double precision[], integer, boolean) IS
'Window function: how well a row lies in its cluster, from -1 to 1: (b - a) / max(a, b), a its mean distance to the other rows of the cluster, b the least mean distance to the rows of another cluster. Near 1: well inside; 0: between two clusters, or alone in its cluster; negative: nearer to another cluster. The mean over all rows tells numbers of clusters apart. cluster: any integers. standardise as in kmeans(). A row with NULL in x or cluster, or with a NULL element, gets NULL and does not count; NULL for all rows when there is one cluster only. The time grows with the square of the number of different rows. Errors as kmeans(). Source: Rousseeuw 1987; doc/methods/group.md.';

CREATE FUNCTION sozialraum.cluster_sum_of_squares(x double precision[], cluster integer, standardise boolean DEFAULT true) RETURNS double precision
	AS 'MODULE_PATHNAME', 'sozialraum_cluster_sum_of_squares' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum.cluster_sum_of_squares(double precision[], integer, boolean) IS
'Window function: the sum, over all rows of the partition, of the squared distance to the mean of the cluster; the same for every row. What kmeans() makes small. With standardise (default true), in z-scores: the number of rows times the number of indicators that are not constant when all rows are one cluster, so that 1 - sum / (that product) is the share of the differences that the clusters explain. Rows with NULL in x or cluster, or with a NULL element, get NULL and do not count. Errors as kmeans(), and 22003 when the sum is out of range. See doc/methods/group.md.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Trend: does a figure rise or fall over time, how fast, and where does it change
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TYPE sozialraum.mann_kendall_test AS (s double precision, variance double precision, tau double precision, z double precision, p double precision);
COMMENT ON TYPE sozialraum.mann_kendall_test IS 'Result of mann_kendall: test of a monotonic trend.';
COMMENT ON COLUMN sozialraum.mann_kendall_test.s IS 'S: pairs that rise less pairs that fall.';
COMMENT ON COLUMN sozialraum.mann_kendall_test.variance IS 'Variance of S without a trend, corrected for ties.';
COMMENT ON COLUMN sozialraum.mann_kendall_test.tau IS 'Kendall''s tau-b, from -1 (always falling) to 1 (always rising). NULL when all y or all t are equal.';
COMMENT ON COLUMN sozialraum.mann_kendall_test.z IS '(S - sign of S) / sqrt(variance). NULL when all y or all t are equal.';
COMMENT ON COLUMN sozialraum.mann_kendall_test.p IS 'Probability of such an S or one further from 0 without a trend, two-sided, by the normal approximation. NULL when all y or all t are equal.';

CREATE TYPE sozialraum.pettitt_test AS (change_at double precision, k double precision, p double precision);
COMMENT ON TYPE sozialraum.pettitt_test IS 'Result of pettitt: test of a change of level.';
COMMENT ON COLUMN sozialraum.pettitt_test.change_at IS 'The last point in time before the change: the first one where K is reached. NULL when there is no change at all (K = 0) or t does not differ.';
COMMENT ON COLUMN sozialraum.pettitt_test.k IS 'K = max |U|, U being twice the sum of the ranks up to a point in time less its expectation.';
COMMENT ON COLUMN sozialraum.pettitt_test.p IS 'min(1, 2 exp(-6 K^2 / (n^3 + n^2))): approximate probability of such a K or a larger one without a change.';

CREATE TYPE sozialraum.ols_trend_line AS (slope double precision, intercept double precision, standard_error double precision, lower double precision, upper double precision, r_squared double precision, p double precision);
COMMENT ON TYPE sozialraum.ols_trend_line IS 'Result of ols_trend: the line of least squares through a series.';
COMMENT ON COLUMN sozialraum.ols_trend_line.slope IS 'Change of y a unit of t (a year).';
COMMENT ON COLUMN sozialraum.ols_trend_line.intercept IS 'The line at t = 0.';
COMMENT ON COLUMN sozialraum.ols_trend_line.standard_error IS 'Standard error of the slope. NULL with fewer than three rows.';
COMMENT ON COLUMN sozialraum.ols_trend_line.lower IS 'Lower limit of the slope.';
COMMENT ON COLUMN sozialraum.ols_trend_line.upper IS 'Upper limit of the slope.';
COMMENT ON COLUMN sozialraum.ols_trend_line.r_squared IS 'Share of the variance of y that the line explains, 0 to 1. NULL when all y are equal.';
COMMENT ON COLUMN sozialraum.ols_trend_line.p IS 'Two-sided p of the slope by Student''s t with n - 2 degrees of freedom. NULL with fewer than three rows and when all y are equal.';

CREATE FUNCTION sozialraum._series_accum(internal, double precision, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'series_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._series_accum(internal, double precision, double precision) IS 'Transition function of theil_sen, mann_kendall and pettitt.';

CREATE FUNCTION sozialraum._series_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'series_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._series_merge_accum(internal, bytea) IS 'Transition function of theil_sen_merge, mann_kendall_merge and pettitt_merge.';

CREATE FUNCTION sozialraum._series_interval_accum(internal, double precision, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'series_interval_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._series_interval_accum(internal, double precision, double precision) IS 'Transition function of theil_sen_interval(y, t).';

CREATE FUNCTION sozialraum._series_interval_accum(internal, double precision, double precision, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'series_interval_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._series_interval_accum(internal, double precision, double precision, double precision) IS 'Transition function of theil_sen_interval(y, t, level).';

CREATE FUNCTION sozialraum._series_interval_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'series_interval_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._series_interval_merge_accum(internal, bytea) IS 'Transition function of theil_sen_interval_merge.';

CREATE FUNCTION sozialraum._theil_sen_final(internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'theil_sen_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._theil_sen_final(internal) IS 'Final function of theil_sen.';

CREATE FUNCTION sozialraum._theil_sen_interval_final(internal) RETURNS sozialraum.confidence_interval
	AS 'MODULE_PATHNAME', 'theil_sen_interval_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._theil_sen_interval_final(internal) IS 'Final function of theil_sen_interval.';

CREATE FUNCTION sozialraum._mann_kendall_final(internal) RETURNS sozialraum.mann_kendall_test
	AS 'MODULE_PATHNAME', 'mann_kendall_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._mann_kendall_final(internal) IS 'Final function of mann_kendall.';

CREATE FUNCTION sozialraum._pettitt_final(internal) RETURNS sozialraum.pettitt_test
	AS 'MODULE_PATHNAME', 'pettitt_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._pettitt_final(internal) IS 'Final function of pettitt.';

CREATE AGGREGATE sozialraum.theil_sen(y double precision, t double precision) (
	SFUNC = sozialraum._series_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._theil_sen_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil_sen(double precision, double precision) IS
'Theil-Sen slope: the median of the slopes of all pairs of points, that is the change of y a unit of t (a year) that outliers do not disturb. Pairs with equal t are left out. Rows with NULL in y or t are skipped; NULL on no rows and when t does not differ. The bits do not depend on the order of rows. The time grows with the square of the rows: up to some thousand rows a group are a matter of a second. Errors: NaN or infinity (22003); 22003 also when the slope is out of range. Source: Theil 1950, Sen 1968; doc/methods/trend.md.';

CREATE AGGREGATE sozialraum.theil_sen_interval(y double precision, t double precision) (
	SFUNC = sozialraum._series_interval_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._theil_sen_interval_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil_sen_interval(double precision, double precision) IS
'95 % confidence interval of theil_sen(y, t). See theil_sen_interval(y, t, level).';

CREATE AGGREGATE sozialraum.theil_sen_interval(y double precision, t double precision, level double precision) (
	SFUNC = sozialraum._series_interval_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._theil_sen_interval_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil_sen_interval(double precision, double precision, double precision) IS
'Confidence interval of theil_sen(y, t): the slopes of rank (N - C) / 2 and (N + C) / 2 + 1, rounded, of all N, with C = z sqrt(variance of S as in mann_kendall). Rows with NULL in y, t or level are skipped; NULL on no rows, when t does not differ and when there are too few rows for the level (with 0.95 there must be five). The bits do not depend on the order of rows. Errors: NaN or infinity (22003), a level that is not between 0 and 1 or differs between rows (22023). Source: Sen 1968, Gilbert 1987; doc/methods/trend.md.';

CREATE AGGREGATE sozialraum.mann_kendall(y double precision, t double precision) (
	SFUNC = sozialraum._series_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._mann_kendall_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.mann_kendall(double precision, double precision) IS
'Mann-Kendall test of a monotonic trend: is the number of pairs that rise larger or smaller than chance would have it? Ties in y correct the variance; pairs with equal t (several figures of a year) count neither as rise nor as fall and correct it too. z is continuity-corrected. The normal approximation is rough below ten rows; neighbouring years that resemble each other make p too small. Rows with NULL in y or t are skipped; NULL on no rows; a single row gives NULL in all columns, equal y or equal t give S = 0, variance 0 and NULL in the others. The bits do not depend on the order of rows. Errors: NaN or infinity (22003). Source: Mann 1945, Kendall 1970, Gilbert 1987; doc/methods/trend.md.';

CREATE AGGREGATE sozialraum.pettitt(y double precision, t double precision) (
	SFUNC = sozialraum._series_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._pettitt_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.pettitt(double precision, double precision) IS
'Pettitt''s test of a change of level at an unknown point in time. Ties in y have average ranks; a change lies between two points in time, never between two rows of the same one. Rows with NULL in y or t are skipped; NULL on no rows; NULL in all columns when t does not differ (a single row). p is an approximation for some twenty rows and more. The bits do not depend on the order of rows. Errors: NaN or infinity (22003). Source: Pettitt 1979; doc/methods/trend.md.';

CREATE AGGREGATE sozialraum.theil_sen_state(y double precision, t double precision) (
	SFUNC = sozialraum._series_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil_sen_state(double precision, double precision) IS
'The state of theil_sen(y, t) as bytea, to be stored or sent and finished by theil_sen_merge. NULL on no rows. Errors as theil_sen(y, t); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.mann_kendall_state(y double precision, t double precision) (
	SFUNC = sozialraum._series_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.mann_kendall_state(double precision, double precision) IS
'The state of mann_kendall(y, t) as bytea, to be stored or sent and finished by mann_kendall_merge. NULL on no rows. Errors as mann_kendall(y, t); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.pettitt_state(y double precision, t double precision) (
	SFUNC = sozialraum._series_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.pettitt_state(double precision, double precision) IS
'The state of pettitt(y, t) as bytea, to be stored or sent and finished by pettitt_merge. NULL on no rows. Errors as pettitt(y, t); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.theil_sen_interval_state(y double precision, t double precision) (
	SFUNC = sozialraum._series_interval_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil_sen_interval_state(double precision, double precision) IS
'The state of theil_sen_interval(y, t) as bytea, to be stored or sent and finished by theil_sen_interval_merge. NULL on no rows. Errors as theil_sen_interval(y, t); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.theil_sen_interval_state(y double precision, t double precision, level double precision) (
	SFUNC = sozialraum._series_interval_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil_sen_interval_state(double precision, double precision, double precision) IS
'The state of theil_sen_interval(y, t, level) as bytea, to be stored or sent and finished by theil_sen_interval_merge. NULL on no rows. Errors as theil_sen_interval(y, t, level); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.theil_sen_merge(state bytea) (
	SFUNC = sozialraum._series_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._theil_sen_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil_sen_merge(bytea) IS
'theil_sen over all rows that went into the states (of theil_sen_state): the same bits as over the rows themselves. NULL states are skipped. Error 22P03 for a damaged state, or one of another function.';

CREATE AGGREGATE sozialraum.mann_kendall_merge(state bytea) (
	SFUNC = sozialraum._series_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._mann_kendall_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.mann_kendall_merge(bytea) IS
'mann_kendall over all rows that went into the states (of mann_kendall_state): the same bits as over the rows themselves. NULL states are skipped. Error 22P03 for a damaged state, or one of another function.';

CREATE AGGREGATE sozialraum.pettitt_merge(state bytea) (
	SFUNC = sozialraum._series_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._pettitt_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.pettitt_merge(bytea) IS
'pettitt over all rows that went into the states (of pettitt_state): the same bits as over the rows themselves. NULL states are skipped. Error 22P03 for a damaged state, or one of another function.';

CREATE AGGREGATE sozialraum.theil_sen_interval_merge(state bytea) (
	SFUNC = sozialraum._series_interval_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._theil_sen_interval_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.theil_sen_interval_merge(bytea) IS
'theil_sen_interval over all rows that went into the states (of theil_sen_interval_state): the same bits as over the rows themselves. NULL states are skipped. Error 22P03 for a damaged state, or one of another function; 22023 for states of different levels.';

CREATE FUNCTION sozialraum._ols_trend_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'ols_trend_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._ols_trend_accum(bytea, double precision, double precision) IS 'Transition function of ols_trend(y, t).';

CREATE FUNCTION sozialraum._ols_trend_accum(bytea, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'ols_trend_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._ols_trend_accum(bytea, double precision, double precision, double precision) IS 'Transition function of ols_trend(y, t, level).';

CREATE FUNCTION sozialraum._ols_trend_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'ols_trend_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._ols_trend_combine(bytea, bytea) IS 'Combine function of ols_trend.';

CREATE FUNCTION sozialraum._ols_trend_final(bytea) RETURNS sozialraum.ols_trend_line
	AS 'MODULE_PATHNAME', 'ols_trend_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._ols_trend_final(bytea) IS 'Final function of ols_trend.';

CREATE AGGREGATE sozialraum.ols_trend(y double precision, t double precision) (
	SFUNC = sozialraum._ols_trend_accum, STYPE = bytea, SSPACE = 320,
	COMBINEFUNC = sozialraum._ols_trend_combine, FINALFUNC = sozialraum._ols_trend_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.ols_trend(double precision, double precision) IS
'Line of least squares with a 95 % confidence interval of the slope. See ols_trend(y, t, level).';

CREATE AGGREGATE sozialraum.ols_trend(y double precision, t double precision, level double precision) (
	SFUNC = sozialraum._ols_trend_accum, STYPE = bytea, SSPACE = 320,
	COMBINEFUNC = sozialraum._ols_trend_combine, FINALFUNC = sozialraum._ols_trend_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.ols_trend(double precision, double precision, double precision) IS
'Line of least squares through the points (t, y): slope, intercept, standard error and confidence interval of the slope, R squared and p. From exact sums, so that years in the thousands cost no digits. Rows with NULL in y, t or level are skipped; NULL on no rows; NULL in all columns when t does not differ; two rows have no standard error. One outlier moves the line: compare theil_sen. The bits do not depend on the order of rows. Errors: NaN or infinity (22003), a level that is not between 0 and 1 or differs between rows (22023). Source: Gauss 1823; Draper and Smith 1998; doc/methods/trend.md.';

CREATE FUNCTION sozialraum._log_linear_growth_rate_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'log_linear_growth_rate_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._log_linear_growth_rate_accum(bytea, double precision, double precision) IS 'Transition function of log_linear_growth_rate.';

CREATE FUNCTION sozialraum._log_linear_growth_rate_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'log_linear_growth_rate_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._log_linear_growth_rate_combine(bytea, bytea) IS 'Combine function of log_linear_growth_rate.';

CREATE FUNCTION sozialraum._log_linear_growth_rate_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'log_linear_growth_rate_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._log_linear_growth_rate_final(bytea) IS 'Final function of log_linear_growth_rate.';

CREATE AGGREGATE sozialraum.log_linear_growth_rate(y double precision, t double precision) (
	SFUNC = sozialraum._log_linear_growth_rate_accum, STYPE = bytea, SSPACE = 240,
	COMBINEFUNC = sozialraum._log_linear_growth_rate_combine, FINALFUNC = sozialraum._log_linear_growth_rate_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.log_linear_growth_rate(double precision, double precision) IS
'Growth a year in per cent by the line of least squares through ln y: (exp(slope) - 1) 100. All years count, not only the first and the last as in annual_growth_rate. Rows with NULL in y or t are skipped; NULL on no rows, when t does not differ, and when any y is 0 or negative. The bits do not depend on the order of rows. Errors: NaN or infinity (22003). Source: World Bank, World Development Indicators, least-squares growth rate; doc/methods/trend.md.';

CREATE FUNCTION sozialraum._annual_growth_rate_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'annual_growth_rate_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._annual_growth_rate_accum(bytea, double precision, double precision) IS 'Transition function of annual_growth_rate.';

CREATE FUNCTION sozialraum._annual_growth_rate_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'annual_growth_rate_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._annual_growth_rate_combine(bytea, bytea) IS 'Combine function of annual_growth_rate.';

CREATE FUNCTION sozialraum._annual_growth_rate_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'annual_growth_rate_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._annual_growth_rate_final(bytea) IS 'Final function of annual_growth_rate.';

CREATE AGGREGATE sozialraum.annual_growth_rate(y double precision, t double precision) (
	SFUNC = sozialraum._annual_growth_rate_accum, STYPE = bytea, SSPACE = 80,
	COMBINEFUNC = sozialraum._annual_growth_rate_combine, FINALFUNC = sozialraum._annual_growth_rate_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.annual_growth_rate(double precision, double precision) IS
'Mean annual growth in per cent between the first and the last point in time (geometric mean): ((y_last / y_first)^(1 / (t_last - t_first)) - 1) 100. t in years; the years between do not matter. Rows with NULL in y or t are skipped; NULL on no rows, when t does not differ, when the first figure is 0 or negative, and when the last one is negative; -100 when the last one is 0. The bits do not depend on the order of rows. Errors: NaN or infinity (22003), different figures at the first or at the last point in time (21000). Source: usual definition (compound annual growth rate); doc/methods/trend.md.';

CREATE FUNCTION sozialraum.index_series(y double precision, t double precision, base double precision DEFAULT NULL) RETURNS double precision
	AS 'MODULE_PATHNAME', 'sozialraum_index_series' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.index_series(double precision, double precision, double precision) IS 
'Window function: y in per cent of its value at t = base (base = 100). Without base (NULL): at the earliest point in time with a figure. ORDER BY and frame do not matter. Rows with NULL in y or t get NULL and do not count. NULL for all rows when there is no figure at t = base, or when it is 0 or negative. Errors: NaN or infinity (22003), a base that is not constant (22023), a point in time that occurs twice in the partition (21000: PARTITION BY is missing). Source: usual definition; doc/methods/trend.md.';

CREATE FUNCTION sozialraum.moving_average(y double precision, t double precision, width integer, minimum_years integer DEFAULT NULL) RETURNS double precision
	AS 'MODULE_PATHNAME', 'sozialraum_moving_average' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.moving_average(double precision, double precision, integer, integer) IS 
'Window function: mean of y over the years from t - (width - 1) / 2 to t + (width - 1) / 2: years, not rows. NULL when a year of the window has no figure, so also at both ends of the series, unless minimum_years says how many suffice (default: all, width). Rows with NULL in y or t get NULL and do not count. The bits do not depend on the order of rows. Errors: NaN or infinity (22003), a t that is no whole number, a width that is not odd, minimum_years not between 1 and width, arguments that are not constant (22023), a point in time that occurs twice in the partition (21000: PARTITION BY is missing). Source: usual definition; doc/methods/trend.md.';

CREATE FUNCTION sozialraum.growth_rate(y double precision, t double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'sozialraum_growth_rate' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.growth_rate(double precision, double precision) IS 
'Window function: change of y against t - 1 (the year before) in per cent. NULL when the year before has no figure, or one that is 0 or negative; NULL rows get NULL. For percentages as y take the difference (percentage points) instead. ORDER BY and frame do not matter. Errors: NaN or infinity (22003), a point in time that occurs twice in the partition (21000: PARTITION BY is missing). Source: usual definition; doc/methods/trend.md.';

CREATE FUNCTION sozialraum.decimal_year(date date) RETURNS double precision
	AS 'MODULE_PATHNAME', 'sozialraum_decimal_year' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.decimal_year(date) IS 
'The year and the part of it that has passed before the day: 2024-01-01 gives 2024, 2024-07-02 gives 2024.5. For t of theil_sen, ols_trend and annual_growth_rate. NULL for NULL. Error 22003 for infinity.';
-- ---------------------------------------------------------------------------------------------------------------------
-- What changed in the parts of 0.1.0
-- ---------------------------------------------------------------------------------------------------------------------
