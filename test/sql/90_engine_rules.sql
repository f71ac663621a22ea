-- Rules that every aggregate and window of the engine keeps, read from the catalogue; each query lists what breaks the rule
SET search_path = sozialraum, engine_test, public;

-- aggregates: a combine function, serial functions for internal states, parallel safe
SELECT aggfnoid::regprocedure FROM pg_aggregate JOIN pg_proc p ON p.oid = aggfnoid
WHERE pronamespace = 'sozialraum'::regnamespace
	AND (aggcombinefn = 0 OR proparallel <> 's' OR (aggtranstype = 'internal'::regtype AND (aggserialfn = 0 OR aggdeserialfn = 0)));

-- no pseudo-type as state but internal; and what keeps its values has a pair X_state, X_merge to travel (aggregates over units need all
-- of them in one place, where a distributed database keeps a reference table)
SELECT aggfnoid::regprocedure FROM pg_aggregate JOIN pg_proc p ON p.oid = aggfnoid JOIN pg_type t ON t.oid = aggtranstype
WHERE pronamespace = 'sozialraum'::regnamespace AND t.typtype = 'p' AND aggtranstype <> 'internal'::regtype;
SELECT DISTINCT proname AS without_state_and_merge FROM pg_aggregate JOIN pg_proc p ON p.oid = aggfnoid
WHERE pronamespace = 'sozialraum'::regnamespace AND aggtranstype = 'internal'::regtype AND aggcombinefn <> 'sozialraum._units_combine'::regproc AND proname !~ '_(state|merge)$'
	AND (SELECT count(DISTINCT q.proname) FROM pg_proc q WHERE q.pronamespace = p.pronamespace AND q.proname IN (p.proname || '_state', p.proname || '_merge')) < 2
ORDER BY 1;

-- names once: no aggregate shares its name with a function
SELECT DISTINCT a.proname FROM pg_proc a JOIN pg_proc f USING (pronamespace, proname)
WHERE a.pronamespace = 'sozialraum'::regnamespace AND a.prokind = 'a' AND f.prokind <> 'a' ORDER BY 1;

-- the engine never reads a table: its functions are immutable and parallel safe
SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_language l ON l.oid = prolang
WHERE pronamespace = 'sozialraum'::regnamespace AND lanname = 'c' AND prokind IN ('f', 'w') AND proname !~ '^_' AND (provolatile <> 'i' OR proparallel <> 's');

-- the contract: names that users rely on
SELECT kind, name AS missing
FROM (VALUES
	('f', 'rate wilson_interval poisson_interval byar_interval mazziotta_pareto classify locate neighbours areal_weights two_step_floating_catchment'),
	('a', 'directly_standardised_rate directly_standardised_rate_interval standardised_ratio standardised_ratio_interval exact_sum vector_agg
		weighted_mean weighted_geometric_mean weighted_harmonic_mean weighted_stddev correlation_matrix pca factor_analysis cronbach_alpha
		jenks_breaks quantile_breaks equal_breaks stddev_breaks headtail_breaks gini theil atkinson hoover palma weighted_quantile lorenz_curve
		dissimilarity isolation interaction entropy_index concentration theil_sen mann_kendall annual_growth_rate
		build_locator queen_weights rook_weights knn_weights distance_weights moran geary getis_ord'),
	('w', 'zscore weighted_zscore robust_zscore minmax rank_score exponential_score winsorise empirical_bayes location_quotient kmeans ward local_moran local_getis_ord local_geary skater')) contract(kind, names),
	regexp_split_to_table(names, '\s+') AS name
WHERE NOT EXISTS (SELECT FROM pg_proc WHERE pronamespace = 'sozialraum'::regnamespace AND proname = name AND prokind::text = kind);
