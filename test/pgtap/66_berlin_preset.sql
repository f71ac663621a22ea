-- Proof on real data: Berlin's Monitoring Soziale Stadtentwicklung 2021 through preset_mss, to the published classes and groups, explained and
-- recomputed. Data and method: see 40_berlin.sql.
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
SELECT plan(21);
\cd :shared
\cd data/berlin_mss_2021

-- ---------------------------------------------------------------- the files, as they are
CREATE FUNCTION pg_temp.features(line text) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT
RETURN CASE WHEN line LIKE '{ "type": "Feature"%' THEN rtrim(line, ',')::jsonb END;

CREATE TEMP TABLE bzr_line (n int GENERATED ALWAYS AS IDENTITY, line text);
CREATE TEMP TABLE plr_line (LIKE bzr_line INCLUDING ALL);
\copy bzr_line (line) FROM 'lor_bzr_2021_epsg25833.geojson' WITH (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
\copy plr_line (line) FROM 'lor_plr_2021_epsg25833.geojson' WITH (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
CREATE TEMP TABLE bzr AS
	SELECT f -> 'properties' ->> 'BZR_ID' AS key, f -> 'properties' ->> 'BZR_NAME' AS name, f -> 'geometry' AS geojson, ((f -> 'geometry') || '{"crs": {"type": "name", "properties": {"name": "EPSG:25833"}}}')::text AS geojson_text
	FROM bzr_line, pg_temp.features(line) AS f WHERE f IS NOT NULL ORDER BY n;
CREATE TEMP TABLE plr AS
	SELECT n, f -> 'properties' ->> 'PLR_ID' AS key, f -> 'properties' ->> 'PLR_NAME' AS name, ST_GeomFromGeoJSON(f -> 'geometry') AS geom
	FROM plr_line, pg_temp.features(line) AS f WHERE f IS NOT NULL ORDER BY n;
-- these files are in metres, which GeoJSON cannot say: the reader would believe degrees
UPDATE plr SET geom = ST_SetSRID(geom, 25833);
ALTER TABLE bzr ADD geom geometry;
UPDATE bzr SET geom = ST_SetSRID(ST_GeomFromGeoJSON(geojson), 25833);

CREATE TEMP TABLE share (zeit text, plr_id text, plr_name text, ew text, bez_id text,
	s1 text, s1_sd text, s1_ag text, s2 text, s2_sd text, s2_ag text, s3 text, s3_sd text, s3_ag text, s4 text, s4_sd text, s4_ag text,
	d1 text, d1_sd text, d1_ag text, d2 text, d2_sd text, d2_ag text, d3 text, d3_sd text, d3_ag text, d4 text, d4_sd text, d4_ag text, kom text);
CREATE TEMP TABLE published (zeit text, plr_id text PRIMARY KEY, plr_name text, ew text, bez_id text, si_n int, si_v text, di_n int, di_v text,
	sdi text, sdi_n int, sdi_v text, kom text);
CREATE TEMP TABLE published_z (plr_id text PRIMARY KEY, plr_name text, ew text, zs1 text, zs3 text, zs4 text, status_sum text, status_index text, status_class text,
	zd1 text, zd3 text, zd4 text, dynamics_sum text, dynamics_index text, dynamics_class text);
\copy share FROM 'mss_2021_index_indikatoren.csv' WITH (FORMAT csv, HEADER)
\copy published FROM 'mss_2021_indizes.csv' WITH (FORMAT csv, HEADER)
\copy published_z FROM 'mss_2021_index-indikatoren_z-werte_plr.csv' WITH (FORMAT csv, HEADER, DELIMITER ';')

-- the share two years before, from share and change as published; where both are -9999 it is that
CREATE FUNCTION pg_temp.earlier(s text, d text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN CASE WHEN s = '-9999' THEN s ELSE (s::numeric - d::numeric)::text END;
CREATE TEMP VIEW now AS SELECT plr_id, ew, s1, s3, s4 FROM share;
CREATE TEMP VIEW before AS
	SELECT plr_id, pg_temp.earlier(s1, d1) AS s1, pg_temp.earlier(s3, d3) AS s3, pg_temp.earlier(s4, d4) AS s4 FROM share;
CREATE TEMP VIEW population AS SELECT plr_id, ew FROM published_z;

SELECT sozialraum.set_srid(25833);
SELECT sozialraum.define_level('planungsraum', 'Planungsraum', 10, name_en => 'planning area');
SELECT count(*) FROM sozialraum.import_areas('planungsraum', 'plr', key => 'key', name => 'name', geometry => 'geom');
SELECT sozialraum.define_variable('ew', 'Einwohnerinnen und Einwohner', 'Personen', reference_date_rule => 'stock_3112');
SELECT sozialraum.define_variable(v, v, '%', aggregation => 'none') FROM unnest('{s1,s3,s4}'::text[]) AS v;
INSERT INTO sozialraum.source (code, name) VALUES ('mss', 'Monitoring Soziale Stadtentwicklung 2021'), ('afs', 'Amt für Statistik');
SELECT count(*) FROM sozialraum.import_observations('mss', 'now', 'planungsraum', 'plr_id', variables => '["s1", "s3", "s4"]', reference_date => '2020-12-31', missing => '{-9999}');
SELECT count(*) FROM sozialraum.import_observations('mss', 'before', 'planungsraum', 'plr_id', variables => '["s1", "s3", "s4"]', reference_date => '2018-12-31', missing => '{-9999}');
SELECT count(*) FROM sozialraum.import_observations('afs', 'population', 'planungsraum', 'plr_id', variables => '["ew"]', reference_date => '2020-12-31');
INSERT INTO sozialraum.dimension (code, name) VALUES ('status', 'Status');
SELECT sozialraum.define_indicator(upper(v), 'status', n, v, per => 1, polarity => -1, method => 'value') FROM unnest('{s1,s3,s4}'::text[], '{Arbeitslosigkeit,Transferbezug,Kinderarmut}'::text[]) AS u (v, n);

SELECT is(sozialraum.preset_mss('mss', 'Monitoring Soziale Stadtentwicklung', 'planungsraum', '{S1,S3,S4}', 'ew', labels => '{hoch,mittel,niedrig,sehr niedrig}', labels_en => '{high,medium,low,very low}'), 'mss', 'one call');
SELECT results_eq('SELECT normalisation, ddof::int, aggregation, standardise_score, class_breaks, lag_years::int, minimum_population, pooled_years, preset FROM sozialraum.monitor',
	$$VALUES ('zscore', 0, 'sum', true, '{-1,1,1.5}'::float8[], 2, 300::float8, 1, 'mss')$$, 'writes an ordinary definition');
INSERT INTO sozialraum.monitor_exclusion (monitor, area_key, reason, reason_en) VALUES ('mss', '10100205', 'Ausreißer', 'outlier');
SELECT sozialraum.preset_mss('mss', 'Monitoring Soziale Stadtentwicklung', 'planungsraum', '{S1,S3,S4}', 'ew', labels => '{hoch,mittel,niedrig,sehr niedrig}', labels_en => '{high,medium,low,very low}') AS m \gset
SELECT is((SELECT count(*) FROM sozialraum.monitor_exclusion), 1::bigint, 'run again, it keeps the exclusions');
CREATE TEMP TABLE e AS SELECT sozialraum.compute_edition('mss', '2020-12-31') AS id;
CREATE TEMP VIEW own AS
	SELECT s.*, v.normalised, v.change_normalised, v.change FROM sozialraum.edition_score AS s JOIN sozialraum.edition_value AS v USING (edition, area_id) WHERE edition = (SELECT id FROM e);
CREATE TEMP VIEW comparison AS
	SELECT o.*, p.si_n, p.si_v, p.di_n, p.di_v, p.sdi, p.sdi_n, z.zs1, z.zs3, z.zs4, z.zd1, z.zd3, z.zd4, z.status_sum, z.status_index, z.status_class, z.dynamics_sum AS published_dynamics_sum,
		z.dynamics_index, z.dynamics_class AS published_dynamics_class
	FROM own AS o JOIN published AS p ON p.plr_id = o.area_key AND p.kom = 'gültig' JOIN published_z AS z ON z.plr_id = o.area_key;
SELECT is((SELECT count(*) FROM comparison), 536::bigint, '536 areas are published and computed');
SELECT is((SELECT count(*) FROM comparison WHERE round(score::numeric, 2) = status_index::numeric), 536::bigint, 'status index: 536 of 536 at two decimals');
SELECT is((SELECT count(*) FROM comparison WHERE class = si_n AND label = si_v), 536::bigint, 'status class: 536 of 536');
SELECT is((SELECT count(*) FROM comparison WHERE 2 * dynamics_class - 1 = di_n AND dynamics_label = di_v), 536::bigint, 'dynamics class: 536 of 536');
SELECT is((SELECT count(*) FROM comparison WHERE area_group = sdi AND 10 * class + 2 * dynamics_class - 1 = sdi_n), 536::bigint, 'group of status and dynamics: 536 of 536');
SELECT is((SELECT count(DISTINCT area_group) FROM own), (SELECT count(DISTINCT sdi) FROM published WHERE kom = 'gültig'), 'every group that is published is there');
SELECT results_eq('SELECT DISTINCT i -> ''sources'' FROM sozialraum.edition, jsonb_array_elements(definition -> ''indicators'') AS i', $$VALUES ('["mss"]'::jsonb)$$, 'the edition knows where its figures come from');

-- ---------------------------------------------------------------- explained, in words
SELECT area_key AS key FROM own WHERE rank = 1 \gset
CREATE TEMP TABLE explained AS SELECT * FROM sozialraum.explain_score((SELECT id FROM e), :'key');
SELECT results_eq('SELECT kind, indicator FROM explained ORDER BY step', $$VALUES ('indicator', 'S1'), ('indicator', 'S3'), ('indicator', 'S4'), ('constant', NULL), ('score', NULL), ('rank', NULL), ('class', NULL)$$, 'from the figures to the class');
SELECT is((SELECT array_agg(normalised ORDER BY step) FROM explained WHERE kind = 'indicator'), (SELECT normalised FROM own WHERE area_key = :'key'), 'z-values');
SELECT ok((SELECT bool_and(abs((value - mean) / sd - normalised) < 1e-12) FROM explained WHERE kind = 'indicator'), 'which are (value - mean) / sd');
SELECT is((SELECT count(*) FROM own AS o WHERE NOT excluded AND NOT (SELECT abs(sum(x.contribution) FILTER (WHERE x.depth = 1) - max(x.result) FILTER (WHERE x.kind = 'score')) < 1e-12 FROM sozialraum.explain_score((SELECT id FROM e), o.area_key) AS x) AND area_key LIKE '01%'),
	0::bigint, 'contributions add up to the score, in every area of Mitte');
SELECT is((SELECT text FROM explained WHERE kind = 'class'), 'Klasse 4 von 4: sehr niedrig', 'the class');
SELECT is((SELECT text FROM sozialraum.explain_score((SELECT id FROM e), :'key', 'en') WHERE kind = 'rank'), 'Rank 1 of 536 (1 = highest burden)', 'in English');
SELECT matches((SELECT text FROM explained WHERE indicator = 'S1'), '^Arbeitslosigkeit: [0-9,]+ %; Mittel 4,9[0-9]*, Standardabweichung [0-9,]+, z = [0-9,]+; Gewicht 1, Beitrag [0-9,]+$', 'a sentence for each figure');
SELECT is((SELECT string_agg(text, '|' ORDER BY step) FROM sozialraum.explain_score((SELECT id FROM e), '10100205') WHERE kind = 'score'), 'Indexwert: keiner (Ausreißer)', 'an excluded area says why it has no score');
SELECT is((SELECT count(*) FROM sozialraum.recompute_edition((SELECT id FROM e))), 0::bigint, 'recomputed from what it stored: the same bits');
-- years later: other names, definitions, figures
CREATE TEMP TABLE later AS SELECT * FROM explained;
UPDATE sozialraum.indicator SET name = 'anders', polarity = 1, per = 7;
UPDATE sozialraum.monitor_indicator SET weight = 9;
UPDATE sozialraum.monitor SET class_labels = '{a,b,c,d}', normalisation = 'minmax', name = 'x';
UPDATE sozialraum.area SET name = 'y';
DELETE FROM sozialraum.observation;
SELECT set_eq(format('SELECT to_jsonb(x) FROM sozialraum.explain_score((SELECT id FROM e), %L) AS x', :'key'), 'SELECT to_jsonb(x) FROM later AS x', 'explained from what the edition stored, whatever has become of its inputs');
SELECT is((SELECT count(*) FROM sozialraum.recompute_edition((SELECT id FROM e))), 0::bigint, 'and recomputed from that');

SELECT * FROM finish();
ROLLBACK;
