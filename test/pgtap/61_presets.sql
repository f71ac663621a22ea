-- Presets: what each writes, that it can be computed, recomputed and explained to the last sum, that it replaces the definition and no edition.
-- needs: demo
BEGIN;
SELECT plan(58);
SET LOCAL client_min_messages = error;
\set level sozialraum
\set population bev
\set day 2023-12-31
-- unemployment, SGB II, children of single parents
\set a D05-01
\set b D06-01
\set c D03-01
SELECT is((SELECT count(*) FROM sozialraum.indicator WHERE code IN (:'a', :'b', :'c') AND polarity <> 0), 3::bigint, 'three indicators of the catalogue');
SELECT count(*) AS editions FROM sozialraum.edition \gset
SELECT json_build_object('eins', json_build_array(:'a', :'b'), 'zwei', json_build_object('weight', 2, 'name', 'Zwei', 'indicators', json_build_array(:'c')))::text AS tree \gset

SELECT is(sozialraum.preset_mss('p_mss', 'MSS', :'level', ARRAY[:'a', :'b', :'c'], :'population', lag_years => 1, minimum_population => 200), 'p_mss', 'mss');
SELECT is(sozialraum.preset_gisd('p_gisd', 'GISD', :'level', :'tree', marker => :'a', population_variable => :'population'), 'p_gisd', 'gisd');
SELECT is(sozialraum.preset_imd('p_imd', 'IMD', :'level', :'tree'), 'p_imd', 'imd');
SELECT is(sozialraum.preset_simd('p_simd', 'SIMD', :'level', :'tree'), 'p_simd', 'simd');
SELECT is(sozialraum.preset_minmax_mean('p_minmax', 'Min-max', :'level', :'tree', pooled_years => 1), 'p_minmax', 'minmax_mean');
SELECT is(sozialraum.preset_geometric('p_geometric', 'Geometrisch', :'level', :'tree', pooled_years => 1), 'p_geometric', 'geometric');
SELECT is(sozialraum.preset_ampi('p_ampi', 'AMPI', :'level', :'tree', reference_date => :'day', pooled_years => 1, minimum_numerator => NULL), 'p_ampi', 'ampi');
SELECT is(sozialraum.preset_zwickau('p_zwickau', 'Zwickau', :'level', :'population', pooled_years => 1), 'p_zwickau', 'zwickau');
SELECT is((SELECT count(*) FROM sozialraum.edition), :'editions'::bigint, 'definitions, no editions');
SELECT results_eq($$SELECT code, name, weight, parent IS NULL FROM sozialraum.monitor_dimension WHERE monitor = 'p_imd' ORDER BY position$$, $$VALUES ('eins' COLLATE "C", 'eins', 1::float8, true), ('zwei', 'Zwei', 2, true)$$, 'the tree as rows, in the order written');
SELECT results_eq($$SELECT code, pooled_years, minimum_numerator FROM sozialraum.monitor WHERE code ~ '^p_' ORDER BY code$$, $$VALUES ('p_ampi' COLLATE "C", 1, NULL::float8), ('p_geometric', 1, 10), ('p_gisd', 1, NULL), ('p_imd', 1, NULL), ('p_minmax', 1, 10), ('p_mss', 1, NULL), ('p_simd', 1, NULL), ('p_zwickau', 1, 10)$$, 'small counts: the official methods as they are, the others with a minimum');

CREATE TEMP TABLE e AS SELECT m.code, sozialraum.compute_edition(m.code, :'day') AS id FROM sozialraum.monitor AS m WHERE m.code ~ '^p_';
SELECT cmp_ok((SELECT scored_count FROM sozialraum.edition WHERE id = e.id), '>', 0, e.code || ' has scores') FROM e ORDER BY code;
SELECT is((SELECT count(*) FROM sozialraum.recompute_edition(e.id)), 0::bigint, e.code || ': recomputed from what was stored, to the last bit') FROM e ORDER BY code;
-- all contributions of all areas, at every node of the tree
CREATE TEMP TABLE explained AS SELECT e.code, s.area_key, x.* FROM e JOIN sozialraum.edition_score AS s ON s.edition = e.id AND s.score IS NOT NULL AND s.rank % 7 = 1 CROSS JOIN LATERAL sozialraum.explain_score(e.id, s.area_key) AS x;
SELECT is((SELECT count(*) FROM (SELECT sum(contribution) FILTER (WHERE depth = 1) - max(result) FILTER (WHERE kind = 'score') AS gap, max(abs(result)) FILTER (WHERE kind = 'score') AS score FROM explained AS x WHERE x.code = e.code GROUP BY area_key) AS t
	WHERE NOT COALESCE(abs(gap) <= 1e-12 * greatest(1, score), false)), 0::bigint, e.code || ': contributions add up to the score') FROM e ORDER BY code;
SELECT is((SELECT count(*) FROM (SELECT area_key, dimension, sum(contribution) FILTER (WHERE kind <> 'dimension') - max(result) FILTER (WHERE kind = 'dimension') AS gap, max(abs(result)) FILTER (WHERE kind = 'dimension') AS score
		FROM explained AS x WHERE x.code = e.code AND x.dimension IS NOT NULL GROUP BY 1, 2) AS t
	WHERE score IS NOT NULL AND NOT COALESCE(abs(gap) <= 1e-12 * greatest(1, score), false)), 0::bigint, e.code || ': and in each dimension to its score') FROM e WHERE code <> 'p_mss' ORDER BY code;

-- what each is for
SELECT ok((SELECT min(score) = 0 AND max(score) = 1 FROM sozialraum.edition_score JOIN e ON e.id = edition WHERE code = 'p_gisd'), 'gisd: from 0 to 1');
SELECT ok((SELECT abs(avg(v.normalised[1]) - 100) < 1e-9 AND max(v.normalised[1]) - min(v.normalised[1]) BETWEEN 60 - 1e-9 AND 60 + 1e-9 FROM sozialraum.edition_value AS v JOIN e ON e.id = v.edition WHERE code = 'p_ampi'), 'ampi: the mean of the reference date is 100, the range 60');
SELECT ok((SELECT count(*) FILTER (WHERE NOT scored) > 0 AND count(*) FILTER (WHERE scored) >= 5 FROM sozialraum.monitor_dimension WHERE monitor = 'p_zwickau'), 'zwickau: dimensions of the catalogue, some shown only');
SELECT is((SELECT count(*) FROM sozialraum.monitor_indicator AS mi JOIN sozialraum.indicator AS i ON i.code = mi.indicator WHERE mi.monitor = 'p_zwickau' AND mi.role = 'scored' AND i.polarity = 0), 0::bigint, 'zwickau: what has no polarity is not scored');
SELECT is(sozialraum.preset_zwickau('p_zwickau', 'Zwickau', :'level', parameters => jsonb_build_object(:'a', '[10, 5]'::jsonb), indicators => ARRAY[:'a', :'b']), 'p_zwickau', 'zwickau against the parameters of the Land');
SELECT results_eq($$SELECT role, reference_mean, reference_sd FROM sozialraum.monitor_indicator WHERE monitor = 'p_zwickau' ORDER BY role DESC$$, $$VALUES ('scored', 10::float8, 5::float8), ('context', NULL, NULL)$$, 'what has none is shown only');
SELECT is((SELECT definition #>> '{monitor,reference}' FROM sozialraum.edition JOIN e USING (id) WHERE code = 'p_zwickau'), 'areas', 'the edition that was computed keeps its definition');

-- wrong arguments
SELECT throws_ok(format($$SELECT sozialraum.preset_mss('x', 'X', %L, '{nix}')$$, :'level'), '42704', 'There is no such indicator.', 'unknown indicator');
SELECT throws_ok(format($$SELECT sozialraum.preset_mss('x', 'X', 'nix', ARRAY[%L])$$, :'a'), '42704', 'There is no such level of areas.', 'unknown level');
SELECT throws_ok(format($$SELECT sozialraum.preset_mss('x', 'X', %L, ARRAY[%L, %L])$$, :'level', :'a', :'a'), '22023', 'An indicator has one place in a monitor.', 'an indicator twice');
SELECT throws_ok(format($$SELECT sozialraum.preset_mss('x', 'X', %L, ARRAY[%L], labels => '{a,b}')$$, :'level', :'a'), '22023', 'There must be one label for each class.', 'two labels for four classes');
SELECT throws_ok(format($$SELECT sozialraum.preset_ampi('x', 'X', %L, %L)$$, :'level', :'tree'), '22023', NULL, 'no goalposts');
SELECT throws_ok(format($$SELECT sozialraum.preset_geometric('x', 'X', %L, %L, goalposts => '{}')$$, :'level', :'tree'), '22023', NULL, 'goalposts that are not there');

-- a higher level, weighted by population
SELECT p.level AS above FROM sozialraum.area AS a JOIN sozialraum.area AS p ON p.id = a.parent_id WHERE a.level = :'level' GROUP BY 1 ORDER BY count(*) DESC LIMIT 1 \gset
SELECT id AS gisd FROM e WHERE code = 'p_gisd' \gset
SELECT is((SELECT count(*) FROM sozialraum.aggregate_edition(:gisd, :'above') AS a JOIN (SELECT parent_id, sum(score * population) / sum(population) AS mean FROM sozialraum.edition_score WHERE edition = :gisd AND score IS NOT NULL GROUP BY 1) AS p ON p.parent_id = a.area_id
	WHERE abs(a.mean - p.mean) < 1e-12), (SELECT count(DISTINCT parent_id) FROM sozialraum.edition_score WHERE edition = :gisd AND score IS NOT NULL), 'aggregate_edition: means weighted by population');
SELECT ok((SELECT min(score) = 0 AND max(score) = 1 AND min(rank) = 1 AND bool_and(class BETWEEN 1 AND 5) FROM sozialraum.aggregate_edition(:gisd, :'above')), 'min-max again, ranks and quantiles');

SELECT * FROM finish();
ROLLBACK;
