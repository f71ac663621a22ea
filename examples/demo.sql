\pset null '·'
\pset numericlocale off
\echo 'Gemeindemonitor Musterlandkreis, 31.12.2023: Rangfolge der Gemeinden (Rang 1 = höchste Belastung)'
SELECT rank AS "Rang", area_name AS "Gemeinde", parent_name AS "Planungsraum", population AS "Einwohner",
	to_char(score, 'FM990D00') AS "Index", COALESCE(label, 'ohne Index: ' || reason) AS "Klasse", COALESCE(dynamics_label, CASE WHEN label IS NOT NULL THEN reason END) AS "Dynamik", area_group AS "Gruppe"
FROM karten.gemeindemonitor ORDER BY rank NULLS LAST, area_key;

\echo 'Sozialraummonitor, 31.12.2023: die zehn Sozialräume mit der höchsten Belastung'
SELECT rank AS "Rang", area_name AS "Sozialraum", parent_name AS "Gemeinde", population AS "Einwohner",
	to_char(score, 'FM990D00') AS "Index", label AS "Klasse", dynamics_label AS "Dynamik",
	to_char(d06_01, 'FM990D0') AS "SGB-II-Quote %", COALESCE(to_char(d06_08, 'FM990D0'), d06_08_status) AS "Kinderarmut %"
FROM karten.sozialraummonitor ORDER BY rank NULLS LAST, area_key LIMIT 10;

\echo 'Klassen der Sozialräume'
SELECT COALESCE(label, 'ohne Index: ' || reason) AS "Klasse", count(*) AS "Sozialräume", sum(population) AS "Einwohner",
	count(*) FILTER (WHERE dynamics_class = 1) AS "Dynamik positiv", count(*) FILTER (WHERE dynamics_class = 2) AS "stabil", count(*) FILTER (WHERE dynamics_class = 3) AS "negativ"
FROM karten.sozialraummonitor GROUP BY class, COALESCE(label, 'ohne Index: ' || reason) ORDER BY class NULLS LAST, 1;
