-- needs: demo
-- What QGIS and BI tools open: plain types, integer key first, typed geometry, comments, and a re-run that keeps what users did.
BEGIN;
SELECT plan(37);
SET LOCAL client_min_messages = warning;
CREATE SCHEMA v; CREATE ROLE sozialraum_test_reader;
SELECT lives_ok($$SELECT sozialraum.create_monitor_view('sozialraummonitor', 'v')$$, 'the view is made');

CREATE TEMP VIEW shown AS SELECT c.oid, n.nspname, c.relname, a.attnum, a.attname, format_type(a.atttypid, NULL) AS type
	FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
	WHERE c.relkind = 'v' AND (n.nspname = 'v' OR (n.nspname = 'sozialraum' AND c.relname ~ '^bi_'));
SELECT cmp_ok((SELECT count(DISTINCT oid) FROM shown), '>=', 3::bigint, 'the view of the monitor and two for BI');
SELECT is_empty($$SELECT relname, attname, type FROM shown WHERE type NOT IN ('integer', 'bigint', 'double precision', 'text', 'date', 'boolean', 'geometry')$$, 'plain types only');
SELECT is_empty($$SELECT relname, attname FROM shown WHERE col_description(oid, attnum) IS NULL$$, 'every column has a comment');
SELECT is_empty($$SELECT DISTINCT relname FROM shown WHERE obj_description(oid, 'pg_class') IS NULL$$, 'and every view');
SELECT is_empty($$SELECT attname FROM shown WHERE octet_length(attname) >= 63 OR attname !~ '^[a-z][a-z0-9_]*$'$$, 'column names are plain and below 63 bytes');
SELECT results_eq($$SELECT attname::text, type FROM shown WHERE nspname = 'v' AND attnum = 1$$, $$VALUES ('id' COLLATE "C", 'integer')$$, 'the key comes first, an integer');
SELECT results_eq('SELECT count(id), count(DISTINCT id), count(geom) FROM v.sozialraummonitor', 'SELECT area_count::bigint, area_count::bigint, area_count::bigint
	FROM sozialraum.edition WHERE monitor = ''sozialraummonitor'' ORDER BY reference_date DESC LIMIT 1', 'one row per area of the newest edition, each with a key and a border');
SELECT results_eq($$SELECT type::text, srid, coord_dimension FROM geometry_columns WHERE f_table_schema = 'v'$$, $$VALUES ('MULTIPOLYGON', 25832, 2)$$, 'geometry is typed');
SELECT is_empty($$SELECT relname FROM pg_class WHERE oid IN (SELECT oid FROM shown) AND NOT COALESCE('security_invoker=true' = ANY (reloptions), false)$$, 'views look with the eyes of the reader');
SELECT is((SELECT max(reference_date) FROM v.sozialraummonitor), '2023-12-31'::date, 'the newest edition');

-- the figures are those of the edition
SELECT is((SELECT count(*) FROM v.sozialraummonitor AS m JOIN sozialraum.edition_score AS s ON s.edition = m.edition AND s.area_id = m.id
	WHERE m.score IS NOT DISTINCT FROM s.score AND m.rank IS NOT DISTINCT FROM s.rank AND m.area_key = s.area_key), (SELECT count(*) FROM v.sozialraummonitor), 'scores and ranks of the edition');
SELECT is_empty($$SELECT m.id FROM v.sozialraummonitor AS m JOIN sozialraum.bi_indicator_value AS b ON b.edition = m.edition AND b.area_id = m.id AND b.indicator = 'D05-01'
	WHERE m.d05_01 IS DISTINCT FROM b.value OR m.d05_01_status IS DISTINCT FROM b.status$$, 'value and status of an indicator are those of the long view');
SELECT is((SELECT count(*) FROM sozialraum.bi_indicator_value), (SELECT sum(area_count * cardinality(indicators)) FROM sozialraum.edition)::bigint, 'the long view has a row per edition, area and indicator');
SELECT is_empty($$SELECT edition, area_id, indicator FROM sozialraum.bi_indicator_value GROUP BY 1, 2, 3 HAVING count(*) > 1$$, 'and none twice');
SELECT is_empty($$SELECT edition FROM sozialraum.bi_indicator_value WHERE value IS NULL AND (reason IS NULL OR status = 'final')$$, 'a value that is missing says why');
SELECT is_empty($$SELECT edition FROM sozialraum.bi_indicator_value WHERE value IN ('NaN', 'Infinity', '-Infinity')$$, 'no NaN, no infinity');
SELECT is((SELECT count(*) FROM sozialraum.bi_area_score), (SELECT sum(area_count) FROM sozialraum.edition)::bigint, 'the view of scores has a row per edition and area');

-- a re-run keeps grants and comments, whether the columns stay or change
GRANT SELECT ON v.sozialraummonitor TO sozialraum_test_reader WITH GRANT OPTION;
COMMENT ON COLUMN v.sozialraummonitor.score IS 'mein Kommentar';
COMMENT ON VIEW v.sozialraummonitor IS 'meine Karte';
CREATE FUNCTION pg_temp.kept() RETURNS text LANGUAGE sql STABLE
RETURN (SELECT concat_ws('; ', has_table_privilege('sozialraum_test_reader', c.oid, 'SELECT WITH GRANT OPTION'), has_table_privilege('sozialraum_test_reader', c.oid, 'UPDATE'), obj_description(c.oid, 'pg_class'),
	col_description(c.oid, a.attnum)) FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'score' WHERE c.relnamespace = 'v'::regnamespace);
SELECT 'v.sozialraummonitor'::regclass::oid AS o \gset
SELECT lives_ok($$SELECT sozialraum.create_monitor_view('sozialraummonitor', 'v')$$, 'made again with the same columns');
SELECT is(pg_temp.kept(), 't; f; meine Karte; mein Kommentar', 'grants and comments are kept');
SELECT is('v.sozialraummonitor'::regclass::oid, :'o'::oid, 'it is the same view');
DELETE FROM sozialraum.monitor_indicator WHERE monitor = 'sozialraummonitor' AND indicator = 'D05-06';
UPDATE sozialraum.monitor_indicator SET position = 0 WHERE monitor = 'sozialraummonitor' AND indicator = 'D15-04';
SELECT lives_ok($$SELECT sozialraum.create_monitor_view('sozialraummonitor', 'v')$$, 'made again with other columns');
SELECT is(pg_temp.kept(), 't; f; meine Karte; mein Kommentar', 'grants and comments are kept as well');
SELECT hasnt_column('v', 'sozialraummonitor', 'd05_06', 'the column of the indicator that went is gone');
SELECT is_empty($$SELECT attname FROM shown WHERE col_description(oid, attnum) IS NULL$$, 'every column still has a comment');

-- names of columns
SELECT is(sozialraum._column_name(c), w, format('%s becomes %s', c, w)) FROM (VALUES ('D05-01', 'd05_01'), ('Größe (m²)', 'groesse_m_'), ('1a', 'i1a'), ('_x', 'i_x'), ('Straße', 'strasse')) AS u (c, w);
SELECT cmp_ok(octet_length(sozialraum._column_name(repeat('ä', 100))), '<=', 50, 'long codes are shortened');
SELECT isnt(sozialraum._column_name(repeat('a', 99) || 'b'), sozialraum._column_name(repeat('a', 99) || 'c'), 'and stay different');
INSERT INTO sozialraum.monitor (code, name, level) VALUES ('zwei', 'Zwei', 'gemeinde');
SELECT sozialraum.define_indicator(c, 'D05', c, 'bev', per => 1, method => 'value') FROM unnest('{A-1,A.1}'::text[]) AS c;
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, role) VALUES ('zwei', 'A-1', 'context'), ('zwei', 'A.1', 'context');
SELECT throws_ok($$SELECT sozialraum.create_monitor_view('zwei', 'v')$$, '42701', NULL, 'two indicators cannot share a column');
SELECT throws_ok($$SELECT sozialraum.create_monitor_view('nix', 'v')$$, '42704', NULL, 'unknown monitor');
SELECT throws_ok($$SELECT sozialraum.create_monitor_view('atlas', 'nix')$$, '3F000', NULL, 'unknown schema');
SELECT throws_ok($$SELECT sozialraum.create_monitor_view('atlas', 'sozialraum')$$, '3F000', NULL, 'never in the schema of the extension');

-- who may not read the tables reads nothing through the view
GRANT USAGE ON SCHEMA v TO sozialraum_test_reader;
SET LOCAL ROLE sozialraum_test_reader;
SELECT throws_ok('SELECT * FROM v.sozialraummonitor', '42501', NULL, 'a grant on the view opens no table below it');
RESET ROLE;
SELECT * FROM finish();
ROLLBACK;
