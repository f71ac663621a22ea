-- ---------------------------------------------------------------------------------------------------------------------
-- What readers open: the published figures, flat and with names; beside them what was granted to each; a map of a monitor.
--
-- Everything is read with the rights of whoever reads (security_invoker): row-level security of the tables decides. Plain types.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE VIEW sozialraum.bi_published_value WITH (security_invoker = true) AS
SELECT e.edition, e.monitor::text AS monitor, e.name AS monitor_name, e.reference_date, e.status AS edition_status,
	a.area_id, a.level::text AS area_level, a.key::text AS area_key, a.name AS area_name, p.key::text AS parent_key, p.name AS parent_name,
	i.dimension::text AS dimension, i.dimension_name, i.indicator::text AS indicator, i.name AS indicator_name, i.unit, i.value_date,
	v.value, v.numerator, v.denominator, v.status::text AS status, v.reason, v.class, v.change, r.value AS parent_value, w.value AS whole_value,
	i.role AS indicator_role, i.weight, i.polarity::integer AS polarity, i.released,
	COALESCE(e.name_en, e.name) AS monitor_name_en, COALESCE(a.name_en, a.name) AS area_name_en,
	COALESCE(i.dimension_name_en, i.dimension_name) AS dimension_name_en, COALESCE(i.name_en, i.name) AS indicator_name_en, v.reason_en
FROM sozialraum.published_edition AS e
JOIN sozialraum.published_area AS a ON a.edition = e.edition AND NOT a.is_reference
JOIN sozialraum.published_value AS v ON v.edition = a.edition AND v.area_id = a.area_id
JOIN sozialraum.published_indicator AS i ON i.edition = v.edition AND i."position" = v."position"
LEFT JOIN sozialraum.published_area AS p ON p.edition = a.edition AND p.area_id = a.parent_id
LEFT JOIN sozialraum.published_value AS r ON r.edition = a.edition AND r.area_id = a.parent_id AND r."position" = v."position"
LEFT JOIN sozialraum.published_value AS w ON w.edition = a.edition AND w.area_id = a.whole_id AND w."position" = v."position" AND a.whole_id <> a.area_id;
COMMENT ON VIEW sozialraum.bi_published_value IS 'Published figures, long and flat: one row per edition, area and indicator, for everybody. Veröffentlichte Werte, lang: eine Zeile je Ausgabe, Gebiet und Indikator.';
COMMENT ON COLUMN sozialraum.bi_published_value.edition IS 'Ausgabe (Nummer)';
COMMENT ON COLUMN sozialraum.bi_published_value.monitor IS 'Monitor (Kürzel)';
COMMENT ON COLUMN sozialraum.bi_published_value.monitor_name IS 'Monitor';
COMMENT ON COLUMN sozialraum.bi_published_value.reference_date IS 'Stichtag';
COMMENT ON COLUMN sozialraum.bi_published_value.edition_status IS 'Stand der Ausgabe: published (veröffentlicht); zurückgezogene (withdrawn) sehen nur Planende';
COMMENT ON COLUMN sozialraum.bi_published_value.area_id IS 'Gebiet (Nummer)';
COMMENT ON COLUMN sozialraum.bi_published_value.area_level IS 'Ebene';
COMMENT ON COLUMN sozialraum.bi_published_value.area_key IS 'Gebietsschlüssel (Text, führende Nullen)';
COMMENT ON COLUMN sozialraum.bi_published_value.area_name IS 'Gebiet';
COMMENT ON COLUMN sozialraum.bi_published_value.parent_key IS 'Schlüssel des übergeordneten Gebiets';
COMMENT ON COLUMN sozialraum.bi_published_value.parent_name IS 'Übergeordnetes Gebiet';
COMMENT ON COLUMN sozialraum.bi_published_value.dimension IS 'Dimension (Kürzel)';
COMMENT ON COLUMN sozialraum.bi_published_value.dimension_name IS 'Dimension';
COMMENT ON COLUMN sozialraum.bi_published_value.indicator IS 'Indikator (Kürzel)';
COMMENT ON COLUMN sozialraum.bi_published_value.indicator_name IS 'Indikator';
COMMENT ON COLUMN sozialraum.bi_published_value.unit IS 'Einheit';
COMMENT ON COLUMN sozialraum.bi_published_value.value_date IS 'Tag, auf den sich der Wert bezieht';
COMMENT ON COLUMN sozialraum.bi_published_value.value IS 'Wert in der Einheit; leer, wenn er nicht freigegeben, geheimgehalten oder nicht vorhanden ist: status und reason sagen, warum';
COMMENT ON COLUMN sozialraum.bi_published_value.numerator IS 'Zähler';
COMMENT ON COLUMN sozialraum.bi_published_value.denominator IS 'Nenner';
COMMENT ON COLUMN sozialraum.bi_published_value.status IS 'final, revised, preliminary, estimated, uncertain; ohne Wert: secret (geheimgehalten), class (nur die Klasse ist freigegeben), later, not_meaningful, unreliable, unknown, missing';
COMMENT ON COLUMN sozialraum.bi_published_value.reason IS 'Warum der Wert fehlt';
COMMENT ON COLUMN sozialraum.bi_published_value.class IS 'Fünftel der Gebiete, 1 = geringste Belastung (ohne Polarität: kleinster Wert)';
COMMENT ON COLUMN sozialraum.bi_published_value.change IS 'Veränderung in der Einheit (bei Anteilen Prozentpunkte)';
COMMENT ON COLUMN sozialraum.bi_published_value.parent_value IS 'Veröffentlichter Wert des übergeordneten Gebiets';
COMMENT ON COLUMN sozialraum.bi_published_value.whole_value IS 'Veröffentlichter Wert des Ganzen (Kreis, Stadt)';
COMMENT ON COLUMN sozialraum.bi_published_value.indicator_role IS 'scored (geht in den Index ein) oder context (wird nur gezeigt)';
COMMENT ON COLUMN sozialraum.bi_published_value.weight IS 'Gewicht im Index';
COMMENT ON COLUMN sozialraum.bi_published_value.polarity IS '-1: höher bedeutet mehr Belastung, 1: weniger, 0: Struktur';
COMMENT ON COLUMN sozialraum.bi_published_value.released IS 'value: die Werte sind freigegeben, class: nur das Fünftel';
COMMENT ON COLUMN sozialraum.bi_published_value.monitor_name_en IS 'Monitor (englisch)';
COMMENT ON COLUMN sozialraum.bi_published_value.area_name_en IS 'Gebiet (englisch)';
COMMENT ON COLUMN sozialraum.bi_published_value.dimension_name_en IS 'Dimension (englisch)';
COMMENT ON COLUMN sozialraum.bi_published_value.indicator_name_en IS 'Indikator (englisch)';
COMMENT ON COLUMN sozialraum.bi_published_value.reason_en IS 'Warum der Wert fehlt (englisch)';

CREATE VIEW sozialraum.bi_published_score WITH (security_invoker = true) AS
SELECT e.edition, e.monitor::text AS monitor, e.name AS monitor_name, e.reference_date, e.status AS edition_status,
	e.disclosed, a.area_id, a.level::text AS area_level, a.key::text AS area_key, a.name AS area_name, p.key::text AS parent_key, p.name AS parent_name,
	s.population, s.excluded, s.reason, s.class, s.label, s.rank, s.rank_lower, s.rank_upper, s.score, s.dynamics_class, s.dynamics_label, s.dynamics, s.area_group,
	COALESCE(e.name_en, e.name) AS monitor_name_en, COALESCE(a.name_en, a.name) AS area_name_en, s.label_en, s.reason_en, s.dynamics_label_en
FROM sozialraum.published_edition AS e
JOIN sozialraum.published_area AS a ON a.edition = e.edition
JOIN sozialraum.published_score AS s ON s.edition = a.edition AND s.area_id = a.area_id
LEFT JOIN sozialraum.published_area AS p ON p.edition = a.edition AND p.area_id = a.parent_id;
COMMENT ON VIEW sozialraum.bi_published_score IS 'Published results: one row per edition and area, for everybody. Veröffentlichte Ergebnisse je Ausgabe und Gebiet.';
COMMENT ON COLUMN sozialraum.bi_published_score.edition IS 'Ausgabe (Nummer)';
COMMENT ON COLUMN sozialraum.bi_published_score.monitor IS 'Monitor (Kürzel)';
COMMENT ON COLUMN sozialraum.bi_published_score.monitor_name IS 'Monitor';
COMMENT ON COLUMN sozialraum.bi_published_score.reference_date IS 'Stichtag';
COMMENT ON COLUMN sozialraum.bi_published_score.edition_status IS 'Stand der Ausgabe: published (veröffentlicht); zurückgezogene (withdrawn) sehen nur Planende';
COMMENT ON COLUMN sozialraum.bi_published_score.disclosed IS 'Was vom Ergebnis gezeigt wird: class (Klasse), rank (und Rang), score (und Indexwert)';
COMMENT ON COLUMN sozialraum.bi_published_score.area_id IS 'Gebiet (Nummer)';
COMMENT ON COLUMN sozialraum.bi_published_score.area_level IS 'Ebene';
COMMENT ON COLUMN sozialraum.bi_published_score.area_key IS 'Gebietsschlüssel (Text, führende Nullen)';
COMMENT ON COLUMN sozialraum.bi_published_score.area_name IS 'Gebiet';
COMMENT ON COLUMN sozialraum.bi_published_score.parent_key IS 'Schlüssel des übergeordneten Gebiets';
COMMENT ON COLUMN sozialraum.bi_published_score.parent_name IS 'Übergeordnetes Gebiet';
COMMENT ON COLUMN sozialraum.bi_published_score.population IS 'Einwohner';
COMMENT ON COLUMN sozialraum.bi_published_score.excluded IS 'Vor der Berechnung ausgeschlossen';
COMMENT ON COLUMN sozialraum.bi_published_score.reason IS 'Grund des Ausschlusses oder des fehlenden Ergebnisses';
COMMENT ON COLUMN sozialraum.bi_published_score.class IS 'Klasse, 1 = geringste Belastung';
COMMENT ON COLUMN sozialraum.bi_published_score.label IS 'Name der Klasse';
COMMENT ON COLUMN sozialraum.bi_published_score.rank IS 'Rang, 1 = höchste Belastung; leer, wenn er nicht gezeigt wird';
COMMENT ON COLUMN sozialraum.bi_published_score.rank_lower IS 'Bester Rang, von dem das Gebiet nicht zu unterscheiden ist';
COMMENT ON COLUMN sozialraum.bi_published_score.rank_upper IS 'Schlechtester Rang, von dem das Gebiet nicht zu unterscheiden ist';
COMMENT ON COLUMN sozialraum.bi_published_score.score IS 'Indexwert, höher = mehr Belastung; leer, wenn er nicht gezeigt wird';
COMMENT ON COLUMN sozialraum.bi_published_score.dynamics_class IS 'Klasse der Dynamik, 1 = günstigste';
COMMENT ON COLUMN sozialraum.bi_published_score.dynamics_label IS 'Name der Dynamikklasse';
COMMENT ON COLUMN sozialraum.bi_published_score.dynamics IS 'Dynamik gegenüber den anderen Gebieten, höher = ungünstiger; leer, wenn sie nicht gezeigt wird';
COMMENT ON COLUMN sozialraum.bi_published_score.area_group IS 'Status × Dynamik';
COMMENT ON COLUMN sozialraum.bi_published_score.monitor_name_en IS 'Monitor (englisch)';
COMMENT ON COLUMN sozialraum.bi_published_score.area_name_en IS 'Gebiet (englisch)';
COMMENT ON COLUMN sozialraum.bi_published_score.label_en IS 'Name der Klasse (englisch)';
COMMENT ON COLUMN sozialraum.bi_published_score.reason_en IS 'Grund des Ausschlusses oder des fehlenden Ergebnisses (englisch)';
COMMENT ON COLUMN sozialraum.bi_published_score.dynamics_label_en IS 'Name der Dynamikklasse (englisch)';

CREATE VIEW sozialraum.bi_published_edition WITH (security_invoker = true) AS
SELECT e.edition, e.monitor::text AS monitor, e.name AS monitor_name, e.description, e.reference_date, e.status, e.disclosed, e.disclosed_reason, e.area_count, e.scored_count,
	e.checksum, e.published_checksum, e.published_at::date AS published_on, e.published_by, e.note, e.withdrawn_at::date AS withdrawn_on, e.reason,
	COALESCE(e.name_en, e.name) AS monitor_name_en, e.disclosed_reason_en
FROM sozialraum.published_edition AS e;
COMMENT ON VIEW sozialraum.bi_published_edition IS 'Editions that were published, also those withdrawn (their figures are shown no more). Veröffentlichte Ausgaben, auch zurückgezogene.';
COMMENT ON COLUMN sozialraum.bi_published_edition.edition IS 'Ausgabe (Nummer)';
COMMENT ON COLUMN sozialraum.bi_published_edition.monitor IS 'Monitor (Kürzel)';
COMMENT ON COLUMN sozialraum.bi_published_edition.monitor_name IS 'Monitor';
COMMENT ON COLUMN sozialraum.bi_published_edition.description IS 'Wozu der Monitor dient';
COMMENT ON COLUMN sozialraum.bi_published_edition.reference_date IS 'Stichtag';
COMMENT ON COLUMN sozialraum.bi_published_edition.status IS 'published (veröffentlicht) oder withdrawn (zurückgezogen: Werte werden nicht mehr gezeigt)';
COMMENT ON COLUMN sozialraum.bi_published_edition.disclosed IS 'Was vom Ergebnis gezeigt wird: class (Klasse), rank (und Rang), score (und Indexwert)';
COMMENT ON COLUMN sozialraum.bi_published_edition.disclosed_reason IS 'Warum weniger gezeigt wird, als der Monitor vorsieht';
COMMENT ON COLUMN sozialraum.bi_published_edition.area_count IS 'Zahl der Gebiete';
COMMENT ON COLUMN sozialraum.bi_published_edition.scored_count IS 'Zahl der Gebiete mit Indexwert';
COMMENT ON COLUMN sozialraum.bi_published_edition.checksum IS 'Prüfsumme über Definition und Eingaben';
COMMENT ON COLUMN sozialraum.bi_published_edition.published_checksum IS 'SHA-256 der veröffentlichten und freigegebenen Werte; gehört in den gedruckten Bericht';
COMMENT ON COLUMN sozialraum.bi_published_edition.published_on IS 'Veröffentlicht am';
COMMENT ON COLUMN sozialraum.bi_published_edition.published_by IS 'Veröffentlicht von (Rolle)';
COMMENT ON COLUMN sozialraum.bi_published_edition.note IS 'Bemerkung (Beschluss, Drucksache)';
COMMENT ON COLUMN sozialraum.bi_published_edition.withdrawn_on IS 'Zurückgezogen am';
COMMENT ON COLUMN sozialraum.bi_published_edition.reason IS 'Grund der Rücknahme';
COMMENT ON COLUMN sozialraum.bi_published_edition.monitor_name_en IS 'Monitor (englisch)';
COMMENT ON COLUMN sozialraum.bi_published_edition.disclosed_reason_en IS 'Warum weniger gezeigt wird, als der Monitor vorsieht (englisch)';

CREATE VIEW sozialraum.bi_entitled_value WITH (security_invoker = true) AS
SELECT e.edition, e.monitor::text AS monitor, e.name AS monitor_name, e.reference_date, e.status AS edition_status,
	a.area_id, a.level::text AS area_level, a.key::text AS area_key, a.name AS area_name, p.key::text AS parent_key, p.name AS parent_name, a.is_reference,
	i.dimension::text AS dimension, i.dimension_name, i.indicator::text AS indicator, i.name AS indicator_name, i.unit, i.value_date,
	v.value, v.numerator, v.denominator, v.status::text AS status, v.reason, v.change,
	u.value AS published_value, u.status::text AS published_status, u.reason AS published_reason, u.class AS published_class, u.change AS published_change,
	COALESCE(e.name_en, e.name) AS monitor_name_en, COALESCE(a.name_en, a.name) AS area_name_en,
	COALESCE(i.dimension_name_en, i.dimension_name) AS dimension_name_en, COALESCE(i.name_en, i.name) AS indicator_name_en
FROM sozialraum.entitled_value AS v
JOIN sozialraum.published_edition AS e ON e.edition = v.edition
JOIN sozialraum.published_area AS a ON a.edition = v.edition AND a.area_id = v.area_id
JOIN sozialraum.published_indicator AS i ON i.edition = v.edition AND i."position" = v."position"
LEFT JOIN sozialraum.published_value AS u ON u.edition = v.edition AND u.area_id = v.area_id AND u."position" = v."position"
LEFT JOIN sozialraum.published_area AS p ON p.edition = a.edition AND p.area_id = a.parent_id;
COMMENT ON VIEW sozialraum.bi_entitled_value IS 'Figures as they were computed, of the areas and indicators that were granted to the reader, beside what everybody sees. Eigene Werte in voller Genauigkeit: nur freigegebene Gebiete und Indikatoren.';
COMMENT ON COLUMN sozialraum.bi_entitled_value.edition IS 'Ausgabe (Nummer)';
COMMENT ON COLUMN sozialraum.bi_entitled_value.monitor IS 'Monitor (Kürzel)';
COMMENT ON COLUMN sozialraum.bi_entitled_value.monitor_name IS 'Monitor';
COMMENT ON COLUMN sozialraum.bi_entitled_value.reference_date IS 'Stichtag';
COMMENT ON COLUMN sozialraum.bi_entitled_value.edition_status IS 'Stand der Ausgabe: published (veröffentlicht); zurückgezogene (withdrawn) sehen nur Planende';
COMMENT ON COLUMN sozialraum.bi_entitled_value.area_id IS 'Gebiet (Nummer)';
COMMENT ON COLUMN sozialraum.bi_entitled_value.area_level IS 'Ebene';
COMMENT ON COLUMN sozialraum.bi_entitled_value.area_key IS 'Gebietsschlüssel (Text, führende Nullen)';
COMMENT ON COLUMN sozialraum.bi_entitled_value.area_name IS 'Gebiet';
COMMENT ON COLUMN sozialraum.bi_entitled_value.parent_key IS 'Schlüssel des übergeordneten Gebiets';
COMMENT ON COLUMN sozialraum.bi_entitled_value.parent_name IS 'Übergeordnetes Gebiet';
COMMENT ON COLUMN sozialraum.bi_entitled_value.is_reference IS 'Gebiet über der Ebene des Monitors (die Gemeinde zu ihren Sozialräumen): beim Summieren auslassen';
COMMENT ON COLUMN sozialraum.bi_entitled_value.dimension IS 'Dimension (Kürzel)';
COMMENT ON COLUMN sozialraum.bi_entitled_value.dimension_name IS 'Dimension';
COMMENT ON COLUMN sozialraum.bi_entitled_value.indicator IS 'Indikator (Kürzel)';
COMMENT ON COLUMN sozialraum.bi_entitled_value.indicator_name IS 'Indikator';
COMMENT ON COLUMN sozialraum.bi_entitled_value.unit IS 'Einheit';
COMMENT ON COLUMN sozialraum.bi_entitled_value.value_date IS 'Tag, auf den sich der Wert bezieht';
COMMENT ON COLUMN sozialraum.bi_entitled_value.value IS 'Wert, wie er berechnet wurde';
COMMENT ON COLUMN sozialraum.bi_entitled_value.numerator IS 'Zähler';
COMMENT ON COLUMN sozialraum.bi_entitled_value.denominator IS 'Nenner';
COMMENT ON COLUMN sozialraum.bi_entitled_value.status IS 'Status des Werts (final, preliminary, secret, missing, …)';
COMMENT ON COLUMN sozialraum.bi_entitled_value.reason IS 'Warum der Wert fehlt';
COMMENT ON COLUMN sozialraum.bi_entitled_value.change IS 'Veränderung in der Einheit';
COMMENT ON COLUMN sozialraum.bi_entitled_value.published_value IS 'Wert, den alle sehen; leer, wenn er nicht freigegeben oder geheimgehalten ist';
COMMENT ON COLUMN sozialraum.bi_entitled_value.published_status IS 'Status, den alle sehen: secret (geheimgehalten), class (nur die Klasse), sonst wie status';
COMMENT ON COLUMN sozialraum.bi_entitled_value.published_reason IS 'Warum alle keinen Wert sehen';
COMMENT ON COLUMN sozialraum.bi_entitled_value.published_class IS 'Fünftel, das alle sehen';
COMMENT ON COLUMN sozialraum.bi_entitled_value.published_change IS 'Veränderung, die alle sehen';
COMMENT ON COLUMN sozialraum.bi_entitled_value.monitor_name_en IS 'Monitor (englisch)';
COMMENT ON COLUMN sozialraum.bi_entitled_value.area_name_en IS 'Gebiet (englisch)';
COMMENT ON COLUMN sozialraum.bi_entitled_value.dimension_name_en IS 'Dimension (englisch)';
COMMENT ON COLUMN sozialraum.bi_entitled_value.indicator_name_en IS 'Indikator (englisch)';

CREATE VIEW sozialraum.bi_entitled_score WITH (security_invoker = true) AS
SELECT e.edition, e.monitor::text AS monitor, e.name AS monitor_name, e.reference_date, e.status AS edition_status,
	a.area_id, a.level::text AS area_level, a.key::text AS area_key, a.name AS area_name, p.key::text AS parent_key, p.name AS parent_name,
	t.rank, t.score, s.population, s.excluded, s.reason, s.class, s.label, s.rank AS published_rank, s.score AS published_score, s.area_group, COALESCE(e.name_en, e.name) AS monitor_name_en, COALESCE(a.name_en, a.name) AS area_name_en, s.label_en, s.reason_en
FROM sozialraum.entitled_score AS t
JOIN sozialraum.published_edition AS e ON e.edition = t.edition
JOIN sozialraum.published_area AS a ON a.edition = t.edition AND a.area_id = t.area_id
LEFT JOIN sozialraum.published_score AS s ON s.edition = t.edition AND s.area_id = t.area_id
LEFT JOIN sozialraum.published_area AS p ON p.edition = a.edition AND p.area_id = a.parent_id;
COMMENT ON VIEW sozialraum.bi_entitled_score IS 'Position of the areas that were granted to the reader without a limit, beside what everybody sees. Eigene Position: nur freigegebene Gebiete.';
COMMENT ON COLUMN sozialraum.bi_entitled_score.edition IS 'Ausgabe (Nummer)';
COMMENT ON COLUMN sozialraum.bi_entitled_score.monitor IS 'Monitor (Kürzel)';
COMMENT ON COLUMN sozialraum.bi_entitled_score.monitor_name IS 'Monitor';
COMMENT ON COLUMN sozialraum.bi_entitled_score.reference_date IS 'Stichtag';
COMMENT ON COLUMN sozialraum.bi_entitled_score.edition_status IS 'Stand der Ausgabe: published (veröffentlicht); zurückgezogene (withdrawn) sehen nur Planende';
COMMENT ON COLUMN sozialraum.bi_entitled_score.area_id IS 'Gebiet (Nummer)';
COMMENT ON COLUMN sozialraum.bi_entitled_score.area_level IS 'Ebene';
COMMENT ON COLUMN sozialraum.bi_entitled_score.area_key IS 'Gebietsschlüssel (Text, führende Nullen)';
COMMENT ON COLUMN sozialraum.bi_entitled_score.area_name IS 'Gebiet';
COMMENT ON COLUMN sozialraum.bi_entitled_score.parent_key IS 'Schlüssel des übergeordneten Gebiets';
COMMENT ON COLUMN sozialraum.bi_entitled_score.parent_name IS 'Übergeordnetes Gebiet';
COMMENT ON COLUMN sozialraum.bi_entitled_score.rank IS 'Rang, 1 = höchste Belastung';
COMMENT ON COLUMN sozialraum.bi_entitled_score.score IS 'Indexwert, höher = mehr Belastung; auf eine Stelle gerundet, wenn er nicht öffentlich ist';
COMMENT ON COLUMN sozialraum.bi_entitled_score.population IS 'Einwohner';
COMMENT ON COLUMN sozialraum.bi_entitled_score.excluded IS 'Vor der Berechnung ausgeschlossen';
COMMENT ON COLUMN sozialraum.bi_entitled_score.reason IS 'Grund des Ausschlusses oder des fehlenden Ergebnisses';
COMMENT ON COLUMN sozialraum.bi_entitled_score.class IS 'Klasse, 1 = geringste Belastung';
COMMENT ON COLUMN sozialraum.bi_entitled_score.label IS 'Name der Klasse';
COMMENT ON COLUMN sozialraum.bi_entitled_score.published_rank IS 'Rang, den alle sehen; leer, wenn er nicht gezeigt wird';
COMMENT ON COLUMN sozialraum.bi_entitled_score.published_score IS 'Indexwert, den alle sehen; leer, wenn er nicht gezeigt wird';
COMMENT ON COLUMN sozialraum.bi_entitled_score.area_group IS 'Status × Dynamik';
COMMENT ON COLUMN sozialraum.bi_entitled_score.monitor_name_en IS 'Monitor (englisch)';
COMMENT ON COLUMN sozialraum.bi_entitled_score.area_name_en IS 'Gebiet (englisch)';
COMMENT ON COLUMN sozialraum.bi_entitled_score.label_en IS 'Name der Klasse (englisch)';
COMMENT ON COLUMN sozialraum.bi_entitled_score.reason_en IS 'Grund des Ausschlusses oder des fehlenden Ergebnisses (englisch)';

CREATE FUNCTION sozialraum._make_view(view text, query text) RETURNS oid
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_oid		oid := to_regclass(view);
	v_grants	text[];
	v_comments	text[];
	v_statement	text;
BEGIN
	BEGIN
		EXECUTE format('CREATE OR REPLACE VIEW %s WITH (security_invoker = true) AS %s', view, query);
	EXCEPTION WHEN invalid_table_definition THEN
		-- the columns changed: made anew, what others may do with it and wrote on it is kept
		v_grants := ARRAY(
			SELECT format('GRANT %s ON %s TO %s%s', x.privilege_type, view, CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END,
				CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
			FROM pg_class AS c CROSS JOIN LATERAL aclexplode(c.relacl) AS x WHERE c.oid = v_oid AND x.grantee <> c.relowner);
		v_comments := ARRAY(
			SELECT format('COMMENT ON COLUMN %s.%I IS %L', view, t.attname, d.description)
			FROM pg_description AS d JOIN pg_attribute AS t ON t.attrelid = d.objoid AND t.attnum = d.objsubid AND NOT t.attisdropped
			WHERE d.classoid = 'pg_class'::regclass AND d.objoid = v_oid
			UNION ALL
			SELECT format('COMMENT ON VIEW %s IS %L', view, obj_description(v_oid, 'pg_class')) WHERE obj_description(v_oid, 'pg_class') IS NOT NULL);
		EXECUTE format('DROP VIEW %s', view);
		EXECUTE format('CREATE VIEW %s WITH (security_invoker = true) AS %s', view, query);
		FOREACH v_statement IN ARRAY v_grants LOOP
			EXECUTE v_statement;
		END LOOP;
		FOREACH v_statement IN ARRAY v_comments LOOP
			BEGIN
				EXECUTE v_statement;
			EXCEPTION WHEN undefined_column THEN
				NULL;		-- the column is gone
			END;
		END LOOP;
	END;
	RETURN to_regclass(view);
END
$$;
COMMENT ON FUNCTION sozialraum._make_view(text, text) IS 'Creates a view or brings it up to date; grants and comments are kept where its columns change. view: the qualified and quoted name.';
REVOKE EXECUTE ON FUNCTION sozialraum._make_view(text, text) FROM PUBLIC;

CREATE FUNCTION sozialraum.create_published_view(monitor text, schema name, view_name name DEFAULT NULL) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_monitor	sozialraum.monitor;
	v_edition	bigint;
	v_indicator	text[];
	v_comment	text[];
	v_view		text;
	v_srid		integer := COALESCE((SELECT s.srid FROM sozialraum.setting AS s), 25832);
	v_en		boolean := COALESCE((SELECT s.language = 'en' FROM sozialraum.setting AS s), false);
	v_columns	text;
	v_figures	text;
	v_twice		text;
	v_oid		oid;
	v_statement	text;
BEGIN
	SELECT m.* INTO v_monitor FROM sozialraum.monitor AS m WHERE m.code = create_published_view.monitor;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such monitor.',
			DETAIL = format('Monitor %s.', create_published_view.monitor), HINT = 'The monitors are the rows of sozialraum.monitor.';
	END IF;
	IF schema IS NULL OR schema = 'sozialraum' OR NOT EXISTS (SELECT FROM pg_namespace AS n WHERE n.nspname = schema) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name', MESSAGE = 'The view needs an existing schema of your own.',
			DETAIL = format('Schema %s.', COALESCE(quote_ident(schema), 'NULL')),
			HINT = 'Create one first: what is made at run time does not belong into the schema of the extension.';
	END IF;
	v_view := format('%I.%I', schema, COALESCE(view_name, v_monitor.code || '_published'));

	-- the indicators of the newest published edition; before there is one, those of the monitor
	SELECT p.edition INTO v_edition FROM sozialraum.published_edition AS p
	WHERE p.monitor = v_monitor.code AND p.status = 'published' ORDER BY p.reference_date DESC, p.edition DESC LIMIT 1;
	SELECT array_agg(i.code ORDER BY i.no, i.code), array_agg(i.comment ORDER BY i.no, i.code) INTO v_indicator, v_comment
	FROM (
		SELECT p.indicator::text AS code, p."position" AS no, CASE WHEN v_en THEN COALESCE(p.name_en, p.name) ELSE p.name END || COALESCE(' [' || p.unit || ']', '') AS comment
		FROM sozialraum.published_indicator AS p WHERE p.edition = v_edition
		UNION ALL
		SELECT mi.indicator::text, mi."position", CASE WHEN v_en THEN COALESCE(i.name_en, i.name) ELSE i.name END || COALESCE(' [' || i.unit || ']', '')
		FROM sozialraum.monitor_indicator AS mi JOIN sozialraum.indicator AS i ON i.code = mi.indicator WHERE mi.monitor = v_monitor.code AND v_edition IS NULL) AS i;
	SELECT string_agg(c.code, ', ' ORDER BY c.code) INTO v_twice
	FROM (SELECT u.code, count(*) OVER (PARTITION BY sozialraum._column_name(u.code)) AS n FROM unnest(v_indicator) AS u (code)) AS c WHERE c.n > 1;
	IF v_twice IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_column', MESSAGE = 'Two indicators would share the name of a column.',
			DETAIL = format('Monitor %s: %s.', v_monitor.code, v_twice), HINT = 'Rename one of them.';
	END IF;
	SELECT COALESCE(string_agg(format(', f.%I, COALESCE(f.%I, ''missing'') AS %I, f.%I', u.name, u.name || '_status', u.name || '_status', u.name || '_class'), '' ORDER BY u.no), ''),
		string_agg(format('max(v.value) FILTER (WHERE v.indicator = %L) AS %I, max(v.status) FILTER (WHERE v.indicator = %L) AS %I, max(v.class) FILTER (WHERE v.indicator = %L) AS %I',
			u.code, u.name, u.code, u.name || '_status', u.code, u.name || '_class'), ', ' ORDER BY u.no)
	INTO v_columns, v_figures
	FROM (SELECT x.code, sozialraum._column_name(x.code) AS name, x.no FROM unnest(v_indicator) WITH ORDINALITY AS x (code, no)) AS u;

	-- integer key first and typed geometry: QGIS then needs neither questions nor scans
	v_oid := sozialraum._make_view(v_view, format('SELECT a.area_id::integer AS id, a.key::text AS area_key, a.name AS area_name, p.key::text AS parent_key, p.name AS parent_name, '
		'e.edition, e.reference_date, s.population, s.class, s.label%1$s AS label, s.rank, s.rank_lower, s.rank_upper, s.score, '
		's.dynamics_class, s.dynamics_label%1$s AS dynamics_label, s.area_group, s.excluded, s.reason%1$s AS reason%2$s, a.geom::%3$s(MultiPolygon,%4$s) AS geom '
		'FROM sozialraum.published_edition AS e '
		'JOIN sozialraum.published_area AS a ON a.edition = e.edition '
		'JOIN sozialraum.published_score AS s ON s.edition = e.edition AND s.area_id = a.area_id '
		'LEFT JOIN sozialraum.published_area AS p ON p.edition = e.edition AND p.area_id = a.parent_id '
		'%5$s'
		'WHERE e.edition = (SELECT x.edition FROM sozialraum.published_edition AS x WHERE x.monitor = %6$L AND x.status = ''published'' '
		'ORDER BY x.reference_date DESC, x.edition DESC LIMIT 1)',
		CASE WHEN v_en THEN '_en' ELSE '' END, v_columns,
		(SELECT format_type(t.atttypid, NULL) FROM pg_attribute AS t WHERE t.attrelid = 'sozialraum.published_area'::regclass AND t.attname = 'geom'), v_srid,
		'LEFT JOIN LATERAL (SELECT ' || v_figures || ' FROM sozialraum.published_value AS v WHERE v.edition = e.edition AND v.area_id = a.area_id) AS f ON true ', v_monitor.code));

	-- who reads the published tables reads the view, and comments where nobody wrote one
	FOR v_statement IN
		SELECT format('GRANT SELECT ON %s TO %s', v_view, CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END)
		FROM pg_class AS c CROSS JOIN LATERAL aclexplode(c.relacl) AS x
		WHERE c.oid = 'sozialraum.published_value'::regclass AND x.privilege_type = 'SELECT' AND x.grantee NOT IN (SELECT v.relowner FROM pg_class AS v WHERE v.oid = v_oid)
		UNION ALL
		SELECT format('COMMENT ON COLUMN %s.%I IS %L', v_view, c.name, c.text)
		FROM (
			SELECT x.name, CASE WHEN v_en THEN x.en ELSE x.de END
			FROM (VALUES
				('id', 'Gebiet (Nummer)', 'Area (number)'), ('area_key', 'Gebietsschlüssel', 'Key of the area'), ('area_name', 'Gebiet', 'Area'),
				('parent_key', 'Schlüssel des übergeordneten Gebiets', 'Key of the parent area'), ('parent_name', 'Übergeordnetes Gebiet', 'Parent area'),
				('edition', 'Ausgabe (Nummer)', 'Edition (number)'), ('reference_date', 'Stichtag', 'Reference date'), ('population', 'Einwohner', 'Population'),
				('class', 'Klasse, 1 = geringste Belastung', 'Class, 1 = lowest burden'), ('label', 'Name der Klasse', 'Name of the class'),
				('rank', 'Rang, 1 = höchste Belastung; leer, wenn er nicht gezeigt wird', 'Rank, 1 = highest burden; empty where it is not shown'),
				('rank_lower', 'Bester Rang, von dem das Gebiet nicht zu unterscheiden ist', 'Best rank that the area cannot be told apart from'),
				('rank_upper', 'Schlechtester Rang, von dem das Gebiet nicht zu unterscheiden ist', 'Worst rank that the area cannot be told apart from'),
				('score', 'Indexwert, höher = mehr Belastung; leer, wenn er nicht gezeigt wird', 'Score, higher = more burden; empty where it is not shown'),
				('dynamics_class', 'Klasse der Dynamik, 1 = günstigste', 'Class of the dynamics, 1 = best'), ('dynamics_label', 'Name der Dynamikklasse', 'Name of the dynamics class'),
				('area_group', 'Status × Dynamik', 'Status × dynamics'), ('excluded', 'Vor der Berechnung ausgeschlossen', 'Left out before anything was computed'),
				('reason', 'Grund des Ausschlusses oder des fehlenden Ergebnisses', 'Why the area is left out or has no result'),
				('geom', 'Gebietsgrenze', 'Border of the area')) AS x (name, de, en)
			UNION ALL
			SELECT sozialraum._column_name(u.code) || k.suffix, u.comment || CASE WHEN v_en THEN k.en ELSE k.de END
			FROM unnest(v_indicator, v_comment) AS u (code, comment)
			CROSS JOIN (VALUES ('', '', ''), ('_status', ': Status (final, secret, class, missing, …)', ': status (final, secret, class, missing, …)'),
				('_class', ': Fünftel der Gebiete, 1 = geringste Belastung', ': fifth of the areas, 1 = lowest burden')) AS k (suffix, de, en)) AS c (name, text)
		JOIN pg_attribute AS t ON t.attrelid = v_oid AND t.attname = c.name AND NOT t.attisdropped
		WHERE col_description(v_oid, t.attnum) IS NULL
		UNION ALL
		SELECT format('COMMENT ON VIEW %s IS %L', v_view, CASE WHEN v_en THEN COALESCE(v_monitor.name_en, v_monitor.name) || ' (newest published edition)'
			ELSE v_monitor.name || COALESCE(': ' || v_monitor.description, '') || ' (neueste veröffentlichte Ausgabe)' END) WHERE obj_description(v_oid, 'pg_class') IS NULL
	LOOP
		EXECUTE v_statement;
	END LOOP;
	RETURN v_view;
END
$$;
COMMENT ON FUNCTION sozialraum.create_published_view(text, name, name) IS
'Creates, or brings up to date, the view of a monitor that readers open, in a schema of yours: the newest published edition with one row per area, an integer key first, class, rank and score as far as they are disclosed, value, status and fifth of every indicator (D05-01 becomes d05_01, d05_01_status, d05_01_class) and typed geometry. It reads nothing but what was published, and is granted to everybody who reads the published tables; they also need USAGE on the schema. Run it again after publishing an edition with other indicators; grants and comments are kept. Without a name: the monitor''s, and "_published". Returns its name. For planners. Errors: 42704 unknown monitor, 3F000 no such schema, 42701 two indicators of one column name.';
REVOKE EXECUTE ON FUNCTION sozialraum.create_published_view(text, name, name) FROM PUBLIC;
