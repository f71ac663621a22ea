-- needs: demo
-- Comparison groups: the same indicators over other areas, beside each value; parameters of the Land.
BEGIN;
SELECT plan(34);
SET LOCAL client_min_messages = warning;
INSERT INTO sozialraum.dimension (code, name) VALUES ('ZZ', 'A');
SELECT sozialraum.define_level('zgem', 'Gemeinde', 1, hierarchy => 'z');
SELECT sozialraum.define_level('zkreis', 'Kreis', 2, hierarchy => 'z');
SELECT sozialraum.define_level('zland', 'Land', 3, hierarchy => 'z');
SELECT sozialraum.define_area('zland', 'L', 'Land');
SELECT sozialraum.define_area('zkreis', k, 'Kreis ' || k, parent => 'L') FROM unnest('{K1,K2}'::text[]) AS k;
SELECT sozialraum.define_area('zgem', k, 'Gemeinde ' || k, parent => CASE WHEN k < 'c' THEN 'K1' ELSE 'K2' END) FROM unnest('{a,b,c,d,e}'::text[]) AS k;
SELECT sozialraum.define_variable(c, c) FROM unnest('{zf,zn}'::text[]) AS c;
SELECT sozialraum.define_indicator('Q', 'ZZ', 'Quote', 'zf', 'zn', per => 100, polarity => -1);
SELECT sozialraum.define_indicator('R', 'ZZ', 'Gegenteil', 'zn - zf', 'zn', per => 100, polarity => 1);
SELECT sozialraum.define_indicator('V', 'ZZ', 'Leute', 'zn', per => 1, method => 'value');
-- rates of 10, 20, 20, 40 per cent, and one that is secret
SELECT sozialraum.set_observation('zgem', k, 'zf', '2023-12-31', v, CASE WHEN v IS NULL THEN 'secret' END) FROM unnest('{a,b,c,d,e}'::text[], '{10,20,60,40,NULL}'::float8[]) AS u (k, v);
SELECT sozialraum.set_observation('zgem', k, 'zn', '2023-12-31', v) FROM unnest('{a,b,c,d,e}'::text[], '{100,100,300,100,50}'::float8[]) AS u (k, v);
INSERT INTO sozialraum.comparison_group (code, name, name_en, level, parent_level, parent_key, area_keys) VALUES
	('alle', 'Alle Gemeinden', 'All municipalities', 'zgem', NULL, NULL, NULL), ('land', 'Gemeinden des Landes', NULL, 'zgem', 'zland', 'L', NULL),
	('k2', 'Kreis 2', NULL, 'zgem', 'zkreis', 'K2', NULL), ('liste', 'Nachbarn', NULL, 'zgem', NULL, NULL, '{c,d,nirgends}'), ('niemand', 'Niemand', NULL, 'zgem', 'zland', 'XX', NULL);
CREATE FUNCTION pg_temp.group(what text, code text, indicator text DEFAULT 'Q') RETURNS text LANGUAGE plpgsql AS $$
DECLARE r text;
BEGIN
	EXECUTE format('SELECT COALESCE((%s)::text, ''-'') FROM sozialraum.comparison_value($1, ARRAY[$2], ''2023-12-31'') AS c', what) INTO r USING code, indicator;
	RETURN r;
END $$;

-- ---------------------------------------------------------------- figures of a group
SELECT is(pg_temp.group('c.n || ''/'' || c.areas', 'alle'), '4/5', 'who has a value');
SELECT is(pg_temp.group('c.note', 'alle'), '4 von 5 Gebieten haben einen Wert', 'and that one has not');
SELECT is(pg_temp.group('c.mean', 'alle'), '22.5', 'mean: (10 + 20 + 20 + 40) / 4');
SELECT is(pg_temp.group('round((c.sd * c.sd)::numeric, 9)', 'alle'), '118.750000000', 'variance: (156.25 + 6.25 + 6.25 + 306.25) / 4');
SELECT is((SELECT round((c.sd * c.sd)::numeric, 6) FROM sozialraum.comparison_value('alle', '{Q}', '2023-12-31', 1) AS c), 158.333333, 'of a sample: divided by 3');
SELECT is(pg_temp.group('c.median || '' '' || c.minimum || '' '' || c.maximum || '' '' || c.lower_quartile || '' '' || c.upper_quartile', 'alle'), '20 10 40 17.5 25', 'median, extremes, quartiles');
SELECT is(pg_temp.group('round(c.pooled::numeric, 6)', 'alle'), '21.666667', 'pooled: 130 of 600, not the mean of the rates');
SELECT is(pg_temp.group('c.pooled', 'alle', 'V'), '-', 'a plain figure is not pooled');
SELECT is(pg_temp.group('c.n || '' '' || COALESCE(c.parent_value::text, ''secret'')', 'land'), '4 secret', 'below the Land, over two levels; its own figure is secret as one of its parts is');
SELECT is(pg_temp.group('c.parent_value', 'land', 'V'), '650', 'another one is not');
SELECT is(pg_temp.group('c.n || ''/'' || c.areas || '' '' || c.mean', 'k2'), '2/3 30', 'below a Kreis');
SELECT is(pg_temp.group('c.n || ''/'' || c.areas || '' '' || c.mean || '' '' || c.note', 'liste'), '2/3 30 2 von 3 Gebieten haben einen Wert', 'a list; a key without an area is missed');
SELECT is(pg_temp.group('c.n || ''/'' || c.areas || '' '' || c.note', 'niemand'), '0/0 keine Gebiete am Stichtag', 'nobody');
SELECT is((SELECT array_agg(c.indicator) FROM sozialraum.comparison_value('alle', '{V,Q,V}', '2023-12-31') AS c), '{V,Q}'::text[], 'in the order given, each once');

-- ---------------------------------------------------------------- beside the values of an edition
INSERT INTO sozialraum.monitor (code, name, level) VALUES ('z', 'Z', 'zgem');
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role) VALUES ('z', 'Q', 1, 'scored'), ('z', 'R', 2, 'scored'), ('z', 'V', 3, 'context');
SELECT sozialraum.compute_edition('z', '2023-12-31') AS e \gset
SELECT is((SELECT count(*) FROM sozialraum.edition_comparison(:e) AS c), 0::bigint, 'a monitor without groups is not compared');
INSERT INTO sozialraum.monitor_comparison (monitor, comparison_group, position) VALUES ('z', 'k2', 1), ('z', 'alle', 2);
SELECT is((SELECT count(*) FROM sozialraum.edition_comparison(:e) AS c), 30::bigint, 'five areas, three indicators, two groups');
SELECT is((SELECT string_agg(COALESCE(round(c.percentile::numeric, 2)::text, '-'), ' ' ORDER BY c.area_key) FROM sozialraum.edition_comparison(:e) AS c WHERE c.group_code = 'alle' AND c.indicator = 'Q'), '0.00 33.33 33.33 100.00 -', 'of the other three those with a lower value; equal ones do not count');
SELECT is((SELECT string_agg(COALESCE(round(c.burden_percentile::numeric, 2)::text, '-'), ' ' ORDER BY c.area_key) FROM sozialraum.edition_comparison(:e) AS c WHERE c.group_code = 'alle' AND c.indicator = 'R'), '0.00 33.33 33.33 100.00 -', 'less burden: of the opposite indicator the same');
SELECT is((SELECT string_agg(COALESCE(round(c.percentile::numeric, 2)::text, '-'), ' ' ORDER BY c.area_key) FROM sozialraum.edition_comparison(:e) AS c WHERE c.group_code = 'k2' AND c.indicator = 'Q'), '0.00 0.00 0.00 100.00 -', 'of a group that the area is not in, all are others');
SELECT is((SELECT string_agg(COALESCE(c.z::text, '-'), ' ' ORDER BY c.area_key) FROM sozialraum.edition_comparison(:e) AS c WHERE c.group_code = 'k2' AND c.indicator = 'Q'), '-2 -1 -1 1 -', 'z against mean 30 and sd 10 of the group');
SELECT is((SELECT string_agg(COALESCE(c.difference::text, '-') || '/' || COALESCE(c.difference_to_median::text, '-'), ' ' ORDER BY c.area_key) FROM sozialraum.edition_comparison(:e) AS c WHERE c.group_code = 'k2' AND c.indicator = 'Q'), '-15/-20 -5/-10 -5/-10 15/10 -/-', 'difference to the pooled 100 of 400, and to the median');
SELECT is((SELECT count(c.burden_percentile) FROM sozialraum.edition_comparison(:e) AS c WHERE c.indicator = 'V'), 0::bigint, 'structure is no burden');
SELECT is((SELECT array_agg(DISTINCT c.group_code) FROM sozialraum.edition_comparison(:e, 'a', 'liste') AS c), '{liste}'::text[], 'another group, one area');

-- ---------------------------------------------------------------- normalised against the group
SELECT is((SELECT string_agg(format('%s %s %s', r.indicator, r.mean, r.sd), ', ' ORDER BY r.indicator) FROM sozialraum.set_reference('z', 'k2', '2023-12-31') AS r), 'Q 30 10, R 70 10', 'mean and sd of the group are written');
SELECT is((SELECT m.reference || ' ' || (m.parameters #>> '{reference_from,comparison_group}') FROM sozialraum.monitor AS m WHERE m.code = 'z'), 'given k2', 'and where they come from');
SELECT sozialraum.compute_edition('z', '2023-12-31') AS e \gset
SELECT is((SELECT string_agg(COALESCE(v.normalised[1]::text, '-'), ' ' ORDER BY s.area_key) FROM sozialraum.edition_value AS v JOIN sozialraum.edition_score AS s USING (edition, area_id) WHERE v.edition = :e), '-2 -1 -1 1 -', 'the monitor is normalised against it');
SELECT is((SELECT e.definition #>> '{monitor,parameters,reference_from,reference_date}' FROM sozialraum.edition AS e WHERE e.id = :e), '2023-12-31', 'and the edition knows');
SELECT throws_ok($$SELECT * FROM sozialraum.set_reference('z', 'niemand', '2023-12-31')$$, '55000', NULL, 'a group without figures gives no parameters');

SAVEPOINT s;
UPDATE sozialraum.monitor SET normalisation = 'none' WHERE code = 'z';
SELECT throws_ok($$SELECT * FROM sozialraum.set_reference('z', 'k2', '2023-12-31')$$, '55000', NULL, 'nor does a monitor that does not normalise want any');
ROLLBACK TO s;

-- ---------------------------------------------------------------- errors
SELECT throws_ok($$SELECT * FROM sozialraum.comparison_value('nowhere', '{Q}', '2023-12-31')$$, '42704', NULL, 'unknown group');
SELECT throws_ok($$SELECT * FROM sozialraum.comparison_value('alle', '{QQ}', '2023-12-31')$$, '42704', NULL, 'unknown indicator');
SELECT throws_ok(format('SELECT * FROM sozialraum.edition_comparison(%s, NULL, ''nowhere'')', :e), '42704', NULL, 'unknown group of an edition');

-- ---------------------------------------------------------------- the demonstration district
INSERT INTO sozialraum.comparison_group (code, name, level, parent_level, parent_key) SELECT 'kreis', 'Gemeinden des Landkreises', 'gemeinde', 'kreis', a.key FROM sozialraum.area AS a WHERE a.level = 'kreis';
SELECT id AS g FROM sozialraum.edition WHERE monitor = 'gemeindemonitor' AND reference_date = '2023-12-31' \gset
SELECT is((SELECT count(*) FROM sozialraum.edition_comparison(:g, NULL, 'kreis') AS c
	CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE o.value < c.value) AS lower, count(o.value) AS n FROM sozialraum.edition_comparison(:g, NULL, 'kreis') AS o WHERE o.indicator = c.indicator AND o.area_id <> c.area_id) AS o
	WHERE c.indicator IN ('D05-01', 'D06-08') AND c.value IS NOT NULL AND abs(c.percentile - 100.0 * o.lower / o.n) > 1e-9), 0::bigint, 'percentiles by counting');
SELECT is((SELECT count(*) FROM sozialraum.edition_comparison(:g, NULL, 'kreis') AS c JOIN sozialraum.indicator_value('kreis', '2023-12-31') AS v ON v.indicator = c.indicator
	WHERE c.group_n = c.group_areas AND c.group_value IS NOT NULL AND v.value IS NOT NULL AND c.indicator IN ('D05-01', 'D01-02', 'D04-01') AND abs(c.group_value - v.value) > 1e-9), 0::bigint, 'all municipalities together are the district');
SELECT * FROM finish();
ROLLBACK;
