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
