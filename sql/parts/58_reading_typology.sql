-- ---------------------------------------------------------------------------------------------------------------------
-- Reading an edition: groups of areas that resemble each other, and how much ranks depend on the method.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum.edition_clusters(edition bigint, k integer, method text DEFAULT 'kmeans', seed bigint DEFAULT 1, starts integer DEFAULT 10,
	silhouettes boolean DEFAULT true) RETURNS TABLE (
	area_id bigint, area_key text, area_name text, cluster integer, cluster_size integer, cluster_score double precision, score double precision,
	distance double precision, silhouette double precision, reason text, reason_en text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off AS $$
#variable_conflict use_column
DECLARE
	v_edition		sozialraum.edition := sozialraum._edition_row(edition_clusters.edition);
	-- normalised indicators are on one scale already
	v_standardise	boolean := v_edition.definition #>> '{monitor,normalisation}' IS NOT DISTINCT FROM 'none';
	v_scored		integer[];
	v_areas			bigint[];
	v_cluster		integer[];
	v_silhouette	double precision[];
BEGIN
	IF method IS NULL OR method NOT IN ('kmeans', 'ward') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'There is no such method of clustering.',
			DETAIL = format('Given: %s.', COALESCE(method, 'NULL')), HINT = 'The methods are kmeans and ward.';
	END IF;
	v_scored := ARRAY(SELECT i.no FROM sozialraum._edition_indicators(v_edition) AS i WHERE i.scored ORDER BY i.no);
	IF v_scored = '{}' THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The edition has no scored indicators.',
			DETAIL = format('Edition %s.', v_edition.id), HINT = 'Clusters are formed over normalised indicators, and context indicators are not normalised.';
	END IF;
	IF method = 'kmeans' THEN
		SELECT array_agg(c.area_id ORDER BY c.area_id), array_agg(c.cluster ORDER BY c.area_id) INTO v_areas, v_cluster
		FROM (SELECT x.area_id, sozialraum.kmeans(x.value, edition_clusters.k, v_standardise, edition_clusters.starts, edition_clusters.seed) OVER () AS cluster
			FROM sozialraum._edition_vectors(v_edition.id, v_scored) AS x WHERE x.value IS NOT NULL) AS c;
	ELSE
		SELECT array_agg(c.area_id ORDER BY c.area_id), array_agg(c.cluster ORDER BY c.area_id) INTO v_areas, v_cluster
		FROM (SELECT x.area_id, sozialraum.ward(x.value, edition_clusters.k, v_standardise) OVER () AS cluster
			FROM sozialraum._edition_vectors(v_edition.id, v_scored) AS x WHERE x.value IS NOT NULL) AS c;
	END IF;
	IF silhouettes THEN
		SELECT array_agg(c.silhouette ORDER BY c.area_id) INTO v_silhouette
		FROM (SELECT x.area_id, sozialraum.silhouette(x.value, u.cluster, v_standardise) OVER () AS silhouette
			FROM sozialraum._edition_vectors(v_edition.id, v_scored) AS x JOIN unnest(v_areas, v_cluster) AS u (area_id, cluster) ON u.area_id = x.area_id) AS c;
	END IF;
	RETURN QUERY
	WITH member AS MATERIALIZED (
		SELECT u.area_id, u.cluster, u.silhouette, x.value, s.score
		FROM unnest(v_areas, v_cluster, v_silhouette) AS u (area_id, cluster, silhouette)
		JOIN sozialraum._edition_vectors(v_edition.id, v_scored) AS x ON x.area_id = u.area_id
		JOIN sozialraum.edition_score AS s ON s.edition = v_edition.id AND s.area_id = u.area_id
	), centre AS (
		SELECT c.cluster, array_agg(c.mean ORDER BY c.no) AS mean
		FROM (SELECT m.cluster, u.no, sozialraum.exact_sum(u.x) / count(*) AS mean FROM member AS m CROSS JOIN LATERAL unnest(m.value) WITH ORDINALITY AS u (x, no) GROUP BY m.cluster, u.no) AS c
		GROUP BY c.cluster
	), numbered AS (
		-- numbers that mean something: from the lowest to the highest mean score, as the classes
		SELECT c.cluster, c.size, c.score, (row_number() OVER (ORDER BY c.score, c.level, c.cluster))::integer AS no
		FROM (SELECT m.cluster, count(*)::integer AS size, sozialraum.exact_sum(m.score) / nullif(count(m.score), 0) AS score,
				sozialraum.exact_sum(v.total) / count(*) AS level
			FROM member AS m CROSS JOIN LATERAL (SELECT sozialraum.exact_sum(u.x) AS total FROM unnest(m.value) AS u (x)) AS v GROUP BY m.cluster) AS c
	)
	SELECT s.area_id, s.area_key::text, s.area_name, n.no, n.size, n.score, s.score,
		(SELECT sqrt(sozialraum.exact_sum((u.x - u.mean) * (u.x - u.mean))) FROM unnest(m.value, c.mean) AS u (x, mean)), m.silhouette,
		CASE WHEN m.area_id IS NULL THEN CASE WHEN s.excluded THEN COALESCE(s.reason, 'ausgeschlossen') ELSE 'Werte fehlen' END END,
		CASE WHEN m.area_id IS NULL THEN CASE WHEN s.excluded THEN COALESCE(s.reason_en, 'excluded') ELSE 'values are missing' END END
	FROM sozialraum.edition_score AS s
	LEFT JOIN member AS m ON m.area_id = s.area_id
	LEFT JOIN centre AS c ON c.cluster = m.cluster
	LEFT JOIN numbered AS n ON n.cluster = m.cluster
	WHERE s.edition = v_edition.id
	ORDER BY n.no, s.area_key;
END
$$;
COMMENT ON FUNCTION sozialraum.edition_clusters(bigint, integer, text, bigint, integer, boolean) IS
'Typology of the areas of an edition: k clusters of areas that resemble each other in their scored indicators (normalised, unweighted; standardised where the monitor does not normalise), by kmeans() (seed, starts) or ward(). cluster: 1 = the cluster with the lowest mean score (lowest burden, as the classes) to k; cluster_score is that mean. distance: from the mean of the cluster, in units of the normalised values. silhouette: from -1 to 1, near 0 the area lies between two clusters; NULL with silhouettes => false (its time grows with the square of the areas) or one cluster. Areas that are excluded or lack a value belong to no cluster and say why. What the clusters are: cluster_profile(). The same call gives the same clusters. Errors: 42704 for an unknown edition, 22023 for an unknown method, k < 1 or larger than the number of different areas, 55000 without scored indicators.';

CREATE FUNCTION sozialraum._edition_vectors(edition bigint, positions integer[]) RETURNS TABLE (area_id bigint, value double precision[])
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT s.area_id, CASE WHEN NOT s.excluded AND array_position(x.value, NULL) IS NULL THEN x.value END
	FROM sozialraum.edition_score AS s
	JOIN sozialraum.edition_value AS v ON v.edition = s.edition AND v.area_id = s.area_id
	CROSS JOIN LATERAL (SELECT ARRAY(SELECT v.normalised[p.no] FROM unnest(_edition_vectors.positions) WITH ORDINALITY AS p (no, place) ORDER BY p.place) AS value OFFSET 0) AS x
	WHERE s.edition = _edition_vectors.edition
$$;
COMMENT ON FUNCTION sozialraum._edition_vectors(bigint, integer[]) IS 'The normalised values of an edition at some positions, one array per area; NULL where the area is excluded or a value is missing.';

CREATE FUNCTION sozialraum.cluster_profile(edition bigint, k integer, method text DEFAULT 'kmeans', seed bigint DEFAULT 1, starts integer DEFAULT 10) RETURNS TABLE (
	cluster integer, cluster_size integer, cluster_score double precision, indicator text, indicator_name text, indicator_name_en text,
	mean_normalised double precision, minimum_normalised double precision, maximum_normalised double precision, mean_value double precision)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off AS $$
#variable_conflict use_column
DECLARE
	v_edition	sozialraum.edition := sozialraum._edition_row(cluster_profile.edition);
BEGIN
	RETURN QUERY
	SELECT c.cluster, c.cluster_size, c.cluster_score, i.indicator, i.name, i.name_en, sozialraum.exact_sum(u.normalised) / count(u.normalised), min(u.normalised), max(u.normalised),
		sozialraum.exact_sum(u.value) / nullif(count(u.value), 0)
	FROM sozialraum.edition_clusters(v_edition.id, cluster_profile.k, cluster_profile.method, cluster_profile.seed, cluster_profile.starts, false) AS c
	JOIN sozialraum.edition_value AS v ON v.edition = v_edition.id AND v.area_id = c.area_id
	CROSS JOIN LATERAL unnest(v.value, v.normalised) WITH ORDINALITY AS u (value, normalised, no)
	JOIN sozialraum._edition_indicators(v_edition) AS i ON i.no = u.no AND i.scored
	WHERE c.cluster IS NOT NULL
	GROUP BY c.cluster, c.cluster_size, c.cluster_score, i.no, i.indicator, i.name, i.name_en
	ORDER BY c.cluster, i.no;
END
$$;
COMMENT ON FUNCTION sozialraum.cluster_profile(bigint, integer, text, bigint, integer) IS
'What the clusters of edition_clusters() with the same arguments are: for every cluster and scored indicator the mean, minimum and maximum of the normalised values (higher means more burden; with z-scores 0 is the mean of all areas) and the mean of the values of its areas (each area counts once, so it is not the rate of the cluster). Errors as edition_clusters().';

CREATE FUNCTION sozialraum.edition_robustness(edition bigint, replications integer DEFAULT 1000, seed bigint DEFAULT 1, perturbation double precision DEFAULT 0.25,
	classes integer DEFAULT 5) RETURNS TABLE (
	area_id bigint, area_key text, area_name text, rank integer, areas_ranked integer, recomputed_rank integer, median_rank double precision, rank_05 double precision, rank_95 double precision,
	share_same_class double precision, largest_shift integer, shift_indicator text, shift_indicator_name text, shift_indicator_name_en text,
	summary text, summary_en text, reason text, reason_en text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off AS $$
#variable_conflict use_column
DECLARE
	v_edition		sozialraum.edition := sozialraum._edition_row(edition_robustness.edition);
	v_nested		boolean := sozialraum._edition_nested(v_edition);
	v_normalisation	text := v_edition.definition #>> '{monitor,normalisation}';
	v_aggregation	text := CASE v_edition.definition #>> '{monitor,aggregation}' WHEN 'geometric' THEN 'geometric' WHEN 'mazziotta_pareto' THEN 'mazziotta_pareto' WHEN 'ampi' THEN 'mazziotta_pareto' ELSE 'arithmetic' END;
	v_share			double precision := COALESCE((v_edition.definition #>> '{monitor,minimum_valid_share}')::double precision, 1);
	v_scored		integer[];
	v_weights		double precision[];
	v_code			text[];
	v_name			text[];
	v_name_en		text[];
	v_words			text[];
	v_ways			text[];
	v_word			text;
	v_way			text;
BEGIN
	SELECT array_agg(i.no ORDER BY i.no), array_agg(i.weight ORDER BY i.no), array_agg(i.indicator ORDER BY i.no), array_agg(i.name ORDER BY i.no), array_agg(i.name_en ORDER BY i.no)
	INTO v_scored, v_weights, v_code, v_name, v_name_en
	FROM sozialraum._edition_indicators(v_edition) AS i WHERE i.scored;
	IF v_scored IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The edition has no scored indicators.',
			DETAIL = format('Edition %s.', v_edition.id), HINT = 'Ranks are those of scores, and context indicators are not scored.';
	END IF;
	-- The first word of each list is the choice as made. What is normalised against the areas themselves can be normalised again without
	-- any difference; against given parameters, or not at all, the values stay as they are, and these have no positive scale.
	IF v_normalisation IN ('zscore', 'minmax') AND v_edition.definition #>> '{monitor,reference}' IS NOT DISTINCT FROM 'areas' THEN
		v_words := v_normalisation || array_remove(ARRAY['zscore', 'minmax', 'rank'], v_normalisation);
		v_ways := v_aggregation || array_remove(ARRAY['arithmetic', 'geometric', 'mazziotta_pareto'], v_aggregation);
	ELSE
		v_words := ARRAY['none', 'zscore', 'minmax', 'rank'];
		v_ways := ARRAY['arithmetic'];
	END IF;
	v_word := v_words[1];
	v_way := v_ways[1];
	RETURN QUERY
	WITH vector AS MATERIALIZED (
		SELECT s.area_id, ARRAY(SELECT v.normalised[p.no] FROM unnest(v_scored) WITH ORDINALITY AS p (no, place) ORDER BY p.place) AS value
		FROM sozialraum.edition_score AS s JOIN sozialraum.edition_value AS v ON v.edition = s.edition AND v.area_id = s.area_id
		WHERE s.edition = v_edition.id AND NOT s.excluded AND v.normalised IS NOT NULL
	), varied AS (
		SELECT v.area_id, sozialraum.composite_sensitivity(v.value, v_weights, edition_robustness.classes, edition_robustness.replications, edition_robustness.seed, edition_robustness.perturbation,
				v_words, v_ways, v_share) OVER () AS r,
			sozialraum.leave_one_out_ranks(v.value, v_weights, v_word, v_way, v_share) OVER () AS shift
		FROM vector AS v
	), result AS (
		SELECT s.area_id, s.area_key::text AS area_key, s.area_name, s.rank, s.score, count(s.score) OVER ()::integer AS areas, (v.r).rank::integer AS again, (v.r).median_rank AS median_rank, (v.r).rank_05 AS low, (v.r).rank_95 AS high,
			(v.r).share_same_class AS same_class, l.shift, l.no, s.reason, s.reason_en
		FROM sozialraum.edition_score AS s
		LEFT JOIN varied AS v ON v.area_id = s.area_id
		LEFT JOIN LATERAL (SELECT u.shift::integer AS shift, u.no FROM unnest(v.shift) WITH ORDINALITY AS u (shift, no) WHERE u.shift IS NOT NULL ORDER BY abs(u.shift) DESC, u.no LIMIT 1) AS l ON true
		WHERE s.edition = v_edition.id
	)
	SELECT r.area_id, r.area_key, r.area_name, r.rank, r.areas, r.again, r.median_rank, r.low, r.high, r.same_class,
		r.shift, CASE WHEN r.shift <> 0 THEN v_code[r.no] END, CASE WHEN r.shift <> 0 THEN v_name[r.no] END, CASE WHEN r.shift <> 0 THEN v_name_en[r.no] END,
		CASE WHEN r.rank IS NOT NULL AND r.low IS NOT NULL THEN format('Rang %s; in neun von zehn Rechnungen mit anderen Gewichten und Verfahren zwischen %s und %s', r.rank, floor(r.low), ceil(r.high)) END,
		CASE WHEN r.rank IS NOT NULL AND r.low IS NOT NULL THEN format('rank %s; in nine of ten computations with other weights and methods between %s and %s', r.rank, floor(r.low), ceil(r.high)) END,
		CASE WHEN r.score IS NULL THEN COALESCE(r.reason, 'kein Indexwert') WHEN r.again IS DISTINCT FROM r.rank OR v_nested THEN 'das Verfahren der Ausgabe lässt sich nur angenähert variieren' END,
		CASE WHEN r.score IS NULL THEN COALESCE(r.reason_en, 'no score') WHEN r.again IS DISTINCT FROM r.rank OR v_nested THEN 'the method of the edition can be varied only approximately' END
	FROM result AS r
	ORDER BY r.rank NULLS LAST, r.area_key;
END
$$;
COMMENT ON FUNCTION sozialraum.edition_robustness(bigint, integer, bigint, double precision, integer) IS
'How much the ranks of an edition depend on the choices behind the monitor (composite_sensitivity, leave_one_out_ranks): its score is computed again, replications times, with weights up to the share perturbation larger and smaller, another normalisation (zscore, minmax, rank) and another aggregation (arithmetic, geometric, mazziotta_pareto; a monitor with given parameters or another normalisation is only added up). median_rank, rank_05, rank_95: median and 5 % and 95 % quantiles of the ranks, 1 = highest burden; share_same_class: share of the replications in which the area stays in its class (classes equal shares of the ranks, not the classes of the monitor). largest_shift: the largest change of rank when one indicator is left out, positive: the area falls towards lower burden, so the indicator raised it; shift_indicator is that indicator, NULL where no one changes the rank; NULL with a single indicator. recomputed_rank: rank by the choices as the function rebuilds them; where it differs from rank, or the score is formed over dimensions, which are not varied, reason says so. Seeded: the same call gives the same figures. Errors: 42704 for an unknown edition, 55000 without scored indicators, and those of composite_sensitivity (22023, 54000). See doc/methods/sensitivity.md.';
