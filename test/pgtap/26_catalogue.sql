-- install_catalogue(): everything of the shipped catalogue arrives, parsed and computable; what the user did stays.
BEGIN;
SELECT plan(72);
SET LOCAL client_min_messages = warning;

CREATE TEMP TABLE run1 AS SELECT * FROM sozialraum.install_catalogue();

-- counts ---------------------------------------------------------------------------------------------------------------
SELECT results_eq('SELECT kind, installed, kept, updated FROM run1',
	$$VALUES ('dimension', 15, 0, 0), ('variable', 130, 0, 0), ('age_limit', 31, 0, 0), ('series_break', 3, 0, 0),
		('indicator', 94, 0, 0), ('bundle', 11, 0, 0), ('bundle_member', 222, 0, 0)$$, 'the first run installs everything');
SELECT is((SELECT count(*) FROM sozialraum.indicator), 94::bigint, '94 indicators');
SELECT is((SELECT count(*) FROM sozialraum.dimension), 15::bigint, '15 dimensions');
SELECT results_eq($$SELECT family, count(*)::integer FROM sozialraum.variable WHERE is_cell AND family IN ('bev', 'geb_mutter', 'gest', 'pflege') GROUP BY 1 ORDER BY 1$$,
	$$VALUES ('bev' COLLATE "C", 202), ('geb_mutter', 7), ('gest', 40), ('pflege', 18)$$, 'cells of the four families');
SELECT is((SELECT count(*) FROM sozialraum._catalogue_variables() AS s WHERE s.code !~ '[{]' AND NOT EXISTS (SELECT FROM sozialraum.variable AS v WHERE v.code = s.code)), 0::bigint,
	'every code of the variable catalogue is there');
SELECT is((SELECT count(*) FROM sozialraum.catalogue_item), (SELECT sum(installed) FROM run1), 'all of it is remembered');
SELECT is((SELECT count(*) FROM sozialraum.catalogue_item AS c WHERE NOT EXISTS
	(SELECT FROM sozialraum._catalogue_present() AS p WHERE p.kind = c.kind AND p.code = c.code AND p.checksum = c.checksum)), 0::bigint,
	'what was written is what is remembered, item by item');

-- rows against the shipped rows, column by column --------------------------------------------------------------------------
SELECT results_eq('SELECT code, name, name_en, position, scored FROM sozialraum.dimension ORDER BY code',
	'SELECT code COLLATE "C", name, name_en, position, scored FROM sozialraum._catalogue_dimensions() ORDER BY 1', 'dimensions as shipped');
SELECT results_eq($$SELECT to_jsonb(i) FROM sozialraum.indicator AS i ORDER BY code$$,
	$$SELECT to_jsonb(s) - 'numerator_date_rule' - 'denominator_date_rule' FROM sozialraum._catalogue_indicators() AS s ORDER BY s.code COLLATE "C"$$, 'indicators as shipped, all columns');
SELECT results_eq($$SELECT code, name, name_en, unit, kind, aggregation, source_name, legal_basis, reference_date_rule, note FROM sozialraum.variable
		WHERE code IN (SELECT code FROM sozialraum._catalogue_variables()) ORDER BY 1$$,
	$$SELECT code COLLATE "C", name, name_en, unit, kind, aggregation, source_name, legal_basis, reference_date_rule, note FROM sozialraum._catalogue_variables()
		WHERE code !~ '[{]' ORDER BY 1$$, 'variables as shipped');
SELECT set_eq('SELECT kind, land, valid_from, boundary_age, share_below, note FROM sozialraum.age_limit',
	'SELECT * FROM sozialraum._catalogue_age_limits()', 'age limits as shipped');
-- the cells are those that the procedures for users would make
SELECT sozialraum.define_variable_family('tstage', 'T', ARRAY(SELECT generate_series(0, 100)));
SELECT sozialraum.define_variable_family('tstmum', 'T', ARRAY[15, 20, 25, 30, 35, 40, 45], by_sex => false, last_age => 49);
SELECT set_eq($$SELECT regexp_replace(code, '^bev', ''), age_from, age_to, sex, is_cell FROM sozialraum.variable WHERE family = 'bev' AND is_cell$$,
	$$SELECT regexp_replace(code, '^tstage', ''), age_from, age_to, sex, is_cell FROM sozialraum.variable WHERE family = 'tstage' AND is_cell$$,
	'cells of bev as define_variable_family() makes them');
SELECT set_eq($$SELECT regexp_replace(code, '^geb_mutter', ''), age_from, age_to, sex, is_cell FROM sozialraum.variable WHERE family = 'geb_mutter'$$,
	$$SELECT regexp_replace(code, '^tstmum', ''), age_from, age_to, sex, is_cell FROM sozialraum.variable WHERE family = 'tstmum'$$,
	'geb_mutter as define_variable_family() makes it, the last group closed at 49');
SELECT sozialraum.define_variable('tstsex', 'T', by_sex => true);
SELECT set_eq($$SELECT regexp_replace(code, '^alo_lang', '') AS suffix, family = 'alo_lang' AS own, sex, is_cell FROM sozialraum.variable WHERE family = 'alo_lang'$$,
	$$SELECT regexp_replace(code, '^tstsex', '') AS suffix, family = 'tstsex' AS own, sex, is_cell FROM sozialraum.variable WHERE family = 'tstsex'$$,
	'alo_lang by sex as define_variable() makes it');
SELECT is((SELECT count(*) FROM sozialraum.variable AS v, sozialraum._variable_family(v.code) AS f
	WHERE v.family IN ('bev', 'geb_mutter', 'gest', 'pflege')
		AND (v.family, v.age_from, v.age_to, v.age_limit, v.sex) IS DISTINCT FROM (f.family, f.age_from, f.age_to, f.age_limit, f.sex)), 0::bigint,
	'family, ages and sex of every cell and group are those that its code says');
DELETE FROM sozialraum.variable WHERE family IN ('tstage', 'tstmum', 'tstsex');

-- spot checks by literal value ------------------------------------------------------------------------------------------
SELECT results_eq($$SELECT dimension, name, method, numerator, denominator, per, unit, polarity::integer, scored, by_sex, smallest_level, period, interval_method, min_count, min_denominator, population_basis, spatial_reference
		FROM sozialraum.indicator WHERE code = 'D06-01'$$,
	$$VALUES ('D06' COLLATE "C", 'SGB-II-Quote', 'ratio', 'sgb2_rlb + sgb2_slb', 'bev_0_ag', 100::double precision, '%', -1, true, true, 'sozialraum' COLLATE "C", 'quarter_dec', 'wilson', 3, 300, 'melderegister', 'Wohnort (Hauptwohnung)')$$,
	'D06-01, the sheet');
SELECT results_eq($$SELECT part, position::integer, coefficient, variable, date_rule FROM sozialraum.indicator_term WHERE indicator = 'D06-01' ORDER BY 1, 2$$,
	$$VALUES ('denominator', 1, 1::double precision, 'bev_0_ag' COLLATE "C", 'same_3112'), ('numerator', 1, 1, 'sgb2_rlb', 'same'), ('numerator', 2, 1, 'sgb2_slb', 'same')$$, 'D06-01, the terms');
SELECT results_eq($$SELECT part, position::integer, coefficient, variable, date_rule FROM sozialraum.indicator_term WHERE indicator = 'D01-04' ORDER BY 1, 2$$,
	$$VALUES ('denominator', 1, 1::double precision, 'bev_15_49' COLLATE "C", 'same'), ('numerator', 1, 1, 'bev_0_14', 'same'), ('numerator', 2, -1, 'bev_50p', 'same')$$, 'D01-04: the minus is a sign');
SELECT results_eq($$SELECT method, parameters, per, unit, polarity::integer FROM sozialraum.indicator WHERE code = 'D12-01'$$,
	$$VALUES ('distance', '{"target": 3}'::jsonb, 100::double precision, 'Prozentpunkte', -1)$$, 'D12-01: distance from the target in the note');
SELECT is((SELECT count(*) FROM sozialraum.indicator WHERE parameters <> '{}'), 1::bigint, 'no other indicator has parameters');
SELECT is((SELECT count(*) FROM sozialraum.indicator_term WHERE indicator = 'D09-01' AND part = 'numerator'), 10::bigint, 'D09-01: ten kinds of help');
SELECT is((SELECT array_agg(variable::text ORDER BY variable) FROM sozialraum.indicator_term WHERE part = 'numerator' AND indicator IN ('D09-02', 'D09-03', 'D09-08')),
	(SELECT array_agg(variable::text ORDER BY variable) FROM sozialraum.indicator_term WHERE part = 'numerator' AND indicator = 'D09-01'),
	'ambulant + teilstationär + stationär = D09-01');
SELECT results_eq($$SELECT DISTINCT date_rule FROM sozialraum.indicator_term WHERE indicator = 'D02-01'$$, ARRAY['pooled_3y'], 'D02-01: three years pooled');
SELECT results_eq($$SELECT variable, date_rule FROM sozialraum.indicator_term WHERE indicator = 'D07-04' AND part = 'denominator'$$,
	$$VALUES ('bev_3_se' COLLATE "C", 'prev_3112')$$, 'D07-04: children up to school entry, of the 31.12. before');
SELECT results_eq($$SELECT per, unit, numerator_text, denominator_text, age_range_numerator, age_range_denominator, period_text, literature FROM sozialraum.indicator WHERE code = 'D13-03'$$,
	$$VALUES (100000::double precision, 'je 100.000', 'Tatverdächtige 14 bis unter 21 Jahre (Wohnort)', 'Einwohner 14 bis unter 21 Jahre', '{[14,21)}', '{[14,21)}', 'gleitendes 3-Jahres-Mittel', 'PKS TVBZ')$$, 'D13-03, the words');
SELECT is((SELECT spatial_reference FROM sozialraum.indicator WHERE code = 'D13-01'), 'Tatort (Fälle), Wohnort (Bevölkerung)', 'D13-01 is counted where it happens');
SELECT results_eq($$SELECT kind, aggregation, unit, family FROM sozialraum.variable WHERE code = 'zuzuege_grenze'$$, $$VALUES ('flow', 'none', 'Fälle', NULL::text COLLATE "C")$$, 'moves across the border do not add up');
SELECT results_eq($$SELECT family, age_from::integer, age_to::integer, age_limit, sex, is_cell, name FROM sozialraum.variable WHERE code = 'bev_15_ag'$$,
	$$VALUES ('bev' COLLATE "C", 15, NULL::integer, 'retirement', NULL::text, false, 'Einwohner 15 bis unter Altersgrenze')$$, 'bev_15_ag: from 15 to the moving limit');
SELECT results_eq($$SELECT code, family, age_from::integer, age_limit FROM sozialraum.variable WHERE code IN ('bev_0_ag', 'bev_agp', 'bev_3_se') ORDER BY 1$$,
	$$VALUES ('bev_0_ag' COLLATE "C", 'bev' COLLATE "C", 0, 'retirement'), ('bev_3_se', 'bev', 3, 'school_entry'), ('bev_agp', 'bev', NULL, 'retirement')$$, 'the other moving limits');
SELECT results_eq($$SELECT code, name, age_from::integer, age_to::integer, sex FROM sozialraum.variable WHERE code IN ('bev_1_m', 'bev_100p_w', 'gest_1_4_w', 'pflege_80_84_m') ORDER BY 1$$,
	$$VALUES ('bev_100p_w' COLLATE "C", 'Einwohner, 100 Jahre und älter, weiblich', 100, NULL::integer, 'w'), ('bev_1_m', 'Einwohner, 1 Jahr, männlich', 1, 1, 'm'),
		('gest_1_4_w', 'Gestorbene, 1 bis 4 Jahre, weiblich', 1, 4, 'w'), ('pflege_80_84_m', 'Pflegebedürftige, 80 bis 84 Jahre, männlich', 80, 84, 'm')$$, 'cells by name');
SELECT results_eq($$SELECT valid_from, boundary_age::integer, share_below FROM sozialraum.age_limit WHERE kind = 'retirement' AND valid_from IN ('2012-12-31', '2022-12-31', '2025-12-31', '2031-12-31') ORDER BY 1$$,
	$$VALUES (DATE '2012-12-31', 65, 0.083333::double precision), ('2022-12-31', 65, 0.916667), ('2025-12-31', 66, 0.166667), ('2031-12-31', 67, 0)$$, 'retirement age');
SELECT results_eq($$SELECT land, boundary_age::integer, round(12 * share_below) FROM sozialraum.age_limit WHERE kind = 'school_entry' ORDER BY 1$$,
	$$VALUES ('DE', 6, 6::double precision), ('SN', 6, 6), ('TH', 6, 5)$$, 'school entry: half a year of birth by 30.06., five twelfths by 01.08.');
SELECT results_eq('SELECT variable, break_date FROM sozialraum.series_break ORDER BY 1',
	$$VALUES ('pflege_insgesamt' COLLATE "C", DATE '2021-12-15'), ('pflege_pg1_zuhause', '2021-12-15'), ('wohngeld_hh_rein', '2023-01-01')$$, 'series breaks');

-- consistency -----------------------------------------------------------------------------------------------------------
SELECT results_eq($$SELECT code FROM sozialraum.dimension WHERE NOT scored ORDER BY 1$$, $$VALUES ('D01' COLLATE "C"), ('D04')$$, 'population structure and migration are described, not scored');
SELECT is_empty($$SELECT i.code FROM sozialraum.indicator i JOIN sozialraum.dimension d ON d.code = i.dimension WHERE i.scored AND NOT d.scored$$, 'nothing is scored in a dimension that is not');
SELECT is_empty($$SELECT code FROM sozialraum.indicator WHERE scored AND polarity = 0$$, 'scored implies polarity');
SELECT is((SELECT count(*) FROM sozialraum.indicator WHERE scored), 42::bigint, 'indicators that may be scored');
SELECT is_empty($$SELECT code FROM sozialraum.indicator WHERE left(code, 3) <> dimension$$, 'the code begins with the dimension');
SELECT is_empty($$SELECT code FROM sozialraum.indicator WHERE num_nulls(name_en, key_statement, key_statement_en, numerator_text, unit, measure, smallest_level,
	period_text, spatial_reference, interval_method, source_name, literature) > 0$$, 'no gap in the definition sheets');
SELECT is_empty($$SELECT code FROM sozialraum.indicator WHERE key_statement !~ '^(Zeigt|Nennt|Gibt an|Setzt) ?.*[.]$' OR key_statement_en !~ '^(Shows|Gives|Relates) .*[.]$'$$, 'key statements are sentences');
SELECT is((SELECT count(DISTINCT key_statement) FROM sozialraum.indicator), 94::bigint, 'each key statement is its own');
SELECT is_empty($$SELECT code FROM sozialraum.variable WHERE name_en IS NULL OR unit IS NULL$$, 'every variable has an English name and a unit');
SELECT lives_ok($$SELECT age_range_numerator::int4multirange, age_range_denominator::int4multirange FROM sozialraum.indicator$$, 'age ranges are multiranges');
SELECT results_eq($$SELECT method, count(*)::integer FROM sozialraum.indicator AS i WHERE NOT EXISTS (SELECT FROM sozialraum.indicator_term AS t WHERE t.indicator = i.code) GROUP BY 1 ORDER BY 1$$,
	$$VALUES ('directly_standardised_rate', 3), ('life_expectancy', 1), ('mean_age', 1), ('tfr', 1)$$, 'without terms: only what a function of its own computes');
SELECT is((SELECT count(DISTINCT indicator) FROM sozialraum.indicator_term WHERE part = 'denominator'), 88::bigint, 'the others have a denominator');
SELECT is_empty($$SELECT t.indicator, t.variable FROM sozialraum.indicator_term t JOIN sozialraum.indicator i ON i.code = t.indicator JOIN sozialraum.variable v ON v.code = t.variable
	WHERE i.by_sex AND v.family IS NULL$$, 'what is computed by sex has variables by sex');
SELECT is_empty($$SELECT t.indicator, t.variable FROM sozialraum.indicator_term t JOIN sozialraum.variable v ON v.code = t.variable
	WHERE t.date_rule = 'mean_two_year_ends' AND v.kind <> 'stock' OR t.date_rule = 'mean_quarters' AND v.reference_date_rule <> 'quarter'
		OR t.date_rule IN ('prev_3112', 'same_3112', 'mean_two_year_ends') AND v.reference_date_rule <> 'stock_3112'
		OR t.date_rule = 'school_year' AND v.reference_date_rule NOT IN ('schoolyear', 'cohort')$$, 'date rules fit the days on which the variables are counted');
SELECT results_eq($$SELECT code, comment ~ 'höchstens eine im selben Index' FROM sozialraum.indicator WHERE code IN ('D06-02', 'D06-08', 'D06-09') ORDER BY 1$$,
	$$VALUES ('D06-02' COLLATE "C", false), ('D06-08', true), ('D06-09', true)$$, 'child poverty: at most one per index, said in the remarks');
SELECT ok((SELECT comment FROM sozialraum.indicator WHERE code = 'D06-02') ~ 'keine Kinderarmutsquote', 'D06-02 is no child poverty rate');
SELECT ok((SELECT note FROM sozialraum.indicator_bundle WHERE code = 'armut') ~ 'höchstens eine im selben Index', 'the bundle that holds all three says so');
SELECT is((SELECT count(*) FROM sozialraum.indicator_bundle_member WHERE bundle = 'atlas'), 94::bigint, 'the atlas has all');
SELECT is_empty($$SELECT code FROM sozialraum.indicator_bundle b WHERE (SELECT count(*) FROM sozialraum.indicator_bundle_member m WHERE m.bundle = b.code) < 3$$, 'no bundle is empty');

-- a second run does nothing ---------------------------------------------------------------------------------------------
CREATE TEMP TABLE before AS
	SELECT 'i' || i.code AS row, i.xmin::text AS x, i.ctid::text AS c FROM sozialraum.indicator i UNION ALL SELECT 'v' || v.code, v.xmin::text AS x, v.ctid::text AS c FROM sozialraum.variable v
	UNION ALL SELECT 'c' || c.kind || c.code, c.xmin::text AS x, c.ctid::text AS c FROM sozialraum.catalogue_item c
	UNION ALL SELECT 't' || t.indicator || t.part || t.position, t.xmin::text AS x, t.ctid::text AS c FROM sozialraum.indicator_term t;
SELECT results_eq('SELECT sum(installed)::integer, sum(kept)::integer, sum(updated)::integer FROM sozialraum.install_catalogue()', 'VALUES (0, 506, 0)', 'a second run keeps everything');
SELECT set_eq('SELECT * FROM before', $$
	SELECT 'i' || i.code AS row, i.xmin::text AS x, i.ctid::text AS c FROM sozialraum.indicator i UNION ALL SELECT 'v' || v.code, v.xmin::text AS x, v.ctid::text AS c FROM sozialraum.variable v
	UNION ALL SELECT 'c' || c.kind || c.code, c.xmin::text AS x, c.ctid::text AS c FROM sozialraum.catalogue_item c
	UNION ALL SELECT 't' || t.indicator || t.part || t.position, t.xmin::text AS x, t.ctid::text AS c FROM sozialraum.indicator_term t$$, 'and writes no row');

-- the user's changes, and then a newer catalogue --------------------------------------------------------------------------
UPDATE sozialraum.indicator SET name = 'Unser Name' WHERE code = 'D05-01';
UPDATE sozialraum.indicator_term SET coefficient = 2 WHERE indicator = 'D05-02' AND part = 'numerator';		-- only a term
UPDATE sozialraum.variable SET name = 'Unsere Zelle' WHERE code = 'bev_7_m';								-- only a cell
UPDATE sozialraum.dimension SET position = 99 WHERE code = 'D15';
UPDATE sozialraum.age_limit SET share_below = 0.25 WHERE kind = 'school_entry' AND land = 'DE';
DELETE FROM sozialraum.indicator WHERE code = 'D06-07';
DELETE FROM sozialraum.variable WHERE family = 'schuldner_18p';
DELETE FROM sozialraum.indicator_bundle WHERE code = 'klima';
DELETE FROM sozialraum.indicator_bundle_member WHERE bundle = 'kita' AND indicator = 'D07-06';
DELETE FROM sozialraum.series_break WHERE variable = 'wohngeld_hh_rein';
DELETE FROM sozialraum.age_limit WHERE kind = 'retirement' AND valid_from = '2035-12-31';
SELECT results_eq('SELECT sum(installed)::integer, sum(kept)::integer, sum(updated)::integer FROM sozialraum.install_catalogue()', 'VALUES (0, 506, 0)', 'changed and deleted rows are left as they are');

-- the next release: other names and terms, a new indicator, one cell less
CREATE TEMP TABLE newer_indicators AS SELECT * FROM sozialraum._catalogue_indicators();
UPDATE newer_indicators SET name = name || ' (neu)', numerator = 'alo_15_24' WHERE code IN ('D05-01', 'D05-02', 'D05-03', 'D06-07');
INSERT INTO newer_indicators SELECT n.* FROM newer_indicators AS o, jsonb_populate_record(o, '{"code": "D06-11", "numerator": "sgb2_rlb", "denominator": "bev_16_66_w"}') AS n WHERE o.code = 'D06-01';
INSERT INTO newer_indicators SELECT n.* FROM newer_indicators AS o, jsonb_populate_record(o, '{"code": "D06-12", "numerator": "schuldner_18p"}') AS n WHERE o.code = 'D06-01';
CREATE TEMP TABLE newer_variables AS SELECT * FROM sozialraum._catalogue_variables();
UPDATE newer_variables SET cell_age_from = '{0,15,60,80,90}' WHERE code = 'pflege_{von}_{bis}';
UPDATE newer_variables SET cell_name = 'Leute' WHERE code = 'bev_{von}_{bis}';
UPDATE newer_variables SET by_sex = true, note = 'neu' WHERE code = 'hh';
DO $$
DECLARE
	f	text;
BEGIN
	FOREACH f IN ARRAY ARRAY['indicators', 'variables'] LOOP
		EXECUTE format('ALTER FUNCTION sozialraum._catalogue_%1$s() RENAME TO _catalogue_%1$s_old', f);
		EXECUTE format('CREATE FUNCTION sozialraum._catalogue_%1$s() RETURNS %2$s LANGUAGE sql STABLE AS %3$L',
			f, pg_get_function_result(format('sozialraum._catalogue_%s_old()', f)::regprocedure), 'SELECT * FROM pg_temp.newer_' || f);
	END LOOP;
END $$;
SET LOCAL client_min_messages = error;		-- the warning about D06-12
CREATE TEMP TABLE run3 AS SELECT * FROM sozialraum.install_catalogue();
SET LOCAL client_min_messages = warning;
SELECT results_eq($$SELECT kind, installed, kept, updated FROM run3 WHERE kind IN ('indicator', 'variable', 'dimension')$$,
	$$VALUES ('dimension', 0, 15, 0), ('variable', 0, 128, 2), ('indicator', 1, 94, 1)$$, 'a newer catalogue: one new, one updated indicator, two updated variables');
SELECT is((SELECT name FROM sozialraum.indicator WHERE code = 'D05-03'), 'Langzeitarbeitslosenanteil (neu)', 'the untouched indicator follows');
SELECT is((SELECT variable::text FROM sozialraum.indicator_term WHERE indicator = 'D05-03' AND part = 'numerator'), 'alo_15_24', 'and so do its terms');
SELECT is((SELECT name || ', ' || numerator FROM sozialraum.indicator WHERE code = 'D05-01'), 'Unser Name, alo_15_ag', 'the changed one does not');
SELECT results_eq($$SELECT i.name, t.coefficient, t.variable FROM sozialraum.indicator i JOIN sozialraum.indicator_term t ON t.indicator = i.code AND t.part = 'numerator' WHERE i.code = 'D05-02'$$,
	$$VALUES ('Jugendarbeitslosenanteil', 2::double precision, 'alo_15_24' COLLATE "C")$$, 'nor the one with a changed term');
SELECT is((SELECT count(*) FROM sozialraum.indicator WHERE code = 'D06-07') + (SELECT count(*) FROM sozialraum.variable WHERE family = 'schuldner_18p'), 0::bigint, 'the deleted ones stay deleted');
SELECT is((SELECT count(*) FROM sozialraum.variable WHERE code = 'bev_16_66_w' AND NOT is_cell AND family = 'bev'), 1::bigint, 'the new indicator brought its group');
SELECT is((SELECT count(*) FROM sozialraum.indicator WHERE code = 'D06-12'), 0::bigint, 'what needs a deleted variable stays out');
SELECT results_eq($$SELECT name FROM sozialraum.variable WHERE code IN ('bev_7_m', 'bev_8_m') ORDER BY code$$,
	$$VALUES ('Unsere Zelle'), ('Einwohner, 8 Jahre, männlich')$$, 'a family with a changed cell stays as it is');
SELECT results_eq($$SELECT code, is_cell FROM sozialraum.variable WHERE code IN ('pflege_60_64_m', 'pflege_60_79_m', 'pflege_90p_m') ORDER BY 1$$,
	$$VALUES ('pflege_60_64_m' COLLATE "C", false), ('pflege_60_79_m', true), ('pflege_90p_m', true)$$, 'other cells: the old ones stay as groups');
SELECT results_eq($$SELECT code, note FROM sozialraum.variable WHERE family = 'hh' ORDER BY 1$$, $$VALUES ('hh' COLLATE "C", 'neu'), ('hh_m', 'neu'), ('hh_w', 'neu')$$, 'a variable that gains sexes');
SELECT is((SELECT count(*) FROM sozialraum.indicator_bundle WHERE code = 'klima') + (SELECT count(*) FROM sozialraum.indicator_bundle_member WHERE (bundle, indicator) = ('kita', 'D07-06'))
	+ (SELECT count(*) FROM sozialraum.series_break WHERE variable = 'wohngeld_hh_rein')
	+ (SELECT count(*) FROM sozialraum.age_limit WHERE valid_from = '2035-12-31'), 0::bigint, 'bundles, members, breaks and age limits that were deleted stay deleted');
SELECT is((SELECT share_below FROM sozialraum.age_limit WHERE kind = 'school_entry' AND land = 'DE'), 0.25::double precision, 'a changed age limit stays');
SELECT is((SELECT position FROM sozialraum.dimension WHERE code = 'D15'), 99, 'a changed dimension stays');

-- a shipped row comes back when it is forgotten; a row of the user's own under a shipped key is never taken over -----------
SELECT sozialraum.define_variable('schuldner_18p', 'Eigene Zählung');
DELETE FROM sozialraum.catalogue_item WHERE kind = 'variable' AND code = 'schuldner_18p' OR kind = 'indicator' AND code = 'D06-07';
SELECT results_eq($$SELECT installed FROM sozialraum.install_catalogue() WHERE kind = 'indicator'$$, ARRAY[2], 'forgotten and possible again: both indicators come');
SELECT is((SELECT name FROM sozialraum.variable WHERE code = 'schuldner_18p'), 'Eigene Zählung', 'a row of the user''s own is not taken over');
SELECT ok(NOT has_function_privilege('public', 'sozialraum.install_catalogue()', 'EXECUTE'), 'not everybody may install');
SELECT * FROM finish();
ROLLBACK;
