-- Proof on real data: Berlin's 448 planning areas of 2006 against the 542 of 2021. Data: ../shared/data/berlin_mss_2021 (geometry: Amt für
-- Statistik Berlin-Brandenburg, CC BY 3.0 DE; crosswalk: github.com/dhelweg/gentriduck, shares of the old areas' surface, computed from the
-- boundaries of 2019 in the WFS of the Geodateninfrastruktur Berlin). Oracle besides: PostGIS' own overlay of the same polygons.
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
SELECT plan(22);
\cd :shared
\cd data/berlin_mss_2021

CREATE FUNCTION pg_temp.features(line text) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT
RETURN CASE WHEN line LIKE '{ "type": "Feature"%' THEN rtrim(line, ',')::jsonb END;
CREATE TEMP TABLE old_line (line text);
CREATE TEMP TABLE new_line (line text);
\copy old_line FROM 'lor_plr_pre2021_epsg25833.geojson' WITH (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
\copy new_line FROM 'lor_plr_2021_epsg25833.geojson' WITH (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
CREATE TEMP TABLE old_area AS SELECT (f -> 'properties' ->> 'PLR_ID')::bigint AS id, ST_SetSRID(ST_GeomFromGeoJSON(f -> 'geometry'), 25833) AS geom FROM old_line, pg_temp.features(line) AS f WHERE f IS NOT NULL;
CREATE TEMP TABLE new_area AS SELECT (f -> 'properties' ->> 'PLR_ID')::bigint AS id, ST_SetSRID(ST_GeomFromGeoJSON(f -> 'geometry'), 25833) AS geom FROM new_line, pg_temp.features(line) AS f WHERE f IS NOT NULL;
CREATE TEMP TABLE crosswalk (old_id bigint, new_id bigint, mapping_type text, weight double precision, note text);
\copy crosswalk FROM 'lor_crosswalk_2006_to_2021.csv' WITH (FORMAT csv, HEADER)
SELECT results_eq('SELECT (SELECT count(*) FROM old_area), (SELECT count(*) FROM new_area), (SELECT count(*) FROM crosswalk)', 'VALUES (448::bigint, 542::bigint, 3055::bigint)', 'the files are read completely');

-- ---------------------------------------------------------------- the published crosswalk
CREATE TEMP TABLE share AS SELECT * FROM sozialraum.areal_weights((SELECT sozialraum.polygon_set(id, geom) FROM old_area), (SELECT sozialraum.polygon_set(id, geom) FROM new_area));
SELECT is((SELECT count(*) FROM crosswalk JOIN share ON (source_id, target_id) = (old_id, new_id)), 3054::bigint, '3,054 of the 3,055 published pairs are there');
SELECT is((SELECT count(*) FROM crosswalk JOIN share ON (source_id, target_id) = (old_id, new_id) WHERE abs(share_of_source - weight) <= 1e-5), 3026::bigint, '3,026 of them equal to 1e-5');
SELECT is((SELECT round(max(abs(share_of_source - weight))::numeric, 4) FROM crosswalk JOIN share ON (source_id, target_id) = (old_id, new_id)), 0.0265, 'the largest difference is that of the older boundaries');
SELECT results_eq($$SELECT source_id, target_id, round(weight::numeric, 4), round(share_of_source::numeric, 4) FROM crosswalk JOIN share ON (source_id, target_id) = (old_id, new_id) ORDER BY abs(share_of_source - weight) DESC LIMIT 1$$,
	'VALUES (1011105::bigint, 1100102::bigint, 0.9733, 0.9998)', 'it is the one that is known');
SELECT is((SELECT count(*) FROM share LEFT JOIN crosswalk ON (source_id, target_id) = (old_id, new_id) WHERE target_id IS NOT NULL AND old_id IS NULL AND share_of_source > 1e-4), 0::bigint, 'and no more than slivers are new');

-- ---------------------------------------------------------------- PostGIS as oracle
CREATE TEMP TABLE oracle AS SELECT a.id AS source_id, b.id AS target_id, ST_Area(ST_Intersection(a.geom, b.geom)) AS area, ST_Area(a.geom) AS source_area
	FROM old_area AS a JOIN new_area AS b ON ST_Intersects(a.geom, b.geom);
CREATE TEMP TABLE plain AS SELECT * FROM sozialraum.areal_weights((SELECT sozialraum.polygon_set(id, geom) FROM old_area), (SELECT sozialraum.polygon_set(id, geom) FROM new_area), 0, 'none');
SELECT is((SELECT count(*) FROM oracle FULL JOIN (SELECT * FROM plain WHERE target_id IS NOT NULL) AS p USING (source_id, target_id) WHERE (oracle.area > 0) IS DISTINCT FROM (p.area > 0) AND coalesce(oracle.area, p.area) > 1e-6), 0::bigint, 'the same pairs have a common surface, down to a square millimetre');
SELECT cmp_ok((SELECT max(abs(o.area - p.area) / source_area) FROM oracle AS o JOIN plain AS p USING (source_id, target_id)), '<', 1e-11::double precision, 'and the same one, to 1e-11 of the source');
SELECT cmp_ok((SELECT count(*) FROM plain WHERE target_id IS NOT NULL), '>', 3050::bigint, 'all of them were compared');
SELECT cmp_ok((SELECT max(abs(coalesce(p.share_of_source, 0) - (1 - o.area / source_area))) FROM (SELECT source_id, source_area, sum(area) AS area FROM oracle GROUP BY 1, 2) AS o LEFT JOIN plain AS p ON p.source_id = o.source_id AND target_id IS NULL), '<', 1e-11::double precision, 'what lies in no new area is what PostGIS leaves of the old ones');

-- ---------------------------------------------------------------- identities
CREATE TEMP TABLE value AS SELECT id, 5000 + 4000 * sin(id) AS y FROM old_area;
SELECT cmp_ok((SELECT abs(sum(y) / (SELECT sum(y) FROM value) - 1) FROM (SELECT target_id, sozialraum.transfer_extensive(y, share_of_source) AS y FROM share JOIN value ON id = source_id GROUP BY target_id) AS t), '<', 1e-9::double precision, 'the total stays, with what lies outside');
SELECT cmp_ok((SELECT abs(sum(y) / (SELECT sum(y) FROM value) - 1) FROM (SELECT target_id, sozialraum.transfer_extensive(y, share_of_source) AS y
	FROM sozialraum.areal_weights((SELECT sozialraum.polygon_set(id, geom) FROM old_area), (SELECT sozialraum.polygon_set(id, geom) FROM new_area), rescale => 'all') JOIN value ON id = source_id WHERE target_id IS NOT NULL GROUP BY target_id) AS t), '<', 1e-9::double precision, 'with rescale => all the new areas alone have it');
SELECT is((SELECT count(*) FROM (SELECT target_id, sozialraum.transfer_intensive(17.5, area) AS y FROM share WHERE target_id IS NOT NULL GROUP BY target_id) AS t WHERE y <> 17.5), 0::bigint, 'a constant rate stays exactly that');
SELECT results_eq($$SELECT count(*), count(*) FILTER (WHERE source_id = target_id), min(share_of_source), max(share_of_source) FROM sozialraum.areal_weights((SELECT sozialraum.polygon_set(id, geom) FROM new_area), (SELECT sozialraum.polygon_set(id, geom) FROM new_area))$$,
	'VALUES (542::bigint, 542::bigint, 1::double precision, 1::double precision)', 'the transfer of an edition to itself is the identity, exactly');
SELECT cmp_ok((WITH there AS (SELECT target_id AS id, sozialraum.transfer_extensive(y, share_of_source) AS y FROM share JOIN value ON id = source_id WHERE target_id IS NOT NULL GROUP BY target_id),
	back AS (SELECT target_id AS id, sozialraum.transfer_extensive(y, share_of_source) AS y FROM sozialraum.areal_weights((SELECT sozialraum.polygon_set(id, geom) FROM new_area), (SELECT sozialraum.polygon_set(id, geom) FROM old_area), rescale => 'all') JOIN there ON id = source_id WHERE target_id IS NOT NULL GROUP BY target_id)
	SELECT corr(back.y, value.y) FROM back JOIN value USING (id)), '>', 0.9::double precision, 'old, new, old again: much the same');
SELECT is((SELECT count(DISTINCT md5) FROM (SELECT md5(string_agg(a::text, ';')) FROM generate_series(1, 3) AS p, LATERAL sozialraum.areal_weights((SELECT sozialraum.polygon_set(id, geom ORDER BY md5(id::text || p)) FROM old_area), (SELECT sozialraum.polygon_set(id, geom ORDER BY md5(p || id::text)) FROM new_area)) AS a GROUP BY p) AS t), 1::bigint, 'the same bits in any order of rows');

-- ---------------------------------------------------------------- residential blocks: here, cells of 500 m with people where a hash says so
CREATE TEMP TABLE cell AS SELECT row_number() OVER (ORDER BY i, j) AS id, geom, (i * 7919 + j * 104729) % 300 AS people FROM (SELECT (ST_SquareGrid(500, ST_SetSRID(ST_Extent(geom), 25833))).* FROM old_area) AS g;
CREATE TEMP TABLE inhabited AS SELECT * FROM sozialraum.dasymetric_weights((SELECT sozialraum.polygon_set(id, geom) FROM old_area), (SELECT sozialraum.polygon_set(id, geom) FROM new_area), (SELECT sozialraum.polygon_set(id, geom, abs(people)) FROM cell));
SELECT cmp_ok((SELECT abs(sum(share_of_source) - 448) FROM inhabited), '<', 1e-9::double precision, 'by blocks: all of every old area is shared out');
SELECT cmp_ok((WITH piece AS MATERIALIZED (SELECT a.id AS source_id, abs(c.people) AS people, ST_Intersection(a.geom, c.geom) AS geom FROM old_area AS a JOIN cell AS c ON ST_Intersects(a.geom, c.geom) WHERE a.id < 1020000)
	SELECT max(abs(i.weight - o.weight)) FROM inhabited AS i JOIN (
	SELECT p.source_id, b.id AS target_id, sum(people * ST_Area(ST_Intersection(p.geom, b.geom)) / 250000) AS weight
	FROM piece AS p JOIN new_area AS b ON ST_Intersects(p.geom, b.geom)
	GROUP BY 1, 2) AS o USING (source_id, target_id)), '<', 1e-8::double precision, 'by blocks: the weights are those of PostGIS'' three overlays');
SELECT is((SELECT string_agg(DISTINCT method, ' ') FROM inhabited), 'ancillary', 'by blocks: every area has some');
SELECT cmp_ok((SELECT sum(abs(i.share_of_source - s.share_of_source)) FROM inhabited AS i JOIN share AS s USING (source_id, target_id)), '>', 1::double precision, 'by blocks: that is not the same as by surface');

-- ---------------------------------------------------------------- a smooth surface
CREATE TEMP TABLE smooth AS SELECT * FROM sozialraum.pycnophylactic((SELECT sozialraum.polygon_set(a.id, geom, y) FROM old_area AS a JOIN value USING (id)), (SELECT sozialraum.polygon_set(id, geom) FROM new_area), 50, 30);
SELECT cmp_ok((SELECT abs(sum(value) / (SELECT sum(y) FROM value) - 1) FROM smooth), '<', 1e-9::double precision, 'the smooth surface keeps the total');
SELECT cmp_ok((SELECT corr(s.value, t.y) FROM smooth AS s JOIN (SELECT target_id, sozialraum.transfer_extensive(y, share_of_source) AS y FROM share JOIN value ON id = source_id GROUP BY target_id) AS t USING (target_id)), '>', 0.98::double precision, 'and is not far from the plain transfer');

SELECT * FROM finish();
ROLLBACK;
