-- Locate: in which area does a point lie
SET search_path = sozialraum, engine_test, public;

-- four squares about (1, 1), the south-western one in two parts and with a hole, the last one overlapping it a little
CREATE TEMP TABLE area (id bigint, geom geometry);
INSERT INTO area VALUES
	(40, 'SRID=25832;MULTIPOLYGON(((0 0, 1 0, 1 1, 0 1, 0 0), (0.25 0.25, 0.25 0.75, 0.75 0.75, 0.75 0.25, 0.25 0.25)), ((5 5, 6 5, 6 6, 5 6, 5 5)))'),
	(10, 'SRID=25832;POLYGON((1 0, 2 0, 2 1, 1 1, 1 0))'),
	(30, 'SRID=25832;POLYGON((0 1, 1 1, 1 2, 0 2, 0 1))'),
	(20, 'SRID=25832;POLYGON((1 1, 2 1, 2 2, 1 2, 1 1))'),
	(50, 'SRID=25832;POLYGON((5.5 5.5, 7 5.5, 7 7, 5.5 5.5))'),
	(60, NULL), (NULL, 'SRID=25832;POINT(1 1)');
CREATE TEMP TABLE stored AS SELECT 1 AS n, build_locator(id, geom) AS l FROM area;

-- areas; in the hole; outside; the corner of four; a border each way; the outer border: west and south are in, east and north are out
SELECT v.what, v.x, v.y, locate(l, v.x, v.y), locate(l, ST_SetSRID(ST_MakePoint(v.x, v.y), 25832)) AS by_point
FROM stored, (VALUES (1, 'inside', 0.1, 0.1), (2, 'inside', 1.5, 0.5), (3, 'other part', 5.2, 5.9), (4, 'hole', 0.5, 0.5), (5, 'outside', 3, 1), (6, 'far away', -1e300, 1e300), (7, 'corner', 1, 1),
	(8, 'upright border', 1, 0.5), (9, 'level border', 1.5, 1), (10, 'hole, western border', 0.25, 0.5), (11, 'hole, eastern border', 0.75, 0.5), (12, 'hole, lower left corner', 0.25, 0.25),
	(13, 'western end', 0, 0.5), (14, 'southern end', 0.5, 0), (15, 'eastern end', 2, 0.5), (16, 'northern end', 0.5, 2), (17, 'two areas', 5.75, 5.6), (18, 'only the second', 6.5, 5.6),
	(19, 'minus zero', '-0'::double precision, '-0'::double precision)) v (k, what, x, y) ORDER BY k;
SELECT id, other_id, ST_AsEWKT(point) FROM stored, locator_overlaps(l);
SELECT areas, edges, overlapping_pairs, srid, bytes > 500 AS bytes, x_min, y_min, x_max, y_max, fingerprint IS NOT NULL AS fingerprint FROM stored, locator_summary(l);

-- NULL, empty, Z and M
SELECT locate(l, NULL::geometry), locate(l, NULL, 1), locate(l, 1, NULL), locate(l, 'SRID=25832;POINT EMPTY'), locate(NULL::locator, 1, 1),
	locate(l, 'SRID=25832;POINT Z (0.1 0.1 7)') AS z, locate(l, 'SRID=25832;POINT ZM (0.1 0.1 7 NaN)') AS zm FROM stored;
SELECT build_locator(id, geom) IS NULL AS no_rows FROM area WHERE id > 55;
SELECT count(*) AS no_overlaps FROM locator_overlaps(NULL);

-- what is refused
SELECT error_of($$SELECT sozialraum.locate(l, 'POINT(1 1)') FROM stored$$);
SELECT error_of($$SELECT sozialraum.locate(l, 'SRID=4326;POINT(1 1)') FROM stored$$);
SELECT error_of($$SELECT sozialraum.locate(sozialraum.build_locator(1, 'POLYGON((0 0, 1 0, 0 1, 0 0))'::geometry), 'SRID=4326;POINT(1 1)'::geometry)$$);
SELECT error_of($$SELECT sozialraum.locate(l, 'SRID=25832;LINESTRING(1 1, 2 2)') FROM stored$$);
SELECT error_of($$SELECT sozialraum.locate(l, ST_SetSRID(ST_MakePoint('NaN', 1), 25832)) FROM stored$$), error_of($$SELECT sozialraum.locate(l, ST_SetSRID(ST_MakePoint(1, 'Infinity'), 25832)) FROM stored$$);
SELECT error_of($$SELECT sozialraum.locate(l, 'NaN', 1) FROM stored$$), error_of($$SELECT sozialraum.locate(l, 1, '-Infinity') FROM stored$$);
SELECT error_of(format('SELECT sozialraum.build_locator(id, geom::geometry) FROM (VALUES (1, %L), (%s, %L)) v (id, geom)', a, id, b))
FROM (VALUES (1, 'POLYGON((0 0, 1 0, 0 1, 0 0))', 1, 'POLYGON((0 0, 1 0, 0 1, 0 0))'), (2, 'POLYGON((0 0, 1 0, 0 1, 0 0))', 2, 'SRID=4326;POLYGON((0 0, 1 0, 0 1, 0 0))'),
	(3, 'POLYGON((0 0, 1 0, 0 1, 0 0))', 2, 'POLYGON EMPTY'), (4, 'POLYGON((0 0, 1 0, 0 1, 0 0))', 2, 'POINT(1 1)'),
	(5, 'POLYGON((0 0, 1 0, 0 1, 0 0))', 2, ST_MakePolygon(ST_MakeLine(ARRAY[ST_MakePoint(0, 0), ST_MakePoint('NaN', 0), ST_MakePoint(1, 1), ST_MakePoint(0, 0)]))::text)) v (n, a, id, b) ORDER BY n;

-- SRID 0 with SRID 0; degrees
SELECT locate(l, 'POINT(0.2 0.2)') FROM (SELECT build_locator(1, 'POLYGON((0 0, 1 0, 0 1, 0 0))') AS l) t;
SELECT locate(l, 'SRID=4326;POINT(12.08 50.88)') FROM (SELECT build_locator(-9223372036854775808, 'SRID=4326;POLYGON((12 50.8, 12.2 50.8, 12.1 51, 12 50.8))') AS l) t;

-- there and back: text, bytes, a table
SELECT l::text::locator::text = l::text AS text, octet_length(locator_send(l)) * 2 = length(l::text) AS bytes FROM stored;
CREATE TEMP TABLE copied AS SELECT n, l::text::locator AS l FROM stored;
SELECT locate(c.l, 0.1, 0.1), c.l::text = s.l::text AS same FROM copied c, stored s;
CREATE TEMP TABLE received (l locator);
SELECT receive('received', locator_send(l)) = l::text AS received FROM stored;

-- text that is no locator: empty, odd, other digits, cut off, longer, the other byte order, another version, one bit turned
SELECT k, error_of(format('SELECT %L::sozialraum.locator', t)) FROM stored, LATERAL (VALUES (1, ''), (2, 'abc'), (3, 'xy'), (4, left(l::text, 100)), (5, left(l::text, -2)), (6, l::text || '00'), (7, upper(l::text)),
	(8, (SELECT string_agg(substr(l::text, 2 * i - 1, 2), '' ORDER BY i DESC) FROM generate_series(1, 4) i) || substr(l::text, 9)),
	(9, left(l::text, 8) || '0700' || substr(l::text, 13)), (10, overlay(l::text placing CASE substr(l::text, 601, 1) WHEN '0' THEN '1' ELSE '0' END from 601))) v (k, t) ORDER BY k;
SELECT state, count(*) > 200 AS all_refused
FROM stored, generate_series(1, 250) seed, LATERAL (SELECT error_of(format('SELECT %L::sozialraum.locator', encode(mutate(locator_send(l), seed), 'hex'))) AS e) t,
	LATERAL (SELECT CASE WHEN e = 'no error' THEN 'unchanged' ELSE split_part(e, ' ', 1) END AS state) s
WHERE mutate(locator_send(l), seed) <> locator_send(l) GROUP BY state;

-- ---- a coverage: Voronoi cells, cut at a frame; corners, middles of borders and points anywhere
SELECT setseed(0.25);
CREATE TEMP TABLE seed AS SELECT i, ST_SetSRID(ST_MakePoint(round((random() * 1000)::numeric, 1), round((random() * 1000)::numeric, 1)), 25832) AS geom FROM generate_series(1, 400) i;
CREATE TABLE cell AS
SELECT 1000 - row_number() OVER () AS id, geom
FROM (SELECT (ST_Dump(ST_VoronoiPolygons(ST_Collect(geom ORDER BY i), 0, ST_MakeEnvelope(0, 0, 1000, 1000, 25832)))).geom FROM seed) t;
CREATE TABLE spot AS
SELECT row_number() OVER () AS id, kind, geom
FROM (SELECT 'corner' AS kind, (ST_DumpPoints(geom)).geom FROM cell
	UNION ALL SELECT 'middle', ST_LineInterpolatePoint(ST_MakeLine(ST_PointN(ring, i), ST_PointN(ring, i + 1)), 0.5)
		FROM (SELECT ST_ExteriorRing(geom) AS ring FROM cell) r, LATERAL generate_series(1, ST_NPoints(ring) - 1) i
	UNION ALL SELECT 'anywhere', ST_SetSRID(ST_MakePoint(random() * 3000 - 1000, random() * 3000 - 1000), 25832) FROM generate_series(1, 20000)) t;
CREATE INDEX ON cell USING gist (geom);
ANALYZE cell; ANALYZE spot;
CREATE TABLE cells (n integer, l locator);
INSERT INTO cells SELECT 0, build_locator(id, geom) FROM cell;
SELECT areas, overlapping_pairs FROM cells, locator_summary(l);

-- the same area as PostGIS finds; on borders one of those that it finds, or none at the outer end
SELECT kind, count(*) > 1000 AS many, count(*) FILTER (WHERE touching > 1) > 0 AS on_borders, count(*) FILTER (WHERE NOT right_one) AS wrong
FROM (SELECT kind, cardinality(ids) AS touching, CASE WHEN kind = 'anywhere' THEN array_remove(ARRAY[found], NULL) = ids ELSE found IS NULL OR found = ANY (ids) END AS right_one
	FROM (SELECT s.kind, locate((SELECT l FROM cells), s.geom) AS found, ARRAY(SELECT c.id FROM cell c WHERE ST_Intersects(c.geom, s.geom)) AS ids FROM spot s WHERE kind <> 'middle') t) t
GROUP BY kind ORDER BY kind;
-- every inner corner and border point is in exactly one area: found, and found again when the areas come one by one
SELECT kind, count(*) FILTER (WHERE found IS NULL) AS nowhere, count(*) FILTER (WHERE n <> 1) AS not_in_one, count(*) FILTER (WHERE found <> alone) AS another
FROM (SELECT kind, s.id, locate((SELECT l FROM cells), s.geom) AS found, count(locate(o.l, s.geom)) AS n, max(locate(o.l, s.geom)) AS alone
	FROM spot s, (SELECT id, build_locator(id, geom) AS l, ST_Envelope(geom) AS box FROM cell GROUP BY id, geom) o
	WHERE s.geom && o.box AND ST_Within(s.geom, (SELECT ST_Buffer(ST_SetSRID(ST_Extent(geom), 25832), -1) FROM cell)) GROUP BY kind, s.id, s.geom) t
GROUP BY kind ORDER BY kind;

-- any order of rows, any number of workers: the same bytes
CREATE FUNCTION pg_temp.bytes_of(query text, workers integer) RETURNS text LANGUAGE plpgsql
SET parallel_setup_cost = 0 SET parallel_tuple_cost = 0 SET min_parallel_table_scan_size = 0 AS $$
DECLARE
	result text;
BEGIN
	PERFORM set_config('max_parallel_workers_per_gather', workers::text, true);
	EXECUTE query INTO result;
	RETURN result;
END $$;
ALTER TABLE cell SET (parallel_workers = 8);
SELECT count(DISTINCT b) FROM (SELECT pg_temp.bytes_of('SELECT md5(sozialraum.build_locator(id, geom)::text) FROM cell', w) AS b FROM unnest(ARRAY[0, 2, 4]) w
	UNION ALL SELECT pg_temp.bytes_of(format('SELECT md5(sozialraum.build_locator(id, geom ORDER BY md5(id::text || %L))::text) FROM cell', p), 0) FROM generate_series(1, 20) p
	UNION ALL SELECT md5(l::text) FROM cells) t;
-- looking up in workers
ALTER TABLE spot SET (parallel_workers = 4);
SELECT count(DISTINCT b) FROM (SELECT pg_temp.bytes_of('SELECT md5(string_agg(id || $a$:$a$ || a, $a$,$a$ ORDER BY id)) FROM (SELECT s.id, sozialraum.locate(l, geom) AS a FROM spot s, cells) t', w) AS b FROM unnest(ARRAY[0, 2, 4]) w
	UNION ALL SELECT pg_temp.bytes_of('SELECT md5(string_agg(id || $a$:$a$ || a, $a$,$a$ ORDER BY id)) FROM (SELECT s.id, sozialraum.locate((SELECT sozialraum.build_locator(id, geom) FROM cell), geom) AS a FROM spot s) t', w) FROM unnest(ARRAY[0, 4]) w) t;

-- ---- locators that change from row to row: stored ones (more than are kept), in memory, a new value in the same row
INSERT INTO cells SELECT i, (SELECT build_locator(id + 10000 * i, ST_Translate(geom, i * 7, 0)) FROM cell) FROM generate_series(1, 6) i;
SELECT count(*) AS stored_out_of_line FROM cells WHERE pg_column_size(l) > 100000 AND pg_column_compression(l) IS NULL;
SELECT count(*), count(*) FILTER (WHERE found / 10000 <> n) AS of_another, count(*) FILTER (WHERE found - 10000 * n <> moved_back) AS wrong
FROM (SELECT n, locate(l, s.geom) AS found, locate((SELECT l FROM cells WHERE n = 0), ST_Translate(s.geom, -7 * n, 0)) AS moved_back
	FROM (SELECT * FROM spot WHERE kind = 'anywhere' AND id % 20 = 0) s, cells ORDER BY s.id, n) t;
SELECT count(*) AS rows, count(DISTINCT found) AS found FROM (SELECT locate(l, 500, 500) AS found FROM (SELECT l FROM cells ORDER BY n DESC OFFSET 0) c) t;
SELECT array_agg(locate(l, 0.5, 0.5) ORDER BY i) FROM (SELECT i, build_locator(i, 'POLYGON((0 0, 1 0, 1 1, 0 1, 0 0))') AS l FROM generate_series(1, 8) i GROUP BY i) t;
DO $$
DECLARE
	kept sozialraum.locator;
	found bigint;
BEGIN
	FOR i IN 1 .. 6 LOOP
		UPDATE cells SET l = (SELECT sozialraum.build_locator(id + i, geom) FROM cell) WHERE n = 0;
		SELECT sozialraum.locate(l, 500, 500) - i INTO found FROM cells WHERE n = 0;
		SELECT l INTO kept FROM cells WHERE n = 0;
		IF found IS DISTINCT FROM sozialraum.locate(kept, 500, 500) - i OR found <> (SELECT c.id FROM cell c WHERE public.ST_Contains(c.geom, public.ST_SetSRID(public.ST_MakePoint(500, 500), 25832))) THEN
			RAISE EXCEPTION 'round %: the locator of before was used', i;
		END IF;
	END LOOP;
END $$;
-- compressed in the row, and stored compressed
CREATE TEMP TABLE pressed (n integer, l locator);
ALTER TABLE pressed ALTER l SET STORAGE extended;
INSERT INTO pressed SELECT 1, build_locator(i, ST_MakeEnvelope(i, 0, i + 1, 1)) FROM generate_series(1, 30) i;
INSERT INTO pressed SELECT 2, build_locator(i, ST_MakeEnvelope(i, 0, i + 1, 1)) FROM generate_series(1, 3000) i;
SELECT n, pg_column_compression(l) IS NOT NULL AS compressed, locate(l, 7.5, 0.5), locate(l, 7, 0) AS border, locate(l, 6.999999999, 0) AS just_before FROM pressed ORDER BY n;

-- ---- overlaps: pairs whose interiors meet, by PostGIS; triangles on few whole numbers touch in every way
SELECT setseed(0.75);
CREATE TEMP TABLE triangle AS
SELECT row_number() OVER () AS id, 'SRID=25833;' || format('POLYGON((%1$s %2$s, %3$s %4$s, %5$s %6$s, %1$s %2$s))', a, b, c, d, e, f) AS wkt
FROM (SELECT floor(random() * 12) AS a, floor(random() * 12) AS b, floor(random() * 12) AS c, floor(random() * 12) AS d, floor(random() * 12) AS e, floor(random() * 12) AS f FROM generate_series(1, 150)) t
WHERE (c - a) * (f - b) <> (e - a) * (d - b);
CREATE TEMP TABLE overlap AS SELECT o.* FROM (SELECT build_locator(id, wkt::geometry) AS l FROM triangle) t, locator_overlaps(l) o;
CREATE TEMP TABLE expected AS SELECT a.id, b.id AS other_id FROM triangle a JOIN triangle b ON a.id < b.id AND ST_Relate(a.wkt::geometry, b.wkt::geometry, 'T********');
SELECT count(*) > 1000 AS many, (SELECT count(*) FROM triangle) AS triangles FROM expected;
(SELECT id, other_id FROM overlap EXCEPT SELECT * FROM expected) UNION ALL (SELECT * FROM expected EXCEPT SELECT id, other_id FROM overlap);
SELECT count(*) FILTER (WHERE NOT (ST_DWithin(a.wkt::geometry, point, 1e-9) AND ST_DWithin(b.wkt::geometry, point, 1e-9))) AS elsewhere, bool_and(ST_SRID(point) = 25833) AS srid
FROM overlap o JOIN triangle a ON a.id = o.id JOIN triangle b ON b.id = o.other_id;
-- and where they overlap, points are located in the smallest id
SELECT count(*), count(*) FILTER (WHERE found IS DISTINCT FROM smallest) AS wrong
FROM (SELECT locate(l, g) AS found, (SELECT min(id) FROM triangle WHERE ST_Contains(wkt::geometry, g)) AS smallest
	FROM (SELECT build_locator(id, wkt::geometry) AS l FROM triangle) t, (SELECT ST_SetSRID(ST_MakePoint(random() * 12, random() * 12), 25833) AS g FROM generate_series(1, 2000)) p) t;

-- a corner of one area on the border of another (T-junction): no gap and no overlap where the corner lies on the line in floating point
SELECT o.*, locate(l, 0.5, 1) AS on_border FROM (SELECT build_locator(id, g::geometry) AS l
	FROM (VALUES (1, 'POLYGON((0 0, 1 0, 1 1, 0 1, 0 0))'), (2, 'POLYGON((0 1, 0.5 1, 0.5 2, 0 2, 0 1))'), (3, 'POLYGON((0.5 1, 1 1, 1 2, 0.5 2, 0.5 1))')) v (id, g)) t LEFT JOIN LATERAL locator_overlaps(l) o ON true;

DROP TABLE cell, cells, spot;
