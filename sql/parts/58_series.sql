-- ---------------------------------------------------------------------------------------------------------------------
-- Time series of indicators for the areas of a day, across series breaks and reforms of borders.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._series_dates(indicators text[], from_date date, to_date date, sex text) RETURNS TABLE (
	no integer, step integer, reference_date date, value_date date, earlier_reference date, earlier_date date)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 200 SET search_path = pg_catalog, pg_temp SET jit = off AS $$
	WITH term AS MATERIALIZED (
		-- what is counted in the numerator, with the cells that it may be summed from
		SELECT u.no::integer AS no, t.date_rule, v.kind, c.code
		FROM unnest(indicators) WITH ORDINALITY AS u (code, no)
		JOIN sozialraum.indicator_term AS t ON t.indicator = u.code AND t.part = 'numerator'
		JOIN sozialraum.variable AS v ON v.code = t.variable
		CROSS JOIN LATERAL (
			SELECT v.code || COALESCE('_' || sex, '') AS code
			UNION
			SELECT x.code FROM sozialraum.variable AS x WHERE x.family = v.family AND x.is_cell AND (sex IS NULL OR x.sex = sex)) AS c
	), first AS MATERIALIZED (
		SELECT COALESCE(from_date, min(o.day)) AS day
		FROM (SELECT DISTINCT t.code FROM term AS t WHERE from_date IS NULL) AS t
		CROSS JOIN LATERAL (SELECT o.reference_date AS day FROM sozialraum.observation AS o WHERE o.variable = t.code ORDER BY o.reference_date LIMIT 1) AS o
	), reference AS MATERIALIZED (
		SELECT sozialraum._years_before(to_date, g.n) AS day
		FROM first CROSS JOIN LATERAL generate_series(0, greatest(0, extract(year FROM to_date)::integer - extract(year FROM first.day)::integer)) AS g (n)
		WHERE sozialraum._years_before(to_date, g.n) >= first.day
	), day AS (
		-- a census or a biennial count that several years refer to is one point of the series: the first of these years
		SELECT u.no::integer AS no, min(r.day) AS reference_date, u.value_date
		FROM reference AS r
		CROSS JOIN LATERAL sozialraum._indicator_plan(indicators, r.day, sex) AS p
		CROSS JOIN LATERAL unnest(p.value_date) WITH ORDINALITY AS u (value_date, no)
		WHERE u.value_date IS NOT NULL AND (from_date IS NULL OR u.value_date >= from_date)
		GROUP BY u.no, u.value_date
	)
	SELECT d.no, (row_number() OVER w)::integer, d.reference_date, d.value_date, lag(d.reference_date) OVER w, lag(d.value_date) OVER w
	FROM day AS d
	WHERE EXISTS (
		SELECT FROM term AS t
		CROSS JOIN LATERAL sozialraum._term_dates(t.date_rule, t.kind, d.value_date) AS x
		WHERE t.no = d.no AND EXISTS (SELECT FROM sozialraum.observation AS o WHERE o.variable = t.code AND o.reference_date = x.day))
	WINDOW w AS (PARTITION BY d.no ORDER BY d.value_date)
$$;
COMMENT ON FUNCTION sozialraum._series_dates(text[], date, date, text) IS 'The yearly points of the series of indicators for which there are observations anywhere, each with the one before.';

CREATE FUNCTION sozialraum._series_origins(areas bigint[], indicators text[], numbers integer[], days date[], sex text) RETURNS TABLE (
	area_id bigint, no integer, value_date date, own boolean, parts boolean, method integer, sources text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off AS $$
#variable_conflict use_column
DECLARE
	v_methods	CONSTANT text[] := ARRAY['exact', 'key', 'weight', 'area'];
	v_nodes		bigint[] := ARRAY(
		WITH RECURSIVE node (id) AS (
			SELECT u.id FROM unnest(areas) AS u (id)
			UNION
			SELECT e.part_id FROM node AS n JOIN sozialraum._area_wholes() AS e ON e.whole_id = n.id
		)
		SELECT n.id FROM node AS n);
BEGIN
	RETURN QUERY
	WITH RECURSIVE need AS MATERIALIZED (
		SELECT DISTINCT p.no, p.day AS value_date, v.code || COALESCE('_' || _series_origins.sex, '') AS variable, v.family, v.is_cell, v.sex AS own_sex, v.age_from, v.age_to, d.day
		FROM unnest(numbers, days) AS p (no, day)
		JOIN sozialraum.indicator_term AS t ON t.indicator = indicators[p.no]
		JOIN sozialraum.variable AS v ON v.code = t.variable
		CROSS JOIN LATERAL sozialraum._term_dates(t.date_rule, v.kind, p.day) AS d
	), figure AS MATERIALIZED (
		SELECT DISTINCT n.variable, n.day FROM need AS n
	), cell AS MATERIALIZED (
		-- a figure may be delivered by its cells: those that it has in common
		SELECT DISTINCT n.variable, n.day, n.variable AS code FROM need AS n
		UNION
		SELECT DISTINCT n.variable, n.day, c.code FROM need AS n
		JOIN sozialraum.variable AS c ON c.family = n.family AND c.is_cell
			AND (COALESCE(_series_origins.sex, n.own_sex) IS NULL OR c.sex = COALESCE(_series_origins.sex, n.own_sex))
			AND COALESCE(c.age_from, 0) <= COALESCE(n.age_to, 999) AND COALESCE(c.age_to, 999) >= COALESCE(n.age_from, 0)
		WHERE NOT n.is_cell
	), chain AS MATERIALIZED (
		-- the figures of a day are those of the row of the territory that they were delivered for
		SELECT a.id AS node, e.id AS row_id
		FROM unnest(v_nodes) AS u (id) JOIN sozialraum.area AS a ON a.id = u.id JOIN sozialraum.area AS e ON e.territory_id = a.territory_id AND e.level = a.level
	), source AS MATERIALIZED (
		SELECT s.code, CASE WHEN s.delivery = 'transfer_observations()' THEN array_position(v_methods, substring(s.code FROM ':([a-z]+)$')) END AS method FROM sozialraum.source AS s
	), have AS MATERIALIZED (
		SELECT h.node, x.variable, x.day, max(s.method) AS method, array_agg(DISTINCT o.source::text) AS sources
		FROM cell AS x
		JOIN sozialraum.observation AS o ON o.variable = x.code AND o.reference_date = x.day
		JOIN chain AS h ON h.row_id = o.area_id
		LEFT JOIN source AS s ON s.code = o.source
		GROUP BY h.node, x.variable, x.day
	), whole AS MATERIALIZED (
		SELECT e.whole_id, e.part_id, w.valid_from AS whole_from, w.valid_to AS whole_to, p.valid_from, p.valid_to
		FROM sozialraum._area_wholes() AS e JOIN sozialraum.area AS w ON w.id = e.whole_id JOIN sozialraum.area AS p ON p.id = e.part_id
		WHERE e.whole_id = ANY (v_nodes)
	), trace (area_id, variable, day, node) AS (
		-- down to where a figure was delivered, as the computation goes
		SELECT u.id, f.variable, f.day, u.id FROM unnest(areas) AS u (id) CROSS JOIN figure AS f
		UNION
		SELECT t.area_id, t.variable, t.day, w.part_id
		FROM trace AS t JOIN whole AS w ON w.whole_id = t.node AND least(greatest(t.day, w.whole_from), w.whole_to) BETWEEN w.valid_from AND w.valid_to
		WHERE NOT EXISTS (SELECT FROM have AS h WHERE h.node = t.node AND h.variable = t.variable AND h.day = t.day)
	), found AS MATERIALIZED (
		SELECT t.area_id, t.variable, t.day, bool_or(t.node = t.area_id) AS own, max(h.method) AS method, array_agg(DISTINCT s.code) AS sources
		FROM trace AS t
		JOIN have AS h ON h.node = t.node AND h.variable = t.variable AND h.day = t.day
		CROSS JOIN LATERAL unnest(h.sources) AS s (code)
		GROUP BY t.area_id, t.variable, t.day
	)
	SELECT f.area_id, n.no, n.value_date, bool_or(f.own), bool_or(NOT f.own), max(f.method), string_agg(DISTINCT s.code, ', ' ORDER BY s.code)
	FROM need AS n
	JOIN found AS f ON f.variable = n.variable AND f.day = n.day
	CROSS JOIN LATERAL unnest(f.sources) AS s (code)
	GROUP BY f.area_id, n.no, n.value_date;
END
$$;
COMMENT ON FUNCTION sozialraum._series_origins(bigint[], text[], integer[], date[], text) IS 'How the figures of indicators came about for areas: whether figures of their own entered, and figures of their parts, the coarsest method by which one of them was transferred (1 exact, 2 key, 3 weight, 4 area; NULL: none), and the sources.';

CREATE FUNCTION sozialraum.indicator_series(level text, indicators text[], from_date date DEFAULT NULL, to_date date DEFAULT CURRENT_DATE, area text DEFAULT NULL,
	sex text DEFAULT NULL) RETURNS TABLE (
	area_id bigint, area_key text, area_name text, indicator text, reference_date date, value_date date, value double precision, numerator double precision, denominator double precision,
	status text, reason text, segment integer, break_reason text, earlier_date date, change double precision, change_reason text,
	origin text, transfer_method text, sources text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off AS $$
#variable_conflict use_column
DECLARE
	v_language	text := COALESCE((SELECT s.language FROM sozialraum.setting AS s), 'de');
	v_unknown	text;
	v_codes		text[];
	v_areas		bigint[];
	v_no		integer[];
	v_day		date[];
BEGIN
	IF NOT EXISTS (SELECT FROM sozialraum.area_level AS l WHERE l.code = indicator_series.level) THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such level of areas.',
			DETAIL = format('Level %s.', COALESCE(indicator_series.level, 'NULL')), HINT = 'The levels are the rows of sozialraum.area_level.';
	END IF;
	IF sex IS NOT NULL AND sex NOT IN ('m', 'w') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The argument sex must be m or w.',
			DETAIL = format('Given: %s.', sex), HINT = 'Leave it out for both together.';
	END IF;
	IF to_date IS NULL OR NOT isfinite(to_date) OR from_date > to_date OR NOT isfinite(from_date) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'A series goes from a day to a later one.',
			DETAIL = format('Given: from %s to %s.', COALESCE(from_date::text, 'NULL'), COALESCE(to_date::text, 'NULL')), HINT = 'Leave the first out to begin where the figures begin.';
	END IF;
	SELECT COALESCE(u.code, 'NULL') INTO v_unknown FROM unnest(indicators) AS u (code)
	WHERE NOT EXISTS (SELECT FROM sozialraum.indicator AS i WHERE i.code = u.code) ORDER BY 1 LIMIT 1;
	IF FOUND OR indicators IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such indicator.',
			DETAIL = format('Indicator %s.', COALESCE(v_unknown, 'NULL')), HINT = 'The indicators are the rows of sozialraum.indicator; install_catalogue() brings the shipped ones.';
	END IF;
	v_areas := ARRAY(SELECT a.id FROM sozialraum.area AS a
		WHERE a.level = indicator_series.level AND to_date BETWEEN a.valid_from AND a.valid_to AND (indicator_series.area IS NULL OR a.key = indicator_series.area));
	IF v_areas = '{}' AND indicator_series.area IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such area on the last day of the series.',
			DETAIL = format('Level %s, key %s, date %s.', indicator_series.level, indicator_series.area, to_char(to_date, 'YYYY-MM-DD')),
			HINT = 'Series are those of the areas that are valid on the last day; the figures of the days before are brought to them.';
	END IF;
	v_codes := ARRAY(SELECT u.code FROM unnest(indicators) WITH ORDINALITY AS u (code, no) GROUP BY u.code ORDER BY min(u.no));
	SELECT array_agg(d.no), array_agg(d.value_date) INTO v_no, v_day FROM sozialraum._series_dates(v_codes, from_date, to_date, sex) AS d;

	RETURN QUERY
	WITH point AS MATERIALIZED (
		SELECT * FROM sozialraum._series_dates(v_codes, from_date, to_date, sex) AS d
	), pair AS (
		SELECT p.reference_date, p.earlier_reference, array_agg(DISTINCT v_codes[p.no]) AS codes FROM point AS p WHERE p.earlier_reference IS NOT NULL GROUP BY p.reference_date, p.earlier_reference
	), broken AS MATERIALIZED (
		SELECT b.indicator, p.reference_date, b.reason FROM pair AS p CROSS JOIN LATERAL sozialraum._indicator_breaks(p.codes, p.reference_date, p.earlier_reference, sex) AS b
	), step AS MATERIALIZED (
		SELECT p.no, p.step, p.reference_date, p.value_date, p.earlier_date, b.reason AS broken, (1 + count(b.reason) OVER (PARTITION BY p.no ORDER BY p.step))::integer AS segment
		FROM point AS p LEFT JOIN broken AS b ON b.indicator = v_codes[p.no] AND b.reference_date = p.reference_date
	), needed AS (
		SELECT s.reference_date, array_agg(v_codes[s.no] ORDER BY s.no) AS codes, array_agg(s.no ORDER BY s.no) AS numbers FROM step AS s GROUP BY s.reference_date
	), figure AS MATERIALIZED (
		SELECT r.area_id, n.numbers[u.place] AS no, n.reference_date, u.value, u.numerator, u.denominator, COALESCE(u.status, 'final') AS status, u.reason
		FROM needed AS n
		CROSS JOIN LATERAL sozialraum._indicator_vectors(v_areas, n.codes, n.reference_date, sex) AS r
		CROSS JOIN LATERAL unnest(r.value, r.numerator, r.denominator, r.status, r.reason) WITH ORDINALITY AS u (value, numerator, denominator, status, reason, place)
	), line AS (
		SELECT f.*, s.step, s.value_date, s.earlier_date, s.broken, s.segment,
			lag(f.value) OVER w AS earlier, lag(f.reason) OVER w AS earlier_reason, lag(f.status) OVER w AS earlier_status
		FROM figure AS f JOIN step AS s ON s.no = f.no AND s.reference_date = f.reference_date
		WINDOW w AS (PARTITION BY f.area_id, f.no ORDER BY s.step)
	), came AS MATERIALIZED (
		SELECT o.* FROM sozialraum._series_origins(v_areas, v_codes, v_no, v_day, sex) AS o
	)
	SELECT l.area_id, a.key::text, a.name, v_codes[l.no], l.reference_date, l.value_date, l.value, l.numerator, l.denominator, l.status, l.reason,
		l.segment, l.broken, l.earlier_date, CASE WHEN l.broken IS NULL THEN l.value - l.earlier END,
		CASE WHEN l.earlier_date IS NULL THEN CASE v_language WHEN 'en' THEN 'first date of the series' ELSE 'erster Stichtag der Reihe' END
			WHEN l.broken IS NOT NULL THEN l.broken
			WHEN l.value IS NULL THEN COALESCE(l.reason, l.status)
			WHEN l.earlier IS NULL THEN COALESCE(l.earlier_reason, l.earlier_status) END,
		CASE WHEN c.method IS NOT NULL THEN 'transferred' WHEN c.own AND c.parts THEN 'partly derived' WHEN c.parts THEN 'derived' WHEN c.own THEN 'delivered' END,
		(ARRAY['exact', 'key', 'weight', 'area'])[c.method], c.sources
	FROM line AS l
	JOIN sozialraum.area AS a ON a.id = l.area_id
	LEFT JOIN came AS c ON c.area_id = l.area_id AND c.no = l.no AND c.value_date = l.value_date
	ORDER BY a.key, l.no, l.value_date;
END
$$;
COMMENT ON FUNCTION sozialraum.indicator_series(text, text[], date, date, text, text) IS
'Time series of indicators: one row per area, indicator and yearly date from from_date (NULL: where the figures begin) to to_date. The areas are those of the level that are valid on to_date (area: the key of one of them, to see only this one); figures of the days before are brought to them as always: the same territory goes on, sums of parts whose territory did not change, and figures that transfer_observations() moved across a reform. Dates: to_date and the same day of the years before, each meaning the day that the period of the indicator says (value_date: 1 March, 31 December, …); days of which there are observations nowhere are left out, and a day that several years refer to (a census) appears once.
value, status, reason: as indicator_value(). segment: 1, 2, …, one more at every series break (table series_break), so that charts leave a gap; break_reason at the first date of the new segment. change: value less that of earlier_date, the date before in the series, NULL across a break and where one of the two is missing; change_reason says why.
origin: delivered (figures of the area itself), derived (summed from its parts), partly derived (some terms), transferred (a figure of it, or of a part, was moved across a reform); transfer_method is the coarsest: exact (whole areas, no estimate), key, weight or area (estimated). sources: all that entered, moved ones end in the method. NULL: nothing was delivered.
sex: m or w for indicators that can be had by sex. Errors: 42704 for an unknown level or indicator, and an area that is not there on to_date; 22023 for dates that make no span.';

CREATE FUNCTION sozialraum.indicator_trend(level text, indicators text[], from_date date DEFAULT NULL, to_date date DEFAULT CURRENT_DATE, area text DEFAULT NULL,
	sex text DEFAULT NULL, alpha double precision DEFAULT 0.05) RETURNS TABLE (
	area_id bigint, area_key text, area_name text, indicator text, segment integer, first_date date, last_date date, n integer, first_value double precision, last_value double precision,
	slope double precision, tau double precision, p double precision, trend text, trend_en text, burden text, burden_en text, estimated integer, reason text, reason_en text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off AS $$
#variable_conflict use_column
BEGIN
	IF alpha IS NULL OR NOT (alpha > 0 AND alpha < 1) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The level of significance must lie between 0 and 1.',
			DETAIL = format('Given: %s.', COALESCE(alpha::text, 'NULL')), HINT = 'Usual is 0.05.';
	END IF;
	RETURN QUERY
	WITH point AS MATERIALIZED (
		SELECT s.*, max(s.segment) OVER (PARTITION BY s.area_id, s.indicator) AS newest
		FROM sozialraum.indicator_series(indicator_trend.level, indicators, from_date, to_date, indicator_trend.area, indicator_trend.sex) AS s
	), tested AS (
		SELECT s.area_id, s.area_key, s.area_name, s.indicator, s.segment, min(s.value_date) FILTER (WHERE s.value IS NOT NULL) AS first_date, max(s.value_date) FILTER (WHERE s.value IS NOT NULL) AS last_date,
			count(s.value)::integer AS n, (array_agg(s.value ORDER BY s.value_date) FILTER (WHERE s.value IS NOT NULL))[1] AS first_value,
			(array_agg(s.value ORDER BY s.value_date DESC) FILTER (WHERE s.value IS NOT NULL))[1] AS last_value,
			sozialraum.theil_sen(s.value, sozialraum.decimal_year(s.value_date)) AS slope, sozialraum.mann_kendall(s.value, sozialraum.decimal_year(s.value_date)) AS test,
			(count(*) FILTER (WHERE s.value IS NOT NULL AND s.transfer_method <> 'exact'))::integer AS estimated
		FROM point AS s WHERE s.segment = s.newest
		GROUP BY s.area_id, s.area_key, s.area_name, s.indicator, s.segment
	)
	SELECT t.area_id, t.area_key, t.area_name, t.indicator, t.segment, t.first_date, t.last_date, t.n, t.first_value, t.last_value,
		CASE WHEN t.n > 1 THEN t.slope END, CASE WHEN t.n > 2 THEN (t.test).tau END, CASE WHEN t.n > 2 THEN (t.test).p END,
		CASE WHEN x.direction = 0 THEN 'nicht gesichert' WHEN x.direction > 0 THEN 'steigend' WHEN x.direction < 0 THEN 'fallend' END,
		CASE WHEN x.direction = 0 THEN 'not significant' WHEN x.direction > 0 THEN 'rising' WHEN x.direction < 0 THEN 'falling' END,
		CASE WHEN x.direction * i.polarity < 0 THEN 'zunehmend' WHEN x.direction * i.polarity > 0 THEN 'abnehmend' END,
		CASE WHEN x.direction * i.polarity < 0 THEN 'growing' WHEN x.direction * i.polarity > 0 THEN 'declining' END,
		t.estimated,
		CASE WHEN t.n < 2 THEN 'weniger als zwei Werte seit dem letzten Reihenbruch' WHEN t.n < 5 THEN 'weniger als fünf Werte: auch ein stetiger Anstieg wäre nicht zu sichern' END,
		CASE WHEN t.n < 2 THEN 'fewer than two values since the last series break' WHEN t.n < 5 THEN 'fewer than five values: even a steady rise could not be told from chance' END
	FROM tested AS t
	JOIN sozialraum.indicator AS i ON i.code = t.indicator
	CROSS JOIN LATERAL (SELECT CASE WHEN t.n < 3 THEN NULL WHEN (t.test).p < alpha THEN sign((t.test).s)::integer ELSE 0 END AS direction) AS x
	ORDER BY t.area_key, array_position(indicators, t.indicator);
END
$$;
COMMENT ON FUNCTION sozialraum.indicator_trend(text, text[], date, date, text, text, double precision) IS
'Trend of every series of indicator_series() with the same arguments, over its newest segment only: no trend crosses a series break. n values from first_date to last_date; slope: change a year in the unit of the indicator by theil_sen() (the median of the slopes of all pairs; one outlier does not move it), NULL below two values; tau and p: mann_kendall(), NULL below three values or where all are equal. trend: rising or falling where p < alpha, else not significant. burden: the same by the polarity of the indicator (growing: towards more burden), NULL for structure and where no trend is significant. estimated: how many of the values rest on figures that were estimated for a reform of borders. p assumes independent years; sliding means make it too small. Errors: as indicator_series(), 22023 for alpha outside 0 to 1.';
