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
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off AS $$
#variable_conflict use_column
DECLARE
	v_monitor		sozialraum.monitor;
	v_definition	jsonb;
	v_indicators	text[];
	v_bad			text;
	v_areas			bigint[];
	v_all			bigint[];
	v_earlier		date;
	v_break_reasons	text[];						-- one element per indicator; NULL: no series break between the dates
	k				integer;
	v_ddof			integer;					-- a variable of its own: the windows ask for a constant or a parameter
	v_weights		double precision[];			-- one element per indicator; NULL for context indicators
	v_weight		double precision;			-- of all; NULL: nothing is scored
	v_least			double precision;			-- of the indicators that must be there
	v_direction		double precision[];
	v_reference_zero	double precision[];		-- (x - zero) / one, for given parameters
	v_reference_one		double precision[];
	v_offset		double precision[];
	v_unbroken		double precision[];			-- NULL where a series break lies between the dates
	v_one			double precision[];
	v_zero			double precision[];
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
	-- from the last day of a month to the last day of that month (29 February)
	v_earlier := CASE WHEN extract(day FROM compute_edition.reference_date + 1) = 1
		THEN (date_trunc('month', compute_edition.reference_date - make_interval(years => v_monitor.lag_years)) + interval '1 month' - interval '1 day')::date
		ELSE (compute_edition.reference_date - make_interval(years => v_monitor.lag_years))::date END;
	SELECT array_agg(b.reason ORDER BY n.no) INTO v_break_reasons
	FROM unnest(v_indicators) WITH ORDINALITY AS n (code, no)
	LEFT JOIN sozialraum._indicator_breaks(v_indicators, compute_edition.reference_date, v_earlier) AS b ON b.indicator = n.code AND v_earlier IS NOT NULL;
	k := cardinality(v_indicators);
	v_ddof := v_monitor.ddof;
	v_one := array_fill(1::double precision, ARRAY[k]);
	v_zero := array_fill(0::double precision, ARRAY[k]);
	SELECT array_agg(i.weight ORDER BY i.no), sozialraum.exact_sum(i.weight), array_agg(i.direction ORDER BY i.no),
		array_agg(CASE WHEN NOT i.given THEN 0 WHEN v_monitor.normalisation = 'zscore' THEN i.reference_mean ELSE i.reference_minimum END ORDER BY i.no),
		array_agg(CASE WHEN NOT i.given THEN 1 WHEN v_monitor.normalisation = 'zscore' THEN i.reference_sd ELSE i.reference_maximum - i.reference_minimum END ORDER BY i.no),
		array_agg(CASE WHEN v_monitor.normalisation = 'minmax' AND i.direction < 0 THEN 1 ELSE 0 END::double precision ORDER BY i.no),
		array_agg(CASE WHEN v_break_reasons[i.no] IS NULL THEN 1 END::double precision ORDER BY i.no)
	INTO v_weights, v_weight, v_direction, v_reference_zero, v_reference_one, v_offset, v_unbroken
	FROM (
		SELECT mi.indicator, row_number() OVER (ORDER BY mi."position", mi.indicator) AS no, CASE WHEN mi.role = 'scored' THEN mi.weight END AS weight,
			CASE WHEN mi.role = 'scored' THEN -COALESCE(mi.polarity, i.polarity) END::double precision AS direction,
			v_monitor.reference = 'given' AND v_monitor.normalisation <> 'none' AS given,
			mi.reference_mean, mi.reference_sd, mi.reference_minimum, mi.reference_maximum
		FROM sozialraum.monitor_indicator AS mi JOIN sozialraum.indicator AS i ON i.code = mi.indicator
		WHERE mi.monitor = v_monitor.code) AS i;

	v_least := v_monitor.minimum_valid_share * v_weight * (1 - 1e-12);	-- two of ten weights of 0.7 are a fifth

	-- the draft: the old one, or a new row
	SELECT e.id INTO v_edition FROM sozialraum.edition AS e
	WHERE e.monitor = v_monitor.code AND e.reference_date = compute_edition.reference_date AND e.status = 'draft' FOR UPDATE;
	IF FOUND THEN
		DELETE FROM sozialraum.edition_value AS v WHERE v.edition = v_edition;
		DELETE FROM sozialraum.edition_score AS s WHERE s.edition = v_edition;
		DELETE FROM sozialraum.edition_reference AS r WHERE r.edition = v_edition;
	ELSE
		INSERT INTO sozialraum.edition (monitor, reference_date, indicators, definition, checksum, area_count, scored_count)
		VALUES (v_monitor.code, compute_edition.reference_date, v_indicators, v_definition, '', 0, 0) RETURNING id INTO v_edition;
	END IF;

	WITH now AS MATERIALIZED (
		SELECT * FROM sozialraum._indicator_vectors(v_all, v_indicators, compute_edition.reference_date, NULL, v_monitor.population_variable)
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
		SELECT r.area_id, r.value, r.reason FROM (SELECT v_earlier AS day WHERE v_earlier IS NOT NULL) AS e
		CROSS JOIN LATERAL sozialraum._indicator_vectors(v_areas, v_indicators, e.day) AS r
	), vector AS MATERIALIZED (
		SELECT n.area_id, n.value, n.numerator, n.denominator, n.status, n.reason, n.population, b.value AS earlier, c.change,
			CASE WHEN array_position(c.change, NULL) IS NOT NULL THEN ARRAY(
				SELECT CASE WHEN u.change IS NULL THEN COALESCE(u.break, u.reason, u.earlier_reason) END
				FROM unnest(c.change, v_break_reasons, n.reason, b.reason) WITH ORDINALITY AS u (change, break, reason, earlier_reason, no)
				ORDER BY u.no) END AS change_reason
		FROM now AS n
		JOIN area AS a ON a.id = n.area_id
		LEFT JOIN before AS b ON b.area_id = n.area_id
		CROSS JOIN LATERAL (SELECT sozialraum._rescale(n.value, b.value, v_unbroken, v_one, v_zero) AS change OFFSET 0) AS c
	), included AS MATERIALIZED (
		-- what is compared: the areas that are not excluded
		SELECT v.area_id, v.value, v.change FROM vector AS v JOIN area AS a ON a.id = v.area_id WHERE a.reason IS NULL
	), scaled AS (
		SELECT i.area_id,
			CASE WHEN v_monitor.reference = 'areas' AND v_monitor.normalisation <> 'none'
				THEN sozialraum._normalise_vectors(i.value, v_monitor.normalisation, v_ddof) OVER () ELSE i.value END AS value,
			CASE WHEN i.change IS NOT NULL THEN sozialraum._normalise_vectors(COALESCE(i.change, v_zero), 'zscore', v_ddof) OVER () END AS change
		FROM included AS i
	), normal_vector AS MATERIALIZED (
		-- higher means more burden; context indicators are not normalised
		SELECT s.area_id, sozialraum._rescale(s.value, v_reference_zero, v_reference_one, v_direction, v_offset) AS normalised,
			sozialraum._rescale(s.change, v_zero, v_one, v_direction, v_zero) AS change_normalised
		FROM scaled AS s
	), summed AS (
		SELECT n.area_id, sozialraum._weighted_sum(n.normalised, v_weights) AS status, sozialraum._weighted_sum(n.change_normalised, v_weights) AS dynamics
		FROM normal_vector AS n
	), composed AS (
		-- a missing indicator is never a zero: all must be there, or the share that the monitor asks for, and then the rest stands for all
		SELECT s.area_id,
			CASE WHEN s.status[2] >= v_least THEN
				CASE WHEN v_monitor.aggregation = 'mean' THEN s.status[1] / s.status[2] WHEN s.status[2] = v_weight THEN s.status[1]
					ELSE s.status[1] / s.status[2] * v_weight END END AS sum,
			CASE WHEN s.dynamics[2] >= v_least THEN
				CASE WHEN v_monitor.aggregation = 'mean' THEN s.dynamics[1] / s.dynamics[2] WHEN s.dynamics[2] = v_weight THEN s.dynamics[1]
					ELSE s.dynamics[1] / s.dynamics[2] * v_weight END END AS dynamics_sum
		FROM summed AS s
	), scored AS (
		SELECT c.*,
			CASE WHEN v_monitor.standardise_score THEN sozialraum.zscore(c.sum, v_ddof) OVER () ELSE c.sum END AS score,
			CASE WHEN v_monitor.standardise_score THEN sozialraum.zscore(c.dynamics_sum, v_ddof) OVER () ELSE c.dynamics_sum END AS dynamics
		FROM composed AS c
	), classed AS (
		SELECT s.*, sozialraum.classify(s.score, v_monitor.class_breaks, v_monitor.class_closed) AS class,
			sozialraum.classify(s.dynamics, v_monitor.dynamics_breaks, v_monitor.dynamics_closed) AS dynamics_class,
			CASE WHEN s.score IS NOT NULL THEN rank() OVER (ORDER BY s.score DESC NULLS LAST) END AS rank
		FROM scored AS s
	), value_row AS (
		INSERT INTO sozialraum.edition_value (edition, area_id, value, numerator, denominator, status, reason, normalised, earlier, change,
			change_normalised, change_reason)
		SELECT v_edition, v.area_id, v.value, v.numerator, v.denominator, v.status, v.reason, n.normalised, v.earlier, v.change,
			n.change_normalised, v.change_reason
		FROM vector AS v LEFT JOIN normal_vector AS n ON n.area_id = v.area_id
	), reference_row AS (
		INSERT INTO sozialraum.edition_reference (edition, area_id, area_key, area_name, value, status, numerator, denominator)
		SELECT v_edition, n.area_id, a.key, a.name, n.value, n.status, n.numerator, n.denominator
		FROM now AS n JOIN sozialraum.area AS a ON a.id = n.area_id
		WHERE n.area_id IN (SELECT parent_id FROM area UNION SELECT top_id FROM area)
	), score_row AS (
		INSERT INTO sozialraum.edition_score (edition, area_id, area_key, area_name, parent_id, whole_id, population, excluded, reason, reason_en, sum, score, class,
			label, label_en, rank, dynamics_sum, dynamics, dynamics_class, dynamics_label, dynamics_label_en,
			dynamics_reason, dynamics_reason_en, area_group)
		SELECT v_edition, a.id, a.key, a.name, a.parent_id, a.top_id, a.population, a.reason IS NOT NULL,
			COALESCE(a.reason, CASE WHEN c.score IS NULL AND v_weight IS NOT NULL THEN CASE WHEN (sozialraum._weighted_sum(v.value, v_weights))[2] >= v_least THEN 'Gebiete unterscheiden sich nicht' ELSE 'Werte fehlen' END END),
			COALESCE(a.reason_en, CASE WHEN c.score IS NULL AND v_weight IS NOT NULL THEN CASE WHEN (sozialraum._weighted_sum(v.value, v_weights))[2] >= v_least THEN 'areas do not differ' ELSE 'values are missing' END END),
			c.sum, c.score, c.class, v_monitor.class_labels[c.class], v_monitor.class_labels_en[c.class], c.rank,
			c.dynamics_sum, c.dynamics, c.dynamics_class, v_monitor.dynamics_labels[c.dynamics_class], v_monitor.dynamics_labels_en[c.dynamics_class],
			CASE WHEN v_earlier IS NOT NULL AND c.score IS NOT NULL AND c.dynamics IS NULL THEN
				CASE WHEN (sozialraum._weighted_sum(v.change, v_weights))[2] >= v_least THEN 'Veränderungen unterscheiden sich nicht' ELSE 'Veränderungen fehlen' END END,
			CASE WHEN v_earlier IS NOT NULL AND c.score IS NOT NULL AND c.dynamics IS NULL THEN
				CASE WHEN (sozialraum._weighted_sum(v.change, v_weights))[2] >= v_least THEN 'changes do not differ' ELSE 'changes are missing' END END,
			COALESCE(v_monitor.class_codes[c.class], c.class::text) || v_monitor.dynamics_codes[c.dynamics_class]
		FROM area AS a
		JOIN vector AS v ON v.area_id = a.id
		LEFT JOIN classed AS c ON c.area_id = a.id
		RETURNING score
	), parameter AS MATERIALIZED (
		SELECT (SELECT sozialraum._vector_parameters(i.value, v_ddof) OVER () FROM included AS i LIMIT 1) AS status,
			(SELECT sozialraum._vector_parameters(i.change, v_ddof) OVER () FROM included AS i WHERE i.change IS NOT NULL LIMIT 1) AS dynamics
	), definition AS (
		-- with what the normalisation used
		SELECT jsonb_set(v_definition, '{indicators}', (
			SELECT jsonb_agg(d.item || jsonb_build_object('value_date', (SELECT n.value_date[d.no] FROM now AS n LIMIT 1),
				'used', jsonb_strip_nulls(jsonb_build_object('n', p.status[d.no], 'mean', p.status[k + d.no], 'sd', p.status[2 * k + d.no],
					'minimum', p.status[3 * k + d.no], 'maximum', p.status[4 * k + d.no],
					'change_n', p.dynamics[d.no], 'change_mean', p.dynamics[k + d.no], 'change_sd', p.dynamics[2 * k + d.no]))) ORDER BY d.no)
			FROM jsonb_array_elements(v_definition -> 'indicators') WITH ORDINALITY AS d (item, no))) AS document
		FROM parameter AS p
	), input AS (
		SELECT md5(string_agg(md5(array_send(v.value) || array_send(v.numerator) || array_send(v.denominator)
			|| COALESCE(array_send(v.status), '') || COALESCE(array_send(v.earlier), '') || COALESCE(float8send(v.population), '')), '' ORDER BY a.key)) AS checksum
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
