-- See bench/engine. Each statement runs :rounds times, in turn with the others; the median counts.
SET client_min_messages = warning;
SET jit = off;
CREATE SCHEMA sozialraum_bench;
SET search_path = sozialraum_bench, sozialraum;

SELECT setseed(0.5) \g /dev/null
CREATE TABLE figure AS
SELECT i % 10000 AS area, 1 + (i - 1) / 10000 AS n, random() * 100 AS x, floor(random() * 5000) AS w FROM generate_series(1, :rows) AS i;
VACUUM ANALYZE figure;

CREATE TABLE contest (id integer, workers integer, subject text, ours text, theirs text);
INSERT INTO contest VALUES
	(1, 0, 'exact_sum : sum', 'SELECT exact_sum(x) FROM figure', 'SELECT sum(x) FROM figure'),
	(2, 0, 'exact_sum : sum, 10,000 groups', 'SELECT area, exact_sum(x) FROM figure GROUP BY area', 'SELECT area, sum(x) FROM figure GROUP BY area'),
	(3, 2, 'exact_sum : sum, 2 workers', 'SELECT exact_sum(x) FROM figure', 'SELECT sum(x) FROM figure'),
	(4, 2, 'exact_sum: 2 workers : none', 'SELECT exact_sum(x) FROM figure', NULL),
	(5, 0, 'weighted_mean : sum(w * x) / sum(w)', 'SELECT weighted_mean(x, w) FROM figure', 'SELECT sum(w * x) / sum(w) FROM figure'),
	(6, 0, 'stddev_breaks : avg, stddev_pop', 'SELECT stddev_breaks(x) FROM figure', 'SELECT avg(x) + m * stddev_pop(x) FROM figure, (VALUES (1)) v(m) GROUP BY m'),
	(7, 0, 'zscore : (x - avg) / stddev_pop', 'SELECT zscore(x) OVER () FROM figure', 'SELECT (x - avg(x) OVER ()) / stddev_pop(x) OVER () FROM figure'),
	(8, 0, 'zscore : row_number', 'SELECT zscore(x) OVER () FROM figure', 'SELECT row_number() OVER () FROM figure'),
	(9, 0, 'weighted_zscore : the same in SQL', 'SELECT weighted_zscore(x, w) OVER () FROM figure',
		'SELECT (x - m) / sqrt(sum(w * (x - m) ^ 2) OVER () / sum(w) OVER ()) FROM (SELECT x, w, sum(w * x) OVER () / sum(w) OVER () AS m FROM figure) t'),
	(10, 0, 'minmax : (x - min) / (max - min)', 'SELECT minmax(x) OVER () FROM figure', 'SELECT (x - min(x) OVER ()) / (max(x) OVER () - min(x) OVER ()) FROM figure'),
	(11, 0, 'classify : width_bucket', $$SELECT count(classify(x, '{10,20,50,90}')) FROM figure$$, $$SELECT count(width_bucket(x, '{10,20,50,90}'::float8[])) FROM figure$$),
	(12, 0, 'rate : x / nullif(w, 0) * 100', 'SELECT count(rate(x, w)) FROM figure', 'SELECT count(x / nullif(w, 0) * 100) FROM figure'),
	(13, 0, 'vector_agg : array_agg', 'SELECT area, vector_agg(n, x, (:rows + 9999) / 10000) FROM figure GROUP BY area',
		'SELECT area, array_agg(x ORDER BY n) FROM figure GROUP BY area'),
	(14, 0, 'weighted_mean : sum / sum, 10,000 groups', 'SELECT area, weighted_mean(x, w) FROM figure GROUP BY area', 'SELECT area, sum(w * x) / sum(w) FROM figure GROUP BY area'),
	(15, 0, 'zscore : formula, 10,000 partitions', 'SELECT zscore(x) OVER (PARTITION BY area) FROM figure',
		'SELECT (x - avg(x) OVER a) / stddev_pop(x) OVER a FROM figure WINDOW a AS (PARTITION BY area)');
UPDATE contest SET ours = replace(ours, ':rows', :'rows'), theirs = coalesce(theirs, ours);

CREATE FUNCTION milliseconds(query text, workers integer) RETURNS double precision LANGUAGE plpgsql AS $$
DECLARE
	started timestamptz;
BEGIN
	PERFORM set_config('max_parallel_workers_per_gather', workers::text, false);
	started := clock_timestamp();
	EXECUTE query;
	RETURN extract(epoch FROM clock_timestamp() - started) * 1000;
END $$;

CREATE TABLE result (id integer, ours double precision, theirs double precision);
DO $$ BEGIN PERFORM milliseconds(ours, workers), milliseconds(theirs, workers) FROM contest; END $$;	-- warm up
SELECT format('INSERT INTO result SELECT id, milliseconds(ours, workers), milliseconds(theirs, CASE WHEN id = 4 THEN 0 ELSE workers END) FROM contest ORDER BY id')
FROM generate_series(1, :rounds) \gexec

\echo
SELECT :rows AS rows, :rounds AS rounds, current_setting('server_version') AS server;
SELECT subject, round((percentile_cont(0.5) WITHIN GROUP (ORDER BY r.ours))::numeric, 1) AS "ours ms",
	round((percentile_cont(0.5) WITHIN GROUP (ORDER BY r.theirs))::numeric, 1) AS "theirs ms",
	round((percentile_cont(0.5) WITHIN GROUP (ORDER BY r.ours) / percentile_cont(0.5) WITHIN GROUP (ORDER BY r.theirs))::numeric, 2) AS ratio
FROM contest JOIN result r USING (id) GROUP BY contest.id, subject ORDER BY contest.id;
DROP SCHEMA sozialraum_bench CASCADE;
