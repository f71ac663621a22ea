-- log_transform, box_cox, winsorise; aggregates box_cox_lambda, skewness, kurtosis
SET search_path = sozialraum, engine_test, public;
CREATE TEMP TABLE income AS SELECT unnest('{541,1463,2445,3438,4437,5401,6392,8304,11904,22261}'::float8[]) AS x;

-- lambda: R's optimize of the profile likelihood finds 0.17833192; the zero of its derivative in 50 digits (Python's decimal): 0.178331913973801141
-- skewness, kurtosis: R, formulas of Joanes and Gill, type 2: 1.8008497489892425, 3.6244843549393537
SELECT round(box_cox_lambda(x)::numeric, 14) AS lambda, round(skewness(x)::numeric, 13) AS skewness, round(kurtosis(x)::numeric, 13) AS kurtosis FROM income;
-- R: (x^l - 1) / l with that lambda
SELECT x, round(box_cox_score(x) OVER ()::numeric, 9) AS score, round(box_cox(x, 0.5)::numeric, 9) AS root, round(box_cox(x, 0)::numeric, 12) AS log FROM income ORDER BY x;
SELECT round(log_transform(x)::numeric, 12) AS log, log_transform(0, 1) AS zero, log_transform(1e-20, 1) AS tiny, round(log_transform(9.5, 0.5)::numeric, 12) AS ten, log_transform(NULL) IS NULL AS nothing FROM income WHERE x = 541;
-- near lambda = 0 no digit is lost; lambda 1 shifts; increasing also for negative lambda
SELECT abs(box_cox(x, 1e-12) - ln(x)) < 1e-9 AS continuous, box_cox(x, 1) = x - 1 AS shifts, round(box_cox(x, -1)::numeric, 12) = round((1 - 1 / x)::numeric, 12) AS inverse FROM income WHERE x = 541;

-- the likelihood at the estimate is not lower than beside it
SELECT bool_and(likelihood <= best) AS maximum FROM (
	SELECT d, -count(*) / 2.0 * ln(var_pop(box_cox(x, lambda + d))) + (lambda + d - 1) * sum(ln(x)) AS likelihood,
		max(-count(*) / 2.0 * ln(var_pop(box_cox(x, lambda + d))) + (lambda + d - 1) * sum(ln(x))) FILTER (WHERE d = 0) OVER () AS best
	FROM income, (SELECT box_cox_lambda(x) AS lambda FROM income) l, (VALUES (0.0::float8), (0.001), (-0.001), (0.1), (-0.1)) s(d) GROUP BY d, lambda) t;
-- symmetric numbers, squared (R's optimize: 0.407138) and as exponents (0, exactly); the unit does not matter
SELECT round(box_cox_lambda((10 + z) ^ 2)::numeric, 6) AS root, abs(box_cox_lambda(exp(z))) < 1e-12 AS log, abs(box_cox_lambda(1e-150 * exp(z)) - box_cox_lambda(exp(z))) < 1e-12 AS unit_free
FROM (SELECT (i - 500) / 250.0 * (1 + 0.06 * ((i - 500) / 250.0) ^ 2)::float8 AS z FROM generate_series(0, 1000) i) n;

-- 0, 1, 2, 3, 4 rows, all equal, all NULL
SELECT box_cox_lambda(x) IS NULL AS l, skewness(x) IS NULL AS s, kurtosis(x) IS NULL AS k FROM income WHERE false;
SELECT n, box_cox_lambda(x) IS NULL AS l, round(skewness(x)::numeric, 10) AS s, round(kurtosis(x)::numeric, 10) AS k FROM (SELECT n, x FROM generate_series(1, 5) n, LATERAL (SELECT x FROM income ORDER BY x LIMIT n) t) t GROUP BY n ORDER BY n;
SELECT round(box_cox_lambda(x)::numeric, 12) AS two_rows FROM (VALUES (1::float8), (100)) t(x);
SELECT box_cox_lambda(0.1) IS NULL AS l, skewness(0.1) IS NULL AS s, kurtosis(0.1) IS NULL AS k, box_cox_lambda(NULL) IS NULL AS ln, skewness(NULL) IS NULL AS sn FROM income;
SELECT count(s), count(o), count(w) FROM (SELECT box_cox_score(3) OVER () AS s, winsorise_outliers(3) OVER () AS o, winsorise(3, 0.1, 0.9) OVER () AS w FROM income) t;
SELECT count(s), count(o), count(w) FROM (SELECT box_cox_score(NULL) OVER () AS s, winsorise_outliers(NULL) OVER () AS o, winsorise(NULL, 0.1, 0.9) OVER () AS w FROM income) t;
-- ends of the range; a small spread on a large offset; huge lambda
SELECT round(skewness(x * 1e303)::numeric, 13) AS s, round(kurtosis(x * 1e-300)::numeric, 13) AS k, round(skewness(x + 1e9)::numeric, 6) AS shifted, round(box_cox_lambda(x * 1e300)::numeric, 10) AS l FROM income;
SELECT box_cox_lambda(x) < -1e4 AS far FROM (SELECT 1e9 + x AS x FROM income) t;
SELECT round(skewness(x)::numeric, 10) AS symmetric, round(kurtosis(x)::numeric, 10) AS two_clusters FROM (VALUES (-1.7e308::float8), (-1.7e308), (1.7e308), (1.7e308)) t(x);

-- R: quantile(x, c(.05, .95)) = 955.9, 17600.35; type 7 = percentile_cont
SELECT x, winsorise(x, 0.05, 0.95) OVER () AS both, winsorise(x, 0, 0.5) OVER () AS upper, winsorise(x, 0, 1) OVER () = x AS none FROM income ORDER BY x;
SELECT bool_and(abs(w - greatest(least(x, hi), lo)) <= 1e-15 * abs(w)) AS clamped, count(*) FROM (SELECT x, winsorise(x, 0.013, 0.987) OVER () AS w FROM figure) t, (SELECT percentile_cont(0.013) WITHIN GROUP (ORDER BY x) AS lo, percentile_cont(0.987) WITHIN GROUP (ORDER BY x) AS hi FROM figure) q;
-- 0.7 * 10 is the value number 7, not a bit below
SELECT max(w) FROM (SELECT winsorise(i, 0, 0.7) OVER () AS w FROM generate_series(0, 10) i) t;

-- outliers, by hand: 1 ... 19 and one of 1,000 (drawn to 19), two of them (a tie: both to 19), below, and a distribution that passes
CREATE FUNCTION pg_temp.treated(x float8[]) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(w::text, ' ' ORDER BY n) FROM (SELECT n, winsorise_outliers(v, 2, 3.5, 5) OVER () AS w FROM unnest(x) WITH ORDINALITY u(v, n)) t $$;
SELECT pg_temp.treated(array_agg(i) || 1000::float8) AS one, pg_temp.treated(array_agg(-i) || -1000::float8) AS low, pg_temp.treated(array_agg(i) || '{500,500}'::float8[]) AS tied, pg_temp.treated(array_agg(i) || '{25}'::float8[]) AS passes
FROM (SELECT i::float8 FROM generate_series(1, 19) i) t;
-- eight outliers of growing size among 200 rows: five points are drawn in, not more; with a higher limit all
SELECT max_points, count(*) FILTER (WHERE w <> x) AS changed, max(w) AS largest FROM (
	SELECT 0 AS max_points, x, winsorise_outliers(x, max_points => 0) OVER () AS w FROM (SELECT i % 10 + CASE WHEN i <= 8 THEN 10 ^ i ELSE 0 END AS x FROM generate_series(1, 200) i) a
	UNION ALL SELECT 5, x, winsorise_outliers(x) OVER () FROM (SELECT i % 10 + CASE WHEN i <= 8 THEN 10 ^ i ELSE 0 END AS x FROM generate_series(1, 200) i) a
	UNION ALL SELECT 100, x, winsorise_outliers(x, 2, 3.5, 100) OVER () FROM (SELECT i % 10 + CASE WHEN i <= 8 THEN 10 ^ i ELSE 0 END AS x FROM generate_series(1, 200) i) a) t GROUP BY 1 ORDER BY 1;
-- fewer than four rows: nothing to judge by
SELECT winsorise_outliers(x) OVER () FROM (VALUES (1::float8), (2), (1e9)) t(x);

-- permutations, parallel = serial, split and merged, window = aggregate
SELECT * FROM invariance('box_cox_lambda(abs(x))');
SELECT * FROM invariance('skewness(x)');
SELECT * FROM invariance('kurtosis(w)');
SELECT box_cox_lambda_merge(s) = (SELECT box_cox_lambda(w + 1) FROM figure) AS l FROM (SELECT box_cox_lambda_state(w + 1) AS s FROM figure GROUP BY id % 37) t;
SELECT skewness_merge(s) = (SELECT skewness(x) FROM figure) AS s, kurtosis_merge(k) = (SELECT kurtosis(x) FROM figure) AS k FROM (SELECT skewness_state(x) AS s, kurtosis_state(x) AS k FROM figure GROUP BY id % 37) t;
SELECT bool_and(l = (SELECT box_cox_lambda(x) FROM income)) AS l, bool_and(s = (SELECT skewness(x) FROM income)) AS s, count(*) FROM (SELECT box_cox_lambda(x) OVER () AS l, skewness(x) OVER () AS s FROM income) t;
SELECT count(s) AS frame, round(max(s)::numeric, 10) AS largest FROM (SELECT skewness(x) OVER (ORDER BY x ROWS BETWEEN 2 PRECEDING AND 2 FOLLOWING) AS s FROM income) t;
SELECT count(DISTINCT checksum) AS different FROM generate_series(1, 20) p, LATERAL (
	SELECT md5(string_agg(ROW(a, b, c)::text, '' ORDER BY id)) AS checksum FROM (
		SELECT id, box_cox_score(w + 1) OVER () AS a, winsorise(x, 0.1, 0.9) OVER () AS b, winsorise_outliers(x, 2, 3.5, 50) OVER () AS c
		FROM (SELECT * FROM figure WHERE id <= 2000 ORDER BY md5(p || '-' || id)) a) b) c;
-- properties: shift and scale
SELECT abs(skewness(k) - skewness(k * 3 + 17)) < 1e-12 AS s, skewness(k) = -skewness(-k) AS negated, kurtosis(k) = kurtosis(k * -1024) AS k, abs(box_cox_lambda(k) + box_cox_lambda(1 / k)) < 1e-9 AS inverse
FROM (SELECT 1 + ((id * 7919) % 1025)::float8 ^ 1.5 AS k FROM figure) a;

-- hostile states
CREATE FUNCTION pg_temp.attack(call text, state bytea) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	refused integer := 0;
	survived integer := 0;
BEGIN
	FOR seed IN 1 .. 5000 LOOP
		BEGIN
			EXECUTE format('SELECT sozialraum.%I($1)', call) USING engine_test.mutate(state, seed);
			survived := survived + 1;
		EXCEPTION WHEN invalid_binary_representation THEN
			refused := refused + 1;
		END;
	END LOOP;
	IF refused < 1500 OR survived < 300 THEN
		RAISE EXCEPTION '% refused, % survived', refused, survived;
	END IF;
	RETURN true;
END $$;
SELECT pg_temp.attack('box_cox_lambda_merge', box_cox_lambda_state(x)), pg_temp.attack('skewness_merge', skewness_state(x)), pg_temp.attack('kurtosis_merge', kurtosis_state(x)) FROM income;
SELECT error_of($$SELECT box_cox_lambda_merge('\x00')$$);
SELECT error_of($$SELECT skewness_merge(s) FROM (SELECT kurtosis_state(x) AS s FROM income) t$$);
SELECT error_of($$SELECT box_cox_lambda_merge(overlay(s PLACING '\xff' FROM 28 FOR 1)) FROM (SELECT box_cox_lambda_state(2) AS s) t$$);

-- errors
SELECT error_of('SELECT log_transform(0)');
SELECT error_of('SELECT log_transform(-3, 1)');
SELECT error_of($$SELECT log_transform('NaN')$$);
SELECT error_of('SELECT box_cox(0, 0.5)');
SELECT error_of('SELECT box_cox(1e300, 3)');
SELECT error_of('SELECT box_cox_lambda(x - 541) FROM income');
SELECT error_of('SELECT box_cox_score(x - 541) OVER () FROM income');
SELECT error_of($$SELECT skewness('infinity'::float8)$$);
SELECT error_of($$SELECT kurtosis('NaN'::float8)$$);
SELECT error_of('SELECT winsorise(x, 0.9, 0.1) OVER () FROM income');
SELECT error_of('SELECT winsorise(x, 5, 95) OVER () FROM income');
SELECT error_of('SELECT winsorise(x, x, 1) OVER () FROM income');
SELECT error_of('SELECT winsorise_outliers(x, -1) OVER () FROM income');
SELECT error_of('SELECT winsorise_outliers(x, max_points => -1) OVER () FROM income');
SELECT error_of($$SELECT winsorise_outliers(x) OVER () FROM (VALUES ('NaN'::float8)) t(x)$$);
