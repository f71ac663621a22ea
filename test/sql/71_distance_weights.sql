-- Spatial weights from points.  Six points of PySAL's documentation; its published numbers (libpysal 4, Kernel, KNN, DistanceBand).
SET search_path = sozialraum, engine_test, public;
CREATE TABLE engine_test.spot AS
SELECT i AS id, ST_SetSRID(ST_MakePoint(x, y), 25832) AS geom FROM (VALUES (0, 10, 10), (1, 20, 10), (2, 40, 10), (3, 15, 20), (4, 30, 20), (5, 30, 30)) t(i, x, y);

SELECT knn_weights(id, geom, 2) FROM spot;
SELECT distance_weights(id, geom, 11.2) FROM spot;
SELECT id, array_agg(neighbour_id || ': ' || round(weight::numeric, 6) ORDER BY neighbour_id) FROM neighbours((SELECT inverse_distance_weights(id, geom, 14.2) FROM spot)) GROUP BY id ORDER BY id;
-- DistanceBand(points, threshold = 14.2, binary = False, alpha = -2): unit 0 has 0.01 and 0.008
SELECT id, array_agg(neighbour_id || ': ' || round(weight::numeric, 12) ORDER BY neighbour_id) FROM neighbours((SELECT inverse_distance_weights(id, geom, 14.2, 2) FROM spot)) GROUP BY id ORDER BY id;
-- Kernel(points, bandwidth = 15): unit 0 has 1, 0.33333333333333337, 0.2546440075000701; Kernel(points, bandwidth = 15, function = 'gaussian')
SELECT k, array_agg(neighbour_id || ': ' || round(weight::numeric, 12) ORDER BY neighbour_id)
FROM unnest(ARRAY['triangular', 'uniform', 'quadratic', 'quartic', 'gaussian']) k, LATERAL neighbours((SELECT kernel_weights(s.id, geom, 15, k) FROM spot s)) n WHERE n.id = 0 GROUP BY k;
-- Kernel(points, fixed = False) with k = 2: unit 0 has 1, 0.10557280900008403, 1e-7 (PySAL widens the bandwidth by 1e-7); gaussian 0.3989422804014327, 0.2674190291577696, 0.2419707487162134
SELECT k, array_agg(neighbour_id || ': ' || round(weight::numeric, 6) ORDER BY neighbour_id)
FROM unnest(ARRAY['triangular', 'gaussian']) k, LATERAL neighbours((SELECT adaptive_kernel_weights(s.id, geom, 2, k) FROM spot s)) n WHERE n.id = 0 GROUP BY k;
-- min_threshold_distance
SELECT round(largest_nearest_distance(id, geom)::numeric, 9) FROM spot;
SELECT islands(distance_weights(id, geom, (SELECT largest_nearest_distance(id, geom) FROM spot))) FROM spot;

-- polygons count with their centre of gravity, whatever their order, direction and holes
SELECT knn_weights(id, geom, 1) FROM (VALUES (1, ST_GeomFromText('POLYGON((0 0, 0 10, 10 10, 10 0, 0 0), (1 1, 9 1, 9 2, 1 2, 1 1))')), (2, ST_GeomFromText('MULTIPOLYGON(((20 0, 21 0, 21 1, 20 0)), ((30 0, 31 0, 31 1, 30 0)))')),
	(3, ST_GeomFromText('POINT(5 8)'))) t(id, geom);
SELECT bool_and(abs(d) < 1e-9) FROM (SELECT largest_nearest_distance(p, g) - ST_Distance(ST_Centroid(min(g::text)::geometry), ST_Centroid(max(g::text)::geometry)) AS d
	FROM (SELECT k, p, ST_Buffer(ST_MakePoint(300000 + 97 * k * p, 5600000 + 31 * p), 5 + p + k, p) AS g FROM generate_series(1, 20) k, generate_series(1, 2) p) t GROUP BY k) t;

-- ties: the smaller id; coincident points are neighbours at distance 0
SELECT knn_weights(id, ST_MakePoint(x, y), 1) FROM (VALUES (9, 0, 0), (7, 1, 0), (3, -1, 0), (5, 0, 1)) t(id, x, y);
SELECT knn_weights(id, ST_MakePoint(0, 0), 2), distance_weights(id, ST_MakePoint(0, 0), 1) FROM generate_series(1, 4) id;

-- against PostGIS, seeded: the same pairs, the same nearest (k = 8, ties by id)
SELECT setseed(0.7);
CREATE TABLE engine_test.scattered AS SELECT i AS id, ST_SetSRID(ST_MakePoint(floor(random() * 300), floor(random() * 300)), 25832) AS geom FROM generate_series(1, 2000) i;
SELECT count(*) FROM (
	(SELECT id, neighbour_id FROM neighbours((SELECT distance_weights(id, geom, 7.5) FROM scattered)) EXCEPT SELECT a.id, b.id FROM scattered a JOIN scattered b ON a.id <> b.id AND ST_DWithin(a.geom, b.geom, 7.5))
	UNION ALL
	(SELECT a.id, b.id FROM scattered a JOIN scattered b ON a.id <> b.id AND ST_DWithin(a.geom, b.geom, 7.5) EXCEPT SELECT id, neighbour_id FROM neighbours((SELECT distance_weights(id, geom, 7.5) FROM scattered)))) t;
SELECT count(*) FROM (
	SELECT id, neighbour_id FROM neighbours((SELECT knn_weights(id, geom, 8) FROM scattered))
	EXCEPT SELECT a.id, n.id FROM scattered a, LATERAL (SELECT b.id FROM scattered b WHERE b.id <> a.id ORDER BY (ST_X(a.geom) - ST_X(b.geom)) ^ 2 + (ST_Y(a.geom) - ST_Y(b.geom)) ^ 2, b.id LIMIT 8) n) t;

-- the same bits for any order and number of workers
ALTER TABLE scattered SET (parallel_workers = 4);
SELECT a, (invariance(a, 'engine_test.scattered')).*
FROM unnest(ARRAY['md5(knn_weights(id, geom, 5)::text)', 'md5(distance_weights(id, geom, 9)::text)', 'md5(kernel_weights(id, geom, 9, ''gaussian'')::text)',
	'md5(adaptive_kernel_weights(id, geom, 9, ''quartic'')::text)', 'largest_nearest_distance(id, geom)']) a;

-- NULL, no rows, one row, two rows
SELECT knn_weights(id, geom, 1), distance_weights(id, geom, 1), largest_nearest_distance(id, geom) FROM spot WHERE false;
SELECT distance_weights(id, geom, 1), kernel_weights(id, geom, 1, 'uniform'), largest_nearest_distance(id, geom) FROM spot WHERE id = 0;
SELECT knn_weights(id, geom, 1), largest_nearest_distance(id, geom) FROM spot WHERE id < 2;
SELECT distance_weights(id, geom, 100) FROM (VALUES (1, ST_MakePoint(0, 0)), (NULL, ST_MakePoint(1, 1)), (2, NULL)) t(id, geom);

-- errors
SELECT q, error_of(format('SELECT sozialraum.%s FROM engine_test.spot', q)) FROM unnest(ARRAY[
	'knn_weights(id, geom, 0)', 'knn_weights(id, geom, 6)', 'knn_weights(id, geom, NULL)', 'knn_weights(id, geom, 1 + id)', 'knn_weights(1, geom, 2)',
	'distance_weights(id, geom, 0)', 'distance_weights(id, geom, ''NaN'')', 'distance_weights(id, geom, ''Infinity'')', 'inverse_distance_weights(id, geom, 10, -1)', 'inverse_distance_weights(id, public.ST_MakePoint(0, 0), 10)',
	'kernel_weights(id, geom, 10, ''epanechnikov'')', 'adaptive_kernel_weights(id, public.ST_MakePoint(0, 0), 2, ''quartic'')',
	'knn_weights(id, public.ST_Transform(geom, 4326), 1)', 'knn_weights(id, public.ST_SetSRID(geom, 25832 + id % 2), 1)', 'knn_weights(id, ''POINT EMPTY''::public.geometry, 1)',
	'knn_weights(id, ''POLYGON EMPTY''::public.geometry, 1)', 'knn_weights(id, ''LINESTRING(0 0, 1 1)''::public.geometry, 1)', 'knn_weights(id, public.ST_MakePoint(''NaN'', 0), 1)']) q;
-- more links than a value holds are refused before they fill the memory: 10 billion would take 120 GB
SELECT error_of('SELECT sozialraum.knn_weights(i, public.ST_MakePoint(i, 0), 99999) FROM generate_series(1, 100000) i');
DROP TABLE spot, scattered;
