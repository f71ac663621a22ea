-- ---------------------------------------------------------------------------------------------------------------------
-- install_catalogue(): makes ordinary user rows of the shipped catalogue, and never touches what the user made of them.
--
-- Every item has a content, formed alike from the shipped rows (_catalogue_shipped) and from the tables (_catalogue_present).
-- catalogue_item remembers the checksum of what was written. On a re-run three checksums decide: remembered <> present means that
-- the user changed it (kept), no present row that he deleted it (kept deleted), remembered = present <> shipped that a newer
-- catalogue may update it. NULLs are left out of the content, so a nullable column added later changes no checksum; a column
-- with a default that is added later must be taken out of _catalogue_present() where it has that default.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._catalogue_variable_rows() RETURNS TABLE (item text, code text, name text, name_en text, unit text, kind text,
	aggregation text, family text, age_from smallint, age_to smallint, age_limit text, sex text, is_cell boolean, source_name text,
	legal_basis text, reference_date_rule text, note text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	-- the rows themselves, and those for men and women: cells of an ordinary variable, groups where a family has cells by age
	SELECT v.code, v.base || COALESCE('_' || s.sex, ''), v.name || COALESCE(s.de, ''), v.name_en || COALESCE(s.en, ''), v.unit, v.kind, v.aggregation,
		CASE WHEN v.entry <> 'plain' THEN v.family WHEN v.by_sex THEN v.code END,
		v.age_from::smallint, NULL, v.age_limit, s.sex, v.entry = 'plain' AND s.sex IS NOT NULL,
		v.source_name, v.legal_basis, v.reference_date_rule, v.note
	FROM (SELECT *, CASE entry WHEN 'family' THEN family ELSE code END AS base FROM sozialraum._catalogue_variables()) AS v
	JOIN (VALUES (NULL, NULL, NULL), ('m', ', männlich', ', male'), ('w', ', weiblich', ', female')) AS s (sex, de, en)
		ON s.sex IS NULL OR (v.by_sex AND v.entry IN ('plain', 'total', 'group'))
	WHERE v.entry <> 'cells'
	UNION ALL
	-- the cells of the families
	SELECT v.code, v.family || '_' || a.ages || COALESCE('_' || s.sex, ''),
		v.cell_name || ', ' || replace(replace(a.ages, '_', ' bis '), 'p', '') || CASE WHEN a.high IS NULL THEN ' Jahre und älter' WHEN a.high = 1 AND a.low = 1 THEN ' Jahr' ELSE ' Jahre' END || COALESCE(s.de, ''),
		v.cell_name_en || ', age ' || replace(replace(a.ages, '_', ' to '), 'p', ' and over') || COALESCE(s.en, ''),
		v.unit, v.kind, v.aggregation, v.family, a.low::smallint, a.high::smallint, NULL, s.sex, true,
		v.source_name, v.legal_basis, v.reference_date_rule, v.note
	FROM sozialraum._catalogue_variables() AS v
	CROSS JOIN LATERAL (
		SELECT b.low, b.high, CASE WHEN b.high IS NULL THEN b.low || 'p' WHEN b.high = b.low THEN b.low::text ELSE b.low || '_' || b.high END AS ages
		FROM (SELECT f AS low, COALESCE(lead(f) OVER (ORDER BY f) - 1, v.last_age) AS high FROM unnest(v.cell_age_from) AS f) AS b) AS a
	JOIN (VALUES (NULL, NULL, NULL), ('m', ', männlich', ', male'), ('w', ', weiblich', ', female')) AS s (sex, de, en)
		ON (s.sex IS NOT NULL) = v.by_sex
	WHERE v.entry IN ('cells', 'family')
$$;
COMMENT ON FUNCTION sozialraum._catalogue_variable_rows() IS 'All rows of sozialraum.variable that the shipped variables stand for, cells included, as define_variable() and define_variable_family() would write them.';

CREATE FUNCTION sozialraum._catalogue_shipped() RETURNS TABLE (kind text, code text, checksum text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
	SELECT c.kind, c.code, md5(jsonb_strip_nulls(c.content)::text)
	FROM (
		SELECT 'dimension' AS kind, d.code, to_jsonb(d) AS content FROM sozialraum._catalogue_dimensions() AS d
		UNION ALL
		SELECT 'variable', r.item, jsonb_agg(to_jsonb(r) - 'item' ORDER BY r.code COLLATE "C") FROM sozialraum._catalogue_variable_rows() AS r GROUP BY r.item
		UNION ALL
		SELECT 'age_limit', a.kind || '/' || a.land || '/' || to_char(a.valid_from, 'YYYY-MM-DD'), to_jsonb(a) FROM sozialraum._catalogue_age_limits() AS a
		UNION ALL
		SELECT 'series_break', b.variable || '/' || to_char(b.break_date, 'YYYY-MM-DD'), to_jsonb(b) FROM sozialraum._catalogue_series_breaks() AS b
		UNION ALL
		SELECT 'indicator', i.code, (to_jsonb(i) - '{numerator_date_rule,denominator_date_rule}'::text[]) || jsonb_build_object('terms', (
			SELECT jsonb_agg(jsonb_build_object('part', t.part, 'position', t."position", 'coefficient', t.coefficient, 'variable', t.variable,
				'date_rule', t.term_date_rule) ORDER BY t.part, t."position")
			FROM (SELECT 'numerator' AS part, n.* FROM sozialraum._parse_terms(i.numerator, i.numerator_date_rule) AS n WHERE i.numerator IS NOT NULL
				UNION ALL
				SELECT 'denominator', n.* FROM sozialraum._parse_terms(i.denominator, i.denominator_date_rule) AS n WHERE i.denominator IS NOT NULL) AS t))
		FROM sozialraum._catalogue_indicators() AS i
		UNION ALL
		SELECT 'bundle', b.code, to_jsonb(b) FROM sozialraum._catalogue_bundles() AS b
		UNION ALL
		SELECT 'bundle_member', m.bundle || '/' || m.indicator, to_jsonb(m) FROM sozialraum._catalogue_bundle_members() AS m) AS c
$$;
COMMENT ON FUNCTION sozialraum._catalogue_shipped() IS 'Checksum of every item of the shipped catalogue as it is to be written.';

CREATE FUNCTION sozialraum._catalogue_present() RETURNS TABLE (kind text, code text, checksum text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 AS $$
	SELECT c.kind, c.code, md5(jsonb_strip_nulls(c.content)::text)
	FROM (
		SELECT 'dimension' AS kind, d.code, to_jsonb(d) AS content FROM sozialraum.dimension AS d
		UNION ALL
		-- a variable's item holds the rows that the catalogue ships and whatever cells it has beside them
		SELECT 'variable', k.item, jsonb_agg(to_jsonb(v) ORDER BY v.code COLLATE "C")
		FROM (SELECT r.item, r.code FROM sozialraum._catalogue_variable_rows() AS r
			UNION
			SELECT i.code, x.code FROM sozialraum._catalogue_variables() AS i
			JOIN sozialraum.variable AS x ON x.is_cell AND x.family = CASE WHEN i.entry = 'plain' THEN i.code WHEN i.entry IN ('cells', 'family') THEN i.family END) AS k
		JOIN sozialraum.variable AS v ON v.code = k.code
		GROUP BY k.item
		UNION ALL
		SELECT 'age_limit', a.kind || '/' || a.land || '/' || to_char(a.valid_from, 'YYYY-MM-DD'), to_jsonb(a) FROM sozialraum.age_limit AS a
		UNION ALL
		SELECT 'series_break', b.variable || '/' || to_char(b.break_date, 'YYYY-MM-DD'), to_jsonb(b) FROM sozialraum.series_break AS b
		UNION ALL
		SELECT 'indicator', i.code, to_jsonb(i) || jsonb_build_object('terms', (
			SELECT jsonb_agg(jsonb_build_object('part', t.part, 'position', t."position", 'coefficient', t.coefficient, 'variable', t.variable,
				'date_rule', t.date_rule) ORDER BY t.part, t."position")
			FROM sozialraum.indicator_term AS t WHERE t.indicator = i.code))
		FROM sozialraum.indicator AS i
		UNION ALL
		SELECT 'bundle', b.code, to_jsonb(b) FROM sozialraum.indicator_bundle AS b
		UNION ALL
		SELECT 'bundle_member', m.bundle || '/' || m.indicator, to_jsonb(m) FROM sozialraum.indicator_bundle_member AS m) AS c
$$;
COMMENT ON FUNCTION sozialraum._catalogue_present() IS 'Checksum of everything in the tables that an item of the catalogue could be.';

CREATE FUNCTION sozialraum._catalogue_plan() RETURNS TABLE (kind text, code text, checksum text, action text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT s.kind, s.code, s.checksum,
		CASE WHEN c.checksum IS NULL AND p.checksum IS NULL THEN 'install'		-- new
			WHEN c.checksum IS NULL AND p.checksum = s.checksum THEN 'adopt'	-- already there, word for word
			WHEN c.checksum = p.checksum AND p.checksum <> s.checksum THEN 'update'	-- untouched, and the catalogue is newer
			ELSE 'keep' END
	FROM sozialraum._catalogue_shipped() AS s
	LEFT JOIN sozialraum._catalogue_present() AS p ON p.kind = s.kind AND p.code = s.code
	LEFT JOIN sozialraum.catalogue_item AS c ON c.kind = s.kind AND c.code = s.code
$$;
COMMENT ON FUNCTION sozialraum._catalogue_plan() IS 'What install_catalogue() would do with every shipped item: install, update, adopt (remember only) or keep.';

CREATE FUNCTION sozialraum.install_catalogue() RETURNS TABLE (kind text, installed integer, kept integer, updated integer)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_new		text[];		-- items to install, as kind:code
	v_write		text[];		-- items to install or to update
	v_adopt		text[];
	v_missing	text[];
	v_indicator	record;
BEGIN
	-- one at a time: two runs side by side would both find nothing installed
	LOCK TABLE sozialraum.catalogue_item IN SHARE ROW EXCLUSIVE MODE;
	SELECT COALESCE(array_agg(p.kind || ':' || p.code) FILTER (WHERE p.action = 'install'), '{}'),
		COALESCE(array_agg(p.kind || ':' || p.code) FILTER (WHERE p.action IN ('install', 'update')), '{}'),
		COALESCE(array_agg(p.kind || ':' || p.code) FILTER (WHERE p.action = 'adopt'), '{}')
	INTO v_new, v_write, v_adopt
	FROM sozialraum._catalogue_plan() AS p;

	INSERT INTO sozialraum.dimension (code, name, name_en, "position", scored)
	SELECT s.code, s.name, s.name_en, s."position", s.scored FROM sozialraum._catalogue_dimensions() AS s
	WHERE 'dimension:' || s.code = ANY (v_write)
	ON CONFLICT (code) DO UPDATE SET name = EXCLUDED.name, name_en = EXCLUDED.name_en, "position" = EXCLUDED."position", scored = EXCLUDED.scored;

	INSERT INTO sozialraum.variable (code, name, name_en, unit, kind, aggregation, family, age_from, age_to, age_limit, sex, is_cell,
		source_name, legal_basis, reference_date_rule, note)
	SELECT s.code, s.name, s.name_en, s.unit, s.kind, s.aggregation, s.family, s.age_from, s.age_to, s.age_limit, s.sex, s.is_cell,
		s.source_name, s.legal_basis, s.reference_date_rule, s.note
	FROM sozialraum._catalogue_variable_rows() AS s
	WHERE 'variable:' || s.item = ANY (v_write)
	ON CONFLICT (code) DO UPDATE SET name = EXCLUDED.name, name_en = EXCLUDED.name_en, unit = EXCLUDED.unit, kind = EXCLUDED.kind,
		aggregation = EXCLUDED.aggregation, family = EXCLUDED.family, age_from = EXCLUDED.age_from, age_to = EXCLUDED.age_to,
		age_limit = EXCLUDED.age_limit, sex = EXCLUDED.sex, is_cell = EXCLUDED.is_cell, source_name = EXCLUDED.source_name,
		legal_basis = EXCLUDED.legal_basis, reference_date_rule = EXCLUDED.reference_date_rule, note = EXCLUDED.note;
	-- cells that a newer catalogue does not have any more stay as groups: there may be observations of them
	UPDATE sozialraum.variable AS v SET is_cell = false
	FROM sozialraum._catalogue_variables() AS s
	WHERE 'variable:' || s.code = ANY (v_write) AND v.is_cell
		AND v.family = CASE WHEN s.entry = 'plain' THEN s.code WHEN s.entry IN ('cells', 'family') THEN s.family END
		AND NOT EXISTS (SELECT FROM sozialraum._catalogue_variable_rows() AS r WHERE r.item = s.code AND r.code = v.code);

	INSERT INTO sozialraum.age_limit (kind, land, valid_from, boundary_age, share_below, note)
	SELECT s.kind, s.land, s.valid_from, s.boundary_age, s.share_below, s.note FROM sozialraum._catalogue_age_limits() AS s
	WHERE 'age_limit:' || s.kind || '/' || s.land || '/' || to_char(s.valid_from, 'YYYY-MM-DD') = ANY (v_write)
	ON CONFLICT (kind, land, valid_from) DO UPDATE SET boundary_age = EXCLUDED.boundary_age, share_below = EXCLUDED.share_below, note = EXCLUDED.note;

	-- what refers to a row that the user deleted cannot come; it stays new, and comes when that row is back
	v_write := ARRAY(SELECT w FROM unnest(v_write) AS w EXCEPT
		SELECT 'series_break:' || s.variable || '/' || to_char(s.break_date, 'YYYY-MM-DD') FROM sozialraum._catalogue_series_breaks() AS s
		WHERE NOT EXISTS (SELECT FROM sozialraum.variable AS v WHERE v.code = s.variable));
	INSERT INTO sozialraum.series_break (variable, break_date, reason, reason_en)
	SELECT s.variable, s.break_date, s.reason, s.reason_en FROM sozialraum._catalogue_series_breaks() AS s
	WHERE 'series_break:' || s.variable || '/' || to_char(s.break_date, 'YYYY-MM-DD') = ANY (v_write)
	ON CONFLICT (variable, break_date) DO UPDATE SET reason = EXCLUDED.reason, reason_en = EXCLUDED.reason_en;

	FOR v_indicator IN
		SELECT s.*, to_jsonb(s) AS sheet FROM sozialraum._catalogue_indicators() AS s WHERE 'indicator:' || s.code = ANY (v_write) ORDER BY s.code
	LOOP
		v_missing := sozialraum._ensure_variables(ARRAY(
				SELECT t.variable FROM sozialraum._parse_terms(v_indicator.numerator, 'same') AS t WHERE v_indicator.numerator IS NOT NULL
				UNION SELECT t.variable FROM sozialraum._parse_terms(v_indicator.denominator, 'same') AS t WHERE v_indicator.denominator IS NOT NULL))
			|| ARRAY(SELECT v_indicator.dimension::text WHERE NOT EXISTS (SELECT FROM sozialraum.dimension AS d WHERE d.code = v_indicator.dimension));
		IF v_missing <> '{}' THEN
			RAISE WARNING USING MESSAGE = format('Indicator %s of the catalogue was left out: something that it refers to is not there.', v_indicator.code),
				DETAIL = format('Missing: %s.', array_to_string(v_missing, ', ')),
				HINT = 'It was deleted here. Enter it again and run sozialraum.install_catalogue() once more, or leave the indicator out.';
			v_write := array_remove(v_write, 'indicator:' || v_indicator.code);
			CONTINUE;
		END IF;
		PERFORM sozialraum.define_indicator(code => v_indicator.code, dimension => v_indicator.dimension, name => v_indicator.name,
			numerator => v_indicator.numerator, denominator => v_indicator.denominator, per => v_indicator.per, unit => v_indicator.unit,
			polarity => v_indicator.polarity, scored => v_indicator.scored, method => v_indicator.method, parameters => v_indicator.parameters,
			numerator_date_rule => v_indicator.numerator_date_rule, denominator_date_rule => v_indicator.denominator_date_rule,
			period => v_indicator.period, smallest_level => v_indicator.smallest_level, by_sex => v_indicator.by_sex, name_en => v_indicator.name_en,
			sheet => v_indicator.sheet - '{code,dimension,name,name_en,method,parameters,numerator,denominator,numerator_date_rule,denominator_date_rule,per,unit,polarity,scored,by_sex,smallest_level,period}'::text[]);
	END LOOP;

	INSERT INTO sozialraum.indicator_bundle (code, name, name_en, note)
	SELECT s.code, s.name, s.name_en, s.note FROM sozialraum._catalogue_bundles() AS s
	WHERE 'bundle:' || s.code = ANY (v_write)
	ON CONFLICT (code) DO UPDATE SET name = EXCLUDED.name, name_en = EXCLUDED.name_en, note = EXCLUDED.note;
	v_write := ARRAY(SELECT w FROM unnest(v_write) AS w EXCEPT
		SELECT 'bundle_member:' || s.bundle || '/' || s.indicator FROM sozialraum._catalogue_bundle_members() AS s
		WHERE NOT EXISTS (SELECT FROM sozialraum.indicator AS i WHERE i.code = s.indicator)
			OR NOT EXISTS (SELECT FROM sozialraum.indicator_bundle AS b WHERE b.code = s.bundle));
	INSERT INTO sozialraum.indicator_bundle_member (bundle, indicator, "position")
	SELECT s.bundle, s.indicator, s."position" FROM sozialraum._catalogue_bundle_members() AS s
	WHERE 'bundle_member:' || s.bundle || '/' || s.indicator = ANY (v_write)
	ON CONFLICT (bundle, indicator) DO UPDATE SET "position" = EXCLUDED."position";

	INSERT INTO sozialraum.catalogue_item (kind, code, checksum)
	SELECT s.kind, s.code, s.checksum FROM sozialraum._catalogue_shipped() AS s
	WHERE s.kind || ':' || s.code = ANY (v_write || v_adopt)
	ON CONFLICT (kind, code) DO UPDATE SET checksum = EXCLUDED.checksum;

	RETURN QUERY
	SELECT k.kind, w.installed, (count(s.code) - w.installed - w.updated)::integer, w.updated
	FROM unnest(ARRAY['dimension', 'variable', 'age_limit', 'series_break', 'indicator', 'bundle', 'bundle_member']) WITH ORDINALITY AS k (kind, no)
	LEFT JOIN sozialraum._catalogue_shipped() AS s ON s.kind = k.kind
	CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE u = ANY (v_new))::integer, count(*) FILTER (WHERE u <> ALL (v_new))::integer
		FROM unnest(v_write) AS u WHERE split_part(u, ':', 1) = k.kind) AS w (installed, updated)
	GROUP BY k.kind, k.no, w.installed, w.updated
	ORDER BY k.no;
END
$$;
COMMENT ON FUNCTION sozialraum.install_catalogue() IS
'Brings the shipped catalogue into this database: 15 dimensions, 130 variables with the cells of their families, age limits, series breaks, 94 indicators, bundles. They are ordinary rows afterwards. Run again (after an upgrade) it adds what is new, lets untouched rows follow a changed catalogue, and leaves alone what was changed or deleted here, and rows that were there before under the same key. Returns one row per kind: how many items were installed, kept as they are (unchanged, changed or deleted here, or referring to something deleted), and updated. To get a shipped row back, delete it and its row in catalogue_item and run again. An indicator whose variable or dimension was deleted is left out with a warning.';
REVOKE EXECUTE ON FUNCTION sozialraum.install_catalogue() FROM PUBLIC;
