-- Proof on data of others: spatial autocorrelation and spatial smoothing of Columbus (49 districts), North Carolina's sudden infant deaths (100 counties) and
-- Guerry's moral statistics of France (85 départements). Data: ../shared/data/reference_vectors (R packages spData and sf, rgeoda; *_queen.csv and *_rook.csv are
-- pairs of neighbours). Expected: spdep 1.2-7, esda 2.4.3, rgeoda 0.1.0 (refs.out, refs_py.out, rgeoda.out of the same folder).
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
SELECT plan(41);
\cd :shared
\cd data/reference_vectors

CREATE TEMP TABLE columbus (id bigint, hoval double precision, inc double precision, crime double precision, lag_crime_queen double precision, local_i_spdep double precision, local_i_esda double precision,
	var_i double precision, z_i double precision, localg_z double precision, localgstar_z_bin double precision, localc double precision, wkt text);
\copy columbus FROM 'columbus.csv' WITH (FORMAT csv, HEADER)
CREATE TEMP TABLE nc (id bigint, name text, bir74 double precision, sid74 double precision, nwbir74 double precision, bir79 double precision, sid79 double precision, eb_global double precision, eb_local double precision,
	relrisk double precision, pmap double precision);
\copy nc FROM 'nc_sids.csv' WITH (FORMAT csv, HEADER)
CREATE TEMP TABLE guerry (id bigint GENERATED ALWAYS AS IDENTITY, region text, dprtmnt text, crm_prs double precision, crm_prp double precision, litercy double precision, donatns double precision, infants double precision,
	suicids double precision, pop1831 double precision, topcrm integer, local_i double precision, local_p999 double precision, cluster integer, skater4 integer, skater5 integer, skater6 integer, schc_ward4 integer);
\copy guerry (region, dprtmnt, crm_prs, crm_prp, litercy, donatns, infants, suicids, pop1831, topcrm, local_i, local_p999, cluster, skater4, skater5, skater6, schc_ward4) FROM 'guerry.csv' WITH (FORMAT csv, HEADER)
CREATE TEMP TABLE link (i bigint, j bigint);
CREATE TEMP TABLE weights (name text, w sozialraum.spatial_weights);
\copy link FROM 'columbus_queen.csv' WITH (FORMAT csv, HEADER)
INSERT INTO weights SELECT 'columbus', sozialraum.weights_from_neighbours(i, j) FROM link;
TRUNCATE link;
\copy link FROM 'columbus_rook.csv' WITH (FORMAT csv, HEADER)
INSERT INTO weights SELECT 'columbus rook', sozialraum.weights_from_neighbours(i, j) FROM link;
TRUNCATE link;
\copy link FROM 'nc_sids_queen.csv' WITH (FORMAT csv, HEADER)
INSERT INTO weights SELECT 'nc', sozialraum.weights_from_neighbours(i, j) FROM link;
TRUNCATE link;
\copy link FROM 'guerry_queen.csv' WITH (FORMAT csv, HEADER)
INSERT INTO weights SELECT 'guerry', sozialraum.weights_from_neighbours(i, j) FROM link;
SELECT results_eq('SELECT name COLLATE "C", (s).units, (s).links, (s).islands FROM (SELECT name, sozialraum.weights_summary(w) AS s FROM weights) AS t ORDER BY 1',
	$$VALUES ('columbus'::text COLLATE "C", 49::bigint, 236::bigint, 0::bigint), ('columbus rook', 49, 200, 0), ('guerry', 85, 420, 0), ('nc', 100, 490, 0)$$, 'the files are read completely');

CREATE FUNCTION pg_temp.near(have double precision, want numeric) RETURNS boolean LANGUAGE sql IMMUTABLE
RETURN abs(have - want::double precision) <= greatest(1e-9 * abs(want::double precision), 0.5000001 * 10.0 ^ (-scale(want)));

-- ---------------------------------------------------------------- Columbus: spdep and esda agree
CREATE TEMP TABLE c AS SELECT sozialraum.moran(id, crime, w) AS m, sozialraum.geary(id, crime, w) AS g, sozialraum.getis_ord(id, crime, w) AS o, sozialraum.moran(id, crime, w, 'binary') AS b, sozialraum.moran(id, inc, w) AS inc,
	sozialraum.moran(id, hoval, w) AS hoval, sozialraum.bivariate_moran(id, crime, inc, w) AS bv, sozialraum.lee(id, crime, inc, w) AS lee FROM columbus, weights WHERE name = 'columbus';
SELECT ok(pg_temp.near((m).statistic, 0.5001885571828), 'CRIME, queen: I') FROM c;
SELECT ok(pg_temp.near((m).expectation, -0.0208333333333), 'expectation') FROM c;
SELECT ok(pg_temp.near((m).variance, 0.0086892892013), 'variance under randomisation') FROM c;
SELECT ok(pg_temp.near((m).z, 5.589382675), 'z under randomisation') FROM c;
SELECT ok(pg_temp.near((m).variance_normality, 0.0085634131194), 'variance under normality') FROM c;
SELECT ok(pg_temp.near((m).z_normality, 5.630312788), 'z under normality') FROM c;
SELECT ok(abs((m).p_greater / 1.1393914e-08 - 1) < 1e-7, 'p, one-sided') FROM c;
SELECT ok(pg_temp.near((b).statistic, 0.5154614368863) AND pg_temp.near((b).variance, 0.00745439434279) AND pg_temp.near((b).z, 6.211512737), 'binary weights') FROM c;
SELECT ok(pg_temp.near((inc).statistic, 0.4156287783) AND pg_temp.near((inc).z, 4.764482491), 'INC') FROM c;
SELECT ok(pg_temp.near((hoval).statistic, 0.1800931143) AND pg_temp.near((hoval).z, 2.207079278), 'HOVAL') FROM c;
SELECT ok(pg_temp.near((sozialraum.moran(id, crime, w)).statistic, 0.5236702127502), 'rook: I') FROM columbus, weights WHERE name = 'columbus rook';
SELECT ok(pg_temp.near((sozialraum.moran(id, crime, w)).z, 5.457880046), 'rook: z') FROM columbus, weights WHERE name = 'columbus rook';
SELECT ok(pg_temp.near((g).statistic, 0.5405282027021), 'Geary''s C') FROM c;
SELECT ok(pg_temp.near((g).variance, 0.00938426377697) AND pg_temp.near((g).z, -4.743061501), 'its variance and z under randomisation') FROM c;
SELECT ok(pg_temp.near((g).variance_normality, 0.00982153543355) AND pg_temp.near((g).z_normality, -4.636274756), 'and under normality') FROM c;
SELECT ok(pg_temp.near((o).statistic, 0.127807457382) AND pg_temp.near((o).expectation, 0.100340136054), 'Getis and Ord''s G') FROM c;
SELECT ok(pg_temp.near((o).variance, 0.0000350705730381) AND pg_temp.near((o).z, 4.638150932), 'its variance and z') FROM c;
SELECT ok(pg_temp.near((bv).statistic, -0.4286321515), 'bivariate Moran of CRIME and INC') FROM c;
SELECT ok(pg_temp.near((lee).statistic, -0.4703061343), 'Lee''s L') FROM c;
SELECT ok(bool_and(abs(lag - lag_crime_queen) < 1e-7), 'lags of all districts') FROM (SELECT lag_crime_queen, sozialraum.spatial_lag(id, crime, w) OVER () AS lag FROM columbus, weights WHERE name = 'columbus') AS t;

-- permutations: the distribution that the formulas describe
SELECT ok((t).p_permutation = 0.0002 AND (t).p_permutation_greater = 0.0001 AND abs((t).permutation_mean - (t).expectation) < 0.004 AND abs((t).permutation_stddev / sqrt((t).variance) - 1) < 0.03, '9,999 permutations of Moran''s I')
	FROM (SELECT sozialraum.moran(id, crime, w, 9999, 123456789) AS t FROM columbus, weights WHERE name = 'columbus') AS s;
SELECT ok(abs((t).permutation_stddev / sqrt((t).variance) - 1) < 0.03, 'Lee''s L: the variance is that of the permutations (spdep''s lee.test gives 0.0032)')
	FROM (SELECT sozialraum.lee(id, crime, inc, w, 9999, 1) AS t FROM columbus, weights WHERE name = 'columbus') AS s;

-- ---------------------------------------------------------------- North Carolina
SELECT ok(pg_temp.near((t).statistic, 0.23091044884586) AND pg_temp.near((t).variance, 0.00406513368576) AND pg_temp.near((t).z, 3.780073771), 'raw rate 1974') FROM (SELECT sozialraum.moran(id, sid74 / bir74, w) AS t FROM nc, weights WHERE weights.name = 'nc') AS s;
SELECT ok(pg_temp.near((t).statistic, 0.14275042246096) AND pg_temp.near((t).variance, 0.00418585255125) AND pg_temp.near((t).z, 2.362531188), 'raw rate 1979') FROM (SELECT sozialraum.moran(id, sid79 / bir79, w) AS t FROM nc, weights WHERE weights.name = 'nc') AS s;
SELECT ok(pg_temp.near((sozialraum.moran_rate(id, sid74, bir74, w, 'binary')).statistic, 0.242993804), 'empirical Bayes index 1974, binary') FROM nc, weights WHERE weights.name = 'nc';
SELECT ok(pg_temp.near((sozialraum.moran_rate(id, sid74, bir74, w)).statistic, 0.2487462143), 'row-standardised') FROM nc, weights WHERE weights.name = 'nc';
SELECT ok(pg_temp.near((t).variance, 0.004052470306332051) AND pg_temp.near((t).z, 4.066151835271516), 'its variance and z (spdep: moran.test of the standardised rates)') FROM (SELECT sozialraum.moran_rate(id, sid74, bir74, w) AS t FROM nc, weights WHERE weights.name = 'nc') AS s;
SELECT ok(pg_temp.near((sozialraum.moran_rate(id, sid79, bir79, w)).statistic, 0.1387882270465307), 'empirical Bayes index 1979') FROM nc, weights WHERE weights.name = 'nc';
CREATE TEMP TABLE smoothed AS SELECT id, eb_local, sozialraum.spatial_empirical_bayes(id, sid74, bir74, w, 1) OVER () AS eb, sozialraum.spatial_empirical_bayes(id, sid74, bir74, w, 1, 'geoda') OVER () AS geoda,
	sozialraum.spatial_rate(id, sid74, bir74, w, 1) OVER () AS rate FROM nc, weights WHERE weights.name = 'nc';
SELECT ok(count(*) = 100 AND bool_and(abs(eb - eb_local) <= 1e-9 * eb_local), 'local empirical Bayes of all counties (spdep, EBlocal)') FROM smoothed;
SELECT ok(pg_temp.near(sum(geoda), 0.2090183594311512), 'GeoDa''s variance: the sum (spdep, EBlocal with geoda = TRUE)') FROM smoothed;
SELECT ok(bool_and(pg_temp.near(geoda, want)), 'the first five (PySAL, Spatial_Empirical_Bayes)') FROM smoothed JOIN (VALUES (1, 0.0009922276), (2, 0.0012639029), (3, 0.000974026), (4, 0.0007604563), (5, 0.0050153881)) AS v(id, want) USING (id);
SELECT ok(bool_and(pg_temp.near(rate, want)), 'spatial rate of the first five (PySAL, Spatial_Rate)') FROM smoothed JOIN (VALUES (1, 0.0009922276), (2, 0.0012639029), (3, 0.000974026), (4, 0.0007604563), (5, 0.0050153881)) AS v(id, want) USING (id);

-- ---------------------------------------------------------------- Guerry
CREATE TEMP TABLE g AS SELECT v.variable, sozialraum.moran(id, v.x, w) AS m FROM guerry, weights, LATERAL (VALUES ('crm_prs', crm_prs), ('crm_prp', crm_prp), ('litercy', litercy), ('donatns', donatns), ('infants', infants), ('suicids', suicids)) AS v(variable, x)
	WHERE name = 'guerry' GROUP BY v.variable;
SELECT ok(pg_temp.near((m).statistic, want), 'Moran''s I of ' || variable) FROM g JOIN (VALUES ('crm_prs', 0.411459718313), ('crm_prp', 0.263553340318), ('litercy', 0.717605262809), ('donatns', 0.353361325585), ('infants', 0.228724107271), ('suicids', 0.401681222583)) AS v(variable, want) USING (variable) ORDER BY variable;
SELECT ok(abs((sozialraum.moran(id, crm_prs, w)).statistic - sum(local_i) / 84) < 1e-9, 'I is the sum of GeoDa''s local I, divided by n - 1') FROM guerry, weights WHERE name = 'guerry';
SELECT ok((sozialraum.join_counts(id, topcrm = 1, w, 999, 1)).bb > (sozialraum.join_counts(id, topcrm = 1, w)).bb_expectation, 'top crime départements are neighbours more often than by chance') FROM guerry, weights WHERE name = 'guerry';
SELECT * FROM finish();
ROLLBACK;
