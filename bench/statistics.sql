-- See bench/statistics. Tables, contests inside the server, results in the table result.
SET client_min_messages = warning;
SET jit = off;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET search_path = sozialraum_bench, sozialraum, public;

-- figures of areas: 10,000 areas, each with so many rows (or 18 age bands in turn); x is skewed as incomes are, a and b are groups
SELECT setseed(0.5) \g /dev/null
CREATE UNLOGGED TABLE figure AS
SELECT i % 10000 AS area, 1 + (i - 1) / 10000 AS n, 1000 * exp(random() + random() + random()) AS x, floor(random() * 5000) + 1 AS w,
	floor(random() * 100) AS a, floor(random() * 900) + 100 AS b, 1 + i % 18 AS band
FROM generate_series(1, :rows) AS i;
CREATE UNLOGGED TABLE big AS SELECT 1000 * exp(random() + random() + random()) AS x FROM generate_series(1, :big);
CREATE UNLOGGED TABLE wide AS SELECT ARRAY(SELECT random() + 0 * i FROM generate_series(1, 80)) AS x FROM generate_series(1, :rows / 10) AS i;
CREATE UNLOGGED TABLE ten AS SELECT ARRAY(SELECT random() + 0 * i FROM generate_series(1, 10)) AS x FROM generate_series(1, :rows / 10) AS i;
-- eight indicators, eight types of areas with some overlap
CREATE UNLOGGED TABLE eight AS SELECT ARRAY(SELECT random() + 0 * i + CASE WHEN j % 8 = i % 8 THEN 1 ELSE 0 END FROM generate_series(1, 8) AS j) AS x FROM generate_series(1, :rows / 10) AS i;
-- 2,000 areas with 25 years each, and one long series
CREATE UNLOGGED TABLE series AS SELECT area, year, (random() * 10 + 0.1 * year)::double precision AS y, year::double precision AS t FROM generate_series(1, 2000) AS area, generate_series(2000, 2024) AS year;
CREATE UNLOGGED TABLE long_series AS SELECT random() * 10 + 0.001 * t AS y, t::double precision AS t FROM generate_series(1, 3000) AS t;
ALTER TABLE figure SET (parallel_workers = 2);
ALTER TABLE big SET (parallel_workers = 2);
ALTER TABLE wide SET (parallel_workers = 2);
VACUUM ANALYZE;

/* workers: 0 for one process. second_workers: of their statement, when it is ours with another number. needs: without the schema */
CREATE TABLE contest (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text, needs text[], ours text, theirs text, peer text, aim text,
	workers integer DEFAULT 0, their_workers integer DEFAULT 0, skipped text);
INSERT INTO contest (name, needs, ours, theirs, peer, aim) VALUES
	-- sums
	('exact_sum', '{exact_sum(float8)}', 'SELECT exact_sum(x) FROM figure', 'SELECT sum(x) FROM figure', 'SQL: sum', '>= 0.5'),
	('exact_sum, 10,000 groups', '{exact_sum(float8)}', 'SELECT area, exact_sum(x) FROM figure GROUP BY area', 'SELECT area, sum(x) FROM figure GROUP BY area', 'SQL: sum', '>= 0.5'),
	-- rates
	('wilson_interval', '{"wilson_interval(float8,float8,float8,float8)"}', 'SELECT count(wilson_interval(a, w)) FROM figure WHERE a <= w',
		$$SELECT count(row((p + z2 / (2 * w) - z * s) / d, (p + z2 / (2 * w) + z * s) / d)) FROM (SELECT a, w, a / w AS p, 1.959963984540054 AS z, 3.841458820694124 AS z2,
			1 + 3.841458820694124 / w AS d, sqrt(a / w * (1 - a / w) / w + 3.841458820694124 / (4 * w * w)) AS s FROM figure WHERE a <= w) t$$, 'SQL: formula', NULL),
	('directly_standardised_rate, 10,000 areas', '{"directly_standardised_rate(float8,float8,float8,float8)"}', 'SELECT area, directly_standardised_rate(a, b, band, 1000) FROM figure GROUP BY area',
		'SELECT area, sum(a / b * band) / sum(band) * 1000 FROM figure GROUP BY area', 'SQL: formula', NULL),
	('directly_standardised_rate', '{"directly_standardised_rate(float8,float8,float8,float8)"}', 'SELECT directly_standardised_rate(a, b, band, 1000) FROM figure',
		'SELECT sum(a / b * band) / sum(band) * 1000 FROM figure', 'SQL: formula', NULL),
	('empirical_bayes', '{"empirical_bayes(float8,float8,float8)"}', 'SELECT count(e) FROM (SELECT empirical_bayes(a, b) OVER () AS e FROM figure) t',
		$$SELECT count(e) FROM (SELECT m + greatest(v, 0) / (greatest(v, 0) + m / b) * (a / b - m) AS e FROM (SELECT a, b, m, sum(b * (a / b - m) ^ 2) OVER () / p - m / (p / n) AS v
			FROM (SELECT a, b, sum(a) OVER () / sum(b) OVER () AS m, sum(b) OVER () AS p, count(*) OVER () AS n FROM figure) t) t) t$$, 'SQL: formula', NULL),
	-- normalise
	('zscore', '{"zscore(float8,integer)"}', 'SELECT count(z) FROM (SELECT zscore(x) OVER () AS z FROM figure) t',
		'SELECT count(z) FROM (SELECT (x - avg(x) OVER ()) / stddev_pop(x) OVER () AS z FROM figure) t', 'SQL: formula', '> 1'),
	('zscore', '{"zscore(float8,integer)"}', 'SELECT count(z) FROM (SELECT zscore(x) OVER () AS z FROM figure) t',
		'SELECT count(z) FROM (SELECT row_number() OVER () AS z FROM figure) t', 'executor''s floor: row_number()', '>= 0.625'),
	('robust_zscore', '{robust_zscore(float8)}', 'SELECT count(z) FROM (SELECT robust_zscore(x) OVER () AS z FROM figure) t',
		$$WITH m AS MATERIALIZED (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY x) AS m FROM figure), d AS MATERIALIZED (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(x - m)) AS d FROM figure, m)
			SELECT count((x - m) / (1.482602218505602 * d)) FROM figure, m, d$$, 'SQL: percentile_cont twice', NULL),
	('rank_of', '{"rank_of(float8,text,text)"}', 'SELECT count(r) FROM (SELECT rank_of(x) OVER () AS r FROM figure) t',
		'SELECT count(r) FROM (SELECT rank() OVER (ORDER BY x DESC) AS r FROM figure) t', 'SQL: rank()', NULL),
	-- combine
	('weighted_mean', '{"weighted_mean(float8,float8)"}', 'SELECT weighted_mean(x, w) FROM figure', 'SELECT sum(w * x) / sum(w) FROM figure', 'SQL: formula', NULL),
	('correlation_matrix', '{correlation_matrix(float8[])}', 'SELECT correlation_matrix(x) FROM ten',
		(SELECT 'SELECT ' || string_agg(format('corr(x[%s], x[%s])', i, j), ', ') || ' FROM ten' FROM generate_series(1, 10) AS i, generate_series(1, 10) AS j), 'SQL: corr() for all pairs', NULL),
	('pca', '{pca(float8[])}', 'SELECT pca(x) FROM wide', NULL, NULL, NULL),
	-- classify
	('quantile_breaks', '{"quantile_breaks(float8,integer)"}', 'SELECT quantile_breaks(x, 10) FROM figure',
		$$SELECT percentile_cont('{0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9}'::float8[]) WITHIN GROUP (ORDER BY x) FROM figure$$, 'SQL: percentile_cont', NULL),
	('jenks_breaks', '{"jenks_breaks(float8,integer)"}', 'SELECT jenks_breaks(x, 7) FROM figure', NULL, NULL, NULL),
	('jenks_breaks 10k', '{"jenks_breaks(float8,integer)"}', 'SELECT jenks_breaks(x, 7) FROM (SELECT x FROM figure LIMIT 10000) t', NULL, NULL, NULL),
	('jenks_breaks 30k', '{"jenks_breaks(float8,integer)"}', 'SELECT jenks_breaks(x, 7) FROM (SELECT x FROM figure LIMIT 30000) t', NULL, NULL, NULL),
	('jenks_breaks 100k', '{"jenks_breaks(float8,integer)"}', 'SELECT jenks_breaks(x, 7) FROM (SELECT x FROM figure LIMIT 100000) t', NULL, NULL, NULL),
	-- inequality
	('gini', '{gini(float8)}', 'SELECT gini(x) FROM figure', 'SELECT sum((2 * i - n - 1) * x) / (max(n) * sum(x)) FROM (SELECT x, row_number() OVER (ORDER BY x) AS i, count(*) OVER () AS n FROM figure) t',
		'SQL: row_number()', '>= 5'),
	('gini, 10,000 areas', '{gini(float8)}', 'SELECT area, gini(x) FROM figure GROUP BY area',
		'SELECT area, sum((2 * i - n - 1) * x) / (max(n) * sum(x)) FROM (SELECT area, x, row_number() OVER (PARTITION BY area ORDER BY x) AS i, count(*) OVER (PARTITION BY area) AS n FROM figure) t GROUP BY area',
		'SQL: row_number()', '> 1'),
	('gini, 10,000 areas', '{gini(float8)}', 'SELECT area, gini(x) FROM figure GROUP BY area', 'SELECT area, array_agg(x) FROM figure GROUP BY area', 'collecting alone: array_agg', NULL),
	('theil', '{theil(float8)}', 'SELECT theil(x) FROM figure', 'SELECT sum(x * ln(x)) / sum(x) - ln(avg(x)) FROM figure', 'SQL: formula', NULL),
	('weighted_quantile', '{"weighted_quantile(float8,float8,float8)"}', 'SELECT weighted_quantile(x, w, 0.5) FROM figure',
		'SELECT min(x) FROM (SELECT x, sum(w) OVER (ORDER BY x ROWS UNBOUNDED PRECEDING) AS s, sum(w) OVER () AS total FROM figure) t WHERE s >= total * 0.5', 'SQL: cumulated weights', NULL),
	-- segregation
	('dissimilarity', '{"dissimilarity(float8,float8)"}', 'SELECT dissimilarity(a, b) FROM figure',
		'SELECT sum(abs(a / ta - b / tb)) / 2 FROM figure, (SELECT sum(a) AS ta, sum(b) AS tb FROM figure) t', 'SQL: formula', NULL),
	-- trend
	('mann_kendall, one series of 3,000', '{"mann_kendall(float8,float8)"}', 'SELECT mann_kendall(y, t) FROM long_series',
		'SELECT sum(sign(q.y - p.y)) FROM long_series p JOIN long_series q ON q.t > p.t', 'SQL: join with itself, S only', NULL),
	('theil_sen, one series of 3,000', '{"theil_sen(float8,float8)"}', 'SELECT theil_sen(y, t) FROM long_series',
		'SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY (q.y - p.y) / (q.t - p.t)) FROM long_series p JOIN long_series q ON q.t > p.t', 'SQL: join with itself', NULL),
	('mann_kendall, 2,000 areas', '{"mann_kendall(float8,float8)"}', 'SELECT area, mann_kendall(y, t) FROM series GROUP BY area',
		'SELECT area, sum(sign(q.y - p.y)) FROM series p JOIN series q USING (area) WHERE q.t > p.t GROUP BY area', 'SQL: join with itself, S only', NULL),
	('theil_sen, 2,000 areas', '{"theil_sen(float8,float8)"}', 'SELECT area, theil_sen(y, t) FROM series GROUP BY area',
		'SELECT area, percentile_cont(0.5) WITHIN GROUP (ORDER BY (q.y - p.y) / (q.t - p.t)) FROM series p JOIN series q USING (area) WHERE q.t > p.t GROUP BY area', 'SQL: join with itself', NULL),
	-- group
	('kmeans', '{"kmeans(float8[],integer,boolean,integer,bigint)"}', 'SELECT count(c) FROM (SELECT kmeans(x, 8) OVER () AS c FROM eight) t', NULL, NULL, NULL),
	('ward 10k', '{"ward(float8[],integer,boolean)"}', 'SELECT count(c) FROM (SELECT ward(x, 8) OVER () AS c FROM (SELECT x FROM eight LIMIT 10000) t) t', NULL, NULL, NULL),
	('silhouette 10k', '{"silhouette(float8[],integer,boolean)"}', 'SELECT count(c) FROM (SELECT silhouette(x, i::integer % 8, false) OVER () AS c FROM (SELECT x, row_number() OVER () AS i FROM eight LIMIT 10000) t) t', NULL, NULL, NULL);

-- several processes against one; the leader takes part, so that one worker makes two processes
INSERT INTO contest (name, needs, ours, theirs, peer, aim, workers, their_workers)
SELECT v.name || source.name, ARRAY[v.needs], format(v.query, source.relation), format(v.query, source.relation), 'ours, one process', CASE workers WHEN 2 THEN '>= 1.7' END, workers, 0
FROM (VALUES ('exact_sum', 'exact_sum(float8)', 'SELECT exact_sum(x) FROM %s'), ('theil', 'theil(float8)', 'SELECT theil(x) FROM %s'), ('gini', 'gini(float8)', 'SELECT gini(x) FROM %s'),
	('pca', 'pca(float8[])', 'SELECT pca(x) FROM wide')) AS v(name, needs, query)
CROSS JOIN (VALUES (', table of ROWS', 'figure', true), (', table of BIG', 'big', :big > 0)) AS source(name, relation, wanted)
CROSS JOIN generate_series(1, 2) AS workers
WHERE source.wanted AND NOT (source.relation = 'big' AND (v.name = 'pca' OR workers = 1));
UPDATE contest SET name = name || CASE workers WHEN 1 THEN ', 1 worker + leader' ELSE ', 2 workers + leader' END WHERE workers > 0;

UPDATE contest SET skipped = 'skipped: the extension has no ' || missing.list
FROM (SELECT id, string_agg(f, ', ') AS list FROM contest, unnest(needs) AS f WHERE to_regprocedure('sozialraum.' || f) IS NULL GROUP BY id) AS missing WHERE missing.id = contest.id;

UPDATE contest SET skipped = format('skipped: needs ROWS >= %s', least) FROM (VALUES ('jenks_breaks 10k', 10000), ('jenks_breaks 30k', 30000), ('jenks_breaks 100k', 100000), ('ward 10k', 100000), ('silhouette 10k', 100000)) AS v(contest, least)
WHERE name = contest AND skipped IS NULL AND :rows < least;

CREATE TABLE peer (id integer GENERATED ALWAYS AS IDENTITY, contest text, name text, export double precision, read double precision, compute double precision, remark text);
CREATE TABLE result (id integer, ours double precision, theirs double precision);

CREATE FUNCTION milliseconds(query text, workers integer) RETURNS double precision LANGUAGE plpgsql AS $$
DECLARE
	started timestamptz;
BEGIN
	IF query IS NULL THEN
		RETURN NULL;
	END IF;
	PERFORM set_config('max_parallel_workers_per_gather', workers::text, false);
	started := clock_timestamp();
	EXECUTE query;
	RETURN extract(epoch FROM clock_timestamp() - started) * 1000;
END $$;

-- a statement that fails ends its contest, not the others
CREATE PROCEDURE run(which integer) LANGUAGE plpgsql AS $$
DECLARE
	contest sozialraum_bench.contest;
	ours double precision;
	theirs double precision;
BEGIN
	SELECT * INTO STRICT contest FROM sozialraum_bench.contest AS c WHERE c.id = which;
	IF contest.skipped IS NOT NULL THEN
		RETURN;
	END IF;
	ours := sozialraum_bench.milliseconds(contest.ours, contest.workers);
	theirs := sozialraum_bench.milliseconds(contest.theirs, contest.their_workers);
	INSERT INTO sozialraum_bench.result VALUES (which, ours, theirs);
EXCEPTION WHEN OTHERS THEN
	UPDATE sozialraum_bench.contest AS c SET skipped = 'failed: ' || SQLERRM WHERE c.id = which;
END $$;

-- statement by statement, so that no transaction lives long; big tables only as often as needed
SELECT format('CALL run(%s)', id)
FROM contest, generate_series(1, :rounds) AS round WHERE skipped IS NULL AND (round < 3 OR name NOT LIKE '%BIG%') ORDER BY id, round \gexec
