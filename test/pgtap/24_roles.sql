-- setup_roles(): a planner works with everything, a reader computes and reads no table of the model.
BEGIN;
SELECT no_plan();
SET client_min_messages = warning;
CREATE ROLE test_planner NOLOGIN;
CREATE ROLE test_reader NOLOGIN;
SELECT throws_ok($$SELECT sozialraum.setup_roles('test_planner', 'nobody"; DROP TABLE sozialraum.area; --')$$, '42704', 'There is no such role.', 'a role that does not exist is named');
SELECT throws_ok($$SELECT sozialraum.setup_roles('test_planner', 'test_planner')$$, '22023', NULL, 'two roles are two');
SELECT ok(has_schema_privilege('test_reader', 'sozialraum', 'USAGE') AND has_function_privilege('test_reader', 'sozialraum.rate(double precision, double precision, double precision)', 'EXECUTE')
	AND NOT has_any_column_privilege('test_reader', 'sozialraum.observation', 'SELECT') AND NOT has_function_privilege('test_planner', 'sozialraum.compute_edition(text, date)', 'EXECUTE'),
	'before, everybody has the engine and nobody the model');
SELECT lives_ok($$SELECT sozialraum.setup_roles('test_planner', 'test_reader')$$, 'rights are given');
SELECT lives_ok($$SELECT sozialraum.setup_roles('test_planner', 'test_reader')$$, 'and given again');

-- by the catalogue, so that no later object is forgotten
CREATE TEMP TABLE member AS SELECT c.oid, c.relname AS name, c.relkind AS kind FROM pg_class AS c
	JOIN pg_depend AS d ON d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'e'
	JOIN pg_extension AS e ON e.oid = d.refobjid AND e.extname = 'sozialraum';
SELECT cmp_ok((SELECT count(*) FROM member), '>', 20::bigint, 'the extension has tables');
SELECT is_empty($$SELECT name FROM member WHERE kind = 'r' AND NOT (has_table_privilege('test_planner', oid, 'SELECT') AND has_table_privilege('test_planner', oid, 'INSERT')
	AND has_table_privilege('test_planner', oid, 'UPDATE') AND has_table_privilege('test_planner', oid, 'DELETE'))$$, 'a planner reads and writes every table');
SELECT is_empty($$SELECT name FROM member WHERE kind = 'r' AND (has_table_privilege('test_planner', oid, 'TRUNCATE') OR has_table_privilege('test_planner', oid, 'TRIGGER'))$$, 'but changes none in itself');
SELECT is_empty($$SELECT name FROM member WHERE CASE WHEN kind = 'S' THEN NOT has_sequence_privilege('test_planner', oid, 'USAGE') END$$, 'a planner uses every sequence');
SELECT is_empty($$SELECT name FROM member WHERE kind IN ('r', 'v', 'm') AND (has_table_privilege('test_reader', oid, 'INSERT')
	OR has_table_privilege('test_reader', oid, 'UPDATE') OR has_table_privilege('test_reader', oid, 'DELETE'))$$, 'a reader writes no table and no view');
SELECT is_empty($$SELECT name FROM member WHERE kind IN ('r', 'v', 'm') AND has_any_column_privilege('test_reader', oid, 'SELECT')
	AND name !~ '^(published|entitled|bi_published|bi_entitled)_' AND name <> 'area_grant'$$, 'and reads only what was published, what he was entitled to, and his own grants');
SELECT is_empty($$SELECT name FROM member JOIN pg_class USING (oid) WHERE kind = 'r' AND has_table_privilege('test_reader', oid, 'SELECT') AND NOT relrowsecurity$$, 'under row-level security, all of it');
SELECT is_empty($$SELECT p.oid::regprocedure FROM pg_proc AS p WHERE p.pronamespace = 'sozialraum'::regnamespace AND p.proname <> 'setup_roles' AND NOT has_function_privilege('test_planner', p.oid, 'EXECUTE')$$,
	'a planner executes every function');
SELECT ok(NOT has_function_privilege('test_planner', 'sozialraum.setup_roles(name, name)', 'EXECUTE'), 'but gives no rights');
SELECT is_empty($$SELECT p.oid::regprocedure FROM pg_proc AS p WHERE p.pronamespace = 'sozialraum'::regnamespace AND p.provolatile = 'v' AND p.prorettype <> 'trigger'::regtype
	AND has_function_privilege('test_reader', p.oid, 'EXECUTE')$$, 'a reader executes no function with side effects');
SELECT is_empty($$SELECT p.oid::regprocedure FROM pg_proc AS p WHERE p.pronamespace = 'sozialraum'::regnamespace AND p.prosecdef$$, 'no function lends the rights of its owner');

-- in practice
SET LOCAL ROLE test_reader;
SELECT is((sozialraum.parse_value('12p')).status, 'preliminary', 'a reader computes');
SELECT is((SELECT round(max(z)::numeric, 3) FROM (SELECT sozialraum.zscore(x) OVER () AS z FROM generate_series(1, 3) AS x) AS s), 1.225, 'on any figures of his own');
SELECT throws_ok('SELECT * FROM sozialraum.observation', '42501', NULL, 'and reads no observation');
SELECT throws_ok('SELECT * FROM sozialraum.area', '42501', NULL, 'no area');
SELECT throws_ok($$SELECT sozialraum.set_observation('a', 'b', 'c', '2024-12-31', 1)$$, '42501', NULL, 'and writes nothing');
SELECT throws_ok($$SELECT sozialraum.import_areas('a', 'pg_class', 'relname')$$, '42501', NULL, 'imports nothing');
SELECT throws_ok($$SELECT sozialraum.setup_roles('test_planner', 'test_reader')$$, '42501', NULL, 'and gives no rights');
RESET ROLE;

CREATE SCHEMA town AUTHORIZATION test_planner;
SET LOCAL ROLE test_planner;
CREATE TABLE town.village AS SELECT 'v' || i AS key, 'Dorf ' || i AS name FROM generate_series(1, 3) AS i;
CREATE TABLE town.figure AS SELECT key, '1,5' AS pets FROM town.village;
SELECT lives_ok($$SELECT sozialraum.set_srid(25833), sozialraum.define_level('dorf', 'Dorf', 1), sozialraum.define_variable('pets', 'Haustiere')$$, 'a planner defines');
SELECT is((SELECT count FROM sozialraum.import_areas('dorf', 'town.village', 'key', 'name') WHERE outcome = 'inserted'), 3::bigint, 'imports areas');
SELECT lives_ok($$INSERT INTO sozialraum.source (code, name) VALUES ('vet', 'Tierarzt')$$, 'enters a source');
SELECT is((SELECT count FROM sozialraum.import_observations('vet', 'town.figure', 'dorf', 'key', variables => '["pets"]', reference_date => '2024-12-31', decimal_mark => ',') WHERE outcome = 'inserted'), 3::bigint, 'and figures');
SELECT is((SELECT string_agg(imported_by, ',') FROM sozialraum.delivery), 'test_planner', 'under his own name');
RESET ROLE;
CREATE TABLE public.hidden AS SELECT 'v1' AS key, 'x' AS name;
SET LOCAL ROLE test_planner;
SELECT throws_ok($$SELECT * FROM sozialraum.import_areas('dorf', 'public.hidden', 'key', 'name')$$, '42501', NULL, 'a table that he may not read he cannot import');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
