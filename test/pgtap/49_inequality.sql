-- Proof on data of others: incomes of Ilocos (Philippines, 632 households) and gross domestic product per head of Mexico's 32 states,
-- 1940 to 2000. Data: ../shared/data/reference_vectors. Expected: R's ineq (Gini, Hoover, Theil, Atkinson of Ilocos), PySAL's inequality 1.1.1
-- (Gini and Theil of Mexico, between and within the regions hanson98); the others: R 4.2.2 from the definitions, with approx() on the Lorenz curve.
BEGIN;
SET LOCAL client_min_messages = warning;
\if :{?shared}
\else
	\set shared ''
\endif
SELECT :'shared' = '' AS absent \gset
\if :absent
	SELECT plan(1);
	SELECT skip('the folder of real data is absent', 1);
	SELECT * FROM finish();
	ROLLBACK;
	\quit
\endif
SELECT plan(16);
\cd :shared
\cd data/reference_vectors

CREATE TEMP TABLE ilocos (income double precision, sex text, family_size double precision, urbanity text, province text, ap_income double precision, ap_family_size double precision, ap_weight double precision);
\copy ilocos FROM 'ilocos.csv' WITH (FORMAT csv, HEADER)
CREATE TEMP TABLE mexico_wide (state text, y1940 double precision, y1950 double precision, y1960 double precision, y1970 double precision, y1980 double precision, y1990 double precision, y2000 double precision,
	hanson03 double precision, hanson98 double precision, esquivel99 double precision, inegi double precision, inegi2 double precision);
\copy mexico_wide FROM 'mexico.csv' WITH (FORMAT csv, HEADER)
CREATE TEMP TABLE mexico AS
	SELECT state, hanson98 AS region, y.year, y.pcgdp FROM mexico_wide, LATERAL (VALUES (1940, y1940), (1950, y1950), (1960, y1960), (1970, y1970), (1980, y1980), (1990, y1990), (2000, y2000)) AS y(year, pcgdp);
SELECT results_eq('SELECT (SELECT count(*) FROM ilocos), (SELECT count(*) FROM mexico)', 'VALUES (632::bigint, 224::bigint)', 'the files are read completely');

-- the same in all digits that were printed
CREATE FUNCTION pg_temp.near(have double precision, want numeric) RETURNS boolean LANGUAGE sql IMMUTABLE
RETURN round(have::numeric, scale(want)) = want AND scale(want) >= 8;

-- ---------------------------------------------------------------- Ilocos
SELECT ok(pg_temp.near(sozialraum.gini(income), 0.42695077021), 'Gini') FROM ilocos;
SELECT ok(pg_temp.near(sozialraum.hoover(income), 0.314980560149), 'Hoover') FROM ilocos;
SELECT ok(pg_temp.near(sozialraum.theil(income), 0.319915852164), 'Theil T') FROM ilocos;
SELECT ok(pg_temp.near(sozialraum.atkinson(income, 0.5), 0.144686467345), 'Atkinson 0.5') FROM ilocos;
SELECT ok(pg_temp.near(sozialraum.mean_log_deviation(income), 0.301835006228), 'Theil L') FROM ilocos;
SELECT ok(pg_temp.near(sozialraum.palma(income), 2.131227932244) AND pg_temp.near(sozialraum.quintile_share_ratio(income), 8.338139537782), 'Palma, S80/S20') FROM ilocos;
SELECT ok(pg_temp.near(sozialraum.theil(income, ap_weight), 0.316356550887) AND pg_temp.near(sozialraum.mean_log_deviation(income, ap_weight), 0.292868010990), 'weighted: Theil T and L') FROM ilocos;
SELECT ok(pg_temp.near(sozialraum.hoover(income, ap_weight), 0.311532495828) AND pg_temp.near(sozialraum.atkinson(income, 1, ap_weight), 0.253879386081), 'weighted: Hoover, Atkinson 1') FROM ilocos;
SELECT ok(pg_temp.near(sozialraum.palma(income, ap_weight), 2.058757110219) AND pg_temp.near(sozialraum.quintile_share_ratio(income, ap_weight), 7.969745967431), 'weighted: Palma, S80/S20') FROM ilocos;
SELECT ok(pg_temp.near(sozialraum.gini(income, ap_weight), 0.420998850577), 'weighted: Gini') FROM ilocos;

-- ---------------------------------------------------------------- Mexico
SELECT results_eq('SELECT year, round(sozialraum.gini(pcgdp)::numeric, 12) FROM mexico GROUP BY year ORDER BY year',
	'VALUES (1940, 0.353723711735), (1950, 0.296446134390), (1960, 0.253718328566), (1970, 0.255133564949), (1980, 0.245053380494), (1990, 0.251818258795), (2000, 0.258113082488)', 'Gini of the states, seven decades');
CREATE TEMP TABLE decomposed AS SELECT year, (sozialraum.theil_decomposition(s)).*
	FROM (SELECT year, region, sozialraum.theil_state(pcgdp) AS s FROM mexico GROUP BY year, region) AS g GROUP BY year;
SELECT results_eq('SELECT year, round(total::numeric, 8) FROM decomposed ORDER BY year',
	'VALUES (1940, 0.20894344), (1950, 0.15222451), (1960, 0.10472941), (1970, 0.10194725), (1980, 0.09560113), (1990, 0.10511256), (2000, 0.10660832)', 'Theil T of the states');
SELECT results_eq('SELECT year, round(between::numeric, 8) FROM decomposed ORDER BY year',
	'VALUES (1940, 0.03458890), (1950, 0.02816853), (1960, 0.05260921), (1970, 0.05931219), (1980, 0.03205257), (1990, 0.02963731), (2000, 0.03635872)', 'Theil T between the regions');
SELECT is((SELECT count(*) FROM decomposed WHERE abs(total - between - within) < 1e-15), 7::bigint, 'between + within = total');
SELECT results_eq('SELECT year, total FROM decomposed ORDER BY year', 'SELECT year, sozialraum.theil(pcgdp) FROM mexico GROUP BY year ORDER BY year', 'the total is theil over the rows, in every bit');

SELECT * FROM finish();
ROLLBACK;
