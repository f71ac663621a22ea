-- Complementary suppression and its attack: suppress, attack_interval, _protect_cells, _attack_cells; dominance, p_percent.
\set QUIET on
SET client_min_messages = warning;
SET search_path = sozialraum, engine_test, public;
CREATE SCHEMA suppression_test;

-- ---- the worked table (formulas.md, 5.2): districts N (A1, A2) and S (A3, A4), HzE cases by age, 159 persons
CREATE TABLE suppression_test.hze AS
WITH area (area, district, u6, a, b, total) AS (VALUES ('A1', 'N', 2, 14, 21, 37), ('A2', 'N', 9, 17, 25, 51), ('N', 'City', 11, 31, 46, 88), ('A3', 'S', 6, 4, 30, 40),
		('A4', 'S', 11, 1, 19, 31), ('S', 'City', 17, 5, 49, 71), ('City', NULL, 28, 36, 95, 159)),
cell AS (SELECT area, district, age, count, row_number() OVER (ORDER BY area, age) AS id FROM area, LATERAL (VALUES ('u6', u6), ('6-13', a), ('14-20', b), ('total', total)) AS v (age, count))
SELECT c.id, c.area, c.age, c.count::double precision, ARRAY[d.id, t.id] AS totals FROM cell AS c
LEFT JOIN cell AS d ON d.area = c.district AND d.age = c.age LEFT JOIN cell AS t ON t.area = c.area AND t.age = 'total' AND c.age <> 'total';

-- primary A1/u6 and A4/6-13; {A1, A2} x {u6, 6-13} and {A3, A4} x {u6, 6-13}; the intervals are those printed in formulas.md
CREATE TABLE suppression_test.pattern AS SELECT *, suppress(id, count, totals) OVER () AS fate FROM suppression_test.hze;
SELECT area, age, count, fate, (interval).lower, (interval).upper, (interval).derivable
FROM (SELECT *, attack_interval(id, count, totals, fate <> 'shown') OVER () AS interval FROM suppression_test.pattern) AS a WHERE fate <> 'shown' ORDER BY area, age DESC;
SELECT count(*) FILTER (WHERE fate = 'shown') AS shown, sum(count) FILTER (WHERE fate <> 'shown') AS hidden FROM suppression_test.pattern;
-- the counts of hidden cells do not matter to the attack
SELECT bool_and(a = b) FROM (SELECT attack_interval(id, count, totals, fate <> 'shown') OVER () AS a,
	attack_interval(id, CASE WHEN fate = 'shown' THEN count END, totals, fate <> 'shown') OVER () AS b FROM suppression_test.pattern) AS c;
-- the pattern that protects rows only: 11 - 9 = 2
SELECT area, age, (i).lower, (i).upper, (i).derivable FROM (SELECT *, attack_interval(id, count, totals, area = 'A1' AND age IN ('u6', '6-13')) OVER () AS i FROM suppression_test.hze) AS a
WHERE area = 'A1' AND age IN ('u6', '6-13') ORDER BY age;
-- whoever knows A1's figures (its own municipality) knows all of N's pattern, but nothing of S's
SELECT area, age, (i).lower, (i).upper FROM (SELECT *, attack_interval(id, count, totals, fate <> 'shown', area = 'A1') OVER () AS i FROM suppression_test.pattern) AS a
WHERE fate <> 'shown' ORDER BY area, age DESC;
-- an upper bound that everybody knows
SELECT area, age, (i).lower, (i).upper FROM (SELECT *, attack_interval(id, count, totals, fate <> 'shown', upper => CASE WHEN area IN ('A3', 'A4') THEN 11 END) OVER () AS i FROM suppression_test.pattern) AS a
WHERE fate <> 'shown' AND area IN ('A3', 'A4') ORDER BY area, age DESC;
-- t = 5: 4 is unsafe, too; a mark; zeros; costs turn the choice round
SELECT string_agg(area || '/' || age, ' ' ORDER BY id) FILTER (WHERE fate = 'unsafe') AS unsafe, string_agg(area || '/' || age, ' ' ORDER BY id) FILTER (WHERE fate = 'secondary') AS secondary
FROM (SELECT *, suppress(id, count, totals, 5) OVER () AS fate FROM suppression_test.hze) AS a;
SELECT string_agg(area || '/' || age, ' ' ORDER BY id) FILTER (WHERE fate = 'unsafe') AS unsafe, string_agg(area || '/' || age, ' ' ORDER BY id) FILTER (WHERE fate = 'secondary') AS secondary
FROM (SELECT *, suppress(id, count, totals, "unsafe" => area = 'A2' AND age = '14-20') OVER () AS fate FROM suppression_test.hze) AS a;
SELECT string_agg(area || '/' || age, ' ' ORDER BY id) FILTER (WHERE fate = 'secondary') AS secondary
FROM (SELECT *, suppress(id, count, totals, cost => CASE WHEN age = '6-13' THEN 1000 END) OVER () AS fate FROM suppression_test.hze) AS a;
-- any order of rows, the same pattern and the same intervals
SELECT count(DISTINCT s) AS patterns, count(DISTINCT i) AS intervals FROM generate_series(1, 20) AS p, LATERAL (
	SELECT string_agg(fate, ',' ORDER BY id) AS s, string_agg(interval::text, ',' ORDER BY id) AS i FROM (
		SELECT id, suppress(id, count, totals) OVER () AS fate, attack_interval(id, count, totals, count < 12) OVER () AS interval
		FROM (SELECT * FROM suppression_test.hze ORDER BY md5(p || '-' || id)) AS o) AS q) AS r;

-- ---- Geurts's example (Handbook on SDC, example 3): row sums 7 and 3, column sums 6 and 4
SELECT cell, (i).lower, (i).upper FROM (SELECT cell, attack_interval(cell, count, totals, count IS NULL) OVER () AS i FROM (VALUES (11, NULL::double precision, '{10,1}'::bigint[]), (12, NULL, '{10,2}'), (21, NULL, '{20,1}'), (22, NULL, '{20,2}'),
	(10, 7, '{NULL,NULL}'), (20, 3, '{NULL,NULL}'), (1, 6, '{NULL,NULL}'), (2, 4, '{NULL,NULL}')) AS v (cell, count, totals)) AS a WHERE cell > 10 AND cell NOT IN (20) ORDER BY cell;

-- ---- differencing: under 25: 14, under 21: 12; the third cell is the difference
SELECT cell, (i).lower, (i).upper, (i).derivable FROM (SELECT cell, attack_interval(cell, count, totals, cell = 3) OVER () AS i
	FROM (VALUES (1, 14::double precision, ARRAY[NULL::bigint]), (2, 12, '{1}'), (3, NULL, '{1}')) AS v (cell, count, totals)) AS a WHERE cell = 3;
SELECT cell, count, suppress(cell, count, totals) OVER () AS fate FROM (VALUES (1, 14::double precision, ARRAY[NULL::bigint]), (2, 12, '{1}'), (3, 2, '{1}')) AS v (cell, count, totals) ORDER BY cell;

-- ---- what is left of a total: 1 and 1 of 24 leave 2 < 3, a third one goes
SELECT cell, count, suppress(cell, count, totals) OVER () AS fate
FROM (VALUES (1, 1::double precision, ARRAY[6::bigint]), (2, 1, '{6}'), (3, 8, '{6}'), (4, 5, '{6}'), (5, 9, '{6}'), (6, 24, ARRAY[NULL::bigint])) AS v (cell, count, totals) ORDER BY cell;
-- zeros: shown and no protection, or unsafe themselves
SELECT cell, count, suppress(cell, count, totals) OVER () AS shown_zero, suppress(cell, count, totals, suppress_zero => true) OVER () AS hidden_zero
FROM (VALUES (1, 2::double precision, ARRAY[6::bigint]), (2, 0, '{6}'), (3, 0, '{6}'), (4, 5, '{6}'), (5, 9, '{6}'), (6, 16, ARRAY[NULL::bigint])) AS v (cell, count, totals) ORDER BY cell;

-- ---- no rows, one row, no totals, partitions
SELECT suppress(1, 1, NULL) OVER () WHERE false;
SELECT suppress(1, 1, NULL) OVER (), suppress(1, 3, '{}') OVER (), suppress(1, 0, '{NULL}') OVER (), suppress(1, 0, '{NULL}', suppress_zero => true) OVER (), attack_interval(1, 1, '{}', true) OVER (),
	attack_interval(1, NULL, '{}', true, upper => 4.5) OVER (), attack_interval(1, 7, NULL, NULL) OVER ();
SELECT p, cell, suppress(cell, count * p, totals) OVER (PARTITION BY p) AS fate FROM generate_series(1, 3) AS p,
	(VALUES (1, 1::double precision, ARRAY[3::bigint]), (2, 8, '{3}'), (3, 9, ARRAY[NULL::bigint])) AS v (cell, count, totals) ORDER BY p, cell;

-- ---- errors name the cell, never a count
CREATE FUNCTION suppression_test.fails(rows text, arguments text DEFAULT '') RETURNS text LANGUAGE sql AS $$
	SELECT engine_test.error_of(format('SELECT suppress(cell, count, totals%s) OVER () FROM (VALUES %s) AS v (cell, count, totals)', arguments, rows)) $$;
SELECT suppression_test.fails($$(1, 1.0::double precision, '{3}'::bigint[]), (NULL, 8, '{3}'), (3, 9, '{NULL}')$$);
SELECT suppression_test.fails($$(1, NULL::double precision, '{3}'::bigint[]), (2, 8, '{3}'), (3, 9, '{NULL}')$$);
SELECT suppression_test.fails($$(1, 1.0::double precision, '{3}'::bigint[]), (1, 8, '{3}'), (3, 9, '{NULL}')$$);
SELECT suppression_test.fails($$(1, 1.0::double precision, '{3}'::bigint[]), (2, 7, '{3}'), (3, 9, '{NULL}')$$);
SELECT suppression_test.fails($$(1, 1.0::double precision, '{3}'::bigint[]), (2, 8, '{4}'), (3, 9, '{NULL}')$$);
SELECT suppression_test.fails($$(1, 1.0::double precision, '{3}'::bigint[]), (2, 8, '{3}'), (3, 9, '{3}')$$);
SELECT suppression_test.fails($$(1, 1.0::double precision, '{3}'::bigint[]), (2, 8, '{3,4}'), (3, 9, '{NULL}')$$);
SELECT suppression_test.fails($$(1, 1.0::double precision, '{{3}}'::bigint[])$$);
SELECT suppression_test.fails($$(1, -1.0::double precision, '{3}'::bigint[])$$), suppression_test.fails($$(1, 1.5::double precision, '{3}'::bigint[])$$), suppression_test.fails($$(1, 1e16::double precision, '{3}'::bigint[])$$);
SELECT suppression_test.fails($$(1, 'NaN'::double precision, '{3}'::bigint[])$$), suppression_test.fails($$(1, 'inf'::double precision, '{3}'::bigint[])$$);
SELECT suppression_test.fails($$(1, 1.0::double precision, '{}'::bigint[])$$, ', 0'), suppression_test.fails($$(1, 1.0::double precision, '{}'::bigint[])$$, ', NULL'), suppression_test.fails($$(1, 1.0::double precision, '{}'::bigint[])$$, ', cost => -1');
-- as long as every total may be hidden, there is a pattern: all figures twice as large are a table, too
SELECT suppression_test.fails($$(1, 2.0::double precision, '{2,NULL}'::bigint[]), (2, 2, '{NULL,3}'), (3, 2, '{NULL,NULL}')$$), suppression_test.fails($$(1, 2.0::double precision, '{2}'::bigint[]), (3, 0, '{2}'), (2, 2, '{NULL}')$$);
SELECT engine_test.error_of($$SELECT attack_interval(1, NULL, '{}', false) OVER ()$$), engine_test.error_of($$SELECT attack_interval(1, NULL, '{}', true, true) OVER ()$$), engine_test.error_of($$SELECT attack_interval(1, NULL, '{}', true, upper => -1) OVER ()$$);
SELECT engine_test.error_of($$SELECT attack_interval(cell, count, totals, count IS NULL) OVER () FROM (VALUES (1, NULL::double precision, '{3}'::bigint[]), (2, 8, '{3}'), (3, 7, '{NULL}')) AS v (cell, count, totals)$$);
SELECT engine_test.error_of($$SELECT suppress(cell, 1, NULL, cell) OVER () FROM generate_series(1, 2) AS cell$$);

-- ---- parties: two municipalities in one Planungsraum (4 = 1 + 2; 6 = 4 + 3 + 5), 2 and 4 cases
CREATE FUNCTION suppression_test.protect(state integer[], party integer[] DEFAULT NULL, known integer[] DEFAULT NULL, value double precision[] DEFAULT '{2,4,10,6,20,36}', minimum double precision[] DEFAULT '{3,3,3,3,3,3}')
RETURNS integer[] LANGUAGE sql AS $$
	SELECT sozialraum._protect_cells(value, state, NULL, NULL, minimum, NULL, '{1,1,1,2,2,2,2}', '{1,2,4,4,3,5,6}', '{1,1,-1,1,1,1,-1}', party, known, 10) $$;
SELECT suppression_test.protect('{1,0,0,0,0,0}') AS outsider, suppression_test.protect('{1,0,0,0,0,0}', '{1,2}', '{1,2}') AS municipalities, suppression_test.protect('{1,0,0,3,0,0}', '{1,2}', '{1,2}') AS published_already,
	suppression_test.protect('{1,0,0,0,0,3}', '{7,7,5}', '{2,3,1}') AS knows_more, suppression_test.protect('{4,2,0,0,0,0}') AS held, suppression_test.protect('{0,0,0,0,0,0}') AS nothing;
-- a cell without a value
SELECT suppression_test.protect('{1,2,0,2,0,2}', value => '{2,NULL,10,NULL,20,NULL}');
SELECT engine_test.error_of($$SELECT suppression_test.protect('{1,0,0,0,0,0}', value => '{2,NULL,10,NULL,20,NULL}')$$);
SELECT engine_test.error_of($$SELECT suppression_test.protect('{1,0,0,0,0,5}')$$), engine_test.error_of($$SELECT suppression_test.protect('{1,0,0,0,0}')$$), engine_test.error_of($$SELECT suppression_test.protect('{1,0,0,0,0,NULL}')$$);
SELECT engine_test.error_of($$SELECT suppression_test.protect('{1,0,0,0,0,0}', minimum => '{NULL,3,3,3,3,3}')$$), engine_test.error_of($$SELECT suppression_test.protect('{1,0,0,0,0,0}', value => '{2,4,10,7,20,36}')$$);
SELECT engine_test.error_of($$SELECT suppression_test.protect('{1,0,0,0,0,0}', '{1}', '{7}')$$), engine_test.error_of($$SELECT suppression_test.protect('{1,0,0,0,0,0}', '{0}', '{1}')$$), engine_test.error_of($$SELECT suppression_test.protect('{1,0,0,0,0,0}', '{1,2}', '{1}')$$);
SELECT engine_test.error_of($$SELECT sozialraum._protect_cells('{1}', '{1}', NULL, NULL, '{3}', NULL, NULL, NULL, NULL, NULL, NULL, 0)$$), engine_test.error_of($$SELECT sozialraum._protect_cells('{1}', '{1}', '{2}', NULL, '{3}', NULL, NULL, NULL, NULL, NULL, NULL, 1)$$),
	engine_test.error_of($$SELECT sozialraum._protect_cells(NULL, '{1}', '{2}', NULL, '{3}', NULL, NULL, NULL, NULL, NULL, NULL, 1)$$), engine_test.error_of($$SELECT sozialraum._protect_cells('{NaN}', '{1}', NULL, NULL, '{3}', NULL, NULL, NULL, NULL, NULL, NULL, 1)$$);
SELECT sozialraum._protect_cells('{}', '{}', NULL, NULL, '{}', NULL, NULL, NULL, NULL, NULL, NULL, 1), sozialraum._protect_cells('{1,2,3}', '{1,1,0}', NULL, '{9,NULL,NULL}', '{3,3,3}', NULL, '{}', '{}', '{}', NULL, NULL, 1),
	sozialraum._protect_cells('{1}', '{1}', '{1}', '{2}', '{3}', NULL, NULL, NULL, NULL, NULL, NULL, 1) AS known_bounds;
SELECT * FROM sozialraum._attack_cells('{NULL,NULL,10,6}', '{true,true,false,false}', NULL, NULL, '{1,1,1}', '{1,2,4}', '{1,1,-1}', '{2,1,3}', 1);
SELECT count(*) FROM sozialraum._attack_cells('{1}', '{true}', NULL, NULL, NULL, NULL, NULL, NULL, 1);

-- ---- 500 areas in 40 districts, 12 categories, totals in both directions: below 5 seconds, and a full attack finds nothing
SELECT setseed(0.3);
CREATE TABLE suppression_test.town AS
WITH leaf AS MATERIALIZED (SELECT a, a % 40 AS d, k, floor(-ln(1 - random()) * CASE WHEN k > 10 THEN 4 ELSE 30 END) AS v FROM generate_series(1, 500) AS a, generate_series(1, 12) AS k),
cell AS (SELECT coalesce('a' || a, 'd' || d, 'city') AS area, CASE WHEN a IS NOT NULL THEN 'd' || d WHEN d IS NOT NULL THEN 'city' END AS parent, coalesce('k' || k, 'total') AS category, sum(v) AS count
	FROM leaf GROUP BY GROUPING SETS ((a, d, k), (d, k), (k), (a, d), (d), ())),
numbered AS (SELECT *, row_number() OVER (ORDER BY area, category) AS id FROM cell)
SELECT c.id, c.count, ARRAY[p.id, t.id] AS totals FROM numbered AS c LEFT JOIN numbered AS p ON p.area = c.parent AND p.category = c.category
LEFT JOIN numbered AS t ON t.area = c.area AND t.category = 'total' AND c.category <> 'total';
SELECT clock_timestamp() AS began \gset
CREATE TABLE suppression_test.town_pattern AS SELECT *, suppress(id, count, totals) OVER () AS fate FROM suppression_test.town;
SELECT clock_timestamp() - :'began' < interval '5 s' AS fast, count(*) AS cells, count(*) FILTER (WHERE fate = 'unsafe') > 300 AS many_unsafe, count(*) FILTER (WHERE fate = 'secondary') < 2 * count(*) FILTER (WHERE fate = 'unsafe') AS few_secondary FROM suppression_test.town_pattern;
SELECT count(*) FILTER (WHERE (i).upper - (i).lower < 2 OR (i).derivable) AS broken, bool_and(count BETWEEN (i).lower AND (i).upper) AS contained
FROM (SELECT *, attack_interval(id, count, totals, fate <> 'shown') OVER () AS i FROM suppression_test.town_pattern) AS a WHERE fate = 'unsafe';
-- only the unsafe cells hidden: many are given away
SELECT count(*) FILTER (WHERE (i).derivable) > 100 AS derivable FROM (SELECT *, attack_interval(id, count, totals, count BETWEEN 1 AND 2) OVER () AS i FROM suppression_test.town) AS a WHERE count BETWEEN 1 AND 2;
SELECT count(DISTINCT s) AS patterns FROM (SELECT string_agg(fate, ',' ORDER BY id) AS s FROM suppression_test.town_pattern UNION ALL
	SELECT string_agg(fate, ',' ORDER BY id) FROM (SELECT id, suppress(id, count, totals) OVER () AS fate FROM (SELECT * FROM suppression_test.town ORDER BY md5(id::text)) AS o) AS q) AS r;

-- ---- three ways, 6 x 5 x 4, several seeds: nothing broken
SELECT count(*) FILTER (WHERE fate = 'unsafe') > 100 AS unsafe, count(*) FILTER (WHERE fate = 'unsafe' AND ((i).upper - (i).lower < 2 OR (i).derivable)) AS broken FROM (
	SELECT *, attack_interval(id, count, totals, fate <> 'shown') OVER (PARTITION BY seed) AS i FROM (
		SELECT *, suppress(id, count, totals) OVER (PARTITION BY seed) AS fate FROM (
			SELECT seed, coalesce(a, 0) * 100 + coalesce(b, 0) * 10 + coalesce(c, 0) AS id, sum(('x' || substr(md5(seed || '/' || a || '/' || b || '/' || c), 1, 2))::bit(8)::integer % 13)::double precision AS count,
				ARRAY[CASE WHEN a > 0 THEN coalesce(b, 0) * 10 + coalesce(c, 0) END, CASE WHEN b > 0 THEN coalesce(a, 0) * 100 + coalesce(c, 0) END, CASE WHEN c > 0 THEN coalesce(a, 0) * 100 + coalesce(b, 0) * 10 END]::bigint[] AS totals
			FROM generate_series(1, 8) AS seed, generate_series(1, 6) AS a, generate_series(1, 5) AS b, generate_series(1, 4) AS c GROUP BY seed, CUBE (a, b, c)) AS t) AS p) AS q;

-- ---- 10,000 totals with 19 parts each
SELECT count(*) FILTER (WHERE r = 1) > 10000 AS unsafe, count(*) FILTER (WHERE r = -1) AS unprotected FROM unnest((
	SELECT sozialraum._protect_cells(array_agg(v ORDER BY id), array_agg(CASE WHEN v BETWEEN 1 AND 2 THEN 1 ELSE 0 END ORDER BY id), NULL, NULL, array_agg(3::double precision), NULL, array_agg(g ORDER BY id), array_agg(id ORDER BY id), array_agg(CASE WHEN i = 0 THEN -1 ELSE 1 END::double precision ORDER BY id), NULL, NULL, 60)
	FROM (SELECT g, i, g * 20 + i - 19 AS id, CASE WHEN i > 0 THEN (g * 7 + i * 13) % 29 ELSE (SELECT sum((g * 7 + k * 13) % 29) FROM generate_series(1, 19) AS k) END::double precision AS v
		FROM generate_series(1, 10000) AS g, generate_series(0, 19) AS i) AS s)) AS u (r);

-- ---- a cancel is answered, again and again
CREATE TABLE suppression_test.hard AS SELECT a * 10000 + b * 100 + c AS id, CASE WHEN a * b * c > 0 THEN NULL ELSE 50 * (CASE WHEN a = 0 THEN 40 ELSE 1 END) * (CASE WHEN b = 0 THEN 40 ELSE 1 END) * (CASE WHEN c = 0 THEN 40 ELSE 1 END) END::double precision AS count,
	ARRAY[CASE WHEN a > 0 THEN b * 100 + c END, CASE WHEN b > 0 THEN a * 10000 + c END, CASE WHEN c > 0 THEN a * 10000 + b * 100 END]::bigint[] AS totals
FROM generate_series(0, 40) AS a, generate_series(0, 40) AS b, generate_series(0, 40) AS c;
SET statement_timeout = 1500;
SELECT count(i) FROM (SELECT attack_interval(id, count, totals, count IS NULL) OVER () AS i FROM suppression_test.hard) AS a;
RESET statement_timeout;
SELECT engine_test.error_of($$SELECT count(*) FROM sozialraum._attack_cells('{NULL,NULL,NULL,NULL,7,3,6,4}', '{true,true,true,true,false,false,false,false}', NULL, NULL, '{1,1,1,2,2,2,3,3,3,4,4,4}', '{1,2,5,3,4,6,1,3,7,2,4,8}', '{1,1,-1,1,1,-1,1,1,-1,1,1,-1}', '{1}', 1e-9)$$);

-- ---- dominance (Handbook on SDC, chapter 4): x = (300, 20, 10), p = 10: the rest of 10 is less than 30, so 20 above the sum must remain possible
SELECT p_percent(x, 10), p_percent_protection(x, 10), p_percent(x, 3) AS p3, p_percent_protection(x, 3) AS level3, p_percent(x, 10.0 / 3) AS p333, dominance(x, 1, 90) AS n1, dominance(x, 1, 91) AS n1_91, dominance(x, 2, 95) AS n2, dominance(x, 2, 97) AS n2_97, dominance(x, 3, 99) AS n3
FROM (VALUES (300.0), (20), (10), (NULL)) AS v (x);
-- exactly at the limit: not more than k percent, not less than p percent; no rounding decides
SELECT dominance(x, 1, 50) AS half, p_percent(x, 20) AS p FROM (VALUES (0.5::double precision), (0.25), (0.1), (0.15)) AS v (x);
SELECT dominance(x, 1, 50), p_percent(x, 100) FROM (VALUES (1e300::double precision), (1e300), (1e300), (1)) AS v (x);
SELECT dominance(x, 1, 50) IS NULL AS none, p_percent(x, 10) IS NULL AS none_p, p_percent_protection(x, 10) IS NULL AS none_level FROM (VALUES (NULL::double precision)) AS v (x);
SELECT dominance(x, 2, 50) AS zeros, p_percent(x, 10) AS zeros_p, p_percent_protection(x, 10) AS zeros_level FROM (VALUES (0.0), (0), (-0.0)) AS v (x);
SELECT dominance(x, 2, 85) AS one, p_percent(x, 10) AS one_p, p_percent_protection(x, 10) AS one_level FROM (VALUES (7.0)) AS v (x);
SELECT 'dominance' AS aggregate, * FROM engine_test.invariance('sozialraum.dominance(abs(x), 3, 85)') UNION ALL SELECT 'p_percent', * FROM engine_test.invariance('sozialraum.p_percent(w, 10)')
UNION ALL SELECT 'p_percent_protection', * FROM engine_test.invariance('sozialraum.p_percent_protection(abs(x), 20)');
SELECT engine_test.error_of('SELECT dominance(-1, 2, 85)'), engine_test.error_of('SELECT dominance(1, 0, 85)'), engine_test.error_of('SELECT dominance(1, 101, 85)');
SELECT engine_test.error_of('SELECT dominance(1, 2, 100)'), engine_test.error_of('SELECT dominance(1, 2, 0)'), engine_test.error_of('SELECT dominance(1, NULL, 85)'), engine_test.error_of('SELECT dominance(1, 2, NULL)');
SELECT engine_test.error_of('SELECT p_percent(1, 0)'), engine_test.error_of('SELECT p_percent(1, NULL)'), engine_test.error_of($$SELECT p_percent('NaN', 10)$$), engine_test.error_of('SELECT p_percent(1, x) FROM (VALUES (1), (2)) AS v (x)');
SELECT engine_test.error_of('SELECT dominance(1, x, 80) FROM (VALUES (1), (2)) AS v (x)'), engine_test.error_of('SELECT p_percent(-0.5, 10)');
-- damaged states never crash
CREATE TABLE suppression_test.state AS SELECT sozialraum._dominance_accum(sozialraum._dominance_accum(NULL, 5, 2, 85), 7, 2, 85) AS d, sozialraum._p_percent_accum(NULL, 5, 10) AS p;
SELECT count(*) FILTER (WHERE left(r, 5) NOT IN ('no er', '22P03', '22023', '22003')) AS other, count(*) FILTER (WHERE left(r, 5) = '22P03') > 500 AS refused FROM suppression_test.state, generate_series(1, 400) AS s,
	LATERAL (VALUES (engine_test.error_of(format('SELECT sozialraum._dominance_combine(%L, %L)', mutate(d, s), d))), (engine_test.error_of(format('SELECT sozialraum._dominance_final(%L)', mutate(d, s)))), (engine_test.error_of(format('SELECT sozialraum._p_percent_protection_final(%L)', mutate(p, s))))) AS v (r);

DROP SCHEMA suppression_test CASCADE;
