-- ---------------------------------------------------------------------------------------------------------------------
-- Import of observations, long or wide, checked in sets.
--
-- The source is read once, into a temporary table with numbers instead of names: joined to the areas of the level and to the
-- variables as they are written there, which is what nearly every row needs. What that does not find (an ARS for an AGS, spaces, a
-- key of another year, a group of ages that does not exist yet) is looked up once per distinct text. What cannot be taken stays
-- beside the figures with its text. Only then is the model touched.
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
SET max_parallel_workers_per_gather = 0 SET synchronize_seqscans = off SET enable_indexonlyscan = off SET jit = off SET extra_float_digits = 1 AS $$
#variable_conflict use_variable
DECLARE
	v_work_mem	text := current_setting('work_mem');
	v_name		text := 'sozialraum_' || replace(gen_random_uuid()::text, '-', '');
	v_stage		text := format('pg_temp.%I', v_name);			-- the figures
	v_place		text := format('pg_temp.%I', v_name || '_p');	-- what the keys mean
	v_variable	text := format('pg_temp.%I', v_name || '_v');	-- what the variables mean
	v_odd		text := format('pg_temp.%I', v_name || '_w');	-- places that are not written as in the model
	v_difference text := format('pg_temp.%I', v_name || '_d');	-- what an import changes
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
	v_odd_variables bigint;
	v_odd_places bigint;
	v_known		boolean;
	v_known_rows bigint;
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
				-- as it is written: 12.3, not the 12.300000190734863 that is nearest to it in half the bits
				WHEN v_type = 'float4'::regtype THEN format('b.c%s::text::float8', i)
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

	-- joins and sorts of a delivery: 4 MB, the default of the server, are too little
	IF pg_size_bytes(v_work_mem) < pg_size_bytes('64MB') THEN
		PERFORM set_config('work_mem', '64MB', true);
	END IF;

	BEGIN	-- all or nothing: what follows is undone when anything is refused
		-- variables as they are written, with their place in the order of the primary key
		EXECUTE format('CREATE TEMPORARY TABLE %I (no integer, variable_text text, code text COLLATE "C", rank integer) ON COMMIT DROP', v_name || '_v');
		IF v_wide THEN
			v_list := sozialraum._ensure_variables(v_code);
			IF v_list <> '{}' THEN
				RAISE EXCEPTION USING ERRCODE = 'undefined_object',
					MESSAGE = 'There is no such variable.',
					DETAIL = format('Given: %s.', array_to_string(v_list, ', ')),
					HINT = 'Enter it with sozialraum.define_variable(), or run sozialraum.install_catalogue().';
			END IF;
			EXECUTE format($q$INSERT INTO %s (no, code, rank)
				SELECT c.no, c.code, row_number() OVER (ORDER BY c.code COLLATE "C") FROM unnest($1) WITH ORDINALITY AS c (code, no)$q$, v_variable) USING v_code;
		ELSE
			EXECUTE format($q$INSERT INTO %s (variable_text, code, rank)
				SELECT x.code, x.code, row_number() OVER (ORDER BY x.code) FROM sozialraum.variable AS x$q$, v_variable);
			-- texts that are translated
			EXECUTE format('DELETE FROM %s WHERE variable_text IN (SELECT jsonb_object_keys($1))', v_variable) USING COALESCE(variables, '{}');
		END IF;
		EXECUTE format('ANALYZE %s', v_variable);

		-- places: the areas of the level by their keys
		EXECUTE format($q$CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
			SELECT CASE WHEN $1 IS NULL THEN a.level::text ELSE '' END AS level_text, a.key::text AS key_text, a.valid_from, a.valid_to, a.id AS area_id
			FROM sozialraum.area AS a WHERE a.level = $1 OR $1 IS NULL$q$, v_name || '_p') USING level;
		EXECUTE format('ANALYZE %s', v_place);

		-- the figures. b is the numbered source, c has one row per cell
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
		v_sql := format('SELECT c.*, %s AS day, %s AS value, %s AS status, %s AS mark_status FROM (%s) AS c OFFSET 0',
			CASE WHEN date_column IS NULL THEN format('%L::date', reference_date)
				WHEN date_format IS NULL THEN 'CASE WHEN isfinite(c.date_text) THEN c.date_text END'
				ELSE format('sozialraum.parse_date(c.date_text, %L)', date_format) END,
			CASE WHEN NOT v_numbers THEN format('sozialraum._parse_number(%s)', v_item) WHEN NOT v_texts THEN 'c.number'
				ELSE format('COALESCE(c.number, sozialraum._parse_number(%s))', v_item) END,
			CASE WHEN NOT v_numbers THEN format('sozialraum._parse_status(%s)', v_item) WHEN NOT v_texts THEN format('sozialraum._number_status(c.number, %L::text[])', missing)
				ELSE format('CASE WHEN c.number IS NULL THEN sozialraum._parse_status(%s) ELSE sozialraum._number_status(c.number, %L::text[]) END', v_item, missing) END,
			CASE WHEN status IS NULL THEN 'NULL::text' ELSE 'sozialraum._mark_status(c.mark)' END,
			v_sql);
		IF status IS NOT NULL THEN
			-- a mark beside the figure goes before one in it
			v_sql := format($q$
				SELECT c.n, c.level_text, c.key_text, c.date_text, c.variable_text, c.mark, c.no, c.cell, c.number, c.day, c.value,
					CASE WHEN c.mark_status = 'rejected' THEN 'mark'
						WHEN c.status = 'rejected' OR c.mark_status = 'empty' THEN c.status
						WHEN c.mark_status IN ('unknown', 'secret', 'unreliable', 'not_meaningful', 'later') THEN c.mark_status
						WHEN c.status IN ('final', 'preliminary', 'revised', 'estimated', 'uncertain') THEN c.mark_status
						ELSE c.status END AS status
				FROM (%s) AS c OFFSET 0$q$, v_sql);
		END IF;
		PERFORM set_config('search_path', sozialraum._reading_path(relation), true);
		EXECUTE format($q$
			CREATE TEMPORARY TABLE %1$I ON COMMIT DROP AS
			SELECT s.n, s.no::smallint AS no, v.rank, s.day, p.area_id,
				CASE WHEN s.status IN ('final', 'preliminary', 'revised', 'estimated', 'uncertain') THEN s.value END AS value,
				CASE WHEN s.status = 'final' THEN %2$L ELSE s.status END AS status,
				CASE WHEN p.area_id IS NULL THEN s.level_text END AS level_text,
				CASE WHEN p.area_id IS NULL THEN s.key_text END AS key_text,
				CASE WHEN s.day IS NULL THEN %3$s END AS date_text,
				CASE WHEN v.rank IS NULL THEN s.variable_text END AS variable_text,
				CASE WHEN s.status = 'rejected' THEN COALESCE(s.cell, s.number::text) WHEN s.status = 'mark' THEN s.mark END AS cell
			FROM (%4$s) AS s
			LEFT JOIN %5$s AS p ON p.key_text = s.key_text %7$s AND s.day BETWEEN p.valid_from AND p.valid_to
			LEFT JOIN %6$s AS v ON %8$s$q$,
			v_name, fixed_status, CASE WHEN date_column IS NOT NULL AND date_format IS NULL THEN 'to_char(s.date_text, ''YYYY-MM-DD'')' ELSE 's.date_text' END,
			v_sql, v_place, v_variable, CASE WHEN level_column IS NOT NULL THEN 'AND p.level_text = s.level_text' ELSE '' END,
			CASE WHEN v_wide THEN 'v.no = s.no' ELSE 'v.variable_text = s.variable_text' END);
		GET DIAGNOSTICS v_total = ROW_COUNT;
		PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
		EXECUTE format('ANALYZE %s', v_stage);
		EXECUTE format($q$SELECT count(*) FILTER (WHERE s.status <> 'empty'), count(*) FILTER (WHERE s.rank IS NULL AND s.status <> 'empty'),
			count(*) FILTER (WHERE s.area_id IS NULL AND s.status <> 'empty'), count(*) FILTER (WHERE s.cell IS NOT NULL) FROM %s AS s$q$, v_stage)
		INTO v_staged, v_odd_variables, v_odd_places, v_refused;

		-- variables that are not written as in the model: spaces, translations, groups of families that come into being now
		IF v_odd_variables > 0 THEN
			EXECUTE format($q$
				WITH w AS MATERIALIZED (
					SELECT DISTINCT s.variable_text, COALESCE($1 ->> btrim(s.variable_text), btrim(s.variable_text)) COLLATE "C" AS code
					FROM %s AS s WHERE s.rank IS NULL AND s.status <> 'empty'),
				e AS MATERIALIZED (
					SELECT sozialraum._ensure_variables(ARRAY(SELECT DISTINCT w.code::text FROM w)) AS unknown)
				INSERT INTO %s (variable_text, code)
				SELECT w.variable_text, w.code FROM w, e WHERE w.code <> ALL (e.unknown)$q$, v_stage, v_variable) USING variables;
			EXECUTE format('UPDATE %1$s AS v SET rank = (SELECT min(y.rank) FROM %1$s AS y WHERE y.code = v.code) WHERE v.rank IS NULL', v_variable);
			EXECUTE format($q$
				UPDATE %1$s AS v SET rank = r.rank
				FROM (SELECT y.variable_text, (SELECT COALESCE(max(z.rank), 0) FROM %1$s AS z) + dense_rank() OVER (ORDER BY y.code) AS rank
					FROM %1$s AS y WHERE y.rank IS NULL) AS r
				WHERE v.rank IS NULL AND r.variable_text = v.variable_text$q$, v_variable);
			EXECUTE format($q$UPDATE %s AS s SET rank = v.rank, variable_text = NULL FROM %s AS v
				WHERE s.rank IS NULL AND v.variable_text = s.variable_text$q$, v_stage, v_variable);
		END IF;

		-- places that are not: the area with the same official key, else one with the same territory that is valid on the day
		EXECUTE format($q$
			CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
			SELECT w.*, CASE WHEN $2 THEN w.key ELSE sozialraum.official_key(w.key)::text COLLATE "C" END AS match_key, NULL::bigint AS area_id, NULL::text AS problem
			FROM (SELECT DISTINCT s.level_text, s.key_text, COALESCE(s.day, 'infinity') AS day,
					COALESCE($1, btrim(s.level_text)) COLLATE "C" AS level, btrim(s.key_text, E' \t\r\n') COLLATE "C" AS key
				FROM %s AS s WHERE s.area_id IS NULL AND s.status <> 'empty' AND $3) AS w$q$, v_name || '_w', v_stage)
		USING level, local_keys, v_odd_places > 0;
		IF v_odd_places > 0 THEN
			EXECUTE format('ANALYZE %s', v_odd);
			EXECUTE format($q$
				WITH own AS MATERIALIZED (
					SELECT w.level, w.key, a.id, a.valid_from, a.valid_to, a.territory_id, a.key = w.key AS same
					FROM (SELECT DISTINCT x.level, x.key, x.match_key FROM %1$s AS x) AS w
					JOIN sozialraum.area AS a ON a.level = w.level AND %2$s = w.match_key),
				candidate AS MATERIALIZED (
					SELECT o.level, o.key, o.id, o.valid_from, o.valid_to, CASE WHEN o.same THEN 0 ELSE 1 END AS distance FROM own AS o
					UNION ALL
					SELECT o.level, o.key, a.id, a.valid_from, a.valid_to, 2
					FROM own AS o JOIN sozialraum.area AS a ON a.territory_id = o.territory_id AND a.id <> o.id AND a.level = o.level),
				found AS (
					SELECT DISTINCT ON (w.level_text, w.key_text, w.day) w.level_text, w.key_text, w.day, c.id
					FROM %1$s AS w JOIN candidate AS c ON c.level = w.level AND c.key = w.key AND w.day BETWEEN c.valid_from AND c.valid_to
					WHERE w.day < 'infinity'
					ORDER BY w.level_text, w.key_text, w.day, c.distance, c.id)
				UPDATE %1$s AS w SET area_id = f.id FROM found AS f
				WHERE f.level_text = w.level_text AND f.key_text = w.key_text AND f.day = w.day$q$, v_odd, v_own_key);
			EXECUTE format($q$
				WITH known AS MATERIALIZED (SELECT DISTINCT a.level, %2$s::text COLLATE "C" AS key FROM sozialraum.area AS a)
				UPDATE %1$s AS w SET problem = CASE
					WHEN NOT EXISTS (SELECT FROM sozialraum.area_level AS l WHERE l.code = w.level) THEN 'level'
					WHEN w.key = '' THEN 'empty'
					WHEN NOT EXISTS (SELECT FROM known AS a WHERE a.level = w.level AND a.key = w.match_key)
						THEN CASE WHEN sozialraum._lost_zero(w.key) OR EXISTS (SELECT FROM known AS a WHERE a.level = w.level AND a.key = '0' || w.key)
							THEN 'zero' ELSE 'key' END
					WHEN w.day = 'infinity' THEN 'date'
					ELSE 'validity' END
				WHERE w.area_id IS NULL$q$, v_odd, v_own_key);
			EXECUTE format($q$UPDATE %s AS s SET area_id = w.area_id FROM %s AS w
				WHERE s.area_id IS NULL AND s.status <> 'empty' AND w.area_id IS NOT NULL
					AND w.level_text = s.level_text AND w.key_text = s.key_text AND w.day = s.day$q$, v_stage, v_odd);
		END IF;
		IF v_odd_places > 0 OR v_odd_variables > 0 THEN
			EXECUTE format('SELECT count(*) FROM %s AS s WHERE s.status <> ''empty'' AND (s.area_id IS NULL OR s.rank IS NULL OR s.cell IS NOT NULL)', v_stage)
			INTO v_refused;
		END IF;

		-- into the model, unless something is wrong
		IF v_refused = 0 THEN
			-- what is referred to stays while this goes on: locked as foreign keys would lock it
			EXECUTE format($q$SELECT count(*) FROM (SELECT FROM sozialraum.area AS a WHERE a.id IN (SELECT s.area_id FROM %s AS s) FOR KEY SHARE) AS x$q$, v_stage) INTO v_known_rows;
			EXECUTE format($q$SELECT EXISTS (SELECT FROM (SELECT DISTINCT s.area_id, s.day FROM %s AS s WHERE s.status <> 'empty') AS s
				JOIN sozialraum.area AS a ON a.id = s.area_id WHERE s.day NOT BETWEEN a.valid_from AND a.valid_to)$q$, v_stage) INTO v_known;
			IF v_known THEN
				RAISE EXCEPTION USING ERRCODE = 'serialization_failure',
					MESSAGE = 'An area of the delivery was closed meanwhile.',
					DETAIL = format('Relation %s.', relation),
					HINT = 'Run the import again.';
			END IF;
			EXECUTE format($q$SELECT count(*) FROM (SELECT FROM sozialraum.variable AS x
				WHERE x.code IN (SELECT v.code FROM %s AS v WHERE v.rank IN (SELECT s.rank FROM %s AS s)) FOR KEY SHARE) AS x$q$, v_variable, v_stage) INTO v_known_rows;
			EXECUTE format($q$SELECT EXISTS (SELECT FROM (SELECT DISTINCT s.rank, s.day FROM %s AS s WHERE s.status <> 'empty') AS s
				JOIN (SELECT DISTINCT v.rank, v.code FROM %s AS v) AS v ON v.rank = s.rank
				WHERE EXISTS (SELECT FROM sozialraum.observation AS o WHERE o.variable = v.code AND o.reference_date = s.day))$q$, v_stage, v_variable)
			INTO v_known;
			IF v_known THEN
				EXECUTE format('SELECT EXISTS (SELECT FROM %s AS s WHERE s.status <> ''empty'' GROUP BY s.rank, s.day, s.area_id HAVING count(*) > 1)', v_stage) INTO v_known;
				v_refused := v_known::integer;
				IF v_refused = 0 THEN
					-- what is new or other than before
					EXECUTE format($q$
						CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
						SELECT s.rank, v.code, s.day, s.area_id, s.value, s.status, o.area_id IS NULL AS is_new
						FROM %s AS s JOIN (SELECT DISTINCT x.rank, x.code FROM %s AS x) AS v ON v.rank = s.rank
						LEFT JOIN sozialraum.observation AS o ON o.variable = v.code AND o.reference_date = s.day AND o.area_id = s.area_id
						WHERE s.status <> 'empty' AND (o.area_id IS NULL OR o.value IS DISTINCT FROM s.value OR o.status <> s.status OR o.source <> $1)$q$,
						v_name || '_d', v_stage, v_variable) USING source;
					EXECUTE format('ANALYZE %s', v_difference);
					EXECUTE format($q$
						UPDATE sozialraum.observation AS o SET value = d.value, status = d.status, source = $1
						FROM %s AS d
						WHERE NOT d.is_new AND o.variable = d.code AND o.reference_date = d.day AND o.area_id = d.area_id$q$, v_difference) USING source;
					GET DIAGNOSTICS v_updated = ROW_COUNT;
					EXECUTE format($q$
						INSERT INTO sozialraum.observation (variable, reference_date, area_id, value, status, source)
						SELECT d.code, d.day, d.area_id, d.value, d.status, $1 FROM %s AS d WHERE d.is_new ORDER BY d.rank, d.day, d.area_id$q$, v_difference) USING source;
					GET DIAGNOSTICS v_inserted = ROW_COUNT;
					EXECUTE format('DROP TABLE %s', v_difference);
				END IF;
			ELSE
				-- nothing of these variables and days is there yet: in the order of the primary key, which also finds what comes twice
				BEGIN
					EXECUTE format($q$
						INSERT INTO sozialraum.observation (variable, reference_date, area_id, value, status, source)
						SELECT v.code, s.day, s.area_id, s.value, s.status, $1
						FROM %s AS s JOIN (SELECT DISTINCT x.rank, x.code FROM %s AS x) AS v ON v.rank = s.rank
						WHERE s.status <> 'empty'
						-- one number instead of three: the order is for the index, so an area_id beyond four million may wrap
						ORDER BY (s.rank::bigint << 44) | ((s.day - date '0001-01-01')::bigint << 22) | (s.area_id & 4194303)$q$, v_stage, v_variable) USING source;
					GET DIAGNOSTICS v_inserted = ROW_COUNT;
				EXCEPTION WHEN unique_violation THEN
					EXECUTE format('SELECT EXISTS (SELECT FROM %s AS s WHERE s.status <> ''empty'' GROUP BY s.rank, s.day, s.area_id HAVING count(*) > 1)', v_stage) INTO v_known;
					IF NOT v_known THEN
						RAISE;	-- somebody else was faster
					END IF;
					v_refused := 1;
				END;
			END IF;
		END IF;

		IF v_refused > 0 THEN
			v_sql := format($q$
				SELECT s.n, CASE w.problem WHEN 'level' THEN $1 WHEN 'date' THEN $2 ELSE $3 END AS col,
					CASE w.problem WHEN 'level' THEN 'unknown level' WHEN 'empty' THEN 'the key is empty' WHEN 'zero' THEN 'unknown key; leading zero lost?'
						WHEN 'key' THEN 'unknown key' WHEN 'date' THEN %2$L
						ELSE 'no area with this key is valid on the reference date' END AS reason,
					CASE w.problem WHEN 'level' THEN s.level_text WHEN 'date' THEN s.date_text ELSE s.key_text END AS cell
				FROM %1$s AS s JOIN %3$s AS w ON w.level_text = s.level_text AND w.key_text = s.key_text AND w.day = COALESCE(s.day, 'infinity')
				WHERE s.area_id IS NULL AND s.status <> 'empty'
				UNION ALL
				SELECT s.n, $4, 'unknown variable', s.variable_text FROM %1$s AS s WHERE s.rank IS NULL AND s.status <> 'empty'
				UNION ALL
				SELECT s.n, CASE WHEN s.status = 'mark' THEN $5 ELSE ($6)[s.no] END,
					CASE WHEN s.status = 'mark' THEN 'this is no known mark' ELSE 'this is no figure' END, s.cell
				FROM %1$s AS s WHERE s.cell IS NOT NULL
				UNION ALL
				SELECT d.n, ($6)[d.no], format('the same area, variable and date as in row %%s', d.other), NULL
				FROM (SELECT x.n, x.no, first_value(x.n) OVER w AS other, row_number() OVER w AS time FROM %1$s AS x
					WHERE x.area_id IS NOT NULL AND x.rank IS NOT NULL AND x.status <> 'empty'
					WINDOW w AS (PARTITION BY x.rank, x.day, x.area_id ORDER BY x.n, x.no)) AS d
				WHERE d.time > 1$q$, v_stage,
				CASE WHEN date_format IS NULL THEN 'the date is empty' ELSE 'this is no date of the format ' || date_format END, v_odd);
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
		EXECUTE format('DROP TABLE %s, %s, %s, %s', v_stage, v_place, v_variable, v_odd);
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

CREATE FUNCTION sozialraum.set_observation(level text, key text, variable text, reference_date date, value double precision,
	status text DEFAULT NULL, source text DEFAULT 'manual') RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_area	bigint;
BEGIN
	PERFORM sozialraum._level_rank(level);
	IF NOT isfinite(reference_date) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'A figure needs a day.',
			DETAIL = format('Variable %s, date %s.', variable, reference_date), HINT = 'Give the day of the count, or the last day of the year of a flow.';
	END IF;
	-- asked here and not by the constraint of the table, whose message would show the figure
	IF COALESCE(status, CASE WHEN value IS NULL THEN 'unknown' ELSE 'final' END) <> ALL (CASE WHEN value IS NULL
			THEN ARRAY['unknown', 'secret', 'unreliable', 'not_meaningful', 'later']
			ELSE ARRAY['final', 'preliminary', 'revised', 'estimated', 'uncertain'] END)
		OR value IN ('NaN', 'Infinity', '-Infinity') THEN
		RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = 'The status does not go with the figure, or the figure is no number.',
			DETAIL = format('Variable %s, status %s.', variable, COALESCE(quote_literal(status), 'NULL')),
			HINT = 'With a value: final, preliminary, revised, estimated, uncertain. Without: unknown, secret, unreliable, not_meaningful, later.';
	END IF;
	-- as in an import: the key, its other official form, another row of the territory
	WITH own AS (
		SELECT a.id, a.territory_id, a.valid_from, a.valid_to, CASE WHEN a.key = btrim(key) THEN 0 ELSE 1 END AS distance
		FROM sozialraum.area AS a WHERE a.level = level AND sozialraum.official_key(a.key) = sozialraum.official_key(key))
	SELECT c.id INTO v_area
	FROM (SELECT o.id, o.valid_from, o.valid_to, o.distance FROM own AS o
		UNION ALL
		SELECT a.id, a.valid_from, a.valid_to, 2 FROM own AS o JOIN sozialraum.area AS a ON a.territory_id = o.territory_id AND a.id <> o.id AND a.level = level) AS c
	WHERE reference_date BETWEEN c.valid_from AND c.valid_to ORDER BY c.distance, c.id LIMIT 1;
	IF v_area IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = 'No area with this key is valid on the reference date.',
			DETAIL = format('Level %s, key %s, date %s.', level, key, reference_date),
			HINT = 'Look for it in sozialraum.area: keys are text, leading zeros count.';
	END IF;
	IF sozialraum._ensure_variables(ARRAY[variable]) <> '{}' THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = 'There is no such variable.',
			DETAIL = format('Given: %s.', variable),
			HINT = 'Enter it with sozialraum.define_variable(), or run sozialraum.install_catalogue().';
	END IF;
	IF source = 'manual' THEN
		INSERT INTO sozialraum.source (code, name, name_en) VALUES ('manual', 'Von Hand eingetragen', 'Entered by hand')
		ON CONFLICT ON CONSTRAINT source_pkey DO NOTHING;
	END IF;
	PERFORM sozialraum._check_source(source);
	PERFORM FROM sozialraum.area AS a WHERE a.id = v_area AND reference_date BETWEEN a.valid_from AND a.valid_to FOR KEY SHARE;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'serialization_failure', MESSAGE = 'The area was closed meanwhile.',
			DETAIL = format('Level %s, key %s.', level, key), HINT = 'Try again.';
	END IF;
	PERFORM FROM sozialraum.variable AS v WHERE v.code = variable FOR KEY SHARE;
	INSERT INTO sozialraum.observation AS o (variable, reference_date, area_id, value, status, source)
	VALUES (variable, reference_date, v_area, value, COALESCE(status, CASE WHEN value IS NULL THEN 'unknown' ELSE 'final' END), source)
	ON CONFLICT ON CONSTRAINT observation_pkey DO UPDATE SET value = EXCLUDED.value, status = EXCLUDED.status, source = EXCLUDED.source
	WHERE o.value IS DISTINCT FROM EXCLUDED.value OR o.status <> EXCLUDED.status OR o.source <> EXCLUDED.source;
END
$$;
COMMENT ON FUNCTION sozialraum.set_observation(text, text, text, date, double precision, text, text) IS
'Enters or changes one figure. status NULL: final, or unknown where value is NULL. The source manual comes into being by itself, others must be in table source. Errors: 42704 for an unknown area, variable or source, 23514 for a status that does not go with the value, NaN or infinity.';
REVOKE EXECUTE ON FUNCTION sozialraum.set_observation(text, text, text, date, double precision, text, text) FROM PUBLIC;

CREATE FUNCTION sozialraum.check_observations() RETURNS TABLE (problem text, variable text, reference_date date, area_id bigint, source text, count bigint)
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
COMMENT ON FUNCTION sozialraum.check_observations() IS
'Lists observations whose area, variable or source is gone, and those on a date on which their area is not valid. No rows: all is well. Import and triggers keep it so; a restore of part of a dump or a table written by hand may not.';
REVOKE EXECUTE ON FUNCTION sozialraum.check_observations() FROM PUBLIC;
