-- ---------------------------------------------------------------------------------------------------------------------
-- Rankings of an edition with intervals: indicators, scores, ranks, and the table that says what cannot be told apart.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._edition_exists(edition bigint, level double precision) RETURNS void
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
	IF NOT EXISTS (SELECT FROM sozialraum.edition AS e WHERE e.id = _edition_exists.edition) THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such edition.',
			DETAIL = format('Edition %s.', COALESCE(_edition_exists.edition::text, 'NULL')), HINT = 'The editions are the rows of sozialraum.edition.';
	END IF;
	IF _edition_exists.level IS NULL OR NOT (_edition_exists.level > 0 AND _edition_exists.level < 1) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The argument level must lie between 0 and 1.',
			DETAIL = format('Given: %s.', COALESCE(_edition_exists.level::text, 'NULL')), HINT = '0.95 gives 95 % intervals.';
	END IF;
END
$$;
COMMENT ON FUNCTION sozialraum._edition_exists(bigint, double precision) IS 'Errors for an unknown edition (42704) and a level outside (0, 1) (22023).';

CREATE FUNCTION sozialraum._indicator_error(edition bigint, scored_only boolean) RETURNS TABLE (
	area_id bigint, no integer, indicator text, method text, value double precision, numerator double precision, denominator double precision,
	per double precision, standard_error double precision)
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT f.area_id, f.no, f.indicator, f.method, f.value, f.numerator, f.denominator, f.per,
		f.per * CASE f.method
			WHEN 'wilson' THEN sqrt((f.numerator + 1) * (f.denominator - f.numerator + 1) / f.denominator) / (f.denominator + 2)
			WHEN 'byar' THEN sqrt(f.numerator + 1) / f.denominator
			WHEN 'poisson' THEN sqrt(f.numerator + 1) / f.denominator END
	FROM (
		SELECT v.area_id, d.no, d.indicator, u.value, u.numerator, u.denominator, d.per,
			-- of the numbers that the value was formed from: where they do not give it, they say nothing about it
			CASE WHEN u.denominator > 0 AND u.numerator >= 0 AND abs(u.numerator / u.denominator * d.per - u.value) <= 1e-9 * abs(u.value) THEN
				CASE WHEN d.method = 'wilson' THEN CASE WHEN u.numerator <= u.denominator THEN 'wilson' END
					WHEN d.method = 'byar' AND u.numerator < 10 THEN 'poisson' ELSE d.method END END AS method
		FROM sozialraum.edition AS e
		CROSS JOIN LATERAL (
			SELECT i.no::integer AS no, e.indicators[i.no] AS indicator, (i.item #>> '{definition,per}')::double precision AS per, i.item ->> 'role' AS role,
				CASE WHEN i.item #>> '{definition,method}' IN ('ratio', 'survey_share') AND i.item #>> '{definition,interval_method}' IN ('wilson', 'byar', 'poisson')
					-- half of something is no count
					AND NOT EXISTS (SELECT FROM jsonb_array_elements(i.item -> 'terms') AS t (term)
						WHERE t.term ->> 'part' = 'numerator' AND abs((t.term ->> 'coefficient')::double precision) <> 1)
					THEN i.item #>> '{definition,interval_method}' END AS method
			FROM jsonb_array_elements(e.definition -> 'indicators') WITH ORDINALITY AS i (item, no) OFFSET 0) AS d
		JOIN sozialraum.edition_value AS v ON v.edition = e.id
		CROSS JOIN LATERAL (SELECT v.value[d.no] AS value, v.numerator[d.no] AS numerator, v.denominator[d.no] AS denominator OFFSET 0) AS u
		WHERE e.id = _indicator_error.edition AND (d.role = 'scored' OR NOT scored_only)) AS f
$$;
COMMENT ON FUNCTION sozialraum._indicator_error(bigint, boolean) IS 'The figures of an edition with the method by which an interval can be formed and the standard error; both NULL where there is none. See indicator_interval().';

CREATE FUNCTION sozialraum.indicator_interval(edition bigint, level double precision DEFAULT 0.95) RETURNS TABLE (
	area_id bigint, area_key text, indicator text, value double precision, lower double precision, upper double precision,
	standard_error double precision, method text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
BEGIN
	PERFORM sozialraum._edition_exists(indicator_interval.edition, indicator_interval.level);
	RETURN QUERY
	SELECT f.area_id, s.area_key, f.indicator, f.value, (c.interval).lower, (c.interval).upper, f.standard_error, f.method
	FROM sozialraum._indicator_error(indicator_interval.edition, false) AS f
	JOIN sozialraum.edition_score AS s ON s.edition = indicator_interval.edition AND s.area_id = f.area_id
	CROSS JOIN LATERAL (SELECT CASE f.method
		WHEN 'wilson' THEN sozialraum.wilson_interval(f.numerator, f.denominator, indicator_interval.level, f.per)
		WHEN 'byar' THEN sozialraum.byar_interval(f.numerator, f.denominator, indicator_interval.level, f.per)
		WHEN 'poisson' THEN sozialraum.poisson_interval(f.numerator, f.denominator, indicator_interval.level, f.per) END AS interval OFFSET 0) AS c
	ORDER BY s.area_key, f.area_id, f.no;
END
$$;
COMMENT ON FUNCTION sozialraum.indicator_interval(bigint, double precision) IS
'The values of an edition with confidence intervals: one row per area and indicator, from the numerator and denominator that the edition keeps, in the unit of the indicator. method is what was used: wilson for shares; byar for rates, poisson (exact) instead of it below 10 events; NULL, and no interval, where the definition sheet (interval_method) names none or one that needs more than a count (dobson, chiang), for methods other than ratio and survey_share (a figure as it was delivered has no count), for numerators with factors other than 1 and -1, for a share with more events than people, and where the value is missing. standard_error: as if one event more had been counted, per × sqrt(p (1 - p) / n) with p = (x + 1) / (n + 2) for shares, per × sqrt(x + 1) / n for rates, so that no event is not taken for certainty; it does not depend on level. Shares of surveys: without design effect. Registers are full counts: interval and error say how far chance alone would let the figure vary. Not protected: what is shown to others must come from protected counts, as an interval gives its count away. Errors: 42704 for an unknown edition, 22023 for a level outside (0, 1). Source: Wilson 1927; Breslow and Day 1987; Agresti and Caffo 2000 (one more of each); doc/methods/rank_interval.md.';

CREATE FUNCTION sozialraum.score_interval(edition bigint, level double precision DEFAULT 0.95, simultaneous boolean DEFAULT true,
	correlation double precision DEFAULT 0) RETURNS TABLE (
	area_id bigint, area_key text, score double precision, standard_error double precision, lower double precision, upper double precision,
	rank integer, rank_lower integer, rank_upper integer, share_of_weight_with_interval double precision,
	distinguishable_from_mean boolean, distinguishable_from_next boolean, note text, note_en text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_column
DECLARE
	v_level			double precision := score_interval.level;	-- variables: the windows ask for a constant or a parameter
	v_simultaneous	boolean := score_interval.simultaneous;
	v_correlation	double precision := score_interval.correlation;
	v_edition		bigint := score_interval.edition;
	v_definition	jsonb;
	v_normalisation	text;
	v_aggregation	text;
	v_ddof			integer;
	v_weight		double precision;	-- of all scored indicators
	v_offset		double precision := 0;		-- score = (sum - offset) / unit
	v_unit			double precision := 1;
	z				double precision;			-- half-width of an interval in standard errors
BEGIN
	PERFORM sozialraum._edition_exists(v_edition, v_level);
	IF v_simultaneous IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'The argument simultaneous must not be NULL.';
	END IF;
	IF v_correlation IS NULL OR NOT (v_correlation >= 0 AND v_correlation <= 1) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The argument correlation must be between 0 and 1.',
			DETAIL = format('Given: %s.', COALESCE(v_correlation::text, 'NULL')),
			HINT = '0: the errors of the indicators are independent; 1: they add up, the widest interval.';
	END IF;
	z := sozialraum._normal_quantile(v_level);
	SELECT e.definition INTO v_definition FROM sozialraum.edition AS e WHERE e.id = v_edition;
	v_normalisation := v_definition #>> '{monitor,normalisation}';
	v_aggregation := v_definition #>> '{monitor,aggregation}';
	v_ddof := COALESCE((v_definition #>> '{monitor,ddof}')::integer, 0);
	SELECT sozialraum.exact_sum((i.item ->> 'weight')::double precision) INTO v_weight
	FROM jsonb_array_elements(v_definition -> 'indicators') AS i (item) WHERE i.item ->> 'role' = 'scored';
	IF (v_definition #>> '{monitor,standardise_score}')::boolean THEN
		SELECT p.parameter[2], p.parameter[3] INTO v_offset, v_unit
		FROM (SELECT sozialraum._vector_parameters(ARRAY[s.sum], v_ddof) OVER () AS parameter
			FROM sozialraum.edition_score AS s WHERE s.edition = v_edition AND s.sum IS NOT NULL LIMIT 1) AS p;
	END IF;

	RETURN QUERY
	WITH item AS MATERIALIZED (
		-- normalised = direction * (x - zero) / one + shift
		SELECT p.no, p.weight, p.direction, p.shift, CASE WHEN p.normalisation = 'none' THEN 0 WHEN p.given THEN p.given_zero ELSE p.used_zero END AS zero,
			CASE WHEN p.normalisation = 'none' THEN 1 WHEN p.given THEN p.given_one ELSE p.used_one END AS one
		FROM (
			SELECT i.no::integer AS no, (i.item ->> 'weight')::double precision AS weight, -(i.item ->> 'polarity')::double precision AS direction,
				v_definition #>> '{monitor,reference}' = 'given' AS given, v_normalisation AS normalisation,
				CASE WHEN v_normalisation = 'minmax' AND i.item ->> 'polarity' = '1' THEN 1 ELSE 0 END::double precision AS shift,
				CASE v_normalisation WHEN 'zscore' THEN i.item #>> '{used,mean}' WHEN 'minmax' THEN i.item #>> '{used,minimum}' END::double precision AS used_zero,
				CASE v_normalisation WHEN 'zscore' THEN (i.item #>> '{used,sd}')::double precision
					WHEN 'minmax' THEN (i.item #>> '{used,maximum}')::double precision - (i.item #>> '{used,minimum}')::double precision END AS used_one,
				CASE v_normalisation WHEN 'zscore' THEN i.item ->> 'reference_mean' WHEN 'minmax' THEN i.item ->> 'reference_minimum' END::double precision AS given_zero,
				CASE v_normalisation WHEN 'zscore' THEN (i.item ->> 'reference_sd')::double precision
					WHEN 'minmax' THEN (i.item ->> 'reference_maximum')::double precision - (i.item ->> 'reference_minimum')::double precision END AS given_one
			FROM jsonb_array_elements(v_definition -> 'indicators') WITH ORDINALITY AS i (item, no)
			WHERE i.item ->> 'role' = 'scored' AND v_normalisation IN ('zscore', 'minmax', 'none')) AS p
	), figure AS (
		SELECT v.area_id, i.no, i.weight, i.one, v.normalised[i.no] AS normalised,
			abs(i.direction * (v.value[i.no] - i.zero) / i.one + i.shift - v.normalised[i.no]) <= 1e-9 * (1 + abs(v.normalised[i.no])) AS linear
		FROM sozialraum.edition_value AS v CROSS JOIN item AS i
		WHERE v.edition = v_edition AND v.normalised[i.no] IS NOT NULL
	), carried AS MATERIALIZED (
		-- sums are exact, so that they do not depend on the order
		SELECT f.area_id, sozialraum.exact_sum(f.weight) AS weight, sozialraum.exact_sum(f.weight * f.normalised) AS sum, bool_and(f.linear) AS linear,
			COALESCE(sozialraum.exact_sum(f.weight) FILTER (WHERE r.standard_error IS NOT NULL), 0) AS known,
			sozialraum.exact_sum(f.weight / f.one * r.standard_error) AS together, sozialraum.exact_sum((f.weight / f.one * r.standard_error) ^ 2) AS squares
		FROM figure AS f
		LEFT JOIN sozialraum._indicator_error(v_edition, true) AS r ON r.area_id = f.area_id AND r.no = f.no
		GROUP BY f.area_id
	), scored AS MATERIALIZED (
		SELECT s.area_id, s.area_key, s.score, s.rank, s.reason, s.reason_en, c.known / c.weight AS share,
			sqrt((1 - v_correlation) * c.squares + v_correlation * c.together ^ 2) * a.factor / v_unit AS error,
			-- the stored score is what this way gives: otherwise it was formed in another way, and nothing is known about its error
			v_aggregation IN ('sum', 'mean') AND c.linear AND abs((c.sum * a.factor - v_offset) / v_unit - s.score) <= 1e-9 * (1 + abs(s.score)) AS linear
		FROM sozialraum.edition_score AS s
		LEFT JOIN carried AS c ON c.area_id = s.area_id
		CROSS JOIN LATERAL (SELECT CASE WHEN v_aggregation = 'mean' THEN 1 ELSE v_weight END / c.weight AS factor) AS a
		WHERE s.edition = v_edition
	), judged AS MATERIALIZED (
		SELECT s.area_id, s.area_key, s.score, s.rank, s.reason, s.reason_en, COALESCE(w.linear, false) AS linear,
			CASE WHEN w.linear AND s.score IS NOT NULL THEN s.error END AS error, CASE WHEN w.linear AND s.score IS NOT NULL THEN s.share END AS share
		FROM scored AS s CROSS JOIN (SELECT bool_and(COALESCE(x.linear, false)) AS linear FROM scored AS x WHERE x.score IS NOT NULL) AS w
	), compared AS MATERIALIZED (
		SELECT j.area_id, j.area_key, j.score, j.rank, j.reason, j.reason_en, j.linear, j.error, j.share, count(j.error) OVER () AS known,
			sozialraum.rank_interval(j.score, j.error, v_level, v_simultaneous) OVER () AS interval,
			sozialraum.distinguishable(j.score, j.error, v_level, v_simultaneous) OVER () AS told
		FROM judged AS j
	)
	SELECT c.area_id, c.area_key, c.score, c.error, c.score - z * c.error, c.score + z * c.error, c.rank,
		CASE WHEN c.known > 0 THEN (c.interval).lower END, CASE WHEN c.known > 0 THEN (c.interval).upper END, c.share,
		CASE WHEN c.known > 0 THEN (c.told).from_mean END, CASE WHEN c.known > 0 THEN (c.told).from_next END,
		CASE WHEN c.score IS NULL THEN c.reason
			WHEN NOT c.linear THEN 'kein Intervall: der Index ist keine gewichtete Summe normalisierter Indikatoren'
			WHEN c.known = 0 THEN 'kein Intervall: kein Indikator hat eines'
			WHEN c.error IS NULL THEN 'kein Intervall: kein Indikator des Gebiets hat eines; jeder Rang ist möglich'
			WHEN c.share < 1 - 1e-9 THEN format('Intervall aus %s %% des Gewichts, eher zu eng', least(round(100 * c.share), 99)) END,
		CASE WHEN c.score IS NULL THEN c.reason_en
			WHEN NOT c.linear THEN 'no interval: the score is no weighted sum of normalised indicators'
			WHEN c.known = 0 THEN 'no interval: no indicator has one'
			WHEN c.error IS NULL THEN 'no interval: no indicator of the area has one; any rank is possible'
			WHEN c.share < 1 - 1e-9 THEN format('interval from %s %% of the weight, rather too narrow', least(round(100 * c.share), 99)) END
	FROM compared AS c
	ORDER BY c.rank NULLS LAST, c.area_key, c.area_id;
END
$$;
COMMENT ON FUNCTION sozialraum.score_interval(bigint, double precision, boolean, double precision) IS
'The scores of an edition with standard errors, intervals and ranks with intervals, one row per area, best rank first. The standard errors of the indicators (indicator_interval) are carried through normalisation, weights and the second standardisation: score = a + sum of g_j x_j with g_j = w_j / sd_j (zscore) or w_j / (max_j - min_j) (minmax) or w_j (none), over the sum of the weights for mean, times the scale of missing indicators, over the sd of the sums when the monitor standardises again; error² = (1 - correlation) × sum of (g_j se_j)² + correlation × (sum of g_j se_j)². Mean, sd, minimum and maximum count as given. correlation: of the errors of the indicators in one area, in the direction of burden: 0 independent, 1 the widest interval, where the same people stand in several numerators. lower, upper: of the single score. rank_lower … rank_upper: see rank_interval(); distinguishable_from_mean, …_from_next: see distinguishable(); simultaneous: of all areas together, or each by itself. Indicators without an interval contribute no error: share_of_weight_with_interval, 0 … 1, says how much of the weight has one, and note when it is not all. No interval (NULL), with a note, where no indicator has one, where the area has no score, and where the score is not that linear function of the stored values, as for other methods of the monitor. An area without any interval beside others that have one: may have any rank. note in German, note_en in English. Not protected, see indicator_interval(). Errors: 42704 for an unknown edition, 22023 for a level outside (0, 1) or a correlation outside 0 … 1, 22004 for NULL. Source: doc/methods/rank_interval.md.';

CREATE FUNCTION sozialraum.ranking(edition bigint, language text DEFAULT NULL, level double precision DEFAULT 0.95, simultaneous boolean DEFAULT true,
	correlation double precision DEFAULT 0) RETURNS TABLE (
	rank integer, rank_interval text, area_key text, area_name text, score double precision, class integer, label text, mark text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_language	text := COALESCE(ranking.language, (SELECT s.language FROM sozialraum.setting AS s), 'de');
BEGIN
	IF v_language NOT IN ('de', 'en') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The argument language must be de or en.',
			DETAIL = format('Given: %s.', v_language), HINT = 'Leave it out for the language of the setting.';
	END IF;
	RETURN QUERY
	SELECT i.rank, i.rank || CASE WHEN i.rank_lower < i.rank_upper THEN format(' (%s–%s)', i.rank_lower, i.rank_upper) WHEN i.rank_lower IS NOT NULL THEN format(' (%s)', i.rank_lower) ELSE '' END,
		i.area_key, s.area_name, i.score, s.class, CASE v_language WHEN 'en' THEN s.label_en ELSE s.label END,
		NULLIF(concat_ws('; ',
			CASE WHEN NOT i.distinguishable_from_next THEN CASE v_language WHEN 'en' THEN 'not distinguishable from the next area' ELSE 'nicht unterscheidbar vom nächsten Gebiet' END END,
			CASE WHEN NOT i.distinguishable_from_mean THEN CASE v_language WHEN 'en' THEN 'not distinguishable from the mean' ELSE 'nicht unterscheidbar vom Durchschnitt' END END,
			CASE v_language WHEN 'en' THEN i.note_en ELSE i.note END), '')
	FROM sozialraum.score_interval(ranking.edition, ranking.level, ranking.simultaneous, ranking.correlation) AS i
	JOIN sozialraum.edition_score AS s ON s.edition = ranking.edition AND s.area_id = i.area_id
	ORDER BY i.rank NULLS LAST, i.area_key, i.area_id;
END
$$;
COMMENT ON FUNCTION sozialraum.ranking(bigint, text, double precision, boolean, double precision) IS
'The honest ranking of an edition, one row per area, rank 1 (highest burden) first, areas without a score last: rank; rank_interval, the rank with its interval as text, "5 (2–11)", "1 (1)" where only one rank is possible, "5" where there is no interval; area; score; class and its name; and mark, in words: not distinguishable from the next area (the next lower rank), not distinguishable from the mean, and why an interval is missing or too narrow; NULL: nothing to mark. language de or en; NULL: that of setting. The other arguments as score_interval(), which has the numbers. Not protected, see indicator_interval(). Errors: as score_interval(), and 22023 for another language.';
