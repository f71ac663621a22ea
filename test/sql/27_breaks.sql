-- jenks_breaks, equal_breaks, pretty_breaks, headtail_breaks, maximum_breaks, boxplot_breaks; goodness of fit
SET search_path = sozialraum, engine_test, public;

-- jenks71 (classInt), calempdensity (PySAL), Crm_prs of guerry (GeoDa)
CREATE TEMP TABLE jenks71 AS SELECT unnest('{50.12,83.9,76.43,71.61,79.66,84.84,87.87,92.45,119.9,155.3,131.5,111.8,96.78,86.75,62.41,96.37,75.51,77.29,85.41,116.4,58.5,75.29,66.32,62.65,80.45,72.76,63.67,60.27,68.45,100.1,55.3,54.07,57.49,73.52,68.25,64.28,50.64,52.47,68.19,57.4,39.72,60.66,57.59,38.22,57.22,67.04,47.29,71.05,50.53,34.63,59.65,62.06,52.89,56.35,57.26,53.77,59.89,55.44,45.4,52.21,49.38,51.15,54.27,54.32,41.2,34.58,50.11,52.05,33.82,39.88,36.24,41.02,46.13,51.15,32.28,33.26,31.78,31.28,50.52,47.21,32.69,38.3,33.83,40.3,40.62,32.14,31.66,26.09,39.84,24.83,28.2,31.19,37.57,27.16,23.42,18.57,30.97,17.82,15.57,15.93,28.71,32.22}'::float8[]) AS x;
CREATE TEMP TABLE calemp AS SELECT unnest('{329.92,0.42,5.9,14.03,2.78,1.34,181.27,1.65,10.03,16.7,1.32,3.99,3.16,0.22,8.7,6.56,3.27,0.33,370.5,4.51,75.29,0.99,2.74,8.68,0.14,0.92,12.63,28.7,12.02,722.85,36.68,0.74,29.82,192.05,3.38,11.15,110.74,4111.45,49.47,10.33,317.11,20.47,264.93,66.26,5.39,0.13,0.61,50.65,40.48,36.67,13.09,1.81,0.2,7.6,2.51,57.26,24.32,6.97}'::float8[]) AS x;
CREATE TEMP TABLE guerry AS SELECT unnest('{28870,26226,26747,12935,17488,9474,35203,6173,19602,15647,8236,13409,17577,18070,24964,18712,21934,15262,32256,28607,37014,21585,11560,13396,14795,21368,29872,13115,18642,18642,24096,12814,22138,32404,19131,18785,26221,17687,21292,27491,16170,19314,17722,5883,22969,7710,29692,31078,15602,26231,28331,26674,24507,23316,12153,25087,26740,28180,28329,23101,17256,16722,12223,6728,12309,7343,18793,22339,28391,33913,13945,18355,22201,12477,18400,33592,13019,14790,13145,13576,20827,15010,16256,18835,18006}'::float8[]) AS x;
CREATE TEMP TABLE eight AS SELECT unnest('{2,4,4,4,5,5,7,9}'::float8[]) AS x;
CREATE FUNCTION pg_temp.counts(source regclass, breaks float8[], closed text DEFAULT 'right') RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
	result bigint[];
BEGIN
	EXECUTE format('SELECT array_agg(n ORDER BY c) FROM (SELECT c, count(x) AS n FROM generate_series(1, %s) c LEFT JOIN %s ON classify(x, $1, $2) = c GROUP BY c) t',
		cardinality(breaks) + 1, source) INTO result USING breaks, closed;
	RETURN result;
END $$;
CREATE FUNCTION pg_temp.rounded(float8[], digits integer DEFAULT 6) RETURNS numeric[] LANGUAGE sql RETURN (SELECT array_agg(round(b::numeric, digits) ORDER BY i) FROM unnest($1) WITH ORDINALITY u(b, i));

-- natural breaks of jenks71, k = 2 ... 9: class maxima and goodness of variance fit of classInt 0.4-9, style "fisher" (its limits lie between the values), R 4.2.2
SELECT k, b = expected::float8[] AS limits, abs(g - gvf) < 1e-9 AS gvf
FROM (VALUES (2, '{64.28}', 0.6119275649), (3, '{46.13,80.45}', 0.8122391685), (4, '{41.2,68.45,100.1}', 0.9056733131), (5, '{41.2,60.66,77.29,100.1}', 0.9313560063),
	(6, '{28.71,41.2,60.66,77.29,100.1}', 0.9497350715), (7, '{28.71,41.2,60.66,77.29,100.1,131.5}', 0.9651416522),
	(8, '{28.71,41.2,55.44,66.32,80.45,100.1,131.5}', 0.9749421109), (9, '{24.83,34.63,45.4,55.44,66.32,80.45,100.1,131.5}', 0.9805439343)) v(k, expected, gvf),
	LATERAL (SELECT jenks_breaks(x, k) AS b FROM jenks71) j, LATERAL (SELECT goodness_of_variance_fit(x, b) AS g FROM jenks71) f ORDER BY k;
SELECT pg_temp.counts('jenks71', '{41.2,60.66,77.29,100.1}') AS published;
-- calempdensity: FisherJenks of mapclassify 2.5.0 and 2.10.0 with counts and GADF
SELECT b AS limits, pg_temp.counts('calemp', b), round(goodness_of_absolute_fit(x, b)::numeric, 8) AS gadf, round(goodness_of_variance_fit(x, b)::numeric, 10) AS gvf
FROM calemp, (SELECT jenks_breaks(x, 5) AS b FROM calemp) j GROUP BY b;
SELECT jenks_breaks(x, 3) AS three, jenks_breaks(x, 7) AS seven FROM calemp;
-- GeoDa (rgeoda 0.1.0, natural_breaks) and classInt: the same partition
SELECT jenks_breaks(x, 5) AS geoda, pg_temp.counts('guerry', jenks_breaks(x, 5)), round(goodness_of_variance_fit(x, '{9474,16722,23316,29872}')::numeric, 6) AS gvf FROM guerry;
-- Ckmeans.1d.dp's own tests, weighted: centres -1, 2, 5
SELECT jenks_breaks(x, w, 3) AS weighted FROM (VALUES (-1::float8, 4::float8), (2, 3), (4, 1), (5, 1), (6, 1)) v(x, w);
SELECT jenks_breaks(x, 3) AS plain FROM unnest('{-1,2,-1,2,4,5,6,-1,2,-1}'::float8[]) x;
SELECT jenks_breaks(x, 8) AS fourteen FROM unnest('{-3,2.2,-6,7,9,11,-6.3,75,82.6,32.3,-9.5,62.5,7,95.2}'::float8[]) x;
-- equally good: 3 + 3 + 4, 3 + 4 + 3, 4 + 3 + 3
SELECT jenks_breaks(x, 3) AS tie FROM generate_series(1, 10) x;
-- outliers and offsets
SELECT jenks_breaks(x, 3) AS high FROM unnest('{1,2,3,4,5,6,7,8,9,10,1e14}'::float8[]) x;
SELECT jenks_breaks(x, 3) AS low FROM unnest('{-1e14,1,2,3,4,5,6,7,8,9,10}'::float8[]) x;
SELECT jenks_breaks(x, 2) AS ends FROM unnest('{-1.7e308,1.7e308,1.6e308,1e-320}'::float8[]) x;

-- edges
SELECT jenks_breaks(x, 3) IS NULL AS no_rows FROM eight WHERE false;
SELECT jenks_breaks(NULL, 3) IS NULL AS all_null, jenks_breaks(x, 1) AS one_class, jenks_breaks(x, 5) AS all_distinct, jenks_breaks(x, 0, 3) IS NULL AS no_weight FROM eight;
SELECT jenks_breaks(x, 1) AS one_row FROM (VALUES (3::float8)) v(x);
SELECT jenks_breaks(x, 2) AS two_rows, jenks_breaks(x, 1) AS and_one FROM (VALUES (3::float8), (1), (NULL)) v(x);
SELECT jenks_breaks(x, 2) = '{0}' AND jenks_breaks(x, 2)::text = '{0}' AS minus_zero FROM (VALUES ('-0'::float8), (1)) v(x);
SELECT error_of($$SELECT jenks_breaks(x, 6) FROM eight$$);
SELECT error_of($$SELECT jenks_breaks(x, CASE WHEN x = 9 THEN 0 ELSE 1 END, 5) FROM eight$$);
SELECT error_of($$SELECT jenks_breaks(1, k) FROM (VALUES (1), (1), (2)) v(k)$$);
SELECT error_of($$SELECT jenks_breaks(x, 0) FROM eight$$);
SELECT error_of($$SELECT jenks_breaks(x, 256) FROM eight$$);
SELECT error_of($$SELECT jenks_breaks(x, NULL::integer) FROM eight$$);
SELECT error_of($$SELECT jenks_breaks('NaN', 2) FROM eight$$);
SELECT error_of($$SELECT jenks_breaks('infinity', 2) FROM eight$$);
SELECT error_of($$SELECT jenks_breaks(x, -1, 2) FROM eight$$);
SELECT error_of($$SELECT jenks_breaks(x, 'NaN', 2) FROM eight$$);
SELECT error_of($$SELECT jenks_breaks(x, 2 + (x = 9)::integer) FROM eight$$);

-- no limits of another rule fit better; more classes fit better; whole weights repeat rows; scale and shift by powers of two
SELECT bool_and(best >= other) AS best, bool_and(best > fewer) AS more FROM (
	SELECT goodness_of_variance_fit(x, jenks) AS best, goodness_of_variance_fit(x, few) AS fewer, greatest(goodness_of_variance_fit(x, equal), goodness_of_variance_fit(x, quantile), goodness_of_variance_fit(x, maximum)) AS other
	FROM figure f, (SELECT district AS d, jenks_breaks(x, 6) AS jenks, jenks_breaks(x, 5) AS few, equal_breaks(x, 6) AS equal, quantile_breaks(x, 6) AS quantile, maximum_breaks(x, 6) AS maximum FROM figure GROUP BY district) b
	WHERE district = d GROUP BY d) t;
SELECT jenks_breaks(x, n, 4) = (SELECT jenks_breaks(x, 4) FROM jenks71, generate_series(1, (x / 20)::integer)) AS repeated FROM (SELECT x, (x / 20)::integer AS n FROM jenks71) t;
SELECT jenks_breaks(4 * floor(x) + 1024, 6) = (SELECT array_agg(4 * b + 1024) FROM unnest((SELECT jenks_breaks(floor(x), 6) FROM jenks71)) b) AS scaled FROM jenks71;

-- equal: classInt
SELECT pg_temp.rounded(equal_breaks(x, 5), 9) AS equal, pg_temp.counts('jenks71', equal_breaks(x, 5), 'left'), abs(goodness_of_variance_fit(x, '{43.516,71.462,99.408,127.354}', 'left') - 0.9201058993) < 1e-9 AS gvf FROM jenks71;
SELECT pg_temp.rounded(equal_breaks(x, 5), 9) AS equal FROM calemp;
SELECT equal_breaks(x, 1) AS one, equal_breaks(x, 7) AS seven, equal_breaks(NULL, 3) IS NULL AS all_null FROM eight;
SELECT equal_breaks(x, 3) IS NULL AS equal_values, equal_breaks(x, 1) AS one FROM (VALUES (3::float8), (3)) v(x);
SELECT equal_breaks(x, 2) AS ends FROM (VALUES (-1.7e308::float8), (1.7e308)) v(x);

-- pretty: classInt, R
SELECT pretty_breaks(x, 5) AS pretty, pg_temp.counts('jenks71', pretty_breaks(x, 5), 'left') FROM jenks71;
SELECT abs(goodness_of_variance_fit(x, pretty_breaks, 'left') - 0.9579330822) < 1e-9 AS gvf FROM jenks71, (SELECT pretty_breaks(x, 5) FROM jenks71) p GROUP BY pretty_breaks;
SELECT pretty_breaks(x, 5) AS calemp FROM calemp;
SELECT pretty_breaks(x, 4) AS eight, pretty_breaks(x / 10, 4) AS tenth, pretty_breaks(x + 3e6, 2) AS offset, pretty_breaks(x, 1) AS one, pretty_breaks(3, 4) IS NULL AS equal_values FROM eight;
SELECT pretty_breaks(x, 1) AS one_class FROM (VALUES (2::float8), (2.1)) v(x);
SELECT error_of($$SELECT pretty_breaks(x, 4) FROM (VALUES (-1.7e308::float8), (1.7e308)) v(x)$$);
SELECT error_of($$SELECT pretty_breaks(x, 10001) FROM eight$$);
SELECT error_of($$SELECT equal_breaks(x, -3) FROM eight$$);
SELECT error_of($$SELECT equal_breaks(x, NULL) FROM eight$$);
SELECT error_of($$SELECT equal_breaks(x, x::integer) FROM eight$$);
SELECT error_of($$SELECT equal_breaks('-infinity', 2) FROM eight$$);

-- head/tail: mapclassify and classInt on calempdensity, classInt (threshold 0.4) and mapclassify (none; without its last limit, the maximum) on jenks71
SELECT pg_temp.rounded(headtail_breaks(x), 8) AS calemp, headtail_breaks(x, 1) = headtail_breaks(x) AS same FROM calemp;
SELECT pg_temp.rounded(headtail_breaks(x), 6) AS usual, pg_temp.rounded(headtail_breaks(x, 1), 8) AS mapclassify FROM jenks71;
SELECT pg_temp.counts('calemp', headtail_breaks(x)) FROM calemp;
SELECT headtail_breaks(x, 0) AS mean_only, headtail_breaks(NULL) IS NULL AS all_null, headtail_breaks(5) IS NULL AS equal_values FROM eight;
SELECT headtail_breaks(x) AS two FROM (VALUES (1::float8), (2)) v(x);
SELECT error_of($$SELECT headtail_breaks(x, 1.5) FROM eight$$);
SELECT error_of($$SELECT headtail_breaks(x, 'NaN') FROM eight$$);
SELECT error_of($$SELECT headtail_breaks(x, NULL) FROM eight$$);
SELECT error_of($$SELECT headtail_breaks(x, x / 10) FROM eight$$);
SELECT error_of($$SELECT headtail_breaks('NaN') FROM eight$$);

-- maximum: mapclassify, classInt
SELECT pg_temp.rounded(maximum_breaks(x, 5)) AS calemp, pg_temp.counts('calemp', maximum_breaks(x, 5)) FROM calemp;
SELECT pg_temp.rounded(maximum_breaks(x, 5)) AS jenks71, pg_temp.counts('jenks71', maximum_breaks(x, 5), 'left') FROM jenks71;
SELECT maximum_breaks(x, 1) AS one, maximum_breaks(x, 2) AS lower_of_equal, maximum_breaks(x, 5) AS all_gaps FROM eight;
SELECT error_of($$SELECT maximum_breaks(x, 6) FROM eight$$);
SELECT error_of($$SELECT maximum_breaks(x, NULL) FROM eight$$);

-- box: mapclassify, GeoDa
SELECT pg_temp.rounded(boxplot_breaks(x)) AS calemp, pg_temp.counts('calemp', boxplot_breaks(x)), pg_temp.rounded(boxplot_breaks(x, 3)) AS hinge_3 FROM calemp;
SELECT boxplot_breaks(x) AS guerry FROM guerry;
SELECT boxplot_breaks(7) AS equal_values, boxplot_breaks(x, 0) AS no_hinge, boxplot_breaks(NULL) IS NULL AS all_null FROM eight;
SELECT error_of($$SELECT boxplot_breaks(x, -1) FROM eight$$);
SELECT error_of($$SELECT boxplot_breaks(x, 'infinity') FROM eight$$);
SELECT error_of($$SELECT boxplot_breaks(x, NULL) FROM eight$$);
SELECT error_of($$SELECT boxplot_breaks(x, x) FROM eight$$);
SELECT error_of($$SELECT boxplot_breaks(x) FROM (VALUES (-1.7e308::float8), (1.7e308)) v(x)$$);

-- goodness of fit: mapclassify's GADF, by hand, by definition
SELECT round(goodness_of_absolute_fit(x, '{1.464,5.798,13.278,54.616}')::numeric, 8) AS quantiles, round(goodness_of_absolute_fit(x, '{822.394,1644.658,2466.922,3289.186}')::numeric, 8) AS equal,
	round(goodness_of_absolute_fit(x, '{146.005,228.49,546.675,2417.15}')::numeric, 8) AS maximum, round(goodness_of_absolute_fit(x, boxplot_breaks)::numeric, 7) AS box
FROM calemp, (SELECT boxplot_breaks(x) FROM calemp) b GROUP BY boxplot_breaks;
-- (2, 4, 4, 4 | 5, 5, 7, 9): squares 3 + 11 of 32, absolute 2 + 6 of 12
SELECT goodness_of_variance_fit(x, '{4}') AS gvf, round(goodness_of_absolute_fit(x, '{4}')::numeric, 12) AS gadf, round(goodness_of_variance_fit(x, '{4}', 'left')::numeric, 12) AS gvf_left, goodness_of_variance_fit(x, '{4,4,4}') AS equal_limits, goodness_of_variance_fit(x, '{-5,0,99}') AS none, goodness_of_absolute_fit(x, '{99}') AS gadf_none, goodness_of_variance_fit(x, '{2,4,5,7}') AS perfect FROM eight;
SELECT goodness_of_variance_fit(3, '{1}') IS NULL AS equal_values, goodness_of_absolute_fit(3, '{1}') IS NULL AS equal_abs, goodness_of_variance_fit(NULL, '{1}') IS NULL AS all_null FROM eight;
SELECT goodness_of_variance_fit(x, '{0}') = 1 AS ends, goodness_of_absolute_fit(x, '{0}') = 1 AS ends_abs FROM (VALUES (-1.7e308::float8), (1.7e308)) v(x);
SELECT abs(goodness_of_variance_fit(x, b) - (1 - (SELECT sum(n * v) FROM (SELECT count(*) AS n, var_pop(x) AS v FROM figure WHERE x IS NOT NULL GROUP BY classify(x, b)) c) / (count(x) * var_pop(x)))) < 1e-9 AS definition
FROM figure, (SELECT jenks_breaks(x, 4) AS b FROM figure) j GROUP BY b;
SELECT error_of($$SELECT goodness_of_variance_fit(x, NULL) FROM eight$$);
SELECT error_of($$SELECT goodness_of_variance_fit(x, '{}') FROM eight$$);
SELECT error_of($$SELECT goodness_of_variance_fit(x, '{2,1}') FROM eight$$);
SELECT error_of($$SELECT goodness_of_variance_fit(x, '{1,NULL}') FROM eight$$);
SELECT error_of($$SELECT goodness_of_variance_fit(x, ARRAY[x]) FROM eight$$);
SELECT error_of($$SELECT goodness_of_variance_fit(x, '{1}', 'center') FROM eight$$);
SELECT error_of($$SELECT goodness_of_variance_fit(x, '{1}', NULL) FROM eight$$);
SELECT error_of($$SELECT goodness_of_variance_fit(x, array_fill(1::float8, ARRAY[1001])) FROM eight$$);
SELECT error_of($$SELECT goodness_of_absolute_fit(x, ARRAY[x]) FROM eight$$);
SELECT error_of($$SELECT goodness_of_absolute_fit('NaN', '{1}') FROM eight$$);

-- permutations, parallel = serial
SELECT * FROM invariance('jenks_breaks(x, 5)');
SELECT * FROM invariance('jenks_breaks(x, w, 5)');
SELECT * FROM invariance('equal_breaks(x, 5)');
SELECT * FROM invariance('pretty_breaks(x, 5)');
SELECT * FROM invariance('headtail_breaks(x)');
SELECT * FROM invariance('headtail_breaks(x, 0.7)');
SELECT * FROM invariance('maximum_breaks(x, 5)');
SELECT * FROM invariance('boxplot_breaks(x)');
SELECT * FROM invariance('boxplot_breaks(x, 3)');
SELECT * FROM invariance($$goodness_of_variance_fit(x, '{-1,0,1e3,1e6}')$$);
SELECT * FROM invariance($$goodness_of_variance_fit(x, '{-1,0,1e3,1e6}', 'left')$$);
SELECT * FROM invariance($$goodness_of_absolute_fit(x, '{-1,0,1e3,1e6}')$$);
SELECT * FROM invariance($$goodness_of_absolute_fit(x, '{-1,0,1e3,1e6}', 'centre')$$);

-- split and merged
SELECT jenks_breaks_merge(j) = (SELECT jenks_breaks(x, 5) FROM figure) AS jenks, jenks_breaks_merge(jw) = (SELECT jenks_breaks(x, w, 5) FROM figure) AS weighted,
	headtail_breaks_merge(h) = (SELECT headtail_breaks(x) FROM figure) AS headtail, headtail_breaks_merge(ht) = (SELECT headtail_breaks(x, 0.7) FROM figure) AS threshold,
	maximum_breaks_merge(m) = (SELECT maximum_breaks(x, 5) FROM figure) AS maximum,
	boxplot_breaks_merge(b) = (SELECT boxplot_breaks(x) FROM figure) AS boxplot, boxplot_breaks_merge(b3) = (SELECT boxplot_breaks(x, 3) FROM figure) AS hinge,
	goodness_of_absolute_fit_merge(g) = (SELECT goodness_of_absolute_fit(x, '{0}') FROM figure) AS fit, goodness_of_absolute_fit_merge(gl) = (SELECT goodness_of_absolute_fit(x, '{0}', 'left') FROM figure) AS fit_left
FROM (SELECT jenks_breaks_state(x, 5) AS j, jenks_breaks_state(x, w, 5) AS jw, headtail_breaks_state(x) AS h, headtail_breaks_state(x, 0.7) AS ht, maximum_breaks_state(x, 5) AS m,
	boxplot_breaks_state(x) AS b, boxplot_breaks_state(x, 3) AS b3, goodness_of_absolute_fit_state(x, '{0}') AS g, goodness_of_absolute_fit_state(x, '{0}', 'left') AS gl FROM figure GROUP BY id % 37) t;
SELECT error_of($$SELECT jenks_breaks_merge(s) FROM (SELECT jenks_breaks_state(x, 2) AS s FROM eight UNION ALL SELECT jenks_breaks_state(x, 3) FROM eight) t$$);
SELECT error_of($$SELECT jenks_breaks_merge(s) FROM (SELECT jenks_breaks_state(x, 2) AS s FROM eight UNION ALL SELECT jenks_breaks_state(x, 1, 2) FROM eight) t$$);
SELECT error_of($$SELECT jenks_breaks_merge(s) FROM (SELECT maximum_breaks_state(x, 2) AS s FROM eight) t$$);
SELECT error_of($$SELECT jenks_breaks_merge(s) FROM (SELECT jenks_breaks_state(x, 6) AS s FROM eight) t$$);

-- as window aggregates over a moving frame: the final functions leave the state as it is
SELECT bool_and(o = (SELECT jenks_breaks(y, 2) FROM unnest(a) y)) AS jenks, bool_and(m = (SELECT maximum_breaks(y, 2) FROM unnest(a) y)) AS maximum, bool_and(e = (SELECT equal_breaks(y, 2) FROM unnest(a) y)) AS equal, count(*)
FROM (SELECT jenks_breaks(x, 2) OVER w AS o, maximum_breaks(x, 2) OVER w AS m, equal_breaks(x, 2) OVER w AS e, array_agg(x) OVER w AS a, row_number() OVER () AS n FROM jenks71 WINDOW w AS (ROWS BETWEEN UNBOUNDED PRECEDING AND 3 FOLLOWING)) t;

-- hostile states
DO $$
DECLARE
	target record;
	refused integer;
	other integer;
	survived integer;
BEGIN
	FOR target IN
		SELECT * FROM (VALUES
			('jenks_breaks_merge', (SELECT sozialraum.jenks_breaks_state(x, 3) FROM unnest('{1,2,5,7,7}'::float8[]) x)),
			('jenks_breaks_merge', (SELECT sozialraum.jenks_breaks_state(x, x, 3) FROM unnest('{1,2,5,7,7}'::float8[]) x)),
			('headtail_breaks_merge', (SELECT sozialraum.headtail_breaks_state(x) FROM unnest('{1,2,5,7,7}'::float8[]) x)),
			('maximum_breaks_merge', (SELECT sozialraum.maximum_breaks_state(x, 3) FROM unnest('{1,2,5,7,7}'::float8[]) x)),
			('boxplot_breaks_merge', (SELECT sozialraum.boxplot_breaks_state(x) FROM unnest('{1,2,5,7,7}'::float8[]) x)),
			('goodness_of_absolute_fit_merge', (SELECT sozialraum.goodness_of_absolute_fit_state(x, '{2,5}') FROM unnest('{1,2,5,7,7}'::float8[]) x)),
			('_equal_breaks_final', sozialraum._range_breaks_accum(sozialraum._range_breaks_accum(NULL, 2, 5), 7, 5)),
			('_pretty_breaks_final', sozialraum._range_breaks_accum(sozialraum._range_breaks_accum(NULL, 2, 5), 7, 5)),
			('_variance_fit_final', sozialraum._variance_fit_accum(sozialraum._variance_fit_accum(NULL, 2, '{3,5}'), 7, '{3,5}'))) v(function, state)
	LOOP
		refused := 0;
		other := 0;
		survived := 0;
		FOR seed IN 1 .. 2000 LOOP
			BEGIN
				EXECUTE format('SELECT sozialraum.%I($1)', target.function) USING engine_test.mutate(target.state, seed);
				survived := survived + 1;
			EXCEPTION
				WHEN invalid_binary_representation THEN
					refused := refused + 1;
				WHEN invalid_parameter_value OR numeric_value_out_of_range THEN
					other := other + 1;
			END;
		END LOOP;
		IF refused < 600 OR survived < 40 THEN
			RAISE EXCEPTION '%: refused %, other errors %, survived %', target.function, refused, other, survived;
		END IF;
	END LOOP;
	-- damaged states as the ones to be added to
	FOR seed IN 1 .. 2000 LOOP
		BEGIN
			PERFORM sozialraum._variance_fit_accum(engine_test.mutate(sozialraum._variance_fit_accum(NULL, 2, '{3,5}'), seed), 4, '{3,5}');
			PERFORM sozialraum._range_breaks_accum(engine_test.mutate(sozialraum._range_breaks_accum(NULL, 2, 5), seed), 4, 5);
			PERFORM sozialraum._range_breaks_combine(engine_test.mutate(sozialraum._range_breaks_accum(NULL, 2, 5), seed), engine_test.mutate(sozialraum._range_breaks_accum(NULL, 2, 5), -seed));
			PERFORM sozialraum._variance_fit_combine(engine_test.mutate(sozialraum._variance_fit_accum(NULL, 2, '{3,5}'), seed), engine_test.mutate(sozialraum._variance_fit_accum(NULL, 2, '{3,5}'), -seed));
		EXCEPTION WHEN invalid_binary_representation OR invalid_parameter_value OR numeric_value_out_of_range THEN
			NULL;
		END;
	END LOOP;
END $$;
SELECT error_of($$SELECT sozialraum._variance_fit_combine(sozialraum._variance_fit_accum(NULL, 1, '{5}'), sozialraum._variance_fit_accum(NULL, 1, '{6}'))$$);
SELECT error_of($$SELECT sozialraum._range_breaks_combine(sozialraum._range_breaks_accum(NULL, 1, 2), sozialraum._range_breaks_accum(NULL, 1, 3))$$);
SELECT error_of($$SELECT sozialraum._equal_breaks_final('\x00')$$);
