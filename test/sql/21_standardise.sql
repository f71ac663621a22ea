-- directly_standardised_rate, standardised_ratio, their intervals, european_standard_population_2013
SET search_path = sozialraum, engine_test, public;

SELECT count(*), sum(population), min(age_from), max(age_to), count(*) FILTER (WHERE age_to IS NULL) AS open, bool_and(age_from = previous + 1) AS without_gap
FROM (SELECT *, lag(age_to) OVER (ORDER BY age_from) AS previous FROM european_standard_population_2013()) t;
SELECT array_agg(population ORDER BY age_from) FROM european_standard_population_2013();

-- PHEindicatormethods, example data with the European Standard Population 2013: R, and epitools::ageadjust.direct (rate)
CREATE TEMP TABLE town AS SELECT o.i, n::float8, x::float8, e.population::float8 AS w
FROM unnest('{84935,80367,72122,79259,99806,87362,81579,71103,70001,69007,63203,52638,46087,40887,32604,28399,21625,13021,7355}'::int[], '{27,45,55,100,125,300,295,270,275,450,455,459,345,300,270,265,100,90,35}'::int[]) WITH ORDINALITY o(n, x, i)
	JOIN (SELECT *, row_number() OVER (ORDER BY age_from) AS i FROM european_standard_population_2013()) e USING (i);
SELECT round(rate(sum(x), sum(n), 100000)::numeric, 10) AS crude, round(directly_standardised_rate(x, n, w, 100000)::numeric, 10) AS standardised,
	round((directly_standardised_rate_interval(x, n, w, 100000)).lower::numeric, 10) AS lower, round((directly_standardised_rate_interval(x, n, w, 100000)).upper::numeric, 10) AS upper FROM town;
SELECT round(directly_standardised_rate(x, n, w, 100000)::numeric, 10) AS small, round((directly_standardised_rate_interval(x, n, w, 100000)).lower::numeric, 10) AS lower, round((directly_standardised_rate_interval(x, n, w, 100000)).upper::numeric, 10) AS upper
FROM (VALUES (2::float8, 5200::float8, 21500::float8), (5, 6100, 34500), (14, 3900, 28000), (31, 1450, 16000)) t(x, n, w);
-- O = 52, E = 57.74: R; exact below 10 events (R: qchisq)
CREATE TEMP TABLE small AS SELECT * FROM (VALUES (4::float8, 20000::float8, 0.0004::float8), (8, 9400, 0.0011), (15, 5100, 0.0040), (25, 826.0869565217391, 0.0230)) t(x, n, r);
SELECT round(sum(n * r)::numeric, 2) AS expected, round(standardised_ratio(x, n, r)::numeric, 10) AS ratio FROM small;
SELECT round(standardised_ratio(x, n, r)::numeric, 10) AS ratio, round((standardised_ratio_interval(x, n, r)).lower::numeric, 10) AS lower, round((standardised_ratio_interval(x, n, r)).upper::numeric, 10) AS upper FROM (VALUES (52::float8, 5774::float8, 0.01::float8)) t(x, n, r);
SELECT round(((i).lower * 5.774)::numeric, 10) AS exact_lower, round(((i).upper * 5.774)::numeric, 10) AS exact_upper FROM (SELECT standardised_ratio_interval(9, 5774, 0.001) AS i) t;
-- Hilfen zur Erziehung: 186 cases, expected 236.01
SELECT round(standardised_ratio(x, n, r)::numeric, 10) AS ratio FROM (VALUES (186::float8, 1780::float8, 0.018::float8), (0, 2310, 0.052), (0, 2150, 0.039)) t(x, n, r);

-- level
SELECT (directly_standardised_rate_interval(x, n, w, 100000, 0.95)) = (directly_standardised_rate_interval(x, n, w, 100000)) AS same, (directly_standardised_rate_interval(x, n, w, 100000, 0.998)).lower < (directly_standardised_rate_interval(x, n, w, 100000)).lower AS wider,
	(standardised_ratio_interval(x, n, 0.003, 0.95)) = (standardised_ratio_interval(x, n, 0.003)) AS same_ratio FROM town;

-- 0 and 1 rows, all NULL, zeros
SELECT directly_standardised_rate(x, n, w, 100) IS NULL AS rate, directly_standardised_rate_interval(x, n, w, 100) IS NULL AS interval, standardised_ratio(x, n, w) IS NULL AS ratio, standardised_ratio_interval(x, n, w) IS NULL AS ratio_interval FROM town WHERE false;
SELECT directly_standardised_rate(7, 100, w, 100) AS one_row FROM town WHERE i = 1;
SELECT directly_standardised_rate(NULL, n, w, 100) IS NULL AS all_null, directly_standardised_rate(x, n, 0, 100) IS NULL AS no_standard, directly_standardised_rate(0, n, w, 100) AS no_events, directly_standardised_rate_interval(0, n, w, 100) IS NULL AS below_ten,
	standardised_ratio(x, n, 0) IS NULL AS nothing_expected, standardised_ratio(0, n, 0.01) AS none_observed, (standardised_ratio_interval(0, n, 0.01)).lower AS lower FROM town;
-- the interval begins with 10 events
SELECT directly_standardised_rate_interval(9, 100, 1, 100) IS NULL AS nine, directly_standardised_rate_interval(9.99, 100, 1, 100) IS NULL AS below, (directly_standardised_rate_interval(10, 100, 1, 100)) = (byar_interval(10, 100)) AS ten;
-- one event that stands for most of the standard: the formula would fall below 0
SELECT (i).lower, round((i).upper::numeric, 6) AS upper FROM (SELECT directly_standardised_rate_interval(x, n, w, 1) AS i FROM (VALUES (1::float8, 2::float8, 1e6::float8), (9, 1000000, 1)) t(x, n, w)) s;
-- NULL rows are skipped with their standard population
SELECT directly_standardised_rate(x, n, w, 100) = (SELECT directly_standardised_rate(x, n, w, 100) FROM town WHERE i < 10) AS skipped FROM (SELECT CASE WHEN i < 10 THEN x END AS x, n, w FROM town) t;
-- an age group that the standard counts has nobody: not known, whether it has events or not; without weight it does not matter
SELECT directly_standardised_rate(x, n, w, 100) IS NULL AS no_one, directly_standardised_rate(1, n, w, 100) IS NULL AS events_of_no_one, directly_standardised_rate(x, n, CASE WHEN n > 0 THEN w ELSE 0 END, 100) AS not_counted
FROM (VALUES (1::float8, 10::float8, 1::float8), (0, 0, 1)) t(x, n, w);
SELECT directly_standardised_rate_interval(x, n, w, 100) IS NULL AS no_one FROM (VALUES (100::float8, 1000::float8, 1::float8), (0, 0, 1)) t(x, n, w);
SELECT standardised_ratio(x, n, 0.1) AS no_one FROM (VALUES (1::float8, 10::float8), (0, 0)) t(x, n);

-- properties: own structure as standard gives the crude rate; the scale of the standard does not matter; per only scales; all groups with one rate give that rate
SELECT abs(directly_standardised_rate(x, n, n, 1) / rate(sum(x), sum(n), 1) - 1) < 1e-15 AS crude, directly_standardised_rate(x, n, w * 8, 1) = directly_standardised_rate(x, n, w, 1) AS scaled,
	abs(directly_standardised_rate(n * 0.07, n, w, 100) - 7) < 1e-14 AS constant, abs(directly_standardised_rate(x, n, w, 1000) / directly_standardised_rate(x, n, w, 1) - 1000) < 1e-12 AS per,
	abs(standardised_ratio(x, n, x / n) - 1) < 1e-15 AS own_rates FROM town;
-- ends of the range
SELECT directly_standardised_rate(1e300, 1e300, 1e300, 1) AS large, directly_standardised_rate(1e-300, 1e-300, 1e-300, 1) AS small, standardised_ratio(1e300, 1e300, 1) AS ratio;

-- permutations, parallel = serial, split and merged, window = aggregate
SELECT * FROM invariance('directly_standardised_rate(abs(x), w + 1, abs(x) + 1, 100000)');
SELECT * FROM invariance('directly_standardised_rate_interval(abs(x), w + 1, abs(x) + 1, 100000)');
SELECT * FROM invariance('directly_standardised_rate_interval(abs(x), w + 1, abs(x) + 1, 100000, 0.9)');
SELECT * FROM invariance('standardised_ratio(abs(x), w, abs(x))');
SELECT * FROM invariance('standardised_ratio_interval(abs(x), w, abs(x))');
SELECT * FROM invariance('standardised_ratio_interval(abs(x), w, abs(x), 0.9)');
SELECT bool_and(d = (SELECT directly_standardised_rate(x, n, w, 100) FROM town WHERE i BETWEEN t.i - 1 AND t.i + 1)) AS over, count(*) FROM (SELECT i, directly_standardised_rate(x, n, w, 100) OVER (ORDER BY i ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS d FROM town) t;
SELECT bool_and(d = (SELECT standardised_ratio_interval(x, n, 0.003) FROM town WHERE i <= t.i)) AS over, count(*) FROM (SELECT i, standardised_ratio_interval(x, n, 0.003) OVER (ORDER BY i) AS d FROM town) t;

-- errors
SELECT error_of(format('SELECT %s FROM (VALUES (1::float8, 10::float8, 5::float8), (2, 20, 7)) t(x, n, w)', call)) FROM unnest(ARRAY[
	'directly_standardised_rate(-x, n, w, 100)', 'directly_standardised_rate(x, -n, w, 100)', 'directly_standardised_rate(x, n, -w, 100)', 'directly_standardised_rate(x, n, w, 0)', 'directly_standardised_rate(x, n, w, n)',
	'directly_standardised_rate(''NaN'', n, w, 100)', 'directly_standardised_rate(x, ''infinity'', w, 100)', 'directly_standardised_rate(1e300, 1e-300, w, 100)', 'directly_standardised_rate(x, n, w, 1e308) * 0 + directly_standardised_rate(x * 1e3, n, w, 1e307)',
	'directly_standardised_rate_interval(x, n, w, 100, 95)', 'directly_standardised_rate_interval(x, n, w, 100, x / 10)',
	'standardised_ratio(-x, n, w)', 'standardised_ratio(x, -n, w)', 'standardised_ratio(x, n, -w)', 'standardised_ratio(x, n, ''NaN'')', 'standardised_ratio_interval(x, n, w, 0)', 'standardised_ratio_interval(x, n, w, x / 10)', 'standardised_ratio(1e300, 1e-300, 1)']) call;

-- hostile states
DO $$
DECLARE
	direct bytea := sozialraum._directly_standardised_rate_accum(sozialraum._directly_standardised_rate_accum(NULL, 30, 100, 5, 100, 0.9), 21, 50.5, 7, 100, 0.9);
	indirect bytea := sozialraum._standardised_ratio_accum(sozialraum._standardised_ratio_accum(NULL, 3, 100, 0.1, 0.9), 2, 50.5, 0.2, 0.9);
	damaged bytea;
	refused integer := 0;
	survived integer := 0;
BEGIN
	FOR seed IN 1 .. 5000 LOOP
		BEGIN
			damaged := engine_test.mutate(CASE WHEN seed % 2 = 0 THEN direct ELSE indirect END, seed);
			IF seed % 2 = 0 THEN
				PERFORM sozialraum._directly_standardised_rate_final(damaged), sozialraum._directly_standardised_rate_interval_final(damaged);
				PERFORM sozialraum._directly_standardised_rate_final(sozialraum._directly_standardised_rate_accum(damaged, 1, 2, 3, 100, 0.9));
				PERFORM sozialraum._directly_standardised_rate_final(sozialraum._directly_standardised_rate_combine(direct, damaged));
			ELSE
				PERFORM sozialraum._standardised_ratio_final(damaged), sozialraum._standardised_ratio_interval_final(damaged);
				PERFORM sozialraum._standardised_ratio_final(sozialraum._standardised_ratio_accum(damaged, 1, 2, 3, 0.9));
				PERFORM sozialraum._standardised_ratio_final(sozialraum._standardised_ratio_combine(damaged, indirect));
			END IF;
			survived := survived + 1;
		EXCEPTION WHEN invalid_binary_representation OR invalid_parameter_value OR numeric_value_out_of_range THEN
			refused := refused + 1;
		END;
	END LOOP;
	IF refused < 1500 OR survived < 300 THEN
		RAISE EXCEPTION 'refused %, survived %', refused, survived;
	END IF;
END $$;
SELECT error_of($$SELECT _directly_standardised_rate_final('\x00')$$);
SELECT error_of($$SELECT _directly_standardised_rate_final(_standardised_ratio_accum(NULL, 1, 2, 3))$$);
SELECT error_of($$SELECT _directly_standardised_rate_final(_directly_standardised_rate_combine(_directly_standardised_rate_accum(NULL, 1, 2, 3, 100), _directly_standardised_rate_accum(NULL, 1, 2, 3, 1000)))$$);
-- a state may be stored, and combined in any grouping
SELECT _directly_standardised_rate_final(s) = (SELECT directly_standardised_rate(x, n, w, 100) FROM town) AS stored
FROM (SELECT _directly_standardised_rate_combine(_directly_standardised_rate_combine(NULL, a), b) AS s FROM (SELECT _directly_standardised_rate_combine(_directly_standardised_rate_accum(NULL, (SELECT x FROM town WHERE i = 1), (SELECT n FROM town WHERE i = 1), 5000, 100), NULL) AS a) q,
	LATERAL (SELECT s AS b FROM (WITH RECURSIVE r(i, s) AS (SELECT 1::bigint, NULL::bytea UNION ALL SELECT r.i + 1, _directly_standardised_rate_accum(r.s, t.x, t.n, t.w, 100) FROM r JOIN town t ON t.i = r.i + 1) SELECT s FROM r ORDER BY i DESC LIMIT 1) z) y) v;
