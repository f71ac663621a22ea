-- quantile, quantile_breaks, quantile_class
SET search_path = sozialraum, engine_test, public;

CREATE TEMP TABLE seven AS SELECT unnest('{1,3,4,8,10,15,20}'::float8[]) AS x;
CREATE TEMP TABLE eight AS SELECT unnest('{2,4,4,4,5,5,7,9}'::float8[]) AS x;
CREATE TEMP TABLE jenks71 AS SELECT unnest('{50.12,83.9,76.43,71.61,79.66,84.84,87.87,92.45,119.9,155.3,131.5,111.8,96.78,86.75,62.41,96.37,75.51,77.29,85.41,116.4,58.5,75.29,66.32,62.65,80.45,72.76,63.67,60.27,68.45,100.1,55.3,54.07,57.49,73.52,68.25,64.28,50.64,52.47,68.19,57.4,39.72,60.66,57.59,38.22,57.22,67.04,47.29,71.05,50.53,34.63,59.65,62.06,52.89,56.35,57.26,53.77,59.89,55.44,45.4,52.21,49.38,51.15,54.27,54.32,41.2,34.58,50.11,52.05,33.82,39.88,36.24,41.02,46.13,51.15,32.28,33.26,31.78,31.28,50.52,47.21,32.69,38.3,33.83,40.3,40.62,32.14,31.66,26.09,39.84,24.83,28.2,31.19,37.57,27.16,23.42,18.57,30.97,17.82,15.57,15.93,28.71,32.22}'::float8[]) AS x;
CREATE TEMP TABLE calemp AS SELECT unnest('{329.92,0.42,5.9,14.03,2.78,1.34,181.27,1.65,10.03,16.7,1.32,3.99,3.16,0.22,8.7,6.56,3.27,0.33,370.5,4.51,75.29,0.99,2.74,8.68,0.14,0.92,12.63,28.7,12.02,722.85,36.68,0.74,29.82,192.05,3.38,11.15,110.74,4111.45,49.47,10.33,317.11,20.47,264.93,66.26,5.39,0.13,0.61,50.65,40.48,36.67,13.09,1.81,0.2,7.6,2.51,57.26,24.32,6.97}'::float8[]) AS x;
CREATE TEMP TABLE guerry AS SELECT unnest('{28870,26226,26747,12935,17488,9474,35203,6173,19602,15647,8236,13409,17577,18070,24964,18712,21934,15262,32256,28607,37014,21585,11560,13396,14795,21368,29872,13115,18642,18642,24096,12814,22138,32404,19131,18785,26221,17687,21292,27491,16170,19314,17722,5883,22969,7710,29692,31078,15602,26231,28331,26674,24507,23316,12153,25087,26740,28180,28329,23101,17256,16722,12223,6728,12309,7343,18793,22339,28391,33913,13945,18355,22201,12477,18400,33592,13019,14790,13145,13576,20827,15010,16256,18835,18006}'::float8[]) AS x;
CREATE FUNCTION pg_temp.rounded(float8[], digits integer DEFAULT 6) RETURNS numeric[] LANGUAGE sql RETURN (SELECT array_agg(round(b::numeric, digits) ORDER BY i) FROM unnest($1) WITH ORDINALITY u(b, i));

-- R 4.2.2: quantile(c(1,3,4,8,10,15,20), c(.1, .25, .5, .75, .9), type = 1 ... 9)
SELECT type, round(a::numeric, 9) AS p10, round(b::numeric, 9) AS p25, c AS p50, round(d::numeric, 9) AS p75, round(e::numeric, 9) AS p90
FROM generate_series(1, 9) AS type, LATERAL (SELECT quantile(x, 0.1, type) AS a, quantile(x, 0.25, type) AS b, quantile(x, 0.5, type) AS c, quantile(x, 0.75, type) AS d, quantile(x, 0.9, type) AS e FROM seven) q ORDER BY type;
-- R: quantile(c(1,3,4,8,10,15,20), 1:2/3, type = 1 ... 9)
SELECT type, pg_temp.rounded(quantile_breaks(x, 3, type), 9) AS thirds FROM generate_series(1, 9) AS type, seven GROUP BY type ORDER BY type;
-- classInt: quantiles of jenks71; mapclassify: of calempdensity (both type 7); GeoDa: of guerry (type 5: middle of the neighbours)
SELECT pg_temp.rounded(quantile_breaks(x, 5), 3) AS jenks71 FROM jenks71;
SELECT pg_temp.rounded(quantile_breaks(x, 5), 3) AS calemp FROM calemp;
SELECT quantile_breaks(x, 5, 5) AS geoda, quantile_breaks(x, 5, 2) AS type_2 FROM guerry;
-- the server's own
SELECT bool_and(abs(ours - percentile_cont) < 1e-12) AS percentile_cont, bool_and(type_1 = percentile_disc) AS percentile_disc, count(*)
FROM (SELECT quantile(x, q) AS ours, quantile(x, q, 1) AS type_1, percentile_cont(q) WITHIN GROUP (ORDER BY x), percentile_disc(q) WITHIN GROUP (ORDER BY x)
	FROM jenks71, unnest('{0,0.01,0.1,0.25,0.333,0.5,0.9,1}'::float8[]) q GROUP BY q) t;

-- edges
SELECT quantile(x, 0.5) IS NULL AS no_rows, quantile_breaks(x, 4) IS NULL AS no_breaks FROM eight WHERE false;
SELECT quantile(NULL, 0.5) IS NULL AS all_null, quantile(3, 0.7) AS equal_values, quantile(x, 0) AS minimum, quantile(x, 1) AS maximum, quantile_breaks(x, 1) AS one_class FROM eight;
SELECT quantile(x, 0.5) AS one, quantile_breaks(x, 3) AS breaks FROM (VALUES (3::float8), (NULL)) v(x);
SELECT quantile(x, 0.5) AS two, quantile_breaks(x, 4, 6) AS breaks FROM (VALUES (3::float8), (1)) v(x);
SELECT quantile_breaks(x, 6) AS many_equal FROM eight;
SELECT quantile(x, 0.5) AS ends FROM (VALUES (-1.7e308::float8), (1.7e308)) v(x);
SELECT quantile(x, 0.5)::text AS minus_zero FROM (VALUES ('-0'::float8)) v(x);
SELECT error_of($$SELECT quantile(x, 1.01) FROM eight$$);
SELECT error_of($$SELECT quantile(x, 'NaN') FROM eight$$);
SELECT error_of($$SELECT quantile(x, NULL) FROM eight$$);
SELECT error_of($$SELECT quantile(x, x / 10) FROM eight$$);
SELECT error_of($$SELECT quantile(x, 0.5, 10) FROM eight$$);
SELECT error_of($$SELECT quantile(x, 0.5, 0) FROM eight$$);
SELECT error_of($$SELECT quantile(x, 0.5, NULL) FROM eight$$);
SELECT error_of($$SELECT quantile(x, 0.5, (x / 2)::integer) FROM eight$$);
SELECT error_of($$SELECT quantile('NaN', 0.5) FROM eight$$);
SELECT error_of($$SELECT quantile_breaks('infinity', 5) FROM eight$$);
SELECT error_of($$SELECT quantile_breaks(x, 0) FROM eight$$);
SELECT error_of($$SELECT quantile_breaks(x, NULL) FROM eight$$);
SELECT error_of($$SELECT quantile_breaks(x, x::integer) FROM eight$$);
SELECT error_of($$SELECT quantile_breaks(x, 4, (x / 2)::integer) FROM eight$$);

-- permutations, parallel = serial, split and merged, over a frame
SELECT * FROM invariance('quantile(x, 0.3)');
SELECT * FROM invariance('quantile(x, 0.3, 8)');
SELECT * FROM invariance('quantile_breaks(x, 7)');
SELECT * FROM invariance('quantile_breaks(x, 7, 9)');
SELECT quantile_merge(q) = (SELECT quantile(x, 0.3) FROM figure) AS quantile, quantile_merge(q9) = (SELECT quantile(x, 0.3, 9) FROM figure) AS type_9,
	quantile_breaks_merge(b) = (SELECT quantile_breaks(x, 7) FROM figure) AS breaks, quantile_breaks_merge(b9) = (SELECT quantile_breaks(x, 7, 9) FROM figure) AS breaks_9
FROM (SELECT quantile_state(x, 0.3) AS q, quantile_state(x, 0.3, 9) AS q9, quantile_breaks_state(x, 7) AS b, quantile_breaks_state(x, 7, 9) AS b9 FROM figure GROUP BY id % 37) t;
SELECT error_of($$SELECT quantile_merge(s) FROM (SELECT quantile_state(x, 0.5) AS s FROM eight UNION ALL SELECT quantile_state(x, 0.6) FROM eight) t$$);
SELECT error_of($$SELECT quantile_merge(s) FROM (SELECT quantile_breaks_state(x, 5) AS s FROM eight) t$$);
SELECT bool_and(m = (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY y) FROM unnest(a) y)) AS moving_median, count(*)
FROM (SELECT quantile(x, 0.5) OVER w AS m, array_agg(x) OVER w AS a FROM jenks71 WINDOW w AS (ROWS BETWEEN 3 PRECEDING AND 3 FOLLOWING)) t;

-- classes of equal size: ntile as the server's, England's ceil(10 rank / N); all methods on 1 ... 13 in 4 classes
SELECT x, quantile_class(x, 4) OVER () AS usual, quantile_class(x, 4, 'type_9') OVER () AS gisd, quantile_class(x, 4, 'ntile') OVER () AS wales, ntile(4) OVER (ORDER BY x) AS server, quantile_class(x, 4, 'rank') OVER () AS england, quantile_class(x, 4, 'floor') OVER () AS phe
FROM generate_series(1, 13) x ORDER BY x;
-- equal values get one class
SELECT x, quantile_class(x, 4) OVER () AS usual, quantile_class(x, 4, 'type_1') OVER () AS type_1, quantile_class(x, 4, 'ntile') OVER () AS ntile, quantile_class(x, 4, 'rank') OVER () AS rank, quantile_class(x, 4, 'floor') OVER () AS floor, quantile_class(-x, 4, 'rank') OVER () AS turned FROM eight ORDER BY x;
-- by limits: the same as classify with the limits, closed on the left (findInterval, the top merged into k)
SELECT type, bool_and(c = classify(x, b, 'left')) AS same, count(*) FROM generate_series(1, 9) AS type, LATERAL (
	SELECT x, CASE type WHEN 1 THEN quantile_class(x, 7, 'type_1') OVER () WHEN 2 THEN quantile_class(x, 7, 'type_2') OVER () WHEN 3 THEN quantile_class(x, 7, 'type_3') OVER ()
		WHEN 4 THEN quantile_class(x, 7, 'type_4') OVER () WHEN 5 THEN quantile_class(x, 7, 'type_5') OVER () WHEN 6 THEN quantile_class(x, 7, 'type_6') OVER ()
		WHEN 7 THEN quantile_class(x, 7, 'type_7') OVER () WHEN 8 THEN quantile_class(x, 7, 'type_8') OVER () ELSE quantile_class(x, 7, 'type_9') OVER () END AS c FROM figure WHERE id <= 1000) f,
	LATERAL (SELECT quantile_breaks(x, 7, type) AS b FROM figure WHERE id <= 1000) l WHERE x IS NOT NULL GROUP BY type ORDER BY type;
-- Public Health England, test data of PHEindicatormethods (testdata_Quantiles.xlsx): under 75 mortality from cancer and life expectancy of women by region, deciles; life
-- expectancy in England, septiles; made-up rows with equal values. Class 1 is the worst: low values where high is good, high values where low is good.
CREATE TEMP TABLE phe AS SELECT * FROM (VALUES
	(10, true, '{118.7460481,131.2778276,137.109864,137.7256526,138.9005229,143.263302,145.5966707,146.6971262,153.6912833,155.763081,157.1222286,171.2170455}', '{10,9,8,7,6,6,5,4,3,2,1,1}'),
	(10, true, '{108.0261348,109.3386904,118.8005077,121.5247151,121.8294663,124.0868338,125.4181185,127.8491319,128.5150288,137.5177858,138.8511662,139.8916416,140.9679004,141.7391184,142.224861,142.8628064,144.8567778,146.6575374,150.629246,151.4339467,159.6274193,168.730312,182.0689603}', '{10,10,9,9,8,8,7,7,7,6,6,5,5,4,4,4,3,3,2,2,1,1,1}'),
	(10, true, '{106.2196367,107.1817199,119.6328067,120.9548578,123.5376538,128.8445743,130.1475636,131.0167116,132.6330397,133.0932415,133.712218,137.7652704,142.4480172,148.1834709,161.9107123}', '{10,9,9,8,7,7,6,5,5,4,3,3,2,1,1}'),
	(10, true, '{111.2479733,112.3237581,115.0167074,116.2519168,116.6455279,119.4716513,123.0199794,125.8064622,129.8919075,130.5502616,133.4014926,137.887297,138.801741,149.6581331}', '{10,9,8,8,7,6,6,5,4,3,3,2,1,1}'),
	(10, true, '{109.7950495,110.2341843,114.3842772,115.1518276,116.784114,120.6143928,122.9512679,125.3197345,130.3834904,132.2076891,132.4045142}', '{10,9,8,7,6,5,4,3,2,1,1}'),
	(10, true, '{87.23960052,91.49354423,94.68525948,95.23399539,97.75498959,98.37202192,98.38127163,101.2508369,101.6165275,103.0034239,103.2143276,103.7529631,105.0704962,108.7721971,108.8317712,109.941031,111.0692,111.6124662,112.3930942,114.4701712,115.6717246,117.7564297,118.0842261,118.9305003,120.3347566,121.1675694,122.6370838,124.4418948,126.0791993,126.3508487,131.0600199,134.827243}', '{10,10,10,9,9,9,8,8,8,7,7,7,6,6,6,6,5,5,5,4,4,4,3,3,3,2,2,2,1,1,1,1}'),
	(10, true, '{96.01209215,98.49140482,105.2601587,107.1779299,107.5680787,108.7009049,109.3878843,109.4128134,110.7750693,114.732888,115.3060573,118.0209938,119.9379732,120.144532,121.0294206,126.64955140000001,127.7282235,143.4834796,146.592577}', '{10,9,9,8,8,7,7,6,6,5,5,4,4,3,3,2,2,1,1}'),
	(10, true, '{99.09132822,105.9141688,106.6076931,108.3384726,108.5979467,109.4761072,110.2726168,112.0092179,116.1820437,123.2100694,125.3350716,126.0517496,129.1985965,130.8044487,134.7667592}', '{10,9,9,8,7,7,6,5,5,4,3,3,2,1,1}'),
	(10, false, '{79.58215,81.10001,81.25647,81.25743,81.29486,81.32928,81.35759,81.54632,81.68566,82.08973,82.4468,82.63069}', '{1,1,2,3,4,5,6,6,7,8,9,10}'),
	(10, false, '{79.4242,79.45611,80.28778,80.28947,80.53352,80.56376,80.5768,80.63567,80.94566,80.95126,80.96779,81.22997,81.37178,81.60301,81.6273,81.89904,82.16335,82.32292,82.79916,82.9572,83.35481,83.72312,83.74114}', '{1,1,1,2,2,3,3,4,4,4,5,5,6,6,7,7,7,8,8,9,9,10,10}'),
	(10, false, '{80.12789,81.53433,81.54834,81.56481,81.85089,81.91188,82.23396,82.29398,82.34826,82.55837,82.59956,82.6424,83.47444,83.50889,84.23204}', '{1,1,2,3,3,4,5,5,6,7,7,8,9,9,10}'),
	(10, false, '{81.15073,81.3349,81.35546,81.90582,81.98873,82.36955,82.37396,82.88867,82.90534,83.5604,83.61302,83.72423,83.77215,84.18899}', '{1,1,2,3,3,4,5,6,6,7,8,8,9,10}'),
	(10, false, '{82.15691,82.24794,82.28151,82.92701,83.3606,83.41589,83.73144,84.02901,84.20025,84.21341,84.33809}', '{1,1,2,3,4,5,6,7,8,9,10}'),
	(10, false, '{81.88093,82.35576,82.36673,82.82672,83.09524,83.20607,83.32301,83.35041,83.53638,83.59198,83.77527,83.81223,83.81441,83.93505,84.155,84.19122,84.19199,84.24973,84.27748,84.3357,84.37086,84.5342,84.60688,84.89868,84.91086,85.11345,85.15871,85.88791,85.93045,86.02808,86.44572,86.75119}', '{1,1,1,1,2,2,2,3,3,3,4,4,4,5,5,5,6,6,6,6,7,7,7,8,8,8,9,9,9,10,10,10}'),
	(10, false, '{82.16885,82.29711,82.69888,82.81213,82.94682,83.17446,83.35818,83.3807,83.95118,84.01993,84.13635,84.38175,84.4947,84.55967,84.5851,84.62122,84.88183,84.95962,85.10595}', '{1,1,2,2,3,3,4,4,5,5,6,6,7,7,8,8,9,9,10}'),
	(10, false, '{82.65352,82.66577,82.80399,83.00369,83.00592,83.39545,83.56296,83.60254,83.64126,84.06265,84.11249,84.18526,84.53047,84.66648,84.98198}', '{1,1,2,3,3,4,5,5,6,7,7,8,9,9,10}'),
	(7, false, '{79.4242,79.45611,79.58215,80.12789,80.28778,80.28947,80.53352,80.56376,80.5768,80.63567,80.94566,80.95126,80.96779,81.10001,81.11672,81.15073,81.22997,81.25647,81.25743,81.29486,81.32928,81.3349,81.35546,81.35759,81.37178,81.53433,81.54632,81.54834,81.56481,81.60301,81.6273,81.65246,81.68566,81.85089,81.88093,81.89904,81.90582,81.91188,81.98873,82.08973,82.15691,82.16335,82.16885,82.23396,82.24794,82.28151,82.29398,82.29711,82.32292,82.34826,82.35576,82.36673,82.36955,82.37396,82.4468,82.55837,82.59956,82.63069,82.6424,82.65352,82.66577,82.69331,82.69888,82.7029,82.7917,82.79916,82.80399,82.81213,82.82672,82.88867,82.90534,82.92701,82.94682,82.9572,83.00369,83.00592,83.04441,83.09524,83.17202,83.17446,83.20607,83.32301,83.35041,83.35481,83.35818,83.3606,83.3807,83.39545,83.41589,83.47444,83.50889,83.53638,83.5604,83.56296,83.59198,83.60254,83.61302,83.64126,83.72312,83.72423,83.73144,83.74114,83.77215,83.77527,83.81223,83.81441,83.93505,83.95118,83.99768,84.01993,84.02901,84.06265,84.11249,84.13635,84.155,84.18526,84.18899,84.19122,84.19199,84.20025,84.21341,84.23204,84.24973,84.27748,84.3357,84.33809,84.37086,84.38175,84.4947,84.53047,84.5342,84.55967,84.5851,84.60688,84.62122,84.66648,84.88183,84.89868,84.91086,84.95962,84.98198,85.10595,85.11345,85.15871,85.44011,85.88791,85.93045,86.02808,86.44572,86.75119}', '{1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,4,4,4,4,4,4,4,4,4,4,4,4,4,4,4,4,4,4,4,4,4,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7}'),
	(10, true, '{182.71,175.99,169.27,169.27,155.83,149.11,142.39,135.67,128.95,121.4,108.9,108.9,101.6}', '{1,1,2,2,4,4,5,6,7,7,8,8,10}'),
	(10, false, '{10.0,11.0,13.0,15.0,19.0,20.2,22.4,24.6,26.8,29.0,31.2,33.4,35.6,37.8,37.8,42.2,44.4,46.6,46.6,51.0,53.2,55.4}', '{1,1,1,2,2,3,3,4,4,5,5,6,6,6,6,7,8,8,8,9,10,10}')) v(k, low_is_good, x, class);
WITH figures AS (SELECT row_number() OVER () AS g, k, low_is_good, x::float8[], class::integer[] FROM phe),
	ten AS (SELECT quantile_class(CASE WHEN low_is_good THEN -u.x ELSE u.x END, 10, 'floor') OVER (PARTITION BY g) AS c, published FROM figures f, unnest(f.x, f.class) AS u(x, published) WHERE k = 10),
	seven AS (SELECT quantile_class(u.x, 7, 'floor') OVER (PARTITION BY g) AS c, published FROM figures f, unnest(f.x, f.class) AS u(x, published) WHERE k = 7)
SELECT (SELECT count(*) FILTER (WHERE c = published) || ' of ' || count(*) FROM ten) AS deciles, (SELECT count(*) FILTER (WHERE c = published) || ' of ' || count(*) FROM seven) AS septiles;

-- NULL passes through and does not count; more classes than rows; one row; partitions; any order, any frame
SELECT x, quantile_class(x, 3, 'rank') OVER () AS class FROM (VALUES (5::float8), (NULL), (1), (3)) v(x) ORDER BY x;
SELECT x, quantile_class(x, 9) OVER () AS usual, quantile_class(x, 9, 'ntile') OVER () AS ntile, quantile_class(x, 9, 'rank') OVER () AS rank FROM (VALUES (5::float8), (1), (3)) v(x) ORDER BY x;
SELECT quantile_class(5, 3) OVER () AS usual, quantile_class(5, 3, 'ntile') OVER () AS ntile, quantile_class(5, 3, 'rank') OVER () AS rank, quantile_class(NULL, 3) OVER () IS NULL AS all_null;
SELECT bool_and(a = b AND a = c) AS same, count(*) FROM (
	SELECT quantile_class(x, 5, 'type_9') OVER (PARTITION BY district) AS a, quantile_class(x, 5, 'type_9') OVER (PARTITION BY district ORDER BY md5(id::text)) AS b,
		quantile_class(x, 5, 'type_9') OVER (PARTITION BY district ORDER BY w DESC ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS c FROM figure WHERE x IS NOT NULL) t;
SELECT error_of($$SELECT quantile_class(x, 0) OVER () FROM eight$$);
SELECT error_of($$SELECT quantile_class(x, 10001) OVER () FROM eight$$);
SELECT error_of($$SELECT quantile_class(x, NULL) OVER () FROM eight$$);
SELECT error_of($$SELECT quantile_class(x, x::integer) OVER () FROM eight$$);
SELECT error_of($$SELECT quantile_class(x, 5, 'type_10') OVER () FROM eight$$);
SELECT error_of($$SELECT quantile_class('NaN', 5) OVER () FROM eight$$);

-- hostile states
DO $$
DECLARE
	target record;
	refused integer;
	other integer;
	survived integer;
BEGIN
	FOR target IN
		SELECT * FROM (VALUES
			('quantile_merge', (SELECT sozialraum.quantile_state(x, 0.3) FROM unnest('{1,2,5,7,7}'::float8[]) x)),
			('quantile_breaks_merge', (SELECT sozialraum.quantile_breaks_state(x, 3, 9) FROM unnest('{1,2,5,7,7}'::float8[]) x))) v(function, state)
	LOOP
		refused := 0;
		other := 0;
		survived := 0;
		FOR seed IN 1 .. 2000 LOOP
			BEGIN
				EXECUTE format('SELECT sozialraum.%I($1)', target.function) USING engine_test.mutate(target.state, seed);
				survived := survived + 1;
			EXCEPTION
				WHEN invalid_binary_representation THEN
					refused := refused + 1;
				WHEN invalid_parameter_value OR numeric_value_out_of_range THEN
					other := other + 1;
			END;
		END LOOP;
		IF refused < 600 OR survived < 40 THEN
			RAISE EXCEPTION '%: refused %, other errors %, survived %', target.function, refused, other, survived;
		END IF;
	END LOOP;
END $$;
