-- Disclosure control in publishing: the worked table of 159 people (methods/formulas.md 5.2), rules, ledger, parties, classes, rounding.
BEGIN;
SELECT plan(60);
SELECT has_table('sozialraum', 'released_figure', 'the ledger');
SET LOCAL client_min_messages = warning;
INSERT INTO sozialraum.source (code, name, min_count) VALUES ('s', 'S', 3), ('strict', 'T', 5), ('free', 'F', 0);
INSERT INTO sozialraum.dimension (code, name) VALUES ('A', 'A'), ('B', 'B');
SELECT sozialraum.define_level('ort', 'Ort', 10);
SELECT sozialraum.define_level('raum', 'Raum', 20);
SELECT sozialraum.define_level('stadt', 'Stadt', 30);
SELECT sozialraum.define_area('stadt', 'C', 'Stadt');
SELECT sozialraum.define_area('raum', k, k, parent => 'C') FROM unnest('{N,S}'::text[]) AS k;
SELECT sozialraum.define_area('ort', k, k, parent => CASE WHEN k < 'A3' THEN 'N' ELSE 'S' END) FROM unnest('{A1,A2,A3,A4}'::text[]) AS k;
SELECT sozialraum.define_variable(v, v, 'Fälle') FROM unnest('{u6,m,o}'::text[]) AS v;
SELECT sozialraum.set_observation('ort', k, v, '2023-12-31', x, source => 's')
FROM (VALUES ('A1', 2, 14, 21), ('A2', 9, 17, 25), ('A3', 6, 4, 30), ('A4', 11, 1, 19)) AS t (k, a, b, c)
CROSS JOIN LATERAL (VALUES ('u6', a), ('m', b), ('o', c)) AS u (v, x);
SELECT sozialraum.define_indicator(upper(n), 'A', n, n, per => 1, method => 'value') FROM unnest('{u6,m,o}'::text[]) AS n;
SELECT sozialraum.define_indicator('T', 'A', 'Total', 'u6 + m + o', per => 1, method => 'value');
INSERT INTO sozialraum.monitor (code, name, level) VALUES ('hze', 'HzE', 'ort');
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role, released)
SELECT 'hze', c, n, 'context', 'value' FROM unnest('{U6,M,O,T}'::text[]) WITH ORDINALITY AS u (c, n);
-- how an edition looks to everybody, by area; x: hidden
CREATE FUNCTION pg_temp.table_of(e bigint) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(r.line, ' | ' ORDER BY r.level, r.key) FROM (
		SELECT a.level, a.key, a.key || ' ' || string_agg(COALESCE(v.numerator::text, 'x'), ' ' ORDER BY v.position) AS line
		FROM sozialraum.published_value AS v JOIN sozialraum.published_area AS a USING (edition, area_id) WHERE v.edition = e GROUP BY a.level, a.key) AS r
$$;
-- computes and publishes the monitor, and shows it
CREATE FUNCTION pg_temp.publish(m text DEFAULT 'hze', d date DEFAULT '2023-12-31') RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE e bigint := sozialraum.compute_edition(m, d);
BEGIN
	PERFORM sozialraum.publish_edition(e);
	RETURN e;
END $$;

-- ---------------------------------------------------------------- the worked example
SAVEPOINT clean;
SELECT pg_temp.publish() AS e \gset
SELECT is(pg_temp.table_of(:e), 'A1 x x 21 37 | A2 x x 25 51 | A3 x x 30 40 | A4 x x 19 31 | N 11 31 46 88 | S 17 5 49 71 | C 28 36 95 159', 'the pattern of the worked example: {A1,A2} and {A3,A4} by {u6,6-13}');
SELECT results_eq(format($$SELECT area_key::text, indicator::text, low, high, figure, safe FROM sozialraum.attack_edition(%s)$$, :e),
	$$VALUES ('A1', 'U6', 0::float8, 11::float8, 2::float8, true), ('A4', 'M', 0, 5, 1, true)$$, 'intervals of the worked example: [0,11] and [0,5]');
SELECT is_empty(format('SELECT * FROM sozialraum._audit_edition(%s)', :e), 'nothing to be worked out');
SELECT results_eq(format($$SELECT indicator, cells, unsafe, secondary, suppressed_share, cases, cases_suppressed FROM sozialraum.disclosure_report(%s)$$, :e),
	$$VALUES ('U6', 4::bigint, 1::bigint, 3::bigint, 100::float8, 28::float8, 28::float8), ('M', 4, 1, 3, 100, 36, 36), ('O', 4, 0, 0, 0, 95, 0), ('T', 4, 0, 0, 0, 159, 0), ('total', 16, 2, 6, 50, 318, 64)$$, 'what it costs');
SELECT results_eq(format($$SELECT area_key::text COLLATE "default", state, why, why_text_en, numerator, shown_numerator FROM sozialraum.edition_disclosure WHERE edition = %s AND indicator = 'U6' ORDER BY area_id$$, :e),
	$$VALUES ('C', 0, NULL, NULL, 28::float8, 28::float8), ('N', 0, NULL, NULL, 11, 11), ('S', 0, NULL, NULL, 17, 17), ('A1', 1, 'count', 'count below the minimum', 2, NULL), ('A2', 2, NULL, NULL, 9, NULL), ('A3', 2, NULL, NULL, 6, NULL), ('A4', 2, NULL, NULL, 11, NULL)$$, 'original and protected side by side');
-- the audit is no mirror of the suppression: show one of the protecting cells, and it finds the way
ALTER TABLE sozialraum.edition_protection DISABLE TRIGGER USER;
UPDATE sozialraum.edition_protection AS p SET numerator[1] = 9 WHERE area_id = (SELECT id FROM sozialraum.area WHERE key = 'A2');
SELECT results_eq(format($$SELECT a.key::text COLLATE "default", x.position, x.part, x.low, x.high FROM sozialraum._audit_edition(%s) AS x JOIN sozialraum.area AS a ON a.id = x.area_id$$, :e),
	$$VALUES ('A1', 1, 'numerator', 2::float8, 2::float8)$$, 'the row-only pattern fails: 11 - 9 = 2');
ROLLBACK TO clean;

-- ---------------------------------------------------------------- rules
-- strictest of two sources: the second delivers one figure only
SELECT sozialraum.set_observation('ort', 'A4', 'u6', '2023-12-31', 11, source => 'strict');
SELECT pg_temp.publish() AS e \gset
SELECT is((SELECT string_agg(area_key || ' ' || indicator, ', ' ORDER BY area_key, "position") FROM sozialraum.edition_disclosure WHERE edition = :e AND state = 1), 'A1 U6, A4 M', 'minimum 5 of one source holds for u6 and the total: nothing new below 5');
SELECT sozialraum.set_observation('ort', 'A3', 'm', '2023-12-31', 4, source => 'strict');
ROLLBACK TO clean;
SELECT sozialraum.set_observation('ort', 'A4', 'm', '2023-12-31', 1, source => 'strict');
SELECT pg_temp.publish() AS e \gset
SELECT is((SELECT string_agg(area_key || ' ' || indicator, ', ' ORDER BY area_key, "position") FROM sozialraum.edition_disclosure WHERE edition = :e AND state = 1), 'A1 U6, A3 M, A4 M', 'the strictest of two sources: 4 is below 5');
ROLLBACK TO clean;
UPDATE sozialraum.monitor SET min_count = 10;
SELECT pg_temp.publish() AS e \gset
SELECT is((SELECT string_agg(area_key || ' ' || indicator, ', ' ORDER BY area_key, "position") FROM sozialraum.edition_disclosure WHERE edition = :e AND state = 1), 'A1 U6, A2 U6, A3 U6, A3 M, A4 M, S M', 'the monitor may be stricter; reference areas, too');
ROLLBACK TO clean;
-- a variable that is no count
UPDATE sozialraum.variable SET unit = 'EUR';
SELECT is(pg_temp.table_of(pg_temp.publish()), 'A1 2 14 21 37 | A2 9 17 25 51 | A3 6 4 30 40 | A4 11 1 19 31 | N 11 31 46 88 | S 17 5 49 71 | C 28 36 95 159', 'amounts are no counts');
ROLLBACK TO clean;

-- shares: complement, small denominators, zeros
SELECT sozialraum.define_variable('bev', 'Bevölkerung', 'Personen');
SELECT sozialraum.set_observation('ort', k, 'bev', '2023-12-31', x, source => 's') FROM (VALUES ('A1', 60), ('A2', 52), ('A3', 80), ('A4', 90)) AS t (k, x);
SELECT sozialraum.define_indicator('P', 'A', 'Anteil', 'u6 + m + o', 'bev', 100);
UPDATE sozialraum.monitor_indicator SET released = 'class';
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role, released) VALUES ('hze', 'P', 5, 'context', 'value');
SAVEPOINT share;
SELECT pg_temp.publish() AS e \gset
SELECT is((SELECT string_agg(area_key || ' ' || why, ', ' ORDER BY area_key) FROM sozialraum.edition_disclosure WHERE edition = :e AND state = 1 AND indicator = 'P'), 'A2 complement', 'all but one of 52: the one is protected');
SELECT is((SELECT count(*)::integer FROM sozialraum.edition_disclosure WHERE edition = :e AND state = 2 AND indicator IN ('P', 'T') AND NOT is_reference), 3, 'and one more area hidden; in both indicators of the figure');
SELECT is((SELECT count(*)::integer FROM sozialraum.published_value WHERE edition = :e AND indicator = 'U6' AND numerator IS NOT NULL), 0, 'an indicator released as class shows no figure');
SELECT is((SELECT string_agg(a.key, ' ' ORDER BY a.key) FROM sozialraum.published_value AS v JOIN sozialraum.area AS a ON a.id = v.area_id WHERE v.edition = :e AND indicator = 'U6' AND v.status = 'secret'), 'A1', 'and hides the class where the figure is unsafe');
ROLLBACK TO share;
UPDATE sozialraum.monitor SET min_denominator = 55;
SELECT pg_temp.publish() AS e \gset
SELECT is((SELECT string_agg(area_key || ' ' || why, ', ' ORDER BY area_key) FROM sozialraum.edition_disclosure WHERE edition = :e AND state = 1 AND indicator = 'P'), 'A2 complement', 'a small denominator, too (the first reason is named)');
ROLLBACK TO share;
UPDATE sozialraum.monitor SET min_denominator = 61;
SELECT pg_temp.publish() AS e \gset
SELECT is((SELECT string_agg(area_key || ' ' || why, ', ' ORDER BY area_key) FROM sozialraum.edition_disclosure WHERE edition = :e AND state = 1 AND indicator = 'P'), 'A1 denominator, A2 complement', 'denominators below the minimum');
ROLLBACK TO share;
SELECT sozialraum.set_observation('ort', 'A3', 'u6', '2023-12-31', 0, source => 's'), sozialraum.set_observation('ort', 'A3', 'm', '2023-12-31', 0, source => 's'), sozialraum.set_observation('ort', 'A3', 'o', '2023-12-31', 0, source => 's');
SAVEPOINT zero;
SELECT pg_temp.publish() AS e \gset
SELECT is((SELECT count(*)::integer FROM sozialraum.edition_disclosure WHERE edition = :e AND state = 1 AND indicator = 'P' AND area_key = 'A3'), 0, 'zeros are shown');
ROLLBACK TO zero;
UPDATE sozialraum.source SET suppress_zero = true WHERE code = 's';
SELECT pg_temp.publish() AS e \gset
SELECT is((SELECT string_agg(area_key || ' ' || why, ', ' ORDER BY area_key) FROM sozialraum.edition_disclosure WHERE edition = :e AND state = 1 AND indicator = 'P'), 'A2 complement, A3 count', 'or protected where the source asks for it');
ROLLBACK TO clean;

-- a figure delivered as secret: the town does not know it, and must not give it away
SELECT sozialraum.set_observation('raum', k, 'o', '2023-12-31', x, source => 's') FROM (VALUES ('N', 46), ('S', 49)) AS t (k, x);
SELECT sozialraum.set_observation('ort', 'A1', 'o', '2023-12-31', NULL, 'secret', 's');
UPDATE sozialraum.monitor_indicator SET released = 'class' WHERE indicator <> 'O';
SELECT pg_temp.publish() AS e \gset
SELECT is((SELECT string_agg(area_key || ' ' || state, ', ' ORDER BY area_key) FROM sozialraum.edition_disclosure WHERE edition = :e AND indicator = 'O' AND area_level = 'ort'), 'A1 3, A2 2, A3 0, A4 0', 'its neighbour is hidden');
SELECT is((SELECT why FROM sozialraum.edition_disclosure WHERE edition = :e AND indicator = 'O' AND area_key = 'A1'), 'source', 'because the source kept it secret');
ROLLBACK TO clean;

-- dominance and p%: Handbook x = (300, 20, 10), p = 10
SELECT sozialraum.define_variable(v, v, 'EUR') FROM unnest('{geld,geld_1,geld_2}'::text[]) AS v;
UPDATE sozialraum.variable SET largest = 'geld_1', second_largest = 'geld_2' WHERE code = 'geld';
SELECT sozialraum.set_observation('ort', k, v, '2023-12-31', x, source => 's')
FROM (VALUES ('A1', 330, 300, 20), ('A2', 600, 100, 90), ('A3', 500, 100, 100), ('A4', 400, 90, 80)) AS t (k, a, b, c) CROSS JOIN LATERAL (VALUES ('geld', a), ('geld_1', b), ('geld_2', c)) AS u (v, x);
SELECT sozialraum.define_indicator('G', 'A', 'Geld', 'geld', per => 1, method => 'value');
DELETE FROM sozialraum.monitor_indicator;
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role, released) VALUES ('hze', 'G', 1, 'context', 'value');
SAVEPOINT money;
SELECT is(pg_temp.table_of(pg_temp.publish()), 'A1 330 | A2 600 | A3 500 | A4 400 | N 930 | S 900 | C 1830', 'no rule, no harm');
ROLLBACK TO money;
UPDATE sozialraum.source SET p_percent = 10 WHERE code = 's';
SELECT pg_temp.publish() AS e \gset
SELECT is(pg_temp.table_of(:e), 'A1 x | A2 x | A3 500 | A4 400 | N 930 | S 900 | C 1830', 'p%: 10 < 30');
SELECT is((SELECT why FROM sozialraum.edition_disclosure WHERE edition = :e AND state = 1), 'p_percent', 'with its reason');
SELECT is((SELECT minimum FROM sozialraum.attack_edition(:e)), 20::float8, 'required interval: 30 - 10 = 20');
ROLLBACK TO money;
UPDATE sozialraum.source SET dominance_n = 1, dominance_k = 90 WHERE code = 's';
SELECT pg_temp.publish() AS e \gset
SELECT is((SELECT string_agg(area_key || ' ' || why, ', ') FROM sozialraum.edition_disclosure WHERE edition = :e AND state = 1), 'A1 dominance', '300 is more than 90 % of 330');
ROLLBACK TO clean;

-- ---------------------------------------------------------------- the ledger: earlier releases
DELETE FROM sozialraum.monitor_indicator WHERE indicator IN ('O', 'T');
INSERT INTO sozialraum.monitor (code, name, level) VALUES ('other', 'Other', 'ort'), ('district', 'Raum', 'raum');
SAVEPOINT ledger;
-- another monitor showed 6-13 and 14-20, now u6 and the total: 37 - 21 - 14 = 2
DELETE FROM sozialraum.monitor_indicator;
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role, released) VALUES ('other', 'O', 1, 'context', 'value'), ('hze', 'T', 1, 'context', 'value'), ('hze', 'U6', 2, 'context', 'value');
SELECT sozialraum.define_indicator('M2', 'A', 'm', 'm', per => 1, method => 'value');
UPDATE sozialraum.source SET min_count = 0;
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role, released) VALUES ('other', 'M', 2, 'context', 'value');
SELECT pg_temp.publish('other') AS e \gset
SELECT is(pg_temp.table_of(:e), 'A1 21 14 | A2 25 17 | A3 30 4 | A4 19 1 | N 46 31 | S 49 5 | C 95 36', 'a first edition shows two of three groups');
UPDATE sozialraum.source SET min_count = 3 WHERE code = 's';
SELECT pg_temp.publish() AS e \gset
SELECT is(pg_temp.table_of(:e), 'A1 x x | A2 x x | A3 40 6 | A4 31 11 | N 88 11 | S 71 17 | C 159 28', 'the second hides the third group together with the total');
SELECT sozialraum.withdraw_edition(:e, 'test');
SELECT pg_temp.publish() AS e \gset
SELECT is(pg_temp.table_of(:e), 'A1 x x | A2 x x | A3 40 6 | A4 31 11 | N 88 11 | S 71 17 | C 159 28', 'withdrawn is not forgotten: the same stays hidden');
ROLLBACK TO ledger;
-- an area monitor of the level above: what was hidden below stays hidden, what was shown above is subtracted
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role, released) VALUES ('district', 'M', 1, 'context', 'value');
SELECT pg_temp.publish('district') AS e \gset
SELECT is(pg_temp.table_of(:e), 'N 31 | S 5 | C 36', 'the level above first');
SELECT pg_temp.publish() AS e \gset
SELECT is((SELECT string_agg(area_key, ' ' ORDER BY area_key) FROM sozialraum.edition_disclosure WHERE edition = :e AND indicator = 'M' AND state IN (1, 2)), 'A3 A4', 'then the level below: only there something can be hidden');
ROLLBACK TO ledger;
-- a council paper that shows everything but A4: nothing can be done about it
SELECT is(sozialraum.record_release('Vorlage 17', 'm', '2023-12-31', 'ort', '{A1,A2,A3}', '{14,17,4}'), 3, 'a table that was published elsewhere');
SELECT is(sozialraum.record_release('Vorlage 17', 'm', '2023-12-31', 'stadt', '{C}', '{36}'), 1, 'with its total');
SAVEPOINT out;
SELECT throws_ok($$SELECT pg_temp.publish()$$, '55000', 'The edition cannot be published: unsafe figures could be worked out whatever is hidden.', 'what is out already cannot be protected: refused');
ROLLBACK TO out;
UPDATE sozialraum.monitor_indicator SET released = 'class' WHERE indicator = 'M';
SELECT lives_ok($$SELECT pg_temp.publish()$$, 'as class it is not this edition that gives it away');
ROLLBACK TO ledger;
SELECT sozialraum.record_release('Vorlage 18', 'm', '2023-12-31', 'ort', '{A1,A2,A3,A4}', '{14,17,NULL,NULL}');
SELECT pg_temp.publish() AS e \gset
SELECT is((SELECT string_agg(area_key, ' ' ORDER BY area_key) FROM sozialraum.edition_disclosure WHERE edition = :e AND indicator = 'M' AND state IN (1, 2)), 'A3 A4', 'marks in a paper are kept');
SELECT throws_ok($$SELECT sozialraum.record_release('x', 'nix', '2023-12-31', 'ort', '{}', '{}')$$, '42704', NULL, 'unknown variable');
ROLLBACK TO ledger;
SELECT throws_ok($$SELECT sozialraum.record_release('x', 'm', '2023-12-31', 'ort', '{A1,ZZ}', '{1,2}')$$, '42704', NULL, 'unknown area');
ROLLBACK TO ledger;
SELECT throws_ok($$SELECT sozialraum.record_release('x', 'm', '2023-12-31', 'ort', '{A1}', '{1,2}')$$, '2202E', NULL, 'as many figures as keys');
ROLLBACK TO ledger;
-- differencing by age: below 25 was shown, now below 21; the four years between are a count, too
SELECT sozialraum.define_variable_family('j', 'Jugend', '{0,21}', by_sex => false, last_age => 24);
SELECT sozialraum.set_observation('ort', k, v, '2023-12-31', x, source => 's')
FROM (VALUES ('A1', 12, 2), ('A2', 15, 9), ('A3', 20, 8), ('A4', 30, 7)) AS t (k, a, b) CROSS JOIN LATERAL (SELECT code, CASE WHEN age_from = 0 THEN a ELSE b END FROM sozialraum.variable WHERE family = 'j' AND is_cell) AS u (v, x);
SELECT sozialraum.define_indicator('J25', 'A', 'unter 25', 'j_0_24', per => 1, method => 'value');
SELECT sozialraum.define_indicator('J21', 'A', 'unter 21', 'j_0_20', per => 1, method => 'value');
DELETE FROM sozialraum.monitor_indicator;
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role, released) VALUES ('other', 'J25', 1, 'context', 'value'), ('hze', 'J21', 1, 'context', 'value');
SELECT pg_temp.publish('other') AS e \gset
SELECT is(pg_temp.table_of(:e), 'A1 14 | A2 24 | A3 28 | A4 37 | N 38 | S 65 | C 103', 'below 25: all large enough');
SELECT pg_temp.publish() AS e \gset
SELECT is(pg_temp.table_of(:e), 'A1 x | A2 x | A3 20 | A4 30 | N 27 | S 50 | C 77', 'below 21: 14 - 12 = 2 is not shown');
ROLLBACK TO clean;

-- ---------------------------------------------------------------- time
SELECT sozialraum.set_observation('ort', k, 'm', '2022-12-31', x, source => 's') FROM (VALUES ('A1', 1), ('A2', 20), ('A3', 14), ('A4', 21)) AS t (k, x);
DELETE FROM sozialraum.monitor_indicator WHERE indicator <> 'M';
SELECT sozialraum.set_observation('ort', 'A4', 'm', '2023-12-31', 12, source => 's');
UPDATE sozialraum.monitor SET lag_years = 1;
SELECT pg_temp.publish() AS e \gset
SELECT is((SELECT string_agg(a.key || ' ' || COALESCE(v.numerator::text, 'x') || ' ' || COALESCE(v.change::text, 'x'), ', ' ORDER BY a.key) FROM sozialraum.published_value AS v JOIN sozialraum.area AS a ON a.id = v.area_id WHERE v.edition = :e AND a.level = 'ort'),
	'A1 14 x, A2 17 -3, A3 4 -10, A4 12 -9', 'the change 14 - 1 would give the earlier figure away');
ROLLBACK TO clean;

-- ---------------------------------------------------------------- classes of the result
SELECT sozialraum.define_variable('bev', 'Bevölkerung', 'Personen');
SELECT sozialraum.define_indicator('Q', 'A', 'Quote', 'm', 'bev', 1000, polarity => -1, unit => 'je 1.000');
SELECT sozialraum.define_indicator('R', 'A', 'Rate', 'u6', 'bev', 1000, polarity => -1, unit => 'je 1.000');
SELECT sozialraum.set_observation('ort', k, 'bev', '2023-12-31', x, source => 's') FROM (VALUES ('A1', 600), ('A2', 520), ('A3', 800), ('A4', 900)) AS t (k, x);
DELETE FROM sozialraum.monitor_indicator;
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role, released) VALUES ('hze', 'Q', 1, 'scored', 'value');
UPDATE sozialraum.monitor SET disclosed = 'score';
SAVEPOINT class;
SELECT pg_temp.publish() AS e \gset
SELECT is((SELECT disclosed FROM sozialraum.published_edition WHERE edition = :e), 'class', 'a hidden scored figure: no scores and no ranks');
SELECT is((SELECT mean FROM sozialraum.published_indicator WHERE edition = :e), NULL, 'and no mean');
SELECT is((SELECT string_agg(area_key, ' ' ORDER BY area_key) FROM sozialraum.edition_disclosure WHERE edition = :e AND state IN (1, 2)), 'A3 A4', 'two areas are hidden');
SELECT is((SELECT count(class)::integer FROM sozialraum.published_score WHERE edition = :e), 4, 'wide classes tell little');
ROLLBACK TO class;
-- limits one case apart: the class would tell the count
UPDATE sozialraum.monitor SET standardise_score = false, class_breaks = ARRAY(SELECT -3 + i / 10.0 FROM generate_series(1, 60) AS i), class_labels = ARRAY(SELECT i::text FROM generate_series(1, 61) AS i), class_labels_en = ARRAY(SELECT i::text FROM generate_series(1, 61) AS i);
SELECT pg_temp.publish() AS e \gset
SELECT is((SELECT string_agg(a.key || COALESCE(' ' || s.reason_en, ''), ', ' ORDER BY a.key) FROM sozialraum.published_score AS s JOIN sozialraum.area AS a ON a.id = s.area_id WHERE s.edition = :e AND s.class IS NULL), 'A3 kept secret, A4 kept secret', 'narrow classes are not shown where a figure is hidden');
ROLLBACK TO class;
-- ---------------------------------------------------------------- rounding
UPDATE sozialraum.monitor SET disclosure = 'round';
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role, released) VALUES ('hze', 'U6', 2, 'context', 'value');
SELECT pg_temp.publish() AS e \gset
SELECT is(pg_temp.table_of(:e), 'A1 15 0 | A2 15 10 | A3 5 5 | A4 0 10 | N 30 10 | S 5 15 | C 35 30', 'multiples of 5, each figure for itself');
SELECT is((SELECT string_agg(value::text, ' ' ORDER BY area_id) FROM sozialraum.published_value AS v JOIN sozialraum.published_area AS a USING (edition, area_id) WHERE v.edition = :e AND indicator = 'Q' AND a.level = 'ort'),
	(SELECT string_agg((1000 * n / d)::text, ' ') FROM (VALUES (15::float8, 600::float8), (15, 520), (5, 800), (0, 900)) AS t (n, d)), 'values from the rounded counts');
SELECT is((SELECT mean_absolute_change FROM sozialraum.disclosure_report(:e) WHERE indicator = 'Q'), 1.25::float8, 'loss: (1 + 2 + 1 + 1) / 4');
SELECT is((SELECT disclosed FROM sozialraum.published_edition WHERE edition = :e), 'class', 'scores come from the true counts: only their classes');
ROLLBACK TO class;
UPDATE sozialraum.source SET rounding_base = 10 WHERE code = 's';
SELECT pg_temp.publish() AS e \gset
SELECT is(pg_temp.table_of(:e), 'A1 10 | A2 20 | A3 x | A4 x | N 30 | S 10 | C 40', 'the rule of a source holds beside the suppression');
ROLLBACK TO clean;

-- ---------------------------------------------------------------- readers with grants
-- three municipalities in one Planungsraum: A3 and A4 are enough for the outsider, but A4 knows itself
SELECT sozialraum.define_area('ort', 'A5', 'A5', parent => 'S');
SELECT sozialraum.set_observation('ort', 'A5', v, '2023-12-31', 7, source => 's') FROM unnest('{u6,m,o}'::text[]) AS v;
DELETE FROM sozialraum.monitor_indicator WHERE indicator <> 'M';
SAVEPOINT party;
SELECT pg_temp.publish() AS e \gset
SELECT is(pg_temp.table_of(:e), 'A1 14 | A2 17 | A3 x | A4 x | A5 7 | N 31 | S 12 | C 43', 'for the outsider two are enough');
CREATE ROLE disclosure_a3;
INSERT INTO sozialraum.area_grant (role, area_id, territory_id) SELECT 'disclosure_a3', id, territory_id FROM sozialraum.area WHERE key = 'A3';
SELECT is((SELECT string_agg(a.key || ' ' || x.low || '-' || x.high, ', ') FROM sozialraum._audit_edition(:e, 'disclosure_a3') AS x JOIN sozialraum.area AS a ON a.id = x.area_id), 'A4 1-1', 'a grant after publishing: A3 would get A4 by subtraction');
SELECT is_empty(format($$SELECT * FROM sozialraum._audit_edition(%s, 'postgres')$$, :e), 'others would not');
ROLLBACK TO party;
CREATE ROLE disclosure_a3;
CREATE ROLE disclosure_member IN ROLE disclosure_a3;
CREATE ROLE disclosure_a4;
INSERT INTO sozialraum.area_grant (role, area_id, territory_id) SELECT 'disclosure_' || lower(key), id, territory_id FROM sozialraum.area WHERE key IN ('A3', 'A4');
INSERT INTO sozialraum.area_grant (role, area_id, territory_id) SELECT 'disclosure_gone', id, territory_id FROM sozialraum.area WHERE key = 'A5';
SAVEPOINT granted;
SELECT pg_temp.publish() AS e \gset
SELECT is(pg_temp.table_of(:e), 'A1 14 | A2 17 | A3 x | A4 x | A5 x | N 31 | S 12 | C 43', 'with grants there beforehand a third is hidden');
SELECT is_empty(format('SELECT * FROM sozialraum._audit_edition(%s)', :e), 'and nobody gets anything');
SELECT is((SELECT count(DISTINCT party)::integer FROM sozialraum.attack_edition(:e)), 2, 'attacked by the outsider and A3 (A4 has nothing to ask)');
ROLLBACK TO granted;
-- one role that holds both leaves nothing to hide behind within the Planungsraum
GRANT disclosure_a4 TO disclosure_a3;
UPDATE sozialraum.area_grant SET area_id = (SELECT id FROM sozialraum.area WHERE key = 'A5'), territory_id = (SELECT id FROM sozialraum.area WHERE key = 'A5') WHERE role = 'disclosure_a4';
SELECT pg_temp.publish() AS e \gset
SELECT is(pg_temp.table_of(:e), 'A1 14 | A2 17 | A3 x | A4 x | A5 7 | N 31 | S x | C x', 'then the sum of the Planungsraum goes, and the one above it');
SELECT is_empty(format('SELECT * FROM sozialraum._audit_edition(%s)', :e), 'and nobody gets anything');
ROLLBACK TO clean;
ROLLBACK;
