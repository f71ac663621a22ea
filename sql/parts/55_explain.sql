-- ---------------------------------------------------------------------------------------------------------------------
-- Explaining and recomputing an edition from what it stored.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION sozialraum._number_text(x double precision, language text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
	-- four significant digits behind a leading zero, whole numbers in full
	SELECT CASE WHEN x IS NULL THEN '–' WHEN abs(x) >= 1e15 THEN x::text
		ELSE (SELECT CASE language WHEN 'en' THEN n.digits ELSE replace(n.digits, '.', ',') END
			FROM (SELECT trim_scale(round(x::numeric, CASE WHEN x = 0 THEN 0 ELSE greatest(0, 3 - floor(log(abs(x)::numeric))::integer) END))::text AS digits) AS n) END
$$;
COMMENT ON FUNCTION sozialraum._number_text(double precision, text) IS 'A number for sentences: four significant digits, whole numbers in full, decimal comma in German; – where there is none.';

CREATE FUNCTION sozialraum._edition_or_error(edition bigint) RETURNS sozialraum.edition
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	v_edition	sozialraum.edition;
BEGIN
	SELECT e.* INTO v_edition FROM sozialraum.edition AS e WHERE e.id = _edition_or_error.edition;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such edition.',
			DETAIL = format('Edition %s.', COALESCE(_edition_or_error.edition::text, 'NULL')), HINT = 'The editions are the rows of sozialraum.edition.';
	END IF;
	RETURN v_edition;
END
$$;
COMMENT ON FUNCTION sozialraum._edition_or_error(bigint) IS 'The row of an edition; error 42704 where there is none.';

CREATE FUNCTION sozialraum.explain_score(edition bigint, area_key text, language text DEFAULT NULL) RETURNS TABLE (
	step integer, depth integer, kind text, dimension text, indicator text, name text, numerator double precision, denominator double precision,
	value double precision, mean double precision, sd double precision, minimum double precision, maximum double precision, rank double precision,
	normalised double precision, weight double precision, contribution double precision, result double precision, text text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_column
DECLARE
	v_edition	sozialraum.edition := sozialraum._edition_or_error(explain_score.edition);
	v_score		sozialraum.edition_score;
	v_document	CONSTANT jsonb := v_edition.definition;
	v_monitor	CONSTANT jsonb := v_edition.definition -> 'monitor';
	v_language	CONSTANT text := COALESCE(explain_score.language, v_edition.definition #>> '{setting,language}', 'de');
	v_en		CONSTANT boolean := v_language = 'en';
BEGIN
	SELECT s.* INTO v_score FROM sozialraum.edition_score AS s WHERE s.edition = v_edition.id AND s.area_key = explain_score.area_key;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = 'There is no such area in the edition.',
			DETAIL = format('Edition %s, area %s.', v_edition.id, COALESCE(explain_score.area_key, 'NULL')), HINT = 'The areas are the rows of sozialraum.edition_score.';
	END IF;
	RETURN QUERY
	WITH own AS MATERIALIZED (
		SELECT v.* FROM sozialraum.edition_value AS v WHERE v.edition = v_edition.id AND v.area_id = v_score.area_id
	), found_score AS MATERIALIZED (
		-- editions of versions before 0.4.0 did not write down mean and deviation of the sums: they are those of the stored sums
		SELECT COALESCE(v_document #> '{score,used}', (
			SELECT jsonb_strip_nulls(jsonb_build_object('n', count(s.sum), 'mean', avg(s.sum),
				'sd', CASE v_monitor ->> 'ddof' WHEN '1' THEN stddev_samp(s.sum) ELSE stddev_pop(s.sum) END))
			FROM sozialraum.edition_score AS s WHERE s.edition = v_edition.id AND NOT s.excluded)) AS used
	), node AS MATERIALIZED (
		-- number 0 is the score
		SELECT 0 AS no, NULL::text AS code, CASE WHEN v_en THEN COALESCE(v_monitor ->> 'name_en', v_monitor ->> 'name') ELSE v_monitor ->> 'name' END AS name, NULL::text AS parent, 0 AS depth,
			NULL::double precision AS weight, true AS scored, v_monitor ->> 'aggregation' AS combination,
			COALESCE(v_monitor ->> 'score_normalisation', CASE WHEN (v_monitor ->> 'standardise_score')::boolean THEN 'zscore' ELSE 'none' END) AS normalisation,
			f.used, NULL::double precision AS given_mean, NULL::double precision AS given_sd, NULL::double precision AS given_minimum, NULL::double precision AS given_maximum,
			v_score.sum AS sum, v_score.score AS score,
			CASE v_monitor ->> 'rank_ties' WHEN 'average' THEN COALESCE(v_score.rank_average, v_score.rank) ELSE v_score.rank END::double precision AS rank,
			CASE WHEN v_en THEN v_score.reason_en ELSE v_score.reason END AS reason
		FROM found_score AS f
		UNION ALL
		SELECT d.no::integer, d.item ->> 'code', CASE WHEN v_en THEN COALESCE(d.item ->> 'name_en', d.item ->> 'name') ELSE d.item ->> 'name' END, d.item ->> 'parent', (d.item ->> 'depth')::integer,
			(d.item ->> 'weight')::double precision, (d.item ->> 'scored')::boolean, COALESCE(d.item ->> 'aggregation', v_monitor ->> 'aggregation'), d.item ->> 'normalisation', d.item -> 'used',
			(d.item ->> 'reference_mean')::double precision, (d.item ->> 'reference_sd')::double precision,
			(d.item ->> 'reference_minimum')::double precision, (d.item ->> 'reference_maximum')::double precision,
			s.sum[d.no], s.score[d.no], s.rank[d.no], s.reason[d.no]
		FROM jsonb_array_elements(COALESCE(v_document -> 'dimensions', '[]')) WITH ORDINALITY AS d (item, no)
		LEFT JOIN sozialraum.edition_dimension_score AS s ON s.edition = v_edition.id AND s.area_id = v_score.area_id
	), higher AS MATERIALIZED (
		SELECT u.no, 1 + count(*) FILTER (WHERE u.x > own.normalised[u.no]) AS rank
		FROM own CROSS JOIN sozialraum.edition_value AS v CROSS JOIN LATERAL unnest(v.normalised) WITH ORDINALITY AS u (x, no)
		WHERE v.edition = v_edition.id
		GROUP BY u.no
	), item AS MATERIALIZED (
		SELECT i.no::integer AS no, i.item ->> 'indicator' AS code,
			CASE WHEN v_en THEN COALESCE(i.item #>> '{definition,name_en}', i.item #>> '{definition,name}') ELSE i.item #>> '{definition,name}' END AS name,
			i.item #>> '{definition,unit}' AS unit, i.item #>> '{definition,method}' AS method, (i.item #>> '{definition,per}')::double precision AS per,
			COALESCE(n.no, 0) AS node, COALESCE(n.depth, 0) + 1 AS depth, n.code AS dimension, i.item ->> 'role' = 'scored' AS scored,
			(i.item ->> 'polarity')::integer AS polarity, COALESCE((i.item #>> '{used,weight}')::double precision, (i.item ->> 'weight')::double precision) AS weight,
			COALESCE(i.item ->> 'normalisation', v_monitor ->> 'normalisation') AS normalisation, i.item -> 'used' AS used,
			v_monitor ->> 'reference' = 'given' AS given, i.item AS item,
			own.value[i.no] AS value, own.numerator[i.no] AS numerator, own.denominator[i.no] AS denominator, own.normalised[i.no] AS normalised, own.reason[i.no] AS reason,
			CASE WHEN own.normalised[i.no] IS NOT NULL THEN h.rank END AS rank
		FROM own CROSS JOIN jsonb_array_elements(v_document -> 'indicators') WITH ORDINALITY AS i (item, no)
		LEFT JOIN node AS n ON n.code = i.item ->> 'dimension'
		LEFT JOIN higher AS h ON h.no = i.no
	), member AS MATERIALIZED (
		SELECT i.node, 0 AS class, i.no, i.normalised AS x, i.weight AS w FROM item AS i WHERE i.scored
		UNION ALL
		SELECT COALESCE(p.no, 0), 1, n.no, n.score, COALESCE((n.used ->> 'weight')::double precision, n.weight)
		FROM node AS n LEFT JOIN node AS p ON p.code = n.parent WHERE n.no > 0 AND n.scored
	), weight AS MATERIALIZED (
		SELECT m.node, sozialraum.exact_sum(abs(m.w)) AS all, sozialraum.exact_sum(abs(m.w)) FILTER (WHERE m.x IS NOT NULL) AS there FROM member AS m GROUP BY m.node
	), scale AS MATERIALIZED (
		-- score = factor × sum + shift, where the normalisation is of that kind
		SELECT n.no, CASE n.normalisation WHEN 'none' THEN 1 WHEN 'zscore' THEN 1 / NULLIF(s.sd, 0) WHEN 'robust_zscore' THEN 1 / NULLIF(s.spread, 0)
				WHEN 'minmax' THEN (s.high - s.low) / NULLIF(s.maximum - s.minimum, 0) END AS factor,
			CASE n.normalisation WHEN 'none' THEN 0 WHEN 'zscore' THEN -s.mean / NULLIF(s.sd, 0) WHEN 'robust_zscore' THEN -s.median / NULLIF(s.spread, 0)
				WHEN 'minmax' THEN s.low - s.minimum * ((s.high - s.low) / NULLIF(s.maximum - s.minimum, 0)) END AS shift,
			CASE WHEN n.normalisation = 'robust_zscore' THEN s.median WHEN n.normalisation IN ('zscore', 'none') THEN s.mean END AS mean,
			CASE WHEN n.normalisation = 'robust_zscore' THEN s.spread WHEN n.normalisation IN ('zscore', 'none') THEN s.sd END AS sd, s.minimum, s.maximum
		FROM node AS n
		CROSS JOIN LATERAL (
			SELECT COALESCE(g.mean, (n.used ->> 'mean')::double precision) AS mean, COALESCE(g.sd, (n.used ->> 'sd')::double precision) AS sd,
				COALESCE(g.mean, (n.used ->> 'median')::double precision) AS median, COALESCE(g.sd, (n.used ->> 'spread')::double precision) AS spread,
				COALESCE(h.minimum, (n.used ->> 'minimum')::double precision) AS minimum, COALESCE(h.maximum, (n.used ->> 'maximum')::double precision) AS maximum,
				COALESCE((v_monitor ->> 'scale_minimum')::double precision, 0) AS low, COALESCE((v_monitor ->> 'scale_maximum')::double precision, 1) AS high
			FROM (SELECT CASE WHEN n.given_sd IS NOT NULL THEN n.given_mean END AS mean, CASE WHEN n.given_mean IS NOT NULL THEN n.given_sd END AS sd) AS g
			CROSS JOIN (SELECT CASE WHEN n.given_maximum IS NOT NULL THEN n.given_minimum END AS minimum, CASE WHEN n.given_minimum IS NOT NULL THEN n.given_maximum END AS maximum) AS h) AS s
	), share AS MATERIALIZED (
		-- what each member gives to the sum above it, and, by the factor, to the score above it
		SELECT m.node, m.class, m.no, m.w, c.part, c.part * COALESCE(s.factor, 1) AS contribution
		FROM member AS m
		JOIN node AS n ON n.no = m.node
		JOIN weight AS w ON w.node = m.node
		JOIN scale AS s ON s.no = m.node
		CROSS JOIN LATERAL (SELECT CASE WHEN n.score IS NULL THEN NULL WHEN n.combination IN ('sum', 'pca') THEN CASE WHEN w.there = w.all THEN m.x * m.w ELSE m.x * m.w / w.there * w.all END ELSE m.x * m.w / w.there END AS part) AS c
	), rest AS (
		-- what the members do not add up to: the penalty of an uneven profile, then the shift of the normalisation
		SELECT n.no, n.code, n.depth, n.combination, n.normalisation, n.sum - p.parts AS balance, (n.sum - p.parts) * COALESCE(s.factor, 1) AS balance_contribution,
			CASE WHEN s.factor IS NOT NULL THEN s.shift ELSE n.score - n.sum END AS shift, s.factor IS NOT NULL AS linear
		FROM node AS n
		JOIN scale AS s ON s.no = n.no
		JOIN (SELECT h.node, sozialraum.exact_sum(h.part) AS parts FROM share AS h GROUP BY h.node) AS p ON p.node = n.no
		WHERE n.score IS NOT NULL
	), path AS (
		WITH RECURSIVE p AS (
			SELECT n.no, n.code, ARRAY[]::integer[] AS path FROM node AS n WHERE n.no = 0
			UNION ALL
			SELECT n.no, n.code, p.path || ARRAY[1, n.no] FROM p JOIN node AS n ON n.parent IS NOT DISTINCT FROM p.code AND n.no > 0
		)
		SELECT * FROM p
	), line AS (
		SELECT p.path || ARRAY[0, i.no] AS path, i.depth, 'indicator' AS kind, i.dimension, i.code AS indicator, i.name, i.numerator, i.denominator, i.value,
			q.mean, q.sd, q.minimum, q.maximum, i.rank::double precision AS rank, i.normalised, CASE WHEN i.scored THEN i.weight END AS weight, h.contribution, i.normalised AS result,
			i.name || ': ' || CASE WHEN i.value IS NULL THEN CASE WHEN v_en THEN 'no value (' ELSE 'kein Wert (' END || COALESCE(i.reason, '–') || ')'
				ELSE CASE WHEN i.denominator IS NOT NULL AND i.method <> 'value' AND i.numerator IS NOT NULL THEN t.numerator || ' / ' || t.denominator || CASE WHEN i.per <> 1 THEN ' × ' || sozialraum._number_text(i.per, v_language) ELSE '' END || ' = ' ELSE '' END
					|| t.value || COALESCE(' ' || i.unit, '') END
			|| CASE WHEN NOT i.scored THEN CASE WHEN v_en THEN '; shown, not scored' ELSE '; gezeigt, nicht bewertet' END
				WHEN i.normalised IS NULL THEN CASE WHEN i.value IS NULL THEN '' WHEN v_en THEN '; not scored: ' || COALESCE(i.reason, 'areas do not differ') ELSE '; nicht bewertet: ' || COALESCE(i.reason, 'Gebiete unterscheiden sich nicht') END
				ELSE CASE i.normalisation
					WHEN 'zscore' THEN CASE WHEN v_en THEN format('; mean %s, standard deviation %s, z = %s', t.mean, t.sd, t.normalised) ELSE format('; Mittel %s, Standardabweichung %s, z = %s', t.mean, t.sd, t.normalised) END
					WHEN 'robust_zscore' THEN CASE WHEN v_en THEN format('; median %s, 1.4826 MAD %s, z = %s', t.mean, t.sd, t.normalised) ELSE format('; Median %s, 1,4826 MAD %s, z = %s', t.mean, t.sd, t.normalised) END
					WHEN 'minmax' THEN CASE WHEN v_en THEN format('; between %s and %s: %s', t.minimum, t.maximum, t.normalised) ELSE format('; zwischen %s und %s: %s', t.minimum, t.maximum, t.normalised) END
					WHEN 'none' THEN CASE WHEN v_en THEN format('; enters as %s', t.normalised) ELSE format('; geht ein als %s', t.normalised) END
					ELSE CASE WHEN v_en THEN format('; rank %s of %s: %s', i.rank, i.used ->> 'n', t.normalised) ELSE format('; Rang %s von %s: %s', i.rank, i.used ->> 'n', t.normalised) END END
				|| CASE WHEN i.polarity = 1 THEN CASE WHEN v_en THEN ' (turned: less is more burden)' ELSE ' (gedreht: weniger ist mehr Belastung)' END ELSE '' END
				|| CASE WHEN v_en THEN '; weight ' ELSE '; Gewicht ' END || sozialraum._number_text(i.weight, v_language)
				|| CASE WHEN h.contribution IS NULL THEN '' ELSE CASE WHEN v_en THEN ', contribution ' ELSE ', Beitrag ' END || sozialraum._number_text(h.contribution, v_language) END END AS text
		FROM item AS i
		JOIN path AS p ON p.no = i.node
		LEFT JOIN share AS h ON h.node = i.node AND h.class = 0 AND h.no = i.no
		CROSS JOIN LATERAL (
			SELECT CASE WHEN i.given AND i.normalisation IN ('zscore', 'robust_zscore') THEN (i.item ->> 'reference_mean')::double precision
					WHEN i.normalisation = 'robust_zscore' THEN (i.used ->> 'median')::double precision ELSE (i.used ->> 'mean')::double precision END AS mean,
				CASE WHEN i.given AND i.normalisation IN ('zscore', 'robust_zscore') THEN (i.item ->> 'reference_sd')::double precision
					WHEN i.normalisation = 'robust_zscore' THEN (i.used ->> 'spread')::double precision ELSE (i.used ->> 'sd')::double precision END AS sd,
				CASE WHEN i.given AND i.normalisation = 'minmax' THEN (i.item ->> 'reference_minimum')::double precision ELSE (i.used ->> 'minimum')::double precision END AS minimum,
				CASE WHEN i.given AND i.normalisation = 'minmax' THEN (i.item ->> 'reference_maximum')::double precision ELSE (i.used ->> 'maximum')::double precision END AS maximum) AS q
		CROSS JOIN LATERAL (
			SELECT sozialraum._number_text(i.numerator, v_language) AS numerator, sozialraum._number_text(i.denominator, v_language) AS denominator, sozialraum._number_text(i.value, v_language) AS value,
				sozialraum._number_text(q.mean, v_language) AS mean, sozialraum._number_text(q.sd, v_language) AS sd, sozialraum._number_text(q.minimum, v_language) AS minimum,
				sozialraum._number_text(q.maximum, v_language) AS maximum, sozialraum._number_text(i.normalised, v_language) AS normalised) AS t
		UNION ALL
		SELECT p.path || ARRAY[2], n.depth + 1, 'balance', n.code, NULL, CASE WHEN v_en THEN 'uneven profile' ELSE 'unausgewogenes Profil' END, NULL, NULL, r.balance,
			NULL, NULL, NULL, NULL, NULL, NULL, NULL, r.balance_contribution, NULL,
			format(CASE r.combination WHEN 'mazziotta_pareto' THEN CASE WHEN v_en THEN 'Penalty for an uneven profile (Mazziotta–Pareto): %s' ELSE 'Zuschlag für ein unausgewogenes Profil (Mazziotta–Pareto): %s' END
				ELSE CASE WHEN v_en THEN 'Difference of the ' || CASE r.combination WHEN 'harmonic' THEN 'harmonic' ELSE 'geometric' END || ' mean from the arithmetic one: %s'
					ELSE 'Unterschied des ' || CASE r.combination WHEN 'harmonic' THEN 'harmonischen' ELSE 'geometrischen' END || ' Mittels zum arithmetischen: %s' END END,
				sozialraum._number_text(r.balance_contribution, v_language))
		FROM rest AS r JOIN node AS n ON n.no = r.no JOIN path AS p ON p.no = r.no
		WHERE r.combination IN ('geometric', 'harmonic', 'mazziotta_pareto', 'geometric_good')
		UNION ALL
		SELECT p.path || ARRAY[3], n.depth + 1, 'constant', n.code, NULL, CASE WHEN v_en THEN 'normalisation of the sum' ELSE 'Normalisierung der Summe' END, NULL, NULL, NULL,
			NULL, NULL, NULL, NULL, NULL, NULL, NULL, r.shift, NULL,
			CASE WHEN r.linear THEN CASE WHEN v_en THEN format('The sum is normalised again (%s); the contributions above are divided accordingly, and %s is added', r.normalisation, sozialraum._number_text(r.shift, v_language))
					ELSE format('Die Summe wird nochmals normalisiert (%s); die Beiträge darüber sind entsprechend umgerechnet, hinzu kommt %s', r.normalisation, sozialraum._number_text(r.shift, v_language)) END
				ELSE CASE WHEN v_en THEN format('The sum is replaced by its place among all areas (%s): difference %s', r.normalisation, sozialraum._number_text(r.shift, v_language))
					ELSE format('Die Summe wird durch ihren Platz unter allen Gebieten ersetzt (%s): Unterschied %s', r.normalisation, sozialraum._number_text(r.shift, v_language)) END END
		FROM rest AS r JOIN node AS n ON n.no = r.no JOIN path AS p ON p.no = r.no
		WHERE r.normalisation <> 'none'
		UNION ALL
		SELECT p.path || ARRAY[9], n.depth, CASE n.no WHEN 0 THEN 'score' ELSE 'dimension' END, n.code, NULL, n.name, NULL, NULL, n.sum, s.mean, s.sd, s.minimum, s.maximum, n.rank, n.score,
			CASE WHEN n.no > 0 AND n.scored THEN h.w END, h.contribution, n.score,
			CASE WHEN n.no = 0 THEN CASE WHEN v_en THEN 'Score' ELSE 'Indexwert' END ELSE 'Dimension ' || n.name END
			|| CASE WHEN n.score IS NULL THEN CASE WHEN v_en THEN ': none (' ELSE ': keiner (' END || COALESCE(n.reason, '–') || ')'
				ELSE ': ' || CASE WHEN n.normalisation = 'none' THEN '' ELSE CASE WHEN v_en THEN 'sum ' ELSE 'Summe ' END || sozialraum._number_text(n.sum, v_language)
						|| CASE n.normalisation WHEN 'zscore' THEN CASE WHEN v_en THEN format(', mean %s, standard deviation %s, ', sozialraum._number_text(s.mean, v_language), sozialraum._number_text(s.sd, v_language))
								ELSE format(', Mittel %s, Standardabweichung %s, ', sozialraum._number_text(s.mean, v_language), sozialraum._number_text(s.sd, v_language)) END
							WHEN 'minmax' THEN CASE WHEN v_en THEN format(', between %s and %s, ', sozialraum._number_text(s.minimum, v_language), sozialraum._number_text(s.maximum, v_language))
								ELSE format(', zwischen %s und %s, ', sozialraum._number_text(s.minimum, v_language), sozialraum._number_text(s.maximum, v_language)) END
							WHEN 'robust_zscore' THEN CASE WHEN v_en THEN format(', median %s, 1.4826 MAD %s, ', sozialraum._number_text(s.mean, v_language), sozialraum._number_text(s.sd, v_language))
								ELSE format(', Median %s, 1,4826 MAD %s, ', sozialraum._number_text(s.mean, v_language), sozialraum._number_text(s.sd, v_language)) END
							ELSE CASE WHEN v_en THEN format(', rank %s, %s ', n.rank, n.normalisation) ELSE format(', Rang %s, %s ', n.rank, n.normalisation) END END END
					|| sozialraum._number_text(n.score, v_language)
					|| CASE WHEN n.no = 0 THEN '' WHEN NOT n.scored THEN CASE WHEN v_en THEN '; shown, does not enter the score' ELSE '; gezeigt, geht nicht in den Indexwert ein' END
						ELSE CASE WHEN v_en THEN '; weight ' ELSE '; Gewicht ' END || sozialraum._number_text(h.w, v_language)
							|| COALESCE(CASE WHEN v_en THEN ', contribution ' ELSE ', Beitrag ' END || sozialraum._number_text(h.contribution, v_language), '') END END
		FROM node AS n JOIN path AS p ON p.no = n.no JOIN scale AS s ON s.no = n.no LEFT JOIN share AS h ON h.class = 1 AND h.no = n.no
		UNION ALL
		SELECT ARRAY[10], 0, 'rank', NULL, NULL, CASE WHEN v_en THEN 'rank' ELSE 'Rang' END, NULL, NULL, n.score, NULL, NULL, NULL, NULL, n.rank, NULL, NULL, NULL, n.rank,
			CASE WHEN v_en THEN format('Rank %s of %s (1 = highest burden)', sozialraum._number_text(n.rank, v_language), v_edition.scored_count)
				ELSE format('Rang %s von %s (1 = höchste Belastung)', sozialraum._number_text(n.rank, v_language), v_edition.scored_count) END
		FROM node AS n WHERE n.no = 0 AND n.rank IS NOT NULL
		UNION ALL
		SELECT ARRAY[11], 0, 'class', NULL, NULL, CASE WHEN v_en THEN v_score.label_en ELSE v_score.label END, NULL, NULL, n.score, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, v_score.class::double precision,
			CASE WHEN v_en THEN format('Class %s of %s: %s', v_score.class, k.classes, v_score.label_en) ELSE format('Klasse %s von %s: %s', v_score.class, k.classes, v_score.label) END
		FROM node AS n CROSS JOIN (SELECT COALESCE((v_document #>> '{score,classes}')::integer, jsonb_array_length(v_monitor -> 'class_labels')) AS classes) AS k
		WHERE n.no = 0 AND v_score.class IS NOT NULL
	)
	SELECT row_number() OVER (ORDER BY l.path)::integer, l.depth, l.kind, l.dimension, l.indicator, l.name, l.numerator, l.denominator, l.value, l.mean, l.sd, l.minimum, l.maximum,
		l.rank, l.normalised, l.weight, l.contribution, l.result, l.text
	FROM line AS l ORDER BY l.path;
END
$$;
COMMENT ON FUNCTION sozialraum.explain_score(bigint, text, text) IS
'The way of one area from the raw figures to its class, line by line, from what the edition stored and from nothing else: later changes of definitions, names or observations do not change it. Lines in order (step): the members of every dimension, then the dimension, up to score, rank and class. kind: indicator; dimension; balance (what a geometric, harmonic or Mazziotta-Pareto mean takes from or adds to the arithmetic one); constant (the shift of a normalisation of the sum); score; rank; class. value: of the indicator, or the sum of a dimension before it is normalised; mean, sd, minimum, maximum: what was used (robust_zscore: median and 1.4826 MAD); rank: place in the indicator or dimension, 1 = highest burden; contribution: what the line adds to the score of the dimension above it (depth one less): the contributions below a dimension add up to its result, those at depth 1 to the score. text: the same in a sentence, in German or English (language: de or en; NULL: that of the edition). Needs the right to read the tables of editions. Errors: 42704 unknown edition, or an area that is not in it.';

CREATE FUNCTION sozialraum.recompute_edition(edition bigint) RETURNS TABLE (area_key text, what text, stored double precision, recomputed double precision)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET work_mem = '256MB' SET jit = off AS $$
#variable_conflict use_column
DECLARE
	v_edition	sozialraum.edition := sozialraum._edition_or_error(recompute_edition.edition);
	v_monitor	CONSTANT jsonb := v_edition.definition -> 'monitor';
	v_plan		CONSTANT double precision[] := sozialraum._score_plan(v_edition.definition, false);
	v_changes	CONSTANT double precision[] := sozialraum._score_plan(v_edition.definition, true);
	k			CONSTANT integer := cardinality(v_edition.indicators);
	m			CONSTANT integer := COALESCE(cardinality(v_edition.dimensions), 0) + 1;
	v_minimum	CONSTANT double precision[] := ARRAY(SELECT (i.item #>> '{used,minimum_numerator}')::double precision
					FROM jsonb_array_elements(v_edition.definition -> 'indicators') WITH ORDINALITY AS i (item, no) ORDER BY i.no);
	v_masked	CONSTANT boolean := EXISTS (SELECT FROM unnest(v_minimum) AS u (x) WHERE u.x IS NOT NULL);
	v_kind		CONSTANT text := COALESCE(v_monitor ->> 'classification', 'breaks');
	v_breaks	CONSTANT double precision[] := ARRAY(SELECT b.x::double precision FROM jsonb_array_elements_text(v_monitor -> 'class_breaks') WITH ORDINALITY AS b (x, no) ORDER BY b.no);
	v_dynamics_breaks	CONSTANT double precision[] := ARRAY(SELECT b.x::double precision FROM jsonb_array_elements_text(v_monitor -> 'dynamics_breaks') WITH ORDINALITY AS b (x, no) ORDER BY b.no);
	v_classes	CONSTANT integer := COALESCE((v_monitor ->> 'class_count')::integer, cardinality(v_breaks) + 1);
	v_method	CONSTANT text := CASE v_kind WHEN 'ntile' THEN 'ntile' WHEN 'rank_share' THEN 'rank' ELSE 'type_' || COALESCE(v_monitor ->> 'quantile_type', '7') END;
BEGIN
	RETURN QUERY
	WITH input AS MATERIALIZED (
		SELECT s.area_id, CASE WHEN v_masked THEN sozialraum._mask_small(v.value, v.numerator, v_minimum) ELSE v.value END AS value,
			-- the earlier numerators are not stored: what was not scored then was masked
			CASE WHEN v_masked THEN ARRAY(SELECT CASE WHEN u.least IS NOT NULL AND u.change IS NOT NULL AND u.normalised IS NULL THEN 'Infinity' ELSE u.change END
				FROM unnest(v.change, v.change_normalised, v_minimum) WITH ORDINALITY AS u (change, normalised, least, no) ORDER BY u.no) ELSE v.change END AS change
		FROM sozialraum.edition_value AS v JOIN sozialraum.edition_score AS s ON s.edition = v.edition AND s.area_id = v.area_id
		WHERE v.edition = v_edition.id AND NOT s.excluded
	), tree AS MATERIALIZED (
		SELECT i.area_id, sozialraum._score_tree(i.value, v_plan) OVER () AS t FROM input AS i
	), change_tree AS MATERIALIZED (
		SELECT i.area_id, sozialraum._score_tree(i.change, v_changes) OVER () AS t FROM input AS i WHERE i.change IS NOT NULL
	), scored AS MATERIALIZED (
		SELECT t.area_id, t.t, c.t AS change, t.t[k + 1] AS sum, t.t[k + m + 1] AS score, t.t[k + 2 * m + 1] AS rank, c.t[k + 1] AS dynamics_sum, c.t[k + m + 1] AS dynamics
		FROM tree AS t LEFT JOIN change_tree AS c ON c.area_id = t.area_id
	), limit_of_class AS MATERIALIZED (
		SELECT (SELECT sozialraum.jenks_breaks(s.score, v_classes) FROM scored AS s WHERE v_kind = 'natural') AS breaks
	), classed AS (
		SELECT s.*, CASE v_kind WHEN 'breaks' THEN sozialraum.classify(s.score, v_breaks, v_monitor ->> 'class_closed')
				WHEN 'natural' THEN sozialraum.classify(s.score, l.breaks, 'right')
				WHEN 'quantile' THEN sozialraum.quantile_class(s.score, v_classes, v_method) OVER ()
				ELSE v_classes + 1 - sozialraum.quantile_class(-s.score, v_classes, v_method) OVER () END AS burden,
			sozialraum.classify(s.dynamics, v_dynamics_breaks, v_monitor ->> 'dynamics_closed') AS dynamics_class
		FROM scored AS s CROSS JOIN limit_of_class AS l
	), compared AS (
		SELECT s.area_key, x.*
		FROM classed AS c
		JOIN sozialraum.edition_score AS s ON s.edition = v_edition.id AND s.area_id = c.area_id
		CROSS JOIN LATERAL (VALUES ('sum', s.sum, c.sum), ('score', s.score, c.score), ('rank', s.rank, c.rank),
			('class', s.class, CASE v_monitor ->> 'class_order' WHEN 'descending' THEN v_classes + 1 - c.burden ELSE c.burden END),
			('dynamics_sum', s.dynamics_sum, c.dynamics_sum), ('dynamics', s.dynamics, c.dynamics), ('dynamics_class', s.dynamics_class, c.dynamics_class)) AS x (what, stored, recomputed)
		UNION ALL
		SELECT s.area_key, 'normalised ' || v_edition.indicators[u.no], u.stored, u.recomputed
		FROM scored AS c
		JOIN sozialraum.edition_score AS s ON s.edition = v_edition.id AND s.area_id = c.area_id
		JOIN sozialraum.edition_value AS v ON v.edition = v_edition.id AND v.area_id = c.area_id
		CROSS JOIN LATERAL unnest(v.normalised, c.t[1 : k]) WITH ORDINALITY AS u (stored, recomputed, no)
		UNION ALL
		SELECT s.area_key, 'dimension ' || v_edition.dimensions[u.no], u.stored, u.recomputed
		FROM scored AS c
		JOIN sozialraum.edition_score AS s ON s.edition = v_edition.id AND s.area_id = c.area_id
		JOIN sozialraum.edition_dimension_score AS d ON d.edition = v_edition.id AND d.area_id = c.area_id
		CROSS JOIN LATERAL unnest(d.score, c.t[k + m + 2 : k + 2 * m]) WITH ORDINALITY AS u (stored, recomputed, no)
	)
	SELECT c.area_key, c.what, c.stored, c.recomputed FROM compared AS c
	WHERE c.stored IS DISTINCT FROM c.recomputed ORDER BY c.area_key COLLATE "C", c.what COLLATE "C";
END
$$;
COMMENT ON FUNCTION sozialraum.recompute_edition(bigint) IS
'Computes an edition anew from its stored values by its stored definition, whatever monitor, indicators and observations have become since, and returns what differs from the stored scores, to the last bit: no rows mean that the edition can be reproduced. what: sum, score, rank, class, dynamics_sum, dynamics, dynamics_class, normalised CODE or dimension CODE. Editions whose inputs were erased differ. Needs the right to read the tables of editions. Errors: 42704 unknown edition.';
