-- A district K with the municipalities A, B and C and their places, three sources, an indicator of each kind; a published, a
-- withdrawn and a draft edition; roles of every kind. For 74_access.sql and 75_attacks.sql.
CREATE ROLE t_plan NOLOGIN; CREATE ROLE t_read NOLOGIN; CREATE ROLE t_outside NOLOGIN;
CREATE ROLE t_a NOLOGIN IN ROLE t_read; CREATE ROLE t_b NOLOGIN IN ROLE t_read; CREATE ROLE t_c NOLOGIN IN ROLE t_read;
CREATE ROLE t_ab NOLOGIN IN ROLE t_a, t_b;
CREATE ROLE t_noinherit NOLOGIN NOINHERIT IN ROLE t_a;
CREATE ROLE t_south NOLOGIN IN ROLE t_read; CREATE ROLE t_district NOLOGIN IN ROLE t_read; CREATE ROLE t_all NOLOGIN IN ROLE t_read;
CREATE ROLE t_youth NOLOGIN IN ROLE t_read; CREATE ROLE t_youth_rate NOLOGIN IN ROLE t_read; CREATE ROLE t_health NOLOGIN IN ROLE t_read;
CREATE ROLE t_data NOLOGIN IN ROLE pg_read_all_data;
CREATE ROLE t_write NOLOGIN IN ROLE t_read, pg_write_all_data;
SELECT sozialraum.setup_roles('t_plan', 't_read');

INSERT INTO sozialraum.source (code, name, name_en, min_count) VALUES ('register', 'Melderegister', 'register', 0), ('youth', 'Jugendamt', 'youth office', 5), ('health', 'Gesundheitsamt', 'health office', 5);
INSERT INTO sozialraum.dimension (code, name, name_en, parent) VALUES ('POP', 'Bevölkerung', 'population', NULL), ('YOUTH', 'Jugend', 'youth', NULL), ('HEALTH', 'Gesundheit', 'health', NULL), ('TEETH', 'Zähne', 'teeth', 'HEALTH');
SELECT sozialraum.define_level('place', 'Ort', 10), sozialraum.define_level('town', 'Gemeinde', 20), sozialraum.define_level('district', 'Kreis', 30),
	sozialraum.define_level('region', 'Region', 20, 'planning'), sozialraum.define_level('club', 'Verein', 99, 'other');
SELECT sozialraum.define_area('district', 'K', 'Kreis K');
SELECT sozialraum.define_area('town', t, 'Gemeinde ' || t, parent => 'K') FROM unnest('{A,B,C}'::text[]) AS t;
SELECT sozialraum.define_area('place', t || i, 'Ort ' || t || i, parent => t) FROM unnest('{A,B,C}'::text[]) AS t, generate_series(1, 4) AS i;
SELECT sozialraum.build_area('region', 'South', 'Süden', 'place', '{A1,B1}', '2023-12-31');
SELECT sozialraum.define_area('club', 'C', 'Club');		-- the same key on another level
SELECT sozialraum.define_variable('pop', 'Einwohner'), sozialraum.define_variable('help', 'Hilfen'), sozialraum.define_variable('teeth', 'Kariöse Zähne');
-- help: 3, below the minimum of its source, in B2
SELECT sozialraum.set_observation('place', a.key, v.variable, d.day, CASE v.variable WHEN 'pop' THEN 1000 WHEN 'help' THEN CASE WHEN a.key = 'B2' THEN 3 ELSE 7 END ELSE 11 END + CASE WHEN a.key = 'B2' THEN 0 ELSE a.no END, 'final', v.source)
FROM (SELECT key, row_number() OVER (ORDER BY key) AS no FROM sozialraum.area WHERE level = 'place') AS a, (VALUES ('pop', 'register'), ('help', 'youth'), ('teeth', 'health')) AS v (variable, source),
	(VALUES ('2022-12-31'::date), ('2023-12-31'), ('2024-12-31')) AS d (day);
SELECT sozialraum.define_indicator('POP', 'POP', 'Einwohner', 'pop', per => 1, method => 'value', unit => 'Personen');
SELECT sozialraum.define_indicator('HELP', 'YOUTH', 'Hilfen', 'help', per => 1, polarity => -1, method => 'value', unit => 'Fälle');
SELECT sozialraum.define_indicator('RATE', 'YOUTH', 'Hilfen je Einwohner', 'help', 'pop', polarity => -1);
SELECT sozialraum.define_indicator('TEETH', 'TEETH', 'Zähne', 'teeth', per => 1, polarity => -1, method => 'value', unit => 'Zähne');
INSERT INTO sozialraum.monitor (code, name, name_en, level, disclosed) VALUES ('m', 'Monitor', 'monitor', 'place', 'score');
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role, released) VALUES ('m', 'POP', 1, 'context', 'value'), ('m', 'HELP', 2, 'scored', 'value'), ('m', 'RATE', 3, 'context', 'class'), ('m', 'TEETH', 4, 'context', 'value');
-- granted before publishing, so that publishing protects against them
SELECT sozialraum.grant_area('t_a', 'A'), sozialraum.grant_area('t_b', 'B', 'town'), sozialraum.grant_area('t_c', 'C', 'town'), sozialraum.grant_area('t_south', 'South'), sozialraum.grant_area('t_district', 'K'),
	sozialraum.grant_all('t_all'), sozialraum.grant_all('t_youth', sources => '{youth}'), sozialraum.grant_all('t_youth_rate', sources => '{youth,register}', note => 'Dienstanweisung 7'), sozialraum.grant_all('t_health', dimensions => '{HEALTH}');
SELECT sozialraum.compute_edition('m', '2022-12-31') AS old \gset
SELECT sozialraum.compute_edition('m', '2023-12-31') AS new \gset
SELECT sozialraum.publish_edition(:old) AS checksum \gset
SELECT sozialraum.publish_edition(:new, 'Beschluss 1/2024') AS checksum \gset
SELECT sozialraum.withdraw_edition(:old, 'Fehler in den Daten');
SELECT sozialraum.compute_edition('m', '2024-12-31') AS draft \gset

-- what a query returns for a role: the first column of the first row, or the SQLSTATE
CREATE FUNCTION pg_temp.as_role(who text, query text, path text DEFAULT current_setting('search_path')) RETURNS text LANGUAGE plpgsql AS $$
DECLARE r text; old text := current_setting('search_path');
BEGIN
	EXECUTE format('SET LOCAL ROLE %I', who);
	PERFORM set_config('search_path', path, true);
	BEGIN
		EXECUTE query INTO r;
	EXCEPTION WHEN OTHERS THEN
		r := 'error ' || SQLSTATE;
	END;
	PERFORM pg_catalog.set_config('search_path', old, true);
	RESET ROLE;
	RETURN r;
END $$;
-- a whole plan as a role
CREATE FUNCTION pg_temp.plan_as(who text, query text, options text DEFAULT 'ANALYZE, TIMING OFF, SUMMARY OFF, COSTS OFF') RETURNS text LANGUAGE plpgsql AS $$
DECLARE line text; r text := '';
BEGIN
	EXECUTE format('SET LOCAL ROLE %I', who);
	FOR line IN EXECUTE format('EXPLAIN (%s) %s', options, query) LOOP r := r || line || E'\n'; END LOOP;
	RESET ROLE;
	RETURN r;
END $$;
