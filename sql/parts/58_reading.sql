-- ---------------------------------------------------------------------------------------------------------------------
-- Reading an edition: where an area stands, what made its score, what changed since.
--
-- All functions read the frozen rows of an edition, so they say of a published edition in ten years what they say today.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._edition_row(edition bigint, area_key text DEFAULT NULL) RETURNS sozialraum.edition
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_edition	sozialraum.edition;
BEGIN
	SELECT e.* INTO v_edition FROM sozialraum.edition AS e WHERE e.id = _edition_row.edition;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such edition.',
			DETAIL = format('Edition %s.', COALESCE(_edition_row.edition::text, 'NULL')),
			HINT = 'The editions are the rows of sozialraum.edition; sozialraum.compute_edition() makes one.';
	END IF;
	IF _edition_row.area_key IS NOT NULL AND NOT EXISTS (SELECT FROM sozialraum.edition_score AS s WHERE s.edition = v_edition.id AND s.area_key = _edition_row.area_key) THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such area in the edition.',
			DETAIL = format('Edition %s, area %s.', v_edition.id, _edition_row.area_key),
			HINT = 'Give the key that the area had on the reference date, or leave it out for all areas.';
	END IF;
	RETURN v_edition;
END
$$;
COMMENT ON FUNCTION sozialraum._edition_row(bigint, text) IS 'The row of an edition; error 42704 when there is none, or when it does not have the area.';

CREATE FUNCTION sozialraum._edition_indicators(edition sozialraum.edition) RETURNS TABLE (
	no integer, indicator text, name text, name_en text, unit text, scored boolean, weight double precision, direction double precision, mean double precision)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 20 SET search_path = pg_catalog, pg_temp AS $$
	SELECT n.no::integer, n.code, COALESCE(i.item #>> '{definition,name}', n.code), COALESCE(i.item #>> '{definition,name_en}', i.item #>> '{definition,name}', n.code),
		i.item #>> '{definition,unit}', COALESCE(i.item ->> 'role' = 'scored', false), CASE WHEN i.item ->> 'role' = 'scored' THEN (i.item ->> 'weight')::double precision END,
		CASE WHEN i.item ->> 'polarity' IN ('-1', '1') THEN -(i.item ->> 'polarity')::double precision END, (i.item #>> '{used,mean}')::double precision
	FROM unnest(edition.indicators) WITH ORDINALITY AS n (code, no)
	LEFT JOIN jsonb_array_elements(CASE jsonb_typeof(edition.definition -> 'indicators') WHEN 'array' THEN edition.definition -> 'indicators' ELSE '[]' END) WITH ORDINALITY AS i (item, no)
		ON i.no = n.no
$$;
COMMENT ON FUNCTION sozialraum._edition_indicators(sozialraum.edition) IS 'The indicators of an edition with names, weight (NULL: context), direction (1: higher means more burden, -1: less, NULL: structure) and the mean of its areas, as its definition holds them.';

CREATE FUNCTION sozialraum._edition_nested(edition sozialraum.edition) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	SELECT COALESCE(bool_or(i.item ->> 'role' = 'scored' AND i.item ->> 'dimension' IS NOT NULL), false)
	FROM jsonb_array_elements(CASE jsonb_typeof(edition.definition -> 'indicators') WHEN 'array' THEN edition.definition -> 'indicators' ELSE '[]' END) AS i (item)
$$;
COMMENT ON FUNCTION sozialraum._edition_nested(sozialraum.edition) IS 'Whether indicators of the edition enter its score over dimensions.';

CREATE FUNCTION sozialraum._edition_spread(edition bigint) RETURNS TABLE (
	no integer, areas bigint, median double precision, scale double precision, lower double precision, upper double precision, mean_normalised double precision)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 20 SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off AS $$
	WITH cell AS MATERIALIZED (
		SELECT u.no::integer AS no, u.value, u.normalised
		FROM sozialraum.edition_score AS s
		JOIN sozialraum.edition_value AS v ON v.edition = s.edition AND v.area_id = s.area_id
		CROSS JOIN LATERAL unnest(v.value, v.normalised) WITH ORDINALITY AS u (value, normalised, no)
		WHERE s.edition = _edition_spread.edition AND NOT s.excluded
	), middle AS MATERIALIZED (
		SELECT c.no, count(c.normalised) AS areas, sozialraum.quantile(c.value, 0.5) AS median, sozialraum.quantile(c.value, 0.25) AS q1, sozialraum.quantile(c.value, 0.75) AS q3,
			sozialraum.exact_sum(c.normalised) / nullif(count(c.normalised), 0) AS mean_normalised
		FROM cell AS c GROUP BY c.no
	), deviation AS (
		SELECT c.no, nullif(sozialraum.quantile(abs(c.value - m.median), 0.5), 0) * 1.4826 AS scale
		FROM cell AS c JOIN middle AS m ON m.no = c.no GROUP BY c.no
	)
	SELECT m.no, m.areas, m.median, d.scale,
		CASE WHEN d.scale IS NOT NULL THEN m.median - 3.5 * d.scale WHEN m.q3 > m.q1 THEN m.q1 - 1.5 * (m.q3 - m.q1) END,
		CASE WHEN d.scale IS NOT NULL THEN m.median + 3.5 * d.scale WHEN m.q3 > m.q1 THEN m.q3 + 1.5 * (m.q3 - m.q1) END,
		m.mean_normalised
	FROM middle AS m JOIN deviation AS d ON d.no = m.no
$$;
COMMENT ON FUNCTION sozialraum._edition_spread(bigint) IS 'For every indicator of an edition, over the areas that are not excluded: number of normalised values, median, 1.4826 MAD (NULL where it is 0), the limits beyond which a value is an outlier (NULL: cannot be said), and the mean of the normalised values.';

CREATE FUNCTION sozialraum.area_position(edition bigint, area text DEFAULT NULL, tolerance double precision DEFAULT 0) RETURNS TABLE (
	area_id bigint, area_key text, area_name text, parent_key text, parent_name text, population double precision, excluded boolean, reason text, reason_en text,
	score double precision, class integer, label text, label_en text, rank integer, areas_ranked integer, percentile double precision,
	mean_score double precision, distance_to_mean double precision, distance_in_sd double precision,
	neighbours integer, neighbour_mean double precision, distance_to_neighbours double precision,
	parent_mean double precision, distance_to_parent double precision, parent_rank integer, parent_areas integer,
	dynamics double precision, dynamics_class integer, dynamics_label text, dynamics_label_en text, dynamics_reason text, dynamics_reason_en text,
	area_group text, typology text, typology_en text, raised_by text, raised_by_en text, lowered_by text, lowered_by_en text,
	outlier boolean, outlier_indicators text, outlier_indicators_en text, note text, note_en text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off AS $$
#variable_conflict use_column
DECLARE
	v_edition		sozialraum.edition := sozialraum._edition_row(area_position.edition, area_position.area);
	v_ddof			integer := COALESCE((v_edition.definition #>> '{monitor,ddof}')::integer, 0);
	v_nested		boolean := sozialraum._edition_nested(v_edition);
	v_aggregation	text := CASE WHEN NOT v_nested THEN v_edition.definition #>> '{monitor,aggregation}' END;
	v_weights		double precision[];
	v_weight		double precision;			-- of all; NULL: nothing is scored
	v_mean			double precision[];
	v_lower			double precision[];
	v_upper			double precision[];
	v_name			text[];
	v_name_en		text[];
	v_one			double precision[];
	v_zero			double precision[];
	v_neighbours	sozialraum.spatial_weights;
BEGIN
	IF tolerance IS NULL OR NOT (tolerance >= 0 AND tolerance < 'infinity'::double precision) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The tolerance must be a distance of 0 or more.',
			DETAIL = format('Given: %s.', COALESCE(tolerance::text, 'NULL')), HINT = 'It is the largest gap between the borders of neighbours, in metres.';
	END IF;
	SELECT array_agg(i.weight ORDER BY i.no), sozialraum.exact_sum(i.weight), array_agg(COALESCE(p.mean_normalised, 0) ORDER BY i.no),
		array_agg(p.lower ORDER BY i.no), array_agg(p.upper ORDER BY i.no), array_agg(i.name ORDER BY i.no), array_agg(i.name_en ORDER BY i.no)
	INTO v_weights, v_weight, v_mean, v_lower, v_upper, v_name, v_name_en
	FROM sozialraum._edition_indicators(v_edition) AS i
	LEFT JOIN sozialraum._edition_spread(v_edition.id) AS p ON p.no = i.no;
	v_one := array_fill(1::double precision, ARRAY[cardinality(v_weights)]);
	v_zero := array_fill(0::double precision, ARRAY[cardinality(v_weights)]);
	SELECT sozialraum.queen_weights(a.id, a.geom, tolerance) INTO v_neighbours
	FROM sozialraum.edition_score AS s JOIN sozialraum.area AS a ON a.id = s.area_id
	WHERE s.edition = v_edition.id AND s.score IS NOT NULL AND a.geom IS NOT NULL AND NOT sozialraum._is_empty(a.geom);

	RETURN QUERY
	WITH base AS MATERIALIZED (
		SELECT s.*, a.geom IS NOT NULL AND NOT sozialraum._is_empty(a.geom) AS has_border
		FROM sozialraum.edition_score AS s JOIN sozialraum.area AS a ON a.id = s.area_id
		WHERE s.edition = v_edition.id
	), around AS MATERIALIZED (
		SELECT b.area_id, sozialraum.spatial_lag(b.area_id, b.score, v_neighbours) OVER () AS mean,
			sozialraum.spatial_lag(b.area_id, 1::double precision, v_neighbours, 'binary') OVER () AS neighbours
		FROM base AS b WHERE b.score IS NOT NULL AND b.has_border
	), whole AS MATERIALIZED (
		SELECT count(*)::integer AS areas, sozialraum.exact_sum(b.score) / nullif(count(*), 0) AS mean FROM base AS b WHERE b.score IS NOT NULL
	), parent AS MATERIALIZED (
		SELECT b.parent_id, count(*)::integer AS areas, sozialraum.exact_sum(b.score) / count(*) AS mean FROM base AS b
		WHERE b.score IS NOT NULL AND b.parent_id IS NOT NULL GROUP BY b.parent_id
	), placed AS MATERIALIZED (
		SELECT b.area_id, percent_rank() OVER (ORDER BY b.score) * 100 AS percentile, sozialraum.zscore(b.score, v_ddof) OVER () AS z,
			sozialraum.robust_zscore(b.score) OVER () AS robust,
			CASE WHEN b.parent_id IS NOT NULL THEN (rank() OVER (PARTITION BY b.parent_id ORDER BY b.score DESC))::integer END AS parent_rank
		FROM base AS b WHERE b.score IS NOT NULL
	), fence AS MATERIALIZED (
		SELECT f.q1 - 1.5 * (f.q3 - f.q1) AS lower, f.q3 + 1.5 * (f.q3 - f.q1) AS upper
		FROM (SELECT sozialraum.quantile(b.score, 0.25) AS q1, sozialraum.quantile(b.score, 0.75) AS q3 FROM base AS b) AS f WHERE f.q3 > f.q1
	), explained AS (
		-- how the sum came about, where it is one: the factor of an area stands for indicators that are missing
		SELECT b.area_id, v.value, v.normalised, x.factor,
			x.factor IS NOT NULL AND abs(x.weighted[1] * x.factor - b.sum) <= 1e-9 * (1 + abs(b.sum)) AS linear
		FROM base AS b
		JOIN sozialraum.edition_value AS v ON v.edition = b.edition AND v.area_id = b.area_id
		CROSS JOIN LATERAL (SELECT w.weighted, CASE v_aggregation WHEN 'mean' THEN 1 / nullif(w.weighted[2], 0) WHEN 'sum' THEN v_weight / nullif(w.weighted[2], 0) END AS factor
			FROM (SELECT sozialraum._weighted_sum(v.normalised, v_weights) AS weighted OFFSET 0) AS w OFFSET 0) AS x
		WHERE area_position.area IS NULL OR b.area_key = area_position.area
	)
	SELECT b.area_id, b.area_key::text, b.area_name, r.area_key::text, r.area_name, b.population, b.excluded,
		COALESCE(b.reason, CASE WHEN b.score IS NULL AND v_weight IS NULL THEN 'kein Indikator geht in einen Indexwert ein' END),
		COALESCE(b.reason_en, CASE WHEN b.score IS NULL AND v_weight IS NULL THEN 'no indicator is scored' END),
		b.score, b.class, b.label, b.label_en, b.rank, w.areas, CASE WHEN w.areas > 1 THEN p.percentile END,
		w.mean, b.score - w.mean, p.z,
		CASE WHEN b.score IS NOT NULL AND b.has_border THEN COALESCE(n.neighbours, 0)::integer END, n.mean, b.score - n.mean,
		q.mean, b.score - q.mean, p.parent_rank, q.areas,
		b.dynamics, b.dynamics_class, b.dynamics_label, b.dynamics_label_en, b.dynamics_reason, b.dynamics_reason_en, b.area_group,
		b.label || COALESCE(', Dynamik ' || b.dynamics_label, ', Dynamik unbekannt (' || b.dynamics_reason || ')', ''),
		b.label_en || COALESCE(', dynamics ' || b.dynamics_label_en, ', dynamics unknown (' || b.dynamics_reason_en || ')', ''),
		raised.words, raised.words_en, lowered.words, lowered.words_en,
		CASE WHEN p.robust IS NOT NULL THEN abs(p.robust) > 3.5 ELSE b.score < f.lower OR b.score > f.upper END,
		o.outliers, o.outliers_en,
		CASE WHEN b.score IS NOT NULL AND NOT e.linear THEN CASE WHEN v_nested THEN 'der Indexwert wird über Dimensionen gebildet, einzelne Beiträge lassen sich nicht angeben' ELSE 'der Indexwert ist keine gewichtete Summe, Beiträge lassen sich nicht angeben' END END,
		CASE WHEN b.score IS NOT NULL AND NOT e.linear THEN CASE WHEN v_nested THEN 'the score is formed over dimensions, so there are no single contributions' ELSE 'the score is no weighted sum, so there are no contributions' END END
	FROM explained AS e
	JOIN base AS b ON b.area_id = e.area_id
	CROSS JOIN whole AS w
	LEFT JOIN placed AS p ON p.area_id = b.area_id
	LEFT JOIN around AS n ON n.area_id = b.area_id
	LEFT JOIN parent AS q ON q.parent_id = b.parent_id
	LEFT JOIN fence AS f ON true
	LEFT JOIN sozialraum.edition_reference AS r ON r.edition = v_edition.id AND r.area_id = b.parent_id
	-- what lifts the area above the mean of the areas, and what pulls it below
	LEFT JOIN LATERAL (SELECT sozialraum._rescale(e.normalised, v_mean, v_one, v_weights, v_zero) AS by OFFSET 0) AS d ON b.score IS NOT NULL AND e.linear
	LEFT JOIN LATERAL (SELECT sum(abs(u.by)) AS all FROM unnest(d.by) AS u (by)) AS t ON true
	LEFT JOIN LATERAL (
		SELECT string_agg(format('%s (%s %%)', v_name[x.no], x.share), ', ' ORDER BY x.place) AS words, string_agg(format('%s (%s %%)', v_name_en[x.no], x.share), ', ' ORDER BY x.place) AS words_en
		FROM (SELECT u.no, round((100 * u.by / t.all)::numeric) AS share, row_number() OVER () AS place
			FROM (SELECT y.no, y.by FROM unnest(d.by) WITH ORDINALITY AS y (by, no) WHERE y.by > 1e-9 * t.all ORDER BY y.by DESC, y.no LIMIT 3) AS u) AS x) AS raised ON t.all > 0
	LEFT JOIN LATERAL (
		SELECT string_agg(format('%s (%s %%)', v_name[x.no], x.share), ', ' ORDER BY x.place) AS words, string_agg(format('%s (%s %%)', v_name_en[x.no], x.share), ', ' ORDER BY x.place) AS words_en
		FROM (SELECT u.no, round((-100 * u.by / t.all)::numeric) AS share, row_number() OVER () AS place
			FROM (SELECT y.no, y.by FROM unnest(d.by) WITH ORDINALITY AS y (by, no) WHERE y.by < -1e-9 * t.all ORDER BY y.by, y.no LIMIT 3) AS u) AS x) AS lowered ON t.all > 0
	LEFT JOIN LATERAL (
		SELECT string_agg(v_name[x.no], ', ' ORDER BY x.no) AS outliers, string_agg(v_name_en[x.no], ', ' ORDER BY x.no) AS outliers_en
		FROM unnest(e.value, v_lower, v_upper) WITH ORDINALITY AS x (value, lower, upper, no)
		WHERE x.value < x.lower OR x.value > x.upper) AS o ON NOT b.excluded
	ORDER BY b.rank NULLS LAST, b.area_key;
END
$$;
COMMENT ON FUNCTION sozialraum.area_position(bigint, text, double precision) IS
'Where each area of an edition stands (area: the key of one of them, to see only this one), one row per area, the highest burden first; areas without a score with their reason.
rank: 1 = highest burden, of areas_ranked. percentile: how many per cent of the other ranked areas have a lower score, 0 (lowest) to 100; areas with the same score do not count as lower; NULL where no other is ranked. distance_to_mean: score less the mean of the scored areas, each counting once; distance_in_sd the same in standard deviations (monitor.ddof), NULL where all are equal. neighbour_mean: mean score of the areas that share a border or a corner (queen) and have a score, neighbours of them; NULL without a border (neighbours NULL) or without neighbours (0). tolerance: gaps up to so many metres between the borders of neighbours do not count. parent_mean, parent_rank, parent_areas: among the scored areas of the same parent. typology: class and dynamics in words; dynamics compares with the other areas, "negativ" need not be an absolute worsening.
raised_by, lowered_by: the up to three indicators that raise and lower the score most against the mean of the areas: weight × (normalised - mean of the normalised), with the share of all such differences of the area, taken absolutely. NULL, and a note, where the score is no weighted sum, or is formed over dimensions.
outlier: the score lies more than 3.5 robust standard deviations from the median (Iglewicz and Hoaglin 1993: 0.6745 |x - median| / MAD > 3.5), or, where more than half of the scores are equal, more than 1.5 interquartile ranges outside the quartiles (Tukey 1977); NULL where that is 0, too. outlier_indicators: indicators of whose values the same is true.
Errors: 42704 for an unknown edition or an area that it does not have, 22023 for a negative tolerance. See doc/howto/reading.md.';

CREATE FUNCTION sozialraum.area_contribution(edition bigint, area text DEFAULT NULL) RETURNS TABLE (
	area_id bigint, area_key text, area_name text, indicator text, indicator_name text, indicator_name_en text, unit text,
	value double precision, status text, reason text, parent_value double precision, whole_value double precision, mean_value double precision,
	normalised double precision, weight double precision, contribution double precision, contribution_share double precision, contribution_rank integer,
	deviation double precision, area_rank integer, areas_ranked integer, percentile double precision, robust_z double precision, outlier boolean, note text, note_en text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off SET enable_nestloop = off AS $$
#variable_conflict use_column
DECLARE
	v_edition		sozialraum.edition := sozialraum._edition_row(area_contribution.edition, area_contribution.area);
	v_nested		boolean := sozialraum._edition_nested(v_edition);
	v_aggregation	text := CASE WHEN NOT v_nested THEN v_edition.definition #>> '{monitor,aggregation}' END;
	v_weights		double precision[];
	v_weight		double precision;
	v_count			CONSTANT integer := cardinality(v_edition.indicators);
BEGIN
	SELECT array_agg(i.weight ORDER BY i.no), sozialraum.exact_sum(i.weight) INTO v_weights, v_weight FROM sozialraum._edition_indicators(v_edition) AS i;
	RETURN QUERY
	WITH indicator AS MATERIALIZED (
		SELECT i.*, p.areas, p.median, p.scale, p.lower, p.upper, p.mean_normalised
		FROM sozialraum._edition_indicators(v_edition) AS i
		LEFT JOIN sozialraum._edition_spread(v_edition.id) AS p ON p.no = i.no
		WHERE i.scored
	), cell AS MATERIALIZED (
		-- relief: the value, turned so that less is more burden; ranked are the areas whose value is scored
		SELECT s.area_id, u.no::integer AS no, i.areas, u.value * -i.direction AS relief
		FROM sozialraum.edition_score AS s
		JOIN sozialraum.edition_value AS v ON v.edition = s.edition AND v.area_id = s.area_id
		CROSS JOIN LATERAL unnest(v.value, v.normalised) WITH ORDINALITY AS u (value, normalised, no)
		JOIN indicator AS i ON i.no = u.no
		WHERE s.edition = v_edition.id AND NOT s.excluded AND u.value IS NOT NULL AND u.normalised IS NOT NULL
	), ranked AS (
		SELECT c.area_id, c.no, c.areas, rank() OVER (PARTITION BY c.no ORDER BY c.relief) AS place, count(*) OVER (PARTITION BY c.no, c.relief) AS ties
		FROM cell AS c WHERE area_contribution.area IS NULL
		UNION ALL
		-- for one area counting is enough
		SELECT o.area_id, o.no, o.areas, 1 + count(*) FILTER (WHERE c.relief < o.relief), count(*) FILTER (WHERE c.relief = o.relief)
		FROM cell AS o JOIN cell AS c ON c.no = o.no
		WHERE o.area_id = (SELECT s.area_id FROM sozialraum.edition_score AS s WHERE s.edition = v_edition.id AND s.area_key = area_contribution.area)
		GROUP BY o.area_id, o.no, o.areas
	), placed AS MATERIALIZED (
		-- one row per area again, so that nothing large is joined
		SELECT r.area_id, sozialraum.vector_agg(r.no, r.place::double precision, v_count) AS place,
			sozialraum.vector_agg(r.no, (r.areas - r.place - r.ties + 1)::double precision / nullif(r.areas - 1, 0) * 100, v_count) FILTER (WHERE r.areas > 1) AS percentile
		FROM ranked AS r GROUP BY r.area_id
	), area AS (
		SELECT s.area_id, s.area_key, s.area_name, s.parent_id, s.whole_id, s.excluded, s.reason, s.reason_en, s.sum,
			CASE WHEN s.sum IS NOT NULL AND abs(x.weighted[1] * x.factor - s.sum) <= 1e-9 * (1 + abs(s.sum)) THEN x.factor END AS factor, v.value, v.status, v.reason AS reasons, v.normalised,
			p.place, p.percentile
		FROM sozialraum.edition_score AS s
		JOIN sozialraum.edition_value AS v ON v.edition = s.edition AND v.area_id = s.area_id
		LEFT JOIN placed AS p ON p.area_id = s.area_id
		CROSS JOIN LATERAL (SELECT w.weighted, CASE v_aggregation WHEN 'mean' THEN 1 / nullif(w.weighted[2], 0) WHEN 'sum' THEN v_weight / nullif(w.weighted[2], 0) END AS factor
			FROM (SELECT sozialraum._weighted_sum(v.normalised, v_weights) AS weighted OFFSET 0) AS w OFFSET 0) AS x
		WHERE s.edition = v_edition.id AND (area_contribution.area IS NULL OR s.area_key = area_contribution.area)
	), added AS MATERIALIZED (
		-- narrow before it is sorted
		SELECT a.area_id, a.area_key, a.area_name, a.excluded, a.reason AS area_reason, a.reason_en AS area_reason_en, a.sum, a.factor,
			u.no, u.value, u.status, u.reason, u.normalised, u.place, u.percentile, r.value[u.no] AS parent_value, h.value[u.no] AS whole_value,
			i.indicator, i.name, i.name_en, i.unit, i.mean, i.weight, i.areas, i.median, i.scale, i.lower, i.upper,
			a.factor * i.weight * u.normalised AS contribution, a.factor * i.weight * (u.normalised - i.mean_normalised) AS deviation
		FROM area AS a
		LEFT JOIN sozialraum.edition_reference AS r ON r.edition = v_edition.id AND r.area_id = a.parent_id
		LEFT JOIN sozialraum.edition_reference AS h ON h.edition = v_edition.id AND h.area_id = a.whole_id AND a.whole_id <> a.area_id
		CROSS JOIN LATERAL unnest(a.value, a.status, a.reasons, a.normalised, a.place, a.percentile) WITH ORDINALITY AS u (value, status, reason, normalised, place, percentile, no)
		JOIN indicator AS i ON i.no = u.no
	)
	SELECT d.area_id, d.area_key::text, d.area_name, d.indicator, d.name, d.name_en, d.unit, d.value, COALESCE(d.status, 'final'), d.reason,
		d.parent_value, d.whole_value, d.mean, d.normalised, d.weight, d.contribution,
		abs(d.contribution) / nullif(sozialraum.exact_sum(abs(d.contribution)) OVER w, 0),
		CASE WHEN d.contribution IS NOT NULL THEN (rank() OVER (w ORDER BY d.contribution DESC NULLS LAST))::integer END,
		d.deviation, d.place::integer, d.areas::integer, d.percentile, CASE WHEN NOT d.excluded THEN (d.value - d.median) / d.scale END,
		CASE WHEN NOT d.excluded THEN d.value < d.lower OR d.value > d.upper END,
		CASE WHEN d.sum IS NULL THEN COALESCE('kein Indexwert: ' || d.area_reason, 'kein Indexwert') WHEN d.factor IS NULL AND v_nested THEN 'der Indexwert wird über Dimensionen gebildet, einzelne Beiträge lassen sich nicht angeben' WHEN d.factor IS NULL THEN 'der Indexwert ist keine gewichtete Summe, Beiträge lassen sich nicht angeben'
			WHEN d.normalised IS NULL THEN 'kein bewerteter Wert; die übrigen Indikatoren stehen dafür' END,
		CASE WHEN d.sum IS NULL THEN COALESCE('no score: ' || d.area_reason_en, 'no score') WHEN d.factor IS NULL AND v_nested THEN 'the score is formed over dimensions, so there are no single contributions' WHEN d.factor IS NULL THEN 'the score is no weighted sum, so there are no contributions'
			WHEN d.normalised IS NULL THEN 'no scored value; the other indicators stand for it' END
	FROM added AS d
	WINDOW w AS (PARTITION BY d.area_id)
	ORDER BY d.area_key, d.no;
END
$$;
COMMENT ON FUNCTION sozialraum.area_contribution(bigint, text) IS
'What made the score of each area of an edition (area: the key of one of them, to see only this one): one row per area and scored indicator. parent_value, whole_value: the indicator of the parent and of the topmost area; mean_value: mean of the areas that are not excluded, each counting once (not the figure of the whole). normalised: on the common scale, higher means more burden. contribution: weight × normalised as it entered edition_score.sum (divided by the sum of the weights where the monitor takes the mean, scaled up where indicators are missing); the contributions of an area add up to the sum. contribution_share: of the absolute contributions of the area, 0 to 1. contribution_rank: 1 = raises the score most. deviation: contribution less that of the mean of the areas (the same for z-scores; it says for other scales what lifts the area above the mean).
area_rank: rank of the area in this indicator, 1 = highest burden, ties share the better rank, of areas_ranked. percentile: how many per cent of the other areas have less burden in it; equal ones do not count. robust_z: (value - median) / (1.4826 MAD), NULL where more than half of the values are equal. outlier: |robust_z| > 3.5 (Iglewicz and Hoaglin 1993), or, where robust_z is NULL, outside the quartiles by more than 1.5 interquartile ranges (Tukey 1977); NULL: cannot be said.
contribution is NULL, and note says so, where the area has no score, the value is missing, or the score is no weighted sum. Error 42704 for an unknown edition or an area that it does not have.';

CREATE FUNCTION sozialraum._definition_differences(definition jsonb, earlier jsonb, language text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	WITH item AS (
		SELECT d.side, i.item ->> 'indicator' AS code, i.item -> 'weight' AS weight,
			-- what the figures and their direction come from; the period's day and the parameters used differ by nature
			jsonb_build_array(i.item -> 'polarity', i.item -> 'reference_mean', i.item -> 'reference_sd', i.item -> 'reference_minimum', i.item -> 'reference_maximum',
				i.item #> '{definition,method}', i.item #> '{definition,parameters}', i.item #> '{definition,per}', i.item #> '{definition,period}', i.item -> 'terms',
				i.item -> 'dimension', i.item -> 'normalisation', i.item -> 'pooled_years', i.item -> 'minimum_numerator') AS formula
		FROM (VALUES (true, definition), (false, earlier)) AS d (side, document)
		CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(d.document -> 'indicators') WHEN 'array' THEN d.document -> 'indicators' ELSE '[]' END) AS i (item)
		WHERE i.item ->> 'role' = 'scored'
	), pair AS (
		SELECT COALESCE(n.code, b.code) AS code, n.code IS NOT NULL AS now, b.code IS NOT NULL AS before, n.weight IS DISTINCT FROM b.weight AS weight, n.formula IS DISTINCT FROM b.formula AS formula
		FROM (SELECT * FROM item AS x WHERE x.side) AS n FULL JOIN (SELECT * FROM item AS x WHERE NOT x.side) AS b ON b.code = n.code
	), older AS (
		-- what versions did that did not have the setting yet
		SELECT d.document || COALESCE(definition -> 'monitor', '{}') AS now, d.document || COALESCE(earlier -> 'monitor', '{}') AS before
		FROM (VALUES ('{"classification": "breaks", "quantile_type": 7, "class_order": "ascending", "rank_ties": "min", "rank_convention": "(N-rank+1)/N", "scale_minimum": 0, "scale_maximum": 1, "pooled_years": 1}'::jsonb)) AS d (document)
	), key AS (
		-- names and labels are no method
		SELECT k.key FROM older AS o CROSS JOIN LATERAL jsonb_object_keys(o.now || o.before) AS k (key)
		WHERE k.key <> ALL ('{code,name,name_en,description,preset,class_labels,class_labels_en,class_codes,dynamics_labels,dynamics_labels_en,dynamics_codes}')
			AND COALESCE(o.now -> k.key, 'null') <> COALESCE(o.before -> k.key, 'null')
	), part AS (
		SELECT 1 AS no, CASE language WHEN 'en' THEN 'new indicators: ' ELSE 'neue Indikatoren: ' END || string_agg(p.code, ', ' ORDER BY p.code COLLATE "C") AS words FROM pair AS p WHERE NOT p.before
		UNION ALL
		SELECT 2, CASE language WHEN 'en' THEN 'indicators left out: ' ELSE 'entfallene Indikatoren: ' END || string_agg(p.code, ', ' ORDER BY p.code COLLATE "C") FROM pair AS p WHERE NOT p.now
		UNION ALL
		SELECT 3, CASE language WHEN 'en' THEN 'other weights: ' ELSE 'andere Gewichte: ' END || string_agg(p.code, ', ' ORDER BY p.code COLLATE "C") FROM pair AS p WHERE p.now AND p.before AND p.weight
		UNION ALL
		SELECT 4, CASE language WHEN 'en' THEN 'defined differently: ' ELSE 'anders definiert: ' END || string_agg(p.code, ', ' ORDER BY p.code COLLATE "C") FROM pair AS p WHERE p.now AND p.before AND p.formula
		UNION ALL
		SELECT 5, CASE language WHEN 'en' THEN 'other method: ' ELSE 'anderes Verfahren: ' END || string_agg(k.key, ', ' ORDER BY k.key COLLATE "C") FROM key AS k
		UNION ALL
		SELECT 6, CASE language WHEN 'en' THEN 'other dimensions' ELSE 'andere Dimensionen' END
		WHERE ARRAY(SELECT d.item - '{used,name,name_en,note}'::text[] FROM jsonb_array_elements(COALESCE(definition -> 'dimensions', '[]')) WITH ORDINALITY AS d (item, no) ORDER BY d.no)
			<> ARRAY(SELECT d.item - '{used,name,name_en,note}'::text[] FROM jsonb_array_elements(COALESCE(earlier -> 'dimensions', '[]')) WITH ORDINALITY AS d (item, no) ORDER BY d.no)
	)
	SELECT string_agg(p.words, '; ' ORDER BY p.no) FROM part AS p
$$;
COMMENT ON FUNCTION sozialraum._definition_differences(jsonb, jsonb, text) IS 'How the definitions of two editions differ in what the scores depend on, in words; NULL: not at all. Areas that are excluded are no part of it.';

CREATE FUNCTION sozialraum.edition_change(edition bigint, earlier bigint DEFAULT NULL) RETURNS TABLE (
	area_id bigint, area_key text, area_name text, earlier_area_key text, earlier_area_name text,
	score double precision, earlier_score double precision, score_change double precision,
	class integer, earlier_class integer, class_change integer, label text, earlier_label text,
	rank integer, earlier_rank integer, rank_change integer, areas_ranked integer, earlier_areas_ranked integer,
	percentile double precision, earlier_percentile double precision, change text, change_en text, reason text, reason_en text,
	earlier_edition bigint, earlier_date date, definition_differs boolean, definition_note text, definition_note_en text)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off AS $$
#variable_conflict use_column
DECLARE
	v_edition	sozialraum.edition := sozialraum._edition_row(edition_change.edition);
	v_earlier	sozialraum.edition;
	v_differs	text;
	v_differs_en text;
	v_order		integer;		-- 1: a higher class is more burden, -1: less; NULL: the two have other classes
BEGIN
	IF edition_change.earlier IS NULL THEN
		SELECT e.* INTO v_earlier FROM sozialraum.edition AS e
		WHERE e.monitor = v_edition.monitor AND e.reference_date < v_edition.reference_date AND e.status <> 'withdrawn'
		ORDER BY e.reference_date DESC, e.status = 'published' DESC, e.id DESC LIMIT 1;
		IF NOT FOUND THEN
			RAISE EXCEPTION USING ERRCODE = 'no_data_found', MESSAGE = 'There is no earlier edition of the monitor.',
				DETAIL = format('Edition %s, monitor %s, date %s.', v_edition.id, v_edition.monitor, to_char(v_edition.reference_date, 'YYYY-MM-DD')),
				HINT = 'Compute one with sozialraum.compute_edition(), or name a withdrawn one.';
		END IF;
	ELSE
		v_earlier := sozialraum._edition_row(edition_change.earlier);
		IF v_earlier.monitor <> v_edition.monitor OR v_earlier.reference_date > v_edition.reference_date OR v_earlier.id = v_edition.id THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'The earlier edition must be another one of the same monitor, and not later.',
				DETAIL = format('Edition %s: monitor %s, %s; edition %s: monitor %s, %s.', v_edition.id, v_edition.monitor, to_char(v_edition.reference_date, 'YYYY-MM-DD'),
					v_earlier.id, v_earlier.monitor, to_char(v_earlier.reference_date, 'YYYY-MM-DD')),
				HINT = 'Leave it out for the newest earlier edition that was not withdrawn.';
		END IF;
	END IF;
	SELECT CASE WHEN a.classes = b.classes AND a.class_order = b.class_order THEN CASE a.class_order WHEN 'descending' THEN -1 ELSE 1 END END INTO v_order
	FROM (SELECT jsonb_array_length(v_earlier.definition #> '{monitor,class_labels}') AS classes, COALESCE(v_earlier.definition #>> '{monitor,class_order}', 'ascending') AS class_order) AS a
	CROSS JOIN (SELECT jsonb_array_length(v_edition.definition #> '{monitor,class_labels}') AS classes, COALESCE(v_edition.definition #>> '{monitor,class_order}', 'ascending') AS class_order) AS b;
	v_differs := sozialraum._definition_differences(v_edition.definition, v_earlier.definition, 'de');
	v_differs_en := sozialraum._definition_differences(v_edition.definition, v_earlier.definition, 'en');

	RETURN QUERY
	WITH both_editions AS MATERIALIZED (
		SELECT s.edition, s.area_id, s.area_key, s.area_name, s.reason, s.reason_en, s.score, s.class, s.label, s.label_en, s.rank, a.territory_id, a.level,
			count(s.score) OVER (PARTITION BY s.edition)::integer AS areas,
			CASE WHEN s.score IS NOT NULL AND count(s.score) OVER (PARTITION BY s.edition) > 1
				THEN percent_rank() OVER (PARTITION BY s.edition, s.score IS NULL ORDER BY s.score) * 100 END AS percentile
		FROM sozialraum.edition_score AS s JOIN sozialraum.area AS a ON a.id = s.area_id
		WHERE s.edition IN (v_edition.id, v_earlier.id)
	), now AS (
		SELECT * FROM both_editions AS s WHERE s.edition = v_edition.id
	), before AS (
		SELECT * FROM both_editions AS s WHERE s.edition = v_earlier.id
	), paired AS (
		SELECT n.area_id, n.area_key AS now_key, n.area_name AS now_name, b.area_key AS before_key, b.area_name AS before_name, n.score, b.score AS before_score,
			n.class, b.class AS before_class, n.label, b.label AS before_label, n.label_en, b.label_en AS before_label_en, n.rank, b.rank AS before_rank, n.areas, b.areas AS before_areas,
			n.percentile, b.percentile AS before_percentile, n.reason, n.reason_en, b.reason AS before_reason, b.reason_en AS before_reason_en,
			n.area_id IS NOT NULL AS has_now, b.area_id IS NOT NULL AS has_before,
			EXISTS (SELECT FROM both_editions AS o WHERE o.edition <> COALESCE(n.edition, b.edition) AND o.area_key = COALESCE(n.area_key, b.area_key)) AS same_key
		FROM now AS n FULL JOIN before AS b ON b.territory_id = n.territory_id AND b.level = n.level
	)
	SELECT p.area_id, p.now_key::text, p.now_name, p.before_key::text, p.before_name, p.score, p.before_score, p.score - p.before_score,
		p.class, p.before_class, v_order * (p.class - p.before_class), p.label, p.before_label, p.rank, p.before_rank, p.before_rank - p.rank, p.areas, p.before_areas,
		p.percentile, p.before_percentile,
		CASE WHEN p.rank IS NOT NULL AND p.before_rank IS NOT NULL THEN
			CASE WHEN p.rank < p.before_rank THEN format('im Vergleich zu den anderen stärker belastet: Rang %s statt %s', p.rank, p.before_rank)
				WHEN p.rank > p.before_rank THEN format('im Vergleich zu den anderen weniger belastet: Rang %s statt %s', p.rank, p.before_rank)
				ELSE format('im Vergleich zu den anderen gleich belastet: Rang %s', p.rank) END
			|| CASE WHEN p.areas <> p.before_areas THEN format(' (von %s, zuvor von %s)', p.areas, p.before_areas) ELSE '' END
			|| CASE WHEN p.class <> p.before_class THEN format('; Klasse %s statt %s', p.label, p.before_label) ELSE '' END END,
		CASE WHEN p.rank IS NOT NULL AND p.before_rank IS NOT NULL THEN
			CASE WHEN p.rank < p.before_rank THEN format('more burden against the others: rank %s after %s', p.rank, p.before_rank)
				WHEN p.rank > p.before_rank THEN format('less burden against the others: rank %s after %s', p.rank, p.before_rank)
				ELSE format('as much burden against the others: rank %s', p.rank) END
			|| CASE WHEN p.areas <> p.before_areas THEN format(' (of %s, before of %s)', p.areas, p.before_areas) ELSE '' END
			|| CASE WHEN p.class <> p.before_class THEN format('; class %s after %s', p.label_en, p.before_label_en) ELSE '' END END,
		CASE WHEN NOT p.has_before THEN CASE WHEN p.same_key THEN 'neu zugeschnitten: der Schlüssel ist derselbe, das Gebiet nicht' ELSE 'neues Gebiet, in der früheren Ausgabe nicht enthalten' END
			WHEN NOT p.has_now THEN CASE WHEN p.same_key THEN 'neu zugeschnitten: der Schlüssel ist derselbe, das Gebiet nicht' ELSE 'in dieser Ausgabe nicht mehr enthalten' END
			WHEN p.score IS NULL THEN COALESCE(p.reason, 'kein Indexwert')
			WHEN p.before_score IS NULL THEN 'zuvor: ' || COALESCE(p.before_reason, 'kein Indexwert') END,
		CASE WHEN NOT p.has_before THEN CASE WHEN p.same_key THEN 'new borders: the key is the same, the territory is not' ELSE 'new area, not in the earlier edition' END
			WHEN NOT p.has_now THEN CASE WHEN p.same_key THEN 'new borders: the key is the same, the territory is not' ELSE 'not in this edition any more' END
			WHEN p.score IS NULL THEN COALESCE(p.reason_en, 'no score')
			WHEN p.before_score IS NULL THEN 'before: ' || COALESCE(p.before_reason_en, 'no score') END,
		v_earlier.id, v_earlier.reference_date, v_differs IS NOT NULL, v_differs, v_differs_en
	FROM paired AS p
	ORDER BY p.rank NULLS LAST, COALESCE(p.now_key, p.before_key), p.area_id NULLS LAST;
END
$$;
COMMENT ON FUNCTION sozialraum.edition_change(bigint, bigint) IS
'Change of score, class and rank between two editions of a monitor; earlier NULL: the newest one of an earlier date that was not withdrawn (a published one before a draft). Areas are matched by territory (area.territory_id): an area with a new key or parent and the same territory goes on; areas of only one of the editions appear with their reason (area_key, or earlier_area_key, is NULL).
score_change, class_change: positive means more burden (class_change NULL where the two editions count or order their classes in another way). rank_change: places nearer to rank 1, the highest burden; positive means more burden as well. change says it in words, without "risen" and "fallen", which everybody reads as better and worse: rank 3 after rank 7 is a higher burden in comparison. All of it compares with the other areas: scores and ranks of an area may change because the others did, and areas_ranked, earlier_areas_ranked and percentile tell ranks among different numbers of areas apart.
definition_differs: the editions were not computed in the same way (indicators, weights, formulas, method); the changes are shown, and definition_note says what differs. Errors: 42704 for an unknown edition, P0002 when there is no earlier one, 22023 for one of another monitor or a later date.';
