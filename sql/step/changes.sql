-- ---------------------------------------------------------------------------------------------------------------------
-- What else changed in the parts of 0.3.0
-- ---------------------------------------------------------------------------------------------------------------------

-- 46: waits for who publishes, and lets figures be erased
CREATE OR REPLACE FUNCTION sozialraum._edition_frozen() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_edition	bigint;
	v_status	text;
BEGIN
	-- once per statement: an edition of 10,000 areas is replaced in one
	IF TG_TABLE_NAME = 'edition' THEN
		SELECT o.id, o.status INTO v_edition, v_status FROM old_row AS o WHERE o.status <> 'draft' ORDER BY o.id LIMIT 1;
	ELSE
		-- who publishes the edition at this moment is waited for, and waits for this transaction
		PERFORM FROM sozialraum.edition AS e WHERE e.id IN (SELECT o.edition FROM old_row AS o) ORDER BY e.id FOR SHARE OF e;
		SELECT e.id, e.status INTO v_edition, v_status
		FROM sozialraum.edition AS e
		WHERE e.status <> 'draft' AND e.id IN (SELECT o.edition FROM old_row AS o)
			-- figures that this transaction erases; _edition_erased() sees to it that nothing else is changed
			AND NOT (TG_OP = 'UPDATE' AND TG_TABLE_NAME IN ('edition_value', 'edition_reference', 'edition_score', 'edition_dimension_score', 'edition_protection', 'entitled_value', 'entitled_score', 'edition_seal')
				AND e.id IN (SELECT x.edition FROM sozialraum._open_erasure() AS x))
		ORDER BY e.id LIMIT 1;
	END IF;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = 'A published edition cannot be changed or deleted.',
			DETAIL = format('Edition %s is %s.', v_edition, v_status),
			HINT = 'Compute a new edition of the monitor instead.';
	END IF;
	RETURN NULL;
END
$$;
