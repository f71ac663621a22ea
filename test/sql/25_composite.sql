-- composite_mean, mazziotta_pareto and its scores, copeland
SET search_path = sozialraum, engine_test, public;
CREATE TEMP TABLE area AS SELECT * FROM (VALUES
	(1, '{27.8,10.5,25.9,22.9}'::float8[], 3076), (2, '{16,31.2,25,20.8}', 6542), (3, '{10.3,14.4,24.2,16.3}', 5547), (4, '{9.4,47.7,27.8,19.8}', 5504),
	(5, '{12.9,7,11.7,8.6}', 6989), (6, '{23.8,5.5,27.6,14.5}', 9461), (7, '{14.8,14.4,21.1,10.1}', 9108), (8, '{27.4,12.5,24.5,12.7}', 9028),
	(9, '{11.3,23.7,23.6,8.6}', 3937), (10, '{17.2,23.7,14.1,18}', 7932), (11, '{11.4,17.1,18.3,25.2}', 5101), (12, '{12.6,8.5,14.8,18.6}', 2632)
) t(id, v, population);
CREATE FUNCTION pg_temp.differ(a float8[], b float8[]) RETURNS float8 LANGUAGE sql RETURN (SELECT max(abs(x - y) / greatest(abs(y), 1)) FROM unnest(a, b) t(x, y));

-- -------- composite_mean
-- the same as the aggregates over the elements
SELECT bool_and(composite_mean(v) = a) AS arithmetic, bool_and(composite_mean(v, NULL, 0) = g) AS geometric, bool_and(composite_mean(v, '{3,1,2,4}', -1) = h) AS harmonic, bool_and(composite_mean(v, '{3,1,2,4}', 2.5) = p) AS power
FROM area, LATERAL (SELECT weighted_mean(x, 1) AS a, weighted_geometric_mean(x, 1) AS g, weighted_harmonic_mean(x, w) AS h, weighted_power_mean(x, w, 2.5) AS p FROM unnest(v, '{3,1,2,4}'::float8[]) t(x, w)) s;
-- the order of the indicators does not matter; equal weights are no weights; equal values give the value
SELECT bool_and(composite_mean(v, '{3,1,2,4}', p) = composite_mean(ARRAY[v[4], v[2], v[1], v[3]], '{4,1,3,2}', p)) AS permuted, bool_and(composite_mean(v, '{7,7,7,7}', p) = composite_mean(v, NULL, p)) AS unweighted,
	bool_and(composite_mean(array_fill(v[1], '{5}'), '{1,2,3,4,5}', p) = v[1]) AS equal_values FROM area, unnest('{-2,-1,0,0.1,1,2,3}'::float8[]) p;
SELECT composite_mean('{1,2,4}', NULL, 0) AS geometric, composite_mean('{1,2,NULL}') IS NULL AS missing, composite_mean('{1,2,NULL}', minimum_share => 0.6) AS two_of_three, composite_mean('{1,2,NULL}', minimum_share => 0.7) IS NULL AS too_few,
	composite_mean('{1,2,NULL}', '{1,1,0}') AS no_weight, composite_mean('{NULL,NULL}', minimum_share => 0) IS NULL AS nothing, composite_mean('{1,2}', '{0,0}') IS NULL AS weightless, composite_mean(NULL) IS NULL AS null_row, composite_mean('{5}') AS one;
SELECT error_of($$SELECT composite_mean('{}')$$);
SELECT error_of($$SELECT composite_mean('{{1,2},{3,4}}')$$);
SELECT error_of($$SELECT composite_mean('{1,NaN}')$$);
SELECT error_of($$SELECT composite_mean('{1,infinity}')$$);
SELECT error_of($$SELECT composite_mean('{1,2}', '{1}')$$);
SELECT error_of($$SELECT composite_mean('{1,2}', '{1,-1}')$$);
SELECT error_of($$SELECT composite_mean('{1,2}', '{1,NULL}')$$);
SELECT error_of($$SELECT composite_mean('{1,0}', power => 0)$$);
SELECT error_of($$SELECT composite_mean('{1,-1}', power => 2)$$);
SELECT error_of($$SELECT composite_mean('{1,2}', power => NULL)$$);
SELECT error_of($$SELECT composite_mean('{1,2}', minimum_share => 2)$$);
SELECT error_of($$SELECT composite_mean('{1e300,1}', power => 3)$$);

-- -------- mazziotta_pareto: the formulas of Compind's ci_ampi (population deviation), computed in R 4.2 over scores of R's own
CREATE TEMP VIEW mpi AS SELECT id, ARRAY[mpi_score(v[1]) OVER (), mpi_score(v[2]) OVER (), mpi_score(v[3]) OVER (), mpi_score(v[4], -1) OVER ()] AS z FROM area;
CREATE TEMP VIEW ampi AS SELECT id, ARRAY[ampi_reference_score(v[1], 18) OVER (), ampi_reference_score(v[2], 15) OVER (), ampi_reference_score(v[3], 20) OVER (), ampi_reference_score(v[4], 15, -1) OVER ()] AS r FROM area;
SELECT pg_temp.differ((SELECT z FROM mpi WHERE id = 1), '{118.416114799578,93.494514868331,108.229672120223,87.6178706245449}') < 1e-12 AS mpi_scores,
	pg_temp.differ((SELECT r FROM ampi WHERE id = 1), '{131.95652173913,93.6018957345972,121.987577639752,71.4457831325301}') < 1e-12 AS ampi_scores;
SELECT pg_temp.differ(array_agg(mazziotta_pareto(z) ORDER BY id), '{100.4988069459653,101.7387374062671,97.8422752367309,102.9728279781670,93.7297146759388,103.2151935192430,101.0137063420717,105.7652776244038,103.2724919636886,96.7759801206907,91.7981524071405,92.1196522699468}') < 1e-12 AS negative,
	pg_temp.differ(array_agg(mazziotta_pareto(z, 'positive') ORDER BY id), '{103.3802792603728,102.8284828635791,98.4052445833584,107.0692352371498,96.8314197320543,104.8512616869537,101.7391679761868,106.9651013441014,104.4973790975433,97.8341619342617,92.5114445634489,92.3440052307356}') < 1e-12 AS positive,
	pg_temp.differ(array_agg(mazziotta_pareto(z, weights => '{3,1,2,4}') ORDER BY id), '{99.8109597372636,98.4703146266709,97.5908440784893,97.5802507114743,97.838110389406,105.760236845766,103.099804398482,108.298007480597,103.922387909742,96.4964717249721,89.3411911296587,93.0665914127093}') < 1e-12 AS weighted FROM mpi;
SELECT pg_temp.differ(array_agg(mazziotta_pareto(r) ORDER BY id), '{99.3283155881065,100.3836773314323,94.0610202806521,98.5538302021255,86.7179566440768,106.5193687015105,101.6259884475562,111.6701152499031,104.0462064428063,92.5669698770329,81.8498549443401,85.0049441686438}') < 1e-12 AS negative,
	pg_temp.differ(array_agg(mazziotta_pareto(r, 'positive') ORDER BY id), '{110.1675735348981,106.7068832565675,98.4347809750611,116.5303388605725,95.3800487240738,111.2487036763114,103.6351910914766,114.4204401955105,109.4890542313406,95.8980408532392,87.2807296825901,85.3743898345261}') < 1e-12 AS positive FROM ampi;
-- by hand: mean 100, S^2 = 200/3; balanced: the mean; order and equal weights do not matter
SELECT round(mazziotta_pareto('{90,110,100}')::numeric, 12) AS negative, round(mazziotta_pareto('{90,110,100}', 'positive')::numeric, 12) AS positive, mazziotta_pareto('{97.3,97.3,97.3}') AS balanced, mazziotta_pareto('{97.3}') AS one,
	mazziotta_pareto('{90,110,NULL}') IS NULL AS missing, mazziotta_pareto('{90,110,NULL}', weights => '{1,1,0}') AS no_weight, mazziotta_pareto(NULL) IS NULL AS null_row, mazziotta_pareto('{90,110}', weights => '{0,0}') IS NULL AS weightless;
SELECT bool_and(mazziotta_pareto(z) = mazziotta_pareto(ARRAY[z[3], z[1], z[4], z[2]])) AS permuted, bool_and(mazziotta_pareto(z) = mazziotta_pareto(z, weights => '{3,3,3,3}')) AS unweighted,
	bool_and(mazziotta_pareto(z) < composite_mean(z) AND composite_mean(z) < mazziotta_pareto(z, 'positive')) AS penalty FROM mpi;
SELECT error_of($$SELECT mazziotta_pareto('{-1,0.5}')$$);
SELECT error_of($$SELECT mazziotta_pareto('{90,110}', 'POS')$$);
SELECT error_of($$SELECT mazziotta_pareto('{90,110}', NULL)$$);
SELECT error_of($$SELECT mazziotta_pareto('{}')$$);
SELECT error_of($$SELECT mazziotta_pareto('{90,NaN}')$$);
SELECT error_of($$SELECT mazziotta_pareto('{90,110}', weights => '{1,1,1}')$$);

-- scores: goalposts at 70 and 130, the reference at 100; NULL, constants, errors
SELECT ampi_score(10, 10, 50) AS lower, ampi_score(50, 10, 50) AS upper, ampi_score(30, 10, 50) AS middle, ampi_score(60, 10, 50) AS beyond, ampi_score(10, 10, 50, -1) AS turned, ampi_score(NULL, 10, 50) IS NULL AS missing,
	ampi_score(1e308, -1.7e308, 1.7e308) BETWEEN 117 AND 118 AS range;
SELECT bool_and(abs(ampi_reference_score - ampi_score(x, 20 - 25, 20 + 25)) < 1e-12) AS goalposts, bool_or(x = 20 AND ampi_reference_score = 100) AS reference, max(ampi_reference_score) - min(ampi_reference_score) AS range
FROM (SELECT x, ampi_reference_score(x, 20) OVER () FROM unnest('{0,10,20,50}'::float8[]) x) t;
SELECT array_agg(mpi_score ORDER BY i) FROM (SELECT i, mpi_score(x) OVER () FROM unnest('{2,4,4,4,5,5,7,9,NULL}'::float8[]) WITH ORDINALITY t(x, i)) u;
SELECT bool_and(mpi_score IS NULL) AS constant, bool_and(ampi_reference_score IS NULL) AS constant_2 FROM (SELECT mpi_score(5) OVER (), ampi_reference_score(5, 3) OVER () FROM area) t;
SELECT bool_and(a = b) AS permuted FROM (SELECT id, mpi_score(v[1]) OVER (ORDER BY id) AS a, mpi_score(v[1]) OVER (ORDER BY md5(id::text)) AS b FROM area) t;
SELECT error_of('SELECT mpi_score(1, 0) OVER ()');
SELECT error_of('SELECT mpi_score(v[1], id) OVER () FROM area');
SELECT error_of($$SELECT mpi_score('NaN') OVER ()$$);
SELECT error_of('SELECT ampi_score(1, 5, 5)');
SELECT error_of('SELECT ampi_score(1, 0, 5, 2)');
SELECT error_of($$SELECT ampi_score(1, 0, 'infinity')$$);
SELECT error_of('SELECT ampi_reference_score(x, x) OVER () FROM (VALUES (1::float8), (2)) t(x)');
SELECT error_of($$SELECT ampi_reference_score(x, 'NaN') OVER () FROM (VALUES (1::float8), (2)) t(x)$$);

-- -------- copeland: the outranking matrix of COINr's outrankMatrix, its row sums (a_copeland) and majorities, by loops over all pairs in R 4.2
CREATE TEMP TABLE incomplete AS SELECT id, CASE id WHEN 2 THEN '{16,31.2,NULL,20.8}' WHEN 6 THEN '{NULL,NULL,NULL,20}' ELSE v END AS v FROM area;
SELECT pg_temp.differ(array_agg(a ORDER BY id), '{9.4,8.3,4.05,6.5,1.8,6.3,3.95,6,2.65,5.85,6.6,4.6}') < 1e-14 AS weighted, pg_temp.differ(array_agg(b ORDER BY id), '{8.25,8.5,4.375,7.5,1.625,5.75,4.375,6,4,5.875,6,3.75}') < 1e-14 AS equal,
	array_agg(c ORDER BY id) = '{10,8,-3,5,-10,2,-4,0,-10,-1,5,-2}' AS majority, array_agg(d ORDER BY id) = '{9,7,-3,8,-11,1,-5,1,-5,1,2,-5}' AS majority_equal
FROM (SELECT id, copeland(v, '{3,1,2,4}') OVER () AS a, copeland(v) OVER () AS b, copeland(v, '{3,1,2,4}', 'majority') OVER () AS c, copeland(v, NULL, 'majority') OVER () AS d FROM area) t;
SELECT pg_temp.differ(array_agg(a ORDER BY id), '{9.2,7.9,3.95,6,2.1,6.5,4.25,6,2.95,5.75,6.9,4.5}') < 1e-14 AS missing, array_agg(c ORDER BY id) = '{10,8,-4,3,-10,5,-4,0,-10,-2,7,-3}' AS majority_missing
FROM (SELECT id, copeland(v, '{3,1,2,4}') OVER () AS a, copeland(v, '{3,1,2,4}', 'majority') OVER () AS c FROM incomplete) t;
-- all pairs share n (n - 1) / 2; equal weights are no weights; order of rows and of indicators; 0.1 + 0.2 against 0.3 is a tie
SELECT round(sum(a)::numeric, 10) AS pairs, sum(c) AS balance, bool_and(a = b) AS unweighted, bool_and(a = p) AS permuted, bool_and(w = x) AS indicators FROM (SELECT copeland(v) OVER () AS a, copeland(v, '{5,5,5,5}') OVER () AS b,
	copeland(v) OVER (ORDER BY md5(id::text)) AS p, copeland(v, '{3,1,2,4}') OVER () AS w, copeland(ARRAY[v[4], v[2], v[1], v[3]], '{4,1,3,2}') OVER () AS x, copeland(v, NULL, 'majority') OVER () AS c FROM area) t;
SELECT array_agg(copeland) AS tie FROM (SELECT copeland(v, '{0.1,0.2,0.3}', 'majority') OVER () FROM (VALUES ('{1,1,0}'::float8[]), ('{0,0,1}')) t(v)) u;
-- an area that is nowhere below another never has the lower score
SELECT count(*) FILTER (WHERE a.s < b.s OR a.m < b.m) AS violations, count(*) > 500 AS dominated_pairs FROM
	(SELECT id, v, copeland(v) OVER () AS s, copeland(v, NULL, 'majority') OVER () AS m FROM (SELECT i AS id, array_agg(floor(6 * (i * 7919 * (j + 3) % 1009) / 1009.0)::float8) AS v FROM generate_series(1, 100) i, generate_series(1, 3) j GROUP BY i) t) a
	JOIN (SELECT id, v, copeland(v) OVER () AS s, copeland(v, NULL, 'majority') OVER () AS m FROM (SELECT i AS id, array_agg(floor(6 * (i * 7919 * (j + 3) % 1009) / 1009.0)::float8) AS v FROM generate_series(1, 100) i, generate_series(1, 3) j GROUP BY i) t) b
	ON a.v[1] >= b.v[1] AND a.v[2] >= b.v[2] AND a.v[3] >= b.v[3];
SELECT bool_and(a = b) AS partitions FROM (SELECT id, copeland(v) OVER (PARTITION BY id % 3) AS a FROM area) a JOIN (SELECT id, copeland(v) OVER () AS b FROM area WHERE id % 3 = 1) b USING (id);
-- rows without values do not count; one row, constants, no weight, weights from a column
SELECT array_agg(copeland ORDER BY i) FROM (SELECT i, copeland(v) OVER () FROM (VALUES (1, '{1,2}'::float8[]), (2, NULL), (3, '{NULL,NULL}'), (4, '{2,1}'), (5, '{0,NULL}')) t(i, v)) u;
SELECT copeland('{1,2}') OVER () AS one, copeland('{1,2}', '{0,0}') OVER () IS NULL AS weightless, copeland('{1,2}', '{0,0}', 'majority') OVER () IS NULL AS weightless_2, copeland('{}') OVER () IS NULL AS empty, copeland(NULL) OVER () IS NULL AS null_row;
SELECT array_agg(copeland) AS constant FROM (SELECT copeland('{1,2}') OVER () FROM generate_series(1, 3)) t;
SELECT bool_and(a = b) AS weights_column FROM (SELECT copeland(v, w) OVER () AS a, copeland(v, '{3,1,2,4}') OVER () AS b FROM area, (SELECT array_agg(x ORDER BY i) AS w FROM unnest('{3,1,2,4}'::float8[]) WITH ORDINALITY t(x, i)) t) u;
SELECT error_of($$SELECT copeland(v, CASE WHEN id = 3 THEN '{1,1,1,2}' ELSE '{1,1,1,1}'::float8[] END) OVER () FROM area$$);
SELECT error_of($$SELECT copeland(v, CASE WHEN id <> 3 THEN '{1,1,1,1}'::float8[] END) OVER () FROM area$$);
SELECT error_of($$SELECT copeland(v, '{1,1}') OVER () FROM area$$);
SELECT error_of($$SELECT copeland(v, '{1,1,1,-1}') OVER () FROM area$$);
SELECT error_of($$SELECT copeland(v, NULL, 'borda') OVER () FROM area$$);
SELECT error_of($$SELECT copeland(v[:id]) OVER () FROM area WHERE id IN (3, 4)$$);
SELECT error_of($$SELECT copeland('{1,NaN}') OVER ()$$);
SELECT error_of($$SELECT copeland('{{1,2}}') OVER ()$$);
