-- What a review of 0.4.0 found: pooled years before the lag, biennial counts, terms that are pooled already, comparison groups of pooled monitors, and the
-- direction of classes that count from the highest burden. Expected numbers by hand.
BEGIN;
SELECT plan(28);
SET LOCAL client_min_messages = warning;
INSERT INTO sozialraum.dimension (code, name) VALUES ('A', 'A');
SELECT sozialraum.define_level('ort', 'Ort', 10);
SELECT sozialraum.define_level('kreis', 'Kreis', 30);
SELECT sozialraum.define_area('kreis', 'K', 'Kreis');
SELECT sozialraum.define_area('ort', k, 'Ort ' || k, parent => 'K') FROM unnest('{a,b,c}'::text[]) AS k;
SELECT sozialraum.define_variable('f', 'Fälle', kind => 'flow');
SELECT sozialraum.define_variable('g', 'Bestand');
SELECT sozialraum.define_indicator('F', 'A', 'F', 'f', 'g', polarity => -1);
SELECT sozialraum.define_indicator('P', 'A', 'P', 'f', 'g', polarity => -1, numerator_date_rule => 'pooled_3y', denominator_date_rule => 'pooled_3y');
SELECT sozialraum.define_indicator('B', 'A', 'B', 'f', 'g', polarity => -1, period => 'stock_3112_biennial');
-- f of a: 1 in 2015, doubled every year; of b: 10, one more every year; of c: 30; g always 1000
SELECT sozialraum.set_observation('ort', k, 'f', make_date(y, 12, 31), CASE k WHEN 'a' THEN 2.0 ^ (y - 2015) WHEN 'b' THEN 10 + (y - 2015) ELSE 30 END) FROM unnest('{a,b,c}'::text[]) AS k, generate_series(2015, 2023) AS y;
SELECT sozialraum.set_observation('ort', k, 'g', make_date(y, 12, 31), 1000) FROM unnest('{a,b,c}'::text[]) AS k, generate_series(2014, 2023) AS y;
INSERT INTO sozialraum.monitor (code, name, level, lag_years, pooled_years) VALUES ('m', 'M', 'ort', 2, 3);
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position) VALUES ('m', 'F', 1);
CREATE FUNCTION pg_temp.figure(what text, day date DEFAULT '2023-12-31', area text DEFAULT 'a') RETURNS numeric LANGUAGE plpgsql AS $$
DECLARE r numeric; e bigint;
BEGIN
	e := sozialraum.compute_edition('m', day);
	EXECUTE format('SELECT round((%s)::numeric, 10) FROM sozialraum.edition_value AS v JOIN sozialraum.edition_score AS s USING (edition, area_id) WHERE v.edition = $1 AND s.area_key = $2', what) INTO r USING e, area;
	RETURN r;
END $$;

-- ---------------------------------------------------------------- the earlier values have breaks of their own
SELECT is(pg_temp.figure('v.value[1]'), round(100 * (256 + 128 + 64) / 3000.0, 10), 'three years');
SELECT is(pg_temp.figure('v.earlier[1]'), round(100 * (64 + 32 + 16) / 3000.0, 10), 'and the three before the lag');
INSERT INTO sozialraum.series_break (variable, break_date, reason) VALUES ('f', '2020-06-01', 'neue Zählung');
SELECT is(pg_temp.figure('v.value[1]'), round(100 * (256 + 128 + 64) / 3000.0, 10), 'a break before them leaves the three years alone');
SELECT is(pg_temp.figure('v.earlier[1]'), round(100 * (64 + 32) / 2000.0, 10), 'but not those before the lag: 2021 and 2020 only');
SELECT is(pg_temp.figure('v.change[1]'), round(100 * (256 + 128 + 64) / 3000.0 - 100 * (64 + 32) / 2000.0, 10), 'and the change is between figures of one side');
SELECT is((SELECT definition #>> '{indicators,0,used,pooled_years}' || ' ' || (definition #>> '{indicators,0,used,earlier_pooled_years}') FROM sozialraum.edition), '3 2', 'the edition says over how many');
SELECT is((SELECT count(*) FROM sozialraum.edition_inputs_changed((SELECT id FROM sozialraum.edition))), 0::bigint, 'inputs have not changed');
SELECT is((SELECT count(*) FROM sozialraum.recompute_edition((SELECT id FROM sozialraum.edition))), 0::bigint, 'and the edition can be recomputed');
SELECT is((SELECT round((100 * x.numerator[1] / x.denominator[1])::numeric, 10) FROM sozialraum._edition_earlier((SELECT id FROM sozialraum.edition)) AS x JOIN sozialraum.area AS a ON a.id = x.area_id AND a.key = 'a'),
	round(100 * (64 + 32) / 2000.0, 10), 'protection looks at the earlier figures that the change was formed of');
SELECT sozialraum.set_observation('ort', 'a', 'f', '2019-12-31', 999);
SELECT is((SELECT count(*) FROM sozialraum.edition_inputs_changed((SELECT id FROM sozialraum.edition))), 0::bigint, 'a year behind the break is none of its inputs');
DELETE FROM sozialraum.series_break;
SELECT sozialraum.set_observation('ort', 'a', 'f', '2019-12-31', 16);

-- ---------------------------------------------------------------- no count twice
UPDATE sozialraum.monitor_indicator SET indicator = 'B';
SELECT is(pg_temp.figure('v.value[1]'), round(100 * (256 + 64) / 2000.0, 10), 'biennial: 2023 and 2021, and 2021 not twice');
SELECT is(pg_temp.figure('v.numerator[1]'), 320.0, 'nor in the numerator');

-- ---------------------------------------------------------------- terms that are pooled already
UPDATE sozialraum.monitor_indicator SET indicator = 'P';
SELECT is(pg_temp.figure('v.numerator[1]'), 448.0, 'three years pooled once: every event counts once');
SELECT is(pg_temp.figure('v.value[1]'), (SELECT round(value::numeric, 10) FROM sozialraum.indicator_value('ort', '2023-12-31', '{P}') WHERE area_key = 'a'), 'the value of the indicator');

-- ---------------------------------------------------------------- a group beside pooled values
UPDATE sozialraum.monitor_indicator SET indicator = 'F';
INSERT INTO sozialraum.comparison_group (code, name, level) VALUES ('alle', 'Alle', 'ort');
SELECT ok(pg_temp.figure('v.value[1]') > 0, 'pooled again');
SELECT is((SELECT round(group_value::numeric, 10) FROM sozialraum.edition_comparison((SELECT id FROM sozialraum.edition), 'a', 'alle')),
	round(100 * (448 + (16 + 17 + 18) + 90) / 9000.0, 10), 'the group is pooled over the same years');
SELECT is((SELECT round(sum(z)::numeric, 9) FROM sozialraum.edition_comparison((SELECT id FROM sozialraum.edition), NULL, 'alle')), 0.0, 'and the z-scores of its own areas add up to 0');
SELECT is((SELECT round(mean::numeric, 9) FROM sozialraum.set_reference('m', 'alle', '2023-12-31')), round((100 * 448 / 3000.0 + 100 * 51 / 3000.0 + 3) / 3, 9), 'parameters of the group are those of the pooled values');
SELECT ok(pg_temp.figure('s.sum') > 0, 'normalised against the group');
SELECT is((SELECT round(sum(s.sum)::numeric, 9) FROM sozialraum.edition_score AS s), 0.0, 'against its own parameters the sums add up to 0');
UPDATE sozialraum.monitor_indicator SET normalisation = 'robust_zscore';
SELECT throws_ok($$SELECT * FROM sozialraum.set_reference('m', 'alle', '2023-12-31')$$, '55000', NULL, 'a mean is no median');

-- ---------------------------------------------------------------- goalposts from a date: of the values that are scored
DELETE FROM sozialraum.edition;
SELECT sozialraum.preset_ampi('ampi', 'A', 'ort', '["F"]', reference_date => '2023-12-31', classes => 2);
SELECT sozialraum.compute_edition('ampi', '2023-12-31');
SELECT is((SELECT round(avg(v.normalised[1])::numeric, 9) FROM sozialraum.edition_value AS v), 100.0, 'pooled over three years: their mean is 100');
SELECT is((SELECT round((max(v.normalised[1]) - min(v.normalised[1]))::numeric, 9) FROM sozialraum.edition_value AS v), 60.0, 'and their range the width');
DELETE FROM sozialraum.edition;
INSERT INTO sozialraum.monitor_exclusion (monitor, area_key, reason) VALUES ('ampi', 'a', 'Ausreißer');
SELECT sozialraum.preset_ampi('ampi', 'A', 'ort', '["F"]', reference_date => '2023-12-31', classes => 2, minimum_numerator => NULL);
SELECT sozialraum.compute_edition('ampi', '2023-12-31');
SELECT is((SELECT round(avg(v.normalised[1])::numeric, 9) FROM sozialraum.edition_value AS v), 100.0, 'without declared outliers');
-- ---------------------------------------------------------------- class 1 = highest burden
DELETE FROM sozialraum.edition;
SELECT sozialraum.preset_imd('i', 'I', 'ort', '{"d": ["F"]}', classes => 3);
SELECT sozialraum.compute_edition('i', '2019-12-31'), sozialraum.compute_edition('i', '2023-12-31');
SELECT is((SELECT string_agg(format('%s %s %s %s %s', d.area_key, x.label, y.label, d.difference, d.text), '; ' ORDER BY d.area_key)
	FROM sozialraum.edition AS a JOIN sozialraum.edition AS b ON a.reference_date < b.reference_date CROSS JOIN LATERAL sozialraum.diff_editions(a.id, b.id) AS d
	JOIN sozialraum.edition_score AS x ON x.edition = a.id AND x.area_key = d.area_key JOIN sozialraum.edition_score AS y ON y.edition = b.id AND y.area_key = d.area_key
	WHERE d.what = 'class'), 'a Handlungsbedarf mittel Handlungsbedarf hoch -1 höhere Belastung; c Handlungsbedarf hoch Handlungsbedarf mittel 1 geringere Belastung', 'a higher class is less burden');

-- ---------------------------------------------------------------- indicators that cancel out leave no differences, and no ranks made of rounding
SELECT sozialraum.define_variable(c, c) FROM unnest('{s,t}'::text[]) AS c;
SELECT sozialraum.define_indicator(upper(c), 'A', upper(c), c, per => 1, polarity => -1, method => 'value') FROM unnest('{s,t}'::text[]) AS c;
SELECT sozialraum.set_observation('ort', k, c, '2023-12-31', CASE c WHEN 's' THEN v ELSE 100 - v END) FROM unnest('{a,b,c}'::text[], '{1.1,2.3,4.7}'::float8[]) AS u (k, v), unnest('{s,t}'::text[]) AS c;
INSERT INTO sozialraum.monitor (code, name, level) VALUES ('null', 'Null', 'ort');
INSERT INTO sozialraum.monitor_indicator (monitor, indicator) VALUES ('null', 'S'), ('null', 'T');
SELECT sozialraum.compute_edition('null', '2023-12-31');
SELECT is((SELECT string_agg(format('%s %s %s %s', s.sum, s.score, s.rank, s.reason), '; ' ORDER BY s.area_key) FROM sozialraum.edition_score AS s JOIN sozialraum.edition AS e ON e.id = s.edition AND e.monitor = 'null'),
	'0   Gebiete unterscheiden sich nicht; 0   Gebiete unterscheiden sich nicht; 0   Gebiete unterscheiden sich nicht', 'shares of the two halves of one whole');
SELECT is((SELECT count(*) FROM sozialraum.edition AS e CROSS JOIN LATERAL sozialraum.recompute_edition(e.id) WHERE e.monitor = 'null'), 0::bigint, 'recomputed alike');
UPDATE sozialraum.monitor SET standardise_score = false WHERE code = 'null';
SELECT sozialraum.compute_edition('null', '2023-12-31');
SELECT is((SELECT string_agg(format('%s %s %s', s.score, s.rank, s.class), '; ' ORDER BY s.area_key) FROM sozialraum.edition_score AS s JOIN sozialraum.edition AS e ON e.id = s.edition AND e.monitor = 'null'), '0 1 2; 0 1 2; 0 1 2', 'equal, with one rank');
SELECT * FROM finish();
ROLLBACK;
