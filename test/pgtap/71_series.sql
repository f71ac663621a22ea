-- needs: demo
-- Time series across series breaks and reforms of borders: a small town with a merger and a division, then the demonstration district.
BEGIN;
SELECT plan(36);
SET LOCAL client_min_messages = warning;
INSERT INTO sozialraum.dimension (code, name) VALUES ('ZZ', 'A');
SELECT sozialraum.define_level('zbez', 'Bezirk', 1, hierarchy => 'z');
SELECT sozialraum.define_level('zstadt', 'Stadt', 2, hierarchy => 'z');
SELECT sozialraum.define_area('zstadt', 'S', 'Stadt');
-- until 2021 A, B, C (twice as wide), D, E; since 2022 A and B are M, C is C1 and C2, D is D, E is E2 in the same borders
SELECT sozialraum.define_area('zbez', k, 'Bezirk ' || k, parent => 'S', valid_from => f, valid_to => t, continues => c, geometry => ST_AsEWKB(ST_MakeEnvelope(x1 * 1000, 0, x2 * 1000, 1000, 25832)))
FROM (VALUES ('A', 0, 1, DATE '-infinity', DATE '2021-12-31', NULL), ('B', 1, 2, '-infinity', '2021-12-31', NULL), ('C', 2, 4, '-infinity', '2021-12-31', NULL), ('D', 4, 5, '-infinity', 'infinity', NULL), ('E', 5, 6, '-infinity', '2021-12-31', NULL),
	('M', 0, 2, '2022-01-01', 'infinity', NULL), ('C1', 2, 3, '2022-01-01', 'infinity', NULL), ('C2', 3, 4, '2022-01-01', 'infinity', NULL), ('E2', 5, 6, '2022-01-01', 'infinity', 'E')) AS b (k, x1, x2, f, t, c);
SELECT sozialraum.define_variable(c, c) FROM unnest('{zf,zn}'::text[]) AS c;
SELECT sozialraum.define_indicator('Q', 'ZZ', 'Quote', 'zf', 'zn', per => 100, polarity => -1);
-- cases by year
SELECT sozialraum.set_observation('zbez', k, 'zf', make_date(2018 + n::integer, 12, 31), v)
FROM (VALUES ('A', '{1,2,3}'::float8[]), ('B', '{3,4,5}'), ('C', '{10,20,30}'), ('D', '{1,2,3,4,5}'), ('E', '{5,4,3}'), ('M', '{NULL,NULL,NULL,10,12}'), ('C1', '{NULL,NULL,NULL,20,21}'), ('C2', '{NULL,NULL,NULL,30,31}'), ('E2', '{NULL,NULL,NULL,2,1}')) AS f (k, a)
CROSS JOIN LATERAL unnest(f.a) WITH ORDINALITY AS u (v, n) WHERE v IS NOT NULL;
SELECT sozialraum.set_observation('zbez', k, 'zn', make_date(y, 12, 31), v)
FROM (VALUES ('A', 100, 2019, 2021), ('B', 300, 2019, 2021), ('C', 200, 2019, 2021), ('D', 100, 2019, 2023), ('E', 100, 2019, 2021), ('M', 400, 2022, 2023), ('C1', 100, 2022, 2023), ('C2', 100, 2022, 2023), ('E2', 100, 2022, 2023)) AS f (k, v, y1, y2)
CROSS JOIN LATERAL generate_series(y1, y2) AS y;
CREATE FUNCTION pg_temp.series(what text, key text, level text DEFAULT 'zbez', day date DEFAULT '2023-12-31') RETURNS text LANGUAGE plpgsql AS $$
DECLARE r text;
BEGIN
	EXECUTE format('SELECT string_agg(COALESCE((%s)::text, ''-''), '' '' ORDER BY s.value_date) FROM sozialraum.indicator_series($1, ''{Q}'', NULL, $2, $3) AS s', what) INTO r USING level, day, key;
	RETURN r;
END $$;

-- ---------------------------------------------------------------- before the transfer
SELECT is(pg_temp.series('s.value', 'D'), '1 2 3 4 5', 'an area that stayed: five years');
SELECT is(pg_temp.series('s.value_date - s.earlier_date', 'D'), '- 366 365 365 365', 'a year apart');
SELECT is(pg_temp.series('s.change', 'D'), '- 1 1 1 1', 'the change to the year before');
SELECT is(pg_temp.series('s.origin', 'D'), 'delivered delivered delivered delivered delivered', 'as delivered');
SELECT is(pg_temp.series('s.value', 'E2'), '5 4 3 2 1', 'the same territory under a new key goes on');
SELECT is(pg_temp.series('s.origin', 'E2'), 'delivered delivered delivered delivered delivered', 'with its own figures');
SELECT is(pg_temp.series('s.value', 'M'), '- - - 2.5 3', 'a merged area has no past of its own');
SELECT is(pg_temp.series('s.status || '': '' || s.reason', 'M'), 'missing: nicht geliefert: zn, 31.12.2019 missing: nicht geliefert: zn, 31.12.2020 missing: nicht geliefert: zn, 31.12.2021 - -', 'and says why');
SELECT is(pg_temp.series('s.change_reason', 'M'), 'erster Stichtag der Reihe nicht geliefert: zn, 31.12.2020 nicht geliefert: zn, 31.12.2021 nicht geliefert: zn, 31.12.2021 -', 'why there is no change');
SELECT is(pg_temp.series('s.numerator || ''/'' || s.denominator', 'S', 'zstadt'), '20/800 32/800 44/800 66/800 70/800', 'the town is the sum of what was there');
SELECT is(pg_temp.series('s.origin', 'S', 'zstadt'), 'derived derived derived derived derived', 'derived from its parts');

-- ---------------------------------------------------------------- after it
SELECT count(*) AS moved FROM sozialraum.transfer_observations('zbez', '2021-12-31', '2022-01-01', by_area => true) \gset
SELECT is(pg_temp.series('s.value', 'M'), '1 1.5 2 2.5 3', 'the merger: sums of numerators and denominators');
SELECT is(pg_temp.series('s.origin || '' '' || s.transfer_method', 'M'), 'transferred exact transferred exact transferred exact - -', 'recognisable as moved, exactly');
SELECT is(pg_temp.series('s.status', 'M'), 'final final final final final', 'and no estimate');
SELECT is(pg_temp.series('s.sources', 'M'), 'manual:exact manual:exact manual:exact manual manual', 'by their sources');
SELECT is(pg_temp.series('s.value', 'C1'), '5 10 15 20 21', 'the division by surface');
SELECT is(pg_temp.series('s.transfer_method || '' '' || s.status', 'C1'), 'area estimated area estimated area estimated - -', 'is an estimate and says so');
SELECT is(pg_temp.series('s.change', 'C1'), '- 5 5 5 1', 'changes go across the reform');
SELECT is(pg_temp.series('s.origin', 'S', 'zstadt'), 'derived derived derived derived derived', 'the town is still the sum of the old districts, not of moved figures');
SELECT is(pg_temp.series('s.value', 'A', 'zbez', '2021-12-31'), '1 2 3', 'the old areas are those of the old day');
SELECT throws_ok($$SELECT * FROM sozialraum.indicator_series('zbez', '{Q}', NULL, '2023-12-31', 'A')$$, '42704', NULL, 'and not there any more today');

-- ---------------------------------------------------------------- breaks and gaps
SAVEPOINT s;
INSERT INTO sozialraum.series_break (variable, break_date, reason) VALUES ('zf', '2021-07-01', 'neues Gesetz');
SELECT is(pg_temp.series('s.segment', 'D'), '1 1 2 2 2', 'a new segment from the break on');
SELECT is(pg_temp.series('COALESCE(s.change::text, s.change_reason)', 'D'), 'erster Stichtag der Reihe 1 neues Gesetz (ab 01.07.2021) 1 1', 'no change across it, with the reason');
SELECT is((SELECT format('%s %s %s %s %s', t.segment, t.n, t.first_value, t.last_value, round(t.slope::numeric, 2)) FROM sozialraum.indicator_trend('zbez', '{Q}', NULL, '2023-12-31', 'D') AS t), '2 3 3 5 1.00', 'the trend begins after it');
ROLLBACK TO s;
DELETE FROM sozialraum.observation WHERE variable = 'zf' AND reference_date = '2020-12-31';
SELECT is(pg_temp.series('s.value_date', 'D'), '2019-12-31 2021-12-31 2022-12-31 2023-12-31', 'a year without any figures is left out');
SELECT is(pg_temp.series('s.change', 'D'), '- 2 1 1', 'and the change goes to the date before, which is named');
ROLLBACK TO s;

-- ---------------------------------------------------------------- trend
SELECT is((SELECT string_agg(format('%s:%s:%s:%s', t.area_key, t.trend, t.burden, t.estimated), ' ' ORDER BY t.area_key) FROM sozialraum.indicator_trend('zbez', '{Q}', NULL, '2023-12-31') AS t),
	'C1:steigend:zunehmend:3 C2:steigend:zunehmend:3 D:steigend:zunehmend:0 E2:fallend:abnehmend:0 M:steigend:zunehmend:0', 'rising, and what it means; how many values are estimates');
-- S = 10 of 10 pairs, variance 5 · 4 · 15 / 18 = 16.667, z = 9 / 4.0825 = 2.2045, p = 0.02749 (Mann 1945)
SELECT is((SELECT format('%s %s', t.tau, round(t.p::numeric, 4)) FROM sozialraum.indicator_trend('zbez', '{Q}', NULL, '2023-12-31', 'D') AS t), '1 0.0275', 'Mann and Kendall');
SELECT is((SELECT t.trend || ': ' || t.reason FROM sozialraum.indicator_trend('zbez', '{Q}', '2020-12-31', '2023-12-31', 'D') AS t), 'nicht gesichert: weniger als fünf Werte: auch ein stetiger Anstieg wäre nicht zu sichern', 'four values prove nothing');

-- ---------------------------------------------------------------- errors
SELECT throws_ok($$SELECT * FROM sozialraum.indicator_series('nowhere', '{Q}')$$, '42704', NULL, 'unknown level');
SELECT throws_ok($$SELECT * FROM sozialraum.indicator_series('zbez', '{Q,QQ}')$$, '42704', NULL, 'unknown indicator');
SELECT sozialraum.define_variable('zleer', 'zleer');
SELECT sozialraum.define_indicator('LEER', 'ZZ', 'Leer', 'zleer', per => 1, method => 'value');
SELECT is((SELECT count(*) FROM sozialraum.indicator_series('zbez', '{LEER}')), 0::bigint, 'an indicator without figures has no series');
SELECT throws_ok($$SELECT * FROM sozialraum.indicator_trend('zbez', '{Q}', alpha => 1)$$, '22023', NULL, 'a level of significance of 1');
SELECT throws_ok($$SELECT * FROM sozialraum.indicator_series('zbez', '{Q}', '2023-01-01', '2022-01-01')$$, '22023', NULL, 'dates the wrong way round');

-- ---------------------------------------------------------------- the demonstration district
SELECT is((SELECT count(*) FROM sozialraum.indicator_series('gemeinde', '{D05-01,D06-08}', NULL, '2023-12-31') AS s
	JOIN sozialraum.indicator_value('gemeinde', '2023-12-31', '{D05-01,D06-08}') AS v ON v.area_id = s.area_id AND v.indicator = s.indicator
	WHERE s.value_date = '2023-12-31' AND s.value IS DISTINCT FROM v.value), 0::bigint, 'the last point of a series is the value of the day');
SELECT count(*) AS moved FROM sozialraum.transfer_observations('gemeinde', '2021-12-31', '2022-01-01') \gset
SELECT is((SELECT string_agg(format('%s:%s:%s', extract(year FROM s.value_date), COALESCE(s.transfer_method, s.origin), s.value IS NOT NULL), ' ' ORDER BY s.value_date)
	FROM sozialraum.indicator_series('gemeinde', '{D05-01}', NULL, '2023-12-31', (SELECT key FROM sozialraum.area WHERE level = 'gemeinde' AND name = 'Ellernsee')) AS s),
	'2018:exact:t 2019:exact:t 2020:exact:t 2021:exact:t 2022:exact:t 2023:partly derived:t', 'the merged municipality has a past after the transfer; the figure of 2022 still needs the population of 2021');
SELECT * FROM finish();
ROLLBACK;
