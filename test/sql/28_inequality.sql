-- gini
SET search_path = sozialraum, engine_test, public;

-- published: ineq (R) and pysal, ten incomes
CREATE TEMP TABLE income AS SELECT unnest('{541,1463,2445,3438,4437,5401,6392,8304,11904,22261}'::float8[]) AS x;
SELECT round(gini(x)::numeric, 10) AS gini, round(gini(x, 1)::numeric, 10) AS weighted, round(gini(x, 3.5)::numeric, 10) AS scaled FROM income;

-- 0, 1, 2 rows, all equal, all NULL, zeros, one has all
SELECT gini(x) IS NULL AS no_rows FROM income WHERE false;
SELECT gini(x) AS one FROM (VALUES (3::float8)) t(x);
SELECT gini(x) AS two FROM (VALUES (0::float8), (1)) t(x);
SELECT gini(0.1) AS equal_values, gini(NULL) IS NULL AS all_null, gini(0) IS NULL AS zeros FROM income;
SELECT error_of($$SELECT gini('NaN'::float8)$$);
SELECT error_of($$SELECT gini('infinity'::float8, 1)$$);
SELECT error_of($$SELECT gini(1, -1)$$);

-- a whole number as weight repeats the row
SELECT gini(x, n) = (SELECT gini(x) FROM income, generate_series(1, (x / 500)::integer)) AS repeated FROM (SELECT x, (x / 500)::integer AS n FROM income) t;

-- permutations, parallel = serial, split and merged, window = aggregate
SELECT * FROM invariance('gini(abs(x))');
SELECT * FROM invariance('gini(abs(x), w)');
SELECT gini_merge(s) = (SELECT gini(abs(x)) FROM figure) AS merged FROM (SELECT gini_state(abs(x)) AS s FROM figure GROUP BY id % 37) t;
SELECT gini_merge(s) = (SELECT gini(abs(x), w) FROM figure) AS merged FROM (SELECT gini_state(abs(x), w) AS s FROM figure GROUP BY id % 37) t;
SELECT bool_and(g = (SELECT gini(x) FROM income)) AS over, count(*) FROM (SELECT gini(x) OVER () AS g FROM income) t;

-- hostile states
DO $$
DECLARE
	state bytea := (SELECT sozialraum.gini_state(x, 2) FROM unnest('{1,2,5}'::float8[]) x);
	refused integer := 0;
	survived integer := 0;
BEGIN
	FOR seed IN 1 .. 10000 LOOP
		BEGIN
			PERFORM sozialraum.gini_merge(engine_test.mutate(state, seed));
			survived := survived + 1;
		EXCEPTION WHEN invalid_binary_representation THEN
			refused := refused + 1;
		END;
	END LOOP;
	IF refused < 3000 OR survived < 1000 THEN
		RAISE EXCEPTION 'refused %, survived %', refused, survived;
	END IF;
END $$;
SELECT error_of($$SELECT gini_merge('\x00')$$);
SELECT error_of($$SELECT gini_merge(s || '\x00'::bytea) FROM (SELECT gini_state(x) AS s FROM income) t$$);
SELECT error_of($$SELECT gini_merge(s) FROM (SELECT gini_state(x) AS s FROM income UNION ALL SELECT gini_state(x, 1) FROM income) t$$);
