-- ---------------------------------------------------------------------------------------------------------------------
-- Values of indicators, for any area, level and date.
--
-- A computation is first laid out as a plan: which variables on which days are needed (slots), which slots are formed from
-- which (terms). Then every area gets one vector of figures, and the engine rolls the vectors up over the hierarchy and through
-- the terms in one pass (kernel/figure.h): sums first, ratio last.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._statuses() RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY['final', 'revised', 'preliminary', 'estimated', 'uncertain', 'later', 'not_meaningful', 'unreliable', 'unknown', 'secret', 'missing'];
COMMENT ON FUNCTION sozialraum._statuses() IS 'Statuses of a figure in the order of severity; from the sixth on there is no value (kernel/figure.h counts on this order).';

CREATE FUNCTION sozialraum._figure_roll_up(id bigint, rank integer, wholes bigint[], named boolean[], valid_from date, valid_to date,
	territory bigint, value double precision[], code double precision[], slot_date date[], additive boolean[], target integer[], source integer[],
	coefficient double precision[]) RETURNS double precision[]
LANGUAGE c WINDOW IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'sozialraum_figure_roll_up';
COMMENT ON FUNCTION sozialraum._figure_roll_up(bigint, integer, bigint[], boolean[], date, date, bigint, double precision[], double precision[], date[], boolean[], integer[], integer[], double precision[]) IS
'Window function over areas: completes each area''s vector of figures from its parts and from the terms; returns the values followed by the codes (severity × 1,000,000 + slot). named: whether the area is one of the parts from which the whole was built, all of which must be there. The columns from slot_date on are the same in all rows.';

CREATE FUNCTION sozialraum._period_date(period text, reference_date date) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	WITH d AS (
		SELECT extract(year FROM reference_date)::integer AS y, CASE
			WHEN period IN ('stock_3112', 'year', 'case_year', 'quarter_dec', 'avg4q') OR period ~ '^avg[0-9]+y$' OR period = 'stock_3112_biennial' THEN 1231
			WHEN period = 'stock_0101' THEN 101
			WHEN period = 'stock_3101' THEN 131
			WHEN period = 'stock_0103' THEN 301
			WHEN period = 'stock_3006' THEN 630
			WHEN period IN ('schoolyear', 'cohort') THEN 801
			WHEN period = 'stock_1512_biennial' THEN 1215
			END AS md)
	SELECT CASE
		WHEN period = 'day' THEN reference_date
		WHEN period = 'quarter' THEN (date_trunc('quarter', (reference_date + 1)::timestamp) - interval '1 day')::date
		WHEN period = 'month' THEN (date_trunc('month', (reference_date + 1)::timestamp) - interval '1 day')::date
		WHEN md IS NOT NULL THEN (
			SELECT max(c.day)
			FROM generate_series(y - 2, y) AS g (year)
			CROSS JOIN LATERAL (SELECT make_date(g.year, md / 100, md % 100) AS day) AS c
			WHERE c.day <= reference_date AND (period !~ 'biennial' OR g.year % 2 = 1))
		END
	FROM d
$$;
COMMENT ON FUNCTION sozialraum._period_date(text, date) IS 'The last day on or before the reference date to which an indicator of this period refers (stock_0103: 1 March, schoolyear: 1 August, biennial: odd years); NULL where only the data can tell (census, election, survey, latest).';

CREATE FUNCTION sozialraum._term_dates(date_rule text, kind text, value_date date) RETURNS TABLE (day date, weight double precision)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	WITH y AS (
		SELECT extract(year FROM value_date)::integer AS y, substring(date_rule FROM '^pooled_([0-9]+)y$')::integer AS n,
			-- the last year that has ended: nothing is pooled that lies behind the day
			extract(year FROM value_date + 1)::integer - 1 AS ended)
	SELECT value_date, 1 WHERE date_rule IN ('same', 'school_year')
	UNION ALL
	SELECT make_date(y - (date_rule = 'prev_3112')::integer, 12, 31), 1 FROM y WHERE date_rule IN ('same_3112', 'prev_3112')
	UNION ALL
	SELECT make_date(y, 3 * q, CASE WHEN q IN (1, 4) THEN 31 ELSE 30 END), 0.25 FROM y, generate_series(1, 4) AS q WHERE date_rule = 'mean_quarters'
	UNION ALL
	SELECT make_date(y - k, 12, 31), 0.5 FROM y, generate_series(0, 1) AS k WHERE date_rule = 'mean_two_year_ends'
	UNION ALL
	SELECT make_date(ended - k, 12, 31), 1 FROM y, generate_series(0, n - 1) AS k WHERE kind = 'flow'
	UNION ALL
	SELECT make_date(ended - k, 12, 31), CASE WHEN k IN (0, n) THEN 0.5 ELSE 1 END FROM y, generate_series(0, n) AS k WHERE kind = 'stock' AND n IS NOT NULL
$$;
COMMENT ON FUNCTION sozialraum._term_dates(text, text, date) IS 'Days and weights that a date rule stands for (indicator_term.date_rule).';

CREATE FUNCTION sozialraum._age_limit(kind text, reference_date date, OUT boundary_age smallint, OUT share_below double precision) RETURNS record
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT a.boundary_age, a.share_below
	FROM sozialraum.age_limit AS a
	WHERE a.kind = _age_limit.kind AND a.valid_from <= reference_date
		AND a.land IN ('DE', COALESCE((SELECT s.land FROM sozialraum.setting AS s), 'DE'))
	ORDER BY a.land <> 'DE' DESC, a.valid_from DESC
	LIMIT 1
$$;
COMMENT ON FUNCTION sozialraum._age_limit(text, date) IS 'Age limit that holds on a day in the Land of setting, else in the whole country; NULL where there is none.';

CREATE FUNCTION sozialraum._figure_plan(variables text[], days date[],
	OUT slot_variable text[], OUT slot_date date[], OUT additive boolean[], OUT target integer[], OUT source integer[], OUT coefficient double precision[])
RETURNS record
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_column
BEGIN
	WITH need AS MATERIALIZED (
		-- a group of a family need not stand in the table (bev_0_17_m): its code says what it is
		SELECT DISTINCT u.variable, u.day, COALESCE(v.aggregation, f.aggregation, 'none') AS aggregation,
			CASE WHEN v.code IS NOT NULL THEN v.family ELSE f.code END AS family,
			CASE WHEN v.code IS NOT NULL THEN v.age_from ELSE p.age_from END AS age_from,
			CASE WHEN v.code IS NOT NULL THEN v.age_to ELSE p.age_to END AS age_to,
			CASE WHEN v.code IS NOT NULL THEN v.age_limit ELSE p.age_limit END AS age_limit,
			CASE WHEN v.code IS NOT NULL THEN v.sex ELSE p.sex END AS sex
		FROM unnest(variables, days) AS u (variable, day)
		LEFT JOIN sozialraum.variable AS v ON v.code = u.variable
		LEFT JOIN LATERAL sozialraum._variable_family(u.variable) AS p ON v.code IS NULL
		LEFT JOIN sozialraum.variable AS f ON f.code = p.family AND f.family = f.code
	), span AS (
		-- a group of a family: ages low … high in full, and the age that a limit cuts in part
		SELECT n.variable, n.day, n.family, n.sex,
			CASE WHEN n.age_limit IS NOT NULL AND n.age_from IS NULL THEN l.boundary_age + 1 ELSE COALESCE(n.age_from, 0) END AS low,
			CASE WHEN n.age_limit IS NOT NULL AND n.age_from IS NOT NULL THEN l.boundary_age - 1 ELSE COALESCE(n.age_to, 999) END AS high,
			CASE WHEN n.age_limit IS NOT NULL THEN l.boundary_age END AS cut,
			CASE WHEN n.age_limit IS NULL THEN 0 WHEN n.age_from IS NULL THEN 1 - l.share_below ELSE l.share_below END AS cut_weight
		FROM need AS n
		LEFT JOIN LATERAL sozialraum._age_limit(n.age_limit, n.day) AS l ON n.age_limit IS NOT NULL
		WHERE n.family IS NOT NULL AND NOT EXISTS (SELECT FROM sozialraum.variable AS x WHERE x.code = n.variable AND x.is_cell)
	), cell AS (
		SELECT s.variable, s.day, c.code AS cell,
			CASE WHEN COALESCE(c.age_from, 0) >= s.low AND COALESCE(c.age_to, 999) <= s.high THEN 1
				WHEN c.age_from = s.cut AND c.age_to = s.cut THEN s.cut_weight END AS weight,
			-- years of age that the cells cover, against those that they ought to
			sum(COALESCE(c.age_to, 999) - COALESCE(c.age_from, 0) + 1) OVER w AS covered,
			(s.high - s.low + 1 + (s.cut_weight > 0)::integer)
				* CASE WHEN s.sex IS NULL AND bool_or(c.sex IS NOT NULL) OVER w THEN 2 ELSE 1 END AS wanted
		FROM span AS s
		JOIN sozialraum.variable AS c ON c.family = s.family AND c.is_cell AND (s.sex IS NULL OR c.sex = s.sex)
			AND ((COALESCE(c.age_from, 0) <= s.high AND COALESCE(c.age_to, 999) >= s.low)
				OR (s.cut_weight > 0 AND COALESCE(c.age_from, 0) <= s.cut AND COALESCE(c.age_to, 999) >= s.cut))
		WINDOW w AS (PARTITION BY s.variable, s.day)
	), complete AS MATERIALIZED (
		SELECT c.variable, c.day, c.cell, c.weight
		FROM (SELECT *, bool_and(weight IS NOT NULL) OVER (PARTITION BY variable, day) AS whole FROM cell) AS c
		WHERE c.covered = c.wanted AND c.whole
	), slot AS MATERIALIZED (
		SELECT s.variable, s.day, s.additive, row_number() OVER (ORDER BY s.variable COLLATE "C", s.day)::integer AS no
		FROM (
			SELECT u.variable, u.day, bool_and(u.additive) AS additive
			FROM (
				SELECT variable, day, aggregation = 'sum' AS additive FROM need
				UNION ALL
				SELECT c.cell, c.day, v.aggregation = 'sum' FROM complete AS c JOIN sozialraum.variable AS v ON v.code = c.cell) AS u
			GROUP BY u.variable, u.day) AS s
	), edge AS (
		SELECT g.no AS target, s.no AS source, c.weight AS coefficient
		FROM complete AS c
		JOIN slot AS g ON g.variable = c.variable AND g.day = c.day
		JOIN slot AS s ON s.variable = c.cell AND s.day = c.day
		WHERE c.weight <> 0
	)
	SELECT
		ARRAY(SELECT variable FROM slot ORDER BY no),
		ARRAY(SELECT day FROM slot ORDER BY no),
		ARRAY(SELECT slot.additive FROM slot ORDER BY no),
		ARRAY(SELECT edge.target FROM edge ORDER BY edge.target, edge.source),
		ARRAY(SELECT edge.source FROM edge ORDER BY edge.target, edge.source),
		ARRAY(SELECT edge.coefficient FROM edge ORDER BY edge.target, edge.source)
	INTO slot_variable, slot_date, additive, target, source, coefficient;
END
$$;
COMMENT ON FUNCTION sozialraum._figure_plan(text[], date[]) IS 'Lays out what variables on given days need: the slots (variable and day, groups together with their cells) and the terms that form groups from cells. A group whose ages the cells do not cover exactly gets no terms and counts only if it is delivered.';

CREATE FUNCTION sozialraum._indicator_plan(indicators text[], reference_date date, sex text DEFAULT NULL, further text[] DEFAULT '{}', further_day date[] DEFAULT '{}',
	OUT value_date date[], OUT slot_variable text[], OUT slot_date date[], OUT additive boolean[],
	OUT target integer[], OUT source integer[], OUT coefficient double precision[]) RETURNS record
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_column
BEGIN
	WITH ind AS MATERIALIZED (
		SELECT n.no::integer AS no, i.code, COALESCE(sozialraum._period_date(i.period, reference_date), l.day) AS day
		FROM unnest(indicators) WITH ORDINALITY AS n (code, no)
		JOIN sozialraum.indicator AS i ON i.code = n.code
		LEFT JOIN LATERAL (
			-- only the data can tell: the last day on which the numerator was observed
			SELECT max(o.day) AS day
			FROM sozialraum.indicator_term AS t
			CROSS JOIN LATERAL (
				SELECT t.variable || COALESCE('_' || _indicator_plan.sex, '') AS code
				UNION
				SELECT c.code FROM sozialraum.variable AS v JOIN sozialraum.variable AS c ON c.family = v.family AND c.is_cell
				WHERE v.code = t.variable AND (_indicator_plan.sex IS NULL OR c.sex = _indicator_plan.sex)) AS c
			CROSS JOIN LATERAL (
				SELECT b.reference_date AS day FROM sozialraum.observation AS b
				WHERE b.variable = c.code AND b.reference_date <= _indicator_plan.reference_date
				ORDER BY b.reference_date DESC LIMIT 1) AS o
			WHERE t.indicator = i.code AND t.part = 'numerator') AS l ON sozialraum._period_date(i.period, reference_date) IS NULL
	), term AS MATERIALIZED (
		SELECT ind.no, t.part, v.code || COALESCE('_' || _indicator_plan.sex, '') AS variable, d.day, t.coefficient * d.weight AS coefficient
		FROM ind
		JOIN sozialraum.indicator_term AS t ON t.indicator = ind.code
		JOIN sozialraum.variable AS v ON v.code = t.variable
		CROSS JOIN LATERAL sozialraum._term_dates(t.date_rule, v.kind, ind.day) AS d
	), need AS (
		SELECT array_agg(n.variable) AS variables, array_agg(n.day) AS days FROM (SELECT variable, day FROM term UNION SELECT * FROM unnest(further, further_day)) AS n
	), plan AS MATERIALIZED (
		SELECT f.* FROM need CROSS JOIN LATERAL sozialraum._figure_plan(need.variables, need.days) AS f
	), slot AS MATERIALIZED (
		SELECT s.variable, s.day, s.no::integer AS no FROM plan CROSS JOIN LATERAL unnest(plan.slot_variable, plan.slot_date) WITH ORDINALITY AS s (variable, day, no)
	), size AS (
		SELECT (SELECT count(*) FROM slot)::integer AS slots, cardinality(indicators) AS indicators
	), edge AS (
		-- numerators stand behind the slots, denominators behind the numerators
		SELECT size.slots + t.no + CASE t.part WHEN 'denominator' THEN size.indicators ELSE 0 END AS target, s.no AS source, t.coefficient
		FROM term AS t
		JOIN slot AS s ON s.variable = t.variable AND s.day = t.day
		CROSS JOIN size
	)
	SELECT
		ARRAY(SELECT ind.day FROM generate_series(1, size.indicators) AS g (no) LEFT JOIN ind ON ind.no = g.no ORDER BY g.no),
		plan.slot_variable, plan.slot_date, plan.additive || array_fill(false, ARRAY[2 * size.indicators]),
		plan.target || ARRAY(SELECT edge.target FROM edge ORDER BY edge.target, edge.source, edge.coefficient),
		plan.source || ARRAY(SELECT edge.source FROM edge ORDER BY edge.target, edge.source, edge.coefficient),
		plan.coefficient || ARRAY(SELECT edge.coefficient FROM edge ORDER BY edge.target, edge.source, edge.coefficient)
	INTO value_date, slot_variable, slot_date, additive, target, source, coefficient
	FROM size CROSS JOIN plan;
END
$$;
COMMENT ON FUNCTION sozialraum._indicator_plan(text[], date, text, text[], date[]) IS 'Lays out a computation: the slots that the terms of the indicators need (and further variables, as asked for), and the terms that form groups, then numerators, then denominators.';

-- without SET, so that it is inlined and conditions on its columns find the indexes
CREATE FUNCTION sozialraum._area_wholes() RETURNS TABLE (part_id bigint, whole_id bigint, is_built boolean)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT p.part_id, p.area_id, true FROM sozialraum.area_part AS p
	UNION ALL
	SELECT c.id, c.parent_id, false
	FROM sozialraum.area AS c
	JOIN sozialraum.area_level AS cl ON cl.code = c.level
	JOIN sozialraum.area AS a ON a.id = c.parent_id
	JOIN sozialraum.area_level AS al ON al.code = a.level AND al.hierarchy = cl.hierarchy
	WHERE NOT EXISTS (SELECT FROM sozialraum.area_part AS p WHERE p.area_id = c.parent_id);
END;
COMMENT ON FUNCTION sozialraum._area_wholes() IS 'Which area is summed from which parts: from those in area_part where there are any, else from the children of the same hierarchy.';

CREATE FUNCTION sozialraum._area_figures(areas bigint[], slot_variable text[], slot_date date[], additive boolean[], target integer[],
	source integer[], coefficient double precision[]) RETURNS TABLE (area_id bigint, figures double precision[])
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan SET work_mem = '256MB' SET jit = off SET random_page_cost = 1.1 AS $$
#variable_conflict use_column
DECLARE
	v_nodes		bigint[];
	v_single	bigint[];
	v_several	bigint[];
	v_variables	text[];			-- NULL: not asked
	v_days		date[];
BEGIN
	-- the areas and everything below them; planned with the actual lists, as their lengths decide how the observations are read
	v_nodes := areas;
	IF EXISTS (SELECT FROM sozialraum._area_wholes() AS e WHERE e.whole_id = ANY (areas)) THEN
		v_nodes := ARRAY(
			WITH RECURSIVE node (id) AS (
				SELECT u.id FROM unnest(areas) AS u (id)
				UNION
				SELECT e.part_id FROM node AS n JOIN sozialraum._area_wholes() AS e ON e.whole_id = n.id
			)
			SELECT n.id FROM node AS n);
	END IF;
	-- A territory may have had several rows in time, each with the figures of its validity; nearly all have one, which is all that is read.
	SELECT COALESCE(array_agg(p.id) FILTER (WHERE p.rows = 1), '{}'), COALESCE(array_agg(p.id) FILTER (WHERE p.rows > 1), '{}')
	INTO v_single, v_several
	FROM (
		SELECT a.id, (SELECT count(*) FROM sozialraum.area AS e WHERE e.territory_id = a.territory_id) AS rows
		FROM unnest(v_nodes) AS n (id) JOIN sozialraum.area AS a ON a.id = n.id) AS p;
	-- These two conditions follow from the join with the slots. For a small part of the table they lead the planner to the index;
	-- for a large one they only spoil its estimates.
	IF cardinality(slot_variable)::bigint * cardinality(v_nodes) < 300000 THEN
		v_variables := ARRAY(SELECT DISTINCT u.v FROM unnest(slot_variable) AS u (v));
		v_days := ARRAY(SELECT DISTINCT u.d FROM unnest(slot_date) AS u (d));
	END IF;
	RETURN QUERY
	WITH part AS MATERIALIZED (
		SELECT a.id, a.rank, a.valid_from, a.valid_to, a.territory_id, w.wholes, w.named
		FROM unnest(v_nodes) AS n (id)
		JOIN sozialraum.area AS a ON a.id = n.id
		LEFT JOIN (SELECT e.part_id, array_agg(e.whole_id) AS wholes, array_agg(e.is_built) AS named FROM sozialraum._area_wholes() AS e WHERE e.part_id = ANY (v_nodes) GROUP BY e.part_id) AS w
			ON w.part_id = a.id
	), slot AS MATERIALIZED (
		SELECT s.variable, array_agg(s.day ORDER BY s.no) AS days, array_agg(s.no::integer ORDER BY s.no) AS numbers
		FROM unnest(slot_variable, slot_date) WITH ORDINALITY AS s (variable, day, no) GROUP BY s.variable
	), figure AS (
		SELECT o.area_id AS id,
			sozialraum.vector_agg(s.numbers[array_position(s.days, o.reference_date)], o.value, cardinality(slot_variable)) FILTER (WHERE o.value IS NOT NULL) AS value,
			sozialraum.vector_agg(s.numbers[array_position(s.days, o.reference_date)],
				array_position(sozialraum._statuses(), o.status) * 1000000.0::double precision + s.numbers[array_position(s.days, o.reference_date)],
				cardinality(slot_variable)) FILTER (WHERE o.status <> 'final') AS code
		FROM slot AS s
		JOIN sozialraum.observation AS o ON o.variable = s.variable AND o.reference_date = ANY (s.days)
		WHERE o.area_id = ANY (v_single) AND (v_variables IS NULL OR o.variable = ANY (v_variables)) AND (v_days IS NULL OR o.reference_date = ANY (v_days))
		GROUP BY o.area_id
		UNION ALL
		SELECT p.id,
			sozialraum.vector_agg(s.no::integer, o.value, cardinality(slot_variable)) FILTER (WHERE o.value IS NOT NULL),
			sozialraum.vector_agg(s.no::integer, array_position(sozialraum._statuses(), o.status) * 1000000.0::double precision + s.no, cardinality(slot_variable))
				FILTER (WHERE o.status <> 'final')
		FROM (
			-- the first row of a territory also has the figures of the days before it, each one those of the days until the next begins
			SELECT a.id, e.id AS area_id, CASE WHEN lag(e.id) OVER w IS NULL THEN '-infinity' ELSE e.valid_from END AS valid_from,
				COALESCE(lead(e.valid_from) OVER w - 1, 'infinity') AS valid_to
			FROM unnest(v_several) AS n (id)
			JOIN sozialraum.area AS a ON a.id = n.id
			JOIN sozialraum.area AS e ON e.territory_id = a.territory_id
			WINDOW w AS (PARTITION BY a.id, e.level ORDER BY e.valid_from)) AS p
		JOIN unnest(slot_variable, slot_date) WITH ORDINALITY AS s (variable, day, no) ON s.day BETWEEN p.valid_from AND p.valid_to
		JOIN sozialraum.observation AS o ON o.variable = s.variable AND o.reference_date = s.day AND o.area_id = p.area_id
		GROUP BY p.id
	), rolled AS (
		SELECT p.id, sozialraum._figure_roll_up(p.id, p.rank::integer, p.wholes, p.named, p.valid_from, p.valid_to, p.territory_id, f.value, f.code,
			slot_date || array_fill('-infinity'::date, ARRAY[cardinality(additive) - cardinality(slot_date)]), additive, target, source, coefficient) OVER () AS figures
		FROM part AS p LEFT JOIN figure AS f ON f.id = p.id
	)
	SELECT r.id, r.figures FROM rolled AS r WHERE r.id = ANY (areas);
END
$$;
COMMENT ON FUNCTION sozialraum._area_figures(bigint[], text[], date[], boolean[], integer[], integer[], double precision[]) IS 'The figures of areas for a plan: delivered, or summed from the parts, or formed from terms; values first, then codes.';

CREATE FUNCTION sozialraum._reason(code double precision, slot_variable text[], slot_date date[], language text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE language WHEN 'en'
		THEN (ARRAY['not final', 'revised', 'preliminary', 'estimated', 'uncertain', 'not yet available', 'not meaningful', 'unreliable', 'unknown', 'kept secret', 'not delivered'])[c.severity]
		ELSE (ARRAY['nicht endgültig', 'berichtigt', 'vorläufig', 'geschätzt', 'unsicher', 'noch nicht verfügbar', 'nicht sinnvoll', 'nicht verlässlich', 'unbekannt', 'geheim gehalten', 'nicht geliefert'])[c.severity]
		END || COALESCE(': ' || slot_variable[c.slot] || ', ' || CASE language WHEN 'en' THEN to_char(slot_date[c.slot], 'YYYY-MM-DD') ELSE to_char(slot_date[c.slot], 'DD.MM.YYYY') END, '')
	FROM (SELECT div(code::numeric, 1000000)::integer AS severity, mod(code::numeric, 1000000)::integer AS slot) AS c
$$;
COMMENT ON FUNCTION sozialraum._reason(double precision, text[], date[], text) IS 'Why a value is missing, in words: the mark, the variable and the day that it comes from.';

CREATE FUNCTION sozialraum._figure_values(figures double precision[], per double precision[], kind double precision[], target double precision[])
RETURNS double precision[]
LANGUAGE c IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'sozialraum_figure_values';
COMMENT ON FUNCTION sozialraum._figure_values(double precision[], double precision[], double precision[], double precision[]) IS
'Values of indicators from the numerators and denominators at the end of a vector of figures. kind: 0 rate, 1 numerator alone, 2 distance of the rate from target; per NULL: not computed.';

CREATE FUNCTION sozialraum._indicator_vectors(areas bigint[], indicators text[], reference_date date, sex text DEFAULT NULL,
	population_variable text DEFAULT NULL) RETURNS TABLE (
	area_id bigint, value double precision[], numerator double precision[], denominator double precision[], status text[], reason text[], value_date date[],
	population double precision)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off AS $$
#variable_conflict use_column
DECLARE
	v_plan		record;
	v_language	text := COALESCE((SELECT s.language FROM sozialraum.setting AS s), 'de');
	k			CONSTANT integer := cardinality(indicators);
	v_final		CONSTANT double precision[] := array_fill(0::double precision, ARRAY[2 * k]);
	n			integer;					-- slots before the numerators
	v_kind		double precision[];
	v_target	double precision[];
	v_day		date;						-- of the population
	v_population integer;					-- its slot
BEGIN
	SELECT COALESCE(sozialraum._period_date(COALESCE(v.reference_date_rule, 'stock_3112'), _indicator_vectors.reference_date), _indicator_vectors.reference_date)
	INTO v_day FROM sozialraum.variable AS v WHERE v.code = population_variable;
	SELECT * INTO v_plan FROM sozialraum._indicator_plan(indicators, _indicator_vectors.reference_date, sex,
		array_remove(ARRAY[population_variable], NULL), array_remove(ARRAY[v_day], NULL));
	n := cardinality(v_plan.slot_variable);
	SELECT s.no INTO v_population FROM unnest(v_plan.slot_variable, v_plan.slot_date) WITH ORDINALITY AS s (variable, day, no)
	WHERE s.variable = population_variable AND s.day = v_day;
	SELECT array_agg(CASE i.method WHEN 'value' THEN 1 WHEN 'distance' THEN 2 ELSE 0 END ORDER BY u.no),
		array_agg((i.parameters ->> 'target')::double precision ORDER BY u.no)
	INTO v_kind, v_target
	FROM unnest(indicators) WITH ORDINALITY AS u (code, no) JOIN sozialraum.indicator AS i ON i.code = u.code;

	RETURN QUERY
	WITH computed AS MATERIALIZED (
		-- which indicators a level has values of
		SELECT l.rank,
			array_agg(CASE WHEN NOT c.known_method OR l.rank < c.smallest_rank THEN NULL ELSE c.per END ORDER BY c.no) AS per,
			array_agg(CASE WHEN NOT c.known_method THEN
					CASE v_language WHEN 'en' THEN format('method %s is not available', c.method) ELSE format('Verfahren %s nicht verfügbar', c.method) END
				WHEN l.rank < c.smallest_rank THEN
					CASE v_language WHEN 'en' THEN format('computed from level %s on', c.smallest_level) ELSE format('erst ab Ebene %s', c.smallest_level) END
				END ORDER BY c.no) AS refused
		FROM (SELECT DISTINCT x.rank FROM sozialraum.area_level AS x) AS l
		CROSS JOIN (
			SELECT u.no, i.per, i.method, i.smallest_level, s.rank AS smallest_rank,
				i.method IN ('ratio', 'mean', 'density', 'billeter', 'survey_share', 'distance', 'value') AS known_method
			FROM unnest(indicators) WITH ORDINALITY AS u (code, no)
			JOIN sozialraum.indicator AS i ON i.code = u.code
			LEFT JOIN sozialraum.area_level AS s ON s.code = i.smallest_level) AS c
		GROUP BY l.rank
	), figure AS (
		SELECT f.area_id, sozialraum._figure_values(f.figures, c.per, v_kind, v_target) AS value, c.refused,
			f.figures[n + 1 : n + k] AS numerator, f.figures[n + k + 1 : n + 2 * k] AS denominator,
			f.figures[2 * n + 2 * k + 1 : 2 * n + 4 * k] AS code, f.figures[v_population] AS population
		FROM sozialraum._area_figures(areas, v_plan.slot_variable, v_plan.slot_date, v_plan.additive, v_plan.target, v_plan.source, v_plan.coefficient) AS f
		JOIN sozialraum.area AS a ON a.id = f.area_id
		JOIN computed AS c ON c.rank = a.rank
	)
	SELECT f.area_id, f.value, f.numerator, f.denominator, s.status, s.reason, v_plan.value_date, f.population
	FROM figure AS f
	LEFT JOIN LATERAL (
		-- only where there is something to say: a figure that is not final, or none
		SELECT array_agg(CASE
				WHEN w.value IS NOT NULL AND w.code = 0 THEN 'final'
				WHEN w.value IS NULL AND (w.refused IS NOT NULL OR (w.denominator <= 0 AND w.code < 6000000)) THEN 'not_meaningful'
				WHEN w.code > 0 THEN (sozialraum._statuses())[w.code::bigint / 1000000]
				ELSE 'missing' END ORDER BY w.no) AS status,
			array_agg(CASE
				WHEN w.value IS NOT NULL THEN NULL
				WHEN w.refused IS NOT NULL THEN w.refused
				WHEN w.code >= 6000000 THEN sozialraum._reason(w.code, v_plan.slot_variable, v_plan.slot_date, v_language)
				WHEN w.denominator < 0 THEN CASE v_language WHEN 'en' THEN 'denominator is negative' ELSE 'Nenner ist negativ' END
				WHEN w.denominator = 0 THEN CASE v_language WHEN 'en' THEN 'denominator is 0' ELSE 'Nenner ist 0' END
				ELSE CASE v_language WHEN 'en' THEN 'not delivered' ELSE 'nicht geliefert' END END ORDER BY w.no) AS reason
		FROM (
			SELECT u.no, u.value, u.denominator, u.refused, greatest(u.numerator_code, u.denominator_code) AS code
			FROM unnest(f.value, f.denominator, f.refused, f.code[1 : k], f.code[k + 1 : 2 * k]) WITH ORDINALITY
				AS u (value, denominator, refused, numerator_code, denominator_code, no)
			WHERE array_position(f.value, NULL) IS NOT NULL OR f.code <> v_final) AS w
	) AS s ON true;
END
$$;
COMMENT ON FUNCTION sozialraum._indicator_vectors(bigint[], text[], date, text, text) IS 'Values of indicators for areas at a reference date: one row per area, arrays in the order of the list. status NULL: all final; reason NULL: nothing is missing.';

CREATE FUNCTION sozialraum._tops(areas bigint[]) RETURNS TABLE (area_id bigint, top_id bigint)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	WITH RECURSIVE up (area_id, id, parent_id) AS (
		SELECT a.id, a.id, a.parent_id FROM sozialraum.area AS a WHERE a.id = ANY (areas)
		UNION ALL
		SELECT up.area_id, p.id, p.parent_id FROM up JOIN sozialraum.area AS p ON p.id = up.parent_id
	)
	SELECT up.area_id, up.id FROM up WHERE up.parent_id IS NULL
$$;
COMMENT ON FUNCTION sozialraum._tops(bigint[]) IS 'The topmost area above each area ("the whole"); the area itself where it has no parent.';

CREATE FUNCTION sozialraum.indicator_value(level text DEFAULT NULL, reference_date date DEFAULT CURRENT_DATE, indicators text[] DEFAULT NULL,
	sex text DEFAULT NULL) RETURNS TABLE (
	area_id bigint, area_level text, area_key text, area_name text, indicator text, value_date date, numerator double precision,
	denominator double precision, value double precision, status text, reason text, parent_value double precision, whole_value double precision)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_unknown		text;
	v_indicators	text[];
	v_areas			bigint[];
	v_all			bigint[];
BEGIN
	IF indicator_value.level IS NOT NULL AND NOT EXISTS (SELECT FROM sozialraum.area_level AS l WHERE l.code = indicator_value.level) THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such level of areas.',
			DETAIL = format('Level %s.', indicator_value.level), HINT = 'The levels are the rows of sozialraum.area_level.';
	END IF;
	IF sex IS NOT NULL AND sex NOT IN ('m', 'w') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The argument sex must be m or w.',
			DETAIL = format('Given: %s.', sex), HINT = 'Leave it out for both together.';
	END IF;
	SELECT u.code INTO v_unknown FROM unnest(indicators) AS u (code)
	WHERE NOT EXISTS (SELECT FROM sozialraum.indicator AS i WHERE i.code = u.code) ORDER BY 1 LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such indicator.',
			DETAIL = format('Indicator %s.', v_unknown), HINT = 'The indicators are the rows of sozialraum.indicator; install_catalogue() brings the shipped ones.';
	END IF;
	v_indicators := COALESCE(ARRAY(SELECT u.code FROM unnest(indicators) WITH ORDINALITY AS u (code, no) GROUP BY u.code ORDER BY min(u.no)), '{}');
	IF indicators IS NULL THEN
		v_indicators := ARRAY(SELECT i.code FROM sozialraum.indicator AS i WHERE sex IS NULL OR i.by_sex ORDER BY i.code);
	END IF;
	v_areas := ARRAY(SELECT a.id FROM sozialraum.area AS a
		WHERE (indicator_value.level IS NULL OR a.level = indicator_value.level) AND reference_date BETWEEN a.valid_from AND a.valid_to);
	v_all := ARRAY(SELECT unnest(v_areas) UNION SELECT a.parent_id FROM sozialraum.area AS a WHERE a.id = ANY (v_areas) AND a.parent_id IS NOT NULL
		UNION SELECT t.top_id FROM sozialraum._tops(v_areas) AS t);
	RETURN QUERY
	WITH v AS MATERIALIZED (
		SELECT r.area_id, u."position", u.value_date, u.numerator, u.denominator, u.value, COALESCE(u.status, 'final') AS status, u.reason
		FROM sozialraum._indicator_vectors(v_all, v_indicators, reference_date, sex) AS r
		CROSS JOIN LATERAL unnest(r.value, r.numerator, r.denominator, r.status, r.reason, r.value_date) WITH ORDINALITY
			AS u (value, numerator, denominator, status, reason, value_date, "position")
	)
	SELECT a.id, a.level, a.key, a.name, v_indicators[v."position"], v.value_date, v.numerator, v.denominator, v.value, v.status, v.reason, p.value, w.value
	FROM v
	JOIN sozialraum.area AS a ON a.id = v.area_id
	JOIN sozialraum._tops(v_areas) AS t ON t.area_id = a.id
	LEFT JOIN v AS p ON p.area_id = a.parent_id AND p."position" = v."position"
	LEFT JOIN v AS w ON w.area_id = t.top_id AND w."position" = v."position"
	ORDER BY a.rank, a.key, v."position";
END
$$;
COMMENT ON FUNCTION sozialraum.indicator_value(text, date, text[], text) IS
'Values of indicators for all areas of a level (NULL: of all levels) that are valid on the reference date. Parents are formed from sums of their parts, ratio last, unless a value was delivered for them, which then takes precedence. value is NULL where a term is missing, kept secret or the denominator is 0: status and reason say why; missing is never zero. value_date: the day that the value refers to (a Kita figure of 1 March beside a population of 31 December); parent_value, whole_value: the same indicator for the parent and for the topmost area. sex: m or w for indicators that can be had by sex. Errors: 42704 for an unknown level or indicator.';
