-- robust_zscore, minmax to a range, goalposts, distances, shares
SET search_path = sozialraum, engine_test, public;

-- R 4.2: (x - median(x)) / mad(x), ten incomes
CREATE TEMP TABLE income AS SELECT unnest('{541,1463,2445,3438,4437,5401,6392,8304,11904,22261}'::float8[]) AS x;
SELECT x, round(robust_zscore(x) OVER ()::numeric, 12) FROM income ORDER BY x;
-- odd number of rows, by hand: median 4, MAD 2
SELECT x, round((robust_zscore(x) OVER () * 1.4826 * 2)::numeric, 12) AS deviation FROM unnest('{9,1,4,6,4}'::float8[]) x ORDER BY x;

-- by hand: v = (2, 4, 10)
CREATE TEMP TABLE v (id integer, x float8);
INSERT INTO v VALUES (1, 2), (2, 4), (3, 10);
SELECT x, minmax(x, 0, 100) OVER () AS hundred, minmax(x, 100, 0) OVER () AS reversed, minmax(x, -1, 1) OVER () AS around,
	distance_to_target(x, 6) OVER () AS target, distance_to_target(x, 6, 1, true) OVER () AS capped, distance_to_target(x, 0, -1) OVER () AS down, distance_to_target(x, 8, -1, capped => true) OVER () AS down_capped,
	distance_to_reference(x, 4) OVER () AS reference, distance_to_maximum(x) OVER () AS maximum, fraction_of_maximum(x) OVER () AS fraction, share_of_total(x) OVER () AS share FROM v ORDER BY id;
-- minmax = minmax(0, 1), distance_to_maximum = minmax: the same bits; both ends exactly
SELECT bool_and(a = b AND a = c) AS equal, bool_and(d BETWEEN 0.1 AND 0.7) AS within, max(d) = 0.7 AND min(d) = 0.1 AS ends
FROM (SELECT minmax(x) OVER () AS a, minmax(x, 0, 1) OVER () AS b, distance_to_maximum(x) OVER () AS c, minmax(x, 0.1, 0.7) OVER () AS d FROM figure WHERE x IS NOT NULL) t;

-- goalposts: Human Development Index 2019, Germany: life expectancy 81.3 between 20 and 85 (UNDP technical note 1: (81.3 - 20) / 65)
SELECT round(goalposts(81.3, 20, 85)::numeric, 6) AS life_expectancy, goalposts(15, 20, 85) AS below, goalposts(90, 20, 85) AS above, abs(goalposts(81.25, 85, 20) + goalposts(81.25, 20, 85) - 1) < 1e-15 AS reversed,
	goalposts(90, 85, 20) AS reversed_below, goalposts(1, 2, 2) IS NULL AS no_range, goalposts(NULL, 0, 1) IS NULL AS nothing;

-- 0, 1, 2 rows, all equal, all NULL
SELECT robust_zscore(x) OVER (), minmax(x, 0, 1) OVER (), share_of_total(x) OVER () FROM v WHERE false;
SELECT robust_zscore(x) OVER () IS NULL AS r, minmax(x, 0, 1) OVER () IS NULL AS m, distance_to_target(x, 3) OVER () AS t, distance_to_reference(x, 2) OVER () IS NULL AS ref, distance_to_maximum(x) OVER () IS NULL AS max, fraction_of_maximum(x) OVER () AS f, share_of_total(x) OVER () AS s FROM v WHERE id = 1;
SELECT round(robust_zscore(x) OVER ()::numeric, 6) AS r, minmax(x, 5, 6) OVER () AS m FROM v WHERE id < 3 ORDER BY id;
SELECT count(r), count(m), count(d), count(t), count(f), count(s) FROM (
	SELECT robust_zscore(7) OVER () AS r, minmax(7, 0, 1) OVER () AS m, distance_to_maximum(7) OVER () AS d, distance_to_target(7, 7) OVER () AS t, fraction_of_maximum(-7) OVER () AS f, share_of_total(0) OVER () AS s FROM v) a;
SELECT count(r), count(m), count(d), count(t), count(f), count(s) FROM (
	SELECT robust_zscore(NULL) OVER () AS r, minmax(NULL, 0, 1) OVER () AS m, distance_to_maximum(NULL) OVER () AS d, distance_to_target(NULL, 7) OVER () AS t, fraction_of_maximum(NULL) OVER () AS f, share_of_total(NULL) OVER () AS s FROM v) a;
-- more than half of the values equal: no spread
SELECT count(r) AS no_mad FROM (SELECT robust_zscore(x) OVER () AS r FROM unnest('{1,1,1,5}'::float8[]) x) t;
-- NULL rows do not count
SELECT x, minmax(x, 0, 1) OVER () AS m, distance_to_target(x, 6) OVER () AS t, share_of_total(x) OVER () AS s, round(robust_zscore(x) OVER ()::numeric, 6) AS r FROM (SELECT x FROM v UNION ALL SELECT NULL) a ORDER BY x;
-- the target of each indicator is a column; a target that is missing
SELECT i, x, distance_to_target(x, target) OVER (PARTITION BY i) AS t FROM (SELECT i, x * i AS x, 6 * i::float8 AS target FROM v, generate_series(1, 2) i) a ORDER BY 1, 2;
SELECT count(t) FROM (SELECT distance_to_target(x, NULL) OVER () AS t FROM v) a;
-- a target that all have passed gives no distance; the reference too
SELECT distance_to_target(x, 1) OVER () AS t, distance_to_target(x, 11, -1) OVER () AS d, distance_to_reference(x, 1) OVER () AS r FROM v;

-- R: shares of the incomes; they add up to 1
SELECT round(max(s)::numeric, 12) AS largest, sum(s) AS total FROM (SELECT share_of_total(x) OVER () AS s FROM income) t;

-- order and frame do not matter; neither does the order of rows: the same bits
SELECT bool_and(a = b AND a = c) AS same FROM (SELECT robust_zscore(x) OVER () AS a, robust_zscore(x) OVER (ORDER BY md5(id::text)) AS b, robust_zscore(x) OVER (ORDER BY id DESC ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS c FROM figure WHERE x IS NOT NULL) t;
SELECT count(DISTINCT checksum) AS different FROM generate_series(1, 20) p, LATERAL (
	SELECT md5(string_agg(ROW(r, m, t, d, f, s)::text, '' ORDER BY id)) AS checksum FROM (
		SELECT id, robust_zscore(x) OVER () AS r, minmax(x, -1, 1) OVER () AS m, distance_to_target(x, 1e6) OVER () AS t, distance_to_reference(x, w * 0) OVER () AS d, fraction_of_maximum(x) OVER () AS f, share_of_total(abs(x)) OVER () AS s
		FROM (SELECT * FROM figure WHERE id <= 2000 ORDER BY md5(p || '-' || id)) a) b) c;
-- rows that went to disk: the same bits; even and odd numbers of rows, two arguments, NULL rows
SET work_mem = '100MB';
CREATE TEMP TABLE in_memory AS SELECT id, weighted_zscore(x, w) OVER p AS z, rank_change(x, w) OVER p AS c, zscore(x) OVER p AS s FROM figure WINDOW p AS (PARTITION BY id % 3 > 0);
SET work_mem = '64kB';
SELECT count(*), count(a.z), bool_and((a.z, a.c, a.s) IS NOT DISTINCT FROM (b.z, b.c, b.s)) AS same
FROM in_memory a JOIN (SELECT id, weighted_zscore(x, w) OVER p AS z, rank_change(x, w) OVER p AS c, zscore(x) OVER p AS s FROM figure WINDOW p AS (PARTITION BY id % 3 > 0)) b USING (id);
RESET work_mem;
-- properties: a shift and a scale do not matter to a robust z-score, a scale not to a share
SELECT bool_and(abs(a - b) < 1e-9) AS shifted, bool_and(a = c) AS scaled, bool_and(a = -d) AS negated, bool_and(s = s2) AS share
FROM (SELECT robust_zscore(k) OVER () AS a, robust_zscore(k + 1000) OVER () AS b, robust_zscore(k * 1024) OVER () AS c, robust_zscore(-k) OVER () AS d, share_of_total(k) OVER () AS s, share_of_total(k / 4) OVER () AS s2
	FROM (SELECT ((id * 7919) % 1025)::float8 AS k FROM figure) a) t;

-- ends of the range
SELECT round(robust_zscore(x) OVER ()::numeric, 6) AS r, minmax(x, -1e308, 1e308) OVER () AS m, distance_to_target(x, 1e308) OVER () AS t FROM (VALUES (1.7e308::float8), (-1.7e308), (0)) t(x) ORDER BY x;
SELECT share_of_total(x) OVER () FROM (VALUES (1.5e308::float8), (1.5e308), (1e308)) t(x);
SELECT goalposts(0, -1.7e308, 1.7e308);

-- errors
SELECT error_of($$SELECT robust_zscore(x) OVER () FROM (VALUES ('NaN'::float8), (1)) t(x)$$);
SELECT error_of($$SELECT share_of_total(x) OVER () FROM (VALUES ('infinity'::float8), (1)) t(x)$$);
SELECT error_of($$SELECT distance_to_target(x, 'infinity') OVER () FROM v$$);
SELECT error_of('SELECT share_of_total(x - 3) OVER () FROM v');
SELECT error_of('SELECT minmax(x, 1, 1) OVER () FROM v');
SELECT error_of('SELECT minmax(x, 1, NULL) OVER () FROM v');
SELECT error_of('SELECT minmax(x, 0, x) OVER () FROM v');
SELECT error_of('SELECT distance_to_target(x, x) OVER () FROM v');
SELECT error_of('SELECT distance_to_target(x, 1, 0) OVER () FROM v');
SELECT error_of($$SELECT fraction_of_maximum(x) OVER () FROM (VALUES (-1e308::float8), (1e-300)) t(x)$$);
SELECT error_of($$SELECT goalposts('NaN', 0, 1)$$);
