-- One SVG picture from plain SQL: the classes of the Sozialraummonitor, with municipalities' borders and a legend.
-- Colour is not alone: every area has a title, the classes differ in lightness, areas without a score are hatched.
WITH shape AS (
	SELECT m.id, m.area_name, m.parent_name, m.class, m.label, m.score, m.population, m.reason, m.reference_date, m.geom
	FROM karten.sozialraummonitor AS m
), frame AS (
	SELECT ST_XMin(e.box) AS x0, ST_YMax(e.box) AS y1, ST_XMax(e.box) - ST_XMin(e.box) AS w, ST_YMax(e.box) - ST_YMin(e.box) AS h,
		(ST_XMax(e.box) - ST_XMin(e.box)) / 900 AS unit
	FROM (SELECT ST_Extent(geom) AS box FROM shape) AS e
), colour (class, fill) AS (
	VALUES (1, '#edf8fb'), (2, '#b3cde3'), (3, '#8c96c6'), (4, '#88419d')
), area_path AS (
	SELECT string_agg(format('<path d="%s" fill="%s"><title>%s (%s): %s</title></path>',
			ST_AsSVG(ST_Translate(s.geom, -f.x0, -f.y1), 1, 0), COALESCE(c.fill, 'url(#none-map)'),
			replace(replace(s.area_name, '&', '&amp;'), '<', '&lt;'), replace(replace(s.parent_name, '&', '&amp;'), '<', '&lt;'),
			COALESCE(s.label || ', Index ' || translate(to_char(s.score, 'FM990D00'), '.', ','), 'ohne Index, ' || s.reason)), E'\n' ORDER BY s.id) AS paths
	FROM shape AS s CROSS JOIN frame AS f LEFT JOIN colour AS c ON c.class = s.class
), border AS (
	SELECT string_agg(format('<path d="%s"/>', ST_AsSVG(ST_Translate(a.geom, -f.x0, -f.y1), 1, 0)), E'\n' ORDER BY a.key) AS paths
	FROM sozialraum.area AS a CROSS JOIN frame AS f
	WHERE a.level = 'gemeinde' AND (SELECT max(reference_date) FROM shape) BETWEEN a.valid_from AND a.valid_to
), legend AS (
	SELECT string_agg(format('<g transform="translate(20,%s)"><rect width="30" height="20" fill="%s" stroke="#444"/><text x="40" y="15">%s</text></g>',
		70 + 28 * (l.no - 1), l.fill, l.label), E'\n' ORDER BY l.no) AS items
	FROM (
		SELECT c.class AS no, c.fill, m.class_labels[c.class] || ' (' || (SELECT count(*) FROM shape AS s WHERE s.class = c.class) || ')' AS label
		FROM colour AS c CROSS JOIN sozialraum.monitor AS m WHERE m.code = 'sozialraummonitor'
		UNION ALL
		SELECT 5, 'url(#none)', 'ohne Index (' || (SELECT count(*) FROM shape AS s WHERE s.class IS NULL) || ')') AS l
)
SELECT format($svg$<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc" lang="de" viewBox="0 0 960 %s" font-family="DejaVu Sans, sans-serif" font-size="15">
<title id="title">Sozialraummonitor Musterlandkreis, %s</title>
<desc id="desc">Karte der Sozialräume, eingefärbt nach der Klasse des Index; dunkler heißt höherer Handlungsbedarf. Schraffierte Gebiete haben keinen Index.</desc>
<defs><pattern id="none" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="8" height="8" fill="#fff"/><line x1="0" y1="0" x2="0" y2="8" stroke="#999" stroke-width="2"/></pattern>
<pattern id="none-map" patternTransform="rotate(45) scale(%s)" width="8" height="8" patternUnits="userSpaceOnUse"><rect width="8" height="8" fill="#fff"/><line x1="0" y1="0" x2="0" y2="8" stroke="#999" stroke-width="2"/></pattern></defs>
<rect width="100%%" height="100%%" fill="#fff"/>
<text x="20" y="36" font-size="22" font-weight="bold">Sozialraummonitor Musterlandkreis</text><text x="20" y="58" fill="#333">Stichtag %s</text>
<svg x="30" y="215" width="900" height="%s" viewBox="0 0 %s %s"><g stroke="#666" stroke-width="%s">%s</g><g fill="none" stroke="#222" stroke-width="%s">%s</g></svg>
%s
</svg>$svg$,
	round((f.h / f.unit + 235)::numeric), to_char((SELECT max(reference_date) FROM shape), 'DD.MM.YYYY'), round(f.unit::numeric, 1),
	to_char((SELECT max(reference_date) FROM shape), 'DD.MM.YYYY'),
	round((f.h / f.unit)::numeric), round(f.w::numeric), round(f.h::numeric), round((f.unit * 0.6)::numeric, 1), a.paths, round((f.unit * 1.6)::numeric, 1), b.paths, l.items)
FROM frame AS f, area_path AS a, border AS b, legend AS l;
