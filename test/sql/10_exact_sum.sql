-- exact_sum: exact, rounded once, the same bits in any order, split and plan
SET search_path = sozialraum, engine_test, public;

-- cancellation (Neal 2015, introduction; Python's math.fsum gives the same), ties, carries
SELECT exact_sum(x) = 1 AS cancels FROM (VALUES (1e308::float8), (1), (-1e308), (1e-300)) v(x);
SELECT exact_sum(x) = 1 AS ten_tenths, sum(x) = 1 AS builtin FROM (SELECT 0.1::float8 FROM generate_series(1, 10)) v(x);
SELECT exact_sum(x) = 2.7755575615628914e-17 AS fsum FROM (VALUES (0.1::float8), (0.2), (-0.3)) v(x);
SELECT exact_sum(i) = 5000050000 AS gauss FROM generate_series(1, 100000) i;
SELECT exact_sum(x) = 5e-324::float8 * 1000000 AS subnormal FROM (SELECT 5e-324::float8 FROM generate_series(1, 1000000)) v(x);

-- 0, 1, 2 rows; NULL; zeros
SELECT exact_sum(x) IS NULL AS no_rows FROM (VALUES (1::float8)) v(x) WHERE false;
SELECT exact_sum(x) IS NULL AS all_null FROM (VALUES (NULL::float8), (NULL)) v(x);
SELECT exact_sum(x) FROM (VALUES (7.5::float8)) v(x);
SELECT exact_sum(x) FROM (VALUES (7.5::float8), (NULL), (-3)) v(x);
SELECT exact_sum(x)::text AS plus_zero FROM (VALUES ('-0'::float8)) v(x);

-- infinity and NaN
SELECT exact_sum(x) FROM (VALUES ('infinity'::float8), (1)) v(x);
SELECT exact_sum(x) FROM (VALUES ('-infinity'::float8), (1e308)) v(x);
SELECT exact_sum(x) FROM (VALUES ('infinity'::float8), ('-infinity')) v(x);
SELECT exact_sum(x) FROM (VALUES ('NaN'::float8), (1)) v(x);
SELECT error_of('SELECT exact_sum(x) FROM (VALUES (1e308::float8), (1e308)) v(x)');
SELECT exact_sum(x) = 1e308 AS back_in_range FROM (VALUES (1e308::float8), (1e308), (-1e308)) v(x);

-- 100 permutations
SELECT count(DISTINCT float8send(total)) AS different_bits
FROM (SELECT (SELECT exact_sum(x ORDER BY md5(p || '-' || id)) FROM figure WHERE id <= 2000) AS total FROM generate_series(1, 100) p) t;

-- split at random, merged in any order: states travel as packed bytea here
CREATE AGGREGATE engine_test.sum_state(float8) (SFUNC = _exact_sum_accum, STYPE = bytea);
CREATE AGGREGATE engine_test.sum_merge(bytea) (SFUNC = _exact_sum_combine, STYPE = bytea, FINALFUNC = _exact_sum_final);
SELECT count(DISTINCT float8send(merged)) AS different_bits,
	bool_and(merged = (SELECT exact_sum(x) FROM figure)) AS same_as_whole
FROM generate_series(1, 50) p, LATERAL (
	SELECT sum_merge(state ORDER BY md5(p || '-' || part)) AS merged
	FROM (SELECT abs(hashint4(id * 31 + p)) % (1 + p) AS part, sum_state(x) AS state FROM figure GROUP BY 1) s) m;

-- parallel = serial, and Citus may push it down: a combine function, no pseudo-type
CREATE TEMP TABLE serial AS
SELECT exact_sum(x) AS total, (SELECT array_agg(t ORDER BY district) FROM (SELECT district, exact_sum(x) AS t FROM figure GROUP BY district) g) AS by_district FROM figure;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SET max_parallel_workers_per_gather = 3;
SELECT is_partial('SELECT exact_sum(x) FROM figure') AS whole,
	is_partial('SELECT district, exact_sum(x) FROM figure GROUP BY district') AS grouped;
SELECT float8send(exact_sum(x)) = (SELECT float8send(total) FROM serial) AS same_bits FROM figure;
SELECT array_agg(t ORDER BY district) = (SELECT by_district FROM serial) AS same_by_district
FROM (SELECT district, exact_sum(x) AS t FROM figure GROUP BY district) g;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
RESET max_parallel_workers_per_gather;
SELECT aggfnoid::regprocedure, aggcombinefn <> 0 AS combines, aggtranstype::regtype
FROM pg_aggregate a JOIN pg_proc p ON p.oid = aggfnoid
WHERE pronamespace = 'sozialraum'::regnamespace AND (aggcombinefn = 0 OR aggtranstype = 'internal'::regtype AND aggserialfn = 0);

-- as a window aggregate over frames
SELECT array_agg(s ORDER BY i) FROM (
	SELECT i, exact_sum(i) OVER (ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s FROM generate_series(1, 6) i) t;
SELECT bool_and(s = i * (i + 1) / 2) AS running FROM (
	SELECT i, exact_sum(i) OVER (ORDER BY i) AS s FROM generate_series(1, 3000) i) t;

-- properties: scale by a power of two, sign
SELECT exact_sum(x * 8) = 8 * exact_sum(x) AS scaled, exact_sum(-x) = -exact_sum(x) AS negated FROM figure;

-- agreement with numeric, which is exact as well
SELECT exact_sum(x) = sum(i::numeric)::float8 AS numeric FROM (SELECT i, i::float8 AS x FROM (SELECT ((id * 7919) % 100003 - 50000) / 1024.0 AS i FROM figure) a) b;

-- functions called by hand: a state given by the caller is not changed
SELECT _exact_sum_accum(NULL, 1) = _exact_sum_accum(NULL, 1) AS reproducible;
SELECT _exact_sum_final(_exact_sum_accum(s, 2)) AS first, _exact_sum_final(_exact_sum_accum(s, 2)) AS second
FROM (SELECT _exact_sum_accum(NULL, 1) AS s OFFSET 0) t;
SELECT _exact_sum_final(_exact_sum_combine(s, s)) AS doubled, _exact_sum_final(_exact_sum_combine(s, NULL)) AS first, _exact_sum_final(_exact_sum_combine(NULL, s)) AS second
FROM (SELECT _exact_sum_accum(_exact_sum_accum(NULL, 1), 1e-9) AS s OFFSET 0) t;
SELECT _exact_sum_combine(NULL, NULL) IS NULL AS nothing, _exact_sum_final(NULL) IS NULL AS no_state, _exact_sum_accum(NULL, NULL) IS NULL AS no_row;

-- a state from a machine of the other byte order is turned; from a table, where it is not aligned, it is read as well
CREATE FUNCTION engine_test.other_order(state bytea) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE
	widths integer[] := ARRAY[2, 1, 1, 8, 4, 4, 2, 2, 2, 1, 1] || array_fill(8, ARRAY[(length(state) - 28) / 8]);
	at integer := 0;
	result bytea := state;
BEGIN
	FOR field IN 1 .. cardinality(widths) LOOP
		FOR i IN 0 .. widths[field] - 1 LOOP
			result := set_byte(result, at + i, get_byte(state, at + widths[field] - 1 - i));
		END LOOP;
		at := at + widths[field];
	END LOOP;
	RETURN result;
END $$;
SELECT bool_and(other <> state) AS differs, bool_and(_exact_sum_final(other) = _exact_sum_final(state)) AS same_value,
	bool_and(_exact_sum_combine(state, other) = _exact_sum_combine(state, state)) AS combined, bool_and(other_order(other) = state) AS turned_twice
FROM (SELECT state, other_order(state) AS other FROM (SELECT sum_state(x) AS state FROM figure WHERE x IS NOT NULL GROUP BY id % 100) s) t;
CREATE TEMP TABLE wide AS SELECT id % 100 AS part, x * 10::float8 ^ (id / 100 % 200) AS x FROM figure;
CREATE TEMP TABLE stored AS SELECT part, 1::"char" AS misaligned, sum_state(x) AS state FROM wide GROUP BY 1;
SELECT sum_merge(state) = (SELECT exact_sum(x) FROM wide) AS from_table, min(length(state)) > 127 AS none_packed FROM stored;

-- hostile states
SELECT error_of($$SELECT sozialraum._exact_sum_final('\x')$$);
SELECT error_of($$SELECT sozialraum._exact_sum_final('\x00')$$);
SELECT error_of($$SELECT sozialraum._exact_sum_accum('\xdeadbeef', 1)$$);
SELECT error_of($$SELECT sozialraum._exact_sum_combine(NULL, decode(repeat('ff', 100), 'hex'))$$);
SELECT error_of($$SELECT sozialraum._exact_sum_final(sozialraum._weighted_mean_accum(NULL, 1, 1))$$);
SELECT error_of($$SELECT sozialraum._exact_sum_final(sozialraum._exact_sum_accum(NULL, 1) || '\x00'::bytea)$$);
CREATE AGGREGATE engine_test.evil_empty(float8) (SFUNC = _exact_sum_accum, STYPE = bytea, INITCOND = '\x', FINALFUNC = _exact_sum_final);
CREATE AGGREGATE engine_test.evil_noise(float8) (SFUNC = _exact_sum_accum, STYPE = bytea, INITCOND = '\x5253010100000000000000000000ffffffff00000000aaaa', FINALFUNC = _exact_sum_final);
SELECT error_of('SELECT evil_empty(i) FROM generate_series(1, 3) i') LIKE '22P03%' AS refused;
SELECT error_of('SELECT evil_noise(i) FROM generate_series(1, 3) i') LIKE '22P03%' AS refused;

-- 100,000 mutations of states of all aggregates: an error of ours or a number, never a crash
DO $$
DECLARE
	sums bytea := sozialraum._exact_sum_accum(sozialraum._exact_sum_accum(NULL, 1e10), 1e-10);
	means bytea := sozialraum._weighted_mean_accum(sozialraum._weighted_mean_accum(NULL, 3, 2), 1e-5, 7);
	moments bytea := sozialraum._stddev_breaks_accum(sozialraum._stddev_breaks_accum(NULL, 3), 1e5);
	vectors bytea := sozialraum._vector_agg_accum(sozialraum._vector_agg_accum(NULL, 1, 2, 3), 3, 4, 3);
	refused integer := 0;
	survived integer := 0;
BEGIN
	FOR seed IN 1 .. 100000 LOOP
		BEGIN
			CASE seed % 12
				WHEN 0 THEN PERFORM sozialraum._exact_sum_final(engine_test.mutate(sums, seed));
				WHEN 1 THEN PERFORM sozialraum._exact_sum_final(sozialraum._exact_sum_accum(engine_test.mutate(sums, seed), seed));
				WHEN 2 THEN PERFORM sozialraum._exact_sum_final(sozialraum._exact_sum_combine(sums, engine_test.mutate(sums, seed)));
				WHEN 3 THEN PERFORM sozialraum._weighted_mean_final(engine_test.mutate(means, seed));
				WHEN 4 THEN PERFORM sozialraum._weighted_mean_final(sozialraum._weighted_mean_accum(engine_test.mutate(means, seed), seed, 1));
				WHEN 5 THEN PERFORM sozialraum._weighted_mean_final(sozialraum._weighted_mean_combine(engine_test.mutate(means, seed), means));
				WHEN 6 THEN PERFORM sozialraum._stddev_breaks_final(engine_test.mutate(moments, seed));
				WHEN 7 THEN PERFORM sozialraum._stddev_breaks_final(sozialraum._stddev_breaks_accum(engine_test.mutate(moments, seed), seed));
				WHEN 8 THEN PERFORM sozialraum._stddev_breaks_final(sozialraum._stddev_breaks_combine(moments, engine_test.mutate(moments, seed)));
				WHEN 9 THEN PERFORM sozialraum._vector_agg_final(engine_test.mutate(vectors, seed));
				WHEN 10 THEN PERFORM sozialraum._vector_agg_final(sozialraum._vector_agg_accum(engine_test.mutate(vectors, seed), 2, 1, 3));
				WHEN 11 THEN PERFORM sozialraum._vector_agg_final(sozialraum._vector_agg_combine(NULL, engine_test.mutate(vectors, seed)));
			END CASE;
			survived := survived + 1;
		EXCEPTION WHEN invalid_binary_representation OR numeric_value_out_of_range OR invalid_parameter_value OR cardinality_violation THEN
			refused := refused + 1;
		END;
	END LOOP;
	IF refused < 30000 OR survived < 10000 THEN
		RAISE EXCEPTION 'refused %, survived %', refused, survived;
	END IF;
END $$;
SELECT 'alive' AS server;
