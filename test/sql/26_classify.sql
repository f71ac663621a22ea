-- stddev_breaks, classify
SET search_path = sozialraum, engine_test, public;

-- (2, 4, 4, 4, 5, 5, 7, 9): mean 5, population deviation 2
CREATE TEMP TABLE eight AS SELECT unnest('{2,4,4,4,5,5,7,9}'::float8[]) AS x;
SELECT stddev_breaks(x) AS usual, stddev_breaks(x, '{-1,1,1.5}') AS berlin, stddev_breaks(x, '{1.5,-1,1,-1}') AS sorted_once FROM eight;
-- multiples may be any; 0 is the mean
SELECT stddev_breaks(x, '{0}') FROM eight;
SELECT round(b::numeric, 6) AS by_hand FROM unnest((SELECT stddev_breaks(x, '{-1,1}') FROM (VALUES (8.2::float8), (12.5), (17.9), (9.9), (25.0)) v(x))) b;

-- 0, 1, 2 rows, equal, NULL
SELECT stddev_breaks(x) IS NULL AS no_rows FROM eight WHERE false;
SELECT stddev_breaks(x) IS NULL AS all_null FROM (VALUES (NULL::float8)) t(x);
SELECT stddev_breaks(x) AS one FROM (VALUES (3::float8)) t(x);
SELECT stddev_breaks(x) AS two FROM (VALUES (1::float8), (3)) t(x);
SELECT stddev_breaks(0.1) = '{0.1}' AS equal_values FROM eight;
SELECT stddev_breaks(x) = (SELECT stddev_breaks(x) FROM eight) AS nulls_skipped FROM (SELECT x FROM eight UNION ALL SELECT NULL) t;

-- a small spread on a large offset
SELECT abs(b[2] - b[1] - 2 * s) < 1e-15 + 5e-10 AS close FROM (
	SELECT stddev_breaks(3e6 + d, '{-1,1}') AS b, stddev_pop((3e6 + d) - 3e6) AS s FROM (SELECT (id % 1000) * 1e-6::float8 AS d FROM figure) a) t;

-- errors
SELECT error_of($$SELECT stddev_breaks(x, NULL) FROM eight$$);
SELECT error_of($$SELECT stddev_breaks(x, '{}') FROM eight$$);
SELECT error_of($$SELECT stddev_breaks(x, '{1,NULL}') FROM eight$$);
SELECT error_of($$SELECT stddev_breaks(x, '{1,NaN}') FROM eight$$);
SELECT error_of($$SELECT stddev_breaks(x, '{{1},{2}}') FROM eight$$);
SELECT error_of($$SELECT stddev_breaks(x, ARRAY[x]) FROM eight$$);
SELECT error_of($$SELECT stddev_breaks('NaN'::float8) FROM eight$$);
SELECT error_of($$SELECT stddev_breaks(x, array_fill(1::float8, ARRAY[1001])) FROM eight$$);
SELECT error_of($$SELECT stddev_breaks(x) FROM (VALUES (1.7e308::float8), (-1.7e308)) t(x)$$);
SELECT error_of($$SELECT sozialraum._stddev_breaks_final('\x')$$);
SELECT error_of($$SELECT sozialraum._stddev_breaks_combine(sozialraum._stddev_breaks_accum(NULL, 1), sozialraum._stddev_breaks_accum(NULL, 1, '{5}'))$$);

-- permutations, parallel = serial
SELECT count(DISTINCT b) AS different FROM (
	SELECT (SELECT stddev_breaks(x, '{-1,1,1.5}' ORDER BY md5(p || '-' || id)) FROM figure WHERE id <= 2000) AS b FROM generate_series(1, 50) p) t;
CREATE TEMP TABLE serial AS SELECT stddev_breaks(x) AS b, stddev_breaks(x, '{-1,1,1.5}') AS berlin FROM figure;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 3;
SELECT is_partial($$SELECT stddev_breaks(x), stddev_breaks(x, '{-1,1,1.5}') FROM figure$$) AS partial;
SELECT stddev_breaks(x) = (SELECT b FROM serial) AS same, stddev_breaks(x, '{-1,1,1.5}') = (SELECT berlin FROM serial) AS same_berlin FROM figure;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;

-- classify: Berlin's status classes, high x < -1, middle -1 <= x <= 1, low 1 < x <= 1.5, very low x > 1.5
SELECT z, classify(z, '{-1,1,1.5}', 'centre') AS centre, classify(z, '{-1,1,1.5}') AS right, classify(z, '{-1,1,1.5}', 'left') AS left
FROM unnest('{-1.01,-1,-0.99,0,1,1.01,1.5,1.51}'::float8[]) z;
-- a limit at 0 is closed on the right also in 'centre'
SELECT classify(0, '{0}', 'centre') AS centre, classify('-0', '{0}', 'left') AS left, classify(0, '{-0}', 'right') AS right;
-- equal limits leave a class empty
SELECT array_agg(DISTINCT classify(x, '{3,3,5}')) FROM generate_series(1, 9) x;
SELECT classify(NULL, '{1}') IS NULL AS no_value, classify(1, NULL) IS NULL AS no_breaks, classify(1, '{1}', NULL) IS NULL AS no_side;
SELECT classify(1e308, '{-1e308,1e308}') AS top, classify(-1e308, '{-1e308,1e308}', 'left') AS bottom;

-- the same as width_bucket (closed on the left) and as a count of limits
SELECT bool_and(classify(x, b, 'left') = width_bucket(x, b) + 1) AS width_bucket,
	bool_and(classify(x, b) = 1 + (SELECT count(*) FROM unnest(b) l WHERE l < x)) AS counted
FROM (SELECT id % 13 - 6::float8 AS x, ARRAY[-4, -1, 0, 2.5, 6]::float8[] AS b FROM figure WHERE id <= 1000) t;

-- class counts of the rule with stddev_breaks: z-scores beyond 1
SELECT classify(x, b), count(*) FROM eight, (SELECT stddev_breaks(x, '{-1,1}') AS b FROM eight) s GROUP BY 1 ORDER BY 1;

-- errors
SELECT error_of($$SELECT classify(1, '{}')$$);
SELECT error_of($$SELECT classify(1, '{2,1}')$$);
SELECT error_of($$SELECT classify(1, '{1,NULL}')$$);
SELECT error_of($$SELECT classify(1, '{1,NaN}')$$);
SELECT error_of($$SELECT classify(1, '{-infinity,1}')$$);
SELECT error_of($$SELECT classify(1, '{{1,2}}')$$);
SELECT error_of($$SELECT classify('NaN', '{1}')$$);
SELECT error_of($$SELECT classify(1, '{1}', 'center')$$);
SELECT provolatile, proparallel, proisstrict FROM pg_proc WHERE proname = 'classify' AND pronamespace = 'sozialraum'::regnamespace;
