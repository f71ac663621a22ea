-- ---------------------------------------------------------------------------------------------------------------------
-- Rights of the two roles: planners, who work with the model, and readers, who use the engine and what is published.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum.setup_roles(planner name, reader name) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_role		name;
	v_object	record;
BEGIN
	FOREACH v_role IN ARRAY ARRAY[planner, reader] LOOP
		IF v_role IS NULL OR NOT EXISTS (SELECT FROM pg_roles AS r WHERE r.rolname = v_role) THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object',
				MESSAGE = 'There is no such role.',
				DETAIL = format('Given: %s.', COALESCE(quote_ident(v_role), 'NULL')),
				HINT = format('Create it first: CREATE ROLE %s NOLOGIN; then grant it to the people who need it.', COALESCE(quote_ident(v_role), 'sozialraum_planner'));
		END IF;
	END LOOP;
	IF planner = reader THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'Planners and readers must be two roles.',
			DETAIL = format('Given: %I for both.', planner),
			HINT = 'A planner who only reads may be a member of both.';
	END IF;
	EXECUTE format('GRANT USAGE ON SCHEMA sozialraum TO %I, %I', planner, reader);
	-- readers: what publishing writes, what decides what they see there, and the views over both; by name, so that nothing is granted by mistake
	EXECUTE format('GRANT SELECT ON sozialraum.published_edition, sozialraum.published_area, sozialraum.published_indicator, sozialraum.published_value, '
		'sozialraum.published_score, sozialraum.entitled_area, sozialraum.entitled_value, sozialraum.entitled_score, sozialraum.area_grant, '
		'sozialraum.bi_published_edition, sozialraum.bi_published_score, sozialraum.bi_published_value, sozialraum.bi_entitled_score, sozialraum.bi_entitled_value TO %I', reader);
	-- what belongs to the extension, whatever its version
	FOR v_object IN
		SELECT c.oid::regclass::text AS name, c.relkind AS kind, NULL::oid AS routine
		FROM pg_depend AS d JOIN pg_extension AS e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass AND e.extname = 'sozialraum'
		JOIN pg_class AS c ON d.classid = 'pg_class'::regclass AND c.oid = d.objid AND d.deptype = 'e' AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
		UNION ALL
		SELECT p.oid::regprocedure::text, 'f', p.oid
		FROM pg_depend AS d JOIN pg_extension AS e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass AND e.extname = 'sozialraum'
		JOIN pg_proc AS p ON d.classid = 'pg_proc'::regclass AND p.oid = d.objid AND d.deptype = 'e'
	LOOP
		IF v_object.kind = 'f' THEN
			-- rights are for planners, not theirs to give; the pure functions are everybody's anyway
			CONTINUE WHEN v_object.routine = 'sozialraum.setup_roles(name, name)'::regprocedure;
			EXECUTE format('GRANT EXECUTE ON ROUTINE %s TO %I', v_object.name, planner);
		ELSIF v_object.kind = 'S' THEN
			EXECUTE format('GRANT USAGE, SELECT, UPDATE ON SEQUENCE %s TO %I', v_object.name, planner);
		ELSIF v_object.kind IN ('v', 'm') THEN
			EXECUTE format('GRANT SELECT ON %s TO %I', v_object.name, planner);
		ELSE
			EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO %I', v_object.name, planner);
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION sozialraum.setup_roles(name, name) IS
'Gives two existing roles their rights; the admin who installed the extension runs it once, and again after every ALTER EXTENSION sozialraum UPDATE. planner: reads and writes all tables of the model and executes all functions (import, definitions, editions). reader: uses the schema and the pure functions of the engine (zscore(), parse_value(), …) on tables of his own, and reads what was published (published_…, bi_published_…) and, of what was granted to him by grant_area(), the entitled values; no table of the model. Importing also needs the right to create temporary tables, which everybody has by default (GRANT TEMPORARY ON DATABASE). Errors: 42704 for a role that does not exist, 22023 when both are the same.';
REVOKE EXECUTE ON FUNCTION sozialraum.setup_roles(name, name) FROM PUBLIC;
