-- local_moran, bivariate_local_moran, local_moran_rate, local_geary, local_getis_ord, local_join_count
SET search_path = sozialraum, engine_test, public;
SET client_min_messages = error;	-- the warning of few permutations has a test of its own below

-- columbus: crime and income of 49 districts, and their queen neighbours (R package spData)
CREATE TEMP TABLE columbus AS
SELECT i::bigint AS id, crime[i] AS crime, inc[i] AS inc FROM (SELECT
	'{15.72598,18.801754,30.626781,32.38776,50.73151,26.066658,0.178269,38.425858,30.515917,34.000835,62.275448,56.705669,46.716129,57.066132,48.585487,54.838711,36.868774,43.962486,54.521965,0.223797,40.074074,33.705048,20.048504,38.297871,61.299175,40.969742,52.79443,56.919785,60.750446,68.892044,17.677214,19.145592,41.968163,23.974028,39.175053,14.305556,42.445076,53.710938,19.100863,16.241299,18.905146,16.49189,36.663612,25.962263,29.028488,16.530533,27.822861,26.645266,22.541491}'::float8[] AS crime,
	'{19.531,21.232,15.956,4.477,11.252,16.028999,8.438,11.337,17.586,13.598,7.467,10.048,9.549,9.963,9.873,7.625,9.798,13.185,11.618,31.07,10.655,11.709,21.155001,14.236,8.461,8.085,10.822,7.856,8.681,13.906,16.940001,18.941999,9.918,14.948,12.814,18.739,17.017,11.107,18.476999,29.833,22.207001,25.872999,13.38,16.961,14.135,18.323999,18.950001,11.813,18.796}'::float8[] AS inc) t,
	generate_series(1, 49) AS i;
CREATE TEMP TABLE weight (name text PRIMARY KEY, w spatial_weights);
INSERT INTO weight VALUES ('queen', '{binary; 1: 2 3; 2: 1 3 4; 3: 1 2 4 5; 4: 2 3 5 8; 5: 3 4 6 8 9 11 15 16; 6: 5 9; 7: 8 12 13 14; 8: 4 5 7 11 12 13; 9: 5 6 10 15 20 22 25 26; 10: 9 17 20 22; 11: 5 8 12 15 16; 12: 7 8 11 13 14 16; 13: 7 8 12 14; 14: 7 12 13 16 18 19; 15: 5 9 11 16 25 26; 16: 5 11 12 14 15 18 24 25; 17: 10 20 23; 18: 14 16 19 24; 19: 14 18 24; 20: 9 10 17 22 23 27 32 33 35 40; 21: 24 30 34; 22: 9 10 20 26 27 28; 23: 17 20 32; 24: 16 18 19 21 25 29 30; 25: 9 15 16 24 26 28 29 30; 26: 9 15 22 25 28 29; 27: 20 22 28 33; 28: 22 25 26 27 29 33 35 37 38; 29: 24 25 26 28 30 37 38; 30: 21 24 25 29 37; 31: 34 36 39; 32: 20 23 40 41; 33: 20 27 28 35; 34: 21 31 36 42; 35: 20 28 33 38 40 43 44; 36: 31 34 39 42 46; 37: 28 29 30 38 43 45; 38: 28 29 35 37 43 44; 39: 31 36 46; 40: 20 32 35 41 47; 41: 32 40 47; 42: 34 36; 43: 35 37 38 44 45 48; 44: 35 38 43 48 49; 45: 37 43 48 49; 46: 36 39; 47: 40 41; 48: 43 44 45 49; 49: 44 45 48}');
INSERT INTO weight SELECT 'unequal', weights_from_neighbours(id, neighbour_id, 1.0 / (1 + abs(id - neighbour_id))) FROM neighbours((SELECT w FROM weight));
CREATE FUNCTION pg_temp.short(r local_association) RETURNS text LANGUAGE sql IMMUTABLE
RETURN concat_ws(' ', round((r).statistic::numeric, 9), round((r).expectation::numeric, 9), round((r).variance::numeric, 9), round((r).z::numeric, 8), round((r).p::numeric, 8), (r).quadrant);

-- R package spdep 1.2-7, localmoran(crime, W), first three of 49:
--	0.7368184906084 -0.02859854196719 0.6661448907626 0.937807651035 0.348343268465; 0.528777013266 -0.02025021398939 0.3102660632923 0.985659120262
--	0.324300416174; 0.0938507416616 -0.00153968674365 0.0176300719663 0.718418912505 0.472499029016
SELECT id, pg_temp.short(m) FROM (SELECT id, local_moran(id, crime, (SELECT w FROM weight WHERE name = 'queen'), 0) OVER () AS m FROM columbus) t ORDER BY id LIMIT 3;
-- conditional = FALSE: E -0.0208333333333, Var 0.476922453553 0.311221459095 0.228370961866, z 1.097098921948 0.985190312302 0.239984214254
SELECT id, pg_temp.short(m) FROM (SELECT id, local_moran(id, crime, (SELECT w FROM weight WHERE name = 'queen'), 0, moments => 'total') OVER () AS m FROM columbus) t ORDER BY id LIMIT 3;
-- binary weights: 1.473636981217 -0.05719708393439 2.664579563050 0.937807651035; 1.586331039798; 0.375402966646
SELECT id, pg_temp.short(m) FROM (SELECT id, local_moran(id, crime, (SELECT w FROM weight WHERE name = 'queen'), 0, style => 'binary') OVER () AS m FROM columbus) t ORDER BY id LIMIT 3;
-- esda 2.4.3 (and GeoDa) divide by n - 1: 0.7217813786 0.5179856456 0.0919354204; alternative greater (spdep): 0.174171634233 0.162150208087 0.236249514508
SELECT id, pg_temp.short(m) FROM (SELECT id, local_moran(id, crime, (SELECT w FROM weight WHERE name = 'queen'), 0, ddof => 1, alternative => 'greater') OVER () AS m FROM columbus) t ORDER BY id LIMIT 3;
-- unequal weights, spdep: general 0.683732720942 -0.0238321183060 0.481909166143 1.01925687643; row 0.820479265130 -0.0285985419672 0.693949199247;
-- global (C) 0.623559509574 -0.0217347269596 0.400818974176; variance (S) 0.603668638675 -0.0210414127829 0.375655444164
SELECT style, pg_temp.short(m) FROM (
	SELECT 'general' AS style, id, local_moran(id, crime, (SELECT w FROM weight WHERE name = 'unequal'), 0, style => 'general') OVER () AS m FROM columbus UNION ALL
	SELECT 'row', id, local_moran(id, crime, (SELECT w FROM weight WHERE name = 'unequal'), 0) OVER () FROM columbus UNION ALL
	SELECT 'variance', id, local_moran(id, crime, (SELECT w FROM weight WHERE name = 'unequal'), 0, style => 'variance') OVER () FROM columbus UNION ALL
	SELECT 'global', id, local_moran(id, crime, (SELECT w FROM weight WHERE name = 'unequal'), 0, style => 'global') OVER () FROM columbus) t WHERE id = 1 ORDER BY style;
-- quadrants (spdep and esda): HH 21, HL 3, LH 5, LL 20
SELECT (m).quadrant, count(*) FROM (SELECT local_moran(id, crime, (SELECT w FROM weight WHERE name = 'queen'), 0) OVER () AS m FROM columbus) t GROUP BY 1 ORDER BY 1;
-- the mean of the local statistics is the global one: I 0.5001885571828 (row weights)
SELECT round(avg((m).statistic)::numeric, 13) AS global_moran FROM (SELECT local_moran(id, crime, (SELECT w FROM weight WHERE name = 'queen'), 0) OVER () AS m FROM columbus) t;

-- esda 2.9, Moran_Local_BV(crime, inc), which divides by n - 1: -0.85782522 0.18026186 0.01188563 -0.01635259 -0.50377346; quadrants 2 3 3 2 4 (LH LL LL LH HL);
-- 99,999 permutations, directed: .14685 .42746 .49871 .41142 .03557
SELECT array_agg(round((m).statistic::numeric, 8) ORDER BY id) AS bivariate, array_agg((m).quadrant ORDER BY id) AS quadrant, bool_and(abs((m).p_permutation - esda[id]) < 0.008) AS near_esda
FROM (SELECT id, '{.14685,.42746,.49871,.41142,.03557}'::float8[] AS esda, bivariate_local_moran(id, crime, inc, (SELECT w FROM weight WHERE name = 'queen'), 99999, alternative => 'directed', ddof => 1) OVER () AS m FROM columbus) t WHERE id <= 5;
-- x with itself is local_moran
SELECT bool_and(b = m) AS same FROM (SELECT local_moran(id, crime, (SELECT w FROM weight WHERE name = 'unequal')) OVER () AS m, bivariate_local_moran(id, crime, crime, (SELECT w FROM weight WHERE name = 'unequal')) OVER () AS b FROM columbus) t;

-- spdep localC(crime, W): 0.4134373722 0.3975183872 0.6868466263; unequal weights in style W: 0.337508211465 0.364795678746 0.600531318418
SELECT id, round((g).statistic::numeric, 10) AS c, round((u).statistic::numeric, 10) AS unequal FROM (
	SELECT id, local_geary(id, crime, (SELECT w FROM weight WHERE name = 'queen'), 0) OVER () AS g, local_geary(id, crime, (SELECT w FROM weight WHERE name = 'unequal'), 0) OVER () AS u FROM columbus) t ORDER BY id LIMIT 3;

-- spdep localG: G 0.0289803760518 0.0462496504948 0.0695853828150, E 0.0416666666667 0.0625 0.0833333333333, Var 0.000182996072390 0.000271814063114
-- 0.000366201743219, z -0.937807651035 -0.985659120262 -0.718418912505; G*: 0.0378516509250 0.0566673874210 0.0861399636104, E 0.0612244897959 ...,
-- Var 0.000266111791533 0.000347102336782 0.000424236189400, z -1.432779653966 -1.340008097464 -0.771998680953
SELECT id, pg_temp.short(g) AS g, pg_temp.short(star) AS star FROM (
	SELECT id, local_getis_ord(id, crime, (SELECT w FROM weight WHERE name = 'queen'), permutations => 0) OVER () AS g, local_getis_ord(id, crime, (SELECT w FROM weight WHERE name = 'queen'), permutations => 0, star => true) OVER () AS star FROM columbus) t ORDER BY id LIMIT 3;
-- unequal weights: G 0.0114973970849 0.0199542370901, Var 3.30962099521e-05 5.54813890143e-05, z -1.01925687643 -1.05033946270
SELECT id, round((g).statistic::numeric, 12) AS g, round((g).variance::numeric, 15) AS variance, round((g).z::numeric, 9) AS z FROM (
	SELECT id, local_getis_ord(id, crime, (SELECT w FROM weight WHERE name = 'unequal'), permutations => 0) OVER () AS g FROM columbus) t ORDER BY id LIMIT 2;
-- z does not depend on equal row weights, nor on a shift that makes some x negative; the share does
SELECT bool_and(abs((g).z - (r).z) < 1e-12 AND abs((star).z - (star_r).z) < 1e-12) AS row_weights, bool_and(abs((g).z - (shifted).z) < 1e-11) AS shift, bool_and((shifted).statistic IS NULL) AS no_share FROM (
	SELECT local_getis_ord(id, crime, (SELECT w FROM weight WHERE name = 'queen'), permutations => 0) OVER () AS g, local_getis_ord(id, crime, (SELECT w FROM weight WHERE name = 'queen'), permutations => 0, style => 'row') OVER () AS r,
		local_getis_ord(id, crime, (SELECT w FROM weight WHERE name = 'queen'), permutations => 0, star => true) OVER () AS star, local_getis_ord(id, crime, (SELECT w FROM weight WHERE name = 'queen'), permutations => 0, star => true, style => 'row') OVER () AS star_r,
		local_getis_ord(id, crime - 1000, (SELECT w FROM weight WHERE name = 'queen'), permutations => 0) OVER () AS shifted FROM columbus) t;
-- esda's test: six points, distance band 15, y 2 3 3.2 5 8 7: G z[0] -1.0136729, G* z[0] -1.39727626
SELECT round((local_getis_ord(id, y, '{binary; 1: 2 4; 2: 1 4 5; 3: 5; 4: 1 2 5; 5: 2 3 4 6; 6: 5}', permutations => 0) OVER ()).z::numeric, 7) AS g,
	round((local_getis_ord(id, y, '{binary; 1: 2 4; 2: 1 4 5; 3: 5; 4: 1 2 5; 5: 2 3 4 6; 6: 5}', permutations => 0, star => true) OVER ()).z::numeric, 8) AS star
FROM (VALUES (1, 2::float8), (2, 3), (3, 3.2), (4, 5), (5, 8), (6, 7)) v(id, y) ORDER BY id LIMIT 1;

-- join counts, esda's test: rook neighbours in four by four, 8 zeros then 8 ones: 0 x 8, 2 3 3 2 2 3 3 2; the exact p by R 4.2.2: phyper(k - 1, 7, 8, m, lower.tail = FALSE):
-- 2 of 3: 0.44615385, 3 of 4: 0.23076923, 2 of 2: 0.2, 3 of 3: 0.07692308
CREATE TEMP TABLE lattice AS SELECT i::bigint AS id, (i > 8)::integer::float8 AS x FROM generate_series(1, 16) AS i;
INSERT INTO weight SELECT 'lattice', weights_from_neighbours(a.id, b.id) FROM lattice a JOIN lattice b ON abs((a.id - 1) / 4 - (b.id - 1) / 4) + abs((a.id - 1) % 4 - (b.id - 1) % 4) = 1;
SELECT array_agg((j).statistic ORDER BY id) AS joins, array_agg(round((j).p::numeric, 8) ORDER BY id) AS p, array_agg((j).neighbours ORDER BY id) AS neighbours,
	count((j).q) AS tested, bool_and(abs((j).p - (j).p_permutation) < 0.02) AS near
FROM (SELECT id, local_join_count(id, x, (SELECT w FROM weight WHERE name = 'lattice'), 9999) OVER () AS j FROM lattice) t;

-- crime above 45 in columbus, R 4.2.2, phyper: 0.01536643 0.03847823 0.002868345 0.02519096 0.07479676
SELECT array_agg(round((j).p::numeric, 3) ORDER BY id) AS exact, bool_and(abs((j).p_permutation - (j).p) < 0.005) AS near
FROM (SELECT id, local_join_count(id, (crime > 45)::integer, (SELECT w FROM weight WHERE name = 'queen'), 99999) OVER () AS j FROM columbus) t WHERE id IN (11, 12, 16, 25, 29);

-- rates by hand: (rate - b) / sqrt(a + b / n), without a where that is not positive
CREATE TEMP TABLE rate AS SELECT i::bigint AS id, (i * 7 % 11)::float8 AS events, (100 + i * i * 37 % 900)::float8 AS population FROM generate_series(1, 16) AS i;
SELECT bool_and(abs((r).statistic - (m).statistic) < 1e-12 AND (r).p_permutation = (m).p_permutation) AS as_standardised_rates FROM (
	SELECT local_moran_rate(id, events, population, (SELECT w FROM weight WHERE name = 'lattice')) OVER () AS r, local_moran(id, (events / population - b) / sqrt(CASE WHEN a + b / population > 0 THEN a ELSE 0 END + b / population), (SELECT w FROM weight WHERE name = 'lattice')) OVER () AS m
	FROM (SELECT *, sum(population * (events / population - b) ^ 2) OVER () / sum(population) OVER () - b / avg(population) OVER () AS a
		FROM (SELECT *, sum(events) OVER () / sum(population) OVER () AS b FROM rate) t) t) t;

-- permutations: p is near the analytic one, and near those of esda 2.9 (99,999 permutations, directed)
SELECT bool_and(abs((m).p_permutation - (m).p) < 0.03) AS near_analytic, max((m).p_permutation) <= 0.5 + 1e-5 AS directed,
	bool_and(abs((m).p_permutation - moran[id]) < 0.008) FILTER (WHERE id <= 5) AS moran, bool_and(abs((g).p_permutation - geary[id]) < 0.008) FILTER (WHERE id <= 5) AS geary,
	bool_and(abs((own).p_permutation - (m).p_permutation) < 0.008) AS own_draws FROM (
	SELECT id, '{.18383,.16812,.24329,.476,.14894}'::float8[] AS moran, '{.1279,.0826,.29222,.1889,.06156}'::float8[] AS geary, local_moran(id, crime, (SELECT w FROM weight WHERE name = 'queen'), 99999, 7, 'directed') OVER () AS m,
		local_geary(id, crime, (SELECT w FROM weight WHERE name = 'queen'), 99999, 7, 'directed') OVER () AS g, local_moran(id, crime, (SELECT w FROM weight WHERE name = 'queen'), 99999, 7, 'directed', draws => 'own') OVER () AS own FROM columbus) t;
-- Moran, G and G* hold the same value and order the same draws; two-sided is twice directed; what is tied counts on both sides
SELECT bool_and((m).p_permutation = (g).p_permutation AND (g).p_permutation = (star).p_permutation) AS same_test, bool_and((m).p_permutation = least(1, 2 * (d).p_permutation)) AS two_sided,
	bool_and((up).p_permutation + (down).p_permutation > 1.001 - 1e-9) AS tails, bool_and(least((up).p_permutation, (down).p_permutation) = (d).p_permutation) AS directed FROM (
	SELECT local_moran(id, crime, (SELECT w FROM weight WHERE name = 'unequal')) OVER () AS m, local_getis_ord(id, crime, (SELECT w FROM weight WHERE name = 'unequal'), style => 'row') OVER () AS g, local_getis_ord(id, crime, (SELECT w FROM weight WHERE name = 'unequal'), star => true, style => 'row') OVER () AS star,
		local_moran(id, crime, (SELECT w FROM weight WHERE name = 'unequal'), alternative => 'directed') OVER () AS d, local_moran(id, crime, (SELECT w FROM weight WHERE name = 'unequal'), alternative => 'greater') OVER () AS up, local_moran(id, crime, (SELECT w FROM weight WHERE name = 'unequal'), alternative => 'less') OVER () AS down FROM columbus) t;
-- greater is greater in every quadrant, and less is less
SELECT bool_and(abs((up).p_permutation - (up).p) < 0.04) AS moran, bool_and(abs((down).p_permutation - (down).p) < 0.12) AS geary, bool_and(abs((cold).p_permutation - (cold).p) < 0.04) AS g, bool_and(((up).p < 0.5) = ((up).z > 0)) AS z FROM (
	SELECT local_moran(id, crime, (SELECT w FROM weight WHERE name = 'queen'), 9999, alternative => 'greater') OVER () AS up, local_geary(id, crime, (SELECT w FROM weight WHERE name = 'unequal'), 9999, alternative => 'less') OVER () AS down,
		local_getis_ord(id, crime, (SELECT w FROM weight WHERE name = 'queen'), permutations => 9999, alternative => 'less') OVER () AS cold FROM columbus) t;
-- a unit at the mean: I is 0 whatever its neighbours
SELECT (m).statistic, (m).z IS NULL AS no_z, (m).p IS NULL AS no_p, (m).p_permutation, (m).cluster, (a).cluster AS analytic FROM (
	SELECT id, local_moran(id, x, '{binary; 1: 2 3; 2: 1; 3: 1 4; 4: 3}', 99) OVER () AS m, local_moran(id, x, '{binary; 1: 2 3; 2: 1; 3: 1 4; 4: 3}', 0) OVER () AS a FROM (VALUES (1, 2::float8), (2, 1), (3, 4), (4, 1)) v(id, x)) t WHERE id = 1;
-- q is benjamini_hochberg of p; clusters follow q, or p without correction
SELECT bool_and((m).q = q) AS q, bool_and((a).q = qa) AS analytic, bool_and(((m).cluster = 'not significant') = ((m).q > 0.05)) AS by_q, bool_and(((c).cluster = 'not significant') = ((c).p_permutation > 0.1)) AS by_p,
	bool_and((c).cluster IN ((c).quadrant, 'not significant')) AS words, count(*) FILTER (WHERE (m).cluster = 'HH') AS hh, count(*) FILTER (WHERE (m).cluster = 'LL') AS ll
FROM (SELECT *, benjamini_hochberg((m).p_permutation) OVER () AS q, benjamini_hochberg((a).p) OVER () AS qa FROM (
	SELECT local_moran(id, crime, (SELECT w FROM weight WHERE name = 'queen'), 9999) OVER () AS m, local_moran(id, crime, (SELECT w FROM weight WHERE name = 'queen'), 0) OVER () AS a, local_moran(id, crime, (SELECT w FROM weight WHERE name = 'queen'), 9999, correction => 'none', alpha => 0.1) OVER () AS c FROM columbus) t) t;
SELECT DISTINCT (c).cluster COLLATE "C" FROM (SELECT local_geary(id, crime, (SELECT w FROM weight WHERE name = 'queen'), 0, correction => 'none', alpha => 0.3) OVER () AS c FROM columbus
	UNION ALL SELECT local_getis_ord(id, crime, (SELECT w FROM weight WHERE name = 'queen'), permutations => 0, star => true, correction => 'none', alpha => 0.3) OVER () AS c FROM columbus UNION ALL SELECT local_join_count(id, x, (SELECT w FROM weight WHERE name = 'lattice'), 0, 1, 'two-sided', 'none', 0.4) OVER () FROM lattice) t ORDER BY 1;

-- the same for the same seed, another for another one; the order of rows, ORDER BY and frames do not matter; partitions are by themselves
CREATE TEMP TABLE result AS SELECT id, local_moran(id, crime, (SELECT w FROM weight WHERE name = 'unequal')) OVER w1 AS m, local_geary(id, crime, (SELECT w FROM weight WHERE name = 'queen')) OVER w1 AS c,
	local_moran(id, crime, (SELECT w FROM weight WHERE name = 'queen'), draws => 'own') OVER w1 AS o, local_getis_ord(id, crime, (SELECT w FROM weight WHERE name = 'queen'), star => true) OVER w1 AS g FROM columbus WINDOW w1 AS ();
SELECT count(*) AS different FROM result AS r JOIN (
	SELECT id, local_moran(id, crime, (SELECT w FROM weight WHERE name = 'unequal')) OVER p AS m, local_geary(id, crime, (SELECT w FROM weight WHERE name = 'queen')) OVER p AS c,
		local_moran(id, crime, (SELECT w FROM weight WHERE name = 'queen'), draws => 'own') OVER p AS o, local_getis_ord(id, crime, (SELECT w FROM weight WHERE name = 'queen'), star => true) OVER p AS g
	FROM (SELECT n, id, crime FROM columbus, generate_series(1, 20) AS n ORDER BY md5(n || '-' || id)) t WINDOW p AS (PARTITION BY n ORDER BY md5(n || '-' || id) ROWS BETWEEN 3 PRECEDING AND CURRENT ROW)) AS p USING (id)
WHERE r.m::text <> p.m::text OR r.c::text <> p.c::text OR r.o::text <> p.o::text OR r.g::text <> p.g::text;
SELECT bool_and((t.m).p = (r.m).p) AS same_p, count(*) FILTER (WHERE (t.m).p_permutation <> (r.m).p_permutation) > 30 AS other_draws FROM result r JOIN (SELECT id, local_moran(id, crime, (SELECT w FROM weight WHERE name = 'unequal'), seed => -5) OVER () AS m FROM columbus) t USING (id);
-- another unit or another zero changes no p; the sign turned neither
SELECT bool_and((r.m).p_permutation = (s.m).p_permutation AND (r.m).p_permutation = (t.m).p_permutation AND abs((r.m).z - (s.m).z) + abs((r.m).z - (t.m).z) < 1e-9) AS same
FROM result r JOIN (SELECT id, local_moran(id, 1000 * crime + 123456, (SELECT w FROM weight WHERE name = 'unequal')) OVER () AS m FROM columbus) s USING (id) JOIN (SELECT id, local_moran(id, -crime, (SELECT w FROM weight WHERE name = 'unequal')) OVER () AS m FROM columbus) t USING (id);
-- inside parallel workers
SET max_parallel_workers_per_gather = 2; SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
SELECT sum(n) AS workers_agree FROM (SELECT count(*) AS n FROM result r JOIN (SELECT id, local_moran(id, crime, (SELECT w FROM weight WHERE name = 'unequal')) OVER () AS m FROM columbus) t USING (id) WHERE r.m::text = t.m::text) t;
RESET max_parallel_workers_per_gather; RESET parallel_setup_cost; RESET parallel_tuple_cost; RESET min_parallel_table_scan_size;

-- NULL and islands: 4 is an island, 3 has no value (2 has one neighbour left), 6 no row; 7 has 6 only and becomes an island
CREATE TEMP TABLE gap (id bigint, x float8);
INSERT INTO gap VALUES (1, 1), (2, 5), (3, NULL), (4, 2), (5, 4), (NULL, 3), (7, 9);
SELECT id, m IS NULL AS no_row, (m).neighbours, (m).lag, round((m).statistic::numeric, 6) AS i, (m).p IS NULL AS no_p, (m).p_permutation IS NULL AS no_permutation, (m).q IS NULL AS no_q, (m).quadrant, (m).cluster
FROM (SELECT id, local_moran(id, x, '{binary; 1: 2 5; 2: 1 3; 3: 2; 4:; 5: 1; 6: 7; 7: 6}', 99) OVER () AS m FROM gap) t ORDER BY id;
SELECT id, (m).neighbours, (m).lag, (m).statistic, (m).cluster FROM (SELECT id, local_join_count(id, (x > 3)::integer, '{binary; 1: 2 5; 2: 1 3 5; 3: 2; 4:; 5: 1 2; 6: 7; 7: 6}', 99) OVER () AS m FROM gap) t ORDER BY id;
-- no rows, no weights, one unit, two units (no variance, permutations are all ties), all NULL, all equal
SELECT local_moran(id, x, '{binary; 1: 2; 2: 1}') OVER () FROM gap WHERE false;
SELECT count(m) AS without_weights FROM (SELECT local_moran(id, x, NULL) OVER () AS m FROM gap) t;
SELECT local_moran(id, x, '{binary; 1: 2; 2: 1}') OVER () FROM gap WHERE id = 1;
SELECT id, (m).statistic, (m).expectation, (m).variance, (m).p, (m).p_permutation, (m).q FROM (SELECT id, local_moran(id, x, '{binary; 1: 2; 2: 1}') OVER () AS m FROM gap WHERE id <= 2) t;
SELECT count(m) AS all_null FROM (SELECT local_moran(id, NULL, '{binary; 1: 2; 2: 1}') OVER () AS m FROM gap) t;
SELECT DISTINCT m, c, (g).lag, (g).z, (g).cluster FROM (SELECT local_moran(id, 0.1, (SELECT w FROM weight WHERE name = 'lattice')) OVER () AS m, local_geary(id, 0.1, (SELECT w FROM weight WHERE name = 'lattice')) OVER () AS c, local_getis_ord(id, 0.1, (SELECT w FROM weight WHERE name = 'lattice'), style => 'row') OVER () AS g FROM lattice) t ORDER BY 1, 3;
SELECT DISTINCT (j).statistic, (j).neighbours, (j).p, (j).p_permutation, (j).cluster FROM (SELECT local_join_count(id, 1, (SELECT w FROM weight WHERE name = 'lattice'), 99) OVER () AS j FROM lattice) t ORDER BY 1, 2;
-- everybody is everybody's neighbour: nothing can vary
SELECT DISTINCT (m).z IS NULL AS no_z, (m).p_permutation, round((m).variance::numeric, 12) AS variance FROM (SELECT local_moran(a.id, sqrt(a.id), w.w, 99) OVER () AS m FROM lattice a, (SELECT weights_from_neighbours(a.id, b.id) AS w FROM lattice a JOIN lattice b ON a.id <> b.id) w) t;
-- a weight of a unit for itself is a constant of I: no total moments; G leaves it out, G* takes it
SELECT round(((own).statistic - (m).statistic - z * z)::numeric, 12) AS constant, (own).z = (m).z AS same_z, (own).p_permutation = (m).p_permutation AS same_p, (total).variance IS NULL AS no_total, (g).z = (g_own).z AS g, (own).neighbours - (m).neighbours AS neighbours FROM (
	SELECT id, zscore(crime) OVER () AS z, local_moran(id, crime, (SELECT w FROM weight WHERE name = 'queen'), style => 'general') OVER () AS m, local_moran(id, crime, self, style => 'general') OVER () AS own, local_moran(id, crime, self, moments => 'total') OVER () AS total,
		local_getis_ord(id, crime, (SELECT w FROM weight WHERE name = 'queen')) OVER () AS g, local_getis_ord(id, crime, self) OVER () AS g_own
	FROM columbus, (SELECT weights_from_neighbours(id, neighbour_id) AS self FROM (SELECT id, neighbour_id FROM neighbours((SELECT w FROM weight WHERE name = 'queen')) UNION ALL SELECT id, id FROM columbus) n) s) t ORDER BY id LIMIT 2;
-- rates without population do not count; no events at all: all rates are equal
SELECT id, r IS NULL AS no_row, (r).neighbours FROM (SELECT id, local_moran_rate(id, 3 + id, CASE WHEN id = 2 THEN 0 ELSE 100 * id END, '{binary; 1: 2 3; 2: 1 3; 3: 1 2 4; 4: 3}', 99) OVER () AS r FROM lattice WHERE id <= 4) t ORDER BY id;
SELECT DISTINCT (r).statistic, (r).lag FROM (SELECT local_moran_rate(id, 0, 100 * id, (SELECT w FROM weight WHERE name = 'lattice'), 99) OVER () AS r FROM lattice) t;
-- the ends of the range of double
SELECT bool_and((m).z = (n).z AND (m).p_permutation = (n).p_permutation) AS huge FROM (SELECT local_moran(id, ldexp, (SELECT w FROM weight WHERE name = 'lattice')) OVER () AS m, local_moran(id, ldexp / 2 ^ 1000, (SELECT w FROM weight WHERE name = 'lattice')) OVER () AS n FROM (SELECT id, (id * id % 7 - 3) * 2::float8 ^ 1020 AS ldexp FROM lattice) t) t;

-- errors
SELECT error_of($$SELECT local_moran(id, 'NaN', '{binary; 1: 2; 2: 1}') OVER () FROM gap$$);
SELECT error_of($$SELECT local_geary(id, 'Infinity', '{binary; 1: 2; 2: 1}') OVER () FROM gap$$);
SELECT error_of($$SELECT local_moran(id, CASE WHEN id = 1 THEN 1.7e308 ELSE 1.6e308 END, (SELECT w FROM weight WHERE name = 'lattice'), style => 'general') OVER () FROM lattice$$);
SELECT error_of($$SELECT local_getis_ord(1, x, '{binary; 1: 2; 2: 1}') OVER () FROM gap$$);
SELECT error_of($$SELECT local_moran(id + 100, x, '{binary; 1: 2; 2: 1}') OVER () FROM gap$$);
SELECT error_of($$SELECT local_moran(id, x, '{binary; 1: 2; 2: 1}', -1) OVER () FROM gap WHERE id <= 2$$);
SELECT error_of($$SELECT local_moran(id, x, '{binary; 1: 2; 2: 1}', 10000001) OVER () FROM gap WHERE id <= 2$$);
SELECT error_of($$SELECT local_moran(id, x, '{binary; 1: 2; 2: 1}', seed => NULL) OVER () FROM gap WHERE id <= 2$$);
SELECT error_of($$SELECT local_moran(id, x, '{binary; 1: 2; 2: 1}', id::integer) OVER () FROM gap WHERE id <= 2$$);
SELECT error_of($$SELECT local_moran(id, x, '{binary; 1: 2; 2: 1}', alternative => 'both') OVER () FROM gap WHERE id <= 2$$);
SELECT error_of($$SELECT local_moran(id, x, '{binary; 1: 2; 2: 1}', correction => 'bonferroni') OVER () FROM gap WHERE id <= 2$$);
SELECT error_of($$SELECT local_moran(id, x, '{binary; 1: 2; 2: 1}', alpha => 1.5) OVER () FROM gap WHERE id <= 2$$);
SELECT error_of($$SELECT local_moran(id, x, '{binary; 1: 2; 2: 1}', draws => 'some') OVER () FROM gap WHERE id <= 2$$);
SELECT error_of($$SELECT local_moran(id, x, '{binary; 1: 2; 2: 1}', style => 'W') OVER () FROM gap WHERE id <= 2$$);
SELECT error_of($$SELECT local_moran(id, x, '{binary; 1: 2; 2: 1}', moments => 'normal') OVER () FROM gap WHERE id <= 2$$);
SELECT error_of($$SELECT local_geary(id, x, '{binary; 1: 2; 2: 1}', ddof => 2) OVER () FROM gap WHERE id <= 2$$);
SELECT error_of($$SELECT local_join_count(id, x, '{binary; 1: 2; 2: 1}') OVER () FROM gap WHERE id <= 2$$);
SELECT error_of($$SELECT local_moran_rate(id, -x, 10, '{binary; 1: 2; 2: 1}') OVER () FROM gap WHERE id <= 2$$);
SELECT error_of($$SELECT local_moran_rate(id, x, -10, '{binary; 1: 2; 2: 1}') OVER () FROM gap WHERE id <= 2$$);

-- the warning: 49 units, p cannot be below 0.002, so that two must reach it; directed one is enough up to 50 units; none when there is nothing to correct
SET client_min_messages = warning;
SELECT count(m) FROM (SELECT local_moran(id, crime, (SELECT w FROM weight WHERE name = 'queen')) OVER () AS m FROM columbus) t;
SELECT count(m) FROM (SELECT local_moran(id, crime, (SELECT w FROM weight WHERE name = 'queen'), 1959) OVER () AS m FROM columbus) t;
SELECT count(m) FROM (SELECT local_moran(id, crime, (SELECT w FROM weight WHERE name = 'queen'), alternative => 'directed') OVER () AS m FROM columbus) t;
SELECT count(m) FROM (SELECT local_moran(id, crime, (SELECT w FROM weight WHERE name = 'queen'), 0) OVER () AS m FROM columbus) t;
SELECT count(m) FROM (SELECT local_moran(id, crime, (SELECT w FROM weight WHERE name = 'queen'), correction => 'none') OVER () AS m FROM columbus) t;

SET client_min_messages = error;
-- the weights are one for a partition: different ones are an error whichever row is the first, a row without is left out whichever it is, and a partition has its own
SELECT error_of(format($$SELECT local_moran(id, crime, CASE WHEN id %s 20 THEN (SELECT w FROM weight WHERE name = 'queen') ELSE (SELECT w FROM weight WHERE name = 'unequal') END) OVER (ORDER BY id) FROM columbus$$, o)) FROM unnest('{<,>,=}'::text[]) o;
SELECT count(*), count(a), count(*) FILTER (WHERE a::text IS DISTINCT FROM b::text OR a::text IS DISTINCT FROM c::text) AS different, count(a) FILTER (WHERE id = 1) AS one
FROM (SELECT id, local_moran(id, crime, CASE WHEN id > 1 THEN w END) OVER (ORDER BY id) AS a, local_moran(id, crime, CASE WHEN id > 1 THEN w END) OVER (ORDER BY id DESC) AS b, local_moran(id, CASE WHEN id > 1 THEN crime END, w) OVER () AS c FROM columbus, weight WHERE name = 'queen') t;
SELECT count(*), count(DISTINCT name), count(*) FILTER (WHERE a::text IS DISTINCT FROM b::text) AS different
FROM (SELECT id, name, local_geary(id, crime, w) OVER (PARTITION BY name) AS a FROM columbus, weight WHERE name IN ('queen', 'unequal')) t JOIN (SELECT id, 'queen' AS name, local_geary(id, crime, (SELECT w FROM weight WHERE name = 'queen')) OVER () AS b FROM columbus
	UNION ALL SELECT id, 'unequal', local_geary(id, crime, (SELECT w FROM weight WHERE name = 'unequal')) OVER () FROM columbus) u USING (id, name);
-- weights that lie compressed, short or out of line in a table, or are computed for each row
CREATE TEMP TABLE kept (kind text, id bigint, w spatial_weights);
ALTER TABLE kept ALTER w SET STORAGE external;
INSERT INTO kept SELECT 'external', id, w FROM columbus, weight WHERE name = 'unequal';
ALTER TABLE kept ALTER w SET STORAGE main;
INSERT INTO kept SELECT 'main', id, w FROM columbus, weight WHERE name = 'unequal';
INSERT INTO kept SELECT 'short', id, '{binary; 1: 2; 2: 1}' FROM generate_series(1, 2) id;
SELECT kind, count(*), count(DISTINCT a::text) > 1 AS vary, count(*) FILTER (WHERE a::text IS DISTINCT FROM b::text) AS different FROM (SELECT kind, local_moran(id, crime, k.w) OVER (PARTITION BY kind) AS a, local_moran(id, crime, standardise_weights(k.w)) OVER (PARTITION BY kind) AS b FROM kept k JOIN columbus USING (id)) t GROUP BY kind ORDER BY kind;
