-- ---------------------------------------------------------------------------------------------------------------------
-- What changed in the parts of 0.2.0
-- ---------------------------------------------------------------------------------------------------------------------

-- the figures of a territory with several rows in time include those that a transfer moved to a day before the first of them
CREATE OR REPLACE FUNCTION sozialraum._area_figures(areas bigint[], slot_variable text[], slot_date date[], additive boolean[], target integer[],
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

-- moved figures lie at an area before it was valid, by design
CREATE OR REPLACE FUNCTION sozialraum.check_observations() RETURNS TABLE (problem text, variable text, reference_date date, area_id bigint, source text, count bigint)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT p.problem, o.variable::text, o.reference_date, o.area_id, o.source::text, count(*)
	FROM sozialraum.observation AS o
	LEFT JOIN sozialraum.area AS a ON a.id = o.area_id
	LEFT JOIN sozialraum.variable AS v ON v.code = o.variable
	LEFT JOIN sozialraum.source AS s ON s.code = o.source
	CROSS JOIN LATERAL (VALUES
		(CASE WHEN a.id IS NULL THEN 'unknown area' WHEN o.reference_date NOT BETWEEN a.valid_from AND a.valid_to AND sozialraum._transfer_base(o.source) = o.source THEN 'area not valid on that date' END),
		(CASE WHEN v.code IS NULL THEN 'unknown variable' END),
		(CASE WHEN s.code IS NULL THEN 'unknown source' END)) AS p (problem)
	WHERE p.problem IS NOT NULL
	GROUP BY 1, 2, 3, 4, 5
	ORDER BY 1, 2, 3, 4;
END
$$;
