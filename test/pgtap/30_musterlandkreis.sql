-- needs: demo
-- The example district: what tests and demonstrations rely on. Reads only the schema musterlandkreis.
BEGIN;
SELECT plan(51);
-- the figure as a number: a dash is zero, every other mark is no number
CREATE FUNCTION pg_temp.num(value text) RETURNS numeric LANGUAGE sql IMMUTABLE
RETURN CASE WHEN value = '-' THEN 0 WHEN value ~ '^-?[0-9]+(\.[0-9]+)?$' THEN value::numeric END;
CREATE TEMP TABLE soz AS SELECT * FROM musterlandkreis.area WHERE level = 'sozialraum' AND valid_to IS NULL;
CREATE TEMP TABLE cell AS
SELECT key, reference_date AS d, rtrim(split_part(variable, '_', 2), 'p')::int AS age, split_part(variable, '_', 3) AS sex, value::int AS n
FROM musterlandkreis.observation
WHERE level = 'sozialraum' AND source = 'melderegister' AND variable NOT LIKE 'bev\_ausl%' AND split_part(variable, '_', 3) IN ('m', 'w') AND split_part(variable, '_', 4) = '';
ANALYZE cell;
CREATE TEMP TABLE total AS SELECT key, d, sum(n)::int AS n FROM cell GROUP BY key, d;

-- ---------------------------------------------------------------- areas
SELECT results_eq($$ SELECT level, count(*) FROM musterlandkreis.area WHERE valid_to IS NULL GROUP BY level ORDER BY level $$,
	$$ VALUES ('gemeinde', 33::bigint), ('kreis', 1), ('planungsraum', 5), ('sozialraum', 150) $$, '1 Kreis, 5 Planungsräume, 33 municipalities, 150 Sozialräume today');
SELECT results_eq($$ SELECT level, count(*) FROM musterlandkreis.area WHERE (valid_from IS NULL OR valid_from <= '2021-12-31') AND (valid_to IS NULL OR valid_to >= '2021-12-31') GROUP BY level ORDER BY level $$,
	$$ VALUES ('gemeinde', 34::bigint), ('kreis', 1), ('planungsraum', 5), ('sozialraum', 150) $$, '34 municipalities on the day before the merger');
SELECT is((SELECT count(*) FROM musterlandkreis.area WHERE NOT ST_IsValid(geom) OR ST_SRID(geom) <> 25832 OR ST_IsEmpty(geom)), 0::bigint, 'every shape is valid, in EPSG:25832');
SELECT is((SELECT count(*) FROM musterlandkreis.area, ST_DumpPoints(geom) p WHERE abs(ST_X(p.geom) * 100 - round(ST_X(p.geom) * 100)) > 1e-4 OR abs(ST_Y(p.geom) * 100 - round(ST_Y(p.geom) * 100)) > 1e-4),
	0::bigint, 'coordinates are rounded to centimetres');
SELECT cmp_ok((SELECT abs(sum(ST_Area(geom)) / ST_Area(ST_Union(geom)) - 1) FROM soz), '<', 1e-9::float8, 'coverage: the parts'' areas add up to the area of their union');
SELECT is((SELECT count(*) FROM soz a JOIN soz b ON a.key < b.key AND a.geom && b.geom WHERE ST_Area(ST_Intersection(a.geom, b.geom)) > 0), 0::bigint, 'coverage: no two Sozialräume overlap');
SELECT is((SELECT sum(ST_NumInteriorRings(ST_GeometryN(geom, 1))) FROM musterlandkreis.area WHERE level = 'kreis'), 0::bigint, 'coverage: no gap inside the district');
SELECT is((SELECT count(*) FROM soz a JOIN soz b ON a.key < b.key AND a.geom && b.geom
	CROSS JOIN LATERAL ST_CollectionExtract(ST_Intersection(ST_Boundary(a.geom), ST_Boundary(b.geom)), 2) l, LATERAL ST_DumpPoints(l) p
	WHERE NOT ST_IsEmpty(l) AND NOT (ST_Intersects(ST_Points(a.geom), p.geom) AND ST_Intersects(ST_Points(b.geom), p.geom))), 0::bigint, 'coverage: neighbours share every vertex of their border');
SELECT is((SELECT count(*) FROM musterlandkreis.area p WHERE level <> 'sozialraum' AND NOT ST_Equals(p.geom, (SELECT ST_Union(c.geom) FROM musterlandkreis.area c
	WHERE c.parent_level = p.level AND c.parent_key = p.key AND coalesce(c.valid_to, '9999-12-31') = CASE WHEN p.level = 'gemeinde' THEN coalesce(p.valid_to, '9999-12-31') ELSE '9999-12-31' END))),
	0::bigint, 'every parent is the union of its children');
SELECT is((SELECT count(*) FROM musterlandkreis.area c LEFT JOIN musterlandkreis.area p ON (p.level, p.key) = (c.parent_level, c.parent_key)
	AND coalesce(p.valid_from, '-infinity') <= coalesce(c.valid_from, '-infinity') AND coalesce(p.valid_to, 'infinity') >= coalesce(c.valid_to, 'infinity')
	WHERE c.level <> 'kreis' AND p.key IS NULL AND NOT (c.parent_level = 'gemeinde' AND c.valid_to IS NOT NULL)), 0::bigint, 'every area lies in the validity of its parent');
SELECT is((SELECT count(*) FROM musterlandkreis.area a JOIN musterlandkreis.area b ON (a.level, a.key) = (b.level, b.key) AND a.ctid < b.ctid
	AND daterange(a.valid_from, a.valid_to, '[]') && daterange(b.valid_from, b.valid_to, '[]')), 0::bigint, 'no key is valid twice on one day');
SELECT results_eq($$ SELECT name, valid_to, valid_from FROM musterlandkreis.area WHERE level = 'gemeinde' AND (valid_to IS NOT NULL OR valid_from IS NOT NULL) ORDER BY key $$,
	$$ VALUES ('Ellernau', date '2021-12-31', NULL::date), ('Frohnsee', '2021-12-31', NULL), ('Ellernsee', NULL, '2022-01-01') $$, 'the merger of 2022-01-01');
SELECT is((SELECT count(*) FROM (SELECT key FROM musterlandkreis.area WHERE level = 'sozialraum' GROUP BY key HAVING count(*) = 2 AND count(DISTINCT parent_key) = 2 AND count(DISTINCT md5(ST_AsBinary(geom))) = 1) x),
	6::bigint, 'six Sozialräume of the merged municipalities keep key and shape and change the parent');
SELECT set_eq($$ SELECT name FROM soz GROUP BY name HAVING count(*) > 1 AND count(DISTINCT parent_key) > 1 AND name IN ('Neustadt', 'Altstadt', 'Schloßstraße') $$, ARRAY['Altstadt', 'Neustadt', 'Schloßstraße'], 'equal names in different municipalities');
SELECT is((SELECT count(*) FROM musterlandkreis.built_area b LEFT JOIN musterlandkreis.area a ON (a.level, a.key) = (b.part_level, b.part_key) AND a.valid_to IS NULL WHERE a.key IS NULL), 0::bigint, 'built areas consist of areas');
SELECT cmp_ok((SELECT count(DISTINCT left(part_key, 8)) FROM musterlandkreis.built_area WHERE key = 'DOERFER_SUED'), '>', 2::bigint, '"Dörfer Süd" has parts of several municipalities');

-- ---------------------------------------------------------------- population
SELECT is((SELECT count(*) FROM cell), 150 * 202 * 11::bigint, 'population by single year of age and sex: every cell of eleven year ends');
SELECT is((SELECT count(*) FROM (SELECT DISTINCT key, d, age, sex FROM cell) x), 150 * 202 * 11::bigint, '… each once');
SELECT is((SELECT sum(n) FROM total WHERE d = '2023-12-31'), 100000::bigint, '100,000 inhabitants at the end of 2023');
SELECT is((SELECT count(*) FROM total a JOIN total b ON b.key = a.key AND b.d = (a.d + interval '1 year')::date
	JOIN (SELECT key, reference_date, sum(value::int * CASE variable WHEN 'gestorbene' THEN -1 ELSE 1 END) AS change FROM musterlandkreis.observation
		WHERE level = 'sozialraum' AND variable IN ('geborene', 'gestorbene', 'wanderungssaldo') GROUP BY 1, 2 HAVING count(*) = 3) f ON f.key = b.key AND f.reference_date = b.d
	WHERE b.n = a.n + f.change), 1500::bigint, 'year end = year end before + births - deaths + net migration, in 150 areas and ten years');
SELECT is((SELECT count(*) FROM (SELECT key, reference_date, sum(value::int * CASE WHEN variable LIKE 'gest\_%' OR variable LIKE 'geb\_%' THEN 1 ELSE 0 END) AS parts,
		sum(value::int * CASE WHEN variable IN ('gestorbene', 'geborene') THEN 1 ELSE 0 END) AS total
	FROM musterlandkreis.observation WHERE level = 'sozialraum' AND (variable ~ '^gest_.*_[mw]$' OR variable LIKE 'geb\_mutter%' OR variable IN ('gestorbene', 'geborene')) GROUP BY 1, 2) x WHERE parts <> total),
	0::bigint, 'births by age of mother and deaths by age and sex add up to the totals');
SELECT is((SELECT count(*) FROM (SELECT o.level, o.key, o.reference_date, sum(CASE variable WHEN 'zuzuege_grenze' THEN 1 ELSE -1 END * value::int) AS saldo FROM musterlandkreis.observation o
		WHERE variable IN ('zuzuege_grenze', 'fortzuege_grenze') GROUP BY 1, 2, 3) g
	JOIN LATERAL (SELECT sum(value::int) AS saldo FROM musterlandkreis.observation w JOIN musterlandkreis.area s ON s.level = 'sozialraum' AND s.key = w.key
			AND g.reference_date BETWEEN coalesce(s.valid_from, '-infinity') AND coalesce(s.valid_to, 'infinity')
			JOIN musterlandkreis.area m ON m.level = 'gemeinde' AND m.key = s.parent_key
			WHERE w.variable = 'wanderungssaldo' AND w.reference_date = g.reference_date AND g.key IN (s.key, m.key, m.parent_key, '99081')) w ON true
	WHERE g.reference_date = '2023-12-31' AND g.saldo IS DISTINCT FROM w.saldo), 0::bigint, 'moves across the border: in minus out is the net migration on every level');
SELECT cmp_ok((SELECT sum(value::int) FROM musterlandkreis.observation WHERE level = 'sozialraum' AND variable = 'zuzuege_grenze' AND reference_date = '2023-12-31'), '>',
	(SELECT sum(value::int) FROM musterlandkreis.observation WHERE level = 'kreis' AND variable = 'zuzuege_grenze' AND reference_date = '2023-12-31'), '… and not additive');
SELECT set_eq($$ SELECT o.key, o.reference_date, o.value::int, sum(t.n)::int FROM musterlandkreis.observation o
		JOIN musterlandkreis.area s ON s.level = 'sozialraum' AND s.parent_key = o.key AND o.reference_date BETWEEN coalesce(s.valid_from, '-infinity') AND coalesce(s.valid_to, 'infinity')
		JOIN total t ON t.key = s.key AND t.d = o.reference_date
		WHERE o.level = 'gemeinde' AND o.variable = 'bev' GROUP BY o.key, o.reference_date, o.value HAVING sum(t.n) <> o.value::int $$,
	$$ SELECT key, reference_date, delivered, sum_of_parts FROM musterlandkreis.known_difference $$, 'delivered totals differ from the parts exactly where known_difference says');
SELECT is((SELECT count(DISTINCT key) FROM musterlandkreis.known_difference), 3::bigint, '… in three municipalities');
SELECT ok((SELECT max(n) BETWEEN 38000 AND 46000 AND min(n) BETWEEN 300 AND 400 AND percentile_disc(0.5) WITHIN GROUP (ORDER BY n) BETWEEN 500 AND 1500
	FROM (SELECT s.parent_key, sum(n) AS n FROM total JOIN soz s USING (key) WHERE d = '2023-12-31' GROUP BY 1) x), 'municipalities of very unequal size');
SELECT cmp_ok((SELECT sum((age + 0.5) * n) FILTER (WHERE d = '2023-12-31') / sum(n) FILTER (WHERE d = '2023-12-31') FROM cell JOIN soz USING (key) WHERE parent_key NOT IN ('99081001', '99081002', '99081003')), '>',
	(SELECT sum((age + 0.5) * n) / sum(n) + 1.5 FROM cell JOIN soz USING (key) WHERE d = '2023-12-31' AND parent_key = '99081001'), 'villages are older than the town');
SELECT cmp_ok((SELECT sum(n) FILTER (WHERE age BETWEEN 18 AND 29)::float8 / sum(n) FROM cell JOIN soz USING (key) WHERE d = '2023-12-31' AND name = 'Hochschulviertel'), '>', 0.2::float8, 'a young quarter with students');

-- ---------------------------------------------------------------- residents
SELECT is((SELECT count(*) FROM musterlandkreis.resident), 100000::bigint, '100,000 residents');
CREATE TEMP TABLE located AS SELECT s.key, least(r.age, 100) AS age, r.sex, r.nationality FROM musterlandkreis.resident r JOIN soz s ON s.geom && r.geom AND ST_Contains(s.geom, r.geom);
SELECT is((SELECT count(*) FROM (SELECT key, age, sex, count(*)::int AS n FROM located GROUP BY 1, 2, 3 EXCEPT SELECT key, age, sex, n FROM cell WHERE d = '2023-12-31') x)
	+ (SELECT count(*) FROM (SELECT key, age, sex, n FROM cell WHERE d = '2023-12-31' AND n > 0 EXCEPT SELECT key, age, sex, count(*)::int FROM located GROUP BY 1, 2, 3) x), 0::bigint,
	'residents by the area their point lies in, age and sex = the delivered cells');
SELECT is((SELECT count(*) FROM (SELECT key, 'bev_ausl_' || sex AS variable, count(*) FILTER (WHERE nationality <> 'deutsch')::text AS n FROM located GROUP BY 1, 2) l
	JOIN musterlandkreis.observation o ON o.key = l.key AND o.variable = l.variable AND o.reference_date = '2023-12-31' WHERE o.value = l.n), 300::bigint, 'foreign residents = delivered bev_ausl');
SELECT is((SELECT count(*) FROM musterlandkreis.resident WHERE birth_year <> 2023 - age OR sex NOT IN ('m', 'w')), 0::bigint, 'year of birth and age agree');
SELECT is((SELECT count(*) FROM musterlandkreis.resident r JOIN musterlandkreis.address a USING (street_key, house_number) WHERE r.geom = a.geom), 100000::bigint, 'every resident lives at an address');
SELECT ok((SELECT 100000.0 / count(*) BETWEEN 2 AND 4 FROM musterlandkreis.address), 'two to four persons per address');
SELECT is((SELECT count(*) FROM musterlandkreis.address a JOIN musterlandkreis.area g ON g.level = 'gemeinde' AND g.valid_to IS NULL AND g.key = left(a.street_key, 8) AND ST_Contains(g.geom, a.geom)),
	(SELECT count(*) FROM musterlandkreis.address), 'a street key begins with the key of the municipality the address lies in');

-- ---------------------------------------------------------------- figures: marks, secrets, relations, correlation
SELECT is((SELECT count(*) FROM musterlandkreis.observation WHERE pg_temp.num(value) IS NULL AND value NOT IN ('.', '/', 'x', '…')), 0::bigint, 'values are numbers or official marks');
SELECT set_eq($$ SELECT DISTINCT value FROM musterlandkreis.observation WHERE value !~ '[0-9]' $$, ARRAY['-', '.', '/', 'x', '…'], 'every mark occurs');
SELECT ok((SELECT count(*) BETWEEN 24 AND 2000 FROM musterlandkreis.observation WHERE value = '.' AND level = 'sozialraum' AND reference_date = '2023-12-31' AND variable !~ '_[mw]$'), 'dozens of secret cells');
SELECT is((SELECT count(*) FROM musterlandkreis.observation o WHERE value = '.' AND source <> 'ba'), 0::bigint, 'only the employment agency suppresses');
SELECT is((SELECT count(*) FROM (SELECT level, key, variable, reference_date FROM musterlandkreis.observation GROUP BY 1, 2, 3, 4 HAVING count(*) > 1) x), 0::bigint, 'no figure is delivered twice');
SELECT is((SELECT count(*) FROM musterlandkreis.observation o LEFT JOIN musterlandkreis.area a ON (a.level, a.key) = (o.level, o.key)
	AND o.reference_date BETWEEN coalesce(a.valid_from, '-infinity') AND coalesce(a.valid_to, 'infinity') LEFT JOIN musterlandkreis.source s ON s.code = o.source WHERE a.key IS NULL OR s.code IS NULL), 0::bigint,
	'every figure belongs to an area valid on its day and to a source');
SELECT is((SELECT count(*) FROM musterlandkreis.observation t JOIN musterlandkreis.observation m ON (m.level, m.key, m.reference_date, m.variable) = (t.level, t.key, t.reference_date, t.variable || '_m')
	JOIN musterlandkreis.observation w ON (w.level, w.key, w.reference_date, w.variable) = (t.level, t.key, t.reference_date, t.variable || '_w')
	WHERE t.variable NOT LIKE 'bev\_%' AND abs(pg_temp.num(t.value) - pg_temp.num(m.value) - pg_temp.num(w.value)) > 0.011), 0::bigint, 'men and women add up');
CREATE TEMP TABLE share AS
WITH b AS (SELECT key, sum(n) AS bev, sum(n) FILTER (WHERE age < 66)::float8 AS b65, sum(n) FILTER (WHERE age BETWEEN 15 AND 65)::float8 AS b15, sum(n) FILTER (WHERE age < 15)::float8 AS b14, sum(n) FILTER (WHERE age < 21)::float8 AS b20
	FROM cell WHERE d = '2023-12-31' GROUP BY key),
v AS (SELECT key, max(pg_temp.num(value)) FILTER (WHERE variable = 'sgb2_rlb') + max(pg_temp.num(value)) FILTER (WHERE variable = 'sgb2_slb') AS lb, sum(pg_temp.num(value)) FILTER (WHERE variable = 'sgb2_bg_kind_0_14') AS kind,
	sum(pg_temp.num(value)) FILTER (WHERE variable = 'alo_15_ag') AS alo, sum(pg_temp.num(value)) FILTER (WHERE variable ~ '^hze_[0-9]+(_[a-z]{3,})?$') AS hze,
	sum(pg_temp.num(value)) FILTER (WHERE variable = 'kind_0_17_alleinerz') / nullif(sum(pg_temp.num(value)) FILTER (WHERE variable = 'kind_0_17_privat'), 0) AS single,
	sum(pg_temp.num(value)) FILTER (WHERE variable = 'hh_1p') / sum(pg_temp.num(value)) FILTER (WHERE variable = 'hh') AS one
	FROM musterlandkreis.observation WHERE level = 'sozialraum' AND reference_date = '2023-12-31' GROUP BY key)
SELECT key, bev, 100 * lb / b65 AS sgb2, 100 * alo / b15 AS alo, 100 * kind / b14 AS child, 10000 * hze / b20 AS hze, 100 * single AS single, 100 * one AS one FROM b JOIN v USING (key) WHERE bev >= 300;
SELECT ok((SELECT corr(sgb2, child) > 0.7 AND corr(sgb2, alo) > 0.7 AND corr(sgb2, hze) > 0.45 AND corr(sgb2, single) > 0.5 FROM share),
	'poverty, unemployment, single parents and Hilfen zur Erziehung go together: ' || (SELECT format('child %s, work %s, HzE %s, single %s', round(corr(sgb2, child)::numeric, 2), round(corr(sgb2, alo)::numeric, 2),
		round(corr(sgb2, hze)::numeric, 2), round(corr(sgb2, single)::numeric, 2)) FROM share));
SELECT ok((SELECT min(sgb2) BETWEEN 1 AND 5 AND max(sgb2) BETWEEN 18 AND 30 AND max(child) BETWEEN 28 AND 55 AND max(alo) BETWEEN 7 AND 14 AND min(one) BETWEEN 15 AND 30 AND max(one) BETWEEN 52 AND 68 FROM share), 'levels as in real districts');
SELECT cmp_ok((SELECT sum(pg_temp.num(value)) FILTER (WHERE reference_date = '2023-12-31') / sum(pg_temp.num(value)) FILTER (WHERE reference_date = '2022-12-31') FROM musterlandkreis.observation WHERE variable = 'wohngeld_hh_rein'), '>', 1.6, 'Wohngeld jumps at its series break');
SELECT set_has($$ SELECT variable, break_date FROM musterlandkreis.series_break $$, $$ VALUES ('wohngeld_hh_rein', date '2023-01-01'), ('hh', '2021-12-31') $$, 'breaks are listed');
SELECT is((SELECT count(*) FROM (SELECT o.key, sum(pg_temp.num(o.value)) AS places, (SELECT sum(f.capacity) FROM musterlandkreis.facility f JOIN soz s ON s.key = f.area_key
		WHERE f.kind = 'kita' AND s.parent_key = o.key AND f.opened <= '2023-03-01' AND (f.closed IS NULL OR f.closed >= '2023-03-01')) AS capacity
	FROM musterlandkreis.observation o WHERE level = 'gemeinde' AND variable IN ('plaetze_gen_u3', 'plaetze_gen_ue3') AND reference_date = '2023-03-01' GROUP BY o.key) x WHERE places <> coalesce(capacity, 0)),
	0::bigint, 'licensed places = capacities of the day care centres open on 2023-03-01');
SELECT is((SELECT count(*) FROM musterlandkreis.facility f LEFT JOIN soz s ON s.key = f.area_key AND ST_Contains(s.geom, f.geom) WHERE s.key IS NULL), 0::bigint, 'every facility lies in its area');

-- ---------------------------------------------------------------- everything the 94 indicators need
-- indicator, variable, years pooled, days per year: usable on every day for the whole district, delivered for it or for all
-- areas of a level; latest year up to 2023 (elections: 2019)
CREATE TEMP TABLE term (indicator text, variable text, years int, days int);
INSERT INTO term VALUES
	('D01-08', 'flaeche_kataster_km2', 1, 1), ('D02-01', 'geborene', 3, 1), ('D02-01', 'gestorbene', 3, 1), ('D02-02', 'wanderungssaldo', 3, 1),
	('D02-02', 'wanderungssaldo_m', 3, 1), ('D02-02', 'wanderungssaldo_w', 3, 1), ('D02-03', 'wanderungssaldo_0_5', 3, 1),
	('D02-04', 'fortzuege_grenze', 3, 1), ('D02-04', 'zuzuege_grenze', 3, 1), ('D02-05', 'geb_mutter_15_19', 5, 1), ('D02-05', 'geb_mutter_20_24', 5, 1),
	('D02-05', 'geb_mutter_25_29', 5, 1), ('D02-05', 'geb_mutter_30_34', 5, 1), ('D02-05', 'geb_mutter_35_39', 5, 1),
	('D02-05', 'geb_mutter_40_44', 5, 1), ('D02-05', 'geb_mutter_45_49', 5, 1), ('D03-01', 'kind_0_17_alleinerz', 1, 1),
	('D03-01', 'kind_0_17_privat', 1, 1), ('D03-02', 'hh', 1, 1), ('D03-02', 'hh_1p', 1, 1), ('D03-03', 'hh_mit_kind_0_17', 1, 1),
	('D03-04', 'hh_3kind_0_17', 1, 1), ('D03-05', 'pers_allein_75p', 1, 1), ('D03-05', 'pers_allein_75p_m', 1, 1), ('D03-05', 'pers_allein_75p_w', 1, 1),
	('D03-05', 'pers_privat_75p', 1, 1), ('D03-05', 'pers_privat_75p_m', 1, 1), ('D03-05', 'pers_privat_75p_w', 1, 1), ('D04-01', 'bev_ausl', 1, 1),
	('D04-01', 'bev_ausl_m', 1, 1), ('D04-01', 'bev_ausl_w', 1, 1), ('D04-02', 'bev_0_17_mh', 1, 1), ('D04-03', 'schutzsuchende', 1, 1),
	('D04-03', 'schutzsuchende_m', 1, 1), ('D04-03', 'schutzsuchende_w', 1, 1), ('D04-04', 'gefl_aufgenommen', 1, 1), ('D04-04', 'gefl_soll', 1, 1),
	('D05-01', 'alo_15_ag', 1, 4), ('D05-01', 'alo_15_ag_m', 1, 4), ('D05-01', 'alo_15_ag_w', 1, 4), ('D05-02', 'alo_15_24', 1, 4),
	('D05-02', 'alo_15_24_m', 1, 4), ('D05-02', 'alo_15_24_w', 1, 4), ('D05-03', 'alo_lang', 1, 4), ('D05-03', 'alo_lang_m', 1, 4),
	('D05-03', 'alo_lang_w', 1, 4), ('D05-04', 'svb_wo_15_ag', 1, 1), ('D05-04', 'svb_wo_15_ag_m', 1, 1), ('D05-04', 'svb_wo_15_ag_w', 1, 1),
	('D05-05', 'agb_wo_15_ag', 1, 1), ('D05-05', 'agb_wo_15_ag_m', 1, 1), ('D05-05', 'agb_wo_15_ag_w', 1, 1), ('D06-01', 'sgb2_rlb', 1, 1),
	('D06-01', 'sgb2_rlb_m', 1, 1), ('D06-01', 'sgb2_rlb_w', 1, 1), ('D06-01', 'sgb2_slb', 1, 1), ('D06-01', 'sgb2_slb_m', 1, 1),
	('D06-01', 'sgb2_slb_w', 1, 1), ('D06-02', 'sgb2_nef_0_14', 1, 1), ('D06-03', 'grusi_alter', 1, 1), ('D06-03', 'grusi_alter_m', 1, 1),
	('D06-03', 'grusi_alter_w', 1, 1), ('D06-04', 'asylblg_regel', 1, 1), ('D06-04', 'asylblg_regel_m', 1, 1), ('D06-04', 'asylblg_regel_w', 1, 1),
	('D06-04', 'grusi_em', 1, 1), ('D06-04', 'grusi_em_m', 1, 1), ('D06-04', 'grusi_em_w', 1, 1), ('D06-04', 'sgb12_hlu_ave', 1, 1),
	('D06-04', 'sgb12_hlu_ave_m', 1, 1), ('D06-04', 'sgb12_hlu_ave_w', 1, 1), ('D06-05', 'hh_alleinerz_0_17', 1, 1),
	('D06-05', 'sgb2_bg_alleinerz', 1, 1), ('D06-06', 'wohngeld_hh_rein', 1, 1), ('D06-07', 'schuldner_18p', 1, 1), ('D06-07', 'schuldner_18p_m', 1, 1),
	('D06-07', 'schuldner_18p_w', 1, 1), ('D06-08', 'sgb2_bg_kind_0_14', 1, 1), ('D06-09', 'sgb2_bg_kind_15_17', 1, 1), ('D06-10', 'kdu_sgb2_eur', 1, 1),
	('D07-01', 'kita_0_wo', 1, 1), ('D07-01', 'kita_1_2_wo', 1, 1), ('D07-02', 'kita_3_5_wo', 1, 1), ('D07-03', 'plaetze_gen_u3', 1, 1),
	('D07-03', 'plaetze_ktp_u3', 1, 1), ('D07-04', 'plaetze_gen_ue3', 1, 1), ('D07-05', 'plaetze_belegbar_u3', 1, 1),
	('D07-05', 'plaetze_belegbar_ue3', 1, 1), ('D07-05', 'plaetze_belegt_u3', 1, 1), ('D07-05', 'plaetze_belegt_ue3', 1, 1),
	('D07-06', 'kita_gbae_u3', 1, 1), ('D07-06', 'kita_vzae_u3', 1, 1), ('D07-07', 'kita_0_2_eo', 1, 1), ('D07-08', 'kita_3_5_eo', 1, 1),
	('D07-11', 'kita_gbae_ue3', 1, 1), ('D07-11', 'kita_vzae_ue3', 1, 1), ('D07-12', 'kita_beh', 1, 1), ('D07-12', 'kita_beh_integrativ_nah', 1, 1),
	('D08-01', 'seu_sprache', 1, 1), ('D08-01', 'seu_sprache_m', 1, 1), ('D08-01', 'seu_sprache_w', 1, 1), ('D08-01', 'seu_untersucht', 1, 1),
	('D08-01', 'seu_untersucht_m', 1, 1), ('D08-01', 'seu_untersucht_w', 1, 1), ('D08-02', 'seu_kita_unter_3j', 1, 1),
	('D08-03', 'schule_pflichtig_neu', 1, 1), ('D08-03', 'schule_pflichtig_neu_m', 1, 1), ('D08-03', 'schule_pflichtig_neu_w', 1, 1),
	('D08-03', 'schule_zurueckgestellt', 1, 1), ('D08-03', 'schule_zurueckgestellt_m', 1, 1), ('D08-03', 'schule_zurueckgestellt_w', 1, 1),
	('D08-04', 'schueler_abgebende_klasse_vj', 1, 1), ('D08-04', 'schueler_abgebende_klasse_vj_m', 1, 1),
	('D08-04', 'schueler_abgebende_klasse_vj_w', 1, 1), ('D08-04', 'uebergang_gym', 1, 1), ('D08-04', 'uebergang_gym_m', 1, 1),
	('D08-04', 'uebergang_gym_w', 1, 1), ('D08-05', 'abg_insgesamt', 1, 1), ('D08-05', 'abg_insgesamt_m', 1, 1), ('D08-05', 'abg_insgesamt_w', 1, 1),
	('D08-05', 'abg_ohne_hsa', 1, 1), ('D08-05', 'abg_ohne_hsa_m', 1, 1), ('D08-05', 'abg_ohne_hsa_w', 1, 1), ('D08-06', 'klassen_gs_k1_4', 1, 1),
	('D08-06', 'schueler_gs_k1_4', 1, 1), ('D08-07', 'hort_ganztag_k1_4', 1, 1), ('D08-08', 'schueler_abs', 1, 1),
	('D08-08', 'vzae_schulsozialarbeit', 1, 1), ('D08-09', 'schueler_daz', 1, 1), ('D09-01', 'hze_27_amb', 1, 1), ('D09-01', 'hze_27_amb_m', 1, 1),
	('D09-01', 'hze_27_amb_w', 1, 1), ('D09-01', 'hze_27_sonst', 1, 1), ('D09-01', 'hze_27_sonst_m', 1, 1), ('D09-01', 'hze_27_sonst_w', 1, 1),
	('D09-01', 'hze_27_stat', 1, 1), ('D09-01', 'hze_27_stat_m', 1, 1), ('D09-01', 'hze_27_stat_w', 1, 1), ('D09-01', 'hze_29', 1, 1),
	('D09-01', 'hze_29_m', 1, 1), ('D09-01', 'hze_29_w', 1, 1), ('D09-01', 'hze_30', 1, 1), ('D09-01', 'hze_30_m', 1, 1), ('D09-01', 'hze_30_w', 1, 1),
	('D09-01', 'hze_31', 1, 1), ('D09-01', 'hze_31_m', 1, 1), ('D09-01', 'hze_31_w', 1, 1), ('D09-01', 'hze_32', 1, 1), ('D09-01', 'hze_32_m', 1, 1),
	('D09-01', 'hze_32_w', 1, 1), ('D09-01', 'hze_33', 1, 1), ('D09-01', 'hze_33_m', 1, 1), ('D09-01', 'hze_33_w', 1, 1), ('D09-01', 'hze_34', 1, 1),
	('D09-01', 'hze_34_m', 1, 1), ('D09-01', 'hze_34_w', 1, 1), ('D09-01', 'hze_35', 1, 1), ('D09-01', 'hze_35_m', 1, 1), ('D09-01', 'hze_35_w', 1, 1),
	('D09-05', 'egh_35a', 1, 1), ('D09-05', 'egh_35a_m', 1, 1), ('D09-05', 'egh_35a_w', 1, 1), ('D09-06', 'kwg_8a_akut', 1, 1),
	('D09-06', 'kwg_8a_akut_m', 1, 1), ('D09-06', 'kwg_8a_akut_w', 1, 1), ('D09-06', 'kwg_8a_latent', 1, 1), ('D09-06', 'kwg_8a_latent_m', 1, 1),
	('D09-06', 'kwg_8a_latent_w', 1, 1), ('D09-07', 'ausgaben_hze_eur', 1, 1), ('D10-01', 'gest_0_m', 5, 1), ('D10-01', 'gest_0_w', 5, 1),
	('D10-01', 'gest_10_14_m', 5, 1), ('D10-01', 'gest_10_14_w', 5, 1), ('D10-01', 'gest_15_19_m', 5, 1), ('D10-01', 'gest_15_19_w', 5, 1),
	('D10-01', 'gest_1_4_m', 5, 1), ('D10-01', 'gest_1_4_w', 5, 1), ('D10-01', 'gest_20_24_m', 5, 1), ('D10-01', 'gest_20_24_w', 5, 1),
	('D10-01', 'gest_25_29_m', 5, 1), ('D10-01', 'gest_25_29_w', 5, 1), ('D10-01', 'gest_30_34_m', 5, 1), ('D10-01', 'gest_30_34_w', 5, 1),
	('D10-01', 'gest_35_39_m', 5, 1), ('D10-01', 'gest_35_39_w', 5, 1), ('D10-01', 'gest_40_44_m', 5, 1), ('D10-01', 'gest_40_44_w', 5, 1),
	('D10-01', 'gest_45_49_m', 5, 1), ('D10-01', 'gest_45_49_w', 5, 1), ('D10-01', 'gest_50_54_m', 5, 1), ('D10-01', 'gest_50_54_w', 5, 1),
	('D10-01', 'gest_55_59_m', 5, 1), ('D10-01', 'gest_55_59_w', 5, 1), ('D10-01', 'gest_5_9_m', 5, 1), ('D10-01', 'gest_5_9_w', 5, 1),
	('D10-01', 'gest_60_64_m', 5, 1), ('D10-01', 'gest_60_64_w', 5, 1), ('D10-01', 'gest_65_69_m', 5, 1), ('D10-01', 'gest_65_69_w', 5, 1),
	('D10-01', 'gest_70_74_m', 5, 1), ('D10-01', 'gest_70_74_w', 5, 1), ('D10-01', 'gest_75_79_m', 5, 1), ('D10-01', 'gest_75_79_w', 5, 1),
	('D10-01', 'gest_80_84_m', 5, 1), ('D10-01', 'gest_80_84_w', 5, 1), ('D10-01', 'gest_85_89_m', 5, 1), ('D10-01', 'gest_85_89_w', 5, 1),
	('D10-01', 'gest_90p_m', 5, 1), ('D10-01', 'gest_90p_w', 5, 1), ('D10-03', 'seu_uebergewicht', 1, 1), ('D10-03', 'seu_uebergewicht_m', 1, 1),
	('D10-03', 'seu_uebergewicht_w', 1, 1), ('D10-04', 'seu_impfausweis', 1, 1), ('D10-04', 'seu_masern2', 1, 1), ('D10-05', 'hausarzt_ist', 1, 1),
	('D10-05', 'hausarzt_soll', 1, 1), ('D11-01', 'pflege_0_14_m', 1, 1), ('D11-01', 'pflege_0_14_w', 1, 1), ('D11-01', 'pflege_15_59_m', 1, 1),
	('D11-01', 'pflege_15_59_w', 1, 1), ('D11-01', 'pflege_60_64_m', 1, 1), ('D11-01', 'pflege_60_64_w', 1, 1), ('D11-01', 'pflege_65_69_m', 1, 1),
	('D11-01', 'pflege_65_69_w', 1, 1), ('D11-01', 'pflege_70_74_m', 1, 1), ('D11-01', 'pflege_70_74_w', 1, 1), ('D11-01', 'pflege_75_79_m', 1, 1),
	('D11-01', 'pflege_75_79_w', 1, 1), ('D11-01', 'pflege_80_84_m', 1, 1), ('D11-01', 'pflege_80_84_w', 1, 1), ('D11-01', 'pflege_85_89_m', 1, 1),
	('D11-01', 'pflege_85_89_w', 1, 1), ('D11-01', 'pflege_90p_m', 1, 1), ('D11-01', 'pflege_90p_w', 1, 1), ('D11-03', 'pflegeplaetze_vollstat', 1, 1),
	('D11-04', 'pflege_ambulant', 1, 1), ('D11-04', 'pflege_ambulant_m', 1, 1), ('D11-04', 'pflege_ambulant_w', 1, 1), ('D11-04', 'pflege_geld', 1, 1),
	('D11-04', 'pflege_geld_m', 1, 1), ('D11-04', 'pflege_geld_w', 1, 1), ('D11-04', 'pflege_insgesamt', 1, 1), ('D11-04', 'pflege_insgesamt_m', 1, 1),
	('D11-04', 'pflege_insgesamt_w', 1, 1), ('D11-04', 'pflege_pg1_zuhause', 1, 1), ('D11-04', 'pflege_pg1_zuhause_m', 1, 1),
	('D11-04', 'pflege_pg1_zuhause_w', 1, 1), ('D11-05', 'schwerbeh', 1, 1), ('D11-05', 'schwerbeh_m', 1, 1), ('D11-05', 'schwerbeh_w', 1, 1),
	('D11-06', 'hzp_65p', 1, 1), ('D11-06', 'hzp_65p_m', 1, 1), ('D11-06', 'hzp_65p_w', 1, 1), ('D12-01', 'whg', 1, 1), ('D12-01', 'whg_ferien', 1, 1),
	('D12-01', 'whg_leer', 1, 1), ('D12-02', 'wohnflaeche_m2', 1, 1), ('D12-03', 'nettokaltmiete_summe_eur', 1, 1),
	('D12-03', 'wohnflaeche_vermietet_m2', 1, 1), ('D12-04', 'wohnungslos_untergebracht', 1, 1), ('D12-04', 'wohnungslos_untergebracht_m', 1, 1),
	('D12-04', 'wohnungslos_untergebracht_w', 1, 1), ('D12-05', 'whg_belegbindung', 1, 1), ('D13-01', 'pks_faelle_ohne_auslr', 1, 1),
	('D13-02', 'hh', 3, 1), ('D13-02', 'pks_wohnungseinbruch', 3, 1), ('D13-03', 'pks_tv_14_20', 3, 1), ('D13-03', 'pks_tv_14_20_m', 3, 1),
	('D13-03', 'pks_tv_14_20_w', 3, 1), ('D14-01', 'waehler_kommunal', 1, 1), ('D14-01', 'wahlberechtigte_kommunal', 1, 1),
	('D14-02', 'vhs_belegungen', 1, 1), ('D14-02', 'vhs_belegungen_m', 1, 1), ('D14-02', 'vhs_belegungen_w', 1, 1),
	('D14-03', 'vhs_belegungen_65p', 1, 1), ('D14-03', 'vhs_belegungen_65p_m', 1, 1), ('D14-03', 'vhs_belegungen_65p_w', 1, 1),
	('D14-04', 'befr_14p_gew', 1, 1), ('D14-04', 'befr_14p_gew_m', 1, 1), ('D14-04', 'befr_14p_gew_w', 1, 1), ('D14-04', 'befr_engagiert_gew', 1, 1),
	('D14-04', 'befr_engagiert_gew_m', 1, 1), ('D14-04', 'befr_engagiert_gew_w', 1, 1), ('D15-01', 'bev_0_5_hitze', 1, 1),
	('D15-01', 'bev_65p_hitze', 1, 1), ('D15-02', 'flaeche_suv_km2', 1, 1), ('D15-02', 'flaeche_versiegelt_km2', 1, 1),
	('D15-03', 'bev_gruen_300m', 1, 1), ('D15-04', 'bev_oepnv_600m', 1, 1);
CREATE TEMP TABLE complete AS
SELECT o.variable, o.reference_date AS d FROM musterlandkreis.observation o WHERE o.reference_date <= '2023-12-31' AND pg_temp.num(o.value) IS NOT NULL
GROUP BY o.level, o.variable, o.reference_date
HAVING count(*) = (SELECT count(*) FROM musterlandkreis.area a WHERE a.level = o.level AND o.reference_date BETWEEN coalesce(a.valid_from, '-infinity') AND coalesce(a.valid_to, 'infinity'));
SELECT is_empty($$ SELECT t.* FROM term t WHERE (SELECT count(DISTINCT d) FROM complete c WHERE c.variable = t.variable AND extract(year FROM d) > 2023 - t.years
		AND (extract(year FROM d) <= 2023)) < t.years * t.days
	AND NOT (t.variable IN ('waehler_kommunal', 'wahlberechtigte_kommunal') AND EXISTS (SELECT FROM complete c WHERE c.variable = t.variable AND c.d = '2019-05-26')) $$,
	'every term of the 94 indicators is there for 2023');
SELECT is_empty($$ SELECT variable, count(*) FROM musterlandkreis.observation WHERE value ~ '^ *-[0-9]' AND variable !~ 'saldo' GROUP BY variable $$,
	'no count is negative, only balances are');
-- whole numbers only (what depends on the shapes is left out): the same on every server
SELECT is((SELECT md5(string_agg(key || variable || reference_date - date '2000-01-01' || '=' || value, ',' ORDER BY key COLLATE "C", variable COLLATE "C", reference_date)) FROM musterlandkreis.observation
	WHERE level = 'sozialraum' AND source IN ('melderegister', 'bewegung', 'ba', 'kjh', 'sozialamt', 'hhstat')), '1f90abcd75d8e132b62fa809a7298422', 'the same figures on every server');
SELECT * FROM finish();
ROLLBACK;
