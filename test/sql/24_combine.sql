-- weighted_mean, vector_agg
SET search_path = sozialraum, engine_test, public;

-- by hand: (1*2 + 2*1 + 4*1) / 4
SELECT weighted_mean(x, w) FROM (VALUES (1::float8, 2::float8), (2, 1), (4, 1)) t(x, w);
SELECT weighted_mean(x, 1) = 73.5 / 5 AS plain FROM (VALUES (8.2::float8), (12.5), (17.9), (9.9), (25.0)) t(x);
-- equal values: the value itself, whatever the weights
SELECT bool_and(exact = v) AS exact, bool_and(builtin = v) AS builtin FROM (
	SELECT v, weighted_mean(v, w) AS exact, sum(v * w) / sum(w) AS builtin FROM (SELECT g / 10::float8 AS v, i / 7::float8 AS w FROM generate_series(1, 50) i, generate_series(1, 20) g) t GROUP BY v) m;
SELECT weighted_mean(x, w) = 0.5 AS cancels FROM (VALUES (1e300::float8, 1::float8), (2, 1), (-1e300, 1), (0, 1)) t(x, w);

-- 0 and 1 rows, NULL, weight 0
SELECT weighted_mean(x, w) IS NULL AS no_rows FROM (VALUES (1::float8, 1::float8)) t(x, w) WHERE false;
SELECT weighted_mean(x, w) IS NULL AS all_null FROM (VALUES (NULL::float8, 1::float8), (1, NULL)) t(x, w);
SELECT weighted_mean(x, w) AS skipped FROM (VALUES (NULL::float8, 1000::float8), (1, NULL), (3, 5)) t(x, w);
SELECT weighted_mean(x, w) IS NULL AS no_weight FROM (VALUES (7::float8, 0::float8), (1, 0)) t(x, w);
SELECT weighted_mean(x, w) AS one_weight FROM (VALUES (7::float8, 0::float8), (1, 3)) t(x, w);

-- ends of the range
SELECT weighted_mean(x, w) = 1.7976931348623157e308 AS largest FROM (VALUES (1.7976931348623157e308::float8, 1e308::float8), (1.7976931348623157e308, 1.7e308)) t(x, w);
SELECT weighted_mean(x, w) = 4.94065645841247e-324 AS smallest FROM (VALUES (4.94065645841247e-324::float8, 4.94065645841247e-324::float8)) t(x, w);

-- errors
SELECT error_of('SELECT weighted_mean(x, w) FROM (VALUES (1::float8, -1::float8)) t(x, w)');
SELECT error_of($$SELECT weighted_mean(x, w) FROM (VALUES (1::float8, 'NaN'::float8)) t(x, w)$$);
SELECT error_of($$SELECT weighted_mean(x, w) FROM (VALUES ('infinity'::float8, 1::float8)) t(x, w)$$);

-- permutations, parallel = serial
SELECT count(DISTINCT float8send(m)) AS different_bits
FROM (SELECT (SELECT weighted_mean(x, w ORDER BY md5(p || '-' || id)) FROM figure WHERE id <= 2000) AS m FROM generate_series(1, 50) p) t;
CREATE TEMP TABLE serial AS SELECT weighted_mean(x, w) AS m, vector_agg(id, x, 20000) AS v FROM figure;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 3;
SELECT is_partial('SELECT weighted_mean(x, w) FROM figure') AS mean, is_partial('SELECT vector_agg(id, x, 20000) FROM figure') AS vector,
	is_partial('SELECT district, weighted_mean(x, w) FROM figure GROUP BY district') AS grouped;
SELECT float8send(weighted_mean(x, w)) = (SELECT float8send(m) FROM serial) AS same_bits FROM figure;
SELECT vector_agg(id, x, 20000) = (SELECT v FROM serial) AS same_vector FROM figure;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;
SELECT v = (SELECT array_agg(x ORDER BY id) FROM figure) AS vector FROM serial;

-- properties: scale of x and of w, shift
SELECT weighted_mean(x * 8, w) = 8 * weighted_mean(x, w) AS scaled, weighted_mean(x, w * 8) = weighted_mean(x, w) AS weights_scaled FROM figure;
SELECT weighted_mean(k + 1000, w) = weighted_mean(k, w) + 1000 AS shifted FROM (SELECT (id % 1024)::float8 AS k, 1::float8 AS w FROM figure WHERE id < 16385) t;

-- window aggregate
SELECT array_agg(m ORDER BY i) FROM (SELECT i, weighted_mean(i, 1) OVER (ORDER BY i ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS m FROM generate_series(1, 5) i) t;

-- hostile states
SELECT error_of($$SELECT sozialraum._weighted_mean_final('\x5352')$$);
SELECT error_of($$SELECT sozialraum._weighted_mean_combine(sozialraum._weighted_mean_accum(NULL, 1, 1), sozialraum._exact_sum_accum(NULL, 1))$$);

-- vector_agg
SELECT vector_agg(p, v, 5) FROM (VALUES (4, 4.5::float8), (1, 1.5), (2, NULL)) t(p, v);
SELECT vector_agg(p, v, 2) IS NULL AS no_rows FROM (VALUES (1, 1::float8)) t(p, v) WHERE false;
SELECT vector_agg(p, v, 2) FROM (VALUES (1, 1::float8), (NULL, 7)) t(p, v);
SELECT error_of('SELECT vector_agg(p, 1, 2) FROM (VALUES (3)) t(p)');
SELECT error_of('SELECT vector_agg(p, 1, 2) FROM (VALUES (0)) t(p)');
SELECT error_of('SELECT vector_agg(p, 1, 2) FROM (VALUES (1), (1)) t(p)');
SELECT error_of('SELECT vector_agg(p, NULL, 2) FROM (VALUES (1), (1)) t(p)');
SELECT error_of('SELECT vector_agg(p, 1, p + 1) FROM (VALUES (1), (2)) t(p)');
SELECT error_of('SELECT vector_agg(1, 1, 0)');
SELECT error_of('SELECT vector_agg(1, 1, 100001)');
SELECT error_of($$SELECT vector_agg(1, 'NaN', 1)$$);
SELECT error_of($$SELECT sozialraum._vector_agg_final('\x')$$);
SELECT error_of('SELECT sozialraum._vector_agg_combine(sozialraum._vector_agg_accum(NULL, 1, 1, 2), sozialraum._vector_agg_accum(NULL, 1, 1, 2))');
SELECT error_of('SELECT sozialraum._vector_agg_combine(sozialraum._vector_agg_accum(NULL, 1, 1, 2), sozialraum._vector_agg_accum(NULL, 1, 1, 3))');
