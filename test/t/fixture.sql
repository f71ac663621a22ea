-- At least one row in every table of the extension, with what is easily lost: extreme numbers, NULL beside empty text, quotes,
-- backslashes, line ends, infinite dates, an SRID other than the default, several generations of areas, published and withdrawn
-- editions, a sequence that ran ahead. Everything is qualified, so that it can be entered with any search_path.
INSERT INTO sozialraum.setting (id, srid, land, language) VALUES (1, 25833, 'BE', 'en');

INSERT INTO sozialraum.area_level (code, name, name_en, rank, hierarchy, note) VALUES
	('raum', 'Planungsraum', 'planning area', 1, 'planning', NULL),
	('bezirk', 'Bezirk', 'district', 2, 'planning', ''),
	('land', 'Land', 'Land', 3, 'planning', E'line one\nline two\tand a \\ backslash');

INSERT INTO sozialraum.area (level, rank, key, name, parent_id, parent_rank, parent_valid_from, parent_valid_to, valid_from, valid_to, srid, geom)
VALUES ('land', 3, '11', 'Berlin', NULL, NULL, NULL, NULL, '-infinity', 'infinity', 25833, NULL);
INSERT INTO sozialraum.area (level, rank, key, name, parent_id, parent_rank, parent_valid_from, parent_valid_to, valid_from, valid_to, srid, geom)
SELECT 'bezirk', 2, v.key, v.name, p.id, p.rank, p.valid_from, p.valid_to, '2001-01-01', 'infinity', 25833,
	'SRID=25833;MULTIPOLYGON(((390000.123456789 5818000,391000 5818000,391000 5819000,390000.123456789 5818000)))'
FROM (VALUES ('0001', 'Mitte'), ('001', 'Schloßstraße "West"'), ('00002', 'Schloßstraße ''Ost''')) v (key, name), sozialraum.area p
WHERE p.key OPERATOR(pg_catalog.=) '11';
INSERT INTO sozialraum.area (level, rank, key, name, parent_id, parent_rank, parent_valid_from, parent_valid_to, valid_from, valid_to, territory_id, srid, geom, note)
SELECT 'raum', 1, '0001-1', 'Alte Hälfte', p.id, p.rank, p.valid_from, p.valid_to, '2001-01-01', '2019-12-31', NULL, 25833,
	'SRID=25833;MULTIPOLYGON(((390000 5818000,390500 5818000,390500 5818500,390000 5818000)))', 'bis zur Reform'
FROM sozialraum.area p WHERE p.key OPERATOR(pg_catalog.=) '0001';
INSERT INTO sozialraum.area (level, rank, key, name, parent_id, parent_rank, parent_valid_from, parent_valid_to, valid_from, valid_to, territory_id, srid, geom)
SELECT 'raum', 1, '0001-1', 'Alte Hälfte, neuer Schnitt', p.id, p.rank, p.valid_from, p.valid_to, '2020-01-01', 'infinity', a.id, 25833, a.geom
FROM sozialraum.area p, sozialraum.area a
WHERE p.key OPERATOR(pg_catalog.=) '001' AND a.key OPERATOR(pg_catalog.=) '0001-1';
INSERT INTO sozialraum.area_part (area_id, area_rank, part_id, part_rank)
SELECT w.id, w.rank, p.id, p.rank FROM sozialraum.area w, sozialraum.area p
WHERE w.key OPERATOR(pg_catalog.=) '00002' AND p.key OPERATOR(pg_catalog.=) '0001-1';
-- numbers that were given out and never used: a restored sequence must not give them again
SELECT pg_catalog.nextval('sozialraum.area_id_seq'), pg_catalog.nextval('sozialraum.area_id_seq'), pg_catalog.nextval('sozialraum.edition_id_seq');

INSERT INTO sozialraum.source (code, name, name_en, holder, licence, legal_basis, min_count, min_denominator, rounding_base, delivery, note)
VALUES ('register', 'Melderegister', NULL, '', 'dl-de/by-2-0', '§ 55 BMG', 5, 100, 5, 'CSV, every March', E'a "quoted" note; it''s $1 \\N \\. and \\t');
INSERT INTO sozialraum.delivery (source, imported_at, imported_by, relation, inserted, updated, unchanged)
VALUES ('register', '2024-02-29 23:59:59.999999+01', 'a role that is gone', 'import."odd ""name"""', 9223372036854775807, 0, 1);
INSERT INTO sozialraum.variable (code, name, unit, kind, aggregation, family, age_from, age_to, sex, is_cell, age_limit)
VALUES ('bev', 'Einwohner', 'Personen', 'stock', 'sum', NULL, NULL, NULL, NULL, false, NULL),
	('bev_0_m', 'Einwohner, unter 1 Jahr, männlich', 'Personen', 'stock', 'sum', 'bev', 0, 0, 'm', true, NULL),
	('bev_ag', 'Einwohner über der Altersgrenze', 'Personen', 'stock', 'sum', 'bev', NULL, NULL, NULL, false, 'retirement'),
	('zuzug', 'Zuzüge', 'Fälle', 'flow', 'none', NULL, NULL, NULL, NULL, false, NULL);
INSERT INTO sozialraum.age_limit (kind, land, valid_from, boundary_age, share_below, note) VALUES
	('retirement', 'DE', '-infinity', 65, 0.083333333333333329, NULL), ('school_entry', 'BE', '2017-08-01', 6, 0.75, '');
INSERT INTO sozialraum.observation (variable, reference_date, area_id, value, status, source)
SELECT 'bev', d.day, a.id, d.value, d.status, 'register'
FROM sozialraum.area a,
	(VALUES ('2019-12-31'::pg_catalog.date, 0.1::pg_catalog.float8 OPERATOR(pg_catalog.+) 0.2::pg_catalog.float8, 'final'), ('2020-12-31', 1.2345678901234567e300, 'estimated'),
		('2021-12-31', 4.9406564584124654e-324, 'revised'), ('2022-12-31', '-0', 'preliminary'), ('2023-12-31', NULL, 'secret'), ('2024-12-31', 9007199254740993, 'uncertain')) d (day, value, status);
INSERT INTO sozialraum.series_break (variable, break_date, reason, reason_en) VALUES ('bev', '2022-05-15', 'Zensus 2022', NULL);

INSERT INTO sozialraum.dimension (code, name, name_en, parent, position, scored, note) VALUES
	('D2', 'Unterteil', 'part', NULL, 1, true, NULL), ('D1', 'Oberteil', NULL, NULL, 2, false, '');
UPDATE sozialraum.dimension SET parent = 'D1' WHERE code OPERATOR(pg_catalog.=) 'D2';
INSERT INTO sozialraum.indicator (code, dimension, name, numerator, denominator, per, unit, polarity, scored, parameters)
VALUES ('I1', 'D2', 'Anteil der Säuglinge', 'bev_0_m', 'bev', 100, '%', -1, true, '{"target": 3, "text": "ä \"q\" \\"}'),
	('I2', 'D1', 'Zuzüge je Einwohner', 'zuzug', 'bev - bev_ag', 1000, 'je 1.000', 0, false, '{}');
INSERT INTO sozialraum.indicator_term (indicator, part, position, coefficient, variable, date_rule) VALUES
	('I1', 'numerator', 1, 1, 'bev_0_m', 'same'), ('I1', 'denominator', 1, 1, 'bev', 'same'),
	('I2', 'numerator', 1, 0.1, 'zuzug', 'pooled_3y'), ('I2', 'denominator', 1, 1, 'bev', 'mean_two_year_ends'), ('I2', 'denominator', 2, -1, 'bev_ag', 'same');
INSERT INTO sozialraum.indicator_bundle (code, name) VALUES ('kita', 'Kita-Planung');
INSERT INTO sozialraum.indicator_bundle_member (bundle, indicator, position) VALUES ('kita', 'I2', 1), ('kita', 'I1', 2);
INSERT INTO sozialraum.catalogue_item (kind, code, checksum) VALUES ('indicator', 'I1', 'd41d8cd98f00b204e9800998ecf8427e');

INSERT INTO sozialraum.monitor (code, name, level, population_variable, minimum_population, lag_years) VALUES ('mss', 'Monitoring', 'bezirk', 'bev', 300, 2);
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position) VALUES ('mss', 'I1', 1);
INSERT INTO sozialraum.monitor_exclusion (monitor, area_key, reason) VALUES ('mss', '001', 'Baustelle');
INSERT INTO sozialraum.edition (monitor, reference_date, status, indicators, definition, checksum, area_count, scored_count, published_at, published_by, withdrawn_at, withdrawn_by, reason)
VALUES ('mss', '2020-12-31', 'withdrawn', '{I1}', '{"a": [1, null, "ß"]}', 'x', 3, 2, '2021-03-01 12:00:00+01', 'planner', '2021-03-02 12:00:00+01', 'planner', 'wrong input'),
	('mss', '2020-12-31', 'published', '{I1}', '{}', 'y', 3, 2, '2021-03-03 12:00:00.000001+01', 'planner', NULL, NULL, NULL),
	('mss', '2022-12-31', 'draft', '{I1}', '{}', 'z', 3, 0, NULL, NULL, NULL, NULL, NULL);
INSERT INTO sozialraum.edition_value (edition, area_id, value, numerator, denominator, status, reason, normalised)
SELECT e.id, a.id, '{0.1,NULL,1e-300}', '{1,NULL,0}', '{3,0,7}', '{final,NULL,"with, comma"}', '{NULL,"missing: \"bev\"",""}', NULL
FROM sozialraum.edition e, sozialraum.area a WHERE a.level OPERATOR(pg_catalog.=) 'bezirk';
INSERT INTO sozialraum.edition_score (edition, area_id, area_key, area_name, population, excluded, reason, sum, score, class, label, rank, area_group)
SELECT e.id, a.id, a.key, a.name, 1234.5, false, NULL, -0.33333333333333331, 1.1102230246251565e-16, 2, 'mittel', 1, '2+/-'
FROM sozialraum.edition e, sozialraum.area a WHERE a.level OPERATOR(pg_catalog.=) 'bezirk';
SELECT pg_catalog.to_regclass('sozialraum.edition_reference') IS NOT NULL AS has_reference \gset
\if :has_reference
INSERT INTO sozialraum.edition_reference (edition, area_id, area_key, area_name, value, status)
SELECT e.id, a.id, a.key, a.name, '{-0,NULL,2.2250738585072014e-308}', '{final,secret,NULL}'
FROM sozialraum.edition e, sozialraum.area a WHERE a.level OPERATOR(pg_catalog.=) 'land';
\endif

SELECT pg_catalog.to_regclass('sozialraum.published_value') IS NOT NULL AS has_published \gset
\if :has_published
INSERT INTO sozialraum.audit_log (action, edition, role, area_id, detail) VALUES ('publish', 2, NULL, NULL, '{"checksum": "y", "note": "Vorlage 17/4 \"ä\""}'), ('grant', NULL, 'gemeinde_a', 1, '{}');
INSERT INTO sozialraum.area_grant (role, area_id, territory_id, sources, dimensions, note)
SELECT 'gone "role"', a.id, a.territory_id, '{register,"with, comma"}'::text[], '{D1}'::text[], 'bis 2030' FROM sozialraum.area a WHERE a.level OPERATOR(pg_catalog.=) 'bezirk'
UNION ALL SELECT 'controlling', NULL, NULL, NULL, NULL, NULL;
INSERT INTO sozialraum.published_edition (edition, monitor, name, reference_date, status, disclosed, method, area_count, scored_count, checksum, snapshot_checksum, published_checksum, published_at, published_by, withdrawn_at, withdrawn_by, reason)
SELECT e.id, e.monitor, 'Monitoring', e.reference_date, e.status, 'class', '{"monitor": {}}', 3, 2, e.checksum, 'ab', 'cd', e.published_at, 'planner', e.withdrawn_at, e.withdrawn_by, e.reason
FROM sozialraum.edition e WHERE e.status OPERATOR(pg_catalog.<>) 'draft';
INSERT INTO sozialraum.published_area (edition, area_id, level, key, name, parent_id, whole_id, is_reference, srid, geom)
SELECT 2, a.id, a.level, a.key, a.name, a.parent_id, NULL, a.level OPERATOR(pg_catalog.=) 'land', a.srid, a.geom FROM sozialraum.area a;
INSERT INTO sozialraum.entitled_area (edition, territory_id, area_id) SELECT 2, a.territory_id, a.id FROM sozialraum.area a;
INSERT INTO sozialraum.published_indicator (edition, position, indicator, name, dimension, unit, value_date, role, weight, polarity, released, sources, form, mean, sd)
VALUES (2, 1, 'I1', 'Anteil', 'D1', '%', '2020-12-31', 'scored', 0.1, -1, 'value', '{register}', '[{"variable": "bev", "coefficient": 0.1}]', 0.1, 4.9406564584124654e-324);
INSERT INTO sozialraum.published_value (edition, area_id, position, indicator, value, numerator, denominator, status, reason, reason_en, class, change)
SELECT 2, a.id, 1, 'I1', 1e-300, '-0', 9007199254740993, 'final', NULL, NULL, 5, NULL FROM sozialraum.area a;
INSERT INTO sozialraum.published_score (edition, area_id, population, excluded, class, label, rank, rank_lower, rank_upper, score)
SELECT 2, a.id, NULL, false, 2, 'mittel', 1, 1, 3, 1.1102230246251565e-16 FROM sozialraum.area a;
INSERT INTO sozialraum.entitled_value (edition, area_id, position, indicator, value, numerator, denominator, status, reason, change)
SELECT 2, a.id, 1, 'I1', 0.1, 1, 1000, 'final', NULL, -0.33333333333333331 FROM sozialraum.area a;
INSERT INTO sozialraum.entitled_score (edition, area_id, rank, score) SELECT 2, a.id, 1, 0.3 FROM sozialraum.area a;
INSERT INTO sozialraum.edition_protection (edition, area_id, is_reference, state, change_state, why, numerator, denominator, value, change, population, class_shown, dynamics_shown)
SELECT 2, a.id, false, '{0,1}', '{3,2}', '{NULL,"count"}', '{0.1,NULL}', '{1,NULL}', '{10,NULL}', '{NULL,NULL}', 12, true, false FROM sozialraum.area a;
\endif

SELECT pg_catalog.to_regclass('sozialraum.comparison_group') IS NOT NULL AS has_comparison \gset
\if :has_comparison
INSERT INTO sozialraum.comparison_group (code, name, name_en, level, parent_level, parent_key, area_keys, note) VALUES
	('land', 'Bezirke des Landes "ä"', 'districts', 'bezirk', 'land', '0x', NULL, ''), ('liste', 'Nachbarn', NULL, 'bezirk', NULL, NULL, '{001,"with, comma",NULL}', E'\\N');
INSERT INTO sozialraum.monitor_comparison (monitor, comparison_group, position) VALUES ('mss', 'liste', 2), ('mss', 'land', -1);
\endif

SELECT pg_catalog.to_regclass('sozialraum.edition_erasure') IS NOT NULL AS has_erasure \gset
\if :has_erasure
INSERT INTO sozialraum.edition_seal (edition, nonce, parts)
SELECT e.id, '\x00ff10', '{"edition_value": "ab", "definition": "cd"}' FROM sozialraum.edition e WHERE e.status OPERATOR(pg_catalog.<>) 'draft';
INSERT INTO sozialraum.edition_erasure (edition, erased_at, erased_by, reason, sources, indicators, with_population, transaction_id, snapshot_checksum_after)
SELECT e.id, '2024-03-03 12:00:00.000001+01', 'planner', 'Frist "§ 16" abgelaufen', '{register,"with, comma"}', '{I1}', true, '5000000000', 'ab' FROM sozialraum.edition e WHERE e.status OPERATOR(pg_catalog.<>) 'draft';
\endif

SELECT pg_catalog.to_regclass('sozialraum.monitor_dimension') IS NOT NULL AS has_dimension \gset
\if :has_dimension
INSERT INTO sozialraum.monitor (code, name, level, classification, class_count, quantile_type, class_order, class_labels, class_labels_en, rank_ties, rank_convention, score_normalisation,
	scale_minimum, scale_maximum, pooled_years, minimum_numerator, preset, normalisation, aggregation)
VALUES ('baum', 'Baum', 'bezirk', 'quantile', 2, 9, 'descending', '{a,b}', '{a,b}', 'average', '(N-rank)/N', 'minmax', 0.1, 100, 3, 10, 'gisd', 'robust_zscore', 'mean');
INSERT INTO sozialraum.monitor_dimension (monitor, code, name, name_en, parent, position, weight, scored, aggregation, normalisation, minimum_valid_share, marker, reference_mean, reference_sd, reference_minimum, reference_maximum, note)
VALUES ('baum', 'B "ä"', 'Blatt', 'leaf', NULL, 2, 0.1, false, 'pca', 'minmax', 0.33333333333333331, 'I1', -1e300, 4.9406564584124654e-324, 0.1, 1e300, ''),
	('baum', 'A', 'Ast', NULL, NULL, 1, 9.3, true, NULL, 'exponential', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
UPDATE sozialraum.monitor_dimension SET parent = 'A' WHERE parent IS NULL AND code OPERATOR(pg_catalog.=) 'B "ä"';
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, dimension, normalisation, pooled_years, minimum_numerator) VALUES ('baum', 'I1', 1, 'B "ä"', 'rank', 2, 0);
INSERT INTO sozialraum.edition_dimension_score (edition, area_id, sum, score, rank, reason)
SELECT e.id, a.id, '{0.1,NULL}', '{-0,4.9406564584124654e-324}', '{1,NULL}', '{NULL,"with, comma"}'
FROM sozialraum.edition e, sozialraum.area a WHERE a.level OPERATOR(pg_catalog.=) 'bezirk';
\endif

SELECT pg_catalog.to_regclass('sozialraum.released_figure') IS NOT NULL AS has_released \gset
\if :has_released
INSERT INTO sozialraum.released_figure (release, variable, reference_date, area_id, value)
SELECT 'Vorlage 17/4 "ä"', v.code, '2020-12-31', a.id, CASE WHEN a.level OPERATOR(pg_catalog.=) 'land' THEN 0.1 END
FROM (SELECT x.code FROM sozialraum.variable x ORDER BY x.code LIMIT 1) v, sozialraum.area a;
\endif
