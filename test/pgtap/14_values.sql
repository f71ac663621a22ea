-- Values of indicators: everything against numbers computed by hand.
BEGIN;
SELECT plan(102);
SET LOCAL client_min_messages = warning;
INSERT INTO sozialraum.dimension (code, name) VALUES ('A', 'A');
SELECT sozialraum.define_level('sozialraum', 'Sozialraum', 10);
SELECT sozialraum.define_level('gemeinde', 'Gemeinde', 20);
SELECT sozialraum.define_level('kreis', 'Kreis', 30);
SELECT sozialraum.define_level('eigene', 'Eigene', 100, 'eigene');
SELECT sozialraum.define_area('kreis', 'K', 'Kreis');
SELECT sozialraum.define_area('gemeinde', 'G1', 'Astadt', parent => 'K');
SELECT sozialraum.define_area('gemeinde', 'G2', 'Bdorf', parent => 'K');
SELECT sozialraum.define_area('sozialraum', 'S1', 'Eins', parent => 'G1');
SELECT sozialraum.define_area('sozialraum', 'S2', 'Zwei', parent => 'G1');
SELECT sozialraum.define_area('sozialraum', 'S3', 'Drei', parent => 'G2');
SELECT sozialraum.build_area('eigene', 'E1', 'Eins und Drei', 'sozialraum', '{S1,S3}');

-- put: one figure; show: value of numerator / denominator in an area, with status and reason where it is not final
CREATE FUNCTION pg_temp.put(key text, variable text, value float8, day date DEFAULT '2023-12-31', status text DEFAULT NULL) RETURNS void LANGUAGE sql
BEGIN ATOMIC
	SELECT sozialraum.set_observation((SELECT DISTINCT a.level FROM sozialraum.area AS a WHERE a.key = put.key)::text, key, variable, day, value, status);
END;
CREATE FUNCTION pg_temp.show(key text, numerator text, denominator text DEFAULT NULL, day date DEFAULT '2023-12-31', period text DEFAULT 'stock_3112', per float8 DEFAULT 1,
	method text DEFAULT NULL, parameters jsonb DEFAULT '{}', smallest text DEFAULT NULL, sex text DEFAULT NULL) RETURNS text LANGUAGE plpgsql AS $$
#variable_conflict use_variable
BEGIN
	PERFORM sozialraum.define_indicator('T', 'A', 'T', numerator, denominator, per => per, method => COALESCE(method, CASE WHEN denominator IS NULL THEN 'value' ELSE 'ratio' END),
		parameters => parameters, period => period, smallest_level => smallest, by_sex => true);
	RETURN (SELECT COALESCE(round(v.value::numeric, 9)::float8::text, 'NULL') || CASE WHEN v.status <> 'final' THEN ' ' || v.status ELSE '' END || COALESCE(': ' || v.reason, '')
		FROM sozialraum.indicator_value(NULL, day, '{T}', sex) AS v WHERE v.area_key = key);
END $$;

-- ---------------------------------------------------------------- sums first, ratio last
SELECT sozialraum.define_variable(c, c) FROM unnest('{n,d,e,g,h}'::text[]) AS c;
SELECT pg_temp.put('S1', 'n', 1), pg_temp.put('S2', 'n', 30), pg_temp.put('S3', 'n', 4), pg_temp.put('S1', 'd', 10), pg_temp.put('S2', 'd', 40), pg_temp.put('S3', 'd', 50);
SELECT is(pg_temp.show('S1', 'n', 'd', per => 100), '10', 'ratio: 1 / 10 × 100');
SELECT is(pg_temp.show('G1', 'n', 'd', per => 100), '62', 'the municipality: 31 / 50, not the mean of 10 and 75');
SELECT is(pg_temp.show('K', 'n', 'd', per => 100), '35', 'two levels up: 35 / 100');
SELECT is(pg_temp.show('E1', 'n', 'd', per => 1000), '83.333333333', 'a built area: 5 / 60 × 1000');
SELECT is(pg_temp.show('S2', 'd - 0.5 * n', 'n + d'), '0.357142857', 'signs and factors: 25 / 70');
SELECT results_eq($$SELECT area_key, numerator, denominator, round(value::numeric, 6), round(parent_value::numeric, 6), round(whole_value::numeric, 6)
		FROM sozialraum.indicator_value('sozialraum', '2023-12-31', '{T}') WHERE area_key = 'S2'$$,
	$$VALUES ('S2', 25::float8, 70::float8, 0.357143, 0.425926, 0.611111)$$, 'beside the value: that of the parent (34.5 / 81) and of the whole (82.5 / 135)');

-- ---------------------------------------------------------------- what is missing is no zero, and says why
SELECT is(pg_temp.show('S1', 'e', 'd'), 'NULL missing: nicht geliefert: e, 31.12.2023', 'a missing numerator');
SELECT is(pg_temp.show('S1', 'n', 'e'), 'NULL missing: nicht geliefert: e, 31.12.2023', 'a missing denominator');
SELECT pg_temp.put('S1', 'e', 5);
SELECT is(pg_temp.show('G1', 'e'), 'NULL missing: nicht geliefert: e, 31.12.2023', 'a sum with a missing part is missing');
SELECT pg_temp.put('S2', 'e', 0);
SELECT is(pg_temp.show('G1', 'e'), '5', 'with a zero it is not');
SELECT is(pg_temp.show('S2', 'n', 'e'), 'NULL not_meaningful: Nenner ist 0', 'denominator 0');
SELECT is(pg_temp.show('S2', 'e', 'n'), '0', 'numerator 0');
SELECT pg_temp.put('S3', 'e', NULL, status => 'secret');
SELECT is(pg_temp.show('S3', 'e', 'd'), 'NULL secret: geheim gehalten: e, 31.12.2023', 'a secret figure');
SELECT is(pg_temp.show('K', 'e', 'd'), 'NULL secret: geheim gehalten: e, 31.12.2023', 'which makes the whole secret, too');
UPDATE sozialraum.setting SET language = 'en';
SELECT is(pg_temp.show('K', 'e', 'd'), 'NULL secret: kept secret: e, 2023-12-31', 'in English');
UPDATE sozialraum.setting SET language = 'de';
SELECT is(pg_temp.show('K', 'e + n'), 'NULL secret: geheim gehalten: e, 31.12.2023', 'one term is enough');
-- the worst status wins
SELECT pg_temp.put('S1', 'g', 1, status => 'preliminary'), pg_temp.put('S2', 'g', 2, status => 'revised'), pg_temp.put('S3', 'g', 4);
SELECT is(pg_temp.show('S2', 'g'), '2 revised', 'the status goes with the value');
SELECT is(pg_temp.show('G1', 'g'), '3 preliminary', 'of revised and preliminary: preliminary');
SELECT is(pg_temp.show('K', 'g', 'd'), '0.07 preliminary', 'into ratios of larger areas');
SELECT pg_temp.put('S3', 'g', 4, status => 'estimated');
SELECT is(pg_temp.show('K', 'g', 'd'), '0.07 estimated', 'estimated is worse');
SELECT is(pg_temp.show('S3', 'n', 'd', per => 100), '8', 'others stay final');

-- ---------------------------------------------------------------- delivered beats derived, at every level
SELECT pg_temp.put('G1', 'd', 60);
SELECT is(pg_temp.show('G1', 'n', 'd', per => 60), '31', 'the delivered 60 counts, not the sum 50');
SELECT is(pg_temp.show('K', 'n', 'd', per => 110), '35', 'and in the sum above: 60 + 50');
SELECT results_eq($$SELECT area_level, area_key, variable, observation_date, delivered, sum_of_parts, difference FROM sozialraum.check_totals()$$,
	$$VALUES ('gemeinde', 'G1', 'd', '2023-12-31'::date, 60::float8, 50::float8, 10::float8)$$, 'the difference is listed, and no other');
SELECT pg_temp.put('K', 'd', 110);
SELECT is((SELECT count(*) FROM sozialraum.check_totals()), 1::bigint, 'what agrees with its parts as they count is not listed');
SELECT pg_temp.put('K', 'n', 34);
SELECT results_eq($$SELECT area_key, variable, difference FROM sozialraum.check_totals('2023-12-31', '{n}')$$, $$VALUES ('K', 'n', -1::float8)$$, 'narrowed to a variable');
SELECT pg_temp.put('G2', 'n', NULL, status => 'secret');
SELECT is(pg_temp.show('G2', 'n'), 'NULL secret: geheim gehalten: n, 31.12.2023', 'a delivered mark counts as well: no sum behind its back');
-- what does not add up
SELECT sozialraum.define_variable('median', 'Median', aggregation => 'none');
SELECT pg_temp.put('S1', 'median', 40), pg_temp.put('S2', 'median', 50);
SELECT is(pg_temp.show('G1', 'median'), 'NULL missing: nicht geliefert: median, 31.12.2023', 'a median is not summed');
SELECT pg_temp.put('G1', 'median', 44);
SELECT is(pg_temp.show('G1', 'median'), '44', 'but taken as delivered');

-- ---------------------------------------------------------------- families
SELECT sozialraum.define_variable_family('bev', 'Bevölkerung', '{0,3,6}');
SELECT pg_temp.put('S1', 'bev_0_2_m', 1), pg_temp.put('S1', 'bev_0_2_w', 2), pg_temp.put('S1', 'bev_3_5_m', 4), pg_temp.put('S1', 'bev_3_5_w', 8),
	pg_temp.put('S1', 'bev_6p_m', 16), pg_temp.put('S1', 'bev_6p_w', 32);
SELECT is(pg_temp.show('S1', 'bev'), '63', 'the whole family from its cells');
SELECT is(pg_temp.show('S1', 'bev_0_5'), '15', 'a group of ages');
SELECT is(pg_temp.show('S1', 'bev_3p_w'), '40', 'open ages of one sex');
SELECT is(pg_temp.show('S1', 'bev_w'), '42', 'one sex');
SELECT is(pg_temp.show('S1', 'bev_0_3'), 'NULL missing: nicht geliefert: bev_0_3, 31.12.2023', 'ages that cut through a cell cannot be had');
SELECT pg_temp.put('S1', 'bev_0_3', 9);
SELECT is(pg_temp.show('S1', 'bev_0_3'), '9', 'unless they are delivered');
SELECT pg_temp.put('S1', 'bev_0_5', 16);
SELECT is(pg_temp.show('S1', 'bev_0_5'), '16', 'a delivered group goes before its cells');
SELECT is(pg_temp.show('S1', 'bev_0_2', 'bev_0_5', sex => 'w'), '0.2', 'by sex: 2 / 10');
DELETE FROM sozialraum.observation WHERE variable = 'bev_3_5_w';
SELECT is(pg_temp.show('S1', 'bev'), 'NULL missing: nicht geliefert: bev, 31.12.2023', 'with a cell missing there is no total; the group is named, not the cell');
SELECT is(pg_temp.show('S1', 'bev_m'), '21', 'a group that does not need the cell is there');
SELECT pg_temp.put('S1', 'bev_3_5_w', NULL, status => 'secret');
SELECT is(pg_temp.show('S1', 'bev'), 'NULL secret: geheim gehalten: bev_3_5_w, 31.12.2023', 'a secret cell makes the total secret');
-- cells delivered for the larger area stand before groups summed from below
SELECT sozialraum.define_variable('alo', 'Arbeitslose', by_sex => true);
SELECT pg_temp.put('S1', 'alo_m', 1), pg_temp.put('S1', 'alo_w', 2), pg_temp.put('S2', 'alo_m', 3), pg_temp.put('S2', 'alo_w', 4);
SELECT is(pg_temp.show('G1', 'alo'), '10', 'a total over cells and parts');
SELECT is(pg_temp.show('G1', 'alo', sex => 'm'), '4', 'a cell over parts');
SELECT pg_temp.put('G1', 'alo_m', 6), pg_temp.put('G1', 'alo_w', 7);
SELECT is(pg_temp.show('G1', 'alo'), '13', 'cells delivered for the municipality: its total is their sum, 6 + 7');
SELECT pg_temp.put('S2', 'alo_w', NULL, status => 'secret');
SELECT is(pg_temp.show('G1', 'alo'), '13', 'even where a part is secret');

SELECT sozialraum.define_variable('sgb', 'Leistungsbeziehende', by_sex => true);
SELECT pg_temp.put('S1', 'sgb', 10), pg_temp.put('S2', 'sgb', 20), pg_temp.put('G1', 'sgb_m', 13);
SELECT is(pg_temp.show('G1', 'sgb'), '30', 'a cell alone makes no total: where the parts have totals, their sum is it');

-- ---------------------------------------------------------------- age limits: dated, and per Land
SELECT sozialraum.define_variable_family('alt', 'Ältere', '{0,65,66,67}', by_sex => false);
INSERT INTO sozialraum.age_limit (kind, land, valid_from, boundary_age, share_below) VALUES
	('retirement', 'DE', '2012-12-31', 65, 0.5), ('retirement', 'DE', '2023-06-01', 66, 0.25), ('school_entry', 'DE', '2000-01-01', 66, 0.5), ('school_entry', 'SN', '2010-01-01', 65, 0.75);
SELECT pg_temp.put('S1', 'alt_0_64', 100, y), pg_temp.put('S1', 'alt_65', 8, y), pg_temp.put('S1', 'alt_66', 4, y), pg_temp.put('S1', 'alt_67p', 40, y) FROM unnest('{2010-12-31,2022-12-31,2023-12-31}'::date[]) AS y;
SELECT is(pg_temp.show('S1', 'alt_0_ag'), '109', 'below the retirement age of 2023: 100 + 8 + 4 / 4');
SELECT is(pg_temp.show('S1', 'alt_agp'), '43', 'and above: 3 / 4 of 4, and 40');
SELECT is(pg_temp.show('S1', 'alt_0_ag', day => '2022-12-31'), '104', 'that of 2022: 100 + 8 / 2');
SELECT is(pg_temp.show('S1', 'alt_agp', day => '2022-12-31'), '48', 'and above: 8 / 2 + 4 + 40');
SELECT is(pg_temp.show('S1', 'alt_0_ag', day => '2010-12-31'), 'NULL missing: nicht geliefert: alt_0_ag, 31.12.2010', 'before the first row there is none');
SELECT is(pg_temp.show('S1', 'alt_0_se'), '110', 'until school, whole country: 100 + 8 + 4 / 2');
SELECT sozialraum.set_land('SN');
SELECT is(pg_temp.show('S1', 'alt_0_se'), '106', 'in Sachsen: 100 + 8 × 3 / 4');
SELECT is(pg_temp.show('S1', 'alt_0_ag'), '109', 'a Land without a row of its own has those of the country');
SELECT throws_ok($$SELECT sozialraum.set_land('XX')$$, '22023', NULL, 'no such Land');
SELECT sozialraum.set_land('DE');

-- ---------------------------------------------------------------- date rules
SELECT sozialraum.define_variable('q', 'Bestand'), sozialraum.define_variable('f', 'Strom', kind => 'flow'), sozialraum.define_variable('cen', 'Zensus'), sozialraum.define_variable('sch', 'Schule');
SELECT pg_temp.put('S1', 'q', v, d) FROM unnest('{2020-12-31,2021-12-31,2022-12-31,2023-03-01,2023-03-31,2023-06-30,2023-09-30,2023-12-31}'::date[], '{4,6,8,9,10,20,30,40}'::float8[]) AS u (d, v);
SELECT pg_temp.put('S1', 'f', v, d) FROM unnest('{2021-12-31,2022-12-31,2023-12-31}'::date[], '{7,5,3}'::float8[]) AS u (d, v);
SELECT pg_temp.put('S1', 'cen', 77, '2022-05-15'), pg_temp.put('S1', 'sch', 12, '2022-08-01'), pg_temp.put('S1', 'sch', 13, '2023-08-01');
SELECT is(pg_temp.show('S1', 'q'), '40', 'same');
SELECT is(pg_temp.show('S1', 'q', period => 'stock_0103'), '9', 'a figure of 1 March');
SELECT is(pg_temp.show('S1', 'q', 'q@prev_3112', period => 'stock_0103'), '1.125', 'against the 31.12. before: 9 / 8');
SELECT is(pg_temp.show('S1', 'q@same_3112', period => 'stock_0103'), '40', 'same_3112');
SELECT is(pg_temp.show('S1', 'q@mean_quarters'), '25', 'mean_quarters: (10 + 20 + 30 + 40) / 4');
SELECT is(pg_temp.show('S1', 'q@mean_two_year_ends'), '24', 'mean_two_year_ends: (8 + 40) / 2');
SELECT is(pg_temp.show('S1', 'f@pooled_3y'), '15', 'pooled_3y of a flow: 7 + 5 + 3');
SELECT is(pg_temp.show('S1', 'q@pooled_3y'), '36', 'pooled_3y of a stock, person-years: 4 / 2 + 6 + 8 + 40 / 2');
SELECT is(pg_temp.show('S1', 'f@pooled_3y', 'q@pooled_3y', per => 36), '15', 'and their rate');
SELECT is(pg_temp.show('S1', 'f@pooled_4y'), 'NULL missing: nicht geliefert: f, 31.12.2020', 'a year missing: no pooled figure');
SELECT is(pg_temp.show('S1', 'sch@school_year', period => 'schoolyear'), '13', 'school_year: 1 August');
SELECT is(pg_temp.show('S1', 'sch@school_year', period => 'schoolyear', day => '2023-07-31'), '12', 'the day before: that of the year before');
SELECT is(pg_temp.show('S1', 'cen', period => p), '77', p || ': the last day that there is') FROM unnest('{census,election,survey,latest}'::text[]) AS p;
SELECT is(pg_temp.show('S1', 'cen', period => 'census', day => '2022-05-14'), 'NULL missing: nicht geliefert', 'before it there is none');
SELECT is((SELECT array_agg(sozialraum._period_date(p, '2023-11-15') ORDER BY p) FROM unnest('{month,quarter,stock_0103,stock_3112,stock_3112_biennial}'::text[]) AS p),
	'{2023-10-31,2023-09-30,2023-03-01,2022-12-31,2021-12-31}', 'periods: the last such day on or before the reference date');

-- ---------------------------------------------------------------- methods
SELECT pg_temp.put('S1', 'h', 4);
SELECT is(pg_temp.show('S1', 'd', 'h', method => m), '2.5', m || ': 10 / 4') FROM unnest('{ratio,mean,density,survey_share}'::text[]) AS m;
SELECT is(pg_temp.show('S1', 'n - d', 'h', per => 100, method => 'billeter'), '-225', 'billeter: (1 - 10) / 4 × 100, may be negative');
SELECT is(pg_temp.show('S1', 'd', 'h', method => 'distance', parameters => '{"target": 3}'), '0.5', 'distance: |2.5 - 3|');
SELECT is(pg_temp.show('S1', 'd', 'h', method => 'distance', parameters => '{"target": 1}'), '1.5', 'distance: |2.5 - 1|');
SELECT is(pg_temp.show('S1', 'd', method => 'value'), '10', 'value');
SELECT is(pg_temp.show('S1', 'n', 'd', method => 'life_expectancy'), 'NULL not_meaningful: Verfahren life_expectancy nicht verfügbar', 'a method that is not there yet');
SELECT is(pg_temp.show('S1', 'n', 'd', smallest => 'gemeinde'), 'NULL not_meaningful: erst ab Ebene gemeinde', 'below the smallest level');
SELECT is(pg_temp.show('G1', 'n', 'd', smallest => 'gemeinde', per => 60), '31', 'from it on');
SELECT throws_ok($$SELECT * FROM sozialraum.indicator_value('dorf', '2023-12-31')$$, '42704', NULL, 'unknown level');
SELECT throws_ok($$SELECT * FROM sozialraum.indicator_value(NULL, '2023-12-31', '{NIX}')$$, '42704', NULL, 'unknown indicator');
SELECT throws_ok($$SELECT * FROM sozialraum.indicator_value(NULL, '2023-12-31', NULL, 'x')$$, '22023', NULL, 'unknown sex');

-- ---------------------------------------------------------------- change, and breaks
SELECT sozialraum.define_indicator('C', 'A', 'C', 'q', 'cd'::text) FROM (SELECT sozialraum.define_variable('cd', 'cd')) AS x;
SELECT pg_temp.put('S1', 'cd', 100), pg_temp.put('S1', 'cd', 100, '2022-12-31'), pg_temp.put('S1', 'cd', 100, '2021-12-31');
CREATE FUNCTION pg_temp.change(since date, ind text DEFAULT 'C') RETURNS text LANGUAGE sql STABLE
RETURN (SELECT concat_ws(' ', round(change::numeric, 6)::float8, round(change_percent::numeric, 6)::float8, reason) FROM sozialraum.indicator_change('sozialraum', '2023-12-31', since, ARRAY[ind]) WHERE area_key = 'S1');
SELECT is(pg_temp.change('2022-12-31'), '32 400', 'from 8 to 40 per cent: 32 points, 400 per cent');
SELECT is(pg_temp.change('2020-12-31'), 'nicht geliefert: cd, 31.12.2020', 'an earlier value that is missing says why');
SELECT throws_ok($$SELECT * FROM sozialraum.indicator_change('sozialraum', '2022-12-31', '2023-12-31')$$, '22023', NULL, 'the earlier date is earlier');
INSERT INTO sozialraum.series_break (variable, break_date, reason, reason_en) VALUES ('q', '2022-12-31', 'Umstellung', 'change');
SELECT is(pg_temp.change('2021-12-31'), 'Umstellung (ab 31.12.2022)', 'no change across a series break; the reason instead');
SELECT is(pg_temp.change('2022-12-31'), '32 400', 'from the first day of the new definition on there is one');
SELECT sozialraum.define_indicator('CF', 'A', 'C', 'alt_66p', 'cd');
SELECT is(pg_temp.change('2022-12-31', 'CF'), '0 0', 'a group without a break');
INSERT INTO sozialraum.series_break (variable, break_date, reason) VALUES ('alt_0_64', '2023-01-01', 'andere Zelle');
SELECT is(pg_temp.change('2022-12-31', 'CF'), '0 0', 'a break of a cell of other ages does not matter');
INSERT INTO sozialraum.series_break (variable, break_date, reason) VALUES ('alt_67p', '2023-01-01', 'eigene Zelle');
SELECT is(pg_temp.change('2022-12-31', 'CF'), 'eigene Zelle (ab 01.01.2023)', 'one of its own cells does');
DELETE FROM sozialraum.series_break WHERE variable = 'alt_67p';
INSERT INTO sozialraum.series_break (variable, break_date, reason) VALUES ('alt', '2023-01-01', 'Familie');
SELECT is(pg_temp.change('2022-12-31', 'CF'), 'Familie (ab 01.01.2023)', 'and one of the family');

-- ---------------------------------------------------------------- a merger: the series goes on
SELECT pg_temp.put('S3', 'g', 11, '2021-12-31'), pg_temp.put('S1', 'g', 100, '2021-12-31'), pg_temp.put('S2', 'g', 200, '2021-12-31');
DELETE FROM sozialraum.area_part;
DELETE FROM sozialraum.observation WHERE reference_date >= '2023-01-01' AND area_id IN (SELECT id FROM sozialraum.area WHERE key IN ('S1', 'S2', 'S3', 'G1', 'G2'));
SELECT sozialraum.close_area('gemeinde', 'G2', '2022-12-31', true);
SELECT sozialraum.close_area('gemeinde', 'G1', '2022-12-31', true);
SELECT sozialraum.define_area('gemeinde', 'G9', 'Neustadt', parent => 'K', valid_from => '2023-01-01');
SELECT sozialraum.define_area('sozialraum', k || 'n', k, parent => 'G9', valid_from => '2023-01-01', continues => k) FROM unnest('{S1,S2,S3}'::text[]) AS k;
SELECT pg_temp.put('S1n', 'g', 101), pg_temp.put('S2n', 'g', 202), pg_temp.put('S3n', 'g', 13);
SELECT sozialraum.define_indicator('M', 'A', 'M', 'g', per => 1, method => 'value');
SELECT results_eq($$SELECT area_key, value, earlier_value, change FROM sozialraum.indicator_change('sozialraum', '2023-12-31', '2021-12-31', '{M}') WHERE area_key = 'S3n'$$,
	$$VALUES ('S3n', 13::float8, 11::float8, 2::float8)$$, 'a Sozialraum of a merged municipality keeps its series');
SELECT results_eq($$SELECT area_key, value, earlier_value, change FROM sozialraum.indicator_change('gemeinde', '2023-12-31', '2021-12-31', '{M}')$$,
	$$VALUES ('G9', 316::float8, 311::float8, 5::float8)$$, 'the new municipality has one: that of its parts'' territories');
SELECT results_eq($$SELECT area_key, value FROM sozialraum.indicator_value('gemeinde', '2021-12-31', '{M}') ORDER BY 1$$,
	$$VALUES ('G1', 300::float8), ('G2', 11)$$, 'the old ones stand in the old year');
SELECT is((SELECT value FROM sozialraum.indicator_value('kreis', '2021-12-31', '{M}')), 311::float8, 'and nothing is counted twice above');
SELECT is((SELECT value FROM sozialraum.indicator_value('kreis', '2023-12-31', '{M}')), 316::float8, 'in the new year neither');

-- ---------------------------------------------------------------- decomposition: 200 areas of random figures
SELECT setseed(0.42);
SELECT sozialraum.define_level('block', 'Block', 5);
SELECT sozialraum.define_area('block', format('B%s', lpad(i::text, 3, '0')), 'B', parent => (ARRAY['S1n', 'S2n', 'S3n'])[1 + floor(random() * 3)::int], valid_from => '2023-01-01') FROM generate_series(1, 200) AS i;
SELECT sozialraum.define_variable('r1', 'r1'), sozialraum.define_variable('r2', 'r2');
INSERT INTO sozialraum.observation (variable, reference_date, area_id, value, source)
SELECT v, '2023-12-31', a.id, random() * 10 ^ (random() * 12), 'manual' FROM sozialraum.area AS a, unnest('{r1,r2}'::text[]) AS v WHERE a.level = 'block';
SELECT sozialraum.define_indicator('R', 'A', 'R', 'r1', 'r2', per => 1000);
SELECT is((SELECT count(*) FROM sozialraum.indicator_value('sozialraum', '2023-12-31', '{R}') AS p JOIN (
		SELECT a.parent_id, sozialraum.exact_sum(v.numerator) AS n, sozialraum.exact_sum(v.denominator) AS d
		FROM sozialraum.indicator_value('block', '2023-12-31', '{R}') AS v JOIN sozialraum.area AS a ON a.id = v.area_id GROUP BY 1) AS c ON c.parent_id = p.area_id
	WHERE p.numerator = c.n AND p.denominator = c.d AND p.value = sozialraum.rate(c.n, c.d, 1000)), 3::bigint, 'numerator and denominator of a parent are the sums over its children, bit by bit');
CREATE TEMP TABLE kept AS SELECT area_id, value FROM sozialraum.indicator_value(NULL, '2023-12-31', '{R}');
CREATE TEMP TABLE moved AS SELECT * FROM sozialraum.observation ORDER BY random();
TRUNCATE sozialraum.observation; INSERT INTO sozialraum.observation SELECT * FROM moved ORDER BY random();
SELECT set_eq('SELECT area_id, float8send(value) FROM kept', $$SELECT area_id, float8send(value) FROM sozialraum.indicator_value(NULL, '2023-12-31', '{R}')$$, 'the physical order of rows does not matter, bit by bit');

SELECT * FROM finish();
ROLLBACK;
