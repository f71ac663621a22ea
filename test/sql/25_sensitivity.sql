-- composite_sensitivity, leave_one_out_ranks
SET search_path = sozialraum, engine_test, public;
CREATE TEMP TABLE area AS SELECT * FROM (VALUES
	(1, '{27.8,10.5,25.9,22.9}'::float8[], 3076), (2, '{16,31.2,25,20.8}', 6542), (3, '{10.3,14.4,24.2,16.3}', 5547), (4, '{9.4,47.7,27.8,19.8}', 5504),
	(5, '{12.9,7,11.7,8.6}', 6989), (6, '{23.8,5.5,27.6,14.5}', 9461), (7, '{14.8,14.4,21.1,10.1}', 9108), (8, '{27.4,12.5,24.5,12.7}', 9028),
	(9, '{11.3,23.7,23.6,8.6}', 3937), (10, '{17.2,23.7,14.1,18}', 7932), (11, '{11.4,17.1,18.3,25.2}', 5101), (12, '{12.6,8.5,14.8,18.6}', 2632)
) t(id, v, population);

-- Computed independently in Python (its own Philox 4x32-10, math.fsum, quantiles of type 7): all replications give the same ranks.
-- The defaults: area, rank, median, 5 % and 95 % quantile, share of the same class
SELECT id, rank, median_rank, rank_05, rank_95, share_same_class FROM (SELECT id, (composite_sensitivity(v) OVER ()).* FROM area) t ORDER BY id;
-- weights, other choices, their order, 4 classes, 200 replications, seed 42, weights varied by a half
SELECT id, rank, median_rank, round(rank_05::numeric, 9) AS rank_05, round(rank_95::numeric, 9) AS rank_95, share_same_class FROM (
	SELECT id, (composite_sensitivity(v, '{3,1,2,4}', 4, 200, 42, 0.5, '{rank,none}', '{mazziotta_pareto,arithmetic}') OVER ()).* FROM area) t ORDER BY id;
SELECT id, rank, median_rank, round(rank_05::numeric, 9) AS rank_05, rank_95, share_same_class FROM (SELECT id, (composite_sensitivity(v, '{3,1,2,4}', 5, 100, -5, 1, aggregations => '{geometric}') OVER ()).* FROM area) t WHERE id <= 3 ORDER BY id;

-- nothing varied: the rank itself, for each normalisation and aggregation, and it is that of the functions one by one
CREATE TEMP VIEW fixed AS SELECT id, v, n, a, composite_sensitivity(v, '{3,1,2,4}', 5, 20, 1, 0, ARRAY[n], ARRAY[a]) OVER (PARTITION BY n, a) AS s
	FROM area, unnest('{zscore,minmax,rank,none}'::text[]) n, unnest('{arithmetic,geometric,mazziotta_pareto}'::text[]) a;
SELECT error_of('SELECT * FROM fixed');
CREATE FUNCTION pg_temp.fixed(n text, a text) RETURNS SETOF record LANGUAGE plpgsql AS $$
BEGIN
	RETURN QUERY EXECUTE format('SELECT id, v, composite_sensitivity(v, %L, 5, 20, 1, 0, ARRAY[%L], ARRAY[%L]) OVER () FROM area', '{3,1,2,4}', n, a);
END $$;
SELECT n, a, bool_and((s).rank = (s).median_rank AND (s).rank = (s).rank_05 AND (s).rank = (s).rank_95 AND (s).share_same_class = 1) AS unmoved, array_agg((s).rank ORDER BY id) AS rank
FROM unnest('{zscore,minmax,rank,none}'::text[]) n, unnest('{arithmetic,geometric,mazziotta_pareto}'::text[]) a, pg_temp.fixed(n, a) AS f(id int, v float8[], s sozialraum.rank_stability) GROUP BY n, a ORDER BY n, a;
CREATE TEMP TABLE scored AS SELECT id, v, ARRAY[zscore(v[1]) OVER (), zscore(v[2]) OVER (), zscore(v[3]) OVER (), zscore(v[4]) OVER ()] AS z, ARRAY[minmax(v[1]) OVER (), minmax(v[2]) OVER (), minmax(v[3]) OVER (), minmax(v[4]) OVER ()] AS m FROM area;
SELECT bool_and((z_a).rank = z_a_rank) AS zscore_arithmetic, bool_and((z_g).rank = z_g_rank) AS zscore_geometric, bool_and((z_m).rank = z_m_rank) AS zscore_mazziotta, bool_and((m_h).rank = m_h_rank) AS minmax_geometric FROM (
	SELECT composite_sensitivity(v, '{3,1,2,4}', replications => 1, perturbation => 0, aggregations => '{arithmetic}') OVER () AS z_a, rank() OVER (ORDER BY composite_mean(z, '{3,1,2,4}') DESC) AS z_a_rank,
		composite_sensitivity(v, '{3,1,2,4}', replications => 1, aggregations => '{geometric}') OVER () AS z_g, rank() OVER (ORDER BY composite_mean((SELECT array_agg(100 + 10 * x ORDER BY i) FROM unnest(z) WITH ORDINALITY t(x, i)), '{3,1,2,4}', 0) DESC) AS z_g_rank,
		composite_sensitivity(v, '{3,1,2,4}', replications => 1, aggregations => '{mazziotta_pareto}') OVER () AS z_m, rank() OVER (ORDER BY mazziotta_pareto((SELECT array_agg(100 + 10 * x ORDER BY i) FROM unnest(z) WITH ORDINALITY t(x, i)), 'positive', '{3,1,2,4}') DESC) AS z_m_rank,
		composite_sensitivity(v, '{3,1,2,4}', replications => 1, normalisations => '{minmax}', aggregations => '{geometric}') OVER () AS m_h, rank() OVER (ORDER BY composite_mean((SELECT array_agg(70 + 60 * x ORDER BY i) FROM unnest(m) WITH ORDINALITY t(x, i)), '{3,1,2,4}', 0) DESC) AS m_h_rank
	FROM scored) t;

-- the order of rows, the unit of the weights and of the indicators do not matter; the seed does
SELECT bool_and(a = b) AS permuted, bool_and(a = w) AS unit_of_weights, bool_and(a = u) AS unit_of_values, bool_or(a <> s) AS seed FROM (
	SELECT composite_sensitivity(v, '{3,1,2,4}') OVER (ORDER BY id) AS a, composite_sensitivity(v, '{3,1,2,4}') OVER (ORDER BY md5(id::text)) AS b, composite_sensitivity(v, '{12,4,8,16}') OVER () AS w,
		composite_sensitivity(ARRAY[8 * v[1], v[2], v[3], v[4]], '{3,1,2,4}') OVER () AS u, composite_sensitivity(v, '{3,1,2,4}', seed => 2) OVER () AS s FROM area) t;
-- partitions are computed each by itself
SELECT bool_and(s = t) AS partitions, bool_and(l = m) AS shifts FROM (SELECT id, composite_sensitivity(v) OVER (PARTITION BY id % 3) AS s, leave_one_out_ranks(v) OVER (PARTITION BY id % 3) AS l FROM area) a
	JOIN (SELECT id, composite_sensitivity(v) OVER () AS t, leave_one_out_ranks(v) OVER () AS m FROM area WHERE id % 3 = 1) b USING (id);
-- an area that is nowhere below another never ranks lower, however often and however the choices vary
CREATE TEMP TABLE grid AS SELECT i AS id, array_agg(floor(6 * (i * 7919 * (j + 3) % 1009) / 1009.0)::float8) AS v FROM generate_series(1, 100) i, generate_series(1, 3) j GROUP BY i;
CREATE TEMP TABLE grid_ranks AS SELECT id, v, (composite_sensitivity(v, replications => 200, perturbation => 1) OVER ()).* FROM grid;
SELECT count(*) FILTER (WHERE a.rank > b.rank OR a.median_rank > b.median_rank OR a.rank_05 > b.rank_05 OR a.rank_95 > b.rank_95) AS violations, count(*) > 500 AS dominated_pairs
FROM grid_ranks a JOIN grid_ranks b ON a.v[1] >= b.v[1] AND a.v[2] >= b.v[2] AND a.v[3] >= b.v[3];
-- areas with the same rank sum are tied, though the rounded shares of ranks add up to different numbers: the seven rotations of 0 ... 6
SELECT array_agg(DISTINCT rank) AS ranks FROM (SELECT (composite_sensitivity(v, replications => 1, perturbation => 0, normalisations => '{rank}', aggregations => '{arithmetic}') OVER ()).* FROM
	(SELECT i, array_agg(((i + j) % 7)::float8 ORDER BY j) AS v FROM generate_series(0, 6) i, generate_series(0, 6) j GROUP BY i) t) u;
-- quantiles of the ranks enclose the median, shares are shares
SELECT bool_and(rank_05 <= median_rank AND median_rank <= rank_95 AND rank_05 >= 1 AND rank_95 <= 100 AND share_same_class BETWEEN 0 AND 1) AS ordered FROM grid_ranks;
-- classes: one class is never left; as many classes as areas are left whenever the rank is
SELECT bool_and((a).share_same_class = 1) AS one_class, bool_and((b).share_same_class < 1 OR (b).rank_05 = (b).rank_95) AS every_rank FROM (SELECT composite_sensitivity(v, classes => 1) OVER () AS a, composite_sensitivity(v, classes => 12) OVER () AS b FROM area) t;

-- missing values, constants, one area, none
SELECT id, rank, median_rank FROM (SELECT id, (composite_sensitivity(v, minimum_share => 0.6, perturbation => 0, aggregations => '{arithmetic}', normalisations => '{minmax}') OVER ()).* FROM
	(VALUES (1, '{1,2,NULL}'::float8[]), (2, NULL), (3, '{NULL,NULL,4}'), (4, '{2,1,3}'), (5, '{3,3,3}'), (6, '{NULL,NULL,NULL}')) t(id, v)) u ORDER BY id;
SELECT id, rank FROM (SELECT id, (composite_sensitivity(v) OVER ()).* FROM (VALUES (1, '{1,2,NULL}'::float8[]), (4, '{2,1,3}'), (5, '{3,3,3}')) t(id, v)) u ORDER BY id;
SELECT count(*) AS moved_without_weight FROM (SELECT composite_sensitivity(v) OVER () AS a, composite_sensitivity(v || 7::float8, '{1,1,1,1,0}') OVER () AS b FROM area) t WHERE a <> b;
SELECT bool_and((c).rank = (a).rank) AS constant_says_nothing FROM (SELECT composite_sensitivity(v, replications => 1) OVER () AS a, composite_sensitivity(v || 7::float8, replications => 1) OVER () AS c FROM area) t;
SELECT composite_sensitivity('{1,2}') OVER () AS one_area, composite_sensitivity(NULL) OVER () IS NULL AS null_row, composite_sensitivity('{}') OVER () IS NULL AS empty, composite_sensitivity('{1,2}', '{0,0}') OVER () IS NULL AS weightless;
SELECT count(*) FROM (SELECT composite_sensitivity(v) OVER () FROM area WHERE false) t;
SELECT array_agg(DISTINCT s::text) AS all_equal FROM (SELECT composite_sensitivity('{5,5}') OVER () AS s FROM area) t;
SELECT array_agg((s).rank ORDER BY id) AS huge FROM (SELECT id, composite_sensitivity(v, normalisations => '{zscore,minmax,rank}') OVER () AS s FROM (VALUES (1, '{1e308,-1e308}'::float8[]), (2, '{-1e308,-1e308}'), (3, '{1e308,1e308}')) t(id, v)) u;
SELECT array_agg((s).rank ORDER BY id) AS huge_as_they_are FROM (SELECT id, composite_sensitivity(v, normalisations => '{none}', aggregations => '{arithmetic}') OVER () AS s FROM (VALUES (1, '{1e308,-1e308}'::float8[]), (2, '{-1e308,-1e308}'), (3, '{1e308,1e308}'), (4, '{1e-300,0}')) t(id, v)) u;

-- errors
SELECT error_of('SELECT composite_sensitivity(v, classes => 0) OVER () FROM area');
SELECT error_of('SELECT composite_sensitivity(v, replications => 100001) OVER () FROM area');
SELECT error_of('SELECT composite_sensitivity(v, replications => id) OVER () FROM area');
SELECT error_of('SELECT composite_sensitivity(v, perturbation => 1.5) OVER () FROM area');
SELECT error_of('SELECT composite_sensitivity(v, perturbation => NULL) OVER () FROM area');
SELECT error_of('SELECT composite_sensitivity(v, seed => NULL) OVER () FROM area');
SELECT error_of($$SELECT composite_sensitivity(v, normalisations => '{zscore,z}') OVER () FROM area$$);
SELECT error_of($$SELECT composite_sensitivity(v, normalisations => '{}') OVER () FROM area$$);
SELECT error_of($$SELECT composite_sensitivity(v, aggregations => '{arithmetic,NULL}') OVER () FROM area$$);
SELECT error_of($$SELECT composite_sensitivity(v, aggregations => '{geometric,geometric}') OVER () FROM area$$);
SELECT error_of('SELECT composite_sensitivity(v, minimum_share => -1) OVER () FROM area');
SELECT error_of($$SELECT composite_sensitivity(v, '{1,2}') OVER () FROM area$$);
SELECT error_of($$SELECT composite_sensitivity(v, '{1,2,3,-4}') OVER () FROM area$$);
SELECT error_of($$SELECT composite_sensitivity(v, normalisations => '{zscore,none}') OVER () FROM (VALUES ('{1,0}'::float8[])) t(v)$$);
SELECT error_of($$SELECT composite_sensitivity('{1,NaN}') OVER ()$$);
SELECT error_of($$SELECT composite_sensitivity('{1,infinity}') OVER ()$$);
SELECT error_of('SELECT composite_sensitivity(v[:id]) OVER () FROM area WHERE id IN (3, 4)');
SELECT error_of('SELECT composite_sensitivity(ARRAY[i::float8], replications => 100000) OVER () FROM generate_series(1, 3000) i');

-- -------- leave_one_out_ranks: computed in R 4.2 (rank of the weighted z-scores, and of geometric means of 70 + 60 min-max)
SELECT id, leave_one_out_ranks(v, '{3,1,2,4}') OVER () AS zscore_arithmetic, leave_one_out_ranks(v, '{3,1,2,4}', 'minmax', 'geometric') OVER () AS minmax_geometric FROM area ORDER BY id;
-- permuted indicators: permuted shifts; an indicator without weight shifts nothing; one indicator alone leaves nothing
SELECT bool_and(a = ARRAY[b[3], b[2], b[4], b[1]]) AS permuted, bool_and(c[3] = 0) AS no_weight FROM (
	SELECT leave_one_out_ranks(v, '{3,1,2,4}') OVER () AS a, leave_one_out_ranks(ARRAY[v[4], v[2], v[1], v[3]], '{4,1,3,2}') OVER (ORDER BY md5(id::text)) AS b, leave_one_out_ranks(v, '{3,1,0,4}') OVER () AS c FROM area) t;
SELECT array_agg(DISTINCT s::text) AS alone FROM (SELECT leave_one_out_ranks(v[1:1]) OVER () AS s FROM area) t;
-- only areas that have a rank with and without the indicator are compared (area 3 is left out of the last element)
SELECT id, leave_one_out_ranks(v, minimum_share => 0.3) OVER () FROM (VALUES (1, '{1,2,NULL}'::float8[]), (2, NULL), (3, '{NULL,NULL,4}'), (4, '{2,1,3}'), (5, '{3,3,3}'), (6, '{NULL,NULL,NULL}')) t(id, v) ORDER BY id;
SELECT leave_one_out_ranks('{1,2}') OVER () AS one_area, leave_one_out_ranks(NULL) OVER () IS NULL AS null_row, leave_one_out_ranks('{}') OVER () IS NULL AS empty;
SELECT error_of($$SELECT leave_one_out_ranks(v, NULL, 'z') OVER () FROM area$$);
SELECT error_of($$SELECT leave_one_out_ranks(v, NULL, 'none', 'harmonic') OVER () FROM area$$);
SELECT error_of($$SELECT leave_one_out_ranks('{0,1}', NULL, 'none', 'geometric') OVER ()$$);
SELECT error_of($$SELECT leave_one_out_ranks('{0,1}', '{1}') OVER ()$$);
