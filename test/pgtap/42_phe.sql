-- Proof on published results: the test tables of UKHSA's PHEindicatormethods (intervals of proportions, rates and counts; directly standardised
-- rates; indirectly standardised rates and ratios), and empirical Bayes estimates of spdep for the 100 counties of North Carolina.
-- Data: ../shared/data/reference_vectors. Needs python3, which reads the xlsx files.
BEGIN;
SET LOCAL client_min_messages = warning;
\if :{?shared}
\else
	\set shared ''
\endif
\if :{?root}
\else
	\set root ''
\endif
\set python `command -v python3 || true`
SELECT :'shared' = '' OR :'root' = '' OR :'python' = '' AS absent \gset
\if :absent
	SELECT plan(1);
	SELECT skip('the folder of real data or python3 is absent', 1);
	SELECT * FROM finish();
	ROLLBACK;
	\quit
\endif
SELECT plan(15);
\setenv ROOT :root
\cd :shared
\cd data/reference_vectors

CREATE TEMP TABLE cell (file text, sheet text, line int, col text, value text);
\copy cell FROM PROGRAM 'python3 "$ROOT"/test/pgtap/lib/xlsx.py testdata_Byars_Wilson.xlsx testdata_DSR_ISR.xlsx testdata_Proportion.xlsx testdata_Rate.xlsx' WITH (FORMAT csv)
-- a line of a sheet as {column: value}; the first line has the titles
CREATE TEMP VIEW line AS SELECT file, sheet, line, jsonb_object_agg(col, value) AS c FROM cell WHERE line > 1 GROUP BY 1, 2, 3;
SELECT is((SELECT count(*)::int FROM cell), 2607, 'the tables are read completely');
-- to all digits of the tables; both NULL is agreement
CREATE FUNCTION pg_temp.agrees(a double precision, b text) RETURNS boolean LANGUAGE sql IMMUTABLE
RETURN CASE WHEN a IS NULL OR b IS NULL THEN a IS NULL AND b IS NULL ELSE abs(a - b::double precision) <= 1e-9 * abs(b::double precision) END;

-- ---------------------------------------------------------------- proportions: Wilson
CREATE TEMP VIEW proportion AS
	SELECT line, (c ->> 'B')::double precision AS x, (c ->> 'C')::double precision AS n, (c ->> 'K')::double precision AS per, c FROM line WHERE sheet = 'testdata_Prop';
SELECT is(count(*) FILTER (WHERE pg_temp.agrees(sozialraum.rate(x, n, per), c ->> 'D') AND pg_temp.agrees((w95).lower, c ->> 'E') AND pg_temp.agrees((w95).upper, c ->> 'F')
		AND pg_temp.agrees((w998).lower, c ->> 'G') AND pg_temp.agrees((w998).upper, c ->> 'H')), 19::bigint, 'proportions: value, Wilson at 95 % and 99.8 %')
FROM (SELECT *, sozialraum.wilson_interval(x, n, 0.95, per) AS w95, sozialraum.wilson_interval(x, n, 0.998, per) AS w998 FROM proportion) t;
SELECT is(count(*) FILTER (WHERE pg_temp.agrees((w).lower, c ->> 'E') AND pg_temp.agrees((w).upper, c ->> 'F')), 11::bigint, 'proportions of groups of areas')
FROM (SELECT c, sozialraum.wilson_interval((c ->> 'B')::double precision, (c ->> 'C')::double precision, 0.95, (c ->> 'J')::double precision) AS w FROM line WHERE sheet = 'testdata_Prop_g') t;

-- ---------------------------------------------------------------- counts and shares
SELECT is(count(*) FILTER (WHERE pg_temp.agrees((i).lower, c ->> 'C') AND pg_temp.agrees((i).upper, c ->> 'D')), 12::bigint, 'Byar and Wilson')
FROM (SELECT c, CASE c ->> 'F' WHEN 'Byars' THEN sozialraum.byar_interval((c ->> 'A')::double precision, 1, rtrim(c ->> 'E', '%')::numeric / 100, 1)
		ELSE sozialraum.wilson_interval((c ->> 'A')::double precision, (c ->> 'B')::double precision, rtrim(c ->> 'E', '%')::numeric / 100, 1) END AS i FROM line WHERE sheet = 'testdata_B_W' AND c ? 'C') t;
SELECT ok(pg_temp.agrees((i).upper, c ->> 'D') AND (i).lower = 0, 'one event at 99.8 %: they leave the lower limit empty, as the formula is below 0; ours is 0')
FROM (SELECT c, sozialraum.byar_interval(1, 1, 0.998, 1) AS i FROM line WHERE sheet = 'testdata_B_W' AND NOT c ? 'C') t;

-- ---------------------------------------------------------------- rates: exact below 10 events, Byar from 10
CREATE FUNCTION pg_temp.by_rule(method text, x double precision, n double precision, level double precision, per double precision) RETURNS sozialraum.confidence_interval LANGUAGE sql
RETURN CASE method WHEN 'Exact' THEN sozialraum.poisson_interval(x, n, level, per) ELSE sozialraum.byar_interval(x, n, level, per) END;
SELECT is(count(*) FILTER (WHERE pg_temp.agrees(sozialraum.rate((c ->> 'B')::double precision, (c ->> 'C')::double precision, (c ->> 'K')::double precision), c ->> 'D')
		AND pg_temp.agrees((i95).lower, c ->> 'E') AND pg_temp.agrees((i95).upper, c ->> 'F') AND pg_temp.agrees((i998).lower, c ->> 'G') AND pg_temp.agrees((i998).upper, c ->> 'H')),
	20::bigint, 'rates at 95 % and 99.8 %')
FROM (SELECT c, pg_temp.by_rule(c ->> 'J', (c ->> 'B')::double precision, (c ->> 'C')::double precision, 0.95, (c ->> 'K')::double precision) AS i95,
		pg_temp.by_rule(c ->> 'J', (c ->> 'B')::double precision, (c ->> 'C')::double precision, 0.998, (c ->> 'K')::double precision) AS i998
	FROM line WHERE sheet = 'testdata_Rate') t;
SELECT is(count(*) FILTER (WHERE pg_temp.agrees((i).lower, c ->> 'E') AND pg_temp.agrees((i).upper, c ->> 'F')), 12::bigint, 'rates of groups of areas')
FROM (SELECT c, pg_temp.by_rule(c ->> 'I', (c ->> 'B')::double precision, (c ->> 'C')::double precision, 0.95, (c ->> 'J')::double precision) AS i FROM line WHERE sheet = 'testdata_Rate_g') t;
SELECT ok(bool_and((c ->> 'J' = 'Exact') = ((c ->> 'B')::double precision < 10)) FILTER (WHERE c ? 'E'), 'their rule: exact below 10') FROM line WHERE sheet = 'testdata_Rate';

-- ---------------------------------------------------------------- directly standardised rates
CREATE TEMP VIEW band AS
	SELECT l.c ->> 'A' AS area, (l.c ->> 'C')::double precision AS x, (l.c ->> 'D')::double precision AS n, e.population::double precision AS w
	FROM (SELECT c, row_number() OVER (PARTITION BY c ->> 'A' ORDER BY line) AS i FROM line WHERE sheet = 'testdata_multiarea') l
		JOIN (SELECT population, row_number() OVER (ORDER BY age_from) AS i FROM sozialraum.european_standard_population_2013()) e USING (i)
	UNION ALL
	SELECT 'testdata_1976', (c ->> 'B')::double precision, (c ->> 'C')::double precision, (c ->> 'D')::double precision FROM line WHERE sheet = 'testdata_1976' AND c ? 'D' AND c ? 'C';
CREATE TEMP TABLE dsr AS
	SELECT l.line, l.c, d.* FROM line l, LATERAL (
		SELECT sum(x) AS events, sum(n) AS people, sozialraum.directly_standardised_rate(x, n, w, per) AS rate,
			sozialraum.directly_standardised_rate_interval(x, n, w, per) AS i95, sozialraum.directly_standardised_rate_interval(x, n, w, per, 0.998) AS i998
		FROM band, (SELECT CASE WHEN l.c ->> 'I' = 'dsr per 100000' THEN 100000 ELSE 10000 END AS per) p WHERE area = l.c ->> 'A') d
	WHERE sheet = 'testresults_DSR' AND l.line < 10;
SELECT is(count(*) FILTER (WHERE pg_temp.agrees(events, c ->> 'B') AND pg_temp.agrees(people, c ->> 'C') AND pg_temp.agrees(rate, c ->> 'D') AND pg_temp.agrees((i95).lower, c ->> 'E') AND pg_temp.agrees((i95).upper, c ->> 'F')),
	6::bigint, 'directly standardised rates per 10,000 and per 100,000: events, people, rate, Dobson at 95 %') FROM dsr WHERE c ? 'D';
-- two lines of the table have their 99.8 % limits in ten times the unit
SELECT is(count(*) FILTER (WHERE pg_temp.agrees((i998).lower * f, c ->> 'G') AND pg_temp.agrees((i998).upper * f, c ->> 'H')), 6::bigint, 'Dobson at 99.8 %')
FROM (SELECT *, CASE c ->> 'A' WHEN 'testdata_1976' THEN 10 ELSE 1 END AS f FROM dsr WHERE c ? 'D') t;
SELECT is(count(*) FILTER (WHERE i95 IS NULL AND i998 IS NULL AND events = 9 AND rate > 0), 2::bigint, 'no interval below ten events') FROM dsr WHERE NOT c ? 'D';

-- ---------------------------------------------------------------- indirectly standardised rates and ratios
CREATE TEMP VIEW isr AS
	SELECT c ->> 'A' AS area, (c ->> 'C')::double precision AS x, (c ->> 'D')::double precision AS n, (c ->> 'E')::double precision / (c ->> 'F')::double precision AS r
	FROM line WHERE sheet = 'testdata_multiarea_isr';
CREATE TEMP TABLE ratio AS
	SELECT l.line, l.c, d.*, (l.c ->> 'E')::double precision / ((l.c ->> 'B')::double precision / (l.c ->> 'C')::double precision) AS unit FROM line l, LATERAL (
		SELECT sozialraum.exact_sum(n * r) AS expected, sozialraum.standardised_ratio(x, n, r) AS ratio,
			sozialraum.standardised_ratio_interval(x, n, r) AS i95, sozialraum.standardised_ratio_interval(x, n, r, 0.998) AS i998 FROM isr WHERE area = l.c ->> 'A') d
	WHERE sheet = 'testresults_ISR' AND l.line < 14;
SELECT is(count(*) FILTER (WHERE pg_temp.agrees(expected, c ->> 'C') AND pg_temp.agrees(ratio * unit, c ->> 'E') AND pg_temp.agrees((i95).lower * unit, c ->> 'F') AND pg_temp.agrees((i95).upper * unit, c ->> 'G')
		AND pg_temp.agrees((i998).lower * unit, c ->> 'H') AND pg_temp.agrees((i998).upper * unit, c ->> 'I')), 12::bigint, 'indirectly standardised rates and ratios: expected events, value, limits at 95 % and 99.8 %') FROM ratio;
SELECT is(count(*) FILTER (WHERE pg_temp.agrees(unit, COALESCE(c ->> 'D', split_part(c ->> 'J', ' x ', 2)))), 12::bigint, 'the unit is the crude rate of the reference, or the factor') FROM ratio;
SELECT is(count(*) FILTER (WHERE pg_temp.agrees((i).lower * unit, c ->> 'F') AND pg_temp.agrees((i).upper * unit, c ->> 'G')), 4::bigint, 'indirect, observed and expected given')
FROM (SELECT c, (c ->> 'E')::double precision / ((c ->> 'B')::double precision / (c ->> 'C')::double precision) AS unit,
		sozialraum.standardised_ratio_interval(b, e, 1) AS i FROM line, LATERAL (SELECT (c ->> 'B')::double precision AS b, (c ->> 'C')::double precision AS e) v
	WHERE sheet = 'testresults_ISR' AND line >= 14 GROUP BY c) t;

-- ---------------------------------------------------------------- empirical Bayes: spdep's EBest
CREATE TEMP TABLE county (id text, name text, bir74 double precision, sid74 double precision, nwbir74 text, bir79 text, sid79 text, eb_global text, eb_local text, relrisk text, pmap text);
\copy county FROM 'nc_sids.csv' WITH (FORMAT csv, HEADER)
SELECT is(count(*) FILTER (WHERE pg_temp.agrees(eb, eb_global)), 100::bigint, 'empirical Bayes for 100 counties: spdep')
FROM (SELECT *, sozialraum.empirical_bayes(sid74, bir74, 1) OVER () AS eb FROM county) t;

SELECT * FROM finish();
ROLLBACK;
