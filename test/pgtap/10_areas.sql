-- Levels and areas: hierarchies, validity, what is refused, built areas, territories.
BEGIN;
SELECT plan(34);
SET LOCAL client_min_messages = warning;
CREATE FUNCTION pg_temp.box(x float8, y float8, w float8 DEFAULT 1000, h float8 DEFAULT 1000) RETURNS bytea LANGUAGE sql IMMUTABLE
RETURN ST_AsBinary(ST_MakeEnvelope(500000 + x, 5600000 + y, 500000 + x + w, 5600000 + y + h));
CREATE FUNCTION pg_temp.id(level text, key text, day date DEFAULT '2023-12-31') RETURNS bigint LANGUAGE sql STABLE
RETURN (SELECT a.id FROM sozialraum.area AS a WHERE a.level = id.level AND a.key = id.key AND day BETWEEN a.valid_from AND a.valid_to);

-- ---------------------------------------------------------------- levels: several in one hierarchy, several hierarchies
SELECT sozialraum.define_level('sozialraum', 'Sozialraum', 10);
SELECT sozialraum.define_level('gemeinde', 'Gemeinde', 20);
SELECT sozialraum.define_level('kreis', 'Kreis', 30);
SELECT lives_ok($$SELECT sozialraum.define_level('bezirk', 'Schulbezirk', 20, 'schule')$$, 'another hierarchy may use the same rank');
SELECT throws_ok($$SELECT sozialraum.define_level('ort', 'Ort', 20)$$, '23505', NULL, 'two levels of one hierarchy cannot have one rank');
SELECT throws_ok($$SELECT sozialraum.define_level('Ort', 'Ort', 25)$$, '23514', NULL, 'a level code is lower case');
SELECT throws_ok($$SELECT sozialraum.define_area('quartier', '1', 'X')$$, '42704', NULL, 'an unknown level is refused');
SELECT sozialraum.define_level('eigene', 'Eigene Gebiete', 100, 'eigene');

SELECT sozialraum.define_area('kreis', '01', 'Kreis');
SELECT sozialraum.define_area('gemeinde', '011', 'Astadt', parent => '01');
SELECT sozialraum.define_area('gemeinde', '012', 'Bdorf', parent => '01');
SELECT sozialraum.define_area('sozialraum', '0111', 'Mitte', pg_temp.box(0, 0), '011');
SELECT sozialraum.define_area('sozialraum', '0112', 'Nord', pg_temp.box(0, 1000), '011');
SELECT sozialraum.define_area('sozialraum', '0121', 'Mitte', pg_temp.box(1000, 0), '012');
SELECT is((SELECT array_agg(p.key::text ORDER BY p.rank) FROM sozialraum.area AS a JOIN sozialraum.area AS g ON g.id = a.parent_id JOIN sozialraum.area AS p ON p.id IN (g.id, g.parent_id)
	WHERE a.id = pg_temp.id('sozialraum', '0112')), ARRAY['011', '01'], 'three levels hang together, by default on the next higher one');
SELECT is((SELECT count(*) FROM sozialraum.area WHERE name = 'Mitte'), 2::bigint, 'names need not be unique');
SELECT is((SELECT array_agg(key::text ORDER BY key) FROM sozialraum.area WHERE level = 'sozialraum'), ARRAY['0111', '0112', '0121'], 'keys keep leading zeros');
SELECT is(sozialraum.define_area('sozialraum', '0112', 'Nordstadt'), pg_temp.id('sozialraum', '0112'), 'entered again with the same validity: the same area');
SELECT results_eq($$SELECT name, parent_id = pg_temp.id('gemeinde', '011'), geom IS NOT NULL FROM sozialraum.area WHERE key = '0112'$$,
	$$VALUES ('Nordstadt', true, true)$$, 'which keeps its parent and its border');

-- ---------------------------------------------------------------- what is refused
SELECT throws_ok($$SELECT sozialraum.define_area('sozialraum', '0111', 'Mitte', valid_from => '2022-01-01', valid_to => '2022-12-31')$$, '23P01', NULL, 'one key twice at the same time is refused');
SELECT throws_ok($$INSERT INTO sozialraum.area (level, rank, key, name, valid_from) VALUES ('sozialraum', 10, '0111', 'X', '2023-01-01')$$, '23P01', NULL, 'by the table itself, too');
SELECT lives_ok($$SELECT sozialraum.define_area('kreis', '0111', 'gleicher Schlüssel')$$, 'the same key on another level is another area');
SELECT throws_ok($$UPDATE sozialraum.area SET parent_id = pg_temp.id('sozialraum', '0111'), parent_rank = 10, parent_valid_from = '-infinity', parent_valid_to = 'infinity'
	WHERE id = pg_temp.id('kreis', '01')$$, '23514', NULL, 'a cycle is refused: a parent has a higher rank');
SELECT throws_ok($$UPDATE sozialraum.area SET parent_id = id, parent_rank = rank, parent_valid_from = valid_from, parent_valid_to = valid_to
	WHERE id = pg_temp.id('kreis', '01')$$, '23514', NULL, 'no area is its own parent');
SELECT throws_ok($$UPDATE sozialraum.area SET parent_rank = 99 WHERE id = pg_temp.id('gemeinde', '011')$$, '23503', NULL, 'nor can the rank of the parent be made up');
SELECT throws_ok($$UPDATE sozialraum.area SET rank = 15 WHERE id = pg_temp.id('gemeinde', '011')$$, '23503', NULL, 'nor its own');
SELECT throws_ok($$UPDATE sozialraum.area SET parent_rank = NULL WHERE id = pg_temp.id('gemeinde', '011')$$, '23503', NULL, 'a parent is given with all its columns');
SELECT sozialraum.define_area('gemeinde', '013', 'Cdorf', parent => '01', valid_from => '2020-01-01', valid_to => '2021-12-31');
SELECT throws_ok($$SELECT sozialraum.define_area('sozialraum', '0131', 'X', parent => '013', valid_from => '2020-01-01')$$, '23503', NULL, 'a child that outlives its parent is refused');
SELECT throws_ok($$INSERT INTO sozialraum.area (level, rank, key, name, valid_from, parent_id, parent_rank, parent_valid_from, parent_valid_to)
	VALUES ('sozialraum', 10, '0131', 'X', '2020-01-01', pg_temp.id('gemeinde', '013', '2021-01-01'), 20, '2020-01-01', '2021-12-31')$$, '23514', NULL, 'by the table itself, too');
SELECT lives_ok($$SELECT sozialraum.define_area('sozialraum', '0131', 'X', parent => '013', valid_from => '2020-01-01', valid_to => '2021-12-31')$$, 'one that ends with it is not');
SELECT throws_ok($$SELECT sozialraum.define_area('sozialraum', '0132', 'X', valid_from => '2022-01-01', valid_to => '2021-12-31')$$, '23514', NULL, 'a validity that ends before it begins is refused');
SELECT throws_ok($$UPDATE sozialraum.area SET geom = ST_SetSRID(geom, 25833) WHERE key = '0111' AND geom IS NOT NULL$$, '23514', NULL, 'another coordinate system is refused');
SELECT throws_ok($$SELECT sozialraum.set_srid(25833)$$, '55000', NULL, 'and cannot be chosen any more');
SELECT throws_ok($$SELECT sozialraum.set_srid(4326)$$, '22023', NULL, 'degrees never');
SELECT throws_ok($$DELETE FROM sozialraum.area WHERE id = pg_temp.id('gemeinde', '011')$$, '23503', NULL, 'an area with children is not deleted');

-- ---------------------------------------------------------------- areas that planners build
SELECT isnt(sozialraum.build_area('eigene', 'mitte', 'Innenstadt', 'sozialraum', '{0111,0121}'), NULL, 'an area is built from two of different municipalities');
SELECT is((SELECT ST_Area(geom) FROM sozialraum.area WHERE key = 'mitte'), 2000000::float8, 'its territory is their union');
SELECT throws_ok($$SELECT sozialraum.build_area('eigene', 'x', 'X', 'sozialraum', '{0111,9999}')$$, '42704', NULL, 'an unknown part is refused');
SELECT throws_ok($$SELECT sozialraum.build_area('eigene', 'x', 'X', NULL, '{gemeinde/011,sozialraum/0111}')$$, '22023', NULL, 'nobody is counted twice: part of a part');
SELECT throws_ok($$SELECT sozialraum.build_area('sozialraum', 'x', 'X', 'gemeinde', '{011}')$$, '22023', NULL, 'a part is smaller than the whole');

-- ---------------------------------------------------------------- a merger: the territory goes on
SELECT throws_ok($$SELECT sozialraum.close_area('gemeinde', '012', '2022-12-31')$$, '55000', NULL, 'a municipality is not closed over the heads of its Sozialräume');
SELECT is(sozialraum.close_area('gemeinde', '012', '2022-12-31', with_children => true), 2, 'with them it is');
SELECT sozialraum.define_area('sozialraum', '0119', 'Bdorf', parent => '011', valid_from => '2023-01-01', continues => '0121');
SELECT is((SELECT array_agg(key::text ORDER BY valid_from) FROM sozialraum.area WHERE territory_id = pg_temp.id('sozialraum', '0121', '2022-01-01')),
	ARRAY['0121', '0119'], 'the successor under its new key continues the territory');
SELECT throws_ok($$SELECT sozialraum.define_area('sozialraum', '0118', 'X', valid_from => '2023-01-01', continues => '0112')$$, '23503', NULL, 'only an area that ended the day before is continued');

SELECT * FROM finish();
ROLLBACK;
