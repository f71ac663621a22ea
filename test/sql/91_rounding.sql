-- Rounding: to a base, at random, controlled
SET search_path = sozialraum, engine_test, public;

-- 0 ... 12 to multiples of 5, as official statistics do; halves away from 0, negative figures alike
SELECT array_agg(round_to_base(x, 5) ORDER BY x) FROM generate_series(0, 12) AS x;
SELECT array_agg(round_to_base(x, 10) ORDER BY x) FROM generate_series(-25, 25, 5) AS x;
SELECT round_to_base(-1, 5) AS no_minus_zero, round_to_base(2.5, 5), round_to_base(0.3, 0.25), round_to_base(1e300, 7) = 1e300 AS huge, round_to_base(7, 1e300) AS huge_base,
	round_to_base(NULL, 5) IS NULL AS no_x, round_to_base(5, NULL) IS NULL AS no_base;
SELECT error_of('SELECT round_to_base(5, 0)') AS zero, error_of('SELECT round_to_base(5, -3)') AS negative;
SELECT error_of($$SELECT round_to_base('NaN', 5)$$) AS nan, error_of($$SELECT round_to_base(5, 'Infinity')$$) AS infinite_base;
SELECT error_of('SELECT round_to_base(1.7e308, 9e307)') AS out_of_range;

-- at random: adjacent multiples, right on average, variance r (b - r); multiples stay; the same key, the same figure
SELECT x, min(y), max(y), abs(avg(y) - x) < 4 * 2.5 / sqrt(count(*)) AS unbiased, abs(avg((y - x) ^ 2) - r * (5 - r)) < 4 * 6 / sqrt(count(*)) AS variance, bool_and(y = round_randomly(x, 5, k)) AS same
FROM (SELECT x, abs(x) % 5 AS r, k, round_randomly(x, 5, k) AS y FROM generate_series(-3, 10) AS x, generate_series(1::bigint, 20000) AS k) AS s GROUP BY x, r ORDER BY x;
-- and without any relation to the noise that the same key finds in the table
SELECT abs(corr(round_randomly(7, 5, k), perturb(100, k))) < 0.02 AS independent, abs(corr(round_randomly(7, 5, k), cell_key_uniform(k))) < 0.02 AS of_the_key
FROM (SELECT record_key('sozialraum-test-secret', i::text) AS k FROM generate_series(1, 20000) AS i) AS s;
SELECT round_randomly(NULL, 5, 1) IS NULL AS no_x, round_randomly(5, NULL, 1) IS NULL AS no_base, round_randomly(5, 5, NULL) IS NULL AS no_key, round_randomly(0, 5, NULL) AS empty,
	round_randomly(-1, 1e300, 12) AS small, abs(round_randomly(1e300, 7, 12) / 1e300 - 1) < 1e-15 AS huge;
SELECT error_of('SELECT round_randomly(5, 0, 1)') AS zero, error_of($$SELECT round_randomly('Infinity', 5, 1)$$) AS infinite, error_of($$SELECT round_randomly(1, 'NaN', 1)$$) AS nan_base;

-- controlled, a tree: the worked example (least sum of changes, by trying all), base 3
SELECT id, x, controlled_round(id, x, parent_id, 3) OVER () AS rounded FROM (VALUES (10, 77, NULL), (1, 2, 10), (2, 14, 10), (3, 21, 10), (4, 40, 10)) AS v (id, x, parent_id) ORDER BY id;
-- the worked table of districts and areas: HzE cases, base 5
SELECT id, x, controlled_round(id, x, parent_id, 5) OVER () AS rounded
FROM (VALUES (1, 159, NULL), (2, 88, 1), (3, 71, 1), (4, 37, 2), (5, 51, 2), (6, 40, 3), (7, 31, 3)) AS v (id, x, parent_id) ORDER BY id;
-- a forest of random trees with 3 levels: adjacent, additive, tops nearest, the order of rows does not matter
CREATE TABLE engine_test.tree AS
WITH leaf AS (SELECT i AS id, floor(random() * 30) - 5 AS x, 100000 + i % 300 AS parent_id FROM generate_series(1, 5000) AS i),
	middle AS (SELECT parent_id AS id, sum(x) AS x, 200000 + parent_id % 7 AS parent_id FROM leaf GROUP BY parent_id)
SELECT * FROM leaf UNION ALL SELECT * FROM middle UNION ALL SELECT parent_id, sum(x), NULL FROM middle GROUP BY parent_id;
CREATE TABLE engine_test.rounded_tree AS
SELECT base, id, x, parent_id, controlled_round(id, x, parent_id, base) OVER (PARTITION BY base) AS r, controlled_round(id, x, parent_id, base) OVER (PARTITION BY base ORDER BY md5(id::text)) AS again
FROM tree, unnest(ARRAY[2, 3, 5, 10]) AS base;
SELECT base, count(*), bool_and(r / base = trunc(r / base) AND abs(r - x) < base) AS adjacent, bool_and(parent_id IS NOT NULL OR r = round_to_base(x, base)) AS tops, bool_and(r = again) AS orders
FROM rounded_tree GROUP BY base ORDER BY base;
SELECT count(*), bool_and(r = parts) AS additive FROM rounded_tree JOIN (SELECT base, parent_id AS id, sum(r) AS parts FROM rounded_tree GROUP BY base, parent_id) AS s USING (base, id);
-- equal remainders: the smaller ids go up; rows without id or figure pass; no rows, one row
SELECT id, x, controlled_round(id, x, parent_id, 2) OVER () AS rounded FROM (VALUES (5, 1, 9), (3, 1, 9), (9, 3, NULL), (4, 1, 9), (NULL, 1, 9), (7, NULL, 9)) AS v (id, x, parent_id) ORDER BY id, x;
SELECT count(*) FROM (SELECT controlled_round(id, x, parent_id, 5) OVER () FROM tree WHERE false) AS s;
SELECT controlled_round(1, 12, NULL, 5) OVER () AS one_row, controlled_round(1, NULL, NULL, 5) OVER () IS NULL AS all_null;
-- a long chain needs no recursion; huge figures
SELECT count(*), min(r), max(r) FROM (SELECT controlled_round(i, 7, nullif(i - 1, 0), 5) OVER () AS r FROM generate_series(1, 100000) AS i) AS s;
SELECT id, controlled_round(id, x, parent_id, 7) OVER () - x AS change FROM (VALUES (1, 1e15, NULL), (2, 1e15 - 4, 1), (3, 4, 1)) AS v (id, x, parent_id) ORDER BY id;
-- errors name ids, never figures
SELECT error_of('SELECT controlled_round(id, x, parent_id, 5) OVER () FROM (VALUES (1, 4711, NULL), (2, 4000, 1), (3, 710, 1)) AS v (id, x, parent_id)') AS sum;
SELECT error_of('SELECT controlled_round(id, 5, NULL, 5) OVER () FROM (VALUES (8), (7), (8)) AS v (id)') AS twice;
SELECT error_of('SELECT controlled_round(id, 5, parent_id, 5) OVER () FROM (VALUES (8, 7), (6, NULL)) AS v (id, parent_id)') AS parent;
SELECT error_of('SELECT controlled_round(id, 5, parent_id, 5) OVER () FROM (VALUES (1, NULL), (2, 3), (3, 2)) AS v (id, parent_id)') AS circle, error_of('SELECT controlled_round(1, 5, 1, 5) OVER ()') AS itself;
SELECT error_of('SELECT controlled_round(1, 4711.5, NULL, 5) OVER ()') AS fraction, error_of('SELECT controlled_round(1, 4711e15, NULL, 5) OVER ()') AS huge;
SELECT error_of($$SELECT controlled_round(1, 'NaN', NULL, 5) OVER ()$$) AS nan, error_of($$SELECT controlled_round(1, '-Infinity', NULL, 5) OVER ()$$) AS infinite;
SELECT error_of('SELECT controlled_round(1, 5, NULL, 0) OVER ()') AS base, error_of('SELECT controlled_round(1, 5, NULL, NULL) OVER ()') AS no_base,
	error_of('SELECT controlled_round(b, 5, NULL, b) OVER () FROM generate_series(1, 2) AS b') AS bases;

-- controlled, a table: HzE cases of four areas by age, with all totals by CUBE
CREATE TABLE engine_test.hze AS SELECT area, age, x FROM (VALUES (1, ARRAY[2, 14, 21]), (2, ARRAY[9, 17, 25]), (3, ARRAY[6, 4, 30]), (4, ARRAY[11, 1, 19])) AS v (area, figures), unnest(figures) WITH ORDINALITY AS u (x, age);
SELECT area, array_agg(x::text || ' ' || r ORDER BY age) AS figures FROM (SELECT area, age, sum(x) AS x, controlled_round_table(area, age, sum(x), 3) OVER () AS r FROM hze GROUP BY CUBE (area, age)) AS s GROUP BY area ORDER BY area;
-- random tables: adjacent, additive in both directions, the cells the same without totals and in any order of rows
CREATE TABLE engine_test.cell AS SELECT t, r, c, floor(random() * CASE WHEN t % 2 = 0 THEN 6 ELSE 200 END) - CASE WHEN t = 3 THEN 50 ELSE 0 END AS x
FROM generate_series(1, 40) AS t, LATERAL generate_series(1, 1 + t) AS r, LATERAL generate_series(1, 1 + t % 9) AS c WHERE (t * 7 + r * 5 + c * 3) % 4 > t % 3 - 1;
CREATE TABLE engine_test.rounded AS SELECT t, r, c, x, 2 + t % 9 AS base, controlled_round_table(r, c, x, 2 + t % 9) OVER (PARTITION BY t) AS y FROM (SELECT t, r, c, sum(x) AS x FROM cell GROUP BY t, CUBE (r, c)) AS s;
SELECT count(*), bool_and(y / base = trunc(y / base) AND abs(y - x) < base) AS adjacent FROM rounded;
SELECT count(*), bool_and(a.y = b.y) AS additive FROM rounded a JOIN (SELECT t, r, c, sum(y) AS y FROM rounded WHERE r IS NOT NULL AND c IS NOT NULL GROUP BY t, CUBE (r, c)) AS b
	ON a.t = b.t AND a.r IS NOT DISTINCT FROM b.r AND a.c IS NOT DISTINCT FROM b.c;
SELECT count(*), bool_and(a.y = b.y) AS same FROM rounded a JOIN (SELECT t, r, c, controlled_round_table(r, c, x, 2 + t % 9) OVER (PARTITION BY t ORDER BY md5(r || '-' || c)) AS y FROM cell) AS b USING (t, r, c);
-- no rows, one cell, only a total of nothing, rows without figure
SELECT count(*) FROM (SELECT controlled_round_table(r, c, x, 5) OVER () FROM cell WHERE false) AS s;
SELECT controlled_round_table(1, 1, 12, 5) OVER () AS one_cell, controlled_round_table(NULL, NULL, 0, 5) OVER () AS nothing, controlled_round_table(1, 1, NULL, 5) OVER () IS NULL AS no_figure;
SELECT error_of('SELECT controlled_round_table(r, c, x, 5) OVER () FROM (VALUES (1, 1, 4711), (1, 2, 5), (1, NULL, 4717)) AS v (r, c, x)') AS row_total,
	error_of('SELECT controlled_round_table(r, c, x, 5) OVER () FROM (VALUES (1, 1, 4711), (2, 1, 5), (NULL, 1, 4717)) AS v (r, c, x)') AS column_total,
	error_of('SELECT controlled_round_table(r, c, x, 5) OVER () FROM (VALUES (1, 1, 4711), (2, 1, 5), (NULL, NULL, 4717)) AS v (r, c, x)') AS grand_total;
SELECT error_of('SELECT controlled_round_table(r, c, x, 5) OVER () FROM (VALUES (1, 8, 1), (2, 8, 5), (1, 8, 1)) AS v (r, c, x)') AS cell,
	error_of('SELECT controlled_round_table(r, c, x, 5) OVER () FROM (VALUES (1, 8, 1), (NULL, 8, 1), (NULL, 8, 1)) AS v (r, c, x)') AS total;
SELECT error_of('SELECT controlled_round_table(1, 1, 1.5, 5) OVER ()') AS fraction, error_of($$SELECT controlled_round_table(1, 1, 'NaN', 5) OVER ()$$) AS nan, error_of('SELECT controlled_round_table(1, 1, 1e16, 5) OVER ()') AS huge,
	error_of('SELECT controlled_round_table(1, 1, 1, -1) OVER ()') AS base;
-- no error tells a figure
SELECT bool_or(error_of(format('SELECT %s FROM (VALUES (1, 1, %s), (1, NULL, 5), (1, 1, 5)) AS v (r, c, x)', call, x)) ~ '4711') AS tells_the_figure
FROM unnest(ARRAY['controlled_round(r, x, c, 5) OVER ()', 'controlled_round_table(r, c, x, 5) OVER ()', 'round_to_base(x, -5)', 'round_randomly(x, -5, 1)']) AS call, unnest(ARRAY['4711', '4711.5', '4711e300', '-4711']) AS x;
