-- What readers could still work out: from the fifths and classes of other areas, from their own rank, by changing roles; and what
-- a published edition says of its method and of its ranks.
BEGIN;
SELECT plan(26);
SET LOCAL client_min_messages = warning;
INSERT INTO sozialraum.source (code, name, min_count) VALUES ('s', 'S', 3);
INSERT INTO sozialraum.dimension (code, name) VALUES ('A', 'A');
SELECT sozialraum.define_level('ort', 'Ort', 10), sozialraum.define_level('stadt', 'Stadt', 30);
SELECT sozialraum.define_area('stadt', 'C', 'Stadt');
SELECT sozialraum.define_area('ort', k, k, parent => 'C') FROM unnest('{A1,A2,A3,A4,A5}'::text[]) AS k;
SELECT sozialraum.define_variable('n', 'n', 'Fälle'), sozialraum.define_variable('m', 'm', 'Fälle'), sozialraum.define_variable('bev', 'Bevölkerung', 'Personen');
-- per 1,000: A1 1.5, A2 2.0 (two cases), A3 2.5, A4 10, A5 40
SELECT sozialraum.set_observation('ort', k, v, '2023-12-31', x, source => 's')
FROM (VALUES ('A1', 30, 50, 20000), ('A2', 2, 60, 1000), ('A3', 50, 70, 20000), ('A4', 10, 80, 1000), ('A5', 40, 95, 1000)) AS t (k, a, b, c) CROSS JOIN LATERAL (VALUES ('n', a), ('m', b), ('bev', c)) AS u (v, x);
SELECT sozialraum.define_indicator('Q', 'A', 'Quote', 'n', 'bev', 1000, polarity => -1, unit => 'je 1.000');
SELECT sozialraum.define_indicator('R', 'A', 'Rate', 'm', 'bev', 100, polarity => -1, unit => '%');
INSERT INTO sozialraum.monitor (code, name, level, disclosed) VALUES ('mo', 'M', 'ort', 'score');
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role, released) VALUES ('mo', 'Q', 1, 'scored', 'value');
CREATE FUNCTION pg_temp.publish() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE e bigint := sozialraum.compute_edition('mo', '2023-12-31');
BEGIN
	PERFORM sozialraum.publish_edition(e);
	RETURN e;
END $$;
CREATE FUNCTION pg_temp.hidden(e bigint) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(area_key, ' ' ORDER BY area_key) FROM sozialraum.edition_disclosure WHERE edition = e AND state IN (1, 2)
$$;
SAVEPOINT clean;

-- ---------------------------------------------------------------- fifths
SELECT pg_temp.publish() AS e \gset
SELECT is(pg_temp.hidden(:e), 'A2 A4', 'two cases, and ten to protect them');
-- 1.5 in the first fifth and 2.5 in the third: with 1,000 inhabitants there are two cases between
SELECT results_eq(format($$SELECT a.key::text COLLATE "default", v.class FROM sozialraum.published_value AS v JOIN sozialraum.published_area AS a USING (edition, area_id) WHERE v.edition = %s AND NOT a.is_reference AND v.value IS NOT NULL ORDER BY 1$$, :e),
	format($$SELECT a.key::text COLLATE "default", least(5, 1 + (5 * (rank() OVER (ORDER BY v.value) - 1)) / count(*) OVER ())::integer FROM sozialraum.published_value AS v JOIN sozialraum.published_area AS a USING (edition, area_id) WHERE v.edition = %s AND NOT a.is_reference AND v.value IS NOT NULL ORDER BY 1$$, :e),
	'fifths follow from the figures that are shown, and from nothing else');
ROLLBACK TO clean;

-- ---------------------------------------------------------------- classes that are cut by the scores
UPDATE sozialraum.monitor SET classification = 'ntile', class_count = 5, class_breaks = '{}', class_labels = '{a,b,c,d,e}', class_labels_en = '{a,b,c,d,e}';
SELECT pg_temp.publish() AS e \gset
SELECT is((SELECT count(class)::integer FROM sozialraum.published_score WHERE edition = :e), 0, 'one area in each class: A1 and A3 would tell the class of A2, and so its figure');
SELECT is((SELECT string_agg(DISTINCT reason_en, ', ') FROM sozialraum.published_score WHERE edition = :e), 'kept secret', 'and say so');
ROLLBACK TO clean;
-- wide ones leave room, and are shown
UPDATE sozialraum.monitor SET classification = 'ntile', class_count = 2, class_breaks = '{}', class_labels = '{a,b}', class_labels_en = '{a,b}';
SELECT pg_temp.publish() AS e \gset
SELECT results_eq(format($$SELECT a.key::text COLLATE "default", x.low, x.high FROM sozialraum._class_room(%s, false) AS x JOIN sozialraum.area AS a ON a.id = x.area_id ORDER BY 1$$, :e),
	$$VALUES ('A2', 0::float8, 2.5::float8 - 1e-9::float8), ('A4', 1.5::float8 + 1e-9::float8, 'infinity')$$, 'between the shown scores of the other classes');
SELECT is((SELECT count(class)::integer FROM sozialraum.published_score WHERE edition = :e), 5, 'wide classes');
ROLLBACK TO clean;
-- of ranks nothing can be bounded
UPDATE sozialraum.monitor SET classification = 'ntile', class_count = 2, class_breaks = '{}', class_labels = '{a,b}', class_labels_en = '{a,b}', normalisation = 'rank';
SELECT pg_temp.publish() AS e \gset
SELECT is((SELECT count(class)::integer FROM sozialraum.published_score WHERE edition = :e), 0, 'no class where nothing can be said');
ROLLBACK TO clean;
UPDATE sozialraum.source SET min_count = 0;
UPDATE sozialraum.monitor SET classification = 'ntile', class_count = 5, class_breaks = '{}', class_labels = '{a,b,c,d,e}', class_labels_en = '{a,b,c,d,e}';
SELECT pg_temp.publish() AS e \gset
SELECT is((SELECT count(class)::integer FROM sozialraum.published_score WHERE edition = :e), 5, 'where nothing is hidden, all classes');
ROLLBACK TO clean;

-- ---------------------------------------------------------------- rank and score of one's own areas
CREATE ROLE review_a1;
CREATE ROLE review_a3;
INSERT INTO sozialraum.area_grant (role, area_id, territory_id) SELECT 'review_' || lower(key), id, territory_id FROM sozialraum.area WHERE key IN ('A1', 'A3');
SELECT pg_temp.publish() AS e \gset
SELECT is((SELECT count(*) FROM sozialraum.entitled_score WHERE edition = :e AND (rank IS NOT NULL OR score IS NOT NULL)), 0::bigint,
	'rank 5 of 1.5 and rank 3 of 2.5 would give two cases away: no rank of one''s own where a scored figure is hidden');
SELECT is((SELECT count(*) FROM sozialraum.entitled_value WHERE edition = :e AND value IS NOT NULL), 6::bigint, 'own figures stay');
ROLLBACK TO clean;
UPDATE sozialraum.source SET min_count = 0;
SELECT pg_temp.publish() AS e \gset
SELECT is((SELECT count(*) FROM sozialraum.entitled_score WHERE edition = :e AND rank IS NOT NULL AND score IS NOT NULL), 5::bigint, 'where nothing is hidden they are there');
ROLLBACK TO clean;

-- ---------------------------------------------------------------- one person, two roles, one after the other
-- n 30 + 2 + 50 + 10 + 40 = 132 in the town; whoever knows A4 knows A2
CREATE ROLE review_a4;
CREATE ROLE review_a5;
INSERT INTO sozialraum.area_grant (role, area_id, territory_id) SELECT 'review_' || lower(key), id, territory_id FROM sozialraum.area WHERE key IN ('A4', 'A5');
SAVEPOINT granted;
SELECT pg_temp.publish() AS e \gset
SELECT is(pg_temp.hidden(:e), 'A1 A2 A4', 'against each by itself a third area is enough');
ROLLBACK TO granted;
CREATE ROLE review_a1;
INSERT INTO sozialraum.area_grant (role, area_id, territory_id) SELECT 'review_a1', id, territory_id FROM sozialraum.area WHERE key = 'A1';
CREATE ROLE review_person NOINHERIT IN ROLE review_a1, review_a4;
SELECT pg_temp.publish() AS e \gset
SELECT is((SELECT count(*) FROM sozialraum.published_value AS v JOIN sozialraum.published_area AS a USING (edition, area_id)
	WHERE v.edition = :e AND a.key IN ('A3', 'A5', 'C') AND v.numerator IS NOT NULL), 2::bigint, 'who may change from one role to the other knows what both know: one more is hidden');
SELECT is_empty(format('SELECT * FROM sozialraum._audit_edition(%s)', :e), 'and nobody gets anything');
SELECT ok((SELECT count(DISTINCT r."position") = 1 AND count(DISTINCT r.area_id) = 2 FROM sozialraum._edition_readers(:e, 'review_person') AS r), 'the party of the person knows two areas');
ROLLBACK TO clean;
-- writing everywhere makes no planner: what he was granted counts
CREATE ROLE review_writer IN ROLE pg_write_all_data;
INSERT INTO sozialraum.area_grant (role, area_id, territory_id) SELECT 'review_writer', id, territory_id FROM sozialraum.area WHERE key = 'A4';
SELECT pg_temp.publish() AS e \gset
SELECT isnt(pg_temp.hidden(:e), 'A2 A4', 'a holder of grants who may write everywhere, but not read, is a reader');
ROLLBACK TO clean;

-- ---------------------------------------------------------------- ranks with intervals
UPDATE sozialraum.monitor_indicator SET role = 'context';
UPDATE sozialraum.indicator SET interval_method = 'wilson' WHERE code = 'R';
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role, released) VALUES ('mo', 'R', 2, 'scored', 'value');
SAVEPOINT ranks;
SELECT pg_temp.publish() AS e \gset
SELECT is(pg_temp.hidden(:e), 'A2 A4', 'a context indicator has hidden figures');
SELECT is((SELECT disclosed FROM sozialraum.published_edition WHERE edition = :e), 'score', 'the scored one has none');
SELECT results_eq(format('SELECT area_id, rank, rank_lower, rank_upper FROM sozialraum.published_score WHERE edition = %s ORDER BY area_id', :e),
	format('SELECT area_id, rank, rank_lower, rank_upper FROM sozialraum.score_interval(%s) ORDER BY area_id', :e), 'ranks come with their intervals');
SELECT cmp_ok((SELECT count(*) FROM sozialraum.published_score WHERE edition = :e AND rank_lower < rank_upper), '>', 0::bigint, 'which say something');
ROLLBACK TO ranks;
UPDATE sozialraum.monitor SET disclosed = 'class';
SELECT pg_temp.publish() AS e \gset
SELECT is((SELECT count(*) FROM sozialraum.published_score WHERE edition = :e AND (rank IS NOT NULL OR rank_lower IS NOT NULL OR rank_upper IS NOT NULL)), 0::bigint, 'and only where ranks are shown');
ROLLBACK TO clean;

-- ---------------------------------------------------------------- the method
UPDATE sozialraum.source SET min_count = 0;
INSERT INTO sozialraum.monitor_dimension (monitor, code, name, position, weight, normalisation) VALUES ('mo', 'X', 'X', 1, 2, 'zscore'), ('mo', 'Y', 'Y', 2, 1, 'none');
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role, released) VALUES ('mo', 'R', 2, 'scored', 'class');
UPDATE sozialraum.monitor_indicator SET dimension = CASE indicator WHEN 'Q' THEN 'X' ELSE 'Y' END;
SELECT pg_temp.publish() AS e \gset
SELECT is((SELECT string_agg(concat_ws(' ', d ->> 'code', d ->> 'weight', d ->> 'normalisation'), ', ') FROM sozialraum.published_edition, jsonb_array_elements(method -> 'dimensions') AS d WHERE edition = :e), 'X 2 zscore, Y 1 none', 'dimensions with their weights');
SELECT is((SELECT string_agg(concat_ws(' ', i ->> 'indicator', i ->> 'dimension'), ', ') FROM sozialraum.published_edition, jsonb_array_elements(method -> 'indicators') AS i WHERE edition = :e), 'Q X, R Y', 'and what hangs in them');
SELECT ok((SELECT method::text !~ '"(used|mean|sd|minimum|maximum|eigenvalue|loading)"' FROM sozialraum.published_edition WHERE edition = :e), 'but nothing that was found');
ROLLBACK TO clean;

-- ---------------------------------------------------------------- not done: what the classes of all areas together say about mean and standard deviation
SELECT sozialraum.define_level('dorf', 'Dorf', 12);
SELECT sozialraum.define_area('stadt', 'D', 'D');
SELECT sozialraum.define_area('dorf', k, k, parent => 'D') FROM unnest('{D1,D2,D3}'::text[]) AS k;
SELECT sozialraum.set_observation('dorf', k, v, '2023-12-31', x, source => 's')
FROM (VALUES ('D1', 1, 50), ('D2', 10, 1000), ('D3', 4, 50)) AS t (k, a, b) CROSS JOIN LATERAL (VALUES ('n', a), ('bev', b)) AS u (v, x);
UPDATE sozialraum.monitor SET level = 'dorf';
SELECT pg_temp.publish() AS e \gset
SELECT is(pg_temp.hidden(:e), 'D1 D3', 'one case, and four to protect it: 15 in all, 10 in D2');
SELECT todo('the attack takes the classes of other areas for no bounds', 1);
SELECT cmp_ok((
	SELECT count(*)::integer FROM (
		SELECT z.x FROM (
			SELECT y.x, y.k, sozialraum.classify(sozialraum.zscore(y.z) OVER (PARTITION BY y.x), '{-1,1,1.5}', 'centre') AS class
			FROM (SELECT x, k, sozialraum.zscore(CASE k WHEN 'D1' THEN x / 50.0 WHEN 'D2' THEN 0.01 ELSE (5 - x) / 50.0 END::float8) OVER (PARTITION BY x) AS z
				FROM generate_series(0, 5) AS x, unnest('{D1,D2,D3}'::text[]) AS k) AS y) AS z
		JOIN sozialraum.published_area AS a ON a.edition = :e AND a.key = z.k
		JOIN sozialraum.published_score AS s ON s.edition = :e AND s.area_id = a.area_id
		GROUP BY z.x HAVING bool_and(s.class IS NULL OR s.class = z.class)) AS w), '>=', 3, 'at least three counts of D1 agree with all classes');
ROLLBACK;
