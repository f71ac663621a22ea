-- Proof on real data: Monitoring Soziale Stadtentwicklung Berlin 2021 (figures of 31.12.2020, LOR 2021), from the raw shares to
-- the published index values, classes and groups. Data: ../shared/data/berlin_mss_2021 (Senatsverwaltung für Stadtentwicklung,
-- Bauen und Wohnen Berlin, dl-de/zero-2.0; geometry: Amt für Statistik Berlin-Brandenburg, CC BY 3.0 DE). Method: Indikatorenheft 2021.
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
SELECT plan(63);
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
-- the same rows, the other way round
CREATE TEMP VIEW now_turned AS SELECT * FROM now ORDER BY reverse(plr_id) DESC;
CREATE TEMP VIEW before_turned AS SELECT * FROM before ORDER BY md5(plr_id);
CREATE TEMP VIEW population_turned AS SELECT * FROM population ORDER BY md5(plr_id) DESC;
CREATE TEMP VIEW bzr_turned AS SELECT key, name, geom FROM bzr ORDER BY md5(key);
CREATE TEMP VIEW plr_turned AS SELECT key, name, geom FROM plr ORDER BY md5(key);

SELECT results_eq('SELECT (SELECT count(*) FROM plr), (SELECT count(*) FROM bzr), (SELECT count(*) FROM share), (SELECT count(*) FROM published), (SELECT count(*) FROM published_z)',
	'VALUES (542::bigint, 143::bigint, 542::bigint, 542::bigint, 542::bigint)', 'the files are read completely');

-- ---------------------------------------------------------------- areas
SELECT sozialraum.set_srid(25833);
SELECT sozialraum.define_level('planungsraum', 'Planungsraum', 10, name_en => 'planning area');
SELECT sozialraum.define_level('bezirksregion', 'Bezirksregion', 20, name_en => 'district region');
SELECT is(sozialraum._setting_srid(), 25833, 'coordinate system ETRS89 / UTM 33');

SAVEPOINT empty;

SELECT results_eq($$SELECT outcome, count FROM sozialraum.import_areas('bezirksregion', 'bzr', key => 'key', name => 'name', geometry => 'geom')$$,
	$$VALUES ('inserted', 143::bigint), ('updated', 0), ('unchanged', 0), ('repaired', 0)$$, '143 district regions');
SELECT results_eq($$SELECT outcome, count FROM sozialraum.import_areas('planungsraum', 'plr', key => 'key', name => 'name', geometry => 'geom', parent_by => 'location')$$,
	$$VALUES ('inserted', 542::bigint), ('updated', 0), ('unchanged', 0), ('repaired', 0)$$, '542 planning areas, their parents found by location');
SELECT results_eq($$SELECT outcome, count FROM sozialraum.import_areas('planungsraum', 'plr', key => 'key', name => 'name', geometry => 'geom', parent_by => 'location')$$,
	$$VALUES ('inserted', 0::bigint), ('updated', 0), ('unchanged', 542), ('repaired', 0)$$, 'imported again: nothing changes');
SELECT is((SELECT count(*) FROM sozialraum.area AS a JOIN sozialraum.area AS p ON p.id = a.parent_id AND p.level = 'bezirksregion'
	WHERE a.level = 'planungsraum' AND left(a.key, 6) = p.key), 542::bigint, 'the parent found by location is the one of the key''s first six digits: 542 of 542');
SELECT results_eq($$SELECT outcome, count FROM sozialraum.import_areas('planungsraum', 'plr', key => 'key', parent_by => 'prefix')$$,
	$$VALUES ('inserted', 0::bigint), ('updated', 0), ('unchanged', 542), ('repaired', 0)$$, 'import by prefix of the key finds the same parents');
SELECT set_eq($$SELECT key FROM sozialraum.area WHERE level = 'planungsraum'$$, 'SELECT plr_id FROM published', 'keys as published');
SELECT is((SELECT count(*) FROM sozialraum.area WHERE level = 'planungsraum' AND key ~ '^0[0-9]{7}$'), (SELECT count(*) FROM share WHERE bez_id < '10'),
	'keys keep their leading zero');
SELECT cmp_ok((SELECT count(*) FROM share WHERE bez_id < '10'), '>', 400::bigint, 'and most have one');
SELECT is((SELECT count(DISTINCT key) FROM sozialraum.area WHERE level = 'planungsraum' AND name = 'Schloßstraße'), 2::bigint, 'two areas named Schloßstraße stay two');
SELECT is((SELECT count(*) FROM plr AS f JOIN sozialraum.area AS a ON a.level = 'planungsraum' AND a.key = f.key WHERE a.name = f.name AND ST_Equals(a.geom, f.geom)),
	542::bigint, 'names and shapes as in the file');
SELECT is((SELECT count(*) FROM sozialraum.area WHERE ST_SRID(geom) <> 25833 OR GeometryType(geom) <> 'MULTIPOLYGON' OR srid <> 25833), 0::bigint, 'all shapes are multipolygons in EPSG:25833');
SELECT is((SELECT count(*) FROM sozialraum.area WHERE level = 'bezirksregion' AND parent_id IS NOT NULL), 0::bigint, 'district regions are the top');
SELECT results_eq($$SELECT outcome, count FROM sozialraum.import_areas('bezirksregion', 'bzr', key => 'key', name => 'name', geometry => 'geojson_text')$$,
	$$VALUES ('inserted', 0::bigint), ('updated', 0), ('unchanged', 143), ('repaired', 0)$$, 'a column of GeoJSON text (its crs named) gives the same shapes');
RELEASE empty;
SAVEPOINT areas;

-- ---------------------------------------------------------------- figures
SELECT sozialraum.define_variable('ew', 'Einwohnerinnen und Einwohner', 'Personen', reference_date_rule => 'stock_3112');
SELECT sozialraum.define_variable(v.code, v.name, '%', aggregation => 'none')
FROM (VALUES ('s1', 'Arbeitslose (SGB II), Anteil'), ('s3', 'nicht arbeitslose Transferbeziehende (SGB II und XII), Anteil'),
	('s4', 'Kinderarmut: Transferbeziehende (SGB II) unter 15 Jahren, Anteil')) AS v (code, name);
INSERT INTO sozialraum.source (code, name, licence, min_count) VALUES ('mss', 'Monitoring Soziale Stadtentwicklung 2021', 'dl-de/zero-2.0', 0);

SELECT results_eq($$SELECT outcome, count FROM sozialraum.import_observations('mss', 'now', 'planungsraum', 'plr_id', variables => '["ew", "s1", "s3", "s4"]',
		reference_date => '2020-12-31', missing => '{-9999}')$$,
	$$VALUES ('inserted', 2167::bigint), ('updated', 0), ('unchanged', 0), ('empty', 1)$$, 'figures of 31.12.2020: 4 columns, one empty cell');
SELECT results_eq($$SELECT outcome, count FROM sozialraum.import_observations('mss', 'before', 'planungsraum', 'plr_id', variables => '["s1", "s3", "s4"]',
		reference_date => '2018-12-31', missing => '{-9999}')$$,
	$$VALUES ('inserted', 1626::bigint), ('updated', 0), ('unchanged', 0), ('empty', 0)$$, 'figures of 31.12.2018');
SELECT results_eq($$SELECT variable, count(*), count(value), count(*) FILTER (WHERE value < 0), count(*) FILTER (WHERE status = 'unknown')
		FROM sozialraum.observation WHERE variable <> 'ew' GROUP BY 1 ORDER BY 1$$,
	$$VALUES ('s1' COLLATE "C", 1084::bigint, 1072::bigint, 0::bigint, 12::bigint), ('s3', 1084, 1072, 0, 12), ('s4', 1084, 1072, 0, 12)$$,
	'-9999 is no figure: status unknown for six areas, never a value');
SELECT is((SELECT count(*) FROM sozialraum.observation AS o JOIN sozialraum.area AS a ON a.id = o.area_id JOIN share AS s ON s.plr_id = a.key
	WHERE o.variable = 's1' AND o.reference_date = '2020-12-31' AND o.value = s.s1::double precision), 536::bigint, 'figures arrive bit by bit');

-- ---------------------------------------------------------------- Berlin's monitor as data
INSERT INTO sozialraum.dimension (code, name) VALUES ('status', 'Status');
SELECT sozialraum.define_indicator('S1', 'status', 'Arbeitslosigkeit (SGB II)', 's1', per => 1, polarity => -1, method => 'value');
SELECT sozialraum.define_indicator('S3', 'status', 'Transferbezug', 's3', per => 1, polarity => -1, method => 'value');
SELECT sozialraum.define_indicator('S4', 'status', 'Kinderarmut', 's4', per => 1, polarity => -1, method => 'value');
INSERT INTO sozialraum.monitor (code, name, level, population_variable, minimum_population, normalisation, ddof, reference, aggregation, standardise_score,
	class_breaks, class_closed, class_labels, class_labels_en, lag_years, dynamics_breaks, dynamics_closed, dynamics_labels, dynamics_labels_en, dynamics_codes)
VALUES ('mss', 'Monitoring Soziale Stadtentwicklung', 'planungsraum', 'ew', 300, 'zscore', 0, 'areas', 'sum', true,
	'{-1,1,1.5}', 'centre', '{hoch,mittel,niedrig,sehr niedrig}', '{high,medium,low,very low}', 2,
	'{-1,1}', 'centre', '{positiv,stabil,negativ}', '{positive,stable,negative}', '{+,+/-,-}');
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position) VALUES ('mss', 'S1', 1), ('mss', 'S3', 2), ('mss', 'S4', 3);
INSERT INTO sozialraum.monitor_exclusion (monitor, area_key, reason, reason_en) VALUES ('mss', '10100205', 'Ausreißer', 'outlier');
-- every bit of what was computed, by the areas' keys (their numbers are another thing)
CREATE FUNCTION pg_temp.fingerprint(edition bigint) RETURNS text LANGUAGE sql STABLE
RETURN (SELECT md5(string_agg(x.bits, '' ORDER BY x.key)) FROM (
	SELECT s.area_key AS key, md5(s.area_key) || md5(array_send(v.value)) || md5(COALESCE(array_send(v.normalised), '')) || md5(COALESCE(array_send(v.change_normalised), ''))
		|| md5(array_send(ARRAY[s.population, s.sum, s.score, s.dynamics_sum, s.dynamics])) || md5(ROW(s.class, s.rank, s.area_group, s.label, s.dynamics_label, s.excluded, s.reason)::text) AS bits
	FROM sozialraum.edition_score AS s JOIN sozialraum.edition_value AS v USING (edition, area_id) WHERE s.edition = fingerprint.edition) AS x);

SELECT lives_ok($$CREATE TEMP TABLE e AS SELECT sozialraum.compute_edition('mss', '2020-12-31') AS id$$, 'the monitor is computed');
-- one planning area has an empty cell where table 3 of the publication says 0: missing is never zero
SELECT results_eq($$SELECT area_key, reason, reason_en FROM sozialraum.edition_score WHERE edition = (SELECT id FROM e) AND excluded AND population IS NULL$$,
	$$VALUES ('03400831' COLLATE "C", 'Einwohnerzahl fehlt', 'population is missing')$$, 'an area without a population is left out for that reason');
SELECT results_eq($$SELECT outcome, count FROM sozialraum.import_observations('mss', 'population', 'planungsraum', 'plr_id', variables => '["ew"]', reference_date => '2020-12-31')$$,
	$$VALUES ('inserted', 1::bigint), ('updated', 0), ('unchanged', 541), ('empty', 0)$$, 'the population as table 3 publishes it: one figure more, 541 the same');
SELECT is((SELECT sozialraum.compute_edition('mss', '2020-12-31')), (SELECT id FROM e), 'the draft is computed anew in its place');
SELECT is((SELECT count(*) FROM sozialraum.edition), 1::bigint, 'there is one edition');

-- ---------------------------------------------------------------- against the publication
CREATE TEMP VIEW own AS
	SELECT s.*, v.normalised, v.change_normalised, v.change FROM sozialraum.edition_score AS s JOIN sozialraum.edition_value AS v USING (edition, area_id) WHERE edition = (SELECT id FROM e);

SELECT results_eq('SELECT area_key, reason, reason_en FROM own WHERE excluded ORDER BY 1',
	$$VALUES ('03300515' COLLATE "C", 'unter 300 Einwohner', 'fewer than 300 inhabitants'), ('03400831', 'unter 300 Einwohner', 'fewer than 300 inhabitants'),
		('04400725', 'unter 300 Einwohner', 'fewer than 300 inhabitants'), ('05300838', 'unter 300 Einwohner', 'fewer than 300 inhabitants'),
		('06200418', 'unter 300 Einwohner', 'fewer than 300 inhabitants'), ('10100205', 'Ausreißer', 'outlier')$$, 'six areas are excluded, with their reasons');
SELECT results_eq('SELECT area_key, reason FROM own WHERE excluded ORDER BY 1',
	$$SELECT plr_id COLLATE "C", CASE kom WHEN 'ungültig (EW unter 300)' THEN 'unter 300 Einwohner' WHEN 'ungültig (Ausreißer)' THEN 'Ausreißer' END
		FROM published WHERE kom <> 'gültig' ORDER BY 1$$, 'the same six, for the same two reasons, as published');
SELECT is((SELECT count(*) FROM own WHERE excluded AND (score IS NOT NULL OR class IS NOT NULL OR rank IS NOT NULL OR dynamics IS NOT NULL OR area_group IS NOT NULL OR normalised IS NOT NULL)),
	0::bigint, 'excluded areas have nothing computed');
SELECT results_eq('SELECT area_count, scored_count FROM sozialraum.edition', 'VALUES (542, 536)', 'the edition says how many areas and scores it has');

CREATE TEMP VIEW comparison AS
	SELECT o.*, p.si_n, p.si_v, p.di_n, p.di_v, p.sdi, p.sdi_n, z.zs1, z.zs3, z.zs4, z.zd1, z.zd3, z.zd4, z.status_sum, z.status_index, z.status_class, z.dynamics_sum AS published_dynamics_sum,
		z.dynamics_index, z.dynamics_class AS published_dynamics_class
	FROM own AS o JOIN published AS p ON p.plr_id = o.area_key AND p.kom = 'gültig' JOIN published_z AS z ON z.plr_id = o.area_key;
SELECT is((SELECT count(*) FROM comparison), 536::bigint, '536 areas are published and computed');
-- Strictly: does the computed figure, rounded to two decimals, equal the published one? Dynamics index: 535 of 536, not 536.
-- The shares are published with five decimals, Berlin computed with all. How far rounding of an area's own three changes (half of the
-- fifth decimal) can move its figures follows from the standard deviations; the few that round otherwise must lie within that of the
-- border. That is compatible with Berlin's figures having been formed from longer shares; it does not prove it.
CREATE TEMP TABLE slack AS
	WITH sd AS (SELECT stddev_pop(d1::numeric) AS d1, stddev_pop(d3::numeric) AS d3, stddev_pop(d4::numeric) AS d4 FROM share WHERE kom = 'gültig')
	SELECT u.name, u.slack FROM sd CROSS JOIN LATERAL (VALUES ('zD4', 0.000005 / sd.d4), ('Dynamiksumme', 0.000005 * (1 / sd.d1 + 1 / sd.d3 + 1 / sd.d4)),
		('Dynamik-Index', 0.000005 * (1 / sd.d1 + 1 / sd.d3 + 1 / sd.d4) / (SELECT stddev_pop(dynamics_sum)::numeric FROM own WHERE NOT excluded))) AS u (name, slack);
CREATE TEMP VIEW figure AS
	SELECT c.area_key::text AS key, u.name, u.own, u.published::numeric AS published, round(u.own::numeric, 2) = u.published::numeric AS equal,
		abs(u.own::numeric - u.published::numeric) AS difference
	FROM comparison AS c CROSS JOIN LATERAL (VALUES ('Status-Index', c.score, c.status_index), ('Dynamik-Index', c.dynamics, c.dynamics_index),
		('Statussumme', c.sum, c.status_sum), ('Dynamiksumme', c.dynamics_sum, c.published_dynamics_sum),
		('zS1', c.normalised[1], c.zs1), ('zS3', c.normalised[2], c.zs3), ('zS4', c.normalised[3], c.zs4),
		('zD1', c.change_normalised[1], c.zd1), ('zD3', c.change_normalised[2], c.zd3), ('zD4', c.change_normalised[3], c.zd4)) AS u (name, own, published);
SELECT results_eq('SELECT name, count(*) FILTER (WHERE equal), count(*) FROM figure WHERE name !~ ''^z'' GROUP BY 1 ORDER BY name COLLATE "C"',
	$$VALUES ('Dynamik-Index', 535::bigint, 536::bigint), ('Dynamiksumme', 535, 536), ('Status-Index', 536, 536), ('Statussumme', 536, 536)$$,
	'rounded to two decimals: status index 536 of 536, dynamics index 535 of 536, sums 536 and 535');
SELECT results_eq('SELECT count(*) FILTER (WHERE equal), count(*) FROM figure WHERE name ~ ''^z''', 'VALUES (3215::bigint, 3216::bigint)',
	'rounded to two decimals: 3,215 of 3,216 z-values');
SELECT is((SELECT count(*) FROM figure AS f LEFT JOIN slack AS s USING (name) WHERE NOT f.equal AND (f.difference <= 0.005 + s.slack) IS NOT TRUE), 0::bigint,
	'what rounds otherwise is no further from the border than the rounding of the published shares can move it');
SELECT results_eq('SELECT key, name, round(own::numeric, 5), published, round(difference, 6) FROM figure WHERE NOT equal ORDER BY 1, 2',
	$$VALUES ('05100313' COLLATE "C", 'Dynamiksumme', -2.25501, -2.25, 0.005008), ('07400824', 'zD4', 0.49500, 0.50, 0.005001), ('09401330', 'Dynamik-Index', 0.13500, 0.14, 0.005002)$$,
	'of 5,360 figures these three do not round to the published ones');
SELECT diag(format('does not round to the published figure: %s %s computed %s, published %s', key, name, own, published)) FROM figure WHERE NOT equal ORDER BY key;
SELECT is((SELECT count(*) FROM comparison WHERE class = si_n AND label = si_v AND label = status_class), 536::bigint, 'status class: 536 of 536');
SELECT is((SELECT count(*) FROM comparison WHERE 2 * dynamics_class - 1 = di_n AND dynamics_label = di_v AND dynamics_label = published_dynamics_class), 536::bigint, 'dynamics class: 536 of 536');
SELECT is((SELECT count(*) FROM comparison WHERE area_group = sdi AND 10 * class + 2 * dynamics_class - 1 = sdi_n), 536::bigint, 'group of status and dynamics: 536 of 536');
SELECT results_eq('SELECT class, label, count(*) FROM own WHERE NOT excluded GROUP BY 1, 2 ORDER BY 1',
	$$VALUES (1, 'hoch', 75::bigint), (2, 'mittel', 366), (3, 'niedrig', 46), (4, 'sehr niedrig', 49)$$, 'status: 75 hoch, 366 mittel, 46 niedrig, 49 sehr niedrig');
SELECT results_eq('SELECT dynamics_class, dynamics_label, count(*) FROM own WHERE NOT excluded GROUP BY 1, 2 ORDER BY 1',
	$$VALUES (1, 'positiv', 48::bigint), (2, 'stabil', 436), (3, 'negativ', 52)$$, 'dynamics: 48 positiv, 436 stabil, 52 negativ');
SELECT is((SELECT count(DISTINCT area_group) FROM own), (SELECT count(DISTINCT sdi) FROM published WHERE kom = 'gültig'), 'every group that is published is there');

-- population standard deviation, unweighted mean: the other choices do not give what Berlin published
SELECT cmp_ok((SELECT count(*) FROM figure WHERE name = 'zS1' AND round((own * sqrt(535.0 / 536))::numeric, 2) = published), '<', 536::bigint, 'the sample standard deviation does not give the published values');
SELECT results_eq($$SELECT i ->> 'indicator', (i -> 'used' ->> 'n')::int, round((i -> 'used' ->> 'mean')::numeric, 9), round((i -> 'used' ->> 'sd')::numeric, 9)
		FROM sozialraum.edition, jsonb_array_elements(definition -> 'indicators') AS i$$,
	$$SELECT u.name, 536, round(avg(u.x), 9), round(stddev_pop(u.x), 9) FROM share CROSS JOIN LATERAL (VALUES ('S1', s1::numeric), ('S3', s3::numeric), ('S4', s4::numeric)) AS u (name, x)
		WHERE kom = 'gültig' GROUP BY 1 ORDER BY 1$$, 'the edition keeps mean and standard deviation that it used');
SELECT is((SELECT count(*) FROM own AS o JOIN share AS s ON s.plr_id = o.area_key WHERE NOT o.excluded
	AND abs(o.change[1] - s.d1::float8) < 1e-9 AND abs(o.change[2] - s.d3::float8) < 1e-9 AND abs(o.change[3] - s.d4::float8) < 1e-9), 536::bigint, 'changes in percentage points as published');
SELECT is((SELECT round((avg(score))::numeric, 12) FROM own), 0::numeric, 'index values have mean 0');
SELECT is((SELECT round((stddev_pop(score))::numeric, 12) FROM own), 1::numeric, 'and standard deviation 1');

-- ---------------------------------------------------------------- ranks
SELECT is((SELECT count(*) FROM own AS o WHERE o.rank <> 1 + (SELECT count(*) FROM own AS b WHERE b.score > o.score)), 0::bigint, 'rank = 1 + number of areas with a higher burden');
SELECT results_eq('SELECT class, label, score = (SELECT max(score) FROM own) FROM own WHERE rank = 1', $$VALUES (4, 'sehr niedrig', true)$$, 'rank 1 is the highest burden');
SELECT results_eq('SELECT min(rank), max(rank), count(rank) FROM own', 'VALUES (1, 536, 536::bigint)', 'ranks from 1 to 536');
SELECT is((SELECT count(*) FROM own AS a JOIN own AS b ON a.rank < b.rank AND a.class < b.class), 0::bigint, 'no area of a worse class stands behind one of a better');

-- two areas with the same figures share the better rank
SAVEPOINT tie;
UPDATE sozialraum.observation AS o SET value = p.value
FROM sozialraum.area AS a, sozialraum.area AS b, sozialraum.observation AS p
WHERE o.area_id = a.id AND a.key = '01100102' AND a.level = 'planungsraum' AND b.key = '01100101' AND b.level = 'planungsraum'
	AND p.area_id = b.id AND p.variable = o.variable AND p.reference_date = o.reference_date;
SELECT isnt(sozialraum.compute_edition('mss', '2020-12-31'), NULL, 'computed with a tie');
SELECT is((SELECT array_agg(rank) FILTER (WHERE area_key IN ('01100101', '01100102')) || array_agg(rank) FILTER (WHERE rank = (SELECT t.rank + 2 FROM own AS t WHERE t.area_key = '01100101')) FROM own),
	(SELECT ARRAY[rank, rank, rank + 2] FROM own WHERE area_key = '01100101'), 'ties share the better rank, and the next one is left free');
ROLLBACK TO tie;

-- ---------------------------------------------------------------- what a reader sees
SELECT is((SELECT count(*) FROM sozialraum.bi_indicator_value WHERE edition = (SELECT id FROM e)), 3 * 542::bigint, 'the long view has every area and indicator');
SELECT is((SELECT count(*) FROM sozialraum.bi_area_score AS b JOIN published AS p ON p.plr_id = b.area_key WHERE b.area_group = p.sdi AND b.parent_key = left(b.area_key, 6)), 536::bigint,
	'the view of scores has the published groups and the region''s key');
CREATE SCHEMA karte;
SELECT lives_ok($$SELECT sozialraum.create_monitor_view('mss', 'karte')$$, 'the view of the monitor is made');
SELECT results_eq($$SELECT srid, type::text FROM geometry_columns WHERE f_table_schema = 'karte' AND f_table_name = 'mss'$$, $$VALUES (25833, 'MULTIPOLYGON')$$, 'its geometry is typed, in EPSG:25833');
SELECT is((SELECT count(*) FROM karte.mss AS v JOIN published AS p ON p.plr_id = v.area_key WHERE (v.area_group = p.sdi OR p.kom <> 'gültig') AND ST_Area(v.geom) > 0), 542::bigint,
	'and every area is on the map, those excluded as well');

-- ---------------------------------------------------------------- the same bits, whatever the order
SELECT pg_temp.fingerprint(id) AS bits, (SELECT checksum FROM sozialraum.edition) AS checksum FROM e \gset
SELECT sozialraum.compute_edition('mss', '2020-12-31') AS edition \gset
SELECT is((SELECT pg_temp.fingerprint(id) FROM e), :'bits', 'computed again: the same bits');
SELECT is((SELECT checksum FROM sozialraum.edition), :'checksum', 'and the same checksum');
-- parallel plans
SET LOCAL max_parallel_workers_per_gather = 4; SET LOCAL parallel_setup_cost = 0; SET LOCAL parallel_tuple_cost = 0; SET LOCAL min_parallel_table_scan_size = 0;
SELECT sozialraum.compute_edition('mss', '2020-12-31') AS edition \gset
SELECT is((SELECT pg_temp.fingerprint(id) FROM e), :'bits', 'with parallel workers: the same bits');
RESET max_parallel_workers_per_gather; RESET parallel_setup_cost; RESET parallel_tuple_cost; RESET min_parallel_table_scan_size;
ANALYZE sozialraum.observation; ANALYZE sozialraum.area;
SELECT clock_timestamp() AS t0 \gset
SELECT count(sozialraum.compute_edition('mss', '2020-12-31')) FROM generate_series(1, 5) \gset
SELECT diag(format('compute_edition for Berlin, 542 areas: %s ms (mean of five)', round(extract(epoch FROM clock_timestamp() - :'t0'::timestamptz)::numeric * 200, 1)));
SELECT is((SELECT pg_temp.fingerprint(id) FROM e), :'bits', 'with statistics of the tables: the same bits');

-- everything once more from nothing, the rows of every file in another order
DROP VIEW karte.mss;
DELETE FROM sozialraum.edition; DELETE FROM sozialraum.observation;
DELETE FROM sozialraum.area WHERE level = 'planungsraum'; DELETE FROM sozialraum.area;
SELECT results_eq($$SELECT outcome, count FROM sozialraum.import_areas('bezirksregion', 'bzr_turned', key => 'key', name => 'name', geometry => 'geom')
		UNION ALL SELECT outcome, count FROM sozialraum.import_areas('planungsraum', 'plr_turned', key => 'key', name => 'name', geometry => 'geom', parent_by => 'location')
		UNION ALL SELECT outcome, count FROM sozialraum.import_observations('mss', 'population_turned', 'planungsraum', 'plr_id', variables => '["ew"]', reference_date => '2020-12-31')
		UNION ALL SELECT outcome, count FROM sozialraum.import_observations('mss', 'before_turned', 'planungsraum', 'plr_id', variables => '["s4", "s3", "s1"]',
			reference_date => '2018-12-31', missing => '{-9999}')
		UNION ALL SELECT outcome, count FROM sozialraum.import_observations('mss', 'now_turned', 'planungsraum', 'plr_id', variables => '["s4", "s1", "s3", "ew"]',
			reference_date => '2020-12-31', missing => '{-9999}')$$,
	$$VALUES ('inserted', 143::bigint), ('updated', 0), ('unchanged', 0), ('repaired', 0), ('inserted', 542), ('updated', 0), ('unchanged', 0), ('repaired', 0),
		('inserted', 542), ('updated', 0), ('unchanged', 0), ('empty', 0), ('inserted', 1626), ('updated', 0), ('unchanged', 0), ('empty', 0),
		('inserted', 1626), ('updated', 0), ('unchanged', 541), ('empty', 1)$$, 'all files imported again with their rows in another order');
CREATE TEMP TABLE e2 AS SELECT sozialraum.compute_edition('mss', '2020-12-31') AS id;
SELECT cmp_ok((SELECT id FROM e2), '>', (SELECT id FROM e), 'a new edition, over areas with other numbers');
SELECT is((SELECT pg_temp.fingerprint(id) FROM e2), :'bits', 'imported in another order: the same bits');
SELECT is((SELECT checksum FROM sozialraum.edition), :'checksum', 'and the same checksum');

SELECT * FROM finish();
ROLLBACK;
