-- What would go wrong without anybody noticing: each of these was possible once.
BEGIN;
SELECT no_plan();
SET client_min_messages = warning;
CREATE SCHEMA town;
SET search_path = town, public;
INSERT INTO sozialraum.dimension (code, name) VALUES ('A', 'A');
SELECT sozialraum.define_level('raum', 'Raum', 10), sozialraum.define_level('kreis', 'Kreis', 30);
SELECT sozialraum.define_area('kreis', 'K', 'Kreis');
SELECT sozialraum.define_variable(c, c) FROM unnest('{n,m}'::text[]) AS c;

-- one territory, one area
CREATE TABLE shape AS SELECT 'S1' AS key, 'Eins' AS name, ST_MakeEnvelope(0, 0, 100, 100, 25832) AS geom;
SELECT is((SELECT count FROM sozialraum.import_areas('raum', 'town.shape', 'key', 'name', 'geom') WHERE outcome = 'inserted'), 1::bigint, 'a shape is taken');
UPDATE shape SET key = 'S2';
SELECT results_eq($$SELECT outcome, "column", reason FROM sozialraum.import_areas('raum', 'town.shape', 'key', 'name', 'geom') WHERE outcome = 'rejected'$$,
	$$VALUES ('rejected', 'geom', 'an area with the same shape is valid at the same time, key S1')$$, 'the same shape under another key is not: it would be counted twice');
SELECT sozialraum.define_area('raum', 'A', 'A', parent => 'K', valid_to => '2020-12-31'), sozialraum.define_area('raum', 'An', 'A neu', parent => 'K', valid_from => '2021-01-01', continues => 'A');
SELECT throws_ok($$SELECT sozialraum.define_area('raum', 'Ao', 'A noch einmal', parent => 'K', valid_from => '2021-01-01', continues => 'A')$$, NULL, NULL,
	'two areas do not continue the same one on the same day');
SELECT throws_ok($$SELECT sozialraum.define_area('raum', '09276111', 'x'), sozialraum.define_area('raum', '092760111111', 'y')$$, NULL, NULL, 'keys that an import could not tell apart');

-- parts that come and go
SELECT sozialraum.define_area('raum', 'late', 'Spät', parent => 'K', valid_from => '2022-07-01');
SELECT results_eq($$SELECT area_key, day, problem FROM sozialraum.check_areas()$$,
	$$VALUES ('K', date '2022-07-01', 'part raum/late begins on this day and nothing ended before it')$$, 'check_areas lists a part out of nowhere, and not the one that goes on');
SELECT sozialraum.set_observation('raum', 'late', 'n', '2023-12-31', 1);
SELECT throws_ok($$SELECT sozialraum.close_area('raum', 'late', '2022-12-31')$$, '55000', NULL, 'an area with later figures does not end: nobody would find them');

SELECT sozialraum.define_area('raum', 'B', 'B', parent => 'K');

-- the same census twice is no change
SELECT sozialraum.set_observation('raum', 'B', 'm', '2022-05-15', 40);
SELECT sozialraum.define_indicator('Z', 'A', 'Z', 'm', per => 1, method => 'value', period => 'census');
SELECT results_eq($$SELECT value, earlier_value, change, reason FROM sozialraum.indicator_change('raum', '2023-12-31', '2022-12-31', '{Z,Z}') WHERE area_key = 'B'$$,
	$$VALUES (40::float8, 40::float8, NULL::float8, 'beide Stichtage haben den Wert vom 15.05.2022')$$, 'a census that both dates share says nothing about change; named twice it comes once');

-- totals against their own cells
SELECT sozialraum.define_variable_family('bev', 'Bevölkerung', '{0,18,65}', by_sex => false);
SELECT sozialraum.set_observation('raum', 'B', c, '2023-12-31', v) FROM (VALUES ('bev', 100), ('bev_0_17', 20), ('bev_18_64', 50), ('bev_65p', 29)) AS x (c, v);
SELECT results_eq($$SELECT area_key, variable, delivered, sum_of_parts, difference, against FROM sozialraum.check_totals('2023-12-31')$$,
	$$VALUES ('B', 'bev', 100::float8, 99::float8, 1::float8, 'cells')$$, 'a total that is not the sum of its cells is listed');
SELECT throws_ok($$SELECT sozialraum.define_variable_family('bev', 'Bevölkerung', '{0,20,65}', by_sex => false)$$, '55000', NULL, 'cells with figures are not replaced');
SELECT lives_ok($$SELECT sozialraum.define_variable_family('bev', 'Einwohner', '{0,18,65}', by_sex => false)$$, 'the same cells may be entered again');

-- figures as they are written
INSERT INTO sozialraum.source (code, name) VALUES ('melde', 'Melderegister');
CREATE TABLE delivery AS SELECT 'B' AS key, 12.3::real AS value;
SELECT is((SELECT string_agg(outcome || '=' || count, ',' ORDER BY outcome) FROM sozialraum.import_observations('melde', 'town.delivery', 'raum', 'key', variables => '{"value": "n"}', reference_date => '2022-12-31') WHERE count > 0), 'inserted=1', 'a column of type real');
SELECT is((SELECT o.value FROM sozialraum.observation AS o JOIN sozialraum.area AS a ON a.id = o.area_id WHERE a.key = 'B' AND o.variable = 'n' AND o.reference_date = '2022-12-31'),
	12.3::float8, 'gives 12.3, not 12.300000190734863');
SELECT throws_ok($$SELECT sozialraum.set_observation('raum', 'B', 'n', 'infinity', 1)$$, '22023', NULL, 'a figure has a day');
SELECT throws_ok($$SELECT sozialraum.set_observation('raum', 'B', 'n', '2023-12-31', 815, 'secret')$$, '23514', NULL, 'a secret figure has no value');
DO $$
BEGIN
	PERFORM sozialraum.set_observation('raum', 'B', 'n', '2023-12-31', 815, 'secret');
EXCEPTION WHEN OTHERS THEN
	DECLARE v_message text; v_detail text; BEGIN
		GET STACKED DIAGNOSTICS v_message = MESSAGE_TEXT, v_detail = PG_EXCEPTION_DETAIL;
		PERFORM set_config('test.said', v_message || v_detail, true);
	END;
END $$;
SELECT unalike(current_setting('test.said'), '%815%', 'and the error does not tell it');

-- pooled years: those that have ended on the day
SELECT sozialraum.define_variable('f', 'f', kind => 'flow');
SELECT sozialraum.set_observation('raum', 'B', 'f', make_date(y, 12, 31), v) FROM (VALUES (2020, 1), (2021, 10), (2022, 100), (2023, 1000)) AS x (y, v);
SELECT sozialraum.define_indicator('PF', 'A', 'PF', 'f@pooled_3y', per => 1, method => 'value');
SELECT is((SELECT value FROM sozialraum.indicator_value('raum', '2023-12-31', '{PF}') WHERE area_key = 'B'), 1110::float8, 'three years to the year end');
SELECT is((SELECT value FROM sozialraum.indicator_value('raum', '2023-06-30', '{PF}') WHERE area_key = 'B'), 111::float8, 'in June the year that has not ended is not in it');

-- dynamics from the end of a month to the end of that month; an area declared an outlier twice is one area
SELECT sozialraum.define_area('raum', 'C', 'C', parent => 'K'), sozialraum.define_area('raum', 'D', 'D', parent => 'K');
SELECT sozialraum.define_variable('l', 'l');
SELECT sozialraum.define_indicator('L', 'A', 'L', 'l', per => 1, method => 'value', period => 'day', polarity => -1);
SELECT sozialraum.set_observation('raum', k, 'l', '2024-02-29', v), sozialraum.set_observation('raum', k, 'l', '2025-02-28', v * w)
FROM (VALUES ('B', 10, 2), ('C', 20, 2), ('D', 30, 1)) AS x (k, v, w);
INSERT INTO sozialraum.monitor (code, name, level, lag_years) VALUES ('lag', 'Lag', 'raum', 1);
INSERT INTO sozialraum.monitor_indicator (monitor, indicator) VALUES ('lag', 'L');
INSERT INTO sozialraum.monitor_exclusion (monitor, area_key, valid_from, reason) VALUES ('lag', 'D', '-infinity', 'Ausreißer'), ('lag', 'D', '2020-01-01', 'Kaserne');
SELECT lives_ok($$CREATE TEMP TABLE done AS SELECT sozialraum.compute_edition('lag', '2025-02-28') AS edition$$, 'two exclusions of one area overlap');
SELECT results_eq($$SELECT v.earlier[1] FROM done JOIN sozialraum.edition_value AS v USING (edition) JOIN sozialraum.area AS a ON a.id = v.area_id WHERE a.key IN ('B', 'C') ORDER BY a.key$$,
	$$VALUES (10::float8), (20)$$, 'a year before 28 February 2025 is 29 February 2024');
SELECT results_eq($$SELECT s.reason FROM done JOIN sozialraum.edition_score AS s USING (edition) WHERE s.area_key = 'D'$$, $$VALUES ('Kaserne')$$, 'and the latest reason counts');

SELECT * FROM finish();
ROLLBACK;
