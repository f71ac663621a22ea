-- Proof on data of others: Guerry's moral statistics of France (85 departments, six indicators, queen weights). Data: ../shared/data/reference_vectors.
-- Expected: rgeoda 0.1.0, skater(k, w, data), its share between / total and the groups it gives (columns skater4, skater5, skater6). Ward's clustering of neighbours:
-- scikit-learn 1.9.1, AgglomerativeClustering(linkage="ward", connectivity=...) on the same z-scores; rgeoda's schc(4, w, data, "ward") (0.158280850367, column
-- schc_ward4: groups of 82, 1, 1 and 1 departments) is no minimum of what it adds at each step, and here it is only shown that ours is better.
-- Max-p: rgeoda's maxp_greedy found 8 regions of at least a tenth of the population with a share of 0.445742075062.
BEGIN;
SET LOCAL client_min_messages = warning;
\if :{?shared}
\else
	\set shared ''
\endif
SELECT :'shared' = '' AS absent \gset
\if :absent
	SELECT plan(1);
	SELECT skip('the folder of real data is absent', 1);
	SELECT * FROM finish();
	ROLLBACK;
	\quit
\endif
SELECT plan(17);
\cd :shared
\cd data/reference_vectors

CREATE TEMP TABLE guerry (region text, department text, crm_prs double precision, crm_prp double precision, litercy double precision, donatns double precision, infants double precision, suicids double precision,
	pop1831 double precision, top_crm integer, local_i double precision, local_p double precision, cluster integer, skater4 integer, skater5 integer, skater6 integer, schc_ward4 integer, id bigserial);
\copy guerry (region, department, crm_prs, crm_prp, litercy, donatns, infants, suicids, pop1831, top_crm, local_i, local_p, cluster, skater4, skater5, skater6, schc_ward4) FROM 'guerry.csv' WITH (FORMAT csv, HEADER)
CREATE TEMP TABLE guerry_link (id bigint, neighbour_id bigint);
\copy guerry_link FROM 'guerry_queen.csv' WITH (FORMAT csv, HEADER)
CREATE TEMP TABLE weights AS SELECT sozialraum.weights_from_neighbours(id, neighbour_id) AS w FROM guerry_link;
CREATE TEMP TABLE area AS SELECT id, ARRAY[crm_prs, crm_prp, litercy, donatns, infants, suicids] AS x, pop1831 AS population, skater4, skater5, skater6, schc_ward4 FROM guerry;
SELECT results_eq('SELECT (SELECT count(*) FROM area), (SELECT count(*) FROM guerry_link)', 'VALUES (85::bigint, 420::bigint)', 'the files are read completely');

CREATE TEMP TABLE proposal AS
SELECT k, id, x, population, skater4, skater5, skater6, schc_ward4, sozialraum.skater(x, id, w, k) OVER p AS region, sozialraum.ward_regions(x, id, w, k) OVER p AS ward
FROM area, weights, unnest('{2,4,5,6,10}'::int[]) AS k WINDOW p AS (PARTITION BY k);
CREATE TEMP TABLE quality AS SELECT k, (sozialraum.region_quality(region, x, population)).*, sozialraum.regions_connected(id, region, w) AS connected FROM proposal, weights GROUP BY k;

-- ---------------------------------------------------------------- skater
SELECT results_eq('SELECT k, round(explained::numeric, CASE k WHEN 4 THEN 12 ELSE 10 END) FROM quality WHERE k IN (4, 5) ORDER BY k', 'VALUES (4, 0.315644665931), (5, 0.3763086809)', 'between / total for k = 4 and 5');
SELECT results_eq('SELECT count(*) FROM proposal WHERE k = 4 GROUP BY region ORDER BY count(*) DESC', 'VALUES (29::bigint), (28), (16), (12)', 'numbers of departments for k = 4');
SELECT is(count(DISTINCT (region, skater4)), 4::bigint, 'the same four regions') FROM proposal WHERE k = 4;
SELECT is(count(DISTINCT (region, skater5)), 5::bigint, 'the same five regions') FROM proposal WHERE k = 5;
SELECT is(count(DISTINCT (region, skater6)), 6::bigint, 'the same six regions') FROM proposal WHERE k = 6;
SELECT ok(bool_and(connected AND regions = k AND areas = 85 AND total = 510), 'all regions are in one piece') FROM quality;

-- ---------------------------------------------------------------- limits: a tenth of the population, at most 20 departments
CREATE TEMP TABLE limited AS
SELECT id, x, population, sozialraum.skater(x, id, w, 7, true, population, 3236.67) OVER () AS minimum, sozialraum.skater(x, id, w, 6, true, population, 2000, 10000, 20) OVER () AS every_limit,
	sozialraum.max_p(x, id, w, population, 3236.67) OVER () AS max_p FROM area, weights;
SELECT ok((sozialraum.region_quality(minimum, x, population)).least_population >= 3236.67 AND sozialraum.regions_connected(id, minimum, w), 'seven regions of a tenth of the population each') FROM limited, weights;
SELECT ok((q).regions = 6 AND (q).least_population >= 2000 AND (q).largest_population <= 10000 AND (q).most_areas <= 20, 'minimum and maxima together')
FROM (SELECT sozialraum.region_quality(every_limit, x, population) AS q FROM limited) AS t;
SELECT throws_ok('SELECT sozialraum.skater(x, id, w, 8, true, population, 3236.67) OVER () FROM area, weights', '22023', 'So many regions with the minimum population are not possible.', 'eight are not possible on the tree, and that is said');

-- ---------------------------------------------------------------- max-p
SELECT ok((q).regions BETWEEN 8 AND 9 AND (q).explained > 0.445742075062 AND (q).least_population >= 3236.67, 'max-p: no fewer regions than GeoDa, and more alike')
FROM (SELECT sozialraum.region_quality(max_p, x, population) AS q FROM limited) AS t;
SELECT ok(sozialraum.regions_connected(id, max_p, w), 'in one piece each') FROM limited, weights;
SELECT is((SELECT array_agg(r ORDER BY id) FROM (SELECT id, sozialraum.max_p(x, id, w, population, 3236.67) OVER (ORDER BY id DESC) AS r FROM (SELECT * FROM area ORDER BY md5(id::text)) AS a, weights) AS t),
	(SELECT array_agg(max_p ORDER BY id) FROM limited), 'the same with the rows in another order');

-- ---------------------------------------------------------------- Ward's clustering of neighbours
SELECT results_eq('SELECT k, round((sozialraum.region_quality(ward, x)).explained::numeric, 12) FROM proposal WHERE k >= 4 GROUP BY k ORDER BY k',
	'VALUES (4, 0.380512768162), (5, 0.424172884381), (6, 0.461812261564), (10, 0.575241131335)', 'between / total as scikit-learn');
SELECT results_eq('SELECT count(*) FROM proposal WHERE k = 10 GROUP BY ward ORDER BY count(*)', 'VALUES (1::bigint), (1), (4), (6), (8), (8), (10), (11), (17), (19)', 'numbers of departments as scikit-learn');
SELECT is(round((sozialraum.region_quality(schc_ward4, x)).explained::numeric, 12), 0.158280850367, 'the share of GeoDa''s groups is what GeoDa says') FROM area;
SELECT ok(bool_and(connected), 'in one piece each') FROM (SELECT sozialraum.regions_connected(id, ward, w) AS connected FROM proposal, weights GROUP BY k) AS t;

SELECT * FROM finish();
ROLLBACK;
