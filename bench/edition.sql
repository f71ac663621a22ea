-- compute_edition: 80 indicators x 10,000 areas, from 160 variables (1.6 million observations). Timings are printed, not asserted.
\set ON_ERROR_STOP 1
SET client_min_messages = warning;
INSERT INTO sozialraum.setting DEFAULT VALUES;
INSERT INTO sozialraum.area_level (code, name, rank) VALUES ('gebiet', 'Gebiet', 1), ('ganzes', 'Ganzes', 2);
INSERT INTO sozialraum.area (id, level, rank, key, name) VALUES (100000, 'ganzes', 2, '0', 'Ganzes');
INSERT INTO sozialraum.area (id, level, rank, key, name, parent_id, parent_rank, parent_valid_from, parent_valid_to)
SELECT i, 'gebiet', 1, lpad(i::text, 8, '0'), 'Gebiet ' || i, 100000, 2, '-infinity', 'infinity' FROM generate_series(1, 10000) AS i;
SELECT setval('sozialraum.area_id_seq', 200000) \g /dev/null
INSERT INTO sozialraum.source (code, name) VALUES ('bench', 'bench');
INSERT INTO sozialraum.dimension (code, name) VALUES ('D', 'D');
SELECT count(sozialraum.define_variable(format('%s_%s', p, i), format('%s %s', p, i))) FROM generate_series(1, 80) AS i, unnest(ARRAY['n', 'd']) AS p \g /dev/null
SELECT count(sozialraum.define_indicator(format('I%s', i), 'D', format('Indicator %s', i), format('n_%s', i), format('d_%s', i), polarity => -1)) FROM generate_series(1, 80) AS i \g /dev/null
INSERT INTO sozialraum.observation (variable, reference_date, area_id, value, source)
SELECT v.code, DATE '2023-12-31', a.id,
	CASE WHEN v.code LIKE 'n%' THEN 1 + abs(hashint8extended(a.id, hashtext(v.code))) % 400 ELSE 1000 + abs(hashint8extended(a.id, hashtext(v.code))) % 3000 END, 'bench'
FROM sozialraum.variable AS v CROSS JOIN sozialraum.area AS a WHERE a.rank = 1;
INSERT INTO sozialraum.monitor (code, name, level, population_variable, minimum_population) VALUES ('bench', 'bench', 'gebiet', 'd_1', 1100);
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position) SELECT 'bench', 'I' || i, i FROM generate_series(1, 80) AS i;
VACUUM ANALYZE;
