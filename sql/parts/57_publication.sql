-- ---------------------------------------------------------------------------------------------------------------------
-- Publishing and withdrawing editions.
-- ---------------------------------------------------------------------------------------------------------------------

-- An edition goes from draft to published to withdrawn, and nowhere else; and only with an entry in the log. What else of a published
-- row may change is the key of its monitor, which follows a renaming, and what erase_edition_inputs() takes out of its definition.
CREATE FUNCTION sozialraum._edition_transition() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	c_withdrawal	CONSTANT text[] := '{status,withdrawn_at,withdrawn_by,reason}';		-- the columns that withdrawing writes
	v_edition	bigint;
	v_from		text;
	v_to		text;
BEGIN
	IF TG_TABLE_NAME = 'edition' THEN
		SELECT o.id, o.status, n.status INTO v_edition, v_from, v_to
		FROM old_row AS o LEFT JOIN new_row AS n ON n.id = o.id
		WHERE NOT COALESCE(CASE
			WHEN o.status = 'draft' AND n.status = 'draft' THEN true
			WHEN o.status = 'draft' AND n.status = 'published' THEN EXISTS (SELECT FROM sozialraum.published_edition AS p
				JOIN sozialraum.audit_log AS l ON l.edition = p.edition AND l.action = 'publish' AND l.detail ->> 'published_checksum' = p.published_checksum
				WHERE p.edition = o.id AND p.status = 'published')
			WHEN o.status = 'published' AND n.status = 'withdrawn' THEN btrim(n.reason) <> '' AND (to_jsonb(o) - c_withdrawal) = (to_jsonb(n) - c_withdrawal)
				AND EXISTS (SELECT FROM sozialraum.audit_log AS l WHERE l.edition = o.id AND l.action = 'withdraw' AND l.detail ->> 'reason' = n.reason)
				-- editions of versions before 0.4.0 have no published rows
				AND NOT EXISTS (SELECT FROM sozialraum.published_edition AS p
					WHERE p.edition = o.id AND (p.status, p.withdrawn_at, p.withdrawn_by, p.reason) IS DISTINCT FROM (n.status, n.withdrawn_at, n.withdrawn_by, n.reason))
			WHEN o.status = n.status AND o.definition IS DISTINCT FROM n.definition THEN (to_jsonb(o) - '{monitor,definition}'::text[]) = (to_jsonb(n) - '{monitor,definition}'::text[])
				AND EXISTS (SELECT FROM sozialraum._open_erasure() AS x WHERE x.edition = o.id AND n.definition = sozialraum._erased_definition(o.definition, x.gone))
			ELSE (to_jsonb(o) - 'monitor') = (to_jsonb(n) - 'monitor') END, false)
		ORDER BY o.id LIMIT 1;
	ELSE
		SELECT o.edition, o.status, n.status INTO v_edition, v_from, v_to
		FROM old_row AS o LEFT JOIN new_row AS n ON n.edition = o.edition
		WHERE NOT COALESCE(CASE
			WHEN o.status = 'published' AND n.status = 'withdrawn' THEN btrim(n.reason) <> '' AND (to_jsonb(o) - c_withdrawal) = (to_jsonb(n) - c_withdrawal)
				AND EXISTS (SELECT FROM sozialraum.audit_log AS l WHERE l.edition = o.edition AND l.action = 'withdraw' AND l.detail ->> 'reason' = n.reason)
			ELSE to_jsonb(o) = to_jsonb(n) END, false)
		ORDER BY o.edition LIMIT 1;
	END IF;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = 'A published edition cannot be changed or deleted.',
			DETAIL = format('Edition %s, from %s to %s.', v_edition, v_from, COALESCE(v_to, 'another number')),
			HINT = 'Publish with sozialraum.publish_edition(), withdraw with sozialraum.withdraw_edition(), and compute a new edition for new figures.';
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION sozialraum._edition_transition() IS 'Trigger: an edition goes from draft to published (when its published rows are there) and from published to withdrawn (with a reason, nothing else changed), and nowhere else, both with an entry in the log.';
CREATE TRIGGER edition_transition AFTER UPDATE ON sozialraum.edition REFERENCING OLD TABLE AS old_row NEW TABLE AS new_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_transition();
COMMENT ON TRIGGER edition_transition ON sozialraum.edition IS 'From draft to published to withdrawn, and nowhere else.';

CREATE POLICY edition_read ON sozialraum.edition FOR SELECT USING (true);
CREATE POLICY edition_add ON sozialraum.edition FOR INSERT WITH CHECK (status = 'draft');
CREATE POLICY edition_change ON sozialraum.edition FOR UPDATE USING (true) WITH CHECK (true);
CREATE POLICY edition_remove ON sozialraum.edition FOR DELETE USING (true);
COMMENT ON POLICY edition_read ON sozialraum.edition IS 'Who may read the table reads all editions.';
COMMENT ON POLICY edition_add ON sozialraum.edition IS 'Who may write editions writes drafts.';
COMMENT ON POLICY edition_change ON sozialraum.edition IS 'As far as the trigger lets him.';
COMMENT ON POLICY edition_remove ON sozialraum.edition IS 'As far as the trigger lets him.';

CREATE FUNCTION sozialraum._lock_edition(edition bigint) RETURNS sozialraum.edition
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_edition	sozialraum.edition;
BEGIN
	SELECT e.* INTO v_edition FROM sozialraum.edition AS e WHERE e.id = _lock_edition.edition;
	IF FOUND THEN
		-- always in this order: the monitor and date, as compute_edition() does, then publication, then the row
		PERFORM pg_advisory_xact_lock(hashtextextended('sozialraum.edition ' || v_edition.monitor || ' ' || v_edition.reference_date::text, 0));
		PERFORM pg_advisory_xact_lock(hashtextextended('sozialraum.publication', 0));
		SELECT e.* INTO v_edition FROM sozialraum.edition AS e WHERE e.id = _lock_edition.edition FOR UPDATE;
	END IF;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such edition.',
			DETAIL = format('Edition %s.', COALESCE(_lock_edition.edition::text, 'NULL')), HINT = 'The editions are the rows of sozialraum.edition.';
	END IF;
	RETURN v_edition;
END
$$;
COMMENT ON FUNCTION sozialraum._lock_edition(bigint) IS 'Waits for whoever computes, publishes, withdraws or erases the same monitor and date, and for whoever publishes anything; returns the edition as it then is. Errors: 42704 unknown edition.';
REVOKE EXECUTE ON FUNCTION sozialraum._lock_edition(bigint) FROM PUBLIC;

CREATE FUNCTION sozialraum._fifth_vectors(value double precision[], direction double precision[]) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'sozialraum_fifth_vectors' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._fifth_vectors(double precision[], double precision[]) IS 'Window function over rows of arrays: for every position by itself the fifth of the rows, 1 to 5, that the element belongs to, from low to high (direction of the position 1) or from high to low (-1); equal elements together, NULL elements and NULL arrays have none. The same direction in all rows. Errors: 2202E fewer directions than positions.';

-- no nested loops: the statistics know nothing of an edition that was just computed, and one row times one row is then ten thousand squared
CREATE FUNCTION sozialraum.publish_edition(edition bigint, note text DEFAULT NULL) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off SET enable_nestloop = off AS $$
#variable_conflict use_column
DECLARE
	v_edition	sozialraum.edition;
	v_monitor	sozialraum.monitor;
	v_disclosed	text;
	v_secret	boolean;			-- a scored figure is hidden
	v_hidden	integer[];			-- indicators of which a figure of a compared area is hidden
	v_rounded	integer[];			-- indicators whose figures are rounded
	v_head		sozialraum.published_edition;
	v_nonce		CONSTANT bytea := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
	v_sealed	jsonb;
	v_shape		record;				-- the published indicators, one array per column
BEGIN
	IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
		-- with an older snapshot it would be checked against the releases of then, not against those of now
		RAISE EXCEPTION USING ERRCODE = 'invalid_transaction_state', MESSAGE = 'Editions are published at the isolation level read committed.',
			DETAIL = format('This transaction is %s: it does not see what others published since it began.', current_setting('transaction_isolation')),
			HINT = 'Publish in a transaction of its own.';
	END IF;
	v_edition := sozialraum._lock_edition(publish_edition.edition);
	IF v_edition.status <> 'draft' THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'Only a draft can be published.',
			DETAIL = format('Edition %s is %s.', v_edition.id, v_edition.status),
			HINT = 'Compute a new edition with sozialraum.compute_edition().';
	END IF;
	-- Nobody slips a row in that was judged by the state before: who writes into these tables waits, and then sees the edition published.
	LOCK TABLE sozialraum.published_edition, sozialraum.published_area, sozialraum.published_indicator, sozialraum.published_value, sozialraum.published_score,
		sozialraum.entitled_area, sozialraum.entitled_value, sozialraum.entitled_score IN SHARE ROW EXCLUSIVE MODE;
	-- the inputs of a draft may be old; looked at up to the size of a large city, beyond it takes seconds
	IF v_edition.area_count::bigint * cardinality(v_edition.indicators) <= 50000 AND EXISTS (SELECT FROM sozialraum.edition_inputs_changed(v_edition.id)) THEN
		RAISE WARNING USING MESSAGE = 'The inputs of this draft have changed since it was computed.',
			DETAIL = format('Edition %s, computed %s.', v_edition.id, to_char(v_edition.computed_at, 'YYYY-MM-DD HH24:MI')),
			HINT = 'sozialraum.edition_inputs_changed() lists what; sozialraum.compute_edition() computes it anew.';
	END IF;
	SELECT m.* INTO v_monitor FROM sozialraum.monitor AS m WHERE m.code = v_edition.monitor;

	DELETE FROM sozialraum.published_area AS x WHERE x.edition = v_edition.id;
	DELETE FROM sozialraum.entitled_area AS x WHERE x.edition = v_edition.id;
	DELETE FROM sozialraum.published_indicator AS x WHERE x.edition = v_edition.id;
	DELETE FROM sozialraum.published_value AS x WHERE x.edition = v_edition.id;
	DELETE FROM sozialraum.published_score AS x WHERE x.edition = v_edition.id;
	DELETE FROM sozialraum.entitled_value AS x WHERE x.edition = v_edition.id;
	DELETE FROM sozialraum.entitled_score AS x WHERE x.edition = v_edition.id;

	INSERT INTO sozialraum.published_area (edition, area_id, level, key, name, name_en, parent_id, whole_id, is_reference, srid, geom)
	SELECT v_edition.id, a.id, a.level, s.area_key, s.area_name, a.name_en, s.parent_id, s.whole_id, false, a.srid, a.geom
	FROM sozialraum.edition_score AS s JOIN sozialraum.area AS a ON a.id = s.area_id WHERE s.edition = v_edition.id
	UNION ALL
	SELECT v_edition.id, a.id, a.level, r.area_key, r.area_name, a.name_en, a.parent_id, NULL, true, a.srid, a.geom
	FROM sozialraum.edition_reference AS r JOIN sozialraum.area AS a ON a.id = r.area_id
	WHERE r.edition = v_edition.id AND NOT EXISTS (SELECT FROM sozialraum.edition_score AS s WHERE s.edition = r.edition AND s.area_id = r.area_id);

	INSERT INTO sozialraum.entitled_area (edition, territory_id, area_id)
	WITH RECURSIVE up (area_id, whole_id) AS (
		SELECT a.area_id, a.area_id FROM sozialraum.published_area AS a WHERE a.edition = v_edition.id
		UNION
		SELECT u.area_id, w.whole_id
		FROM up AS u
		JOIN (SELECT p.part_id, p.area_id AS whole_id FROM sozialraum.area_part AS p
			UNION ALL SELECT a.id, a.parent_id FROM sozialraum.area AS a WHERE a.parent_id IS NOT NULL) AS w ON w.part_id = u.whole_id
	)
	SELECT DISTINCT v_edition.id, a.territory_id, u.area_id FROM up AS u JOIN sozialraum.area AS a ON a.id = u.whole_id;

	-- what may be shown
	PERFORM sozialraum._protect_edition(v_edition.id);
	v_hidden := ARRAY(
		SELECT DISTINCT u.no::integer
		FROM sozialraum.edition_protection AS p
		JOIN sozialraum.edition_score AS s ON s.edition = p.edition AND s.area_id = p.area_id AND NOT s.excluded
		CROSS JOIN LATERAL unnest(p.state, p.change_state) WITH ORDINALITY AS u (state, change_state, no)
		WHERE p.edition = v_edition.id AND NOT p.is_reference AND (u.state IN (1, 2) OR u.change_state IN (1, 2)));
	-- score + mean + standard deviation = value, and the exact scores of the other areas give mean and standard deviation away
	-- (and so would they beside rounded figures)
	v_rounded := ARRAY(SELECT r."position" FROM sozialraum._edition_rules(v_edition.id) AS r WHERE r.rounding_base IS NOT NULL);
	SELECT bool_or(i.no = ANY (v_hidden)), CASE WHEN bool_or(i.no = ANY (v_hidden) OR i.no = ANY (v_rounded)) THEN 'class' ELSE v_monitor.disclosed END
	INTO v_secret, v_disclosed
	FROM jsonb_array_elements(v_edition.definition -> 'indicators') WITH ORDINALITY AS i (item, no) WHERE i.item ->> 'role' = 'scored';
	v_hidden := v_hidden || v_rounded;

	INSERT INTO sozialraum.published_indicator (edition, "position", indicator, name, name_en, dimension, dimension_name, dimension_name_en, unit, value_date, role,
		weight, polarity, released, sources, form, mean, sd)
	SELECT v_edition.id, i.no, i.item ->> 'indicator', i.item #>> '{definition,name}', i.item #>> '{definition,name_en}', i.item #>> '{definition,dimension}', d.name, d.name_en,
		i.item #>> '{definition,unit}', (i.item ->> 'value_date')::date, i.item ->> 'role', CASE WHEN i.item ->> 'role' = 'scored' THEN (i.item ->> 'weight')::double precision END,
		(i.item ->> 'polarity')::smallint, r.released, sozialraum._indicator_sources(i.item),
		COALESCE(sozialraum._indicator_form(i.item), '[]'),
		CASE WHEN r.released = 'value' AND NOT i.no = ANY (v_hidden) THEN (i.item #>> '{used,mean}')::double precision END,
		CASE WHEN r.released = 'value' AND NOT i.no = ANY (v_hidden) THEN (i.item #>> '{used,sd}')::double precision END
	FROM jsonb_array_elements(v_edition.definition -> 'indicators') WITH ORDINALITY AS i (item, no)
	LEFT JOIN sozialraum.dimension AS d ON d.code = i.item #>> '{definition,dimension}'
	-- what is released is no part of the method: as the monitor says today
	CROSS JOIN LATERAL (SELECT COALESCE((SELECT mi.released FROM sozialraum.monitor_indicator AS mi
		WHERE mi.monitor = v_edition.monitor AND mi.indicator = i.item ->> 'indicator'), 'class') AS released) AS r;

	SELECT array_agg(i.indicator ORDER BY i."position") AS indicator, array_agg(i."position" ORDER BY i."position") AS no, array_agg(i.released = 'value' ORDER BY i."position") AS released,
		array_agg(CASE WHEN i.polarity > 0 THEN -1 ELSE 1 END::double precision ORDER BY i."position") AS direction
	INTO v_shape FROM sozialraum.published_indicator AS i WHERE i.edition = v_edition.id;
	-- arrays are taken apart in the list of columns, in step: no detour over a table function, and in the order of the key
	INSERT INTO sozialraum.published_value (edition, area_id, "position", indicator, value, numerator, denominator, status, reason, reason_en, class, change)
	WITH fifth AS (
		-- ties stay together; among figures that are shown: the fifths of the others would tell between which of them a hidden one lies
		SELECT v.area_id, sozialraum._fifth_vectors(CASE WHEN s.excluded THEN NULL WHEN 1::smallint = ANY (p.state) OR 2::smallint = ANY (p.state)
			THEN ARRAY(SELECT CASE WHEN u.state NOT IN (1, 2) THEN u.value END FROM unnest(v.value, p.state) WITH ORDINALITY AS u (value, state, no) ORDER BY u.no) ELSE v.value END, v_shape.direction) OVER () AS class
		FROM sozialraum.edition_value AS v
		JOIN sozialraum.edition_score AS s ON s.edition = v.edition AND s.area_id = v.area_id
		JOIN sozialraum.edition_protection AS p ON p.edition = v.edition AND p.area_id = v.area_id AND NOT p.is_reference
		WHERE v.edition = v_edition.id
	), cell AS (
		SELECT p.area_id, unnest(v_shape.no) AS no, unnest(v_shape.indicator) AS indicator, unnest(v_shape.released) AS released, unnest(p.state) AS state, unnest(p.value) AS shown,
			unnest(p.numerator) AS numerator, unnest(p.denominator) AS denominator, unnest(p.change) AS change, unnest(COALESCE(v.status, f.status)) AS status, unnest(v.reason) AS reason,
			unnest(x.class) AS class
		FROM sozialraum.edition_protection AS p
		LEFT JOIN sozialraum.edition_value AS v ON v.edition = p.edition AND v.area_id = p.area_id AND NOT p.is_reference
		LEFT JOIN sozialraum.edition_reference AS f ON f.edition = p.edition AND f.area_id = p.area_id AND p.is_reference
		LEFT JOIN fifth AS x ON x.area_id = p.area_id AND NOT p.is_reference
		WHERE p.edition = v_edition.id
		ORDER BY p.area_id
	)
	SELECT v_edition.id, c.area_id, c.no, c.indicator, CASE WHEN c.released THEN c.shown END, CASE WHEN c.released THEN c.numerator END, CASE WHEN c.released THEN c.denominator END,
		CASE WHEN c.state IN (1, 2) THEN 'secret' WHEN c.state = 0 AND NOT c.released THEN 'class' ELSE COALESCE(c.status, 'final') END,
		CASE WHEN c.state IN (1, 2) THEN 'geheimgehalten' WHEN c.state = 3 THEN c.reason END,
		CASE WHEN c.state IN (1, 2) THEN 'kept secret' WHEN c.state = 3 THEN c.reason END,
		CASE WHEN c.state = 0 THEN c.class::integer END, CASE WHEN c.released THEN c.change END
	FROM cell AS c;

	INSERT INTO sozialraum.published_score (edition, area_id, population, excluded, reason, reason_en, class, label, label_en, rank, rank_lower, rank_upper, score, dynamics_class, dynamics_label,
		dynamics_label_en, dynamics, area_group)
	WITH interval AS MATERIALIZED (
		-- ranks are shown only where no scored figure is hidden: then their intervals tell nothing of hidden ones either
		SELECT i.area_id, i.rank_lower, i.rank_upper
		FROM (SELECT v_edition.id WHERE v_disclosed IN ('rank', 'score')) AS d (edition) CROSS JOIN LATERAL sozialraum.score_interval(d.edition) AS i
	)
	SELECT v_edition.id, s.area_id, p.population, s.excluded, COALESCE(s.reason, CASE WHEN s.class IS NOT NULL AND NOT p.class_shown THEN 'geheimgehalten' END),
		COALESCE(s.reason_en, CASE WHEN s.class IS NOT NULL AND NOT p.class_shown THEN 'kept secret' END),
		CASE WHEN p.class_shown THEN s.class END, CASE WHEN p.class_shown THEN s.label END, CASE WHEN p.class_shown THEN s.label_en END,
		CASE WHEN p.class_shown AND v_disclosed IN ('rank', 'score') THEN s.rank END, CASE WHEN p.class_shown THEN r.rank_lower END, CASE WHEN p.class_shown THEN r.rank_upper END,
		CASE WHEN p.class_shown AND v_disclosed = 'score' THEN s.score END,
		CASE WHEN p.dynamics_shown THEN s.dynamics_class END, CASE WHEN p.dynamics_shown THEN s.dynamics_label END, CASE WHEN p.dynamics_shown THEN s.dynamics_label_en END,
		CASE WHEN p.dynamics_shown AND v_disclosed = 'score' THEN s.dynamics END, CASE WHEN p.class_shown AND p.dynamics_shown THEN s.area_group END
	FROM sozialraum.edition_score AS s
	JOIN sozialraum.edition_protection AS p ON p.edition = s.edition AND p.area_id = s.area_id AND NOT p.is_reference
	LEFT JOIN interval AS r ON r.area_id = s.area_id
	WHERE s.edition = v_edition.id;

	INSERT INTO sozialraum.entitled_value (edition, area_id, "position", indicator, value, numerator, denominator, status, reason, change)
	SELECT v_edition.id, u.area_id, u.no, u.indicator, u.value, u.numerator, u.denominator, COALESCE(u.status, 'final'), u.reason, u.change
	FROM (
		SELECT v.area_id, unnest(v_shape.no) AS no, unnest(v_edition.indicators) AS indicator, unnest(v.value) AS value, unnest(v.numerator) AS numerator, unnest(v.denominator) AS denominator,
			unnest(v.status) AS status, unnest(v.reason) AS reason, unnest(v.change) AS change
		FROM (
			SELECT v.area_id, v.value, v.numerator, v.denominator, v.status, v.reason, v.change FROM sozialraum.edition_value AS v WHERE v.edition = v_edition.id
			UNION ALL
			SELECT r.area_id, r.value, r.numerator, r.denominator, r.status, NULL, NULL FROM sozialraum.edition_reference AS r
			WHERE r.edition = v_edition.id AND NOT EXISTS (SELECT FROM sozialraum.edition_value AS v WHERE v.edition = r.edition AND v.area_id = r.area_id)) AS v
		ORDER BY v.area_id) AS u;

	-- somebody who knows his own areas would find from their ranks and scores between which of them a hidden figure of another lies
	INSERT INTO sozialraum.entitled_score (edition, area_id, rank, score)
	SELECT v_edition.id, s.area_id, CASE WHEN v_secret THEN NULL ELSE s.rank END, CASE WHEN v_secret THEN NULL WHEN v_disclosed = 'score' THEN s.score ELSE round(s.score::numeric, 1)::double precision END
	FROM sozialraum.edition_score AS s WHERE s.edition = v_edition.id;

	-- The figures are sealed with a random number that planners only may read: without it, somebody who knows all inputs but a few
	-- small ones would find them by trying which of them give the published checksum.
	v_sealed := sozialraum._sealed_parts(v_edition.id, v_nonce);
	INSERT INTO sozialraum.edition_seal (edition, nonce, parts) VALUES (v_edition.id, v_nonce, v_sealed);
	SELECT v_edition.id, v_edition.monitor, v_monitor.name, v_monitor.name_en, v_monitor.description, v_edition.reference_date, 'published', v_disclosed,
		CASE WHEN v_disclosed <> v_monitor.disclosed THEN 'Index und Rang würden geheimgehaltene Werte verraten' END,
		CASE WHEN v_disclosed <> v_monitor.disclosed THEN 'score and rank would give away figures that are kept secret' END,
		sozialraum._public_method(v_edition.definition), v_edition.area_count, v_edition.scored_count,
		encode(sha256(v_nonce || convert_to(v_edition.checksum, 'UTF8')), 'hex'), sozialraum._checksum_of(v_sealed), now(), CURRENT_USER, publish_edition.note
	INTO v_head.edition, v_head.monitor, v_head.name, v_head.name_en, v_head.description, v_head.reference_date, v_head.status, v_head.disclosed,
		v_head.disclosed_reason, v_head.disclosed_reason_en,
		v_head.method, v_head.area_count, v_head.scored_count, v_head.checksum, v_head.snapshot_checksum, v_head.published_at, v_head.published_by, v_head.note;
	v_head.parts := sozialraum._published_parts(v_head);
	v_head.published_checksum := sozialraum._checksum_of(v_head.parts);
	INSERT INTO sozialraum.published_edition SELECT (v_head).*;
	INSERT INTO sozialraum.audit_log (action, edition, detail)
	VALUES ('publish', v_edition.id, jsonb_build_object('monitor', v_edition.monitor, 'reference_date', v_edition.reference_date, 'disclosed', v_disclosed,
		'checksum', v_edition.checksum, 'snapshot_checksum', v_head.snapshot_checksum, 'published_checksum', v_head.published_checksum, 'note', publish_edition.note));
	UPDATE sozialraum.edition AS e SET status = 'published', published_at = v_head.published_at, published_by = v_head.published_by WHERE e.id = v_edition.id;
	RETURN v_head.published_checksum;
END
$$;
COMMENT ON FUNCTION sozialraum.publish_edition(bigint, text) IS
'Publishes a draft: works out what may be shown (rules of sources, indicators and monitor, complementary suppression, attack from outside and by every entitled reader), writes the published and the entitled rows, freezes the edition and logs it. Figures of indicators released as value are shown, others as fifths of the areas; results as far as monitor.disclosed says, but only as classes where a scored figure had to be hidden. Returns the checksum of the published rows, to be printed in the report (verify_edition() computes it again). Warns when the inputs have changed since the draft was computed (up to 50,000 figures; edition_inputs_changed()). Whoever computes or publishes the same monitor at the same time is waited for. Errors: 42704 unknown edition, 55000 not a draft, or it cannot be protected, 25000 in a transaction whose isolation level is not read committed.';
REVOKE EXECUTE ON FUNCTION sozialraum.publish_edition(bigint, text) FROM PUBLIC;

CREATE FUNCTION sozialraum.withdraw_edition(edition bigint, reason text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_edition	sozialraum.edition;
BEGIN
	IF btrim(COALESCE(withdraw_edition.reason, '')) = '' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'Withdrawing an edition needs a reason.',
			DETAIL = format('Edition %s.', withdraw_edition.edition), HINT = 'It is shown to everybody, and kept.';
	END IF;
	v_edition := sozialraum._lock_edition(withdraw_edition.edition);
	IF v_edition.status <> 'published' THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'Only a published edition can be withdrawn.',
			DETAIL = format('Edition %s is %s.', v_edition.id, v_edition.status), HINT = 'A draft can be deleted or computed anew.';
	END IF;
	INSERT INTO sozialraum.audit_log (action, edition, detail) VALUES ('withdraw', v_edition.id, jsonb_build_object('reason', withdraw_edition.reason));
	UPDATE sozialraum.published_edition AS p SET status = 'withdrawn', withdrawn_at = now(), withdrawn_by = CURRENT_USER, reason = withdraw_edition.reason
	WHERE p.edition = v_edition.id;
	UPDATE sozialraum.edition AS e SET status = 'withdrawn', withdrawn_at = now(), withdrawn_by = CURRENT_USER, reason = withdraw_edition.reason
	WHERE e.id = v_edition.id;
END
$$;
COMMENT ON FUNCTION sozialraum.withdraw_edition(bigint, text) IS
'Withdraws a published edition: its figures are shown to nobody but planners any more, that it existed and the reason are. Nothing is deleted. Errors: 42704 unknown edition, 55000 not published, 22023 no reason.';
REVOKE EXECUTE ON FUNCTION sozialraum.withdraw_edition(bigint, text) FROM PUBLIC;
