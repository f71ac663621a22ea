-- ---------------------------------------------------------------------------------------------------------------------
-- Changes between two dates, and checks of what sums are made of.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum.indicator_change(level text, reference_date date, earlier_date date, indicators text[] DEFAULT NULL,
	sex text DEFAULT NULL) RETURNS TABLE (
	area_id bigint, area_level text, area_key text, area_name text, indicator text, value_date date, earlier_value_date date,
	value double precision, earlier_value double precision, change double precision, change_percent double precision, reason text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_indicators	text[];
	v_areas			bigint[];
BEGIN
	IF earlier_date >= reference_date THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The earlier date must lie before the reference date.',
			DETAIL = format('Earlier date %s, reference date %s.', earlier_date, reference_date), HINT = 'Swap the two dates.';
	END IF;
	v_indicators := CASE WHEN indicators IS NULL THEN ARRAY(SELECT i.code FROM sozialraum.indicator AS i WHERE sex IS NULL OR i.by_sex ORDER BY i.code)
		ELSE ARRAY(SELECT u.code FROM unnest(indicators) WITH ORDINALITY AS u (code, no) GROUP BY u.code ORDER BY min(u.no)) END;
	RETURN QUERY
	WITH now AS (
		SELECT * FROM sozialraum.indicator_value(level, reference_date, v_indicators, sex)
	), area AS MATERIALIZED (
		SELECT array_agg(DISTINCT n.area_id) AS ids FROM now AS n
	), before AS (
		SELECT r.area_id, u.value, u.reason, u.value_date, u."position"
		FROM area
		CROSS JOIN LATERAL sozialraum._indicator_vectors(area.ids, v_indicators, earlier_date, sex) AS r
		CROSS JOIN LATERAL unnest(r.value, r.reason, r.value_date) WITH ORDINALITY AS u (value, reason, value_date, "position")
	), break AS MATERIALIZED (
		SELECT * FROM sozialraum._indicator_breaks(v_indicators, reference_date, earlier_date, sex)
	), joined AS (
		SELECT n.*, b.value AS earlier, b.value_date AS earlier_day, b.reason AS earlier_reason, k.reason AS break
		FROM now AS n
		JOIN before AS b ON b.area_id = n.area_id AND v_indicators[b."position"] = n.indicator
		LEFT JOIN break AS k ON k.indicator = n.indicator
	)
	SELECT j.area_id, j.area_level, j.area_key, j.area_name, j.indicator, j.value_date, j.earlier_day, j.value, j.earlier,
		CASE WHEN j.break IS NULL THEN j.value - j.earlier END,
		CASE WHEN j.break IS NULL AND j.earlier <> 0 THEN (j.value - j.earlier) / abs(j.earlier) * 100 END,
		COALESCE(j.break, j.reason, j.earlier_reason)
	FROM joined AS j
	JOIN sozialraum.area AS a ON a.id = j.area_id
	ORDER BY a.rank, j.area_key, j.indicator;
END
$$;
COMMENT ON FUNCTION sozialraum.indicator_change(text, date, date, text[], text) IS
'Change of indicators between two dates: change in the unit of the indicator (percentage points where the unit is %), change_percent relative to the earlier value (NULL where that is 0). NULL across a series break (table series_break), where both dates have the same figure (a census between two censuses), and where one of the two values is missing; reason says why. The areas are those of the reference date: for an area that was formed since, the earlier value is that of its parts'' unchanged territories.';

CREATE FUNCTION sozialraum._indicator_breaks(indicators text[], reference_date date, earlier_date date, sex text DEFAULT NULL) RETURNS TABLE (
	indicator text, reason text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	-- every variable that either of the two values needs, groups with their family and cells, on the days that the values refer to
	WITH day AS MATERIALIZED (
		SELECT n.code, now.value_date[n.no] AS last_day, before.value_date[n.no] AS first_day
		FROM sozialraum._indicator_plan(indicators, reference_date, sex) AS now
		CROSS JOIN sozialraum._indicator_plan(indicators, earlier_date, sex) AS before
		CROSS JOIN LATERAL unnest(indicators) WITH ORDINALITY AS n (code, no)
	), language AS (
		SELECT COALESCE((SELECT y.language FROM sozialraum.setting AS y), 'de') AS code
	)
	SELECT x.indicator, string_agg(x.reason, '; ' ORDER BY x.break_date, x.reason)
	FROM (
		SELECT DISTINCT t.indicator, b.break_date, CASE WHEN g.code = 'en'
			THEN COALESCE(b.reason_en, b.reason) || to_char(b.break_date, ' ("from" YYYY-MM-DD)')
			ELSE b.reason || to_char(b.break_date, ' ("ab" DD.MM.YYYY)') END AS reason
		FROM day AS d
		JOIN sozialraum.indicator_term AS t ON t.indicator = d.code
		JOIN sozialraum.variable AS v ON v.code = t.variable
		CROSS JOIN language AS g
		CROSS JOIN LATERAL (SELECT min(r.day) AS first_day FROM sozialraum._term_dates(t.date_rule, v.kind, d.first_day) AS r) AS e
		CROSS JOIN LATERAL (SELECT max(r.day) AS last_day FROM sozialraum._term_dates(t.date_rule, v.kind, d.last_day) AS r) AS l
		JOIN sozialraum.series_break AS b ON b.break_date > e.first_day AND b.break_date <= l.last_day
		JOIN sozialraum.variable AS bv ON bv.code = b.variable
		WHERE bv.code = v.code
			OR bv.code = v.family
			OR (bv.family = v.family AND (v.sex IS NULL OR bv.sex IS NULL OR bv.sex = v.sex)
				AND COALESCE(bv.age_from, 0) <= COALESCE(v.age_to, 999) AND COALESCE(bv.age_to, 999) >= COALESCE(v.age_from, 0))
		UNION ALL
		-- a census or a biennial count that both dates share is no sign that nothing changed
		SELECT d.code, d.last_day, CASE WHEN g.code = 'en' THEN to_char(d.last_day, '"both dates have the value of" YYYY-MM-DD')
			ELSE to_char(d.last_day, '"beide Stichtage haben den Wert vom" DD.MM.YYYY') END
		FROM day AS d CROSS JOIN language AS g WHERE d.first_day = d.last_day) AS x
	GROUP BY x.indicator
$$;
COMMENT ON FUNCTION sozialraum._indicator_breaks(text[], date, date, text) IS 'Indicators that have no change between two dates, with the reason: a series break lies between them, or both have the same figure.';

CREATE FUNCTION sozialraum.check_totals(reference_date date DEFAULT NULL, variables text[] DEFAULT NULL) RETURNS TABLE (
	area_level text, area_key text, area_name text, variable text, observation_date date, delivered double precision,
	sum_of_parts double precision, difference double precision, against text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_plan	record;
	v_own	record;
	v_parts	bigint[] := ARRAY(SELECT p.part_id FROM sozialraum.area_part AS p UNION SELECT a.id FROM sozialraum.area AS a WHERE a.parent_id IS NOT NULL);
BEGIN
	SELECT f.* INTO v_plan
	FROM (
		SELECT COALESCE(array_agg(n.variable), '{}') AS variables, COALESCE(array_agg(n.reference_date), '{}') AS days
		FROM (
			SELECT DISTINCT o.variable, o.reference_date
			FROM sozialraum.observation AS o
			JOIN sozialraum.variable AS v ON v.code = o.variable AND v.aggregation = 'sum'
			WHERE o.area_id IN (SELECT w.whole_id FROM sozialraum._area_wholes() AS w) AND o.value IS NOT NULL
				AND (check_totals.reference_date IS NULL OR o.reference_date = check_totals.reference_date)
				AND (variables IS NULL OR o.variable = ANY (variables))) AS n) AS n
	CROSS JOIN LATERAL sozialraum._figure_plan(n.variables, n.days) AS f;
	-- totals and groups of which the same area has cells of its own
	SELECT f.* INTO v_own
	FROM (
		SELECT COALESCE(array_agg(n.variable), '{}') AS variables, COALESCE(array_agg(n.reference_date), '{}') AS days
		FROM (
			SELECT DISTINCT o.variable, o.reference_date
			FROM sozialraum.observation AS o
			JOIN sozialraum.variable AS v ON v.code = o.variable AND v.family IS NOT NULL AND NOT v.is_cell
			WHERE o.value IS NOT NULL AND (check_totals.reference_date IS NULL OR o.reference_date = check_totals.reference_date)
				AND (variables IS NULL OR o.variable = ANY (variables))) AS n) AS n
	CROSS JOIN LATERAL sozialraum._figure_plan(n.variables, n.days) AS f;
	RETURN QUERY
	WITH figure AS MATERIALIZED (
		SELECT f.area_id, s.no, s.value
		FROM sozialraum._area_figures(v_parts, v_plan.slot_variable, v_plan.slot_date, v_plan.additive, v_plan.target, v_plan.source, v_plan.coefficient) AS f
		CROSS JOIN LATERAL unnest(f.figures[1 : cardinality(v_plan.slot_variable)]) WITH ORDINALITY AS s (value, no)
	), compared AS (
		SELECT w.whole_id, s.variable, s.day, o.value AS delivered, 'parts' AS against,
			CASE WHEN count(*) = count(f.value) THEN sozialraum.exact_sum(f.value) END AS total
		FROM unnest(v_plan.slot_variable, v_plan.slot_date) WITH ORDINALITY AS s (variable, day, no)
		JOIN sozialraum.observation AS o ON o.variable = s.variable AND o.reference_date = s.day AND o.value IS NOT NULL
		JOIN sozialraum._area_wholes() AS w ON w.whole_id = o.area_id
		JOIN sozialraum.area AS a ON a.id = w.whole_id
		JOIN sozialraum.area AS p ON p.id = w.part_id AND least(greatest(s.day, a.valid_from), a.valid_to) BETWEEN p.valid_from AND p.valid_to
		JOIN figure AS f ON f.area_id = p.id AND f.no = s.no
		WHERE variables IS NULL OR s.variable = ANY (variables)
		GROUP BY w.whole_id, s.variable, s.day, o.value
		UNION ALL
		SELECT o.area_id, o.variable, o.reference_date, o.value, 'cells', CASE WHEN count(c.value) = count(*) THEN sozialraum.exact_sum(c.value * e.coefficient) END
		FROM unnest(v_own.target, v_own.source, v_own.coefficient) AS e (target, source, coefficient)
		JOIN sozialraum.observation AS o ON o.variable = v_own.slot_variable[e.target] AND o.reference_date = v_own.slot_date[e.target] AND o.value IS NOT NULL
		LEFT JOIN sozialraum.observation AS c ON c.variable = v_own.slot_variable[e.source] AND c.reference_date = v_own.slot_date[e.source] AND c.area_id = o.area_id
		GROUP BY o.area_id, o.variable, o.reference_date, o.value
	)
	SELECT a.level, a.key, a.name, c.variable, c.day, c.delivered, c.total, c.delivered - c.total, c.against
	FROM compared AS c JOIN sozialraum.area AS a ON a.id = c.whole_id
	WHERE c.total <> c.delivered
	ORDER BY a.rank, a.key, c.variable, c.day, c.against;
END
$$;
COMMENT ON FUNCTION sozialraum.check_totals(date, text[]) IS
'Lists every difference between a figure that was delivered for an area and what it ought to be the sum of (delivered beats derived; the difference is listed, never hidden): of its parts (against: parts), or of the cells delivered for the same area, ages and sexes (against: cells). Arguments narrow it to a date and to variables. A whole whose parts are incomplete or kept secret cannot be compared and is not listed.';

CREATE FUNCTION sozialraum.check_areas() RETURNS TABLE (area_level text, area_key text, area_name text, day date, problem text)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	WITH edge AS MATERIALIZED (
		SELECT w.id AS whole, w.level AS whole_level, w.key AS whole_key, w.name AS whole_name, w.valid_from AS whole_from, w.valid_to AS whole_to, e.is_built,
			p.level, p.key, p.valid_from, p.valid_to
		FROM sozialraum._area_wholes() AS e
		JOIN sozialraum.area AS w ON w.id = e.whole_id
		JOIN sozialraum.area AS p ON p.id = e.part_id
	)
	SELECT e.whole_level, e.whole_key, e.whole_name, e.valid_from, format('part %s/%s begins on this day and nothing ended before it', e.level, e.key)
	FROM edge AS e
	WHERE e.valid_from > e.whole_from
		AND NOT EXISTS (SELECT FROM edge AS o WHERE o.whole = e.whole AND isfinite(o.valid_to) AND o.valid_to + 1 = e.valid_from)
	UNION ALL
	SELECT e.whole_level, e.whole_key, e.whole_name, e.valid_to, format('part %s/%s ends on this day and nothing follows it', e.level, e.key)
	FROM edge AS e
	WHERE e.valid_to < e.whole_to
		AND NOT EXISTS (SELECT FROM edge AS o WHERE o.whole = e.whole AND isfinite(o.valid_from) AND o.valid_from - 1 = e.valid_to)
	UNION ALL
	SELECT e.whole_level, e.whole_key, e.whole_name, NULL, format('has children of several levels: %s', string_agg(DISTINCT e.level, ', ' ORDER BY e.level))
	FROM edge AS e WHERE NOT e.is_built
	GROUP BY e.whole, e.whole_level, e.whole_key, e.whole_name HAVING count(DISTINCT e.level) > 1
	ORDER BY 1, 2, 4, 5
$$;
COMMENT ON FUNCTION sozialraum.check_areas() IS
'Lists what may make sums over parts wrong without anybody noticing: a part that begins although nothing ended before it, or that ends although nothing follows it (before and after, the whole is the sum of the others), and areas whose children are of several levels of one hierarchy (right where a level was skipped, counted twice where two divisions stand side by side: give one of them a hierarchy of its own). day: first or last day of the part.';
