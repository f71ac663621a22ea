-- Musterlandkreis, part 1 of 5: schema, pseudo-random numbers, areas.
--
-- An invented German district: 1 Kreis, 5 Planungsräume, 33 municipalities (34 before a merger on 2022-01-01) and 150
-- Sozialräume. Nothing is copied from a real place; likeness of names is accidental. Needs only PostGIS. Run the parts in
-- order (10, 12, 14, 16, 18), each by  psql -v ON_ERROR_STOP=1 -f;  part 10 starts afresh.
--
-- All chance comes from md5(seed/object/purpose), never from random(): the same district on every server and with every
-- plan. Rounding to whole numbers and to centimetres absorbs the last bit of exp() and sqrt().
BEGIN;
SET LOCAL client_min_messages = warning;
DROP SCHEMA IF EXISTS musterlandkreis CASCADE;
DROP SCHEMA IF EXISTS musterlandkreis_build CASCADE;
CREATE SCHEMA musterlandkreis;
CREATE SCHEMA musterlandkreis_build;                  -- the workshop: part 18 removes it
COMMENT ON SCHEMA musterlandkreis IS 'Invented district as a statistics and register office would hold it (demonstration and test data)';
-- what every part works with, until its transaction ends
CREATE PROCEDURE musterlandkreis_build.settings() LANGUAGE plpgsql AS $$
BEGIN
	PERFORM set_config('search_path', 'musterlandkreis_build, musterlandkreis, '
		|| (SELECT quote_ident(nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE extname = 'postgis'), true);
	PERFORM set_config('jit', 'off', true);
	PERFORM set_config('datestyle', 'ISO, YMD', true), set_config('extra_float_digits', '1', true);      -- keys of chance are text
END $$;
CALL musterlandkreis_build.settings();

-- ---------------------------------------------------------------- chance
-- uniform in [0, 1)
CREATE FUNCTION musterlandkreis_build.u(k text) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ('x' || substr(md5('musterlandkreis/' || k), 1, 8))::bit(32)::bigint / 4294967296.0::double precision;

-- about normal (0, 1), within (-3, 3): the sum of three uniforms
CREATE FUNCTION musterlandkreis_build.z(k text) RETURNS double precision LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE m text := md5('musterlandkreis/z/' || k);
BEGIN
	RETURN ((('x' || substr(m, 1, 8))::bit(32)::bigint + ('x' || substr(m, 9, 8))::bit(32)::bigint
		+ ('x' || substr(m, 17, 8))::bit(32)::bigint) / 4294967296.0::double precision - 1.5) * 2;
END $$;

-- a count with mean lambda: 0 or 1 below one, above it mean plus noise of a Poisson count, rounded at random
CREATE FUNCTION musterlandkreis_build.draw(lambda double precision, k text) RETURNS integer LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE m text;
BEGIN
	IF lambda IS NULL OR lambda <= 0 THEN RETURN 0; END IF;
	m := md5('musterlandkreis/' || k);
	IF lambda < 1 THEN
		RETURN (('x' || substr(m, 25, 8))::bit(32)::bigint / 4294967296.0::double precision < lambda)::int;
	END IF;
	RETURN greatest(0, floor(lambda + sqrt(lambda) * 2 * ((('x' || substr(m, 1, 8))::bit(32)::bigint
		+ ('x' || substr(m, 9, 8))::bit(32)::bigint + ('x' || substr(m, 17, 8))::bit(32)::bigint) / 4294967296.0::double precision - 1.5)
		+ ('x' || substr(m, 25, 8))::bit(32)::bigint / 4294967296.0::double precision))::int;
END $$;

-- smooth noise in (-1, 1) over the plane (value noise, wavelength wl)
CREATE FUNCTION musterlandkreis_build.noise(x double precision, y double precision, wl double precision, k text)
RETURNS double precision LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
	i int := floor(x / wl); j int := floor(y / wl);
	fx double precision := x / wl - i; fy double precision := y / wl - j;
BEGIN
	fx := fx * fx * (3 - 2 * fx); fy := fy * fy * (3 - 2 * fy);
	RETURN 2 * ((1 - fy) * ((1 - fx) * musterlandkreis_build.u(k || i || ',' || j) + fx * musterlandkreis_build.u(k || i + 1 || ',' || j))
		+ fy * ((1 - fx) * musterlandkreis_build.u(k || i || ',' || j + 1) + fx * musterlandkreis_build.u(k || i + 1 || ',' || j + 1))) - 1;
END $$;

-- ---------------------------------------------------------------- the plan of the district
-- x, y in km from the south-western corner; w: reach in km; pop: inhabitants at the end of 2013; parts: Sozialräume.
-- kind: T town, K small town, S commuter belt, L larger village, D village
CREATE TABLE musterlandkreis_build.gem (nr int PRIMARY KEY, name text, x float8, y float8, pr int, w float8, pop int, parts int, kind text);
INSERT INTO gem VALUES
	( 1, 'Elmroda',        30.0, 23.5, 1,  3.2, 39800, 30, 'T'),
	( 2, 'Warnstädt',      47.5, 26.2, 3,  1.2, 13400,  9, 'K'),
	( 3, 'Kirchwitz',      15.0, 19.5, 5,  1.0, 12600,  8, 'K'),
	( 4, 'Ammerstedt',     33.0, 40.0, 2,  0.6,  4200,  5, 'L'),
	( 5, 'Borntal',        34.5, 11.8, 4,  0.6,  3800,  5, 'L'),
	( 6, 'Bramroda',       53.8, 19.6, 3,  0.5,  3300,  5, 'L'),
	( 7, 'Crossewitz',      8.0, 33.2, 5,  0.4,  2900,  5, 'L'),
	( 8, 'Dörnstedt',      18.0, 12.4, 4,  0.3,  2600,  5, 'L'),
	( 9, 'Dreiborn',       41.2, 32.3, 2,  0.3,  2400,  5, 'L'),
	(10, 'Eschwalde',      20.6, 27.6, 1, -0.2,  1500,  3, 'S'),
	(11, 'Gallwitz',       39.8, 25.6, 1, -0.4,  1250,  3, 'S'),
	(12, 'Grünlohe',       32.6, 33.4, 1, -0.2,  1100,  2, 'S'),
	(13, 'Hasselrode',     24.4, 33.9, 2,  0.0,  1150,  4, 'D'),
	(14, 'Herrnwalde',     26.2, 13.2, 4,  0.0,  1000,  4, 'D'),
	(15, 'Immerstedt',     16.2, 32.3, 5,  0.0,   950,  4, 'D'),
	(16, 'Jerchwitz',      38.4, 18.7, 4, -0.3,   900,  4, 'D'),
	(17, 'Kaltenhof',      45.8, 19.2, 3,  0.0,   850,  3, 'D'),
	(18, 'Kleinhagen',     22.2, 20.2, 5, -0.5,   800,  4, 'D'),
	(19, 'Lohnitz',        49.2, 33.9, 3,  0.2,   780,  3, 'D'),
	(20, 'Mühlwinkel',     12.4, 26.2, 5, -0.2,   740,  3, 'D'),
	(21, 'Nauroda',        24.4, 40.8, 2,  0.0,   700,  3, 'D'),
	(22, 'Obernheide',     42.6, 12.2, 4,  0.1,   680,  3, 'D'),
	(23, 'Pölzwitz',       42.2, 39.2, 2,  0.2,   640,  3, 'D'),
	(24, 'Quellbach',      31.4,  5.2, 4,  0.0,   620,  3, 'D'),
	(25, 'Reinsfeld',      50.4, 12.6, 3,  0.0,   600,  3, 'D'),
	(26, 'Schwarznitz',     7.6, 18.6, 5,  0.0,   560,  3, 'D'),
	(27, 'Ellernau',       23.4,  6.2, 4, -0.3,   540,  3, 'D'),
	(28, 'Frohnsee',       15.8,  5.4, 4, -0.4,   520,  3, 'D'),
	(29, 'Tannwiese',      39.6,  5.6, 4, -0.2,   480,  3, 'D'),
	(30, 'Ulmenau',        55.4, 27.8, 3, -0.3,   450,  2, 'D'),
	(31, 'Veltroda',       16.2, 39.3, 5, -0.6,   430,  2, 'D'),
	(32, 'Wiesnitz',        4.6, 26.0, 5, -0.6,   400,  2, 'D'),
	(33, 'Zschornwalde',   47.2,  6.4, 3, -0.5,   380,  2, 'D'),
	(34, 'Hinterlohe',     10.8, 11.8, 5, -0.7,   370,  1, 'D');

CREATE TABLE musterlandkreis_build.pr (nr int PRIMARY KEY, name text, name_en text);
INSERT INTO pr VALUES (1, 'Planungsraum Mitte', 'Planning area Centre'), (2, 'Planungsraum Nord', 'Planning area North'),
	(3, 'Planungsraum Ost', 'Planning area East'), (4, 'Planungsraum Süd', 'Planning area South'), (5, 'Planungsraum West', 'Planning area West');

-- the merger: Ellernau and Frohnsee become Ellernsee (nr 35) on 2022-01-01
CREATE TABLE musterlandkreis_build.merger (old_nr int, new_nr int, name text);
INSERT INTO merger VALUES (27, 35, 'Ellernsee'), (28, 35, 'Ellernsee');

-- ---------------------------------------------------------------- Sozialräume: name, kind of place, seed point
-- type of place of the town's parts, in rings around the market place (r in km, a in full turns)
CREATE TABLE musterlandkreis_build.town (nr int, name text, type text, r float8, a float8);
INSERT INTO town VALUES
	( 1, 'Altstadt',             'innenstadt',   0.0, 0.00), ( 2, 'Neustadt',            'innenstadt',   0.9, 0.05),
	( 3, 'Schloßstraße',         'innenstadt',   0.9, 0.25), ( 4, 'Hochschulviertel',    'studenten',    0.95, 0.44),
	( 5, 'Gerberviertel',        'studenten',    0.9, 0.63), ( 6, 'Bahnhofsvorstadt',    'innenstadt',   0.95, 0.83),
	( 7, 'Südvorstadt',          'studenten',    1.9, 0.76), ( 8, 'Ostvorstadt',         'stadtrand',    2.0, 0.01),
	( 9, 'Nordvorstadt',         'studenten',    1.9, 0.20), (10, 'Am Stadtpark',        'villen',       2.0, 0.36),
	(11, 'Westvorstadt',         'stadtrand',    1.9, 0.50), (12, 'Am Wasserturm',       'plattenbau',   2.0, 0.88),
	(13, 'Sonnenhang West',      'plattenbau',   2.1, 0.63), (14, 'Lerchenberg Nord',    'plattenbau',   3.4, 0.92),
	(15, 'Lerchenberg Süd',      'plattenbau',   3.5, 0.81), (16, 'Rosenhöhe',           'villen',       3.5, 0.33),
	(17, 'Neue Gärten',          'neubau',       3.6, 0.45), (18, 'Am Kirschberg',       'neubau',       3.5, 0.12),
	(19, 'Industriestraße',      'plattenbau',   3.6, 0.03), (20, 'Siedlung Waldfrieden','stadtrand',    3.6, 0.22),
	(21, 'Heimstättensiedlung',  'stadtrand',    3.5, 0.57), (22, 'Kleinrodaer Straße',  'stadtrand',    3.6, 0.69),
	(23, 'Kleinroda',            'eingemeindet', 5.7, 0.70), (24, 'Birkwitz',            'eingemeindet', 5.8, 0.83),
	(25, 'Untermühle',           'eingemeindet', 5.6, 0.95), (26, 'Haselgrund',          'eingemeindet', 5.9, 0.07),
	(27, 'Großroda',             'stadtrand',    5.6, 0.19), (28, 'Thalheide',           'eingemeindet', 5.8, 0.32),
	(29, 'Erlengrund',           'eingemeindet', 5.8, 0.45), (30, 'Steinwitz',           'stadtrand',    5.6, 0.58);
CREATE TABLE musterlandkreis_build.smalltown (gem int, nr int, name text, type text, r float8, a float8);
INSERT INTO smalltown VALUES
	(2, 1, 'Altstadt',        'kleinstadt', 0.0, 0.00), (2, 2, 'Neustadt',        'kleinstadt', 1.0, 0.10), (2, 3, 'Am Galgenberg',  'block',     1.1, 0.42),
	(2, 4, 'Seeviertel',      'stadtrand',  1.1, 0.75), (2, 5, 'Oberwarn',        'dorf',       3.4, 0.03), (2, 6, 'Niederwarn',     'dorf',      3.3, 0.22),
	(2, 7, 'Thunau',          'dorf',       3.4, 0.42), (2, 8, 'Rabenswalde',     'dorf',       3.3, 0.62), (2, 9, 'Lindholz',       'dorf',      3.4, 0.82),
	(3, 1, 'Schloßstraße',    'kleinstadt', 0.0, 0.00), (3, 2, 'Bahnhofsviertel', 'block',      1.0, 0.90), (3, 3, 'Weststadt',      'stadtrand', 1.1, 0.48),
	(3, 4, 'Am Mühlgraben',   'kleinstadt', 1.0, 0.22), (3, 5, 'Wittichau',       'dorf',       3.1, 0.07), (3, 6, 'Zedlersdorf',    'dorf',      3.0, 0.32),
	(3, 7, 'Gräfenhain',      'dorf',       3.1, 0.56), (3, 8, 'Langenwitz',      'dorf',       3.1, 0.80);

-- village names of syllables; the same name in two municipalities is wanted (it happens in every district)
CREATE FUNCTION musterlandkreis_build.village(k text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN (ARRAY['Ober','Unter','Groß','Klein','Alten','Neuen','Schön','Lichten','Dürren','Hohen','Langen','Wüsten','Rothen','Weiden','Erlen','Buchen','Lauter','Mark','Kirch','Stein'])[1 + floor(20 * u(k || '/a'))::int]
	|| (ARRAY['dorf','roda','hain','feld','bach','grün','born','walde','hausen','rode','thal','stedt','berg','see','wiese'])[1 + floor(15 * u(k || '/b'))::int];

CREATE TABLE musterlandkreis_build.soz (id int PRIMARY KEY, key text, gem int, nr int, name text, type text, x float8, y float8, share float8);
INSERT INTO soz (id, gem, nr, key, name, type, x, y)
SELECT row_number() OVER (ORDER BY g.nr, n), g.nr, n, '99081' || lpad(g.nr::text, 3, '0') || lpad(n::text, 2, '0'),
	coalesce(t.name, s.name, CASE WHEN n = 1 THEN g.name ELSE village(g.nr || '/' || n) END),
	coalesce(t.type, s.type, CASE WHEN g.kind = 'S' THEN 'speck' WHEN n = 1 AND g.kind = 'L' THEN 'ort' ELSE 'dorf' END),
	g.x + coalesce(t.r, s.r, CASE WHEN n = 1 THEN 0.3 ELSE 2.4 + 1.2 * u(g.nr || '/r' || n) END)
		* cos(2 * pi() * coalesce(t.a, s.a, (n - 2.0 + 0.5 * u(g.nr || '/a' || n)) / greatest(g.parts - 1, 1) + u(g.nr || '/turn'))),
	g.y + coalesce(t.r, s.r, CASE WHEN n = 1 THEN 0.3 ELSE 2.4 + 1.2 * u(g.nr || '/r' || n) END)
		* sin(2 * pi() * coalesce(t.a, s.a, (n - 2.0 + 0.5 * u(g.nr || '/a' || n)) / greatest(g.parts - 1, 1) + u(g.nr || '/turn')))
FROM gem g CROSS JOIN generate_series(1, 30) n
LEFT JOIN town t ON g.kind = 'T' AND t.nr = n
LEFT JOIN smalltown s ON s.gem = g.nr AND s.nr = n
WHERE n <= g.parts;

-- ---------------------------------------------------------------- geometry: a true coverage
-- Small Voronoi cells (finer in the towns) are given to the nearest municipality and Sozialraum in a plane bent by smooth
-- noise; the Sozialraum is the union of its cells, so neighbours share every vertex of an irregular border.
CREATE TABLE musterlandkreis_build.cell AS
WITH RECURSIVE grid AS (
	SELECT 0 AS depth, 0.6::float8 AS d, 0.6::float8 * i AS x, 0.6::float8 * j AS y
	FROM generate_series(-10, 112) i, generate_series(-9, 88) j
	UNION ALL
	SELECT depth + 1, d / 2, x + sx * d / 4, y + sy * d / 4
	FROM grid CROSS JOIN (VALUES (-1, -1), (-1, 1), (1, -1), (1, 1)) q(sx, sy)
	WHERE (depth = 0 AND (sqrt((x - 30.0)^2 + (y - 23.5)^2) < 7.5 OR sqrt((x - 47.5)^2 + (y - 26.2)^2) < 3 OR sqrt((x - 15.0)^2 + (y - 19.5)^2) < 3))
	   OR (depth = 1 AND (sqrt((x - 30.0)^2 + (y - 23.5)^2) < 3.2 OR sqrt((x - 47.5)^2 + (y - 26.2)^2) < 1.4 OR sqrt((x - 15.0)^2 + (y - 19.5)^2) < 1.4))
), leaf AS (
	SELECT * FROM grid g
	WHERE NOT ((depth = 0 AND (sqrt((x - 30.0)^2 + (y - 23.5)^2) < 7.5 OR sqrt((x - 47.5)^2 + (y - 26.2)^2) < 3 OR sqrt((x - 15.0)^2 + (y - 19.5)^2) < 3))
	   OR (depth = 1 AND (sqrt((x - 30.0)^2 + (y - 23.5)^2) < 3.2 OR sqrt((x - 47.5)^2 + (y - 26.2)^2) < 1.4 OR sqrt((x - 15.0)^2 + (y - 19.5)^2) < 1.4)))
), jittered AS (
	SELECT x + d * 0.95 * (u('cx' || round(x * 1000) || '/' || round(y * 1000)) - 0.5) AS x,
		y + d * 0.95 * (u('cy' || round(x * 1000) || '/' || round(y * 1000)) - 0.5) AS y
	FROM leaf
)
SELECT row_number() OVER (ORDER BY x, y)::int AS id, x, y,
	x + 2.2 * noise(x, y, 8, 'wx') + 0.5 * noise(x, y, 2.2, 'vx') AS wx,
	y + 2.2 * noise(x, y, 8, 'wy') + 0.5 * noise(x, y, 2.2, 'vy') AS wy,
	ST_SetSRID(ST_MakePoint(700000 + round((1000 * x)::numeric, 2)::float8, 5620000 + round((1000 * y)::numeric, 2)::float8), 25832) AS pt,
	NULL::geometry(Polygon, 25832) AS geom, NULL::int AS soz
FROM jittered;
ALTER TABLE cell ADD PRIMARY KEY (id);
UPDATE cell c SET soz = s.id
FROM (SELECT c.id AS cell, g.nr AS gem, g.d FROM cell c,
		LATERAL (SELECT nr, sqrt((c.wx - g.x)^2 + (c.wy - g.y)^2) - w * CASE kind WHEN 'D' THEN 1.6 ELSE 1 END AS d FROM gem g ORDER BY d, nr LIMIT 1) g) n,
	LATERAL (SELECT s.id FROM soz s, cell k WHERE k.id = n.cell AND s.gem = n.gem
		ORDER BY (k.wx - s.x)^2 + (k.wy - s.y)^2, s.id LIMIT 1) s
WHERE c.id = n.cell AND n.d < 5.3 + 0.9 * noise(c.x, c.y, 11, 'rim');
CREATE INDEX ON cell USING gist (pt);
CREATE TABLE musterlandkreis_build.voronoi AS
SELECT ST_SnapToGrid((ST_Dump(ST_VoronoiPolygons(ST_Collect(pt)))).geom, 0.01) AS geom FROM cell;
ANALYZE cell;
ANALYZE voronoi;
UPDATE cell c SET geom = v.geom FROM voronoi v WHERE c.pt && v.geom AND ST_Contains(v.geom, c.pt);
CREATE INDEX ON cell USING gist (geom);
ANALYZE cell;

-- a piece cut off from its Sozialraum goes to the neighbour with the longest common border (in the same municipality if
-- there is one)
DO $$
DECLARE moved int;
BEGIN
	FOR pass IN 1 .. 4 LOOP
		WITH piece AS (
			SELECT soz, (d).path[1] AS part, (d).geom AS geom, row_number() OVER (PARTITION BY soz ORDER BY ST_Area((d).geom) DESC, (d).path[1]) AS r
			FROM (SELECT soz, ST_Dump(ST_Union(geom)) AS d FROM cell WHERE soz IS NOT NULL GROUP BY soz) x
		), loose AS (
			SELECT c.id, c.soz, p.part FROM piece p JOIN cell c ON c.soz = p.soz AND ST_Contains(p.geom, c.pt) WHERE p.r > 1
		), target AS (
			SELECT DISTINCT ON (l.soz, l.part) l.soz, l.part, n.soz AS new_soz
			FROM loose l JOIN cell c ON c.id = l.id JOIN cell n ON n.geom && c.geom AND ST_Intersects(n.geom, c.geom)
				AND n.soz IS NOT NULL AND n.soz <> l.soz
			JOIN soz a ON a.id = l.soz JOIN soz b ON b.id = n.soz
			GROUP BY l.soz, l.part, n.soz, a.gem, b.gem
			ORDER BY l.soz, l.part, (a.gem = b.gem) DESC, round(sum(ST_Length(ST_Intersection(n.geom, c.geom)))::numeric, 1) DESC, n.soz
		)
		UPDATE cell c SET soz = t.new_soz FROM loose l JOIN target t USING (soz, part) WHERE c.id = l.id;
		GET DIAGNOSTICS moved = ROW_COUNT;
		EXIT WHEN moved = 0;
	END LOOP;
END $$;

CREATE TABLE musterlandkreis_build.shape AS
SELECT soz AS id, ST_Multi(ST_Union(geom))::geometry(MultiPolygon, 25832) AS geom FROM cell WHERE soz IS NOT NULL GROUP BY soz;
ALTER TABLE shape ADD PRIMARY KEY (id);

-- ---------------------------------------------------------------- the office's table of areas
CREATE TABLE musterlandkreis.area (
	level        text NOT NULL,
	key          text NOT NULL,
	name         text NOT NULL,
	name_en      text,
	parent_level text,
	parent_key   text,
	valid_from   date,
	valid_to     date,
	geom         geometry(MultiPolygon, 25832) NOT NULL
);
COMMENT ON TABLE musterlandkreis.area IS 'Areas of four levels; valid_from NULL: always, valid_to: inclusive last day, NULL: open';

-- Sozialräume; those of the merged municipalities have two rows, the second with the new parent
INSERT INTO area
SELECT 'sozialraum', s.key, s.name, s.name, 'gemeinde', '99081' || lpad(p.nr::text, 3, '0'), p.valid_from, p.valid_to, h.geom
FROM soz s JOIN shape h USING (id)
CROSS JOIN LATERAL (
	SELECT s.gem AS nr, NULL::date AS valid_from, m.until AS valid_to FROM (SELECT max(date '2021-12-31') AS until FROM merger WHERE old_nr = s.gem) m
	UNION ALL
	SELECT m.new_nr, date '2022-01-01', NULL FROM merger m WHERE m.old_nr = s.gem) p
ORDER BY s.id, p.nr;

INSERT INTO area
SELECT 'gemeinde', a.parent_key, g.name, g.name, 'planungsraum', 'PR' || g.pr, a.valid_from, a.valid_to, ST_Multi(ST_Union(a.geom))
FROM area a
JOIN (SELECT nr, name, pr FROM gem UNION SELECT m.new_nr, m.name, g.pr FROM merger m JOIN gem g ON g.nr = m.old_nr) g
	ON a.parent_key = '99081' || lpad(g.nr::text, 3, '0')
WHERE a.level = 'sozialraum'
GROUP BY a.parent_key, g.name, g.pr, a.valid_from, a.valid_to ORDER BY a.parent_key;

INSERT INTO area
SELECT 'planungsraum', a.parent_key, p.name, p.name_en, 'kreis', '99081', NULL, NULL, ST_Multi(ST_Union(a.geom))
FROM area a JOIN pr p ON a.parent_key = 'PR' || p.nr
WHERE a.level = 'gemeinde' AND a.valid_to IS NULL GROUP BY a.parent_key, p.name, p.name_en ORDER BY a.parent_key;

INSERT INTO area
SELECT 'kreis', '99081', 'Musterlandkreis', 'Model district', NULL, NULL, NULL, NULL, ST_Multi(ST_Union(a.geom)) FROM area a WHERE a.level = 'planungsraum';

ALTER TABLE area ADD CONSTRAINT area_once UNIQUE NULLS NOT DISTINCT (level, key, valid_from);
CREATE INDEX ON musterlandkreis.area USING gist (geom);
ANALYZE musterlandkreis.area;

-- ---------------------------------------------------------------- areas that planners build from parts
CREATE TABLE musterlandkreis.built_area (key text, name text, part_level text, part_key text, PRIMARY KEY (key, part_level, part_key));
INSERT INTO built_area
SELECT 'INNENSTADT', 'Innenstadt', 'sozialraum', key FROM soz WHERE gem = 1 AND nr BETWEEN 1 AND 6
UNION ALL SELECT 'LERCHENBERG', 'Großwohnsiedlung Lerchenberg', 'sozialraum', key FROM soz WHERE gem = 1 AND nr IN (14, 15)
UNION ALL SELECT 'DOERFER_SUED', 'Dörfer Süd', 'sozialraum', key FROM soz WHERE gem IN (14, 16, 22, 24, 29) AND type = 'dorf'
UNION ALL SELECT 'SPECKGUERTEL', 'Umland von Elmroda', 'gemeinde', '99081' || lpad(nr::text, 3, '0') FROM gem WHERE kind = 'S'
ORDER BY 1, 4;
COMMENT ON TABLE musterlandkreis.built_area IS 'Areas named by planners, each a union of other areas';
COMMIT;
