-- Statements that run for longer than a second, one per block; each must answer to statement_timeout. A block begins with
--   -- name: what it is
--   -- needs: functions of ours that it calls (a block whose functions do not exist yet is skipped)
--   -- setup: a statement that is run before, without a time limit (may be repeated)

-- name: the server itself, as a yardstick
SELECT sum(sqrt(x)) FROM generate_series(1, 100000000) x;

-- name: exact sum over many rows
-- needs: exact_sum
SELECT sozialraum.exact_sum(x::double precision) FROM generate_series(1, 100000000) x;

-- name: weighted mean over many rows
-- needs: weighted_mean
SELECT sozialraum.weighted_mean(x::double precision, 1) FROM generate_series(1, 100000000) x;

-- name: z-scores of a large partition
-- needs: zscore
SELECT count(z) FROM (SELECT sozialraum.zscore(x::double precision) OVER () AS z FROM generate_series(1, 5000000) x) s;

-- name: rolling figures up: one whole with 60,000 parts, 150 figures each
-- needs: _figure_roll_up
SELECT count(f) FROM (
	SELECT sozialraum._figure_roll_up(i, (i = 0)::integer + 1, CASE WHEN i > 0 THEN ARRAY[0::bigint] END, CASE WHEN i > 0 THEN ARRAY[false] END, '-infinity', 'infinity',
		i, CASE WHEN i > 0 THEN array_fill(i::double precision, ARRAY[150]) END, NULL, array_fill(DATE '2023-12-31', ARRAY[150]), array_fill(true, ARRAY[150]),
		'{}', '{}', '{}') OVER () AS f
	FROM generate_series(0, 60000) AS i) AS s;

-- name: an edition of a large monitor
-- needs: compute_edition
-- setup: INSERT INTO sozialraum.setting DEFAULT VALUES
-- setup: INSERT INTO sozialraum.area_level (code, name, rank) VALUES ('gebiet', 'Gebiet', 1)
-- setup: INSERT INTO sozialraum.area (id, level, rank, key, name) SELECT i, 'gebiet', 1, i::text, i::text FROM generate_series(1, 5000) AS i
-- setup: INSERT INTO sozialraum.source (code, name) VALUES ('long', 'long')
-- setup: INSERT INTO sozialraum.dimension (code, name) VALUES ('D', 'D')
-- setup: SELECT count(sozialraum.define_variable('v_' || i || 'x', 'v')) FROM generate_series(1, 120) AS i
-- setup: SELECT count(sozialraum.define_indicator('I' || i, 'D', 'i', 'v_' || i || 'x', 'v_' || i + 1 || 'x', polarity => 1)) FROM generate_series(1, 119) AS i
-- setup: INSERT INTO sozialraum.observation SELECT 'v_' || i || 'x', '2023-12-31', a, 1 + (a * i) % 97, 'final', 'long' FROM generate_series(1, 120) AS i, generate_series(1, 5000) AS a
-- setup: INSERT INTO sozialraum.monitor (code, name, level) VALUES ('long', 'long', 'gebiet')
-- setup: INSERT INTO sozialraum.monitor_indicator (monitor, indicator) SELECT 'long', code FROM sozialraum.indicator
SELECT sozialraum.compute_edition('long', '2023-12-31');

-- name: an import of many figures
-- needs: import_observations
-- setup: CREATE TABLE delivery AS SELECT a::text AS key, 'v_' || i || 'x' AS variable, (a + i)::text AS value FROM generate_series(1, 120) AS i, generate_series(1, 5000) AS a
SELECT count(*) FROM sozialraum.import_observations('long', 'public.delivery', 'gebiet', 'key', variable => 'variable', value => 'value', reference_date => '2022-12-31');

-- name: ranks of a large partition
-- needs: rank_of
SELECT count(r) FROM (SELECT sozialraum.exponential_score((x::bigint * 7919 % 1000003)::double precision) OVER () AS r FROM generate_series(1, 4000000) x) s;

-- name: Box-Cox by maximum likelihood over many rows
-- needs: box_cox_lambda
SELECT sozialraum.box_cox_lambda(x::double precision) FROM generate_series(1, 3000000) x;

-- name: outliers drawn in one by one
-- needs: winsorise_outliers
SELECT count(w) FROM (SELECT sozialraum.winsorise_outliers(x::double precision ^ 8, 0, 0, 1000000) OVER () AS w FROM generate_series(1, 50000) x) s;
