-- Editions: exclusion, normalisation, weights, classes, ranks, dynamics, frozen results; against numbers computed by hand.
BEGIN;
SELECT plan(87);
SET LOCAL client_min_messages = warning;
INSERT INTO sozialraum.dimension (code, name) VALUES ('A', 'A');
SELECT sozialraum.define_level('ort', 'Ort', 10);
SELECT sozialraum.define_level('kreis', 'Kreis', 30);
SELECT sozialraum.define_area('kreis', 'K', 'Kreis');
SELECT sozialraum.define_area('ort', k, 'Ort ' || k, parent => 'K') FROM unnest('{a,b,c,d,e}'::text[]) AS k;
SELECT sozialraum.define_variable(c, c) FROM unnest('{bev,x,y}'::text[]) AS c;
SELECT sozialraum.define_indicator('X', 'A', 'X', 'x', per => 1, polarity => -1, method => 'value');
SELECT sozialraum.define_indicator('Y', 'A', 'Y', 'y', per => 1, polarity => 1, method => 'value');
SELECT sozialraum.define_indicator('P', 'A', 'P', 'bev', per => 1, method => 'value');
-- x: mean 5, population sd 2 over a to d (3 3 7 7); y: mean 20, sd 10 (10 30 10 30)
SELECT sozialraum.set_observation('ort', k, 'x', '2023-12-31', v) FROM unnest('{a,b,c,d,e}'::text[], '{3,3,7,7,1000}'::float8[]) AS u (k, v);
SELECT sozialraum.set_observation('ort', k, 'y', '2023-12-31', v) FROM unnest('{a,b,c,d,e}'::text[], '{10,30,10,30,1000}'::float8[]) AS u (k, v);
SELECT sozialraum.set_observation('ort', k, 'bev', '2023-12-31', v) FROM unnest('{a,b,c,d,e}'::text[], '{300,400,500,600,299}'::float8[]) AS u (k, v);
INSERT INTO sozialraum.monitor (code, name, level, population_variable, minimum_population) VALUES ('m', 'M', 'ort', 'bev', 300);
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role) VALUES ('m', 'X', 1, 'scored'), ('m', 'Y', 2, 'scored'), ('m', 'P', 3, 'context');
-- run: change the monitor, compute, and show one column of the result by area
CREATE FUNCTION pg_temp.run(what text, change text DEFAULT NULL) RETURNS text LANGUAGE plpgsql AS $$
DECLARE r text; e bigint;
BEGIN
	IF change IS NOT NULL THEN EXECUTE change; END IF;
	e := sozialraum.compute_edition('m', '2023-12-31');
	EXECUTE format('SELECT string_agg(COALESCE((%s)::text, ''-''), '' '' ORDER BY s.area_key) FROM sozialraum.edition_score s JOIN sozialraum.edition_value v USING (edition, area_id) WHERE s.edition = $1', what) INTO r USING e;
	RETURN r;
END $$;

-- ---------------------------------------------------------------- normalise, orient, sum
SELECT is(pg_temp.run('v.normalised[1]'), '-1 -1 1 1 -', 'zscore: (x - 5) / 2, the excluded area does not count');
SELECT is(pg_temp.run('v.normalised[2]'), '1 -1 1 -1 -', 'polarity 1: turned, so that higher means more burden');
SELECT is(pg_temp.run('v.normalised[3]'), '- - - - -', 'context is not normalised');
SELECT is(pg_temp.run('v.value[3]'), '300 400 500 600 299', 'but shown, for the excluded as well');
SELECT is(pg_temp.run('s.sum'), '0 -2 2 0 -', 'sum');
SELECT is(pg_temp.run('round(s.score::numeric, 9)'), '0.000000000 -1.414213562 1.414213562 0.000000000 -', 'standardised again: sd of 0 -2 2 0 is √2');
SELECT is(pg_temp.run('s.rank'), '2 4 1 2 -', '1 is the highest burden; ties share the better rank');
SELECT is(pg_temp.run('s.class'), '2 1 3 2 -', 'classes at -1, 1, 1.5');
SELECT is(pg_temp.run('s.label'), 'Handlungsbedarf mittel Handlungsbedarf gering Handlungsbedarf hoch Handlungsbedarf mittel -', 'and their names');
SELECT is(pg_temp.run('s.excluded'), 'false false false false true', 'exactly at the minimum an area stays');
SELECT is(pg_temp.run('s.reason'), '- - - - unter 300 Einwohner', 'the reason is kept');
SELECT is(pg_temp.run('s.population'), '300 400 500 600 299', 'with the population');
SAVEPOINT s;
SELECT is(pg_temp.run('s.score', $$UPDATE sozialraum.monitor SET standardise_score = false$$), '0 -2 2 0 -', 'without the second standardisation');
SELECT is(pg_temp.run('s.score', $$UPDATE sozialraum.monitor SET aggregation = 'mean'$$), '0 -1 1 0 -', 'mean instead of sum');
SELECT is(pg_temp.run('s.class'), '2 2 2 2 -', 'limits are closed towards the centre');
SELECT is(pg_temp.run('s.class', $$UPDATE sozialraum.monitor SET class_closed = 'left'$$), '2 2 3 2 -', 'or to the left');
SELECT is(pg_temp.run('s.class', $$UPDATE sozialraum.monitor SET class_closed = 'right'$$), '2 1 2 2 -', 'or to the right');
SELECT is(pg_temp.run('s.sum', $$UPDATE sozialraum.monitor_indicator SET weight = 3 WHERE indicator = 'X'$$), '-0.5 -1 1 0.5 -', 'weights 3 and 1, mean');
SELECT is(pg_temp.run('s.sum', $$UPDATE sozialraum.monitor SET aggregation = 'sum'$$), '-2 -4 4 2 -', 'weights 3 and 1, sum');
SELECT is(pg_temp.run('s.sum', $$UPDATE sozialraum.monitor_indicator SET polarity = 1 WHERE indicator = 'X'$$), '4 2 -2 -4 -', 'the monitor may turn an indicator');
ROLLBACK TO s;
SELECT is(pg_temp.run('v.normalised[2]', $$UPDATE sozialraum.monitor SET normalisation = 'minmax'$$), '1 0 1 0 -', 'minmax, turned');
SELECT is(pg_temp.run('v.normalised[1]', $$UPDATE sozialraum.monitor SET normalisation = 'none'$$), '3 3 7 7 -', 'none');
SELECT is(pg_temp.run('v.normalised[2]'), '-10 -30 -10 -30 -', 'none, turned');
ROLLBACK TO s;
SELECT is(pg_temp.run('round(v.normalised[1]::numeric, 9)', $$UPDATE sozialraum.monitor SET ddof = 1$$), '-0.866025404 -0.866025404 0.866025404 0.866025404 -', 'sample standard deviation');
ROLLBACK TO s;
SELECT throws_ok($$UPDATE sozialraum.monitor SET reference = 'given'; SELECT sozialraum.compute_edition('m', '2023-12-31')$$, '55000', NULL, 'given parameters have to be given');
SELECT is(pg_temp.run('v.normalised[1]', $$UPDATE sozialraum.monitor SET reference = 'given'; UPDATE sozialraum.monitor_indicator SET reference_mean = 1, reference_sd = 4 WHERE role = 'scored'$$), '0.5 0.5 1.5 1.5 -', 'given mean 1 and sd 4');
SELECT is(pg_temp.run('v.normalised[2]', $$UPDATE sozialraum.monitor SET normalisation = 'minmax'; UPDATE sozialraum.monitor_indicator SET reference_minimum = 0, reference_maximum = 40 WHERE role = 'scored'$$),
	'0.75 0.25 0.75 0.25 -', 'given minimum 0 and maximum 40, turned');
ROLLBACK TO s;

-- ---------------------------------------------------------------- exclusion
SELECT is(pg_temp.run('s.reason', $$INSERT INTO sozialraum.monitor_exclusion (monitor, area_key, reason) VALUES ('m', 'd', 'Ausreißer')$$), '- - - Ausreißer unter 300 Einwohner', 'declared outliers');
SELECT is(pg_temp.run('round(v.normalised[1]::numeric, 6)'), '-0.707107 -0.707107 1.414214 - -', 'do not enter mean and sd: 3 3 7');
SELECT is(pg_temp.run('s.excluded', $$UPDATE sozialraum.monitor_exclusion SET valid_to = '2023-12-30'$$), 'false false false false true', 'only for the dates declared');
ROLLBACK TO s;
SELECT is(pg_temp.run('s.reason', $$DELETE FROM sozialraum.observation WHERE variable = 'bev' AND value = 300$$), 'Einwohnerzahl fehlt - - - unter 300 Einwohner', 'a missing population is no small one');
ROLLBACK TO s;

-- ---------------------------------------------------------------- missing values
SELECT sozialraum.set_observation('ort', 'd', 'y', '2023-12-31', NULL, 'secret');
SELECT is(pg_temp.run('s.score IS NULL'), 'false false false true true', 'all indicators must be there');
SELECT is(pg_temp.run('s.reason'), '- - - Werte fehlen unter 300 Einwohner', 'or there is a reason');
SELECT is(pg_temp.run('v.status[2]'), '- - - secret -', 'the status is kept');
SELECT is(pg_temp.run('s.sum = 2 * v.normalised[1]', $$UPDATE sozialraum.monitor SET minimum_valid_share = 0.5$$), 'false false false true -', 'or as many as the monitor asks for: the rest stands for all');
SELECT is(pg_temp.run('s.score IS NULL', $$UPDATE sozialraum.monitor SET minimum_valid_share = 0.6$$), 'false false false true true', 'half is less than 0.6');
ROLLBACK TO s;
SELECT is(pg_temp.run('s.score IS NULL', $$UPDATE sozialraum.observation SET value = 5 WHERE variable = 'x'$$), 'true true true true true', 'an indicator that is the same everywhere has no z: no score, no zero');
ROLLBACK TO s;

-- ---------------------------------------------------------------- dynamics
-- change of x: -1 1 -1 1; of y: 0 0 4 4, turned 0 0 -4 -4
SELECT sozialraum.set_observation('ort', k, 'x', '2021-12-31', v) FROM unnest('{a,b,c,d,e}'::text[], '{4,2,8,6,0}'::float8[]) AS u (k, v);
SELECT sozialraum.set_observation('ort', k, 'y', '2021-12-31', v) FROM unnest('{a,b,c,d,e}'::text[], '{10,30,6,26,0}'::float8[]) AS u (k, v);
UPDATE sozialraum.monitor SET lag_years = 2;
SELECT is(pg_temp.run('v.change[1]'), '-1 1 -1 1 1000', 'change over two years');
SELECT is(pg_temp.run('v.change_normalised[1]'), '-1 1 -1 1 -', 'standardised');
SELECT is(pg_temp.run('v.change_normalised[2]'), '1 1 -1 -1 -', 'and turned');
SELECT is(pg_temp.run('s.dynamics_sum'), '0 2 -2 0 -', 'summed');
SELECT is(pg_temp.run('s.dynamics_label'), 'stabil negativ positiv stabil -', 'classified');
SELECT is(pg_temp.run('s.area_group'), '2+/- 1- 3+ 2+/- -', 'and crossed with the status');
SELECT is(pg_temp.run('s.area_group', $$UPDATE sozialraum.monitor SET class_codes = '{A,B,C,D}'$$), 'B+/- A- C+ B+/- -', 'with codes of the classes');
INSERT INTO sozialraum.series_break (variable, break_date, reason) VALUES ('x', '2023-01-01', 'Bruch');
SELECT is(pg_temp.run('v.change[1]'), '- - - - -', 'no change across a series break');
SELECT is(pg_temp.run('s.dynamics IS NULL'), 'true true true true true', 'and no dynamics from the rest alone');
SELECT is(pg_temp.run('s.score IS NULL'), 'false false false false true', 'the status stays');
ROLLBACK TO s;

-- ---------------------------------------------------------------- a draft is recomputed in place; what it holds
SELECT sozialraum.compute_edition('m', '2023-12-31') AS e \gset
SELECT is(sozialraum.compute_edition('m', '2023-12-31'), :'e'::bigint, 'the same draft again');
SELECT isnt(sozialraum.compute_edition('m', '2024-12-30'), :'e'::bigint, 'another date is another edition');
DELETE FROM sozialraum.edition WHERE id <> :e;
SELECT results_eq('SELECT indicators, area_count, scored_count, status FROM sozialraum.edition', $$VALUES ('{X,Y,P}'::text[], 5, 4, 'draft')$$, 'an edition knows what it holds');
SELECT is((SELECT jsonb_array_length(definition -> 'indicators') FROM sozialraum.edition), 3, 'its definition');
SELECT is((SELECT definition #> '{indicators,0,used}' ->> 'sd' FROM sozialraum.edition), '2', 'and what it used');
SELECT checksum AS c FROM sozialraum.edition \gset
SELECT sozialraum.set_observation('ort', 'a', 'x', '2023-12-31', 3.0000001);
SELECT sozialraum.compute_edition('m', '2023-12-31') AS again \gset
SELECT isnt((SELECT checksum FROM sozialraum.edition), :'c', 'another input, another checksum');
SELECT sozialraum.set_observation('ort', 'a', 'x', '2023-12-31', 3);
SELECT sozialraum.compute_edition('m', '2023-12-31') AS again \gset
SELECT is((SELECT checksum FROM sozialraum.edition), :'c', 'the old input, the old checksum');

-- ---------------------------------------------------------------- the same figures
-- bits: every figure of the edition, by the areas' keys
CREATE FUNCTION pg_temp.bits() RETURNS text LANGUAGE sql STABLE
RETURN (SELECT md5(string_agg(s.area_key || COALESCE(array_send(v.normalised)::text, '-') || COALESCE(array_send(ARRAY[s.sum, s.score])::text, '') || COALESCE(s.rank, 0), '' ORDER BY s.area_key))
	FROM sozialraum.edition_score AS s JOIN sozialraum.edition_value AS v USING (edition, area_id));
SELECT setseed(0.7);
SELECT sozialraum.define_area('ort', format('r%s', lpad(i::text, 3, '0')), 'R', parent => 'K') FROM generate_series(1, 300) AS i;
INSERT INTO sozialraum.observation (variable, reference_date, area_id, value, source)
	SELECT v, '2023-12-31', a.id, CASE v WHEN 'bev' THEN 500 ELSE random() * 100 END, 'manual' FROM sozialraum.area AS a, unnest('{bev,x,y}'::text[]) AS v WHERE a.key ~ '^r';
SELECT sozialraum.compute_edition('m', '2023-12-31') AS again \gset
SELECT pg_temp.bits() AS bits \gset
SELECT is((SELECT count(*) FROM sozialraum.edition_value AS v JOIN (
		SELECT v.area_id, sozialraum.zscore(v.value[1]) OVER () AS x, -sozialraum.zscore(v.value[2]) OVER () AS y FROM sozialraum.edition_value AS v JOIN sozialraum.edition_score AS s USING (edition, area_id) WHERE NOT s.excluded) AS z USING (area_id)
	WHERE float8send(v.normalised[1]) = float8send(z.x) AND float8send(v.normalised[2]) = float8send(z.y)), 304::bigint, 'bit for bit what zscore() gives');
SELECT is((SELECT count(*) FROM (SELECT sozialraum._normalise_vectors(value, 'minmax', 0) OVER () AS v, sozialraum.minmax(value[1]) OVER () AS a, sozialraum.minmax(value[2]) OVER () AS b FROM sozialraum.edition_value) AS q
	WHERE float8send(v[1]) = float8send(a) AND float8send(v[2]) = float8send(b)), 305::bigint, 'and minmax()');
CREATE TEMP TABLE moved AS SELECT * FROM sozialraum.observation;
TRUNCATE sozialraum.observation; INSERT INTO sozialraum.observation SELECT * FROM moved ORDER BY random();
SELECT sozialraum.compute_edition('m', '2023-12-31') AS again \gset
SELECT is(pg_temp.bits(), :'bits', 'rows in another physical order: the same bits');
SET LOCAL max_parallel_workers_per_gather = 4; SET LOCAL parallel_setup_cost = 0; SET LOCAL parallel_tuple_cost = 0; SET LOCAL min_parallel_table_scan_size = 0;
SELECT set_config(name, 'on', true) AS mode FROM pg_settings WHERE name IN ('force_parallel_mode', 'debug_parallel_query') \gset
SELECT sozialraum.compute_edition('m', '2023-12-31') AS again \gset
SELECT is(pg_temp.bits(), :'bits', 'parallel: the same bits');
SELECT set_config(name, 'off', true) AS mode FROM pg_settings WHERE name IN ('force_parallel_mode', 'debug_parallel_query') \gset
UPDATE sozialraum.observation SET value = value * 1024 WHERE variable IN ('x', 'y');
SELECT sozialraum.compute_edition('m', '2023-12-31') AS again \gset
SELECT is(pg_temp.bits(), :'bits', 'all figures times 1024: the same bits');
UPDATE sozialraum.observation SET value = value / 1024 WHERE variable IN ('x', 'y');
CREATE TEMP TABLE unshifted AS SELECT area_id, score, rank FROM sozialraum.edition_score;
UPDATE sozialraum.observation SET value = value + 1e6 WHERE variable = 'x';
SELECT sozialraum.compute_edition('m', '2023-12-31') AS again \gset
SELECT cmp_ok((SELECT max(abs(s.score - u.score)) FROM sozialraum.edition_score AS s JOIN unshifted AS u USING (area_id)), '<', 1e-9::float8, 'all of x plus a million: the scores stay');
ROLLBACK TO s;

-- ---------------------------------------------------------------- a published edition is frozen
SELECT sozialraum.compute_edition('m', '2023-12-31') AS e \gset
SELECT throws_ok($$UPDATE sozialraum.edition SET status = 'published', published_at = now(), published_by = CURRENT_USER$$, '55000', NULL, 'nothing is published without its published rows');
SELECT sozialraum.publish_edition(:e) AS checksum \gset
SELECT throws_ok(s, '55000', NULL, s) FROM unnest(ARRAY['UPDATE sozialraum.edition SET checksum = ''''', 'UPDATE sozialraum.edition SET status = ''draft'', published_at = NULL', 'DELETE FROM sozialraum.edition',
	'UPDATE sozialraum.edition_score SET score = 0', 'DELETE FROM sozialraum.edition_score', 'UPDATE sozialraum.edition_value SET value = value', 'DELETE FROM sozialraum.edition_value',
	'UPDATE sozialraum.edition_reference SET area_name = ''x''', 'DELETE FROM sozialraum.edition_reference', 'TRUNCATE sozialraum.edition CASCADE', 'TRUNCATE sozialraum.edition_score',
	'TRUNCATE sozialraum.edition_value', 'TRUNCATE sozialraum.edition_reference']) AS s;
SELECT md5(string_agg(s::text, '' ORDER BY s.area_id)) AS frozen FROM sozialraum.edition_score AS s WHERE edition = :e \gset
SELECT sozialraum.set_observation('ort', 'a', 'x', '2023-12-31', 99);
SELECT isnt(sozialraum.compute_edition('m', '2023-12-31'), :'e'::bigint, 'computing again makes a new draft');
SELECT is((SELECT md5(string_agg(s::text, '' ORDER BY s.area_id)) FROM sozialraum.edition_score AS s WHERE edition = :e), :'frozen', 'and leaves the published one as it is');
CREATE ROLE sozialraum_test_writer;
GRANT USAGE ON SCHEMA sozialraum TO sozialraum_test_writer;
GRANT ALL ON ALL TABLES IN SCHEMA sozialraum TO sozialraum_test_writer;
SET LOCAL ROLE sozialraum_test_writer;
SELECT throws_ok(format('INSERT INTO sozialraum.edition_score (edition, area_id, area_key, area_name) SELECT %s, id, ''x'', ''x'' FROM sozialraum.area WHERE key = ''K''', :e), '42501', NULL, 'nothing is slipped into a published edition');
SELECT throws_ok($$INSERT INTO sozialraum.edition (monitor, reference_date, status, indicators, definition, checksum, area_count, scored_count, published_at)
	VALUES ('m', '2020-12-31', 'published', '{X}', '{}', '', 0, 0, now())$$, '42501', NULL, 'nor is an edition born published');
RESET ROLE;
ROLLBACK TO s;

-- ---------------------------------------------------------------- what cannot be computed
SELECT throws_ok($$SELECT sozialraum.compute_edition('nix', '2023-12-31')$$, '42704', NULL, 'unknown monitor');
SELECT throws_ok($$SELECT sozialraum.compute_edition('m', NULL)$$, '22023', NULL, 'no date');
SELECT throws_ok($$SELECT sozialraum.compute_edition('m', 'infinity')$$, '22023', NULL, 'no real date');
SELECT throws_ok($$UPDATE sozialraum.monitor_indicator SET role = 'scored'; SELECT sozialraum.compute_edition('m', '2023-12-31')$$, '55000', NULL, 'an indicator without polarity is not scored');
SELECT throws_ok($$DELETE FROM sozialraum.monitor_indicator; SELECT sozialraum.compute_edition('m', '2023-12-31')$$, '55000', NULL, 'no indicators');
SELECT throws_ok($$SELECT sozialraum.define_level('leer', 'Leer', 20); UPDATE sozialraum.monitor SET level = 'leer'; SELECT sozialraum.compute_edition('m', '2023-12-31')$$, 'P0002', NULL, 'no areas');
SELECT throws_ok($$UPDATE sozialraum.monitor SET class_breaks = '{0}'$$, '23514', NULL, 'labels and limits belong together');
SELECT lives_ok($$UPDATE sozialraum.monitor_indicator SET role = 'context'$$, 'a monitor without scored indicators');
SELECT is(pg_temp.run('COALESCE(s.reason, s.score::text)'), '- - - - unter 300 Einwohner', 'shows values and scores nothing');

SELECT * FROM finish();
ROLLBACK;
