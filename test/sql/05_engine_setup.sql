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
ALTER TABLE engine_test.figure SET (parallel_workers = 3);
ANALYZE engine_test.figure;
SELECT count(*), count(x), count(w) FROM engine_test.figure;
