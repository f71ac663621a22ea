-- What the tests of the engine share.
\set QUIET on
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS sozialraum CASCADE;
CREATE SCHEMA engine_test;

-- how a query fails: SQLSTATE, message, detail and hint; 'no error' if it does not
CREATE FUNCTION engine_test.error_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	state text; message text; detail text; hint text;
BEGIN
	EXECUTE query;
	RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RETURN concat_ws(E'\n', state || ' ' || message, nullif(detail, ''), nullif(hint, ''));
END $$;

-- is a query planned with a partial aggregate?
CREATE FUNCTION engine_test.is_partial(query text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	plan json;
BEGIN
	EXECUTE 'EXPLAIN (FORMAT JSON, COSTS OFF) ' || query INTO plan;
	RETURN plan::text LIKE '%"Partial Mode": "Partial"%';
END $$;

-- 20,000 rows of very different size with NULLs, for parallel = serial and for permutations
SELECT setseed(0.42);
CREATE TABLE engine_test.figure AS
SELECT i AS id, i % 7 AS district,
	CASE WHEN i % 50 = 0 THEN NULL ELSE (random() - 0.5) * 10 ^ (i % 25 - 12) END::double precision AS x,
	CASE WHEN i % 61 = 0 THEN NULL ELSE floor(random() * 5000) END::double precision AS w
FROM generate_series(1, 20000) AS i;
ALTER TABLE engine_test.figure SET (parallel_workers = 8);
ANALYZE engine_test.figure;
SELECT count(*), count(x), count(w) FROM engine_test.figure;

-- a damaged copy of a state: cut off, bits turned; the same for the same seed
CREATE FUNCTION engine_test.mutate(state bytea, seed integer) RETURNS bytea LANGUAGE plpgsql AS $$
DECLARE
	dice bytea := sha256(int4send(seed));
	at integer;
BEGIN
	IF get_byte(dice, 0) % 4 = 0 THEN
		state := substr(state, 1, (256 * get_byte(dice, 1) + get_byte(dice, 2)) % (length(state) + 1));
	END IF;
	FOR k IN 1 .. 1 + get_byte(dice, 3) % 3 LOOP
		CONTINUE WHEN length(state) = 0;
		at := (256 * get_byte(dice, 4 * k) + get_byte(dice, 4 * k + 1)) % CASE WHEN get_byte(dice, 4 * k + 2) % 2 = 0 THEN least(32, length(state)) ELSE length(state) END;
		state := set_byte(state, at, get_byte(state, at) # (1 << (get_byte(dice, 4 * k + 3) % 8)));
	END LOOP;
	RETURN state;
END $$;

-- what the receive functions of types make of bytes: a table's only row, whose columns are received, as text
CREATE FUNCTION engine_test.receive(receiver regclass, VARIADIC field bytea[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	file text := format('%s/received_%s.bin', current_setting('data_directory'), pg_backend_pid());
	large oid;
	received text;
BEGIN
	-- COPY's binary format: head, one row
	large := lo_from_bytea(0, '\x5047434f50590aff0d0a000000000000000000' || int2send(cardinality(field)::smallint)
		|| (SELECT string_agg(int4send(length(f)) || f, '' ORDER BY no) FROM unnest(field) WITH ORDINALITY AS u (f, no)) || '\xffff');
	PERFORM lo_export(large, file);
	PERFORM lo_unlink(large);
	EXECUTE format('TRUNCATE %s', receiver);
	EXECUTE format('COPY %s FROM %L (FORMAT binary)', receiver, file);
	EXECUTE format('SELECT string_agg(e.value, $b$ $b$) FROM %s AS r, json_each_text(row_to_json(r)) AS e', receiver) INTO received;
	RETURN received;
END $$;

-- The same bits whatever the plan and the order of rows? source: a table with a column id; the expression is over its columns.
-- partial: a partial aggregate was planned; workers: 2, 4 and 8 workers gave the serial result; orders: different results of 100 orders of 2,000 rows
CREATE FUNCTION engine_test.invariance(expression text, source regclass DEFAULT 'engine_test.figure', OUT partial boolean, OUT workers boolean, OUT orders integer)
LANGUAGE plpgsql SET parallel_setup_cost = 0 SET parallel_tuple_cost = 0 SET min_parallel_table_scan_size = 0 SET max_parallel_workers_per_gather = 0 SET extra_float_digits = 3 AS $$
DECLARE
	query text := format('SELECT (%s)::text FROM %s', expression, source);
	serial text;
	parallel text;
BEGIN
	EXECUTE query INTO serial;
	partial := true;
	workers := serial IS NOT NULL;
	FOR n IN 1 .. 3 LOOP
		PERFORM set_config('max_parallel_workers_per_gather', (2 ^ n)::text, false);
		partial := partial AND engine_test.is_partial(query);
		EXECUTE query INTO parallel;
		workers := workers AND parallel IS NOT DISTINCT FROM serial;
	END LOOP;
	PERFORM set_config('max_parallel_workers_per_gather', '0', false);
	EXECUTE format('SELECT count(DISTINCT coalesce(v, $n$null$n$)) FROM generate_series(1, 100) p, LATERAL (SELECT (%s)::text AS v FROM (SELECT * FROM %s WHERE id <= 2000 ORDER BY md5(p || $m$-$m$ || id)) figure) r',
		expression, source) INTO orders;
END $$;
