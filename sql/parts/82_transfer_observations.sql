-- ---------------------------------------------------------------------------------------------------------------------
-- Figures move between the divisions of a level before and after a reform, each marked with how it is known.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._transfer_base(source text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN CASE WHEN source ~ ':(exact|key|weight|area)$' AND EXISTS (SELECT FROM sozialraum.source AS s WHERE s.code = source AND s.delivery = 'transfer_observations()')
		THEN regexp_replace(source, ':[a-z]+$', '') ELSE source END;
END
$$;
COMMENT ON FUNCTION sozialraum._transfer_base(text) IS 'The source that a source of transferred figures goes back to; any other source as it is.';

CREATE FUNCTION sozialraum.transfer_observations(level text, from_date date, to_date date, variables text[] DEFAULT NULL, reference_dates date[] DEFAULT NULL,
	key_table regclass DEFAULT NULL, old_key text DEFAULT 'old_key', new_key text DEFAULT 'new_key', share text DEFAULT NULL,
	weights regclass DEFAULT NULL, weight_geometry text DEFAULT 'geom', weight text DEFAULT NULL, source_srid integer DEFAULT NULL,
	weight_level text DEFAULT NULL, weight_variable text DEFAULT NULL, weight_date date DEFAULT NULL,
	by_area boolean DEFAULT false, tolerance double precision DEFAULT 0.000001, max_report integer DEFAULT 1000)
RETURNS TABLE (outcome text, method text, variable text, reference_date date, area_key text, reason text, count bigint)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_column
DECLARE
	v_name		text := 'sozialraum_' || replace(gen_random_uuid()::text, '-', '');
	v_pair		text := format('pg_temp.%I', v_name);				-- which share of which old area goes where
	v_old_figure text := format('pg_temp.%I', v_name || '_o');		-- the figures of the old areas
	v_result	text := format('pg_temp.%I', v_name || '_r');		-- what becomes of them
	v_stage		text := format('pg_temp.%I', v_name || '_f');		-- what is written
	v_language	text := COALESCE((SELECT s.language FROM sozialraum.setting AS s), 'de');
	v_methods	CONSTANT text[] := ARRAY['exact', 'key', 'weight', 'area'];
	v_old		bigint[];
	v_new		bigint[];
	v_chain		bigint[];		-- all rows of the territories of the old areas
	v_below		bigint[];		-- and what they are summed from
	v_target	bigint[];		-- all rows of the territories of the new areas
	v_moved		text[] := ARRAY(SELECT s.code::text FROM sozialraum.source AS s WHERE sozialraum._transfer_base(s.code) <> s.code);
	v_variables	text[] := variables;
	v_days		date[] := reference_dates;
	v_skipped	text[] := '{}';
	v_wanted	text[];			-- variable and day, pair by pair
	v_wanted_days date[];
	v_list		text[];
	v_plan		record;
	v_count		record;
	v_removed	bigint;
	v_kept		bigint;
	v_missing	bigint;
BEGIN
	IF array_position(v_days, NULL) IS NOT NULL OR 'infinity' = ANY (v_days) OR '-infinity' = ANY (v_days) OR array_position(v_variables, NULL) IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'Variables and reference dates must be names and days.',
			HINT = 'Leave them out for all variables that add up, and all days that there are figures for.';
	END IF;
	-- what does not add up cannot be divided or joined
	IF v_variables IS NOT NULL THEN
		v_list := sozialraum._ensure_variables(v_variables);
		IF v_list <> '{}' THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such variable.',
				DETAIL = format('Given: %s.', array_to_string(v_list, ', ')),
				HINT = 'Enter it with sozialraum.define_variable(), or run sozialraum.install_catalogue().';
		END IF;
		v_list := ARRAY(SELECT v.code FROM sozialraum.variable AS v WHERE v.code = ANY (v_variables) AND v.aggregation <> 'sum' ORDER BY v.code);
		IF v_list <> '{}' THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'Figures that do not add up cannot be transferred.',
				DETAIL = format('Variables: %s.', array_to_string(v_list, ', ')),
				HINT = 'Means, medians and ratios are neither sums of their parts nor divisible: transfer numerator and denominator and form the ratio from them. Where only the key changed, let the new area continue the old one (define_area(continues => …)).';
		END IF;
	END IF;

	PERFORM sozialraum._transfer_shares(v_name, level, from_date, to_date, key_table, old_key, new_key, share, weights, weight_geometry, weight, source_srid,
		weight_level, weight_variable, COALESCE(weight_date, from_date), by_area, tolerance);
	EXECUTE format($q$SELECT COALESCE(array_agg(DISTINCT p.old_id) FILTER (WHERE p.old_id IS NOT NULL), '{}'), COALESCE(array_agg(DISTINCT p.new_id) FILTER (WHERE p.new_id IS NOT NULL), '{}')
		FROM %s AS p WHERE p.method IS DISTINCT FROM 'same'$q$, v_pair) INTO v_old, v_new;
	v_chain := ARRAY(SELECT e.id FROM sozialraum.area AS a JOIN sozialraum.area AS e ON e.territory_id = a.territory_id AND e.level = a.level WHERE a.id = ANY (v_old));
	v_target := ARRAY(SELECT e.id FROM sozialraum.area AS a JOIN sozialraum.area AS e ON e.territory_id = a.territory_id AND e.level = a.level WHERE a.id = ANY (v_new));
	v_below := ARRAY(
		WITH RECURSIVE node (id) AS (
			SELECT u.id FROM unnest(v_chain) AS u (id)
			UNION
			SELECT e.part_id FROM node AS n JOIN sozialraum._area_wholes() AS e ON e.whole_id = n.id
		)
		SELECT n.id FROM node AS n);
	-- variables and days: as asked for by name, or those that there are figures of (of a group: or of its cells; of a whole: or of its
	-- parts), or those that an earlier transfer moved and that may have to be taken back
	IF variables IS NOT NULL AND v_days IS NOT NULL THEN
		SELECT COALESCE(array_agg(u.v), '{}'), COALESCE(array_agg(d.d), '{}') INTO v_wanted, v_wanted_days
		FROM (SELECT DISTINCT x FROM unnest(v_variables) AS x) AS u (v) CROSS JOIN (SELECT DISTINCT x FROM unnest(v_days) AS x) AS d (d);
	ELSE
		WITH seen AS MATERIALIZED (
			SELECT o.variable, o.reference_date AS day, bool_or(o.area_id = ANY (v_chain)) AS own
			FROM sozialraum.observation AS o WHERE o.area_id = ANY (v_below) AND (v_days IS NULL OR o.reference_date = ANY (v_days)) GROUP BY o.variable, o.reference_date
			UNION ALL
			SELECT DISTINCT o.variable, o.reference_date, false FROM sozialraum.observation AS o
			WHERE o.area_id = ANY (v_target) AND o.source = ANY (v_moved) AND (v_days IS NULL OR o.reference_date = ANY (v_days))
				AND EXISTS (SELECT FROM sozialraum.area AS a WHERE a.id = ANY (v_old) AND o.reference_date BETWEEN a.valid_from AND a.valid_to)
		), wanted AS MATERIALIZED (
			SELECT s.variable, s.day, v.aggregation FROM seen AS s JOIN sozialraum.variable AS v ON v.code = s.variable WHERE (v_variables IS NULL OR v.code = ANY (v_variables)) AND (s.own OR v.aggregation = 'sum')
			UNION
			SELECT v.code, s.day, v.aggregation FROM sozialraum.variable AS v JOIN sozialraum.variable AS c ON c.family = v.family AND c.is_cell JOIN seen AS s ON s.variable = c.code
			WHERE v.code = ANY (v_variables) AND NOT v.is_cell
		)
		SELECT COALESCE(array_agg(w.variable::text ORDER BY w.variable, w.day) FILTER (WHERE w.aggregation = 'sum'), '{}'), COALESCE(array_agg(w.day ORDER BY w.variable, w.day) FILTER (WHERE w.aggregation = 'sum'), '{}'),
			COALESCE(array_agg(DISTINCT w.variable::text) FILTER (WHERE w.aggregation <> 'sum'), '{}')
		INTO v_wanted, v_wanted_days, v_skipped FROM wanted AS w;
	END IF;

	-- the figures of the old areas, by the rules by which any figure comes about (delivered, or summed from parts or cells)
	SELECT f.* INTO v_plan FROM sozialraum._figure_plan(v_wanted, v_wanted_days) AS f;
	EXECUTE format('CREATE TEMPORARY TABLE %I (old_id bigint, variable text COLLATE "C", day date, value float8, code float8, severity integer, source text COLLATE "C", method integer) ON COMMIT DROP', v_name || '_o');
	EXECUTE format($q$
		INSERT INTO %s
		SELECT f.area_id, s.variable, s.day, f.figures[s.no],
			CASE WHEN f.figures[s.no] IS NULL AND (f.figures[cardinality($2) + s.no] >= 6000000) IS NOT TRUE THEN 11000000 + s.no ELSE f.figures[cardinality($2) + s.no] END,
			CASE WHEN f.figures[s.no] IS NULL THEN greatest(6, CASE WHEN f.figures[cardinality($2) + s.no] > 0 THEN div(f.figures[cardinality($2) + s.no]::numeric, 1000000)::integer ELSE 11 END)
				ELSE greatest(1, div(f.figures[cardinality($2) + s.no]::numeric, 1000000)::integer) END,
			sozialraum._transfer_base(d.source), COALESCE(array_position($9, substring(d.source FROM ':([a-z]+)$')), 1)
		FROM sozialraum._area_figures($1, $2, $3, $4, $5, $6, $7) AS f
		JOIN sozialraum.area AS a ON a.id = f.area_id
		CROSS JOIN (SELECT x.variable, x.day, x.no FROM unnest($2, $3) WITH ORDINALITY AS x (variable, day, no)
			JOIN unnest($8, $10) AS w (variable, day) ON w.variable = x.variable AND w.day = x.day) AS s
		LEFT JOIN LATERAL (SELECT o.source FROM sozialraum.area AS e JOIN sozialraum.observation AS o ON o.area_id = e.id AND o.variable = s.variable AND o.reference_date = s.day
			WHERE e.territory_id = a.territory_id AND e.level = a.level ORDER BY s.day BETWEEN e.valid_from AND e.valid_to DESC, e.id LIMIT 1) AS d ON true$q$, v_old_figure)
	USING v_old, v_plan.slot_variable, v_plan.slot_date, v_plan.additive, v_plan.target, v_plan.source, v_plan.coefficient, v_wanted, v_methods, v_wanted_days;
	IF variables IS NULL OR reference_dates IS NULL THEN
		-- not asked for by name: only what there is a figure or a mark of, or was when it was moved
		EXECUTE format($q$DELETE FROM %1$s AS f WHERE NOT EXISTS (SELECT FROM %1$s AS x WHERE x.variable = f.variable AND x.day = f.day AND x.severity < 11)
			AND NOT (EXISTS (SELECT FROM sozialraum.observation AS o WHERE o.variable = f.variable AND o.reference_date = f.day AND o.area_id = ANY ($1) AND o.source = ANY ($2))
				AND EXISTS (SELECT FROM sozialraum.area AS a WHERE a.id = ANY ($3) AND f.day BETWEEN a.valid_from AND a.valid_to))$q$, v_old_figure) USING v_target, v_moved, v_old;
	END IF;
	EXECUTE format('ANALYZE %s', v_old_figure);

	-- what becomes of them. A new area has its figures of days on which its territory was there already; of others it has one only where
	-- everything that became it is known.
	EXECUTE format($q$
		CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
		WITH wanted AS MATERIALIZED (
			SELECT DISTINCT f.variable, f.day FROM %s AS f
		), target AS MATERIALIZED (
			SELECT n.id AS new_id, n.key, d.day, s.id AS area_id
			FROM sozialraum.area AS n
			CROSS JOIN (SELECT DISTINCT w.day FROM wanted AS w) AS d
			CROSS JOIN LATERAL (SELECT e.id FROM sozialraum.area AS e WHERE e.territory_id = n.territory_id AND e.level = n.level
				ORDER BY e.valid_to < d.day DESC, CASE WHEN e.valid_to < d.day THEN e.valid_to END DESC, e.valid_from LIMIT 1) AS s
			WHERE n.id = ANY ($1) AND NOT EXISTS (SELECT FROM sozialraum.area AS e WHERE e.territory_id = n.territory_id AND e.level = n.level AND d.day BETWEEN e.valid_from AND e.valid_to)
		), strict AS MATERIALIZED (
			SELECT s.code, row_number() OVER (ORDER BY s.min_count DESC, s.min_denominator DESC, s.rounding_base DESC NULLS LAST, s.code) AS place FROM sozialraum.source AS s
		), summed AS MATERIALIZED (
			SELECT DISTINCT f.variable, f.day FROM %2$s AS f WHERE f.source IS NULL AND f.severity < 11
		), based AS MATERIALIZED (
			SELECT s.code, b.place FROM sozialraum.source AS s JOIN strict AS b ON b.code = sozialraum._transfer_base(s.code)
		), origin AS MATERIALIZED (
			SELECT o.variable, o.reference_date, min(b.place) AS place
			FROM (SELECT DISTINCT o.variable, o.reference_date, o.source FROM sozialraum.observation AS o WHERE o.reference_date IN (SELECT s.day FROM summed AS s)) AS o
			JOIN based AS b ON b.code = o.source
			GROUP BY o.variable, o.reference_date
		), fallback AS MATERIALIZED (
			-- where the old figure was summed: the strictest source of what it was summed from
			SELECT w.variable, w.day, min(o.place) AS place
			FROM (SELECT w.variable, w.day, w.variable AS code FROM summed AS w
				UNION ALL
				SELECT w.variable, w.day, c.code FROM summed AS w JOIN sozialraum.variable AS v ON v.code = w.variable AND NOT v.is_cell JOIN sozialraum.variable AS c ON c.family = v.family AND c.is_cell) AS w
			JOIN origin AS o ON o.variable = w.code AND o.reference_date = w.day
			GROUP BY w.variable, w.day
		), part AS (
			SELECT w.variable, t.day, t.new_id, t.key, t.area_id,
				sozialraum.exact_dot_product(p.share, f.value) AS value,
				bool_and(p.share IS NOT NULL AND f.value IS NOT NULL) AS complete,
				max(f.severity) AS severity,
				max(f.code) FILTER (WHERE f.value IS NULL) AS code,	-- severity first
				max(greatest(array_position($2, p.method), f.method)) AS method,
				bool_or(p.method <> 'exact') AS estimated,
				min(COALESCE(s.place, b.place)) AS place,
				min(p.reason) AS unknown,
				(array_agg(o.key ORDER BY f.severity DESC, o.key) FILTER (WHERE f.value IS NULL))[1] AS old_key
			FROM wanted AS w
			JOIN target AS t ON t.day = w.day
			JOIN %3$s AS p ON p.new_id = t.new_id AND p.method IS DISTINCT FROM 'same'
			LEFT JOIN sozialraum.area AS o ON o.id = p.old_id
			LEFT JOIN %2$s AS f ON f.old_id = p.old_id AND f.variable = w.variable AND f.day = w.day
			LEFT JOIN strict AS s ON s.code = f.source
			LEFT JOIN fallback AS b ON b.variable = w.variable AND b.day = w.day
			GROUP BY w.variable, t.day, t.new_id, t.key, t.area_id
		)
		SELECT x.variable, x.day, x.new_id, x.key, x.area_id, CASE WHEN x.complete AND x.unknown IS NULL THEN x.value END AS value,
			CASE WHEN x.unknown IS NOT NULL THEN 11 WHEN x.estimated AND x.severity < 4 THEN 4 ELSE x.severity END AS severity,
			($2)[x.method] AS method, (SELECT s.code FROM strict AS s WHERE s.place = x.place) AS source,
			CASE WHEN x.unknown IS NOT NULL THEN x.unknown WHEN NOT x.complete THEN format('old area %%s: ', x.old_key) || sozialraum._reason(x.code, $3, $4, $5) END AS reason
		FROM part AS x$q$, v_name || '_r', v_old_figure, v_pair) USING v_new, v_methods, v_plan.slot_variable, v_plan.slot_date, v_language;

	EXECUTE format($q$
		CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
		SELECT r.variable, r.day AS reference_date, r.area_id, r.value, ((sozialraum._statuses())[r.severity])::text COLLATE "C" AS status, (r.source || ':' || r.method)::text COLLATE "C" AS source, r.method
		FROM %s AS r
		WHERE r.severity < 11
			-- delivered goes before computed
			AND NOT EXISTS (SELECT FROM sozialraum.observation AS o WHERE o.variable = r.variable AND o.reference_date = r.day AND o.area_id = r.area_id AND sozialraum._transfer_base(o.source) = o.source)$q$,
		v_name || '_f', v_result);
	EXECUTE format($q$SELECT array_agg(x.code) FROM (SELECT DISTINCT f.source AS code FROM %s AS f JOIN sozialraum.source AS s ON s.code = f.source AND s.delivery IS DISTINCT FROM 'transfer_observations()' ORDER BY 1) AS x$q$, v_stage) INTO v_list;
	IF v_list IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_object', MESSAGE = 'A source of delivered figures has the code that moved figures would get.',
			DETAIL = format('Sources: %s.', array_to_string(v_list, ', ')),
			HINT = 'Give it another code: SOURCE:exact, :key, :weight and :area say how moved figures of SOURCE are known.';
	END IF;
	EXECUTE format('SELECT count(*) AS n FROM %s AS f WHERE f.source IS NULL', v_stage) INTO v_count;
	IF v_count.n > 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'The source that moved figures go back to is not there any more.',
			DETAIL = format('%s figures of level %s.', v_count.n, level), HINT = 'Enter it again: its rules of disclosure hold for what was moved.';
	END IF;
	-- a source of its own says how the figures are known; it has the disclosure rules of the one that it goes back to
	EXECUTE format($q$
		INSERT INTO sozialraum.source AS s (code, name, name_en, holder, licence, legal_basis, min_count, min_denominator, rounding_base, delivery, note)
		SELECT b.code || ':' || m.method,
			b.name || CASE m.method WHEN 'exact' THEN ', auf neue Gebiete übertragen (ganze Gebiete)' WHEN 'key' THEN ', auf neue Gebiete geschätzt (Schlüsseltabelle)'
				WHEN 'weight' THEN ', auf neue Gebiete geschätzt (Gewichte)' ELSE ', auf neue Gebiete geschätzt (Fläche)' END,
			COALESCE(b.name_en, b.name) || CASE m.method WHEN 'exact' THEN ', moved to new areas (whole areas)' WHEN 'key' THEN ', estimated for new areas (key table)'
				WHEN 'weight' THEN ', estimated for new areas (weights)' ELSE ', estimated for new areas (surface)' END,
			b.holder, b.licence, b.legal_basis, b.min_count, b.min_denominator, b.rounding_base, 'transfer_observations()', b.note
		FROM (SELECT DISTINCT f.source, f.method FROM %s AS f) AS m
		JOIN sozialraum.source AS b ON b.code = regexp_replace(m.source, ':[a-z]+$', '')
		ORDER BY 1
		ON CONFLICT ON CONSTRAINT source_pkey DO UPDATE SET min_count = EXCLUDED.min_count, min_denominator = EXCLUDED.min_denominator, rounding_base = EXCLUDED.rounding_base, delivery = EXCLUDED.delivery
		WHERE (s.min_count, s.min_denominator, s.rounding_base, s.delivery) IS DISTINCT FROM (EXCLUDED.min_count, EXCLUDED.min_denominator, EXCLUDED.rounding_base, EXCLUDED.delivery)$q$, v_stage);
	SELECT w.inserted, w.updated, w.unchanged INTO v_count FROM sozialraum._write_figures(v_stage, format('transfer_observations(%s, %s, %s)', level, from_date, to_date), false) AS w;
	-- what an earlier transfer wrote and this one cannot
	EXECUTE format($q$
		DELETE FROM sozialraum.observation AS o USING %s AS r
		WHERE o.variable = r.variable AND o.reference_date = r.day AND o.area_id = r.area_id AND r.severity = 11 AND sozialraum._transfer_base(o.source) <> o.source
			AND (EXISTS (SELECT FROM %s AS f WHERE f.variable = r.variable AND f.day = r.day AND f.severity < 11)
				OR EXISTS (SELECT FROM sozialraum.area AS a WHERE a.id = ANY ($1) AND r.day BETWEEN a.valid_from AND a.valid_to))$q$, v_result, v_old_figure) USING v_old;
	GET DIAGNOSTICS v_removed = ROW_COUNT;
	EXECUTE format($q$SELECT count(*) FILTER (WHERE r.severity < 11) - (SELECT count(*) FROM %s), count(*) FILTER (WHERE r.value IS NULL) FROM %s AS r$q$, v_stage, v_result) INTO v_kept, v_missing;

	RETURN QUERY SELECT o.outcome, NULL::text, NULL::text, NULL::date, NULL::text, NULL::text, o.n
		FROM (VALUES ('inserted', v_count.inserted), ('updated', v_count.updated), ('unchanged', v_count.unchanged), ('removed', v_removed), ('kept', v_kept), ('missing', v_missing)) AS o (outcome, n);
	RETURN QUERY EXECUTE format($q$SELECT 'figures', m.method, NULL::text, NULL::date, NULL::text, NULL::text, count(f.method) FROM unnest($1) WITH ORDINALITY AS m (method, no)
		LEFT JOIN %s AS f ON f.method = m.method AND f.value IS NOT NULL GROUP BY m.no, m.method ORDER BY m.no$q$, v_stage) USING v_methods;
	RETURN QUERY SELECT 'refused', NULL::text, u.v, NULL::date, NULL::text, 'does not add up', NULL::bigint FROM unnest(v_skipped) AS u (v);
	RETURN QUERY EXECUTE format($q$SELECT 'missing', NULL::text, r.variable::text, r.day, r.key::text, r.reason, NULL::bigint FROM %s AS r WHERE r.value IS NULL
		ORDER BY r.variable, r.day, r.key LIMIT $1$q$, v_result) USING max_report;
	RETURN QUERY EXECUTE format($q$SELECT 'kept', NULL::text, r.variable::text, r.day, r.key::text, 'a delivered figure stands there', NULL::bigint FROM %s AS r
		WHERE r.severity < 11 AND NOT EXISTS (SELECT FROM %s AS f WHERE f.variable = r.variable AND f.reference_date = r.day AND f.area_id = r.area_id)
		ORDER BY r.variable, r.day, r.key LIMIT $1$q$, v_result, v_stage) USING max_report;
	EXECUTE format('DROP TABLE %s, %s, %s, %s', v_pair, v_old_figure, v_result, v_stage);
END
$$;
COMMENT ON FUNCTION sozialraum.transfer_observations(text, date, date, text[], date[], regclass, text, text, text, regclass, text, text, integer, text, text, date, boolean, double precision, integer) IS
'Moves figures from the areas of a level that are valid on from_date (before a reform) to those that are valid on to_date (after it, or the other way round), so that time series go on. The figures keep their dates. variables NULL: all that add up; reference_dates NULL: all days with figures of the old areas or of what they are summed from. What the old areas have is delivered, or summed from parts or cells, like any figure.
How an old area is divided, the first that is known: (same) its territory is the same before and after: nothing to move; (exact) the whole area went into one new area, by the key table or because its surface lies in it: renamed or merged, and no estimate; (key) shares of the key table; (weight) weights of points or of smaller areas; (area) shares of surface, only with by_area => true, because people do not live evenly.
key_table: any table with columns old_key, new_key (names of columns) and, where areas were divided, share (0 to 1, summing to 1 for each old key to 0.01, then scaled). Rows of other towns are skipped. Several new keys without shares: only these are possible, and weights or surface divide between them. An empty new key: left the territory.
weights: any table of points (column weight_geometry; source_srid where they have no coordinate system), each counting 1, or the number in column weight: addresses, dwellings. Or weight_level, weight_variable and weight_date (default: from_date): figures of smaller areas, each at a point inside of it, which should lie in one old and one new area each.
tolerance: parts of an old area smaller than this share are slivers and left out. A new area of whose surface old areas cover less than 99 per cent, or an old one of which less than 99 per cent lie in new ones, is not divided by surface or weights.
Value: Σ share × old figure, not rounded; totals are preserved. Status: the most severe of the old figures, at least estimated unless every part is exact. Source: SOURCE:exact, :key, :weight or :area, the coarsest that took part; these sources come into being with the disclosure rules of the original. Where an old figure is secret or otherwise marked, the new one has no value and that status; where it is not there, the new one is missing, never zero. Delivered figures are kept.
Result: inserted, updated, unchanged, removed (figures of an earlier transfer that cannot be had any more), kept (a delivered figure stands there) and missing, each with a count; figures per method; refused: variables that do not add up; missing and kept: at most max_report figures each, with the reason. The same again is a no-op; everything or nothing.
Errors: 22023 for variables that do not add up and arguments that do not fit; 22000 for a key table that contradicts itself or the areas, for weights that are negative or missing, and for an old area with neither border nor key; 42710 where a source of delivered figures has the code that moved ones would get; 42704 for an unknown level or variable, a source that is not there any more, and where no area is valid on one of the days; 42703, 42804 for columns. Needs the right to create temporary tables.';
REVOKE EXECUTE ON FUNCTION sozialraum.transfer_observations(text, date, date, text[], date[], regclass, text, text, text, regclass, text, text, integer, text, text, date, boolean, double precision, integer) FROM PUBLIC;
