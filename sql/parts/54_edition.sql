-- ---------------------------------------------------------------------------------------------------------------------
-- Computing an edition of a monitor.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._stddev_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'stddev_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._stddev_final(bytea) IS 'Final function of _stddev.';

CREATE AGGREGATE sozialraum._stddev(x double precision) (
	SFUNC = sozialraum._stddev_breaks_accum, STYPE = bytea, SSPACE = 192,
	COMBINEFUNC = sozialraum._stddev_breaks_combine, FINALFUNC = sozialraum._stddev_final, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum._stddev(double precision) IS 'Population standard deviation from exact sums: the very number that zscore() divides by.';

CREATE FUNCTION sozialraum._monitor_definition(monitor text, reference_date date) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT jsonb_build_object(
		'monitor', to_jsonb(m),
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
COMMENT ON FUNCTION sozialraum._monitor_definition(text, date) IS 'The whole definition of a monitor as one document: monitor, indicators with terms and weights, exclusions, settings.';

CREATE FUNCTION sozialraum.compute_edition(monitor text, reference_date date) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_monitor		sozialraum.monitor;
	v_definition	jsonb;
	v_indicators	text[];
	v_bad			text;
	v_areas			bigint[];
	v_all			bigint[];
	v_population	record;
	v_earlier		date;
	v_breaks		text[];
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
	v_indicators := ARRAY(SELECT mi.indicator FROM sozialraum.monitor_indicator AS mi WHERE mi.monitor = v_monitor.code ORDER BY mi."position", mi.indicator);
	IF v_indicators = '{}' THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The monitor has no indicators.',
			DETAIL = format('Monitor %s.', v_monitor.code), HINT = 'Add rows to sozialraum.monitor_indicator.';
	END IF;
	SELECT string_agg(mi.indicator, ', ' ORDER BY mi.indicator) INTO v_bad
	FROM sozialraum.monitor_indicator AS mi JOIN sozialraum.indicator AS i ON i.code = mi.indicator
	WHERE mi.monitor = v_monitor.code AND mi.role = 'scored' AND COALESCE(mi.polarity, i.polarity) = 0;
	IF v_bad IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'An indicator without polarity cannot be scored.',
			DETAIL = format('Monitor %s: %s.', v_monitor.code, v_bad),
			HINT = 'Structure is not burden: give it the role context, or a polarity in sozialraum.monitor_indicator.';
	END IF;
	IF v_monitor.reference = 'given' THEN
		SELECT string_agg(mi.indicator, ', ' ORDER BY mi.indicator) INTO v_bad
		FROM sozialraum.monitor_indicator AS mi
		WHERE mi.monitor = v_monitor.code AND mi.role = 'scored' AND CASE v_monitor.normalisation
			WHEN 'zscore' THEN mi.reference_mean IS NULL OR mi.reference_sd IS NULL
			WHEN 'minmax' THEN mi.reference_minimum IS NULL OR mi.reference_maximum IS NULL ELSE false END;
		IF v_bad IS NOT NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The monitor normalises against given parameters, and some are missing.',
				DETAIL = format('Monitor %s, normalisation %s: %s.', v_monitor.code, v_monitor.normalisation, v_bad),
				HINT = 'Fill reference_mean and reference_sd (or reference_minimum and reference_maximum) in sozialraum.monitor_indicator, or set reference to areas.';
		END IF;
	END IF;

	v_areas := ARRAY(SELECT a.id FROM sozialraum.area AS a
		WHERE a.level = v_monitor.level AND compute_edition.reference_date BETWEEN a.valid_from AND a.valid_to ORDER BY a.key);
	IF v_areas = '{}' THEN
		RAISE EXCEPTION USING ERRCODE = 'no_data_found', MESSAGE = 'There are no areas of the monitor''s level on the reference date.',
			DETAIL = format('Monitor %s, level %s, date %s.', v_monitor.code, v_monitor.level, to_char(compute_edition.reference_date, 'YYYY-MM-DD')),
			HINT = 'Import them with sozialraum.import_areas().';
	END IF;
	v_all := ARRAY(SELECT unnest(v_areas) UNION SELECT a.parent_id FROM sozialraum.area AS a WHERE a.id = ANY (v_areas) AND a.parent_id IS NOT NULL
		UNION SELECT t.top_id FROM sozialraum._tops(v_areas) AS t);
	v_earlier := (compute_edition.reference_date - make_interval(years => v_monitor.lag_years))::date;
	IF v_earlier IS NOT NULL THEN
		v_breaks := ARRAY(SELECT b.indicator FROM sozialraum._indicator_breaks(v_indicators, compute_edition.reference_date, v_earlier) AS b);
	END IF;
	SELECT p.* INTO v_population
	FROM sozialraum.variable AS v
	CROSS JOIN LATERAL sozialraum._figure_plan(ARRAY[v.code],
		ARRAY[COALESCE(sozialraum._period_date(COALESCE(v.reference_date_rule, 'stock_3112'), compute_edition.reference_date), compute_edition.reference_date)]) AS p
	WHERE v.code = v_monitor.population_variable;

	-- the draft: the old one, or a new row
	SELECT e.id INTO v_edition FROM sozialraum.edition AS e
	WHERE e.monitor = v_monitor.code AND e.reference_date = compute_edition.reference_date AND e.status = 'draft' FOR UPDATE;
	IF FOUND THEN
		DELETE FROM sozialraum.edition_value AS v WHERE v.edition = v_edition;
		DELETE FROM sozialraum.edition_score AS s WHERE s.edition = v_edition;
	ELSE
		INSERT INTO sozialraum.edition (monitor, reference_date, indicators, definition, checksum, area_count, scored_count)
		VALUES (v_monitor.code, compute_edition.reference_date, v_indicators, v_definition, '', 0, 0) RETURNING id INTO v_edition;
	END IF;

	WITH ind AS MATERIALIZED (
		SELECT n.no::integer AS no, mi.role = 'scored' AS scored, mi.weight, -COALESCE(mi.polarity, i.polarity) AS direction,
			mi.reference_mean, mi.reference_sd, mi.reference_minimum, mi.reference_maximum, n.code = ANY (v_breaks) AS broken
		FROM unnest(v_indicators) WITH ORDINALITY AS n (code, no)
		JOIN sozialraum.indicator AS i ON i.code = n.code
		JOIN sozialraum.monitor_indicator AS mi ON mi.monitor = v_monitor.code AND mi.indicator = n.code
	), population AS MATERIALIZED (
		SELECT f.area_id, f.figures[array_position(v_population.slot_variable, v_monitor.population_variable)] AS n
		FROM sozialraum._area_figures(v_areas, v_population.slot_variable, v_population.slot_date, v_population.additive,
			v_population.target, v_population.source, v_population.coefficient) AS f
		WHERE v_population IS NOT NULL
	), area AS MATERIALIZED (
		SELECT a.id, a.key, a.name, a.parent_id, t.top_id, p.n AS population,
			CASE WHEN x.area_key IS NOT NULL THEN x.reason
				WHEN v_monitor.minimum_population IS NOT NULL AND p.n IS NULL THEN 'Einwohnerzahl fehlt'
				WHEN p.n < v_monitor.minimum_population THEN format('unter %s Einwohner', v_monitor.minimum_population) END AS reason,
			CASE WHEN x.area_key IS NOT NULL THEN COALESCE(x.reason_en, x.reason)
				WHEN v_monitor.minimum_population IS NOT NULL AND p.n IS NULL THEN 'population is missing'
				WHEN p.n < v_monitor.minimum_population THEN format('fewer than %s inhabitants', v_monitor.minimum_population) END AS reason_en
		FROM sozialraum.area AS a
		JOIN sozialraum._tops(v_areas) AS t ON t.area_id = a.id
		LEFT JOIN population AS p ON p.area_id = a.id
		LEFT JOIN sozialraum.monitor_exclusion AS x ON x.monitor = v_monitor.code AND x.area_key = a.key
			AND compute_edition.reference_date BETWEEN x.valid_from AND x.valid_to
		WHERE a.id = ANY (v_areas)
	), now AS MATERIALIZED (
		SELECT * FROM sozialraum._indicator_rows(v_all, v_indicators, compute_edition.reference_date)
	), before AS MATERIALIZED (
		SELECT r.* FROM (SELECT v_earlier AS day WHERE v_earlier IS NOT NULL) AS e
		CROSS JOIN LATERAL sozialraum._indicator_rows(v_areas, v_indicators, e.day) AS r
	), figure AS MATERIALIZED (
		SELECT n.area_id, n."position" AS no, a.reason IS NULL AS included, n.numerator, n.denominator, n.value, n.status, n.reason,
			b.value AS earlier, CASE WHEN NOT i.broken THEN n.value - b.value END AS change, i.scored
		FROM now AS n
		JOIN area AS a ON a.id = n.area_id
		JOIN ind AS i ON i.no = n."position"
		LEFT JOIN before AS b ON b.area_id = n.area_id AND b."position" = n."position"
	), normal AS MATERIALIZED (
		-- higher means more burden
		SELECT f.area_id, f.no, i.weight, i.direction * CASE
				WHEN v_monitor.normalisation = 'zscore' AND v_monitor.reference = 'areas' THEN sozialraum.zscore(f.value, v_monitor.ddof::integer) OVER w
				WHEN v_monitor.normalisation = 'zscore' THEN (f.value - i.reference_mean) / i.reference_sd
				WHEN v_monitor.normalisation = 'minmax' AND v_monitor.reference = 'areas' THEN sozialraum.minmax(f.value) OVER w
				WHEN v_monitor.normalisation = 'minmax' THEN (f.value - i.reference_minimum) / (i.reference_maximum - i.reference_minimum)
				ELSE f.value END
			+ CASE WHEN v_monitor.normalisation = 'minmax' AND i.direction < 0 THEN 1 ELSE 0 END AS normalised,
			CASE WHEN v_earlier IS NOT NULL THEN i.direction * sozialraum.zscore(f.change, v_monitor.ddof::integer) OVER w END AS change_normalised
		FROM figure AS f
		JOIN ind AS i ON i.no = f.no
		WHERE f.included AND f.scored
		WINDOW w AS (PARTITION BY f.no)
	), total AS (
		SELECT i.weight FROM (SELECT sozialraum.exact_sum(weight) AS weight FROM ind WHERE scored) AS i
	), summed AS (
		SELECT n.area_id,
			sozialraum.weighted_mean(n.normalised, n.weight) AS mean, sozialraum.exact_sum(n.weight) FILTER (WHERE n.normalised IS NOT NULL) AS valid,
			sozialraum.weighted_mean(n.change_normalised, n.weight) AS change_mean, sozialraum.exact_sum(n.weight) FILTER (WHERE n.change_normalised IS NOT NULL) AS change_valid,
			sozialraum.exact_sum(n.normalised * n.weight) AS sum, sozialraum.exact_sum(n.change_normalised * n.weight) AS change_sum
		FROM normal AS n GROUP BY n.area_id
	), composed AS (
		-- a missing indicator is never a zero: all must be there, or the share that the monitor asks for, and then the rest stands for all
		SELECT s.area_id,
			CASE WHEN s.valid >= v_monitor.minimum_valid_share * t.weight THEN
				CASE WHEN v_monitor.aggregation = 'mean' THEN s.mean WHEN s.valid = t.weight THEN s.sum ELSE s.mean * t.weight END END AS sum,
			CASE WHEN s.change_valid >= v_monitor.minimum_valid_share * t.weight THEN
				CASE WHEN v_monitor.aggregation = 'mean' THEN s.change_mean WHEN s.change_valid = t.weight THEN s.change_sum ELSE s.change_mean * t.weight END END AS dynamics_sum
		FROM summed AS s CROSS JOIN total AS t
	), scored AS (
		SELECT c.*,
			CASE WHEN v_monitor.standardise_score THEN sozialraum.zscore(c.sum, v_monitor.ddof::integer) OVER () ELSE c.sum END AS score,
			CASE WHEN v_monitor.standardise_score THEN sozialraum.zscore(c.dynamics_sum, v_monitor.ddof::integer) OVER () ELSE c.dynamics_sum END AS dynamics
		FROM composed AS c
	), classed AS (
		SELECT s.*, sozialraum.classify(s.score, v_monitor.class_breaks, v_monitor.class_closed) AS class,
			sozialraum.classify(s.dynamics, v_monitor.dynamics_breaks, v_monitor.dynamics_closed) AS dynamics_class,
			CASE WHEN s.score IS NOT NULL THEN rank() OVER (ORDER BY s.score DESC NULLS LAST) END AS rank
		FROM scored AS s
	), vector AS MATERIALIZED (
		SELECT f.area_id, cardinality(v_indicators) AS k,
			sozialraum.vector_agg(f.no, f.value, cardinality(v_indicators)) AS value,
			sozialraum.vector_agg(f.no, f.numerator, cardinality(v_indicators)) AS numerator,
			sozialraum.vector_agg(f.no, f.denominator, cardinality(v_indicators)) AS denominator,
			CASE WHEN bool_or(f.status <> 'final') THEN array_agg(f.status ORDER BY f.no) END AS status,
			CASE WHEN bool_or(f.reason IS NOT NULL) THEN array_agg(f.reason ORDER BY f.no) END AS reason,
			CASE WHEN v_earlier IS NOT NULL THEN sozialraum.vector_agg(f.no, f.earlier, cardinality(v_indicators)) END AS earlier,
			CASE WHEN v_earlier IS NOT NULL THEN sozialraum.vector_agg(f.no, f.change, cardinality(v_indicators)) END AS change
		FROM figure AS f GROUP BY f.area_id
	), normal_vector AS (
		SELECT n.area_id, sozialraum.vector_agg(n.no, n.normalised, cardinality(v_indicators)) AS normalised,
			CASE WHEN v_earlier IS NOT NULL THEN sozialraum.vector_agg(n.no, n.change_normalised, cardinality(v_indicators)) END AS change_normalised
		FROM normal AS n GROUP BY n.area_id
	), reference_vector AS MATERIALIZED (
		SELECT n.area_id, sozialraum.vector_agg(n."position", n.value, cardinality(v_indicators)) AS value
		FROM now AS n WHERE n.area_id IN (SELECT parent_id FROM area UNION SELECT top_id FROM area) GROUP BY n.area_id
	), value_row AS (
		INSERT INTO sozialraum.edition_value (edition, area_id, value, numerator, denominator, status, reason, normalised, earlier, change,
			change_normalised, parent_value, whole_value)
		SELECT v_edition, v.area_id, v.value, v.numerator, v.denominator, v.status, v.reason, n.normalised, v.earlier, v.change,
			n.change_normalised, p.value, w.value
		FROM vector AS v
		JOIN area AS a ON a.id = v.area_id
		LEFT JOIN normal_vector AS n ON n.area_id = v.area_id
		LEFT JOIN reference_vector AS p ON p.area_id = a.parent_id
		LEFT JOIN reference_vector AS w ON w.area_id = a.top_id AND a.top_id <> a.id
	), score_row AS (
		INSERT INTO sozialraum.edition_score (edition, area_id, area_key, area_name, population, excluded, reason, reason_en, sum, score, class,
			label, label_en, rank, dynamics_sum, dynamics, dynamics_class, dynamics_label, dynamics_label_en, area_group)
		SELECT v_edition, a.id, a.key, a.name, a.population, a.reason IS NOT NULL,
			COALESCE(a.reason, CASE WHEN c.score IS NULL AND EXISTS (SELECT FROM ind WHERE scored) THEN 'Werte fehlen' END),
			COALESCE(a.reason_en, CASE WHEN c.score IS NULL AND EXISTS (SELECT FROM ind WHERE scored) THEN 'values are missing' END),
			c.sum, c.score, c.class, v_monitor.class_labels[c.class], v_monitor.class_labels_en[c.class], c.rank,
			c.dynamics_sum, c.dynamics, c.dynamics_class, v_monitor.dynamics_labels[c.dynamics_class], v_monitor.dynamics_labels_en[c.dynamics_class],
			COALESCE(v_monitor.class_codes[c.class], c.class::text) || v_monitor.dynamics_codes[c.dynamics_class]
		FROM area AS a LEFT JOIN classed AS c ON c.area_id = a.id
		RETURNING score
	), parameter AS (
		-- what the normalisation used
		SELECT f.no, jsonb_build_object('n', count(f.value), 'mean', sozialraum.weighted_mean(f.value, 1),
			'sd', sozialraum._stddev(f.value) * CASE WHEN v_monitor.ddof = 1 AND count(f.value) > 1 THEN sqrt(count(f.value)::double precision / (count(f.value) - 1)) ELSE 1 END,
			'minimum', min(f.value), 'maximum', max(f.value),
			'change_mean', sozialraum.weighted_mean(f.change, 1),
			'change_sd', sozialraum._stddev(f.change) * CASE WHEN v_monitor.ddof = 1 AND count(f.change) > 1 THEN sqrt(count(f.change)::double precision / (count(f.change) - 1)) ELSE 1 END) AS used
		FROM figure AS f WHERE f.included GROUP BY f.no
	), definition AS (
		SELECT jsonb_set(v_definition, '{indicators}', (
			SELECT jsonb_agg(d.item || jsonb_build_object('used', p.used, 'value_date', o.value_date) ORDER BY d.no)
			FROM jsonb_array_elements(v_definition -> 'indicators') WITH ORDINALITY AS d (item, no)
			LEFT JOIN parameter AS p ON p.no = d.no
			LEFT JOIN (SELECT "position", min(value_date) AS value_date FROM now GROUP BY "position") AS o ON o."position" = d.no)) AS document
	), input AS (
		SELECT md5(string_agg(md5(array_send(v.value) || array_send(v.numerator) || array_send(v.denominator)
			|| COALESCE(array_send(v.status), '') || COALESCE(array_send(v.earlier), '')), '' ORDER BY a.key)) AS checksum
		FROM vector AS v JOIN area AS a ON a.id = v.area_id
	)
	UPDATE sozialraum.edition AS e
	SET indicators = v_indicators, definition = d.document, checksum = md5(v_definition::text || i.checksum),
		area_count = cardinality(v_areas), scored_count = (SELECT count(s.score) FROM score_row AS s),
		computed_at = now(), computed_by = CURRENT_USER
	FROM definition AS d, input AS i
	WHERE e.id = v_edition;
	RETURN v_edition;
END
$$;
COMMENT ON FUNCTION sozialraum.compute_edition(text, date) IS
'Computes a monitor for a reference date and returns the number of the edition, a draft: a draft of the same monitor and date is computed anew. In one pass: areas below the minimum population and declared outliers are left out (reason kept in edition_score), indicators normalised (against the areas or given parameters) and turned so that higher means more burden, weighted, summed, standardised again, classified and ranked (1 = highest burden, ties share the better rank); the same for the changes over lag_years (dynamics), and both crossed to the group. Missing values: see monitor.minimum_valid_share. Errors: 42704 unknown monitor, 55000 a definition that cannot be computed, P0002 no areas.';
REVOKE EXECUTE ON FUNCTION sozialraum.compute_edition(text, date) FROM PUBLIC;
