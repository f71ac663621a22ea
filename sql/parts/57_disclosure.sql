-- ---------------------------------------------------------------------------------------------------------------------
-- Disclosure control of an edition: what may be shown of it.
--
-- A figure is a cell: an area and a form, which is a sum over variables on days (the numerator of an indicator, its denominator,
-- the earlier figure behind a change, the population). Cells hang together by equations: an area is the sum of its parts, a form
-- the sum of other forms. Editions and tables that were released before are cells, too. _edition_problem() lays all of it out in
-- arrays; _protect_edition() has the engine hide what it takes (92_suppression.sql), _audit_edition() attacks what is published.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE sozialraum.released_figure (
	release			text NOT NULL CHECK (release <> ''),
	variable		text COLLATE "C" NOT NULL REFERENCES sozialraum.variable (code) ON UPDATE CASCADE,
	reference_date	date NOT NULL CHECK (isfinite(reference_date)),
	area_id			bigint NOT NULL REFERENCES sozialraum.area (id),
	value			double precision CHECK (value BETWEEN '-1.7976931348623157e308' AND '1.7976931348623157e308'),
	released_at		timestamp with time zone NOT NULL DEFAULT now(),
	released_by		text NOT NULL DEFAULT CURRENT_USER,
	PRIMARY KEY (release, variable, reference_date, area_id)
);
CREATE INDEX released_figure_variable_idx ON sozialraum.released_figure (variable, reference_date);
COMMENT ON TABLE sozialraum.released_figure IS 'Figures that the town published elsewhere (a council paper, a press release): with the published editions the ledger that every new edition is checked against. Written by record_release().';
COMMENT ON COLUMN sozialraum.released_figure.release IS 'Where it was published ("Vorlage 2024/117, Anlage 2").';
COMMENT ON COLUMN sozialraum.released_figure.variable IS 'What was shown.';
COMMENT ON COLUMN sozialraum.released_figure.reference_date IS 'Of which day.';
COMMENT ON COLUMN sozialraum.released_figure.area_id IS 'Of which area.';
COMMENT ON COLUMN sozialraum.released_figure.value IS 'The figure that was shown; NULL: the table had a mark there, the figure was kept secret and stays so.';
COMMENT ON COLUMN sozialraum.released_figure.released_at IS 'When it was recorded.';
COMMENT ON COLUMN sozialraum.released_figure.released_by IS 'Role that recorded it.';
ALTER TABLE sozialraum.released_figure ENABLE ROW LEVEL SECURITY;
CREATE POLICY released_figure_read ON sozialraum.released_figure FOR SELECT USING ((SELECT sozialraum._is_planner()));
CREATE POLICY released_figure_add ON sozialraum.released_figure FOR INSERT WITH CHECK ((SELECT sozialraum._is_planner()));
CREATE POLICY released_figure_change ON sozialraum.released_figure FOR UPDATE USING ((SELECT sozialraum._is_planner())) WITH CHECK ((SELECT sozialraum._is_planner()));
CREATE POLICY released_figure_remove ON sozialraum.released_figure FOR DELETE USING ((SELECT sozialraum._is_planner()));
COMMENT ON POLICY released_figure_read ON sozialraum.released_figure IS 'Planners only: it says what was kept secret.';
COMMENT ON POLICY released_figure_add ON sozialraum.released_figure IS 'Planners.';
COMMENT ON POLICY released_figure_change ON sozialraum.released_figure IS 'Planners (typing errors).';
COMMENT ON POLICY released_figure_remove ON sozialraum.released_figure IS 'Planners.';
SELECT pg_catalog.pg_extension_config_dump('sozialraum.released_figure', '');

CREATE FUNCTION sozialraum.record_release(release text, variable text, reference_date date, level text, keys text[], figures double precision[]) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_unknown	text;
	v_count		integer;
BEGIN
	IF NOT EXISTS (SELECT FROM sozialraum.variable AS v WHERE v.code = record_release.variable) THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such variable.',
			DETAIL = format('Variable %s.', record_release.variable), HINT = 'The variables are the rows of sozialraum.variable.';
	END IF;
	IF cardinality(keys) IS DISTINCT FROM cardinality(figures) THEN
		RAISE EXCEPTION USING ERRCODE = 'array_subscript_error', MESSAGE = 'The arrays "keys" and "figures" must have the same length.',
			DETAIL = format('Lengths %s and %s.', cardinality(keys), cardinality(figures)), HINT = 'Give NULL for a figure that the table kept secret.';
	END IF;
	SELECT string_agg(u.key, ', ' ORDER BY u.key) INTO v_unknown
	FROM unnest(keys) AS u (key)
	WHERE NOT EXISTS (SELECT FROM sozialraum.area AS a
		WHERE a.level = record_release.level AND a.key = u.key AND record_release.reference_date BETWEEN a.valid_from AND a.valid_to);
	IF v_unknown IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There are no such areas on the reference date.',
			DETAIL = format('Level %s, date %s: %s.', record_release.level, to_char(record_release.reference_date, 'YYYY-MM-DD'), v_unknown),
			HINT = 'The areas are the rows of sozialraum.area.';
	END IF;
	INSERT INTO sozialraum.released_figure AS r (release, variable, reference_date, area_id, value)
	SELECT record_release.release, record_release.variable, record_release.reference_date, a.id, u.value
	FROM unnest(keys, figures) AS u (key, value)
	JOIN sozialraum.area AS a ON a.level = record_release.level AND a.key = u.key AND record_release.reference_date BETWEEN a.valid_from AND a.valid_to
	ON CONFLICT ON CONSTRAINT released_figure_pkey DO UPDATE SET value = EXCLUDED.value, released_at = now(), released_by = CURRENT_USER;
	GET DIAGNOSTICS v_count = ROW_COUNT;
	RETURN v_count;
END
$$;
COMMENT ON FUNCTION sozialraum.record_release(text, text, date, text, text[], double precision[]) IS
'Enters a table that was published elsewhere into the ledger: figures of a variable on a day for areas of a level, NULL where the table had a mark. Every edition that is published later is checked together with it. Returns the number of figures; a figure that is there already is replaced. Errors: 42704 unknown variable or area, 2202E keys and figures of different length.';
REVOKE EXECUTE ON FUNCTION sozialraum.record_release(text, text, date, text, text[], double precision[]) FROM PUBLIC;

CREATE FUNCTION sozialraum._indicator_form(item jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
BEGIN
	RETURN (
	SELECT jsonb_agg(jsonb_build_object('part', t.part, 'variable', t.variable, 'day', t.day, 'coefficient', t.coefficient) ORDER BY t.part, t.variable, t.day)
	FROM (
		SELECT x.term ->> 'part' AS part, x.term ->> 'variable' AS variable, d.day, sum((x.term ->> 'coefficient')::double precision * d.weight) AS coefficient
		FROM jsonb_array_elements(CASE WHEN jsonb_typeof(item -> 'terms') = 'array' THEN item -> 'terms' ELSE '[]' END) AS x (term)
		JOIN sozialraum.variable AS v ON v.code = x.term ->> 'variable'
		-- pooled years: the sums over so many yearly reference dates
		CROSS JOIN LATERAL generate_series(0, COALESCE((item #>> '{used,pooled_years}')::integer, 1) - 1) AS y (ago)
		CROSS JOIN LATERAL sozialraum._term_dates(x.term ->> 'date_rule', v.kind, sozialraum._years_before((item ->> 'value_date')::date, y.ago)) AS d
		GROUP BY 1, 2, 3) AS t
	WHERE t.coefficient <> 0);
END
$$;
COMMENT ON FUNCTION sozialraum._indicator_form(jsonb) IS 'Numerator and denominator of an indicator of an edition (an element of definition.indicators) as sums over variable and day.';

CREATE FUNCTION sozialraum._indicator_sources(item jsonb) RETURNS text[]
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp SET enable_nestloop = on AS $$
	SELECT CASE WHEN item ? 'sources' THEN ARRAY(SELECT s.code FROM jsonb_array_elements_text(item -> 'sources') AS s (code) ORDER BY s.code)
		ELSE ARRAY(
			SELECT DISTINCT o.source::text
			FROM jsonb_array_elements(CASE WHEN jsonb_typeof(item -> 'terms') = 'array' THEN item -> 'terms' ELSE '[]' END) AS t (term)
			JOIN sozialraum.variable AS v ON v.code = t.term ->> 'variable'
			JOIN sozialraum.variable AS c ON c.code = v.code OR (c.family = v.family AND c.is_cell)
			JOIN sozialraum.observation AS o ON o.variable = c.code
			ORDER BY 1) END
$$;
COMMENT ON FUNCTION sozialraum._indicator_sources(jsonb) IS 'Sources of an indicator''s figures: as the edition noted them, else all sources that ever delivered its variables.';

CREATE FUNCTION sozialraum._public_method(definition jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
	SELECT jsonb_build_object('monitor', definition -> 'monitor', 'exclusions', definition -> 'exclusions',
		-- what was found (means, loadings) stands under used
		'dimensions', (
			SELECT COALESCE(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('code', d.item -> 'code', 'parent', d.item -> 'parent', 'depth', d.item -> 'depth', 'weight', d.item -> 'weight', 'scored', d.item -> 'scored',
				'aggregation', d.item -> 'aggregation', 'normalisation', d.item -> 'normalisation', 'marker', d.item -> 'marker')) ORDER BY d.no), '[]')
			FROM jsonb_array_elements(COALESCE(definition -> 'dimensions', '[]')) WITH ORDINALITY AS d (item, no)),
		'indicators', (
			SELECT jsonb_agg(jsonb_build_object('indicator', i.item -> 'indicator', 'role', i.item -> 'role', 'weight', i.item -> 'weight', 'polarity', i.item -> 'polarity', 'dimension', i.item -> 'dimension') ORDER BY i.no)
			FROM jsonb_array_elements(definition -> 'indicators') WITH ORDINALITY AS i (item, no)))
$$;
COMMENT ON FUNCTION sozialraum._public_method(jsonb) IS 'The part of a definition that everybody may see: without the parameters that the normalisation used.';

CREATE FUNCTION sozialraum._is_count(unit text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN COALESCE(unit !~* '^\s*(%|€|.*/|je |((v\.?\s*H\.?)|Prozent|Prozentpunkte|EUR|Euro|(T|Tsd\.?|Mio\.?|Mrd\.?)\s?(EUR|€|Euro)|km|km²|km2|m²|m2|qm|qkm|ha|Hektar|Meter|Index|Indexpunkte|Jahre?|Punkte?|Stunden?|Minuten?|VZÄ|Äquivalente)\s*$)', true);
COMMENT ON FUNCTION sozialraum._is_count(text) IS 'Whether figures in this unit count people or cases. Amounts, areas, shares, times, indices and full-time equivalents do not; everything else, and no unit, does.';

CREATE FUNCTION sozialraum._edition_rules(edition bigint) RETURNS TABLE ("position" integer, indicator text, released text, scored boolean, method text, per double precision,
	min_count integer, min_denominator integer, suppress_zero boolean, rounding_base integer, is_share boolean, numerator_counts boolean, denominator_counts boolean,
	dominance_n integer, dominance_k double precision, p_percent double precision, numerator jsonb, denominator jsonb, sources text[], item jsonb)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET enable_nestloop = on AS $$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	SELECT i.no::integer, i.item ->> 'indicator', COALESCE(p.released, mi.released, 'class'), i.item ->> 'role' = 'scored', i.item #>> '{definition,method}',
		(i.item #>> '{definition,per}')::double precision,
		greatest(m.min_count, n.min_count, (i.item #>> '{definition,min_count}')::integer, s.min_count, 0),
		greatest(m.min_denominator, n.min_denominator, (i.item #>> '{definition,min_denominator}')::integer, s.min_denominator, 0),
		COALESCE(s.suppress_zero, false),
		CASE WHEN m.disclosure = 'round' THEN COALESCE(greatest(m.rounding_base, s.rounding_base), 5) ELSE greatest(m.rounding_base, s.rounding_base) END,
		COALESCE(i.item #>> '{definition,measure}', CASE WHEN i.item #>> '{definition,method}' = 'ratio' AND i.item #>> '{definition,per}' = '100' THEN 'share' END) IS NOT DISTINCT FROM 'share'
			AND f.numerator_counts AND f.denominator_counts,
		f.numerator_counts,
		f.denominator_counts, s.dominance_n, s.dominance_k, s.p_percent, f.numerator, f.denominator, u.sources, i.item
	FROM sozialraum.edition AS e
	JOIN sozialraum.monitor AS m ON m.code = e.monitor
	CROSS JOIN LATERAL jsonb_array_elements(e.definition -> 'indicators') WITH ORDINALITY AS i (item, no)
	LEFT JOIN sozialraum.published_indicator AS p ON p.edition = e.id AND p."position" = i.no
	LEFT JOIN sozialraum.monitor_indicator AS mi ON mi.monitor = e.monitor AND mi.indicator = i.item ->> 'indicator'
	LEFT JOIN sozialraum.indicator AS n ON n.code = i.item ->> 'indicator'
	CROSS JOIN LATERAL (SELECT COALESCE(p.sources, sozialraum._indicator_sources(i.item)) AS sources OFFSET 0) AS u
	LEFT JOIN LATERAL (
		SELECT max(s.min_count) AS min_count, max(s.min_denominator) AS min_denominator, bool_or(s.suppress_zero) AS suppress_zero, max(s.rounding_base) AS rounding_base,
			max(s.dominance_n)::integer AS dominance_n, min(s.dominance_k) AS dominance_k, max(s.p_percent) AS p_percent
		FROM unnest(u.sources) AS x (code) JOIN sozialraum.source AS s ON s.code = x.code) AS s ON true
	CROSS JOIN LATERAL (
		SELECT COALESCE(bool_or(sozialraum._is_count(v.unit)) FILTER (WHERE t.term ->> 'part' = 'numerator'), true) AS numerator_counts,
			COALESCE(bool_or(sozialraum._is_count(v.unit)) FILTER (WHERE t.term ->> 'part' = 'denominator'), true) AS denominator_counts,
			COALESCE(jsonb_agg(t.term - 'part' ORDER BY t.no) FILTER (WHERE t.term ->> 'part' = 'numerator'), jsonb_build_array(jsonb_build_object('indicator', i.item -> 'indicator', 'day', e.reference_date))) AS numerator,
			jsonb_agg(t.term - 'part' ORDER BY t.no) FILTER (WHERE t.term ->> 'part' = 'denominator') AS denominator
		FROM jsonb_array_elements(COALESCE(sozialraum._indicator_form(i.item), '[]')) WITH ORDINALITY AS t (term, no)
		LEFT JOIN sozialraum.variable AS v ON v.code = t.term ->> 'variable'
		OFFSET 0) AS f
	WHERE e.id = _edition_rules.edition
	ORDER BY i.no;
END
$$;
COMMENT ON FUNCTION sozialraum._edition_rules(bigint) IS 'The disclosure rules of the indicators of an edition, the strictest of monitor, indicator and all sources of the figures, as they are today; with numerator and denominator as forms (without any: a form of its own).';

CREATE FUNCTION sozialraum._form_relations(form integer[], element integer[], coefficient double precision[]) RETURNS TABLE (relation integer, member integer, factor double precision)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	v_form		integer[] := form;
	v_element	integer[] := element;
	v_coefficient double precision[] := coefficient;
	v_forms		integer[];
	v_order		integer[];
	v_vector	double precision[];
	n			integer;				-- forms
	b			integer;				-- columns
	v_before	integer := -1;
	m			double precision[];		-- n rows of b columns
	c			double precision[];		-- n rows: how each was combined of the forms
	v_pivot		integer[] := '{}';		-- column of each row, NULL: none
	v_best		double precision;
	f			double precision;
	i integer; j integer; k integer; p integer; a integer; z integer;
BEGIN
	-- a form with an element that no other form has depends on nothing
	WHILE cardinality(v_form) <> v_before LOOP
		v_before := cardinality(v_form);
		SELECT array_agg(u.form), array_agg(u.element), array_agg(u.coefficient) INTO v_form, v_element, v_coefficient
		FROM (SELECT t.*, bool_or(t.uses = 1) OVER (PARTITION BY t.form) AS alone
			FROM (SELECT x.*, count(*) OVER (PARTITION BY x.element) AS uses FROM unnest(v_form, v_element, v_coefficient) AS x (form, element, coefficient)) AS t) AS u
		WHERE NOT u.alone;
		IF v_form IS NULL THEN
			RETURN;
		END IF;
	END LOOP;
	-- elements that all forms treat alike are one column; forms of few elements first, so that the wide ones are sums of them
	SELECT array_agg(o.form ORDER BY o.size, o.form) INTO v_forms
	FROM (SELECT x.form, count(*) AS size FROM unnest(v_form) AS x (form) GROUP BY x.form) AS o;
	n := cardinality(v_forms);
	WITH entry AS (
		SELECT array_position(v_forms, x.form) AS no, x.element, x.coefficient FROM unnest(v_form, v_element, v_coefficient) AS x (form, element, coefficient)
	), pattern AS (
		SELECT DISTINCT array_agg(e.no ORDER BY e.no) AS nos, array_agg(e.coefficient ORDER BY e.no) AS coefficients FROM entry AS e GROUP BY e.element
	), numbered AS MATERIALIZED (
		SELECT p.*, row_number() OVER (ORDER BY p.nos, p.coefficients)::integer AS no FROM pattern AS p
	), matrix AS (
		SELECT u.no AS r, p.no AS col, u.coefficient AS x FROM numbered AS p CROSS JOIN LATERAL unnest(p.nos, p.coefficients) AS u (no, coefficient)
	), size AS (SELECT count(*)::integer AS b FROM numbered)
	SELECT s.b, ARRAY(SELECT COALESCE(x.x, 0) FROM generate_series(1, n) AS g (r) CROSS JOIN generate_series(1, s.b) AS h (col)
		LEFT JOIN matrix AS x ON x.r = g.r AND x.col = h.col ORDER BY g.r, h.col) INTO b, m FROM size AS s;
	c := ARRAY(SELECT (g.r = h.r)::integer FROM generate_series(1, n) AS g (r) CROSS JOIN generate_series(1, n) AS h (r) ORDER BY g.r, h.r);
	relation := 0;
	FOR i IN 1 .. n LOOP
		a := (i - 1) * b;
		FOR k IN 1 .. i - 1 LOOP
			p := v_pivot[k];
			IF p IS NULL OR m[a + p] = 0 THEN
				CONTINUE;
			END IF;
			z := (k - 1) * b;
			f := m[a + p] / m[z + p];
			FOR j IN 1 .. b LOOP
				IF m[z + j] <> 0 THEN
					m[a + j] := CASE WHEN j = p OR abs(m[a + j] - f * m[z + j]) <= 1e-9 * (abs(m[a + j]) + abs(f * m[z + j])) THEN 0 ELSE m[a + j] - f * m[z + j] END;
				END IF;
			END LOOP;
			FOR j IN 1 .. k LOOP
				IF c[(k - 1) * n + j] <> 0 THEN
					c[(i - 1) * n + j] := c[(i - 1) * n + j] - f * c[(k - 1) * n + j];
				END IF;
			END LOOP;
		END LOOP;
		p := NULL;
		v_best := 0;
		FOR j IN 1 .. b LOOP
			IF abs(m[a + j]) > v_best THEN
				v_best := abs(m[a + j]);
				p := j;
			END IF;
		END LOOP;
		v_pivot := v_pivot || p;
		IF p IS NULL THEN
			relation := relation + 1;
			FOR j IN 1 .. i LOOP
				f := c[(i - 1) * n + j];
				IF abs(f) > 1e-9 THEN
					member := v_forms[j];
					-- a whole number that was rounded on the way
					factor := CASE WHEN abs(f - round(f)) < 1e-9 THEN round(f) ELSE f END;
					RETURN NEXT;
				END IF;
			END LOOP;
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION sozialraum._form_relations(integer[], integer[], double precision[]) IS 'The linear dependencies between forms, given by their coefficients of elements (parallel arrays): for each relation its members with factors that add up to nothing. Together they span all dependencies (Gaussian elimination, forms of few elements first).';

CREATE FUNCTION sozialraum._edition_earlier(edition bigint) RETURNS TABLE (area_id bigint, numerator double precision[], denominator double precision[], value_date date[])
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off SET enable_nestloop = on AS $$
#variable_conflict use_column
DECLARE
	v_edition	sozialraum.edition;
	v_areas		bigint[];
	v_pooled	integer[];
	v_day		date;
BEGIN
	SELECT e.* INTO v_edition FROM sozialraum.edition AS e WHERE e.id = _edition_earlier.edition;
	v_day := sozialraum._years_before(v_edition.reference_date, (v_edition.definition #>> '{monitor,lag_years}')::integer);
	IF v_day IS NULL THEN
		RETURN;
	END IF;
	v_areas := ARRAY(SELECT s.area_id FROM sozialraum.edition_score AS s WHERE s.edition = v_edition.id);
	v_pooled := ARRAY(SELECT COALESCE((i.item #>> '{used,earlier_pooled_years}')::integer, 1) FROM jsonb_array_elements(v_edition.definition -> 'indicators') WITH ORDINALITY AS i (item, no) ORDER BY i.no);
	IF 1 = ALL (v_pooled) THEN
		RETURN QUERY SELECT r.area_id, r.numerator, r.denominator, r.value_date FROM sozialraum._indicator_vectors(v_areas, v_edition.indicators, v_day) AS r;
	ELSE
		RETURN QUERY
		SELECT x.area_id, array_agg(x.numerator ORDER BY x.no), array_agg(x.denominator ORDER BY x.no), array_agg(x.day ORDER BY x.no)
		FROM (
			SELECT r.area_id, u.no, max(u.day) AS day,
				CASE WHEN count(*) = count(u.numerator) THEN sozialraum.exact_sum(u.numerator) END AS numerator,
				CASE WHEN count(*) = count(u.denominator) THEN sozialraum.exact_sum(u.denominator) END AS denominator
			FROM generate_series(0, (SELECT max(p.n) FROM unnest(v_pooled) AS p (n)) - 1) AS y (ago)
			CROSS JOIN LATERAL sozialraum._indicator_vectors(v_areas, v_edition.indicators, sozialraum._years_before(v_day, y.ago)) AS r
			CROSS JOIN LATERAL unnest(r.numerator, r.denominator, r.value_date) WITH ORDINALITY AS u (numerator, denominator, day, no)
			WHERE y.ago < v_pooled[u.no]
			GROUP BY r.area_id, u.no) AS x
		GROUP BY x.area_id;
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._edition_earlier(bigint) IS 'Numerators and denominators behind the changes of an edition, as the observations are today: value minus change gives them to everybody who knows the denominator. No rows without dynamics.';

CREATE TYPE sozialraum._disclosure_problem AS (
	area bigint[],
	form integer[],
	value double precision[],
	state integer[],
	lower double precision[],
	upper double precision[],
	minimum double precision[],
	cost double precision[],
	equation integer[],
	member integer[],
	coefficient double precision[],
	use_origin text[],
	use_edition bigint[],
	use_position integer[],
	use_part text[],
	use_form integer[],
	form_released boolean[],
	unsafe_area bigint[],
	unsafe_origin text[],
	unsafe_position integer[],
	unsafe_why text[]
);
COMMENT ON TYPE sozialraum._disclosure_problem IS 'What _edition_problem() lays out, to hand it on: parallel arrays of cells, of entries of equations, of uses of forms, of forms, of unsafe figures.';
COMMENT ON COLUMN sozialraum._disclosure_problem.area IS 'Territory of each cell; NULL: a constant.';
COMMENT ON COLUMN sozialraum._disclosure_problem.form IS 'Form of each cell, by number; NULL: a constant.';
COMMENT ON COLUMN sozialraum._disclosure_problem.value IS 'Figure; NULL: unknown to us, too.';
COMMENT ON COLUMN sozialraum._disclosure_problem.state IS 'As in _protect_cells().';
COMMENT ON COLUMN sozialraum._disclosure_problem.lower IS 'Least value that everybody knows.';
COMMENT ON COLUMN sozialraum._disclosure_problem.upper IS 'Greatest value that everybody knows; NULL: none.';
COMMENT ON COLUMN sozialraum._disclosure_problem.minimum IS 'How many values must remain possible; NULL: not unsafe.';
COMMENT ON COLUMN sozialraum._disclosure_problem.cost IS 'Cost of hiding.';
COMMENT ON COLUMN sozialraum._disclosure_problem.equation IS 'Equation of each entry.';
COMMENT ON COLUMN sozialraum._disclosure_problem.member IS 'Cell of each entry.';
COMMENT ON COLUMN sozialraum._disclosure_problem.coefficient IS 'Coefficient of each entry.';
COMMENT ON COLUMN sozialraum._disclosure_problem.use_origin IS 'Uses of the forms: now, earlier, population, ledger, ledger population, release.';
COMMENT ON COLUMN sozialraum._disclosure_problem.use_edition IS 'Edition of each use; NULL: a release.';
COMMENT ON COLUMN sozialraum._disclosure_problem.use_position IS 'Position of each use; NULL: no indicator.';
COMMENT ON COLUMN sozialraum._disclosure_problem.use_part IS 'Numerator or denominator.';
COMMENT ON COLUMN sozialraum._disclosure_problem.use_form IS 'Form of each use.';
COMMENT ON COLUMN sozialraum._disclosure_problem.form_released IS 'Whether the edition shows the figures of a form.';
COMMENT ON COLUMN sozialraum._disclosure_problem.unsafe_area IS 'Area of each unsafe figure.';
COMMENT ON COLUMN sozialraum._disclosure_problem.unsafe_origin IS 'Its origin.';
COMMENT ON COLUMN sozialraum._disclosure_problem.unsafe_position IS 'Its position.';
COMMENT ON COLUMN sozialraum._disclosure_problem.unsafe_why IS 'Its reason.';

CREATE FUNCTION sozialraum._edition_problem(edition bigint, complete boolean, OUT area bigint[], OUT form integer[], OUT value double precision[], OUT state integer[],
	OUT lower double precision[], OUT upper double precision[], OUT minimum double precision[], OUT cost double precision[],
	OUT equation integer[], OUT member integer[], OUT coefficient double precision[],
	OUT use_origin text[], OUT use_edition bigint[], OUT use_position integer[], OUT use_part text[], OUT use_form integer[],
	OUT form_released boolean[], OUT unsafe_area bigint[], OUT unsafe_origin text[], OUT unsafe_position integer[], OUT unsafe_why text[]) RETURNS record
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off SET enable_nestloop = off AS $$
#variable_conflict use_column
DECLARE
	v_edition		sozialraum.edition;
	v_rule			record;				-- the rules, one array per column
	v_population	text;				-- variable, and its day
	v_day			date;
	v_population_t	integer;
	v_earlier_day	date[];				-- value dates of the earlier figures; NULL: no change is published
	v_forms			integer;
	v_terms			jsonb[];			-- of each form
	v_additive		boolean[];
	v_lower			double precision[];	-- least value that everybody knows
	v_released		boolean[];			-- the edition shows its figures
	v_form_t		double precision[];	-- strictest minimum count of those who use it; NULL: no count
	v_base			record;				-- forms by elements that cannot be divided further
	v_relation		record;
	v_wide			integer[];			-- forms of which another is a part: wide = narrow + difference
	v_narrow		integer[];
	v_group			integer[];
	v_before		integer[];
	v_active		integer[];
	v_unsafe_form	integer[];
	v_unsafe_minimum double precision[];
	v_known_form	integer[];			-- denominators that everybody knows
	v_nodes			bigint[];
	v_ledger		bigint[];
	v_reduced		boolean[];			-- forms of which cells are left out
BEGIN
	SELECT e.* INTO v_edition FROM sozialraum.edition AS e WHERE e.id = _edition_problem.edition;
	SELECT array_agg(r.released = 'value' ORDER BY r."position") AS released, array_agg(r.min_count ORDER BY r."position") AS t, array_agg(r.min_denominator ORDER BY r."position") AS least,
		array_agg(r.suppress_zero ORDER BY r."position") AS zero, array_agg(r.is_share ORDER BY r."position") AS share, array_agg(r.numerator_counts ORDER BY r."position") AS counts,
		array_agg(r.denominator_counts ORDER BY r."position") AS denominator_counts, array_agg(r.numerator ORDER BY r."position") AS numerator, array_agg(r.denominator ORDER BY r."position") AS denominator,
		array_agg(r.item ORDER BY r."position") AS item, bool_or(r.dominance_n IS NOT NULL OR r.p_percent IS NOT NULL) AS amounts,
		array_agg(r.dominance_n ORDER BY r."position") AS dominance_n, array_agg(r.dominance_k ORDER BY r."position") AS dominance_k, array_agg(r.p_percent ORDER BY r."position") AS p_percent,
		max(r.min_count) AS t_max, max(r.min_denominator) AS least_max, bool_or(r.suppress_zero) AS any_zero
	INTO v_rule FROM sozialraum._edition_rules(v_edition.id) AS r;
	v_population := v_edition.definition #>> '{monitor,population_variable}';
	SELECT COALESCE(sozialraum._period_date(COALESCE(v.reference_date_rule, 'stock_3112'), v_edition.reference_date), v_edition.reference_date),
		greatest(m.min_count, (SELECT max(s.min_count) FROM sozialraum.source AS s
			WHERE s.code = ANY (sozialraum._indicator_sources(jsonb_build_object('terms', jsonb_build_array(jsonb_build_object('variable', v.code)))))), 0)
	INTO v_day, v_population_t
	FROM sozialraum.monitor AS m JOIN sozialraum.variable AS v ON v.code = v_population WHERE m.code = v_edition.monitor;
	IF v_edition.definition #>> '{monitor,lag_years}' IS NOT NULL AND true = ANY (v_rule.released) THEN
		SELECT e.value_date INTO v_earlier_day FROM sozialraum._edition_earlier(v_edition.id) AS e LIMIT 1;
	END IF;

	-- -------- forms, and who uses them where
	WITH own AS MATERIALIZED (
		SELECT 'now' AS origin, v_edition.id AS edition, u.no::integer AS "position", x.part, x.terms
		FROM unnest(v_rule.numerator, v_rule.denominator) WITH ORDINALITY AS u (numerator, denominator, no)
		CROSS JOIN LATERAL (VALUES ('numerator', u.numerator), ('denominator', u.denominator)) AS x (part, terms)
		WHERE x.terms IS NOT NULL
		UNION ALL
		SELECT 'earlier', v_edition.id, u.no::integer, t.part, t.terms
		FROM unnest(v_rule.item, v_earlier_day, v_rule.released) WITH ORDINALITY AS u (item, day, released, no)
		CROSS JOIN LATERAL (
			SELECT y.term ->> 'part' AS part, jsonb_agg(y.term - 'part' ORDER BY y.no) AS terms
			FROM jsonb_array_elements(sozialraum._indicator_form(u.item || jsonb_build_object('value_date', u.day, 'used', jsonb_build_object('pooled_years', u.item #> '{used,earlier_pooled_years}')))) WITH ORDINALITY AS y (term, no) GROUP BY 1) AS t
		WHERE u.released AND v_earlier_day IS NOT NULL AND u.day IS NOT NULL
		UNION ALL
		SELECT 'population', v_edition.id, NULL, 'numerator', jsonb_build_array(jsonb_build_object('variable', v_population, 'day', v_day, 'coefficient', 1))
		WHERE v_population IS NOT NULL
	), touched AS MATERIALIZED (
		-- variables and days, families as one
		SELECT DISTINCT COALESCE(v.family, v.code) AS family, y.term ->> 'day' AS day
		FROM own AS o CROSS JOIN LATERAL jsonb_array_elements(o.terms) AS y (term) JOIN sozialraum.variable AS v ON v.code = y.term ->> 'variable'
	), released AS MATERIALIZED (
		SELECT 'ledger' AS origin, p.edition, p."position", t.part, t.terms
		FROM sozialraum.published_indicator AS p
		CROSS JOIN LATERAL (
			SELECT y.term ->> 'part' AS part, jsonb_agg(y.term - 'part' ORDER BY y.no) AS terms
			FROM jsonb_array_elements(p.form) WITH ORDINALITY AS y (term, no) GROUP BY 1) AS t
		WHERE p.released = 'value' AND p.edition <> v_edition.id
		UNION ALL
		SELECT 'ledger population', e.id, NULL, 'numerator', jsonb_build_array(jsonb_build_object('variable', v.code, 'day', d.day, 'coefficient', 1))
		FROM sozialraum.published_edition AS p JOIN sozialraum.edition AS e ON e.id = p.edition
		JOIN sozialraum.variable AS v ON v.code = e.definition #>> '{monitor,population_variable}'
		CROSS JOIN LATERAL (SELECT COALESCE(sozialraum._period_date(COALESCE(v.reference_date_rule, 'stock_3112'), e.reference_date), e.reference_date) AS day) AS d
		WHERE e.id <> v_edition.id
		UNION ALL
		SELECT DISTINCT 'release', NULL::bigint, NULL::integer, 'numerator', jsonb_build_array(jsonb_build_object('variable', r.variable, 'day', r.reference_date, 'coefficient', 1))
		FROM sozialraum.released_figure AS r
	), use AS MATERIALIZED (
		SELECT * FROM own
		UNION ALL
		SELECT r.* FROM released AS r
		WHERE EXISTS (SELECT FROM jsonb_array_elements(r.terms) AS y (term) JOIN sozialraum.variable AS v ON v.code = y.term ->> 'variable'
			JOIN touched AS t ON t.family = COALESCE(v.family, v.code) AND t.day = y.term ->> 'day')
	), numbered AS MATERIALIZED (
		SELECT u.*, dense_rank() OVER (ORDER BY u.terms)::integer AS form FROM use AS u
	)
	SELECT array_agg(n.origin ORDER BY n.no), array_agg(n.edition ORDER BY n.no), array_agg(n."position" ORDER BY n.no), array_agg(n.part ORDER BY n.no), array_agg(n.form ORDER BY n.no),
		max(n.form), (SELECT array_agg(d.terms ORDER BY d.form) FROM (SELECT DISTINCT x.form, x.terms FROM numbered AS x) AS d)
	INTO use_origin, use_edition, use_position, use_part, use_form, v_forms, v_terms
	FROM (SELECT x.*, row_number() OVER (ORDER BY x.origin, x.edition, x."position", x.part) AS no FROM numbered AS x) AS n;
	v_ledger := ARRAY(SELECT DISTINCT u.edition FROM unnest(use_origin, use_edition) AS u (origin, edition) WHERE u.origin IN ('ledger', 'ledger population'));

	SELECT array_agg(t.additive ORDER BY f.no), array_agg(CASE WHEN t.positive THEN 0::double precision ELSE '-infinity' END ORDER BY f.no)
	INTO v_additive, v_lower
	FROM unnest(v_terms) WITH ORDINALITY AS f (terms, no)
	CROSS JOIN LATERAL (
		SELECT COALESCE(bool_and(v.aggregation = 'sum'), false) AS additive, bool_and((y.term ->> 'coefficient')::double precision > 0) IS NOT FALSE AS positive
		FROM jsonb_array_elements(f.terms) AS y (term) LEFT JOIN sozialraum.variable AS v ON v.code = y.term ->> 'variable') AS t;
	SELECT array_agg(COALESCE(u.released, false) ORDER BY g.no), array_agg(u.t ORDER BY g.no)
	INTO v_released, v_form_t
	FROM generate_series(1, v_forms) AS g (no)
	LEFT JOIN (
		SELECT u.form, bool_or(u.origin IN ('earlier', 'population') OR (u.origin = 'now' AND v_rule.released[u."position"])) AS released,
			max(CASE WHEN u.origin = 'population' THEN v_population_t
				WHEN u.origin IN ('now', 'earlier') AND (CASE u.part WHEN 'numerator' THEN v_rule.counts ELSE v_rule.denominator_counts END)[u."position"] THEN v_rule.t[u."position"]
				WHEN u.origin LIKE 'ledger%' OR u.origin = 'release' THEN COALESCE(l.t, 3) END) AS t
		FROM unnest(use_origin, use_edition, use_position, use_part, use_form) AS u (origin, edition, "position", part, form)
		LEFT JOIN sozialraum.published_indicator AS p ON u.origin = 'ledger' AND p.edition = u.edition AND p."position" = u."position"
		LEFT JOIN LATERAL (SELECT max(s.min_count) AS t FROM sozialraum.source AS s WHERE s.code = ANY (p.sources)) AS l ON true
		GROUP BY u.form) AS u ON u.form = g.no;

	form_released := v_released;

	-- -------- how forms hang together: by the elements that they are made of
	WITH term AS MATERIALIZED (
		SELECT f.no::integer AS form, y.term ->> 'variable' AS variable, (y.term ->> 'day')::date AS day, (y.term ->> 'coefficient')::double precision AS coefficient
		FROM unnest(v_terms) WITH ORDINALITY AS f (terms, no) CROSS JOIN LATERAL jsonb_array_elements(f.terms) AS y (term) WHERE y.term ? 'variable'
	), plan AS MATERIALIZED (
		SELECT p.* FROM (SELECT array_agg(d.variable) AS variables, array_agg(d.day) AS days FROM (SELECT DISTINCT t.variable, t.day FROM term AS t) AS d) AS n
		CROSS JOIN LATERAL sozialraum._figure_plan(n.variables, n.days) AS p WHERE n.variables IS NOT NULL
	), slot AS MATERIALIZED (
		SELECT s.variable, s.day, s.no::integer AS no FROM plan CROSS JOIN LATERAL unnest(plan.slot_variable, plan.slot_date) WITH ORDINALITY AS s (variable, day, no)
	), edge AS MATERIALIZED (
		SELECT e.target, e.source, e.coefficient FROM plan CROSS JOIN LATERAL unnest(plan.target, plan.source, plan.coefficient) AS e (target, source, coefficient)
	), base AS (
		SELECT t.form, COALESCE(e.source, s.no) AS element, sum(t.coefficient * COALESCE(e.coefficient, 1)) AS coefficient
		FROM term AS t JOIN slot AS s ON s.variable = t.variable AND s.day = t.day LEFT JOIN edge AS e ON e.target = s.no
		GROUP BY 1, 2 HAVING abs(sum(t.coefficient * COALESCE(e.coefficient, 1))) > 1e-12
	)
	SELECT array_agg(b.form) AS form, array_agg(b.element) AS element, array_agg(b.coefficient) AS coefficient INTO v_base FROM base AS b;
	SELECT array_agg(r.relation) AS relation, array_agg(r.member) AS form, array_agg(r.factor) AS factor INTO v_relation
	FROM sozialraum._form_relations(v_base.form, v_base.element, v_base.coefficient) AS r;
	-- a form that is a part of another: the difference of the two is a count as well
	WITH base AS MATERIALIZED (
		SELECT b.form, b.element, b.coefficient FROM unnest(v_base.form, v_base.element, v_base.coefficient) AS b (form, element, coefficient) WHERE v_form_t[b.form] >= 2 AND v_lower[b.form] = 0
			-- both are shown, now or before
			AND (v_released[b.form] OR b.form IN (SELECT u.form FROM unnest(use_origin, use_form) AS u (origin, form) WHERE u.origin LIKE 'ledger%' OR u.origin = 'release'))
	), size AS MATERIALIZED (
		SELECT b.form, count(*) AS n FROM base AS b GROUP BY b.form
	), inside AS MATERIALIZED (
		SELECT w.form AS wide, n.form AS narrow, ws.n AS wide_n, ns.n AS narrow_n
		FROM base AS n JOIN base AS w ON w.element = n.element AND w.coefficient = n.coefficient AND w.form <> n.form
		JOIN size AS ws ON ws.form = w.form JOIN size AS ns ON ns.form = n.form
		WHERE ws.n > ns.n
		GROUP BY w.form, n.form, ws.n, ns.n HAVING count(*) = ns.n
	), pair AS (
		SELECT i.wide, i.narrow FROM inside AS i
		WHERE NOT EXISTS (SELECT FROM inside AS a JOIN inside AS b ON b.narrow = i.narrow AND b.wide = a.narrow WHERE a.wide = i.wide)
			-- the rest is a form of its own
			AND NOT EXISTS (SELECT FROM inside AS o WHERE o.wide = i.wide AND o.narrow_n = i.wide_n - i.narrow_n
				AND NOT EXISTS (SELECT FROM base AS x JOIN base AS y ON y.element = x.element AND y.form = i.narrow WHERE x.form = o.narrow))
	)
	SELECT COALESCE(array_agg(p.wide ORDER BY p.wide, p.narrow), '{}'), COALESCE(array_agg(p.narrow ORDER BY p.wide, p.narrow), '{}') INTO v_wide, v_narrow FROM pair AS p;
	v_group := ARRAY(SELECT g.no FROM generate_series(1, v_forms) AS g (no));
	LOOP
		v_before := v_group;
		SELECT array_agg(least(g.label, l.label) ORDER BY g.no) INTO v_group
		FROM unnest(v_before) WITH ORDINALITY AS g (label, no)
		LEFT JOIN (
			SELECT m.form, min(x.label) AS label
			FROM unnest(v_relation.relation || ARRAY(SELECT -p.no::integer FROM unnest(v_wide) WITH ORDINALITY AS p (w, no)) || ARRAY(SELECT -p.no::integer FROM unnest(v_narrow) WITH ORDINALITY AS p (w, no)),
				v_relation.form || v_wide || v_narrow) AS m (link, form)
			JOIN (SELECT n.link, min(v_before[n.form]) AS label
				FROM unnest(v_relation.relation || ARRAY(SELECT -p.no::integer FROM unnest(v_wide) WITH ORDINALITY AS p (w, no)) || ARRAY(SELECT -p.no::integer FROM unnest(v_narrow) WITH ORDINALITY AS p (w, no)),
					v_relation.form || v_wide || v_narrow) AS n (link, form) GROUP BY n.link) AS x ON x.link = m.link
			GROUP BY m.form) AS l ON l.form = g.no;
		EXIT WHEN v_group = v_before;
	END LOOP;

	-- -------- what is unsafe by itself
	WITH figure AS (
		SELECT 'now' AS origin, v.area_id, v.numerator, v.denominator, v.status FROM sozialraum.edition_value AS v WHERE v.edition = v_edition.id
		UNION ALL
		SELECT 'now', r.area_id, r.numerator, r.denominator, r.status FROM sozialraum.edition_reference AS r
		WHERE r.edition = v_edition.id AND NOT EXISTS (SELECT FROM sozialraum.edition_value AS v WHERE v.edition = r.edition AND v.area_id = r.area_id)
		UNION ALL
		SELECT 'earlier', e.area_id, e.numerator, e.denominator, NULL FROM sozialraum._edition_earlier(v_edition.id) AS e WHERE v_earlier_day IS NOT NULL
	), suspect AS MATERIALIZED (
		SELECT u.origin, u.area_id, u.no AS "position", u.numerator, u.denominator, u.status,
			u.denominator > 0 AND u.denominator < v_rule.t[u.no] AND v_rule.denominator_counts[u.no] AS few
		FROM (SELECT f.origin, f.area_id, generate_subscripts(f.numerator, 1) AS no, unnest(f.numerator) AS numerator, unnest(f.denominator) AS denominator, unnest(f.status) AS status FROM figure AS f) AS u
		WHERE (u.numerator < v_rule.t_max AND u.numerator > -v_rule.t_max) OR u.denominator < v_rule.t_max OR u.denominator < v_rule.least_max OR abs(u.denominator - u.numerator) < v_rule.t_max
			OR u.status = 'secret' OR v_rule.any_zero
	), judged AS (
		SELECT s.*, CASE
			WHEN s.status = 'secret' AND s.numerator IS NULL THEN 'source'
			WHEN v_rule.counts[s."position"] AND ((s.numerator <> 0 AND abs(s.numerator) < v_rule.t[s."position"]) OR (s.numerator = 0 AND v_rule.zero[s."position"] AND COALESCE(s.denominator, 1) <> 0)) THEN 'count'
			WHEN v_rule.share[s."position"] AND ((s.denominator - s.numerator <> 0 AND abs(s.denominator - s.numerator) < v_rule.t[s."position"])
				OR (s.denominator = s.numerator AND s.denominator <> 0 AND v_rule.zero[s."position"])) THEN 'complement'
			-- people, not square kilometres
			WHEN s.denominator <> 0 AND v_rule.denominator_counts[s."position"] AND (s.denominator < v_rule.least[s."position"] OR s.few) THEN 'denominator' END AS why
		FROM suspect AS s
	), hidden AS (
		SELECT j.origin, j.area_id, j."position", 'numerator' AS part, j.why,
			least(greatest(v_rule.t[j."position"], 2), CASE WHEN v_rule.share[j."position"] AND j.numerator BETWEEN 0 AND j.denominator THEN greatest(floor(j.denominator) + 1, 1) END) AS minimum,
			j.why = 'denominator' AND NOT j.few AS by_rate
		FROM judged AS j WHERE j.why IS NOT NULL
		UNION ALL
		SELECT j.origin, j.area_id, j."position", 'denominator', 'denominator', greatest(v_rule.t[j."position"], 2), false FROM judged AS j WHERE j.few
		UNION ALL
		SELECT 'population', s.area_id, NULL, 'numerator', 'count', greatest(v_population_t, 2), false
		FROM sozialraum.edition_score AS s WHERE s.edition = v_edition.id AND s.population > 0 AND s.population < v_population_t
		UNION ALL
		SELECT 'now', d.area_id, d."position", 'numerator', d.why, greatest(2, v_rule.t[d."position"], d.width), false
		FROM sozialraum._dominated(v_edition.id) AS d WHERE v_rule.amounts
	)
	SELECT array_agg(h.area_id), array_agg(h.origin), array_agg(h."position"), array_agg(h.why),
		-- a rate over few people is not shown; its numerator is no secret where it is a population of its own right
		array_agg(CASE WHEN h.by_rate AND EXISTS (SELECT FROM unnest(use_origin, use_part, use_form) AS o (origin, part, form)
			WHERE o.form = u.form AND (o.part = 'denominator' OR o.origin LIKE '%population')) THEN NULL ELSE u.form END), array_agg(h.minimum)
	INTO unsafe_area, unsafe_origin, unsafe_position, unsafe_why, v_unsafe_form, v_unsafe_minimum
	FROM hidden AS h
	JOIN unnest(use_origin, use_position, use_part, use_form) AS u (origin, "position", part, form)
		ON u.origin = h.origin AND u."position" IS NOT DISTINCT FROM h."position" AND u.part = h.part;

	-- -------- only what hangs together with something unsafe and something shown is looked at
	v_active := ARRAY(
		SELECT g.no::integer FROM unnest(v_group) WITH ORDINALITY AS g (label, no)
		WHERE g.label IN (SELECT v_group[u.form] FROM unnest(v_unsafe_form) AS u (form) UNION SELECT v_group[u.form] FROM unnest(use_origin, use_form) AS u (origin, form) WHERE u.origin LIKE 'ledger%' OR u.origin = 'release')
			AND g.label IN (SELECT v_group[f.no] FROM unnest(v_released) WITH ORDINALITY AS f (released, no) WHERE f.released
				UNION SELECT v_group[u.form] FROM unnest(use_origin, use_form) AS u (origin, form) WHERE u.origin LIKE 'ledger%' OR u.origin = 'release')
		ORDER BY g.no);
	v_known_form := ARRAY(
		SELECT u.form FROM unnest(use_origin, use_part, use_form) AS u (origin, part, form)
		GROUP BY u.form HAVING bool_and(u.part = 'denominator') EXCEPT SELECT u.form FROM unnest(v_unsafe_form) AS u (form));

	SELECT array_agg(NOT complete AND v_edition.area_count::bigint * cardinality(v_active) > 50000 AND g.label = g.no
		AND (SELECT count(*) FROM unnest(v_group) AS o (label) WHERE o.label = g.label) = 1
		AND NOT EXISTS (SELECT FROM unnest(use_origin, use_form) AS u (origin, form) WHERE u.form = g.no AND (u.origin LIKE 'ledger%' OR u.origin = 'release')) ORDER BY g.no)
	INTO v_reduced FROM unnest(v_group) WITH ORDINALITY AS g (label, no);

	WITH representative AS MATERIALIZED (
		-- one use of each form: all have the same figures
		SELECT DISTINCT ON (u.form) u.origin, u."position", u.part = 'numerator' AS is_numerator, u.form, v_reduced[u.form] AS reduced, 6 * v_rule.t[u."position"] AS small, v_rule.share[u."position"] AS share
		FROM unnest(use_origin, use_position, use_part, use_form) AS u (origin, "position", part, form)
		WHERE u.origin IN ('now', 'earlier', 'population') AND u.form = ANY (v_active)
		ORDER BY u.form, u.origin = 'now' DESC, u.part = 'numerator' AND v_rule.share[u."position"] DESC, u.origin, u."position", u.part
	), figure AS (
		SELECT 'now' AS origin, v.area_id, v.numerator, v.denominator, false AS is_reference FROM sozialraum.edition_value AS v WHERE v.edition = v_edition.id
		UNION ALL
		SELECT 'now', r.area_id, r.numerator, r.denominator, true FROM sozialraum.edition_reference AS r
		WHERE r.edition = v_edition.id AND NOT EXISTS (SELECT FROM sozialraum.edition_value AS v WHERE v.edition = r.edition AND v.area_id = r.area_id)
		UNION ALL
		SELECT 'earlier', e.area_id, e.numerator, e.denominator, false FROM sozialraum._edition_earlier(v_edition.id) AS e WHERE v_earlier_day IS NOT NULL
	), unsafe_cell AS MATERIALIZED (
		SELECT DISTINCT u.area_id, u.form FROM unnest(unsafe_area, v_unsafe_form) AS u (area_id, form)
	), sibling AS MATERIALIZED (
		-- areas under the same whole as an unsafe one, where there are not too many of them
		SELECT DISTINCT w.part_id AS area_id, u.form
		FROM unsafe_cell AS u
		JOIN sozialraum._area_wholes() AS o ON o.part_id = u.area_id
		JOIN (SELECT x.part_id, x.whole_id, count(*) OVER (PARTITION BY x.whole_id) AS n FROM sozialraum._area_wholes() AS x) AS w ON w.whole_id = o.whole_id AND w.n <= 200
		WHERE v_reduced[u.form]
	), own AS MATERIALIZED (
		SELECT DISTINCT ON (x.form, x.area) x.area, x.form, x.value, x.upper
		FROM (
			SELECT a.territory_id AS area, k.form, k.value, k.upper
			FROM (
				SELECT u.area_id, r.form, CASE WHEN r.is_numerator THEN u.numerator ELSE u.denominator END AS value,
					CASE WHEN r.is_numerator AND r.share AND u.numerator <= u.denominator THEN u.denominator END AS upper, r.reduced, u.is_reference, r.small
				-- every array is taken apart once, then hashed against the forms
				FROM (SELECT f.origin, f.area_id, f.is_reference, generate_subscripts(f.numerator, 1) AS "position", unnest(f.numerator) AS numerator, unnest(f.denominator) AS denominator
					FROM figure AS f) AS u
				JOIN representative AS r ON r."position" = u."position" AND r.origin = u.origin) AS k
			JOIN sozialraum.area AS a ON a.id = k.area_id
			WHERE NOT k.reduced OR k.is_reference OR k.value < k.small OR k.value IS NULL OR hashint8(k.area_id) & 127 = 0
				OR (k.area_id, k.form) IN (SELECT x.area_id, x.form FROM unsafe_cell AS x) OR (k.area_id, k.form) IN (SELECT x.area_id, x.form FROM sibling AS x)
			UNION ALL
			SELECT a.territory_id, r.form, s.population, NULL
			FROM representative AS r CROSS JOIN sozialraum.edition_score AS s JOIN sozialraum.area AS a ON a.id = s.area_id
			WHERE r.origin = 'population' AND s.edition = v_edition.id) AS x
		ORDER BY x.form, x.area, x.value
	), released AS (
		SELECT a.territory_id AS area, u.form, CASE u.part WHEN 'numerator' THEN p.numerator ELSE p.denominator END AS shown,
			(CASE u.part WHEN 'numerator' THEN v.numerator ELSE v.denominator END)[u."position"] AS original,
			u.part = 'numerator' AND p.status = 'secret' AND p.numerator IS NULL AND p.reason = 'geheimgehalten' AS held
		FROM unnest(use_origin, use_edition, use_position, use_part, use_form) AS u (origin, edition, "position", part, form)
		JOIN sozialraum.published_value AS p ON p.edition = u.edition AND p."position" = u."position"
		JOIN sozialraum.area AS a ON a.id = p.area_id
		LEFT JOIN (
			SELECT v.edition, v.area_id, v.numerator, v.denominator FROM sozialraum.edition_value AS v WHERE v.edition = ANY (v_ledger)
			UNION ALL
			SELECT r.edition, r.area_id, r.numerator, r.denominator FROM sozialraum.edition_reference AS r
			WHERE r.edition = ANY (v_ledger) AND NOT EXISTS (SELECT FROM sozialraum.edition_value AS v WHERE v.edition = r.edition AND v.area_id = r.area_id)) AS v
			ON v.edition = p.edition AND v.area_id = p.area_id
		WHERE u.origin = 'ledger' AND u.form = ANY (v_active)
		UNION ALL
		SELECT a.territory_id, u.form, p.population, s.population, s.population IS NOT NULL AND p.population IS NULL
		FROM unnest(use_origin, use_edition, use_form) AS u (origin, edition, form)
		JOIN sozialraum.published_score AS p ON p.edition = u.edition
		JOIN sozialraum.edition_score AS s ON s.edition = p.edition AND s.area_id = p.area_id
		JOIN sozialraum.area AS a ON a.id = p.area_id
		WHERE u.origin = 'ledger population' AND u.form = ANY (v_active)
		UNION ALL
		SELECT a.territory_id, u.form, r.value, NULL, r.value IS NULL
		FROM unnest(use_origin, use_form) AS u (origin, form)
		JOIN sozialraum.released_figure AS r ON r.variable = v_terms[u.form] #>> '{0,variable}' AND r.reference_date = (v_terms[u.form] #>> '{0,day}')::date
		JOIN sozialraum.area AS a ON a.id = r.area_id
		WHERE u.origin = 'release' AND u.form = ANY (v_active)
	), ledger AS MATERIALIZED (
		SELECT r.area, r.form, max(r.shown) AS greatest, min(r.shown) AS least, max(r.original) AS original, bool_or(r.held) AS held FROM released AS r GROUP BY r.area, r.form
	), unsafe AS MATERIALIZED (
		SELECT a.territory_id AS area, u.form, max(u.minimum) AS minimum
		FROM unnest(unsafe_area, v_unsafe_form, v_unsafe_minimum) AS u (area_id, form, minimum) JOIN sozialraum.area AS a ON a.id = u.area_id GROUP BY 1, 2
	), cell AS MATERIALIZED (
		-- a figure that was corrected since is a new one
		SELECT x.area, x.form, x.value, x.upper, u.minimum,
			CASE WHEN x.form = ANY (v_known_form) AND x.value IS NOT NULL THEN 3
				WHEN x.value IN (x.least, x.greatest) THEN 3 WHEN x.held THEN 4 WHEN u.minimum IS NOT NULL THEN 1
				WHEN x.value IS NULL OR NOT x.is_own OR NOT v_released[x.form] THEN 2 ELSE 0 END AS state
		FROM (
			SELECT COALESCE(o.area, l.area) AS area, COALESCE(o.form, l.form) AS form, CASE WHEN o.area IS NOT NULL THEN o.value ELSE COALESCE(l.greatest, l.original) END AS value,
				o.upper, l.least, l.greatest, COALESCE(l.held, false) AS held, o.area IS NOT NULL AS is_own
			FROM own AS o FULL JOIN ledger AS l ON l.area = o.area AND l.form = o.form) AS x
		LEFT JOIN unsafe AS u ON u.area = x.area AND u.form = x.form
	), difference AS MATERIALIZED (
		SELECT v_forms + p.no::integer AS form, w.area, w.value - n.value AS value, p.wide, p.narrow, greatest(v_form_t[p.wide], v_form_t[p.narrow]) AS t
		FROM unnest(v_wide, v_narrow) WITH ORDINALITY AS p (wide, narrow, no)
		JOIN cell AS w ON w.form = p.wide JOIN cell AS n ON n.form = p.narrow AND n.area = w.area
		WHERE w.value >= n.value AND ((w.value > n.value AND w.value - n.value < greatest(v_form_t[p.wide], v_form_t[p.narrow])) OR w.state IN (1, 4) OR n.state IN (1, 4))
			-- where both are out, nothing can be done
			AND NOT (w.state = 3 AND n.state = 3)
	), edge_row AS MATERIALIZED (
		-- areas and their parts on the reference date, from the areas that have figures upwards
		WITH RECURSIVE up (id) AS (
			SELECT s.area_id FROM sozialraum.edition_score AS s WHERE s.edition = v_edition.id
			UNION SELECT r.area_id FROM sozialraum.edition_reference AS r WHERE r.edition = v_edition.id
			UNION SELECT a.id FROM (SELECT DISTINCT l.area FROM ledger AS l) AS l JOIN sozialraum.area AS a ON a.territory_id = l.area AND v_edition.reference_date BETWEEN a.valid_from AND a.valid_to
			UNION SELECT w.whole_id FROM up AS u JOIN sozialraum._area_wholes() AS w ON w.part_id = u.id
		)
		SELECT DISTINCT wa.territory_id AS whole, pa.territory_id AS part
		FROM sozialraum._area_wholes() AS w
		JOIN sozialraum.area AS wa ON wa.id = w.whole_id
		JOIN sozialraum.area AS pa ON pa.id = w.part_id
		-- parts of which nothing at all is known say nothing about their sum
		WHERE w.whole_id IN (SELECT u.id FROM up AS u)
			AND w.whole_id IN (SELECT o.whole_id FROM up AS u JOIN sozialraum._area_wholes() AS o ON o.part_id = u.id)
			AND least(greatest(v_edition.reference_date, wa.valid_from), wa.valid_to) BETWEEN pa.valid_from AND pa.valid_to AND wa.territory_id <> pa.territory_id
	), node AS MATERIALIZED (
		SELECT n.area, row_number() OVER (ORDER BY n.area)::integer AS no
		FROM (SELECT e.whole AS area FROM edge_row AS e UNION SELECT e.part FROM edge_row AS e UNION SELECT c.area FROM cell AS c) AS n
	), own_area AS MATERIALIZED (
		SELECT DISTINCT a.territory_id AS area FROM sozialraum.edition_score AS s JOIN sozialraum.area AS a ON a.id = s.area_id WHERE s.edition = v_edition.id
	), span AS (
		-- forms that add up, and the wholes of which something is known: shown now or before, or part of a larger one
		SELECT c.form, e.whole
		FROM (SELECT DISTINCT e.whole FROM edge_row AS e) AS e CROSS JOIN (SELECT DISTINCT c.form FROM cell AS c WHERE v_additive[c.form]) AS c
		WHERE EXISTS (SELECT FROM cell AS x WHERE x.area = e.whole AND x.form = c.form) OR EXISTS (SELECT FROM edge_row AS p WHERE p.part = e.whole)
	), entry AS MATERIALIZED (
		SELECT s.form AS eq_form, s.whole AS eq_area, s.form, e.part AS area, 1::double precision AS factor FROM span AS s JOIN edge_row AS e ON e.whole = s.whole
		-- what was left out is no unknown
		WHERE NOT v_reduced[s.form] OR NOT EXISTS (SELECT FROM own_area AS o WHERE o.area = e.part) OR EXISTS (SELECT FROM cell AS c WHERE c.area = e.part AND c.form = s.form)
		UNION ALL
		SELECT s.form, s.whole, s.form, s.whole, -1 FROM span AS s
		UNION ALL
		SELECT v_forms + cardinality(v_wide) + r.relation, c.area, r.form, c.area, r.factor
		FROM (SELECT x.relation, x.form, x.factor, count(*) OVER (PARTITION BY x.relation) AS n FROM unnest(v_relation.relation, v_relation.form, v_relation.factor) AS x (relation, form, factor)) AS r
		JOIN cell AS c ON c.form = r.form
		JOIN (SELECT x.relation, c.area, count(*) AS n FROM unnest(v_relation.relation, v_relation.form) AS x (relation, form) JOIN cell AS c ON c.form = x.form GROUP BY 1, 2) AS k
			ON k.relation = r.relation AND k.area = c.area AND k.n = r.n
		UNION ALL
		SELECT d.form, d.area, u.form, d.area, u.factor FROM difference AS d CROSS JOIN LATERAL (VALUES (d.wide, 1), (d.narrow, -1), (d.form, -1)) AS u (form, factor)
	), everything AS MATERIALIZED (
		SELECT x.*, row_number() OVER (ORDER BY x.form, x.area)::integer AS no
		FROM (
			SELECT c.area, c.form, c.value, c.upper, c.minimum, c.state FROM cell AS c
			UNION ALL
			SELECT d.area, d.form, d.value, NULL, CASE WHEN d.value > 0 AND d.value < d.t THEN d.t END, CASE WHEN d.value > 0 AND d.value < d.t THEN 1 ELSE 2 END FROM difference AS d
			UNION ALL
			-- an area that nobody published
			SELECT DISTINCT e.area, e.form, NULL::double precision, NULL::double precision, NULL::double precision, 2
			FROM entry AS e WHERE NOT EXISTS (SELECT FROM cell AS c WHERE c.area = e.area AND c.form = e.form) AND e.form <= v_forms) AS x
	), linked AS MATERIALIZED (
		SELECT (e.eq_form - 1) * (SELECT count(*)::integer FROM node) + n.no AS eq, c.no AS member, e.factor, c.value
		FROM entry AS e JOIN node AS n ON n.area = e.eq_area JOIN everything AS c ON c.form = e.form AND c.area = e.area
	), rest AS MATERIALIZED (
		-- delivered totals are not always the sums of their parts; whoever attacks knows the difference
		SELECT r.eq, r.rest, ((SELECT count(*) FROM everything) + row_number() OVER (ORDER BY r.eq))::integer AS no
		FROM (SELECT l.eq, sum(l.factor * l.value) AS rest FROM linked AS l GROUP BY l.eq
			HAVING count(l.value) = count(*) AND abs(sum(l.factor * l.value)) > 5e-10 * sum(abs(l.factor * l.value))) AS r
	), balance AS MATERIALIZED (
		-- a form with a figure below zero (moves in less moves out) may be below zero everywhere
		SELECT DISTINCT c.form FROM everything AS c WHERE c.value < 0
	), whole_cell AS (
		SELECT c.no, c.area, c.form, c.value, c.state, c.minimum, c.upper,
			CASE WHEN b.form IS NOT NULL OR c.form > v_forms AND c.value IS NULL THEN '-infinity' WHEN c.form <= v_forms THEN v_lower[c.form] ELSE 0 END::double precision AS lower
		FROM everything AS c LEFT JOIN balance AS b ON b.form = c.form
		UNION ALL
		SELECT r.no, NULL, NULL, r.rest, 3, NULL, NULL, '-infinity' FROM rest AS r
	), cells AS (
		SELECT array_agg(c.area) AS area, array_agg(c.form) AS form, array_agg(c.value) AS value, array_agg(c.state) AS state,
			array_agg(c.lower) AS lower, array_agg(CASE WHEN c.upper >= c.value AND c.upper >= c.lower THEN c.upper END) AS upper,
			array_agg(CASE WHEN c.state IN (1, 4) THEN least(greatest(COALESCE(c.minimum, v_form_t[c.form]), 2), CASE WHEN c.upper >= c.value THEN floor(c.upper) + 1 END) ELSE c.minimum END) AS minimum,
			-- what everybody can look up elsewhere protects badly
			array_agg(CASE WHEN c.form IN (SELECT u.form FROM unnest(use_part, use_origin, use_form) AS u (part, origin, form) WHERE u.part = 'denominator' OR u.origin LIKE '%population')
				THEN 1000 ELSE 1 END * greatest(abs(c.value), 1)) AS cost
		FROM (SELECT w.* FROM whole_cell AS w ORDER BY w.no) AS c
	), equations AS (
		SELECT array_agg(l.eq) AS equation, array_agg(l.member) AS member, array_agg(l.factor) AS coefficient
		FROM (SELECT l.eq, l.member, l.factor FROM linked AS l UNION ALL SELECT r.eq, r.no, -1 FROM rest AS r) AS l
	)
	SELECT c.area, c.form, c.value, c.state, c.lower, c.upper, c.minimum, c.cost, e.equation, e.member, e.coefficient
	INTO area, form, value, state, lower, upper, minimum, cost, equation, member, coefficient
	FROM cells AS c CROSS JOIN equations AS e;
	area := COALESCE(area, '{}'); form := COALESCE(form, '{}'); value := COALESCE(value, '{}'); state := COALESCE(state, '{}'); lower := COALESCE(lower, '{}'); upper := COALESCE(upper, '{}');
	minimum := COALESCE(minimum, '{}'); cost := COALESCE(cost, '{}'); equation := COALESCE(equation, '{}'); member := COALESCE(member, '{}'); coefficient := COALESCE(coefficient, '{}');
END
$$;
COMMENT ON FUNCTION sozialraum._edition_problem(bigint, boolean) IS
'The cells and equations of an edition together with everything that was released before, for _protect_cells() and _attack_cells(): cells (area: territory, NULL where the cell is a constant; form: number; state as in _protect_cells, seen from the edition as if all that is not unsafe were shown), equations, which forms the edition and the ledger use for what (use_…: now, earlier, population, ledger, ledger population, release), and the unsafe figures of the edition with their reason (unsafe_…). Only forms that hang together with something unsafe or released before are laid out. complete false: of large editions, and of forms that hang together with no other, only the unsafe cells, their siblings where these are few, the small ones and a sample of the others; the rest is shown and goes into the constants of the equations.';

CREATE FUNCTION sozialraum._dominated(edition bigint) RETURNS TABLE (area_id bigint, "position" integer, why text, width double precision)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET enable_nestloop = on AS $$
#variable_conflict use_column
BEGIN
	RETURN QUERY
	WITH rule AS MATERIALIZED (
		SELECT r."position", r.dominance_n, r.dominance_k, r.p_percent, v.largest, v.second_largest, (r.numerator #>> '{0,day}')::date AS day
		FROM sozialraum._edition_rules(_dominated.edition) AS r
		JOIN sozialraum.variable AS v ON v.code = r.numerator #>> '{0,variable}'
		WHERE jsonb_array_length(r.numerator) = 1 AND v.largest IS NOT NULL AND (r.dominance_n IS NOT NULL OR r.p_percent IS NOT NULL)
	), figure AS (
		SELECT v.area_id, v.numerator FROM sozialraum.edition_value AS v WHERE v.edition = _dominated.edition
		UNION ALL
		SELECT r.area_id, r.numerator FROM sozialraum.edition_reference AS r
		WHERE r.edition = _dominated.edition AND NOT EXISTS (SELECT FROM sozialraum.edition_value AS v WHERE v.edition = r.edition AND v.area_id = r.area_id)
	), below AS (
		WITH RECURSIVE below (area_id, part_id) AS (
			SELECT f.area_id, f.area_id FROM figure AS f
			UNION
			SELECT b.area_id, w.part_id FROM below AS b JOIN sozialraum._area_wholes() AS w ON w.whole_id = b.part_id
		)
		SELECT * FROM below
	), contribution AS (
		-- of the area itself, or of its parts: the largest of all are among the largest of each
		SELECT b.area_id, r."position", o.value, o.area_id = b.area_id AS is_own
		FROM rule AS r CROSS JOIN below AS b
		JOIN sozialraum.observation AS o ON o.area_id = b.part_id AND o.reference_date = r.day AND o.variable IN (r.largest, r.second_largest)
	), largest AS (
		SELECT c.area_id, c."position", array_agg(c.value ORDER BY c.value DESC NULLS LAST) FILTER (WHERE c.is_own OR NOT c.any_own) AS x
		FROM (SELECT x.*, bool_or(x.is_own) OVER (PARTITION BY x.area_id, x."position") AS any_own FROM contribution AS x) AS c
		GROUP BY c.area_id, c."position"
	)
	SELECT l.area_id, l."position",
		CASE WHEN l.x[1] + (r.dominance_n - 1) * COALESCE(l.x[2], 0) > r.dominance_k / 100 * f.numerator[l."position"] THEN 'dominance' ELSE 'p_percent' END,
		-- Handbook on Statistical Disclosure Control, chapter 4: the interval has to reach beyond what the second largest could estimate
		greatest(COALESCE(r.p_percent / 100 * l.x[1] - (f.numerator[l."position"] - l.x[1] - COALESCE(l.x[2], 0)), 0),
			COALESCE((100 - r.dominance_k) / r.dominance_k * l.x[1], 0))
	FROM largest AS l
	JOIN rule AS r ON r."position" = l."position"
	JOIN figure AS f ON f.area_id = l.area_id
	WHERE f.numerator[l."position"] > 0
		AND (l.x[1] + (r.dominance_n - 1) * COALESCE(l.x[2], 0) > r.dominance_k / 100 * f.numerator[l."position"]
			OR f.numerator[l."position"] - l.x[1] - COALESCE(l.x[2], 0) < r.p_percent / 100 * l.x[1]);
END
$$;
COMMENT ON FUNCTION sozialraum._dominated(bigint) IS 'Amounts of an edition that the dominance rule or the p% rule of a source makes unsafe, where the largest contributions are known (variable.largest, second_largest); width: how wide the interval of the amount must at least be. For n above 2 the further contributions are taken as large as the second.';

CREATE FUNCTION sozialraum._edition_readers(edition bigint, role text DEFAULT NULL) RETURNS TABLE (party integer, known_edition bigint, area_id bigint, "position" integer)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
	IF NOT EXISTS (SELECT FROM sozialraum.area_grant) THEN
		RETURN;
	END IF;
	RETURN QUERY
	WITH holder AS (
		-- who has which grants, himself or by membership; planners see everything anyway
		SELECT DISTINCT h.grants
		FROM (
			SELECT r.oid, array_agg(g.id ORDER BY g.id) AS grants
			FROM pg_roles AS r
			JOIN pg_roles AS o ON pg_has_role(r.oid, o.oid, 'MEMBER')		-- who does not inherit may SET ROLE, to one after the other
			JOIN sozialraum.area_grant AS g ON g.role = o.rolname
			WHERE NOT r.rolsuper AND NOT (has_table_privilege(r.oid, 'sozialraum.edition'::regclass, 'INSERT') AND has_table_privilege(r.oid, 'sozialraum.edition'::regclass, 'SELECT'))
				AND (_edition_readers.role IS NULL OR EXISTS (SELECT FROM pg_roles AS x WHERE x.rolname = _edition_readers.role AND pg_has_role(r.oid, x.oid, 'MEMBER')))
			GROUP BY r.oid) AS h
	), numbered AS MATERIALIZED (
		SELECT h.grants, row_number() OVER (ORDER BY h.grants)::integer AS party FROM holder AS h
	), indicator AS MATERIALIZED (
		SELECT r."position", _edition_readers.edition AS edition, r.sources, r.item #>> '{definition,dimension}' AS dimension FROM sozialraum._edition_rules(_edition_readers.edition) AS r
		UNION ALL
		SELECT p."position", p.edition, p.sources, p.dimension FROM sozialraum.published_indicator AS p
		JOIN sozialraum.published_edition AS e ON e.edition = p.edition WHERE p.edition <> _edition_readers.edition
	)
	SELECT DISTINCT n.party, i.edition, a.area_id, i."position"
	FROM numbered AS n
	JOIN sozialraum.area_grant AS g ON g.id = ANY (n.grants)
	JOIN indicator AS i ON (g.sources IS NULL OR (i.sources <@ g.sources AND cardinality(i.sources) > 0)) AND (g.dimensions IS NULL OR i.dimension = ANY (g.dimensions))
	JOIN sozialraum.entitled_area AS a ON a.edition = i.edition AND (a.territory_id = g.territory_id OR g.territory_id IS NULL);
END
$$;
COMMENT ON FUNCTION sozialraum._edition_readers(bigint, text) IS 'What the holders of grants know exactly, of an edition and of those before it: one party for each distinct set of grants that a role has today, by itself or by membership (role: only sets of this role and its members). Planners and superusers are none.';

CREATE FUNCTION sozialraum._open_scores(edition bigint) RETURNS TABLE (class integer, score double precision)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
	WITH scored AS MATERIALIZED (
		SELECT r."position" FROM sozialraum._edition_rules(_open_scores.edition) AS r WHERE r.scored
	)
	SELECT s.class, s.score
	FROM sozialraum.edition_score AS s
	JOIN sozialraum.edition_protection AS p ON p.edition = s.edition AND p.area_id = s.area_id AND NOT p.is_reference
	WHERE s.edition = _open_scores.edition AND s.class IS NOT NULL
		AND NOT EXISTS (SELECT FROM unnest(p.state) WITH ORDINALITY AS u (state, no) JOIN scored AS r ON r."position" = u.no WHERE u.state IN (1, 2))
$$;
COMMENT ON FUNCTION sozialraum._open_scores(bigint) IS 'Classes and scores of the areas of which no scored figure is hidden.';

CREATE FUNCTION sozialraum._class_room(edition bigint, dynamics boolean) RETURNS TABLE (area_id bigint, "position" integer, earlier boolean, low double precision, high double precision)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off SET enable_nestloop = off AS $$
#variable_conflict use_column
DECLARE
	v_edition	sozialraum.edition;
	v_breaks	double precision[];
	v_down		double precision[];			-- of each class
	v_up		double precision[];
	v_cut		boolean;					-- classes are cut by the scores themselves
BEGIN
	SELECT e.* INTO v_edition FROM sozialraum.edition AS e WHERE e.id = _class_room.edition;
	v_cut := COALESCE(v_edition.definition #>> '{monitor,classification}', 'breaks') <> 'breaks';
	-- where the limits follow from distances between the scores (natural), and of dynamics beside classes that are cut, nothing is said
	IF (v_cut AND (_class_room.dynamics OR v_edition.definition #>> '{monitor,classification}' = 'natural')) OR COALESCE(v_edition.definition #>> '{monitor,class_order}', 'ascending') <> 'ascending' THEN
		RETURN;
	END IF;
	v_breaks := ARRAY(SELECT b.x::double precision FROM jsonb_array_elements_text(v_edition.definition -> 'monitor' -> CASE WHEN _class_room.dynamics THEN 'dynamics_breaks' ELSE 'class_breaks' END) WITH ORDINALITY AS b (x, no) ORDER BY b.no);
	IF v_cut THEN
		-- by their order: above all shown scores of lower classes, below all of higher ones
		SELECT array_agg(x.down ORDER BY x.class), array_agg(x.up ORDER BY x.class) INTO v_down, v_up
		FROM (SELECT g.class, max(max(o.score)) OVER (ORDER BY g.class ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS down,
				min(min(o.score)) OVER (ORDER BY g.class ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS up
			FROM generate_series(1, (v_edition.definition #>> '{monitor,class_count}')::integer) AS g (class)
			LEFT JOIN sozialraum._open_scores(v_edition.id) AS o ON o.class = g.class
			GROUP BY g.class) AS x;
	ELSE
		v_down := ARRAY[NULL::double precision] || v_breaks;
		v_up := v_breaks;
	END IF;
	-- straight lines only: the value, shifted and scaled
	IF v_edition.definition #>> '{monitor,aggregation}' NOT IN ('sum', 'mean') OR (_class_room.dynamics AND v_edition.definition #>> '{monitor,lag_years}' IS NULL)
		OR NOT EXISTS (SELECT FROM sozialraum.edition_protection AS p WHERE p.edition = v_edition.id
			AND (2::smallint = ANY (p.state) OR 1::smallint = ANY (p.state) OR 1::smallint = ANY (p.change_state) OR 2::smallint = ANY (p.change_state))) THEN
		RETURN;
	END IF;
	RETURN QUERY
	WITH rule AS MATERIALIZED (
		SELECT r."position", r.method, COALESCE(r.per, 1) AS per, (r.item ->> 'weight')::double precision AS weight, r.is_share,
			-- what one more of the value adds to what enters the score; NULL: no straight line
			CASE WHEN (r.item ->> 'polarity')::integer > 0 THEN -1 ELSE 1 END::double precision / CASE
				WHEN _class_room.dynamics THEN (r.item #>> '{used,change_sd}')::double precision
				WHEN n.normalisation = 'none' THEN 1
				WHEN n.normalisation = 'zscore' THEN CASE WHEN n.given THEN (r.item ->> 'reference_sd')::double precision ELSE (r.item #>> '{used,sd}')::double precision END
				WHEN n.normalisation = 'minmax' THEN CASE WHEN n.given THEN (r.item ->> 'reference_maximum')::double precision - (r.item ->> 'reference_minimum')::double precision
					ELSE (r.item #>> '{used,maximum}')::double precision - (r.item #>> '{used,minimum}')::double precision END / n.scale END AS slope,
			CASE WHEN _class_room.dynamics THEN (r.item #>> '{used,change_mean}')::double precision
				WHEN n.normalisation = 'none' THEN 0
				WHEN n.normalisation = 'zscore' THEN CASE WHEN n.given THEN (r.item ->> 'reference_mean')::double precision ELSE (r.item #>> '{used,mean}')::double precision END
				-- the end of the scale that is zero
				ELSE CASE WHEN (r.item ->> 'polarity')::integer > 0 THEN CASE WHEN n.given THEN (r.item ->> 'reference_maximum')::double precision ELSE (r.item #>> '{used,maximum}')::double precision END
					ELSE CASE WHEN n.given THEN (r.item ->> 'reference_minimum')::double precision ELSE (r.item #>> '{used,minimum}')::double precision END END END AS zero,
			CASE WHEN n.normalisation = 'minmax' AND NOT _class_room.dynamics THEN n.least ELSE 0 END AS shift
		FROM sozialraum._edition_rules(v_edition.id) AS r
		CROSS JOIN LATERAL (SELECT COALESCE(r.item ->> 'normalisation', v_edition.definition #>> '{monitor,normalisation}') AS normalisation,
			v_edition.definition #>> '{monitor,reference}' = 'given' AS given,
			COALESCE((v_edition.definition #>> '{monitor,scale_maximum}')::double precision, 1) - COALESCE((v_edition.definition #>> '{monitor,scale_minimum}')::double precision, 0) AS scale,
			COALESCE((v_edition.definition #>> '{monitor,scale_minimum}')::double precision, 0) AS least) AS n
		WHERE r.scored
	), area AS MATERIALIZED (
		-- areas of which a scored figure is hidden
		SELECT s.area_id, CASE WHEN _class_room.dynamics THEN s.dynamics_class ELSE s.class END AS class, CASE WHEN _class_room.dynamics THEN s.dynamics_sum ELSE s.sum END AS sum,
			CASE WHEN _class_room.dynamics THEN s.dynamics ELSE s.score END AS score, CASE WHEN _class_room.dynamics THEN p.change_state ELSE p.state END AS state
		FROM sozialraum.edition_score AS s
		JOIN sozialraum.edition_protection AS p ON p.edition = s.edition AND p.area_id = s.area_id
		WHERE s.edition = v_edition.id AND NOT s.excluded AND CASE WHEN _class_room.dynamics THEN 1::smallint = ANY (p.change_state) OR 2::smallint = ANY (p.change_state)
			ELSE 1::smallint = ANY (p.state) OR 2::smallint = ANY (p.state) END
	), figure AS MATERIALIZED (
		SELECT u.area_id, r."position", r.method, r.per, r.weight, r.is_share, u.n, u.d, u.value, u.x, u.z, u.state IN (1, 2) AS hidden, u.earlier AS earlier_value,
			abs(u.z - r.shift - r.slope * (u.x - r.zero)) <= 1e-6 * (1 + abs(u.z)) AS straight
		FROM (
			SELECT a.area_id, generate_subscripts(a.state, 1) AS no, unnest(v.numerator) AS n, unnest(v.denominator) AS d, unnest(v.value) AS value,
				unnest(CASE WHEN _class_room.dynamics THEN v.change ELSE v.value END) AS x, unnest(CASE WHEN _class_room.dynamics THEN v.change_normalised ELSE v.normalised END) AS z,
				unnest(v.earlier) AS earlier, unnest(a.state) AS state
			FROM area AS a JOIN sozialraum.edition_value AS v ON v.edition = v_edition.id AND v.area_id = a.area_id) AS u
		JOIN rule AS r ON r."position" = u.no
	), line AS MATERIALIZED (
		SELECT r."position", r.slope FROM rule AS r
	), weight AS MATERIALIZED (
		SELECT a.*, f.w, f.wz, f.straight, CASE v_edition.definition #>> '{monitor,aggregation}' WHEN 'mean' THEN 1 ELSE t.w END / f.w AS r
		FROM area AS a
		JOIN (SELECT x.area_id, sum(x.weight) FILTER (WHERE x.z IS NOT NULL) AS w, sum(x.weight * x.z) AS wz,
			COALESCE(bool_and(x.straight) FILTER (WHERE x.hidden AND x.z IS NOT NULL), true) AS straight FROM figure AS x GROUP BY x.area_id) AS f ON f.area_id = a.area_id
		CROSS JOIN (SELECT sum(r.weight) AS w FROM rule AS r) AS t
		WHERE a.score IS NOT NULL
	), score AS MATERIALIZED (
		SELECT regr_slope(x.score, x.sum) AS slope, regr_intercept(x.score, x.sum) AS intercept
		FROM (SELECT CASE WHEN _class_room.dynamics THEN s.dynamics_sum ELSE s.sum END AS sum, CASE WHEN _class_room.dynamics THEN s.dynamics ELSE s.score END AS score
			FROM sozialraum.edition_score AS s WHERE s.edition = v_edition.id) AS x
	), sound AS MATERIALIZED (
		-- is it as it looks?
		SELECT w.area_id FROM weight AS w CROSS JOIN score AS c
		WHERE w.straight AND c.slope > 0 AND abs(w.score - c.intercept - c.slope * w.sum) <= 1e-6 * (1 + abs(w.score)) AND abs(w.sum - w.r * w.wz) <= 1e-6 * (1 + abs(w.sum))
	), unknown AS (
		-- every count that is hidden, and what one more of it does to the sum
		SELECT w.area_id, u."position", u.earlier, u.n, u.least, u.most, w.r * u.weight * l.slope * u.per_one AS step,
			(v_down[w.class] - c.intercept) / c.slope - w.sum AS down, (v_up[w.class] - c.intercept) / c.slope - w.sum AS up, u.fits
		FROM weight AS w CROSS JOIN score AS c
		JOIN (
			SELECT f.area_id, f."position", false AS earlier, f.n, f.weight, 0::double precision AS least, CASE WHEN f.is_share AND f.n <= f.d THEN f.d ELSE 'infinity' END AS most,
				CASE WHEN f.method = 'value' THEN 1 ELSE f.per / f.d END AS per_one,
				abs(CASE WHEN f.method = 'value' THEN f.n ELSE f.per * f.n / f.d END - f.value) <= 1e-6 * (1 + abs(f.value)) AND f.n >= 0 AS fits
			FROM figure AS f WHERE f.hidden AND f.z IS NOT NULL
			UNION ALL
			SELECT f.area_id, f."position", true, e.n, f.weight, 0, CASE WHEN f.is_share AND e.n <= e.d THEN e.d ELSE 'infinity' END,
				-CASE WHEN f.method = 'value' THEN 1 ELSE f.per / e.d END,
				abs(CASE WHEN f.method = 'value' THEN e.n ELSE f.per * e.n / e.d END - f.earlier_value) <= 1e-6 * (1 + abs(f.earlier_value)) AND e.n >= 0
			FROM figure AS f
			JOIN (SELECT y.area_id, u.no, u.n, u.d FROM sozialraum._edition_earlier(v_edition.id) AS y CROSS JOIN LATERAL unnest(y.numerator, y.denominator) WITH ORDINALITY AS u (n, d, no) WHERE _class_room.dynamics) AS e
				ON e.area_id = f.area_id AND e.no = f."position"
			WHERE _class_room.dynamics AND f.hidden AND f.z IS NOT NULL) AS u ON u.area_id = w.area_id
		JOIN line AS l ON l."position" = u."position"
		WHERE w.class IS NOT NULL
	), range AS (
		SELECT u.*, u.step * (CASE WHEN u.step > 0 THEN u.least ELSE u.most END - u.n) AS least_move, u.step * (CASE WHEN u.step > 0 THEN u.most ELSE u.least END - u.n) AS most_move FROM unknown AS u
	), alone AS (
		-- the others are free within their bounds: infinite minus infinite is told apart by counting
		SELECT r.*, sum(CASE WHEN r.least_move = '-infinity' THEN 0 ELSE r.least_move END) OVER a - CASE WHEN r.least_move = '-infinity' THEN 0 ELSE r.least_move END AS others_least,
			count(*) FILTER (WHERE r.least_move = '-infinity') OVER a - (r.least_move = '-infinity')::integer AS open_least,
			sum(CASE WHEN r.most_move = 'infinity' THEN 0 ELSE r.most_move END) OVER a - CASE WHEN r.most_move = 'infinity' THEN 0 ELSE r.most_move END AS others_most,
			count(*) FILTER (WHERE r.most_move = 'infinity') OVER a - (r.most_move = 'infinity')::integer AS open_most,
			bool_and(r.fits AND r.step <> 0) OVER a AS sound
		FROM range AS r WINDOW a AS (PARTITION BY r.area_id)
	), bound AS (
		SELECT a.*, CASE WHEN a.down IS NULL OR a.open_most > 0 THEN '-infinity' ELSE a.down - a.others_most END AS move_least,
			CASE WHEN a.up IS NULL OR a.open_least > 0 THEN 'infinity' ELSE a.up - a.others_least END AS move_most
		FROM alone AS a
	)
	SELECT b.area_id, b."position", b.earlier,
		-- on the limit itself it may belong to either side
		greatest(b.least, b.n + CASE WHEN b.step > 0 THEN b.move_least ELSE b.move_most END / b.step + CASE WHEN b.n > b.least THEN 1e-9 ELSE 0 END),
		least(b.most, b.n + CASE WHEN b.step > 0 THEN b.move_most ELSE b.move_least END / b.step - CASE WHEN b.n < b.most THEN 1e-9 ELSE 0 END)
	FROM bound AS b JOIN sound AS s ON s.area_id = b.area_id
	WHERE b.sound;
END
$$;
COMMENT ON FUNCTION sozialraum._class_room(bigint, boolean) IS
'What the class of an area (of the result, or of the dynamics) says about each hidden numerator behind it, for somebody who knows all means, standard deviations and all other figures of the area; where several are hidden, each alone with the others free within their bounds. No row where the class cannot be bounded: the score is no straight line of the value (ranks, exponentials, products), or the classes are cut by distances between the scores (natural). Where they are cut by the order of the scores, the scores of the areas of which nothing is hidden are the limits.';

CREATE FUNCTION sozialraum._edition_attack(edition bigint, role text, complete boolean, problem sozialraum._disclosure_problem DEFAULT NULL) RETURNS TABLE (area_id bigint, "position" integer, part text, party integer, low double precision, high double precision,
	figure double precision, minimum double precision, broken boolean)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off SET enable_nestloop = off AS $$
#variable_conflict use_column
DECLARE
	p			sozialraum._disclosure_problem := problem;
	v_shown		boolean[];
	v_lower		double precision[];
	v_upper		double precision[];
	v_readers	record;
	v_hidden	boolean[];
	v_asked		integer[];
	v_old		integer[];
	v_party		integer;
	v_cells		integer[];
	v_low		double precision[];
	v_high		double precision[];
	v_derivable	boolean[];
BEGIN
	IF p.value IS NULL THEN
		SELECT x.* INTO p FROM sozialraum._edition_problem(_edition_attack.edition, complete) AS x;
	END IF;
	IF p.value = '{}' THEN
		RETURN;
	END IF;
	-- what the edition shows, read from what publishing writes
	WITH cell AS MATERIALIZED (
		SELECT c.area, c.form, c.value, c.state, c.lower, c.upper, c.no FROM unnest(p.area, p.form, p.value, p.state, p.lower, p.upper) WITH ORDINALITY AS c (area, form, value, state, lower, upper, no)
	), use AS MATERIALIZED (
		SELECT u.origin, u."position", u.part = 'numerator' AS is_numerator, u.form
		FROM unnest(p.use_origin, p.use_position, p.use_part, p.use_form) AS u (origin, "position", part, form)
		LEFT JOIN (SELECT r."position", r.released FROM sozialraum._edition_rules(_edition_attack.edition) AS r) AS r ON r."position" = u."position"
		WHERE (u.origin IN ('now', 'earlier') AND r.released = 'value' OR u.origin = 'population') AND u.form IN (SELECT c.form FROM cell AS c)
	), figure AS (
		SELECT e.area_id, generate_subscripts(e.value, 1) AS "position", unnest(e.numerator) AS numerator, unnest(e.denominator) AS denominator, unnest(e.value) AS value, unnest(e.change) AS change
		FROM sozialraum.edition_protection AS e
		WHERE e.edition = _edition_attack.edition
	), shown AS (
		SELECT a.territory_id AS area, k.form
		FROM (
			SELECT f.area_id, u.form FROM figure AS f JOIN use AS u ON u."position" = f."position"
			WHERE CASE WHEN u.origin = 'earlier' THEN f.change IS NOT NULL ELSE f.value IS NOT NULL OR CASE WHEN u.is_numerator THEN f.numerator ELSE f.denominator END IS NOT NULL END
			UNION ALL
			SELECT e.area_id, u.form FROM sozialraum.edition_protection AS e JOIN use AS u ON u.origin = 'population'
			WHERE e.edition = _edition_attack.edition AND e.population IS NOT NULL AND NOT e.is_reference) AS k
		JOIN sozialraum.area AS a ON a.id = k.area_id
		-- joined to the cells by area and form together
		OFFSET 0
	), room AS (
		SELECT a.territory_id AS area, u.form, max(b.low) AS low, min(b.high) AS high
		FROM (
			SELECT x.area_id, x."position", x.earlier, x.low, x.high FROM sozialraum._class_room(_edition_attack.edition, false) AS x
			JOIN sozialraum.edition_protection AS e ON e.edition = _edition_attack.edition AND e.area_id = x.area_id AND e.class_shown
			UNION ALL
			SELECT x.area_id, x."position", x.earlier, x.low, x.high FROM sozialraum._class_room(_edition_attack.edition, true) AS x
			JOIN sozialraum.edition_protection AS e ON e.edition = _edition_attack.edition AND e.area_id = x.area_id AND e.dynamics_shown) AS b
		JOIN sozialraum.area AS a ON a.id = b.area_id
		JOIN unnest(p.use_origin, p.use_position, p.use_part, p.use_form) AS u (origin, "position", part, form)
			ON u.origin = CASE WHEN b.earlier THEN 'earlier' ELSE 'now' END AND u."position" = b."position" AND u.part = 'numerator'
		GROUP BY 1, 2
	)
	SELECT array_agg(k.shown), array_agg(k.lower), array_agg(k.upper) INTO v_shown, v_lower, v_upper
	FROM (
	SELECT s.no IS NOT NULL OR c.state = 3 AS shown, CASE WHEN r.low IS NULL THEN c.lower ELSE greatest(c.lower, least(r.low, c.value)) END AS lower,
		CASE WHEN r.high IS NULL THEN c.upper ELSE least(c.upper, greatest(r.high, c.value)) END AS upper
	FROM cell AS c
	LEFT JOIN (SELECT DISTINCT x.no FROM cell AS x JOIN shown AS y ON y.area = x.area AND y.form = x.form WHERE x.value IS NOT NULL) AS s ON s.no = c.no
	LEFT JOIN room AS r ON r.area = c.area AND r.form = c.form AND c.value IS NOT NULL AND c.state <> 3
	ORDER BY c.no) AS k;
	-- what each reader knows beyond that; party 0: the outsider
	SELECT array_agg(k.party) AS party, array_agg(k.no::integer) AS cell INTO v_readers
	FROM (
		SELECT DISTINCT r.party, c.no
		FROM sozialraum._edition_readers(_edition_attack.edition, _edition_attack.role) AS r
		JOIN sozialraum.area AS a ON a.id = r.area_id
		JOIN unnest(p.use_origin, p.use_edition, p.use_position, p.use_form) AS u (origin, edition, "position", form) ON u.edition = r.known_edition AND u."position" = r."position"
		JOIN unnest(p.area, p.form, p.value) WITH ORDINALITY AS c (area, form, value, no) ON c.area = a.territory_id AND c.form = u.form AND c.value IS NOT NULL) AS k;
	FOR v_party IN SELECT x.party FROM (SELECT 0 AS party WHERE _edition_attack.role IS NULL UNION SELECT u.party FROM unnest(v_readers.party) AS u (party)) AS x ORDER BY 1 LOOP
		SELECT array_agg(NOT (s.shown OR k.cell IS NOT NULL) ORDER BY s.no),
			array_agg(s.no::integer ORDER BY s.no) FILTER (WHERE NOT (s.shown OR k.cell IS NOT NULL) AND p.state[s.no] IN (1, 4))
		INTO v_hidden, v_asked
		FROM unnest(v_shown) WITH ORDINALITY AS s (shown, no)
		LEFT JOIN (SELECT x.cell FROM unnest(v_readers.party, v_readers.cell) AS x (party, cell) WHERE x.party = v_party) AS k ON k.cell = s.no;
		CONTINUE WHEN v_asked IS NULL;
		SELECT array_agg(x.cell), array_agg(x.low), array_agg(x.high), array_agg(x.derivable) INTO v_cells, v_low, v_high, v_derivable
		FROM sozialraum._attack_cells(p.value, v_hidden, v_lower, v_upper, p.equation, p.member, p.coefficient, v_asked, 60) AS x;
		-- what was hidden before, or is not shown by this edition, and can be worked out without it: not its fault
		v_old := ARRAY(SELECT x.cell FROM unnest(v_cells, v_low, v_high, v_derivable) AS x (cell, low, high, derivable)
			JOIN unnest(p.form, p.state, p.minimum) WITH ORDINALITY AS c (form, state, minimum, no) ON c.no = x.cell
			WHERE (c.state = 4 OR NOT COALESCE(p.form_released[c.form], true)) AND (x.derivable OR floor(x.high + 1e-6) - ceil(x.low - 1e-6) + 1 < c.minimum));
		IF v_old <> '{}' THEN
			v_old := ARRAY(SELECT x.cell
				FROM sozialraum._attack_cells(p.value, ARRAY(SELECT c.state <> 3 AND k.cell IS NULL
						FROM unnest(p.state) WITH ORDINALITY AS c (state, no) LEFT JOIN (SELECT x.cell FROM unnest(v_readers.party, v_readers.cell) AS x (party, cell) WHERE x.party = v_party) AS k ON k.cell = c.no ORDER BY c.no),
					p.lower, p.upper, p.equation, p.member, p.coefficient, v_old, 60) AS x
				WHERE x.derivable OR floor(x.high + 1e-6) - ceil(x.low - 1e-6) + 1 < p.minimum[x.cell]);
		END IF;
		RETURN QUERY
		SELECT DISTINCT e.area_id, u."position", COALESCE(CASE u.origin WHEN 'earlier' THEN 'earlier ' ELSE '' END || CASE u.origin WHEN 'population' THEN 'population' ELSE u.part END, 'difference'), v_party,
			x.low, x.high, c.value, c.minimum,
			(x.derivable OR CASE WHEN c.value = round(c.value) THEN floor(x.high + 1e-6) - ceil(x.low - 1e-6) + 1 < c.minimum ELSE x.high - x.low < c.minimum - 1 END)
				AND NOT x.cell = ANY (v_old)
		FROM unnest(v_cells, v_low, v_high, v_derivable) AS x (cell, low, high, derivable)
		-- subscripting an array with NULLs searches it from the beginning
		JOIN unnest(p.area, p.form, p.value, p.minimum) WITH ORDINALITY AS c (area, form, value, minimum, no) ON c.no = x.cell
		LEFT JOIN (
			SELECT z.area_id, a.territory_id FROM sozialraum.edition_protection AS z JOIN sozialraum.area AS a ON a.id = z.area_id WHERE z.edition = _edition_attack.edition) AS e ON e.territory_id = c.area
		LEFT JOIN unnest(p.use_origin, p.use_edition, p.use_position, p.use_part, p.use_form) AS u (origin, edition, "position", part, form)
			ON u.form = c.form AND u.edition = _edition_attack.edition;
	END LOOP;
END
$$;
COMMENT ON FUNCTION sozialraum._edition_attack(bigint, text, boolean, sozialraum._disclosure_problem) IS 'Attacks an edition as edition_protection shows it, for an outsider (party 0) and every set of grants (or only those of a role and its members): the interval of every unsafe cell that is hidden from them, and whether that is too narrow. position NULL: a figure that is no indicator of the edition (population, a difference of two forms, a figure hidden in an earlier release). problem: cells and equations that were laid out for the same state of the edition already; NULL: they are laid out anew. What is shown is read from edition_protection in any case.';

CREATE FUNCTION sozialraum._audit_edition(edition bigint, role text DEFAULT NULL) RETURNS TABLE (area_id bigint, "position" integer, part text, low double precision, high double precision)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
	-- rounded counts are shown for all cells: there is nothing hidden to be worked out
	IF (SELECT m.disclosure = 'round' FROM sozialraum.edition AS e JOIN sozialraum.monitor AS m ON m.code = e.monitor WHERE e.id = _audit_edition.edition) THEN
		RETURN;
	END IF;
	-- what the quick look finds may come from what it leaves out
	IF EXISTS (SELECT FROM sozialraum._edition_attack(_audit_edition.edition, _audit_edition.role, false) AS a WHERE a.broken) THEN
		RETURN QUERY SELECT DISTINCT a.area_id, a."position", a.part, a.low, a.high FROM sozialraum._edition_attack(_audit_edition.edition, _audit_edition.role, true) AS a WHERE a.broken ORDER BY 1, 2, 3, 4, 5;
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._audit_edition(bigint, text) IS
'Unsafe figures of an edition, hidden as edition_protection says, that can be worked out all the same: by an outsider and every holder of grants, or (role given) by that role and its members with the grants that stand in area_grant. No rows: safe. low, high: what is possible for the attacker. Needs the rows of entitled_area of the edition. Figures: for planners only. Errors: 54000 not at its end within the time limit.';

CREATE FUNCTION sozialraum._round_to(x double precision, base integer) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN base IS NULL THEN x ELSE floor(x / base::double precision + 0.5::double precision) * base::double precision END;
COMMENT ON FUNCTION sozialraum._round_to(double precision, integer) IS 'Nearest multiple, halves upwards; base NULL: unchanged.';

CREATE FUNCTION sozialraum._hide_cut_classes(edition bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
	UPDATE sozialraum.edition_protection AS x SET class_shown = false
	FROM sozialraum.edition AS e
	WHERE x.edition = _hide_cut_classes.edition AND e.id = x.edition AND x.class_shown AND COALESCE(e.definition #>> '{monitor,classification}', 'breaks') <> 'breaks'
		AND EXISTS (SELECT FROM sozialraum.edition_protection AS y JOIN sozialraum.edition_score AS s ON s.edition = y.edition AND s.area_id = y.area_id
			WHERE y.edition = e.id AND NOT y.is_reference AND NOT y.class_shown AND s.class IS NOT NULL);
END
$$;
COMMENT ON FUNCTION sozialraum._hide_cut_classes(bigint) IS 'Where classes are cut by the scores themselves (so many areas in each), the classes of the others tell the one that is hidden: then none is shown.';
REVOKE EXECUTE ON FUNCTION sozialraum._hide_cut_classes(bigint) FROM PUBLIC;

CREATE FUNCTION sozialraum._protect_edition(edition bigint) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off SET enable_nestloop = off AS $$
#variable_conflict use_column
DECLARE
	v_edition	sozialraum.edition;
	v_round		boolean;				-- the monitor rounds instead of hiding
	v_rule		record;
	p			sozialraum._disclosure_problem;
	v_quick		boolean;				-- of a large edition p has only what is likely to matter
	v_readers	record;
	v_result	integer[];
	v_bad		text;
	v_base		integer;				-- rounding of the population
	v_earlier_position boolean;
	v_limit		double precision;
	v_broken	record;
BEGIN
	SELECT e.* INTO v_edition FROM sozialraum.edition AS e WHERE e.id = _protect_edition.edition;
	DELETE FROM sozialraum.edition_protection AS x WHERE x.edition = v_edition.id;
	IF EXISTS (SELECT FROM sozialraum.edition_reference AS r WHERE r.edition = v_edition.id AND r.numerator IS NULL) THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The edition was computed by a version that did not keep what publishing needs.',
			DETAIL = format('Edition %s.', v_edition.id), HINT = 'Compute it anew with sozialraum.compute_edition().';
	END IF;
	SELECT m.disclosure = 'round', CASE WHEN m.disclosure = 'round' THEN COALESCE(m.rounding_base, 5) ELSE m.rounding_base END, COALESCE((m.parameters ->> 'disclosure_seconds')::double precision, 60)
	INTO v_round, v_base, v_limit FROM sozialraum.monitor AS m WHERE m.code = v_edition.monitor;
	SELECT array_agg(r.released = 'value' ORDER BY r."position") AS released, array_agg(r.scored ORDER BY r."position") AS scored, array_agg(r.rounding_base ORDER BY r."position") AS base,
		array_agg(CASE WHEN r.denominator_counts THEN r.min_denominator ELSE 0 END ORDER BY r."position") AS least, array_agg(r.method ORDER BY r."position") AS method, array_agg(r.per ORDER BY r."position") AS per,
		array_agg(r.min_count ORDER BY r."position") AS t, array_agg((r.item #>> '{definition,parameters,target}')::double precision ORDER BY r."position") AS target,
		array_agg(r.indicator ORDER BY r."position") AS indicator
	INTO v_rule FROM sozialraum._edition_rules(v_edition.id) AS r;
	FOR v_pass IN 1 .. 2 LOOP
		v_quick := v_pass = 1;
		SELECT x.* INTO p FROM sozialraum._edition_problem(v_edition.id, v_pass = 2) AS x;
		EXIT WHEN v_round OR p.value = '{}';
		SELECT array_agg(k.party) AS party, array_agg(k.no::integer) AS cell INTO v_readers
		FROM (
			SELECT DISTINCT r.party, c.no
			FROM sozialraum._edition_readers(v_edition.id) AS r
			JOIN sozialraum.area AS a ON a.id = r.area_id
			JOIN unnest(p.use_edition, p.use_position, p.use_form) AS u (edition, "position", form) ON u.edition = r.known_edition AND u."position" = r."position"
			JOIN unnest(p.area, p.form) WITH ORDINALITY AS c (area, form, no) ON c.area = a.territory_id AND c.form = u.form) AS k;
		BEGIN
			v_result := sozialraum._protect_cells(p.value, p.state, p.lower, p.upper, p.minimum, p.cost, p.equation, p.member, p.coefficient,
				COALESCE(v_readers.party, '{}'), COALESCE(v_readers.cell, '{}'), v_limit);
		EXCEPTION WHEN program_limit_exceeded THEN
			RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The edition cannot be published: it was not proven safe in time.',
				DETAIL = format('Edition %s, limit %s seconds.', v_edition.id, v_limit),
				HINT = 'Give more time in monitor.parameters (disclosure_seconds), or release fewer indicators of the same figures as value.';
		END;
		-- with all that was left out, if it takes more
		EXIT WHEN NOT EXISTS (SELECT FROM unnest(v_result, p.state, p.form) AS c (result, state, form) WHERE c.result = -1 AND c.state = 1 AND COALESCE(p.form_released[c.form], true));
	END LOOP;

	IF v_result IS NOT NULL THEN
		SELECT string_agg(x.what, '; ' ORDER BY x.what) INTO v_bad
		FROM (
			SELECT COALESCE(a.level || ' ' || a.key, '?') || ': ' || COALESCE(string_agg(DISTINCT CASE WHEN u.form IS NOT NULL THEN COALESCE(v_rule.indicator[u."position"], 'population') END, ', '), 'difference of two figures') AS what
			FROM unnest(v_result, p.state, p.area, p.form) AS c (result, state, area, form)
			LEFT JOIN sozialraum.area AS a ON a.id = c.area
			LEFT JOIN unnest(p.use_origin, p.use_edition, p.use_position, p.use_form) AS u (origin, edition, "position", form) ON u.form = c.form AND u.edition = v_edition.id
			-- what this edition does not show is not its fault
			WHERE c.result = -1 AND c.state = 1 AND COALESCE(p.form_released[c.form], true)
			GROUP BY c.area, c.form, a.level, a.key) AS x;
		IF v_bad IS NOT NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The edition cannot be published: unsafe figures could be worked out whatever is hidden.',
				DETAIL = format('Edition %s; %s.', v_edition.id, v_bad),
				HINT = 'They follow from figures that are out already or that a reader knows. Release the indicator as class, or take back the grant.';
		END IF;
	END IF;

	INSERT INTO sozialraum.edition_protection (edition, area_id, is_reference, state, change_state, why, numerator, denominator, value, change, population, class_shown, dynamics_shown)
	WITH hidden_cell AS MATERIALIZED (
		SELECT DISTINCT c.area, c.form FROM unnest(v_result, p.state, p.area, p.form) AS c (result, state, area, form)
		WHERE c.result IN (1, 2, -1) AND c.state IN (0, 1, 4)
	), hidden AS MATERIALIZED (
		-- by area and use
		SELECT a.id AS area_id, u.origin, u."position", u.part
		FROM hidden_cell AS h
		JOIN unnest(p.use_origin, p.use_edition, p.use_position, p.use_part, p.use_form) AS u (origin, edition, "position", part, form) ON u.form = h.form AND u.edition = v_edition.id
		JOIN sozialraum.area AS a ON a.territory_id = h.area AND v_edition.reference_date BETWEEN a.valid_from AND a.valid_to
		WHERE NOT v_round
	), unsafe AS MATERIALIZED (
		SELECT u.area_id, u.origin, u."position", min(u.why) AS why
		FROM unnest(p.unsafe_area, p.unsafe_origin, p.unsafe_position, p.unsafe_why) AS u (area_id, origin, "position", why)
		WHERE NOT v_round OR u.why = 'source' GROUP BY 1, 2, 3
	), mark AS MATERIALIZED (
		SELECT m.area_id, m."position", max(m.why) FILTER (WHERE m.origin = 'now') AS why, bool_or(m.origin = 'now') AS now, max(m.why) FILTER (WHERE m.origin = 'earlier') AS earlier_why
		FROM (
			SELECT u.area_id, u.origin, u."position", u.why FROM unsafe AS u
			UNION ALL
			SELECT h.area_id, h.origin, h."position", NULL FROM hidden AS h) AS m
		WHERE m."position" IS NOT NULL
		GROUP BY m.area_id, m."position"
	), figure AS MATERIALIZED (
		SELECT v.area_id, false AS is_reference, v.value, v.numerator, v.denominator, v.change, v.earlier, s.population
		FROM sozialraum.edition_value AS v JOIN sozialraum.edition_score AS s ON s.edition = v.edition AND s.area_id = v.area_id WHERE v.edition = v_edition.id
		UNION ALL
		SELECT r.area_id, true, r.value, r.numerator, r.denominator, NULL, NULL, NULL
		FROM sozialraum.edition_reference AS r
		WHERE r.edition = v_edition.id AND NOT EXISTS (SELECT FROM sozialraum.edition_value AS v WHERE v.edition = r.edition AND v.area_id = r.area_id)
	), earlier AS MATERIALIZED (
		-- the figures behind the change, needed where they are rounded, and to see that they are still what they were
		SELECT e.area_id, u.no, u.numerator, u.denominator
		FROM sozialraum._edition_earlier(v_edition.id) AS e
		CROSS JOIN LATERAL unnest(e.numerator, e.denominator) WITH ORDINALITY AS u (numerator, denominator, no)
		WHERE v_rule.released[u.no]
	), plain AS MATERIALIZED (
		-- areas of which nothing has to be looked at figure by figure
		SELECT f.area_id FROM figure AS f
		WHERE array_position(f.value, NULL) IS NULL AND f.change IS NULL AND NOT EXISTS (SELECT FROM unnest(v_rule.base) AS b (base) WHERE b.base IS NOT NULL)
			AND f.area_id NOT IN (SELECT m.area_id FROM mark AS m)
	), judged AS (
		SELECT u.area_id, u.is_reference, u.population, u.no, m.why, u.original,
			CASE WHEN u.original IS NULL THEN 3 WHEN m.why IS NOT NULL THEN 1 WHEN m.now OR few.yes THEN CASE WHEN few.yes THEN 1 ELSE 2 END ELSE 0 END::smallint AS state,
			few.yes AS few, x.numerator, x.denominator, y.earlier_why IS NOT NULL AS earlier_unsafe, EXISTS (SELECT FROM hidden AS h WHERE h.area_id = u.area_id AND h."position" = u.no AND h.origin = 'earlier') AS earlier_hidden,
			u.change, u.earlier, e.numerator AS e_numerator, e.denominator AS e_denominator, m.now
		FROM (
			SELECT f.area_id, f.is_reference, f.population, generate_subscripts(f.value, 1) AS no, unnest(f.value) AS original, unnest(f.numerator) AS numerator, unnest(f.denominator) AS denominator,
				unnest(f.change) AS change, unnest(f.earlier) AS earlier
			FROM figure AS f WHERE f.area_id NOT IN (SELECT q.area_id FROM plain AS q)) AS u
		LEFT JOIN mark AS m ON m.area_id = u.area_id AND m."position" = u.no
		LEFT JOIN mark AS y ON y.area_id = u.area_id AND y."position" = u.no
		LEFT JOIN earlier AS e ON e.area_id = u.area_id AND e.no = u.no
		CROSS JOIN LATERAL (SELECT sozialraum._round_to(u.numerator, v_rule.base[u.no]) AS numerator, sozialraum._round_to(u.denominator, v_rule.base[u.no]) AS denominator) AS x
		CROSS JOIN LATERAL (SELECT COALESCE(v_round AND x.denominator IS NOT NULL AND u.denominator <> 0 AND (x.denominator = 0 OR x.denominator < v_rule.least[u.no]), false) AS yes) AS few
	), shown AS (
		SELECT j.*,
			CASE WHEN COALESCE(j.now, false) OR j.few THEN NULL ELSE j.numerator END AS p_numerator,
			CASE WHEN COALESCE(j.now, false) OR j.few THEN NULL ELSE j.denominator END AS p_denominator,
			CASE WHEN j.state <> 0 THEN NULL WHEN v_rule.base[j.no] IS NULL THEN j.original
				ELSE sozialraum._value_of(v_rule.method[j.no], v_rule.per[j.no], v_rule.target[j.no], j.numerator, j.denominator) END AS p_value,
			-- what is behind the earlier value, or nobody knows any more
			CASE WHEN v_rule.base[j.no] IS NULL THEN sozialraum._value_of(v_rule.method[j.no], v_rule.per[j.no], v_rule.target[j.no], j.e_numerator, j.e_denominator)
				ELSE sozialraum._value_of(v_rule.method[j.no], v_rule.per[j.no], v_rule.target[j.no], sozialraum._round_to(j.e_numerator, v_rule.base[j.no]), sozialraum._round_to(j.e_denominator, v_rule.base[j.no])) END AS e_value
		FROM judged AS j
	), row AS (
		SELECT s.area_id, bool_or(s.is_reference) AS is_reference, max(s.population) AS population,
			array_agg(s.state) AS state,
			array_agg(CASE WHEN s.change IS NULL THEN 3 WHEN s.state = 1 OR s.earlier_unsafe THEN 1 WHEN s.state = 2 OR s.earlier_hidden THEN 2
				WHEN v_rule.released[s.no] AND s.p_value IS NOT NULL AND s.shown_change IS NULL THEN 2 ELSE 0 END::smallint) AS change_state,
			array_agg(COALESCE(s.why, CASE WHEN s.few THEN 'denominator' END)) AS why, array_agg(s.p_numerator) AS numerator, array_agg(s.p_denominator) AS denominator,
			array_agg(s.p_value) AS value,
			array_agg(CASE WHEN s.state = 0 AND NOT s.earlier_unsafe AND NOT s.earlier_hidden THEN CASE WHEN v_rule.released[s.no] THEN s.shown_change ELSE s.change END END) AS change,
			bool_and(NOT v_rule.scored[s.no] OR s.state NOT IN (1, 2)) AS class_shown,
			bool_and(NOT v_rule.scored[s.no] OR (s.change IS NULL AND s.state NOT IN (1, 2)) OR (s.state NOT IN (1, 2) AND NOT s.earlier_unsafe AND NOT s.earlier_hidden)) AS dynamics_shown
		-- sorted once, not by every aggregate
		FROM (
			SELECT s.*, c.change AS shown_change
			FROM shown AS s
			CROSS JOIN LATERAL (SELECT CASE WHEN s.change IS NULL THEN NULL WHEN v_rule.base[s.no] IS NOT NULL THEN s.p_value - s.e_value
				WHEN abs(s.e_value - s.earlier) <= 1e-9 * (1 + abs(s.earlier)) THEN s.change END AS change) AS c
			ORDER BY s.area_id, s.no) AS s
		GROUP BY s.area_id
		UNION ALL
		SELECT f.area_id, f.is_reference, f.population, n.zero, n.three, n.nothing, f.numerator, f.denominator, f.value, n.no_change, true, true
		FROM figure AS f
		JOIN plain AS q ON q.area_id = f.area_id
		CROSS JOIN (SELECT array_fill(0::smallint, ARRAY[cardinality(v_rule.t)]) AS zero, array_fill(3::smallint, ARRAY[cardinality(v_rule.t)]) AS three,
			array_fill(NULL::text, ARRAY[cardinality(v_rule.t)]) AS nothing, array_fill(NULL::double precision, ARRAY[cardinality(v_rule.t)]) AS no_change) AS n
	)
	SELECT v_edition.id, r.area_id, r.is_reference, r.state, r.change_state, r.why, r.numerator, r.denominator, r.value, r.change,
		CASE WHEN NOT EXISTS (SELECT FROM hidden AS h WHERE h.area_id = r.area_id AND h.origin = 'population')
			AND NOT EXISTS (SELECT FROM unsafe AS u WHERE u.area_id = r.area_id AND u.origin = 'population') THEN sozialraum._round_to(r.population, v_base) END,
		r.class_shown, r.dynamics_shown
	FROM row AS r;

	-- classes where a scored figure is hidden: shown if they leave enough room; a rounded figure leaves its room anyway
	IF NOT v_round THEN
		UPDATE sozialraum.edition_protection AS x SET class_shown = true
		WHERE x.edition = v_edition.id AND NOT x.class_shown AND x.area_id IN (
			SELECT r.area_id FROM sozialraum._class_room(v_edition.id, false) AS r GROUP BY r.area_id
			HAVING bool_and(floor(r.high) - ceil(r.low) + 1 >= greatest(v_rule.t[r."position"], 2)));
		PERFORM sozialraum._hide_cut_classes(v_edition.id);
		UPDATE sozialraum.edition_protection AS x SET dynamics_shown = true
		WHERE x.edition = v_edition.id AND NOT x.dynamics_shown AND x.area_id IN (
			SELECT r.area_id FROM sozialraum._class_room(v_edition.id, true) AS r GROUP BY r.area_id
			HAVING bool_and(floor(r.high) - ceil(r.low) + 1 >= greatest(v_rule.t[r."position"], 2)));
		-- as _audit_edition() does, which need not lay out the cells a second time
		IF EXISTS (SELECT FROM sozialraum._edition_attack(v_edition.id, NULL, false, CASE WHEN v_quick THEN p END) AS b WHERE b.broken)
			AND EXISTS (SELECT FROM sozialraum._audit_edition(v_edition.id)) THEN
			-- classes and figures together say too much: no class where a figure is hidden
			UPDATE sozialraum.edition_protection AS x SET class_shown = false, dynamics_shown = false
			WHERE x.edition = v_edition.id AND EXISTS (SELECT FROM unnest(v_rule.scored, x.state, x.change_state) AS u (scored, state, change_state) WHERE u.scored AND (u.state IN (1, 2) OR u.change_state IN (1, 2)));
			PERFORM sozialraum._hide_cut_classes(v_edition.id);
			SELECT string_agg(DISTINCT COALESCE(a.level || ' ' || a.key, '?') || ': ' || COALESCE(v_rule.indicator[b."position"], b.part), '; ') AS what INTO v_broken
			FROM sozialraum._audit_edition(v_edition.id) AS b LEFT JOIN sozialraum.area AS a ON a.id = b.area_id;
			IF v_broken.what IS NOT NULL THEN
				RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'The edition cannot be published: the attack works out unsafe figures.',
					DETAIL = format('Edition %s; %s.', v_edition.id, v_broken.what),
					HINT = 'Release the indicator as class, or take back the grant.';
			END IF;
		END IF;
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._protect_edition(bigint) IS
'Works out what may be shown of an edition and stores it in edition_protection: primary rules, complementary suppression over areas, forms, times and earlier releases, for the outsider and every holder of grants; classes of results; then the attack. Errors: 55000 a figure cannot be protected (areas and indicators are named), it was not proven in time, or the attack succeeds.';
REVOKE EXECUTE ON FUNCTION sozialraum._protect_edition(bigint) FROM PUBLIC;

CREATE FUNCTION sozialraum._value_of(method text, per double precision, target double precision, numerator double precision, denominator double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN method = 'value' THEN numerator WHEN denominator > '0'::double precision THEN
	CASE WHEN method = 'distance' THEN abs(numerator / denominator * per - target) ELSE numerator / denominator * per END END;
COMMENT ON FUNCTION sozialraum._value_of(text, double precision, double precision, double precision, double precision) IS 'Value of an indicator from numerator and denominator, as _figure_values forms it.';
