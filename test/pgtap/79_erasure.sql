-- Erasing inputs of a published edition: the figures are gone wherever they were, what is published and the checksums stay, and the way
-- that lets them be blanked lets nothing else through.
BEGIN;
SELECT no_plan();
SET LOCAL client_min_messages = warning;
INSERT INTO sozialraum.dimension (code, name) VALUES ('A', 'A');
SELECT sozialraum.define_level('ort', 'Ort', 10);
SELECT sozialraum.define_level('kreis', 'Kreis', 30);
SELECT sozialraum.define_area('kreis', 'K', 'Kreis');
SELECT sozialraum.define_area('ort', k, 'Ort ' || k, parent => 'K') FROM unnest('{a,b,c,d,e}'::text[]) AS k;
SELECT sozialraum.define_variable(c, c) FROM unnest('{bev,x,y,z}'::text[]) AS c;
INSERT INTO sozialraum.source (code, name) VALUES ('jobcenter', 'Jobcenter'), ('register', 'Einwohnerregister'), ('amt', 'Jugendamt'), ('unused', 'Andere');
-- figures that occur nowhere else, so that they can be looked for: x 7001 …, y 8001 …, z 9001 …
SELECT sozialraum.define_indicator('X', 'A', 'X', 'x', 'bev', polarity => -1);
SELECT sozialraum.define_indicator('Y', 'A', 'Y', 'y', per => 1, polarity => 1, method => 'value');
SELECT sozialraum.define_indicator('Z', 'A', 'Z', 'z', per => 1, method => 'value');
SELECT sozialraum.set_observation('ort', k, 'x', d, v + extract(year FROM d)::integer % 2 * i * i, source => 'jobcenter') FROM unnest('{a,b,c,d,e}'::text[], '{7011,7123,7507,7733,7999}'::float8[]) WITH ORDINALITY AS u (k, v, i), unnest('{2022-12-31,2023-12-31}'::date[]) AS d;
SELECT sozialraum.set_observation('ort', k, 'y', d, v + extract(year FROM d)::integer % 2 * (i - 3) ^ 3, source => 'amt') FROM unnest('{a,b,c,d,e}'::text[], '{8011,8323,8127,8531,8999}'::float8[]) WITH ORDINALITY AS u (k, v, i), unnest('{2022-12-31,2023-12-31}'::date[]) AS d;
SELECT sozialraum.set_observation('ort', k, 'z', d, v, source => 'amt') FROM unnest('{a,b,c,d,e}'::text[], '{9011,9323,9127,9531,9999}'::float8[]) AS u (k, v), unnest('{2022-12-31,2023-12-31}'::date[]) AS d;
SELECT sozialraum.set_observation('ort', k, 'bev', d, v, source => 'register') FROM unnest('{a,b,c,d,e}'::text[], '{30003,40005,50007,60011,299}'::float8[]) AS u (k, v), unnest('{2022-12-31,2023-12-31}'::date[]) AS d;
INSERT INTO sozialraum.monitor (code, name, level, population_variable, minimum_population, lag_years) VALUES ('m', 'M', 'ort', 'bev', 300, 1), ('s', 'S', 'ort', 'bev', 300, 1);
UPDATE sozialraum.monitor SET disclosed = 'score' WHERE code = 's';
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role, released)
SELECT m, i, p, CASE i WHEN 'Z' THEN 'context' ELSE 'scored' END, CASE WHEN m = 's' THEN 'value' ELSE 'class' END FROM unnest('{m,s}'::text[]) AS m, unnest('{X,Y,Z}'::text[]) WITH ORDINALITY AS u (i, p);
INSERT INTO sozialraum.monitor_dimension (monitor, code, name) SELECT unnest('{m,s}'::text[]), 'D', 'D';
UPDATE sozialraum.monitor_indicator SET dimension = 'D' WHERE role = 'scored';
CREATE ROLE sozialraum_test_planner NOLOGIN;
CREATE ROLE sozialraum_test_reader NOLOGIN;
SELECT sozialraum.setup_roles('sozialraum_test_planner', 'sozialraum_test_reader');
-- all that is stored of an edition, as text; the public part alone
CREATE FUNCTION pg_temp.stored(e bigint) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(t, ' ') FROM (
		SELECT d.definition::text AS t FROM sozialraum.edition AS d WHERE d.id = e
		UNION ALL SELECT v::text FROM sozialraum.edition_value AS v WHERE edition = e UNION ALL SELECT v::text FROM sozialraum.edition_reference AS v WHERE edition = e
		UNION ALL SELECT v::text FROM sozialraum.edition_dimension_score AS v WHERE edition = e UNION ALL SELECT v::text FROM sozialraum.edition_score AS v WHERE edition = e UNION ALL SELECT v::text FROM sozialraum.edition_protection AS v WHERE edition = e
		UNION ALL SELECT v::text FROM sozialraum.entitled_value AS v WHERE edition = e UNION ALL SELECT v::text FROM sozialraum.entitled_score AS v WHERE edition = e) AS t $$;
CREATE FUNCTION pg_temp.public(e bigint) RETURNS text LANGUAGE sql AS $$
	SELECT md5(string_agg(t, ' ' ORDER BY t)) FROM (
		SELECT v::text AS t FROM sozialraum.published_edition AS v WHERE edition = e
		UNION ALL SELECT v::text FROM sozialraum.published_area AS v WHERE edition = e UNION ALL SELECT v::text FROM sozialraum.published_indicator AS v WHERE edition = e
		UNION ALL SELECT v::text FROM sozialraum.published_value AS v WHERE edition = e UNION ALL SELECT v::text FROM sozialraum.published_score AS v WHERE edition = e) AS t $$;
-- how many of some figures still stand there
CREATE FUNCTION pg_temp.found(e bigint, figures text[]) RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM unnest(figures) AS f WHERE pg_temp.stored(e) ~ ('(^|[^0-9.])' || replace(f, '.', '[.]') || '([^0-9.]|$)') $$;
SELECT sozialraum.compute_edition('m', '2023-12-31') AS m \gset
SELECT sozialraum.compute_edition('s', '2023-12-31') AS s \gset
-- figures that belong to x, to y and to the population: counts of both years, values, what was made of them
SELECT array_agg(DISTINCT t) AS x FROM (SELECT unnest(ARRAY[v.value[1], v.numerator[1], v.normalised[1], v.earlier[1], v.change[1], v.change_normalised[1]])::text FROM sozialraum.edition_value AS v WHERE edition IN (:m, :s)
	UNION SELECT i.item #>> ARRAY['used', k] FROM sozialraum.edition AS e, jsonb_array_elements(e.definition -> 'indicators') AS i (item), unnest('{mean,sd,minimum,maximum,change_mean,change_sd}'::text[]) AS k
		WHERE e.id IN (:m, :s) AND i.item ->> 'indicator' = 'X') AS u (t) WHERE t IS NOT NULL \gset
SELECT array_agg(DISTINCT t::text) AS y FROM (SELECT unnest(ARRAY[v.value[2], v.normalised[2], v.earlier[2], v.change[2], v.change_normalised[2], v.value[3]]) FROM sozialraum.edition_value AS v WHERE edition IN (:m, :s)) AS u (t) WHERE abs(t) > 8 OR t <> round(t) \gset
SELECT array_agg(t::text) AS result FROM (SELECT unnest(ARRAY[s.sum, s.score, s.dynamics_sum, s.dynamics]) FROM sozialraum.edition_score AS s WHERE edition = :m UNION SELECT unnest(d.sum || d.score) FROM sozialraum.edition_dimension_score AS d WHERE edition = :m) AS u (t) WHERE t IS NOT NULL \gset
SELECT cmp_ok(cardinality(:'x'::text[]), '>', 25, 'figures of X to look for');
SELECT cmp_ok(cardinality(:'result'::text[]), '>=', 15, 'and results');

SET LOCAL ROLE sozialraum_test_planner;
SELECT sozialraum.publish_edition(:m) AS checksum_m \gset
SELECT sozialraum.publish_edition(:s) AS checksum_s \gset
RESET ROLE;
SELECT pg_temp.public(:m) AS public_m, pg_temp.public(:s) AS public_s, (SELECT md5(string_agg(e::text, '' ORDER BY e.id)) FROM sozialraum.edition_value AS v JOIN sozialraum.edition AS e ON e.id = v.edition WHERE v.edition = :s) AS other \gset
SELECT cmp_ok(pg_temp.found(:m, :'x'), '>', 20::bigint, 'before, they are there');
SELECT cmp_ok(pg_temp.found(:m, :'result'), '>=', 15::bigint, 'and the results');

-- ---------------------------------------------------------------- refused
SET LOCAL ROLE sozialraum_test_planner;
SELECT throws_ok(format('SELECT sozialraum.erase_edition_inputs(%s, '' '')', :m), '22023', NULL, 'not without a reason');
SELECT throws_ok('SELECT sozialraum.erase_edition_inputs(4711, ''x'')', '42704', NULL, 'not of an edition that is not there');
SELECT throws_ok(format('SELECT sozialraum.erase_edition_inputs(%s, ''x'', ''{nobody}'')', :m), '42704', 'There is no such source.', 'nor of an unknown source');
SELECT throws_ok(format('SELECT sozialraum.erase_edition_inputs(%s, ''x'', ''{}'')', :m), '42704', NULL, 'nor of none');
SELECT throws_ok(format('SELECT sozialraum.erase_edition_inputs(%s, ''x'', ''{unused}'')', :m), 'P0002', NULL, 'nor of one that no indicator uses');
SELECT is((SELECT count(*) FROM sozialraum.edition_erasure), 0::bigint, 'nothing is noted of that');

-- ---------------------------------------------------------------- the inputs of one source
SELECT sozialraum.erase_edition_inputs(:m, 'Aufbewahrungsfrist des Jobcenters', '{jobcenter}') AS after \gset
RESET ROLE;
SELECT is(pg_temp.found(:m, :'x'), 0::bigint, 'no figure of X is left in any table');
SELECT is(pg_temp.found(:m, :'result'), 0::bigint, 'nor an unpublished result');
SELECT is(pg_temp.found(:m, ARRAY(SELECT p.t FROM (SELECT (unnest('{30003,40005,50007,60011}'::int[]))::text) AS p (t))), 4::bigint, 'the population, from another source, is');
SELECT cmp_ok(pg_temp.found(:m, :'y'), '>', 15::bigint, 'so are the figures of the others');
SELECT is(pg_temp.public(:m), :'public_m', 'what is published stays, to the last bit');
SELECT is((SELECT string_agg(COALESCE(s.class::text, '-') || COALESCE(s.rank::text, '-'), ' ' ORDER BY s.area_key) FROM sozialraum.edition_score AS s WHERE s.edition = :m),
	(SELECT string_agg(COALESCE(s.class::text, '-') || '-', ' ' ORDER BY s.area_id) FROM sozialraum.published_score AS s WHERE s.edition = :m), 'classes stay, ranks were not published and go');
SELECT is((SELECT count(*) FROM sozialraum.entitled_score WHERE edition = :m AND (rank IS NOT NULL OR score IS NOT NULL)), 0::bigint, 'with them those of the entitled');
SELECT is((SELECT count(value) FROM sozialraum.entitled_value WHERE edition = :m AND indicator = 'X'), 0::bigint, 'and their figures of X');
SELECT is((SELECT count(value) FROM sozialraum.entitled_value WHERE edition = :m AND indicator <> 'X'), 12::bigint, 'not of the others');
SELECT ok((SELECT i.item #> '{used,mean}' IS NULL FROM sozialraum.edition AS e, jsonb_array_elements(e.definition -> 'indicators') AS i (item) WHERE e.id = :m AND i.item ->> 'indicator' = 'X')
	AND (SELECT i.item #> '{used,mean}' IS NOT NULL FROM sozialraum.edition AS e, jsonb_array_elements(e.definition -> 'indicators') AS i (item) WHERE e.id = :m AND i.item ->> 'indicator' = 'Y'), 'mean and sd of X are gone, of Y not');
SELECT is(:'other', (SELECT md5(string_agg(e::text, '' ORDER BY e.id)) FROM sozialraum.edition_value AS v JOIN sozialraum.edition AS e ON e.id = v.edition WHERE v.edition = :s), 'another edition is not touched');
SELECT is((SELECT count(value) FROM sozialraum.observation WHERE variable = 'x'), 10::bigint, 'nor are the observations');
SELECT results_eq(format('SELECT reason, sources, indicators, with_population, erased_by, snapshot_checksum_after FROM sozialraum.edition_erasure WHERE edition = %s', :m),
	format($$VALUES ('Aufbewahrungsfrist des Jobcenters', '{jobcenter}'::text[], '{X}'::text[], false, 'sozialraum_test_planner', %L)$$, :'after'), 'what was erased, why and by whom is kept');
SELECT results_eq(format($$SELECT logged_by, detail ->> 'reason' FROM sozialraum.audit_log WHERE action = 'erase' AND edition = %s$$, :m), $$VALUES ('sozialraum_test_planner', 'Aufbewahrungsfrist des Jobcenters')$$, 'and logged');
SELECT is((SELECT string_agg(part, ' ') FROM sozialraum.verify_edition(:m) WHERE NOT intact), NULL, 'what is left is intact');
SELECT is((SELECT string_agg(part, ' ') FROM sozialraum.verify_edition(:m) WHERE intact IS NULL), 'snapshot_checksum', 'the old checksum can no longer be verified');
SELECT is((SELECT intact FROM sozialraum.verify_edition(:m) WHERE part = 'published_checksum'), true, 'that of the published rows can');
SELECT is((SELECT snapshot_checksum FROM sozialraum.published_edition WHERE edition = :m) ~ '^[0-9a-f]{64}$', true, 'both are kept');
SELECT results_eq(format('SELECT indicator, part, note_en FROM sozialraum.edition_inputs_changed(%s)', :m), $$VALUES ('X', 'definition', 'inputs erased')$$, 'erased inputs are no changed inputs');
SELECT results_eq(format('SELECT erased_indicators FROM sozialraum.edition_status WHERE edition = %s', :m), $$VALUES ('X')$$, 'the state says so');

-- ---------------------------------------------------------------- of a context indicator: results stay
SAVEPOINT p;
UPDATE sozialraum.observation SET source = 'unused' WHERE variable = 'z';
SELECT sozialraum.compute_edition('m', '2023-12-31') AS z \gset
SELECT sozialraum.publish_edition(:z) IS NOT NULL AS published \gset
SELECT sozialraum.erase_edition_inputs(:z, 'x', '{unused}') IS NOT NULL AS erased \gset
SELECT results_eq(format('SELECT count(value[1])::integer, count(value[3])::integer FROM sozialraum.edition_value WHERE edition = %s', :z), 'VALUES (5, 0)', 'a context indicator is erased');
SELECT is((SELECT count(score) FROM sozialraum.edition_score WHERE edition = :z), 4::bigint, 'and the results do not depend on it');
ROLLBACK TO p;

-- ---------------------------------------------------------------- everything, where score and values are published; withdrawn as well
SELECT sozialraum.withdraw_edition(:s, 'Leck');
SELECT pg_temp.public(:s) AS public_s \gset
SELECT sozialraum.erase_edition_inputs(:s, 'Leck') IS NOT NULL AS erased \gset
SELECT is(pg_temp.public(:s), :'public_s', 'published rows stay');
SELECT is((SELECT count(u.x) FROM sozialraum.edition_value AS v, unnest(v.value || v.numerator || v.denominator || v.normalised || v.earlier || v.change || v.change_normalised) AS u (x) WHERE v.edition = :s), 0::bigint, 'no figure of an area');
SELECT is((SELECT count(u.x) FROM sozialraum.edition_reference AS v, unnest(v.value || v.numerator || v.denominator) AS u (x) WHERE v.edition = :s), 0::bigint, 'nor of the whole');
SELECT is((SELECT count(u.x) FROM sozialraum.edition_protection AS v, unnest(v.value || v.numerator || v.denominator || v.change) AS u (x) WHERE v.edition = :s), 0::bigint, 'nor of what was to be published');
SELECT is((SELECT count(COALESCE(value, numerator, denominator, change)) FROM sozialraum.entitled_value WHERE edition = :s), 0::bigint, 'nor for the entitled');
SELECT is((SELECT count(*) FROM sozialraum.edition_score AS s JOIN sozialraum.published_score AS p USING (edition, area_id) WHERE s.edition = :s
	AND (s.score IS DISTINCT FROM p.score OR s.rank IS DISTINCT FROM p.rank OR s.class IS DISTINCT FROM p.class OR s.population IS DISTINCT FROM p.population OR s.sum IS NOT NULL)), 0::bigint, 'of the results exactly what is published');
SELECT cmp_ok((SELECT count(score) FROM sozialraum.edition_score WHERE edition = :s), '>', 0::bigint, 'which is something');
SELECT is((SELECT string_agg(part, ' ') FROM sozialraum.verify_edition(:s) WHERE NOT intact), NULL, 'intact');
SELECT lives_ok(format('SELECT sozialraum.erase_edition_inputs(%s, ''noch einmal'')', :s), 'erasing again changes nothing more');
SELECT is((SELECT string_agg(part, ' ') FROM sozialraum.verify_edition(:s) WHERE NOT intact), NULL, 'and is intact');
SELECT throws_ok(format('DELETE FROM sozialraum.edition WHERE id = %s', :s), NULL, NULL, 'an erased edition is not deleted');

-- ---------------------------------------------------------------- attacks: the open erasure lets nothing else through
SELECT sozialraum.compute_edition('s', '2023-12-31') AS a \gset
SELECT sozialraum.publish_edition(:a) IS NOT NULL AS published \gset
-- a planner opens the erasure by hand, and tries to change something else; TABLE of statement and what it must give
CREATE FUNCTION pg_temp.attack(e bigint, change text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE r text := 'no error';
BEGIN
	BEGIN
		INSERT INTO sozialraum.edition_erasure (edition, reason, sources, indicators, with_population) VALUES (e, 'Angriff', '{jobcenter}', '{X}', false);
		EXECUTE replace(change, '$E', e::text);
		RAISE EXCEPTION USING ERRCODE = 'ZZZZZ';
	EXCEPTION WHEN insufficient_privilege OR object_not_in_prerequisite_state OR foreign_key_violation OR not_null_violation THEN r := 'refused';
		WHEN SQLSTATE 'ZZZZZ' THEN NULL;
	END;
	RETURN r;
END $$;
SET LOCAL ROLE sozialraum_test_planner;
SELECT is(pg_temp.attack(:a, s), 'refused', s) FROM unnest(ARRAY[
	'UPDATE sozialraum.edition_value SET value[1] = 0 WHERE edition = $E', 'UPDATE sozialraum.edition_value SET value[2] = NULL WHERE edition = $E', 'UPDATE sozialraum.edition_value SET value[1] = NULL WHERE edition = $E',
	'UPDATE sozialraum.edition_value SET value = value WHERE edition = $E', 'UPDATE sozialraum.edition_value SET status[1] = NULL WHERE edition = $E', 'UPDATE sozialraum.edition_value SET value = ''{NULL,NULL,NULL}'' WHERE edition = $E',
	'UPDATE sozialraum.edition_value SET area_id = area_id + 1000 WHERE edition = $E', 'DELETE FROM sozialraum.edition_value WHERE edition = $E', 'UPDATE sozialraum.edition_reference SET value[2] = NULL WHERE edition = $E',
	'UPDATE sozialraum.edition_reference SET area_name = ''x'' WHERE edition = $E', 'UPDATE sozialraum.edition_score SET class = class + 1 WHERE edition = $E', 'UPDATE sozialraum.edition_score SET class = NULL WHERE edition = $E',
	'UPDATE sozialraum.edition_score SET score = score + 1 WHERE edition = $E', 'UPDATE sozialraum.edition_score SET score = NULL WHERE edition = $E', 'UPDATE sozialraum.edition_score SET population = NULL WHERE edition = $E',
	'UPDATE sozialraum.edition_dimension_score SET score[1] = 0 WHERE edition = $E', 'UPDATE sozialraum.edition_dimension_score SET score[1] = NULL WHERE edition = $E', 'UPDATE sozialraum.edition_protection SET state[1] = 0 WHERE edition = $E', 'UPDATE sozialraum.edition_protection SET class_shown = true WHERE edition = $E', 'UPDATE sozialraum.edition_protection SET value[2] = NULL WHERE edition = $E',
	'UPDATE sozialraum.entitled_value SET value = 1 WHERE edition = $E', 'UPDATE sozialraum.entitled_value SET value = NULL, numerator = NULL, denominator = NULL, reason = NULL, change = NULL WHERE edition = $E',
	'UPDATE sozialraum.entitled_value SET value = NULL WHERE edition = $E AND position = 1', 'UPDATE sozialraum.entitled_score SET rank = 1 WHERE edition = $E', 'UPDATE sozialraum.published_value SET value = NULL WHERE edition = $E',
	'UPDATE sozialraum.published_value SET value = NULL WHERE edition = $E AND position = 1', 'UPDATE sozialraum.published_score SET class = NULL WHERE edition = $E', 'UPDATE sozialraum.published_indicator SET mean = NULL WHERE edition = $E',
	'UPDATE sozialraum.published_area SET name = ''x'' WHERE edition = $E', 'UPDATE sozialraum.entitled_area SET area_id = area_id WHERE edition = $E', 'UPDATE sozialraum.published_edition SET note = NULL, name = ''x'' WHERE edition = $E',
	'UPDATE sozialraum.edition SET definition = ''{}'' WHERE id = $E', 'UPDATE sozialraum.edition SET checksum = ''x'' WHERE id = $E', 'UPDATE sozialraum.edition SET status = ''draft'', published_at = NULL WHERE id = $E',
	'UPDATE sozialraum.edition SET definition = sozialraum._erased_definition(definition, ''{t,t,t}'') WHERE id = $E', 'UPDATE sozialraum.edition SET definition = sozialraum._erased_definition(definition, ''{t,f,f}''), checksum = ''x'' WHERE id = $E',
	'DELETE FROM sozialraum.edition_seal WHERE edition = $E', 'UPDATE sozialraum.edition_erasure SET reason = ''y'' WHERE edition = $E', 'UPDATE sozialraum.edition_erasure SET indicators = ''{X,Y,Z}'' WHERE edition = $E',
	'UPDATE sozialraum.edition_erasure SET snapshot_checksum_after = ''x'', reason = ''y'' WHERE edition = $E', 'UPDATE sozialraum.edition_erasure SET edition = edition - 1 WHERE edition = $E', 'DELETE FROM sozialraum.edition_erasure WHERE edition = $E',
	-- once finished, it is over
	'UPDATE sozialraum.edition_erasure SET snapshot_checksum_after = ''x'' WHERE edition = $E; UPDATE sozialraum.entitled_value SET value = NULL, numerator = NULL, denominator = NULL, reason = NULL, change = NULL WHERE edition = $E AND position = 1']) AS s;
SELECT is(pg_temp.attack(:a, 'UPDATE sozialraum.entitled_value SET value = NULL, numerator = NULL, denominator = NULL, reason = NULL, change = NULL WHERE edition = $E AND position = 1'), 'no error', 'what an erasure does by the way of an erasure is what it lets through');
SELECT throws_ok(format($$INSERT INTO sozialraum.edition_erasure (edition, reason, indicators, with_population, erased_by) VALUES (%s, 'x', '{X}', false, 'somebody')$$, :a), '42501', NULL, 'nobody erases in another name');
SELECT throws_ok(format($$INSERT INTO sozialraum.edition_erasure (edition, reason, indicators, with_population, transaction_id) VALUES (%s, 'x', '{X}', false, '9999999999')$$, :a), '42501', NULL, 'nor for a later transaction');
SELECT throws_ok(format($$INSERT INTO sozialraum.edition_erasure (edition, reason, indicators, with_population, snapshot_checksum_after) VALUES (%s, 'x', '{X}', false, 'x')$$, :a), '42501', NULL, 'nor as if it were done');
SELECT sozialraum.compute_edition('s', '2023-12-31') AS d \gset
SELECT throws_ok(format($$INSERT INTO sozialraum.edition_erasure (edition, reason, indicators, with_population) VALUES (%s, 'x', '{X}', false)$$, :d), '42501', NULL, 'nor of a draft');
RESET ROLE;
-- a row of another transaction opens nothing, not even for the owner of the row
INSERT INTO sozialraum.edition_erasure (edition, reason, indicators, with_population, transaction_id) VALUES (:a, 'alt', '{X}', false, '1');
SELECT is_empty('SELECT * FROM sozialraum._open_erasure()', 'an erasure of another transaction is not open');
SELECT throws_ok(format('UPDATE sozialraum.entitled_value SET value = NULL, numerator = NULL, denominator = NULL, reason = NULL, change = NULL WHERE edition = %s AND position = 1', :a), '55000', NULL, 'and lets nothing through');
SELECT is((SELECT string_agg(part, ' ') FROM sozialraum.verify_edition(:a) WHERE NOT intact), 'snapshot_checksum_after edition_erasure', 'an erasure that was never finished shows');
SET LOCAL ROLE sozialraum_test_reader;
SELECT throws_ok('INSERT INTO sozialraum.edition_erasure (edition, reason, indicators, with_population) VALUES (1, ''x'', ''{}'', false)', '42501', NULL, 'a reader erases nothing');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
