-- Proof on published data: local statistics of columbus (49 districts), Guerry (85 departments) and the North Carolina SIDS (100 counties)
-- against spdep 1.2-7, esda 2.4.3 and 2.9 and GeoDa (rgeoda 0.1.0). Data: ../shared/data/reference_vectors (R packages spData, sf, rgeoda).
BEGIN;
SET LOCAL client_min_messages = error;
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
SELECT plan(31);
\cd :shared
\cd data/reference_vectors

CREATE TEMP TABLE columbus (id bigint, hoval float8, inc float8, crime float8, lag_crime float8, i_spdep float8, i_esda float8, var_i float8, z_i float8, z_g float8, z_star float8, c float8, wkt text);
CREATE TEMP TABLE guerry (region text, dprtmnt text, crm_prs float8, crm_prp float8, litercy float8, donatns float8, infants float8, suicids float8, pop1831 float8, top_crm float8, local_i float8,
	local_p999 float8, cluster integer, s4 integer, s5 integer, s6 integer, w4 integer, id bigint GENERATED ALWAYS AS IDENTITY);
CREATE TEMP TABLE nc (id bigint, name text, bir74 float8, sid74 float8, nwbir74 float8, bir79 float8, sid79 float8, eb_global float8, eb_local float8, relrisk float8, pmap float8);
CREATE TEMP TABLE link (map text, i bigint, j bigint);
CREATE TEMP TABLE pair (i bigint, j bigint);
\copy columbus from 'columbus.csv' with (format csv, header)
\copy guerry (region, dprtmnt, crm_prs, crm_prp, litercy, donatns, infants, suicids, pop1831, top_crm, local_i, local_p999, cluster, s4, s5, s6, w4) from 'guerry.csv' with (format csv, header)
\copy nc from 'nc_sids.csv' with (format csv, header)
\copy pair from 'columbus_queen.csv' with (format csv, header)
INSERT INTO link SELECT 'columbus', * FROM pair;
TRUNCATE pair;
\copy pair from 'guerry_queen.csv' with (format csv, header)
INSERT INTO link SELECT 'guerry', * FROM pair;
TRUNCATE pair;
\copy pair from 'nc_sids_queen.csv' with (format csv, header)
INSERT INTO link SELECT 'nc', * FROM pair;
CREATE TEMP TABLE weight AS SELECT map, sozialraum.weights_from_neighbours(i, j) AS w FROM link GROUP BY map;

-- relative difference
CREATE FUNCTION pg_temp.off(a float8, b float8) RETURNS float8 LANGUAGE sql IMMUTABLE RETURN abs(a - b) / greatest(abs(b), 1e-300);

-- ---------------------------------------------------------------- columbus
CREATE TEMP TABLE c AS
SELECT *, sozialraum.local_moran(id, crime, (SELECT w FROM weight WHERE map = 'columbus'), 9999) OVER () AS m,
	sozialraum.local_moran(id, crime, (SELECT w FROM weight WHERE map = 'columbus'), 9999, ddof => 1) OVER () AS m1,
	sozialraum.local_geary(id, crime, (SELECT w FROM weight WHERE map = 'columbus'), 9999) OVER () AS geary,
	sozialraum.local_getis_ord(id, crime, (SELECT w FROM weight WHERE map = 'columbus'), permutations => 9999) OVER () AS g,
	sozialraum.local_getis_ord(id, crime, (SELECT w FROM weight WHERE map = 'columbus'), permutations => 9999, star => true) OVER () AS star
FROM columbus;
SELECT is((SELECT count(*) FROM c WHERE pg_temp.off((m).statistic, i_spdep) < 1e-9), 49::bigint, 'columbus: local I of spdep (n)');
SELECT is((SELECT count(*) FROM c WHERE pg_temp.off((m1).statistic, i_esda) < 1e-9), 49::bigint, 'local I of esda (n - 1)');
SELECT is((SELECT count(*) FROM c WHERE pg_temp.off((m).variance, var_i) < 1e-9), 49::bigint, 'variance of spdep');
SELECT is((SELECT count(*) FROM c WHERE pg_temp.off((m).z, z_i) < 1e-9 AND pg_temp.off((m1).z, z_i) < 1e-9), 49::bigint, 'z of spdep, whatever the divisor');
SELECT is((SELECT count(*) FROM c WHERE pg_temp.off((m).lag, lag_crime) < 1e-9), 49::bigint, 'spatial lag');
SELECT is((SELECT count(*) FROM c WHERE pg_temp.off((g).z, z_g) < 1e-9), 49::bigint, 'z of G of spdep');
SELECT is((SELECT count(*) FROM c WHERE pg_temp.off((star).z, z_star) < 1e-9), 49::bigint, 'z of G* of spdep, binary weights with the unit itself');
SELECT is((SELECT count(*) FROM c WHERE pg_temp.off((geary).statistic, c.c) < 1e-9), 49::bigint, 'local C of spdep');
SELECT is((SELECT jsonb_object_agg(q, n) FROM (SELECT (m).quadrant AS q, count(*) AS n FROM c GROUP BY 1) t), '{"HH": 21, "LH": 5, "LL": 20, "HL": 3}', 'quadrants of spdep and esda');
SELECT ok((SELECT abs(avg((m).statistic) - .5001885571828) < 1e-12 FROM c), 'the mean of local I is the global I');
SELECT ok((SELECT max(abs((m).p - (m).p_permutation)) < .04 FROM c), 'permutation p near the analytic p');
SELECT is((SELECT count(*) FROM c WHERE (m).p_permutation = (g).p_permutation AND (g).p_permutation = (star).p_permutation), 49::bigint, 'Moran, G and G* are one test when permuted');

-- ---------------------------------------------------------------- Guerry
CREATE TEMP TABLE g AS
SELECT *, sozialraum.local_moran(id, crm_prs, (SELECT w FROM weight WHERE map = 'guerry'), 999, alternative => 'directed', ddof => 1) OVER () AS m,
	sozialraum.local_moran(id, crm_prs, (SELECT w FROM weight WHERE map = 'guerry'), 99999, alternative => 'directed', ddof => 1) OVER () AS m5,
	sozialraum.local_moran(id, crm_prs, (SELECT w FROM weight WHERE map = 'guerry'), 999, alternative => 'directed', correction => 'none') OVER () AS uncorrected,
	sozialraum.bivariate_local_moran(id, crm_prs, litercy, (SELECT w FROM weight WHERE map = 'guerry'), 999, ddof => 1) OVER () AS b,
	sozialraum.local_geary(id, crm_prs, (SELECT w FROM weight WHERE map = 'guerry'), 999) OVER () AS geary,
	sozialraum.local_getis_ord(id, crm_prs, (SELECT w FROM weight WHERE map = 'guerry'), style => 'row') OVER () AS gi,
	sozialraum.local_getis_ord(id, crm_prs, (SELECT w FROM weight WHERE map = 'guerry'), star => true, style => 'row') OVER () AS star,
	sozialraum.local_join_count(id, top_crm, (SELECT w FROM weight WHERE map = 'guerry'), 999) OVER () AS j
FROM guerry;
SELECT is((SELECT count(*) FROM g WHERE pg_temp.off((m).statistic, local_i) < 1e-9), 85::bigint, 'Guerry: local I of GeoDa');
SELECT ok((SELECT max(abs((m).p_permutation - p)) <= .03 FROM g JOIN (VALUES (1, .197), (2, .013), (3, .023), (4, .068), (5, .111)) v(id, p) USING (id)), 'p of GeoDa for the first five within .03');
-- 999 permutations of theirs, 99,999 of ours: four and a half standard deviations
SELECT is((SELECT count(*) FROM g WHERE abs((m5).p_permutation - local_p999) <= 4.5 * sqrt((m5).p_permutation * (1 - (m5).p_permutation) / 999) + .001), 85::bigint, 'p of GeoDa for all, as far as 999 permutations tell');
SELECT ok((SELECT count(*) FILTER (WHERE (uncorrected).cluster = CASE cluster WHEN 0 THEN 'not significant' WHEN 1 THEN 'HH' WHEN 2 THEN 'LL' WHEN 3 THEN 'LH' WHEN 4 THEN 'HL' END) >= 80 FROM g), 'clusters of GeoDa for nearly all');
SELECT ok((SELECT pg_temp.off((b).statistic, .392663447638106) < 1e-9 FROM g WHERE id = 1), 'bivariate local I of GeoDa');
SELECT is((SELECT array_agg(round((geary).statistic::numeric, 12) ORDER BY id) FROM g WHERE id <= 3), '{0.987725319279,0.838345144589,0.702801924858}'::numeric[], 'local C of GeoDa');
SELECT is((SELECT array_agg(round((gi).statistic::numeric, 13) ORDER BY id) FROM g WHERE id <= 3), '{0.0138190201522,0.0161151798653,0.0156865574846}'::numeric[], 'G of GeoDa');
SELECT is((SELECT array_agg(round((j).statistic::numeric) ORDER BY id) FROM g WHERE id <= 12), '{2,4,4,0,0,0,2,0,0,0,0,0}'::numeric[], 'local join counts of GeoDa');
SELECT is((SELECT count((j).q) FROM g), (SELECT sum(top_crm)::bigint FROM guerry), 'only departments with the property are tested');
SELECT ok((SELECT max(abs((j).p - (j).p_permutation)) < .06 FROM g), 'exact p of the join counts near the permutation p');
-- .05 / 85 is below .001: a single department cannot pass, but several together can
SELECT ok((SELECT min((m).q) FROM g) <= (SELECT .001 * 85 / count(*) + 1e-15 FROM g WHERE (m).p_permutation = .001), 'q at the floor of p is at most n / k times 1 / (P + 1)');

-- ---------------------------------------------------------------- North Carolina, sudden infant deaths
CREATE TEMP TABLE n AS
SELECT *, sozialraum.local_moran_rate(id, sid79, bir79, (SELECT w FROM weight WHERE map = 'nc'), 9999, alternative => 'directed', ddof => 1) OVER () AS r79,
	sozialraum.local_moran_rate(id, sid74, bir74, (SELECT w FROM weight WHERE map = 'nc'), 9999, alternative => 'directed', ddof => 1) OVER () AS r74,
	sozialraum.local_geary(id, sid74 / bir74, (SELECT w FROM weight WHERE map = 'nc'), 9999, alternative => 'directed', ddof => 0) OVER () AS geary
FROM nc;
-- esda 2.9, Moran_Local_Rate and Geary_Local, 9,999 permutations
SELECT is((SELECT array_agg(round((r79).statistic::numeric, 8) ORDER BY id) FROM n WHERE id <= 5), '{-0.13452366,-1.21133985,0.05019761,0.06127125,-0.12627466}'::numeric[], 'North Carolina: local I of rates of esda, 1979');
SELECT is((SELECT array_agg(round((r74).statistic::numeric, 12) ORDER BY id) FROM n WHERE id <= 5), '{0.557722663674,0.535580152160,0.379259729392,0.069378838978,4.416906155370}'::numeric[], '1974');
SELECT ok((SELECT max(abs((r79).p_permutation - p)) < .02 FROM n JOIN (VALUES (1, .41), (2, .1023), (3, .4151), (4, .2798), (5, .0701)) v(id, p) USING (id)), 'p of esda, 1979');
SELECT ok((SELECT max(abs((r74).p_permutation - p)) < .02 FROM n JOIN (VALUES (1, .04), (2, .1341), (3, .0014), (4, .0753), (5, .0045)) v(id, p) USING (id)), 'p of esda, 1974');
SELECT is((SELECT array_agg(round((geary).statistic::numeric, 8) ORDER BY id) FROM n WHERE id <= 3), '{0.13491717,0.66874346,0.37389665}'::numeric[], 'local C of esda (divided by n)');
SELECT ok((SELECT max(abs((geary).p_permutation - p)) < .02 FROM n JOIN (VALUES (1, .0453), (2, .1042), (3, .2511)) v(id, p) USING (id)), 'p of esda for local C');

-- ---------------------------------------------------------------- own draws, on a real map
SELECT ok((SELECT max(abs((s).p_permutation - (o).p_permutation)) < .011 FROM (
	SELECT sozialraum.local_moran(id, crm_prs, (SELECT w FROM weight WHERE map = 'guerry'), 99999, alternative => 'directed') OVER () AS s, sozialraum.local_moran(id, crm_prs, (SELECT w FROM weight WHERE map = 'guerry'), 99999, alternative => 'directed', draws => 'own') OVER () AS o FROM guerry) t), 'own and shared draws agree');
SELECT ok((SELECT max(abs((r74).p_permutation - least((r74).p, 1))) < .08 FROM n), 'permutation p of rates near the analytic p');

SELECT * FROM finish();
ROLLBACK;
