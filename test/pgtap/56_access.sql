-- Access with other people's tools: travel times of pgRouting (where it is installed), and all of Berlin against pysal's access.
-- Data: ../shared/data/berlin_mss_2021 (geometry and population: Amt für Statistik Berlin-Brandenburg, CC BY 3.0 DE).
BEGIN;
SET LOCAL client_min_messages = warning;
\if :{?shared}
\else
	\set shared ''
\endif
SELECT plan(19);
SET search_path = sozialraum, public;

-- ---------------------------------------------------------------- pgRouting
SELECT count(*) = 0 AS no_routing FROM pg_available_extensions WHERE name = 'pgrouting' \gset
\if :no_routing
	SELECT skip('pgRouting is not installed', 9);
\else
	CREATE EXTENSION pgrouting;
	-- the town of doc/methods/access.md: streets every 300 m, a river with one bridge, one street one way
	CREATE TEMP TABLE crossing AS SELECT 10 * y + x + 1 AS id, ST_SetSRID(ST_MakePoint(500000 + 300 * x, 5600000 + 300 * y), 25832) AS geom FROM generate_series(0, 5) AS x, generate_series(0, 3) AS y;
	CREATE TEMP TABLE street AS
		SELECT row_number() OVER (ORDER BY a.id, b.id) AS id, a.id AS source, b.id AS target, 300 / 80.0 AS cost, CASE WHEN a.id = 1 AND b.id = 2 THEN -1 ELSE 300 / 80.0 END AS reverse_cost
		FROM crossing AS a JOIN crossing AS b ON a.id < b.id AND ST_DWithin(a.geom, b.geom, 300)
		WHERE NOT (a.id BETWEEN 11 AND 15 AND b.id BETWEEN 21 AND 25);
	CREATE TEMP TABLE block AS SELECT id, 10.0 + id % 7 AS children, ST_Translate(geom, 20, 30) AS geom FROM crossing;
	CREATE TEMP TABLE kita AS SELECT * FROM (VALUES (1, 60, ST_SetSRID(ST_MakePoint(500310, 5600320), 25832)), (2, 45, ST_SetSRID(ST_MakePoint(501190, 5600880), 25832))) AS t(id, places, geom);
	-- where they stand on the network
	CREATE TEMP TABLE block_at AS SELECT demand_id AS id, facility_id AS node FROM nearest_facility((SELECT demand_points(id, geom) FROM block), (SELECT facility_points(id, geom) FROM crossing));
	CREATE TEMP TABLE kita_at AS SELECT demand_id AS id, facility_id AS node FROM nearest_facility((SELECT demand_points(id, geom) FROM kita), (SELECT facility_points(id, geom) FROM crossing));
	CREATE TEMP TABLE trip AS
		SELECT b.id AS block_id, k.id AS kita_id, c.agg_cost AS minutes
		FROM pgr_dijkstraCost('SELECT id, source, target, cost, reverse_cost FROM street', (SELECT array_agg(DISTINCT node) FROM block_at), (SELECT array_agg(DISTINCT node) FROM kita_at)) AS c
		JOIN block_at AS b ON b.node = c.start_vid JOIN kita_at AS k ON k.node = c.end_vid
		UNION ALL SELECT b.id, k.id, 0 FROM block_at AS b JOIN kita_at AS k USING (node);
	SELECT is((SELECT count(*) FROM trip), 48::bigint, 'pgRouting: 24 blocks, 2 facilities');
	SELECT is((SELECT array_agg(node ORDER BY id) FROM kita_at), ARRAY[12, 35]::bigint[], 'nearest_facility finds the crossings of the facilities');
	SELECT is((SELECT minutes FROM trip WHERE block_id = 22 AND kita_id = 1), (9 * 3.75)::double precision, 'one bank to the other: over the bridge');
	SELECT is((SELECT minutes FROM trip WHERE block_id = 2 AND kita_id = 1), 3.75::double precision, 'along the street');
	-- 1 -> 2 is open, 2 -> 1 is not
	SELECT is((SELECT agg_cost FROM pgr_dijkstraCost('SELECT id, source, target, cost, reverse_cost FROM street', 2, 1)), (3 * 3.75)::double precision, 'one way: around the block');
	CREATE TEMP TABLE walk AS SELECT r.* FROM two_step_floating_catchment((SELECT demand_points(id, children) FROM block), (SELECT facility_points(id, places) FROM kita),
		(SELECT travel_costs(block_id, kita_id, minutes) FROM trip), 15) AS r;
	CREATE TEMP TABLE line AS SELECT r.* FROM two_step_floating_catchment((SELECT demand_points(id, children, geom) FROM block), (SELECT facility_points(id, places, geom) FROM kita), 15 * 80) AS r;
	SELECT is((SELECT round(sum(demand * access)::numeric, 9) FROM walk), 105.000000000, 'all places are shared out');
	SELECT cmp_ok((SELECT count(*) FROM walk WHERE facilities = 0), '>', 0::bigint, 'on foot some blocks reach nothing');
	SELECT is((SELECT count(*) FROM line WHERE facilities = 0), 0::bigint, 'in a straight line all do');
	-- by definition, in SQL
	SELECT is((SELECT count(*) FROM walk AS w LEFT JOIN (
			SELECT t.block_id, sum(k.places / v.demand) AS access FROM trip AS t JOIN kita AS k ON k.id = t.kita_id
			JOIN (SELECT t.kita_id, sum(b.children) AS demand FROM trip AS t JOIN block AS b ON b.id = t.block_id WHERE t.minutes <= 15 GROUP BY t.kita_id) AS v ON v.kita_id = t.kita_id
			WHERE t.minutes <= 15 GROUP BY t.block_id) AS s ON s.block_id = w.demand_id
		WHERE abs(w.access - coalesce(s.access, 0)) < 1e-14), 24::bigint, 'the same as two joins in SQL');
\endif

-- ---------------------------------------------------------------- Berlin
SELECT :'shared' = '' AS absent \gset
\if :absent
	SELECT skip('the folder of real data is absent', 10);
	SELECT * FROM finish();
	ROLLBACK;
	\quit
\endif
\cd :shared
\cd data/berlin_mss_2021
CREATE FUNCTION pg_temp.features(line text) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT
RETURN CASE WHEN line LIKE '{ "type": "Feature"%' THEN rtrim(line, ',')::jsonb END;
CREATE TEMP TABLE bzr_line (line text);
CREATE TEMP TABLE plr_line (line text);
\copy bzr_line FROM 'lor_bzr_2021_epsg25833.geojson' WITH (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
\copy plr_line FROM 'lor_plr_2021_epsg25833.geojson' WITH (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
CREATE TEMP TABLE population (total text, u6 text, u15 text, u18 text, u27 text, u45 text, u55 text, u65 text, old text, female text, foreign_ text, plr text);
\copy population FROM 'einwohnerbestand_06-2022_plr.csv' WITH (FORMAT csv, HEADER, DELIMITER ';')
-- demand: inhabitants of 65 and more of the 542 planning areas ("–" is zero); supply: one office in the centre of each of the 143 district regions
CREATE TEMP TABLE plr AS SELECT (f -> 'properties' ->> 'PLR_ID')::bigint AS id, ST_SetSRID(ST_GeomFromGeoJSON(f -> 'geometry'), 25833) AS geom FROM plr_line, pg_temp.features(line) AS f WHERE f IS NOT NULL;
CREATE TEMP TABLE bzr AS SELECT (f -> 'properties' ->> 'BZR_ID')::bigint AS id, ST_SetSRID(ST_GeomFromGeoJSON(f -> 'geometry'), 25833) AS geom FROM bzr_line, pg_temp.features(line) AS f WHERE f IS NOT NULL;
CREATE TEMP TABLE old AS SELECT plr.id, replace(old, '–', '0')::double precision AS old, geom FROM plr JOIN population ON plr::bigint = plr.id;
CREATE TEMP TABLE value AS SELECT (SELECT demand_points(id, old, geom) FROM old) AS d, (SELECT facility_points(id, geom) FROM bzr) AS f;

-- pysal's access 1.1.10, over distances of geopandas' centroids: sum of access, its maximum and where it is, access of 01100101
CREATE TEMP TABLE ours (method text, total double precision, highest double precision, at bigint, example double precision, nothing bigint, supplied double precision);
INSERT INTO ours SELECT '2sfca', b.* FROM (SELECT sum(access), max(access), (array_agg(demand_id ORDER BY access DESC))[1], max(access) FILTER (WHERE demand_id = 1100101), count(*) FILTER (WHERE facilities = 0), sum(demand * access)
	FROM value, two_step_floating_catchment(d, f, 3000)) AS b;
INSERT INTO ours SELECT 'e2sfca', b.* FROM (SELECT sum(access), max(access), (array_agg(demand_id ORDER BY access DESC))[1], max(access) FILTER (WHERE demand_id = 1100101), count(*) FILTER (WHERE facilities = 0), sum(demand * access)
	FROM value, two_step_floating_catchment(d, f, 3000, 'e2sfca')) AS b;
INSERT INTO ours SELECT 'gaussian', b.* FROM (SELECT sum(access), max(access), (array_agg(demand_id ORDER BY access DESC))[1], max(access) FILTER (WHERE demand_id = 1100101), count(*) FILTER (WHERE facilities = 0), sum(demand * access)
	FROM value, two_step_floating_catchment(d, f, 3000, 'e2sfca', 'gaussian', ARRAY[1500])) AS b;
INSERT INTO ours SELECT '3sfca', b.* FROM (SELECT sum(access), max(access), (array_agg(demand_id ORDER BY access DESC))[1], max(access) FILTER (WHERE demand_id = 1100101), count(*) FILTER (WHERE facilities = 0), sum(demand * access)
	FROM value, two_step_floating_catchment(d, f, 3000, '3sfca')) AS b;
CREATE TEMP TABLE pysal (method text, total double precision, highest double precision, at bigint, example double precision);
INSERT INTO pysal VALUES ('2sfca', 0.11298080102889348, 0.0008924840627010224, 9301227, 0.00019552617144977382), ('e2sfca', 0.11309012490719156, 0.001258019876714052, 9301228, 0.00019169153351512123),
	('gaussian', 0.11298999150536071, 0.0011955023677340318, 9301228, 0.00018198425145847587), ('3sfca', 0.11408218712500923, 0.0013708958804578791, 9301228, 0.00020030448082862493);
SELECT is((SELECT count(*) FROM old), 542::bigint, 'Berlin: 542 planning areas');
SELECT ok(abs(o.total / p.total - 1) < 1e-9 AND abs(o.highest / p.highest - 1) < 1e-9 AND o.at = p.at AND abs(o.example / p.example - 1) < 1e-9, 'Berlin: ' || method || ' as pysal')
FROM ours AS o JOIN pysal AS p USING (method) ORDER BY method;
SELECT is((SELECT array_agg(DISTINCT nothing) FROM ours), ARRAY[1]::bigint[], 'one planning area reaches nothing within 3 km');
SELECT ok(bool_and(abs(supplied / 143 - 1) < 1e-12), 'Berlin: 143 offices are shared out') FROM ours;
-- nearest: mean, weighted mean, largest, share within 1 km (numpy)
SELECT ok(abs(avg(cost) / 808.6418773433577 - 1) < 1e-9 AND abs(max(cost) / 3005.205983460389 - 1) < 1e-9, 'Berlin: distances to the nearest office as numpy') FROM value, nearest_facility(d, f);
SELECT ok(abs(weighted_mean(cost, old) / 813.2174101117663 - 1) < 1e-9 AND abs(sum(old) FILTER (WHERE cost <= 1000) / sum(old) / 0.7015193278975341 - 1) < 1e-9, 'Berlin: weighted by inhabitants') FROM value, nearest_facility(d, f) AS n JOIN old ON old.id = n.demand_id;
SELECT ok(abs(sum(demand) / (SELECT sum(old) FROM old) - 1) < 1e-12 AND count(*) = 143, 'Berlin: Huff shares out all demand') FROM value, huff_demand(d, f, 'Infinity'::double precision, 1.5, 100);

SELECT * FROM finish();
ROLLBACK;
