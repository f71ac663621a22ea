-- wilson_interval, clopper_pearson_interval, poisson_interval, byar_interval, rate_difference, rate_ratio, rate_change, fisher_exact, funnel limits
SET search_path = sozialraum, engine_test, public;
-- an interval with ten digits
CREATE FUNCTION pg_temp.show(i confidence_interval, digits integer DEFAULT 10) RETURNS text LANGUAGE sql AS $$SELECT trim_scale(round(i.lower::numeric, digits)) || ' ' || trim_scale(round(i.upper::numeric, digits))$$;

-- R: epitools::binom.wilson, binom.test; per 1
SELECT x, n, pg_temp.show(wilson_interval(x, n, per => 1)) AS wilson, pg_temp.show(clopper_pearson_interval(x, n, 0.95, 1)) AS clopper_pearson
FROM (VALUES (0, 10), (1, 10), (2, 10), (5, 10), (10, 10), (3, 47), (65, 100), (37, 412), (0, 500), (120, 1834)) t(x, n);
SELECT pg_temp.show(wilson_interval(37, 412, 0.998)) AS percent, pg_temp.show(wilson_interval(37, 412, 0.998, 1)) AS share;
-- R: qchisq, Byar's formula as Public Health England uses it (epitools has another one: 5.13 to 17.74 for 10)
SELECT x, pg_temp.show(byar_interval(x, 1, per => 1)) AS byar, pg_temp.show(poisson_interval(x, 1, per => 1)) AS exact
FROM unnest(ARRAY[0, 1, 3, 5, 9, 10, 46, 100, 1000]) x;
SELECT pg_temp.show(byar_interval(46, 12500, 0.95, 1000)) AS byar, pg_temp.show(poisson_interval(46, 12500, 0.95, 1000)) AS exact;
-- PHEindicatormethods, test data: 95 % and 99.8 %
SELECT pg_temp.show(byar_interval(65, 1, 0.998, 1)) AS byar, pg_temp.show(wilson_interval(9856, 12345, 0.95, 1)) AS wilson, pg_temp.show(poisson_interval(5, 100, 0.998)) AS exact;
-- between whole numbers: R's qchisq(.025, 5) / 2, qchisq(.975, 7) / 2, qbeta(.025, 2.5, 8.5), qbeta(.975, 3.5, 7.5); PHE: .445 of 1
SELECT pg_temp.show(poisson_interval(2.5, 1, 0.95, 1)) AS poisson, pg_temp.show(clopper_pearson_interval(2.5, 10, 0.95, 1)) AS clopper_pearson, pg_temp.show(wilson_interval(0.445, 1, 0.95, 1)) AS wilson;
-- as large as a state: R's qbeta(.025, 39e6, 41e6 + 1), qbeta(.975, 39e6 + 1, 41e6), qchisq(.025, 2e9) / 2, qchisq(.975, 2e9 + 2) / 2
SELECT pg_temp.show(clopper_pearson_interval(39e6, 80e6, 0.95, 1)) AS clopper_pearson, pg_temp.show(poisson_interval(1e9, 1, 0.95, 1), 4) AS poisson;

-- the same intervals as columns
SELECT round(lower::numeric, 4) AS lower, round(upper::numeric, 4) AS upper FROM wilson_interval(3, 40);

-- nobody, NULL
SELECT wilson_interval(0, 0) IS NULL AS w, wilson_interval(5, 0) IS NULL AS w5, clopper_pearson_interval(0, 0) IS NULL AS c, poisson_interval(3, 0) IS NULL AS p, byar_interval(3, 0) IS NULL AS b,
	wilson_interval(NULL, 10) IS NULL AS x, wilson_interval(1, NULL) IS NULL AS n, wilson_interval(1, 2, NULL) IS NULL AS l;
-- ends: no events, all; half a person; very large and very small
SELECT wilson_interval(0, 3e15) IS NOT NULL AS large, (wilson_interval(7, 7)).upper AS all_wilson, (clopper_pearson_interval(7, 7)).upper AS all_exact, (clopper_pearson_interval(0, 7)).lower AS none, (wilson_interval(0, 7)).lower AS none_wilson;
SELECT (poisson_interval(0, 1)).lower AS none, (byar_interval(0, 1)).lower AS none_byar, (byar_interval(1, 1, 0.9999)).lower AS never_negative, (byar_interval(1e300, 1e300)).upper > 99 AS large, (poisson_interval(1e15, 1e15)).upper > 100 AS large_exact;
SELECT (wilson_interval(1e-300, 1e300)).lower >= 0 AS tiny, (wilson_interval(1e308, 1.7e308)).upper BETWEEN 58 AND 59 AS huge, (clopper_pearson_interval(1, 1e15)).upper > 0 AS rare;

-- properties: Wilson is nested in the level, holds the rate, is mirrored; the exact interval is wider in most cases; per only scales
SELECT bool_and((w95).lower > (w99).lower AND (w95).upper < (w99).upper) AS nested, bool_and((w95).lower < rate(x, n) AND (w95).upper > rate(x, n)) AS inside,
	bool_and(abs((w95).lower + (mirror).upper - 100) < 1e-12) AS mirrored, bool_and(abs((w95).upper - 100 * (one).upper) < 1e-13) AS scaled,
	bool_and((c).lower < rate(x, n) AND (c).upper > rate(x, n)) AS exact_inside
FROM (SELECT x, n, wilson_interval(x, n) AS w95, wilson_interval(x, n, 0.99) AS w99, wilson_interval(n - x, n) AS mirror, wilson_interval(x, n, 0.95, 1) AS one, clopper_pearson_interval(x, n) AS c
	FROM (SELECT n, n * 7 / 11 + 1 AS x FROM generate_series(4, 3000, 37) n) t) s;

-- two shares, two rates (formulas: R's prop.test without correction, Newcombe's method 10, exp(ln ratio -+ z sqrt(1 / 46 + 1 / 310)), fisher.test)
SELECT round(difference::numeric, 10) AS difference, round(lower::numeric, 10) AS lower, round(upper::numeric, 10) AS upper, round(z::numeric, 10) AS z, round(p::numeric, 10) AS p FROM rate_difference(37, 412, 120, 1834, per => 1);
SELECT round(ratio::numeric, 10) AS ratio, round(lower::numeric, 10) AS lower, round(upper::numeric, 10) AS upper, round(z::numeric, 10) AS z, round(p::numeric, 10) AS p FROM rate_ratio(46, 12500, 310, 121000);
SELECT round(before::numeric, 6) AS before, round(after::numeric, 6) AS after, round(change::numeric, 6) AS change, round(lower::numeric, 6) AS lower, round(upper::numeric, 6) AS upper, round(z::numeric, 6) AS z, round(p::numeric, 6) AS p FROM rate_change(120, 1834, 37, 412);
SELECT round(fisher_exact(37, 375, 120, 1714)::numeric, 10) AS p, round(fisher_exact(3, 1, 1, 3)::numeric, 12) AS tea, round(fisher_exact(120000, 880000, 121000, 879000)::numeric, 8) AS large, fisher_exact(0, 7, 0, 9) AS no_event;
-- Newcombe 1998, table II, method 10: 56/70 - 48/80, 9/10 - 3/10, 6/7 - 2/7, 5/56 - 0/29, 0/10 - 0/20, 10/10 - 0/10
SELECT round(lower::numeric, 4) AS lower, round(upper::numeric, 4) AS upper, z IS NULL AS no_test
FROM (VALUES (56, 70, 48, 80), (9, 10, 3, 10), (6, 7, 2, 7), (5, 56, 0, 29), (0, 10, 0, 20), (10, 10, 0, 10)) t(a, b, c, d), rate_difference(a, b, c, d, per => 1);
-- not defined
SELECT rate_difference(1, 0, 1, 5) IS NULL AS nobody, rate_ratio(1, 5, 0, 5) IS NULL AS no_reference, rate_ratio(1, 0, 1, 5) IS NULL AS no_exposure, rate_change(0, 5, 0, 0) IS NULL AS no_after, fisher_exact(0, 0, 0, 0) IS NULL AS empty;
SELECT * FROM rate_ratio(0, 50, 5, 50);
SELECT p IS NULL AS all_at_both, change FROM rate_change(5, 5, 7, 7);

-- funnel limits: formula; Spiegelhalter 2005 by R's qpois, ppois, dpois
SELECT pg_temp.show(funnel_limits(12, 412)) AS p95, pg_temp.show(funnel_limits(0.12, 412, 0.998, 1)) AS p998, pg_temp.show(funnel_limits(1, 10), 6) AS cut, pg_temp.show(funnel_limits(100, 10)) AS all, pg_temp.show(funnel_limits(0, 10)) AS none;
SELECT e, pg_temp.show(funnel_limits_ratio(e)) AS p95, pg_temp.show(funnel_limits_ratio(e, 0.998)) AS p998 FROM unnest('{0.5,2,10,57.74,1000}'::float8[]) e;
SELECT pg_temp.show(funnel_limits_ratio(0.01)) AS any_event_is_unusual, pg_temp.show(funnel_limits_ratio(4e9), 8) AS large, funnel_limits_ratio(0) IS NULL AS nothing_expected, funnel_limits(12, 0) IS NULL AS nobody;
-- a share is outside its limits exactly when the reference is outside its Wilson interval
SELECT bool_and((x / n * 100 > (f).upper) = ((w).lower > 12) AND (x / n * 100 < (f).lower) = ((w).upper < 12)) AS score, count(*)
FROM (SELECT x::float8, n::float8, funnel_limits(12, n) AS f, wilson_interval(x, n) AS w FROM generate_series(50, 500, 50) n, generate_series(0, 50) x) t;

-- errors
SELECT error_of(format('SELECT %s', call)) FROM unnest(ARRAY[
	'wilson_interval(-1, 10)', 'wilson_interval(1, -10)', 'wilson_interval(11, 10)', 'clopper_pearson_interval(11, 10)', 'poisson_interval(-1, 10)', 'byar_interval(1, -10)',
	'wilson_interval(1, 10, 0)', 'wilson_interval(1, 10, 1)', 'wilson_interval(1, 10, 95)', 'wilson_interval(1, 10, ''NaN'')', 'wilson_interval(1, 10, 0.95, 0)', 'wilson_interval(1, 10, 0.95, -100)',
	'poisson_interval(''NaN'', 10)', 'byar_interval(''infinity'', 10)', 'poisson_interval(1e300, 1e-300)', 'rate_difference(1, 2, 3, 2)', 'rate_change(3, 2, 1, 2)', 'rate_ratio(-1, 2, 1, 2)',
	'fisher_exact(1.5, 2, 3, 4)', 'fisher_exact(-1, 2, 3, 4)', 'fisher_exact(1e17, 2, 3, 4)', 'funnel_limits(120, 50)', 'funnel_limits(-1, 50)', 'funnel_limits_ratio(-1)', 'funnel_limits_ratio(5, 1.5)']) call;
