-- explain_score and recompute_edition: what they say of missing values, exclusions, older editions; who may call them; frozen dimension scores.
BEGIN;
SELECT plan(24);
SET LOCAL client_min_messages = warning;
INSERT INTO sozialraum.dimension (code, name) VALUES ('A', 'A');
SELECT sozialraum.define_level('ort', 'Ort', 10);
SELECT sozialraum.define_area('ort', k, 'Ort ' || k) FROM unnest('{a,b,c,d,e}'::text[]) AS k;
SELECT sozialraum.define_variable(c, c) FROM unnest('{bev,x,y,n,d}'::text[]) AS c;
SELECT sozialraum.define_indicator('X', 'A', 'Armut', 'n', 'd', polarity => -1, name_en => 'poverty');
SELECT sozialraum.define_indicator('Y', 'A', 'Ypsilon', 'y', per => 1, unit => 'Punkte', polarity => 1, method => 'value');
SELECT sozialraum.define_indicator('C', 'A', 'Kontext', 'bev', per => 1, unit => 'Personen', method => 'value');
SELECT sozialraum.set_observation('ort', k, 'n', '2023-12-31', v) FROM unnest('{a,b,c,d,e}'::text[], '{30,30,70,70,1000}'::float8[]) AS u (k, v);
SELECT sozialraum.set_observation('ort', k, 'd', '2023-12-31', 1000) FROM unnest('{a,b,c,d,e}'::text[]) AS k;
SELECT sozialraum.set_observation('ort', k, 'y', '2023-12-31', v) FROM unnest('{a,b,c,d,e}'::text[], '{10,30,10,30,1000}'::float8[]) AS u (k, v);
SELECT sozialraum.set_observation('ort', k, 'bev', '2023-12-31', 1234) FROM unnest('{a,b,c,d,e}'::text[]) AS k;
INSERT INTO sozialraum.monitor (code, name, name_en, level) VALUES ('m', 'Monitor', 'monitor', 'ort');
INSERT INTO sozialraum.monitor_dimension (monitor, code, name, name_en, weight) VALUES ('m', 'soz', 'Soziales', 'social', 2);
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role, dimension) VALUES ('m', 'X', 1, 'scored', 'soz'), ('m', 'Y', 2, 'scored', NULL), ('m', 'C', 3, 'context', 'soz');
INSERT INTO sozialraum.monitor_exclusion (monitor, area_key, reason) VALUES ('m', 'e', 'Baustelle');
SELECT sozialraum.compute_edition('m', '2023-12-31') AS e \gset
-- z of X: -1 -1 1 1; of Y turned: 1 -1 1 -1; sum 2 X + Y: -1 -3 3 1, sd sqrt(5)
SELECT results_eq(format($$SELECT step, depth, kind, dimension, indicator, round(normalised::numeric, 6), weight, round(contribution::numeric, 6) FROM sozialraum.explain_score(%s, 'c')$$, :'e'),
	$$VALUES (1, 1, 'indicator', NULL, 'Y', 1.000000, 1::float8, 0.447214), (2, 2, 'indicator', 'soz', 'X', 1.000000, 1, 1.000000), (3, 2, 'indicator', 'soz', 'C', NULL, NULL, NULL),
		(4, 1, 'dimension', 'soz', NULL, 1.000000, 2, 0.894427), (5, 1, 'constant', NULL, NULL, NULL, NULL, 0.000000), (6, 0, 'score', NULL, NULL, 1.341641, NULL, NULL),
		(7, 0, 'rank', NULL, NULL, NULL, NULL, NULL), (8, 0, 'class', NULL, NULL, NULL, NULL, NULL)$$, 'line by line');
SELECT results_eq(format($$SELECT text FROM sozialraum.explain_score(%s, 'c')$$, :'e'), $$VALUES
	('Ypsilon: 10 Punkte; Mittel 20, Standardabweichung 10, z = 1 (gedreht: weniger ist mehr Belastung); Gewicht 1, Beitrag 0,4472'),
	('Armut: 70 / 1000 × 100 = 7 %; Mittel 5, Standardabweichung 2, z = 1; Gewicht 1, Beitrag 1'), ('Kontext: 1234 Personen; gezeigt, nicht bewertet'),
	('Dimension Soziales: 1; Gewicht 2, Beitrag 0,8944'), ('Die Summe wird nochmals normalisiert (zscore); die Beiträge darüber sind entsprechend umgerechnet, hinzu kommt 0'),
	('Indexwert: Summe 3, Mittel 0, Standardabweichung 2,236, 1,342'), ('Rang 1 von 4 (1 = höchste Belastung)'), ('Klasse 3 von 4: Handlungsbedarf hoch')$$, 'in German');
SELECT is((SELECT text FROM sozialraum.explain_score(:e, 'c', 'en') WHERE indicator = 'X'), 'poverty: 70 / 1000 × 100 = 7 %; mean 5, standard deviation 2, z = 1; weight 1, contribution 1', 'in English');
SELECT results_eq(format($$SELECT numerator, denominator, value, mean, sd, rank FROM sozialraum.explain_score(%s, 'c') WHERE indicator = 'X'$$, :'e'), 'VALUES (70::float8, 1000::float8, 7::float8, 5::float8, 2::float8, 1::float8)', 'with all figures as numbers');
SELECT is((SELECT string_agg(text, '|' ORDER BY step) FROM sozialraum.explain_score(:e, 'e') WHERE kind IN ('score', 'rank', 'class')), 'Indexwert: keiner (Baustelle)', 'an excluded area');
SELECT is((SELECT count(*) FROM sozialraum.explain_score(:e, 'e') WHERE contribution IS NOT NULL), 0::bigint, 'contributes nothing');
SELECT throws_ok('SELECT sozialraum.explain_score(0, ''c'')', '42704', 'There is no such edition.', 'unknown edition');
SELECT throws_ok(format('SELECT sozialraum.explain_score(%s, ''nix'')', :'e'), '42704', 'There is no such area in the edition.', 'unknown area');
SELECT is((SELECT count(*) FROM sozialraum.recompute_edition(:e)), 0::bigint, 'recomputed: no difference');

-- missing values
SAVEPOINT s;
SELECT sozialraum.set_observation('ort', 'd', 'y', '2023-12-31', NULL, 'secret');
SELECT sozialraum.compute_edition('m', '2023-12-31') AS e \gset
SELECT matches((SELECT text FROM sozialraum.explain_score(:e, 'd') WHERE indicator = 'Y'), 'kein Wert \(geheim gehalten: y, 31.12.2023\)', 'why a figure is missing');
SELECT is((SELECT text FROM sozialraum.explain_score(:e, 'd') WHERE kind = 'score'), 'Indexwert: keiner (Werte fehlen)', 'and so the score');
UPDATE sozialraum.monitor SET minimum_valid_share = 0.5;
SELECT sozialraum.compute_edition('m', '2023-12-31') AS e \gset
SELECT ok((SELECT abs(sum(contribution) FILTER (WHERE depth = 1) - max(result) FILTER (WHERE kind = 'score')) < 1e-12 FROM sozialraum.explain_score(:e, 'd')), 'the rest stands for all: contributions still add up');
SELECT is((SELECT count(*) FROM sozialraum.recompute_edition(:e)), 0::bigint, 'and it can be recomputed');
-- every normalisation of the score and of the dimension
CREATE FUNCTION pg_temp.gaps() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE bad bigint := 0; e bigint; n text; d text;
BEGIN
	FOREACH n IN ARRAY '{none,zscore,robust_zscore,minmax,rank,exponential,percentile}'::text[] LOOP
		FOREACH d IN ARRAY '{none,zscore,minmax,rank}'::text[] LOOP
			UPDATE sozialraum.monitor SET score_normalisation = n; UPDATE sozialraum.monitor_dimension SET normalisation = d;
			e := sozialraum.compute_edition('m', '2023-12-31');
			bad := bad + (SELECT count(*) FROM (SELECT x.area_key, sum(t.contribution) FILTER (WHERE t.depth = 1) - max(t.result) FILTER (WHERE t.kind = 'score') AS gap
				FROM sozialraum.edition_score AS x CROSS JOIN LATERAL sozialraum.explain_score(e, x.area_key) AS t WHERE x.edition = e AND x.score IS NOT NULL GROUP BY 1) AS q WHERE NOT COALESCE(abs(gap) < 1e-12 * 100, false));
			bad := bad + (SELECT count(*) FROM sozialraum.recompute_edition(e));
		END LOOP;
	END LOOP;
	RETURN bad;
END $$;
SELECT is(pg_temp.gaps(), 0::bigint, 'contributions add up, and nothing differs when recomputed, for 28 pairs of normalisations');
ROLLBACK TO s;

-- tampering shows
SELECT sozialraum.compute_edition('m', '2023-12-31') AS e \gset
UPDATE sozialraum.edition_score SET score = 9 WHERE edition = :e AND area_key = 'a';
SELECT results_eq(format('SELECT area_key, what, stored FROM sozialraum.recompute_edition(%s)', :'e'), $$VALUES ('a', 'score', 9::float8)$$, 'a score that was changed by hand is found');
ROLLBACK TO s;

-- an edition of a version before 0.4.0: no dimensions, no notes on the score
UPDATE sozialraum.monitor_indicator SET dimension = NULL; DELETE FROM sozialraum.monitor_dimension;
SELECT sozialraum.compute_edition('m', '2023-12-31') AS e \gset
UPDATE sozialraum.edition SET dimensions = NULL, definition = (definition - 'dimensions' - 'score') || jsonb_build_object('monitor', (definition -> 'monitor') - 'classification' - 'class_count' - 'quantile_type' - 'class_order' - 'rank_ties' - 'rank_convention'
	- 'score_normalisation' - 'scale_minimum' - 'scale_maximum' - 'pooled_years' - 'minimum_numerator' - 'preset') WHERE id = :e;
SELECT is((SELECT count(*) FROM sozialraum.recompute_edition(:e)), 0::bigint, 'an edition of 0.3.0 can be recomputed');
SELECT ok((SELECT abs(sum(contribution) FILTER (WHERE depth = 1) - max(result) FILTER (WHERE kind = 'score')) < 1e-12 FROM sozialraum.explain_score(:e, 'c')), 'and explained');
SELECT is((SELECT count(*) FROM sozialraum.edition_dimension_score WHERE edition = :e), 0::bigint, 'without dimensions there are no dimension scores');
ROLLBACK TO s;

-- ---------------------------------------------------------------- frozen, and for planners
SELECT sozialraum.compute_edition('m', '2023-12-31') AS e \gset
SELECT is((SELECT count(*) FROM sozialraum.edition_dimension_score WHERE edition = :e), 4::bigint, 'dimension scores of the areas that are compared');
SAVEPOINT s;
SET LOCAL session_replication_role = replica;
UPDATE sozialraum.edition SET status = 'published', published_at = now() WHERE id = :e;
SET LOCAL session_replication_role = origin;
SELECT throws_ok($$UPDATE sozialraum.edition_dimension_score SET score = '{1}'$$, '55000', NULL, 'a published edition''s dimension scores are not changed');
SELECT throws_ok($$DELETE FROM sozialraum.edition_dimension_score$$, '55000', NULL, 'not deleted');
SELECT throws_ok($$TRUNCATE sozialraum.edition_dimension_score$$, '55000', NULL, 'not truncated');
ROLLBACK TO s;
CREATE ROLE nobody_here; GRANT USAGE ON SCHEMA sozialraum TO nobody_here;
SET LOCAL ROLE nobody_here;
SELECT throws_ok(format('SELECT * FROM sozialraum.explain_score(%s, ''c'')', :'e'), '42501', NULL, 'who may not read the tables gets no explanation');
SELECT throws_ok($$SELECT sozialraum.preset_mss('x', 'X', 'ort', '{X}')$$, '42501', NULL, 'and writes no monitor');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
