-- Import of areas: every promise of import_areas(), close_area(), define_area() and build_area().
BEGIN;
SELECT no_plan();
SET client_min_messages = warning;
CREATE SCHEMA town;
SET search_path = town, public;

-- one line for a result: outcome=count …, or row:column:reason …
CREATE FUNCTION said(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE v text;
BEGIN
	EXECUTE format($q$SELECT string_agg(CASE WHEN r.outcome = 'rejected' THEN format('%%s:%%s:%%s', r."row", r."column", r.reason) ELSE r.outcome || '=' || r.count END, ' | ')
		FROM (%s) AS r WHERE r.outcome = 'rejected' OR r.count > 0$q$, query) INTO v;
	RETURN v;
END $$;
CREATE FUNCTION box(x float8, y float8, w float8, h float8, srid int DEFAULT 25832) RETURNS geometry LANGUAGE sql AS
	$$SELECT ST_MakeEnvelope(x, y, x + w, y + h, srid)$$;

-- settings
SELECT throws_ok('SELECT sozialraum.set_srid(4326)', '22023', NULL, 'areas are kept in metres, not in degrees');
SELECT throws_ok('SELECT sozialraum.set_srid(999999)', '22023', NULL, 'a coordinate system that PostGIS does not know is refused');
SELECT lives_ok('SELECT sozialraum.set_srid(25833)', 'the coordinate system is chosen before the first area');
SELECT lives_ok('SELECT sozialraum.set_srid(25832)', 'and may be chosen again');
SELECT throws_ok('SELECT sozialraum.set_land(''Sachsen'')', '22023', NULL, 'a Land has two letters');
SELECT lives_ok('SELECT sozialraum.set_land(''SN'')', 'SN is Sachsen');
SELECT is((SELECT (srid, land)::text FROM sozialraum.setting), '(25832,SN)', 'both are in setting');

SELECT throws_ok($$SELECT * FROM sozialraum.import_areas('kreis', 'pg_class', 'oid')$$, '42704', NULL, 'an unknown level is named');
SELECT sozialraum.define_level('kreis', 'Landkreis', 30), sozialraum.define_level('gemeinde', 'Gemeinde', 20), sozialraum.define_level('raum', 'Sozialraum', 10),
	sozialraum.define_level('eigene', 'Eigene Gebiete', 100, 'eigene');
SELECT throws_ok($$SELECT sozialraum.define_level('amt', 'Amt', 20)$$, '23505', NULL, 'two levels of a hierarchy do not share a rank');

-- first import: transformed, repaired, made multi
CREATE TABLE kreis AS SELECT '09276' AS key, 'Regen' AS name, ST_Transform(box(700000, 5400000, 4000, 2000), 4326) AS shape;
SELECT is(said($$SELECT * FROM sozialraum.import_areas('kreis', 'town.kreis', 'key', 'name', 'shape')$$), 'inserted=1', 'a district in degrees is taken');
SELECT is((SELECT format('%s %s %s', ST_SRID(geom), GeometryType(geom), round(ST_Area(geom))) FROM sozialraum.area WHERE level = 'kreis'),
	'25832 MULTIPOLYGON 8000000', 'and transformed and made multi');
SELECT is((SELECT key FROM sozialraum.area WHERE level = 'kreis'), '09276', 'its key keeps the leading zero');
SELECT throws_ok('SELECT sozialraum.set_srid(25833)', '55000', NULL, 'the coordinate system stays, once there are areas');

CREATE TABLE gemeinde (ars text, name text, kr text, shape geometry, "na""me; DROP TABLE x" text);
INSERT INTO gemeinde VALUES ('092760130130', 'Kirchberg', '09276', ST_Force3D(box(700000, 5400000, 2000, 2000))),
	('092760111111', 'Achtdorf', '09276', ST_GeomFromText('POLYGON((702000 5400000, 704000 5402000, 704000 5400000, 702000 5402000, 702000 5400000))', 25832));
UPDATE gemeinde SET "na""me; DROP TABLE x" = name;
SELECT is(said($$SELECT * FROM sozialraum.import_areas('gemeinde', 'town.gemeinde', 'ars', 'na"me; DROP TABLE x', 'shape', 'kr')$$), 'inserted=2 | repaired=1',
	'a column of any name is only a column; a figure eight is repaired and counted');
SELECT ok((SELECT bool_and(ST_IsValid(geom) AND ST_NDims(geom) = 2 AND GeometryType(geom) = 'MULTIPOLYGON') FROM sozialraum.area), 'all shapes are valid, flat and multi');
SELECT is((SELECT count(*) FROM sozialraum.area AS a JOIN sozialraum.area AS p ON p.id = a.parent_id AND p.level = 'kreis' WHERE a.level = 'gemeinde'), 2::bigint,
	'the parent is found in the next higher level');
CREATE TABLE lying AS SELECT md5(string_agg(ctid::text, ',' ORDER BY id)) AS m FROM sozialraum.area;
SELECT is(said($$SELECT * FROM sozialraum.import_areas('gemeinde', 'town.gemeinde', 'ars', 'name', 'shape', 'kr')$$), 'unchanged=2 | repaired=1', 'importing the same again changes nothing');
SELECT is((SELECT md5(string_agg(ctid::text, ',' ORDER BY id)) FROM sozialraum.area), (SELECT m FROM lying), 'and touches no row');

-- AGS and ARS are one key
CREATE VIEW ags AS SELECT '09276130' AS ags, 'Kirchberg im Wald' AS name UNION ALL SELECT '09276111', 'Achtdorf';
SELECT is(said($$SELECT * FROM sozialraum.import_areas('gemeinde', 'town.ags', 'ags', 'name')$$), 'updated=1 | unchanged=1', 'from a view, with the AGS for the ARS: the changed name is updated and counted');
SELECT is((SELECT string_agg(key || ' ' || name || ' ' || (geom IS NOT NULL) || ' ' || (parent_id IS NOT NULL), ', ' ORDER BY key) FROM sozialraum.area WHERE level = 'gemeinde'),
	'092760111111 Achtdorf true true, 092760130130 Kirchberg im Wald true true', 'the key, and what was not delivered, stays');
SELECT is(said($$SELECT * FROM sozialraum.import_areas('gemeinde', 'town.ags', 'ags', 'name', parent_by => 'prefix')$$), 'unchanged=2', 'the district is the prefix of the key');

-- refused, with the list, all or nothing
CREATE TABLE bad (key text, name text, kr text, shape geometry, vf text);
INSERT INTO bad VALUES ('09276200', 'gut', '09276', box(0, 0, 1, 1), NULL), ('9276201', 'Null weg', '09276', box(2, 0, 1, 1), NULL), ('92760130202', 'Null weg', '09276', box(4, 0, 1, 1), NULL),
	('09276203', 'leer', '09276', ST_GeomFromText('POLYGON EMPTY', 25832), NULL), ('09276204', 'nichts', '09276', NULL, NULL), ('09276205', 'Punkt', '09276', ST_SetSRID(ST_MakePoint(1, 1), 25832), NULL),
	('09276206', 'kein Kreis', '09999', box(6, 0, 1, 1), NULL), ('09276207', 'Kreis ohne Null', '9276', box(8, 0, 1, 1), NULL), ('09276208', 'ohne Kreis', '', box(10, 0, 1, 1), NULL),
	('09276200', 'zweimal', '09276', box(12, 0, 1, 1), NULL), ('092760130200', 'zweimal als ARS', '09276', box(14, 0, 1, 1), NULL), ('09276211', 'gleiche Form', '09276', box(0, 0, 1, 1), NULL),
	('', 'ohne Schlüssel', '09276', box(16, 0, 1, 1), NULL), ('09276213', ' ', '09276', box(18, 0, 1, 1), NULL), ('09276214', 'ohne Bezugssystem', '09276', box(20, 0, 1, 1, 0), NULL),
	('09276215', 'Unsinn', '09276', ST_GeomFromText('POLYGON((0 0, 1e300 0, 1e300 1e300, 0 0))', 4326), NULL), ('09276216', 'Datum', '09276', box(22, 0, 1, 1), '1.1.2024');
CREATE TABLE reject AS SELECT * FROM sozialraum.import_areas('gemeinde', 'town.bad', 'key', 'name', 'shape', 'kr', valid_from_column => 'vf');
SELECT is((SELECT count FROM reject WHERE outcome = 'refused'), (SELECT count(*) FROM reject WHERE outcome = 'rejected'), 'the first row counts the rejects');
SELECT results_eq($$SELECT "row", "column", left(reason, 40), "text" FROM reject WHERE outcome = 'rejected' ORDER BY 1, 2, 3$$, $$VALUES
	(2::bigint, 'key', 'leading zero lost? (official keys have 8', '9276201'), (3, 'key', 'leading zero lost? (official keys have 8', '92760130202'), (4, 'shape', 'the shape is empty', NULL), (5, 'shape', 'the shape is empty', NULL),
	(6, 'shape', 'the shape is no area', NULL), (7, 'kr', 'unknown parent', '09999'), (8, 'kr', 'unknown parent; leading zero lost?', '9276'), (9, 'kr', 'the key of the parent is empty', NULL),
	(10, 'key', 'the same key and a validity that overlap', '09276200'), (11, 'key', 'the same key and a validity that overlap', '092760130200'), (12, 'shape', 'the same shape and a validity that overl', NULL),
	(13, 'key', 'the key is empty', ''), (14, 'name', 'the name is empty', NULL), (15, 'shape', 'the coordinate system of the shape is no', NULL), (16, 'shape', 'the shape cannot be transformed or repai', NULL),
	(17, 'vf', 'this is no date of the format YYYY-MM-DD', '1.1.2024')$$, 'every reject with row, column, reason and text');
SELECT is((SELECT count(*) FROM sozialraum.area WHERE level = 'gemeinde'), 2::bigint, 'nothing was imported, not even the good row');
SELECT is((SELECT count(*) FROM sozialraum.import_areas('gemeinde', 'town.bad', 'key', 'name', 'shape', 'kr', valid_from_column => 'vf', max_rejects => 3)), 4::bigint, 'the list can be cut');
SELECT throws_ok($$SELECT * FROM sozialraum.import_areas('gemeinde', 'town.bad', 'key', 'name', 'shape', 'kr', valid_from_column => 'vf', on_reject => 'error')$$, '22000',
	'Nothing was imported: 16 cells were refused.', 'or it is an error');
CREATE FUNCTION detail(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE v text; m text;
BEGIN EXECUTE query; RETURN NULL;
EXCEPTION WHEN OTHERS THEN GET STACKED DIAGNOSTICS v = PG_EXCEPTION_DETAIL, m = PG_EXCEPTION_HINT; RETURN v || ' ' || m; END $$;
SELECT matches(detail($$SELECT * FROM sozialraum.import_areas('gemeinde', 'town.bad', 'key', 'name', 'shape', 'kr', on_reject => 'error')$$), '^Row and column: 2 key, 3 key, 4 shape', 'which names positions');
SELECT unalike(detail($$SELECT * FROM sozialraum.import_areas('gemeinde', 'town.bad', 'key', 'name', 'shape', 'kr', on_reject => 'error')$$), '%927620%', 'and no contents');
SELECT is((SELECT count(*) FROM pg_class WHERE relname LIKE 'sozialraum\_%' AND relpersistence = 't'), 0::bigint, 'no temporary table is left');
SELECT throws_ok($$SELECT * FROM sozialraum.import_areas('gemeinde', 'town.bad', 'kee')$$, '42703', NULL, 'an unknown column is an error');
SELECT matches(detail($$SELECT * FROM sozialraum.import_areas('gemeinde', 'town.bad', 'kee')$$), 'Relation town.bad, column kee.*key, name, kr, shape, vf', 'that lists the columns');

-- geometry as text, GeoJSON, WKB; coordinate system given
CREATE TABLE forms (key text, wkt text, wkb bytea, json jsonb);
INSERT INTO forms SELECT 'f' || i, ST_AsText(g), ST_AsBinary(g), ST_AsGeoJSON(ST_Transform(g, 4326), 15)::jsonb FROM generate_series(1, 3) AS i, LATERAL (SELECT box(710000 + 10 * i, 5400000, 10, 10) AS g OFFSET 0) AS x;
SELECT is(said($$SELECT * FROM sozialraum.import_areas('raum', 'town.forms', 'key', geometry => 'wkt', source_srid => 25832)$$), 'inserted=3', 'WKT, with the coordinate system as an argument; the key is the name');
SELECT is(said($$SELECT * FROM sozialraum.import_areas('raum', 'town.forms', 'key', geometry => 'wkb', source_srid => 25832)$$), 'unchanged=3', 'WKB is the same');
SELECT is(said($$SELECT * FROM sozialraum.import_areas('raum', 'town.forms', 'key', geometry => 'json')$$), 'updated=3', 'GeoJSON is in degrees');
SELECT ok((SELECT bool_and(abs(ST_Area(geom) - 100) < 1e-3) FROM sozialraum.area WHERE level = 'raum'), 'and lands where it belongs');
ALTER TABLE forms ADD utm json; UPDATE forms SET utm = ST_AsGeoJSON(wkt::geometry)::json;
SELECT is(said($$SELECT * FROM sozialraum.import_areas('raum', 'town.forms', 'key', geometry => 'utm', source_srid => 25832)$$), 'updated=3', 'unless it is said to be in metres');
SELECT is(said($$SELECT * FROM sozialraum.import_areas('raum', 'town.forms', 'key', geometry => 'wkt', source_srid => 25832)$$), 'unchanged=3', 'as offices write it');
UPDATE forms SET wkt = 'POLYGON((0 0, 1' WHERE key = 'f2';
SELECT is(said($$SELECT * FROM sozialraum.import_areas('raum', 'town.forms', 'key', geometry => 'wkt', source_srid => 25832)$$), 'refused=1 | 3:wkt:the shape is empty or no readable GeoJSON, WKT or WKB', 'unreadable text is refused');
DELETE FROM sozialraum.area WHERE level = 'raum';

-- parents by location
CREATE TABLE raum AS SELECT 'r' || x || y AS key, 'Raum' AS name, box(700000 + 1000 * x, 5400000 + 1000 * y, 1000, 1000) AS shape FROM generate_series(0, 1) AS x, generate_series(0, 1) AS y;
SELECT is(said($$SELECT * FROM sozialraum.import_areas('raum', 'town.raum', 'key', 'name', 'shape', parent_by => 'location')$$), 'inserted=4', 'two areas may have one name');
SELECT is((SELECT count(*) FROM sozialraum.area AS a JOIN sozialraum.area AS p ON p.id = a.parent_id WHERE a.level = 'raum' AND p.key = '092760130130'), 4::bigint, 'the parent is the one they lie in');
INSERT INTO raum VALUES ('r9', 'weit weg', box(1, 1, 5, 5));
SELECT is(said($$SELECT * FROM sozialraum.import_areas('raum', 'town.raum', 'key', 'name', 'shape', parent_by => 'location')$$), 'refused=1 | 5:shape:no parent lies here', 'where none lies there is none');
DELETE FROM raum WHERE key = 'r9';

-- reform: the municipality ends, its areas go on under another
SELECT throws_ok($$SELECT sozialraum.close_area('gemeinde', '092760130130', '2023-12-31')$$, '55000', NULL, 'a parent does not end before its children');
SELECT is(sozialraum.close_area('gemeinde', '092760130130', '2023-12-31', true), 5, 'with them it does');
SELECT is(sozialraum.define_area('gemeinde', '09276999', 'Neustadt', ST_AsBinary(box(700000, 5400000, 2000, 2000)), '09276', valid_from => '2024-01-01') IS NOT NULL, true, 'one area is entered by hand');
UPDATE raum SET shape = box(700000, 5401000, 900, 1000) WHERE key = 'r01';
SELECT is(said($$SELECT * FROM sozialraum.import_areas('raum', 'town.raum', 'key', 'name', 'shape', parent_by => 'location', valid_from => '2024-01-01')$$), 'inserted=4', 'the areas get new rows');
SELECT results_eq($$SELECT n.key::text COLLATE "default", n.territory_id = o.id FROM sozialraum.area AS n JOIN sozialraum.area AS o ON o.level = 'raum' AND o.key = n.key AND o.valid_to = '2023-12-31'
	WHERE n.level = 'raum' AND n.valid_from = '2024-01-01' ORDER BY 1$$, $$VALUES ('r00', true), ('r01', false), ('r10', true), ('r11', true)$$,
	'the same territory goes on, a changed one is its own');
SELECT is(said($$SELECT * FROM sozialraum.import_areas('raum', 'town.raum', 'key', 'name', 'shape', valid_from => '2023-07-01')$$), 'refused=4 | 1:key:an area with this key is valid from -infinity to 2023-12-31; close it first with close_area() | 2:key:an area with this key is valid from -infinity to 2023-12-31; close it first with close_area() | 3:key:an area with this key is valid from -infinity to 2023-12-31; close it first with close_area() | 4:key:an area with this key is valid from -infinity to 2023-12-31; close it first with close_area()',
	'validities of one key never overlap');
SELECT throws_ok($$SELECT * FROM sozialraum.import_areas('raum', 'town.raum', 'key', valid_from => '2025-01-01', valid_to => '2024-01-01')$$, '22023', NULL, 'and begin before they end');
CREATE TABLE back AS SELECT 'z1' AS key, '2024-05-01' AS vf, '2024-04-30' AS vt;
SELECT is(said($$SELECT * FROM sozialraum.import_areas('raum', 'town.back', 'key', valid_from_column => 'vf', valid_to_column => 'vt')$$), 'refused=1 | 1:vt:the validity ends before it begins', 'in columns as well');
-- a chain in one delivery, under a new key
CREATE TABLE chain AS SELECT * FROM (VALUES ('k1', date '2000-01-01', date '2009-12-31'), ('k2', '2010-01-01', '2019-12-31'), ('k3', '2020-01-01', NULL)) AS v (key, vf, vt), LATERAL (SELECT box(0, 0, 50, 50) AS shape OFFSET 0) AS s ORDER BY vf DESC;
SELECT is(said($$SELECT * FROM sozialraum.import_areas('raum', 'town.chain', 'key', 'key', 'shape', valid_from_column => 'vf', valid_to_column => 'vt')$$), 'inserted=3', 'validity by columns; an empty end is open');
SELECT is((SELECT count(DISTINCT territory_id) FROM sozialraum.area WHERE key IN ('k1', 'k2', 'k3')), 1::bigint, 'one territory under three keys');
SELECT is((SELECT territory_id FROM sozialraum.area WHERE key = 'k3'), (SELECT id FROM sozialraum.area WHERE key = 'k1'), 'called after the first');

-- the older row comes later: it joins the chain
CREATE TABLE older AS SELECT 'k0' AS key, box(0, 0, 50, 50) AS shape;
SELECT is(said($$SELECT * FROM sozialraum.import_areas('raum', 'town.older', 'key', 'key', 'shape', valid_from => '1990-01-01', valid_to => '1999-12-31')$$), 'inserted=1', 'history may come afterwards');
SELECT is((SELECT count(DISTINCT territory_id) FROM sozialraum.area WHERE key IN ('k0', 'k1')), 1::bigint, 'and joins the territory');

-- a foreign table
CREATE EXTENSION IF NOT EXISTS file_fdw;
CREATE SERVER csv FOREIGN DATA WRAPPER file_fdw;
CREATE FOREIGN TABLE csv (key text, name text) SERVER csv OPTIONS (program 'printf "key;name\n007;Bond\n008;\"Bill; Smart\"\n"', format 'csv', header 'true', delimiter ';');
SELECT is(said($$SELECT * FROM sozialraum.import_areas('raum', 'town.csv', 'key', 'name')$$), 'inserted=2', 'a file behind file_fdw');
SELECT is((SELECT string_agg(key || ' ' || name, ', ' ORDER BY key) FROM sozialraum.area WHERE key ~ '^00'), '007 Bond, 008 Bill; Smart', 'with its leading zeros');

-- built areas
CREATE TABLE built AS SELECT sozialraum.build_area('eigene', 'innen', 'Innenstadt', 'raum', '{r00,r10}', '2024-06-30') AS id;
SELECT is((SELECT format('%s %s', round(ST_Area(a.geom)), a.valid_from) FROM sozialraum.area AS a JOIN built USING (id)), '2000000 2024-01-01', 'the union of its parts, valid as long as they are');
SELECT is((SELECT count(*) FROM sozialraum.area_part), 2::bigint, 'which are kept');
SELECT sozialraum.build_area('eigene', 'innen', 'Innenstadt', 'raum', '{r00,r10,r11}', '2024-06-30');
SELECT is((SELECT count(*) || ' ' || count(DISTINCT area_id) FROM sozialraum.area_part), '3 1', 'built again it changes');
SELECT throws_ok($$SELECT sozialraum.build_area('eigene', 'x', 'X', 'raum', '{r00,r77}', '2024-06-30')$$, '42704', NULL, 'unknown parts are named');
SELECT throws_ok($$SELECT sozialraum.build_area('eigene', 'x', 'X', NULL, '{gemeinde/09276999,raum/r00}', '2024-06-30')$$, '22023', NULL, 'nothing is counted twice');
SELECT throws_ok($$SELECT sozialraum.build_area('raum', 'x', 'X', 'gemeinde', '{09276999}', '2024-06-30')$$, '22023', NULL, 'a built area is larger than its parts');

SELECT * FROM finish();
ROLLBACK;
