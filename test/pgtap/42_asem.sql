-- Proof on real data: ASEM Sustainable Connectivity (51 countries, 49 indicators), the example of COINr. Normalised indicators to pillars, sub-indices and the index
-- as COINr 1.x aggregated them. Data: ../shared/data/coinr_asem (Joint Research Centre; bluefoxr/COINr, MIT).
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
SELECT plan(7);
\cd :shared
\cd data/coinr_asem
CREATE TEMP TABLE line (n int GENERATED ALWAYS AS IDENTITY, cells text);
CREATE TEMP TABLE aggregated_line (LIKE line INCLUDING ALL);
CREATE TEMP TABLE meta (name text, code text, direction text, weight text, denominator text, unit text, target text, pillar text, sub_index text, index text);
\copy line (cells) FROM 'ASEM_Data_Normalised.csv' WITH (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
\copy aggregated_line (cells) FROM 'ASEM_Data_Aggregated.csv' WITH (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
\copy meta FROM 'ASEM_IndMeta.csv' WITH (FORMAT csv, HEADER)

-- long tables: the first seven columns describe the country
CREATE FUNCTION pg_temp.long(lines regclass) RETURNS TABLE (unit text, code text, value double precision) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format('SELECT split_part(l.cells, %L, 1), h.code, c.value::double precision
		FROM %s l, (SELECT cells FROM %s WHERE n = 1) head, unnest(string_to_array(head.cells, %L)) WITH ORDINALITY h(code, position), unnest(string_to_array(l.cells, %L)) WITH ORDINALITY c(value, position)
		WHERE l.n > 1 AND c.position = h.position AND h.position > 7', ',', lines, lines, ',', ',');
END $$;
CREATE TEMP TABLE normalised AS SELECT * FROM pg_temp.long('line');
CREATE TEMP TABLE published AS SELECT * FROM pg_temp.long('aggregated_line');
SELECT is((SELECT count(*) FROM normalised), 51 * 49::bigint, '51 countries, 49 indicators');

-- the levels one by one, each from the published figures of the level below
SELECT ok(max(abs(a.mean - p.value)) < 1e-12 AND count(*) = 51 * 8, 'pillars: composite_mean of the normalised indicators')
FROM (SELECT n.unit, m.pillar AS code, sozialraum.composite_mean(array_agg(n.value)) AS mean FROM normalised n JOIN meta m USING (code) GROUP BY n.unit, m.pillar) a JOIN published p USING (unit, code);
SELECT ok(max(abs(a.mean - p.value)) < 1e-12 AND count(*) = 51 * 2, 'sub-indices: weighted_mean with a minimum share of the pillars')
FROM (SELECT p.unit, m.sub_index AS code, sozialraum.weighted_mean(p.value, 1, 1) AS mean FROM published p JOIN (SELECT DISTINCT pillar, sub_index FROM meta) m ON m.pillar = p.code GROUP BY p.unit, m.sub_index) a JOIN published p USING (unit, code);
CREATE TEMP TABLE top AS SELECT unit, array_agg(value ORDER BY code) FILTER (WHERE code <> 'Index') AS v, max(value) FILTER (WHERE code = 'Index') AS index FROM published WHERE code IN ('Conn', 'Sust', 'Index') GROUP BY unit;
SELECT ok(max(abs(sozialraum.composite_mean(v) - index)) < 1e-12 AND count(*) = 51, 'the index: composite_mean of the sub-indices') FROM top;

SELECT ok(bool_and((s).rank = r AND (s).rank_05 = r AND (s).rank_95 = r AND (s).share_same_class = 1), 'composite_sensitivity with nothing varied gives the ranks of the published index')
FROM (SELECT sozialraum.composite_sensitivity(v, perturbation => 0, normalisations => '{none}', aggregations => '{arithmetic}', replications => 20) OVER () AS s, rank() OVER (ORDER BY index DESC) AS r FROM top) t;
SELECT ok(bool_and(p.power < p.before OR p.before IS NULL), 'the smaller the power, the lower the index of every country')
FROM (SELECT sozialraum.composite_mean(v, NULL, power) AS power, lag(sozialraum.composite_mean(v, NULL, power)) OVER (PARTITION BY unit ORDER BY power DESC) AS before FROM top, unnest('{1,0,-1}'::double precision[]) AS power) p;
SELECT is((SELECT round(sum(c)::numeric, 9) FROM (SELECT sozialraum.copeland(v) OVER () AS c FROM (SELECT unit, array_agg(value ORDER BY code) AS v FROM normalised GROUP BY unit) t) u), 51 * 50 / 2.0::numeric(30, 9), 'outranking: every pair is worth one');
SELECT * FROM finish();
ROLLBACK;
