-- Part 6: the district's own tables come into the model, as a planner would bring them there: levels, areas, sources, figures.
-- Needs the extension. Every import is one statement, all or nothing; running it again changes nothing.
SET search_path = '';
SET client_min_messages = warning;

SELECT kind, installed FROM sozialraum.install_catalogue();
SELECT sozialraum.set_srid(25832);

SELECT sozialraum.define_level('sozialraum', 'Sozialraum', 1, name_en => 'Social area');
SELECT sozialraum.define_level('gemeinde', 'Gemeinde', 2, name_en => 'Municipality');
SELECT sozialraum.define_level('planungsraum', 'Planungsraum', 3, name_en => 'Planning area');
SELECT sozialraum.define_level('kreis', 'Landkreis', 4, name_en => 'District');
SELECT sozialraum.define_level('eigene', 'Eigene Gebiete', 5, hierarchy => 'eigene', name_en => 'Own areas');

-- from the largest to the smallest, so that parents are there
CREATE TEMPORARY VIEW kreis AS SELECT * FROM musterlandkreis.area WHERE level = 'kreis';
CREATE TEMPORARY VIEW planungsraum AS SELECT * FROM musterlandkreis.area WHERE level = 'planungsraum';
CREATE TEMPORARY VIEW gemeinde AS SELECT * FROM musterlandkreis.area WHERE level = 'gemeinde' ORDER BY valid_to NULLS LAST;
CREATE TEMPORARY VIEW sozialraum AS SELECT * FROM musterlandkreis.area WHERE level = 'sozialraum' ORDER BY valid_to NULLS LAST;
SELECT * FROM sozialraum.import_areas('kreis', 'pg_temp.kreis', key => 'key', name => 'name', name_en => 'name_en', geometry => 'geom', on_reject => 'error');
SELECT * FROM sozialraum.import_areas('planungsraum', 'pg_temp.planungsraum', key => 'key', name => 'name', name_en => 'name_en', geometry => 'geom', parent => 'parent_key', on_reject => 'error');
SELECT * FROM sozialraum.import_areas('gemeinde', 'pg_temp.gemeinde', key => 'key', name => 'name', name_en => 'name_en', geometry => 'geom', parent => 'parent_key',
	valid_from_column => 'valid_from', valid_to_column => 'valid_to', on_reject => 'error');
SELECT * FROM sozialraum.import_areas('sozialraum', 'pg_temp.sozialraum', key => 'key', name => 'name', name_en => 'name_en', geometry => 'geom', parent => 'parent_key',
	valid_from_column => 'valid_from', valid_to_column => 'valid_to', on_reject => 'error');

-- areas that planners named: unions of others
SELECT sozialraum.build_area('eigene', b.key, b.name, b.part_level, array_agg(b.part_key ORDER BY b.part_key))
FROM musterlandkreis.built_area AS b GROUP BY b.key, b.name, b.part_level ORDER BY b.key;

INSERT INTO sozialraum.source (code, name, name_en, holder, licence, legal_basis, min_count, min_denominator, note)
SELECT code, name, name_en, holder, licence, legal_basis, min_count, min_denominator, note FROM musterlandkreis.source
ON CONFLICT DO NOTHING;

-- one delivery per source, as they arrive
CREATE TEMPORARY VIEW figures AS SELECT * FROM musterlandkreis.observation WHERE source = pg_catalog.current_setting('musterlandkreis.source');
SELECT s.code, i.outcome, i.count
FROM musterlandkreis.source AS s
CROSS JOIN LATERAL pg_catalog.set_config('musterlandkreis.source', s.code, false) AS c
CROSS JOIN LATERAL sozialraum.import_observations(c, 'pg_temp.figures', NULL, 'key', level_column => 'level', variable => 'variable', value => 'value',
	date_column => 'reference_date', on_reject => 'error') AS i
ORDER BY s.code;

INSERT INTO sozialraum.series_break (variable, break_date, reason, reason_en)
SELECT variable, break_date, reason, reason_en FROM musterlandkreis.series_break ON CONFLICT DO NOTHING;

DROP VIEW pg_temp.figures, pg_temp.sozialraum, pg_temp.gemeinde, pg_temp.planungsraum, pg_temp.kreis;
VACUUM ANALYZE sozialraum.observation, sozialraum.area;
