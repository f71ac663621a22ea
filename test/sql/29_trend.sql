-- trend: Theil-Sen, Mann-Kendall, Pettitt, least squares, growth, windows over years
SET search_path = sozialraum, engine_test, public;

-- the flow of the Nile at Aswan 1871-1970 (R, datasets)
CREATE TABLE engine_test.nile AS SELECT i AS id, 1870 + i AS t, y FROM unnest('{1120,1160,963,1210,1160,1160,813,1230,1370,1140,995,935,1110,994,1020,960,1180,799,958,1140,1100,1210,1150,1250,1260,1220,1030,1100,774,840,874,694,940,833,701,916,692,1020,1050,969,831,726,456,824,702,1120,1100,832,764,821,768,845,864,862,698,845,744,796,1040,759,781,865,845,944,984,897,822,1010,771,676,649,846,812,742,801,1040,860,874,848,890,744,749,838,1050,918,986,797,923,975,815,1020,906,901,1170,912,746,919,718,714,740}'::float8[]) WITH ORDINALITY u(y, i);
ALTER TABLE engine_test.nile SET (parallel_workers = 8);
ANALYZE engine_test.nile;

-- published: R's trend and Kendall (S -1387, variance 112728.333333, z -4.12806652284, p 3.65826292166e-05, tau-b -0.280741334725, slope -2.6; first ten rows: 10 [-25, 40])
SELECT (m).s, round((m).variance::numeric, 6) AS variance, round((m).tau::numeric, 12) AS tau, round((m).z::numeric, 11) AS z, round((m).p::numeric * 1e5, 9) AS p_e5 FROM (SELECT mann_kendall(y, t) AS m FROM nile) q;
SELECT theil_sen(y, t), theil_sen(y, t) FILTER (WHERE t < 1881) AS first_ten, theil_sen_interval(y, t) FILTER (WHERE t < 1881) AS interval_first_ten FROM nile;
-- computed with R 4.2 from the code of trend::sens.slope
SELECT round((i).lower::numeric, 12) AS lower, round((i).upper::numeric, 12) AS upper FROM (SELECT theil_sen_interval(y, t) AS i FROM nile UNION ALL SELECT theil_sen_interval(y, t, 0.9) FROM nile) q;
-- computed with R 4.2 from the code of trend::pettitt.test: change after 1898, K 1617, p 3.59102217693629e-07; first ten: K 13, p .795590238639875; 1, 2, 3: two places
SELECT (p).change_at, (p).k, round((p).p::numeric * 1e7, 9) AS p_e7 FROM (SELECT pettitt(y, t) AS p FROM nile) q;
SELECT (p).change_at, (p).k, round((p).p::numeric, 12) AS p FROM (SELECT pettitt(y, t) AS p FROM nile WHERE t < 1881) q;
SELECT pettitt(t, t) FROM generate_series(1, 3) t;
-- computed with R 4.2: lm, confint
SELECT round((o).slope::numeric, 12) AS slope, round((o).intercept::numeric, 9) AS intercept, round((o).standard_error::numeric, 12) AS standard_error, round((o).lower::numeric, 12) AS lower,
	round((o).upper::numeric, 12) AS upper, round((o).r_squared::numeric, 12) AS r_squared, round((o).p::numeric * 1e6, 10) AS p_e6 FROM (SELECT ols_trend(y, t) AS o FROM nile UNION ALL SELECT ols_trend(y, t, 0.9) FROM nile) q;
SELECT round((o).slope::numeric, 11) AS slope, round((o).intercept::numeric, 7) AS intercept, round((o).standard_error::numeric, 11) AS standard_error, round((o).p::numeric, 12) AS p FROM (SELECT ols_trend(y, t) AS o FROM nile WHERE t < 1881) q;
-- computed with R 4.2: cor.test(method = "kendall", exact = FALSE, continuity = TRUE) with ties in both
SELECT (m).s, round((m).tau::numeric, 12) AS tau, round((m).z::numeric, 12) AS z, round((m).p::numeric, 12) AS p FROM (SELECT mann_kendall(y, t) AS m
	FROM unnest('{2,3,3,5,4,4,6,6,7,6}'::float8[], '{1,1,2,3,3,3,4,5,5,6}'::float8[]) u(y, t)) q;
-- computed with R 4.2: lm(log(y) ~ t), (last / first)^(1 / 99)
SELECT round(log_linear_growth_rate(y, t)::numeric, 12) AS log_linear, round(annual_growth_rate(y, t)::numeric, 12) AS annual FROM nile;
SELECT round(annual_growth_rate(y, t)::numeric, 12) AS annual, round(log_linear_growth_rate(y, t)::numeric, 12) AS log_linear FROM (VALUES (9128::float8, 2015), (9470, 2021)) v(y, t);

-- 0, 1, 2, 3, 4 rows; all equal; all NULL
SELECT theil_sen(y, t) IS NULL AND theil_sen_interval(y, t) IS NULL AND mann_kendall(y, t) IS NULL AND pettitt(y, t) IS NULL AND ols_trend(y, t) IS NULL AND annual_growth_rate(y, t) IS NULL
	AND log_linear_growth_rate(y, t) IS NULL AND theil_sen_state(y, t) IS NULL AND theil_sen_merge(NULL) IS NULL AS no_rows FROM nile WHERE false;
SELECT theil_sen(NULL, t) IS NULL AND theil_sen_interval(y, NULL) IS NULL AND mann_kendall(NULL, t) IS NULL AND pettitt(y, NULL) IS NULL AND ols_trend(y, t, NULL) IS NULL AND annual_growth_rate(NULL, t) IS NULL
	AND log_linear_growth_rate(y, NULL) IS NULL AS all_null FROM nile;
SELECT n, sen, i AS interval, (m).s, round((m).variance::numeric, 9) AS variance, (m).tau, round((m).z::numeric, 9) AS z, round((m).p::numeric, 9) AS p, (c).change_at, (c).k, round((c).p::numeric, 9) AS change_p, ols, annual, round(l::numeric, 9) AS log_linear
FROM (SELECT n, theil_sen(t * 2, t) AS sen, theil_sen_interval(t * 2, t) AS i, mann_kendall(t * 2, t) AS m, pettitt(t * 2, t) AS c, ols_trend(t * 2, t) AS ols, annual_growth_rate(2 ^ t, t) AS annual, log_linear_growth_rate(2 ^ t, t) AS l
	FROM generate_series(1, 5) n, generate_series(1, n) t GROUP BY n) q ORDER BY n;
SELECT theil_sen(3, t), theil_sen_interval(3, t), mann_kendall(3, t), pettitt(3, t), ols_trend(3, t), annual_growth_rate(3, t), log_linear_growth_rate(3, t) FROM nile;
SELECT theil_sen(y, 3), theil_sen_interval(y, 3), mann_kendall(y, 3), pettitt(y, 3), ols_trend(y, 3), annual_growth_rate(7, 3), log_linear_growth_rate(y, 3) FROM nile;
SELECT annual_growth_rate(y, t) AS to_zero FROM (VALUES (7::float8, 1), (0, 4)) v(y, t);
SELECT annual_growth_rate(y, t) IS NULL AS from_zero, log_linear_growth_rate(y, t) IS NULL AS zero FROM (VALUES (0::float8, 1), (5, 4)) v(y, t);
SELECT annual_growth_rate(y, t) IS NULL AS to_negative, log_linear_growth_rate(y, t) IS NULL AS negative FROM (VALUES (5::float8, 1), (-5, 4)) v(y, t);
SELECT annual_growth_rate(y, t) AS twice_the_same FROM (VALUES (5::float8, 1), (5, 1), (10, 2), (10, 2), (77, 1.5)) v(y, t);
SELECT round(annual_growth_rate(y, t)::numeric, 6) AS beyond_double FROM (VALUES (1e-300::float8, 0), (1e300, 600)) v(y, t);
-- NULL rows do not count
SELECT theil_sen(y, t) = (SELECT theil_sen(y, t) FROM nile) AS sen, ols_trend(y, t) = (SELECT ols_trend(y, t) FROM nile) AS ols, mann_kendall(y, t) = (SELECT mann_kendall(y, t) FROM nile) AS kendall,
	pettitt(y, t) = (SELECT pettitt(y, t) FROM nile) AS pettitt FROM (SELECT y, t FROM nile UNION ALL VALUES (NULL, 1900), (7, NULL)) q;
-- huge numbers: the differences are beyond double
SELECT theil_sen(y, t), (mann_kendall(y, t)).s FROM (VALUES (-1.5e308::float8, 0), (1.5e308, 4)) v(y, t);
SELECT round((o).slope::numeric / 1e307, 12) AS slope, round((o).r_squared::numeric, 12) AS r FROM (SELECT ols_trend(y, t) AS o FROM (VALUES (-1e308::float8, 0), (0, 10), (1e308, 20)) v(y, t)) q;
SELECT (ols_trend(y, t)).slope = 1 AS no_cancellation FROM (SELECT 1e15 + i AS y, 1e15 + i AS t FROM generate_series(1, 9) i) q;

-- errors
SELECT error_of($$SELECT theil_sen('NaN', 1)$$);
SELECT error_of($$SELECT annual_growth_rate(y, t) FROM (VALUES (5::float8, 1), (6, 1), (10, 2)) v(y, t)$$);
SELECT error_of($$SELECT theil_sen_interval(1, 1, 95)$$);
SELECT error_of($$SELECT theil_sen_interval(y, t, t / 2000.0) FROM nile$$);
SELECT error_of($$SELECT ols_trend(y, t, t / 2000.0) FROM nile$$);
SELECT left(error_of($$SELECT ols_trend(y, t, 1) FROM nile$$), 5) AS level_one, left(error_of($$SELECT ols_trend(y, t, 'NaN') FROM nile$$), 5) AS level_nan, left(error_of($$SELECT mann_kendall(1, 'infinity')$$), 5) AS infinite,
	left(error_of($$SELECT pettitt('-infinity', 1)$$), 5) AS infinite_y, left(error_of($$SELECT ols_trend('NaN', 1)$$), 5) AS nan, left(error_of($$SELECT annual_growth_rate('NaN', 1)$$), 5) AS growth,
	left(error_of($$SELECT log_linear_growth_rate(1, 'NaN')$$), 5) AS log_linear, left(error_of($$SELECT theil_sen(y, t) FROM (VALUES (0::float8, 0), (1e300, 1e-300)) v(y, t)$$), 5) AS too_steep;

-- properties: scale, shift, reversed time, order
SELECT theil_sen(8 * y, t) = 8 * theil_sen(y, t) AS scaled, theil_sen(y, t - 1900) = theil_sen(y, t) AS shifted, theil_sen(y, -t) = -theil_sen(y, t) AS reversed,
	(mann_kendall(-y, t)).s = -(mann_kendall(y, t)).s AS falling, mann_kendall(y * 3 + 7, t * 5) = mann_kendall(y, t) AS monotonic, (ols_trend(y, t + 1024)).slope = (ols_trend(y, t)).slope AS ols,
	(pettitt(y * y, t)).k = (pettitt(y, t)).k AS ranks FROM nile;
-- duplicate points: the order of equal t does not matter
SELECT count(DISTINCT (sen, kendall, change)::text) AS orders FROM (SELECT theil_sen(y, t ORDER BY md5(way::text || id)) AS sen, mann_kendall(y, t ORDER BY md5(way::text || id)) AS kendall, pettitt(y, t ORDER BY md5(way::text || id)) AS change
	FROM (SELECT id, y, t / 7 AS t, way FROM nile, generate_series(1, 20) way) q GROUP BY way) q;

-- a series that is too long to keep its slopes: the selection gives what SQL gives
CREATE TEMP TABLE long AS SELECT i, (i * 7919 % 1009) * CASE WHEN i % 3 = 0 THEN -1 ELSE 1 END + i / 10.0::float8 AS y, (i / 2)::float8 AS t FROM generate_series(1, 600) i;
WITH slope AS MATERIALIZED (SELECT (b.y - a.y) / (b.t - a.t) AS s FROM long a JOIN long b ON a.i < b.i AND a.t <> b.t)
SELECT theil_sen(y, t) = (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY s) FROM slope) AS sen FROM long;
WITH slope AS MATERIALIZED (SELECT (b.y - a.y) / (b.t - a.t) AS s FROM long a JOIN long b ON a.i < b.i AND a.t <> b.t AND b.i < 600)
SELECT theil_sen(y, t) = (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY s) FROM slope) AS sen FROM long WHERE i < 600;
SELECT theil_sen(i % 2, i) AS many_zeros, (theil_sen_interval(i, i)).lower AS all_one FROM long;
SELECT (mann_kendall(y, t)).s = (SELECT sum(sign((b.y - a.y) * (b.t - a.t))) FROM long a JOIN long b ON a.i < b.i) AS kendall FROM long;

-- permutations, parallel = serial, split and merged, window = aggregate
SELECT * FROM invariance('theil_sen(y, t)', 'engine_test.nile');
SELECT * FROM invariance('theil_sen_interval(y, t)', 'engine_test.nile');
SELECT * FROM invariance('theil_sen_interval(y, t, 0.8)', 'engine_test.nile');
SELECT * FROM invariance('pettitt(x, id)');
SELECT * FROM invariance('mann_kendall(x, w)');
SELECT * FROM invariance('ols_trend(x, w)');
SELECT * FROM invariance('ols_trend(x, w, 0.99)');
SELECT * FROM invariance('log_linear_growth_rate(abs(x), id)');
SELECT * FROM invariance('annual_growth_rate(abs(x), id)');
CREATE TABLE engine_test.trend_state AS SELECT id % 11 AS id, theil_sen_state(y, t) AS s, mann_kendall_state(y, t) AS kendall, pettitt_state(y, t) AS change, theil_sen_interval_state(y, t) AS i, theil_sen_interval_state(y, t, 0.9) AS i90 FROM nile GROUP BY 1;
ALTER TABLE engine_test.trend_state SET (parallel_workers = 8);
SELECT * FROM invariance('theil_sen_merge(s)', 'engine_test.trend_state');
SELECT * FROM invariance('mann_kendall_merge(kendall)', 'engine_test.trend_state');
SELECT * FROM invariance('pettitt_merge(change)', 'engine_test.trend_state');
SELECT * FROM invariance('theil_sen_interval_merge(i)', 'engine_test.trend_state');
SELECT theil_sen_merge(s) = (SELECT theil_sen(y, t) FROM nile) AS sen, mann_kendall_merge(kendall) = (SELECT mann_kendall(y, t) FROM nile) AS kendall, pettitt_merge(change) = (SELECT pettitt(y, t) FROM nile) AS pettitt,
	theil_sen_interval_merge(i) = (SELECT theil_sen_interval(y, t) FROM nile) AS interval, theil_sen_interval_merge(i90) = (SELECT theil_sen_interval(y, t, 0.9) FROM nile) AS interval_90 FROM engine_test.trend_state;
SELECT bool_and(o = e) AS running, count(*) FROM (SELECT theil_sen(y, t) OVER (ORDER BY t) AS o, (SELECT theil_sen(n.y, n.t) FROM nile n WHERE n.t <= nile.t) AS e FROM nile WHERE t < 1900) q;
SELECT bool_and(o IS NOT DISTINCT FROM e) AS moving, count(*) FROM (SELECT ols_trend(y, t) OVER (ORDER BY t ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING) AS o,
	(SELECT ols_trend(n.y, n.t) FROM nile n WHERE n.t BETWEEN nile.t - 2 AND nile.t + 2) AS e FROM nile) q;
SELECT theil_sen(y, t) OVER (PARTITION BY t % 2) AS by_parity, (mann_kendall(y, t) OVER (PARTITION BY t % 2)).s FROM nile WHERE t < 1873;

-- hostile states
DO $$
DECLARE
	refused integer; survived integer; damaged bytea;
	states bytea[] := ARRAY[sozialraum._ols_trend_accum(sozialraum._ols_trend_accum(NULL, 3, 4), 2, 9), sozialraum._log_linear_growth_rate_accum(sozialraum._log_linear_growth_rate_accum(NULL, 3, 4), 5, 3),
		sozialraum._annual_growth_rate_accum(sozialraum._annual_growth_rate_accum(NULL, 3, 4), 5, 3), (SELECT sozialraum.theil_sen_state(y, t) FROM engine_test.nile WHERE t < 1875),
		(SELECT sozialraum.theil_sen_interval_state(y, t) FROM engine_test.nile WHERE t < 1876)];
	calls text[] := ARRAY['sozialraum._ols_trend_final($1), sozialraum._ols_trend_combine($1, $2), sozialraum._ols_trend_accum($1, 1, 2)',
		'sozialraum._log_linear_growth_rate_final($1), sozialraum._log_linear_growth_rate_combine($1, $2), sozialraum._log_linear_growth_rate_accum($1, 1, 2)',
		'sozialraum._annual_growth_rate_final($1), sozialraum._annual_growth_rate_combine($2, $1), sozialraum._annual_growth_rate_accum($1, 1, 2)',
		'sozialraum.theil_sen_merge($1), sozialraum.mann_kendall_merge($1), sozialraum.pettitt_merge($1)', 'sozialraum.theil_sen_interval_merge($1)'];
BEGIN
	FOR s IN 1 .. array_length(states, 1) LOOP
		refused := 0;
		survived := 0;
		FOR seed IN 1 .. 4000 LOOP
			damaged := engine_test.mutate(states[s], seed);
			BEGIN
				EXECUTE 'SELECT ' || calls[s] USING damaged, states[s];
				survived := survived + 1;
			EXCEPTION WHEN invalid_binary_representation OR invalid_parameter_value OR numeric_value_out_of_range OR cardinality_violation THEN
				refused := refused + 1;
			END;
		END LOOP;
		IF refused < 1000 OR survived < 100 THEN
			RAISE EXCEPTION 'state %: refused %, survived %', s, refused, survived;
		END IF;
	END LOOP;
END $$;
SELECT error_of($$SELECT theil_sen_merge('\x00')$$);
SELECT error_of($$SELECT theil_sen_merge(s) FROM (SELECT gini_state(y, t) AS s FROM nile) q$$);
SELECT error_of($$SELECT theil_sen_interval_merge(s) FROM (SELECT i AS s FROM engine_test.trend_state UNION ALL SELECT i90 FROM engine_test.trend_state) q$$);

-- -------- windows --------
CREATE TEMP TABLE series AS SELECT * FROM (VALUES ('A', 2015, 80::float8), ('A', 2016, 84), ('A', 2017, 90), ('A', 2019, 99), ('A', 2020, 110), ('A', 2021, NULL), ('A', 2022, 121), ('B', 2015, 0), ('B', 2016, 4), ('B', 2017, -2), ('B', 2018, 6),
	('C', 2017, 5), ('D', NULL, 5)) v(area, year, y);
SELECT area, year, y, round((index_series(y, year, 2016) OVER w)::numeric, 9) AS base_2016, index_series(y, year) OVER w AS first, round((index_series(y, year, 2018) OVER w)::numeric, 9) AS missing_base,
	round((growth_rate(y, year) OVER w)::numeric, 9) AS growth, round((moving_average(y, year, 3) OVER w)::numeric, 9) AS ma3, round((moving_average(y, year, 3, 2) OVER w)::numeric, 9) AS ma3_2, moving_average(y, year, 1) OVER w AS ma1
FROM series WINDOW w AS (PARTITION BY area) ORDER BY area, year;
-- the definition in SQL: years, not rows
SELECT bool_and(m IS NOT DISTINCT FROM e) AS average, count(m) FROM (SELECT moving_average(y, t, 11, 5) OVER () AS m, (SELECT CASE WHEN count(*) >= 5 THEN exact_sum(n.y) / count(*) END FROM nile n WHERE n.t BETWEEN nile.t - 5 AND nile.t + 5 AND n.t % 5 <> 0) AS e
	FROM nile WHERE t % 5 <> 0) q;
-- permuted input, ORDER BY and frame: the same
SELECT bool_and(a.i = b.i AND a.g IS NOT DISTINCT FROM b.g AND a.m IS NOT DISTINCT FROM b.m) AS same, count(*) FROM
	(SELECT t, index_series(y, t) OVER () AS i, growth_rate(y, t) OVER () AS g, moving_average(y, t, 5) OVER () AS m FROM nile) a JOIN
	(SELECT t, index_series(y, t) OVER w AS i, growth_rate(y, t) OVER w AS g, moving_average(y, t, 5) OVER w AS m FROM (SELECT * FROM nile ORDER BY md5(t::text)) n WINDOW w AS (ORDER BY y ROWS 1 PRECEDING)) b USING (t);
SELECT round((min(i) FILTER (WHERE t = 1900))::numeric, 12) = round((100 * max(y) FILTER (WHERE t = 1900) / max(y) FILTER (WHERE t = 1871))::numeric, 12) AS index, round(sum(ln(1 + g / 100))::numeric, 9) = round(ln(max(y) FILTER (WHERE t = 1970) / max(y) FILTER (WHERE t = 1871))::numeric, 9) AS chained
FROM (SELECT t, y, index_series(y, t) OVER () AS i, growth_rate(y, t) OVER () AS g FROM nile) q;
SELECT error_of($$SELECT growth_rate(y, year) OVER () FROM series$$);
SELECT error_of($$SELECT moving_average(y, year, 4) OVER (PARTITION BY area) FROM series$$);
SELECT error_of($$SELECT moving_average(y, year, 3, 4) OVER (PARTITION BY area) FROM series$$);
SELECT error_of($$SELECT moving_average(y, year + 0.5, 3) OVER (PARTITION BY area) FROM series$$);
SELECT error_of($$SELECT index_series(y, year, year) OVER (PARTITION BY area) FROM series$$);
SELECT left(error_of($$SELECT index_series('NaN', 1) OVER ()$$), 5) AS nan, left(error_of($$SELECT moving_average(1, 'infinity', 3) OVER ()$$), 5) AS infinite, left(error_of($$SELECT moving_average(1, 1, -1) OVER ()$$), 5) AS width,
	left(error_of($$SELECT moving_average(1, 1, NULL) OVER ()$$), 5) AS no_width, left(error_of($$SELECT moving_average(1, 1, 3, 0) OVER ()$$), 5) AS minimum, left(error_of($$SELECT index_series(1, 1, 'NaN') OVER ()$$), 5) AS base;
SELECT index_series(1, 1) OVER () AS one_row, growth_rate(1, 1) OVER () IS NULL AS no_growth, moving_average(1, 1, 3) OVER () IS NULL AS no_average, moving_average(1, 1, 2147483647, 1) OVER () AS wide, count(*) FILTER (WHERE false) OVER () AS n;

SELECT decimal_year('2024-01-01') AS new_year, decimal_year('2024-07-02') AS middle, round(decimal_year('2023-12-31')::numeric, 9) AS last_day, decimal_year(NULL) IS NULL AS unknown;
SELECT bool_and(decimal_year(d) < decimal_year(d + 1) AND floor(decimal_year(d)) = extract(year FROM d)) AS ascending FROM generate_series('1899-12-30'::date, '2026-01-02', '1 day') g, LATERAL (SELECT g::date AS d) x;
SELECT error_of($$SELECT decimal_year('infinity')$$);
DROP TABLE engine_test.trend_state, engine_test.nile;
