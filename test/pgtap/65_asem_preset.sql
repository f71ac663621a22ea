-- Proof on real data: ASEM sustainable connectivity (51 countries, 49 indicators, 8 pillars, 2 sub-indices, one index) as a monitor with three
-- levels, against what the R package COINr computed. Data: ../shared/data/coinr_asem (COINr, MIT; European Commission JRC).
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
SELECT plan(12);
\cd :shared
\cd data/coinr_asem

CREATE TEMP TABLE line (n int GENERATED ALWAYS AS IDENTITY, line text);
CREATE FUNCTION pg_temp.table_like_header(name text) RETURNS text LANGUAGE sql AS
$$ SELECT format('CREATE TEMP TABLE %I (%s)', name, string_agg(format('%I text', c), ', ' ORDER BY o)) FROM (SELECT line FROM line ORDER BY n LIMIT 1) l, regexp_split_to_table(line, ',') WITH ORDINALITY u(c, o) $$;
\copy line (line) FROM 'ASEM_Data_Treated.csv' WITH (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
SELECT pg_temp.table_like_header(t) FROM unnest('{treated,normalised}'::text[]) t \gexec
TRUNCATE line;
\copy line (line) FROM 'ASEM_Data_Aggregated.csv' WITH (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
SELECT pg_temp.table_like_header('aggregated') \gexec
CREATE TEMP TABLE meta (name text, code text PRIMARY KEY, direction int, weight float8, denominator text, measured_in text, target float8, pillar text, subindex text, index text);
\copy treated FROM 'ASEM_Data_Treated.csv' WITH (FORMAT csv, HEADER)
\copy normalised FROM 'ASEM_Data_Normalised.csv' WITH (FORMAT csv, HEADER)
\copy aggregated FROM 'ASEM_Data_Aggregated.csv' WITH (FORMAT csv, HEADER)
\copy meta FROM 'ASEM_IndMeta.csv' WITH (FORMAT csv, HEADER)
CREATE TEMP TABLE stage AS
	SELECT s.stage, row ->> 'UnitCode' AS unit, e.key AS code, e.value::float8 AS x
	FROM (SELECT 'treated' AS stage, to_jsonb(r) AS row FROM treated r UNION ALL SELECT 'normalised', to_jsonb(r) FROM normalised r UNION ALL SELECT 'aggregated', to_jsonb(r) FROM aggregated r) AS s, jsonb_each_text(row) AS e (key, value)
	WHERE e.key NOT LIKE 'Group\_%' AND e.key NOT IN ('UnitCode', 'UnitName', 'Year');

SELECT sozialraum.define_level('land', 'Land', 10);
INSERT INTO sozialraum.setting DEFAULT VALUES;
INSERT INTO sozialraum.area (level, rank, key, name) SELECT 'land', 10, "UnitCode", "UnitName" FROM treated;
INSERT INTO sozialraum.source (code, name) VALUES ('jrc', 'JRC');
INSERT INTO sozialraum.dimension (code, name) VALUES ('asem', 'ASEM');
SELECT count(sozialraum.define_variable('v_' || lower(code), name, aggregation => 'none')) FROM meta;
-- the index is good where it is high: what ASEM calls positive raises our score
SELECT count(sozialraum.define_indicator(code, 'asem', name, 'v_' || lower(code), per => 1, polarity => -direction, method => 'value')) FROM meta;
INSERT INTO sozialraum.observation (variable, reference_date, area_id, value, source)
SELECT 'v_' || lower(s.code), '2018-12-31', a.id, s.x, 'jrc' FROM stage AS s JOIN sozialraum.area AS a ON a.key = s.unit WHERE s.stage = 'treated';

SELECT is(sozialraum.preset_minmax_mean('asem', 'ASEM', 'land', (
	SELECT json_object_agg(subindex, json_build_object('dimensions', pillars)) FROM (
		SELECT subindex, json_object_agg(pillar, codes) AS pillars FROM (SELECT subindex, pillar, json_agg(code) AS codes FROM meta GROUP BY 1, 2) AS p GROUP BY 1) AS s)), 'asem', 'the preset reads dimensions in dimensions');
SELECT results_eq('SELECT count(*), count(*) FILTER (WHERE parent IS NULL), (SELECT count(*) FROM sozialraum.monitor_indicator WHERE dimension IS NOT NULL) FROM sozialraum.monitor_dimension', 'VALUES (10::bigint, 2::bigint, 49::bigint)', 'ten nodes, two of them at the top, 49 indicators below');
SELECT sozialraum.compute_edition('asem', '2018-12-31') AS e \gset
SELECT is((SELECT scored_count FROM sozialraum.edition WHERE id = :e), 51, '51 countries have a score');
CREATE FUNCTION pg_temp.agrees(a float8, b float8, tolerance float8) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN abs(a - b) <= tolerance * greatest(abs(a), abs(b));
SELECT is((SELECT count(*) FROM sozialraum.edition_value AS v JOIN sozialraum.area AS a ON a.id = v.area_id JOIN sozialraum.edition AS e ON e.id = v.edition
	CROSS JOIN LATERAL unnest(e.indicators, v.normalised) AS u (code, x) JOIN stage AS s ON s.unit = a.key AND s.code = u.code AND s.stage = 'normalised' WHERE v.edition = :e AND pg_temp.agrees(u.x, s.x, 1e-12)), 51 * 49::bigint, 'normalised: all 2,499 figures at 1e-12');
SELECT is((SELECT count(*) FROM sozialraum.edition_dimension_score AS d JOIN sozialraum.area AS a ON a.id = d.area_id JOIN sozialraum.edition AS e ON e.id = d.edition
	CROSS JOIN LATERAL unnest(e.dimensions, d.score) AS u (code, x) JOIN stage AS s ON s.unit = a.key AND s.code = u.code AND s.stage = 'aggregated' WHERE d.edition = :e AND pg_temp.agrees(u.x, s.x, 1e-12)), 510::bigint, 'pillars and sub-indices: 510 of 510 at 1e-12');
SELECT is((SELECT count(*) FROM sozialraum.edition_score AS s JOIN stage AS p ON p.unit = s.area_key AND p.code = 'Index' AND p.stage = 'aggregated' WHERE s.edition = :e AND pg_temp.agrees(s.score, p.x, 1e-12)), 51::bigint, 'the index: 51 of 51 at 1e-12');
SELECT is((SELECT count(*) FROM (SELECT s.rank, rank() OVER (ORDER BY p.x DESC) AS published FROM sozialraum.edition_score AS s JOIN stage AS p ON p.unit = s.area_key AND p.code = 'Index' AND p.stage = 'aggregated' WHERE s.edition = :e) AS r WHERE rank = published), 51::bigint, 'and the same ranks');

CREATE TEMP TABLE explained AS SELECT * FROM sozialraum.explain_score(:e, 'DEU');
SELECT is((SELECT max(depth) FROM explained), 3, 'explained over three levels');
SELECT is((SELECT count(*) FROM explained AS d WHERE d.kind = 'dimension' AND NOT COALESCE(abs(d.result - (SELECT sum(m.contribution) FROM explained AS m WHERE m.depth = d.depth + 1
	AND (m.dimension = d.dimension AND m.kind <> 'dimension' OR m.kind = 'dimension' AND m.dimension IN (SELECT x.code FROM sozialraum.monitor_dimension AS x WHERE x.parent = d.dimension)))) < 1e-12 * abs(d.result), false)), 0::bigint, 'contributions below each dimension add up to it');
SELECT ok((SELECT abs((SELECT sum(contribution) FROM explained WHERE depth = 1) - result) < 1e-12 * result FROM explained WHERE kind = 'score'), 'and at the top to the score');
SELECT is((SELECT count(*) FROM sozialraum.recompute_edition(:e)), 0::bigint, 'the edition can be recomputed from what it stored');
UPDATE sozialraum.monitor_dimension SET weight = 3 WHERE code = (SELECT min(code) FROM sozialraum.monitor_dimension WHERE parent IS NULL);
SELECT sozialraum.compute_edition('asem', '2018-12-31') AS e \gset
SELECT cmp_ok((SELECT count(*) FROM sozialraum.edition_score AS s JOIN stage AS p ON p.unit = s.area_key AND p.code = 'Index' AND p.stage = 'aggregated' WHERE s.edition = :e AND pg_temp.agrees(s.score, p.x, 1e-12)), '<', 51::bigint, 'a weight at the top changes the index');

SELECT * FROM finish();
ROLLBACK;
