-- Proof on real data: the composite indicator of ASEM sustainable connectivity (51 countries, 49 indicators), every stage from raw
-- figures to the index as the R package COINr computed it. Data: ../shared/data/coinr_asem (COINr, MIT; European Commission JRC).
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
SELECT plan(17);
\cd :shared
\cd data/coinr_asem

-- ---------------------------------------------------------------- the files, as they are: a table of text for each, columns from its first line
CREATE TEMP TABLE line (n int GENERATED ALWAYS AS IDENTITY, line text);
CREATE FUNCTION pg_temp.table_like_header(name text) RETURNS text LANGUAGE sql AS
$$ SELECT format('CREATE TEMP TABLE %I (%s)', name, string_agg(format('%I text', c), ', ' ORDER BY o)) FROM (SELECT line FROM line ORDER BY n LIMIT 1) l, regexp_split_to_table(line, ',') WITH ORDINALITY u(c, o) $$;
\copy line (line) FROM 'ASEM_Data_Raw.csv' WITH (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
SELECT pg_temp.table_like_header(t) FROM unnest('{raw,denominated,imputed,treated,normalised}'::text[]) t \gexec
TRUNCATE line;
\copy line (line) FROM 'ASEM_Data_Aggregated.csv' WITH (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
SELECT pg_temp.table_like_header('aggregated') \gexec
TRUNCATE line;
\copy line (line) FROM 'ASEM_iData.csv' WITH (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
SELECT pg_temp.table_like_header('idata') \gexec
CREATE TEMP TABLE indicator (name text, code text PRIMARY KEY, direction int, weight float8, denominator text, measured_in text, target float8, pillar text, subindex text, index text);
\copy raw FROM 'ASEM_Data_Raw.csv' WITH (FORMAT csv, HEADER)
\copy denominated FROM 'ASEM_Data_Denominated.csv' WITH (FORMAT csv, HEADER)
\copy imputed FROM 'ASEM_Data_Imputed.csv' WITH (FORMAT csv, HEADER)
\copy treated FROM 'ASEM_Data_Treated.csv' WITH (FORMAT csv, HEADER)
\copy normalised FROM 'ASEM_Data_Normalised.csv' WITH (FORMAT csv, HEADER)
\copy aggregated FROM 'ASEM_Data_Aggregated.csv' WITH (FORMAT csv, HEADER)
\copy idata FROM 'ASEM_iData.csv' WITH (FORMAT csv, HEADER)
\copy indicator FROM 'ASEM_IndMeta.csv' WITH (FORMAT csv, HEADER)

-- all stages as rows (unit, code, value)
CREATE TEMP TABLE stage AS
	SELECT s.stage, row ->> 'UnitCode' AS unit, e.key AS code, e.value::float8 AS x, row ->> 'Group_EurAsia' AS continent
	FROM (SELECT 'raw' AS stage, to_jsonb(r) AS row FROM raw r UNION ALL SELECT 'denominated', to_jsonb(r) FROM denominated r UNION ALL SELECT 'imputed', to_jsonb(r) FROM imputed r
		UNION ALL SELECT 'treated', to_jsonb(r) FROM treated r UNION ALL SELECT 'normalised', to_jsonb(r) FROM normalised r UNION ALL SELECT 'aggregated', to_jsonb(r) FROM aggregated r) AS s,
		jsonb_each_text(row) AS e (key, value)
	WHERE e.key NOT LIKE 'Group\_%' AND e.key NOT IN ('UnitCode', 'UnitName', 'Year');
CREATE TEMP TABLE denominator AS
	SELECT "uCode" AS unit, d.* FROM idata CROSS JOIN LATERAL (VALUES ('Den_Area', nullif("Area", 'NA')::float8), ('Den_Energy', nullif("Energy", 'NA')::float8), ('Den_GDP', nullif("GDP", 'NA')::float8), ('Den_Pop', nullif("Population", 'NA')::float8)) AS d (denominator, value);
SELECT results_eq('SELECT stage, count(*), count(DISTINCT unit) FROM stage GROUP BY 1 ORDER BY 1',
	$$VALUES ('aggregated', 51 * 60::bigint, 51::bigint), ('denominated', 51 * 49, 51), ('imputed', 51 * 49, 51), ('normalised', 51 * 49, 51), ('raw', 51 * 49, 51), ('treated', 51 * 49, 51)$$, 'six stages of 51 countries and 49 indicators');

CREATE FUNCTION pg_temp.agrees(a float8, b float8, tolerance float8) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN a IS NOT DISTINCT FROM b OR abs(a - b) <= tolerance * greatest(abs(a), abs(b));

-- ---------------------------------------------------------------- raw -> denominated: a rate; the denominators are given with ten digits
CREATE TEMP TABLE own_denominated AS
	SELECT unit, code, CASE WHEN i.denominator IS NULL THEN x ELSE sozialraum.rate(x, d.value, 1) END AS x
	FROM stage JOIN indicator AS i USING (code) LEFT JOIN denominator AS d USING (unit, denominator) WHERE stage = 'raw';
SELECT is((SELECT count(*) FROM own_denominated AS o JOIN stage AS s USING (unit, code) WHERE s.stage = 'denominated' AND pg_temp.agrees(o.x, s.x, 1e-9)), 51 * 49::bigint, 'raw -> denominated: all 2,499 cells at 1e-9');
SELECT results_eq($$SELECT unit, code FROM own_denominated AS o JOIN stage AS s USING (unit, code) WHERE s.stage = 'raw' AND o.x IS NULL AND s.x IS NOT NULL ORDER BY 2$$,
	$$VALUES ('LAO', 'Elec'), ('LAO', 'Gas')$$, 'the energy of Laos is unknown: its two rates are NULL, in COINr too');

-- ---------------------------------------------------------------- denominated -> imputed: mean of the continent
CREATE TEMP TABLE own_imputed AS
	SELECT unit, code, coalesce(x, mean) AS x FROM (SELECT unit, code, continent, x FROM stage WHERE stage = 'denominated') AS s
		JOIN (SELECT code, continent, sozialraum.weighted_mean(x, 1) AS mean FROM stage WHERE stage = 'denominated' GROUP BY 1, 2) AS m USING (code, continent);
SELECT is((SELECT count(*) FROM stage WHERE stage = 'denominated' AND x IS NULL), 65::bigint, '65 cells are missing');
SELECT is((SELECT count(*) FROM own_imputed AS o JOIN stage AS s USING (unit, code) WHERE s.stage = 'imputed' AND pg_temp.agrees(o.x, s.x, 1e-14)), 51 * 49::bigint, 'denominated -> imputed: all cells at 1e-14');

-- ---------------------------------------------------------------- imputed -> treated: outliers of skewed indicators
CREATE TEMP TABLE own_treated AS
	SELECT unit, code, x AS before, sozialraum.winsorise_outliers(x) OVER (PARTITION BY code) AS x FROM stage WHERE stage = 'imputed';
SELECT is((SELECT count(*) FROM own_treated AS o JOIN stage AS s USING (unit, code) WHERE s.stage = 'treated' AND o.x = s.x), 51 * 49::bigint, 'imputed -> treated: all cells exactly');
SELECT results_eq('SELECT count(*), count(DISTINCT code) FROM own_treated WHERE x <> before', 'VALUES (35::bigint, 15::bigint)', '35 cells in 15 indicators are drawn in');
SELECT results_eq($$SELECT code, count(*) FROM own_treated WHERE x <> before GROUP BY 1 HAVING count(*) > 3 OR min(x) > min(before) ORDER BY code COLLATE "C"$$, $$VALUES ('FemLab', 1::bigint), ('Services', 4)$$,
	'four in trade in services; one low extreme in female labour force');
SELECT is((SELECT count(*) FROM (SELECT code FROM own_treated GROUP BY 1 HAVING abs(sozialraum.skewness(before)) >= 2 AND sozialraum.kurtosis(before) >= 3.5) AS f), 15::bigint, '15 indicators do not pass before');
SELECT is((SELECT count(*) FROM (SELECT code FROM own_treated GROUP BY 1 HAVING abs(sozialraum.skewness(x)) >= 2 AND sozialraum.kurtosis(x) >= 3.5) AS f), 0::bigint, 'and none after');

-- ---------------------------------------------------------------- treated -> normalised: min-max 0 ... 100, turned where low is good
CREATE TEMP TABLE own_normalised AS
	SELECT unit, code, CASE direction WHEN 1 THEN sozialraum.minmax(x, 0, 100) OVER (PARTITION BY code) ELSE sozialraum.minmax(x, 100, 0) OVER (PARTITION BY code) END AS x
	FROM stage JOIN indicator USING (code) WHERE stage = 'treated';
SELECT is((SELECT count(*) FROM own_normalised AS o JOIN stage AS s USING (unit, code) WHERE s.stage = 'normalised' AND pg_temp.agrees(o.x, s.x, 1e-12)), 51 * 49::bigint, 'treated -> normalised: all cells at 1e-12');

-- ---------------------------------------------------------------- normalised -> aggregated: three levels of equal means
CREATE TEMP TABLE own_aggregated AS
	WITH pillar AS (SELECT unit, pillar, min(subindex) AS subindex, sozialraum.weighted_mean(x, weight) AS x FROM stage JOIN indicator USING (code) WHERE stage = 'normalised' GROUP BY 1, 2),
		subindex AS (SELECT unit, subindex, sozialraum.weighted_mean(x, 1) AS x FROM pillar GROUP BY 1, 2)
	SELECT unit, pillar AS code, x FROM pillar UNION ALL SELECT unit, subindex, x FROM subindex UNION ALL SELECT unit, 'Index', sozialraum.weighted_mean(x, 1) FROM subindex GROUP BY 1;
SELECT is((SELECT count(*) FROM own_aggregated), 51 * 11::bigint, 'eight pillars, two sub-indices, the index');
SELECT is((SELECT count(*) FROM own_aggregated AS o JOIN stage AS s USING (unit, code) WHERE s.stage = 'aggregated' AND pg_temp.agrees(o.x, s.x, 1e-12)), 51 * 11::bigint, 'normalised -> aggregated: all at 1e-12');

-- ---------------------------------------------------------------- from the denominated figures to the index in one statement
CREATE TEMP TABLE whole AS
	WITH filled AS (SELECT unit, code, coalesce(x, sozialraum.weighted_mean(x, 1) OVER (PARTITION BY code, continent)) AS x FROM stage WHERE stage = 'denominated'),
		clean AS (SELECT unit, code, sozialraum.winsorise_outliers(x) OVER (PARTITION BY code) AS x FROM filled),
		scaled AS (SELECT unit, code, sozialraum.minmax(x * direction, 0, 100) OVER (PARTITION BY code) AS x FROM clean JOIN indicator USING (code)),
		pillar AS (SELECT unit, pillar, min(subindex) AS subindex, sozialraum.weighted_mean(x, 1) AS x FROM scaled JOIN indicator USING (code) GROUP BY 1, 2),
		subindex AS (SELECT unit, subindex, sozialraum.weighted_mean(x, 1) AS x FROM pillar GROUP BY 1, 2)
	SELECT unit, sozialraum.weighted_mean(x, 1) AS x FROM subindex GROUP BY 1;
SELECT is((SELECT count(*) FROM whole AS o JOIN stage AS s USING (unit) WHERE s.stage = 'aggregated' AND s.code = 'Index' AND pg_temp.agrees(o.x, s.x, 1e-12)), 51::bigint, 'denominated -> index in one statement: 51 of 51 at 1e-12');
SELECT is((SELECT count(*) FROM (SELECT sozialraum.rank_of(o.x) OVER () AS own, rank() OVER (ORDER BY s.x DESC) AS published FROM whole AS o JOIN stage AS s USING (unit) WHERE s.stage = 'aggregated' AND s.code = 'Index') AS r WHERE own = published),
	51::bigint, 'and the same ranks');

-- other scales of the same figures
SELECT is((SELECT count(*) FROM (SELECT sozialraum.distance_to_target(x, target, 1, true) OVER (PARTITION BY code) AS d FROM stage JOIN indicator USING (code) WHERE stage = 'raw' AND direction = 1) AS t WHERE d NOT BETWEEN 0 AND 1), 0::bigint,
	'distance to the targets of the metadata, capped, lies in 0 ... 1');
SELECT is((SELECT count(*) FROM (SELECT d, m FROM (SELECT sozialraum.distance_to_maximum(x) OVER w AS d, sozialraum.minmax(x) OVER w AS m FROM stage WHERE stage = 'treated' WINDOW w AS (PARTITION BY code)) AS t) AS s WHERE d <> m), 0::bigint,
	'distance to the maximum is min-max');

SELECT * FROM finish();
ROLLBACK;
