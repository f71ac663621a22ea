-- spatial_lag, spatial_smooth, spatial_rate, spatial_empirical_bayes
SET search_path = sozialraum, engine_test, public;
SET jit = off;

-- five areas in a row, an island (6), one without figures (7, beside 1) and one without people (8, beside 5)
CREATE TEMP TABLE area AS SELECT * FROM (VALUES (1, 2.0::float8, 4, 180), (2, 4, 30, 610), (3, 9, 0, 95), (4, 1, 31, 1400), (5, 3, 22, 260), (6, 7, 55, 2100), (7, NULL, NULL, NULL), (8, 6, 0, 0)) AS t(id, x, events, population);
CREATE TEMP TABLE weights AS SELECT weights_from_neighbours(i, j) AS w, weights_from_neighbours(i, j, i + j) FILTER (WHERE j IS NOT NULL OR i = 6) AS general
	FROM (SELECT LEAST(a, b) AS i, GREATEST(a, b) AS j FROM (VALUES (1, 2), (2, 3), (3, 4), (4, 5), (1, 7), (5, 8)) v(a, b) UNION ALL SELECT b, a FROM (VALUES (1, 2), (2, 3), (3, 4), (4, 5), (1, 7), (5, 8)) v(a, b) UNION ALL SELECT 6, NULL) l;

-- by hand
SELECT id, x, spatial_lag(id, x, w) OVER () AS mean, spatial_lag(id, x, w, 'binary') OVER () AS sum, spatial_lag(id, x, general, 'general') OVER () AS weighted_sum, round((spatial_lag(id, x, general) OVER ())::numeric, 6) AS weighted_mean,
	spatial_smooth(id, x, w) OVER () AS smooth, spatial_smooth(id, x, w, 0) OVER () AS own, spatial_smooth(id, x, w, 1) OVER () AS neighbours, spatial_smooth(id, x, w, 0.25, 'binary') OVER () AS quarter
FROM area, weights ORDER BY id;
SELECT id, events, population, round((spatial_rate(id, events, population, w) OVER ())::numeric, 6) AS rate, round((spatial_rate(id, events, population, w, 1000) OVER ())::numeric, 6) AS per_1000,
	round((spatial_empirical_bayes(id, events, population, w) OVER ())::numeric, 6) AS eb, round((spatial_empirical_bayes(id, events, population, w, 100, 'geoda') OVER ())::numeric, 6) AS geoda
FROM area, weights ORDER BY id;
-- spdep 1.2-7, EBlocal over the units that have people (1 … 6, the island with itself), geoda = FALSE and TRUE
SELECT id, round((spatial_empirical_bayes(id, events, population, w, 1) OVER ())::numeric, 12) = eb AS eb, round((spatial_empirical_bayes(id, events, population, w, 1, 'geoda') OVER ())::numeric, 12) = geoda AS geoda
FROM area, weights, (VALUES (1, 0.037858364703, 0.041513038735), (2, 0.045628904410, 0.046159375113), (3, 0.023362178030, 0.019600857273), (4, 0.022506095655, 0.022483768966), (5, 0.073341027037, 0.073829787789), (6, 0.026190476190, 0.026190476190)) e(i, eb, geoda) WHERE i = id ORDER BY id;

-- all are neighbours of all: the same as empirical_bayes; equal to the mean where rates vary no more than chance
SELECT bool_and(abs(local - global) < 1e-12) AS same, count(*) FROM (SELECT spatial_empirical_bayes(id, events, population, w) OVER () AS local, empirical_bayes(events, population) OVER () AS global
	FROM (SELECT * FROM area WHERE id < 7) a, (SELECT weights_from_neighbours(i, j) AS w FROM generate_series(1, 6) i, generate_series(1, 6) j) v) t;
-- weights only say who is a neighbour; a weight for itself does not count twice, a weight of 0 not at all
SELECT bool_and(a IS NOT DISTINCT FROM b AND c IS NOT DISTINCT FROM d) AS same, count(a) FROM (SELECT spatial_rate(id, events, population, w) OVER () AS a, spatial_rate(id, events, population, other) OVER () AS b,
	spatial_empirical_bayes(id, events, population, w) OVER () AS c, spatial_empirical_bayes(id, events, population, other) OVER () AS d
	FROM area, weights, (SELECT weights_from_neighbours(i, j, weight) AS other FROM (SELECT id AS i, neighbour_id AS j, 0.1 * id AS weight FROM weights, neighbours(w) UNION ALL SELECT i, i, 5 FROM generate_series(1, 8) i UNION ALL SELECT 6, 1, 0) l) o) t;
-- weights that were standardised keep theirs
SELECT bool_and(a = b) AS kept, count(a), bool_and(abs(c - d) < 1e-12) AS global FROM (SELECT spatial_lag(id, x, w) OVER () AS a, spatial_lag(id, x, standardise_weights(w), 'binary') OVER () AS b, spatial_lag(id, x, w, 'global') OVER () AS c, spatial_lag(id, x, standardise_weights(w, 'global')) OVER () AS d FROM area, weights) t;
-- the mean of equal values is exactly this value
SELECT bool_and(lag = 0.1) AS equal, count(lag) FROM (SELECT spatial_lag(id, 0.1, w) OVER () AS lag FROM area, weights) t;

-- partitions, order, frame
SELECT count(*), bool_and(a IS NOT DISTINCT FROM b AND c IS NOT DISTINCT FROM d) AS same FROM (SELECT spatial_lag(id, x, w) OVER () AS a, spatial_lag(id, x, w) OVER (ORDER BY -x ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS b,
	spatial_empirical_bayes(id, events, population, w) OVER () AS c, spatial_empirical_bayes(id, events, population, w) OVER (ORDER BY population) AS d FROM area, weights) t;
SELECT year, array_agg(lag ORDER BY id) FROM (SELECT year, id, spatial_lag(id, x * year, w) OVER (PARTITION BY year) AS lag FROM area, weights, generate_series(1, 2) year) t GROUP BY year ORDER BY year;
-- 20,000 rows on a ring in many orders: the same bits
CREATE TEMP TABLE ring AS SELECT weights_from_neighbours(i, j) AS w FROM generate_series(1, 20000) i, LATERAL (VALUES (i % 20000 + 1), ((i + 97) % 20000 + 1), ((i + 19998) % 20000 + 1)) AS n(j);
SELECT count(DISTINCT result) AS one FROM generate_series(1, 4) p, LATERAL (SELECT md5(string_agg(concat_ws(',', id, a, b, c, d), ';' ORDER BY id)) AS result FROM (SELECT id, spatial_lag(id, x, w.w) OVER o AS a, spatial_smooth(id, x, w.w, 0.3) OVER o AS b,
	spatial_rate(id, f.w, 5000, w.w) OVER o AS c, spatial_empirical_bayes(id, f.w, 5000, w.w) OVER o AS d FROM engine_test.figure f, ring w WINDOW o AS (ORDER BY md5(p || '-' || id))) t) r;

-- one row, all NULL, no weights, no people, no events
SELECT spatial_lag(1, 5, w) OVER () IS NULL AS lag, spatial_rate(1, 5, 50, w) OVER () AS rate, spatial_empirical_bayes(1, 5, 50, w) OVER () AS eb, spatial_smooth(1, 5, w) OVER () IS NULL AS smooth FROM weights;
SELECT bool_and(lag IS NULL AND rate IS NULL AND eb IS NULL AND no_weights IS NULL AND no_weights_rate IS NULL) AS all_null, count(*) FROM (SELECT spatial_lag(id, NULL, w) OVER () AS lag, spatial_rate(id, NULL, 5, w) OVER () AS rate, spatial_empirical_bayes(NULL, 1, 5, w) OVER () AS eb,
	spatial_lag(id, x, NULL) OVER () AS no_weights, spatial_rate(id, 1, 5, NULL) OVER () AS no_weights_rate FROM area, weights) t;
SELECT array_agg(rate) AS no_people, array_agg(eb) AS eb FROM (SELECT spatial_rate(id, 0, 0, w) OVER () AS rate, spatial_empirical_bayes(id, 0, 0, w) OVER () AS eb FROM area, weights) t;
SELECT array_agg(rate) AS no_events, array_agg(eb) AS eb FROM (SELECT spatial_rate(id, 0, 10, w) OVER () AS rate, spatial_empirical_bayes(id, 0, 10, w) OVER () AS eb FROM area, weights) t;
SELECT count(*) AS no_rows FROM (SELECT spatial_lag(id, x, w) OVER () FROM area, weights WHERE false) t;

-- errors
SELECT error_of($$SELECT spatial_lag(id, 'NaN', w) OVER () FROM area, weights$$);
SELECT error_of($$SELECT spatial_rate(id, 'infinity', 1, w) OVER () FROM area, weights$$);
SELECT error_of($$SELECT spatial_rate(id, -1, 1, w) OVER () FROM area, weights$$);
SELECT error_of($$SELECT spatial_empirical_bayes(id, 1, -1, w) OVER () FROM area, weights$$);
SELECT error_of($$SELECT spatial_lag(id / 2, x, w) OVER () FROM area, weights$$);
SELECT error_of($$SELECT spatial_lag(id + 5, x, w) OVER () FROM area, weights$$);
SELECT error_of($$SELECT spatial_lag(id, x, w, 'W') OVER () FROM area, weights$$);
SELECT error_of($$SELECT spatial_lag(id, x, w, NULL) OVER () FROM area, weights$$);
SELECT error_of($$SELECT spatial_smooth(id, x, w, 1.5) OVER () FROM area, weights$$);
SELECT error_of($$SELECT spatial_smooth(id, x, w, x) OVER () FROM area, weights$$);
SELECT error_of($$SELECT spatial_rate(id, 1, 2, w, 0) OVER () FROM area, weights$$);
SELECT error_of($$SELECT spatial_empirical_bayes(id, 1, 2, w, 100, 'marshall') OVER () FROM area, weights$$);
SELECT error_of($$SELECT spatial_lag(id, 1.7e308, w, 'binary') OVER () FROM area, weights$$);
SELECT error_of($$SELECT spatial_rate(id, 1e308, 1e308, w) OVER () FROM area, weights$$);
SELECT error_of($$SELECT spatial_empirical_bayes(id, id * 1e200, 1e-100, w) OVER () FROM area, weights$$);
-- a mean is within range where the sum is not; a sum of large numbers of both signs is an error, not NULL
SELECT spatial_lag(id, 1.7e308, w) OVER () AS mean FROM area, weights WHERE id = 1 OR id = 2 OR id = 3 ORDER BY id;
SELECT id, spatial_lag(id, x, '{binary; 1: 2 3 4 5; 2: 1; 3: 1; 4: 1; 5: 1}') OVER () AS mean FROM unnest('{1,1.5e308,1.5e308,-1.5e308,-1.5e308}'::float8[]) WITH ORDINALITY AS t(x, id) ORDER BY id;
SELECT error_of($$SELECT spatial_smooth(id, x, '{binary; 1: 2 3 4 5; 2: 1; 3: 1; 4: 1; 5: 1}', 0, 'binary') OVER () FROM unnest('{1,1.5e308,1.5e308,-1.5e308,-1.5e308}'::float8[]) WITH ORDINALITY AS t(x, id)$$);
-- a row without weights is left out, different weights are an error
SELECT id, spatial_lag(id, x, CASE WHEN id <> 1 THEN w END) OVER (ORDER BY id) AS lag FROM area, weights WHERE id < 4;
SELECT error_of($$SELECT spatial_lag(id, x, CASE WHEN id < 3 THEN w ELSE general END) OVER () FROM area, weights$$);
