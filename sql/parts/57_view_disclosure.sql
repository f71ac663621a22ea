-- ---------------------------------------------------------------------------------------------------------------------
-- Disclosure control for planners: original and protected figures side by side, the loss, the attack on demand.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE VIEW sozialraum.edition_disclosure WITH (security_invoker = true) AS
SELECT p.edition, a.id AS area_id, a.level AS area_level, a.key AS area_key, a.name AS area_name, p.is_reference, u.no::integer AS "position",
	e.indicators[u.no] AS indicator, u.state::integer AS state,
	CASE u.state WHEN 0 THEN 'gezeigt' WHEN 1 THEN 'unsicher' WHEN 2 THEN 'zum Schutz anderer verborgen' ELSE 'kein Wert' END AS state_text,
	CASE u.state WHEN 0 THEN 'shown' WHEN 1 THEN 'unsafe' WHEN 2 THEN 'hidden to protect others' ELSE 'no figure' END AS state_text_en,
	u.why,
	CASE u.why WHEN 'count' THEN 'Fallzahl unter dem Mindestwert' WHEN 'complement' THEN 'fast alle sind betroffen: der Rest liegt unter dem Mindestwert' WHEN 'denominator' THEN 'Nenner zu klein'
		WHEN 'dominance' THEN 'wenige Große bestimmen die Summe' WHEN 'p_percent' THEN 'der größte Beitrag ließe sich zu genau schätzen' WHEN 'source' THEN 'geheim geliefert' ELSE u.why END AS why_text,
	CASE u.why WHEN 'count' THEN 'count below the minimum' WHEN 'complement' THEN 'nearly all are concerned: the rest is below the minimum' WHEN 'denominator' THEN 'denominator too small'
		WHEN 'dominance' THEN 'a few large ones dominate the total' WHEN 'p_percent' THEN 'the largest contribution could be estimated too closely' WHEN 'source' THEN 'delivered as secret' ELSE u.why END AS why_text_en,
	u.numerator, u.denominator, u.value, u.change, u.shown_numerator, u.shown_denominator, u.shown_value, u.shown_change, u.change_state::integer AS change_state
FROM sozialraum.edition_protection AS p
JOIN sozialraum.edition AS e ON e.id = p.edition
JOIN sozialraum.area AS a ON a.id = p.area_id
LEFT JOIN sozialraum.edition_value AS v ON v.edition = p.edition AND v.area_id = p.area_id AND NOT p.is_reference
LEFT JOIN sozialraum.edition_reference AS r ON r.edition = p.edition AND r.area_id = p.area_id AND p.is_reference
CROSS JOIN LATERAL ROWS FROM (unnest(p.state), unnest(p.change_state), unnest(p.why), unnest(COALESCE(v.numerator, r.numerator)), unnest(COALESCE(v.denominator, r.denominator)),
	unnest(COALESCE(v.value, r.value)), unnest(v.change), unnest(p.numerator), unnest(p.denominator), unnest(p.value), unnest(p.change)) WITH ORDINALITY
	AS u (state, change_state, why, numerator, denominator, value, change, shown_numerator, shown_denominator, shown_value, shown_change, no);
COMMENT ON VIEW sozialraum.edition_disclosure IS 'For planners: every figure of an edition that was published (or tried to be), as it is and as it is shown, and why it is hidden. A figure of an indicator released as class is not shown to everybody even where its state is 0.';
COMMENT ON COLUMN sozialraum.edition_disclosure.edition IS 'Edition.';
COMMENT ON COLUMN sozialraum.edition_disclosure.area_id IS 'Area.';
COMMENT ON COLUMN sozialraum.edition_disclosure.area_level IS 'Its level.';
COMMENT ON COLUMN sozialraum.edition_disclosure.area_key IS 'Its key.';
COMMENT ON COLUMN sozialraum.edition_disclosure.area_name IS 'Its name.';
COMMENT ON COLUMN sozialraum.edition_disclosure.is_reference IS 'Reference area above the level.';
COMMENT ON COLUMN sozialraum.edition_disclosure."position" IS 'Number of the indicator in the edition.';
COMMENT ON COLUMN sozialraum.edition_disclosure.indicator IS 'Indicator (key).';
COMMENT ON COLUMN sozialraum.edition_disclosure.state IS '0 shown, 1 hidden because it is unsafe itself, 2 hidden to protect others, 3 no figure.';
COMMENT ON COLUMN sozialraum.edition_disclosure.state_text IS 'The same in German.';
COMMENT ON COLUMN sozialraum.edition_disclosure.state_text_en IS 'The same in English.';
COMMENT ON COLUMN sozialraum.edition_disclosure.why IS 'Rule that makes it unsafe: count, complement, denominator, dominance, p_percent, source; NULL: none.';
COMMENT ON COLUMN sozialraum.edition_disclosure.why_text IS 'The rule in German.';
COMMENT ON COLUMN sozialraum.edition_disclosure.why_text_en IS 'The rule in English.';
COMMENT ON COLUMN sozialraum.edition_disclosure.numerator IS 'Numerator as computed.';
COMMENT ON COLUMN sozialraum.edition_disclosure.denominator IS 'Denominator as computed.';
COMMENT ON COLUMN sozialraum.edition_disclosure.value IS 'Value as computed.';
COMMENT ON COLUMN sozialraum.edition_disclosure.change IS 'Change as computed.';
COMMENT ON COLUMN sozialraum.edition_disclosure.shown_numerator IS 'Numerator that may be shown; NULL: hidden.';
COMMENT ON COLUMN sozialraum.edition_disclosure.shown_denominator IS 'Denominator that may be shown; NULL: hidden.';
COMMENT ON COLUMN sozialraum.edition_disclosure.shown_value IS 'Value that may be shown; NULL: hidden.';
COMMENT ON COLUMN sozialraum.edition_disclosure.shown_change IS 'Change that may be shown; NULL: hidden.';
COMMENT ON COLUMN sozialraum.edition_disclosure.change_state IS 'As state, for the change.';

CREATE FUNCTION sozialraum.disclosure_report(edition bigint) RETURNS TABLE ("position" integer, indicator text, cells bigint, unsafe bigint, secondary bigint, suppressed_share double precision,
	cases double precision, cases_suppressed double precision, cases_suppressed_share double precision, mean_absolute_change double precision)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	-- areas of the level: reference areas would count everybody twice
	SELECT d."position", COALESCE(d.indicator, 'total'), count(*) FILTER (WHERE d.state <> 3), count(*) FILTER (WHERE d.state = 1), count(*) FILTER (WHERE d.state = 2),
		round(100.0 * count(*) FILTER (WHERE d.state IN (1, 2)) / nullif(count(*) FILTER (WHERE d.state <> 3), 0), 1)::double precision,
		sozialraum.exact_sum(d.numerator) FILTER (WHERE d.state <> 3), COALESCE(sozialraum.exact_sum(d.numerator) FILTER (WHERE d.state IN (1, 2)), 0),
		round((100 * sozialraum.exact_sum(d.numerator) FILTER (WHERE d.state IN (1, 2)) / nullif(sozialraum.exact_sum(d.numerator) FILTER (WHERE d.state <> 3), 0))::numeric, 1)::double precision,
		sozialraum.exact_sum(abs(d.shown_numerator - d.numerator)) / nullif(count(d.shown_numerator), 0)
	FROM sozialraum.edition_disclosure AS d
	WHERE d.edition = disclosure_report.edition AND NOT d.is_reference
	GROUP BY GROUPING SETS ((d."position", d.indicator), ())
	ORDER BY d."position" NULLS LAST
$$;
COMMENT ON FUNCTION sozialraum.disclosure_report(bigint) IS
'What disclosure control costs an edition, per indicator and in total (last row, position NULL): figures of the areas (cells), how many are unsafe themselves, how many are hidden to protect others, the share hidden (per cent), the cases counted in numerators and how many of them are hidden (number and per cent; in the total, cases of different indicators are added up), and by how much shown numerators differ from the true ones on average (0 unless they are rounded). No rows: the edition was not published yet.';

CREATE FUNCTION sozialraum.attack_edition(edition bigint, role text DEFAULT NULL) RETURNS TABLE (area_level text, area_key text, indicator text, part text, party integer, low double precision, high double precision,
	figure double precision, minimum double precision, safe boolean)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
	IF NOT EXISTS (SELECT FROM sozialraum.edition_protection AS p WHERE p.edition = attack_edition.edition) THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'There is nothing to attack: the edition was not published.',
			DETAIL = format('Edition %s.', COALESCE(attack_edition.edition::text, 'NULL')), HINT = 'Publish it with sozialraum.publish_edition().';
	END IF;
	RETURN QUERY
	SELECT a.level::text, a.key::text, e.indicators[x."position"], x.part, x.party, x.low, x.high, x.figure, x.minimum, NOT x.broken
	FROM sozialraum._edition_attack(attack_edition.edition, attack_edition.role, true) AS x
	JOIN sozialraum.edition AS e ON e.id = attack_edition.edition
	LEFT JOIN sozialraum.area AS a ON a.id = x.area_id
	ORDER BY x.party, a.rank, a.key, x."position", x.part, x.low;
END
$$;
COMMENT ON FUNCTION sozialraum.attack_edition(bigint, text) IS
'For planners: what an attacker can work out about every hidden unsafe figure of a published edition: the least and the greatest value that agree with all that he knows, the figure itself, the number of whole values that must remain (minimum), and whether that is kept (safe). party 0: everybody; others: the sets of grants that roles hold (role: only those of this role and its members). indicator NULL: population, a difference of two figures, or a figure hidden in an earlier release. Errors: 55000 not published.';
