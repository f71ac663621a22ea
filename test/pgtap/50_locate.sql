-- Locate on real data: Berlin's 542 planning areas (LOR 2021) and its 143 district regions against PostGIS.
-- Data: ../shared/data/berlin_mss_2021 (Amt für Statistik Berlin-Brandenburg, CC BY 3.0 DE).
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
\cd data/berlin_mss_2021

CREATE TEMP TABLE plr_line (line text);
CREATE TEMP TABLE bzr_line (line text);
\copy plr_line FROM 'lor_plr_2021_epsg25833.geojson' WITH (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
\copy bzr_line FROM 'lor_bzr_2021_epsg25833.geojson' WITH (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
CREATE FUNCTION pg_temp.features(line text) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT
RETURN CASE WHEN line LIKE '{ "type": "Feature"%' THEN rtrim(line, ',')::jsonb END;
-- these files are in metres, which GeoJSON cannot say
CREATE TEMP TABLE plr AS
	SELECT (f -> 'properties' ->> 'PLR_ID')::bigint AS id, ST_SetSRID(ST_GeomFromGeoJSON(f -> 'geometry'), 25833) AS geom FROM plr_line, pg_temp.features(line) AS f WHERE f IS NOT NULL;
CREATE TEMP TABLE bzr AS
	SELECT (f -> 'properties' ->> 'BZR_ID')::bigint AS id, ST_SetSRID(ST_GeomFromGeoJSON(f -> 'geometry'), 25833) AS geom FROM bzr_line, pg_temp.features(line) AS f WHERE f IS NOT NULL;
CREATE INDEX ON plr USING gist (geom);
ANALYZE plr;
CREATE TEMP TABLE berlin AS
	SELECT (SELECT sozialraum.build_locator(id, geom) FROM plr) AS plr, (SELECT sozialraum.build_locator(id, geom) FROM bzr) AS bzr;

SELECT results_eq('SELECT areas, srid FROM berlin, sozialraum.locator_summary(plr)', 'VALUES (542, 25833)', '542 planning areas');
SELECT results_eq('SELECT x_min, y_min, x_max, y_max FROM berlin, sozialraum.locator_summary(plr)',
	'SELECT ST_XMin(e), ST_YMin(e), ST_XMax(e), ST_YMax(e) FROM (SELECT ST_Extent(geom) AS e FROM plr) t', 'their extent');
SELECT results_eq('SELECT (SELECT edges FROM berlin, sozialraum.locator_summary(plr))',
	$$WITH segment AS (SELECT ST_PointN(r, i) AS a, ST_PointN(r, i + 1) AS b FROM (SELECT ST_ExteriorRing((ST_DumpRings((ST_Dump(geom)).geom)).geom) AS r FROM plr) t, LATERAL generate_series(1, ST_NPoints(r) - 1) i)
		SELECT count(DISTINCT CASE WHEN (ST_X(a), ST_Y(a)) < (ST_X(b), ST_Y(b)) THEN ARRAY[ST_X(a), ST_Y(a), ST_X(b), ST_Y(b)] ELSE ARRAY[ST_X(b), ST_Y(b), ST_X(a), ST_Y(a)] END) FROM segment WHERE (ST_X(a), ST_Y(a)) <> (ST_X(b), ST_Y(b))$$,
	'different edges, as counted in SQL');
SELECT cmp_ok((SELECT bytes FROM berlin, sozialraum.locator_summary(plr)), '<', (SELECT sum(ST_NPoints(geom)) * 16 * 3 FROM plr), 'smaller than three times the coordinates');

-- ---------------------------------------------------------------- points anywhere in and about the town
SELECT setseed(0.2021);
CREATE TEMP TABLE spot AS
	SELECT i AS id, ST_SetSRID(ST_MakePoint(ST_XMin(e) + random() * (ST_XMax(e) - ST_XMin(e)), ST_YMin(e) + random() * (ST_YMax(e) - ST_YMin(e))), 25833) AS geom
	FROM (SELECT ST_Expand(ST_Extent(geom), 500) AS e FROM plr) t, generate_series(1, 30000) i;
CREATE TEMP TABLE by_postgis AS SELECT s.id, p.id AS plr FROM spot s JOIN plr p ON ST_Intersects(p.geom, s.geom);
ANALYZE spot; ANALYZE by_postgis;
SELECT cmp_ok((SELECT count(*) FROM by_postgis), '>', 12000::bigint, 'many of 30,000 random points lie in Berlin');
SELECT is((SELECT count(*) - count(DISTINCT id) FROM by_postgis), 0::bigint, 'and none on a border');
SELECT results_eq('SELECT id, sozialraum.locate(plr, geom) FROM spot, berlin ORDER BY id',
	'SELECT id, p.plr FROM spot LEFT JOIN by_postgis p USING (id) ORDER BY id', 'locate(locator, point) agrees with ST_Intersects for every point');
SELECT results_eq('SELECT id, sozialraum.locate(plr, ST_X(geom), ST_Y(geom)) FROM spot, berlin ORDER BY id',
	'SELECT id, p.plr FROM spot LEFT JOIN by_postgis p USING (id) ORDER BY id', 'so does locate(locator, x, y)');
SELECT is((SELECT count(*) FROM (SELECT geom, sozialraum.locate(plr, geom) / 100 AS of_plr, sozialraum.locate(bzr, geom) AS bzr FROM spot, berlin OFFSET 0) t
	WHERE of_plr IS DISTINCT FROM bzr AND NOT EXISTS (SELECT FROM bzr WHERE ST_DWithin(ST_Boundary(bzr.geom), t.geom, 1))), 0::bigint,
	'a point''s planning area lies in its district region, but within a metre of a border, where the two files differ');

-- ---------------------------------------------------------------- borders and corners: in exactly one area
CREATE TEMP TABLE border AS
	SELECT 'corner' AS kind, geom FROM (SELECT DISTINCT ON (geom) geom FROM (SELECT (ST_DumpPoints(geom)).geom FROM plr WHERE id % 4 = 0) t) t
	UNION ALL SELECT 'middle', ST_Centroid(geom) FROM (SELECT (ST_DumpSegments(geom)).geom FROM plr WHERE id % 7 = 0) t;
ANALYZE border;
CREATE TEMP TABLE border_found AS SELECT kind, sozialraum.locate(plr, b.geom) AS found, b.geom FROM border b, berlin;
SELECT cmp_ok((SELECT count(*) FROM border_found WHERE kind = 'corner'), '>', 20000::bigint, 'the corners of a quarter of the areas');
SELECT is((SELECT count(*) FROM border_found b JOIN plr p ON p.id = b.found WHERE NOT ST_DWithin(p.geom, b.geom, 1e-6)), 0::bigint, 'a corner or border point is in an area that it touches');
-- alone, area by area: how many take the point
CREATE TEMP TABLE alone AS SELECT id, sozialraum.build_locator(id, geom) AS l, ST_Envelope(geom) AS box FROM plr GROUP BY id, geom;
CREATE INDEX ON alone USING gist (box);
SELECT is((SELECT count(*) FROM (SELECT b.geom, count(sozialraum.locate(a.l, b.geom)) AS takers FROM border b JOIN alone a ON a.box && b.geom WHERE kind = 'corner' GROUP BY b.geom) t WHERE takers > 1),
	0::bigint, 'no corner is taken by two areas');
SELECT is((SELECT count(*) FROM (SELECT b.geom, count(sozialraum.locate(a.l, b.geom)) AS takers, min(sozialraum.locate(a.l, b.geom)) AS taker FROM border b JOIN alone a ON a.box && b.geom WHERE kind = 'corner' GROUP BY b.geom) t, berlin
	WHERE taker IS DISTINCT FROM sozialraum.locate(plr, t.geom)), 0::bigint, 'the area that takes it alone is the one that the locator of all finds');

-- ---------------------------------------------------------------- overlaps
SELECT set_eq('SELECT id, other_id FROM berlin, sozialraum.locator_overlaps(plr)',
	$$SELECT a.id, b.id AS other_id FROM plr a JOIN plr b ON a.id < b.id AND a.geom && b.geom AND ST_Relate(a.geom, b.geom, 'T********')$$, 'the pairs that overlap are those of ST_Relate');

-- ---------------------------------------------------------------- the same value however it is built and kept
SELECT is((SELECT md5(sozialraum.build_locator(id, geom ORDER BY md5(id::text))::text) FROM plr), (SELECT md5(plr::text) FROM berlin), 'another order of rows: the same bytes');
SELECT is((SELECT md5(plr::text::sozialraum.locator::text) FROM berlin), (SELECT md5(plr::text) FROM berlin), 'written and read again: the same bytes');
-- degrees: the same areas where no border comes between straight lines in the plane and in degrees
SELECT is((SELECT count(*) FROM (SELECT s.geom, sozialraum.locate(l, ST_Transform(s.geom, 4326)) AS found, p.plr FROM (SELECT sozialraum.build_locator(id, ST_Transform(geom, 4326)) AS l FROM plr) t, spot s LEFT JOIN by_postgis p USING (id)) t
	WHERE found IS DISTINCT FROM plr AND NOT EXISTS (SELECT FROM plr WHERE ST_DWithin(ST_Boundary(plr.geom), t.geom, 0.5))), 0::bigint, 'in degrees as in metres, but close to borders');

SELECT * FROM finish();
ROLLBACK;
