-- zscore, weighted_zscore, minmax
SET search_path = sozialraum, engine_test, public;

-- by hand: v = (8.2, 12.5, 17.9, 9.9, 25.0); population and sample deviation
CREATE TEMP TABLE v (id integer, x float8);
INSERT INTO v VALUES (1, 8.2), (2, 12.5), (3, 17.9), (4, 9.9), (5, 25.0);
SELECT id, round(zscore(x) OVER ()::numeric, 10) AS population, round(zscore(x, 1) OVER ()::numeric, 10) AS sample FROM v ORDER BY id;
SELECT id, round(minmax(x) OVER ()::numeric, 10) FROM v ORDER BY id;

-- NIST StRD NumAcc4 (certified: mean 10000000.2, sample deviation 0.1): 10000000.2, then .1 and .3 in turn, 1,001 rows
SELECT round(x::numeric, 1) AS x, count(*), round(min(z)::numeric, 6) AS z
FROM (SELECT x, zscore(x, 1) OVER () AS z FROM (SELECT CASE WHEN i = 0 THEN 10000000.2 WHEN i % 2 = 1 THEN 10000000.1 ELSE 10000000.3 END::float8 AS x FROM generate_series(0, 1000) i) a) b
GROUP BY 1 ORDER BY 1;

-- weighted by hand: x = (1, 2, 4), w = (2, 1, 1): m = 2, s^2 = 1.5
SELECT x, round(weighted_zscore(x, w) OVER ()::numeric, 12) AS z, round(((x - 2) / sqrt(1.5))::numeric, 12) AS expected
FROM (VALUES (1::float8, 2::float8), (2, 1), (4, 1)) t(x, w) ORDER BY x;

-- 0, 1, 2 rows, all equal, all NULL
SELECT zscore(x) OVER (), minmax(x) OVER (), weighted_zscore(x, x) OVER () FROM v WHERE false;
SELECT zscore(x) OVER () IS NULL AS z, zscore(x, 1) OVER () IS NULL AS z1, weighted_zscore(x, 1) OVER () IS NULL AS w, minmax(x) OVER () IS NULL AS m FROM v WHERE id = 1;
SELECT zscore(x) OVER () AS z, round(zscore(x, 1) OVER ()::numeric, 12) AS z1, weighted_zscore(x, 3) OVER () AS w, minmax(x) OVER () AS m FROM v WHERE id <= 2 ORDER BY id;
SELECT bool_and(z IS NULL AND w IS NULL AND m IS NULL) AS undefined FROM (
	SELECT zscore(0.1) OVER () AS z, weighted_zscore(0.1, id) OVER () AS w, minmax(0.1) OVER () AS m FROM v) t;
SELECT bool_and(z IS NULL AND w IS NULL AND m IS NULL) AS all_null FROM (
	SELECT zscore(NULL) OVER () AS z, weighted_zscore(NULL, NULL) OVER () AS w, minmax(NULL) OVER () AS m FROM v) t;

-- NULL rows do not count
SELECT count(z) AS results, bool_and(z IS NULL) FILTER (WHERE x IS NULL) AS null_stays, bool_and(z = expected) FILTER (WHERE x IS NOT NULL) AS unchanged
FROM (SELECT x, zscore(x) OVER () AS z, expected FROM (SELECT x, id FROM v UNION ALL SELECT NULL, 6) a LEFT JOIN (SELECT id, zscore(x) OVER () AS expected FROM v) e USING (id)) t;
SELECT count(weighted_zscore) FROM (SELECT weighted_zscore(x, nullif(id, 3)) OVER () FROM v) t;
-- weight 0: has a position, does not count
SELECT round(z::numeric, 6) FROM (SELECT x, weighted_zscore(x, w) OVER () AS z FROM (VALUES (0::float8, 1::float8), (2, 1), (100, 0)) t(x, w)) s ORDER BY x;
SELECT bool_and(z IS NULL) AS no_weight FROM (SELECT weighted_zscore(x, 0) OVER () AS z FROM v) t;

-- window = formula
SELECT bool_and(abs(z - f) <= 1e-12 * (1 + abs(f))) AS zscore, bool_and(abs(z1 - f1) <= 1e-12 * (1 + abs(f1))) AS sample, bool_and(abs(m - fm) <= 1e-15) AS minmax, count(*)
FROM (SELECT zscore(x) OVER w AS z, (x - avg(x) OVER w) / stddev_pop(x) OVER w AS f, zscore(x, 1) OVER w AS z1, (x - avg(x) OVER w) / stddev_samp(x) OVER w AS f1,
		minmax(x) OVER w AS m, (x - min(x) OVER w) / (max(x) OVER w - min(x) OVER w) AS fm
	FROM figure WINDOW w AS (PARTITION BY district)) t WHERE f IS NOT NULL;
SELECT bool_and(abs(z - (x - m) / s) <= 1e-12 * (1 + abs(z))) AS weighted, count(*)
FROM (SELECT x, weighted_zscore(x, w) OVER () AS z, (SELECT sum(w * x) / sum(w) FROM figure WHERE x IS NOT NULL) AS m,
		(SELECT sqrt(sum(w * (x - m) ^ 2) / sum(w)) FROM figure, (SELECT sum(w * x) / sum(w) AS m FROM figure WHERE x IS NOT NULL) a WHERE x IS NOT NULL) AS s
	FROM figure) t WHERE z IS NOT NULL;
SELECT bool_and(z = w) AS equal_weights FROM (SELECT zscore(x) OVER () AS z, weighted_zscore(x, 0.25) OVER () AS w FROM figure) t;

-- a small spread on a large offset: rounded sums would give any number here
SELECT bool_and(abs(z - (d - m) / s) < 1e-9) AS close FROM (
	SELECT zscore(3e6 + d) OVER () AS z, (3e6 + d) - 3e6 AS d, avg((3e6 + d) - 3e6) OVER () AS m, stddev_pop((3e6 + d) - 3e6) OVER () AS s
	FROM (SELECT id, (id % 1000) * 1e-6::float8 AS d FROM figure) a) t;

-- order and frame do not matter; neither does the order of rows: the same bits
SELECT bool_and(float8send(a) = float8send(b) AND float8send(a) = float8send(c)) AS same_bits FROM (
	SELECT zscore(x) OVER () AS a, zscore(x) OVER (ORDER BY md5(id::text)) AS b, zscore(x) OVER (ORDER BY id DESC ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS c FROM figure WHERE x IS NOT NULL) t;
SELECT count(DISTINCT checksum) AS different FROM generate_series(1, 20) p, LATERAL (
	SELECT md5(string_agg(float8send(z)::text || coalesce(float8send(w)::text, '') || float8send(m)::text, '' ORDER BY id)) AS checksum FROM (
		SELECT id, zscore(x) OVER () AS z, weighted_zscore(x, w) OVER () AS w, minmax(x) OVER () AS m
		FROM (SELECT * FROM figure WHERE id <= 3000 AND x IS NOT NULL ORDER BY md5(p || '-' || id)) s) t) c;

-- partitions are independent
SELECT bool_and(z = 1 OR z = -1) AS two_each FROM (SELECT zscore(i) OVER (PARTITION BY i / 2) AS z FROM generate_series(0, 999) i) t;

-- properties: scale by a power of two and sign: the same bits; shift: nearly
SELECT bool_and(z = scaled) AS scaled, bool_and(z = -negated) AS negated, bool_and(m = 1 - mn) AS flipped, bool_and(abs(z - shifted) < 1e-9) AS shifted
FROM (SELECT zscore(k) OVER () AS z, zscore(k * 1024) OVER () AS scaled, zscore(-k) OVER () AS negated, zscore(k + 1e6) OVER () AS shifted,
		minmax(k * 1.0) OVER () AS m, minmax(k * -1.0) OVER () AS mn
	FROM (SELECT ((id * 7919) % 1025)::float8 AS k FROM figure) a) t;

-- ends of the range
SELECT zscore(x) OVER (), minmax(x) OVER () FROM (VALUES (1.7976931348623157e308::float8), (-1.7976931348623157e308)) t(x);
SELECT zscore(x) OVER (), minmax(x) OVER () FROM (VALUES (0::float8), (1e-300)) t(x);

-- errors
SELECT error_of($$SELECT zscore(x) OVER () FROM (VALUES ('NaN'::float8), (1)) t(x)$$);
SELECT error_of($$SELECT minmax(x) OVER () FROM (VALUES ('infinity'::float8), (1)) t(x)$$);
SELECT error_of($$SELECT weighted_zscore(x, x) OVER () FROM (VALUES ('-infinity'::float8), (1)) t(x)$$);
SELECT error_of($$SELECT weighted_zscore(x, x) OVER () FROM (VALUES (1::float8), (-1)) t(x)$$);
SELECT error_of('SELECT zscore(x, 2) OVER () FROM v');
SELECT error_of('SELECT zscore(x, NULL) OVER () FROM v');
SELECT error_of('SELECT zscore(x, id) OVER () FROM v');
SELECT error_of('SELECT zscore(x) FROM v');
