-- See bench/disclosure. Timings are printed, not asserted.
\set ON_ERROR_STOP 1
CREATE TEMPORARY TABLE measured (no integer, what text, ms double precision);
CREATE PROCEDURE pg_temp.measure(no integer, what text, statement text) LANGUAGE plpgsql AS $$
DECLARE
	t timestamptz := clock_timestamp();
BEGIN
	EXECUTE statement;
	INSERT INTO measured VALUES (no, what, extract(epoch FROM clock_timestamp() - t) * 1000);
END
$$;

-- 500 areas in 39 districts, 12 categories, many small counts; both margins and all levels are published
CREATE TEMPORARY TABLE cell AS
WITH leaf AS (
	SELECT i AS area, (i - 1) / 13 + 1 AS district, k, floor(exp(abs(hashint4(i * 31 + k)) % 1000 / 1000.0 * 4.5) - 1)::double precision AS n
	FROM generate_series(1, 500) AS i, generate_series(1, 12) AS k
), cube AS (
	SELECT area, district, k, sum(n) AS n FROM leaf GROUP BY GROUPING SETS ((area, district, k), (area, district), (district, k), (district), (k), ())
), numbered AS (
	SELECT row_number() OVER (ORDER BY area, district, k) AS id, COALESCE(area, 0) AS area, COALESCE(district, 0) AS district, COALESCE(k, 0) AS k, n FROM cube
)
SELECT c.id, c.n, ARRAY[u.id, r.id] AS totals
FROM numbered AS c
LEFT JOIN numbered AS u ON u.k = c.k AND u.area = 0 AND u.district = CASE WHEN c.area > 0 THEN c.district ELSE 0 END AND c.district > 0
LEFT JOIN numbered AS r ON r.k = 0 AND r.area = c.area AND r.district = c.district AND c.k > 0;
CREATE TEMPORARY TABLE pattern AS SELECT id, n, totals, sozialraum.suppress(id, n, totals) OVER () AS state FROM cell;
SELECT count(*) AS cells, count(*) FILTER (WHERE state = 'unsafe') AS unsafe, count(*) FILTER (WHERE state = 'secondary') AS secondary FROM pattern;
CREATE TEMPORARY TABLE attack AS SELECT p.*, sozialraum.attack_interval(id, n, totals, state <> 'shown') OVER () AS i FROM pattern AS p;
SELECT count(*) FILTER (WHERE state = 'unsafe' AND floor((i).upper + 1e-9) - ceil((i).lower - 1e-9) < 2) AS "unsafe cells that the attack pins down",
	count(*) FILTER (WHERE state <> 'shown' AND n NOT BETWEEN (i).lower - 1e-6 AND (i).upper + 1e-6) AS "intervals that miss the truth" FROM attack;
\set csv '\\copy (SELECT id, n, totals[1], totals[2], state, (i).lower, (i).upper FROM attack ORDER BY id) TO ' :cells ' WITH (FORMAT csv)'
:csv

-- 10,000 blocks of 80 cells with a published total each, nothing that links them
CREATE TEMPORARY TABLE star AS
SELECT b * 100 + k AS id, (1 + abs(hashint8extended(b * 100 + k, 0)) % 400)::double precision AS n, ARRAY[b * 100::bigint] AS totals FROM generate_series(1, 10000) AS b, generate_series(1, 80) AS k;
INSERT INTO star SELECT totals[1], sum(n), ARRAY[NULL::bigint] FROM star GROUP BY totals[1];
CREATE TEMPORARY TABLE person AS SELECT i AS id, sozialraum.record_key('a secret of the benchmark', i::text) AS key, i % 10000 AS area FROM generate_series(1, 1000000) AS i;
ANALYZE;
SELECT format('CALL pg_temp.measure(%s, %L, %L)', s.no, s.what, s.statement)
FROM generate_series(1, :rounds) AS r, (VALUES
	(1, 'suppress, 500 x 12 with hierarchy and margins', $$CREATE TEMPORARY TABLE x ON COMMIT DROP AS SELECT sozialraum.suppress(id, n, totals) OVER () FROM cell$$),
	(2, 'attack_interval, every hidden cell of it', $$CREATE TEMPORARY TABLE x ON COMMIT DROP AS SELECT sozialraum.attack_interval(id, n, totals, state <> 'shown') OVER () FROM pattern$$),
	(3, 'suppress, 810,000 cells in 10,000 blocks', $$CREATE TEMPORARY TABLE x ON COMMIT DROP AS SELECT sozialraum.suppress(id, n, totals) OVER () FROM star$$),
	(4, 'record_key, 1,000,000 persons', $$SELECT count(sozialraum.record_key('a secret of the benchmark', id::text)) FROM person$$),
	(5, 'cell_key by area, 1,000,000 persons', $$SELECT count(k) FROM (SELECT sozialraum.cell_key(key) AS k FROM person GROUP BY area) AS g$$),
	(6, '  sum(bigint) by area, for comparison', $$SELECT count(k) FROM (SELECT sum(id) AS k FROM person GROUP BY area) AS g$$),
	(7, 'perturb, 1,000,000 counts', $$SELECT sum(sozialraum.perturb(id % 50, key)) FROM person$$)) AS s (no, what, statement)
ORDER BY s.no, r \gexec
SELECT what, round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ms)::numeric, 1) AS "median ms", round(min(ms)::numeric, 1) AS "min ms", count(*) AS rounds FROM measured GROUP BY no, what ORDER BY no;
SELECT round((percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) FILTER (WHERE no = 5) / percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) FILTER (WHERE no = 6))::numeric, 2) AS "cell_key : sum" FROM measured;
