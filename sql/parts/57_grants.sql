-- ---------------------------------------------------------------------------------------------------------------------
-- Granting and revoking: which role reads the protected values of which areas.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._granted_area(area_key text, level text) RETURNS sozialraum.area
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_area		sozialraum.area;
	v_levels	text[];
BEGIN
	WITH candidate AS (
		SELECT a.id, a.level, a.valid_to, a.key = _granted_area.area_key AS exact, CURRENT_DATE BETWEEN a.valid_from AND a.valid_to AS today
		FROM sozialraum.area AS a
		WHERE sozialraum.official_key(a.key) = sozialraum.official_key(_granted_area.area_key) AND (_granted_area.level IS NULL OR a.level = _granted_area.level)
	), best AS (
		-- the key as it is written before another way of writing it, what is valid today before what was
		SELECT c.id, c.level, c.valid_to, dense_rank() OVER (ORDER BY c.exact DESC, c.today DESC) AS no FROM candidate AS c
	)
	SELECT array_agg(DISTINCT b.level ORDER BY b.level) INTO v_levels FROM best AS b WHERE b.no = 1;
	IF v_levels IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such area.',
			DETAIL = format('Key %s, level %s.', COALESCE(_granted_area.area_key, 'NULL'), COALESCE(_granted_area.level, 'any')),
			HINT = 'The areas are the rows of sozialraum.area.';
	ELSIF cardinality(v_levels) > 1 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The key belongs to areas of several levels.',
			DETAIL = format('Key %s, levels %s.', _granted_area.area_key, array_to_string(v_levels, ', ')), HINT = 'Name the level.';
	END IF;
	SELECT a.* INTO v_area FROM sozialraum.area AS a
	WHERE a.level = v_levels[1] AND sozialraum.official_key(a.key) = sozialraum.official_key(_granted_area.area_key)
	ORDER BY a.key = _granted_area.area_key DESC, CURRENT_DATE BETWEEN a.valid_from AND a.valid_to DESC, a.valid_to DESC, a.id DESC LIMIT 1;
	RETURN v_area;
END
$$;
COMMENT ON FUNCTION sozialraum._granted_area(text, text) IS 'The area that a grant means: the one that is valid today, else the latest. Errors: 42704 no such key, 22023 areas of several levels have it.';

CREATE FUNCTION sozialraum._grant_breaks(role text) RETURNS TABLE (edition bigint, area_id bigint, indicator text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT p.edition, b.area_id, i.indicator::text
	FROM sozialraum.published_edition AS p
	CROSS JOIN LATERAL sozialraum._audit_edition(p.edition, _grant_breaks.role) AS b
	LEFT JOIN sozialraum.published_indicator AS i ON i.edition = p.edition AND i."position" = b."position"
	WHERE p.status = 'published' ORDER BY 1, 2, 3;
END
$$;
COMMENT ON FUNCTION sozialraum._grant_breaks(text) IS 'Hidden figures of published editions that a role, or one that has its rights, could work out with what it was granted.';
REVOKE EXECUTE ON FUNCTION sozialraum._grant_breaks(text) FROM PUBLIC;

CREATE FUNCTION sozialraum._add_grant(role text, area_id bigint, territory_id bigint, sources text[], dimensions text[], note text) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_sources		text[];
	v_dimensions	text[];
	v_bad			text;
	v_readers		text;
	v_id			bigint;
BEGIN
	IF NOT EXISTS (SELECT FROM pg_roles AS r WHERE r.rolname = _add_grant.role) THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such role.',
			DETAIL = format('Given: %s.', COALESCE(quote_ident(_add_grant.role), 'NULL')),
			HINT = format('Create it first: CREATE ROLE %s NOLOGIN; then grant it to the people who need it.', COALESCE(quote_ident(_add_grant.role), 'gemeinde'));
	END IF;
	IF NOT has_schema_privilege(_add_grant.role, 'sozialraum', 'USAGE') OR EXISTS (
			SELECT FROM unnest('{area_grant,published_edition,published_area,published_indicator,entitled_area,entitled_value,entitled_score}'::text[]) AS t (name)
			WHERE NOT has_table_privilege(_add_grant.role, 'sozialraum.' || t.name, 'SELECT')) THEN
		SELECT string_agg(format('GRANT %I TO %I', x.grantee::regrole::name, _add_grant.role), ' or ' ORDER BY x.grantee::regrole::text) INTO v_readers
		FROM pg_class AS c CROSS JOIN LATERAL aclexplode(c.relacl) AS x
		WHERE c.oid = 'sozialraum.entitled_value'::regclass AND x.privilege_type = 'SELECT' AND x.grantee NOT IN (0, c.relowner)
			AND NOT has_table_privilege(x.grantee, 'sozialraum.edition', 'INSERT');
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The role cannot read what is published.',
			DETAIL = format('Role %I has no right to read the published and entitled tables, or does not inherit it.', _add_grant.role),
			HINT = COALESCE(format('Make it a reader first: %s.', v_readers), 'Run sozialraum.setup_roles(planner, reader) first, then make it a member of the reader''s role.');
	END IF;
	IF cardinality(_add_grant.sources) = 0 OR cardinality(_add_grant.dimensions) = 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'A grant of no sources or no dimensions grants nothing.',
			DETAIL = 'An empty array was given.', HINT = 'Name the sources or dimensions, or leave the argument away: then all are meant.';
	END IF;
	v_bad := (SELECT string_agg(COALESCE(u.code, 'NULL'), ', ' ORDER BY u.code) FROM unnest(_add_grant.sources) AS u (code)
		WHERE NOT EXISTS (SELECT FROM sozialraum.source AS s WHERE s.code = u.code));
	IF v_bad IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such source.', DETAIL = format('Given: %s.', v_bad),
			HINT = 'The sources are the rows of sozialraum.source.';
	END IF;
	v_bad := (SELECT string_agg(COALESCE(u.code, 'NULL'), ', ' ORDER BY u.code) FROM unnest(_add_grant.dimensions) AS u (code)
		WHERE NOT EXISTS (SELECT FROM sozialraum.dimension AS d WHERE d.code = u.code));
	IF v_bad IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such dimension.', DETAIL = format('Given: %s.', v_bad),
			HINT = 'The dimensions are the rows of sozialraum.dimension.';
	END IF;
	IF _add_grant.sources IS NOT NULL THEN
		v_sources := ARRAY(SELECT DISTINCT u.code FROM unnest(_add_grant.sources) AS u (code) ORDER BY u.code);
	END IF;
	IF _add_grant.dimensions IS NOT NULL THEN
		-- a dimension stands for those below it, too
		v_dimensions := ARRAY(
			WITH RECURSIVE below AS (
				SELECT u.code FROM unnest(_add_grant.dimensions) AS u (code)
				UNION
				SELECT d.code::text FROM below AS b JOIN sozialraum.dimension AS d ON d.parent = b.code
			) SELECT b.code FROM below AS b ORDER BY b.code);
	END IF;

	-- as publish_edition(): who grants waits for who publishes, so that neither overlooks the other
	PERFORM pg_advisory_xact_lock(hashtextextended('sozialraum.publication', 0));
	SELECT g.id INTO v_id FROM sozialraum.area_grant AS g
	WHERE g.role = _add_grant.role AND g.territory_id IS NOT DISTINCT FROM _add_grant.territory_id
		AND g.sources IS NOT DISTINCT FROM v_sources AND g.dimensions IS NOT DISTINCT FROM v_dimensions
	ORDER BY g.id LIMIT 1;
	IF FOUND THEN
		RETURN v_id;
	END IF;
	INSERT INTO sozialraum.area_grant (role, area_id, territory_id, sources, dimensions, note)
	VALUES (_add_grant.role, _add_grant.area_id, _add_grant.territory_id, v_sources, v_dimensions, _add_grant.note) RETURNING id INTO v_id;
	-- who may read everything has nothing left to work out
	IF _add_grant.territory_id IS NOT NULL OR v_sources IS NOT NULL OR v_dimensions IS NOT NULL THEN
		SELECT string_agg(b.edition::text, ', ' ORDER BY b.edition) INTO v_bad FROM (SELECT DISTINCT x.edition FROM sozialraum._grant_breaks(_add_grant.role) AS x) AS b;
		IF v_bad IS NOT NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
				MESSAGE = 'With this grant the role could work out figures that published editions keep secret.',
				DETAIL = format('Role %I, editions %s.', _add_grant.role, v_bad),
				HINT = 'Withdraw these editions, grant, then compute and publish them anew: publishing protects them against every reader that was granted something.';
		END IF;
	END IF;
	INSERT INTO sozialraum.audit_log (action, role, area_id, detail)
	VALUES ('grant', _add_grant.role, _add_grant.area_id, jsonb_build_object('grant', v_id, 'sources', v_sources, 'dimensions', v_dimensions, 'note', _add_grant.note));
	RETURN v_id;
END
$$;
COMMENT ON FUNCTION sozialraum._add_grant(text, bigint, bigint, text[], text[], text) IS 'The common part of grant_area() and grant_all().';
REVOKE EXECUTE ON FUNCTION sozialraum._add_grant(text, bigint, bigint, text[], text[], text) FROM PUBLIC;

CREATE FUNCTION sozialraum.grant_area(role name, area_key text, level text DEFAULT NULL, sources text[] DEFAULT NULL, dimensions text[] DEFAULT NULL, note text DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_area	sozialraum.area;
BEGIN
	v_area := sozialraum._granted_area(grant_area.area_key, grant_area.level);
	RETURN sozialraum._add_grant(grant_area.role::text, v_area.id, v_area.territory_id, grant_area.sources, grant_area.dimensions, grant_area.note);
END
$$;
COMMENT ON FUNCTION sozialraum.grant_area(name, text, text, text[], text[], text) IS
'Lets a role (and its members) read the values of an area and its parts in all published editions, as they were computed: views bi_entitled_value and bi_entitled_score. sources: only indicators all of whose figures, numerator and denominator, come from these sources; dimensions: only indicators of these dimensions and those below them; NULL: any, and only then the position in the result, too. The key means the area that is valid today (else the latest); the level is needed where areas of several levels have it. The grant goes on when the area gets a new row with unchanged territory. Published editions are checked for what the role could then work out of its neighbours. Returns the number of the grant, of the old one where the same was granted before; logged. For planners. Errors: 42704 no such role, area, source or dimension; 22023 the level is needed, or an empty array; 55000 the role is no reader, or could work out figures kept secret.';
REVOKE EXECUTE ON FUNCTION sozialraum.grant_area(name, text, text, text[], text[], text) FROM PUBLIC;

CREATE FUNCTION sozialraum.grant_all(role name, sources text[] DEFAULT NULL, dimensions text[] DEFAULT NULL, note text DEFAULT NULL) RETURNS bigint
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
	SELECT sozialraum._add_grant(grant_all.role::text, NULL, NULL, grant_all.sources, grant_all.dimensions, grant_all.note)
$$;
COMMENT ON FUNCTION sozialraum.grant_all(name, text[], text[], text) IS
'As grant_area(), for all areas: a department of the district that reads the indicators of its own sources or dimensions everywhere, or everything. Returns the number of the grant; logged. For planners. Errors: as grant_area().';
REVOKE EXECUTE ON FUNCTION sozialraum.grant_all(name, text[], text[], text) FROM PUBLIC;

CREATE FUNCTION sozialraum.revoke_area(role name, area_key text DEFAULT NULL, level text DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_territories	bigint[];
	v_count			integer;
BEGIN
	IF NOT EXISTS (SELECT FROM pg_roles AS r WHERE r.rolname = revoke_area.role) AND NOT EXISTS (SELECT FROM sozialraum.area_grant AS g WHERE g.role = revoke_area.role::text) THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such role.',
			DETAIL = format('Given: %s.', COALESCE(quote_ident(revoke_area.role), 'NULL')), HINT = 'What was granted to whom is listed by sozialraum.area_grants.';
	END IF;
	IF revoke_area.area_key IS NOT NULL THEN
		-- every area that ever had the key: revoking is generous
		v_territories := ARRAY(SELECT DISTINCT a.territory_id FROM sozialraum.area AS a
			WHERE sozialraum.official_key(a.key) = sozialraum.official_key(revoke_area.area_key) AND (revoke_area.level IS NULL OR a.level = revoke_area.level));
		IF v_territories = '{}' THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such area.',
				DETAIL = format('Key %s, level %s.', revoke_area.area_key, COALESCE(revoke_area.level, 'any')), HINT = 'The areas are the rows of sozialraum.area.';
		END IF;
	ELSIF revoke_area.level IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'A level alone says not what is to be revoked.',
			DETAIL = format('Level %s.', revoke_area.level), HINT = 'Name the key of the area, too, or neither: then everything of the role is revoked.';
	END IF;
	WITH gone AS (
		DELETE FROM sozialraum.area_grant AS g
		WHERE g.role = revoke_area.role::text AND (revoke_area.area_key IS NULL OR g.territory_id = ANY (v_territories))
		RETURNING g.id, g.role, g.area_id, g.sources, g.dimensions, g.note, g.granted_at, g.granted_by
	), logged AS (
		INSERT INTO sozialraum.audit_log (action, role, area_id, detail)
		SELECT 'revoke', g.role, g.area_id, jsonb_build_object('grant', g.id, 'sources', g.sources, 'dimensions', g.dimensions, 'note', g.note,
			'granted_at', g.granted_at, 'granted_by', g.granted_by)
		FROM gone AS g ORDER BY g.id RETURNING id
	)
	SELECT count(*) INTO v_count FROM logged AS l;
	RETURN v_count;
END
$$;
COMMENT ON FUNCTION sozialraum.revoke_area(name, text, text) IS
'Takes back what was granted to a role for the areas that have, or had, this key; without a key: everything, grants of all areas as well. Works from the next statement on, also for a role that no longer exists. Returns how many grants went; logged. A grant of a whole is not narrowed by revoking a part of it. For planners. Errors: 42704 no such role or area, 22023 a level without a key.';
REVOKE EXECUTE ON FUNCTION sozialraum.revoke_area(name, text, text) FROM PUBLIC;

CREATE VIEW sozialraum.area_grants WITH (security_invoker = true) AS
SELECT g.id, g.role, pg_catalog.to_regrole(pg_catalog.quote_ident(g.role)) IS NOT NULL AS role_exists, a.level::text AS area_level, a.key::text AS area_key, a.name AS area_name,
	CASE WHEN a.id IS NULL THEN 'alle Gebiete' ELSE l.name || ' ' || a.name || ' (' || a.key || ') mit allen Teilen' END
		|| COALESCE('; nur Quellen: ' || s.names, '') || COALESCE('; nur Dimensionen: ' || d.names, '') AS scope,
	CASE WHEN a.id IS NULL THEN 'all areas' ELSE COALESCE(l.name_en, l.name) || ' ' || COALESCE(a.name_en, a.name) || ' (' || a.key || ') with all its parts' END
		|| COALESCE('; only sources: ' || s.names_en, '') || COALESCE('; only dimensions: ' || d.names_en, '') AS scope_en,
	pg_catalog.array_to_string(g.sources, ', ') AS sources, pg_catalog.array_to_string(g.dimensions, ', ') AS dimensions,
	g.note, g.granted_at::date AS granted_on, g.granted_by
FROM sozialraum.area_grant AS g
LEFT JOIN sozialraum.area AS a ON a.id = g.area_id
LEFT JOIN sozialraum.area_level AS l ON l.code = a.level
LEFT JOIN LATERAL (
	SELECT pg_catalog.string_agg(COALESCE(x.name, u.code), ', ' ORDER BY u.code) AS names, pg_catalog.string_agg(COALESCE(x.name_en, x.name, u.code), ', ' ORDER BY u.code) AS names_en
	FROM unnest(g.sources) AS u (code) LEFT JOIN sozialraum.source AS x ON x.code = u.code) AS s ON true
LEFT JOIN LATERAL (
	SELECT pg_catalog.string_agg(COALESCE(x.name, u.code), ', ' ORDER BY u.code) AS names, pg_catalog.string_agg(COALESCE(x.name_en, x.name, u.code), ', ' ORDER BY u.code) AS names_en
	FROM unnest(g.dimensions) AS u (code) LEFT JOIN sozialraum.dimension AS x ON x.code = u.code) AS d ON true;
COMMENT ON VIEW sozialraum.area_grants IS 'What was granted to whom, in plain words, for planners. Freigaben: wer liest die geschützten Werte welcher Gebiete.';
COMMENT ON COLUMN sozialraum.area_grants.id IS 'Freigabe (Nummer)';
COMMENT ON COLUMN sozialraum.area_grants.role IS 'Rolle, die lesen darf, mit ihren Mitgliedern';
COMMENT ON COLUMN sozialraum.area_grants.role_exists IS 'Gibt es die Rolle noch? Wenn nicht: mit revoke_area() aufräumen, ehe jemand eine Rolle gleichen Namens anlegt';
COMMENT ON COLUMN sozialraum.area_grants.area_level IS 'Ebene; leer: alle Gebiete';
COMMENT ON COLUMN sozialraum.area_grants.area_key IS 'Gebietsschlüssel; leer: alle Gebiete';
COMMENT ON COLUMN sozialraum.area_grants.area_name IS 'Gebiet; leer: alle Gebiete';
COMMENT ON COLUMN sozialraum.area_grants.scope IS 'Was gelesen werden darf, in Worten';
COMMENT ON COLUMN sozialraum.area_grants.scope_en IS 'Was gelesen werden darf, in Worten (englisch)';
COMMENT ON COLUMN sozialraum.area_grants.sources IS 'Nur Indikatoren aus diesen Quellen; leer: alle';
COMMENT ON COLUMN sozialraum.area_grants.dimensions IS 'Nur Indikatoren dieser Dimensionen; leer: alle';
COMMENT ON COLUMN sozialraum.area_grants.note IS 'Bemerkung';
COMMENT ON COLUMN sozialraum.area_grants.granted_on IS 'Freigegeben am';
COMMENT ON COLUMN sozialraum.area_grants.granted_by IS 'Freigegeben von (Rolle)';
