-- ---------------------------------------------------------------------------------------------------------------------
-- Comparison groups: the same indicators over other areas (all municipalities of the Land, the neighbouring districts) as
-- reference beside each value.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE sozialraum.comparison_group (
	code			text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9_]{0,39}$'),
	name			text NOT NULL CHECK (name <> ''),
	name_en			text,
	level			text COLLATE "C" NOT NULL REFERENCES sozialraum.area_level (code) ON UPDATE CASCADE,
	parent_level	text COLLATE "C" REFERENCES sozialraum.area_level (code) ON UPDATE CASCADE,
	parent_key		text COLLATE "C" CHECK (parent_key <> ''),
	area_keys		text[] CHECK (array_ndims(area_keys) = 1),
	note			text,
	CONSTRAINT comparison_group_parent CHECK ((parent_level IS NULL) = (parent_key IS NULL)),
	CONSTRAINT comparison_group_one_way CHECK (parent_key IS NULL OR area_keys IS NULL)
);
COMMENT ON TABLE sozialraum.comparison_group IS 'A set of areas to compare with: all of a level, those below one area, or a list. Their figures are observations like all others; their areas need no border.';
COMMENT ON COLUMN sozialraum.comparison_group.code IS 'Key, lower case.';
COMMENT ON COLUMN sozialraum.comparison_group.name IS 'Name in German (Gemeinden in Sachsen).';
COMMENT ON COLUMN sozialraum.comparison_group.name_en IS 'Name in English.';
COMMENT ON COLUMN sozialraum.comparison_group.level IS 'Level of its areas; those are meant that are valid on the date of the comparison.';
COMMENT ON COLUMN sozialraum.comparison_group.parent_level IS 'Level of the area below which they lie; NULL: no such condition.';
COMMENT ON COLUMN sozialraum.comparison_group.parent_key IS 'Its key: the areas below it, over any number of levels.';
COMMENT ON COLUMN sozialraum.comparison_group.area_keys IS 'Keys of the areas, where it is a list (the neighbouring districts); NULL: all that the other columns leave. A key without an area on the date counts as an area without figures.';
COMMENT ON COLUMN sozialraum.comparison_group.note IS 'Remark.';

CREATE TABLE sozialraum.monitor_comparison (
	monitor				text COLLATE "C" NOT NULL REFERENCES sozialraum.monitor (code) ON UPDATE CASCADE ON DELETE CASCADE,
	comparison_group	text COLLATE "C" NOT NULL REFERENCES sozialraum.comparison_group (code) ON UPDATE CASCADE,
	position			integer NOT NULL DEFAULT 0,
	PRIMARY KEY (monitor, comparison_group)
);
COMMENT ON TABLE sozialraum.monitor_comparison IS 'With which groups the areas of a monitor are compared.';
COMMENT ON COLUMN sozialraum.monitor_comparison.monitor IS 'Monitor.';
COMMENT ON COLUMN sozialraum.monitor_comparison.comparison_group IS 'Comparison group.';
COMMENT ON COLUMN sozialraum.monitor_comparison.position IS 'Order.';

SELECT pg_catalog.pg_extension_config_dump('sozialraum.comparison_group', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.monitor_comparison', '');

CREATE FUNCTION sozialraum._comparison_areas(comparison_group text, reference_date date, OUT areas bigint[], OUT expected integer, OUT parent_id bigint) RETURNS record
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_group		sozialraum.comparison_group;
BEGIN
	SELECT g.* INTO v_group FROM sozialraum.comparison_group AS g WHERE g.code = comparison_group;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such comparison group.',
			DETAIL = format('Comparison group %s.', COALESCE(comparison_group, 'NULL')), HINT = 'The groups are the rows of sozialraum.comparison_group.';
	END IF;
	IF v_group.parent_key IS NOT NULL THEN
		SELECT a.id INTO parent_id FROM sozialraum.area AS a
		WHERE a.level = v_group.parent_level AND a.key = v_group.parent_key AND reference_date BETWEEN a.valid_from AND a.valid_to;
		areas := ARRAY(
			WITH RECURSIVE below (id, level) AS (
				SELECT a.id, a.level FROM sozialraum.area AS a WHERE a.parent_id = _comparison_areas.parent_id AND reference_date BETWEEN a.valid_from AND a.valid_to
				UNION ALL
				SELECT a.id, a.level FROM below AS b JOIN sozialraum.area AS a ON a.parent_id = b.id WHERE b.level <> v_group.level AND reference_date BETWEEN a.valid_from AND a.valid_to
			)
			SELECT b.id FROM below AS b WHERE b.level = v_group.level);
		expected := cardinality(areas);
	ELSE
		areas := ARRAY(SELECT a.id FROM sozialraum.area AS a
			WHERE a.level = v_group.level AND reference_date BETWEEN a.valid_from AND a.valid_to AND (v_group.area_keys IS NULL OR a.key = ANY (v_group.area_keys)));
		expected := CASE WHEN v_group.area_keys IS NULL THEN cardinality(areas) ELSE (SELECT count(DISTINCT u.key) FROM unnest(v_group.area_keys) AS u (key)) END;
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._comparison_areas(text, date) IS 'The areas of a comparison group on a day, how many there ought to be, and the area below which they lie. Error 42704 for an unknown group.';

CREATE FUNCTION sozialraum._comparison_note(n integer, expected integer, language text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN expected = 0 THEN CASE language WHEN 'en' THEN 'no areas on the reference date' ELSE 'keine Gebiete am Stichtag' END
		WHEN n < expected THEN format(CASE language WHEN 'en' THEN '%s of %s areas have a value' ELSE '%s von %s Gebieten haben einen Wert' END, n, expected) END
$$;
COMMENT ON FUNCTION sozialraum._comparison_note(integer, integer, text) IS 'What has to be said of a comparison group where not all of its areas have a value; NULL: nothing.';

CREATE FUNCTION sozialraum._comparison_figures(areas bigint[], indicators text[], reference_date date, ddof integer, years integer[] DEFAULT NULL) RETURNS TABLE (
	no integer, indicator text, value_date date, n integer, mean double precision, sd double precision, median double precision, minimum double precision, maximum double precision,
	lower_quartile double precision, upper_quartile double precision, pooled double precision, members bigint[], "values" double precision[])
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off AS $$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH cell AS (
		SELECT r.area_id, u.no::integer AS no, u.value, u.numerator, u.denominator
		FROM (
			SELECT v.area_id, v.value, v.numerator, v.denominator FROM sozialraum._indicator_vectors(areas, indicators, _comparison_figures.reference_date) AS v
			WHERE NOT COALESCE(1 < ANY (_comparison_figures.years), false)
			UNION ALL
			SELECT v.area_id, v.value, v.numerator, v.denominator FROM sozialraum._pooled_vectors(areas, indicators, _comparison_figures.reference_date, _comparison_figures.years) AS v
			WHERE 1 < ANY (_comparison_figures.years)) AS r
		CROSS JOIN LATERAL unnest(r.value, r.numerator, r.denominator) WITH ORDINALITY AS u (value, numerator, denominator, no)
		WHERE u.value IS NOT NULL
	), summary AS (
		SELECT c.no, count(*)::integer AS n, sozialraum.weighted_mean(c.value, 1::double precision) AS mean, sozialraum.weighted_stddev(c.value, 1::double precision, _comparison_figures.ddof) AS sd,
			sozialraum.quantile(c.value, 0.5) AS median, min(c.value) AS minimum, max(c.value) AS maximum, sozialraum.quantile(c.value, 0.25) AS lower_quartile, sozialraum.quantile(c.value, 0.75) AS upper_quartile,
			sozialraum.exact_sum(c.numerator) AS numerator, sozialraum.exact_sum(c.denominator) AS denominator,
			array_agg(c.area_id ORDER BY c.area_id) AS members, array_agg(c.value ORDER BY c.area_id) AS "values"
		FROM cell AS c GROUP BY c.no
	)
	SELECT o.no::integer, o.code, d.value_date[o.no], COALESCE(s.n, 0), s.mean, s.sd, s.median, s.minimum, s.maximum, s.lower_quartile, s.upper_quartile,
		CASE WHEN i.method NOT IN ('value', 'distance') AND s.denominator > 0 THEN s.numerator / s.denominator * i.per END, s.members, s."values"
	FROM unnest(indicators) WITH ORDINALITY AS o (code, no)
	JOIN sozialraum.indicator AS i ON i.code = o.code
	CROSS JOIN LATERAL sozialraum._indicator_plan(indicators, _comparison_figures.reference_date) AS d
	LEFT JOIN summary AS s ON s.no = o.no;
END
$$;
COMMENT ON FUNCTION sozialraum._comparison_figures(bigint[], text[], date, integer, integer[]) IS 'Indicators over some areas: what comparison_value() shows, and the areas that have a value with their values. years: over so many years, as _pooled_vectors(); NULL: the reference date alone.';

CREATE FUNCTION sozialraum.comparison_value(comparison_group text, indicators text[], reference_date date, ddof integer DEFAULT 0) RETURNS TABLE (
	indicator text, value_date date, areas integer, n integer, mean double precision, sd double precision, median double precision, minimum double precision, maximum double precision,
	lower_quartile double precision, upper_quartile double precision, pooled double precision, parent_value double precision, note text, note_en text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off AS $$
#variable_conflict use_column
DECLARE
	v_group		record;
	v_codes		text[] := ARRAY(SELECT u.code FROM unnest(indicators) WITH ORDINALITY AS u (code, no) GROUP BY u.code ORDER BY min(u.no));
	v_unknown	text;
BEGIN
	SELECT g.* INTO v_group FROM sozialraum._comparison_areas(comparison_value.comparison_group, comparison_value.reference_date) AS g;
	IF reference_date IS NULL OR NOT isfinite(reference_date) OR indicators IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'A comparison needs indicators and a reference date.',
			DETAIL = format('Comparison group %s.', comparison_value.comparison_group), HINT = 'For example: ARRAY[''D05-01''], DATE ''2023-12-31''.';
	END IF;
	IF ddof IS NULL OR ddof NOT IN (0, 1) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The argument ddof must be 0 or 1.',
			DETAIL = format('Given: %s.', COALESCE(ddof::text, 'NULL')), HINT = '0: the areas are all there are; 1: they are a sample.';
	END IF;
	SELECT COALESCE(u.code, 'NULL') INTO v_unknown FROM unnest(indicators) AS u (code)
	WHERE NOT EXISTS (SELECT FROM sozialraum.indicator AS i WHERE i.code = u.code) ORDER BY 1 LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such indicator.',
			DETAIL = format('Indicator %s.', v_unknown), HINT = 'The indicators are the rows of sozialraum.indicator; install_catalogue() brings the shipped ones.';
	END IF;
	RETURN QUERY
	SELECT f.indicator, f.value_date, v_group.expected, f.n, f.mean, f.sd, f.median, f.minimum, f.maximum, f.lower_quartile, f.upper_quartile, f.pooled, h.value,
		sozialraum._comparison_note(f.n, v_group.expected, 'de'), sozialraum._comparison_note(f.n, v_group.expected, 'en')
	FROM sozialraum._comparison_figures(v_group.areas, v_codes, comparison_value.reference_date, comparison_value.ddof) AS f
	LEFT JOIN LATERAL (SELECT r.value[f.no] AS value FROM sozialraum._indicator_vectors(ARRAY[v_group.parent_id], v_codes, comparison_value.reference_date) AS r WHERE v_group.parent_id IS NOT NULL OFFSET 0) AS h ON true
	ORDER BY f.no;
END
$$;
COMMENT ON FUNCTION sozialraum.comparison_value(text, text[], date, integer) IS
'Indicators over the areas of a comparison group on a reference date, one row per indicator: areas of the group, n of them with a value, mean, sd (ddof 0: the areas are all there are; NULL where n is not larger than ddof), median, quartiles (type 7), minimum and maximum of their values, each area counting once; pooled: the indicator of all of them together, sum of numerators / sum of denominators × per, which is not the mean of the areas (NULL for methods that do not add up: value, distance); parent_value: the indicator of the area below which they lie (delivered, or the sum of its parts; NULL for other groups). Areas without a value are left out of all of them, and note says how many. Errors: 42704 for an unknown group or indicator, 22023 without date or indicators.';

CREATE FUNCTION sozialraum.edition_comparison(edition bigint, area text DEFAULT NULL, comparison_group text DEFAULT NULL) RETURNS TABLE (
	area_id bigint, area_key text, area_name text, indicator text, indicator_name text, indicator_name_en text, unit text, value double precision,
	group_code text, group_name text, group_name_en text, group_areas integer, group_n integer,
	group_value double precision, group_mean double precision, group_median double precision, difference double precision, difference_to_median double precision,
	percentile double precision, burden_percentile double precision, z double precision, note text, note_en text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off AS $$
#variable_conflict use_column
DECLARE
	v_edition	sozialraum.edition := sozialraum._edition_row(edition_comparison.edition, edition_comparison.area);
	v_ddof		integer := COALESCE((v_edition.definition #>> '{monitor,ddof}')::integer, 0);
	v_groups	text[];
	v_known		text[];		-- indicators that still exist; figures of others cannot be computed any more
	v_pooled	integer[];	-- over how many years their values in the edition are pooled
BEGIN
	IF edition_comparison.comparison_group IS NULL THEN
		v_groups := ARRAY(SELECT m.comparison_group FROM sozialraum.monitor_comparison AS m WHERE m.monitor = v_edition.monitor ORDER BY m."position", m.comparison_group);
	ELSE
		PERFORM sozialraum._comparison_areas(edition_comparison.comparison_group, v_edition.reference_date);
		v_groups := ARRAY[edition_comparison.comparison_group];
	END IF;
	v_known := ARRAY(SELECT u.code FROM unnest(v_edition.indicators) WITH ORDINALITY AS u (code, no) JOIN sozialraum.indicator AS i ON i.code = u.code ORDER BY u.no);
	v_pooled := ARRAY(SELECT COALESCE((v_edition.definition -> 'indicators' -> (u.no::integer - 1) #>> '{used,pooled_years}')::integer, 1)
		FROM unnest(v_edition.indicators) WITH ORDINALITY AS u (code, no) JOIN sozialraum.indicator AS i ON i.code = u.code ORDER BY u.no);
	RETURN QUERY
	WITH chosen AS MATERIALIZED (
		SELECT g.code, COALESCE(c.name, g.code) AS name, COALESCE(c.name_en, c.name) AS name_en, g.no, a.areas, a.expected
		FROM unnest(v_groups) WITH ORDINALITY AS g (code, no)
		JOIN sozialraum.comparison_group AS c ON c.code = g.code
		CROSS JOIN LATERAL sozialraum._comparison_areas(g.code, v_edition.reference_date) AS a
	), figure AS MATERIALIZED (
		SELECT c.code, f.* FROM chosen AS c CROSS JOIN LATERAL sozialraum._comparison_figures(c.areas, v_known, v_edition.reference_date, v_ddof, v_pooled) AS f
	), indicator AS MATERIALIZED (
		SELECT i.no, i.indicator, i.name, i.name_en, i.unit, i.direction, c.code, c.name AS group_name, c.name_en AS group_name_en, c.no AS group_no, c.expected AS areas,
			f.n, f.pooled, f.mean, f.sd, f.median, sozialraum._comparison_note(f.n, c.expected, 'de') AS note, sozialraum._comparison_note(f.n, c.expected, 'en') AS note_en
		FROM sozialraum._edition_indicators(v_edition) AS i
		CROSS JOIN chosen AS c
		LEFT JOIN figure AS f ON f.code = c.code AND f.indicator = i.indicator
	), member AS MATERIALIZED (
		SELECT i.no, i.code, u.area_id, u.value
		FROM figure AS f JOIN indicator AS i ON i.code = f.code AND i.indicator = f.indicator CROSS JOIN LATERAL unnest(f.members, f."values") AS u (area_id, value)
	), cell AS MATERIALIZED (
		SELECT s.area_id, u.no::integer AS no, u.value
		FROM sozialraum.edition_score AS s
		JOIN sozialraum.edition_value AS v ON v.edition = s.edition AND v.area_id = s.area_id
		CROSS JOIN LATERAL unnest(v.value) WITH ORDINALITY AS u (value, no)
		WHERE s.edition = v_edition.id AND (edition_comparison.area IS NULL OR s.area_key = edition_comparison.area)
	), counted AS (
		-- members and areas in one order: how many members are not higher than an area, how many equal, and whether it is one itself
		SELECT x.area_id, x.no, x.code, x.value, x.is_member,
			count(*) FILTER (WHERE x.is_member) OVER (PARTITION BY x.code, x.no ORDER BY x.value) AS not_higher,
			count(*) FILTER (WHERE x.is_member) OVER (PARTITION BY x.code, x.no, x.value) AS equal,
			count(*) FILTER (WHERE x.is_member) OVER (PARTITION BY x.code, x.no, x.area_id) AS itself
		FROM (
			SELECT m.area_id, m.no, m.code, m.value, true AS is_member FROM member AS m
			UNION ALL
			SELECT c.area_id, c.no, g.code, c.value, false FROM cell AS c CROSS JOIN chosen AS g) AS x
	), placed AS (
		SELECT c.area_id, c.no, c.code, c.value, (c.not_higher - c.equal)::double precision AS lower, (i.n - c.not_higher)::double precision AS higher, nullif(i.n - c.itself, 0)::double precision AS others,
			i.indicator, i.name, i.name_en, i.unit, i.direction, i.group_name, i.group_name_en, i.group_no, i.areas, i.n, i.pooled, i.mean, i.sd, i.median, i.note, i.note_en
		FROM counted AS c JOIN indicator AS i ON i.no = c.no AND i.code = c.code
		WHERE NOT c.is_member
	)
	SELECT s.area_id, s.area_key::text, s.area_name, p.indicator, p.name, p.name_en, p.unit, p.value, p.code, p.group_name, p.group_name_en, p.areas, p.n,
		p.pooled, p.mean, p.median, p.value - p.pooled, p.value - p.median,
		CASE WHEN p.value IS NOT NULL THEN 100 * p.lower / p.others END,
		CASE WHEN p.value IS NULL THEN NULL WHEN p.direction > 0 THEN 100 * p.lower / p.others WHEN p.direction < 0 THEN 100 * p.higher / p.others END,
		(p.value - p.mean) / nullif(p.sd, 0), p.note, p.note_en
	FROM placed AS p
	JOIN sozialraum.edition_score AS s ON s.edition = v_edition.id AND s.area_id = p.area_id
	ORDER BY s.area_key, p.no, p.group_no;
END
$$;
COMMENT ON FUNCTION sozialraum.edition_comparison(bigint, text, text) IS
'Each value of an edition beside those of comparison groups (of monitor_comparison, or the one that is named): one row per area, indicator and group; area: the key of one of them, to see only this one. group_value: the indicator of the whole group, all its areas together; all figures of the group over as many years as the value of the edition (monitor.pooled_years); group_mean, group_median: of its areas, each counting once; difference: value less group_value (percentage points for shares). percentile: how many per cent of the other areas of the group have a lower value; burden_percentile: … have less burden, NULL for structure without polarity; equal ones count as neither; the area itself, where it belongs to the group, is no other. z: (value - group_mean) / sd of the group (monitor.ddof); NULL where they do not differ. Values of the group are computed when the function is called, from the definitions and observations of then; those of the edition are frozen. Context indicators are compared as well. No group: no rows. Errors: 42704 for an unknown edition, area or group.';

CREATE FUNCTION sozialraum.set_reference(monitor text, comparison_group text, reference_date date) RETURNS TABLE (
	indicator text, n integer, mean double precision, sd double precision, minimum double precision, maximum double precision)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_monitor	sozialraum.monitor;
	v_codes		text[];
	v_bad		text;
	v_areas		bigint[];
	v_pooled	integer[];
BEGIN
	SELECT m.* INTO v_monitor FROM sozialraum.monitor AS m WHERE m.code = set_reference.monitor FOR UPDATE;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such monitor.',
			DETAIL = format('Monitor %s.', COALESCE(set_reference.monitor, 'NULL')), HINT = 'The monitors are the rows of sozialraum.monitor.';
	END IF;
	IF v_monitor.normalisation NOT IN ('zscore', 'minmax') OR EXISTS (
		SELECT FROM sozialraum.monitor_indicator AS mi WHERE mi.monitor = v_monitor.code AND mi.role = 'scored' AND mi.normalisation NOT IN ('zscore', 'minmax', 'none')) THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'Only z-scores and minmax are normalised against a mean, or a range, of other areas.',
			DETAIL = format('Monitor %s, normalisation %s.', v_monitor.code, v_monitor.normalisation), HINT = 'Set monitor.normalisation to zscore or minmax first, and that of its indicators, where they have their own.';
	END IF;
	v_codes := ARRAY(SELECT mi.indicator FROM sozialraum.monitor_indicator AS mi WHERE mi.monitor = v_monitor.code AND mi.role = 'scored' ORDER BY mi."position", mi.indicator);
	IF set_reference.reference_date IS NULL OR NOT isfinite(set_reference.reference_date) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'A comparison needs indicators and a reference date.',
			DETAIL = format('Comparison group %s.', set_reference.comparison_group), HINT = 'For example: ARRAY[''D05-01''], DATE ''2023-12-31''.';
	END IF;
	-- over as many years as the values that are to be normalised
	SELECT g.areas INTO v_areas FROM sozialraum._comparison_areas(set_reference.comparison_group, set_reference.reference_date) AS g;
	v_pooled := sozialraum._pooled_years(v_monitor.code, v_codes, set_reference.reference_date);
	SELECT string_agg(c.indicator, ', ' ORDER BY c.indicator) INTO v_bad
	FROM sozialraum._comparison_figures(v_areas, v_codes, set_reference.reference_date, v_monitor.ddof, v_pooled) AS c WHERE (c.sd > 0) IS NOT TRUE;
	IF v_bad IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The comparison group gives no mean and standard deviation for some indicators.',
			DETAIL = format('Monitor %s, comparison group %s, date %s: %s.', v_monitor.code, set_reference.comparison_group, to_char(set_reference.reference_date, 'YYYY-MM-DD'), v_bad),
			HINT = 'Two areas that differ are needed at least; see sozialraum.comparison_value().';
	END IF;
	UPDATE sozialraum.monitor_indicator AS mi
	SET reference_mean = c.mean, reference_sd = c.sd, reference_minimum = c.minimum, reference_maximum = c.maximum
	FROM sozialraum._comparison_figures(v_areas, v_codes, set_reference.reference_date, v_monitor.ddof, v_pooled) AS c
	WHERE mi.monitor = v_monitor.code AND mi.indicator = c.indicator;
	UPDATE sozialraum.monitor AS m
	SET reference = 'given', parameters = m.parameters || jsonb_build_object('reference_from', jsonb_build_object('comparison_group', set_reference.comparison_group, 'reference_date', to_char(set_reference.reference_date, 'YYYY-MM-DD')))
	WHERE m.code = v_monitor.code;
	RETURN QUERY
	SELECT c.indicator, c.n, c.mean, c.sd, c.minimum, c.maximum
	FROM sozialraum._comparison_figures(v_areas, v_codes, set_reference.reference_date, v_monitor.ddof, v_pooled) AS c ORDER BY c.no;
END
$$;
COMMENT ON FUNCTION sozialraum.set_reference(text, text, date) IS
'Normalises a monitor against a comparison group: mean, sd, minimum and maximum of its scored indicators over the areas of the group (with monitor.ddof, over monitor.pooled_years) become the given parameters in monitor_indicator, monitor.reference becomes given, and monitor.parameters.reference_from says where they are from, so that every edition keeps it. With the parameters of the Land, scores are comparable with the monitoring of the Land, and their mean is not 0. Returns what it wrote. Back: UPDATE sozialraum.monitor SET reference = ''areas''. Errors: 42704 for an unknown monitor or group, 55000 for other normalisations than zscore and minmax, and where an indicator does not differ in the group or has fewer than two values.';
REVOKE EXECUTE ON FUNCTION sozialraum.set_reference(text, text, date) FROM PUBLIC;
