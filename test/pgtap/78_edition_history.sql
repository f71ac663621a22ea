-- The life of a published edition: nobody changes it by any way, tampering by the owner shows, changed inputs show, editions are compared.
BEGIN;
SELECT no_plan();
SET LOCAL client_min_messages = warning;
INSERT INTO sozialraum.dimension (code, name) VALUES ('A', 'A');
SELECT sozialraum.define_level('ort', 'Ort', 10);
SELECT sozialraum.define_level('kreis', 'Kreis', 30);
SELECT sozialraum.define_area('kreis', 'K', 'Kreis');
SELECT sozialraum.define_area('ort', k, 'Ort ' || k, parent => 'K') FROM unnest('{a,b,c,d,e}'::text[]) AS k;
SELECT sozialraum.define_variable(c, c) FROM unnest('{bev,x,y}'::text[]) AS c;
SELECT sozialraum.define_indicator('X', 'A', 'X', 'x', 'bev', polarity => -1);
SELECT sozialraum.define_indicator('Y', 'A', 'Y', 'y', per => 1, polarity => 1, method => 'value');
SELECT sozialraum.define_indicator('P', 'A', 'P', 'bev', per => 1, method => 'value');
SELECT sozialraum.set_observation('ort', k, 'x', d, v) FROM unnest('{a,b,c,d,e}'::text[], '{30,33,70,77,10}'::float8[]) AS u (k, v), unnest('{2022-12-31,2023-12-31}'::date[]) AS d;
SELECT sozialraum.set_observation('ort', k, 'y', d, v * (extract(year FROM d)::integer - 2020) + extract(year FROM d)::integer % 2 * i) FROM unnest('{a,b,c,d,e}'::text[], '{10,30,11,30,1000}'::float8[]) WITH ORDINALITY AS u (k, v, i), unnest('{2022-12-31,2023-12-31}'::date[]) AS d;
SELECT sozialraum.set_observation('ort', k, 'bev', d, v) FROM unnest('{a,b,c,d,e}'::text[], '{300,400,500,600,299}'::float8[]) AS u (k, v), unnest('{2022-12-31,2023-12-31}'::date[]) AS d;
INSERT INTO sozialraum.monitor (code, name, level, population_variable, minimum_population, lag_years, disclosed) VALUES ('m', 'M', 'ort', 'bev', 300, 1, 'score');
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role, released) VALUES ('m', 'X', 1, 'scored', 'value'), ('m', 'Y', 2, 'scored', 'value'), ('m', 'P', 3, 'context', 'value');
INSERT INTO sozialraum.monitor_dimension (monitor, code, name) VALUES ('m', 'D', 'D');
UPDATE sozialraum.monitor_indicator SET dimension = 'D' WHERE role = 'scored';
CREATE ROLE sozialraum_test_planner NOLOGIN;
CREATE ROLE sozialraum_test_reader NOLOGIN;
SELECT sozialraum.setup_roles('sozialraum_test_planner', 'sozialraum_test_reader');
CREATE FUNCTION pg_temp.broken(e bigint) RETURNS text LANGUAGE sql AS $$ SELECT COALESCE(string_agg(part, ' ' ORDER BY part), '') FROM sozialraum.verify_edition(e) WHERE NOT intact $$;

-- ---------------------------------------------------------------- draft, published, withdrawn: by a planner
SET LOCAL ROLE sozialraum_test_planner;
SELECT sozialraum.compute_edition('m', '2023-12-31') AS e \gset
SELECT results_eq(format('SELECT part, intact, note_en FROM sozialraum.verify_edition(%s)', :e), $$VALUES ('state', true, 'draft: nothing to verify')$$, 'a draft has nothing to verify');
SELECT throws_ok(format('SELECT sozialraum.withdraw_edition(%s, ''x'')', :e), '55000', 'Only a published edition can be withdrawn.', 'a draft is not withdrawn');
SELECT throws_ok(format('SELECT sozialraum.erase_edition_inputs(%s, ''x'')', :e), '55000', NULL, 'nor are its inputs erased');
SELECT throws_ok(format($$UPDATE sozialraum.edition SET status = 'withdrawn', published_at = now(), withdrawn_at = now(), reason = 'x' WHERE id = %s$$, :e), '55000', NULL, 'a draft does not become withdrawn');
SELECT sozialraum.publish_edition(:e) AS checksum \gset
SELECT matches(:'checksum'::text, '^[0-9a-f]{64}$', 'publishing returns a SHA-256');
SELECT is((SELECT published_checksum FROM sozialraum.published_edition WHERE edition = :e), :'checksum', 'which everybody reads');
SELECT is(pg_temp.broken(:e), '', 'everything is intact');
SELECT set_eq(format('SELECT part FROM sozialraum.verify_edition(%s)', :e), ARRAY['state', 'audit_log', 'head', 'published_area', 'published_indicator', 'published_score', 'published_value', 'published_checksum',
	'definition', 'edition', 'edition_protection', 'edition_reference', 'edition_score', 'edition_dimension_score', 'edition_value', 'entitled_area', 'entitled_score', 'entitled_value', 'snapshot_checksum', 'checksum'], 'every part');
SELECT is((SELECT bool_and(intact) FROM sozialraum.verify_edition(:e)), true, 'each of them, none unknown');
SELECT throws_ok(format('SELECT sozialraum.publish_edition(%s)', :e), '55000', 'Only a draft can be published.', 'nothing is published twice');
RESET ROLE;

-- what a published checksum is made of is no help to find figures: the same inputs give other sealed checksums
SELECT sozialraum.compute_edition('m', '2023-12-31') AS f \gset
SELECT sozialraum.publish_edition(:f) IS NOT NULL AS published \gset
SELECT is((SELECT checksum FROM sozialraum.edition WHERE id = :e), (SELECT checksum FROM sozialraum.edition WHERE id = :f), 'equal inputs, equal checksum');
SELECT isnt((SELECT checksum FROM sozialraum.published_edition WHERE edition = :e), (SELECT checksum FROM sozialraum.published_edition WHERE edition = :f), 'but not where everybody reads it');
SELECT isnt((SELECT snapshot_checksum FROM sozialraum.published_edition WHERE edition = :e), (SELECT snapshot_checksum FROM sozialraum.published_edition WHERE edition = :f), 'nor the checksum of everything');
SET LOCAL ROLE sozialraum_test_reader;
SELECT throws_ok('SELECT * FROM sozialraum.edition_seal', '42501', NULL, 'a reader does not read the seals');
SELECT throws_ok('SELECT * FROM sozialraum.edition_erasure', '42501', NULL, 'nor the erasures');
SELECT throws_ok('SELECT * FROM sozialraum.edition_status', '42501', NULL, 'nor the states');
SELECT throws_ok(s, '42501', NULL, s || ' is not for a reader') FROM unnest(ARRAY[format('SELECT sozialraum.verify_edition(%s)', :e), 'SELECT sozialraum.verify_editions()', format('SELECT sozialraum.edition_inputs_changed(%s)', :e),
	format('SELECT sozialraum.diff_editions(%s, %s)', :e, :f), format('SELECT sozialraum.erase_edition_inputs(%s, ''x'')', :e)]) AS s;
RESET ROLE;

-- ---------------------------------------------------------------- attacks of a planner
CREATE TEMP TABLE part (name text);
INSERT INTO part SELECT unnest('{edition_value,edition_reference,edition_score,edition_dimension_score,edition_protection,published_edition,published_area,published_indicator,published_value,published_score,entitled_area,entitled_value,entitled_score,edition_seal}'::text[]);
SELECT set_eq('SELECT name FROM part UNION SELECT ''edition_erasure''', $$SELECT c.relname::text FROM pg_class AS c JOIN pg_depend AS d ON d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'e'
	JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'edition' WHERE c.relkind = 'r' AND c.relname <> 'audit_log'$$, 'every table with a column edition is attacked here');
GRANT SELECT ON part TO sozialraum_test_planner;
-- the columns of a table beside the keys
CREATE FUNCTION pg_temp.columns(t text) RETURNS SETOF text LANGUAGE sql AS $$ SELECT attname::text FROM pg_attribute WHERE attrelid = ('sozialraum.' || t)::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum $$;
-- whether a statement is refused, and whether it left the edition as it was
CREATE FUNCTION pg_temp.attack(e bigint, statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE r text := 'no error';
BEGIN
	BEGIN EXECUTE statement; EXCEPTION WHEN insufficient_privilege OR object_not_in_prerequisite_state OR foreign_key_violation OR unique_violation THEN r := 'refused'; END;
	RETURN r || COALESCE((SELECT ' ' || string_agg(part, ' ') FROM sozialraum.verify_edition(e) WHERE NOT intact), '');
END $$;
SET LOCAL ROLE sozialraum_test_planner;
-- each column of each table, set to itself
SELECT is(pg_temp.attack(:e, format('UPDATE sozialraum.%I SET %I = %I WHERE edition = %s', name, c, c, :e)), CASE WHEN name = 'published_edition' THEN 'no error' ELSE 'refused' END, 'UPDATE ' || name || '.' || c)
FROM part CROSS JOIN LATERAL pg_temp.columns(name) AS c;
SELECT is(pg_temp.attack(:e, format('UPDATE sozialraum.published_edition SET %s WHERE edition = %s', c, :e)), 'refused', 'UPDATE published_edition SET ' || c)
FROM unnest(ARRAY['name = ''x''', 'disclosed = ''class''', 'method = ''{}''', 'checksum = ''x''', 'snapshot_checksum = ''x''', 'published_checksum = ''x''', 'parts = ''{}''', 'note = ''x''', 'published_by = ''x''', 'published_at = now() + ''1 day''',
	'reference_date = ''2020-12-31''', 'edition = 4711', 'status = ''withdrawn'', withdrawn_at = now(), withdrawn_by = ''x'', reason = ''unlogged''']) AS c;
SELECT is(pg_temp.attack(:e, format('UPDATE sozialraum.edition SET %s WHERE id = %s', c, :e)), 'refused', 'UPDATE edition SET ' || c)
FROM unnest(ARRAY['checksum = ''x''', 'indicators = ''{}''', 'definition = ''{}''', 'definition = definition || ''{"indicators": []}''', 'reference_date = ''2020-12-31''', 'area_count = 0', 'computed_by = ''x''', 'published_at = now() + ''1 day''',
	'status = ''draft'', published_at = NULL', 'id = 4711', 'reason = ''x''', 'status = ''withdrawn'', withdrawn_at = now(), withdrawn_by = ''x'', reason = ''unlogged''']) AS c;
SELECT is(pg_temp.attack(:e, format('DELETE FROM sozialraum.%I WHERE edition = %s', name, :e)), 'refused', 'DELETE ' || name) FROM part;
SELECT is(pg_temp.attack(:e, format('DELETE FROM sozialraum.edition WHERE id = %s', :e)), 'refused', 'DELETE edition');
SELECT is(pg_temp.attack(:e, format('TRUNCATE sozialraum.%I CASCADE', name)), 'refused', 'TRUNCATE ' || name) FROM part;
SELECT is(pg_temp.attack(:e, format('TRUNCATE sozialraum.%I CASCADE', t)), 'refused', 'TRUNCATE ' || t) FROM unnest('{area,monitor,edition,indicator,edition_erasure,audit_log}'::text[]) AS t;
SELECT is(pg_temp.attack(:e, format('ALTER TABLE sozialraum.%I DISABLE TRIGGER ALL', name)), 'refused', 'ALTER TABLE ' || name) FROM part;
SELECT is(pg_temp.attack(:e, format('ALTER TABLE sozialraum.%I DISABLE ROW LEVEL SECURITY', name)), 'refused', 'row-level security of ' || name) FROM part;
SELECT is(pg_temp.attack(:e, 'SET session_replication_role = replica'), 'refused', 'session_replication_role');
SELECT is(pg_temp.attack(:e, format('CREATE TRIGGER t BEFORE UPDATE ON sozialraum.%I FOR EACH STATEMENT EXECUTE FUNCTION suppress_redundant_updates_trigger()', name)), 'refused', 'no trigger on ' || name) FROM part;
-- rows of an area that is not in the edition, and rows that are there already, by INSERT, ON CONFLICT and MERGE
SELECT is(pg_temp.attack(:e, format('INSERT INTO sozialraum.%1$I SELECT (jsonb_populate_record(x, ''{"edition": %2$s, "area_id": 4711, "position": 99, "indicator": "Z"}'')).* FROM sozialraum.%1$I AS x WHERE x.edition = %2$s LIMIT 1', name, :e)),
	'refused', 'INSERT ' || name) FROM part;
SELECT is(pg_temp.attack(:e, format('INSERT INTO sozialraum.%1$I SELECT x.* FROM sozialraum.%1$I AS x WHERE x.edition = %2$s ON CONFLICT (%3$s) DO UPDATE SET edition = EXCLUDED.edition', name, :e, k.columns)),
	'refused', 'ON CONFLICT DO UPDATE ' || name)
FROM part CROSS JOIN LATERAL (SELECT string_agg(quote_ident(a.attname), ', ') AS columns FROM pg_index AS i JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
	WHERE i.indisprimary AND i.indrelid = ('sozialraum.' || name)::regclass) AS k;
SELECT is(pg_temp.attack(:e, format('MERGE INTO sozialraum.%I AS t USING (SELECT 1) AS s (x) ON t.edition = %s WHEN MATCHED THEN UPDATE SET %I = t.%I', name, :e, k, k)), 'refused', 'MERGE ' || name)
FROM part CROSS JOIN LATERAL (SELECT max(c) AS k FROM pg_temp.columns(name) AS c) AS c WHERE name <> 'published_edition';
SELECT is(pg_temp.attack(:e, format('MERGE INTO sozialraum.%I AS t USING (SELECT 1) AS s (x) ON t.edition = %s WHEN MATCHED THEN DELETE', name, :e)), 'refused', 'MERGE DELETE ' || name) FROM part;
SELECT is(pg_temp.attack(:e, format($$WITH d AS (DELETE FROM sozialraum.edition_score WHERE edition = %1$s RETURNING *) INSERT INTO sozialraum.edition_score SELECT * FROM d$$, :e)), 'refused', 'DELETE and INSERT in one statement');
-- born published, or published without the function
SELECT is(pg_temp.attack(:e, $$INSERT INTO sozialraum.edition (monitor, reference_date, status, indicators, definition, checksum, area_count, scored_count, published_at) VALUES ('m', '2020-12-31', 'published', '{X}', '{}', '', 0, 0, now())$$), 'refused', 'an edition is not born published');
SELECT sozialraum.compute_edition('m', '2023-12-31') AS d \gset
SELECT is(pg_temp.attack(:e, format($$UPDATE sozialraum.edition SET status = 'published', published_at = now() WHERE id = %s$$, :d)), 'refused', 'nor published without its published rows');
-- by another edition's number: a row of the draft moved into the published one, and out of it
SELECT is(pg_temp.attack(:e, format('UPDATE sozialraum.edition_score SET edition = %s, area_id = area_id + 1000 WHERE edition = %s', :e, :d)), 'refused', 'a row is not moved in');
SELECT is(pg_temp.attack(:e, format('UPDATE sozialraum.edition_score SET edition = %s, area_id = area_id + 1000 WHERE edition = %s', :d, :e)), 'refused', 'nor out');
SELECT lives_ok(format('DELETE FROM sozialraum.edition WHERE id = %s', :d), 'a draft may be deleted');
-- the logs
SELECT is(pg_temp.attack(:e, s), 'refused', s) FROM unnest(ARRAY['UPDATE sozialraum.audit_log SET logged_by = ''x''', 'DELETE FROM sozialraum.audit_log', 'DELETE FROM sozialraum.edition_erasure']) AS s;
SELECT is(pg_temp.attack(:e, $$INSERT INTO sozialraum.audit_log (action, logged_by) VALUES ('withdraw', 'somebody else')$$), 'refused', 'nobody logs in another name');
-- ---------------------------------------------------------------- through what the edition refers to
SELECT is(pg_temp.attack(:e, 'DELETE FROM sozialraum.area WHERE key = ''a'''), 'refused', 'an area of an edition is not deleted');
SELECT is(pg_temp.attack(:e, 'DELETE FROM sozialraum.monitor'), 'refused', 'nor its monitor');
SELECT is(pg_temp.attack(:e, 'UPDATE sozialraum.area SET id = id + 1000 WHERE key = ''a'''), 'refused', 'nor does the area get another number');
SAVEPOINT s;
SELECT lives_ok($$UPDATE sozialraum.monitor SET code = 'renamed', name = 'Anders', class_labels = '{a,b,c,d}'$$, 'a monitor may be renamed');
SELECT lives_ok($$UPDATE sozialraum.indicator SET code = 'XX', name = 'Anders' WHERE code = 'X'$$, 'and an indicator');
SELECT lives_ok($$UPDATE sozialraum.area SET key = 'aa', name = 'Anders' WHERE key = 'a'$$, 'and an area');
SELECT lives_ok($$UPDATE sozialraum.area_level SET code = 'ortsteil' WHERE code = 'ort'$$, 'and a level');
SELECT is(pg_temp.broken(:e), '', 'the edition is intact');
SELECT results_eq(format('SELECT monitor COLLATE "default" FROM sozialraum.edition WHERE id = %1$s UNION ALL SELECT monitor COLLATE "default" FROM sozialraum.published_edition WHERE edition = %1$s', :e), ARRAY['renamed', 'm'],
	'what was published keeps the old key; the edition belongs to the renamed monitor');
SELECT results_eq(format($$SELECT DISTINCT key COLLATE "default" FROM sozialraum.published_area WHERE edition = %s AND key LIKE 'a%%'$$, :e), ARRAY['a'], 'and the old key of the area');
SELECT results_eq(format($$SELECT indicator, note_en FROM sozialraum.edition_inputs_changed(%s) WHERE part = 'definition'$$, :e), $$VALUES ('X', 'indicator is gone')$$, 'the renamed indicator is missed');
ROLLBACK TO s;
RESET ROLE;
-- TRUNCATE by the owner reaches published editions by no way
SELECT is(pg_temp.attack(:e, format('TRUNCATE sozialraum.%I CASCADE', t)), 'refused', 'the owner does not truncate ' || t || ' either') FROM unnest('{area,monitor,edition,area_level,edition_seal,published_value,entitled_value}'::text[]) AS t;

-- ---------------------------------------------------------------- withdrawing
SET LOCAL ROLE sozialraum_test_planner;
SELECT throws_ok(format('SELECT sozialraum.withdraw_edition(%s, '' '')', :f), '22023', NULL, 'not without a reason');
SELECT throws_ok('SELECT sozialraum.withdraw_edition(4711, ''x'')', '42704', NULL, 'nor what is not there');
SELECT sozialraum.withdraw_edition(:f, 'Daten des Jobcenters falsch');
SELECT is((SELECT bool_and(intact) FROM sozialraum.verify_edition(:f)), true, 'a withdrawn edition is kept and intact');
SELECT is(pg_temp.attack(:f, format(s, :f)), 'refused', s) FROM unnest(ARRAY['SELECT sozialraum.withdraw_edition(%s, ''anders'')', 'SELECT sozialraum.publish_edition(%s)', 'UPDATE sozialraum.edition SET status = ''published'', withdrawn_at = NULL WHERE id = %s',
	'UPDATE sozialraum.edition SET reason = ''anders'' WHERE id = %s', 'UPDATE sozialraum.published_edition SET reason = ''anders'' WHERE edition = %s', 'DELETE FROM sozialraum.edition WHERE id = %s',
	'UPDATE sozialraum.published_edition SET status = ''published'', withdrawn_at = NULL, withdrawn_by = NULL, reason = NULL WHERE edition = %s']) AS s;
RESET ROLE;
SELECT results_eq('SELECT edition, status, intact, broken, not_verifiable FROM sozialraum.verify_editions()', format($$VALUES (%s::bigint, 'published', true, NULL::text[], NULL::text[]), (%s, 'withdrawn', true, NULL, NULL)$$, :e, :f), 'all editions at once');
SELECT results_eq('SELECT edition, status, reason, newer_published FROM sozialraum.edition_status ORDER BY 1', format($$VALUES (%s::bigint, 'published', NULL, NULL::bigint), (%s, 'withdrawn', 'Daten des Jobcenters falsch', NULL)$$, :e, :f), 'the states');

-- ---------------------------------------------------------------- tampering by the owner, triggers disabled
CREATE FUNCTION pg_temp.tampered(e bigint, change text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE r text;
BEGIN
	BEGIN
		SET LOCAL session_replication_role = replica;
		EXECUTE replace(change, '$E', e::text);
		r := pg_temp.broken(e);
		RAISE EXCEPTION 'undo';
	EXCEPTION WHEN raise_exception THEN NULL;
	END;
	RETURN r;
END $$;
SELECT is(pg_temp.tampered(:e, change), broken, change) FROM (VALUES
	('UPDATE sozialraum.edition_value SET value[1] = value[1] + 1e-9 WHERE edition = $E', 'edition_value snapshot_checksum'),
	('UPDATE sozialraum.edition_value SET change_reason = ''{a}'' WHERE edition = $E', 'edition_value snapshot_checksum'),
	('DELETE FROM sozialraum.edition_value WHERE edition = $E', 'edition_value snapshot_checksum'),
	('UPDATE sozialraum.edition_reference SET area_name = ''x'' WHERE edition = $E', 'edition_reference snapshot_checksum'),
	('UPDATE sozialraum.edition_reference SET numerator[1] = 0 WHERE edition = $E', 'edition_reference snapshot_checksum'),
	('UPDATE sozialraum.edition_score SET label = ''x'' WHERE edition = $E', 'edition_score snapshot_checksum'),
	('UPDATE sozialraum.edition_score SET rank = rank + 1 WHERE edition = $E', 'edition_score snapshot_checksum'),
	('UPDATE sozialraum.edition_dimension_score SET rank[1] = 1 WHERE edition = $E', 'edition_dimension_score snapshot_checksum'),
	('UPDATE sozialraum.edition_protection SET why[1] = ''count'' WHERE edition = $E', 'edition_protection snapshot_checksum'),
	('UPDATE sozialraum.edition SET definition = ''{}'' WHERE id = $E', 'definition snapshot_checksum'),
	('UPDATE sozialraum.edition SET computed_by = ''x'' WHERE id = $E', 'edition snapshot_checksum'),
	('UPDATE sozialraum.edition SET checksum = ''x'' WHERE id = $E', 'checksum edition snapshot_checksum'),
	('INSERT INTO sozialraum.entitled_area SELECT edition, territory_id, 4711 FROM sozialraum.entitled_area WHERE edition = $E LIMIT 1', 'entitled_area snapshot_checksum'),
	('UPDATE sozialraum.entitled_value SET numerator = 1 WHERE edition = $E', 'entitled_value snapshot_checksum'),
	('UPDATE sozialraum.entitled_score SET rank = 1 WHERE edition = $E', 'entitled_score snapshot_checksum'),
	('UPDATE sozialraum.edition_seal SET nonce = ''x'' WHERE edition = $E', 'checksum definition edition edition_dimension_score edition_protection edition_reference edition_score edition_value entitled_area entitled_score entitled_value snapshot_checksum'),
	('DELETE FROM sozialraum.edition_seal WHERE edition = $E', 'checksum definition edition edition_dimension_score edition_protection edition_reference edition_score edition_value entitled_area entitled_score entitled_value snapshot_checksum'),
	('UPDATE sozialraum.published_area SET name_en = ''x'' WHERE edition = $E', 'published_area published_checksum'),
	('UPDATE sozialraum.published_area SET geom = NULL, is_reference = true WHERE edition = $E', 'published_area published_checksum'),
	('UPDATE sozialraum.published_indicator SET sources = ''{}'', form = ''[]'' WHERE edition = $E', 'published_checksum published_indicator'),
	('UPDATE sozialraum.published_value SET value = 1 WHERE edition = $E', 'published_checksum published_value'),
	('UPDATE sozialraum.published_value SET reason = ''x'' WHERE edition = $E', 'published_checksum published_value'),
	('UPDATE sozialraum.published_score SET label_en = ''x'' WHERE edition = $E', 'published_checksum published_score'),
	('UPDATE sozialraum.published_edition SET note = ''x'' WHERE edition = $E', 'head published_checksum'),
	('UPDATE sozialraum.published_edition SET disclosed = ''rank'' WHERE edition = $E', 'head published_checksum'),
	('UPDATE sozialraum.published_edition SET published_checksum = ''x'' WHERE edition = $E', 'audit_log published_checksum'),
	('UPDATE sozialraum.published_edition SET parts = ''{}'' WHERE edition = $E', 'head published_area published_indicator published_score published_value'),
	('UPDATE sozialraum.published_edition SET published_at = now() + ''1 day'' WHERE edition = $E', 'head published_checksum state'),
	('UPDATE sozialraum.edition SET status = ''withdrawn'', withdrawn_at = now(), reason = ''x'' WHERE id = $E', 'audit_log state'),
	('DELETE FROM sozialraum.audit_log WHERE edition = $E', 'audit_log'),
	-- who also mends the checksums must mend the log, too
	('UPDATE sozialraum.published_value SET value = 1 WHERE edition = $E; UPDATE sozialraum.published_edition AS p SET parts = sozialraum._published_parts(p), published_checksum = sozialraum._checksum_of(sozialraum._published_parts(p)) WHERE edition = $E', 'audit_log')
	) AS t (change, broken);
SELECT is(pg_temp.tampered(:f, 'UPDATE sozialraum.edition SET reason = ''x'' WHERE id = $E'), 'audit_log state', 'the reason of a withdrawal');
SELECT is(pg_temp.tampered(:f, 'UPDATE sozialraum.edition SET reason = ''x'' WHERE id = $E; UPDATE sozialraum.published_edition SET reason = ''x'' WHERE edition = $E'), 'audit_log', 'in both places');
SELECT is(pg_temp.broken(:e), '', 'undone, everything is intact');
-- independent of session settings
SET LOCAL extra_float_digits = -3;
SET LOCAL timezone = 'Pacific/Auckland';
SET LOCAL datestyle = 'German, DMY';
SET LOCAL bytea_output = 'escape';
SELECT is(pg_temp.broken(:e), '', 'whatever the session''s settings');
RESET extra_float_digits; RESET timezone; RESET datestyle; RESET bytea_output;

-- ---------------------------------------------------------------- inputs have changed since
SELECT is_empty(format('SELECT * FROM sozialraum.edition_inputs_changed(%s)', :e), 'nothing has changed');
SAVEPOINT s;
SELECT sozialraum.set_observation('ort', 'a', 'x', '2023-12-31', 60);
SELECT results_eq(format('SELECT area_key, indicator, part, stored, today FROM sozialraum.edition_inputs_changed(%s)', :e),
	$$VALUES ('K', 'X', 'numerator', 220::float8, 250::float8), ('K', 'X', 'value', 220::float8 / 2099 * 100, 250::float8 / 2099 * 100), ('a', 'X', 'numerator', 30, 60), ('a', 'X', 'value', 10, 20)$$, 'a corrected count');
SELECT sozialraum.compute_edition('m', '2023-12-31') AS d \gset
SELECT is_empty(format('SELECT * FROM sozialraum.edition_inputs_changed(%s)', :d), 'not in a new draft');
SELECT sozialraum.set_observation('ort', 'b', 'x', '2022-12-31', 34);
SELECT results_eq(format('SELECT area_key, indicator, part, stored, today FROM sozialraum.edition_inputs_changed(%s)', :d), $$VALUES ('b', 'X', 'earlier', 8.25::float8, 8.5::float8)$$, 'a count of the earlier year');
SELECT sozialraum.set_observation('ort', 'd', 'bev', '2023-12-31', NULL, 'secret');
SELECT results_eq(format($$SELECT part, stored, today FROM sozialraum.edition_inputs_changed(%s) WHERE area_key = 'd' ORDER BY indicator, part$$, :d),
	$$VALUES ('numerator'::text, 600::float8, NULL::float8), ('value', 600, NULL), ('denominator', 600, NULL), ('value', 7700::float8 / 600, NULL), ('population', 600, NULL)$$, 'a population that is kept secret now');
ROLLBACK TO s;
SELECT sozialraum.define_indicator('X', 'A', 'X neu', 'x', 'bev', per => 1000, polarity => -1);
SELECT sozialraum.set_observation('ort', 'a', 'x', '2023-12-31', 60);
SELECT sozialraum.set_observation('ort', 'a', 'y', '2023-12-31', 60);
SELECT results_eq(format('SELECT area_key, indicator, part, note_en FROM sozialraum.edition_inputs_changed(%s)', :e),
	$$VALUES (NULL, 'X', 'definition', 'definition has changed'), ('K', 'Y', 'numerator', NULL), ('K', 'Y', 'value', NULL), ('a', 'Y', 'numerator', NULL), ('a', 'Y', 'value', NULL)$$, 'where the definition has changed, that is said and figures are not compared');
ROLLBACK TO s;
SELECT sozialraum.define_indicator('X', 'A', 'another name', 'x', 'bev', polarity => -1, name_en => 'X');
SELECT is_empty(format('SELECT * FROM sozialraum.edition_inputs_changed(%s)', :e), 'another name changes no figure');
SELECT sozialraum.define_area('ort', 'f', 'Ort f', parent => 'K');
SELECT results_eq(format($$SELECT area_key, part, note_en FROM sozialraum.edition_inputs_changed(%s) WHERE part = 'area'$$, :e), $$VALUES ('f', 'area', 'area is new')$$, 'an area that has come');
ROLLBACK TO s;
SELECT throws_ok('SELECT * FROM sozialraum.edition_inputs_changed(4711)', '42704', NULL, 'no such edition');

-- ---------------------------------------------------------------- comparing
SELECT is_empty(format('SELECT * FROM sozialraum.diff_editions(%s, %s)', :e, :f), 'equal editions do not differ');
SELECT throws_ok(format('SELECT * FROM sozialraum.diff_editions(%s, 4711)', :e), '42704', NULL, 'no such edition');
SELECT sozialraum.set_observation('ort', 'a', 'x', '2023-12-31', 90);
UPDATE sozialraum.monitor_indicator SET weight = 1.5 WHERE indicator = 'Y';
UPDATE sozialraum.monitor SET minimum_population = 299, class_breaks = '{-1,1,2}';
SELECT sozialraum.define_indicator('Q', 'A', 'Q', 'bev', per => 1, method => 'value');
DELETE FROM sozialraum.monitor_indicator WHERE indicator = 'P';
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role) VALUES ('m', 'Q', 4, 'context');
INSERT INTO sozialraum.monitor_exclusion (monitor, area_key, reason) VALUES ('m', 'e', 'Baustelle');
SELECT sozialraum.compute_edition('m', '2023-12-31') AS d \gset
SELECT results_eq(format($$SELECT what, area_key, indicator, "from", "to", difference, text_en FROM sozialraum.diff_editions(%s, %s) WHERE what NOT IN ('score', 'class', 'rank') ORDER BY what, text_en, indicator$$, :e, :d), $$VALUES
	('definition', NULL::text, NULL::text, '[-1, 1, 1.5]', '[-1, 1, 2]', NULL::float8, 'class_breaks of the monitor changed'), ('definition', NULL, NULL, '300', '299', NULL, 'minimum_population of the monitor changed'),
	('definition', 'e', NULL, NULL, 'Baustelle', NULL, 'newly excluded'), ('indicator', NULL, 'P', 'P', NULL, NULL, 'indicator dropped'), ('indicator', NULL, 'Q', NULL, 'Q', NULL, 'indicator new'),
	('value', 'a', 'X', '10', '30', 20, 'value changed'), ('weight', NULL, 'Y', '1', '1.5', 0.5, 'weight changed')$$, 'what differs, in words and numbers');
SELECT results_eq(format($$SELECT area_key, difference FROM sozialraum.diff_editions(%s, %s) WHERE what = 'rank'$$, :e, :d), format($$SELECT a.area_key COLLATE "default", (b.rank - a.rank)::float8 FROM sozialraum.edition_score AS a JOIN sozialraum.edition_score AS b USING (area_id)
	WHERE a.edition = %s AND b.edition = %s AND a.rank <> b.rank ORDER BY 1$$, :e, :d), 'ranks');
SELECT isnt_empty(format($$SELECT FROM sozialraum.diff_editions(%s, %s) WHERE what = 'rank'$$, :e, :d), 'of which some differ');
SELECT is((SELECT sum(difference) FROM sozialraum.diff_editions(:e, :d) WHERE what = 'score'), -(SELECT sum(difference) FROM sozialraum.diff_editions(:d, :e) WHERE what = 'score'), 'the other way round with the opposite sign');

SELECT * FROM finish();
ROLLBACK;
