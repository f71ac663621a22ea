-- ---------------------------------------------------------------------------------------------------------------------
-- Rankings of an edition with intervals: indicators, scores, ranks, and the table that says what cannot be told apart.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._edition_exists(edition bigint, level double precision) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
	IF NOT EXISTS (SELECT FROM sozialraum.edition AS e WHERE e.id = _edition_exists.edition) THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such edition.',
			DETAIL = format('Edition %s.', COALESCE(_edition_exists.edition::text, 'NULL')), HINT = 'The editions are the rows of sozialraum.edition.';
	END IF;
	IF _edition_exists.level IS NULL OR NOT (_edition_exists.level > 0 AND _edition_exists.level < 1) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The argument level must lie between 0 and 1.',
			DETAIL = format('Given: %s.', COALESCE(_edition_exists.level::text, 'NULL')), HINT = '0.95 gives 95 % intervals.';
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._edition_exists(bigint, double precision) IS 'Errors for an unknown edition (42704) and a level outside (0, 1) (22023).';

CREATE FUNCTION sozialraum._figure_errors(value double precision[], numerator double precision[], denominator double precision[], per double precision[],
	kind double precision[]) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'sozialraum_figure_errors' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._figure_errors(double precision[], double precision[], double precision[], double precision[], double precision[]) IS
'Standard errors of figures, element by element: kind 0 none, 1 share, 2 rate; see indicator_interval(). NULL where there is none, also where numerator / denominator × per is not the value.';

CREATE FUNCTION sozialraum._score_error(value double precision[], normalised double precision[], error double precision[], plan double precision[])
	RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'sozialraum_score_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._score_error(double precision[], double precision[], double precision[], double precision[]) IS
'The standard error of a score by a plan from _error_plan() (kernel/score_error.h): the score as it comes out, sum of squared errors of its parts, sum of the errors, share of the weight with an error, and 1 if the normalised values follow from the values.';

CREATE FUNCTION sozialraum._interval_methods(definition jsonb) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT ARRAY(
		SELECT CASE WHEN i.item #>> '{definition,method}' IN ('ratio', 'survey_share') AND i.item #>> '{definition,interval_method}' IN ('wilson', 'byar', 'poisson')
			-- half of something is no count
			AND NOT EXISTS (SELECT FROM jsonb_array_elements(CASE WHEN jsonb_typeof(i.item -> 'terms') = 'array' THEN i.item -> 'terms' ELSE '[]' END) AS t (term)
				WHERE t.term ->> 'part' = 'numerator' AND abs((t.term ->> 'coefficient')::double precision) <> 1)
			THEN i.item #>> '{definition,interval_method}' END
		FROM jsonb_array_elements(definition -> 'indicators') WITH ORDINALITY AS i (item, no) ORDER BY i.no)
$$;
COMMENT ON FUNCTION sozialraum._interval_methods(jsonb) IS 'For each indicator in the definition of an edition: wilson, byar, poisson, or NULL where its numerator is no count.';

CREATE FUNCTION sozialraum._interval_kinds(methods text[]) RETURNS double precision[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT ARRAY(SELECT CASE m.method WHEN 'wilson' THEN 1 WHEN 'byar' THEN 2 WHEN 'poisson' THEN 2 ELSE 0 END::double precision FROM unnest(methods) WITH ORDINALITY AS m (method, no) ORDER BY m.no)
$$;
COMMENT ON FUNCTION sozialraum._interval_kinds(text[]) IS 'The same as numbers for _figure_errors(): 0 none, 1 share, 2 rate.';

CREATE FUNCTION sozialraum._factors(definition jsonb) RETURNS double precision[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT ARRAY(SELECT (i.item #>> '{definition,per}')::double precision FROM jsonb_array_elements(definition -> 'indicators') WITH ORDINALITY AS i (item, no) ORDER BY i.no)
$$;
COMMENT ON FUNCTION sozialraum._factors(jsonb) IS 'The factor (per) of each indicator in the definition of an edition.';

CREATE FUNCTION sozialraum._error_plan(definition jsonb, score_mean double precision, score_sd double precision) RETURNS double precision[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	WITH monitor AS MATERIALIZED (
		SELECT d.m, d.nodes, jsonb_array_length(definition -> 'indicators') AS k, d.m ->> 'reference' = 'given' AS given, d.m ->> 'aggregation' AS aggregation,
			COALESCE((d.m ->> 'scale_minimum')::double precision, 0) AS low, COALESCE((d.m ->> 'scale_maximum')::double precision, 1) AS high
		FROM (SELECT definition -> 'monitor' AS m, COALESCE(definition -> 'dimensions', '[]') AS nodes) AS d
	), node AS MATERIALIZED (
		SELECT d.no::integer AS no, d.item ->> 'code' AS code, d.item, COALESCE(d.item ->> 'aggregation', m.aggregation) AS aggregation
		FROM monitor AS m CROSS JOIN LATERAL jsonb_array_elements(m.nodes) WITH ORDINALITY AS d (item, no)
	), part AS (
		SELECT i.no::integer AS position, i.item, CASE WHEN i.item ->> 'role' <> 'scored' THEN -1 WHEN i.item ->> 'dimension' IS NULL THEN 0 ELSE COALESCE(n.no, -1) END AS parent,
			n.aggregation AS of_parent, COALESCE(i.item ->> 'normalisation', m.m ->> 'normalisation') AS normalisation, m.given, -(i.item ->> 'polarity')::double precision AS direction,
			NULL::text AS aggregation, NULL::text AS share
		FROM monitor AS m CROSS JOIN LATERAL jsonb_array_elements(definition -> 'indicators') WITH ORDINALITY AS i (item, no)
		LEFT JOIN node AS n ON n.code = i.item ->> 'dimension'
		UNION ALL
		SELECT m.k + 1, jsonb_build_object('used', COALESCE(definition #> '{score,used}', jsonb_build_object('mean', score_mean, 'sd', score_sd))), -1, NULL,
			COALESCE(m.m ->> 'score_normalisation', CASE WHEN (m.m ->> 'standardise_score')::boolean THEN 'zscore' ELSE 'none' END), false, 1, m.aggregation, m.m ->> 'minimum_valid_share'
		FROM monitor AS m
		UNION ALL
		SELECT m.k + 1 + n.no, n.item, CASE WHEN NOT (n.item ->> 'scored')::boolean THEN -1 WHEN n.item ->> 'parent' IS NULL THEN 0 ELSE COALESCE(p.no, -1) END, p.aggregation,
			n.item ->> 'normalisation', n.item ->> 'reference_mean' IS NOT NULL OR n.item ->> 'reference_minimum' IS NOT NULL, 1, n.aggregation,
			COALESCE(n.item ->> 'minimum_valid_share', m.m ->> 'minimum_valid_share')
		FROM monitor AS m CROSS JOIN node AS n LEFT JOIN node AS p ON p.code = n.item ->> 'parent'
	), number AS (
		SELECT p.position, p.parent, p.direction, p.aggregation, p.share::double precision AS share, p.normalisation,
			CASE WHEN p.of_parent = 'pca' THEN p.item #>> '{used,weight}' ELSE p.item ->> 'weight' END::double precision AS weight,
			CASE WHEN p.normalisation = 'none' THEN '0'
				WHEN p.normalisation = 'minmax' THEN CASE WHEN p.given THEN p.item ->> 'reference_minimum' ELSE p.item #>> '{used,minimum}' END
				WHEN p.normalisation = 'zscore' THEN CASE WHEN p.given THEN p.item ->> 'reference_mean' ELSE p.item #>> '{used,mean}' END
				WHEN p.normalisation = 'robust_zscore' THEN CASE WHEN p.given THEN p.item ->> 'reference_mean' ELSE p.item #>> '{used,median}' END END::double precision AS zero,
			CASE WHEN p.normalisation = 'none' THEN '1'
				WHEN p.normalisation = 'minmax' THEN CASE WHEN p.given THEN p.item ->> 'reference_maximum' ELSE p.item #>> '{used,maximum}' END
				WHEN p.normalisation = 'zscore' THEN CASE WHEN p.given THEN p.item ->> 'reference_sd' ELSE p.item #>> '{used,sd}' END
				WHEN p.normalisation = 'robust_zscore' THEN CASE WHEN p.given THEN p.item ->> 'reference_sd' ELSE p.item #>> '{used,spread}' END END::double precision AS one
		FROM part AS p
	)
	SELECT ARRAY[jsonb_array_length(m.nodes) + 1]::double precision[] || (
		SELECT array_agg(u.x ORDER BY n.position, u.no)
		FROM number AS n CROSS JOIN LATERAL unnest(ARRAY[n.parent, n.weight, n.direction, n.zero,
			CASE n.normalisation WHEN 'minmax' THEN (n.one - n.zero) / (m.high - m.low) ELSE n.one END,
			CASE n.normalisation WHEN 'minmax' THEN CASE WHEN n.direction < 0 THEN m.high ELSE m.low END ELSE 0 END,
			array_position(ARRAY['sum', 'mean', 'geometric', 'harmonic', 'mazziotta_pareto'], CASE n.aggregation WHEN 'pca' THEN 'sum' ELSE n.aggregation END) - 1,
			n.share]::double precision[]) WITH ORDINALITY AS u (x, no))
	FROM monitor AS m
$$;
COMMENT ON FUNCTION sozialraum._error_plan(jsonb, double precision, double precision) IS
'The plan for _score_error() from the definition of an edition: the number of nodes, then parent, weight, direction, zero, one, shift, combination and share of the indicators, of the score and of the dimensions. What it does not know (ranks) is NULL, and the score then does not come out. score_mean, score_sd: of the sums, where the definition does not tell them.';

-- without statistics on an edition that was computed just now, joining would try all pairs of areas
CREATE FUNCTION sozialraum.indicator_interval(edition bigint, level double precision DEFAULT 0.95) RETURNS TABLE (
	area_id bigint, area_key text, indicator text, value double precision, lower double precision, upper double precision,
	standard_error double precision, method text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET jit = off SET enable_nestloop = off AS $$
#variable_conflict use_column
BEGIN
	PERFORM sozialraum._edition_exists(indicator_interval.edition, indicator_interval.level);
	RETURN QUERY
	WITH item AS MATERIALIZED (
		SELECT e.indicators, d.methods, sozialraum._factors(e.definition) AS factors, sozialraum._interval_kinds(d.methods) AS kinds
		FROM sozialraum.edition AS e CROSS JOIN LATERAL (SELECT sozialraum._interval_methods(e.definition) AS methods OFFSET 0) AS d
		WHERE e.id = indicator_interval.edition
	)
	SELECT f.area_id, f.area_key, f.indicator, f.value, (c.interval).lower, (c.interval).upper, f.standard_error, f.method
	FROM (
		SELECT v.area_id, s.area_key, u.no, u.indicator, u.value, u.numerator, u.denominator, u.per, u.standard_error,
			CASE WHEN u.standard_error IS NOT NULL THEN CASE WHEN u.method = 'byar' AND u.numerator < 10 THEN 'poisson' ELSE u.method END END AS method
		FROM item AS i
		JOIN sozialraum.edition_value AS v ON v.edition = indicator_interval.edition
		JOIN sozialraum.edition_score AS s ON s.edition = v.edition AND s.area_id = v.area_id
		CROSS JOIN LATERAL (SELECT sozialraum._figure_errors(v.value, v.numerator, v.denominator, i.factors, i.kinds) AS errors OFFSET 0) AS r
		CROSS JOIN LATERAL unnest(i.indicators, v.value, v.numerator, v.denominator, i.factors, i.methods, r.errors) WITH ORDINALITY
			AS u (indicator, value, numerator, denominator, per, method, standard_error, no)
		OFFSET 0) AS f
	CROSS JOIN LATERAL (SELECT CASE f.method
		WHEN 'wilson' THEN sozialraum.wilson_interval(f.numerator, f.denominator, indicator_interval.level, f.per)
		WHEN 'byar' THEN sozialraum.byar_interval(f.numerator, f.denominator, indicator_interval.level, f.per)
		WHEN 'poisson' THEN sozialraum.poisson_interval(f.numerator, f.denominator, indicator_interval.level, f.per) END AS interval OFFSET 0) AS c
	ORDER BY f.area_key, f.area_id, f.no;
END
$$;
COMMENT ON FUNCTION sozialraum.indicator_interval(bigint, double precision) IS
'The values of an edition with confidence intervals: one row per area and indicator, from the numerator and denominator that the edition keeps, in the unit of the indicator. method is what was used: wilson for shares; byar for rates, poisson (exact) instead of it below 10 events; NULL, and no interval, where the definition sheet (interval_method) names none or one that needs more than a count (dobson, chiang), for methods other than ratio and survey_share (a figure as it was delivered has no count), for numerators with factors other than 1 and -1, for a share with more events than people, and where the value is missing. standard_error: as if one event more had been counted, per × sqrt(p (1 - p) / n) with p = (x + 1) / (n + 2) for shares, per × sqrt(x + 1) / n for rates, so that no event is not taken for certainty; it does not depend on level. Shares of surveys: without design effect. Registers are full counts: interval and error say how far chance alone would let the figure vary. Not protected: what is shown to others must come from protected counts, as an interval gives its count away. Errors: 42704 for an unknown edition, 22023 for a level outside (0, 1). Source: Wilson 1927; Breslow and Day 1987; Agresti and Caffo 2000 (one more of each); doc/methods/rank_interval.md.';

CREATE FUNCTION sozialraum.score_interval(edition bigint, level double precision DEFAULT 0.95, simultaneous boolean DEFAULT true,
	correlation double precision DEFAULT 0) RETURNS TABLE (
	area_id bigint, area_key text, score double precision, standard_error double precision, lower double precision, upper double precision,
	rank integer, rank_lower integer, rank_upper integer, share_of_weight_with_interval double precision,
	distinguishable_from_mean boolean, distinguishable_from_next boolean, note text, note_en text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET jit = off SET enable_nestloop = off AS $$
#variable_conflict use_column
DECLARE
	v_level			double precision := score_interval.level;	-- variables: the windows ask for a constant or a parameter
	v_simultaneous	boolean := score_interval.simultaneous;
	v_correlation	double precision := score_interval.correlation;
	v_edition		bigint := score_interval.edition;
	v_definition	jsonb;
	v_mean			double precision;			-- of the sums
	v_sd			double precision;
	v_ddof			integer;
	v_plan			double precision[];
	v_factors		double precision[];
	v_kinds			double precision[];
	z				double precision;			-- half-width of an interval in standard errors
BEGIN
	PERFORM sozialraum._edition_exists(v_edition, v_level);
	IF v_simultaneous IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'The argument simultaneous must not be NULL.';
	END IF;
	IF v_correlation IS NULL OR NOT (v_correlation >= 0 AND v_correlation <= 1) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The argument correlation must be between 0 and 1.',
			DETAIL = format('Given: %s.', COALESCE(v_correlation::text, 'NULL')),
			HINT = '0: the errors of the indicators are independent; 1: they add up, the widest interval.';
	END IF;
	z := sozialraum._normal_quantile(v_level);
	SELECT e.definition INTO v_definition FROM sozialraum.edition AS e WHERE e.id = v_edition;
	v_ddof := COALESCE((v_definition #>> '{monitor,ddof}')::integer, 0);
	IF v_definition -> 'score' IS NULL THEN
		-- editions of versions before 0.4.0 do not tell what the sums were standardised by
		SELECT p.parameter[2], p.parameter[3] INTO v_mean, v_sd
		FROM (SELECT sozialraum._vector_parameters(ARRAY[s.sum], v_ddof) OVER () AS parameter
			FROM sozialraum.edition_score AS s WHERE s.edition = v_edition AND s.sum IS NOT NULL LIMIT 1) AS p;
	END IF;
	v_plan := sozialraum._error_plan(v_definition, v_mean, v_sd);
	v_factors := sozialraum._factors(v_definition);
	v_kinds := sozialraum._interval_kinds(sozialraum._interval_methods(v_definition));

	RETURN QUERY
	WITH scored AS MATERIALIZED (
		SELECT s.area_id, s.area_key, s.score, s.rank, s.reason, s.reason_en, c.carried[4] AS share,
			sqrt((1 - v_correlation) * c.carried[2] + v_correlation * c.carried[3] ^ 2) AS error,
			-- the stored score is what this way gives: otherwise it was formed in another way, and nothing is known about its error
			COALESCE(c.carried[5] = 1 AND abs(c.carried[1] - s.score) <= 1e-9 * (1 + abs(s.score)), false) AS follows
		FROM sozialraum.edition_score AS s
		LEFT JOIN sozialraum.edition_value AS v ON v.edition = s.edition AND v.area_id = s.area_id
		CROSS JOIN LATERAL (
			SELECT sozialraum._score_error(v.value, v.normalised, sozialraum._figure_errors(v.value, v.numerator, v.denominator, v_factors, v_kinds), v_plan) AS carried OFFSET 0) AS c
		WHERE s.edition = v_edition
	), judged AS MATERIALIZED (
		SELECT s.area_id, s.area_key, s.score, s.rank, s.reason, s.reason_en, s.follows,
			CASE WHEN s.follows AND s.score IS NOT NULL AND s.share > 0 THEN s.error END AS error, CASE WHEN s.follows AND s.score IS NOT NULL THEN s.share END AS share
		FROM (SELECT x.area_id, x.area_key, x.score, x.rank, x.reason, x.reason_en, x.share, x.error, bool_and(x.follows OR x.score IS NULL) OVER () AS follows FROM scored AS x) AS s
	), compared AS MATERIALIZED (
		SELECT j.area_id, j.area_key, j.score, j.rank, j.reason, j.reason_en, j.follows, j.error, j.share, count(j.error) OVER () AS known,
			sozialraum.rank_interval(j.score, j.error, v_level, v_simultaneous) OVER () AS interval,
			sozialraum.distinguishable(j.score, j.error, v_level, v_simultaneous) OVER () AS told
		FROM judged AS j
	)
	SELECT c.area_id, c.area_key, c.score, c.error, c.score - z * c.error, c.score + z * c.error, c.rank,
		CASE WHEN c.known > 0 THEN (c.interval).lower END, CASE WHEN c.known > 0 THEN (c.interval).upper END, c.share,
		CASE WHEN c.known > 0 THEN (c.told).from_mean END, CASE WHEN c.known > 0 THEN (c.told).from_next END,
		CASE WHEN c.score IS NULL THEN c.reason
			WHEN NOT c.follows THEN 'kein Intervall: aus dem Verfahren des Monitors lässt sich keines ableiten'
			WHEN c.known = 0 THEN 'kein Intervall: kein Indikator hat eines'
			WHEN c.error IS NULL THEN 'kein Intervall: kein Indikator des Gebiets hat eines; jeder Rang ist möglich'
			WHEN c.share < 1 - 1e-9 THEN format('Intervall aus %s %% des Gewichts, eher zu eng', least(round(100 * c.share), 99)) END,
		CASE WHEN c.score IS NULL THEN c.reason_en
			WHEN NOT c.follows THEN 'no interval: none can be derived from the method of the monitor'
			WHEN c.known = 0 THEN 'no interval: no indicator has one'
			WHEN c.error IS NULL THEN 'no interval: no indicator of the area has one; any rank is possible'
			WHEN c.share < 1 - 1e-9 THEN format('interval from %s %% of the weight, rather too narrow', least(round(100 * c.share), 99)) END
	FROM compared AS c
	ORDER BY c.rank NULLS LAST, c.area_key, c.area_id;
END
$$;
COMMENT ON FUNCTION sozialraum.score_interval(bigint, double precision, boolean, double precision) IS
'The scores of an edition with standard errors, intervals and ranks with intervals, one row per area, best rank first. The standard errors of the indicators (indicator_interval) are carried to the score by the delta method, through normalisation (zscore, robust_zscore, minmax, none), weights, dimensions, sum, mean, principal component, geometric or harmonic mean or Mazziotta-Pareto, and the second standardisation: with g_j the derivative of the score by indicator j, w_j / sd_j for z-scores that are summed, error² = (1 - correlation) × sum of (g_j se_j)² + correlation × (sum of g_j se_j)². Mean, sd, minimum, maximum and loadings count as given. correlation: of the errors of the indicators in one area, in the direction of burden: 0 independent, 1 the widest interval, where the same people stand in several numerators. lower, upper: of the single score. rank_lower … rank_upper: see rank_interval(); distinguishable_from_mean, …_from_next: see distinguishable(); simultaneous: of all areas together, or each by itself. Indicators without an interval contribute no error: share_of_weight_with_interval, 0 … 1, says how much of the weight has one, and note when it is not all. No interval (NULL), with a note, where no indicator has one, where the area has no score, and where the score cannot be formed again in this way from the stored values: monitors of ranks, percentiles or exponential scores. An area without any interval beside others that have one: may have any rank. note in German, note_en in English. Not protected, see indicator_interval(). Errors: 42704 for an unknown edition, 22023 for a level outside (0, 1) or a correlation outside 0 … 1, 22004 for NULL. Source: doc/methods/rank_interval.md.';

CREATE FUNCTION sozialraum.ranking(edition bigint, language text DEFAULT NULL, level double precision DEFAULT 0.95, simultaneous boolean DEFAULT true,
	correlation double precision DEFAULT 0) RETURNS TABLE (
	rank integer, rank_interval text, area_key text, area_name text, score double precision, class integer, label text, mark text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET jit = off SET enable_nestloop = off AS $$
#variable_conflict use_column
DECLARE
	v_language	text := COALESCE(ranking.language, (SELECT s.language FROM sozialraum.setting AS s), 'de');
BEGIN
	IF v_language NOT IN ('de', 'en') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The argument language must be de or en.',
			DETAIL = format('Given: %s.', v_language), HINT = 'Leave it out for the language of the setting.';
	END IF;
	RETURN QUERY
	SELECT i.rank, i.rank || CASE WHEN i.rank_lower < i.rank_upper THEN format(' (%s–%s)', i.rank_lower, i.rank_upper) WHEN i.rank_lower IS NOT NULL THEN format(' (%s)', i.rank_lower) ELSE '' END,
		i.area_key, s.area_name, i.score, s.class, CASE v_language WHEN 'en' THEN s.label_en ELSE s.label END,
		NULLIF(concat_ws('; ',
			CASE WHEN NOT i.distinguishable_from_next THEN CASE v_language WHEN 'en' THEN 'not distinguishable from the next area' ELSE 'nicht unterscheidbar vom nächsten Gebiet' END END,
			CASE WHEN NOT i.distinguishable_from_mean THEN CASE v_language WHEN 'en' THEN 'not distinguishable from the mean' ELSE 'nicht unterscheidbar vom Durchschnitt' END END,
			CASE v_language WHEN 'en' THEN i.note_en ELSE i.note END), '')
	FROM sozialraum.score_interval(ranking.edition, ranking.level, ranking.simultaneous, ranking.correlation) AS i
	JOIN sozialraum.edition_score AS s ON s.edition = ranking.edition AND s.area_id = i.area_id
	ORDER BY i.rank NULLS LAST, i.area_key, i.area_id;
END
$$;
COMMENT ON FUNCTION sozialraum.ranking(bigint, text, double precision, boolean, double precision) IS
'The honest ranking of an edition, one row per area, rank 1 (highest burden) first, areas without a score last: rank; rank_interval, the rank with its interval as text, "5 (2–11)", "1 (1)" where only one rank is possible, "5" where there is no interval; area; score; class and its name; and mark, in words: not distinguishable from the next area (the next lower rank), not distinguishable from the mean, and why an interval is missing or too narrow; NULL: nothing to mark. language de or en; NULL: that of setting. The other arguments as score_interval(), which has the numbers. Not protected, see indicator_interval(). Errors: as score_interval(), and 22023 for another language.';
