-- Statements that run for longer than a second, one per block; each must answer to statement_timeout. A block begins with
--   -- name: what it is
--   -- needs: functions of ours that it calls (a block whose functions do not exist yet is skipped)
--   -- setup: a statement that is run before, without a time limit (may be repeated)

-- name: the server itself, as a yardstick
SELECT sum(sqrt(x)) FROM generate_series(1, 100000000) x;

-- name: exact sum over many rows
-- needs: exact_sum
SELECT sozialraum.exact_sum(x::double precision) FROM generate_series(1, 100000000) x;

-- name: weighted mean over many rows
-- needs: weighted_mean
SELECT sozialraum.weighted_mean(x::double precision, 1) FROM generate_series(1, 100000000) x;

-- name: z-scores of a large partition
-- needs: zscore
SELECT count(z) FROM (SELECT sozialraum.zscore(x::double precision) OVER () AS z FROM generate_series(1, 5000000) x) s;

-- name: rolling figures up: one whole with 60,000 parts, 150 figures each
-- needs: _figure_roll_up
SELECT count(f) FROM (
	SELECT sozialraum._figure_roll_up(i, (i = 0)::integer + 1, CASE WHEN i > 0 THEN ARRAY[0::bigint] END, CASE WHEN i > 0 THEN ARRAY[false] END, '-infinity', 'infinity',
		i, CASE WHEN i > 0 THEN array_fill(i::double precision, ARRAY[150]) END, NULL, array_fill(DATE '2023-12-31', ARRAY[150]), array_fill(true, ARRAY[150]),
		'{}', '{}', '{}') OVER () AS f
	FROM generate_series(0, 60000) AS i) AS s;

-- name: an edition of a large monitor
-- needs: compute_edition
-- setup: INSERT INTO sozialraum.setting DEFAULT VALUES
-- setup: INSERT INTO sozialraum.area_level (code, name, rank) VALUES ('gebiet', 'Gebiet', 1)
-- setup: INSERT INTO sozialraum.area (id, level, rank, key, name) SELECT i, 'gebiet', 1, i::text, i::text FROM generate_series(1, 5000) AS i
-- setup: INSERT INTO sozialraum.source (code, name) VALUES ('long', 'long')
-- setup: INSERT INTO sozialraum.dimension (code, name) VALUES ('D', 'D')
-- setup: SELECT count(sozialraum.define_variable('v_' || i || 'x', 'v')) FROM generate_series(1, 120) AS i
-- setup: SELECT count(sozialraum.define_indicator('I' || i, 'D', 'i', 'v_' || i || 'x', 'v_' || i + 1 || 'x', polarity => 1)) FROM generate_series(1, 119) AS i
-- setup: INSERT INTO sozialraum.observation SELECT 'v_' || i || 'x', '2023-12-31', a, 1 + (a * i) % 97, 'final', 'long' FROM generate_series(1, 120) AS i, generate_series(1, 5000) AS a
-- setup: INSERT INTO sozialraum.monitor (code, name, level) VALUES ('long', 'long', 'gebiet')
-- setup: INSERT INTO sozialraum.monitor_indicator (monitor, indicator) SELECT 'long', code FROM sozialraum.indicator
SELECT sozialraum.compute_edition('long', '2023-12-31');

-- name: an import of many figures
-- needs: import_observations
-- setup: CREATE TABLE delivery AS SELECT a::text AS key, 'v_' || i || 'x' AS variable, (a + i)::text AS value FROM generate_series(1, 120) AS i, generate_series(1, 5000) AS a
SELECT count(*) FROM sozialraum.import_observations('long', 'public.delivery', 'gebiet', 'key', variable => 'variable', value => 'value', reference_date => '2022-12-31');

-- name: standardised rates over many rows
-- needs: directly_standardised_rate, standardised_ratio
SELECT sozialraum.directly_standardised_rate(x % 10, 100, 5000, 100), sozialraum.standardised_ratio(x % 10, 100, 0.05) FROM generate_series(1, 60000000) x;

-- name: empirical Bayes over a large partition
-- needs: empirical_bayes
SELECT count(e) FROM (SELECT sozialraum.empirical_bayes(x % 10, 100 + x % 77) OVER () AS e FROM generate_series(1, 8000000) x) s;

-- name: false discovery rate of many tests
-- needs: benjamini_hochberg
SELECT count(q) FROM (SELECT sozialraum.benjamini_hochberg((x % 999983) / 999983.0::double precision) OVER () AS q FROM generate_series(1, 8000000) x) s;

-- name: Fisher's test of a table of 8,000 billions
-- needs: fisher_exact
SELECT sozialraum.fisher_exact(2e15, 2e15, 2e15, 2e15);
-- name: dissimilarity of many areas
-- needs: dissimilarity
SELECT sozialraum.dissimilarity(x::double precision, x % 7) FROM generate_series(1, 20000000) x;

-- name: dissimilarity of many groups
-- needs: multigroup_dissimilarity
SELECT sozialraum.multigroup_dissimilarity(array_fill(x::double precision, ARRAY[200])) FROM generate_series(1, 100000) x;

-- name: relative concentration of many areas
-- needs: relative_concentration
SELECT sozialraum.relative_concentration(x % 11, x % 7, hashint8(x)::double precision ^ 2) FROM generate_series(1, 5000000) x;

-- name: Theil-Sen slope of a long series
-- needs: theil_sen
SELECT sozialraum.theil_sen(hashint8(x), x) FROM generate_series(1, 50000) x;

-- name: interval of the Theil-Sen slope of a long series
-- needs: theil_sen_interval
SELECT sozialraum.theil_sen_interval(hashint8(x), x) FROM generate_series(1, 50000) x;

-- name: Mann-Kendall test of a long series
-- needs: mann_kendall
SELECT sozialraum.mann_kendall(hashint8(x), x) FROM generate_series(1, 10000000) x;

-- name: moving average of a long series
-- needs: moving_average
SELECT count(m) FROM (SELECT sozialraum.moving_average(x % 10, x, 1001) OVER () AS m FROM generate_series(1, 5000000) x) s;
-- name: geometric mean over many rows
-- needs: weighted_geometric_mean
SELECT sozialraum.weighted_geometric_mean(x::double precision, 1) FROM generate_series(1, 100000000) x;

-- name: majorities between all pairs of areas
-- needs: copeland
SELECT count(c) FROM (SELECT sozialraum.copeland(ARRAY[x, x * 7919 % 104729, x * 31 % 9973]::double precision[], NULL, 'majority') OVER () AS c FROM generate_series(1, 60000) x) s;

-- name: sensitivity of a composite index of many areas
-- needs: composite_sensitivity
SELECT count(c) FROM (SELECT sozialraum.composite_sensitivity(ARRAY[x, x * 7919 % 104729, x * 31 % 9973]::double precision[], replications => 2000) OVER () AS c FROM generate_series(1, 60000) x) s;
-- name: k-means of many rows
-- needs: kmeans
SELECT count(c) FROM (SELECT sozialraum.kmeans(ARRAY[sin(i), sin(2.7 * i), sin(0.1 * i * i), cos(1.3 * i * i)], 200, starts => 1000) OVER () AS c FROM generate_series(1, 30000) AS i) AS s;

-- name: Ward's clustering of many rows
-- needs: ward
SELECT count(c) FROM (SELECT sozialraum.ward(ARRAY[sin(i), sin(2.7 * i), sin(0.1 * i * i), cos(1.3 * i * i)], 40) OVER () AS c FROM generate_series(1, 30000) AS i) AS s;

-- name: silhouettes of many rows
-- needs: silhouette
SELECT count(c) FROM (SELECT sozialraum.silhouette(ARRAY[sin(i), sin(2.7 * i), sin(0.1 * i * i), cos(1.3 * i * i)], i % 10) OVER () AS c FROM generate_series(1, 30000) AS i) AS s;
-- name: Gini coefficient of many values
-- needs: gini
SELECT sozialraum.gini(x::double precision) FROM generate_series(1, 30000000) x;

-- name: Theil index of many values
-- needs: theil
SELECT sozialraum.theil(x::double precision) FROM generate_series(1, 30000000) x;

-- name: sorting and summing many values in a final function
-- needs: palma_merge, concentration_index_merge
-- setup: CREATE TABLE inequality_state AS SELECT sozialraum.palma_state(1 + x * 1677.7215 % 1000) AS p, sozialraum.concentration_index_state(1 + x * 1677.7215 % 1000, x % 1000) AS c FROM generate_series(1, 4000000) AS x
SELECT sozialraum.palma_merge(p), sozialraum.concentration_index_merge(c) FROM inequality_state, generate_series(1, 3) AS i;

-- name: a Lorenz curve of very many steps
-- needs: lorenz_curve
SELECT sozialraum.lorenz_curve(x::double precision, x, 100000) FROM generate_series(1, 4000000) x;
-- name: natural breaks in many classes
-- needs: jenks_breaks
SELECT sozialraum.jenks_breaks(sqrt(x::double precision), 250) FROM generate_series(1, 100000) AS x;

-- name: natural breaks below an outlier, where doubles do not tell
-- needs: jenks_breaks
SELECT sozialraum.jenks_breaks(CASE WHEN x = 1 THEN -1e9 ELSE sqrt(x) END, 3 + x % 7, 100) FROM generate_series(1, 50000) AS x;

-- name: classes of equal size in a large partition
-- needs: quantile_class
SELECT count(c) FROM (SELECT sozialraum.quantile_class(sqrt(x), 10, 'rank') OVER () AS c FROM generate_series(1, 3000000) AS x) AS s;
-- name: principal components of many rows
-- needs: pca
SELECT (sozialraum.pca(array_fill(i::double precision, ARRAY[100]) || (i % 7)::double precision)).eigenvalues FROM generate_series(1, 3000000) i;

-- name: correlations that all go the slow way
-- needs: correlation_matrix
SELECT sozialraum.correlation_matrix(array_fill(1e200::double precision, ARRAY[100]) || array_fill(i * 1.1e-200::double precision, ARRAY[100]) || array_fill(exp(i % 700)::double precision, ARRAY[100])) FROM generate_series(1, 20000) i;

-- name: principal components of a thousand variables
-- needs: pca
SELECT (sozialraum.pca(x)).eigenvalues FROM (SELECT (SELECT array_agg(sin(i * j)) FROM generate_series(1, 1000) j) AS x FROM generate_series(1, 1100) i) t;

-- name: factor analysis of 400 variables
-- needs: factor_analysis
SELECT (sozialraum.factor_analysis(x)).p FROM (SELECT (SELECT array_agg(sin(i * j) + i % 7) FROM generate_series(1, 400) j) AS x FROM generate_series(1, 1000) i) t;

-- name: rank correlations of many rows
-- needs: spearman_matrix
SELECT sozialraum.spearman_matrix(ARRAY[i, i % 1009, sin(i)]) FROM generate_series(1, 3000000) i;
-- name: ranks of a large partition
-- needs: rank_of
SELECT count(r) FROM (SELECT sozialraum.exponential_score((x::bigint * 7919 % 1000003)::double precision) OVER () AS r FROM generate_series(1, 4000000) x) s;

-- name: Box-Cox by maximum likelihood over many rows
-- needs: box_cox_lambda
SELECT sozialraum.box_cox_lambda(x::double precision) FROM generate_series(1, 3000000) x;

-- name: outliers drawn in one by one
-- needs: winsorise_outliers
SELECT count(w) FROM (SELECT sozialraum.winsorise_outliers(x::double precision ^ 8, 0, 0, 1000000) OVER () AS w FROM generate_series(1, 50000) x) s;

-- name: many points counted into figures
-- needs: collect_observations
-- setup: SELECT setval('sozialraum.area_id_seq', 1000000)
-- setup: SELECT sozialraum.define_level('raum', 'Raum', 1, 'räume'), sozialraum.define_variable('punkte', 'Punkte')
-- setup: SELECT count(sozialraum.define_area('raum', i::text, 'Raum', ST_AsEWKB(ST_MakeEnvelope(690000 + i, 5640000, 690001 + i, 5640100, 25832)))) FROM generate_series(1, 100) i
-- setup: INSERT INTO sozialraum.source (code, name) VALUES ('liste', 'Liste')
-- setup: CREATE VIEW many_points AS SELECT sozialraum._point_at(690000 + i % 200, 5640000 + i % 99, 25832) AS geom FROM generate_series(1, 6000000) i
SELECT * FROM sozialraum.collect_observations('liste', 'many_points', 'raum', '2023-12-31', 'geom', variable => 'punkte');
-- name: a locator over many areas
-- needs: build_locator
-- setup: CREATE TABLE locator_area AS SELECT x * 1000 + y AS id, ST_Segmentize(ST_MakeEnvelope(x, y, x + 1, y + 1, 25832), 0.02) AS geom FROM generate_series(1, 140) x, generate_series(1, 140) y
SELECT sozialraum.build_locator(id, geom) IS NULL FROM locator_area;

-- name: a locator over a thousand areas upon each other
-- needs: build_locator
SELECT sozialraum.build_locator(i, ST_Buffer(ST_MakePoint(i, 0), 100000 + i, 100)) IS NULL FROM generate_series(1, 1000) i;

-- name: millions of points located
-- needs: locate
SELECT count(sozialraum.locate((SELECT sozialraum.build_locator(i, ST_MakeEnvelope(i % 100, i / 100, i % 100 + 1, i / 100 + 1)) FROM generate_series(0, 9999) i), x % 100, 50)) FROM generate_series(1, 10000000) x;
-- name: shares of many areas in many areas
-- needs: areal_weights
-- setup: CREATE TABLE areal_star AS SELECT i AS id, ST_Buffer(ST_MakePoint(i % 200 * 100, i / 200 * 100), 130, 64) AS geom FROM generate_series(0, 9999) AS i
-- setup: CREATE TABLE areal_set AS SELECT sozialraum.polygon_set(id, geom) AS s FROM areal_star
SELECT count(*) FROM areal_set AS a, areal_set AS b, sozialraum.areal_weights(a.s, b.s);

-- name: shares of two polygons with very many corners
-- needs: areal_weights
-- setup: CREATE TABLE areal_comb AS SELECT sozialraum.polygon_set(1, g) AS s FROM (SELECT ST_MakePolygon(ST_MakeLine(p ORDER BY n)) AS g FROM (SELECT n, ST_MakePoint(CASE WHEN n % 2 = 0 THEN 100 ELSE 0 END, n) AS p FROM generate_series(0, 59999) AS n UNION ALL VALUES (60000, ST_MakePoint(200, 60000)), (60001, ST_MakePoint(200, 0)), (60002, ST_MakePoint(100, 0))) AS v) AS w
-- setup: CREATE TABLE areal_comb_2 AS SELECT sozialraum.polygon_set(1, g) AS s FROM (SELECT ST_MakePolygon(ST_MakeLine(p ORDER BY n)) AS g FROM (SELECT n, ST_MakePoint(CASE WHEN n % 2 = 0 THEN 101 ELSE 1 END, n + 0.3) AS p FROM generate_series(0, 59999) AS n UNION ALL VALUES (60000, ST_MakePoint(200, 60000)), (60001, ST_MakePoint(200, 0)), (60002, ST_MakePoint(101, 0.3))) AS v) AS w
SELECT count(*) FROM areal_comb AS a, areal_comb_2 AS b, sozialraum.areal_weights(a.s, b.s);

-- name: shares by many blocks
-- needs: dasymetric_weights
-- setup: CREATE TABLE areal_block AS SELECT sozialraum.polygon_set(id, geom, 1) AS s FROM areal_star
SELECT count(*) FROM areal_set AS a, areal_set AS b, areal_block AS c, sozialraum.dasymetric_weights(a.s, b.s, c.s);

-- name: a smooth surface of millions of cells
-- needs: pycnophylactic
SELECT count(*) FROM sozialraum.pycnophylactic((SELECT sozialraum.polygon_set(i, ST_MakeEnvelope(i * 300, 0, i * 300 + 300, 3000), i) FROM generate_series(0, 9) AS i), (SELECT sozialraum.polygon_set(i, ST_MakeEnvelope(i * 200, 0, i * 200 + 200, 3000)) FROM generate_series(0, 9) AS i), 1, 10000, 0);

-- name: polygons of many areas as one value, and its text
-- needs: polygon_set
SELECT length(sozialraum.polygon_set(a.id + 10000 * i, a.geom)::text) FROM areal_star AS a, generate_series(1, 12) AS i;
-- name: permutations of Moran's I over many areas
-- needs: moran weights_from_neighbours
-- setup: CREATE TABLE ring_of_areas AS SELECT sozialraum.weights_from_neighbours(i, j) AS w FROM generate_series(1, 300000) AS i, LATERAL (VALUES (i % 300000 + 1), ((i + 299998) % 300000 + 1), ((i + 547) % 300000 + 1), ((i + 299451) % 300000 + 1)) AS n(j)
SELECT (sozialraum.moran(i, sqrt(i), w, 9999, 1)).p FROM ring_of_areas, generate_series(1, 300000) AS i;

-- name: permutations of Lee's L over many areas
-- needs: lee weights_from_neighbours
SELECT (sozialraum.lee(i, sqrt(i), i % 7, w, 9999, 1)).p FROM ring_of_areas, generate_series(1, 300000) AS i;

-- name: permutations of join counts over few areas
-- needs: join_counts weights_from_neighbours
SELECT (sozialraum.join_counts(i, i % 3 = 0, (SELECT sozialraum.weights_from_neighbours(j, j % 1000 + 1) FROM generate_series(1, 1000) AS j), 10000000, 1)).bb FROM generate_series(1, 1000) AS i;

-- name: Lee's L with very many neighbours
-- needs: lee weights_from_neighbours
-- setup: CREATE TABLE dense_areas AS SELECT sozialraum.weights_from_neighbours(i, (i + d) % 10000 + 1) AS w FROM generate_series(1, 10000) AS i, generate_series(0, 300) AS d
SELECT (sozialraum.lee(i, sqrt(i), i % 7, w)).z FROM dense_areas, generate_series(1, 10000) AS i;
-- name: many regions along a chain of areas
-- needs: skater
-- setup: CREATE TABLE chain_weights AS SELECT sozialraum.weights_from_neighbours(i, i + 1) AS w FROM generate_series(1, 200000) AS i
SELECT count(r) FROM (SELECT sozialraum.skater(ARRAY[sin(i), sin(2.7 * i)], i, (SELECT w FROM chain_weights), 50000) OVER () AS r FROM generate_series(1, 200000) AS i) AS s;

-- name: many regions with limits
-- needs: skater
SELECT count(r) FROM (SELECT sozialraum.skater(ARRAY[sin(i), sin(2.7 * i)], i, (SELECT w FROM chain_weights), 2100, true, 1, 3, 2000, 100) OVER () AS r FROM generate_series(1, 200000) AS i) AS s;

-- name: as many regions as possible
-- needs: max_p
SELECT count(r) FROM (SELECT sozialraum.max_p(ARRAY[sin(i), sin(2.7 * i)], i, (SELECT w FROM chain_weights), 1 + i % 7, 90, starts => 1000) OVER () AS r FROM generate_series(1, 200000) AS i) AS s;

-- name: Ward's clustering where every region is a neighbour of one
-- needs: ward_regions
-- setup: CREATE TABLE star_weights AS SELECT sozialraum.weights_from_neighbours(0, i) AS w FROM generate_series(1, 60000) AS i
SELECT count(r) FROM (SELECT sozialraum.ward_regions(ARRAY[sin(i), sin(2.7 * i)], i, (SELECT w FROM star_weights), 2) OVER () AS r FROM generate_series(0, 60000) AS i) AS s;

-- name: regions of many polygons
-- needs: skater
SELECT count(r) FROM (SELECT sozialraum.skater(ARRAY[sin(i), sin(2.7 * i)], ST_MakeEnvelope(i % 1000, i / 1000, i % 1000 + 1, i / 1000 + 1, 25832), 10) OVER () AS r FROM generate_series(0, 399999) AS i) AS s;

-- name: quality of many regions
-- needs: region_quality
SELECT sozialraum.region_quality(i % 1000, ARRAY[sin(i), sin(2.7 * i)]) FROM generate_series(1, 5000000) AS i;
-- name: common borders of many fields
-- needs: border_weights
-- setup: CREATE TABLE contiguity_field AS SELECT x * 1000 + y AS id, public.ST_MakeEnvelope(x, y, x + 1, y + 1) AS geom FROM generate_series(1, 500) x, generate_series(1, 400) y
SELECT sozialraum.border_weights(id, geom, 0.001) FROM contiguity_field;

-- name: neighbours of discs that all overlap
-- needs: queen_weights
-- setup: CREATE TABLE contiguity_disc AS SELECT i AS id, public.ST_Buffer(public.ST_MakePoint(i * 0.01, 0), 100, 16) AS geom FROM generate_series(1, 6000) i
SELECT sozialraum.queen_weights(id, geom) FROM contiguity_disc;
-- name: local Moran with very many permutations
-- needs: local_moran
SELECT count(m) FROM (SELECT sozialraum.local_moran(i, sin(i), (SELECT sozialraum.weights_from_neighbours(i, i % 20000 + 1) FROM generate_series(1, 20000) AS i), 10000000) OVER () AS m FROM generate_series(1, 20000) AS i) AS s;

-- name: local Geary where everybody is everybody's neighbour
-- needs: local_geary
-- setup: CREATE TABLE local_weights AS SELECT sozialraum.weights_from_neighbours(i, j) AS w FROM generate_series(1, 1500) AS i, generate_series(1, 1500) AS j WHERE i <> j
SELECT count(m) FROM (SELECT sozialraum.local_geary(i, sin(i), (SELECT w FROM local_weights), 9999) OVER () AS m FROM generate_series(1, 1500) AS i) AS s;

-- name: local Moran with own draws
-- needs: local_moran
SELECT count(m) FROM (SELECT sozialraum.local_moran(i, sin(i), (SELECT sozialraum.weights_from_neighbours(i, (i + k) % 20000 + 1) FROM generate_series(1, 20000) AS i, generate_series(1, 6) AS k), 9999, draws => 'own') OVER () AS m FROM generate_series(1, 20000) AS i) AS s;
-- name: floating catchments without end
-- needs: two_step_floating_catchment
-- setup: CREATE TABLE access_value AS SELECT (SELECT sozialraum.demand_points(i, 1, public.ST_MakePoint(i * 7919 % 100003, i * 104729 % 100019)) FROM generate_series(1::bigint, 300000) AS i) AS d, (SELECT sozialraum.facility_points(i, 1, public.ST_MakePoint(i * 7919 % 100003, i * 104729 % 100019)) FROM generate_series(1::bigint, 5000) AS i) AS f
SELECT count(*) FROM access_value, sozialraum.two_step_floating_catchment(d, f, 1e9, 'e2sfca', 'dai');

-- name: Huff's model over all pairs
-- needs: huff
SELECT count(*) FROM (SELECT sozialraum.demand_points(i, 1, public.ST_MakePoint(i * 7919 % 100003, i * 104729 % 100019)) AS d FROM generate_series(1::bigint, 20000) AS i) AS d, (SELECT sozialraum.facility_points(i, 1, public.ST_MakePoint(i * 7919 % 100003, i * 104729 % 100019)) AS f FROM generate_series(1::bigint, 5000) AS i) AS f, sozialraum.huff(d, f, minimum_distance => 1);

-- name: demand by Huff's model, one place with very many facilities
-- needs: huff_demand
SELECT count(*) FROM (SELECT sozialraum.demand_points(i, 1, public.ST_MakePoint(i * 7919 % 100003, i * 104729 % 100019)) AS d FROM generate_series(1::bigint, 300) AS i) AS d, (SELECT sozialraum.facility_points(i, 1, public.ST_MakePoint(i * 7919 % 100003, i * 104729 % 100019)) AS f FROM generate_series(1::bigint, 200000) AS i) AS f, generate_series(1, 20) AS more, sozialraum.huff_demand(d, f, minimum_distance => more);

-- name: many nearest facilities
-- needs: nearest_facility
SELECT count(*) FROM (SELECT sozialraum.demand_points(i, public.ST_MakePoint(i * 7919 % 100003, i * 104729 % 100019)) AS d FROM generate_series(1::bigint, 50000) AS i) AS d, (SELECT sozialraum.facility_points(i, public.ST_MakePoint(i * 7919 % 100003, i * 104729 % 100019)) AS f FROM generate_series(1::bigint, 5000) AS i) AS f, sozialraum.nearest_facility(d, f, 1000);

-- name: travel costs of many pairs put in order
-- needs: travel_costs
SELECT sozialraum.travel_costs(i * 7919 % 1000003, i, i) IS NULL FROM generate_series(1::bigint, 8000000) AS i;

-- name: the attack on a table of three ways, 64,000 hidden cells
-- needs: attack_interval
SELECT count(i) FROM (SELECT sozialraum.attack_interval(a * 10000 + b * 100 + c, CASE WHEN a * b * c > 0 THEN NULL ELSE 50 * (CASE WHEN a = 0 THEN 40 ELSE 1 END) * (CASE WHEN b = 0 THEN 40 ELSE 1 END) * (CASE WHEN c = 0 THEN 40 ELSE 1 END) END,
	ARRAY[CASE WHEN a > 0 THEN b * 100 + c END, CASE WHEN b > 0 THEN a * 10000 + c END, CASE WHEN c > 0 THEN a * 10000 + b * 100 END]::bigint[], a * b * c > 0) OVER () AS i
	FROM generate_series(0, 40) AS a, generate_series(0, 40) AS b, generate_series(0, 40) AS c) AS s;

-- name: suppression in a table of three ways
-- needs: suppress
-- setup: CREATE TABLE suppress_leaf AS SELECT a, b, c, (a * 7919 + b * 104729 + c * 15485863 + a * b * 31 + b * c * 17) % 23 AS v FROM generate_series(1, 40) AS a, generate_series(1, 40) AS b, generate_series(1, 40) AS c
-- setup: CREATE TABLE suppress_cell AS SELECT coalesce(a, 0) * 10000 + coalesce(b, 0) * 100 + coalesce(c, 0) AS id, sum(v)::double precision AS v, ARRAY[CASE WHEN a > 0 THEN coalesce(b, 0) * 100 + coalesce(c, 0) END, CASE WHEN b > 0 THEN coalesce(a, 0) * 10000 + coalesce(c, 0) END, CASE WHEN c > 0 THEN coalesce(a, 0) * 10000 + coalesce(b, 0) * 100 END]::bigint[] AS totals FROM suppress_leaf GROUP BY CUBE (a, b, c)
SELECT count(s) FROM (SELECT sozialraum.suppress(id, v, totals) OVER () AS s FROM suppress_cell) AS t;
-- name: rank intervals of very many areas
-- needs: rank_interval
SELECT count(r) FROM (SELECT sozialraum.rank_interval(sin(i), exp(3 * cos(i))) OVER () AS r FROM generate_series(1, 400000) AS i) AS s;

-- name: rank intervals of very many areas, each by itself
-- needs: rank_interval
SELECT count(r) FROM (SELECT sozialraum.distinguishable(sin(i), exp(3 * cos(i)), 0.95, false) OVER () AS r FROM generate_series(1, 400000) AS i) AS s;

-- name: ranks of many draws
-- needs: rank_distribution
SELECT count(r) FROM (SELECT sozialraum.rank_distribution(sin(i), 1, 500) OVER () AS r FROM generate_series(1, 400000) AS i) AS s;
-- name: controlled rounding of a table to a large base
-- needs: controlled_round_table
-- setup: CREATE TABLE rounding_table AS SELECT r, c, (r * 7919::bigint + c * 104729) * (r + 31 * c) % 1000003 AS x FROM generate_series(1, 400) AS r, generate_series(1, 400) AS c
SELECT sum(y) FROM (SELECT sozialraum.controlled_round_table(r, c, x, 1000003) OVER () AS y FROM rounding_table) AS s;

-- name: controlled rounding of very many figures in a tree
-- needs: controlled_round
SELECT sum(y) FROM (SELECT sozialraum.controlled_round(i, 5, nullif(i - 1, 0), 3) OVER () AS y FROM generate_series(1::bigint, 8000000) AS i) AS s;

-- name: very many perturbation tables
-- needs: perturbation_table
SELECT count(*) FROM generate_series(1, 100000) AS i, sozialraum.perturbation_table(100, 2600 + i * 0.001, 101);

-- name: contributions and robustness of a large edition
-- needs: compute_edition edition_robustness
-- setup: INSERT INTO sozialraum.edition (id, monitor, reference_date, indicators, definition, checksum, area_count, scored_count) SELECT 9000, 'long', '2022-12-31', array_agg('I' || i), jsonb_build_object('monitor', '{"aggregation": "sum", "normalisation": "zscore", "reference": "areas"}'::jsonb, 'indicators', jsonb_agg('{"role": "scored", "weight": 1, "polarity": -1}'::jsonb)), '', 5000, 5000 FROM generate_series(1, 119) AS i
-- setup: INSERT INTO sozialraum.edition_score (edition, area_id, area_key, area_name, sum, score, rank) SELECT 9000, a, a::text, a::text, 0, 0, 1 FROM generate_series(1, 5000) AS a
-- setup: INSERT INTO sozialraum.edition_value (edition, area_id, value, numerator, denominator, normalised) SELECT 9000, a, x, x, x, x FROM (SELECT a, array_agg(sin(a * i)) AS x FROM generate_series(1, 5000) AS a, generate_series(1, 119) AS i GROUP BY a) AS v
SELECT (SELECT count(*) FROM sozialraum.area_contribution(9000)), (SELECT count(*) FROM sozialraum.edition_robustness(9000));
