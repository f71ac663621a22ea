-- Proof on real data: English Indices of Deprivation 2019, from the seven domain ranks of 32,844 areas to the published ranks and
-- deciles. Data: ../shared/data/imd_england_2019 (MHCLG, Open Government Licence v3). Method: Technical Report 2019, exponential
-- transformation and weights as given there (22.5, 22.5, 13.5, 13.5, 9.3, 9.3, 9.3: together 99.9, not rescaled).
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
SELECT plan(10);
\cd :shared
\cd data/imd_england_2019

CREATE TEMP TABLE published (lsoa text PRIMARY KEY, rank integer, decile integer,
	income integer, employment integer, education integer, health integer, crime integer, housing integer, environment integer);
\copy published FROM 'imd2019_lsoa11_ranks.csv' WITH (FORMAT csv, HEADER)
SELECT is((SELECT count(*) FROM published), 32844::bigint, '32,844 areas');

-- in the files rank 1 is the most deprived: the negative rank is the deprivation
CREATE TEMP VIEW domain AS
	SELECT lsoa, d.* FROM published CROSS JOIN LATERAL (VALUES ('income', 22.5::float8, income), ('employment', 22.5, employment), ('education', 13.5, education), ('health', 13.5, health),
		('crime', 9.3, crime), ('housing', 9.3, housing), ('environment', 9.3, environment)) AS d (domain, weight, rank);
CREATE TEMP TABLE own AS
	SELECT lsoa, score, sozialraum.rank_of(score) OVER () AS rank, ceil(10 * sozialraum.rank_of(score) OVER () / count(*) OVER ()) AS decile
	FROM (SELECT lsoa, sozialraum.weighted_mean(x, weight) AS score
		FROM (SELECT lsoa, weight, sozialraum.exponential_score(-rank) OVER (PARTITION BY domain) AS x FROM domain) AS d GROUP BY lsoa) AS s;

SELECT is((SELECT count(*) FROM own JOIN published USING (lsoa) WHERE own.decile = published.decile), 32844::bigint, 'deciles: 32,844 of 32,844 = ceil(10 rank / N)');
SELECT is((SELECT count(*) FROM own JOIN published USING (lsoa) WHERE own.rank = published.rank), 32814::bigint, 'ranks: 32,814 of 32,844 from the domain ranks alone');
SELECT is((SELECT max(abs(own.rank - published.rank)) FROM own JOIN published USING (lsoa)), 1::float8, 'the other 30 are one place apart: the published domain scores are finer than their ranks');
SELECT results_eq('SELECT min(score) > 0, max(score) <= 100, count(DISTINCT lsoa) FROM own', 'VALUES (true, true, 32844::bigint)', 'scores lie in 0 ... 100');
SELECT is((SELECT count(*) FROM own WHERE rank = 1 AND lsoa = (SELECT lsoa FROM published WHERE rank = 1)), 1::bigint, 'the most deprived area is the published one');

-- weights that add up to 99.9 change no rank: the weighted mean divides by their sum
SELECT is((SELECT count(*) FROM own JOIN (SELECT lsoa, sozialraum.rank_of(sum) OVER () AS rank FROM (SELECT lsoa, round(sum(weight * x)::numeric, 6)::float8 AS sum
		FROM (SELECT lsoa, weight, sozialraum.exponential_score(-rank) OVER (PARTITION BY domain) AS x FROM domain) AS d GROUP BY lsoa) AS s) AS t USING (lsoa) WHERE own.rank <> t.rank), 0::bigint,
	'the weighted sum of 99.9 gives the same ranks');
-- the other choices do worse: min ranks inside the transformation, the Scottish convention
CREATE FUNCTION pg_temp.exponential(r float8, n float8) RETURNS float8 LANGUAGE sql IMMUTABLE RETURN -23 * ln(1 - r * (1 - exp(-100.0::float8 / 23)));
SELECT is((SELECT count(*) FROM published JOIN (SELECT lsoa, sozialraum.rank_of(sum) OVER () AS rank FROM (SELECT lsoa, sum(weight * x) AS sum
		FROM (SELECT lsoa, weight, pg_temp.exponential((count(*) OVER (PARTITION BY domain) - sozialraum.rank_of(-rank) OVER (PARTITION BY domain) + 1) / count(*) OVER (PARTITION BY domain), 1) AS x FROM domain) AS d GROUP BY lsoa) AS s) AS t
	USING (lsoa) WHERE published.rank = t.rank), 32736::bigint, 'with the lowest rank for ties inside the transformation only 32,736 ranks agree');
SELECT cmp_ok((SELECT count(*) FROM published JOIN (SELECT lsoa, sozialraum.rank_of(score) OVER () AS rank FROM (SELECT lsoa, sozialraum.weighted_mean(x, weight) AS score
		FROM (SELECT lsoa, weight, sozialraum.exponential_score(-rank, '(N-rank)/N') OVER (PARTITION BY domain) AS x FROM domain) AS d GROUP BY lsoa) AS s) AS t
	USING (lsoa) WHERE published.rank = t.rank), '<', 32814::bigint, 'with Scotland''s convention fewer ranks agree');

-- the same figures from the rows in another order
SELECT is((SELECT count(*) FROM own JOIN (SELECT lsoa, sozialraum.weighted_mean(x, weight) AS score
		FROM (SELECT lsoa, weight, sozialraum.exponential_score(-rank) OVER (PARTITION BY domain) AS x FROM (SELECT * FROM domain ORDER BY md5(lsoa)) AS o) AS d GROUP BY lsoa) AS t USING (lsoa) WHERE float8send(own.score) <> float8send(t.score)),
	0::bigint, 'the same bits from another order of rows');

SELECT * FROM finish();
ROLLBACK;
