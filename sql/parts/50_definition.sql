-- ---------------------------------------------------------------------------------------------------------------------
-- Entering definitions: variables, terms, indicators, age limits.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._variable_family(code text, OUT family text, OUT age_from smallint, OUT age_to smallint,
	OUT age_limit text, OUT sex text) RETURNS record
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	-- family[_ages][_sex], ages: 7 | 0_2 | 65p | 0_ag | agp | 3_se
	SELECT m[1],
		CASE WHEN m[2] ~ '^[0-9]' THEN substring(m[2] FROM '^[0-9]+')::smallint END,
		CASE WHEN m[2] ~ '^[0-9]+$' THEN m[2]::smallint
			WHEN m[2] ~ '^[0-9]+_[0-9]+$' THEN substring(m[2] FROM '[0-9]+$')::smallint END,
		CASE WHEN m[2] ~ 'ag' THEN 'retirement' WHEN m[2] ~ 'se$' THEN 'school_entry' END,
		m[3]
	FROM regexp_match(code, '^([a-z][a-z0-9_]*?)(?:_([0-9]{1,3}(?:_[0-9]{1,3}|p)?|[0-9]{1,3}_ag|agp|[0-9]{1,3}_se))?(?:_([mw]))?$') AS m
$$;
COMMENT ON FUNCTION sozialraum._variable_family(text) IS 'Reads family, ages and sex out of a variable code (bev_0_2_w, bev_65p, bev_15_ag, alo_lang_m).';

CREATE FUNCTION sozialraum._ensure_variables(codes text[]) RETURNS text[]
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	-- groups of an age family that has cells, and the sexes of a variable that exists, come into being when they are named
	INSERT INTO sozialraum.variable (code, name, name_en, unit, kind, aggregation, family, age_from, age_to, age_limit, sex,
		source_name, legal_basis, reference_date_rule, note)
	SELECT c.code,
		regexp_replace(f.name, ' (insgesamt|nach Alter und Geschlecht)$', '') || CASE WHEN v.age_limit = 'retirement' AND v.age_from IS NULL THEN ' ab der Altersgrenze'
			WHEN v.age_limit = 'retirement' THEN format(' im Alter von %s bis unter Altersgrenze', v.age_from)
			WHEN v.age_limit = 'school_entry' THEN format(' ab %s Jahren bis zum Schuleintritt', v.age_from)
			WHEN v.age_from IS NULL THEN ''
			WHEN v.age_to IS NULL THEN format(' ab %s Jahren', v.age_from)
			WHEN v.age_from = v.age_to THEN format(' im Alter von %s Jahren', v.age_from)
			ELSE format(' im Alter von %s bis %s Jahren', v.age_from, v.age_to) END
			|| CASE v.sex WHEN 'm' THEN ', männlich' WHEN 'w' THEN ', weiblich' ELSE '' END,
		regexp_replace(f.name_en, '(, total| by age and sex)$', '') || CASE WHEN v.age_limit = 'retirement' AND v.age_from IS NULL THEN ' at or above the age limit'
			WHEN v.age_limit = 'retirement' THEN format(' aged %s to below the age limit', v.age_from)
			WHEN v.age_limit = 'school_entry' THEN format(' aged %s to school entry', v.age_from)
			WHEN v.age_from IS NULL THEN ''
			WHEN v.age_to IS NULL THEN format(' aged %s and over', v.age_from)
			WHEN v.age_from = v.age_to THEN format(' aged %s', v.age_from)
			ELSE format(' aged %s to %s', v.age_from, v.age_to) END
			|| CASE v.sex WHEN 'm' THEN ', male' WHEN 'w' THEN ', female' ELSE '' END,
		f.unit, f.kind, f.aggregation, v.family, v.age_from, v.age_to, v.age_limit, v.sex,
		f.source_name, f.legal_basis, f.reference_date_rule, 'erzeugt'
	FROM (SELECT DISTINCT unnest(codes) AS code) AS c
	CROSS JOIN LATERAL sozialraum._variable_family(c.code) AS v
	CROSS JOIN LATERAL (
		SELECT x.name, x.name_en, x.unit, x.kind, x.aggregation, x.source_name, x.legal_basis, x.reference_date_rule
		FROM sozialraum.variable AS x
		WHERE x.code = v.family AND x.family = v.family) AS f
	WHERE NOT EXISTS (SELECT FROM sozialraum.variable AS x WHERE x.code = c.code)
		AND (v.age_from IS NOT NULL OR v.age_limit IS NOT NULL OR v.sex IS NOT NULL)
		AND (v.age_from <= v.age_to) IS NOT FALSE
		-- only groups that the cells of the family can form: no alo_12 beside alo_m and alo_w
		AND ((v.age_from IS NULL AND v.age_limit IS NULL)
			OR EXISTS (SELECT FROM sozialraum.variable AS x WHERE x.family = v.family AND x.is_cell AND x.age_from IS NOT NULL))
		AND (v.sex IS NULL OR EXISTS (SELECT FROM sozialraum.variable AS x WHERE x.family = v.family AND x.is_cell AND x.sex IS NOT NULL))
	ON CONFLICT DO NOTHING;
	-- what is still unknown is the caller's to name
	RETURN ARRAY(SELECT DISTINCT u.code FROM unnest(codes) AS u (code)
		WHERE NOT EXISTS (SELECT FROM sozialraum.variable AS x WHERE x.code = u.code) ORDER BY 1);
END
$$;
COMMENT ON FUNCTION sozialraum._ensure_variables(text[]) IS 'Creates the groups of families named in the list and returns the codes that nothing is known of.';
REVOKE EXECUTE ON FUNCTION sozialraum._ensure_variables(text[]) FROM PUBLIC;

CREATE FUNCTION sozialraum.define_variable(code text, name text, unit text DEFAULT NULL, kind text DEFAULT 'stock',
	aggregation text DEFAULT 'sum', name_en text DEFAULT NULL, source_name text DEFAULT NULL, legal_basis text DEFAULT NULL,
	reference_date_rule text DEFAULT NULL, note text DEFAULT NULL, by_sex boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
BEGIN
	IF by_sex AND EXISTS (SELECT FROM sozialraum.variable AS v WHERE v.family = code AND v.is_cell AND v.age_from IS NOT NULL) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'A variable with cells by age cannot have cells by sex alone.',
			DETAIL = format('Variable %s.', code),
			HINT = 'Its groups by sex come into being when they are named; enter the family with sozialraum.define_variable_family().';
	END IF;
	INSERT INTO sozialraum.variable AS v (code, name, unit, kind, aggregation, name_en, source_name, legal_basis, reference_date_rule, note, family)
	VALUES (code, name, unit, kind, aggregation, name_en, source_name, legal_basis, reference_date_rule, note, CASE WHEN by_sex THEN code END)
	ON CONFLICT ON CONSTRAINT variable_pkey DO UPDATE SET name = EXCLUDED.name, unit = EXCLUDED.unit, kind = EXCLUDED.kind,
		aggregation = EXCLUDED.aggregation, name_en = EXCLUDED.name_en, source_name = EXCLUDED.source_name,
		legal_basis = EXCLUDED.legal_basis, reference_date_rule = EXCLUDED.reference_date_rule, note = EXCLUDED.note,
		family = COALESCE(EXCLUDED.family, v.family);
	IF by_sex THEN
		INSERT INTO sozialraum.variable AS v (code, name, unit, kind, aggregation, name_en, source_name, legal_basis,
			reference_date_rule, note, family, sex, is_cell)
		SELECT code || '_' || s.sex, name || s.de, unit, kind, aggregation, name_en || s.en, source_name, legal_basis,
			reference_date_rule, note, code, s.sex, true
		FROM (VALUES ('m', ', männlich', ', male'), ('w', ', weiblich', ', female')) AS s (sex, de, en)
		ON CONFLICT ON CONSTRAINT variable_pkey DO UPDATE SET name = EXCLUDED.name, unit = EXCLUDED.unit, kind = EXCLUDED.kind,
			aggregation = EXCLUDED.aggregation, name_en = EXCLUDED.name_en, source_name = EXCLUDED.source_name,
			legal_basis = EXCLUDED.legal_basis, reference_date_rule = EXCLUDED.reference_date_rule, note = EXCLUDED.note,
			family = EXCLUDED.family, sex = EXCLUDED.sex, is_cell = true;
	END IF;
	-- groups follow their family
	UPDATE sozialraum.variable AS v SET kind = f.kind, aggregation = f.aggregation
	FROM sozialraum.variable AS f
	WHERE f.code = code AND v.family = code AND v.code <> code AND (v.kind, v.aggregation) IS DISTINCT FROM (f.kind, f.aggregation);
END
$$;
COMMENT ON FUNCTION sozialraum.define_variable(text, text, text, text, text, text, text, text, text, text, boolean) IS
'Enters or changes a variable. With by_sex => true also its cells code_m and code_w; the total is then the sum of both unless it is delivered itself. kind: stock or flow; aggregation: sum or none (does not add up over areas).';
REVOKE EXECUTE ON FUNCTION sozialraum.define_variable(text, text, text, text, text, text, text, text, text, text, boolean) FROM PUBLIC;

CREATE FUNCTION sozialraum.define_variable_family(code text, name text, age_from integer[], by_sex boolean DEFAULT true,
	unit text DEFAULT 'Personen', kind text DEFAULT 'stock', name_en text DEFAULT NULL, last_age integer DEFAULT NULL,
	source_name text DEFAULT NULL, legal_basis text DEFAULT NULL, reference_date_rule text DEFAULT NULL, note text DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_count		integer;
	v_observed	text;
BEGIN
	IF age_from IS NULL OR cardinality(age_from) = 0
		OR age_from <> ARRAY(SELECT DISTINCT a FROM unnest(age_from) AS a WHERE a >= 0 ORDER BY a) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'The first ages of the cells must be distinct, ascending and not negative.',
			DETAIL = format('Given: %s.', age_from),
			HINT = 'For single years of age up to 99 and one cell 100+: ARRAY(SELECT generate_series(0, 100)).';
	END IF;
	INSERT INTO sozialraum.variable AS v (code, name, name_en, unit, kind, family, source_name, legal_basis, reference_date_rule, note)
	VALUES (code, name, name_en, unit, kind, code, source_name, legal_basis, reference_date_rule, note)
	ON CONFLICT ON CONSTRAINT variable_pkey DO UPDATE SET name = EXCLUDED.name, name_en = EXCLUDED.name_en, unit = EXCLUDED.unit,
		kind = EXCLUDED.kind, family = EXCLUDED.family, source_name = EXCLUDED.source_name, legal_basis = EXCLUDED.legal_basis,
		reference_date_rule = EXCLUDED.reference_date_rule, note = EXCLUDED.note;
	-- A new set of cells replaces the old one (single years up to 99 instead of up to 89), as long as nothing was counted in a cell
	-- that would go: its years could no longer be summed.
	SELECT string_agg(v.code, ', ' ORDER BY v.code) INTO v_observed
	FROM (SELECT v.code, v.age_from, v.age_to, v.sex FROM sozialraum.variable AS v WHERE v.family = code AND v.is_cell) AS v
	WHERE NOT EXISTS (
			SELECT FROM (SELECT f AS low, COALESCE(lead(f) OVER (ORDER BY f) - 1, last_age) AS high FROM unnest(age_from) AS f) AS c
			WHERE c.low = v.age_from AND c.high IS NOT DISTINCT FROM v.age_to AND (v.sex IS NOT NULL) = by_sex)
		AND EXISTS (SELECT FROM sozialraum.observation AS o WHERE o.variable = v.code);
	IF v_observed IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = 'Cells in which figures were counted cannot be replaced.',
			DETAIL = format('Family %s: %s.', code, v_observed),
			HINT = 'Enter a family of its own for the other ages.';
	END IF;
	UPDATE sozialraum.variable AS v SET is_cell = false WHERE v.family = code AND v.is_cell;
	INSERT INTO sozialraum.variable AS v (code, name, name_en, unit, kind, family, age_from, age_to, sex, is_cell,
		source_name, legal_basis, reference_date_rule, note)
	SELECT code || '_' || c.ages || COALESCE('_' || s.sex, ''),
		name || ', ' || replace(replace(c.ages, '_', ' bis '), 'p', ' Jahre und älter') || COALESCE(s.de, ''),
		name_en || ', ' || replace(replace(c.ages, '_', ' to '), 'p', ' and over') || COALESCE(s.en, ''),
		unit, kind, code, c.low, c.high, s.sex, true, source_name, legal_basis, reference_date_rule, note
	FROM (
		SELECT a.low::smallint, a.high::smallint,
			CASE WHEN a.high IS NULL THEN a.low || 'p' WHEN a.high = a.low THEN a.low::text ELSE a.low || '_' || a.high END AS ages
		FROM (SELECT f AS low, COALESCE(lead(f) OVER (ORDER BY f) - 1, last_age) AS high FROM unnest(age_from) AS f) AS a) AS c
	CROSS JOIN (VALUES ('m', ', männlich', ', male'), ('w', ', weiblich', ', female'), (NULL, NULL, NULL)) AS s (sex, de, en)
	WHERE (s.sex IS NOT NULL) = by_sex
	ON CONFLICT ON CONSTRAINT variable_pkey DO UPDATE SET is_cell = true, family = EXCLUDED.family, age_from = EXCLUDED.age_from,
		age_to = EXCLUDED.age_to, sex = EXCLUDED.sex, name = EXCLUDED.name, name_en = EXCLUDED.name_en, unit = EXCLUDED.unit,
		kind = EXCLUDED.kind, source_name = EXCLUDED.source_name, legal_basis = EXCLUDED.legal_basis,
		reference_date_rule = EXCLUDED.reference_date_rule, note = EXCLUDED.note;
	GET DIAGNOSTICS v_count = ROW_COUNT;
	-- groups follow their family
	UPDATE sozialraum.variable AS v SET kind = f.kind, aggregation = f.aggregation
	FROM sozialraum.variable AS f
	WHERE f.code = code AND v.family = code AND v.code <> code AND (v.kind, v.aggregation) IS DISTINCT FROM (f.kind, f.aggregation);
	RETURN v_count;
END
$$;
COMMENT ON FUNCTION sozialraum.define_variable_family(text, text, integer[], boolean, text, text, text, integer, text, text, text, text) IS
'Enters a family of variables by age (and sex): one cell per first age in age_from, the last one open unless last_age closes it (bev_0_m … bev_99_m, bev_100p_m). Groups (bev_0_2, bev_65p_w, bev_15_ag) need no entry: they come into being when an indicator or an import names them, and are summed from the cells. Returns the number of cells.';
REVOKE EXECUTE ON FUNCTION sozialraum.define_variable_family(text, text, integer[], boolean, text, text, text, integer, text, text, text, text) FROM PUBLIC;

CREATE FUNCTION sozialraum._parse_terms(terms text, date_rule text) RETURNS TABLE (
	"position" smallint, coefficient double precision, variable text, term_date_rule text)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	-- [sign] [factor *] variable [@rule]
	c_term	CONSTANT text := '\s*([+-])?\s*(?:([0-9]+(?:\.[0-9]+)?)\s*\*\s*)?([a-z][a-z0-9_]*)(?:@([a-z0-9_]+))?\s*';
	v_rest	text := terms;
	v_match	text[];
	v_no	smallint := 0;
BEGIN
	WHILE btrim(v_rest, E' \t\n') <> '' OR v_no = 0 LOOP
		v_match := regexp_match(v_rest, '^' || c_term);
		IF v_match IS NULL OR (v_no > 0 AND v_match[1] IS NULL) THEN
			RAISE EXCEPTION USING ERRCODE = 'syntax_error',
				MESSAGE = 'The terms of an indicator cannot be read.',
				DETAIL = format('Reading stopped before: %s', COALESCE(NULLIF(v_rest, ''), '(end of text)')),
				HINT = 'Write a signed sum of variables, for example: bev_0_2 + bev_3_5 - 0.5 * bev_6, each with an optional date rule (bev_0_2@prev_3112).';
		END IF;
		v_no := v_no + 1;
		"position" := v_no;
		coefficient := CASE WHEN v_match[1] = '-' THEN -1 ELSE 1 END * COALESCE(v_match[2]::double precision, 1);
		variable := v_match[3];
		term_date_rule := COALESCE(v_match[4], date_rule);
		RETURN NEXT;
		v_rest := regexp_replace(v_rest, '^' || c_term, '');
	END LOOP;
END
$$;
COMMENT ON FUNCTION sozialraum._parse_terms(text, text) IS 'Reads "bev_0_2 + 0.5 * bev_3@prev_3112" into terms.';

CREATE FUNCTION sozialraum.define_indicator(code text, dimension text, name text,
	numerator text DEFAULT NULL, denominator text DEFAULT NULL, per double precision DEFAULT 100, unit text DEFAULT '%',
	polarity integer DEFAULT 0, scored boolean DEFAULT NULL, method text DEFAULT 'ratio', parameters jsonb DEFAULT '{}',
	numerator_date_rule text DEFAULT 'same', denominator_date_rule text DEFAULT 'same', period text DEFAULT 'stock_3112',
	smallest_level text DEFAULT NULL, by_sex boolean DEFAULT false, name_en text DEFAULT NULL, sheet jsonb DEFAULT '{}') RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_codes		text[];
	v_unknown	text[];
	v_column	text;
BEGIN
	IF (CASE WHEN method = 'value' THEN numerator IS NULL OR denominator IS NOT NULL
			WHEN method IN ('ratio', 'mean', 'density', 'billeter', 'distance', 'survey_share') THEN numerator IS NULL OR denominator IS NULL
			ELSE (numerator IS NULL) <> (denominator IS NULL) END) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'An indicator of this method needs a numerator and a denominator.',
			DETAIL = format('Indicator %s, method %s.', code, method),
			HINT = 'Give both as sums of variables; only the method value (a figure as it was delivered) has a numerator alone.';
	END IF;
	IF method = 'distance' AND NOT (parameters ? 'target' AND jsonb_typeof(parameters -> 'target') = 'number') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'The method distance needs a target.',
			DETAIL = format('Indicator %s, parameters %s.', code, parameters),
			HINT = 'Give parameters => ''{"target": 3}''.';
	END IF;
	SELECT k INTO v_column FROM jsonb_object_keys(sheet) AS k
	WHERE k NOT IN ('key_statement', 'key_statement_en', 'numerator_text', 'denominator_text', 'measure', 'period_text', 'age_range_numerator',
		'age_range_denominator', 'spatial_reference', 'population_basis', 'interval_method', 'min_count', 'min_denominator',
		'source_name', 'literature', 'comment') ORDER BY k LIMIT 1;
	IF v_column IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'The definition sheet has no such field.',
			DETAIL = format('Indicator %s, field %s.', code, v_column),
			HINT = 'Its fields are the columns of sozialraum.indicator that are not arguments of their own.';
	END IF;
	v_codes := ARRAY(SELECT t.variable FROM sozialraum._parse_terms(numerator, numerator_date_rule) AS t WHERE numerator IS NOT NULL
		UNION SELECT t.variable FROM sozialraum._parse_terms(denominator, denominator_date_rule) AS t WHERE denominator IS NOT NULL);
	v_unknown := sozialraum._ensure_variables(v_codes);
	IF v_unknown <> '{}' THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = 'The terms of an indicator name an unknown variable.',
			DETAIL = format('Indicator %s: %s.', code, array_to_string(v_unknown, ', ')),
			HINT = 'Enter it with sozialraum.define_variable(), or run sozialraum.install_catalogue().';
	END IF;
	INSERT INTO sozialraum.indicator AS i (code, dimension, name, name_en, key_statement, key_statement_en, method, parameters, numerator, denominator,
		numerator_text, denominator_text, per, unit, measure, polarity, scored, by_sex, smallest_level, period, period_text,
		age_range_numerator, age_range_denominator, spatial_reference, population_basis, interval_method, min_count, min_denominator,
		source_name, literature, comment)
	VALUES (code, dimension, name, name_en, sheet ->> 'key_statement', sheet ->> 'key_statement_en', method, parameters, numerator, denominator,
		sheet ->> 'numerator_text', sheet ->> 'denominator_text', per, unit, sheet ->> 'measure', polarity::smallint,
		COALESCE(scored, polarity <> 0), by_sex, smallest_level, period, sheet ->> 'period_text',
		sheet ->> 'age_range_numerator', sheet ->> 'age_range_denominator', sheet ->> 'spatial_reference', sheet ->> 'population_basis',
		sheet ->> 'interval_method', COALESCE((sheet ->> 'min_count')::integer, 0), COALESCE((sheet ->> 'min_denominator')::integer, 0),
		sheet ->> 'source_name', sheet ->> 'literature', sheet ->> 'comment')
	ON CONFLICT ON CONSTRAINT indicator_pkey DO UPDATE SET dimension = EXCLUDED.dimension, name = EXCLUDED.name, name_en = EXCLUDED.name_en,
		key_statement = EXCLUDED.key_statement, key_statement_en = EXCLUDED.key_statement_en,
		method = EXCLUDED.method, parameters = EXCLUDED.parameters, numerator = EXCLUDED.numerator, denominator = EXCLUDED.denominator,
		numerator_text = EXCLUDED.numerator_text, denominator_text = EXCLUDED.denominator_text, per = EXCLUDED.per, unit = EXCLUDED.unit,
		measure = EXCLUDED.measure, polarity = EXCLUDED.polarity, scored = EXCLUDED.scored, by_sex = EXCLUDED.by_sex,
		smallest_level = EXCLUDED.smallest_level, period = EXCLUDED.period, period_text = EXCLUDED.period_text,
		age_range_numerator = EXCLUDED.age_range_numerator, age_range_denominator = EXCLUDED.age_range_denominator,
		spatial_reference = EXCLUDED.spatial_reference, population_basis = EXCLUDED.population_basis, interval_method = EXCLUDED.interval_method,
		min_count = EXCLUDED.min_count, min_denominator = EXCLUDED.min_denominator, source_name = EXCLUDED.source_name,
		literature = EXCLUDED.literature, comment = EXCLUDED.comment;
	DELETE FROM sozialraum.indicator_term AS t WHERE t.indicator = code;
	INSERT INTO sozialraum.indicator_term (indicator, part, "position", coefficient, variable, date_rule)
	SELECT code, 'numerator', t."position", t.coefficient, t.variable, t.term_date_rule
	FROM sozialraum._parse_terms(numerator, numerator_date_rule) AS t WHERE numerator IS NOT NULL
	UNION ALL
	SELECT code, 'denominator', t."position", t.coefficient, t.variable, t.term_date_rule
	FROM sozialraum._parse_terms(denominator, denominator_date_rule) AS t WHERE denominator IS NOT NULL;
END
$$;
COMMENT ON FUNCTION sozialraum.define_indicator(text, text, text, text, text, double precision, text, integer, boolean, text, jsonb, text, text, text, text, boolean, text, jsonb) IS
'Enters or changes an indicator. numerator and denominator are signed sums of variables (bev_0_2 + bev_3_5, each with an optional factor 0.5 * and date rule @prev_3112); they are stored parsed in indicator_term. Groups of a family (bev_0_2, bev_15_ag_w) come into being here. sheet holds the other fields of the definition sheet (key_statement, numerator_text, comment, literature, …). Errors: 42704 names an unknown variable, 42601 a text that cannot be read.';
REVOKE EXECUTE ON FUNCTION sozialraum.define_indicator(text, text, text, text, text, double precision, text, integer, boolean, text, jsonb, text, text, text, text, boolean, text, jsonb) FROM PUBLIC;
