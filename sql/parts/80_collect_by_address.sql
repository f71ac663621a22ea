-- ---------------------------------------------------------------------------------------------------------------------
-- Counting registers that come with street key and house number, through a table of addresses.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._address_form("text" text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.upper(pg_catalog.regexp_replace("text", '[[:space:]]+'::text, ''::text, 'g'::text));
COMMENT ON FUNCTION sozialraum._address_form(text) IS 'A text without blanks and in upper case.';

CREATE FUNCTION sozialraum._street_form(street text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.regexp_replace(sozialraum._address_form(street), '^0+([0-9]+)$'::text, '\1'::text);
COMMENT ON FUNCTION sozialraum._street_form(text) IS 'The form in which street keys meet: no blanks, upper case, keys of digits only without leading zeros.';

CREATE FUNCTION sozialraum._house_form(house text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN sozialraum._address_form(pg_catalog.regexp_replace(house, '([0-9])[[:space:]]+(?=[0-9])'::text, '\1/'::text, 'g'::text));
COMMENT ON FUNCTION sozialraum._house_form(text) IS 'A house number without blanks and in upper case; digits that a blank divides stay divided (12 1/2 is not 121/2).';

CREATE FUNCTION sozialraum._house_number(house text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.ltrim(COALESCE(pg_catalog.substring(sozialraum._house_form(house), '^[0-9]+'::text), ''), '0'::text);
COMMENT ON FUNCTION sozialraum._house_number(text) IS 'The digits at the beginning of a house number, without leading zeros.';

CREATE FUNCTION sozialraum._house_suffix(house text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN pg_catalog.ltrim(sozialraum._house_form(house), '0123456789'::text);
COMMENT ON FUNCTION sozialraum._house_suffix(text) IS 'What follows the digits of a house number: "012 a" has the suffix A, and so has 12 with the suffix a beside it.';

CREATE FUNCTION sozialraum.collect_by_address(source text, relation regclass, level text, reference_date date,
	street text, house_number text, addresses regclass,
	suffix text DEFAULT NULL, address_street text DEFAULT NULL, address_house_number text DEFAULT NULL, address_suffix text DEFAULT NULL,
	address_geometry text DEFAULT NULL, address_area text DEFAULT NULL, source_srid integer DEFAULT NULL, without_suffix boolean DEFAULT true,
	variable text DEFAULT NULL, variables jsonb DEFAULT NULL,
	family text DEFAULT NULL, birth_date text DEFAULT NULL, age text DEFAULT NULL, sex text DEFAULT NULL, sexes jsonb DEFAULT '{"m": "m", "w": "w"}',
	filter text DEFAULT NULL, date_column text DEFAULT NULL, period_start date DEFAULT NULL,
	zeros boolean DEFAULT true, empty_cells text DEFAULT 'unknown', fixed_status text DEFAULT 'final',
	max_not_placed double precision DEFAULT 0.5, max_report integer DEFAULT 1000)
RETURNS TABLE (outcome text, street_key text, house text, reason text, count bigint)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_variable
DECLARE
	v_rank		smallint := sozialraum._level_rank(level);
	v_name		text := 'sozialraum_' || replace(gen_random_uuid()::text, '-', '');
	v_known		text := format('pg_temp.%I', v_name || '_a');	-- the table of addresses, each address once, with its area
	v_wanted	text := format('pg_temp.%I', v_name || '_w');	-- the addresses of the register
	v_area		text := format('a.level = %L AND %L::date BETWEEN a.valid_from AND a.valid_to', level, reference_date);
	v_place		record;
	v_row		record;
	v_count		record;
	v_areas		bigint;
BEGIN
	PERFORM sozialraum._check_day(reference_date, 'reference_date');
	address_street := COALESCE(address_street, street);
	address_house_number := COALESCE(address_house_number, house_number);
	IF (address_geometry IS NULL) = (address_area IS NULL) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = 'It must be said where the addresses lie: a column of geometry, or one of area keys.',
			HINT = 'Give either address_geometry => ''…'' (points) or address_area => ''…'' (keys of the level).';
	END IF;
	PERFORM sozialraum._column_type(relation, c) FROM unnest(ARRAY[street, house_number, suffix]) WITH ORDINALITY AS u (c, no) WHERE c IS NOT NULL OR no < 3;
	PERFORM sozialraum._column_type(addresses, c) FROM unnest(ARRAY[address_street, address_house_number, address_suffix, address_area]) WITH ORDINALITY AS u (c, no) WHERE c IS NOT NULL OR no < 3;
	EXECUTE format('SELECT count(*) FROM sozialraum.area AS a WHERE %s%s', v_area, CASE WHEN address_area IS NULL THEN ' AND a.geom IS NOT NULL' ELSE '' END) INTO v_areas;
	IF v_areas = 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = CASE WHEN address_area IS NULL THEN 'No area of the level has a border and is valid on the reference date.' ELSE 'No area of the level is valid on the reference date.' END,
			DETAIL = format('Level %s, date %s.', level, reference_date),
			HINT = 'Import the areas with their validity: sozialraum.import_areas().';
	END IF;
	SELECT * INTO v_row FROM sozialraum._register_state(relation, reference_date, filter, date_column, period_start, birth_date, age, sex, sexes, 'false');

	-- where the addresses lie
	IF address_area IS NULL THEN
		PERFORM sozialraum._check_overlaps(level, reference_date);
		SELECT * INTO v_place FROM sozialraum._place_sql(addresses, address_geometry, NULL, NULL, source_srid, v_area);
		IF v_place.without_srid <> 'false' THEN
			EXECUTE format('SELECT count(*) AS n FROM %s AS t WHERE %s', addresses, v_place.without_srid) INTO v_count;
			IF v_count.n > 0 THEN
				PERFORM sozialraum._raise_uncountable(5, v_count.n, addresses, quote_ident(address_geometry));
			END IF;
		END IF;
	ELSE
		SELECT format($q$(SELECT a.id FROM sozialraum.area AS a WHERE %s AND sozialraum.official_key(a.key) = sozialraum.official_key(t.%I::text COLLATE "C")
			ORDER BY a.key = btrim(t.%2$I::text COLLATE "C") DESC, a.id LIMIT 1)$q$, v_area, address_area) AS place INTO v_place;
	END IF;
	PERFORM set_config('search_path', sozialraum._reading_path(addresses), true);
	EXECUTE format($q$
		CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
		SELECT r.street, r.house, r.suffix, sozialraum._street_form(r.street COLLATE "default") COLLATE "C" AS street_form,
			sozialraum._house_number((r.house || ' ' || r.suffix) COLLATE "default") COLLATE "C" AS number, sozialraum._house_suffix((r.house || ' ' || r.suffix) COLLATE "default") COLLATE "C" AS letter, r.area_id
		FROM (SELECT DISTINCT COALESCE(t.%I::text, '') COLLATE "C" AS street, COALESCE(t.%I::text, '') COLLATE "C" AS house, (%s) COLLATE "C" AS suffix, %s AS area_id FROM %s AS t OFFSET 0) AS r$q$, v_name || '_a', address_street, address_house_number,
		CASE WHEN address_suffix IS NULL THEN quote_literal('') || '::text' ELSE format('COALESCE(t.%I::text, '''')', address_suffix) END, v_place.place, addresses);
	EXECUTE format('ANALYZE %s', v_known);

	-- the addresses of the register, each once, with the number of rows that count
	PERFORM set_config('search_path', sozialraum._reading_path(relation), true);
	EXECUTE format($q$
		CREATE TEMPORARY TABLE %I ON COMMIT DROP AS
		SELECT r.street, r.house, r.suffix, sozialraum._street_form(r.street COLLATE "default") COLLATE "C" AS street_form,
			sozialraum._house_number((r.house || ' ' || r.suffix) COLLATE "default") COLLATE "C" AS number, sozialraum._house_suffix((r.house || ' ' || r.suffix) COLLATE "default") COLLATE "C" AS letter, r.n, NULL::bigint AS area_id, NULL::text AS way
		FROM (SELECT COALESCE(t.%I::text, '') COLLATE "C" AS street, COALESCE(t.%I::text, '') COLLATE "C" AS house, (%s) COLLATE "C" AS suffix, count(*) AS n FROM %s AS t WHERE (%s) = 0 GROUP BY 1, 2, 3) AS r$q$, v_name || '_w', street, house_number,
		CASE WHEN suffix IS NULL THEN quote_literal('') || '::text' ELSE format('COALESCE(t.%I::text, '''')', suffix) END, relation, v_row.state);
	PERFORM set_config('search_path', 'pg_catalog, pg_temp', true);
	EXECUTE format('ANALYZE %s', v_wanted);
	-- as they are written, then in their common form, then the number without its suffix; what a step finds in several areas stays unplaced
	EXECUTE format($q$
		UPDATE %1$s AS w SET area_id = m.area_id, way = CASE WHEN m.areas > 1 THEN 'the address lies in several areas' WHEN m.area_id IS NULL THEN 'the address lies in no area' ELSE 'exact' END
		FROM (SELECT k.street, k.house, k.suffix, CASE WHEN count(DISTINCT k.area_id) = 1 THEN min(k.area_id) END AS area_id, count(DISTINCT k.area_id) AS areas FROM %2$s AS k GROUP BY 1, 2, 3) AS m
		WHERE m.street = w.street AND m.house = w.house AND m.suffix = w.suffix AND w.street_form <> '' AND w.number || w.letter <> ''$q$, v_wanted, v_known);
	EXECUTE format($q$
		UPDATE %1$s AS w SET area_id = m.area_id, way = CASE WHEN m.areas > 1 THEN 'the address lies in several areas' WHEN m.area_id IS NULL THEN 'the address lies in no area' ELSE 'normalised' END
		FROM (SELECT k.street_form, k.number, k.letter, CASE WHEN count(DISTINCT k.area_id) = 1 THEN min(k.area_id) END AS area_id, count(DISTINCT k.area_id) AS areas FROM %2$s AS k GROUP BY 1, 2, 3) AS m
		WHERE w.way IS NULL AND m.street_form = w.street_form AND m.number = w.number AND m.letter = w.letter AND w.street_form <> '' AND w.number || w.letter <> ''$q$, v_wanted, v_known);
	IF without_suffix THEN
		EXECUTE format($q$
			UPDATE %1$s AS w SET area_id = m.area_id, way = CASE WHEN m.areas > 1 THEN 'the address lies in several areas' WHEN m.area_id IS NULL THEN 'the address lies in no area' ELSE 'without suffix' END
			FROM (SELECT k.street_form, k.number, CASE WHEN count(DISTINCT k.area_id) = 1 THEN min(k.area_id) END AS area_id, count(DISTINCT k.area_id) AS areas FROM %2$s AS k WHERE k.letter = '' GROUP BY 1, 2) AS m
			WHERE w.way IS NULL AND m.street_form = w.street_form AND m.number = w.number AND w.street_form <> '' AND w.number <> '' AND w.letter <> ''$q$, v_wanted, v_known);
	END IF;
	EXECUTE format($q$
		UPDATE %1$s AS w SET way = CASE WHEN w.street_form = '' THEN 'the street key is empty' WHEN w.number || w.letter = '' THEN 'the house number is empty'
			WHEN EXISTS (SELECT FROM %2$s AS k WHERE k.street_form = w.street_form) THEN 'unknown house number' ELSE 'unknown street key' END
		WHERE w.way IS NULL$q$, v_wanted, v_known);
	EXECUTE format('ANALYZE %s', v_wanted);

	SELECT * INTO v_count FROM sozialraum._collect(source, relation,
		format('%s AS t LEFT JOIN %s AS w ON w.street = COALESCE(t.%I::text, '''') COLLATE "C" AND w.house = COALESCE(t.%I::text, '''') COLLATE "C" AND w.suffix = (%s) COLLATE "C"', relation, v_wanted, street, house_number,
			CASE WHEN suffix IS NULL THEN quote_literal('') || '::text' ELSE format('COALESCE(t.%I::text, '''')', suffix) END),
		'w.area_id', v_area, address_area IS NULL, reference_date, v_row.state, v_row.age_sql, v_row.sex_sql,
		jsonb_build_object('2', date_column, '3', COALESCE(birth_date, age), '4', sex), variable, variables, family, zeros, empty_cells, fixed_status, max_not_placed);
	RETURN QUERY EXECUTE format($q$
		SELECT o.outcome, NULL::text, NULL::text, NULL::text, o.n
		FROM (SELECT COALESCE(sum(w.n) FILTER (WHERE w.way = 'exact'), 0)::bigint AS exact, COALESCE(sum(w.n) FILTER (WHERE w.way = 'normalised'), 0)::bigint AS normalised,
			COALESCE(sum(w.n) FILTER (WHERE w.way = 'without suffix'), 0)::bigint AS without, COALESCE(sum(w.n) FILTER (WHERE w.area_id IS NULL), 0)::bigint AS nowhere FROM %s AS w) AS s
		CROSS JOIN LATERAL (VALUES (1, 'areas', $1), (2, 'rows', $2), (3, 'exact', s.exact), (4, 'normalised', s.normalised), (5, 'without suffix', s.without),
			(6, 'not placed', s.nowhere), (7, 'not counted', $3), (8, 'inserted', $4), (9, 'updated', $5), (10, 'unchanged', $6)) AS o (no, outcome, n)
		ORDER BY o.no$q$, v_wanted)
	USING v_count.areas_counted, v_count.points, v_count.not_counted, v_count.inserted, v_count.updated, v_count.unchanged;
	RETURN QUERY EXECUTE format($q$
		SELECT CASE WHEN w.area_id IS NULL THEN 'not placed' ELSE 'without suffix' END, w.street, w.house || CASE WHEN w.suffix ~ '^[0-9]' THEN ' ' ELSE '' END || w.suffix, CASE WHEN w.area_id IS NULL THEN w.way ELSE 'placed at the number without suffix' END, w.n
		FROM %s AS w WHERE w.area_id IS NULL OR w.way = 'without suffix'
		ORDER BY w.area_id IS NOT NULL, w.street, w.number = '', length(w.number), w.number, w.letter, w.house, w.suffix LIMIT $1$q$, v_wanted) USING max_report;
	EXECUTE format('DROP TABLE %s, %s', v_known, v_wanted);
END
$$;
COMMENT ON FUNCTION sozialraum.collect_by_address(text, regclass, text, date, text, text, regclass, text, text, text, text, text, text, integer, boolean, text, jsonb, text, text, text, text, jsonb, text, text, date, boolean, text, text, double precision, integer) IS
'Counts a register (relation: table, view or foreign table) whose rows come with street key and house number into figures by area, through a table of addresses. Only counts and sums per area are stored; within the transaction a temporary table holds each address once with the number of its rows, no person.
street, house_number and suffix name columns of the register, address_street, address_house_number and address_suffix those of the table addresses (by default called the same; the suffix may stand in a column of its own or behind the number, in either table). The addresses lie where address_geometry (points) says, or in the area of the level whose key is in address_area.
Matching, in this order: as it is written; in a common form (blanks and leading zeros gone, upper case: "012 a" is 12 with suffix A); the number without its suffix where the table has no such suffix (without_suffix => false: not), which is flagged. An address that lies in several areas is not placed.
What is counted and which rows: see collect_observations(): variable, variables, family with birth_date or age and sex, filter, date_column, zeros, empty_cells, fixed_status, max_not_placed.
All or nothing. Result: ten rows with an outcome and a count: areas with figures; rows that count, and of these exact, normalised, without suffix and not placed; rows not counted; figures inserted, updated, unchanged. Then, at most max_report, a row per address that could not be placed (not placed: street_key, house, reason, count of rows) or was placed at the number without suffix. Errors: as of collect_observations().';
REVOKE EXECUTE ON FUNCTION sozialraum.collect_by_address(text, regclass, text, date, text, text, regclass, text, text, text, text, text, text, integer, boolean, text, jsonb, text, text, text, text, jsonb, text, text, date, boolean, text, text, double precision, integer) FROM PUBLIC;
