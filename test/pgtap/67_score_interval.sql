-- needs: demo
-- Rankings of editions with intervals: indicators, scores, ranks; by hand, and over the demonstration district.
BEGIN;
SELECT plan(73);
SET LOCAL client_min_messages = warning;
SELECT sozialraum.define_level('ort', 'Ort', 5);
SELECT sozialraum.define_area('ort', k, 'Ort ' || k) FROM unnest('{a,b,c,d,e}'::text[]) AS k;
SELECT sozialraum.define_variable(c, c) FROM unnest('{t_people,t_years,t_x,t_y,t_v}'::text[]) AS c;
SELECT sozialraum.define_indicator('TS', 'D06', 'share', 't_x', 't_people', per => 100, polarity => -1, sheet => '{"interval_method": "wilson"}');
SELECT sozialraum.define_indicator('TR', 'D06', 'rate', 't_y', 't_years', per => 1000, polarity => -1, sheet => '{"interval_method": "byar"}');
SELECT sozialraum.define_indicator('TV', 'D06', 'as delivered', 't_v', per => 1, polarity => -1, method => 'value', sheet => '{"interval_method": "wilson"}');
-- shares 10 10 30 30 %: mean 20, sd 10; rates 16 36 16 36 per 1,000: mean 26, sd 10
CREATE FUNCTION pg_temp.deliver(variable text, figures float8[]) RETURNS bigint LANGUAGE sql AS $$
	SELECT count(sozialraum.set_observation('ort', k, variable, '2023-12-31', v)) FROM unnest('{a,b,c,d,e}'::text[], figures) AS u (k, v) WHERE v IS NOT NULL
$$;
SELECT pg_temp.deliver('t_people', '{100,100,100,100,50}'), pg_temp.deliver('t_years', '{1000,1000,1000,1000,500}'), pg_temp.deliver('t_x', '{10,10,30,30,0}'),
	pg_temp.deliver('t_y', '{16,36,16,36,0}'), pg_temp.deliver('t_v', '{1,2,3,4,5}');
INSERT INTO sozialraum.monitor (code, name, level, population_variable, minimum_population) VALUES ('t', 'T', 'ort', 't_people', 60);
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position) VALUES ('t', 'TS', 1), ('t', 'TR', 2);
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role) VALUES ('t', 'TV', 3, 'context');
-- run: change the monitor, compute, and show something of score_interval by area
CREATE FUNCTION pg_temp.run(what text, change text DEFAULT NULL, arguments text DEFAULT '') RETURNS text LANGUAGE plpgsql AS $$
DECLARE r text; e bigint;
BEGIN
	IF change IS NOT NULL THEN EXECUTE change; END IF;
	e := sozialraum.compute_edition('t', '2023-12-31');
	EXECUTE format('SELECT string_agg(COALESCE((%s)::text, ''-''), '' '' ORDER BY area_key) FROM sozialraum.score_interval(%s%s)', what, e, arguments) INTO r;
	RETURN r;
END $$;
CREATE FUNCTION pg_temp.edition() RETURNS bigint LANGUAGE sql AS $$ SELECT e.id FROM sozialraum.edition AS e WHERE e.monitor = 't' AND e.status = 'draft' $$;
-- as many standard errors as by hand, in a row
CREATE FUNCTION pg_temp.as_text(VARIADIC x float8[]) RETURNS text LANGUAGE sql AS $$ SELECT string_agg(round(v::numeric, 9)::text, ' ' ORDER BY no) || ' -' FROM unnest(x) WITH ORDINALITY AS u (v, no) $$;

-- ---------------------------------------------------------------- indicators
SELECT sozialraum.compute_edition('t', '2023-12-31');
CREATE TEMP VIEW interval AS SELECT * FROM sozialraum.indicator_interval(pg_temp.edition());
SELECT is((SELECT count(*) FROM interval), 15::bigint, 'one row per area and indicator, excluded areas as well');
SELECT results_eq($$SELECT area_key, value, method FROM interval WHERE indicator = 'TS'$$, $$VALUES ('a', 10::float8, 'wilson'), ('b', 10, 'wilson'), ('c', 30, 'wilson'), ('d', 30, 'wilson'), ('e', 0, 'wilson')$$, 'shares: Wilson');
SELECT results_eq($$SELECT area_key, value, method FROM interval WHERE indicator = 'TR'$$, $$VALUES ('a', 16::float8, 'byar'), ('b', 36, 'byar'), ('c', 16, 'byar'), ('d', 36, 'byar'), ('e', 0, 'poisson')$$, 'rates: Byar, below 10 events exact');
SELECT results_eq($$SELECT value, lower, upper, standard_error, method FROM interval WHERE indicator = 'TV' AND area_key = 'a'$$, 'VALUES (1::float8, NULL::float8, NULL::float8, NULL::float8, NULL::text)', 'a figure as delivered has no count');
-- 10 of 100 after Wilson: 5.52 to 17.44 % (Newcombe 1998's method 3; R: prop.test(10, 100, correct = FALSE))
SELECT results_eq($$SELECT round(lower::numeric, 6), round(upper::numeric, 6) FROM interval WHERE indicator = 'TS' AND area_key = 'a'$$, 'VALUES (5.522914, 17.436566)', 'limits of a share');
SELECT results_eq($$SELECT (lower, upper) = (SELECT i.lower, i.upper FROM sozialraum.byar_interval(36, 1000, 0.95, 1000) AS i) FROM interval WHERE indicator = 'TR' AND area_key = 'b'$$, 'VALUES (true)', 'limits of a rate');
SELECT results_eq($$SELECT round(lower::numeric, 6), round(upper::numeric, 6) FROM interval WHERE indicator = 'TR' AND area_key = 'e'$$, 'VALUES (0.000000, 7.377759)', 'no event in 500: up to 3.688879 / 500 (R: poisson.test(0))');
SELECT results_eq($$SELECT area_key, round(standard_error::numeric, 9) FROM interval WHERE indicator = 'TS' AND area_key IN ('a', 'd', 'e')$$,
	$$SELECT k, round((100 * sqrt(p * (1 - p) / n))::numeric, 9) FROM (VALUES ('a', 11 / 102.0, 100), ('d', 31 / 102.0, 100), ('e', 1 / 52.0, 50)) AS v (k, p, n)$$, 'standard error of a share: p = (x + 1) / (n + 2)');
SELECT results_eq($$SELECT area_key, round(standard_error::numeric, 9) FROM interval WHERE indicator = 'TR' AND area_key IN ('a', 'b', 'e')$$,
	$$VALUES ('a', round(sqrt(17.0), 9)), ('b', round(sqrt(37.0), 9)), ('e', 2.000000000)$$, 'standard error of a rate: sqrt(x + 1), also without an event');
SELECT results_eq($$SELECT bool_and(w.lower <= n.lower AND w.upper >= n.upper AND w.standard_error = n.standard_error) FROM sozialraum.indicator_interval(pg_temp.edition(), 0.99) AS w JOIN sozialraum.indicator_interval(pg_temp.edition(), 0.8) AS n USING (area_id, indicator) WHERE w.method IS NOT NULL$$,
	'VALUES (true)', 'a higher level: wider intervals, the same standard error');
SAVEPOINT s;
SELECT sozialraum.define_indicator('TS', 'D06', 'share', '0.5 * t_x', 't_people', per => 100, polarity => -1, sheet => '{"interval_method": "wilson"}');
SELECT sozialraum.define_indicator('TR', 'D06', 'rate', 't_y', 't_years', per => 1000, polarity => -1, sheet => '{"interval_method": "dobson"}');
SELECT sozialraum.compute_edition('t', '2023-12-31');
SELECT results_eq('SELECT count(value), count(lower), count(standard_error), count(method) FROM interval', 'VALUES (15::bigint, 0::bigint, 0::bigint, 0::bigint)', 'half a count is none, and Dobson needs more than a count');
ROLLBACK TO s;
SELECT sozialraum.define_indicator('TS', 'D06', 'share', 't_x', 't_people', per => 100, polarity => -1, sheet => '{"interval_method": "none"}');
SELECT sozialraum.define_indicator('TR', 'D06', 'rate', 't_y', 't_people', per => 1000, polarity => -1, sheet => '{"interval_method": "wilson"}');
SELECT pg_temp.deliver('t_y', '{101,100,16,-1}');
SELECT sozialraum.compute_edition('t', '2023-12-31');
SELECT results_eq($$SELECT area_key, method FROM interval WHERE indicator = 'TR'$$, $$VALUES ('a', NULL), ('b', 'wilson'), ('c', 'wilson'), ('d', NULL), ('e', 'wilson')$$, 'more events than people, or fewer than none, have no interval');
SELECT is((SELECT count(method) FROM interval WHERE indicator = 'TS'), 0::bigint, 'none is none');
ROLLBACK TO s;
UPDATE sozialraum.edition_value SET value[1] = 11 WHERE edition = pg_temp.edition() AND area_id = (SELECT area_id FROM interval WHERE area_key = 'a' LIMIT 1);
SELECT results_eq($$SELECT area_key, method FROM interval WHERE indicator = 'TS' LIMIT 2$$, $$VALUES ('a', NULL), ('b', 'wilson')$$, 'a value that is not numerator / denominator has no interval from them');
ROLLBACK TO s;

-- ---------------------------------------------------------------- scores: z, sum, z: -2 0 0 2, sd of the sums √2
SELECT is(pg_temp.run('round(score::numeric, 9)'), '-1.414213562 0.000000000 0.000000000 1.414213562 -', 'the score');
-- (x + 1) (n - x + 1) / n × (100 / 102)²: 10.01 for 10, 22.01 for 30 of 100
SELECT is(pg_temp.run('round(standard_error::numeric, 9)'), pg_temp.as_text(VARIADIC ARRAY(SELECT sqrt((s * (100 / 102.0) ^ 2 + r) / 100 / 2) FROM unnest('{10.01,10.01,22.01,22.01}'::float8[], '{17,37,17,37}'::float8[]) AS u (s, r))), 'its standard error: each over its sd, over that of the sums');
SELECT is(pg_temp.run('round(standard_error::numeric, 9)', NULL, ', correlation => 1'), pg_temp.as_text(VARIADIC ARRAY(SELECT (sqrt(s) * 100 / 102.0 + sqrt(r)) / 10 / sqrt(2) FROM unnest('{10.01,10.01,22.01,22.01}'::float8[], '{17,37,17,37}'::float8[]) AS u (s, r))), 'errors that go together add up');
SELECT is(pg_temp.run('round(standard_error::numeric, 9)', NULL, ', correlation => 0.25'), pg_temp.as_text(VARIADIC ARRAY(SELECT sqrt((s * (100 / 102.0) ^ 2 + r + 0.5 * sqrt(s * r) * 100 / 102.0) / 200) FROM unnest('{10.01,10.01,22.01,22.01}'::float8[], '{17,37,17,37}'::float8[]) AS u (s, r))), 'or partly: 2 ρ se_1 se_2 more');
SELECT is(pg_temp.run('round(((upper - lower) / standard_error / 2)::numeric, 9)'), '1.959963985 1.959963985 1.959963985 1.959963985 -', 'interval of 95 %');
SELECT is(pg_temp.run('round(((upper - score) / standard_error)::numeric, 9)', NULL, ', 0.9'), '1.644853627 1.644853627 1.644853627 1.644853627 -', 'of 90 %');
SELECT is(pg_temp.run('share_of_weight_with_interval'), '1 1 1 1 -', 'all of the weight has an interval');
SELECT is(pg_temp.run('rank'), '4 2 2 1 -', 'ranks of the edition');
SELECT is(pg_temp.run($$COALESCE(note, '') || '/' || COALESCE(note_en, '')$$), '/ / / / unter 60 Einwohner/fewer than 60 inhabitants', 'excluded: why');
SELECT results_eq($$SELECT rank, rank_lower, rank_upper, distinguishable_from_mean, distinguishable_from_next FROM sozialraum.score_interval(pg_temp.edition()) WHERE score IS NOT NULL ORDER BY area_key$$,
	$$SELECT (i).rank, (i).lower, (i).upper, (d).from_mean, (d).from_next FROM (SELECT area_key, sozialraum.rank_interval(score, standard_error) OVER () AS i, sozialraum.distinguishable(score, standard_error) OVER () AS d FROM sozialraum.score_interval(pg_temp.edition()) WHERE score IS NOT NULL) AS s ORDER BY area_key$$, 'rank sets and marks are those of the engine');
SELECT is(pg_temp.run($$rank_lower || '–' || rank_upper$$), '2–4 1–4 1–4 1–3 -', 'only the first and the last are told apart');
SELECT is(pg_temp.run('distinguishable_from_mean'), 'true false false true -', 'both from the mean as well');
SELECT is(pg_temp.run('distinguishable_from_next'), '- false false false -', 'nobody from his neighbour');
SELECT is(pg_temp.run($$rank_lower || '–' || rank_upper$$, NULL, ', simultaneous => false'), '4–4 1–4 1–3 1–3 -', 'each set by itself: z of a against b 2.33, against c 2.48, against d 4.3; Holm asks for 2.39 and then 2.24');
SELECT is(pg_temp.run('standard_error', NULL, ', 0.5'), pg_temp.run('standard_error', NULL, ', 0.99'), 'the standard error does not depend on the level');
SAVEPOINT s;
SELECT is(pg_temp.run('round(standard_error::numeric, 9)', $$UPDATE sozialraum.monitor SET standardise_score = false WHERE code = 't'$$), pg_temp.as_text(VARIADIC ARRAY(SELECT sqrt((s * (100 / 102.0) ^ 2 + r) / 100) FROM unnest('{10.01,10.01,22.01,22.01}'::float8[], '{17,37,17,37}'::float8[]) AS u (s, r))), 'not standardised again');
SELECT is(pg_temp.run('round(standard_error::numeric, 9)', $$UPDATE sozialraum.monitor SET aggregation = 'mean' WHERE code = 't'$$), pg_temp.as_text(VARIADIC ARRAY(SELECT sqrt((s * (100 / 102.0) ^ 2 + r) / 100) / 2 FROM unnest('{10.01,10.01,22.01,22.01}'::float8[], '{17,37,17,37}'::float8[]) AS u (s, r))), 'the mean: half of it');
SELECT is(pg_temp.run('round(standard_error::numeric, 9)', $$UPDATE sozialraum.monitor_indicator SET weight = 3 WHERE monitor = 't' AND indicator = 'TS'$$), pg_temp.as_text(VARIADIC ARRAY(SELECT sqrt((9 * s * (100 / 102.0) ^ 2 + r) / 100) / 4 FROM unnest('{10.01,10.01,22.01,22.01}'::float8[], '{17,37,17,37}'::float8[]) AS u (s, r))), 'weights 3 and 1');
SELECT is(pg_temp.run('round(standard_error::numeric, 9)', $$UPDATE sozialraum.monitor SET normalisation = 'minmax' WHERE code = 't'$$), pg_temp.as_text(VARIADIC ARRAY(SELECT sqrt((9 * s * (100 / 102.0) ^ 2 + r) / 400) / 4 FROM unnest('{10.01,10.01,22.01,22.01}'::float8[], '{17,37,17,37}'::float8[]) AS u (s, r))), 'minmax: over the range of 20');
SELECT is(pg_temp.run('round(standard_error::numeric, 9)', $$UPDATE sozialraum.monitor_indicator SET polarity = 1 WHERE monitor = 't' AND indicator = 'TS'$$), pg_temp.as_text(VARIADIC ARRAY(SELECT sqrt((9 * s * (100 / 102.0) ^ 2 + r) / 400) / 4 FROM unnest('{10.01,10.01,22.01,22.01}'::float8[], '{17,37,17,37}'::float8[]) AS u (s, r))), 'turned: the same');
SELECT is(pg_temp.run('round(standard_error::numeric, 9)', $$UPDATE sozialraum.monitor SET normalisation = 'none' WHERE code = 't'$$), pg_temp.as_text(VARIADIC ARRAY(SELECT sqrt(9 * s * (100 / 102.0) ^ 2 + r) / 4 FROM unnest('{10.01,10.01,22.01,22.01}'::float8[], '{17,37,17,37}'::float8[]) AS u (s, r))), 'none: as they are');
SELECT is(pg_temp.run('round(standard_error::numeric, 9)', $$UPDATE sozialraum.monitor SET normalisation = 'zscore', reference = 'given', aggregation = 'sum' WHERE code = 't'; UPDATE sozialraum.monitor_indicator SET reference_mean = 1, reference_sd = 4, reference_minimum = 0, reference_maximum = 50 WHERE monitor = 't' AND role = 'scored'$$),
	pg_temp.as_text(VARIADIC ARRAY(SELECT sqrt((9 * s * (100 / 102.0) ^ 2 + r) / 16) FROM unnest('{10.01,10.01,22.01,22.01}'::float8[], '{17,37,17,37}'::float8[]) AS u (s, r))), 'given sd of 4');
SELECT is(pg_temp.run('round(standard_error::numeric, 9)', $$UPDATE sozialraum.monitor SET normalisation = 'minmax' WHERE code = 't'$$), pg_temp.as_text(VARIADIC ARRAY(SELECT sqrt((9 * s * (100 / 102.0) ^ 2 + r) / 2500) FROM unnest('{10.01,10.01,22.01,22.01}'::float8[], '{17,37,17,37}'::float8[]) AS u (s, r))), 'given range of 50');
ROLLBACK TO s;
-- sample standard deviations: sd of the indicators √(400 / 3), that of the sums √(8 / 3) of the population's z, which are smaller by √(3 / 4)
SELECT is(pg_temp.run('round(standard_error::numeric, 9)', $$UPDATE sozialraum.monitor SET ddof = 1 WHERE code = 't'$$), pg_temp.as_text(VARIADIC ARRAY(SELECT sqrt((s * (100 / 102.0) ^ 2 + r) / (400 / 3.0) / 2) FROM unnest('{10.01,10.01,22.01,22.01}'::float8[], '{17,37,17,37}'::float8[]) AS u (s, r))), 'sample standard deviation');
ROLLBACK TO s;
-- an indicator without interval in the score: half of the weight
SELECT is(pg_temp.run('round(share_of_weight_with_interval::numeric, 9)', $$UPDATE sozialraum.monitor_indicator SET role = 'scored', weight = 2 WHERE monitor = 't' AND indicator = 'TV'$$), '0.500000000 0.500000000 0.500000000 0.500000000 -', 'half of the weight has an interval');
SELECT is(pg_temp.run('note'), 'Intervall aus 50 % des Gewichts, eher zu eng Intervall aus 50 % des Gewichts, eher zu eng Intervall aus 50 % des Gewichts, eher zu eng Intervall aus 50 % des Gewichts, eher zu eng unter 60 Einwohner', 'and the note says so');
SELECT is(pg_temp.run('standard_error > 0'), 'true true true true -', 'with the errors that are known');
-- an area has values of TV only: any rank is possible; the weights of the others are scaled up
SELECT pg_temp.deliver('t_x', '{10,10,30,30}'), sozialraum.set_observation('ort', 'a', 't_x', '2023-12-31', NULL, 'unknown'), sozialraum.set_observation('ort', 'a', 't_y', '2023-12-31', NULL, 'unknown');
SELECT is(pg_temp.run($$rank || ' ' || rank_lower || '–' || rank_upper || ' ' || COALESCE(share_of_weight_with_interval::text, 'none') || ' ' || COALESCE(note_en, '')$$, $$UPDATE sozialraum.monitor SET minimum_valid_share = 0.4 WHERE code = 't'$$),
	'4 1–4 0 no interval: no indicator of the area has one; any rank is possible 3 2–4 0.5 interval from 50 % of the weight, rather too narrow 2 2–4 0.5 interval from 50 % of the weight, rather too narrow 1 1–2 0.5 interval from 50 % of the weight, rather too narrow -', 'an area without any interval may have any rank');
ROLLBACK TO s;
-- a missing indicator: the rest stands for all, and its error with it
SELECT sozialraum.set_observation('ort', 'a', 't_x', '2023-12-31', NULL, 'unknown');
SELECT is(pg_temp.run('round(standard_error::numeric, 9)', $$UPDATE sozialraum.monitor SET minimum_valid_share = 0.4, standardise_score = false WHERE code = 't'; UPDATE sozialraum.monitor SET normalisation = 'none' WHERE code = 't'$$),
	pg_temp.as_text(2 * sqrt(17), sqrt(10.01 * (100 / 102.0) ^ 2 + 37), sqrt(22.01 * (100 / 102.0) ^ 2 + 17), sqrt(22.01 * (100 / 102.0) ^ 2 + 37)), 'scaled up: twice the error of the rate');
SELECT is(pg_temp.run('share_of_weight_with_interval'), '1 1 1 1 -', 'all of the weight that is there');
ROLLBACK TO s;

-- ---------------------------------------------------------------- where nothing can be said
SELECT is(pg_temp.run($$concat_ws(' ', standard_error, rank_lower, distinguishable_from_mean, note)$$, $$UPDATE sozialraum.monitor_indicator SET role = CASE indicator WHEN 'TV' THEN 'scored' ELSE 'context' END WHERE monitor = 't'$$),
	'kein Intervall: kein Indikator hat eines kein Intervall: kein Indikator hat eines kein Intervall: kein Indikator hat eines kein Intervall: kein Indikator hat eines unter 60 Einwohner', 'no indicator has an interval: no rank set, and why');
SELECT is((SELECT string_agg(rank_interval, ' ') FROM sozialraum.ranking(pg_temp.edition())), '1 2 3 4', 'ranking: ranks alone');
SELECT is(pg_temp.run($$concat_ws(' ', standard_error, rank_lower, note)$$, $$UPDATE sozialraum.monitor_indicator SET role = 'context' WHERE monitor = 't'$$), '    unter 60 Einwohner', 'nothing is scored');
ROLLBACK TO s;
SELECT sozialraum.compute_edition('t', '2023-12-31');
UPDATE sozialraum.edition SET definition = jsonb_set(definition, '{monitor,normalisation}', '"rank"') WHERE id = pg_temp.edition();
SELECT results_eq($$SELECT DISTINCT standard_error, rank_lower, distinguishable_from_next, note_en FROM sozialraum.score_interval(pg_temp.edition()) WHERE score IS NOT NULL$$, $$VALUES (NULL::float8, NULL::integer, NULL::boolean, 'no interval: none can be derived from the method of the monitor')$$, 'another normalisation: no interval, and why');
ROLLBACK TO s;
SELECT sozialraum.compute_edition('t', '2023-12-31');
UPDATE sozialraum.edition SET definition = jsonb_set(definition, '{monitor,aggregation}', '"geometric"') WHERE id = pg_temp.edition();
SELECT is((SELECT count(standard_error) FROM sozialraum.score_interval(pg_temp.edition())), 0::bigint, 'another aggregation: none');
ROLLBACK TO s;
SELECT sozialraum.compute_edition('t', '2023-12-31');
UPDATE sozialraum.edition_score SET score = score + 0.001 WHERE edition = pg_temp.edition() AND area_key = 'c';
SELECT is((SELECT count(standard_error) FROM sozialraum.score_interval(pg_temp.edition())), 0::bigint, 'scores that were formed in another way than the definition says: none');
ROLLBACK TO s;
SELECT sozialraum.compute_edition('t', '2023-12-31');
UPDATE sozialraum.edition_value SET normalised[2] = normalised[2] ^ 2, normalised[1] = normalised[1] + normalised[2] - normalised[2] ^ 2 WHERE edition = pg_temp.edition() AND normalised IS NOT NULL;
SELECT is((SELECT count(standard_error) FROM sozialraum.score_interval(pg_temp.edition())), 0::bigint, 'normalised values that are not linear: none, even where the score is their sum');
ROLLBACK TO s;
SELECT pg_temp.deliver('t_x', '{10,10,10,10}'), pg_temp.deliver('t_y', '{16,16,16,16}');
SELECT is(pg_temp.run('note'), 'Gebiete unterscheiden sich nicht Gebiete unterscheiden sich nicht Gebiete unterscheiden sich nicht Gebiete unterscheiden sich nicht unter 60 Einwohner', 'all equal: no score, and why');
ROLLBACK TO s;
SELECT is(pg_temp.run($$COALESCE(rank || ' ' || rank_lower || '–' || rank_upper || ' ' || COALESCE(distinguishable_from_mean::text, 'unknown'), note_en)$$, $$UPDATE sozialraum.monitor SET minimum_population = NULL, normalisation = 'none', standardise_score = false WHERE code = 't'; INSERT INTO sozialraum.monitor_exclusion (monitor, area_key, reason, reason_en) SELECT 't', k, 'x', 'left out' FROM unnest('{a,b,c,d}'::text[]) AS k$$),
	'left out left out left out left out 1 1–1 unknown', 'one area: rank 1 of 1');
ROLLBACK TO s;

-- ---------------------------------------------------------------- the ranking in words
SELECT sozialraum.compute_edition('t', '2023-12-31');
SELECT results_eq('SELECT rank, rank_interval, area_key, area_name, class, label, mark FROM sozialraum.ranking(pg_temp.edition())', $$VALUES
	(1, '1 (1–3)', 'd', 'Ort d', 3, 'Handlungsbedarf hoch', 'nicht unterscheidbar vom nächsten Gebiet'),
	(2, '2 (1–4)', 'b', 'Ort b', 2, 'Handlungsbedarf mittel', 'nicht unterscheidbar vom nächsten Gebiet; nicht unterscheidbar vom Durchschnitt'),
	(2, '2 (1–4)', 'c', 'Ort c', 2, 'Handlungsbedarf mittel', 'nicht unterscheidbar vom nächsten Gebiet; nicht unterscheidbar vom Durchschnitt'),
	(4, '4 (2–4)', 'a', 'Ort a', 1, 'Handlungsbedarf gering', NULL),
	(NULL, NULL, 'e', 'Ort e', NULL, NULL, 'unter 60 Einwohner')$$, 'in German');
SELECT results_eq($$SELECT rank_interval, label, mark FROM sozialraum.ranking(pg_temp.edition(), 'en') WHERE area_key IN ('c', 'e')$$, $$VALUES
	('2 (1–4)', 'medium need for action', 'not distinguishable from the next area; not distinguishable from the mean'), (NULL, NULL, 'fewer than 60 inhabitants')$$, 'in English');
UPDATE sozialraum.setting SET language = 'en';
SELECT is((SELECT label FROM sozialraum.ranking(pg_temp.edition()) LIMIT 1), 'high need for action', 'by the setting');
SELECT is((SELECT label FROM sozialraum.ranking(pg_temp.edition(), 'de') LIMIT 1), 'Handlungsbedarf hoch', 'or as asked');
SELECT pg_temp.deliver('t_people', '{10000,10000,10000,10000}'), pg_temp.deliver('t_years', '{100000,100000,100000,100000}'), pg_temp.deliver('t_x', '{1000,1000,3000,3100}'), pg_temp.deliver('t_y', '{1600,3600,1600,3600}');
SELECT sozialraum.compute_edition('t', '2023-12-31');
SELECT is((SELECT string_agg(rank_interval, ' ') FROM sozialraum.ranking(pg_temp.edition())), '1 (1) 2 (2–3) 3 (2–3) 4 (4)', 'a hundred times the people: ranks that are sure');
ROLLBACK TO s;

-- ---------------------------------------------------------------- errors
SELECT throws_ok('SELECT * FROM sozialraum.indicator_interval(-1)', '42704', 'There is no such edition.');
SELECT throws_ok('SELECT * FROM sozialraum.score_interval(NULL)', '42704', 'There is no such edition.');
SELECT throws_ok('SELECT * FROM sozialraum.ranking(-1)', '42704', 'There is no such edition.');
SELECT sozialraum.compute_edition('t', '2023-12-31');
SELECT throws_ok('SELECT * FROM sozialraum.indicator_interval(pg_temp.edition(), 1)', '22023', 'The argument level must lie between 0 and 1.');
SELECT throws_ok($$SELECT * FROM sozialraum.score_interval(pg_temp.edition(), 'NaN')$$, '22023', 'The argument level must lie between 0 and 1.');
SELECT throws_ok('SELECT * FROM sozialraum.score_interval(pg_temp.edition(), NULL)', '22023', 'The argument level must lie between 0 and 1.');
SELECT throws_ok('SELECT * FROM sozialraum.score_interval(pg_temp.edition(), simultaneous => NULL)', '22004', 'The argument simultaneous must not be NULL.');
SELECT throws_ok('SELECT * FROM sozialraum.score_interval(pg_temp.edition(), correlation => 1.1)', '22023', 'The argument correlation must be between 0 and 1.');
SELECT throws_ok($$SELECT * FROM sozialraum.ranking(pg_temp.edition(), 'fr')$$, '22023', 'The argument language must be de or en.');

-- ---------------------------------------------------------------- the demonstration district: the same from the flat view
CREATE TEMP TABLE demo AS SELECT e.id FROM sozialraum.edition AS e WHERE e.monitor = 'sozialraummonitor' AND e.reference_date = '2023-12-31';
-- all scored indicators are shares by Wilson or rates by Byar; means and sds written out again
CREATE TEMP TABLE expected AS
WITH figure AS (
	SELECT v.area_key, v.indicator, v.normalised, i.interval_method,
		i.per * CASE i.interval_method WHEN 'wilson' THEN sqrt((v.numerator + 1) / (v.denominator + 2) * (1 - (v.numerator + 1) / (v.denominator + 2)) / v.denominator) ELSE sqrt(v.numerator + 1) / v.denominator END
			/ stddev_pop(CASE WHEN NOT v.excluded THEN v.value END) OVER (PARTITION BY v.indicator) AS z_error
	FROM sozialraum.bi_indicator_value AS v JOIN sozialraum.indicator AS i ON i.code = v.indicator JOIN sozialraum.monitor_indicator AS m ON m.monitor = v.monitor AND m.indicator = v.indicator
	WHERE v.edition = (SELECT id FROM demo) AND m.role = 'scored')
SELECT s.area_key, s.score, 7.0 / count(f.normalised) * sqrt(sum(f.z_error ^ 2) FILTER (WHERE f.normalised IS NOT NULL)) / (SELECT stddev_pop(x.sum) FROM sozialraum.edition_score AS x WHERE x.edition = s.edition) AS error
FROM sozialraum.edition_score AS s JOIN figure AS f USING (area_key) WHERE s.edition = (SELECT id FROM demo) AND s.score IS NOT NULL GROUP BY s.edition, s.area_key, s.score;
SELECT results_eq('SELECT count(*), count(*) FILTER (WHERE abs(i.standard_error / x.error - 1) < 1e-9) FROM expected AS x JOIN sozialraum.score_interval((SELECT id FROM demo)) AS i USING (area_key)', 'VALUES (100::bigint, 100::bigint)', 'standard errors of all 100 scores, written down another way');
SELECT results_eq('SELECT count(*), bool_and(share_of_weight_with_interval = 1), bool_and(rank_lower <= rank AND rank <= rank_upper), bool_and(lower < score AND score < upper) FROM sozialraum.score_interval((SELECT id FROM demo)) WHERE score IS NOT NULL', 'VALUES (100::bigint, true, true, true)', 'every rank lies in its interval');
SELECT ok((SELECT bool_and(n.rank_lower >= w.rank_lower AND n.rank_upper <= w.rank_upper) AND sum(w.rank_upper - w.rank_lower) > sum(n.rank_upper - n.rank_lower) FROM sozialraum.score_interval((SELECT id FROM demo)) AS n JOIN sozialraum.score_interval((SELECT id FROM demo), correlation => 0.5) AS w USING (area_id)), 'correlated errors: wider');
SELECT results_eq('SELECT count(*), count(*) FILTER (WHERE mark IS NULL), count(rank_interval) FROM sozialraum.ranking((SELECT id FROM demo))', 'VALUES (150::bigint, 1::bigint, 100::bigint)', 'none of the 100 is told from its neighbour: 149 marks, only the last has nobody after it');
SELECT is((SELECT rank_interval || ', ' || mark FROM sozialraum.ranking((SELECT id FROM demo)) WHERE rank = 8), '8 (1–94), nicht unterscheidbar vom nächsten Gebiet; nicht unterscheidbar vom Durchschnitt', 'a small area on rank 8 may be anywhere');

-- a reader has no right on the tables
CREATE ROLE t_reader;
GRANT USAGE ON SCHEMA sozialraum TO t_reader;
SET LOCAL ROLE t_reader;
SELECT throws_ok('SELECT * FROM sozialraum.score_interval(1)', '42501');
RESET ROLE;
SELECT * FROM finish();
ROLLBACK;
