-- gini, hoover, palma, quintile_share_ratio, lorenz_curve, weighted_quantile, concentration_index
SET search_path = sozialraum, engine_test, public;

-- published: ineq (R) and pysal, ten incomes
CREATE TEMP TABLE income AS SELECT * FROM unnest('{541,1463,2445,3438,4437,5401,6392,8304,11904,22261}'::float8[], '{3,1,4,1,5,9,2,6,5,3.5}'::float8[], '{5,3,3,1,2,2,2,4,6,0}'::float8[]) AS t(x, w, r);
SELECT round(gini(x)::numeric, 10) AS gini, round(gini(x, 1)::numeric, 10) AS weighted, round(gini(x, 3.5)::numeric, 10) AS scaled FROM income;

SELECT round(gini_corrected(x)::numeric, 10) AS corrected, round(hoover(x)::numeric, 10) AS hoover FROM income;
SELECT hoover(x) AS schutz FROM unnest('{1000,2000,1500,3000,2500}'::float8[]) x;
-- weighted, tails and concentration: Python's decimal module with 50 digits, from the definitions (Gini by all pairs)
SELECT round(gini(x, w)::numeric, 12) = 0.390740168834 AS gini, round(gini_corrected(x, w)::numeric, 12) = 0.400889264128 AS corrected, round(hoover(x, w)::numeric, 12) = 0.285059564287 AS hoover,
	round(palma(x, w)::numeric, 12) = 1.727212574776 AS palma, round(quintile_share_ratio(x, w)::numeric, 12) = 10.322948936339 AS s80s20,
	round(concentration_index(x, r, w)::numeric, 12) = -0.095539941872 AS ci_weighted, round(concentration_index(x, r)::numeric, 12) = -0.169474063617 AS ci FROM income;
-- quantiles: R's quantile(type = 2)
SELECT array_agg(v ORDER BY q) AS type_2 FROM (SELECT q, weighted_quantile(x, 1, q) AS v FROM income, unnest('{0,0.1,0.25,0.3,0.5,0.77,0.9,1}'::float8[]) q GROUP BY q) t;
-- the curve, by hand: 1, 3, 4, 4 of 12; a row of weight 0 is no corner
SELECT lorenz_curve(x) AS corners, lorenz_curve(x, 2, 4) AS quarters FROM unnest('{4,1,4,4,3}'::float8[]) x;
SELECT lorenz_curve(x, w) AS corners, lorenz_curve(x, w, 5) AS fifths FROM (VALUES (1, 2), (6, 1), (2, 1), (0, 1), (3, 0)) t(x, w);

-- 0, 1, 2 rows, all equal, all NULL, zeros, one has all
SELECT gini(x) IS NULL AS no_rows FROM income WHERE false;
SELECT gini(x) AS one FROM (VALUES (3::float8)) t(x);
SELECT gini(x) AS two FROM (VALUES (0::float8), (1)) t(x);
SELECT gini(0.1) AS equal_values, gini(NULL) IS NULL AS all_null, gini(0) IS NULL AS zeros FROM income;
SELECT error_of($$SELECT gini('NaN'::float8)$$);
SELECT error_of($$SELECT gini('infinity'::float8, 1)$$);
SELECT error_of($$SELECT gini(1, -1)$$);

SELECT gini_corrected(x) IS NULL AS corrected, hoover(x), palma(x), quintile_share_ratio(x) AS s80s20, lorenz_curve(x), weighted_quantile(x, 2, 0.3), concentration_index(x, 7), concentration_index(x, 7, 2) AS ci_w FROM (VALUES (3::float8)) t(x);
SELECT gini_corrected(x), hoover(x), palma(x) IS NULL AS palma, quintile_share_ratio(x) IS NULL AS s80s20, lorenz_curve(x), weighted_quantile(x, 1, 0.5), concentration_index(x, -x) FROM (VALUES (0::float8), (1)) t(x);
SELECT gini_corrected(0.1), hoover(0.1), palma(0.1), quintile_share_ratio(0.1) AS s80s20, lorenz_curve(0.1, w), weighted_quantile(0.1, w, 0.7), concentration_index(0.1, r, w), concentration_index(x, 1) AS no_order FROM income;
SELECT gini_corrected(NULL) IS NULL AND hoover(NULL) IS NULL AND palma(NULL) IS NULL AND quintile_share_ratio(NULL) IS NULL AND lorenz_curve(NULL) IS NULL AND lorenz_curve(x, NULL, 3) IS NULL
	AND weighted_quantile(NULL, 1, 0.5) IS NULL AND weighted_quantile(x, 1, NULL) IS NULL AND concentration_index(x, NULL) IS NULL AND concentration_index(x, 1, NULL) IS NULL AS all_null,
	gini_corrected(0) IS NULL AND hoover(0) IS NULL AND palma(0) IS NULL AND lorenz_curve(0) IS NULL AND lorenz_curve(0, 1, 3) IS NULL AND concentration_index(0, x) IS NULL AS zeros,
	gini(x, 0) IS NULL AND gini_corrected(x, 0) IS NULL AND gini_corrected(x, 0.05) IS NULL AND hoover(x, 0) IS NULL AND palma(x, 0) IS NULL AND lorenz_curve(x, 0) IS NULL
	AND weighted_quantile(x, 0, 0.5) IS NULL AND concentration_index(x, r, 0) IS NULL AS no_weight FROM income;
-- debts
SELECT gini(x) AS gini, hoover(x) AS hoover, palma(x) IS NULL AS palma, lorenz_curve(x) AS lorenz, weighted_quantile(x, 1, 0) AS minimum FROM unnest('{-1,1,2}'::float8[]) x;
-- huge and tiny
SELECT gini(x) AS gini, hoover(x), weighted_quantile(x, 1, 0.5) AS median, quintile_share_ratio(x) AS s80s20 FROM unnest('{1.7e308,1.7e308,1.7e308,1.7e308}'::float8[]) x;
SELECT gini(x) AS gini, hoover(x), weighted_quantile(x, 1, 0.5) = 5e-324 AS median, lorenz_curve(x) FROM unnest('{5e-324,5e-324}'::float8[]) x;
SELECT error_of($$SELECT hoover('-infinity'::float8)$$);
SELECT error_of($$SELECT concentration_index(1, 'NaN')$$);
SELECT error_of($$SELECT concentration_index(1, 2, -1)$$);
SELECT error_of($$SELECT weighted_quantile(x, 1, 1.5) FROM income$$);
SELECT error_of($$SELECT weighted_quantile(x, 1, 'NaN') FROM income$$);
SELECT error_of($$SELECT weighted_quantile(x, 1, 1 / w) FROM income$$);
SELECT error_of($$SELECT weighted_quantile(x, -1, 0.5) FROM income$$);
SELECT error_of($$SELECT lorenz_curve(x, 1, 0) FROM income$$);
SELECT error_of($$SELECT lorenz_curve(x, 1, 100001) FROM income$$);
SELECT error_of($$SELECT lorenz_curve(x, 1, w::integer) FROM income$$);

-- a whole number as weight repeats the row
CREATE TEMP TABLE few AS SELECT x, r, (x / 500)::integer AS n FROM income;
CREATE TEMP TABLE many AS SELECT x, r FROM few, generate_series(1, n);
SELECT gini(x, n) = (SELECT gini(x) FROM many) AS gini, gini_corrected(x, n) = (SELECT gini_corrected(x) FROM many) AS corrected, hoover(x, n) = (SELECT hoover(x) FROM many) AS hoover,
	palma(x, n) = (SELECT palma(x) FROM many) AS palma, quintile_share_ratio(x, n) = (SELECT quintile_share_ratio(x) FROM many) AS s80s20, lorenz_curve(x, n) = (SELECT lorenz_curve(x) FROM many) AS lorenz,
	lorenz_curve(x, n, 17) = (SELECT lorenz_curve(x, 1, 17) FROM many) AS grid, concentration_index(x, r, n) = (SELECT concentration_index(x, r) FROM many) AS ci FROM few;
SELECT bool_and((SELECT weighted_quantile(x, n, q) FROM few) = (SELECT weighted_quantile(x, 1, q) FROM many)) AS quantiles, count(*) FROM (SELECT i / 200.0::float8 AS q FROM generate_series(0, 200) i) s;
-- relations: no unit of x, no unit of w; Gini is the concentration index by x, twice the area above the curve; Hoover is the curve's largest distance from the diagonal
SELECT f, abs(gini(f * x, w) / g - 1) < 1e-14 AS gini, abs(hoover(f * x, w) / h - 1) < 1e-14 AS hoover, abs(palma(f * x, w) / p - 1) < 1e-14 AS palma, abs(quintile_share_ratio(x, f * w) / s - 1) < 1e-14 AS s80s20
FROM income, (SELECT gini(x, w) AS g, hoover(x, w) AS h, palma(x, w) AS p, quintile_share_ratio(x, w) AS s FROM income) one, unnest('{1e-200,0.1,3,1e200}'::float8[]) f GROUP BY f, g, h, p, s ORDER BY f;
SELECT concentration_index(x, x, w) = gini(x, w) AS by_x, concentration_index(x, x) = gini(x) AS by_x_1, concentration_index(x, -x, w) = -gini(x, w) AS backwards, weighted_quantile(x, w * 8, 0.3) = weighted_quantile(x, w, 0.3) AS quantile FROM income;
WITH corner AS (SELECT i, c[i][1] AS p, c[i][2] AS l FROM (SELECT lorenz_curve(x, w) AS c FROM income) t, generate_series(1, array_length(c, 1)) i)
SELECT abs(1 - (SELECT sum((b.p - a.p) * (a.l + b.l)) FROM corner a JOIN corner b ON b.i = a.i + 1) - (SELECT gini(x, w) FROM income)) < 1e-14 AS area,
	abs(max(p - l) - (SELECT hoover(x, w) FROM income)) < 1e-15 AS distance, count(*), min(p) = 0 AND max(l) = 1 AS ends FROM corner;
SELECT abs(palma(x, w) - (1 - c[10][2]) / c[5][2]) < 1e-14 AS palma, abs(quintile_share_ratio(x, w) - (1 - c[9][2]) / c[3][2]) < 1e-13 AS s80s20, array_dims(c) AS dims
FROM income, (SELECT lorenz_curve(x, w, 10) AS c FROM income) t GROUP BY c;
-- a transfer from rich to poor lowers inequality
WITH after AS (SELECT CASE x WHEN 22261 THEN x - 100 WHEN 541 THEN x + 100 ELSE x END AS x FROM income)
SELECT (SELECT gini(x) FROM after) < gini(x) AND (SELECT hoover(x) FROM after) < hoover(x) AND (SELECT palma(x) FROM after) < palma(x) AND (SELECT quintile_share_ratio(x) FROM after) < quintile_share_ratio(x) AS transfer FROM income;

-- permutations, parallel = serial, split and merged, window = aggregate
SELECT call, i.* FROM unnest('{gini(abs(x)),"gini(abs(x), w)",gini_corrected(abs(x)),"gini_corrected(abs(x), w)",hoover(abs(x)),"hoover(abs(x), w)",palma(abs(x)),"palma(abs(x), w)",quintile_share_ratio(abs(x)),"quintile_share_ratio(abs(x), w)",md5(lorenz_curve(abs(x))::text),"md5(lorenz_curve(abs(x), w)::text)","md5(lorenz_curve(abs(x), w, 100)::text)","weighted_quantile(x, w, 0.3)","concentration_index(abs(x), w)","concentration_index(abs(x), id % 13)","concentration_index(abs(x), id % 13, w)"}'::text[]) WITH ORDINALITY u(call, n), invariance(call) i ORDER BY n;
DO $$
DECLARE
	call text; arguments text; same boolean;
BEGIN
	FOR call, arguments IN VALUES ('gini', 'abs(x)'), ('gini', 'abs(x), w'), ('gini_corrected', 'abs(x)'), ('gini_corrected', 'abs(x), w'), ('hoover', 'abs(x)'), ('hoover', 'abs(x), w'), ('palma', 'abs(x)'), ('palma', 'abs(x), w'),
		('quintile_share_ratio', 'abs(x)'), ('quintile_share_ratio', 'abs(x), w'), ('lorenz_curve', 'abs(x)'), ('lorenz_curve', 'abs(x), w'), ('lorenz_grid', 'abs(x), w, 10'), ('weighted_quantile', 'x, w, 0.3'),
		('concentration_index', 'abs(x), id % 13'), ('concentration_index', 'abs(x), id % 13, w')
	LOOP
		EXECUTE format('SELECT %1$s_merge(s) IS NOT DISTINCT FROM (SELECT %2$s(%3$s) FROM figure) AND count(*) = 37 AND (SELECT %2$s(%3$s) FROM figure) IS NOT NULL FROM (SELECT %1$s_state(%3$s) AS s FROM figure GROUP BY id %% 37) t',
			call, CASE call WHEN 'lorenz_grid' THEN 'lorenz_curve' ELSE call END, arguments) INTO same;
		IF same IS NOT TRUE THEN RAISE EXCEPTION '%(%)', call, arguments; END IF;
	END LOOP;
END $$;
SELECT bool_and(g = (SELECT gini(x) FROM income)) AS over, count(*) FROM (SELECT gini(x) OVER () AS g FROM income) t;
SELECT bool_and(p IS NOT DISTINCT FROM (SELECT palma(i.x, i.w) FROM income i WHERE i.x <= t.x)) AS running, bool_and(c = (SELECT concentration_index(i.x, i.r, i.w) FROM income i WHERE i.x <= t.x)) AS running_ci, count(*)
FROM (SELECT x, palma(x, w) OVER o AS p, concentration_index(x, r, w) OVER o AS c FROM income WINDOW o AS (ORDER BY x)) t;

-- hostile states
DO $$
DECLARE
	gini bytea := (SELECT sozialraum.gini_state(x, 2) FROM unnest('{1,2,5}'::float8[]) x);
	lorenz bytea := (SELECT sozialraum.lorenz_grid_state(x, 2, 3) FROM unnest('{1,2,5}'::float8[]) x);
	quantile bytea := (SELECT sozialraum.weighted_quantile_state(x, 2, 0.3) FROM unnest('{1,2,5}'::float8[]) x);
	concentration bytea := (SELECT sozialraum.concentration_index_state(x, 2, 3) FROM unnest('{1,2,5}'::float8[]) x);
	curve bytea := (SELECT sozialraum.lorenz_curve_state(x) FROM unnest('{1,2,5}'::float8[]) x);
	palma bytea := (SELECT sozialraum.palma_state(x, 0.1) FROM unnest('{1,2,5}'::float8[]) x);
	refused integer := 0;
	survived integer := 0;
BEGIN
	FOR seed IN 1 .. 20000 LOOP
		BEGIN
			CASE seed % 6
				WHEN 0 THEN PERFORM sozialraum.gini_merge(engine_test.mutate(gini, seed));
				WHEN 1 THEN PERFORM sozialraum.lorenz_grid_merge(engine_test.mutate(lorenz, seed));
				WHEN 2 THEN PERFORM sozialraum.weighted_quantile_merge(engine_test.mutate(quantile, seed));
				WHEN 3 THEN PERFORM sozialraum.concentration_index_merge(engine_test.mutate(concentration, seed));
				WHEN 4 THEN PERFORM sozialraum.lorenz_curve_merge(engine_test.mutate(curve, seed));
				ELSE PERFORM sozialraum.palma_merge(engine_test.mutate(palma, seed));
			END CASE;
			survived := survived + 1;
		-- a forged value can also give a ratio that no double holds
		EXCEPTION WHEN invalid_binary_representation OR numeric_value_out_of_range THEN
			refused := refused + 1;
		END;
	END LOOP;
	IF refused < 6000 OR survived < 2000 THEN
		RAISE EXCEPTION 'refused %, survived %', refused, survived;
	END IF;
END $$;
SELECT error_of($$SELECT gini_merge('\x00')$$);
SELECT error_of($$SELECT gini_merge(s || '\x00'::bytea) FROM (SELECT gini_state(x) AS s FROM income) t$$);
SELECT error_of($$SELECT gini_merge(s) FROM (SELECT gini_state(x) AS s FROM income UNION ALL SELECT gini_state(x, 1) FROM income) t$$);
SELECT error_of($$SELECT palma_merge(s) FROM (SELECT gini_state(x) AS s FROM income) t$$);
SELECT error_of($$SELECT weighted_quantile_merge(s) FROM (SELECT weighted_quantile_state(x, 1, 0.5) AS s FROM income UNION ALL SELECT weighted_quantile_state(x, 1, 0.6) FROM income) t$$);
-- a forged weight below 0
SELECT error_of($$SELECT gini_merge(set_byte(s, 35, get_byte(s, 35) | 128)) FROM (SELECT gini_state(1, 2) AS s) t$$);
