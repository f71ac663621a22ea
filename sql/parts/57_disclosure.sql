-- ---------------------------------------------------------------------------------------------------------------------
-- Disclosure control of an edition: what may be shown of it.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._indicator_form(item jsonb) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT jsonb_agg(jsonb_build_object('part', t.part, 'variable', t.variable, 'day', t.day, 'coefficient', t.coefficient) ORDER BY t.part, t.variable, t.day)
	FROM (
		SELECT x.term ->> 'part' AS part, x.term ->> 'variable' AS variable, d.day, sum((x.term ->> 'coefficient')::double precision * d.weight) AS coefficient
		FROM jsonb_array_elements(CASE WHEN jsonb_typeof(item -> 'terms') = 'array' THEN item -> 'terms' ELSE '[]' END) AS x (term)
		JOIN sozialraum.variable AS v ON v.code = x.term ->> 'variable'
		CROSS JOIN LATERAL sozialraum._term_dates(x.term ->> 'date_rule', v.kind, (item ->> 'value_date')::date) AS d
		GROUP BY 1, 2, 3) AS t
	WHERE t.coefficient <> 0
$$;
COMMENT ON FUNCTION sozialraum._indicator_form(jsonb) IS 'Numerator and denominator of an indicator of an edition (an element of definition.indicators) as sums over variable and day.';

CREATE FUNCTION sozialraum._indicator_sources(item jsonb) RETURNS text[]
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN item ? 'sources' THEN ARRAY(SELECT s.code FROM jsonb_array_elements_text(item -> 'sources') AS s (code) ORDER BY s.code)
		ELSE ARRAY(
			SELECT DISTINCT o.source::text
			FROM jsonb_array_elements(CASE WHEN jsonb_typeof(item -> 'terms') = 'array' THEN item -> 'terms' ELSE '[]' END) AS t (term)
			JOIN sozialraum.variable AS v ON v.code = t.term ->> 'variable'
			JOIN sozialraum.variable AS c ON c.code = v.code OR (c.family = v.family AND c.is_cell)
			JOIN sozialraum.observation AS o ON o.variable = c.code
			ORDER BY 1) END
$$;
COMMENT ON FUNCTION sozialraum._indicator_sources(jsonb) IS 'Sources of an indicator''s figures: as the edition noted them, else all sources that ever delivered its variables.';

CREATE FUNCTION sozialraum._public_method(definition jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT jsonb_build_object('monitor', definition -> 'monitor', 'exclusions', definition -> 'exclusions',
		'indicators', (
			SELECT jsonb_agg(jsonb_build_object('indicator', i.item -> 'indicator', 'role', i.item -> 'role', 'weight', i.item -> 'weight', 'polarity', i.item -> 'polarity') ORDER BY i.no)
			FROM jsonb_array_elements(definition -> 'indicators') WITH ORDINALITY AS i (item, no)))
$$;
COMMENT ON FUNCTION sozialraum._public_method(jsonb) IS 'The part of a definition that everybody may see: without the parameters that the normalisation used.';

CREATE FUNCTION sozialraum._protect_edition(edition bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_edition	sozialraum.edition;
BEGIN
	SELECT e.* INTO v_edition FROM sozialraum.edition AS e WHERE e.id = _protect_edition.edition;
	DELETE FROM sozialraum.edition_protection AS p WHERE p.edition = v_edition.id;
	INSERT INTO sozialraum.edition_protection (edition, area_id, is_reference, state, change_state, why, numerator, denominator, value, change, population, class_shown, dynamics_shown)
	WITH rule AS MATERIALIZED (
		-- the strictest of monitor, indicator and sources
		SELECT array_agg(greatest(m.min_count, n.min_count, s.min_count) ORDER BY i.no) AS min_count,
			array_agg(greatest(m.min_denominator, n.min_denominator, s.min_denominator) ORDER BY i.no) AS min_denominator
		FROM jsonb_array_elements(v_edition.definition -> 'indicators') WITH ORDINALITY AS i (item, no)
		JOIN sozialraum.monitor AS m ON m.code = v_edition.monitor
		LEFT JOIN sozialraum.indicator AS n ON n.code = i.item ->> 'indicator'
		LEFT JOIN LATERAL (
			SELECT max(s.min_count) AS min_count, max(s.min_denominator) AS min_denominator
			FROM unnest(sozialraum._indicator_sources(i.item)) AS u (code) JOIN sozialraum.source AS s ON s.code = u.code) AS s ON true
	), figure AS (
		SELECT v.area_id, false AS is_reference, v.value, v.numerator, v.denominator, v.change, s.population
		FROM sozialraum.edition_value AS v JOIN sozialraum.edition_score AS s ON s.edition = v.edition AND s.area_id = v.area_id WHERE v.edition = v_edition.id
		UNION ALL
		SELECT r.area_id, true, r.value, r.numerator, r.denominator, NULL, NULL
		FROM sozialraum.edition_reference AS r
		WHERE r.edition = v_edition.id AND NOT EXISTS (SELECT FROM sozialraum.edition_value AS v WHERE v.edition = r.edition AND v.area_id = r.area_id)
	), judged AS (
		SELECT f.area_id, f.is_reference, f.population,
			array_agg(CASE WHEN u.value IS NULL THEN 3 WHEN w.why IS NOT NULL THEN 1 ELSE 0 END::smallint ORDER BY u.no) AS state,
			array_agg(CASE WHEN u.change IS NULL THEN 3 WHEN w.why IS NOT NULL THEN 1 ELSE 0 END::smallint ORDER BY u.no) AS change_state,
			array_agg(w.why ORDER BY u.no) AS why,
			array_agg(CASE WHEN w.why IS NULL THEN u.numerator END ORDER BY u.no) AS numerator,
			array_agg(CASE WHEN w.why IS NULL THEN u.denominator END ORDER BY u.no) AS denominator,
			array_agg(CASE WHEN w.why IS NULL THEN u.value END ORDER BY u.no) AS value,
			array_agg(CASE WHEN w.why IS NULL THEN u.change END ORDER BY u.no) AS change
		FROM figure AS f CROSS JOIN rule AS r
		CROSS JOIN LATERAL unnest(v_edition.indicators, f.value, f.numerator, f.denominator, f.change) WITH ORDINALITY AS u (indicator, value, numerator, denominator, change, no)
		CROSS JOIN LATERAL (
			SELECT CASE WHEN u.value IS NULL THEN NULL WHEN u.numerator > 0 AND u.numerator < r.min_count[u.no] THEN 'count'
				WHEN u.denominator < r.min_denominator[u.no] OR (u.denominator > 0 AND u.denominator < r.min_count[u.no]) THEN 'denominator' END AS why) AS w
		GROUP BY f.area_id, f.is_reference, f.population
	)
	SELECT v_edition.id, j.area_id, j.is_reference, j.state, j.change_state, j.why, j.numerator, j.denominator, j.value, j.change, j.population,
		NOT 1::smallint = ANY (j.state), NOT 1::smallint = ANY (j.change_state)
	FROM judged AS j;
END
$$;
COMMENT ON FUNCTION sozialraum._protect_edition(bigint) IS 'Works out what may be shown of an edition and stores it in edition_protection.';
REVOKE EXECUTE ON FUNCTION sozialraum._protect_edition(bigint) FROM PUBLIC;
