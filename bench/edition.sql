-- compute_edition and publish_edition: 80 indicators x 10,000 areas, from 160 variables (1.6 million observations). Timings are printed, not asserted.
\set ON_ERROR_STOP 1
SET client_min_messages = warning;
INSERT INTO sozialraum.setting DEFAULT VALUES;
INSERT INTO sozialraum.area_level (code, name, rank) VALUES ('gebiet', 'Gebiet', 1), ('ganzes', 'Ganzes', 2);
INSERT INTO sozialraum.area (id, level, rank, key, name) VALUES (100000, 'ganzes', 2, '0', 'Ganzes');
INSERT INTO sozialraum.area (id, level, rank, key, name, parent_id, parent_rank, parent_valid_from, parent_valid_to)
SELECT i, 'gebiet', 1, lpad(i::text, 8, '0'), 'Gebiet ' || i, 100000, 2, '-infinity', 'infinity' FROM generate_series(1, 10000) AS i;
SELECT setval('sozialraum.area_id_seq', 200000) \g /dev/null
INSERT INTO sozialraum.source (code, name) VALUES ('bench', 'bench');
INSERT INTO sozialraum.dimension (code, name) VALUES ('D', 'D');
SELECT count(sozialraum.define_variable(format('%s_%s', p, i), format('%s %s', p, i))) FROM generate_series(1, 80) AS i, unnest(ARRAY['n', 'd']) AS p \g /dev/null
SELECT count(sozialraum.define_indicator(format('I%s', i), 'D', format('Indicator %s', i), format('n_%s', i), format('d_%s', i), polarity => -1)) FROM generate_series(1, 80) AS i \g /dev/null
INSERT INTO sozialraum.observation (variable, reference_date, area_id, value, source)
SELECT v.code, DATE '2023-12-31', a.id,
	CASE WHEN v.code LIKE 'n%' THEN 1 + abs(hashint8extended(a.id, hashtext(v.code))) % 400 ELSE 1000 + abs(hashint8extended(a.id, hashtext(v.code))) % 3000 END, 'bench'
FROM sozialraum.variable AS v CROSS JOIN sozialraum.area AS a WHERE a.rank = 1;
INSERT INTO sozialraum.monitor (code, name, level, population_variable, minimum_population) VALUES ('bench', 'bench', 'gebiet', 'd_1', 1100);
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position) SELECT 'bench', 'I' || i, i FROM generate_series(1, 80) AS i;
VACUUM ANALYZE;

-- Berlin's size: three shares as delivered, 542 areas, two dates
SELECT sozialraum.define_variable(v, v, aggregation => 'none') FROM unnest(ARRAY['s1', 's3', 's4']) AS v \g /dev/null
SELECT sozialraum.define_variable('ew', 'ew') \g /dev/null
SELECT sozialraum.define_indicator(upper(v), 'D', v, v, method => 'value', polarity => -1) FROM unnest(ARRAY['s1', 's3', 's4']) AS v \g /dev/null
INSERT INTO sozialraum.area_level (code, name, rank, hierarchy) VALUES ('plr', 'Planungsraum', 1, 'lor');
INSERT INTO sozialraum.area (id, level, rank, key, name) SELECT 300000 + i, 'plr', 1, lpad(i::text, 8, '0'), 'PLR ' || i FROM generate_series(1, 542) AS i;
INSERT INTO sozialraum.observation (variable, reference_date, area_id, value, source)
SELECT v, d, 300000 + i, abs(hashint8extended(i, hashtext(v || d::text))) % 10000 / CASE v WHEN 'ew' THEN 1.0 ELSE 300.0 END, 'bench'
FROM unnest(ARRAY['s1', 's3', 's4', 'ew']) AS v, unnest(ARRAY[DATE '2018-12-31', DATE '2020-12-31']) AS d, generate_series(1, 542) AS i;
INSERT INTO sozialraum.monitor (code, name, level, population_variable, minimum_population, lag_years) VALUES ('mss', 'mss', 'plr', 'ew', 300, 2);
INSERT INTO sozialraum.monitor_indicator (monitor, indicator) VALUES ('mss', 'S1'), ('mss', 'S3'), ('mss', 'S4');
CREATE TABLE side_by_side AS
SELECT n.area_id, substr(n.variable, 3)::integer AS no, n.value AS n, d.value AS d
FROM sozialraum.observation AS n JOIN sozialraum.observation AS d ON d.area_id = n.area_id AND d.variable = 'd' || substr(n.variable, 2) AND d.reference_date = n.reference_date
WHERE n.variable LIKE 'n\_%';
VACUUM ANALYZE;

-- all figures are released and counts below 3 kept secret: the most work that publishing can have
UPDATE sozialraum.source SET min_count = 3;
UPDATE sozialraum.monitor_indicator SET released = 'value';
CREATE TEMPORARY TABLE measured (what text, ms double precision, cpu double precision);
-- processor time of this backend in ms, from /proc where there is one
CREATE FUNCTION pg_temp.cpu() RETURNS double precision LANGUAGE sql AS $$
	SELECT (s.x[12]::double precision + s.x[13]::double precision) * 10
	FROM (SELECT string_to_array(regexp_replace(pg_read_file('/proc/' || pg_backend_pid() || '/stat', 0, 10000, true), '^.*\) ', ''), ' ') AS x) AS s
$$;
CREATE PROCEDURE pg_temp.measure(what text, statement text) LANGUAGE plpgsql AS $$
DECLARE
	t timestamptz := clock_timestamp();
	c double precision := pg_temp.cpu();
BEGIN
	EXECUTE statement;
	INSERT INTO measured VALUES (what, extract(epoch FROM clock_timestamp() - t) * 1000, pg_temp.cpu() - c);
END
$$;
SELECT format('CALL pg_temp.measure(%L, %L)', s.what, s.statement)
FROM generate_series(1, :rounds) AS r, (VALUES
	(1, 'compute_edition, 80 x 10,000', $$SELECT sozialraum.compute_edition('bench', '2023-12-31')$$),
	(2, '  of it: values of the indicators', $$SELECT count(v.value) FROM sozialraum._indicator_vectors(ARRAY(SELECT id FROM sozialraum.area WHERE level <> 'plr'), ARRAY(SELECT code FROM sozialraum.indicator WHERE code LIKE 'I%'), '2023-12-31') AS v$$),
	(3, 'plain SQL over a finished table', $$CREATE TEMPORARY TABLE plain ON COMMIT DROP AS
		SELECT s.area_id, s.score, rank() OVER (ORDER BY s.score DESC), CASE WHEN s.score < -1 THEN 1 WHEN s.score <= 1 THEN 2 WHEN s.score <= 1.5 THEN 3 ELSE 4 END AS class
		FROM (SELECT t.area_id, (t.sum - avg(t.sum) OVER ()) / stddev_pop(t.sum) OVER () AS score
			FROM (SELECT z.area_id, sum(z.z) AS sum
				FROM (SELECT area_id, (100 * n / d - avg(100 * n / d) OVER w) / stddev_pop(100 * n / d) OVER w AS z FROM side_by_side WINDOW w AS (PARTITION BY no)) AS z
				GROUP BY z.area_id) AS t) AS s$$),
	(4, 'compute_edition, Berlin''s size', $$SELECT sozialraum.compute_edition('mss', '2020-12-31')$$)) AS s (no, what, statement)
ORDER BY s.no, r \gexec
-- an edition is published once
CALL pg_temp.measure('publish_edition, 80 x 10,000', $$SELECT sozialraum.publish_edition((SELECT max(id) FROM sozialraum.edition WHERE monitor = 'bench'))$$);
CALL pg_temp.measure('publish_edition, Berlin''s size', $$SELECT sozialraum.publish_edition((SELECT max(id) FROM sozialraum.edition WHERE monitor = 'mss'))$$);
SELECT what, round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ms)::numeric, 1) AS "median ms", round(min(ms)::numeric, 1) AS "min ms", round(percentile_cont(0.5) WITHIN GROUP (ORDER BY cpu)::numeric) AS "median CPU ms", count(*) AS rounds FROM measured GROUP BY what ORDER BY 2 DESC;
SELECT round((percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) FILTER (WHERE what LIKE 'compute_edition, 80%') / percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) FILTER (WHERE what LIKE 'plain%'))::numeric, 2) AS "edition : plain SQL" FROM measured;
SELECT round(((percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) FILTER (WHERE what LIKE 'compute_edition, 80%') + percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) FILTER (WHERE what LIKE 'publish_edition, 80%')) / 1000)::numeric, 1) AS "compute and publish, s",
	round(((percentile_cont(0.5) WITHIN GROUP (ORDER BY cpu) FILTER (WHERE what LIKE 'compute_edition, 80%') + percentile_cont(0.5) WITHIN GROUP (ORDER BY cpu) FILTER (WHERE what LIKE 'publish_edition, 80%')) / 1000)::numeric, 1) AS "CPU, s" FROM measured;
