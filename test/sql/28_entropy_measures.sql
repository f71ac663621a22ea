-- theil, mean_log_deviation, generalised_entropy, atkinson and their decomposition
SET search_path = sozialraum, engine_test, public;

-- published: ineq (R) and pysal, ten incomes
CREATE TEMP TABLE income AS SELECT * FROM unnest('{541,1463,2445,3438,4437,5401,6392,8304,11904,22261}'::float8[], '{3,1,4,1,5,9,2,6,5,3.5}'::float8[]) AS t(x, w);
SELECT round(theil(x)::numeric, 10) AS theil, round(mean_log_deviation(x)::numeric, 10) AS l, round(generalised_entropy(x, 2)::numeric, 10) AS ge2,
	round(atkinson(x, 0.5)::numeric, 10) AS a05, round(atkinson(x, 1)::numeric, 10) AS a1, round(atkinson(x, 2)::numeric, 10) AS a2 FROM income;
SELECT round(atkinson(x, 0.5)::numeric, 5) AS a05, round((30 * (1 - atkinson(x, 0.5)))::numeric, 9) AS equivalent, round(atkinson(x, 1)::numeric, 7) AS a1 FROM generate_series(10, 50, 10) x;

-- weighted: Python's decimal module with 50 digits, from the definitions
SELECT round(theil(x, w)::numeric, 12) = 0.265911157583 AS theil, round(mean_log_deviation(x, w)::numeric, 12) = 0.322084737028 AS l,
	round(generalised_entropy(x, 2, w)::numeric, 12) = 0.299622641055 AS ge2, round(generalised_entropy(x, -1, w)::numeric, 12) = 0.655882998741 AS ge_1,
	round(generalised_entropy(x, 0.5, w)::numeric, 12) = 0.278489795460 AS ge05, round(atkinson(x, 0.5, w)::numeric, 12) = 0.134397612344 AS a05,
	round(atkinson(x, 1, w)::numeric, 12) = 0.275363215840 AS a1, round(atkinson(x, 2, w)::numeric, 12) = 0.567430267125 AS a2 FROM income;
SELECT alpha, round((d).between::numeric, 12) AS between, round((d).within::numeric, 12) AS within
FROM (SELECT alpha, generalised_entropy_decomposition(s) AS d
	FROM (SELECT alpha, generalised_entropy_state(x, alpha, w) AS s FROM income, unnest('{-1,0,1,3}'::float8[]) alpha GROUP BY alpha, x > 5000) g GROUP BY alpha) t ORDER BY alpha;

-- relations: the limits of alpha; T and L are generalised entropies; Atkinson 1 is 1 - exp(-L); a whole number as weight repeats the row; no unit
SELECT generalised_entropy(x, 1) = theil(x) AS t, generalised_entropy(x, 0) = mean_log_deviation(x) AS l,
	abs(generalised_entropy(x, 1 + 1e-9) - theil(x)) < 1e-9 AND abs(generalised_entropy(x, -1e-9) - mean_log_deviation(x)) < 1e-9 AS continuous,
	abs(generalised_entropy(x, 2) - var_pop(x) / avg(x) ^ 2 / 2) < 1e-15 AS ge2, abs(atkinson(x, 1) - (1 - exp(-mean_log_deviation(x)))) < 1e-15 AS a1,
	abs(atkinson(x, 1 + 1e-9) - atkinson(x, 1)) < 1e-9 AS continuous_a, atkinson(x, 0) AS a0 FROM income;
SELECT theil(x, n) = (SELECT theil(x) FROM income, generate_series(1, (x / 500)::integer)) AS t,
	mean_log_deviation(x, n) = (SELECT mean_log_deviation(x) FROM income, generate_series(1, (x / 500)::integer)) AS l,
	generalised_entropy(x, 2.5, n) = (SELECT generalised_entropy(x, 2.5) FROM income, generate_series(1, (x / 500)::integer)) AS ge,
	atkinson(x, 1.5, n) = (SELECT atkinson(x, 1.5) FROM income, generate_series(1, (x / 500)::integer)) AS a FROM (SELECT x, (x / 500)::integer AS n FROM income) t;
SELECT f, abs(theil(f * x) / (SELECT theil(x) FROM income) - 1) < 1e-13 AS t, abs(mean_log_deviation(f * x) / (SELECT mean_log_deviation(x) FROM income) - 1) < 1e-13 AS l,
	abs(generalised_entropy(f * x, -1.5) / (SELECT generalised_entropy(x, -1.5) FROM income) - 1) < 1e-13 AS ge, abs(atkinson(f * x, 0.3) / (SELECT atkinson(x, 0.3) FROM income) - 1) < 1e-13 AS a
FROM income, unnest('{1e-100,0.001,0.5,7,1e9,1e100}'::float8[]) f GROUP BY f ORDER BY f;
-- a transfer from rich to poor lowers each of them; repeating the population changes nothing
WITH before AS (SELECT x FROM income), after AS (SELECT CASE x WHEN 22261 THEN x - 100 WHEN 541 THEN x + 100 ELSE x END AS x FROM income)
SELECT (SELECT theil(x) FROM after) < theil(x) AND (SELECT mean_log_deviation(x) FROM after) < mean_log_deviation(x) AND (SELECT atkinson(x, 0.7) FROM after) < atkinson(x, 0.7)
	AND (SELECT generalised_entropy(x, 3) FROM after) < generalised_entropy(x, 3) AS transfer FROM before;
-- nearly equal: x = 1e6 + 0 ... 9; half the squared coefficient of variation to 6 digits, where rounded logarithms leave none
SELECT abs(theil(1e6 + i) / (8.25 / 1000004.5 ^ 2 / 2) - 1) < 1e-5 AS t, abs(mean_log_deviation(1e6 + i) / (8.25 / 1000004.5 ^ 2 / 2) - 1) < 1e-5 AS l,
	abs(atkinson(1e6 + i, 0.5) / (8.25 / 1000004.5 ^ 2 / 4) - 1) < 1e-5 AS a, abs(generalised_entropy(1e6 + i, 2) / (8.25 / 1000004.5 ^ 2 / 2) - 1) < 1e-12 AS ge FROM generate_series(0, 9) i;

-- 0, 1, 2 rows, all equal, all NULL, zeros, one has all, the smallest and largest doubles
SELECT theil(x) IS NULL AND mean_log_deviation(x) IS NULL AND generalised_entropy(x, 2) IS NULL AND atkinson(x, 0.5) IS NULL AS no_rows FROM income WHERE false;
SELECT theil(x) AS t, mean_log_deviation(x) AS l, generalised_entropy(x, 3) AS ge, atkinson(x, 2) AS a FROM (VALUES (3::float8)) t(x);
SELECT round(theil(x)::numeric, 10) AS t, mean_log_deviation(x) AS l, generalised_entropy(x, 2) AS ge2, generalised_entropy(x, -1) AS ge_1, atkinson(x, 0.5) AS a05, atkinson(x, 1) AS a1, atkinson(x, 3) AS a3
FROM (VALUES (0::float8), (1)) t(x);
SELECT theil(0.1) AS t, mean_log_deviation(0.1) AS l, generalised_entropy(0.1, 0.7) AS ge, generalised_entropy(0.1, -2.2) AS ge2, atkinson(0.1, 0.9) AS a, atkinson(0.1, 4) AS a4, theil(0.1, w) AS tw, atkinson(0.1, 0.3, w) AS aw FROM income;
SELECT theil(NULL) IS NULL AS all_null, theil(0) IS NULL AS zeros, atkinson(0, 2) IS NULL AS zeros_a, theil(x, 0) IS NULL AS no_weight, atkinson(x, 1, 0) IS NULL AS no_weight_a, theil(x, NULL) IS NULL AS null_weight FROM income;
SELECT mean_log_deviation(x, w) AS zero_without_weight, atkinson(x, 1, w) AS a FROM (VALUES (0, 0), (2, 1), (2, 5)) t(x, w);
SELECT theil(x) > 0 AS t, round(mean_log_deviation(x)::numeric, 3) AS l, atkinson(x, 1) > 0.999 AS a1 FROM unnest('{5e-324,1.7976931348623157e308}'::float8[]) x;
SELECT error_of($$SELECT theil('NaN'::float8)$$);
SELECT error_of($$SELECT mean_log_deviation('infinity'::float8, 1)$$);
SELECT error_of($$SELECT theil(-1)$$);
SELECT error_of($$SELECT theil(1, -1)$$);
SELECT error_of($$SELECT theil(1, 'NaN')$$);
SELECT error_of($$SELECT atkinson(x, -0.5) FROM income$$);
SELECT error_of($$SELECT atkinson(x, 'NaN') FROM income$$);
SELECT error_of($$SELECT atkinson(x, w) FROM income$$);
SELECT error_of($$SELECT generalised_entropy(x, w) FROM income$$);
SELECT error_of($$SELECT generalised_entropy(1e300, 4)$$);
SELECT error_of($$SELECT generalised_entropy(x, 1e308) FROM income$$);

-- permutations, parallel = serial, split and merged, window = aggregate
SELECT * FROM invariance('theil(abs(x))');
SELECT * FROM invariance('theil(abs(x), w)');
SELECT * FROM invariance('mean_log_deviation(nullif(abs(x), 0))');
SELECT * FROM invariance('mean_log_deviation(nullif(abs(x), 0), w)');
SELECT * FROM invariance('generalised_entropy(abs(x), 1.7)');
SELECT * FROM invariance('generalised_entropy(abs(x), 1.7, w)');
SELECT * FROM invariance('atkinson(abs(x), 0.8)');
SELECT * FROM invariance('atkinson(nullif(abs(x), 0), 1.6, w)');
SELECT theil_merge(s) = (SELECT theil(abs(x)) FROM figure) AS merged FROM (SELECT theil_state(abs(x)) AS s FROM figure GROUP BY id % 37) t;
SELECT mean_log_deviation_merge(s) = (SELECT mean_log_deviation(nullif(abs(x), 0), w) FROM figure) AS merged FROM (SELECT mean_log_deviation_state(nullif(abs(x), 0), w) AS s FROM figure GROUP BY id % 37) t;
SELECT generalised_entropy_merge(s) = (SELECT generalised_entropy(abs(x), 1.7) FROM figure) AS merged FROM (SELECT generalised_entropy_state(abs(x), 1.7) AS s FROM figure GROUP BY id % 37) t;
SELECT atkinson_merge(s) = (SELECT atkinson(abs(x), 0.8, w) FROM figure) AS merged FROM (SELECT atkinson_state(abs(x), 0.8, w) AS s FROM figure GROUP BY id % 37) t;
SELECT bool_and(running = (SELECT theil(x) FROM income i WHERE i.x <= t.x)) AS running, count(*) FROM (SELECT x, theil(x) OVER (ORDER BY x) AS running FROM income) t;

-- decomposition: within + between = total, whatever the groups; two levels; the state of the whole; workers and order
CREATE TEMP TABLE household AS SELECT id, id % 13 AS district, id % 130 AS block, abs(x) AS income, w FROM figure WHERE x <> 0 AND w > 0;
SELECT bool_and(abs((d).total - (d).between - (d).within) < 1e-12 * (d).total) AS identity, bool_and((d).total = ge) AS total, bool_and((d).between > 0 AND (d).within > 0) AS positive, count(*)
FROM (SELECT alpha, generalised_entropy_decomposition(s) AS d FROM (SELECT alpha, generalised_entropy_state(income, alpha) AS s
		FROM household, unnest('{-0.5,0,0.3,1,1.0001,2,3.3}'::float8[]) alpha GROUP BY alpha, district) g GROUP BY alpha) a
	JOIN (SELECT alpha, generalised_entropy(income, alpha) AS ge FROM household, unnest('{-0.5,0,0.3,1,1.0001,2,3.3}'::float8[]) alpha GROUP BY alpha) b USING (alpha);
SELECT abs((d).total - (d).between - (d).within) < 1e-12 * (d).total AS identity, (d).total = (SELECT theil(income, w) FROM household) AS total,
	abs((d).within - (SELECT sum(t * s) / sum(s) FROM (SELECT theil(income, w) AS t, sum(income * w) AS s FROM household GROUP BY district) g)) < 1e-12 AS within
FROM (SELECT theil_decomposition(s) AS d FROM (SELECT theil_state(income, w) AS s FROM household GROUP BY district) g) t;
SELECT abs((d).total - (d).between - (d).within) < 1e-12 * (d).total AS identity, (d).total = (SELECT mean_log_deviation(income, w) FROM household) AS total,
	abs((d).within - (SELECT sum(t * s) / sum(s) FROM (SELECT mean_log_deviation(income, w) AS t, sum(w) AS s FROM household GROUP BY district) g)) < 1e-12 AS within
FROM (SELECT mean_log_deviation_decomposition(s) AS d FROM (SELECT mean_log_deviation_state(income, w) AS s FROM household GROUP BY district) g) t;
-- a finer division has more between and less within
SELECT (fine.d).total = (coarse.d).total AS total, (fine.d).between > (coarse.d).between AS between, (fine.d).within < (coarse.d).within AS within
FROM (SELECT theil_decomposition(s) AS d FROM (SELECT theil_state(income) AS s FROM household GROUP BY block) g) fine,
	(SELECT theil_decomposition(s) AS d FROM (SELECT theil_state(income) AS s FROM household GROUP BY district) g) coarse;
-- one group: nothing between; every row a group: nothing within; equal means: nothing between; zeros; nothing at all
SELECT * FROM (SELECT (theil_decomposition(s)).between, (mean_log_deviation_decomposition(l)).between AS l FROM (SELECT theil_state(income, w) AS s, mean_log_deviation_state(income, w) AS l FROM household) g) t;
SELECT (theil_decomposition(s)).within, (theil_decomposition(s)).between = (SELECT theil(x, w) FROM income) AS between, (mean_log_deviation_decomposition(l)).within AS l
FROM (SELECT theil_state(x, w) AS s, mean_log_deviation_state(x, w) AS l FROM income GROUP BY x) g;
SELECT (theil_decomposition(s)).between FROM (SELECT theil_state(x) AS s FROM (VALUES (1, 3), (1, 7), (2, 5), (2, 5)) t(g, x) GROUP BY g) g;
SELECT round((theil_decomposition(s)).total::numeric, 6) AS total, round((theil_decomposition(s)).between::numeric, 6) AS between, (theil_decomposition(s)).within,
	mean_log_deviation_decomposition(l) AS l, generalised_entropy_decomposition(a) AS ge_1
FROM (SELECT theil_state(x) AS s, mean_log_deviation_state(x) AS l, generalised_entropy_state(x, -1) AS a FROM (VALUES (1, 0), (1, 0), (2, 5), (2, 5)) t(g, x) GROUP BY g) g;
SELECT mean_log_deviation_decomposition(l) AS zero_within FROM (SELECT mean_log_deviation_state(x) AS l FROM (VALUES (1, 0), (1, 4), (2, 2)) t(g, x) GROUP BY g) g;
SELECT theil_decomposition(s) IS NULL AS zeros FROM (SELECT theil_state(0) AS s) g;
SELECT theil_decomposition(NULL) IS NULL AS null_states, theil_merge(NULL) IS NULL AS merged, atkinson_merge(NULL) IS NULL AS a;
CREATE TABLE engine_test.group_state AS SELECT id % 500 AS id, theil_state(income, w) AS s FROM household GROUP BY id % 500;
SELECT count(DISTINCT (d, t)) AS orders FROM generate_series(1, 50) p, LATERAL (SELECT theil_decomposition(s)::text AS d, theil_merge(s)::text AS t FROM (SELECT s FROM group_state ORDER BY md5(p || '-' || id)) o) r;
ALTER TABLE engine_test.group_state SET (parallel_workers = 8);
SELECT * FROM invariance('theil_decomposition(s)', 'engine_test.group_state');
SELECT * FROM invariance('theil_merge(s)', 'engine_test.group_state');

-- states of other measures, other parameters
SELECT error_of($$SELECT theil_merge(s) FROM (SELECT mean_log_deviation_state(x) AS s FROM income) t$$);
SELECT error_of($$SELECT mean_log_deviation_decomposition(s) FROM (SELECT theil_state(x) AS s FROM income) t$$);
SELECT error_of($$SELECT theil_merge(s) FROM (SELECT atkinson_state(x, 0) AS s FROM income) t$$);
SELECT error_of($$SELECT atkinson_merge(s) FROM (SELECT atkinson_state(x, 0.5) AS s FROM income UNION ALL SELECT atkinson_state(x, 1) FROM income) t$$);
SELECT error_of($$SELECT generalised_entropy_decomposition(s) FROM (SELECT generalised_entropy_state(x, 2) AS s FROM income UNION ALL SELECT generalised_entropy_state(x, 3) FROM income) t$$);
SELECT error_of($$SELECT theil_merge('\x00')$$);
SELECT theil_merge(s) = (SELECT theil(x) FROM income) AS weighted_and_not FROM (SELECT theil_state(x) AS s FROM income WHERE x < 5000 UNION ALL SELECT theil_state(x, 1) FROM income WHERE x >= 5000) t;

-- hostile states
DO $$
DECLARE
	theil bytea := (SELECT sozialraum.theil_state(x, 2) FROM unnest('{0,1,2,5}'::float8[]) x);
	entropy bytea := (SELECT sozialraum.generalised_entropy_state(x, 2.5) FROM unnest('{0,1,2,5}'::float8[]) x);
	atkinson bytea := (SELECT sozialraum.atkinson_state(x, 1.5, 0.1) FROM unnest('{1,2,5e100}'::float8[]) x);
	groups bytea := sozialraum._theil_groups_accum(NULL, theil);
	refused integer := 0;
	survived integer := 0;
BEGIN
	FOR seed IN 1 .. 20000 LOOP
		BEGIN
			CASE seed % 5
				WHEN 0 THEN PERFORM sozialraum.theil_merge(engine_test.mutate(theil, seed));
				WHEN 1 THEN PERFORM sozialraum.generalised_entropy_merge(s) FROM (VALUES (engine_test.mutate(entropy, seed)), (entropy)) v(s);
				WHEN 2 THEN PERFORM sozialraum.atkinson_merge(engine_test.mutate(atkinson, seed));
				WHEN 3 THEN PERFORM sozialraum.generalised_entropy_decomposition(s) FROM (VALUES (engine_test.mutate(entropy, seed)), (engine_test.mutate(entropy, -seed))) v(s);
				ELSE PERFORM sozialraum._entropy_groups_final(sozialraum._entropy_groups_combine(engine_test.mutate(groups, seed), groups));
			END CASE;
			survived := survived + 1;
		-- a forged sum or exponent can also give a result, or a power, out of range, or other parameters
		EXCEPTION WHEN invalid_binary_representation OR numeric_value_out_of_range OR invalid_parameter_value THEN
			refused := refused + 1;
		END;
	END LOOP;
	IF refused < 8000 OR survived < 3000 THEN
		RAISE EXCEPTION 'refused %, survived %', refused, survived;
	END IF;
END $$;
DROP TABLE engine_test.group_state;
