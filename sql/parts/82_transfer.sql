-- ---------------------------------------------------------------------------------------------------------------------
-- Reforms of borders: which share of each old area went to which new one. Official key tables go before weights (population,
-- addresses), weights before plain surface, and nothing is guessed.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._area_shares(old_ids bigint[], new_ids bigint[]) RETURNS TABLE (old_id bigint, new_id bigint, share_of_old double precision, share_of_new double precision)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET client_min_messages = error AS $$
BEGIN
	-- areas that overlap are a warning there; here the sum of the shares tells
	RETURN QUERY
	SELECT w.source_id, w.target_id, w.share_of_source, w.share_of_target
	FROM sozialraum.areal_weights((SELECT sozialraum.polygon_set(a.id, a.geom) FROM sozialraum.area AS a WHERE a.id = ANY (old_ids) AND a.geom IS NOT NULL),
		(SELECT sozialraum.polygon_set(a.id, a.geom) FROM sozialraum.area AS a WHERE a.id = ANY (new_ids) AND a.geom IS NOT NULL), 0, 'none') AS w
	WHERE w.target_id IS NOT NULL;
END
$$;
COMMENT ON FUNCTION sozialraum._area_shares(bigint[], bigint[]) IS 'What surfaces of old and new areas have in common, as shares of each.';

CREATE FUNCTION sozialraum._read_key_table(stage text, level text, from_date date, to_date date, key_table regclass, old_key text, new_key text, share text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET enable_indexonlyscan = off SET max_parallel_workers_per_gather = 0 SET synchronize_seqscans = off AS $$
#variable_conflict use_variable
DECLARE
	v_place	text;
	v_count	bigint;
	v_bad	record;
BEGIN
	PERFORM sozialraum._column_type(key_table, old_key), sozialraum._column_type(key_table, new_key);
	IF share IS NOT NULL THEN
		PERFORM sozialraum._check_number(key_table, share);
	END IF;
	PERFORM set_config('search_path', sozialraum._reading_path(key_table), true);
	EXECUTE format($q$
		CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
		SELECT row_number() OVER () AS n, btrim(t.%I::text, E' \t\r\n') COLLATE "C" AS old_key, NULLIF(btrim(t.%I::text, E' \t\r\n') COLLATE "C", '') AS new_key, %s AS share,
			NULL::bigint AS old_id, NULL::bigint AS new_id FROM %s AS t$q$, stage, old_key, new_key,
		CASE WHEN share IS NULL THEN 'NULL::float8' ELSE format('COALESCE(%s, CASE WHEN t.%I IS NOT NULL THEN ''NaN''::float8 END)', sozialraum._number_sql(key_table, share), share) END, key_table);
	PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
	EXECUTE format($q$
		WITH place AS MATERIALIZED (
			SELECT a.id, a.key, sozialraum.official_key(a.key) AS match_key, $2 BETWEEN a.valid_from AND a.valid_to AS is_old, $3 BETWEEN a.valid_from AND a.valid_to AS is_new
			FROM sozialraum.area AS a WHERE a.level = $1 AND ($2 BETWEEN a.valid_from AND a.valid_to OR $3 BETWEEN a.valid_from AND a.valid_to)
		), found AS (
			SELECT DISTINCT ON (s.n) s.n, o.id AS old_id, w.id AS new_id
			FROM pg_temp.%1$I AS s
			LEFT JOIN place AS o ON o.is_old AND o.match_key = sozialraum.official_key(s.old_key)
			LEFT JOIN place AS w ON w.is_new AND w.match_key = sozialraum.official_key(s.new_key)
			ORDER BY s.n, o.key = s.old_key DESC, w.key = s.new_key DESC, o.id, w.id
		)
		UPDATE pg_temp.%1$I AS s SET old_id = f.old_id, new_id = f.new_id FROM found AS f WHERE f.n = s.n$q$, stage)
	USING level, from_date, to_date;
	-- the tables of the whole country hold other towns as well: rows whose old key is not ours are none of our business
	EXECUTE format($q$
		SELECT r.n, r.problem FROM (
			SELECT s.n, CASE
				WHEN COALESCE(s.old_key, '') = '' THEN 'the old key is empty'
				WHEN s.old_id IS NULL AND s.new_id IS NOT NULL AND (sozialraum._lost_zero(s.old_key) OR EXISTS (SELECT FROM sozialraum.area AS a WHERE a.level = $1 AND a.key = '0' || s.old_key))
					THEN 'unknown old key (leading zero lost?)'
				WHEN s.old_id IS NULL THEN NULL
				WHEN s.new_key IS NOT NULL AND s.new_id IS NULL THEN 'no area with the new key is valid on the new date'
				WHEN s.share IS NOT NULL AND (s.share BETWEEN 0 AND 1.01) IS NOT TRUE THEN 'the share does not lie between 0 and 1'
				WHEN s.share IS NULL AND bool_or(s.share IS NOT NULL) OVER w THEN 'some shares of this old key are missing'
				WHEN count(*) OVER v > 1 THEN 'the same old and new key come twice'
				WHEN bool_and(s.share IS NOT NULL) OVER w AND abs(sum(s.share) OVER w - 1) > 0.01 THEN 'the shares of this old key do not sum to 1'
				WHEN s.new_key IS NULL AND s.share IS NULL AND count(*) OVER w > 1 THEN 'a part that leaves the territory needs a share'
				END AS problem
			FROM pg_temp.%1$I AS s WINDOW w AS (PARTITION BY s.old_id), v AS (PARTITION BY s.old_id, s.new_id)) AS r
		WHERE r.problem IS NOT NULL ORDER BY r.n LIMIT 1$q$, stage) INTO v_bad USING level;
	IF v_bad.n IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'data_exception', MESSAGE = 'The key table cannot be taken.',
			DETAIL = format('Relation %s, row %s: %s.', key_table, v_bad.n, v_bad.problem),
			HINT = 'A row per old and new key, keys as text; shares of an old key sum to 1; an empty new key is what leaves the territory.';
	END IF;
	EXECUTE format('DELETE FROM pg_temp.%I AS s WHERE s.old_id IS NULL OR s.share = 0', stage);
	EXECUTE format('SELECT count(*) FROM pg_temp.%I', stage) INTO v_count;
	IF v_count = 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'data_exception', MESSAGE = 'The key table has no row for any area of the level.',
			DETAIL = format('Relation %s, level %s, date %s.', key_table, level, from_date),
			HINT = 'Compare the keys: text, with leading zeros; old_key and new_key name the columns.';
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._read_key_table(text, text, date, date, regclass, text, text, text) IS 'Reads a table of old and new keys into a temporary one, with the areas that they mean; refuses what contradicts itself.';
REVOKE EXECUTE ON FUNCTION sozialraum._read_key_table(text, text, date, date, regclass, text, text, text) FROM PUBLIC;

CREATE FUNCTION sozialraum._read_weights(stage text, from_area text, to_area text, weights regclass, weight_geometry text, weight text, source_srid integer,
	weight_level text, weight_variable text, weight_date date) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_variable
DECLARE
	v_srid	integer := sozialraum._setting_srid();
	v_shape	text;
	v_value	text := '1::float8';
	v_plan	record;
	v_item	record;
	v_bad	bigint;
BEGIN
	IF weights IS NOT NULL THEN
		IF weight_level IS NOT NULL OR weight_variable IS NOT NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'Weights come from a table of points or from figures of smaller areas, not from both.',
				HINT = 'Give either weights and weight_geometry, or weight_level and weight_variable.';
		END IF;
		v_shape := sozialraum._shape_sql(weights, weight_geometry, source_srid);
		IF weight IS NOT NULL THEN
			PERFORM sozialraum._check_number(weights, weight);
			v_value := sozialraum._number_sql(weights, weight);
		END IF;
		PERFORM set_config('search_path', sozialraum._reading_path(weights), true);
		EXECUTE format($q$
			CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
			SELECT p.old_id, p.new_id, sozialraum.exact_sum(p.w) AS weight,
				count(*) FILTER (WHERE (p.w >= 0 AND p.w < 'Infinity') IS FALSE) + count(*) FILTER (WHERE p.w IS NULL) AS bad, count(*) FILTER (WHERE p.srid = 0) AS without_srid
			FROM (SELECT q.w, q.srid, sozialraum.locate((SELECT sozialraum.build_locator(a.id, a.geom) FROM sozialraum.area AS a WHERE %s AND a.geom IS NOT NULL), q.geom) AS old_id,
					sozialraum.locate((SELECT sozialraum.build_locator(a.id, a.geom) FROM sozialraum.area AS a WHERE %s AND a.geom IS NOT NULL), q.geom) AS new_id
				FROM (SELECT CASE WHEN s.w >= 0 AND s.w < 'Infinity' THEN s.w WHEN s.w IS NOT NULL THEN -1 END AS w, sozialraum._geometry_srid(s.geom) AS srid,
						CASE WHEN sozialraum._geometry_srid(s.geom) = %s THEN s.geom WHEN sozialraum._geometry_srid(s.geom) <> 0 OR %L::integer IS NOT NULL THEN sozialraum._point_in_srid(s.geom, %L, %s) END AS geom
					FROM (SELECT %s AS w, %s AS geom FROM %s AS t) AS s OFFSET 0) AS q OFFSET 0) AS p
			GROUP BY 1, 2$q$, stage, from_area, to_area, v_srid, source_srid, source_srid, v_srid, v_value, v_shape, weights);
		PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
		EXECUTE format('SELECT COALESCE(sum(s.bad), 0)::bigint AS bad, COALESCE(sum(s.without_srid), 0)::bigint AS without_srid FROM pg_temp.%I AS s', stage) INTO v_item;
		IF v_item.without_srid > 0 AND source_srid IS NULL THEN
			PERFORM sozialraum._raise_uncountable(5, v_item.without_srid, weights, quote_ident(weight_geometry));
		END IF;
		IF v_item.bad > 0 THEN
			RAISE EXCEPTION USING ERRCODE = 'data_exception', MESSAGE = 'Weights must be numbers that are not negative.',
				DETAIL = format('Relation %s, column %s: %s rows.', weights, quote_ident(COALESCE(weight, 'NULL')), v_item.bad), HINT = 'Leave the rows out in a view, or correct them.';
		END IF;
	ELSE
		-- figures of smaller areas, each at a point inside of it
		PERFORM sozialraum._level_rank(weight_level), sozialraum._check_day(weight_date, 'weight_date');
		IF NOT EXISTS (SELECT FROM sozialraum.variable AS v WHERE v.code = weight_variable AND v.aggregation = 'sum') THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such variable that adds up.',
				DETAIL = format('Given: %s.', COALESCE(weight_variable, 'NULL')), HINT = 'Weights are inhabitants, dwellings, addresses.';
		END IF;
		SELECT * INTO v_plan FROM sozialraum._figure_plan(ARRAY[weight_variable], ARRAY[weight_date]);
		EXECUTE format($q$
			CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
			SELECT p.old_id, p.new_id, sozialraum.exact_sum(p.weight) AS weight, count(*) FILTER (WHERE p.weight IS NULL) AS missing, count(*) FILTER (WHERE p.weight < 0) AS bad
			FROM (SELECT q.weight, sozialraum.locate((SELECT sozialraum.build_locator(a.id, a.geom) FROM sozialraum.area AS a WHERE %s AND a.geom IS NOT NULL), q.geom) AS old_id,
					sozialraum.locate((SELECT sozialraum.build_locator(a.id, a.geom) FROM sozialraum.area AS a WHERE %s AND a.geom IS NOT NULL), q.geom) AS new_id
				FROM (SELECT sozialraum._point_on(a.geom) AS geom, f.figures[array_position($2, $1)] AS weight
					FROM sozialraum.area AS a
					LEFT JOIN sozialraum._area_figures(ARRAY(SELECT x.id FROM sozialraum.area AS x WHERE x.level = $4 AND $3 BETWEEN x.valid_from AND x.valid_to), $2, $5, $6, $7, $8, $9) AS f ON f.area_id = a.id
					WHERE a.level = $4 AND $3 BETWEEN a.valid_from AND a.valid_to AND a.geom IS NOT NULL OFFSET 0) AS q OFFSET 0) AS p
			GROUP BY 1, 2$q$, stage, from_area, to_area)
		USING weight_variable, v_plan.slot_variable, weight_date, weight_level, v_plan.slot_date, v_plan.additive, v_plan.target, v_plan.source, v_plan.coefficient;
		EXECUTE format('SELECT COALESCE(sum(s.missing), 0)::bigint AS missing, COALESCE(sum(s.bad), 0)::bigint AS bad, count(*) AS n FROM pg_temp.%I AS s', stage) INTO v_item;
		IF v_item.n = 0 OR v_item.missing > 0 OR v_item.bad > 0 THEN
			RAISE EXCEPTION USING ERRCODE = 'data_exception', MESSAGE = 'The smaller areas cannot serve as weights.',
				DETAIL = CASE WHEN v_item.n = 0 THEN format('No area of level %s has a border and is valid on %s.', weight_level, weight_date)
					WHEN v_item.missing > 0 THEN format('%s has no figure on %s in %s areas of level %s.', weight_variable, weight_date, v_item.missing, weight_level)
					ELSE format('%s is negative in some areas of level %s.', weight_variable, weight_level) END,
				HINT = 'A missing weight is no zero: take a day on which all are there, or another variable.';
		END IF;
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._read_weights(text, text, text, regclass, text, text, integer, text, text, date) IS 'Sums weights by old and new area into a temporary table.';
REVOKE EXECUTE ON FUNCTION sozialraum._read_weights(text, text, text, regclass, text, text, integer, text, text, date) FROM PUBLIC;

CREATE FUNCTION sozialraum._transfer_shares(stage text, level text, from_date date, to_date date, key_table regclass, old_key text, new_key text, share text,
	weights regclass, weight_geometry text, weight text, source_srid integer, weight_level text, weight_variable text, weight_date date,
	by_area boolean, tolerance double precision) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_variable
DECLARE
	v_pair	text := format('pg_temp.%I', stage);
	v_keys	text := format('pg_temp.%I', stage || '_k');
	v_sizes	text := format('pg_temp.%I', stage || '_s');
	v_mass	text := format('pg_temp.%I', stage || '_w');
	v_from	text := format('a.level = %L AND %L::date BETWEEN a.valid_from AND a.valid_to', level, from_date);
	v_to	text := format('a.level = %L AND %L::date BETWEEN a.valid_from AND a.valid_to', level, to_date);
	v_old	bigint[];
	v_new	bigint[];
	v_lapped bigint[];
	v_bad	record;
	v_list	text;
	v_has_weights boolean := weights IS NOT NULL OR weight_level IS NOT NULL OR weight_variable IS NOT NULL;
BEGIN
	PERFORM sozialraum._level_rank(level), sozialraum._check_day(from_date, 'from_date'), sozialraum._check_day(to_date, 'to_date'), sozialraum._check_srid(source_srid);
	IF (tolerance >= 0 AND tolerance <= 0.1) IS NOT TRUE OR by_area IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The tolerance is a share from 0 to 0.1, and by_area true or false.',
			DETAIL = format('Given: %s and %s.', COALESCE(tolerance::text, 'NULL'), COALESCE(by_area::text, 'NULL')), HINT = 'Parts of old areas that are smaller than this share are slivers of the drawing.';
	END IF;
	EXECUTE format('CREATE TEMPORARY TABLE %I (old_id bigint, new_id bigint, share float8, method text, reason text) ON COMMIT DROP', stage);
	-- the same territory on both days: nothing has to be computed
	EXECUTE format($q$
		INSERT INTO %s (old_id, new_id, share, method)
		SELECT a.id, b.id, 1, 'same' FROM sozialraum.area AS a
		JOIN sozialraum.area AS b ON b.territory_id = a.territory_id AND b.level = a.level AND $2 BETWEEN b.valid_from AND b.valid_to
		WHERE a.level = $3 AND $1 BETWEEN a.valid_from AND a.valid_to$q$, v_pair) USING from_date, to_date, level;
	EXECUTE format('SELECT ARRAY(SELECT a.id FROM sozialraum.area AS a WHERE %1$s AND a.id NOT IN (SELECT p.old_id FROM %3$s AS p) ORDER BY a.id),
		ARRAY(SELECT a.id FROM sozialraum.area AS a WHERE %2$s AND a.id NOT IN (SELECT p.new_id FROM %3$s AS p) ORDER BY a.id)', v_from, v_to, v_pair) INTO v_old, v_new;
	IF NOT EXISTS (SELECT FROM sozialraum.area AS a WHERE a.level = level AND from_date BETWEEN a.valid_from AND a.valid_to)
		OR NOT EXISTS (SELECT FROM sozialraum.area AS a WHERE a.level = level AND to_date BETWEEN a.valid_from AND a.valid_to) THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'No area of the level is valid on one of the two days.',
			DETAIL = format('Level %s, days %s and %s.', level, from_date, to_date), HINT = 'Give a day of the old and one of the new division.';
	END IF;

	-- official keys
	IF key_table IS NOT NULL THEN
		PERFORM sozialraum._read_key_table(stage || '_k', level, from_date, to_date, key_table, old_key, new_key, share);
		EXECUTE format($q$
			SELECT o.key AS old_key, n.key AS new_key FROM %1$s AS k
			JOIN sozialraum.area AS o ON o.id = k.old_id LEFT JOIN sozialraum.area AS n ON n.id = k.new_id
			WHERE COALESCE(k.share, 1) > $1 AND EXISTS (SELECT FROM %2$s AS p WHERE (p.old_id = k.old_id AND p.new_id IS DISTINCT FROM k.new_id) OR (p.new_id = k.new_id AND p.old_id <> k.old_id))
			ORDER BY 1, 2 LIMIT 1$q$, v_keys, v_pair) INTO v_bad USING tolerance;
		IF v_bad.old_key IS NOT NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'data_exception', MESSAGE = 'The key table contradicts the areas.',
				DETAIL = format('It moves something from %s to %s, but the territory of one of them is said to be the same before and after.', v_bad.old_key, COALESCE(v_bad.new_key, 'outside')),
				HINT = 'Correct the table, or the territory_id of the area.';
		END IF;
		EXECUTE format('DELETE FROM %s AS k WHERE k.old_id <> ALL ($1)', v_keys) USING v_old;
		-- parts below the tolerance are slivers; the others are scaled to 1
		EXECUTE format('DELETE FROM %1$s AS k WHERE k.share <= $1 AND EXISTS (SELECT FROM %1$s AS x WHERE x.old_id = k.old_id AND x.share > $1)', v_keys) USING tolerance;
		EXECUTE format($q$
			INSERT INTO %s (old_id, new_id, share, method)
			SELECT k.old_id, k.new_id, k.share, CASE WHEN k.parts = 1 THEN 'exact' ELSE 'key' END
			FROM (SELECT x.old_id, x.new_id, CASE WHEN count(*) OVER w = 1 THEN 1 ELSE x.share / sozialraum.exact_sum(x.share) OVER w END AS share, count(*) OVER w AS parts
				FROM %s AS x WINDOW w AS (PARTITION BY x.old_id)) AS k
			WHERE k.share IS NOT NULL$q$, v_pair, v_keys);
	ELSE
		EXECUTE format('CREATE TEMPORARY TABLE %I (old_id bigint, new_id bigint) ON COMMIT DROP', stage || '_k');
	END IF;

	-- what the surfaces say: an old area that lies in one new area is exact, too
	EXECUTE format($q$CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
		SELECT x.*, sozialraum.exact_sum(x.share_of_old) OVER (PARTITION BY x.old_id) AS covered FROM sozialraum._area_shares($1, $2) AS x$q$, stage || '_s') USING v_old, v_new;
	EXECUTE format('ANALYZE %s', v_sizes);
	EXECUTE format($q$
		INSERT INTO %1$s (old_id, new_id, share, method)
		SELECT s.old_id, s.new_id, 1, 'exact' FROM %2$s AS s
		WHERE s.share_of_old >= 1 - $1 AND s.covered <= 1.01 AND s.old_id NOT IN (SELECT p.old_id FROM %1$s AS p) AND s.old_id NOT IN (SELECT k.old_id FROM %3$s AS k)$q$, v_pair, v_sizes, v_keys) USING tolerance;

	-- weights, where the table of keys does not say shares
	IF v_has_weights THEN
		PERFORM sozialraum._check_overlaps(level, from_date), sozialraum._check_overlaps(level, to_date);
		PERFORM sozialraum._read_weights(stage || '_w', v_from, v_to, weights, weight_geometry, weight, source_srid, weight_level, weight_variable, weight_date);
		EXECUTE format($q$
			WITH mass AS (
				SELECT w.old_id, w.new_id, w.weight, sozialraum.exact_sum(w.weight) OVER v AS total, sozialraum.exact_sum(w.weight) FILTER (WHERE w.new_id = ANY ($3)) OVER v AS covered
				FROM %2$s AS w WHERE w.old_id = ANY ($1) AND w.old_id NOT IN (SELECT p.old_id FROM %1$s AS p)
					AND (w.old_id NOT IN (SELECT k.old_id FROM %3$s AS k) OR w.new_id IS NULL OR EXISTS (SELECT FROM %3$s AS k WHERE k.old_id = w.old_id AND k.new_id = w.new_id))
				WINDOW v AS (PARTITION BY w.old_id)
			)
			INSERT INTO %1$s (old_id, new_id, share, method)
			SELECT m.old_id, m.new_id, m.weight / sozialraum.exact_sum(m.weight) OVER (PARTITION BY m.old_id), 'weight' FROM mass AS m
			WHERE m.total > 0 AND m.covered >= 0.99 * m.total AND m.new_id = ANY ($3) AND m.weight > $2 * m.total$q$, v_pair, v_mass, v_keys) USING v_old, tolerance, v_new;
	END IF;

	-- surface, if it may be
	IF by_area THEN
		EXECUTE format($q$
			WITH inside AS (
				SELECT s.old_id, s.new_id, s.share_of_old, sozialraum.exact_sum(s.share_of_old) OVER (PARTITION BY s.old_id) AS covered FROM %2$s AS s
				WHERE s.old_id NOT IN (SELECT p.old_id FROM %1$s AS p)
					AND (s.old_id NOT IN (SELECT k.old_id FROM %3$s AS k) OR EXISTS (SELECT FROM %3$s AS k WHERE k.old_id = s.old_id AND k.new_id = s.new_id))
			)
			INSERT INTO %1$s (old_id, new_id, share, method)
			SELECT i.old_id, i.new_id, i.share_of_old / sozialraum.exact_sum(i.share_of_old) OVER (PARTITION BY i.old_id), 'area' FROM inside AS i
			WHERE i.covered BETWEEN 0.99 AND 1.01 AND i.share_of_old > $1$q$, v_pair, v_sizes, v_keys) USING tolerance;
	END IF;

	-- what remains: old areas of which nobody knows where their people went, and what that makes of the new ones
	EXECUTE format($q$
		SELECT string_agg(a.key, ', ' ORDER BY a.key) FROM sozialraum.area AS a
		WHERE a.id = ANY ($1) AND a.id NOT IN (SELECT p.old_id FROM %1$s AS p) AND a.id NOT IN (SELECT s.old_id FROM %2$s AS s) AND a.id NOT IN (SELECT k.old_id FROM %3$s AS k)
			AND a.geom IS NULL$q$, v_pair, v_sizes, v_keys) INTO v_list USING v_old;
	IF v_list IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'data_exception', MESSAGE = 'An old area has neither a border nor a row in a key table, so nobody knows where it went.',
			DETAIL = format('Level %s, keys %s.', level, v_list), HINT = 'Enter its border, or a row in the key table; an empty new key says that it left the territory.';
	END IF;
	EXECUTE format($q$
		INSERT INTO %1$s (old_id, new_id, reason)
		SELECT u.old_id, u.new_id, CASE
			WHEN u.listed THEN 'the key table has no shares for old area ' || o.key WHEN u.covered > 1.01 THEN format('old area %%s lies in new ones that overlap', o.key) WHEN u.covered < 0.99 THEN format('a part of old area %%s lies in no new one', o.key)
			ELSE format('old area %%s was divided', o.key) END
			|| CASE WHEN $3 AND (u.listed OR u.covered BETWEEN 0.99 AND 1.01) THEN ', and it has no usable weights' ELSE '' END
			|| CASE WHEN NOT $4 AND (u.listed OR u.covered BETWEEN 0.99 AND 1.01) THEN '; shares of surface are not allowed' ELSE '' END
		FROM (SELECT s.old_id, s.new_id, s.listed, COALESCE((SELECT sum(x.share_of_old) FROM %2$s AS x WHERE x.old_id = s.old_id), 0) AS covered
			FROM (SELECT k.old_id, k.new_id, true AS listed FROM %3$s AS k
				UNION ALL SELECT x.old_id, x.new_id, false FROM %2$s AS x WHERE x.share_of_old > $1 AND x.old_id NOT IN (SELECT k.old_id FROM %3$s AS k)) AS s) AS u
		JOIN sozialraum.area AS o ON o.id = u.old_id
		WHERE u.old_id NOT IN (SELECT p.old_id FROM %1$s AS p)
		UNION ALL
		-- an old area that no new one covers
		SELECT a.id, NULL, format('old area %%s lies in no new one', a.key) FROM sozialraum.area AS a
		WHERE a.id = ANY ($2) AND a.id NOT IN (SELECT p.old_id FROM %1$s AS p)
			AND a.id NOT IN (SELECT x.old_id FROM %2$s AS x WHERE x.share_of_old > $1) AND a.id NOT IN (SELECT k.old_id FROM %3$s AS k)$q$, v_pair, v_sizes, v_keys)
	USING tolerance, v_old, v_has_weights, by_area;
	-- old areas that overlap would hide a gap, and count people twice
	v_lapped := ARRAY(
		SELECT u.id FROM sozialraum.locator_overlaps((SELECT sozialraum.build_locator(l.id, l.geom) FROM sozialraum.area AS l WHERE l.id = ANY (v_old) AND l.geom IS NOT NULL)) AS p
		JOIN sozialraum.area AS a ON a.id = p.id
		JOIN sozialraum.area AS b ON b.id = p.other_id
		CROSS JOIN LATERAL (VALUES (a.id), (b.id)) AS u (id)
		WHERE sozialraum._shared_area(a.geom, b.geom) > 0.01 * least(sozialraum._area_of(a.geom), sozialraum._area_of(b.geom)));
	-- new areas that the old ones do not cover: what was there before is not known. What a table of keys lists is complete by itself.
	EXECUTE format($q$
		INSERT INTO %1$s (new_id, reason)
		SELECT a.id, CASE WHEN a.geom IS NULL AND u.key IS NOT NULL THEN format('it has no border, and nobody knows where old area %%s went', u.key) WHEN x.covered IS NULL THEN 'no old area became this one'
			WHEN x.lapped OR x.covered > 1.01 THEN 'old areas overlap in it' ELSE format('only %%s per cent of its surface lay in old areas', round((100 * x.covered)::numeric, 1)) END
		FROM sozialraum.area AS a
		LEFT JOIN (SELECT s.new_id, sum(s.share_of_new) AS covered, bool_or(s.old_id = ANY ($2) AND s.share_of_new > 0.01) AS lapped FROM %2$s AS s GROUP BY s.new_id) AS x ON x.new_id = a.id
		-- an old area that lies in no new one may be a part of one without a border
		LEFT JOIN (SELECT min(o.key) AS key FROM %1$s AS p JOIN sozialraum.area AS o ON o.id = p.old_id WHERE p.new_id IS NULL AND p.reason IS NOT NULL) AS u ON true
		WHERE a.id = ANY ($1) AND (COALESCE(x.covered, 0) < 0.99 OR x.covered > 1.01 OR x.lapped)
			AND (a.id NOT IN (SELECT p.new_id FROM %1$s AS p WHERE p.new_id IS NOT NULL) OR (a.geom IS NULL AND u.key IS NOT NULL)
				OR EXISTS (SELECT FROM %1$s AS p WHERE p.new_id = a.id AND p.old_id NOT IN (SELECT k.old_id FROM %3$s AS k)))$q$, v_pair, v_sizes, v_keys) USING v_new, v_lapped;
	EXECUTE format('DROP TABLE %s, %s', v_keys, v_sizes);
	IF v_has_weights THEN
		EXECUTE format('DROP TABLE %s', v_mass);
	END IF;
	EXECUTE format('ANALYZE %s', v_pair);
END
$$;
COMMENT ON FUNCTION sozialraum._transfer_shares(text, text, date, date, regclass, text, text, text, regclass, text, text, integer, text, text, date, boolean, double precision) IS 'Works out which share of each old area goes to which new one and how that is known, into a temporary table; rows with a reason are what cannot be known.';
REVOKE EXECUTE ON FUNCTION sozialraum._transfer_shares(text, text, date, date, regclass, text, text, text, regclass, text, text, integer, text, text, date, boolean, double precision) FROM PUBLIC;

CREATE FUNCTION sozialraum.transfer_shares(level text, from_date date, to_date date,
	key_table regclass DEFAULT NULL, old_key text DEFAULT 'old_key', new_key text DEFAULT 'new_key', share text DEFAULT NULL,
	weights regclass DEFAULT NULL, weight_geometry text DEFAULT 'geom', weight text DEFAULT NULL, source_srid integer DEFAULT NULL,
	weight_level text DEFAULT NULL, weight_variable text DEFAULT NULL, weight_date date DEFAULT NULL,
	by_area boolean DEFAULT false, tolerance double precision DEFAULT 0.000001)
RETURNS TABLE (old_id bigint, old_area_key text, old_name text, new_id bigint, new_area_key text, new_name text, share_of_old double precision, method text, reason text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_name	text := 'sozialraum_' || replace(gen_random_uuid()::text, '-', '');
BEGIN
	PERFORM sozialraum._transfer_shares(v_name, level, from_date, to_date, key_table, old_key, new_key, share, weights, weight_geometry, weight, source_srid,
		weight_level, weight_variable, COALESCE(weight_date, from_date), by_area, tolerance);
	RETURN QUERY EXECUTE format($q$
		SELECT o.id, o.key::text, o.name, n.id, n.key::text, n.name, p.share, p.method, p.reason
		FROM pg_temp.%I AS p LEFT JOIN sozialraum.area AS o ON o.id = p.old_id LEFT JOIN sozialraum.area AS n ON n.id = p.new_id
		ORDER BY o.key, n.key$q$, v_name);
	EXECUTE format('DROP TABLE pg_temp.%I', v_name);
END
$$;
COMMENT ON FUNCTION sozialraum.transfer_shares(text, date, date, regclass, text, text, text, regclass, text, text, integer, text, text, date, boolean, double precision) IS
'Shows how transfer_observations() with the same arguments would divide the areas of a level that are valid on from_date among those valid on to_date: share_of_old is the share (0 to 1) of the old area, method how it is known: same (unchanged territory, nothing is moved), exact (the whole old area went into one new area), key (shares of the key table), weight, area (surface). new_id NULL: it left the territory. Rows with a reason and no share: what cannot be known. Changes nothing. Errors and arguments: see transfer_observations().';
REVOKE EXECUTE ON FUNCTION sozialraum.transfer_shares(text, date, date, regclass, text, text, text, regclass, text, text, integer, text, text, date, boolean, double precision) FROM PUBLIC;
