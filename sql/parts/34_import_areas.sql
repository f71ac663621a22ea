-- ---------------------------------------------------------------------------------------------------------------------
-- Settings, levels and areas: entering single ones, importing many, building some from others.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._setting_srid() RETURNS integer
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN COALESCE((SELECT s.srid FROM sozialraum.setting AS s), 25832);
END
$$;
COMMENT ON FUNCTION sozialraum._setting_srid() IS 'EPSG code of all area geometries, that of setting or the default.';

CREATE FUNCTION sozialraum.set_srid(srid integer) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
BEGIN
	IF sozialraum._srid_is_projected(srid) IS NOT TRUE THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'The coordinate system of the areas must be a projected one that PostGIS knows.',
			DETAIL = format('Given: %s.', COALESCE(srid::text, 'NULL')),
			HINT = 'In Germany ETRS89/UTM: 25832 in the west, 25833 in the east. Geometry in degrees (4326) is transformed by import_areas().';
	END IF;
	IF srid <> sozialraum._setting_srid() AND EXISTS (SELECT FROM sozialraum.area) THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = 'The coordinate system cannot be changed once there are areas.',
			DETAIL = format('It is %s.', sozialraum._setting_srid()),
			HINT = 'Choose it before the first import; later, export the areas, delete them, set it, and import them again.';
	END IF;
	INSERT INTO sozialraum.setting AS s (id, srid) VALUES (1, srid)
	ON CONFLICT ON CONSTRAINT setting_pkey DO UPDATE SET srid = EXCLUDED.srid WHERE s.srid <> EXCLUDED.srid;
END
$$;
COMMENT ON FUNCTION sozialraum.set_srid(integer) IS
'Chooses the coordinate system of all area geometries of this database, before the first area is entered: an EPSG code in metres, 25832 (the default), 25833, … Errors: 22023 for a code that PostGIS does not know or that is in degrees, 55000 when there are areas already.';
REVOKE EXECUTE ON FUNCTION sozialraum.set_srid(integer) FROM PUBLIC;

CREATE FUNCTION sozialraum.set_land(land text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
BEGIN
	IF (land IN ('DE', 'BB', 'BE', 'BW', 'BY', 'HB', 'HE', 'HH', 'MV', 'NI', 'NW', 'RP', 'SH', 'SL', 'SN', 'ST', 'TH')) IS NOT TRUE THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'The Land must be given by its two letters.',
			DETAIL = format('Given: %s.', COALESCE(land, 'NULL')),
			HINT = 'SN is Sachsen, TH Thüringen, …; DE stands for the whole country.';
	END IF;
	INSERT INTO sozialraum.setting AS s (id, land) VALUES (1, land)
	ON CONFLICT ON CONSTRAINT setting_pkey DO UPDATE SET land = EXCLUDED.land WHERE s.land <> EXCLUDED.land;
END
$$;
COMMENT ON FUNCTION sozialraum.set_land(text) IS
'Chooses the Land whose age limits apply in this database (two letters of ISO 3166-2:DE; DE: those of the whole country). Errors: 22023 for anything else.';
REVOKE EXECUTE ON FUNCTION sozialraum.set_land(text) FROM PUBLIC;

CREATE FUNCTION sozialraum.set_language(language text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
BEGIN
	IF language IS NULL OR language NOT IN ('de', 'en') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'The language must be de or en.',
			DETAIL = format('Given: %s.', COALESCE(language, 'NULL')),
			HINT = 'Messages of the server follow lc_messages; this is the language of reasons, labels and comments.';
	END IF;
	INSERT INTO sozialraum.setting AS s (language) VALUES (language)
	ON CONFLICT (id) DO UPDATE SET language = EXCLUDED.language;
END
$$;
COMMENT ON FUNCTION sozialraum.set_language(text) IS 'Sets the language (de or en) of generated names, of reasons and of what create_monitor_view() writes. Views that exist keep theirs until it is called again. Error: 22023 for any other.';
REVOKE EXECUTE ON FUNCTION sozialraum.set_language(text) FROM PUBLIC;

CREATE FUNCTION sozialraum.define_level(code text, name text, rank integer, hierarchy text DEFAULT 'administrative',
	name_en text DEFAULT NULL, note text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_other	text;
BEGIN
	SELECT l.code INTO v_other FROM sozialraum.area_level AS l WHERE l.hierarchy = hierarchy AND l.rank = rank AND l.code <> code;
	IF v_other IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'unique_violation',
			MESSAGE = 'Another level of this hierarchy has this rank already.',
			DETAIL = format('Hierarchy %s, rank %s: level %s.', hierarchy, rank, v_other),
			HINT = 'Leave gaps between ranks (10, 20, 30), or give the level a hierarchy of its own.';
	END IF;
	INSERT INTO sozialraum.area_level AS l (code, name, rank, hierarchy, name_en, note)
	VALUES (code, name, rank::smallint, hierarchy, name_en, note)
	ON CONFLICT ON CONSTRAINT area_level_pkey DO UPDATE SET name = EXCLUDED.name, rank = EXCLUDED.rank, hierarchy = EXCLUDED.hierarchy,
		name_en = EXCLUDED.name_en, note = EXCLUDED.note;
END
$$;
COMMENT ON FUNCTION sozialraum.define_level(text, text, integer, text, text, text) IS
'Enters or changes a level of areas. rank orders the levels by size, smallest first; within a hierarchy an area is the sum of its children. Errors: 23505 when another level of the hierarchy has the rank, 23514 for a code that is no lower-case name.';
REVOKE EXECUTE ON FUNCTION sozialraum.define_level(text, text, integer, text, text, text) FROM PUBLIC;

CREATE FUNCTION sozialraum._level_rank(level text) RETURNS smallint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_rank	smallint;
BEGIN
	SELECT l.rank INTO v_rank FROM sozialraum.area_level AS l WHERE l.code = level;
	IF v_rank IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = 'There is no such level of areas.',
			DETAIL = format('Given: %s. Levels: %s.', COALESCE(level, 'NULL'),
				COALESCE((SELECT string_agg(l.code, ', ' ORDER BY l.rank, l.code) FROM sozialraum.area_level AS l), 'none')),
			HINT = 'Enter it with sozialraum.define_level(code, name, rank).';
	END IF;
	RETURN v_rank;
END
$$;
COMMENT ON FUNCTION sozialraum._level_rank(text) IS 'Rank of a level; an error names the levels that there are.';

CREATE FUNCTION sozialraum._column_type(relation regclass, column_name text) RETURNS regtype
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_type	oid;
BEGIN
	-- a domain is read as what it is made of
	WITH RECURSIVE t (oid, base, kind) AS (
		SELECT y.oid, y.typbasetype, y.typtype FROM pg_attribute AS a JOIN pg_type AS y ON y.oid = a.atttypid
		WHERE a.attrelid = relation AND a.attname = column_name AND a.attnum > 0 AND NOT a.attisdropped
		UNION ALL
		SELECT y.oid, y.typbasetype, y.typtype FROM t JOIN pg_type AS y ON y.oid = t.base WHERE t.kind = 'd')
	SELECT t.oid INTO v_type FROM t WHERE t.kind <> 'd';
	IF v_type IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_column',
			MESSAGE = 'The relation to import has no such column.',
			DETAIL = format('Relation %s, column %s.', relation, quote_ident(COALESCE(column_name, 'NULL'))),
			HINT = format('Its columns are: %s.', (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute AS a
				WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped));
	END IF;
	RETURN v_type;
END
$$;
COMMENT ON FUNCTION sozialraum._column_type(regclass, text) IS 'Type of a column, domains resolved; an error names the columns that there are.';

CREATE FUNCTION sozialraum._reading_path(relation regclass) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	-- A foreign data wrapper may look for geometry along the path (ogr_fdw does, and falls over where it is not): behind everything
	-- else it may find PostGIS there, where the relation is not a table of our own.
	SELECT CASE WHEN c.relkind IN ('r', 'p') THEN 'pg_catalog, pg_temp' ELSE 'pg_catalog, pg_temp, ' || quote_ident(n.nspname) END
	FROM pg_class AS c, pg_attribute AS a
	JOIN pg_type AS t ON t.oid = a.atttypid
	JOIN pg_namespace AS n ON n.oid = t.typnamespace
	WHERE c.oid = relation AND a.attrelid = 'sozialraum.area'::regclass AND a.attname = 'geom'
$$;
COMMENT ON FUNCTION sozialraum._reading_path(regclass) IS 'The search_path with which a delivered relation is read.';

CREATE FUNCTION sozialraum._check_choice(argument text, given text, VARIADIC choices text[]) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF (given = ANY (choices)) IS NOT TRUE THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('The argument %s has no such value.', argument),
			DETAIL = format('Given: %s.', COALESCE(given, 'NULL')),
			HINT = format('It is one of: %s.', array_to_string(choices, ', '));
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._check_choice(text, text, text[]) IS 'Error for an argument that is none of its choices.';

CREATE FUNCTION sozialraum._lost_zero(key text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN key OPERATOR(pg_catalog.~) '^[1-9]([0-9]{6}|[0-9]{10})$';
COMMENT ON FUNCTION sozialraum._lost_zero(text) IS 'Whether a key looks like an AGS or ARS whose leading zero was lost (7 or 11 digits).';

CREATE FUNCTION sozialraum._raise_refused(count bigint, places text) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = 'data_exception',
		MESSAGE = format('Nothing was imported: %s %s.', count, CASE WHEN count = 1 THEN 'cell was refused' ELSE 'cells were refused' END),
		DETAIL = format('Row and column: %s.', places),
		HINT = 'With on_reject => ''return'' the refused cells come back as rows, with reason and text.';
END
$$;
COMMENT ON FUNCTION sozialraum._raise_refused(bigint, text) IS 'The error of a refused import; it names positions only.';

CREATE FUNCTION sozialraum.import_areas(level text, source regclass, key text, name text DEFAULT NULL, geometry text DEFAULT NULL,
	parent text DEFAULT NULL, parent_level text DEFAULT NULL, parent_by text DEFAULT NULL, name_en text DEFAULT NULL,
	valid_from date DEFAULT '-infinity', valid_to date DEFAULT 'infinity', valid_from_column text DEFAULT NULL, valid_to_column text DEFAULT NULL,
	date_format text DEFAULT 'YYYY-MM-DD', source_srid integer DEFAULT NULL, local_keys boolean DEFAULT false,
	on_reject text DEFAULT 'return', max_rejects integer DEFAULT 1000)
RETURNS TABLE (outcome text, "row" bigint, "column" text, reason text, "text" text, count bigint)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
-- rows are numbered as they lie in the source: no parallel scan, no scan that begins in the middle, no index
SET max_parallel_workers_per_gather = 0 SET synchronize_seqscans = off SET enable_indexonlyscan = off
-- PostGIS says on which point a ring crosses itself; the count of repaired shapes says enough
SET client_min_messages = warning AS $$
#variable_conflict use_variable
DECLARE
	v_rank			smallint := sozialraum._level_rank(level);
	v_parent_rank	smallint;
	v_srid			integer := sozialraum._setting_srid();
	v_name			text := 'sozialraum_' || replace(gen_random_uuid()::text, '-', '');
	v_stage			text;	-- the delivery, cleaned
	v_reject		text;	-- what is wrong with it
	v_expression	text[];
	v_type			regtype;
	v_column		text;
	v_join			text;
	v_refused		bigint;
	v_inserted		bigint;
	v_updated		bigint;
	v_total			bigint;
	v_repaired		bigint;
	v_linked		bigint;
BEGIN
	-- what is asked for
	PERFORM sozialraum._check_choice('on_reject', on_reject, 'return', 'error');
	parent_by := COALESCE(parent_by, CASE WHEN parent IS NOT NULL THEN 'key' ELSE 'none' END);
	PERFORM sozialraum._check_choice('parent_by', parent_by, 'key', 'prefix', 'location', 'none');
	IF (parent_by = 'key') <> (parent IS NOT NULL) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'A column of parent keys belongs to parent_by => ''key'', and to nothing else.',
			DETAIL = format('parent %s, parent_by %s.', COALESCE(quote_ident(parent), 'not given'), parent_by),
			HINT = 'Name the column in parent, or let parents be found by prefix of the key or by location without it.';
	END IF;
	IF parent_by = 'location' AND geometry IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'Parents are found by location only where a geometry is imported.',
			HINT = 'Name the column of the geometry.';
	END IF;
	IF parent_by <> 'none' THEN
		IF parent_level IS NULL THEN
			SELECT l.code INTO parent_level FROM sozialraum.area_level AS l, sozialraum.area_level AS own
			WHERE own.code = level AND l.hierarchy = own.hierarchy AND l.rank > own.rank ORDER BY l.rank LIMIT 1;
			IF parent_level IS NULL THEN
				RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
					MESSAGE = 'There is no higher level in the hierarchy of this level.',
					DETAIL = format('Level %s.', level),
					HINT = 'Enter it with sozialraum.define_level(), or name the level of the parents in parent_level.';
			END IF;
		END IF;
		v_parent_rank := sozialraum._level_rank(parent_level);
		IF v_parent_rank <= v_rank THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
				MESSAGE = 'The level of the parents must have a higher rank than that of the areas.',
				DETAIL = format('Level %s has rank %s, level %s has rank %s.', level, v_rank, parent_level, v_parent_rank),
				HINT = 'The rank orders the levels by size, smallest first.';
		END IF;
	END IF;
	IF (valid_from <= valid_to) IS NOT TRUE THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'The validity of the areas ends before it begins.',
			DETAIL = format('valid_from %s, valid_to %s.', COALESCE(valid_from::text, 'NULL'), COALESCE(valid_to::text, 'NULL')),
			HINT = 'Leave them out for areas that are always valid; valid_to is the last day.';
	END IF;
	IF source_srid IS NOT NULL AND sozialraum._srid_is_projected(source_srid) IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'PostGIS does not know the coordinate system of the source.',
			DETAIL = format('Given: %s.', source_srid),
			HINT = 'Give an EPSG code: 25832 or 25833 (UTM), 4326 (degrees, as in GeoJSON), 31467 (Gauß-Krüger), …';
	END IF;

	-- how each column is read: key, name, name_en, valid_from, valid_to, geometry, parent
	PERFORM sozialraum._column_type(source, key);
	v_expression[1] := format('btrim(t.%I::text, E'' \t\r\n'')', key);
	IF name IS NOT NULL THEN
		PERFORM sozialraum._column_type(source, name);
		v_expression[2] := format('NULLIF(btrim(t.%I::text, E'' \t\r\n''), '''')', name);
	ELSE
		v_expression[2] := v_expression[1];
	END IF;
	IF name_en IS NOT NULL THEN
		PERFORM sozialraum._column_type(source, name_en);
		v_expression[3] := format('NULLIF(btrim(t.%I::text, E'' \t\r\n''), '''')', name_en);
	ELSE
		v_expression[3] := 'NULL::text';
	END IF;
	FOREACH v_column IN ARRAY ARRAY[valid_from_column, valid_to_column] LOOP
		IF v_column IS NULL THEN
			v_expression := v_expression || 'NULL::text'::text || 'NULL::date'::text;
		ELSE
			v_type := sozialraum._column_type(source, v_column);
			v_expression := v_expression || format('NULLIF(btrim(t.%I::text), '''')', v_column)
				|| CASE WHEN v_type IN ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype) THEN format('t.%I::date', v_column)
					ELSE format('sozialraum.parse_date(t.%I::text, %L)', v_column, date_format) END;
		END IF;
	END LOOP;
	IF geometry IS NULL THEN
		v_expression[8] := 'NULL';
	ELSE
		v_type := sozialraum._column_type(source, geometry);
		v_expression[8] := CASE
			WHEN v_type IN ('text'::regtype, 'varchar'::regtype, 'json'::regtype, 'jsonb'::regtype)
				THEN format('sozialraum._read_geometry(t.%I::text, %L)', geometry, source_srid)
			WHEN v_type = 'bytea'::regtype THEN format('sozialraum._read_geometry(t.%I)', geometry)
			ELSE format('sozialraum._geometry_of(t.%I)', geometry) END;
	END IF;
	IF parent_by = 'key' THEN
		PERFORM sozialraum._column_type(source, parent);
		v_expression[9] := format('NULLIF(btrim(t.%I::text, E'' \t\r\n''), '''')', parent);
	ELSE
		v_expression[9] := 'NULL::text';
	END IF;

	-- read it once. Column pt (where is it?) only for those who ask
	v_stage := format('%I', v_name);
	PERFORM set_config('search_path', sozialraum._reading_path(source), true);
	EXECUTE format($q$
		CREATE TEMPORARY TABLE %s ON COMMIT DROP AS
		SELECT b.n, b.key::text COLLATE "C" AS key, %s::text COLLATE "C" AS match_key, b.name, b.name_en,
			b.from_text, COALESCE(b.from_date, CASE WHEN b.from_text IS NULL THEN $1 END) AS valid_from,
			b.to_text, COALESCE(b.to_date, CASE WHEN b.to_text IS NULL THEN $2 END) AS valid_to,
			g.cleaned AS geom, g.repaired, g.problem, b.parent_key::text COLLATE "C" AS parent_key, %s AS pt,
			NULL::bigint AS parent_id, NULL::smallint AS parent_rank, NULL::date AS parent_from, NULL::date AS parent_to,
			NULL::bigint AS area_id
		FROM (SELECT row_number() OVER () AS n, COALESCE(%s, '') AS key, %s AS name, %s AS name_en, %s AS from_text, %s AS from_date,
				%s AS to_text, %s AS to_date, %s AS shape, %s AS parent_key FROM %s AS t) AS b
		CROSS JOIN LATERAL sozialraum._import_geometry(b.shape, $3, $4) AS g$q$,
		v_stage, CASE WHEN local_keys THEN 'b.key' ELSE 'sozialraum.official_key(b.key)' END,
		CASE WHEN parent_by = 'location' THEN 'sozialraum._point_on(g.cleaned)' ELSE 'NULL::text' END,
		v_expression[1], v_expression[2], v_expression[3], v_expression[4], v_expression[5], v_expression[6], v_expression[7],
		v_expression[8], v_expression[9], source)
	USING valid_from, valid_to, source_srid, v_srid;
	PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
	v_stage := format('pg_temp.%I', v_name);
	EXECUTE format('ANALYZE %s', v_stage);

	-- what is wrong with it, in itself
	v_reject := format('%I', v_name || '_r');
	EXECUTE format('CREATE TEMPORARY TABLE %s (n bigint, col text, reason text, cell text) ON COMMIT DROP', v_reject);
	v_reject := format('pg_temp.%I', v_name || '_r');
	EXECUTE format($q$
		INSERT INTO %1$s (n, col, reason, cell)
		SELECT s.n, $1, CASE WHEN s.key = '' THEN 'the key is empty'
			ELSE 'leading zero lost? (official keys have 8 or 12 digits; local keys of this length need local_keys => true)' END, s.key
		FROM %2$s AS s WHERE s.key = '' OR (sozialraum._lost_zero(s.key) AND NOT $2)
		UNION ALL
		SELECT s.n, $3, 'the name is empty', NULL FROM %2$s AS s WHERE s.name IS NULL
		UNION ALL
		SELECT s.n, $4, 'this is no date of the format ' || $8, s.from_text FROM %2$s AS s WHERE s.valid_from IS NULL
		UNION ALL
		SELECT s.n, $5, 'this is no date of the format ' || $8, s.to_text FROM %2$s AS s WHERE s.valid_to IS NULL
		UNION ALL
		SELECT s.n, COALESCE($5, $4), 'the validity ends before it begins', COALESCE(s.to_text, s.from_text) FROM %2$s AS s WHERE s.valid_to < s.valid_from
		UNION ALL
		SELECT s.n, $6, CASE WHEN $7 AND s.problem = 'the shape is empty' THEN 'the shape is empty or no readable GeoJSON, WKT or WKB' ELSE s.problem END, NULL
		FROM %2$s AS s WHERE $6 IS NOT NULL AND s.problem IS NOT NULL
		UNION ALL
		SELECT d.n, $1, format('the same key and a validity that overlaps, as in row %%s', d.other), d.key
		FROM (SELECT s.n, s.key, s.valid_from, max(s.valid_to) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS other_to, lag(s.n) OVER w AS other
			FROM %2$s AS s WHERE s.key <> '' WINDOW w AS (PARTITION BY s.match_key ORDER BY s.valid_from, s.valid_to, s.n)) AS d
		WHERE d.other_to >= d.valid_from
		UNION ALL
		SELECT d.n, $6, format('the same shape and a validity that overlaps, as in row %%s', d.other), NULL
		FROM (SELECT s.n, s.match_key, s.valid_from, lag(s.match_key) OVER w AS other_key, max(s.valid_to) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS other_to, lag(s.n) OVER w AS other
			FROM %2$s AS s WHERE s.geom IS NOT NULL AND s.problem IS NULL
			WINDOW w AS (PARTITION BY sozialraum._geometry_hash(s.geom) ORDER BY s.valid_from, s.valid_to, s.n)) AS d
		WHERE d.other_to >= d.valid_from AND d.other_key <> d.match_key
		UNION ALL
		SELECT s.n, $6, format('an area with the same shape is valid at the same time, key %%s', min(a.key)), NULL
		FROM %2$s AS s
		JOIN sozialraum.area AS a ON a.level = $9 AND a.valid_from <= s.valid_to AND a.valid_to >= s.valid_from
			AND CASE WHEN $2 THEN a.key ELSE sozialraum.official_key(a.key) END <> s.match_key
			AND sozialraum._same_territory(a.geom, s.geom)
		WHERE s.geom IS NOT NULL AND s.problem IS NULL AND NOT EXISTS (SELECT FROM %2$s AS t WHERE t.match_key = CASE WHEN $2 THEN a.key ELSE sozialraum.official_key(a.key) END)
		GROUP BY s.n$q$, v_reject, v_stage)
	USING key, local_keys, name, valid_from_column, valid_to_column, geometry,
		COALESCE(v_type, 'void'::regtype) IN ('text'::regtype, 'varchar'::regtype, 'json'::regtype, 'jsonb'::regtype, 'bytea'::regtype), date_format, level;

	-- its parents: the row of the parent level that is valid as long as the area is
	IF parent_by <> 'none' THEN
		v_join := CASE parent_by
			WHEN 'key' THEN CASE WHEN local_keys THEN 'p.key = s.parent_key'
				ELSE 'sozialraum.official_key(p.key) = sozialraum.official_key(s.parent_key)' END
			WHEN 'prefix' THEN 's.key ^@ p.key'
			ELSE 'sozialraum._point_in(s.pt, p.geom)' END;
		EXECUTE format($q$
			UPDATE %1$s AS s SET parent_id = c.id, parent_rank = c.rank, parent_from = c.valid_from, parent_to = c.valid_to
			FROM (SELECT DISTINCT ON (s.n) s.n, p.id, p.rank, p.valid_from, p.valid_to
				FROM %1$s AS s JOIN sozialraum.area AS p ON p.level = $1 AND %2$s
					AND p.valid_from <= s.valid_from AND p.valid_to >= s.valid_to
				ORDER BY s.n, p.key = s.parent_key DESC, length(p.key) DESC, p.id) AS c
			WHERE c.n = s.n$q$, v_stage, v_join) USING parent_level;
		EXECUTE format($q$
			INSERT INTO %1$s (n, col, reason, cell)
			SELECT s.n, $2, CASE WHEN $3 = 'key' AND s.parent_key IS NULL THEN 'the key of the parent is empty'
				WHEN EXISTS (SELECT FROM sozialraum.area AS p WHERE p.level = $1 AND %3$s)
					THEN 'the parent is not valid as long as the area is'
				WHEN $3 = 'key' AND (sozialraum._lost_zero(s.parent_key)
					OR EXISTS (SELECT FROM sozialraum.area AS p WHERE p.level = $1 AND p.key = '0' || s.parent_key))
					THEN 'unknown parent; leading zero lost?'
				WHEN $3 = 'key' THEN 'unknown parent'
				WHEN $3 = 'prefix' THEN 'no parent''s key is a prefix of the key'
				ELSE 'no parent lies here' END,
				CASE WHEN $3 = 'key' THEN s.parent_key WHEN $3 = 'prefix' THEN s.key END
			FROM %2$s AS s WHERE s.parent_id IS NULL AND s.problem IS NOT DISTINCT FROM CASE WHEN $3 <> 'location' THEN s.problem END
				AND s.valid_from <= s.valid_to$q$, v_reject, v_stage, v_join)
		USING parent_level, COALESCE(parent, CASE WHEN parent_by = 'prefix' THEN key ELSE geometry END), parent_by;
		IF parent_by = 'location' THEN
			EXECUTE format($q$
				INSERT INTO %1$s (n, col, reason, cell)
				SELECT s.n, $2, 'several parents lie here', NULL
				FROM %2$s AS s JOIN sozialraum.area AS p ON p.level = $1 AND sozialraum._point_in(s.pt, p.geom)
					AND p.valid_from <= s.valid_from AND p.valid_to >= s.valid_to
				GROUP BY s.n HAVING count(*) > 1$q$, v_reject, v_stage) USING parent_level, geometry;
		END IF;
	END IF;

	-- the same areas here already, and those that are in the way
	EXECUTE format($q$
		UPDATE %1$s AS s SET area_id = c.id
		FROM (SELECT DISTINCT ON (s.n) s.n, a.id
			FROM %1$s AS s JOIN sozialraum.area AS a ON a.level = $1 AND %2$s = s.match_key
				AND a.valid_from = s.valid_from AND a.valid_to = s.valid_to
			ORDER BY s.n, a.key = s.key DESC, a.id) AS c
		WHERE c.n = s.n$q$, v_stage, CASE WHEN local_keys THEN 'a.key' ELSE 'sozialraum.official_key(a.key)' END) USING level;
	EXECUTE format($q$
		INSERT INTO %1$s (n, col, reason, cell)
		SELECT DISTINCT ON (s.n) s.n, COALESCE($2, $3), format('an area with this key is valid from %%s to %%s; close it first with close_area()', a.valid_from, a.valid_to), s.key
		FROM %2$s AS s JOIN sozialraum.area AS a ON a.level = $1 AND %3$s = s.match_key
			AND a.valid_from <= s.valid_to AND a.valid_to >= s.valid_from
		WHERE s.area_id IS NULL
		ORDER BY s.n, a.valid_from$q$, v_reject, v_stage, CASE WHEN local_keys THEN 'a.key' ELSE 'sozialraum.official_key(a.key)' END)
	USING level, valid_from_column, key;

	EXECUTE format('SELECT count(*) FROM %s', v_reject) INTO v_refused;
	IF v_refused > 0 THEN
		IF on_reject = 'error' THEN
			EXECUTE format('SELECT string_agg(x.place, '', '') FROM (SELECT format(''%%s %%s'', n, col) AS place FROM %s ORDER BY n, col, reason LIMIT 20) AS x', v_reject)
			INTO v_column;
			PERFORM sozialraum._raise_refused(v_refused, v_column || CASE WHEN v_refused > 20 THEN ', …' ELSE '' END);
		END IF;
		RETURN QUERY SELECT 'refused', NULL::bigint, NULL::text, 'nothing was imported', NULL::text, v_refused;
		RETURN QUERY EXECUTE format('SELECT ''rejected'', n, col, reason, cell, NULL::bigint FROM %s ORDER BY n, col, reason LIMIT $1', v_reject)
		USING max_rejects;
	ELSE
		INSERT INTO sozialraum.setting (id) VALUES (1) ON CONFLICT ON CONSTRAINT setting_pkey DO NOTHING;
		EXECUTE format($q$
			UPDATE sozialraum.area AS a SET name = CASE WHEN $1 THEN s.name ELSE a.name END,
				name_en = CASE WHEN $2 THEN s.name_en ELSE a.name_en END,
				geom = CASE WHEN $3 THEN s.geom ELSE a.geom END,
				parent_id = CASE WHEN $4 THEN s.parent_id ELSE a.parent_id END,
				parent_rank = CASE WHEN $4 THEN s.parent_rank ELSE a.parent_rank END,
				parent_valid_from = CASE WHEN $4 THEN s.parent_from ELSE a.parent_valid_from END,
				parent_valid_to = CASE WHEN $4 THEN s.parent_to ELSE a.parent_valid_to END
			FROM %s AS s
			WHERE a.id = s.area_id AND (($1 AND a.name <> s.name) OR ($2 AND a.name_en IS DISTINCT FROM s.name_en)
				OR ($3 AND sozialraum._identical(a.geom, s.geom) IS NOT TRUE) OR ($4 AND a.parent_id IS DISTINCT FROM s.parent_id))$q$, v_stage)
		USING name IS NOT NULL, name_en IS NOT NULL, geometry IS NOT NULL, parent_by <> 'none';
		GET DIAGNOSTICS v_updated = ROW_COUNT;
		EXECUTE format($q$
			INSERT INTO sozialraum.area (level, rank, key, name, name_en, parent_id, parent_rank, parent_valid_from, parent_valid_to,
				valid_from, valid_to, srid, geom)
			SELECT $1, $2, s.key, s.name, s.name_en, s.parent_id, s.parent_rank, s.parent_from, s.parent_to, s.valid_from, s.valid_to, $3, s.geom
			FROM %s AS s WHERE s.area_id IS NULL ORDER BY s.n$q$, v_stage)
		USING level, v_rank, v_srid;
		GET DIAGNOSTICS v_inserted = ROW_COUNT;
		PERFORM sozialraum._link_territories(level, v_stage);
		EXECUTE format('SELECT count(*), count(*) FILTER (WHERE repaired) FROM %s', v_stage) INTO v_total, v_repaired;
		RETURN QUERY SELECT o.outcome, NULL::bigint, NULL::text, NULL::text, NULL::text, o.n
			FROM (VALUES ('inserted', v_inserted), ('updated', v_updated), ('unchanged', v_total - v_inserted - v_updated), ('repaired', v_repaired)) AS o (outcome, n);
	END IF;
	EXECUTE format('DROP TABLE %s, %s', v_reject, v_stage);
END
$$;
COMMENT ON FUNCTION sozialraum.import_areas(text, regclass, text, text, text, text, text, text, text, date, date, text, text, text, integer, boolean, text, integer) IS
'Imports the areas of one level from any table, view or foreign table (source). key, name, geometry, parent and name_en are names of its columns. Keys stay text, leading zeros and all; AGS and ARS of a municipality are one key (local_keys => true: they are not, and 7 or 11 digits are nothing special). The geometry may be geometry, geography, WKB, WKT or GeoJSON; it is transformed to the coordinate system of setting (source_srid: that of geometry without one, and of GeoJSON, which else is in degrees), repaired where invalid, reduced to polygons and made multi.
Parents: parent_by ''key'' (the column parent holds the parent''s key), ''prefix'' (the longest key of the parent level that the key begins with) or ''location'' (the parent in which a point on the area lies), in parent_level, by default the next higher level of the hierarchy; a parent must be valid as long as the area is. Without parent and parent_by, parents stay as they are.
Validity: the constants valid_from and valid_to (default: always), or columns of type date or of text in date_format. The same key with the same validity is the same area and is updated where name, geometry or parent differ. A row that continues an older one on the same territory (to a millionth of the surface), under whatever key, gets its territory_id.
All or nothing. Result on success: four rows with outcome inserted, updated, unchanged and repaired, and a count; columns that are not given are left as they are. Result on refusal: a row refused with the number of refused cells, then at most max_rejects rows rejected: row (as the rows lie in the source, from 1), column, reason, text; nothing has been changed. Refused are empty keys and names, keys that lost their leading zero, dates that cannot be read, empty shapes and shapes without surface, the same key or the same shape twice, unknown parents, and a validity that overlaps that of the same key. on_reject => ''error'' raises 22000 instead, which names positions only. Further errors: 42704 for an unknown level, 42703 for an unknown column, 22023 for arguments that do not fit.';
REVOKE EXECUTE ON FUNCTION sozialraum.import_areas(text, regclass, text, text, text, text, text, text, text, date, date, text, text, text, integer, boolean, text, integer) FROM PUBLIC;

CREATE FUNCTION sozialraum._link_territories(level text, stage text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_area			bigint[];
	v_origin		bigint[];
	v_linked		bigint;
BEGIN
	-- for each new area the one that it continues, or else the one that continues it: the same key first
	EXECUTE format($q$
		WITH new AS MATERIALIZED (
			SELECT a.id, a.key, a.valid_from, a.valid_to, a.geom
			FROM %s AS s JOIN sozialraum.area AS a ON a.level = $1 AND a.key = s.key AND a.valid_from = s.valid_from
			WHERE s.area_id IS NULL AND s.geom IS NOT NULL),
		days AS MATERIALIZED (
			SELECT DISTINCT valid_from - 1 AS day, true AS before FROM new WHERE isfinite(valid_from)
			UNION SELECT DISTINCT valid_to + 1, false FROM new WHERE isfinite(valid_to)),
		old AS MATERIALIZED (
			SELECT DISTINCT o.id, o.key, o.valid_from, o.valid_to, o.geom
			FROM sozialraum.area AS o JOIN days AS d ON CASE WHEN d.before THEN o.valid_to ELSE o.valid_from END = d.day
			WHERE o.level = $1),
		link AS (
			SELECT DISTINCT ON (n.id) n.id, o.id AS origin
			FROM new AS n JOIN old AS o
				ON (o.valid_to = n.valid_from - 1 OR (o.valid_from = n.valid_to + 1 AND NOT EXISTS (SELECT FROM new AS x WHERE x.id = o.id)))
				AND o.id <> n.id AND sozialraum._same_territory(o.geom, n.geom)
				-- nobody else continues it on these days
				AND NOT EXISTS (SELECT FROM sozialraum.area AS x WHERE x.territory_id = (SELECT y.territory_id FROM sozialraum.area AS y WHERE y.id = o.id)
					AND x.level = $1 AND x.id <> n.id AND x.valid_from <= n.valid_to AND x.valid_to >= n.valid_from)
			ORDER BY n.id, o.valid_to < n.valid_from DESC, o.key = n.key DESC, o.id)
		SELECT array_agg(id), array_agg(origin) FROM link$q$, stage) INTO v_area, v_origin USING level;
	-- chains within one delivery: until nothing moves
	LOOP
		UPDATE sozialraum.area AS a SET territory_id = o.territory_id
		FROM unnest(v_area, v_origin) AS l (id, origin) JOIN sozialraum.area AS o ON o.id = l.origin
		WHERE a.id = l.id AND a.territory_id <> o.territory_id;
		GET DIAGNOSTICS v_linked = ROW_COUNT;
		EXIT WHEN v_linked = 0;
	END LOOP;
END
$$;
COMMENT ON FUNCTION sozialraum._link_territories(text, text) IS 'Gives new areas the territory_id of the area that they continue on the same territory.';
REVOKE EXECUTE ON FUNCTION sozialraum._link_territories(text, text) FROM PUBLIC;
