-- Figures move between the divisions before and after a reform: planted mergers and divisions whose results are computed by hand, then
-- Berlin's 448 planning areas of 2006 and 542 of 2021.
BEGIN;
SELECT no_plan();
SET client_min_messages = warning;
CREATE SCHEMA town;
DO $$ BEGIN EXECUTE format('SET search_path = town, public, %I', (SELECT n.nspname FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace WHERE e.extname = 'postgis')); END $$;
CREATE FUNCTION found(v text, d date DEFAULT '2019-12-31', old boolean DEFAULT false) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(format('%s=%s %s %s', a.key, COALESCE(round(o.value::numeric, 9)::float8::text, 'NULL'), o.status, o.source), ', ' ORDER BY a.key)
	FROM sozialraum.observation AS o JOIN sozialraum.area AS a ON a.id = o.area_id WHERE o.variable = v AND o.reference_date = d AND a.level <> 'stadt' AND (old OR d NOT BETWEEN a.valid_from AND a.valid_to) $$;
CREATE FUNCTION said(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE v text;
BEGIN
	EXECUTE format($q$SELECT string_agg(CASE WHEN r.outcome IN ('missing', 'refused') AND r.reason IS NOT NULL THEN concat_ws(' ', r.outcome, r.variable, r.reference_date, r.area_key) || ': ' || r.reason
		ELSE concat_ws(' ', r.outcome, r.method) || '=' || r.count END, ' | ') FROM (%s) AS r WHERE r.count IS DISTINCT FROM 0$q$, query) INTO v;
	RETURN v;
END $$;
CREATE FUNCTION detail(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE v text; m text;
BEGIN EXECUTE query; RETURN NULL;
EXCEPTION WHEN OTHERS THEN GET STACKED DIAGNOSTICS m = MESSAGE_TEXT, v = PG_EXCEPTION_DETAIL; RETURN concat_ws(' ', m, v); END $$;
CREATE FUNCTION box(x1 float8, x2 float8, y1 float8 DEFAULT 0, y2 float8 DEFAULT 100) RETURNS bytea LANGUAGE sql AS $$ SELECT ST_AsEWKB(ST_MakeEnvelope(690000 + x1, 5640000 + y1, 690000 + x2, 5640000 + y2, 25833)) $$;
CREATE FUNCTION put(key text, variable text, value float8, status text DEFAULT NULL, day date DEFAULT '2019-12-31', level text DEFAULT 'gem') RETURNS void LANGUAGE sql AS $$
	SELECT sozialraum.set_observation(level, key, variable, day, value, status, 'amt') $$;

SELECT sozialraum.set_srid(25833);

-- before: six squares in a row. After: 1 and 2 are one, 3 is cut at three quarters and its rest goes to 4, 5 stays, 6 gets another key
SELECT sozialraum.define_level('block', 'Block', 1), sozialraum.define_level('gem', 'Gemeinde', 2), sozialraum.define_level('kreis', 'Kreis', 3);
SELECT sozialraum.define_area('kreis', 'K', 'Kreis');
SELECT sozialraum.define_area('gem', 'O' || n, 'Alt ' || n, box((n - 1) * 100, n * 100), parent => 'K', valid_to => CASE WHEN n = 5 THEN 'infinity' ELSE '2020-12-31' END::date) FROM generate_series(1, 6) AS n;
SELECT sozialraum.define_area('gem', 'N1', 'Neu 1', box(0, 200), parent => 'K', valid_from => '2021-01-01'), sozialraum.define_area('gem', 'N3', 'Neu 3', box(200, 275), parent => 'K', valid_from => '2021-01-01'),
	sozialraum.define_area('gem', 'N4', 'Neu 4', box(275, 400), parent => 'K', valid_from => '2021-01-01'), sozialraum.define_area('gem', 'N6', 'Neu 6', box(500, 600), parent => 'K', valid_from => '2021-01-01', continues => 'O6');
SELECT sozialraum.define_variable('bev', 'Einwohner'), sozialraum.define_variable('alo', 'Arbeitslose'), sozialraum.define_variable('alter', 'Medianalter', aggregation => 'none'), sozialraum.define_variable('whg', 'Wohnungen');
INSERT INTO sozialraum.source (code, name, name_en, min_count, rounding_base) VALUES ('amt', 'Amt für Statistik', 'Office', 5, 3);
SELECT put('O' || n, 'bev', v) FROM (VALUES (1, 10), (2, 20.5), (3, 100), (4, 7), (5, 3), (6, 4)) AS x (n, v);

-- ---------------------------------------------------------------- whole areas
SELECT results_eq($$SELECT old_area_key, new_area_key, share_of_old, method, reason FROM sozialraum.transfer_shares('gem', '2020-12-31', '2021-01-01')$$,
	$$VALUES ('O1', 'N1', 1::float8, 'exact', NULL), ('O2', 'N1', 1, 'exact', NULL), ('O3', 'N3', NULL, NULL, 'old area O3 was divided; shares of surface are not allowed'),
		('O3', 'N4', NULL, NULL, 'old area O3 was divided; shares of surface are not allowed'), ('O4', 'N4', 1, 'exact', NULL), ('O5', 'O5', 1, 'same', NULL), ('O6', 'N6', 1, 'same', NULL)$$,
	'what is known without any table: whole areas by their surface, the same territory, and what was divided is not');
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01')$$),
	'inserted=1 | missing=2 | figures exact=1 | missing bev 2019-12-31 N3: old area O3 was divided; shares of surface are not allowed | missing bev 2019-12-31 N4: old area O3 was divided; shares of surface are not allowed',
	'the merger is moved, the divided area is not guessed');
SELECT is(found('bev'), 'N1=30.5 final amt:exact', 'an exact sum with its status, not an estimate');
SELECT results_eq($$SELECT name, name_en, min_count, rounding_base, delivery FROM sozialraum.source WHERE code = 'amt:exact'$$,
	$$VALUES ('Amt für Statistik, auf neue Gebiete übertragen (ganze Gebiete)', 'Office, moved to new areas (whole areas)', 5, 3, 'transfer_observations()')$$, 'its source says how it is known and keeps the disclosure rules');
SELECT results_eq($$SELECT source, relation, inserted FROM sozialraum.delivery$$, $$VALUES ('amt:exact' COLLATE "C", 'transfer_observations(gem, 2020-12-31, 2021-01-01)', 1::bigint)$$, 'the delivery is noted');
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', max_report => 0)$$), 'unchanged=1 | missing=2 | figures exact=1', 'the same again is a no-op');
SELECT is((SELECT count(*) FROM sozialraum.delivery), 1::bigint, 'and no delivery');

-- it is read like any figure: the new area has a past, and the whole is not counted twice
SELECT put('N' || n, 'bev', v, day => '2021-12-31') FROM (VALUES (1, 33), (3, 70), (4, 40), (6, 5)) AS x (n, v); SELECT put('O5', 'bev', 4, day => '2021-12-31');
INSERT INTO sozialraum.dimension (code, name) VALUES ('A', 'A');
SELECT sozialraum.define_indicator('BEV', 'A', 'Einwohner', 'bev', per => 1, method => 'value');
SELECT results_eq($$SELECT area_key, earlier_value, value, change FROM sozialraum.indicator_change('gem', '2021-12-31', '2019-12-31', '{BEV}')$$,
	$$VALUES ('N1', 30.5::float8, 33::float8, 2.5::float8), ('N3', NULL, 70, NULL), ('N4', NULL, 40, NULL), ('N6', 4, 5, 1), ('O5', 3, 4, 1)$$, 'a change across the reform; the renamed one needs no transfer');
SELECT results_eq($$SELECT value FROM sozialraum.indicator_value('kreis', '2019-12-31', '{BEV}')$$, $$VALUES (144.5::float8)$$, 'the district is the sum of the old areas');

-- ---------------------------------------------------------------- surface, last and only when allowed
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', '{bev}', '{2019-12-31}', by_area => true)$$), 'inserted=2 | unchanged=1 | figures exact=1 | figures area=2', 'by surface');
SELECT is(found('bev'), 'N1=30.5 final amt:exact, N3=75 estimated amt:area, N4=32 estimated amt:area', 'three quarters of 100, and a quarter and 7: estimated, and said how');
SELECT is((SELECT status FROM sozialraum.indicator_value('gem', '2021-12-31', '{BEV}') WHERE area_key = 'N3') || ' ' || (SELECT v.status[1] FROM sozialraum._indicator_vectors(ARRAY(SELECT id FROM sozialraum.area WHERE key = 'N3'), '{BEV}', '2019-12-31') AS v), 'final estimated', 'the status reaches the values');

-- ---------------------------------------------------------------- weights: points
CREATE TABLE house AS SELECT ST_SetSRID(ST_MakePoint(690000 + x, 5640050), 25833) AS geom, w FROM (VALUES (210, 1.0), (280, 2), (290, 3), (295, 4), (350, 100), (50, 7)) AS v (x, w);
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', weights => 'town.house', by_area => true)$$), 'updated=2 | unchanged=1 | figures exact=1 | figures weight=2', 'points go before surface');
SELECT is(found('bev'), 'N1=30.5 final amt:exact, N3=25 estimated amt:weight, N4=82 estimated amt:weight', 'one of four houses of the divided area');
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', weights => 'town.house', weight => 'w')$$), 'updated=2 | unchanged=1 | figures exact=1 | figures weight=2', 'weighted points');
SELECT is(found('bev'), 'N1=30.5 final amt:exact, N3=10 estimated amt:weight, N4=97 estimated amt:weight', '1 of 10');
CREATE VIEW house_degrees AS SELECT ST_SetSRID(ST_Transform(geom, 4326), 0) AS shape, w FROM house;
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', weights => 'town.house_degrees', weight_geometry => 'shape', weight => 'w', source_srid => 4326)$$), 'unchanged=3 | figures exact=1 | figures weight=2', 'in another coordinate system');
SELECT throws_ok($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', weights => 'town.house_degrees', weight_geometry => 'shape')$$, '22000', NULL, 'which must be known');
-- weights: smaller areas
SELECT sozialraum.define_area('block', 'B' || n, 'B', box(a, b)) FROM (VALUES (1, 200, 250), (2, 250, 275), (3, 275, 300), (4, 300, 400), (5, 0, 200)) AS v (n, a, b);
SELECT put('B' || n, 'whg', v, day => '2018-05-09', level => 'block') FROM (VALUES (1, 30), (2, 30), (3, 40), (4, 1000), (5, 0)) AS x (n, v);
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', '{bev}', weight_level => 'block', weight_variable => 'whg', weight_date => '2018-05-09')$$), 'updated=2 | unchanged=1 | figures exact=1 | figures weight=2', 'figures of smaller areas as weights');
SELECT is(found('bev'), 'N1=30.5 final amt:exact, N3=60 estimated amt:weight, N4=47 estimated amt:weight', '60 of 100 dwellings');
SELECT throws_ok($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', '{bev}', weight_level => 'block', weight_variable => 'whg', weight_date => '2019-05-09')$$, '22000', NULL, 'a missing weight is no zero');
SELECT throws_ok($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', '{bev}', weight_level => 'block', weight_variable => 'alter', weight_date => '2018-05-09')$$, '42704', NULL, 'a median is no weight');
SELECT throws_ok($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', '{bev}', weights => 'town.house', weight_level => 'block', weight_variable => 'whg')$$, '22023', NULL, 'two kinds of weights');
CREATE VIEW house_bad AS SELECT geom, -w AS w, NULL::float8 AS nothing FROM house;
SELECT throws_ok($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', '{bev}', weights => 'town.house_bad', weight => 'w')$$, '22000', 'Weights must be numbers that are not negative.', 'negative weights');
SELECT throws_ok($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', '{bev}', weights => 'town.house_bad', weight => 'nothing')$$, '22000', 'Weights must be numbers that are not negative.', 'missing weights');
-- no weight in the divided area: surface if it may be, else nothing
CREATE VIEW house_elsewhere AS SELECT * FROM house WHERE w >= 7;
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', '{bev}', weights => 'town.house_elsewhere', by_area => true)$$), 'updated=2 | unchanged=1 | figures exact=1 | figures area=2', 'an area without weights falls to its surface');
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', '{bev}', weights => 'town.house_elsewhere')$$),
	'unchanged=1 | removed=2 | missing=2 | figures exact=1 | missing bev 2019-12-31 N3: old area O3 was divided, and it has no usable weights; shares of surface are not allowed | missing bev 2019-12-31 N4: old area O3 was divided, and it has no usable weights; shares of surface are not allowed',
	'or is missing, and what was estimated before is taken back');
SELECT is(found('bev'), 'N1=30.5 final amt:exact', 'it is gone');

-- ---------------------------------------------------------------- key tables, first
CREATE TABLE keys (old_key text, new_key text, share numeric);
INSERT INTO keys VALUES ('O1', 'N1', 1), ('O2', ' N1 ', 1), ('O3', 'N3', 0.8), ('O3', 'N4', 0.2), ('O4', 'N4', 1), ('O6', 'N6', 1), ('Elsewhere', 'Nowhere', 0.3);
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', key_table => 'town.keys', share => 'share', weights => 'town.house', by_area => true)$$), 'inserted=2 | unchanged=1 | figures exact=1 | figures key=2', 'the key table goes before weights and surface; other towns in it do not matter');
SELECT is(found('bev'), 'N1=30.5 final amt:exact, N3=80 estimated amt:key, N4=27 estimated amt:key', 'its shares');
-- without shares: only the listed areas are possible
CREATE TABLE pairs (alt text, neu text); INSERT INTO pairs VALUES ('O3', 'N3'), ('O3', 'N4'), ('O1', 'N1'), ('O2', 'N1'), ('O4', 'N4');
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', key_table => 'town.pairs', old_key => 'alt', new_key => 'neu')$$),
	'unchanged=1 | removed=2 | missing=2 | figures exact=1 | missing bev 2019-12-31 N3: the key table has no shares for old area O3; shares of surface are not allowed | missing bev 2019-12-31 N4: the key table has no shares for old area O3; shares of surface are not allowed', 'a division without shares stays unknown');
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', key_table => 'town.pairs', old_key => 'alt', new_key => 'neu', weights => 'town.house')$$), 'inserted=2 | unchanged=1 | figures exact=1 | figures weight=2', 'unless weights divide it');
SELECT is(found('bev'), 'N1=30.5 final amt:exact, N3=25 estimated amt:weight, N4=82 estimated amt:weight', 'as above');
-- a part leaves
UPDATE keys SET share = 0.7 WHERE new_key = 'N3'; INSERT INTO keys VALUES ('O3', NULL, 0.1);
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', key_table => 'town.keys', share => 'share')$$), 'updated=2 | unchanged=1 | figures exact=1 | figures key=2', 'a part that leaves the territory');
SELECT is(found('bev'), 'N1=30.5 final amt:exact, N3=70 estimated amt:key, N4=27 estimated amt:key', 'is in none of the new areas');
-- rounded shares are scaled, so that the total stays
UPDATE keys SET share = 0.333 WHERE old_key = 'O3' AND new_key IS NOT NULL; UPDATE keys SET share = 0.334, new_key = 'N1' WHERE new_key IS NULL; UPDATE keys SET share = 0.329 WHERE new_key = 'N1' AND old_key = 'O3';
SELECT lives_ok($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', key_table => 'town.keys', share => 'share')$$, 'shares that sum to 0.995');
SELECT cmp_ok(abs((SELECT sum(value) FROM sozialraum.observation WHERE variable = 'bev' AND source ~ ':') - 137.5), '<', 1e-9::float8, 'the total stays');
SELECT matches(found('bev'), '^N1=63.56\d+ estimated amt:key, ', 'a merger with a part of another area is an estimate');
-- what a key table cannot say
CREATE TABLE bad_keys (old_key text, new_key text, share float8);
CREATE FUNCTION refuse(VARIADIC rows text[]) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM bad_keys;
	INSERT INTO bad_keys SELECT NULLIF(split_part(r, '>', 1), '-'), NULLIF(split_part(split_part(r, '>', 2), ':', 1), '-'), NULLIF(split_part(r, ':', 2), '')::float8 FROM unnest(rows) WITH ORDINALITY AS u (r, n) ORDER BY n;
	RETURN detail($q$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', key_table => 'town.bad_keys', share => 'share')$q$);
END $$;
SELECT is(refuse('O1>N1:1', 'O3>N3:0.5', 'O3>N4:0.48'), 'The key table cannot be taken. Relation town.bad_keys, row 2: the shares of this old key do not sum to 1.', 'shares that do not sum to 1');
SELECT is(refuse('O1>N1:1', 'O3>N9:1'), 'The key table cannot be taken. Relation town.bad_keys, row 2: no area with the new key is valid on the new date.', 'an unknown new key');
SELECT is(refuse('O3>N3:0.5', 'O3>N4'), 'The key table cannot be taken. Relation town.bad_keys, row 2: some shares of this old key are missing.', 'a missing share');
SELECT is(refuse('O3>N3:0.5', 'O3>N3:0.5'), 'The key table cannot be taken. Relation town.bad_keys, row 1: the same old and new key come twice.', 'twice the same');
SELECT is(refuse('O3>N3:1.5', 'O3>N4:-0.5'), 'The key table cannot be taken. Relation town.bad_keys, row 1: the share does not lie between 0 and 1.', 'no share');
SELECT is(refuse('O3>N3:NaN'), 'The key table cannot be taken. Relation town.bad_keys, row 1: the share does not lie between 0 and 1.', 'NaN');
SELECT is(refuse('->N3:1'), 'The key table cannot be taken. Relation town.bad_keys, row 1: the old key is empty.', 'an empty old key');
SELECT is(refuse('X>Y:1'), 'The key table has no row for any area of the level. Relation town.bad_keys, level gem, date 2020-12-31.', 'nothing of ours in it');
SELECT is(refuse('O5>N1:0.5', 'O5>O5:0.5'), 'The key table contradicts the areas. It moves something from O5 to N1, but the territory of one of them is said to be the same before and after.', 'a part of an unchanged territory');
SELECT is(refuse('O3>N3:0.5', 'O3>O5:0.5'), 'The key table contradicts the areas. It moves something from O3 to O5, but the territory of one of them is said to be the same before and after.', 'a part that an unchanged territory would gain');
SELECT matches(found('bev'), '^N1=63.56\d+ estimated amt:key, ', 'nothing of this changed anything');
SELECT sozialraum.define_level('stadt', 'Stadt', 9, 'staedte'), sozialraum.define_area('stadt', '09276111', 'Alt', valid_to => '2020-12-31'), sozialraum.define_area('stadt', '09276113', 'Auch alt', valid_to => '2020-12-31'), sozialraum.define_area('stadt', '09276999', 'Neu', valid_from => '2021-01-01');
SELECT put('09276111', 'bev', 1, level => 'stadt'), put('09276113', 'bev', 2, level => 'stadt');
SELECT throws_ok($$SELECT * FROM sozialraum.transfer_observations('stadt', '2020-12-31', '2021-01-01', '{bev}')$$, '22000', NULL, 'areas without borders need a key table');
CREATE TABLE official (ags text, ags_neu text); INSERT INTO official VALUES ('9276111', '09276999');
SELECT is(detail($$SELECT * FROM sozialraum.transfer_observations('stadt', '2020-12-31', '2021-01-01', '{bev}', key_table => 'town.official', old_key => 'ags', new_key => 'ags_neu')$$), 'The key table cannot be taken. Relation town.official, row 1: unknown old key (leading zero lost?).', 'a lost zero is not guessed');
UPDATE official SET ags = '092760000111'; INSERT INTO official VALUES ('09276113', '09276999');
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('stadt', '2020-12-31', '2021-01-01', '{bev}', key_table => 'town.official', old_key => 'ags', new_key => 'ags_neu')$$), 'inserted=1 | figures exact=1', 'a merger by official keys alone, in both their lengths');
SELECT is((SELECT o.value FROM sozialraum.observation AS o JOIN sozialraum.area AS a ON a.id = o.area_id WHERE a.key = '09276999'), 3::float8, 'is exact');

-- ---------------------------------------------------------------- marks and missing figures
SELECT put('O1', 'bev', 10, 'preliminary'), put('O3', 'bev', 100, 'uncertain');
SELECT said($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', '{bev}', by_area => true)$$);
SELECT is(found('bev'), 'N1=30.5 preliminary amt:exact, N3=75 uncertain amt:area, N4=32 uncertain amt:area', 'the most severe status, at least estimated where something is');
SELECT put('O1', 'bev', NULL, 'secret');
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', '{bev}', by_area => true)$$), 'updated=1 | unchanged=2 | missing=1 | figures area=2 | missing bev 2019-12-31 N1: old area O1: geheim gehalten: bev, 31.12.2019', 'a secret part');
SELECT matches(found('bev'), '^N1=NULL secret amt:exact', 'makes the sum secret, never a smaller number');
DELETE FROM sozialraum.observation AS o USING sozialraum.area AS a WHERE a.id = o.area_id AND a.key = 'O1' AND o.variable = 'bev';
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', '{bev}', by_area => true)$$), 'unchanged=2 | removed=1 | missing=1 | figures area=2 | missing bev 2019-12-31 N1: old area O1: nicht geliefert: bev, 31.12.2019', 'a part that was not delivered');
SELECT unalike(found('bev'), '%N1%', 'leaves nothing behind');
SELECT put('O1', 'bev', 0);
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', '{bev}', '{2019-12-31,2018-12-31}', by_area => true, max_report => 1)$$), 'inserted=1 | unchanged=2 | missing=3 | figures exact=1 | figures area=2 | missing bev 2018-12-31 N1: old area O1: nicht geliefert: bev, 31.12.2018', 'a zero is a figure; days without any are missing when asked for by name');
SELECT matches(found('bev'), '^N1=20.5 final amt:exact', '0 + 20.5');

-- ---------------------------------------------------------------- what does not add up
SELECT put('O1', 'alter', 40), put('O2', 'alter', 50);
SELECT throws_ok($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', '{bev,alter}')$$, '22023', 'Figures that do not add up cannot be transferred.', 'a median is refused');
SELECT matches(said($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', by_area => true)$$), 'refused alter: does not add up', 'and left out of all');
SELECT is(found('alter'), NULL, 'nothing of it is moved');
SELECT throws_ok($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', '{nix}')$$, '42704', 'There is no such variable.', 'unknown variable');

-- ---------------------------------------------------------------- delivered goes before computed; sums and cells
INSERT INTO sozialraum.observation (variable, reference_date, area_id, value, status, source) SELECT 'alo', '2019-12-31', id, 9, 'final', 'amt' FROM sozialraum.area WHERE key = 'N1';
SELECT put('O' || n, 'alo', n) FROM generate_series(1, 4) AS n;
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', '{alo}', by_area => true)$$), 'inserted=2 | kept=1 | figures area=2', 'a figure that the office computed for the new area stays');
SELECT results_eq($$SELECT variable, reference_date, area_key, reason FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', '{alo}', by_area => true) WHERE outcome = 'kept' AND count IS NULL$$,
	$$VALUES ('alo', date '2019-12-31', 'N1', 'a delivered figure stands there')$$, 'and is named');
SELECT is(found('alo'), 'N1=9 final amt, N3=2.25 estimated amt:area, N4=4.75 estimated amt:area', 'with its source');
SELECT sozialraum.define_variable_family('kind', 'Kinder', '{0,3,6}', by_sex => false, last_age => 9);
SELECT put('O' || n, c, n) FROM generate_series(1, 4) AS n, unnest('{kind_0_2,kind_3_5,kind_6_9}'::text[]) AS c;
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', '{kind_0_2,kind_3_5,kind_6_9,kind_0_5}', by_area => true)$$), 'inserted=12 | figures exact=4 | figures area=8', 'cells, and a group that is summed from them');
SELECT is(found('kind_0_5'), 'N1=6 final amt:exact, N3=4.5 estimated amt:area, N4=9.5 estimated amt:area', '2 × 3, 2 × 2.25, 2 × 4.75');
SELECT is(found('kind_0_2'), 'N1=3 final amt:exact, N3=2.25 estimated amt:area, N4=4.75 estimated amt:area', 'and its cells');
-- an old area whose figure is the sum of its parts
SELECT sozialraum.define_level('viertel', 'Viertel', 21, 'v'), sozialraum.define_level('ort', 'Ort', 22, 'v');
SELECT sozialraum.define_area('ort', 'alt', 'Alt', valid_to => '2020-12-31'), sozialraum.define_area('ort', 'neu', 'Neu', valid_from => '2021-01-01');
SELECT sozialraum.define_area('viertel', k, k, parent => 'alt', valid_to => '2020-12-31') FROM unnest('{v1,v2}'::text[]) AS k;
SELECT put('v1', 'bev', 1, level => 'viertel'), put('v2', 'bev', 2, level => 'viertel');
CREATE TABLE renamed AS SELECT 'alt' AS old_key, 'neu' AS new_key;
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('ort', '2020-12-31', '2021-01-01', '{bev}', '{2019-12-31}', key_table => 'town.renamed')$$), 'inserted=1 | figures exact=1', 'an old figure that was summed from parts');
SELECT is((SELECT format('%s %s %s', o.value, o.status, o.source) FROM sozialraum.observation AS o JOIN sozialraum.area AS a ON a.id = o.area_id WHERE a.key = 'neu'), '3 final amt:exact', 'is moved like a delivered one');

-- ---------------------------------------------------------------- the other way, and over two reforms
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('gem', '2021-01-01', '2020-12-31', '{bev}', '{2021-12-31}', by_area => true)$$), 'inserted=4 | figures area=4', 'back to the old areas');
SELECT is(found('bev', '2021-12-31'), 'O1=16.5 estimated amt:area, O2=16.5 estimated amt:area, O3=78 estimated amt:area, O4=32 estimated amt:area', 'halves of 33; 70 and a fifth of 40; four fifths of 40');
SELECT is((SELECT sum(o.value) FROM sozialraum.observation AS o JOIN sozialraum.area AS a ON a.id = o.area_id WHERE o.variable = 'bev' AND o.reference_date = '2021-12-31' AND a.key ~ '^O[1-4]'), 143::float8, 'the total is that of the new areas');
SELECT sozialraum.close_area('gem', 'N3', '2022-12-31'), sozialraum.close_area('gem', 'N4', '2022-12-31');
SELECT sozialraum.define_area('gem', 'M', 'Noch neuer', box(200, 400), parent => 'K', valid_from => '2023-01-01');
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('gem', '2022-12-31', '2023-01-01', '{alo}', '{2019-12-31}')$$), 'inserted=1 | figures area=1', 'a second reform takes what the first one moved');
SELECT is((SELECT format('%s %s %s', o.value, o.status, o.source) FROM sozialraum.observation AS o JOIN sozialraum.area AS a ON a.id = o.area_id WHERE a.key = 'M'), '7 estimated amt:area', 'an exact sum of estimates is an estimate, of the coarser kind');

-- a territory with several rows in time: the figure of a day before them lies with the first
SELECT sozialraum.close_area('gem', 'N1', '2023-12-31'); SELECT sozialraum.define_area('gem', 'N1neu', 'Neu 1', box(0, 200), parent => 'K', valid_from => '2024-01-01', continues => 'N1');
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2024-06-30', '{kind_0_2}', max_report => 0)$$), 'inserted=1 | unchanged=1 | figures exact=2', 'of a later row of the territory it is the same figure');

-- ---------------------------------------------------------------- borders that do not fit
SELECT sozialraum.define_level('rand', 'Rand', 31, 'r');
SELECT sozialraum.define_area('rand', 'R1', 'R1', box(0, 100), valid_to => '2020-12-31'), sozialraum.define_area('rand', 'R2', 'R2', box(100, 200), valid_to => '2020-12-31'),
	sozialraum.define_area('rand', 'S1', 'S1', box(0, 150), valid_from => '2021-01-01'), sozialraum.define_area('rand', 'S2', 'S2', box(150, 199.5), valid_from => '2021-01-01'), sozialraum.define_area('rand', 'S3', 'S3', box(300, 400), valid_from => '2021-01-01');
SELECT put('R1', 'bev', 10, level => 'rand'), put('R2', 'bev', 20, level => 'rand');
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('rand', '2020-12-31', '2021-01-01', '{bev}', by_area => true)$$), 'inserted=2 | missing=1 | figures area=2 | missing bev 2019-12-31 S3: no old area became this one', 'half a per cent that lies nowhere is the drawing');
SELECT cmp_ok(abs((SELECT sum(o.value) FROM sozialraum.observation AS o JOIN sozialraum.area AS a ON a.id = o.area_id WHERE o.variable = 'bev' AND a.key ~ '^S[12]') - 30), '<', 1e-9::float8, 'the total stays');
UPDATE sozialraum.area SET geom = ST_Multi(ST_MakeEnvelope(690150, 5640000, 690190, 5640100, 25833)) WHERE key = 'S2';
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('rand', '2020-12-31', '2021-01-01', '{bev}', by_area => true)$$), 'removed=2 | missing=3 | missing bev 2019-12-31 S1: a part of old area R2 lies in no new one | missing bev 2019-12-31 S2: a part of old area R2 lies in no new one | missing bev 2019-12-31 S3: no old area became this one', 'ten per cent are not');
UPDATE sozialraum.area SET geom = ST_Multi(ST_MakeEnvelope(690150, 5640000, 690300, 5640100, 25833)) WHERE key = 'S2';
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('rand', '2020-12-31', '2021-01-01', '{bev}', by_area => true)$$), 'inserted=1 | missing=2 | figures area=1 | missing bev 2019-12-31 S2: only 33.3 per cent of its surface lay in old areas | missing bev 2019-12-31 S3: no old area became this one', 'who lived in what was gained from outside is not known');
-- new areas that overlap: nobody is counted twice
UPDATE sozialraum.area SET geom = ST_Multi(ST_MakeEnvelope(690050, 5640000, 690200, 5640100, 25833)) WHERE key = 'S2'; UPDATE sozialraum.area SET geom = ST_Multi(ST_MakeEnvelope(690000, 5640000, 690150, 5640100, 25833)) WHERE key = 'S1';
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('rand', '2020-12-31', '2021-01-01', '{bev}', by_area => true)$$), 'removed=1 | missing=3 | missing bev 2019-12-31 S1: old area R1 lies in new ones that overlap | missing bev 2019-12-31 S2: old area R1 lies in new ones that overlap | missing bev 2019-12-31 S3: no old area became this one', 'new areas that overlap');
SELECT throws_ok($$SELECT * FROM sozialraum.transfer_observations('rand', '2020-12-31', '2021-01-01', '{bev}', weights => 'town.house')$$, '22023', NULL, 'nor can points be placed in them');

-- slivers
UPDATE sozialraum.area SET geom = ST_Multi(ST_MakeEnvelope(690100.2, 5640000, 690200, 5640100, 25833)) WHERE key = 'S2'; UPDATE sozialraum.area SET geom = ST_Multi(ST_MakeEnvelope(690000, 5640000, 690100.2, 5640100, 25833)) WHERE key = 'S1';
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('rand', '2020-12-31', '2021-01-01', '{bev}', tolerance => 0.01, max_report => 0)$$), 'inserted=2 | missing=1 | figures exact=2', 'slivers below the tolerance do not make an estimate of a whole area');
SELECT is((SELECT string_agg(format('%s=%s %s', a.key, o.value, o.status), ', ' ORDER BY a.key) FROM sozialraum.observation AS o JOIN sozialraum.area AS a ON a.id = o.area_id WHERE o.variable = 'bev' AND a.key ~ '^S'), 'S1=10 final, S2=20 final', 'nor move anybody');

-- ---------------------------------------------------------------- territories with several rows in time
CREATE FUNCTION at(l text, v text, d date) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(format('%s=%s %s %s', a.key, COALESCE(round(o.value::numeric, 9)::float8::text, 'NULL'), o.status, o.source), ', ' ORDER BY a.key, a.valid_from)
	FROM sozialraum.observation AS o JOIN sozialraum.area AS a ON a.id = o.area_id WHERE o.variable = v AND o.reference_date = d AND a.level = l $$;
SELECT sozialraum.define_level('kette', 'Kette', 51, 'k'), sozialraum.define_level('kreiskette', 'Kreis', 52, 'k'), sozialraum.define_area('kreiskette', 'KK', 'KK');
SELECT sozialraum.define_area('kette', k, k, box(x, x + 100), parent => 'KK', valid_to => '2020-12-31') FROM (VALUES ('A', 0), ('B', 100)) AS v (k, x);
SELECT sozialraum.define_area('kette', 'AB', 'AB', box(0, 200), parent => 'KK', valid_from => '2021-01-01', valid_to => '2022-12-31');
SELECT sozialraum.define_area('kette', 'ABneu', 'ABneu', box(0, 200), parent => 'KK', valid_from => '2023-01-01', continues => 'AB');
SELECT put('A', 'bev', 10, level => 'kette'), put('B', 'bev', 20, level => 'kette'), put('AB', 'bev', 35, day => '2021-12-31', level => 'kette'), put('ABneu', 'bev', 40, day => '2023-12-31', level => 'kette');
CREATE TABLE chain AS SELECT old_key, 'ABneu' AS new_key FROM unnest('{A,B}'::text[]) AS old_key;
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('kette', '2020-12-31', '2023-12-31', key_table => 'town.chain')$$), 'inserted=1 | figures exact=1', 'to the second row of a territory');
SELECT results_eq($$SELECT area_key, earlier_value, value, change FROM sozialraum.indicator_change('kette', '2023-12-31', '2019-12-31', '{BEV}')$$, $$VALUES ('ABneu', 30::float8, 40::float8, 10::float8)$$, 'whose change to a day before its first row has a value');
SELECT results_eq($$SELECT earlier_value, value FROM sozialraum.indicator_change('kreiskette', '2023-12-31', '2019-12-31', '{BEV}')$$, $$VALUES (30::float8, 40::float8)$$, 'and nobody is counted twice in the whole');
SELECT is_empty($$SELECT c.* FROM sozialraum.check_observations() AS c JOIN sozialraum.area AS a ON a.id = c.area_id WHERE a.level = 'kette'$$, 'moved figures are no fault of the data');
-- the old figures were withdrawn: what was moved goes, without being asked for by name
DELETE FROM sozialraum.observation AS o USING sozialraum.area AS a WHERE a.id = o.area_id AND a.level = 'kette' AND a.key IN ('A', 'B');
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('kette', '2020-12-31', '2023-12-31', key_table => 'town.chain')$$), 'removed=1 | missing=1 | missing bev 2019-12-31 ABneu: old area A: nicht geliefert: bev, 31.12.2019', 'figures whose origin was withdrawn are taken back');
SELECT is(at('kette', 'bev', '2019-12-31'), NULL, 'nothing stays behind');
-- merged, and parted again: on a day between its two rows a territory has its figure as well
SELECT sozialraum.define_level('pause', 'Pause', 53, 'p');
SELECT sozialraum.define_area('pause', k, k, box(x, x + 100), valid_to => '2018-12-31') FROM (VALUES ('A', 0), ('B', 100)) AS v (k, x);
SELECT sozialraum.define_area('pause', 'AB', 'AB', box(0, 200), valid_from => '2019-01-01', valid_to => '2020-12-31');
SELECT sozialraum.define_area('pause', k, k, box(x, x + 100), valid_from => '2021-01-01') FROM (VALUES ('A', 0), ('B', 100)) AS v (k, x);
UPDATE sozialraum.area AS n SET territory_id = o.territory_id FROM sozialraum.area AS o WHERE n.level = 'pause' AND o.level = 'pause' AND n.key = o.key AND n.valid_from = '2021-01-01' AND o.valid_to = '2018-12-31';
SELECT put('AB', 'bev', 100, level => 'pause'), put('A', 'bev', 30, day => '2018-12-31', level => 'pause'), put('A', 'bev', 50, day => '2021-12-31', level => 'pause'), put('B', 'bev', 70, day => '2021-12-31', level => 'pause');
CREATE TABLE parted AS SELECT * FROM (VALUES ('AB', 'A', 0.4), ('AB', 'B', 0.6)) AS v (old_key, new_key, share);
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('pause', '2020-12-31', '2021-12-31', key_table => 'town.parted', share => 'share')$$), 'inserted=2 | figures key=2', 'back to the parts');
SELECT results_eq($$SELECT area_key, earlier_value, value FROM sozialraum.indicator_change('pause', '2021-12-31', '2019-12-31', '{BEV}')$$, $$VALUES ('A', 40::float8, 50::float8), ('B', 60, 70)$$, 'is read on a day on which they were merged');
SELECT results_eq($$SELECT area_key, earlier_value, value FROM sozialraum.indicator_change('pause', '2021-12-31', '2018-12-31', '{BEV}')$$, $$VALUES ('A', 30::float8, 50::float8), ('B', NULL, 70)$$, 'beside their own of the days before');

-- ---------------------------------------------------------------- figures that only the parts have are found without naming days
SELECT sozialraum.define_level('teil', 'Teil', 61, 't'), sozialraum.define_level('ganzes', 'Ganzes', 62, 't');
SELECT sozialraum.define_area('ganzes', k, k, box(x, x + 100), valid_to => '2020-12-31') FROM (VALUES ('G1', 0), ('G2', 100)) AS v (k, x);
SELECT sozialraum.define_area('ganzes', 'G', 'G', box(0, 200), valid_from => '2021-01-01'), sozialraum.define_area('teil', 't1', 't1', parent => 'G1', valid_to => '2020-12-31'), sozialraum.define_area('teil', 't2', 't2', parent => 'G2', valid_to => '2020-12-31');
SELECT put('t1', 'bev', 1, level => 'teil'), put('t2', 'bev', 2, level => 'teil'), put('t1', 'alo', 1, level => 'teil'), put('t1', 'alter', 40, level => 'teil');
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('ganzes', '2020-12-31', '2021-12-31')$$), 'inserted=1 | missing=1 | figures exact=1 | missing alo 2019-12-31 G: old area G2: nicht geliefert: alo, 31.12.2019', 'all variables and days: what the parts have, where it is complete');
SELECT is(at('ganzes', 'bev', '2019-12-31'), 'G=3 final amt:exact', 'summed and moved');
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('ganzes', '2020-12-31', '2021-12-31', '{bev}')$$), 'unchanged=1 | figures exact=1', 'by name of the variable alone it is the same');

-- ---------------------------------------------------------------- what nobody knows is not the part that is known
SELECT sozialraum.define_level('rest', 'Rest', 71, 'rest');
SELECT sozialraum.define_area('rest', k, k, box(x, x + 100), valid_to => '2020-12-31') FROM (VALUES ('A', 0), ('B', 100)) AS v (k, x);
SELECT sozialraum.define_area('rest', 'AB', 'AB', valid_from => '2021-01-01');
SELECT put('A', 'bev', 10, level => 'rest'), put('B', 'bev', 20, level => 'rest');
CREATE TABLE half AS SELECT 'A' AS old_key, 'AB' AS new_key;
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('rest', '2020-12-31', '2021-12-31', key_table => 'town.half')$$), 'missing=1 | missing bev 2019-12-31 AB: it has no border, and nobody knows where old area B went', 'a key table with half of a merger into an area without a border');
INSERT INTO half VALUES ('B', NULL);
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('rest', '2020-12-31', '2021-12-31', key_table => 'town.half')$$), 'inserted=1 | figures exact=1', 'unless the table says that the other left');
SELECT sozialraum.define_level('lappen', 'Lappen', 72, 'lappen');
SELECT sozialraum.define_area('lappen', 'A', 'A', box(0, 100), valid_to => '2020-12-31'), sozialraum.define_area('lappen', 'B', 'B', box(50, 100), valid_to => '2020-12-31'), sozialraum.define_area('lappen', 'C', 'C', box(0, 150), valid_from => '2021-01-01'), sozialraum.define_area('lappen', 'D', 'D', box(0, 300, 200, 300), valid_from => '2021-01-01');
SELECT put('A', 'bev', 10, level => 'lappen'), put('B', 'bev', 20, level => 'lappen');
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('lappen', '2020-12-31', '2021-12-31', by_area => true, max_report => 0)$$), 'missing=2', 'old areas that overlap do not hide that a third of the new one was outside');
UPDATE sozialraum.area SET geom = ST_Multi(ST_MakeEnvelope(690000, 5640000, 690100, 5640100, 25833)) WHERE level = 'lappen' AND key = 'C';
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('lappen', '2020-12-31', '2021-12-31', by_area => true)$$), 'missing=2 | missing bev 2019-12-31 C: old areas overlap in it | missing bev 2019-12-31 D: no old area became this one', 'nor are people counted twice');

-- ---------------------------------------------------------------- codes of sources
INSERT INTO sozialraum.source (code, name) VALUES ('quelle', 'Quelle'), ('quelle:exact', 'Eine andere Quelle');
UPDATE sozialraum.observation AS o SET source = 'quelle' FROM sozialraum.area AS a WHERE a.id = o.area_id AND a.level = 'rest' AND a.key = 'A';
SELECT is(detail($$SELECT * FROM sozialraum.transfer_observations('rest', '2020-12-31', '2021-12-31', key_table => 'town.half')$$), 'A source of delivered figures has the code that moved figures would get. Sources: quelle:exact.', 'a source of delivered figures does not become one of moved figures');
SELECT is((SELECT name || COALESCE(delivery, '') FROM sozialraum.source WHERE code = 'quelle:exact'), 'Eine andere Quelle', 'it stays as it is');
-- other collations, and numbers that no double holds
CREATE TABLE collated (old_key text COLLATE "POSIX", new_key text COLLATE "ucs_basic", share numeric); INSERT INTO collated VALUES ('A', 'AB', 1), ('B', NULL, 1);
UPDATE sozialraum.source SET code = 'andere' WHERE code = 'quelle:exact';
SELECT is(said($$SELECT * FROM sozialraum.transfer_observations('rest', '2020-12-31', '2021-12-31', key_table => 'town.collated', share => 'share')$$), 'updated=1 | figures exact=1', 'columns with collations of their own');
UPDATE collated SET share = 1e400::numeric;
SELECT is(detail($$SELECT * FROM sozialraum.transfer_observations('rest', '2020-12-31', '2021-12-31', key_table => 'town.collated', share => 'share')$$), 'The key table cannot be taken. Relation town.collated, row 1: the share does not lie between 0 and 1.', 'a share that no double precision holds');
CREATE VIEW house_huge AS SELECT geom, 1e400::numeric AS w FROM house;
SELECT is(detail($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', weights => 'town.house_huge', weight => 'w')$$), 'Weights must be numbers that are not negative. Relation town.house_huge, column w: 6 rows.', 'a weight that none holds: the error does not tell it');

-- ---------------------------------------------------------------- arguments
SELECT throws_ok($$SELECT * FROM sozialraum.transfer_observations('nix', '2020-12-31', '2021-01-01')$$, '42704', NULL, 'unknown level');
SELECT throws_ok($$SELECT * FROM sozialraum.transfer_observations('ort', '2020-12-31', '1900-01-01', '{bev}', key_table => 'town.renamed', new_key => 'nix')$$, '42703', NULL, 'unknown column');
SELECT throws_ok($$SELECT * FROM sozialraum.transfer_observations('gem', NULL, '2021-01-01')$$, '22023', NULL, 'no day');
SELECT throws_ok($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', tolerance => 0.5)$$, '22023', NULL, 'a tolerance that hides everything');
SELECT throws_ok($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', '{bev}', '{infinity}')$$, '22023', NULL, 'an infinite day');
SELECT throws_ok($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', key_table => 'town.keys', share => 'old_key')$$, '42804', NULL, 'a share that is no number');
SELECT is((SELECT count(*) FROM pg_class WHERE relname LIKE 'sozialraum\_%' AND relpersistence = 't'), 0::bigint, 'no temporary table is left');

-- ---------------------------------------------------------------- any division keeps the total
SELECT sozialraum.define_level('gitter', 'Gitter', 41, 'g');
SELECT setseed(0.42);
CREATE TABLE cut AS SELECT array_agg(DISTINCT c ORDER BY c) AS a FROM (SELECT 0 AS c UNION ALL SELECT 1000 UNION ALL SELECT floor(1000 * random())::int FROM generate_series(1, 40)) AS x
	UNION ALL SELECT array_agg(DISTINCT c ORDER BY c) FROM (SELECT 0 AS c UNION ALL SELECT 1000 UNION ALL SELECT floor(1000 * random())::int FROM generate_series(1, 30)) AS x;
CREATE TABLE strip AS SELECT row_number() OVER (ORDER BY cardinality(a)) AS side, a FROM cut;
SELECT count(sozialraum.define_area('gitter', side || '-' || i, 'g', box(a[i], a[i + 1]), valid_from => CASE side WHEN 1 THEN '-infinity' ELSE '2021-01-01' END::date, valid_to => CASE side WHEN 1 THEN '2020-12-31' ELSE 'infinity' END::date))
	FROM strip CROSS JOIN LATERAL generate_series(1, cardinality(a) - 1) AS i;
SELECT put(a.key, 'bev', 1e6 * random() ^ 4, level => 'gitter') FROM (SELECT key FROM sozialraum.area WHERE level = 'gitter' AND valid_to = '2020-12-31' ORDER BY key) AS a;
SELECT cmp_ok((SELECT sum(count) FROM sozialraum.transfer_observations('gitter', '2020-12-31', '2021-01-01', '{bev}', by_area => true) WHERE outcome = 'figures'), '>=', 30::numeric, 'a random division of a line into another');
SELECT cmp_ok((SELECT abs(sum(o.value) FILTER (WHERE a.valid_from = '2021-01-01') / sum(o.value) FILTER (WHERE a.valid_to = '2020-12-31') - 1) FROM sozialraum.observation AS o JOIN sozialraum.area AS a ON a.id = o.area_id WHERE a.level = 'gitter'), '<', 1e-9::float8, 'keeps the total');

-- ---------------------------------------------------------------- who may
CREATE ROLE transfer_planner; CREATE ROLE transfer_reader;
SELECT sozialraum.setup_roles('transfer_planner', 'transfer_reader');
GRANT USAGE ON SCHEMA town TO transfer_planner, transfer_reader;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA town TO transfer_planner, transfer_reader;
SET LOCAL ROLE transfer_reader;
SELECT throws_ok($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01')$$, '42501', NULL, 'a reader moves nothing');
RESET ROLE;
SET LOCAL ROLE transfer_planner;
SELECT lives_ok($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01')$$, 'a planner does');
SELECT throws_ok($$SELECT * FROM sozialraum.transfer_observations('gem', '2020-12-31', '2021-01-01', key_table => 'town.keys')$$, '42501', NULL, 'with tables that he may read');
RESET ROLE;
-- ---------------------------------------------------------------- Berlin: 448 planning areas until 2020, 542 since. Data: ../shared/data/berlin_mss_2021
-- (geometry and inhabitants: Amt für Statistik Berlin-Brandenburg, CC BY 3.0 DE; crosswalk of surfaces: see SOURCE.md there).
\if :{?shared}
\else
	\set shared ''
\endif
SELECT :'shared' = '' AS absent \gset
\if :absent
	SELECT skip('the folder of real data is absent', 1);
	SELECT * FROM finish();
	ROLLBACK;
	\quit
\endif

\cd :shared
\cd data/berlin_mss_2021
CREATE TABLE line (n int GENERATED ALWAYS AS IDENTITY, side int DEFAULT 2, line text);
\copy line (line) FROM 'lor_plr_2021_epsg25833.geojson' WITH (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
ALTER TABLE line ALTER side SET DEFAULT 1;
\copy line (line) FROM 'lor_plr_pre2021_epsg25833.geojson' WITH (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
CREATE TABLE plr AS
	SELECT n, side, f -> 'properties' ->> 'PLR_ID' AS key, (f -> 'properties' ->> 'FLAECHENGR')::float8 AS qm, COALESCE(f -> 'properties' ->> 'PLR_NAME', f -> 'properties' ->> 'PLANUNGSRA') AS name, ST_SetSRID(ST_GeomFromGeoJSON(f -> 'geometry'), 25833) AS geom,
		CASE side WHEN 1 THEN '-infinity' ELSE '2020-12-31' END::date AS valid_from, CASE side WHEN 1 THEN '2020-12-30' ELSE 'infinity' END::date AS valid_to
	FROM line CROSS JOIN LATERAL (SELECT CASE WHEN line LIKE '{ "type": "Feature"%' THEN rtrim(line, ',')::jsonb END AS f) AS x WHERE f IS NOT NULL ORDER BY n;
CREATE TABLE crosswalk (old_key text, new_key text, kind text, weight float8, note text);
\copy crosswalk FROM 'lor_crosswalk_2006_to_2021.csv' WITH (FORMAT csv, HEADER)
CREATE TABLE people (ew text, u6 text, b15 text, b18 text, b27 text, b45 text, b55 text, b65 text, ab65 text, w text, ausl text, plr_id text);
CREATE VIEW surface AS SELECT key, qm FROM plr WHERE side = 1;
CREATE TABLE mss (zeit text, plr_id text, plr_name text, ew text, bez_id text, s1 text, s1_sd text, s1_ag text, s2 text, s2_sd text, s2_ag text, s3 text, s3_sd text, s3_ag text, s4 text, s4_sd text, s4_ag text,
	d1 text, d1_sd text, d1_ag text, d2 text, d2_sd text, d2_ag text, d3 text, d3_sd text, d3_ag text, d4 text, d4_sd text, d4_ag text, kom text);
\copy mss FROM 'mss_2021_index_indikatoren.csv' WITH (FORMAT csv, HEADER)
\copy people FROM 'einwohnerbestand_06-2022_plr.csv' WITH (FORMAT csv, HEADER, DELIMITER ';')
SELECT results_eq('SELECT side, count(*) FROM plr GROUP BY side ORDER BY side', 'VALUES (1, 448::bigint), (2, 542)', '448 old and 542 new planning areas');
SELECT sozialraum.define_level('plr', 'Planungsraum', 10), sozialraum.define_variable('ew', 'Einwohner'), sozialraum.define_variable('u6', 'Einwohner unter 6'), sozialraum.define_variable('qm', 'Fläche', 'm²');
INSERT INTO sozialraum.source (code, name, min_count) VALUES ('afs', 'Amt für Statistik Berlin-Brandenburg', 0);
SELECT is((SELECT count FROM sozialraum.import_areas('plr', 'town.plr', 'key', 'name', 'geom', valid_from_column => 'valid_from', valid_to_column => 'valid_to') WHERE outcome = 'inserted'), 990::bigint, 'all are imported');
-- one area has an empty cell, which is taken for zero here: the totals are what is looked at
CREATE VIEW complete AS SELECT plr_id, COALESCE(ew, '0') AS ew FROM mss;
SELECT is((SELECT count FROM sozialraum.import_observations('afs', 'town.complete', 'plr', 'plr_id', variables => '["ew"]', reference_date => '2020-12-31') WHERE outcome = 'inserted'), 542::bigint, 'with their inhabitants of 2020');
SELECT is((SELECT count FROM sozialraum.import_observations('afs', 'town.people', 'plr', 'plr_id', variables => '["ew", "u6"]', reference_date => '2022-06-30', marks => 'zensus') WHERE outcome = 'inserted'), 1084::bigint, 'and of 2022');
CREATE TABLE direct AS SELECT o.key AS old_key, n.key AS new_key, ST_Area(ST_Intersection(o.geom, n.geom)) AS shared, ST_Area(o.geom) AS old_area, ST_Area(n.geom) AS new_area
	FROM plr AS o JOIN plr AS n ON o.side = 1 AND n.side = 2 AND ST_Intersects(o.geom, n.geom);
-- the inhabitants of the new areas back to the old ones, by surface
SELECT results_eq($$SELECT outcome, method, count FROM sozialraum.transfer_observations('plr', '2020-12-31', '2020-12-30', '{ew}', '{2020-12-31}', by_area => true) WHERE count > 0$$,
	$$VALUES ('inserted', NULL, 448::bigint), ('figures', 'area', 448)$$, 'inhabitants of the 542 areas, divided among the 448 old ones');
CREATE VIEW back AS SELECT a.key, o.value, o.status FROM sozialraum.area AS a JOIN sozialraum.observation AS o ON o.area_id = a.id WHERE a.valid_to = '2020-12-30' AND o.reference_date = '2020-12-31' AND o.variable = 'ew';
SELECT cmp_ok((SELECT abs(sum(value) / 3769962 - 1) FROM back), '<', 1e-9::float8, 'the total is the same to nine digits: 3,769,962');
SELECT is((SELECT count(*) FROM back WHERE status = 'estimated'), 448::bigint, 'all of them estimated');
SELECT cmp_ok((SELECT max(abs(b.value - d.value) / greatest(1, d.value)) FROM back AS b JOIN (
		SELECT d.old_key, sum(m.ew::float8 * d.shared / d.covered) AS value
		FROM (SELECT *, sum(shared) OVER (PARTITION BY new_key) AS covered FROM direct WHERE shared > 1e-6 * new_area) AS d JOIN complete AS m ON m.plr_id = d.new_key GROUP BY d.old_key) AS d ON d.old_key = b.key),
	'<', 1e-7::float8, 'area by area as PostGIS intersects the shapes of the files');
-- small numbers kept secret by the office
SELECT results_eq($$SELECT outcome, method, count FROM sozialraum.transfer_observations('plr', '2020-12-31', '2020-12-30', '{ew,u6}', '{2022-06-30}', by_area => true, tolerance => 0.01, max_report => 0) WHERE outcome IN ('missing', 'inserted')$$,
	$$VALUES ('inserted', NULL, 896::bigint), ('missing', NULL, 10)$$, 'slivers left out, six secret figures make ten');
SELECT is((SELECT count(*) FROM sozialraum.observation WHERE reference_date = '2022-06-30' AND source ~ ':' AND value IS NULL AND status = 'secret'), 10::bigint, 'of the old areas secret, and none smaller than it is');
-- forward by the published table of shares
SELECT is((SELECT count(*) FROM sozialraum.import_observations('afs', 'town.surface', 'plr', 'key', variables => '["qm"]', reference_date => '2019-12-31') WHERE outcome = 'inserted' AND count = 448), 1::bigint, 'surfaces of the old areas, as published');
SELECT results_eq($$SELECT outcome, method, count FROM sozialraum.transfer_observations('plr', '2020-12-30', '2020-12-31', '{qm}', key_table => 'town.crosswalk', share => 'weight', by_area => true) WHERE count > 0$$,
	$$VALUES ('inserted', NULL, 542::bigint), ('figures', 'key', 542)$$, 'to all new areas by the key table alone');
SELECT cmp_ok((SELECT abs(sum(o.value) / (SELECT sum(qm) FROM plr WHERE side = 1) - 1) FROM sozialraum.observation AS o WHERE o.variable = 'qm' AND o.source = 'afs:key'), '<', 1e-9::float8, 'the total stays');
SELECT cmp_ok((SELECT count(*) FROM sozialraum.observation AS o JOIN sozialraum.area AS a ON a.id = o.area_id WHERE o.variable = 'qm' AND o.source = 'afs:key' AND abs(o.value / ST_Area(a.geom) - 1) < 0.01), '>=', 530::bigint,
	'and the surface that a new area is said to have is the one that it has, to one per cent');
SELECT cmp_ok((SELECT count(*) FROM sozialraum.transfer_shares('plr', '2020-12-30', '2020-12-31', by_area => true, tolerance => 0) AS t JOIN crosswalk AS c ON c.old_key = t.old_area_key AND c.new_key = t.new_area_key AND abs(t.share_of_old - c.weight) < 1e-4), '>=', 3020::bigint,
	'shares of surface agree with the published ones (3,055 pairs of a somewhat older drawing)');
SELECT results_eq($$SELECT method, count(*), count(DISTINCT old_id) FROM sozialraum.transfer_shares('plr', '2020-12-30', '2020-12-31', by_area => true, tolerance => 0.01) GROUP BY method ORDER BY method$$,
	$$VALUES ('area', 261::bigint, 110::bigint), ('exact', 338, 338)$$, 'without slivers below one per cent 338 of 448 areas went into a new one as a whole');

SELECT * FROM finish();
ROLLBACK;
