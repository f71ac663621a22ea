-- Every role against every table and view of the extension, read from the catalogue, so that no later object is forgotten: the number of
-- rows that it reads, whether it may ask for a plan, what the statistics show it, whether it writes.
BEGIN;
SELECT no_plan();
SET LOCAL client_min_messages = warning;
\o /dev/null
\ir lib/access_fixture.sql
ANALYZE;
\o

CREATE TEMP TABLE object AS SELECT c.oid, c.relname::text AS name, c.relkind AS kind, c.relrowsecurity AS secured FROM pg_class AS c
	JOIN pg_depend AS d ON d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'e'
	JOIN pg_extension AS e ON e.oid = d.refobjid AND e.extname = 'sozialraum' WHERE c.relkind IN ('r', 'p', 'v', 'm');
-- what was granted, in words of its own: areas by their keys, indicators by their names
CREATE TEMP TABLE member (role text, areas text, indicators text[], grants text[], reads boolean);
INSERT INTO member VALUES ('t_plan', '.', NULL, NULL, NULL), ('t_outside', NULL, '{}', '{}', false), ('t_noinherit', NULL, '{}', '{}', false), ('t_data', NULL, '{}', '{}', NULL),
	('t_read', NULL, '{}', '{}', true), ('t_write', NULL, '{}', '{}', true), ('t_a', '^A', NULL, '{t_a}', true), ('t_b', '^B', NULL, '{t_b}', true), ('t_c', '^C', NULL, '{t_c}', true), ('t_ab', '^[AB]', NULL, '{t_a,t_b}', true),
	('t_south', '^[AB]1$', NULL, '{t_south}', true), ('t_district', '.', NULL, '{t_district}', true), ('t_all', '.', NULL, '{t_all}', true), ('t_youth', '.', '{HELP}', '{t_youth}', true),
	('t_youth_rate', '.', '{HELP,RATE,POP}', '{t_youth_rate}', true), ('t_health', '.', '{TEETH}', '{t_health}', true);

-- the rows of every table and view with what the expectation needs; as superuser, past row-level security
CREATE FUNCTION pg_temp.number(query text) RETURNS bigint LANGUAGE plpgsql AS $$ DECLARE r bigint; BEGIN EXECUTE query INTO r; RETURN r; END $$;
CREATE TEMP TABLE cell AS
SELECT m.role, o.name, o.kind,
	CASE
		WHEN m.role = 't_plan' THEN pg_temp.number(format('SELECT count(*) FROM sozialraum.%I', o.name))::text
		WHEN m.reads = false THEN 'error 42501'
		WHEN o.name ~ '^(bi_)?published_edition$' THEN '2'
		WHEN o.name ~ '^(bi_)?published_' OR o.name = 'entitled_area' THEN pg_temp.number(format('SELECT count(*) FROM sozialraum.%I WHERE edition = %s', o.name, :new))::text
		WHEN o.name = 'area_grant' THEN pg_temp.number(format('SELECT count(*) FROM sozialraum.area_grant WHERE role = ANY (%L)', m.grants))::text
		WHEN o.name ~ '^(bi_)?entitled_value$' THEN pg_temp.number(format('SELECT count(*) FROM sozialraum.entitled_value AS v JOIN sozialraum.area AS a ON a.id = v.area_id WHERE v.edition = %s AND a.key ~ %L AND (%L IS NULL OR v.indicator = ANY (%L::text[]))', :new, m.areas, m.indicators, m.indicators))::text
		WHEN o.name ~ '^(bi_)?entitled_score$' THEN pg_temp.number(format('SELECT count(*) FROM sozialraum.entitled_score AS v JOIN sozialraum.area AS a ON a.id = v.area_id WHERE v.edition = %s AND a.key ~ %L AND %L IS NULL', :new, m.areas, m.indicators))::text
		WHEN m.role = 't_data' AND (o.name IN ('area_grants', 'edition_disclosure') OR EXISTS (SELECT FROM pg_policy AS p WHERE p.polrelid = o.oid AND p.polcmd = 'r' AND pg_get_expr(p.polqual, p.polrelid) ~ '_is_planner')) THEN '0'	-- for planners
		WHEN m.role = 't_data' THEN pg_temp.number(format('SELECT count(*) FROM sozialraum.%I', o.name))::text
		ELSE 'error 42501' END AS expected
FROM member AS m CROSS JOIN object AS o;
SELECT cmp_ok((SELECT count(*) FROM cell), '>=', 600::bigint, 'sixteen roles, all tables and views');
SELECT cmp_ok((SELECT count(*) FROM cell WHERE name ~ '^(bi_)?entitled_' AND expected ~ '^[1-9]'), '>=', 35::bigint, 'many of them see something');

SELECT is_empty(format($$SELECT role, name, expected, got FROM (SELECT role, name, expected, pg_temp.as_role(role, format('SELECT count(*) FROM sozialraum.%%I', name)) AS got FROM cell) AS x WHERE got IS DISTINCT FROM expected$$), 'SELECT: every role reads exactly what it may');
SELECT is_empty($$SELECT role, name, expected, got FROM (SELECT role, name, expected, pg_temp.as_role(role, format('SELECT sum(1) FROM (SELECT * FROM sozialraum.%I AS x WHERE x::text <> '''') AS y', name)) AS got FROM cell) AS x
	WHERE CASE WHEN expected = '0' THEN got IS NOT NULL ELSE got IS DISTINCT FROM expected END$$, 'whole rows: the same');
SELECT is_empty($$SELECT role, name, expected, got FROM (SELECT role, name, expected, pg_temp.as_role(role, format('EXPLAIN SELECT * FROM sozialraum.%I', name)) AS got FROM cell) AS x WHERE (expected ~ 'error') IS DISTINCT FROM (got ~ '^error 42501')$$,
	'EXPLAIN: only for what may be read');
SELECT is_empty($$SELECT role, name, got FROM (SELECT c.role, c.name, pg_temp.as_role(c.role, format('SELECT count(*) FROM pg_stats WHERE schemaname = ''sozialraum'' AND tablename = %L', c.name)) AS got, o.secured FROM cell AS c JOIN object AS o USING (name)) AS x
	WHERE got <> '0' AND (secured OR role NOT IN ('t_plan', 't_data'))$$, 'pg_stats: nothing of tables under row-level security, nothing at all for readers');
SELECT is_empty($$SELECT role, name, got FROM (SELECT role, name, pg_temp.as_role(role, format('WITH gone AS (DELETE FROM sozialraum.%I RETURNING 1) SELECT count(*) FROM gone', name)) AS got FROM cell WHERE kind = 'r' AND role NOT IN ('t_plan', 't_write')) AS x
	WHERE got IS DISTINCT FROM 'error 42501'$$, 'DELETE: nobody but planners');
SELECT is_empty($$SELECT role, name, got FROM (SELECT role, name, pg_temp.as_role(role, format('INSERT INTO sozialraum.%I DEFAULT VALUES RETURNING 1', name)) AS got FROM cell WHERE kind = 'r' AND role NOT IN ('t_plan', 't_write')) AS x
	WHERE got IS DISTINCT FROM 'error 42501'$$, 'INSERT: nobody but planners');
SELECT is_empty($$SELECT m.role, p.oid::regprocedure FROM member AS m CROSS JOIN pg_proc AS p WHERE p.pronamespace = 'sozialraum'::regnamespace AND p.provolatile = 'v' AND p.prorettype <> 'trigger'::regtype AND m.role <> 't_plan'
	AND has_function_privilege(m.role, p.oid, 'EXECUTE')$$, 'functions that write: nobody but planners');
-- the roles of setup_roles(): by the catalogue, every published and entitled table and view is the reader's, and nothing else is
SELECT is_empty($$SELECT name FROM object WHERE has_table_privilege('t_read', oid, 'SELECT') IS DISTINCT FROM (name ~ '^(bi_)?(published|entitled)_' OR name = 'area_grant')$$, 'a reader has what is named so, all of it, and nothing else');
SELECT is_empty($$SELECT name FROM object WHERE kind IN ('v', 'm') AND name ~ '^bi_(published|entitled)_' AND NOT EXISTS (SELECT FROM pg_class AS c WHERE c.oid = object.oid AND 'security_invoker=true' = ANY (c.reloptions))$$, 'views look with the eyes of the reader');
SELECT is_empty($$SELECT o.name, p.polname FROM object AS o JOIN pg_policy AS p ON p.polrelid = o.oid WHERE o.name ~ '^(published|entitled)_' AND p.polcmd IN ('*', 'r') AND pg_get_expr(p.polqual, p.polrelid) ~* '\mIN *\(|EXISTS|ANY *\( *SELECT'$$, 'no policy of a published table asks another table row by row');

SELECT * FROM finish();
ROLLBACK;
