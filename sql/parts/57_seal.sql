-- ---------------------------------------------------------------------------------------------------------------------
-- Checksums of published editions.
--
-- Two kinds: over what everybody reads (anybody may compute it again), and over what is kept behind it. The second is sealed with
-- a random number that only planners read: of a published checksum over figures of which an outsider knows all but a few small
-- ones, he would otherwise find these by trial.
-- Long tables are hashed in binary form (record_send), the others as JSON without what is NULL, so that a column that a later
-- version adds leaves the checksums of older editions as they are.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._geometry_bytes(geom geometry) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ST_AsEWKB(geom);
COMMENT ON FUNCTION sozialraum._geometry_bytes(geometry) IS 'EWKB: the geometry as bytes, the same in every database.';

CREATE FUNCTION sozialraum._checksum_of(parts jsonb) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(parts::pg_catalog.text, 'UTF8')), 'hex');
COMMENT ON FUNCTION sozialraum._checksum_of(jsonb) IS 'SHA-256 over the checksums of parts.';

CREATE FUNCTION sozialraum._snapshot_parts(edition bigint) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off SET extra_float_digits = 1 SET timezone = 'UTC' AS $$
	SELECT jsonb_object_agg(p.part, encode(sha256(COALESCE(p.content, '')), 'hex'))
	FROM sozialraum.edition AS e
	CROSS JOIN LATERAL (
		-- what changes with the state is watched by _edition_transition(), and the key of the monitor may be renamed
		SELECT 'edition', convert_to(jsonb_strip_nulls(to_jsonb(e) - '{monitor,status,definition,published_at,published_by,withdrawn_at,withdrawn_by,reason}'::text[])::text, 'UTF8')
		UNION ALL
		SELECT 'definition', convert_to(e.definition::text, 'UTF8')
		UNION ALL
		SELECT 'edition_value', (SELECT string_agg(sha256(record_send(ROW(v.area_id, v.value, v.numerator, v.denominator, v.status, v.reason, v.normalised, v.earlier,
				v.change, v.change_normalised, v.change_reason))), '' ORDER BY v.area_id)
			FROM sozialraum.edition_value AS v WHERE v.edition = e.id)
		UNION ALL
		SELECT 'edition_reference', (SELECT string_agg(sha256(convert_to(jsonb_strip_nulls(to_jsonb(r))::text, 'UTF8')), '' ORDER BY r.area_id)
			FROM sozialraum.edition_reference AS r WHERE r.edition = e.id)
		UNION ALL
		SELECT 'edition_score', (SELECT string_agg(sha256(convert_to(jsonb_strip_nulls(to_jsonb(s))::text, 'UTF8')), '' ORDER BY s.area_id)
			FROM sozialraum.edition_score AS s WHERE s.edition = e.id)
		UNION ALL
		SELECT 'edition_dimension_score', (SELECT string_agg(sha256(record_send(ROW(d.area_id, d.sum, d.score, d.rank, d.reason))), '' ORDER BY d.area_id)
			FROM sozialraum.edition_dimension_score AS d WHERE d.edition = e.id)
		UNION ALL
		SELECT 'edition_protection', (SELECT string_agg(sha256(record_send(ROW(p.area_id, p.is_reference, p.state, p.change_state, p.why, p.numerator, p.denominator, p.value,
				p.change, p.population, p.class_shown, p.dynamics_shown))), '' ORDER BY p.area_id)
			FROM sozialraum.edition_protection AS p WHERE p.edition = e.id)
		UNION ALL
		SELECT 'entitled_area', (SELECT string_agg(int8send(a.territory_id) || int8send(a.area_id), '' ORDER BY a.territory_id, a.area_id)
			FROM sozialraum.entitled_area AS a WHERE a.edition = e.id)
		UNION ALL
		SELECT 'entitled_value', (SELECT string_agg(x.hash, '' ORDER BY x.area_id)
			FROM (SELECT v.area_id, sha256(string_agg(record_send(ROW(v."position", v.indicator, v.value, v.numerator, v.denominator, v.status, v.reason, v.change)), '')) AS hash
				-- in the order of the key: one sort for all instead of one for each area
				FROM (SELECT * FROM sozialraum.entitled_value AS y WHERE y.edition = e.id ORDER BY y.area_id, y."position") AS v GROUP BY v.area_id) AS x)
		UNION ALL
		SELECT 'entitled_score', (SELECT string_agg(sha256(convert_to(jsonb_strip_nulls(to_jsonb(s))::text, 'UTF8')), '' ORDER BY s.area_id)
			FROM sozialraum.entitled_score AS s WHERE s.edition = e.id)) AS p (part, content)
	WHERE e.id = _snapshot_parts.edition
$$;
COMMENT ON FUNCTION sozialraum._snapshot_parts(bigint) IS 'SHA-256 of each table''s rows of an edition that are not for everybody: definition, figures, results, protection, entitled rows.';

CREATE FUNCTION sozialraum._sealed_parts(edition bigint, nonce bytea) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT jsonb_object_agg(p.key, encode(sha256(_sealed_parts.nonce || decode(p.value, 'hex')), 'hex')) FROM jsonb_each_text(sozialraum._snapshot_parts(_sealed_parts.edition)) AS p
$$;
COMMENT ON FUNCTION sozialraum._sealed_parts(bigint, bytea) IS 'The same, each hashed again with the random number of the seal.';

CREATE FUNCTION sozialraum._published_parts(head sozialraum.published_edition) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off SET extra_float_digits = 1 SET timezone = 'UTC' AS $$
	SELECT jsonb_object_agg(p.part, encode(sha256(COALESCE(p.content, '')), 'hex'))
	FROM (
		SELECT 'head', convert_to(jsonb_strip_nulls(to_jsonb(head) - '{status,withdrawn_at,withdrawn_by,reason,published_checksum,parts}'::text[])::text, 'UTF8')
		UNION ALL
		SELECT 'published_area', (SELECT string_agg(sha256(convert_to(jsonb_strip_nulls(to_jsonb(ROW(a.area_id, a.level, a.key, a.name, a.name_en, a.parent_id, a.whole_id, a.is_reference, a.srid)))::text, 'UTF8')
				|| COALESCE(sozialraum._geometry_bytes(a.geom), '')), '' ORDER BY a.area_id)
			FROM sozialraum.published_area AS a WHERE a.edition = (head).edition)
		UNION ALL
		SELECT 'published_indicator', (SELECT string_agg(sha256(convert_to(jsonb_strip_nulls(to_jsonb(i))::text, 'UTF8')), '' ORDER BY i."position")
			FROM sozialraum.published_indicator AS i WHERE i.edition = (head).edition)
		UNION ALL
		SELECT 'published_value', (SELECT string_agg(x.hash, '' ORDER BY x.area_id)
			FROM (SELECT v.area_id, sha256(string_agg(record_send(ROW(v."position", v.indicator, v.value, v.numerator, v.denominator, v.status, v.reason, v.reason_en, v.class, v.change)), '')) AS hash
				-- in the order of the key: one sort for all instead of one for each area
				FROM (SELECT * FROM sozialraum.published_value AS y WHERE y.edition = (head).edition ORDER BY y.area_id, y."position") AS v GROUP BY v.area_id) AS x)
		UNION ALL
		SELECT 'published_score', (SELECT string_agg(sha256(convert_to(jsonb_strip_nulls(to_jsonb(s))::text, 'UTF8')), '' ORDER BY s.area_id)
			FROM sozialraum.published_score AS s WHERE s.edition = (head).edition)) AS p (part, content)
$$;
COMMENT ON FUNCTION sozialraum._published_parts(sozialraum.published_edition) IS 'SHA-256 of each published table''s rows of an edition, and of its head without what withdrawing changes.';
