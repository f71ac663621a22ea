-- skater, max_p, ward_regions, region_quality, regions_connected, region_parts, isoperimetric_quotient
SET search_path = sozialraum, engine_test, public;
-- tables that nobody has analysed look large enough to be compiled
SET jit = off;

-- by hand: a chain of areas 1 - 2 - ... - 7 with one indicator; the tree is the chain, cuts fall where means differ most
CREATE TEMP TABLE chain AS SELECT i AS id, v[i]::float8 AS v, ARRAY[v[i]]::float8[] AS x, p[i]::float8 AS population
FROM (SELECT '{1,1,2,9,9,5,5}'::int[] AS v, '{100,50,50,400,50,50,300}'::int[] AS p) t, generate_series(1, 7) AS i;
CREATE TEMP TABLE chain_weights AS SELECT weights_from_neighbours(id, CASE WHEN id < 7 THEN id + 1 END) AS w FROM chain;
SELECT k, string_agg(region::text, '' ORDER BY id) AS skater, string_agg(ward::text, '' ORDER BY id) AS ward,
	round((region_quality(region, x, false)).within::numeric, 6) AS within
FROM (SELECT k, id, x, skater(x, id, w, k, false) OVER p AS region, ward_regions(x, id, w, k, false) OVER p AS ward
	FROM chain, chain_weights, generate_series(1, 7) AS k WINDOW p AS (PARTITION BY k)) t GROUP BY k ORDER BY k;
-- populations 100 50 50 400 50 50 300: 123|45|67 have 200, 450, 350; with a minimum of 400 the best cut 123|4567 is not possible, the next one, 1234|567, has 600 and 400;
-- with at most two areas 123 must be divided
SELECT string_agg(two::text, '' ORDER BY id) AS minimum_200, string_agg(minimum::text, '' ORDER BY id) AS minimum_400, string_agg(maximum::text, '' ORDER BY id) AS maximum_500,
	string_agg(units::text, '' ORDER BY id) AS two_units, string_agg(every::text, '' ORDER BY id) AS every_limit
FROM (SELECT id, skater(x, id, w, 3, false, population, 200) OVER () AS two, skater(x, id, w, 2, false, population, 400) OVER () AS minimum,
		skater(x, id, w, 3, false, population, maximum_population => 500) OVER () AS maximum, skater(x, id, w, 4, false, maximum_units => 2) OVER () AS units,
		skater(x, id, w, 3, false, population, 200, 500, 3) OVER () AS every
	FROM chain, chain_weights) t;
SELECT string_agg(three::text, '' ORDER BY id) AS minimum_200, string_agg(two::text, '' ORDER BY id) AS minimum_400, string_agg(one::text, '' ORDER BY id) AS minimum_1000
FROM (SELECT id, max_p(x, id, w, population, 200, false) OVER () AS three, max_p(x, id, w, population, 400, false) OVER () AS two, max_p(x, id, w, population, 1000, false) OVER () AS one
	FROM chain, chain_weights) t;
-- out of reach: an error with what can be reached, never fewer regions
SELECT error_of($$SELECT skater(x, id, w, 4, true, population, 250) OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT skater(x, id, w, 2, true, population, maximum_population => 450) OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT skater(x, id, w, 3, true, maximum_units => 2) OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT skater(x, id, w, 3, true, population, maximum_population => 399) OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT skater(x, id, w, 4, true, population, 300) OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT skater(x, id, w, 1, true, population, 1001) OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT max_p(x, id, w, population, 1001) OVER () FROM chain, chain_weights$$);
-- 51|421|54 would do, but after the best cut, 514|2154, nothing does
SELECT error_of($$SELECT skater(ARRAY[('{2,4,0,8,8,0,9}'::float8[])[id]], id, w, 3, false, ('{5,1,4,2,1,5,4}'::float8[])[id], 5, 10) OVER () FROM chain, chain_weights$$);

-- a map of 12 x 10 squares with four kinds of areas, as polygons and as weights
CREATE TEMP TABLE map AS
SELECT i AS id, ST_MakeEnvelope(3000000 + 100 * (i % 12), 5600000 - 100 * (i / 12), 3000000 + 100 * (i % 12) + 100, 5600000 - 100 * (i / 12) + 100, 25832) AS geom,
	ARRAY[i % 12 / 6 * 3 + (i * 7919 % 1009) / 1009.0, i / 60 * 2 + (i * 104729 % 757) / 757.0, (i * i % 331) / 331.0]::float8[] AS x, (20 + i * 37 % 200)::float8 AS population
FROM generate_series(0, 119) AS i;
CREATE TEMP TABLE map_weights AS
SELECT weights_from_neighbours(a.id, b.id) AS rook, (SELECT weights_from_neighbours(a.id, b.id) FROM map a JOIN map b ON a.id <> b.id AND ST_Intersects(a.geom, b.geom)) AS queen
FROM map a JOIN map b ON abs(a.id % 12 - b.id % 12) + abs(a.id / 12 - b.id / 12) = 1;
-- the four quarters
SELECT string_agg(region::text, '' ORDER BY id) AS skater FROM (SELECT id, skater(x, geom, 4) OVER () AS region FROM map) t GROUP BY id / 12 ORDER BY id / 12;
-- polygons find the neighbours that the weights have
SELECT bool_and(a = b) AS rook, bool_and(c = d) AS queen, bool_and(e = f) AS max_p, bool_and(g = h) AS ward, bool_and(a = i) AS tolerance, count(*)
FROM (SELECT skater(x, geom, 7) OVER () AS a, skater(x, id, rook, 7) OVER () AS b, skater(x, geom, 7, contiguity => 'queen') OVER () AS c, skater(x, id, queen, 7) OVER () AS d,
		max_p(x, geom, population, 900) OVER () AS e, max_p(x, id, rook, population, 900) OVER () AS f, ward_regions(x, geom, 7, contiguity => 'queen') OVER () AS g,
		ward_regions(x, id, queen, 7) OVER () AS h, skater(x, geom, 7, tolerance => 0.5) OVER () AS i
	FROM map, map_weights) t;
-- gaps of 30 cm between the columns: with a tolerance the same regions
SELECT count(DISTINCT (a, b)) AS pairs, error_of($$SELECT skater(x, ST_Translate(geom, 0.3 * (id % 12), 0), 7) OVER () FROM map$$)
FROM (SELECT skater(x, geom, 7) OVER () AS a, skater(x, ST_Translate(geom, 0.3 * (id % 12), 0), 7, tolerance => 0.5) OVER () AS b FROM map) t;

-- every region in one piece, limits kept, k regions, numbered in the order of the smallest ids
CREATE TEMP TABLE proposal AS
SELECT k, id, x, population, skater(x, id, rook, k) OVER p AS free, skater(x, id, queen, k, true, population, 200) OVER p AS minimum,
	skater(x, id, rook, k, true, population, maximum_population => 25000 / k + 300) OVER p AS maximum, skater(x, id, rook, k, maximum_units => 200 / k + 2) OVER p AS units,
	ward_regions(x, id, rook, k) OVER p AS ward
FROM map, map_weights, unnest('{1,2,3,5,8,13,21,34}'::int[]) AS k WINDOW p AS (PARTITION BY k);
SELECT method, k, (q).regions, (q).explained > 0.01 OR k = 1 AS explained, (q).least_population >= 200 OR method <> 'minimum' AS minimum, (q).largest_population <= 25000 / k + 300 OR method <> 'maximum' AS maximum,
	(q).most_areas <= 200 / k + 2 OR method <> 'units' AS units, connected, ordered
FROM (SELECT method, k, region_quality(region, x, population) AS q, regions_connected(id, region, CASE method WHEN 'minimum' THEN queen ELSE rook END) AS connected
	FROM proposal, map_weights, LATERAL (VALUES ('free', free), ('minimum', minimum), ('maximum', maximum), ('units', units), ('ward', ward)) v(method, region) GROUP BY method, k) t
JOIN (SELECT method, k, bool_and(first > before) AS ordered FROM (
		SELECT method, k, first, lag(first, 1, -1) OVER (PARTITION BY method, k ORDER BY region) AS before FROM (
			SELECT method, k, region, min(id) AS first FROM proposal, LATERAL (VALUES ('free', free), ('minimum', minimum), ('maximum', maximum), ('units', units), ('ward', ward)) v(method, region)
			GROUP BY method, k, region) t) t GROUP BY method, k) o USING (method, k)
WHERE k IN (1, 8, 34) OR (q).regions <> k OR NOT connected OR NOT ordered OR (method = 'minimum' AND (q).least_population < 200) OR (method = 'maximum' AND (q).largest_population > 25000 / k + 300)
	OR (method = 'units' AND (q).most_areas > 200 / k + 2)
ORDER BY method, k;
-- cuts are made one after the other, unions too: k + 1 regions are k regions with one divided
SELECT bool_and(f = 1) AS skater, bool_and(w = 1) AS ward FROM (SELECT count(DISTINCT a.free) AS f FROM proposal a JOIN proposal b USING (id) WHERE a.k = 8 AND b.k = 13 GROUP BY b.free) f,
	(SELECT count(DISTINCT a.ward) AS w FROM proposal a JOIN proposal b USING (id) WHERE a.k = 8 AND b.k = 13 GROUP BY b.ward) w;
SELECT minimum, count(DISTINCT region) AS regions, (region_quality(region, x, population)).least_population >= minimum AS kept, regions_connected(id, region, rook) AS connected, sum(population) AS population
FROM (SELECT minimum, id, x, population, rook, max_p(x, id, rook, population, minimum) OVER (PARTITION BY minimum) AS region FROM map, map_weights, unnest('{300,900,2500,7000,14000}'::float8[]) AS minimum) t
GROUP BY minimum ORDER BY minimum;

-- the order of rows does not matter, nor does ORDER BY or a frame; partitions are by themselves
CREATE TEMP TABLE grouped AS SELECT id, x, geom, population, skater(x, id, rook, 9) OVER () AS s, skater(x, geom, 9, true, population, 800, 4000) OVER () AS g, max_p(x, id, queen, population, 500) OVER () AS m,
	max_p(x, geom, population, 500, seed => 7) OVER () AS n, ward_regions(x, geom, 9) OVER () AS w FROM map, map_weights;
SELECT count(*) AS different FROM grouped AS o JOIN (
	SELECT p, id, skater(x, id, rook, 9) OVER q AS s, skater(x, geom, 9, true, population, 800, 4000) OVER q AS g, max_p(x, id, queen, population, 500) OVER q AS m,
		max_p(x, geom, population, 500, seed => 7) OVER q AS n, ward_regions(x, geom, 9) OVER q AS w
	FROM (SELECT p, id, x, geom, population FROM map, generate_series(1, 10) AS p ORDER BY md5(p || '-' || id)) t, map_weights
	WINDOW q AS (PARTITION BY p ORDER BY md5(p || '-' || id) ROWS BETWEEN 3 PRECEDING AND CURRENT ROW)) AS r USING (id)
WHERE (o.s, o.g, o.m, o.n, o.w) IS DISTINCT FROM (r.s, r.g, r.m, r.n, r.w);
-- a column in another unit changes nothing when standardised; a shift or a power of two never does; directed links count as mutual
SELECT bool_and(a = b AND c = d AND e = f) AS unit, bool_and(g = h AND i = j AND k = l) AS shift, bool_and(a = m) AS directed, bool_and(a = n) AS styles FROM (
	SELECT skater(x, id, rook, 9) OVER () AS a, skater(y, id, rook, 9) OVER () AS b, max_p(x, id, rook, population, 500) OVER () AS c, max_p(y, id, rook, population, 500) OVER () AS d,
		ward_regions(x, id, rook, 9) OVER () AS e, ward_regions(y, id, rook, 9) OVER () AS f,
		skater(x, id, rook, 9, false) OVER () AS g, skater(z, id, rook, 9, false) OVER () AS h, max_p(x, id, rook, population, 500, false) OVER () AS i, max_p(z, id, rook, population, 500, false) OVER () AS j,
		ward_regions(x, id, rook, 9, false) OVER () AS k, ward_regions(z, id, rook, 9, false) OVER () AS l, skater(x, id, half, 9) OVER () AS m, skater(x, id, standardise_weights(rook), 9) OVER () AS n
	FROM (SELECT id, population, ARRAY[round(x[1] * 1024), round(x[2] * 1024), round(x[3] * 1024)]::float8[] AS x, ARRAY[round(x[1] * 1024) * 1024, round(x[2] * 1024) / 4096, round(x[3] * 1024) * 2]::float8[] AS y,
			ARRAY[round(x[1] * 1024) * 8 + 100000, round(x[2] * 1024) * 8 - 3, round(x[3] * 1024) * 8]::float8[] AS z FROM map) t, map_weights,
		(SELECT weights_from_neighbours(id, neighbour_id) AS half FROM (SELECT n.id, n.neighbour_id FROM map_weights, neighbours(rook) AS n WHERE n.id < n.neighbour_id) t) h) t;

-- NULL: no indicators, a missing one, no id, no population where it limits; the others are the map
CREATE TEMP TABLE gap AS SELECT CASE WHEN id <> 3 THEN id END AS id, CASE WHEN id = 1 THEN NULL WHEN id = 2 THEN '{1,NULL}' ELSE x || 0.0::float8 END AS x, CASE WHEN id <> 4 THEN population END AS population FROM chain;
SELECT id, skater(x, id, w, 2) OVER () AS skater, skater(x, id, w, 2, true, population, 1) OVER () AS minimum, max_p(x, id, w, population, 10) OVER () AS max_p, ward_regions(x, id, w, 2) OVER () AS ward
FROM gap, chain_weights ORDER BY id NULLS FIRST;
SELECT id, skater(x, CASE WHEN id > 1 THEN geom END, 2) OVER () FROM map WHERE id < 4 ORDER BY id;
-- a hole in the chain makes two maps of it
SELECT error_of($$SELECT skater(CASE WHEN id <> 4 THEN x END, id, w, 1) OVER () FROM chain, chain_weights$$);
SELECT string_agg(coalesce(region::text, '-'), '' ORDER BY id) AS region FROM (SELECT id, skater(CASE WHEN id <> 4 THEN x END, id, w, 2) OVER () AS region FROM chain, chain_weights) t;
-- 0, 1 and 2 rows; all NULL; weights NULL; all equal; as many regions as areas
SELECT skater(x, id, w, 1) OVER (), max_p(x, geom, population, 1) OVER () FROM map, chain_weights WHERE false;
SELECT skater(x, geom, 1) OVER (), max_p(x, geom, population, 1) OVER (), ward_regions(x, geom, 1) OVER () FROM map WHERE id = 5;
SELECT id, skater(x, geom, 2) OVER () AS two, skater(x, geom, 1) OVER () AS one, max_p(x, geom, population, 1) OVER (), ward_regions(x, geom, 2) OVER () FROM map WHERE id < 2 ORDER BY id;
SELECT bool_and(s IS NULL AND g IS NULL AND m IS NULL AND w IS NULL AND n IS NULL AND o IS NULL) AS nothing, count(*)
FROM (SELECT skater(NULL::float8[], id, w, 3) OVER () AS s, skater(NULL::float8[], geom, 3) OVER () AS g, max_p(x, geom, NULL, 3) OVER () AS m, ward_regions(x, NULL::geometry, 3) OVER () AS w,
	skater(x, id, NULL::spatial_weights, 3) OVER () AS n, max_p(x, id, NULL::spatial_weights, population, 3) OVER () AS o FROM map, chain_weights) t;
SELECT count(DISTINCT s) AS skater, count(DISTINCT m) AS max_p, count(DISTINCT w) AS ward, count(DISTINCT a) AS each
FROM (SELECT skater('{0.1,0.1}'::float8[], geom, 5) OVER () AS s, max_p('{0.1,0.1}'::float8[], geom, 1, 10) OVER () AS m, ward_regions('{0.1,0.1}'::float8[], geom, 5) OVER () AS w, skater(x, geom, 120) OVER () AS a FROM map) t;
-- ends of the range of double
SELECT string_agg(a::text, '' ORDER BY id) AS huge, string_agg(b::text, '' ORDER BY id) AS tiny, string_agg(c::text, '' ORDER BY id) AS population
FROM (SELECT id, skater(ARRAY[CASE WHEN id < 4 THEN -1.7e308 ELSE 1.7e308 END], id, w, 2) OVER () AS a, skater(ARRAY[CASE WHEN id < 4 THEN 1e-320 ELSE 2e-320 END], id, w, 2, false) OVER () AS b,
	skater(x, id, w, 2, true, 1e308, 3e308 / 2) OVER () AS c FROM chain, chain_weights) t;

-- quality. By hand: 1, 1, 2 | 9, 9 | 5, 5: within 2/3, total 218 - 32 * 32 / 7
SELECT (q).regions, (q).areas, round((q).total::numeric, 9) AS total, round((q).within::numeric, 9) AS within, round((q).between::numeric, 9) AS between, round((q).explained::numeric, 9) AS explained,
	(q).fewest_areas AS fewest, (q).most_areas AS most, (q).least_population AS least, (q).largest_population AS largest
FROM (SELECT region_quality(region, x, population, false) AS q FROM chain, LATERAL (SELECT CASE WHEN id < 4 THEN -5 WHEN id < 6 THEN 9223372036854775807 ELSE 0 END AS region) r) t;
SELECT (a).explained = (b).explained AS no_unit, (a).total AS total, (c).explained AS one_region, (d).explained IS NULL AS all_equal, (d).within AS within, (a).least_population IS NULL AS no_population
FROM (SELECT region_quality(id / 3, x) AS a, region_quality(id / 3, ARRAY[x[1] * 1024 - 5]) AS b, region_quality(0, x) AS c, region_quality(id, '{7}') AS d FROM chain) t;
SELECT region_quality(id, x) IS NULL AS no_rows FROM chain WHERE false;
SELECT region_quality(NULL, x) IS NULL AND region_quality(id, NULL) IS NULL AND region_quality(id, '{NULL}') IS NULL AND region_quality(id, x, NULL::float8) IS NULL AND region_quality(id, x, NULL::boolean) IS NULL
	AND region_quality(id, x, population, NULL) IS NULL AS all_null, (region_quality(id, CASE WHEN id > 2 THEN x END)).areas FROM chain;
SELECT regions_connected(id, id / 4, w) AS yes, regions_connected(id, id % 2, w) AS no, regions_connected(id, CASE WHEN id <> 4 THEN 1 END, w) AS hole, regions_connected(NULL, 1, w) IS NULL AS nothing FROM chain, chain_weights;
SELECT id, region, region_parts(id, region, w) OVER () AS parts, region_parts(id, region, NULL) OVER () IS NULL AS no_weights
FROM (VALUES (1, 1), (2, 1), (3, 7), (4, 1), (5, NULL), (6, 7), (7, 1), (NULL, 1)) v(id, region), chain_weights ORDER BY id;
CREATE TABLE region_map AS SELECT id, id / 90 AS region, x, w FROM (SELECT id, ARRAY[id % 17, sqrt(id)]::float8[] AS x, 1.0::float8 / id AS w FROM generate_series(1, 2000) AS id) t;
ALTER TABLE region_map SET (parallel_workers = 8);
CREATE TABLE region_weights AS SELECT weights_from_neighbours(id, CASE WHEN id < 2000 THEN id + 1 END) AS w FROM region_map;
ANALYZE region_map;
SELECT call, i.* FROM unnest('{"region_quality(id % 13, ARRAY[x, w])","region_quality(id % 13, ARRAY[x, w], abs(x), false)"}'::text[]) WITH ORDINALITY u(call, n), invariance(call) i ORDER BY n;
SELECT i.* FROM invariance('regions_connected(id, id / 90, (SELECT r.w FROM region_weights r))', 'region_map') i;
SELECT i.* FROM invariance('region_quality(id / 90, ARRAY[1 + id % 17, sqrt(id)], 1.0 / id)', 'region_map') i;
DROP TABLE region_map, region_weights;

-- compactness: a square pi / 4, a rectangle of 100 to 1, a hole, two parts, a near circle
SELECT round(isoperimetric_quotient('POLYGON((0 0,0 3,3 3,3 0,0 0))')::numeric, 12) AS square, round(isoperimetric_quotient('POLYGON((0 0,0 1,100 1,100 0,0 0))')::numeric, 12) AS ribbon,
	round(isoperimetric_quotient('POLYGON((0 0,0 3,3 3,3 0,0 0),(1 1,2 1,2 2,1 2,1 1))')::numeric, 12) AS hole, round(isoperimetric_quotient('MULTIPOLYGON(((0 0,0 1,1 1,1 0,0 0)),((5 5,5 6,6 6,6 5,5 5)))')::numeric, 12) AS parts,
	round(isoperimetric_quotient(ST_Buffer('SRID=25832;POINT(400000 5600000)'::geometry, 500, 200))::numeric, 4) AS circle, isoperimetric_quotient(NULL) IS NULL AS nothing;
SELECT region, round(isoperimetric_quotient(ST_Union(geom))::numeric, 6) AS compactness FROM (SELECT geom, skater(x, geom, 4) OVER () AS region FROM map) t GROUP BY region ORDER BY region;
SELECT error_of($$SELECT isoperimetric_quotient('SRID=4326;POLYGON((0 0,0 3,3 3,3 0,0 0))')$$);
SELECT error_of($$SELECT isoperimetric_quotient('POINT(0 0)')$$);
SELECT error_of($$SELECT isoperimetric_quotient('POLYGON EMPTY')$$);

-- errors
SELECT error_of($$SELECT skater(x, id, w, 0) OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT skater(x, geom, 121) OVER () FROM map$$);
SELECT error_of($$SELECT ward_regions(x, id, w, 8) OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT skater(x, id, w, NULL) OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT skater(x, id, w, id) OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT skater(x, id, w, 2, true, minimum_population => 3) OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT skater(x, id, w, 2, true, population, -3) OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT skater(x, id, w, 2, true, population, 'NaN') OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT skater(x, id, w, 2, true, population, 3, 2) OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT skater(x, id, w, 2, maximum_units => 0) OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT skater(x, id, w, 2, true, -population, 3) OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT skater(x, id, w, 2, true, 'infinity', 3) OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT skater('{NaN}'::float8[], id, w, 2) OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT skater('{}'::float8[], id, w, 2) OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT skater('{{1,2},{3,4}}'::float8[], geom, 2) OVER () FROM map$$);
SELECT error_of($$SELECT max_p(CASE WHEN id < 3 THEN x ELSE x || x END, geom, 1, 2) OVER () FROM map$$);
SELECT error_of($$SELECT skater(x, id % 6, w, 2) OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT ward_regions(x, id + 1, w, 2) OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT max_p(x, id, w, population, 0) OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT max_p(x, id, w, population, NULL) OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT max_p(x, id, w, population, 'infinity') OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT max_p(x, id, w, -population, 1) OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT max_p(x, id, w, population, 1, starts => 0) OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT max_p(x, id, w, population, 1, seed => NULL) OVER () FROM chain, chain_weights$$);
SELECT error_of($$SELECT skater(x, geom, 2) OVER () FROM (SELECT * FROM map UNION ALL SELECT * FROM map WHERE id = 7) t$$);
SELECT error_of($$SELECT skater(x, CASE WHEN id = 7 THEN ST_SetSRID(geom, 25833) ELSE geom END, 2) OVER () FROM map$$);
SELECT error_of($$SELECT skater(x, CASE WHEN id = 7 THEN ST_Centroid(geom) ELSE geom END, 2) OVER () FROM map$$);
SELECT error_of($$SELECT max_p(x, CASE WHEN id = 7 THEN 'SRID=25832;POLYGON EMPTY' ELSE geom END, population, 2) OVER () FROM map$$);
SELECT error_of($$SELECT skater(x, ST_Transform(geom, 4326), 2, tolerance => 0.1) OVER () FROM map$$);
SELECT error_of($$SELECT skater(x, geom, 2, tolerance => -1) OVER () FROM map$$);
SELECT error_of($$SELECT ward_regions(x, geom, 2, contiguity => 'bishop') OVER () FROM map$$);
SELECT region, count(*), min(id) AS first FROM (SELECT id, skater(x, geom, 3) OVER () AS region FROM map WHERE id % 12 % 5 <> 4) t GROUP BY region ORDER BY region;
SELECT error_of($$SELECT skater(x, geom, 2) OVER () FROM map WHERE id % 12 % 5 <> 4$$);
SELECT error_of($$SELECT max_p(x, geom, population, 3000) OVER () FROM map WHERE id % 12 % 5 <> 4$$);
SELECT error_of($$SELECT region_quality(id, '{infinity}') FROM chain$$);
SELECT error_of($$SELECT region_quality(id, '{}') FROM chain$$);
SELECT error_of($$SELECT region_quality(id, CASE WHEN id < 3 THEN x ELSE x || x END) FROM chain$$);
SELECT error_of($$SELECT region_quality(id, x, -population) FROM chain$$);
SELECT error_of($$SELECT region_quality(id, x, id < 3) FROM chain$$);
SELECT error_of($$SELECT region_quality(1, ARRAY[1e200 * id], false) FROM chain$$);
SELECT error_of($$SELECT regions_connected(id % 6, 1, w) FROM chain, chain_weights$$);
SELECT error_of($$SELECT regions_connected(id + 1, 1, w) FROM chain, chain_weights$$);
SELECT error_of($$SELECT regions_connected(id, 1, CASE WHEN id < 3 THEN w ELSE '{binary; 1:}' END) FROM chain, chain_weights$$);
-- the weights are one for the partition: different ones are an error, a row without them is left out
SELECT error_of(format($$SELECT %s OVER (ORDER BY id) FROM chain, chain_weights$$, replace(f, 'w', $$CASE WHEN id < 7 THEN w ELSE '{binary; 7:}' END$$))) FROM unnest('{"skater(x, id, w, 2)","max_p(x, id, w, population, 100)","region_parts(id, 1, w)"}'::text[]) f;
SELECT id, skater(x, id, CASE WHEN id > 1 THEN w END, 2) OVER (ORDER BY id) AS skater, ward_regions(x, id, CASE WHEN id < 7 THEN w END, 2) OVER (ORDER BY id) AS ward, region_parts(id, id % 2, CASE WHEN id > 1 THEN w END) OVER (ORDER BY id DESC) AS parts FROM chain, chain_weights ORDER BY id;
