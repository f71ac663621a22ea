-- See bench/spatial. Tables, contests inside the server, results in the table result.
SET client_min_messages = error;
SET jit = off;
SET max_parallel_workers_per_gather = 0;
SET work_mem = '64MB';
SET search_path = sozialraum_bench, sozialraum, public;

CREATE FUNCTION postgis() RETURNS text LANGUAGE sql RETURN (SELECT extversion FROM pg_extension WHERE extname = 'postgis');

/* needs: function without the schema; theirs: in the same session, or NULL when the only peers are outside of the server */
CREATE TABLE contest (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, family text, name text, needs text, ours text, theirs text, peer text, aim text, remark text, large boolean DEFAULT false, skipped text);
CREATE TABLE result (id integer, ours double precision, theirs double precision);
CREATE TABLE peer (contest text, name text, export double precision, read double precision, compute double precision, remark text, id integer GENERATED ALWAYS AS IDENTITY);
CREATE TABLE aim (contest text, peer text, aim text);

INSERT INTO contest (family, name, needs, ours, theirs, peer, aim, large) VALUES
	('locate', 'locate 1M x 500', 'locate', 'SELECT count(locate(l, geom)) FROM point_1m, (SELECT build_locator(id, geom) AS l FROM border_500) AS t',
		'SELECT count(a.id) FROM border_500 AS a JOIN point_1m AS p ON ST_Intersects(a.geom, p.geom)', 'PostGIS join', '>= 50', false),
	('locate', 'locate 1M x 500, x and y', 'locate', 'SELECT count(locate(l, x, y)) FROM point_1m, (SELECT build_locator(id, geom) AS l FROM border_500) AS t', 'SELECT count(x + y) FROM point_1m', 'reading the points alone', NULL, false),
	('locate', 'build 10k x 300', 'locate', 'SELECT length(locator_send(build_locator(id, geom))) FROM border_10k', NULL, NULL, NULL, false),
	('locate', 'locate 10M x 10k', 'locate', 'SELECT count(locate(l, geom)) FROM point_10m, (SELECT build_locator(id, geom) AS l FROM border_10k) AS t', NULL, NULL, NULL, true),
	('weights', 'queen 10k', 'queen_weights', 'SELECT weights_summary(queen_weights(id, geom)) FROM grid_10k', 'SELECT count(*) FROM grid_10k AS a JOIN grid_10k AS b ON a.id <> b.id AND ST_Intersects(a.geom, b.geom)', 'PostGIS self-join', '>= 5', false),
	('weights', 'queen 100k', 'queen_weights', 'SELECT weights_summary(queen_weights(id, geom)) FROM grid_100k', NULL, NULL, NULL, true),
	('weights', 'rook 10k', 'rook_weights', 'SELECT weights_summary(rook_weights(id, geom)) FROM grid_10k', $$SELECT count(*) FROM grid_10k AS a JOIN grid_10k AS b ON a.id <> b.id AND a.geom && b.geom AND ST_Relate(a.geom, b.geom, '****1****')$$, 'PostGIS self-join', '>= 5', false),
	('weights', 'queen 10k x 300', 'queen_weights', 'SELECT weights_summary(queen_weights(id, geom)) FROM border_10k', NULL, NULL, NULL, true),
	('weights', 'nearest 10k', 'knn_weights', 'SELECT weights_summary(knn_weights(id, geom, 8)) FROM grid_10k',
		'SELECT count(n.id) FROM grid_10k AS a, LATERAL (SELECT b.id FROM grid_10k AS b WHERE b.id <> a.id ORDER BY a.geom <-> b.geom LIMIT 8) AS n', 'PostGIS LATERAL', NULL, false),
	('moran', 'moran 10k', 'moran', 'SELECT moran(id, x, w) FROM grid_10k, weights_10k',
		$$SELECT corr(z, lag) FROM (SELECT a.x - m AS z, avg(b.x - m) AS lag FROM grid_10k AS a JOIN neighbour_10k AS n USING (id) JOIN grid_10k AS b ON b.id = n.neighbour_id, (SELECT avg(x) AS m FROM grid_10k) AS t GROUP BY a.id, z) AS t$$, 'SQL on a table of neighbours', NULL, false),
	('moran', 'moran 100k', 'moran', 'SELECT moran(id, x, w) FROM grid_100k, weights_100k', NULL, NULL, NULL, true),
	('moran', 'moran 999 10k', 'moran', 'SELECT moran(id, x, w, 999, 1) FROM grid_10k, weights_10k', NULL, NULL, NULL, false),
	('local', 'local moran 10k', 'local_moran', 'SELECT count(m) FROM (SELECT local_moran(id, x, (SELECT w FROM weights_10k), 999) OVER () AS m FROM grid_10k) AS t', NULL, NULL, NULL, false),
	('local', 'local moran 100k', 'local_moran', 'SELECT count(m) FROM (SELECT local_moran(id, x, (SELECT w FROM weights_100k), 999) OVER () AS m FROM grid_100k) AS t', NULL, NULL, NULL, true),
	('regions', 'skater 1k', 'skater', 'SELECT count(DISTINCT r) FROM (SELECT skater(ARRAY[x, y], id, (SELECT w FROM weights_1k), 10) OVER () AS r FROM two_1k) AS t', NULL, NULL, NULL, false),
	('regions', 'skater 10k', 'skater', 'SELECT count(DISTINCT r) FROM (SELECT skater(ARRAY[x, y], id, (SELECT w FROM weights_10k), 10) OVER () AS r FROM two_10k) AS t', NULL, NULL, NULL, false),
	('regions', 'max-p 1k', 'max_p', 'SELECT count(DISTINCT r) FROM (SELECT max_p(ARRAY[x, y], id, (SELECT w FROM weights_1k), 1, 20) OVER () AS r FROM two_1k) AS t', NULL, NULL, NULL, false),
	('areal', 'areal 10k', 'areal_weights', 'SELECT sum(area) FROM areal_weights((SELECT polygon_set(id, geom) FROM grid_10k), (SELECT polygon_set(id, geom) FROM coarse_10k))',
		$$SELECT sum(CASE WHEN ST_CoveredBy(s.geom, t.geom) THEN ST_Area(s.geom) ELSE ST_Area(ST_Intersection(s.geom, t.geom)) END) FROM grid_10k AS s JOIN coarse_10k AS t ON s.geom && t.geom$$, 'PostGIS', '>= 1', false),
	('access', '2sfca 1M pairs', 'two_step_floating_catchment', $$SELECT sum(access) FROM two_step_floating_catchment((SELECT demand_points(id, demand) FROM demand_10k), (SELECT facility_points(id, capacity) FROM facility_100),
			(SELECT travel_costs(origin, destination, cost) FROM costs_1m), 20000)$$, NULL, NULL, NULL, false),
	('access', 'e2sfca 1M pairs', 'two_step_floating_catchment', $$SELECT sum(access) FROM two_step_floating_catchment((SELECT demand_points(id, demand) FROM demand_10k), (SELECT facility_points(id, capacity) FROM facility_100),
			(SELECT travel_costs(origin, destination, cost) FROM costs_1m), 20000, 'e2sfca', 'step', ARRAY[[5000, 1], [10000, 0.68], [20000, 0.22]])$$, NULL, NULL, NULL, false),
	('access', '2sfca 1M x 1k, 10 km', 'two_step_floating_catchment', $$SELECT sum(access) FROM two_step_floating_catchment((SELECT demand_points(id, demand, geom) FROM demand_1m), (SELECT facility_points(id, capacity, geom) FROM facility_1k), 10000)$$, NULL, NULL, NULL, true);
DELETE FROM contest WHERE family !~ :'family' OR (large AND :large = 0);
INSERT INTO aim VALUES ('queen 10k', 'libpysal Queen', '>= 5'), ('queen 10k', 'GeoDa', '>= 1'), ('local moran 10k', 'spdep localmoran perm', '>= 20'), ('local moran 10k', 'esda', '>= 3'),
	('local moran 10k', 'GeoDa lookup', '> 1'), ('local moran 100k', 'GeoDa lookup', '> 1'), ('locate 1M x 500', 'geopandas sjoin', '>= 5'), ('areal 10k', 'tobler', '>= 5');
UPDATE contest SET remark = CASE name WHEN 'build 10k x 300' THEN 'aim < 3 s' WHEN 'locate 10M x 10k' THEN 'aim < 10 s' WHEN 'queen 100k' THEN 'aim < 2 s' WHEN 'moran 100k' THEN 'aim 100 ms beyond reading'
	WHEN 'skater 10k' THEN 'aim < 500 ms' WHEN '2sfca 1M x 1k, 10 km' THEN 'aim < 10 s' END;
UPDATE contest SET skipped = 'the extension does not have it' WHERE NOT EXISTS (SELECT FROM pg_proc WHERE pronamespace = 'sozialraum'::regnamespace AND proname = needs);
-- a family that does not run needs no tables
CREATE FUNCTION wants(pattern text) RETURNS boolean LANGUAGE sql RETURN EXISTS (SELECT FROM contest WHERE (ours || coalesce(theirs, '')) ~ pattern AND skipped IS NULL);

-- squares of 100 m; a smooth figure with noise
CREATE FUNCTION noise(i bigint) RETURNS double precision LANGUAGE sql IMMUTABLE RETURN (hashint8extended(i, 42) & 1048575) / 1048576.0::double precision;
CREATE FUNCTION squares(n integer) RETURNS TABLE (id integer, geom geometry, x double precision) LANGUAGE sql AS $$
	SELECT n * j + i, ST_MakeEnvelope(500000 + 100 * i, 5600000 + 100 * j, 500100 + 100 * i, 5600100 + 100 * j, 25832), sin(9.0 * i / n) + cos(7.0 * j / n) + noise(n * j + i)
	FROM generate_series(0, n - 1) AS i, generate_series(0, n - 1) AS j $$;
CREATE UNLOGGED TABLE grid_1k AS SELECT * FROM squares(32);
CREATE UNLOGGED TABLE grid_10k AS SELECT * FROM squares(100);
CREATE UNLOGGED TABLE grid_100k AS SELECT * FROM squares(316) WHERE (SELECT wants('_100k'));
CREATE UNLOGGED TABLE two_1k AS SELECT id, x, noise(id + 77) + x AS y FROM grid_1k;
CREATE UNLOGGED TABLE two_10k AS SELECT id, x, noise(id + 77) + x AS y FROM grid_10k;
-- targets: 70 x 70 squares over the same 10 km
CREATE UNLOGGED TABLE coarse_10k AS
SELECT 70 * j + i AS id, ST_MakeEnvelope(500000 + 10000.0 * i / 70, 5600000 + 10000.0 * j / 70, 500000 + 10000.0 * (i + 1) / 70, 5600000 + 10000.0 * (j + 1) / 70, 25832) AS geom, noise(i * j) AS x
FROM generate_series(0, 69) AS i, generate_series(0, 69) AS j WHERE (SELECT wants('coarse_10k'));
-- areas of 300 vertices: a grid whose lines are bent, so that neighbours share every vertex
CREATE FUNCTION bent(a integer, b integer) RETURNS geometry LANGUAGE sql IMMUTABLE
RETURN (SELECT ST_MakePoint(500000 + 1000 * (u + 0.03 * sin(17 * u + 5 * v) + 0.02 * sin(11 * v)), 5600000 + 1000 * (v + 0.03 * cos(13 * v - 4 * u) + 0.02 * sin(19 * u)))
	FROM (SELECT a / 75.0::double precision AS u, b / 75.0::double precision AS v) AS t);
CREATE FUNCTION bent_areas(nx integer, ny integer) RETURNS TABLE (id integer, geom geometry) LANGUAGE sql AS $$
	SELECT nx * j + i, ST_SetSRID(ST_MakePolygon(ST_MakeLine(ARRAY(
			SELECT bent(75 * i + least(k, 75) - greatest(least(k, 225) - 150, 0), 75 * j + greatest(least(k, 150) - 75, 0) - greatest(k - 225, 0)) FROM generate_series(0, 300) AS k ORDER BY k))), 25832)
	FROM generate_series(0, nx - 1) AS i, generate_series(0, ny - 1) AS j $$;
CREATE UNLOGGED TABLE border_500 AS SELECT id, geom, 0 AS x FROM bent_areas(25, 20) WHERE (SELECT wants('border_500'));
CREATE UNLOGGED TABLE border_10k AS SELECT id, geom, 0 AS x FROM bent_areas(100, 100) WHERE (SELECT wants('border_10k'));
CREATE UNLOGGED TABLE point_1m AS SELECT i AS id, 500000 + 25000 * noise(2 * i) AS x, 5600000 + 20000 * noise(2 * i + 1) AS y FROM generate_series(1, 1000000) AS i WHERE (SELECT wants('point_1m'));
CREATE UNLOGGED TABLE point_10m AS SELECT ST_SetSRID(ST_MakePoint(500000 + 100000 * noise(2 * i), 5600000 + 100000 * noise(2 * i + 1)), 25832) AS geom FROM generate_series(1, 10000000) AS i WHERE (SELECT wants('point_10m'));
ALTER TABLE point_1m ADD geom geometry(Point, 25832);
UPDATE point_1m SET geom = ST_SetSRID(ST_MakePoint(x, y), 25832);
CREATE TABLE weights_1k AS SELECT queen_weights(id, geom) AS w FROM grid_1k;
CREATE TABLE weights_10k AS SELECT queen_weights(id, geom) AS w FROM grid_10k;
CREATE TABLE weights_100k AS SELECT queen_weights(id, geom) AS w FROM grid_100k;
CREATE TABLE neighbour_10k AS SELECT n.* FROM weights_10k, neighbours(w) AS n;
-- 10,000 places of demand, 100 facilities, all pairs; a million places, a thousand facilities over 100 km: 30 million pairs within 10 km
CREATE UNLOGGED TABLE demand_10k AS SELECT i AS id, 1.0::double precision + i % 50 AS demand FROM generate_series(1, 10000) AS i;
CREATE UNLOGGED TABLE facility_100 AS SELECT i AS id, 1.0::double precision AS capacity FROM generate_series(1, 100) AS i;
CREATE UNLOGGED TABLE costs_1m AS SELECT i AS origin, j AS destination, 30000 * noise(100 * i + j) AS cost FROM generate_series(1, 10000) AS i, generate_series(1, 100) AS j;
CREATE UNLOGGED TABLE demand_1m AS SELECT i AS id, 1.0::double precision + i % 50 AS demand, ST_SetSRID(ST_MakePoint(500000 + 100000 * noise(2 * i), 5600000 + 100000 * noise(2 * i + 1)), 25832) AS geom FROM generate_series(1, 1000000) AS i WHERE (SELECT wants('demand_1m'));
CREATE UNLOGGED TABLE facility_1k AS SELECT i AS id, 10.0::double precision AS capacity, ST_SetSRID(ST_MakePoint(500000 + 100000 * noise(-2 * i), 5600000 + 100000 * noise(-2 * i - 1)), 25832) AS geom FROM generate_series(1, 1000) AS i;
CREATE INDEX ON grid_10k USING gist (geom);
CREATE INDEX ON coarse_10k USING gist (geom);
CREATE INDEX ON border_500 USING gist (geom);
CREATE INDEX ON grid_10k (id);
CREATE INDEX ON neighbour_10k (id);
VACUUM ANALYZE;

CREATE FUNCTION milliseconds(statement text) RETURNS double precision LANGUAGE plpgsql AS $$
DECLARE
	started timestamptz := clock_timestamp();
BEGIN
	IF statement IS NULL THEN
		RETURN NULL;
	END IF;
	EXECUTE statement;
	RETURN extract(epoch FROM clock_timestamp() - started) * 1000;
END $$;

-- a statement that fails ends its contest, not the others
CREATE PROCEDURE run(which integer) LANGUAGE plpgsql AS $$
DECLARE
	contest sozialraum_bench.contest;
BEGIN
	SELECT * INTO STRICT contest FROM sozialraum_bench.contest AS c WHERE c.id = which;
	IF contest.skipped IS NULL THEN
		INSERT INTO sozialraum_bench.result VALUES (which, sozialraum_bench.milliseconds(contest.ours), sozialraum_bench.milliseconds(contest.theirs));
	END IF;
EXCEPTION WHEN OTHERS THEN
	UPDATE sozialraum_bench.contest AS c SET skipped = 'failed: ' || SQLERRM WHERE c.id = which;
END $$;

SELECT format('CALL run(%s)', id) FROM contest, generate_series(1, :rounds) AS round WHERE skipped IS NULL ORDER BY id, round \gexec
