-- Musterlandkreis, part 5 of 5: the register itself, 100,000 residents at their addresses on 2023-12-31. Their counts by
-- Sozialraum, age and sex are exactly the delivered figures of that day. Ends with removing the workshop schema.
BEGIN;
SET LOCAL client_min_messages = warning;
CALL musterlandkreis_build.settings();

CREATE TABLE musterlandkreis_build.town_size AS
SELECT l.id, l.gem, l.key, sum(p.n)::int AS n,
	ceil(sum(p.n) / CASE l.type WHEN 'plattenbau' THEN 8.5 WHEN 'block' THEN 7.0 WHEN 'innenstadt' THEN 5.2 WHEN 'studenten' THEN 5.6 WHEN 'kleinstadt' THEN 3.9 WHEN 'neubau' THEN 3.0 WHEN 'stadtrand' THEN 3.0 ELSE 2.5 END)::int AS addresses
FROM pop p JOIN place l ON l.id = p.soz WHERE p.y = 2023 GROUP BY l.id;

-- streets: straight lines of house plots around the settlement core, mostly along the grid of the place
CREATE TABLE musterlandkreis_build.street AS
SELECT t.id AS soz, k,
	c.cx + c.r * 0.95 * sqrt(q.rho) * cos(q.phi) AS sx, c.cy + c.r * 0.95 * sqrt(q.rho) * sin(q.phi) AS sy,
	c.turn + pi() / 2 * floor(4 * u('way' || t.id || '/' || k)) + 0.08 * z('bend' || t.id || '/' || k) AS dir,
	12 + floor(22 * u('houses' || t.id || '/' || k))::int AS houses
FROM town_size t JOIN core c USING (id) CROSS JOIN LATERAL generate_series(1, ceil(t.addresses / 9.0)::int + 4) k
CROSS JOIN LATERAL (SELECT u('sr' || t.id || '/' || k) ^ 1.4 AS rho, 2 * pi() * u('sa' || t.id || '/' || k) AS phi) q;

CREATE TABLE musterlandkreis_build.house AS
WITH spot AS (
	SELECT s.soz, s.k, h,
		round((sx + ((h + 1) / 2 * 21 + 5 * u('plot' || s.soz || '/' || s.k || '/' || h)) * cos(dir) - (CASE h % 2 WHEN 1 THEN 14 ELSE -14 END) * sin(dir))::numeric, 2)::float8 AS x,
		round((sy + ((h + 1) / 2 * 21 + 5 * u('plot' || s.soz || '/' || s.k || '/' || h)) * sin(dir) + (CASE h % 2 WHEN 1 THEN 14 ELSE -14 END) * cos(dir))::numeric, 2)::float8 AS y
	FROM street s CROSS JOIN LATERAL generate_series(1, s.houses) h
), inside AS (
	SELECT p.*, ST_SetSRID(ST_MakePoint(x, y), 25832) AS geom, row_number() OVER (PARTITION BY soz ORDER BY k, h) AS i
	FROM spot p JOIN shape s ON s.id = p.soz WHERE ST_Contains(s.geom, ST_SetSRID(ST_MakePoint(x, y), 25832))
)
SELECT i.soz, i.i::int, g.key AS gem, dense_rank() OVER (PARTITION BY g.key ORDER BY i.soz, i.k) AS nr, i.geom,
	h || CASE WHEN u('a' || i.soz || '/' || i.i) < 0.04 THEN 'a' ELSE '' END AS house_number
FROM inside i JOIN town_size t ON t.id = i.soz JOIN gem_at g ON g.gem = t.gem AND date '2023-12-31' BETWEEN g.d1 AND g.d2 WHERE i.i <= t.addresses;
ALTER TABLE house ADD PRIMARY KEY (soz, i);
ANALYZE house;

-- street names, each once per municipality
CREATE TABLE musterlandkreis_build.street_name AS
SELECT g.gem, row_number() OVER (PARTITION BY g.gem ORDER BY md5('street' || g.gem || '/' || stem || suffix)) AS nr, stem || suffix AS name
FROM (SELECT DISTINCT gem FROM house) g, unnest(ARRAY['Linden','Birken','Eichen','Ahorn','Buchen','Kastanien','Erlen','Weiden','Tannen','Kiefern','Rosen','Flieder','Garten','Wiesen','Feld','Wald','Berg','Tal','Bach','Teich','Brunnen',
	'Mühlen','Schul','Kirch','Markt','Post','Bahnhof','Schloß','Burg','Turm','Anger','Lindenbach','Sonnen','Süd','Nord','Ost','West','Neu','Alt','Ober','Unter','Kurz','Lang','Stein','Ziegel','Töpfer','Weber','Gerber',
	'Färber','Schmiede','Müller','Jäger','Hirten','Fischer','Goethe','Schiller','Lessing','Bachstelzen','Amsel','Finken','Drossel','Meisen','Lerchen']) stem,
	unnest(ARRAY['straße','weg','gasse','ring','allee','platz','steig','winkel','pfad','zeile','hang','stieg']) suffix;

CREATE TABLE musterlandkreis.address (
	street_key text NOT NULL, street_name text NOT NULL, house_number text NOT NULL, geom geometry(Point, 25832) NOT NULL,
	PRIMARY KEY (street_key, house_number)
);
COMMENT ON TABLE musterlandkreis.address IS 'Addresses with street key (municipality key and five digits, kept as text) and house number';
INSERT INTO address
SELECT h.gem || lpad(h.nr::text, 5, '0'), n.name, h.house_number, h.geom FROM house h LEFT JOIN street_name n USING (gem, nr) ORDER BY h.soz, h.i;

CREATE TABLE musterlandkreis.resident (
	id bigint PRIMARY KEY, street_key text NOT NULL, house_number text NOT NULL, birth_year int NOT NULL, age int NOT NULL, sex text NOT NULL,
	nationality text NOT NULL, geom geometry(Point, 25832) NOT NULL,
	FOREIGN KEY (street_key, house_number) REFERENCES musterlandkreis.address
);
COMMENT ON TABLE musterlandkreis.resident IS 'Invented residents on 2023-12-31 (main residence); the point is the address';
INSERT INTO resident
WITH person AS (
	SELECT p.soz, p.age + CASE WHEN p.age = 100 THEN floor(3 * u('old' || p.soz || p.sex || i))::int ELSE 0 END AS age, p.sex,
		md5('person' || p.soz || '/' || p.age || p.sex || '/' || i) AS h,
		row_number() OVER (PARTITION BY p.soz, p.sex ORDER BY u('nat' || p.soz || '/' || p.age || p.sex || '/' || i)
			* CASE WHEN p.age < 45 THEN 1 WHEN p.age < 65 THEN 2 ELSE 7 END, p.age, i) AS foreign_rank
	FROM pop p CROSS JOIN LATERAL generate_series(1, p.n) i WHERE p.y = 2023
), housed AS (
	SELECT p.*, (row_number() OVER (PARTITION BY p.soz ORDER BY h) - 1) * t.addresses / t.n + 1 AS i
	FROM person p JOIN town_size t ON t.id = p.soz
)
SELECT row_number() OVER (ORDER BY p.h), a.gem || lpad(a.nr::text, 5, '0'), a.house_number, 2023 - p.age, p.age, p.sex,
	CASE WHEN p.foreign_rank <= f.n THEN 'nicht deutsch' ELSE 'deutsch' END, a.geom
FROM housed p JOIN house a ON a.soz = p.soz AND a.i = p.i
JOIN val f ON f.variable = 'bev_ausl' AND f.soz = p.soz AND f.sex = p.sex AND f.d = date '2023-12-31' ORDER BY p.h;
CREATE INDEX ON musterlandkreis.resident USING gist (geom);
CREATE INDEX ON musterlandkreis.observation (variable, reference_date);
ANALYZE resident;
ANALYZE address;
ANALYZE observation;

DROP SCHEMA musterlandkreis_build CASCADE;
COMMIT;
