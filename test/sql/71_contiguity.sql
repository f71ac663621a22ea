-- Spatial weights from polygons. Expected neighbours: counted by hand, or what PostGIS says of every pair.
SET search_path = sozialraum, engine_test, public;

-- nine fields of a chessboard, numbered 11 ... 33 by column and row: 12 mutual neighbourhoods for the rook, 8 more across corners for the queen
CREATE TABLE engine_test.field AS SELECT 10 * x + y AS id, ST_MakeEnvelope(100 * x, 50 * y, 100 * (x + 1), 50 * (y + 1), 25832) AS geom FROM generate_series(1, 3) x, generate_series(1, 3) y;
SELECT queen_weights(id, geom) FROM field;
SELECT rook_weights(id, geom) FROM field;
SELECT border_weights(id, geom) FROM field;
SELECT (weights_summary(queen_weights(id, geom))).*, rook_weights(id, geom, 0)::text = rook_weights(id, geom)::text AS tolerance_0 FROM field;
-- a tolerance changes nothing where nothing is sloppy
SELECT queen_weights(id, geom)::text = queen_weights(id, geom, 0.5)::text AS queen, rook_weights(id, geom)::text = rook_weights(id, geom, 0.5)::text AS rook FROM field;
SELECT count(*), max(abs(a.weight - b.weight)) < 1e-9 AS lengths FROM neighbours((SELECT border_weights(id, geom) FROM field)) a JOIN neighbours((SELECT border_weights(id, geom, 0.5) FROM field)) b USING (id, neighbour_id);

-- T-junctions: the long side of 1 has the corners of 2, 3, 4 on it; 5 stands with a corner on a side of 1; 6 overlaps 4, 7 lies within 1, 8 is in a hole of 1, 9 an island of two parts
CREATE TABLE engine_test.parcel AS SELECT i AS id, ST_SetSRID(g::geometry, 25832) AS geom FROM (VALUES (1, 'POLYGON((0 0, 60 0, 60 30, 0 30, 0 0), (40 10, 50 10, 50 20, 40 20, 40 10))'),
	(2, 'POLYGON((0 30, 20 30, 20 50, 0 50, 0 30))'), (3, 'POLYGON((20 30, 40 30, 40 50, 20 50, 20 30))'), (4, 'POLYGON((40 30, 70 30, 70 50, 40 50, 40 30))'), (5, 'POLYGON((60 12, 70 20, 70 5, 60 12))'),
	(6, 'POLYGON((65 25, 80 25, 80 40, 65 40, 65 25))'), (7, 'POLYGON((5 5, 15 5, 15 15, 5 15, 5 5))'), (8, 'POLYGON((40 10, 50 10, 50 20, 40 20, 40 10))'), (9, 'MULTIPOLYGON(((200 0, 210 0, 210 10, 200 0)), ((0 200, 10 200, 10 210, 0 200)))')) t(i, g);
SELECT queen_weights(id, geom) FROM parcel;
SELECT rook_weights(id, geom) FROM parcel;
SELECT border_weights(id, geom) FROM parcel;
SELECT islands(rook_weights(id, geom)) FROM parcel;

-- against PostGIS, pair by pair: overlapping hulls of small whole numbers, boxes with holes, two parts in one row; and a division into rectangles full of T-junctions
CREATE FUNCTION engine_test.dice(k int, n int) RETURNS int LANGUAGE sql IMMUTABLE RETURN (hashint4extended(k, 71) % n + n) % n;
CREATE TABLE engine_test.heap AS
	SELECT i AS id, ST_ConvexHull(ST_Collect(ST_MakePoint(dice(i, 40) + dice(10 * i + p, 6), dice(-i, 40) + dice(-10 * i - p, 6)))) AS geom FROM generate_series(1, 250) i, generate_series(1, 5) p GROUP BY i
	UNION ALL SELECT 1000 + i, ST_Difference(ST_MakeEnvelope(x, y, x + 8, y + 8), ST_MakeEnvelope(x + 2, y + 2, x + 5, y + 5)) FROM (SELECT i, dice(i, 37) AS x, dice(-i, 37) AS y FROM generate_series(1001, 1060) i) t
	UNION ALL SELECT 2000 + i, ST_Collect(ST_MakeEnvelope(x, y, x + 2, y + 2), ST_MakeEnvelope(x + 4, y + 1, x + 5, y + 5)) FROM (SELECT i, dice(i, 37) AS x, dice(-i, 37) AS y FROM generate_series(2001, 2060) i) t;
DELETE FROM heap WHERE GeometryType(geom) NOT IN ('POLYGON', 'MULTIPOLYGON');
CREATE TABLE engine_test.division AS
	WITH RECURSIVE r(d, n, x0, y0, x1, y1) AS (
		SELECT 0, 1, 0, 0, 5000, 5000
		UNION ALL
		SELECT d + 1, 2 * n + k, CASE WHEN k = 1 AND d % 2 = 0 THEN x0 + (x1 - x0) * (30 + dice(n, 41)) / 100 ELSE x0 END, CASE WHEN k = 1 AND d % 2 = 1 THEN y0 + (y1 - y0) * (30 + dice(n, 41)) / 100 ELSE y0 END,
			CASE WHEN k = 0 AND d % 2 = 0 THEN x0 + (x1 - x0) * (30 + dice(n, 41)) / 100 ELSE x1 END, CASE WHEN k = 0 AND d % 2 = 1 THEN y0 + (y1 - y0) * (30 + dice(n, 41)) / 100 ELSE y1 END
		FROM r, generate_series(0, 1) k WHERE d < 8)
	SELECT n AS id, ST_MakeEnvelope(300000 + x0, 5600000 + y0, 300000 + x1, 5600000 + y1, 25832) AS geom FROM r WHERE d = 8;
-- the same, digitised by somebody else: every corner of every rectangle moved up to 0.35 m, so that there are gaps and overlaps everywhere
CREATE TABLE engine_test.sloppy AS
	SELECT id, ST_SetSRID(ST_MakePolygon(ST_MakeLine(ARRAY[p[1], p[2], p[3], p[4], p[1]])), 25832) AS geom
	FROM (SELECT id, array_agg(ST_Translate(ST_PointN(ST_ExteriorRing(geom), i), (dice(4 * id + i, 501) - 250) / 1000.0, (dice(-4 * id - i, 501) - 250) / 1000.0) ORDER BY i) AS p FROM division, generate_series(1, 4) i GROUP BY id) t;
SELECT bool_and(ST_IsValid(geom)), count(*) FROM (TABLE heap UNION ALL TABLE division UNION ALL TABLE sloppy) t;

-- counts of pairs by what both say; only equal ones may come
CREATE FUNCTION engine_test.compared(source regclass, tolerance double precision DEFAULT 0) RETURNS TABLE (rule text, ours boolean, postgis boolean, pairs bigint) LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format($q$
		WITH w AS MATERIALIZED (SELECT queen_weights(id, geom, $1) AS q, rook_weights(id, geom, $1) AS r, border_weights(id, geom, $1) AS l FROM %1$s),
		q AS MATERIALIZED (SELECT n.* FROM w, neighbours(w.q) n), r AS MATERIALIZED (SELECT n.* FROM w, neighbours(w.r) n), l AS MATERIALIZED (SELECT n.* FROM w, neighbours(w.l) n),
		p AS MATERIALIZED (SELECT a.id, b.id AS neighbour_id, CASE WHEN $1 > 0 THEN ST_DWithin(a.geom, b.geom, $1) ELSE ST_Intersects(a.geom, b.geom) END AS near,
			CASE WHEN $1 = 0 AND ST_Intersects(a.geom, b.geom) THEN ST_Length(ST_CollectionExtract(ST_Intersection(ST_Boundary(a.geom), ST_Boundary(b.geom)), 2)) ELSE 0 END AS common FROM %1$s a JOIN %1$s b ON a.id <> b.id)
		SELECT 'queen', q.id IS NOT NULL, p.near, count(*) FROM p LEFT JOIN q USING (id, neighbour_id) GROUP BY 1, 2, 3
		UNION ALL
		SELECT 'rook', r.id IS NOT NULL, p.common > 0, count(*) FROM p LEFT JOIN r USING (id, neighbour_id) WHERE $1 = 0 GROUP BY 1, 2, 3
		UNION ALL
		SELECT 'length', true, abs(p.common - coalesce(l.weight, 0)) <= 1e-9 * p.common, count(*) FROM p LEFT JOIN l USING (id, neighbour_id) WHERE $1 = 0 GROUP BY 1, 2, 3
		UNION ALL
		SELECT 'rook as lengths', r.id IS NOT NULL, l.id IS NOT NULL, count(*) FROM r FULL JOIN l USING (id, neighbour_id) GROUP BY 1, 2, 3
		ORDER BY 1, 2, 3$q$, source) USING tolerance;
END $$;
SELECT * FROM compared('heap');
SELECT * FROM compared('division');
SELECT * FROM compared('heap', 1.3);
SELECT * FROM compared('sloppy');
SELECT * FROM compared('sloppy', 0.8);
-- the sloppy map has the neighbours of the exact one, and nearly the lengths of its borders; but for borders of less than 4 x 0.8 m
SELECT count(*) AS links, count(s.id) AS found, max(e.weight) FILTER (WHERE s.id IS NULL) < 4 AS only_short_ones_missing, max(abs(e.weight - s.weight)) < 3 AS lengths
FROM neighbours((SELECT border_weights(id, geom) FROM division)) e FULL JOIN neighbours((SELECT border_weights(id, geom, 0.8) FROM sloppy)) s USING (id, neighbour_id);
SELECT count(*) FILTER (WHERE e.id IS NULL) AS too_many FROM neighbours((SELECT rook_weights(id, geom) FROM division)) e FULL JOIN neighbours((SELECT rook_weights(id, geom, 0.8) FROM sloppy)) s USING (id, neighbour_id);

-- the same bits for any order and number of workers
CREATE TABLE engine_test.any_order AS TABLE sloppy;
ALTER TABLE any_order SET (parallel_workers = 4);
SELECT (invariance('md5(concat(queen_weights(id, geom), rook_weights(id, geom), border_weights(id, geom), queen_weights(id, geom, 0.8), rook_weights(id, geom, 0.8), border_weights(id, geom, 0.8)))', 'engine_test.any_order')).*;

-- NULL, no rows, one row, equal areas, degrees, Z, ids of any size
SELECT queen_weights(id, geom), rook_weights(id, geom, 1), border_weights(id, geom) FROM field WHERE false;
SELECT queen_weights(id, NULL::geometry), queen_weights(NULL, geom, 1), rook_weights(id, geom, NULL) FILTER (WHERE geom IS NULL) FROM field;
SELECT queen_weights(id, geom), rook_weights(id, geom, 1), border_weights(id, geom) FROM field WHERE id = 11;
SELECT queen_weights(i, geom), rook_weights(i, geom), border_weights(i, geom, 1) FROM field, generate_series(1, 3) i WHERE id = 11;
SELECT queen_weights(id, ST_Transform(geom, 4326)) FROM field WHERE id < 20;
SELECT rook_weights(9223372036854775807 - id, ST_Force4D(ST_Multi(geom))) FROM field WHERE id < 20;
SELECT queen_weights(g % 3, geom) FROM (VALUES (3, 'POLYGON((0 0, 1 0, 1 1, 0 0))'::geometry), (1, NULL), (NULL, 'POLYGON((0 0, 1 0, 1 1, 0 0))'), (2, 'POLYGON((1 1, 2 1, 2 2, 1 1))')) t(g, geom);
-- -0 is 0; points that come twice do no harm
SELECT rook_weights(id, geom) FROM (VALUES (1, 'POLYGON((0 0, 1 0, 1 0, 1 1, 0 1, 0 0))'::geometry), (2, 'POLYGON((-0 -0, -0 -0, -1 -0, -1 1, -0 1, -0 -0))')) t(id, geom);

-- errors
SELECT q, error_of(format('SELECT sozialraum.%s FROM engine_test.field', q)) FROM unnest(ARRAY[
	'queen_weights(id, geom, -1)', 'queen_weights(id, geom, ''NaN'')', 'rook_weights(id, geom, ''Infinity'')', 'border_weights(id, geom, NULL)', 'rook_weights(id, geom, id)', 'queen_weights(1, geom)',
	'queen_weights(id, public.ST_SetSRID(geom, 25832 + id % 2))', 'queen_weights(id, ''POLYGON EMPTY''::public.geometry)', 'rook_weights(id, public.ST_MakePoint(1, 2))', 'rook_weights(id, public.ST_Boundary(geom))',
	'border_weights(id, public.ST_Transform(geom, 4326))', 'border_weights(id, public.ST_Transform(geom, 4326), 0.001)',
	'border_weights(id, public.ST_MakeEnvelope(-1.5e308, 0, 1.5e308, id))', 'queen_weights(id, public.ST_MakeEnvelope(0, 0, ''Infinity'', id))']) q;
