-- exact_dot_product; the invariance of both exact sums with 2, 4 and 8 workers and in 100 orders
SET search_path = sozialraum, engine_test, public;

-- (10^8 + 1)^2 - 10^16 - 2 10^8 = 1: the square has 54 bits, so that its last one is lost where products are rounded
SELECT exact_dot_product(x, y) AS exact, sum(x * y) AS rounded
FROM (VALUES (100000001::float8, 100000001::float8), (-1e8, 1e8), (-1e8, 2)) t(x, y);
-- neither overflow nor underflow on the way (1e-300 * 1e300 and the squares of both)
SELECT exact_dot_product(x, y) AS back_in_range FROM (VALUES (1e300::float8, 1e300::float8), (-1e300, 1e300), (3, 4)) t(x, y);
SELECT exact_dot_product(x, 1e-300) = 1e-321 AS subnormal FROM (SELECT 1e-21::float8 AS x) t;
SELECT error_of('SELECT exact_dot_product(1e300, 1e300)');
-- agreement with numeric, which is exact as well
SELECT exact_dot_product(a, b) = sum(a::numeric * b::numeric)::float8 AS numeric
FROM (SELECT ((id * 7919) % 100003) / 1024.0::float8 AS a, ((id * 104729) % 99991 - 50000) / 4096.0::float8 AS b FROM figure) t;

-- 0, 1, 2 rows, NULL, infinity, NaN
SELECT exact_dot_product(1, 1) IS NULL AS no_rows FROM (VALUES (1)) t WHERE false;
SELECT exact_dot_product(NULL, 1) IS NULL AS all_null, exact_dot_product(2, 3) AS one;
SELECT exact_dot_product(x, y) AS two FROM (VALUES (2::float8, 3::float8), (NULL, 7), (7, NULL), (-1, 0.5)) t(x, y);
SELECT exact_dot_product('infinity', 2) AS infinite, exact_dot_product('infinity', 0) AS undefined, exact_dot_product('NaN', 0) AS nan;

SELECT * FROM invariance('exact_sum(x)');
SELECT * FROM invariance('exact_dot_product(x, w)');
SELECT * FROM invariance('weighted_mean(x, w)');
SELECT * FROM invariance('stddev_breaks(x)');

-- hostile states
DO $$
DECLARE
	state bytea := sozialraum._exact_dot_product_accum(sozialraum._exact_dot_product_accum(NULL, 1e10, 3), 1e-10, 7);
	refused integer := 0;
	survived integer := 0;
BEGIN
	FOR seed IN 1 .. 5000 LOOP
		BEGIN
			PERFORM sozialraum._exact_dot_product_final(sozialraum._exact_dot_product_accum(engine_test.mutate(state, seed), seed, 1));
			survived := survived + 1;
		EXCEPTION WHEN invalid_binary_representation OR numeric_value_out_of_range THEN
			refused := refused + 1;
		END;
	END LOOP;
	IF refused < 1500 OR survived < 500 THEN
		RAISE EXCEPTION 'refused %, survived %', refused, survived;
	END IF;
END $$;
