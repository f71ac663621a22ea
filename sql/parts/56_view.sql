-- ---------------------------------------------------------------------------------------------------------------------
-- What BI tools and QGIS read: long, flat views, and a view with geometry per monitor. Plain types only.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE VIEW sozialraum.bi_indicator_value WITH (security_invoker = true) AS
SELECT e.id AS edition, e.monitor::text AS monitor, m.name AS monitor_name, e.status AS edition_status, e.reference_date,
	v.area_id, a.level::text AS area_level, s.area_key::text AS area_key, s.area_name, r.area_key::text AS parent_key, r.area_name AS parent_name,
	e.dimension[u.no] AS dimension, d.name AS dimension_name, u.indicator, e.indicator_name[u.no] AS indicator_name, e.unit[u.no] AS unit,
	u.value, u.numerator, u.denominator, COALESCE(u.status, 'final') AS status, u.reason,
	r.value[u.no] AS parent_value, w.value[u.no] AS whole_value, u.normalised, u.earlier AS earlier_value, u.change, u.change_reason,
	s.excluded, s.score, s.class, s.label, s.rank,
	COALESCE(d.name_en, d.name) AS dimension_name_en, e.indicator_name_en[u.no] AS indicator_name_en, s.label_en
FROM (
	-- names and units as they were when the edition was computed; once per edition
	SELECT x.id, x.monitor, x.status, x.reference_date, x.indicators,
		ARRAY(SELECT i.item #>> '{definition,dimension}' FROM jsonb_array_elements(x.definition -> 'indicators') WITH ORDINALITY AS i (item, no) ORDER BY i.no) AS dimension,
		ARRAY(SELECT i.item #>> '{definition,name}' FROM jsonb_array_elements(x.definition -> 'indicators') WITH ORDINALITY AS i (item, no) ORDER BY i.no) AS indicator_name,
		ARRAY(SELECT COALESCE(i.item #>> '{definition,name_en}', i.item #>> '{definition,name}') FROM jsonb_array_elements(x.definition -> 'indicators') WITH ORDINALITY AS i (item, no) ORDER BY i.no) AS indicator_name_en,
		ARRAY(SELECT i.item #>> '{definition,unit}' FROM jsonb_array_elements(x.definition -> 'indicators') WITH ORDINALITY AS i (item, no) ORDER BY i.no) AS unit
	FROM sozialraum.edition AS x OFFSET 0) AS e
JOIN sozialraum.monitor AS m ON m.code = e.monitor
JOIN sozialraum.edition_value AS v ON v.edition = e.id
JOIN sozialraum.edition_score AS s ON s.edition = e.id AND s.area_id = v.area_id
JOIN sozialraum.area AS a ON a.id = v.area_id
LEFT JOIN sozialraum.edition_reference AS r ON r.edition = e.id AND r.area_id = s.parent_id
LEFT JOIN sozialraum.edition_reference AS w ON w.edition = e.id AND w.area_id = s.whole_id AND s.whole_id <> s.area_id
CROSS JOIN LATERAL unnest(e.indicators, v.value, v.numerator, v.denominator, v.status, v.reason, v.normalised, v.earlier, v.change, v.change_reason) WITH ORDINALITY
	AS u (indicator, value, numerator, denominator, status, reason, normalised, earlier, change, change_reason, no)
LEFT JOIN sozialraum.dimension AS d ON d.code = e.dimension[u.no];
COMMENT ON VIEW sozialraum.bi_indicator_value IS 'Long and flat: one row per edition, area and indicator, for BI tools and spreadsheets. Werte aller Ausgaben, lang: eine Zeile je Ausgabe, Gebiet und Indikator.';
COMMENT ON COLUMN sozialraum.bi_indicator_value.edition IS 'Ausgabe (Nummer)';
COMMENT ON COLUMN sozialraum.bi_indicator_value.monitor IS 'Monitor (Kürzel)';
COMMENT ON COLUMN sozialraum.bi_indicator_value.monitor_name IS 'Monitor';
COMMENT ON COLUMN sozialraum.bi_indicator_value.edition_status IS 'Stand der Ausgabe: draft (Entwurf), published (veröffentlicht), withdrawn (zurückgezogen)';
COMMENT ON COLUMN sozialraum.bi_indicator_value.reference_date IS 'Stichtag';
COMMENT ON COLUMN sozialraum.bi_indicator_value.area_id IS 'Gebiet (Nummer)';
COMMENT ON COLUMN sozialraum.bi_indicator_value.area_level IS 'Ebene';
COMMENT ON COLUMN sozialraum.bi_indicator_value.area_key IS 'Gebietsschlüssel (Text, führende Nullen)';
COMMENT ON COLUMN sozialraum.bi_indicator_value.area_name IS 'Gebiet';
COMMENT ON COLUMN sozialraum.bi_indicator_value.parent_key IS 'Schlüssel des übergeordneten Gebiets';
COMMENT ON COLUMN sozialraum.bi_indicator_value.parent_name IS 'Übergeordnetes Gebiet';
COMMENT ON COLUMN sozialraum.bi_indicator_value.dimension IS 'Dimension (Kürzel)';
COMMENT ON COLUMN sozialraum.bi_indicator_value.dimension_name IS 'Dimension';
COMMENT ON COLUMN sozialraum.bi_indicator_value.indicator IS 'Indikator (Kürzel)';
COMMENT ON COLUMN sozialraum.bi_indicator_value.indicator_name IS 'Indikator';
COMMENT ON COLUMN sozialraum.bi_indicator_value.unit IS 'Einheit';
COMMENT ON COLUMN sozialraum.bi_indicator_value.value IS 'Wert in der Einheit; leer, wenn status und reason sagen, warum';
COMMENT ON COLUMN sozialraum.bi_indicator_value.numerator IS 'Zähler';
COMMENT ON COLUMN sozialraum.bi_indicator_value.denominator IS 'Nenner';
COMMENT ON COLUMN sozialraum.bi_indicator_value.status IS 'final, revised, preliminary, estimated, uncertain; ohne Wert: later, not_meaningful, unreliable, unknown, secret, missing';
COMMENT ON COLUMN sozialraum.bi_indicator_value.reason IS 'Warum der Wert fehlt';
COMMENT ON COLUMN sozialraum.bi_indicator_value.parent_value IS 'Wert des übergeordneten Gebiets';
COMMENT ON COLUMN sozialraum.bi_indicator_value.whole_value IS 'Wert des Ganzen (Kreis, Stadt)';
COMMENT ON COLUMN sozialraum.bi_indicator_value.normalised IS 'Normalisierter Wert, höher = mehr Belastung; leer für Kontextindikatoren';
COMMENT ON COLUMN sozialraum.bi_indicator_value.earlier_value IS 'Wert am früheren Stichtag der Dynamik';
COMMENT ON COLUMN sozialraum.bi_indicator_value.change IS 'Veränderung in der Einheit (bei Anteilen Prozentpunkte); leer über einen Reihenbruch';
COMMENT ON COLUMN sozialraum.bi_indicator_value.change_reason IS 'Warum die Veränderung fehlt: Reihenbruch, oder einer der beiden Werte fehlt';
COMMENT ON COLUMN sozialraum.bi_indicator_value.dimension_name_en IS 'Dimension (englisch)';
COMMENT ON COLUMN sozialraum.bi_indicator_value.indicator_name_en IS 'Indikator (englisch)';
COMMENT ON COLUMN sozialraum.bi_indicator_value.label_en IS 'Name der Klasse (englisch)';
COMMENT ON COLUMN sozialraum.bi_indicator_value.excluded IS 'Gebiet vor der Berechnung ausgeschlossen';
COMMENT ON COLUMN sozialraum.bi_indicator_value.score IS 'Indexwert des Gebiets';
COMMENT ON COLUMN sozialraum.bi_indicator_value.class IS 'Klasse des Gebiets, 1 = geringste Belastung';
COMMENT ON COLUMN sozialraum.bi_indicator_value.label IS 'Name der Klasse';
COMMENT ON COLUMN sozialraum.bi_indicator_value.rank IS 'Rang des Gebiets, 1 = höchste Belastung';

CREATE VIEW sozialraum.bi_area_score WITH (security_invoker = true) AS
SELECT e.id AS edition, e.monitor::text AS monitor, m.name AS monitor_name, e.status AS edition_status, e.reference_date,
	s.area_id, a.level::text AS area_level, s.area_key::text AS area_key, s.area_name, r.area_key::text AS parent_key, r.area_name AS parent_name,
	s.population, s.excluded, s.reason, s.score, s.class, s.label, s.rank, s.dynamics, s.dynamics_class, s.dynamics_label, s.dynamics_reason, s.area_group,
	s.label_en, s.reason_en, s.dynamics_label_en, s.dynamics_reason_en
FROM sozialraum.edition AS e
JOIN sozialraum.monitor AS m ON m.code = e.monitor
JOIN sozialraum.edition_score AS s ON s.edition = e.id
JOIN sozialraum.area AS a ON a.id = s.area_id
LEFT JOIN sozialraum.edition_reference AS r ON r.edition = e.id AND r.area_id = s.parent_id;
COMMENT ON VIEW sozialraum.bi_area_score IS 'One row per edition and area: score, class, rank, dynamics, group. Ergebnis je Ausgabe und Gebiet.';
COMMENT ON COLUMN sozialraum.bi_area_score.edition IS 'Ausgabe (Nummer)';
COMMENT ON COLUMN sozialraum.bi_area_score.monitor IS 'Monitor (Kürzel)';
COMMENT ON COLUMN sozialraum.bi_area_score.monitor_name IS 'Monitor';
COMMENT ON COLUMN sozialraum.bi_area_score.edition_status IS 'Stand der Ausgabe: draft (Entwurf), published (veröffentlicht), withdrawn (zurückgezogen)';
COMMENT ON COLUMN sozialraum.bi_area_score.reference_date IS 'Stichtag';
COMMENT ON COLUMN sozialraum.bi_area_score.area_id IS 'Gebiet (Nummer)';
COMMENT ON COLUMN sozialraum.bi_area_score.area_level IS 'Ebene';
COMMENT ON COLUMN sozialraum.bi_area_score.area_key IS 'Gebietsschlüssel (Text, führende Nullen)';
COMMENT ON COLUMN sozialraum.bi_area_score.area_name IS 'Gebiet';
COMMENT ON COLUMN sozialraum.bi_area_score.parent_key IS 'Schlüssel des übergeordneten Gebiets';
COMMENT ON COLUMN sozialraum.bi_area_score.parent_name IS 'Übergeordnetes Gebiet';
COMMENT ON COLUMN sozialraum.bi_area_score.population IS 'Einwohner';
COMMENT ON COLUMN sozialraum.bi_area_score.excluded IS 'Vor der Berechnung ausgeschlossen';
COMMENT ON COLUMN sozialraum.bi_area_score.reason IS 'Grund des Ausschlusses oder des fehlenden Indexwerts';
COMMENT ON COLUMN sozialraum.bi_area_score.score IS 'Indexwert, höher = mehr Belastung';
COMMENT ON COLUMN sozialraum.bi_area_score.class IS 'Klasse, 1 = geringste Belastung';
COMMENT ON COLUMN sozialraum.bi_area_score.label IS 'Name der Klasse';
COMMENT ON COLUMN sozialraum.bi_area_score.rank IS 'Rang, 1 = höchste Belastung';
COMMENT ON COLUMN sozialraum.bi_area_score.dynamics IS 'Dynamik gegenüber den anderen Gebieten, höher = ungünstiger';
COMMENT ON COLUMN sozialraum.bi_area_score.dynamics_class IS 'Klasse der Dynamik, 1 = günstigste';
COMMENT ON COLUMN sozialraum.bi_area_score.dynamics_label IS 'Name der Dynamikklasse';
COMMENT ON COLUMN sozialraum.bi_area_score.dynamics_reason IS 'Warum ein Gebiet mit Indexwert keine Dynamik hat';
COMMENT ON COLUMN sozialraum.bi_area_score.label_en IS 'Name der Klasse (englisch)';
COMMENT ON COLUMN sozialraum.bi_area_score.reason_en IS 'Grund des Ausschlusses oder des fehlenden Indexwerts (englisch)';
COMMENT ON COLUMN sozialraum.bi_area_score.dynamics_label_en IS 'Name der Dynamikklasse (englisch)';
COMMENT ON COLUMN sozialraum.bi_area_score.dynamics_reason_en IS 'Warum ein Gebiet mit Indexwert keine Dynamik hat (englisch)';
COMMENT ON COLUMN sozialraum.bi_area_score.area_group IS 'Status × Dynamik';

CREATE FUNCTION sozialraum._column_name(code text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT CASE WHEN octet_length(n.name) > 50 THEN left(n.name, 41) || '_' || left(md5(code), 8) ELSE n.name END
	FROM (SELECT regexp_replace(regexp_replace(replace(replace(replace(replace(lower(code), 'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'),
		'[^a-z0-9]+', '_', 'g'), '^([0-9_])', 'i\1') AS name) AS n
$$;
COMMENT ON FUNCTION sozialraum._column_name(text) IS 'Name of the column for an indicator code, always the same: lower case, ä to ae, everything else to _, below 63 bytes (D05-01 becomes d05_01).';

CREATE FUNCTION sozialraum.create_monitor_view(monitor text, schema name, view_name name DEFAULT NULL) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_monitor	sozialraum.monitor;
	v_name		name;
	v_view		text;
	v_srid		integer := COALESCE((SELECT s.srid FROM sozialraum.setting AS s), 25832);
	v_en		boolean := COALESCE((SELECT s.language = 'en' FROM sozialraum.setting AS s), false);
	v_columns	text;
	v_twice		text;
	v_query		text;
	v_oid		oid;
	v_grants	text[] := '{}';
	v_comments	text[] := '{}';
	v_statement	text;
BEGIN
	SELECT m.* INTO v_monitor FROM sozialraum.monitor AS m WHERE m.code = create_monitor_view.monitor;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such monitor.',
			DETAIL = format('Monitor %s.', create_monitor_view.monitor), HINT = 'The monitors are the rows of sozialraum.monitor.';
	END IF;
	IF schema IS NULL OR schema = 'sozialraum' OR NOT EXISTS (SELECT FROM pg_namespace AS n WHERE n.nspname = schema) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name', MESSAGE = 'The view needs an existing schema of your own.',
			DETAIL = format('Schema %s.', COALESCE(quote_ident(schema), 'NULL')),
			HINT = 'Create one first: what is made at run time does not belong into the schema of the extension.';
	END IF;
	v_name := COALESCE(view_name, v_monitor.code);
	v_view := format('%I.%I', schema, v_name);

	SELECT string_agg(c.code, ', ' ORDER BY c.code) INTO v_twice
	FROM (SELECT mi.indicator AS code, count(*) OVER (PARTITION BY sozialraum._column_name(mi.indicator)) AS n
		FROM sozialraum.monitor_indicator AS mi WHERE mi.monitor = v_monitor.code) AS c WHERE c.n > 1;
	IF v_twice IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_column', MESSAGE = 'Two indicators would share the name of a column.',
			DETAIL = format('Monitor %s: %s.', v_monitor.code, v_twice), HINT = 'Rename one of them.';
	END IF;
	SELECT COALESCE(string_agg(format(', v.value[array_position(e.indicators, %L)] AS %I, COALESCE(v.status[array_position(e.indicators, %L)], CASE WHEN array_position(e.indicators, %L) IS NULL THEN ''missing'' ELSE ''final'' END) AS %I',
		mi.indicator, sozialraum._column_name(mi.indicator), mi.indicator, mi.indicator, sozialraum._column_name(mi.indicator) || '_status'),
		'' ORDER BY mi."position", mi.indicator), '')
	INTO v_columns
	FROM sozialraum.monitor_indicator AS mi WHERE mi.monitor = v_monitor.code;

	-- integer key first and typed geometry: QGIS then needs neither questions nor scans
	v_query := format('SELECT a.id::integer AS id, s.area_key::text AS area_key, s.area_name, r.area_key::text AS parent_key, r.area_name AS parent_name, '
		'e.id AS edition, e.status AS edition_status, e.reference_date, s.population, s.score, s.rank, s.class, s.label%1$s AS label, '
		's.dynamics, s.dynamics_class, s.dynamics_label%1$s AS dynamics_label, s.area_group, s.excluded, '
		'COALESCE(s.reason%1$s, s.dynamics_reason%1$s) AS reason%2$s, a.geom::%3$s(MultiPolygon,%4$s) AS geom '
		'FROM sozialraum.edition AS e '
		'JOIN sozialraum.edition_score AS s ON s.edition = e.id '
		'JOIN sozialraum.edition_value AS v ON v.edition = e.id AND v.area_id = s.area_id '
		'JOIN sozialraum.area AS a ON a.id = s.area_id '
		'LEFT JOIN sozialraum.edition_reference AS r ON r.edition = e.id AND r.area_id = s.parent_id '
		'WHERE e.id = (SELECT x.id FROM sozialraum.edition AS x WHERE x.monitor = %5$L AND x.status <> ''withdrawn'' '
		'ORDER BY x.reference_date DESC, x.status = ''published'' DESC, x.id DESC LIMIT 1)',
		CASE WHEN v_en THEN '_en' ELSE '' END, v_columns, (SELECT format_type(t.atttypid, NULL) FROM pg_attribute AS t WHERE t.attrelid = 'sozialraum.area'::regclass AND t.attname = 'geom'),
		v_srid, v_monitor.code);

	v_oid := to_regclass(v_view);
	BEGIN
		EXECUTE format('CREATE OR REPLACE VIEW %s WITH (security_invoker = true) AS %s', v_view, v_query);
	EXCEPTION WHEN invalid_table_definition THEN
		-- the columns changed: made anew, what others may do with it and wrote on it is kept
		v_grants := ARRAY(
			SELECT format('GRANT %s ON %s TO %s%s', x.privilege_type, v_view, CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END,
				CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
			FROM pg_class AS c CROSS JOIN LATERAL aclexplode(c.relacl) AS x WHERE c.oid = v_oid AND x.grantee <> c.relowner);
		v_comments := ARRAY(
			SELECT format('COMMENT ON COLUMN %s.%I IS %L', v_view, t.attname, d.description)
			FROM pg_description AS d JOIN pg_attribute AS t ON t.attrelid = d.objoid AND t.attnum = d.objsubid AND NOT t.attisdropped
			WHERE d.classoid = 'pg_class'::regclass AND d.objoid = v_oid
			UNION ALL
			SELECT format('COMMENT ON VIEW %s IS %L', v_view, obj_description(v_oid, 'pg_class')) WHERE obj_description(v_oid, 'pg_class') IS NOT NULL);
		EXECUTE format('DROP VIEW %s', v_view);
		EXECUTE format('CREATE VIEW %s WITH (security_invoker = true) AS %s', v_view, v_query);
	END;
	v_oid := to_regclass(v_view);
	FOREACH v_statement IN ARRAY v_grants LOOP
		EXECUTE v_statement;
	END LOOP;
	-- a comment on a column that is gone has nothing to stand on
	FOREACH v_statement IN ARRAY v_comments LOOP
		BEGIN
			EXECUTE v_statement;
		EXCEPTION WHEN undefined_column THEN
			NULL;
		END;
	END LOOP;

	-- comments, where nobody wrote one
	FOR v_statement IN
		SELECT format('COMMENT ON COLUMN %s.%I IS %L', v_view, c.name, c.text)
		FROM (
			SELECT x.name, CASE WHEN v_en THEN x.en ELSE x.de END
			FROM (VALUES
				('id', 'Gebiet (Nummer)', 'Area (number)'), ('area_key', 'Gebietsschlüssel', 'Key of the area'), ('area_name', 'Gebiet', 'Area'),
				('parent_key', 'Schlüssel des übergeordneten Gebiets', 'Key of the parent area'), ('parent_name', 'Übergeordnetes Gebiet', 'Parent area'),
				('edition', 'Ausgabe (Nummer)', 'Edition (number)'),
				('edition_status', 'Stand der Ausgabe: draft (Entwurf) oder published (veröffentlicht)', 'State of the edition: draft or published'),
				('reference_date', 'Stichtag', 'Reference date'), ('population', 'Einwohner', 'Population'),
				('score', 'Indexwert, höher = mehr Belastung', 'Score, higher = more burden'), ('rank', 'Rang, 1 = höchste Belastung', 'Rank, 1 = highest burden'),
				('class', 'Klasse, 1 = geringste Belastung', 'Class, 1 = lowest burden'), ('label', 'Name der Klasse', 'Name of the class'),
				('dynamics', 'Dynamik gegenüber den anderen Gebieten, höher = ungünstiger', 'Dynamics relative to the other areas, higher = worse'),
				('dynamics_class', 'Klasse der Dynamik, 1 = günstigste', 'Class of the dynamics, 1 = best'), ('dynamics_label', 'Name der Dynamikklasse', 'Name of the dynamics class'),
				('area_group', 'Status × Dynamik', 'Status × dynamics'), ('excluded', 'Vor der Berechnung ausgeschlossen', 'Left out before anything was computed'),
				('reason', 'Grund des Ausschlusses, des fehlenden Indexwerts oder der fehlenden Dynamik', 'Why the area is left out, or has no score or no dynamics'),
				('geom', 'Gebietsgrenze', 'Border of the area')) AS x (name, de, en)
			UNION ALL
			SELECT sozialraum._column_name(mi.indicator), CASE WHEN v_en THEN COALESCE(i.name_en, i.name) ELSE i.name END || COALESCE(' [' || i.unit || ']', '')
			FROM sozialraum.monitor_indicator AS mi JOIN sozialraum.indicator AS i ON i.code = mi.indicator WHERE mi.monitor = v_monitor.code
			UNION ALL
			SELECT sozialraum._column_name(mi.indicator) || '_status', CASE WHEN v_en THEN COALESCE(i.name_en, i.name) || ': status of the value' ELSE i.name || ': Status des Werts' END || ' (final, preliminary, secret, missing, …)'
			FROM sozialraum.monitor_indicator AS mi JOIN sozialraum.indicator AS i ON i.code = mi.indicator WHERE mi.monitor = v_monitor.code) AS c (name, text)
		JOIN pg_attribute AS t ON t.attrelid = v_oid AND t.attname = c.name AND NOT t.attisdropped
		WHERE col_description(v_oid, t.attnum) IS NULL
		UNION ALL
		SELECT format('COMMENT ON VIEW %s IS %L', v_view, CASE WHEN v_en THEN COALESCE(v_monitor.name_en, v_monitor.name) || ' (newest edition)' ELSE v_monitor.name || COALESCE(': ' || v_monitor.description, '') || ' (neueste Ausgabe)' END) WHERE obj_description(v_oid, 'pg_class') IS NULL
	LOOP
		EXECUTE v_statement;
	END LOOP;
	RETURN v_view;
END
$$;
COMMENT ON FUNCTION sozialraum.create_monitor_view(text, name, name) IS
'Creates, or brings up to date, the view of a monitor in a schema of yours: its newest edition with one row per area, an integer key first, score, rank, class, label, dynamics, the value and status of every indicator (columns named after the codes, D05-01 becomes d05_01) and typed geometry, so that QGIS opens it at once; labels, reasons and comments in the language of setting. A re-run keeps grants and comments. The view shows what its reader may read of the tables below it. Returns its name. Errors: 42704 unknown monitor, 3F000 no such schema.';
REVOKE EXECUTE ON FUNCTION sozialraum.create_monitor_view(text, name, name) FROM PUBLIC;
