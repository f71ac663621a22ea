-- segregation: two groups, many groups, levels, diversity
SET search_path = sozialraum, engine_test, public;

-- published: segregation 2.3.1 (PySAL), four areas of 100 inhabitants with 100, 60, 40, 0 of the group; D also in the tests of R's segregation
CREATE TEMP TABLE four AS SELECT unnest('{100,60,40,0}'::float8[]) AS a, 100::float8 AS total;
SELECT round(dissimilarity(a, total - a)::numeric, 12) AS d, round(segregation_index(a, total)::numeric, 12) AS "is", round(isolation(a, total)::numeric, 12) AS isolation,
	round(interaction(a, total - a, total)::numeric, 12) AS interaction, round(correlation_ratio(a, total)::numeric, 12) AS eta2,
	round(entropy_index(ARRAY[a, total - a])::numeric, 12) AS h, round(multigroup_dissimilarity(ARRAY[a, total - a])::numeric, 12) AS multi_d FROM four;

-- published: the same, table of 2 areas and 4 groups (transposed: the groups are the columns)
CREATE TEMP TABLE two_by_four AS SELECT * FROM (VALUES ('{40,20,5,1}'::float8[]), ('{20,40,60,80}')) t(x);
SELECT round(entropy_index(x)::numeric, 12) AS h, round(multigroup_dissimilarity(x)::numeric, 12) AS multi_d FROM two_by_four;
-- published there as diversity, Simpson's interaction and concentration of the whole
SELECT round(shannon_diversity('{60,60,65,81}')::numeric, 12) AS shannon, round(simpson_diversity('{60,60,65,81}')::numeric, 12) AS simpson,
	round(1 - simpson_diversity('{60,60,65,81}')::numeric, 12) AS concentration;

-- published: R's segregation, (100,100,0,0) is fully segregated, equal shares not at all; formulas.md: .23
SELECT dissimilarity(a, 100 - a) AS full FROM unnest('{100,100,0,0}'::float8[]) a;
SELECT dissimilarity(50, 50) AS equal, segregation_index(1, 3) AS equal_index, isolation(1, 4) AS isolation, correlation_ratio(1, 4) AS eta2, entropy_index('{2,3}') AS h,
	multigroup_dissimilarity('{2,3}') AS multi_d FROM generate_series(1, 7);
SELECT round(dissimilarity(x, y)::numeric, 12) AS d FROM (VALUES (40::float8, 400::float8), (60, 300), (25, 500)) t(x, y);

-- computed with R 4.2 from the formulas; relative concentration as in PySAL's segregation
CREATE TEMP TABLE six AS SELECT * FROM (VALUES (1, 1, 10::float8, 200::float8, 30::float8, 4::float8), (2, 1, 120, 100, 0, 1), (3, 2, 35, 140, 20, 2.5),
	(4, 2, 60, 90, 80, 1.5), (5, 3, 5, 300, 15, 9), (6, 3, 80, 50, 60, 0.8)) t(id, district, a, b, c, surface);
SELECT round(dissimilarity(a, b)::numeric, 12) AS d, round(concentration(a, surface)::numeric, 12) AS delta, round(isolation(a, a + b)::numeric, 12) AS isolation,
	round(interaction(a, b, a + b)::numeric, 12) AS interaction, round(correlation_ratio(a, a + b)::numeric, 12) AS eta2,
	round(relative_concentration(a, b, surface)::numeric, 12) AS rco FROM six;
SELECT id, round((location_quotient(a, a + b) OVER ())::numeric, 12) AS lq FROM six ORDER BY id;
SELECT round(entropy_index(ARRAY[a, b, c])::numeric, 12) AS h, round(mutual_information(ARRAY[a, b, c])::numeric, 12) AS m,
	round(multigroup_dissimilarity(ARRAY[a, b, c])::numeric, 12) AS multi_d FROM six;

-- levels: between and within, their sum, the districts' own indices
CREATE TEMP TABLE district AS SELECT district, entropy_state(ARRAY[a, b, c]) AS s FROM six GROUP BY district;
SELECT round((d).total::numeric, 12) AS total, round((d).between::numeric, 12) AS between, round((d).within::numeric, 12) AS within, abs((d).total - (d).between - (d).within) < 1e-15 AS adds_up
FROM (SELECT entropy_decomposition(s) AS d FROM district UNION ALL SELECT mutual_information_decomposition(s) FROM district) t;
SELECT entropy_merge(s) = (SELECT entropy_index(ARRAY[a, b, c]) FROM six) AS merged, mutual_information_merge(s) = (SELECT mutual_information(ARRAY[a, b, c]) FROM six) AS merged_m,
	(entropy_decomposition(s)).total = entropy_merge(s) AS same_total,
	(entropy_decomposition(s)).between = (SELECT entropy_index(x) FROM (SELECT ARRAY[sum(a), sum(b), sum(c)] AS x FROM six GROUP BY district) t) AS between_is_index FROM district;
SELECT (d).between < 1e-15 AS no_between, round(((d).within - (d).total)::numeric, 12) AS all_within FROM (SELECT entropy_decomposition(s) AS d FROM (SELECT entropy_state(ARRAY[a, b, c]) AS s FROM six) t) t;
SELECT (d).total - (d).between AS all_between, (d).within FROM (SELECT entropy_decomposition(s) AS d FROM (SELECT entropy_state(ARRAY[a, b, c]) AS s FROM six GROUP BY id) t) t;

-- no rows, one row, NULL, nobody, empty areas
SELECT dissimilarity(a, b) IS NULL AND segregation_index(a, b) IS NULL AND isolation(a, b) IS NULL AND interaction(a, b, c) IS NULL AND correlation_ratio(a, b) IS NULL
	AND concentration(a, b) IS NULL AND relative_concentration(a, b, c) IS NULL AND entropy_index(ARRAY[a]) IS NULL AND multigroup_dissimilarity(ARRAY[a]) IS NULL
	AND mutual_information(ARRAY[a]) IS NULL AND entropy_state(ARRAY[a]) IS NULL AND entropy_merge(NULL) IS NULL AND entropy_decomposition(NULL) IS NULL AS no_rows FROM six WHERE false;
SELECT dissimilarity(3, 5) AS d, segregation_index(3, 5) AS "is", isolation(3, 6) AS isolation, interaction(3, 3, 6) AS interaction, correlation_ratio(3, 6) AS eta2, concentration(3, 2) AS delta,
	relative_concentration(3, 5, 2) IS NULL AS rco, entropy_index('{3,5}') AS h, multigroup_dissimilarity('{3,5}') AS multi_d, mutual_information('{3,5}') AS m;
SELECT dissimilarity(NULL, 5) IS NULL AS d, segregation_index(3, NULL) IS NULL AS "is", isolation(NULL, 6) IS NULL AS isolation, interaction(3, 3, NULL) IS NULL AS interaction,
	concentration(3, NULL) IS NULL AS delta, relative_concentration(3, 5, NULL) IS NULL AS rco, entropy_index(NULL) IS NULL AS h, multigroup_dissimilarity(NULL) IS NULL AS multi_d;
SELECT dissimilarity(0, 5) IS NULL AS d, segregation_index(0, 5) IS NULL AS "is", segregation_index(5, 5) IS NULL AS all_is, isolation(0, 6) IS NULL AS isolation, isolation(0, 0) IS NULL AS nobody,
	isolation(6, 6) AS only, interaction(0, 3, 6) IS NULL AS interaction, correlation_ratio(0, 6) IS NULL AS eta2, correlation_ratio(6, 6) IS NULL AS all_eta2, concentration(3, 0) IS NULL AS delta,
	relative_concentration(0, 5, 1) IS NULL AS rco, entropy_index('{0,7}') IS NULL AS h, entropy_index('{0,0}') IS NULL AS h_nobody, multigroup_dissimilarity('{0,7}') IS NULL AS multi_d,
	mutual_information('{0,7}') AS m, mutual_information('{0,0}') IS NULL AS m_nobody;
SELECT entropy_merge(s) IS NULL AS h, entropy_decomposition(s) IS NULL AS decomposition, mutual_information_decomposition(s) AS m FROM (SELECT entropy_state('{7}') AS s) t;
-- an area without people changes nothing
SELECT dissimilarity(a, b) = (SELECT dissimilarity(a, b) FROM six) AS d, isolation(a, a + b) = (SELECT isolation(a, a + b) FROM six) AS isolation,
	entropy_index(ARRAY[a, b, c]) = (SELECT entropy_index(ARRAY[a, b, c]) FROM six) AS h, multigroup_dissimilarity(ARRAY[a, b, c]) = (SELECT multigroup_dissimilarity(ARRAY[a, b, c]) FROM six) AS multi_d,
	relative_concentration(a, b, surface) = (SELECT relative_concentration(a, b, surface) FROM six) AS rco
FROM (SELECT * FROM six UNION ALL VALUES (7, 4, 0, 0, 0, 0)) t;
-- all surfaces equal: no relative concentration; areas of one surface count together, in whatever order they come
SELECT relative_concentration(a, b, 3) IS NULL AS equal_surfaces FROM six;
SELECT count(DISTINCT r), min(r) IS NOT NULL AS defined FROM (SELECT relative_concentration(a, b, ceil(surface / 2) ORDER BY CASE WHEN way = 1 THEN a WHEN way = 2 THEN -a WHEN way = 3 THEN id ELSE b END) AS r FROM six, generate_series(1, 4) way GROUP BY way) t;

SELECT id, location_quotient(a, total) OVER () AS lq FROM (VALUES (1, 1::float8, 2::float8), (2, NULL, 5), (3, 0, 0), (4, 1, 2), (5, 0, 4)) t(id, a, total) ORDER BY id;
SELECT location_quotient(0, 5) OVER () IS NULL AS nobody, location_quotient(1e300, 1e300) OVER () AS large, location_quotient(1, 3) OVER () AS same;
SELECT count(*) AS permuted FROM (SELECT id, location_quotient(w, w + abs(x)) OVER () AS lq FROM figure) a JOIN
	(SELECT id, location_quotient(w, w + abs(x)) OVER (ORDER BY md5(id::text)) AS lq FROM (SELECT * FROM figure ORDER BY md5((-id)::text)) f) b USING (id) WHERE a.lq IS NOT DISTINCT FROM b.lq;
SELECT simpson_diversity(NULL) IS NULL AS simpson, shannon_diversity(NULL) IS NULL AS shannon, simpson_diversity('{0,0}') IS NULL AS nobody, shannon_diversity('{0,0}') IS NULL AS nobody_too,
	simpson_diversity('{7}') AS one, shannon_diversity('{0,7}') AS one_too, simpson_diversity('{5,5,5,5}') AS four, round((shannon_diversity('{5,5,5,5}') / ln(4::float8))::numeric, 14) AS four_too;

-- errors
SELECT error_of($$SELECT dissimilarity(-1, 2)$$);
SELECT error_of($$SELECT dissimilarity(1, 'NaN')$$);
SELECT error_of($$SELECT concentration(1, -2)$$);
SELECT error_of($$SELECT segregation_index(3, 2)$$);
SELECT left(error_of($$SELECT isolation(3, 2)$$), 5) AS isolation, left(error_of($$SELECT correlation_ratio(-3, 2)$$), 5) AS eta2, left(error_of($$SELECT interaction(1, 3, 2)$$), 5) AS interaction,
	left(error_of($$SELECT isolation('infinity', 'infinity')$$), 5) AS infinite, left(error_of($$SELECT relative_concentration(1, 1, 'infinity')$$), 5) AS surface,
	left(error_of($$SELECT location_quotient(3, 2) OVER ()$$), 5) AS lq;
SELECT error_of($$SELECT entropy_index('{1,-2}')$$);
SELECT error_of($$SELECT entropy_index('{1,NULL}')$$);
SELECT error_of($$SELECT entropy_index(x) FROM (VALUES ('{1,2}'::float8[]), ('{1,2,3}')) t(x)$$);
SELECT error_of($$SELECT multigroup_dissimilarity(x) FROM (VALUES ('{1,2}'::float8[]), ('{1,2,3}')) t(x)$$);
SELECT error_of($$SELECT entropy_index(array_fill(1::float8, ARRAY[1001]))$$);
SELECT left(error_of($$SELECT entropy_index('{}')$$), 5) AS empty, left(error_of($$SELECT multigroup_dissimilarity('{{1,2},{3,4}}')$$), 5) AS dimensions, left(error_of($$SELECT shannon_diversity('{NaN}')$$), 5) AS nan,
	left(error_of($$SELECT entropy_index('{1e308,1e308}')$$), 5) AS too_large, left(error_of($$SELECT simpson_diversity('{-1}')$$), 5) AS negative;
SELECT left(error_of($$SELECT entropy_merge(s) FROM (SELECT entropy_state('{1,2}') AS s UNION ALL SELECT entropy_state('{1,2,3}')) t$$), 5) AS merge,
	left(error_of($$SELECT entropy_decomposition(s) FROM (SELECT entropy_state('{1,2}') AS s UNION ALL SELECT entropy_state('{1,2,3}')) t$$), 5) AS decomposition;

-- large numbers, small numbers: the unit does not matter
SELECT dissimilarity(a * 2 ^ 900, b * 2 ^ -900) = (SELECT dissimilarity(a, b) FROM six) AS d, isolation(a * 2 ^ 900, (a + b) * 2 ^ 900) = (SELECT isolation(a, a + b) FROM six) AS isolation,
	abs(entropy_index(ARRAY[a, b, c]) - (SELECT entropy_index(ARRAY[c, b, a]) FROM six)) < 1e-15 AS h, concentration(a, surface * 2 ^ -800) = (SELECT concentration(a, surface) FROM six) AS delta,
	relative_concentration(a, b, surface * 1024) = (SELECT relative_concentration(a, b, surface) FROM six) AS rco, dissimilarity(a, b) = (SELECT dissimilarity(b, a) FROM six) AS symmetric FROM six;
SELECT dissimilarity(a, 1e308) = (SELECT dissimilarity(a, 1) FROM six) AS beyond_double FROM six;

-- permutations, parallel = serial, window = aggregate
SELECT * FROM invariance('dissimilarity(abs(x), w)');
SELECT * FROM invariance('segregation_index(least(abs(x), w), w)');
SELECT * FROM invariance('concentration(w, abs(x))');
SELECT * FROM invariance('relative_concentration(w, id % 113, abs(x))');
SELECT * FROM invariance('relative_concentration(id % 113, w, id % 11)');
SELECT * FROM invariance('isolation(least(abs(x), w), w)');
SELECT * FROM invariance('correlation_ratio(least(abs(x), w), w)');
SELECT * FROM invariance('interaction(least(abs(x), w), w / 3, w)');
SELECT * FROM invariance('entropy_index(ARRAY[abs(x), w, id % 113]) FILTER (WHERE x + w IS NOT NULL)');
SELECT * FROM invariance('mutual_information(ARRAY[abs(x), w, id % 113]) FILTER (WHERE x + w IS NOT NULL)');
SELECT * FROM invariance('multigroup_dissimilarity(ARRAY[abs(x), w, id % 113]) FILTER (WHERE x + w IS NOT NULL)');
CREATE TABLE engine_test.segregation_district AS SELECT id % 4000 AS id, entropy_state(ARRAY[abs(x), w, 3]) AS s FROM figure WHERE x + w IS NOT NULL GROUP BY 1;
ALTER TABLE engine_test.segregation_district SET (parallel_workers = 8);
SELECT * FROM invariance('entropy_merge(s)', 'engine_test.segregation_district');
SELECT * FROM invariance('mutual_information_merge(s)', 'engine_test.segregation_district');
SELECT * FROM invariance('entropy_decomposition(s)', 'engine_test.segregation_district');
SELECT * FROM invariance('mutual_information_decomposition(s)', 'engine_test.segregation_district');
SELECT entropy_merge(s) = (SELECT entropy_index(ARRAY[abs(x), w, 3]) FROM figure WHERE x + w IS NOT NULL) AS merged FROM engine_test.segregation_district;
SELECT bool_and(o = e) AS running FROM (SELECT dissimilarity(a, b) OVER (ORDER BY id) AS o, (SELECT dissimilarity(p.a, p.b) FROM six p WHERE p.id <= six.id) AS e FROM six) t;
SELECT bool_and(o = e) AS moving FROM (SELECT id, entropy_index(ARRAY[a, b, c]) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS o,
	(SELECT entropy_index(ARRAY[p.a, p.b, p.c]) FROM six p WHERE p.id BETWEEN six.id - 1 AND six.id + 1) AS e FROM six) t;
SELECT bool_and(entropy_h = e) AS running_states FROM (SELECT id, (SELECT entropy_merge(v) FROM (VALUES (q.s)) x(v)) AS entropy_h, (SELECT entropy_index(ARRAY[p.a, p.b, p.c]) FROM six p WHERE p.id <= q.id) AS e
	FROM (SELECT id, entropy_state(ARRAY[a, b, c]) OVER (ORDER BY id) AS s FROM six OFFSET 0) q) t;
-- the definition itself in SQL
SELECT abs(dissimilarity(w, abs(x)) - (SELECT sum(abs(w / sw - abs(x) / sx)) / 2 FROM figure, (SELECT sum(w) AS sw, sum(abs(x)) AS sx FROM figure WHERE x + w IS NOT NULL) s)) < 1e-12 AS d FROM figure;

-- hostile states: to finish, to combine, to go on with
DO $$
DECLARE
	refused integer; survived integer; damaged bytea; kind text;
	states bytea[] := ARRAY[sozialraum._dissimilarity_accum(sozialraum._dissimilarity_accum(NULL, 3, 4), 2, 9), sozialraum._relative_concentration_accum(sozialraum._relative_concentration_accum(NULL, 3, 4, 1), 4, 3, 2),
		sozialraum._multigroup_dissimilarity_accum(sozialraum._multigroup_dissimilarity_accum(NULL, '{3,4,5}'), '{6,1,0}'), sozialraum._isolation_accum(sozialraum._isolation_accum(NULL, 3, 4), 2, 9),
		sozialraum._interaction_accum(sozialraum._interaction_accum(NULL, 3, 4, 7), 2, 9, 20), sozialraum._group_entropy_accum(sozialraum._group_entropy_accum(NULL, '{3,4,5}'), '{6,1,0}'),
		sozialraum._group_entropy_levels_accum(sozialraum._group_entropy_levels_accum(NULL, sozialraum._group_entropy_accum(NULL, '{3,4,5}')), sozialraum._group_entropy_accum(NULL, '{1,2,5}'))];
	calls text[] := ARRAY['sozialraum._dissimilarity_final($1), sozialraum._dissimilarity_final(sozialraum._dissimilarity_combine($1, $2)), sozialraum._concentration_accum($1, 1, 2)',
		'sozialraum._relative_concentration_final($1), sozialraum._relative_concentration_combine($2, $1), sozialraum._relative_concentration_accum($1, 1, 2, 3)',
		'sozialraum._multigroup_dissimilarity_final($1), sozialraum._multigroup_dissimilarity_combine($1, $1), sozialraum._multigroup_dissimilarity_accum($1, ''{1,2,3}'')',
		'sozialraum._isolation_final($1), sozialraum._correlation_ratio_final(sozialraum._isolation_combine($1, $2)), sozialraum._isolation_accum($1, 1, 2)',
		'sozialraum._interaction_final($1), sozialraum._interaction_combine($1, $2), sozialraum._interaction_accum($1, 1, 2, 3)',
		'sozialraum._entropy_index_final($1), sozialraum._mutual_information_final($1), sozialraum._group_entropy_combine($1, $2), sozialraum._group_entropy_accum($1, ''{1,2,3}''), (SELECT sozialraum.entropy_decomposition(s) FROM (VALUES ($1), ($2)) v(s))',
		'sozialraum._entropy_decomposition_final($1), sozialraum._mutual_information_decomposition_final($1), sozialraum._group_entropy_levels_combine($1, $2), sozialraum._group_entropy_levels_accum($1, sozialraum._group_entropy_accum(NULL, ''{1,2,3}''))'];
BEGIN
	FOR s IN 1 .. array_length(states, 1) LOOP
		refused := 0;
		survived := 0;
		FOR seed IN 1 .. 4000 LOOP
			damaged := engine_test.mutate(states[s], seed);
			BEGIN
				EXECUTE 'SELECT ' || calls[s] USING damaged, states[s];
				survived := survived + 1;
			EXCEPTION WHEN invalid_binary_representation OR array_subscript_error OR numeric_value_out_of_range OR program_limit_exceeded THEN
				refused := refused + 1;
			END;
		END LOOP;
		IF refused < 1000 OR survived < 100 THEN
			RAISE EXCEPTION 'state %: refused %, survived %', s, refused, survived;
		END IF;
	END LOOP;
END $$;
-- as the initial state of somebody's own aggregate, too
CREATE FUNCTION pg_temp.own(call text, state bytea) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('CREATE AGGREGATE pg_temp.own(float8, float8) (SFUNC = sozialraum.%I, STYPE = bytea, INITCOND = %L)', call, state);
	RETURN left(engine_test.error_of('SELECT pg_temp.own(a, b) FROM six'), 5);
END $$;
SELECT pg_temp.own('_dissimilarity_accum', overlay(_dissimilarity_accum(NULL, 1, 2) PLACING '\xffffffff' FROM 5 FOR 4)) AS forged_rows;
SELECT error_of($$SELECT entropy_merge('\x00')$$);
SELECT error_of($$SELECT entropy_merge(_isolation_accum(NULL, 1, 2))$$);
-- a state from a machine of the other byte order
CREATE FUNCTION pg_temp.reversed(state bytea, first integer, bytes integer) RETURNS bytea LANGUAGE sql AS $$
	SELECT string_agg(substr(state, i, 1), '' ORDER BY i DESC) FROM generate_series(first, first + bytes - 1) i $$;
CREATE FUNCTION pg_temp.swapped(state bytea) RETURNS bytea LANGUAGE sql AS $$
	SELECT pg_temp.reversed(state, 1, 2) || substr(state, 3, 2) || pg_temp.reversed(state, 5, 8) || pg_temp.reversed(state, 13, 4) || pg_temp.reversed(state, 17, 4)
		|| string_agg(pg_temp.reversed(state, i, 8), '' ORDER BY i) FROM generate_series(21, length(state), 8) i $$;
SELECT _dissimilarity_final(pg_temp.swapped(_dissimilarity_accum(_dissimilarity_accum(NULL, 1, 2), 3, 1))) = dissimilarity(a, b) AS other_order FROM (VALUES (1, 2), (3, 1)) t(a, b);
DROP TABLE engine_test.segregation_district;
