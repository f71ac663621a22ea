-- needs: demo
-- Points and addresses counted into figures: planted points whose areas are known, and the register of the demonstration district,
-- whose counts by area, age and sex are the delivered ones.
BEGIN;
SELECT no_plan();
SET client_min_messages = warning;
CREATE SCHEMA town;
DO $$ BEGIN EXECUTE format('SET search_path = town, public, %I', (SELECT n.nspname FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace WHERE e.extname = 'postgis')); END $$;
-- the figures of a variable on a day, as area=value status
CREATE FUNCTION found(v text, d date DEFAULT '2023-12-31') RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(format('%s=%s%s', a.key, COALESCE(o.value::text, 'NULL'), CASE WHEN o.status <> 'final' THEN ' ' || o.status ELSE '' END), ', ' ORDER BY a.key)
	FROM sozialraum.observation AS o JOIN sozialraum.area AS a ON a.id = o.area_id WHERE o.variable = v AND o.reference_date = d $$;
CREATE FUNCTION detail(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE v text; m text; h text;
BEGIN EXECUTE query; RETURN NULL;
EXCEPTION WHEN OTHERS THEN GET STACKED DIAGNOSTICS m = MESSAGE_TEXT, v = PG_EXCEPTION_DETAIL, h = PG_EXCEPTION_HINT; RETURN concat_ws(' ', m, v, h); END $$;
CREATE FUNCTION box(x1 float8, y1 float8, x2 float8, y2 float8) RETURNS bytea LANGUAGE sql AS $$ SELECT ST_AsEWKB(ST_MakeEnvelope(690000 + x1, 5640000 + y1, 690000 + x2, 5640000 + y2, 25832)) $$;
CREATE FUNCTION pt(x float8, y float8) RETURNS geometry LANGUAGE sql AS $$ SELECT ST_SetSRID(ST_MakePoint(690000 + x, 5640000 + y), 25832) $$;

-- four squares of 100 m: A, B, C and, until 2020, E; D has no border
SELECT sozialraum.define_level('raum', 'Raum', 1, 'probe');
SELECT sozialraum.define_area('raum', 'A', 'A', geometry => box(0, 0, 100, 100)), sozialraum.define_area('raum', 'B', 'B', geometry => box(100, 0, 200, 100)),
	sozialraum.define_area('raum', 'C', 'C', geometry => box(0, 100, 100, 200)), sozialraum.define_area('raum', 'D', 'D'),
	sozialraum.define_area('raum', 'E', 'E', geometry => box(200, 0, 300, 100), valid_to => '2020-12-31');
SELECT sozialraum.define_variable(c, c) FROM unnest('{n,m,k,plaetze,offen}'::text[]) AS c;
INSERT INTO sozialraum.source (code, name) VALUES ('ewo', 'Melderegister'), ('jugendamt', 'Jugendamt');

-- ---------------------------------------------------------------- counting
CREATE TABLE place (id int, geom geometry, plaetze int, offen boolean, "area_id" numeric, "Größe ""; --" real, d date, echt boolean);
INSERT INTO place VALUES (1, pt(10, 10), 5, true, 0.1, 12.3, '2023-01-01', true), (2, pt(20, 20), 7, false, 0.2, 1, '2023-12-31', true), (3, pt(150, 50), 11, true, 0.3, 1, '2022-12-31', true),
	(4, pt(250, 50), 13, true, 0.4, 1, '2023-06-01', true), (5, NULL, 17, true, 0.5, 1, '2024-01-01', false);
SELECT results_eq($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2023-12-31', 'geom', variable => 'n')$$,
	$$VALUES (3::bigint, 1::bigint, 5::bigint, 3::bigint, 2::bigint, 0::bigint, 3::bigint, 0::bigint, 0::bigint, NULL::text[])$$,
	'two in A, one in B, none in C; one outside and one without geometry are not placed');
SELECT is(found('n'), 'A=2, B=1, C=0', 'C gets a zero, D without a border nothing');
SELECT results_eq($$SELECT source, relation, inserted, updated, unchanged FROM sozialraum.delivery WHERE relation = 'town.place'$$, $$VALUES ('ewo' COLLATE "C", 'town.place', 3::bigint, 0::bigint, 0::bigint)$$, 'the delivery is noted');
SELECT results_eq($$SELECT inserted, updated, unchanged FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2023-12-31', 'geom', variable => 'n')$$,
	$$VALUES (0::bigint, 0::bigint, 3::bigint)$$, 'the same again is a no-op');
SELECT is((SELECT count(*) FROM sozialraum.delivery WHERE relation = 'town.place'), 1::bigint, 'and no delivery');
INSERT INTO place VALUES (6, pt(50, 150), 1, true, 1, 1, '2023-01-01', true);
SELECT results_eq($$SELECT inserted, updated, unchanged FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2023-12-31', 'geom', variable => 'n', fixed_status => 'preliminary')$$,
	$$VALUES (0::bigint, 3::bigint, 0::bigint)$$, 'another count or status is an update');
SELECT is(found('n'), 'A=2 preliminary, B=1 preliminary, C=1 preliminary', 'with the status');
DELETE FROM place WHERE id = 6;
SELECT results_eq($$SELECT areas, inserted, updated FROM sozialraum.collect_observations('jugendamt', 'town.place', 'raum', '2022-12-31', 'geom', variable => 'n', zeros => false)$$,
	$$VALUES (2::bigint, 2::bigint, 0::bigint)$$, 'without zeros');
SELECT is(found('n', '2022-12-31'), 'A=2, B=1', 'C has no figure');
SELECT is((SELECT string_agg(DISTINCT source, ',') FROM sozialraum.observation WHERE variable = 'n' AND reference_date = '2022-12-31'), 'jugendamt', 'and the source is the one given');
SELECT results_eq($$SELECT areas, placed FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2020-12-31', 'geom', variable => 'n')$$, $$VALUES (4::bigint, 4::bigint)$$, 'on the last day of E');
SELECT is(found('n', '2020-12-31'), 'A=2, B=1, C=0, E=1', 'the areas are those of the day');
SELECT results_eq($$SELECT not_placed, not_placed_keys FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2023-12-31', 'geom', variable => 'n', report => 'id')$$,
	$$VALUES (2::bigint, '{4,5}'::text[])$$, 'keys of what lies outside only when asked for');
SELECT is((SELECT not_placed_keys FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2023-12-31', 'geom', variable => 'n', report => 'id', max_report => 1)), '{4}', 'and not more than asked for');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2023-12-31', 'geom', variable => 'n', max_not_placed => 0.3)$$, '22000',
	'Nothing was counted: too many rows lie in no area of the level.', 'two of five are more than 30 per cent');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2023-12-31', x => 'id', y => 'plaetze', variable => 'n')$$, '22000', NULL, 'coordinates of another system give an error, not zeros');
-- a point on a border counts once
CREATE TABLE border AS SELECT pt(x, y) AS geom FROM (VALUES (100, 50), (50, 100), (100, 100), (0, 0), (200, 100)) AS v (x, y);
SELECT cmp_ok((SELECT placed FROM sozialraum.collect_observations('ewo', 'town.border', 'raum', '2023-12-31', 'geom', variable => 'm')), '>=', 3::bigint, 'points between areas are placed');
SELECT is((SELECT sum(o.value) FROM sozialraum.observation AS o WHERE o.variable = 'm' AND o.reference_date = '2023-12-31'),
	(SELECT placed FROM sozialraum.collect_observations('ewo', 'town.border', 'raum', '2023-12-31', 'geom', variable => 'm'))::float8, 'each in one area, also on borders and corners');

-- ---------------------------------------------------------------- sums
SELECT results_eq($$SELECT areas, placed, inserted FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2021-12-31', 'geom', variable => 'n',
		variables => '{"plaetze": "plaetze", "offen": "offen", "area_id": "k", "Größe \"; --": "m"}')$$, $$VALUES (3::bigint, 3::bigint, 15::bigint)$$, 'several variables in one pass, whatever the columns are called');
SELECT is(found('plaetze', '2021-12-31') || '; ' || found('offen', '2021-12-31') || '; ' || found('n', '2021-12-31'), 'A=12, B=11, C=0; A=1, B=1, C=0; A=2, B=1, C=0', 'numbers are summed, true is counted');
SELECT is(found('k', '2021-12-31') || '; ' || found('m', '2021-12-31'), 'A=' || (0.1::float8 + 0.2::float8)::text || ', B=0.3, C=0; A=13.3, B=1, C=0', 'a numeric, and a real as it is written');
UPDATE place SET plaetze = NULL, offen = NULL WHERE id = 2;
SELECT is((SELECT updated FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2021-12-31', 'geom', variables => '{"plaetze": "plaetze", "offen": "offen"}')), 2::bigint, 'an empty cell');
SELECT is(found('plaetze', '2021-12-31') || '; ' || found('offen', '2021-12-31'), 'A=NULL unknown, B=11, C=0; A=NULL unknown, B=1, C=0', 'is no zero: the sum of its area is unknown');
SELECT is((SELECT updated FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2021-12-31', 'geom', variables => '{"plaetze": "plaetze", "offen": "offen"}', empty_cells => 'skip')), 2::bigint, 'unless it is to be left out');
SELECT is(found('plaetze', '2021-12-31') || '; ' || found('offen', '2021-12-31'), 'A=5, B=11, C=0; A=1, B=1, C=0', 'then the sum is of the others');
UPDATE place SET "area_id" = 'NaN' WHERE id = 2;
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2021-12-31', 'geom', variables => '{"area_id": "k"}')$$, '22000', 'Nothing was counted: 1 row cannot be judged.', 'NaN is refused');
UPDATE place SET "area_id" = 1e308::numeric * 10 WHERE id = 2;
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2021-12-31', 'geom', variables => '{"area_id": "k"}')$$, '22000', NULL, 'and what is larger than any double');
UPDATE place SET "Größe ""; --" = 'Infinity' WHERE id = 2;
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2021-12-31', 'geom', variables => '{"Größe \"; --": "m"}')$$, '22000', NULL, 'and infinity');
SELECT is(found('k', '2021-12-31'), 'A=' || (0.1::float8 + 0.2::float8)::text || ', B=0.3, C=0', 'and nothing has changed');
CREATE TABLE huge AS SELECT pt(10, 10) AS geom, 9e307::float8 AS v FROM generate_series(1, 30);
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.huge', 'raum', '2021-12-31', 'geom', variables => '{"v": "k"}')$$, '22003', NULL, 'a sum that no double holds');

-- ---------------------------------------------------------------- which rows
SELECT results_eq($$SELECT points, placed, not_counted FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2023-12-31', 'geom', variable => 'n', filter => 'echt')$$, $$VALUES (4::bigint, 3::bigint, 1::bigint)$$, 'a filter');
SELECT results_eq($$SELECT points, placed, not_counted FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2023-12-31', 'geom', variable => 'n', date_column => 'd')$$, $$VALUES (3::bigint, 2::bigint, 2::bigint)$$, 'the year that ends on the day, both ends included');
SELECT is(found('n'), 'A=2, B=0, C=0', 'what lies before it does not count');
SELECT results_eq($$SELECT points FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2023-12-31', 'geom', variable => 'n', date_column => 'd', period_start => '2022-12-31')$$, $$VALUES (4::bigint)$$, 'another beginning');
UPDATE place SET d = NULL WHERE id = 3;
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2023-12-31', 'geom', variable => 'n', date_column => 'd')$$, '22000', NULL, 'a missing date cannot be judged');
CREATE VIEW leap AS SELECT pt(10, 10) AS geom, d FROM unnest('{2024-02-29,2024-03-01,2025-02-28}'::date[]) AS d;
SELECT is((SELECT points FROM sozialraum.collect_observations('ewo', 'town.leap', 'raum', '2025-02-28', 'geom', variable => 'n', date_column => 'd')), 2::bigint, 'the year that ends on 28 February begins on 1 March');

-- ---------------------------------------------------------------- coordinate systems
CREATE VIEW degrees AS SELECT ST_Transform(geom, 4326) AS geom, ST_Transform(geom, 4326)::geography AS geog, ST_X(ST_Transform(geom, 4326)) AS lon, ST_Y(ST_Transform(geom, 4326)) AS lat,
	ST_AsText(geom) AS wkt, ST_SetSRID(geom, 0) AS bare, ST_X(geom) AS x, ST_Y(geom)::numeric AS y, ST_AsGeoJSON(ST_Transform(geom, 4326), 15) AS json, ST_Force3DZ(geom) AS z FROM place;
SELECT is((SELECT string_agg(c.placed::text, ',' ORDER BY u.no) FROM unnest('{geom,geog,json,z}'::text[]) WITH ORDINALITY AS u (col, no)
	CROSS JOIN LATERAL sozialraum.collect_observations('ewo', 'town.degrees', 'raum', '2019-12-31', u.col, variable => 'n') AS c), '4,4,4,4', 'degrees, geography and GeoJSON are transformed, heights ignored');
SELECT is((SELECT string_agg(c.placed::text, ',' ORDER BY u.no) FROM unnest('{bare,wkt}'::text[]) WITH ORDINALITY AS u (col, no)
	CROSS JOIN LATERAL sozialraum.collect_observations('ewo', 'town.degrees', 'raum', '2019-12-31', u.col, variable => 'n', source_srid => 25832) AS c), '4,4', 'points without a coordinate system in the one that is said');
SELECT is(found('n', '2019-12-31'), 'A=2, B=1, C=0, E=1', 'all the same figures');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.degrees', 'raum', '2019-12-31', 'bare', variable => 'n')$$, '22000', NULL, 'and not without it');
SELECT results_eq($$SELECT placed, not_placed FROM sozialraum.collect_observations('ewo', 'town.degrees', 'raum', '2019-12-31', x => 'x', y => 'y', variable => 'n')$$, $$VALUES (4::bigint, 1::bigint)$$, 'two columns of coordinates');
SELECT results_eq($$SELECT placed, unchanged FROM sozialraum.collect_observations('ewo', 'town.degrees', 'raum', '2019-12-31', x => 'lon', y => 'lat', source_srid => 4326, variable => 'n')$$, $$VALUES (4::bigint, 4::bigint)$$, 'in degrees, too');
CREATE VIEW wild AS SELECT ST_SetSRID(ST_MakePoint(13, 500), 4326) AS geom, 13 AS lon, 500 AS lat UNION ALL SELECT ST_SetSRID(ST_MakePoint(1e10, 50), 4326), 1e10, 50 UNION ALL SELECT 'SRID=4326;POINT EMPTY', NULL, 50 UNION ALL SELECT geom, lon, lat FROM degrees;
SELECT results_eq($$SELECT placed, not_placed, unchanged FROM sozialraum.collect_observations('ewo', 'town.wild', 'raum', '2019-12-31', 'geom', variable => 'n') UNION ALL
	SELECT placed, not_placed, unchanged FROM sozialraum.collect_observations('ewo', 'town.wild', 'raum', '2019-12-31', x => 'lon', y => 'lat', source_srid => 4326, variable => 'n')$$, $$VALUES (4::bigint, 4::bigint, 4::bigint), (4, 4, 4)$$, 'coordinates that are none lie nowhere');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.degrees', 'raum', '2019-12-31', 'bare', variable => 'n', source_srid => 999999)$$, '22023', NULL, 'a coordinate system that nobody knows');

-- ---------------------------------------------------------------- people by age and sex
SELECT sozialraum.define_variable_family('leute', 'Leute', '{0,6,18,65}'), sozialraum.define_variable('alo2', 'Arbeitslose', by_sex => true), sozialraum.define_variable_family('nur', 'Nur Alter', '{0,18}', by_sex => false, last_age => 99);
CREATE TABLE person (id int, geom geometry, born date, s text, age int);
INSERT INTO person VALUES
	(1, pt(10, 10), '2023-12-31', 'm', 0),			-- born on the day: 0 years
	(2, pt(10, 10), '2018-01-01', 'W', 5),			-- 6 on the next day
	(3, pt(10, 10), '2017-12-31', ' w ', 6),		-- 6 on the day
	(4, pt(150, 50), '1958-12-31', 'm', 65), (5, pt(150, 50), '1900-01-01', 'w', 123), (6, pt(999, 999), '2000-02-29', 'm', 23),
	(7, pt(10, 10), '2024-01-01', 'm', NULL);		-- not born yet
SELECT results_eq($$SELECT areas, points, placed, not_placed, not_counted, inserted FROM sozialraum.collect_observations('ewo', 'town.person', 'raum', '2023-12-31', 'geom', family => 'leute', birth_date => 'born', sex => 's')$$,
	$$VALUES (3::bigint, 6::bigint, 5::bigint, 1::bigint, 1::bigint, 24::bigint)$$, 'eight cells in each of three areas');
SELECT is((SELECT string_agg(format('%s %s=%s', a.key, substr(o.variable, 7), o.value), ', ' ORDER BY a.key, o.variable) FROM sozialraum.observation AS o JOIN sozialraum.area AS a ON a.id = o.area_id WHERE o.variable ~ '^leute_' AND o.value > 0),
	'A 0_5_m=1, A 0_5_w=1, A 6_17_w=1, B 65p_m=1, B 65p_w=1', 'completed years on the day: the birthday counts');
SELECT is((SELECT count(*) FROM sozialraum.observation WHERE variable ~ '^leute_' AND value = 0), 19::bigint, 'the other cells are zero');
SELECT sozialraum.define_indicator('PROBE', (SELECT min(code) FROM sozialraum.dimension), 'Kinder', 'leute_0_17', 'leute', method => 'ratio');
SELECT is((SELECT string_agg(v.area_key || '=' || COALESCE(v.value::text, v.reason), ', ' ORDER BY v.area_key) FROM sozialraum.indicator_value('raum', '2023-12-31', '{PROBE}') AS v WHERE v.area_key <> 'D'), 'A=100, B=0, C=Nenner ist 0', 'groups of the family are formed from the cells');
-- 29 February: completed on 1 March
CREATE VIEW leapling AS SELECT pt(10, 10) AS geom, date '2005-02-28' + d AS born FROM generate_series(0, 1) AS d UNION ALL SELECT pt(150, 50), date '2004-02-29';
SELECT is((SELECT inserted FROM sozialraum.collect_observations('ewo', 'town.leapling', 'raum', '2022-02-28', 'geom', family => 'nur', birth_date => 'born')), 6::bigint, 'a family without sexes needs none');
SELECT is(found('nur_0_17', '2022-02-28') || '; ' || found('nur_18_99', '2022-02-28'), 'A=2, B=1, C=0; A=0, B=0, C=0', 'who was born on 29 February is not yet 18 on 28 February');
SELECT is((SELECT updated + inserted FROM sozialraum.collect_observations('ewo', 'town.leapling', 'raum', '2022-03-01', 'geom', family => 'nur', birth_date => 'born')), 6::bigint, 'the next day');
SELECT is(found('nur_18_99', '2022-03-01'), 'A=0, B=1, C=0', 'but on 1 March');
SELECT is((SELECT placed FROM sozialraum.collect_observations('ewo', 'town.person', 'raum', '2023-12-31', 'geom', family => 'alo2', sex => 's', sexes => '{"M": "m", "w": "w"}')), 6::bigint, 'a variable by sex alone needs no age');
SELECT is(found('alo2_m') || '; ' || found('alo2_w'), 'A=2, B=1, C=0; A=2, B=1, C=0', 'men and women');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.person', 'raum', '2023-12-31', 'geom', family => 'leute', age => 'age', sex => 's')$$, '22000', NULL, 'a missing age is refused');
CREATE VIEW aged AS SELECT *, age IS NOT NULL AS counted FROM person;
SELECT results_eq($$SELECT updated, unchanged, not_counted FROM sozialraum.collect_observations('ewo', 'town.aged', 'raum', '2023-12-31', 'geom', family => 'leute', age => 'age', sex => 's', filter => 'counted')$$, $$VALUES (0::bigint, 24::bigint, 1::bigint)$$, 'ages as they stand give the same');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.aged', 'raum', '2023-12-31', 'geom', family => 'nur', age => 'age', filter => 'counted')$$, '22000', NULL, 'an age for which there is no cell is refused');
UPDATE person SET s = 'd' WHERE id = 3;
SELECT is(detail($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.person', 'raum', '2023-12-31', 'geom', family => 'leute', birth_date => 'born', sex => 's')$$),
	'Nothing was counted: 1 row cannot be judged. Relation town.person: the sex (column s) is none of those that sexes translates into m and w. sexes => ''{"male": "m", "female": "w"}'' translates; a rule for other entries (official statistics distribute them) belongs into a view.',
	'another sex is not guessed; the message tells no content');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.person', 'raum', '2023-12-31', 'geom', family => 'leute', birth_date => 'born')$$, '22023', NULL, 'cells by sex need a column of sexes');
SELECT is((SELECT count(*) FROM sozialraum.observation WHERE variable ~ '^leute_' AND value = 0), 19::bigint, 'nothing of it was written');

-- ---------------------------------------------------------------- arguments that do not fit
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('nobody', 'town.place', 'raum', '2023-12-31', 'geom', variable => 'n')$$, '42704', 'There is no such source of figures.', 'unknown source');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.place', 'dorf', '2023-12-31', 'geom', variable => 'n')$$, '42704', 'There is no such level of areas.', 'unknown level');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2023-12-31', 'geom', variable => 'nix')$$, '42704', 'There is no such variable.', 'unknown variable');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2023-12-31', 'geom', family => 'nix')$$, '42704', NULL, 'unknown family');
CREATE VIEW plot AS SELECT ST_Buffer(pt(50, 50), 10) AS geom;
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.plot', 'raum', '2023-12-31', 'geom', variable => 'n')$$, NULL, NULL, 'an area is no point');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2023-12-31', 'shape', variable => 'n')$$, '42703', NULL, 'unknown column');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2023-12-31', 'geom', variables => '{"geom": "n"}')$$, '42804', NULL, 'a geometry is no number');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2023-12-31', 'geom', variable => 'n', filter => 'id')$$, '42804', NULL, 'a number is no filter');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2023-12-31', 'geom')$$, '22023', NULL, 'nothing to count');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2023-12-31', 'geom', variable => 'n', family => 'leute')$$, '22023', NULL, 'two things at once');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2023-12-31', 'geom', variables => '{"id": "n", "plaetze": "n"}')$$, '22023', NULL, 'one variable from two columns');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2023-12-31', variable => 'n')$$, '22023', NULL, 'nowhere');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', 'infinity', 'geom', variable => 'n')$$, '22023', NULL, 'no day');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2023-12-31', 'geom', variable => 'n', fixed_status => 'secret')$$, '22023', NULL, 'a status without a value');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2023-12-31', 'geom', variable => 'n', max_not_placed => 'NaN')$$, '22023', NULL, 'a share that is none');
SELECT sozialraum.define_level('leer', 'Leer', 2, 'probe'), sozialraum.define_area('leer', 'X', 'X');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.place', 'leer', '2023-12-31', 'geom', variable => 'n')$$, '42704', NULL, 'a level without borders');
SELECT sozialraum.define_level('doppelt', 'Doppelt', 3, 'probe'), sozialraum.define_area('doppelt', 'X', 'X', geometry => box(0, 0, 100, 100)), sozialraum.define_area('doppelt', 'Y', 'Y', geometry => box(50, 0, 150, 100));
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.place', 'doppelt', '2023-12-31', 'geom', variable => 'n')$$, '22023', NULL, 'areas that overlap');
CREATE TABLE nothing (LIKE place);
SELECT results_eq($$SELECT areas, points, inserted FROM sozialraum.collect_observations('ewo', 'town.nothing', 'raum', '2018-12-31', 'geom', variables => '{"plaetze": "n"}')$$, $$VALUES (4::bigint, 0::bigint, 4::bigint)$$, 'an empty table gives zeros');
SELECT results_eq($$SELECT areas, inserted FROM sozialraum.collect_observations('ewo', 'town.nothing', 'raum', '2017-12-31', 'geom', variable => 'n', zeros => false)$$, $$VALUES (0::bigint, 0::bigint)$$, 'or nothing');
SELECT is((SELECT count(*) FROM pg_class WHERE relname LIKE 'sozialraum\_%' AND relpersistence = 't'), 0::bigint, 'no temporary table is left');

-- arguments that would be passed over
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2023-12-31', 'geom', variable => 'n', period_start => '2023-01-01')$$, '22023', NULL, 'the beginning of a period without a column of dates');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2023-12-31', 'geom', variable => 'n', date_column => 'd', period_start => '2024-01-01')$$, '22023', NULL, 'a period that ends before it begins');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.person', 'raum', '2023-12-31', 'geom', family => 'leute', birth_date => 'born', age => 'age', sex => 's')$$, '22023', NULL, 'date of birth and age');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.person', 'raum', '2023-12-31', 'geom', family => 'leute', birth_date => 'born', sex => 's', sexes => '{"M": "m", "m ": "w"}')$$, '22023', NULL, 'one text in two ways');
-- a coordinate that no double holds lies nowhere, and no error tells it
CREATE VIEW far AS SELECT 1e400::numeric AS x, 5640010::numeric AS y UNION ALL SELECT 690010, 5640010;
SELECT results_eq($$SELECT placed, not_placed FROM sozialraum.collect_observations('ewo', 'town.far', 'raum', '2015-12-31', x => 'x', y => 'y', variable => 'n') UNION ALL
	SELECT placed, not_placed FROM sozialraum.collect_observations('ewo', 'town.far', 'raum', '2015-12-31', x => 'x', y => 'y', source_srid => 25833, variable => 'n', max_not_placed => 1)$$, $$VALUES (1::bigint, 1::bigint), (0, 2)$$, 'coordinates that no double precision holds');
-- an area whose last point is gone keeps its figure when zeros are not wanted, and that is said
SET LOCAL client_min_messages = error;
CREATE TABLE few AS SELECT pt(10, 10) AS geom UNION ALL SELECT pt(150, 50);
SELECT is((SELECT inserted FROM sozialraum.collect_observations('ewo', 'town.few', 'raum', '2014-12-31', 'geom', variable => 'n', zeros => false)), 2::bigint, 'two areas with points');
DELETE FROM few WHERE ST_X(geom) > 690100;
SELECT is((SELECT unchanged FROM sozialraum.collect_observations('ewo', 'town.few', 'raum', '2014-12-31', 'geom', variable => 'n', zeros => false)), 1::bigint, 'without its point');
SELECT is(found('n', '2014-12-31'), 'A=1, B=1', 'stays (with a warning), as nobody knows whether the list is complete');
SET LOCAL client_min_messages = warning;

-- ---------------------------------------------------------------- by address
CREATE TABLE address (strasse text, nr text, zusatz text, geom geometry, raum text);
INSERT INTO address VALUES ('00123', '1', NULL, pt(10, 10), 'A'), ('00123', '12', NULL, pt(20, 20), 'A'), ('00123', '12', 'a', pt(150, 50), 'B'), ('00124', '1', '', pt(50, 150), 'C'), ('00125', '5', NULL, pt(999, 999), NULL),
	('00126', '7', NULL, pt(10, 10), 'A'), ('00126', '7', NULL, pt(150, 50), 'B'), ('00127', '3', NULL, pt(10, 10), 'A'), ('00127', '3', NULL, pt(11, 11), 'A');
CREATE TABLE register (strasse text, hausnr text, zusatz text, born date, s text, id int GENERATED ALWAYS AS IDENTITY);
INSERT INTO register (strasse, hausnr, zusatz, born, s) VALUES
	('00123', '1', NULL, '2000-01-01', 'm'), ('00123', '12', NULL, '2000-01-01', 'm'), ('00123', '12', 'a', '2000-01-01', 'm'),	-- as written
	(' 123 ', '012', ' A', '2020-01-01', 'w'),			-- normalised: B
	('00123', '12b', NULL, '2020-01-01', 'w'), ('00123', '12', 'b', '2020-01-01', 'w'), ('123', '1-3', '', '2020-01-01', 'w'),	-- no such suffix: at 12 and 1
	('00124', '001', NULL, '1940-01-01', 'm'), ('00124', '2', NULL, '1940-01-01', 'm'), ('00999', '1', NULL, '1940-01-01', 'm'),	-- C; unknown number; unknown street
	('00125', '5', NULL, '1940-01-01', 'm'), ('00126', '7', NULL, '1940-01-01', 'm'), ('00127', '3', NULL, '1940-01-01', 'm'),		-- outside; two places; two in one area
	(NULL, '1', NULL, '1940-01-01', 'm'), ('00123', ' ', NULL, '1940-01-01', 'm');
CREATE FUNCTION said(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE v text;
BEGIN
	EXECUTE format($q$SELECT string_agg(r.outcome || COALESCE(' ' || r.street_key || '/' || r.house, '') || '=' || r.count || COALESCE(': ' || r.reason, ''), ' | ') FROM (%s) AS r WHERE r.count > 0$q$, query) INTO v;
	RETURN v;
END $$;
SELECT is(said($$SELECT * FROM sozialraum.collect_by_address('ewo', 'town.register', 'raum', '2023-12-31', 'strasse', 'hausnr', 'town.address', suffix => 'zusatz', address_house_number => 'nr', address_suffix => 'zusatz', address_geometry => 'geom', variable => 'k')$$),
	'areas=3 | rows=15 | exact=4 | normalised=2 | without suffix=3 | not placed=6 | inserted=3 | not placed /1=1: the street key is empty | not placed 00123/ =1: the house number is empty | not placed 00124/2=1: unknown house number | '
	'not placed 00125/5=1: the address lies in no area | not placed 00126/7=1: the address lies in several areas | not placed 00999/1=1: unknown street key | '
	'without suffix 00123/12b=1: placed at the number without suffix | without suffix 00123/12b=1: placed at the number without suffix | without suffix 123/1-3=1: placed at the number without suffix',
	'exact, normalised, without suffix, and what cannot be placed, with reasons');
SELECT is(found('k'), 'A=6, B=2, C=1', 'counted into the areas');
SELECT is(said($$SELECT * FROM sozialraum.collect_by_address('ewo', 'town.register', 'raum', '2023-12-31', 'strasse', 'hausnr', 'town.address', suffix => 'zusatz', address_house_number => 'nr', address_suffix => 'zusatz', address_area => 'raum', variable => 'k', max_report => 0)$$),
	'areas=4 | rows=15 | exact=4 | normalised=2 | without suffix=3 | not placed=6 | inserted=1 | unchanged=3', 'by the key of the area that the table of addresses knows; D needs no border then');
SELECT is(said($$SELECT * FROM sozialraum.collect_by_address('ewo', 'town.register', 'raum', '2023-12-31', 'strasse', 'hausnr', 'town.address', suffix => 'zusatz', address_house_number => 'nr', address_suffix => 'zusatz', address_area => 'raum', variable => 'k', max_report => 0, without_suffix => false, max_not_placed => 1)$$),
	'areas=4 | rows=15 | exact=4 | normalised=2 | not placed=9 | updated=1 | unchanged=3', 'strictly');
SELECT is(said($$SELECT * FROM sozialraum.collect_by_address('ewo', 'town.register', 'raum', '2023-12-31', 'strasse', 'hausnr', 'town.address', suffix => 'zusatz', address_house_number => 'nr', address_suffix => 'zusatz', address_geometry => 'geom',
	family => 'leute', birth_date => 'born', sex => 's', max_report => 0)$$),
	'areas=3 | rows=15 | exact=4 | normalised=2 | without suffix=3 | not placed=6 | updated=10 | unchanged=14', 'people by age and sex');
SELECT is((SELECT string_agg(format('%s %s=%s', a.key, substr(o.variable, 7), o.value), ', ' ORDER BY a.key, o.variable) FROM sozialraum.observation AS o JOIN sozialraum.area AS a ON a.id = o.area_id WHERE o.variable ~ '^leute_' AND o.value > 0),
	'A 0_5_w=3, A 18_64_m=2, A 65p_m=1, B 0_5_w=1, B 18_64_m=1, C 65p_m=1', 'in their cells');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_by_address('ewo', 'town.register', 'raum', '2023-12-31', 'strasse', 'hausnr', 'town.address', address_house_number => 'nr', address_geometry => 'geom', variable => 'k', max_not_placed => 0.1)$$, '22000', NULL, 'too many that cannot be placed');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_by_address('ewo', 'town.register', 'raum', '2023-12-31', 'strasse', 'hausnr', 'town.address', address_house_number => 'nr', variable => 'k')$$, '22023', NULL, 'addresses that lie nowhere');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_by_address('ewo', 'town.register', 'raum', '2023-12-31', 'strasse', 'hausnr', 'town.address', address_geometry => 'geom', variable => 'k')$$, '42703', NULL, 'a column that the table of addresses does not have');
SELECT is((SELECT count(*) FROM pg_class WHERE relname LIKE 'sozialraum\_%' AND relpersistence = 't'), 0::bigint, 'no temporary table is left');
SELECT is((SELECT array_agg(sozialraum._street_form(s) ORDER BY no) FROM unnest('{"00123","1 2 3","0000","b012","012b"," ab c ",""}'::text[]) WITH ORDINALITY AS u (s, no)), '{123,123,0,B012,012B,ABC,""}', 'forms of street keys');
SELECT is((SELECT array_agg(sozialraum._house_number(s) || '|' || sozialraum._house_suffix(s) ORDER BY no) FROM unnest('{"12","012 a","12 - 14","a","0","7/1","","12A"}'::text[]) WITH ORDINALITY AS u (s, no)), '{12|,12|A,12|-14,|A,|,7|/1,|,12|A}', 'forms of house numbers');

-- digits stay apart where they stand apart: 12 1/2 is not 121/2, and number 1 with suffix 1 is not 11
CREATE TABLE fraction (street text COLLATE "POSIX", "nr %s ""x" text, zusatz text, geom geometry);
INSERT INTO fraction VALUES ('7', '12', NULL, pt(10, 10)), ('7', '121', NULL, pt(150, 50)), ('7', '12', '1/3', pt(50, 150)), ('7', '11', NULL, pt(150, 50)), ('7', '1', '2', pt(50, 150)), ('Ähre', '1', NULL, pt(150, 50));
CREATE TABLE "Register Zwei" (street text COLLATE "ucs_basic", "%I" text, z text);
INSERT INTO "Register Zwei" VALUES ('07', '12 1/2', NULL), ('07', '12 1/3', NULL), ('7', '012', '1/3'), ('7', '01', '1'), ('7', '01', '2'), ('7', '1 2', NULL), ('ähre', '1', NULL);
SELECT is(said($$SELECT * FROM sozialraum.collect_by_address('ewo', 'town."Register Zwei"', 'raum', '2016-12-31', 'street', '%I', 'town.fraction', suffix => 'z', address_house_number => 'nr %s "x', address_suffix => 'zusatz', address_geometry => 'geom', variable => 'k')$$),
	'areas=4 | rows=7 | normalised=5 | without suffix=1 | not placed=1 | inserted=4 | not placed 7/01 1=1: unknown house number | without suffix 07/12 1/2=1: placed at the number without suffix',
	'fractions and numbers as suffixes; columns with collations of their own and with names that need quotes');
SELECT is(found('k', '2016-12-31'), 'A=1, B=1, C=4, E=0', 'where they belong');

-- ---------------------------------------------------------------- the register of the demonstration district: 100,000 people
SELECT sozialraum.define_variable_family('reg', 'Register', ARRAY(SELECT generate_series(0, 100)));
SELECT results_eq($$SELECT areas, points, placed, inserted FROM sozialraum.collect_observations('ewo', 'musterlandkreis.resident', 'sozialraum', '2023-12-31', 'geom', family => 'reg', age => 'age', sex => 'sex', max_not_placed => 0)$$,
	$$VALUES (150::bigint, 100000::bigint, 100000::bigint, 30300::bigint)$$, 'all residents are placed');
SELECT is((SELECT count(*) FILTER (WHERE r.value = b.value) FROM sozialraum.observation AS r JOIN sozialraum.observation AS b ON b.variable = 'bev' || substr(r.variable, 4) AND b.reference_date = r.reference_date AND b.area_id = r.area_id
	WHERE r.variable ~ '^reg_'), 30300::bigint, 'and give the delivered figures, cell by cell');
SELECT results_eq($$SELECT outcome, count FROM sozialraum.collect_by_address('ewo', 'musterlandkreis.resident', 'sozialraum', '2023-12-31', 'street_key', 'house_number', 'musterlandkreis.address', address_geometry => 'geom',
	family => 'reg', age => 'age', sex => 'sex', max_not_placed => 0) WHERE count > 0$$,
	$$VALUES ('areas', 150::bigint), ('rows', 100000), ('exact', 100000), ('unchanged', 30300)$$, 'by street and house number they give the same');

-- ---------------------------------------------------------------- who may
SELECT is_empty($$SELECT p.oid::regprocedure FROM pg_proc AS p WHERE p.pronamespace = 'sozialraum'::regnamespace AND p.proname ~ '^(collect_|transfer_(observations|shares)$|_collect|_transfer_shares|_write_figures|_read_key_table|_read_weights)'
	AND EXISTS (SELECT FROM aclexplode(COALESCE(p.proacl, acldefault('f', p.proowner))) AS a WHERE a.grantee = 0)$$, 'what writes is not for everybody');
CREATE ROLE collect_planner; CREATE ROLE collect_reader;
SELECT sozialraum.setup_roles('collect_planner', 'collect_reader');
GRANT USAGE ON SCHEMA town TO collect_planner, collect_reader;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA town TO collect_planner, collect_reader;
GRANT SELECT ON town.place TO collect_planner, collect_reader;
SET LOCAL ROLE collect_reader;
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2023-12-31', 'geom', variable => 'n')$$, '42501', NULL, 'a reader collects nothing');
RESET ROLE;
SET LOCAL ROLE collect_planner;
SELECT lives_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.place', 'raum', '2023-12-31', 'geom', variable => 'n')$$, 'a planner does');
SELECT throws_ok($$SELECT * FROM sozialraum.collect_observations('ewo', 'town.person', 'raum', '2023-12-31', 'geom', variable => 'n')$$, '42501', NULL, 'from tables that he may read');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
