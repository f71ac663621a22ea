-- ---------------------------------------------------------------------------------------------------------------------
-- Presets: the official methods, each a function that writes an ordinary monitor definition.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._class_labels(classes integer, descending boolean, language text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE
		WHEN classes = 3 AND language = 'en' THEN '{low need for action,medium need for action,high need for action}'
		WHEN classes = 3 THEN '{Handlungsbedarf gering,Handlungsbedarf mittel,Handlungsbedarf hoch}'
		WHEN classes = 4 AND language = 'en' THEN '{low need for action,medium need for action,high need for action,very high need for action}'
		WHEN classes = 4 THEN '{Handlungsbedarf gering,Handlungsbedarf mittel,Handlungsbedarf hoch,Handlungsbedarf sehr hoch}'
		WHEN classes = 5 AND language = 'en' THEN '{very low need for action,low need for action,medium need for action,high need for action,very high need for action}'
		WHEN classes = 5 THEN '{Handlungsbedarf sehr gering,Handlungsbedarf gering,Handlungsbedarf mittel,Handlungsbedarf hoch,Handlungsbedarf sehr hoch}'
		ELSE ARRAY(
			SELECT CASE language
				WHEN 'en' THEN format('need for action: class %s of %s (1 = %s)', c.no, classes, CASE WHEN descending THEN 'highest' ELSE 'lowest' END)
				ELSE format('Handlungsbedarf: Klasse %s von %s (1 = %s)', c.no, classes, CASE WHEN descending THEN 'höchster' ELSE 'geringster' END) END
			FROM (SELECT g.burden, CASE WHEN descending THEN classes + 1 - g.burden ELSE g.burden END AS no FROM generate_series(1, classes) AS g (burden)) AS c ORDER BY c.burden) END::text[]
$$;
COMMENT ON FUNCTION sozialraum._class_labels(integer, boolean, text) IS 'Names of classes, lowest burden first, for presets that are given none.';

CREATE FUNCTION sozialraum._write_tree(monitor text, members json, parent text, node_settings jsonb, single_normalisation text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_member	record;
	v_name		text;
	v_fields	jsonb;
BEGIN
	IF json_typeof(members) = 'array' THEN
		INSERT INTO sozialraum.monitor_indicator (monitor, indicator, "position", role, weight, polarity, dimension, normalisation, pooled_years, minimum_numerator,
			reference_mean, reference_sd, reference_minimum, reference_maximum)
		SELECT _write_tree.monitor, i.code, (SELECT count(*) FROM sozialraum.monitor_indicator AS x WHERE x.monitor = _write_tree.monitor) + e.no, COALESCE(e.item ->> 'role', 'scored'),
			COALESCE((e.item ->> 'weight')::double precision, 1), (e.item ->> 'polarity')::smallint, _write_tree.parent,
			COALESCE(e.item ->> 'normalisation', CASE WHEN json_array_length(members) = 1 THEN single_normalisation END), (e.item ->> 'pooled_years')::integer,
			(e.item ->> 'minimum_numerator')::double precision, (e.item ->> 'reference_mean')::double precision, (e.item ->> 'reference_sd')::double precision,
			(e.item ->> 'reference_minimum')::double precision, (e.item ->> 'reference_maximum')::double precision
		FROM (
			SELECT m.no, CASE json_typeof(m.item) WHEN 'object' THEN m.item::jsonb ELSE jsonb_build_object('indicator', m.item #>> '{}') END AS item
			FROM json_array_elements(members) WITH ORDINALITY AS m (item, no)) AS e
		JOIN sozialraum.indicator AS i ON i.code = e.item ->> 'indicator';
		RETURN;
	END IF;
	FOR v_member IN SELECT m.code, m.item, m.no FROM json_each(members) WITH ORDINALITY AS m (code, item, no) LOOP
		v_fields := node_settings || CASE json_typeof(v_member.item) WHEN 'object' THEN v_member.item::jsonb ELSE '{}' END;
		SELECT d.name INTO v_name FROM sozialraum.dimension AS d WHERE d.code = v_member.code;
		INSERT INTO sozialraum.monitor_dimension (monitor, code, name, name_en, parent, "position", weight, scored, aggregation, normalisation, minimum_valid_share, marker, note)
		VALUES (_write_tree.monitor, v_member.code, COALESCE(v_fields ->> 'name', v_name, v_member.code),
			COALESCE(v_fields ->> 'name_en', (SELECT d.name_en FROM sozialraum.dimension AS d WHERE d.code = v_member.code)), _write_tree.parent, v_member.no,
			COALESCE((v_fields ->> 'weight')::double precision, 1), COALESCE((v_fields ->> 'scored')::boolean, true), v_fields ->> 'aggregation',
			COALESCE(v_fields ->> 'normalisation', 'none'), (v_fields ->> 'minimum_valid_share')::double precision,
			CASE WHEN v_fields ->> 'aggregation' = 'pca' THEN v_fields ->> 'marker' END, v_fields ->> 'note');
		IF json_typeof(v_member.item) = 'array' THEN
			PERFORM sozialraum._write_tree(_write_tree.monitor, v_member.item, v_member.code, node_settings, single_normalisation);
		ELSE
			IF v_member.item -> 'indicators' IS NOT NULL THEN
				PERFORM sozialraum._write_tree(_write_tree.monitor, v_member.item -> 'indicators', v_member.code, node_settings, single_normalisation);
			END IF;
			IF v_member.item -> 'dimensions' IS NOT NULL THEN
				PERFORM sozialraum._write_tree(_write_tree.monitor, v_member.item -> 'dimensions', v_member.code, node_settings, single_normalisation);
			END IF;
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION sozialraum._write_tree(text, json, text, jsonb, text) IS 'Writes dimensions and indicators of a monitor from the form that presets read: a list of indicators, or an object of dimensions. node_settings: what dimensions have that do not say otherwise; single_normalisation: of an indicator that is the only one of its list.';
REVOKE EXECUTE ON FUNCTION sozialraum._write_tree(text, json, text, jsonb, text) FROM PUBLIC;

CREATE FUNCTION sozialraum._preset_codes(members json) RETURNS SETOF text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	-- lists of indicators, wherever they are
	WITH RECURSIVE part (item) AS (
		SELECT members
		UNION ALL
		SELECT e.value FROM part AS p
		CROSS JOIN LATERAL (
			SELECT j.value FROM json_each(CASE WHEN json_typeof(p.item) = 'object' THEN p.item ELSE '{}' END) AS j (key, value) WHERE json_typeof(j.value) IN ('object', 'array')) AS e
	)
	SELECT CASE json_typeof(i.item) WHEN 'object' THEN i.item ->> 'indicator' ELSE i.item #>> '{}' END
	FROM part AS p CROSS JOIN LATERAL json_array_elements(CASE WHEN json_typeof(p.item) = 'array' THEN p.item ELSE '[]' END) AS i (item)
$$;
COMMENT ON FUNCTION sozialraum._preset_codes(json) IS 'The indicators that the form of a preset names, each as often as it is named.';

CREATE FUNCTION sozialraum._write_monitor(settings jsonb, members json, context text[], node_settings jsonb, single_normalisation text) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
#variable_conflict use_column
DECLARE
	v_monitor	CONSTANT text := settings ->> 'code';
	v_codes		CONSTANT text[] := ARRAY(SELECT c.code FROM sozialraum._preset_codes(members) AS c (code)) || COALESCE(context, '{}');
	v_bad		text;
	v_classes	integer;
	v_row		sozialraum.monitor;
BEGIN
	IF v_monitor IS NULL OR settings ->> 'name' IS NULL OR members IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'A preset needs the code and the name of the monitor, and its indicators.',
			DETAIL = format('Monitor %s.', COALESCE(v_monitor, 'NULL')), HINT = 'Look at the examples in doc/howto/methods.md.';
	END IF;
	IF NOT EXISTS (SELECT FROM sozialraum.area_level AS l WHERE l.code = settings ->> 'level') THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such level of areas.',
			DETAIL = format('Level %s.', COALESCE(settings ->> 'level', 'NULL')), HINT = 'The levels are the rows of sozialraum.area_level.';
	END IF;
	SELECT string_agg(DISTINCT COALESCE(u.code, 'NULL'), ', ') INTO v_bad FROM unnest(v_codes) AS u (code)
	WHERE NOT EXISTS (SELECT FROM sozialraum.indicator AS i WHERE i.code = u.code);
	IF v_bad IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such indicator.',
			DETAIL = format('Monitor %s: %s.', v_monitor, v_bad), HINT = 'The indicators are the rows of sozialraum.indicator; install_catalogue() brings the shipped ones.';
	END IF;
	SELECT string_agg(u.code, ', ' ORDER BY u.code) INTO v_bad FROM (SELECT u.code FROM unnest(v_codes) AS u (code) GROUP BY u.code HAVING count(*) > 1) AS u;
	IF v_bad IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'An indicator has one place in a monitor.',
			DETAIL = format('Monitor %s: %s.', v_monitor, v_bad), HINT = 'Name it once.';
	END IF;
	v_row := jsonb_populate_record(NULL::sozialraum.monitor, jsonb_build_object('normalisation', 'zscore', 'ddof', 0, 'reference', 'areas', 'aggregation', 'sum',
		'standardise_score', false, 'minimum_valid_share', 1, 'class_breaks', '{-1,1,1.5}'::double precision[], 'class_closed', 'centre', 'dynamics_breaks', '{-1,1}'::double precision[], 'dynamics_closed', 'centre',
		'dynamics_labels', '{positiv,stabil,negativ}'::text[], 'dynamics_labels_en', '{positive,stable,negative}'::text[], 'dynamics_codes', '{+,+/-,-}'::text[], 'parameters', '{}'::jsonb,
		'classification', 'breaks', 'quantile_type', 7, 'class_order', 'ascending', 'rank_ties', 'min', 'rank_convention', '(N-rank+1)/N',
		'scale_minimum', 0, 'scale_maximum', 1, 'pooled_years', 1) || jsonb_strip_nulls(settings));
	v_classes := CASE v_row.classification WHEN 'breaks' THEN cardinality(v_row.class_breaks) + 1 ELSE v_row.class_count END;
	v_row.class_labels := COALESCE(v_row.class_labels, sozialraum._class_labels(v_classes, v_row.class_order = 'descending', 'de'));
	v_row.class_labels_en := COALESCE(v_row.class_labels_en, sozialraum._class_labels(v_classes, v_row.class_order = 'descending', 'en'));
	IF cardinality(v_row.class_labels) <> v_classes OR cardinality(v_row.class_labels_en) <> v_classes THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'There must be one label for each class.',
			DETAIL = format('Monitor %s: %s classes, %s labels, %s in English.', v_monitor, v_classes, cardinality(v_row.class_labels), cardinality(v_row.class_labels_en)),
			HINT = 'Give labels and labels_en from the lowest burden to the highest.';
	END IF;
	INSERT INTO sozialraum.monitor AS o (code, name, name_en, description, level, population_variable, minimum_population, normalisation, ddof, reference, aggregation, standardise_score,
		minimum_valid_share, class_breaks, class_closed, class_labels, class_labels_en, class_codes, lag_years, dynamics_breaks, dynamics_closed, dynamics_labels, dynamics_labels_en,
		dynamics_codes, parameters, classification, class_count, quantile_type, class_order, rank_ties, rank_convention, score_normalisation, scale_minimum, scale_maximum, pooled_years,
		minimum_numerator, preset)
	VALUES (v_row.code, v_row.name, v_row.name_en, v_row.description, v_row.level, v_row.population_variable, v_row.minimum_population, v_row.normalisation, v_row.ddof, v_row.reference,
		v_row.aggregation, v_row.standardise_score, v_row.minimum_valid_share, v_row.class_breaks, v_row.class_closed, v_row.class_labels, v_row.class_labels_en, v_row.class_codes,
		v_row.lag_years, v_row.dynamics_breaks, v_row.dynamics_closed, v_row.dynamics_labels, v_row.dynamics_labels_en, v_row.dynamics_codes, v_row.parameters, v_row.classification,
		v_row.class_count, v_row.quantile_type, v_row.class_order, v_row.rank_ties, v_row.rank_convention, v_row.score_normalisation, v_row.scale_minimum, v_row.scale_maximum,
		v_row.pooled_years, v_row.minimum_numerator, v_row.preset)
	ON CONFLICT ON CONSTRAINT monitor_pkey DO UPDATE SET name = EXCLUDED.name, name_en = EXCLUDED.name_en, description = EXCLUDED.description, level = EXCLUDED.level,
		population_variable = EXCLUDED.population_variable, minimum_population = EXCLUDED.minimum_population, normalisation = EXCLUDED.normalisation, ddof = EXCLUDED.ddof,
		reference = EXCLUDED.reference, aggregation = EXCLUDED.aggregation, standardise_score = EXCLUDED.standardise_score, minimum_valid_share = EXCLUDED.minimum_valid_share,
		class_breaks = EXCLUDED.class_breaks, class_closed = EXCLUDED.class_closed, class_labels = EXCLUDED.class_labels, class_labels_en = EXCLUDED.class_labels_en,
		class_codes = EXCLUDED.class_codes, lag_years = EXCLUDED.lag_years, dynamics_breaks = EXCLUDED.dynamics_breaks, dynamics_closed = EXCLUDED.dynamics_closed,
		dynamics_labels = EXCLUDED.dynamics_labels, dynamics_labels_en = EXCLUDED.dynamics_labels_en, dynamics_codes = EXCLUDED.dynamics_codes, parameters = EXCLUDED.parameters,
		classification = EXCLUDED.classification, class_count = EXCLUDED.class_count, quantile_type = EXCLUDED.quantile_type, class_order = EXCLUDED.class_order,
		rank_ties = EXCLUDED.rank_ties, rank_convention = EXCLUDED.rank_convention, score_normalisation = EXCLUDED.score_normalisation, scale_minimum = EXCLUDED.scale_minimum,
		scale_maximum = EXCLUDED.scale_maximum, pooled_years = EXCLUDED.pooled_years, minimum_numerator = EXCLUDED.minimum_numerator, preset = EXCLUDED.preset;
	DELETE FROM sozialraum.monitor_indicator AS x WHERE x.monitor = v_monitor;
	DELETE FROM sozialraum.monitor_dimension AS x WHERE x.monitor = v_monitor;
	PERFORM sozialraum._write_tree(v_monitor, members, NULL, node_settings, single_normalisation);
	INSERT INTO sozialraum.monitor_indicator (monitor, indicator, "position", role)
	SELECT v_monitor, u.code, 100000 + u.no, 'context' FROM unnest(context) WITH ORDINALITY AS u (code, no);
	RETURN v_monitor;
END
$$;
COMMENT ON FUNCTION sozialraum._write_monitor(jsonb, json, text[], jsonb, text) IS 'What all presets do: checks, writes the row of the monitor, and replaces its dimensions and indicators. Exclusions and editions stay.';
REVOKE EXECUTE ON FUNCTION sozialraum._write_monitor(jsonb, json, text[], jsonb, text) FROM PUBLIC;

CREATE FUNCTION sozialraum.preset_mss(monitor text, name text, level text, indicators text[], population_variable text DEFAULT NULL, lag_years integer DEFAULT 2,
	minimum_population double precision DEFAULT 300, context text[] DEFAULT '{}', labels text[] DEFAULT NULL, labels_en text[] DEFAULT NULL, name_en text DEFAULT NULL,
	pooled_years integer DEFAULT 1, minimum_numerator double precision DEFAULT NULL) RETURNS text
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
	SELECT sozialraum._write_monitor(jsonb_build_object('code', monitor, 'name', name, 'name_en', name_en, 'level', level, 'preset', 'mss',
		'population_variable', population_variable, 'minimum_population', CASE WHEN population_variable IS NOT NULL THEN minimum_population END, 'lag_years', lag_years,
		'normalisation', 'zscore', 'ddof', 0, 'aggregation', 'sum', 'standardise_score', true, 'class_labels', labels, 'class_labels_en', labels_en,
		'pooled_years', pooled_years, 'minimum_numerator', minimum_numerator), to_json(indicators), context, '{}', NULL)
$$;
COMMENT ON FUNCTION sozialraum.preset_mss(text, text, text, text[], text, integer, double precision, text[], text[], text[], text, integer, double precision) IS
'Writes a monitor after the method of Berlin''s Monitoring Soziale Stadtentwicklung and Hamburg''s Sozialmonitoring, and returns its code: z-scores (population standard deviation), sum with equal weights, z-score of the sum, classes at -1, 1 and 1.5, status × dynamics over lag_years (Berlin 2, Hamburg 3; NULL: no dynamics), areas below minimum_population inhabitants left out. context: indicators that ride along. labels: names of the four classes from the lowest burden on. As the official method, values of one date (pooled_years 1). Running it again replaces the definition, no edition. Errors: 42704 unknown level or indicator, 22023 wrong arguments. Source: Senatsverwaltung für Stadtentwicklung Berlin, Monitoring Soziale Stadtentwicklung 2021.';
REVOKE EXECUTE ON FUNCTION sozialraum.preset_mss(text, text, text, text[], text, integer, double precision, text[], text[], text[], text, integer, double precision) FROM PUBLIC;

CREATE FUNCTION sozialraum.preset_gisd(monitor text, name text, level text, dimensions json, marker text, population_variable text DEFAULT NULL, classes integer DEFAULT 5,
	context text[] DEFAULT '{}', labels text[] DEFAULT NULL, labels_en text[] DEFAULT NULL, name_en text DEFAULT NULL,
	pooled_years integer DEFAULT 1, minimum_numerator double precision DEFAULT NULL) RETURNS text
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
	SELECT sozialraum._write_monitor(jsonb_build_object('code', monitor, 'name', name, 'name_en', name_en, 'level', level, 'preset', 'gisd', 'population_variable', population_variable,
		'normalisation', 'zscore', 'ddof', 1, 'aggregation', 'sum', 'score_normalisation', 'minmax', 'classification', 'quantile', 'quantile_type', 9, 'class_count', classes,
		'class_labels', labels, 'class_labels_en', labels_en, 'pooled_years', pooled_years, 'minimum_numerator', minimum_numerator),
		dimensions, context, jsonb_build_object('aggregation', 'pca', 'normalisation', 'minmax', 'marker', marker), NULL)
$$;
COMMENT ON FUNCTION sozialraum.preset_gisd(text, text, text, json, text, text, integer, text[], text[], text[], text, integer, double precision) IS
'Writes a monitor after the method of the German Index of Socioeconomic Deprivation (RKI), and returns its code: z-scores (sample standard deviation), in each dimension the first principal component with the sign by which it goes along with the marker (GISD: unemployment), min-max to 0 … 1, sum, min-max again, quantiles of type 9 (class 1 = lowest burden). dimensions: {"bildung": ["A", "B"], "beschaeftigung": [...], "einkommen": [...]}; a dimension may be an object with indicators, dimensions, name, name_en, weight, aggregation, marker …, an indicator an object with indicator, weight, polarity, role. aggregate_edition() forms the population-weighted values of higher levels. Components are taken from the areas of the one date; the official index pools twenty years of all municipalities. Running it again replaces the definition, no edition. Errors: 42704 unknown level or indicator, 22023 wrong arguments. Source: Michalski et al., GISD, release 2025, doi 10.5281/zenodo.14781119.';
REVOKE EXECUTE ON FUNCTION sozialraum.preset_gisd(text, text, text, json, text, text, integer, text[], text[], text[], text, integer, double precision) FROM PUBLIC;

CREATE FUNCTION sozialraum.preset_imd(monitor text, name text, level text, dimensions json, population_variable text DEFAULT NULL, classes integer DEFAULT 10,
	context text[] DEFAULT '{}', labels text[] DEFAULT NULL, labels_en text[] DEFAULT NULL, name_en text DEFAULT NULL,
	pooled_years integer DEFAULT 1, minimum_numerator double precision DEFAULT NULL) RETURNS text
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
	SELECT sozialraum._write_monitor(jsonb_build_object('code', monitor, 'name', name, 'name_en', name_en, 'level', level, 'preset', 'imd', 'population_variable', population_variable,
		'normalisation', 'zscore', 'ddof', 1, 'aggregation', 'sum', 'rank_convention', '(N-rank+1)/N', 'classification', 'rank_share', 'class_count', classes, 'class_order', 'descending',
		'class_labels', labels, 'class_labels_en', labels_en, 'pooled_years', pooled_years, 'minimum_numerator', minimum_numerator),
		dimensions, context, '{"aggregation": "sum", "normalisation": "exponential"}', 'none')
$$;
COMMENT ON FUNCTION sozialraum.preset_imd(text, text, text, json, text, integer, text[], text[], text[], text, integer, double precision) IS
'Writes a monitor after the method of the English Indices of Multiple Deprivation, and returns its code: in each domain the indicators are combined (one alone as it is, several as a weighted sum of z-scores), the domain''s score is ranked (ties averaged) and transformed exponentially, X = -23 ln(1 - R (1 - exp(-100/23))) with R = (N - rank + 1) / N, the weighted sum of the domains is the score; weights as given (England''s add up to 99.9). Rank 1 is the most deprived area, ties share the better rank; class 1 is the most deprived tenth, ceil(10 rank / N). dimensions: {"income": {"weight": 22.5, "indicators": ["A"]}, …}, as in preset_gisd(). Running it again replaces the definition, no edition. Errors: 42704 unknown level or indicator, 22023 wrong arguments. Source: Noble et al., The English Indices of Deprivation 2019, Technical Report.';
REVOKE EXECUTE ON FUNCTION sozialraum.preset_imd(text, text, text, json, text, integer, text[], text[], text[], text, integer, double precision) FROM PUBLIC;

CREATE FUNCTION sozialraum.preset_simd(monitor text, name text, level text, dimensions json, population_variable text DEFAULT NULL, classes integer DEFAULT 10,
	context text[] DEFAULT '{}', labels text[] DEFAULT NULL, labels_en text[] DEFAULT NULL, name_en text DEFAULT NULL,
	pooled_years integer DEFAULT 1, minimum_numerator double precision DEFAULT NULL) RETURNS text
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
	SELECT sozialraum._write_monitor(jsonb_build_object('code', monitor, 'name', name, 'name_en', name_en, 'level', level, 'preset', 'simd', 'population_variable', population_variable,
		'normalisation', 'zscore', 'ddof', 1, 'aggregation', 'sum', 'rank_convention', '(N-rank)/N', 'rank_ties', 'average', 'classification', 'rank_share', 'class_count', classes, 'class_order', 'descending',
		'class_labels', labels, 'class_labels_en', labels_en, 'pooled_years', pooled_years, 'minimum_numerator', minimum_numerator),
		dimensions, context, '{"aggregation": "sum", "normalisation": "exponential"}', 'none')
$$;
COMMENT ON FUNCTION sozialraum.preset_simd(text, text, text, json, text, integer, text[], text[], text[], text, integer, double precision) IS
'Writes a monitor after the method of the Scottish Index of Multiple Deprivation, and returns its code: as preset_imd(), with R = (N - rank) / N and averaged ranks of ties (edition_score.rank_average). Scotland''s weights: income and employment 28, education and health 14, access 9, crime 5, housing 2. Errors: 42704 unknown level or indicator, 22023 wrong arguments. Source: Scottish Government, SIMD 2020 technical notes.';
REVOKE EXECUTE ON FUNCTION sozialraum.preset_simd(text, text, text, json, text, integer, text[], text[], text[], text, integer, double precision) FROM PUBLIC;

CREATE FUNCTION sozialraum.preset_minmax_mean(monitor text, name text, level text, dimensions json, population_variable text DEFAULT NULL, classes integer DEFAULT 5,
	scale double precision[] DEFAULT '{0,100}', minimum_valid_share double precision DEFAULT 1, context text[] DEFAULT '{}', labels text[] DEFAULT NULL, labels_en text[] DEFAULT NULL,
	name_en text DEFAULT NULL, pooled_years integer DEFAULT 3, minimum_numerator double precision DEFAULT 10) RETURNS text
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
	SELECT sozialraum._write_monitor(jsonb_build_object('code', monitor, 'name', name, 'name_en', name_en, 'level', level, 'preset', 'minmax_mean', 'population_variable', population_variable,
		'normalisation', 'minmax', 'scale_minimum', scale[1], 'scale_maximum', scale[2], 'aggregation', 'mean', 'minimum_valid_share', minimum_valid_share,
		'classification', 'quantile', 'class_count', classes, 'class_labels', labels, 'class_labels_en', labels_en, 'pooled_years', pooled_years, 'minimum_numerator', minimum_numerator),
		dimensions, context, '{"aggregation": "mean"}', NULL)
$$;
COMMENT ON FUNCTION sozialraum.preset_minmax_mean(text, text, text, json, text, integer, double precision[], double precision, text[], text[], text[], text, integer, double precision) IS
'Writes the simplest composite, and returns its code: indicators min-max to a scale (0 to 100), weighted means dimension by dimension, quantile classes. dimensions: a list of indicators, ["A", "B"], or dimensions to any depth as in preset_gisd(). Ratios are pooled over three years, and counts below ten are not scored, unless said otherwise. Running it again replaces the definition, no edition. Errors: 42704 unknown level or indicator, 22023 wrong arguments. Source: OECD/JRC, Handbook on Constructing Composite Indicators, 2008.';
REVOKE EXECUTE ON FUNCTION sozialraum.preset_minmax_mean(text, text, text, json, text, integer, double precision[], double precision, text[], text[], text[], text, integer, double precision) FROM PUBLIC;

CREATE FUNCTION sozialraum._write_goalposts(monitor text, goalposts jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_bad	text;
BEGIN
	SELECT string_agg(mi.indicator, ', ' ORDER BY mi.indicator) INTO v_bad
	FROM sozialraum.monitor_indicator AS mi
	WHERE mi.monitor = _write_goalposts.monitor AND mi.role = 'scored'
		AND NOT COALESCE((goalposts #>> ARRAY[mi.indicator, '0'])::double precision < (goalposts #>> ARRAY[mi.indicator, '1'])::double precision, false);
	IF v_bad IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'Goalposts are missing, or the lower one is not below the upper one.',
			DETAIL = format('Monitor %s: %s.', _write_goalposts.monitor, v_bad), HINT = 'Give two numbers for each scored indicator: {"D05-01": [0, 30], …}.';
	END IF;
	UPDATE sozialraum.monitor AS m SET reference = 'given' WHERE m.code = _write_goalposts.monitor;
	UPDATE sozialraum.monitor_indicator AS mi
	SET reference_minimum = (goalposts #>> ARRAY[mi.indicator, '0'])::double precision, reference_maximum = (goalposts #>> ARRAY[mi.indicator, '1'])::double precision
	WHERE mi.monitor = _write_goalposts.monitor AND mi.role = 'scored';
END
$$;
COMMENT ON FUNCTION sozialraum._write_goalposts(text, jsonb) IS 'Writes given minima and maxima of a monitor''s scored indicators.';
REVOKE EXECUTE ON FUNCTION sozialraum._write_goalposts(text, jsonb) FROM PUBLIC;

CREATE FUNCTION sozialraum.preset_geometric(monitor text, name text, level text, dimensions json, goalposts jsonb DEFAULT NULL, population_variable text DEFAULT NULL, classes integer DEFAULT 5,
	context text[] DEFAULT '{}', labels text[] DEFAULT NULL, labels_en text[] DEFAULT NULL, name_en text DEFAULT NULL,
	pooled_years integer DEFAULT 3, minimum_numerator double precision DEFAULT 10) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
BEGIN
	PERFORM sozialraum._write_monitor(jsonb_build_object('code', monitor, 'name', name, 'name_en', name_en, 'level', level, 'preset', 'geometric', 'population_variable', population_variable,
		'normalisation', 'minmax', 'scale_minimum', CASE WHEN goalposts IS NULL THEN 1 ELSE 0 END, 'scale_maximum', CASE WHEN goalposts IS NULL THEN 100 ELSE 1 END, 'aggregation', 'geometric_good',
		'classification', 'quantile', 'class_count', classes, 'class_labels', labels, 'class_labels_en', labels_en, 'pooled_years', pooled_years, 'minimum_numerator', minimum_numerator),
		dimensions, context, '{"aggregation": "geometric_good"}', NULL);
	IF goalposts IS NOT NULL THEN
		PERFORM sozialraum._write_goalposts(monitor, goalposts);
	END IF;
	RETURN monitor;
END
$$;
COMMENT ON FUNCTION sozialraum.preset_geometric(text, text, text, json, jsonb, text, integer, text[], text[], text[], text, integer, double precision) IS
'Writes a monitor in the manner of the Human Development Index, and returns its code: indicators min-max between goalposts ({"A": [0, 30], …}, to 0 … 1), or without goalposts between the areas'' own extremes (to 1 … 100); dimension by dimension the geometric mean of what is not burden, turned back to burden, so that a good value cannot make up for a bad one; quantile classes. An area at or beyond the worst goalpost has no geometric mean, and no score, with the reason. Ratios are pooled over three years, and counts below ten are not scored, unless said otherwise. Running it again replaces the definition, no edition. Errors: 42704 unknown level or indicator, 22023 wrong arguments or goalposts. Source: UNDP, Human Development Report, technical note 1.';
REVOKE EXECUTE ON FUNCTION sozialraum.preset_geometric(text, text, text, json, jsonb, text, integer, text[], text[], text[], text, integer, double precision) FROM PUBLIC;

CREATE FUNCTION sozialraum.preset_ampi(monitor text, name text, level text, dimensions json, goalposts jsonb DEFAULT NULL, reference_date date DEFAULT NULL, population_variable text DEFAULT NULL,
	classes integer DEFAULT 5, context text[] DEFAULT '{}', labels text[] DEFAULT NULL, labels_en text[] DEFAULT NULL, name_en text DEFAULT NULL,
	pooled_years integer DEFAULT 3, minimum_numerator double precision DEFAULT 10) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
#variable_conflict use_variable
DECLARE
	v_goalposts	jsonb := goalposts;
BEGIN
	IF (goalposts IS NULL) = (reference_date IS NULL) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The adjusted Mazziotta-Pareto index needs goalposts, or a date from which they are taken.',
			DETAIL = format('Monitor %s.', monitor), HINT = 'Give goalposts => ''{"D05-01": [0, 30], …}'', or reference_date => a day whose mean shall be 100; not both.';
	END IF;
	PERFORM sozialraum._write_monitor(jsonb_build_object('code', monitor, 'name', name, 'name_en', name_en, 'level', level, 'preset', 'ampi', 'population_variable', population_variable,
		'normalisation', 'minmax', 'scale_minimum', 70, 'scale_maximum', 130, 'aggregation', 'mazziotta_pareto',
		'classification', 'quantile', 'class_count', classes, 'class_labels', labels, 'class_labels_en', labels_en, 'pooled_years', pooled_years, 'minimum_numerator', minimum_numerator),
		dimensions, context, '{"aggregation": "mazziotta_pareto"}', NULL);
	IF goalposts IS NULL THEN
		-- the mean of the areas shall be 100, and the range of their values the width: of the values as they are scored
		SELECT jsonb_object_agg(x.indicator, jsonb_build_array(x.mean - x.half, x.mean + x.half)) INTO v_goalposts
		FROM (
			SELECT mi.indicator, sozialraum.weighted_mean(u.value, 1::double precision) AS mean, (max(u.value) - min(u.value)) / 2 AS half
			FROM (SELECT array_agg(mi.indicator::text ORDER BY mi."position", mi.indicator) AS codes FROM sozialraum.monitor_indicator AS mi WHERE mi.monitor = preset_ampi.monitor AND mi.role = 'scored') AS s
			CROSS JOIN LATERAL sozialraum._pooled_vectors(
				ARRAY(SELECT a.id FROM sozialraum.area AS a WHERE a.level = preset_ampi.level AND preset_ampi.reference_date BETWEEN a.valid_from AND a.valid_to
					AND NOT EXISTS (SELECT FROM sozialraum.monitor_exclusion AS e WHERE e.monitor = preset_ampi.monitor AND e.area_key = a.key AND preset_ampi.reference_date BETWEEN e.valid_from AND e.valid_to)),
				s.codes, preset_ampi.reference_date, sozialraum._pooled_years(preset_ampi.monitor, s.codes, preset_ampi.reference_date)) AS r
			CROSS JOIN LATERAL unnest(s.codes, r.value, r.numerator) AS u (code, value, numerator)
			JOIN sozialraum.monitor_indicator AS mi ON mi.monitor = preset_ampi.monitor AND mi.indicator = u.code
			JOIN sozialraum.indicator AS i ON i.code = mi.indicator
			WHERE u.value IS NOT NULL AND (i.method IN ('value', 'distance') OR NOT COALESCE(u.numerator < COALESCE(mi.minimum_numerator, preset_ampi.minimum_numerator), false))
			GROUP BY mi.indicator) AS x;
	END IF;
	PERFORM sozialraum._write_goalposts(monitor, COALESCE(v_goalposts, '{}'));
	RETURN monitor;
END
$$;
COMMENT ON FUNCTION sozialraum.preset_ampi(text, text, text, json, jsonb, date, text, integer, text[], text[], text[], text, integer, double precision) IS
'Writes a monitor after the adjusted Mazziotta-Pareto index, and returns its code: indicators to 70 … 130 between goalposts, dimension by dimension the mean plus a penalty for uneven areas, quantile classes. Goalposts are given ({"A": [0, 30], …}), or taken from a reference date: mean ± half the range of the areas'' values on that day, so that 100 is the mean of that day (of the values that are scored: pooled, without declared outliers and small counts). As they stay in the definition, scores can be compared over time. Ratios are pooled over three years, and counts below ten are not scored, unless said otherwise. Running it again replaces the definition, no edition. Errors: 42704 unknown level or indicator, 22023 wrong arguments or goalposts. Source: Mazziotta and Pareto 2016, Social Indicators Research 127.';
REVOKE EXECUTE ON FUNCTION sozialraum.preset_ampi(text, text, text, json, jsonb, date, text, integer, text[], text[], text[], text, integer, double precision) FROM PUBLIC;

CREATE FUNCTION sozialraum.preset_zwickau(monitor text, name text, level text, population_variable text DEFAULT NULL, indicators text[] DEFAULT NULL, parameters jsonb DEFAULT NULL,
	minimum_valid_share double precision DEFAULT 0.5, minimum_population double precision DEFAULT NULL, labels text[] DEFAULT NULL, labels_en text[] DEFAULT NULL, name_en text DEFAULT NULL,
	pooled_years integer DEFAULT 3, minimum_numerator double precision DEFAULT 10) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
#variable_conflict use_variable
DECLARE
	v_members	json;
	v_bad		text;
	v_rank		integer := (SELECT l.rank FROM sozialraum.area_level AS l WHERE l.code = level);
BEGIN
	SELECT string_agg(u.code, ', ' ORDER BY u.code) INTO v_bad FROM unnest(indicators) AS u (code) WHERE NOT EXISTS (SELECT FROM sozialraum.indicator AS i WHERE i.code = u.code);
	IF v_bad IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such indicator.',
			DETAIL = format('Monitor %s: %s.', monitor, v_bad), HINT = 'The indicators are the rows of sozialraum.indicator; install_catalogue() brings the shipped ones.';
	END IF;
	-- json keeps the order of what is put in
	SELECT ('{' || string_agg(to_json(d.code::text) || ': ' || json_build_object('scored', d.scored AND d.judged, 'indicators', d.list)::text, ', ' ORDER BY d."position", d.code) || '}')::json
	INTO v_members
	FROM (
		SELECT d.code, d."position", d.scored, bool_or(i.polarity <> 0 AND i.scored) AS judged,
			json_agg(json_build_object('indicator', i.code, 'role', CASE WHEN i.polarity <> 0 AND i.scored AND (parameters IS NULL OR parameters ? i.code) THEN 'scored' ELSE 'context' END,
				'reference_mean', parameters #> ARRAY[i.code::text, '0'], 'reference_sd', parameters #> ARRAY[i.code::text, '1']) ORDER BY i.code) AS list
		FROM sozialraum.dimension AS d
		JOIN sozialraum.indicator AS i ON i.dimension = d.code
		LEFT JOIN sozialraum.area_level AS s ON s.code = i.smallest_level
		WHERE CASE WHEN indicators IS NULL THEN s.rank IS NULL OR s.rank <= v_rank ELSE i.code = ANY (indicators) END
		GROUP BY d.code, d."position", d.scored) AS d;
	-- a dimension of which nothing has parameters is shown only
	IF parameters IS NOT NULL AND v_members IS NOT NULL THEN
		SELECT ('{' || string_agg(to_json(e.key) || ': ' || json_build_object('scored', (e.value ->> 'scored')::boolean AND EXISTS (
				SELECT FROM json_array_elements(e.value -> 'indicators') AS i (item) WHERE i.item ->> 'role' = 'scored'), 'indicators', e.value -> 'indicators')::text, ', ' ORDER BY e.no) || '}')::json
		INTO v_members FROM json_each(v_members) WITH ORDINALITY AS e (key, value, no);
	END IF;
	RETURN sozialraum._write_monitor(jsonb_build_object('code', monitor, 'name', name, 'name_en', name_en, 'level', level, 'preset', 'zwickau', 'population_variable', population_variable,
		'minimum_population', minimum_population, 'normalisation', 'zscore', 'aggregation', 'mean', 'reference', CASE WHEN parameters IS NULL THEN 'areas' ELSE 'given' END,
		'standardise_score', parameters IS NULL, 'class_breaks', CASE WHEN parameters IS NULL THEN '{-1,1,1.5}' ELSE '{-0.5,0.5,1}' END::double precision[],
		'minimum_valid_share', minimum_valid_share, 'class_labels', labels, 'class_labels_en', labels_en, 'pooled_years', pooled_years, 'minimum_numerator', minimum_numerator),
		v_members, '{}', '{"aggregation": "mean"}', NULL);
END
$$;
COMMENT ON FUNCTION sozialraum.preset_zwickau(text, text, text, text, text[], jsonb, double precision, double precision, text[], text[], text, integer, double precision) IS
'Writes the social area monitor of Landkreis Zwickau, and returns its code: the dimensions of the catalogue (table dimension), each the mean of its z-scored indicators, the total their mean, standardised again for the classes; the profile of an area is its row in edition_dimension_score. Indicators without polarity, and dimensions that are not scored (population structure, migration), are shown, not scored. indicators: which ones; NULL: all of the catalogue that can be computed at the level. parameters: mean and standard deviation of the indicators in the Land, {"D05-01": [6.1, 2.3], …}, so that scores can be compared with the Land''s monitoring: indicators without parameters are then shown only, the total is not standardised again, and classes lie at -0.5, 0.5 and 1. A dimension needs minimum_valid_share of its weights, the total of the dimensions. Ratios are pooled over three years, and counts below ten are not scored, unless said otherwise. Running it again replaces the definition, no edition. Errors: 42704 unknown level or indicator, 22023 wrong arguments.';
REVOKE EXECUTE ON FUNCTION sozialraum.preset_zwickau(text, text, text, text, text[], jsonb, double precision, double precision, text[], text[], text, integer, double precision) FROM PUBLIC;

CREATE FUNCTION sozialraum.aggregate_edition(edition bigint, level text) RETURNS TABLE (
	area_id bigint, area_key text, area_name text, area_count integer, population double precision, mean double precision, score double precision, rank integer, class integer,
	label text, label_en text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_column
DECLARE
	v_edition	sozialraum.edition := sozialraum._edition_or_error(aggregate_edition.edition);
	v_monitor	CONSTANT jsonb := v_edition.definition -> 'monitor';
	-- the areas' scores are one indicator, and the score is normalised as the monitor says
	v_plan		CONSTANT double precision[] := sozialraum._score_plan(jsonb_build_object('monitor', v_monitor || '{"aggregation": "sum", "normalisation": "none", "reference": "areas"}',
					'indicators', '[{"indicator": "score", "role": "scored", "weight": 1, "polarity": -1}]'::jsonb, 'dimensions', '[]'::jsonb), false);
	v_kind		CONSTANT text := COALESCE(v_monitor ->> 'classification', 'breaks');
	v_breaks	CONSTANT double precision[] := ARRAY(SELECT b.x::double precision FROM jsonb_array_elements_text(v_monitor -> 'class_breaks') WITH ORDINALITY AS b (x, no) ORDER BY b.no);
	v_classes	CONSTANT integer := COALESCE((v_monitor ->> 'class_count')::integer, cardinality(v_breaks) + 1);
	v_method	CONSTANT text := CASE v_kind WHEN 'ntile' THEN 'ntile' WHEN 'rank_share' THEN 'rank' ELSE 'type_' || COALESCE(v_monitor ->> 'quantile_type', '7') END;
BEGIN
	IF NOT EXISTS (SELECT FROM sozialraum.area_level AS l WHERE l.code = aggregate_edition.level) THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such level of areas.',
			DETAIL = format('Level %s.', COALESCE(aggregate_edition.level, 'NULL')), HINT = 'The levels are the rows of sozialraum.area_level.';
	END IF;
	IF EXISTS (SELECT FROM sozialraum.edition_score AS s WHERE s.edition = v_edition.id AND s.score IS NOT NULL AND s.population IS NULL) THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The edition has areas without a population, by which scores would be weighted.',
			DETAIL = format('Edition %s.', v_edition.id), HINT = 'Set population_variable of the monitor, and compute the edition again.';
	END IF;
	RETURN QUERY
	WITH RECURSIVE up AS (
		SELECT s.area_id AS part, s.score, s.population, s.parent_id AS id FROM sozialraum.edition_score AS s WHERE s.edition = v_edition.id AND s.score IS NOT NULL
		UNION ALL
		SELECT u.part, u.score, u.population, a.parent_id FROM up AS u JOIN sozialraum.area AS a ON a.id = u.id AND a.level <> aggregate_edition.level
	), whole AS MATERIALIZED (
		SELECT a.id, a.key, a.name, count(*)::integer AS parts, sozialraum.exact_sum(u.population) AS population, sozialraum.weighted_mean(u.score, u.population) AS mean
		FROM up AS u JOIN sozialraum.area AS a ON a.id = u.id AND a.level = aggregate_edition.level
		GROUP BY a.id, a.key, a.name
	), scored AS MATERIALIZED (
		SELECT w.*, t.t[3] AS score, t.t[4]::integer AS rank
		FROM (SELECT w.*, sozialraum._score_tree(ARRAY[w.mean], v_plan) OVER () AS t FROM whole AS w) AS t JOIN whole AS w ON w.id = t.id
	), limit_of_class AS MATERIALIZED (
		SELECT (SELECT sozialraum.jenks_breaks(s.score, v_classes) FROM scored AS s WHERE v_kind = 'natural') AS breaks
	), classed AS (
		SELECT s.*, CASE v_kind WHEN 'breaks' THEN sozialraum.classify(s.score, v_breaks, v_monitor ->> 'class_closed')
				WHEN 'natural' THEN sozialraum.classify(s.score, l.breaks, 'right')
				WHEN 'quantile' THEN sozialraum.quantile_class(s.score, v_classes, v_method) OVER ()
				ELSE v_classes + 1 - sozialraum.quantile_class(-s.score, v_classes, v_method) OVER () END AS burden
		FROM scored AS s CROSS JOIN limit_of_class AS l
	)
	SELECT c.id, c.key, c.name, c.parts, c.population, c.mean, c.score, c.rank,
		CASE v_monitor ->> 'class_order' WHEN 'descending' THEN v_classes + 1 - c.burden ELSE c.burden END,
		v_monitor #>> ARRAY['class_labels', (c.burden - 1)::text], v_monitor #>> ARRAY['class_labels_en', (c.burden - 1)::text]
	FROM classed AS c ORDER BY c.key;
END
$$;
COMMENT ON FUNCTION sozialraum.aggregate_edition(bigint, text) IS
'Scores of an edition for a higher level, as the German Index of Socioeconomic Deprivation forms them: the mean of the areas'' scores weighted by their population, normalised again as the monitor says (gisd: min-max), ranked (1 = highest burden) and classified by the monitor''s rule over the areas of that level. area_count: scored areas that went in. Errors: 42704 unknown edition or level, 55000 areas without population.';
