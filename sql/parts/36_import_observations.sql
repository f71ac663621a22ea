-- ---------------------------------------------------------------------------------------------------------------------
-- Import of observations, long or wide, checked in sets.
--
-- The source is read twice: once for what it refers to (places with dates, variables), which is resolved once per distinct
-- text and not once per row; once for the figures, which go into a temporary table with numbers instead of names. What
-- cannot be taken is kept beside them. Only then is the model touched.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._check_source(source text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
BEGIN
	-- locked as a foreign key would lock it
	PERFORM FROM sozialraum.source AS s WHERE s.code = source FOR KEY SHARE;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = 'There is no such source of figures.',
			DETAIL = format('Given: %s.', COALESCE(source, 'NULL')),
			HINT = 'Enter it first: INSERT INTO sozialraum.source (code, name, holder) VALUES (…).';
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._check_source(text) IS 'Error for an unknown source.';
REVOKE EXECUTE ON FUNCTION sozialraum._check_source(text) FROM PUBLIC;

CREATE FUNCTION sozialraum.import_observations(source text, relation regclass, level text, key text,
	variable text DEFAULT NULL, value text DEFAULT NULL, variables jsonb DEFAULT NULL,
	reference_date date DEFAULT NULL, date_column text DEFAULT NULL, date_format text DEFAULT NULL,
	status text DEFAULT NULL, fixed_status text DEFAULT 'final', level_column text DEFAULT NULL,
	decimal_mark text DEFAULT '.', marks text DEFAULT 'destatis', missing text[] DEFAULT NULL, local_keys boolean DEFAULT false,
	on_reject text DEFAULT 'return', max_rejects integer DEFAULT 1000)
RETURNS TABLE (outcome text, "row" bigint, "column" text, reason text, "text" text, count bigint)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
-- rows are numbered as they lie in the source: no parallel scan, no scan that begins in the middle, no index
SET max_parallel_workers_per_gather = 0 SET synchronize_seqscans = off SET enable_indexonlyscan = off SET jit = off AS $$
#variable_conflict use_variable
DECLARE
	v_work_mem	text := current_setting('work_mem');
	v_name		text := 'sozialraum_' || replace(gen_random_uuid()::text, '-', '');
	v_stage		text := format('pg_temp.%I', v_name);			-- the figures
	v_place		text := format('pg_temp.%I', v_name || '_p');	-- what the keys and dates mean
	v_variable	text := format('pg_temp.%I', v_name || '_v');	-- what the variables mean
	v_wide		boolean := variable IS NULL;
	v_column	text[];			-- columns of figures
	v_code		text[];			-- wide: the variable of each
	v_type		regtype;
	v_base		text;			-- expressions over t, the source
	v_date		text := quote_literal('');
	v_item		text;
	v_cell		text[] := '{}';	-- expressions over b, the numbered source: the cells as text
	v_number	text[] := '{}';	-- and as number
	v_texts		boolean := false;
	v_numbers	boolean := false;
	v_own_key	text := CASE WHEN local_keys THEN 'a.key' ELSE 'sozialraum.official_key(a.key)' END;
	v_sql		text;
	v_list		text[];
	v_total		bigint;
	v_staged	bigint;
	v_refused	bigint;
	v_known		boolean;
	v_inserted	bigint := 0;
	v_updated	bigint := 0;
BEGIN
	-- what is asked for
	PERFORM sozialraum._check_choice('on_reject', on_reject, 'return', 'error');
	PERFORM sozialraum._check_choice('fixed_status', fixed_status, 'final', 'preliminary', 'revised', 'estimated', 'uncertain');
	IF marks IS NULL OR decimal_mark IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed',
			MESSAGE = 'The arguments marks and decimal_mark cannot be NULL.',
			HINT = 'marks => ''plain'' reads numbers only; the decimal mark is a point or a comma.';
	END IF;
	PERFORM sozialraum.parse_value('0', marks, decimal_mark, missing);
	PERFORM sozialraum._check_source(source);
	IF v_wide THEN
		IF value IS NOT NULL OR (jsonb_typeof(variables) IN ('object', 'array') AND variables NOT IN ('{}', '[]')
			AND NOT jsonb_path_exists(variables, '$.* ? (@.type() != "string")')) IS NOT TRUE THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
				MESSAGE = 'It must be said which columns hold the figures, and of which variables.',
				HINT = 'Long: variable => ''column of variables'', value => ''column of figures''. Wide: variables => ''{"column": "variable", …}'', or ''["column", …]'' where the columns are called like the variables.';
		END IF;
		IF jsonb_typeof(variables) = 'object' THEN
			SELECT array_agg(e.key ORDER BY e.key), array_agg(e.value ORDER BY e.key) INTO v_column, v_code FROM jsonb_each_text(variables) AS e;
		ELSE
			v_column := ARRAY(SELECT jsonb_array_elements_text(variables));
			v_code := v_column;
		END IF;
		IF array_position(v_code, NULL) IS NOT NULL OR cardinality(v_code) <> (SELECT count(DISTINCT c) FROM unnest(v_code) AS c) THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
				MESSAGE = 'Every column of figures needs a variable of its own.',
				DETAIL = format('Variables: %s.', array_to_string(v_code, ', ', 'NULL')),
				HINT = 'A figure of an area and a date comes from one column.';
		END IF;
	ELSE
		IF value IS NULL OR jsonb_typeof(COALESCE(variables, '{}')) <> 'object' THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
				MESSAGE = 'A column of variables needs a column of figures.',
				HINT = 'Name it in value. variables may translate the texts of the column of variables: ''{"BEVSTD": "bev"}''.';
		END IF;
		v_column := ARRAY[value];
		PERFORM sozialraum._column_type(relation, variable);
	END IF;
	IF (reference_date IS NULL) = (date_column IS NULL) OR NOT isfinite(COALESCE(reference_date, '2000-01-01')) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'The figures need a reference date: one day, or a column.',
			HINT = 'Give either reference_date => ''2023-12-31'' or date_column => ''…'' (with date_format where the column is no date).';
	END IF;
	IF (level IS NULL) = (level_column IS NULL) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'The figures need a level of areas: one level, or a column.',
			HINT = 'Give either level or, with level => NULL, level_column.';
	END IF;
	IF level IS NOT NULL THEN
		PERFORM sozialraum._level_rank(level);
	END IF;

	-- what a row refers to
	PERFORM sozialraum._column_type(relation, key);
	IF date_column IS NOT NULL THEN
		v_type := sozialraum._column_type(relation, date_column);
		IF v_type IN ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype) THEN
			v_date := format('COALESCE(t.%I::date, ''infinity'')', date_column);
			date_format := NULL;
		ELSIF date_format IS NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
				MESSAGE = 'A column of dates that is not of type date needs a date_format.',
				DETAIL = format('Column %s has the type %s.', quote_ident(date_column), v_type),
				HINT = 'For example date_format => ''DD.MM.YYYY'', ''YYYY-MM-DD'', ''YYYYMM'' (last day of the month) or ''YYYY'' (31.12.).';
		ELSE
			PERFORM sozialraum.parse_date('', date_format);
			v_date := format('COALESCE(t.%I::text, '''')', date_column);
		END IF;
	END IF;
	IF level_column IS NOT NULL THEN
		PERFORM sozialraum._column_type(relation, level_column);
	END IF;
	v_base := concat_ws(', ',
		CASE WHEN level_column IS NULL THEN quote_literal('') || '::text' ELSE format('COALESCE(t.%I::text, '''')', level_column) END || ' AS level_text',
		format('COALESCE(t.%I::text, '''') AS key_text', key),
		CASE WHEN date_column IS NULL THEN v_date || '::text' ELSE v_date END || ' AS date_text',
		CASE WHEN v_wide THEN quote_literal('') || '::text' ELSE format('COALESCE(t.%I::text, '''')', variable) END || ' AS variable_text');

	-- the cells, as text or as number
	FOR i IN 1 .. cardinality(v_column) LOOP
		v_type := sozialraum._column_type(relation, v_column[i]);
		IF v_type IN ('text'::regtype, 'varchar'::regtype, 'bpchar'::regtype, 'name'::regtype) THEN
			v_texts := true;
			v_cell[i] := format('b.c%s::text', i);
			v_number[i] := 'NULL';
		ELSIF v_type IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'float4'::regtype, 'float8'::regtype, 'numeric'::regtype) THEN
			v_numbers := true;
			v_cell[i] := 'NULL';
			v_number[i] := CASE WHEN v_type = 'numeric'::regtype
				-- a numeric may be larger than any double
				THEN format('CASE WHEN abs(b.c%1$s) < 1e308 THEN b.c%1$s::float8 WHEN b.c%1$s IS NOT NULL THEN ''NaN'' END', i)
				ELSE format('b.c%s::float8', i) END;
		ELSE
			RAISE EXCEPTION USING ERRCODE = 'datatype_mismatch',
				MESSAGE = 'A column of figures must be text or a number.',
				DETAIL = format('Column %s has the type %s.', quote_ident(v_column[i]), v_type),
				HINT = 'Figures are read from text, smallint, integer, bigint, numeric, real and double precision.';
		END IF;
	END LOOP;
	IF status IS NOT NULL THEN
		PERFORM sozialraum._column_type(relation, status);
	END IF;

	-- the distinct texts of a delivery should be counted in memory: 4 MB, the default of the server, make it sort
	IF pg_size_bytes(v_work_mem) < pg_size_bytes('64MB') THEN
		PERFORM set_config('work_mem', '64MB', true);
	END IF;

	BEGIN	-- all or nothing: what follows is undone when anything is refused
		-- first reading: each text once
		EXECUTE format($q$
			CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
			SELECT grouping(t.variable_text) = 0 AS is_variable, t.level_text, t.key_text, t.date_text, t.variable_text, count(*) AS n
			FROM (SELECT %s FROM %s AS t) AS t
			GROUP BY GROUPING SETS ((t.level_text, t.key_text, t.date_text), (t.variable_text))$q$, v_name || '_p', v_base, relation);
		EXECUTE format('SELECT COALESCE(sum(n), 0) FROM %s WHERE is_variable', v_place) INTO v_total;
		v_total := v_total * cardinality(v_column);

		-- variables: groups of families come into being; what is found is locked as a foreign key would lock it
		EXECUTE format('CREATE TEMPORARY TABLE %I (no integer, variable_text text, code text COLLATE "C", rank integer) ON COMMIT DROP', v_name || '_v');
		IF v_wide THEN
			EXECUTE format('INSERT INTO %s (no, code) SELECT c.no, c.code FROM unnest($1) WITH ORDINALITY AS c (code, no)', v_variable) USING v_code;
		ELSE
			EXECUTE format($q$INSERT INTO %s (variable_text, code)
				SELECT p.variable_text, COALESCE($1 ->> btrim(p.variable_text), btrim(p.variable_text)) FROM %s AS p WHERE p.is_variable$q$, v_variable, v_place)
			USING variables;
		END IF;
		EXECUTE format('SELECT sozialraum._ensure_variables(ARRAY(SELECT DISTINCT code::text FROM %s))', v_variable) INTO v_list;
		IF v_wide AND v_list <> '{}' THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object',
				MESSAGE = 'There is no such variable.',
				DETAIL = format('Given: %s.', array_to_string(v_list, ', ')),
				HINT = 'Enter it with sozialraum.define_variable(), or run sozialraum.install_catalogue().';
		END IF;
		EXECUTE format('SELECT count(*) FROM (SELECT FROM sozialraum.variable AS x WHERE x.code IN (SELECT v.code FROM %s AS v) FOR KEY SHARE) AS x', v_variable) INTO v_staged;
		EXECUTE format($q$
			UPDATE %1$s AS v SET rank = r.rank
			FROM (SELECT x.code, row_number() OVER (ORDER BY x.code) AS rank FROM sozialraum.variable AS x
				WHERE x.code IN (SELECT y.code FROM %1$s AS y)) AS r
			WHERE r.code = v.code$q$, v_variable);
		EXECUTE format('ANALYZE %s', v_variable);

		-- places: the area with this key that is valid on this day, else the one of its territory that is
		EXECUTE format('DELETE FROM %s WHERE is_variable', v_place);
		EXECUTE format('ALTER TABLE %s ADD level text COLLATE "C", ADD key text COLLATE "C", ADD match_key text COLLATE "C", ADD day date, ADD area_id bigint, ADD problem text', v_place);
		EXECUTE format($q$
			UPDATE %s AS p SET level = COALESCE($1, btrim(p.level_text)), key = btrim(p.key_text, E' \t\r\n'),
				match_key = CASE WHEN $2 THEN btrim(p.key_text, E' \t\r\n') ELSE sozialraum.official_key(btrim(p.key_text, E' \t\r\n')) END,
				day = %s$q$, v_place,
			CASE WHEN reference_date IS NOT NULL THEN '$3' WHEN date_format IS NULL THEN 'CASE WHEN isfinite(p.date_text) THEN p.date_text END'
				ELSE format('sozialraum.parse_date(p.date_text, %L)', date_format) END)
		USING level, local_keys, reference_date;
		EXECUTE format('ANALYZE %s', v_place);
		EXECUTE format($q$
			WITH wanted AS MATERIALIZED (
				SELECT DISTINCT p.level, p.key, p.match_key FROM %1$s AS p),
			own AS MATERIALIZED (
				SELECT w.level, w.key, a.id, a.valid_from, a.valid_to, a.territory_id, a.key = w.key AS same
				FROM wanted AS w JOIN sozialraum.area AS a ON a.level = w.level AND %2$s = w.match_key),
			candidate AS MATERIALIZED (
				SELECT o.level, o.key, o.id, o.valid_from, o.valid_to, CASE WHEN o.same THEN 0 ELSE 1 END AS distance FROM own AS o
				UNION ALL
				SELECT o.level, o.key, a.id, a.valid_from, a.valid_to, 2
				FROM own AS o JOIN sozialraum.area AS a ON a.territory_id = o.territory_id AND a.id <> o.id AND a.level = o.level),
			found AS (
				SELECT DISTINCT ON (p.level_text, p.key_text, p.date_text) p.level_text, p.key_text, p.date_text, c.id
				FROM %1$s AS p JOIN candidate AS c ON c.level = p.level AND c.key = p.key AND p.day BETWEEN c.valid_from AND c.valid_to
				ORDER BY p.level_text, p.key_text, p.date_text, c.distance, c.id)
			UPDATE %1$s AS p SET area_id = f.id FROM found AS f
			WHERE f.level_text = p.level_text AND f.key_text = p.key_text AND f.date_text = p.date_text$q$, v_place, v_own_key);
		EXECUTE format($q$
			UPDATE %1$s AS p SET problem = CASE
				WHEN NOT EXISTS (SELECT FROM sozialraum.area_level AS l WHERE l.code = p.level) THEN 'level'
				WHEN p.key = '' THEN 'empty'
				WHEN NOT EXISTS (SELECT FROM sozialraum.area AS a WHERE a.level = p.level AND %2$s = p.match_key)
					THEN CASE WHEN sozialraum._lost_zero(p.key) OR EXISTS (SELECT FROM sozialraum.area AS a WHERE a.level = p.level AND a.key = '0' || p.key)
						THEN 'zero' ELSE 'key' END
				WHEN p.day IS NULL THEN 'date'
				ELSE 'validity' END
			WHERE p.area_id IS NULL$q$, v_place, v_own_key);
		EXECUTE format('SELECT count(*) FROM (SELECT FROM sozialraum.area AS a WHERE a.id IN (SELECT p.area_id FROM %s AS p) FOR KEY SHARE) AS x', v_place) INTO v_staged;
		EXECUTE format('ANALYZE %s', v_place);

		-- second reading: the figures. b is the numbered source, c has one row per cell
		v_sql := format('SELECT row_number() OVER () AS n, %s, %s AS mark, %s FROM %s AS t', v_base,
			CASE WHEN status IS NULL THEN 'NULL::text' ELSE format('t.%I::text', status) END,
			(SELECT string_agg(format('t.%I AS c%s', u.name, u.no), ', ' ORDER BY u.no) FROM unnest(v_column) WITH ORDINALITY AS u (name, no)), relation);
		v_sql := format('SELECT b.n, b.level_text, b.key_text, b.date_text, b.variable_text, b.mark, %s AS no, %s AS cell, %s AS number FROM (%s) AS b',
			CASE WHEN cardinality(v_column) = 1 THEN '1' ELSE format('unnest(%L::integer[])', ARRAY(SELECT generate_series(1, cardinality(v_column)))) END,
			CASE WHEN NOT v_texts THEN 'NULL::text' WHEN cardinality(v_column) = 1 THEN v_cell[1] ELSE format('unnest(ARRAY[%s]::text[])', array_to_string(v_cell, ', ')) END,
			CASE WHEN NOT v_numbers THEN 'NULL::float8' WHEN cardinality(v_column) = 1 THEN v_number[1] ELSE format('unnest(ARRAY[%s]::float8[])', array_to_string(v_number, ', ')) END,
			v_sql);
		v_item := format('c.cell, %L, %L, %L::text[]', marks, decimal_mark, missing);
		-- OFFSET 0 keeps the planner from evaluating these once per place of use
		v_sql := format('SELECT c.*, %s AS value, %s AS status, %s AS mark_status FROM (%s) AS c OFFSET 0',
			CASE WHEN NOT v_numbers THEN format('sozialraum._parse_number(%s)', v_item) WHEN NOT v_texts THEN 'c.number'
				ELSE format('COALESCE(c.number, sozialraum._parse_number(%s))', v_item) END,
			CASE WHEN NOT v_numbers THEN format('sozialraum._parse_status(%s)', v_item) WHEN NOT v_texts THEN format('sozialraum._number_status(c.number, %L::text[])', missing)
				ELSE format('CASE WHEN c.number IS NULL THEN sozialraum._parse_status(%s) ELSE sozialraum._number_status(c.number, %L::text[]) END', v_item, missing) END,
			CASE WHEN status IS NULL THEN 'NULL::text' ELSE 'sozialraum._mark_status(c.mark)' END,
			v_sql);
		IF status IS NOT NULL THEN
			-- a mark beside the figure goes before one in it
			v_sql := format($q$
				SELECT c.n, c.level_text, c.key_text, c.date_text, c.variable_text, c.mark, c.no, c.cell, c.number, c.value,
					CASE WHEN c.mark_status = 'rejected' THEN 'mark'
						WHEN c.status = 'rejected' OR c.mark_status = 'empty' THEN c.status
						WHEN c.mark_status IN ('unknown', 'secret', 'unreliable', 'not_meaningful', 'later') THEN c.mark_status
						WHEN c.status IN ('final', 'preliminary', 'revised', 'estimated', 'uncertain') THEN c.mark_status
						ELSE c.status END AS status
				FROM (%s) AS c OFFSET 0$q$, v_sql);
		END IF;
		EXECUTE format($q$
			CREATE TEMPORARY TABLE %1$I ON COMMIT DROP AS
			SELECT s.n, s.no::smallint AS no, v.rank, p.day, p.area_id,
				CASE WHEN s.status IN ('final', 'preliminary', 'revised', 'estimated', 'uncertain') THEN s.value END AS value,
				CASE WHEN s.status = 'final' THEN %2$L ELSE s.status END AS status,
				CASE WHEN p.area_id IS NULL THEN p.problem END AS problem,
				CASE WHEN p.area_id IS NULL THEN CASE p.problem WHEN 'level' THEN s.level_text WHEN 'date' THEN %3$s ELSE s.key_text END END AS place_text,
				CASE WHEN v.rank IS NULL THEN s.variable_text END AS variable_text,
				CASE WHEN s.status = 'rejected' THEN COALESCE(s.cell, s.number::text) WHEN s.status = 'mark' THEN s.mark END AS cell
			FROM (%4$s) AS s
			LEFT JOIN %5$s AS p ON p.key_text = s.key_text AND p.date_text = s.date_text AND p.level_text = s.level_text
			LEFT JOIN %6$s AS v ON %7$s
			WHERE s.status <> 'empty'$q$,
			v_name, fixed_status, CASE WHEN date_column IS NOT NULL AND date_format IS NULL THEN 'to_char(s.date_text, ''YYYY-MM-DD'')' ELSE 's.date_text' END,
			v_sql, v_place, v_variable, CASE WHEN v_wide THEN 'v.no = s.no' ELSE 'v.variable_text = s.variable_text' END);
		GET DIAGNOSTICS v_staged = ROW_COUNT;
		EXECUTE format('ANALYZE %s', v_stage);

		-- into the model, unless something is wrong
		EXECUTE format('SELECT count(*) FROM %s WHERE area_id IS NULL OR rank IS NULL OR cell IS NOT NULL', v_stage) INTO v_refused;
		IF v_refused = 0 THEN
			EXECUTE format($q$SELECT EXISTS (SELECT FROM (SELECT DISTINCT p.day FROM %s AS p) AS p, (SELECT DISTINCT v.code FROM %s AS v) AS v
				WHERE EXISTS (SELECT FROM sozialraum.observation AS o WHERE o.variable = v.code AND o.reference_date = p.day))$q$, v_place, v_variable)
			INTO v_known;
			IF v_known THEN
				EXECUTE format('SELECT EXISTS (SELECT FROM %s GROUP BY rank, day, area_id HAVING count(*) > 1)', v_stage) INTO v_known;
				v_refused := v_known::integer;
				IF v_refused = 0 THEN
					EXECUTE format($q$
						UPDATE sozialraum.observation AS o SET value = s.value, status = s.status, source = $1
						FROM %s AS s JOIN (SELECT DISTINCT rank, code FROM %s) AS v ON v.rank = s.rank
						WHERE o.variable = v.code AND o.reference_date = s.day AND o.area_id = s.area_id
							AND (o.value IS DISTINCT FROM s.value OR o.status <> s.status OR o.source <> $1)$q$, v_stage, v_variable) USING source;
					GET DIAGNOSTICS v_updated = ROW_COUNT;
					EXECUTE format($q$
						INSERT INTO sozialraum.observation (variable, reference_date, area_id, value, status, source)
						SELECT v.code, s.day, s.area_id, s.value, s.status, $1
						FROM %s AS s JOIN (SELECT DISTINCT rank, code FROM %s) AS v ON v.rank = s.rank
						WHERE NOT EXISTS (SELECT FROM sozialraum.observation AS o
							WHERE o.variable = v.code AND o.reference_date = s.day AND o.area_id = s.area_id)
						ORDER BY s.rank, s.day, s.area_id$q$, v_stage, v_variable) USING source;
					GET DIAGNOSTICS v_inserted = ROW_COUNT;
				END IF;
			ELSE
				-- nothing of these variables and days is there yet: in the order of the primary key, which also finds what comes twice
				BEGIN
					EXECUTE format($q$
						INSERT INTO sozialraum.observation (variable, reference_date, area_id, value, status, source)
						SELECT v.code, s.day, s.area_id, s.value, s.status, $1
						FROM %s AS s JOIN (SELECT DISTINCT rank, code FROM %s) AS v ON v.rank = s.rank
						ORDER BY s.rank, s.day, s.area_id$q$, v_stage, v_variable) USING source;
					GET DIAGNOSTICS v_inserted = ROW_COUNT;
				EXCEPTION WHEN unique_violation THEN
					EXECUTE format('SELECT EXISTS (SELECT FROM %s GROUP BY rank, day, area_id HAVING count(*) > 1)', v_stage) INTO v_known;
					IF NOT v_known THEN
						RAISE;	-- somebody else was faster
					END IF;
					v_refused := 1;
				END;
			END IF;
		END IF;

		IF v_refused > 0 THEN
			v_sql := format($q$
				SELECT s.n, CASE s.problem WHEN 'level' THEN $1 WHEN 'date' THEN $2 ELSE $3 END AS col,
					CASE s.problem WHEN 'level' THEN 'unknown level' WHEN 'empty' THEN 'the key is empty' WHEN 'zero' THEN 'unknown key; leading zero lost?'
						WHEN 'key' THEN 'unknown key' WHEN 'date' THEN %2$L
						ELSE 'no area with this key is valid on the reference date' END AS reason, s.place_text AS cell
				FROM %1$s AS s WHERE s.area_id IS NULL
				UNION ALL
				SELECT s.n, $4, 'unknown variable', s.variable_text FROM %1$s AS s WHERE s.rank IS NULL
				UNION ALL
				SELECT s.n, CASE WHEN s.status = 'mark' THEN $5 ELSE ($6)[s.no] END,
					CASE WHEN s.status = 'mark' THEN 'this is no known mark' ELSE 'this is no figure' END, s.cell
				FROM %1$s AS s WHERE s.cell IS NOT NULL
				UNION ALL
				SELECT d.n, ($6)[d.no], format('the same area, variable and date as in row %%s', d.other), NULL
				FROM (SELECT x.n, x.no, first_value(x.n) OVER w AS other, row_number() OVER w AS time FROM %1$s AS x
					WHERE x.area_id IS NOT NULL AND x.rank IS NOT NULL
					WINDOW w AS (PARTITION BY x.rank, x.day, x.area_id ORDER BY x.n, x.no)) AS d
				WHERE d.time > 1$q$, v_stage,
				CASE WHEN date_format IS NULL THEN 'the date is empty' ELSE 'this is no date of the format ' || date_format END);
			EXECUTE format('SELECT count(*) FROM (%s) AS r', v_sql) INTO v_refused USING level_column, date_column, key, variable, status, v_column;
			IF on_reject = 'error' THEN
				EXECUTE format('SELECT string_agg(x.place, '', '') FROM (SELECT format(''%%s %%s'', r.n, r.col) AS place FROM (%s) AS r ORDER BY r.n, r.col, r.reason LIMIT 20) AS x', v_sql)
				INTO v_item USING level_column, date_column, key, variable, status, v_column;
				PERFORM sozialraum._raise_refused(v_refused, v_item || CASE WHEN v_refused > 20 THEN ', …' ELSE '' END);
			END IF;
			RETURN QUERY SELECT 'refused', NULL::bigint, NULL::text, 'nothing was imported', NULL::text, v_refused;
			RETURN QUERY EXECUTE format('SELECT ''rejected'', r.n, r.col, r.reason, r.cell, NULL::bigint FROM (%s) AS r ORDER BY r.n, r.col, r.reason LIMIT $7', v_sql)
			USING level_column, date_column, key, variable, status, v_column, max_rejects;
			RAISE EXCEPTION SQLSTATE 'SZ000';	-- caught below: undoes what has been done so far, the rows returned remain
		END IF;

		IF v_inserted + v_updated > 0 THEN
			INSERT INTO sozialraum.delivery (source, relation, inserted, updated, unchanged)
			VALUES (source, relation::text, v_inserted, v_updated, v_staged - v_inserted - v_updated);
		END IF;
		EXECUTE format('DROP TABLE %s, %s, %s', v_stage, v_place, v_variable);
		RETURN QUERY SELECT o.outcome, NULL::bigint, NULL::text, NULL::text, NULL::text, o.n
			FROM (VALUES ('inserted', v_inserted), ('updated', v_updated), ('unchanged', v_staged - v_inserted - v_updated), ('empty', v_total - v_staged)) AS o (outcome, n);
	EXCEPTION WHEN SQLSTATE 'SZ000' THEN
		NULL;
	END;
	PERFORM set_config('work_mem', v_work_mem, true);
END
$$;
COMMENT ON FUNCTION sozialraum.import_observations(text, regclass, text, text, text, text, jsonb, date, text, text, text, text, text, text, text, text[], boolean, text, integer) IS
'Imports figures of a source (its code must be in table source) from any table, view or foreign table (relation). key names the column of area keys of the level, or of the levels in level_column with level => NULL.
Long, a row per figure: variable and value name the columns of variables and figures; variables may translate texts of the former ({"BEVSTD": "bev"}). Wide, a column per variable: variables maps columns to variables ({"Einwohner": "bev", …}) or lists columns that are called like their variables. Groups of families (bev_0_2) come into being when they are named.
Date: one reference_date, or date_column of type date, or of text with an explicit date_format (see parse_date(): YYYY is 31.12., YYYYMM the last day of the month). The area is the one with the key that is valid on the date; if there is none, the row of the same territory that is. AGS and ARS of a municipality are one key, unless local_keys.
Figures: text columns are read by parse_value() with decimal_mark, marks and missing; numeric columns as they are, NaN and infinity refused, missing compared as numbers. Empty cells are no figures and are only counted. status names a column of marks beside the figures (p, r, s, e, (), KLAMMERN, . * / x … or the name of a status), which goes before a mark in the figure; fixed_status is the status of figures without a mark.
All or nothing. Result on success: four rows with outcome inserted, updated (value, status or source differ), unchanged and empty, and a count; a row in table delivery unless nothing changed, so importing the same again is a no-op. Result on refusal: a row refused with the number of refused cells, then at most max_rejects rows rejected: row (as the rows lie in the relation, from 1), column, reason, text; nothing has been changed. Refused are unknown keys, variables and levels, keys that lost their leading zero, dates that cannot be read or on which no such area is valid, texts that are no figures, and figures that come twice. on_reject => ''error'' raises 22000 instead, which names positions only. Further errors: 42704 for an unknown source, level or variable in the arguments, 42703 for an unknown column, 42804 for a column of figures that is neither text nor number, 22023 for arguments that do not fit. Needs the right to create temporary tables.';
REVOKE EXECUTE ON FUNCTION sozialraum.import_observations(text, regclass, text, text, text, text, jsonb, date, text, text, text, text, text, text, text, text[], boolean, text, integer) FROM PUBLIC;
