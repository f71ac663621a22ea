-- Import of observations: long and wide, marks, dates, keys, rejects, no-op, update.
BEGIN;
SELECT no_plan();
SET client_min_messages = warning;
CREATE SCHEMA town;
SET search_path = town, public;
CREATE FUNCTION said(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE v text;
BEGIN
	EXECUTE format($q$SELECT string_agg(CASE WHEN r.outcome = 'rejected' THEN format('%%s:%%s:%%s:%%s', r."row", r."column", r.reason, r."text") ELSE r.outcome || '=' || r.count END, ' | ')
		FROM (%s) AS r WHERE r.outcome = 'rejected' OR r.count > 0$q$, query) INTO v;
	RETURN v;
END $$;
CREATE FUNCTION found(v text, d date DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(format('%s=%s %s', a.key, COALESCE(o.value::text, 'NULL'), o.status), ', ' ORDER BY a.key, o.reference_date)
	FROM sozialraum.observation AS o JOIN sozialraum.area AS a ON a.id = o.area_id WHERE o.variable = v AND (d IS NULL OR o.reference_date = d) $$;
CREATE FUNCTION detail(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE v text; m text; h text;
BEGIN EXECUTE query; RETURN NULL;
EXCEPTION WHEN OTHERS THEN GET STACKED DIAGNOSTICS m = MESSAGE_TEXT, v = PG_EXCEPTION_DETAIL, h = PG_EXCEPTION_HINT; RETURN concat_ws(' ', m, v, h); END $$;

SELECT sozialraum.define_level('gemeinde', 'Gemeinde', 20), sozialraum.define_level('kreis', 'Landkreis', 30),
	sozialraum.define_variable('alo', 'Arbeitslose'), sozialraum.define_variable('sgb2', 'SGB II'),
	sozialraum.define_variable_family('bev', 'Bevölkerung', ARRAY(SELECT generate_series(0, 5)), by_sex => false);
INSERT INTO sozialraum.source (code, name) VALUES ('ba', 'Bundesagentur'), ('melde', 'Melderegister');
SELECT sozialraum.define_area('kreis', '09276', 'Regen'), sozialraum.define_area('gemeinde', '09276111', 'Achtdorf', parent => '09276'),
	sozialraum.define_area('gemeinde', '09276113', 'Arnbruck', parent => '09276'), sozialraum.define_area('gemeinde', '092760130130', 'Kirchberg', valid_to => '2022-12-31');
SELECT sozialraum.define_area('gemeinde', '09276999', 'Kirchberg am See', valid_from => '2023-01-01', continues => '092760130130');

-- long
CREATE TABLE long (ags text, merkmal text, stichtag text, wert text, q text);
INSERT INTO long VALUES ('09276111', 'alo', '31.12.2021', '1.234,5', NULL), ('09276113', 'alo', '31.12.2021', '-', ''), (' 09276130 ', 'alo', '31.12.2021', '*', NULL),
	('09276111', 'alo', '31.12.2022', '12p', NULL), ('09276113', 'alo', '31.12.2022', ' ', NULL), ('09276111', 'bev_0_2', '31.12.2022', '(7)', 'r'),
	('092760000111', 'sgb2', '31.12.2022', '…', NULL), ('09276113', ' sgb2 ', '31.12.2022', '-9999,00', NULL);
PREPARE long AS SELECT 1;
SELECT is(said($$SELECT * FROM sozialraum.import_observations('ba', 'town.long', 'gemeinde', 'ags', 'merkmal', 'wert', date_column => 'stichtag', date_format => 'DD.MM.YYYY',
	decimal_mark => ',.', missing => '{-9999}')$$), 'inserted=7 | empty=1', 'a long table of texts: all but the empty cell');
SELECT is(found('alo', '2021-12-31'), '092760130130=NULL secret, 09276111=1234.5 final, 09276113=0 final', 'German decimals, zero, secret; the AGS finds the area with the ARS');
SELECT is(found('alo', '2022-12-31'), '09276111=12 preliminary', 'a preliminary figure');
SELECT is(found('sgb2'), '09276111=NULL later, 09276113=NULL unknown', 'later, and declared missing; the ARS finds the area with the AGS');
SELECT is(found('bev_0_2'), '09276111=7 uncertain', 'the group of the family came into being');
SELECT ok(EXISTS (SELECT FROM sozialraum.variable WHERE code = 'bev_0_2' AND family = 'bev' AND age_to = 2), 'as a variable');
SELECT is((SELECT format('%s %s %s %s %s %s', source, relation, inserted, updated, unchanged, imported_by = CURRENT_USER) FROM sozialraum.delivery), 'ba town.long 7 0 0 t', 'the delivery is noted');
SELECT is(said($$SELECT * FROM sozialraum.import_observations('ba', 'town.long', 'gemeinde', 'ags', 'merkmal', 'wert', date_column => 'stichtag', date_format => 'DD.MM.YYYY',
	decimal_mark => ',.', missing => '{-9999}')$$), 'unchanged=7 | empty=1', 'the same again is a no-op');
SELECT is((SELECT count(*) FROM sozialraum.delivery), 1::bigint, 'and no delivery');
UPDATE long SET wert = '1.300' WHERE ctid = '(0,1)'; UPDATE long SET wert = '13' WHERE wert = '12p'; INSERT INTO long VALUES ('09276111', 'alo', '31.12.2023', '5', NULL);
SELECT is(said($$SELECT * FROM sozialraum.import_observations('ba', 'town.long', 'gemeinde', 'ags', 'merkmal', 'wert', date_column => 'stichtag', date_format => 'DD.MM.YYYY',
	decimal_mark => ',.', missing => '{-9999}')$$), 'inserted=1 | updated=2 | unchanged=5 | empty=1', 'changed values are updated and counted, new ones inserted');
SELECT is(found('alo', '2022-12-31'), '09276111=13 final', 'the preliminary figure became final');
SELECT is(said($$SELECT * FROM sozialraum.import_observations('melde', 'town.long', 'gemeinde', 'ags', 'merkmal', 'wert', date_column => 'stichtag', date_format => 'DD.MM.YYYY',
	decimal_mark => ',.', missing => '{-9999}', status => 'q')$$), 'updated=8 | empty=1', 'another source is a change');
SELECT is(found('bev_0_2'), '09276111=7 revised', 'the mark beside the figure goes before the one in it');

-- the area that is valid on the day, or that of the same territory
CREATE TABLE years (key text, "Jahr" int, n int); INSERT INTO years VALUES ('092760130130', 2022, 1), ('092760130130', 2023, 2), ('09276999', 2021, 3);
SELECT is(said($$SELECT * FROM sozialraum.import_observations('ba', 'town.years', 'gemeinde', 'key', variables => '{"n": "sgb2"}', date_column => 'Jahr', date_format => 'YYYY')$$), 'inserted=3', 'YYYY is 31 December, of an integer column as well');
SELECT is((SELECT string_agg(a.key || ' ' || o.reference_date || ' ' || o.value, ', ' ORDER BY o.reference_date) FROM sozialraum.observation AS o JOIN sozialraum.area AS a ON a.id = o.area_id
	WHERE o.variable = 'sgb2' AND o.value IS NOT NULL), '092760130130 2021-12-31 3, 092760130130 2022-12-31 1, 09276999 2023-12-31 2', 'each figure lies with the row that is valid on its day');
UPDATE sozialraum.area SET territory_id = id WHERE key = '09276999';
SELECT is(said($$SELECT * FROM sozialraum.import_observations('ba', 'town.years', 'gemeinde', 'key', variables => '{"n": "alo"}', date_column => 'Jahr', date_format => 'YYYY')$$),
	'refused=2 | 2:key:no area with this key is valid on the reference date:092760130130 | 3:key:no area with this key is valid on the reference date:09276999', 'without a common territory it is refused');

-- rejects
CREATE TABLE bad (ags text, merkmal text, stichtag text, wert text, stufe text, m text);
INSERT INTO bad VALUES ('09276111', 'alo', '2020-12-31', '1', 'gemeinde', NULL), ('9276111', 'alo', '2020-12-31', '1', 'gemeinde', NULL), ('99999999', 'alo', '2020-12-31', '1', 'gemeinde', NULL), (NULL, 'alo', '2020-12-31', '1', 'gemeinde', NULL),
	('09276111', 'nix', '2020-12-31', '1', 'gemeinde', NULL), ('09276111', 'bev_7_x', '2020-12-31', '1', 'gemeinde', NULL), ('09276111', 'alo', '31.12.2020', '1', 'gemeinde', NULL), ('09276111', 'alo', NULL, '1', 'gemeinde', NULL),
	('09276111', 'sgb2', '2020-12-31', '1e5', 'gemeinde', NULL), ('09276111', 'sgb2', '2020-12-31', '1,5', 'gemeinde', NULL), ('09276113', 'sgb2', '2020-12-31', 'NaN', 'gemeinde', NULL), ('09276111', 'alo', '2020-12-31', '2', 'gemeinde', NULL),
	('09276', 'alo', '2020-12-31', '1', 'kreis', NULL), ('09276', 'sgb2', '2020-12-31', '1', 'reich', NULL), ('09276', 'bev_0', '2020-12-31', '1', 'kreis', '?'), ('9276', 'bev_0_1', '2020-12-31', '1', 'kreis', NULL);
CREATE TABLE reject AS SELECT * FROM sozialraum.import_observations('ba', 'town.bad', NULL, 'ags', 'merkmal', 'wert', date_column => 'stichtag', date_format => 'YYYY-MM-DD', level_column => 'stufe', status => 'm');
SELECT results_eq($$SELECT "row", "column", reason, "text" FROM reject WHERE outcome = 'rejected' ORDER BY 1, 2, 3$$, $$VALUES
	(2::bigint, 'ags', 'unknown key; leading zero lost?', '9276111'), (3, 'ags', 'unknown key', '99999999'), (4, 'ags', 'the key is empty', ''), (5, 'merkmal', 'unknown variable', 'nix'), (6, 'merkmal', 'unknown variable', 'bev_7_x'),
	(7, 'stichtag', 'this is no date of the format YYYY-MM-DD', '31.12.2020'), (8, 'stichtag', 'this is no date of the format YYYY-MM-DD', ''), (9, 'wert', 'this is no figure', '1e5'),
	(10, 'wert', 'the same area, variable and date as in row 9', NULL), (10, 'wert', 'this is no figure', '1,5'), (11, 'wert', 'this is no figure', 'NaN'), (12, 'wert', 'the same area, variable and date as in row 1', NULL),
	(14, 'stufe', 'unknown level', 'reich'), (15, 'm', 'this is no known mark', '?'), (16, 'ags', 'unknown key; leading zero lost?', '9276')$$, 'every reject with row, column, reason and text');
SELECT is((SELECT count FROM reject WHERE outcome = 'refused'), 15::bigint, 'counted');
SELECT is((SELECT count(*) FROM sozialraum.observation WHERE reference_date = '2020-12-31'), 0::bigint, 'nothing was imported, not even the good rows');
SELECT ok(NOT EXISTS (SELECT FROM sozialraum.variable WHERE code = 'bev_0_1'), 'and no variable came into being');
SELECT throws_ok($$SELECT * FROM sozialraum.import_observations('ba', 'town.bad', NULL, 'ags', 'merkmal', 'wert', date_column => 'stichtag', date_format => 'YYYY-MM-DD', level_column => 'stufe', on_reject => 'error')$$,
	'22000', 'Nothing was imported: 14 cells were refused.', 'or it is an error');
SELECT alike(detail($$SELECT * FROM sozialraum.import_observations('ba', 'town.bad', NULL, 'ags', 'merkmal', 'wert', date_column => 'stichtag', date_format => 'YYYY-MM-DD', level_column => 'stufe', on_reject => 'error')$$),
	'%Row and column: 2 ags, 3 ags, 4 ags, 5 merkmal,%', 'which names positions');
SELECT unalike(detail($$SELECT * FROM sozialraum.import_observations('ba', 'town.bad', NULL, 'ags', 'merkmal', 'wert', date_column => 'stichtag', date_format => 'YYYY-MM-DD', level_column => 'stufe', on_reject => 'error')$$),
	'%1e5%', 'and no contents');
SELECT is((SELECT count(*) FROM sozialraum.import_observations('ba', 'town.bad', NULL, 'ags', 'merkmal', 'wert', date_column => 'stichtag', date_format => 'YYYY-MM-DD', level_column => 'stufe', max_rejects => 2)), 3::bigint, 'the list can be cut');
DELETE FROM bad WHERE ctid NOT IN ('(0,1)', '(0,12)');
SELECT is(said($$SELECT * FROM sozialraum.import_observations('ba', 'town.bad', 'gemeinde', 'ags', 'merkmal', 'wert', date_column => 'stichtag', date_format => 'YYYY-MM-DD')$$),
	'refused=1 | 2:wert:the same area, variable and date as in row 1:', 'twice the same is refused, in what is new');
INSERT INTO bad VALUES ('09276111', 'alo', '2021-12-31', '1', 'gemeinde', NULL);
SELECT is(said($$SELECT * FROM sozialraum.import_observations('ba', 'town.bad', 'gemeinde', 'ags', 'merkmal', 'wert', date_column => 'stichtag', date_format => 'YYYY-MM-DD')$$),
	'refused=1 | 2:wert:the same area, variable and date as in row 1:', 'and beside what is there');
SELECT is((SELECT count(*) FROM pg_class WHERE relname LIKE 'sozialraum\_%' AND relpersistence = 't'), 0::bigint, 'no temporary table is left');

-- wide: texts and numbers, one date, marks
CREATE TABLE wide (key text, "Arbeitslose ""; DROP TABLE wide; --" text, b0 int, b1 float8, b2 numeric, t timestamp);
INSERT INTO wide VALUES ('09276111', '.', 10, 1.5, 7, '2024-06-30 12:00'), ('09276113', '/', NULL, -9999, 0.1, '2024-06-30');
SELECT is(said($$SELECT * FROM sozialraum.import_observations('ba', 'town.wide', 'gemeinde', 'key', variables => '{"Arbeitslose \"; DROP TABLE wide; --": "alo", "b0": "bev_0", "b1": "bev_1", "b2": "bev_2"}',
	reference_date => '2024-06-30', marks => 'destatis', missing => '{-9999}', fixed_status => 'estimated')$$), 'inserted=7 | empty=1', 'a wide table, whatever its columns are called');
SELECT is(found('alo', '2024-06-30') || '; ' || found('bev_0') || '; ' || found('bev_1') || '; ' || found('bev_2'),
	'09276111=NULL secret, 09276113=NULL unreliable; 09276111=10 estimated; 09276111=1.5 estimated, 09276113=NULL unknown; 09276111=7 estimated, 09276113=0.1 estimated', 'texts read, numbers taken');
SELECT is(said($$SELECT * FROM sozialraum.import_observations('ba', 'town.wide', 'gemeinde', 'key', variables => '{"Arbeitslose \"; DROP TABLE wide; --": "alo", "b0": "bev_0", "b1": "bev_1", "b2": "bev_2"}',
	date_column => 't', missing => '{-9999}', fixed_status => 'estimated')$$), 'unchanged=7 | empty=1', 'a column of time stamps is a column of dates');
UPDATE wide SET b1 = 'NaN', b2 = 'Infinity' WHERE key = '09276111'; UPDATE wide SET b2 = 1e308::numeric * 1000, b1 = '-Infinity' WHERE key = '09276113';
SELECT is(said($$SELECT * FROM sozialraum.import_observations('ba', 'town.wide', 'gemeinde', 'key', variables => '{"b1": "bev_1", "b2": "bev_2"}', date_column => 't')$$),
	'refused=4 | 1:b1:this is no figure:NaN | 1:b2:this is no figure:NaN | 2:b1:this is no figure:-Infinity | 2:b2:this is no figure:NaN', 'NaN, infinity and what is larger than any double are refused');
CREATE VIEW same_names AS SELECT '09276113'::varchar AS key, '3'::text AS alo, 4 AS n, 'x' AS level_text, 'y' AS status, date '2025-12-31' AS d;
SELECT is(said($$SELECT * FROM sozialraum.import_observations('ba', 'town.same_names', 'gemeinde', 'key', variables => '["alo"]', date_column => 'd')$$), 'inserted=1', 'columns called like their variables, from a view');
SELECT is(said($$SELECT * FROM sozialraum.import_observations('ba', 'town.same_names', 'gemeinde', 'key', variables => '{"n": "sgb2", "alo": "bev_3"}', date_column => 'd')$$), 'inserted=2', 'names of columns collide with nothing');

-- arguments that do not fit
SELECT throws_ok($$SELECT * FROM sozialraum.import_observations('xx', 'town.wide', 'gemeinde', 'key', variables => '["b0"]', date_column => 't')$$, '42704', 'There is no such source of figures.', 'unknown source');
SELECT throws_ok($$SELECT * FROM sozialraum.import_observations('ba', 'town.wide', 'dorf', 'key', variables => '["b0"]', date_column => 't')$$, '42704', 'There is no such level of areas.', 'unknown level');
SELECT throws_ok($$SELECT * FROM sozialraum.import_observations('ba', 'town.wide', 'gemeinde', 'key', variables => '{"b0": "nix"}', date_column => 't')$$, '42704', 'There is no such variable.', 'unknown variable of a column');
SELECT throws_ok($$SELECT * FROM sozialraum.import_observations('ba', 'town.wide', 'gemeinde', 'schlüssel', variables => '{"b0": "alo"}', date_column => 't')$$, '42703', NULL, 'unknown column');
SELECT throws_ok($$SELECT * FROM sozialraum.import_observations('ba', 'town.wide', 'gemeinde', 'key', variables => '{"b0": "alo"}')$$, '22023', NULL, 'no date');
SELECT throws_ok($$SELECT * FROM sozialraum.import_observations('ba', 'town.long', 'gemeinde', 'ags', 'merkmal', 'wert', date_column => 'stichtag')$$, '22023', NULL, 'a text is a date only by a format');
SELECT throws_ok($$SELECT * FROM sozialraum.import_observations('ba', 'town.wide', 'gemeinde', 'key', variables => '{"t": "alo"}', date_column => 't')$$, '42804', NULL, 'a time is no figure');
SELECT throws_ok($$SELECT * FROM sozialraum.import_observations('ba', 'town.wide', 'gemeinde', 'key', date_column => 't')$$, '22023', NULL, 'no figures');
SELECT throws_ok($$SELECT * FROM sozialraum.import_observations('ba', 'town.wide', 'gemeinde', 'key', variables => '{"b0": "alo", "b1": "alo"}', date_column => 't')$$, '22023', NULL, 'one variable from two columns');

-- a presets' file as it comes: ffcsv
CREATE TABLE ffcsv (time text, "1_variable_attribute_code" text, value text, value_variable_code text, value_q text);
INSERT INTO ffcsv VALUES ('2019', '09276111', '7,5', 'ERW112', 'e'), ('2019', '09276113', '.', 'ERW112', ''), ('2019', '09276130', '3', 'ERW112', 'p');
SELECT is(said($$SELECT * FROM sozialraum.import_observations('ba', 'town.ffcsv', 'gemeinde', '1_variable_attribute_code', 'value_variable_code', 'value', variables => '{"ERW112": "alo"}', date_column => 'time', date_format => 'YYYY',
	decimal_mark => ',', marks => 'ffcsv', status => 'value_q')$$), 'inserted=3', 'a ffcsv file, its codes translated');
SELECT is(found('alo', '2019-12-31'), '092760130130=3 preliminary, 09276111=7.5 final, 09276113=NULL secret', 'with its marks');

-- single figures
SELECT lives_ok($$SELECT sozialraum.set_observation('gemeinde', '09276113', 'alo', '2018-12-31', 5)$$, 'one figure by hand');
SELECT lives_ok($$SELECT sozialraum.set_observation('gemeinde', '092760000113', 'alo', '2018-12-31', NULL, 'secret', 'ba')$$, 'and another');
SELECT is(found('alo', '2018-12-31'), '09276113=NULL secret', 'takes its place');
SELECT throws_ok($$SELECT sozialraum.set_observation('gemeinde', '9276113', 'alo', '2018-12-31', 5)$$, '42704', NULL, 'a lost zero is not guessed');
SELECT throws_ok($$SELECT sozialraum.set_observation('gemeinde', '09276113', 'alo', '2018-12-31', 'NaN')$$, '23514', NULL, 'NaN is no figure');
SELECT throws_ok($$SELECT sozialraum.set_observation('gemeinde', '09276113', 'alo', '2018-12-31', 5, 'secret')$$, '23514', NULL, 'a secret figure has no value');

-- what is referred to stays
SELECT is_empty('SELECT * FROM sozialraum.check_observations() WHERE problem <> ''area not valid on that date''', 'no orphans');
SELECT throws_ok('DELETE FROM sozialraum.area WHERE key = ''09276113''', '23503', NULL, 'an area with figures cannot be deleted');
INSERT INTO sozialraum.observation VALUES ('gone', '2024-12-31', -1, 1, 'final', 'nobody');
SELECT set_eq('SELECT problem FROM sozialraum.check_observations() WHERE variable = ''gone''', ARRAY['unknown area', 'unknown variable', 'unknown source'], 'orphans are listed');

SELECT * FROM finish();
ROLLBACK;
