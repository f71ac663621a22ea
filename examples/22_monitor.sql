-- Part 7: two monitors as data, their editions, and the views that QGIS and BI tools open.
SET search_path = '';
SET client_min_messages = warning;

-- Sozialräume: few people, so areas below 200 inhabitants are left out, and one of seven indicators may be secret
INSERT INTO sozialraum.monitor (code, name, name_en, description, level, population_variable, minimum_population, minimum_valid_share, lag_years)
VALUES ('sozialraummonitor', 'Sozialraummonitor', 'Social area monitor', 'Soziale Lage der Sozialräume des Musterlandkreises: Status und Dynamik über drei Jahre',
	'sozialraum', 'bev', 200, 0.8, 3);
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role) VALUES
	('sozialraummonitor', 'D05-01', 1, 'scored'),	-- unemployment
	('sozialraummonitor', 'D06-01', 2, 'scored'),	-- SGB II
	('sozialraummonitor', 'D06-08', 3, 'scored'),	-- child poverty
	('sozialraummonitor', 'D06-03', 4, 'scored'),	-- poverty in old age
	('sozialraummonitor', 'D03-01', 5, 'scored'),	-- children of single parents
	('sozialraummonitor', 'D09-01', 6, 'scored'),	-- use of child and youth welfare
	('sozialraummonitor', 'D05-06', 7, 'scored'),	-- long-term unemployment
	('sozialraummonitor', 'D01-01', 8, 'context'), ('sozialraummonitor', 'D01-02', 9, 'context'), ('sozialraummonitor', 'D01-06', 10, 'context'),
	('sozialraummonitor', 'D02-02', 11, 'context'), ('sozialraummonitor', 'D02-04', 12, 'context'), ('sozialraummonitor', 'D03-02', 13, 'context'),
	('sozialraummonitor', 'D04-01', 14, 'context'), ('sozialraummonitor', 'D06-06', 15, 'context'), ('sozialraummonitor', 'D15-04', 16, 'context');
INSERT INTO sozialraum.monitor_exclusion (monitor, area_key, reason, reason_en)
SELECT 'sozialraummonitor', a.key, 'Ausreißer: Gewerbegebiet mit Gemeinschaftsunterkunft', 'outlier: industrial estate with shared accommodation'
FROM sozialraum.area AS a WHERE a.level = 'sozialraum' AND a.name ILIKE '%gewerbe%';

-- municipalities: more dimensions, as every figure of the Sozialräume and those of the municipality are there
INSERT INTO sozialraum.monitor (code, name, name_en, description, level, population_variable, minimum_population, minimum_valid_share, lag_years)
VALUES ('gemeindemonitor', 'Gemeindemonitor', 'Municipal monitor', 'Soziale Lage der Gemeinden des Musterlandkreises', 'gemeinde', 'bev', 500, 0.8, 3);
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role) VALUES
	('gemeindemonitor', 'D05-01', 1, 'scored'), ('gemeindemonitor', 'D05-06', 2, 'scored'), ('gemeindemonitor', 'D06-01', 3, 'scored'), ('gemeindemonitor', 'D06-08', 4, 'scored'),
	('gemeindemonitor', 'D06-03', 5, 'scored'), ('gemeindemonitor', 'D03-01', 6, 'scored'), ('gemeindemonitor', 'D09-01', 7, 'scored'), ('gemeindemonitor', 'D11-06', 8, 'scored'),
	('gemeindemonitor', 'D01-02', 9, 'context'), ('gemeindemonitor', 'D02-02', 10, 'context'), ('gemeindemonitor', 'D04-01', 11, 'context'),
	('gemeindemonitor', 'D06-10', 12, 'context'), ('gemeindemonitor', 'D07-07', 13, 'context'), ('gemeindemonitor', 'D08-07', 14, 'context');

-- the atlas: every indicator of the catalogue, shown and not scored
INSERT INTO sozialraum.monitor (code, name, name_en, description, level, population_variable)
VALUES ('atlas', 'Sozialstrukturatlas', 'Atlas of social structure', 'Alle Indikatoren für die Planungsräume', 'planungsraum', 'bev');
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role)
SELECT 'atlas', i.code, row_number() OVER (ORDER BY i.code), 'context' FROM sozialraum.indicator AS i;

SELECT m.code, y.year, sozialraum.compute_edition(m.code, make_date(y.year, 12, 31))
FROM sozialraum.monitor AS m CROSS JOIN generate_series(2021, 2023) AS y (year) ORDER BY m.code, y.year;

CREATE SCHEMA karten;
COMMENT ON SCHEMA karten IS 'Views of the monitors for QGIS and BI tools';
SELECT sozialraum.create_monitor_view(m.code, 'karten') FROM sozialraum.monitor AS m ORDER BY m.code;
