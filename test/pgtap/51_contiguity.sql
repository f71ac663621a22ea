-- Weights from polygons on real maps: the 542 planning areas of Berlin against PostGIS, the 49 neighbourhoods of Columbus against the
-- neighbours that spdep and GeoDa publish. Data: ../shared/data/berlin_mss_2021 (Amt für Statistik Berlin-Brandenburg, CC BY 3.0 DE) and
-- ../shared/data/reference_vectors (R package spData; pairs by spdep 1.2-7, poly2nb).
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
SELECT plan(19);

-- ---------------------------------------------------------------- Columbus
\cd :shared
\cd data/reference_vectors
CREATE TEMP TABLE columbus (id bigint, hoval text, inc text, crime text, lag_crime_queen text, local_i_spdep text, local_i_esda text, var_i text, z_i text, localg_z text, localgstar_z_bin text, localc text, wkt text);
CREATE TEMP TABLE published_queen (id bigint, neighbour_id bigint);
CREATE TEMP TABLE published_rook (id bigint, neighbour_id bigint);
\copy columbus FROM 'columbus.csv' WITH (FORMAT csv, HEADER)
\copy published_queen FROM 'columbus_queen.csv' WITH (FORMAT csv, HEADER)
\copy published_rook FROM 'columbus_rook.csv' WITH (FORMAT csv, HEADER)
CREATE TEMP TABLE columbus_weights AS
	SELECT sozialraum.queen_weights(id, geom) AS queen, sozialraum.rook_weights(id, geom) AS rook, sozialraum.border_weights(id, geom) AS border FROM columbus, LATERAL ST_GeomFromText(wkt) AS geom;
SELECT is((SELECT count(*) FROM published_queen), 236::bigint, 'Columbus: 236 published links of the queen');
SELECT is((SELECT count(*) FROM published_rook), 200::bigint, 'Columbus: 200 published links of the rook');
SELECT set_eq('SELECT n.id, n.neighbour_id FROM columbus_weights, sozialraum.neighbours(queen) AS n', 'TABLE published_queen', 'Columbus: queen_weights has these and no others');
SELECT set_eq('SELECT n.id, n.neighbour_id FROM columbus_weights, sozialraum.neighbours(rook) AS n', 'TABLE published_rook', 'Columbus: rook_weights has these and no others');
SELECT set_eq('SELECT n.id, n.neighbour_id FROM columbus_weights, sozialraum.neighbours(border) AS n', 'TABLE published_rook', 'Columbus: so has border_weights');

-- ---------------------------------------------------------------- Berlin
\cd :shared
\cd data/berlin_mss_2021
CREATE TEMP TABLE line (n int GENERATED ALWAYS AS IDENTITY, line text);
\copy line (line) FROM 'lor_plr_2021_epsg25833.geojson' WITH (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
CREATE TEMP TABLE plr AS
	SELECT (f -> 'properties' ->> 'PLR_ID')::bigint AS id, ST_SetSRID(ST_GeomFromGeoJSON(f -> 'geometry'), 25833) AS geom
	FROM (SELECT CASE WHEN line LIKE '{ "type": "Feature"%' THEN rtrim(line, ',')::jsonb END AS f FROM line) AS t WHERE f IS NOT NULL;
CREATE INDEX ON plr USING gist (geom);
ANALYZE plr;
CREATE TEMP TABLE weights AS SELECT sozialraum.queen_weights(id, geom) AS queen, sozialraum.rook_weights(id, geom) AS rook, sozialraum.border_weights(id, geom) AS border FROM plr;
-- what PostGIS says of every pair that meets: do the borders meet in lines, and how long are these
CREATE TEMP TABLE pair AS
	SELECT a.id, b.id AS neighbour_id, ST_Relate(ST_Boundary(a.geom), ST_Boundary(b.geom)) LIKE '1%' AS rook, ST_Length(ST_CollectionExtract(ST_Intersection(ST_Boundary(a.geom), ST_Boundary(b.geom)), 2)) AS length
	FROM plr AS a JOIN plr AS b ON a.id < b.id AND ST_Intersects(a.geom, b.geom);
INSERT INTO pair SELECT neighbour_id, id, rook, length FROM pair;
SELECT is((SELECT count(*) FROM plr), 542::bigint, 'Berlin: 542 planning areas');
SELECT set_eq('SELECT n.id, n.neighbour_id FROM weights, sozialraum.neighbours(queen) AS n', 'SELECT id, neighbour_id FROM pair', 'Berlin: queen_weights is ST_Intersects');
SELECT set_eq('SELECT n.id, n.neighbour_id FROM weights, sozialraum.neighbours(rook) AS n', 'SELECT id, neighbour_id FROM pair WHERE rook', 'Berlin: rook_weights is a 1 in ST_Relate of the borders');
SELECT is((SELECT count(*) FROM pair WHERE rook), 2946::bigint, 'Berlin: 2,946 links of the rook');
SELECT is((SELECT count(*) FROM pair), 3238::bigint, 'Berlin: 3,238 links of the queen');
SELECT is((SELECT count(*) FROM weights, sozialraum.neighbours(border) AS n JOIN pair USING (id, neighbour_id) WHERE abs(n.weight - pair.length) <= 1e-12 * pair.length), 2946::bigint, 'Berlin: border_weights has the lengths of ST_Intersection');
SELECT is((SELECT (s.is_symmetric, s.islands, s.components) FROM weights, sozialraum.weights_summary(border) AS s), (true, 0::bigint, 1::bigint), 'Berlin: all areas hang together');
-- the share of its border that an area has in common with others is 1 but for the border of the city
SELECT is((SELECT bool_and(u.weight_sum <= ST_Perimeter(plr.geom) * (1 + 1e-12)) FROM weights, sozialraum.weights_units(border) AS u JOIN plr USING (id)), true, 'Berlin: common borders are not longer than the border');
SELECT is((SELECT abs(sum(ST_Perimeter(geom)) - sum(u.weight_sum) - ST_Perimeter(ST_Union(geom))) < 0.001 FROM weights, sozialraum.weights_units(border) AS u JOIN plr USING (id)), true, 'Berlin: what nobody shares is the border of the city');

-- every second area simplified on its own and moved a little: the borders no longer fit, a tolerance finds nearly all neighbours
CREATE TEMP TABLE sloppy AS SELECT id, CASE WHEN id % 2 = 0 THEN ST_Translate(ST_SimplifyPreserveTopology(geom, 1), 0.3, -0.2) ELSE geom END AS geom FROM plr;
CREATE INDEX ON sloppy USING gist (geom);
ANALYZE sloppy;
CREATE TEMP TABLE sloppy_weights AS SELECT sozialraum.queen_weights(id, geom, 1.5) AS queen, sozialraum.rook_weights(id, geom, 1.5) AS rook, sozialraum.border_weights(id, geom, 1.5) AS border FROM sloppy;
SELECT set_eq('SELECT n.id, n.neighbour_id FROM sloppy_weights, sozialraum.neighbours(queen) AS n', 'SELECT a.id, b.id AS neighbour_id FROM sloppy AS a JOIN sloppy AS b ON a.id <> b.id AND ST_DWithin(a.geom, b.geom, 1.5)', 'sloppy Berlin: queen_weights is ST_DWithin');
SELECT set_eq('SELECT n.id, n.neighbour_id FROM sloppy_weights, sozialraum.neighbours(rook) AS n', 'SELECT n.id, n.neighbour_id FROM sloppy_weights, sozialraum.neighbours(border) AS n', 'sloppy Berlin: rook_weights has the links of border_weights');
SELECT is((SELECT count(*) FROM pair LEFT JOIN (SELECT n.* FROM sloppy_weights, sozialraum.neighbours(rook) AS n) AS n USING (id, neighbour_id) WHERE rook AND length > 10 AND n.id IS NULL), 0::bigint,
	'sloppy Berlin: all neighbours with more than 10 m in common are found');
SELECT is((SELECT count(*) FROM (SELECT n.* FROM sloppy_weights, sozialraum.neighbours(rook) AS n) AS n LEFT JOIN pair USING (id, neighbour_id) WHERE rook IS NOT TRUE), 0::bigint,
	'sloppy Berlin: no others');
SELECT is((SELECT max(abs(n.weight / length - 1)) < 0.1 AND abs(avg(n.weight / length - 1)) < 0.001 FROM sloppy_weights, sozialraum.neighbours(border) AS n JOIN pair USING (id, neighbour_id) WHERE length > 100), true,
	'sloppy Berlin: lengths within 10 percent where more than 100 m are in common, within 0.1 percent in the mean');

SELECT * FROM finish();
ROLLBACK;
