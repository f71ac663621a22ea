-- Methods as rows: dimensions to any depth, normalisations, combinations, classes, pooled years and minimum numerators; against numbers computed by hand and by
-- the engine's functions.
BEGIN;
SELECT plan(68);
SET LOCAL client_min_messages = warning;
INSERT INTO sozialraum.dimension (code, name) VALUES ('A', 'A');
SELECT sozialraum.define_level('ort', 'Ort', 10);
SELECT sozialraum.define_level('kreis', 'Kreis', 30);
SELECT sozialraum.define_area('kreis', 'K', 'Kreis');
SELECT sozialraum.define_area('ort', k, 'Ort ' || k, parent => 'K') FROM unnest('{a,b,c,d}'::text[]) AS k;
SELECT sozialraum.define_variable(c, c) FROM unnest('{bev,x,y,z,f,g}'::text[]) AS c;
SELECT sozialraum.define_indicator(upper(c), 'A', upper(c), c, per => 1, polarity => p, method => 'value') FROM unnest('{x,y,z}'::text[], '{-1,1,-1}'::int[]) AS u (c, p);
SELECT sozialraum.define_indicator('F', 'A', 'F', 'f', 'g', polarity => -1);
SELECT sozialraum.set_observation('ort', k, 'x', '2023-12-31', v) FROM unnest('{a,b,c,d}'::text[], '{1,2,2,8}'::float8[]) AS u (k, v);
SELECT sozialraum.set_observation('ort', k, 'y', '2023-12-31', v) FROM unnest('{a,b,c,d}'::text[], '{10,30,20,40}'::float8[]) AS u (k, v);
SELECT sozialraum.set_observation('ort', k, 'z', '2023-12-31', v) FROM unnest('{a,b,c,d}'::text[], '{5,4,3,9}'::float8[]) AS u (k, v);
SELECT sozialraum.set_observation('ort', k, 'bev', '2023-12-31', v) FROM unnest('{a,b,c,d}'::text[], '{300,400,500,600}'::float8[]) AS u (k, v);
INSERT INTO sozialraum.monitor (code, name, level, normalisation, aggregation, standardise_score) VALUES ('m', 'M', 'ort', 'none', 'sum', false);
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position) VALUES ('m', 'X', 1), ('m', 'Y', 2), ('m', 'Z', 3);
-- run: change rows, compute, and show one column of the result by area
CREATE FUNCTION pg_temp.run(what text, change text DEFAULT NULL) RETURNS text LANGUAGE plpgsql AS $$
DECLARE r text; e bigint;
BEGIN
	IF change IS NOT NULL THEN EXECUTE change; END IF;
	e := sozialraum.compute_edition('m', '2023-12-31');
	EXECUTE format('SELECT string_agg(COALESCE((%s)::text, ''-''), '' '' ORDER BY s.area_key) FROM sozialraum.edition_score s JOIN sozialraum.edition_value v USING (edition, area_id) LEFT JOIN sozialraum.edition_dimension_score d USING (edition, area_id) WHERE s.edition = $1', what) INTO r USING e;
	RETURN r;
END $$;
SAVEPOINT s;

-- ---------------------------------------------------------------- normalisations, the same bits as the engine's windows
CREATE FUNCTION pg_temp.same(normalisation text, expression text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE r bigint; e bigint;
BEGIN
	UPDATE sozialraum.monitor SET normalisation = same.normalisation;
	e := sozialraum.compute_edition('m', '2023-12-31');
	EXECUTE format('SELECT count(*) FROM (SELECT v.normalised[1] AS own, %s AS x FROM sozialraum.edition_value AS v WHERE v.edition = $1) AS t WHERE float8send(own) = float8send(x)',
		replace(expression, '$x', 'v.value[1]')) INTO r USING e;
	RETURN r;
END $$;
SELECT is(pg_temp.same(n, x), 4::bigint, 'normalisation ' || n) FROM (VALUES ('zscore', 'sozialraum.zscore($x) OVER ()'), ('robust_zscore', 'sozialraum.robust_zscore($x) OVER ()'), ('minmax', 'sozialraum.minmax($x) OVER ()'),
	('exponential', 'sozialraum.exponential_score($x) OVER ()'), ('percentile', 'sozialraum.percentile_score($x) OVER ()'), ('none', '$x')) AS u (n, x);
SELECT is(pg_temp.run('v.normalised[1]', $$UPDATE sozialraum.monitor SET normalisation = 'rank'$$), '0.25 0.625 0.625 1', '(N-rank+1)/N: ties averaged');
SELECT is(pg_temp.run('v.normalised[2]'), '1 0.5 0.75 0.25', 'turned by its polarity');
SELECT is(pg_temp.run('v.normalised[1]', $$UPDATE sozialraum.monitor SET rank_convention = '(N-rank)/N'$$), '0 0.375 0.375 0.75', '(N-rank)/N');
SELECT is(pg_temp.run('v.normalised[1]', $$UPDATE sozialraum.monitor SET normalisation = 'minmax', scale_minimum = 70, scale_maximum = 140$$), '70 80 80 140', 'minmax to a scale of one''s own');
SELECT is(pg_temp.run('v.normalised[2]'), '140 ' || 70 + 70 * (1 - 2.0::float8 / 3) || ' ' || 70 + 70 * (1 - 1.0::float8 / 3) || ' 70', 'and turned');
SELECT is(pg_temp.run('v.normalised[3]', $$UPDATE sozialraum.monitor_indicator SET normalisation = 'none' WHERE indicator = 'Z'$$), '5 4 3 9', 'an indicator may have one of its own');
ROLLBACK TO s;
SELECT is(pg_temp.run('s.score', $$UPDATE sozialraum.monitor SET score_normalisation = 'minmax'; DELETE FROM sozialraum.monitor_indicator WHERE indicator <> 'Z'$$), 2.0::float8 / 6 || ' ' || 1.0::float8 / 6 || ' 0 1', 'the score may be normalised in any way');
SELECT throws_ok($$UPDATE sozialraum.monitor SET reference = 'given', normalisation = 'rank'; SELECT sozialraum.compute_edition('m', '2023-12-31')$$, '55000', NULL, 'ranks have no given parameters');
ROLLBACK TO s;

-- ---------------------------------------------------------------- dimensions
INSERT INTO sozialraum.monitor_dimension (monitor, code, name, parent, position, weight) VALUES ('m', 'top', 'Top', NULL, 1, 10), ('m', 'low', 'Low', 'top', 1, 2), ('m', 'other', 'Other', NULL, 2, 1);
UPDATE sozialraum.monitor_indicator SET dimension = CASE indicator WHEN 'X' THEN 'low' WHEN 'Y' THEN 'top' ELSE 'other' END, weight = CASE indicator WHEN 'X' THEN 3 ELSE 1 END;
-- low = 3 x; top = 2 low - y; other = z; score = 10 top + other
SELECT is(pg_temp.run('d.score'), '{-4,3,5} {-18,6,4} {-8,6,3} {8,24,9}', 'scores of dimensions: top, low, other');
SELECT is((SELECT dimensions FROM sozialraum.edition), '{top,low,other}', 'in the order that the edition says: every one after its parent');
SELECT is(pg_temp.run('s.score'), '-35 -176 -77 89', 'weights at every level');
SELECT is(pg_temp.run('d.rank'), '{2,4,2} {4,2,3} {3,2,4} {1,1,1}', 'ranks in every dimension');
SELECT is(pg_temp.run('s.score', $$UPDATE sozialraum.monitor_dimension SET weight = 5 WHERE code = 'low'$$), '55 4 103 809', 'a user changes a row: 10 (5 × 3 x - y) + z');
SELECT is(pg_temp.run('d.score[1:2]', $$UPDATE sozialraum.monitor_dimension SET normalisation = 'minmax' WHERE code = 'low'$$), '{-10,0} ' || '{' || -30 + 5 * (3.0::float8 / 21) || ',' || 3.0::float8 / 21 || '} {' || -20 + 5 * (3.0::float8 / 21) || ',' || 3.0::float8 / 21 || '} {-35,1}', 'a dimension is normalised again');
SELECT is(pg_temp.run('d.sum[2]'), '3 6 6 24', 'and its sum is kept');
SELECT is(pg_temp.run('s.score', $$UPDATE sozialraum.monitor_dimension SET scored = false WHERE code = 'top'$$), '5 4 3 9', 'not scored: shown, and out of the score');
SELECT is(pg_temp.run('d.score[1]'), '-10 ' || -30 + 5 * (3.0::float8 / 21) || ' ' || -20 + 5 * (3.0::float8 / 21) || ' -35', 'but computed');
UPDATE sozialraum.monitor_dimension SET scored = true, normalisation = 'none'; UPDATE sozialraum.monitor_dimension SET weight = 2 WHERE code = 'low';
-- means and missing values
UPDATE sozialraum.monitor SET aggregation = 'mean';
SELECT is(pg_temp.run('d.score[1]'), -8.0::float8 / 3 || ' ' || -26.0::float8 / 3 || ' ' || -16.0::float8 / 3 || ' -8', 'means: (2 x - y) / 3');
SELECT sozialraum.set_observation('ort', 'd', 'y', '2023-12-31', NULL, 'secret');
SELECT is(pg_temp.run('d.score[1] IS NULL'), 'false false false true', 'a missing indicator: no dimension');
SELECT is(pg_temp.run('d.reason'), '- - - {"Werte fehlen",NULL,NULL}', 'with the reason');
SELECT is(pg_temp.run('s.reason'), '- - - Werte fehlen', 'and no score');
SELECT is(pg_temp.run('d.score[1]', $$UPDATE sozialraum.monitor_dimension SET minimum_valid_share = 0.6 WHERE code = 'top'$$), -8.0::float8 / 3 || ' ' || -26.0::float8 / 3 || ' ' || -16.0::float8 / 3 || ' 8', 'two thirds of the weights are enough where it says so');
ROLLBACK TO s;
INSERT INTO sozialraum.monitor_dimension (monitor, code, name) VALUES ('m', 'p', 'P'), ('m', 'q', 'Q');
UPDATE sozialraum.monitor_indicator SET dimension = 'p';
SELECT throws_ok($$SELECT sozialraum.compute_edition('m', '2023-12-31')$$, '55000', 'A scored dimension has nothing that is scored.', 'an empty dimension');
UPDATE sozialraum.monitor_dimension SET parent = CASE code WHEN 'p' THEN 'q' ELSE 'p' END;
SELECT throws_ok($$SELECT sozialraum.compute_edition('m', '2023-12-31')$$, '55000', 'The dimensions of the monitor form a circle.', 'a circle');
SELECT throws_ok($$UPDATE sozialraum.monitor_dimension SET parent = 'p' WHERE code = 'p'$$, '23514', NULL, 'no dimension in itself');
SELECT throws_ok($$UPDATE sozialraum.monitor_indicator SET dimension = 'nowhere'$$, '23503', NULL, 'no dimension of another monitor');
SELECT lives_ok($$UPDATE sozialraum.monitor SET code = 'm2'; UPDATE sozialraum.monitor_dimension SET code = 'p2' WHERE code = 'p'; SET CONSTRAINTS ALL IMMEDIATE$$, 'codes may change');
SELECT is((SELECT string_agg(DISTINCT dimension, ' ') FROM sozialraum.monitor_indicator WHERE monitor = 'm2'), 'p2', 'and what refers to them follows');
SELECT lives_ok($$DELETE FROM sozialraum.monitor$$, 'a monitor goes with its tree');
ROLLBACK TO s;

-- ---------------------------------------------------------------- combinations: the engine's own
INSERT INTO sozialraum.monitor_dimension (monitor, code, name) VALUES ('m', 'n', 'N');
UPDATE sozialraum.monitor_indicator SET dimension = 'n', weight = CASE indicator WHEN 'X' THEN 2 ELSE 1 END; DELETE FROM sozialraum.monitor_indicator WHERE indicator = 'Y';
SELECT is(pg_temp.run('round(d.score[1]::numeric, 9)', $$UPDATE sozialraum.monitor_dimension SET aggregation = 'geometric'$$),
	(SELECT string_agg(round(power(x * x * z, 1.0 / 3), 9)::text, ' ' ORDER BY n) FROM unnest('{1,2,2,8}'::numeric[], '{5,4,3,9}'::numeric[]) WITH ORDINALITY AS u (x, z, n)), 'geometric mean');
SELECT is(pg_temp.run('round(d.score[1]::numeric, 9)', $$UPDATE sozialraum.monitor_dimension SET aggregation = 'harmonic'$$),
	(SELECT string_agg(round(3 / (2 / x + 1 / z), 9)::text, ' ' ORDER BY n) FROM unnest('{1,2,2,8}'::numeric[], '{5,4,3,9}'::numeric[]) WITH ORDINALITY AS u (x, z, n)), 'harmonic mean');
SELECT is(pg_temp.run('d.score[1] >= (2 * v.value[1] + v.value[2]) / 3', $$UPDATE sozialraum.monitor_dimension SET aggregation = 'mazziotta_pareto'$$), 'true true true true', 'Mazziotta-Pareto: uneven is worse');
SELECT is(pg_temp.run('float8send(d.score[1]) = float8send(sozialraum.mazziotta_pareto(v.value, ''positive''))', $$UPDATE sozialraum.monitor_indicator SET weight = 1$$), 'true true true true', 'as mazziotta_pareto()');
SELECT is(pg_temp.run('round(d.score[1]::numeric, 9)', $$UPDATE sozialraum.monitor SET scale_minimum = 0, scale_maximum = 10; UPDATE sozialraum.monitor_dimension SET aggregation = 'geometric_good'$$),
	(SELECT string_agg(round(10 - sqrt((10 - x) * (10 - z)), 9)::text, ' ' ORDER BY n) FROM unnest('{1,2,2,8}'::numeric[], '{5,4,3,9}'::numeric[]) WITH ORDINALITY AS u (x, z, n)), 'geometric mean of what is not burden');
SELECT is(pg_temp.run('s.reason', $$UPDATE sozialraum.monitor SET scale_maximum = 9$$), '- - - Mittel nicht definiert: ein Wert ist nicht positiv', 'refused where a value is not positive, with the reason');
ROLLBACK TO s;

-- ---------------------------------------------------------------- principal components
INSERT INTO sozialraum.monitor_dimension (monitor, code, name, aggregation) VALUES ('m', 'n', 'N', 'pca');
UPDATE sozialraum.monitor SET normalisation = 'zscore', ddof = 1;
UPDATE sozialraum.monitor_indicator SET dimension = 'n';
SELECT throws_ok($$SELECT sozialraum.compute_edition('m', '2023-12-31')$$, '55000', 'A dimension of a principal component needs a marker.', 'the sign is never left to chance');
UPDATE sozialraum.monitor_dimension SET marker = 'Z';
CREATE TEMP TABLE pca AS SELECT p.* FROM (SELECT sozialraum.pca(ARRAY[x, -y, z]) AS p FROM unnest('{1,2,2,8}'::float8[], '{10,30,20,40}'::float8[], '{5,4,3,9}'::float8[]) AS u (x, y, z)) AS t, LATERAL (SELECT (t.p).*) AS p;
SELECT pg_temp.run('round(d.score[1]::numeric, 9)') AS scores \gset
SELECT is(:'scores', (SELECT string_agg(round((a.w[1] * v.normalised[1] + a.w[2] * v.normalised[2] + a.w[3] * v.normalised[3])::numeric, 9)::text, ' ' ORDER BY s.area_key)
	FROM sozialraum.edition_value AS v JOIN sozialraum.edition_score AS s USING (edition, area_id),
	(SELECT ARRAY(SELECT (i.item #>> '{used,weight}')::float8 FROM sozialraum.edition, jsonb_array_elements(definition -> 'indicators') WITH ORDINALITY AS i (item, no) ORDER BY no) AS w) AS a), 'first component: loadings × z');
SELECT ok((SELECT abs(sum((i ->> 'weight')::float8 ^ 2) - 1) < 1e-12 FROM sozialraum.edition, LATERAL (SELECT j -> 'used' FROM jsonb_array_elements(definition -> 'indicators') AS j) AS t (i)), 'loadings of length 1, kept in the edition');
SELECT ok((SELECT abs((definition #>> '{dimensions,0,used,eigenvalue}')::float8 - (SELECT eigenvalues[1] FROM pca)) < 1e-12 FROM sozialraum.edition), 'the eigenvalue is that of pca()');
SELECT ok((SELECT corr(d.score[1], v.normalised[3]) > 0 FROM sozialraum.edition_dimension_score AS d JOIN sozialraum.edition_value AS v USING (edition, area_id)), 'the dimension goes along with its marker');
UPDATE sozialraum.monitor_indicator SET polarity = 1 WHERE indicator IN ('X'); UPDATE sozialraum.monitor_dimension SET marker = 'X';
SELECT is(pg_temp.run('1'), '1 1 1 1', 'another marker');
SELECT ok((SELECT corr(d.score[1], v.normalised[1]) > 0 FROM sozialraum.edition_dimension_score AS d JOIN sozialraum.edition_value AS v USING (edition, area_id)), 'turns it round');
SELECT ok((SELECT bool_or((i ->> 'weight')::float8 < 0) FROM sozialraum.edition, LATERAL (SELECT j -> 'used' FROM jsonb_array_elements(definition -> 'indicators') AS j) AS t (i)), 'and what goes against its polarity can be seen (and is warned of)');
SELECT throws_ok($$UPDATE sozialraum.monitor SET normalisation = 'minmax'; SELECT sozialraum.compute_edition('m', '2023-12-31')$$, '55000', 'A principal component is taken of z-scores.', 'of z-scores');
ROLLBACK TO s;

-- ---------------------------------------------------------------- classes
DELETE FROM sozialraum.monitor_indicator WHERE indicator <> 'Z';
UPDATE sozialraum.monitor SET classification = 'quantile', class_count = 2, class_labels = '{wenig,viel}', class_labels_en = '{little,much}';
SELECT is(pg_temp.run('s.class || s.label'), '2viel 1wenig 1wenig 2viel', 'quantiles');
SELECT is(pg_temp.run('s.class || s.label', $$UPDATE sozialraum.monitor SET class_order = 'descending'$$), '1viel 2wenig 2wenig 1viel', 'class 1 the highest burden: the label follows the burden');
SELECT is(pg_temp.run('s.class', $$UPDATE sozialraum.monitor SET classification = 'rank_share', class_count = 3, class_labels = '{a,b,c}', class_labels_en = '{a,b,c}'$$), '2 3 3 1', 'ceil(3 rank / 4)');
SELECT is(pg_temp.run('s.class', $$UPDATE sozialraum.monitor SET classification = 'ntile'$$), '1 2 3 1', 'ntile: the first class takes the rest');
SELECT is(pg_temp.run('s.class', $$UPDATE sozialraum.monitor SET classification = 'natural', class_order = 'ascending'$$), '2 2 1 3', 'natural breaks');
SELECT throws_ok($$UPDATE sozialraum.monitor SET class_count = 4$$, '23514', NULL, 'as many labels as classes');
ROLLBACK TO s;
SELECT is(pg_temp.run('s.rank || ''/'' || s.rank_average', $$DELETE FROM sozialraum.monitor_indicator WHERE indicator <> 'X'$$), '4/4 2/2.5 2/2.5 1/1', 'ranks of ties: the better one, and their average');
ROLLBACK TO s;

-- ---------------------------------------------------------------- pooled years, minimum numerators
DELETE FROM sozialraum.monitor_indicator;
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position) VALUES ('m', 'F', 1), ('m', 'X', 2);
SELECT sozialraum.set_observation('ort', k, 'f', make_date(y, 12, 31), n) FROM unnest('{a,b,c,d}'::text[], '{2,5,8,20}'::float8[]) AS u (k, n), unnest('{2021,2022,2023}'::int[]) AS y;
SELECT sozialraum.set_observation('ort', k, 'g', make_date(y, 12, 31), 100 + 50 * (2023 - y)) FROM unnest('{a,b,c,d}'::text[]) AS k, unnest('{2021,2022,2023}'::int[]) AS y;
SELECT is(pg_temp.run('v.value[1]'), '2 5 8 20', 'one year');
SELECT is(pg_temp.run('v.numerator[1] || ''/'' || v.denominator[1] || ''='' || round(v.value[1]::numeric, 6)', $$UPDATE sozialraum.monitor SET pooled_years = 3$$), '6/450=1.333333 15/450=3.333333 24/450=5.333333 60/450=13.333333', 'sums of numerators over sums of denominators of three years');
SELECT is(pg_temp.run('v.value[2]'), '1 2 2 8', 'only ratios are pooled');
SELECT is(pg_temp.run('v.normalised[1] IS NULL', $$UPDATE sozialraum.monitor SET minimum_numerator = 10$$), 'true false false false', 'a pooled numerator below ten is not scored');
SELECT is(pg_temp.run('round(v.value[1]::numeric, 2) || v.reason[1]'), '1.33Fallzahl zu klein - - -', 'its value stays, with the reason');
SELECT is(pg_temp.run('s.reason'), 'Fallzahl zu klein - - -', 'the area has no score for that reason');
SELECT is(pg_temp.run('s.reason', $$UPDATE sozialraum.monitor_indicator SET minimum_numerator = 0 WHERE indicator = 'F'$$), '- - - -', 'an indicator may have another minimum');
SELECT is(pg_temp.run('v.numerator[1]', $$UPDATE sozialraum.monitor_indicator SET pooled_years = 2 WHERE indicator = 'F'$$), '4 10 16 40', 'and other years');
SELECT is(pg_temp.run('v.numerator[1]', $$UPDATE sozialraum.monitor_indicator SET pooled_years = 3; INSERT INTO sozialraum.series_break (variable, break_date, reason) VALUES ('f', '2022-06-01', 'Bruch')$$), '4 10 16 40', 'but not across a series break');
DELETE FROM sozialraum.series_break;
SELECT is(pg_temp.run('v.status[1] || v.reason[1]', $$SELECT sozialraum.set_observation('ort', 'd', 'f', '2021-12-31', NULL, 'secret')$$), '- - - secretgeheim gehalten: f, 31.12.2021', 'a year that is missing, and why');
SELECT is((SELECT count(*) FROM sozialraum.recompute_edition((SELECT max(id) FROM sozialraum.edition))), 0::bigint, 'recomputed with what is masked');

SELECT * FROM finish();
ROLLBACK;
