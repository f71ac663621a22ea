-- Variables, families, terms and indicators: what is entered, what is stored, what is refused.
BEGIN;
SELECT plan(39);
SET LOCAL client_min_messages = warning;
INSERT INTO sozialraum.dimension (code, name) VALUES ('A', 'Armut'), ('B', 'Arbeit');

-- ---------------------------------------------------------------- families of variables
SELECT is(sozialraum.define_variable_family('bev', 'Bevölkerung', '{0,3,6}', name_en => 'Population'), 6, 'three age groups by sex: six cells');
SELECT results_eq($$SELECT code, age_from::int, age_to::int, sex, is_cell FROM sozialraum.variable WHERE is_cell ORDER BY code$$,
	$$VALUES ('bev_0_2_m' COLLATE "C", 0, 2, 'm', true), ('bev_0_2_w', 0, 2, 'w', true), ('bev_3_5_m', 3, 5, 'm', true), ('bev_3_5_w', 3, 5, 'w', true),
		('bev_6p_m', 6, NULL, 'm', true), ('bev_6p_w', 6, NULL, 'w', true)$$, 'cells with their ages; the last one is open');
SELECT is(sozialraum.define_variable_family('geb', 'Geborene', '{15,20}', by_sex => false, last_age => 24), 2, 'without sex, closed by last_age');
SELECT is((SELECT array_agg(code::text ORDER BY code) FROM sozialraum.variable WHERE family = 'geb' AND is_cell), ARRAY['geb_15_19', 'geb_20_24'], 'the last cell ends at last_age');
SELECT throws_ok($$SELECT sozialraum.define_variable_family('x', 'X', '{0,3,3}')$$, '22023', NULL, 'overlapping ages are refused');
SELECT throws_ok($$SELECT sozialraum.define_variable_family('x', 'X', '{3,0}')$$, '22023', NULL, 'descending ages are refused');
SELECT throws_ok($$SELECT sozialraum.define_variable_family('x', 'X', '{}')$$, '22023', NULL, 'no ages are refused');
SELECT throws_ok($$SELECT sozialraum.define_variable('bev', 'X', by_sex => true)$$, '22023', NULL, 'cells by age and cells by sex alone do not go together');
SELECT lives_ok($$SELECT sozialraum.define_variable('alo', 'Arbeitslose', by_sex => true)$$, 'a variable by sex');
SELECT is((SELECT array_agg(code::text ORDER BY code) FROM sozialraum.variable WHERE family = 'alo' AND is_cell), ARRAY['alo_m', 'alo_w'], 'has two cells');
SELECT throws_ok($$SELECT sozialraum.define_variable('x', 'X', kind => 'rate')$$, '23514', NULL, 'kind is stock or flow');
SELECT throws_ok($$SELECT sozialraum.define_variable('x', 'X', aggregation => 'mean')$$, '23514', NULL, 'aggregation is sum or none');
SELECT throws_ok($$SELECT sozialraum.define_variable('Xyz', 'X')$$, '23514', NULL, 'codes are lower case');

-- ---------------------------------------------------------------- terms are stored parsed
SELECT results_eq($$SELECT * FROM sozialraum._parse_terms('bev_0_2 + 0.5 * bev_3@prev_3112 - alo', 'same')$$,
	$$VALUES (1::smallint, 1::float8, 'bev_0_2', 'same'), (2::smallint, 0.5, 'bev_3', 'prev_3112'), (3::smallint, -1, 'alo', 'same')$$, 'signs, factors and date rules are read');
SELECT results_eq($$SELECT variable, coefficient FROM sozialraum._parse_terms(' - 2*alo', 'same')$$, $$VALUES ('alo', -2::float8)$$, 'a leading minus, with a factor');
SELECT throws_ok(format('SELECT * FROM sozialraum._parse_terms(%L, ''same'')', t), '42601', NULL, format('refused: "%s"', t))
FROM unnest(ARRAY['', 'alo bev', 'alo +', '2 alo', 'alo / bev', 'alo; DROP TABLE x', 'alo * 2', '+ + alo']) AS t;

SELECT lives_ok($$SELECT sozialraum.define_indicator('A1', 'A', 'Quote', 'alo', 'bev_0_5 - 0.25 * bev_6p_w@prev_3112', polarity => -1)$$, 'an indicator is entered');
SELECT results_eq($$SELECT part, position::int, coefficient, variable, date_rule FROM sozialraum.indicator_term WHERE indicator = 'A1' ORDER BY part DESC, position$$,
	$$VALUES ('numerator', 1, 1::float8, 'alo' COLLATE "C", 'same'), ('denominator', 1, 1, 'bev_0_5', 'same'), ('denominator', 2, -0.25, 'bev_6p_w', 'prev_3112')$$, 'its terms refer to variables');
SELECT results_eq($$SELECT family, age_from::int, age_to::int, sex, is_cell, kind FROM sozialraum.variable WHERE code = 'bev_0_5'$$,
	$$VALUES ('bev' COLLATE "C", 0, 5, NULL::text, false, 'stock')$$, 'the group of the family came into being');
SELECT throws_ok($$DELETE FROM sozialraum.variable WHERE code = 'bev_0_5'$$, '23503', NULL, 'a variable in use is not deleted');
SELECT lives_ok($$SELECT sozialraum.define_indicator('A1', 'B', 'Quote', 'alo', 'bev', polarity => 1)$$, 'entered again');
SELECT results_eq($$SELECT i.dimension::text, i.polarity::int, count(*) FROM sozialraum.indicator AS i JOIN sozialraum.indicator_term AS t ON t.indicator = i.code GROUP BY 1, 2$$,
	$$VALUES ('B' COLLATE "C", 1, 2::bigint)$$, 'it is replaced, with its terms');

-- ---------------------------------------------------------------- what is refused, and what the message names
CREATE FUNCTION pg_temp.detail(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE d text;
BEGIN EXECUTE statement; RETURN 'no error'; EXCEPTION WHEN OTHERS THEN GET STACKED DIAGNOSTICS d = PG_EXCEPTION_DETAIL; RETURN SQLSTATE || ': ' || d; END $$;
SELECT is(pg_temp.detail($$SELECT sozialraum.define_indicator('A2', 'A', 'X', 'alo + hartz', 'bev + quatsch')$$), '42704: Indicator A2: hartz, quatsch.', 'the unknown variables are named');
SELECT is((SELECT count(*) FROM sozialraum.indicator WHERE code = 'A2'), 0::bigint, 'and nothing is entered');
SELECT throws_ok($$SELECT sozialraum.define_indicator('A2', 'A', 'X', 'alo', 'bev@yesterday')$$, '23514', NULL, 'an unknown date rule is refused');
SELECT throws_ok($$SELECT sozialraum.define_indicator('A2', 'A', 'X', 'alo')$$, '22023', NULL, 'a ratio needs a denominator');
SELECT throws_ok($$SELECT sozialraum.define_indicator('A2', 'A', 'X', 'alo', 'bev', method => 'value')$$, '22023', NULL, 'a value has none');
SELECT throws_ok($$SELECT sozialraum.define_indicator('A2', 'A', 'X', 'alo', 'bev', method => 'distance')$$, '22023', NULL, 'a distance needs a target');
SELECT throws_ok($$SELECT sozialraum.define_indicator('A2', 'A', 'X', 'alo', 'bev', scored => true)$$, '23514', NULL, 'structure is not burden: without polarity nothing is scored');
SELECT throws_ok($$SELECT sozialraum.define_indicator('A2', 'A', 'X', 'alo', 'bev', sheet => '{"remark": "x"}')$$, '22023', NULL, 'an unknown field of the sheet is refused');
SELECT throws_ok($$SELECT sozialraum.define_indicator('A2', 'Z', 'X', 'alo', 'bev')$$, '23503', NULL, 'an unknown dimension is refused');
SELECT lives_ok($$INSERT INTO sozialraum.indicator_bundle (code, name) VALUES ('kita', 'Kita'), ('atlas', 'Atlas');
	INSERT INTO sozialraum.indicator_bundle_member (bundle, indicator) VALUES ('kita', 'A1'), ('atlas', 'A1')$$, 'an indicator belongs to any number of bundles');

SELECT * FROM finish();
ROLLBACK;
