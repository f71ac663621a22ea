-- kmeans, ward, silhouette, cluster_sum_of_squares
SET search_path = sozialraum, engine_test, public;

-- R's data sets iris (four lengths in mm, here cm) and USArrests (Murder, Assault, UrbanPop, Rape), row after row
CREATE TEMP TABLE iris AS
SELECT i AS id, ARRAY[v[4 * i - 3] / 10, v[4 * i - 2] / 10, v[4 * i - 1] / 10, v[4 * i] / 10] AS x
FROM (SELECT '{51,35,14,2,49,30,14,2,47,32,13,2,46,31,15,2,50,36,14,2,54,39,17,4,46,34,14,3,50,34,15,2,44,29,14,2,49,31,15,1,54,37,15,2,48,34,16,2,48,30,14,1,43,30,
11,1,58,40,12,2,57,44,15,4,54,39,13,4,51,35,14,3,57,38,17,3,51,38,15,3,54,34,17,2,51,37,15,4,46,36,10,2,51,33,17,5,48,34,19,2,50,30,16,2,50,34,16,4,
52,35,15,2,52,34,14,2,47,32,16,2,48,31,16,2,54,34,15,4,52,41,15,1,55,42,14,2,49,31,15,2,50,32,12,2,55,35,13,2,49,36,14,1,44,30,13,2,51,34,15,2,50,35,
13,3,45,23,13,3,44,32,13,2,50,35,16,6,51,38,19,4,48,30,14,3,51,38,16,2,46,32,14,2,53,37,15,2,50,33,14,2,70,32,47,14,64,32,45,15,69,31,49,15,55,23,40,
13,65,28,46,15,57,28,45,13,63,33,47,16,49,24,33,10,66,29,46,13,52,27,39,14,50,20,35,10,59,30,42,15,60,22,40,10,61,29,47,14,56,29,36,13,67,31,44,14,56,
30,45,15,58,27,41,10,62,22,45,15,56,25,39,11,59,32,48,18,61,28,40,13,63,25,49,15,61,28,47,12,64,29,43,13,66,30,44,14,68,28,48,14,67,30,50,17,60,29,45,
15,57,26,35,10,55,24,38,11,55,24,37,10,58,27,39,12,60,27,51,16,54,30,45,15,60,34,45,16,67,31,47,15,63,23,44,13,56,30,41,13,55,25,40,13,55,26,44,12,61,
30,46,14,58,26,40,12,50,23,33,10,56,27,42,13,57,30,42,12,57,29,42,13,62,29,43,13,51,25,30,11,57,28,41,13,63,33,60,25,58,27,51,19,71,30,59,21,63,29,56,
18,65,30,58,22,76,30,66,21,49,25,45,17,73,29,63,18,67,25,58,18,72,36,61,25,65,32,51,20,64,27,53,19,68,30,55,21,57,25,50,20,58,28,51,24,64,32,53,23,65,
30,55,18,77,38,67,22,77,26,69,23,60,22,50,15,69,32,57,23,56,28,49,20,77,28,67,20,63,27,49,18,67,33,57,21,72,32,60,18,62,28,48,18,61,30,49,18,64,28,56,
21,72,30,58,16,74,28,61,19,79,38,64,20,64,28,56,22,63,28,51,15,61,26,56,14,77,30,61,23,63,34,56,24,64,31,55,18,60,30,48,18,69,31,54,21,67,31,56,24,69,
31,51,23,58,27,51,19,68,32,59,23,67,33,57,25,67,30,52,23,63,25,50,19,65,30,52,20,62,34,54,23,59,30,51,18}'::float8[] AS v) t, generate_series(1, 150) AS i;
CREATE TEMP TABLE arrests AS
SELECT i AS id, v[4 * i - 3 : 4 * i] AS x
FROM (SELECT '{13.2,236,58,21.2,10,263,48,44.5,8.1,294,80,31,8.8,190,50,19.5,9,276,91,40.6,7.9,204,78,38.7,3.3,110,77,11.1,5.9,238,72,15.8,15.4,335,80,31.9,17.4,211,
60,25.8,5.3,46,83,20.2,2.6,120,54,14.2,10.4,249,83,24,7.2,113,65,21,2.2,56,57,11.3,6,115,66,18,9.7,109,52,16.3,15.4,249,66,22.2,2.1,83,51,7.8,11.3,
300,67,27.8,4.4,149,85,16.3,12.1,255,74,35.1,2.7,72,66,14.9,16.1,259,44,17.1,9,178,70,28.2,6,109,53,16.4,4.3,102,62,16.5,12.2,252,81,46,2.1,57,56,9.5,
7.4,159,89,18.8,11.4,285,70,32.1,11.1,254,86,26.1,13,337,45,16.1,0.8,45,44,7.3,7.3,120,75,21.4,6.6,151,68,20,4.9,159,67,29.3,6.3,106,72,14.9,3.4,174,
87,8.3,14.4,279,48,22.5,3.8,86,45,12.8,13.2,188,59,26.9,12.7,201,80,25.5,3.2,120,80,22.9,2.2,48,32,11.2,8.5,156,63,20.7,4,145,73,26.2,5.7,81,39,9.3,
2.6,53,66,10.8,6.8,161,60,15.6}'::float8[] AS v) t, generate_series(1, 50) AS i;

-- kmeans: sum of squares and sizes as R 4.2.2 (kmeans(iris[, 1:4], 3, nstart = 50): 78.8514414261, 50/62/38); clusters by size
SELECT cluster, count(*), round(min(s)::numeric, 10) AS sum_of_squares
FROM (SELECT cluster, cluster_sum_of_squares(x, cluster, false) OVER () AS s FROM (SELECT x, kmeans(x, 3, false) OVER () AS cluster FROM iris) t) t GROUP BY cluster ORDER BY cluster;
-- the same with z-scores (scale(...) * sqrt(150 / 149)): 139.82049636, 53/50/47
SELECT cluster, count(*), round(min(s)::numeric, 8) AS sum_of_squares
FROM (SELECT cluster, cluster_sum_of_squares(x, cluster) OVER () AS s FROM (SELECT x, kmeans(x, 3) OVER () AS cluster FROM iris) t) t GROUP BY cluster ORDER BY cluster;
-- several k in one query; R 4.2.2, best of 200 starts: 104.961633158, 79.9217030316, 57.5542586309, 49.9430644794, 43.7071703884; k = 1 gives 50 * 4
SELECT k, round(min(s)::numeric, 9) AS sum_of_squares, count(DISTINCT cluster)
FROM (SELECT k, cluster, cluster_sum_of_squares(x, cluster) OVER (PARTITION BY k) AS s
	FROM (SELECT k, x, kmeans(x, k) OVER (PARTITION BY k) AS cluster FROM arrests, generate_series(1, 6) AS k) t) t GROUP BY k ORDER BY k;

-- ward: R 4.2.2, cutree(hclust(dist(scale(USArrests)), "ward.D2"), 4): 7/12/19/12, and iris as it is, k = 3: 50/64/36
SELECT cluster, count(*), min(id) AS first FROM (SELECT id, ward(x, 4) OVER () AS cluster FROM arrests) t GROUP BY cluster ORDER BY cluster;
SELECT cluster, count(*), min(id) AS first FROM (SELECT id, ward(x, 3, false) OVER () AS cluster FROM iris) t GROUP BY cluster ORDER BY cluster;
-- k clusters are k + 1 clusters with two of them joined
SELECT bool_and(n = 1) AS nested FROM (SELECT count(DISTINCT four) AS n FROM (SELECT ward(x, 4) OVER () AS four, ward(x, 5) OVER () AS five FROM arrests) t GROUP BY five) t;

-- silhouette: R package cluster 2.1.4, mean and the first three rows; iris 0.552819012356 .852955059742 .815494756252 .829315098147, by cluster
-- (38, 50, 62 rows) .451105060434 .798140488429 .417319921541; USArrests by Ward .337018718356 .509066379917 .054455351 .419444739444
SELECT round(avg(s)::numeric, 12) AS mean, (array_agg(round(s::numeric, 12) ORDER BY id))[1:3] AS rows
FROM (SELECT id, silhouette(x, cluster, false) OVER () AS s FROM (SELECT id, x, kmeans(x, 3, false) OVER () AS cluster FROM iris) t) t;
SELECT cluster, round(avg(s)::numeric, 12) AS mean
FROM (SELECT cluster, silhouette(x, cluster, false) OVER () AS s FROM (SELECT id, x, kmeans(x, 3, false) OVER () AS cluster FROM iris) t) t GROUP BY cluster ORDER BY cluster;
SELECT round(avg(s)::numeric, 12) AS mean, (array_agg(round(s::numeric, 12) ORDER BY id))[1:3] AS rows, round(min(q)::numeric, 10) AS sum_of_squares
FROM (SELECT id, silhouette(x, cluster) OVER () AS s, cluster_sum_of_squares(x, cluster) OVER () AS q FROM (SELECT id, x, ward(x, 4) OVER () AS cluster FROM arrests) t) t;
-- by hand: 0, 1 | 5, 8 | 20: 5.5/6.5, 4.5/5.5, 1.5/4.5, 4.5/7.5, alone 0; a label may be any integer
SELECT x, round(silhouette(ARRAY[x], cluster, false) OVER ()::numeric, 6) AS s, cluster_sum_of_squares(ARRAY[x], cluster, false) OVER () AS q
FROM (VALUES (0::float8, -7), (1, -7), (5, 0), (8, 0), (20, 99)) v(x, cluster) ORDER BY x;

-- NULL: a NULL array, a NULL element, for silhouette a NULL cluster
CREATE TEMP TABLE gap (id integer, x float8[], cluster integer);
INSERT INTO gap VALUES (1, '{0,1}', 1), (2, NULL, 1), (3, '{0,NULL}', 1), (4, '{9,3}', 2), (5, '{8,2}', 2), (6, '{8.5,2}', NULL), (7, '{1,1}', 1);
SELECT id, kmeans(x, 2) OVER (), ward(x, 2) OVER () AS ward, round(silhouette(x, cluster) OVER ()::numeric, 6) AS silhouette, round(cluster_sum_of_squares(x, cluster, false) OVER ()::numeric, 6) AS q FROM gap ORDER BY id;
-- 0, 1 and 2 rows; all NULL; all equal; one cluster; constant columns do not count
SELECT kmeans(x, 1) OVER () FROM gap WHERE false;
SELECT kmeans(x, 1) OVER (), ward(x, 1) OVER (), silhouette(x, 1) OVER () IS NULL AS silhouette, cluster_sum_of_squares(x, 1) OVER () AS q FROM gap WHERE id = 1;
SELECT kmeans(x, 2) OVER (), ward(x, 2) OVER (), silhouette(x, cluster) OVER () AS silhouette FROM gap WHERE id IN (1, 4);
SELECT bool_and(k IS NULL AND w IS NULL AND s IS NULL AND q IS NULL) AS nothing
FROM (SELECT kmeans(NULL::float8[], 3) OVER () AS k, ward(NULL::float8[], 3) OVER () AS w, silhouette(x, NULL) OVER () AS s, cluster_sum_of_squares(NULL, 1) OVER () AS q FROM gap) t;
SELECT DISTINCT kmeans('{1,2}'::float8[], 1) OVER () AS kmeans, ward('{1,2}'::float8[], 1) OVER () AS ward, silhouette('{1,2}'::float8[], id % 2) OVER () AS silhouette, cluster_sum_of_squares('{1,2}'::float8[], 1) OVER () AS q FROM gap;
SELECT bool_and(a = b) AS constant_column FROM (SELECT kmeans(x, 3) OVER () AS a, kmeans(x || 7::float8, 3) OVER () AS b FROM iris) t;
-- copies are in one cluster; as many clusters as different rows
SELECT count(*), count(DISTINCT k) AS clusters, count(DISTINCT w) AS ward FROM (SELECT x, kmeans(x, 149, false) OVER () AS k, ward(x, 149, false) OVER () AS w FROM iris) t;
SELECT max(n) AS clusters_of_a_row FROM (SELECT count(DISTINCT k) + count(DISTINCT w) AS n FROM (SELECT ARRAY[id % 40, id % 8]::float8[] AS x, kmeans(ARRAY[id % 40, id % 8], 9) OVER () AS k, ward(ARRAY[id % 40, id % 8], 9) OVER () AS w FROM figure WHERE id <= 1000) t GROUP BY x) t;

-- the order of rows does not matter, nor does ORDER BY or a frame; partitions are by themselves
CREATE TEMP TABLE cloud AS SELECT id, ARRAY[id * 7919 % 1009, id * 104729 % 757, (id * id) % 331] ::float8[] AS x FROM generate_series(1, 1000) AS id;
CREATE TEMP TABLE grouped AS
SELECT id, x, kmeans(x, 6) OVER () AS k, ward(x, 6) OVER () AS w, silhouette(x, id % 5) OVER () AS s, cluster_sum_of_squares(x, id % 5) OVER () AS q FROM cloud;
SELECT count(*) AS different FROM grouped AS g JOIN (
	SELECT n, id, kmeans(x, 6) OVER p AS k, ward(x, 6) OVER p AS w, silhouette(x, id % 5) OVER p AS s, cluster_sum_of_squares(x, id % 5) OVER p AS q
	FROM (SELECT n, id, x FROM cloud, generate_series(1, 20) AS n ORDER BY md5(n || '-' || id)) t
	WINDOW p AS (PARTITION BY n ORDER BY md5(n || '-' || id) ROWS BETWEEN 3 PRECEDING AND CURRENT ROW)) AS p USING (id)
WHERE (g.k, g.w, g.s, g.q) IS DISTINCT FROM (p.k, p.w, p.s, p.q);
-- a column in another unit changes nothing when standardised; a shift or a power of two never does
SELECT bool_and(k = k_unit AND w = w_unit) AS unit, bool_and(kmeans = k_shift AND ward = w_shift) AS shift FROM (
	SELECT kmeans(x, 6) OVER () AS k, kmeans(ARRAY[x[1] * 1024, x[2] / 4096, x[3] * 2], 6) OVER () AS k_unit, ward(x, 6) OVER () AS w, ward(ARRAY[x[1] * 1024, x[2] / 4096, x[3] * 2], 6) OVER () AS w_unit,
		kmeans(x, 6, false) OVER () AS kmeans, kmeans(ARRAY[x[1] * 8 + 100000, x[2] * 8 - 3, x[3] * 8], 6, false) OVER () AS k_shift,
		ward(x, 6, false) OVER () AS ward, ward(ARRAY[x[1] * 8 + 100000, x[2] * 8 - 3, x[3] * 8], 6, false) OVER () AS w_shift FROM cloud) t;
-- the seed decides about equals only; more starts are not worse
SELECT q10 <= q1 AS starts, q1 = again AS seed FROM (SELECT min(q1) AS q1, min(q10) AS q10, min(again) AS again FROM (
	SELECT cluster_sum_of_squares(x, one) OVER () AS q1, cluster_sum_of_squares(x, ten) OVER () AS q10, cluster_sum_of_squares(x, again) OVER () AS again
	FROM (SELECT x, kmeans(x, 12, starts => 1, seed => 5) OVER () AS one, kmeans(x, 12, true, 10, 5) OVER () AS ten, kmeans(x, 12, true, 1, 5) OVER () AS again FROM cloud) t) t) t;
-- total = within + between, standardised: rows * columns
SELECT round(min(q)::numeric, 9) AS total FROM (SELECT cluster_sum_of_squares(x, 1) OVER () AS q FROM cloud) t;
-- ends of the range of double; a sum beyond it is an error
SELECT kmeans(x, 2, false) OVER () AS kmeans, ward(x, 2) OVER () AS ward, round(silhouette(x, c, false) OVER ()::numeric, 3) AS silhouette
FROM (VALUES ('{1.7e308,1}'::float8[], 1), ('{-1.7e308,2}', 2), ('{-1.6e308,3}', 2)) v(x, c);
SELECT kmeans(x, 3, false) OVER () AS kmeans, ward(x, 3, false) OVER () AS ward FROM (VALUES ('{1e-320}'::float8[]), ('{2e-320}'), ('{-1e-320}')) v(x);
SELECT error_of($$SELECT cluster_sum_of_squares(x, 1, false) OVER () FROM (VALUES ('{1e200}'::float8[]), ('{-1e200}')) v(x)$$);

-- errors
SELECT error_of($$SELECT kmeans(x, 0) OVER () FROM gap$$);
SELECT error_of($$SELECT ward(x, -1) OVER () FROM gap$$);
SELECT error_of($$SELECT kmeans(x, 6) OVER () FROM gap$$);
SELECT error_of($$SELECT ward(x, 150, false) OVER () FROM iris$$);
SELECT error_of($$SELECT kmeans(x, NULL) OVER () FROM gap$$);
SELECT error_of($$SELECT kmeans(x, id) OVER () FROM gap$$);
SELECT error_of($$SELECT kmeans(x, CASE WHEN id < 3 THEN 1 END) OVER () FROM gap$$);
SELECT error_of($$SELECT ward(x, 2, id < 3) OVER () FROM gap$$);
SELECT error_of($$SELECT kmeans(x, 2, starts => 0) OVER () FROM gap$$);
SELECT error_of($$SELECT kmeans(x, 2, starts => 10001) OVER () FROM gap$$);
SELECT error_of($$SELECT kmeans(x, 2, seed => NULL) OVER () FROM gap$$);
SELECT error_of($$SELECT kmeans('{1,NaN}'::float8[], 1) OVER ()$$);
SELECT error_of($$SELECT ward('{1,-infinity}'::float8[], 1) OVER ()$$);
SELECT error_of($$SELECT silhouette('{infinity}'::float8[], 1) OVER ()$$);
SELECT error_of($$SELECT kmeans(x, 1) OVER () FROM (VALUES ('{1,2}'::float8[]), ('{1}')) v(x)$$);
SELECT error_of($$SELECT silhouette(x, 1) OVER () FROM (VALUES ('{1,2}'::float8[]), ('{NULL}')) v(x)$$);
SELECT error_of($$SELECT kmeans('{}'::float8[], 1) OVER ()$$);
SELECT error_of($$SELECT ward('{{1,2},{3,4}}'::float8[], 1) OVER ()$$);
