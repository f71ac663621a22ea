-- weighted_geometric_mean, weighted_harmonic_mean, weighted_power_mean, weighted_mean with a minimum share, weighted_stddev
SET search_path = sozialraum, engine_test, public;

-- twelve areas, second indicator; computed in R 4.2 (exp(sum(w log(x))/sum(w)), (sum(w x^p)/sum(w))^(1/p), sd(rep(x, 1:12)))
CREATE TEMP TABLE area AS SELECT * FROM (VALUES
	(1, '{27.8,10.5,25.9,22.9}'::float8[], 3076), (2, '{16,31.2,25,20.8}', 6542), (3, '{10.3,14.4,24.2,16.3}', 5547), (4, '{9.4,47.7,27.8,19.8}', 5504),
	(5, '{12.9,7,11.7,8.6}', 6989), (6, '{23.8,5.5,27.6,14.5}', 9461), (7, '{14.8,14.4,21.1,10.1}', 9108), (8, '{27.4,12.5,24.5,12.7}', 9028),
	(9, '{11.3,23.7,23.6,8.6}', 3937), (10, '{17.2,23.7,14.1,18}', 7932), (11, '{11.4,17.1,18.3,25.2}', 5101), (12, '{12.6,8.5,14.8,18.6}', 2632)
) t(id, v, population);
SELECT round(weighted_geometric_mean(x, w)::numeric, 12) = 14.526909796027 AS geometric, round(weighted_harmonic_mean(x, w)::numeric, 12) = 12.102342899573 AS harmonic,
	round(weighted_power_mean(x, w, 3)::numeric, 12) = 24.117475441085 AS cubic, round(weighted_power_mean(x, w, 2)::numeric, 12) = 20.886851036992 AS quadratic,
	round(weighted_power_mean(x, w, 0.05)::numeric, 12) = 14.666052331507 AS near_zero, round(weighted_power_mean(x, w, -2.5)::numeric, 12) = 9.730427536082 AS negative,
	round(weighted_stddev(x, w)::numeric, 12) = 11.305545920475 AS stddev, round(weighted_stddev(x, id, 1)::numeric, 12) = 9.841176060499 AS sample
FROM (SELECT id, v[2] AS x, population AS w FROM area) t;

-- the special cases are the same means
SELECT weighted_power_mean(x, w, 0) = weighted_geometric_mean(x, w) AS zero, weighted_power_mean(x, w, -1) = weighted_harmonic_mean(x, w) AS minus_one,
	weighted_power_mean(x, w, 1) = weighted_mean(x, w) AS one, weighted_power_mean(x, w, 1e-9) / weighted_geometric_mean(x, w) - 1 BETWEEN 0 AND 1e-8 AS limit,
	weighted_power_mean(x, w, 1e-30) = weighted_geometric_mean(x, w) AS tiny, weighted_power_mean(x, w, -1e-9) < weighted_geometric_mean(x, w) AS below
FROM (SELECT v[2] AS x, population AS w FROM area) t;

-- the mean grows with the power, between least and greatest
SELECT bool_and(m >= before) AS grows, bool_and(m BETWEEN 5.5 AND 47.7) AS inside, count(*)
FROM (SELECT m, lag(m) OVER (ORDER BY p) AS before FROM unnest('{-150,-20,-3,-1,-0.5,-0.124,-0.126,-1e-20,0,1e-20,0.124,0.126,0.5,1,2,3,20,150}'::float8[]) AS p,
	LATERAL (SELECT weighted_power_mean(v[2], population, p) AS m FROM area) a) t;

-- equal values: the value itself, whatever weights and power
SELECT count(*) FILTER (WHERE m <> x) AS different, count(*) FROM (
	SELECT x, unnest(ARRAY[weighted_geometric_mean(x, w), weighted_harmonic_mean(x, w), weighted_power_mean(x, w, 3.3), weighted_power_mean(x, w, 0.01), weighted_power_mean(x, w, -0.7), weighted_mean(x, w, 1)]) AS m
	FROM (SELECT g / 10::float8 AS x, i / 7::float8 AS w FROM generate_series(1, 200) g, generate_series(1, 5) i) t GROUP BY x) u;
SELECT bool_and(weighted_stddev = 0) FROM (SELECT weighted_stddev(x, w) FROM (SELECT g / 10::float8 AS x, i / 7::float8 AS w FROM generate_series(1, 200) g, generate_series(1, 5) i) t GROUP BY x) u;

-- 0 and 1 rows, NULL, weight 0 (which lets any value pass)
SELECT weighted_geometric_mean(x, w) IS NULL AS g, weighted_harmonic_mean(x, w) IS NULL AS h, weighted_power_mean(x, w, 2) IS NULL AS p, weighted_mean(x, w, 0.5) IS NULL AS s, weighted_stddev(x, w) IS NULL AS d
FROM (VALUES (1::float8, 1::float8)) t(x, w) WHERE false;
SELECT weighted_geometric_mean(x, w) IS NULL AS g, weighted_harmonic_mean(x, w) IS NULL AS h, weighted_power_mean(x, w, 2) IS NULL AS p, weighted_mean(x, w, 0) IS NULL AS s, weighted_stddev(x, w) IS NULL AS d
FROM (VALUES (NULL::float8, 1::float8), (1, NULL)) t(x, w);
SELECT weighted_geometric_mean(x, w) AS g, weighted_harmonic_mean(x, w) AS h, weighted_power_mean(x, w, -3) AS p, weighted_stddev(x, w) AS d FROM (VALUES (7::float8, 3::float8), (0, 0), (-5, 0)) t(x, w);
SELECT weighted_geometric_mean(x, 0) IS NULL AS g, weighted_power_mean(x, 0, 2) IS NULL AS p, weighted_mean(x, 0, 0) IS NULL AS m, weighted_mean(x, 0, 1) IS NULL AS m1, weighted_stddev(x, 0) IS NULL AS d FROM (VALUES (7::float8), (1)) t(x);
SELECT weighted_stddev(x, 1) AS one, weighted_stddev(x, 1, 1) IS NULL AS one_of_a_sample, weighted_stddev(x, 0.5, 1) IS NULL AS half FROM (VALUES (7::float8)) t(x);
SELECT weighted_power_mean(x, 1, 2) = sqrt(12.5::float8) AS zero_allowed, weighted_power_mean(x, 1, 1) AS arithmetic FROM (VALUES (0::float8), (5)) t(x);
SELECT weighted_power_mean(x, 1, 1) AS negative_allowed FROM (VALUES (-3::float8), (5)) t(x);

-- minimum share: seven of ten rows, any tenth, by weight
SELECT n, weighted_mean(x, 1, 0.7) AS mean, weighted_geometric_mean(x, 1, 0.7) AS geometric, weighted_harmonic_mean(x, 1, 0.7) AS harmonic, weighted_power_mean(x, 1, 2, 0.7) AS quadratic
FROM (SELECT n, CASE WHEN i <= n THEN 4::float8 END AS x FROM generate_series(6, 8) n, generate_series(1, 10) i) t GROUP BY n ORDER BY n;
SELECT bool_and(weighted_mean = 4) AS every_tenth FROM (SELECT weighted_mean(x, 1, n / 10::float8) FROM (SELECT n, CASE WHEN i <= n THEN 4::float8 END AS x FROM generate_series(1, 10) n, generate_series(1, 10) i) t GROUP BY n) u;
SELECT weighted_mean(x, w, 0.9) AS heavy_valid, weighted_mean(x, w, 0.91) IS NULL AS too_little, weighted_mean(x, w, 0) AS no_minimum, weighted_mean(x, w) = weighted_mean(x, w, 0) AS same
FROM (VALUES (2::float8, 9::float8), (NULL, 1), (5, NULL)) t(x, w);

-- ends of the range
SELECT weighted_geometric_mean(x, 1) = 1 AS geometric FROM (VALUES (1e300::float8), (1e-300)) t(x);
SELECT round((weighted_geometric_mean(x, 1) / 1e308)::numeric, 14) AS large FROM (VALUES (1.25e308::float8), (0.8e308)) t(x);
SELECT weighted_geometric_mean(x, 1) = 4.94065645841247e-324 AS smallest FROM (VALUES (4.94065645841247e-324::float8), (4.94065645841247e-324)) t(x);
SELECT weighted_stddev(x, w) = 1e300 AS stddev FROM (VALUES (1e300::float8, 1e300::float8), (-1e300, 1e300)) t(x, w);
SELECT round((weighted_stddev(3e6 + x, 1) * 1e6)::numeric, 4) = round((weighted_stddev((3e6 + x) - 3e6, 1) * 1e6)::numeric, 4) AS no_cancellation FROM (SELECT i * 1e-6 AS x FROM generate_series(1, 1000) i) t;
SELECT error_of('SELECT weighted_power_mean(x, 1, 20) FROM (VALUES (1e200::float8), (1)) t(x)');
SELECT error_of('SELECT weighted_power_mean(x, 1, 20) FROM (VALUES (1e-200::float8), (1e-100)) t(x)');
SELECT error_of('SELECT weighted_harmonic_mean(x, 1) FROM (VALUES (1e-320::float8)) t(x)');

-- errors
SELECT error_of('SELECT weighted_geometric_mean(x, 1) FROM (VALUES (1::float8), (0)) t(x)');
SELECT error_of('SELECT weighted_harmonic_mean(x, 1) FROM (VALUES (1::float8), (-2)) t(x)');
SELECT error_of('SELECT weighted_power_mean(x, 1, -0.5) FROM (VALUES (0::float8)) t(x)');
SELECT error_of('SELECT weighted_power_mean(x, 1, 2) FROM (VALUES (-1::float8)) t(x)');
SELECT error_of('SELECT weighted_power_mean(x, 1, x) FROM (VALUES (1::float8), (2)) t(x)');
SELECT error_of('SELECT weighted_power_mean(x, 1, NULL) FROM (VALUES (1::float8), (2)) t(x)');
SELECT error_of($$SELECT weighted_power_mean(x, 1, 'infinity') FROM (VALUES (1::float8), (2)) t(x)$$);
SELECT error_of('SELECT weighted_mean(x, 1, 1.01) FROM (VALUES (1::float8)) t(x)');
SELECT error_of($$SELECT weighted_mean(x, 1, 'NaN') FROM (VALUES (1::float8)) t(x)$$);
SELECT error_of('SELECT weighted_mean(x, 1, NULL) FROM (VALUES (1::float8)) t(x)');
SELECT error_of('SELECT weighted_mean(x, 1, x / 2) FROM (VALUES (1::float8), (2)) t(x)');
SELECT error_of('SELECT weighted_geometric_mean(x, -1) FROM (VALUES (1::float8)) t(x)');
SELECT error_of($$SELECT weighted_geometric_mean('NaN', 1) FROM (VALUES (1::float8)) t(x)$$);
SELECT error_of($$SELECT weighted_harmonic_mean(1, 'infinity') FROM (VALUES (1::float8)) t(x)$$);
SELECT error_of($$SELECT weighted_stddev('-infinity', 1) FROM (VALUES (1::float8)) t(x)$$);
SELECT error_of('SELECT weighted_stddev(x, -1) FROM (VALUES (1::float8)) t(x)');
SELECT error_of('SELECT weighted_stddev(x, 1, 2) FROM (VALUES (1::float8)) t(x)');
SELECT error_of('SELECT weighted_stddev(x, 1, x::integer) FROM (VALUES (0::float8), (1)) t(x)');
SELECT error_of('SELECT weighted_stddev(x, 1, NULL) FROM (VALUES (0::float8), (1)) t(x)');

-- permutations, parallel = serial
SELECT * FROM invariance('weighted_geometric_mean(nullif(abs(x), 0), w)');
SELECT * FROM invariance('weighted_geometric_mean(nullif(abs(x), 0), w, 0.5)');
SELECT * FROM invariance('weighted_harmonic_mean(nullif(abs(x), 0), w)');
SELECT * FROM invariance('weighted_harmonic_mean(nullif(abs(x), 0), w, 0.5)');
SELECT * FROM invariance('weighted_power_mean(abs(x), w, 2.5)');
SELECT * FROM invariance('weighted_power_mean(abs(x), w, 0.1, 0.5)');
SELECT * FROM invariance('weighted_mean(x, w, 0.5)');
SELECT * FROM invariance('weighted_stddev(x, w)');
SELECT * FROM invariance('weighted_stddev(x, w, 1)');

-- split and merged by hand, in either order
SELECT bool_and(sozialraum._weighted_power_mean_final(sozialraum._weighted_power_mean_combine(a, b)) = m AND sozialraum._weighted_power_mean_final(sozialraum._weighted_power_mean_combine(b, a)) = m) AS merged
FROM (SELECT sozialraum._weighted_geometric_mean_accum(NULL, x, 2) AS a, sozialraum._weighted_geometric_mean_accum(NULL, 3 * x, 5) AS b,
	(SELECT weighted_geometric_mean(y, w) FROM (VALUES (3 * x, 5), (x, 2)) t(y, w)) AS m FROM generate_series(1, 100) i, CAST(i AS float8) x) u;

-- scale of x and of w; repeated rows
SELECT weighted_geometric_mean(8 * x, w) = 8 * weighted_geometric_mean(x, w) AS geometric, weighted_harmonic_mean(8 * x, w) = 8 * weighted_harmonic_mean(x, w) AS harmonic, weighted_stddev(8 * x, w) = 8 * weighted_stddev(x, w) AS stddev,
	weighted_geometric_mean(x, 8 * w) = weighted_geometric_mean(x, w) AS g_weights, weighted_power_mean(x, 8 * w, 3) = weighted_power_mean(x, w, 3) AS p_weights, weighted_stddev(x, 8 * w) = weighted_stddev(x, w) AS s_weights
FROM (SELECT v[2] AS x, population::float8 AS w FROM area) t;
SELECT weighted_geometric_mean(x, n) = (SELECT weighted_geometric_mean(v[2], 1) FROM area, generate_series(1, id)) AS geometric, weighted_power_mean(x, n, 3) = (SELECT weighted_power_mean(v[2], 1, 3) FROM area, generate_series(1, id)) AS cubic,
	weighted_stddev(x, n, 1) = (SELECT weighted_stddev(v[2], 1, 1) FROM area, generate_series(1, id)) AS stddev FROM (SELECT v[2] AS x, id AS n FROM area) t;

-- as window aggregates over a frame
SELECT array_agg(round(g::numeric, 4) ORDER BY i) AS geometric, array_agg(round(s::numeric, 4) ORDER BY i) AS stddev
FROM (SELECT i, weighted_geometric_mean(i, 1) OVER w AS g, weighted_stddev(i, 1) OVER w AS s FROM generate_series(1, 5) i WINDOW w AS (ORDER BY i ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING)) t;

-- hostile states
DO $$
DECLARE
	state bytea; refused integer; survived integer;
BEGIN
	FOR i IN 1 .. 3 LOOP
		refused := 0; survived := 0;
		state := CASE i WHEN 1 THEN sozialraum._weighted_geometric_mean_accum(sozialraum._weighted_geometric_mean_accum(NULL, 3, 2, 0.5), 17.5, 1e9, 0.5)
			WHEN 2 THEN sozialraum._weighted_power_mean_accum(sozialraum._weighted_power_mean_accum(NULL, 3, 2, 2.5), 1e10, 1e-9, 2.5)
			ELSE sozialraum._weighted_stddev_accum(sozialraum._weighted_stddev_accum(NULL, 3, 2, 1), 1e10, 1e-9, 1) END;
		FOR seed IN 1 .. 4000 LOOP
			BEGIN
				IF i < 3 THEN
					PERFORM sozialraum._weighted_power_mean_final(sozialraum._weighted_power_mean_combine(engine_test.mutate(state, seed), state));
					PERFORM sozialraum._weighted_power_mean_final(engine_test.mutate(state, seed));
				ELSE
					PERFORM sozialraum._weighted_stddev_final(sozialraum._weighted_stddev_combine(engine_test.mutate(state, seed), state));
					PERFORM sozialraum._weighted_stddev_final(engine_test.mutate(state, seed));
				END IF;
				survived := survived + 1;
			EXCEPTION WHEN invalid_binary_representation OR invalid_parameter_value OR numeric_value_out_of_range THEN
				refused := refused + 1;
			END;
		END LOOP;
		IF refused < 1000 OR survived < 100 THEN
			RAISE EXCEPTION 'state %: refused %, survived %', i, refused, survived;
		END IF;
	END LOOP;
END $$;
-- an aggregate of somebody else with a forged initial state: the accumulators check it
DO $$
DECLARE
	state bytea := sozialraum._weighted_stddev_accum(NULL, 3, 2);
	refused integer := 0;
BEGIN
	FOR seed IN 1 .. 4000 LOOP
		BEGIN
			PERFORM sozialraum._weighted_power_mean_accum(engine_test.mutate(sozialraum._weighted_power_mean_accum(NULL, 3, 2, 2.5), seed), 1, 1, 2.5);
			PERFORM sozialraum._weighted_stddev_accum(engine_test.mutate(state, seed), 1, 1);
		EXCEPTION WHEN invalid_binary_representation OR invalid_parameter_value THEN
			refused := refused + 1;
		END;
	END LOOP;
	IF refused < 1000 THEN
		RAISE EXCEPTION 'refused %', refused;
	END IF;
END $$;
SELECT error_of($$SELECT sozialraum._weighted_power_mean_final('\x5352')$$);
SELECT error_of('SELECT sozialraum._weighted_power_mean_combine(sozialraum._weighted_geometric_mean_accum(NULL, 1, 1), sozialraum._weighted_harmonic_mean_accum(NULL, 1, 1))');
SELECT error_of('SELECT sozialraum._weighted_power_mean_combine(sozialraum._weighted_geometric_mean_accum(NULL, 1, 1, 0.1), sozialraum._weighted_geometric_mean_accum(NULL, 1, 1, 0.2))');
SELECT error_of('SELECT sozialraum._weighted_power_mean_final(sozialraum._weighted_stddev_accum(NULL, 1, 1))');
