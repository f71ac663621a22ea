-- Proof on real data: English Indices of Deprivation 2019 through preset_imd: the seven domain ranks of 32,844 areas as observations, an
-- edition, and its ranks and deciles against the published ones. Data: ../shared/data/imd_england_2019 (MHCLG, Open Government Licence v3).
BEGIN;
SET LOCAL client_min_messages = warning;
\if :{?shared}
\else
	\set shared ''
\endif
SELECT :'shared' = '' AS absent \gset
\if :absent
	SELECT plan(1);
	SELECT skip('the folder of real data is absent', 1);
	SELECT * FROM finish();
	ROLLBACK;
	\quit
\endif
SELECT plan(20);
\cd :shared
\cd data/imd_england_2019

CREATE TEMP TABLE published (lsoa text PRIMARY KEY, rank integer, decile integer,
	income integer, employment integer, education integer, health integer, crime integer, housing integer, environment integer);
\copy published FROM 'imd2019_lsoa11_ranks.csv' WITH (FORMAT csv, HEADER)
SELECT sozialraum.define_level('lsoa', 'Lower-layer Super Output Area', 10);
INSERT INTO sozialraum.setting DEFAULT VALUES;
INSERT INTO sozialraum.area (level, rank, key, name) SELECT 'lsoa', 10, lsoa, lsoa FROM published;
INSERT INTO sozialraum.source (code, name) VALUES ('mhclg', 'MHCLG');
INSERT INTO sozialraum.dimension (code, name) VALUES ('imd', 'IMD');
CREATE TEMP TABLE domain AS SELECT * FROM unnest('{income,employment,education,health,crime,housing,environment}'::text[], '{22.5,22.5,13.5,13.5,9.3,9.3,9.3}'::float8[]) WITH ORDINALITY AS d (code, weight, no);
SELECT sozialraum.define_variable(code, code, aggregation => 'none') FROM domain;
-- in the files rank 1 is the most deprived: a higher rank is less burden
SELECT sozialraum.define_indicator(upper(code), 'imd', code, code, per => 1, polarity => 1, method => 'value') FROM domain;
INSERT INTO sozialraum.observation (variable, reference_date, area_id, value, source)
SELECT d.code, '2019-12-31', a.id, (to_jsonb(p) ->> d.code)::float8, 'mhclg' FROM published AS p JOIN sozialraum.area AS a ON a.key = p.lsoa CROSS JOIN domain AS d;
ANALYZE sozialraum.observation; ANALYZE sozialraum.area;

SELECT is(sozialraum.preset_imd('imd', 'IMD 2019', 'lsoa', (SELECT json_object_agg(code, json_build_object('weight', weight, 'indicators', json_build_array(upper(code))) ORDER BY no) FROM domain)), 'imd', 'the preset writes the monitor');
SELECT results_eq('SELECT code, weight, aggregation, normalisation FROM sozialraum.monitor_dimension ORDER BY position LIMIT 2', $$VALUES ('income' COLLATE "C", 22.5::float8, 'sum', 'exponential'), ('employment', 22.5, 'sum', 'exponential')$$, 'seven domains as rows, weights as given');
SELECT is((SELECT sozialraum.exact_sum(weight) FROM sozialraum.monitor_dimension), 99.9::float8, 'together 99.9');
SELECT sozialraum.compute_edition('imd', '2019-12-31') AS e \gset
CREATE TEMP VIEW own AS SELECT s.*, p.rank AS published, p.decile FROM sozialraum.edition_score AS s JOIN published AS p ON p.lsoa = s.area_key WHERE s.edition = (SELECT max(id) FROM sozialraum.edition);
SELECT is((SELECT count(*) FROM own WHERE rank = published), 32814::bigint, 'ranks: 32,814 of 32,844 from the domain ranks alone');
SELECT is((SELECT max(abs(rank - published)) FROM own), 1, 'the other 30 are one place apart: the published domain scores are finer than their ranks');
SELECT is((SELECT count(*) FROM own WHERE class = decile), 32844::bigint, 'deciles: 32,844 of 32,844, decile 1 the most deprived');
SELECT is((SELECT label FROM own WHERE rank = 1), 'Handlungsbedarf: Klasse 1 von 10 (1 = höchster)', 'and labelled so');
SELECT is((SELECT label FROM own WHERE rank = 32844), 'Handlungsbedarf: Klasse 10 von 10 (1 = höchster)', 'at the other end, too');
SELECT ok((SELECT max(score) <= 99.9 * 100 AND min(score) > 0 FROM own), 'the score is on the scale of the weights: they are not rescaled to 1');
-- the domains' scores against the engine
SELECT is((SELECT count(*) FROM sozialraum.edition_dimension_score AS d JOIN sozialraum.area AS a ON a.id = d.area_id
	JOIN (SELECT lsoa, sozialraum.exponential_score(-crime) OVER () AS x FROM published) AS p ON p.lsoa = a.key WHERE float8send(d.score[5]) = float8send(p.x)), 32844::bigint, 'scores of the domains: bit for bit what exponential_score() gives');
SELECT is((SELECT count(*) FROM sozialraum.edition_dimension_score AS d JOIN sozialraum.area AS a ON a.id = d.area_id JOIN published AS p ON p.lsoa = a.key WHERE d.rank[5] = p.crime), 32844::bigint, 'ranks within a domain are the published ones');

-- the same edition from what it stored; explained
SELECT is((SELECT count(*) FROM sozialraum.recompute_edition(:e)), 0::bigint, 'the edition can be recomputed from what it stored');
SELECT lsoa AS key FROM published WHERE rank = 100 \gset
CREATE TEMP TABLE explained AS SELECT * FROM sozialraum.explain_score(:e, :'key');
SELECT ok((SELECT abs(sum(contribution) FILTER (WHERE depth = 1) - max(result) FILTER (WHERE kind = 'score')) < 1e-12 * max(result) FILTER (WHERE kind = 'score') FROM explained), 'contributions of the domains add up to the score');
SELECT is((SELECT array_agg(weight ORDER BY step) FROM explained WHERE kind = 'dimension'), '{22.5,22.5,13.5,13.5,9.3,9.3,9.3}'::float8[], 'with the weights as given');
SELECT is((SELECT value FROM explained WHERE indicator = 'INCOME'), (SELECT income::float8 FROM published WHERE lsoa = :'key'), 'from the raw figure');
SELECT is((SELECT result FROM explained WHERE kind = 'rank'), (SELECT rank::float8 FROM own WHERE area_key = :'key'), 'to the rank');

-- a user changes a row
UPDATE sozialraum.monitor_dimension SET weight = 50 WHERE code = 'environment';
SELECT sozialraum.compute_edition('imd', '2019-12-31') AS e \gset
SELECT cmp_ok((SELECT count(*) FROM own WHERE rank = published), '<', 1000::bigint, 'another weight in a row: other ranks');
-- Scotland's convention does worse on England's data
SELECT sozialraum.preset_simd('simd', 'SIMD', 'lsoa', (SELECT json_object_agg(code, json_build_object('weight', weight, 'indicators', json_build_array(upper(code))) ORDER BY no) FROM domain)) AS m \gset
SELECT sozialraum.compute_edition('simd', '2019-12-31') AS e \gset
SELECT cmp_ok((SELECT count(*) FROM own WHERE rank = published), '<', 32814::bigint, 'with (N-rank)/N fewer ranks agree');
SELECT is((SELECT count(*) FROM sozialraum.edition_dimension_score AS d JOIN sozialraum.area AS a ON a.id = d.area_id
	JOIN (SELECT lsoa, sozialraum.exponential_score(-crime, '(N-rank)/N') OVER () AS x FROM published) AS p ON p.lsoa = a.key WHERE d.edition = :e AND float8send(d.score[5]) = float8send(p.x)), 32844::bigint, 'SIMD: (N-rank)/N');
SELECT is((SELECT count(*) FROM own JOIN (SELECT area_key, sozialraum.rank_of(score, 'average') OVER () AS r FROM own) AS r USING (area_key) WHERE rank_average = r), 32844::bigint, 'SIMD: averaged ranks of ties');

SELECT * FROM finish();
ROLLBACK;
