-- Musterlandkreis, part 4 of 5: facilities, and the figures that are counted at them (day care places, schools, nursing homes).
BEGIN;
SET LOCAL client_min_messages = warning;
CALL musterlandkreis_build.settings();

-- settlement core of each Sozialraum: the cell point farthest from its border; built-up radius by number of inhabitants
CREATE TABLE musterlandkreis_build.core AS
SELECT l.id, ST_X(c.pt) AS cx, ST_Y(c.pt) AS cy, c.inside, round(least(0.85 * c.inside, 22 * sqrt(l.pop))::numeric, 1)::float8 AS r, 2 * pi() * u('grid' || l.id) AS turn
FROM place l JOIN (
	SELECT DISTINCT ON (c.soz) c.soz, c.pt, d.inside
	FROM cell c JOIN shape s ON s.id = c.soz CROSS JOIN LATERAL (SELECT round(ST_Distance(c.pt, ST_Boundary(s.geom))::numeric, 1)::float8 AS inside) d
	ORDER BY c.soz, d.inside DESC, c.id) c ON c.soz = l.id;
ALTER TABLE core ADD PRIMARY KEY (id);

CREATE TABLE musterlandkreis.facility (
	id int PRIMARY KEY, kind text NOT NULL, name text NOT NULL, geom geometry(Point, 25832) NOT NULL,
	capacity int, capacity_u3 int, opened date, closed date, target_groups text[], accessible boolean, location_protected boolean NOT NULL DEFAULT false, area_key text NOT NULL
);
COMMENT ON TABLE musterlandkreis.facility IS 'Facilities; capacity: places (pupils, beds, doctors), capacity_u3: of these for children under 3; closed: last day; location_protected: never on a map';

-- how many of a kind each municipality has, by its kind of place and size; within it the Sozialräume with most people of the group come first
CREATE TABLE musterlandkreis_build.plan (kind text, grp text, town int, small int, large int, belt int, village int, village_min int, label text, target_groups text[]);
INSERT INTO plan VALUES
	('kita',                  '0_5', 21, 6, 2, 1, 1,  520, 'Kita',                            '{kinder_0_2,kinder_3_6,familien}'),
	('grundschule',           '0_14', 8, 2, 1, 0, 1,  830, 'Grundschule',                     '{kinder_6_10}'),
	('oberschule',            '0_14', 3, 1, 0, 0, 0,    0, 'Oberschule',                      '{jugendliche}'),
	('gymnasium',             '14_20', 2, 0, 0, 0, 0,   0, 'Gymnasium',                       '{jugendliche}'),
	('foerderschule',         '0_14', 1, 0, 0, 0, 0,    0, 'Förderschule',                    '{kinder_6_10,jugendliche,menschen_mit_behinderung}'),
	('pflegeheim',            '75p',  6, 2, 1, 0, 0,    0, 'Seniorenzentrum',                 '{senioren,pflegebeduerftige}'),
	('tagespflege',           '75p',  4, 1, 1, 0, 0,    0, 'Tagespflege',                     '{senioren,pflegebeduerftige,angehoerige}'),
	('pflegedienst',          '75p',  5, 2, 1, 0, 0,    0, 'Ambulanter Pflegedienst',         '{senioren,pflegebeduerftige}'),
	('jugendclub',            '14_20', 6, 2, 1, 0, 0,   0, 'Jugendclub',                      '{jugendliche}'),
	('familienzentrum',       '0_5',  3, 1, 0, 0, 0,    0, 'Familienzentrum',                 '{familien,alleinerziehende,kinder_0_2}'),
	('erziehungsberatung',    '0_17', 1, 1, 0, 0, 0,    0, 'Erziehungs- und Familienberatung','{familien,kinder_6_10,jugendliche}'),
	('schuldnerberatung',     '18p',  1, 1, 0, 0, 0,    0, 'Schuldnerberatung',               '{erwachsene}'),
	('suchtberatung',         '18p',  1, 1, 0, 0, 0,    0, 'Suchtberatung',                   '{erwachsene,jugendliche}'),
	('migrationsberatung',    'bev',  1, 1, 0, 0, 0,    0, 'Migrationsberatung',              '{zugewanderte,gefluechtete}'),
	('schwangerenberatung',   '18p',  1, 1, 0, 0, 0,    0, 'Schwangerschaftsberatung',        '{familien,frauen}'),
	('pflegestuetzpunkt',     '75p',  1, 0, 0, 0, 0,    0, 'Pflegestützpunkt',                '{senioren,angehoerige}'),
	('fruehfoerderung',       '0_5',  1, 1, 0, 0, 0,    0, 'Frühförderstelle',                '{kinder_0_2,kinder_3_6,menschen_mit_behinderung}'),
	('gemeinschaftsunterkunft','bev', 2, 1, 0, 0, 0,    0, 'Gemeinschaftsunterkunft',         '{gefluechtete}'),
	('frauenhaus',            'bev',  1, 0, 0, 0, 0,    0, 'Frauenschutzhaus',                '{frauen,kinder_0_2,kinder_3_6}'),
	('hausarzt',              'bev', 22, 6, 2, 0, 1, 1100, 'Hausarztpraxis',                  '{alle}'),
	('kinderarzt',            '0_14', 3, 1, 0, 0, 0,    0, 'Kinderarztpraxis',                '{kinder_0_2,kinder_3_6,kinder_6_10}');

INSERT INTO facility
WITH want AS (
	SELECT p.*, g.nr AS gem, CASE g.kind WHEN 'T' THEN town WHEN 'K' THEN small WHEN 'L' THEN large WHEN 'S' THEN belt ELSE CASE WHEN g.pop >= p.village_min THEN village ELSE 0 END END
		+ CASE WHEN (p.kind, g.nr) IN (('oberschule', 4), ('oberschule', 5), ('oberschule', 6), ('gymnasium', 2), ('foerderschule', 3)) THEN 1 ELSE 0 END AS n
	FROM plan p CROSS JOIN gem g
), pick AS (         -- highest averages: the k-th facility of a Sozialraum counts against its group divided by 2k-1
	SELECT w.*, l.id AS soz, l.key, l.name AS place, k, row_number() OVER (PARTITION BY w.kind, w.gem ORDER BY b.n / (2 * k - 1.0) DESC, l.id, k) AS r,
		b.n::float8 / (2 * k - 1) AS weight, c.cx, c.cy, c.r AS radius
	FROM want w JOIN place l USING (gem) JOIN base b ON b.soz = l.id AND b.y = 2021 AND b.sex = '' AND b.name = w.grp JOIN core c ON c.id = l.id
	CROSS JOIN generate_series(1, 6) k
)
SELECT row_number() OVER (ORDER BY array_position(ARRAY['kita', 'grundschule', 'oberschule', 'gymnasium', 'foerderschule'], kind), kind, gem, r),
	kind,
	label || ' ' || CASE kind WHEN 'kita' THEN '„' || (ARRAY['Spatzennest','Sonnenblume','Regenbogen','Pusteblume','Zwergenland','Löwenzahn','Kinderland','Villa Kunterbunt','Rappelkiste','Bummi','Waldwichtel','Marienkäfer','Schmetterling','Märchenland','Flohkiste','Wirbelwind'])
			[1 + floor(16 * u('kitaname' || soz || '/' || k))::int] || '“ ' || place ELSE place || CASE WHEN k > 1 THEN ' ' || k ELSE '' END END,
	ST_SetSRID(ST_MakePoint(round((cx + 0.75 * radius * sqrt(u('fr' || kind || soz || '/' || k)) * cos(2 * pi() * u('fa' || kind || soz || '/' || k)))::numeric, 2)::float8,
		round((cy + 0.75 * radius * sqrt(u('fr' || kind || soz || '/' || k)) * sin(2 * pi() * u('fa' || kind || soz || '/' || k)))::numeric, 2)::float8), 25832),
	CASE kind WHEN 'pflegeheim' THEN 38 + floor(55 * u('beds' || soz || '/' || k))::int WHEN 'tagespflege' THEN 12 + floor(8 * u('day' || soz || '/' || k))::int
		WHEN 'jugendclub' THEN 20 + floor(40 * u('club' || soz || '/' || k))::int WHEN 'gemeinschaftsunterkunft' THEN 80 + 20 * floor(6 * u('gu' || soz || '/' || k))::int
		WHEN 'frauenhaus' THEN 14 WHEN 'hausarzt' THEN 1 + (u('gp' || soz || '/' || k) < 0.16)::int WHEN 'kinderarzt' THEN 1 END,
	NULL::int,
	make_date(1955 + floor(58 * u('opened' || kind || soz || '/' || k))::int, 8, 1), NULL::date, target_groups::text[],
	u('access' || kind || soz || '/' || k) < CASE WHEN kind IN ('pflegeheim', 'tagespflege', 'foerderschule') THEN 1.0 ELSE 0.58 END, kind = 'frauenhaus', key
FROM pick WHERE r <= n;

-- day care: places for the children of the Sozialräume that look to this municipality, with some reserve
WITH need AS (
	SELECT l.gem, sum(CASE b.name WHEN '0_5' THEN n ELSE 0 END) AS n6, sum(CASE b.name WHEN '3_5' THEN n ELSE 0 END) AS n3, sum(CASE b.name WHEN '6' THEN n ELSE 0 END) AS n1
	FROM base b JOIN place l ON l.id = b.soz WHERE b.y = 2020 AND b.sex = '' GROUP BY l.gem
), k AS (
	SELECT f.id, l.gem, (0.6 + 0.8 * u('kitasize' || f.id)) / sum(0.6 + 0.8 * u('kitasize' || f.id)) OVER (PARTITION BY l.gem) AS part
	FROM facility f JOIN place l ON l.key = f.area_key WHERE f.kind = 'kita'
)
UPDATE facility f SET capacity_u3 = greatest(6, round(k.part * (n.n6 - n.n3) * 0.60 * (0.96 + 0.10 * u('reserve' || k.gem)))),
	capacity = greatest(6, round(k.part * (n.n6 - n.n3) * 0.60 * (0.96 + 0.10 * u('reserve' || k.gem)))) + greatest(12, round(k.part * (n.n3 + 0.55 * n.n1) * (1.02 + 0.10 * u('reserve' || k.gem))))
FROM k JOIN need n USING (gem) WHERE f.id = k.id;
UPDATE facility SET opened = date '2019-08-01' WHERE id = (SELECT min(f.id) FROM facility f JOIN place l ON l.key = f.area_key WHERE f.kind = 'kita' AND l.type = 'neubau');
UPDATE facility SET opened = date '2022-08-01' WHERE id = (SELECT max(f.id) FROM facility f JOIN place l ON l.key = f.area_key WHERE f.kind = 'kita' AND l.type = 'plattenbau');
UPDATE facility SET closed = date '2021-07-31' WHERE id = (SELECT min(f.id) FROM facility f JOIN place l ON l.key = f.area_key WHERE f.kind = 'kita' AND l.gem = 2);
UPDATE facility SET opened = date '2020-10-01' WHERE id = (SELECT max(id) FROM facility WHERE kind = 'pflegeheim');
UPDATE facility SET opened = date '2022-05-01' WHERE id = (SELECT max(id) FROM facility WHERE kind = 'gemeinschaftsunterkunft');

CREATE TABLE musterlandkreis_build.out (level text, gem int, d date, variable text, n numeric, source text);

-- places by municipality; how full they are follows the children in day care by residence
INSERT INTO out
WITH k AS (
	SELECT day.d, l.gem, f.id, f.capacity_u3 AS g1, f.capacity - f.capacity_u3 AS g2,
		floor(f.capacity_u3 * (0.93 + 0.07 * u('free' || f.id)))::int AS b1, floor((f.capacity - f.capacity_u3) * (0.93 + 0.07 * u('free' || f.id)))::int AS b2
	FROM facility f JOIN place l ON l.key = f.area_key JOIN day ON cal = 'march' AND f.opened <= day.d AND coalesce(f.closed, day.d) >= day.d WHERE f.kind = 'kita'
), wo AS (
	SELECT d, sum(n) FILTER (WHERE variable <> 'kita_3_5_wo') AS u3, sum(n) FILTER (WHERE variable = 'kita_3_5_wo') AS ue3
	FROM val WHERE variable IN ('kita_0_wo', 'kita_1_2_wo', 'kita_3_5_wo') AND sex = '' GROUP BY d
), six AS (SELECT y + 1 AS y, sum(n) AS n FROM base WHERE name = '6' AND sex = '' GROUP BY y
), rate AS (
	SELECT k.d, (max(wo.u3) * 0.965) / sum(b1) AS o1, (max(wo.ue3) + 0.45 * max(six.n)) / sum(b2) AS o2
	FROM k JOIN wo USING (d) JOIN six ON six.y = extract(year FROM k.d) GROUP BY k.d
), g AS (
	SELECT d, gem, sum(g1) AS g1, sum(g2) AS g2, sum(b1) AS b1, sum(b2) AS b2,
		sum(least(b1, floor(b1 * o1 * (1 + 0.04 * z('occ' || id || d)) + 0.5))) AS o1, sum(least(b2, floor(b2 * o2 * (1 + 0.03 * z('occ2' || id || d)) + 0.5))) AS o2
	FROM k JOIN rate USING (d) GROUP BY d, gem
), a AS (
	SELECT day.d, m.gem, coalesce(g1, 0) AS g1, coalesce(g2, 0) AS g2, coalesce(b1, 0) AS b1, coalesce(b2, 0) AS b2, coalesce(o1, 0) AS o1, coalesce(o2, 0) AS o2, ktp
	FROM day CROSS JOIN (SELECT nr AS gem FROM gem) m
	JOIN LATERAL (SELECT draw(0.03 * sum(n), 'ktp' || m.gem || '/' || day.y / 2) AS ktp FROM base b JOIN place l ON l.id = b.soz
		WHERE l.gem = m.gem AND b.y = day.y AND b.name IN ('0', '1_2') AND b.sex = '') t ON true
	LEFT JOIN g ON g.d = day.d AND g.gem = m.gem WHERE day.cal = 'march'
)
SELECT 'gemeinde', gem, d, v.variable, v.n, 'kita'
FROM a CROSS JOIN LATERAL (VALUES ('plaetze_gen_u3', g1), ('plaetze_gen_ue3', g2), ('plaetze_ktp_u3', ktp), ('plaetze_belegbar_u3', b1), ('plaetze_belegbar_ue3', b2),
	('plaetze_belegt_u3', o1), ('plaetze_belegt_ue3', o2), ('kita_0_2_eo', o1 + floor(ktp * 0.9)), ('kita_3_5_eo', floor(o2 * 0.855)),
	('kita_gbae_u3', round((o1 * (0.915 + 0.02 * z('h' || gem)))::numeric, 1)), ('kita_gbae_ue3', round((o2 * (0.925 + 0.02 * z('h' || gem)))::numeric, 1)),
	('kita_vzae_u3', round((o1 * 0.915 / (5.35 + 0.25 * z('key' || gem)))::numeric, 2)), ('kita_vzae_ue3', round((o2 * 0.925 / (11.4 + 0.5 * z('key' || gem)))::numeric, 2))) v(variable, n);

-- schools: every Sozialraum goes to the nearest school of a kind
CREATE TABLE musterlandkreis_build.school_year AS
WITH near AS (
	SELECT l.id AS soz, l.b, l.mig, k.kind, (SELECT f.id FROM facility f WHERE f.kind = k.kind ORDER BY round(ST_Distance(f.geom, ST_SetSRID(ST_MakePoint(c.cx, c.cy), 25832))::numeric, 1), f.id LIMIT 1) AS school
	FROM place l JOIN core c USING (id) CROSS JOIN (VALUES ('grundschule'), ('oberschule'), ('gymnasium'), ('foerderschule')) k(kind)
)
SELECT f.id, f.kind, l.gem, day.d, p.sex, least(1.6, greatest(-1.2, sum(near.b * p.n) / sum(p.n))) AS b,
	draw(sum(p.n * CASE near.kind
		WHEN 'grundschule' THEN CASE WHEN p.age BETWEEN 6 AND 9 THEN 0.97 ELSE 0 END
		WHEN 'gymnasium' THEN CASE WHEN p.age BETWEEN 10 AND 17 THEN 0.36 - 0.06 * near.b ELSE 0 END
		WHEN 'oberschule' THEN CASE WHEN p.age BETWEEN 10 AND 15 THEN 0.58 + 0.06 * near.b ELSE 0 END
		ELSE CASE WHEN p.age BETWEEN 7 AND 15 THEN 0.030 + 0.006 * near.b ELSE 0 END END
		* CASE WHEN p.sex = 'w' AND near.kind = 'gymnasium' THEN 1.12 WHEN p.sex = 'w' AND near.kind = 'foerderschule' THEN 0.62 ELSE 1 END), 'pupils' || f.id || p.sex) AS pupils,
	sum(p.n * 1 / (1 + exp(1.85 - 0.75 * near.mig))) / sum(p.n) AS migrants
FROM near JOIN facility f ON f.id = near.school JOIN place l ON l.key = f.area_key
JOIN day ON cal = 'august' JOIN pop p ON p.soz = near.soz AND p.y = day.y AND p.age BETWEEN 6 AND 17
GROUP BY f.id, f.kind, l.gem, day.d, p.sex;

INSERT INTO out
WITH s AS (SELECT *, draw(pupils * 0.247, 'last' || id || sex || d) AS leaving FROM school_year),
v AS (
	SELECT gem, d, sex, v.variable, v.n FROM s CROSS JOIN LATERAL (VALUES
		('schueler_abgebende_klasse_vj', CASE kind WHEN 'grundschule' THEN leaving ELSE 0 END, true),
		('uebergang_gym', CASE kind WHEN 'grundschule' THEN least(leaving, draw(leaving * (0.42 - 0.09 * b + CASE sex WHEN 'w' THEN 0.06 ELSE 0 END), 'gym' || id || sex || d)) ELSE 0 END, true),
		('abg_insgesamt', CASE kind WHEN 'oberschule' THEN draw(pupils / 6.0, 'abg' || id || sex || d) WHEN 'gymnasium' THEN draw(pupils / 8.0, 'abg' || id || sex || d)
			WHEN 'foerderschule' THEN draw(pupils / 9.0, 'abg' || id || sex || d) ELSE 0 END, true),
		('abg_ohne_hsa', CASE kind WHEN 'oberschule' THEN least(draw(pupils / 6.0, 'abg' || id || sex || d), draw(pupils / 6.0 * exp(-2.6 + 0.35 * b - CASE sex WHEN 'w' THEN 0.3 ELSE 0 END), 'ohne' || id || sex || d))
			WHEN 'foerderschule' THEN least(draw(pupils / 9.0, 'abg' || id || sex || d), draw(pupils / 9.0 * 0.62, 'ohne' || id || sex || d)) ELSE 0 END, true),
		('schueler_gs_k1_4', CASE kind WHEN 'grundschule' THEN pupils ELSE 0 END, false),
		('schueler_abs', pupils, false),
		('schueler_daz', least(pupils, draw(pupils * migrants * CASE kind WHEN 'gymnasium' THEN 0.08 ELSE 0.34 END * CASE WHEN d >= date '2022-08-01' THEN 1.5 ELSE 1 END, 'daz' || id || sex || d)), false),
		('hort_ganztag_k1_4', CASE kind WHEN 'grundschule' THEN least(pupils, draw(pupils * (0.86 - 0.03 * b + 0.008 * (extract(year FROM d) - 2020)), 'hort' || id || sex)) ELSE 0 END, false)) v(variable, n, by_sex)
), one AS (     -- classes and social workers per school
	SELECT gem, d, 'klassen_gs_k1_4' AS variable, greatest(4, round(sum(pupils) / 20.8)) AS n FROM school_year WHERE kind = 'grundschule' GROUP BY id, gem, d
	UNION ALL
	SELECT gem, d, 'vzae_schulsozialarbeit', CASE kind WHEN 'oberschule' THEN 0.75 WHEN 'foerderschule' THEN 1.0 WHEN 'gymnasium' THEN 0.5 ELSE CASE WHEN max(b) > 0.35 THEN 0.5 ELSE 0 END END
		+ CASE WHEN extract(year FROM d) >= 2021 AND max(b) > 0.2 THEN 0.25 ELSE 0 END FROM school_year GROUP BY id, kind, gem, d
), zero AS (
	SELECT g.nr AS gem, day.d, v.variable, 0 AS n FROM gem g CROSS JOIN day CROSS JOIN (SELECT DISTINCT variable FROM v UNION SELECT variable FROM one) v WHERE day.cal = 'august'
)
SELECT 'gemeinde', gem, d, variable, sum(n), 'schulamt' FROM (SELECT gem, d, variable, n FROM v UNION ALL SELECT * FROM one UNION ALL SELECT * FROM zero) x GROUP BY gem, d, variable
UNION ALL
SELECT 'gemeinde', gem, d, variable || '_' || sex, sum(n), 'schulamt'
FROM (SELECT gem, d, variable, sex, n FROM v UNION ALL SELECT gem, d, variable, s.sex, 0 FROM zero, (VALUES ('m'), ('w')) s(sex)) x
WHERE variable IN ('schueler_abgebende_klasse_vj', 'uebergang_gym', 'abg_insgesamt', 'abg_ohne_hsa') GROUP BY gem, d, variable, sex;
UPDATE facility f SET capacity = ceil(s.n * 1.12 / 10) * 10
FROM (SELECT id, max(n) AS n FROM (SELECT id, d, sum(pupils) AS n FROM school_year GROUP BY id, d) x GROUP BY id) s WHERE s.id = f.id;

-- permanent nursing home places
INSERT INTO out
SELECT 'gemeinde', g.nr, make_date(yy, 12, 15), 'pflegeplaetze_vollstat', coalesce(sum(f.capacity), 0), 'pflegestatistik'
FROM gem g CROSS JOIN generate_series(2017, 2023, 2) yy
LEFT JOIN (facility f JOIN place l ON l.key = f.area_key AND f.kind = 'pflegeheim') ON l.gem = g.nr AND f.opened <= make_date(yy, 12, 15) GROUP BY g.nr, yy;

INSERT INTO observation
SELECT o.level, g.key, o.variable, o.d, CASE WHEN sum(o.n) = 0 AND source IN ('schulamt', 'pflegestatistik') THEN '-' ELSE trim_scale(sum(o.n))::text END, o.source
FROM out o JOIN gem_at g ON g.gem = o.gem AND o.d BETWEEN g.d1 AND g.d2 GROUP BY o.level, g.key, o.variable, o.d, o.source ORDER BY o.d, g.key, o.variable;
CREATE INDEX ON musterlandkreis.facility USING gist (geom);
ANALYZE facility;
COMMIT;
