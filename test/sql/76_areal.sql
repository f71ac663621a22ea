-- Areal transfer. Identities (totals, constants, there and back), worked cases by hand, PostGIS' own overlay as oracle.
\set QUIET on
SET client_min_messages = warning;
SET search_path = sozialraum, public;

-- 0. three areas in a row, two across them; the second is cut, what is right of 30 lies in no target
CREATE TABLE engine_test.old_area AS SELECT i AS id, ST_MakeEnvelope(i * 10 - 10, 0, i * 10, 10, 25832) AS geom, 100 * i AS people FROM generate_series(1, 4) AS i;
CREATE TABLE engine_test.new_area AS SELECT i AS id, ST_MakeEnvelope(i * 15 - 15, 0, i * 15, 10, 25832) AS geom FROM generate_series(1, 2) AS i;
SELECT * FROM areal_weights((SELECT polygon_set(id, geom) FROM engine_test.old_area), (SELECT polygon_set(id, geom) FROM engine_test.new_area));
SELECT a.target_id, transfer_extensive(o.people, a.share_of_source) AS people, transfer_intensive(o.people / 10.0, a.area) AS density,
	round(sum(a.share_of_target)::numeric, 9) AS covered
FROM areal_weights((SELECT polygon_set(id, geom) FROM engine_test.old_area), (SELECT polygon_set(id, geom) FROM engine_test.new_area)) AS a
	JOIN engine_test.old_area AS o ON o.id = a.source_id GROUP BY a.target_id ORDER BY a.target_id;
-- the names of the arguments, what is dropped, what is rescaled
SELECT source_id, target_id, share_of_source FROM areal_weights(source => (SELECT polygon_set(id, geom) FROM engine_test.old_area), target => (SELECT polygon_set(id, geom) FROM engine_test.new_area), rescale => 'all') WHERE source_id > 2;
SELECT source_id, target_id, area, share_of_source FROM areal_weights((SELECT polygon_set(id, geom) FROM engine_test.old_area), (SELECT polygon_set(1, ST_MakeEnvelope(0, 0, 10.5, 10, 25832))), 0.1, 'none');
SELECT source_id, target_id, area, share_of_source FROM areal_weights((SELECT polygon_set(id, geom) FROM engine_test.old_area WHERE id < 3), (SELECT polygon_set(id, geom) FROM (VALUES (1, ST_MakeEnvelope(0, 0, 9.5, 10, 25832)), (2, ST_MakeEnvelope(9.5, 0, 20, 10, 25832))) AS v (id, geom)), 0.1, 'slivers');

-- 1. random partitions of a square, moved about: holes, several parts, T-junctions; PostGIS as oracle
CREATE TABLE engine_test.voronoi_old AS
WITH point AS (SELECT ST_Collect(ST_Point(400000 + (i * 7919 % 10007), 5800000 + (i * 104729 % 10009), 25832)) AS g FROM generate_series(1, 300) AS i)
SELECT row_number() OVER () AS id, ST_Intersection(d.geom, ST_MakeEnvelope(400000, 5800000, 410000, 5810000, 25832)) AS geom FROM point, ST_Dump(ST_VoronoiPolygons(g)) AS d;
CREATE TABLE engine_test.voronoi_new AS
WITH point AS (SELECT ST_Collect(ST_Point(400000 + (i * 15485863::bigint % 10007), 5800000 + (i * 32452843::bigint % 10009), 25832)) AS g FROM generate_series(1, 400) AS i)
SELECT i AS id, ST_Union(geom) AS geom, (i % 7)::double precision AS value FROM (
	SELECT (row_number() OVER ()) % 90 AS i, ST_Intersection(d.geom, ST_MakeEnvelope(400000, 5800000, 410000, 5810000, 25832)) AS geom FROM point, ST_Dump(ST_VoronoiPolygons(g)) AS d) AS p
GROUP BY i;
SELECT count(*), count(*) FILTER (WHERE ST_NumGeometries(geom) > 1) > 50 AS several_parts FROM engine_test.voronoi_new;
CREATE TABLE engine_test.share AS SELECT * FROM areal_weights((SELECT polygon_set(id, geom) FROM engine_test.voronoi_old), (SELECT polygon_set(id, geom) FROM engine_test.voronoi_new), 0, 'none');
SELECT count(*) FILTER (WHERE abs(coalesce(s.area, 0) - coalesce(p.area, 0)) > 1e-9 * ST_Area(o.geom)) AS differs, count(*) > 1000 AS many
FROM (SELECT a.id AS source_id, b.id AS target_id, ST_Area(ST_Intersection(a.geom, b.geom)) AS area FROM engine_test.voronoi_old AS a JOIN engine_test.voronoi_new AS b ON ST_Intersects(a.geom, b.geom)) AS p
	FULL JOIN engine_test.share AS s USING (source_id, target_id) JOIN engine_test.voronoi_old AS o ON o.id = source_id;
-- totals to 1e-9, a constant stays that constant, all of the target is covered, nothing is left over
SELECT abs(sum(y) / (SELECT sum(sqrt(id)) FROM engine_test.voronoi_old) - 1) < 1e-9 AS total_stays, count(*) FILTER (WHERE abs(constant - 42.5) > 0) AS not_constant,
	count(*) FILTER (WHERE abs(covered - 1) > 1e-9) AS not_covered
FROM (SELECT target_id, transfer_extensive(sqrt(source_id), share_of_source) AS y, transfer_intensive(42.5, area) AS constant, sum(share_of_target) AS covered
	FROM areal_weights((SELECT polygon_set(id, geom) FROM engine_test.voronoi_old), (SELECT polygon_set(id, geom) FROM engine_test.voronoi_new)) GROUP BY target_id) AS t;
-- to itself: the identity, exactly
SELECT count(*), count(*) FILTER (WHERE source_id = target_id AND share_of_source = 1 AND share_of_target = 1) AS identity
FROM areal_weights((SELECT polygon_set(id, geom) FROM engine_test.voronoi_new), (SELECT polygon_set(id, geom) FROM engine_test.voronoi_new));
-- there and back between an area and its parts
SELECT count(*), count(*) FILTER (WHERE share_of_source = 1) AS whole, count(*) FILTER (WHERE target_id IS NULL) AS nowhere
FROM areal_weights((SELECT polygon_set(id, geom) FROM engine_test.voronoi_old), (SELECT polygon_set(1, ST_MakeEnvelope(399000, 5799000, 411000, 5811000, 25832))));
SELECT count(*), abs(sum(back) - 1000) < 1e-9 AS total_stays FROM (
	SELECT b.target_id, transfer_extensive(1000, b.share_of_source) AS back FROM areal_weights((SELECT polygon_set(1, ST_MakeEnvelope(400000, 5800000, 410000, 5810000, 25832))),
		(SELECT polygon_set(id, geom) FROM engine_test.voronoi_old)) AS b GROUP BY b.target_id) AS t;

-- polygons on a lattice: corners on corners, corners on edges, edges on edges. What PostGIS finds valid is taken; what is taken although PostGIS finds it
-- invalid touches itself only, and has the surface that ST_MakeValid (by structure) gives it; common surfaces are those of PostGIS
CREATE FUNCTION engine_test.own_surface(g geometry) RETURNS double precision LANGUAGE plpgsql AS $$
BEGIN
	RETURN (SELECT area FROM sozialraum.areal_weights((SELECT sozialraum.polygon_set(i, g) FROM generate_series(1, 1) AS i), (SELECT sozialraum.polygon_set(i, g) FROM generate_series(1, 1) AS i)));
EXCEPTION WHEN invalid_parameter_value THEN RETURN NULL;
END $$;
CREATE TABLE engine_test.lattice AS
SELECT i AS id, ST_MakePolygon(ST_AddPoint(l, ST_StartPoint(l))) AS geom FROM generate_series(1, 1500) AS i,
	LATERAL (SELECT ST_MakeLine(ST_MakePoint(get_byte(h, 2 * k) % 6, get_byte(h, 2 * k + 1) % 6) ORDER BY k) AS l FROM (SELECT sha256(int4send(i)) AS h) AS d, generate_series(0, 3 + i % 5) AS k) AS r;
SELECT count(*) FILTER (WHERE ST_IsValid(geom)) > 200 AS many_valid, count(*) FILTER (WHERE NOT ST_IsValid(geom) AND surface IS NULL) > 500 AS many_invalid, count(*) FILTER (WHERE NOT ST_IsValid(geom) AND surface > 0) > 50 AS many_touching,
	count(*) FILTER (WHERE ST_IsValid(geom) AND surface IS NULL) AS valid_refused, count(*) FILTER (WHERE abs(surface - ST_Area(ST_MakeValid(geom, 'method=structure'))) > 1e-9) AS wrong_surface
FROM (SELECT geom, engine_test.own_surface(geom) AS surface FROM engine_test.lattice) AS l;
SET client_min_messages = error;	-- they overlap
SELECT count(*) > 10000 AS many, count(*) FILTER (WHERE abs(coalesce(w.area, 0) - p.area) > 1e-12) AS differs
FROM (SELECT a.id AS source_id, b.id AS target_id, ST_Area(ST_Intersection(a.geom, b.geom)) AS area FROM engine_test.lattice AS a, engine_test.lattice AS b WHERE a.id <= 700 AND b.id <= 700 AND ST_IsValid(a.geom) AND ST_IsValid(b.geom)) AS p
	LEFT JOIN areal_weights((SELECT polygon_set(id, geom) FROM engine_test.lattice WHERE id <= 700 AND ST_IsValid(geom)), (SELECT polygon_set(id, geom) FROM engine_test.lattice WHERE id <= 700 AND ST_IsValid(geom)), 0, 'none') AS w USING (source_id, target_id);
SET client_min_messages = warning;

-- 2. the same bits for any order of rows, and parallel
CREATE FUNCTION engine_test.digest(set polygon_set) RETURNS text LANGUAGE sql AS
$$ SELECT md5(string_agg(concat_ws(' ', source_id, target_id, area, share_of_source, share_of_target), ';')) FROM areal_weights(set, (SELECT polygon_set(id, geom) FROM engine_test.voronoi_new)) $$;
SELECT count(DISTINCT engine_test.digest(s)) AS orders FROM (
	SELECT polygon_set(id, geom ORDER BY md5(p || '-' || id)) AS s FROM engine_test.voronoi_old, generate_series(1, 5) AS p GROUP BY p) AS t;
ALTER TABLE engine_test.voronoi_old SET (parallel_workers = 4);
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT engine_test.is_partial('SELECT sozialraum.polygon_set(id, geom) FROM engine_test.voronoi_old') AS partial,
	engine_test.is_partial('SELECT sozialraum.polygon_set(id, geom, id) FROM engine_test.voronoi_old') AS valued_partial;
SET max_parallel_workers_per_gather = 4;
SELECT md5(polygon_set_send(polygon_set(id, geom))) AS parallel, md5(polygon_set_send(polygon_set(id, geom, id))) AS parallel_valued FROM engine_test.voronoi_old \gset
SET max_parallel_workers_per_gather = 0;
SELECT md5(polygon_set_send(polygon_set(id, geom))) = :'parallel' AS same, md5(polygon_set_send(polygon_set(id, geom, id))) = :'parallel_valued' AS same_valued FROM engine_test.voronoi_old;
RESET max_parallel_workers_per_gather;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
SELECT * FROM engine_test.invariance('sozialraum.transfer_extensive(x, w / 5000, 1)');
SELECT * FROM engine_test.invariance('sozialraum.transfer_extensive(coalesce(x, 0), w / 5000)');
SELECT * FROM engine_test.invariance('sozialraum.transfer_intensive(x, w, 0.9)');
SELECT * FROM engine_test.invariance('sozialraum.transfer_intensive(coalesce(x, 1), w)');

-- 3. values that are missing
SELECT transfer_extensive(y, w) AS strict, transfer_extensive(y, w, 0.01) AS tolerant, transfer_intensive(y, w) AS intensive, transfer_intensive(y, w, 0.9) AS enough, transfer_intensive(y, w, 0.999) AS too_few
FROM (VALUES (10.0::double precision, 1.0::double precision), (30, 1), (NULL, 0.01), (7, NULL)) AS v (y, w);
SELECT transfer_extensive(y, w) AS none_known, transfer_extensive(y, w, 0.5) AS none_known_2, transfer_intensive(y, w, 0) AS none_known_3 FROM (VALUES (NULL::double precision, 0.1::double precision)) AS v (y, w);
SELECT transfer_extensive(y, w) AS no_rows, transfer_intensive(y, w) AS no_rows_2, transfer_extensive(y, w, 0.5) AS no_rows_3, transfer_intensive(y, w, 0.5) AS no_rows_4 FROM (VALUES (1.0::double precision, 1.0::double precision)) AS v (y, w) WHERE false;
SELECT transfer_intensive(5, 0::double precision) AS no_weight, transfer_extensive(-3, 0.5) AS negative_values_are_fine;
SELECT transfer_intensive(1e308, w) = 1e308 AS large_mean FROM (VALUES (1::double precision), (1)) AS v (w);
SELECT engine_test.error_of(q) FROM unnest(ARRAY[
	$$SELECT sozialraum.transfer_extensive(1e308, w) FROM (VALUES (1::double precision), (1)) AS v (w)$$,
	$$SELECT sozialraum.transfer_extensive('NaN', 1)$$,
	$$SELECT sozialraum.transfer_extensive(1, -0.1)$$,
	$$SELECT sozialraum.transfer_extensive(1, 'Infinity')$$,
	$$SELECT sozialraum.transfer_extensive(1, 1, 2)$$,
	$$SELECT sozialraum.transfer_extensive(1, 1, NULL)$$,
	$$SELECT sozialraum.transfer_extensive(1, 1, x) FROM (VALUES (0.1::double precision), (0.2)) AS v (x)$$,
	$$SELECT sozialraum.transfer_intensive(1, -1)$$,
	$$SELECT sozialraum.transfer_intensive(1, 1, 'NaN')$$]) AS q;

-- 4. by blocks: 300 people in the left half, 100 in a block across the border of the targets, nobody in the second source
CREATE TABLE engine_test.block AS SELECT * FROM (VALUES (1, ST_MakeEnvelope(1, 1, 2, 2, 25832), 300.0::double precision), (2, ST_MakeEnvelope(4, 6, 8, 7, 25832), 100), (3, ST_MakeEnvelope(15, 0, 16, 1, 25832), 0)) AS v (id, geom, people);
CREATE TABLE engine_test.half AS SELECT i AS id, ST_MakeEnvelope(i * 5 - 5, 0, i * 5, 10, 25832) AS geom FROM generate_series(1, 4) AS i;
SELECT * FROM dasymetric_weights((SELECT polygon_set(id, geom) FROM engine_test.old_area WHERE id < 3), (SELECT polygon_set(id, geom) FROM engine_test.half), (SELECT polygon_set(id, geom, people) FROM engine_test.block));
-- blocks that are the sources themselves: by surface
SELECT count(*) FILTER (WHERE abs(d.share_of_source - a.share_of_source) > 1e-9 OR a.area IS NULL) AS differs, count(*) > 1000 AS many
FROM dasymetric_weights((SELECT polygon_set(id, geom) FROM engine_test.voronoi_old), (SELECT polygon_set(id, geom) FROM engine_test.voronoi_new), (SELECT polygon_set(id, geom, ST_Area(geom)) FROM engine_test.voronoi_old)) AS d
	FULL JOIN areal_weights((SELECT polygon_set(id, geom) FROM engine_test.voronoi_old), (SELECT polygon_set(id, geom) FROM engine_test.voronoi_new)) AS a USING (source_id, target_id);
-- PostGIS as oracle: three layers
CREATE TABLE engine_test.cell AS SELECT i * 20 + j AS id, ST_MakeEnvelope(400000 + 500 * i, 5800000 + 500 * j, 400500 + 500 * i, 5800500 + 500 * j, 25832) AS geom, ((i * 7 + j * 3) % 11)::double precision AS people FROM generate_series(0, 19) AS i, generate_series(0, 19) AS j;
WITH piece AS MATERIALIZED (SELECT a.id AS source_id, c.people, ST_Intersection(a.geom, c.geom) AS geom FROM engine_test.voronoi_old AS a JOIN engine_test.cell AS c ON ST_Intersects(a.geom, c.geom) AND c.people > 0 WHERE a.id <= 60),
oracle AS (SELECT p.source_id, b.id AS target_id, sum(p.people * ST_Area(ST_Intersection(p.geom, b.geom)) / 250000) AS weight FROM piece AS p JOIN engine_test.voronoi_new AS b ON ST_Intersects(p.geom, b.geom) GROUP BY 1, 2)
SELECT count(*) FILTER (WHERE abs(coalesce(d.weight, 0) - coalesce(o.weight, 0)) > 1e-8) AS differs, count(*) > 200 AS many, abs(sum(d.share_of_source) - 60) < 1e-9 AS all_of_it, bool_and(d.method = 'ancillary') AS by_blocks
FROM dasymetric_weights((SELECT polygon_set(id, geom) FROM engine_test.voronoi_old WHERE id <= 60), (SELECT polygon_set(id, geom) FROM engine_test.voronoi_new), (SELECT polygon_set(id, geom, people) FROM engine_test.cell), 0) AS d
	FULL JOIN (SELECT * FROM oracle WHERE weight > 1e-9) AS o USING (source_id, target_id);

-- 5. a smooth surface: Tobler's step by hand (see test/unit/test_pycnophylactic.c), totals, unknown values, what lies outside
SELECT * FROM pycnophylactic((SELECT polygon_set(id, geom, v) FROM (VALUES (1, ST_MakeEnvelope(0, 0, 2, 1), 4), (2, ST_MakeEnvelope(2, 0, 4, 1), 12)) AS s (id, geom, v)),
	(SELECT polygon_set(i, ST_MakeEnvelope(i, 0, i + 1, 1)) FROM generate_series(0, 3) AS i), 1, 1);
SELECT abs(sum(value) - 90 * 91 / 2) < 1e-6 AS total_stays, count(*), count(value) AS known, min(value) >= 0 AS not_negative, min(covered) AS covered
FROM pycnophylactic((SELECT polygon_set(id, geom, id + 1) FROM engine_test.voronoi_new), (SELECT polygon_set(id, geom) FROM engine_test.cell), 50);
SELECT target_id, round(value::numeric, 6) AS value, round(covered::numeric, 6) AS covered FROM pycnophylactic(
	(SELECT polygon_set(id, geom, CASE WHEN id < 3 THEN people END) FROM engine_test.old_area WHERE id <= 3), (SELECT polygon_set(id, geom) FROM (TABLE engine_test.new_area UNION ALL VALUES (3, ST_MakeEnvelope(90, 0, 100, 10, 25832)), (4, ST_MakeEnvelope(-5, 0, 2, 5, 25832))) AS v), 1, 0);
SELECT target_id, round(value::numeric, 6) AS value, covered FROM pycnophylactic((SELECT polygon_set(id, geom, people) FROM engine_test.old_area), (SELECT polygon_set(id, geom) FROM engine_test.new_area), 1);

-- 6. what is wrong
\set one '(SELECT sozialraum.polygon_set(1, public.ST_MakeEnvelope(0, 0, 1, 1, 25832)))'
\set valued '(SELECT sozialraum.polygon_set(1, public.ST_MakeEnvelope(0, 0, 1, 1, 25832), 5))'
SELECT engine_test.error_of(format('SELECT * FROM sozialraum.areal_weights((SELECT sozialraum.polygon_set(id, geom::geometry) FROM (VALUES %s) AS v (id, geom)), (SELECT sozialraum.polygon_set(1, ST_MakeEnvelope(0, 0, 1, 1, 25832))))', v)) FROM unnest(ARRAY[
	$$(1, 'SRID=25833;POLYGON((0 0,1 0,1 1,0 0))')$$,
	$$(1, 'SRID=4326;POLYGON((0 0,1 0,1 1,0 0))')$$,
	$$(1, 'SRID=25832;POLYGON((0 0,1 0,1 1,0 0))'), (2, 'SRID=25833;POLYGON((0 0,1 0,1 1,0 0))')$$,
	$$(1, 'SRID=25832;POLYGON((0 0,1 0,1 1,0 0))'), (1, 'SRID=25832;POLYGON((0 0,1 0,1 1,0 0))')$$,
	$$(7, 'SRID=25832;POLYGON EMPTY')$$,
	$$(7, 'SRID=25832;POINT(0 0)')$$,
	$$(7, 'SRID=25832;POLYGON((0 0,2 2,2 0,0 3,0 0))')$$,
	$$(7, 'SRID=25832;MULTIPOLYGON(((0 0,2 0,2 2,0 2,0 0)),((1 1,3 1,3 3,1 3,1 1)))')$$,
	$$(7, 'SRID=25832;POLYGON((0 0,2 2,1 1,0 0))')$$,
	$$(7, 'SRID=25832;POLYGON((0 0,1e200 0,1e200 1e200,0 0))')$$]) AS v;
SELECT engine_test.error_of($$SELECT * FROM sozialraum.areal_weights((SELECT sozialraum.polygon_set(1, ST_MakeEnvelope(0, 0, 1, 1, 4326))), (SELECT sozialraum.polygon_set(1, ST_MakeEnvelope(0, 0, 1, 1, 4326))))$$);
SELECT engine_test.error_of($$SELECT sozialraum.polygon_set(1, ST_MakeEnvelope(0, 0, 1, 1, 25832), 'NaN')$$);
SELECT engine_test.error_of($$SELECT sozialraum.polygon_set(1, ST_MakeEnvelope(0, 0, 'Infinity', 1, 25832))$$);
SELECT engine_test.error_of(format('SELECT * FROM sozialraum.areal_weights(%s, %s, %s)', :'one', :'one', a)) FROM unnest(ARRAY['1', '-0.1', '''NaN''', '0, ''some''']) AS a;
SELECT engine_test.error_of(format('SELECT * FROM sozialraum.dasymetric_weights(%s, %s, %s)', :'one', :'one', a)) FROM unnest(ARRAY[:'one',
	'(SELECT sozialraum.polygon_set(8, public.ST_MakeEnvelope(0, 0, 1, 1, 25832), NULL))', '(SELECT sozialraum.polygon_set(8, public.ST_MakeEnvelope(0, 0, 1, 1, 25832), -1))',
	'(SELECT sozialraum.polygon_set(8, public.ST_MakeEnvelope(0, 0, 1, 1, 25833), 1))']) AS a;
SELECT engine_test.error_of(format('SELECT * FROM sozialraum.pycnophylactic(%s, %s, %s)', s, :'one', a)) FROM (VALUES (:'one', '1'), (:'valued', '0'), (:'valued', '''NaN'''), (:'valued', '1, -1'), (:'valued', '1, 1, -1'),
	(:'valued', '1e-9'), (:'valued', '10'), ('(SELECT sozialraum.polygon_set(8, public.ST_MakeEnvelope(0, 0, 1, 1, 25832), -1))', '1')) AS v (s, a);
-- overlapping targets are a warning
SET client_min_messages = notice;
SELECT source_id, target_id, share_of_source FROM areal_weights((SELECT polygon_set(1, ST_MakeEnvelope(0, 0, 10, 10))), (SELECT polygon_set(i, ST_MakeEnvelope(0, 0, 4 + i, 10)) FROM generate_series(1, 2) AS i));
SET client_min_messages = warning;

-- 7. no rows, NULL, one row; large and small coordinates
SELECT polygon_set(NULL, ST_MakeEnvelope(0, 0, 1, 1)) IS NULL AS no_id, polygon_set(1, NULL::geometry) IS NULL AS no_geometry, polygon_set(1, NULL::geometry, 1) IS NULL AS no_geometry_2;
SELECT count(*) FROM areal_weights(NULL, (SELECT polygon_set(1, ST_MakeEnvelope(0, 0, 1, 1))));
SELECT s, share_of_source, share_of_target FROM unnest(ARRAY[1e-100, 1e-6, 1, 1e9, 1e100]::double precision[]) AS s,
	areal_weights((SELECT polygon_set(i, ST_MakeEnvelope(-s, -s, s, s)) FROM generate_series(1, 1) AS i), (SELECT polygon_set(i, ST_MakeEnvelope(0, 0, 4 * s, 4 * s)) FROM generate_series(1, 1) AS i)) WHERE target_id IS NOT NULL ORDER BY s;

-- 8. the type: text and binary form, storage, damaged input
SELECT polygon_set(2, ST_MakeEnvelope(0, 0, 1, 1, 25832), 0.5)::text AS text;
SELECT bool_and(s::text::polygon_set::text = s::text) AS there_and_back, bool_and(md5(polygon_set_send(s)) = md5(decode(s::text, 'hex'))) AS one_form
FROM (SELECT polygon_set(id, geom) AS s FROM engine_test.voronoi_new UNION ALL SELECT polygon_set(id, geom, nullif(value, 3)) FROM engine_test.voronoi_new) AS t;
SELECT typstorage, typalign, typlen FROM pg_type WHERE oid = 'polygon_set'::regtype;
CREATE TABLE engine_test.stored_set AS SELECT polygon_set(id, geom) AS s FROM engine_test.voronoi_old UNION ALL SELECT polygon_set(1, ST_MakeEnvelope(0, 0, 1, 1, 25832));
SELECT count(*) > 1000 AS many, count(*) FILTER (WHERE target_id IS NULL) AS nowhere FROM engine_test.stored_set, areal_weights(s, (SELECT polygon_set(id, geom) FROM engine_test.voronoi_new)) AS a;
SELECT engine_test.error_of(format('SELECT %L::sozialraum.polygon_set', v)) FROM unnest(ARRAY['', 'x', '01', repeat('00', 26), '0100000064e800000000000000000000000000000000000000000000', '0100000064e87fffffff7fffffffffffffff7fffffffffffffff']) AS v;
CREATE FUNCTION engine_test.fate(bytes bytea) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	PERFORM count(*) FROM sozialraum.areal_weights(encode(bytes, 'hex')::sozialraum.polygon_set, (SELECT sozialraum.polygon_set(1, ST_MakeEnvelope(0, 0, 1, 1, 25832))));
	RETURN 'accepted';
EXCEPTION WHEN invalid_binary_representation OR invalid_parameter_value THEN RETURN SQLSTATE;
END $$;
SELECT fate IN ('accepted', '22P03', '22023') AS expected, count(*) > 100 AS many FROM (
	SELECT engine_test.fate(engine_test.mutate(b, i)) AS fate FROM (SELECT polygon_set_send(polygon_set(i, ST_MakeEnvelope(i, 0, i + 1, 1, 25832), i)) AS b FROM generate_series(1, 5) AS i) AS s, generate_series(1, 800) AS i) AS f
GROUP BY 1;
-- damaged states
SELECT DISTINCT engine_test.error_of(format('SELECT sozialraum._transfer_extensive_final(%L)', engine_test.mutate(sozialraum._transfer_extensive_accum(NULL, 3, 0.5), i))) ~ '^(22P03|no error|22003)' AS expected FROM generate_series(1, 1000) AS i;
SELECT DISTINCT engine_test.error_of(format('SELECT sozialraum._transfer_intensive_final(%L)', engine_test.mutate(sozialraum._transfer_intensive_accum(NULL, 3, 0.5), i))) ~ '^(22P03|no error|22003)' AS expected FROM generate_series(1, 1000) AS i;
