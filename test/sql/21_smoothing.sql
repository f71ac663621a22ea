-- empirical_bayes, shrink_to_area, benjamini_hochberg
SET search_path = sozialraum, engine_test, public;
CREATE TEMP TABLE area AS SELECT * FROM unnest('{4,30,0,31,22,55}'::float8[], '{4,12,0,31,9,55}'::float8[], '{180,610,95,1400,260,2100}'::float8[]) WITH ORDINALITY t(x, even, n, id);

-- spdep::EBest (Marshall 1991); the second column varies no more than chance: the mean for all (spdep's family = "binomial" is not clamped: .0239817726)
SELECT id, round(empirical_bayes(x, n, 1) OVER ()::numeric, 10) AS eb, round(empirical_bayes(even, n, 1) OVER ()::numeric, 10) AS mean FROM area ORDER BY id;
SELECT id, round(empirical_bayes(x, n) OVER ()::numeric, 8) AS percent, round(rate(x, n)::numeric, 8) AS raw FROM area ORDER BY id;

-- IMD's shrinkage on the logit scale (R): w .6758 .8871 .9331
SELECT x, n, round(shrink_to_area(x, n, 90, 1000, 1) OVER ()::numeric, 10) AS shrunk, round(shrink_to_area(x, n, 90, 1000) OVER ()::numeric, 8) AS percent FROM (VALUES (3::float8, 15::float8), (12, 80), (20, 250)) t(x, n) ORDER BY n;

-- R's p.adjust(method = "BH"); Benjamini and Hochberg 1995, table of 15 p-values
SELECT p, round(benjamini_hochberg(p) OVER ()::numeric, 12) AS bh FROM unnest('{.001,.008,.039,.041,.042,.06,.074,.205,.212,.216,.222,.251,.269,.275,.34}'::float8[]) p ORDER BY p;
SELECT p, round(benjamini_hochberg(p) OVER ()::numeric, 12) AS bh FROM unnest('{0.0001,0.0004,0.0019,0.0095,0.0201,0.0278,0.0298,0.0344,0.0459,0.3240,0.4262,0.5719,0.6528,0.7590,1}'::float8[]) p ORDER BY p;
SELECT p, round(benjamini_hochberg(p) OVER ()::numeric, 12) AS bh FROM unnest('{.01,.01,.03,.02,NULL,.5}'::float8[]) p ORDER BY p;

-- 0, 1, 2 rows, all equal, all NULL
SELECT empirical_bayes(x, n) OVER (), shrink_to_area(x, n, 1, 2) OVER (), benjamini_hochberg(x) OVER () FROM area WHERE false;
SELECT round(empirical_bayes(x, n) OVER ()::numeric, 10) AS eb, shrink_to_area(x, n, 90, 1000) OVER () IS NULL AS not_known, round(shrink_to_area(x, n, x, n) OVER ()::numeric, 10) AS itself, benjamini_hochberg(0.3) OVER () AS p FROM area WHERE id = 1;
SELECT empirical_bayes(x, n) OVER () AS eb, round(shrink_to_area(x, n, 2 * x, 2 * n) OVER ()::numeric, 4) AS shrunk, benjamini_hochberg(x / 10) OVER () AS p FROM (VALUES (1::float8, 10::float8), (1, 10)) t(x, n);
SELECT bool_and(eb IS NULL AND s IS NULL AND p IS NULL) AS all_null FROM (SELECT empirical_bayes(NULL, n) OVER () AS eb, shrink_to_area(x, NULL, 1, 2) OVER () AS s, benjamini_hochberg(NULL) OVER () AS p FROM area) t;
SELECT bool_and(eb = 0) AS no_events FROM (SELECT empirical_bayes(0, n) OVER () AS eb FROM area) t;

-- NULL rows and rows without population get NULL and do not count
SELECT id, round(empirical_bayes(x, n, 1) OVER ()::numeric, 10) AS eb, round(shrink_to_area(x, n, 142, 4645, 1) OVER ()::numeric, 10) AS shrunk
FROM (SELECT id, x, n FROM area UNION ALL VALUES (7, NULL, 100), (8, 3, NULL), (9, 0, 0), (10, 5, 0)) t ORDER BY id;
SELECT bool_and(s IS NULL) AS no_one_in_the_area FROM (SELECT shrink_to_area(0, n, 0, 0) OVER () AS s FROM area) t;
SELECT bool_and(s IS NULL) AS area_not_known FROM (SELECT shrink_to_area(0, n, NULL, 10) OVER () AS s FROM area) t;

-- partitions are independent; order and frame do not matter; permuted input gives the same bits
CREATE TEMP TABLE many AS SELECT id, id % 7 AS district, floor(abs(sin(id)) * (1 + id * 37 % 900)) AS x, (1 + id * 37 % 900)::float8 AS n, (id * 7919 % 1009) / 1009.0::float8 AS p FROM generate_series(1, 1000) id;
CREATE TEMP VIEW whole AS SELECT m.*, sum(x) OVER d AS dx, sum(n) OVER d AS dn FROM many m WINDOW d AS (PARTITION BY district);
SELECT bool_and(eb = alone) AS partitions FROM (SELECT id, district, empirical_bayes(x, n) OVER (PARTITION BY district) AS eb FROM many) a JOIN (SELECT id, empirical_bayes(x, n) OVER () AS alone FROM many WHERE district = 3) b USING (id);
SELECT bool_and(a = b AND a = c) AS same FROM (SELECT empirical_bayes(x, n) OVER () AS a, empirical_bayes(x, n) OVER (ORDER BY md5(id::text)) AS b, empirical_bayes(x, n) OVER (ORDER BY id DESC ROWS 1 PRECEDING) AS c FROM many) t;
SELECT count(DISTINCT checksum) AS different FROM generate_series(1, 20) s, LATERAL (
	SELECT md5(string_agg(float8send(e)::text || float8send(k)::text || float8send(q)::text, '' ORDER BY id)) AS checksum FROM (
		SELECT id, empirical_bayes(x, n) OVER () AS e, shrink_to_area(x, n, dx, dn) OVER (PARTITION BY district) AS k, benjamini_hochberg(p) OVER () AS q
		FROM (SELECT * FROM whole ORDER BY md5(s || '-' || id)) r) t) c;

-- properties: between the raw rate and the mean; the larger the population, the nearer to the raw rate; BH keeps the order, is not smaller than p
SELECT bool_and(eb BETWEEN least(raw, mean) - 1e-12 AND greatest(raw, mean) + 1e-12) AS between_raw_and_mean FROM (SELECT empirical_bayes(x, n) OVER () AS eb, rate(x, n) AS raw, rate(sum(x) OVER (), sum(n) OVER ()) AS mean FROM many) t;
SELECT bool_and(weight > before OR before IS NULL) AS larger_is_nearer FROM (SELECT weight, lag(weight) OVER (ORDER BY n) AS before FROM (SELECT n, (empirical_bayes(x, n) OVER () - 50) / (rate(x, n) - 50) AS weight FROM (SELECT n, n * CASE WHEN n::integer % 2 = 0 THEN 0.2 ELSE 0.8 END AS x FROM unnest('{10,31,100,301,1000,30,11,101,300,1001}'::float8[]) n) u) t WHERE n IN (11, 31, 101, 301, 1001)) s;
SELECT bool_and(q >= p AND q <= 1) AS not_smaller, bool_and(q >= before OR before IS NULL) AS rising FROM (SELECT p, q, lag(q) OVER (ORDER BY p) AS before FROM (SELECT p, benjamini_hochberg(p) OVER () AS q FROM many) t) s;
SELECT bool_and(abs(k - (w * ln((x + 0.5) / (n - x + 0.5)) + (1 - w) * m)) < 1e-9) AS formula FROM (
	SELECT x, n, ln(s / (1 - s)) AS k, m, t2 / (t2 + (n + 1) * (n + 2) / (n * (x + 1) * (n - x + 1))) AS w FROM (
		SELECT x, n, shrink_to_area(x, n, dx, dn, 1) OVER (PARTITION BY district) AS s, ln((dx + 0.5) / (dn - dx + 0.5)) AS m,
			sum((ln((x + 0.5) / (n - x + 0.5)) - ln((dx + 0.5) / (dn - dx + 0.5))) ^ 2) OVER (PARTITION BY district) / (count(*) OVER (PARTITION BY district) - 1) AS t2 FROM whole) a) b;
-- ends of the range
SELECT round(empirical_bayes(x, n) OVER ()::numeric, 6) AS eb FROM (VALUES (1e300::float8, 1e302::float8), (1e-300, 1e-298)) t(x, n);

-- errors
SELECT error_of(format('SELECT %s OVER () FROM (VALUES (1::float8, 10::float8), (2, 20)) t(x, n)', call)) FROM unnest(ARRAY[
	'empirical_bayes(-x, n)', 'empirical_bayes(x, -n)', 'empirical_bayes(x, n, 0)', 'empirical_bayes(x, n, n)', 'empirical_bayes(x, n, NULL)', 'empirical_bayes(''NaN'', n)', 'empirical_bayes(x, ''infinity'')', 'empirical_bayes(x * x * 1e200, n)',
	'shrink_to_area(x, n, x, 30)', 'shrink_to_area(x, n, 3, n)', 'shrink_to_area(n, x, 3, 30)', 'shrink_to_area(x, n, 31, 30)', 'shrink_to_area(x, n, -3, 30)', 'shrink_to_area(x, n, 3, ''NaN'')', 'shrink_to_area(x, n, 3, 30, -1)',
	'benjamini_hochberg(n)', 'benjamini_hochberg(-x)', 'benjamini_hochberg(''NaN'')']) call;
SELECT error_of('SELECT empirical_bayes(1, 2)');
