-- Proof on real data: the German Index of Socioeconomic Deprivation, release 2025, through preset_gisd as far as the published data allow: scores of
-- districts, spatial planning regions and NUTS 2 regions as observations of an indicator, through z-score, first component, min-max, sum, min-max and quantiles of
-- type 9, to quintiles and deciles of 24 years. (The nine indicators of the municipalities, their components and their populations are not published.)
-- Data: ../shared/data/gisd (Michalski et al. 2025, doi 10.5281/zenodo.14781119, CC BY 4.0).
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
SELECT plan(13);
\cd :shared
\cd data/gisd

CREATE TEMP TABLE published (level text DEFAULT 'kreis', id text, name text, year integer, score double precision, quintile integer, decile integer, third integer);
\copy published (id, name, year, score, quintile, decile, third) FROM 'GISD_Bund_Kreis.csv' WITH (FORMAT csv, HEADER)
ALTER TABLE published ALTER level SET DEFAULT 'ror';
\copy published (id, name, year, score, quintile, decile, third) FROM 'GISD_Bund_Raumordnungsregion.csv' WITH (FORMAT csv, HEADER)
ALTER TABLE published ALTER level SET DEFAULT 'nuts2';
\copy published (id, name, year, score, quintile, decile, third) FROM 'GISD_Bund_NUTS2.csv' WITH (FORMAT csv, HEADER)
INSERT INTO sozialraum.setting DEFAULT VALUES;
SELECT sozialraum.define_level(l, l, 10, hierarchy => l) FROM unnest('{kreis,ror,nuts2}'::text[]) AS l;
INSERT INTO sozialraum.area (level, rank, key, name) SELECT DISTINCT ON (level, id) level, 10, id, name FROM published ORDER BY level, id, year DESC;
INSERT INTO sozialraum.source (code, name) VALUES ('rki', 'RKI');
INSERT INTO sozialraum.dimension (code, name) VALUES ('gisd', 'GISD');
SELECT sozialraum.define_variable('gisd', 'GISD', aggregation => 'none');
SELECT sozialraum.define_indicator('GISD', 'gisd', 'GISD', 'gisd', per => 1, polarity => -1, method => 'value');
INSERT INTO sozialraum.observation (variable, reference_date, area_id, value, source)
SELECT 'gisd', make_date(p.year, 12, 31), a.id, p.score, 'rki' FROM published AS p JOIN sozialraum.area AS a ON a.level = p.level AND a.key = p.id;
ANALYZE sozialraum.observation; ANALYZE sozialraum.area;

SELECT is(sozialraum.preset_gisd('gisd_' || l || '_' || k, 'GISD', l, '{"sozial": ["GISD"]}', marker => 'GISD', classes => k), 'gisd_' || l || '_' || k, format('%s, %s classes', l, k))
FROM unnest('{kreis,ror,nuts2}'::text[]) AS l, unnest('{5,10}'::int[]) AS k;
CREATE TEMP TABLE e AS SELECT m.code, split_part(m.code, '_', 2) AS level, m.class_count AS k, y AS year, sozialraum.compute_edition(m.code, make_date(y, 12, 31)) AS id FROM sozialraum.monitor AS m, generate_series(1998, 2021) AS y;
SELECT is((SELECT count(*) FROM e), 144::bigint, '144 editions');
CREATE TEMP VIEW agree AS
	SELECT e.level, e.k, count(*) FILTER (WHERE s.class = CASE e.k WHEN 5 THEN p.quintile ELSE p.decile END) AS equal, count(*) AS n, max(abs(s.score - p.score)) AS difference
	FROM e JOIN sozialraum.edition_score AS s ON s.edition = e.id JOIN published AS p ON p.level = e.level AND p.id = s.area_key AND p.year = e.year GROUP BY 1, 2;
SELECT results_eq($$SELECT k, equal, n FROM agree WHERE level = 'kreis' ORDER BY 1$$, 'VALUES (5, 9600::bigint, 9600::bigint), (10, 9600, 9600)', 'districts: quintiles and deciles of 24 years, all 9,600');
SELECT results_eq($$SELECT k, equal, n FROM agree WHERE level = 'ror' ORDER BY 1$$, 'VALUES (5, 2304::bigint, 2304::bigint), (10, 2304, 2304)', 'spatial planning regions: all 2,304');
-- the scores are published with five decimals: one of them lies on a limit of the unrounded ones
SELECT ok((SELECT bool_and(equal >= 911 AND n = 912) FROM agree WHERE level = 'nuts2'), 'NUTS 2 regions: 912 but for one that rounding moves');
SELECT cmp_ok((SELECT sum(equal) FROM agree WHERE k = 5), '>=', 12815::numeric, 'quintiles: 12,815 of 12,816');
SELECT cmp_ok((SELECT max(difference) FROM agree), '<', 1e-12::float8, 'one indicator through all steps is its own min-max');
SELECT is((SELECT count(*) FROM (SELECT DISTINCT (definition #> '{dimensions,0,used}' ->> 'explained')::numeric AS x FROM sozialraum.edition) AS t WHERE round(x, 9) <> 1), 0::bigint, 'the component of one indicator is that indicator');

SELECT * FROM finish();
ROLLBACK;
