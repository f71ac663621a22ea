-- needs: demo
-- Reading an edition: position, contributions, change, clusters, robustness; against numbers computed by hand, then the demonstration district.
BEGIN;
SELECT plan(110);
SET LOCAL client_min_messages = warning;
INSERT INTO sozialraum.dimension (code, name) VALUES ('ZZ', 'A');
SELECT sozialraum.define_level('zort', 'Ort', 10, hierarchy => 'z');
SELECT sozialraum.define_level('zkreis', 'Kreis', 30, hierarchy => 'z');
SELECT sozialraum.define_area('zkreis', 'K', 'Kreis K');
SELECT sozialraum.define_area('zkreis', 'L', 'Kreis L');
-- five squares in a row, a to d beside each other, e behind d: a, b in K, the others in L
SELECT sozialraum.define_area('zort', k, 'Ort ' || k, parent => CASE WHEN k < 'c' THEN 'K' ELSE 'L' END, parent_level => 'zkreis', valid_to => CASE WHEN k = 'a' THEN '2023-12-31' ELSE 'infinity'::date END,
	geometry => ST_AsEWKB(ST_MakeEnvelope(n * 1000, 0, n * 1000 + 1000, 1000, 25832))) FROM unnest('{a,b,c,d,e}'::text[]) WITH ORDINALITY AS u (k, n);
SELECT sozialraum.define_variable(c, c) FROM unnest('{zb,zx,zy}'::text[]) AS c;
SELECT sozialraum.define_indicator('X', 'ZZ', 'Iks', 'zx', per => 1, polarity => -1, method => 'value', name_en => 'eks', unit => 'u');
SELECT sozialraum.define_indicator('Y', 'ZZ', 'Ypsilon', 'zy', per => 1, polarity => 1, method => 'value');
SELECT sozialraum.define_indicator('P', 'ZZ', 'P', 'zb', per => 1, method => 'value');
-- x: mean 5, population sd 2 over a to d (3 3 7 7); y: mean 20, sd 10 (10 30 10 30); normalised -1 -1 1 1 and 1 -1 1 -1; sum 0 -2 2 0, its sd √2
SELECT sozialraum.set_observation('zort', k, 'zx', '2023-12-31', v) FROM unnest('{a,b,c,d,e}'::text[], '{3,3,7,7,1000}'::float8[]) AS u (k, v);
SELECT sozialraum.set_observation('zort', k, 'zy', '2023-12-31', v) FROM unnest('{a,b,c,d,e}'::text[], '{10,30,10,30,1000}'::float8[]) AS u (k, v);
SELECT sozialraum.set_observation('zort', k, 'zb', '2023-12-31', v) FROM unnest('{a,b,c,d,e}'::text[], '{300,400,500,600,299}'::float8[]) AS u (k, v);
INSERT INTO sozialraum.monitor (code, name, level, population_variable, minimum_population) VALUES ('z', 'Z', 'zort', 'zb', 300);
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role) VALUES ('z', 'X', 1, 'scored'), ('z', 'Y', 2, 'scored'), ('z', 'P', 3, 'context');
-- run: change something, compute, and show an expression over the rows of a function, by area
CREATE FUNCTION pg_temp.run(what text, source text, change text DEFAULT NULL) RETURNS text LANGUAGE plpgsql AS $$
DECLARE r text; e bigint;
BEGIN
	IF change IS NOT NULL THEN EXECUTE change; END IF;
	e := sozialraum.compute_edition('z', '2023-12-31');
	EXECUTE format('SELECT string_agg(COALESCE((%s)::text, ''-''), '' '' ORDER BY r.area_key) FROM %s AS r', what, source) INTO r USING e;
	RETURN r;
END $$;
CREATE FUNCTION pg_temp.position(what text, change text DEFAULT NULL) RETURNS text LANGUAGE sql AS $$ SELECT pg_temp.run(what, 'sozialraum.area_position($1)', change) $$;
CREATE FUNCTION pg_temp.part(what text, code text, change text DEFAULT NULL) RETURNS text LANGUAGE plpgsql AS $$
DECLARE r text; e bigint;
BEGIN
	IF change IS NOT NULL THEN EXECUTE change; END IF;
	e := sozialraum.compute_edition('z', '2023-12-31');
	EXECUTE format('SELECT string_agg(COALESCE((%s)::text, ''-''), '' '' ORDER BY r.area_key) FROM sozialraum.area_contribution($1) AS r WHERE r.indicator = $2', what) INTO r USING e, code;
	RETURN r;
END $$;

-- ---------------------------------------------------------------- position
SELECT is(pg_temp.position('r.rank'), '2 4 1 2 -', 'rank as in the edition, the excluded area is there');
SELECT is(pg_temp.position('r.reason'), '- - - - unter 300 Einwohner', 'with its reason');
SELECT is(pg_temp.position('r.reason_en'), '- - - - fewer than 300 inhabitants', 'and in English');
SELECT is(pg_temp.position('r.excluded'), 'false false false false true', 'marked as excluded');
SELECT is(pg_temp.position('r.areas_ranked'), '4 4 4 4 4', 'of four');
SELECT is(pg_temp.position('round(r.percentile::numeric, 6)'), '33.333333 0.000000 100.000000 33.333333 -', 'percentile: of the other three, those with a lower score; ties do not count');
SELECT is(pg_temp.position('round(r.distance_to_mean::numeric, 6)'), '0.000000 -1.414214 1.414214 0.000000 -', 'distance to the mean, which is 0');
SELECT is(pg_temp.position('round(r.distance_in_sd::numeric, 6)', 'UPDATE sozialraum.monitor SET standardise_score = false WHERE code = ''z'''), '0.000000 -1.414214 1.414214 0.000000 -', 'in standard deviations, also of a score that is not standardised');
SELECT is(pg_temp.position('round(r.distance_to_mean::numeric, 6)'), '0.000000 -2.000000 2.000000 0.000000 -', 'whose distance is in its own units');
SELECT is(pg_temp.position('r.neighbours'), '1 2 2 1 -', 'neighbours with a score: the excluded one is none');
SELECT is(pg_temp.position('r.neighbour_mean'), '-2 1 -1 2 -', 'their mean');
SELECT is(pg_temp.position('r.distance_to_neighbours'), '2 -3 3 -2 -', 'distance to the neighbours');
SELECT is(pg_temp.position('r.parent_key'), 'K K L L L', 'parent');
SELECT is(pg_temp.position('r.parent_mean'), '-1 -1 1 1 1', 'mean of the scored areas of the parent');
SELECT is(pg_temp.position('r.distance_to_parent'), '1 -1 1 -1 -', 'distance to it');
SELECT is(pg_temp.position('r.parent_rank || ''/'' || r.parent_areas'), '1/2 2/2 1/2 2/2 -', 'rank among them');
SELECT is(pg_temp.position('r.typology'), (SELECT string_agg(l, ' ') FROM (SELECT COALESCE(label, '-') AS l FROM sozialraum.edition_score s JOIN sozialraum.edition e ON e.id = s.edition WHERE e.monitor = 'z' ORDER BY s.area_key) x), 'no dynamics: the typology is the class');
SELECT is(pg_temp.position('r.raised_by'), 'Ypsilon (50 %) - Iks (50 %), Ypsilon (50 %) Iks (50 %) -', 'what raises the score');
SELECT is(pg_temp.position('r.lowered_by'), 'Iks (50 %) Iks (50 %), Ypsilon (50 %) - Ypsilon (50 %) -', 'what lowers it');
SELECT is(pg_temp.position('r.lowered_by_en'), 'eks (50 %) eks (50 %), Ypsilon (50 %) - Ypsilon (50 %) -', 'in English, where there is a name');
SELECT is(pg_temp.position('r.note'), '- - - - -', 'nothing to note');
SELECT is(pg_temp.position('r.raised_by', 'UPDATE sozialraum.monitor SET normalisation = ''minmax'' WHERE code = ''z'''), 'Ypsilon (50 %) - Iks (50 %), Ypsilon (50 %) Iks (50 %) -', 'minmax: against the mean of the areas, not against 0');
SELECT is(pg_temp.part('r.contribution', 'X'), '0 0 1 1 -', 'minmax: the contributions as they are');
SELECT is(pg_temp.part('r.deviation', 'X'), '-0.5 -0.5 0.5 0.5 -', 'and what lifts above the mean');
UPDATE sozialraum.monitor SET normalisation = 'zscore', standardise_score = true WHERE code = 'z';
SELECT is(pg_temp.position('r.outlier'), 'false false false false -', 'no outlier: MAD 0.7, the highest is 1.4');
SAVEPOINT s;
SELECT is(pg_temp.position('r.neighbours', 'UPDATE sozialraum.area SET geom = NULL WHERE level = ''zort'''), '- - - - -', 'without borders there are no neighbours');
SELECT is(pg_temp.position('r.distance_to_neighbours'), '- - - - -', 'and no distance to them');
ROLLBACK TO s;
SELECT is(pg_temp.position('r.neighbours', 'UPDATE sozialraum.area SET geom = ST_Multi(ST_MakeEnvelope(2010, 0, 3000, 1000, 25832)) WHERE level = ''zort'' AND key = ''b'''), '0 1 2 1 -', 'a gap is a gap');
SELECT is(pg_temp.run('r.neighbours', 'sozialraum.area_position($1, NULL, 20)'), '1 2 2 1 -', 'unless it is tolerated');
SELECT is(pg_temp.position('r.neighbour_mean IS NULL'), 'true false false false true', 'an island has no neighbours to compare with');
ROLLBACK TO s;
SELECT is(pg_temp.position('r.percentile IS NULL AND r.distance_in_sd IS NULL AND r.rank IS NULL AND r.reason = ''Gebiete unterscheiden sich nicht''', $$INSERT INTO sozialraum.monitor_exclusion (monitor, area_key, reason) SELECT 'z', k, 'weg' FROM unnest('{b,c,d}'::text[]) AS k$$),
	'true false false false false', 'one area alone is not compared with anybody');
ROLLBACK TO s;
SELECT is(pg_temp.position('r.percentile IS NULL AND r.rank = 1 AND r.areas_ranked = 1 AND r.outlier IS NULL', $$UPDATE sozialraum.monitor SET normalisation = 'none', standardise_score = false WHERE code = 'z'; INSERT INTO sozialraum.monitor_exclusion (monitor, area_key, reason) SELECT 'z', k, 'weg' FROM unnest('{b,c,d}'::text[]) AS k$$),
	'true - - - -', 'one ranked area: rank 1 of 1, no percentile');
ROLLBACK TO s;
SELECT is(pg_temp.position('COALESCE(r.reason, ''?'')', 'UPDATE sozialraum.monitor_indicator SET role = ''context'' WHERE monitor = ''z'''), 'kein Indikator geht in einen Indexwert ein kein Indikator geht in einen Indexwert ein kein Indikator geht in einen Indexwert ein kein Indikator geht in einen Indexwert ein unter 300 Einwohner',
	'an edition without scores says so');
SELECT is(pg_temp.run('r.indicator', 'sozialraum.area_contribution($1)'), NULL, 'and has no contributions');
ROLLBACK TO s;
-- dynamics
SELECT sozialraum.set_observation('zort', k, 'zx', '2021-12-31', v) FROM unnest('{a,b,c,d,e}'::text[], '{4,2,8,6,0}'::float8[]) AS u (k, v);
SELECT sozialraum.set_observation('zort', k, 'zy', '2021-12-31', v) FROM unnest('{a,b,c,d,e}'::text[], '{10,30,6,26,0}'::float8[]) AS u (k, v);
SELECT is(pg_temp.position('r.typology', 'UPDATE sozialraum.monitor SET lag_years = 2 WHERE code = ''z'''),
	'Handlungsbedarf mittel, Dynamik stabil Handlungsbedarf gering, Dynamik negativ Handlungsbedarf hoch, Dynamik positiv Handlungsbedarf mittel, Dynamik stabil -', 'status × dynamics in words');
SELECT is(pg_temp.position('r.typology_en', $$DELETE FROM sozialraum.observation WHERE variable = 'zx' AND reference_date = '2021-12-31' AND area_id = (SELECT id FROM sozialraum.area WHERE level = 'zort' AND key = 'b')$$),
	'medium need for action, dynamics stable low need for action, dynamics unknown (changes are missing) high need for action, dynamics positive medium need for action, dynamics stable -', 'unknown dynamics says why');
ROLLBACK TO s;
-- missing
SELECT sozialraum.set_observation('zort', 'd', 'zy', '2023-12-31', NULL, 'secret');
SELECT is(pg_temp.position('COALESCE(r.reason, r.rank::text)'), '2 3 1 Werte fehlen unter 300 Einwohner', 'missing values: no score, with the reason');
SELECT is(pg_temp.part('COALESCE(r.note, r.status)', 'Y'), 'final final final kein Indexwert: Werte fehlen kein Indexwert: unter 300 Einwohner', 'and no contributions');
SELECT is(pg_temp.part('r.contribution = 2 * r.normalised', 'X', 'UPDATE sozialraum.monitor SET minimum_valid_share = 0.5 WHERE code = ''z'''), 'false false false true -', 'the indicator that is there stands for both');
SELECT is(pg_temp.part('COALESCE(r.note, r.status)', 'Y'), 'final final final kein bewerteter Wert; die übrigen Indikatoren stehen dafür kein Indexwert: unter 300 Einwohner', 'which is said');
SELECT is((SELECT count(*) FROM sozialraum.edition_score AS s JOIN sozialraum.edition AS e ON e.id = s.edition AND e.monitor = 'z'
	CROSS JOIN LATERAL (SELECT sum(c.contribution) AS total FROM sozialraum.area_contribution(s.edition, s.area_key) AS c) AS t WHERE abs(t.total - s.sum) < 1e-12), 4::bigint, 'they still add up to the sum');
ROLLBACK TO s;

-- ---------------------------------------------------------------- contributions
SELECT is(pg_temp.part('r.contribution', 'X'), '-1 -1 1 1 -', 'weight × normalised');
SELECT is(pg_temp.part('r.contribution_share', 'X'), '0.5 0.5 0.5 0.5 -', 'share of the absolute contributions');
SELECT is(pg_temp.part('r.contribution_rank', 'X'), '2 1 1 1 -', 'place in the area, equal ones share it');
SELECT is(pg_temp.part('r.contribution', 'Y', 'UPDATE sozialraum.monitor_indicator SET weight = 3 WHERE monitor = ''z'' AND indicator = ''Y'''), '3 -3 3 -3 -', 'with weights');
SELECT is(pg_temp.part('r.contribution_share', 'Y'), '0.75 0.75 0.75 0.75 -', 'in the shares too');
SELECT is(pg_temp.part('r.contribution', 'Y', 'UPDATE sozialraum.monitor SET aggregation = ''mean'' WHERE code = ''z'''), '0.75 -0.75 0.75 -0.75 -', 'of a mean: divided by the weights');
ROLLBACK TO s;
SELECT is(pg_temp.part('r.area_rank', 'Y'), '1 3 1 3 -', 'rank in the indicator: little is burden');
SELECT is(pg_temp.part('round(r.percentile::numeric, 3)', 'Y'), '66.667 0.000 66.667 0.000 -', 'of the other three two have less burden');
SELECT is(pg_temp.part('r.mean_value', 'Y'), '20 20 20 20 20', 'mean of the areas');
SELECT is(pg_temp.part('r.parent_value', 'Y'), '40 40 1040 1040 1040', 'value of the parent');
SELECT is(pg_temp.part('round(r.robust_z::numeric, 5)', 'X'), '-0.67449 -0.67449 0.67449 0.67449 -', '0.6745 (x - median) / MAD: -2 and 2 over 2');
SELECT is(pg_temp.part('r.outlier', 'X'), 'false false false false -', 'no outlier');
SELECT is(pg_temp.run('r.indicator || r.contribution', 'sozialraum.area_contribution($1, ''c'')'), 'X1 Y1', 'one area alone');
SELECT is(pg_temp.run('r.rank', 'sozialraum.area_position($1, ''c'')'), '1', 'and its position');
SELECT is((SELECT pg_temp.run('r.area_rank || '' '' || r.percentile', 'sozialraum.area_contribution($1, ''d'')')), (SELECT pg_temp.run('r.area_rank || '' '' || r.percentile', '(SELECT * FROM sozialraum.area_contribution($1) AS c WHERE c.area_key = ''d'')')), 'the same rank in one area alone as in all');
-- an outlier: x = 3 3.1 3.2 100, MAD 0.1 by hand: median 3.15, deviations 0.15 0.05 0.05 96.85, MAD 0.1
SELECT is(pg_temp.part('r.outlier', 'X', $$UPDATE sozialraum.observation AS o SET value = u.v FROM unnest('{a,b,c,d}'::text[], '{3,3.1,3.2,100}'::float8[]) AS u (k, v) JOIN sozialraum.area AS a ON a.level = 'zort' AND a.key = u.k
	WHERE o.area_id = a.id AND o.variable = 'zx' AND o.reference_date = '2023-12-31'$$), 'false false false true -', 'an outlier');
SELECT is(pg_temp.position('r.outlier_indicators'), '- - - Iks -', 'is named in the position');
ROLLBACK TO s;
SELECT is(pg_temp.part('r.robust_z IS NULL AND r.outlier IS NULL', 'X', $$UPDATE sozialraum.observation SET value = 5 WHERE variable = 'zx' AND value = 3$$), 'false false false false true', 'two and two: MAD is not 0');
ROLLBACK TO s;
SELECT is(pg_temp.part('r.robust_z IS NULL', 'X', $$UPDATE sozialraum.observation SET value = 7 WHERE variable = 'zx' AND area_id = (SELECT id FROM sozialraum.area WHERE level = 'zort' AND key = 'a')$$), 'true true true true true', 'three of four equal: no robust z');
SELECT is(pg_temp.part('r.outlier', 'X'), 'false true false false -', 'then by the quartiles: 6 7 7, the limit is 4.5');
ROLLBACK TO s;
-- where the score is no sum
SELECT sozialraum.compute_edition('z', '2023-12-31') AS e \gset
UPDATE sozialraum.edition_score SET sum = sum + 1 WHERE edition = :e;
SELECT is((SELECT count(c.contribution) FROM sozialraum.area_contribution(:e) AS c), 0::bigint, 'contributions that do not add up to the score are not shown');
SELECT is((SELECT count(*) FROM sozialraum.area_contribution(:e) AS c WHERE c.note = 'der Indexwert ist keine gewichtete Summe, Beiträge lassen sich nicht angeben'), 8::bigint, 'but said');
SELECT is((SELECT count(p.note_en) - count(p.raised_by) FROM sozialraum.area_position(:e) AS p), 4::bigint, 'in the position as well');
ROLLBACK TO s;

-- over dimensions
SELECT sozialraum.compute_edition('z', '2023-12-31') AS e \gset
UPDATE sozialraum.edition SET definition = jsonb_set(definition, '{indicators,0,dimension}', '"D"') WHERE id = :e;
SELECT is((SELECT count(c.contribution) FROM sozialraum.area_contribution(:e) AS c), 0::bigint, 'indicators in dimensions have no contributions of their own');
SELECT is((SELECT string_agg(DISTINCT p.note_en, '') FROM sozialraum.area_position(:e) AS p), 'the score is formed over dimensions, so there are no single contributions', 'which is said');
SELECT is((SELECT count(r.reason) FROM sozialraum.edition_robustness(:e, 10) AS r), 5::bigint, 'and robustness is an approximation');
ROLLBACK TO s;

-- ---------------------------------------------------------------- errors
SELECT throws_ok('SELECT * FROM sozialraum.' || f, '42704', NULL, 'unknown edition: ' || f)
FROM unnest('{area_position(-1),area_contribution(NULL),edition_change(-1),"edition_clusters(-1, 2)","cluster_profile(-1, 2)",edition_robustness(-1)}'::text[]) AS f;
SELECT sozialraum.compute_edition('z', '2023-12-31') AS e \gset
SELECT throws_ok(format('SELECT * FROM sozialraum.area_position(%s, ''nobody'')', :e), '42704', NULL, 'unknown area');
SELECT throws_ok(format('SELECT * FROM sozialraum.area_position(%s, NULL, -1)', :e), '22023', NULL, 'negative tolerance');

-- ---------------------------------------------------------------- change
SELECT throws_ok(format('SELECT * FROM sozialraum.edition_change(%s)', :e), 'P0002', NULL, 'no earlier edition');
-- a goes on as a2 with the same territory; b is cut anew under its old key; f is new; e does not exist any more
SELECT sozialraum.define_area('zort', 'a2', 'Ort a', parent => 'K', parent_level => 'zkreis', valid_from => '2024-01-01', continues => 'a');
UPDATE sozialraum.area SET valid_to = '2023-12-31' WHERE level = 'zort' AND key IN ('b', 'e');
SELECT sozialraum.define_area('zort', k, 'Ort ' || k, parent => 'K', parent_level => 'zkreis', valid_from => '2024-01-01') FROM unnest('{b,f}'::text[]) AS k;
SELECT sozialraum.set_observation('zort', k, v, '2024-12-31', x) FROM unnest('{a2,b,c,d,f}'::text[]) WITH ORDINALITY AS u (k, n), LATERAL (VALUES ('zx', 6 - n), ('zy', 10 * n), ('zb', 400)) AS f (v, x);
SELECT sozialraum.compute_edition('z', '2024-12-31') AS n \gset
SELECT is((SELECT string_agg(format('%s<%s:%s', c.area_key, c.earlier_area_key, COALESCE(c.reason, c.rank_change::text)), ' ' ORDER BY COALESCE(c.area_key, c.earlier_area_key), c.area_key) FROM sozialraum.edition_change(:n) AS c),
	'a2<a:1 b<:neu zugeschnitten: der Schlüssel ist derselbe, das Gebiet nicht <b:neu zugeschnitten: der Schlüssel ist derselbe, das Gebiet nicht c<c:-2 d<d:-2 <e:in dieser Ausgabe nicht mehr enthalten f<:neues Gebiet, in der früheren Ausgabe nicht enthalten',
	'matched by territory; rank 1 is the highest burden, so the positive change is more burden');
SELECT is((SELECT c.change FROM sozialraum.edition_change(:n) AS c WHERE c.area_key = 'c'), 'im Vergleich zu den anderen weniger belastet: Rang 3 statt 1 (von 5, zuvor von 4); Klasse Handlungsbedarf mittel statt Handlungsbedarf hoch', 'in words');
SELECT is((SELECT bool_or(c.definition_differs) FROM sozialraum.edition_change(:n) AS c), false, 'the same definition');
SELECT is((SELECT sozialraum._definition_differences(e.definition, jsonb_set(e.definition, '{monitor}', (e.definition -> 'monitor') - '{classification,quantile_type,class_order,rank_ties,rank_convention,scale_minimum,scale_maximum,pooled_years,preset,minimum_numerator,score_normalisation,class_count}'::text[]), 'de') FROM sozialraum.edition AS e WHERE e.id = :n), NULL, 'editions of older versions did what the defaults say');
SELECT is((SELECT array_agg(DISTINCT c.earlier_edition) FROM sozialraum.edition_change(:n, :e) AS c), ARRAY[:e]::bigint[], 'the earlier one may be named');
SELECT throws_ok(format('SELECT * FROM sozialraum.edition_change(%s, %s)', :e, :n), '22023', NULL, 'a later one is no earlier one');
SELECT throws_ok(format('SELECT * FROM sozialraum.edition_change(%s, %s)', :n, (SELECT min(id) FROM sozialraum.edition WHERE monitor <> 'z')), '22023', NULL, 'nor is one of another monitor');
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role, polarity) VALUES ('z', 'D05-01', 4, 'context', NULL);
UPDATE sozialraum.monitor_indicator SET weight = 2 WHERE monitor = 'z' AND indicator = 'X';
UPDATE sozialraum.monitor_indicator SET role = 'context' WHERE monitor = 'z' AND indicator = 'Y';
UPDATE sozialraum.monitor_indicator SET role = 'scored', polarity = -1 WHERE monitor = 'z' AND indicator = 'P';
UPDATE sozialraum.monitor SET ddof = 1, name = 'anders' WHERE code = 'z';
SELECT sozialraum.compute_edition('z', '2024-12-31') AS n \gset
SELECT is((SELECT DISTINCT c.definition_note FROM sozialraum.edition_change(:n) AS c), 'neue Indikatoren: P; entfallene Indikatoren: Y; andere Gewichte: X; anderes Verfahren: ddof', 'another definition: shown, and said how it differs; names are no method');
ROLLBACK TO s;

-- ---------------------------------------------------------------- clusters
SELECT sozialraum.compute_edition('z', '2023-12-31') AS e \gset
SELECT is((SELECT string_agg(COALESCE(c.cluster::text, c.reason), ' ' ORDER BY c.area_key) FROM sozialraum.edition_clusters(:e, 4) AS c WHERE c.area_key IN ('b', 'c', 'e')), '1 4 unter 300 Einwohner', 'four clusters of one: 1 the lowest score, 4 the highest, the excluded in none');
SELECT is((SELECT count(DISTINCT c.cluster) FROM sozialraum.edition_clusters(:e, 4, 'ward') AS c), 4::bigint, 'ward');
SELECT throws_ok(format('SELECT * FROM sozialraum.edition_clusters(%s, 5)', :e), '22023', NULL, 'more clusters than areas');
SELECT throws_ok(format('SELECT * FROM sozialraum.edition_clusters(%s, 2, ''guess'')', :e), '22023', NULL, 'unknown method');

ROLLBACK TO s;
UPDATE sozialraum.monitor_indicator SET role = 'context' WHERE monitor = 'z';
SELECT sozialraum.compute_edition('z', '2023-12-31') AS e \gset
SELECT throws_ok(format('SELECT * FROM sozialraum.edition_clusters(%s, 2)', :e), '55000', NULL, 'no clusters without scored indicators');
SELECT throws_ok(format('SELECT * FROM sozialraum.edition_robustness(%s)', :e), '55000', NULL, 'and no robustness');
ROLLBACK TO s;

-- ---------------------------------------------------------------- robustness
SELECT sozialraum.compute_edition('z', '2023-12-31') AS e \gset
SELECT is((SELECT string_agg(COALESCE(r.rank::text, r.reason) || '=' || COALESCE(r.recomputed_rank::text, ''), ' ' ORDER BY r.area_key) FROM sozialraum.edition_robustness(:e, 50) AS r), '2=2 4=4 1=1 2=2 unter 300 Einwohner=', 'the choices as made give the rank of the edition');
-- without X: ranks by Y 1 3 1 3, less 2 4 1 2; without Y: ranks by X 3 3 1 1
SELECT is((SELECT string_agg(COALESCE(r.largest_shift || COALESCE(r.shift_indicator, ''), '-'), ' ' ORDER BY r.area_key) FROM sozialraum.edition_robustness(:e, 50) AS r), '-1X -1X 0 1X -', 'the largest shift when one indicator is left out, by hand');
SELECT is((SELECT string_agg(r.rank_05 || '-' || r.rank_95, ' ' ORDER BY r.area_key) FROM sozialraum.edition_robustness(:e, 50, perturbation => 0) AS r WHERE r.area_key IN ('b', 'c')), '4-4 1-1', 'the extremes are extreme in all ways');
SELECT is((SELECT md5(string_agg(r::text, '' ORDER BY r.area_id)) FROM sozialraum.edition_robustness(:e, 50, 7) AS r), (SELECT md5(string_agg(r::text, '' ORDER BY r.area_id)) FROM sozialraum.edition_robustness(:e, 50, 7) AS r), 'seeded');
UPDATE sozialraum.monitor SET reference = 'given' WHERE code = 'z';
UPDATE sozialraum.monitor_indicator SET reference_mean = 1, reference_sd = CASE indicator WHEN 'X' THEN 1 ELSE 100 END WHERE monitor = 'z' AND role = 'scored';
SELECT sozialraum.compute_edition('z', '2023-12-31') AS e \gset
SELECT is((SELECT count(*) FROM sozialraum.edition_robustness(:e, 50) AS r WHERE r.recomputed_rank = r.rank AND r.reason IS NULL), 4::bigint, 'given parameters: the same ranks, where standardising again would give others');
ROLLBACK TO s;

-- ---------------------------------------------------------------- the demonstration district
SELECT id AS g FROM sozialraum.edition WHERE monitor = 'gemeindemonitor' AND reference_date = '2023-12-31' \gset
SELECT id AS o FROM sozialraum.edition WHERE monitor = 'sozialraummonitor' AND reference_date = '2023-12-31' \gset
SELECT id AS old FROM sozialraum.edition WHERE monitor = 'gemeindemonitor' AND reference_date = '2021-12-31' \gset
SELECT is((SELECT count(*) FROM (SELECT c.area_id, sum(c.contribution) AS total FROM sozialraum.area_contribution(:o) AS c GROUP BY c.area_id) AS t JOIN sozialraum.edition_score AS s ON s.edition = :o AND s.area_id = t.area_id
	WHERE (t.total IS NULL) <> (s.sum IS NULL) OR abs(t.total - s.sum) > 1e-9), 0::bigint, 'contributions add up to the sum in all 150 areas, with missing values too');
SELECT is((SELECT array_agg(p.area_key ORDER BY p.rank, p.area_key) FROM sozialraum.area_position(:o) AS p WHERE p.rank IS NOT NULL), (SELECT array_agg(s.area_key::text ORDER BY s.rank, s.area_key) FROM sozialraum.edition_score AS s WHERE s.edition = :o AND s.rank IS NOT NULL), 'positions are the ranks of the edition');
SELECT is((SELECT count(*) FROM sozialraum.area_position(:o) AS p JOIN sozialraum.area AS a ON a.id = p.area_id
	LEFT JOIN LATERAL (SELECT avg(s.score) AS mean, count(*) AS n FROM sozialraum.area AS b JOIN sozialraum.edition_score AS s ON s.edition = :o AND s.area_id = b.id AND s.score IS NOT NULL WHERE b.id <> a.id AND ST_Intersects(a.geom, b.geom)) AS n ON true
	WHERE p.score IS NOT NULL AND (n.n <> p.neighbours OR (n.mean IS NULL) <> (p.neighbour_mean IS NULL) OR abs(n.mean - p.neighbour_mean) > 1e-9)), 0::bigint, 'neighbours as PostGIS sees them');
SELECT is((SELECT count(*) FROM sozialraum.area_position(:o) AS p WHERE p.score IS NULL AND p.reason IS NULL), 0::bigint, 'who has no score has a reason');
SELECT is((SELECT string_agg(COALESCE(c.area_name, '') || '<' || COALESCE(c.earlier_area_name, ''), ' ' ORDER BY c.earlier_area_name NULLS FIRST) FROM sozialraum.edition_change(:g, :old) AS c WHERE c.area_key IS NULL OR c.earlier_area_key IS NULL),
	'Ellernsee< <Ellernau <Frohnsee', 'the merger: one new, two gone');
SELECT is((SELECT c.earlier_date FROM sozialraum.edition_change(:g) AS c LIMIT 1), DATE '2022-12-31', 'the newest earlier edition');
DO $$BEGIN PERFORM sozialraum.publish_edition(e.id), sozialraum.withdraw_edition(e.id, 'Fehler') FROM sozialraum.edition AS e WHERE e.monitor = 'gemeindemonitor' AND e.reference_date = '2022-12-31'; END$$;
SELECT is((SELECT c.earlier_date FROM sozialraum.edition_change(:g) AS c LIMIT 1), DATE '2021-12-31', 'a withdrawn one is passed over');
SELECT is((SELECT count(*) FROM sozialraum.edition_change((SELECT id FROM sozialraum.edition WHERE monitor = 'gemeindemonitor' AND reference_date = '2022-12-31'), :old) AS c WHERE c.rank IS NOT NULL), 26::bigint, 'but can be named and read');
SELECT is((SELECT count(*) FROM sozialraum.area_position((SELECT id FROM sozialraum.edition WHERE monitor = 'gemeindemonitor' AND reference_date = '2022-12-31')) AS p WHERE p.rank IS NOT NULL), 26::bigint, 'in every function');
SELECT is((SELECT array_agg(s.score ORDER BY s.cluster) FROM (SELECT c.cluster, avg(c.score) AS score FROM sozialraum.edition_clusters(:o, 4) AS c WHERE c.cluster IS NOT NULL GROUP BY c.cluster) AS s),
	(SELECT array_agg(s.score ORDER BY s.score) FROM (SELECT c.cluster, avg(c.score) AS score FROM sozialraum.edition_clusters(:o, 4) AS c WHERE c.cluster IS NOT NULL GROUP BY c.cluster) AS s), 'clusters are numbered by their mean score');
SELECT is((SELECT md5(string_agg(c.area_key || c.cluster, ' ' ORDER BY c.area_key)) FROM sozialraum.edition_clusters(:o, 4, seed => 3) AS c), (SELECT md5(string_agg(c.area_key || c.cluster, ' ' ORDER BY c.area_key)) FROM sozialraum.edition_clusters(:o, 4, seed => 3, silhouettes => false) AS c), 'the same call, the same clusters');
SELECT is((SELECT count(*) FROM sozialraum.cluster_profile(:o, 4) AS p), 28::bigint, 'a profile: four clusters, seven indicators');
SELECT is((SELECT count(*) FROM (SELECT p.indicator, sum(p.mean_normalised * p.cluster_size) / sum(p.cluster_size) AS mean FROM sozialraum.cluster_profile(:o, 4) AS p GROUP BY p.indicator) AS p
	JOIN (SELECT e.indicators[u.no] AS indicator, avg(u.x) AS mean FROM sozialraum.edition AS e JOIN sozialraum.edition_value AS v ON v.edition = e.id CROSS JOIN LATERAL unnest(v.normalised) WITH ORDINALITY AS u (x, no)
		WHERE e.id = :o AND array_position(v.normalised[1:7], NULL) IS NULL AND u.no <= 7 GROUP BY 1) AS w ON w.indicator = p.indicator WHERE abs(w.mean - p.mean) > 1e-9), 0::bigint, 'whose means are those of the areas');
SELECT is((SELECT count(*) FROM sozialraum.edition_robustness(:o, 100) AS r WHERE r.rank IS DISTINCT FROM r.recomputed_rank), 0::bigint, 'robustness: the rank as computed is that of the edition');
SELECT is((SELECT count(*) FROM sozialraum.edition_robustness(:o, 100) AS r WHERE r.rank_05 > r.median_rank OR r.median_rank > r.rank_95), 0::bigint, 'and the range holds the median');

SELECT * FROM finish();
ROLLBACK;
