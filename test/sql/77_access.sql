-- Access: floating catchments, potential, Huff's model, the nearest facility
SET search_path = sozialraum, engine_test, public;

-- Worked example (computed in R, three places, two facilities, minutes): every number of it
CREATE TABLE place (id bigint, demand double precision);
CREATE TABLE kita (id bigint, capacity double precision);
CREATE TABLE trip (place bigint, kita bigint, minutes double precision);
INSERT INTO place VALUES (1, 1200), (2, 800), (3, 2000);
INSERT INTO kita VALUES (1, 60), (2, 45);
INSERT INTO trip VALUES (1, 1, 5), (1, 2, 25), (2, 1, 12), (2, 2, 18), (3, 1, 28), (3, 2, 8);
CREATE VIEW example AS SELECT (SELECT demand_points(id, demand) FROM place) AS d, (SELECT facility_points(id, capacity) FROM kita) AS f, (SELECT travel_costs(place, kita, minutes) FROM trip) AS c;
SELECT * FROM example;

SELECT demand_id, round(access::numeric, 10) AS access, facilities, nearest_facility, nearest_cost FROM example, two_step_floating_catchment(d, f, c, 30) ORDER BY 1;
SELECT facility_id, capacity, population, weighted_demand, demand_points, round(ratio::numeric, 10) AS ratio, unused_capacity FROM example, catchment_population(d, f, c, 30);
SELECT demand_id, round(access::numeric, 10) AS access, facilities FROM example, two_step_floating_catchment(d, f, c, 20);
SELECT facility_id, weighted_demand FROM example, catchment_population(d, f, c, 20);
-- e2sfca with 1 / 0.68 / 0.22 (default), 1 / 0.42 / 0.09, Gauss, Dai; 3sfca and m2sfca with the default
SELECT demand_id, round(a.access::numeric, 10) AS e2sfca, round(b.access::numeric, 10) AS fast, round(g.access::numeric, 10) AS gauss, round(k.access::numeric, 10) AS dai,
	round(t.access::numeric, 10) AS "3sfca", round(m.access::numeric, 10) AS m2sfca
FROM example, two_step_floating_catchment(d, f, c, 30, 'e2sfca') a
JOIN two_step_floating_catchment(d, f, c, 30, 'e2sfca', 'step', ARRAY[[10, 1], [20, 0.42], [30, 0.09]]) b USING (demand_id)
JOIN two_step_floating_catchment(d, f, c, 30, 'e2sfca', 'gaussian', ARRAY[15]) g USING (demand_id)
JOIN two_step_floating_catchment(d, f, c, 30, 'e2sfca', 'dai') k USING (demand_id)
JOIN two_step_floating_catchment(d, f, c, 30, '3sfca') t USING (demand_id)
JOIN two_step_floating_catchment(d, f, c, 30, 'm2sfca') m USING (demand_id) ORDER BY 1;
SELECT method, facility_id, round(weighted_demand::numeric, 6) AS v, round(ratio::numeric, 10) AS r, round(unused_capacity::numeric, 10) AS unused
FROM unnest(ARRAY['e2sfca', '3sfca', 'm2sfca']) method, example, catchment_population(d, f, c, 30, method) ORDER BY 1, 2;
SELECT method, round(sum(r.demand * r.access)::numeric, 10) AS supplied, round((sum(r.demand * r.relative_access) / sum(r.demand))::numeric, 10) AS mean_relative
FROM unnest(ARRAY['2sfca', 'e2sfca', '3sfca', 'm2sfca']) method, example, two_step_floating_catchment(d, f, c, 30, method) r GROUP BY method ORDER BY 1;
SELECT demand_id, facility_id, cost, round(probability::numeric, 10) AS probability FROM example, huff(d, f, c);
SELECT facility_id, round(demand::numeric, 6) AS demand, round(share::numeric, 10) AS share FROM example, huff_demand(d, f, c);
SELECT demand_id, rank, facility_id, cost FROM example, nearest_facility(d, f, c);
SELECT round(sum(cost * demand) / sum(demand)) AS about, sum(cost * demand) / sum(demand) AS weighted_mean, sum(demand) FILTER (WHERE cost <= 10) / sum(demand) AS within_10
FROM example, nearest_facility(d, f, c) n JOIN place p ON p.id = n.demand_id;

-- pysal's access 1.1.10 (three places, two facilities): what it computes for these calls
CREATE VIEW pysal AS SELECT demand_points(id, pop) AS d, (SELECT facility_points(id, doc) FROM (VALUES (1, 10), (2, 6)) t(id, doc)) AS f,
	(SELECT travel_costs(o, t, m) FROM (VALUES (1, 1, 5), (1, 2, 25), (2, 1, 15), (2, 2, 8), (3, 1, 40), (3, 2, 12)) v(o, t, m)) AS c FROM (VALUES (1, 100), (2, 200), (3, 300)) v(id, pop);
SELECT demand_id, bool_and(abs(access - expected[demand_id]) < 1e-12) AS agrees
FROM pysal, (VALUES
	('2sfca', NULL, NULL::double precision[], ARRAY[0.04333333333333, 0.04333333333333, 0.01]),
	('e2sfca', 'step', ARRAY[[10, 1], [20, 0.68], [30, 0.22]], ARRAY[0.04547147290523, 0.04289806636429, 0.00957746478873]),
	('3sfca', 'step', ARRAY[[10, 0.962], [20, 0.704], [30, 0.377]], ARRAY[0.05565173363262, 0.03314209279685, 0.01268802692456]),
	('e2sfca', 'gaussian', ARRAY[15], ARRAY[0.04740841371174, 0.04059586282207, 0.01046662021471]),
	('e2sfca', 'power', ARRAY[1.5, 6], ARRAY[0.06925033011696, 0.03253014843789, 0.00856312433575])) t(method, decay, parameter, expected),
	two_step_floating_catchment(d, f, c, 30, method, decay, parameter) GROUP BY demand_id ORDER BY demand_id;
SELECT p.demand_id, abs(p.access - (ARRAY[0.72841381743977, 0.43729763610973, 0.14433756729741])[p.demand_id]) < 1e-13 AS potential, o.access AS cumulative
FROM pysal, gravity_access(d, f, c, 30, decay_parameter => ARRAY[1.5, 6]) p JOIN gravity_access(d, f, c, 20, 'none') o USING (demand_id) ORDER BY 1;

-- README of sdc-catchment: consumers of 100 at x = 0, 1, 2, providers of 10 at 0 and 2, Gaussian of scale 1
SELECT demand_id, round(access::numeric, 6) AS access FROM two_step_floating_catchment(
	(SELECT demand_points(x, 100, ST_MakePoint(x, 0)) FROM generate_series(0, 2) x),
	(SELECT facility_points(x, 10, ST_MakePoint(x, 0)) FROM generate_series(0, 2, 2) x), 'Infinity', 'e2sfca', 'gaussian', ARRAY[1]);

-- README of R's fca 0.1.0 (spai_3sfca): travel times as printed there (seven digits), Gaussian that is 0.01 at 20 minutes
SELECT chr(96 + demand_id::integer) AS place, round(access::numeric, 5) AS access, abs(access - spai) < 2e-6 * spai + 1e-8 AS agrees
FROM (SELECT demand_points(i, p) AS d FROM unnest(ARRAY[100, 200, 50, 100, 500, 50, 100, 100, 50, 500]) WITH ORDINALITY t(p, i)) d,
	(SELECT facility_points(i, s) AS f FROM unnest(ARRAY[1000, 200, 500]) WITH ORDINALITY t(s, i)) f,
	(SELECT travel_costs((i - 1) % 10 + 1, (i - 1) / 10 + 1, m) AS c FROM unnest(ARRAY[8.627326, 23.64915, 12.26931, 26.49052, 28.21402, 1.366695, 15.843165, 26.772571, 16.543050, 13.698442,
		28.705000, 13.60002, 20.32712, 17.17900, 3.08774, 26.994749, 7.382632, 1.261786, 9.837622, 28.635109,
		26.686179, 20.78410, 19.21520, 29.82809, 19.67117, 21.255914, 16.321981, 17.824261, 8.674792, 4.413409]) WITH ORDINALITY t(m, i)) c,
	two_step_floating_catchment(d, f, c, 30, '3sfca', 'gaussian', ARRAY[20 / sqrt(2 * ln(100))])
	JOIN unnest(ARRAY[3.97260949, 0.03678999, 1.46747735, 0.01079342, 0.28782748, 9.11410451, 0.19596873, 0.31194607, 0.37539987, 1.10349481]) WITH ORDINALITY t(spai, i) ON i = demand_id ORDER BY 1;

-- straight lines: 3,000 places and 60 facilities, seeded; the same as a table of ST_Distance
SELECT setseed(0.77);
CREATE TABLE block AS SELECT i AS id, CASE WHEN i % 20 = 0 THEN 0 ELSE floor(random() * 400) END::double precision AS demand, ST_SetSRID(ST_MakePoint(500000 + 20000 * random(), 5600000 + 20000 * random()), 25832) AS geom FROM generate_series(1, 3000) i;
CREATE TABLE surgery AS SELECT i AS id, CASE WHEN i % 9 = 0 THEN 0 ELSE 1 + floor(random() * 8) END::double precision AS capacity, ST_SetSRID(ST_MakePoint(500000 + 20000 * random(), 5600000 + 20000 * random()), 25832) AS geom FROM generate_series(1, 60) i;
INSERT INTO surgery VALUES (61, 5, ST_SetSRID(ST_MakePoint(700000, 5600000), 25832));
CREATE TABLE lined AS SELECT (SELECT demand_points(id, demand, geom) FROM block) AS d, (SELECT facility_points(id, capacity, geom) FROM surgery) AS f,
	(SELECT travel_costs(b.id, s.id, ST_Distance(b.geom, s.geom)) FROM block b, surgery s) AS c;
SELECT method, decay, count(*), bool_and(abs(l.access - t.access) <= 1e-12 * t.access) AS access, bool_and(l.facilities = t.facilities) AS facilities,
	bool_and(l.nearest_facility IS NOT DISTINCT FROM t.nearest_facility AND coalesce(abs(l.nearest_cost - t.nearest_cost), 0) < 1e-9) AS nearest
FROM lined, (VALUES ('2sfca', NULL, NULL), ('e2sfca', NULL, NULL), ('3sfca', 'dai', NULL), ('m2sfca', 'linear', NULL), ('e2sfca', 'exponential', ARRAY[0.001]), ('3sfca', 'power', ARRAY[1.3, 50])) m(method, decay, parameter),
	two_step_floating_catchment(d, f, 3000, method, decay, parameter) l JOIN two_step_floating_catchment(d, f, c, 3000, method, decay, parameter) t USING (demand_id) GROUP BY method, decay ORDER BY 1, 2;
SELECT count(*), bool_and(l.population = t.population AND l.weighted_demand = t.weighted_demand AND l.ratio IS NOT DISTINCT FROM t.ratio AND l.demand_points = t.demand_points) AS same
FROM lined, catchment_population(d, f, 3000) l JOIN catchment_population(d, f, c, 3000) t USING (facility_id);
SELECT count(*), bool_and(n.facility_id = r.id AND abs(n.cost - r.distance) < 1e-9) AS as_postgis
FROM lined, nearest_facility(d, f, 3) n JOIN (SELECT b.id AS demand_id, s.id, ST_Distance(b.geom, s.geom) AS distance, row_number() OVER (PARTITION BY b.id ORDER BY ST_Distance(b.geom, s.geom), s.id) AS rank FROM block b, surgery s) r USING (demand_id, rank);
SELECT count(*), count(l.facility_id) AS found, bool_and(l.facility_id IS NOT DISTINCT FROM t.facility_id AND coalesce(abs(l.cost - t.cost), 0) < 1e-9) AS same
FROM nearest_facility((SELECT d FROM lined), (SELECT f FROM lined), 5, 1500) l FULL JOIN nearest_facility((SELECT d FROM lined), (SELECT f FROM lined), (SELECT c FROM lined), 5, 1500) t USING (demand_id, rank);
SELECT bool_and(abs(l.probability - t.probability) < 1e-14 AND abs(l.cost - t.cost) < 1e-9) AS huff, count(*) = 3000 * 61 AS all_pairs FROM lined, huff(d, f) l JOIN huff(d, f, c) t USING (demand_id, facility_id);
SELECT bool_and(abs(l.demand - t.demand) <= 1e-12 * t.demand) AS huff_demand, abs(sum(l.share) - 1) < 1e-12 AS whole FROM lined, huff_demand(d, f) l JOIN huff_demand(d, f, c) t USING (facility_id);
SELECT abs(sum(h.demand) - (SELECT sum(demand) FROM block)) < 1e-6 AS demand_adds_up, count(*) FILTER (WHERE facility_id IS NULL) AS nowhere FROM lined, huff(d, f, 1000) h;
SELECT bool_and(abs(l.access - t.access) <= 1e-12 * t.access) AS gravity, bool_and(l.facilities = 61) AS all_of_them FROM lined, gravity_access(d, f, 'Infinity', decay_parameter => ARRAY[2, 100]) l JOIN gravity_access(d, f, c, 'Infinity', decay_parameter => ARRAY[2, 100]) t USING (demand_id);

-- conservation: sum of demand times access is the capacity of the facilities that have demand within reach; not so with m2sfca, which says what it leaves
SELECT method, decay, maximum, abs(a.supplied / s.supply - 1) < 1e-12 AS conserved, abs((a.supplied + s.unused) / s.all_supply - 1) < 1e-12 AS accounted, s.unreached
FROM lined, (VALUES ('2sfca', NULL, NULL), ('e2sfca', 'step', NULL), ('e2sfca', 'gaussian', ARRAY[700]), ('e2sfca', 'dai', NULL), ('e2sfca', 'power', ARRAY[1.5, 10]), ('3sfca', 'step', NULL), ('3sfca', 'gaussian', ARRAY[700]), ('m2sfca', 'step', NULL), ('m2sfca', 'dai', NULL)) m(method, decay, parameter),
	unnest(ARRAY[800, 5000, 40000]) maximum,
	LATERAL (SELECT exact_sum(demand * access) AS supplied FROM two_step_floating_catchment(d, f, maximum, method, decay, parameter)) a,
	LATERAL (SELECT sum(capacity) FILTER (WHERE ratio IS NOT NULL) AS supply, sum(capacity) AS all_supply, sum(unused_capacity) AS unused, count(*) FILTER (WHERE ratio IS NULL) AS unreached
		FROM catchment_population(d, f, maximum, method, decay, parameter)) s ORDER BY 1, 2, 3;

-- the same bits for every order of rows and any number of workers
SELECT count(DISTINCT demand_points_sent) AS demand, count(DISTINCT costs_sent) AS costs FROM generate_series(1, 20) p, LATERAL (
	SELECT (SELECT md5(access_points_send(demand_points(id, demand, geom))) FROM (SELECT * FROM block ORDER BY md5(p || '-' || id)) b) AS demand_points_sent,
		(SELECT md5(travel_costs_send(travel_costs(place, kita, minutes))) FROM (SELECT * FROM trip ORDER BY md5(p || '-' || place || kita)) t) AS costs_sent) r;
CREATE TABLE many_trips AS SELECT b.id AS place, s.id AS kita, ST_Distance(b.geom, s.geom) AS minutes FROM block b, surgery s;
ALTER TABLE block SET (parallel_workers = 4);
ALTER TABLE many_trips SET (parallel_workers = 4);
ANALYZE block, many_trips;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
CREATE TABLE state (workers integer, demand text, costs text);
SET max_parallel_workers_per_gather = 0;
INSERT INTO state SELECT 0, (SELECT md5(access_points_send(demand_points(id, demand, geom))) FROM block), (SELECT md5(travel_costs_send(travel_costs(place, kita, minutes))) FROM many_trips);
SET max_parallel_workers_per_gather = 2;
INSERT INTO state SELECT 2, (SELECT md5(access_points_send(demand_points(id, demand, geom))) FROM block), (SELECT md5(travel_costs_send(travel_costs(place, kita, minutes))) FROM many_trips);
SET max_parallel_workers_per_gather = 4;
SELECT is_partial('SELECT sozialraum.demand_points(id, demand, geom) FROM block') AS points, is_partial('SELECT sozialraum.facility_points(id, demand) FROM block') AS amounts, is_partial('SELECT sozialraum.travel_costs(place, kita, minutes) FROM many_trips') AS costs;
INSERT INTO state SELECT 4, (SELECT md5(access_points_send(demand_points(id, demand, geom))) FROM block), (SELECT md5(travel_costs_send(travel_costs(place, kita, minutes))) FROM many_trips);
RESET ALL;
SET search_path = sozialraum, engine_test, public;
SELECT count(*), count(DISTINCT demand) AS demand, count(DISTINCT costs) AS costs FROM state;

-- polygons count at their centre of gravity; rows without amount count 1
SELECT demand_points(1, 5, ST_MakeEnvelope(0, 0, 4, 2)), facility_points(1, ST_MakePoint(3, 4)), demand_points(7, ST_MakeEnvelope(0, 0, 4, 2, 25832));
SELECT demand_id, demand, round(access::numeric, 10) AS access, nearest_cost FROM two_step_floating_catchment((SELECT demand_points(i, ST_MakePoint(i, 0)) FROM generate_series(1, 3) i), (SELECT facility_points(1, ST_MakePoint(2, 0))), 1);

-- one direction only: costs are from the place to the facility, and need no counterpart
SELECT demand_id, access, facilities FROM two_step_floating_catchment((SELECT demand_points(i, 10) FROM generate_series(1, 3) i), (SELECT facility_points(i, 10) FROM generate_series(1, 3) i),
	(SELECT travel_costs(o, t, m) FROM (VALUES (1, 2, 5), (2, 1, 50), (3, 1, 4)) v(o, t, m)), 10);
SELECT facility_id, population, ratio, unused_capacity FROM catchment_population((SELECT demand_points(i, 10) FROM generate_series(1, 3) i), (SELECT facility_points(i, 10) FROM generate_series(1, 3) i),
	(SELECT travel_costs(o, t, m) FROM (VALUES (1, 2, 5), (2, 1, 50), (3, 1, 4)) v(o, t, m)), 10);

-- nobody, nothing, zero
SELECT * FROM two_step_floating_catchment('demand;;1 0;2 0', 'facilities;;1 5;2 0', '1 1 3;2 2 4', 10);
SELECT * FROM catchment_population('demand;;1 0;2 0', 'facilities;;1 5;2 0', '1 1 3;2 2 4', 10);
SELECT * FROM two_step_floating_catchment('demand;;1 10;2 20', 'facilities;;1 0;2 0', '1 1 3;2 2 4', 10);
SELECT * FROM two_step_floating_catchment('demand;0;1 10 0 0', 'facilities;0;1 5 0 0;2 5 3 4', 0);
SELECT * FROM two_step_floating_catchment('demand;0;1 10 0 0', 'facilities;0;1 5 0 0;2 5 3 4', 5, 'e2sfca', 'dai');
SELECT * FROM two_step_floating_catchment('demand;0;1 10 0 0', 'facilities;0;1 5 0 0;2 5 3 4', 0, 'e2sfca', 'linear');
SELECT * FROM nearest_facility('demand;0;1 10 0 0;2 1 100 0', 'facilities;0;3 5 3 -4;4 5 3 4;9 1 0 1', 2, 5);
SELECT * FROM nearest_facility('demand;0;1 10 0 0', 'facilities;0;3 5 3 -4;4 5 3 4', 100);
SELECT * FROM nearest_facility('demand;;1 10;2 1', 'facilities;;3 5;4 5', '1 3 5;1 4 5'::travel_costs, 1);
SELECT demand_id, facility_id, round(cost::numeric, 6) AS cost, probability, demand FROM huff('demand;0;1 10 0 0;2 7 900 0;3 1 0 0.5', 'facilities;0;1 0 3 4;2 5 0 1', 100);
SELECT * FROM huff('demand;0;1 10 0 0', 'facilities;0;1 0 3 4');
SELECT * FROM huff('demand;0;1 10 0 0', 'facilities;0;1 5 0 0;2 15 0 1', minimum_distance => 1);
SELECT * FROM huff_demand('demand;0;1 10 0 0;2 30 900 0', 'facilities;0;1 5 3 4;2 5 -3 4', 100);
SELECT * FROM gravity_access('demand;0;1 10 0 0', 'facilities;0;1 5 0 0;2 15 0 4', 100, 'power', ARRAY[2, 1]);
SELECT * FROM gravity_access('demand;0;1 10 0 0', 'facilities;0;1 5 0 2;2 15 0 4', 100, 'power', ARRAY[1, 0, 2]);
-- no row, no value; a NULL, no rows
SELECT demand_points(id, demand) IS NULL, (SELECT facility_points(NULL::bigint, 1)) IS NULL, (SELECT travel_costs(1, 1, NULL)) IS NULL FROM place WHERE false;
SELECT count(*) FROM two_step_floating_catchment(NULL, 'facilities;;1 5', '1 1 3', 10);
SELECT count(*) FROM example, two_step_floating_catchment(d, f, c, NULL);
SELECT count(*) FROM example, two_step_floating_catchment(d, f, c, 30, NULL);
SELECT count(*) FROM example, nearest_facility(d, f, c, NULL);
SELECT count(*) FROM example, huff(d, f, c, exponent => NULL);
SELECT demand_points(id, demand) FROM (VALUES (1, 5), (NULL, 6), (3, NULL)) t(id, demand);
-- in the select list
SELECT (two_step_floating_catchment(d, f, c, 30)).demand_id FROM example LIMIT 1;

-- what is refused
CREATE FUNCTION engine_test.refused(call text) RETURNS text LANGUAGE sql AS $$SELECT engine_test.error_of('SELECT count(*) FROM ' || call)$$;
SELECT call, refused(call) FROM unnest(ARRAY[
	$$two_step_floating_catchment('facilities;;1 5', 'demand;;1 5', '1 1 3', 10)$$,
	$$two_step_floating_catchment('demand;;1 5', 'facilities;;1 5', 10)$$,
	$$two_step_floating_catchment('demand;25832;1 5 0 0', 'facilities;25833;1 5 0 0', 10)$$,
	$$two_step_floating_catchment('demand;4326;1 5 10 50', 'facilities;4326;1 5 10 50', 10)$$,
	$$two_step_floating_catchment('demand;;1 5', 'facilities;;1 5', '2 1 3', 10)$$,
	$$two_step_floating_catchment('demand;;1 5', 'facilities;;1 5', '1 1 2;1 7 3', 10)$$,
	$$two_step_floating_catchment('demand;;1 5', 'facilities;;1 5', '1 1 3', -1)$$,
	$$two_step_floating_catchment('demand;;1 5', 'facilities;;1 5', '1 1 3', 'NaN'::double precision)$$,
	$$two_step_floating_catchment('demand;;1 5', 'facilities;;1 5', '1 1 3', 'Infinity'::double precision, 'e2sfca')$$,
	$$two_step_floating_catchment('demand;;1 5', 'facilities;;1 5', '1 1 3', 'Infinity'::double precision, 'e2sfca', 'dai')$$,
	$$two_step_floating_catchment('demand;;1 5', 'facilities;;1 5', '1 1 3', 10, '4sfca')$$,
	$$two_step_floating_catchment('demand;;1 5', 'facilities;;1 5', '1 1 3', 10, 'e2sfca', 'gauss')$$,
	$$two_step_floating_catchment('demand;;1 5', 'facilities;;1 5', '1 1 3', 10, '2sfca', 'gaussian', ARRAY[5])$$,
	$$two_step_floating_catchment('demand;;1 5', 'facilities;;1 5', '1 1 3', 10, 'e2sfca', 'gaussian')$$,
	$$two_step_floating_catchment('demand;;1 5', 'facilities;;1 5', '1 1 3', 10, 'e2sfca', 'gaussian', ARRAY[0])$$,
	$$two_step_floating_catchment('demand;;1 5', 'facilities;;1 5', '1 1 3', 10, 'e2sfca', 'power', ARRAY[-1])$$,
	$$two_step_floating_catchment('demand;;1 5', 'facilities;;1 5', '1 1 3', 10, 'e2sfca', 'exponential', ARRAY[1, 2])$$,
	$$two_step_floating_catchment('demand;;1 5', 'facilities;;1 5', '1 1 3', 10, 'e2sfca', 'linear', ARRAY[1])$$,
	$$two_step_floating_catchment('demand;;1 5', 'facilities;;1 5', '1 1 3', 10, 'e2sfca', 'step', ARRAY[10, 1, 20])$$,
	$$two_step_floating_catchment('demand;;1 5', 'facilities;;1 5', '1 1 3', 10, 'e2sfca', 'step', ARRAY[[20, 1], [10, 0.5]])$$,
	$$two_step_floating_catchment('demand;;1 5', 'facilities;;1 5', '1 1 3', 10, 'e2sfca', 'step', ARRAY[[10, 1], [20, 'NaN'::double precision]])$$,
	$$two_step_floating_catchment('demand;;1 5', 'facilities;;1 5', '1 1 3', 10, 'e2sfca', 'gaussian', ARRAY[NULL]::double precision[])$$,
	$$two_step_floating_catchment('demand;;1 5', 'facilities;;1 5', '1 1 0', 10, 'e2sfca', 'power', ARRAY[1])$$,
	$$two_step_floating_catchment('demand;;1 1e-320', 'facilities;;1 5', '1 1 0', 10)$$,
	$$two_step_floating_catchment('demand;;1 1e308;2 1e308', 'facilities;;1 5', '1 1 0;2 1 0', 10)$$,
	$$gravity_access('demand;0;1 5 1e300 0', 'facilities;0;1 5 0 0', 'Infinity'::double precision, 'none')$$,
	$$gravity_access('demand;0;1 5 1e300 0', 'facilities;0;1 5 0 0', 1e200, 'none')$$,
	$$gravity_access('demand;;1 5', 'facilities;;1 5', '1 1 3', 10)$$,
	$$huff('demand;0;1 5 0 0', 'facilities;0;1 5 0 0')$$,
	$$huff('demand;0;1 5 0 0', 'facilities;0;1 5 0 0', exponent => -1)$$,
	$$huff('demand;0;1 5 0 0', 'facilities;0;1 5 0 0', minimum_distance => 'Infinity')$$,
	$$nearest_facility('demand;0;1 5 0 0', 'facilities;0;1 5 0 0', 0)$$,
	$$nearest_facility('demand;0;1 5 0 0', 'facilities;0;1 5 0 0', 1, -5)$$]) call;
SELECT query, error_of('SELECT sozialraum.' || query) FROM unnest(ARRAY[
	'demand_points(id, 5) FROM (VALUES (1), (2), (1)) t(id)',
	'demand_points(1, -5)', 'facility_points(1, ''NaN''::double precision)', 'facility_points(1, ''Infinity''::double precision)', 'facility_points(1, -1)',
	'demand_points(1, 5, ST_SetSRID(ST_MakePoint(10, 50), 4326))', 'demand_points(1, ST_GeomFromText(''POINT EMPTY''))', 'demand_points(1, ST_GeomFromText(''LINESTRING(0 0, 1 1)''))',
	'demand_points(i, ST_SetSRID(ST_MakePoint(0, 0), 25831 + i)) FROM generate_series(1, 2) i',
	'travel_costs(1, i % 2, i) FROM generate_series(1, 3) i', 'travel_costs(1, 1, -1)', 'travel_costs(1, 1, ''NaN'')', 'travel_costs(1, 1, ''Infinity'')']) query;
SELECT t, error_of(format('SELECT %L::sozialraum.access_points', t)) FROM unnest(ARRAY['', 'demand', 'demand;;1 -5', 'demand;;1 1e999', 'demand;;2 1;1 1', 'demand;4326;1 2', 'supply;;1 2']) t;
SELECT t, error_of(format('SELECT %L::sozialraum.travel_costs', t)) FROM unnest(ARRAY['', '1 2', '1 2 -3', '1 2 1e999', '1 2 3;1 2 4', '1 2 3;']) t;

-- text and bytes: there and back; from a table; damaged bytes are refused
CREATE TABLE received (d access_points, c travel_costs);
SELECT receive('received', access_points_send(d), travel_costs_send(c)) = d::text || ' ' || c::text AS same FROM lined;
SELECT d::text::access_points::text = d::text AND md5(access_points_send(d::text::access_points)) = md5(access_points_send(d)) AS points, md5(travel_costs_send(c::text::travel_costs)) = md5(travel_costs_send(c)) AS costs FROM lined;
SELECT count(*), bool_and(abs(x.access - y.access) = 0) AS stored FROM lined, received r, two_step_floating_catchment(lined.d, f, lined.c, 3000, 'e2sfca') x JOIN two_step_floating_catchment(r.d, f, r.c, 3000, 'e2sfca') y USING (demand_id);
SELECT outcome, count(*) > 0 AS found FROM (
	SELECT split_part(error_of(format('SELECT engine_test.receive(''received'', %L, %L)', mutate(access_points_send('demand;25832;1 100 4.5 5.5;2 7 1 1'), seed), mutate(travel_costs_send('1 4 5.5;1 5 25;2 4 0'), seed + 7000))), E'\n', 1) AS outcome
	FROM generate_series(1, 300) seed) t GROUP BY outcome ORDER BY outcome COLLATE "C";

DROP VIEW example, pysal;
DROP TABLE place, kita, trip, block, surgery, lined, many_trips, state, received;
DROP FUNCTION engine_test.refused;
