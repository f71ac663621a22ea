-- correlation and covariance matrices, principal components, factor analysis, Cronbach's alpha
SET search_path = sozialraum, engine_test, public;

-- R's data sets attitude (30 departments, 7 items) and USArrests (50 states: Murder, Assault, UrbanPop, Rape)
CREATE TABLE engine_test.attitude AS SELECT row_number() OVER () AS id, x::float8[] AS x FROM regexp_split_to_table('
{43,51,30,39,61,92,45} {63,64,51,54,63,73,47} {71,70,68,69,76,86,48} {61,63,45,47,54,84,35} {81,78,56,66,71,83,47}
{43,55,49,44,54,49,34} {58,67,42,56,66,68,35} {71,75,50,55,70,66,41} {72,82,72,67,71,83,31} {67,61,45,47,62,80,41}
{64,53,53,58,58,67,34} {67,60,47,39,59,74,41} {69,62,57,42,55,63,25} {68,83,83,45,59,77,35} {77,77,54,72,79,77,46}
{81,90,50,72,60,54,36} {74,85,64,69,79,79,63} {65,60,65,75,55,80,60} {65,70,46,57,75,85,46} {50,58,68,54,64,78,52}
{50,40,33,34,43,64,33} {64,61,52,62,66,80,41} {53,66,52,50,63,80,37} {40,37,42,58,50,57,49} {63,54,42,48,66,75,33}
{66,77,66,63,88,76,72} {78,75,58,74,80,78,49} {48,57,44,45,51,83,38} {85,85,71,71,77,74,55} {82,82,39,59,64,78,39}', '\s+') x WHERE x <> '';
CREATE TABLE engine_test.arrests AS SELECT row_number() OVER () AS id, x::float8[] AS x FROM regexp_split_to_table('
{13.2,236,58,21.2} {10,263,48,44.5} {8.1,294,80,31} {8.8,190,50,19.5} {9,276,91,40.6} {7.9,204,78,38.7}
{3.3,110,77,11.1} {5.9,238,72,15.8} {15.4,335,80,31.9} {17.4,211,60,25.8} {5.3,46,83,20.2} {2.6,120,54,14.2}
{10.4,249,83,24} {7.2,113,65,21} {2.2,56,57,11.3} {6,115,66,18} {9.7,109,52,16.3} {15.4,249,66,22.2}
{2.1,83,51,7.8} {11.3,300,67,27.8} {4.4,149,85,16.3} {12.1,255,74,35.1} {2.7,72,66,14.9} {16.1,259,44,17.1}
{9,178,70,28.2} {6,109,53,16.4} {4.3,102,62,16.5} {12.2,252,81,46} {2.1,57,56,9.5} {7.4,159,89,18.8}
{11.4,285,70,32.1} {11.1,254,86,26.1} {13,337,45,16.1} {0.8,45,44,7.3} {7.3,120,75,21.4} {6.6,151,68,20}
{4.9,159,67,29.3} {6.3,106,72,14.9} {3.4,174,87,8.3} {14.4,279,48,22.5} {3.8,86,45,12.8} {13.2,188,59,26.9}
{12.7,201,80,25.5} {3.2,120,80,22.9} {2.2,48,32,11.2} {8.5,156,63,20.7} {4,145,73,26.2} {5.7,81,39,9.3}
{2.6,53,66,10.8} {6.8,161,60,15.6}', '\s+') x WHERE x <> '';
SELECT count(*), (SELECT count(*) FROM arrests) AS arrests FROM attitude;

-- the largest difference of two arrays, relative to the second; NULL when they do not have the same shape
CREATE FUNCTION engine_test.difference(a float8[], b float8[]) RETURNS float8 LANGUAGE sql AS $$
	SELECT CASE WHEN array_dims(a) = array_dims(b) THEN max(CASE WHEN x IS NOT DISTINCT FROM y THEN 0 ELSE abs(x - y) / greatest(abs(y), 1e-300) END) END FROM unnest(a, b) t(x, y)
$$;

-- R 4.2: cor(attitude)[1, ], cov(attitude)[1, ], cor(…, method = "spearman")[1, ], cov.wt(attitude, 1:30, cor = TRUE, method = "ML")
SELECT difference((correlation_matrix(x))[1:1], '{{1.00000000000000000,0.82541756954214596,0.42611687010026439,0.62367816450021096,0.59013899487768606,0.15643915160723784,0.15508625260119360}}') < 1e-14 AS correlation,
	difference((covariance_matrix(x, 1))[1:1], '{{148.171264367816093,133.779310344827593,63.464367816091951,89.104597701149430,74.688505747126442,18.842528735632182,19.422988505747128}}') < 1e-14 AS covariance,
	difference((spearman_matrix(x))[1:1], '{{1.00000000000000000,0.83220056226876327,0.48428794294628935,0.61727019881763934,0.59814962657915760,0.04820356921042631,0.20294559521115954}}') < 1e-13 AS spearman,
	difference((covariance_matrix(x, id::float8))[1:1], '{{160.343346051566641,153.072678922418760,52.459475083824721,88.097722280032372,88.403722973754199,20.534003931090290,23.208394033992363}}') < 1e-14 AS weighted_covariance,
	difference((correlation_matrix(x, id))[1:1], '{{1.00000000000000000,0.84684706788602759,0.34571208703782469,0.60228857029553917,0.61074613254577070,0.19119324160844006,0.16514207941410508}}') < 1e-14 AS weighted_correlation
FROM attitude;
SELECT difference((spearman_matrix(x))[1:1], '{{1.00000000000000000,0.81727351330579312,0.10671634183453245,0.67942653163837563}}') < 1e-14 AS spearman FROM arrests;
-- the server's own corr() and covar_pop()
SELECT bool_and(abs((SELECT (correlation_matrix(x))[i][j] FROM attitude) - (SELECT corr(x[i], x[j]) FROM attitude)) < 1e-14) AS correlations,
	bool_and(abs((SELECT (covariance_matrix(x))[i][j] FROM attitude) - (SELECT covar_pop(x[i], x[j]) FROM attitude)) < 1e-11) AS covariances
FROM generate_series(1, 7) i, generate_series(1, 7) j;

-- R 4.2: prcomp(USArrests, scale. = TRUE): sdev^2, rotation (signs ours), x
SELECT difference((p).eigenvalues, '{2.48024157914949406,0.98976515253983977,0.35656318058082986,0.17343008772983534}') < 1e-13 AS eigenvalues,
	difference((p).explained, '{0.62006039478737351,0.24744128813495994,0.089140795145207465,0.043357521932458835}') < 1e-13 AS explained,
	max(abs((p).loadings[i][c] - v * sqrt((p).eigenvalues[c]))) < 1e-14 AS loadings,
	round(sum((p).loadings[i][c] ^ 2)::numeric, 12) AS trace
FROM (SELECT pca(x) AS p FROM arrests) t, (VALUES
	(1, 1, 0.53589947493815526), (2, 1, 0.58318363490967051), (3, 1, 0.27819087461943293), (4, 1, 0.54343209144568294),
	(1, 2, -0.41818086542095473), (2, 2, -0.18798560423193902), (3, 2, 0.87280619306042484), (4, 2, 0.16731863540174607),
	(1, 3, -0.34123272795282816), (2, 3, -0.26814842783288551), (3, 3, -0.37801579308699979), (4, 3, 0.81777790762616542),
	(1, 4, -0.649227804341944381), (2, 4, 0.743407479936709303), (3, 4, -0.133877730824247698), (4, 4, -0.089024322703624648)) r(i, c, v)
GROUP BY p;
SELECT bool_and(abs(c1 - r1) < 1e-13 AND abs(c2 - r2) < 1e-13 AND abs(c4 - r4) < 1e-13) AS scores, count(*)
FROM (SELECT id, pca_score(x) OVER () AS c1, pca_score(x, 2) OVER () AS c2, pca_score(x, 4, 1) OVER () AS c4 FROM arrests) t
JOIN (VALUES (1, 0.97566044833360577, -1.1220012104334112, 0.15469658098914588), (2, 1.93053787851368441, -1.0624269195344445, -0.43417545430389459),
	(3, 1.74544285339059924, 0.7384595372849988, -0.82626423980161401), (4, -0.13999894434859445, -1.1085422595059105, -0.18097355422113162)) r(id, r1, r2, r4) USING (id);
-- scores: mean 0, sample variance = eigenvalue, components uncorrelated
SELECT round(sum(s)::numeric, 12) = 0 AS mean, abs(var_samp(s) / 2.48024157914949406 - 1) < 1e-13 AS variance, abs(corr(s, s2)) < 1e-14 AS uncorrelated
FROM (SELECT pca_score(x) OVER () AS s, pca_score(x, 2) OVER () AS s2 FROM arrests) t;

-- R 4.2: factanal(…, 1, scores = "regression", control = list(opt = list(factr = 10, pgtol = 0, maxit = 5000)))
SELECT difference((f).loadings, '{0.85247736195937629,0.90224108298402694,0.59270555962164806,0.73069666625974006,0.76499432978763293,0.24609277007617189,0.37784530116021825}') < 1e-7 AS loadings,
	difference((f).uniquenesses, '{0.27328234659222156,0.18596102644642154,0.64870011208415534,0.46608238429408050,0.41478367251267417,0.93943833519266107,0.85723291151760261}') < 1e-7 AS uniquenesses,
	abs((f).explained / 0.45921702438096645 - 1) < 1e-9 AS explained, abs((f).chi_squared / 24.69162996146283 - 1) < 1e-9 AS chi_squared, (f).df, round((f).p::numeric, 10) AS p
FROM (SELECT factor_analysis(x) AS f FROM attitude) t;
SELECT difference((f).loadings, '{0.81759451761046931,0.97901108323147989,0.26186975466941897,0.68289691466791580}') < 1e-8 AS loadings,
	difference((f).uniquenesses, '{0.331539204840728852,0.041537298910150372,0.931424231413653825,0.533651803862578156}') < 1e-7 AS uniquenesses,
	abs((f).chi_squared / 9.1498945663715681 - 1) < 1e-9 AS chi_squared, (f).df, round((f).p::numeric, 10) AS p
FROM (SELECT factor_analysis(x) AS f FROM arrests) t;
SELECT bool_and(abs(s - r) < 1e-8) AS scores, count(*) FROM (SELECT id, factor_score(x) OVER () AS s FROM arrests) t
JOIN (VALUES (1, 0.79015134806903720), (2, 1.11610815271687747), (3, 1.35535032410148237), (4, 0.20252410109227711)) r(id, r) USING (id);
SELECT bool_and(abs(s - r) < 1e-7) AS scores, count(*) FROM (SELECT id, factor_score(x, 3) OVER () AS s FROM attitude) t
JOIN (VALUES (1, -1.35278145384081361), (2, -0.17629328034102898), (3, 0.72136915398104440), (4, -0.53520914465830882)) r(id, r) USING (id);

-- alpha by R, from var() and cor(), which agrees with the psych package (.843142769565 and .839083803)
SELECT round(cronbach_alpha(x)::numeric, 12) AS alpha, round(cronbach_alpha_standardised(x)::numeric, 12) AS standardised,
	difference(cronbach_alpha_if_deleted(x), '{0.80976020630892143,0.79691745727413965,0.82784776593865905,0.80303097502257437,0.79538657419820524,0.86387231144643684,0.84046486826545730}') < 1e-14 AS if_deleted
FROM attitude;
SELECT bool_and(d[i] = (SELECT cronbach_alpha(x[:i - 1] || x[i + 1:]) FROM attitude)) AS if_deleted_is_alpha_without FROM (SELECT cronbach_alpha_if_deleted(x) AS d FROM attitude) t, generate_series(1, 7) i;

-- the marker decides the sign, of each component, and of nothing else; GISD's rule: share of a variable = eigenvector^2, which sums to 1
SELECT bool_and((p).loadings[m][c] > 0) AS positive, bool_and((p).eigenvalues = (SELECT (pca(x)).eigenvalues FROM attitude)) AS same_values,
	bool_and(abs((p).loadings[1][c]) = abs((SELECT (pca(x)).loadings[1][c] FROM attitude))) AS same_sizes, round(max(s)::numeric, 12) AS shares
FROM generate_series(1, 7) m, generate_series(1, 7) c, LATERAL (SELECT pca(x, m) AS p FROM attitude) t, LATERAL (SELECT sum((p).loadings[i][c] ^ 2) / (p).eigenvalues[c] AS s FROM generate_series(1, 7) i) s;
SELECT (factor_analysis(ARRAY[x[1], -x[2], x[4], -x[5]], 2)).loadings[2] > 0 AS marker, (factor_analysis(ARRAY[x[1], -x[2], x[4], -x[5]], 1)).loadings[1] > 0 AS other FROM attitude;
SELECT (pca(x, 0)).loadings = (pca(x)).loadings AS no_marker FROM arrests;
-- two variables always load equally on both components: the first of them decides
SELECT bool_and((p).loadings[1][1] > 0 AND (p).loadings[1][2] > 0) AS first_of_equal FROM (SELECT pca(ARRAY[x[i], x[j]]) AS p FROM attitude, generate_series(1, 7) i, generate_series(1, 7) j WHERE i <> j GROUP BY i, j) t;

-- no rows, one row, two rows, all NULL, elements NULL, all equal
SELECT correlation_matrix(x) IS NULL AND covariance_matrix(x) IS NULL AND covariance_matrix(x, 1) IS NULL AND spearman_matrix(x) IS NULL AND pca(x) IS NULL AND factor_analysis(x) IS NULL
	AND cronbach_alpha(x) IS NULL AND cronbach_alpha_if_deleted(x) IS NULL AND cronbach_alpha_standardised(x) IS NULL AND correlation_matrix(x, 1) IS NULL AS no_rows FROM attitude WHERE false;
SELECT correlation_matrix(x) AS correlation, covariance_matrix(x) AS covariance, covariance_matrix(x, 1) IS NULL AS sample, spearman_matrix(x) AS spearman, pca(x) IS NULL AS pca, cronbach_alpha(x) IS NULL AS alpha, cronbach_alpha_if_deleted(x) AS if_deleted
FROM (VALUES ('{1,2,3}'::float8[])) t(x);
SELECT factor_analysis(x) IS NULL AS one_row FROM (VALUES ('{1,2,3}'::float8[])) t(x);
SELECT correlation_matrix(x) AS two_rows, covariance_matrix(x, 1) AS sample, (pca(x)).eigenvalues, cronbach_alpha(x) AS alpha FROM (VALUES ('{1,2}'::float8[]), ('{2,4}')) t(x);
SELECT correlation_matrix(x) IS NULL AS all_null, pca(x) IS NULL AS pca FROM (VALUES (NULL::float8[]), ('{1,NULL}')) t(x);
-- rows with NULL do not count at all, not even by their length
SELECT correlation_matrix(x) = (SELECT correlation_matrix(x) FROM arrests) AS skipped, spearman_matrix(x) = (SELECT spearman_matrix(x) FROM arrests) AS ranks
FROM (SELECT x FROM arrests UNION ALL SELECT NULL UNION ALL SELECT '{1,NULL,3,4}' UNION ALL SELECT '{NULL,2}') t(x);
SELECT correlation_matrix(ARRAY[5, 5, 0.1]) AS equal_values, covariance_matrix(ARRAY[5, 5, 0.1]) AS covariance, pca(ARRAY[5, 5, 0.1]) IS NULL AS pca, factor_analysis(ARRAY[5, 5, 0.1]) IS NULL AS factor, cronbach_alpha(ARRAY[5, 5, 0.1]) IS NULL AS alpha FROM attitude;
-- a constant among others: left out
SELECT difference((pca(x || 7::float8)).eigenvalues, (pca(x)).eigenvalues) = 0 AS eigenvalues, (pca(x || 7::float8)).loadings[5:5] AS loadings, array_dims((pca(x || 7::float8)).loadings) AS dims,
	(correlation_matrix(x || 7::float8))[5][5] IS NULL AND (correlation_matrix(x || 7::float8))[1][5] IS NULL AND (spearman_matrix(x || 7::float8))[5][1] IS NULL AS correlations, factor_analysis(x || 7::float8) IS NULL AS factor,
	cronbach_alpha_standardised(x || 7::float8) IS NULL AS standardised FROM arrests;
SELECT bool_and(a IS NOT DISTINCT FROM b) AS score_without_constant FROM (SELECT pca_score(x || 7::float8) OVER () AS a, pca_score(x) OVER () AS b FROM arrests) t;
SELECT (pca(x || 7::float8, 5)).loadings[1][1] > 0 AS constant_marker FROM arrests;
-- one variable; a variable twice (singular)
SELECT (pca(x[1:1])).*, correlation_matrix(x[1:1]) AS correlation, cronbach_alpha(x[1:1]) IS NULL AS alpha, cronbach_alpha_if_deleted(x[1:2]) AS if_deleted FROM arrests;
SELECT (pca(x || x)).eigenvalues[5:8] AS zeros, factor_analysis(x || x) IS NULL AS factor, (correlation_matrix(x || x))[1][5] AS same FROM arrests;
SELECT count(f) AS factor, count(p8) AS component_8, count(p1) AS component_1 FROM (SELECT factor_score(x || x) OVER () AS f, pca_score(x || x, 8) OVER () AS p8, pca_score(x || x, 1) OVER () AS p1 FROM arrests) t;
-- rows <= variables; three variables
SELECT factor_analysis(x) IS NULL AS seven_rows, (pca(x)).eigenvalues[7] AS no_variance_left FROM attitude WHERE id <= 7;
SELECT factor_analysis(x) IS NOT NULL AS eight_rows FROM attitude WHERE id BETWEEN 10 AND 17;
SELECT (f).chi_squared, (f).df, (f).p FROM (SELECT factor_analysis(ARRAY[x[1], x[2], x[5]]) AS f FROM attitude) t;
-- a weight: whole numbers repeat the row; 0 is as if the row were not there; only 0: undefined
SELECT correlation_matrix(x, id % 5) = (SELECT correlation_matrix(x) FROM attitude, generate_series(1, id % 5)) AS repeated, covariance_matrix(x, (id % 5)::float8) = (SELECT covariance_matrix(x) FROM attitude, generate_series(1, id % 5)) AS covariance,
	difference(correlation_matrix(x, 0.1), correlation_matrix(x)) < 1e-15 AS equal_weights, correlation_matrix(x, 4) = correlation_matrix(x) AS powers_of_two FROM attitude;
SELECT (correlation_matrix(x, 0))[1][1] IS NULL AS no_weight, covariance_matrix(x, 0::float8) IS NULL AS covariance, correlation_matrix(x, NULL) IS NULL AS null_weight FROM attitude;

-- huge, tiny, and a large offset: exact
SELECT covariance_matrix(ARRAY[x * 1e-150, x * 1e150]) AS covariance, correlation_matrix(ARRAY[x * 1e-300, x * 1e300, 1e15 + x]) AS correlation FROM (VALUES (0::float8), (2), (4)) t(x);
SELECT abs((correlation_matrix(ARRAY[3e6 + x[1] * 1e-6, x[2]]))[1][2] - corr(x[1], x[2])) < 1e-5 AS offset_only_rounds FROM attitude;
SELECT correlation_matrix(ARRAY[x, -x, 1]) AS ends FROM (VALUES (1.7976931348623157e308::float8), (-1.7976931348623157e308), (5e-324)) t(x);
SELECT error_of($$SELECT covariance_matrix(ARRAY[x]) FROM (VALUES (1e300::float8), (-1e300)) t(x)$$);
-- 1e150 and 1e-150 in one column: the small ones count where the large ones cancel
SELECT (covariance_matrix(ARRAY[x, y]))[1][2] = 5e-151 AS cancelled FROM (VALUES (1e150::float8, 1::float8), (-1e150, 1), (1e-150, 2), (-1e-150, 0)) t(x, y);

-- wrong input
SELECT error_of($$SELECT correlation_matrix(ARRAY['NaN'::float8, 1])$$);
SELECT error_of($$SELECT pca(ARRAY['infinity'::float8, 1])$$);
SELECT error_of($$SELECT correlation_matrix(x) FROM (VALUES ('{1,2}'::float8[]), ('{1,2,3}')) t(x)$$);
SELECT error_of($$SELECT spearman_matrix(x) FROM (VALUES ('{1,2}'::float8[]), ('{1,2,3}')) t(x)$$);
SELECT error_of($$SELECT correlation_matrix('{}'::float8[])$$);
SELECT error_of($$SELECT correlation_matrix('{{1,2},{3,4}}'::float8[])$$);
SELECT error_of($$SELECT correlation_matrix(array_fill(1::float8, ARRAY[1001]))$$);
SELECT error_of($$SELECT correlation_matrix('{1,2}'::float8[], -1)$$);
SELECT error_of($$SELECT covariance_matrix('{1,2}'::float8[], 'NaN'::float8)$$);
SELECT error_of($$SELECT covariance_matrix('{1,2}'::float8[], 2)$$);
SELECT error_of($$SELECT covariance_matrix('{1,2}'::float8[], NULL::integer)$$);
SELECT error_of($$SELECT covariance_matrix(x, (id % 2)::integer) FROM attitude$$);
SELECT error_of($$SELECT pca(x, 5) FROM arrests$$);
SELECT error_of($$SELECT pca(x, -1) FROM arrests$$);
SELECT error_of($$SELECT factor_analysis(x, (id % 2)::integer) FROM arrests$$);
SELECT error_of($$SELECT factor_analysis(x[1:2]) FROM arrests$$);
SELECT error_of($$SELECT pca_score(x, 5) OVER () FROM arrests$$);
SELECT error_of($$SELECT pca_score(x, 1, 5) OVER () FROM arrests$$);
SELECT error_of($$SELECT pca_score(x, id::integer) OVER () FROM arrests$$);
SELECT error_of($$SELECT factor_score(x, 9) OVER () FROM arrests$$);
SELECT error_of($$SELECT factor_score(x[1:2]) OVER () FROM arrests$$);
SELECT error_of($$SELECT pca_score(ARRAY[1, 'NaN'::float8]) OVER () FROM arrests$$);
SELECT error_of($$SELECT pca_score(x[1:(1 + id % 2)::integer]) OVER () FROM arrests$$);

-- the same bits: plans, permutations, splits
SELECT * FROM invariance('correlation_matrix(ARRAY[x, w, x * w])');
SELECT * FROM invariance('correlation_matrix(ARRAY[x, w, x * w], w)');
SELECT * FROM invariance('covariance_matrix(ARRAY[x, w, id])');
SELECT * FROM invariance('covariance_matrix(ARRAY[x, w, id], 1)');
SELECT * FROM invariance('covariance_matrix(ARRAY[x, id, district], w)');
SELECT * FROM invariance('spearman_matrix(ARRAY[x, w, district])');
SELECT * FROM invariance('pca(ARRAY[x, w, id, district])');
SELECT * FROM invariance('pca(ARRAY[x, w, id, district], 2)');
SELECT * FROM invariance('factor_analysis(ARRAY[x, w, x * w, id])');
SELECT * FROM invariance('factor_analysis(ARRAY[x, w, x * w, id], 4)');
SELECT * FROM invariance('cronbach_alpha(ARRAY[x, w, x * w])');
SELECT * FROM invariance('cronbach_alpha_if_deleted(ARRAY[x, w, x * w])');
SELECT * FROM invariance('cronbach_alpha_standardised(ARRAY[x, w, x * w])');
CREATE AGGREGATE engine_test.gram_state(float8[]) (SFUNC = sozialraum._gram_accum, STYPE = bytea);
CREATE AGGREGATE engine_test.gram_state(float8[], float8) (SFUNC = sozialraum._gram_accum, STYPE = bytea);
CREATE AGGREGATE engine_test.gram_merge(bytea) (SFUNC = sozialraum._gram_combine, STYPE = bytea);
CREATE AGGREGATE engine_test.weighted_gram_merge(bytea) (SFUNC = sozialraum._weighted_gram_combine, STYPE = bytea);
SELECT bool_and(same) AS split_and_merged FROM (SELECT sozialraum._correlation_final(gram_merge(s)) = (SELECT correlation_matrix(ARRAY[x, w, x * w]) FROM figure) AS same
	FROM generate_series(1, 20) p, LATERAL (SELECT gram_state(ARRAY[x, w, x * w]) AS s FROM figure GROUP BY hashint8extended(id, p) % (p * p)) t GROUP BY p) t;
SELECT sozialraum._covariance_final(weighted_gram_merge(s)) = (SELECT covariance_matrix(ARRAY[x, id], w) FROM figure) AS weighted FROM (SELECT gram_state(ARRAY[x, id], w) AS s FROM figure GROUP BY id % 97) t;
SELECT spearman_matrix_merge(s) = (SELECT spearman_matrix(ARRAY[x, w]) FROM figure) AS ranks FROM (SELECT spearman_matrix_state(ARRAY[x, w]) AS s FROM figure GROUP BY id % 37) t;
-- by hand, the caller's state stays as it is
SELECT s = before AS untouched, sozialraum._gram_accum(s, '{9,9,9}') <> s AS changed FROM (SELECT s, s || ''::bytea AS before FROM (SELECT gram_state(ARRAY[x, w, 1]) AS s FROM figure) t) t;

-- as window aggregates over frames; windows do not depend on the order of rows
SELECT bool_and(r = (SELECT correlation_matrix(a.x) FROM attitude a WHERE a.id BETWEEN t.id - 9 AND t.id)) AS frames, count(*) FROM (SELECT id, correlation_matrix(x) OVER (ORDER BY id ROWS 9 PRECEDING) AS r FROM attitude) t;
SELECT bool_and(a = (SELECT cronbach_alpha(x) FROM attitude)) AS over FROM (SELECT cronbach_alpha(x) OVER () AS a FROM attitude) t;
SELECT count(DISTINCT s) AS orders FROM (SELECT (SELECT array_agg(ARRAY[c, f] ORDER BY id)::text FROM (SELECT id, pca_score(x, 2, 3) OVER () AS c, factor_score(x) OVER () AS f FROM (SELECT * FROM attitude ORDER BY md5(p || '-' || id) OFFSET 0) o) w) AS s FROM generate_series(1, 30) p) t;
-- NULL rows pass through and do not count; nothing but NULL
SELECT count(*) AS rows, count(s) AS scores, bool_and(s IS NOT DISTINCT FROM r) AS same FROM (SELECT id, pca_score(CASE WHEN id <= 50 THEN x WHEN id = 51 THEN '{1,2,NULL,4}' END) OVER () AS s FROM (SELECT * FROM arrests UNION ALL SELECT i, NULL FROM generate_series(51, 60) i) u) t
LEFT JOIN (SELECT id, pca_score(x) OVER () AS r FROM arrests) r USING (id);
SELECT count(s) AS scores FROM (SELECT pca_score(NULL) OVER () AS s FROM arrests) t;

-- properties: scale and shift of a variable change nothing (powers of two: not one bit); order of variables; bounds
SELECT correlation_matrix(ARRAY[x[1] * 8, x[2] / 1024, -x[3]]) = (SELECT ARRAY[[r[1][1], r[1][2], -r[1][3]], [r[2][1], r[2][2], -r[2][3]], [-r[3][1], -r[3][2], r[3][3]]] FROM (SELECT correlation_matrix(ARRAY[x[1], x[2], x[3]]) AS r FROM attitude) t) AS scale,
	correlation_matrix(ARRAY[x[1] + 1000000, x[2], x[3] - 4096]) = correlation_matrix(ARRAY[x[1], x[2], x[3]]) AS shift FROM attitude;
SELECT bool_and((r[i][j] BETWEEN -1 AND 1) AND r[i][j] = r[j][i]) AS bounds FROM (SELECT correlation_matrix(ARRAY[x, w, x * w, x + 1, 2 * x]) AS r FROM figure) t, generate_series(1, 5) i, generate_series(1, 5) j;
SELECT bool_and(e[1] >= e[2] AND e[2] >= e[3] AND e[3] >= 0 AND abs(e[1] + e[2] + e[3] - 3) < 1e-13) AS eigenvalues FROM (SELECT (pca(ARRAY[x, w, x * w])).eigenvalues AS e FROM figure GROUP BY id % 100) t;

-- hostile states
DO $$
DECLARE
	states bytea[] := ARRAY[(SELECT engine_test.gram_state(ARRAY[x, w, x * w]) FROM engine_test.figure), (SELECT engine_test.gram_state(x) FROM engine_test.arrests),
		(SELECT engine_test.gram_state(x, id) FROM engine_test.attitude), (SELECT sozialraum.spearman_matrix_state(x) FROM engine_test.arrests)];
	state bytea;
	refused integer := 0;
	survived integer := 0;
BEGIN
	FOR seed IN 1 .. 10000 LOOP
		state := engine_test.mutate(states[1 + seed % 4], seed);
		BEGIN
			IF seed % 4 = 3 THEN
				PERFORM sozialraum.spearman_matrix_merge(state);
			ELSE
				PERFORM sozialraum._correlation_final(state), sozialraum._covariance_final(state), sozialraum._cronbach_alpha_final(state), sozialraum._cronbach_alpha_if_deleted_final(state),
					sozialraum._cronbach_alpha_standardised_final(state), sozialraum._pca_final(state), sozialraum._factor_analysis_final(state);
				IF seed % 4 < 2 THEN
					PERFORM sozialraum._correlation_final(sozialraum._gram_accum(sozialraum._gram_combine(states[1 + seed % 4], state), CASE seed % 4 WHEN 0 THEN '{1,2,3}'::float8[] ELSE '{1,2,3,4}' END));
				ELSE
					PERFORM sozialraum._correlation_final(sozialraum._weighted_gram_combine(state, states[3]));
				END IF;
			END IF;
			survived := survived + 1;
		EXCEPTION WHEN invalid_binary_representation THEN
			refused := refused + 1;
		WHEN numeric_value_out_of_range OR array_subscript_error OR invalid_parameter_value THEN
			survived := survived + 1;
		END;
	END LOOP;
	IF refused < 3000 OR survived < 500 THEN
		RAISE EXCEPTION 'refused %, survived %', refused, survived;
	END IF;
END $$;
-- forged limbs: all heads moved alike, so that only the values tell; the finals refuse them or compute, and never leave the range of a sum
DO $$
DECLARE
	states bytea[] := ARRAY[(SELECT engine_test.gram_state(ARRAY[x[1], x[2], x[3]]) FROM engine_test.attitude, generate_series(1, 10)), (SELECT engine_test.gram_state(ARRAY[x[1], x[2], x[3]], id) FROM engine_test.attitude, generate_series(1, 10))];
	state bytea; bytes bytea; n integer; at integer;
	refused integer := 0; computed integer := 0;
BEGIN
	FOR kind IN 1 .. 2 LOOP
		FOR lo IN -110 .. 110 LOOP
			state := states[kind];
			n := get_byte(state, 24) + 256 * get_byte(state, 25);		-- offsets without the 4 bytes of the varlena head
			bytes := substr(int4send(lo), 3);
			state := set_byte(set_byte(state, 22, get_byte(bytes, 1)), 23, get_byte(bytes, 0));
			FOR p IN 0 .. 9 LOOP
				at := 28 + 128 * (2 + kind) * 8 + p * (8 + 8 * n);
				state := set_byte(set_byte(state, at, get_byte(bytes, 1)), at + 1, get_byte(bytes, 0));
			END LOOP;
			BEGIN
				PERFORM sozialraum._correlation_final(state), sozialraum._covariance_final(state);
				IF kind = 1 THEN
					PERFORM sozialraum._cronbach_alpha_final(state), sozialraum._cronbach_alpha_if_deleted_final(state), sozialraum._pca_final(state), sozialraum._factor_analysis_final(state);
				END IF;
				computed := computed + 1;
			EXCEPTION WHEN invalid_binary_representation THEN
				refused := refused + 1;
			WHEN numeric_value_out_of_range THEN
				computed := computed + 1;
			END;
		END LOOP;
	END LOOP;
	IF refused < 100 OR computed < 60 THEN
		RAISE EXCEPTION 'refused %, computed %', refused, computed;
	END IF;
END $$;
SELECT error_of($$SELECT sozialraum._cronbach_alpha_final(gram_state(x, 1)) FROM arrests$$);
-- a forged initial state, which an aggregate checks only as far as memory goes
CREATE AGGREGATE engine_test.forged(float8[]) (SFUNC = sozialraum._gram_accum, STYPE = bytea, FINALFUNC = sozialraum._correlation_final, INITCOND = '\x00');
SELECT error_of('SELECT forged(x) FROM arrests');
SELECT error_of($$SELECT sozialraum._correlation_final('\x')$$);
SELECT error_of($$SELECT sozialraum._gram_combine(gram_state(x), gram_state(x[1:3])) FROM arrests$$);
SELECT error_of($$SELECT sozialraum._gram_combine(gram_state(x), gram_state(x, 1)) FROM arrests$$);
SELECT error_of($$SELECT sozialraum._gram_combine(sozialraum._covariance_accum(NULL, x, 1), gram_state(x)) FROM arrests GROUP BY x$$);
SELECT error_of($$SELECT spearman_matrix_merge(s) FROM (SELECT gini_state(x) AS s FROM figure) t$$);
SELECT error_of($$SELECT spearman_matrix_merge(s) FROM (SELECT spearman_matrix_state(x) AS s FROM arrests UNION ALL SELECT spearman_matrix_state(x) FROM attitude) t$$);
