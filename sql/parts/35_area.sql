-- ---------------------------------------------------------------------------------------------------------------------
-- Single areas: entering, closing, building from others.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._check_free(level text, key text, valid_from date, valid_to date) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_other	record;
BEGIN
	SELECT a.valid_from, a.valid_to INTO v_other FROM sozialraum.area AS a
	WHERE a.level = level AND sozialraum.official_key(a.key) = sozialraum.official_key(key) AND a.valid_from <= valid_to AND a.valid_to >= valid_from
		AND (a.key, a.valid_from, a.valid_to) IS DISTINCT FROM (key, valid_from, valid_to)
	ORDER BY a.valid_from LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'exclusion_violation',
			MESSAGE = 'An area with this key is valid at the same time.',
			DETAIL = format('Level %s, key %s, valid from %s to %s.', level, key, v_other.valid_from, v_other.valid_to),
			HINT = 'Close it first with sozialraum.close_area().';
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._check_free(text, text, date, date) IS 'Error where another row of a level and key overlaps a validity.';

CREATE FUNCTION sozialraum.define_area(level text, key text, name text, geometry bytea DEFAULT NULL, parent text DEFAULT NULL,
	parent_level text DEFAULT NULL, valid_from date DEFAULT '-infinity', valid_to date DEFAULT 'infinity', name_en text DEFAULT NULL,
	continues text DEFAULT NULL, note text DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET client_min_messages = warning AS $$
#variable_conflict use_variable
DECLARE
	v_rank		smallint := sozialraum._level_rank(level);
	v_parent	sozialraum.area%ROWTYPE;
	v_old		sozialraum.area%ROWTYPE;
	v_shape		record;
	v_id		bigint;
BEGIN
	IF parent IS NOT NULL THEN
		IF parent_level IS NULL THEN
			SELECT l.code INTO parent_level FROM sozialraum.area_level AS l, sozialraum.area_level AS own
			WHERE own.code = level AND l.hierarchy = own.hierarchy AND l.rank > own.rank ORDER BY l.rank LIMIT 1;
		END IF;
		PERFORM sozialraum._level_rank(parent_level);
		SELECT a.* INTO v_parent FROM sozialraum.area AS a
		WHERE a.level = parent_level AND sozialraum.official_key(a.key) = sozialraum.official_key(parent) AND a.valid_from <= valid_from AND a.valid_to >= valid_to
		ORDER BY a.key = parent DESC, a.id LIMIT 1;
		IF NOT FOUND THEN
			RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation',
				MESSAGE = 'There is no such parent that is valid as long as the area is.',
				DETAIL = format('Level %s, key %s, from %s to %s.', parent_level, parent, valid_from, valid_to),
				HINT = 'Enter the parent first.';
		END IF;
	END IF;
	IF continues IS NOT NULL THEN
		SELECT a.* INTO v_old FROM sozialraum.area AS a WHERE a.level = level AND a.key = continues AND a.valid_to = valid_from - 1;
		IF NOT FOUND THEN
			RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation',
				MESSAGE = 'There is no area that ends on the day before.',
				DETAIL = format('Level %s, key %s, last day %s.', level, continues, valid_from - 1),
				HINT = 'Close the old area with sozialraum.close_area() first.';
		END IF;
	END IF;
	IF geometry IS NOT NULL THEN
		SELECT g.cleaned, g.problem INTO v_shape
		FROM sozialraum._import_geometry(sozialraum._geometry_of(geometry), sozialraum._setting_srid(), sozialraum._setting_srid()) AS g;
		IF v_shape.problem IS NOT NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
				MESSAGE = 'The geometry of the area cannot be taken.',
				DETAIL = format('Level %s, key %s: %s.', level, key, v_shape.problem),
				HINT = 'Give polygons as WKB (ST_AsBinary) in the coordinate system of setting, or EWKB (ST_AsEWKB) in any.';
		END IF;
	END IF;
	PERFORM sozialraum._check_free(level, key, valid_from, valid_to);
	INSERT INTO sozialraum.setting (id) VALUES (1) ON CONFLICT ON CONSTRAINT setting_pkey DO NOTHING;
	UPDATE sozialraum.area AS a SET name = name, name_en = COALESCE(name_en, a.name_en), note = COALESCE(note, a.note),
		parent_id = COALESCE(v_parent.id, a.parent_id), parent_rank = COALESCE(v_parent.rank, a.parent_rank),
		parent_valid_from = COALESCE(v_parent.valid_from, a.parent_valid_from), parent_valid_to = COALESCE(v_parent.valid_to, a.parent_valid_to),
		territory_id = COALESCE(v_old.territory_id, a.territory_id)
	WHERE a.level = level AND a.key = key AND a.valid_from = valid_from AND a.valid_to = valid_to
	RETURNING a.id INTO v_id;
	IF v_id IS NULL THEN
		INSERT INTO sozialraum.area (level, rank, key, name, name_en, note, parent_id, parent_rank, parent_valid_from, parent_valid_to,
			valid_from, valid_to, territory_id, srid)
		VALUES (level, v_rank, key, name, name_en, note, v_parent.id, v_parent.rank, v_parent.valid_from, v_parent.valid_to,
			valid_from, valid_to, v_old.territory_id, sozialraum._setting_srid())
		RETURNING id INTO v_id;
	END IF;
	IF geometry IS NOT NULL THEN
		UPDATE sozialraum.area AS a SET geom = v_shape.cleaned WHERE a.id = v_id;
	END IF;
	RETURN v_id;
END
$$;
COMMENT ON FUNCTION sozialraum.define_area(text, text, text, bytea, text, text, date, date, text, text, text) IS
'Enters or changes one area (same level, key and validity: the same area) and returns its id. geometry: WKB or EWKB; NULL: none, or as it is. parent: key of the parent in parent_level, by default the next higher level; NULL: none, or as it is. continues: key of the area that ended on the day before and had the same territory, whose time series goes on. Errors: 42704 for an unknown level, 23503 for an unknown parent or predecessor, 23P01 when an area with the key is valid at the same time, 22023 for a geometry that cannot be taken.';
REVOKE EXECUTE ON FUNCTION sozialraum.define_area(text, text, text, bytea, text, text, date, date, text, text, text) FROM PUBLIC;

CREATE FUNCTION sozialraum.close_area(level text, key text, valid_to date, with_children boolean DEFAULT false) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_id		bigint;
	v_rank		smallint;
	v_ids		bigint[];
	v_open		bigint;
	v_count		integer;
	v_closed	integer := 0;
BEGIN
	PERFORM sozialraum._level_rank(level);
	SELECT a.id INTO v_id FROM sozialraum.area AS a
	WHERE a.level = level AND a.key = key AND a.valid_from <= valid_to AND a.valid_to >= valid_to;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = 'No area with this key is valid on the day.',
			DETAIL = format('Level %s, key %s, day %s.', level, key, valid_to),
			HINT = 'An area is closed on a day on which it is valid; the day is its last.';
	END IF;
	WITH RECURSIVE below (id) AS (
		SELECT v_id
		UNION
		SELECT a.id FROM below AS b JOIN sozialraum.area AS a ON a.parent_id = b.id WHERE a.valid_to > valid_to)
	SELECT array_agg(b.id) INTO v_ids FROM below AS b;
	IF cardinality(v_ids) > 1 AND NOT with_children THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = 'Areas inside of this one are valid longer.',
			DETAIL = format('Level %s, key %s: %s areas.', level, key, cardinality(v_ids) - 1),
			HINT = 'Close them first, or all together with with_children => true; then enter their successors under the new parent.';
	END IF;
	SELECT count(*) INTO v_open FROM sozialraum.area AS a WHERE a.id = ANY (v_ids) AND a.valid_from > valid_to;
	IF v_open > 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = 'Areas inside of this one begin only after the day.',
			DETAIL = format('Level %s, key %s: %s areas.', level, key, v_open),
			HINT = 'Give them another parent, or delete them.';
	END IF;
	IF EXISTS (SELECT FROM sozialraum.observation AS o JOIN sozialraum.area AS a ON a.id = o.area_id AND a.id = ANY (v_ids)
		WHERE o.reference_date > valid_to) THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = 'There are figures of the area for later dates.',
			DETAIL = format('Level %s, key %s, last day %s.', level, key, valid_to),
			HINT = 'Move them to its successor or delete them first: they would no longer be found.';
	END IF;
	-- from the smallest up: a child must never outlive its parent
	FOR v_rank IN SELECT DISTINCT a.rank FROM sozialraum.area AS a WHERE a.id = ANY (v_ids) ORDER BY a.rank LOOP
		UPDATE sozialraum.area AS a SET valid_to = valid_to WHERE a.id = ANY (v_ids) AND a.rank = v_rank AND a.valid_to > valid_to;
		GET DIAGNOSTICS v_count = ROW_COUNT;
		v_closed := v_closed + v_count;
	END LOOP;
	RETURN v_closed;
END
$$;
COMMENT ON FUNCTION sozialraum.close_area(text, text, date, boolean) IS
'Ends an area on its last day of validity (a merger, a new border), with with_children => true also all areas inside of it. Its successors are entered with import_areas() or define_area(). Returns how many areas were closed. Errors: 42704 when no such area is valid on the day, 55000 when areas inside of it are valid longer or begin later.';
REVOKE EXECUTE ON FUNCTION sozialraum.close_area(text, text, date, boolean) FROM PUBLIC;

CREATE FUNCTION sozialraum.build_area(level text, key text, name text, part_level text, part_keys text[], valid_on date DEFAULT CURRENT_DATE,
	name_en text DEFAULT NULL, note text DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET client_min_messages = warning AS $$
#variable_conflict use_variable
DECLARE
	v_rank		smallint := sozialraum._level_rank(level);
	v_parts		bigint[];
	v_unknown	text;
	v_from		date;
	v_to		date;
	v_high		smallint;
	v_overlap	record;
	v_id		bigint;
	v_other		bigint;
BEGIN
	IF part_level IS NOT NULL THEN
		PERFORM sozialraum._level_rank(part_level);
	END IF;
	-- without a level the parts say theirs: gemeinde/16052000
	SELECT array_agg(DISTINCT a.id) FILTER (WHERE a.id IS NOT NULL), max(a.valid_from), min(a.valid_to), max(a.rank),
		string_agg(COALESCE(p.key, 'NULL'), ', ' ORDER BY p.no) FILTER (WHERE a.id IS NULL)
	INTO v_parts, v_from, v_to, v_high, v_unknown
	FROM unnest(part_keys) WITH ORDINALITY AS p (key, no)
	LEFT JOIN sozialraum.area AS a ON a.level = COALESCE(part_level, split_part(p.key, '/', 1))
		AND a.key = CASE WHEN part_level IS NULL THEN substr(p.key, strpos(p.key, '/') + 1) ELSE p.key END
		AND valid_on BETWEEN a.valid_from AND a.valid_to;
	IF v_unknown IS NOT NULL OR v_parts IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = 'An area can be built only from areas that are valid on the day.',
			DETAIL = format('Day %s, not found: %s.', valid_on, COALESCE(v_unknown, 'no parts given')),
			HINT = 'Give keys of the level of the parts; with part_level => NULL each part names its own: ''gemeinde/16052000''.';
	END IF;
	IF v_high >= v_rank THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'The level of a built area must have a higher rank than those of its parts.',
			DETAIL = format('Level %s has rank %s, the largest part %s.', level, v_rank, v_high),
			HINT = 'Enter a level of its own for built areas: sozialraum.define_level(''eigene'', ''Eigene Gebiete'', 100, ''eigene'').';
	END IF;
	-- nothing may be counted twice
	WITH RECURSIVE below (part, id) AS (
		SELECT p, p FROM unnest(v_parts) AS p
		UNION
		SELECT b.part, c.id FROM below AS b CROSS JOIN LATERAL (
			SELECT a.id FROM sozialraum.area AS a WHERE a.parent_id = b.id
			UNION ALL SELECT x.part_id FROM sozialraum.area_part AS x WHERE x.area_id = b.id) AS c)
	SELECT a.key AS a_key, c.key AS b_key INTO v_overlap
	FROM sozialraum.area AS a JOIN sozialraum.area AS c ON a.id <> c.id
	WHERE a.id = ANY (v_parts) AND c.id = ANY (v_parts)
		AND (EXISTS (SELECT FROM below AS b JOIN below AS o ON o.id = b.id WHERE b.part = a.id AND o.part = c.id)
			OR (sozialraum._overlaps(a.geom, c.geom)
				AND sozialraum._shared_area(a.geom, c.geom) > 1e-3 * least(sozialraum._area_of(a.geom), sozialraum._area_of(c.geom))))
	ORDER BY a.key, c.key LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'Two parts overlap, so people would be counted twice.',
			DETAIL = format('Keys %s and %s.', v_overlap.a_key, v_overlap.b_key),
			HINT = 'Leave one of them out.';
	END IF;
	PERFORM sozialraum._check_free(level, key, v_from, v_to);
	SELECT a.id INTO v_id FROM sozialraum.area AS a WHERE a.level = level AND a.key = key AND a.valid_from = v_from AND a.valid_to = v_to;
	IF v_id IS NULL THEN
		INSERT INTO sozialraum.area (level, rank, key, name, name_en, note, valid_from, valid_to, srid)
		VALUES (level, v_rank, key, name, name_en, note, v_from, v_to, sozialraum._setting_srid())
		RETURNING id INTO v_id;
	END IF;
	-- without the border of one part there is no border of the whole
	UPDATE sozialraum.area AS a SET name = name, name_en = COALESCE(name_en, a.name_en), note = COALESCE(note, a.note),
		geom = (SELECT CASE WHEN count(*) = count(p.geom) THEN sozialraum._union(array_agg(p.geom ORDER BY p.id)) END
			FROM sozialraum.area AS p WHERE p.id = ANY (v_parts))
	WHERE a.id = v_id;
	DELETE FROM sozialraum.area_part AS x WHERE x.area_id = v_id AND x.part_id <> ALL (v_parts);
	INSERT INTO sozialraum.area_part (area_id, area_rank, part_id, part_rank)
	SELECT v_id, v_rank, p.id, p.rank FROM sozialraum.area AS p WHERE p.id = ANY (v_parts)
	ON CONFLICT ON CONSTRAINT area_part_pkey DO NOTHING;
	RETURN v_id;
END
$$;
COMMENT ON FUNCTION sozialraum.build_area(text, text, text, text, text[], date, text, text) IS
'Builds an area from others ("Innenstadt", "Dörfer Süd", a school district) and returns its id: its territory is their union, its validity is what theirs have in common, its figures are their sums. part_keys are keys of part_level, or level/key where part_level is NULL; the rows valid on valid_on are taken. The level of the area has a higher rank than the parts, best in a hierarchy of its own. Called again it changes name and parts. Errors: 42704 for unknown parts, 22023 for parts that overlap or are too large, 23P01 when an area with the key is valid at the same time.';
REVOKE EXECUTE ON FUNCTION sozialraum.build_area(text, text, text, text, text[], date, text, text) FROM PUBLIC;
