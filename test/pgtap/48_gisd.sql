-- Proof on real data: classes of two official systems from their published scores and ranks.
-- German Index of Socioeconomic Deprivation, release 2025 (../shared/data/gisd, CC BY 4.0, Michalski et al. 2025, doi 10.5281/zenodo.14781119): quintiles and deciles of each year
-- for districts, spatial planning regions and NUTS 2 regions. English Indices of Deprivation 2019 (../shared/data/imd_england_2019, OGL v3): deciles of 32,844 areas.
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
SELECT plan(11);
\cd :shared
\cd data

CREATE TEMP TABLE district (id text, name text, year integer, score double precision, quintile integer, decile integer, third integer);
CREATE TEMP TABLE region (LIKE district);
CREATE TEMP TABLE nuts2 (LIKE district);
\copy district FROM 'gisd/GISD_Bund_Kreis.csv' WITH (FORMAT csv, HEADER)
\copy region FROM 'gisd/GISD_Bund_Raumordnungsregion.csv' WITH (FORMAT csv, HEADER)
\copy nuts2 FROM 'gisd/GISD_Bund_NUTS2.csv' WITH (FORMAT csv, HEADER)
CREATE TEMP TABLE lsoa (code text, rank double precision, decile integer, income double precision, employment double precision, education double precision, health double precision,
	crime double precision, housing double precision, environment double precision);
\copy lsoa FROM 'imd_england_2019/imd2019_lsoa11_ranks.csv' WITH (FORMAT csv, HEADER)

-- in how many rows the computed classes are the published ones: quintiles, deciles, rows
CREATE FUNCTION pg_temp.agree(source regclass) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
	result bigint[];
BEGIN
	EXECUTE format('SELECT ARRAY[count(*) FILTER (WHERE q = quintile), count(*) FILTER (WHERE d = decile), count(*)] FROM (
		SELECT quintile, decile, sozialraum.quantile_class(score, 5, ''type_9'') OVER (PARTITION BY year) AS q, sozialraum.quantile_class(score, 10, ''type_9'') OVER (PARTITION BY year) AS d FROM %s) t', source)
		INTO result;
	RETURN result;
END $$;

SELECT is(pg_temp.agree('district'), '{9600,9600,9600}', 'GISD, districts: quintiles and deciles of 24 years');
SELECT is(pg_temp.agree('region'), '{2304,2304,2304}', 'GISD, spatial planning regions');
-- the scores are published with five decimals: one of them lies on a limit of the unrounded ones
SELECT is((pg_temp.agree('nuts2'))[3], 912::bigint, 'GISD, NUTS 2 regions: 912 rows');
SELECT cmp_ok((pg_temp.agree('nuts2'))[1], '>=', 911::bigint, 'GISD, NUTS 2 regions: quintiles but for one that rounding moves');
SELECT cmp_ok((pg_temp.agree('nuts2'))[2], '>=', 911::bigint, 'GISD, NUTS 2 regions: deciles but for one that rounding moves');
SELECT is((SELECT count(*) FROM district, LATERAL (SELECT sozialraum.quantile_breaks(d.score, 5, 9) AS b FROM district AS d WHERE d.year = district.year) AS l
	WHERE year = 2021 AND sozialraum.classify(score, b, 'left') = quintile), 400::bigint, 'the same with quantile_breaks and classify');
SELECT cmp_ok((SELECT count(*) FROM (SELECT quintile, sozialraum.quantile_class(score, 5, 'rank') OVER (PARTITION BY year) AS q FROM region) AS t WHERE q <> quintile), '>', 0::bigint,
	'another rule gives other quintiles');
SELECT is((SELECT count(*) FROM (SELECT third, sozialraum.quantile_class(score, 5, 'type_9') OVER (PARTITION BY year) AS q FROM district) AS t
	WHERE third = CASE q WHEN 1 THEN 1 WHEN 5 THEN 3 ELSE 2 END), 9600::bigint, 'GISD, three groups: quintile 1, 2 to 4, 5');

SELECT is((SELECT count(*) FROM (SELECT decile, sozialraum.quantile_class(rank, 10, 'rank') OVER () AS d FROM lsoa) AS t WHERE d = decile), 32844::bigint,
	'England 2019: deciles from ranks, 32,844 of 32,844; rank and decile 1 are the most deprived');
SELECT cmp_ok((SELECT count(*) FROM (SELECT decile, sozialraum.quantile_class(rank, 10, 'ntile') OVER () AS d FROM lsoa) AS t WHERE d <> decile), '>', 0::bigint, 'ntile differs');
SELECT cmp_ok((SELECT count(*) FROM (SELECT decile, sozialraum.quantile_class(rank, 10, 'floor') OVER () AS d FROM lsoa) AS t WHERE d <> decile), '>', 0::bigint, 'floor differs');

SELECT * FROM finish();
ROLLBACK;
