-- ---------------------------------------------------------------------------------------------------------------------
-- Computing an edition of a monitor.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._normalise_vectors(value double precision[], method text, ddof integer) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'sozialraum_normalise_vectors' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._normalise_vectors(double precision[], text, integer) IS 'Window function over rows of arrays: zscore or minmax of every position by itself, the same figures as zscore() and minmax() give.';

CREATE FUNCTION sozialraum._vector_parameters(value double precision[], ddof integer) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'sozialraum_vector_parameters' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._vector_parameters(double precision[], integer) IS 'Window function over rows of arrays: for every position the number of values, mean, standard deviation, minimum and maximum that _normalise_vectors uses (five arrays in one).';

CREATE FUNCTION sozialraum._rescale(x double precision[], zero double precision[], one double precision[], direction double precision[],
	shift double precision[]) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'sozialraum_rescale' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._rescale(double precision[], double precision[], double precision[], double precision[], double precision[]) IS 'Element by element: direction × (x - zero) / one + shift; NULL where one of them is.';

CREATE FUNCTION sozialraum._weighted_sum(x double precision[], w double precision[]) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'sozialraum_weighted_sum' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._weighted_sum(double precision[], double precision[]) IS 'Two numbers: the exact sum of x × w over the elements that are not NULL, and the sum of their weights.';

CREATE FUNCTION sozialraum._score_tree(value double precision[], plan double precision[]) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'sozialraum_score_tree' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._score_tree(double precision[], double precision[]) IS
'Window function over rows of arrays (one row per area, one element per indicator): normalises, weights and combines them node by node up to the score, by a plan from _score_plan() (kernel/score_tree.h). An element that is infinite is a value that must not be scored. With k indicators and m nodes (the first is the score itself) the result is: k normalised values; m sums; m scores; m ranks; m reasons (0 there, 1 missing, 2 undefined mean, 3 areas do not differ, 4 count too small, 5 nothing is scored). One row has behind them what was found of every indicator and node: number, mean, sd, minimum, maximum, median, 1.4826 MAD, weight of a member of a principal component, its eigenvalue, share of the variance, sign.';

CREATE FUNCTION sozialraum._mask_small(value double precision[], numerator double precision[], minimum double precision[]) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'sozialraum_mask_small' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._mask_small(double precision[], double precision[], double precision[]) IS 'The values, infinite in place of those whose numerator is below the minimum (NULL: none).';

CREATE FUNCTION sozialraum._pool_years(numerator double precision[], denominator double precision[], value double precision[], years double precision[],
	per double precision[], kind double precision[], target double precision[]) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'sozialraum_pool_years' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._pool_years(double precision[], double precision[], double precision[], double precision[], double precision[], double precision[], double precision[]) IS
'Values, numerators and denominators over so many years, behind each other: numerator and denominator are arrays of two dimensions, one row per year, the latest first; value: that of the latest year; kind as in _figure_values.';

CREATE FUNCTION sozialraum._years_before(day date, years integer) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	-- from the last day of a month to the last day of that month (29 February)
	SELECT CASE WHEN extract(day FROM day + 1) = 1
		THEN (date_trunc('month', day - make_interval(years => years)) + interval '1 month' - interval '1 day')::date
		ELSE (day - make_interval(years => years))::date END
$$;
COMMENT ON FUNCTION sozialraum._years_before(date, integer) IS 'The same day so many years before; from the last day of a month to the last day of that month.';

CREATE FUNCTION sozialraum._score_reason(code integer, language text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE language WHEN 'en'
		THEN (ARRAY['values are missing', 'mean is not defined: a value is not positive', 'areas do not differ', 'count too small', 'nothing is scored'])[code]
		ELSE (ARRAY['Werte fehlen', 'Mittel nicht definiert: ein Wert ist nicht positiv', 'Gebiete unterscheiden sich nicht', 'Fallzahl zu klein', 'nichts wird bewertet'])[code] END
$$;
COMMENT ON FUNCTION sozialraum._score_reason(integer, text) IS 'Why an area has no score, in words, from the codes of _score_tree(); NULL for 0.';

CREATE FUNCTION sozialraum._monitor_definition(monitor text, reference_date date) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
	WITH RECURSIVE node AS (
		-- every dimension after its parent; those in a circle are never reached
		SELECT d.code, 1 AS depth, ARRAY[lpad((d."position" + 2147483648)::text, 10, '0') || d.code] AS path
		FROM sozialraum.monitor_dimension AS d WHERE d.monitor = _monitor_definition.monitor AND d.parent IS NULL
		UNION ALL
		SELECT d.code, n.depth + 1, n.path || (lpad((d."position" + 2147483648)::text, 10, '0') || d.code)
		FROM node AS n JOIN sozialraum.monitor_dimension AS d ON d.monitor = _monitor_definition.monitor AND d.parent = n.code
	)
	SELECT jsonb_build_object(
		'monitor', to_jsonb(m),
		'dimensions', (
			SELECT COALESCE(jsonb_agg(to_jsonb(d) - 'monitor' || jsonb_build_object('depth', n.depth) ORDER BY n.path COLLATE "C"), '[]')
			FROM node AS n JOIN sozialraum.monitor_dimension AS d ON d.monitor = m.code AND d.code = n.code),
		'indicators', (
			SELECT COALESCE(jsonb_agg(to_jsonb(mi) - 'monitor' || jsonb_build_object(
				'polarity', COALESCE(mi.polarity, i.polarity),
				'definition', to_jsonb(i),
				'terms', (SELECT jsonb_agg(to_jsonb(t) - 'indicator' ORDER BY t.part, t."position") FROM sozialraum.indicator_term AS t WHERE t.indicator = i.code))
				ORDER BY mi."position", mi.indicator), '[]')
			FROM sozialraum.monitor_indicator AS mi JOIN sozialraum.indicator AS i ON i.code = mi.indicator
			WHERE mi.monitor = m.code),
		'exclusions', (
			SELECT COALESCE(jsonb_agg(jsonb_build_object('area_key', x.area_key, 'reason', x.reason, 'reason_en', x.reason_en) ORDER BY x.area_key), '[]')
			FROM sozialraum.monitor_exclusion AS x
			WHERE x.monitor = m.code AND _monitor_definition.reference_date BETWEEN x.valid_from AND x.valid_to),
		'setting', (SELECT to_jsonb(s) FROM sozialraum.setting AS s))
	FROM sozialraum.monitor AS m
	WHERE m.code = _monitor_definition.monitor
$$;
COMMENT ON FUNCTION sozialraum._monitor_definition(text, date) IS 'The whole definition of a monitor as one document: monitor, dimensions (every one after its parent), indicators with terms and weights, exclusions, settings.';

CREATE FUNCTION sozialraum._score_plan(definition jsonb, dynamics boolean) RETURNS double precision[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	-- what the document of a version before 0.4.0 does not say had its default
	WITH monitor AS MATERIALIZED (
		SELECT d.m, jsonb_array_length(definition -> 'indicators') AS k, jsonb_array_length(d.dimensions) AS nodes, d.dimensions,
			d.m ->> 'reference' = 'given' AND NOT dynamics AS given,
			COALESCE(d.m ->> 'score_normalisation', CASE WHEN (d.m ->> 'standardise_score')::boolean THEN 'zscore' ELSE 'none' END) AS score_normalisation
		FROM (SELECT definition -> 'monitor' AS m, COALESCE(definition -> 'dimensions', '[]') AS dimensions) AS d
	), node AS MATERIALIZED (
		SELECT d.no::integer AS no, d.item ->> 'code' AS code, d.item
		FROM monitor CROSS JOIN LATERAL jsonb_array_elements(monitor.dimensions) WITH ORDINALITY AS d (item, no)
	), indicator AS MATERIALIZED (
		SELECT d.no::integer AS no, d.item ->> 'indicator' AS code, d.item, d.item ->> 'role' = 'scored' AS scored,
			COALESCE(d.item ->> 'normalisation', monitor.m ->> 'normalisation') AS normalisation
		FROM monitor CROSS JOIN LATERAL jsonb_array_elements(definition -> 'indicators') WITH ORDINALITY AS d (item, no)
	), part AS (
		SELECT i.no AS position, CASE WHEN i.scored THEN COALESCE(n.no, 0) ELSE -1 END AS parent, CASE WHEN i.scored THEN (i.item ->> 'weight')::double precision END AS weight,
			CASE WHEN dynamics THEN 'zscore' ELSE i.normalisation END AS normalisation,
			CASE WHEN i.scored THEN -(i.item ->> 'polarity')::double precision END AS direction,
			CASE WHEN m.given THEN CASE WHEN i.normalisation = 'minmax' THEN i.item ->> 'reference_minimum' WHEN i.normalisation IN ('zscore', 'robust_zscore') THEN i.item ->> 'reference_mean' END END AS zero,
			CASE WHEN m.given THEN CASE WHEN i.normalisation = 'minmax' THEN i.item ->> 'reference_maximum' WHEN i.normalisation IN ('zscore', 'robust_zscore') THEN i.item ->> 'reference_sd' END END AS one,
			'sum' AS combination, 1::double precision AS share, -1 AS marker
		FROM indicator AS i CROSS JOIN monitor AS m LEFT JOIN node AS n ON n.code = i.item ->> 'dimension'
		UNION ALL
		SELECT m.k + 1, -1, NULL, CASE WHEN dynamics AND m.score_normalisation <> 'none' THEN 'zscore' ELSE m.score_normalisation END, 1, NULL, NULL,
			m.m ->> 'aggregation', (m.m ->> 'minimum_valid_share')::double precision, -1
		FROM monitor AS m
		UNION ALL
		SELECT m.k + 1 + n.no, CASE WHEN (n.item ->> 'scored')::boolean THEN COALESCE(p.no, 0) ELSE -1 END, CASE WHEN (n.item ->> 'scored')::boolean THEN (n.item ->> 'weight')::double precision END,
			CASE WHEN dynamics AND n.item ->> 'normalisation' <> 'none' THEN 'zscore' ELSE n.item ->> 'normalisation' END, 1,
			CASE WHEN NOT dynamics THEN CASE WHEN n.item ->> 'normalisation' = 'minmax' THEN n.item ->> 'reference_minimum' WHEN n.item ->> 'normalisation' IN ('zscore', 'robust_zscore') THEN n.item ->> 'reference_mean' END END,
			CASE WHEN NOT dynamics THEN CASE WHEN n.item ->> 'normalisation' = 'minmax' THEN n.item ->> 'reference_maximum' WHEN n.item ->> 'normalisation' IN ('zscore', 'robust_zscore') THEN n.item ->> 'reference_sd' END END,
			COALESCE(n.item ->> 'aggregation', m.m ->> 'aggregation'),
			COALESCE(n.item ->> 'minimum_valid_share', m.m ->> 'minimum_valid_share')::double precision, COALESCE(i.no - 1, -1)
		FROM node AS n CROSS JOIN monitor AS m LEFT JOIN node AS p ON p.code = n.item ->> 'parent' LEFT JOIN indicator AS i ON i.code = n.item ->> 'marker'
	)
	SELECT ARRAY[m.k, m.nodes + 1, (m.m ->> 'ddof')::integer, (COALESCE(m.m ->> 'rank_convention', '(N-rank+1)/N') = '(N-rank+1)/N')::integer,
			COALESCE((m.m ->> 'scale_minimum')::double precision, 0), COALESCE((m.m ->> 'scale_maximum')::double precision, 1)]::double precision[]
		|| (SELECT array_agg(u.x ORDER BY p.position, u.no)
			FROM part AS p CROSS JOIN LATERAL unnest(ARRAY[p.parent, p.weight,
				array_position(ARRAY['none', 'zscore', 'robust_zscore', 'minmax', 'rank', 'exponential', 'percentile'], p.normalisation) - 1, p.direction,
				p.zero::double precision, p.one::double precision,
				-- changes may be negative: sums stay sums, everything else is a mean
				array_position(ARRAY['sum', 'mean', 'geometric', 'harmonic', 'mazziotta_pareto', 'pca', 'geometric_good'], CASE WHEN dynamics AND p.combination <> 'sum' THEN 'mean' ELSE p.combination END) - 1,
				p.share, p.marker]::double precision[]) WITH ORDINALITY AS u (x, no))
	FROM monitor AS m
$$;
COMMENT ON FUNCTION sozialraum._score_plan(jsonb, boolean) IS 'The plan for _score_tree() from the definition of an edition: of its values, or (dynamics) of its changes, which are z-scores whatever the monitor says.';

CREATE FUNCTION sozialraum._found(found double precision[], item integer) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
	SELECT jsonb_strip_nulls(jsonb_build_object('n', f.x[1], 'mean', f.x[2], 'sd', f.x[3], 'minimum', f.x[4], 'maximum', f.x[5], 'median', f.x[6], 'spread', f.x[7],
		'weight', f.x[8], 'eigenvalue', f.x[9], 'explained', f.x[10], 'sign', f.x[11]))
	FROM (SELECT found[11 * item - 10 : 11 * item] AS x) AS f
$$;
COMMENT ON FUNCTION sozialraum._found(double precision[], integer) IS 'What _score_tree() found of an indicator or node (numbered from 1, indicators first, then the score, then the dimensions), as a document.';

CREATE FUNCTION sozialraum._pooled_vectors(areas bigint[], indicators text[], reference_date date, pooled integer[], population_variable text DEFAULT NULL) RETURNS TABLE (
	area_id bigint, value double precision[], numerator double precision[], denominator double precision[], status text[], reason text[], value_date date[],
	population double precision)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off AS $$
#variable_conflict use_column
DECLARE
	v_per		double precision[];
	v_kind		double precision[];
	v_target	double precision[];
	v_years		CONSTANT double precision[] := pooled;
	v_most		CONSTANT integer := (SELECT max(u.n) FROM unnest(pooled) AS u (n));
	v_en		CONSTANT boolean := COALESCE((SELECT s.language FROM sozialraum.setting AS s), 'de') = 'en';
BEGIN
	SELECT array_agg(i.per ORDER BY u.no), array_agg(CASE i.method WHEN 'value' THEN 1 WHEN 'distance' THEN 2 ELSE 0 END ORDER BY u.no),
		array_agg((i.parameters ->> 'target')::double precision ORDER BY u.no)
	INTO v_per, v_kind, v_target
	FROM unnest(indicators) WITH ORDINALITY AS u (code, no) JOIN sozialraum.indicator AS i ON i.code = u.code;
	RETURN QUERY
	WITH year AS MATERIALIZED (
		SELECT y.ago, v.* FROM generate_series(0, v_most - 1) AS y (ago)
		CROSS JOIN LATERAL sozialraum._indicator_vectors(areas, indicators, sozialraum._years_before(reference_date, y.ago), NULL,
			CASE WHEN y.ago = 0 THEN population_variable END) AS v
	), latest AS (
		SELECT * FROM year WHERE year.ago = 0
	), pool AS (
		SELECT l.area_id, sozialraum._pool_years(y.numerators, y.denominators, l.value, v_years, v_per, v_kind, v_target) AS figures, cardinality(l.value) AS k, y.marked
		FROM latest AS l
		JOIN (SELECT y.area_id, array_agg(y.numerator ORDER BY y.ago) AS numerators, array_agg(y.denominator ORDER BY y.ago) AS denominators,
				bool_or(y.status IS NOT NULL) AS marked
			FROM year AS y GROUP BY y.area_id) AS y ON y.area_id = l.area_id
	)
	SELECT l.area_id, p.figures[1 : k], p.figures[k + 1 : 2 * k], p.figures[2 * k + 1 : 3 * k], CASE WHEN p.marked OR s.missing THEN s.status END, CASE WHEN p.marked OR s.missing THEN s.reason END,
		l.value_date, l.population
	FROM latest AS l
	JOIN pool AS p ON p.area_id = l.area_id
	LEFT JOIN LATERAL (
		-- the most serious mark of the years; the reason of the first year that has one
		SELECT bool_or(u.value IS NULL) AS missing,
			array_agg(CASE WHEN u.value IS NULL AND w.worst <= 5 THEN 'not_meaningful' ELSE (sozialraum._statuses())[w.worst] END ORDER BY u.no) AS status,
			array_agg(CASE WHEN u.value IS NULL THEN COALESCE(w.reason, CASE WHEN v_en THEN 'denominator is 0' ELSE 'Nenner ist 0' END) END ORDER BY u.no) AS reason
		FROM unnest(p.figures[1 : p.k]) WITH ORDINALITY AS u (value, no)
		CROSS JOIN LATERAL (
			SELECT COALESCE(max(array_position(sozialraum._statuses(), COALESCE(y.status[u.no], 'final'))), 1) AS worst,
				(array_agg(y.reason[u.no] ORDER BY y.ago) FILTER (WHERE y.reason[u.no] IS NOT NULL))[1] AS reason
			FROM year AS y WHERE y.area_id = l.area_id AND y.ago < pooled[u.no]) AS w
		WHERE p.marked OR array_position(p.figures[1 : p.k], NULL) IS NOT NULL) AS s ON true;
END
$$;
COMMENT ON FUNCTION sozialraum._pooled_vectors(bigint[], text[], date, integer[], text) IS 'As _indicator_vectors(), values formed from the sums of numerators and of denominators over so many yearly reference dates (one number per indicator, 1: the reference date alone).';

CREATE FUNCTION sozialraum._pooled_years(monitor text, indicators text[], reference_date date) RETURNS integer[]
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	WITH wanted AS MATERIALIZED (
		-- what is no ratio is not pooled, and what its terms pool already is not pooled twice: every event would count several times
		SELECT n.no, n.code, CASE WHEN i.method IN ('value', 'distance') THEN 1
			WHEN EXISTS (SELECT FROM sozialraum.indicator_term AS t WHERE t.indicator = i.code AND t.date_rule ~ '^pooled_') THEN 1
			ELSE COALESCE(mi.pooled_years, m.pooled_years) END AS years
		FROM unnest(indicators) WITH ORDINALITY AS n (code, no)
		JOIN sozialraum.monitor AS m ON m.code = _pooled_years.monitor
		JOIN sozialraum.indicator AS i ON i.code = n.code
		LEFT JOIN sozialraum.monitor_indicator AS mi ON mi.monitor = m.code AND mi.indicator = n.code
	), broken AS MATERIALIZED (
		-- from one year to the next: not across a series break, and no census or biennial count twice
		SELECT r.indicator, min(y.ago) AS ago
		FROM generate_series(1, (SELECT max(w.years) FROM wanted AS w) - 1) AS y (ago)
		CROSS JOIN LATERAL sozialraum._indicator_breaks(indicators, sozialraum._years_before(reference_date, y.ago - 1), sozialraum._years_before(reference_date, y.ago)) AS r
		GROUP BY r.indicator
	)
	SELECT array_agg(least(w.years, b.ago) ORDER BY w.no) FROM wanted AS w LEFT JOIN broken AS b ON b.indicator = w.code
$$;
COMMENT ON FUNCTION sozialraum._pooled_years(text, text[], date) IS 'Over how many years the indicators of a monitor are pooled on a reference date: as many as asked for, up to the last series break, or to the first year that has the same figure as the next; 1 for indicators whose terms are pooled already, and for what is no ratio.';

CREATE FUNCTION sozialraum._figure_sources(areas bigint[], indicators text[], days date[]) RETURNS TABLE (no integer, sources text[])
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan SET work_mem = '256MB' SET jit = off AS $$
#variable_conflict use_column
DECLARE
	v_areas	bigint[];
	k		CONSTANT integer := cardinality(indicators);
BEGIN
	-- the areas, everything below them, and their earlier rows
	v_areas := ARRAY(
		WITH RECURSIVE node (id) AS (
			SELECT u.id FROM unnest(areas) AS u (id)
			UNION
			SELECT e.part_id FROM node AS n JOIN sozialraum._area_wholes() AS e ON e.whole_id = n.id
		)
		SELECT e.id FROM node AS n JOIN sozialraum.area AS a ON a.id = n.id JOIN sozialraum.area AS e ON e.territory_id = a.territory_id);
	RETURN QUERY
	WITH plan AS MATERIALIZED (
		SELECT d.id, p.slot_variable, p.slot_date, p.target, p.source, cardinality(p.slot_variable) AS slots
		FROM unnest(days) WITH ORDINALITY AS d (day, id) CROSS JOIN LATERAL sozialraum._indicator_plan(indicators, d.day) AS p
	), edge AS MATERIALIZED (
		SELECT p.id, p.slots, e.target, e.source FROM plan AS p CROSS JOIN LATERAL unnest(p.target, p.source) AS e (target, source)
	), used AS (
		-- the terms themselves, and the cells that a group is summed from
		SELECT e.id, e.source AS slot, (e.target - e.slots - 1) % k + 1 AS no FROM edge AS e WHERE e.target > e.slots
		UNION
		SELECT c.id, c.source, (e.target - e.slots - 1) % k + 1 FROM edge AS e JOIN edge AS c ON c.id = e.id AND c.target = e.source WHERE e.target > e.slots
	), need AS MATERIALIZED (
		SELECT DISTINCT u.no, p.slot_variable[u.slot] AS variable, p.slot_date[u.slot] AS day FROM used AS u JOIN plan AS p ON p.id = u.id
	), slot AS MATERIALIZED (
		-- nearly every figure of a day has one source, whatever the area: found by its first row, and by no other one
		SELECT n.variable, n.day, f.source,
			EXISTS (SELECT FROM sozialraum.observation AS o WHERE o.variable = n.variable AND o.reference_date = n.day AND o.source <> f.source) AS mixed
		FROM (SELECT DISTINCT n.variable, n.day FROM need AS n) AS n
		CROSS JOIN LATERAL (SELECT o.source FROM sozialraum.observation AS o WHERE o.variable = n.variable AND o.reference_date = n.day LIMIT 1) AS f
	), found AS MATERIALIZED (
		SELECT s.variable, s.day, s.source FROM slot AS s WHERE NOT s.mixed
		UNION
		SELECT o.variable, o.reference_date, o.source
		FROM slot AS s JOIN sozialraum.observation AS o ON o.variable = s.variable AND o.reference_date = s.day
		WHERE s.mixed AND o.area_id = ANY (v_areas)
	)
	SELECT n.no, array_agg(DISTINCT f.source::text ORDER BY f.source::text) FROM need AS n JOIN found AS f ON f.variable = n.variable AND f.day = n.day GROUP BY n.no;
END
$$;
COMMENT ON FUNCTION sozialraum._figure_sources(bigint[], text[], date[]) IS 'Which sources (observation.source) the figures come from that the terms of indicators need on reference dates, cells of families included, for areas and all that they are summed from.';

CREATE FUNCTION sozialraum._check_monitor(definition jsonb) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_monitor	CONSTANT text := definition #>> '{monitor,code}';
	v_bad		text;
BEGIN
	IF definition -> 'indicators' = '[]' THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The monitor has no indicators.',
			DETAIL = format('Monitor %s.', v_monitor), HINT = 'Add rows to sozialraum.monitor_indicator.';
	END IF;
	SELECT string_agg(d.code, ', ' ORDER BY d.code) INTO v_bad
	FROM sozialraum.monitor_dimension AS d
	WHERE d.monitor = v_monitor AND NOT EXISTS (SELECT FROM jsonb_array_elements(definition -> 'dimensions') AS n (item) WHERE n.item ->> 'code' = d.code);
	IF v_bad IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The dimensions of the monitor form a circle.',
			DETAIL = format('Monitor %s: %s.', v_monitor, v_bad), HINT = 'Following parent in sozialraum.monitor_dimension must end at a dimension without parent.';
	END IF;
	SELECT string_agg(i.item ->> 'indicator', ', ' ORDER BY i.item ->> 'indicator') INTO v_bad
	FROM jsonb_array_elements(definition -> 'indicators') AS i (item)
	WHERE i.item ->> 'role' = 'scored' AND (i.item ->> 'polarity')::integer = 0;
	IF v_bad IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'An indicator without polarity cannot be scored.',
			DETAIL = format('Monitor %s: %s.', v_monitor, v_bad),
			HINT = 'Structure is not burden: give it the role context, or a polarity in sozialraum.monitor_indicator.';
	END IF;
	IF definition #>> '{monitor,reference}' = 'given' THEN
		SELECT string_agg(i.item ->> 'indicator', ', ' ORDER BY i.item ->> 'indicator') INTO v_bad
		FROM jsonb_array_elements(definition -> 'indicators') AS i (item)
		WHERE i.item ->> 'role' = 'scored' AND CASE COALESCE(i.item ->> 'normalisation', definition #>> '{monitor,normalisation}')
			WHEN 'zscore' THEN i.item ->> 'reference_mean' IS NULL OR i.item ->> 'reference_sd' IS NULL
			WHEN 'robust_zscore' THEN i.item ->> 'reference_mean' IS NULL OR i.item ->> 'reference_sd' IS NULL
			WHEN 'minmax' THEN i.item ->> 'reference_minimum' IS NULL OR i.item ->> 'reference_maximum' IS NULL
			WHEN 'none' THEN false ELSE true END;
		IF v_bad IS NOT NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The monitor normalises against given parameters, and some are missing.',
				DETAIL = format('Monitor %s, normalisation %s: %s.', v_monitor, definition #>> '{monitor,normalisation}', v_bad),
				HINT = 'Fill reference_mean and reference_sd (or reference_minimum and reference_maximum) in sozialraum.monitor_indicator, or set reference to areas. Ranks have no given parameters.';
		END IF;
	END IF;
	-- what a scored dimension is made of
	SELECT string_agg(d.item ->> 'code', ', ' ORDER BY d.item ->> 'code') INTO v_bad
	FROM jsonb_array_elements(definition -> 'dimensions') AS d (item)
	WHERE (d.item ->> 'scored')::boolean
		AND NOT EXISTS (SELECT FROM jsonb_array_elements(definition -> 'indicators') AS i (item) WHERE i.item ->> 'dimension' = d.item ->> 'code' AND i.item ->> 'role' = 'scored')
		AND NOT EXISTS (SELECT FROM jsonb_array_elements(definition -> 'dimensions') AS c (item) WHERE c.item ->> 'parent' = d.item ->> 'code' AND (c.item ->> 'scored')::boolean);
	IF v_bad IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'A scored dimension has nothing that is scored.',
			DETAIL = format('Monitor %s: %s.', v_monitor, v_bad), HINT = 'Hang scored indicators or dimensions in it, or set scored to false in sozialraum.monitor_dimension.';
	END IF;
	SELECT string_agg(d.item ->> 'code', ', ' ORDER BY d.item ->> 'code') INTO v_bad
	FROM jsonb_array_elements(definition -> 'dimensions') AS d (item)
	WHERE d.item ->> 'aggregation' = 'pca'
		AND NOT EXISTS (SELECT FROM jsonb_array_elements(definition -> 'indicators') AS i (item) WHERE i.item ->> 'indicator' = d.item ->> 'marker' AND i.item ->> 'role' = 'scored');
	IF v_bad IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'A dimension of a principal component needs a marker.',
			DETAIL = format('Monitor %s: %s.', v_monitor, v_bad),
			HINT = 'The sign of a component is free: name a scored indicator of the monitor in monitor_dimension.marker that the dimension must go along with.';
	END IF;
	SELECT string_agg(m.code, ', ' ORDER BY m.code) INTO v_bad
	FROM jsonb_array_elements(definition -> 'dimensions') AS d (item)
	CROSS JOIN LATERAL (
		SELECT i.item ->> 'indicator' AS code FROM jsonb_array_elements(definition -> 'indicators') AS i (item)
		WHERE i.item ->> 'dimension' = d.item ->> 'code' AND i.item ->> 'role' = 'scored' AND COALESCE(i.item ->> 'normalisation', definition #>> '{monitor,normalisation}') <> 'zscore'
		UNION ALL
		SELECT c.item ->> 'code' FROM jsonb_array_elements(definition -> 'dimensions') AS c (item)
		WHERE c.item ->> 'parent' = d.item ->> 'code' AND (c.item ->> 'scored')::boolean AND c.item ->> 'normalisation' <> 'zscore') AS m
	WHERE d.item ->> 'aggregation' = 'pca';
	IF v_bad IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'A principal component is taken of z-scores.',
			DETAIL = format('Monitor %s: %s.', v_monitor, v_bad), HINT = 'Set normalisation to zscore for what hangs in the dimension.';
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._check_monitor(jsonb) IS 'Refuses a definition that cannot be computed, with SQLSTATE 55000 and what to change.';

CREATE FUNCTION sozialraum.compute_edition(monitor text, reference_date date) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off SET extra_float_digits = 1 AS $$
#variable_conflict use_column
DECLARE
	v_monitor		sozialraum.monitor;
	v_definition	jsonb;
	v_indicators	text[];
	v_dimensions	text[];
	v_bad			text;
	v_areas			bigint[];
	v_all			bigint[];
	v_earlier		date;
	v_break_reasons	text[];						-- one element per indicator; NULL: no series break between the dates
	k				integer;
	m				integer;					-- nodes of the tree, with the score
	v_scored		boolean;					-- something is
	v_plan			double precision[];
	v_change_plan	double precision[];
	v_pooled		integer[];					-- years, one element per indicator; NULL: nothing is pooled
	v_pooled_before	integer[];					-- the same on the earlier date, which has series breaks of its own
	v_minimum		double precision[];			-- numerators, one element per indicator; NULL: none has one
	v_unbroken		double precision[];			-- NULL where a series break lies between the dates
	v_one			double precision[];
	v_zero			double precision[];
	v_language		text := COALESCE((SELECT s.language FROM sozialraum.setting AS s), 'de');
	v_classes		integer;					-- variables of their own: the windows ask for a constant or a parameter
	v_class_method	text;
	v_quantile_type	integer;
	v_edition		bigint;
BEGIN
	SELECT m.* INTO v_monitor FROM sozialraum.monitor AS m WHERE m.code = compute_edition.monitor;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such monitor.',
			DETAIL = format('Monitor %s.', compute_edition.monitor), HINT = 'The monitors are the rows of sozialraum.monitor.';
	END IF;
	IF compute_edition.reference_date IS NULL OR NOT isfinite(compute_edition.reference_date) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'An edition needs a reference date.',
			DETAIL = format('Monitor %s.', v_monitor.code), HINT = 'Give the day, for example DATE ''2023-12-31''.';
	END IF;

	-- one computation of a monitor and date at a time; the second waits and then recomputes the draft
	PERFORM pg_advisory_xact_lock(hashtextextended('sozialraum.edition ' || v_monitor.code || ' ' || compute_edition.reference_date::text, 0));

	v_definition := sozialraum._monitor_definition(v_monitor.code, compute_edition.reference_date);
	PERFORM sozialraum._check_monitor(v_definition);
	v_indicators := ARRAY(SELECT i.item ->> 'indicator' FROM jsonb_array_elements(v_definition -> 'indicators') WITH ORDINALITY AS i (item, no) ORDER BY i.no);
	v_dimensions := ARRAY(SELECT d.item ->> 'code' FROM jsonb_array_elements(v_definition -> 'dimensions') WITH ORDINALITY AS d (item, no) ORDER BY d.no);
	k := cardinality(v_indicators);
	m := cardinality(v_dimensions) + 1;

	v_areas := ARRAY(SELECT a.id FROM sozialraum.area AS a
		WHERE a.level = v_monitor.level AND compute_edition.reference_date BETWEEN a.valid_from AND a.valid_to ORDER BY a.key);
	IF v_areas = '{}' THEN
		RAISE EXCEPTION USING ERRCODE = 'no_data_found', MESSAGE = 'There are no areas of the monitor''s level on the reference date.',
			DETAIL = format('Monitor %s, level %s, date %s.', v_monitor.code, v_monitor.level, to_char(compute_edition.reference_date, 'YYYY-MM-DD')),
			HINT = 'Import them with sozialraum.import_areas().';
	END IF;
	SELECT string_agg(x.area_key, ', ' ORDER BY x.area_key) INTO v_bad
	FROM sozialraum.monitor_exclusion AS x
	WHERE x.monitor = v_monitor.code AND compute_edition.reference_date BETWEEN x.valid_from AND x.valid_to
		AND NOT EXISTS (SELECT FROM sozialraum.area AS a WHERE a.id = ANY (v_areas) AND a.key = x.area_key);
	IF v_bad IS NOT NULL THEN
		RAISE WARNING USING MESSAGE = 'There is no area for an exclusion of the monitor.',
			DETAIL = format('Monitor %s, level %s: %s.', v_monitor.code, v_monitor.level, v_bad), HINT = 'Look at the keys in sozialraum.monitor_exclusion.';
	END IF;
	v_all := ARRAY(SELECT unnest(v_areas) UNION SELECT a.parent_id FROM sozialraum.area AS a WHERE a.id = ANY (v_areas) AND a.parent_id IS NOT NULL
		UNION SELECT t.top_id FROM sozialraum._tops(v_areas) AS t);
	v_earlier := sozialraum._years_before(compute_edition.reference_date, v_monitor.lag_years);
	SELECT array_agg(b.reason ORDER BY n.no) INTO v_break_reasons
	FROM unnest(v_indicators) WITH ORDINALITY AS n (code, no)
	LEFT JOIN sozialraum._indicator_breaks(v_indicators, compute_edition.reference_date, v_earlier) AS b ON b.indicator = n.code AND v_earlier IS NOT NULL;
	v_one := array_fill(1::double precision, ARRAY[k]);
	v_zero := array_fill(0::double precision, ARRAY[k]);
	v_unbroken := ARRAY(SELECT CASE WHEN b.reason IS NULL THEN 1 END::double precision FROM unnest(v_break_reasons) WITH ORDINALITY AS b (reason, no) ORDER BY b.no);
	v_plan := sozialraum._score_plan(v_definition, false);
	v_change_plan := CASE WHEN v_earlier IS NOT NULL THEN sozialraum._score_plan(v_definition, true) END;
	SELECT bool_or(mi.role = 'scored'),
		array_agg(CASE WHEN mi.role = 'scored' AND i.method NOT IN ('value', 'distance') THEN NULLIF(COALESCE(mi.minimum_numerator, v_monitor.minimum_numerator), 0) END ORDER BY mi."position", mi.indicator)
	INTO v_scored, v_minimum
	FROM sozialraum.monitor_indicator AS mi JOIN sozialraum.indicator AS i ON i.code = mi.indicator
	WHERE mi.monitor = v_monitor.code;
	v_minimum := CASE WHEN EXISTS (SELECT FROM unnest(v_minimum) AS u (x) WHERE u.x IS NOT NULL) THEN v_minimum END;
	v_pooled := sozialraum._pooled_years(v_monitor.code, v_indicators, compute_edition.reference_date);
	v_pooled := CASE WHEN 1 < ANY (v_pooled) THEN v_pooled END;
	v_pooled_before := CASE WHEN v_earlier IS NOT NULL THEN sozialraum._pooled_years(v_monitor.code, v_indicators, v_earlier) END;
	v_pooled_before := CASE WHEN 1 < ANY (v_pooled_before) THEN v_pooled_before END;
	v_classes := CASE v_monitor.classification WHEN 'breaks' THEN cardinality(v_monitor.class_breaks) + 1 ELSE v_monitor.class_count END;
	v_quantile_type := v_monitor.quantile_type;
	v_class_method := CASE v_monitor.classification WHEN 'ntile' THEN 'ntile' WHEN 'rank_share' THEN 'rank' ELSE 'type_' || v_quantile_type END;

	-- the draft: the old one, or a new row
	SELECT e.id INTO v_edition FROM sozialraum.edition AS e
	WHERE e.monitor = v_monitor.code AND e.reference_date = compute_edition.reference_date AND e.status = 'draft' FOR UPDATE;
	IF FOUND THEN
		DELETE FROM sozialraum.edition_value AS v WHERE v.edition = v_edition;
		DELETE FROM sozialraum.edition_score AS s WHERE s.edition = v_edition;
		DELETE FROM sozialraum.edition_dimension_score AS s WHERE s.edition = v_edition;
		DELETE FROM sozialraum.edition_reference AS r WHERE r.edition = v_edition;
	ELSE
		INSERT INTO sozialraum.edition (monitor, reference_date, indicators, dimensions, definition, checksum, area_count, scored_count)
		VALUES (v_monitor.code, compute_edition.reference_date, v_indicators, v_dimensions, v_definition, '', 0, 0) RETURNING id INTO v_edition;
	END IF;

	WITH now AS MATERIALIZED (
		SELECT * FROM sozialraum._indicator_vectors(v_all, v_indicators, compute_edition.reference_date, NULL, v_monitor.population_variable) WHERE v_pooled IS NULL
		UNION ALL
		SELECT * FROM sozialraum._pooled_vectors(v_all, v_indicators, compute_edition.reference_date, v_pooled, v_monitor.population_variable) WHERE v_pooled IS NOT NULL
	), area AS MATERIALIZED (
		SELECT a.id, a.key, a.name, a.parent_id, t.top_id, p.population,
			CASE WHEN x.area_key IS NOT NULL THEN x.reason
				WHEN v_monitor.minimum_population IS NOT NULL AND p.population IS NULL THEN 'Einwohnerzahl fehlt'
				WHEN p.population < v_monitor.minimum_population THEN format('unter %s Einwohner', v_monitor.minimum_population) END AS reason,
			CASE WHEN x.area_key IS NOT NULL THEN COALESCE(x.reason_en, x.reason)
				WHEN v_monitor.minimum_population IS NOT NULL AND p.population IS NULL THEN 'population is missing'
				WHEN p.population < v_monitor.minimum_population THEN format('fewer than %s inhabitants', v_monitor.minimum_population) END AS reason_en
		FROM sozialraum.area AS a
		JOIN sozialraum._tops(v_areas) AS t ON t.area_id = a.id
		LEFT JOIN now AS p ON p.area_id = a.id
		LEFT JOIN LATERAL (
			SELECT e.area_key, e.reason, e.reason_en FROM sozialraum.monitor_exclusion AS e
			WHERE e.monitor = v_monitor.code AND e.area_key = a.key AND compute_edition.reference_date BETWEEN e.valid_from AND e.valid_to
			ORDER BY e.valid_from DESC LIMIT 1) AS x ON true
		WHERE a.id = ANY (v_areas)
	), before AS MATERIALIZED (
		SELECT r.area_id, r.value, r.numerator, r.reason FROM (SELECT v_earlier AS day WHERE v_earlier IS NOT NULL AND v_pooled_before IS NULL) AS e
		CROSS JOIN LATERAL sozialraum._indicator_vectors(v_areas, v_indicators, e.day) AS r
		UNION ALL
		SELECT r.area_id, r.value, r.numerator, r.reason FROM (SELECT v_earlier AS day WHERE v_earlier IS NOT NULL AND v_pooled_before IS NOT NULL) AS e
		CROSS JOIN LATERAL sozialraum._pooled_vectors(v_areas, v_indicators, e.day, v_pooled_before) AS r
	), vector AS MATERIALIZED (
		SELECT n.area_id, n.value, n.numerator, n.denominator, n.status, n.reason, n.population, b.value AS earlier, c.change,
			CASE WHEN array_position(c.change, NULL) IS NOT NULL THEN ARRAY(
				SELECT CASE WHEN u.change IS NULL THEN COALESCE(u.break, u.reason, u.earlier_reason) END
				FROM unnest(c.change, v_break_reasons, n.reason, b.reason) WITH ORDINALITY AS u (change, break, reason, earlier_reason, no)
				ORDER BY u.no) END AS change_reason,
			-- infinite: the count is too small to be scored
			CASE WHEN v_minimum IS NULL THEN n.value ELSE sozialraum._mask_small(n.value, n.numerator, v_minimum) END AS scored_value,
			CASE WHEN v_minimum IS NULL THEN c.change ELSE sozialraum._mask_small(sozialraum._mask_small(c.change, n.numerator, v_minimum), b.numerator, v_minimum) END AS scored_change
		FROM now AS n
		JOIN area AS a ON a.id = n.area_id
		LEFT JOIN before AS b ON b.area_id = n.area_id
		CROSS JOIN LATERAL (SELECT sozialraum._rescale(n.value, b.value, v_unbroken, v_one, v_zero) AS change OFFSET 0) AS c
	), included AS MATERIALIZED (
		-- what is compared: the areas that are not excluded
		SELECT v.area_id, v.scored_value AS value, v.scored_change AS change FROM vector AS v JOIN area AS a ON a.id = v.area_id WHERE a.reason IS NULL
	), tree AS MATERIALIZED (
		SELECT i.area_id, sozialraum._score_tree(i.value, v_plan) OVER () AS t FROM included AS i
	), change_tree AS MATERIALIZED (
		SELECT i.area_id, sozialraum._score_tree(i.change, v_change_plan) OVER () AS t FROM included AS i WHERE i.change IS NOT NULL
	), scored AS MATERIALIZED (
		SELECT t.area_id, t.t[k + 1] AS sum, t.t[k + m + 1] AS score, t.t[k + 2 * m + 1]::integer AS rank, t.t[k + 3 * m + 1]::integer AS code,
			c.t[k + 1] AS dynamics_sum, c.t[k + m + 1] AS dynamics, COALESCE(c.t[k + 3 * m + 1]::integer, 1) AS dynamics_code
		FROM tree AS t LEFT JOIN change_tree AS c ON c.area_id = t.area_id
	), limit_of_class AS MATERIALIZED (
		SELECT CASE v_monitor.classification WHEN 'breaks' THEN v_monitor.class_breaks
			WHEN 'quantile' THEN (SELECT sozialraum.quantile_breaks(s.score, v_classes, v_quantile_type) FROM scored AS s WHERE v_monitor.classification = 'quantile')
			WHEN 'natural' THEN (SELECT sozialraum.jenks_breaks(s.score, v_classes) FROM scored AS s WHERE v_monitor.classification = 'natural') END AS breaks
	), classed AS (
		-- the class counted from the lowest burden
		SELECT s.*, CASE v_monitor.classification
				WHEN 'breaks' THEN sozialraum.classify(s.score, v_monitor.class_breaks, v_monitor.class_closed)
				WHEN 'natural' THEN sozialraum.classify(s.score, l.breaks, 'right')
				WHEN 'quantile' THEN sozialraum.quantile_class(s.score, v_classes, v_class_method) OVER ()
				ELSE v_classes + 1 - sozialraum.quantile_class(-s.score, v_classes, v_class_method) OVER () END AS burden,
			sozialraum.rank_of(s.score, 'average', 'descending') OVER () AS rank_average,
			sozialraum.classify(s.dynamics, v_monitor.dynamics_breaks, v_monitor.dynamics_closed) AS dynamics_class
		FROM scored AS s CROSS JOIN limit_of_class AS l
	), result AS (
		SELECT c.*, CASE WHEN v_monitor.class_order = 'descending' THEN v_classes + 1 - c.burden ELSE c.burden END AS class FROM classed AS c
	), value_row AS (
		INSERT INTO sozialraum.edition_value (edition, area_id, value, numerator, denominator, status, reason, normalised, earlier, change,
			change_normalised, change_reason)
		SELECT v_edition, v.area_id, v.value, v.numerator, v.denominator, v.status,
			CASE WHEN array_position(v.scored_value, 'Infinity') IS NULL THEN v.reason ELSE ARRAY(
				SELECT CASE WHEN u.x = 'Infinity' THEN sozialraum._score_reason(4, v_language) ELSE u.reason END
				FROM unnest(v.scored_value, v.reason) WITH ORDINALITY AS u (x, reason, no) ORDER BY u.no) END,
			t.t[1 : k], v.earlier, v.change, c.t[1 : k], v.change_reason
		FROM vector AS v LEFT JOIN tree AS t ON t.area_id = v.area_id LEFT JOIN change_tree AS c ON c.area_id = v.area_id
	), dimension_row AS (
		INSERT INTO sozialraum.edition_dimension_score (edition, area_id, sum, score, rank, reason)
		SELECT v_edition, t.area_id, t.t[k + 2 : k + m], t.t[k + m + 2 : k + 2 * m], t.t[k + 2 * m + 2 : k + 3 * m]::integer[],
			CASE WHEN array_position(t.t[k + m + 2 : k + 2 * m], NULL) IS NOT NULL THEN ARRAY(
				SELECT sozialraum._score_reason(u.code::integer, v_language) FROM unnest(t.t[k + 3 * m + 2 : k + 4 * m]) WITH ORDINALITY AS u (code, no) ORDER BY u.no) END
		FROM tree AS t WHERE m > 1
	), reference_row AS (
		INSERT INTO sozialraum.edition_reference (edition, area_id, area_key, area_name, value, status, numerator, denominator)
		SELECT v_edition, n.area_id, a.key, a.name, n.value, n.status, n.numerator, n.denominator
		FROM now AS n JOIN sozialraum.area AS a ON a.id = n.area_id
		WHERE n.area_id IN (SELECT parent_id FROM area UNION SELECT top_id FROM area)
	), score_row AS (
		INSERT INTO sozialraum.edition_score (edition, area_id, area_key, area_name, parent_id, whole_id, population, excluded, reason, reason_en, sum, score, class,
			label, label_en, rank, dynamics_sum, dynamics, dynamics_class, dynamics_label, dynamics_label_en,
			dynamics_reason, dynamics_reason_en, area_group, rank_average)
		SELECT v_edition, a.id, a.key, a.name, a.parent_id, a.top_id, a.population, a.reason IS NOT NULL,
			COALESCE(a.reason, CASE WHEN c.score IS NULL AND v_scored THEN sozialraum._score_reason(c.code, 'de') END),
			COALESCE(a.reason_en, CASE WHEN c.score IS NULL AND v_scored THEN sozialraum._score_reason(c.code, 'en') END),
			c.sum, c.score, c.class, v_monitor.class_labels[c.burden], v_monitor.class_labels_en[c.burden], c.rank,
			c.dynamics_sum, c.dynamics, c.dynamics_class, v_monitor.dynamics_labels[c.dynamics_class], v_monitor.dynamics_labels_en[c.dynamics_class],
			CASE WHEN v_earlier IS NOT NULL AND c.score IS NOT NULL AND c.dynamics IS NULL THEN
				CASE c.dynamics_code WHEN 3 THEN 'Veränderungen unterscheiden sich nicht' WHEN 4 THEN 'Fallzahl zu klein' ELSE 'Veränderungen fehlen' END END,
			CASE WHEN v_earlier IS NOT NULL AND c.score IS NOT NULL AND c.dynamics IS NULL THEN
				CASE c.dynamics_code WHEN 3 THEN 'changes do not differ' WHEN 4 THEN 'count too small' ELSE 'changes are missing' END END,
			COALESCE(v_monitor.class_codes[c.burden], c.class::text) || v_monitor.dynamics_codes[c.dynamics_class], c.rank_average
		FROM area AS a
		JOIN vector AS v ON v.area_id = a.id
		LEFT JOIN result AS c ON c.area_id = a.id
		RETURNING score
	), parameter AS MATERIALIZED (
		SELECT (SELECT t.t[k + 4 * m + 1 :] FROM tree AS t WHERE cardinality(t.t) > k + 4 * m) AS status,
			(SELECT c.t[k + 4 * m + 1 :] FROM change_tree AS c WHERE cardinality(c.t) > k + 4 * m) AS dynamics
	), source AS MATERIALIZED (
		SELECT s.no, s.sources FROM sozialraum._figure_sources(v_all, v_indicators, ARRAY(
			SELECT sozialraum._years_before(d.day, y.ago)
			FROM unnest(ARRAY[compute_edition.reference_date, v_earlier]) AS d (day)
			CROSS JOIN generate_series(0, COALESCE((SELECT max(u.n) FROM unnest(v_pooled || v_pooled_before) AS u (n)), 1) - 1) AS y (ago) WHERE d.day IS NOT NULL)) AS s
	), definition AS (
		-- with what the normalisation used, and where the figures come from
		SELECT v_definition || jsonb_build_object(
			'indicators', (
				SELECT jsonb_agg(d.item || jsonb_build_object('value_date', (SELECT n.value_date[d.no] FROM now AS n LIMIT 1),
					'sources', COALESCE((SELECT to_jsonb(s.sources) FROM source AS s WHERE s.no = d.no), '[]'),
					'used', sozialraum._found(p.status, d.no::integer) || jsonb_strip_nulls(jsonb_build_object(
						'change_n', p.dynamics[11 * d.no - 10], 'change_mean', p.dynamics[11 * d.no - 9], 'change_sd', p.dynamics[11 * d.no - 8],
						'pooled_years', v_pooled[d.no], 'earlier_pooled_years', v_pooled_before[d.no], 'minimum_numerator', v_minimum[d.no]))) ORDER BY d.no)
				FROM jsonb_array_elements(v_definition -> 'indicators') WITH ORDINALITY AS d (item, no)),
			'dimensions', (
				SELECT COALESCE(jsonb_agg(d.item || jsonb_build_object('used', sozialraum._found(p.status, k + 1 + d.no::integer)) ORDER BY d.no), '[]')
				FROM jsonb_array_elements(v_definition -> 'dimensions') WITH ORDINALITY AS d (item, no)),
			'score', jsonb_build_object('used', sozialraum._found(p.status, k + 1), 'dynamics_used', sozialraum._found(p.dynamics, k + 1),
				'breaks', (SELECT to_jsonb(l.breaks) FROM limit_of_class AS l), 'classes', v_classes)) AS document
		FROM parameter AS p
	), input AS (
		SELECT md5(string_agg(md5(array_send(v.value) || array_send(v.numerator) || array_send(v.denominator)
			|| COALESCE(array_send(v.status), '') || COALESCE(array_send(v.earlier), '') || COALESCE(float8send(v.population), '')), '' ORDER BY a.key)) AS checksum
		FROM vector AS v JOIN area AS a ON a.id = v.area_id
	)
	UPDATE sozialraum.edition AS e
	SET indicators = v_indicators, dimensions = v_dimensions, definition = d.document, checksum = md5(v_definition::text || i.checksum),
		area_count = cardinality(v_areas), scored_count = (SELECT count(s.score) FROM score_row AS s),
		computed_at = now(), computed_by = CURRENT_USER
	FROM definition AS d, input AS i
	WHERE e.id = v_edition
	RETURNING e.definition INTO v_definition;
	SELECT string_agg(d.item ->> 'code', ', ' ORDER BY d.item ->> 'code') INTO v_bad
	FROM jsonb_array_elements(v_definition -> 'dimensions') AS d (item) WHERE (d.item #>> '{used,sign}')::double precision < 0;
	IF v_bad IS NOT NULL THEN
		RAISE WARNING USING MESSAGE = 'The marker turned the sign of a principal component round.',
			DETAIL = format('Monitor %s: %s.', v_monitor.code, v_bad),
			HINT = 'The largest loading is negative: look whether the marker and the polarities of the indicators are right.';
	END IF;
	SELECT string_agg(i.item ->> 'indicator', ', ' ORDER BY i.item ->> 'indicator') INTO v_bad
	FROM jsonb_array_elements(v_definition -> 'indicators') AS i (item) WHERE (i.item #>> '{used,weight}')::double precision < 0;
	IF v_bad IS NOT NULL THEN
		RAISE WARNING USING MESSAGE = 'An indicator enters a principal component against its polarity.',
			DETAIL = format('Monitor %s: %s.', v_monitor.code, v_bad),
			HINT = 'More burden in it lowers the score: look at its polarity, or leave it out.';
	END IF;
	RETURN v_edition;
END
$$;
COMMENT ON FUNCTION sozialraum.compute_edition(text, date) IS
'Computes a monitor for a reference date and returns the number of the edition, a draft: a draft of the same monitor and date is computed anew. In one pass: areas below the minimum population and declared outliers are left out (reason kept in edition_score); indicators are normalised (against the areas or given parameters) and turned so that higher means more burden; combined with their weights, dimension by dimension, up to the score (edition_dimension_score, edition_score.sum); normalised again, classified and ranked (1 = highest burden, ties share the better rank); the same for the changes over lag_years (dynamics), and both crossed to the group. Missing values: see monitor.minimum_valid_share. Small counts: monitor.pooled_years, minimum_numerator. The edition keeps the definition with all that was found, and the sources of the figures. Warns when a principal component goes against its marker or a polarity. Errors: 42704 unknown monitor, 55000 a definition that cannot be computed, P0002 no areas.';
REVOKE EXECUTE ON FUNCTION sozialraum.compute_edition(text, date) FROM PUBLIC;
