-- ---------------------------------------------------------------------------------------------------------------------
-- Counting points into figures: registers, facilities and events that lie as a table of points. Nothing of a single row is
-- stored, only counts and sums per area.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._point_at(x double precision, y double precision, srid integer) RETURNS geometry
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_SetSRID(ST_MakePoint(x, y), srid);
COMMENT ON FUNCTION sozialraum._point_at(double precision, double precision, integer) IS 'A point from its coordinates; NULL where one is missing.';

CREATE FUNCTION sozialraum._point_in_srid(geom geometry, source_srid integer, srid integer) RETURNS geometry
LANGUAGE plpgsql IMMUTABLE COST 1000 SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN sozialraum._in_srid(geom, source_srid, srid);
EXCEPTION WHEN OTHERS THEN
	-- coordinates that are none (a latitude of 500): the point lies nowhere, and the others are counted
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION sozialraum._point_in_srid(geometry, integer, integer) IS 'A point in the coordinate system srid; NULL where it cannot be transformed.';

CREATE FUNCTION sozialraum._shape_sql(relation regclass, geometry text, source_srid integer) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_type	regtype := sozialraum._column_type(relation, geometry);
BEGIN
	RETURN CASE
		WHEN v_type IN ('text'::regtype, 'varchar'::regtype, 'json'::regtype, 'jsonb'::regtype)
			THEN format('sozialraum._read_geometry(t.%I::text, %L)', geometry, source_srid)
		WHEN v_type = 'bytea'::regtype THEN format('sozialraum._read_geometry(t.%I)', geometry)
		ELSE format('sozialraum._geometry_of(t.%I)', geometry) END;
END
$$;
COMMENT ON FUNCTION sozialraum._shape_sql(regclass, text, integer) IS 'The expression over t that reads a column of geometry, geography, WKB, WKT or GeoJSON.';

CREATE FUNCTION sozialraum._check_srid(source_srid integer) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
BEGIN
	IF source_srid IS NOT NULL AND sozialraum._srid_is_projected(source_srid) IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'PostGIS does not know the coordinate system of the source.',
			DETAIL = format('Given: %s.', source_srid),
			HINT = 'Give an EPSG code: 25832 or 25833 (UTM), 4326 (degrees, as in GeoJSON), 31467 (Gauß-Krüger), …';
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._check_srid(integer) IS 'Error for a coordinate system that PostGIS does not know.';

CREATE FUNCTION sozialraum._place_sql(relation regclass, geometry text, x text, y text, source_srid integer, areas text,
	OUT place text, OUT without_srid text) RETURNS record
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_srid		integer := sozialraum._setting_srid();
	v_shape		text;
	v_locator	text := format('(SELECT sozialraum.build_locator(a.id, a.geom) FROM sozialraum.area AS a WHERE a.geom IS NOT NULL AND %s)', areas);
BEGIN
	PERFORM sozialraum._check_srid(source_srid);
	IF (geometry IS NOT NULL AND x IS NULL AND y IS NULL) IS NOT TRUE AND (geometry IS NULL AND x IS NOT NULL AND y IS NOT NULL) IS NOT TRUE THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'It must be said where the points are: one column of geometry, or two of coordinates.',
			HINT = 'Give either geometry => ''…'', or x => ''…'' (easting, longitude) and y => ''…'' (northing, latitude) with source_srid.';
	END IF;
	IF geometry IS NOT NULL THEN
		v_shape := sozialraum._shape_sql(relation, geometry, source_srid);
		place := format('sozialraum.locate(%1$s, CASE WHEN sozialraum._geometry_srid(%2$s) = %3$s THEN %2$s ELSE sozialraum._point_in_srid(%2$s, %4$L, %3$s) END)',
			v_locator, v_shape, v_srid, source_srid);
		without_srid := CASE WHEN source_srid IS NULL THEN format('sozialraum._geometry_srid(%s) = 0', v_shape) ELSE 'false' END;
	ELSE
		PERFORM sozialraum._check_number(relation, x), sozialraum._check_number(relation, y);
		without_srid := 'false';
		place := CASE WHEN COALESCE(source_srid, v_srid) = v_srid
			THEN format('sozialraum.locate(%s, %s, %s)', v_locator, sozialraum._number_sql(relation, x), sozialraum._number_sql(relation, y))
			ELSE format('sozialraum.locate(%s, sozialraum._point_in_srid(sozialraum._point_at(%s, %s, %s), %4$s, %s))', v_locator, sozialraum._number_sql(relation, x), sozialraum._number_sql(relation, y), source_srid, v_srid) END;
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._place_sql(regclass, text, text, text, integer, text) IS 'The expression over t that gives the area in which a row lies, and the condition that its coordinate system is not known.';

CREATE FUNCTION sozialraum._check_number(relation regclass, column_name text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_type	regtype := sozialraum._column_type(relation, column_name);
BEGIN
	IF v_type NOT IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'float4'::regtype, 'float8'::regtype, 'numeric'::regtype) THEN
		RAISE EXCEPTION USING ERRCODE = 'datatype_mismatch',
			MESSAGE = 'The column must be a number.',
			DETAIL = format('Column %s has the type %s.', quote_ident(column_name), v_type),
			HINT = 'Read it in a view: sozialraum.parse_value() takes texts strictly.';
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._check_number(regclass, text) IS 'Error for a column that is no number.';

CREATE FUNCTION sozialraum._number_sql(relation regclass, column_name text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	-- a numeric may be larger than any double, and the error of the cast would tell the number
	SELECT format(CASE sozialraum._column_type(relation, column_name) WHEN 'numeric'::regtype THEN '(CASE WHEN abs(t.%1$I) < 1e308 OR t.%1$I = ''NaN'' THEN t.%1$I::float8 END)' ELSE '(t.%1$I::float8)' END, column_name)
$$;
COMMENT ON FUNCTION sozialraum._number_sql(regclass, text) IS 'The expression over t that reads a column of numbers; NULL where no double precision holds it.';

CREATE FUNCTION sozialraum._check_day(day date, what text) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF day IS NULL OR NOT isfinite(day) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('The argument %s must be a day.', what),
			DETAIL = format('Given: %s.', COALESCE(day::text, 'NULL')),
			HINT = 'Give the day of the count, or the last day of the year of a flow.';
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._check_day(date, text) IS 'Error for a date that is missing or infinite.';

CREATE FUNCTION sozialraum._check_overlaps(level text, reference_date date) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_overlap	record;
BEGIN
	SELECT a.key AS a_key, b.key AS b_key INTO v_overlap
	FROM sozialraum.locator_overlaps((SELECT sozialraum.build_locator(l.id, l.geom) FROM sozialraum.area AS l
		WHERE l.level = level AND reference_date BETWEEN l.valid_from AND l.valid_to AND l.geom IS NOT NULL)) AS o
	JOIN sozialraum.area AS a ON a.id = o.id
	JOIN sozialraum.area AS b ON b.id = o.other_id
	WHERE sozialraum._shared_area(a.geom, b.geom) > 1e-3 * least(sozialraum._area_of(a.geom), sozialraum._area_of(b.geom))
	ORDER BY a.key, b.key LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'Two areas of the level overlap, so nobody can say in which of them a point counts.',
			DETAIL = format('Level %s, date %s, keys %s and %s.', level, reference_date, v_overlap.a_key, v_overlap.b_key),
			HINT = 'Correct their borders; collect the points for a level without overlaps and build the others from its areas with sozialraum.build_area().';
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._check_overlaps(text, date) IS 'Error where two areas of a level share more than a thousandth of the smaller one.';

CREATE FUNCTION sozialraum._write_figures(stage text, relation text, only_valid boolean, OUT inserted bigint, OUT updated bigint, OUT unchanged bigint)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
	v_name	text := 'sozialraum_' || replace(gen_random_uuid()::text, '-', '');
	v_bad	boolean;
	v_rows	bigint;
BEGIN
	EXECUTE format('ANALYZE %s', stage);
	-- what is referred to stays while this goes on: locked as foreign keys would lock it
	EXECUTE format($q$SELECT count(*) FROM (SELECT FROM sozialraum.area AS a WHERE a.id IN (SELECT s.area_id FROM %1$s AS s) FOR KEY SHARE) AS x$q$, stage) INTO v_rows;
	EXECUTE format($q$SELECT count(*) FROM (SELECT FROM sozialraum.variable AS v WHERE v.code IN (SELECT s.variable FROM %1$s AS s) FOR KEY SHARE) AS x$q$, stage) INTO v_rows;
	EXECUTE format($q$SELECT count(*) FROM (SELECT FROM sozialraum.source AS c WHERE c.code IN (SELECT s.source FROM %1$s AS s) FOR KEY SHARE) AS x$q$, stage) INTO v_rows;
	EXECUTE format($q$SELECT EXISTS (SELECT FROM (SELECT DISTINCT s.area_id, s.reference_date FROM %1$s AS s) AS s
		LEFT JOIN sozialraum.area AS a ON a.id = s.area_id WHERE a.id IS NULL OR ($1 AND s.reference_date NOT BETWEEN a.valid_from AND a.valid_to))$q$, stage)
	INTO v_bad USING only_valid;
	IF v_bad THEN
		RAISE EXCEPTION USING ERRCODE = 'serialization_failure', MESSAGE = 'An area was closed meanwhile.',
			DETAIL = format('Relation %s.', relation), HINT = 'Try again.';
	END IF;
	EXECUTE format($q$SELECT EXISTS (SELECT FROM %1$s AS s WHERE s.value IN ('NaN', 'Infinity', '-Infinity'))$q$, stage) INTO v_bad;
	IF v_bad THEN
		RAISE EXCEPTION USING ERRCODE = 'numeric_value_out_of_range', MESSAGE = 'A sum is larger than any number that can be stored.',
			DETAIL = format('Relation %s.', relation), HINT = 'Look for wrong figures in the columns that are summed.';
	END IF;
	EXECUTE format($q$
		CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
		SELECT s.variable, s.reference_date, s.area_id, s.value, s.status, s.source, o.area_id IS NULL AS is_new,
			o.area_id IS NULL OR o.value IS DISTINCT FROM s.value OR o.status <> s.status OR o.source <> s.source AS is_other
		FROM %s AS s
		LEFT JOIN sozialraum.observation AS o ON o.variable = s.variable AND o.reference_date = s.reference_date AND o.area_id = s.area_id$q$, v_name, stage);
	EXECUTE format($q$
		UPDATE sozialraum.observation AS o SET value = d.value, status = d.status, source = d.source
		FROM pg_temp.%I AS d
		WHERE d.is_other AND NOT d.is_new AND o.variable = d.variable AND o.reference_date = d.reference_date AND o.area_id = d.area_id$q$, v_name);
	EXECUTE format($q$
		INSERT INTO sozialraum.observation (variable, reference_date, area_id, value, status, source)
		SELECT d.variable, d.reference_date, d.area_id, d.value, d.status, d.source FROM pg_temp.%I AS d WHERE d.is_new
		ORDER BY d.variable, d.reference_date, d.area_id$q$, v_name);
	EXECUTE format($q$
		INSERT INTO sozialraum.delivery (source, relation, inserted, updated, unchanged)
		SELECT d.source, $1, count(*) FILTER (WHERE d.is_new), count(*) FILTER (WHERE d.is_other AND NOT d.is_new), count(*) FILTER (WHERE NOT d.is_other)
		FROM pg_temp.%I AS d GROUP BY d.source HAVING bool_or(d.is_other) ORDER BY d.source$q$, v_name) USING relation;
	EXECUTE format($q$SELECT count(*) FILTER (WHERE d.is_new), count(*) FILTER (WHERE d.is_other AND NOT d.is_new), count(*) FILTER (WHERE NOT d.is_other)
		FROM pg_temp.%I AS d$q$, v_name) INTO inserted, updated, unchanged;
	EXECUTE format('DROP TABLE pg_temp.%I', v_name);
END
$$;
COMMENT ON FUNCTION sozialraum._write_figures(text, text, boolean) IS 'Writes the figures of a temporary table (variable, reference_date, area_id, value, status, source) into the model, and one row per source in delivery; counts what is new, other and the same. only_valid: the areas must be valid on the days.';
REVOKE EXECUTE ON FUNCTION sozialraum._write_figures(text, text, boolean) FROM PUBLIC;

CREATE FUNCTION sozialraum._register_state(relation regclass, reference_date date, filter text, date_column text, period_start date,
	birth_date text, age text, sex text, sexes jsonb, without_srid text,
	OUT state text, OUT age_sql text, OUT sex_sql text) RETURNS record
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_type	regtype;
BEGIN
	-- an argument that would be passed over is a mistake that becomes a wrong figure
	IF (period_start IS NOT NULL AND (date_column IS NULL OR period_start > reference_date)) OR (birth_date IS NOT NULL AND age IS NOT NULL) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The arguments that say which rows count do not fit together.',
			HINT = 'period_start needs date_column and lies before the reference date; give either birth_date or age.';
	END IF;
	IF (SELECT count(DISTINCT e.value) > 1 FROM jsonb_each_text(sexes) AS e GROUP BY lower(btrim(e.key)) ORDER BY 1 DESC LIMIT 1) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The argument sexes translates one text in two ways.',
			DETAIL = format('Given: %s.', sexes), HINT = 'Blanks and upper or lower case make no difference.';
	END IF;
	-- the rows that count (0) and that do not (1: other rows, 2 to 6: rows that cannot be judged)
	state := 'CASE';
	IF filter IS NOT NULL THEN
		v_type := sozialraum._column_type(relation, filter);
		IF v_type <> 'bool'::regtype THEN
			RAISE EXCEPTION USING ERRCODE = 'datatype_mismatch', MESSAGE = 'The column of the filter must be boolean.',
				DETAIL = format('Column %s has the type %s.', quote_ident(filter), v_type),
				HINT = 'Write the condition in a view: a column (nebenwohnung IS NULL) AS counted.';
		END IF;
		state := state || format(' WHEN t.%I IS NOT TRUE THEN 1', filter);
	END IF;
	IF date_column IS NOT NULL THEN
		v_type := sozialraum._column_type(relation, date_column);
		IF v_type NOT IN ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype) THEN
			RAISE EXCEPTION USING ERRCODE = 'datatype_mismatch', MESSAGE = 'The column must be a date.',
				DETAIL = format('Column %s has the type %s.', quote_ident(date_column), v_type), HINT = 'Read it in a view: sozialraum.parse_date() takes texts strictly.';
		END IF;
		-- the year that ends on the day
		period_start := COALESCE(period_start, ((reference_date + 1) - interval '1 year')::date);
		state := state || format(' WHEN t.%1$I IS NULL THEN 2 WHEN t.%1$I::date NOT BETWEEN %2$L::date AND %3$L::date THEN 1', date_column, period_start, reference_date);
	END IF;
	age_sql := 'NULL::integer';
	IF birth_date IS NOT NULL THEN
		v_type := sozialraum._column_type(relation, birth_date);
		IF v_type NOT IN ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype) THEN
			RAISE EXCEPTION USING ERRCODE = 'datatype_mismatch', MESSAGE = 'The column must be a date.',
				DETAIL = format('Column %s has the type %s.', quote_ident(birth_date), v_type), HINT = 'Read it in a view: sozialraum.parse_date() takes texts strictly.';
		END IF;
		state := state || format(' WHEN t.%1$I IS NULL OR NOT isfinite(t.%1$I) THEN 3 WHEN t.%1$I::date > %2$L::date THEN 1', birth_date, reference_date);
		-- completed years: the birthday counts, whoever was born on 29 February waits until 1 March
		age_sql := format('extract(year FROM age(%L::date::timestamp, t.%I::date::timestamp))::integer', reference_date, birth_date);
	ELSIF age IS NOT NULL THEN
		PERFORM sozialraum._check_number(relation, age);
		state := state || format(' WHEN t.%1$I IS NULL OR (t.%1$I >= 0 AND t.%1$I < 1000) IS NOT TRUE THEN 3', age);
		age_sql := format('floor(t.%I)::integer', age);
	END IF;
	sex_sql := 'NULL::text';
	IF sex IS NOT NULL THEN
		PERFORM sozialraum._column_type(relation, sex);
		sex_sql := format('(%L::jsonb ->> lower(btrim(t.%I::text)))', (SELECT jsonb_object_agg(lower(btrim(e.key)), e.value) FROM jsonb_each_text(sexes) AS e), sex);
		state := state || format(' WHEN (%s IN (''m'', ''w'')) IS NOT TRUE THEN 4', sex_sql);
	END IF;
	state := CASE WHEN without_srid <> 'false' THEN state || format(' WHEN %s THEN 5', without_srid) WHEN state = 'CASE' THEN 'CASE WHEN false THEN 1' ELSE state END || ' ELSE 0 END';
END
$$;
COMMENT ON FUNCTION sozialraum._register_state(regclass, date, text, text, date, text, text, text, jsonb, text) IS 'Expressions over t: whether a row counts, its age in completed years, its sex.';

CREATE FUNCTION sozialraum._raise_uncountable(state integer, count bigint, relation regclass, column_name text) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = 'data_exception',
		MESSAGE = format('Nothing was counted: %s %s.', count, CASE WHEN count = 1 THEN 'row cannot be judged' ELSE 'rows cannot be judged' END),
		DETAIL = format('Relation %s: %s.', relation, CASE state
			WHEN 2 THEN format('the date in column %s is missing', column_name)
			WHEN 3 THEN format('the age (column %s) is missing or none', column_name)
			WHEN 4 THEN format('the sex (column %s) is none of those that sexes translates into m and w', column_name)
			WHEN 5 THEN format('the coordinate system of the geometry (column %s) is not known', column_name)
			WHEN 6 THEN format('the family has no cell for the age (column %s)', column_name)
			ELSE format('column %s holds NaN or a number that is larger than any double precision', column_name) END),
		HINT = CASE state WHEN 5 THEN 'Say it in source_srid.'
			WHEN 4 THEN 'sexes => ''{"male": "m", "female": "w"}'' translates; a rule for other entries (official statistics distribute them) belongs into a view.'
			ELSE 'Correct these rows, or leave them out in a view or by a filter, knowing that they are missing then.' END;
END
$$;
COMMENT ON FUNCTION sozialraum._raise_uncountable(integer, bigint, regclass, text) IS 'The error for rows of which nobody can say where they count; it tells their number and no content.';

CREATE FUNCTION sozialraum._collect(source text, relation regclass, from_sql text, place_sql text, areas text, needs_border boolean, reference_date date,
	state_sql text, age_sql text, sex_sql text, columns jsonb, variable text, variables jsonb, family text, zeros boolean, empty_cells text, fixed_status text, max_not_placed double precision,
	OUT areas_counted bigint, OUT points bigint, OUT placed bigint, OUT not_placed bigint, OUT not_counted bigint, OUT inserted bigint, OUT updated bigint, OUT unchanged bigint)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_variable
DECLARE
	v_name		text := 'sozialraum_' || replace(gen_random_uuid()::text, '-', '');
	v_stage		text := format('pg_temp.%I', v_name);
	v_figure	text := format('pg_temp.%I', v_name || '_f');
	v_code		text[] := '{}';
	v_column	text[] := '{}';
	v_value		text[] := '{}';
	v_empty		text[] := '{}';
	v_bad		text[] := '{}';
	v_type		regtype;
	v_number	text;
	v_list		text[];
	v_item		record;
	v_age		boolean := false;
	v_sex		boolean := false;
	v_all		text := areas;
BEGIN
	PERFORM sozialraum._check_source(source);
	PERFORM sozialraum._check_choice('fixed_status', fixed_status, 'final', 'preliminary', 'revised', 'estimated', 'uncertain');
	PERFORM sozialraum._check_choice('empty_cells', empty_cells, 'unknown', 'skip');
	IF (max_not_placed BETWEEN 0 AND 1) IS NOT TRUE OR zeros IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The argument max_not_placed is a share from 0 to 1, and zeros true or false.',
			DETAIL = format('Given: %s and %s.', COALESCE(max_not_placed::text, 'NULL'), COALESCE(zeros::text, 'NULL')), HINT = 'Leave them out: half of the rows may lie outside, areas without rows get zeros.';
	END IF;

	-- what is counted
	IF (family IS NULL) = (variable IS NULL AND variables IS NULL)
		OR (variables IS NOT NULL AND (jsonb_typeof(variables) = 'object' AND variables <> '{}' AND NOT jsonb_path_exists(variables, '$.* ? (@.type() != "string")')) IS NOT TRUE) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'It must be said what is counted.',
			HINT = 'variable => ''kitas'' counts rows; variables => ''{"column": "variable", …}'' sums columns of numbers and counts true ones of booleans; family => ''bev'' with birth_date (or age) and sex counts people by age and sex.';
	END IF;
	IF family IS NULL THEN
		IF variable IS NOT NULL THEN
			v_code := ARRAY[variable];
			v_column := ARRAY[NULL::text];
			v_value := ARRAY['count(*)::float8'];
			v_empty := ARRAY['0::bigint'];
			v_bad := ARRAY['0::bigint'];
		END IF;
		FOR v_item IN SELECT e.key, e.value FROM jsonb_each_text(COALESCE(variables, '{}')) AS e ORDER BY e.key LOOP
			v_type := sozialraum._column_type(relation, v_item.key);
			v_code := v_code || v_item.value;
			v_column := v_column || v_item.key;
			v_number := format('t.c%s', cardinality(v_code));
			v_empty := v_empty || format('count(*) FILTER (WHERE %s IS NULL)', v_number);
			IF v_type = 'bool'::regtype THEN
				v_value := v_value || format('(count(*) FILTER (WHERE %s))::float8', v_number);
				v_bad := v_bad || '0::bigint'::text;
			ELSE
				PERFORM sozialraum._check_number(relation, v_item.key);
				v_number := format(CASE v_type
					-- a numeric may be larger than any double
					WHEN 'numeric'::regtype THEN '(CASE WHEN abs(%1$s) < 1e308 THEN %1$s::float8 WHEN %1$s IS NOT NULL THEN ''NaN''::float8 END)'
					-- as it is written: 12.3, not the 12.300000190734863 that is nearest to it in half the bits
					WHEN 'float4'::regtype THEN '(%1$s::text::float8)' ELSE '(%1$s::float8)' END, v_number);
				v_value := v_value || format('sozialraum.exact_sum(%1$s) FILTER (WHERE abs(%1$s) < 1e308::float8)', v_number);
				v_bad := v_bad || format('count(*) FILTER (WHERE NOT abs(%1$s) < 1e308::float8)', v_number);
			END IF;
		END LOOP;
		IF cardinality(v_code) <> (SELECT count(DISTINCT c) FROM unnest(v_code) AS c) THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
				MESSAGE = 'Every column of figures needs a variable of its own.',
				DETAIL = format('Variables: %s.', array_to_string(v_code, ', ', 'NULL')),
				HINT = 'A figure of an area and a date comes from one column.';
		END IF;
		v_list := sozialraum._ensure_variables(v_code);
		IF v_list <> '{}' THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object',
				MESSAGE = 'There is no such variable.',
				DETAIL = format('Given: %s.', array_to_string(v_list, ', ')),
				HINT = 'Enter it with sozialraum.define_variable(), or run sozialraum.install_catalogue().';
		END IF;
	ELSE
		SELECT COALESCE(bool_or(v.age_from IS NOT NULL OR v.age_to IS NOT NULL), false), COALESCE(bool_or(v.sex IS NOT NULL), false), array_agg(v.code ORDER BY v.code)
		INTO v_age, v_sex, v_code FROM sozialraum.variable AS v WHERE v.family = family AND v.is_cell;
		IF v_code IS NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such family of variables with cells.',
				DETAIL = format('Given: %s.', family), HINT = 'Enter it with sozialraum.define_variable_family(), or run sozialraum.install_catalogue().';
		END IF;
		IF (v_age AND age_sql = 'NULL::integer') OR (v_sex AND sex_sql = 'NULL::text') THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
				MESSAGE = 'The cells of the family ask for ages or sexes that no column was named for.',
				DETAIL = format('Family %s%s%s.', family, CASE WHEN v_age THEN ', by age' ELSE '' END, CASE WHEN v_sex THEN ', by sex' ELSE '' END),
				HINT = 'Name them: birth_date (or age) and sex.';
		END IF;
	END IF;

	-- one pass over the rows; what remains of them are counts and sums per area
	PERFORM set_config('search_path', sozialraum._reading_path(relation), true);
	EXECUTE format($q$
		CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
		SELECT t.area_id, t.state, COALESCE(t.age, -1) AS age, COALESCE(t.sex, '') AS sex, count(*) AS n, ARRAY[%s]::float8[] AS value, ARRAY[%s]::bigint[] AS empty, ARRAY[%s]::bigint[] AS bad
		FROM (SELECT CASE WHEN (%s) = 0 THEN %s END AS area_id, (%s) AS state, CASE WHEN (%s) = 0 THEN %s END AS age, CASE WHEN (%s) = 0 THEN %s END AS sex%s
			FROM %s OFFSET 0) AS t
		GROUP BY 1, 2, 3, 4$q$, v_name, array_to_string(v_value, ', '), array_to_string(v_empty, ', '), array_to_string(v_bad, ', '),
		state_sql, place_sql, state_sql, state_sql, CASE WHEN v_age THEN age_sql ELSE 'NULL::integer' END, state_sql, CASE WHEN v_sex THEN sex_sql ELSE 'NULL::text' END,
		(SELECT string_agg(format(', t.%I AS c%s', u.c, u.no), '' ORDER BY u.no) FROM unnest(v_column) WITH ORDINALITY AS u (c, no) WHERE u.c IS NOT NULL), from_sql);
	PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
	EXECUTE format('ANALYZE %s', v_stage);
	EXECUTE format('SELECT s.state, sum(s.n)::bigint AS n FROM %s AS s WHERE s.state > 1 GROUP BY s.state ORDER BY s.state LIMIT 1', v_stage) INTO v_item;
	IF v_item.state IS NOT NULL THEN
		PERFORM sozialraum._raise_uncountable(v_item.state, v_item.n, relation, quote_ident(columns ->> v_item.state::text));
	END IF;
	EXECUTE format($q$SELECT u.no, sum(u.bad)::bigint AS n FROM %s AS s CROSS JOIN LATERAL unnest(s.bad) WITH ORDINALITY AS u (bad, no)
		WHERE s.state = 0 AND u.bad > 0 GROUP BY u.no ORDER BY u.no LIMIT 1$q$, v_stage) INTO v_item;
	IF v_item.no IS NOT NULL THEN
		PERFORM sozialraum._raise_uncountable(7, v_item.n, relation, quote_ident(v_column[v_item.no]));
	END IF;
	EXECUTE format($q$SELECT COALESCE(sum(s.n) FILTER (WHERE s.state = 0), 0), COALESCE(sum(s.n) FILTER (WHERE s.state = 0 AND s.area_id IS NOT NULL), 0),
		COALESCE(sum(s.n) FILTER (WHERE s.state = 1), 0) FROM %s AS s$q$, v_stage) INTO points, placed, not_counted;
	not_placed := points - placed;
	IF not_placed > max_not_placed * points THEN
		RAISE EXCEPTION USING ERRCODE = 'data_exception',
			MESSAGE = 'Nothing was counted: too many rows lie in no area of the level.',
			DETAIL = format('%s of %s rows of relation %s.', not_placed, points, relation),
			HINT = 'Compare the coordinate systems and the extent of the areas; max_not_placed is the share of rows that may lie outside.';
	END IF;

	-- the figures: every area that the rows could have lain in
	EXECUTE format('CREATE TEMPORARY TABLE %I (variable text COLLATE "C", reference_date date, area_id bigint, value float8, status text COLLATE "C", source text COLLATE "C") ON COMMIT DROP', v_name || '_f');
	areas := areas || CASE WHEN needs_border THEN ' AND a.geom IS NOT NULL' ELSE '' END
		|| CASE WHEN zeros THEN '' ELSE format(' AND EXISTS (SELECT FROM %s AS s WHERE s.area_id = a.id AND s.state = 0)', v_stage) END;
	EXECUTE format('SELECT count(*) FROM sozialraum.area AS a WHERE %s', areas) INTO areas_counted;
	IF family IS NULL THEN
		EXECUTE format($q$
			INSERT INTO %s
			SELECT v.code, $2, a.id, CASE WHEN x.empty > 0 THEN NULL ELSE COALESCE(x.value, 0) END, CASE WHEN x.empty > 0 THEN 'unknown' ELSE $4 END, $3
			FROM sozialraum.area AS a
			CROSS JOIN unnest($1) WITH ORDINALITY AS v (code, no)
			LEFT JOIN LATERAL (SELECT s.value[v.no] AS value, CASE WHEN $5 = 'unknown' THEN s.empty[v.no] ELSE 0 END AS empty FROM %s AS s WHERE s.area_id = a.id AND s.state = 0) AS x ON true
			WHERE %s$q$, v_figure, v_stage, areas) USING v_code, reference_date, source, fixed_status, empty_cells;
	ELSE
		-- few ages and sexes, many areas: each pair finds its cell once
		EXECUTE format($q$
			CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
			SELECT s.age, s.sex, s.n, c.code
			FROM (SELECT x.age, x.sex, sum(x.n)::bigint AS n FROM %s AS x WHERE x.state = 0 GROUP BY x.age, x.sex) AS s
			LEFT JOIN sozialraum.variable AS c ON c.family = $1 AND c.is_cell
				AND (s.age < 0 OR s.age BETWEEN COALESCE(c.age_from, 0) AND COALESCE(c.age_to, 32767)) AND (c.sex IS NULL OR c.sex = s.sex)$q$, v_name || '_c', v_stage) USING family;
		EXECUTE format('SELECT COALESCE(sum(c.n), 0)::bigint AS n FROM pg_temp.%I AS c WHERE c.code IS NULL', v_name || '_c') INTO v_item;
		IF v_item.n > 0 THEN
			PERFORM sozialraum._raise_uncountable(6, v_item.n, relation, quote_ident(columns ->> '3'));
		END IF;
		EXECUTE format('ANALYZE pg_temp.%I', v_name || '_c');
		EXECUTE format($q$
			INSERT INTO %s
			SELECT c.code, $2, a.id, COALESCE(x.n, 0), $4, $3
			FROM sozialraum.area AS a
			CROSS JOIN (SELECT v.code FROM sozialraum.variable AS v WHERE v.family = $1 AND v.is_cell) AS c
			LEFT JOIN (SELECT s.area_id, c.code, sum(s.n)::float8 AS n FROM %s AS s JOIN pg_temp.%I AS c ON c.age = s.age AND c.sex = s.sex
				WHERE s.state = 0 GROUP BY s.area_id, c.code) AS x ON x.area_id = a.id AND x.code = c.code
			WHERE %s$q$, v_figure, v_stage, v_name || '_c', areas) USING family, reference_date, source, fixed_status;
		EXECUTE format('DROP TABLE pg_temp.%I', v_name || '_c');
	END IF;
	SELECT w.inserted, w.updated, w.unchanged INTO inserted, updated, unchanged FROM sozialraum._write_figures(v_figure, relation::text, true) AS w;
	IF NOT zeros THEN
		EXECUTE format($q$SELECT count(*) AS n FROM sozialraum.observation AS o JOIN sozialraum.area AS a ON a.id = o.area_id AND %s
			WHERE o.reference_date = $1 AND o.source = $2 AND (o.variable = ANY ($3)) AND NOT EXISTS (SELECT FROM %s AS f WHERE f.area_id = o.area_id)$q$, v_all, v_figure)
		INTO v_item USING reference_date, source, v_code;
		IF v_item.n > 0 THEN
			RAISE WARNING USING MESSAGE = 'Areas without any row keep the figures of an earlier count.',
				DETAIL = format('%s figures of source %s on %s.', v_item.n, source, reference_date),
				HINT = 'Delete them if they hold no longer; zeros => true writes zeros.';
		END IF;
	END IF;
	EXECUTE format('DROP TABLE %s, %s', v_stage, v_figure);
END
$$;
COMMENT ON FUNCTION sozialraum._collect(text, regclass, text, text, text, boolean, date, text, text, text, jsonb, text, jsonb, text, boolean, text, text, double precision) IS 'Counts the rows of a FROM clause by the area that an expression gives, into observations. Shared by collect_observations() and collect_by_address().';
REVOKE EXECUTE ON FUNCTION sozialraum._collect(text, regclass, text, text, text, boolean, date, text, text, text, jsonb, text, jsonb, text, boolean, text, text, double precision) FROM PUBLIC;

CREATE FUNCTION sozialraum.collect_observations(source text, relation regclass, level text, reference_date date, geometry text DEFAULT NULL,
	variable text DEFAULT NULL, variables jsonb DEFAULT NULL,
	family text DEFAULT NULL, birth_date text DEFAULT NULL, age text DEFAULT NULL, sex text DEFAULT NULL, sexes jsonb DEFAULT '{"m": "m", "w": "w"}',
	filter text DEFAULT NULL, date_column text DEFAULT NULL, period_start date DEFAULT NULL,
	x text DEFAULT NULL, y text DEFAULT NULL, source_srid integer DEFAULT NULL,
	zeros boolean DEFAULT true, empty_cells text DEFAULT 'unknown', fixed_status text DEFAULT 'final',
	max_not_placed double precision DEFAULT 0.5, report text DEFAULT NULL, max_report integer DEFAULT 1000)
RETURNS TABLE (areas bigint, areas_without_border bigint, points bigint, placed bigint, not_placed bigint, not_counted bigint,
	inserted bigint, updated bigint, unchanged bigint, not_placed_keys text[])
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_variable
DECLARE
	v_rank	smallint := sozialraum._level_rank(level);
	v_area	text;
	v_place	record;
	v_row	record;
	v_count	record;
BEGIN
	PERFORM sozialraum._check_day(reference_date, 'reference_date');
	v_area := format('a.level = %L AND %L::date BETWEEN a.valid_from AND a.valid_to', level, reference_date);
	EXECUTE format('SELECT count(a.geom), count(*) - count(a.geom) FROM sozialraum.area AS a WHERE %s', v_area) INTO areas, areas_without_border;
	IF areas = 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = 'No area of the level has a border and is valid on the reference date.',
			DETAIL = format('Level %s, date %s.', level, reference_date),
			HINT = 'Import the areas with their geometry and validity: sozialraum.import_areas().';
	END IF;
	PERFORM sozialraum._check_overlaps(level, reference_date);
	SELECT * INTO v_place FROM sozialraum._place_sql(relation, geometry, x, y, source_srid, v_area);
	SELECT * INTO v_row FROM sozialraum._register_state(relation, reference_date, filter, date_column, period_start, birth_date, age, sex, sexes, v_place.without_srid);
	IF report IS NOT NULL THEN
		PERFORM sozialraum._column_type(relation, report);
	END IF;
	SELECT * INTO v_count FROM sozialraum._collect(source, relation, format('%s AS t', relation), v_place.place, v_area, true, reference_date, v_row.state, v_row.age_sql, v_row.sex_sql,
		jsonb_build_object('2', date_column, '3', COALESCE(birth_date, age), '4', sex, '5', geometry), variable, variables, family, zeros, empty_cells, fixed_status, max_not_placed);
	IF report IS NOT NULL AND v_count.not_placed > 0 THEN
		PERFORM set_config('search_path', sozialraum._reading_path(relation), true);
		EXECUTE format('SELECT array_agg(r.key ORDER BY r.key) FROM (SELECT t.%I::text AS key FROM %s AS t WHERE (%s) = 0 AND %s IS NULL ORDER BY 1 LIMIT $1) AS r',
			report, relation, v_row.state, v_place.place) INTO not_placed_keys USING max_report;
		PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
	END IF;
	RETURN QUERY SELECT v_count.areas_counted, areas_without_border, v_count.points, v_count.placed, v_count.not_placed, v_count.not_counted,
		v_count.inserted, v_count.updated, v_count.unchanged, not_placed_keys;
END
$$;
COMMENT ON FUNCTION sozialraum.collect_observations(text, regclass, text, date, text, text, jsonb, text, text, text, text, jsonb, text, text, date, text, text, integer, boolean, text, text, double precision, text, integer) IS
'Counts the points of any table, view or foreign table (relation) by area, into figures of a source (its code must be in table source) for the areas of a level that are valid on the reference date. Only counts and sums per area are stored, no row. All arguments that name columns are names of columns.
Where: geometry is a column of points (geometry, geography, WKB, WKT, GeoJSON), or x and y are two of coordinates; what is in another coordinate system is transformed (source_srid: that of points without one, and of x and y). Each point lies in one area at most, see locate().
What: variable counts rows; variables maps columns to variables ({"plaetze": "kita_plaetze"}): numbers are summed, booleans counted where true; both may be given. family counts people into the cells of an age family: birth_date (age in completed years on the reference date) or age, and sex, whose texts sexes translates into m and w.
Which rows: filter is a boolean column, only true counts; date_column a date that lies in period_start … reference_date (default: the year that ends on the reference date). People born later do not count.
Areas without a point get zeros, which is right where the relation is complete for the territory; zeros => false: areas without any point get no figure (one of an earlier count stays, with a warning). Areas without a border cannot contain a point and get none. An empty cell (NULL) in a column of variables makes the sum of its area unknown (status); empty_cells => ''skip'': it is left out. fixed_status is the status of the figures.
All or nothing; existing figures of these variables, date and areas are replaced where they differ, and the same again is a no-op. Result: one row with the numbers of areas with figures, of areas without border, of points that count, of those placed and not placed, of rows that do not count, and of figures inserted, updated and unchanged; not_placed_keys: texts of the column report of points that lie in no area, at most max_report, NULL unless report is given. max_not_placed: the share of points that may lie outside before everything is refused (0: none, 1: all); more than half of them outside is nearly always a wrong coordinate system, and would be written as zeros.
Errors: 22000 for rows that cannot be judged (a date, an age, a sex or a coordinate system is missing, NaN) and for too many points outside; the message tells their number, not their content; 42704 for an unknown source, level, variable or family, 42703 for an unknown column, 42804 for a column of the wrong type, 22023 for arguments that do not fit and for areas that overlap. Needs the right to create temporary tables.';
REVOKE EXECUTE ON FUNCTION sozialraum.collect_observations(text, regclass, text, date, text, text, jsonb, text, text, text, text, jsonb, text, text, date, text, text, integer, boolean, text, text, double precision, text, integer) FROM PUBLIC;
