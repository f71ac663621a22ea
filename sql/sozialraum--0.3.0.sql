-- sozialraum: built from sql/parts; edit there, not here.
\echo Use "CREATE EXTENSION sozialraum CASCADE" to load this file. \quit

-- The engine is for everybody; tables and functions that write are not (setup_roles()).
GRANT USAGE ON SCHEMA sozialraum TO PUBLIC;
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
-- Rates
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum.rate(numerator double precision, denominator double precision, per double precision DEFAULT 100)
	RETURNS double precision
	AS 'MODULE_PATHNAME', 'rate' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.rate(double precision, double precision, double precision) IS
'numerator * per / denominator: a share in per cent (per 100, the default) or a rate per 1,000 or 100,000. The product is formed first, so that 7 of 100 is exactly 7. NULL when an argument is NULL or the denominator is 0: a rate of nobody is unknown, not 0. The numerator may be negative (a balance of moves). Errors: NaN or infinity (22003), a negative denominator (22023), a result out of range (22003).';
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
-- Normalise: window functions that put indicators on a common scale
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum.zscore(x double precision, ddof integer DEFAULT 0) RETURNS double precision
	AS 'MODULE_PATHNAME', 'zscore' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.zscore(double precision, integer) IS
'Window function: z = (x - mean) / standard deviation over the whole partition (ORDER BY and frame do not matter). ddof 0 (default) divides the squares by n: the areas are all there are, as Berlin''s social monitoring computes it; ddof 1 divides by n - 1 (a sample). NULL rows get NULL and do not count. NULL for all rows when the standard deviation is 0, so also for a single row. The bits do not depend on the order of rows. Errors: NaN or infinity (22003), ddof other than 0 or 1 or not constant (22023). Source: Monitoring Soziale Stadtentwicklung Berlin 2021, Indikatorenheft; doc/methods/normalise.md.';

CREATE FUNCTION sozialraum.weighted_zscore(x double precision, w double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'weighted_zscore' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.weighted_zscore(double precision, double precision) IS
'Window function: z = (x - m) / s over the whole partition, with the weighted mean m = sum(w x) / sum(w) and the weighted population variance s^2 = sum(w (x - m)^2) / sum(w); the weight is usually the population. Rows with NULL in x or w get NULL and do not count; a row of weight 0 gets a z but does not count. NULL for all rows when s is 0 or the total weight is 0. Errors: NaN or infinity (22003), a negative weight (22023). See doc/methods/normalise.md.';

CREATE FUNCTION sozialraum.minmax(x double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'minmax' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.minmax(double precision) IS
'Window function: (x - min) / (max - min) over the whole partition, from 0 (smallest) to 1 (largest). NULL rows get NULL and do not count. NULL for all rows when all values are equal, so also for a single row: a constant says nothing about position. Error 22003 for NaN or infinity. Source: OECD/JRC, Handbook on Constructing Composite Indicators, 2008, 5.3; doc/methods/normalise.md.';
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
-- Combine
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum._weighted_mean_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_mean_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_mean_accum(bytea, double precision, double precision) IS 'Transition function of weighted_mean.';

CREATE FUNCTION sozialraum._weighted_mean_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'weighted_mean_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_mean_combine(bytea, bytea) IS 'Combine function of weighted_mean.';

CREATE FUNCTION sozialraum._weighted_mean_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'weighted_mean_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_mean_final(bytea) IS 'Final function of weighted_mean.';

CREATE AGGREGATE sozialraum.weighted_mean(x double precision, w double precision) (
	SFUNC = sozialraum._weighted_mean_accum, STYPE = bytea, SSPACE = 160,
	COMBINEFUNC = sozialraum._weighted_mean_combine, FINALFUNC = sozialraum._weighted_mean_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.weighted_mean(double precision, double precision) IS
'sum(w x) / sum(w), over exact sums, with the same bits for any order of the rows and any number of workers. The mean of equal values is that value. Rows with NULL in x or w are skipped; NULL on no rows and when the total weight is 0. Errors: NaN or infinity (22003), a negative weight (22023). See doc/methods/exact_sums.md.';

CREATE FUNCTION sozialraum._vector_agg_accum(bytea, integer, double precision, integer) RETURNS bytea
	AS 'MODULE_PATHNAME', 'vector_agg_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._vector_agg_accum(bytea, integer, double precision, integer) IS 'Transition function of vector_agg.';

CREATE FUNCTION sozialraum._vector_agg_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'vector_agg_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._vector_agg_combine(bytea, bytea) IS 'Combine function of vector_agg.';

CREATE FUNCTION sozialraum._vector_agg_final(bytea) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'vector_agg_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._vector_agg_final(bytea) IS 'Final function of vector_agg.';

CREATE AGGREGATE sozialraum.vector_agg("position" integer, value double precision, length integer) (
	SFUNC = sozialraum._vector_agg_accum, STYPE = bytea, SSPACE = 1400,
	COMBINEFUNC = sozialraum._vector_agg_combine, FINALFUNC = sozialraum._vector_agg_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.vector_agg(integer, double precision, integer) IS
'One array of the given length from rows (position, value): element i is the value of the row with position i, NULL where there is no such row or its value is NULL. The order of the rows does not matter. Rows with NULL position or length are skipped; NULL on no rows. length is 1 to 100,000 and the same for all rows of a group. Errors: a position outside 1 ... length (2202E), a position that comes twice (21000), lengths that differ (22023), NaN or infinity (22003).';
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
-- Classify
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum._stddev_breaks_accum(bytea, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'stddev_breaks_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._stddev_breaks_accum(bytea, double precision) IS 'Transition function of stddev_breaks(x).';

CREATE FUNCTION sozialraum._stddev_breaks_accum(bytea, double precision, double precision[]) RETURNS bytea
	AS 'MODULE_PATHNAME', 'stddev_breaks_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._stddev_breaks_accum(bytea, double precision, double precision[]) IS 'Transition function of stddev_breaks(x, multiples).';

CREATE FUNCTION sozialraum._stddev_breaks_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'stddev_breaks_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._stddev_breaks_combine(bytea, bytea) IS 'Combine function of stddev_breaks.';

CREATE FUNCTION sozialraum._stddev_breaks_final(bytea) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'stddev_breaks_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._stddev_breaks_final(bytea) IS 'Final function of stddev_breaks.';

CREATE AGGREGATE sozialraum.stddev_breaks(x double precision, multiples double precision[]) (
	SFUNC = sozialraum._stddev_breaks_accum, STYPE = bytea, SSPACE = 192,
	COMBINEFUNC = sozialraum._stddev_breaks_combine, FINALFUNC = sozialraum._stddev_breaks_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.stddev_breaks(double precision, double precision[]) IS
'Class limits at mean + multiple * standard deviation (population, divided by n), ascending, each once: inner limits for classify(). Berlin''s status classes have the multiples -1, 1, 1.5. NULL rows are skipped; NULL on no rows. When all values are equal, the mean is the only limit. Errors: multiples NULL (22004), empty, with NaN or infinity, or not the same for all rows (22023); NULL elements (22004); x NaN or infinite, a limit out of range (22003).';

CREATE AGGREGATE sozialraum.stddev_breaks(x double precision) (
	SFUNC = sozialraum._stddev_breaks_accum, STYPE = bytea, SSPACE = 192,
	COMBINEFUNC = sozialraum._stddev_breaks_combine, FINALFUNC = sozialraum._stddev_breaks_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.stddev_breaks(double precision) IS
'stddev_breaks with the multiples -2, -1, 1, 2: five classes, the middle one from one standard deviation below to one above the mean, as maps of standard deviations usually have them (mapclassify StdMean, Slocum et al., Thematic Cartography). See stddev_breaks(x, multiples).';

CREATE FUNCTION sozialraum.classify(x double precision, breaks double precision[], closed text DEFAULT 'right') RETURNS integer
	AS 'MODULE_PATHNAME', 'classify' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.classify(double precision, double precision[], text) IS
'The class of x, from 1 (lowest) to k + 1, by k inner class limits in ascending order. closed says which class has a value that lies on a limit: ''right'' (default) the class below, ''left'' the class above, ''centre'' the class nearer to 0 (above a limit below 0, below any other), as Berlin''s classes of z-scores at -1, 1 and 1.5 are closed on the side of the middle. Equal limits are allowed; the class between them stays empty. NULL when an argument is NULL. Errors: breaks empty, unsorted, with NaN or infinity, unknown closed (22023); NULL elements (22004); x NaN or infinite (22003).';
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
-- Geometry: the only part that names PostGIS. Every body is SQL-standard and bound when it is created, so it finds PostGIS
-- in whatever schema it lives and whatever search_path the caller has. PL/pgSQL code calls these and names no type or
-- operator of PostGIS.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._srid_is_projected(srid integer) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT s.proj4text::text OPERATOR(pg_catalog.!~) '\+proj=(longlat|geocent)' FROM spatial_ref_sys AS s WHERE s.srid = _srid_is_projected.srid;
END;
COMMENT ON FUNCTION sozialraum._srid_is_projected(integer) IS 'Whether a coordinate system has metres, not degrees; NULL where PostGIS does not know it.';

CREATE FUNCTION sozialraum._geometry_srid(geom geometry) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_SRID(geom);
COMMENT ON FUNCTION sozialraum._geometry_srid(geometry) IS 'EPSG code of a geometry; 0: none.';

CREATE FUNCTION sozialraum._is_empty(geom geometry) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_IsEmpty(geom);
COMMENT ON FUNCTION sozialraum._is_empty(geometry) IS 'Whether a geometry is empty.';

CREATE FUNCTION sozialraum._is_valid(geom geometry) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_IsValid(geom);
COMMENT ON FUNCTION sozialraum._is_valid(geometry) IS 'Whether a geometry is valid by the OGC rules.';

CREATE FUNCTION sozialraum._in_srid(geom geometry, source_srid integer, srid integer) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
	WHEN ST_SRID(geom) = srid THEN ST_Force2D(geom)
	WHEN ST_SRID(geom) = 0 AND source_srid = srid THEN ST_SetSRID(ST_Force2D(geom), srid)
	WHEN ST_SRID(geom) = 0 THEN ST_Transform(ST_SetSRID(ST_Force2D(geom), source_srid), srid)
	ELSE ST_Transform(ST_Force2D(geom), srid) END;
COMMENT ON FUNCTION sozialraum._in_srid(geometry, integer, integer) IS 'A geometry in the plane and in the coordinate system srid; source_srid is that of a geometry without one.';

CREATE FUNCTION sozialraum._polygons(geom geometry) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_Multi(ST_CollectionExtract(
	CASE WHEN ST_IsValid(ST_CurveToLine(geom)) THEN ST_CurveToLine(geom) ELSE ST_MakeValid(ST_CurveToLine(geom)) END, 3));
COMMENT ON FUNCTION sozialraum._polygons(geometry) IS 'The polygons of a geometry as one valid multipolygon; empty where there are none.';

CREATE FUNCTION sozialraum._geometry_of(geom geometry) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN geom;
COMMENT ON FUNCTION sozialraum._geometry_of(geometry) IS 'A geometry as it is.';

CREATE FUNCTION sozialraum._geometry_of(geog geography) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN geog::geometry;
COMMENT ON FUNCTION sozialraum._geometry_of(geography) IS 'A geography as a geometry in degrees.';

CREATE FUNCTION sozialraum._geometry_of(wkb bytea) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_GeomFromEWKB(wkb);
COMMENT ON FUNCTION sozialraum._geometry_of(bytea) IS 'A geometry from its well-known binary form.';

CREATE FUNCTION sozialraum._geometry_of("text" text) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN pg_catalog.ltrim("text", E' \n\r\t') ^@ '{' THEN ST_GeomFromGeoJSON("text") ELSE ST_GeomFromEWKT("text") END;
COMMENT ON FUNCTION sozialraum._geometry_of(text) IS 'A geometry from GeoJSON or well-known text.';

CREATE FUNCTION sozialraum._union(geoms geometry[]) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN sozialraum._polygons(ST_Union(geoms));
COMMENT ON FUNCTION sozialraum._union(geometry[]) IS 'The union of several areas as one multipolygon; NULL for none.';

CREATE FUNCTION sozialraum._area_of(geom geometry) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_Area(geom);
COMMENT ON FUNCTION sozialraum._area_of(geometry) IS 'Surface in square units of the coordinate system.';

CREATE FUNCTION sozialraum._point_on(geom geometry) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_PointOnSurface(geom);
COMMENT ON FUNCTION sozialraum._point_on(geometry) IS 'A point that surely lies inside of an area.';

CREATE FUNCTION sozialraum._point_in(point geometry, geom geometry) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_Intersects(geom, point);
COMMENT ON FUNCTION sozialraum._point_in(geometry, geometry) IS 'Whether a point lies in an area or on its border; uses an index on the area.';

CREATE FUNCTION sozialraum._overlaps(a geometry, b geometry) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_Intersects(a, b) AND NOT ST_Touches(a, b);
COMMENT ON FUNCTION sozialraum._overlaps(geometry, geometry) IS 'Whether two areas share more than a border; uses an index.';

CREATE FUNCTION sozialraum._shared_area(a geometry, b geometry) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_Area(ST_Intersection(a, b));
COMMENT ON FUNCTION sozialraum._shared_area(geometry, geometry) IS 'Surface that two areas share.';

CREATE FUNCTION sozialraum._identical(a geometry, b geometry) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_AsEWKB(a) = ST_AsEWKB(b);
COMMENT ON FUNCTION sozialraum._identical(geometry, geometry) IS 'Whether two geometries are written identically, point for point.';

CREATE FUNCTION sozialraum._geometry_hash(geom geometry) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.md5(ST_AsEWKB(ST_Normalize(geom)));
COMMENT ON FUNCTION sozialraum._geometry_hash(geometry) IS 'The same for the same shape, wherever its rings begin.';

CREATE FUNCTION sozialraum._same_territory(a geometry, b geometry) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN a && b AND CASE WHEN ST_AsEWKB(a) = ST_AsEWKB(b) THEN true
	-- the cheap question first: surfaces that differ by more than a millionth are no one territory
	WHEN pg_catalog.abs(ST_Area(a) - ST_Area(b)) > '1e-6'::double precision * greatest(ST_Area(a), ST_Area(b)) THEN false
	ELSE ST_Area(ST_SymDifference(a, b)) <= '1e-6'::double precision * greatest(ST_Area(a), ST_Area(b)) END;
COMMENT ON FUNCTION sozialraum._same_territory(geometry, geometry) IS 'Whether two areas are one territory: what only one of them covers is at most a millionth of the surface.';

CREATE FUNCTION sozialraum._import_geometry(geom geometry, source_srid integer, srid integer,
	OUT cleaned geometry, OUT repaired boolean, OUT problem text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	repaired := false;
	IF geom IS NULL OR sozialraum._is_empty(geom) THEN
		problem := 'the shape is empty';
		RETURN;
	ELSIF sozialraum._geometry_srid(geom) = 0 AND source_srid IS NULL THEN
		problem := 'the coordinate system of the shape is not known (give source_srid)';
		RETURN;
	END IF;
	cleaned := sozialraum._in_srid(geom, source_srid, srid);
	repaired := NOT sozialraum._is_valid(cleaned);
	cleaned := sozialraum._polygons(cleaned);
	IF sozialraum._is_empty(cleaned) THEN
		problem := 'the shape is no area';
	ELSIF NOT sozialraum._area_of(cleaned) > 0 OR sozialraum._area_of(cleaned) = 'infinity' THEN
		problem := 'the shape has no surface';
	END IF;
EXCEPTION WHEN OTHERS THEN
	-- what PROJ or GEOS say may quote coordinates; the row's number is enough to look
	cleaned := NULL;
	problem := 'the shape cannot be transformed or repaired';
END
$$;
COMMENT ON FUNCTION sozialraum._import_geometry(geometry, integer, integer) IS 'A delivered geometry as the model keeps it, whether it had to be repaired, and why it cannot be taken.';

CREATE FUNCTION sozialraum._with_srid(geom geometry, srid integer) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_SetSRID(geom, srid);
COMMENT ON FUNCTION sozialraum._with_srid(geometry, integer) IS 'A geometry said to be in a coordinate system; its coordinates stay.';

CREATE FUNCTION sozialraum._read_geometry("text" text, source_srid integer) RETURNS geometry
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	-- GeoJSON that names no coordinate system is in degrees, unless the caller knows better (offices write UTM into it)
	IF source_srid IS NOT NULL AND ltrim("text", E' \n\r\t') ^@ '{' AND "text" !~ '"crs"\s*:' THEN
		RETURN sozialraum._with_srid(sozialraum._geometry_of("text"), source_srid);
	END IF;
	RETURN sozialraum._geometry_of("text");
EXCEPTION WHEN OTHERS THEN
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION sozialraum._read_geometry(text, integer) IS 'A geometry from GeoJSON or well-known text; NULL where the text is none. source_srid is the coordinate system of GeoJSON that names none.';

CREATE FUNCTION sozialraum._read_geometry(wkb bytea) RETURNS geometry
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN sozialraum._geometry_of(wkb);
EXCEPTION WHEN OTHERS THEN
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION sozialraum._read_geometry(bytea) IS 'A geometry from its well-known binary form; NULL where the bytes are none.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Reading the cells of delivered tables: figures with their marks, dates, official keys.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum.parse_value("text" text, marks text DEFAULT 'destatis', decimal_mark text DEFAULT '.', missing text[] DEFAULT NULL,
	OUT value double precision, OUT status text, OUT ok boolean)
LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'sozialraum_parse_value';
COMMENT ON FUNCTION sozialraum.parse_value(text, text, text, text[]) IS
'Reads a cell of an official table strictly: a number, or a mark that becomes a value and a status, or nothing. Spaces around it (no-break and thin ones too) do not matter. decimal_mark: point (1234.5) or comma (1234,5), optionally followed by the separator of thousands, which then may be used, in exact groups of three: ''.,'' for 1,234.5, '',.'' for 1.234,5, '', '' for 1 234,5. marks: destatis and ffcsv (- exactly zero; 0 more than nothing, less than half of the last digit: the value 0; . or * unknown or secret: secret; / unreliable; x not meaningful; … or ... later; 12p preliminary, 12r revised, 12s estimated; (12) uncertain), ba (* secret, . unknown, - zero, x, …), zensus (as destatis, and an en dash is secret), plain (numbers only). missing: texts and numbers that mean unknown (-9999 is also found as -9999,00). An en dash outside of zensus is rejected, because it means zero to some offices and secret to others. ok is false for anything else (exponents, NaN, infinity, digits missing beside the decimal mark, numbers beyond double precision); an empty cell or NULL gives value and status NULL with ok true. The result is the nearest double in every locale. NULL for marks or decimal_mark gives NULL. Errors: 22023 for an unknown set of marks or decimal mark. Source: Statistisches Bundesamt and Bundesagentur für Arbeit, Zeichenerklärung.';

CREATE FUNCTION sozialraum._parse_number("text" text, marks text, decimal_mark text, missing text[]) RETURNS double precision
LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'sozialraum_parse_number';
COMMENT ON FUNCTION sozialraum._parse_number(text, text, text, text[]) IS 'The value of parse_value() alone.';

CREATE FUNCTION sozialraum._parse_status("text" text, marks text, decimal_mark text, missing text[]) RETURNS text
LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'sozialraum_parse_status';
COMMENT ON FUNCTION sozialraum._parse_status(text, text, text, text[]) IS 'The status of parse_value() alone, or rejected, or empty.';

CREATE FUNCTION sozialraum._number_status(value double precision, missing text[]) RETURNS text
LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'sozialraum_number_status';
COMMENT ON FUNCTION sozialraum._number_status(double precision, text[]) IS 'Status of a cell of a numeric column: final, unknown (declared missing), rejected (NaN, infinite) or empty.';

CREATE FUNCTION sozialraum._mark_status("text" text) RETURNS text
LANGUAGE c IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'sozialraum_mark_status';
COMMENT ON FUNCTION sozialraum._mark_status(text) IS 'Status that a cell of a column of marks gives (p, r, s, e, (), KLAMMERN, . * / x …, or the name of a status); empty: none; rejected: not known.';

CREATE FUNCTION sozialraum.parse_date("text" text, format text) RETURNS date
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'sozialraum_parse_date';
COMMENT ON FUNCTION sozialraum.parse_date(text, text) IS
'Reads a date by an explicit format of YYYY, MM, DD and the separators - . / and space, never by DateStyle: YYYY-MM-DD, DD.MM.YYYY, YYYYMMDD. Every part has all its digits. Without a day it is the last day of the month (YYYYMM), without a month the last day of the year (YYYY). NULL where the text is no date of that format. Errors: 22023 for a format that is none.';

CREATE FUNCTION sozialraum.official_key(key text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN pg_catalog.btrim(key) OPERATOR(pg_catalog.~) '^(0[1-9]|1[0-6])[0-9]{10}$'
	THEN pg_catalog.left(pg_catalog.btrim(key), 5) OPERATOR(pg_catalog.||) pg_catalog.right(pg_catalog.btrim(key), 3)
	ELSE pg_catalog.btrim(key) END;
COMMENT ON FUNCTION sozialraum.official_key(text) IS
'The form of an official municipality key in which keys of both lengths meet: the twelve digits of an ARS (Land 2, Regierungsbezirk 1, Kreis 2, Verband 4, Gemeinde 3) become the eight of the AGS (first five and last three); every other key stays as it is, without spaces around it. Nothing is guessed: a key that lost its leading zero stays wrong. Source: Destatis, Gemeindeverzeichnis.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Settings, levels and areas: entering single ones, importing many, building some from others.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._setting_srid() RETURNS integer
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN COALESCE((SELECT s.srid FROM sozialraum.setting AS s), 25832);
END
$$;
COMMENT ON FUNCTION sozialraum._setting_srid() IS 'EPSG code of all area geometries, that of setting or the default.';

CREATE FUNCTION sozialraum.set_srid(srid integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
BEGIN
	IF sozialraum._srid_is_projected(srid) IS NOT TRUE THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'The coordinate system of the areas must be a projected one that PostGIS knows.',
			DETAIL = format('Given: %s.', COALESCE(srid::text, 'NULL')),
			HINT = 'In Germany ETRS89/UTM: 25832 in the west, 25833 in the east. Geometry in degrees (4326) is transformed by import_areas().';
	END IF;
	IF srid <> sozialraum._setting_srid() AND EXISTS (SELECT FROM sozialraum.area) THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = 'The coordinate system cannot be changed once there are areas.',
			DETAIL = format('It is %s.', sozialraum._setting_srid()),
			HINT = 'Choose it before the first import; later, export the areas, delete them, set it, and import them again.';
	END IF;
	INSERT INTO sozialraum.setting AS s (id, srid) VALUES (1, srid)
	ON CONFLICT ON CONSTRAINT setting_pkey DO UPDATE SET srid = EXCLUDED.srid WHERE s.srid <> EXCLUDED.srid;
END
$$;
COMMENT ON FUNCTION sozialraum.set_srid(integer) IS
'Chooses the coordinate system of all area geometries of this database, before the first area is entered: an EPSG code in metres, 25832 (the default), 25833, … Errors: 22023 for a code that PostGIS does not know or that is in degrees, 55000 when there are areas already.';
REVOKE EXECUTE ON FUNCTION sozialraum.set_srid(integer) FROM PUBLIC;

CREATE FUNCTION sozialraum.set_land(land text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
BEGIN
	IF (land IN ('DE', 'BB', 'BE', 'BW', 'BY', 'HB', 'HE', 'HH', 'MV', 'NI', 'NW', 'RP', 'SH', 'SL', 'SN', 'ST', 'TH')) IS NOT TRUE THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'The Land must be given by its two letters.',
			DETAIL = format('Given: %s.', COALESCE(land, 'NULL')),
			HINT = 'SN is Sachsen, TH Thüringen, …; DE stands for the whole country.';
	END IF;
	INSERT INTO sozialraum.setting AS s (id, land) VALUES (1, land)
	ON CONFLICT ON CONSTRAINT setting_pkey DO UPDATE SET land = EXCLUDED.land WHERE s.land <> EXCLUDED.land;
END
$$;
COMMENT ON FUNCTION sozialraum.set_land(text) IS
'Chooses the Land whose age limits apply in this database (two letters of ISO 3166-2:DE; DE: those of the whole country). Errors: 22023 for anything else.';
REVOKE EXECUTE ON FUNCTION sozialraum.set_land(text) FROM PUBLIC;

CREATE FUNCTION sozialraum.set_language(language text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
BEGIN
	IF language IS NULL OR language NOT IN ('de', 'en') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'The language must be de or en.',
			DETAIL = format('Given: %s.', COALESCE(language, 'NULL')),
			HINT = 'Messages of the server follow lc_messages; this is the language of reasons, labels and comments.';
	END IF;
	INSERT INTO sozialraum.setting AS s (language) VALUES (language)
	ON CONFLICT (id) DO UPDATE SET language = EXCLUDED.language;
END
$$;
COMMENT ON FUNCTION sozialraum.set_language(text) IS 'Sets the language (de or en) of generated names, of reasons and of what create_monitor_view() writes. Views that exist keep theirs until it is called again. Error: 22023 for any other.';
REVOKE EXECUTE ON FUNCTION sozialraum.set_language(text) FROM PUBLIC;

CREATE FUNCTION sozialraum.define_level(code text, name text, rank integer, hierarchy text DEFAULT 'administrative',
	name_en text DEFAULT NULL, note text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_other	text;
BEGIN
	SELECT l.code INTO v_other FROM sozialraum.area_level AS l WHERE l.hierarchy = hierarchy AND l.rank = rank AND l.code <> code;
	IF v_other IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'unique_violation',
			MESSAGE = 'Another level of this hierarchy has this rank already.',
			DETAIL = format('Hierarchy %s, rank %s: level %s.', hierarchy, rank, v_other),
			HINT = 'Leave gaps between ranks (10, 20, 30), or give the level a hierarchy of its own.';
	END IF;
	INSERT INTO sozialraum.area_level AS l (code, name, rank, hierarchy, name_en, note)
	VALUES (code, name, rank::smallint, hierarchy, name_en, note)
	ON CONFLICT ON CONSTRAINT area_level_pkey DO UPDATE SET name = EXCLUDED.name, rank = EXCLUDED.rank, hierarchy = EXCLUDED.hierarchy,
		name_en = EXCLUDED.name_en, note = EXCLUDED.note;
END
$$;
COMMENT ON FUNCTION sozialraum.define_level(text, text, integer, text, text, text) IS
'Enters or changes a level of areas. rank orders the levels by size, smallest first; within a hierarchy an area is the sum of its children. Errors: 23505 when another level of the hierarchy has the rank, 23514 for a code that is no lower-case name.';
REVOKE EXECUTE ON FUNCTION sozialraum.define_level(text, text, integer, text, text, text) FROM PUBLIC;

CREATE FUNCTION sozialraum._level_rank(level text) RETURNS smallint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_rank	smallint;
BEGIN
	SELECT l.rank INTO v_rank FROM sozialraum.area_level AS l WHERE l.code = level;
	IF v_rank IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = 'There is no such level of areas.',
			DETAIL = format('Given: %s. Levels: %s.', COALESCE(level, 'NULL'),
				COALESCE((SELECT string_agg(l.code, ', ' ORDER BY l.rank, l.code) FROM sozialraum.area_level AS l), 'none')),
			HINT = 'Enter it with sozialraum.define_level(code, name, rank).';
	END IF;
	RETURN v_rank;
END
$$;
COMMENT ON FUNCTION sozialraum._level_rank(text) IS 'Rank of a level; an error names the levels that there are.';

CREATE FUNCTION sozialraum._column_type(relation regclass, column_name text) RETURNS regtype
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_type	oid;
BEGIN
	-- a domain is read as what it is made of
	WITH RECURSIVE t (oid, base, kind) AS (
		SELECT y.oid, y.typbasetype, y.typtype FROM pg_attribute AS a JOIN pg_type AS y ON y.oid = a.atttypid
		WHERE a.attrelid = relation AND a.attname = column_name AND a.attnum > 0 AND NOT a.attisdropped
		UNION ALL
		SELECT y.oid, y.typbasetype, y.typtype FROM t JOIN pg_type AS y ON y.oid = t.base WHERE t.kind = 'd')
	SELECT t.oid INTO v_type FROM t WHERE t.kind <> 'd';
	IF v_type IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_column',
			MESSAGE = 'The relation to import has no such column.',
			DETAIL = format('Relation %s, column %s.', relation, quote_ident(COALESCE(column_name, 'NULL'))),
			HINT = format('Its columns are: %s.', (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute AS a
				WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped));
	END IF;
	RETURN v_type;
END
$$;
COMMENT ON FUNCTION sozialraum._column_type(regclass, text) IS 'Type of a column, domains resolved; an error names the columns that there are.';

CREATE FUNCTION sozialraum._reading_path(relation regclass) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	-- A foreign data wrapper may look for geometry along the path (ogr_fdw does, and falls over where it is not): behind everything
	-- else it may find PostGIS there, where the relation is not a table of our own.
	SELECT CASE WHEN c.relkind IN ('r', 'p') THEN 'pg_catalog, pg_temp' ELSE 'pg_catalog, pg_temp, ' || quote_ident(n.nspname) END
	FROM pg_class AS c, pg_attribute AS a
	JOIN pg_type AS t ON t.oid = a.atttypid
	JOIN pg_namespace AS n ON n.oid = t.typnamespace
	WHERE c.oid = relation AND a.attrelid = 'sozialraum.area'::regclass AND a.attname = 'geom'
$$;
COMMENT ON FUNCTION sozialraum._reading_path(regclass) IS 'The search_path with which a delivered relation is read.';

CREATE FUNCTION sozialraum._check_choice(argument text, given text, VARIADIC choices text[]) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF (given = ANY (choices)) IS NOT TRUE THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('The argument %s has no such value.', argument),
			DETAIL = format('Given: %s.', COALESCE(given, 'NULL')),
			HINT = format('It is one of: %s.', array_to_string(choices, ', '));
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._check_choice(text, text, text[]) IS 'Error for an argument that is none of its choices.';

CREATE FUNCTION sozialraum._lost_zero(key text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN key OPERATOR(pg_catalog.~) '^[1-9]([0-9]{6}|[0-9]{10})$';
COMMENT ON FUNCTION sozialraum._lost_zero(text) IS 'Whether a key looks like an AGS or ARS whose leading zero was lost (7 or 11 digits).';

CREATE FUNCTION sozialraum._raise_refused(count bigint, places text) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = 'data_exception',
		MESSAGE = format('Nothing was imported: %s %s.', count, CASE WHEN count = 1 THEN 'cell was refused' ELSE 'cells were refused' END),
		DETAIL = format('Row and column: %s.', places),
		HINT = 'With on_reject => ''return'' the refused cells come back as rows, with reason and text.';
END
$$;
COMMENT ON FUNCTION sozialraum._raise_refused(bigint, text) IS 'The error of a refused import; it names positions only.';

CREATE FUNCTION sozialraum.import_areas(level text, source regclass, key text, name text DEFAULT NULL, geometry text DEFAULT NULL,
	parent text DEFAULT NULL, parent_level text DEFAULT NULL, parent_by text DEFAULT NULL, name_en text DEFAULT NULL,
	valid_from date DEFAULT '-infinity', valid_to date DEFAULT 'infinity', valid_from_column text DEFAULT NULL, valid_to_column text DEFAULT NULL,
	date_format text DEFAULT 'YYYY-MM-DD', source_srid integer DEFAULT NULL, local_keys boolean DEFAULT false,
	on_reject text DEFAULT 'return', max_rejects integer DEFAULT 1000)
RETURNS TABLE (outcome text, "row" bigint, "column" text, reason text, "text" text, count bigint)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
-- rows are numbered as they lie in the source: no parallel scan, no scan that begins in the middle, no index
SET max_parallel_workers_per_gather = 0 SET synchronize_seqscans = off SET enable_indexonlyscan = off
-- PostGIS says on which point a ring crosses itself; the count of repaired shapes says enough
SET client_min_messages = warning AS $$
#variable_conflict use_variable
DECLARE
	v_rank			smallint := sozialraum._level_rank(level);
	v_parent_rank	smallint;
	v_srid			integer := sozialraum._setting_srid();
	v_name			text := 'sozialraum_' || replace(gen_random_uuid()::text, '-', '');
	v_stage			text;	-- the delivery, cleaned
	v_reject		text;	-- what is wrong with it
	v_expression	text[];
	v_type			regtype;
	v_column		text;
	v_join			text;
	v_refused		bigint;
	v_inserted		bigint;
	v_updated		bigint;
	v_total			bigint;
	v_repaired		bigint;
	v_linked		bigint;
BEGIN
	-- what is asked for
	PERFORM sozialraum._check_choice('on_reject', on_reject, 'return', 'error');
	parent_by := COALESCE(parent_by, CASE WHEN parent IS NOT NULL THEN 'key' ELSE 'none' END);
	PERFORM sozialraum._check_choice('parent_by', parent_by, 'key', 'prefix', 'location', 'none');
	IF (parent_by = 'key') <> (parent IS NOT NULL) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'A column of parent keys belongs to parent_by => ''key'', and to nothing else.',
			DETAIL = format('parent %s, parent_by %s.', COALESCE(quote_ident(parent), 'not given'), parent_by),
			HINT = 'Name the column in parent, or let parents be found by prefix of the key or by location without it.';
	END IF;
	IF parent_by = 'location' AND geometry IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'Parents are found by location only where a geometry is imported.',
			HINT = 'Name the column of the geometry.';
	END IF;
	IF parent_by <> 'none' THEN
		IF parent_level IS NULL THEN
			SELECT l.code INTO parent_level FROM sozialraum.area_level AS l, sozialraum.area_level AS own
			WHERE own.code = level AND l.hierarchy = own.hierarchy AND l.rank > own.rank ORDER BY l.rank LIMIT 1;
			IF parent_level IS NULL THEN
				RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
					MESSAGE = 'There is no higher level in the hierarchy of this level.',
					DETAIL = format('Level %s.', level),
					HINT = 'Enter it with sozialraum.define_level(), or name the level of the parents in parent_level.';
			END IF;
		END IF;
		v_parent_rank := sozialraum._level_rank(parent_level);
		IF v_parent_rank <= v_rank THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
				MESSAGE = 'The level of the parents must have a higher rank than that of the areas.',
				DETAIL = format('Level %s has rank %s, level %s has rank %s.', level, v_rank, parent_level, v_parent_rank),
				HINT = 'The rank orders the levels by size, smallest first.';
		END IF;
	END IF;
	IF (valid_from <= valid_to) IS NOT TRUE THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'The validity of the areas ends before it begins.',
			DETAIL = format('valid_from %s, valid_to %s.', COALESCE(valid_from::text, 'NULL'), COALESCE(valid_to::text, 'NULL')),
			HINT = 'Leave them out for areas that are always valid; valid_to is the last day.';
	END IF;
	IF source_srid IS NOT NULL AND sozialraum._srid_is_projected(source_srid) IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'PostGIS does not know the coordinate system of the source.',
			DETAIL = format('Given: %s.', source_srid),
			HINT = 'Give an EPSG code: 25832 or 25833 (UTM), 4326 (degrees, as in GeoJSON), 31467 (Gauß-Krüger), …';
	END IF;

	-- how each column is read: key, name, name_en, valid_from, valid_to, geometry, parent
	PERFORM sozialraum._column_type(source, key);
	v_expression[1] := format('btrim(t.%I::text, E'' \t\r\n'')', key);
	IF name IS NOT NULL THEN
		PERFORM sozialraum._column_type(source, name);
		v_expression[2] := format('NULLIF(btrim(t.%I::text, E'' \t\r\n''), '''')', name);
	ELSE
		v_expression[2] := v_expression[1];
	END IF;
	IF name_en IS NOT NULL THEN
		PERFORM sozialraum._column_type(source, name_en);
		v_expression[3] := format('NULLIF(btrim(t.%I::text, E'' \t\r\n''), '''')', name_en);
	ELSE
		v_expression[3] := 'NULL::text';
	END IF;
	FOREACH v_column IN ARRAY ARRAY[valid_from_column, valid_to_column] LOOP
		IF v_column IS NULL THEN
			v_expression := v_expression || 'NULL::text'::text || 'NULL::date'::text;
		ELSE
			v_type := sozialraum._column_type(source, v_column);
			v_expression := v_expression || format('NULLIF(btrim(t.%I::text), '''')', v_column)
				|| CASE WHEN v_type IN ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype) THEN format('t.%I::date', v_column)
					ELSE format('sozialraum.parse_date(t.%I::text, %L)', v_column, date_format) END;
		END IF;
	END LOOP;
	IF geometry IS NULL THEN
		v_expression[8] := 'NULL';
	ELSE
		v_type := sozialraum._column_type(source, geometry);
		v_expression[8] := CASE
			WHEN v_type IN ('text'::regtype, 'varchar'::regtype, 'json'::regtype, 'jsonb'::regtype)
				THEN format('sozialraum._read_geometry(t.%I::text, %L)', geometry, source_srid)
			WHEN v_type = 'bytea'::regtype THEN format('sozialraum._read_geometry(t.%I)', geometry)
			ELSE format('sozialraum._geometry_of(t.%I)', geometry) END;
	END IF;
	IF parent_by = 'key' THEN
		PERFORM sozialraum._column_type(source, parent);
		v_expression[9] := format('NULLIF(btrim(t.%I::text, E'' \t\r\n''), '''')', parent);
	ELSE
		v_expression[9] := 'NULL::text';
	END IF;

	-- read it once. Column pt (where is it?) only for those who ask
	v_stage := format('%I', v_name);
	PERFORM set_config('search_path', sozialraum._reading_path(source), true);
	EXECUTE format($q$
		CREATE TEMPORARY TABLE %s ON COMMIT DROP AS
		SELECT b.n, b.key::text COLLATE "C" AS key, %s::text COLLATE "C" AS match_key, b.name, b.name_en,
			b.from_text, COALESCE(b.from_date, CASE WHEN b.from_text IS NULL THEN $1 END) AS valid_from,
			b.to_text, COALESCE(b.to_date, CASE WHEN b.to_text IS NULL THEN $2 END) AS valid_to,
			g.cleaned AS geom, g.repaired, g.problem, b.parent_key::text COLLATE "C" AS parent_key, %s AS pt,
			NULL::bigint AS parent_id, NULL::smallint AS parent_rank, NULL::date AS parent_from, NULL::date AS parent_to,
			NULL::bigint AS area_id
		FROM (SELECT row_number() OVER () AS n, COALESCE(%s, '') AS key, %s AS name, %s AS name_en, %s AS from_text, %s AS from_date,
				%s AS to_text, %s AS to_date, %s AS shape, %s AS parent_key FROM %s AS t) AS b
		CROSS JOIN LATERAL sozialraum._import_geometry(b.shape, $3, $4) AS g$q$,
		v_stage, CASE WHEN local_keys THEN 'b.key' ELSE 'sozialraum.official_key(b.key)' END,
		CASE WHEN parent_by = 'location' THEN 'sozialraum._point_on(g.cleaned)' ELSE 'NULL::text' END,
		v_expression[1], v_expression[2], v_expression[3], v_expression[4], v_expression[5], v_expression[6], v_expression[7],
		v_expression[8], v_expression[9], source)
	USING valid_from, valid_to, source_srid, v_srid;
	PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
	v_stage := format('pg_temp.%I', v_name);
	EXECUTE format('ANALYZE %s', v_stage);

	-- what is wrong with it, in itself
	v_reject := format('%I', v_name || '_r');
	EXECUTE format('CREATE TEMPORARY TABLE %s (n bigint, col text, reason text, cell text) ON COMMIT DROP', v_reject);
	v_reject := format('pg_temp.%I', v_name || '_r');
	EXECUTE format($q$
		INSERT INTO %1$s (n, col, reason, cell)
		SELECT s.n, $1, CASE WHEN s.key = '' THEN 'the key is empty'
			ELSE 'leading zero lost? (official keys have 8 or 12 digits; local keys of this length need local_keys => true)' END, s.key
		FROM %2$s AS s WHERE s.key = '' OR (sozialraum._lost_zero(s.key) AND NOT $2)
		UNION ALL
		SELECT s.n, $3, 'the name is empty', NULL FROM %2$s AS s WHERE s.name IS NULL
		UNION ALL
		SELECT s.n, $4, 'this is no date of the format ' || $8, s.from_text FROM %2$s AS s WHERE s.valid_from IS NULL
		UNION ALL
		SELECT s.n, $5, 'this is no date of the format ' || $8, s.to_text FROM %2$s AS s WHERE s.valid_to IS NULL
		UNION ALL
		SELECT s.n, COALESCE($5, $4), 'the validity ends before it begins', COALESCE(s.to_text, s.from_text) FROM %2$s AS s WHERE s.valid_to < s.valid_from
		UNION ALL
		SELECT s.n, $6, CASE WHEN $7 AND s.problem = 'the shape is empty' THEN 'the shape is empty or no readable GeoJSON, WKT or WKB' ELSE s.problem END, NULL
		FROM %2$s AS s WHERE $6 IS NOT NULL AND s.problem IS NOT NULL
		UNION ALL
		SELECT d.n, $1, format('the same key and a validity that overlaps, as in row %%s', d.other), d.key
		FROM (SELECT s.n, s.key, s.valid_from, max(s.valid_to) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS other_to, lag(s.n) OVER w AS other
			FROM %2$s AS s WHERE s.key <> '' WINDOW w AS (PARTITION BY s.match_key ORDER BY s.valid_from, s.valid_to, s.n)) AS d
		WHERE d.other_to >= d.valid_from
		UNION ALL
		SELECT d.n, $6, format('the same shape and a validity that overlaps, as in row %%s', d.other), NULL
		FROM (SELECT s.n, s.match_key, s.valid_from, lag(s.match_key) OVER w AS other_key, max(s.valid_to) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS other_to, lag(s.n) OVER w AS other
			FROM %2$s AS s WHERE s.geom IS NOT NULL AND s.problem IS NULL
			WINDOW w AS (PARTITION BY sozialraum._geometry_hash(s.geom) ORDER BY s.valid_from, s.valid_to, s.n)) AS d
		WHERE d.other_to >= d.valid_from AND d.other_key <> d.match_key
		UNION ALL
		SELECT s.n, $6, format('an area with the same shape is valid at the same time, key %%s', min(a.key)), NULL
		FROM %2$s AS s
		JOIN sozialraum.area AS a ON a.level = $9 AND a.valid_from <= s.valid_to AND a.valid_to >= s.valid_from
			AND CASE WHEN $2 THEN a.key ELSE sozialraum.official_key(a.key) END <> s.match_key
			AND sozialraum._same_territory(a.geom, s.geom)
		WHERE s.geom IS NOT NULL AND s.problem IS NULL AND NOT EXISTS (SELECT FROM %2$s AS t WHERE t.match_key = CASE WHEN $2 THEN a.key ELSE sozialraum.official_key(a.key) END)
		GROUP BY s.n$q$, v_reject, v_stage)
	USING key, local_keys, name, valid_from_column, valid_to_column, geometry,
		COALESCE(v_type, 'void'::regtype) IN ('text'::regtype, 'varchar'::regtype, 'json'::regtype, 'jsonb'::regtype, 'bytea'::regtype), date_format, level;

	-- its parents: the row of the parent level that is valid as long as the area is
	IF parent_by <> 'none' THEN
		v_join := CASE parent_by
			WHEN 'key' THEN CASE WHEN local_keys THEN 'p.key = s.parent_key'
				ELSE 'sozialraum.official_key(p.key) = sozialraum.official_key(s.parent_key)' END
			WHEN 'prefix' THEN 's.key ^@ p.key'
			ELSE 'sozialraum._point_in(s.pt, p.geom)' END;
		EXECUTE format($q$
			UPDATE %1$s AS s SET parent_id = c.id, parent_rank = c.rank, parent_from = c.valid_from, parent_to = c.valid_to
			FROM (SELECT DISTINCT ON (s.n) s.n, p.id, p.rank, p.valid_from, p.valid_to
				FROM %1$s AS s JOIN sozialraum.area AS p ON p.level = $1 AND %2$s
					AND p.valid_from <= s.valid_from AND p.valid_to >= s.valid_to
				ORDER BY s.n, p.key = s.parent_key DESC, length(p.key) DESC, p.id) AS c
			WHERE c.n = s.n$q$, v_stage, v_join) USING parent_level;
		EXECUTE format($q$
			INSERT INTO %1$s (n, col, reason, cell)
			SELECT s.n, $2, CASE WHEN $3 = 'key' AND s.parent_key IS NULL THEN 'the key of the parent is empty'
				WHEN EXISTS (SELECT FROM sozialraum.area AS p WHERE p.level = $1 AND %3$s)
					THEN 'the parent is not valid as long as the area is'
				WHEN $3 = 'key' AND (sozialraum._lost_zero(s.parent_key)
					OR EXISTS (SELECT FROM sozialraum.area AS p WHERE p.level = $1 AND p.key = '0' || s.parent_key))
					THEN 'unknown parent; leading zero lost?'
				WHEN $3 = 'key' THEN 'unknown parent'
				WHEN $3 = 'prefix' THEN 'no parent''s key is a prefix of the key'
				ELSE 'no parent lies here' END,
				CASE WHEN $3 = 'key' THEN s.parent_key WHEN $3 = 'prefix' THEN s.key END
			FROM %2$s AS s WHERE s.parent_id IS NULL AND s.problem IS NOT DISTINCT FROM CASE WHEN $3 <> 'location' THEN s.problem END
				AND s.valid_from <= s.valid_to$q$, v_reject, v_stage, v_join)
		USING parent_level, COALESCE(parent, CASE WHEN parent_by = 'prefix' THEN key ELSE geometry END), parent_by;
		IF parent_by = 'location' THEN
			EXECUTE format($q$
				INSERT INTO %1$s (n, col, reason, cell)
				SELECT s.n, $2, 'several parents lie here', NULL
				FROM %2$s AS s JOIN sozialraum.area AS p ON p.level = $1 AND sozialraum._point_in(s.pt, p.geom)
					AND p.valid_from <= s.valid_from AND p.valid_to >= s.valid_to
				GROUP BY s.n HAVING count(*) > 1$q$, v_reject, v_stage) USING parent_level, geometry;
		END IF;
	END IF;

	-- the same areas here already, and those that are in the way
	EXECUTE format($q$
		UPDATE %1$s AS s SET area_id = c.id
		FROM (SELECT DISTINCT ON (s.n) s.n, a.id
			FROM %1$s AS s JOIN sozialraum.area AS a ON a.level = $1 AND %2$s = s.match_key
				AND a.valid_from = s.valid_from AND a.valid_to = s.valid_to
			ORDER BY s.n, a.key = s.key DESC, a.id) AS c
		WHERE c.n = s.n$q$, v_stage, CASE WHEN local_keys THEN 'a.key' ELSE 'sozialraum.official_key(a.key)' END) USING level;
	EXECUTE format($q$
		INSERT INTO %1$s (n, col, reason, cell)
		SELECT DISTINCT ON (s.n) s.n, COALESCE($2, $3), format('an area with this key is valid from %%s to %%s; close it first with close_area()', a.valid_from, a.valid_to), s.key
		FROM %2$s AS s JOIN sozialraum.area AS a ON a.level = $1 AND %3$s = s.match_key
			AND a.valid_from <= s.valid_to AND a.valid_to >= s.valid_from
		WHERE s.area_id IS NULL
		ORDER BY s.n, a.valid_from$q$, v_reject, v_stage, CASE WHEN local_keys THEN 'a.key' ELSE 'sozialraum.official_key(a.key)' END)
	USING level, valid_from_column, key;

	EXECUTE format('SELECT count(*) FROM %s', v_reject) INTO v_refused;
	IF v_refused > 0 THEN
		IF on_reject = 'error' THEN
			EXECUTE format('SELECT string_agg(x.place, '', '') FROM (SELECT format(''%%s %%s'', n, col) AS place FROM %s ORDER BY n, col, reason LIMIT 20) AS x', v_reject)
			INTO v_column;
			PERFORM sozialraum._raise_refused(v_refused, v_column || CASE WHEN v_refused > 20 THEN ', …' ELSE '' END);
		END IF;
		RETURN QUERY SELECT 'refused', NULL::bigint, NULL::text, 'nothing was imported', NULL::text, v_refused;
		RETURN QUERY EXECUTE format('SELECT ''rejected'', n, col, reason, cell, NULL::bigint FROM %s ORDER BY n, col, reason LIMIT $1', v_reject)
		USING max_rejects;
	ELSE
		INSERT INTO sozialraum.setting (id) VALUES (1) ON CONFLICT ON CONSTRAINT setting_pkey DO NOTHING;
		EXECUTE format($q$
			UPDATE sozialraum.area AS a SET name = CASE WHEN $1 THEN s.name ELSE a.name END,
				name_en = CASE WHEN $2 THEN s.name_en ELSE a.name_en END,
				geom = CASE WHEN $3 THEN s.geom ELSE a.geom END,
				parent_id = CASE WHEN $4 THEN s.parent_id ELSE a.parent_id END,
				parent_rank = CASE WHEN $4 THEN s.parent_rank ELSE a.parent_rank END,
				parent_valid_from = CASE WHEN $4 THEN s.parent_from ELSE a.parent_valid_from END,
				parent_valid_to = CASE WHEN $4 THEN s.parent_to ELSE a.parent_valid_to END
			FROM %s AS s
			WHERE a.id = s.area_id AND (($1 AND a.name <> s.name) OR ($2 AND a.name_en IS DISTINCT FROM s.name_en)
				OR ($3 AND sozialraum._identical(a.geom, s.geom) IS NOT TRUE) OR ($4 AND a.parent_id IS DISTINCT FROM s.parent_id))$q$, v_stage)
		USING name IS NOT NULL, name_en IS NOT NULL, geometry IS NOT NULL, parent_by <> 'none';
		GET DIAGNOSTICS v_updated = ROW_COUNT;
		EXECUTE format($q$
			INSERT INTO sozialraum.area (level, rank, key, name, name_en, parent_id, parent_rank, parent_valid_from, parent_valid_to,
				valid_from, valid_to, srid, geom)
			SELECT $1, $2, s.key, s.name, s.name_en, s.parent_id, s.parent_rank, s.parent_from, s.parent_to, s.valid_from, s.valid_to, $3, s.geom
			FROM %s AS s WHERE s.area_id IS NULL ORDER BY s.n$q$, v_stage)
		USING level, v_rank, v_srid;
		GET DIAGNOSTICS v_inserted = ROW_COUNT;
		PERFORM sozialraum._link_territories(level, v_stage);
		EXECUTE format('SELECT count(*), count(*) FILTER (WHERE repaired) FROM %s', v_stage) INTO v_total, v_repaired;
		RETURN QUERY SELECT o.outcome, NULL::bigint, NULL::text, NULL::text, NULL::text, o.n
			FROM (VALUES ('inserted', v_inserted), ('updated', v_updated), ('unchanged', v_total - v_inserted - v_updated), ('repaired', v_repaired)) AS o (outcome, n);
	END IF;
	EXECUTE format('DROP TABLE %s, %s', v_reject, v_stage);
END
$$;
COMMENT ON FUNCTION sozialraum.import_areas(text, regclass, text, text, text, text, text, text, text, date, date, text, text, text, integer, boolean, text, integer) IS
'Imports the areas of one level from any table, view or foreign table (source). key, name, geometry, parent and name_en are names of its columns. Keys stay text, leading zeros and all; AGS and ARS of a municipality are one key (local_keys => true: they are not, and 7 or 11 digits are nothing special). The geometry may be geometry, geography, WKB, WKT or GeoJSON; it is transformed to the coordinate system of setting (source_srid: that of geometry without one, and of GeoJSON, which else is in degrees), repaired where invalid, reduced to polygons and made multi.
Parents: parent_by ''key'' (the column parent holds the parent''s key), ''prefix'' (the longest key of the parent level that the key begins with) or ''location'' (the parent in which a point on the area lies), in parent_level, by default the next higher level of the hierarchy; a parent must be valid as long as the area is. Without parent and parent_by, parents stay as they are.
Validity: the constants valid_from and valid_to (default: always), or columns of type date or of text in date_format. The same key with the same validity is the same area and is updated where name, geometry or parent differ. A row that continues an older one on the same territory (to a millionth of the surface), under whatever key, gets its territory_id.
All or nothing. Result on success: four rows with outcome inserted, updated, unchanged and repaired, and a count; columns that are not given are left as they are. Result on refusal: a row refused with the number of refused cells, then at most max_rejects rows rejected: row (as the rows lie in the source, from 1), column, reason, text; nothing has been changed. Refused are empty keys and names, keys that lost their leading zero, dates that cannot be read, empty shapes and shapes without surface, the same key or the same shape twice, unknown parents, and a validity that overlaps that of the same key. on_reject => ''error'' raises 22000 instead, which names positions only. Further errors: 42704 for an unknown level, 42703 for an unknown column, 22023 for arguments that do not fit.';
REVOKE EXECUTE ON FUNCTION sozialraum.import_areas(text, regclass, text, text, text, text, text, text, text, date, date, text, text, text, integer, boolean, text, integer) FROM PUBLIC;

CREATE FUNCTION sozialraum._link_territories(level text, stage text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_area			bigint[];
	v_origin		bigint[];
	v_linked		bigint;
BEGIN
	-- for each new area the one that it continues, or else the one that continues it: the same key first
	EXECUTE format($q$
		WITH new AS MATERIALIZED (
			SELECT a.id, a.key, a.valid_from, a.valid_to, a.geom
			FROM %s AS s JOIN sozialraum.area AS a ON a.level = $1 AND a.key = s.key AND a.valid_from = s.valid_from
			WHERE s.area_id IS NULL AND s.geom IS NOT NULL),
		days AS MATERIALIZED (
			SELECT DISTINCT valid_from - 1 AS day, true AS before FROM new WHERE isfinite(valid_from)
			UNION SELECT DISTINCT valid_to + 1, false FROM new WHERE isfinite(valid_to)),
		old AS MATERIALIZED (
			SELECT DISTINCT o.id, o.key, o.valid_from, o.valid_to, o.geom
			FROM sozialraum.area AS o JOIN days AS d ON CASE WHEN d.before THEN o.valid_to ELSE o.valid_from END = d.day
			WHERE o.level = $1),
		link AS (
			SELECT DISTINCT ON (n.id) n.id, o.id AS origin
			FROM new AS n JOIN old AS o
				ON (o.valid_to = n.valid_from - 1 OR (o.valid_from = n.valid_to + 1 AND NOT EXISTS (SELECT FROM new AS x WHERE x.id = o.id)))
				AND o.id <> n.id AND sozialraum._same_territory(o.geom, n.geom)
				-- nobody else continues it on these days
				AND NOT EXISTS (SELECT FROM sozialraum.area AS x WHERE x.territory_id = (SELECT y.territory_id FROM sozialraum.area AS y WHERE y.id = o.id)
					AND x.level = $1 AND x.id <> n.id AND x.valid_from <= n.valid_to AND x.valid_to >= n.valid_from)
			ORDER BY n.id, o.valid_to < n.valid_from DESC, o.key = n.key DESC, o.id)
		SELECT array_agg(id), array_agg(origin) FROM link$q$, stage) INTO v_area, v_origin USING level;
	-- chains within one delivery: until nothing moves
	LOOP
		UPDATE sozialraum.area AS a SET territory_id = o.territory_id
		FROM unnest(v_area, v_origin) AS l (id, origin) JOIN sozialraum.area AS o ON o.id = l.origin
		WHERE a.id = l.id AND a.territory_id <> o.territory_id;
		GET DIAGNOSTICS v_linked = ROW_COUNT;
		EXIT WHEN v_linked = 0;
	END LOOP;
END
$$;
COMMENT ON FUNCTION sozialraum._link_territories(text, text) IS 'Gives new areas the territory_id of the area that they continue on the same territory.';
REVOKE EXECUTE ON FUNCTION sozialraum._link_territories(text, text) FROM PUBLIC;
-- ---------------------------------------------------------------------------------------------------------------------
-- Single areas: entering, closing, building from others.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._check_free(level text, key text, valid_from date, valid_to date) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_other	record;
BEGIN
	SELECT a.valid_from, a.valid_to INTO v_other FROM sozialraum.area AS a
	WHERE a.level = level AND sozialraum.official_key(a.key) = sozialraum.official_key(key) AND a.valid_from <= valid_to AND a.valid_to >= valid_from
		AND (a.key, a.valid_from, a.valid_to) IS DISTINCT FROM (key, valid_from, valid_to)
	ORDER BY a.valid_from LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'exclusion_violation',
			MESSAGE = 'An area with this key is valid at the same time.',
			DETAIL = format('Level %s, key %s, valid from %s to %s.', level, key, v_other.valid_from, v_other.valid_to),
			HINT = 'Close it first with sozialraum.close_area().';
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._check_free(text, text, date, date) IS 'Error where another row of a level and key overlaps a validity.';

CREATE FUNCTION sozialraum.define_area(level text, key text, name text, geometry bytea DEFAULT NULL, parent text DEFAULT NULL,
	parent_level text DEFAULT NULL, valid_from date DEFAULT '-infinity', valid_to date DEFAULT 'infinity', name_en text DEFAULT NULL,
	continues text DEFAULT NULL, note text DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET client_min_messages = warning AS $$
#variable_conflict use_variable
DECLARE
	v_rank		smallint := sozialraum._level_rank(level);
	v_parent	sozialraum.area%ROWTYPE;
	v_old		sozialraum.area%ROWTYPE;
	v_shape		record;
	v_id		bigint;
BEGIN
	IF parent IS NOT NULL THEN
		IF parent_level IS NULL THEN
			SELECT l.code INTO parent_level FROM sozialraum.area_level AS l, sozialraum.area_level AS own
			WHERE own.code = level AND l.hierarchy = own.hierarchy AND l.rank > own.rank ORDER BY l.rank LIMIT 1;
		END IF;
		PERFORM sozialraum._level_rank(parent_level);
		SELECT a.* INTO v_parent FROM sozialraum.area AS a
		WHERE a.level = parent_level AND sozialraum.official_key(a.key) = sozialraum.official_key(parent) AND a.valid_from <= valid_from AND a.valid_to >= valid_to
		ORDER BY a.key = parent DESC, a.id LIMIT 1;
		IF NOT FOUND THEN
			RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation',
				MESSAGE = 'There is no such parent that is valid as long as the area is.',
				DETAIL = format('Level %s, key %s, from %s to %s.', parent_level, parent, valid_from, valid_to),
				HINT = 'Enter the parent first.';
		END IF;
	END IF;
	IF continues IS NOT NULL THEN
		SELECT a.* INTO v_old FROM sozialraum.area AS a WHERE a.level = level AND a.key = continues AND a.valid_to = valid_from - 1;
		IF NOT FOUND THEN
			RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation',
				MESSAGE = 'There is no area that ends on the day before.',
				DETAIL = format('Level %s, key %s, last day %s.', level, continues, valid_from - 1),
				HINT = 'Close the old area with sozialraum.close_area() first.';
		END IF;
	END IF;
	IF geometry IS NOT NULL THEN
		SELECT g.cleaned, g.problem INTO v_shape
		FROM sozialraum._import_geometry(sozialraum._geometry_of(geometry), sozialraum._setting_srid(), sozialraum._setting_srid()) AS g;
		IF v_shape.problem IS NOT NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
				MESSAGE = 'The geometry of the area cannot be taken.',
				DETAIL = format('Level %s, key %s: %s.', level, key, v_shape.problem),
				HINT = 'Give polygons as WKB (ST_AsBinary) in the coordinate system of setting, or EWKB (ST_AsEWKB) in any.';
		END IF;
	END IF;
	PERFORM sozialraum._check_free(level, key, valid_from, valid_to);
	INSERT INTO sozialraum.setting (id) VALUES (1) ON CONFLICT ON CONSTRAINT setting_pkey DO NOTHING;
	UPDATE sozialraum.area AS a SET name = name, name_en = COALESCE(name_en, a.name_en), note = COALESCE(note, a.note),
		parent_id = COALESCE(v_parent.id, a.parent_id), parent_rank = COALESCE(v_parent.rank, a.parent_rank),
		parent_valid_from = COALESCE(v_parent.valid_from, a.parent_valid_from), parent_valid_to = COALESCE(v_parent.valid_to, a.parent_valid_to),
		territory_id = COALESCE(v_old.territory_id, a.territory_id)
	WHERE a.level = level AND a.key = key AND a.valid_from = valid_from AND a.valid_to = valid_to
	RETURNING a.id INTO v_id;
	IF v_id IS NULL THEN
		INSERT INTO sozialraum.area (level, rank, key, name, name_en, note, parent_id, parent_rank, parent_valid_from, parent_valid_to,
			valid_from, valid_to, territory_id, srid)
		VALUES (level, v_rank, key, name, name_en, note, v_parent.id, v_parent.rank, v_parent.valid_from, v_parent.valid_to,
			valid_from, valid_to, v_old.territory_id, sozialraum._setting_srid())
		RETURNING id INTO v_id;
	END IF;
	IF geometry IS NOT NULL THEN
		UPDATE sozialraum.area AS a SET geom = v_shape.cleaned WHERE a.id = v_id;
	END IF;
	RETURN v_id;
END
$$;
COMMENT ON FUNCTION sozialraum.define_area(text, text, text, bytea, text, text, date, date, text, text, text) IS
'Enters or changes one area (same level, key and validity: the same area) and returns its id. geometry: WKB or EWKB; NULL: none, or as it is. parent: key of the parent in parent_level, by default the next higher level; NULL: none, or as it is. continues: key of the area that ended on the day before and had the same territory, whose time series goes on. Errors: 42704 for an unknown level, 23503 for an unknown parent or predecessor, 23P01 when an area with the key is valid at the same time, 22023 for a geometry that cannot be taken.';
REVOKE EXECUTE ON FUNCTION sozialraum.define_area(text, text, text, bytea, text, text, date, date, text, text, text) FROM PUBLIC;

CREATE FUNCTION sozialraum.close_area(level text, key text, valid_to date, with_children boolean DEFAULT false) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_id		bigint;
	v_rank		smallint;
	v_ids		bigint[];
	v_open		bigint;
	v_count		integer;
	v_closed	integer := 0;
BEGIN
	PERFORM sozialraum._level_rank(level);
	SELECT a.id INTO v_id FROM sozialraum.area AS a
	WHERE a.level = level AND a.key = key AND a.valid_from <= valid_to AND a.valid_to >= valid_to;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = 'No area with this key is valid on the day.',
			DETAIL = format('Level %s, key %s, day %s.', level, key, valid_to),
			HINT = 'An area is closed on a day on which it is valid; the day is its last.';
	END IF;
	WITH RECURSIVE below (id) AS (
		SELECT v_id
		UNION
		SELECT a.id FROM below AS b JOIN sozialraum.area AS a ON a.parent_id = b.id WHERE a.valid_to > valid_to)
	SELECT array_agg(b.id) INTO v_ids FROM below AS b;
	IF cardinality(v_ids) > 1 AND NOT with_children THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = 'Areas inside of this one are valid longer.',
			DETAIL = format('Level %s, key %s: %s areas.', level, key, cardinality(v_ids) - 1),
			HINT = 'Close them first, or all together with with_children => true; then enter their successors under the new parent.';
	END IF;
	SELECT count(*) INTO v_open FROM sozialraum.area AS a WHERE a.id = ANY (v_ids) AND a.valid_from > valid_to;
	IF v_open > 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = 'Areas inside of this one begin only after the day.',
			DETAIL = format('Level %s, key %s: %s areas.', level, key, v_open),
			HINT = 'Give them another parent, or delete them.';
	END IF;
	IF EXISTS (SELECT FROM sozialraum.observation AS o JOIN sozialraum.area AS a ON a.id = o.area_id AND a.id = ANY (v_ids)
		WHERE o.reference_date > valid_to) THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = 'There are figures of the area for later dates.',
			DETAIL = format('Level %s, key %s, last day %s.', level, key, valid_to),
			HINT = 'Move them to its successor or delete them first: they would no longer be found.';
	END IF;
	-- from the smallest up: a child must never outlive its parent
	FOR v_rank IN SELECT DISTINCT a.rank FROM sozialraum.area AS a WHERE a.id = ANY (v_ids) ORDER BY a.rank LOOP
		UPDATE sozialraum.area AS a SET valid_to = valid_to WHERE a.id = ANY (v_ids) AND a.rank = v_rank AND a.valid_to > valid_to;
		GET DIAGNOSTICS v_count = ROW_COUNT;
		v_closed := v_closed + v_count;
	END LOOP;
	RETURN v_closed;
END
$$;
COMMENT ON FUNCTION sozialraum.close_area(text, text, date, boolean) IS
'Ends an area on its last day of validity (a merger, a new border), with with_children => true also all areas inside of it. Its successors are entered with import_areas() or define_area(). Returns how many areas were closed. Errors: 42704 when no such area is valid on the day, 55000 when areas inside of it are valid longer or begin later.';
REVOKE EXECUTE ON FUNCTION sozialraum.close_area(text, text, date, boolean) FROM PUBLIC;

CREATE FUNCTION sozialraum.build_area(level text, key text, name text, part_level text, part_keys text[], valid_on date DEFAULT CURRENT_DATE,
	name_en text DEFAULT NULL, note text DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET client_min_messages = warning AS $$
#variable_conflict use_variable
DECLARE
	v_rank		smallint := sozialraum._level_rank(level);
	v_parts		bigint[];
	v_unknown	text;
	v_from		date;
	v_to		date;
	v_high		smallint;
	v_overlap	record;
	v_id		bigint;
	v_other		bigint;
BEGIN
	IF part_level IS NOT NULL THEN
		PERFORM sozialraum._level_rank(part_level);
	END IF;
	-- without a level the parts say theirs: gemeinde/16052000
	SELECT array_agg(DISTINCT a.id) FILTER (WHERE a.id IS NOT NULL), max(a.valid_from), min(a.valid_to), max(a.rank),
		string_agg(COALESCE(p.key, 'NULL'), ', ' ORDER BY p.no) FILTER (WHERE a.id IS NULL)
	INTO v_parts, v_from, v_to, v_high, v_unknown
	FROM unnest(part_keys) WITH ORDINALITY AS p (key, no)
	LEFT JOIN sozialraum.area AS a ON a.level = COALESCE(part_level, split_part(p.key, '/', 1))
		AND a.key = CASE WHEN part_level IS NULL THEN substr(p.key, strpos(p.key, '/') + 1) ELSE p.key END
		AND valid_on BETWEEN a.valid_from AND a.valid_to;
	IF v_unknown IS NOT NULL OR v_parts IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = 'An area can be built only from areas that are valid on the day.',
			DETAIL = format('Day %s, not found: %s.', valid_on, COALESCE(v_unknown, 'no parts given')),
			HINT = 'Give keys of the level of the parts; with part_level => NULL each part names its own: ''gemeinde/16052000''.';
	END IF;
	IF v_high >= v_rank THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'The level of a built area must have a higher rank than those of its parts.',
			DETAIL = format('Level %s has rank %s, the largest part %s.', level, v_rank, v_high),
			HINT = 'Enter a level of its own for built areas: sozialraum.define_level(''eigene'', ''Eigene Gebiete'', 100, ''eigene'').';
	END IF;
	-- nothing may be counted twice
	WITH RECURSIVE below (part, id) AS (
		SELECT p, p FROM unnest(v_parts) AS p
		UNION
		SELECT b.part, c.id FROM below AS b CROSS JOIN LATERAL (
			SELECT a.id FROM sozialraum.area AS a WHERE a.parent_id = b.id
			UNION ALL SELECT x.part_id FROM sozialraum.area_part AS x WHERE x.area_id = b.id) AS c)
	SELECT a.key AS a_key, c.key AS b_key INTO v_overlap
	FROM sozialraum.area AS a JOIN sozialraum.area AS c ON a.id <> c.id
	WHERE a.id = ANY (v_parts) AND c.id = ANY (v_parts)
		AND (EXISTS (SELECT FROM below AS b JOIN below AS o ON o.id = b.id WHERE b.part = a.id AND o.part = c.id)
			OR (sozialraum._overlaps(a.geom, c.geom)
				AND sozialraum._shared_area(a.geom, c.geom) > 1e-3 * least(sozialraum._area_of(a.geom), sozialraum._area_of(c.geom))))
	ORDER BY a.key, c.key LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'Two parts overlap, so people would be counted twice.',
			DETAIL = format('Keys %s and %s.', v_overlap.a_key, v_overlap.b_key),
			HINT = 'Leave one of them out.';
	END IF;
	PERFORM sozialraum._check_free(level, key, v_from, v_to);
	SELECT a.id INTO v_id FROM sozialraum.area AS a WHERE a.level = level AND a.key = key AND a.valid_from = v_from AND a.valid_to = v_to;
	IF v_id IS NULL THEN
		INSERT INTO sozialraum.area (level, rank, key, name, name_en, note, valid_from, valid_to, srid)
		VALUES (level, v_rank, key, name, name_en, note, v_from, v_to, sozialraum._setting_srid())
		RETURNING id INTO v_id;
	END IF;
	-- without the border of one part there is no border of the whole
	UPDATE sozialraum.area AS a SET name = name, name_en = COALESCE(name_en, a.name_en), note = COALESCE(note, a.note),
		geom = (SELECT CASE WHEN count(*) = count(p.geom) THEN sozialraum._union(array_agg(p.geom ORDER BY p.id)) END
			FROM sozialraum.area AS p WHERE p.id = ANY (v_parts))
	WHERE a.id = v_id;
	DELETE FROM sozialraum.area_part AS x WHERE x.area_id = v_id AND x.part_id <> ALL (v_parts);
	INSERT INTO sozialraum.area_part (area_id, area_rank, part_id, part_rank)
	SELECT v_id, v_rank, p.id, p.rank FROM sozialraum.area AS p WHERE p.id = ANY (v_parts)
	ON CONFLICT ON CONSTRAINT area_part_pkey DO NOTHING;
	RETURN v_id;
END
$$;
COMMENT ON FUNCTION sozialraum.build_area(text, text, text, text, text[], date, text, text) IS
'Builds an area from others ("Innenstadt", "Dörfer Süd", a school district) and returns its id: its territory is their union, its validity is what theirs have in common, its figures are their sums. part_keys are keys of part_level, or level/key where part_level is NULL; the rows valid on valid_on are taken. The level of the area has a higher rank than the parts, best in a hierarchy of its own. Called again it changes name and parts. Errors: 42704 for unknown parts, 22023 for parts that overlap or are too large, 23P01 when an area with the key is valid at the same time.';
REVOKE EXECUTE ON FUNCTION sozialraum.build_area(text, text, text, text, text[], date, text, text) FROM PUBLIC;
-- ---------------------------------------------------------------------------------------------------------------------
-- Import of observations, long or wide, checked in sets.
--
-- The source is read once, into a temporary table with numbers instead of names: joined to the areas of the level and to the
-- variables as they are written there, which is what nearly every row needs. What that does not find (an ARS for an AGS, spaces, a
-- key of another year, a group of ages that does not exist yet) is looked up once per distinct text. What cannot be taken stays
-- beside the figures with its text. Only then is the model touched.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._check_source(source text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
BEGIN
	-- locked as a foreign key would lock it
	PERFORM FROM sozialraum.source AS s WHERE s.code = source FOR KEY SHARE;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = 'There is no such source of figures.',
			DETAIL = format('Given: %s.', COALESCE(source, 'NULL')),
			HINT = 'Enter it first: INSERT INTO sozialraum.source (code, name, holder) VALUES (…).';
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._check_source(text) IS 'Error for an unknown source.';
REVOKE EXECUTE ON FUNCTION sozialraum._check_source(text) FROM PUBLIC;

CREATE FUNCTION sozialraum.import_observations(source text, relation regclass, level text, key text,
	variable text DEFAULT NULL, value text DEFAULT NULL, variables jsonb DEFAULT NULL,
	reference_date date DEFAULT NULL, date_column text DEFAULT NULL, date_format text DEFAULT NULL,
	status text DEFAULT NULL, fixed_status text DEFAULT 'final', level_column text DEFAULT NULL,
	decimal_mark text DEFAULT '.', marks text DEFAULT 'destatis', missing text[] DEFAULT NULL, local_keys boolean DEFAULT false,
	on_reject text DEFAULT 'return', max_rejects integer DEFAULT 1000)
RETURNS TABLE (outcome text, "row" bigint, "column" text, reason text, "text" text, count bigint)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
-- rows are numbered as they lie in the source: no parallel scan, no scan that begins in the middle, no index
SET max_parallel_workers_per_gather = 0 SET synchronize_seqscans = off SET enable_indexonlyscan = off SET jit = off SET extra_float_digits = 1 AS $$
#variable_conflict use_variable
DECLARE
	v_work_mem	text := current_setting('work_mem');
	v_name		text := 'sozialraum_' || replace(gen_random_uuid()::text, '-', '');
	v_stage		text := format('pg_temp.%I', v_name);			-- the figures
	v_place		text := format('pg_temp.%I', v_name || '_p');	-- what the keys mean
	v_variable	text := format('pg_temp.%I', v_name || '_v');	-- what the variables mean
	v_odd		text := format('pg_temp.%I', v_name || '_w');	-- places that are not written as in the model
	v_difference text := format('pg_temp.%I', v_name || '_d');	-- what an import changes
	v_wide		boolean := variable IS NULL;
	v_column	text[];			-- columns of figures
	v_code		text[];			-- wide: the variable of each
	v_type		regtype;
	v_base		text;			-- expressions over t, the source
	v_date		text := quote_literal('');
	v_item		text;
	v_cell		text[] := '{}';	-- expressions over b, the numbered source: the cells as text
	v_number	text[] := '{}';	-- and as number
	v_texts		boolean := false;
	v_numbers	boolean := false;
	v_own_key	text := CASE WHEN local_keys THEN 'a.key' ELSE 'sozialraum.official_key(a.key)' END;
	v_sql		text;
	v_list		text[];
	v_total		bigint;
	v_staged	bigint;
	v_refused	bigint;
	v_odd_variables bigint;
	v_odd_places bigint;
	v_known		boolean;
	v_known_rows bigint;
	v_inserted	bigint := 0;
	v_updated	bigint := 0;
BEGIN
	-- what is asked for
	PERFORM sozialraum._check_choice('on_reject', on_reject, 'return', 'error');
	PERFORM sozialraum._check_choice('fixed_status', fixed_status, 'final', 'preliminary', 'revised', 'estimated', 'uncertain');
	IF marks IS NULL OR decimal_mark IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed',
			MESSAGE = 'The arguments marks and decimal_mark cannot be NULL.',
			HINT = 'marks => ''plain'' reads numbers only; the decimal mark is a point or a comma.';
	END IF;
	PERFORM sozialraum.parse_value('0', marks, decimal_mark, missing);
	PERFORM sozialraum._check_source(source);
	IF v_wide THEN
		IF value IS NOT NULL OR (jsonb_typeof(variables) IN ('object', 'array') AND variables NOT IN ('{}', '[]')
			AND NOT jsonb_path_exists(variables, '$.* ? (@.type() != "string")')) IS NOT TRUE THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
				MESSAGE = 'It must be said which columns hold the figures, and of which variables.',
				HINT = 'Long: variable => ''column of variables'', value => ''column of figures''. Wide: variables => ''{"column": "variable", …}'', or ''["column", …]'' where the columns are called like the variables.';
		END IF;
		IF jsonb_typeof(variables) = 'object' THEN
			SELECT array_agg(e.key ORDER BY e.key), array_agg(e.value ORDER BY e.key) INTO v_column, v_code FROM jsonb_each_text(variables) AS e;
		ELSE
			v_column := ARRAY(SELECT jsonb_array_elements_text(variables));
			v_code := v_column;
		END IF;
		IF array_position(v_code, NULL) IS NOT NULL OR cardinality(v_code) <> (SELECT count(DISTINCT c) FROM unnest(v_code) AS c) THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
				MESSAGE = 'Every column of figures needs a variable of its own.',
				DETAIL = format('Variables: %s.', array_to_string(v_code, ', ', 'NULL')),
				HINT = 'A figure of an area and a date comes from one column.';
		END IF;
	ELSE
		IF value IS NULL OR jsonb_typeof(COALESCE(variables, '{}')) <> 'object' THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
				MESSAGE = 'A column of variables needs a column of figures.',
				HINT = 'Name it in value. variables may translate the texts of the column of variables: ''{"BEVSTD": "bev"}''.';
		END IF;
		v_column := ARRAY[value];
		PERFORM sozialraum._column_type(relation, variable);
	END IF;
	IF (reference_date IS NULL) = (date_column IS NULL) OR NOT isfinite(COALESCE(reference_date, '2000-01-01')) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'The figures need a reference date: one day, or a column.',
			HINT = 'Give either reference_date => ''2023-12-31'' or date_column => ''…'' (with date_format where the column is no date).';
	END IF;
	IF (level IS NULL) = (level_column IS NULL) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'The figures need a level of areas: one level, or a column.',
			HINT = 'Give either level or, with level => NULL, level_column.';
	END IF;
	IF level IS NOT NULL THEN
		PERFORM sozialraum._level_rank(level);
	END IF;

	-- what a row refers to
	PERFORM sozialraum._column_type(relation, key);
	IF date_column IS NOT NULL THEN
		v_type := sozialraum._column_type(relation, date_column);
		IF v_type IN ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype) THEN
			v_date := format('COALESCE(t.%I::date, ''infinity'')', date_column);
			date_format := NULL;
		ELSIF date_format IS NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
				MESSAGE = 'A column of dates that is not of type date needs a date_format.',
				DETAIL = format('Column %s has the type %s.', quote_ident(date_column), v_type),
				HINT = 'For example date_format => ''DD.MM.YYYY'', ''YYYY-MM-DD'', ''YYYYMM'' (last day of the month) or ''YYYY'' (31.12.).';
		ELSE
			PERFORM sozialraum.parse_date('', date_format);
			v_date := format('COALESCE(t.%I::text, '''')', date_column);
		END IF;
	END IF;
	IF level_column IS NOT NULL THEN
		PERFORM sozialraum._column_type(relation, level_column);
	END IF;
	v_base := concat_ws(', ',
		CASE WHEN level_column IS NULL THEN quote_literal('') || '::text' ELSE format('COALESCE(t.%I::text, '''')', level_column) END || ' AS level_text',
		format('COALESCE(t.%I::text, '''') AS key_text', key),
		CASE WHEN date_column IS NULL THEN v_date || '::text' ELSE v_date END || ' AS date_text',
		CASE WHEN v_wide THEN quote_literal('') || '::text' ELSE format('COALESCE(t.%I::text, '''')', variable) END || ' AS variable_text');

	-- the cells, as text or as number
	FOR i IN 1 .. cardinality(v_column) LOOP
		v_type := sozialraum._column_type(relation, v_column[i]);
		IF v_type IN ('text'::regtype, 'varchar'::regtype, 'bpchar'::regtype, 'name'::regtype) THEN
			v_texts := true;
			v_cell[i] := format('b.c%s::text', i);
			v_number[i] := 'NULL';
		ELSIF v_type IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'float4'::regtype, 'float8'::regtype, 'numeric'::regtype) THEN
			v_numbers := true;
			v_cell[i] := 'NULL';
			v_number[i] := CASE WHEN v_type = 'numeric'::regtype
				-- a numeric may be larger than any double
				THEN format('CASE WHEN abs(b.c%1$s) < 1e308 THEN b.c%1$s::float8 WHEN b.c%1$s IS NOT NULL THEN ''NaN'' END', i)
				-- as it is written: 12.3, not the 12.300000190734863 that is nearest to it in half the bits
				WHEN v_type = 'float4'::regtype THEN format('b.c%s::text::float8', i)
				ELSE format('b.c%s::float8', i) END;
		ELSE
			RAISE EXCEPTION USING ERRCODE = 'datatype_mismatch',
				MESSAGE = 'A column of figures must be text or a number.',
				DETAIL = format('Column %s has the type %s.', quote_ident(v_column[i]), v_type),
				HINT = 'Figures are read from text, smallint, integer, bigint, numeric, real and double precision.';
		END IF;
	END LOOP;
	IF status IS NOT NULL THEN
		PERFORM sozialraum._column_type(relation, status);
	END IF;

	-- joins and sorts of a delivery: 4 MB, the default of the server, are too little
	IF pg_size_bytes(v_work_mem) < pg_size_bytes('64MB') THEN
		PERFORM set_config('work_mem', '64MB', true);
	END IF;

	BEGIN	-- all or nothing: what follows is undone when anything is refused
		-- variables as they are written, with their place in the order of the primary key
		EXECUTE format('CREATE TEMPORARY TABLE %I (no integer, variable_text text, code text COLLATE "C", rank integer) ON COMMIT DROP', v_name || '_v');
		IF v_wide THEN
			v_list := sozialraum._ensure_variables(v_code);
			IF v_list <> '{}' THEN
				RAISE EXCEPTION USING ERRCODE = 'undefined_object',
					MESSAGE = 'There is no such variable.',
					DETAIL = format('Given: %s.', array_to_string(v_list, ', ')),
					HINT = 'Enter it with sozialraum.define_variable(), or run sozialraum.install_catalogue().';
			END IF;
			EXECUTE format($q$INSERT INTO %s (no, code, rank)
				SELECT c.no, c.code, row_number() OVER (ORDER BY c.code COLLATE "C") FROM unnest($1) WITH ORDINALITY AS c (code, no)$q$, v_variable) USING v_code;
		ELSE
			EXECUTE format($q$INSERT INTO %s (variable_text, code, rank)
				SELECT x.code, x.code, row_number() OVER (ORDER BY x.code) FROM sozialraum.variable AS x$q$, v_variable);
			-- texts that are translated
			EXECUTE format('DELETE FROM %s WHERE variable_text IN (SELECT jsonb_object_keys($1))', v_variable) USING COALESCE(variables, '{}');
		END IF;
		EXECUTE format('ANALYZE %s', v_variable);

		-- places: the areas of the level by their keys
		EXECUTE format($q$CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
			SELECT CASE WHEN $1 IS NULL THEN a.level::text ELSE '' END AS level_text, a.key::text AS key_text, a.valid_from, a.valid_to, a.id AS area_id
			FROM sozialraum.area AS a WHERE a.level = $1 OR $1 IS NULL$q$, v_name || '_p') USING level;
		EXECUTE format('ANALYZE %s', v_place);

		-- the figures. b is the numbered source, c has one row per cell
		v_sql := format('SELECT row_number() OVER () AS n, %s, %s AS mark, %s FROM %s AS t', v_base,
			CASE WHEN status IS NULL THEN 'NULL::text' ELSE format('t.%I::text', status) END,
			(SELECT string_agg(format('t.%I AS c%s', u.name, u.no), ', ' ORDER BY u.no) FROM unnest(v_column) WITH ORDINALITY AS u (name, no)), relation);
		v_sql := format('SELECT b.n, b.level_text, b.key_text, b.date_text, b.variable_text, b.mark, %s AS no, %s AS cell, %s AS number FROM (%s) AS b',
			CASE WHEN cardinality(v_column) = 1 THEN '1' ELSE format('unnest(%L::integer[])', ARRAY(SELECT generate_series(1, cardinality(v_column)))) END,
			CASE WHEN NOT v_texts THEN 'NULL::text' WHEN cardinality(v_column) = 1 THEN v_cell[1] ELSE format('unnest(ARRAY[%s]::text[])', array_to_string(v_cell, ', ')) END,
			CASE WHEN NOT v_numbers THEN 'NULL::float8' WHEN cardinality(v_column) = 1 THEN v_number[1] ELSE format('unnest(ARRAY[%s]::float8[])', array_to_string(v_number, ', ')) END,
			v_sql);
		v_item := format('c.cell, %L, %L, %L::text[]', marks, decimal_mark, missing);
		-- OFFSET 0 keeps the planner from evaluating these once per place of use
		v_sql := format('SELECT c.*, %s AS day, %s AS value, %s AS status, %s AS mark_status FROM (%s) AS c OFFSET 0',
			CASE WHEN date_column IS NULL THEN format('%L::date', reference_date)
				WHEN date_format IS NULL THEN 'CASE WHEN isfinite(c.date_text) THEN c.date_text END'
				ELSE format('sozialraum.parse_date(c.date_text, %L)', date_format) END,
			CASE WHEN NOT v_numbers THEN format('sozialraum._parse_number(%s)', v_item) WHEN NOT v_texts THEN 'c.number'
				ELSE format('COALESCE(c.number, sozialraum._parse_number(%s))', v_item) END,
			CASE WHEN NOT v_numbers THEN format('sozialraum._parse_status(%s)', v_item) WHEN NOT v_texts THEN format('sozialraum._number_status(c.number, %L::text[])', missing)
				ELSE format('CASE WHEN c.number IS NULL THEN sozialraum._parse_status(%s) ELSE sozialraum._number_status(c.number, %L::text[]) END', v_item, missing) END,
			CASE WHEN status IS NULL THEN 'NULL::text' ELSE 'sozialraum._mark_status(c.mark)' END,
			v_sql);
		IF status IS NOT NULL THEN
			-- a mark beside the figure goes before one in it
			v_sql := format($q$
				SELECT c.n, c.level_text, c.key_text, c.date_text, c.variable_text, c.mark, c.no, c.cell, c.number, c.day, c.value,
					CASE WHEN c.mark_status = 'rejected' THEN 'mark'
						WHEN c.status = 'rejected' OR c.mark_status = 'empty' THEN c.status
						WHEN c.mark_status IN ('unknown', 'secret', 'unreliable', 'not_meaningful', 'later') THEN c.mark_status
						WHEN c.status IN ('final', 'preliminary', 'revised', 'estimated', 'uncertain') THEN c.mark_status
						ELSE c.status END AS status
				FROM (%s) AS c OFFSET 0$q$, v_sql);
		END IF;
		PERFORM set_config('search_path', sozialraum._reading_path(relation), true);
		EXECUTE format($q$
			CREATE TEMPORARY TABLE %1$I ON COMMIT DROP AS
			SELECT s.n, s.no::smallint AS no, v.rank, s.day, p.area_id,
				CASE WHEN s.status IN ('final', 'preliminary', 'revised', 'estimated', 'uncertain') THEN s.value END AS value,
				CASE WHEN s.status = 'final' THEN %2$L ELSE s.status END AS status,
				CASE WHEN p.area_id IS NULL THEN s.level_text END AS level_text,
				CASE WHEN p.area_id IS NULL THEN s.key_text END AS key_text,
				CASE WHEN s.day IS NULL THEN %3$s END AS date_text,
				CASE WHEN v.rank IS NULL THEN s.variable_text END AS variable_text,
				CASE WHEN s.status = 'rejected' THEN COALESCE(s.cell, s.number::text) WHEN s.status = 'mark' THEN s.mark END AS cell
			FROM (%4$s) AS s
			LEFT JOIN %5$s AS p ON p.key_text = s.key_text %7$s AND s.day BETWEEN p.valid_from AND p.valid_to
			LEFT JOIN %6$s AS v ON %8$s$q$,
			v_name, fixed_status, CASE WHEN date_column IS NOT NULL AND date_format IS NULL THEN 'to_char(s.date_text, ''YYYY-MM-DD'')' ELSE 's.date_text' END,
			v_sql, v_place, v_variable, CASE WHEN level_column IS NOT NULL THEN 'AND p.level_text = s.level_text' ELSE '' END,
			CASE WHEN v_wide THEN 'v.no = s.no' ELSE 'v.variable_text = s.variable_text' END);
		GET DIAGNOSTICS v_total = ROW_COUNT;
		PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
		EXECUTE format('ANALYZE %s', v_stage);
		EXECUTE format($q$SELECT count(*) FILTER (WHERE s.status <> 'empty'), count(*) FILTER (WHERE s.rank IS NULL AND s.status <> 'empty'),
			count(*) FILTER (WHERE s.area_id IS NULL AND s.status <> 'empty'), count(*) FILTER (WHERE s.cell IS NOT NULL) FROM %s AS s$q$, v_stage)
		INTO v_staged, v_odd_variables, v_odd_places, v_refused;

		-- variables that are not written as in the model: spaces, translations, groups of families that come into being now
		IF v_odd_variables > 0 THEN
			EXECUTE format($q$
				WITH w AS MATERIALIZED (
					SELECT DISTINCT s.variable_text, COALESCE($1 ->> btrim(s.variable_text), btrim(s.variable_text)) COLLATE "C" AS code
					FROM %s AS s WHERE s.rank IS NULL AND s.status <> 'empty'),
				e AS MATERIALIZED (
					SELECT sozialraum._ensure_variables(ARRAY(SELECT DISTINCT w.code::text FROM w)) AS unknown)
				INSERT INTO %s (variable_text, code)
				SELECT w.variable_text, w.code FROM w, e WHERE w.code <> ALL (e.unknown)$q$, v_stage, v_variable) USING variables;
			EXECUTE format('UPDATE %1$s AS v SET rank = (SELECT min(y.rank) FROM %1$s AS y WHERE y.code = v.code) WHERE v.rank IS NULL', v_variable);
			EXECUTE format($q$
				UPDATE %1$s AS v SET rank = r.rank
				FROM (SELECT y.variable_text, (SELECT COALESCE(max(z.rank), 0) FROM %1$s AS z) + dense_rank() OVER (ORDER BY y.code) AS rank
					FROM %1$s AS y WHERE y.rank IS NULL) AS r
				WHERE v.rank IS NULL AND r.variable_text = v.variable_text$q$, v_variable);
			EXECUTE format($q$UPDATE %s AS s SET rank = v.rank, variable_text = NULL FROM %s AS v
				WHERE s.rank IS NULL AND v.variable_text = s.variable_text$q$, v_stage, v_variable);
		END IF;

		-- places that are not: the area with the same official key, else one with the same territory that is valid on the day
		EXECUTE format($q$
			CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
			SELECT w.*, CASE WHEN $2 THEN w.key ELSE sozialraum.official_key(w.key)::text COLLATE "C" END AS match_key, NULL::bigint AS area_id, NULL::text AS problem
			FROM (SELECT DISTINCT s.level_text, s.key_text, COALESCE(s.day, 'infinity') AS day,
					COALESCE($1, btrim(s.level_text)) COLLATE "C" AS level, btrim(s.key_text, E' \t\r\n') COLLATE "C" AS key
				FROM %s AS s WHERE s.area_id IS NULL AND s.status <> 'empty' AND $3) AS w$q$, v_name || '_w', v_stage)
		USING level, local_keys, v_odd_places > 0;
		IF v_odd_places > 0 THEN
			EXECUTE format('ANALYZE %s', v_odd);
			EXECUTE format($q$
				WITH own AS MATERIALIZED (
					SELECT w.level, w.key, a.id, a.valid_from, a.valid_to, a.territory_id, a.key = w.key AS same
					FROM (SELECT DISTINCT x.level, x.key, x.match_key FROM %1$s AS x) AS w
					JOIN sozialraum.area AS a ON a.level = w.level AND %2$s = w.match_key),
				candidate AS MATERIALIZED (
					SELECT o.level, o.key, o.id, o.valid_from, o.valid_to, CASE WHEN o.same THEN 0 ELSE 1 END AS distance FROM own AS o
					UNION ALL
					SELECT o.level, o.key, a.id, a.valid_from, a.valid_to, 2
					FROM own AS o JOIN sozialraum.area AS a ON a.territory_id = o.territory_id AND a.id <> o.id AND a.level = o.level),
				found AS (
					SELECT DISTINCT ON (w.level_text, w.key_text, w.day) w.level_text, w.key_text, w.day, c.id
					FROM %1$s AS w JOIN candidate AS c ON c.level = w.level AND c.key = w.key AND w.day BETWEEN c.valid_from AND c.valid_to
					WHERE w.day < 'infinity'
					ORDER BY w.level_text, w.key_text, w.day, c.distance, c.id)
				UPDATE %1$s AS w SET area_id = f.id FROM found AS f
				WHERE f.level_text = w.level_text AND f.key_text = w.key_text AND f.day = w.day$q$, v_odd, v_own_key);
			EXECUTE format($q$
				WITH known AS MATERIALIZED (SELECT DISTINCT a.level, %2$s::text COLLATE "C" AS key FROM sozialraum.area AS a)
				UPDATE %1$s AS w SET problem = CASE
					WHEN NOT EXISTS (SELECT FROM sozialraum.area_level AS l WHERE l.code = w.level) THEN 'level'
					WHEN w.key = '' THEN 'empty'
					WHEN NOT EXISTS (SELECT FROM known AS a WHERE a.level = w.level AND a.key = w.match_key)
						THEN CASE WHEN sozialraum._lost_zero(w.key) OR EXISTS (SELECT FROM known AS a WHERE a.level = w.level AND a.key = '0' || w.key)
							THEN 'zero' ELSE 'key' END
					WHEN w.day = 'infinity' THEN 'date'
					ELSE 'validity' END
				WHERE w.area_id IS NULL$q$, v_odd, v_own_key);
			EXECUTE format($q$UPDATE %s AS s SET area_id = w.area_id FROM %s AS w
				WHERE s.area_id IS NULL AND s.status <> 'empty' AND w.area_id IS NOT NULL
					AND w.level_text = s.level_text AND w.key_text = s.key_text AND w.day = s.day$q$, v_stage, v_odd);
		END IF;
		IF v_odd_places > 0 OR v_odd_variables > 0 THEN
			EXECUTE format('SELECT count(*) FROM %s AS s WHERE s.status <> ''empty'' AND (s.area_id IS NULL OR s.rank IS NULL OR s.cell IS NOT NULL)', v_stage)
			INTO v_refused;
		END IF;

		-- into the model, unless something is wrong
		IF v_refused = 0 THEN
			-- what is referred to stays while this goes on: locked as foreign keys would lock it
			EXECUTE format($q$SELECT count(*) FROM (SELECT FROM sozialraum.area AS a WHERE a.id IN (SELECT s.area_id FROM %s AS s) FOR KEY SHARE) AS x$q$, v_stage) INTO v_known_rows;
			EXECUTE format($q$SELECT EXISTS (SELECT FROM (SELECT DISTINCT s.area_id, s.day FROM %s AS s WHERE s.status <> 'empty') AS s
				JOIN sozialraum.area AS a ON a.id = s.area_id WHERE s.day NOT BETWEEN a.valid_from AND a.valid_to)$q$, v_stage) INTO v_known;
			IF v_known THEN
				RAISE EXCEPTION USING ERRCODE = 'serialization_failure',
					MESSAGE = 'An area of the delivery was closed meanwhile.',
					DETAIL = format('Relation %s.', relation),
					HINT = 'Run the import again.';
			END IF;
			EXECUTE format($q$SELECT count(*) FROM (SELECT FROM sozialraum.variable AS x
				WHERE x.code IN (SELECT v.code FROM %s AS v WHERE v.rank IN (SELECT s.rank FROM %s AS s)) FOR KEY SHARE) AS x$q$, v_variable, v_stage) INTO v_known_rows;
			EXECUTE format($q$SELECT EXISTS (SELECT FROM (SELECT DISTINCT s.rank, s.day FROM %s AS s WHERE s.status <> 'empty') AS s
				JOIN (SELECT DISTINCT v.rank, v.code FROM %s AS v) AS v ON v.rank = s.rank
				WHERE EXISTS (SELECT FROM sozialraum.observation AS o WHERE o.variable = v.code AND o.reference_date = s.day))$q$, v_stage, v_variable)
			INTO v_known;
			IF v_known THEN
				EXECUTE format('SELECT EXISTS (SELECT FROM %s AS s WHERE s.status <> ''empty'' GROUP BY s.rank, s.day, s.area_id HAVING count(*) > 1)', v_stage) INTO v_known;
				v_refused := v_known::integer;
				IF v_refused = 0 THEN
					-- what is new or other than before
					EXECUTE format($q$
						CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
						SELECT s.rank, v.code, s.day, s.area_id, s.value, s.status, o.area_id IS NULL AS is_new
						FROM %s AS s JOIN (SELECT DISTINCT x.rank, x.code FROM %s AS x) AS v ON v.rank = s.rank
						LEFT JOIN sozialraum.observation AS o ON o.variable = v.code AND o.reference_date = s.day AND o.area_id = s.area_id
						WHERE s.status <> 'empty' AND (o.area_id IS NULL OR o.value IS DISTINCT FROM s.value OR o.status <> s.status OR o.source <> $1)$q$,
						v_name || '_d', v_stage, v_variable) USING source;
					EXECUTE format('ANALYZE %s', v_difference);
					EXECUTE format($q$
						UPDATE sozialraum.observation AS o SET value = d.value, status = d.status, source = $1
						FROM %s AS d
						WHERE NOT d.is_new AND o.variable = d.code AND o.reference_date = d.day AND o.area_id = d.area_id$q$, v_difference) USING source;
					GET DIAGNOSTICS v_updated = ROW_COUNT;
					EXECUTE format($q$
						INSERT INTO sozialraum.observation (variable, reference_date, area_id, value, status, source)
						SELECT d.code, d.day, d.area_id, d.value, d.status, $1 FROM %s AS d WHERE d.is_new ORDER BY d.rank, d.day, d.area_id$q$, v_difference) USING source;
					GET DIAGNOSTICS v_inserted = ROW_COUNT;
					EXECUTE format('DROP TABLE %s', v_difference);
				END IF;
			ELSE
				-- nothing of these variables and days is there yet: in the order of the primary key, which also finds what comes twice
				BEGIN
					EXECUTE format($q$
						INSERT INTO sozialraum.observation (variable, reference_date, area_id, value, status, source)
						SELECT v.code, s.day, s.area_id, s.value, s.status, $1
						FROM %s AS s JOIN (SELECT DISTINCT x.rank, x.code FROM %s AS x) AS v ON v.rank = s.rank
						WHERE s.status <> 'empty'
						-- one number instead of three: the order is for the index, so an area_id beyond four million may wrap
						ORDER BY (s.rank::bigint << 44) | ((s.day - date '0001-01-01')::bigint << 22) | (s.area_id & 4194303)$q$, v_stage, v_variable) USING source;
					GET DIAGNOSTICS v_inserted = ROW_COUNT;
				EXCEPTION WHEN unique_violation THEN
					EXECUTE format('SELECT EXISTS (SELECT FROM %s AS s WHERE s.status <> ''empty'' GROUP BY s.rank, s.day, s.area_id HAVING count(*) > 1)', v_stage) INTO v_known;
					IF NOT v_known THEN
						RAISE;	-- somebody else was faster
					END IF;
					v_refused := 1;
				END;
			END IF;
		END IF;

		IF v_refused > 0 THEN
			v_sql := format($q$
				SELECT s.n, CASE w.problem WHEN 'level' THEN $1 WHEN 'date' THEN $2 ELSE $3 END AS col,
					CASE w.problem WHEN 'level' THEN 'unknown level' WHEN 'empty' THEN 'the key is empty' WHEN 'zero' THEN 'unknown key; leading zero lost?'
						WHEN 'key' THEN 'unknown key' WHEN 'date' THEN %2$L
						ELSE 'no area with this key is valid on the reference date' END AS reason,
					CASE w.problem WHEN 'level' THEN s.level_text WHEN 'date' THEN s.date_text ELSE s.key_text END AS cell
				FROM %1$s AS s JOIN %3$s AS w ON w.level_text = s.level_text AND w.key_text = s.key_text AND w.day = COALESCE(s.day, 'infinity')
				WHERE s.area_id IS NULL AND s.status <> 'empty'
				UNION ALL
				SELECT s.n, $4, 'unknown variable', s.variable_text FROM %1$s AS s WHERE s.rank IS NULL AND s.status <> 'empty'
				UNION ALL
				SELECT s.n, CASE WHEN s.status = 'mark' THEN $5 ELSE ($6)[s.no] END,
					CASE WHEN s.status = 'mark' THEN 'this is no known mark' ELSE 'this is no figure' END, s.cell
				FROM %1$s AS s WHERE s.cell IS NOT NULL
				UNION ALL
				SELECT d.n, ($6)[d.no], format('the same area, variable and date as in row %%s', d.other), NULL
				FROM (SELECT x.n, x.no, first_value(x.n) OVER w AS other, row_number() OVER w AS time FROM %1$s AS x
					WHERE x.area_id IS NOT NULL AND x.rank IS NOT NULL AND x.status <> 'empty'
					WINDOW w AS (PARTITION BY x.rank, x.day, x.area_id ORDER BY x.n, x.no)) AS d
				WHERE d.time > 1$q$, v_stage,
				CASE WHEN date_format IS NULL THEN 'the date is empty' ELSE 'this is no date of the format ' || date_format END, v_odd);
			EXECUTE format('SELECT count(*) FROM (%s) AS r', v_sql) INTO v_refused USING level_column, date_column, key, variable, status, v_column;
			IF on_reject = 'error' THEN
				EXECUTE format('SELECT string_agg(x.place, '', '') FROM (SELECT format(''%%s %%s'', r.n, r.col) AS place FROM (%s) AS r ORDER BY r.n, r.col, r.reason LIMIT 20) AS x', v_sql)
				INTO v_item USING level_column, date_column, key, variable, status, v_column;
				PERFORM sozialraum._raise_refused(v_refused, v_item || CASE WHEN v_refused > 20 THEN ', …' ELSE '' END);
			END IF;
			RETURN QUERY SELECT 'refused', NULL::bigint, NULL::text, 'nothing was imported', NULL::text, v_refused;
			RETURN QUERY EXECUTE format('SELECT ''rejected'', r.n, r.col, r.reason, r.cell, NULL::bigint FROM (%s) AS r ORDER BY r.n, r.col, r.reason LIMIT $7', v_sql)
			USING level_column, date_column, key, variable, status, v_column, max_rejects;
			RAISE EXCEPTION SQLSTATE 'SZ000';	-- caught below: undoes what has been done so far, the rows returned remain
		END IF;

		IF v_inserted + v_updated > 0 THEN
			INSERT INTO sozialraum.delivery (source, relation, inserted, updated, unchanged)
			VALUES (source, relation::text, v_inserted, v_updated, v_staged - v_inserted - v_updated);
		END IF;
		EXECUTE format('DROP TABLE %s, %s, %s, %s', v_stage, v_place, v_variable, v_odd);
		RETURN QUERY SELECT o.outcome, NULL::bigint, NULL::text, NULL::text, NULL::text, o.n
			FROM (VALUES ('inserted', v_inserted), ('updated', v_updated), ('unchanged', v_staged - v_inserted - v_updated), ('empty', v_total - v_staged)) AS o (outcome, n);
	EXCEPTION WHEN SQLSTATE 'SZ000' THEN
		NULL;
	END;
	PERFORM set_config('work_mem', v_work_mem, true);
END
$$;
COMMENT ON FUNCTION sozialraum.import_observations(text, regclass, text, text, text, text, jsonb, date, text, text, text, text, text, text, text, text[], boolean, text, integer) IS
'Imports figures of a source (its code must be in table source) from any table, view or foreign table (relation). key names the column of area keys of the level, or of the levels in level_column with level => NULL.
Long, a row per figure: variable and value name the columns of variables and figures; variables may translate texts of the former ({"BEVSTD": "bev"}). Wide, a column per variable: variables maps columns to variables ({"Einwohner": "bev", …}) or lists columns that are called like their variables. Groups of families (bev_0_2) come into being when they are named.
Date: one reference_date, or date_column of type date, or of text with an explicit date_format (see parse_date(): YYYY is 31.12., YYYYMM the last day of the month). The area is the one with the key that is valid on the date; if there is none, the row of the same territory that is. AGS and ARS of a municipality are one key, unless local_keys.
Figures: text columns are read by parse_value() with decimal_mark, marks and missing; numeric columns as they are, NaN and infinity refused, missing compared as numbers. Empty cells are no figures and are only counted. status names a column of marks beside the figures (p, r, s, e, (), KLAMMERN, . * / x … or the name of a status), which goes before a mark in the figure; fixed_status is the status of figures without a mark.
All or nothing. Result on success: four rows with outcome inserted, updated (value, status or source differ), unchanged and empty, and a count; a row in table delivery unless nothing changed, so importing the same again is a no-op. Result on refusal: a row refused with the number of refused cells, then at most max_rejects rows rejected: row (as the rows lie in the relation, from 1), column, reason, text; nothing has been changed. Refused are unknown keys, variables and levels, keys that lost their leading zero, dates that cannot be read or on which no such area is valid, texts that are no figures, and figures that come twice. on_reject => ''error'' raises 22000 instead, which names positions only. Further errors: 42704 for an unknown source, level or variable in the arguments, 42703 for an unknown column, 42804 for a column of figures that is neither text nor number, 22023 for arguments that do not fit. Needs the right to create temporary tables.';
REVOKE EXECUTE ON FUNCTION sozialraum.import_observations(text, regclass, text, text, text, text, jsonb, date, text, text, text, text, text, text, text, text[], boolean, text, integer) FROM PUBLIC;

CREATE FUNCTION sozialraum.set_observation(level text, key text, variable text, reference_date date, value double precision,
	status text DEFAULT NULL, source text DEFAULT 'manual') RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_area	bigint;
BEGIN
	PERFORM sozialraum._level_rank(level);
	IF NOT isfinite(reference_date) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'A figure needs a day.',
			DETAIL = format('Variable %s, date %s.', variable, reference_date), HINT = 'Give the day of the count, or the last day of the year of a flow.';
	END IF;
	-- asked here and not by the constraint of the table, whose message would show the figure
	IF COALESCE(status, CASE WHEN value IS NULL THEN 'unknown' ELSE 'final' END) <> ALL (CASE WHEN value IS NULL
			THEN ARRAY['unknown', 'secret', 'unreliable', 'not_meaningful', 'later']
			ELSE ARRAY['final', 'preliminary', 'revised', 'estimated', 'uncertain'] END)
		OR value IN ('NaN', 'Infinity', '-Infinity') THEN
		RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The status does not go with the figure, or the figure is no number.',
			DETAIL = format('Variable %s, status %s.', variable, COALESCE(quote_literal(status), 'NULL')),
			HINT = 'With a value: final, preliminary, revised, estimated, uncertain. Without: unknown, secret, unreliable, not_meaningful, later.';
	END IF;
	-- as in an import: the key, its other official form, another row of the territory
	WITH own AS (
		SELECT a.id, a.territory_id, a.valid_from, a.valid_to, CASE WHEN a.key = btrim(key) THEN 0 ELSE 1 END AS distance
		FROM sozialraum.area AS a WHERE a.level = level AND sozialraum.official_key(a.key) = sozialraum.official_key(key))
	SELECT c.id INTO v_area
	FROM (SELECT o.id, o.valid_from, o.valid_to, o.distance FROM own AS o
		UNION ALL
		SELECT a.id, a.valid_from, a.valid_to, 2 FROM own AS o JOIN sozialraum.area AS a ON a.territory_id = o.territory_id AND a.id <> o.id AND a.level = level) AS c
	WHERE reference_date BETWEEN c.valid_from AND c.valid_to ORDER BY c.distance, c.id LIMIT 1;
	IF v_area IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = 'No area with this key is valid on the reference date.',
			DETAIL = format('Level %s, key %s, date %s.', level, key, reference_date),
			HINT = 'Look for it in sozialraum.area: keys are text, leading zeros count.';
	END IF;
	IF sozialraum._ensure_variables(ARRAY[variable]) <> '{}' THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = 'There is no such variable.',
			DETAIL = format('Given: %s.', variable),
			HINT = 'Enter it with sozialraum.define_variable(), or run sozialraum.install_catalogue().';
	END IF;
	IF source = 'manual' THEN
		INSERT INTO sozialraum.source (code, name, name_en) VALUES ('manual', 'Von Hand eingetragen', 'Entered by hand')
		ON CONFLICT ON CONSTRAINT source_pkey DO NOTHING;
	END IF;
	PERFORM sozialraum._check_source(source);
	PERFORM FROM sozialraum.area AS a WHERE a.id = v_area AND reference_date BETWEEN a.valid_from AND a.valid_to FOR KEY SHARE;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'serialization_failure', MESSAGE = 'The area was closed meanwhile.',
			DETAIL = format('Level %s, key %s.', level, key), HINT = 'Try again.';
	END IF;
	PERFORM FROM sozialraum.variable AS v WHERE v.code = variable FOR KEY SHARE;
	INSERT INTO sozialraum.observation AS o (variable, reference_date, area_id, value, status, source)
	VALUES (variable, reference_date, v_area, value, COALESCE(status, CASE WHEN value IS NULL THEN 'unknown' ELSE 'final' END), source)
	ON CONFLICT ON CONSTRAINT observation_pkey DO UPDATE SET value = EXCLUDED.value, status = EXCLUDED.status, source = EXCLUDED.source
	WHERE o.value IS DISTINCT FROM EXCLUDED.value OR o.status <> EXCLUDED.status OR o.source <> EXCLUDED.source;
END
$$;
COMMENT ON FUNCTION sozialraum.set_observation(text, text, text, date, double precision, text, text) IS
'Enters or changes one figure. status NULL: final, or unknown where value is NULL. The source manual comes into being by itself, others must be in table source. Errors: 42704 for an unknown area, variable or source, 23514 for a status that does not go with the value, NaN or infinity.';
REVOKE EXECUTE ON FUNCTION sozialraum.set_observation(text, text, text, date, double precision, text, text) FROM PUBLIC;

CREATE FUNCTION sozialraum.check_observations() RETURNS TABLE (problem text, variable text, reference_date date, area_id bigint, source text, count bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT p.problem, o.variable::text, o.reference_date, o.area_id, o.source::text, count(*)
	FROM sozialraum.observation AS o
	LEFT JOIN sozialraum.area AS a ON a.id = o.area_id
	LEFT JOIN sozialraum.variable AS v ON v.code = o.variable
	LEFT JOIN sozialraum.source AS s ON s.code = o.source
	CROSS JOIN LATERAL (VALUES
		(CASE WHEN a.id IS NULL THEN 'unknown area' WHEN o.reference_date NOT BETWEEN a.valid_from AND a.valid_to AND sozialraum._transfer_base(o.source) = o.source THEN 'area not valid on that date' END),
		(CASE WHEN v.code IS NULL THEN 'unknown variable' END),
		(CASE WHEN s.code IS NULL THEN 'unknown source' END)) AS p (problem)
	WHERE p.problem IS NOT NULL
	GROUP BY 1, 2, 3, 4, 5
	ORDER BY 1, 2, 3, 4;
END
$$;
COMMENT ON FUNCTION sozialraum.check_observations() IS
'Lists observations whose area, variable or source is gone, and those on a date on which their area is not valid. No rows: all is well. Import and triggers keep it so; a restore of part of a dump or a table written by hand may not.';
REVOKE EXECUTE ON FUNCTION sozialraum.check_observations() FROM PUBLIC;
-- ---------------------------------------------------------------------------------------------------------------------
-- Rights of the two roles: planners, who work with the model, and readers, who use the engine and what is published.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum.setup_roles(planner name, reader name) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_role		name;
	v_object	record;
BEGIN
	FOREACH v_role IN ARRAY ARRAY[planner, reader] LOOP
		IF v_role IS NULL OR NOT EXISTS (SELECT FROM pg_roles AS r WHERE r.rolname = v_role) THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object',
				MESSAGE = 'There is no such role.',
				DETAIL = format('Given: %s.', COALESCE(quote_ident(v_role), 'NULL')),
				HINT = format('Create it first: CREATE ROLE %s NOLOGIN; then grant it to the people who need it.', COALESCE(quote_ident(v_role), 'sozialraum_planner'));
		END IF;
	END LOOP;
	IF planner = reader THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'Planners and readers must be two roles.',
			DETAIL = format('Given: %I for both.', planner),
			HINT = 'A planner who only reads may be a member of both.';
	END IF;
	EXECUTE format('GRANT USAGE ON SCHEMA sozialraum TO %I, %I', planner, reader);
	-- what belongs to the extension, whatever its version
	FOR v_object IN
		SELECT c.oid::regclass::text AS name, c.relkind AS kind, NULL::oid AS routine
		FROM pg_depend AS d JOIN pg_extension AS e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass AND e.extname = 'sozialraum'
		JOIN pg_class AS c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid AND d.deptype = 'e' AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
		UNION ALL
		SELECT p.oid::regprocedure::text, 'f', p.oid
		FROM pg_depend AS d JOIN pg_extension AS e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass AND e.extname = 'sozialraum'
		JOIN pg_proc AS p ON d.classid = 'pg_proc'::regclass AND p.oid = d.objid AND d.deptype = 'e'
	LOOP
		IF v_object.kind = 'f' THEN
			-- rights are for planners, not theirs to give; the pure functions are everybody's anyway
			CONTINUE WHEN v_object.routine = 'sozialraum.setup_roles(name, name)'::regprocedure;
			EXECUTE format('GRANT EXECUTE ON ROUTINE %s TO %I', v_object.name, planner);
		ELSIF v_object.kind = 'S' THEN
			EXECUTE format('GRANT USAGE, SELECT, UPDATE ON SEQUENCE %s TO %I', v_object.name, planner);
		ELSIF v_object.kind IN ('v', 'm') THEN
			EXECUTE format('GRANT SELECT ON %s TO %I', v_object.name, planner);
		ELSE
			EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO %I', v_object.name, planner);
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION sozialraum.setup_roles(name, name) IS
'Gives two existing roles their rights; the admin who installed the extension runs it once, and again after every ALTER EXTENSION sozialraum UPDATE. planner: reads and writes all tables of the model and executes all functions (import, definitions, editions). reader: uses the schema and the pure functions of the engine (zscore(), parse_value(), …) on tables of his own, and reads no table of the model. What is published later is granted when it is published. Importing also needs the right to create temporary tables, which everybody has by default (GRANT TEMPORARY ON DATABASE). Errors: 42704 for a role that does not exist, 22023 when both are the same.';
REVOKE EXECUTE ON FUNCTION sozialraum.setup_roles(name, name) FROM PUBLIC;
-- ---------------------------------------------------------------------------------------------------------------------
-- Settings and planning areas.
--
-- Rules that need another row (no cycles, a child's validity inside its parent's) are foreign keys over copied columns, not
-- triggers: a restore loads rows in any order, and a foreign key is checked when the statement ends.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE sozialraum.setting (
	id			smallint PRIMARY KEY DEFAULT 1 CHECK (id = 1),
	srid		integer NOT NULL DEFAULT 25832 UNIQUE CHECK (srid > 0),
	land		text NOT NULL DEFAULT 'DE' CHECK (land ~ '^[A-Z]{2}$'),
	language	text NOT NULL DEFAULT 'de' CHECK (language IN ('de', 'en'))
);
COMMENT ON TABLE sozialraum.setting IS 'The one row of settings of this database. set_srid() and set_land() write it; without a row the defaults hold (EPSG:25832, DE, German).';
COMMENT ON COLUMN sozialraum.setting.id IS 'Always 1: there is one row.';
COMMENT ON COLUMN sozialraum.setting.srid IS 'EPSG code of all area geometries, projected in metres; fixed as soon as areas exist (they reference it).';
COMMENT ON COLUMN sozialraum.setting.land IS 'Land whose age limits apply (SN, TH, …; DE: those of the whole country).';
COMMENT ON COLUMN sozialraum.setting.language IS 'Language of generated names and reasons: de or en.';

CREATE TABLE sozialraum.area_level (
	code		text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9_]{0,39}$'),
	name		text NOT NULL,
	name_en		text,
	rank		smallint NOT NULL CHECK (rank > 0),
	hierarchy	text COLLATE "C" NOT NULL DEFAULT 'administrative',
	note		text,
	UNIQUE (code, rank),
	UNIQUE (hierarchy, rank)
);
COMMENT ON TABLE sozialraum.area_level IS 'Levels of areas, smallest rank first (sozialraum 1, gemeinde 2, …); several hierarchies may stand side by side (administrative, planning, school districts). An area is the sum of its children of the same hierarchy, or of its parts in area_part.';
COMMENT ON COLUMN sozialraum.area_level.code IS 'Key of the level, lower case.';
COMMENT ON COLUMN sozialraum.area_level.name IS 'Name in German.';
COMMENT ON COLUMN sozialraum.area_level.name_en IS 'Name in English.';
COMMENT ON COLUMN sozialraum.area_level.rank IS 'Place in the order of sizes: a parent has a higher rank than its children, which is what rules out cycles.';
COMMENT ON COLUMN sozialraum.area_level.hierarchy IS 'Name of the hierarchy that the level belongs to.';
COMMENT ON COLUMN sozialraum.area_level.note IS 'Remark.';

CREATE TABLE sozialraum.area (
	id					bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
	level				text COLLATE "C" NOT NULL,
	rank				smallint NOT NULL,
	key					text COLLATE "C" NOT NULL CHECK (key <> '' AND key = btrim(key)),
	name				text NOT NULL CHECK (name <> ''),
	name_en				text,
	parent_id			bigint,
	parent_rank			smallint,
	parent_valid_from	date,
	parent_valid_to		date,
	valid_from			date NOT NULL DEFAULT '-infinity',
	valid_to			date NOT NULL DEFAULT 'infinity',
	territory_id		bigint,
	srid				integer NOT NULL DEFAULT 25832 REFERENCES sozialraum.setting (srid),
	geom				geometry(MultiPolygon),
	note				text,
	FOREIGN KEY (level, rank) REFERENCES sozialraum.area_level (code, rank) ON UPDATE CASCADE,
	UNIQUE (id, rank),
	UNIQUE (id, rank, valid_from, valid_to),
	FOREIGN KEY (parent_id, parent_rank, parent_valid_from, parent_valid_to)
		REFERENCES sozialraum.area (id, rank, valid_from, valid_to) MATCH FULL ON UPDATE CASCADE,
	FOREIGN KEY (territory_id) REFERENCES sozialraum.area (id),
	CONSTRAINT area_parent_is_larger CHECK (parent_rank > rank),
	CONSTRAINT area_inside_parents_validity CHECK (valid_from >= parent_valid_from AND valid_to <= parent_valid_to),
	CONSTRAINT area_validity CHECK (valid_from <= valid_to),
	CONSTRAINT area_srid CHECK (srid = ST_SRID(geom)),
	CONSTRAINT area_key_once EXCLUDE USING gist (level WITH =, key WITH =, daterange(valid_from, valid_to, '[]') WITH &&),
	CONSTRAINT area_territory_once EXCLUDE USING gist (territory_id WITH =, level WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
);
CREATE INDEX area_geom_idx ON sozialraum.area USING gist (geom);
CREATE INDEX area_parent_idx ON sozialraum.area (parent_id);
CREATE INDEX area_territory_idx ON sozialraum.area (territory_id);
COMMENT ON TABLE sozialraum.area IS 'Planning areas of all levels, each with its validity. Two areas of one level with one key never overlap in time. Filled by import_areas() and define_area(), which keep the copied columns (rank, parent_rank, parent_valid_from, parent_valid_to).';
COMMENT ON COLUMN sozialraum.area.id IS 'Internal number, never reused.';
COMMENT ON COLUMN sozialraum.area.level IS 'Level of the area.';
COMMENT ON COLUMN sozialraum.area.rank IS 'Rank of the level (copied from area_level and kept equal by a foreign key).';
COMMENT ON COLUMN sozialraum.area.key IS 'Key as the administration writes it: text, leading zeros kept.';
COMMENT ON COLUMN sozialraum.area.name IS 'Name in German; not unique (Berlin has two areas named Schloßstraße).';
COMMENT ON COLUMN sozialraum.area.name_en IS 'Name in English.';
COMMENT ON COLUMN sozialraum.area.parent_id IS 'The area that this one is part of; NULL at the top.';
COMMENT ON COLUMN sozialraum.area.parent_rank IS 'Rank of the parent (copied; must be higher than rank, so there are no cycles).';
COMMENT ON COLUMN sozialraum.area.parent_valid_from IS 'Validity of the parent (copied; the child lies inside it).';
COMMENT ON COLUMN sozialraum.area.parent_valid_to IS 'Validity of the parent (copied; the child lies inside it).';
COMMENT ON COLUMN sozialraum.area.valid_from IS 'First day of validity; -infinity: always.';
COMMENT ON COLUMN sozialraum.area.valid_to IS 'Last day of validity, inclusive; infinity: open.';
COMMENT ON COLUMN sozialraum.area.territory_id IS 'First row of the chain of rows with unchanged territory: a Sozialraum whose municipality was merged gets a new row (new parent) with the same territory, and its time series goes on. A row whose territory changed starts a chain of its own. On any day one row of a territory is valid at most.';
COMMENT ON COLUMN sozialraum.area.srid IS 'EPSG code of the geometry; the one of setting.';
COMMENT ON COLUMN sozialraum.area.geom IS 'Territory; NULL for an area without a known border (a Land as reference).';
COMMENT ON COLUMN sozialraum.area.note IS 'Remark.';

CREATE FUNCTION sozialraum._area_territory() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	-- looks at its own row only, as every INSERT trigger must (a restore loads rows in any order)
	NEW.territory_id := COALESCE(NEW.territory_id, NEW.id);
	RETURN NEW;
END
$$;
COMMENT ON FUNCTION sozialraum._area_territory() IS 'Trigger: an area that names no territory is its own.';
CREATE TRIGGER area_territory BEFORE INSERT OR UPDATE OF territory_id ON sozialraum.area
	FOR EACH ROW EXECUTE FUNCTION sozialraum._area_territory();
COMMENT ON TRIGGER area_territory ON sozialraum.area IS 'An area that names no territory is its own.';

CREATE TABLE sozialraum.area_part (
	area_id		bigint NOT NULL,
	area_rank	smallint NOT NULL,
	part_id		bigint NOT NULL,
	part_rank	smallint NOT NULL,
	PRIMARY KEY (area_id, part_id),
	FOREIGN KEY (area_id, area_rank) REFERENCES sozialraum.area (id, rank) ON UPDATE CASCADE ON DELETE CASCADE,
	FOREIGN KEY (part_id, part_rank) REFERENCES sozialraum.area (id, rank) ON UPDATE CASCADE,
	CONSTRAINT area_part_is_smaller CHECK (part_rank < area_rank)
);
CREATE INDEX area_part_part_idx ON sozialraum.area_part (part_id);
COMMENT ON TABLE sozialraum.area_part IS 'Areas that are built from other areas ("Innenstadt", "Dörfer Süd", a school district): the parts. Where an area has parts, its values are summed from them and not from its children. Filled by build_area().';
COMMENT ON COLUMN sozialraum.area_part.area_id IS 'The built area.';
COMMENT ON COLUMN sozialraum.area_part.area_rank IS 'Its rank (copied).';
COMMENT ON COLUMN sozialraum.area_part.part_id IS 'One of its parts.';
COMMENT ON COLUMN sozialraum.area_part.part_rank IS 'Rank of the part (copied; lower than area_rank, so there are no cycles).';

SELECT pg_catalog.pg_extension_config_dump('sozialraum.setting', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.area_level', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.area', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.area_id_seq', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.area_part', '');
-- ---------------------------------------------------------------------------------------------------------------------
-- Sources, variables and observations: what was counted, where, when, by whom.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE sozialraum.source (
	code			text COLLATE "C" PRIMARY KEY CHECK (code <> '' AND code = btrim(code)),
	name			text NOT NULL,
	name_en			text,
	holder			text,
	licence			text,
	legal_basis		text,
	min_count		integer NOT NULL DEFAULT 3 CHECK (min_count >= 0),
	min_denominator	integer NOT NULL DEFAULT 0 CHECK (min_denominator >= 0),
	rounding_base	integer CHECK (rounding_base > 1),
	delivery		text,
	note			text
);
COMMENT ON TABLE sozialraum.source IS 'Who delivers figures, on which legal basis, under which licence and disclosure rule.';
COMMENT ON COLUMN sozialraum.source.code IS 'Key of the source.';
COMMENT ON COLUMN sozialraum.source.name IS 'Name in German.';
COMMENT ON COLUMN sozialraum.source.name_en IS 'Name in English.';
COMMENT ON COLUMN sozialraum.source.holder IS 'Office that holds the data.';
COMMENT ON COLUMN sozialraum.source.licence IS 'Licence, e.g. dl-de/by-2-0.';
COMMENT ON COLUMN sozialraum.source.legal_basis IS 'Law or statute on which the delivery rests.';
COMMENT ON COLUMN sozialraum.source.min_count IS 'Disclosure rule: counts from 1 to below this number are protected; 0: none.';
COMMENT ON COLUMN sozialraum.source.min_denominator IS 'Disclosure rule: rates with a smaller denominator are not shown; 0: none.';
COMMENT ON COLUMN sozialraum.source.rounding_base IS 'Disclosure rule: figures of this source are rounded to multiples of this number; NULL: not rounded.';
COMMENT ON COLUMN sozialraum.source.delivery IS 'How and when it is delivered ("CSV, every March").';
COMMENT ON COLUMN sozialraum.source.note IS 'Remark.';

CREATE TABLE sozialraum.delivery (
	id				bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
	source			text COLLATE "C" NOT NULL REFERENCES sozialraum.source (code) ON UPDATE CASCADE,
	imported_at		timestamp with time zone NOT NULL DEFAULT now(),
	imported_by		text NOT NULL DEFAULT CURRENT_USER,
	relation		text NOT NULL,
	inserted		bigint NOT NULL,
	updated			bigint NOT NULL,
	unchanged		bigint NOT NULL
);
COMMENT ON TABLE sozialraum.delivery IS 'One row per import that changed something: what came from where, when, by whom.';
COMMENT ON COLUMN sozialraum.delivery.id IS 'Number of the delivery.';
COMMENT ON COLUMN sozialraum.delivery.source IS 'Source of the figures.';
COMMENT ON COLUMN sozialraum.delivery.imported_at IS 'When the import was committed (start of its transaction).';
COMMENT ON COLUMN sozialraum.delivery.imported_by IS 'Role that imported.';
COMMENT ON COLUMN sozialraum.delivery.relation IS 'Table, view or foreign table that was read.';
COMMENT ON COLUMN sozialraum.delivery.inserted IS 'Observations that are new.';
COMMENT ON COLUMN sozialraum.delivery.updated IS 'Observations whose value, status or source changed.';
COMMENT ON COLUMN sozialraum.delivery.unchanged IS 'Observations that were there already, equal.';

CREATE TABLE sozialraum.variable (
	code				text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9_]{0,59}$'),
	name				text NOT NULL,
	name_en				text,
	unit				text,
	kind				text NOT NULL DEFAULT 'stock' CHECK (kind IN ('stock', 'flow')),
	aggregation			text NOT NULL DEFAULT 'sum' CHECK (aggregation IN ('sum', 'none')),
	family				text COLLATE "C",
	age_from			smallint CHECK (age_from BETWEEN 0 AND 130),
	age_to				smallint CHECK (age_to BETWEEN 0 AND 130),
	age_limit			text CHECK (age_limit IN ('retirement', 'school_entry')),
	sex					text CHECK (sex IN ('m', 'w')),
	is_cell				boolean NOT NULL DEFAULT false,
	source_name			text,
	legal_basis			text,
	reference_date_rule	text,
	note				text,
	CHECK (age_from <= age_to),
	CHECK (family IS NOT NULL OR (age_from IS NULL AND age_to IS NULL AND age_limit IS NULL AND sex IS NULL AND NOT is_cell)),
	CHECK (age_limit IS NULL OR (age_to IS NULL AND NOT is_cell))
);
CREATE INDEX variable_family_idx ON sozialraum.variable (family) WHERE is_cell;
COMMENT ON TABLE sozialraum.variable IS 'What is counted. A family (population by single year of age and sex, deaths by age group) has cells, which are delivered, and any number of groups (bev_0_2, bev_65p_w, bev_15_ag), which are summed from the cells unless they are delivered themselves.';
COMMENT ON COLUMN sozialraum.variable.code IS 'Key, lower case letters, digits and underscores; used in the terms of indicators.';
COMMENT ON COLUMN sozialraum.variable.name IS 'Name in German.';
COMMENT ON COLUMN sozialraum.variable.name_en IS 'Name in English.';
COMMENT ON COLUMN sozialraum.variable.unit IS 'Unit (Personen, Fälle, EUR, km², …).';
COMMENT ON COLUMN sozialraum.variable.kind IS 'stock: counted on a day; flow: counted over the year that ends on the day.';
COMMENT ON COLUMN sozialraum.variable.aggregation IS 'sum: an area is the sum of its parts; none: it does not add up (moves across the border), only delivered values count.';
COMMENT ON COLUMN sozialraum.variable.family IS 'Family that the variable is a cell or a group of; NULL: none.';
COMMENT ON COLUMN sozialraum.variable.age_from IS 'First completed year of age; NULL: no lower limit, or the age limit.';
COMMENT ON COLUMN sozialraum.variable.age_to IS 'Last completed year of age, inclusive; NULL: open, or the age limit.';
COMMENT ON COLUMN sozialraum.variable.age_limit IS 'Age limit that moves by law (table age_limit): upper limit where age_from is given, else lower limit.';
COMMENT ON COLUMN sozialraum.variable.sex IS 'm or w; NULL: both.';
COMMENT ON COLUMN sozialraum.variable.is_cell IS 'Cell of its family: groups are summed from the cells.';
COMMENT ON COLUMN sozialraum.variable.source_name IS 'Where such figures usually come from.';
COMMENT ON COLUMN sozialraum.variable.legal_basis IS 'Law on which the figure rests.';
COMMENT ON COLUMN sozialraum.variable.reference_date_rule IS 'On which days it is counted (stock_3112, quarter, schoolyear, …).';
COMMENT ON COLUMN sozialraum.variable.note IS 'Remark.';

CREATE TABLE sozialraum.age_limit (
	kind			text NOT NULL CHECK (kind IN ('retirement', 'school_entry')),
	land			text NOT NULL DEFAULT 'DE' CHECK (land ~ '^[A-Z]{2}$'),
	valid_from		date NOT NULL,
	boundary_age	smallint NOT NULL CHECK (boundary_age BETWEEN 0 AND 130),
	share_below		double precision NOT NULL CHECK (share_below BETWEEN '0' AND '1'),
	note			text,
	PRIMARY KEY (kind, land, valid_from)
);
COMMENT ON TABLE sozialraum.age_limit IS 'Age limits that change by law, per Land and from a day on: everybody younger than boundary_age is below the limit, and of those aged boundary_age the share share_below. The latest row on or before the reference date holds; a Land without rows has those of DE.';
COMMENT ON COLUMN sozialraum.age_limit.kind IS 'retirement (§ 7a SGB II, § 41 SGB XII) or school_entry (Schulgesetz of the Land).';
COMMENT ON COLUMN sozialraum.age_limit.land IS 'Land (SN, TH, …) or DE.';
COMMENT ON COLUMN sozialraum.age_limit.valid_from IS 'First reference date for which the row holds.';
COMMENT ON COLUMN sozialraum.age_limit.boundary_age IS 'Age (completed years) that the limit cuts.';
COMMENT ON COLUMN sozialraum.age_limit.share_below IS 'Share (0 to 1) of those aged boundary_age who are still below the limit.';
COMMENT ON COLUMN sozialraum.age_limit.note IS 'Remark.';

CREATE TABLE sozialraum.observation (
	variable		text COLLATE "C" NOT NULL,
	reference_date	date NOT NULL CHECK (isfinite(reference_date)),
	area_id			bigint NOT NULL,
	value			double precision CHECK (value BETWEEN '-1.7976931348623157e308' AND '1.7976931348623157e308'),
	status			text COLLATE "C" NOT NULL DEFAULT 'final',
	source			text COLLATE "C" NOT NULL,
	PRIMARY KEY (variable, reference_date, area_id),
	CONSTRAINT observation_status CHECK (CASE WHEN value IS NULL
		THEN status IN ('unknown', 'secret', 'unreliable', 'not_meaningful', 'later')
		ELSE status IN ('final', 'preliminary', 'revised', 'estimated', 'uncertain') END)
);
COMMENT ON TABLE sozialraum.observation IS 'Figures as delivered: one per variable, date and area, of whatever level. Import with import_observations(), which checks in sets that area, variable and source exist (three foreign keys per row would cost four fifths of the speed); deleting one that is in use is refused.';
COMMENT ON COLUMN sozialraum.observation.variable IS 'What was counted.';
COMMENT ON COLUMN sozialraum.observation.reference_date IS 'Day of the count, or last day of the year of a flow.';
COMMENT ON COLUMN sozialraum.observation.area_id IS 'Where.';
COMMENT ON COLUMN sozialraum.observation.value IS 'The figure; NULL where the status says why there is none. Never NaN or infinite.';
COMMENT ON COLUMN sozialraum.observation.status IS 'With a value: final, preliminary (p), revised (r), estimated (s), uncertain (in brackets). Without: unknown, secret (. or *), unreliable (/), not_meaningful (x), later (…).';
COMMENT ON COLUMN sozialraum.observation.source IS 'Source that delivered it.';

CREATE TABLE sozialraum.series_break (
	variable	text COLLATE "C" NOT NULL REFERENCES sozialraum.variable (code) ON UPDATE CASCADE,
	break_date	date NOT NULL,
	reason		text NOT NULL,
	reason_en	text,
	PRIMARY KEY (variable, break_date)
);
COMMENT ON TABLE sozialraum.series_break IS 'Breaks of definition, register or law: a change from a date before break_date to one on or after it is not shown, and the reason is.';
COMMENT ON COLUMN sozialraum.series_break.variable IS 'Variable concerned; a break of a group or of a family''s cell holds for the indicators that use it.';
COMMENT ON COLUMN sozialraum.series_break.break_date IS 'First day of the new definition.';
COMMENT ON COLUMN sozialraum.series_break.reason IS 'Reason in German.';
COMMENT ON COLUMN sozialraum.series_break.reason_en IS 'Reason in English.';

-- Observations carry no foreign keys (speed); what they refer to cannot be deleted or re-keyed under them.
CREATE FUNCTION sozialraum._keep_observed() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_gone	text[];
	v_used	text;
BEGIN
	-- first what vanished (nearly always nothing), only then the large table
	IF TG_TABLE_NAME = 'area' THEN
		v_gone := ARRAY(SELECT o.id FROM gone o WHERE NOT EXISTS (SELECT FROM sozialraum.area a WHERE a.id = o.id));
		IF v_gone <> '{}' THEN
			SELECT b.area_id INTO v_used FROM sozialraum.observation b WHERE b.area_id = ANY (v_gone::bigint[]) LIMIT 1;
		END IF;
	ELSIF TG_TABLE_NAME = 'variable' THEN
		v_gone := ARRAY(SELECT o.code FROM gone o WHERE NOT EXISTS (SELECT FROM sozialraum.variable a WHERE a.code = o.code));
		IF v_gone <> '{}' THEN
			SELECT b.variable INTO v_used FROM sozialraum.observation b WHERE b.variable = ANY (v_gone) LIMIT 1;
		END IF;
	ELSE
		v_gone := ARRAY(SELECT o.code FROM gone o WHERE NOT EXISTS (SELECT FROM sozialraum.source a WHERE a.code = o.code));
		IF v_gone <> '{}' THEN
			SELECT b.source INTO v_used FROM sozialraum.observation b WHERE b.source = ANY (v_gone) LIMIT 1;
		END IF;
	END IF;
	IF v_used IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation',
			MESSAGE = 'There are observations that refer to this row.',
			DETAIL = format('Table %s, key %s.', TG_TABLE_NAME, v_used),
			HINT = 'Delete or move the observations first.';
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION sozialraum._keep_observed() IS 'Trigger: refuses to delete or re-key an area, a variable or a source that observations refer to.';
CREATE TRIGGER keep_observed_delete AFTER DELETE ON sozialraum.area REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._keep_observed();
CREATE TRIGGER keep_observed_update AFTER UPDATE ON sozialraum.area REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._keep_observed();
CREATE TRIGGER keep_observed_delete AFTER DELETE ON sozialraum.variable REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._keep_observed();
CREATE TRIGGER keep_observed_update AFTER UPDATE ON sozialraum.variable REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._keep_observed();
CREATE TRIGGER keep_observed_delete AFTER DELETE ON sozialraum.source REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._keep_observed();
CREATE TRIGGER keep_observed_update AFTER UPDATE ON sozialraum.source REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._keep_observed();
COMMENT ON TRIGGER keep_observed_delete ON sozialraum.area IS 'No area disappears under its observations.';
COMMENT ON TRIGGER keep_observed_update ON sozialraum.area IS 'No area is re-numbered under its observations.';
COMMENT ON TRIGGER keep_observed_delete ON sozialraum.variable IS 'No variable disappears under its observations.';
COMMENT ON TRIGGER keep_observed_update ON sozialraum.variable IS 'No variable is re-keyed under its observations.';
COMMENT ON TRIGGER keep_observed_delete ON sozialraum.source IS 'No source disappears under its observations.';
COMMENT ON TRIGGER keep_observed_update ON sozialraum.source IS 'No source is re-keyed under its observations.';

SELECT pg_catalog.pg_extension_config_dump('sozialraum.source', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.delivery', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.delivery_id_seq', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.variable', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.age_limit', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.observation', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.series_break', '');
-- ---------------------------------------------------------------------------------------------------------------------
-- Definitions as data: dimensions, indicators with their terms, bundles.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE sozialraum.dimension (
	code		text COLLATE "C" PRIMARY KEY CHECK (code <> '' AND code = btrim(code)),
	name		text NOT NULL,
	name_en		text,
	parent		text COLLATE "C" REFERENCES sozialraum.dimension (code) ON UPDATE CASCADE,
	position	integer NOT NULL DEFAULT 0,
	scored		boolean NOT NULL DEFAULT true,
	note		text,
	CHECK (parent <> code)
);
COMMENT ON TABLE sozialraum.dimension IS 'Dimensions of social structure (poverty, work, health, …); every indicator belongs to one. Structure is not burden: a dimension that is not scored is shown only.';
COMMENT ON COLUMN sozialraum.dimension.code IS 'Key.';
COMMENT ON COLUMN sozialraum.dimension.name IS 'Name in German.';
COMMENT ON COLUMN sozialraum.dimension.name_en IS 'Name in English.';
COMMENT ON COLUMN sozialraum.dimension.parent IS 'Dimension that this one belongs to; NULL at the top.';
COMMENT ON COLUMN sozialraum.dimension.position IS 'Order in lists.';
COMMENT ON COLUMN sozialraum.dimension.scored IS 'false: described, never scored (population structure, migration).';
COMMENT ON COLUMN sozialraum.dimension.note IS 'Remark.';

CREATE TABLE sozialraum.indicator (
	code					text COLLATE "C" PRIMARY KEY CHECK (code <> '' AND code = btrim(code)),
	dimension				text COLLATE "C" NOT NULL REFERENCES sozialraum.dimension (code) ON UPDATE CASCADE,
	name					text NOT NULL,
	name_en					text,
	key_statement			text,
	key_statement_en		text,
	method					text NOT NULL DEFAULT 'ratio' CHECK (method ~ '^[a-z][a-z0-9_]*$'),
	parameters				jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(parameters) = 'object'),
	numerator				text,
	denominator				text,
	numerator_text			text,
	denominator_text		text,
	per						double precision NOT NULL DEFAULT 100 CHECK (per > '0' AND per < 'infinity'),
	unit					text,
	measure					text,
	polarity				smallint NOT NULL DEFAULT 0 CHECK (polarity IN (-1, 0, 1)),
	scored					boolean NOT NULL DEFAULT false,
	by_sex					boolean NOT NULL DEFAULT false,
	smallest_level			text COLLATE "C",
	period					text NOT NULL DEFAULT 'stock_3112',
	period_text				text,
	age_range_numerator		text,
	age_range_denominator	text,
	spatial_reference		text,
	population_basis		text,
	interval_method			text,
	min_count				integer NOT NULL DEFAULT 0 CHECK (min_count >= 0),
	min_denominator			integer NOT NULL DEFAULT 0 CHECK (min_denominator >= 0),
	source_name				text,
	literature				text,
	comment					text,
	CONSTRAINT indicator_scored_has_polarity CHECK (polarity <> 0 OR NOT scored)
);
COMMENT ON TABLE sozialraum.indicator IS 'Definition sheet of every indicator. The usual method, ratio, is numerator / denominator × per, both signed linear combinations of variables; values of larger areas are formed from sums (ratio last), never as means of ratios. Written by define_indicator(), which parses the terms.';
COMMENT ON COLUMN sozialraum.indicator.code IS 'Key (D06-01).';
COMMENT ON COLUMN sozialraum.indicator.dimension IS 'Dimension it belongs to.';
COMMENT ON COLUMN sozialraum.indicator.name IS 'Name in German.';
COMMENT ON COLUMN sozialraum.indicator.name_en IS 'Name in English.';
COMMENT ON COLUMN sozialraum.indicator.key_statement IS 'What it says, in one sentence (Kernaussage).';
COMMENT ON COLUMN sozialraum.indicator.key_statement_en IS 'What it says, in English.';
COMMENT ON COLUMN sozialraum.indicator.method IS 'ratio, mean, density, billeter, survey_share (all: numerator / denominator × per), distance (absolute distance of that figure from parameters.target), value (the numerator alone: a figure as it was delivered, for instance a published share), or the name of an engine function.';
COMMENT ON COLUMN sozialraum.indicator.parameters IS 'Parameters of the method (distance: {"target": 3}).';
COMMENT ON COLUMN sozialraum.indicator.numerator IS 'Numerator as written: bev_0_2 + bev_3_5; parsed into indicator_term.';
COMMENT ON COLUMN sozialraum.indicator.denominator IS 'Denominator as written; parsed into indicator_term.';
COMMENT ON COLUMN sozialraum.indicator.numerator_text IS 'Numerator in words.';
COMMENT ON COLUMN sozialraum.indicator.denominator_text IS 'Denominator in words.';
COMMENT ON COLUMN sozialraum.indicator.per IS 'Factor: 100 for per cent, 1000, 10000, 1.';
COMMENT ON COLUMN sozialraum.indicator.unit IS 'Unit of the value (%, je 1.000, Jahre, …).';
COMMENT ON COLUMN sozialraum.indicator.measure IS 'share, ratio, rate, mean, index, balance or density.';
COMMENT ON COLUMN sozialraum.indicator.polarity IS '-1: higher means more burden; 1: higher means less burden; 0: structure, no judgement.';
COMMENT ON COLUMN sozialraum.indicator.scored IS 'May be scored in a monitor; needs a polarity.';
COMMENT ON COLUMN sozialraum.indicator.by_sex IS 'Also makes sense, and can be computed, for men and women (variables with _m and _w).';
COMMENT ON COLUMN sozialraum.indicator.smallest_level IS 'Smallest level for which it is computed; NULL, or a level that is not there: any.';
COMMENT ON COLUMN sozialraum.indicator.period IS 'Which day or span a value of a reference date means (stock_3112, stock_0103, quarter_dec, avg4q, avg3y, schoolyear, census, …).';
COMMENT ON COLUMN sozialraum.indicator.period_text IS 'The same in words.';
COMMENT ON COLUMN sozialraum.indicator.age_range_numerator IS 'Ages counted in the numerator, as integer multirange text.';
COMMENT ON COLUMN sozialraum.indicator.age_range_denominator IS 'Ages counted in the denominator, as integer multirange text.';
COMMENT ON COLUMN sozialraum.indicator.spatial_reference IS 'Place that the figures refer to (residence, facility), in words.';
COMMENT ON COLUMN sozialraum.indicator.population_basis IS 'Register that the population comes from (melderegister, fortschreibung, privathaushalte, wohnort, …).';
COMMENT ON COLUMN sozialraum.indicator.interval_method IS 'How an interval is formed (wilson, byar, dobson, chiang, none).';
COMMENT ON COLUMN sozialraum.indicator.min_count IS 'Smallest count that may be shown.';
COMMENT ON COLUMN sozialraum.indicator.min_denominator IS 'Smallest denominator that may be shown.';
COMMENT ON COLUMN sozialraum.indicator.source_name IS 'Where the data come from, in words.';
COMMENT ON COLUMN sozialraum.indicator.literature IS 'Where the definition comes from.';
COMMENT ON COLUMN sozialraum.indicator.comment IS 'Remark: limits, traps, how to read it.';

CREATE TABLE sozialraum.indicator_term (
	indicator	text COLLATE "C" NOT NULL REFERENCES sozialraum.indicator (code) ON UPDATE CASCADE ON DELETE CASCADE,
	part		text NOT NULL CHECK (part IN ('numerator', 'denominator')),
	position	smallint NOT NULL,
	coefficient	double precision NOT NULL CHECK (coefficient <> '0' AND coefficient BETWEEN '-1e300' AND '1e300'),
	variable	text COLLATE "C" NOT NULL REFERENCES sozialraum.variable (code) ON UPDATE CASCADE,
	date_rule	text NOT NULL DEFAULT 'same' CHECK (date_rule IN ('same', 'same_3112', 'prev_3112', 'mean_quarters', 'mean_two_year_ends',
					'school_year', 'pooled_2y', 'pooled_3y', 'pooled_4y', 'pooled_5y', 'pooled_10y')),
	PRIMARY KEY (indicator, part, position)
);
CREATE INDEX indicator_term_variable_idx ON sozialraum.indicator_term (variable);
COMMENT ON TABLE sozialraum.indicator_term IS 'The terms of numerator and denominator, parsed: coefficient × variable, each with the rule by which its date follows from the date of the indicator.';
COMMENT ON COLUMN sozialraum.indicator_term.indicator IS 'Indicator.';
COMMENT ON COLUMN sozialraum.indicator_term.part IS 'numerator or denominator.';
COMMENT ON COLUMN sozialraum.indicator_term.position IS 'Order as written.';
COMMENT ON COLUMN sozialraum.indicator_term.coefficient IS 'Sign or factor of the term.';
COMMENT ON COLUMN sozialraum.indicator_term.variable IS 'Variable.';
COMMENT ON COLUMN sozialraum.indicator_term.date_rule IS 'same: the day of the indicator; same_3112: 31.12. of that year; prev_3112: 31.12. of the year before; mean_quarters: mean of the four quarter ends of the year; mean_two_year_ends: mean of 31.12. of the year and of the year before; school_year: the day of the indicator, 1 August; pooled_Ny: N years of a flow summed, or N yearly means of a stock (person-years).';

CREATE TABLE sozialraum.indicator_bundle (
	code		text COLLATE "C" PRIMARY KEY CHECK (code <> '' AND code = btrim(code)),
	name		text NOT NULL,
	name_en		text,
	note		text
);
COMMENT ON TABLE sozialraum.indicator_bundle IS 'Bundles of indicators (Kita planning, HzE report, atlas): an indicator belongs to one dimension and to any number of bundles.';
COMMENT ON COLUMN sozialraum.indicator_bundle.code IS 'Key.';
COMMENT ON COLUMN sozialraum.indicator_bundle.name IS 'Name in German.';
COMMENT ON COLUMN sozialraum.indicator_bundle.name_en IS 'Name in English.';
COMMENT ON COLUMN sozialraum.indicator_bundle.note IS 'Remark.';

CREATE TABLE sozialraum.indicator_bundle_member (
	bundle		text COLLATE "C" NOT NULL REFERENCES sozialraum.indicator_bundle (code) ON UPDATE CASCADE ON DELETE CASCADE,
	indicator	text COLLATE "C" NOT NULL REFERENCES sozialraum.indicator (code) ON UPDATE CASCADE ON DELETE CASCADE,
	position	integer NOT NULL DEFAULT 0,
	PRIMARY KEY (bundle, indicator)
);
COMMENT ON TABLE sozialraum.indicator_bundle_member IS 'Which indicators a bundle holds, in which order.';
COMMENT ON COLUMN sozialraum.indicator_bundle_member.bundle IS 'Bundle.';
COMMENT ON COLUMN sozialraum.indicator_bundle_member.indicator IS 'Indicator.';
COMMENT ON COLUMN sozialraum.indicator_bundle_member.position IS 'Order.';

CREATE TABLE sozialraum.catalogue_item (
	kind		text NOT NULL CHECK (kind IN ('dimension', 'variable', 'age_limit', 'series_break', 'indicator', 'bundle', 'bundle_member')),
	code		text COLLATE "C" NOT NULL,
	checksum	text NOT NULL,
	PRIMARY KEY (kind, code)
);
COMMENT ON TABLE sozialraum.catalogue_item IS 'What install_catalogue() has brought into this database, with a checksum of the content it wrote: what the user changed or deleted since stays as he left it, what he left alone follows a newer catalogue.';
COMMENT ON COLUMN sozialraum.catalogue_item.kind IS 'dimension, variable (with its cells), age_limit, series_break, indicator (with its terms), bundle or bundle_member.';
COMMENT ON COLUMN sozialraum.catalogue_item.code IS 'Key of the item; keys of several columns are joined by / (retirement/DE/2025-12-31, kita/D07-01); the cells of a family stand under bev_{von}_{bis}.';
COMMENT ON COLUMN sozialraum.catalogue_item.checksum IS 'MD5 of the row as it was written.';

-- smallest_level is no foreign key (the catalogue comes before the levels of a town), but a renamed level takes it along
CREATE FUNCTION sozialraum._level_renamed() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	UPDATE sozialraum.indicator AS i SET smallest_level = NEW.code WHERE i.smallest_level = OLD.code;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION sozialraum._level_renamed() IS 'Trigger: indicators follow a level that gets another code.';
CREATE TRIGGER level_renamed AFTER UPDATE OF code ON sozialraum.area_level FOR EACH ROW WHEN (OLD.code IS DISTINCT FROM NEW.code)
	EXECUTE FUNCTION sozialraum._level_renamed();
COMMENT ON TRIGGER level_renamed ON sozialraum.area_level IS 'Indicators follow a level that gets another code.';

SELECT pg_catalog.pg_extension_config_dump('sozialraum.dimension', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.indicator', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.indicator_term', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.indicator_bundle', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.indicator_bundle_member', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.catalogue_item', '');
-- ---------------------------------------------------------------------------------------------------------------------
-- Monitors and their editions.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE sozialraum.monitor (
	code				text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9_]{0,39}$'),
	name				text NOT NULL,
	name_en				text,
	description			text,
	level				text COLLATE "C" NOT NULL REFERENCES sozialraum.area_level (code) ON UPDATE CASCADE,
	population_variable	text COLLATE "C" REFERENCES sozialraum.variable (code) ON UPDATE CASCADE,
	minimum_population	double precision CHECK (minimum_population >= '0' AND minimum_population < 'infinity'),
	normalisation		text NOT NULL DEFAULT 'zscore' CHECK (normalisation IN ('zscore', 'minmax', 'none')),
	ddof				smallint NOT NULL DEFAULT 0 CHECK (ddof IN (0, 1)),
	reference			text NOT NULL DEFAULT 'areas' CHECK (reference IN ('areas', 'given')),
	aggregation			text NOT NULL DEFAULT 'sum' CHECK (aggregation IN ('sum', 'mean')),
	standardise_score	boolean NOT NULL DEFAULT true,
	minimum_valid_share	double precision NOT NULL DEFAULT 1 CHECK (minimum_valid_share > '0' AND minimum_valid_share <= '1'),
	class_breaks		double precision[] NOT NULL DEFAULT '{-1,1,1.5}',
	class_closed		text NOT NULL DEFAULT 'centre' CHECK (class_closed IN ('left', 'right', 'centre')),
	class_labels		text[] NOT NULL DEFAULT '{Handlungsbedarf gering,Handlungsbedarf mittel,Handlungsbedarf hoch,Handlungsbedarf sehr hoch}',
	class_labels_en		text[] NOT NULL DEFAULT '{low need for action,medium need for action,high need for action,very high need for action}',
	class_codes			text[],
	lag_years			smallint CHECK (lag_years > 0),
	dynamics_breaks		double precision[] NOT NULL DEFAULT '{-1,1}',
	dynamics_closed		text NOT NULL DEFAULT 'centre' CHECK (dynamics_closed IN ('left', 'right', 'centre')),
	dynamics_labels		text[] NOT NULL DEFAULT '{positiv,stabil,negativ}',
	dynamics_labels_en	text[] NOT NULL DEFAULT '{positive,stable,negative}',
	dynamics_codes		text[] NOT NULL DEFAULT '{+,+/-,-}',
	parameters			jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(parameters) = 'object'),
	CONSTRAINT monitor_class_labels CHECK (cardinality(class_labels) = cardinality(class_breaks) + 1
		AND cardinality(class_labels_en) = cardinality(class_breaks) + 1
		AND (class_codes IS NULL OR cardinality(class_codes) = cardinality(class_breaks) + 1)
		AND array_ndims(class_labels) = 1 AND array_lower(class_labels, 1) = 1 AND array_ndims(class_labels_en) = 1 AND array_lower(class_labels_en, 1) = 1
		AND (class_codes IS NULL OR (array_ndims(class_codes) = 1 AND array_lower(class_codes, 1) = 1))),
	CONSTRAINT monitor_dynamics_labels CHECK (cardinality(dynamics_labels) = cardinality(dynamics_breaks) + 1
		AND cardinality(dynamics_labels_en) = cardinality(dynamics_breaks) + 1
		AND cardinality(dynamics_codes) = cardinality(dynamics_breaks) + 1
		AND array_ndims(dynamics_labels) = 1 AND array_lower(dynamics_labels, 1) = 1 AND array_ndims(dynamics_labels_en) = 1 AND array_lower(dynamics_labels_en, 1) = 1
		AND array_ndims(dynamics_codes) = 1 AND array_lower(dynamics_codes, 1) = 1),
	CONSTRAINT monitor_minimum_population CHECK (minimum_population IS NULL OR population_variable IS NOT NULL)
);
COMMENT ON TABLE sozialraum.monitor IS 'A monitor as data: which indicators of which areas are brought to one scale, weighted, summed, classified and ranked, and over how many years the dynamics is looked at.';
COMMENT ON COLUMN sozialraum.monitor.code IS 'Key, lower case; names of views derive from it.';
COMMENT ON COLUMN sozialraum.monitor.name IS 'Name in German.';
COMMENT ON COLUMN sozialraum.monitor.name_en IS 'Name in English.';
COMMENT ON COLUMN sozialraum.monitor.description IS 'What the monitor is for.';
COMMENT ON COLUMN sozialraum.monitor.level IS 'Level of the areas that are compared.';
COMMENT ON COLUMN sozialraum.monitor.population_variable IS 'Variable that says how large an area is (31.12. on or before the reference date).';
COMMENT ON COLUMN sozialraum.monitor.minimum_population IS 'Areas with fewer inhabitants are excluded before anything is computed, with the reason kept; NULL: none.';
COMMENT ON COLUMN sozialraum.monitor.normalisation IS 'zscore ((x - mean) / sd), minmax ((x - min) / (max - min)) or none.';
COMMENT ON COLUMN sozialraum.monitor.ddof IS '0: population standard deviation (the areas are all there are); 1: sample standard deviation.';
COMMENT ON COLUMN sozialraum.monitor.reference IS 'areas: mean, sd, minimum and maximum of the areas themselves; given: those written in monitor_indicator (the Land''s).';
COMMENT ON COLUMN sozialraum.monitor.aggregation IS 'sum: weighted sum of the normalised indicators; mean: weighted mean.';
COMMENT ON COLUMN sozialraum.monitor.standardise_score IS 'The sum (or mean) is z-standardised again, as Berlin does.';
COMMENT ON COLUMN sozialraum.monitor.minimum_valid_share IS 'An area gets a score only if at least this share of the weights has values; 1: all. Missing indicators of the others are left out and the weights of the rest scaled up.';
COMMENT ON COLUMN sozialraum.monitor.class_breaks IS 'Inner class limits of the score, ascending.';
COMMENT ON COLUMN sozialraum.monitor.class_closed IS 'To which side a score on a limit belongs: left, right, or centre (to the class nearer to 0, as in Berlin).';
COMMENT ON COLUMN sozialraum.monitor.class_labels IS 'Names of the classes, lowest score (lowest burden) first.';
COMMENT ON COLUMN sozialraum.monitor.class_labels_en IS 'Names of the classes in English.';
COMMENT ON COLUMN sozialraum.monitor.class_codes IS 'Short codes of the classes for the status × dynamics group; NULL: 1, 2, 3 …';
COMMENT ON COLUMN sozialraum.monitor.lag_years IS 'Years over which the change of the scored indicators is taken for the dynamics; NULL: no dynamics.';
COMMENT ON COLUMN sozialraum.monitor.dynamics_breaks IS 'Inner class limits of the dynamics.';
COMMENT ON COLUMN sozialraum.monitor.dynamics_closed IS 'As class_closed.';
COMMENT ON COLUMN sozialraum.monitor.dynamics_labels IS 'Names of the dynamics classes, lowest (improving against the others) first.';
COMMENT ON COLUMN sozialraum.monitor.dynamics_labels_en IS 'Names of the dynamics classes in English.';
COMMENT ON COLUMN sozialraum.monitor.dynamics_codes IS 'Short codes of the dynamics classes; the group is class code followed by dynamics code ("4-").';
COMMENT ON COLUMN sozialraum.monitor.parameters IS 'Further parameters.';

CREATE TABLE sozialraum.monitor_indicator (
	monitor				text COLLATE "C" NOT NULL REFERENCES sozialraum.monitor (code) ON UPDATE CASCADE ON DELETE CASCADE,
	indicator			text COLLATE "C" NOT NULL REFERENCES sozialraum.indicator (code) ON UPDATE CASCADE,
	position			integer NOT NULL DEFAULT 0,
	role				text NOT NULL DEFAULT 'scored' CHECK (role IN ('scored', 'context')),
	weight				double precision NOT NULL DEFAULT 1 CHECK (weight > '0' AND weight < 'infinity'),
	polarity			smallint CHECK (polarity IN (-1, 1)),
	reference_mean		double precision CHECK (reference_mean BETWEEN '-1e300' AND '1e300'),
	reference_sd		double precision CHECK (reference_sd > '0' AND reference_sd < 'infinity'),
	reference_minimum	double precision CHECK (reference_minimum BETWEEN '-1e300' AND '1e300'),
	reference_maximum	double precision CHECK (reference_maximum BETWEEN '-1e300' AND '1e300'),
	PRIMARY KEY (monitor, indicator),
	CHECK (reference_minimum < reference_maximum)
);
COMMENT ON TABLE sozialraum.monitor_indicator IS 'The indicators of a monitor with their weights.';
COMMENT ON COLUMN sozialraum.monitor_indicator.monitor IS 'Monitor.';
COMMENT ON COLUMN sozialraum.monitor_indicator.indicator IS 'Indicator.';
COMMENT ON COLUMN sozialraum.monitor_indicator.position IS 'Order in views and editions.';
COMMENT ON COLUMN sozialraum.monitor_indicator.role IS 'scored: enters the score; context: shown beside it.';
COMMENT ON COLUMN sozialraum.monitor_indicator.weight IS 'Weight, used as given.';
COMMENT ON COLUMN sozialraum.monitor_indicator.polarity IS '-1: higher means more burden, 1: less; NULL: as the indicator says.';
COMMENT ON COLUMN sozialraum.monitor_indicator.reference_mean IS 'Given mean (monitor.reference = given, zscore).';
COMMENT ON COLUMN sozialraum.monitor_indicator.reference_sd IS 'Given standard deviation.';
COMMENT ON COLUMN sozialraum.monitor_indicator.reference_minimum IS 'Given minimum (minmax).';
COMMENT ON COLUMN sozialraum.monitor_indicator.reference_maximum IS 'Given maximum (minmax).';

CREATE TABLE sozialraum.monitor_exclusion (
	monitor		text COLLATE "C" NOT NULL REFERENCES sozialraum.monitor (code) ON UPDATE CASCADE ON DELETE CASCADE,
	area_key	text COLLATE "C" NOT NULL,
	valid_from	date NOT NULL DEFAULT '-infinity',
	valid_to	date NOT NULL DEFAULT 'infinity',
	reason		text NOT NULL CHECK (reason <> ''),
	reason_en	text,
	PRIMARY KEY (monitor, area_key, valid_from),
	CHECK (valid_from <= valid_to)
);
COMMENT ON TABLE sozialraum.monitor_exclusion IS 'Areas declared as outliers: they are left out before means and standard deviations are formed, for the reason given.';
COMMENT ON COLUMN sozialraum.monitor_exclusion.monitor IS 'Monitor.';
COMMENT ON COLUMN sozialraum.monitor_exclusion.area_key IS 'Key of the area at the monitor''s level.';
COMMENT ON COLUMN sozialraum.monitor_exclusion.valid_from IS 'First reference date for which it is excluded.';
COMMENT ON COLUMN sozialraum.monitor_exclusion.valid_to IS 'Last reference date for which it is excluded.';
COMMENT ON COLUMN sozialraum.monitor_exclusion.reason IS 'Reason in German.';
COMMENT ON COLUMN sozialraum.monitor_exclusion.reason_en IS 'Reason in English.';

CREATE TABLE sozialraum.edition (
	id				bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
	monitor			text COLLATE "C" NOT NULL REFERENCES sozialraum.monitor (code) ON UPDATE CASCADE,
	reference_date	date NOT NULL,
	status			text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published', 'withdrawn')),
	indicators		text[] NOT NULL,
	definition		jsonb NOT NULL,
	checksum		text NOT NULL,
	area_count		integer NOT NULL,
	scored_count	integer NOT NULL,
	computed_at		timestamp with time zone NOT NULL DEFAULT now(),
	computed_by		text NOT NULL DEFAULT CURRENT_USER,
	published_at	timestamp with time zone,
	published_by	text,
	withdrawn_at	timestamp with time zone,
	withdrawn_by	text,
	reason			text,
	CHECK ((status = 'draft') = (published_at IS NULL)),
	CHECK ((status = 'withdrawn') = (withdrawn_at IS NOT NULL))
);
CREATE UNIQUE INDEX edition_one_draft_idx ON sozialraum.edition (monitor, reference_date) WHERE status = 'draft';
CREATE INDEX edition_monitor_idx ON sozialraum.edition (monitor, reference_date);
COMMENT ON TABLE sozialraum.edition IS 'A computed monitor: what was computed from which definition, when and by whom. A draft can be recomputed; a published edition is frozen.';
COMMENT ON COLUMN sozialraum.edition.id IS 'Number of the edition.';
COMMENT ON COLUMN sozialraum.edition.monitor IS 'Monitor.';
COMMENT ON COLUMN sozialraum.edition.reference_date IS 'Reference date.';
COMMENT ON COLUMN sozialraum.edition.status IS 'draft, published or withdrawn.';
COMMENT ON COLUMN sozialraum.edition.indicators IS 'Indicator codes in the order in which the arrays of edition_value hold them.';
COMMENT ON COLUMN sozialraum.edition.definition IS 'The whole definition as it was when computed: monitor, indicators with terms, weights, exclusions, and the mean, sd, minimum and maximum that were used.';
COMMENT ON COLUMN sozialraum.edition.checksum IS 'MD5 over definition and inputs (figures with status, earlier figures, population) in the order of areas and indicators.';
COMMENT ON COLUMN sozialraum.edition.area_count IS 'Areas of the level at the reference date.';
COMMENT ON COLUMN sozialraum.edition.scored_count IS 'Areas that have a score.';
COMMENT ON COLUMN sozialraum.edition.computed_at IS 'When it was computed.';
COMMENT ON COLUMN sozialraum.edition.computed_by IS 'Role that computed it.';
COMMENT ON COLUMN sozialraum.edition.published_at IS 'When it was published.';
COMMENT ON COLUMN sozialraum.edition.published_by IS 'Role that published it.';
COMMENT ON COLUMN sozialraum.edition.withdrawn_at IS 'When it was withdrawn.';
COMMENT ON COLUMN sozialraum.edition.withdrawn_by IS 'Role that withdrew it.';
COMMENT ON COLUMN sozialraum.edition.reason IS 'Reason of the withdrawal.';

CREATE TABLE sozialraum.edition_value (
	edition				bigint NOT NULL REFERENCES sozialraum.edition (id) ON DELETE CASCADE,
	area_id				bigint NOT NULL REFERENCES sozialraum.area (id),
	value				double precision[] NOT NULL,
	numerator			double precision[] NOT NULL,
	denominator			double precision[] NOT NULL,
	status				text[],
	reason				text[],
	normalised			double precision[],
	earlier				double precision[],
	change				double precision[],
	change_normalised	double precision[],
	change_reason		text[],
	PRIMARY KEY (edition, area_id)
);
-- arrays of doubles do not compress: inline up to a page, else out of line as they are
ALTER TABLE sozialraum.edition_value SET (toast_tuple_target = 8160);
ALTER TABLE sozialraum.edition_value ALTER value SET STORAGE EXTERNAL, ALTER numerator SET STORAGE EXTERNAL, ALTER denominator SET STORAGE EXTERNAL,
	ALTER normalised SET STORAGE EXTERNAL, ALTER earlier SET STORAGE EXTERNAL, ALTER change SET STORAGE EXTERNAL, ALTER change_normalised SET STORAGE EXTERNAL;
COMMENT ON TABLE sozialraum.edition_value IS 'Values of an edition, one row per area, arrays in the order of edition.indicators (one row per figure would cost several times the time and space; bi_indicator_value unnests them).';
COMMENT ON COLUMN sozialraum.edition_value.edition IS 'Edition.';
COMMENT ON COLUMN sozialraum.edition_value.area_id IS 'Area.';
COMMENT ON COLUMN sozialraum.edition_value.value IS 'Value of each indicator; NULL where status and reason say why there is none.';
COMMENT ON COLUMN sozialraum.edition_value.numerator IS 'Numerator of each indicator.';
COMMENT ON COLUMN sozialraum.edition_value.denominator IS 'Denominator of each indicator.';
COMMENT ON COLUMN sozialraum.edition_value.status IS 'Status of each value; NULL: all final.';
COMMENT ON COLUMN sozialraum.edition_value.reason IS 'Why a value is missing; NULL: none is.';
COMMENT ON COLUMN sozialraum.edition_value.normalised IS 'Normalised value, oriented so that higher means more burden; NULL for context indicators and excluded areas.';
COMMENT ON COLUMN sozialraum.edition_value.earlier IS 'Value at the reference date minus lag_years; NULL array: no dynamics.';
COMMENT ON COLUMN sozialraum.edition_value.change IS 'Value minus earlier value, in the unit of the indicator (percentage points for shares); NULL across a series break.';
COMMENT ON COLUMN sozialraum.edition_value.change_reason IS 'Why a change is missing: a series break, or one of the two values is; NULL: none is missing, or no dynamics.';
COMMENT ON COLUMN sozialraum.edition_value.change_normalised IS 'Normalised change, oriented so that higher means a development to more burden.';

CREATE TABLE sozialraum.edition_reference (
	edition		bigint NOT NULL REFERENCES sozialraum.edition (id) ON DELETE CASCADE,
	area_id		bigint NOT NULL REFERENCES sozialraum.area (id),
	area_key	text COLLATE "C" NOT NULL,
	area_name	text NOT NULL,
	value		double precision[] NOT NULL,
	status		text[],
	PRIMARY KEY (edition, area_id)
);
COMMENT ON TABLE sozialraum.edition_reference IS 'Reference values of an edition: the indicators of the parents of its areas and of the whole.';
COMMENT ON COLUMN sozialraum.edition_reference.edition IS 'Edition.';
COMMENT ON COLUMN sozialraum.edition_reference.area_id IS 'Area that serves as reference.';
COMMENT ON COLUMN sozialraum.edition_reference.area_key IS 'Its key at that time.';
COMMENT ON COLUMN sozialraum.edition_reference.area_name IS 'Its name at that time.';
COMMENT ON COLUMN sozialraum.edition_reference.value IS 'Value of each indicator, in the order of edition.indicators.';
COMMENT ON COLUMN sozialraum.edition_reference.status IS 'Status of each value; NULL: all final.';

CREATE TABLE sozialraum.edition_score (
	edition				bigint NOT NULL REFERENCES sozialraum.edition (id) ON DELETE CASCADE,
	area_id				bigint NOT NULL REFERENCES sozialraum.area (id),
	area_key			text COLLATE "C" NOT NULL,
	area_name			text NOT NULL,
	parent_id			bigint,
	whole_id			bigint,
	population			double precision,
	excluded			boolean NOT NULL DEFAULT false,
	reason				text,
	reason_en			text,
	sum					double precision,
	score				double precision,
	class				integer,
	label				text,
	label_en			text,
	rank				integer,
	dynamics_sum		double precision,
	dynamics			double precision,
	dynamics_class		integer,
	dynamics_label		text,
	dynamics_label_en	text,
	dynamics_reason		text,
	dynamics_reason_en	text,
	area_group			text,
	PRIMARY KEY (edition, area_id)
);
COMMENT ON TABLE sozialraum.edition_score IS 'Score, class, rank and dynamics of every area in an edition; excluded areas with their reason. Rank 1 is the highest burden, ties share the better rank.';
COMMENT ON COLUMN sozialraum.edition_score.edition IS 'Edition.';
COMMENT ON COLUMN sozialraum.edition_score.area_id IS 'Area.';
COMMENT ON COLUMN sozialraum.edition_score.area_key IS 'Its key at that time.';
COMMENT ON COLUMN sozialraum.edition_score.area_name IS 'Its name at that time.';
COMMENT ON COLUMN sozialraum.edition_score.parent_id IS 'Its parent at that time; reference values in edition_reference.';
COMMENT ON COLUMN sozialraum.edition_score.whole_id IS 'The topmost area above it at that time.';
COMMENT ON COLUMN sozialraum.edition_score.population IS 'Its population.';
COMMENT ON COLUMN sozialraum.edition_score.excluded IS 'Left out before anything was computed.';
COMMENT ON COLUMN sozialraum.edition_score.reason IS 'Why the area is excluded or has no score, in German.';
COMMENT ON COLUMN sozialraum.edition_score.reason_en IS 'The same in English.';
COMMENT ON COLUMN sozialraum.edition_score.sum IS 'Weighted sum (or mean) of the normalised indicators; higher means more burden.';
COMMENT ON COLUMN sozialraum.edition_score.score IS 'The score: the sum, standardised again where the monitor says so.';
COMMENT ON COLUMN sozialraum.edition_score.class IS 'Class, 1 = lowest burden.';
COMMENT ON COLUMN sozialraum.edition_score.label IS 'Name of the class in German.';
COMMENT ON COLUMN sozialraum.edition_score.label_en IS 'Name of the class in English.';
COMMENT ON COLUMN sozialraum.edition_score.rank IS 'Rank, 1 = highest burden.';
COMMENT ON COLUMN sozialraum.edition_score.dynamics_sum IS 'Weighted sum (or mean) of the normalised changes.';
COMMENT ON COLUMN sozialraum.edition_score.dynamics IS 'Dynamics: the same, standardised again. Relative to the other areas: "negative" need not be an absolute worsening.';
COMMENT ON COLUMN sozialraum.edition_score.dynamics_class IS 'Class of the dynamics, 1 = improving most.';
COMMENT ON COLUMN sozialraum.edition_score.dynamics_label IS 'Its name in German.';
COMMENT ON COLUMN sozialraum.edition_score.dynamics_label_en IS 'Its name in English.';
COMMENT ON COLUMN sozialraum.edition_score.dynamics_reason IS 'Why an area with a score has no dynamics, in German; which changes are missing is in edition_value.change_reason.';
COMMENT ON COLUMN sozialraum.edition_score.dynamics_reason_en IS 'The same in English.';
COMMENT ON COLUMN sozialraum.edition_score.area_group IS 'Status × dynamics: class code and dynamics code ("4-").';

-- A published edition is frozen: updates and deletes by trigger, inserts by the policies' WITH CHECK (no trigger on INSERT may
-- look at another row, because a restore loads rows in any order).
CREATE FUNCTION sozialraum._edition_frozen() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_edition	bigint;
	v_status	text;
BEGIN
	-- once per statement: an edition of 10,000 areas is replaced in one
	IF TG_TABLE_NAME = 'edition' THEN
		SELECT o.id, o.status INTO v_edition, v_status FROM old_row AS o WHERE o.status <> 'draft' ORDER BY o.id LIMIT 1;
	ELSE
		SELECT e.id, e.status INTO v_edition, v_status
		FROM sozialraum.edition AS e
		WHERE e.status <> 'draft' AND e.id IN (SELECT o.edition FROM old_row AS o)
		ORDER BY e.id LIMIT 1;
	END IF;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = 'A published edition cannot be changed or deleted.',
			DETAIL = format('Edition %s is %s.', v_edition, v_status),
			HINT = 'Compute a new edition of the monitor instead.';
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION sozialraum._edition_frozen() IS 'Trigger: what belongs to a published or withdrawn edition is not changed and not deleted.';
CREATE TRIGGER edition_frozen_update AFTER UPDATE ON sozialraum.edition REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
CREATE TRIGGER edition_frozen_delete AFTER DELETE ON sozialraum.edition REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER edition_frozen_update ON sozialraum.edition IS 'What belongs to a published edition is not changed.';
COMMENT ON TRIGGER edition_frozen_delete ON sozialraum.edition IS 'What belongs to a published edition is not deleted.';
CREATE TRIGGER edition_value_frozen_update AFTER UPDATE ON sozialraum.edition_value REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
CREATE TRIGGER edition_value_frozen_delete AFTER DELETE ON sozialraum.edition_value REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER edition_value_frozen_update ON sozialraum.edition_value IS 'What belongs to a published edition is not changed.';
COMMENT ON TRIGGER edition_value_frozen_delete ON sozialraum.edition_value IS 'What belongs to a published edition is not deleted.';
CREATE TRIGGER edition_reference_frozen_update AFTER UPDATE ON sozialraum.edition_reference REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
CREATE TRIGGER edition_reference_frozen_delete AFTER DELETE ON sozialraum.edition_reference REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER edition_reference_frozen_update ON sozialraum.edition_reference IS 'What belongs to a published edition is not changed.';
COMMENT ON TRIGGER edition_reference_frozen_delete ON sozialraum.edition_reference IS 'What belongs to a published edition is not deleted.';
CREATE TRIGGER edition_score_frozen_update AFTER UPDATE ON sozialraum.edition_score REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
CREATE TRIGGER edition_score_frozen_delete AFTER DELETE ON sozialraum.edition_score REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER edition_score_frozen_update ON sozialraum.edition_score IS 'What belongs to a published edition is not changed.';
COMMENT ON TRIGGER edition_score_frozen_delete ON sozialraum.edition_score IS 'What belongs to a published edition is not deleted.';

CREATE FUNCTION sozialraum._edition_keep() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF EXISTS (SELECT FROM sozialraum.edition e WHERE e.status <> 'draft') THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = 'A table that holds published editions cannot be truncated.',
			DETAIL = format('Table %s.', TG_TABLE_NAME),
			HINT = 'Delete drafts with DELETE.';
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION sozialraum._edition_keep() IS 'Trigger: no TRUNCATE where published editions are.';
CREATE TRIGGER edition_keep BEFORE TRUNCATE ON sozialraum.edition FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_keep();
CREATE TRIGGER edition_value_keep BEFORE TRUNCATE ON sozialraum.edition_value FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_keep();
CREATE TRIGGER edition_score_keep BEFORE TRUNCATE ON sozialraum.edition_score FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_keep();
CREATE TRIGGER edition_reference_keep BEFORE TRUNCATE ON sozialraum.edition_reference FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_keep();
COMMENT ON TRIGGER edition_reference_keep ON sozialraum.edition_reference IS 'No TRUNCATE where published editions are.';
COMMENT ON TRIGGER edition_keep ON sozialraum.edition IS 'No TRUNCATE where published editions are.';
COMMENT ON TRIGGER edition_value_keep ON sozialraum.edition_value IS 'No TRUNCATE where published editions are.';
COMMENT ON TRIGGER edition_score_keep ON sozialraum.edition_score IS 'No TRUNCATE where published editions are.';

ALTER TABLE sozialraum.edition ENABLE ROW LEVEL SECURITY;
ALTER TABLE sozialraum.edition_value ENABLE ROW LEVEL SECURITY;
ALTER TABLE sozialraum.edition_score ENABLE ROW LEVEL SECURITY;
ALTER TABLE sozialraum.edition_reference ENABLE ROW LEVEL SECURITY;
CREATE POLICY edition_reference_planner ON sozialraum.edition_reference USING (true)
	WITH CHECK (EXISTS (SELECT FROM sozialraum.edition e WHERE e.id = edition_reference.edition AND e.status = 'draft'));
COMMENT ON POLICY edition_reference_planner ON sozialraum.edition_reference IS 'Reference values are written into drafts only.';
CREATE POLICY edition_planner ON sozialraum.edition USING (true) WITH CHECK (status = 'draft');
CREATE POLICY edition_value_planner ON sozialraum.edition_value USING (true)
	WITH CHECK (EXISTS (SELECT FROM sozialraum.edition e WHERE e.id = edition_value.edition AND e.status = 'draft'));
CREATE POLICY edition_score_planner ON sozialraum.edition_score USING (true)
	WITH CHECK (EXISTS (SELECT FROM sozialraum.edition e WHERE e.id = edition_score.edition AND e.status = 'draft'));
COMMENT ON POLICY edition_planner ON sozialraum.edition IS 'Who may write editions writes drafts.';
COMMENT ON POLICY edition_value_planner ON sozialraum.edition_value IS 'Values are written into drafts only.';
COMMENT ON POLICY edition_score_planner ON sozialraum.edition_score IS 'Scores are written into drafts only.';

SELECT pg_catalog.pg_extension_config_dump('sozialraum.monitor', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.monitor_indicator', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.monitor_exclusion', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.edition', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.edition_id_seq', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.edition_value', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.edition_reference', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.edition_score', '');
-- ---------------------------------------------------------------------------------------------------------------------
-- Entering definitions: variables, terms, indicators, age limits.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._variable_family(code text, OUT family text, OUT age_from smallint, OUT age_to smallint,
	OUT age_limit text, OUT sex text) RETURNS record
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	-- family[_ages][_sex], ages: 7 | 0_2 | 65p | 0_ag | agp | 3_se
	SELECT m[1],
		CASE WHEN m[2] ~ '^[0-9]' THEN substring(m[2] FROM '^[0-9]+')::smallint END,
		CASE WHEN m[2] ~ '^[0-9]+$' THEN m[2]::smallint
			WHEN m[2] ~ '^[0-9]+_[0-9]+$' THEN substring(m[2] FROM '[0-9]+$')::smallint END,
		CASE WHEN m[2] ~ 'ag' THEN 'retirement' WHEN m[2] ~ 'se$' THEN 'school_entry' END,
		m[3]
	FROM regexp_match(code, '^([a-z][a-z0-9_]*?)(?:_([0-9]{1,3}(?:_[0-9]{1,3}|p)?|[0-9]{1,3}_ag|agp|[0-9]{1,3}_se))?(?:_([mw]))?$') AS m
$$;
COMMENT ON FUNCTION sozialraum._variable_family(text) IS 'Reads family, ages and sex out of a variable code (bev_0_2_w, bev_65p, bev_15_ag, alo_lang_m).';

CREATE FUNCTION sozialraum._ensure_variables(codes text[]) RETURNS text[]
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	-- groups of an age family that has cells, and the sexes of a variable that exists, come into being when they are named
	INSERT INTO sozialraum.variable (code, name, name_en, unit, kind, aggregation, family, age_from, age_to, age_limit, sex,
		source_name, legal_basis, reference_date_rule, note)
	SELECT c.code,
		regexp_replace(f.name, ' (insgesamt|nach Alter und Geschlecht)$', '') || CASE WHEN v.age_limit = 'retirement' AND v.age_from IS NULL THEN ' ab der Altersgrenze'
			WHEN v.age_limit = 'retirement' THEN format(' im Alter von %s bis unter Altersgrenze', v.age_from)
			WHEN v.age_limit = 'school_entry' THEN format(' ab %s Jahren bis zum Schuleintritt', v.age_from)
			WHEN v.age_from IS NULL THEN ''
			WHEN v.age_to IS NULL THEN format(' ab %s Jahren', v.age_from)
			WHEN v.age_from = v.age_to THEN format(' im Alter von %s Jahren', v.age_from)
			ELSE format(' im Alter von %s bis %s Jahren', v.age_from, v.age_to) END
			|| CASE v.sex WHEN 'm' THEN ', männlich' WHEN 'w' THEN ', weiblich' ELSE '' END,
		regexp_replace(f.name_en, '(, total| by age and sex)$', '') || CASE WHEN v.age_limit = 'retirement' AND v.age_from IS NULL THEN ' at or above the age limit'
			WHEN v.age_limit = 'retirement' THEN format(' aged %s to below the age limit', v.age_from)
			WHEN v.age_limit = 'school_entry' THEN format(' aged %s to school entry', v.age_from)
			WHEN v.age_from IS NULL THEN ''
			WHEN v.age_to IS NULL THEN format(' aged %s and over', v.age_from)
			WHEN v.age_from = v.age_to THEN format(' aged %s', v.age_from)
			ELSE format(' aged %s to %s', v.age_from, v.age_to) END
			|| CASE v.sex WHEN 'm' THEN ', male' WHEN 'w' THEN ', female' ELSE '' END,
		f.unit, f.kind, f.aggregation, v.family, v.age_from, v.age_to, v.age_limit, v.sex,
		f.source_name, f.legal_basis, f.reference_date_rule, 'erzeugt'
	FROM (SELECT DISTINCT unnest(codes) AS code) AS c
	CROSS JOIN LATERAL sozialraum._variable_family(c.code) AS v
	CROSS JOIN LATERAL (
		SELECT x.name, x.name_en, x.unit, x.kind, x.aggregation, x.source_name, x.legal_basis, x.reference_date_rule
		FROM sozialraum.variable AS x
		WHERE x.code = v.family AND x.family = v.family) AS f
	WHERE NOT EXISTS (SELECT FROM sozialraum.variable AS x WHERE x.code = c.code)
		AND (v.age_from IS NOT NULL OR v.age_limit IS NOT NULL OR v.sex IS NOT NULL)
		AND (v.age_from <= v.age_to) IS NOT FALSE
		-- only groups that the cells of the family can form: no alo_12 beside alo_m and alo_w
		AND ((v.age_from IS NULL AND v.age_limit IS NULL)
			OR EXISTS (SELECT FROM sozialraum.variable AS x WHERE x.family = v.family AND x.is_cell AND x.age_from IS NOT NULL))
		AND (v.sex IS NULL OR EXISTS (SELECT FROM sozialraum.variable AS x WHERE x.family = v.family AND x.is_cell AND x.sex IS NOT NULL))
	ON CONFLICT DO NOTHING;
	-- what is still unknown is the caller's to name
	RETURN ARRAY(SELECT DISTINCT u.code FROM unnest(codes) AS u (code)
		WHERE NOT EXISTS (SELECT FROM sozialraum.variable AS x WHERE x.code = u.code) ORDER BY 1);
END
$$;
COMMENT ON FUNCTION sozialraum._ensure_variables(text[]) IS 'Creates the groups of families named in the list and returns the codes that nothing is known of.';
REVOKE EXECUTE ON FUNCTION sozialraum._ensure_variables(text[]) FROM PUBLIC;

CREATE FUNCTION sozialraum.define_variable(code text, name text, unit text DEFAULT NULL, kind text DEFAULT 'stock',
	aggregation text DEFAULT 'sum', name_en text DEFAULT NULL, source_name text DEFAULT NULL, legal_basis text DEFAULT NULL,
	reference_date_rule text DEFAULT NULL, note text DEFAULT NULL, by_sex boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
BEGIN
	IF by_sex AND EXISTS (SELECT FROM sozialraum.variable AS v WHERE v.family = code AND v.is_cell AND v.age_from IS NOT NULL) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'A variable with cells by age cannot have cells by sex alone.',
			DETAIL = format('Variable %s.', code),
			HINT = 'Its groups by sex come into being when they are named; enter the family with sozialraum.define_variable_family().';
	END IF;
	INSERT INTO sozialraum.variable AS v (code, name, unit, kind, aggregation, name_en, source_name, legal_basis, reference_date_rule, note, family)
	VALUES (code, name, unit, kind, aggregation, name_en, source_name, legal_basis, reference_date_rule, note, CASE WHEN by_sex THEN code END)
	ON CONFLICT ON CONSTRAINT variable_pkey DO UPDATE SET name = EXCLUDED.name, unit = EXCLUDED.unit, kind = EXCLUDED.kind,
		aggregation = EXCLUDED.aggregation, name_en = EXCLUDED.name_en, source_name = EXCLUDED.source_name,
		legal_basis = EXCLUDED.legal_basis, reference_date_rule = EXCLUDED.reference_date_rule, note = EXCLUDED.note,
		family = COALESCE(EXCLUDED.family, v.family);
	IF by_sex THEN
		INSERT INTO sozialraum.variable AS v (code, name, unit, kind, aggregation, name_en, source_name, legal_basis,
			reference_date_rule, note, family, sex, is_cell)
		SELECT code || '_' || s.sex, name || s.de, unit, kind, aggregation, name_en || s.en, source_name, legal_basis,
			reference_date_rule, note, code, s.sex, true
		FROM (VALUES ('m', ', männlich', ', male'), ('w', ', weiblich', ', female')) AS s (sex, de, en)
		ON CONFLICT ON CONSTRAINT variable_pkey DO UPDATE SET name = EXCLUDED.name, unit = EXCLUDED.unit, kind = EXCLUDED.kind,
			aggregation = EXCLUDED.aggregation, name_en = EXCLUDED.name_en, source_name = EXCLUDED.source_name,
			legal_basis = EXCLUDED.legal_basis, reference_date_rule = EXCLUDED.reference_date_rule, note = EXCLUDED.note,
			family = EXCLUDED.family, sex = EXCLUDED.sex, is_cell = true;
	END IF;
	-- groups follow their family
	UPDATE sozialraum.variable AS v SET kind = f.kind, aggregation = f.aggregation
	FROM sozialraum.variable AS f
	WHERE f.code = code AND v.family = code AND v.code <> code AND (v.kind, v.aggregation) IS DISTINCT FROM (f.kind, f.aggregation);
END
$$;
COMMENT ON FUNCTION sozialraum.define_variable(text, text, text, text, text, text, text, text, text, text, boolean) IS
'Enters or changes a variable. With by_sex => true also its cells code_m and code_w; the total is then the sum of both unless it is delivered itself. kind: stock or flow; aggregation: sum or none (does not add up over areas).';
REVOKE EXECUTE ON FUNCTION sozialraum.define_variable(text, text, text, text, text, text, text, text, text, text, boolean) FROM PUBLIC;

CREATE FUNCTION sozialraum.define_variable_family(code text, name text, age_from integer[], by_sex boolean DEFAULT true,
	unit text DEFAULT 'Personen', kind text DEFAULT 'stock', name_en text DEFAULT NULL, last_age integer DEFAULT NULL,
	source_name text DEFAULT NULL, legal_basis text DEFAULT NULL, reference_date_rule text DEFAULT NULL, note text DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_count		integer;
	v_observed	text;
BEGIN
	IF age_from IS NULL OR cardinality(age_from) = 0
		OR age_from <> ARRAY(SELECT DISTINCT a FROM unnest(age_from) AS a WHERE a >= 0 ORDER BY a) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'The first ages of the cells must be distinct, ascending and not negative.',
			DETAIL = format('Given: %s.', age_from),
			HINT = 'For single years of age up to 99 and one cell 100+: ARRAY(SELECT generate_series(0, 100)).';
	END IF;
	INSERT INTO sozialraum.variable AS v (code, name, name_en, unit, kind, family, source_name, legal_basis, reference_date_rule, note)
	VALUES (code, name, name_en, unit, kind, code, source_name, legal_basis, reference_date_rule, note)
	ON CONFLICT ON CONSTRAINT variable_pkey DO UPDATE SET name = EXCLUDED.name, name_en = EXCLUDED.name_en, unit = EXCLUDED.unit,
		kind = EXCLUDED.kind, family = EXCLUDED.family, source_name = EXCLUDED.source_name, legal_basis = EXCLUDED.legal_basis,
		reference_date_rule = EXCLUDED.reference_date_rule, note = EXCLUDED.note;
	-- A new set of cells replaces the old one (single years up to 99 instead of up to 89), as long as nothing was counted in a cell
	-- that would go: its years could no longer be summed.
	SELECT string_agg(v.code, ', ' ORDER BY v.code) INTO v_observed
	FROM (SELECT v.code, v.age_from, v.age_to, v.sex FROM sozialraum.variable AS v WHERE v.family = code AND v.is_cell) AS v
	WHERE NOT EXISTS (
			SELECT FROM (SELECT f AS low, COALESCE(lead(f) OVER (ORDER BY f) - 1, last_age) AS high FROM unnest(age_from) AS f) AS c
			WHERE c.low = v.age_from AND c.high IS NOT DISTINCT FROM v.age_to AND (v.sex IS NOT NULL) = by_sex)
		AND EXISTS (SELECT FROM sozialraum.observation AS o WHERE o.variable = v.code);
	IF v_observed IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = 'Cells in which figures were counted cannot be replaced.',
			DETAIL = format('Family %s: %s.', code, v_observed),
			HINT = 'Enter a family of its own for the other ages.';
	END IF;
	UPDATE sozialraum.variable AS v SET is_cell = false WHERE v.family = code AND v.is_cell;
	INSERT INTO sozialraum.variable AS v (code, name, name_en, unit, kind, family, age_from, age_to, sex, is_cell,
		source_name, legal_basis, reference_date_rule, note)
	SELECT code || '_' || c.ages || COALESCE('_' || s.sex, ''),
		name || ', ' || replace(replace(c.ages, '_', ' bis '), 'p', ' Jahre und älter') || COALESCE(s.de, ''),
		name_en || ', ' || replace(replace(c.ages, '_', ' to '), 'p', ' and over') || COALESCE(s.en, ''),
		unit, kind, code, c.low, c.high, s.sex, true, source_name, legal_basis, reference_date_rule, note
	FROM (
		SELECT a.low::smallint, a.high::smallint,
			CASE WHEN a.high IS NULL THEN a.low || 'p' WHEN a.high = a.low THEN a.low::text ELSE a.low || '_' || a.high END AS ages
		FROM (SELECT f AS low, COALESCE(lead(f) OVER (ORDER BY f) - 1, last_age) AS high FROM unnest(age_from) AS f) AS a) AS c
	CROSS JOIN (VALUES ('m', ', männlich', ', male'), ('w', ', weiblich', ', female'), (NULL, NULL, NULL)) AS s (sex, de, en)
	WHERE (s.sex IS NOT NULL) = by_sex
	ON CONFLICT ON CONSTRAINT variable_pkey DO UPDATE SET is_cell = true, family = EXCLUDED.family, age_from = EXCLUDED.age_from,
		age_to = EXCLUDED.age_to, sex = EXCLUDED.sex, name = EXCLUDED.name, name_en = EXCLUDED.name_en, unit = EXCLUDED.unit,
		kind = EXCLUDED.kind, source_name = EXCLUDED.source_name, legal_basis = EXCLUDED.legal_basis,
		reference_date_rule = EXCLUDED.reference_date_rule, note = EXCLUDED.note;
	GET DIAGNOSTICS v_count = ROW_COUNT;
	-- groups follow their family
	UPDATE sozialraum.variable AS v SET kind = f.kind, aggregation = f.aggregation
	FROM sozialraum.variable AS f
	WHERE f.code = code AND v.family = code AND v.code <> code AND (v.kind, v.aggregation) IS DISTINCT FROM (f.kind, f.aggregation);
	RETURN v_count;
END
$$;
COMMENT ON FUNCTION sozialraum.define_variable_family(text, text, integer[], boolean, text, text, text, integer, text, text, text, text) IS
'Enters a family of variables by age (and sex): one cell per first age in age_from, the last one open unless last_age closes it (bev_0_m … bev_99_m, bev_100p_m). Groups (bev_0_2, bev_65p_w, bev_15_ag) need no entry: they come into being when an indicator or an import names them, and are summed from the cells. Returns the number of cells.';
REVOKE EXECUTE ON FUNCTION sozialraum.define_variable_family(text, text, integer[], boolean, text, text, text, integer, text, text, text, text) FROM PUBLIC;

CREATE FUNCTION sozialraum._parse_terms(terms text, date_rule text) RETURNS TABLE (
	"position" smallint, coefficient double precision, variable text, term_date_rule text)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	-- [sign] [factor *] variable [@rule]
	c_term	CONSTANT text := '\s*([+-])?\s*(?:([0-9]+(?:\.[0-9]+)?)\s*\*\s*)?([a-z][a-z0-9_]*)(?:@([a-z0-9_]+))?\s*';
	v_rest	text := terms;
	v_match	text[];
	v_no	smallint := 0;
BEGIN
	WHILE btrim(v_rest, E' \t\n') <> '' OR v_no = 0 LOOP
		v_match := regexp_match(v_rest, '^' || c_term);
		IF v_match IS NULL OR (v_no > 0 AND v_match[1] IS NULL) THEN
			RAISE EXCEPTION USING ERRCODE = 'syntax_error',
				MESSAGE = 'The terms of an indicator cannot be read.',
				DETAIL = format('Reading stopped before: %s', COALESCE(NULLIF(v_rest, ''), '(end of text)')),
				HINT = 'Write a signed sum of variables, for example: bev_0_2 + bev_3_5 - 0.5 * bev_6, each with an optional date rule (bev_0_2@prev_3112).';
		END IF;
		v_no := v_no + 1;
		"position" := v_no;
		coefficient := CASE WHEN v_match[1] = '-' THEN -1 ELSE 1 END * COALESCE(v_match[2]::double precision, 1);
		variable := v_match[3];
		term_date_rule := COALESCE(v_match[4], date_rule);
		RETURN NEXT;
		v_rest := regexp_replace(v_rest, '^' || c_term, '');
	END LOOP;
END
$$;
COMMENT ON FUNCTION sozialraum._parse_terms(text, text) IS 'Reads "bev_0_2 + 0.5 * bev_3@prev_3112" into terms.';

CREATE FUNCTION sozialraum.define_indicator(code text, dimension text, name text,
	numerator text DEFAULT NULL, denominator text DEFAULT NULL, per double precision DEFAULT 100, unit text DEFAULT '%',
	polarity integer DEFAULT 0, scored boolean DEFAULT NULL, method text DEFAULT 'ratio', parameters jsonb DEFAULT '{}',
	numerator_date_rule text DEFAULT 'same', denominator_date_rule text DEFAULT 'same', period text DEFAULT 'stock_3112',
	smallest_level text DEFAULT NULL, by_sex boolean DEFAULT false, name_en text DEFAULT NULL, sheet jsonb DEFAULT '{}') RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_codes		text[];
	v_unknown	text[];
	v_column	text;
BEGIN
	IF (CASE WHEN method = 'value' THEN numerator IS NULL OR denominator IS NOT NULL
			WHEN method IN ('ratio', 'mean', 'density', 'billeter', 'distance', 'survey_share') THEN numerator IS NULL OR denominator IS NULL
			ELSE (numerator IS NULL) <> (denominator IS NULL) END) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'An indicator of this method needs a numerator and a denominator.',
			DETAIL = format('Indicator %s, method %s.', code, method),
			HINT = 'Give both as sums of variables; only the method value (a figure as it was delivered) has a numerator alone.';
	END IF;
	IF method = 'distance' AND NOT (parameters ? 'target' AND jsonb_typeof(parameters -> 'target') = 'number') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'The method distance needs a target.',
			DETAIL = format('Indicator %s, parameters %s.', code, parameters),
			HINT = 'Give parameters => ''{"target": 3}''.';
	END IF;
	SELECT k INTO v_column FROM jsonb_object_keys(sheet) AS k
	WHERE k NOT IN ('key_statement', 'key_statement_en', 'numerator_text', 'denominator_text', 'measure', 'period_text', 'age_range_numerator',
		'age_range_denominator', 'spatial_reference', 'population_basis', 'interval_method', 'min_count', 'min_denominator',
		'source_name', 'literature', 'comment') ORDER BY k LIMIT 1;
	IF v_column IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'The definition sheet has no such field.',
			DETAIL = format('Indicator %s, field %s.', code, v_column),
			HINT = 'Its fields are the columns of sozialraum.indicator that are not arguments of their own.';
	END IF;
	v_codes := ARRAY(SELECT t.variable FROM sozialraum._parse_terms(numerator, numerator_date_rule) AS t WHERE numerator IS NOT NULL
		UNION SELECT t.variable FROM sozialraum._parse_terms(denominator, denominator_date_rule) AS t WHERE denominator IS NOT NULL);
	v_unknown := sozialraum._ensure_variables(v_codes);
	IF v_unknown <> '{}' THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = 'The terms of an indicator name an unknown variable.',
			DETAIL = format('Indicator %s: %s.', code, array_to_string(v_unknown, ', ')),
			HINT = 'Enter it with sozialraum.define_variable(), or run sozialraum.install_catalogue().';
	END IF;
	INSERT INTO sozialraum.indicator AS i (code, dimension, name, name_en, key_statement, key_statement_en, method, parameters, numerator, denominator,
		numerator_text, denominator_text, per, unit, measure, polarity, scored, by_sex, smallest_level, period, period_text,
		age_range_numerator, age_range_denominator, spatial_reference, population_basis, interval_method, min_count, min_denominator,
		source_name, literature, comment)
	VALUES (code, dimension, name, name_en, sheet ->> 'key_statement', sheet ->> 'key_statement_en', method, parameters, numerator, denominator,
		sheet ->> 'numerator_text', sheet ->> 'denominator_text', per, unit, sheet ->> 'measure', polarity::smallint,
		COALESCE(scored, polarity <> 0), by_sex, smallest_level, period, sheet ->> 'period_text',
		sheet ->> 'age_range_numerator', sheet ->> 'age_range_denominator', sheet ->> 'spatial_reference', sheet ->> 'population_basis',
		sheet ->> 'interval_method', COALESCE((sheet ->> 'min_count')::integer, 0), COALESCE((sheet ->> 'min_denominator')::integer, 0),
		sheet ->> 'source_name', sheet ->> 'literature', sheet ->> 'comment')
	ON CONFLICT ON CONSTRAINT indicator_pkey DO UPDATE SET dimension = EXCLUDED.dimension, name = EXCLUDED.name, name_en = EXCLUDED.name_en,
		key_statement = EXCLUDED.key_statement, key_statement_en = EXCLUDED.key_statement_en,
		method = EXCLUDED.method, parameters = EXCLUDED.parameters, numerator = EXCLUDED.numerator, denominator = EXCLUDED.denominator,
		numerator_text = EXCLUDED.numerator_text, denominator_text = EXCLUDED.denominator_text, per = EXCLUDED.per, unit = EXCLUDED.unit,
		measure = EXCLUDED.measure, polarity = EXCLUDED.polarity, scored = EXCLUDED.scored, by_sex = EXCLUDED.by_sex,
		smallest_level = EXCLUDED.smallest_level, period = EXCLUDED.period, period_text = EXCLUDED.period_text,
		age_range_numerator = EXCLUDED.age_range_numerator, age_range_denominator = EXCLUDED.age_range_denominator,
		spatial_reference = EXCLUDED.spatial_reference, population_basis = EXCLUDED.population_basis, interval_method = EXCLUDED.interval_method,
		min_count = EXCLUDED.min_count, min_denominator = EXCLUDED.min_denominator, source_name = EXCLUDED.source_name,
		literature = EXCLUDED.literature, comment = EXCLUDED.comment;
	DELETE FROM sozialraum.indicator_term AS t WHERE t.indicator = code;
	INSERT INTO sozialraum.indicator_term (indicator, part, "position", coefficient, variable, date_rule)
	SELECT code, 'numerator', t."position", t.coefficient, t.variable, t.term_date_rule
	FROM sozialraum._parse_terms(numerator, numerator_date_rule) AS t WHERE numerator IS NOT NULL
	UNION ALL
	SELECT code, 'denominator', t."position", t.coefficient, t.variable, t.term_date_rule
	FROM sozialraum._parse_terms(denominator, denominator_date_rule) AS t WHERE denominator IS NOT NULL;
END
$$;
COMMENT ON FUNCTION sozialraum.define_indicator(text, text, text, text, text, double precision, text, integer, boolean, text, jsonb, text, text, text, text, boolean, text, jsonb) IS
'Enters or changes an indicator. numerator and denominator are signed sums of variables (bev_0_2 + bev_3_5, each with an optional factor 0.5 * and date rule @prev_3112); they are stored parsed in indicator_term. Groups of a family (bev_0_2, bev_15_ag_w) come into being here. sheet holds the other fields of the definition sheet (key_statement, numerator_text, comment, literature, …). Errors: 42704 names an unknown variable, 42601 a text that cannot be read.';
REVOKE EXECUTE ON FUNCTION sozialraum.define_indicator(text, text, text, text, text, double precision, text, integer, boolean, text, jsonb, text, text, text, text, boolean, text, jsonb) FROM PUBLIC;
-- ---------------------------------------------------------------------------------------------------------------------
-- Values of indicators, for any area, level and date.
--
-- A computation is first laid out as a plan: which variables on which days are needed (slots), which slots are formed from
-- which (terms). Then every area gets one vector of figures, and the engine rolls the vectors up over the hierarchy and through
-- the terms in one pass (kernel/figure.h): sums first, ratio last.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._statuses() RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY['final', 'revised', 'preliminary', 'estimated', 'uncertain', 'later', 'not_meaningful', 'unreliable', 'unknown', 'secret', 'missing'];
COMMENT ON FUNCTION sozialraum._statuses() IS 'Statuses of a figure in the order of severity; from the sixth on there is no value (kernel/figure.h counts on this order).';

CREATE FUNCTION sozialraum._figure_roll_up(id bigint, rank integer, wholes bigint[], named boolean[], valid_from date, valid_to date,
	territory bigint, value double precision[], code double precision[], slot_date date[], additive boolean[], target integer[], source integer[],
	coefficient double precision[]) RETURNS double precision[]
LANGUAGE c WINDOW IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'sozialraum_figure_roll_up';
COMMENT ON FUNCTION sozialraum._figure_roll_up(bigint, integer, bigint[], boolean[], date, date, bigint, double precision[], double precision[], date[], boolean[], integer[], integer[], double precision[]) IS
'Window function over areas: completes each area''s vector of figures from its parts and from the terms; returns the values followed by the codes (severity × 1,000,000 + slot). named: whether the area is one of the parts from which the whole was built, all of which must be there. The columns from slot_date on are the same in all rows.';

CREATE FUNCTION sozialraum._period_date(period text, reference_date date) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	WITH d AS (
		SELECT extract(year FROM reference_date)::integer AS y, CASE
			WHEN period IN ('stock_3112', 'year', 'case_year', 'quarter_dec', 'avg4q') OR period ~ '^avg[0-9]+y$' OR period = 'stock_3112_biennial' THEN 1231
			WHEN period = 'stock_0101' THEN 101
			WHEN period = 'stock_3101' THEN 131
			WHEN period = 'stock_0103' THEN 301
			WHEN period = 'stock_3006' THEN 630
			WHEN period IN ('schoolyear', 'cohort') THEN 801
			WHEN period = 'stock_1512_biennial' THEN 1215
			END AS md)
	SELECT CASE
		WHEN period = 'day' THEN reference_date
		WHEN period = 'quarter' THEN (date_trunc('quarter', (reference_date + 1)::timestamp) - interval '1 day')::date
		WHEN period = 'month' THEN (date_trunc('month', (reference_date + 1)::timestamp) - interval '1 day')::date
		WHEN md IS NOT NULL THEN (
			SELECT max(c.day)
			FROM generate_series(y - 2, y) AS g (year)
			CROSS JOIN LATERAL (SELECT make_date(g.year, md / 100, md % 100) AS day) AS c
			WHERE c.day <= reference_date AND (period !~ 'biennial' OR g.year % 2 = 1))
		END
	FROM d
$$;
COMMENT ON FUNCTION sozialraum._period_date(text, date) IS 'The last day on or before the reference date to which an indicator of this period refers (stock_0103: 1 March, schoolyear: 1 August, biennial: odd years); NULL where only the data can tell (census, election, survey, latest).';

CREATE FUNCTION sozialraum._term_dates(date_rule text, kind text, value_date date) RETURNS TABLE (day date, weight double precision)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	WITH y AS (
		SELECT extract(year FROM value_date)::integer AS y, substring(date_rule FROM '^pooled_([0-9]+)y$')::integer AS n,
			-- the last year that has ended: nothing is pooled that lies behind the day
			extract(year FROM value_date + 1)::integer - 1 AS ended)
	SELECT value_date, 1 WHERE date_rule IN ('same', 'school_year')
	UNION ALL
	SELECT make_date(y - (date_rule = 'prev_3112')::integer, 12, 31), 1 FROM y WHERE date_rule IN ('same_3112', 'prev_3112')
	UNION ALL
	SELECT make_date(y, 3 * q, CASE WHEN q IN (1, 4) THEN 31 ELSE 30 END), 0.25 FROM y, generate_series(1, 4) AS q WHERE date_rule = 'mean_quarters'
	UNION ALL
	SELECT make_date(y - k, 12, 31), 0.5 FROM y, generate_series(0, 1) AS k WHERE date_rule = 'mean_two_year_ends'
	UNION ALL
	SELECT make_date(ended - k, 12, 31), 1 FROM y, generate_series(0, n - 1) AS k WHERE kind = 'flow'
	UNION ALL
	SELECT make_date(ended - k, 12, 31), CASE WHEN k IN (0, n) THEN 0.5 ELSE 1 END FROM y, generate_series(0, n) AS k WHERE kind = 'stock' AND n IS NOT NULL
$$;
COMMENT ON FUNCTION sozialraum._term_dates(text, text, date) IS 'Days and weights that a date rule stands for (indicator_term.date_rule).';

CREATE FUNCTION sozialraum._age_limit(kind text, reference_date date, OUT boundary_age smallint, OUT share_below double precision) RETURNS record
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT a.boundary_age, a.share_below
	FROM sozialraum.age_limit AS a
	WHERE a.kind = _age_limit.kind AND a.valid_from <= reference_date
		AND a.land IN ('DE', COALESCE((SELECT s.land FROM sozialraum.setting AS s), 'DE'))
	ORDER BY a.land <> 'DE' DESC, a.valid_from DESC
	LIMIT 1
$$;
COMMENT ON FUNCTION sozialraum._age_limit(text, date) IS 'Age limit that holds on a day in the Land of setting, else in the whole country; NULL where there is none.';

CREATE FUNCTION sozialraum._figure_plan(variables text[], days date[],
	OUT slot_variable text[], OUT slot_date date[], OUT additive boolean[], OUT target integer[], OUT source integer[], OUT coefficient double precision[])
RETURNS record
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_column
BEGIN
	WITH need AS MATERIALIZED (
		-- a group of a family need not stand in the table (bev_0_17_m): its code says what it is
		SELECT DISTINCT u.variable, u.day, COALESCE(v.aggregation, f.aggregation, 'none') AS aggregation,
			CASE WHEN v.code IS NOT NULL THEN v.family ELSE f.code END AS family,
			CASE WHEN v.code IS NOT NULL THEN v.age_from ELSE p.age_from END AS age_from,
			CASE WHEN v.code IS NOT NULL THEN v.age_to ELSE p.age_to END AS age_to,
			CASE WHEN v.code IS NOT NULL THEN v.age_limit ELSE p.age_limit END AS age_limit,
			CASE WHEN v.code IS NOT NULL THEN v.sex ELSE p.sex END AS sex
		FROM unnest(variables, days) AS u (variable, day)
		LEFT JOIN sozialraum.variable AS v ON v.code = u.variable
		LEFT JOIN LATERAL sozialraum._variable_family(u.variable) AS p ON v.code IS NULL
		LEFT JOIN sozialraum.variable AS f ON f.code = p.family AND f.family = f.code
	), span AS (
		-- a group of a family: ages low … high in full, and the age that a limit cuts in part
		SELECT n.variable, n.day, n.family, n.sex,
			CASE WHEN n.age_limit IS NOT NULL AND n.age_from IS NULL THEN l.boundary_age + 1 ELSE COALESCE(n.age_from, 0) END AS low,
			CASE WHEN n.age_limit IS NOT NULL AND n.age_from IS NOT NULL THEN l.boundary_age - 1 ELSE COALESCE(n.age_to, 999) END AS high,
			CASE WHEN n.age_limit IS NOT NULL THEN l.boundary_age END AS cut,
			CASE WHEN n.age_limit IS NULL THEN 0 WHEN n.age_from IS NULL THEN 1 - l.share_below ELSE l.share_below END AS cut_weight
		FROM need AS n
		LEFT JOIN LATERAL sozialraum._age_limit(n.age_limit, n.day) AS l ON n.age_limit IS NOT NULL
		WHERE n.family IS NOT NULL AND NOT EXISTS (SELECT FROM sozialraum.variable AS x WHERE x.code = n.variable AND x.is_cell)
	), cell AS (
		SELECT s.variable, s.day, c.code AS cell,
			CASE WHEN COALESCE(c.age_from, 0) >= s.low AND COALESCE(c.age_to, 999) <= s.high THEN 1
				WHEN c.age_from = s.cut AND c.age_to = s.cut THEN s.cut_weight END AS weight,
			-- years of age that the cells cover, against those that they ought to
			sum(COALESCE(c.age_to, 999) - COALESCE(c.age_from, 0) + 1) OVER w AS covered,
			(s.high - s.low + 1 + (s.cut_weight > 0)::integer)
				* CASE WHEN s.sex IS NULL AND bool_or(c.sex IS NOT NULL) OVER w THEN 2 ELSE 1 END AS wanted
		FROM span AS s
		JOIN sozialraum.variable AS c ON c.family = s.family AND c.is_cell AND (s.sex IS NULL OR c.sex = s.sex)
			AND ((COALESCE(c.age_from, 0) <= s.high AND COALESCE(c.age_to, 999) >= s.low)
				OR (s.cut_weight > 0 AND COALESCE(c.age_from, 0) <= s.cut AND COALESCE(c.age_to, 999) >= s.cut))
		WINDOW w AS (PARTITION BY s.variable, s.day)
	), complete AS MATERIALIZED (
		SELECT c.variable, c.day, c.cell, c.weight
		FROM (SELECT *, bool_and(weight IS NOT NULL) OVER (PARTITION BY variable, day) AS whole FROM cell) AS c
		WHERE c.covered = c.wanted AND c.whole
	), slot AS MATERIALIZED (
		SELECT s.variable, s.day, s.additive, row_number() OVER (ORDER BY s.variable COLLATE "C", s.day)::integer AS no
		FROM (
			SELECT u.variable, u.day, bool_and(u.additive) AS additive
			FROM (
				SELECT variable, day, aggregation = 'sum' AS additive FROM need
				UNION ALL
				SELECT c.cell, c.day, v.aggregation = 'sum' FROM complete AS c JOIN sozialraum.variable AS v ON v.code = c.cell) AS u
			GROUP BY u.variable, u.day) AS s
	), edge AS (
		SELECT g.no AS target, s.no AS source, c.weight AS coefficient
		FROM complete AS c
		JOIN slot AS g ON g.variable = c.variable AND g.day = c.day
		JOIN slot AS s ON s.variable = c.cell AND s.day = c.day
		WHERE c.weight <> 0
	)
	SELECT
		ARRAY(SELECT variable FROM slot ORDER BY no),
		ARRAY(SELECT day FROM slot ORDER BY no),
		ARRAY(SELECT slot.additive FROM slot ORDER BY no),
		ARRAY(SELECT edge.target FROM edge ORDER BY edge.target, edge.source),
		ARRAY(SELECT edge.source FROM edge ORDER BY edge.target, edge.source),
		ARRAY(SELECT edge.coefficient FROM edge ORDER BY edge.target, edge.source)
	INTO slot_variable, slot_date, additive, target, source, coefficient;
END
$$;
COMMENT ON FUNCTION sozialraum._figure_plan(text[], date[]) IS 'Lays out what variables on given days need: the slots (variable and day, groups together with their cells) and the terms that form groups from cells. A group whose ages the cells do not cover exactly gets no terms and counts only if it is delivered.';

CREATE FUNCTION sozialraum._indicator_plan(indicators text[], reference_date date, sex text DEFAULT NULL, further text[] DEFAULT '{}', further_day date[] DEFAULT '{}',
	OUT value_date date[], OUT slot_variable text[], OUT slot_date date[], OUT additive boolean[],
	OUT target integer[], OUT source integer[], OUT coefficient double precision[]) RETURNS record
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_column
BEGIN
	WITH ind AS MATERIALIZED (
		SELECT n.no::integer AS no, i.code, COALESCE(sozialraum._period_date(i.period, reference_date), l.day) AS day
		FROM unnest(indicators) WITH ORDINALITY AS n (code, no)
		JOIN sozialraum.indicator AS i ON i.code = n.code
		LEFT JOIN LATERAL (
			-- only the data can tell: the last day on which the numerator was observed
			SELECT max(o.day) AS day
			FROM sozialraum.indicator_term AS t
			CROSS JOIN LATERAL (
				SELECT t.variable || COALESCE('_' || _indicator_plan.sex, '') AS code
				UNION
				SELECT c.code FROM sozialraum.variable AS v JOIN sozialraum.variable AS c ON c.family = v.family AND c.is_cell
				WHERE v.code = t.variable AND (_indicator_plan.sex IS NULL OR c.sex = _indicator_plan.sex)) AS c
			CROSS JOIN LATERAL (
				SELECT b.reference_date AS day FROM sozialraum.observation AS b
				WHERE b.variable = c.code AND b.reference_date <= _indicator_plan.reference_date
				ORDER BY b.reference_date DESC LIMIT 1) AS o
			WHERE t.indicator = i.code AND t.part = 'numerator') AS l ON sozialraum._period_date(i.period, reference_date) IS NULL
	), term AS MATERIALIZED (
		SELECT ind.no, t.part, v.code || COALESCE('_' || _indicator_plan.sex, '') AS variable, d.day, t.coefficient * d.weight AS coefficient
		FROM ind
		JOIN sozialraum.indicator_term AS t ON t.indicator = ind.code
		JOIN sozialraum.variable AS v ON v.code = t.variable
		CROSS JOIN LATERAL sozialraum._term_dates(t.date_rule, v.kind, ind.day) AS d
	), need AS (
		SELECT array_agg(n.variable) AS variables, array_agg(n.day) AS days FROM (SELECT variable, day FROM term UNION SELECT * FROM unnest(further, further_day)) AS n
	), plan AS MATERIALIZED (
		SELECT f.* FROM need CROSS JOIN LATERAL sozialraum._figure_plan(need.variables, need.days) AS f
	), slot AS MATERIALIZED (
		SELECT s.variable, s.day, s.no::integer AS no FROM plan CROSS JOIN LATERAL unnest(plan.slot_variable, plan.slot_date) WITH ORDINALITY AS s (variable, day, no)
	), size AS (
		SELECT (SELECT count(*) FROM slot)::integer AS slots, cardinality(indicators) AS indicators
	), edge AS (
		-- numerators stand behind the slots, denominators behind the numerators
		SELECT size.slots + t.no + CASE t.part WHEN 'denominator' THEN size.indicators ELSE 0 END AS target, s.no AS source, t.coefficient
		FROM term AS t
		JOIN slot AS s ON s.variable = t.variable AND s.day = t.day
		CROSS JOIN size
	)
	SELECT
		ARRAY(SELECT ind.day FROM generate_series(1, size.indicators) AS g (no) LEFT JOIN ind ON ind.no = g.no ORDER BY g.no),
		plan.slot_variable, plan.slot_date, plan.additive || array_fill(false, ARRAY[2 * size.indicators]),
		plan.target || ARRAY(SELECT edge.target FROM edge ORDER BY edge.target, edge.source, edge.coefficient),
		plan.source || ARRAY(SELECT edge.source FROM edge ORDER BY edge.target, edge.source, edge.coefficient),
		plan.coefficient || ARRAY(SELECT edge.coefficient FROM edge ORDER BY edge.target, edge.source, edge.coefficient)
	INTO value_date, slot_variable, slot_date, additive, target, source, coefficient
	FROM size CROSS JOIN plan;
END
$$;
COMMENT ON FUNCTION sozialraum._indicator_plan(text[], date, text, text[], date[]) IS 'Lays out a computation: the slots that the terms of the indicators need (and further variables, as asked for), and the terms that form groups, then numerators, then denominators.';

-- without SET, so that it is inlined and conditions on its columns find the indexes
CREATE FUNCTION sozialraum._area_wholes() RETURNS TABLE (part_id bigint, whole_id bigint, is_built boolean)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT p.part_id, p.area_id, true FROM sozialraum.area_part AS p
	UNION ALL
	SELECT c.id, c.parent_id, false
	FROM sozialraum.area AS c
	JOIN sozialraum.area_level AS cl ON cl.code = c.level
	JOIN sozialraum.area AS a ON a.id = c.parent_id
	JOIN sozialraum.area_level AS al ON al.code = a.level AND al.hierarchy = cl.hierarchy
	WHERE NOT EXISTS (SELECT FROM sozialraum.area_part AS p WHERE p.area_id = c.parent_id);
END;
COMMENT ON FUNCTION sozialraum._area_wholes() IS 'Which area is summed from which parts: from those in area_part where there are any, else from the children of the same hierarchy.';

CREATE FUNCTION sozialraum._area_figures(areas bigint[], slot_variable text[], slot_date date[], additive boolean[], target integer[],
	source integer[], coefficient double precision[]) RETURNS TABLE (area_id bigint, figures double precision[])
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan SET work_mem = '256MB' SET jit = off SET random_page_cost = 1.1 AS $$
#variable_conflict use_column
DECLARE
	v_nodes		bigint[];
	v_single	bigint[];
	v_several	bigint[];
	v_variables	text[];			-- NULL: not asked
	v_days		date[];
BEGIN
	-- the areas and everything below them; planned with the actual lists, as their lengths decide how the observations are read
	v_nodes := areas;
	IF EXISTS (SELECT FROM sozialraum._area_wholes() AS e WHERE e.whole_id = ANY (areas)) THEN
		v_nodes := ARRAY(
			WITH RECURSIVE node (id) AS (
				SELECT u.id FROM unnest(areas) AS u (id)
				UNION
				SELECT e.part_id FROM node AS n JOIN sozialraum._area_wholes() AS e ON e.whole_id = n.id
			)
			SELECT n.id FROM node AS n);
	END IF;
	-- A territory may have had several rows in time, each with the figures of its validity; nearly all have one, which is all that is read.
	SELECT COALESCE(array_agg(p.id) FILTER (WHERE p.rows = 1), '{}'), COALESCE(array_agg(p.id) FILTER (WHERE p.rows > 1), '{}')
	INTO v_single, v_several
	FROM (
		SELECT a.id, (SELECT count(*) FROM sozialraum.area AS e WHERE e.territory_id = a.territory_id) AS rows
		FROM unnest(v_nodes) AS n (id) JOIN sozialraum.area AS a ON a.id = n.id) AS p;
	-- These two conditions follow from the join with the slots. For a small part of the table they lead the planner to the index;
	-- for a large one they only spoil its estimates.
	IF cardinality(slot_variable)::bigint * cardinality(v_nodes) < 300000 THEN
		v_variables := ARRAY(SELECT DISTINCT u.v FROM unnest(slot_variable) AS u (v));
		v_days := ARRAY(SELECT DISTINCT u.d FROM unnest(slot_date) AS u (d));
	END IF;
	RETURN QUERY
	WITH part AS MATERIALIZED (
		SELECT a.id, a.rank, a.valid_from, a.valid_to, a.territory_id, w.wholes, w.named
		FROM unnest(v_nodes) AS n (id)
		JOIN sozialraum.area AS a ON a.id = n.id
		LEFT JOIN (SELECT e.part_id, array_agg(e.whole_id) AS wholes, array_agg(e.is_built) AS named FROM sozialraum._area_wholes() AS e WHERE e.part_id = ANY (v_nodes) GROUP BY e.part_id) AS w
			ON w.part_id = a.id
	), slot AS MATERIALIZED (
		SELECT s.variable, array_agg(s.day ORDER BY s.no) AS days, array_agg(s.no::integer ORDER BY s.no) AS numbers
		FROM unnest(slot_variable, slot_date) WITH ORDINALITY AS s (variable, day, no) GROUP BY s.variable
	), figure AS (
		SELECT o.area_id AS id,
			sozialraum.vector_agg(s.numbers[array_position(s.days, o.reference_date)], o.value, cardinality(slot_variable)) FILTER (WHERE o.value IS NOT NULL) AS value,
			sozialraum.vector_agg(s.numbers[array_position(s.days, o.reference_date)],
				array_position(sozialraum._statuses(), o.status) * 1000000.0::double precision + s.numbers[array_position(s.days, o.reference_date)],
				cardinality(slot_variable)) FILTER (WHERE o.status <> 'final') AS code
		FROM slot AS s
		JOIN sozialraum.observation AS o ON o.variable = s.variable AND o.reference_date = ANY (s.days)
		WHERE o.area_id = ANY (v_single) AND (v_variables IS NULL OR o.variable = ANY (v_variables)) AND (v_days IS NULL OR o.reference_date = ANY (v_days))
		GROUP BY o.area_id
		UNION ALL
		SELECT p.id,
			sozialraum.vector_agg(s.no::integer, o.value, cardinality(slot_variable)) FILTER (WHERE o.value IS NOT NULL),
			sozialraum.vector_agg(s.no::integer, array_position(sozialraum._statuses(), o.status) * 1000000.0::double precision + s.no, cardinality(slot_variable))
				FILTER (WHERE o.status <> 'final')
		FROM (
			-- the first row of a territory also has the figures of the days before it, each one those of the days until the next begins
			SELECT a.id, e.id AS area_id, CASE WHEN lag(e.id) OVER w IS NULL THEN '-infinity' ELSE e.valid_from END AS valid_from,
				COALESCE(lead(e.valid_from) OVER w - 1, 'infinity') AS valid_to
			FROM unnest(v_several) AS n (id)
			JOIN sozialraum.area AS a ON a.id = n.id
			JOIN sozialraum.area AS e ON e.territory_id = a.territory_id
			WINDOW w AS (PARTITION BY a.id, e.level ORDER BY e.valid_from)) AS p
		JOIN unnest(slot_variable, slot_date) WITH ORDINALITY AS s (variable, day, no) ON s.day BETWEEN p.valid_from AND p.valid_to
		JOIN sozialraum.observation AS o ON o.variable = s.variable AND o.reference_date = s.day AND o.area_id = p.area_id
		GROUP BY p.id
	), rolled AS (
		SELECT p.id, sozialraum._figure_roll_up(p.id, p.rank::integer, p.wholes, p.named, p.valid_from, p.valid_to, p.territory_id, f.value, f.code,
			slot_date || array_fill('-infinity'::date, ARRAY[cardinality(additive) - cardinality(slot_date)]), additive, target, source, coefficient) OVER () AS figures
		FROM part AS p LEFT JOIN figure AS f ON f.id = p.id
	)
	SELECT r.id, r.figures FROM rolled AS r WHERE r.id = ANY (areas);
END
$$;
COMMENT ON FUNCTION sozialraum._area_figures(bigint[], text[], date[], boolean[], integer[], integer[], double precision[]) IS 'The figures of areas for a plan: delivered, or summed from the parts, or formed from terms; values first, then codes.';

CREATE FUNCTION sozialraum._reason(code double precision, slot_variable text[], slot_date date[], language text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE language WHEN 'en'
		THEN (ARRAY['not final', 'revised', 'preliminary', 'estimated', 'uncertain', 'not yet available', 'not meaningful', 'unreliable', 'unknown', 'kept secret', 'not delivered'])[c.severity]
		ELSE (ARRAY['nicht endgültig', 'berichtigt', 'vorläufig', 'geschätzt', 'unsicher', 'noch nicht verfügbar', 'nicht sinnvoll', 'nicht verlässlich', 'unbekannt', 'geheim gehalten', 'nicht geliefert'])[c.severity]
		END || COALESCE(': ' || slot_variable[c.slot] || ', ' || CASE language WHEN 'en' THEN to_char(slot_date[c.slot], 'YYYY-MM-DD') ELSE to_char(slot_date[c.slot], 'DD.MM.YYYY') END, '')
	FROM (SELECT div(code::numeric, 1000000)::integer AS severity, mod(code::numeric, 1000000)::integer AS slot) AS c
$$;
COMMENT ON FUNCTION sozialraum._reason(double precision, text[], date[], text) IS 'Why a value is missing, in words: the mark, the variable and the day that it comes from.';

CREATE FUNCTION sozialraum._figure_values(figures double precision[], per double precision[], kind double precision[], target double precision[])
RETURNS double precision[]
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'sozialraum_figure_values';
COMMENT ON FUNCTION sozialraum._figure_values(double precision[], double precision[], double precision[], double precision[]) IS
'Values of indicators from the numerators and denominators at the end of a vector of figures. kind: 0 rate, 1 numerator alone, 2 distance of the rate from target; per NULL: not computed.';

CREATE FUNCTION sozialraum._indicator_vectors(areas bigint[], indicators text[], reference_date date, sex text DEFAULT NULL,
	population_variable text DEFAULT NULL) RETURNS TABLE (
	area_id bigint, value double precision[], numerator double precision[], denominator double precision[], status text[], reason text[], value_date date[],
	population double precision)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off AS $$
#variable_conflict use_column
DECLARE
	v_plan		record;
	v_language	text := COALESCE((SELECT s.language FROM sozialraum.setting AS s), 'de');
	k			CONSTANT integer := cardinality(indicators);
	v_final		CONSTANT double precision[] := array_fill(0::double precision, ARRAY[2 * k]);
	n			integer;					-- slots before the numerators
	v_kind		double precision[];
	v_target	double precision[];
	v_day		date;						-- of the population
	v_population integer;					-- its slot
BEGIN
	SELECT COALESCE(sozialraum._period_date(COALESCE(v.reference_date_rule, 'stock_3112'), _indicator_vectors.reference_date), _indicator_vectors.reference_date)
	INTO v_day FROM sozialraum.variable AS v WHERE v.code = population_variable;
	SELECT * INTO v_plan FROM sozialraum._indicator_plan(indicators, _indicator_vectors.reference_date, sex,
		array_remove(ARRAY[population_variable], NULL), array_remove(ARRAY[v_day], NULL));
	n := cardinality(v_plan.slot_variable);
	SELECT s.no INTO v_population FROM unnest(v_plan.slot_variable, v_plan.slot_date) WITH ORDINALITY AS s (variable, day, no)
	WHERE s.variable = population_variable AND s.day = v_day;
	SELECT array_agg(CASE i.method WHEN 'value' THEN 1 WHEN 'distance' THEN 2 ELSE 0 END ORDER BY u.no),
		array_agg((i.parameters ->> 'target')::double precision ORDER BY u.no)
	INTO v_kind, v_target
	FROM unnest(indicators) WITH ORDINALITY AS u (code, no) JOIN sozialraum.indicator AS i ON i.code = u.code;

	RETURN QUERY
	WITH computed AS MATERIALIZED (
		-- which indicators a level has values of
		SELECT l.rank,
			array_agg(CASE WHEN NOT c.known_method OR l.rank < c.smallest_rank THEN NULL ELSE c.per END ORDER BY c.no) AS per,
			array_agg(CASE WHEN NOT c.known_method THEN
					CASE v_language WHEN 'en' THEN format('method %s is not available', c.method) ELSE format('Verfahren %s nicht verfügbar', c.method) END
				WHEN l.rank < c.smallest_rank THEN
					CASE v_language WHEN 'en' THEN format('computed from level %s on', c.smallest_level) ELSE format('erst ab Ebene %s', c.smallest_level) END
				END ORDER BY c.no) AS refused
		FROM (SELECT DISTINCT x.rank FROM sozialraum.area_level AS x) AS l
		CROSS JOIN (
			SELECT u.no, i.per, i.method, i.smallest_level, s.rank AS smallest_rank,
				i.method IN ('ratio', 'mean', 'density', 'billeter', 'survey_share', 'distance', 'value') AS known_method
			FROM unnest(indicators) WITH ORDINALITY AS u (code, no)
			JOIN sozialraum.indicator AS i ON i.code = u.code
			LEFT JOIN sozialraum.area_level AS s ON s.code = i.smallest_level) AS c
		GROUP BY l.rank
	), figure AS (
		SELECT f.area_id, sozialraum._figure_values(f.figures, c.per, v_kind, v_target) AS value, c.refused,
			f.figures[n + 1 : n + k] AS numerator, f.figures[n + k + 1 : n + 2 * k] AS denominator,
			f.figures[2 * n + 2 * k + 1 : 2 * n + 4 * k] AS code, f.figures[v_population] AS population
		FROM sozialraum._area_figures(areas, v_plan.slot_variable, v_plan.slot_date, v_plan.additive, v_plan.target, v_plan.source, v_plan.coefficient) AS f
		JOIN sozialraum.area AS a ON a.id = f.area_id
		JOIN computed AS c ON c.rank = a.rank
	)
	SELECT f.area_id, f.value, f.numerator, f.denominator, s.status, s.reason, v_plan.value_date, f.population
	FROM figure AS f
	LEFT JOIN LATERAL (
		-- only where there is something to say: a figure that is not final, or none
		SELECT array_agg(CASE
				WHEN w.value IS NOT NULL AND w.code = 0 THEN 'final'
				WHEN w.value IS NULL AND (w.refused IS NOT NULL OR (w.denominator <= 0 AND w.code < 6000000)) THEN 'not_meaningful'
				WHEN w.code > 0 THEN (sozialraum._statuses())[w.code::bigint / 1000000]
				ELSE 'missing' END ORDER BY w.no) AS status,
			array_agg(CASE
				WHEN w.value IS NOT NULL THEN NULL
				WHEN w.refused IS NOT NULL THEN w.refused
				WHEN w.code >= 6000000 THEN sozialraum._reason(w.code, v_plan.slot_variable, v_plan.slot_date, v_language)
				WHEN w.denominator < 0 THEN CASE v_language WHEN 'en' THEN 'denominator is negative' ELSE 'Nenner ist negativ' END
				WHEN w.denominator = 0 THEN CASE v_language WHEN 'en' THEN 'denominator is 0' ELSE 'Nenner ist 0' END
				ELSE CASE v_language WHEN 'en' THEN 'not delivered' ELSE 'nicht geliefert' END END ORDER BY w.no) AS reason
		FROM (
			SELECT u.no, u.value, u.denominator, u.refused, greatest(u.numerator_code, u.denominator_code) AS code
			FROM unnest(f.value, f.denominator, f.refused, f.code[1 : k], f.code[k + 1 : 2 * k]) WITH ORDINALITY
				AS u (value, denominator, refused, numerator_code, denominator_code, no)
			WHERE array_position(f.value, NULL) IS NOT NULL OR f.code <> v_final) AS w
	) AS s ON true;
END
$$;
COMMENT ON FUNCTION sozialraum._indicator_vectors(bigint[], text[], date, text, text) IS 'Values of indicators for areas at a reference date: one row per area, arrays in the order of the list. status NULL: all final; reason NULL: nothing is missing.';

CREATE FUNCTION sozialraum._tops(areas bigint[]) RETURNS TABLE (area_id bigint, top_id bigint)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	WITH RECURSIVE up (area_id, id, parent_id) AS (
		SELECT a.id, a.id, a.parent_id FROM sozialraum.area AS a WHERE a.id = ANY (areas)
		UNION ALL
		SELECT up.area_id, p.id, p.parent_id FROM up JOIN sozialraum.area AS p ON p.id = up.parent_id
	)
	SELECT up.area_id, up.id FROM up WHERE up.parent_id IS NULL
$$;
COMMENT ON FUNCTION sozialraum._tops(bigint[]) IS 'The topmost area above each area ("the whole"); the area itself where it has no parent.';

CREATE FUNCTION sozialraum.indicator_value(level text DEFAULT NULL, reference_date date DEFAULT CURRENT_DATE, indicators text[] DEFAULT NULL,
	sex text DEFAULT NULL) RETURNS TABLE (
	area_id bigint, area_level text, area_key text, area_name text, indicator text, value_date date, numerator double precision,
	denominator double precision, value double precision, status text, reason text, parent_value double precision, whole_value double precision)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_unknown		text;
	v_indicators	text[];
	v_areas			bigint[];
	v_all			bigint[];
BEGIN
	IF indicator_value.level IS NOT NULL AND NOT EXISTS (SELECT FROM sozialraum.area_level AS l WHERE l.code = indicator_value.level) THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such level of areas.',
			DETAIL = format('Level %s.', indicator_value.level), HINT = 'The levels are the rows of sozialraum.area_level.';
	END IF;
	IF sex IS NOT NULL AND sex NOT IN ('m', 'w') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The argument sex must be m or w.',
			DETAIL = format('Given: %s.', sex), HINT = 'Leave it out for both together.';
	END IF;
	SELECT u.code INTO v_unknown FROM unnest(indicators) AS u (code)
	WHERE NOT EXISTS (SELECT FROM sozialraum.indicator AS i WHERE i.code = u.code) ORDER BY 1 LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such indicator.',
			DETAIL = format('Indicator %s.', v_unknown), HINT = 'The indicators are the rows of sozialraum.indicator; install_catalogue() brings the shipped ones.';
	END IF;
	v_indicators := COALESCE(ARRAY(SELECT u.code FROM unnest(indicators) WITH ORDINALITY AS u (code, no) GROUP BY u.code ORDER BY min(u.no)), '{}');
	IF indicators IS NULL THEN
		v_indicators := ARRAY(SELECT i.code FROM sozialraum.indicator AS i WHERE sex IS NULL OR i.by_sex ORDER BY i.code);
	END IF;
	v_areas := ARRAY(SELECT a.id FROM sozialraum.area AS a
		WHERE (indicator_value.level IS NULL OR a.level = indicator_value.level) AND reference_date BETWEEN a.valid_from AND a.valid_to);
	v_all := ARRAY(SELECT unnest(v_areas) UNION SELECT a.parent_id FROM sozialraum.area AS a WHERE a.id = ANY (v_areas) AND a.parent_id IS NOT NULL
		UNION SELECT t.top_id FROM sozialraum._tops(v_areas) AS t);
	RETURN QUERY
	WITH v AS MATERIALIZED (
		SELECT r.area_id, u."position", u.value_date, u.numerator, u.denominator, u.value, COALESCE(u.status, 'final') AS status, u.reason
		FROM sozialraum._indicator_vectors(v_all, v_indicators, reference_date, sex) AS r
		CROSS JOIN LATERAL unnest(r.value, r.numerator, r.denominator, r.status, r.reason, r.value_date) WITH ORDINALITY
			AS u (value, numerator, denominator, status, reason, value_date, "position")
	)
	SELECT a.id, a.level, a.key, a.name, v_indicators[v."position"], v.value_date, v.numerator, v.denominator, v.value, v.status, v.reason, p.value, w.value
	FROM v
	JOIN sozialraum.area AS a ON a.id = v.area_id
	JOIN sozialraum._tops(v_areas) AS t ON t.area_id = a.id
	LEFT JOIN v AS p ON p.area_id = a.parent_id AND p."position" = v."position"
	LEFT JOIN v AS w ON w.area_id = t.top_id AND w."position" = v."position"
	ORDER BY a.rank, a.key, v."position";
END
$$;
COMMENT ON FUNCTION sozialraum.indicator_value(text, date, text[], text) IS
'Values of indicators for all areas of a level (NULL: of all levels) that are valid on the reference date. Parents are formed from sums of their parts, ratio last, unless a value was delivered for them, which then takes precedence. value is NULL where a term is missing, kept secret or the denominator is 0: status and reason say why; missing is never zero. value_date: the day that the value refers to (a Kita figure of 1 March beside a population of 31 December); parent_value, whole_value: the same indicator for the parent and for the topmost area. sex: m or w for indicators that can be had by sex. Errors: 42704 for an unknown level or indicator.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Changes between two dates, and checks of what sums are made of.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum.indicator_change(level text, reference_date date, earlier_date date, indicators text[] DEFAULT NULL,
	sex text DEFAULT NULL) RETURNS TABLE (
	area_id bigint, area_level text, area_key text, area_name text, indicator text, value_date date, earlier_value_date date,
	value double precision, earlier_value double precision, change double precision, change_percent double precision, reason text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_indicators	text[];
	v_areas			bigint[];
BEGIN
	IF earlier_date >= reference_date THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The earlier date must lie before the reference date.',
			DETAIL = format('Earlier date %s, reference date %s.', earlier_date, reference_date), HINT = 'Swap the two dates.';
	END IF;
	v_indicators := CASE WHEN indicators IS NULL THEN ARRAY(SELECT i.code FROM sozialraum.indicator AS i WHERE sex IS NULL OR i.by_sex ORDER BY i.code)
		ELSE ARRAY(SELECT u.code FROM unnest(indicators) WITH ORDINALITY AS u (code, no) GROUP BY u.code ORDER BY min(u.no)) END;
	RETURN QUERY
	WITH now AS (
		SELECT * FROM sozialraum.indicator_value(level, reference_date, v_indicators, sex)
	), area AS MATERIALIZED (
		SELECT array_agg(DISTINCT n.area_id) AS ids FROM now AS n
	), before AS (
		SELECT r.area_id, u.value, u.reason, u.value_date, u."position"
		FROM area
		CROSS JOIN LATERAL sozialraum._indicator_vectors(area.ids, v_indicators, earlier_date, sex) AS r
		CROSS JOIN LATERAL unnest(r.value, r.reason, r.value_date) WITH ORDINALITY AS u (value, reason, value_date, "position")
	), break AS MATERIALIZED (
		SELECT * FROM sozialraum._indicator_breaks(v_indicators, reference_date, earlier_date, sex)
	), joined AS (
		SELECT n.*, b.value AS earlier, b.value_date AS earlier_day, b.reason AS earlier_reason, k.reason AS break
		FROM now AS n
		JOIN before AS b ON b.area_id = n.area_id AND v_indicators[b."position"] = n.indicator
		LEFT JOIN break AS k ON k.indicator = n.indicator
	)
	SELECT j.area_id, j.area_level, j.area_key, j.area_name, j.indicator, j.value_date, j.earlier_day, j.value, j.earlier,
		CASE WHEN j.break IS NULL THEN j.value - j.earlier END,
		CASE WHEN j.break IS NULL AND j.earlier <> 0 THEN (j.value - j.earlier) / abs(j.earlier) * 100 END,
		COALESCE(j.break, j.reason, j.earlier_reason)
	FROM joined AS j
	JOIN sozialraum.area AS a ON a.id = j.area_id
	ORDER BY a.rank, j.area_key, j.indicator;
END
$$;
COMMENT ON FUNCTION sozialraum.indicator_change(text, date, date, text[], text) IS
'Change of indicators between two dates: change in the unit of the indicator (percentage points where the unit is %), change_percent relative to the earlier value (NULL where that is 0). NULL across a series break (table series_break), where both dates have the same figure (a census between two censuses), and where one of the two values is missing; reason says why. The areas are those of the reference date: for an area that was formed since, the earlier value is that of its parts'' unchanged territories.';

CREATE FUNCTION sozialraum._indicator_breaks(indicators text[], reference_date date, earlier_date date, sex text DEFAULT NULL) RETURNS TABLE (
	indicator text, reason text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	-- every variable that either of the two values needs, groups with their family and cells, on the days that the values refer to
	WITH day AS MATERIALIZED (
		SELECT n.code, now.value_date[n.no] AS last_day, before.value_date[n.no] AS first_day
		FROM sozialraum._indicator_plan(indicators, reference_date, sex) AS now
		CROSS JOIN sozialraum._indicator_plan(indicators, earlier_date, sex) AS before
		CROSS JOIN LATERAL unnest(indicators) WITH ORDINALITY AS n (code, no)
	), language AS (
		SELECT COALESCE((SELECT y.language FROM sozialraum.setting AS y), 'de') AS code
	)
	SELECT x.indicator, string_agg(x.reason, '; ' ORDER BY x.break_date, x.reason)
	FROM (
		SELECT DISTINCT t.indicator, b.break_date, CASE WHEN g.code = 'en'
			THEN COALESCE(b.reason_en, b.reason) || to_char(b.break_date, ' ("from" YYYY-MM-DD)')
			ELSE b.reason || to_char(b.break_date, ' ("ab" DD.MM.YYYY)') END AS reason
		FROM day AS d
		JOIN sozialraum.indicator_term AS t ON t.indicator = d.code
		JOIN sozialraum.variable AS v ON v.code = t.variable
		CROSS JOIN language AS g
		CROSS JOIN LATERAL (SELECT min(r.day) AS first_day FROM sozialraum._term_dates(t.date_rule, v.kind, d.first_day) AS r) AS e
		CROSS JOIN LATERAL (SELECT max(r.day) AS last_day FROM sozialraum._term_dates(t.date_rule, v.kind, d.last_day) AS r) AS l
		JOIN sozialraum.series_break AS b ON b.break_date > e.first_day AND b.break_date <= l.last_day
		JOIN sozialraum.variable AS bv ON bv.code = b.variable
		WHERE bv.code = v.code
			OR bv.code = v.family
			OR (bv.family = v.family AND (v.sex IS NULL OR bv.sex IS NULL OR bv.sex = v.sex)
				AND COALESCE(bv.age_from, 0) <= COALESCE(v.age_to, 999) AND COALESCE(bv.age_to, 999) >= COALESCE(v.age_from, 0))
		UNION ALL
		-- a census or a biennial count that both dates share is no sign that nothing changed
		SELECT d.code, d.last_day, CASE WHEN g.code = 'en' THEN to_char(d.last_day, '"both dates have the value of" YYYY-MM-DD')
			ELSE to_char(d.last_day, '"beide Stichtage haben den Wert vom" DD.MM.YYYY') END
		FROM day AS d CROSS JOIN language AS g WHERE d.first_day = d.last_day) AS x
	GROUP BY x.indicator
$$;
COMMENT ON FUNCTION sozialraum._indicator_breaks(text[], date, date, text) IS 'Indicators that have no change between two dates, with the reason: a series break lies between them, or both have the same figure.';

CREATE FUNCTION sozialraum.check_totals(reference_date date DEFAULT NULL, variables text[] DEFAULT NULL) RETURNS TABLE (
	area_level text, area_key text, area_name text, variable text, observation_date date, delivered double precision,
	sum_of_parts double precision, difference double precision, against text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_plan	record;
	v_own	record;
	v_parts	bigint[] := ARRAY(SELECT p.part_id FROM sozialraum.area_part AS p UNION SELECT a.id FROM sozialraum.area AS a WHERE a.parent_id IS NOT NULL);
BEGIN
	SELECT f.* INTO v_plan
	FROM (
		SELECT COALESCE(array_agg(n.variable), '{}') AS variables, COALESCE(array_agg(n.reference_date), '{}') AS days
		FROM (
			SELECT DISTINCT o.variable, o.reference_date
			FROM sozialraum.observation AS o
			JOIN sozialraum.variable AS v ON v.code = o.variable AND v.aggregation = 'sum'
			WHERE o.area_id IN (SELECT w.whole_id FROM sozialraum._area_wholes() AS w) AND o.value IS NOT NULL
				AND (check_totals.reference_date IS NULL OR o.reference_date = check_totals.reference_date)
				AND (variables IS NULL OR o.variable = ANY (variables))) AS n) AS n
	CROSS JOIN LATERAL sozialraum._figure_plan(n.variables, n.days) AS f;
	-- totals and groups of which the same area has cells of its own
	SELECT f.* INTO v_own
	FROM (
		SELECT COALESCE(array_agg(n.variable), '{}') AS variables, COALESCE(array_agg(n.reference_date), '{}') AS days
		FROM (
			SELECT DISTINCT o.variable, o.reference_date
			FROM sozialraum.observation AS o
			JOIN sozialraum.variable AS v ON v.code = o.variable AND v.family IS NOT NULL AND NOT v.is_cell
			WHERE o.value IS NOT NULL AND (check_totals.reference_date IS NULL OR o.reference_date = check_totals.reference_date)
				AND (variables IS NULL OR o.variable = ANY (variables))) AS n) AS n
	CROSS JOIN LATERAL sozialraum._figure_plan(n.variables, n.days) AS f;
	RETURN QUERY
	WITH figure AS MATERIALIZED (
		SELECT f.area_id, s.no, s.value
		FROM sozialraum._area_figures(v_parts, v_plan.slot_variable, v_plan.slot_date, v_plan.additive, v_plan.target, v_plan.source, v_plan.coefficient) AS f
		CROSS JOIN LATERAL unnest(f.figures[1 : cardinality(v_plan.slot_variable)]) WITH ORDINALITY AS s (value, no)
	), compared AS (
		SELECT w.whole_id, s.variable, s.day, o.value AS delivered, 'parts' AS against,
			CASE WHEN count(*) = count(f.value) THEN sozialraum.exact_sum(f.value) END AS total
		FROM unnest(v_plan.slot_variable, v_plan.slot_date) WITH ORDINALITY AS s (variable, day, no)
		JOIN sozialraum.observation AS o ON o.variable = s.variable AND o.reference_date = s.day AND o.value IS NOT NULL
		JOIN sozialraum._area_wholes() AS w ON w.whole_id = o.area_id
		JOIN sozialraum.area AS a ON a.id = w.whole_id
		JOIN sozialraum.area AS p ON p.id = w.part_id AND least(greatest(s.day, a.valid_from), a.valid_to) BETWEEN p.valid_from AND p.valid_to
		JOIN figure AS f ON f.area_id = p.id AND f.no = s.no
		WHERE variables IS NULL OR s.variable = ANY (variables)
		GROUP BY w.whole_id, s.variable, s.day, o.value
		UNION ALL
		SELECT o.area_id, o.variable, o.reference_date, o.value, 'cells', CASE WHEN count(c.value) = count(*) THEN sozialraum.exact_sum(c.value * e.coefficient) END
		FROM unnest(v_own.target, v_own.source, v_own.coefficient) AS e (target, source, coefficient)
		JOIN sozialraum.observation AS o ON o.variable = v_own.slot_variable[e.target] AND o.reference_date = v_own.slot_date[e.target] AND o.value IS NOT NULL
		LEFT JOIN sozialraum.observation AS c ON c.variable = v_own.slot_variable[e.source] AND c.reference_date = v_own.slot_date[e.source] AND c.area_id = o.area_id
		GROUP BY o.area_id, o.variable, o.reference_date, o.value
	)
	SELECT a.level, a.key, a.name, c.variable, c.day, c.delivered, c.total, c.delivered - c.total, c.against
	FROM compared AS c JOIN sozialraum.area AS a ON a.id = c.whole_id
	WHERE c.total <> c.delivered
	ORDER BY a.rank, a.key, c.variable, c.day, c.against;
END
$$;
COMMENT ON FUNCTION sozialraum.check_totals(date, text[]) IS
'Lists every difference between a figure that was delivered for an area and what it ought to be the sum of (delivered beats derived; the difference is listed, never hidden): of its parts (against: parts), or of the cells delivered for the same area, ages and sexes (against: cells). Arguments narrow it to a date and to variables. A whole whose parts are incomplete or kept secret cannot be compared and is not listed.';

CREATE FUNCTION sozialraum.check_areas() RETURNS TABLE (area_level text, area_key text, area_name text, day date, problem text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	WITH edge AS MATERIALIZED (
		SELECT w.id AS whole, w.level AS whole_level, w.key AS whole_key, w.name AS whole_name, w.valid_from AS whole_from, w.valid_to AS whole_to, e.is_built,
			p.level, p.key, p.valid_from, p.valid_to
		FROM sozialraum._area_wholes() AS e
		JOIN sozialraum.area AS w ON w.id = e.whole_id
		JOIN sozialraum.area AS p ON p.id = e.part_id
	)
	SELECT e.whole_level, e.whole_key, e.whole_name, e.valid_from, format('part %s/%s begins on this day and nothing ended before it', e.level, e.key)
	FROM edge AS e
	WHERE e.valid_from > e.whole_from
		AND NOT EXISTS (SELECT FROM edge AS o WHERE o.whole = e.whole AND isfinite(o.valid_to) AND o.valid_to + 1 = e.valid_from)
	UNION ALL
	SELECT e.whole_level, e.whole_key, e.whole_name, e.valid_to, format('part %s/%s ends on this day and nothing follows it', e.level, e.key)
	FROM edge AS e
	WHERE e.valid_to < e.whole_to
		AND NOT EXISTS (SELECT FROM edge AS o WHERE o.whole = e.whole AND isfinite(o.valid_from) AND o.valid_from - 1 = e.valid_to)
	UNION ALL
	SELECT e.whole_level, e.whole_key, e.whole_name, NULL, format('has children of several levels: %s', string_agg(DISTINCT e.level, ', ' ORDER BY e.level))
	FROM edge AS e WHERE NOT e.is_built
	GROUP BY e.whole, e.whole_level, e.whole_key, e.whole_name HAVING count(DISTINCT e.level) > 1
	ORDER BY 1, 2, 4, 5
$$;
COMMENT ON FUNCTION sozialraum.check_areas() IS
'Lists what may make sums over parts wrong without anybody noticing: a part that begins although nothing ended before it, or that ends although nothing follows it (before and after, the whole is the sum of the others), and areas whose children are of several levels of one hierarchy (right where a level was skipped, counted twice where two divisions stand side by side: give one of them a hierarchy of its own). day: first or last day of the part.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Computing an edition of a monitor.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._normalise_vectors(value double precision[], method text, ddof integer) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'sozialraum_normalise_vectors' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._normalise_vectors(double precision[], text, integer) IS 'Window function over rows of arrays: zscore or minmax of every position by itself, the same figures as zscore() and minmax() give.';

CREATE FUNCTION sozialraum._vector_parameters(value double precision[], ddof integer) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'sozialraum_vector_parameters' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._vector_parameters(double precision[], integer) IS 'Window function over rows of arrays: for every position the number of values, mean, standard deviation, minimum and maximum that _normalise_vectors uses (five arrays in one).';

CREATE FUNCTION sozialraum._rescale(x double precision[], zero double precision[], one double precision[], direction double precision[],
	shift double precision[]) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'sozialraum_rescale' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._rescale(double precision[], double precision[], double precision[], double precision[], double precision[]) IS 'Element by element: direction × (x - zero) / one + shift; NULL where one of them is.';

CREATE FUNCTION sozialraum._weighted_sum(x double precision[], w double precision[]) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'sozialraum_weighted_sum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_sum(double precision[], double precision[]) IS 'Two numbers: the exact sum of x × w over the elements that are not NULL, and the sum of their weights.';

CREATE FUNCTION sozialraum._monitor_definition(monitor text, reference_date date) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT jsonb_build_object(
		'monitor', to_jsonb(m),
		'indicators', (
			SELECT COALESCE(jsonb_agg(to_jsonb(mi) - 'monitor' || jsonb_build_object(
				'polarity', COALESCE(mi.polarity, i.polarity),
				'definition', to_jsonb(i),
				'terms', (SELECT jsonb_agg(to_jsonb(t) - 'indicator' ORDER BY t.part, t."position") FROM sozialraum.indicator_term AS t WHERE t.indicator = i.code))
				ORDER BY mi."position", mi.indicator), '[]')
			FROM sozialraum.monitor_indicator AS mi JOIN sozialraum.indicator AS i ON i.code = mi.indicator
			WHERE mi.monitor = m.code),
		'exclusions', (
			SELECT COALESCE(jsonb_agg(jsonb_build_object('area_key', x.area_key, 'reason', x.reason, 'reason_en', x.reason_en) ORDER BY x.area_key), '[]')
			FROM sozialraum.monitor_exclusion AS x
			WHERE x.monitor = m.code AND _monitor_definition.reference_date BETWEEN x.valid_from AND x.valid_to),
		'setting', (SELECT to_jsonb(s) FROM sozialraum.setting AS s))
	FROM sozialraum.monitor AS m
	WHERE m.code = _monitor_definition.monitor
$$;
COMMENT ON FUNCTION sozialraum._monitor_definition(text, date) IS 'The whole definition of a monitor as one document: monitor, indicators with terms and weights, exclusions, settings.';

CREATE FUNCTION sozialraum.compute_edition(monitor text, reference_date date) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off AS $$
#variable_conflict use_column
DECLARE
	v_monitor		sozialraum.monitor;
	v_definition	jsonb;
	v_indicators	text[];
	v_bad			text;
	v_areas			bigint[];
	v_all			bigint[];
	v_earlier		date;
	v_break_reasons	text[];						-- one element per indicator; NULL: no series break between the dates
	k				integer;
	v_ddof			integer;					-- a variable of its own: the windows ask for a constant or a parameter
	v_weights		double precision[];			-- one element per indicator; NULL for context indicators
	v_weight		double precision;			-- of all; NULL: nothing is scored
	v_least			double precision;			-- of the indicators that must be there
	v_direction		double precision[];
	v_reference_zero	double precision[];		-- (x - zero) / one, for given parameters
	v_reference_one		double precision[];
	v_offset		double precision[];
	v_unbroken		double precision[];			-- NULL where a series break lies between the dates
	v_one			double precision[];
	v_zero			double precision[];
	v_edition		bigint;
BEGIN
	SELECT m.* INTO v_monitor FROM sozialraum.monitor AS m WHERE m.code = compute_edition.monitor;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such monitor.',
			DETAIL = format('Monitor %s.', compute_edition.monitor), HINT = 'The monitors are the rows of sozialraum.monitor.';
	END IF;
	IF compute_edition.reference_date IS NULL OR NOT isfinite(compute_edition.reference_date) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'An edition needs a reference date.',
			DETAIL = format('Monitor %s.', v_monitor.code), HINT = 'Give the day, for example DATE ''2023-12-31''.';
	END IF;

	-- one computation of a monitor and date at a time; the second waits and then recomputes the draft
	PERFORM pg_advisory_xact_lock(hashtextextended('sozialraum.edition ' || v_monitor.code || ' ' || compute_edition.reference_date::text, 0));

	v_definition := sozialraum._monitor_definition(v_monitor.code, compute_edition.reference_date);
	v_indicators := ARRAY(SELECT mi.indicator FROM sozialraum.monitor_indicator AS mi WHERE mi.monitor = v_monitor.code ORDER BY mi."position", mi.indicator);
	IF v_indicators = '{}' THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The monitor has no indicators.',
			DETAIL = format('Monitor %s.', v_monitor.code), HINT = 'Add rows to sozialraum.monitor_indicator.';
	END IF;
	SELECT string_agg(mi.indicator, ', ' ORDER BY mi.indicator) INTO v_bad
	FROM sozialraum.monitor_indicator AS mi JOIN sozialraum.indicator AS i ON i.code = mi.indicator
	WHERE mi.monitor = v_monitor.code AND mi.role = 'scored' AND COALESCE(mi.polarity, i.polarity) = 0;
	IF v_bad IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'An indicator without polarity cannot be scored.',
			DETAIL = format('Monitor %s: %s.', v_monitor.code, v_bad),
			HINT = 'Structure is not burden: give it the role context, or a polarity in sozialraum.monitor_indicator.';
	END IF;
	IF v_monitor.reference = 'given' THEN
		SELECT string_agg(mi.indicator, ', ' ORDER BY mi.indicator) INTO v_bad
		FROM sozialraum.monitor_indicator AS mi
		WHERE mi.monitor = v_monitor.code AND mi.role = 'scored' AND CASE v_monitor.normalisation
			WHEN 'zscore' THEN mi.reference_mean IS NULL OR mi.reference_sd IS NULL
			WHEN 'minmax' THEN mi.reference_minimum IS NULL OR mi.reference_maximum IS NULL ELSE false END;
		IF v_bad IS NOT NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The monitor normalises against given parameters, and some are missing.',
				DETAIL = format('Monitor %s, normalisation %s: %s.', v_monitor.code, v_monitor.normalisation, v_bad),
				HINT = 'Fill reference_mean and reference_sd (or reference_minimum and reference_maximum) in sozialraum.monitor_indicator, or set reference to areas.';
		END IF;
	END IF;

	v_areas := ARRAY(SELECT a.id FROM sozialraum.area AS a
		WHERE a.level = v_monitor.level AND compute_edition.reference_date BETWEEN a.valid_from AND a.valid_to ORDER BY a.key);
	IF v_areas = '{}' THEN
		RAISE EXCEPTION USING ERRCODE = 'no_data_found', MESSAGE = 'There are no areas of the monitor''s level on the reference date.',
			DETAIL = format('Monitor %s, level %s, date %s.', v_monitor.code, v_monitor.level, to_char(compute_edition.reference_date, 'YYYY-MM-DD')),
			HINT = 'Import them with sozialraum.import_areas().';
	END IF;
	SELECT string_agg(x.area_key, ', ' ORDER BY x.area_key) INTO v_bad
	FROM sozialraum.monitor_exclusion AS x
	WHERE x.monitor = v_monitor.code AND compute_edition.reference_date BETWEEN x.valid_from AND x.valid_to
		AND NOT EXISTS (SELECT FROM sozialraum.area AS a WHERE a.id = ANY (v_areas) AND a.key = x.area_key);
	IF v_bad IS NOT NULL THEN
		RAISE WARNING USING MESSAGE = 'There is no area for an exclusion of the monitor.',
			DETAIL = format('Monitor %s, level %s: %s.', v_monitor.code, v_monitor.level, v_bad), HINT = 'Look at the keys in sozialraum.monitor_exclusion.';
	END IF;
	v_all := ARRAY(SELECT unnest(v_areas) UNION SELECT a.parent_id FROM sozialraum.area AS a WHERE a.id = ANY (v_areas) AND a.parent_id IS NOT NULL
		UNION SELECT t.top_id FROM sozialraum._tops(v_areas) AS t);
	-- from the last day of a month to the last day of that month (29 February)
	v_earlier := CASE WHEN extract(day FROM compute_edition.reference_date + 1) = 1
		THEN (date_trunc('month', compute_edition.reference_date - make_interval(years => v_monitor.lag_years)) + interval '1 month' - interval '1 day')::date
		ELSE (compute_edition.reference_date - make_interval(years => v_monitor.lag_years))::date END;
	SELECT array_agg(b.reason ORDER BY n.no) INTO v_break_reasons
	FROM unnest(v_indicators) WITH ORDINALITY AS n (code, no)
	LEFT JOIN sozialraum._indicator_breaks(v_indicators, compute_edition.reference_date, v_earlier) AS b ON b.indicator = n.code AND v_earlier IS NOT NULL;
	k := cardinality(v_indicators);
	v_ddof := v_monitor.ddof;
	v_one := array_fill(1::double precision, ARRAY[k]);
	v_zero := array_fill(0::double precision, ARRAY[k]);
	SELECT array_agg(i.weight ORDER BY i.no), sozialraum.exact_sum(i.weight), array_agg(i.direction ORDER BY i.no),
		array_agg(CASE WHEN NOT i.given THEN 0 WHEN v_monitor.normalisation = 'zscore' THEN i.reference_mean ELSE i.reference_minimum END ORDER BY i.no),
		array_agg(CASE WHEN NOT i.given THEN 1 WHEN v_monitor.normalisation = 'zscore' THEN i.reference_sd ELSE i.reference_maximum - i.reference_minimum END ORDER BY i.no),
		array_agg(CASE WHEN v_monitor.normalisation = 'minmax' AND i.direction < 0 THEN 1 ELSE 0 END::double precision ORDER BY i.no),
		array_agg(CASE WHEN v_break_reasons[i.no] IS NULL THEN 1 END::double precision ORDER BY i.no)
	INTO v_weights, v_weight, v_direction, v_reference_zero, v_reference_one, v_offset, v_unbroken
	FROM (
		SELECT mi.indicator, row_number() OVER (ORDER BY mi."position", mi.indicator) AS no, CASE WHEN mi.role = 'scored' THEN mi.weight END AS weight,
			CASE WHEN mi.role = 'scored' THEN -COALESCE(mi.polarity, i.polarity) END::double precision AS direction,
			v_monitor.reference = 'given' AND v_monitor.normalisation <> 'none' AS given,
			mi.reference_mean, mi.reference_sd, mi.reference_minimum, mi.reference_maximum
		FROM sozialraum.monitor_indicator AS mi JOIN sozialraum.indicator AS i ON i.code = mi.indicator
		WHERE mi.monitor = v_monitor.code) AS i;

	v_least := v_monitor.minimum_valid_share * v_weight * (1 - 1e-12);	-- two of ten weights of 0.7 are a fifth

	-- the draft: the old one, or a new row
	SELECT e.id INTO v_edition FROM sozialraum.edition AS e
	WHERE e.monitor = v_monitor.code AND e.reference_date = compute_edition.reference_date AND e.status = 'draft' FOR UPDATE;
	IF FOUND THEN
		DELETE FROM sozialraum.edition_value AS v WHERE v.edition = v_edition;
		DELETE FROM sozialraum.edition_score AS s WHERE s.edition = v_edition;
		DELETE FROM sozialraum.edition_reference AS r WHERE r.edition = v_edition;
	ELSE
		INSERT INTO sozialraum.edition (monitor, reference_date, indicators, definition, checksum, area_count, scored_count)
		VALUES (v_monitor.code, compute_edition.reference_date, v_indicators, v_definition, '', 0, 0) RETURNING id INTO v_edition;
	END IF;

	WITH now AS MATERIALIZED (
		SELECT * FROM sozialraum._indicator_vectors(v_all, v_indicators, compute_edition.reference_date, NULL, v_monitor.population_variable)
	), area AS MATERIALIZED (
		SELECT a.id, a.key, a.name, a.parent_id, t.top_id, p.population,
			CASE WHEN x.area_key IS NOT NULL THEN x.reason
				WHEN v_monitor.minimum_population IS NOT NULL AND p.population IS NULL THEN 'Einwohnerzahl fehlt'
				WHEN p.population < v_monitor.minimum_population THEN format('unter %s Einwohner', v_monitor.minimum_population) END AS reason,
			CASE WHEN x.area_key IS NOT NULL THEN COALESCE(x.reason_en, x.reason)
				WHEN v_monitor.minimum_population IS NOT NULL AND p.population IS NULL THEN 'population is missing'
				WHEN p.population < v_monitor.minimum_population THEN format('fewer than %s inhabitants', v_monitor.minimum_population) END AS reason_en
		FROM sozialraum.area AS a
		JOIN sozialraum._tops(v_areas) AS t ON t.area_id = a.id
		LEFT JOIN now AS p ON p.area_id = a.id
		LEFT JOIN LATERAL (
			SELECT e.area_key, e.reason, e.reason_en FROM sozialraum.monitor_exclusion AS e
			WHERE e.monitor = v_monitor.code AND e.area_key = a.key AND compute_edition.reference_date BETWEEN e.valid_from AND e.valid_to
			ORDER BY e.valid_from DESC LIMIT 1) AS x ON true
		WHERE a.id = ANY (v_areas)
	), before AS MATERIALIZED (
		SELECT r.area_id, r.value, r.reason FROM (SELECT v_earlier AS day WHERE v_earlier IS NOT NULL) AS e
		CROSS JOIN LATERAL sozialraum._indicator_vectors(v_areas, v_indicators, e.day) AS r
	), vector AS MATERIALIZED (
		SELECT n.area_id, n.value, n.numerator, n.denominator, n.status, n.reason, n.population, b.value AS earlier, c.change,
			CASE WHEN array_position(c.change, NULL) IS NOT NULL THEN ARRAY(
				SELECT CASE WHEN u.change IS NULL THEN COALESCE(u.break, u.reason, u.earlier_reason) END
				FROM unnest(c.change, v_break_reasons, n.reason, b.reason) WITH ORDINALITY AS u (change, break, reason, earlier_reason, no)
				ORDER BY u.no) END AS change_reason
		FROM now AS n
		JOIN area AS a ON a.id = n.area_id
		LEFT JOIN before AS b ON b.area_id = n.area_id
		CROSS JOIN LATERAL (SELECT sozialraum._rescale(n.value, b.value, v_unbroken, v_one, v_zero) AS change OFFSET 0) AS c
	), included AS MATERIALIZED (
		-- what is compared: the areas that are not excluded
		SELECT v.area_id, v.value, v.change FROM vector AS v JOIN area AS a ON a.id = v.area_id WHERE a.reason IS NULL
	), scaled AS (
		SELECT i.area_id,
			CASE WHEN v_monitor.reference = 'areas' AND v_monitor.normalisation <> 'none'
				THEN sozialraum._normalise_vectors(i.value, v_monitor.normalisation, v_ddof) OVER () ELSE i.value END AS value,
			CASE WHEN i.change IS NOT NULL THEN sozialraum._normalise_vectors(COALESCE(i.change, v_zero), 'zscore', v_ddof) OVER () END AS change
		FROM included AS i
	), normal_vector AS MATERIALIZED (
		-- higher means more burden; context indicators are not normalised
		SELECT s.area_id, sozialraum._rescale(s.value, v_reference_zero, v_reference_one, v_direction, v_offset) AS normalised,
			sozialraum._rescale(s.change, v_zero, v_one, v_direction, v_zero) AS change_normalised
		FROM scaled AS s
	), summed AS (
		SELECT n.area_id, sozialraum._weighted_sum(n.normalised, v_weights) AS status, sozialraum._weighted_sum(n.change_normalised, v_weights) AS dynamics
		FROM normal_vector AS n
	), composed AS (
		-- a missing indicator is never a zero: all must be there, or the share that the monitor asks for, and then the rest stands for all
		SELECT s.area_id,
			CASE WHEN s.status[2] >= v_least THEN
				CASE WHEN v_monitor.aggregation = 'mean' THEN s.status[1] / s.status[2] WHEN s.status[2] = v_weight THEN s.status[1]
					ELSE s.status[1] / s.status[2] * v_weight END END AS sum,
			CASE WHEN s.dynamics[2] >= v_least THEN
				CASE WHEN v_monitor.aggregation = 'mean' THEN s.dynamics[1] / s.dynamics[2] WHEN s.dynamics[2] = v_weight THEN s.dynamics[1]
					ELSE s.dynamics[1] / s.dynamics[2] * v_weight END END AS dynamics_sum
		FROM summed AS s
	), scored AS (
		SELECT c.*,
			CASE WHEN v_monitor.standardise_score THEN sozialraum.zscore(c.sum, v_ddof) OVER () ELSE c.sum END AS score,
			CASE WHEN v_monitor.standardise_score THEN sozialraum.zscore(c.dynamics_sum, v_ddof) OVER () ELSE c.dynamics_sum END AS dynamics
		FROM composed AS c
	), classed AS (
		SELECT s.*, sozialraum.classify(s.score, v_monitor.class_breaks, v_monitor.class_closed) AS class,
			sozialraum.classify(s.dynamics, v_monitor.dynamics_breaks, v_monitor.dynamics_closed) AS dynamics_class,
			CASE WHEN s.score IS NOT NULL THEN rank() OVER (ORDER BY s.score DESC NULLS LAST) END AS rank
		FROM scored AS s
	), value_row AS (
		INSERT INTO sozialraum.edition_value (edition, area_id, value, numerator, denominator, status, reason, normalised, earlier, change,
			change_normalised, change_reason)
		SELECT v_edition, v.area_id, v.value, v.numerator, v.denominator, v.status, v.reason, n.normalised, v.earlier, v.change,
			n.change_normalised, v.change_reason
		FROM vector AS v LEFT JOIN normal_vector AS n ON n.area_id = v.area_id
	), reference_row AS (
		INSERT INTO sozialraum.edition_reference (edition, area_id, area_key, area_name, value, status)
		SELECT v_edition, n.area_id, a.key, a.name, n.value, n.status
		FROM now AS n JOIN sozialraum.area AS a ON a.id = n.area_id
		WHERE n.area_id IN (SELECT parent_id FROM area UNION SELECT top_id FROM area)
	), score_row AS (
		INSERT INTO sozialraum.edition_score (edition, area_id, area_key, area_name, parent_id, whole_id, population, excluded, reason, reason_en, sum, score, class,
			label, label_en, rank, dynamics_sum, dynamics, dynamics_class, dynamics_label, dynamics_label_en,
			dynamics_reason, dynamics_reason_en, area_group)
		SELECT v_edition, a.id, a.key, a.name, a.parent_id, a.top_id, a.population, a.reason IS NOT NULL,
			COALESCE(a.reason, CASE WHEN c.score IS NULL AND v_weight IS NOT NULL THEN CASE WHEN (sozialraum._weighted_sum(v.value, v_weights))[2] >= v_least THEN 'Gebiete unterscheiden sich nicht' ELSE 'Werte fehlen' END END),
			COALESCE(a.reason_en, CASE WHEN c.score IS NULL AND v_weight IS NOT NULL THEN CASE WHEN (sozialraum._weighted_sum(v.value, v_weights))[2] >= v_least THEN 'areas do not differ' ELSE 'values are missing' END END),
			c.sum, c.score, c.class, v_monitor.class_labels[c.class], v_monitor.class_labels_en[c.class], c.rank,
			c.dynamics_sum, c.dynamics, c.dynamics_class, v_monitor.dynamics_labels[c.dynamics_class], v_monitor.dynamics_labels_en[c.dynamics_class],
			CASE WHEN v_earlier IS NOT NULL AND c.score IS NOT NULL AND c.dynamics IS NULL THEN
				CASE WHEN (sozialraum._weighted_sum(v.change, v_weights))[2] >= v_least THEN 'Veränderungen unterscheiden sich nicht' ELSE 'Veränderungen fehlen' END END,
			CASE WHEN v_earlier IS NOT NULL AND c.score IS NOT NULL AND c.dynamics IS NULL THEN
				CASE WHEN (sozialraum._weighted_sum(v.change, v_weights))[2] >= v_least THEN 'changes do not differ' ELSE 'changes are missing' END END,
			COALESCE(v_monitor.class_codes[c.class], c.class::text) || v_monitor.dynamics_codes[c.dynamics_class]
		FROM area AS a
		JOIN vector AS v ON v.area_id = a.id
		LEFT JOIN classed AS c ON c.area_id = a.id
		RETURNING score
	), parameter AS MATERIALIZED (
		SELECT (SELECT sozialraum._vector_parameters(i.value, v_ddof) OVER () FROM included AS i LIMIT 1) AS status,
			(SELECT sozialraum._vector_parameters(i.change, v_ddof) OVER () FROM included AS i WHERE i.change IS NOT NULL LIMIT 1) AS dynamics
	), definition AS (
		-- with what the normalisation used
		SELECT jsonb_set(v_definition, '{indicators}', (
			SELECT jsonb_agg(d.item || jsonb_build_object('value_date', (SELECT n.value_date[d.no] FROM now AS n LIMIT 1),
				'used', jsonb_strip_nulls(jsonb_build_object('n', p.status[d.no], 'mean', p.status[k + d.no], 'sd', p.status[2 * k + d.no],
					'minimum', p.status[3 * k + d.no], 'maximum', p.status[4 * k + d.no],
					'change_n', p.dynamics[d.no], 'change_mean', p.dynamics[k + d.no], 'change_sd', p.dynamics[2 * k + d.no]))) ORDER BY d.no)
			FROM jsonb_array_elements(v_definition -> 'indicators') WITH ORDINALITY AS d (item, no))) AS document
		FROM parameter AS p
	), input AS (
		SELECT md5(string_agg(md5(array_send(v.value) || array_send(v.numerator) || array_send(v.denominator)
			|| COALESCE(array_send(v.status), '') || COALESCE(array_send(v.earlier), '') || COALESCE(float8send(v.population), '')), '' ORDER BY a.key)) AS checksum
		FROM vector AS v JOIN area AS a ON a.id = v.area_id
	)
	UPDATE sozialraum.edition AS e
	SET indicators = v_indicators, definition = d.document, checksum = md5(v_definition::text || i.checksum),
		area_count = cardinality(v_areas), scored_count = (SELECT count(s.score) FROM score_row AS s),
		computed_at = now(), computed_by = CURRENT_USER
	FROM definition AS d, input AS i
	WHERE e.id = v_edition;
	RETURN v_edition;
END
$$;
COMMENT ON FUNCTION sozialraum.compute_edition(text, date) IS
'Computes a monitor for a reference date and returns the number of the edition, a draft: a draft of the same monitor and date is computed anew. In one pass: areas below the minimum population and declared outliers are left out (reason kept in edition_score), indicators normalised (against the areas or given parameters) and turned so that higher means more burden, weighted, summed, standardised again, classified and ranked (1 = highest burden, ties share the better rank); the same for the changes over lag_years (dynamics), and both crossed to the group. Missing values: see monitor.minimum_valid_share. Errors: 42704 unknown monitor, 55000 a definition that cannot be computed, P0002 no areas.';
REVOKE EXECUTE ON FUNCTION sozialraum.compute_edition(text, date) FROM PUBLIC;
-- ---------------------------------------------------------------------------------------------------------------------
-- What BI tools and QGIS read: long, flat views, and a view with geometry per monitor. Plain types only.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE VIEW sozialraum.bi_indicator_value WITH (security_invoker = true) AS
SELECT e.id AS edition, e.monitor::text AS monitor, m.name AS monitor_name, e.status AS edition_status, e.reference_date,
	v.area_id, a.level::text AS area_level, s.area_key::text AS area_key, s.area_name, r.area_key::text AS parent_key, r.area_name AS parent_name,
	e.dimension[u.no] AS dimension, d.name AS dimension_name, u.indicator, e.indicator_name[u.no] AS indicator_name, e.unit[u.no] AS unit,
	u.value, u.numerator, u.denominator, COALESCE(u.status, 'final') AS status, u.reason,
	r.value[u.no] AS parent_value, w.value[u.no] AS whole_value, u.normalised, u.earlier AS earlier_value, u.change, u.change_reason,
	s.excluded, s.score, s.class, s.label, s.rank,
	COALESCE(d.name_en, d.name) AS dimension_name_en, e.indicator_name_en[u.no] AS indicator_name_en, s.label_en
FROM (
	-- names and units as they were when the edition was computed; once per edition
	SELECT x.id, x.monitor, x.status, x.reference_date, x.indicators,
		ARRAY(SELECT i.item #>> '{definition,dimension}' FROM jsonb_array_elements(x.definition -> 'indicators') WITH ORDINALITY AS i (item, no) ORDER BY i.no) AS dimension,
		ARRAY(SELECT i.item #>> '{definition,name}' FROM jsonb_array_elements(x.definition -> 'indicators') WITH ORDINALITY AS i (item, no) ORDER BY i.no) AS indicator_name,
		ARRAY(SELECT COALESCE(i.item #>> '{definition,name_en}', i.item #>> '{definition,name}') FROM jsonb_array_elements(x.definition -> 'indicators') WITH ORDINALITY AS i (item, no) ORDER BY i.no) AS indicator_name_en,
		ARRAY(SELECT i.item #>> '{definition,unit}' FROM jsonb_array_elements(x.definition -> 'indicators') WITH ORDINALITY AS i (item, no) ORDER BY i.no) AS unit
	FROM sozialraum.edition AS x OFFSET 0) AS e
JOIN sozialraum.monitor AS m ON m.code = e.monitor
JOIN sozialraum.edition_value AS v ON v.edition = e.id
JOIN sozialraum.edition_score AS s ON s.edition = e.id AND s.area_id = v.area_id
JOIN sozialraum.area AS a ON a.id = v.area_id
LEFT JOIN sozialraum.edition_reference AS r ON r.edition = e.id AND r.area_id = s.parent_id
LEFT JOIN sozialraum.edition_reference AS w ON w.edition = e.id AND w.area_id = s.whole_id AND s.whole_id <> s.area_id
CROSS JOIN LATERAL unnest(e.indicators, v.value, v.numerator, v.denominator, v.status, v.reason, v.normalised, v.earlier, v.change, v.change_reason) WITH ORDINALITY
	AS u (indicator, value, numerator, denominator, status, reason, normalised, earlier, change, change_reason, no)
LEFT JOIN sozialraum.dimension AS d ON d.code = e.dimension[u.no];
COMMENT ON VIEW sozialraum.bi_indicator_value IS 'Long and flat: one row per edition, area and indicator, for BI tools and spreadsheets. Werte aller Ausgaben, lang: eine Zeile je Ausgabe, Gebiet und Indikator.';
COMMENT ON COLUMN sozialraum.bi_indicator_value.edition IS 'Ausgabe (Nummer)';
COMMENT ON COLUMN sozialraum.bi_indicator_value.monitor IS 'Monitor (Kürzel)';
COMMENT ON COLUMN sozialraum.bi_indicator_value.monitor_name IS 'Monitor';
COMMENT ON COLUMN sozialraum.bi_indicator_value.edition_status IS 'Stand der Ausgabe: draft (Entwurf), published (veröffentlicht), withdrawn (zurückgezogen)';
COMMENT ON COLUMN sozialraum.bi_indicator_value.reference_date IS 'Stichtag';
COMMENT ON COLUMN sozialraum.bi_indicator_value.area_id IS 'Gebiet (Nummer)';
COMMENT ON COLUMN sozialraum.bi_indicator_value.area_level IS 'Ebene';
COMMENT ON COLUMN sozialraum.bi_indicator_value.area_key IS 'Gebietsschlüssel (Text, führende Nullen)';
COMMENT ON COLUMN sozialraum.bi_indicator_value.area_name IS 'Gebiet';
COMMENT ON COLUMN sozialraum.bi_indicator_value.parent_key IS 'Schlüssel des übergeordneten Gebiets';
COMMENT ON COLUMN sozialraum.bi_indicator_value.parent_name IS 'Übergeordnetes Gebiet';
COMMENT ON COLUMN sozialraum.bi_indicator_value.dimension IS 'Dimension (Kürzel)';
COMMENT ON COLUMN sozialraum.bi_indicator_value.dimension_name IS 'Dimension';
COMMENT ON COLUMN sozialraum.bi_indicator_value.indicator IS 'Indikator (Kürzel)';
COMMENT ON COLUMN sozialraum.bi_indicator_value.indicator_name IS 'Indikator';
COMMENT ON COLUMN sozialraum.bi_indicator_value.unit IS 'Einheit';
COMMENT ON COLUMN sozialraum.bi_indicator_value.value IS 'Wert in der Einheit; leer, wenn status und reason sagen, warum';
COMMENT ON COLUMN sozialraum.bi_indicator_value.numerator IS 'Zähler';
COMMENT ON COLUMN sozialraum.bi_indicator_value.denominator IS 'Nenner';
COMMENT ON COLUMN sozialraum.bi_indicator_value.status IS 'final, revised, preliminary, estimated, uncertain; ohne Wert: later, not_meaningful, unreliable, unknown, secret, missing';
COMMENT ON COLUMN sozialraum.bi_indicator_value.reason IS 'Warum der Wert fehlt';
COMMENT ON COLUMN sozialraum.bi_indicator_value.parent_value IS 'Wert des übergeordneten Gebiets';
COMMENT ON COLUMN sozialraum.bi_indicator_value.whole_value IS 'Wert des Ganzen (Kreis, Stadt)';
COMMENT ON COLUMN sozialraum.bi_indicator_value.normalised IS 'Normalisierter Wert, höher = mehr Belastung; leer für Kontextindikatoren';
COMMENT ON COLUMN sozialraum.bi_indicator_value.earlier_value IS 'Wert am früheren Stichtag der Dynamik';
COMMENT ON COLUMN sozialraum.bi_indicator_value.change IS 'Veränderung in der Einheit (bei Anteilen Prozentpunkte); leer über einen Reihenbruch';
COMMENT ON COLUMN sozialraum.bi_indicator_value.change_reason IS 'Warum die Veränderung fehlt: Reihenbruch, oder einer der beiden Werte fehlt';
COMMENT ON COLUMN sozialraum.bi_indicator_value.dimension_name_en IS 'Dimension (englisch)';
COMMENT ON COLUMN sozialraum.bi_indicator_value.indicator_name_en IS 'Indikator (englisch)';
COMMENT ON COLUMN sozialraum.bi_indicator_value.label_en IS 'Name der Klasse (englisch)';
COMMENT ON COLUMN sozialraum.bi_indicator_value.excluded IS 'Gebiet vor der Berechnung ausgeschlossen';
COMMENT ON COLUMN sozialraum.bi_indicator_value.score IS 'Indexwert des Gebiets';
COMMENT ON COLUMN sozialraum.bi_indicator_value.class IS 'Klasse des Gebiets, 1 = geringste Belastung';
COMMENT ON COLUMN sozialraum.bi_indicator_value.label IS 'Name der Klasse';
COMMENT ON COLUMN sozialraum.bi_indicator_value.rank IS 'Rang des Gebiets, 1 = höchste Belastung';

CREATE VIEW sozialraum.bi_area_score WITH (security_invoker = true) AS
SELECT e.id AS edition, e.monitor::text AS monitor, m.name AS monitor_name, e.status AS edition_status, e.reference_date,
	s.area_id, a.level::text AS area_level, s.area_key::text AS area_key, s.area_name, r.area_key::text AS parent_key, r.area_name AS parent_name,
	s.population, s.excluded, s.reason, s.score, s.class, s.label, s.rank, s.dynamics, s.dynamics_class, s.dynamics_label, s.dynamics_reason, s.area_group,
	s.label_en, s.reason_en, s.dynamics_label_en, s.dynamics_reason_en
FROM sozialraum.edition AS e
JOIN sozialraum.monitor AS m ON m.code = e.monitor
JOIN sozialraum.edition_score AS s ON s.edition = e.id
JOIN sozialraum.area AS a ON a.id = s.area_id
LEFT JOIN sozialraum.edition_reference AS r ON r.edition = e.id AND r.area_id = s.parent_id;
COMMENT ON VIEW sozialraum.bi_area_score IS 'One row per edition and area: score, class, rank, dynamics, group. Ergebnis je Ausgabe und Gebiet.';
COMMENT ON COLUMN sozialraum.bi_area_score.edition IS 'Ausgabe (Nummer)';
COMMENT ON COLUMN sozialraum.bi_area_score.monitor IS 'Monitor (Kürzel)';
COMMENT ON COLUMN sozialraum.bi_area_score.monitor_name IS 'Monitor';
COMMENT ON COLUMN sozialraum.bi_area_score.edition_status IS 'Stand der Ausgabe: draft (Entwurf), published (veröffentlicht), withdrawn (zurückgezogen)';
COMMENT ON COLUMN sozialraum.bi_area_score.reference_date IS 'Stichtag';
COMMENT ON COLUMN sozialraum.bi_area_score.area_id IS 'Gebiet (Nummer)';
COMMENT ON COLUMN sozialraum.bi_area_score.area_level IS 'Ebene';
COMMENT ON COLUMN sozialraum.bi_area_score.area_key IS 'Gebietsschlüssel (Text, führende Nullen)';
COMMENT ON COLUMN sozialraum.bi_area_score.area_name IS 'Gebiet';
COMMENT ON COLUMN sozialraum.bi_area_score.parent_key IS 'Schlüssel des übergeordneten Gebiets';
COMMENT ON COLUMN sozialraum.bi_area_score.parent_name IS 'Übergeordnetes Gebiet';
COMMENT ON COLUMN sozialraum.bi_area_score.population IS 'Einwohner';
COMMENT ON COLUMN sozialraum.bi_area_score.excluded IS 'Vor der Berechnung ausgeschlossen';
COMMENT ON COLUMN sozialraum.bi_area_score.reason IS 'Grund des Ausschlusses oder des fehlenden Indexwerts';
COMMENT ON COLUMN sozialraum.bi_area_score.score IS 'Indexwert, höher = mehr Belastung';
COMMENT ON COLUMN sozialraum.bi_area_score.class IS 'Klasse, 1 = geringste Belastung';
COMMENT ON COLUMN sozialraum.bi_area_score.label IS 'Name der Klasse';
COMMENT ON COLUMN sozialraum.bi_area_score.rank IS 'Rang, 1 = höchste Belastung';
COMMENT ON COLUMN sozialraum.bi_area_score.dynamics IS 'Dynamik gegenüber den anderen Gebieten, höher = ungünstiger';
COMMENT ON COLUMN sozialraum.bi_area_score.dynamics_class IS 'Klasse der Dynamik, 1 = günstigste';
COMMENT ON COLUMN sozialraum.bi_area_score.dynamics_label IS 'Name der Dynamikklasse';
COMMENT ON COLUMN sozialraum.bi_area_score.dynamics_reason IS 'Warum ein Gebiet mit Indexwert keine Dynamik hat';
COMMENT ON COLUMN sozialraum.bi_area_score.label_en IS 'Name der Klasse (englisch)';
COMMENT ON COLUMN sozialraum.bi_area_score.reason_en IS 'Grund des Ausschlusses oder des fehlenden Indexwerts (englisch)';
COMMENT ON COLUMN sozialraum.bi_area_score.dynamics_label_en IS 'Name der Dynamikklasse (englisch)';
COMMENT ON COLUMN sozialraum.bi_area_score.dynamics_reason_en IS 'Warum ein Gebiet mit Indexwert keine Dynamik hat (englisch)';
COMMENT ON COLUMN sozialraum.bi_area_score.area_group IS 'Status × Dynamik';

CREATE FUNCTION sozialraum._column_name(code text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN octet_length(n.name) > 50 THEN left(n.name, 41) || '_' || left(md5(code), 8) ELSE n.name END
	FROM (SELECT regexp_replace(regexp_replace(replace(replace(replace(replace(lower(code), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'),
		'[^a-z0-9]+', '_', 'g'), '^([0-9_])', 'i\1') AS name) AS n
$$;
COMMENT ON FUNCTION sozialraum._column_name(text) IS 'Name of the column for an indicator code, always the same: lower case, ä to ae, everything else to _, below 63 bytes (D05-01 becomes d05_01).';

CREATE FUNCTION sozialraum.create_monitor_view(monitor text, schema name, view_name name DEFAULT NULL) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_monitor	sozialraum.monitor;
	v_name		name;
	v_view		text;
	v_srid		integer := COALESCE((SELECT s.srid FROM sozialraum.setting AS s), 25832);
	v_en		boolean := COALESCE((SELECT s.language = 'en' FROM sozialraum.setting AS s), false);
	v_columns	text;
	v_twice		text;
	v_query		text;
	v_oid		oid;
	v_grants	text[] := '{}';
	v_comments	text[] := '{}';
	v_statement	text;
BEGIN
	SELECT m.* INTO v_monitor FROM sozialraum.monitor AS m WHERE m.code = create_monitor_view.monitor;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such monitor.',
			DETAIL = format('Monitor %s.', create_monitor_view.monitor), HINT = 'The monitors are the rows of sozialraum.monitor.';
	END IF;
	IF schema IS NULL OR schema = 'sozialraum' OR NOT EXISTS (SELECT FROM pg_namespace AS n WHERE n.nspname = schema) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name', MESSAGE = 'The view needs an existing schema of your own.',
			DETAIL = format('Schema %s.', COALESCE(quote_ident(schema), 'NULL')),
			HINT = 'Create one first: what is made at run time does not belong into the schema of the extension.';
	END IF;
	v_name := COALESCE(view_name, v_monitor.code);
	v_view := format('%I.%I', schema, v_name);

	SELECT string_agg(c.code, ', ' ORDER BY c.code) INTO v_twice
	FROM (SELECT mi.indicator AS code, count(*) OVER (PARTITION BY sozialraum._column_name(mi.indicator)) AS n
		FROM sozialraum.monitor_indicator AS mi WHERE mi.monitor = v_monitor.code) AS c WHERE c.n > 1;
	IF v_twice IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_column', MESSAGE = 'Two indicators would share the name of a column.',
			DETAIL = format('Monitor %s: %s.', v_monitor.code, v_twice), HINT = 'Rename one of them.';
	END IF;
	SELECT COALESCE(string_agg(format(', v.value[array_position(e.indicators, %L)] AS %I, COALESCE(v.status[array_position(e.indicators, %L)], CASE WHEN array_position(e.indicators, %L) IS NULL THEN ''missing'' ELSE ''final'' END) AS %I',
		mi.indicator, sozialraum._column_name(mi.indicator), mi.indicator, mi.indicator, sozialraum._column_name(mi.indicator) || '_status'),
		'' ORDER BY mi."position", mi.indicator), '')
	INTO v_columns
	FROM sozialraum.monitor_indicator AS mi WHERE mi.monitor = v_monitor.code;

	-- integer key first and typed geometry: QGIS then needs neither questions nor scans
	v_query := format('SELECT a.id::integer AS id, s.area_key::text AS area_key, s.area_name, r.area_key::text AS parent_key, r.area_name AS parent_name, '
		'e.id AS edition, e.status AS edition_status, e.reference_date, s.population, s.score, s.rank, s.class, s.label%1$s AS label, '
		's.dynamics, s.dynamics_class, s.dynamics_label%1$s AS dynamics_label, s.area_group, s.excluded, '
		'COALESCE(s.reason%1$s, s.dynamics_reason%1$s) AS reason%2$s, a.geom::%3$s(MultiPolygon,%4$s) AS geom '
		'FROM sozialraum.edition AS e '
		'JOIN sozialraum.edition_score AS s ON s.edition = e.id '
		'JOIN sozialraum.edition_value AS v ON v.edition = e.id AND v.area_id = s.area_id '
		'JOIN sozialraum.area AS a ON a.id = s.area_id '
		'LEFT JOIN sozialraum.edition_reference AS r ON r.edition = e.id AND r.area_id = s.parent_id '
		'WHERE e.id = (SELECT x.id FROM sozialraum.edition AS x WHERE x.monitor = %5$L AND x.status <> ''withdrawn'' '
		'ORDER BY x.reference_date DESC, x.status = ''published'' DESC, x.id DESC LIMIT 1)',
		CASE WHEN v_en THEN '_en' ELSE '' END, v_columns, (SELECT format_type(t.atttypid, NULL) FROM pg_attribute AS t WHERE t.attrelid = 'sozialraum.area'::regclass AND t.attname = 'geom'),
		v_srid, v_monitor.code);

	v_oid := to_regclass(v_view);
	BEGIN
		EXECUTE format('CREATE OR REPLACE VIEW %s WITH (security_invoker = true) AS %s', v_view, v_query);
	EXCEPTION WHEN invalid_table_definition THEN
		-- the columns changed: made anew, what others may do with it and wrote on it is kept
		v_grants := ARRAY(
			SELECT format('GRANT %s ON %s TO %s%s', x.privilege_type, v_view, CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END,
				CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
			FROM pg_class AS c CROSS JOIN LATERAL aclexplode(c.relacl) AS x WHERE c.oid = v_oid AND x.grantee <> c.relowner);
		v_comments := ARRAY(
			SELECT format('COMMENT ON COLUMN %s.%I IS %L', v_view, t.attname, d.description)
			FROM pg_description AS d JOIN pg_attribute AS t ON t.attrelid = d.objoid AND t.attnum = d.objsubid AND NOT t.attisdropped
			WHERE d.classoid = 'pg_class'::regclass AND d.objoid = v_oid
			UNION ALL
			SELECT format('COMMENT ON VIEW %s IS %L', v_view, obj_description(v_oid, 'pg_class')) WHERE obj_description(v_oid, 'pg_class') IS NOT NULL);
		EXECUTE format('DROP VIEW %s', v_view);
		EXECUTE format('CREATE VIEW %s WITH (security_invoker = true) AS %s', v_view, v_query);
	END;
	v_oid := to_regclass(v_view);
	FOREACH v_statement IN ARRAY v_grants LOOP
		EXECUTE v_statement;
	END LOOP;
	-- a comment on a column that is gone has nothing to stand on
	FOREACH v_statement IN ARRAY v_comments LOOP
		BEGIN
			EXECUTE v_statement;
		EXCEPTION WHEN undefined_column THEN
			NULL;
		END;
	END LOOP;

	-- comments, where nobody wrote one
	FOR v_statement IN
		SELECT format('COMMENT ON COLUMN %s.%I IS %L', v_view, c.name, c.text)
		FROM (
			SELECT x.name, CASE WHEN v_en THEN x.en ELSE x.de END
			FROM (VALUES
				('id', 'Gebiet (Nummer)', 'Area (number)'), ('area_key', 'Gebietsschlüssel', 'Key of the area'), ('area_name', 'Gebiet', 'Area'),
				('parent_key', 'Schlüssel des übergeordneten Gebiets', 'Key of the parent area'), ('parent_name', 'Übergeordnetes Gebiet', 'Parent area'),
				('edition', 'Ausgabe (Nummer)', 'Edition (number)'),
				('edition_status', 'Stand der Ausgabe: draft (Entwurf) oder published (veröffentlicht)', 'State of the edition: draft or published'),
				('reference_date', 'Stichtag', 'Reference date'), ('population', 'Einwohner', 'Population'),
				('score', 'Indexwert, höher = mehr Belastung', 'Score, higher = more burden'), ('rank', 'Rang, 1 = höchste Belastung', 'Rank, 1 = highest burden'),
				('class', 'Klasse, 1 = geringste Belastung', 'Class, 1 = lowest burden'), ('label', 'Name der Klasse', 'Name of the class'),
				('dynamics', 'Dynamik gegenüber den anderen Gebieten, höher = ungünstiger', 'Dynamics relative to the other areas, higher = worse'),
				('dynamics_class', 'Klasse der Dynamik, 1 = günstigste', 'Class of the dynamics, 1 = best'), ('dynamics_label', 'Name der Dynamikklasse', 'Name of the dynamics class'),
				('area_group', 'Status × Dynamik', 'Status × dynamics'), ('excluded', 'Vor der Berechnung ausgeschlossen', 'Left out before anything was computed'),
				('reason', 'Grund des Ausschlusses, des fehlenden Indexwerts oder der fehlenden Dynamik', 'Why the area is left out, or has no score or no dynamics'),
				('geom', 'Gebietsgrenze', 'Border of the area')) AS x (name, de, en)
			UNION ALL
			SELECT sozialraum._column_name(mi.indicator), CASE WHEN v_en THEN COALESCE(i.name_en, i.name) ELSE i.name END || COALESCE(' [' || i.unit || ']', '')
			FROM sozialraum.monitor_indicator AS mi JOIN sozialraum.indicator AS i ON i.code = mi.indicator WHERE mi.monitor = v_monitor.code
			UNION ALL
			SELECT sozialraum._column_name(mi.indicator) || '_status', CASE WHEN v_en THEN COALESCE(i.name_en, i.name) || ': status of the value' ELSE i.name || ': Status des Werts' END || ' (final, preliminary, secret, missing, …)'
			FROM sozialraum.monitor_indicator AS mi JOIN sozialraum.indicator AS i ON i.code = mi.indicator WHERE mi.monitor = v_monitor.code) AS c (name, text)
		JOIN pg_attribute AS t ON t.attrelid = v_oid AND t.attname = c.name AND NOT t.attisdropped
		WHERE col_description(v_oid, t.attnum) IS NULL
		UNION ALL
		SELECT format('COMMENT ON VIEW %s IS %L', v_view, CASE WHEN v_en THEN COALESCE(v_monitor.name_en, v_monitor.name) || ' (newest edition)' ELSE v_monitor.name || COALESCE(': ' || v_monitor.description, '') || ' (neueste Ausgabe)' END) WHERE obj_description(v_oid, 'pg_class') IS NULL
	LOOP
		EXECUTE v_statement;
	END LOOP;
	RETURN v_view;
END
$$;
COMMENT ON FUNCTION sozialraum.create_monitor_view(text, name, name) IS
'Creates, or brings up to date, the view of a monitor in a schema of yours: its newest edition with one row per area, an integer key first, score, rank, class, label, dynamics, the value and status of every indicator (columns named after the codes, D05-01 becomes d05_01) and typed geometry, so that QGIS opens it at once; labels, reasons and comments in the language of setting. A re-run keeps grants and comments. The view shows what its reader may read of the tables below it. Returns its name. Errors: 42704 unknown monitor, 3F000 no such schema.';
REVOKE EXECUTE ON FUNCTION sozialraum.create_monitor_view(text, name, name) FROM PUBLIC;
-- ---------------------------------------------------------------------------------------------------------------------
-- The rows of the shipped catalogue. Generated by scripts/catalogue from catalogue/*.csv: edit there, not here.
--
-- Functions, not tables: the script fills no table; install_catalogue() makes ordinary user rows of them.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._catalogue_dimensions() RETURNS TABLE (code text, name text, name_en text, "position" integer, scored boolean)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 15 SET search_path = pg_catalog, pg_temp AS $$
	VALUES
	('D01', 'Bevölkerungsstruktur', 'Population structure', 1, false),
	('D02', 'Bevölkerungsbewegung', 'Population change', 2, true),
	('D03', 'Familie und Haushalte', 'Families and households', 3, true),
	('D04', 'Migration und Integration', 'Migration and integration', 4, false),
	('D05', 'Arbeit und Beschäftigung', 'Work and employment', 5, true),
	('D06', 'Armut und materielle Lage', 'Poverty and material situation', 6, true),
	('D07', 'Frühkindliche Bildung und Betreuung', 'Early childhood education and care', 7, true),
	('D08', 'Schule und Übergänge', 'School and transitions', 8, true),
	('D09', 'Hilfen zur Erziehung und Kinderschutz', 'Child and youth welfare', 9, true),
	('D10', 'Gesundheit', 'Health', 10, true),
	('D11', 'Alter, Pflege und Behinderung', 'Ageing, care and disability', 11, true),
	('D12', 'Wohnen', 'Housing', 12, true),
	('D13', 'Sicherheit', 'Safety', 13, true),
	('D14', 'Teilhabe und lebenslanges Lernen', 'Participation and lifelong learning', 14, true),
	('D15', 'Wohnumfeld, Klima und Erreichbarkeit', 'Neighbourhood, climate and accessibility', 15, true)
$$;
COMMENT ON FUNCTION sozialraum._catalogue_dimensions() IS 'The dimensions of the shipped catalogue.';

CREATE FUNCTION sozialraum._catalogue_variables() RETURNS TABLE (code text, entry text, name text, name_en text, unit text, kind text, aggregation text, source_name text, legal_basis text, reference_date_rule text, note text, by_sex boolean, family text, age_limit text, age_from integer, cell_age_from integer[], last_age integer, cell_name text, cell_name_en text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 130 SET search_path = pg_catalog, pg_temp AS $$
	VALUES
	('bev', 'total', 'Einwohner insgesamt', 'Residents, total', 'Personen', 'stock', 'sum', 'Melderegister (kommunal)', 'BMG §§ 2, 3', 'stock_3112', 'Hauptwohnsitz / = Familie bev_{von}_{bis} ab 0 / für Berichte mit amtlicher Vergleichszahl Bevölkerungsfortschreibung statt Melderegister (population_basis) / auch mit Suffix _m und _w', true, 'bev', NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('bev_{von}_{bis}', 'cells', 'Einwohner insgesamt', 'Residents, total', 'Personen', 'stock', 'sum', 'Melderegister (kommunal)', 'BMG §§ 2, 3', 'stock_3112', 'erzeugte Familie, ganze vollendete Lebensjahre: bev_{x} Einzelalter 0 bis 99, bev_{von}_{bis} z. B. bev_0_2 = 0 bis 2 einschließlich, bev_{von}p z. B. bev_65p = 65 und älter / Suffix _m oder _w nach Geschlecht / gespeichert werden Einzelalter x Geschlecht, Gruppen werden summiert / Muster ^bev_[0-9]+(_[0-9]+|p)?(_[mw])?$', true, 'bev', NULL::text, NULL::integer, ARRAY[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,65,66,67,68,69,70,71,72,73,74,75,76,77,78,79,80,81,82,83,84,85,86,87,88,89,90,91,92,93,94,95,96,97,98,99,100], NULL::integer, 'Einwohner', 'Residents'),
	('bev_0_ag', 'group', 'Einwohner unter der Altersgrenze', 'Residents below statutory age limit', 'Personen', 'stock', 'sum', 'Melderegister (kommunal)', 'SGB II § 7a, SGB XII § 41 Abs. 2, SGB VI § 235', 'stock_3112', 'erzeugt aus bev_{x} und altersgrenze.csv, Grenzjahrgang anteilig / auch mit Suffix _m und _w', true, 'bev', 'retirement', 0, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('bev_15_ag', 'group', 'Einwohner 15 bis unter Altersgrenze', 'Residents aged 15 to below statutory age limit', 'Personen', 'stock', 'sum', 'Melderegister (kommunal)', 'SGB II § 7a, SGB XII § 41 Abs. 2, SGB VI § 235', 'stock_3112', 'erzeugt aus bev_{x} und altersgrenze.csv, Grenzjahrgang anteilig / auch mit Suffix _m und _w', true, 'bev', 'retirement', 15, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('bev_agp', 'group', 'Einwohner ab der Altersgrenze', 'Residents at or above statutory age limit', 'Personen', 'stock', 'sum', 'Melderegister (kommunal)', 'SGB II § 7a, SGB XII § 41 Abs. 2, SGB VI § 235', 'stock_3112', 'erzeugt aus bev_{x} und altersgrenze.csv, Grenzjahrgang anteilig / auch mit Suffix _m und _w', true, 'bev', 'retirement', NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('bev_3_se', 'group', 'Einwohner ab 3 Jahren bis zum Schuleintritt', 'Residents aged 3 to school entry', 'Personen', 'stock', 'sum', 'Melderegister (kommunal)', 'Schulgesetze der Länder (Einschulungsstichtag)', 'stock_3112', 'nach Geburtsmonat: noch nicht sechs am letzten Einschulungsstichtag (Sachsen 30.06., Thüringen 01.08.) / ersatzweise bev_3_5 plus Anteil von bev_6', false, 'bev', 'school_entry', 3, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('bev_ausl', 'plain', 'Einwohner ohne deutsche Staatsangehörigkeit', 'Residents without German nationality', 'Personen', 'stock', 'sum', 'Melderegister (kommunal)', 'BMG §§ 2, 3', 'stock_3112', 'auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('bev_0_17_mh', 'plain', 'Einwohner 0 bis 17 mit Migrationshintergrund (MigraPro)', 'Residents aged 0-17 with migration background (MigraPro)', 'Personen', 'stock', 'sum', 'Melderegister mit MigraPro', 'BMG §§ 2, 3', 'stock_3112', 'Ableitung, kein Registermerkmal / ungleich Einwanderungsgeschichte des Mikrozensus', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('bev_0_5_hitze', 'plain', 'Einwohner 0 bis 5 in Flächen mit hoher Hitzebelastung', 'Residents aged 0-5 in areas of high heat stress', 'Personen', 'stock', 'sum', 'Klimaanalyse x Melderegister', NULL::text, 'stock_3112', 'Verschneidung der Adressen mit der Klimaanalyse', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('bev_65p_hitze', 'plain', 'Einwohner ab 65 in Flächen mit hoher Hitzebelastung', 'Residents aged 65 and over in areas of high heat stress', 'Personen', 'stock', 'sum', 'Klimaanalyse x Melderegister', NULL::text, 'stock_3112', 'Verschneidung der Adressen mit der Klimaanalyse', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('bev_gruen_300m', 'plain', 'Einwohner mit öffentlicher Grünfläche ab 1 ha in 300 m', 'Residents with public green space of 1 ha or more within 300 m', 'Personen', 'stock', 'sum', 'OSM/ALKIS x Melderegister', NULL::text, 'stock_3112', NULL::text, false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('bev_oepnv_600m', 'plain', 'Einwohner mit bedienter Haltestelle in 600 m', 'Residents with a served public transport stop within 600 m', 'Personen', 'stock', 'sum', 'GTFS x Melderegister', NULL::text, 'stock_3112', 'mindestens 20 Fahrten je Werktag', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('flaeche_kataster_km2', 'plain', 'amtliche Katasterfläche', 'Official cadastral area', 'km²', 'stock', 'sum', 'ALKIS / Flächenerhebung', 'Vermessungsgesetze der Länder, AgrStatG (Flächenerhebung)', 'stock_3112', 'ersatzweise ST_Area der projizierten Geometrie, dann gekennzeichnet', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('flaeche_suv_km2', 'plain', 'Siedlungs- und Verkehrsfläche', 'Settlement and transport area', 'km²', 'stock', 'sum', 'ALKIS / Flächenerhebung', 'AgrStatG (Flächenerhebung)', 'stock_3112', NULL::text, false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('flaeche_versiegelt_km2', 'plain', 'versiegelte Fläche in der Siedlungs- und Verkehrsfläche', 'Sealed area within settlement and transport area', 'km²', 'stock', 'sum', 'Copernicus HRL Imperviousness / ALKIS', NULL::text, 'year', 'auf die Siedlungs- und Verkehrsfläche zuschneiden, sonst über 100 %', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('geborene', 'plain', 'Lebendgeborene (Wohnort der Mutter)', 'Live births', 'Fälle', 'flow', 'sum', 'Melderegister (kommunal) / Bevölkerungsstatistik', 'BevStatG § 2', 'year', NULL::text, false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('gestorbene', 'plain', 'Gestorbene (Wohnort)', 'Deaths', 'Fälle', 'flow', 'sum', 'Melderegister (kommunal) / Bevölkerungsstatistik', 'BevStatG § 2', 'year', NULL::text, false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('geb_mutter_{von}_{bis}', 'family', 'Lebendgeborene nach Alter der Mutter', 'Live births by age of mother', 'Fälle', 'flow', 'sum', 'Melderegister (kommunal) / Bevölkerungsstatistik', 'BevStatG § 2', 'year', 'für method tfr / Fünfjahresgruppen 15_19 bis 45_49 / nicht in Termen', false, 'geb_mutter', NULL::text, NULL::integer, ARRAY[15,20,25,30,35,40,45], 49, 'Lebendgeborene nach Alter der Mutter', 'Live births by age of mother'),
	('gest_{von}_{bis}', 'family', 'Gestorbene nach Alter und Geschlecht', 'Deaths by age and sex', 'Fälle', 'flow', 'sum', 'Melderegister (kommunal) / Bevölkerungsstatistik', 'BevStatG § 2', 'year', 'für method life_expectancy und directly_standardised_rate / gest_0, gest_1_4, gest_5_9 bis gest_90p, Suffix _m oder _w / nicht in Termen', true, 'gest', NULL::text, NULL::integer, ARRAY[0,1,5,10,15,20,25,30,35,40,45,50,55,60,65,70,75,80,85,90], NULL::integer, 'Gestorbene', 'Deaths'),
	('wanderungssaldo', 'plain', 'Wanderungssaldo über die Gebietsgrenze', 'Net migration across area boundary', 'Fälle', 'flow', 'sum', 'Melderegister (kommunal) / Bevölkerungsstatistik', 'BevStatG § 4', 'year', 'Zuzüge minus Fortzüge / additiv, weil sich Binnenumzüge aufheben / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('wanderungssaldo_0_5', 'plain', 'Wanderungssaldo der 0- bis 5-Jährigen', 'Net migration, aged 0-5', 'Fälle', 'flow', 'sum', 'Melderegister (kommunal) / Bevölkerungsstatistik', 'BevStatG § 4', 'year', 'additiv wie wanderungssaldo', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('zuzuege_grenze', 'plain', 'Zuzüge über die Gebietsgrenze', 'In-migration across area boundary', 'Fälle', 'flow', 'none', 'Melderegister (kommunal) / Bevölkerungsstatistik', 'BevStatG § 4', 'year', 'nicht additiv: je Ebene aus der Verflechtungsmatrix', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('fortzuege_grenze', 'plain', 'Fortzüge über die Gebietsgrenze', 'Out-migration across area boundary', 'Fälle', 'flow', 'none', 'Melderegister (kommunal) / Bevölkerungsstatistik', 'BevStatG § 4', 'year', 'nicht additiv: je Ebene aus der Verflechtungsmatrix', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('hh', 'plain', 'Privathaushalte insgesamt', 'Private households, total', 'Haushalte', 'stock', 'sum', 'Haushaltegenerierung (HHSTAT) aus Melderegister', 'kommunale Statistiksatzung', 'stock_3112', NULL::text, false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('hh_1p', 'plain', 'Einpersonenhaushalte', 'One-person households', 'Haushalte', 'stock', 'sum', 'Haushaltegenerierung (HHSTAT) aus Melderegister', 'kommunale Statistiksatzung', 'stock_3112', NULL::text, false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('hh_mit_kind_0_17', 'plain', 'Haushalte mit Kindern unter 18', 'Households with children under 18', 'Haushalte', 'stock', 'sum', 'Haushaltegenerierung (HHSTAT) aus Melderegister', 'kommunale Statistiksatzung', 'stock_3112', NULL::text, false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('hh_3kind_0_17', 'plain', 'Haushalte mit drei und mehr Kindern unter 18', 'Households with three or more children under 18', 'Haushalte', 'stock', 'sum', 'Haushaltegenerierung (HHSTAT) aus Melderegister', 'kommunale Statistiksatzung', 'stock_3112', NULL::text, false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('hh_alleinerz_0_17', 'plain', 'Haushalte Alleinerziehender mit Kindern unter 18', 'Single-parent households with children under 18', 'Haushalte', 'stock', 'sum', 'Haushaltegenerierung (HHSTAT) aus Melderegister', 'kommunale Statistiksatzung', 'stock_3112', NULL::text, false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('kind_0_17_privat', 'plain', 'Kinder unter 18 in Privathaushalten', 'Children under 18 in private households', 'Personen', 'stock', 'sum', 'Haushaltegenerierung (HHSTAT) aus Melderegister', 'kommunale Statistiksatzung', 'stock_3112', NULL::text, false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('kind_0_17_alleinerz', 'plain', 'Kinder unter 18 in Haushalten Alleinerziehender', 'Children under 18 in single-parent households', 'Personen', 'stock', 'sum', 'Haushaltegenerierung (HHSTAT) aus Melderegister', 'kommunale Statistiksatzung', 'stock_3112', NULL::text, false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('pers_privat_75p', 'plain', 'Personen ab 75 in Privathaushalten', 'Persons aged 75 and over in private households', 'Personen', 'stock', 'sum', 'Haushaltegenerierung (HHSTAT) aus Melderegister', 'kommunale Statistiksatzung', 'stock_3112', 'ohne Heimbewohner / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('pers_allein_75p', 'plain', 'allein lebende Personen ab 75 in Privathaushalten', 'Persons aged 75 and over living alone in private households', 'Personen', 'stock', 'sum', 'Haushaltegenerierung (HHSTAT) aus Melderegister', 'kommunale Statistiksatzung', 'stock_3112', 'ohne Heimbewohner / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('schutzsuchende', 'plain', 'Schutzsuchende', 'Protection seekers', 'Personen', 'stock', 'sum', 'Ausländerzentralregister / Ausländerbehörde', 'AZRG, AufenthG, AsylG', 'stock_3112', 'offener, anerkannter oder abgelehnter Schutzstatus einschl. § 24 AufenthG / AsylbLG ist kein Merkmal / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('gefl_aufgenommen', 'plain', 'aufgenommene Geflüchtete (mit Anrechnung)', 'Refugees received (with credits)', 'Personen', 'flow', 'sum', 'Landkreis/Sozialamt', 'ThürFlüAG, ThürFlüVertVO § 2, SächsFlüAG § 6 Abs. 3', 'year', NULL::text, false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('gefl_soll', 'plain', 'Aufnahmesoll nach Verteilschlüssel', 'Reception target by allocation key', 'Personen', 'flow', 'sum', 'Landkreis/Sozialamt', 'ThürFlüAG, ThürFlüVertVO § 2, SächsFlüAG § 6 Abs. 3', 'year', 'aus apportion() auf genau einer Ebene bilden, dann summieren', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('alo_15_ag', 'plain', 'Arbeitslose 15 bis unter Altersgrenze (SGB II + SGB III)', 'Unemployed aged 15 to below age limit', 'Personen', 'stock', 'sum', 'Statistik der Bundesagentur für Arbeit', 'SGB III §§ 16, 281', 'quarter', 'auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('alo_15_24', 'plain', 'Arbeitslose 15 bis 24', 'Unemployed aged 15-24', 'Personen', 'stock', 'sum', 'Statistik der Bundesagentur für Arbeit', 'SGB III §§ 16, 281', 'quarter', 'auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('alo_lang', 'plain', 'Langzeitarbeitslose', 'Long-term unemployed', 'Personen', 'stock', 'sum', 'Statistik der Bundesagentur für Arbeit', 'SGB III § 18', 'quarter', 'mindestens ein Jahr arbeitslos / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('svb_wo_15_ag', 'plain', 'sozialversicherungspflichtig Beschäftigte am Wohnort 15 bis unter Altersgrenze', 'Employees subject to social insurance at residence, 15 to below age limit', 'Personen', 'stock', 'sum', 'Statistik der Bundesagentur für Arbeit', 'SGB III § 281, SGB IV § 28a', 'stock_3006', 'auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('agb_wo_15_ag', 'plain', 'ausschließlich geringfügig Beschäftigte am Wohnort 15 bis unter Altersgrenze', 'Exclusively marginal employees at residence, 15 to below age limit', 'Personen', 'stock', 'sum', 'Statistik der Bundesagentur für Arbeit', 'SGB IV § 8', 'stock_3006', 'auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('sgb2_rlb', 'plain', 'Regelleistungsberechtigte SGB II (RLB)', 'SGB II standard benefit recipients (RLB)', 'Personen', 'stock', 'sum', 'Statistik der Bundesagentur für Arbeit', 'SGB II § 53', 'quarter_dec', 'ELB + NEF / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('sgb2_slb', 'plain', 'sonstige Leistungsberechtigte SGB II (SLB)', 'SGB II other beneficiaries (SLB)', 'Personen', 'stock', 'sum', 'Statistik der Bundesagentur für Arbeit', 'SGB II § 53', 'quarter_dec', 'LB = RLB + SLB / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('sgb2_nef_0_14', 'plain', 'nicht erwerbsfähige Leistungsberechtigte 0 bis 14 (NEF)', 'Non-employable beneficiaries aged 0-14 (NEF)', 'Personen', 'stock', 'sum', 'Statistik der Bundesagentur für Arbeit', 'SGB II § 53', 'quarter_dec', NULL::text, false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('sgb2_bg_kind_0_14', 'plain', 'Kinder 0 bis 14 in Bedarfsgemeinschaften', 'Children aged 0-14 in SGB II benefit units', 'Personen', 'stock', 'sum', 'Statistik der Bundesagentur für Arbeit', 'SGB II § 53', 'quarter_dec', 'alle Kinder, auch ohne eigenen Leistungsanspruch', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('sgb2_bg_kind_15_17', 'plain', 'Jugendliche 15 bis 17 in Bedarfsgemeinschaften', 'Young people aged 15-17 in SGB II benefit units', 'Personen', 'stock', 'sum', 'Statistik der Bundesagentur für Arbeit', 'SGB II § 53', 'quarter_dec', 'alle, auch ohne eigenen Leistungsanspruch', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('sgb2_bg_alleinerz', 'plain', 'Bedarfsgemeinschaften Alleinerziehender mit Kindern unter 18', 'Single-parent benefit units with children under 18', 'Bedarfsgemeinschaften', 'stock', 'sum', 'Statistik der Bundesagentur für Arbeit', 'SGB II § 53', 'quarter_dec', 'Bedarfsgemeinschaft ungleich Haushalt', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('kdu_sgb2_eur', 'plain', 'laufende Leistungen für Unterkunft und Heizung SGB II', 'Current housing and heating payments SGB II', 'EUR', 'flow', 'sum', 'Jobcenter / Statistik der Bundesagentur für Arbeit', 'SGB II § 22', 'year', 'Auszahlungen vor Bundesbeteiligung', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('sgb12_hlu_ave', 'plain', 'Empfänger Hilfe zum Lebensunterhalt außerhalb von Einrichtungen', 'Recipients of subsistence assistance outside institutions', 'Personen', 'stock', 'sum', 'Sozialamt / Sozialhilfestatistik', 'SGB XII §§ 27 ff.', 'quarter_dec', 'auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('grusi_alter', 'plain', 'Empfänger Grundsicherung im Alter', 'Recipients of old-age basic income support', 'Personen', 'stock', 'sum', 'Sozialamt / Sozialhilfestatistik', 'SGB XII § 41 Abs. 2', 'quarter_dec', 'auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('grusi_em', 'plain', 'Empfänger Grundsicherung bei Erwerbsminderung', 'Recipients of basic income support, reduced earning capacity', 'Personen', 'stock', 'sum', 'Sozialamt / Sozialhilfestatistik', 'SGB XII § 41 Abs. 3, 3a', 'quarter_dec', 'auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('asylblg_regel', 'plain', 'Empfänger von Regelleistungen nach AsylbLG', 'Recipients of standard benefits under AsylbLG', 'Personen', 'stock', 'sum', 'Sozialamt / Asylbewerberleistungsstatistik', 'AsylbLG §§ 2, 3, 12', 'quarter_dec', 'Leistung, kein Aufenthaltsstatus / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('wohngeld_hh_rein', 'plain', 'reine Wohngeldhaushalte', 'Pure housing benefit households', 'Haushalte', 'stock', 'sum', 'Wohngeldbehörde / Wohngeldstatistik', 'WoGG §§ 34 ff.', 'stock_3112', 'Zeitreihenbruch 01.01.2023', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('schuldner_18p', 'plain', 'Personen ab 18 mit Negativmerkmalen', 'Persons aged 18 and over with adverse credit records', 'Personen', 'stock', 'sum', 'Creditreform SchuldnerAtlas', NULL::text, 'year', 'nach Postleitzahlen / private Quelle, Freigabe aus / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('kita_0_wo', 'plain', 'betreute Kinder unter 1 nach Wohnort', 'Children aged 0 in day care, by residence', 'Personen', 'stock', 'sum', 'Kita-Verwaltung', 'SGB VIII §§ 22 bis 24', 'stock_0103', 'Kita und öffentlich geförderte Tagespflege ohne Doppelzählung', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('kita_1_2_wo', 'plain', 'betreute Kinder 1 bis 2 nach Wohnort', 'Children aged 1-2 in day care, by residence', 'Personen', 'stock', 'sum', 'Kita-Verwaltung', 'SGB VIII §§ 22 bis 24', 'stock_0103', 'Kita und öffentlich geförderte Tagespflege ohne Doppelzählung', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('kita_3_5_wo', 'plain', 'betreute Kinder 3 bis 5 nach Wohnort', 'Children aged 3-5 in day care, by residence', 'Personen', 'stock', 'sum', 'Kita-Verwaltung', 'SGB VIII §§ 22 bis 24', 'stock_0103', 'Kita und öffentlich geförderte Tagespflege ohne Doppelzählung', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('kita_0_2_eo', 'plain', 'betreute Kinder 0 bis 2 nach Einrichtungsort', 'Children aged 0-2 in day care, by place of facility', 'Personen', 'stock', 'sum', 'Kinder- und Jugendhilfestatistik Teil III', 'SGB VIII §§ 98 bis 103', 'stock_0103', 'Kita und öffentlich geförderte Tagespflege ohne Doppelzählung', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('kita_3_5_eo', 'plain', 'betreute Kinder 3 bis 5 nach Einrichtungsort', 'Children aged 3-5 in day care, by place of facility', 'Personen', 'stock', 'sum', 'Kinder- und Jugendhilfestatistik Teil III', 'SGB VIII §§ 98 bis 103', 'stock_0103', 'Kita und öffentlich geförderte Tagespflege ohne Doppelzählung', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('plaetze_gen_u3', 'plain', 'genehmigte Plätze unter 3', 'Licensed places under 3', 'Plätze', 'stock', 'sum', 'Kita-Verwaltung / Landesjugendamt', 'SGB VIII § 45', 'stock_0103', 'laut Betriebserlaubnis, ohne Hort', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('plaetze_gen_ue3', 'plain', 'genehmigte Plätze 3 bis Schuleintritt', 'Licensed places 3 to school entry', 'Plätze', 'stock', 'sum', 'Kita-Verwaltung / Landesjugendamt', 'SGB VIII § 45', 'stock_0103', 'laut Betriebserlaubnis, ohne Hort', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('plaetze_ktp_u3', 'plain', 'Plätze in Kindertagespflege unter 3', 'Childminder places under 3', 'Plätze', 'stock', 'sum', 'Kita-Verwaltung', 'SGB VIII § 43', 'stock_0103', NULL::text, false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('plaetze_belegbar_u3', 'plain', 'belegbare Plätze unter 3', 'Available places under 3', 'Plätze', 'stock', 'sum', 'Kita-Verwaltung', 'SGB VIII §§ 22 bis 24', 'stock_0103', 'genehmigt ungleich belegbar', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('plaetze_belegt_u3', 'plain', 'belegte Plätze unter 3', 'Occupied places under 3', 'Plätze', 'stock', 'sum', 'Kita-Verwaltung', 'SGB VIII §§ 22 bis 24', 'stock_0103', 'belegte Plätze, nicht betreute Kinder', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('kita_gbae_u3', 'plain', 'Ganztagsbetreuungsäquivalente (9 h) unter 3', 'Full-day care equivalents (9 h) under 3', 'Äquivalente', 'stock', 'sum', 'Kita-Verwaltung', 'SGB VIII §§ 22 bis 24', 'stock_0103', 'Summe der Betreuungsstunden / 9', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('kita_vzae_u3', 'plain', 'Vollzeitäquivalente pädagogisches Personal unter 3', 'Full-time equivalents of educational staff under 3', 'VZÄ', 'stock', 'sum', 'Kita-Verwaltung', 'SGB VIII §§ 22 bis 24', 'stock_0103', 'ohne Leitungsanteile', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('plaetze_belegbar_ue3', 'plain', 'belegbare Plätze 3 bis Schuleintritt', 'Available places 3 to school entry', 'Plätze', 'stock', 'sum', 'Kita-Verwaltung', 'SGB VIII §§ 22 bis 24', 'stock_0103', 'genehmigt ungleich belegbar', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('plaetze_belegt_ue3', 'plain', 'belegte Plätze 3 bis Schuleintritt', 'Occupied places 3 to school entry', 'Plätze', 'stock', 'sum', 'Kita-Verwaltung', 'SGB VIII §§ 22 bis 24', 'stock_0103', 'belegte Plätze, nicht betreute Kinder', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('kita_gbae_ue3', 'plain', 'Ganztagsbetreuungsäquivalente (9 h) 3 bis Schuleintritt', 'Full-day care equivalents (9 h) 3 to school entry', 'Äquivalente', 'stock', 'sum', 'Kita-Verwaltung', 'SGB VIII §§ 22 bis 24', 'stock_0103', 'Summe der Betreuungsstunden / 9', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('kita_vzae_ue3', 'plain', 'Vollzeitäquivalente pädagogisches Personal 3 bis Schuleintritt', 'Full-time equivalents of educational staff 3 to school entry', 'VZÄ', 'stock', 'sum', 'Kita-Verwaltung', 'SGB VIII §§ 22 bis 24', 'stock_0103', 'ohne Leitungsanteile', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('kita_beh', 'plain', 'betreute Kinder mit (drohender) Behinderung nach Wohnort', 'Children with (impending) disability in day care, by residence', 'Personen', 'stock', 'sum', 'Kita-Verwaltung / Träger der Eingliederungshilfe', 'SGB IX § 99, SGB VIII §§ 22a, 35a', 'stock_0103', 'mit Eingliederungshilfe, einschl. heilpädagogischer Gruppen', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('kita_beh_integrativ_nah', 'plain', 'davon wohnortnah in integrativer Betreuung', 'thereof in inclusive care close to home', 'Personen', 'stock', 'sum', 'Kita-Verwaltung / Träger der Eingliederungshilfe', 'SGB IX § 99, SGB VIII §§ 22a, 35a', 'stock_0103', 'in derselben Gemeinde oder höchstens 5 km Weg', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('seu_untersucht', 'plain', 'untersuchte Einschüler', 'Children examined at school entry', 'Personen', 'stock', 'sum', 'Gesundheitsamt (Schuleingangsuntersuchung)', 'Schul- und Gesundheitsdienstgesetze der Länder', 'cohort', 'auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('seu_sprache', 'plain', 'Einschüler mit Sprachauffälligkeit', 'Children with language difficulties at school entry', 'Personen', 'stock', 'sum', 'Gesundheitsamt (Schuleingangsuntersuchung)', 'Schul- und Gesundheitsdienstgesetze der Länder', 'cohort', 'auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('seu_kita_unter_3j', 'plain', 'Schulanfänger mit weniger als drei Jahren Kita-Besuch', 'School entrants with less than three years of day care', 'Personen', 'stock', 'sum', 'Gesundheitsamt (Schuleingangsuntersuchung)', 'Schul- und Gesundheitsdienstgesetze der Länder', 'cohort', NULL::text, false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('seu_uebergewicht', 'plain', 'Einschüler mit Übergewicht einschl. Adipositas', 'Children overweight including obese at school entry', 'Personen', 'stock', 'sum', 'Gesundheitsamt (Schuleingangsuntersuchung)', 'Schul- und Gesundheitsdienstgesetze der Länder', 'cohort', 'BMI über dem 90. Perzentil (Kromeyer-Hauschild) / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('seu_impfausweis', 'plain', 'Einschüler mit vorgelegtem Impfausweis', 'Children with vaccination record shown', 'Personen', 'stock', 'sum', 'Gesundheitsamt (Schuleingangsuntersuchung)', 'Schul- und Gesundheitsdienstgesetze der Länder', 'cohort', NULL::text, false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('seu_masern2', 'plain', 'Einschüler mit zwei Masernimpfungen', 'Children with two measles vaccinations', 'Personen', 'stock', 'sum', 'Gesundheitsamt (Schuleingangsuntersuchung)', 'Schul- und Gesundheitsdienstgesetze der Länder', 'cohort', NULL::text, false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('schule_pflichtig_neu', 'plain', 'schulpflichtig gewordene Kinder', 'Children reaching compulsory school age', 'Personen', 'stock', 'sum', 'Schulstatistik / Schulamt', 'Schulgesetze der Länder', 'schoolyear', 'auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('schule_zurueckgestellt', 'plain', 'vom Schulbesuch zurückgestellte Kinder', 'Children deferred from school entry', 'Personen', 'stock', 'sum', 'Schulstatistik / Schulamt', 'Schulgesetze der Länder', 'schoolyear', 'auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('schueler_gs_k1_4', 'plain', 'Schüler der Klassen 1 bis 4', 'Pupils in grades 1-4', 'Personen', 'stock', 'sum', 'Schulstatistik / Schulamt', 'Schulgesetze der Länder', 'schoolyear', 'Schulort', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('klassen_gs_k1_4', 'plain', 'Klassen der Stufen 1 bis 4', 'Classes in grades 1-4', 'Klassen', 'stock', 'sum', 'Schulstatistik / Schulamt', 'Schulgesetze der Länder', 'schoolyear', 'Schulort', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('schueler_abgebende_klasse_vj', 'plain', 'Schüler der abgebenden Grundschulklasse des Vorjahres', 'Pupils in final primary grade, previous year', 'Personen', 'stock', 'sum', 'Schulstatistik / Schulamt', 'Schulgesetze der Länder', 'schoolyear', 'Klasse 4, wo das Land es so hat Klasse 6 / Wert des Vorjahres / Schulort / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('uebergang_gym', 'plain', 'Übergänge von der Grundschule auf das Gymnasium', 'Transitions from primary school to Gymnasium', 'Fälle', 'flow', 'sum', 'Schulstatistik / Schulamt', 'Schulgesetze der Länder', 'schoolyear', 'Ort der abgebenden Schule / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('abg_insgesamt', 'plain', 'Abgänge und Absolventen allgemeinbildender Schulen', 'Leavers and graduates of general schools', 'Personen', 'flow', 'sum', 'Schulstatistik / Schulamt', 'Schulgesetze der Länder', 'schoolyear', 'Schulort / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('abg_ohne_hsa', 'plain', 'Abgänge ohne Hauptschulabschluss', 'Leavers without basic certificate', 'Personen', 'flow', 'sum', 'Schulstatistik / Schulamt', 'Schulgesetze der Länder', 'schoolyear', 'Schulort / einschl. Abschluss der Förderschule, Förderschulen getrennt lieferbar / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('schueler_abs', 'plain', 'Schüler allgemeinbildender Schulen', 'Pupils at general schools', 'Personen', 'stock', 'sum', 'Schulstatistik / Schulamt', 'Schulgesetze der Länder', 'schoolyear', 'Schulort', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('schueler_daz', 'plain', 'Schüler in DaZ-Klassen oder DaZ-Förderung', 'Pupils in German-as-a-second-language classes or support', 'Personen', 'stock', 'sum', 'Schulstatistik / Schulamt', 'Schulgesetze der Länder', 'schoolyear', 'Schulort', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('hort_ganztag_k1_4', 'plain', 'Schüler der Klassen 1 bis 4 mit Hort- oder Ganztagsplatz', 'Pupils in grades 1-4 with after-school or all-day place', 'Personen', 'stock', 'sum', 'Kita-Verwaltung (Hort) / Schulamt (Ganztag)', 'SGB VIII § 24 Abs. 4', 'schoolyear', 'Schulort / jedes Kind einmal', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('vzae_schulsozialarbeit', 'plain', 'Vollzeitäquivalente Schulsozialarbeit', 'Full-time equivalents in school social work', 'VZÄ', 'stock', 'sum', 'Jugendamt', 'SGB VIII § 13a', 'schoolyear', 'Schulort', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('hze_27_amb', 'plain', 'Hilfen § 27 Abs. 2, vorrangig ambulant/teilstationär', 'HzE § 27(2), mainly non-residential', 'Fälle', 'flow', 'sum', 'Kinder- und Jugendhilfestatistik Teil I / Jugendamt', 'SGB VIII § 27 Abs. 2', 'case_year', 'andauernd am 31.12. + im Jahr beendet / einschl. § 41 für junge Volljährige / Gliederung der amtlichen Statistik / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('hze_27_sonst', 'plain', 'Hilfen § 27 Abs. 2, ergänzend oder sonstig', 'HzE § 27(2), supplementary or other', 'Fälle', 'flow', 'sum', 'Kinder- und Jugendhilfestatistik Teil I / Jugendamt', 'SGB VIII § 27 Abs. 2', 'case_year', 'andauernd am 31.12. + im Jahr beendet / einschl. § 41 für junge Volljährige / zählt zu ambulant / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('hze_27_stat', 'plain', 'Hilfen § 27 Abs. 2, vorrangig stationär', 'HzE § 27(2), mainly residential', 'Fälle', 'flow', 'sum', 'Kinder- und Jugendhilfestatistik Teil I / Jugendamt', 'SGB VIII § 27 Abs. 2', 'case_year', 'andauernd am 31.12. + im Jahr beendet / einschl. § 41 für junge Volljährige / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('hze_29', 'plain', 'Hilfen § 29 (Soziale Gruppenarbeit)', 'HzE § 29 (social group work)', 'Fälle', 'flow', 'sum', 'Kinder- und Jugendhilfestatistik Teil I / Jugendamt', 'SGB VIII § 29, § 41', 'case_year', 'andauernd am 31.12. + im Jahr beendet / einschl. § 41 für junge Volljährige / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('hze_30', 'plain', 'Hilfen § 30 (Erziehungsbeistand, Betreuungshelfer)', 'HzE § 30 (education assistance)', 'Fälle', 'flow', 'sum', 'Kinder- und Jugendhilfestatistik Teil I / Jugendamt', 'SGB VIII § 30, § 41', 'case_year', 'andauernd am 31.12. + im Jahr beendet / einschl. § 41 für junge Volljährige / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('hze_31', 'plain', 'Hilfen § 31 (Sozialpädagogische Familienhilfe)', 'HzE § 31 (family support)', 'Fälle', 'flow', 'sum', 'Kinder- und Jugendhilfestatistik Teil I / Jugendamt', 'SGB VIII § 31', 'case_year', 'andauernd am 31.12. + im Jahr beendet / Zahl der Hilfen, erreichte junge Menschen getrennt führen / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('hze_32', 'plain', 'Hilfen § 32 (Tagesgruppe)', 'HzE § 32 (day group)', 'Fälle', 'flow', 'sum', 'Kinder- und Jugendhilfestatistik Teil I / Jugendamt', 'SGB VIII § 32', 'case_year', 'andauernd am 31.12. + im Jahr beendet / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('hze_33', 'plain', 'Hilfen § 33 (Vollzeitpflege)', 'HzE § 33 (foster care)', 'Fälle', 'flow', 'sum', 'Kinder- und Jugendhilfestatistik Teil I / Jugendamt', 'SGB VIII § 33, § 41', 'case_year', 'andauernd am 31.12. + im Jahr beendet / einschl. § 41 für junge Volljährige / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('hze_34', 'plain', 'Hilfen § 34 (Heimerziehung, sonstige betreute Wohnform)', 'HzE § 34 (residential care)', 'Fälle', 'flow', 'sum', 'Kinder- und Jugendhilfestatistik Teil I / Jugendamt', 'SGB VIII § 34, § 41', 'case_year', 'andauernd am 31.12. + im Jahr beendet / einschl. § 41 für junge Volljährige / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('hze_35', 'plain', 'Hilfen § 35 (Intensive sozialpädagogische Einzelbetreuung)', 'HzE § 35 (intensive individual support)', 'Fälle', 'flow', 'sum', 'Kinder- und Jugendhilfestatistik Teil I / Jugendamt', 'SGB VIII § 35, § 41', 'case_year', 'andauernd am 31.12. + im Jahr beendet / einschl. § 41 für junge Volljährige / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('egh_35a', 'plain', 'Eingliederungshilfen § 35a', 'Integration assistance § 35a', 'Fälle', 'flow', 'sum', 'Kinder- und Jugendhilfestatistik Teil I / Jugendamt', 'SGB VIII § 35a', 'case_year', 'keine HzE / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('kwg_8a_akut', 'plain', '8a-Verfahren: akute Gefährdung', '§ 8a findings: acute endangerment', 'Fälle', 'flow', 'sum', 'Kinder- und Jugendhilfestatistik (§ 8a)', 'SGB VIII § 8a', 'year', 'auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('kwg_8a_latent', 'plain', '8a-Verfahren: latente Gefährdung', '§ 8a findings: latent endangerment', 'Fälle', 'flow', 'sum', 'Kinder- und Jugendhilfestatistik (§ 8a)', 'SGB VIII § 8a', 'year', 'auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('ausgaben_hze_eur', 'plain', 'Bruttoausgaben HzE (§§ 27 bis 35, 41 ohne § 28)', 'HzE gross spending (excluding §§ 28 and 35a)', 'EUR', 'flow', 'sum', 'Haushalt / Ausgabenstatistik KJH', 'SGB VIII § 99 Abs. 10', 'year', 'Geheimhaltung über Fallzahl und Dominanz', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('hausarzt_ist', 'plain', 'Hausärzte nach Anrechnungsfaktoren', 'GPs by planning weights', 'Ärzte', 'stock', 'none', 'KV Bedarfsplan', 'SGB V § 99, BedarfsplRL § 11 Abs. 4', 'year', 'nur Mittelbereich', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('hausarzt_soll', 'plain', 'Soll-Hausärzte (Einwohner / Verhältniszahl)', 'Target GPs (inhabitants / ratio)', 'Ärzte', 'stock', 'none', 'KV Bedarfsplan', 'SGB V § 99, BedarfsplRL § 11 Abs. 4', 'year', 'nur Mittelbereich / Basis-Verhältniszahl 1.633, regional angepasst', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('pflege_insgesamt', 'plain', 'Pflegebedürftige insgesamt', 'Care recipients, total', 'Personen', 'stock', 'sum', 'Pflegestatistik', 'SGB XI § 109, PflegeStatV', 'stock_1512_biennial', 'einschl. Pflegegrad 1 / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('pflege_ambulant', 'plain', 'Pflegebedürftige mit ambulantem Dienst', 'Care recipients with home care service', 'Personen', 'stock', 'sum', 'Pflegestatistik', 'SGB XI § 109, PflegeStatV', 'stock_1512_biennial', 'auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('pflege_geld', 'plain', 'Pflegebedürftige ausschließlich mit Pflegegeld', 'Care recipients with cash benefit only', 'Personen', 'stock', 'sum', 'Pflegestatistik', 'SGB XI § 109, PflegeStatV', 'stock_1512_biennial', 'Pflegegrad 2 bis 5 / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('pflege_pg1_zuhause', 'plain', 'Pflegebedürftige Pflegegrad 1 zu Hause ohne ambulanten Dienst', 'Care grade 1 at home without home care service', 'Personen', 'stock', 'sum', 'Pflegestatistik', 'SGB XI § 109, PflegeStatV', 'stock_1512_biennial', 'nur landesrechtliche Angebote, ohne Leistungen oder teilstationär / vergleichbar ab 2021 / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('pflege_{von}_{bis}', 'family', 'Pflegebedürftige nach Alter und Geschlecht', 'Care recipients by age and sex', 'Personen', 'stock', 'sum', 'Pflegestatistik', 'SGB XI § 109, PflegeStatV', 'stock_1512_biennial', 'für method directly_standardised_rate / Altersgruppen der Pflegestatistik, z. B. pflege_80_84, pflege_90p, Suffix _m oder _w / nicht in Termen', true, 'pflege', NULL::text, NULL::integer, ARRAY[0,15,60,65,70,75,80,85,90], NULL::integer, 'Pflegebedürftige', 'Care recipients'),
	('pflegeplaetze_vollstat', 'plain', 'verfügbare vollstationäre Dauerpflegeplätze', 'Available permanent nursing home places', 'Plätze', 'stock', 'sum', 'Heimaufsicht / Pflegestatistik', 'SGB XI § 109', 'stock_1512_biennial', 'Standort', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('schwerbeh', 'plain', 'Personen mit GdB 50 und mehr mit gültigem Ausweis', 'Persons with severe disability (valid card)', 'Personen', 'stock', 'sum', 'Statistik der schwerbehinderten Menschen', 'SGB IX § 214', 'stock_3112_biennial', 'auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('hzp_65p', 'plain', 'Empfänger Hilfe zur Pflege ab 65 nach Herkunftsgemeinde', 'Recipients of care assistance aged 65 and over, by municipality of origin', 'Personen', 'stock', 'sum', 'Sozialamt / Sozialhilfestatistik', 'SGB XII §§ 61 ff.', 'stock_3112', 'Herkunft = letzter Wohnort vor dem Heim / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('whg', 'plain', 'Wohnungen insgesamt', 'Dwellings, total', 'Wohnungen', 'stock', 'sum', 'Zensus GWZ / Wohnungsfortschreibung', 'ZensG 2022, HBauStatG', 'census', NULL::text, false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('whg_ferien', 'plain', 'Ferien- und Freizeitwohnungen', 'Holiday dwellings', 'Wohnungen', 'stock', 'sum', 'Zensus GWZ / Wohnungsfortschreibung', 'ZensG 2022, HBauStatG', 'census', NULL::text, false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('whg_leer', 'plain', 'leerstehende Wohnungen', 'Vacant dwellings', 'Wohnungen', 'stock', 'sum', 'Zensus GWZ / kommunales Leerstandskataster', 'ZensG 2022', 'census', 'ohne Ferien- und Freizeitwohnungen', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('whg_belegbindung', 'plain', 'Wohnungen mit Belegungsbindung', 'Social housing units', 'Wohnungen', 'stock', 'sum', 'Wohnungsamt', 'WoFG, Landeswohnraumförderung', 'stock_3112', NULL::text, false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('wohnflaeche_m2', 'plain', 'Wohnfläche', 'Floor area', 'm²', 'stock', 'sum', 'Zensus GWZ / Wohnungsfortschreibung', 'ZensG 2022, HBauStatG', 'census', NULL::text, false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('wohnflaeche_vermietet_m2', 'plain', 'vermietete Wohnfläche', 'Rented floor area', 'm²', 'stock', 'sum', 'Zensus GWZ', 'ZensG 2022', 'census', NULL::text, false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('nettokaltmiete_summe_eur', 'plain', 'Summe der Nettokaltmieten', 'Sum of net rents', 'EUR', 'stock', 'sum', 'Zensus GWZ / Mietspiegel', 'ZensG 2022', 'census', 'monatlich / Dominanz prüfen', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('wohnungslos_untergebracht', 'plain', 'untergebrachte wohnungslose Personen (Ort der Unterkunft)', 'Homeless people in accommodation (place of accommodation)', 'Personen', 'stock', 'sum', 'Statistik untergebrachter wohnungsloser Personen', 'WoBerichtsG', 'stock_3101', 'Ort der Unterkunft, nicht Herkunft / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('pks_faelle_ohne_auslr', 'plain', 'erfasste Fälle ohne ausländerrechtliche Verstöße', 'Recorded offences excluding immigration offences', 'Fälle', 'flow', 'sum', 'Polizeiliche Kriminalstatistik', 'PKS-Richtlinien', 'year', 'Schlüssel 890000 / Tatort', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('pks_wohnungseinbruch', 'plain', 'Fälle Wohnungseinbruchdiebstahl', 'Residential burglaries', 'Fälle', 'flow', 'sum', 'Polizeiliche Kriminalstatistik', 'PKS-Richtlinien', 'year', 'Tatort', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('pks_tv_14_20', 'plain', 'Tatverdächtige 14 bis 20 (Wohnort)', 'Suspects aged 14-20 (residence)', 'Personen', 'flow', 'sum', 'Polizeiliche Kriminalstatistik', 'PKS-Richtlinien', 'year', 'Echttatverdächtigenzählung je Jahr und Gebiet, Summe über Gebiete zählt nach Wohnort einmal / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('waehler_kommunal', 'plain', 'Wähler bei der Kommunalwahl', 'Voters in local election', 'Personen', 'flow', 'sum', 'Wahlamt', 'Kommunalwahlgesetze der Länder', 'election', 'Briefwahl den Gebieten zuordnen', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('wahlberechtigte_kommunal', 'plain', 'Wahlberechtigte bei der Kommunalwahl', 'Eligible voters in local election', 'Personen', 'stock', 'sum', 'Wahlamt', 'Kommunalwahlgesetze der Länder', 'election', 'Wahlalter je Land: Sachsen 18, Thüringen 16', false, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('vhs_belegungen', 'plain', 'VHS-Belegungen (Wohnort)', 'Adult education (VHS) enrolments, by residence', 'Belegungen', 'flow', 'sum', 'VHS / VHS-Statistik DIE', 'Weiterbildungsgesetze der Länder', 'year', 'keine Personen / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('vhs_belegungen_65p', 'plain', 'VHS-Belegungen von Personen ab 65', 'Adult education (VHS) enrolments by persons aged 65 and over', 'Belegungen', 'flow', 'sum', 'VHS / Seniorenakademie', 'Weiterbildungsgesetze der Länder', 'year', 'keine Personen / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('befr_14p_gew', 'plain', 'Befragte ab 14 Jahre (gewichtet)', 'Respondents aged 14 and over (weighted)', 'Personen', 'stock', 'sum', 'kommunale Bürger-/Familienbefragung', 'kommunale Statistiksatzung', 'survey', 'Summe der Gewichte / effektives n (Kish) für das Intervall / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text),
	('befr_engagiert_gew', 'plain', 'Befragte mit freiwilligem Engagement (gewichtet)', 'Respondents volunteering (weighted)', 'Personen', 'stock', 'sum', 'kommunale Bürger-/Familienbefragung', 'kommunale Statistiksatzung', 'survey', 'Summe der Gewichte / auch mit Suffix _m und _w', true, NULL::text, NULL::text, NULL::integer, NULL::integer[], NULL::integer, NULL::text, NULL::text)
$$;
COMMENT ON FUNCTION sozialraum._catalogue_variables() IS 'The variables of the shipped catalogue; entry: plain, total (sum of a family whose cells have an entry of their own), cells, family (cells and sum), group (of a family, with an age limit that moves by law).';

CREATE FUNCTION sozialraum._catalogue_age_limits() RETURNS TABLE (kind text, land text, valid_from date, boundary_age smallint, share_below double precision, note text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 31 SET search_path = pg_catalog, pg_temp AS $$
	VALUES
	('retirement', 'DE', DATE '2008-12-31', 65, 0.000000, 'Altersgrenze 65 Jahre (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2009-12-31', 65, 0.000000, 'Altersgrenze 65 Jahre (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2010-12-31', 65, 0.000000, 'Altersgrenze 65 Jahre (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2011-12-31', 65, 0.000000, 'Altersgrenze 65 Jahre (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2012-12-31', 65, 0.083333, 'Altersgrenze 65 Jahre und 1 Monat (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2013-12-31', 65, 0.166667, 'Altersgrenze 65 Jahre und 2 Monate (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2014-12-31', 65, 0.250000, 'Altersgrenze 65 Jahre und 3 Monate (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2015-12-31', 65, 0.333333, 'Altersgrenze 65 Jahre und 4 Monate (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2016-12-31', 65, 0.416667, 'Altersgrenze 65 Jahre und 5 Monate (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2017-12-31', 65, 0.500000, 'Altersgrenze 65 Jahre und 6 Monate (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2018-12-31', 65, 0.583333, 'Altersgrenze 65 Jahre und 7 Monate (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2019-12-31', 65, 0.666667, 'Altersgrenze 65 Jahre und 8 Monate (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2020-12-31', 65, 0.750000, 'Altersgrenze 65 Jahre und 9 Monate (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2021-12-31', 65, 0.833333, 'Altersgrenze 65 Jahre und 10 Monate (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2022-12-31', 65, 0.916667, 'Altersgrenze 65 Jahre und 11 Monate (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2023-12-31', 66, 0.000000, 'Altersgrenze 66 Jahre (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2024-12-31', 66, 0.000000, 'Altersgrenze 66 Jahre (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2025-12-31', 66, 0.166667, 'Altersgrenze 66 Jahre und 2 Monate (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2026-12-31', 66, 0.333333, 'Altersgrenze 66 Jahre und 4 Monate (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2027-12-31', 66, 0.500000, 'Altersgrenze 66 Jahre und 6 Monate (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2028-12-31', 66, 0.666667, 'Altersgrenze 66 Jahre und 8 Monate (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2029-12-31', 66, 0.833333, 'Altersgrenze 66 Jahre und 10 Monate (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2030-12-31', 67, 0.000000, 'Altersgrenze 67 Jahre (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2031-12-31', 67, 0.000000, 'Altersgrenze 67 Jahre (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2032-12-31', 67, 0.000000, 'Altersgrenze 67 Jahre (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2033-12-31', 67, 0.000000, 'Altersgrenze 67 Jahre (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2034-12-31', 67, 0.000000, 'Altersgrenze 67 Jahre (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('retirement', 'DE', DATE '2035-12-31', 67, 0.000000, 'Altersgrenze 67 Jahre (§ 7a SGB II, § 41 Abs. 2 SGB XII)'),
	('school_entry', 'DE', DATE '2008-12-31', 6, 0.500000, 'Vorgabe, solange kein Land eingestellt ist oder das Land keine eigene Zeile hat: Einschulungsstichtag 30.06. (Hamburger Abkommen der Länder), am 31.12. sind die von Juli bis Dezember Geborenen des Jahrgangs noch nicht eingeschult (6/12). Andere Stichtage als eigene Zeile eintragen.'),
	('school_entry', 'SN', DATE '2008-12-31', 6, 0.500000, 'Sachsen, Einschulungsstichtag 30.06.: am 31.12. sind die von Juli bis Dezember geborenen Sechsjährigen noch nicht eingeschult (6/12).'),
	('school_entry', 'TH', DATE '2008-12-31', 6, 0.416667, 'Thüringen, Einschulungsstichtag 01.08.: am 31.12. sind die nach dem 01.08. bis Dezember geborenen Sechsjährigen noch nicht eingeschult (rund 5/12).')
$$;
COMMENT ON FUNCTION sozialraum._catalogue_age_limits() IS 'The age limits of the shipped catalogue: statutory retirement age by 31.12., school entry by Land.';

CREATE FUNCTION sozialraum._catalogue_series_breaks() RETURNS TABLE (variable text, break_date date, reason text, reason_en text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 3 SET search_path = pg_catalog, pg_temp AS $$
	VALUES
	('wohngeld_hh_rein', DATE '2023-01-01', 'Wohngeld-Plus-Gesetz: Der Kreis der Berechtigten wurde erweitert, ein Anstieg ist Leistungsausweitung und nicht mehr Armut.', 'Wohngeld-Plus-Gesetz: entitlement was widened, a rise is an extension of the benefit and not more poverty.'),
	('pflege_pg1_zuhause', DATE '2021-12-15', 'Pflegegrad 1 zu Hause war bis 2019 untererfasst und ist erst ab der Pflegestatistik 2021 vergleichbar.', 'Care grade 1 at home was under-recorded up to 2019 and is comparable only from the care statistics of 2021 on.'),
	('pflege_insgesamt', DATE '2021-12-15', 'Enthält Pflegegrad 1, der bis 2019 untererfasst war: Der Vergleich mit 2017 und 2019 ist eingeschränkt.', 'Includes care grade 1, which was under-recorded up to 2019: comparison with 2017 and 2019 is limited.')
$$;
COMMENT ON FUNCTION sozialraum._catalogue_series_breaks() IS 'The series breaks of the shipped catalogue.';

CREATE FUNCTION sozialraum._catalogue_indicators() RETURNS TABLE (code text, dimension text, name text, name_en text, key_statement text, key_statement_en text, method text, parameters jsonb, numerator text, denominator text, numerator_date_rule text, denominator_date_rule text, numerator_text text, denominator_text text, per double precision, unit text, measure text, polarity smallint, scored boolean, by_sex boolean, smallest_level text, period text, period_text text, age_range_numerator text, age_range_denominator text, spatial_reference text, population_basis text, interval_method text, min_count integer, min_denominator integer, source_name text, literature text, "comment" text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 94 SET search_path = pg_catalog, pg_temp AS $$
	VALUES
	('D01-01', 'D01', 'Jugendquotient', 'Youth dependency ratio', 'Zeigt, wie viele Kinder und Jugendliche unter 20 auf 100 Menschen von 20 bis 64 kommen: je höher der Wert, desto jünger ist das Gebiet.', 'Shows how many children and young people under 20 there are per 100 people aged 20 to 64: the higher the value, the younger the area.', 'ratio', '{}'::jsonb, 'bev_0_19', 'bev_20_64', 'same', 'same', 'Einwohner 0 bis unter 20 Jahre', 'Einwohner 20 bis unter 65 Jahre', 100, 'je 100', 'ratio', 0, false, false, 'sozialraum', 'stock_3112', 'Stichtag 31.12.', '{[0,20)}', '{[20,65)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'none', 3, 300, 'Melderegister (kommunal)', 'sozialberichte.nrw.de Indikator 2.6 / BFS', 'ohne Wertung'),
	('D01-02', 'D01', 'Altenquotient', 'Old-age dependency ratio', 'Zeigt, wie viele Menschen ab 65 auf 100 Menschen von 20 bis 64 kommen: je höher der Wert, desto mehr Ältere stehen den Jüngeren im Erwerbsalter gegenüber.', 'Shows how many people aged 65 and over there are per 100 people aged 20 to 64: the higher the value, the more older people face those of working age.', 'ratio', '{}'::jsonb, 'bev_65p', 'bev_20_64', 'same', 'same', 'Einwohner 65 Jahre und älter', 'Einwohner 20 bis unter 65 Jahre', 100, 'je 100', 'ratio', 0, false, true, 'sozialraum', 'stock_3112', 'Stichtag 31.12.', '{[65,)}', '{[20,65)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'none', 3, 300, 'Melderegister (kommunal)', 'sozialberichte.nrw.de Indikator 2.6 / BFS', 'ohne Wertung'),
	('D01-03', 'D01', 'Greying-Index', 'Greying index (oldest-old ratio)', 'Zeigt, wie viele Hochaltrige ab 80 auf 100 Menschen von 60 bis 79 kommen: je höher der Wert, desto weiter ist die Alterung innerhalb der älteren Bevölkerung fortgeschritten.', 'Shows how many people aged 80 and over there are per 100 people aged 60 to 79: the higher the value, the further ageing has advanced within the older population.', 'ratio', '{}'::jsonb, 'bev_80p', 'bev_60_79', 'same', 'same', 'Einwohner 80 Jahre und älter', 'Einwohner 60 bis unter 80 Jahre', 100, 'je 100', 'ratio', 0, false, true, 'sozialraum', 'stock_3112', 'Stichtag 31.12.', '{[80,)}', '{[60,80)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'none', 3, 300, 'Melderegister (kommunal)', 'kommunale Praxis (u. a. Augsburg interaktiv) / Variante 75+ zu 60-74 konfigurierbar', 'ohne Wertung'),
	('D01-04', 'D01', 'Billeter-Maß J', 'Billeter ageing measure J', 'Setzt den Unterschied zwischen Kindern unter 15 und Menschen ab 50 ins Verhältnis zur Bevölkerung von 15 bis 49: je weiter der Wert unter null liegt, desto älter ist die Bevölkerung.', 'Relates the difference between children under 15 and people aged 50 and over to the population aged 15 to 49: the further the value lies below zero, the older the population.', 'billeter', '{}'::jsonb, 'bev_0_14 - bev_50p', 'bev_15_49', 'same', 'same', 'Einwohner unter 15 minus Einwohner 50 und älter', 'Einwohner 15 bis unter 50 Jahre', 1, 'Index', 'index', 0, false, false, 'sozialraum', 'stock_3112', 'Stichtag 31.12.', '{[0,15),[50,)}', '{[15,50)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'none', 3, 300, 'Melderegister (kommunal)', 'Billeter 1954 / de.wikipedia.org/wiki/Billeter_J', 'ohne Wertung / Funktion billeter(): Differenz der beiden Zähler-Bereiche / negativ = gealterte Struktur'),
	('D01-05', 'D01', 'Durchschnittsalter', 'Mean age', 'Nennt das mittlere Alter der Einwohnerinnen und Einwohner in Jahren, als Beschreibung und ohne Wertung.', 'Gives the mean age of the residents in years, as a description without judgement.', 'mean_age', '{}'::jsonb, NULL::text, NULL::text, 'same', 'same', 'Summe der Lebensalter (vollendete Jahre + 0,5)', 'Einwohner insgesamt', 1, 'Jahre', 'mean', 0, false, true, 'sozialraum', 'stock_3112', 'Stichtag 31.12.', '{[0,)}', '{[0,)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'none', 3, 300, 'Melderegister (kommunal)', 'wegweiser-kommune.de Durchschnittsalter', 'ohne Wertung'),
	('D01-06', 'D01', 'Anteil unter 18-Jähriger', 'Share under 18', 'Zeigt, welcher Teil der Bevölkerung jünger als 18 ist und damit zur Zielgruppe der Angebote für Kinder und Jugendliche gehört.', 'Shows which part of the population is younger than 18 and thus belongs to the target group of services for children and young people.', 'ratio', '{}'::jsonb, 'bev_0_17', 'bev', 'same', 'same', 'Einwohner 0 bis unter 18 Jahre', 'Einwohner insgesamt', 100, '%', 'share', 0, false, true, 'sozialraum', 'stock_3112', 'Stichtag 31.12.', '{[0,18)}', '{[0,)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'wilson', 3, 300, 'Melderegister (kommunal)', 'VDSt Indikatorenkatalog 2011', 'ohne Wertung'),
	('D01-07', 'D01', 'Anteil Hochaltriger (80+)', 'Share aged 80 and over', 'Zeigt, welcher Teil der Bevölkerung 80 Jahre und älter ist: in diesem Alter steigt der Bedarf an Unterstützung und Pflege deutlich.', 'Shows which part of the population is aged 80 and over: at this age the need for support and care rises markedly.', 'ratio', '{}'::jsonb, 'bev_80p', 'bev', 'same', 'same', 'Einwohner 80 Jahre und älter', 'Einwohner insgesamt', 100, '%', 'share', 0, false, true, 'sozialraum', 'stock_3112', 'Stichtag 31.12.', '{[80,)}', '{[0,)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'wilson', 3, 300, 'Melderegister (kommunal)', 'VDSt Indikatorenkatalog 2011', 'ohne Wertung'),
	('D01-08', 'D01', 'Bevölkerungsdichte', 'Population density', 'Nennt die Zahl der Einwohner je Quadratkilometer amtlicher Fläche: sie unterscheidet dicht bebaute von ländlichen Gebieten und wertet nicht.', 'Gives the number of residents per square kilometre of official area: it tells densely built areas from rural ones and does not judge.', 'density', '{}'::jsonb, 'bev', 'flaeche_kataster_km2', 'same', 'same', 'Einwohner insgesamt', 'amtliche Katasterfläche in km²', 1, 'Einw./km²', 'density', 0, false, false, 'sozialraum', 'stock_3112', 'Stichtag 31.12.', '{[0,)}', NULL::text, 'Wohnort (Hauptwohnung), bezogen auf die Katasterfläche', 'melderegister', 'none', 0, 0, 'Melderegister (kommunal) / amtliche Katasterfläche (ALKIS, Flächenerhebung)', 'Destatis Gemeindeverzeichnis (Fläche nach Kataster)', 'ohne Wertung / Nenner ist die amtliche Katasterfläche (31.12.), unterhalb der Gemeinde als Summe der ALKIS-Flurstücke / ST_Area (projiziert, EPSG:25832/25833) nur ersatzweise und gekennzeichnet'),
	('D02-01', 'D02', 'Natürlicher Saldo', 'Natural balance', 'Zeigt im Mittel von drei Jahren, ob je 1.000 Einwohner mehr Kinder geboren werden (über null) oder mehr Menschen sterben (unter null).', 'Shows as a three-year mean whether, per 1,000 residents, more children are born (above zero) or more people die (below zero).', 'ratio', '{}'::jsonb, 'geborene - gestorbene', 'bev', 'pooled_3y', 'pooled_3y', 'Lebendgeborene minus Gestorbene', 'mittlere Bevölkerung', 1000, 'je 1.000', 'balance', 0, false, false, 'sozialraum', 'avg3y', 'gleitendes 3-Jahres-Mittel', '{[0,)}', '{[0,)}', 'Wohnort (Geborene: der Mutter)', 'melderegister', 'none', 3, 300, 'Melderegister (kommunal) / Bevölkerungsstatistik', 'Destatis Glossar', 'Nenner: Personenjahre der drei Jahre (Summe der Jahresmittel aus zwei Jahresenden)'),
	('D02-02', 'D02', 'Wanderungssaldo', 'Net migration rate', 'Zeigt im Mittel von drei Jahren, ob das Gebiet je 1.000 Einwohner durch Umzüge wächst (über null) oder schrumpft (unter null).', 'Shows as a three-year mean whether the area grows (above zero) or shrinks (below zero) through moves, per 1,000 residents.', 'ratio', '{}'::jsonb, 'wanderungssaldo', 'bev', 'pooled_3y', 'pooled_3y', 'Zuzüge minus Fortzüge (Außen- und Binnenwanderung)', 'mittlere Bevölkerung', 1000, 'je 1.000', 'balance', 0, false, true, 'sozialraum', 'avg3y', 'gleitendes 3-Jahres-Mittel', '{[0,)}', '{[0,)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'none', 3, 300, 'Melderegister (kommunal)', 'Destatis Glossar Wanderungen', 'Saldo ist additiv, weil sich Binnenumzüge beim Zusammenfassen aufheben / Zuweisungen in Gemeinschaftsunterkünfte können den Saldo prägen'),
	('D02-03', 'D02', 'Familienwanderungssaldo', 'Family migration balance', 'Zeigt, ob mehr Familien mit kleinen Kindern zuziehen als fortziehen: ein Wert unter null bedeutet, dass Kinder unter 6 Jahren im Saldo abwandern.', 'Shows whether more families with young children move in than out: a value below zero means a net loss of children under 6.', 'ratio', '{}'::jsonb, 'wanderungssaldo_0_5', 'bev_0_5', 'pooled_3y', 'pooled_3y', 'Zuzüge minus Fortzüge der unter 6-Jährigen', 'Einwohner unter 6 Jahre (Mittel)', 1000, 'je 1.000', 'balance', 1, true, false, 'sozialraum', 'avg3y', 'gleitendes 3-Jahres-Mittel', '{[0,6)}', '{[0,6)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'none', 3, 50, 'Melderegister (kommunal)', 'Hamburg RISE Pilotbericht 2010 (Aufmerksamkeitsindikator 2)', NULL::text),
	('D02-04', 'D02', 'Fluktuation (Wanderungsvolumen)', 'Residential turnover', 'Zeigt, wie viele Zu- und Fortzüge im Jahr auf 1.000 Einwohner kommen: ein hoher Wert steht für häufigen Wechsel der Bewohnerschaft.', 'Shows how many moves in and out there are per 1,000 residents in a year: a high value stands for frequent change of residents.', 'ratio', '{}'::jsonb, 'zuzuege_grenze + fortzuege_grenze', 'bev', 'pooled_3y', 'pooled_3y', 'Zuzüge plus Fortzüge über die Gebietsgrenze', 'mittlere Bevölkerung', 1000, 'je 1.000', 'rate', 0, false, false, 'sozialraum', 'avg3y', 'gleitendes 3-Jahres-Mittel', '{[0,)}', '{[0,)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'byar', 3, 300, 'Melderegister (kommunal)', 'VDSt Indikatorenkatalog 2011', 'nicht additiv: Zu- und Fortzüge über die Gebietsgrenze je Ebene neu aus der Verflechtungsmatrix zählen, nie über Gebiete summieren'),
	('D02-05', 'D02', 'Zusammengefasste Geburtenziffer (TFR)', 'Total fertility rate', 'Gibt an, wie viele Kinder eine Frau bekäme, wenn die Geburtenhäufigkeit der letzten fünf Jahre in jedem Alter ihr Leben lang gälte.', 'Gives the number of children a woman would have if the age-specific birth rates of the last five years held throughout her life.', 'tfr', '{}'::jsonb, NULL::text, NULL::text, 'pooled_5y', 'pooled_5y', 'Lebendgeborene nach Alter der Mutter', 'Frauen 15 bis unter 50 Jahre nach Alter', 1, 'Kinder je Frau', 'index', 0, false, false, 'planungsraum', 'avg5y', 'gleitendes 5-Jahres-Mittel', '{[15,50)}', '{[15,50)}', 'Wohnort der Mutter', 'melderegister', 'dobson', 10, 500, 'Melderegister (kommunal) / Geburtenstatistik', 'Destatis', 'Funktion tfr() / 5-Jahres-Altersgruppen x 5'),
	('D03-01', 'D03', 'Anteil Kinder bei Alleinerziehenden', 'Share of children living with a single parent', 'Zeigt, welcher Teil der Kinder und Jugendlichen mit nur einem Elternteil im Haushalt lebt: diese Familien sind häufiger auf Unterstützung angewiesen.', 'Shows which part of children and young people live with only one parent in the household: these families more often depend on support.', 'ratio', '{}'::jsonb, 'kind_0_17_alleinerz', 'kind_0_17_privat', 'same', 'same', 'Kinder unter 18 in Haushalten Alleinerziehender', 'Kinder unter 18 in Privathaushalten', 100, '%', 'share', -1, true, false, 'sozialraum', 'stock_3112', 'Stichtag 31.12.', '{[0,18)}', '{[0,18)}', 'Wohnort (Privathaushalt)', 'privathaushalte', 'wilson', 3, 50, 'Haushaltegenerierung (HHSTAT) aus Melderegister', 'Hamburg RISE Aufmerksamkeitsindikator (Kinder von Alleinerziehenden) / KOSIS HHSTAT', 'zählt Kinder, nicht Haushalte (wie Hamburg) / Melderegister erkennt nichteheliche Elternpaare nur über HHSTAT, Überschätzung möglich'),
	('D03-02', 'D03', 'Anteil Einpersonenhaushalte', 'Share of one-person households', 'Zeigt, welcher Teil der Haushalte aus nur einer Person besteht, gleich welchen Alters.', 'Shows which part of households consists of one person only, of whatever age.', 'ratio', '{}'::jsonb, 'hh_1p', 'hh', 'same', 'same', 'Einpersonenhaushalte', 'Haushalte insgesamt', 100, '%', 'share', 0, false, false, 'sozialraum', 'stock_3112', 'Stichtag 31.12.', '{[0,)}', '{[0,)}', 'Wohnort (Privathaushalt)', 'privathaushalte', 'wilson', 3, 100, 'Haushaltegenerierung (HHSTAT)', 'KOSIS HHSTAT', NULL::text),
	('D03-03', 'D03', 'Anteil Haushalte mit Kindern', 'Share of households with children', 'Zeigt, in welchem Teil der Haushalte mindestens ein Kind unter 18 Jahren lebt.', 'Shows in which part of households at least one child under 18 lives.', 'ratio', '{}'::jsonb, 'hh_mit_kind_0_17', 'hh', 'same', 'same', 'Haushalte mit Kind(ern) unter 18', 'Haushalte insgesamt', 100, '%', 'share', 0, false, false, 'sozialraum', 'stock_3112', 'Stichtag 31.12.', '{[0,18)}', '{[0,)}', 'Wohnort (Privathaushalt)', 'privathaushalte', 'wilson', 3, 100, 'Haushaltegenerierung (HHSTAT)', 'KOSIS HHSTAT', NULL::text),
	('D03-04', 'D03', 'Anteil kinderreicher Familien', 'Share of families with 3+ children', 'Zeigt, welcher Teil der Haushalte mit Kindern drei oder mehr Kinder hat.', 'Shows which part of households with children has three or more children.', 'ratio', '{}'::jsonb, 'hh_3kind_0_17', 'hh_mit_kind_0_17', 'same', 'same', 'Haushalte mit drei und mehr Kindern unter 18', 'Haushalte mit Kind(ern) unter 18', 100, '%', 'share', 0, false, false, 'sozialraum', 'stock_3112', 'Stichtag 31.12.', '{[0,18)}', '{[0,18)}', 'Wohnort (Privathaushalt)', 'privathaushalte', 'wilson', 3, 50, 'Haushaltegenerierung (HHSTAT)', 'KOSIS HHSTAT', NULL::text),
	('D03-05', 'D03', 'Alleinlebende im Alter', 'Older people living alone', 'Zeigt, welcher Teil der Menschen ab 75 außerhalb von Heimen allein lebt: je höher der Wert, desto wichtiger sind Nachbarschaft, Besuchsdienste und ambulante Hilfen.', 'Shows which part of people aged 75 and over outside homes lives alone: the higher the value, the more neighbourhood, visiting services and home care matter.', 'ratio', '{}'::jsonb, 'pers_allein_75p', 'pers_privat_75p', 'same', 'same', 'allein lebende Personen 75 Jahre und älter in Privathaushalten', 'Personen 75 Jahre und älter in Privathaushalten', 100, '%', 'share', -1, true, true, 'sozialraum', 'stock_3112', 'Stichtag 31.12.', '{[75,)}', '{[75,)}', 'Wohnort (Privathaushalt)', 'privathaushalte', 'wilson', 3, 50, 'Haushaltegenerierung (HHSTAT)', 'Altenplanung / sozialplanung-senioren.de', 'nur Privathaushalte: Heimbewohner sind keine Einpersonenhaushalte und gehören weder in den Zähler noch in den Nenner'),
	('D04-01', 'D04', 'Ausländeranteil', 'Share of non-German nationals', 'Zeigt, welcher Teil der Bevölkerung keine deutsche Staatsangehörigkeit hat, als Beschreibung und ohne Wertung.', 'Shows which part of the population does not hold German nationality, as a description without judgement.', 'ratio', '{}'::jsonb, 'bev_ausl', 'bev', 'same', 'same', 'Einwohner ohne deutsche Staatsangehörigkeit', 'Einwohner insgesamt', 100, '%', 'share', 0, false, true, 'sozialraum', 'stock_3112', 'Stichtag 31.12.', '{[0,)}', '{[0,)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'wilson', 3, 300, 'Melderegister (kommunal)', 'Integrationsmonitoring der Länder', 'ohne Wertung'),
	('D04-02', 'D04', 'Anteil unter 18-Jähriger mit Migrationshintergrund (MigraPro)', 'Share of under-18s with migration background (MigraPro concept)', 'Zeigt, welcher Teil der unter 18-Jährigen nach der Ableitung aus dem Melderegister einen Migrationshintergrund hat, als Beschreibung und ohne Wertung.', 'Shows which part of those under 18 has a migration background as derived from the population register, as a description without judgement.', 'ratio', '{}'::jsonb, 'bev_0_17_mh', 'bev_0_17', 'same', 'same', 'Einwohner unter 18 mit Migrationshintergrund (MigraPro)', 'Einwohner unter 18 Jahre', 100, '%', 'share', 0, false, false, 'sozialraum', 'stock_3112', 'Stichtag 31.12.', '{[0,18)}', '{[0,18)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'wilson', 3, 50, 'Melderegister mit MigraPro', 'Hamburg RISE Aufmerksamkeitsindikator 1 / Berlin MSS', 'ohne Wertung / Konzept: Migrationshintergrund nach MigraPro-Ableitung aus dem Melderegister / nicht vergleichbar mit der Einwanderungsgeschichte, die der Mikrozensus jetzt ausweist'),
	('D04-03', 'D04', 'Schutzsuchende', 'Protection seekers', 'Zeigt, wie viele Schutzsuchende auf 1.000 Einwohner kommen, gleich ob ihr Schutz noch offen, anerkannt oder abgelehnt ist und ob sie Leistungen beziehen.', 'Shows how many protection seekers there are per 1,000 residents, whether their protection is pending, granted or refused and whether or not they receive benefits.', 'ratio', '{}'::jsonb, 'schutzsuchende', 'bev', 'same', 'same', 'Personen mit offenem, anerkanntem oder abgelehntem Schutzstatus einschl. § 24 AufenthG', 'Einwohner insgesamt', 1000, 'je 1.000', 'rate', 0, false, true, 'planungsraum', 'stock_3112', 'Stichtag 31.12.', '{[0,)}', '{[0,)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'byar', 5, 300, 'Ausländerzentralregister / Ausländerbehörde', 'Destatis Schutzsuchende', 'ohne Wertung / ohne AsylbLG: das ist eine Leistung, kein Status, und zählte dieselben Personen doppelt'),
	('D04-04', 'D04', 'Erfüllungsgrad der Aufnahmequote', 'Fulfilment of reception quota', 'Zeigt, zu welchem Teil das Gebiet sein Soll bei der Aufnahme Geflüchteter erfüllt: 100 heißt erfüllt, darüber wurde mehr aufgenommen als verlangt.', 'Shows to which degree the area meets its target for receiving refugees: 100 means met, above it more were received than required.', 'ratio', '{}'::jsonb, 'gefl_aufgenommen', 'gefl_soll', 'same', 'same', 'aufgenommene Geflüchtete (mit Anrechnung)', 'Soll nach Verteilschlüssel', 100, '%', 'ratio', 0, false, false, 'planungsraum', 'year', 'Kalenderjahr', '{[0,)}', '{[0,)}', 'Ort der Aufnahme', 'wohnort', 'none', 3, 0, 'Landkreis/Sozialamt', 'ThürFlüVertVO § 2 / SächsFlüAG § 6 Abs. 3', 'ohne Wertung / nur Planungsraum und Gemeinde, nicht Sozialraum / Funktion apportion() / 100 = Soll erfüllt'),
	('D05-01', 'D05', 'Arbeitslosenanteil', 'Unemployment share of working-age population', 'Zeigt, welcher Teil der Menschen im Erwerbsalter im Jahresmittel arbeitslos gemeldet ist: der Wert liegt niedriger als die amtliche Arbeitslosenquote, weil er alle Einwohner dieses Alters zählt.', 'Shows which part of working-age people is registered unemployed on yearly average: the value is lower than the official unemployment rate because it counts all residents of that age.', 'ratio', '{}'::jsonb, 'alo_15_ag', 'bev_15_ag', 'mean_quarters', 'mean_two_year_ends', 'Arbeitslose (SGB II + SGB III) 15 bis unter Altersgrenze', 'Einwohner 15 bis unter Altersgrenze', 100, '%', 'share', -1, true, true, 'sozialraum', 'avg4q', 'Mittel aus vier Quartalsstichtagen', NULL::text, NULL::text, 'Wohnort (Hauptwohnung)', 'melderegister', 'wilson', 3, 300, 'Statistik der Bundesagentur für Arbeit / Melderegister (kommunal)', 'opendata.muenchen.de Arbeitslosendichte / Wuppertal Betroffenheitsquote', 'keine amtliche Arbeitslosenquote: Erwerbspersonen sind kleinräumig unbekannt / Zähler und Nenner mit derselben Altersgrenze nach Stichtag aus altersgrenze.csv (§ 7a SGB II = § 41 Abs. 2 SGB XII, 65 bis 67)'),
	('D05-02', 'D05', 'Jugendarbeitslosenanteil', 'Youth unemployment share', 'Zeigt, welcher Teil der jungen Menschen von 15 bis 24 im Jahresmittel arbeitslos gemeldet ist.', 'Shows which part of young people aged 15 to 24 is registered unemployed on yearly average.', 'ratio', '{}'::jsonb, 'alo_15_24', 'bev_15_24', 'mean_quarters', 'mean_two_year_ends', 'Arbeitslose 15 bis unter 25 Jahre', 'Einwohner 15 bis unter 25 Jahre', 100, '%', 'share', -1, true, true, 'sozialraum', 'avg4q', 'Mittel aus vier Quartalsstichtagen', '{[15,25)}', '{[15,25)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'wilson', 3, 50, 'Statistik der Bundesagentur für Arbeit / Melderegister (kommunal)', 'Statistik der BA', NULL::text),
	('D05-03', 'D05', 'Langzeitarbeitslosenanteil', 'Long-term unemployed share', 'Zeigt, welcher Teil der Arbeitslosen seit mindestens einem Jahr arbeitslos ist: der Wert beschreibt die Zusammensetzung der Arbeitslosigkeit, nicht ihre Höhe.', 'Shows which part of the unemployed has been out of work for at least one year: the value describes the composition of unemployment, not its level.', 'ratio', '{}'::jsonb, 'alo_lang', 'alo_15_ag', 'mean_quarters', 'mean_quarters', 'Arbeitslose seit mindestens einem Jahr (§ 18 SGB III)', 'Arbeitslose insgesamt', 100, '%', 'share', 0, false, true, 'sozialraum', 'avg4q', 'Mittel aus vier Quartalsstichtagen', NULL::text, NULL::text, 'Wohnort', 'wohnort', 'wilson', 3, 30, 'Statistik der Bundesagentur für Arbeit', 'Statistik der BA (§ 18 SGB III)', 'als Anteil an den Arbeitslosen ohne Wertung: steigt auch, wenn Kurzzeitarbeitslosigkeit sinkt / für Indizes D05-06 je Einwohner verwenden'),
	('D05-04', 'D05', 'Beschäftigtenquote am Wohnort', 'Employment rate at place of residence', 'Zeigt, welcher Teil der Menschen im Erwerbsalter sozialversicherungspflichtig beschäftigt ist: Beamte und Selbständige zählen nicht als beschäftigt, daher bleibt der Wert auch bei guter Lage unter 100.', 'Shows which part of working-age people is in employment subject to social insurance: civil servants and the self-employed do not count as employed, so the value stays below 100 even in good times.', 'ratio', '{}'::jsonb, 'svb_wo_15_ag', 'bev_15_ag', 'same', 'prev_3112', 'sozialversicherungspflichtig Beschäftigte am Wohnort 15 bis unter Altersgrenze', 'Einwohner 15 bis unter Altersgrenze', 100, '%', 'share', 1, true, true, 'sozialraum', 'stock_3006', 'Stichtag 30.06.', NULL::text, NULL::text, 'Wohnort (Hauptwohnung)', 'melderegister', 'wilson', 3, 300, 'Statistik der Bundesagentur für Arbeit / Melderegister (kommunal)', 'Statistik der BA Bezugsgrößen', 'Zähler und Nenner mit derselben Altersgrenze nach Stichtag aus altersgrenze.csv (§ 7a SGB II = § 41 Abs. 2 SGB XII, 65 bis 67)'),
	('D05-05', 'D05', 'Ausschließlich geringfügig Beschäftigte', 'Exclusively marginal employees', 'Zeigt, welcher Teil der Menschen im Erwerbsalter ausschließlich einen Minijob hat.', 'Shows which part of working-age people holds marginal employment (mini-job) only.', 'ratio', '{}'::jsonb, 'agb_wo_15_ag', 'bev_15_ag', 'same', 'prev_3112', 'ausschließlich geringfügig Beschäftigte am Wohnort 15 bis unter Altersgrenze', 'Einwohner 15 bis unter Altersgrenze', 100, '%', 'share', 0, false, true, 'sozialraum', 'stock_3006', 'Stichtag 30.06.', NULL::text, NULL::text, 'Wohnort (Hauptwohnung)', 'melderegister', 'wilson', 3, 300, 'Statistik der Bundesagentur für Arbeit / Melderegister (kommunal)', 'Statistik der BA', 'Zähler und Nenner mit derselben Altersgrenze nach Stichtag aus altersgrenze.csv (§ 7a SGB II = § 41 Abs. 2 SGB XII, 65 bis 67)'),
	('D05-06', 'D05', 'Langzeitarbeitslose je 100 Einwohner im Erwerbsalter', 'Long-term unemployed per 100 working-age residents', 'Zeigt, wie viele von 100 Menschen im Erwerbsalter seit mindestens einem Jahr arbeitslos sind: je höher der Wert, desto mehr verfestigte Arbeitslosigkeit.', 'Shows how many of 100 working-age people have been unemployed for at least one year: the higher the value, the more entrenched unemployment.', 'ratio', '{}'::jsonb, 'alo_lang', 'bev_15_ag', 'mean_quarters', 'mean_two_year_ends', 'Arbeitslose seit mindestens einem Jahr (§ 18 SGB III)', 'Einwohner 15 bis unter Altersgrenze', 100, '%', 'share', -1, true, true, 'sozialraum', 'avg4q', 'Mittel aus vier Quartalsstichtagen', NULL::text, NULL::text, 'Wohnort (Hauptwohnung)', 'melderegister', 'wilson', 3, 300, 'Statistik der Bundesagentur für Arbeit / Melderegister (kommunal)', 'Berlin MSS 2015 Index-Indikator 2 (je Einwohner im Erwerbsalter)', 'Fassung für Indizes / Altersgrenze nach Stichtag aus altersgrenze.csv (§ 7a SGB II = § 41 Abs. 2 SGB XII, 65 bis 67)'),
	('D06-01', 'D06', 'SGB-II-Quote', 'SGB II benefit rate', 'Zeigt, welcher Teil der Menschen unter der Altersgrenze Leistungen der Grundsicherung für Arbeitsuchende erhält, erwerbsfähig oder nicht.', 'Shows which part of people below the age limit receives basic income support for job-seekers, whether able to work or not.', 'ratio', '{}'::jsonb, 'sgb2_rlb + sgb2_slb', 'bev_0_ag', 'same', 'same_3112', 'Leistungsberechtigte (LB) nach SGB II', 'Einwohner unter der Altersgrenze', 100, '%', 'share', -1, true, true, 'sozialraum', 'quarter_dec', 'Berichtsmonat Dezember', NULL::text, NULL::text, 'Wohnort (Hauptwohnung)', 'melderegister', 'wilson', 3, 300, 'Statistik der Bundesagentur für Arbeit / Melderegister (kommunal)', 'statistik.arbeitsagentur.de Berechnung von SGB II-Hilfequoten', 'LB = RLB (ELB + NEF) + SLB / Altersgrenze nach Stichtag aus altersgrenze.csv (§ 7a SGB II = § 41 Abs. 2 SGB XII, 65 bis 67)'),
	('D06-02', 'D06', 'NEF-Quote unter 15', 'NEF rate under 15 (non-employable beneficiaries)', 'Zeigt, welcher Teil der Kinder unter 15 selbst Leistungen nach dem SGB II erhält: Kinder mit ausreichendem eigenem Einkommen in solchen Haushalten zählen nicht mit.', 'Shows which part of children under 15 receives SGB II benefits themselves: children with sufficient income of their own in such households are not counted.', 'ratio', '{}'::jsonb, 'sgb2_nef_0_14', 'bev_0_14', 'same', 'same_3112', 'nicht erwerbsfähige Leistungsberechtigte unter 15 Jahre', 'Einwohner unter 15 Jahre', 100, '%', 'share', -1, true, false, 'sozialraum', 'quarter_dec', 'Berichtsmonat Dezember', '{[0,15)}', '{[0,15)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'wilson', 3, 50, 'Statistik der Bundesagentur für Arbeit / Melderegister (kommunal)', 'Statistik der BA NEF-Quote / TU Dortmund ifh', 'amtliche BA-Quote, keine Kinderarmutsquote: ohne Kinder in BG mit eigenem Einkommen / für Kinderarmut D06-08 und D06-09'),
	('D06-03', 'D06', 'Grundsicherung im Alter', 'Old-age basic income support rate', 'Zeigt, welcher Teil der Menschen ab der Altersgrenze Grundsicherung im Alter erhält: wer seinen Anspruch nicht geltend macht, fehlt im Wert.', 'Shows which part of people at or above the age limit receives old-age basic income support: those who do not claim are missing from the value.', 'ratio', '{}'::jsonb, 'grusi_alter', 'bev_agp', 'same', 'same_3112', 'Empfänger von Grundsicherung im Alter (4. Kap. SGB XII)', 'Einwohner ab der Altersgrenze', 100, '%', 'share', -1, true, true, 'sozialraum', 'quarter_dec', 'Berichtsmonat Dezember', NULL::text, NULL::text, 'Wohnort (Hauptwohnung)', 'melderegister', 'wilson', 3, 100, 'Sozialamt / Sozialhilfestatistik', 'amtliche-sozialberichterstattung.de B 3', 'Altersgrenze nach Stichtag aus altersgrenze.csv (§ 7a SGB II = § 41 Abs. 2 SGB XII, 65 bis 67)'),
	('D06-04', 'D06', 'Mindestsicherungsquote', 'Minimum income support rate', 'Zeigt, welcher Teil der Bevölkerung Leistungen der sozialen Mindestsicherung erhält, über alle Altersgruppen und Leistungen hinweg.', 'Shows which part of the population receives minimum income benefits, across all ages and schemes.', 'ratio', '{}'::jsonb, 'sgb2_rlb + sgb12_hlu_ave + grusi_alter + grusi_em + asylblg_regel', 'bev', 'same', 'same_3112', 'Empfänger SGB II (RLB) + HLU a.v.E. + Grundsicherung 4. Kap. SGB XII + Regelleistungen AsylbLG', 'Einwohner insgesamt', 100, '%', 'share', -1, true, true, 'planungsraum', 'quarter_dec', 'Berichtsmonat Dezember', '{[0,)}', '{[0,)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'wilson', 3, 300, 'Sozialamt / BA / Destatis', 'BMAS/Destatis Definition Mindestsicherungsquote', 'RLB, nicht LB'),
	('D06-05', 'D06', 'Alleinerziehende im SGB-II-Bezug', 'Single parents on SGB II', 'Setzt die Bedarfsgemeinschaften Alleinerziehender ins Verhältnis zu den Haushalten Alleinerziehender: weil beide verschieden abgegrenzt sind, ist der Wert ein Verhältnis und kann 100 übersteigen.', 'Relates benefit units of single parents to single-parent households: because the two are delimited differently, the value is a ratio and may exceed 100.', 'ratio', '{}'::jsonb, 'sgb2_bg_alleinerz', 'hh_alleinerz_0_17', 'same', 'same_3112', 'Bedarfsgemeinschaften Alleinerziehender mit Kind unter 18', 'Haushalte Alleinerziehender mit Kind unter 18', 100, 'je 100', 'ratio', -1, true, false, 'planungsraum', 'quarter_dec', 'Berichtsmonat Dezember', '{[0,18)}', '{[0,18)}', 'Wohnort (Privathaushalt)', 'privathaushalte', 'none', 3, 30, 'Statistik der Bundesagentur für Arbeit / HHSTAT', 'Statistik der BA Hilfequoten BG', 'Bedarfsgemeinschaft ungleich Haushalt: Werte über 100 sind möglich, daher Verhältnis und kein Anteil'),
	('D06-06', 'D06', 'Wohngeldhaushalte', 'Housing benefit households', 'Zeigt, wie viele von 1.000 Haushalten Wohngeld erhalten: ein Anstieg kann von einer Ausweitung der Leistung kommen und heißt nicht ohne Weiteres mehr Armut.', 'Shows how many of 1,000 households receive housing benefit: a rise may come from a wider entitlement and does not in itself mean more poverty.', 'ratio', '{}'::jsonb, 'wohngeld_hh_rein', 'hh', 'same', 'same', 'Haushalte mit Wohngeld (reine Wohngeldhaushalte)', 'Haushalte insgesamt', 1000, 'je 1.000', 'rate', 0, false, false, 'sozialraum', 'stock_3112', 'Stichtag 31.12.', '{[0,)}', '{[0,)}', 'Wohnort (Privathaushalt)', 'privathaushalte', 'byar', 3, 100, 'Wohngeldbehörde / Wohngeldstatistik', 'WoGG § 34 ff.', 'Zeitreihenbruch 01.01.2023 (Wohngeld-Plus-Gesetz): Anstieg ist Leistungsausweitung, nicht mehr Armut'),
	('D06-07', 'D06', 'Schuldnerquote', 'Over-indebtedness rate', 'Zeigt, bei welchem Teil der Erwachsenen nachhaltige Zahlungsstörungen erfasst sind, nach den Angaben einer Auskunftei.', 'Shows for which part of adults persistent payment problems are recorded, according to a credit agency.', 'ratio', '{}'::jsonb, 'schuldner_18p', 'bev_18p', 'same', 'same_3112', 'Personen ab 18 mit Negativmerkmalen', 'Einwohner ab 18 Jahre', 100, '%', 'share', -1, false, true, 'kreis', 'year', 'Kalenderjahr', '{[18,)}', '{[18,)}', 'Wohnort (nach Postleitzahlen erhoben)', 'wohnort', 'wilson', 5, 300, 'Creditreform SchuldnerAtlas', 'gesellschaftsmonitoring-bw.de / armuts-und-reichtumsbericht.de A07', 'Freigabe aus (private Quelle, Lizenz) / Erhebung nach Postleitzahlen: nicht auf Sozialräume oder Planungsräume umrechenbar'),
	('D06-08', 'D06', 'Kinderarmut unter 15', 'Child poverty under 15', 'Zeigt, welcher Teil der Kinder unter 15 in einer Bedarfsgemeinschaft nach dem SGB II lebt, mit oder ohne eigenen Leistungsanspruch.', 'Shows which part of children under 15 lives in an SGB II benefit unit, with or without an entitlement of their own.', 'ratio', '{}'::jsonb, 'sgb2_bg_kind_0_14', 'bev_0_14', 'same', 'same_3112', 'alle Kinder unter 15 in Bedarfsgemeinschaften (SGB II)', 'Einwohner unter 15 Jahre', 100, '%', 'share', -1, true, false, 'sozialraum', 'quarter_dec', 'Berichtsmonat Dezember', '{[0,15)}', '{[0,15)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'wilson', 3, 50, 'Statistik der Bundesagentur für Arbeit / Melderegister (kommunal)', 'Statistik der BA Kinder in Bedarfsgemeinschaften / Berlin MSS S4', 'alle Kinder in BG, auch ohne eigenen Leistungsanspruch / von D06-02, D06-08, D06-09 höchstens eine im selben Index'),
	('D06-09', 'D06', 'Kinderarmut unter 18', 'Child poverty under 18', 'Zeigt, welcher Teil der Kinder und Jugendlichen unter 18 in einer Bedarfsgemeinschaft nach dem SGB II lebt, mit oder ohne eigenen Leistungsanspruch.', 'Shows which part of children and young people under 18 lives in an SGB II benefit unit, with or without an entitlement of their own.', 'ratio', '{}'::jsonb, 'sgb2_bg_kind_0_14 + sgb2_bg_kind_15_17', 'bev_0_17', 'same', 'same_3112', 'alle Kinder unter 18 in Bedarfsgemeinschaften (SGB II)', 'Einwohner unter 18 Jahre', 100, '%', 'share', -1, true, false, 'sozialraum', 'quarter_dec', 'Berichtsmonat Dezember', '{[0,18)}', '{[0,18)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'wilson', 3, 50, 'Statistik der Bundesagentur für Arbeit / Melderegister (kommunal)', 'Statistik der BA Kinder in Bedarfsgemeinschaften', 'alle Kinder in BG, auch ohne eigenen Leistungsanspruch / von D06-02, D06-08, D06-09 höchstens eine im selben Index'),
	('D06-10', 'D06', 'Kosten der Unterkunft je Einwohner', 'Housing costs (KdU) per inhabitant', 'Zeigt, wie viel im Jahr je Einwohner für Unterkunft und Heizung nach dem SGB II ausgegeben wird: der Wert hängt von der Zahl der Beziehenden und vom Mietniveau ab.', 'Shows how much is spent per resident and year on SGB II housing and heating: the value depends on the number of recipients and on the rent level.', 'mean', '{}'::jsonb, 'kdu_sgb2_eur', 'bev', 'same', 'same_3112', 'laufende Leistungen für Unterkunft und Heizung (§ 22 SGB II) in EUR', 'Einwohner insgesamt', 1, 'EUR', 'mean', 0, false, false, 'gemeinde', 'year', 'Kalenderjahr', NULL::text, '{[0,)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'none', 5, 300, 'Jobcenter / Statistik der Bundesagentur für Arbeit / Haushalt', 'SGB II § 22', 'Steuerungsgröße ohne Wertung: hängt auch vom Mietniveau ab / Mindestfallzahl auf Bedarfsgemeinschaften'),
	('D07-01', 'D07', 'Betreuungsquote unter 3 (Wohnort)', 'Childcare attendance rate under 3 (place of residence)', 'Zeigt, welcher Teil der im Gebiet wohnenden Kinder unter 3 eine Kita oder Tagespflege besucht, gleich wo.', 'Shows which part of the children under 3 living in the area attends day care or a childminder, wherever that is.', 'ratio', '{}'::jsonb, 'kita_0_wo + kita_1_2_wo', 'bev_0_2', 'same', 'prev_3112', 'betreute Kinder unter 3 (Kita + Tagespflege, Wohnort)', 'Kinder unter 3 Jahre', 100, '%', 'share', 1, true, false, 'sozialraum', 'stock_0103', 'Stichtag 01.03.', '{[0,3)}', '{[0,3)}', 'Wohnort', 'wohnort', 'wilson', 3, 20, 'Kita-Verwaltung (Wohnort der Kinder)', 'Destatis Betreuungsquote', 'KJH-Statistik zählt am Einrichtungsort: Fassung nach Wohnort nur aus der Kita-Verwaltung, mit Auspendlern in andere Gemeinden'),
	('D07-02', 'D07', 'Betreuungsquote 3 bis unter 6 (Wohnort)', 'Childcare attendance rate 3 to under 6 (place of residence)', 'Zeigt, welcher Teil der im Gebiet wohnenden Kinder von 3 bis 5 eine Kita oder Tagespflege besucht, gleich wo.', 'Shows which part of the children aged 3 to 5 living in the area attends day care or a childminder, wherever that is.', 'ratio', '{}'::jsonb, 'kita_3_5_wo', 'bev_3_5', 'same', 'prev_3112', 'betreute Kinder 3 bis unter 6 (Kita + Tagespflege, Wohnort)', 'Kinder 3 bis unter 6 Jahre', 100, '%', 'share', 1, true, false, 'sozialraum', 'stock_0103', 'Stichtag 01.03.', '{[3,6)}', '{[3,6)}', 'Wohnort', 'wohnort', 'wilson', 3, 20, 'Kita-Verwaltung (Wohnort der Kinder)', 'Destatis Betreuungsquote', 'KJH-Statistik zählt am Einrichtungsort: Fassung nach Wohnort nur aus der Kita-Verwaltung, mit Auspendlern in andere Gemeinden'),
	('D07-03', 'D07', 'Versorgungsquote unter 3', 'Childcare place provision under 3', 'Zeigt, wie viele genehmigte Plätze im Gebiet auf 100 dort wohnende Kinder unter 3 kommen: der Wert sagt, was das Gebiet bietet, nicht, wer die Plätze nutzt.', 'Shows how many licensed places in the area there are per 100 children under 3 living there: the value tells what the area offers, not who uses the places.', 'ratio', '{}'::jsonb, 'plaetze_gen_u3 + plaetze_ktp_u3', 'bev_0_2', 'same', 'prev_3112', 'genehmigte (betriebserlaubte) Plätze U3 am Standort + Tagespflegeplätze', 'Kinder unter 3 Jahre', 100, '%', 'ratio', 1, true, false, 'planungsraum', 'stock_0103', 'Stichtag 01.03.', '{[0,3)}', '{[0,3)}', 'Einrichtungsort (Plätze), Wohnort (Kinder)', 'einrichtungsort', 'none', 0, 20, 'Kita-Bedarfsplanung', 'SächsKitaG § 8 / ThürKigaG', 'Standortprinzip: für Planungsräume und Gemeinden, nicht für Sozialräume'),
	('D07-04', 'D07', 'Versorgungsquote 3 bis Schuleintritt', 'Childcare place provision 3 to school entry', 'Zeigt, wie viele genehmigte Plätze im Gebiet auf 100 dort wohnende Kinder von 3 Jahren bis zum Schuleintritt kommen: der Wert sagt, was das Gebiet bietet, nicht, wer die Plätze nutzt.', 'Shows how many licensed places in the area there are per 100 children from 3 to school entry living there: the value tells what the area offers, not who uses the places.', 'ratio', '{}'::jsonb, 'plaetze_gen_ue3', 'bev_3_se', 'same', 'prev_3112', 'genehmigte (betriebserlaubte) Plätze 3 bis Schuleintritt am Standort', 'Kinder ab 3 Jahren bis zum Schuleintritt (nach Einschulungsstichtag des Landes)', 100, '%', 'ratio', 1, true, false, 'planungsraum', 'stock_0103', 'Stichtag 01.03.', NULL::text, NULL::text, 'Einrichtungsort (Plätze), Wohnort (Kinder)', 'einrichtungsort', 'none', 0, 20, 'Kita-Bedarfsplanung', 'SächsKitaG § 8 / ThürKigaG', 'obere Altersgrenze folgt dem Einschulungsstichtag des Landes (Sachsen 30.06., Thüringen 01.08.) und dem Bevölkerungsstichtag, daher kein fester Altersbereich (bei 30.06. und Bevölkerung 31.12. halber Jahrgang 6)'),
	('D07-05', 'D07', 'Auslastung der Kindertageseinrichtungen', 'Occupancy of day-care centres', 'Zeigt, welcher Teil der belegbaren Kita-Plätze belegt ist: Werte nahe 100 weisen auf Engpässe, niedrige Werte auf Überhänge hin.', 'Shows which part of the available day-care places is occupied: values near 100 point to shortage, low values to surplus.', 'ratio', '{}'::jsonb, 'plaetze_belegt_u3 + plaetze_belegt_ue3', 'plaetze_belegbar_u3 + plaetze_belegbar_ue3', 'same', 'same', 'belegte Plätze', 'belegbare Plätze', 100, '%', 'ratio', 0, false, false, 'planungsraum', 'stock_0103', 'Stichtag 01.03.', '{[0,7)}', NULL::text, 'Einrichtungsort', 'einrichtungsort', 'none', 0, 20, 'Kita-Verwaltung', 'KVJS Kitabericht (genehmigt ungleich belegbar)', 'Nenner nur belegbare Plätze, genehmigte getrennt in D07-10 / über 95 = Engpass, unter 80 = Überhang (konfigurierbar)'),
	('D07-06', 'D07', 'Personal-Kind-Schlüssel U3', 'Staff-child ratio under 3', 'Zeigt, wie viele Kinder unter 3, umgerechnet auf neun Stunden am Tag, auf eine pädagogische Vollzeitstelle kommen: je niedriger, desto mehr Zeit bleibt für jedes Kind.', 'Shows how many children under 3, converted to nine hours a day, there are per full-time educational post: the lower, the more time for each child.', 'ratio', '{}'::jsonb, 'kita_gbae_u3', 'kita_vzae_u3', 'same', 'same', 'Ganztagsbetreuungsäquivalente (9 h) der Kinder unter 3', 'Vollzeitäquivalente pädagogisches Personal für Kinder unter 3', 1, 'Kinder je VZÄ', 'ratio', -1, true, false, 'planungsraum', 'stock_0103', 'Stichtag 01.03.', '{[0,3)}', NULL::text, 'Einrichtungsort', 'einrichtungsort', 'none', 0, 0, 'Kita-Verwaltung / KJH-Statistik', 'SächsKitaG § 12 Abs. 2 (1:5 Krippe)', 'getrennt nach U3 und Ü3, weil ein Gesamtwert mit vielen U3-Kindern täuscht / bei altersgemischten Gruppen Personal nach Schlüssel aufteilen / ohne Leitungsanteile'),
	('D07-07', 'D07', 'Betreuungsquote unter 3 (Einrichtungsort)', 'Childcare attendance rate under 3 (place of facility)', 'Setzt die im Gebiet betreuten Kinder unter 3 ins Verhältnis zu den dort wohnenden: die Fassung dient dem Vergleich mit der amtlichen Statistik und kann durch Einpendler über 100 liegen.', 'Relates the children under 3 cared for in the area to those living there: this version serves comparison with official statistics and may exceed 100 because of in-commuters.', 'ratio', '{}'::jsonb, 'kita_0_2_eo', 'bev_0_2', 'same', 'prev_3112', 'betreute Kinder unter 3 (Kita + Tagespflege, Einrichtungsort)', 'Kinder unter 3 Jahre', 100, '%', 'ratio', 0, false, false, 'gemeinde', 'stock_0103', 'Stichtag 01.03.', '{[0,3)}', '{[0,3)}', 'Einrichtungsort (betreute Kinder), Wohnort (Kinder insgesamt)', 'einrichtungsort', 'none', 3, 20, 'Kinder- und Jugendhilfestatistik (Teil III)', 'Destatis Betreuungsquote', 'amtliche Fassung zum Vergleich mit Kreisen und Land / Einpendler können Werte über 100 ergeben / keine Aussage über die Kinder des Gebiets'),
	('D07-08', 'D07', 'Betreuungsquote 3 bis unter 6 (Einrichtungsort)', 'Childcare attendance rate 3 to under 6 (place of facility)', 'Setzt die im Gebiet betreuten Kinder von 3 bis 5 ins Verhältnis zu den dort wohnenden: die Fassung dient dem Vergleich mit der amtlichen Statistik und kann durch Einpendler über 100 liegen.', 'Relates the children aged 3 to 5 cared for in the area to those living there: this version serves comparison with official statistics and may exceed 100 because of in-commuters.', 'ratio', '{}'::jsonb, 'kita_3_5_eo', 'bev_3_5', 'same', 'prev_3112', 'betreute Kinder 3 bis unter 6 (Kita + Tagespflege, Einrichtungsort)', 'Kinder 3 bis unter 6 Jahre', 100, '%', 'ratio', 0, false, false, 'gemeinde', 'stock_0103', 'Stichtag 01.03.', '{[3,6)}', '{[3,6)}', 'Einrichtungsort (betreute Kinder), Wohnort (Kinder insgesamt)', 'einrichtungsort', 'none', 3, 20, 'Kinder- und Jugendhilfestatistik (Teil III)', 'Destatis Betreuungsquote', 'amtliche Fassung zum Vergleich mit Kreisen und Land / Einpendler können Werte über 100 ergeben / keine Aussage über die Kinder des Gebiets'),
	('D07-09', 'D07', 'Betreuungsquote 1 bis unter 3 (Wohnort)', 'Childcare attendance rate 1 to under 3 (place of residence)', 'Zeigt, welcher Teil der im Gebiet wohnenden Kinder von 1 und 2 Jahren betreut wird: für sie besteht ein Rechtsanspruch auf einen Platz.', 'Shows which part of the children aged 1 and 2 living in the area is in day care: they are legally entitled to a place.', 'ratio', '{}'::jsonb, 'kita_1_2_wo', 'bev_1_2', 'same', 'prev_3112', 'betreute Kinder 1 bis unter 3 (Kita + Tagespflege, Wohnort)', 'Kinder 1 bis unter 3 Jahre', 100, '%', 'share', 1, true, false, 'sozialraum', 'stock_0103', 'Stichtag 01.03.', '{[1,3)}', '{[1,3)}', 'Wohnort', 'wohnort', 'wilson', 3, 20, 'Kita-Verwaltung (Wohnort der Kinder)', 'SGB VIII § 24 Abs. 2 (Rechtsanspruch ab 1 Jahr)', 'Altersgruppe des Rechtsanspruchs nach § 24 Abs. 2 SGB VIII / KJH-Statistik zählt am Einrichtungsort'),
	('D07-10', 'D07', 'Belegbare an genehmigten Kita-Plätzen', 'Available share of licensed childcare places', 'Zeigt, welcher Teil der genehmigten Kita-Plätze tatsächlich belegt werden kann: der Abstand zu 100 fehlt wegen Personal, Bau oder Konzept.', 'Shows which part of licensed day-care places can actually be filled: the gap to 100 is missing because of staff, building or concept.', 'ratio', '{}'::jsonb, 'plaetze_belegbar_u3 + plaetze_belegbar_ue3', 'plaetze_gen_u3 + plaetze_gen_ue3', 'same', 'same', 'belegbare Plätze', 'genehmigte (betriebserlaubte) Plätze', 100, '%', 'ratio', 0, false, false, 'planungsraum', 'stock_0103', 'Stichtag 01.03.', '{[0,7)}', NULL::text, 'Einrichtungsort', 'einrichtungsort', 'none', 0, 20, 'Kita-Verwaltung / Landesjugendamt (Betriebserlaubnis)', 'KVJS Kitabericht (genehmigt ungleich belegbar)', 'Abstand zu 100 = Plätze, die wegen Personal, Bau oder Konzept nicht belegt werden können'),
	('D07-11', 'D07', 'Personal-Kind-Schlüssel Ü3', 'Staff-child ratio 3 to school entry', 'Zeigt, wie viele Kinder ab 3 Jahren bis zum Schuleintritt, umgerechnet auf neun Stunden am Tag, auf eine pädagogische Vollzeitstelle kommen: je niedriger, desto mehr Zeit bleibt für jedes Kind.', 'Shows how many children from 3 to school entry, converted to nine hours a day, there are per full-time educational post: the lower, the more time for each child.', 'ratio', '{}'::jsonb, 'kita_gbae_ue3', 'kita_vzae_ue3', 'same', 'same', 'Ganztagsbetreuungsäquivalente (9 h) der Kinder ab 3 bis Schuleintritt', 'Vollzeitäquivalente pädagogisches Personal für Kinder ab 3 bis Schuleintritt', 1, 'Kinder je VZÄ', 'ratio', -1, true, false, 'planungsraum', 'stock_0103', 'Stichtag 01.03.', NULL::text, NULL::text, 'Einrichtungsort', 'einrichtungsort', 'none', 0, 0, 'Kita-Verwaltung / KJH-Statistik', 'SächsKitaG § 12 Abs. 2 (1:12 Kindergarten)', 'getrennt nach U3 und Ü3, weil ein Gesamtwert mit vielen U3-Kindern täuscht / bei altersgemischten Gruppen Personal nach Schlüssel aufteilen / ohne Leitungsanteile'),
	('D07-12', 'D07', 'Wohnortnahe integrative Betreuung', 'Inclusive childcare close to home for children with disabilities', 'Zeigt, welcher Teil der betreuten Kinder mit Behinderung oder drohender Behinderung nahe der Wohnung gemeinsam mit anderen Kindern betreut wird.', 'Shows which part of the children in day care with a disability, or at risk of one, is cared for close to home together with other children.', 'ratio', '{}'::jsonb, 'kita_beh_integrativ_nah', 'kita_beh', 'same', 'same', 'Kinder mit (drohender) Behinderung in integrativer Betreuung wohnortnah', 'in Kindertageseinrichtungen betreute Kinder mit (drohender) Behinderung (Eingliederungshilfe)', 100, '%', 'share', 1, true, false, 'planungsraum', 'stock_0103', 'Stichtag 01.03.', '{[0,7)}', '{[0,7)}', 'Wohnort', 'wohnort', 'wilson', 5, 20, 'Kita-Verwaltung / Träger der Eingliederungshilfe', 'SGB VIII § 22a Abs. 4 / SGB IX §§ 99, 113', 'wohnortnah = in derselben Gemeinde oder höchstens 5 km Weg (konfigurierbar) / Nenner einschl. heilpädagogischer Gruppen / Gesundheitsbezug: strenge Geheimhaltung'),
	('D08-01', 'D08', 'Sprachauffälligkeit (SEU)', 'Language difficulties at school entry examination', 'Zeigt, bei welchem Teil der untersuchten Kinder vor der Einschulung die Sprache auffällig war: das ist ein Befund der Untersuchung, noch kein Förderbedarf.', 'Shows for which part of the children examined before school entry language was conspicuous: this is a finding of the examination, not yet an established need for support.', 'ratio', '{}'::jsonb, 'seu_sprache', 'seu_untersucht', 'school_year', 'school_year', 'Einschüler mit Sprachauffälligkeit in der Schuleingangsuntersuchung', 'untersuchte Einschüler', 100, '%', 'share', -1, true, true, 'planungsraum', 'cohort', 'Einschulungsjahrgang', '{[5,7)}', '{[5,7)}', 'Wohnort', 'wohnort', 'wilson', 5, 30, 'Gesundheitsamt (Schuleingangsuntersuchung)', 'Gesundheitsberichterstattung der Länder', 'Befund der SEU, kein festgestellter Förderbedarf / Verfahren je Land verschieden'),
	('D08-02', 'D08', 'Schulanfänger mit weniger als drei Jahren Kita-Besuch', 'School entrants with less than 3 years of day-care', 'Zeigt, welcher Teil der Schulanfänger weniger als drei Jahre eine Kita besucht hat.', 'Shows which part of school entrants attended day care for less than three years.', 'ratio', '{}'::jsonb, 'seu_kita_unter_3j', 'seu_untersucht', 'school_year', 'school_year', 'Schulanfänger mit weniger als drei Jahren Kita-Besuch', 'untersuchte Einschüler', 100, '%', 'share', -1, true, false, 'planungsraum', 'cohort', 'Einschulungsjahrgang', '{[5,7)}', '{[5,7)}', 'Wohnort', 'wohnort', 'wilson', 5, 30, 'Gesundheitsamt', 'Bildungsmonitoring (Übergang Kita-Grundschule)', 'meint die Dauer des Besuchs, nicht das Alter unter 3'),
	('D08-03', 'D08', 'Zurückstellungsquote', 'Deferred school entry rate', 'Zeigt, welcher Teil der schulpflichtig gewordenen Kinder ein Jahr später eingeschult wird: der Wert hängt auch von Verfahren und Elternwunsch ab.', 'Shows which part of the children reaching compulsory school age starts school one year later: the value also depends on procedure and parents'' wishes.', 'ratio', '{}'::jsonb, 'schule_zurueckgestellt', 'schule_pflichtig_neu', 'school_year', 'school_year', 'vom Schulbesuch zurückgestellte Kinder', 'schulpflichtig gewordene Kinder', 100, '%', 'share', 0, false, true, 'gemeinde', 'schoolyear', 'Schuljahr', '{[5,7)}', '{[5,7)}', 'Wohnort', 'wohnort', 'wilson', 3, 30, 'Schulamt / Schulstatistik', 'Anwendungsleitfaden kommunales Bildungsmonitoring', 'ohne Wertung: Praxis der Schulleitungen und Elternwunsch'),
	('D08-04', 'D08', 'Übergangsquote Grundschule-Gymnasium', 'Transition rate primary to Gymnasium', 'Zeigt, welcher Teil der Kinder aus der letzten Grundschulklasse auf ein Gymnasium wechselt, gezählt am Ort der Grundschule.', 'Shows which part of the children in the last primary grade moves on to a Gymnasium, counted where the primary school is.', 'ratio', '{}'::jsonb, 'uebergang_gym', 'schueler_abgebende_klasse_vj', 'school_year', 'school_year', 'Übergänge von der Grundschule auf das Gymnasium', 'Schüler der abgebenden Klasse (4, wo das Land es so hat 6) des Vorjahres', 100, '%', 'share', 0, false, true, 'gemeinde', 'schoolyear', 'Schuljahr', '{[9,13)}', '{[9,13)}', 'Ort der abgebenden Grundschule', 'schulort', 'wilson', 3, 30, 'Schulstatistik', 'Anwendungsleitfaden kommunales Bildungsmonitoring', 'ohne Wertung / Schulort ungleich Wohnort / abgebende Klasse 4 oder 6 je Land'),
	('D08-05', 'D08', 'Schulabgänge ohne Hauptschulabschluss', 'School leavers without basic certificate', 'Zeigt, welcher Teil der jungen Menschen die Schule ohne mindestens einen Hauptschulabschluss verlässt, gezählt am Schulort: Förderschulen prägen den Wert ihres Standorts.', 'Shows which part of young people leaves school without at least the basic certificate, counted where the school is: special schools shape the value of their location.', 'ratio', '{}'::jsonb, 'abg_ohne_hsa', 'abg_insgesamt', 'school_year', 'school_year', 'Abgänge ohne (mindestens) Hauptschulabschluss', 'Abgänge und Absolventen allgemeinbildender Schulen', 100, '%', 'share', -1, false, true, 'gemeinde', 'schoolyear', 'Schuljahr', '{[15,18)}', '{[15,18)}', 'Schulort', 'schulort', 'wilson', 3, 30, 'Schulstatistik', 'landatlas.de / alternativ KMK-Quotensummenverfahren', 'Schulort ungleich Wohnort: eine Förderschule verzerrt den Wert ihrer Gemeinde, daher Förderschulen getrennt ausweisen und nicht werten / Funktion quotensumme() für Bevölkerungsbezug'),
	('D08-06', 'D08', 'Durchschnittliche Klassengröße Grundschule', 'Mean primary class size', 'Zeigt, wie viele Kinder im Mittel eine Grundschulklasse besuchen.', 'Shows how many children attend a primary class on average.', 'mean', '{}'::jsonb, 'schueler_gs_k1_4', 'klassen_gs_k1_4', 'school_year', 'school_year', 'Schüler in Grundschulklassen', 'Grundschulklassen', 1, 'Schüler je Klasse', 'mean', -1, false, false, 'gemeinde', 'schoolyear', 'Schuljahr', '{[6,11)}', NULL::text, 'Schulort', 'schulort', 'none', 0, 0, 'Schulstatistik', 'Anwendungsleitfaden kommunales Bildungsmonitoring', 'Schulort ungleich Wohnort'),
	('D08-07', 'D08', 'Hortquote Grundschulkinder (Ganztag)', 'After-school care rate of primary pupils', 'Zeigt, welcher Teil der Kinder in den Klassen 1 bis 4 einen Hort- oder Ganztagsplatz hat, gezählt am Schulort.', 'Shows which part of the children in grades 1 to 4 has an after-school or all-day place, counted where the school is.', 'ratio', '{}'::jsonb, 'hort_ganztag_k1_4', 'schueler_gs_k1_4', 'school_year', 'school_year', 'Schüler der Klassen 1 bis 4 mit Hort- oder Ganztagsplatz', 'Schüler der Klassen 1 bis 4', 100, '%', 'share', 1, false, false, 'gemeinde', 'schoolyear', 'Schuljahr', '{[6,11)}', '{[6,11)}', 'Schulort', 'schulort', 'wilson', 3, 30, 'Kita-Verwaltung (Hort) / Schulamt (Ganztag)', 'SGB VIII § 24 Abs. 4 (Rechtsanspruch ab 01.08.2026, beginnend mit Klasse 1, bis 2029/30 Klassen 1 bis 4)', 'Schulort ungleich Wohnort / jedes Kind einmal zählen (Sachsen Hort nach SächsKitaG, Thüringen Schulhort)'),
	('D08-08', 'D08', 'Schüler je Vollzeitstelle Schulsozialarbeit', 'Pupils per full-time post in school social work', 'Zeigt, für wie viele Schülerinnen und Schüler eine volle Stelle Schulsozialarbeit da ist: je niedriger, desto besser ausgestattet, und ohne Stelle gibt es keinen Wert.', 'Shows how many pupils there are for one full-time post in school social work: the lower, the better equipped, and without a post there is no value.', 'ratio', '{}'::jsonb, 'schueler_abs', 'vzae_schulsozialarbeit', 'school_year', 'school_year', 'Schüler allgemeinbildender Schulen', 'Vollzeitäquivalente Schulsozialarbeit', 1, 'Schüler je VZÄ', 'ratio', -1, false, false, 'gemeinde', 'schoolyear', 'Schuljahr', NULL::text, NULL::text, 'Schulort', 'schulort', 'none', 0, 0, 'Jugendamt / Schulstatistik', 'SGB VIII § 13a', 'Schulort ungleich Wohnort / ohne Stelle kein Wert (Nenner 0), das ist der schlechteste Fall und keine fehlende Angabe'),
	('D08-09', 'D08', 'Anteil DaZ-Schüler', 'Share of pupils in German-as-a-second-language support', 'Zeigt, welcher Teil der Schülerinnen und Schüler Deutsch als Zweitsprache lernt, gezählt am Schulort und ohne Wertung.', 'Shows which part of pupils is taught German as a second language, counted where the school is and without judgement.', 'ratio', '{}'::jsonb, 'schueler_daz', 'schueler_abs', 'school_year', 'school_year', 'Schüler in DaZ-Klassen oder DaZ-Förderung', 'Schüler allgemeinbildender Schulen', 100, '%', 'share', 0, false, false, 'gemeinde', 'schoolyear', 'Schuljahr', '{[6,18)}', '{[6,18)}', 'Schulort', 'schulort', 'wilson', 3, 30, 'Schulamt / Schulstatistik', 'Schulstatistik der Länder (Sachsen: DaZ-Etappen 1 bis 3)', 'ohne Wertung / Schulort ungleich Wohnort / Vorbereitungsklassen bündeln Schüler an wenigen Standorten'),
	('D09-01', 'D09', 'Inanspruchnahme Hilfen zur Erziehung', 'Use of child and youth welfare (HzE)', 'Zeigt, wie viele Hilfen zur Erziehung im Jahr auf 10.000 junge Menschen unter 21 kommen: ein hoher Wert steht für Bedarf, aber auch dafür, dass Hilfe ankommt.', 'Shows how many child and youth welfare measures (HzE) there are in a year per 10,000 young people under 21: a high value stands for need, but also for help that arrives.', 'ratio', '{}'::jsonb, 'hze_27_amb + hze_27_sonst + hze_27_stat + hze_29 + hze_30 + hze_31 + hze_32 + hze_33 + hze_34 + hze_35', 'bev_0_20', 'same', 'same_3112', 'Hilfen §§ 27 bis 35, 41 SGB VIII ohne § 28', 'Einwohner unter 21 Jahre', 10000, 'je 10.000', 'rate', -1, true, true, 'sozialraum', 'case_year', 'Summe andauernd am 31.12. und im Jahr beendet', '{[0,21)}', '{[0,21)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'byar', 5, 100, 'Kinder- und Jugendhilfestatistik Teil I / Jugendamt', 'Monitor HzE AKJStat (Inanspruchnahme pro 10.000 der unter 21-Jährigen)', 'ohne § 35a (eigene Kategorie, D09-05) / ambulant (D09-02) + teilstationär (D09-08) + stationär (D09-03) = D09-01 / § 41 steckt in jeder Hilfeart / familienorientierte Hilfen: Zahl der jungen Menschen getrennt führen'),
	('D09-02', 'D09', 'Ambulante HzE', 'Non-residential HzE', 'Zeigt, wie viele ambulante Hilfen zur Erziehung im Jahr auf 10.000 junge Menschen unter 21 kommen: sie unterstützen die Familie zu Hause.', 'Shows how many non-residential welfare measures (HzE) there are in a year per 10,000 young people under 21: they support the family at home.', 'ratio', '{}'::jsonb, 'hze_27_amb + hze_27_sonst + hze_29 + hze_30 + hze_31 + hze_35', 'bev_0_20', 'same', 'same_3112', 'Hilfen § 27 Abs. 2 (nicht stationär), §§ 29, 30, 31, 35 SGB VIII einschl. der entsprechenden Hilfen für junge Volljährige (§ 41)', 'Einwohner unter 21 Jahre', 10000, 'je 10.000', 'rate', 0, false, true, 'planungsraum', 'case_year', 'Summe andauernd am 31.12. und im Jahr beendet', '{[0,21)}', '{[0,21)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'byar', 5, 100, 'Kinder- und Jugendhilfestatistik Teil I', 'Monitor HzE AKJStat', 'ambulant (D09-02) + teilstationär (D09-08) + stationär (D09-03) = D09-01 / § 27 Abs. 2 vorrangig ambulant/teilstationär sowie ergänzend/sonstig, wie die amtliche Statistik gliedert / § 35 nach AKJStat ambulant'),
	('D09-03', 'D09', 'Stationäre Hilfen zur Erziehung (Fremdunterbringungsrate)', 'Residential HzE (out-of-home placement rate)', 'Zeigt, wie viele Unterbringungen außerhalb der Familie, in Pflegefamilien oder Heimen, im Jahr auf 10.000 junge Menschen unter 21 kommen.', 'Shows how many placements outside the family, in foster or residential care, there are in a year per 10,000 young people under 21.', 'ratio', '{}'::jsonb, 'hze_27_stat + hze_33 + hze_34', 'bev_0_20', 'same', 'same_3112', 'Hilfen § 27 Abs. 2 (vorrangig stationär), §§ 33, 34 SGB VIII einschl. der entsprechenden Hilfen für junge Volljährige (§ 41)', 'Einwohner unter 21 Jahre', 10000, 'je 10.000', 'rate', -1, true, true, 'planungsraum', 'case_year', 'Summe andauernd am 31.12. und im Jahr beendet', '{[0,21)}', '{[0,21)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'byar', 5, 100, 'Kinder- und Jugendhilfestatistik Teil I', 'Monitor HzE AKJStat', 'ambulant (D09-02) + teilstationär (D09-08) + stationär (D09-03) = D09-01 / Rate, keine Quote'),
	('D09-04', 'D09', 'Anteil stationärer an allen HzE', 'Residential share of HzE', 'Zeigt, welcher Teil aller Hilfen zur Erziehung außerhalb der Familie geleistet wird: ein niedriger Wert heißt, dass mehr Hilfen in der Familie ansetzen.', 'Shows which part of all welfare measures (HzE) takes place outside the family: a low value means that more help starts within the family.', 'ratio', '{}'::jsonb, 'hze_27_stat + hze_33 + hze_34', 'hze_27_amb + hze_27_sonst + hze_27_stat + hze_29 + hze_30 + hze_31 + hze_32 + hze_33 + hze_34 + hze_35', 'same', 'same', 'Hilfen § 27 Abs. 2 (vorrangig stationär), §§ 33, 34 SGB VIII einschl. der entsprechenden Hilfen für junge Volljährige (§ 41)', 'Hilfen §§ 27 bis 35, 41 SGB VIII ohne § 28', 100, '%', 'share', -1, true, true, 'planungsraum', 'case_year', 'Summe andauernd am 31.12. und im Jahr beendet', '{[0,21)}', '{[0,21)}', 'Wohnort', 'wohnort', 'wilson', 5, 20, 'Kinder- und Jugendhilfestatistik Teil I', 'con_sens Benchmarking HzE', 'Zähler wie D09-03, Nenner wie D09-01'),
	('D09-05', 'D09', 'Eingliederungshilfe § 35a', 'Integration assistance § 35a', 'Zeigt, wie viele Eingliederungshilfen wegen seelischer Behinderung im Jahr auf 10.000 junge Menschen unter 21 kommen.', 'Shows how many integration measures for mental disability there are in a year per 10,000 young people under 21.', 'ratio', '{}'::jsonb, 'egh_35a', 'bev_0_20', 'same', 'same_3112', 'Eingliederungshilfen § 35a SGB VIII', 'Einwohner unter 21 Jahre', 10000, 'je 10.000', 'rate', 0, false, true, 'planungsraum', 'case_year', 'Summe andauernd am 31.12. und im Jahr beendet', '{[0,21)}', '{[0,21)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'byar', 5, 100, 'Kinder- und Jugendhilfestatistik Teil I', 'Monitor HzE AKJStat', 'keine Hilfe zur Erziehung, nicht in D09-01 enthalten'),
	('D09-06', 'D09', 'Kindeswohlgefährdung', 'Child endangerment findings', 'Zeigt, wie oft das Jugendamt im Jahr je 10.000 Kinder und Jugendliche eine akute oder latente Gefährdung feststellt: der Wert hängt auch davon ab, wie viel gemeldet wird.', 'Shows how often in a year the youth welfare office finds acute or latent endangerment per 10,000 children and young people: the value also depends on how much is reported.', 'ratio', '{}'::jsonb, 'kwg_8a_akut + kwg_8a_latent', 'bev_0_17', 'same', 'same_3112', '8a-Verfahren mit akuter oder latenter Gefährdung', 'Einwohner unter 18 Jahre', 10000, 'je 10.000', 'rate', 0, false, true, 'planungsraum', 'year', 'Kalenderjahr', '{[0,18)}', '{[0,18)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'byar', 5, 100, 'Kinder- und Jugendhilfestatistik (§ 8a)', 'KiMiss 2024 (Gefährdungsquote) / Destatis', 'ohne Wertung: hängt von Meldeverhalten und Verfahren ab / starke Überstreuung zwischen Jugendämtern'),
	('D09-07', 'D09', 'Bruttoausgaben HzE je jungen Menschen', 'HzE gross spending per young person', 'Zeigt, wie viel im Jahr je jungem Menschen unter 21 für Hilfen zur Erziehung ausgegeben wird: einzelne teure Fälle können kleine Gebiete prägen.', 'Shows how much is spent in a year on welfare measures (HzE) per young person under 21: single expensive cases can shape small areas.', 'mean', '{}'::jsonb, 'ausgaben_hze_eur', 'bev_0_20', 'same', 'same_3112', 'Bruttoausgaben HzE (§§ 27 bis 35, 41 ohne § 28)', 'Einwohner unter 21 Jahre', 1, 'EUR', 'mean', 0, false, false, 'planungsraum', 'year', 'Kalenderjahr', '{[0,21)}', '{[0,21)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'none', 5, 100, 'Haushalt / Ausgabenstatistik KJH', 'con_sens Benchmarking HzE (KeZa 30/31)', 'ohne Wertung / Mindestfallzahl 5 gilt den Fällen (D09-01), dazu Dominanzregel: teure Einzelfälle / ohne § 35a'),
	('D09-08', 'D09', 'Teilstationäre HzE', 'Day-group HzE', 'Zeigt, wie viele Hilfen in Tagesgruppen im Jahr auf 10.000 junge Menschen unter 21 kommen.', 'Shows how many day-group measures there are in a year per 10,000 young people under 21.', 'ratio', '{}'::jsonb, 'hze_32', 'bev_0_20', 'same', 'same_3112', 'Hilfen § 32 SGB VIII (Tagesgruppe)', 'Einwohner unter 21 Jahre', 10000, 'je 10.000', 'rate', 0, false, true, 'planungsraum', 'case_year', 'Summe andauernd am 31.12. und im Jahr beendet', '{[0,21)}', '{[0,21)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'byar', 5, 100, 'Kinder- und Jugendhilfestatistik Teil I', 'Monitor HzE AKJStat (dort bei den ambulanten Hilfen)', 'ambulant (D09-02) + teilstationär (D09-08) + stationär (D09-03) = D09-01'),
	('D10-01', 'D10', 'Lebenserwartung bei Geburt', 'Life expectancy at birth', 'Gibt an, wie viele Jahre ein Neugeborenes im Mittel leben würde, wenn die Sterblichkeit der letzten fünf Jahre gleich bliebe.', 'Gives the number of years a newborn would live on average if the mortality of the last five years stayed the same.', 'life_expectancy', '{}'::jsonb, NULL::text, NULL::text, 'pooled_5y', 'pooled_5y', 'Gestorbene nach Alter und Geschlecht', 'Einwohnerjahre nach Alter und Geschlecht', 1, 'Jahre', 'index', 1, true, true, 'planungsraum', 'avg5y', 'gleitendes 5-Jahres-Mittel', '{[0,)}', '{[0,)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'chiang', 10, 5000, 'Melderegister (kommunal) / Todesfallstatistik', 'Chiang/Silcocks (PHEindicatormethods) / min. 5.000 Personenjahre', 'Funktion life_expectancy() / auch nach Geschlecht / Heimeffekt: Pflegeheime senken den Wert ihres Gebiets'),
	('D10-02', 'D10', 'Vorzeitige Sterblichkeit (unter 65, altersstandardisiert)', 'Premature mortality (under 65, DSR)', 'Zeigt, wie viele von 100.000 Menschen unter 65 im Jahr sterben, so gerechnet, als hätten alle Gebiete dieselbe Altersstruktur.', 'Shows how many of 100,000 people under 65 die in a year, calculated as if all areas had the same age structure.', 'directly_standardised_rate', '{}'::jsonb, NULL::text, NULL::text, 'pooled_5y', 'pooled_5y', 'Gestorbene unter 65 Jahre', 'Einwohnerjahre unter 65 Jahre', 100000, 'je 100.000', 'rate', -1, true, true, 'planungsraum', 'avg5y', 'gleitendes 5-Jahres-Mittel', '{[0,65)}', '{[0,65)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'dobson', 10, 2000, 'Todesursachenstatistik / Melderegister', 'GBE-Indikatorensatz der Länder / ESP 2013', NULL::text),
	('D10-03', 'D10', 'Übergewicht einschl. Adipositas bei Einschülern', 'Overweight including obesity at school entry', 'Zeigt, welcher Teil der untersuchten Kinder bei der Einschulung übergewichtig oder adipös ist.', 'Shows which part of the children examined at school entry is overweight or obese.', 'ratio', '{}'::jsonb, 'seu_uebergewicht', 'seu_untersucht', 'school_year', 'school_year', 'Einschüler mit BMI über 90. Perzentil', 'untersuchte Einschüler', 100, '%', 'share', -1, true, true, 'planungsraum', 'cohort', 'Einschulungsjahrgang', '{[5,7)}', '{[5,7)}', 'Wohnort', 'wohnort', 'wilson', 5, 30, 'Gesundheitsamt', 'Kromeyer-Hauschild-Referenz', NULL::text),
	('D10-04', 'D10', 'Masern-Impfquote (2 Dosen) bei Einschülern', 'Measles vaccination rate at school entry', 'Zeigt, welcher Teil der Kinder mit vorgelegtem Impfausweis bei der Einschulung zweimal gegen Masern geimpft ist: Kinder ohne Ausweis zählen nicht mit.', 'Shows which part of the children who presented a vaccination record at school entry is vaccinated twice against measles: children without a record are not counted.', 'ratio', '{}'::jsonb, 'seu_masern2', 'seu_impfausweis', 'school_year', 'school_year', 'Einschüler mit 2 Masernimpfungen', 'Einschüler mit Impfausweis', 100, '%', 'share', 1, true, false, 'planungsraum', 'cohort', 'Einschulungsjahrgang', '{[5,7)}', '{[5,7)}', 'Wohnort', 'wohnort', 'wilson', 3, 30, 'Gesundheitsamt / RKI', 'RKI Impfquoten', NULL::text),
	('D10-05', 'D10', 'Hausärztlicher Versorgungsgrad', 'GP supply level', 'Zeigt, zu welchem Teil die in der Bedarfsplanung vorgesehene Zahl von Hausärzten erreicht ist: unter 75 gilt als unterversorgt, ab 110 sind Neuzulassungen gesperrt.', 'Shows to which degree the planned number of general practitioners is reached: below 75 counts as undersupplied, from 110 new admissions are closed.', 'ratio', '{}'::jsonb, 'hausarzt_ist', 'hausarzt_soll', 'same', 'same', 'Hausärzte nach Anrechnungsfaktoren', 'Soll-Hausärzte (Einwohner des Mittelbereichs / Verhältniszahl, Basis 1.633)', 100, '%', 'ratio', 1, false, false, 'kreis', 'year', 'Kalenderjahr', '{[0,)}', '{[0,)}', 'Arztsitz im Mittelbereich (Planungsbereich)', 'einrichtungsort', 'none', 0, 0, 'KV Bedarfsplan', 'BedarfsplRL § 11 Abs. 4 (1.633 Einw. je Hausarzt, Beschluss 16.01.2025)', 'nur für Mittelbereiche (Planungsbereich), nicht kleiner und nicht je Kreis mitteln / Funktion supply_degree() / unter 75 Unterversorgung, ab 110 gesperrt'),
	('D11-01', 'D11', 'Pflegequote (altersstandardisiert)', 'Long-term care rate (age-standardised)', 'Zeigt, wie viele von 100 Menschen pflegebedürftig sind, so gerechnet, als hätten alle Gebiete dieselbe Altersstruktur.', 'Shows how many of 100 people need long-term care, calculated as if all areas had the same age structure.', 'directly_standardised_rate', '{}'::jsonb, NULL::text, NULL::text, 'same', 'same_3112', 'Pflegebedürftige nach SGB XI', 'Einwohner insgesamt', 100, 'je 100', 'rate', 0, false, true, 'kreis', 'stock_1512_biennial', 'Stichtag 15.12. zweijährlich', '{[0,)}', '{[0,)}', 'Wohnort (Hauptwohnung)', 'fortschreibung', 'dobson', 10, 300, 'Pflegestatistik', 'Destatis Pflegestatistik (Pflegequote)', 'altersstandardisiert (Altersgruppen der Pflegestatistik, Standard Deutschland oder ESP 2013) / unterhalb des Kreises meist nicht verfügbar'),
	('D11-02', 'D11', 'Pflegequote 80+ (altersstandardisiert)', 'Long-term care rate 80+ (age-standardised)', 'Zeigt, wie viele von 100 Menschen ab 80 pflegebedürftig sind, so gerechnet, als hätten alle Gebiete dieselbe Altersstruktur.', 'Shows how many of 100 people aged 80 and over need long-term care, calculated as if all areas had the same age structure.', 'directly_standardised_rate', '{}'::jsonb, NULL::text, NULL::text, 'same', 'same_3112', 'Pflegebedürftige 80 Jahre und älter', 'Einwohner 80 Jahre und älter', 100, 'je 100', 'rate', 0, false, true, 'kreis', 'stock_1512_biennial', 'Stichtag 15.12. zweijährlich', '{[80,)}', '{[80,)}', 'Wohnort (Hauptwohnung)', 'fortschreibung', 'dobson', 10, 50, 'Pflegestatistik', 'Destatis Pflegestatistik', 'altersstandardisiert (Altersgruppen der Pflegestatistik, Standard Deutschland oder ESP 2013) / unterhalb des Kreises meist nicht verfügbar / Altersgruppen 80-84, 85-89, 90+'),
	('D11-03', 'D11', 'Vollstationäre Pflegeplätze je 1.000 ab 80', 'Nursing home places per 1,000 aged 80+', 'Zeigt, wie viele Heimplätze am Ort auf 1.000 Menschen ab 80 kommen: Heime versorgen oft auch andere Gebiete, daher ohne Wertung.', 'Shows how many nursing home places on site there are per 1,000 people aged 80 and over: homes often serve other areas too, hence no judgement.', 'ratio', '{}'::jsonb, 'pflegeplaetze_vollstat', 'bev_80p', 'same', 'same_3112', 'verfügbare vollstationäre Dauerpflegeplätze', 'Einwohner 80 Jahre und älter', 1000, 'je 1.000', 'ratio', 0, false, false, 'gemeinde', 'stock_1512_biennial', 'Stichtag 15.12. zweijährlich', NULL::text, '{[80,)}', 'Einrichtungsort (Plätze), Wohnort (Bevölkerung)', 'einrichtungsort', 'none', 0, 50, 'Heimaufsicht / Pflegestatistik', 'kommunale Pflegeplanung', 'ohne Wertung: Standort, versorgt auch andere Gebiete'),
	('D11-04', 'D11', 'Anteil zu Hause Versorgter', 'Share of care recipients cared for at home', 'Zeigt, welcher Teil der Pflegebedürftigen zu Hause lebt, mit Pflegedienst, mit Pflegegeld oder mit Pflegegrad 1.', 'Shows which part of people in need of care lives at home, with a care service, with cash benefit or with care grade 1.', 'ratio', '{}'::jsonb, 'pflege_ambulant + pflege_geld + pflege_pg1_zuhause', 'pflege_insgesamt', 'same', 'same', 'Pflegebedürftige mit ambulantem Dienst, nur Pflegegeld oder Pflegegrad 1 zu Hause', 'Pflegebedürftige insgesamt (einschl. Pflegegrad 1)', 100, '%', 'share', 1, true, true, 'kreis', 'stock_1512_biennial', 'Stichtag 15.12. zweijährlich', '{[0,)}', '{[0,)}', 'Wohnort', 'wohnort', 'wilson', 3, 30, 'Pflegestatistik', 'Destatis Pflegestatistik', 'Pflegegrad 1 in Zähler und Nenner / 2021 Untererfassung in Pflegegrad 1 behoben, Vergleich mit 2017 und 2019 eingeschränkt'),
	('D11-05', 'D11', 'Schwerbehindertenanteil', 'Share of severely disabled people', 'Zeigt, welcher Teil der Bevölkerung einen gültigen Schwerbehindertenausweis hat: der Wert steigt mit dem Alter der Bevölkerung.', 'Shows which part of the population holds a valid card for severe disability: the value rises with the age of the population.', 'ratio', '{}'::jsonb, 'schwerbeh', 'bev', 'same', 'same_3112', 'Personen mit GdB 50 und mehr mit gültigem Ausweis', 'Einwohner insgesamt', 100, '%', 'share', 0, false, true, 'gemeinde', 'stock_3112_biennial', 'Stichtag 31.12. zweijährlich', '{[0,)}', '{[0,)}', 'Wohnort (Hauptwohnung)', 'fortschreibung', 'wilson', 3, 300, 'Statistik der schwerbehinderten Menschen', 'SGB IX § 214', NULL::text),
	('D11-06', 'D11', 'Hilfe zur Pflege', 'Social assistance for care', 'Zeigt, wie viele von 1.000 Menschen ab 65 Sozialhilfe für ihre Pflege brauchen, gezählt dort, wo sie vor dem Heim gewohnt haben.', 'Shows how many of 1,000 people aged 65 and over need social assistance for their care, counted where they lived before moving into a home.', 'ratio', '{}'::jsonb, 'hzp_65p', 'bev_65p', 'same', 'same', 'Empfänger Hilfe zur Pflege (7. Kap. SGB XII) ab 65, gezählt an der Herkunftsgemeinde', 'Einwohner 65 Jahre und älter', 1000, 'je 1.000', 'rate', -1, true, true, 'gemeinde', 'stock_3112', 'Stichtag 31.12.', '{[65,)}', '{[65,)}', 'Herkunftsgemeinde (letzter Wohnort vor dem Heim)', 'melderegister', 'byar', 3, 100, 'Sozialamt / Sozialhilfestatistik', 'SGB XII § 61 ff.', 'Herkunftsgemeinde = letzter Wohnort vor dem Heim, sonst Heimstandorte überhöht'),
	('D12-01', 'D12', 'Abstand der Leerstandsquote von der Fluktuationsreserve', 'Distance of vacancy rate from turnover reserve', 'Zeigt, wie weit die Leerstandsquote von der üblichen Reserve für Umzüge entfernt ist: null ist günstig, und sowohl zu viel als auch zu wenig Leerstand erhöht den Wert.', 'Shows how far the vacancy rate is from the usual reserve for moving: zero is favourable, and both too many and too few vacant dwellings raise the value.', 'distance', '{"target": 3}'::jsonb, 'whg_leer', 'whg - whg_ferien', 'same', 'same', 'leerstehende Wohnungen', 'Wohnungen ohne Ferien- und Freizeitwohnungen', 100, 'Prozentpunkte', 'index', -1, true, false, 'sozialraum', 'census', 'Zensusstichtag', NULL::text, NULL::text, 'Lage der Wohnung', NULL::text, 'none', 3, 100, 'Zensus GWZ / kommunales Leerstandskataster', 'Zensus 2022', 'Parameter: zielwert=3 / Betrag von (100 x leerstehend / Wohnungen) minus Zielwert, weil zu wenig und zu viel Leerstand belastet / Quote selbst daneben zeigen'),
	('D12-02', 'D12', 'Wohnfläche je Einwohner', 'Floor area per inhabitant', 'Zeigt, wie viel Wohnfläche im Mittel auf eine Person kommt: ein hoher Wert kann Wohlstand bedeuten oder dass Ältere in großen Wohnungen zurückbleiben.', 'Shows how much floor area there is per person on average: a high value may mean affluence, or older people left behind in large dwellings.', 'mean', '{}'::jsonb, 'wohnflaeche_m2', 'bev', 'same', 'same_3112', 'Wohnfläche in m²', 'Einwohner insgesamt', 1, 'm²', 'mean', 0, false, false, 'sozialraum', 'census', 'Zensusstichtag', NULL::text, '{[0,)}', 'Lage der Wohnung, Wohnort (Bevölkerung)', 'fortschreibung', 'none', 3, 100, 'Zensus GWZ / Wohnungsfortschreibung', 'Zensus 2022 / Mikrozensus Wohnen', NULL::text),
	('D12-03', 'D12', 'Nettokaltmiete je m²', 'Net rent per square metre', 'Zeigt, wie viel im Mittel je Quadratmeter Mietwohnung ohne Nebenkosten gezahlt wird, nicht, was eine neu vermietete Wohnung kostet.', 'Shows how much is paid on average per square metre of rented dwelling without service charges, not what a newly let dwelling costs.', 'mean', '{}'::jsonb, 'nettokaltmiete_summe_eur', 'wohnflaeche_vermietet_m2', 'same', 'same', 'Summe der Nettokaltmieten', 'vermietete Wohnfläche in m²', 1, 'EUR/m²', 'mean', 0, false, false, 'planungsraum', 'census', 'Zensusstichtag', NULL::text, NULL::text, 'Lage der Wohnung', NULL::text, 'none', 5, 30, 'Zensus GWZ / Mietspiegel', 'Zensus 2022', 'ohne Wertung / Dominanzregel: große Vermieter können offengelegt werden'),
	('D12-04', 'D12', 'Wohnungslose in Unterbringung', 'Homeless people in accommodation', 'Zeigt, wie viele Menschen je 10.000 Einwohner am Stichtag als Wohnungslose untergebracht sind, gezählt am Ort der Unterkunft.', 'Shows how many people per 10,000 residents are accommodated as homeless on the reference day, counted where the accommodation is.', 'ratio', '{}'::jsonb, 'wohnungslos_untergebracht', 'bev', 'same', 'prev_3112', 'untergebrachte wohnungslose Personen', 'Einwohner insgesamt', 10000, 'je 10.000', 'rate', -1, false, true, 'gemeinde', 'stock_3101', 'Stichtag 31.01.', '{[0,)}', '{[0,)}', 'Ort der Unterkunft', 'einrichtungsort', 'byar', 5, 300, 'Statistik untergebrachter wohnungsloser Personen', 'WoBerichtsG', 'nach Ort der Unterkunft, nicht nach Herkunft: nicht werten'),
	('D12-05', 'D12', 'Belegungsgebundene Wohnungen', 'Social housing units', 'Zeigt, welcher Teil der Wohnungen an Haushalte mit Wohnberechtigung vergeben werden muss: je höher der Wert, desto mehr gebundener Wohnraum steht bereit.', 'Shows which part of dwellings must be let to entitled households: the higher the value, the more such housing is available.', 'ratio', '{}'::jsonb, 'whg_belegbindung', 'whg', 'same', 'same', 'Wohnungen mit Belegungsbindung', 'Wohnungen insgesamt', 100, '%', 'share', 1, true, false, 'sozialraum', 'stock_3112', 'Stichtag 31.12.', NULL::text, NULL::text, 'Lage der Wohnung', NULL::text, 'wilson', 0, 100, 'Wohnungsamt', 'kommunale Wohnungsberichterstattung', NULL::text),
	('D13-01', 'D13', 'Straftatenhäufigkeit (HZ ohne ausländerrechtliche Verstöße)', 'Crime rate (HZ, excluding immigration offences)', 'Zeigt, wie viele Straftaten die Polizei im Jahr je 100.000 Einwohner erfasst, gezählt am Tatort: Innenstädte haben viele Besucher und darum hohe Werte.', 'Shows how many offences the police record in a year per 100,000 residents, counted where they happen: town centres have many visitors and therefore high values.', 'ratio', '{}'::jsonb, 'pks_faelle_ohne_auslr', 'bev', 'same', 'prev_3112', 'polizeilich erfasste Fälle ohne ausländerrechtliche Verstöße (Tatort)', 'Einwohner am 01.01.', 100000, 'je 100.000', 'rate', -1, false, false, 'gemeinde', 'year', 'Kalenderjahr', '{[0,)}', '{[0,)}', 'Tatort (Fälle), Wohnort (Bevölkerung)', 'fortschreibung', 'byar', 5, 500, 'Polizeiliche Kriminalstatistik', 'PKS: HZ = Fälle x 100.000 / Einwohner', 'Schlüssel 890000 / Bevölkerung 01.01. = 31.12. des Vorjahres / Tatortprinzip: Innenstadt verzerrt, nicht werten'),
	('D13-02', 'D13', 'Wohnungseinbrüche', 'Residential burglaries', 'Zeigt, wie viele Wohnungseinbrüche die Polizei im Mittel von drei Jahren je 1.000 Haushalte erfasst, Versuche eingeschlossen.', 'Shows how many residential burglaries the police record per 1,000 households as a three-year mean, attempts included.', 'ratio', '{}'::jsonb, 'pks_wohnungseinbruch', 'hh', 'pooled_3y', 'pooled_3y', 'Fälle Wohnungseinbruchdiebstahl', 'Haushalte insgesamt', 1000, 'je 1.000', 'rate', -1, true, false, 'gemeinde', 'avg3y', 'gleitendes 3-Jahres-Mittel', NULL::text, NULL::text, 'Tatort (Fälle), Wohnort (Haushalte)', 'privathaushalte', 'byar', 5, 200, 'Polizeiliche Kriminalstatistik', 'PKS', NULL::text),
	('D13-03', 'D13', 'Tatverdächtige Jugendliche und Heranwachsende (TVBZ)', 'Juvenile and adolescent crime suspects (TVBZ)', 'Zeigt, wie viele von 100.000 jungen Menschen von 14 bis 20 im Jahr als tatverdächtig erfasst werden, im Mittel von drei Jahren: ein Verdacht ist keine Verurteilung.', 'Shows how many of 100,000 young people aged 14 to 20 are recorded as suspects in a year, as a three-year mean: a suspicion is not a conviction.', 'ratio', '{}'::jsonb, 'pks_tv_14_20', 'bev_14_20', 'pooled_3y', 'pooled_3y', 'Tatverdächtige 14 bis unter 21 Jahre (Wohnort)', 'Einwohner 14 bis unter 21 Jahre', 100000, 'je 100.000', 'rate', -1, false, true, 'gemeinde', 'avg3y', 'gleitendes 3-Jahres-Mittel', '{[14,21)}', '{[14,21)}', 'Wohnort (Hauptwohnung)', 'fortschreibung', 'byar', 5, 50, 'PKS / Jugendgerichtshilfe', 'PKS TVBZ', '14 bis unter 18 Jugendliche, 18 bis unter 21 Heranwachsende / für Nichtdeutsche nicht belastbar (nicht gemeldete Personen, Durchreisende): getrennt ausweisen oder auf Deutsche beschränken'),
	('D14-01', 'D14', 'Wahlbeteiligung Kommunalwahl', 'Turnout in local elections', 'Zeigt, welcher Teil der Wahlberechtigten bei der Kommunalwahl gewählt hat: ein niedriger Wert kann auf geringe Teilhabe hinweisen.', 'Shows which part of those entitled voted in the local election: a low value may point to weak participation.', 'ratio', '{}'::jsonb, 'waehler_kommunal', 'wahlberechtigte_kommunal', 'same', 'same', 'abgegebene Stimmen (Wähler)', 'Wahlberechtigte', 100, '%', 'share', 1, true, false, 'planungsraum', 'election', 'Wahltag', NULL::text, NULL::text, 'Wohnort', 'wohnort', 'wilson', 0, 100, 'Wahlamt', 'amtliche Wahlergebnisse', 'Wahlalter je Land: Sachsen 18, Thüringen 16, daher kein fester Altersbereich / Briefwahl zuordnen'),
	('D14-02', 'D14', 'VHS-Belegungen', 'Adult education (VHS) enrolments', 'Zeigt, wie viele Kurse der Volkshochschule auf 1.000 Erwachsene belegt werden: wer mehrere Kurse belegt, zählt mehrfach.', 'Shows how many adult education (VHS) enrolments there are per 1,000 adults: those who enrol in several courses count several times.', 'ratio', '{}'::jsonb, 'vhs_belegungen', 'bev_18p', 'same', 'same_3112', 'VHS-Kursbelegungen (Wohnort)', 'Einwohner ab 18 Jahre', 1000, 'je 1.000', 'rate', 1, true, true, 'planungsraum', 'year', 'Kalenderjahr', '{[18,)}', '{[18,)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'none', 3, 300, 'VHS / VHS-Statistik DIE', 'VHS-Statistik (DIE)', 'Belegungen, keine Personen: Mehrfachbelegungen, daher kein Personen-Intervall'),
	('D14-03', 'D14', 'VHS-Belegungen ab 65 (nachberufliche Lebensphase)', 'Adult education (VHS) enrolments aged 65 and over', 'Zeigt, wie viele Kurse der Volkshochschule auf 1.000 Menschen ab 65 von dieser Altersgruppe belegt werden: wer mehrere Kurse belegt, zählt mehrfach.', 'Shows how many adult education (VHS) enrolments by people aged 65 and over there are per 1,000 people of that age: those who enrol in several courses count several times.', 'ratio', '{}'::jsonb, 'vhs_belegungen_65p', 'bev_65p', 'same', 'same_3112', 'VHS-Kursbelegungen von Personen ab 65', 'Einwohner 65 Jahre und älter', 1000, 'je 1.000', 'rate', 1, true, true, 'planungsraum', 'year', 'Kalenderjahr', '{[65,)}', '{[65,)}', 'Wohnort (Hauptwohnung)', 'melderegister', 'none', 3, 100, 'VHS / Seniorenakademie', 'Landkreis Zwickau Bildungsmonitoring / VHS-Statistik', 'Belegungen, keine Personen: Mehrfachbelegungen, daher kein Personen-Intervall'),
	('D14-04', 'D14', 'Engagementquote', 'Volunteering rate', 'Zeigt, welcher Teil der Menschen ab 14 sich nach eigener Angabe freiwillig engagiert: der Wert ist eine Schätzung aus einer Befragung.', 'Shows which part of people aged 14 and over reports volunteering: the value is an estimate from a survey.', 'survey_share', '{}'::jsonb, 'befr_engagiert_gew', 'befr_14p_gew', 'same', 'same', 'Befragte mit freiwilligem Engagement (gewichtet)', 'Befragte ab 14 Jahre (gewichtet)', 100, '%', 'share', 1, false, true, 'planungsraum', 'survey', 'Befragungswelle', '{[14,)}', '{[14,)}', 'Wohnort', 'wohnort', 'wilson', 5, 50, 'kommunale Bürger-/Familienbefragung', 'Freiwilligensurvey', 'CI mit effektivem n (Kish)'),
	('D15-01', 'D15', 'Hitzebelastete vulnerable Bevölkerung', 'Heat-exposed vulnerable population', 'Zeigt, welcher Teil der kleinen Kinder und der älteren Menschen in Bereichen mit hoher Hitzebelastung wohnt.', 'Shows which part of young children and older people lives where heat stress is high.', 'ratio', '{}'::jsonb, 'bev_0_5_hitze + bev_65p_hitze', 'bev_0_5 + bev_65p', 'same', 'same', 'Einwohner unter 6 oder ab 65 in Flächen mit hoher Hitzebelastung', 'Einwohner unter 6 oder ab 65 Jahre', 100, '%', 'share', -1, true, false, 'sozialraum', 'year', 'Kalenderjahr', '{[0,6),[65,)}', '{[0,6),[65,)}', 'Wohnort (Adresse), verschnitten mit der Klimaanalyse', 'melderegister', 'wilson', 3, 50, 'Klimaanalyse x Melderegister (PostGIS-Verschneidung)', 'Essen Klimaanpassungskonzept / REGKLAM SHSI', NULL::text),
	('D15-02', 'D15', 'Versiegelungsgrad der Siedlungsfläche', 'Soil sealing of settlement area', 'Zeigt, welcher Teil der Siedlungs- und Verkehrsfläche versiegelt ist: je höher der Wert, desto mehr heizt sich das Gebiet auf und desto weniger Regen versickert.', 'Shows which part of settlement and transport area is sealed: the higher the value, the more the area heats up and the less rain seeps away.', 'ratio', '{}'::jsonb, 'flaeche_versiegelt_km2', 'flaeche_suv_km2', 'same', 'same', 'versiegelte Fläche', 'Siedlungs- und Verkehrsfläche', 100, '%', 'ratio', -1, true, false, 'sozialraum', 'year', 'Kalenderjahr', NULL::text, NULL::text, 'Lage der Fläche', NULL::text, 'none', 0, 0, 'Copernicus HRL Imperviousness / ALKIS', 'DUH/LUP Hitzebetroffenheitsindex 2024', NULL::text),
	('D15-03', 'D15', 'Erreichbarkeit öffentlicher Grünflächen (300 m)', 'Access to public green space (300 m)', 'Zeigt, für welchen Teil der Bevölkerung eine öffentliche Grünfläche in 300 Metern liegt: auf dem Land tritt freie Landschaft an ihre Stelle.', 'Shows for which part of the population a public green space lies within 300 metres: in rural areas open countryside takes its place.', 'ratio', '{}'::jsonb, 'bev_gruen_300m', 'bev', 'same', 'same', 'Einwohner mit öffentlicher Grünfläche ab 1 ha in 300 m', 'Einwohner insgesamt', 100, '%', 'share', 1, false, false, 'sozialraum', 'stock_3112', 'Stichtag 31.12.', '{[0,)}', '{[0,)}', 'Wohnort (Adresse), Entfernung zur Grünfläche', 'melderegister', 'wilson', 0, 300, 'OSM/ALKIS x Melderegister', 'WHO Europe urban green space 2016', 'in ländlichen Räumen nicht werten (freie Landschaft statt öffentlicher Grünfläche), in Städten je Monitor zuschaltbar'),
	('D15-04', 'D15', 'ÖPNV-Erreichbarkeit', 'Public transport access', 'Zeigt, welcher Teil der Bevölkerung eine regelmäßig bediente Haltestelle in 600 Metern hat.', 'Shows which part of the population has a regularly served public transport stop within 600 metres.', 'ratio', '{}'::jsonb, 'bev_oepnv_600m', 'bev', 'same', 'same', 'Einwohner mit bedienter Haltestelle (mind. 20 Fahrten/Werktag) in 600 m', 'Einwohner insgesamt', 100, '%', 'share', 1, true, false, 'sozialraum', 'stock_3112', 'Stichtag 31.12.', '{[0,)}', '{[0,)}', 'Wohnort (Adresse), Entfernung zur Haltestelle', 'melderegister', 'wilson', 0, 300, 'GTFS x Melderegister', 'BBSR INKAR ÖV-Haltestellen', NULL::text)
$$;
COMMENT ON FUNCTION sozialraum._catalogue_indicators() IS 'The indicators of the shipped catalogue, with the text of their terms.';

CREATE FUNCTION sozialraum._catalogue_bundles() RETURNS TABLE (code text, name text, name_en text, note text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 11 SET search_path = pg_catalog, pg_temp AS $$
	VALUES
	('kita', 'Kita-Planung', 'Day-care planning', 'Bedarfsplanung und Kita-Monitoring: Betreuung, Plätze, Personal und was den Bedarf bestimmt.'),
	('hze', 'Hilfen zur Erziehung', 'Child and youth welfare', 'Monitoring Hilfen zur Erziehung: Inanspruchnahme und die Lebenslagen, mit denen sie zusammenhängt.'),
	('bildung', 'Bildungsmonitoring', 'Education monitoring', 'Bildung im Lebenslauf, von der Kita bis zur nachberuflichen Phase.'),
	('armut', 'Armut und Erwerbslosigkeit', 'Poverty and unemployment', 'Sozialbericht, Lebenslagen. Von D06-02, D06-08 und D06-09 höchstens eine im selben Index.'),
	('gesundheit', 'Gesundheit', 'Health', 'Gesundheitsplanung: Kindergesundheit, Sterblichkeit, Versorgung, Hitze.'),
	('pflege_alter', 'Alter und Pflege', 'Ageing and care', 'Alten- und Pflegeplanung.'),
	('wohnen', 'Wohnen', 'Housing', 'Wohnraumversorgung und Wohnkosten.'),
	('sicherheit', 'Sicherheit', 'Safety', 'Kriminalprävention.'),
	('klima', 'Wohnumfeld und Klima', 'Neighbourhood and climate', 'Klimaanpassung, Freiraum und Erreichbarkeit.'),
	('demografie', 'Demografie', 'Demography', 'Demografie-Monitor: Bevölkerungsstruktur, Bewegung, Haushalte, Herkunft.'),
	('atlas', 'Sozialstrukturatlas', 'Social atlas', 'Alle Indikatoren des Katalogs.')
$$;
COMMENT ON FUNCTION sozialraum._catalogue_bundles() IS 'The bundles of the shipped catalogue.';

CREATE FUNCTION sozialraum._catalogue_bundle_members() RETURNS TABLE (bundle text, indicator text, "position" integer)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 222 SET search_path = pg_catalog, pg_temp AS $$
	VALUES
	('kita', 'D07-01', 1),
	('kita', 'D07-02', 2),
	('kita', 'D07-03', 3),
	('kita', 'D07-04', 4),
	('kita', 'D07-05', 5),
	('kita', 'D07-06', 6),
	('kita', 'D07-07', 7),
	('kita', 'D07-08', 8),
	('kita', 'D07-09', 9),
	('kita', 'D07-10', 10),
	('kita', 'D07-11', 11),
	('kita', 'D07-12', 12),
	('kita', 'D01-06', 13),
	('kita', 'D02-03', 14),
	('kita', 'D02-05', 15),
	('kita', 'D06-08', 16),
	('kita', 'D08-01', 17),
	('kita', 'D08-02', 18),
	('hze', 'D09-01', 1),
	('hze', 'D09-02', 2),
	('hze', 'D09-03', 3),
	('hze', 'D09-04', 4),
	('hze', 'D09-05', 5),
	('hze', 'D09-06', 6),
	('hze', 'D09-07', 7),
	('hze', 'D09-08', 8),
	('hze', 'D01-06', 9),
	('hze', 'D03-01', 10),
	('hze', 'D03-04', 11),
	('hze', 'D05-02', 12),
	('hze', 'D06-09', 13),
	('hze', 'D13-03', 14),
	('bildung', 'D07-01', 1),
	('bildung', 'D07-02', 2),
	('bildung', 'D07-09', 3),
	('bildung', 'D08-01', 4),
	('bildung', 'D08-02', 5),
	('bildung', 'D08-03', 6),
	('bildung', 'D08-04', 7),
	('bildung', 'D08-05', 8),
	('bildung', 'D08-06', 9),
	('bildung', 'D08-07', 10),
	('bildung', 'D08-08', 11),
	('bildung', 'D08-09', 12),
	('bildung', 'D04-02', 13),
	('bildung', 'D05-02', 14),
	('bildung', 'D06-09', 15),
	('bildung', 'D14-02', 16),
	('bildung', 'D14-03', 17),
	('armut', 'D06-01', 1),
	('armut', 'D06-02', 2),
	('armut', 'D06-03', 3),
	('armut', 'D06-04', 4),
	('armut', 'D06-05', 5),
	('armut', 'D06-06', 6),
	('armut', 'D06-07', 7),
	('armut', 'D06-08', 8),
	('armut', 'D06-09', 9),
	('armut', 'D06-10', 10),
	('armut', 'D05-01', 11),
	('armut', 'D05-02', 12),
	('armut', 'D05-06', 13),
	('armut', 'D03-01', 14),
	('gesundheit', 'D10-01', 1),
	('gesundheit', 'D10-02', 2),
	('gesundheit', 'D10-03', 3),
	('gesundheit', 'D10-04', 4),
	('gesundheit', 'D10-05', 5),
	('gesundheit', 'D08-01', 6),
	('gesundheit', 'D11-01', 7),
	('gesundheit', 'D11-05', 8),
	('gesundheit', 'D15-01', 9),
	('gesundheit', 'D15-03', 10),
	('pflege_alter', 'D11-01', 1),
	('pflege_alter', 'D11-02', 2),
	('pflege_alter', 'D11-03', 3),
	('pflege_alter', 'D11-04', 4),
	('pflege_alter', 'D11-05', 5),
	('pflege_alter', 'D11-06', 6),
	('pflege_alter', 'D01-02', 7),
	('pflege_alter', 'D01-03', 8),
	('pflege_alter', 'D01-07', 9),
	('pflege_alter', 'D03-05', 10),
	('pflege_alter', 'D06-03', 11),
	('pflege_alter', 'D10-05', 12),
	('pflege_alter', 'D14-03', 13),
	('pflege_alter', 'D15-01', 14),
	('pflege_alter', 'D15-04', 15),
	('wohnen', 'D12-01', 1),
	('wohnen', 'D12-02', 2),
	('wohnen', 'D12-03', 3),
	('wohnen', 'D12-04', 4),
	('wohnen', 'D12-05', 5),
	('wohnen', 'D02-04', 6),
	('wohnen', 'D03-02', 7),
	('wohnen', 'D06-06', 8),
	('wohnen', 'D06-10', 9),
	('sicherheit', 'D13-01', 1),
	('sicherheit', 'D13-02', 2),
	('sicherheit', 'D13-03', 3),
	('sicherheit', 'D09-06', 4),
	('klima', 'D15-01', 1),
	('klima', 'D15-02', 2),
	('klima', 'D15-03', 3),
	('klima', 'D15-04', 4),
	('klima', 'D01-07', 5),
	('klima', 'D01-08', 6),
	('demografie', 'D01-01', 1),
	('demografie', 'D01-02', 2),
	('demografie', 'D01-03', 3),
	('demografie', 'D01-04', 4),
	('demografie', 'D01-05', 5),
	('demografie', 'D01-06', 6),
	('demografie', 'D01-07', 7),
	('demografie', 'D01-08', 8),
	('demografie', 'D02-01', 9),
	('demografie', 'D02-02', 10),
	('demografie', 'D02-03', 11),
	('demografie', 'D02-04', 12),
	('demografie', 'D02-05', 13),
	('demografie', 'D03-01', 14),
	('demografie', 'D03-02', 15),
	('demografie', 'D03-03', 16),
	('demografie', 'D03-04', 17),
	('demografie', 'D03-05', 18),
	('demografie', 'D04-01', 19),
	('demografie', 'D04-02', 20),
	('demografie', 'D04-03', 21),
	('atlas', 'D01-01', 1),
	('atlas', 'D01-02', 2),
	('atlas', 'D01-03', 3),
	('atlas', 'D01-04', 4),
	('atlas', 'D01-05', 5),
	('atlas', 'D01-06', 6),
	('atlas', 'D01-07', 7),
	('atlas', 'D01-08', 8),
	('atlas', 'D02-01', 9),
	('atlas', 'D02-02', 10),
	('atlas', 'D02-03', 11),
	('atlas', 'D02-04', 12),
	('atlas', 'D02-05', 13),
	('atlas', 'D03-01', 14),
	('atlas', 'D03-02', 15),
	('atlas', 'D03-03', 16),
	('atlas', 'D03-04', 17),
	('atlas', 'D03-05', 18),
	('atlas', 'D04-01', 19),
	('atlas', 'D04-02', 20),
	('atlas', 'D04-03', 21),
	('atlas', 'D04-04', 22),
	('atlas', 'D05-01', 23),
	('atlas', 'D05-02', 24),
	('atlas', 'D05-03', 25),
	('atlas', 'D05-04', 26),
	('atlas', 'D05-05', 27),
	('atlas', 'D05-06', 28),
	('atlas', 'D06-01', 29),
	('atlas', 'D06-02', 30),
	('atlas', 'D06-03', 31),
	('atlas', 'D06-04', 32),
	('atlas', 'D06-05', 33),
	('atlas', 'D06-06', 34),
	('atlas', 'D06-07', 35),
	('atlas', 'D06-08', 36),
	('atlas', 'D06-09', 37),
	('atlas', 'D06-10', 38),
	('atlas', 'D07-01', 39),
	('atlas', 'D07-02', 40),
	('atlas', 'D07-03', 41),
	('atlas', 'D07-04', 42),
	('atlas', 'D07-05', 43),
	('atlas', 'D07-06', 44),
	('atlas', 'D07-07', 45),
	('atlas', 'D07-08', 46),
	('atlas', 'D07-09', 47),
	('atlas', 'D07-10', 48),
	('atlas', 'D07-11', 49),
	('atlas', 'D07-12', 50),
	('atlas', 'D08-01', 51),
	('atlas', 'D08-02', 52),
	('atlas', 'D08-03', 53),
	('atlas', 'D08-04', 54),
	('atlas', 'D08-05', 55),
	('atlas', 'D08-06', 56),
	('atlas', 'D08-07', 57),
	('atlas', 'D08-08', 58),
	('atlas', 'D08-09', 59),
	('atlas', 'D09-01', 60),
	('atlas', 'D09-02', 61),
	('atlas', 'D09-03', 62),
	('atlas', 'D09-04', 63),
	('atlas', 'D09-05', 64),
	('atlas', 'D09-06', 65),
	('atlas', 'D09-07', 66),
	('atlas', 'D09-08', 67),
	('atlas', 'D10-01', 68),
	('atlas', 'D10-02', 69),
	('atlas', 'D10-03', 70),
	('atlas', 'D10-04', 71),
	('atlas', 'D10-05', 72),
	('atlas', 'D11-01', 73),
	('atlas', 'D11-02', 74),
	('atlas', 'D11-03', 75),
	('atlas', 'D11-04', 76),
	('atlas', 'D11-05', 77),
	('atlas', 'D11-06', 78),
	('atlas', 'D12-01', 79),
	('atlas', 'D12-02', 80),
	('atlas', 'D12-03', 81),
	('atlas', 'D12-04', 82),
	('atlas', 'D12-05', 83),
	('atlas', 'D13-01', 84),
	('atlas', 'D13-02', 85),
	('atlas', 'D13-03', 86),
	('atlas', 'D14-01', 87),
	('atlas', 'D14-02', 88),
	('atlas', 'D14-03', 89),
	('atlas', 'D14-04', 90),
	('atlas', 'D15-01', 91),
	('atlas', 'D15-02', 92),
	('atlas', 'D15-03', 93),
	('atlas', 'D15-04', 94)
$$;
COMMENT ON FUNCTION sozialraum._catalogue_bundle_members() IS 'Which indicators the shipped bundles hold.';
-- ---------------------------------------------------------------------------------------------------------------------
-- install_catalogue(): makes ordinary user rows of the shipped catalogue, and never touches what the user made of them.
--
-- Every item has a content, formed alike from the shipped rows (_catalogue_shipped) and from the tables (_catalogue_present).
-- catalogue_item remembers the checksum of what was written. On a re-run three checksums decide: remembered <> present means that
-- the user changed it (kept), no present row that he deleted it (kept deleted), remembered = present <> shipped that a newer
-- catalogue may update it. NULLs are left out of the content, so a nullable column added later changes no checksum; a column
-- with a default that is added later must be taken out of _catalogue_present() where it has that default.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._catalogue_variable_rows() RETURNS TABLE (item text, code text, name text, name_en text, unit text, kind text,
	aggregation text, family text, age_from smallint, age_to smallint, age_limit text, sex text, is_cell boolean, source_name text,
	legal_basis text, reference_date_rule text, note text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	-- the rows themselves, and those for men and women: cells of an ordinary variable, groups where a family has cells by age
	SELECT v.code, v.base || COALESCE('_' || s.sex, ''), v.name || COALESCE(s.de, ''), v.name_en || COALESCE(s.en, ''), v.unit, v.kind, v.aggregation,
		CASE WHEN v.entry <> 'plain' THEN v.family WHEN v.by_sex THEN v.code END,
		v.age_from::smallint, NULL, v.age_limit, s.sex, v.entry = 'plain' AND s.sex IS NOT NULL,
		v.source_name, v.legal_basis, v.reference_date_rule, v.note
	FROM (SELECT *, CASE entry WHEN 'family' THEN family ELSE code END AS base FROM sozialraum._catalogue_variables()) AS v
	JOIN (VALUES (NULL, NULL, NULL), ('m', ', männlich', ', male'), ('w', ', weiblich', ', female')) AS s (sex, de, en)
		ON s.sex IS NULL OR (v.by_sex AND v.entry IN ('plain', 'total', 'group'))
	WHERE v.entry <> 'cells'
	UNION ALL
	-- the cells of the families
	SELECT v.code, v.family || '_' || a.ages || COALESCE('_' || s.sex, ''),
		v.cell_name || ', ' || replace(replace(a.ages, '_', ' bis '), 'p', '') || CASE WHEN a.high IS NULL THEN ' Jahre und älter' WHEN a.high = 1 AND a.low = 1 THEN ' Jahr' ELSE ' Jahre' END || COALESCE(s.de, ''),
		v.cell_name_en || ', age ' || replace(replace(a.ages, '_', ' to '), 'p', ' and over') || COALESCE(s.en, ''),
		v.unit, v.kind, v.aggregation, v.family, a.low::smallint, a.high::smallint, NULL, s.sex, true,
		v.source_name, v.legal_basis, v.reference_date_rule, v.note
	FROM sozialraum._catalogue_variables() AS v
	CROSS JOIN LATERAL (
		SELECT b.low, b.high, CASE WHEN b.high IS NULL THEN b.low || 'p' WHEN b.high = b.low THEN b.low::text ELSE b.low || '_' || b.high END AS ages
		FROM (SELECT f AS low, COALESCE(lead(f) OVER (ORDER BY f) - 1, v.last_age) AS high FROM unnest(v.cell_age_from) AS f) AS b) AS a
	JOIN (VALUES (NULL, NULL, NULL), ('m', ', männlich', ', male'), ('w', ', weiblich', ', female')) AS s (sex, de, en)
		ON (s.sex IS NOT NULL) = v.by_sex
	WHERE v.entry IN ('cells', 'family')
$$;
COMMENT ON FUNCTION sozialraum._catalogue_variable_rows() IS 'All rows of sozialraum.variable that the shipped variables stand for, cells included, as define_variable() and define_variable_family() would write them.';

CREATE FUNCTION sozialraum._catalogue_shipped() RETURNS TABLE (kind text, code text, checksum text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
	SELECT c.kind, c.code, md5(jsonb_strip_nulls(c.content)::text)
	FROM (
		SELECT 'dimension' AS kind, d.code, to_jsonb(d) AS content FROM sozialraum._catalogue_dimensions() AS d
		UNION ALL
		SELECT 'variable', r.item, jsonb_agg(to_jsonb(r) - 'item' ORDER BY r.code COLLATE "C") FROM sozialraum._catalogue_variable_rows() AS r GROUP BY r.item
		UNION ALL
		SELECT 'age_limit', a.kind || '/' || a.land || '/' || to_char(a.valid_from, 'YYYY-MM-DD'), to_jsonb(a) FROM sozialraum._catalogue_age_limits() AS a
		UNION ALL
		SELECT 'series_break', b.variable || '/' || to_char(b.break_date, 'YYYY-MM-DD'), to_jsonb(b) FROM sozialraum._catalogue_series_breaks() AS b
		UNION ALL
		SELECT 'indicator', i.code, (to_jsonb(i) - '{numerator_date_rule,denominator_date_rule}'::text[]) || jsonb_build_object('terms', (
			SELECT jsonb_agg(jsonb_build_object('part', t.part, 'position', t."position", 'coefficient', t.coefficient, 'variable', t.variable,
				'date_rule', t.term_date_rule) ORDER BY t.part, t."position")
			FROM (SELECT 'numerator' AS part, n.* FROM sozialraum._parse_terms(i.numerator, i.numerator_date_rule) AS n WHERE i.numerator IS NOT NULL
				UNION ALL
				SELECT 'denominator', n.* FROM sozialraum._parse_terms(i.denominator, i.denominator_date_rule) AS n WHERE i.denominator IS NOT NULL) AS t))
		FROM sozialraum._catalogue_indicators() AS i
		UNION ALL
		SELECT 'bundle', b.code, to_jsonb(b) FROM sozialraum._catalogue_bundles() AS b
		UNION ALL
		SELECT 'bundle_member', m.bundle || '/' || m.indicator, to_jsonb(m) FROM sozialraum._catalogue_bundle_members() AS m) AS c
$$;
COMMENT ON FUNCTION sozialraum._catalogue_shipped() IS 'Checksum of every item of the shipped catalogue as it is to be written.';

CREATE FUNCTION sozialraum._catalogue_present() RETURNS TABLE (kind text, code text, checksum text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
	SELECT c.kind, c.code, md5(jsonb_strip_nulls(c.content)::text)
	FROM (
		SELECT 'dimension' AS kind, d.code, to_jsonb(d) AS content FROM sozialraum.dimension AS d
		UNION ALL
		-- a variable's item holds the rows that the catalogue ships and whatever cells it has beside them
		SELECT 'variable', k.item, jsonb_agg(to_jsonb(v) ORDER BY v.code COLLATE "C")
		FROM (SELECT r.item, r.code FROM sozialraum._catalogue_variable_rows() AS r
			UNION
			SELECT i.code, x.code FROM sozialraum._catalogue_variables() AS i
			JOIN sozialraum.variable AS x ON x.is_cell AND x.family = CASE WHEN i.entry = 'plain' THEN i.code WHEN i.entry IN ('cells', 'family') THEN i.family END) AS k
		JOIN sozialraum.variable AS v ON v.code = k.code
		GROUP BY k.item
		UNION ALL
		SELECT 'age_limit', a.kind || '/' || a.land || '/' || to_char(a.valid_from, 'YYYY-MM-DD'), to_jsonb(a) FROM sozialraum.age_limit AS a
		UNION ALL
		SELECT 'series_break', b.variable || '/' || to_char(b.break_date, 'YYYY-MM-DD'), to_jsonb(b) FROM sozialraum.series_break AS b
		UNION ALL
		SELECT 'indicator', i.code, to_jsonb(i) || jsonb_build_object('terms', (
			SELECT jsonb_agg(jsonb_build_object('part', t.part, 'position', t."position", 'coefficient', t.coefficient, 'variable', t.variable,
				'date_rule', t.date_rule) ORDER BY t.part, t."position")
			FROM sozialraum.indicator_term AS t WHERE t.indicator = i.code))
		FROM sozialraum.indicator AS i
		UNION ALL
		SELECT 'bundle', b.code, to_jsonb(b) FROM sozialraum.indicator_bundle AS b
		UNION ALL
		SELECT 'bundle_member', m.bundle || '/' || m.indicator, to_jsonb(m) FROM sozialraum.indicator_bundle_member AS m) AS c
$$;
COMMENT ON FUNCTION sozialraum._catalogue_present() IS 'Checksum of everything in the tables that an item of the catalogue could be.';

CREATE FUNCTION sozialraum._catalogue_plan() RETURNS TABLE (kind text, code text, checksum text, action text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT s.kind, s.code, s.checksum,
		CASE WHEN c.checksum IS NULL AND p.checksum IS NULL THEN 'install'		-- new
			WHEN c.checksum IS NULL AND p.checksum = s.checksum THEN 'adopt'	-- already there, word for word
			WHEN c.checksum = p.checksum AND p.checksum <> s.checksum THEN 'update'	-- untouched, and the catalogue is newer
			ELSE 'keep' END
	FROM sozialraum._catalogue_shipped() AS s
	LEFT JOIN sozialraum._catalogue_present() AS p ON p.kind = s.kind AND p.code = s.code
	LEFT JOIN sozialraum.catalogue_item AS c ON c.kind = s.kind AND c.code = s.code
$$;
COMMENT ON FUNCTION sozialraum._catalogue_plan() IS 'What install_catalogue() would do with every shipped item: install, update, adopt (remember only) or keep.';

CREATE FUNCTION sozialraum.install_catalogue() RETURNS TABLE (kind text, installed integer, kept integer, updated integer)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_new		text[];		-- items to install, as kind:code
	v_write		text[];		-- items to install or to update
	v_adopt		text[];
	v_missing	text[];
	v_indicator	record;
BEGIN
	-- one at a time: two runs side by side would both find nothing installed
	LOCK TABLE sozialraum.catalogue_item IN SHARE ROW EXCLUSIVE MODE;
	SELECT COALESCE(array_agg(p.kind || ':' || p.code) FILTER (WHERE p.action = 'install'), '{}'),
		COALESCE(array_agg(p.kind || ':' || p.code) FILTER (WHERE p.action IN ('install', 'update')), '{}'),
		COALESCE(array_agg(p.kind || ':' || p.code) FILTER (WHERE p.action = 'adopt'), '{}')
	INTO v_new, v_write, v_adopt
	FROM sozialraum._catalogue_plan() AS p;

	INSERT INTO sozialraum.dimension (code, name, name_en, "position", scored)
	SELECT s.code, s.name, s.name_en, s."position", s.scored FROM sozialraum._catalogue_dimensions() AS s
	WHERE 'dimension:' || s.code = ANY (v_write)
	ON CONFLICT (code) DO UPDATE SET name = EXCLUDED.name, name_en = EXCLUDED.name_en, "position" = EXCLUDED."position", scored = EXCLUDED.scored;

	INSERT INTO sozialraum.variable (code, name, name_en, unit, kind, aggregation, family, age_from, age_to, age_limit, sex, is_cell,
		source_name, legal_basis, reference_date_rule, note)
	SELECT s.code, s.name, s.name_en, s.unit, s.kind, s.aggregation, s.family, s.age_from, s.age_to, s.age_limit, s.sex, s.is_cell,
		s.source_name, s.legal_basis, s.reference_date_rule, s.note
	FROM sozialraum._catalogue_variable_rows() AS s
	WHERE 'variable:' || s.item = ANY (v_write)
	ON CONFLICT (code) DO UPDATE SET name = EXCLUDED.name, name_en = EXCLUDED.name_en, unit = EXCLUDED.unit, kind = EXCLUDED.kind,
		aggregation = EXCLUDED.aggregation, family = EXCLUDED.family, age_from = EXCLUDED.age_from, age_to = EXCLUDED.age_to,
		age_limit = EXCLUDED.age_limit, sex = EXCLUDED.sex, is_cell = EXCLUDED.is_cell, source_name = EXCLUDED.source_name,
		legal_basis = EXCLUDED.legal_basis, reference_date_rule = EXCLUDED.reference_date_rule, note = EXCLUDED.note;
	-- cells that a newer catalogue does not have any more stay as groups: there may be observations of them
	UPDATE sozialraum.variable AS v SET is_cell = false
	FROM sozialraum._catalogue_variables() AS s
	WHERE 'variable:' || s.code = ANY (v_write) AND v.is_cell
		AND v.family = CASE WHEN s.entry = 'plain' THEN s.code WHEN s.entry IN ('cells', 'family') THEN s.family END
		AND NOT EXISTS (SELECT FROM sozialraum._catalogue_variable_rows() AS r WHERE r.item = s.code AND r.code = v.code);

	INSERT INTO sozialraum.age_limit (kind, land, valid_from, boundary_age, share_below, note)
	SELECT s.kind, s.land, s.valid_from, s.boundary_age, s.share_below, s.note FROM sozialraum._catalogue_age_limits() AS s
	WHERE 'age_limit:' || s.kind || '/' || s.land || '/' || to_char(s.valid_from, 'YYYY-MM-DD') = ANY (v_write)
	ON CONFLICT (kind, land, valid_from) DO UPDATE SET boundary_age = EXCLUDED.boundary_age, share_below = EXCLUDED.share_below, note = EXCLUDED.note;

	-- what refers to a row that the user deleted cannot come; it stays new, and comes when that row is back
	v_write := ARRAY(SELECT w FROM unnest(v_write) AS w EXCEPT
		SELECT 'series_break:' || s.variable || '/' || to_char(s.break_date, 'YYYY-MM-DD') FROM sozialraum._catalogue_series_breaks() AS s
		WHERE NOT EXISTS (SELECT FROM sozialraum.variable AS v WHERE v.code = s.variable));
	INSERT INTO sozialraum.series_break (variable, break_date, reason, reason_en)
	SELECT s.variable, s.break_date, s.reason, s.reason_en FROM sozialraum._catalogue_series_breaks() AS s
	WHERE 'series_break:' || s.variable || '/' || to_char(s.break_date, 'YYYY-MM-DD') = ANY (v_write)
	ON CONFLICT (variable, break_date) DO UPDATE SET reason = EXCLUDED.reason, reason_en = EXCLUDED.reason_en;

	FOR v_indicator IN
		SELECT s.*, to_jsonb(s) AS sheet FROM sozialraum._catalogue_indicators() AS s WHERE 'indicator:' || s.code = ANY (v_write) ORDER BY s.code
	LOOP
		v_missing := sozialraum._ensure_variables(ARRAY(
				SELECT t.variable FROM sozialraum._parse_terms(v_indicator.numerator, 'same') AS t WHERE v_indicator.numerator IS NOT NULL
				UNION SELECT t.variable FROM sozialraum._parse_terms(v_indicator.denominator, 'same') AS t WHERE v_indicator.denominator IS NOT NULL))
			|| ARRAY(SELECT v_indicator.dimension::text WHERE NOT EXISTS (SELECT FROM sozialraum.dimension AS d WHERE d.code = v_indicator.dimension));
		IF v_missing <> '{}' THEN
			RAISE WARNING USING MESSAGE = format('Indicator %s of the catalogue was left out: something that it refers to is not there.', v_indicator.code),
				DETAIL = format('Missing: %s.', array_to_string(v_missing, ', ')),
				HINT = 'It was deleted here. Enter it again and run sozialraum.install_catalogue() once more, or leave the indicator out.';
			v_write := array_remove(v_write, 'indicator:' || v_indicator.code);
			CONTINUE;
		END IF;
		PERFORM sozialraum.define_indicator(code => v_indicator.code, dimension => v_indicator.dimension, name => v_indicator.name,
			numerator => v_indicator.numerator, denominator => v_indicator.denominator, per => v_indicator.per, unit => v_indicator.unit,
			polarity => v_indicator.polarity, scored => v_indicator.scored, method => v_indicator.method, parameters => v_indicator.parameters,
			numerator_date_rule => v_indicator.numerator_date_rule, denominator_date_rule => v_indicator.denominator_date_rule,
			period => v_indicator.period, smallest_level => v_indicator.smallest_level, by_sex => v_indicator.by_sex, name_en => v_indicator.name_en,
			sheet => v_indicator.sheet - '{code,dimension,name,name_en,method,parameters,numerator,denominator,numerator_date_rule,denominator_date_rule,per,unit,polarity,scored,by_sex,smallest_level,period}'::text[]);
	END LOOP;

	INSERT INTO sozialraum.indicator_bundle (code, name, name_en, note)
	SELECT s.code, s.name, s.name_en, s.note FROM sozialraum._catalogue_bundles() AS s
	WHERE 'bundle:' || s.code = ANY (v_write)
	ON CONFLICT (code) DO UPDATE SET name = EXCLUDED.name, name_en = EXCLUDED.name_en, note = EXCLUDED.note;
	v_write := ARRAY(SELECT w FROM unnest(v_write) AS w EXCEPT
		SELECT 'bundle_member:' || s.bundle || '/' || s.indicator FROM sozialraum._catalogue_bundle_members() AS s
		WHERE NOT EXISTS (SELECT FROM sozialraum.indicator AS i WHERE i.code = s.indicator)
			OR NOT EXISTS (SELECT FROM sozialraum.indicator_bundle AS b WHERE b.code = s.bundle));
	INSERT INTO sozialraum.indicator_bundle_member (bundle, indicator, "position")
	SELECT s.bundle, s.indicator, s."position" FROM sozialraum._catalogue_bundle_members() AS s
	WHERE 'bundle_member:' || s.bundle || '/' || s.indicator = ANY (v_write)
	ON CONFLICT (bundle, indicator) DO UPDATE SET "position" = EXCLUDED."position";

	INSERT INTO sozialraum.catalogue_item (kind, code, checksum)
	SELECT s.kind, s.code, s.checksum FROM sozialraum._catalogue_shipped() AS s
	WHERE s.kind || ':' || s.code = ANY (v_write || v_adopt)
	ON CONFLICT (kind, code) DO UPDATE SET checksum = EXCLUDED.checksum;

	RETURN QUERY
	SELECT k.kind, w.installed, (count(s.code) - w.installed - w.updated)::integer, w.updated
	FROM unnest(ARRAY['dimension', 'variable', 'age_limit', 'series_break', 'indicator', 'bundle', 'bundle_member']) WITH ORDINALITY AS k (kind, no)
	LEFT JOIN sozialraum._catalogue_shipped() AS s ON s.kind = k.kind
	CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE u = ANY (v_new))::integer, count(*) FILTER (WHERE u <> ALL (v_new))::integer
		FROM unnest(v_write) AS u WHERE split_part(u, ':', 1) = k.kind) AS w (installed, updated)
	GROUP BY k.kind, k.no, w.installed, w.updated
	ORDER BY k.no;
END
$$;
COMMENT ON FUNCTION sozialraum.install_catalogue() IS
'Brings the shipped catalogue into this database: 15 dimensions, 130 variables with the cells of their families, age limits, series breaks, 94 indicators, bundles. They are ordinary rows afterwards. Run again (after an upgrade) it adds what is new, lets untouched rows follow a changed catalogue, and leaves alone what was changed or deleted here, and rows that were there before under the same key. Returns one row per kind: how many items were installed, kept as they are (unchanged, changed or deleted here, or referring to something deleted), and updated. To get a shipped row back, delete it and its row in catalogue_item and run again. An indicator whose variable or dimension was deleted is left out with a warning.';
REVOKE EXECUTE ON FUNCTION sozialraum.install_catalogue() FROM PUBLIC;
-- ---------------------------------------------------------------------------------------------------------------------
-- Spatial weights: who is whose neighbour, and how much he counts
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TYPE sozialraum.spatial_weights;

CREATE FUNCTION sozialraum.spatial_weights_in(cstring) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'spatial_weights_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.spatial_weights_in(cstring) IS 'Reads spatial weights from text.';

CREATE FUNCTION sozialraum.spatial_weights_out(sozialraum.spatial_weights) RETURNS cstring
	AS 'MODULE_PATHNAME', 'spatial_weights_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.spatial_weights_out(sozialraum.spatial_weights) IS 'Writes spatial weights as text.';

CREATE FUNCTION sozialraum.spatial_weights_recv(internal) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'spatial_weights_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.spatial_weights_recv(internal) IS 'Reads spatial weights from their binary form, in network byte order.';

CREATE FUNCTION sozialraum.spatial_weights_send(sozialraum.spatial_weights) RETURNS bytea
	AS 'MODULE_PATHNAME', 'spatial_weights_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.spatial_weights_send(sozialraum.spatial_weights) IS 'Writes spatial weights in their binary form, in network byte order.';

CREATE TYPE sozialraum.spatial_weights (
	INPUT = sozialraum.spatial_weights_in,
	OUTPUT = sozialraum.spatial_weights_out,
	RECEIVE = sozialraum.spatial_weights_recv,
	SEND = sozialraum.spatial_weights_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = external
);
COMMENT ON TYPE sozialraum.spatial_weights IS 'Units (bigint ids), the neighbours of each, and their weights; built once by queen_weights, knn_weights or another constructor, or from a table of neighbours, and used by every spatial statistic. Its style says how the weights are standardised: general (as they were made), binary (all 1), row (the weights of a unit sum to 1), global (all sum to the number of units with neighbours), variance (variance-stabilising, Tiefelsdorf et al. 1999). Text form, for small ones: {binary; 1: 2 3; 2: 1; 3: 1; 4:} or {row; 1: 2=0.25 3=0.75; 2: 1=1; 3: 1=1}; unit 4 is an island. Weights are finite and not negative. Input that is none: 22P02, 22P03 or 22003. A value may have 1 GB, about 85 million links (54000).';

-- aggregates over units share these
CREATE FUNCTION sozialraum._units_combine(internal, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'units_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._units_combine(internal, internal) IS 'Combine function of all aggregates over units.';

CREATE FUNCTION sozialraum._units_serial(internal) RETURNS bytea
	AS 'MODULE_PATHNAME', 'units_serial' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._units_serial(internal) IS 'Serial function of all aggregates over units.';

CREATE FUNCTION sozialraum._units_deserial(bytea, internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'units_deserial' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._units_deserial(bytea, internal) IS 'Deserial function of all aggregates over units.';

-- reading them

CREATE FUNCTION sozialraum.neighbours(weights sozialraum.spatial_weights, OUT id bigint, OUT neighbour_id bigint, OUT weight double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_neighbours' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.neighbours(sozialraum.spatial_weights) IS 'The links of spatial weights as a table: neighbour_id is a neighbour of id and counts with weight. Ascending by id and neighbour_id. Units without neighbours (islands) have no row; weights_units() lists them.';

CREATE FUNCTION sozialraum.weights_units(weights sozialraum.spatial_weights, OUT id bigint, OUT neighbours integer, OUT weight_sum double precision, OUT component integer) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_weights_units' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.weights_units(sozialraum.spatial_weights) IS 'Every unit of spatial weights once, ascending by id: how many neighbours it has (itself not counted; 0: an island), the sum of their weights, and its connected component (1, 2, … in order of their smallest id; links count in either direction).';

CREATE FUNCTION sozialraum.islands(weights sozialraum.spatial_weights) RETURNS SETOF bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT u.id FROM sozialraum.weights_units(weights) AS u WHERE u.neighbours OPERATOR(pg_catalog.=) 0;
END;
COMMENT ON FUNCTION sozialraum.islands(sozialraum.spatial_weights) IS 'Ids of the units without neighbours. Their spatial lag and local statistics are NULL.';

CREATE TYPE sozialraum.weights_description AS (style text, units bigint, links bigint, islands bigint, components bigint, minimum bigint, mean double precision, maximum bigint, is_symmetric boolean);
COMMENT ON TYPE sozialraum.weights_description IS 'What spatial weights are like: result of weights_summary().';
COMMENT ON COLUMN sozialraum.weights_description.style IS 'How the weights are standardised: general, binary, row, global, variance.';
COMMENT ON COLUMN sozialraum.weights_description.units IS 'Number of units.';
COMMENT ON COLUMN sozialraum.weights_description.links IS 'Number of directed links (a mutual neighbourhood counts twice), without those of a unit with itself.';
COMMENT ON COLUMN sozialraum.weights_description.islands IS 'Number of units without neighbours.';
COMMENT ON COLUMN sozialraum.weights_description.components IS 'Number of connected components; each island is one.';
COMMENT ON COLUMN sozialraum.weights_description.minimum IS 'Smallest number of neighbours of a unit.';
COMMENT ON COLUMN sozialraum.weights_description.mean IS 'Mean number of neighbours of a unit; NULL without units.';
COMMENT ON COLUMN sozialraum.weights_description.maximum IS 'Largest number of neighbours of a unit.';
COMMENT ON COLUMN sozialraum.weights_description.is_symmetric IS 'Whether every link has its counterpart with the same weight.';

CREATE FUNCTION sozialraum.weights_summary(weights sozialraum.spatial_weights) RETURNS sozialraum.weights_description
	AS 'MODULE_PATHNAME', 'sozialraum_weights_summary' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.weights_summary(sozialraum.spatial_weights) IS 'What spatial weights are like: units, links, islands, components, neighbours per unit. Look at it before any statistic: an unexpected island is mostly a gap between digitised borders (see the tolerance of queen_weights).';

-- new ones from old ones

CREATE FUNCTION sozialraum.standardise_weights(weights sozialraum.spatial_weights, style text DEFAULT 'row') RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'sozialraum_standardise_weights' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.standardise_weights(sozialraum.spatial_weights, text) IS 'Spatial weights in another style: ''row'' (the weights of a unit sum to 1, so that a lag is the mean of the neighbours), ''binary'' (all 1), ''global'' (all weights together sum to the number of units with neighbours), ''variance'' (variance-stabilising, between the two). Units without neighbours stay without. Statistics use weights that were standardised as they are. Another style: 22023. Source: Anselin 1988; Tiefelsdorf, Griffith, Boots 1999.';

CREATE FUNCTION sozialraum.higher_order_weights(weights sozialraum.spatial_weights, "order" integer, inclusive boolean DEFAULT false) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'sozialraum_higher_order_weights' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION sozialraum.higher_order_weights(sozialraum.spatial_weights, integer, boolean) IS 'Binary weights: neighbours that order steps from neighbour to neighbour reach and fewer do not; with inclusive all that up to order steps reach. order 1: the neighbours themselves. order below 1: 22023. Source: Anselin, Smirnov 1996.';

CREATE FUNCTION sozialraum.symmetric_weights(weights sozialraum.spatial_weights) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'sozialraum_symmetric_weights' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.symmetric_weights(sozialraum.spatial_weights) IS 'Binary weights in which two units are neighbours when one of them has the other: nearest neighbours made mutual.';

CREATE FUNCTION sozialraum.weights_union(a sozialraum.spatial_weights, b sozialraum.spatial_weights) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'sozialraum_weights_union' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.weights_union(sozialraum.spatial_weights, sozialraum.spatial_weights) IS 'Binary weights over the units of both: neighbours in a or in b. For example queen_weights with the nearest neighbour of each island.';

CREATE FUNCTION sozialraum.weights_intersection(a sozialraum.spatial_weights, b sozialraum.spatial_weights) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'sozialraum_weights_intersection' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.weights_intersection(sozialraum.spatial_weights, sozialraum.spatial_weights) IS 'Binary weights over the units of both: neighbours in a and in b.';

CREATE FUNCTION sozialraum.weights_difference(a sozialraum.spatial_weights, b sozialraum.spatial_weights) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'sozialraum_weights_difference' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.weights_difference(sozialraum.spatial_weights, sozialraum.spatial_weights) IS 'Binary weights over the units of both: neighbours in a that are none in b. For example queen without rook: those that meet in a corner only.';

-- in and out

CREATE FUNCTION sozialraum._weights_from_neighbours_accum(internal, bigint, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'weights_from_neighbours_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weights_from_neighbours_accum(internal, bigint, bigint) IS 'Transition function of weights_from_neighbours.';

CREATE FUNCTION sozialraum._weights_from_neighbours_accum(internal, bigint, bigint, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'weights_from_neighbours_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weights_from_neighbours_accum(internal, bigint, bigint, double precision) IS 'Transition function of weights_from_neighbours.';

CREATE FUNCTION sozialraum._weights_from_neighbours_final(internal) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'weights_from_neighbours_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weights_from_neighbours_final(internal) IS 'Final function of weights_from_neighbours.';

CREATE AGGREGATE sozialraum.weights_from_neighbours(id bigint, neighbour_id bigint) (
	SFUNC = sozialraum._weights_from_neighbours_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._weights_from_neighbours_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.weights_from_neighbours(bigint, bigint) IS 'Binary spatial weights from a table of neighbours: one row for each directed link, neighbour_id is a neighbour of id. All ids of both columns are units; a row whose neighbour_id is NULL names a unit that may be an island. Rows with id NULL are skipped; no rows: NULL. A pair that comes twice: 22023.';

CREATE AGGREGATE sozialraum.weights_from_neighbours(id bigint, neighbour_id bigint, weight double precision) (
	SFUNC = sozialraum._weights_from_neighbours_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._weights_from_neighbours_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.weights_from_neighbours(bigint, bigint, double precision) IS 'General spatial weights from a table of neighbours with weights (finite, not negative: else 22003 or 22023). As weights_from_neighbours(id, neighbour_id); rows with a neighbour but without a weight are skipped.';

CREATE FUNCTION sozialraum.weights_from_gal(gal text) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'sozialraum_weights_from_gal' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.weights_from_gal(text) IS 'Binary spatial weights from the text of a GAL file (GeoDa, PySAL, spdep), whose ids must be whole numbers; pg_read_file() reads it on the server. Text that is none: 22P02.';

CREATE FUNCTION sozialraum.weights_to_gal(weights sozialraum.spatial_weights) RETURNS text
	AS 'MODULE_PATHNAME', 'sozialraum_weights_to_gal' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.weights_to_gal(sozialraum.spatial_weights) IS 'Spatial weights as the text of a GAL file; it says who is whose neighbour, not the weights. The head names the dataset sozialraum and the key id.';

CREATE FUNCTION sozialraum.weights_from_gwt(gwt text) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'sozialraum_weights_from_gwt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.weights_from_gwt(text) IS 'General spatial weights from the text of a GWT file (GeoDa, PySAL): a head, then lines of id, neighbour, weight (mostly a distance). The format cannot name a unit without neighbours: islands are missing. Text that is none: 22P02.';

CREATE FUNCTION sozialraum.weights_to_gwt(weights sozialraum.spatial_weights) RETURNS text
	AS 'MODULE_PATHNAME', 'sozialraum_weights_to_gwt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.weights_to_gwt(sozialraum.spatial_weights) IS 'Spatial weights as the text of a GWT file: id, neighbour, weight. Islands get lost; the head still counts them.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Spatial weights from polygons: who touches whom
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum._contiguity_accum(internal, bigint, geometry) RETURNS internal
	AS 'MODULE_PATHNAME', 'contiguity_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._contiguity_accum(internal, bigint, geometry) IS 'Transition function of queen_weights, rook_weights and border_weights; a query with several of them keeps the polygons once.';

CREATE FUNCTION sozialraum._contiguity_accum(internal, bigint, geometry, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'contiguity_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._contiguity_accum(internal, bigint, geometry, double precision) IS 'Transition function of queen_weights, rook_weights and border_weights with a tolerance.';

CREATE FUNCTION sozialraum._queen_weights_final(internal) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'queen_weights_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._queen_weights_final(internal) IS 'Final function of queen_weights.';

CREATE AGGREGATE sozialraum.queen_weights(id bigint, geom geometry) (
	SFUNC = sozialraum._contiguity_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._queen_weights_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.queen_weights(bigint, geometry) IS 'Binary weights: areas that share at least a point, a corner or a border. Exactly those for which ST_Intersects says so: a corner of one area on the side of another counts, so do areas that overlap or contain one another. Gaps of a millimetre are gaps: weights_summary() shows unexpected islands; then give a tolerance. All links are mutual, nobody is his own neighbour, an area without neighbours is an island (see islands()). Rows with id or geom NULL are skipped; no rows: NULL. Empty geometries, others than polygons, mixed coordinate systems, an id that comes twice: 22023; NaN or infinite coordinates: 22003. The polygons should be valid (ST_IsValid); the parts of an area go into one row (ST_Collect is enough). Source: Cliff, Ord 1981; doc/methods/spatial_weights_contiguity.md.';

CREATE AGGREGATE sozialraum.queen_weights(id bigint, geom geometry, tolerance double precision) (
	SFUNC = sozialraum._contiguity_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._queen_weights_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.queen_weights(bigint, geometry, double precision) IS 'Binary weights: areas whose distance is at most the tolerance (in units of the coordinate system), for borders that were digitised twice and leave gaps and overlaps. Exactly those for which ST_DWithin says so; tolerance 0 is queen_weights(id, geom). Choose it larger than the gaps and much smaller than the areas. See queen_weights(id, geom); tolerance NULL: 22004; negative or not the same for all rows: 22023; NaN or infinite: 22003. Source: doc/methods/spatial_weights_contiguity.md.';

CREATE FUNCTION sozialraum._rook_weights_final(internal) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'rook_weights_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._rook_weights_final(internal) IS 'Final function of rook_weights.';

CREATE AGGREGATE sozialraum.rook_weights(id bigint, geom geometry) (
	SFUNC = sozialraum._contiguity_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._rook_weights_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.rook_weights(bigint, geometry) IS 'Binary weights: areas that share a stretch of border; a common corner is not enough. Exactly those whose borders meet in lines according to ST_Relate: sides with different vertices on one line count, overlapping areas only if their borders run along each other. All links are mutual, nobody is his own neighbour, an area without neighbours is an island (see islands()). Rows with id or geom NULL are skipped; no rows: NULL. Empty geometries, others than polygons, mixed coordinate systems, an id that comes twice: 22023; NaN or infinite coordinates: 22003. The polygons should be valid (ST_IsValid); the parts of an area go into one row (ST_Collect is enough). Source: Cliff, Ord 1981; doc/methods/spatial_weights_contiguity.md.';

CREATE AGGREGATE sozialraum.rook_weights(id bigint, geom geometry, tolerance double precision) (
	SFUNC = sozialraum._contiguity_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._rook_weights_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.rook_weights(bigint, geometry, double precision) IS 'Binary weights: areas whose borders run along each other within the tolerance (in units of the coordinate system) over a length of more than four tolerances, and those that share a stretch of border exactly; what is shorter cannot be told from two corners that meet. The length is that of border_weights. Choose the tolerance larger than the gaps and overlaps and much smaller than the areas. See rook_weights(id, geom); tolerance NULL: 22004; negative or not the same for all rows: 22023; NaN or infinite: 22003. Source: doc/methods/spatial_weights_contiguity.md.';

CREATE FUNCTION sozialraum._border_weights_final(internal) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'border_weights_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._border_weights_final(internal) IS 'Final function of border_weights.';

CREATE AGGREGATE sozialraum.border_weights(id bigint, geom geometry) (
	SFUNC = sozialraum._contiguity_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._border_weights_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.border_weights(bigint, geometry) IS 'General weights: the length of the common border of two areas, in units of the coordinate system (metres), for areas that share one (the neighbours of rook_weights). Divided by ST_Perimeter they are the shares of Cliff and Ord; standardise_weights() makes shares of the common borders. Degrees: 22023. Lengths out of range: 22003. All links are mutual, nobody is his own neighbour, an area without neighbours is an island (see islands()). Rows with id or geom NULL are skipped; no rows: NULL. Empty geometries, others than polygons, mixed coordinate systems, an id that comes twice: 22023; NaN or infinite coordinates: 22003. The polygons should be valid (ST_IsValid); the parts of an area go into one row (ST_Collect is enough). Source: Cliff, Ord 1981; doc/methods/spatial_weights_contiguity.md.';

CREATE AGGREGATE sozialraum.border_weights(id bigint, geom geometry, tolerance double precision) (
	SFUNC = sozialraum._contiguity_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._border_weights_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.border_weights(bigint, geometry, double precision) IS 'General weights: the length over which the borders of two areas run along each other within the tolerance, in units of the coordinate system (metres), for the neighbours of rook_weights with that tolerance. Of what the borders of one area are within the tolerance of the other''s, measured perpendicularly, the mean of both directions. Degrees: 22023. See border_weights(id, geom); tolerance NULL: 22004; negative or not the same for all rows: 22023; NaN or infinite: 22003. Source: doc/methods/spatial_weights_contiguity.md.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Spatial weights from where units are: nearest neighbours, distance bands, kernels
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum._knn_weights_accum(internal, bigint, geometry, integer) RETURNS internal
	AS 'MODULE_PATHNAME', 'knn_weights_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._knn_weights_accum(internal, bigint, geometry, integer) IS 'Transition function of knn_weights.';

CREATE FUNCTION sozialraum._knn_weights_final(internal) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'knn_weights_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._knn_weights_final(internal) IS 'Final function of knn_weights.';

CREATE AGGREGATE sozialraum.knn_weights(id bigint, geom geometry, k integer) (
	SFUNC = sozialraum._knn_weights_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._knn_weights_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.knn_weights(bigint, geometry, integer) IS 'Binary weights: the k nearest other units; at equal distances those with the smaller id. Mostly not symmetric (symmetric_weights() makes them so). geom is a point, or a polygon (then its centre of gravity counts). Distances are Euclidean, in units of the coordinate system; degrees, mixed coordinate systems, empty geometries, an id that comes twice: 22023. Rows with id or geom NULL are skipped; no rows: NULL. k below 1 or not smaller than the number of units: 22023.';

CREATE FUNCTION sozialraum._distance_weights_accum(internal, bigint, geometry, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'distance_weights_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._distance_weights_accum(internal, bigint, geometry, double precision) IS 'Transition function of distance_weights.';

CREATE FUNCTION sozialraum._distance_weights_final(internal) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'distance_weights_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._distance_weights_final(internal) IS 'Final function of distance_weights.';

CREATE AGGREGATE sozialraum.distance_weights(id bigint, geom geometry, d double precision) (
	SFUNC = sozialraum._distance_weights_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._distance_weights_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.distance_weights(bigint, geometry, double precision) IS 'Binary weights: all other units at a distance of at most d. Units that are farther from all others are islands; largest_nearest_distance() is the smallest d without any. geom is a point, or a polygon (then its centre of gravity counts). Distances are Euclidean, in units of the coordinate system; degrees, mixed coordinate systems, empty geometries, an id that comes twice: 22023. Rows with id or geom NULL are skipped; no rows: NULL. d not greater than 0: 22023.';

CREATE FUNCTION sozialraum._inverse_distance_weights_accum(internal, bigint, geometry, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'inverse_distance_weights_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._inverse_distance_weights_accum(internal, bigint, geometry, double precision) IS 'Transition function of inverse_distance_weights.';

CREATE FUNCTION sozialraum._inverse_distance_weights_final(internal) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'inverse_distance_weights_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._inverse_distance_weights_final(internal) IS 'Final function of inverse_distance_weights.';

CREATE AGGREGATE sozialraum.inverse_distance_weights(id bigint, geom geometry, d double precision) (
	SFUNC = sozialraum._inverse_distance_weights_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._inverse_distance_weights_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.inverse_distance_weights(bigint, geometry, double precision) IS 'General weights: 1 / distance for all other units at a distance of at most d. geom is a point, or a polygon (then its centre of gravity counts). Distances are Euclidean, in units of the coordinate system; degrees, mixed coordinate systems, empty geometries, an id that comes twice: 22023. Rows with id or geom NULL are skipped; no rows: NULL. Two units at one place: 22023.';

CREATE FUNCTION sozialraum._inverse_distance_weights_accum(internal, bigint, geometry, double precision, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'inverse_distance_weights_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._inverse_distance_weights_accum(internal, bigint, geometry, double precision, double precision) IS 'Transition function of inverse_distance_weights.';

CREATE AGGREGATE sozialraum.inverse_distance_weights(id bigint, geom geometry, d double precision, power double precision) (
	SFUNC = sozialraum._inverse_distance_weights_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._inverse_distance_weights_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.inverse_distance_weights(bigint, geometry, double precision, double precision) IS 'General weights: distance to the power of -power (2: gravity) for all other units at a distance of at most d. geom is a point, or a polygon (then its centre of gravity counts). Distances are Euclidean, in units of the coordinate system; degrees, mixed coordinate systems, empty geometries, an id that comes twice: 22023. Rows with id or geom NULL are skipped; no rows: NULL. Two units at one place: 22023.';

CREATE FUNCTION sozialraum._kernel_weights_accum(internal, bigint, geometry, double precision, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'kernel_weights_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._kernel_weights_accum(internal, bigint, geometry, double precision, text) IS 'Transition function of kernel_weights.';

CREATE FUNCTION sozialraum._kernel_weights_final(internal) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'kernel_weights_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._kernel_weights_final(internal) IS 'Final function of kernel_weights.';

CREATE AGGREGATE sozialraum.kernel_weights(id bigint, geom geometry, bandwidth double precision, kernel text) (
	SFUNC = sozialraum._kernel_weights_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._kernel_weights_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.kernel_weights(bigint, geometry, double precision, text) IS 'General weights by a kernel function of z = distance / bandwidth for all units with z at most 1, the unit itself included: triangular 1 - z, uniform 1/2, quadratic 3/4 (1 - z²), quartic 15/16 (1 - z²)², gaussian exp(-z²/2) / √(2π). geom is a point, or a polygon (then its centre of gravity counts). Distances are Euclidean, in units of the coordinate system; degrees, mixed coordinate systems, empty geometries, an id that comes twice: 22023. Rows with id or geom NULL are skipped; no rows: NULL. Source: Anselin, Rey 2014; as in PySAL.';

CREATE FUNCTION sozialraum._adaptive_kernel_weights_accum(internal, bigint, geometry, integer, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'adaptive_kernel_weights_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._adaptive_kernel_weights_accum(internal, bigint, geometry, integer, text) IS 'Transition function of adaptive_kernel_weights.';

CREATE FUNCTION sozialraum._adaptive_kernel_weights_final(internal) RETURNS sozialraum.spatial_weights
	AS 'MODULE_PATHNAME', 'adaptive_kernel_weights_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._adaptive_kernel_weights_final(internal) IS 'Final function of adaptive_kernel_weights.';

CREATE AGGREGATE sozialraum.adaptive_kernel_weights(id bigint, geom geometry, k integer, kernel text) (
	SFUNC = sozialraum._adaptive_kernel_weights_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._adaptive_kernel_weights_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.adaptive_kernel_weights(bigint, geometry, integer, text) IS 'General weights by a kernel function as kernel_weights, with a bandwidth of its own for every unit: the distance of its k-th nearest. geom is a point, or a polygon (then its centre of gravity counts). Distances are Euclidean, in units of the coordinate system; degrees, mixed coordinate systems, empty geometries, an id that comes twice: 22023. Rows with id or geom NULL are skipped; no rows: NULL. k below 1 or not smaller than the number of units, k others at the place of a unit: 22023.';

CREATE FUNCTION sozialraum._locations_accum(internal, bigint, geometry) RETURNS internal
	AS 'MODULE_PATHNAME', 'locations_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._locations_accum(internal, bigint, geometry) IS 'Transition function of largest_nearest_distance.';

CREATE FUNCTION sozialraum._largest_nearest_distance_final(internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'largest_nearest_distance_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._largest_nearest_distance_final(internal) IS 'Final function of largest_nearest_distance.';

CREATE AGGREGATE sozialraum.largest_nearest_distance(id bigint, geom geometry) (
	SFUNC = sozialraum._locations_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._largest_nearest_distance_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.largest_nearest_distance(bigint, geometry) IS 'The largest distance of a unit to its nearest other unit: the smallest d with which distance_weights leaves no island. geom is a point, or a polygon (then its centre of gravity counts). Distances are Euclidean, in units of the coordinate system; degrees, mixed coordinate systems, empty geometries, an id that comes twice: 22023. Rows with id or geom NULL are skipped; no rows: NULL. Fewer than two units: NULL.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Spatial autocorrelation of the whole map: are like values near one another?
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TYPE sozialraum.autocorrelation_test AS (
	statistic double precision, expectation double precision, variance double precision, z double precision,
	p double precision, p_greater double precision, p_less double precision,
	variance_normality double precision, z_normality double precision, p_normality double precision,
	permutations integer, permutation_mean double precision, permutation_stddev double precision,
	p_permutation double precision, p_permutation_greater double precision, p_permutation_less double precision,
	n integer, islands integer);
COMMENT ON TYPE sozialraum.autocorrelation_test IS 'A statistic of global spatial autocorrelation and what it would be if the values lay in space by chance.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.statistic IS 'The statistic.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.expectation IS 'Its mean over all ways to distribute the values over the units.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.variance IS 'Its variance over all ways to distribute the values over the units (randomisation). NULL with fewer than 4 units.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.z IS '(statistic - expectation) / sqrt(variance). NULL when the variance is 0 or NULL.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.p IS 'Two-sided p of z by the normal distribution. NULL when z is.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.p_greater IS 'One-sided p: of a statistic as large or larger.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.p_less IS 'One-sided p: of a statistic as small or smaller.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.variance_normality IS 'Variance if the values are a sample of a normal distribution. NULL for statistics without one (all but Moran and Geary).';
COMMENT ON COLUMN sozialraum.autocorrelation_test.z_normality IS '(statistic - expectation) / sqrt(variance_normality).';
COMMENT ON COLUMN sozialraum.autocorrelation_test.p_normality IS 'Two-sided p of z_normality.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.permutations IS 'Number of random permutations P. NULL when none were asked for, as are all columns about them.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.permutation_mean IS 'Mean of the permuted statistics.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.permutation_stddev IS 'Standard deviation of the permuted statistics (divided by P - 1).';
COMMENT ON COLUMN sozialraum.autocorrelation_test.p_permutation IS 'Two-sided p: twice the smaller of the two one-sided ones, at most 1; never below 2 / (P + 1).';
COMMENT ON COLUMN sozialraum.autocorrelation_test.p_permutation_greater IS '(number of permuted statistics as large or larger + 1) / (P + 1). The smaller of this and p_permutation_less is what esda calls p_sim.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.p_permutation_less IS '(number of permuted statistics as small or smaller + 1) / (P + 1).';
COMMENT ON COLUMN sozialraum.autocorrelation_test.n IS 'Units that count: those with a value that have a neighbour or are one.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.islands IS 'Units with a value that were left out because they have no neighbour with one.';

CREATE FUNCTION sozialraum._moran_accum(internal, bigint, double precision, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'moran_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_accum(internal, bigint, double precision, sozialraum.spatial_weights) IS 'Transition function of moran(id, x, w).';

CREATE FUNCTION sozialraum._moran_accum(internal, bigint, double precision, sozialraum.spatial_weights, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'moran_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_accum(internal, bigint, double precision, sozialraum.spatial_weights, text) IS 'Transition function of moran(id, x, w, style).';

CREATE FUNCTION sozialraum._moran_accum(internal, bigint, double precision, sozialraum.spatial_weights, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'moran_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_accum(internal, bigint, double precision, sozialraum.spatial_weights, integer, bigint) IS 'Transition function of moran(id, x, w, permutations, seed).';

CREATE FUNCTION sozialraum._moran_accum(internal, bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'moran_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_accum(internal, bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) IS 'Transition function of moran(id, x, w, style, permutations, seed).';

CREATE FUNCTION sozialraum._moran_final(internal) RETURNS sozialraum.autocorrelation_test
	AS 'MODULE_PATHNAME', 'moran_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_final(internal) IS 'Final function of moran.';

CREATE AGGREGATE sozialraum.moran(id bigint, x double precision, w sozialraum.spatial_weights) (
	SFUNC = sozialraum._moran_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._moran_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.moran(bigint, double precision, sozialraum.spatial_weights) IS
'Moran''s I of x: the correlation of the values with the mean of their neighbours'' values, so to say; about -1 / (n - 1) when values lie by chance, towards 1 when like values are neighbours, below when unlike ones are. I = n / S0 · sum(w_ij z_i z_j) / sum(z_i²). Weights without a standardisation are row-standardised. Values meet weights by id. Rows with NULL in any argument are skipped; units of the weights without a row are left out with their links; so are islands and the weights of a unit for itself, and what is left is standardised again. NULL on no rows, when no unit has a neighbour and when all x are equal. The bits do not depend on the order of rows. Errors: an id twice, an id that the weights do not know, different weights (22023), NaN or infinity (22003). Source: Moran 1950; Cliff and Ord 1981; doc/methods/autocorrelation.md.';

CREATE AGGREGATE sozialraum.moran(id bigint, x double precision, w sozialraum.spatial_weights, style text) (
	SFUNC = sozialraum._moran_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._moran_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.moran(bigint, double precision, sozialraum.spatial_weights, text) IS
'moran(id, x, w) with the standardisation of weights that carry none: ''row'' (the usual one, each unit''s weights sum to 1), ''general'' (as they are), ''binary'' (1), ''global'' (all sum to n, spdep''s C), ''variance'' (spdep''s S). Weights that were standardised before keep theirs (standardise_weights changes it).';

CREATE AGGREGATE sozialraum.moran(id bigint, x double precision, w sozialraum.spatial_weights, permutations integer, seed bigint) (
	SFUNC = sozialraum._moran_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._moran_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.moran(bigint, double precision, sozialraum.spatial_weights, integer, bigint) IS
'moran(id, x, w) with a permutation test beside: the values change their places at random so many times (0 … 10,000,000; 999 is usual), and the columns permutation_… say how often the statistic was as large or as small. The same seed gives the same permutations whatever the order of rows, the plan and the machine. p cannot fall below 2 / (permutations + 1), one-sided 1 / (permutations + 1). Errors beside those of moran(id, x, w): permutations or seed NULL (22004), out of range or not the same for all rows (22023).';

CREATE AGGREGATE sozialraum.moran(id bigint, x double precision, w sozialraum.spatial_weights, style text, permutations integer, seed bigint) (
	SFUNC = sozialraum._moran_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._moran_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.moran(bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) IS
'moran(id, x, w) with style and a permutation test; see the overloads with one of them.';

CREATE FUNCTION sozialraum._geary_accum(internal, bigint, double precision, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'geary_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._geary_accum(internal, bigint, double precision, sozialraum.spatial_weights) IS 'Transition function of geary(id, x, w).';

CREATE FUNCTION sozialraum._geary_accum(internal, bigint, double precision, sozialraum.spatial_weights, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'geary_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._geary_accum(internal, bigint, double precision, sozialraum.spatial_weights, text) IS 'Transition function of geary(id, x, w, style).';

CREATE FUNCTION sozialraum._geary_accum(internal, bigint, double precision, sozialraum.spatial_weights, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'geary_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._geary_accum(internal, bigint, double precision, sozialraum.spatial_weights, integer, bigint) IS 'Transition function of geary(id, x, w, permutations, seed).';

CREATE FUNCTION sozialraum._geary_accum(internal, bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'geary_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._geary_accum(internal, bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) IS 'Transition function of geary(id, x, w, style, permutations, seed).';

CREATE FUNCTION sozialraum._geary_final(internal) RETURNS sozialraum.autocorrelation_test
	AS 'MODULE_PATHNAME', 'geary_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._geary_final(internal) IS 'Final function of geary.';

CREATE AGGREGATE sozialraum.geary(id bigint, x double precision, w sozialraum.spatial_weights) (
	SFUNC = sozialraum._geary_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._geary_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.geary(bigint, double precision, sozialraum.spatial_weights) IS
'Geary''s C of x: the mean squared difference between neighbours over that between all; 1 when values lie by chance, towards 0 when neighbours are alike, above 1 when they are not. C = (n - 1) / (2 S0) · sum(w_ij (x_i - x_j)²) / sum(z_i²). z = (C - 1) / sqrt(variance) is negative when neighbours are alike (as in esda; spdep turns the sign). Weights without a standardisation are row-standardised. Values meet weights by id. Rows with NULL in any argument are skipped; units of the weights without a row are left out with their links; so are islands and the weights of a unit for itself, and what is left is standardised again. NULL on no rows, when no unit has a neighbour and when all x are equal. The bits do not depend on the order of rows. Errors: an id twice, an id that the weights do not know, different weights (22023), NaN or infinity (22003). Source: Geary 1954; Cliff and Ord 1981; doc/methods/autocorrelation.md.';

CREATE AGGREGATE sozialraum.geary(id bigint, x double precision, w sozialraum.spatial_weights, style text) (
	SFUNC = sozialraum._geary_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._geary_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.geary(bigint, double precision, sozialraum.spatial_weights, text) IS
'geary(id, x, w) with the standardisation of weights that carry none: ''row'' (the usual one, each unit''s weights sum to 1), ''general'' (as they are), ''binary'' (1), ''global'' (all sum to n, spdep''s C), ''variance'' (spdep''s S). Weights that were standardised before keep theirs (standardise_weights changes it).';

CREATE AGGREGATE sozialraum.geary(id bigint, x double precision, w sozialraum.spatial_weights, permutations integer, seed bigint) (
	SFUNC = sozialraum._geary_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._geary_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.geary(bigint, double precision, sozialraum.spatial_weights, integer, bigint) IS
'geary(id, x, w) with a permutation test beside: the values change their places at random so many times (0 … 10,000,000; 999 is usual), and the columns permutation_… say how often the statistic was as large or as small. The same seed gives the same permutations whatever the order of rows, the plan and the machine. p cannot fall below 2 / (permutations + 1), one-sided 1 / (permutations + 1). Errors beside those of geary(id, x, w): permutations or seed NULL (22004), out of range or not the same for all rows (22023).';

CREATE AGGREGATE sozialraum.geary(id bigint, x double precision, w sozialraum.spatial_weights, style text, permutations integer, seed bigint) (
	SFUNC = sozialraum._geary_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._geary_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.geary(bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) IS
'geary(id, x, w) with style and a permutation test; see the overloads with one of them.';

CREATE FUNCTION sozialraum._getis_ord_accum(internal, bigint, double precision, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'getis_ord_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._getis_ord_accum(internal, bigint, double precision, sozialraum.spatial_weights) IS 'Transition function of getis_ord(id, x, w).';

CREATE FUNCTION sozialraum._getis_ord_accum(internal, bigint, double precision, sozialraum.spatial_weights, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'getis_ord_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._getis_ord_accum(internal, bigint, double precision, sozialraum.spatial_weights, text) IS 'Transition function of getis_ord(id, x, w, style).';

CREATE FUNCTION sozialraum._getis_ord_accum(internal, bigint, double precision, sozialraum.spatial_weights, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'getis_ord_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._getis_ord_accum(internal, bigint, double precision, sozialraum.spatial_weights, integer, bigint) IS 'Transition function of getis_ord(id, x, w, permutations, seed).';

CREATE FUNCTION sozialraum._getis_ord_accum(internal, bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'getis_ord_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._getis_ord_accum(internal, bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) IS 'Transition function of getis_ord(id, x, w, style, permutations, seed).';

CREATE FUNCTION sozialraum._getis_ord_final(internal) RETURNS sozialraum.autocorrelation_test
	AS 'MODULE_PATHNAME', 'getis_ord_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._getis_ord_final(internal) IS 'Final function of getis_ord.';

CREATE AGGREGATE sozialraum.getis_ord(id bigint, x double precision, w sozialraum.spatial_weights) (
	SFUNC = sozialraum._getis_ord_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._getis_ord_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.getis_ord(bigint, double precision, sozialraum.spatial_weights) IS
'Getis and Ord''s general G of x, which must not be negative: the share of neighbours in the products of all pairs, sum(w_ij x_i x_j) / sum(x_i x_j) over i <> j. Above its expectation when high values lie together (hot spots), below when low ones do. Weights are taken as they are: give binary ones. Values meet weights by id. Rows with NULL in any argument are skipped; units of the weights without a row are left out with their links; so are islands and the weights of a unit for itself, and what is left is standardised again. NULL on no rows, when no unit has a neighbour, when all x are equal and when fewer than two are above 0. The bits do not depend on the order of rows. Errors: an id twice, an id that the weights do not know, different weights (22023), NaN or infinity (22003), a negative x (22023). Source: Getis and Ord 1992; doc/methods/autocorrelation.md.';

CREATE AGGREGATE sozialraum.getis_ord(id bigint, x double precision, w sozialraum.spatial_weights, style text) (
	SFUNC = sozialraum._getis_ord_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._getis_ord_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.getis_ord(bigint, double precision, sozialraum.spatial_weights, text) IS
'getis_ord(id, x, w) with the standardisation of weights that carry none: ''general'' (the usual one, as they are), ''binary'' (1), ''row'' (each unit''s weights sum to 1), ''global'' (all sum to n, spdep''s C), ''variance'' (spdep''s S). Weights that were standardised before keep theirs (standardise_weights changes it).';

CREATE AGGREGATE sozialraum.getis_ord(id bigint, x double precision, w sozialraum.spatial_weights, permutations integer, seed bigint) (
	SFUNC = sozialraum._getis_ord_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._getis_ord_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.getis_ord(bigint, double precision, sozialraum.spatial_weights, integer, bigint) IS
'getis_ord(id, x, w) with a permutation test beside: the values change their places at random so many times (0 … 10,000,000; 999 is usual), and the columns permutation_… say how often the statistic was as large or as small. The same seed gives the same permutations whatever the order of rows, the plan and the machine. p cannot fall below 2 / (permutations + 1), one-sided 1 / (permutations + 1). Errors beside those of getis_ord(id, x, w): permutations or seed NULL (22004), out of range or not the same for all rows (22023).';

CREATE AGGREGATE sozialraum.getis_ord(id bigint, x double precision, w sozialraum.spatial_weights, style text, permutations integer, seed bigint) (
	SFUNC = sozialraum._getis_ord_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._getis_ord_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.getis_ord(bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) IS
'getis_ord(id, x, w) with style and a permutation test; see the overloads with one of them.';

CREATE FUNCTION sozialraum._bivariate_moran_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'bivariate_moran_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._bivariate_moran_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights) IS 'Transition function of bivariate_moran(id, x, y, w).';

CREATE FUNCTION sozialraum._bivariate_moran_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'bivariate_moran_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._bivariate_moran_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text) IS 'Transition function of bivariate_moran(id, x, y, w, style).';

CREATE FUNCTION sozialraum._bivariate_moran_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'bivariate_moran_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._bivariate_moran_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) IS 'Transition function of bivariate_moran(id, x, y, w, permutations, seed).';

CREATE FUNCTION sozialraum._bivariate_moran_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'bivariate_moran_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._bivariate_moran_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) IS 'Transition function of bivariate_moran(id, x, y, w, style, permutations, seed).';

CREATE FUNCTION sozialraum._bivariate_moran_final(internal) RETURNS sozialraum.autocorrelation_test
	AS 'MODULE_PATHNAME', 'bivariate_moran_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._bivariate_moran_final(internal) IS 'Final function of bivariate_moran.';

CREATE AGGREGATE sozialraum.bivariate_moran(id bigint, x double precision, y double precision, w sozialraum.spatial_weights) (
	SFUNC = sozialraum._bivariate_moran_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._bivariate_moran_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.bivariate_moran(bigint, double precision, double precision, sozialraum.spatial_weights) IS
'Bivariate Moran''s I: how x in a unit goes with y in its neighbours, n / S0 · sum(w_ij zx_i zy_j) / sqrt(sum(zx²) sum(zy²)). It says nothing about x and y in the same unit, and x and y cannot be exchanged. Expectation, variance and permutations are over the ways to distribute the pairs (x, y) over the units (as spdep does; GeoDa and esda move y alone). Weights without a standardisation are row-standardised. Values meet weights by id. Rows with NULL in any argument are skipped; units of the weights without a row are left out with their links; so are islands and the weights of a unit for itself, and what is left is standardised again. NULL on no rows, when no unit has a neighbour and when all x or all y are equal. The bits do not depend on the order of rows. Errors: an id twice, an id that the weights do not know, different weights (22023), NaN or infinity (22003). Source: Wartenberg 1985; doc/methods/autocorrelation.md.';

CREATE AGGREGATE sozialraum.bivariate_moran(id bigint, x double precision, y double precision, w sozialraum.spatial_weights, style text) (
	SFUNC = sozialraum._bivariate_moran_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._bivariate_moran_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.bivariate_moran(bigint, double precision, double precision, sozialraum.spatial_weights, text) IS
'bivariate_moran(id, x, y, w) with the standardisation of weights that carry none: ''row'' (the usual one, each unit''s weights sum to 1), ''general'' (as they are), ''binary'' (1), ''global'' (all sum to n, spdep''s C), ''variance'' (spdep''s S). Weights that were standardised before keep theirs (standardise_weights changes it).';

CREATE AGGREGATE sozialraum.bivariate_moran(id bigint, x double precision, y double precision, w sozialraum.spatial_weights, permutations integer, seed bigint) (
	SFUNC = sozialraum._bivariate_moran_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._bivariate_moran_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.bivariate_moran(bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) IS
'bivariate_moran(id, x, y, w) with a permutation test beside: the values change their places at random so many times (0 … 10,000,000; 999 is usual), and the columns permutation_… say how often the statistic was as large or as small. The same seed gives the same permutations whatever the order of rows, the plan and the machine. p cannot fall below 2 / (permutations + 1), one-sided 1 / (permutations + 1). Errors beside those of bivariate_moran(id, x, y, w): permutations or seed NULL (22004), out of range or not the same for all rows (22023).';

CREATE AGGREGATE sozialraum.bivariate_moran(id bigint, x double precision, y double precision, w sozialraum.spatial_weights, style text, permutations integer, seed bigint) (
	SFUNC = sozialraum._bivariate_moran_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._bivariate_moran_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.bivariate_moran(bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) IS
'bivariate_moran(id, x, y, w) with style and a permutation test; see the overloads with one of them.';

CREATE FUNCTION sozialraum._lee_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'lee_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._lee_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights) IS 'Transition function of lee(id, x, y, w).';

CREATE FUNCTION sozialraum._lee_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'lee_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._lee_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text) IS 'Transition function of lee(id, x, y, w, style).';

CREATE FUNCTION sozialraum._lee_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'lee_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._lee_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) IS 'Transition function of lee(id, x, y, w, permutations, seed).';

CREATE FUNCTION sozialraum._lee_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'lee_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._lee_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) IS 'Transition function of lee(id, x, y, w, style, permutations, seed).';

CREATE FUNCTION sozialraum._lee_final(internal) RETURNS sozialraum.autocorrelation_test
	AS 'MODULE_PATHNAME', 'lee_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._lee_final(internal) IS 'Final function of lee.';

CREATE AGGREGATE sozialraum.lee(id bigint, x double precision, y double precision, w sozialraum.spatial_weights) (
	SFUNC = sozialraum._lee_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._lee_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.lee(bigint, double precision, double precision, sozialraum.spatial_weights) IS
'Lee''s L: how the lag of x goes with the lag of y, n / sum_i((sum_j w_ij)²) · sum(lag zx · lag zy) / sqrt(sum(zx²) sum(zy²)): the correlation of two maps, lowered by what both lose when they are smoothed. x and y can be exchanged. Weights of a unit for itself count. Expectation and variance as Lee 2004, over the ways to distribute the pairs (x, y) over the units. Weights without a standardisation are row-standardised. Values meet weights by id. Rows with NULL in any argument are skipped; units of the weights without a row, and islands, are left out, and what is left is standardised again. NULL on no rows, when no unit has a neighbour and when all x or all y are equal. The bits do not depend on the order of rows. Errors: an id twice, an id that the weights do not know, different weights (22023), NaN or infinity (22003). Source: Lee 2001, 2004; doc/methods/autocorrelation.md.';

CREATE AGGREGATE sozialraum.lee(id bigint, x double precision, y double precision, w sozialraum.spatial_weights, style text) (
	SFUNC = sozialraum._lee_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._lee_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.lee(bigint, double precision, double precision, sozialraum.spatial_weights, text) IS
'lee(id, x, y, w) with the standardisation of weights that carry none: ''row'' (the usual one, each unit''s weights sum to 1), ''general'' (as they are), ''binary'' (1), ''global'' (all sum to n, spdep''s C), ''variance'' (spdep''s S). Weights that were standardised before keep theirs (standardise_weights changes it).';

CREATE AGGREGATE sozialraum.lee(id bigint, x double precision, y double precision, w sozialraum.spatial_weights, permutations integer, seed bigint) (
	SFUNC = sozialraum._lee_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._lee_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.lee(bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) IS
'lee(id, x, y, w) with a permutation test beside: the values change their places at random so many times (0 … 10,000,000; 999 is usual), and the columns permutation_… say how often the statistic was as large or as small. The same seed gives the same permutations whatever the order of rows, the plan and the machine. p cannot fall below 2 / (permutations + 1), one-sided 1 / (permutations + 1). Errors beside those of lee(id, x, y, w): permutations or seed NULL (22004), out of range or not the same for all rows (22023).';

CREATE AGGREGATE sozialraum.lee(id bigint, x double precision, y double precision, w sozialraum.spatial_weights, style text, permutations integer, seed bigint) (
	SFUNC = sozialraum._lee_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._lee_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.lee(bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) IS
'lee(id, x, y, w) with style and a permutation test; see the overloads with one of them.';

CREATE FUNCTION sozialraum._moran_rate_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'moran_rate_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_rate_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights) IS 'Transition function of moran_rate(id, events, population, w).';

CREATE FUNCTION sozialraum._moran_rate_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'moran_rate_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_rate_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text) IS 'Transition function of moran_rate(id, events, population, w, style).';

CREATE FUNCTION sozialraum._moran_rate_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'moran_rate_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_rate_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) IS 'Transition function of moran_rate(id, events, population, w, permutations, seed).';

CREATE FUNCTION sozialraum._moran_rate_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'moran_rate_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_rate_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) IS 'Transition function of moran_rate(id, events, population, w, style, permutations, seed).';

CREATE FUNCTION sozialraum._moran_rate_final(internal) RETURNS sozialraum.autocorrelation_test
	AS 'MODULE_PATHNAME', 'moran_rate_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_rate_final(internal) IS 'Final function of moran_rate.';

CREATE AGGREGATE sozialraum.moran_rate(id bigint, events double precision, population double precision, w sozialraum.spatial_weights) (
	SFUNC = sozialraum._moran_rate_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._moran_rate_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.moran_rate(bigint, double precision, double precision, sozialraum.spatial_weights) IS
'Moran''s I of rates with unequal populations (Assunção and Reis'' empirical Bayes index): of (r_i - b) / sqrt(a + b / population_i), r the raw rate, b the rate of all, a >= 0 the variance of the true rates by moments (Marshall 1991). It does not take the large variance of small areas for a pattern. Weights without a standardisation are row-standardised. Rows with NULL in any argument and rows without population are skipped. Values meet weights by id. Units of the weights without a row are left out with their links; so are islands and the weights of a unit for itself, and what is left is standardised again. NULL on no rows, when no unit has a neighbour, without events, and when all standardised rates are equal. The bits do not depend on the order of rows. Errors: an id twice, an id that the weights do not know, different weights (22023), NaN or infinity (22003), a negative number of events or people (22023). Source: Assunção and Reis 1999; the same as spdep''s EBImoran.mc; doc/methods/autocorrelation.md.';

CREATE AGGREGATE sozialraum.moran_rate(id bigint, events double precision, population double precision, w sozialraum.spatial_weights, style text) (
	SFUNC = sozialraum._moran_rate_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._moran_rate_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.moran_rate(bigint, double precision, double precision, sozialraum.spatial_weights, text) IS
'moran_rate(id, events, population, w) with the standardisation of weights that carry none: ''row'' (the usual one, each unit''s weights sum to 1), ''general'' (as they are), ''binary'' (1), ''global'' (all sum to n, spdep''s C), ''variance'' (spdep''s S). Weights that were standardised before keep theirs (standardise_weights changes it).';

CREATE AGGREGATE sozialraum.moran_rate(id bigint, events double precision, population double precision, w sozialraum.spatial_weights, permutations integer, seed bigint) (
	SFUNC = sozialraum._moran_rate_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._moran_rate_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.moran_rate(bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) IS
'moran_rate(id, events, population, w) with a permutation test beside: the values change their places at random so many times (0 … 10,000,000; 999 is usual), and the columns permutation_… say how often the statistic was as large or as small. The same seed gives the same permutations whatever the order of rows, the plan and the machine. p cannot fall below 2 / (permutations + 1), one-sided 1 / (permutations + 1). Errors beside those of moran_rate(id, events, population, w): permutations or seed NULL (22004), out of range or not the same for all rows (22023).';

CREATE AGGREGATE sozialraum.moran_rate(id bigint, events double precision, population double precision, w sozialraum.spatial_weights, style text, permutations integer, seed bigint) (
	SFUNC = sozialraum._moran_rate_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._moran_rate_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.moran_rate(bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) IS
'moran_rate(id, events, population, w) with style and a permutation test; see the overloads with one of them.';

CREATE TYPE sozialraum.join_count_test AS (
	bb double precision, bb_expectation double precision, bb_variance double precision, bb_z double precision, bb_p double precision, bb_p_permutation double precision,
	bw double precision, bw_expectation double precision, bw_variance double precision, bw_z double precision, bw_p double precision, bw_p_permutation double precision,
	ww double precision, ww_expectation double precision, ww_variance double precision, ww_z double precision, ww_p double precision, ww_p_permutation double precision,
	permutations integer, black integer, white integer, n integer, islands integer);
COMMENT ON TYPE sozialraum.join_count_test IS 'Joins between units that have a property (black) and units that do not (white).';
COMMENT ON COLUMN sozialraum.join_count_test.bb IS 'Joins of two black units (both have the property): half the sum of their weights.';
COMMENT ON COLUMN sozialraum.join_count_test.bb_expectation IS 'Expectation of bb. NULL with fewer than 2 units.';
COMMENT ON COLUMN sozialraum.join_count_test.bb_variance IS 'Variance of bb. NULL with fewer than 4 units (nonfree sampling).';
COMMENT ON COLUMN sozialraum.join_count_test.bb_z IS '(bb - expectation) / sqrt(variance). NULL when the variance is 0 or NULL.';
COMMENT ON COLUMN sozialraum.join_count_test.bb_p IS 'Two-sided p of bb_z by the normal distribution.';
COMMENT ON COLUMN sozialraum.join_count_test.bb_p_permutation IS 'Two-sided p of bb by permutations: twice the smaller one-sided (number as extreme + 1) / (permutations + 1), at most 1. NULL without permutations.';
COMMENT ON COLUMN sozialraum.join_count_test.bw IS 'Joins of a black and a white unit: half the sum of their weights.';
COMMENT ON COLUMN sozialraum.join_count_test.bw_expectation IS 'Expectation of bw. NULL with fewer than 2 units.';
COMMENT ON COLUMN sozialraum.join_count_test.bw_variance IS 'Variance of bw. NULL with fewer than 4 units (nonfree sampling).';
COMMENT ON COLUMN sozialraum.join_count_test.bw_z IS '(bw - expectation) / sqrt(variance). NULL when the variance is 0 or NULL.';
COMMENT ON COLUMN sozialraum.join_count_test.bw_p IS 'Two-sided p of bw_z by the normal distribution.';
COMMENT ON COLUMN sozialraum.join_count_test.bw_p_permutation IS 'Two-sided p of bw by permutations: twice the smaller one-sided (number as extreme + 1) / (permutations + 1), at most 1. NULL without permutations.';
COMMENT ON COLUMN sozialraum.join_count_test.ww IS 'Joins of two white units (neither has the property): half the sum of their weights.';
COMMENT ON COLUMN sozialraum.join_count_test.ww_expectation IS 'Expectation of ww. NULL with fewer than 2 units.';
COMMENT ON COLUMN sozialraum.join_count_test.ww_variance IS 'Variance of ww. NULL with fewer than 4 units (nonfree sampling).';
COMMENT ON COLUMN sozialraum.join_count_test.ww_z IS '(ww - expectation) / sqrt(variance). NULL when the variance is 0 or NULL.';
COMMENT ON COLUMN sozialraum.join_count_test.ww_p IS 'Two-sided p of ww_z by the normal distribution.';
COMMENT ON COLUMN sozialraum.join_count_test.ww_p_permutation IS 'Two-sided p of ww by permutations: twice the smaller one-sided (number as extreme + 1) / (permutations + 1), at most 1. NULL without permutations.';
COMMENT ON COLUMN sozialraum.join_count_test.permutations IS 'Number of random permutations. NULL when none were asked for.';
COMMENT ON COLUMN sozialraum.join_count_test.black IS 'Units that count and have the property.';
COMMENT ON COLUMN sozialraum.join_count_test.white IS 'Units that count and do not have it.';
COMMENT ON COLUMN sozialraum.join_count_test.n IS 'Units that count: those that have a neighbour or are one.';
COMMENT ON COLUMN sozialraum.join_count_test.islands IS 'Units that were left out because they have no neighbour.';

CREATE FUNCTION sozialraum._join_counts_accum(internal, bigint, boolean, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'join_counts_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._join_counts_accum(internal, bigint, boolean, sozialraum.spatial_weights) IS 'Transition function of join_counts(id, property, w).';

CREATE FUNCTION sozialraum._join_counts_accum(internal, bigint, boolean, sozialraum.spatial_weights, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'join_counts_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._join_counts_accum(internal, bigint, boolean, sozialraum.spatial_weights, text) IS 'Transition function of join_counts(id, property, w, sampling).';

CREATE FUNCTION sozialraum._join_counts_accum(internal, bigint, boolean, sozialraum.spatial_weights, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'join_counts_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._join_counts_accum(internal, bigint, boolean, sozialraum.spatial_weights, integer, bigint) IS 'Transition function of join_counts(id, property, w, permutations, seed).';

CREATE FUNCTION sozialraum._join_counts_final(internal) RETURNS sozialraum.join_count_test
	AS 'MODULE_PATHNAME', 'join_counts_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._join_counts_final(internal) IS 'Final function of join_counts.';

CREATE AGGREGATE sozialraum.join_counts(id bigint, property boolean, w sozialraum.spatial_weights) (
	SFUNC = sozialraum._join_counts_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._join_counts_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.join_counts(bigint, boolean, sozialraum.spatial_weights) IS
'Join counts of a property: how often do neighbours both have it (BB), only one of them (BW), neither (WW), and how often if the same number of units had it anywhere (nonfree sampling)? For yes/no properties, where Moran''s I has no meaning of its own. Weights are taken as they are: give binary ones, then a join counts once. Values meet weights by id. Rows with NULL in any argument are skipped; units of the weights without a row are left out with their links; so are islands and the weights of a unit for itself, and what is left is standardised again. NULL on no rows and when no unit has a neighbour. The bits do not depend on the order of rows. Errors: an id twice, an id that the weights do not know, different weights (22023). Source: Moran 1948; Cliff and Ord 1981; the same as spdep''s joincount.test and joincount.multi; doc/methods/autocorrelation.md.';

CREATE AGGREGATE sozialraum.join_counts(id bigint, property boolean, w sozialraum.spatial_weights, sampling text) (
	SFUNC = sozialraum._join_counts_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._join_counts_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.join_counts(bigint, boolean, sozialraum.spatial_weights, text) IS
'join_counts(id, property, w) with the way of sampling: ''nonfree'' (the usual one): the number of units with each category is given, all ways to distribute them are as likely; ''free'': each unit draws its category, with the shares that the units have. An unknown word: 22023.';

CREATE AGGREGATE sozialraum.join_counts(id bigint, property boolean, w sozialraum.spatial_weights, permutations integer, seed bigint) (
	SFUNC = sozialraum._join_counts_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._join_counts_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.join_counts(bigint, boolean, sozialraum.spatial_weights, integer, bigint) IS
'join_counts(id, property, w) with a permutation test beside: the properties change their places at random so many times (0 … 10,000,000; 999 is usual). The same seed gives the same permutations whatever the order of rows, the plan and the machine. Errors beside those of join_counts(id, property, w): permutations or seed NULL (22004), out of range or not the same for all rows (22023).';

CREATE TYPE sozialraum.join_count AS (
	category integer, neighbour_category integer, count double precision, expectation double precision, variance double precision, z double precision, p double precision);
COMMENT ON TYPE sozialraum.join_count IS 'Joins between units of two categories; both NULL: all joins between different categories.';
COMMENT ON COLUMN sozialraum.join_count.category IS 'A category.';
COMMENT ON COLUMN sozialraum.join_count.neighbour_category IS 'The same category, or a larger one.';
COMMENT ON COLUMN sozialraum.join_count.count IS 'Joins of a unit of the one and a unit of the other category: half the sum of their weights.';
COMMENT ON COLUMN sozialraum.join_count.expectation IS 'Expectation. NULL with fewer than 2 units.';
COMMENT ON COLUMN sozialraum.join_count.variance IS 'Variance. NULL with fewer than 4 units (nonfree sampling).';
COMMENT ON COLUMN sozialraum.join_count.z IS '(count - expectation) / sqrt(variance). NULL when the variance is 0 or NULL.';
COMMENT ON COLUMN sozialraum.join_count.p IS 'Two-sided p of z by the normal distribution.';

CREATE FUNCTION sozialraum._join_count_table_accum(internal, bigint, integer, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'join_count_table_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._join_count_table_accum(internal, bigint, integer, sozialraum.spatial_weights) IS 'Transition function of join_count_table(id, category, w).';

CREATE FUNCTION sozialraum._join_count_table_accum(internal, bigint, integer, sozialraum.spatial_weights, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'join_count_table_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._join_count_table_accum(internal, bigint, integer, sozialraum.spatial_weights, text) IS 'Transition function of join_count_table(id, category, w, sampling).';

CREATE FUNCTION sozialraum._join_count_table_final(internal) RETURNS sozialraum.join_count[]
	AS 'MODULE_PATHNAME', 'join_count_table_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._join_count_table_final(internal) IS 'Final function of join_count_table.';

CREATE AGGREGATE sozialraum.join_count_table(id bigint, category integer, w sozialraum.spatial_weights) (
	SFUNC = sozialraum._join_count_table_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._join_count_table_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.join_count_table(bigint, integer, sozialraum.spatial_weights) IS
'Join counts of several categories (types of areas, classes, clusters): an array with a row for each pair of categories, ascending, and, with two or more categories, a last row with NULL for both: all joins between different categories. Read it with SELECT (unnest(join_count_table(id, category, w))).* FROM …. Nonfree sampling. Weights are taken as they are: give binary ones. Values meet weights by id. Rows with NULL in any argument are skipped; units of the weights without a row are left out with their links; so are islands and the weights of a unit for itself, and what is left is standardised again. NULL on no rows and when no unit has a neighbour. The bits do not depend on the order of rows. Errors: an id twice, an id that the weights do not know, different weights (22023), more than 1,000 categories (54000). Source: Moran 1948; Cliff and Ord 1981; the same as spdep''s joincount.multi; doc/methods/autocorrelation.md.';

CREATE AGGREGATE sozialraum.join_count_table(id bigint, category integer, w sozialraum.spatial_weights, sampling text) (
	SFUNC = sozialraum._join_count_table_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._join_count_table_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.join_count_table(bigint, integer, sozialraum.spatial_weights, text) IS
'join_count_table(id, category, w) with the way of sampling: ''nonfree'' (the usual one): the number of units with each category is given, all ways to distribute them are as likely; ''free'': each unit draws its category, with the shares that the units have. An unknown word: 22023.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Local autocorrelation: where are the clusters, hot spots and outliers
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TYPE sozialraum.local_association AS (statistic double precision, expectation double precision, variance double precision, z double precision, p double precision, p_permutation double precision, q double precision, quadrant text, cluster text, lag double precision, neighbours integer);
COMMENT ON TYPE sozialraum.local_association IS 'Result of local_moran, bivariate_local_moran, local_moran_rate, local_geary, local_getis_ord and local_join_count for one unit: enough to draw the map.';
COMMENT ON COLUMN sozialraum.local_association.statistic IS 'The local statistic. NULL for a unit without neighbours, or when all values are equal.';
COMMENT ON COLUMN sozialraum.local_association.expectation IS 'Its expectation without spatial association.';
COMMENT ON COLUMN sozialraum.local_association.variance IS 'Its variance without spatial association. NULL with fewer than three units.';
COMMENT ON COLUMN sozialraum.local_association.z IS '(statistic - expectation) / root of the variance. NULL where the variance is 0 or NULL.';
COMMENT ON COLUMN sozialraum.local_association.p IS 'Analytic p by the normal approximation of z (join counts with equal weights: exact, hypergeometric), one- or two-sided as the argument alternative says. NULL where z is (join counts: where x is 0).';
COMMENT ON COLUMN sozialraum.local_association.p_permutation IS 'p by conditional permutation: (permutations at least as extreme + 1) / (permutations + 1). NULL without permutations and for units that are not tested.';
COMMENT ON COLUMN sozialraum.local_association.q IS 'p_permutation (p with permutations => 0) corrected for the number of units tested, by the false discovery rate of Benjamini and Hochberg, as benjamini_hochberg() does.';
COMMENT ON COLUMN sozialraum.local_association.quadrant IS 'HH, LL, HL, LH: the unit above the mean or not (H, L), then its neighbours. NULL for join counts and without a statistic.';
COMMENT ON COLUMN sozialraum.local_association.cluster IS 'What to draw: ''not significant''; ''no neighbours''; or, where q (with correction => ''none'' p_permutation or p) is at most alpha, the quadrant (Moran), HH, LL, ''similar'' or ''dissimilar'' (Geary), ''hot spot'' or ''cold spot'' (Getis-Ord), ''joined'' or ''apart'' (join count). NULL for units that are not tested.';
COMMENT ON COLUMN sozialraum.local_association.lag IS 'Weighted sum of the values of the neighbours; with row-standardised weights their mean. With star, the unit itself is among them.';
COMMENT ON COLUMN sozialraum.local_association.neighbours IS 'Number of neighbours that have a value, the unit itself not counted.';

CREATE FUNCTION sozialraum.local_moran(id bigint, x double precision, w sozialraum.spatial_weights, permutations integer DEFAULT 999, seed bigint DEFAULT 1, alternative text DEFAULT 'two-sided', correction text DEFAULT 'fdr', alpha double precision DEFAULT 0.05, draws text DEFAULT 'shared', style text DEFAULT 'row', moments text DEFAULT 'conditional', ddof integer DEFAULT 0) RETURNS sozialraum.local_association
	AS 'MODULE_PATHNAME', 'local_moran' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum.local_moran(bigint, double precision, sozialraum.spatial_weights, integer, bigint, text, text, double precision, text, text, text, integer) IS
'Window function: local Moran''s I of every unit over the whole partition (LISA): z times the weighted sum of the neighbours'' z; positive where a unit and its neighbours are on the same side of the mean (clusters HH, LL), negative where not (outliers HL, LH). z = (x - mean) / s; s is divided by n - ddof: ddof 0 as spdep does, 1 as GeoDa and esda. moments: expectation and variance with the unit''s value held (''conditional'', Sokal et al. 1998) or not (''total'', Anselin 1995; NULL where a unit has a weight for itself). permutations: conditional permutations for p_permutation (0: none, at most 10,000,000); the same seed gives the same result whatever the order of rows, the plan or the machine. alternative: ''two-sided'' (twice the smaller tail), ''directed'' (the smaller tail, as GeoDa and esda), ''greater'', ''less''. correction: ''fdr'' or ''none'', and alpha: what cluster calls significant. draws: ''shared'' (all units use the same random draws, as esda does) or ''own'' (slower). style: standardisation of weights that have none (''row'', ''binary'', ''variance'', ''global'', ''general'': as they are). Rows with NULL in id, x or w give NULL and do not count, nor do links to them; units without neighbours have a NULL statistic; all x equal: NULL statistics. A warning says when permutations are too few for the correction. Errors: NaN or infinity (22003), an id that comes twice or that w does not know, different weights in one partition (22023), arguments out of range (22023). Source: Anselin 1995; doc/methods/local_autocorrelation.md.';

CREATE FUNCTION sozialraum.bivariate_local_moran(id bigint, x double precision, y double precision, w sozialraum.spatial_weights, permutations integer DEFAULT 999, seed bigint DEFAULT 1, alternative text DEFAULT 'two-sided', correction text DEFAULT 'fdr', alpha double precision DEFAULT 0.05, draws text DEFAULT 'shared', style text DEFAULT 'row', ddof integer DEFAULT 0) RETURNS sozialraum.local_association
	AS 'MODULE_PATHNAME', 'bivariate_local_moran' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum.bivariate_local_moran(bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint, text, text, double precision, text, text, integer) IS
'Window function: bivariate local Moran''s I: z of x in the unit times the weighted sum of z of y in its neighbours. It compares x here with y around, and says nothing about x and y in the same place. lag is that of y. Moments and permutations hold the unit''s own x and y and shuffle the y of the others. Rows with NULL in id, x or y give NULL and do not count. Arguments, NULL and errors as local_moran(). Source: Anselin, Syabri, Smirnov 2002; doc/methods/local_autocorrelation.md.';

CREATE FUNCTION sozialraum.local_moran_rate(id bigint, events double precision, population double precision, w sozialraum.spatial_weights, permutations integer DEFAULT 999, seed bigint DEFAULT 1, alternative text DEFAULT 'two-sided', correction text DEFAULT 'fdr', alpha double precision DEFAULT 0.05, draws text DEFAULT 'shared', style text DEFAULT 'row', moments text DEFAULT 'conditional', ddof integer DEFAULT 0) RETURNS sozialraum.local_association
	AS 'MODULE_PATHNAME', 'local_moran_rate' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum.local_moran_rate(bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint, text, text, double precision, text, text, text, integer) IS
'Window function: local Moran''s I of rates of areas of very different size: local_moran() of the rates standardised by empirical Bayes, (rate - mean rate) / root of the variance that a rate of this population has, so that the chance rates of small areas do not make clusters. lag is that of the standardised rates. Where the variance between areas comes out negative only the variance by chance counts (spdep, GeoDa). Rows with NULL, or with population 0, give NULL and do not count. Negative events or population: 22023. Other arguments, NULL and errors as local_moran(). Source: Assunção and Reis 1999; doc/methods/local_autocorrelation.md.';

CREATE FUNCTION sozialraum.local_geary(id bigint, x double precision, w sozialraum.spatial_weights, permutations integer DEFAULT 999, seed bigint DEFAULT 1, alternative text DEFAULT 'two-sided', correction text DEFAULT 'fdr', alpha double precision DEFAULT 0.05, draws text DEFAULT 'shared', style text DEFAULT 'row', ddof integer DEFAULT 1) RETURNS sozialraum.local_association
	AS 'MODULE_PATHNAME', 'local_geary' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum.local_geary(bigint, double precision, sozialraum.spatial_weights, integer, bigint, text, text, double precision, text, text, integer) IS
'Window function: local Geary''s c: the weighted sum of squared differences between the z of a unit and those of its neighbours; small where they are alike, large where not. cluster: alike and both above the mean HH, both below LL, alike otherwise ''similar''; unlike ''dissimilar''. z = (x - mean) / s; s is divided by n - ddof (default 1, as spdep and GeoDa; 0: esda). Moments: conditional, exact. alternative: ''greater'' means unlike, ''less'' alike. Other arguments, NULL and errors as local_moran(). Source: Anselin 1995, 2019; doc/methods/local_autocorrelation.md.';

CREATE FUNCTION sozialraum.local_getis_ord(id bigint, x double precision, w sozialraum.spatial_weights, permutations integer DEFAULT 999, seed bigint DEFAULT 1, alternative text DEFAULT 'two-sided', correction text DEFAULT 'fdr', alpha double precision DEFAULT 0.05, draws text DEFAULT 'shared', style text DEFAULT 'general', star boolean DEFAULT false) RETURNS sozialraum.local_association
	AS 'MODULE_PATHNAME', 'local_getis_ord' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum.local_getis_ord(bigint, double precision, sozialraum.spatial_weights, integer, bigint, text, text, double precision, text, text, boolean) IS
'Window function: Getis and Ord''s local G (star false: the neighbours without the unit) or G* (star true: with it): the weighted sum of the neighbours'' x, divided by the sum of all x but the unit''s own (G*: of all x). z above 0: high values gather around the unit (''hot spot''), below 0: low values (''cold spot''). statistic, expectation and variance are NULL where that sum is not positive; z and p need no positive x. The weight of the unit for itself in G* is that of the weights, otherwise the largest of its row (binary weights: 1); G leaves it out. Moments: those of Ord and Getis; permutations hold the unit''s own value. style: default ''general'', weights as they are; z is the same with row-standardised weights when those of a row are equal. Other arguments, NULL and errors as local_moran(). Source: Ord and Getis 1995; doc/methods/local_autocorrelation.md.';

CREATE FUNCTION sozialraum.local_join_count(id bigint, x double precision, w sozialraum.spatial_weights, permutations integer DEFAULT 999, seed bigint DEFAULT 1, alternative text DEFAULT 'greater', correction text DEFAULT 'fdr', alpha double precision DEFAULT 0.05, draws text DEFAULT 'shared', style text DEFAULT 'general') RETURNS sozialraum.local_association
	AS 'MODULE_PATHNAME', 'local_join_count' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum.local_join_count(bigint, double precision, sozialraum.spatial_weights, integer, bigint, text, text, double precision, text, text) IS
'Window function: local join count of a property that a unit has (x = 1) or not (x = 0): where x is 1, the weighted number of neighbours that have it too; where x is 0 it is 0 and not tested (p, q and cluster NULL). p is exact (hypergeometric) when the weights of a row are equal. alternative: default ''greater'', more neighbours with the property than chance gives (''joined''). style: default ''general'', weights as they are. x other than 0 and 1: 22023. Other arguments, NULL and errors as local_moran(). Source: Anselin and Li 2019; doc/methods/local_autocorrelation.md.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Spatial smoothing: a unit and its neighbours
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum.spatial_lag(id bigint, x double precision, w sozialraum.spatial_weights, style text DEFAULT 'row') RETURNS double precision
	AS 'MODULE_PATHNAME', 'spatial_lag' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum.spatial_lag(bigint, double precision, sozialraum.spatial_weights, text) IS
'Window function: the spatial lag of x, the weighted sum of the neighbours'' values. style: the standardisation of weights that carry none: ''row'' (the lag is the mean of the neighbours), ''binary'' (their sum), ''general'' (weights as they are), ''global'', ''variance''; weights that were standardised before keep theirs. Neighbours without a value are left out, so that a mean is that of the neighbours that have one. NULL where x, id or w is NULL (such rows are nobody''s neighbour) and for units without a neighbour that has a value (islands). The whole partition counts; ORDER BY, frame and the order of rows do not matter. Errors: an id twice, an id that the weights do not know, different weights in one partition, an unknown style (22023), NaN or infinity (22003). Source: Anselin 1988; doc/methods/spatial_smoothing.md.';

CREATE FUNCTION sozialraum.spatial_smooth(id bigint, x double precision, w sozialraum.spatial_weights, share double precision DEFAULT 0.5, style text DEFAULT 'row') RETURNS double precision
	AS 'MODULE_PATHNAME', 'spatial_smooth' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum.spatial_smooth(bigint, double precision, sozialraum.spatial_weights, double precision, text) IS
'Window function: spatially lagged index: the unit''s own value and that of its surroundings, (1 - share) · x + share · spatial_lag(x). share 0 is the unit alone, 1 the neighbours alone, 0.5 (default) the mean of both. For an index of areas whose burden spills over their borders. NULL as spatial_lag(): islands have no surroundings. Errors beside those of spatial_lag(): share outside 0 … 1 or not constant (22023). Source: Rae 2009 (share 1, the nearest neighbour index of multiple deprivation); doc/methods/spatial_smoothing.md.';

CREATE FUNCTION sozialraum.spatial_rate(id bigint, events double precision, population double precision, w sozialraum.spatial_weights, per double precision DEFAULT 100) RETURNS double precision
	AS 'MODULE_PATHNAME', 'spatial_rate' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum.spatial_rate(bigint, double precision, double precision, sozialraum.spatial_weights, double precision) IS
'Window function: the rate of a unit together with its neighbours: all their events per all their people, in the unit of per (100: per cent). A neighbour is who has a weight above 0, however large. An island has its own rate; a unit without population that of its neighbours. NULL where an argument is NULL (such rows are nobody''s neighbour) and where there are no people at all. The whole partition counts; ORDER BY, frame and the order of rows do not matter. Errors: a negative number, per not positive or not constant, an id twice, an id that the weights do not know (22023), NaN or infinity (22003). Source: Anselin, Lozano, Koschinsky 2006; the same as GeoDa''s spatial rate; doc/methods/spatial_smoothing.md.';

CREATE FUNCTION sozialraum.spatial_empirical_bayes(id bigint, events double precision, population double precision, w sozialraum.spatial_weights, per double precision DEFAULT 100, variance text DEFAULT 'bailey_gatrell') RETURNS double precision
	AS 'MODULE_PATHNAME', 'spatial_empirical_bayes' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum.spatial_empirical_bayes(bigint, double precision, double precision, sozialraum.spatial_weights, double precision, text) IS
'Window function: local empirical Bayes: the rate of each unit, in the unit of per (100: per cent, as in empirical_bayes; 1 gives the numbers of spdep and GeoDa), drawn towards the rate of its neighbourhood (itself and its neighbours), the more the smaller its population. variance: how the variance of true rates in a neighbourhood is estimated: ''bailey_gatrell'' (default), each rate around the mean of its own neighbourhood, as spdep''s EBlocal; ''geoda'', each around the mean of this neighbourhood (Marshall), as GeoDa and PySAL. Where the rates of a neighbourhood vary no more than chance: its mean. An island keeps its rate. For maps, never for entitlement. Rows with NULL and rows without population get NULL and do not count. The whole partition counts; ORDER BY, frame and the order of rows do not matter. Errors: a negative number, per not positive or not constant, an unknown word for variance, an id twice, an id that the weights do not know (22023), NaN or infinity (22003). Source: Marshall 1991; Bailey and Gatrell 1995; doc/methods/spatial_smoothing.md.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Regions: window functions that put neighbouring areas together, and what judges the result
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum.skater(x double precision[], id bigint, weights sozialraum.spatial_weights, k integer, standardise boolean DEFAULT true,
	population double precision DEFAULT NULL, minimum_population double precision DEFAULT NULL, maximum_population double precision DEFAULT NULL, maximum_units integer DEFAULT NULL)
RETURNS integer
	AS 'MODULE_PATHNAME', 'skater_of_weights' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.skater(double precision[], bigint, sozialraum.spatial_weights, integer, boolean, double precision, double precision, double precision, integer) IS
'Window function: the number 1 … k of the region of an area, over the whole partition (ORDER BY and frame do not matter). Regions are areas that hang together by links of the weights (in either direction, of a weight above 0) and have similar indicators: the links between the most similar neighbours make a minimum spanning tree, of which k - 1 links are cut, each time where the within sum of squares falls most (SKATER). x: the indicators of an area, all in the same order; standardise (default true): every indicator counts as its z-score. minimum_population, maximum_population, maximum_units: what a region must have and may have (population in the unit of the argument population, areas); NULL: no limit. Cuts keep k within reach; if it is out of reach, that is an error, never fewer regions. Regions are numbered in the order of their smallest ids. A row with NULL in x (or one of its elements), id, weights, or in population where it limits, gets NULL and is left out of the map. k, the limits and standardise are the same for all rows of a partition. The same areas give the same regions in any order of rows. Time: k times the number of areas. Errors (22023): k below 1, above the number of areas or below the number of separate parts; limits that cannot be kept (with the number that can be reached); an id twice or unknown to the weights; a negative population or limit. NaN or infinity (22003), arrays of different length (2202E), limits without population (22004). Source: Assunção, Neves, Câmara, Da Costa Freitas 2006; doc/methods/regions.md.';

CREATE FUNCTION sozialraum.skater(x double precision[], geom geometry, k integer, standardise boolean DEFAULT true,
	population double precision DEFAULT NULL, minimum_population double precision DEFAULT NULL, maximum_population double precision DEFAULT NULL, maximum_units integer DEFAULT NULL,
	contiguity text DEFAULT 'rook', tolerance double precision DEFAULT 0)
RETURNS integer
	AS 'MODULE_PATHNAME', 'skater_of_polygons' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.skater(double precision[], geometry, integer, boolean, double precision, double precision, double precision, integer, text, double precision) IS
'Window function: the number 1 … k of the region of an area, as skater(x, id, weights, k, …), with neighbours found from the polygons of the partition: contiguity ''rook'' (default: a common stretch of border, so that every region is one piece) or ''queen'' (a common point is enough); tolerance: in units of the coordinates, for borders that do not fit exactly, as in rook_weights. Without ids, areas are ordered from north to south (northernmost points, then westernmost): region 1 has the northernmost area. Further errors (22023): a polygon twice (a table with several dates needs PARTITION BY), empty geometries, other types than polygons, different SRIDs, a tolerance with coordinates in degrees, an unknown contiguity. See doc/methods/regions.md.';

CREATE FUNCTION sozialraum.max_p(x double precision[], id bigint, weights sozialraum.spatial_weights, population double precision, minimum_population double precision,
	standardise boolean DEFAULT true, starts integer DEFAULT 50, seed bigint DEFAULT 1)
RETURNS integer
	AS 'MODULE_PATHNAME', 'max_p_of_weights' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.max_p(double precision[], bigint, sozialraum.spatial_weights, double precision, double precision, boolean, integer, bigint) IS
'Window function: the number 1 … p of the region of an area, over the whole partition: as many regions as possible, each of areas that hang together by links of the weights and with at least the minimum population; among divisions of so many regions one with a small within sum of squares of x (the max-p-regions problem). population: counts that add up, not negative. No program finds the largest p with certainty for more than a few areas; so many starts (1 … 10000) by growth, re-division and exchange are made with this seed, the best is improved by a tabu search. Another seed may give another division. Regions are numbered in the order of their smallest ids. A row with NULL in x (or one of its elements), id, weights or population gets NULL and is left out of the map. minimum_population, standardise, starts and seed are the same for all rows of a partition. The same areas, starts and seed give the same regions in any order of rows and on every machine. Errors: a separate part of the areas with less than the minimum population, minimum_population not positive, starts out of range, an id twice or unknown to the weights, different weights in one partition, a negative population (22023); NaN or infinity (22003); arrays of different length (2202E). Source: Duque, Anselin, Rey 2012; doc/methods/regions.md.';

CREATE FUNCTION sozialraum.max_p(x double precision[], geom geometry, population double precision, minimum_population double precision,
	standardise boolean DEFAULT true, starts integer DEFAULT 50, seed bigint DEFAULT 1, contiguity text DEFAULT 'rook', tolerance double precision DEFAULT 0)
RETURNS integer
	AS 'MODULE_PATHNAME', 'max_p_of_polygons' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.max_p(double precision[], geometry, double precision, double precision, boolean, integer, bigint, text, double precision) IS
'Window function: the number 1 … p of the region of an area, as max_p(x, id, weights, population, minimum_population, …), with neighbours found from the polygons of the partition and areas ordered from north to south; contiguity, tolerance and further errors as in skater(x, geom, k). See doc/methods/regions.md.';

CREATE FUNCTION sozialraum.ward_regions(x double precision[], id bigint, weights sozialraum.spatial_weights, k integer, standardise boolean DEFAULT true)
RETURNS integer
	AS 'MODULE_PATHNAME', 'ward_regions_of_weights' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.ward_regions(double precision[], bigint, sozialraum.spatial_weights, integer, boolean) IS
'Window function: the number 1 … k of the region of an area by Ward''s clustering where only neighbours may join: every area begins as a region; of all pairs of regions with a link between them, those two become one whose union adds least to the within sum of squares, until k are left. So the regions for k are those for k + 1 with two of them joined. Mostly of a smaller sum of squares than those of skater, but without limits. Arguments, numbering of regions, NULL and errors as skater(x, id, weights, k). Source: Ward 1963; Gordon 1996; doc/methods/regions.md.';

CREATE FUNCTION sozialraum.ward_regions(x double precision[], geom geometry, k integer, standardise boolean DEFAULT true, contiguity text DEFAULT 'rook', tolerance double precision DEFAULT 0)
RETURNS integer
	AS 'MODULE_PATHNAME', 'ward_regions_of_polygons' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.ward_regions(double precision[], geometry, integer, boolean, text, double precision) IS
'Window function: the number 1 … k of the region of an area, as ward_regions(x, id, weights, k), with neighbours found from the polygons of the partition and areas ordered from north to south; contiguity, tolerance and further errors as in skater(x, geom, k). See doc/methods/regions.md.';

-- quality

CREATE TYPE sozialraum.region_quality_result AS (regions double precision, areas double precision, total double precision, within double precision, between double precision, explained double precision,
	fewest_areas double precision, most_areas double precision, least_population double precision, largest_population double precision);
COMMENT ON TYPE sozialraum.region_quality_result IS 'How good a division into regions is: result of region_quality().';
COMMENT ON COLUMN sozialraum.region_quality_result.regions IS 'Number of regions.';
COMMENT ON COLUMN sozialraum.region_quality_result.areas IS 'Number of areas.';
COMMENT ON COLUMN sozialraum.region_quality_result.total IS 'Sum of the squared distances of all areas to the mean of all; with z-scores the number of areas times the number of indicators that are not constant.';
COMMENT ON COLUMN sozialraum.region_quality_result.within IS 'Sum of the squared distances of all areas to the mean of their region.';
COMMENT ON COLUMN sozialraum.region_quality_result.between IS 'total - within.';
COMMENT ON COLUMN sozialraum.region_quality_result.explained IS 'between / total, from 0 to 1: the share of the differences between areas that the regions explain. NULL where all areas are equal.';
COMMENT ON COLUMN sozialraum.region_quality_result.fewest_areas IS 'Number of areas of the region with the fewest.';
COMMENT ON COLUMN sozialraum.region_quality_result.most_areas IS 'Number of areas of the region with the most.';
COMMENT ON COLUMN sozialraum.region_quality_result.least_population IS 'Population of the region with the smallest one; NULL without population.';
COMMENT ON COLUMN sozialraum.region_quality_result.largest_population IS 'Population of the region with the largest one; NULL without population.';

CREATE FUNCTION sozialraum._region_quality_accum(internal, bigint, double precision[]) RETURNS internal
	AS 'MODULE_PATHNAME', 'region_quality_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._region_quality_accum(internal, bigint, double precision[]) IS 'Transition function of region_quality(region, x).';

CREATE FUNCTION sozialraum._region_quality_accum(internal, bigint, double precision[], boolean) RETURNS internal
	AS 'MODULE_PATHNAME', 'region_quality_standardise_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._region_quality_accum(internal, bigint, double precision[], boolean) IS 'Transition function of region_quality(region, x, standardise).';

CREATE FUNCTION sozialraum._region_quality_accum(internal, bigint, double precision[], double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'region_quality_population_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._region_quality_accum(internal, bigint, double precision[], double precision) IS 'Transition function of region_quality(region, x, population).';

CREATE FUNCTION sozialraum._region_quality_accum(internal, bigint, double precision[], double precision, boolean) RETURNS internal
	AS 'MODULE_PATHNAME', 'region_quality_all_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._region_quality_accum(internal, bigint, double precision[], double precision, boolean) IS 'Transition function of region_quality(region, x, population, standardise).';

CREATE FUNCTION sozialraum._region_quality_final(internal) RETURNS sozialraum.region_quality_result
	AS 'MODULE_PATHNAME', 'region_quality_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._region_quality_final(internal) IS 'Final function of region_quality.';

CREATE AGGREGATE sozialraum.region_quality(region bigint, x double precision[]) (
	SFUNC = sozialraum._region_quality_accum, STYPE = internal, FINALFUNC = sozialraum._region_quality_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.region_quality(bigint, double precision[]) IS
'How good a division of areas into regions is: sums of squares of the indicators x (as z-scores over all rows), the share explained, numbers of areas; see region_quality_result. region: any whole numbers. For every k the division with the larger share explained is the better one; the share grows with k. Rows with NULL in region, x or one of its elements are skipped; NULL on no rows. Errors: NaN or infinity (22003), arrays of different length or more than one dimension (2202E), an empty array (22023). See doc/methods/regions.md.';

CREATE AGGREGATE sozialraum.region_quality(region bigint, x double precision[], standardise boolean) (
	SFUNC = sozialraum._region_quality_accum, STYPE = internal, FINALFUNC = sozialraum._region_quality_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.region_quality(bigint, double precision[], boolean) IS
'region_quality(region, x); standardise false: with the indicators as they are. Rows with NULL in an argument are skipped; standardise is the same for all rows (22023).';

CREATE AGGREGATE sozialraum.region_quality(region bigint, x double precision[], population double precision) (
	SFUNC = sozialraum._region_quality_accum, STYPE = internal, FINALFUNC = sozialraum._region_quality_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.region_quality(bigint, double precision[], double precision) IS
'region_quality(region, x), and the smallest and the largest population of a region. Rows with NULL in an argument are skipped. Further error: a negative population (22023).';

CREATE AGGREGATE sozialraum.region_quality(region bigint, x double precision[], population double precision, standardise boolean) (
	SFUNC = sozialraum._region_quality_accum, STYPE = internal, FINALFUNC = sozialraum._region_quality_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.region_quality(bigint, double precision[], double precision, boolean) IS
'region_quality(region, x, population); standardise false: with the indicators as they are. Rows with NULL in an argument are skipped; standardise is the same for all rows (22023).';

CREATE FUNCTION sozialraum._regions_connected_accum(internal, bigint, bigint, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'regions_connected_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._regions_connected_accum(internal, bigint, bigint, sozialraum.spatial_weights) IS 'Transition function of regions_connected.';

CREATE FUNCTION sozialraum._regions_connected_final(internal) RETURNS boolean
	AS 'MODULE_PATHNAME', 'regions_connected_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._regions_connected_final(internal) IS 'Final function of regions_connected.';

CREATE AGGREGATE sozialraum.regions_connected(id bigint, region bigint, weights sozialraum.spatial_weights) (
	SFUNC = sozialraum._regions_connected_accum, STYPE = internal, FINALFUNC = sozialraum._regions_connected_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.regions_connected(bigint, bigint, sozialraum.spatial_weights) IS
'Whether every region is in one piece: its areas hang together by links of the weights (in either direction, of a weight above 0) between areas of the region. region_parts() tells which one is not. region: any whole numbers. Rows with NULL in an argument are skipped; NULL on no rows. Errors (22023): an id twice or unknown to the weights, different weights. See doc/methods/regions.md.';

CREATE FUNCTION sozialraum.region_parts(id bigint, region bigint, weights sozialraum.spatial_weights) RETURNS integer
	AS 'MODULE_PATHNAME', 'sozialraum_region_parts' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum.region_parts(bigint, bigint, sozialraum.spatial_weights) IS
'Window function: into how many connected parts the region of a row falls; 1: it is in one piece. A row with NULL in id, region or weights gets NULL and is left out of the map. Errors (22023): an id twice or unknown to the weights, different weights in one partition. See regions_connected() and doc/methods/regions.md.';

CREATE FUNCTION sozialraum.isoperimetric_quotient(geom geometry) RETURNS double precision
	AS 'MODULE_PATHNAME', 'sozialraum_isoperimetric_quotient' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100;
COMMENT ON FUNCTION sozialraum.isoperimetric_quotient(geometry) IS
'How compact an area is, from 0 to 1: 4 π · area / perimeter²; 1 for a circle, 0.79 for a square, near 0 for a ribbon or a ragged border; holes count as border. Of a region: isoperimetric_quotient(ST_Union(geom)) with GROUP BY region. The finer the border was digitised, the smaller it is: compare regions of one map only. NULL for NULL and where the surface is 0. Errors (22023): an empty geometry, other types than polygons, coordinates in degrees. Source: Polsby and Popper 1991; doc/methods/regions.md.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Areal transfer: figures move from one set of areas to another
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TYPE sozialraum.polygon_set;

CREATE FUNCTION sozialraum.polygon_set_in(cstring) RETURNS sozialraum.polygon_set
	AS 'MODULE_PATHNAME', 'polygon_set_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.polygon_set_in(cstring) IS 'Reads a polygon set from hexadecimal digits.';

CREATE FUNCTION sozialraum.polygon_set_out(sozialraum.polygon_set) RETURNS cstring
	AS 'MODULE_PATHNAME', 'polygon_set_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.polygon_set_out(sozialraum.polygon_set) IS 'Writes a polygon set as hexadecimal digits.';

CREATE FUNCTION sozialraum.polygon_set_recv(internal) RETURNS sozialraum.polygon_set
	AS 'MODULE_PATHNAME', 'polygon_set_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.polygon_set_recv(internal) IS 'Reads a polygon set from its binary form, in network byte order.';

CREATE FUNCTION sozialraum.polygon_set_send(sozialraum.polygon_set) RETURNS bytea
	AS 'MODULE_PATHNAME', 'polygon_set_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.polygon_set_send(sozialraum.polygon_set) IS 'Writes a polygon set in its binary form, in network byte order.';

CREATE TYPE sozialraum.polygon_set (
	INPUT = sozialraum.polygon_set_in,
	OUTPUT = sozialraum.polygon_set_out,
	RECEIVE = sozialraum.polygon_set_recv,
	SEND = sozialraum.polygon_set_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = external
);
COMMENT ON TYPE sozialraum.polygon_set IS 'The polygons of a table with their bigint ids, and a value of each where there are values: what the functions of areal transfer take, built by polygon_set(id, geom) in a subquery or kept in a column. Text form: hexadecimal digits of the binary form. Input that is none: 22P03 or 22023. A value may have 1 GB, about 60 million points (54000).';

CREATE FUNCTION sozialraum._polygon_set_accum(internal, bigint, geometry) RETURNS internal
	AS 'MODULE_PATHNAME', 'polygon_set_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._polygon_set_accum(internal, bigint, geometry) IS 'Transition function of polygon_set(id, geom).';

CREATE FUNCTION sozialraum._polygon_set_accum(internal, bigint, geometry, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'polygon_set_valued_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._polygon_set_accum(internal, bigint, geometry, double precision) IS 'Transition function of polygon_set(id, geom, value).';

CREATE FUNCTION sozialraum._polygon_set_final(internal) RETURNS sozialraum.polygon_set
	AS 'MODULE_PATHNAME', 'polygon_set_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._polygon_set_final(internal) IS 'Final function of polygon_set.';

CREATE AGGREGATE sozialraum.polygon_set(id bigint, geom geometry) (
	SFUNC = sozialraum._polygon_set_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._polygon_set_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.polygon_set(bigint, geometry) IS 'The polygons and multipolygons of a table as one value, for areal_weights, dasymetric_weights, pycnophylactic. Ascending by id, whatever the order of rows. Rows with id or geom NULL are skipped; no rows: NULL. Another type of geometry, an empty one, mixed coordinate systems, an id that comes twice, an open ring: 22023; coordinates that are NaN or infinite: 22003; more than 1 GB: 54000.';

CREATE AGGREGATE sozialraum.polygon_set(id bigint, geom geometry, value double precision) (
	SFUNC = sozialraum._polygon_set_accum,
	STYPE = internal,
	FINALFUNC = sozialraum._polygon_set_final,
	COMBINEFUNC = sozialraum._units_combine,
	SERIALFUNC = sozialraum._units_serial,
	DESERIALFUNC = sozialraum._units_deserial,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sozialraum.polygon_set(bigint, geometry, double precision) IS 'polygon_set(id, geom) with a value of each area: inhabitants of a block for dasymetric_weights, the count to be smoothed for pycnophylactic. A value that is NULL is kept as unknown. NaN or infinite values: 22003; all else as polygon_set(id, geom).';

-- shares

CREATE FUNCTION sozialraum.areal_weights(source sozialraum.polygon_set, target sozialraum.polygon_set, sliver double precision DEFAULT 1e-9, rescale text DEFAULT 'slivers',
		OUT source_id bigint, OUT target_id bigint, OUT area double precision, OUT share_of_source double precision, OUT share_of_target double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_areal_weights' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.areal_weights(sozialraum.polygon_set, sozialraum.polygon_set, double precision, text) IS 'Which share of each source area lies in each target area: SELECT * FROM areal_weights((SELECT polygon_set(id, geom) FROM old), (SELECT polygon_set(id, geom) FROM new)). One row for every pair with a common surface, ascending by source_id and target_id; area: the common surface in square units of the coordinate system; share_of_source: 0 … 1, what of a count of the source goes to the target (transfer_extensive); share_of_target: which part of the target the pair is. What of a source lies in no target is a row with target_id NULL (share_of_target NULL); targets that no source touches have no row. Pairs below sliver times the surface of the source (0 to below 1) are dropped. rescale: ''slivers'' (what is dropped, and gaps below the sliver, go to the other targets of the source in proportion, so that its shares, with those of the row of NULL, add up to 1), ''all'' (the shares of every source that has a target add up to 1, a real rest is spread over its targets), ''none'' (shares are plain quotients of surfaces). Targets that overlap are a warning, as shares then add up to more than 1. NULL sets (no rows): no result. Degrees, different coordinate systems, a polygon whose border crosses itself or whose parts overlap (by more than a billionth of its surface) or that has no surface, sliver or rescale out of range: 22023. Source: Goodchild, Lam 1980; doc/methods/areal.md.';

CREATE FUNCTION sozialraum.dasymetric_weights(source sozialraum.polygon_set, target sozialraum.polygon_set, ancillary sozialraum.polygon_set, sliver double precision DEFAULT 1e-9, rescale text DEFAULT 'slivers',
		OUT source_id bigint, OUT target_id bigint, OUT weight double precision, OUT share_of_source double precision, OUT share_of_target double precision, OUT method text) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_dasymetric_weights' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.dasymetric_weights(sozialraum.polygon_set, sozialraum.polygon_set, sozialraum.polygon_set, double precision, text) IS 'As areal_weights, but the shares follow what is known about the inside: ancillary holds blocks (built-up areas, residential blocks, grid cells) with a weight, polygon_set(id, geom, inhabitants), each spread evenly over its block and nowhere else. weight: weight of the blocks in what source and target have in common (0 where method is area); share_of_source: of the weight in the source; share_of_target: of the weight in the target, NULL where there is none; method: ''ancillary'', or ''area'' for a source without any weight, whose shares are those of areal_weights. sliver and rescale as there, for weights instead of surfaces: the row with target_id NULL is the weight of a source that lies in no target. A block without weight (NULL): 22004; a negative one, or ancillary built without values: 22023; other errors as areal_weights. Source: Wright 1936; Eicher, Brewer 2001; doc/methods/areal.md.';

CREATE FUNCTION sozialraum.pycnophylactic(source sozialraum.polygon_set, target sozialraum.polygon_set, cell_size double precision, iterations integer DEFAULT 100, tolerance double precision DEFAULT 0.001,
		OUT target_id bigint, OUT value double precision, OUT covered double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_pycnophylactic' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.pycnophylactic(sozialraum.polygon_set, sozialraum.polygon_set, double precision, integer, double precision) IS 'Counts of source areas, polygon_set(id, geom, value), moved to target areas by a smooth surface over square cells that keeps the total of every source (Tobler): the density does not jump at the borders of the sources. cell_size: side of a cell in units of the coordinate system; a cell belongs to the areas in which its centre lies. Iterates until no cell moves by more than tolerance times the largest cell, or iterations are over (0: spread evenly). value: the count of the target, NULL where no source is, where a source without value (NULL) is, or where the target is smaller than the cells; covered: share of the target that lies in sources, as its cells show it. What lies in no target is a row with target_id NULL; the values of all rows add up to those of the sources. Every target has a row. More than 10 million cells: 54000; a source that contains no centre of a cell, negative values or arguments, source built without values: 22023; other errors as areal_weights. Source: Tobler 1979; doc/methods/areal.md.';

-- values

CREATE FUNCTION sozialraum._transfer_extensive_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'transfer_extensive_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._transfer_extensive_accum(bytea, double precision, double precision) IS 'Transition function of transfer_extensive.';

CREATE FUNCTION sozialraum._transfer_extensive_accum(bytea, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'transfer_extensive_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._transfer_extensive_accum(bytea, double precision, double precision, double precision) IS 'Transition function of transfer_extensive with a tolerance.';

CREATE FUNCTION sozialraum._transfer_extensive_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'transfer_extensive_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._transfer_extensive_combine(bytea, bytea) IS 'Combine function of transfer_extensive.';

CREATE FUNCTION sozialraum._transfer_extensive_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'transfer_extensive_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._transfer_extensive_final(bytea) IS 'Final function of transfer_extensive.';

CREATE AGGREGATE sozialraum.transfer_extensive(value double precision, share_of_source double precision) (
	SFUNC = sozialraum._transfer_extensive_accum, STYPE = bytea, SSPACE = 200,
	COMBINEFUNC = sozialraum._transfer_extensive_combine, FINALFUNC = sozialraum._transfer_extensive_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.transfer_extensive(double precision, double precision) IS 'A count (inhabitants, cases, square metres) of a target area: sum of value × share_of_source over the rows of areal_weights or dasymetric_weights of the target, exact, whatever the order of rows. NULL on no rows, and when a source that gives a share has no value (NULL): missing is never zero. Rows with share_of_source NULL are skipped. Errors: NaN or infinity (22003), a negative share (22023). Source: Goodchild, Lam 1980.';

CREATE AGGREGATE sozialraum.transfer_extensive(value double precision, share_of_source double precision, tolerance double precision) (
	SFUNC = sozialraum._transfer_extensive_accum, STYPE = bytea, SSPACE = 200,
	COMBINEFUNC = sozialraum._transfer_extensive_combine, FINALFUNC = sozialraum._transfer_extensive_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.transfer_extensive(double precision, double precision, double precision) IS 'transfer_extensive(value, share_of_source) that passes over sources without a value which give at most tolerance (0 … 1, constant; 0.01: a hundredth) of themselves: slivers of a neighbour shall not make a target unknown. tolerance outside 0 … 1 or not the same for all rows: 22023; NULL: 22004.';

CREATE FUNCTION sozialraum._transfer_intensive_accum(bytea, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'transfer_intensive_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._transfer_intensive_accum(bytea, double precision, double precision) IS 'Transition function of transfer_intensive.';

CREATE FUNCTION sozialraum._transfer_intensive_accum(bytea, double precision, double precision, double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'transfer_intensive_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._transfer_intensive_accum(bytea, double precision, double precision, double precision) IS 'Transition function of transfer_intensive with a minimum share.';

CREATE FUNCTION sozialraum._transfer_intensive_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'transfer_intensive_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._transfer_intensive_combine(bytea, bytea) IS 'Combine function of transfer_intensive.';

CREATE FUNCTION sozialraum._transfer_intensive_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'transfer_intensive_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._transfer_intensive_final(bytea) IS 'Final function of transfer_intensive.';

CREATE AGGREGATE sozialraum.transfer_intensive(value double precision, weight double precision) (
	SFUNC = sozialraum._transfer_intensive_accum, STYPE = bytea, SSPACE = 200,
	COMBINEFUNC = sozialraum._transfer_intensive_combine, FINALFUNC = sozialraum._transfer_intensive_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.transfer_intensive(double precision, double precision) IS 'A rate, density or mean of a target area: the mean of the sources'' values, weighted by area of areal_weights or weight of dasymetric_weights (over the part of the target that sources cover), exact, whatever the order of rows. NULL on no rows, when the weights sum to 0, and when a source that counts has no value (NULL). Rows with weight NULL are skipped. A rate with numerator and denominator moves better as two counts. Errors: NaN or infinity (22003), a negative weight (22023). Source: Goodchild, Lam 1980.';

CREATE AGGREGATE sozialraum.transfer_intensive(value double precision, weight double precision, minimum_share double precision) (
	SFUNC = sozialraum._transfer_intensive_accum, STYPE = bytea, SSPACE = 200,
	COMBINEFUNC = sozialraum._transfer_intensive_combine, FINALFUNC = sozialraum._transfer_intensive_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.transfer_intensive(double precision, double precision, double precision) IS 'transfer_intensive(value, weight) over the sources that have a value, if they make up at least minimum_share (0 … 1, constant) of the weight; NULL if not. minimum_share outside 0 … 1 or not the same for all rows: 22023; NULL: 22004.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Access: how well places are served by facilities
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TYPE sozialraum.access_points;

CREATE FUNCTION sozialraum.access_points_in(cstring) RETURNS sozialraum.access_points
	AS 'MODULE_PATHNAME', 'access_points_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.access_points_in(cstring) IS 'Reads access points from text.';

CREATE FUNCTION sozialraum.access_points_out(sozialraum.access_points) RETURNS cstring
	AS 'MODULE_PATHNAME', 'access_points_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.access_points_out(sozialraum.access_points) IS 'Writes access points as text.';

CREATE FUNCTION sozialraum.access_points_recv(internal) RETURNS sozialraum.access_points
	AS 'MODULE_PATHNAME', 'access_points_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.access_points_recv(internal) IS 'Reads access points from their binary form, in network byte order.';

CREATE FUNCTION sozialraum.access_points_send(sozialraum.access_points) RETURNS bytea
	AS 'MODULE_PATHNAME', 'access_points_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.access_points_send(sozialraum.access_points) IS 'Writes access points in their binary form, in network byte order.';

CREATE TYPE sozialraum.access_points (
	INPUT = sozialraum.access_points_in,
	OUTPUT = sozialraum.access_points_out,
	RECEIVE = sozialraum.access_points_recv,
	SEND = sozialraum.access_points_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = external
);
COMMENT ON TYPE sozialraum.access_points IS 'Demand points or facility points with an id, an amount (demand or capacity) and, usually, a location: one value made by demand_points or facility_points and read by the functions of access. Text form: role;SRID;id amount x y;… with the role demand or facilities, for example demand;25832;1 100 4500.5 5600.5;2 80 4700 5610; without locations facilities;;1 60;2 45. Ids ascend; amounts are finite and not negative. Input that is none: 22P02, 22P03, 22003 or 22023. A value may have 1 GB, about 33 million points (54000).';

CREATE TYPE sozialraum.travel_costs;

CREATE FUNCTION sozialraum.travel_costs_in(cstring) RETURNS sozialraum.travel_costs
	AS 'MODULE_PATHNAME', 'travel_costs_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.travel_costs_in(cstring) IS 'Reads travel costs from text.';

CREATE FUNCTION sozialraum.travel_costs_out(sozialraum.travel_costs) RETURNS cstring
	AS 'MODULE_PATHNAME', 'travel_costs_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.travel_costs_out(sozialraum.travel_costs) IS 'Writes travel costs as text.';

CREATE FUNCTION sozialraum.travel_costs_recv(internal) RETURNS sozialraum.travel_costs
	AS 'MODULE_PATHNAME', 'travel_costs_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.travel_costs_recv(internal) IS 'Reads travel costs from their binary form, in network byte order.';

CREATE FUNCTION sozialraum.travel_costs_send(sozialraum.travel_costs) RETURNS bytea
	AS 'MODULE_PATHNAME', 'travel_costs_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.travel_costs_send(sozialraum.travel_costs) IS 'Writes travel costs in their binary form, in network byte order.';

CREATE TYPE sozialraum.travel_costs (
	INPUT = sozialraum.travel_costs_in,
	OUTPUT = sozialraum.travel_costs_out,
	RECEIVE = sozialraum.travel_costs_recv,
	SEND = sozialraum.travel_costs_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = external
);
COMMENT ON TYPE sozialraum.travel_costs IS 'What it costs to travel from demand points to facilities (minutes, metres, money): one value made by travel_costs and read by the functions of access. A pair that is not in it cannot be travelled. Costs need not be the same in both directions: they are those from the demand point to the facility. Text form: place facility cost;… for example 1 4 5.5;1 5 25;2 5 18, ascending. Costs are finite and not negative. Input that is none: 22P02, 22P03, 22003 or 22023. A value may have 1 GB, about 85 million pairs (54000).';

-- aggregates that make them

CREATE FUNCTION sozialraum._demand_points_accum(internal, bigint, double precision, geometry) RETURNS internal
	AS 'MODULE_PATHNAME', 'demand_points_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum._demand_points_accum(internal, bigint, double precision, geometry) IS 'Transition function of demand_points(id, demand, geom).';

CREATE FUNCTION sozialraum._demand_points_accum(internal, bigint, geometry) RETURNS internal
	AS 'MODULE_PATHNAME', 'demand_points_accum_geom' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum._demand_points_accum(internal, bigint, geometry) IS 'Transition function of demand_points(id, geom).';

CREATE FUNCTION sozialraum._demand_points_accum(internal, bigint, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'demand_points_accum_amount' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum._demand_points_accum(internal, bigint, double precision) IS 'Transition function of demand_points(id, demand).';

CREATE FUNCTION sozialraum._facility_points_accum(internal, bigint, double precision, geometry) RETURNS internal
	AS 'MODULE_PATHNAME', 'facility_points_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum._facility_points_accum(internal, bigint, double precision, geometry) IS 'Transition function of facility_points(id, capacity, geom).';

CREATE FUNCTION sozialraum._facility_points_accum(internal, bigint, geometry) RETURNS internal
	AS 'MODULE_PATHNAME', 'facility_points_accum_geom' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum._facility_points_accum(internal, bigint, geometry) IS 'Transition function of facility_points(id, geom).';

CREATE FUNCTION sozialraum._facility_points_accum(internal, bigint, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'facility_points_accum_amount' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum._facility_points_accum(internal, bigint, double precision) IS 'Transition function of facility_points(id, capacity).';

CREATE FUNCTION sozialraum._travel_costs_accum(internal, bigint, bigint, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'travel_costs_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 10;
COMMENT ON FUNCTION sozialraum._travel_costs_accum(internal, bigint, bigint, double precision) IS 'Transition function of travel_costs(demand_id, facility_id, cost).';

CREATE FUNCTION sozialraum._access_points_final(internal) RETURNS sozialraum.access_points
	AS 'MODULE_PATHNAME', 'access_points_final' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum._access_points_final(internal) IS 'Final function of the aggregates that make access points.';

CREATE FUNCTION sozialraum._travel_costs_final(internal) RETURNS sozialraum.travel_costs
	AS 'MODULE_PATHNAME', 'travel_costs_final' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum._travel_costs_final(internal) IS 'Final function of the aggregates that make travel costs.';

CREATE AGGREGATE sozialraum.demand_points(id bigint, demand double precision, geom geometry) (
	SFUNC = sozialraum._demand_points_accum, STYPE = internal, SSPACE = 2048, FINALFUNC = sozialraum._access_points_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.demand_points(bigint, double precision, geometry) IS
'Where demand is: a point (address, block, area) per row with its demand, for example the children of the age group, as one value for two_step_floating_catchment and the other functions of access. geom: a point, or a polygon, which counts at its centre of gravity; in metres. Rows with NULL are skipped; NULL on no rows. Errors: an id that comes twice (22023), NaN or infinity (22003), a negative demand, degrees, mixed SRID, an empty or other geometry (22023). The value is the same for every order of rows. See doc/methods/access.md.';

CREATE AGGREGATE sozialraum.demand_points(id bigint, geom geometry) (
	SFUNC = sozialraum._demand_points_accum, STYPE = internal, SSPACE = 2048, FINALFUNC = sozialraum._access_points_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.demand_points(bigint, geometry) IS
'As demand_points(id, demand, geom) with a demand of 1 for every row: for nearest_facility, or where rows are persons or households.';

CREATE AGGREGATE sozialraum.demand_points(id bigint, demand double precision) (
	SFUNC = sozialraum._demand_points_accum, STYPE = internal, SSPACE = 2048, FINALFUNC = sozialraum._access_points_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.demand_points(bigint, double precision) IS
'As demand_points(id, demand, geom) without locations, for costs of travel that come from a table.';

CREATE AGGREGATE sozialraum.facility_points(id bigint, capacity double precision, geom geometry) (
	SFUNC = sozialraum._facility_points_accum, STYPE = internal, SSPACE = 2048, FINALFUNC = sozialraum._access_points_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.facility_points(bigint, double precision, geometry) IS
'Where supply is: a facility per row with its capacity (places, full-time equivalents, opening hours), as one value for two_step_floating_catchment and the other functions of access. geom: a point, or a polygon, which counts at its centre of gravity; in metres. Rows with NULL are skipped; NULL on no rows. Errors: an id that comes twice (22023), NaN or infinity (22003), a negative capacity, degrees, mixed SRID, an empty or other geometry (22023). The value is the same for every order of rows. See doc/methods/access.md.';

CREATE AGGREGATE sozialraum.facility_points(id bigint, geom geometry) (
	SFUNC = sozialraum._facility_points_accum, STYPE = internal, SSPACE = 2048, FINALFUNC = sozialraum._access_points_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.facility_points(bigint, geometry) IS
'As facility_points(id, capacity, geom) with a capacity of 1 for every row: where facilities are counted, or only the nearest is asked for.';

CREATE AGGREGATE sozialraum.facility_points(id bigint, capacity double precision) (
	SFUNC = sozialraum._facility_points_accum, STYPE = internal, SSPACE = 2048, FINALFUNC = sozialraum._access_points_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.facility_points(bigint, double precision) IS
'As facility_points(id, capacity, geom) without locations, for costs of travel that come from a table.';

CREATE AGGREGATE sozialraum.travel_costs(demand_id bigint, facility_id bigint, cost double precision) (
	SFUNC = sozialraum._travel_costs_accum, STYPE = internal, SSPACE = 2048, FINALFUNC = sozialraum._travel_costs_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.travel_costs(bigint, bigint, double precision) IS
'What it costs to travel from demand points to facilities, for example minutes from pgr_dijkstraCost of pgRouting, as one value for the functions of access. Pairs without a row cannot be travelled. Rows with NULL are skipped; NULL on no rows. Errors: a pair that comes twice, a negative cost (22023), NaN or infinity (22003). The value is the same for every order of rows. See doc/methods/access.md.';

-- functions that read them

CREATE FUNCTION sozialraum.two_step_floating_catchment(origins sozialraum.access_points, destinations sozialraum.access_points, maximum_distance double precision, method text DEFAULT '2sfca', decay text DEFAULT NULL, decay_parameter double precision[] DEFAULT NULL,
	OUT demand_id bigint, OUT demand double precision, OUT access double precision, OUT relative_access double precision, OUT facilities integer, OUT nearest_facility bigint, OUT nearest_cost double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_two_step_floating_catchment' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.two_step_floating_catchment(sozialraum.access_points, sozialraum.access_points, double precision, text, text, double precision[]) IS
'Access of every demand point to facilities, in units of capacity per unit of demand, where demand competes for capacity: first the capacity of a facility over the demand within maximum_distance (straight line), then the sum of these ratios over the facilities within maximum_distance. method: 2sfca (Luo and Wang 2003: everything within counts in full), e2sfca (Luo and Qi 2009: with distance decay), 3sfca (Wan et al. 2012: demand also chooses between facilities), m2sfca (Delamater 2013: what is far stays unused). decay (default: none for 2sfca, step for the others): none, step (decay_parameter ARRAY[[limit, weight], …], ascending; default thirds of the maximum with 1, 0.68, 0.22), gaussian (exp(-c²/(2s²)), ARRAY[s]), dai (Gaussian from 1 at 0 to 0 at the maximum), power (max(c, least)^-b, ARRAY[b, least]), exponential (exp(-b c), ARRAY[b]), linear (1 - c / maximum). One row for each demand point, ascending: access (0 where no facility is within reach), relative_access (access over total capacity per total demand: 1 is the mean under perfect distribution; NULL when one total is 0), facilities within reach (with a weight above 0), nearest_facility (equally near: the smaller id) and nearest_cost, its distance (NULL where none is within reach). Except with m2sfca, the sum of demand · access is the capacity of the facilities that are reached. A NULL in points, costs, maximum or method gives no rows. Errors: unknown method or decay, a decay that its parameter does not fit, points in the wrong order or without location, mixed SRID, degrees, a negative maximum (22023); a power of a distance of 0 without least distance, an infinite maximum where the decay needs a finite one (22023); NaN, or a result out of range (22003). Source: the papers named; doc/methods/access.md.';

CREATE FUNCTION sozialraum.two_step_floating_catchment(origins sozialraum.access_points, destinations sozialraum.access_points, costs sozialraum.travel_costs, maximum_cost double precision, method text DEFAULT '2sfca', decay text DEFAULT NULL, decay_parameter double precision[] DEFAULT NULL,
	OUT demand_id bigint, OUT demand double precision, OUT access double precision, OUT relative_access double precision, OUT facilities integer, OUT nearest_facility bigint, OUT nearest_cost double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_two_step_floating_catchment_costs' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.two_step_floating_catchment(sozialraum.access_points, sozialraum.access_points, sozialraum.travel_costs, double precision, text, text, double precision[]) IS
'As two_step_floating_catchment over straight lines, over costs of travel. A pair without cost is out of reach. Errors: unknown method or decay, a decay that its parameter does not fit, points in the wrong order, costs that name unknown ids, a negative maximum (22023); a power of a cost of 0 without least cost, an infinite maximum where the decay needs a finite one (22023); NaN, or a result out of range (22003). See doc/methods/access.md.';

CREATE FUNCTION sozialraum.catchment_population(origins sozialraum.access_points, destinations sozialraum.access_points, maximum_distance double precision, method text DEFAULT '2sfca', decay text DEFAULT NULL, decay_parameter double precision[] DEFAULT NULL,
	OUT facility_id bigint, OUT capacity double precision, OUT population double precision, OUT weighted_demand double precision, OUT demand_points integer, OUT ratio double precision, OUT unused_capacity double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_catchment_population' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.catchment_population(sozialraum.access_points, sozialraum.access_points, double precision, text, text, double precision[]) IS
'What comes to every facility within maximum_distance (straight line): the first step of two_step_floating_catchment, with the same arguments. One row for each facility, ascending: population (the demand within reach, in full), weighted_demand (by distance decay and method), demand_points within reach, ratio (capacity per unit of weighted demand; NULL where weighted_demand is 0: nobody reaches the facility), unused_capacity (all of it where nobody reaches the facility; with m2sfca, what distance leaves unused; else 0). A NULL in points, costs, maximum or method gives no rows. Errors: unknown method or decay, a decay that its parameter does not fit, points in the wrong order or without location, mixed SRID, degrees, a negative maximum (22023); a power of a distance of 0 without least distance, an infinite maximum where the decay needs a finite one (22023); NaN, or a result out of range (22003). Source: see two_step_floating_catchment; doc/methods/access.md.';

CREATE FUNCTION sozialraum.catchment_population(origins sozialraum.access_points, destinations sozialraum.access_points, costs sozialraum.travel_costs, maximum_cost double precision, method text DEFAULT '2sfca', decay text DEFAULT NULL, decay_parameter double precision[] DEFAULT NULL,
	OUT facility_id bigint, OUT capacity double precision, OUT population double precision, OUT weighted_demand double precision, OUT demand_points integer, OUT ratio double precision, OUT unused_capacity double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_catchment_population_costs' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.catchment_population(sozialraum.access_points, sozialraum.access_points, sozialraum.travel_costs, double precision, text, text, double precision[]) IS
'As catchment_population over straight lines, over costs of travel. A pair without cost is out of reach. Errors: unknown method or decay, a decay that its parameter does not fit, points in the wrong order, costs that name unknown ids, a negative maximum (22023); a power of a cost of 0 without least cost, an infinite maximum where the decay needs a finite one (22023); NaN, or a result out of range (22003). See doc/methods/access.md.';

CREATE FUNCTION sozialraum.gravity_access(origins sozialraum.access_points, destinations sozialraum.access_points, maximum_distance double precision, decay text DEFAULT 'power', decay_parameter double precision[] DEFAULT NULL,
	OUT demand_id bigint, OUT access double precision, OUT facilities integer, OUT nearest_facility bigint, OUT nearest_cost double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_gravity_access' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.gravity_access(sozialraum.access_points, sozialraum.access_points, double precision, text, double precision[]) IS
'Potential of every demand point: the sum of the capacities of the facilities within maximum_distance (straight line; may be infinite), weighted by distance decay; demand does not compete. decay and decay_parameter as in two_step_floating_catchment; power (default) needs its exponent, ARRAY[b] or ARRAY[b, least distance]; none gives cumulative opportunities, the capacity within reach. One row for each demand point, ascending; columns as there. For gravity with competition use two_step_floating_catchment with the method e2sfca and the decay power. A NULL in points, costs, maximum or method gives no rows. Errors: unknown method or decay, a decay that its parameter does not fit, points in the wrong order or without location, mixed SRID, degrees, a negative maximum (22023); a power of a distance of 0 without least distance, an infinite maximum where the decay needs a finite one (22023); NaN, or a result out of range (22003). Source: Hansen 1959; doc/methods/access.md.';

CREATE FUNCTION sozialraum.gravity_access(origins sozialraum.access_points, destinations sozialraum.access_points, costs sozialraum.travel_costs, maximum_cost double precision, decay text DEFAULT 'power', decay_parameter double precision[] DEFAULT NULL,
	OUT demand_id bigint, OUT access double precision, OUT facilities integer, OUT nearest_facility bigint, OUT nearest_cost double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_gravity_access_costs' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.gravity_access(sozialraum.access_points, sozialraum.access_points, sozialraum.travel_costs, double precision, text, double precision[]) IS
'As gravity_access over straight lines, over costs of travel. Errors: unknown method or decay, a decay that its parameter does not fit, points in the wrong order, costs that name unknown ids, a negative maximum (22023); a power of a cost of 0 without least cost, an infinite maximum where the decay needs a finite one (22023); NaN, or a result out of range (22003). See doc/methods/access.md.';

CREATE FUNCTION sozialraum.huff(origins sozialraum.access_points, destinations sozialraum.access_points, maximum_distance double precision DEFAULT 'Infinity', exponent double precision DEFAULT 1.5, minimum_distance double precision DEFAULT 0,
	OUT demand_id bigint, OUT facility_id bigint, OUT cost double precision, OUT probability double precision, OUT demand double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_huff' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 10000;
COMMENT ON FUNCTION sozialraum.huff(sozialraum.access_points, sozialraum.access_points, double precision, double precision, double precision) IS
'Huff''s model: the probability that demand at a point goes to a facility, capacity · distance^-exponent over the sum of this over all facilities within maximum_distance (straight line). Distances below minimum_distance count as this. One row for each pair of demand point and facility within reach, ascending: cost (the distance), probability, demand (of the point, times the probability). A point that reaches no facility with a capacity has one row with NULL in facility_id, cost and probability and all of its demand, so that demand always adds up. A NULL argument gives no rows. Errors: points in the wrong order or without location, mixed SRID, degrees, negative or infinite exponent or minimum (22023, 22003); a distance of 0 without minimum_distance (22023). Source: Huff 1963; doc/methods/access.md.';

CREATE FUNCTION sozialraum.huff(origins sozialraum.access_points, destinations sozialraum.access_points, costs sozialraum.travel_costs, maximum_cost double precision DEFAULT 'Infinity', exponent double precision DEFAULT 1.5, minimum_cost double precision DEFAULT 0,
	OUT demand_id bigint, OUT facility_id bigint, OUT cost double precision, OUT probability double precision, OUT demand double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_huff_costs' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 10000;
COMMENT ON FUNCTION sozialraum.huff(sozialraum.access_points, sozialraum.access_points, sozialraum.travel_costs, double precision, double precision, double precision) IS
'As huff over straight lines, over costs of travel. Errors: points in the wrong order, costs that name unknown ids, negative or infinite exponent or minimum (22023, 22003); a cost of 0 without minimum_cost (22023). See doc/methods/access.md.';

CREATE FUNCTION sozialraum.huff_demand(origins sozialraum.access_points, destinations sozialraum.access_points, maximum_distance double precision DEFAULT 'Infinity', exponent double precision DEFAULT 1.5, minimum_distance double precision DEFAULT 0,
	OUT facility_id bigint, OUT capacity double precision, OUT demand double precision, OUT share double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_huff_demand' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.huff_demand(sozialraum.access_points, sozialraum.access_points, double precision, double precision, double precision) IS
'What Huff''s model sends to every facility: the sum of huff().demand, and its share (0 … 1) of all demand; the shares add up to less than 1 when some points reach no facility. share is NULL when there is no demand. One row for each facility, ascending. Arguments as huff(). A NULL argument gives no rows. Errors: points in the wrong order or without location, mixed SRID, degrees, negative or infinite exponent or minimum (22023, 22003); a distance of 0 without minimum_distance (22023). Source: Huff 1963; doc/methods/access.md.';

CREATE FUNCTION sozialraum.huff_demand(origins sozialraum.access_points, destinations sozialraum.access_points, costs sozialraum.travel_costs, maximum_cost double precision DEFAULT 'Infinity', exponent double precision DEFAULT 1.5, minimum_cost double precision DEFAULT 0,
	OUT facility_id bigint, OUT capacity double precision, OUT demand double precision, OUT share double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_huff_demand_costs' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.huff_demand(sozialraum.access_points, sozialraum.access_points, sozialraum.travel_costs, double precision, double precision, double precision) IS
'As huff_demand over straight lines, over costs of travel. Errors: points in the wrong order, costs that name unknown ids, negative or infinite exponent or minimum (22023, 22003); a cost of 0 without minimum_cost (22023). See doc/methods/access.md.';

CREATE FUNCTION sozialraum.nearest_facility(origins sozialraum.access_points, destinations sozialraum.access_points, k integer DEFAULT 1, maximum_distance double precision DEFAULT 'Infinity',
	OUT demand_id bigint, OUT rank integer, OUT facility_id bigint, OUT cost double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_nearest_facility' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.nearest_facility(sozialraum.access_points, sozialraum.access_points, integer, double precision) IS
'The k nearest facilities of every demand point within maximum_distance (straight line), with rank 1 … k and cost, the distance; equally near facilities by id. Fewer than k rows where fewer are within reach; one row with rank 1 and NULL in facility_id and cost where none is, so that no demand point gets lost. Ascending by demand_id and rank. Capacity and demand do not matter. A NULL argument gives no rows. Errors: k < 1, a negative maximum, points in the wrong order or without location, mixed SRID (22023), NaN (22003). See doc/methods/access.md.';

CREATE FUNCTION sozialraum.nearest_facility(origins sozialraum.access_points, destinations sozialraum.access_points, costs sozialraum.travel_costs, k integer DEFAULT 1, maximum_cost double precision DEFAULT 'Infinity',
	OUT demand_id bigint, OUT rank integer, OUT facility_id bigint, OUT cost double precision) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_nearest_facility_costs' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 100000 ROWS 1000;
COMMENT ON FUNCTION sozialraum.nearest_facility(sozialraum.access_points, sozialraum.access_points, sozialraum.travel_costs, integer, double precision) IS
'As nearest_facility over straight lines, over costs of travel. Errors: k < 1, a negative maximum, points in the wrong order, costs that name unknown ids (22023), NaN (22003). See doc/methods/access.md.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Locate: in which area does a point lie
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TYPE sozialraum.locator;

CREATE FUNCTION sozialraum.locator_in(cstring) RETURNS sozialraum.locator
	AS 'MODULE_PATHNAME', 'locator_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.locator_in(cstring) IS 'Reads a locator from text.';

CREATE FUNCTION sozialraum.locator_out(sozialraum.locator) RETURNS cstring
	AS 'MODULE_PATHNAME', 'locator_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.locator_out(sozialraum.locator) IS 'Writes a locator as text.';

CREATE FUNCTION sozialraum.locator_recv(internal) RETURNS sozialraum.locator
	AS 'MODULE_PATHNAME', 'locator_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.locator_recv(internal) IS 'Reads a locator from its binary form.';

CREATE FUNCTION sozialraum.locator_send(sozialraum.locator) RETURNS bytea
	AS 'MODULE_PATHNAME', 'locator_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.locator_send(sozialraum.locator) IS 'Writes a locator in its binary form.';

CREATE TYPE sozialraum.locator (
	INPUT = sozialraum.locator_in,
	OUTPUT = sozialraum.locator_out,
	RECEIVE = sozialraum.locator_recv,
	SEND = sozialraum.locator_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = external
);
COMMENT ON TYPE sozialraum.locator IS 'An index over areas that answers in which of them a point lies; made by build_locator and asked by locate. A value like any other: from a subquery, in a column (kept out of line and not compressed; it is fetched once per query, not per row), in parallel workers. It does not follow later changes of the areas: build it again. Text form (for dump and restore): its bytes in hexadecimal digits. Input that is none, or that comes from a machine with another byte order: 22P02 as text, 22P03 as bytes. Up to 1 GB, about 15 million different edges (54000).';

CREATE FUNCTION sozialraum._build_locator_accum(internal, bigint, geometry) RETURNS internal
	AS 'MODULE_PATHNAME', 'build_locator_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._build_locator_accum(internal, bigint, geometry) IS 'Transition function of build_locator.';

CREATE FUNCTION sozialraum._build_locator_final(internal) RETURNS sozialraum.locator
	AS 'MODULE_PATHNAME', 'build_locator_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._build_locator_final(internal) IS 'Final function of build_locator.';

CREATE AGGREGATE sozialraum.build_locator(area_id bigint, geom geometry) (
	SFUNC = sozialraum._build_locator_accum, STYPE = internal, SSPACE = 1048576, FINALFUNC = sozialraum._build_locator_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.build_locator(bigint, geometry) IS
'An index over areas (polygons or multipolygons, with holes), one row for each: locate() finds with it in which area a point lies. Rows with NULL are skipped; NULL on no rows. The areas should be a coverage, without overlaps: locator_overlaps() lists those that there are. Degrees are allowed; borders are straight lines in the plane, as for ST_Intersects. The same bytes for any order of rows and any number of workers. Errors: geometries with different SRID, an id that comes twice, an empty geometry, another type of geometry (22023); NaN or infinite coordinates (22003); a result above 1 GB (54000). Source: doc/methods/locate.md.';

CREATE FUNCTION sozialraum.locate(locator sozialraum.locator, point geometry) RETURNS bigint
	AS 'MODULE_PATHNAME', 'locate_point' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 4;
COMMENT ON FUNCTION sozialraum.locate(sozialraum.locator, geometry) IS
'The id of the area that the point lies in; NULL: in none, or the point is empty or NULL. A point on a border belongs to exactly one area, the one to the east of it (on a level border, to the north); where areas overlap, to the one with the smallest id. For every other point the answer is that of ST_Intersects. Errors: another SRID than the areas have, a geometry that is no point (22023 or PostGIS'' own), NaN or infinite coordinates (22003). Source: doc/methods/locate.md.';

CREATE FUNCTION sozialraum.locate(locator sozialraum.locator, x double precision, y double precision) RETURNS bigint
	AS 'MODULE_PATHNAME', 'locate_xy' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION sozialraum.locate(sozialraum.locator, double precision, double precision) IS
'The id of the area that the point with these coordinates lies in, which must be in the coordinate system of the areas (x to the east, y to the north; in degrees: longitude, latitude); NULL: in none, or a coordinate is NULL. See locate(locator, point). Error 22003 for NaN or infinity.';

CREATE TYPE sozialraum.locator_description AS (areas integer, edges bigint, overlapping_pairs bigint, srid integer, bytes bigint,
	x_min double precision, y_min double precision, x_max double precision, y_max double precision, fingerprint bigint);
COMMENT ON TYPE sozialraum.locator_description IS 'What a locator is like: result of locator_summary().';
COMMENT ON COLUMN sozialraum.locator_description.areas IS 'Number of areas.';
COMMENT ON COLUMN sozialraum.locator_description.edges IS 'Number of different edges; one that two areas share exactly counts once.';
COMMENT ON COLUMN sozialraum.locator_description.overlapping_pairs IS 'Number of pairs of areas that overlap, see locator_overlaps(); NULL: more than a million.';
COMMENT ON COLUMN sozialraum.locator_description.srid IS 'EPSG code of the areas; 0: none.';
COMMENT ON COLUMN sozialraum.locator_description.bytes IS 'Size of the value.';
COMMENT ON COLUMN sozialraum.locator_description.x_min IS 'Western end of all areas.';
COMMENT ON COLUMN sozialraum.locator_description.y_min IS 'Southern end of all areas.';
COMMENT ON COLUMN sozialraum.locator_description.x_max IS 'Eastern end of all areas.';
COMMENT ON COLUMN sozialraum.locator_description.y_max IS 'Northern end of all areas.';
COMMENT ON COLUMN sozialraum.locator_description.fingerprint IS 'A number that equal locators share and different ones, for all practical purposes, do not: to see whether areas have changed.';

CREATE FUNCTION sozialraum.locator_summary(locator sozialraum.locator) RETURNS sozialraum.locator_description
	AS 'MODULE_PATHNAME', 'sozialraum_locator_summary' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.locator_summary(sozialraum.locator) IS 'What a locator is like: how many areas and edges, how many pairs of areas overlap, SRID, size, extent.';

CREATE FUNCTION sozialraum._locator_overlaps(locator sozialraum.locator, OUT id bigint, OUT other_id bigint, OUT x double precision, OUT y double precision, OUT srid integer) RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'sozialraum_locator_overlaps' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 100;
COMMENT ON FUNCTION sozialraum._locator_overlaps(sozialraum.locator) IS 'What locator_overlaps() makes points of.';

CREATE FUNCTION sozialraum.locator_overlaps(locator sozialraum.locator, OUT id bigint, OUT other_id bigint, OUT point geometry) RETURNS SETOF record
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 100
BEGIN ATOMIC
	SELECT o.id, o.other_id, ST_SetSRID(ST_MakePoint(o.x, o.y), o.srid) FROM sozialraum._locator_overlaps(locator) AS o;
END;
COMMENT ON FUNCTION sozialraum.locator_overlaps(sozialraum.locator) IS
'Pairs of areas of a locator that overlap, however little (common borders and corners are no overlap), ascending by id and other_id: points there are located in id, the smaller one. point: a corner of what they have in common; where only borders cross, the crossing, rounded. No rows: no point lies in two areas. The areas must be valid (ST_IsValid); those that cross themselves may hide an overlap. Of more than a million pairs a million are listed, with a warning. Source: doc/methods/locate.md.';
-- ---------------------------------------------------------------------------------------------------------------------
-- Counting points into figures: registers, facilities and events that lie as a table of points. Nothing of a single row is
-- stored, only counts and sums per area.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._point_at(x double precision, y double precision, srid integer) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_SetSRID(ST_MakePoint(x, y), srid);
COMMENT ON FUNCTION sozialraum._point_at(double precision, double precision, integer) IS 'A point from its coordinates; NULL where one is missing.';

CREATE FUNCTION sozialraum._point_in_srid(geom geometry, source_srid integer, srid integer) RETURNS geometry
LANGUAGE plpgsql IMMUTABLE COST 1000 SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN sozialraum._in_srid(geom, source_srid, srid);
EXCEPTION WHEN OTHERS THEN
	-- coordinates that are none (a latitude of 500): the point lies nowhere, and the others are counted
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION sozialraum._point_in_srid(geometry, integer, integer) IS 'A point in the coordinate system srid; NULL where it cannot be transformed.';

CREATE FUNCTION sozialraum._shape_sql(relation regclass, geometry text, source_srid integer) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_type	regtype := sozialraum._column_type(relation, geometry);
BEGIN
	RETURN CASE
		WHEN v_type IN ('text'::regtype, 'varchar'::regtype, 'json'::regtype, 'jsonb'::regtype)
			THEN format('sozialraum._read_geometry(t.%I::text, %L)', geometry, source_srid)
		WHEN v_type = 'bytea'::regtype THEN format('sozialraum._read_geometry(t.%I)', geometry)
		ELSE format('sozialraum._geometry_of(t.%I)', geometry) END;
END
$$;
COMMENT ON FUNCTION sozialraum._shape_sql(regclass, text, integer) IS 'The expression over t that reads a column of geometry, geography, WKB, WKT or GeoJSON.';

CREATE FUNCTION sozialraum._check_srid(source_srid integer) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
BEGIN
	IF source_srid IS NOT NULL AND sozialraum._srid_is_projected(source_srid) IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'PostGIS does not know the coordinate system of the source.',
			DETAIL = format('Given: %s.', source_srid),
			HINT = 'Give an EPSG code: 25832 or 25833 (UTM), 4326 (degrees, as in GeoJSON), 31467 (Gauß-Krüger), …';
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._check_srid(integer) IS 'Error for a coordinate system that PostGIS does not know.';

CREATE FUNCTION sozialraum._place_sql(relation regclass, geometry text, x text, y text, source_srid integer, areas text,
	OUT place text, OUT without_srid text) RETURNS record
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_srid		integer := sozialraum._setting_srid();
	v_shape		text;
	v_locator	text := format('(SELECT sozialraum.build_locator(a.id, a.geom) FROM sozialraum.area AS a WHERE a.geom IS NOT NULL AND %s)', areas);
BEGIN
	PERFORM sozialraum._check_srid(source_srid);
	IF (geometry IS NOT NULL AND x IS NULL AND y IS NULL) IS NOT TRUE AND (geometry IS NULL AND x IS NOT NULL AND y IS NOT NULL) IS NOT TRUE THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'It must be said where the points are: one column of geometry, or two of coordinates.',
			HINT = 'Give either geometry => ''…'', or x => ''…'' (easting, longitude) and y => ''…'' (northing, latitude) with source_srid.';
	END IF;
	IF geometry IS NOT NULL THEN
		v_shape := sozialraum._shape_sql(relation, geometry, source_srid);
		place := format('sozialraum.locate(%1$s, CASE WHEN sozialraum._geometry_srid(%2$s) = %3$s THEN %2$s ELSE sozialraum._point_in_srid(%2$s, %4$L, %3$s) END)',
			v_locator, v_shape, v_srid, source_srid);
		without_srid := CASE WHEN source_srid IS NULL THEN format('sozialraum._geometry_srid(%s) = 0', v_shape) ELSE 'false' END;
	ELSE
		PERFORM sozialraum._check_number(relation, x), sozialraum._check_number(relation, y);
		without_srid := 'false';
		place := CASE WHEN COALESCE(source_srid, v_srid) = v_srid
			THEN format('sozialraum.locate(%s, %s, %s)', v_locator, sozialraum._number_sql(relation, x), sozialraum._number_sql(relation, y))
			ELSE format('sozialraum.locate(%s, sozialraum._point_in_srid(sozialraum._point_at(%s, %s, %s), %4$s, %s))', v_locator, sozialraum._number_sql(relation, x), sozialraum._number_sql(relation, y), source_srid, v_srid) END;
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._place_sql(regclass, text, text, text, integer, text) IS 'The expression over t that gives the area in which a row lies, and the condition that its coordinate system is not known.';

CREATE FUNCTION sozialraum._check_number(relation regclass, column_name text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_type	regtype := sozialraum._column_type(relation, column_name);
BEGIN
	IF v_type NOT IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'float4'::regtype, 'float8'::regtype, 'numeric'::regtype) THEN
		RAISE EXCEPTION USING ERRCODE = 'datatype_mismatch',
			MESSAGE = 'The column must be a number.',
			DETAIL = format('Column %s has the type %s.', quote_ident(column_name), v_type),
			HINT = 'Read it in a view: sozialraum.parse_value() takes texts strictly.';
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._check_number(regclass, text) IS 'Error for a column that is no number.';

CREATE FUNCTION sozialraum._number_sql(relation regclass, column_name text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	-- a numeric may be larger than any double, and the error of the cast would tell the number
	SELECT format(CASE sozialraum._column_type(relation, column_name) WHEN 'numeric'::regtype THEN '(CASE WHEN abs(t.%1$I) < 1e308 OR t.%1$I = ''NaN'' THEN t.%1$I::float8 END)' ELSE '(t.%1$I::float8)' END, column_name)
$$;
COMMENT ON FUNCTION sozialraum._number_sql(regclass, text) IS 'The expression over t that reads a column of numbers; NULL where no double precision holds it.';

CREATE FUNCTION sozialraum._check_day(day date, what text) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF day IS NULL OR NOT isfinite(day) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('The argument %s must be a day.', what),
			DETAIL = format('Given: %s.', COALESCE(day::text, 'NULL')),
			HINT = 'Give the day of the count, or the last day of the year of a flow.';
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._check_day(date, text) IS 'Error for a date that is missing or infinite.';

CREATE FUNCTION sozialraum._check_overlaps(level text, reference_date date) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_overlap	record;
BEGIN
	SELECT a.key AS a_key, b.key AS b_key INTO v_overlap
	FROM sozialraum.locator_overlaps((SELECT sozialraum.build_locator(l.id, l.geom) FROM sozialraum.area AS l
		WHERE l.level = level AND reference_date BETWEEN l.valid_from AND l.valid_to AND l.geom IS NOT NULL)) AS o
	JOIN sozialraum.area AS a ON a.id = o.id
	JOIN sozialraum.area AS b ON b.id = o.other_id
	WHERE sozialraum._shared_area(a.geom, b.geom) > 1e-3 * least(sozialraum._area_of(a.geom), sozialraum._area_of(b.geom))
	ORDER BY a.key, b.key LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'Two areas of the level overlap, so nobody can say in which of them a point counts.',
			DETAIL = format('Level %s, date %s, keys %s and %s.', level, reference_date, v_overlap.a_key, v_overlap.b_key),
			HINT = 'Correct their borders; collect the points for a level without overlaps and build the others from its areas with sozialraum.build_area().';
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._check_overlaps(text, date) IS 'Error where two areas of a level share more than a thousandth of the smaller one.';

CREATE FUNCTION sozialraum._write_figures(stage text, relation text, only_valid boolean, OUT inserted bigint, OUT updated bigint, OUT unchanged bigint)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
	v_name	text := 'sozialraum_' || replace(gen_random_uuid()::text, '-', '');
	v_bad	boolean;
	v_rows	bigint;
BEGIN
	EXECUTE format('ANALYZE %s', stage);
	-- what is referred to stays while this goes on: locked as foreign keys would lock it
	EXECUTE format($q$SELECT count(*) FROM (SELECT FROM sozialraum.area AS a WHERE a.id IN (SELECT s.area_id FROM %1$s AS s) FOR KEY SHARE) AS x$q$, stage) INTO v_rows;
	EXECUTE format($q$SELECT count(*) FROM (SELECT FROM sozialraum.variable AS v WHERE v.code IN (SELECT s.variable FROM %1$s AS s) FOR KEY SHARE) AS x$q$, stage) INTO v_rows;
	EXECUTE format($q$SELECT count(*) FROM (SELECT FROM sozialraum.source AS c WHERE c.code IN (SELECT s.source FROM %1$s AS s) FOR KEY SHARE) AS x$q$, stage) INTO v_rows;
	EXECUTE format($q$SELECT EXISTS (SELECT FROM (SELECT DISTINCT s.area_id, s.reference_date FROM %1$s AS s) AS s
		LEFT JOIN sozialraum.area AS a ON a.id = s.area_id WHERE a.id IS NULL OR ($1 AND s.reference_date NOT BETWEEN a.valid_from AND a.valid_to))$q$, stage)
	INTO v_bad USING only_valid;
	IF v_bad THEN
		RAISE EXCEPTION USING ERRCODE = 'serialization_failure', MESSAGE = 'An area was closed meanwhile.',
			DETAIL = format('Relation %s.', relation), HINT = 'Try again.';
	END IF;
	EXECUTE format($q$SELECT EXISTS (SELECT FROM %1$s AS s WHERE s.value IN ('NaN', 'Infinity', '-Infinity'))$q$, stage) INTO v_bad;
	IF v_bad THEN
		RAISE EXCEPTION USING ERRCODE = 'numeric_value_out_of_range', MESSAGE = 'A sum is larger than any number that can be stored.',
			DETAIL = format('Relation %s.', relation), HINT = 'Look for wrong figures in the columns that are summed.';
	END IF;
	EXECUTE format($q$
		CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
		SELECT s.variable, s.reference_date, s.area_id, s.value, s.status, s.source, o.area_id IS NULL AS is_new,
			o.area_id IS NULL OR o.value IS DISTINCT FROM s.value OR o.status <> s.status OR o.source <> s.source AS is_other
		FROM %s AS s
		LEFT JOIN sozialraum.observation AS o ON o.variable = s.variable AND o.reference_date = s.reference_date AND o.area_id = s.area_id$q$, v_name, stage);
	EXECUTE format($q$
		UPDATE sozialraum.observation AS o SET value = d.value, status = d.status, source = d.source
		FROM pg_temp.%I AS d
		WHERE d.is_other AND NOT d.is_new AND o.variable = d.variable AND o.reference_date = d.reference_date AND o.area_id = d.area_id$q$, v_name);
	EXECUTE format($q$
		INSERT INTO sozialraum.observation (variable, reference_date, area_id, value, status, source)
		SELECT d.variable, d.reference_date, d.area_id, d.value, d.status, d.source FROM pg_temp.%I AS d WHERE d.is_new
		ORDER BY d.variable, d.reference_date, d.area_id$q$, v_name);
	EXECUTE format($q$
		INSERT INTO sozialraum.delivery (source, relation, inserted, updated, unchanged)
		SELECT d.source, $1, count(*) FILTER (WHERE d.is_new), count(*) FILTER (WHERE d.is_other AND NOT d.is_new), count(*) FILTER (WHERE NOT d.is_other)
		FROM pg_temp.%I AS d GROUP BY d.source HAVING bool_or(d.is_other) ORDER BY d.source$q$, v_name) USING relation;
	EXECUTE format($q$SELECT count(*) FILTER (WHERE d.is_new), count(*) FILTER (WHERE d.is_other AND NOT d.is_new), count(*) FILTER (WHERE NOT d.is_other)
		FROM pg_temp.%I AS d$q$, v_name) INTO inserted, updated, unchanged;
	EXECUTE format('DROP TABLE pg_temp.%I', v_name);
END
$$;
COMMENT ON FUNCTION sozialraum._write_figures(text, text, boolean) IS 'Writes the figures of a temporary table (variable, reference_date, area_id, value, status, source) into the model, and one row per source in delivery; counts what is new, other and the same. only_valid: the areas must be valid on the days.';
REVOKE EXECUTE ON FUNCTION sozialraum._write_figures(text, text, boolean) FROM PUBLIC;

CREATE FUNCTION sozialraum._register_state(relation regclass, reference_date date, filter text, date_column text, period_start date,
	birth_date text, age text, sex text, sexes jsonb, without_srid text,
	OUT state text, OUT age_sql text, OUT sex_sql text) RETURNS record
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_type	regtype;
BEGIN
	-- an argument that would be passed over is a mistake that becomes a wrong figure
	IF (period_start IS NOT NULL AND (date_column IS NULL OR period_start > reference_date)) OR (birth_date IS NOT NULL AND age IS NOT NULL) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The arguments that say which rows count do not fit together.',
			HINT = 'period_start needs date_column and lies before the reference date; give either birth_date or age.';
	END IF;
	IF (SELECT count(DISTINCT e.value) > 1 FROM jsonb_each_text(sexes) AS e GROUP BY lower(btrim(e.key)) ORDER BY 1 DESC LIMIT 1) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The argument sexes translates one text in two ways.',
			DETAIL = format('Given: %s.', sexes), HINT = 'Blanks and upper or lower case make no difference.';
	END IF;
	-- the rows that count (0) and that do not (1: other rows, 2 to 6: rows that cannot be judged)
	state := 'CASE';
	IF filter IS NOT NULL THEN
		v_type := sozialraum._column_type(relation, filter);
		IF v_type <> 'bool'::regtype THEN
			RAISE EXCEPTION USING ERRCODE = 'datatype_mismatch', MESSAGE = 'The column of the filter must be boolean.',
				DETAIL = format('Column %s has the type %s.', quote_ident(filter), v_type),
				HINT = 'Write the condition in a view: a column (nebenwohnung IS NULL) AS counted.';
		END IF;
		state := state || format(' WHEN t.%I IS NOT TRUE THEN 1', filter);
	END IF;
	IF date_column IS NOT NULL THEN
		v_type := sozialraum._column_type(relation, date_column);
		IF v_type NOT IN ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype) THEN
			RAISE EXCEPTION USING ERRCODE = 'datatype_mismatch', MESSAGE = 'The column must be a date.',
				DETAIL = format('Column %s has the type %s.', quote_ident(date_column), v_type), HINT = 'Read it in a view: sozialraum.parse_date() takes texts strictly.';
		END IF;
		-- the year that ends on the day
		period_start := COALESCE(period_start, ((reference_date + 1) - interval '1 year')::date);
		state := state || format(' WHEN t.%1$I IS NULL THEN 2 WHEN t.%1$I::date NOT BETWEEN %2$L::date AND %3$L::date THEN 1', date_column, period_start, reference_date);
	END IF;
	age_sql := 'NULL::integer';
	IF birth_date IS NOT NULL THEN
		v_type := sozialraum._column_type(relation, birth_date);
		IF v_type NOT IN ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype) THEN
			RAISE EXCEPTION USING ERRCODE = 'datatype_mismatch', MESSAGE = 'The column must be a date.',
				DETAIL = format('Column %s has the type %s.', quote_ident(birth_date), v_type), HINT = 'Read it in a view: sozialraum.parse_date() takes texts strictly.';
		END IF;
		state := state || format(' WHEN t.%1$I IS NULL OR NOT isfinite(t.%1$I) THEN 3 WHEN t.%1$I::date > %2$L::date THEN 1', birth_date, reference_date);
		-- completed years: the birthday counts, whoever was born on 29 February waits until 1 March
		age_sql := format('extract(year FROM age(%L::date::timestamp, t.%I::date::timestamp))::integer', reference_date, birth_date);
	ELSIF age IS NOT NULL THEN
		PERFORM sozialraum._check_number(relation, age);
		state := state || format(' WHEN t.%1$I IS NULL OR (t.%1$I >= 0 AND t.%1$I < 1000) IS NOT TRUE THEN 3', age);
		age_sql := format('floor(t.%I)::integer', age);
	END IF;
	sex_sql := 'NULL::text';
	IF sex IS NOT NULL THEN
		PERFORM sozialraum._column_type(relation, sex);
		sex_sql := format('(%L::jsonb ->> lower(btrim(t.%I::text)))', (SELECT jsonb_object_agg(lower(btrim(e.key)), e.value) FROM jsonb_each_text(sexes) AS e), sex);
		state := state || format(' WHEN (%s IN (''m'', ''w'')) IS NOT TRUE THEN 4', sex_sql);
	END IF;
	state := CASE WHEN without_srid <> 'false' THEN state || format(' WHEN %s THEN 5', without_srid) WHEN state = 'CASE' THEN 'CASE WHEN false THEN 1' ELSE state END || ' ELSE 0 END';
END
$$;
COMMENT ON FUNCTION sozialraum._register_state(regclass, date, text, text, date, text, text, text, jsonb, text) IS 'Expressions over t: whether a row counts, its age in completed years, its sex.';

CREATE FUNCTION sozialraum._raise_uncountable(state integer, count bigint, relation regclass, column_name text) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = 'data_exception',
		MESSAGE = format('Nothing was counted: %s %s.', count, CASE WHEN count = 1 THEN 'row cannot be judged' ELSE 'rows cannot be judged' END),
		DETAIL = format('Relation %s: %s.', relation, CASE state
			WHEN 2 THEN format('the date in column %s is missing', column_name)
			WHEN 3 THEN format('the age (column %s) is missing or none', column_name)
			WHEN 4 THEN format('the sex (column %s) is none of those that sexes translates into m and w', column_name)
			WHEN 5 THEN format('the coordinate system of the geometry (column %s) is not known', column_name)
			WHEN 6 THEN format('the family has no cell for the age (column %s)', column_name)
			ELSE format('column %s holds NaN or a number that is larger than any double precision', column_name) END),
		HINT = CASE state WHEN 5 THEN 'Say it in source_srid.'
			WHEN 4 THEN 'sexes => ''{"male": "m", "female": "w"}'' translates; a rule for other entries (official statistics distribute them) belongs into a view.'
			ELSE 'Correct these rows, or leave them out in a view or by a filter, knowing that they are missing then.' END;
END
$$;
COMMENT ON FUNCTION sozialraum._raise_uncountable(integer, bigint, regclass, text) IS 'The error for rows of which nobody can say where they count; it tells their number and no content.';

CREATE FUNCTION sozialraum._collect(source text, relation regclass, from_sql text, place_sql text, areas text, needs_border boolean, reference_date date,
	state_sql text, age_sql text, sex_sql text, columns jsonb, variable text, variables jsonb, family text, zeros boolean, empty_cells text, fixed_status text, max_not_placed double precision,
	OUT areas_counted bigint, OUT points bigint, OUT placed bigint, OUT not_placed bigint, OUT not_counted bigint, OUT inserted bigint, OUT updated bigint, OUT unchanged bigint)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_variable
DECLARE
	v_name		text := 'sozialraum_' || replace(gen_random_uuid()::text, '-', '');
	v_stage		text := format('pg_temp.%I', v_name);
	v_figure	text := format('pg_temp.%I', v_name || '_f');
	v_code		text[] := '{}';
	v_column	text[] := '{}';
	v_value		text[] := '{}';
	v_empty		text[] := '{}';
	v_bad		text[] := '{}';
	v_type		regtype;
	v_number	text;
	v_list		text[];
	v_item		record;
	v_age		boolean := false;
	v_sex		boolean := false;
	v_all		text := areas;
BEGIN
	PERFORM sozialraum._check_source(source);
	PERFORM sozialraum._check_choice('fixed_status', fixed_status, 'final', 'preliminary', 'revised', 'estimated', 'uncertain');
	PERFORM sozialraum._check_choice('empty_cells', empty_cells, 'unknown', 'skip');
	IF (max_not_placed BETWEEN 0 AND 1) IS NOT TRUE OR zeros IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The argument max_not_placed is a share from 0 to 1, and zeros true or false.',
			DETAIL = format('Given: %s and %s.', COALESCE(max_not_placed::text, 'NULL'), COALESCE(zeros::text, 'NULL')), HINT = 'Leave them out: half of the rows may lie outside, areas without rows get zeros.';
	END IF;

	-- what is counted
	IF (family IS NULL) = (variable IS NULL AND variables IS NULL)
		OR (variables IS NOT NULL AND (jsonb_typeof(variables) = 'object' AND variables <> '{}' AND NOT jsonb_path_exists(variables, '$.* ? (@.type() != "string")')) IS NOT TRUE) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'It must be said what is counted.',
			HINT = 'variable => ''kitas'' counts rows; variables => ''{"column": "variable", …}'' sums columns of numbers and counts true ones of booleans; family => ''bev'' with birth_date (or age) and sex counts people by age and sex.';
	END IF;
	IF family IS NULL THEN
		IF variable IS NOT NULL THEN
			v_code := ARRAY[variable];
			v_column := ARRAY[NULL::text];
			v_value := ARRAY['count(*)::float8'];
			v_empty := ARRAY['0::bigint'];
			v_bad := ARRAY['0::bigint'];
		END IF;
		FOR v_item IN SELECT e.key, e.value FROM jsonb_each_text(COALESCE(variables, '{}')) AS e ORDER BY e.key LOOP
			v_type := sozialraum._column_type(relation, v_item.key);
			v_code := v_code || v_item.value;
			v_column := v_column || v_item.key;
			v_number := format('t.c%s', cardinality(v_code));
			v_empty := v_empty || format('count(*) FILTER (WHERE %s IS NULL)', v_number);
			IF v_type = 'bool'::regtype THEN
				v_value := v_value || format('(count(*) FILTER (WHERE %s))::float8', v_number);
				v_bad := v_bad || '0::bigint'::text;
			ELSE
				PERFORM sozialraum._check_number(relation, v_item.key);
				v_number := format(CASE v_type
					-- a numeric may be larger than any double
					WHEN 'numeric'::regtype THEN '(CASE WHEN abs(%1$s) < 1e308 THEN %1$s::float8 WHEN %1$s IS NOT NULL THEN ''NaN''::float8 END)'
					-- as it is written: 12.3, not the 12.300000190734863 that is nearest to it in half the bits
					WHEN 'float4'::regtype THEN '(%1$s::text::float8)' ELSE '(%1$s::float8)' END, v_number);
				v_value := v_value || format('sozialraum.exact_sum(%1$s) FILTER (WHERE abs(%1$s) < 1e308::float8)', v_number);
				v_bad := v_bad || format('count(*) FILTER (WHERE NOT abs(%1$s) < 1e308::float8)', v_number);
			END IF;
		END LOOP;
		IF cardinality(v_code) <> (SELECT count(DISTINCT c) FROM unnest(v_code) AS c) THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
				MESSAGE = 'Every column of figures needs a variable of its own.',
				DETAIL = format('Variables: %s.', array_to_string(v_code, ', ', 'NULL')),
				HINT = 'A figure of an area and a date comes from one column.';
		END IF;
		v_list := sozialraum._ensure_variables(v_code);
		IF v_list <> '{}' THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object',
				MESSAGE = 'There is no such variable.',
				DETAIL = format('Given: %s.', array_to_string(v_list, ', ')),
				HINT = 'Enter it with sozialraum.define_variable(), or run sozialraum.install_catalogue().';
		END IF;
	ELSE
		SELECT COALESCE(bool_or(v.age_from IS NOT NULL OR v.age_to IS NOT NULL), false), COALESCE(bool_or(v.sex IS NOT NULL), false), array_agg(v.code ORDER BY v.code)
		INTO v_age, v_sex, v_code FROM sozialraum.variable AS v WHERE v.family = family AND v.is_cell;
		IF v_code IS NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such family of variables with cells.',
				DETAIL = format('Given: %s.', family), HINT = 'Enter it with sozialraum.define_variable_family(), or run sozialraum.install_catalogue().';
		END IF;
		IF (v_age AND age_sql = 'NULL::integer') OR (v_sex AND sex_sql = 'NULL::text') THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
				MESSAGE = 'The cells of the family ask for ages or sexes that no column was named for.',
				DETAIL = format('Family %s%s%s.', family, CASE WHEN v_age THEN ', by age' ELSE '' END, CASE WHEN v_sex THEN ', by sex' ELSE '' END),
				HINT = 'Name them: birth_date (or age) and sex.';
		END IF;
	END IF;

	-- one pass over the rows; what remains of them are counts and sums per area
	PERFORM set_config('search_path', sozialraum._reading_path(relation), true);
	EXECUTE format($q$
		CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
		SELECT t.area_id, t.state, COALESCE(t.age, -1) AS age, COALESCE(t.sex, '') AS sex, count(*) AS n, ARRAY[%s]::float8[] AS value, ARRAY[%s]::bigint[] AS empty, ARRAY[%s]::bigint[] AS bad
		FROM (SELECT CASE WHEN (%s) = 0 THEN %s END AS area_id, (%s) AS state, CASE WHEN (%s) = 0 THEN %s END AS age, CASE WHEN (%s) = 0 THEN %s END AS sex%s
			FROM %s OFFSET 0) AS t
		GROUP BY 1, 2, 3, 4$q$, v_name, array_to_string(v_value, ', '), array_to_string(v_empty, ', '), array_to_string(v_bad, ', '),
		state_sql, place_sql, state_sql, state_sql, CASE WHEN v_age THEN age_sql ELSE 'NULL::integer' END, state_sql, CASE WHEN v_sex THEN sex_sql ELSE 'NULL::text' END,
		(SELECT string_agg(format(', t.%I AS c%s', u.c, u.no), '' ORDER BY u.no) FROM unnest(v_column) WITH ORDINALITY AS u (c, no) WHERE u.c IS NOT NULL), from_sql);
	PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
	EXECUTE format('ANALYZE %s', v_stage);
	EXECUTE format('SELECT s.state, sum(s.n)::bigint AS n FROM %s AS s WHERE s.state > 1 GROUP BY s.state ORDER BY s.state LIMIT 1', v_stage) INTO v_item;
	IF v_item.state IS NOT NULL THEN
		PERFORM sozialraum._raise_uncountable(v_item.state, v_item.n, relation, quote_ident(columns ->> v_item.state::text));
	END IF;
	EXECUTE format($q$SELECT u.no, sum(u.bad)::bigint AS n FROM %s AS s CROSS JOIN LATERAL unnest(s.bad) WITH ORDINALITY AS u (bad, no)
		WHERE s.state = 0 AND u.bad > 0 GROUP BY u.no ORDER BY u.no LIMIT 1$q$, v_stage) INTO v_item;
	IF v_item.no IS NOT NULL THEN
		PERFORM sozialraum._raise_uncountable(7, v_item.n, relation, quote_ident(v_column[v_item.no]));
	END IF;
	EXECUTE format($q$SELECT COALESCE(sum(s.n) FILTER (WHERE s.state = 0), 0), COALESCE(sum(s.n) FILTER (WHERE s.state = 0 AND s.area_id IS NOT NULL), 0),
		COALESCE(sum(s.n) FILTER (WHERE s.state = 1), 0) FROM %s AS s$q$, v_stage) INTO points, placed, not_counted;
	not_placed := points - placed;
	IF not_placed > max_not_placed * points THEN
		RAISE EXCEPTION USING ERRCODE = 'data_exception',
			MESSAGE = 'Nothing was counted: too many rows lie in no area of the level.',
			DETAIL = format('%s of %s rows of relation %s.', not_placed, points, relation),
			HINT = 'Compare the coordinate systems and the extent of the areas; max_not_placed is the share of rows that may lie outside.';
	END IF;

	-- the figures: every area that the rows could have lain in
	EXECUTE format('CREATE TEMPORARY TABLE %I (variable text COLLATE "C", reference_date date, area_id bigint, value float8, status text COLLATE "C", source text COLLATE "C") ON COMMIT DROP', v_name || '_f');
	areas := areas || CASE WHEN needs_border THEN ' AND a.geom IS NOT NULL' ELSE '' END
		|| CASE WHEN zeros THEN '' ELSE format(' AND EXISTS (SELECT FROM %s AS s WHERE s.area_id = a.id AND s.state = 0)', v_stage) END;
	EXECUTE format('SELECT count(*) FROM sozialraum.area AS a WHERE %s', areas) INTO areas_counted;
	IF family IS NULL THEN
		EXECUTE format($q$
			INSERT INTO %s
			SELECT v.code, $2, a.id, CASE WHEN x.empty > 0 THEN NULL ELSE COALESCE(x.value, 0) END, CASE WHEN x.empty > 0 THEN 'unknown' ELSE $4 END, $3
			FROM sozialraum.area AS a
			CROSS JOIN unnest($1) WITH ORDINALITY AS v (code, no)
			LEFT JOIN LATERAL (SELECT s.value[v.no] AS value, CASE WHEN $5 = 'unknown' THEN s.empty[v.no] ELSE 0 END AS empty FROM %s AS s WHERE s.area_id = a.id AND s.state = 0) AS x ON true
			WHERE %s$q$, v_figure, v_stage, areas) USING v_code, reference_date, source, fixed_status, empty_cells;
	ELSE
		-- few ages and sexes, many areas: each pair finds its cell once
		EXECUTE format($q$
			CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
			SELECT s.age, s.sex, s.n, c.code
			FROM (SELECT x.age, x.sex, sum(x.n)::bigint AS n FROM %s AS x WHERE x.state = 0 GROUP BY x.age, x.sex) AS s
			LEFT JOIN sozialraum.variable AS c ON c.family = $1 AND c.is_cell
				AND (s.age < 0 OR s.age BETWEEN COALESCE(c.age_from, 0) AND COALESCE(c.age_to, 32767)) AND (c.sex IS NULL OR c.sex = s.sex)$q$, v_name || '_c', v_stage) USING family;
		EXECUTE format('SELECT COALESCE(sum(c.n), 0)::bigint AS n FROM pg_temp.%I AS c WHERE c.code IS NULL', v_name || '_c') INTO v_item;
		IF v_item.n > 0 THEN
			PERFORM sozialraum._raise_uncountable(6, v_item.n, relation, quote_ident(columns ->> '3'));
		END IF;
		EXECUTE format('ANALYZE pg_temp.%I', v_name || '_c');
		EXECUTE format($q$
			INSERT INTO %s
			SELECT c.code, $2, a.id, COALESCE(x.n, 0), $4, $3
			FROM sozialraum.area AS a
			CROSS JOIN (SELECT v.code FROM sozialraum.variable AS v WHERE v.family = $1 AND v.is_cell) AS c
			LEFT JOIN (SELECT s.area_id, c.code, sum(s.n)::float8 AS n FROM %s AS s JOIN pg_temp.%I AS c ON c.age = s.age AND c.sex = s.sex
				WHERE s.state = 0 GROUP BY s.area_id, c.code) AS x ON x.area_id = a.id AND x.code = c.code
			WHERE %s$q$, v_figure, v_stage, v_name || '_c', areas) USING family, reference_date, source, fixed_status;
		EXECUTE format('DROP TABLE pg_temp.%I', v_name || '_c');
	END IF;
	SELECT w.inserted, w.updated, w.unchanged INTO inserted, updated, unchanged FROM sozialraum._write_figures(v_figure, relation::text, true) AS w;
	IF NOT zeros THEN
		EXECUTE format($q$SELECT count(*) AS n FROM sozialraum.observation AS o JOIN sozialraum.area AS a ON a.id = o.area_id AND %s
			WHERE o.reference_date = $1 AND o.source = $2 AND (o.variable = ANY ($3)) AND NOT EXISTS (SELECT FROM %s AS f WHERE f.area_id = o.area_id)$q$, v_all, v_figure)
		INTO v_item USING reference_date, source, v_code;
		IF v_item.n > 0 THEN
			RAISE WARNING USING MESSAGE = 'Areas without any row keep the figures of an earlier count.',
				DETAIL = format('%s figures of source %s on %s.', v_item.n, source, reference_date),
				HINT = 'Delete them if they hold no longer; zeros => true writes zeros.';
		END IF;
	END IF;
	EXECUTE format('DROP TABLE %s, %s', v_stage, v_figure);
END
$$;
COMMENT ON FUNCTION sozialraum._collect(text, regclass, text, text, text, boolean, date, text, text, text, jsonb, text, jsonb, text, boolean, text, text, double precision) IS 'Counts the rows of a FROM clause by the area that an expression gives, into observations. Shared by collect_observations() and collect_by_address().';
REVOKE EXECUTE ON FUNCTION sozialraum._collect(text, regclass, text, text, text, boolean, date, text, text, text, jsonb, text, jsonb, text, boolean, text, text, double precision) FROM PUBLIC;

CREATE FUNCTION sozialraum.collect_observations(source text, relation regclass, level text, reference_date date, geometry text DEFAULT NULL,
	variable text DEFAULT NULL, variables jsonb DEFAULT NULL,
	family text DEFAULT NULL, birth_date text DEFAULT NULL, age text DEFAULT NULL, sex text DEFAULT NULL, sexes jsonb DEFAULT '{"m": "m", "w": "w"}',
	filter text DEFAULT NULL, date_column text DEFAULT NULL, period_start date DEFAULT NULL,
	x text DEFAULT NULL, y text DEFAULT NULL, source_srid integer DEFAULT NULL,
	zeros boolean DEFAULT true, empty_cells text DEFAULT 'unknown', fixed_status text DEFAULT 'final',
	max_not_placed double precision DEFAULT 0.5, report text DEFAULT NULL, max_report integer DEFAULT 1000)
RETURNS TABLE (areas bigint, areas_without_border bigint, points bigint, placed bigint, not_placed bigint, not_counted bigint,
	inserted bigint, updated bigint, unchanged bigint, not_placed_keys text[])
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_variable
DECLARE
	v_rank	smallint := sozialraum._level_rank(level);
	v_area	text;
	v_place	record;
	v_row	record;
	v_count	record;
BEGIN
	PERFORM sozialraum._check_day(reference_date, 'reference_date');
	v_area := format('a.level = %L AND %L::date BETWEEN a.valid_from AND a.valid_to', level, reference_date);
	EXECUTE format('SELECT count(a.geom), count(*) - count(a.geom) FROM sozialraum.area AS a WHERE %s', v_area) INTO areas, areas_without_border;
	IF areas = 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = 'No area of the level has a border and is valid on the reference date.',
			DETAIL = format('Level %s, date %s.', level, reference_date),
			HINT = 'Import the areas with their geometry and validity: sozialraum.import_areas().';
	END IF;
	PERFORM sozialraum._check_overlaps(level, reference_date);
	SELECT * INTO v_place FROM sozialraum._place_sql(relation, geometry, x, y, source_srid, v_area);
	SELECT * INTO v_row FROM sozialraum._register_state(relation, reference_date, filter, date_column, period_start, birth_date, age, sex, sexes, v_place.without_srid);
	IF report IS NOT NULL THEN
		PERFORM sozialraum._column_type(relation, report);
	END IF;
	SELECT * INTO v_count FROM sozialraum._collect(source, relation, format('%s AS t', relation), v_place.place, v_area, true, reference_date, v_row.state, v_row.age_sql, v_row.sex_sql,
		jsonb_build_object('2', date_column, '3', COALESCE(birth_date, age), '4', sex, '5', geometry), variable, variables, family, zeros, empty_cells, fixed_status, max_not_placed);
	IF report IS NOT NULL AND v_count.not_placed > 0 THEN
		PERFORM set_config('search_path', sozialraum._reading_path(relation), true);
		EXECUTE format('SELECT array_agg(r.key ORDER BY r.key) FROM (SELECT t.%I::text AS key FROM %s AS t WHERE (%s) = 0 AND %s IS NULL ORDER BY 1 LIMIT $1) AS r',
			report, relation, v_row.state, v_place.place) INTO not_placed_keys USING max_report;
		PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
	END IF;
	RETURN QUERY SELECT v_count.areas_counted, areas_without_border, v_count.points, v_count.placed, v_count.not_placed, v_count.not_counted,
		v_count.inserted, v_count.updated, v_count.unchanged, not_placed_keys;
END
$$;
COMMENT ON FUNCTION sozialraum.collect_observations(text, regclass, text, date, text, text, jsonb, text, text, text, text, jsonb, text, text, date, text, text, integer, boolean, text, text, double precision, text, integer) IS
'Counts the points of any table, view or foreign table (relation) by area, into figures of a source (its code must be in table source) for the areas of a level that are valid on the reference date. Only counts and sums per area are stored, no row. All arguments that name columns are names of columns.
Where: geometry is a column of points (geometry, geography, WKB, WKT, GeoJSON), or x and y are two of coordinates; what is in another coordinate system is transformed (source_srid: that of points without one, and of x and y). Each point lies in one area at most, see locate().
What: variable counts rows; variables maps columns to variables ({"plaetze": "kita_plaetze"}): numbers are summed, booleans counted where true; both may be given. family counts people into the cells of an age family: birth_date (age in completed years on the reference date) or age, and sex, whose texts sexes translates into m and w.
Which rows: filter is a boolean column, only true counts; date_column a date that lies in period_start … reference_date (default: the year that ends on the reference date). People born later do not count.
Areas without a point get zeros, which is right where the relation is complete for the territory; zeros => false: areas without any point get no figure (one of an earlier count stays, with a warning). Areas without a border cannot contain a point and get none. An empty cell (NULL) in a column of variables makes the sum of its area unknown (status); empty_cells => ''skip'': it is left out. fixed_status is the status of the figures.
All or nothing; existing figures of these variables, date and areas are replaced where they differ, and the same again is a no-op. Result: one row with the numbers of areas with figures, of areas without border, of points that count, of those placed and not placed, of rows that do not count, and of figures inserted, updated and unchanged; not_placed_keys: texts of the column report of points that lie in no area, at most max_report, NULL unless report is given. max_not_placed: the share of points that may lie outside before everything is refused (0: none, 1: all); more than half of them outside is nearly always a wrong coordinate system, and would be written as zeros.
Errors: 22000 for rows that cannot be judged (a date, an age, a sex or a coordinate system is missing, NaN) and for too many points outside; the message tells their number, not their content; 42704 for an unknown source, level, variable or family, 42703 for an unknown column, 42804 for a column of the wrong type, 22023 for arguments that do not fit and for areas that overlap. Needs the right to create temporary tables.';
REVOKE EXECUTE ON FUNCTION sozialraum.collect_observations(text, regclass, text, date, text, text, jsonb, text, text, text, text, jsonb, text, text, date, text, text, integer, boolean, text, text, double precision, text, integer) FROM PUBLIC;
-- ---------------------------------------------------------------------------------------------------------------------
-- Counting registers that come with street key and house number, through a table of addresses.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._address_form("text" text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.upper(pg_catalog.regexp_replace("text", '[[:space:]]+'::text, ''::text, 'g'::text));
COMMENT ON FUNCTION sozialraum._address_form(text) IS 'A text without blanks and in upper case.';

CREATE FUNCTION sozialraum._street_form(street text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.regexp_replace(sozialraum._address_form(street), '^0+([0-9]+)$'::text, '\1'::text);
COMMENT ON FUNCTION sozialraum._street_form(text) IS 'The form in which street keys meet: no blanks, upper case, keys of digits only without leading zeros.';

CREATE FUNCTION sozialraum._house_form(house text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN sozialraum._address_form(pg_catalog.regexp_replace(house, '([0-9])[[:space:]]+(?=[0-9])'::text, '\1/'::text, 'g'::text));
COMMENT ON FUNCTION sozialraum._house_form(text) IS 'A house number without blanks and in upper case; digits that a blank divides stay divided (12 1/2 is not 121/2).';

CREATE FUNCTION sozialraum._house_number(house text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.ltrim(COALESCE(pg_catalog.substring(sozialraum._house_form(house), '^[0-9]+'::text), ''), '0'::text);
COMMENT ON FUNCTION sozialraum._house_number(text) IS 'The digits at the beginning of a house number, without leading zeros.';

CREATE FUNCTION sozialraum._house_suffix(house text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.ltrim(sozialraum._house_form(house), '0123456789'::text);
COMMENT ON FUNCTION sozialraum._house_suffix(text) IS 'What follows the digits of a house number: "012 a" has the suffix A, and so has 12 with the suffix a beside it.';

CREATE FUNCTION sozialraum.collect_by_address(source text, relation regclass, level text, reference_date date,
	street text, house_number text, addresses regclass,
	suffix text DEFAULT NULL, address_street text DEFAULT NULL, address_house_number text DEFAULT NULL, address_suffix text DEFAULT NULL,
	address_geometry text DEFAULT NULL, address_area text DEFAULT NULL, source_srid integer DEFAULT NULL, without_suffix boolean DEFAULT true,
	variable text DEFAULT NULL, variables jsonb DEFAULT NULL,
	family text DEFAULT NULL, birth_date text DEFAULT NULL, age text DEFAULT NULL, sex text DEFAULT NULL, sexes jsonb DEFAULT '{"m": "m", "w": "w"}',
	filter text DEFAULT NULL, date_column text DEFAULT NULL, period_start date DEFAULT NULL,
	zeros boolean DEFAULT true, empty_cells text DEFAULT 'unknown', fixed_status text DEFAULT 'final',
	max_not_placed double precision DEFAULT 0.5, max_report integer DEFAULT 1000)
RETURNS TABLE (outcome text, street_key text, house text, reason text, count bigint)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_variable
DECLARE
	v_rank		smallint := sozialraum._level_rank(level);
	v_name		text := 'sozialraum_' || replace(gen_random_uuid()::text, '-', '');
	v_known		text := format('pg_temp.%I', v_name || '_a');	-- the table of addresses, each address once, with its area
	v_wanted	text := format('pg_temp.%I', v_name || '_w');	-- the addresses of the register
	v_area		text := format('a.level = %L AND %L::date BETWEEN a.valid_from AND a.valid_to', level, reference_date);
	v_place		record;
	v_row		record;
	v_count		record;
	v_areas		bigint;
BEGIN
	PERFORM sozialraum._check_day(reference_date, 'reference_date');
	address_street := COALESCE(address_street, street);
	address_house_number := COALESCE(address_house_number, house_number);
	IF (address_geometry IS NULL) = (address_area IS NULL) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'It must be said where the addresses lie: a column of geometry, or one of area keys.',
			HINT = 'Give either address_geometry => ''…'' (points) or address_area => ''…'' (keys of the level).';
	END IF;
	PERFORM sozialraum._column_type(relation, c) FROM unnest(ARRAY[street, house_number, suffix]) WITH ORDINALITY AS u (c, no) WHERE c IS NOT NULL OR no < 3;
	PERFORM sozialraum._column_type(addresses, c) FROM unnest(ARRAY[address_street, address_house_number, address_suffix, address_area]) WITH ORDINALITY AS u (c, no) WHERE c IS NOT NULL OR no < 3;
	EXECUTE format('SELECT count(*) FROM sozialraum.area AS a WHERE %s%s', v_area, CASE WHEN address_area IS NULL THEN ' AND a.geom IS NOT NULL' ELSE '' END) INTO v_areas;
	IF v_areas = 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = CASE WHEN address_area IS NULL THEN 'No area of the level has a border and is valid on the reference date.' ELSE 'No area of the level is valid on the reference date.' END,
			DETAIL = format('Level %s, date %s.', level, reference_date),
			HINT = 'Import the areas with their validity: sozialraum.import_areas().';
	END IF;
	SELECT * INTO v_row FROM sozialraum._register_state(relation, reference_date, filter, date_column, period_start, birth_date, age, sex, sexes, 'false');

	-- where the addresses lie
	IF address_area IS NULL THEN
		PERFORM sozialraum._check_overlaps(level, reference_date);
		SELECT * INTO v_place FROM sozialraum._place_sql(addresses, address_geometry, NULL, NULL, source_srid, v_area);
		IF v_place.without_srid <> 'false' THEN
			EXECUTE format('SELECT count(*) AS n FROM %s AS t WHERE %s', addresses, v_place.without_srid) INTO v_count;
			IF v_count.n > 0 THEN
				PERFORM sozialraum._raise_uncountable(5, v_count.n, addresses, quote_ident(address_geometry));
			END IF;
		END IF;
	ELSE
		SELECT format($q$(SELECT a.id FROM sozialraum.area AS a WHERE %s AND sozialraum.official_key(a.key) = sozialraum.official_key(t.%I::text COLLATE "C")
			ORDER BY a.key = btrim(t.%2$I::text COLLATE "C") DESC, a.id LIMIT 1)$q$, v_area, address_area) AS place INTO v_place;
	END IF;
	PERFORM set_config('search_path', sozialraum._reading_path(addresses), true);
	EXECUTE format($q$
		CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
		SELECT r.street, r.house, r.suffix, sozialraum._street_form(r.street COLLATE "default") COLLATE "C" AS street_form,
			sozialraum._house_number((r.house || ' ' || r.suffix) COLLATE "default") COLLATE "C" AS number, sozialraum._house_suffix((r.house || ' ' || r.suffix) COLLATE "default") COLLATE "C" AS letter, r.area_id
		FROM (SELECT DISTINCT COALESCE(t.%I::text, '') COLLATE "C" AS street, COALESCE(t.%I::text, '') COLLATE "C" AS house, (%s) COLLATE "C" AS suffix, %s AS area_id FROM %s AS t OFFSET 0) AS r$q$, v_name || '_a', address_street, address_house_number,
		CASE WHEN address_suffix IS NULL THEN quote_literal('') || '::text' ELSE format('COALESCE(t.%I::text, '''')', address_suffix) END, v_place.place, addresses);
	EXECUTE format('ANALYZE %s', v_known);

	-- the addresses of the register, each once, with the number of rows that count
	PERFORM set_config('search_path', sozialraum._reading_path(relation), true);
	EXECUTE format($q$
		CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
		SELECT r.street, r.house, r.suffix, sozialraum._street_form(r.street COLLATE "default") COLLATE "C" AS street_form,
			sozialraum._house_number((r.house || ' ' || r.suffix) COLLATE "default") COLLATE "C" AS number, sozialraum._house_suffix((r.house || ' ' || r.suffix) COLLATE "default") COLLATE "C" AS letter, r.n, NULL::bigint AS area_id, NULL::text AS way
		FROM (SELECT COALESCE(t.%I::text, '') COLLATE "C" AS street, COALESCE(t.%I::text, '') COLLATE "C" AS house, (%s) COLLATE "C" AS suffix, count(*) AS n FROM %s AS t WHERE (%s) = 0 GROUP BY 1, 2, 3) AS r$q$, v_name || '_w', street, house_number,
		CASE WHEN suffix IS NULL THEN quote_literal('') || '::text' ELSE format('COALESCE(t.%I::text, '''')', suffix) END, relation, v_row.state);
	PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
	EXECUTE format('ANALYZE %s', v_wanted);
	-- as they are written, then in their common form, then the number without its suffix; what a step finds in several areas stays unplaced
	EXECUTE format($q$
		UPDATE %1$s AS w SET area_id = m.area_id, way = CASE WHEN m.areas > 1 THEN 'the address lies in several areas' WHEN m.area_id IS NULL THEN 'the address lies in no area' ELSE 'exact' END
		FROM (SELECT k.street, k.house, k.suffix, CASE WHEN count(DISTINCT k.area_id) = 1 THEN min(k.area_id) END AS area_id, count(DISTINCT k.area_id) AS areas FROM %2$s AS k GROUP BY 1, 2, 3) AS m
		WHERE m.street = w.street AND m.house = w.house AND m.suffix = w.suffix AND w.street_form <> '' AND w.number || w.letter <> ''$q$, v_wanted, v_known);
	EXECUTE format($q$
		UPDATE %1$s AS w SET area_id = m.area_id, way = CASE WHEN m.areas > 1 THEN 'the address lies in several areas' WHEN m.area_id IS NULL THEN 'the address lies in no area' ELSE 'normalised' END
		FROM (SELECT k.street_form, k.number, k.letter, CASE WHEN count(DISTINCT k.area_id) = 1 THEN min(k.area_id) END AS area_id, count(DISTINCT k.area_id) AS areas FROM %2$s AS k GROUP BY 1, 2, 3) AS m
		WHERE w.way IS NULL AND m.street_form = w.street_form AND m.number = w.number AND m.letter = w.letter AND w.street_form <> '' AND w.number || w.letter <> ''$q$, v_wanted, v_known);
	IF without_suffix THEN
		EXECUTE format($q$
			UPDATE %1$s AS w SET area_id = m.area_id, way = CASE WHEN m.areas > 1 THEN 'the address lies in several areas' WHEN m.area_id IS NULL THEN 'the address lies in no area' ELSE 'without suffix' END
			FROM (SELECT k.street_form, k.number, CASE WHEN count(DISTINCT k.area_id) = 1 THEN min(k.area_id) END AS area_id, count(DISTINCT k.area_id) AS areas FROM %2$s AS k WHERE k.letter = '' GROUP BY 1, 2) AS m
			WHERE w.way IS NULL AND m.street_form = w.street_form AND m.number = w.number AND w.street_form <> '' AND w.number <> '' AND w.letter <> ''$q$, v_wanted, v_known);
	END IF;
	EXECUTE format($q$
		UPDATE %1$s AS w SET way = CASE WHEN w.street_form = '' THEN 'the street key is empty' WHEN w.number || w.letter = '' THEN 'the house number is empty'
			WHEN EXISTS (SELECT FROM %2$s AS k WHERE k.street_form = w.street_form) THEN 'unknown house number' ELSE 'unknown street key' END
		WHERE w.way IS NULL$q$, v_wanted, v_known);
	EXECUTE format('ANALYZE %s', v_wanted);

	SELECT * INTO v_count FROM sozialraum._collect(source, relation,
		format('%s AS t LEFT JOIN %s AS w ON w.street = COALESCE(t.%I::text, '''') COLLATE "C" AND w.house = COALESCE(t.%I::text, '''') COLLATE "C" AND w.suffix = (%s) COLLATE "C"', relation, v_wanted, street, house_number,
			CASE WHEN suffix IS NULL THEN quote_literal('') || '::text' ELSE format('COALESCE(t.%I::text, '''')', suffix) END),
		'w.area_id', v_area, address_area IS NULL, reference_date, v_row.state, v_row.age_sql, v_row.sex_sql,
		jsonb_build_object('2', date_column, '3', COALESCE(birth_date, age), '4', sex), variable, variables, family, zeros, empty_cells, fixed_status, max_not_placed);
	RETURN QUERY EXECUTE format($q$
		SELECT o.outcome, NULL::text, NULL::text, NULL::text, o.n
		FROM (SELECT COALESCE(sum(w.n) FILTER (WHERE w.way = 'exact'), 0)::bigint AS exact, COALESCE(sum(w.n) FILTER (WHERE w.way = 'normalised'), 0)::bigint AS normalised,
			COALESCE(sum(w.n) FILTER (WHERE w.way = 'without suffix'), 0)::bigint AS without, COALESCE(sum(w.n) FILTER (WHERE w.area_id IS NULL), 0)::bigint AS nowhere FROM %s AS w) AS s
		CROSS JOIN LATERAL (VALUES (1, 'areas', $1), (2, 'rows', $2), (3, 'exact', s.exact), (4, 'normalised', s.normalised), (5, 'without suffix', s.without),
			(6, 'not placed', s.nowhere), (7, 'not counted', $3), (8, 'inserted', $4), (9, 'updated', $5), (10, 'unchanged', $6)) AS o (no, outcome, n)
		ORDER BY o.no$q$, v_wanted)
	USING v_count.areas_counted, v_count.points, v_count.not_counted, v_count.inserted, v_count.updated, v_count.unchanged;
	RETURN QUERY EXECUTE format($q$
		SELECT CASE WHEN w.area_id IS NULL THEN 'not placed' ELSE 'without suffix' END, w.street, w.house || CASE WHEN w.suffix ~ '^[0-9]' THEN ' ' ELSE '' END || w.suffix, CASE WHEN w.area_id IS NULL THEN w.way ELSE 'placed at the number without suffix' END, w.n
		FROM %s AS w WHERE w.area_id IS NULL OR w.way = 'without suffix'
		ORDER BY w.area_id IS NOT NULL, w.street, w.number = '', length(w.number), w.number, w.letter, w.house, w.suffix LIMIT $1$q$, v_wanted) USING max_report;
	EXECUTE format('DROP TABLE %s, %s', v_known, v_wanted);
END
$$;
COMMENT ON FUNCTION sozialraum.collect_by_address(text, regclass, text, date, text, text, regclass, text, text, text, text, text, text, integer, boolean, text, jsonb, text, text, text, text, jsonb, text, text, date, boolean, text, text, double precision, integer) IS
'Counts a register (relation: table, view or foreign table) whose rows come with street key and house number into figures by area, through a table of addresses. Only counts and sums per area are stored; within the transaction a temporary table holds each address once with the number of its rows, no person.
street, house_number and suffix name columns of the register, address_street, address_house_number and address_suffix those of the table addresses (by default called the same; the suffix may stand in a column of its own or behind the number, in either table). The addresses lie where address_geometry (points) says, or in the area of the level whose key is in address_area.
Matching, in this order: as it is written; in a common form (blanks and leading zeros gone, upper case: "012 a" is 12 with suffix A); the number without its suffix where the table has no such suffix (without_suffix => false: not), which is flagged. An address that lies in several areas is not placed.
What is counted and which rows: see collect_observations(): variable, variables, family with birth_date or age and sex, filter, date_column, zeros, empty_cells, fixed_status, max_not_placed.
All or nothing. Result: ten rows with an outcome and a count: areas with figures; rows that count, and of these exact, normalised, without suffix and not placed; rows not counted; figures inserted, updated, unchanged. Then, at most max_report, a row per address that could not be placed (not placed: street_key, house, reason, count of rows) or was placed at the number without suffix. Errors: as of collect_observations().';
REVOKE EXECUTE ON FUNCTION sozialraum.collect_by_address(text, regclass, text, date, text, text, regclass, text, text, text, text, text, text, integer, boolean, text, jsonb, text, text, text, text, jsonb, text, text, date, boolean, text, text, double precision, integer) FROM PUBLIC;
-- ---------------------------------------------------------------------------------------------------------------------
-- Reforms of borders: which share of each old area went to which new one. Official key tables go before weights (population,
-- addresses), weights before plain surface, and nothing is guessed.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._area_shares(old_ids bigint[], new_ids bigint[]) RETURNS TABLE (old_id bigint, new_id bigint, share_of_old double precision, share_of_new double precision)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET client_min_messages = error AS $$
BEGIN
	-- areas that overlap are a warning there; here the sum of the shares tells
	RETURN QUERY
	SELECT w.source_id, w.target_id, w.share_of_source, w.share_of_target
	FROM sozialraum.areal_weights((SELECT sozialraum.polygon_set(a.id, a.geom) FROM sozialraum.area AS a WHERE a.id = ANY (old_ids) AND a.geom IS NOT NULL),
		(SELECT sozialraum.polygon_set(a.id, a.geom) FROM sozialraum.area AS a WHERE a.id = ANY (new_ids) AND a.geom IS NOT NULL), 0, 'none') AS w
	WHERE w.target_id IS NOT NULL;
END
$$;
COMMENT ON FUNCTION sozialraum._area_shares(bigint[], bigint[]) IS 'What surfaces of old and new areas have in common, as shares of each.';

CREATE FUNCTION sozialraum._read_key_table(stage text, level text, from_date date, to_date date, key_table regclass, old_key text, new_key text, share text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET enable_indexonlyscan = off SET max_parallel_workers_per_gather = 0 SET synchronize_seqscans = off AS $$
#variable_conflict use_variable
DECLARE
	v_place	text;
	v_count	bigint;
	v_bad	record;
BEGIN
	PERFORM sozialraum._column_type(key_table, old_key), sozialraum._column_type(key_table, new_key);
	IF share IS NOT NULL THEN
		PERFORM sozialraum._check_number(key_table, share);
	END IF;
	PERFORM set_config('search_path', sozialraum._reading_path(key_table), true);
	EXECUTE format($q$
		CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
		SELECT row_number() OVER () AS n, btrim(t.%I::text, E' \t\r\n') COLLATE "C" AS old_key, NULLIF(btrim(t.%I::text, E' \t\r\n') COLLATE "C", '') AS new_key, %s AS share,
			NULL::bigint AS old_id, NULL::bigint AS new_id FROM %s AS t$q$, stage, old_key, new_key,
		CASE WHEN share IS NULL THEN 'NULL::float8' ELSE format('COALESCE(%s, CASE WHEN t.%I IS NOT NULL THEN ''NaN''::float8 END)', sozialraum._number_sql(key_table, share), share) END, key_table);
	PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
	EXECUTE format($q$
		WITH place AS MATERIALIZED (
			SELECT a.id, a.key, sozialraum.official_key(a.key) AS match_key, $2 BETWEEN a.valid_from AND a.valid_to AS is_old, $3 BETWEEN a.valid_from AND a.valid_to AS is_new
			FROM sozialraum.area AS a WHERE a.level = $1 AND ($2 BETWEEN a.valid_from AND a.valid_to OR $3 BETWEEN a.valid_from AND a.valid_to)
		), found AS (
			SELECT DISTINCT ON (s.n) s.n, o.id AS old_id, w.id AS new_id
			FROM pg_temp.%1$I AS s
			LEFT JOIN place AS o ON o.is_old AND o.match_key = sozialraum.official_key(s.old_key)
			LEFT JOIN place AS w ON w.is_new AND w.match_key = sozialraum.official_key(s.new_key)
			ORDER BY s.n, o.key = s.old_key DESC, w.key = s.new_key DESC, o.id, w.id
		)
		UPDATE pg_temp.%1$I AS s SET old_id = f.old_id, new_id = f.new_id FROM found AS f WHERE f.n = s.n$q$, stage)
	USING level, from_date, to_date;
	-- the tables of the whole country hold other towns as well: rows whose old key is not ours are none of our business
	EXECUTE format($q$
		SELECT r.n, r.problem FROM (
			SELECT s.n, CASE
				WHEN COALESCE(s.old_key, '') = '' THEN 'the old key is empty'
				WHEN s.old_id IS NULL AND s.new_id IS NOT NULL AND (sozialraum._lost_zero(s.old_key) OR EXISTS (SELECT FROM sozialraum.area AS a WHERE a.level = $1 AND a.key = '0' || s.old_key))
					THEN 'unknown old key (leading zero lost?)'
				WHEN s.old_id IS NULL THEN NULL
				WHEN s.new_key IS NOT NULL AND s.new_id IS NULL THEN 'no area with the new key is valid on the new date'
				WHEN s.share IS NOT NULL AND (s.share BETWEEN 0 AND 1.01) IS NOT TRUE THEN 'the share does not lie between 0 and 1'
				WHEN s.share IS NULL AND bool_or(s.share IS NOT NULL) OVER w THEN 'some shares of this old key are missing'
				WHEN count(*) OVER v > 1 THEN 'the same old and new key come twice'
				WHEN bool_and(s.share IS NOT NULL) OVER w AND abs(sum(s.share) OVER w - 1) > 0.01 THEN 'the shares of this old key do not sum to 1'
				WHEN s.new_key IS NULL AND s.share IS NULL AND count(*) OVER w > 1 THEN 'a part that leaves the territory needs a share'
				END AS problem
			FROM pg_temp.%1$I AS s WINDOW w AS (PARTITION BY s.old_id), v AS (PARTITION BY s.old_id, s.new_id)) AS r
		WHERE r.problem IS NOT NULL ORDER BY r.n LIMIT 1$q$, stage) INTO v_bad USING level;
	IF v_bad.n IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'data_exception', MESSAGE = 'The key table cannot be taken.',
			DETAIL = format('Relation %s, row %s: %s.', key_table, v_bad.n, v_bad.problem),
			HINT = 'A row per old and new key, keys as text; shares of an old key sum to 1; an empty new key is what leaves the territory.';
	END IF;
	EXECUTE format('DELETE FROM pg_temp.%I AS s WHERE s.old_id IS NULL OR s.share = 0', stage);
	EXECUTE format('SELECT count(*) FROM pg_temp.%I', stage) INTO v_count;
	IF v_count = 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'data_exception', MESSAGE = 'The key table has no row for any area of the level.',
			DETAIL = format('Relation %s, level %s, date %s.', key_table, level, from_date),
			HINT = 'Compare the keys: text, with leading zeros; old_key and new_key name the columns.';
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._read_key_table(text, text, date, date, regclass, text, text, text) IS 'Reads a table of old and new keys into a temporary one, with the areas that they mean; refuses what contradicts itself.';
REVOKE EXECUTE ON FUNCTION sozialraum._read_key_table(text, text, date, date, regclass, text, text, text) FROM PUBLIC;

CREATE FUNCTION sozialraum._read_weights(stage text, from_area text, to_area text, weights regclass, weight_geometry text, weight text, source_srid integer,
	weight_level text, weight_variable text, weight_date date) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_variable
DECLARE
	v_srid	integer := sozialraum._setting_srid();
	v_shape	text;
	v_value	text := '1::float8';
	v_plan	record;
	v_item	record;
	v_bad	bigint;
BEGIN
	IF weights IS NOT NULL THEN
		IF weight_level IS NOT NULL OR weight_variable IS NOT NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'Weights come from a table of points or from figures of smaller areas, not from both.',
				HINT = 'Give either weights and weight_geometry, or weight_level and weight_variable.';
		END IF;
		v_shape := sozialraum._shape_sql(weights, weight_geometry, source_srid);
		IF weight IS NOT NULL THEN
			PERFORM sozialraum._check_number(weights, weight);
			v_value := sozialraum._number_sql(weights, weight);
		END IF;
		PERFORM set_config('search_path', sozialraum._reading_path(weights), true);
		EXECUTE format($q$
			CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
			SELECT p.old_id, p.new_id, sozialraum.exact_sum(p.w) AS weight,
				count(*) FILTER (WHERE (p.w >= 0 AND p.w < 'Infinity') IS FALSE) + count(*) FILTER (WHERE p.w IS NULL) AS bad, count(*) FILTER (WHERE p.srid = 0) AS without_srid
			FROM (SELECT q.w, q.srid, sozialraum.locate((SELECT sozialraum.build_locator(a.id, a.geom) FROM sozialraum.area AS a WHERE %s AND a.geom IS NOT NULL), q.geom) AS old_id,
					sozialraum.locate((SELECT sozialraum.build_locator(a.id, a.geom) FROM sozialraum.area AS a WHERE %s AND a.geom IS NOT NULL), q.geom) AS new_id
				FROM (SELECT CASE WHEN s.w >= 0 AND s.w < 'Infinity' THEN s.w WHEN s.w IS NOT NULL THEN -1 END AS w, sozialraum._geometry_srid(s.geom) AS srid,
						CASE WHEN sozialraum._geometry_srid(s.geom) = %s THEN s.geom WHEN sozialraum._geometry_srid(s.geom) <> 0 OR %L::integer IS NOT NULL THEN sozialraum._point_in_srid(s.geom, %L, %s) END AS geom
					FROM (SELECT %s AS w, %s AS geom FROM %s AS t) AS s OFFSET 0) AS q OFFSET 0) AS p
			GROUP BY 1, 2$q$, stage, from_area, to_area, v_srid, source_srid, source_srid, v_srid, v_value, v_shape, weights);
		PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
		EXECUTE format('SELECT COALESCE(sum(s.bad), 0)::bigint AS bad, COALESCE(sum(s.without_srid), 0)::bigint AS without_srid FROM pg_temp.%I AS s', stage) INTO v_item;
		IF v_item.without_srid > 0 AND source_srid IS NULL THEN
			PERFORM sozialraum._raise_uncountable(5, v_item.without_srid, weights, quote_ident(weight_geometry));
		END IF;
		IF v_item.bad > 0 THEN
			RAISE EXCEPTION USING ERRCODE = 'data_exception', MESSAGE = 'Weights must be numbers that are not negative.',
				DETAIL = format('Relation %s, column %s: %s rows.', weights, quote_ident(COALESCE(weight, 'NULL')), v_item.bad), HINT = 'Leave the rows out in a view, or correct them.';
		END IF;
	ELSE
		-- figures of smaller areas, each at a point inside of it
		PERFORM sozialraum._level_rank(weight_level), sozialraum._check_day(weight_date, 'weight_date');
		IF NOT EXISTS (SELECT FROM sozialraum.variable AS v WHERE v.code = weight_variable AND v.aggregation = 'sum') THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such variable that adds up.',
				DETAIL = format('Given: %s.', COALESCE(weight_variable, 'NULL')), HINT = 'Weights are inhabitants, dwellings, addresses.';
		END IF;
		SELECT * INTO v_plan FROM sozialraum._figure_plan(ARRAY[weight_variable], ARRAY[weight_date]);
		EXECUTE format($q$
			CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
			SELECT p.old_id, p.new_id, sozialraum.exact_sum(p.weight) AS weight, count(*) FILTER (WHERE p.weight IS NULL) AS missing, count(*) FILTER (WHERE p.weight < 0) AS bad
			FROM (SELECT q.weight, sozialraum.locate((SELECT sozialraum.build_locator(a.id, a.geom) FROM sozialraum.area AS a WHERE %s AND a.geom IS NOT NULL), q.geom) AS old_id,
					sozialraum.locate((SELECT sozialraum.build_locator(a.id, a.geom) FROM sozialraum.area AS a WHERE %s AND a.geom IS NOT NULL), q.geom) AS new_id
				FROM (SELECT sozialraum._point_on(a.geom) AS geom, f.figures[array_position($2, $1)] AS weight
					FROM sozialraum.area AS a
					LEFT JOIN sozialraum._area_figures(ARRAY(SELECT x.id FROM sozialraum.area AS x WHERE x.level = $4 AND $3 BETWEEN x.valid_from AND x.valid_to), $2, $5, $6, $7, $8, $9) AS f ON f.area_id = a.id
					WHERE a.level = $4 AND $3 BETWEEN a.valid_from AND a.valid_to AND a.geom IS NOT NULL OFFSET 0) AS q OFFSET 0) AS p
			GROUP BY 1, 2$q$, stage, from_area, to_area)
		USING weight_variable, v_plan.slot_variable, weight_date, weight_level, v_plan.slot_date, v_plan.additive, v_plan.target, v_plan.source, v_plan.coefficient;
		EXECUTE format('SELECT COALESCE(sum(s.missing), 0)::bigint AS missing, COALESCE(sum(s.bad), 0)::bigint AS bad, count(*) AS n FROM pg_temp.%I AS s', stage) INTO v_item;
		IF v_item.n = 0 OR v_item.missing > 0 OR v_item.bad > 0 THEN
			RAISE EXCEPTION USING ERRCODE = 'data_exception', MESSAGE = 'The smaller areas cannot serve as weights.',
				DETAIL = CASE WHEN v_item.n = 0 THEN format('No area of level %s has a border and is valid on %s.', weight_level, weight_date)
					WHEN v_item.missing > 0 THEN format('%s has no figure on %s in %s areas of level %s.', weight_variable, weight_date, v_item.missing, weight_level)
					ELSE format('%s is negative in some areas of level %s.', weight_variable, weight_level) END,
				HINT = 'A missing weight is no zero: take a day on which all are there, or another variable.';
		END IF;
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._read_weights(text, text, text, regclass, text, text, integer, text, text, date) IS 'Sums weights by old and new area into a temporary table.';
REVOKE EXECUTE ON FUNCTION sozialraum._read_weights(text, text, text, regclass, text, text, integer, text, text, date) FROM PUBLIC;

CREATE FUNCTION sozialraum._transfer_shares(stage text, level text, from_date date, to_date date, key_table regclass, old_key text, new_key text, share text,
	weights regclass, weight_geometry text, weight text, source_srid integer, weight_level text, weight_variable text, weight_date date,
	by_area boolean, tolerance double precision) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_variable
DECLARE
	v_pair	text := format('pg_temp.%I', stage);
	v_keys	text := format('pg_temp.%I', stage || '_k');
	v_sizes	text := format('pg_temp.%I', stage || '_s');
	v_mass	text := format('pg_temp.%I', stage || '_w');
	v_from	text := format('a.level = %L AND %L::date BETWEEN a.valid_from AND a.valid_to', level, from_date);
	v_to	text := format('a.level = %L AND %L::date BETWEEN a.valid_from AND a.valid_to', level, to_date);
	v_old	bigint[];
	v_new	bigint[];
	v_lapped bigint[];
	v_bad	record;
	v_list	text;
	v_has_weights boolean := weights IS NOT NULL OR weight_level IS NOT NULL OR weight_variable IS NOT NULL;
BEGIN
	PERFORM sozialraum._level_rank(level), sozialraum._check_day(from_date, 'from_date'), sozialraum._check_day(to_date, 'to_date'), sozialraum._check_srid(source_srid);
	IF (tolerance >= 0 AND tolerance <= 0.1) IS NOT TRUE OR by_area IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The tolerance is a share from 0 to 0.1, and by_area true or false.',
			DETAIL = format('Given: %s and %s.', COALESCE(tolerance::text, 'NULL'), COALESCE(by_area::text, 'NULL')), HINT = 'Parts of old areas that are smaller than this share are slivers of the drawing.';
	END IF;
	EXECUTE format('CREATE TEMPORARY TABLE %I (old_id bigint, new_id bigint, share float8, method text, reason text) ON COMMIT DROP', stage);
	-- the same territory on both days: nothing has to be computed
	EXECUTE format($q$
		INSERT INTO %s (old_id, new_id, share, method)
		SELECT a.id, b.id, 1, 'same' FROM sozialraum.area AS a
		JOIN sozialraum.area AS b ON b.territory_id = a.territory_id AND b.level = a.level AND $2 BETWEEN b.valid_from AND b.valid_to
		WHERE a.level = $3 AND $1 BETWEEN a.valid_from AND a.valid_to$q$, v_pair) USING from_date, to_date, level;
	EXECUTE format('SELECT ARRAY(SELECT a.id FROM sozialraum.area AS a WHERE %1$s AND a.id NOT IN (SELECT p.old_id FROM %3$s AS p) ORDER BY a.id),
		ARRAY(SELECT a.id FROM sozialraum.area AS a WHERE %2$s AND a.id NOT IN (SELECT p.new_id FROM %3$s AS p) ORDER BY a.id)', v_from, v_to, v_pair) INTO v_old, v_new;
	IF NOT EXISTS (SELECT FROM sozialraum.area AS a WHERE a.level = level AND from_date BETWEEN a.valid_from AND a.valid_to)
		OR NOT EXISTS (SELECT FROM sozialraum.area AS a WHERE a.level = level AND to_date BETWEEN a.valid_from AND a.valid_to) THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'No area of the level is valid on one of the two days.',
			DETAIL = format('Level %s, days %s and %s.', level, from_date, to_date), HINT = 'Give a day of the old and one of the new division.';
	END IF;

	-- official keys
	IF key_table IS NOT NULL THEN
		PERFORM sozialraum._read_key_table(stage || '_k', level, from_date, to_date, key_table, old_key, new_key, share);
		EXECUTE format($q$
			SELECT o.key AS old_key, n.key AS new_key FROM %1$s AS k
			JOIN sozialraum.area AS o ON o.id = k.old_id LEFT JOIN sozialraum.area AS n ON n.id = k.new_id
			WHERE COALESCE(k.share, 1) > $1 AND EXISTS (SELECT FROM %2$s AS p WHERE (p.old_id = k.old_id AND p.new_id IS DISTINCT FROM k.new_id) OR (p.new_id = k.new_id AND p.old_id <> k.old_id))
			ORDER BY 1, 2 LIMIT 1$q$, v_keys, v_pair) INTO v_bad USING tolerance;
		IF v_bad.old_key IS NOT NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'data_exception', MESSAGE = 'The key table contradicts the areas.',
				DETAIL = format('It moves something from %s to %s, but the territory of one of them is said to be the same before and after.', v_bad.old_key, COALESCE(v_bad.new_key, 'outside')),
				HINT = 'Correct the table, or the territory_id of the area.';
		END IF;
		EXECUTE format('DELETE FROM %s AS k WHERE k.old_id <> ALL ($1)', v_keys) USING v_old;
		-- parts below the tolerance are slivers; the others are scaled to 1
		EXECUTE format('DELETE FROM %1$s AS k WHERE k.share <= $1 AND EXISTS (SELECT FROM %1$s AS x WHERE x.old_id = k.old_id AND x.share > $1)', v_keys) USING tolerance;
		EXECUTE format($q$
			INSERT INTO %s (old_id, new_id, share, method)
			SELECT k.old_id, k.new_id, k.share, CASE WHEN k.parts = 1 THEN 'exact' ELSE 'key' END
			FROM (SELECT x.old_id, x.new_id, CASE WHEN count(*) OVER w = 1 THEN 1 ELSE x.share / sozialraum.exact_sum(x.share) OVER w END AS share, count(*) OVER w AS parts
				FROM %s AS x WINDOW w AS (PARTITION BY x.old_id)) AS k
			WHERE k.share IS NOT NULL$q$, v_pair, v_keys);
	ELSE
		EXECUTE format('CREATE TEMPORARY TABLE %I (old_id bigint, new_id bigint) ON COMMIT DROP', stage || '_k');
	END IF;

	-- what the surfaces say: an old area that lies in one new area is exact, too
	EXECUTE format($q$CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
		SELECT x.*, sozialraum.exact_sum(x.share_of_old) OVER (PARTITION BY x.old_id) AS covered FROM sozialraum._area_shares($1, $2) AS x$q$, stage || '_s') USING v_old, v_new;
	EXECUTE format('ANALYZE %s', v_sizes);
	EXECUTE format($q$
		INSERT INTO %1$s (old_id, new_id, share, method)
		SELECT s.old_id, s.new_id, 1, 'exact' FROM %2$s AS s
		WHERE s.share_of_old >= 1 - $1 AND s.covered <= 1.01 AND s.old_id NOT IN (SELECT p.old_id FROM %1$s AS p) AND s.old_id NOT IN (SELECT k.old_id FROM %3$s AS k)$q$, v_pair, v_sizes, v_keys) USING tolerance;

	-- weights, where the table of keys does not say shares
	IF v_has_weights THEN
		PERFORM sozialraum._check_overlaps(level, from_date), sozialraum._check_overlaps(level, to_date);
		PERFORM sozialraum._read_weights(stage || '_w', v_from, v_to, weights, weight_geometry, weight, source_srid, weight_level, weight_variable, weight_date);
		EXECUTE format($q$
			WITH mass AS (
				SELECT w.old_id, w.new_id, w.weight, sozialraum.exact_sum(w.weight) OVER v AS total, sozialraum.exact_sum(w.weight) FILTER (WHERE w.new_id = ANY ($3)) OVER v AS covered
				FROM %2$s AS w WHERE w.old_id = ANY ($1) AND w.old_id NOT IN (SELECT p.old_id FROM %1$s AS p)
					AND (w.old_id NOT IN (SELECT k.old_id FROM %3$s AS k) OR w.new_id IS NULL OR EXISTS (SELECT FROM %3$s AS k WHERE k.old_id = w.old_id AND k.new_id = w.new_id))
				WINDOW v AS (PARTITION BY w.old_id)
			)
			INSERT INTO %1$s (old_id, new_id, share, method)
			SELECT m.old_id, m.new_id, m.weight / sozialraum.exact_sum(m.weight) OVER (PARTITION BY m.old_id), 'weight' FROM mass AS m
			WHERE m.total > 0 AND m.covered >= 0.99 * m.total AND m.new_id = ANY ($3) AND m.weight > $2 * m.total$q$, v_pair, v_mass, v_keys) USING v_old, tolerance, v_new;
	END IF;

	-- surface, if it may be
	IF by_area THEN
		EXECUTE format($q$
			WITH inside AS (
				SELECT s.old_id, s.new_id, s.share_of_old, sozialraum.exact_sum(s.share_of_old) OVER (PARTITION BY s.old_id) AS covered FROM %2$s AS s
				WHERE s.old_id NOT IN (SELECT p.old_id FROM %1$s AS p)
					AND (s.old_id NOT IN (SELECT k.old_id FROM %3$s AS k) OR EXISTS (SELECT FROM %3$s AS k WHERE k.old_id = s.old_id AND k.new_id = s.new_id))
			)
			INSERT INTO %1$s (old_id, new_id, share, method)
			SELECT i.old_id, i.new_id, i.share_of_old / sozialraum.exact_sum(i.share_of_old) OVER (PARTITION BY i.old_id), 'area' FROM inside AS i
			WHERE i.covered BETWEEN 0.99 AND 1.01 AND i.share_of_old > $1$q$, v_pair, v_sizes, v_keys) USING tolerance;
	END IF;

	-- what remains: old areas of which nobody knows where their people went, and what that makes of the new ones
	EXECUTE format($q$
		SELECT string_agg(a.key, ', ' ORDER BY a.key) FROM sozialraum.area AS a
		WHERE a.id = ANY ($1) AND a.id NOT IN (SELECT p.old_id FROM %1$s AS p) AND a.id NOT IN (SELECT s.old_id FROM %2$s AS s) AND a.id NOT IN (SELECT k.old_id FROM %3$s AS k)
			AND a.geom IS NULL$q$, v_pair, v_sizes, v_keys) INTO v_list USING v_old;
	IF v_list IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'data_exception', MESSAGE = 'An old area has neither a border nor a row in a key table, so nobody knows where it went.',
			DETAIL = format('Level %s, keys %s.', level, v_list), HINT = 'Enter its border, or a row in the key table; an empty new key says that it left the territory.';
	END IF;
	EXECUTE format($q$
		INSERT INTO %1$s (old_id, new_id, reason)
		SELECT u.old_id, u.new_id, CASE
			WHEN u.listed THEN 'the key table has no shares for old area ' || o.key WHEN u.covered > 1.01 THEN format('old area %%s lies in new ones that overlap', o.key) WHEN u.covered < 0.99 THEN format('a part of old area %%s lies in no new one', o.key)
			ELSE format('old area %%s was divided', o.key) END
			|| CASE WHEN $3 AND (u.listed OR u.covered BETWEEN 0.99 AND 1.01) THEN ', and it has no usable weights' ELSE '' END
			|| CASE WHEN NOT $4 AND (u.listed OR u.covered BETWEEN 0.99 AND 1.01) THEN '; shares of surface are not allowed' ELSE '' END
		FROM (SELECT s.old_id, s.new_id, s.listed, COALESCE((SELECT sum(x.share_of_old) FROM %2$s AS x WHERE x.old_id = s.old_id), 0) AS covered
			FROM (SELECT k.old_id, k.new_id, true AS listed FROM %3$s AS k
				UNION ALL SELECT x.old_id, x.new_id, false FROM %2$s AS x WHERE x.share_of_old > $1 AND x.old_id NOT IN (SELECT k.old_id FROM %3$s AS k)) AS s) AS u
		JOIN sozialraum.area AS o ON o.id = u.old_id
		WHERE u.old_id NOT IN (SELECT p.old_id FROM %1$s AS p)
		UNION ALL
		-- an old area that no new one covers
		SELECT a.id, NULL, format('old area %%s lies in no new one', a.key) FROM sozialraum.area AS a
		WHERE a.id = ANY ($2) AND a.id NOT IN (SELECT p.old_id FROM %1$s AS p)
			AND a.id NOT IN (SELECT x.old_id FROM %2$s AS x WHERE x.share_of_old > $1) AND a.id NOT IN (SELECT k.old_id FROM %3$s AS k)$q$, v_pair, v_sizes, v_keys)
	USING tolerance, v_old, v_has_weights, by_area;
	-- old areas that overlap would hide a gap, and count people twice
	v_lapped := ARRAY(
		SELECT u.id FROM sozialraum.locator_overlaps((SELECT sozialraum.build_locator(l.id, l.geom) FROM sozialraum.area AS l WHERE l.id = ANY (v_old) AND l.geom IS NOT NULL)) AS p
		JOIN sozialraum.area AS a ON a.id = p.id
		JOIN sozialraum.area AS b ON b.id = p.other_id
		CROSS JOIN LATERAL (VALUES (a.id), (b.id)) AS u (id)
		WHERE sozialraum._shared_area(a.geom, b.geom) > 0.01 * least(sozialraum._area_of(a.geom), sozialraum._area_of(b.geom)));
	-- new areas that the old ones do not cover: what was there before is not known. What a table of keys lists is complete by itself.
	EXECUTE format($q$
		INSERT INTO %1$s (new_id, reason)
		SELECT a.id, CASE WHEN a.geom IS NULL AND u.key IS NOT NULL THEN format('it has no border, and nobody knows where old area %%s went', u.key) WHEN x.covered IS NULL THEN 'no old area became this one'
			WHEN x.lapped OR x.covered > 1.01 THEN 'old areas overlap in it' ELSE format('only %%s per cent of its surface lay in old areas', round((100 * x.covered)::numeric, 1)) END
		FROM sozialraum.area AS a
		LEFT JOIN (SELECT s.new_id, sum(s.share_of_new) AS covered, bool_or(s.old_id = ANY ($2) AND s.share_of_new > 0.01) AS lapped FROM %2$s AS s GROUP BY s.new_id) AS x ON x.new_id = a.id
		-- an old area that lies in no new one may be a part of one without a border
		LEFT JOIN (SELECT min(o.key) AS key FROM %1$s AS p JOIN sozialraum.area AS o ON o.id = p.old_id WHERE p.new_id IS NULL AND p.reason IS NOT NULL) AS u ON true
		WHERE a.id = ANY ($1) AND (COALESCE(x.covered, 0) < 0.99 OR x.covered > 1.01 OR x.lapped)
			AND (a.id NOT IN (SELECT p.new_id FROM %1$s AS p WHERE p.new_id IS NOT NULL) OR (a.geom IS NULL AND u.key IS NOT NULL)
				OR EXISTS (SELECT FROM %1$s AS p WHERE p.new_id = a.id AND p.old_id NOT IN (SELECT k.old_id FROM %3$s AS k)))$q$, v_pair, v_sizes, v_keys) USING v_new, v_lapped;
	EXECUTE format('DROP TABLE %s, %s', v_keys, v_sizes);
	IF v_has_weights THEN
		EXECUTE format('DROP TABLE %s', v_mass);
	END IF;
	EXECUTE format('ANALYZE %s', v_pair);
END
$$;
COMMENT ON FUNCTION sozialraum._transfer_shares(text, text, date, date, regclass, text, text, text, regclass, text, text, integer, text, text, date, boolean, double precision) IS 'Works out which share of each old area goes to which new one and how that is known, into a temporary table; rows with a reason are what cannot be known.';
REVOKE EXECUTE ON FUNCTION sozialraum._transfer_shares(text, text, date, date, regclass, text, text, text, regclass, text, text, integer, text, text, date, boolean, double precision) FROM PUBLIC;

CREATE FUNCTION sozialraum.transfer_shares(level text, from_date date, to_date date,
	key_table regclass DEFAULT NULL, old_key text DEFAULT 'old_key', new_key text DEFAULT 'new_key', share text DEFAULT NULL,
	weights regclass DEFAULT NULL, weight_geometry text DEFAULT 'geom', weight text DEFAULT NULL, source_srid integer DEFAULT NULL,
	weight_level text DEFAULT NULL, weight_variable text DEFAULT NULL, weight_date date DEFAULT NULL,
	by_area boolean DEFAULT false, tolerance double precision DEFAULT 0.000001)
RETURNS TABLE (old_id bigint, old_area_key text, old_name text, new_id bigint, new_area_key text, new_name text, share_of_old double precision, method text, reason text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_name	text := 'sozialraum_' || replace(gen_random_uuid()::text, '-', '');
BEGIN
	PERFORM sozialraum._transfer_shares(v_name, level, from_date, to_date, key_table, old_key, new_key, share, weights, weight_geometry, weight, source_srid,
		weight_level, weight_variable, COALESCE(weight_date, from_date), by_area, tolerance);
	RETURN QUERY EXECUTE format($q$
		SELECT o.id, o.key::text, o.name, n.id, n.key::text, n.name, p.share, p.method, p.reason
		FROM pg_temp.%I AS p LEFT JOIN sozialraum.area AS o ON o.id = p.old_id LEFT JOIN sozialraum.area AS n ON n.id = p.new_id
		ORDER BY o.key, n.key$q$, v_name);
	EXECUTE format('DROP TABLE pg_temp.%I', v_name);
END
$$;
COMMENT ON FUNCTION sozialraum.transfer_shares(text, date, date, regclass, text, text, text, regclass, text, text, integer, text, text, date, boolean, double precision) IS
'Shows how transfer_observations() with the same arguments would divide the areas of a level that are valid on from_date among those valid on to_date: share_of_old is the share (0 to 1) of the old area, method how it is known: same (unchanged territory, nothing is moved), exact (the whole old area went into one new area), key (shares of the key table), weight, area (surface). new_id NULL: it left the territory. Rows with a reason and no share: what cannot be known. Changes nothing. Errors and arguments: see transfer_observations().';
REVOKE EXECUTE ON FUNCTION sozialraum.transfer_shares(text, date, date, regclass, text, text, text, regclass, text, text, integer, text, text, date, boolean, double precision) FROM PUBLIC;
-- ---------------------------------------------------------------------------------------------------------------------
-- Figures move between the divisions of a level before and after a reform, each marked with how it is known.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._transfer_base(source text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN CASE WHEN source ~ ':(exact|key|weight|area)$' AND EXISTS (SELECT FROM sozialraum.source AS s WHERE s.code = source AND s.delivery = 'transfer_observations()')
		THEN regexp_replace(source, ':[a-z]+$', '') ELSE source END;
END
$$;
COMMENT ON FUNCTION sozialraum._transfer_base(text) IS 'The source that a source of transferred figures goes back to; any other source as it is.';

CREATE FUNCTION sozialraum.transfer_observations(level text, from_date date, to_date date, variables text[] DEFAULT NULL, reference_dates date[] DEFAULT NULL,
	key_table regclass DEFAULT NULL, old_key text DEFAULT 'old_key', new_key text DEFAULT 'new_key', share text DEFAULT NULL,
	weights regclass DEFAULT NULL, weight_geometry text DEFAULT 'geom', weight text DEFAULT NULL, source_srid integer DEFAULT NULL,
	weight_level text DEFAULT NULL, weight_variable text DEFAULT NULL, weight_date date DEFAULT NULL,
	by_area boolean DEFAULT false, tolerance double precision DEFAULT 0.000001, max_report integer DEFAULT 1000)
RETURNS TABLE (outcome text, method text, variable text, reference_date date, area_key text, reason text, count bigint)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_column
DECLARE
	v_name		text := 'sozialraum_' || replace(gen_random_uuid()::text, '-', '');
	v_pair		text := format('pg_temp.%I', v_name);				-- which share of which old area goes where
	v_old_figure text := format('pg_temp.%I', v_name || '_o');		-- the figures of the old areas
	v_result	text := format('pg_temp.%I', v_name || '_r');		-- what becomes of them
	v_stage		text := format('pg_temp.%I', v_name || '_f');		-- what is written
	v_language	text := COALESCE((SELECT s.language FROM sozialraum.setting AS s), 'de');
	v_methods	CONSTANT text[] := ARRAY['exact', 'key', 'weight', 'area'];
	v_old		bigint[];
	v_new		bigint[];
	v_chain		bigint[];		-- all rows of the territories of the old areas
	v_below		bigint[];		-- and what they are summed from
	v_target	bigint[];		-- all rows of the territories of the new areas
	v_moved		text[] := ARRAY(SELECT s.code::text FROM sozialraum.source AS s WHERE sozialraum._transfer_base(s.code) <> s.code);
	v_variables	text[] := variables;
	v_days		date[] := reference_dates;
	v_skipped	text[] := '{}';
	v_wanted	text[];			-- variable and day, pair by pair
	v_wanted_days date[];
	v_list		text[];
	v_plan		record;
	v_count		record;
	v_removed	bigint;
	v_kept		bigint;
	v_missing	bigint;
BEGIN
	IF array_position(v_days, NULL) IS NOT NULL OR 'infinity' = ANY (v_days) OR '-infinity' = ANY (v_days) OR array_position(v_variables, NULL) IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'Variables and reference dates must be names and days.',
			HINT = 'Leave them out for all variables that add up, and all days that there are figures for.';
	END IF;
	-- what does not add up cannot be divided or joined
	IF v_variables IS NOT NULL THEN
		v_list := sozialraum._ensure_variables(v_variables);
		IF v_list <> '{}' THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such variable.',
				DETAIL = format('Given: %s.', array_to_string(v_list, ', ')),
				HINT = 'Enter it with sozialraum.define_variable(), or run sozialraum.install_catalogue().';
		END IF;
		v_list := ARRAY(SELECT v.code FROM sozialraum.variable AS v WHERE v.code = ANY (v_variables) AND v.aggregation <> 'sum' ORDER BY v.code);
		IF v_list <> '{}' THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'Figures that do not add up cannot be transferred.',
				DETAIL = format('Variables: %s.', array_to_string(v_list, ', ')),
				HINT = 'Means, medians and ratios are neither sums of their parts nor divisible: transfer numerator and denominator and form the ratio from them. Where only the key changed, let the new area continue the old one (define_area(continues => …)).';
		END IF;
	END IF;

	PERFORM sozialraum._transfer_shares(v_name, level, from_date, to_date, key_table, old_key, new_key, share, weights, weight_geometry, weight, source_srid,
		weight_level, weight_variable, COALESCE(weight_date, from_date), by_area, tolerance);
	EXECUTE format($q$SELECT COALESCE(array_agg(DISTINCT p.old_id) FILTER (WHERE p.old_id IS NOT NULL), '{}'), COALESCE(array_agg(DISTINCT p.new_id) FILTER (WHERE p.new_id IS NOT NULL), '{}')
		FROM %s AS p WHERE p.method IS DISTINCT FROM 'same'$q$, v_pair) INTO v_old, v_new;
	v_chain := ARRAY(SELECT e.id FROM sozialraum.area AS a JOIN sozialraum.area AS e ON e.territory_id = a.territory_id AND e.level = a.level WHERE a.id = ANY (v_old));
	v_target := ARRAY(SELECT e.id FROM sozialraum.area AS a JOIN sozialraum.area AS e ON e.territory_id = a.territory_id AND e.level = a.level WHERE a.id = ANY (v_new));
	v_below := ARRAY(
		WITH RECURSIVE node (id) AS (
			SELECT u.id FROM unnest(v_chain) AS u (id)
			UNION
			SELECT e.part_id FROM node AS n JOIN sozialraum._area_wholes() AS e ON e.whole_id = n.id
		)
		SELECT n.id FROM node AS n);
	-- variables and days: as asked for by name, or those that there are figures of (of a group: or of its cells; of a whole: or of its
	-- parts), or those that an earlier transfer moved and that may have to be taken back
	IF variables IS NOT NULL AND v_days IS NOT NULL THEN
		SELECT COALESCE(array_agg(u.v), '{}'), COALESCE(array_agg(d.d), '{}') INTO v_wanted, v_wanted_days
		FROM (SELECT DISTINCT x FROM unnest(v_variables) AS x) AS u (v) CROSS JOIN (SELECT DISTINCT x FROM unnest(v_days) AS x) AS d (d);
	ELSE
		WITH seen AS MATERIALIZED (
			SELECT o.variable, o.reference_date AS day, bool_or(o.area_id = ANY (v_chain)) AS own
			FROM sozialraum.observation AS o WHERE o.area_id = ANY (v_below) AND (v_days IS NULL OR o.reference_date = ANY (v_days)) GROUP BY o.variable, o.reference_date
			UNION ALL
			SELECT DISTINCT o.variable, o.reference_date, false FROM sozialraum.observation AS o
			WHERE o.area_id = ANY (v_target) AND o.source = ANY (v_moved) AND (v_days IS NULL OR o.reference_date = ANY (v_days))
				AND EXISTS (SELECT FROM sozialraum.area AS a WHERE a.id = ANY (v_old) AND o.reference_date BETWEEN a.valid_from AND a.valid_to)
		), wanted AS MATERIALIZED (
			SELECT s.variable, s.day, v.aggregation FROM seen AS s JOIN sozialraum.variable AS v ON v.code = s.variable WHERE (v_variables IS NULL OR v.code = ANY (v_variables)) AND (s.own OR v.aggregation = 'sum')
			UNION
			SELECT v.code, s.day, v.aggregation FROM sozialraum.variable AS v JOIN sozialraum.variable AS c ON c.family = v.family AND c.is_cell JOIN seen AS s ON s.variable = c.code
			WHERE v.code = ANY (v_variables) AND NOT v.is_cell
		)
		SELECT COALESCE(array_agg(w.variable::text ORDER BY w.variable, w.day) FILTER (WHERE w.aggregation = 'sum'), '{}'), COALESCE(array_agg(w.day ORDER BY w.variable, w.day) FILTER (WHERE w.aggregation = 'sum'), '{}'),
			COALESCE(array_agg(DISTINCT w.variable::text) FILTER (WHERE w.aggregation <> 'sum'), '{}')
		INTO v_wanted, v_wanted_days, v_skipped FROM wanted AS w;
	END IF;

	-- the figures of the old areas, by the rules by which any figure comes about (delivered, or summed from parts or cells)
	SELECT f.* INTO v_plan FROM sozialraum._figure_plan(v_wanted, v_wanted_days) AS f;
	EXECUTE format('CREATE TEMPORARY TABLE %I (old_id bigint, variable text COLLATE "C", day date, value float8, code float8, severity integer, source text COLLATE "C", method integer) ON COMMIT DROP', v_name || '_o');
	EXECUTE format($q$
		INSERT INTO %s
		SELECT f.area_id, s.variable, s.day, f.figures[s.no],
			CASE WHEN f.figures[s.no] IS NULL AND (f.figures[cardinality($2) + s.no] >= 6000000) IS NOT TRUE THEN 11000000 + s.no ELSE f.figures[cardinality($2) + s.no] END,
			CASE WHEN f.figures[s.no] IS NULL THEN greatest(6, CASE WHEN f.figures[cardinality($2) + s.no] > 0 THEN div(f.figures[cardinality($2) + s.no]::numeric, 1000000)::integer ELSE 11 END)
				ELSE greatest(1, div(f.figures[cardinality($2) + s.no]::numeric, 1000000)::integer) END,
			sozialraum._transfer_base(d.source), COALESCE(array_position($9, substring(d.source FROM ':([a-z]+)$')), 1)
		FROM sozialraum._area_figures($1, $2, $3, $4, $5, $6, $7) AS f
		JOIN sozialraum.area AS a ON a.id = f.area_id
		CROSS JOIN (SELECT x.variable, x.day, x.no FROM unnest($2, $3) WITH ORDINALITY AS x (variable, day, no)
			JOIN unnest($8, $10) AS w (variable, day) ON w.variable = x.variable AND w.day = x.day) AS s
		LEFT JOIN LATERAL (SELECT o.source FROM sozialraum.area AS e JOIN sozialraum.observation AS o ON o.area_id = e.id AND o.variable = s.variable AND o.reference_date = s.day
			WHERE e.territory_id = a.territory_id AND e.level = a.level ORDER BY s.day BETWEEN e.valid_from AND e.valid_to DESC, e.id LIMIT 1) AS d ON true$q$, v_old_figure)
	USING v_old, v_plan.slot_variable, v_plan.slot_date, v_plan.additive, v_plan.target, v_plan.source, v_plan.coefficient, v_wanted, v_methods, v_wanted_days;
	IF variables IS NULL OR reference_dates IS NULL THEN
		-- not asked for by name: only what there is a figure or a mark of, or was when it was moved
		EXECUTE format($q$DELETE FROM %1$s AS f WHERE NOT EXISTS (SELECT FROM %1$s AS x WHERE x.variable = f.variable AND x.day = f.day AND x.severity < 11)
			AND NOT (EXISTS (SELECT FROM sozialraum.observation AS o WHERE o.variable = f.variable AND o.reference_date = f.day AND o.area_id = ANY ($1) AND o.source = ANY ($2))
				AND EXISTS (SELECT FROM sozialraum.area AS a WHERE a.id = ANY ($3) AND f.day BETWEEN a.valid_from AND a.valid_to))$q$, v_old_figure) USING v_target, v_moved, v_old;
	END IF;
	EXECUTE format('ANALYZE %s', v_old_figure);

	-- what becomes of them. A new area has its figures of days on which its territory was there already; of others it has one only where
	-- everything that became it is known.
	EXECUTE format($q$
		CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
		WITH wanted AS MATERIALIZED (
			SELECT DISTINCT f.variable, f.day FROM %s AS f
		), target AS MATERIALIZED (
			SELECT n.id AS new_id, n.key, d.day, s.id AS area_id
			FROM sozialraum.area AS n
			CROSS JOIN (SELECT DISTINCT w.day FROM wanted AS w) AS d
			CROSS JOIN LATERAL (SELECT e.id FROM sozialraum.area AS e WHERE e.territory_id = n.territory_id AND e.level = n.level
				ORDER BY e.valid_to < d.day DESC, CASE WHEN e.valid_to < d.day THEN e.valid_to END DESC, e.valid_from LIMIT 1) AS s
			WHERE n.id = ANY ($1) AND NOT EXISTS (SELECT FROM sozialraum.area AS e WHERE e.territory_id = n.territory_id AND e.level = n.level AND d.day BETWEEN e.valid_from AND e.valid_to)
		), strict AS MATERIALIZED (
			SELECT s.code, row_number() OVER (ORDER BY s.min_count DESC, s.min_denominator DESC, s.rounding_base DESC NULLS LAST, s.code) AS place FROM sozialraum.source AS s
		), summed AS MATERIALIZED (
			SELECT DISTINCT f.variable, f.day FROM %2$s AS f WHERE f.source IS NULL AND f.severity < 11
		), based AS MATERIALIZED (
			SELECT s.code, b.place FROM sozialraum.source AS s JOIN strict AS b ON b.code = sozialraum._transfer_base(s.code)
		), origin AS MATERIALIZED (
			SELECT o.variable, o.reference_date, min(b.place) AS place
			FROM (SELECT DISTINCT o.variable, o.reference_date, o.source FROM sozialraum.observation AS o WHERE o.reference_date IN (SELECT s.day FROM summed AS s)) AS o
			JOIN based AS b ON b.code = o.source
			GROUP BY o.variable, o.reference_date
		), fallback AS MATERIALIZED (
			-- where the old figure was summed: the strictest source of what it was summed from
			SELECT w.variable, w.day, min(o.place) AS place
			FROM (SELECT w.variable, w.day, w.variable AS code FROM summed AS w
				UNION ALL
				SELECT w.variable, w.day, c.code FROM summed AS w JOIN sozialraum.variable AS v ON v.code = w.variable AND NOT v.is_cell JOIN sozialraum.variable AS c ON c.family = v.family AND c.is_cell) AS w
			JOIN origin AS o ON o.variable = w.code AND o.reference_date = w.day
			GROUP BY w.variable, w.day
		), part AS (
			SELECT w.variable, t.day, t.new_id, t.key, t.area_id,
				sozialraum.exact_dot_product(p.share, f.value) AS value,
				bool_and(p.share IS NOT NULL AND f.value IS NOT NULL) AS complete,
				max(f.severity) AS severity,
				max(f.code) FILTER (WHERE f.value IS NULL) AS code,	-- severity first
				max(greatest(array_position($2, p.method), f.method)) AS method,
				bool_or(p.method <> 'exact') AS estimated,
				min(COALESCE(s.place, b.place)) AS place,
				min(p.reason) AS unknown,
				(array_agg(o.key ORDER BY f.severity DESC, o.key) FILTER (WHERE f.value IS NULL))[1] AS old_key
			FROM wanted AS w
			JOIN target AS t ON t.day = w.day
			JOIN %3$s AS p ON p.new_id = t.new_id AND p.method IS DISTINCT FROM 'same'
			LEFT JOIN sozialraum.area AS o ON o.id = p.old_id
			LEFT JOIN %2$s AS f ON f.old_id = p.old_id AND f.variable = w.variable AND f.day = w.day
			LEFT JOIN strict AS s ON s.code = f.source
			LEFT JOIN fallback AS b ON b.variable = w.variable AND b.day = w.day
			GROUP BY w.variable, t.day, t.new_id, t.key, t.area_id
		)
		SELECT x.variable, x.day, x.new_id, x.key, x.area_id, CASE WHEN x.complete AND x.unknown IS NULL THEN x.value END AS value,
			CASE WHEN x.unknown IS NOT NULL THEN 11 WHEN x.estimated AND x.severity < 4 THEN 4 ELSE x.severity END AS severity,
			($2)[x.method] AS method, (SELECT s.code FROM strict AS s WHERE s.place = x.place) AS source,
			CASE WHEN x.unknown IS NOT NULL THEN x.unknown WHEN NOT x.complete THEN format('old area %%s: ', x.old_key) || sozialraum._reason(x.code, $3, $4, $5) END AS reason
		FROM part AS x$q$, v_name || '_r', v_old_figure, v_pair) USING v_new, v_methods, v_plan.slot_variable, v_plan.slot_date, v_language;

	EXECUTE format($q$
		CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
		SELECT r.variable, r.day AS reference_date, r.area_id, r.value, ((sozialraum._statuses())[r.severity])::text COLLATE "C" AS status, (r.source || ':' || r.method)::text COLLATE "C" AS source, r.method
		FROM %s AS r
		WHERE r.severity < 11
			-- delivered goes before computed
			AND NOT EXISTS (SELECT FROM sozialraum.observation AS o WHERE o.variable = r.variable AND o.reference_date = r.day AND o.area_id = r.area_id AND sozialraum._transfer_base(o.source) = o.source)$q$,
		v_name || '_f', v_result);
	EXECUTE format($q$SELECT array_agg(x.code) FROM (SELECT DISTINCT f.source AS code FROM %s AS f JOIN sozialraum.source AS s ON s.code = f.source AND s.delivery IS DISTINCT FROM 'transfer_observations()' ORDER BY 1) AS x$q$, v_stage) INTO v_list;
	IF v_list IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_object', MESSAGE = 'A source of delivered figures has the code that moved figures would get.',
			DETAIL = format('Sources: %s.', array_to_string(v_list, ', ')),
			HINT = 'Give it another code: SOURCE:exact, :key, :weight and :area say how moved figures of SOURCE are known.';
	END IF;
	EXECUTE format('SELECT count(*) AS n FROM %s AS f WHERE f.source IS NULL', v_stage) INTO v_count;
	IF v_count.n > 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'The source that moved figures go back to is not there any more.',
			DETAIL = format('%s figures of level %s.', v_count.n, level), HINT = 'Enter it again: its rules of disclosure hold for what was moved.';
	END IF;
	-- a source of its own says how the figures are known; it has the disclosure rules of the one that it goes back to
	EXECUTE format($q$
		INSERT INTO sozialraum.source AS s (code, name, name_en, holder, licence, legal_basis, min_count, min_denominator, rounding_base, delivery, note)
		SELECT b.code || ':' || m.method,
			b.name || CASE m.method WHEN 'exact' THEN ', auf neue Gebiete übertragen (ganze Gebiete)' WHEN 'key' THEN ', auf neue Gebiete geschätzt (Schlüsseltabelle)'
				WHEN 'weight' THEN ', auf neue Gebiete geschätzt (Gewichte)' ELSE ', auf neue Gebiete geschätzt (Fläche)' END,
			COALESCE(b.name_en, b.name) || CASE m.method WHEN 'exact' THEN ', moved to new areas (whole areas)' WHEN 'key' THEN ', estimated for new areas (key table)'
				WHEN 'weight' THEN ', estimated for new areas (weights)' ELSE ', estimated for new areas (surface)' END,
			b.holder, b.licence, b.legal_basis, b.min_count, b.min_denominator, b.rounding_base, 'transfer_observations()', b.note
		FROM (SELECT DISTINCT f.source, f.method FROM %s AS f) AS m
		JOIN sozialraum.source AS b ON b.code = regexp_replace(m.source, ':[a-z]+$', '')
		ORDER BY 1
		ON CONFLICT ON CONSTRAINT source_pkey DO UPDATE SET min_count = EXCLUDED.min_count, min_denominator = EXCLUDED.min_denominator, rounding_base = EXCLUDED.rounding_base, delivery = EXCLUDED.delivery
		WHERE (s.min_count, s.min_denominator, s.rounding_base, s.delivery) IS DISTINCT FROM (EXCLUDED.min_count, EXCLUDED.min_denominator, EXCLUDED.rounding_base, EXCLUDED.delivery)$q$, v_stage);
	SELECT w.inserted, w.updated, w.unchanged INTO v_count FROM sozialraum._write_figures(v_stage, format('transfer_observations(%s, %s, %s)', level, from_date, to_date), false) AS w;
	-- what an earlier transfer wrote and this one cannot
	EXECUTE format($q$
		DELETE FROM sozialraum.observation AS o USING %s AS r
		WHERE o.variable = r.variable AND o.reference_date = r.day AND o.area_id = r.area_id AND r.severity = 11 AND sozialraum._transfer_base(o.source) <> o.source
			AND (EXISTS (SELECT FROM %s AS f WHERE f.variable = r.variable AND f.day = r.day AND f.severity < 11)
				OR EXISTS (SELECT FROM sozialraum.area AS a WHERE a.id = ANY ($1) AND r.day BETWEEN a.valid_from AND a.valid_to))$q$, v_result, v_old_figure) USING v_old;
	GET DIAGNOSTICS v_removed = ROW_COUNT;
	EXECUTE format($q$SELECT count(*) FILTER (WHERE r.severity < 11) - (SELECT count(*) FROM %s), count(*) FILTER (WHERE r.value IS NULL) FROM %s AS r$q$, v_stage, v_result) INTO v_kept, v_missing;

	RETURN QUERY SELECT o.outcome, NULL::text, NULL::text, NULL::date, NULL::text, NULL::text, o.n
		FROM (VALUES ('inserted', v_count.inserted), ('updated', v_count.updated), ('unchanged', v_count.unchanged), ('removed', v_removed), ('kept', v_kept), ('missing', v_missing)) AS o (outcome, n);
	RETURN QUERY EXECUTE format($q$SELECT 'figures', m.method, NULL::text, NULL::date, NULL::text, NULL::text, count(f.method) FROM unnest($1) WITH ORDINALITY AS m (method, no)
		LEFT JOIN %s AS f ON f.method = m.method AND f.value IS NOT NULL GROUP BY m.no, m.method ORDER BY m.no$q$, v_stage) USING v_methods;
	RETURN QUERY SELECT 'refused', NULL::text, u.v, NULL::date, NULL::text, 'does not add up', NULL::bigint FROM unnest(v_skipped) AS u (v);
	RETURN QUERY EXECUTE format($q$SELECT 'missing', NULL::text, r.variable::text, r.day, r.key::text, r.reason, NULL::bigint FROM %s AS r WHERE r.value IS NULL
		ORDER BY r.variable, r.day, r.key LIMIT $1$q$, v_result) USING max_report;
	RETURN QUERY EXECUTE format($q$SELECT 'kept', NULL::text, r.variable::text, r.day, r.key::text, 'a delivered figure stands there', NULL::bigint FROM %s AS r
		WHERE r.severity < 11 AND NOT EXISTS (SELECT FROM %s AS f WHERE f.variable = r.variable AND f.reference_date = r.day AND f.area_id = r.area_id)
		ORDER BY r.variable, r.day, r.key LIMIT $1$q$, v_result, v_stage) USING max_report;
	EXECUTE format('DROP TABLE %s, %s, %s, %s', v_pair, v_old_figure, v_result, v_stage);
END
$$;
COMMENT ON FUNCTION sozialraum.transfer_observations(text, date, date, text[], date[], regclass, text, text, text, regclass, text, text, integer, text, text, date, boolean, double precision, integer) IS
'Moves figures from the areas of a level that are valid on from_date (before a reform) to those that are valid on to_date (after it, or the other way round), so that time series go on. The figures keep their dates. variables NULL: all that add up; reference_dates NULL: all days with figures of the old areas or of what they are summed from. What the old areas have is delivered, or summed from parts or cells, like any figure.
How an old area is divided, the first that is known: (same) its territory is the same before and after: nothing to move; (exact) the whole area went into one new area, by the key table or because its surface lies in it: renamed or merged, and no estimate; (key) shares of the key table; (weight) weights of points or of smaller areas; (area) shares of surface, only with by_area => true, because people do not live evenly.
key_table: any table with columns old_key, new_key (names of columns) and, where areas were divided, share (0 to 1, summing to 1 for each old key to 0.01, then scaled). Rows of other towns are skipped. Several new keys without shares: only these are possible, and weights or surface divide between them. An empty new key: left the territory.
weights: any table of points (column weight_geometry; source_srid where they have no coordinate system), each counting 1, or the number in column weight: addresses, dwellings. Or weight_level, weight_variable and weight_date (default: from_date): figures of smaller areas, each at a point inside of it, which should lie in one old and one new area each.
tolerance: parts of an old area smaller than this share are slivers and left out. A new area of whose surface old areas cover less than 99 per cent, or an old one of which less than 99 per cent lie in new ones, is not divided by surface or weights.
Value: Σ share × old figure, not rounded; totals are preserved. Status: the most severe of the old figures, at least estimated unless every part is exact. Source: SOURCE:exact, :key, :weight or :area, the coarsest that took part; these sources come into being with the disclosure rules of the original. Where an old figure is secret or otherwise marked, the new one has no value and that status; where it is not there, the new one is missing, never zero. Delivered figures are kept.
Result: inserted, updated, unchanged, removed (figures of an earlier transfer that cannot be had any more), kept (a delivered figure stands there) and missing, each with a count; figures per method; refused: variables that do not add up; missing and kept: at most max_report figures each, with the reason. The same again is a no-op; everything or nothing.
Errors: 22023 for variables that do not add up and arguments that do not fit; 22000 for a key table that contradicts itself or the areas, for weights that are negative or missing, and for an old area with neither border nor key; 42710 where a source of delivered figures has the code that moved ones would get; 42704 for an unknown level or variable, a source that is not there any more, and where no area is valid on one of the days; 42703, 42804 for columns. Needs the right to create temporary tables.';
REVOKE EXECUTE ON FUNCTION sozialraum.transfer_observations(text, date, date, text[], date[], regclass, text, text, text, regclass, text, text, integer, text, text, date, boolean, double precision, integer) FROM PUBLIC;
