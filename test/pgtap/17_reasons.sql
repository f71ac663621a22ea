-- What is missing says why: named parts of built areas, several series breaks, changes and dynamics of an edition; the checksum
-- holds all inputs; the language of setting.
BEGIN;
SET LOCAL client_min_messages = warning;
SELECT plan(24);

SELECT sozialraum.define_level('raum', 'Raum', 1), sozialraum.define_level('stadt', 'Stadt', 2), sozialraum.define_level('eigene', 'Eigene', 3, hierarchy => 'eigene');
SELECT sozialraum.define_area('stadt', 'S', 'Stadt');
SELECT sozialraum.define_area('raum', k, 'Raum ' || k, parent => 'S') FROM unnest(ARRAY['A', 'B', 'C', 'D']) AS k;
INSERT INTO sozialraum.source (code, name) VALUES ('t', 't');
INSERT INTO sozialraum.dimension (code, name, name_en) VALUES ('D', 'Dimension', 'Dimension');
SELECT sozialraum.define_variable('n', 'Fälle'), sozialraum.define_variable('d', 'Einwohner');
INSERT INTO sozialraum.observation (variable, reference_date, area_id, value, source)
SELECT v.v, y.d, a.id, CASE v.v WHEN 'n' THEN ascii(a.key) - 60 + extract(year FROM y.d) - 2020 ELSE 100 END, 't'
FROM sozialraum.area AS a, (VALUES ('n'), ('d')) AS v (v), (VALUES (DATE '2021-12-31'), ('2022-12-31'), ('2023-12-31')) AS y (d) WHERE a.level = 'raum';
SELECT sozialraum.define_indicator('I', 'D', 'Anteil', 'n', 'd', polarity => -1, name_en => 'Share');

-- ---------------------------------------------------------------- a built area is the sum of all its parts, or nothing
SELECT sozialraum.build_area('eigene', 'X', 'A und B', 'raum', ARRAY['A', 'B'], valid_on => '2023-12-31');
PREPARE built AS SELECT numerator, denominator, status FROM sozialraum.indicator_value('eigene', '2023-12-31', '{I}');
SELECT results_eq('built', $$VALUES (17::double precision, 200::double precision, 'final')$$, 'the sum of its parts');
SELECT throws_ok($$SELECT sozialraum.close_area('raum', 'B', '2022-12-31')$$, '55000', 'There are figures of the area for later dates.', 'an area is not closed under its figures');
DELETE FROM sozialraum.observation AS o USING sozialraum.area AS a WHERE a.id = o.area_id AND a.key = 'B' AND o.reference_date = '2023-12-31';
SELECT lives_ok($$SELECT sozialraum.close_area('raum', 'B', '2022-12-31')$$, 'one of them ends');
SELECT results_eq('SELECT area_level COLLATE "default", area_key COLLATE "default", day, problem FROM sozialraum.check_areas()',
	$$VALUES ('eigene', 'X', DATE '2022-12-31', 'part raum/B ends on this day and nothing follows it'), ('stadt', 'S', '2022-12-31', 'part raum/B ends on this day and nothing follows it')$$, 'check_areas() lists the hole');
SELECT is((SELECT value FROM sozialraum.indicator_value('eigene', '2023-12-31', '{I}')), NULL, 'then there is no sum of the rest');
SELECT is((SELECT status || ', ' || reason FROM sozialraum.indicator_value('eigene', '2023-12-31', '{I}')), 'missing, nicht geliefert: n, 31.12.2023', 'and it says so');
SELECT is((SELECT numerator FROM sozialraum.indicator_value('eigene', '2022-12-31', '{I}')), 15::double precision, 'for earlier dates the sum is complete');
SELECT is((SELECT numerator FROM sozialraum.indicator_value('stadt', '2023-12-31', '{I}')), (8 + 10 + 11)::double precision, 'a parent is the sum of the children that it has on the day');

-- ---------------------------------------------------------------- several breaks in a span are all named, with their dates
INSERT INTO sozialraum.series_break (variable, break_date, reason, reason_en) VALUES ('n', '2023-06-01', 'Neues Gesetz', 'New law'), ('d', '2022-06-01', 'Anderes Register', NULL);
SELECT is((SELECT DISTINCT reason FROM sozialraum.indicator_change('stadt', '2023-12-31', '2021-12-31')), 'Anderes Register (ab 01.06.2022); Neues Gesetz (ab 01.06.2023)', 'both breaks, in the order of time');
SELECT is((SELECT DISTINCT reason FROM sozialraum.indicator_change('stadt', '2023-12-31', '2022-12-31')), 'Neues Gesetz (ab 01.06.2023)', 'only those in the span');

-- ---------------------------------------------------------------- an edition: changes and dynamics
DELETE FROM sozialraum.series_break;
INSERT INTO sozialraum.monitor (code, name, name_en, level, population_variable, minimum_population, lag_years) VALUES ('m', 'Monitor', 'Monitor (en)', 'raum', 'd', 50, 1);
INSERT INTO sozialraum.monitor_indicator (monitor, indicator) VALUES ('m', 'I');
DELETE FROM sozialraum.observation AS o USING sozialraum.area AS a WHERE a.id = o.area_id AND a.key = 'D' AND o.variable = 'n' AND o.reference_date = '2022-12-31';
CREATE TEMP TABLE e AS SELECT sozialraum.compute_edition('m', '2023-12-31') AS id;
SELECT is((SELECT string_agg(DISTINCT dynamics_reason, '; ') FROM sozialraum.bi_area_score), 'Veränderungen fehlen; Veränderungen unterscheiden sich nicht', 'where all changes are equal nobody stands out');
UPDATE sozialraum.observation AS o SET value = value - 1 FROM sozialraum.area AS a WHERE a.id = o.area_id AND a.key = 'C' AND o.variable = 'n' AND o.reference_date = '2022-12-31';
SELECT sozialraum.compute_edition('m', '2023-12-31');
SELECT results_eq($$SELECT area_key COLLATE "default", change, change_reason FROM sozialraum.bi_indicator_value WHERE area_key IN ('C', 'D') ORDER BY area_key$$,
	$$VALUES ('C', 2::double precision, NULL), ('D', NULL, 'nicht geliefert: n, 31.12.2022')$$, 'a missing change has its reason');
SELECT results_eq($$SELECT area_key COLLATE "default", score IS NOT NULL, dynamics_reason, dynamics_reason_en FROM sozialraum.bi_area_score WHERE area_key IN ('C', 'D') ORDER BY area_key$$,
	$$VALUES ('C', true, NULL, NULL), ('D', true, 'Veränderungen fehlen', 'changes are missing')$$, 'and so has a missing dynamics') ;
INSERT INTO sozialraum.series_break (variable, break_date, reason, reason_en) VALUES ('n', '2023-06-01', 'Neues Gesetz', 'New law');
SELECT is(sozialraum.compute_edition('m', '2023-12-31'), (SELECT id FROM e), 'the draft again');
SELECT is((SELECT DISTINCT change_reason FROM sozialraum.bi_indicator_value), 'Neues Gesetz (ab 01.06.2023)', 'a series break stands before everything else');
SELECT is((SELECT count(change) FROM sozialraum.bi_indicator_value), 0::bigint, 'and there is no change across it');
DELETE FROM sozialraum.series_break;

-- ---------------------------------------------------------------- the checksum holds what the edition was made of
SELECT sozialraum.compute_edition('m', '2023-12-31');
SELECT checksum FROM sozialraum.edition \gset
SELECT sozialraum.compute_edition('m', '2023-12-31');
SELECT is((SELECT checksum FROM sozialraum.edition), :'checksum', 'the same inputs, the same checksum');
INSERT INTO sozialraum.monitor_exclusion (monitor, area_key, reason) VALUES ('m', 'A', 'Ausreißer');
SELECT sozialraum.compute_edition('m', '2023-12-31');
SELECT isnt((SELECT checksum FROM sozialraum.edition), :'checksum', 'another definition, another checksum');
DELETE FROM sozialraum.monitor_exclusion;
SELECT sozialraum.define_variable('p', 'Bevölkerung');
INSERT INTO sozialraum.observation (variable, reference_date, area_id, value, source) SELECT 'p', '2023-12-31', id, 100, 't' FROM sozialraum.area WHERE level = 'raum';
UPDATE sozialraum.monitor SET population_variable = 'p';
SELECT sozialraum.compute_edition('m', '2023-12-31');
SELECT checksum FROM sozialraum.edition \gset
UPDATE sozialraum.observation AS o SET value = 101 FROM sozialraum.area AS a WHERE a.id = o.area_id AND a.key = 'A' AND o.variable = 'p';
SELECT sozialraum.compute_edition('m', '2023-12-31');
SELECT isnt((SELECT checksum FROM sozialraum.edition), :'checksum', 'another population, another checksum');

-- ---------------------------------------------------------------- the language of setting
SELECT throws_ok($$SELECT sozialraum.set_language('fr')$$, '22023', 'The language must be de or en.', 'German or English');
SELECT lives_ok($$SELECT sozialraum.set_language('en')$$, 'English');
SELECT is((SELECT reason FROM sozialraum.indicator_value('eigene', '2023-12-31', '{I}')), 'not delivered: n, 2023-12-31', 'reasons in English');
CREATE SCHEMA maps;
SELECT sozialraum.create_monitor_view('m', 'maps');
SELECT is((SELECT string_agg(DISTINCT label, ',') FROM maps.m WHERE label ~ 'need for action'), (SELECT string_agg(DISTINCT label_en, ',') FROM sozialraum.edition_score), 'labels of the view in English');
SELECT is(col_description('maps.m'::regclass, (SELECT attnum FROM pg_attribute WHERE attrelid = 'maps.m'::regclass AND attname = 'i')), 'Share [%]', 'and its comments');

SELECT * FROM finish();
ROLLBACK;
