-- moran, geary, getis_ord, bivariate_moran, lee, moran_rate, join_counts, join_count_table
SET search_path = sozialraum, engine_test, public;
SET jit = off;

-- weights from a list "unit:neighbour,neighbour unit:…"; the same within 1e-9
CREATE FUNCTION pg_temp.weights(list text) RETURNS spatial_weights LANGUAGE sql AS
$$SELECT weights_from_neighbours(split_part(u, ':', 1)::bigint, n::bigint) FROM regexp_split_to_table(list, ' ') AS u LEFT JOIN LATERAL regexp_split_to_table(nullif(split_part(u, ':', 2), ''), ',') AS n ON true$$;
CREATE FUNCTION pg_temp.near(have double precision, want double precision) RETURNS boolean LANGUAGE sql AS
$$SELECT abs(have - want) <= 1e-9 * abs(want) OR have IS NULL AND want IS NULL$$;

-- Columbus in the order of spData's COL.OLD with its neighbours COL.nb (Anselin 1988): 49 districts, 232 links
CREATE TEMP TABLE old AS SELECT * FROM unnest('{18.801754,32.38776,38.425858,0.178269,15.72598,30.626781,50.73151,26.066658,48.585487,34.000835,36.868774,20.048504,19.145592,18.905146,27.822861,16.241299,0.223797,30.515917,33.705048,40.969742,52.79443,41.968163,39.175053,53.710938,25.962263,22.541491,26.645266,29.028488,36.663612,42.445076,56.919785,61.299175,60.750446,68.892044,38.297871,54.838711,56.705669,62.275448,46.716129,57.066132,54.521965,43.962486,40.074074,23.974028,17.677214,14.305556,19.100863,16.530533,16.49189}'::float8[], '{21.232,4.477,11.337,8.438,19.531,15.956,11.252,16.028999,9.873,13.598,9.798,21.155001,18.941999,22.207001,18.950001,29.833,31.07,17.586,11.709,8.085,10.822,9.918,12.814,11.107,16.961,18.796,11.813,14.135,13.38,17.017,7.856,8.461,8.681,13.906,14.236,7.625,10.048,7.467,9.549,9.963,11.618,13.185,10.655,14.948,16.940001,18.739,18.476999,18.323999,25.872999}'::float8[]) WITH ORDINALITY AS t(crime, inc, id);
CREATE TEMP TABLE old_weights AS SELECT pg_temp.weights('1:2,5,6 2:1,3,6,7 3:2,4,7,37,38,39 4:3,37,39,40 5:1,6 6:1,2,5,7 7:2,3,6,8,9,18,36,38 8:7,18 9:7,18,20,32,36,38 10:11,17,18,19 11:10,12,17 12:11,13,17 13:12,14,16,17 14:13,15,16 15:14,16 16:13,14,15,17,23 17:10,11,12,13,16,18,19,21,22,23 18:7,8,9,10,17,19,20 19:10,17,18,20,21,31 20:9,18,19,31,32 21:17,19,22,31 22:17,21,23,31 23:16,17,22,24,25,29,31 24:23,25,29,30,31,33 25:23,24,26,27,29 26:25,27,28 27:25,26,28,29 28:26,27,29,30 29:23,24,25,27,28,30 30:24,28,29,31,33,34 31:19,20,21,22,23,24,30,32,33 32:9,20,31,33,34,35,36 33:24,30,31,32,34,35 34:30,32,33,35,43 35:32,33,34,36,41,42,43 36:7,9,32,35,37,38,40,42 37:3,4,36,38,39,40,42 38:3,7,9,36,37 39:3,4,37,40 40:4,36,37,39,41,42 41:35,40,42 42:35,36,37,40,41 43:34,35,44 44:43,45,46,49 45:44,46 46:44,45,47,48,49 47:46,48 48:46,47 49:44,46') AS w;
SELECT style, units, links, islands FROM old_weights, weights_summary(w);

-- published (spdep, test of Cliff and Ord's numbers): I, z; C; join counts of crime above 35
SELECT pg_temp.near((m).statistic, 0.51095126407879) AS i, pg_temp.near((m).z, 5.634132894) AS z, pg_temp.near((m).z_normality, 5.675350197) AS z_normality, pg_temp.near((m).p_greater, 8.7970656e-09) OR abs((m).p_greater / 8.7970656e-09 - 1) < 1e-7 AS p,
	pg_temp.near((c).statistic, 0.52986993059816) AS c, pg_temp.near((c).z, -4.760513751) AS c_z
FROM (SELECT moran(id, crime, w) AS m, geary(id, crime, w) AS c FROM old, old_weights) t;
SELECT bb, bw, ww, black, white, round(bb_expectation::numeric, 6) AS bb_e, round(bb_variance::numeric, 6) AS bb_v, round(ww_expectation::numeric, 6) AS ww_e, round(ww_variance::numeric, 6) AS ww_v,
	round(bw_expectation::numeric, 6) AS bw_e, round(bw_variance::numeric, 6) AS bw_v, round(bb_z::numeric, 5) AS bb_z, round(bw_z::numeric, 5) AS bw_z, round(ww_z::numeric, 6) AS ww_z
FROM (SELECT (join_counts(id, crime > 35, w)).* FROM old, old_weights) t;

-- esda's tests: St. Louis homicides (HR8893), SIDS in North Carolina (rate 1974; events and births 1979 as empirical Bayes index)
CREATE TEMP TABLE stl AS SELECT * FROM unnest('{1.624458,2.255492,1.46789,2.484256,0.0,9.048673,6.029489,1.800385,4.581251,3.790607,1.447436,1.191966,0.0,1.608017,1.949812,0.74509,4.173318,3.783252,2.085136,2.176302,6.309347,10.855743,4.211354,0.80481,3.215331,2.833664,1.59204,1.571158,3.12759,4.416896,3.017486,9.924245,7.973957,5.005464,2.463891,0.0,7.377974,1.003875,3.190047,45.905406,2.447597,1.294958,5.933098,4.133997,4.298311,27.483827,0.969791,0.0,2.934466,4.456427,4.629264,4.941533,3.990041,2.064324,3.040253,3.905411,4.332839,3.894111,6.828794,3.263947,3.282163,3.295762,7.249679,3.041846,1.618018,4.910801,1.991457,3.146192,7.26665,3.110904,2.980271,3.866767,1.868408,12.577034,7.803599,3.47149,4.334822,8.451537}'::float8[]) WITH ORDINALITY AS t(hr, id);
CREATE TEMP TABLE sids2 AS SELECT * FROM unnest('{0.91659,0.0,1.568381,1.968504,6.333568,4.820937,0.0,0.0,4.132231,0.620347,1.932367,3.596314,2.393776,2.570694,1.834862,4.988914,1.831502,1.271456,0.755858,2.066116,1.331558,0.0,0.788022,1.429593,0.843313,1.421157,2.782534,4.531722,1.264223,2.007528,1.989555,0.0,2.734482,1.66251,0.0,1.291156,1.104667,2.614379,0.966417,0.8285,0.0,1.452169,1.399384,5.050505,0.0,2.569373,1.570916,1.215067,2.971367,0.651324,2.748331,0.868961,1.197605,1.500375,0.947867,0.0,2.600297,4.444444,4.597701,2.220249,4.010695,2.71166,1.588983,2.055076,3.610108,1.749781,1.888218,2.038169,0.731886,2.384738,2.122241,1.942502,0.0,2.786291,2.557545,1.220324,1.876173,0.0,1.322314,1.845018,1.94742,1.865855,1.730104,1.021711,9.55414,4.685408,0.0,1.610954,1.451379,0.0,2.215406,3.547672,2.599032,3.929522,2.071251,4.489338,3.257329,4.477612,2.171553,2.292526}'::float8[], '{0.0,3.0,6.0,2.0,3.0,5.0,2.0,2.0,2.0,5.0,2.0,5.0,4.0,4.0,6.0,17.0,4.0,7.0,1.0,0.0,1.0,0.0,1.0,0.0,18.0,38.0,11.0,5.0,6.0,22.0,7.0,2.0,9.0,9.0,1.0,1.0,31.0,2.0,5.0,3.0,2.0,8.0,15.0,0.0,0.0,5.0,12.0,3.0,13.0,8.0,11.0,21.0,18.0,13.0,8.0,1.0,4.0,2.0,4.0,6.0,8.0,23.0,10.0,21.0,7.0,5.0,5.0,35.0,20.0,8.0,7.0,8.0,1.0,14.0,4.0,26.0,0.0,3.0,4.0,1.0,1.0,57.0,2.0,9.0,4.0,6.0,0.0,7.0,7.0,0.0,18.0,16.0,23.0,26.0,4.0,5.0,3.0,17.0,9.0,6.0}'::float8[], '{1364.0,542.0,3616.0,830.0,1606.0,1838.0,350.0,594.0,1190.0,2038.0,1253.0,5386.0,2074.0,1790.0,2753.0,4463.0,2275.0,3725.0,1775.0,676.0,899.0,977.0,1568.0,1863.0,15704.0,20543.0,5767.0,1616.0,4478.0,10432.0,5189.0,919.0,4359.0,4249.0,869.0,1849.0,20857.0,926.0,5400.0,1438.0,1683.0,7143.0,4314.0,1141.0,319.0,2215.0,5711.0,2398.0,4706.0,6427.0,6635.0,6883.0,9956.0,4780.0,2463.0,1059.0,2909.0,883.0,1178.0,2949.0,3543.0,8227.0,4789.0,5526.0,2817.0,1504.0,3534.0,30757.0,5669.0,1598.0,3039.0,3679.0,488.0,4225.0,1401.0,11455.0,673.0,1157.0,3447.0,631.0,1173.0,26370.0,650.0,5273.0,1875.0,1706.0,427.0,2777.0,3108.0,419.0,7595.0,2617.0,14655.0,9087.0,3339.0,2052.0,1602.0,4144.0,6917.0,2655.0}'::float8[]) WITH ORDINALITY AS t(sidr74, sid79, bir79, id);
CREATE TEMP TABLE sids2_weights AS SELECT pg_temp.weights('1:2,18,19 2:1,3,18 3:2,10,18,23,25 4:7,56 5:6,9,16,28 6:5,8,28 7:4,8,17 8:6,7,17,20,21 9:5,15,16,24 10:3,12,25 11:12,14,27,29 12:10,11,26,27 13:14,15,24,30,37 14:11,13,29,30 15:9,13,24 16:5,9,28,31,33,36 17:7,8,20 18:1,2,3,19,23,34,39,41 19:1,18,22,34 20:8,17,21 21:8,20 22:19,32,34,43,46 23:3,18,25,39,40 24:9,13,15,31,37 25:3,10,23,26,40,42 26:12,25,27,42,47 27:11,12,26,29,47,48 28:5,6,16,36,44 29:11,14,27,30,48 30:13,14,29,37,48 31:16,24,33,49,54 32:22,35,46 33:16,31,36,49,51 34:18,19,22,41,43,52 35:32,38,46,53 36:16,28,33,44,51,57 37:13,24,30,48,54,63 38:35,53,55 39:18,23,40,41,50,52,65,68,69 40:23,25,39,42,50 41:18,34,39,52 42:25,26,40,47,50,70 43:22,34,46,52,61,64 44:28,36,45,57,87 45:44,87 46:22,32,35,43,53,61 47:26,27,42,48,67,70 48:27,29,30,37,47,60,63,67 49:31,33,51,54,59,62 50:39,40,42,69,71 51:33,36,49,57,59,74,91 52:34,39,41,43,65 53:35,38,46,55,61,72 54:31,37,49,62,63,79 55:38,53,58,66,75 56:4,87 57:36,44,51,80,87,91 58:55,66,73,78 59:49,51,62,74 60:48,63,67 61:43,46,53,64,72,77 62:49,54,59,74,79,88 63:37,48,54,60,67,79,82 64:43,61,65,76 65:39,52,64,68,76 66:55,58,75,78 67:47,48,60,63,70,82,86,89 68:39,65,69,76,84 69:39,50,68,71,84 70:42,47,67,71,85,89 71:50,69,70,84,85 72:53,61,75,77 73:58,78,81 74:51,59,62,83,88,91 75:55,66,72 76:64,65,68 77:61,72 78:58,66,73,81,90 79:54,62,63,82,88,96,97 80:57,91 81:73,78,90 82:63,67,79,86,94,96 83:74,88,91,93,95 84:68,69,71,85 85:70,71,84,89 86:67,82,92,94 87:44,45,56,57 88:62,74,79,83,93,97 89:67,70,85,92 90:78,81 91:51,57,74,80,83,95 92:86,89,94 93:83,88,95,97 94:82,86,92,96,98 95:83,91,93 96:79,82,94,97,98 97:79,88,93,96,98,99,100 98:94,96,97,100 99:97,100 100:97,98,99') AS w;
SELECT pg_temp.near((m).statistic, 0.24365582621771659) AS i, pg_temp.near((m).variance, 0.0029761028286109312) AS v, pg_temp.near((m).variance_normality, 0.0049681392601161186) AS v_normality
FROM (SELECT moran(id, hr, pg_temp.weights('1:3,6,7 2:5,8,10 3:1,4,7 4:3,5,7,9 5:2,4,9,10 6:1,7,11,12,16 7:1,3,4,6,9,11,18,19 8:2,10,15 9:4,5,7,10,13,19,20 10:2,5,8,9,13,15,17,20,21 11:6,7,16,18 12:6,14,16 13:9,10,20 14:12,16,22 15:8,10,17,23 16:6,11,12,14,18,22,27,28 17:10,15,21,23,26,30 18:7,11,16,19,27,32,33 19:7,9,18,20,24,33 20:9,10,13,19,21,24 21:10,17,20,24,26,35 22:14,16,28,29 23:15,17,25,30,31 24:19,20,21,33,35 25:23,31,42 26:17,21,30,34,35 27:16,18,28,32,36,39,41 28:16,22,27,29,36 29:22,28,36,38 30:17,23,26,31,34,43 31:23,25,30,42,43,44 32:18,27,33,41 33:18,19,24,32,35,40,41,46 34:26,30,35,43,45 35:21,24,26,33,34,37,45 36:27,28,29,38,39,47 37:35,40,45,46,49,51 38:29,36,47,48 39:27,36,41,47,50,52 40:33,37,46 41:27,32,33,39,46,50 42:25,31,44,53 43:30,31,34,44,45,54,59,61 44:31,42,43,53,54 45:34,35,37,43,51,59,60 46:33,37,40,41,49,50,57 47:36,38,39,48,52,55,56 48:38,47,55 49:37,46,51,57,63 50:39,41,46,52,57,58 51:37,45,49,60,63,64 52:39,47,50,56,58,62 53:42,44,54,65 54:43,44,53,61,65 55:47,48,56 56:47,52,55,62 57:46,49,50,58,63,66,67 58:50,52,57,62,66 59:43,45,60,61,69,70 60:45,51,59,64,70 61:43,54,59,65,69,72 62:52,56,58,66,68 63:49,51,57,64,67 64:51,60,63,67,70,71 65:53,54,61,72 66:57,58,62,67,68,73 67:57,63,64,66,71,75,76 68:62,66,73 69:59,61,70,72,74,77 70:59,60,64,69,71,74,78 71:64,67,70,75,78 72:61,65,69,77 73:66,68,76 74:69,70,77,78 75:67,71,76,78 76:67,73,75 77:69,72,74 78:70,71,74,75')) AS m FROM stl) t;
SELECT pg_temp.near((m).statistic, 0.24772519320480135) AS i, pg_temp.near((m).variance, 0.0042759650963557069) AS v, pg_temp.near((m).z, 3.9428474787377734) AS z,
	pg_temp.near((r).statistic, 0.16622343552567395) AS rate, pg_temp.near((r).variance, 0.0044095033840556696) AS rate_v, (r).n
FROM (SELECT moran(id, sidr74, w) AS m, moran_rate(id, sid79, bir79, w) AS r FROM sids2, sids2_weights) t;
-- esda: lattice of 3 x 3, y = 1 … 9; lattice of 4 x 4, eight 0 and eight 1; six points within 15
CREATE FUNCTION pg_temp.lattice(rows integer, columns integer) RETURNS spatial_weights LANGUAGE sql AS
$$SELECT weights_from_neighbours(r * columns + c + 1, (r + y) * columns + c + x + 1) FROM generate_series(0, rows - 1) r, generate_series(0, columns - 1) c, (VALUES (0, 1), (0, -1), (1, 0), (-1, 0)) AS step(x, y)
	WHERE r + y BETWEEN 0 AND rows - 1 AND c + x BETWEEN 0 AND columns - 1$$;
SELECT (m).statistic, round((m).variance::numeric, 12) AS variance, round((m).variance_normality::numeric, 12) AS normality FROM (SELECT moran(i, i, pg_temp.lattice(3, 3), 'binary') AS m FROM generate_series(1, 9) i) t;
SELECT bb, bw, ww, bb_expectation, bw_expectation FROM (SELECT (join_counts(i, i > 8, pg_temp.lattice(4, 4))).* FROM generate_series(1, 16) i) t;
SELECT round((g).statistic::numeric, 8) AS g, round((g).p_greater::numeric, 6) AS p, (g).n
FROM (SELECT getis_ord(i, y, pg_temp.weights('1:2,4 2:1,4,5 3:5 4:1,2,5 5:2,3,4,6 6:5')) AS g FROM (VALUES (1, 2), (2, 3), (3, 3.2), (4, 5), (5, 8), (6, 7)) v(i, y)) t;

-- spdep 1.2-7 (moran.test, geary.test, globalG.test, lee.test, moran_bv) on COL.OLD: COL.nb and neighbours that are not symmetric, binary and with weights, in all styles.
-- lee.test's variance is left out: it is not that of its permutations, ours is (doc/methods/autocorrelation.md).
CREATE TEMP TABLE links AS
	SELECT 'sym' AS set, id, neighbour_id, NULL::float8 AS weight FROM old_weights, neighbours(w)
	UNION ALL SELECT 'asym', i, j, NULL FROM (SELECT DISTINCT i, unnest(ARRAY[i % 49 + 1, (i * 7) % 49 + 1, (i + 10) % 49 + 1]) AS j FROM generate_series(1, 49) i) t WHERE i <> j;
INSERT INTO links SELECT 'general', id, neighbour_id, 1 + (id * neighbour_id) % 5 FROM links WHERE set = 'sym' UNION ALL SELECT 'asymgeneral', id, neighbour_id, 1 + (id + 2 * neighbour_id) % 5 FROM links WHERE set = 'asym';
CREATE TEMP TABLE set_weights AS SELECT set, CASE WHEN min(weight) IS NULL THEN weights_from_neighbours(id, neighbour_id) ELSE weights_from_neighbours(id, neighbour_id, weight) END AS w FROM links GROUP BY set;
CREATE TEMP TABLE expected (test text, set text, style text, statistic float8, expectation float8, variance float8, variance_normality float8);
INSERT INTO expected VALUES
	('moran', 'sym', 'row', 0.5109512640787931, -0.020833333333333332, 0.0089087615598779455, 0.0087798314568646903),
	('geary', 'sym', 'row', 0.52986993059816001,                  1, 0.0097527796226387076, 0.010271367277995481),
	('getis_ord', 'sym', 'row', 0.023250043334893288, 0.020833333333333332, 5.5977901273340921e-07, NULL),
	('lee', 'sym', 'row', -0.47317980902011497, -0.16653670502113976, NULL, NULL),
	('bivariate_moran', 'sym', 'row', -0.4283873480159065, NULL, NULL, NULL),
	('moran', 'sym', 'general', 0.52063814969530953, -0.020833333333333332, 0.0075987199024332847, 0.0074920522856387894),
	('geary', 'sym', 'general', 0.58366682352107113,                  1, 0.011784108749232079, 0.01407847800237812),
	('getis_ord', 'sym', 'general', 0.12628149644107928, 0.098639455782312924, 3.4386754357072433e-05, NULL),
	('lee', 'sym', 'general', -0.39832873969262578, -0.11380982729028971, NULL, NULL),
	('moran', 'sym', 'global', 0.52063814969530942, -0.020833333333333332, 0.0075987199024332343, 0.0074920522856387391),
	('geary', 'sym', 'global', 0.58366682352107102,                  1, 0.011784108749232032, 0.014078478002378065),
	('getis_ord', 'sym', 'global', 0.026671522955227948, 0.020833333333333332, 1.5339364820774457e-06, NULL),
	('lee', 'sym', 'global', -0.39832873969262578, -0.11380982729028971, NULL, NULL),
	('moran', 'sym', 'variance', 0.51295746952277743, -0.020833333333333332, 0.0079715037370940278, 0.0078573688022054201),
	('geary', 'sym', 'variance', 0.55824448757648948,                  1, 0.010018110985951453, 0.011172288073380963),
	('getis_ord', 'sym', 'variance', 0.025101332549933134, 0.020833333333333336, 8.9457317778771214e-07, NULL),
	('lee', 'sym', 'variance', -0.43019755380587393, -0.13548259865583737, NULL, NULL),
	('moran', 'general', 'row',   0.54017679951483, -0.020833333333333332, 0.0096503248384760629, 0.009511531525188471),
	('geary', 'general', 'row', 0.53972123195185862,                  1, 0.011476190940168369, 0.012525123063583943),
	('getis_ord', 'general', 'row', 0.023433925607557693, 0.020833333333333332, 8.8427917233432516e-07, NULL),
	('lee', 'general', 'row', -0.55359671091158957, -0.19250584356909539, NULL, NULL),
	('bivariate_moran', 'general', 'row', -0.46508563376159046, NULL, NULL, NULL),
	('moran', 'general', 'general', 0.58185279838108594, -0.020833333333333332, 0.0099266603269003838, 0.0097895948936451305),
	('geary', 'general', 'general', 0.60522038911353215,                  1, 0.017787169340527494, 0.022063258026159334),
	('getis_ord', 'general', 'general', 0.3145246416904659, 0.24659863945578231, 0.00038296613418547371, NULL),
	('lee', 'general', 'general', -0.46196391183278174, -0.13355393224840811, NULL, NULL),
	('moran', 'general', 'global', 0.58185279838108594, -0.020833333333333332, 0.0099266603269003821, 0.0097895948936451288),
	('geary', 'general', 'global', 0.60522038911353215,                  1, 0.017787169340527497, 0.022063258026159337),
	('getis_ord', 'general', 'global', 0.026571909384194538, 0.020833333333333332, 2.7333581693796691e-06, NULL),
	('lee', 'general', 'global', -0.46196391183278174, -0.13355393224840809, NULL, NULL),
	('moran', 'general', 'variance', 0.5392696086226203, -0.020833333333333332, 0.0087583653692107355, 0.0086335375111641806),
	('geary', 'general', 'variance', 0.56771303672113926,                  1, 0.011608414059328356, 0.013197934063394465),
	('getis_ord', 'general', 'variance', 0.02525690159537294, 0.020833333333333332, 1.1662230215490183e-06, NULL),
	('lee', 'general', 'variance', -0.5018316245267852, -0.15849184863035698, NULL, NULL),
	('moran', 'asym', 'row', 0.17452832757150732, -0.020833333333333332, 0.006180600332463055, 0.0060942224111866792),
	('geary', 'asym', 'row', 0.71736271222183323,                  1, 0.0099864230524533033, 0.012067194224628607),
	('getis_ord', 'asym', 'row', 0.021843269815676376, 0.020833333333333332, 1.3700747320659627e-06, NULL),
	('lee', 'asym', 'row', -0.20330799192345497, -0.22944801555053446, NULL, NULL),
	('bivariate_moran', 'asym', 'row', -0.16164212132100136, NULL, NULL, NULL),
	('moran', 'asym', 'general', 0.17610944420268351, -0.020833333333333332, 0.0061218548536706215, 0.0060363216949588473),
	('geary', 'asym', 'general', 0.7258959554726705,                  1, 0.0099164272682362962, 0.011990740740740741),
	('getis_ord', 'asym', 'general', 0.064628027355717974, 0.061224489795918366, 1.1785669204414807e-05, NULL),
	('lee', 'asym', 'general', -0.20670268684402465, -0.22553600342476554, NULL, NULL),
	('moran', 'asym', 'global', 0.17610944420268351, -0.020833333333333332, 0.0061218548536706354, 0.0060363216949588594),
	('geary', 'asym', 'global', 0.72589595547267061,                  1, 0.0099164272682363049, 0.01199074074074075),
	('getis_ord', 'asym', 'global', 0.021991481530765147, 0.020833333333333332, 1.364650451379291e-06, NULL),
	('lee', 'asym', 'global', -0.20670268684402462, -0.22553600342476554, NULL, NULL),
	('moran', 'asym', 'variance', 0.1753906731718656, -0.020833333333333332, 0.0061328139183133576, 0.0060471116080785198),
	('geary', 'asym', 'variance', 0.72201676786140512,                  1, 0.0099173574631872333, 0.011986394324004243),
	('getis_ord', 'asym', 'variance', 0.02192410491531939, 0.020833333333333332, 1.3619651790344766e-06, NULL),
	('lee', 'asym', 'variance', -0.2053165197514587, -0.2271334083761212, NULL, NULL),
	('moran', 'asymgeneral', 'row', 0.14238838997508216, -0.020833333333333332, 0.0070654821348854887, 0.0069673017164892034),
	('geary', 'asymgeneral', 'row', 0.72117428496156188,                  1, 0.012008215840025616, 0.014703287221795617),
	('getis_ord', 'asymgeneral', 'row', 0.021992645532003717, 0.020833333333333332, 1.7467127791987889e-06, NULL),
	('lee', 'asymgeneral', 'row', -0.22550627133016901, -0.26047727225646511, NULL, NULL),
	('bivariate_moran', 'asymgeneral', 'row', -0.12808134045126526, NULL, NULL, NULL),
	('moran', 'asymgeneral', 'general', 0.10987335607745653, -0.020833333333333332, 0.0074692096957743367, 0.0073652260658614724),
	('geary', 'asymgeneral', 'general', 0.75013443759168952,                  1, 0.012491787853887572, 0.015232590117319856),
	('getis_ord', 'asymgeneral', 'general', 0.19287146863858398, 0.18664965986394558, 0.00014325739439980528, NULL),
	('lee', 'asymgeneral', 'general', -0.20869418554131927, -0.24793338013481356, NULL, NULL),
	('moran', 'asymgeneral', 'global', 0.10987335607745653, -0.020833333333333332, 0.0074692096957743349, 0.0073652260658614715),
	('geary', 'asymgeneral', 'global', 0.75013443759168941,                  1, 0.012491787853887572, 0.015232590117319865),
	('getis_ord', 'asymgeneral', 'global', 0.021527794904990016, 0.020833333333333332, 1.7847614113351948e-06, NULL),
	('lee', 'asymgeneral', 'global', -0.2086941855413193, -0.24793338013481356, NULL, NULL),
	('moran', 'asymgeneral', 'variance', 0.14790663776865054, -0.020833333333333332, 0.0069679678413028124, 0.0068710070711536144),
	('geary', 'asymgeneral', 'variance', 0.72080805608225629,                  1, 0.011700443171534552, 0.01428240818380814),
	('getis_ord', 'asymgeneral', 'variance', 0.022075238956986515, 0.020833333333333336, 1.6793034077005296e-06, NULL),
	('lee', 'asymgeneral', 'variance', -0.22885093136182794, -0.25548037658851952, NULL, NULL);
CREATE TEMP TABLE computed AS
	SELECT 'moran' AS test, set, style, (moran(id, crime, w, style)).* FROM set_weights, (SELECT DISTINCT style FROM expected) s, old GROUP BY set, style
	UNION ALL SELECT 'geary', set, style, (geary(id, crime, w, style)).* FROM set_weights, (SELECT DISTINCT style FROM expected) s, old GROUP BY set, style
	UNION ALL SELECT 'getis_ord', set, style, (getis_ord(id, crime, w, style)).* FROM set_weights, (SELECT DISTINCT style FROM expected) s, old GROUP BY set, style
	UNION ALL SELECT 'lee', set, style, (lee(id, crime, inc, w, style)).* FROM set_weights, (SELECT DISTINCT style FROM expected) s, old GROUP BY set, style
	UNION ALL SELECT 'bivariate_moran', set, style, (bivariate_moran(id, crime, inc, w, style)).* FROM set_weights, (SELECT DISTINCT style FROM expected) s, old GROUP BY set, style;
SELECT test, count(*), bool_and(pg_temp.near(c.statistic, e.statistic)) AS statistic, bool_and(pg_temp.near(c.expectation, e.expectation) OR e.expectation IS NULL) AS expectation,
	bool_and(pg_temp.near(c.variance, e.variance) OR e.variance IS NULL) AS variance, bool_and(pg_temp.near(c.variance_normality, e.variance_normality) OR e.variance_normality IS NULL) AS normality
FROM expected e JOIN computed c USING (test, set, style) GROUP BY test ORDER BY test;

-- the customary standardisation: row (G: none); weights that were standardised keep theirs
SELECT moran(id, crime, w) = moran(id, crime, w, 'row') AS moran, geary(id, crime, w) = geary(id, crime, w, 'row') AS geary, getis_ord(id, crime, w) = getis_ord(id, crime, w, 'general') AS getis_ord,
	bivariate_moran(id, crime, inc, w) = bivariate_moran(id, crime, inc, w, 'row') AS bivariate, lee(id, crime, inc, w) = lee(id, crime, inc, w, 'row') AS lee,
	moran_rate(id, crime, 100, w) = moran_rate(id, crime, 100, w, 'row') AS rate, moran(id, crime, standardise_weights(w)) = moran(id, crime, w) AS standardised, moran(id, crime, standardise_weights(w), 'binary') = moran(id, crime, w) AS kept
FROM old, set_weights WHERE set = 'general';

-- islands: the same as without them (spdep: subset(); globalG.test leaves them out by itself)
CREATE TEMP TABLE island_weights AS SELECT weights_from_neighbours(id, CASE WHEN 4 NOT IN (id, neighbour_id) AND 39 NOT IN (id, neighbour_id) THEN neighbour_id END) AS w
	FROM (SELECT DISTINCT id, CASE WHEN 4 NOT IN (id, neighbour_id) AND 39 NOT IN (id, neighbour_id) THEN neighbour_id END AS neighbour_id FROM links WHERE set = 'sym') l;
CREATE TEMP TABLE expected_islands (test text, style text, statistic float8, expectation float8, variance float8);
INSERT INTO expected_islands VALUES
	('moran', 'row', 0.64237913669753122, -0.021739130434782608, 0.0094740804447249524),
	('geary', 'row', 0.41617707415990107,                  1, 0.010253402698390243),
	('moran', 'variance', 0.63663579858980135, -0.021739130434782608, 0.0084825983686378208),
	('geary', 'variance', 0.4479181830183887,                  1, 0.010463514141962987),
	('moran', 'global', 0.63468727938885094, -0.021739130434782608, 0.0080699181052865995),
	('geary', 'global', 0.48202188359983528,                  1, 0.012225845170308974),
	('getis_ord', 'general', 0.12831025315049466, 0.10083256244218317, 3.4855887756224738e-05);
SELECT e.test, e.style, pg_temp.near((c).statistic, statistic) AS statistic, pg_temp.near((c).expectation, expectation) AS expectation, pg_temp.near((c).variance, variance) AS variance, (c).n, (c).islands
FROM expected_islands e JOIN (SELECT 'moran' AS test, style, moran(id, crime, w, style) AS c FROM old, island_weights, unnest('{row,global,variance}'::text[]) style GROUP BY style
	UNION ALL SELECT 'geary', style, geary(id, crime, w, style) FROM old, island_weights, unnest('{row,global,variance}'::text[]) style GROUP BY style
	UNION ALL SELECT 'getis_ord', 'general', getis_ord(id, crime, w) FROM old, island_weights) t USING (test, style) ORDER BY 1, 2;
SELECT (moran(id, crime, w)).z = (SELECT (moran(id, crime, w)).z FROM old, old_weights WHERE id NOT IN (4, 39)) AS as_without_rows FROM old, island_weights;

-- several categories (crime up to 20, 35, 50, above): spdep's joincount.multi; free sampling: joincount.test
CREATE TEMP TABLE classes AS SELECT id, width_bucket(crime, '{-1,20.0000001,35.0000001,50.0000001}'::float8[]) AS class FROM old;
SELECT category, neighbour_category, count, round(expectation::numeric, 9) AS expectation, round(variance::numeric, 9) AS variance, round(z::numeric, 9) AS z FROM old_weights, LATERAL (SELECT (unnest(join_count_table(id, class, w))).* FROM classes) t;
SELECT category, neighbour_category, count, round(expectation::numeric, 9) AS expectation, round(variance::numeric, 9) AS variance FROM old_weights, LATERAL (SELECT (unnest(join_count_table(id, class, w, 'free'))).* FROM classes) t;
SELECT round(count::numeric, 9) AS count, round(expectation::numeric, 9) AS expectation, round(variance::numeric, 9) AS variance, round(z::numeric, 9) AS z FROM old_weights, LATERAL (SELECT (unnest(join_count_table(id, class, standardise_weights(w)))).* FROM classes) t WHERE category IS NULL;
-- two categories: the three counts; the expectation and variance of spdep's joincount.test(sampling = "free") for WW and BB
SELECT bb, ww, round(ww_expectation::numeric, 9) AS ww_e, round(ww_variance::numeric, 9) AS ww_v, round(bb_expectation::numeric, 9) AS bb_e, round(bb_variance::numeric, 9) AS bb_v, round(bw_expectation::numeric, 9) AS bw_e, round(bw_variance::numeric, 9) AS bw_v
FROM (SELECT (join_counts(id, crime > 35, w, 'free')).* FROM old, old_weights) t;
SELECT (t[1]).count = ww AND (t[2]).count = bw AND (t[3]).count = bb AND (t[1]).variance = ww_variance AND (t[2]).z = bw_z AND (t[3]).p = bb_p AND (t[4]).count = bw AND pg_temp.near((t[4]).variance, bw_variance) AS same
FROM (SELECT (join_counts(id, crime > 35, w)).*, join_count_table(id, (crime > 35)::integer, w) AS t FROM old, old_weights) s;
SELECT join_count_table(id, 7, w) AS one_category FROM old, old_weights;

-- rows with NULL are as if they were not there; units of the weights without a row likewise
SELECT moran(id, nullif(crime, 18.801754), w) = (SELECT moran(id, crime, w) FROM old, old_weights WHERE id > 1) AS moran, lee(id, crime, CASE WHEN id > 1 THEN inc END, w) = (SELECT lee(id, crime, inc, w) FROM old, old_weights WHERE id > 1) AS lee,
	moran_rate(id, crime, CASE WHEN id > 1 THEN 100 ELSE 0 END, w) = (SELECT moran_rate(id, crime, 100, w) FROM old, old_weights WHERE id > 1) AS no_people,
	join_counts(nullif(id, 1), crime > 35, w) = (SELECT join_counts(id, crime > 35, w) FROM old, old_weights WHERE id > 1) AS joins, (moran(id, crime, CASE WHEN id > 1 THEN w END)).n FROM old, old_weights;
-- weights of a unit for itself: left out, but Lee's L keeps them
CREATE TEMP TABLE with_self AS SELECT weights_from_neighbours(id, neighbour_id, weight) AS w, standardise_weights(weights_from_neighbours(id, neighbour_id, weight)) AS standardised
	FROM (SELECT id, neighbour_id, 1.0::float8 AS weight FROM links WHERE set = 'sym' UNION ALL SELECT id, id, 2.5 FROM old UNION ALL SELECT 50, 50, 1) l;
SELECT pg_temp.near((moran(id, crime, s.w)).statistic, (moran(id, crime, o.w)).statistic) AS moran, pg_temp.near((moran(id, crime, standardised)).variance, (moran(id, crime, o.w)).variance) AS standardised,
	getis_ord(id, crime, s.w) = getis_ord(id, crime, o.w) AS getis_ord, join_counts(id, crime > 35, s.w) = join_counts(id, crime > 35, o.w) AS joins, (lee(id, crime, inc, s.w)).statistic = (lee(id, crime, inc, o.w)).statistic AS lee
FROM old, with_self s, old_weights o;
SELECT (moran(id, crime, w)).islands, (lee(id, crime, inc, w)).islands AS islands_lee, (lee(id, crime, inc, w)).n FROM (SELECT * FROM old UNION ALL SELECT 1, 2, 50) t, with_self;

-- permutations: the same seed gives the same, another another; p cannot be lower; none; the rest is unchanged
SELECT moran(id, crime, w, 999, 42) = moran(id, crime, w, 'row', 999, 42) AS same, (moran(id, crime, w, 999, 42)).permutation_mean = (moran(id, crime, w, 999, 43)).permutation_mean AS other_seed,
	(moran(id, crime, w, 999, -1)).p_permutation AS p, (moran(id, crime, w, 999, 9223372036854775807)).p_permutation_greater AS p_greater, (moran(id, crime, w, 999, 0)).p_permutation_less AS p_less, (moran(id, crime, w, 999, 1)).permutations,
	moran(id, crime, w, 0, 1) = moran(id, crime, w) AS none, (moran(id, crime, w, 1, 1)).permutation_stddev IS NULL AS one FROM old, old_weights;
SELECT test, abs((t).permutation_mean - (t).expectation) < 4 * sqrt((t).variance / 9999) AS mean, abs((t).permutation_stddev / sqrt((t).variance) - 1) < 0.04 AS stddev, abs((t).p_permutation_greater - (t).p_greater) < 0.02 AS p_greater,
	abs((t).p_permutation_less - (t).p_less) < 0.02 AS p_less, (t).p_permutation = least(1, 2 * least((t).p_permutation_greater, (t).p_permutation_less)) AS p
FROM (SELECT 'moran' AS test, moran(id, crime, w, 9999, 7) AS t FROM old, set_weights WHERE set = 'asym' UNION ALL SELECT 'geary', geary(id, crime, w, 9999, 7) FROM old, set_weights WHERE set = 'asym'
	UNION ALL SELECT 'getis_ord', getis_ord(id, crime, w, 9999, 7) FROM old, set_weights WHERE set = 'asym' UNION ALL SELECT 'bivariate_moran', bivariate_moran(id, crime, inc, w, 9999, 7) FROM old, set_weights WHERE set = 'asym'
	UNION ALL SELECT 'lee', lee(id, crime, inc, w, 9999, 7) FROM old, set_weights WHERE set = 'asym' UNION ALL SELECT 'moran_rate', moran_rate(id, crime, 100 + inc, w, 9999, 7) FROM old, set_weights WHERE set = 'asym') s ORDER BY test;
SELECT bb_p_permutation, bw_p_permutation, abs(ww_p_permutation - ww_p) < 0.1 AS ww, permutations FROM (SELECT (join_counts(id, crime > 35, w, 999, 3)).* FROM old, old_weights) t;

-- 0, 1, 2, 3 rows, all NULL, all equal, no neighbours, no events
SELECT moran(id, crime, w) IS NULL AND geary(id, crime, w) IS NULL AND getis_ord(id, crime, w) IS NULL AND lee(id, crime, inc, w) IS NULL AND moran_rate(id, crime, inc, w, 99, 1) IS NULL AND join_counts(id, true, w) IS NULL
	AND join_count_table(id, 1, w) IS NULL AND bivariate_moran(id, crime, inc, w, 'row', 99, 1) IS NULL AS no_rows FROM old, old_weights WHERE false;
SELECT moran(id, crime, w) IS NULL AND geary(id, crime, w) IS NULL AND getis_ord(id, crime, w) IS NULL AND lee(id, crime, inc, w) IS NULL AND join_counts(id, true, w) IS NULL AND join_count_table(id, 1, w) IS NULL AS one FROM old, old_weights WHERE id = 1;
SELECT (m).statistic, (m).expectation, (m).variance, (m).n, (c).statistic AS c, (j).bw, (j).bw_variance FROM (SELECT moran(id, crime, w) AS m, geary(id, crime, w) AS c, join_counts(id, id = 1, w) AS j FROM old, old_weights WHERE id < 3) t;
SELECT (m).variance IS NULL AND (m).z IS NULL AND (m).p IS NULL AS variance, (m).variance_normality > 0 AS normality, (m).n, (m).p_permutation > 0 AS permutation FROM (SELECT moran(id, crime, w, 99, 1) AS m FROM old, old_weights WHERE id IN (1, 2, 3)) t;
SELECT moran(id, NULL, w) IS NULL AND lee(id, crime, NULL, w) IS NULL AND moran(id, crime, NULL) IS NULL AND join_counts(id, NULL, w) IS NULL AS all_null, moran(id, 0.1, w) IS NULL AND geary(id, 0.1, w, 99, 1) IS NULL AND getis_ord(id, 0.1, w) IS NULL
	AND bivariate_moran(id, crime, 0.1, w) IS NULL AND lee(id, 0.1, crime, w) IS NULL AS all_equal, moran_rate(id, 0, inc, w) IS NULL AND moran_rate(id, inc / 10, inc, w) IS NULL AND moran_rate(id, 1, 0, w) IS NULL AS rates,
	getis_ord(id, (id = 5)::integer, w) IS NULL AND getis_ord(id, 0, w) IS NULL AS no_products FROM old, old_weights;
SELECT moran(id, crime, w) IS NULL AS no_neighbours, join_counts(id, id = 1, w) IS NULL AS joins FROM old, old_weights WHERE id IN (1, 10, 35, 49);
SELECT bb, bw, ww, bb_variance, bb_z, bb_p, bw_z, ww_z FROM (SELECT (join_counts(id, false, w)).* FROM old, old_weights) t;

-- errors
SELECT error_of($$SELECT moran(id, 'NaN', w) FROM old, old_weights$$);
SELECT error_of($$SELECT lee(id, crime, 'infinity', w) FROM old, old_weights$$);
SELECT error_of($$SELECT getis_ord(id, crime - 1, w) FROM old, old_weights$$);
SELECT error_of($$SELECT moran_rate(id, -1, inc, w) FROM old, old_weights$$);
SELECT error_of($$SELECT moran_rate(id, 1, -inc, w) FROM old, old_weights$$);
SELECT error_of($$SELECT moran(id / 2, crime, w) FROM old, old_weights WHERE id > 1$$);
SELECT error_of($$SELECT geary(id + 1, crime, w) FROM old, old_weights$$);
SELECT error_of($$SELECT moran(id, crime, w) FROM old, set_weights WHERE set IN ('sym', 'asym')$$);
SELECT error_of($$SELECT moran(id, crime, w, 'W') FROM old, old_weights$$);
SELECT error_of($$SELECT moran(id, crime, w, NULL) FROM old, old_weights$$);
SELECT error_of($$SELECT moran(id, crime, w, CASE WHEN id > 9 THEN 'row' ELSE 'binary' END) FROM old, old_weights$$);
SELECT error_of($$SELECT moran(id, crime, w, -1, 1) FROM old, old_weights$$);
SELECT error_of($$SELECT moran(id, crime, w, 10000001, 1) FROM old, old_weights$$);
SELECT error_of($$SELECT moran(id, crime, w, NULL, 1) FROM old, old_weights$$);
SELECT error_of($$SELECT moran(id, crime, w, 99, NULL) FROM old, old_weights$$);
SELECT error_of($$SELECT moran(id, crime, w, 99, id) FROM old, old_weights$$);
SELECT error_of($$SELECT join_counts(id, true, w, 'sometimes') FROM old, old_weights$$);
SELECT error_of($$SELECT join_count_table(i, i, (SELECT weights_from_neighbours(i, i + 1) FROM generate_series(1, 2000) i)) FROM generate_series(1, 1500) i$$);

-- huge and tiny numbers; an offset that hides the differences from rounded sums
SELECT (moran(id, crime * 1e300, w)).statistic = (moran(id, crime, w)).statistic OR pg_temp.near((moran(id, crime * 1e300, w)).z, (moran(id, crime, w)).z) AS huge, pg_temp.near((geary(id, crime * 1e-300, w)).z, (geary(id, crime, w)).z) AS tiny,
	pg_temp.near((moran(id, crime * 1024 + 1099511627776, w)).statistic, (moran(id, crime, w)).statistic) AS offset, pg_temp.near((getis_ord(id, crime * 1e300, w)).z, (getis_ord(id, crime, w)).z) AS g,
	pg_temp.near((lee(id, crime * 1e300, inc * 1e-300, w)).statistic, (lee(id, crime, inc, w)).statistic) AS lee FROM old, old_weights;
-- relations: Moran is the bivariate one of x with itself; Lee is symmetric; joins are half the weights
SELECT pg_temp.near((bivariate_moran(id, crime, crime, w)).variance, (moran(id, crime, w)).variance) AS bivariate, pg_temp.near((lee(id, crime, inc, w)).variance, (lee(id, inc, crime, w)).variance) AS symmetric,
	(bivariate_moran(id, crime, inc, w)).statistic = (bivariate_moran(id, inc, crime, w)).statistic AS not_symmetric FROM old, set_weights WHERE set = 'asymgeneral';

-- the same bits serial, with 2, 4 and 8 workers, and on permuted rows: neighbours on a ring of 20,000
CREATE TABLE engine_test.ring AS SELECT weights_from_neighbours(i, j, 1.0 / k) AS w FROM generate_series(1, 20000) i, LATERAL (VALUES (i % 20000 + 1, 1), ((i + 97) % 20000 + 1, 2), ((i + 19998) % 20000 + 1, 3)) AS n(j, k);
SELECT e, (invariance(e)).* FROM unnest(ARRAY['moran(id, x, (SELECT w FROM engine_test.ring), 19, 5)', 'lee(id, x, w, (SELECT w FROM engine_test.ring))', 'join_count_table(id, district, (SELECT w FROM engine_test.ring))']) e;
SELECT count(*), count(DISTINCT result) AS one FROM generate_series(1, 3) p, LATERAL (SELECT ROW(geary(id, x, ring.w, 'variance'), getis_ord(id, abs(x), ring.w, 'global', 19, 5), bivariate_moran(id, x, f.w, ring.w, 19, 5), lee(id, x, f.w, ring.w, 19, 5),
	moran_rate(id, f.w, 5000 + district, ring.w), join_counts(id, x > 0, ring.w, 19, 5))::text AS result FROM (SELECT * FROM engine_test.figure ORDER BY md5(p || '-' || id)) f, engine_test.ring) r;
DROP TABLE engine_test.ring;
-- groups, and as a window
SELECT district, (m).n, (m).islands, pg_temp.near((m).statistic, (SELECT (moran(id, crime, o.w)).statistic FROM old WHERE id % 2 = district)) AS alone FROM old_weights o, LATERAL (SELECT id % 2 AS district, moran(id, crime, o.w) AS m FROM old GROUP BY 1) t ORDER BY 1;
SELECT count(DISTINCT m) AS one, min((m).n) AS n FROM (SELECT moran(id, crime, w) OVER () AS m FROM old, old_weights) t;
-- far from zero the chances of the ways to distribute the values are the same: a tie is measured by what G varies by, not by G (weights of different and of equal sums)
SELECT count(*), count(DISTINCT (p_permutation, p_permutation_greater)) AS one, min(p_permutation) AS p FROM (SELECT (getis_ord(id, offset_by + round(crime * 100), w, 999, 1)).* FROM old, old_weights, (VALUES (1e6), (1e9), (1e13)) AS o(offset_by) GROUP BY offset_by) t;
SELECT count(*), count(DISTINCT (p_permutation, p_permutation_greater)) AS one, max(p_permutation) < 1 AS tells, max(z) - min(z) < 1e-6 AS z FROM (SELECT (getis_ord(id, offset_by + round(crime * 100), ring.w, 999, 1)).* FROM old, (SELECT weights_from_neighbours(i, (i + d) % 49 + 1) AS w FROM generate_series(1, 49) i, unnest('{0,1,46,47}'::int[]) d) ring,
	(VALUES (0), (1e6), (1e13)) AS o(offset_by) GROUP BY offset_by) t;
-- nobody expects -0 joins
SELECT join_counts(id, true, w)::text ~ '(-0[,)])' AS negative_zero FROM old, old_weights;
