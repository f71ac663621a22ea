-- Musterlandkreis, part 2 of 5: the register of sources, the kinds of place, and the population 2013 to 2023.
--
-- The population is simulated, person by age and sex and Sozialraum: next year end = this year end - deaths + births
-- + in-migration - out-migration, in whole persons; every delivered figure is a count of that simulation.
BEGIN;
SET LOCAL client_min_messages = warning;
CALL musterlandkreis_build.settings();

-- ---------------------------------------------------------------- the office's tables
CREATE TABLE musterlandkreis.source (
	code text PRIMARY KEY, name text NOT NULL, name_en text, holder text, licence text, legal_basis text,
	min_count int, min_denominator int, note text
);
INSERT INTO source VALUES
	('melderegister', 'Melderegister, Statistikabzug', 'Population register, statistical extract', 'Landkreis, Statistikstelle', 'nur intern', 'BMG §§ 2, 3', 3, 300, 'Hauptwohnsitz, Einzelalter und Geschlecht je Sozialraum'),
	('fortschreibung', 'Bevölkerungsfortschreibung', 'Intercensal population updating', 'Statistisches Landesamt', 'dl-de/by-2-0', 'BevStatG', 0, 0, 'amtliche Einwohnerzahl der Gemeinden'),
	('bewegung', 'Bevölkerungsbewegung aus dem Melderegister', 'Vital events and moves from the register', 'Landkreis, Statistikstelle', 'nur intern', 'BevStatG §§ 2, 4', 3, 300, 'Wanderungen über die Grenze je Ebene aus der Verflechtungsmatrix, nicht additiv'),
	('hhstat', 'Haushaltegenerierung (HHSTAT)', 'Household generation', 'Landkreis, Statistikstelle', 'nur intern', 'kommunale Statistiksatzung', 3, 100, 'aus dem Melderegister abgeleitet'),
	('ba', 'Statistik der Bundesagentur für Arbeit', 'Federal Employment Agency statistics', 'Bundesagentur für Arbeit', 'nur intern', 'SGB II § 53, SGB III § 281', 3, 0, '- ist null, . ist geheim; Werte 1 und 2 in kleinen Orten geheim'),
	('sozialamt', 'Fachverfahren Sozialamt', 'Social welfare office', 'Landkreis, Sozialamt', 'nur intern', 'SGB XII, AsylbLG', 3, 0, NULL),
	('wohngeld', 'Wohngeldbehörde', 'Housing benefit office', 'Landkreis, Sozialamt', 'nur intern', 'WoGG §§ 34 ff.', 3, 0, 'Wohngeld-Plus ab 2023-01-01'),
	('kita', 'Kita-Verwaltung', 'Day care administration', 'Landkreis, Jugendamt', 'nur intern', 'SGB VIII §§ 22 bis 24, 45', 3, 0, 'Stichtag 1. März'),
	('kjh', 'Kinder- und Jugendhilfestatistik', 'Child and youth welfare statistics', 'Landkreis, Jugendamt', 'nur intern', 'SGB VIII §§ 98 bis 103', 3, 0, 'andauernde Hilfen am 31.12. und im Jahr beendete'),
	('gesundheitsamt', 'Schuleingangsuntersuchung', 'School entry examination', 'Landkreis, Gesundheitsamt', 'nur intern', 'Schul- und Gesundheitsdienstgesetze', 3, 0, 'Kohorte, Stichtag 1. August'),
	('schulamt', 'Schulstatistik', 'School statistics', 'Staatliches Schulamt', 'nur intern', 'Schulgesetz', 3, 0, 'Schulort, Schuljahr ab 1. August'),
	('auslaenderbehoerde', 'Ausländerzentralregister', 'Central register of foreigners', 'Landkreis, Ausländerbehörde', 'nur intern', 'AZRG', 3, 300, NULL),
	('pflegestatistik', 'Pflegestatistik', 'Care statistics', 'Statistisches Landesamt', 'dl-de/by-2-0', 'SGB XI § 109', 3, 0, 'zweijährlich, 15. Dezember'),
	('landesamt', 'Regionalstatistik', 'Regional statistics', 'Statistisches Landesamt', 'dl-de/by-2-0', 'Fachgesetze', 3, 0, NULL),
	('zensus', 'Zensus 2022, Gebäude- und Wohnungszählung', 'Census 2022, buildings and dwellings', 'Statistische Ämter', 'dl-de/by-2-0', 'ZensG 2022', 3, 0, 'Stichtag 15. Mai 2022'),
	('wohnungsamt', 'Wohnungsfortschreibung, Leerstandskataster und Mietspiegel', 'Dwelling stock, vacancy register and rent survey', 'Landkreis, Bauamt', 'nur intern', 'HBauStatG, WoFG', 3, 0, NULL),
	('polizei', 'Polizeiliche Kriminalstatistik', 'Police crime statistics', 'Landespolizei', 'nur intern', 'PKS-Richtlinien', 5, 0, 'Fälle nach Tatort, Tatverdächtige nach Wohnort'),
	('kv', 'Bedarfsplan der Kassenärztlichen Vereinigung', 'Physicians'' needs plan', 'Kassenärztliche Vereinigung', 'nur intern', 'SGB V § 99', 0, 0, 'Mittelbereich'),
	('wahlamt', 'Kommunalwahlen', 'Local elections', 'Landkreis, Wahlamt', 'dl-de/zero-2-0', 'Kommunalwahlgesetz', 0, 0, 'Wahlalter 16; Briefwahl den Gebieten zugeordnet'),
	('vhs', 'Kreisvolkshochschule', 'Adult education centre', 'Kreisvolkshochschule', 'nur intern', 'Weiterbildungsgesetz', 3, 0, 'Belegungen, keine Personen'),
	('befragung', 'Bürgerbefragung', 'Citizens'' survey', 'Landkreis, Sozialplanung', 'nur intern', 'kommunale Statistiksatzung', 5, 50, 'gewichtet'),
	('geo', 'Geodaten und Klimaanalyse', 'Geodata and climate analysis', 'Landkreis, GIS-Stelle', 'dl-de/by-2-0', NULL, 0, 0, 'ALKIS, GTFS, Versiegelung, Hitze'),
	('schuldneratlas', 'Schuldneratlas', 'Debtor atlas', 'Auskunftei', 'keine Weitergabe', NULL, 3, 0, 'private Quelle, nur Kreis'),
	('verteilung', 'Aufnahme Geflüchteter', 'Reception of refugees', 'Landkreis, Sozialamt', 'nur intern', 'Flüchtlingsaufnahmegesetz', 0, 0, NULL);

CREATE TABLE musterlandkreis.observation (
	level text NOT NULL, key text NOT NULL, variable text NOT NULL, reference_date date NOT NULL, value text NOT NULL, source text NOT NULL
);
COMMENT ON TABLE musterlandkreis.observation IS 'Figures as delivered: text with the official marks (- zero, . secret, / unreliable, x not meaningful, … later), decimal point';

-- ---------------------------------------------------------------- kinds of place
-- b burden; child, young (18-29), mid (30-49), old (65+): share of the age group against the national one; mig: logit of the share of
-- foreigners; turn: moves per head; hh1: logit of single-person households; dens: dwellings' density 0..1; size: weight within the municipality
CREATE TABLE musterlandkreis_build.type (type text PRIMARY KEY, b float8, child float8, young float8, mid float8, old float8, mig float8, turn float8, hh1 float8, dens float8, size float8);
INSERT INTO type VALUES
	('innenstadt',    0.60, 0.85, 1.55, 1.00, 0.95,  1.10, 0.090,  0.22, 1.0, 1.25),
	('studenten',     0.10, 0.95, 2.30, 1.20, 0.55,  1.00, 0.080,  0.30, 1.0, 1.40),
	('plattenbau',    1.80, 1.10, 1.05, 0.85, 1.25,  1.60, 0.085,  0.02, 0.9, 2.00),
	('villen',       -1.45, 1.10, 0.75, 1.05, 1.25, -0.20, 0.038, -0.65, 0.4, 0.80),
	('neubau',       -1.00, 1.90, 0.70, 1.65, 0.40, -0.10, 0.060, -1.10, 0.5, 0.55),
	('stadtrand',    -0.40, 1.00, 0.80, 1.00, 1.10, -0.20, 0.050, -0.55, 0.5, 1.00),
	('eingemeindet', -0.65, 1.00, 0.75, 1.05, 1.05, -1.00, 0.040, -0.85, 0.2, 0.28),
	('kleinstadt',    0.35, 0.95, 1.05, 0.95, 1.15,  0.40, 0.070, -0.08, 0.8, 2.60),
	('block',         1.20, 1.00, 1.00, 0.85, 1.30,  0.80, 0.075, -0.02, 0.7, 2.20),
	('ort',           0.10, 1.00, 0.85, 0.95, 1.10, -0.70, 0.052, -0.45, 0.4, 3.00),
	('dorf',         -0.15, 0.92, 0.72, 0.95, 1.12, -1.40, 0.042, -0.65, 0.1, 0.75),
	('speck',        -0.95, 1.25, 0.75, 1.20, 0.80, -1.00, 0.050, -0.95, 0.2, 1.00);

-- one row per Sozialraum: size and the latent factors that all its figures share
CREATE TABLE musterlandkreis_build.place AS
WITH f AS (
	SELECT s.id, s.key, s.gem, g.pr, s.nr, s.name, s.type, g.kind, g.name AS gem_name, s.x, s.y, t.child, t.young, t.mid, t.old, t.dens, t.hh1,
		sqrt((s.x - 30)^2 + (s.y - 23.5)^2) AS far,
		t.size * exp(0.35 * z('size' || s.id)) * CASE WHEN s.type = 'dorf' AND s.nr = 1 THEN 2.2 ELSE 1 END AS weight, g.pop,
		t.b, t.mig, t.turn * exp(0.12 * z('turn' || s.id)) AS turn
	FROM soz s JOIN gem g ON g.nr = s.gem JOIN type t USING (type)
)
SELECT id, key, gem, pr, nr, name, type, kind, gem_name, x AS px, y AS py, child, young, mid, dens, hh1, far,
	old * CASE WHEN kind IN ('D', 'L') THEN exp(0.16 * (far - 15) / 15 + 0.10 * z('old' || id)) ELSE exp(0.10 * z('old' || id)) END AS old,
	round(0.9690 * pop * weight / sum(weight) OVER (PARTITION BY gem))::int AS pop,
	-- burden: kind of place, periphery, a regional wave (the south-east is poorer), chance
	b + CASE WHEN kind IN ('D', 'L', 'K') THEN 0.30 * (far - 16) / 12 + 0.45 * noise(x, y, 16, 'region') + 0.012 * (x - y - 6) ELSE 0 END
		+ 0.28 * z('b' || id) + 0.22 * z('bg' || gem) AS b,
	0.018 * z('slope' || id) + 0.010 * z('slopeg' || gem) + CASE type WHEN 'plattenbau' THEN 0.012 WHEN 'studenten' THEN -0.022 ELSE 0 END AS slope,
	(1 - dens) AS rural, mig + 0.25 * z('mig' || id) AS mig, turn
FROM f;
ALTER TABLE place ADD PRIMARY KEY (id);
ANALYZE place;

-- ---------------------------------------------------------------- age structure, mortality, fertility
-- relative size of the birth cohorts still living in an eastern German district (wars, baby boom, the break of 1990), linear between the years
CREATE TABLE musterlandkreis_build.cohort (born int, size float8);
INSERT INTO cohort VALUES (1910, 0.80), (1916, 0.55), (1921, 0.90), (1930, 0.88), (1940, 1.04), (1945, 0.62), (1950, 1.02), (1955, 1.10), (1963, 1.22), (1968, 1.06),
	(1974, 0.74), (1980, 0.82), (1988, 0.76), (1990, 0.66), (1994, 0.38), (2000, 0.48), (2008, 0.55), (2013, 0.56);

-- hazard of dying at age a (Gompertz with infant and accident terms)
CREATE FUNCTION musterlandkreis_build.hazard(a int, sex text) RETURNS double precision LANGUAGE sql IMMUTABLE
RETURN CASE sex WHEN 'm' THEN 3.4e-5 * exp(0.0965 * a) + CASE WHEN a BETWEEN 17 AND 35 THEN 0.0003 ELSE 0 END ELSE 8.2e-6 * exp(0.1085 * a) + 0.00005 END
	+ CASE WHEN a <= 0 THEN 0.0028 ELSE 0.00008 END;

CREATE TABLE musterlandkreis_build.agex AS
SELECT a AS age, s AS sex, 1 - exp(-hazard(a, s)) AS q,
	exp(-sum(hazard(a, s)) OVER (PARTITION BY s ORDER BY a)) AS surv,
	(SELECT lo.size + (hi.size - lo.size) * (2013 - a - lo.born) / greatest(hi.born - lo.born, 1)
		FROM (SELECT * FROM cohort WHERE born <= greatest(2013 - a, 1910) ORDER BY born DESC LIMIT 1) lo,
			(SELECT * FROM cohort WHERE born >= greatest(2013 - a, 1910) ORDER BY born LIMIT 1) hi) AS cohort,
	-- births per woman: normal around 30 (scaled by year and place)
	CASE WHEN s = 'w' AND a BETWEEN 15 AND 49 THEN exp(-0.5 * ((a + 0.5 - 30.3) / 5.4)^2) / (5.4 * sqrt(2 * pi())) ELSE 0 END AS fert,
	-- moves by age (families, young adults, a second wave in old age)
	CASE WHEN a < 6 THEN 1.25 WHEN a < 17 THEN 0.65 WHEN a < 20 THEN 1.7 WHEN a < 27 THEN 2.3 WHEN a < 33 THEN 1.9 WHEN a < 42 THEN 1.15
		WHEN a < 65 THEN 0.6 WHEN a < 80 THEN 0.38 ELSE 0.6 END AS moves
FROM generate_series(0, 100) a, (VALUES ('m'), ('w')) x(s);

-- age profile of a place: multiplier of the age groups, smooth between them
CREATE FUNCTION musterlandkreis_build.profile(a int, child float8, young float8, mid float8, old float8) RETURNS double precision LANGUAGE sql IMMUTABLE
RETURN CASE WHEN a < 14 THEN child WHEN a < 18 THEN child + (young - child) * (a - 13) / 5.0 * 0.5 WHEN a < 20 THEN (child + young) / 2 + (young - child) / 2 * (a - 17) / 3.0
	WHEN a < 29 THEN young WHEN a < 34 THEN young + (mid - young) * (a - 28) / 6.0 WHEN a < 46 THEN mid
	WHEN a < 66 THEN mid + (old - mid) * (a - 45) / 21.0 ELSE old END;

CREATE TABLE musterlandkreis_build.pop (y int, soz int, age int, sex text, n int);
INSERT INTO pop
SELECT 2013, id, age, sex, floor(n + u('start' || id || '/' || age || sex))::int
FROM (SELECT p.id, a.age, a.sex, p.pop * w / sum(w) OVER (PARTITION BY p.id) AS n
	FROM place p CROSS JOIN agex a
	CROSS JOIN LATERAL (SELECT surv * cohort * profile(a.age, child, young, mid, old)
		* CASE WHEN a.sex = 'm' THEN 1.055 * CASE WHEN p.type IN ('dorf', 'ort') AND a.age BETWEEN 20 AND 45 THEN 1.08 ELSE 1 END ELSE 1 END AS w) w) x;

-- whom in-migration brings: the place's profile on smooth cohorts, so that students follow students and families families
CREATE TABLE musterlandkreis_build.arrival AS
SELECT p.id AS soz, a.age, a.sex, p.pop * w / sum(w) OVER (PARTITION BY p.id) AS base
FROM place p CROSS JOIN agex a CROSS JOIN LATERAL (SELECT surv * CASE WHEN a.age < 18 THEN 0.62 WHEN a.age < 30 THEN 0.72 WHEN a.age < 45 THEN 0.78 ELSE 1 END
	* profile(a.age, child, young, mid, old) * CASE WHEN a.sex = 'm' THEN 1.05 ELSE 1 END AS w) w;
ALTER TABLE arrival ADD PRIMARY KEY (soz, age, sex);
CREATE INDEX ON pop (y);
ANALYZE arrival;
ANALYZE agex;
ANALYZE place;

-- attraction by kind of place and year: what in-migration is against the moves of a place at rest
CREATE FUNCTION musterlandkreis_build.attraction(type text, kind text, far float8, age int, y int, mig float8) RETURNS double precision LANGUAGE sql IMMUTABLE
RETURN CASE type
		WHEN 'neubau' THEN CASE WHEN y <= 2019 THEN CASE WHEN age < 50 THEN 2.1 ELSE 1.1 END ELSE 1.12 END
		WHEN 'speck' THEN CASE WHEN age < 12 OR age BETWEEN 28 AND 45 THEN 1.40 ELSE 1.06 END
		WHEN 'studenten' THEN CASE WHEN age BETWEEN 18 AND 24 THEN 1.55 WHEN age BETWEEN 28 AND 40 OR age < 6 THEN 0.92 ELSE 1.0 END
		WHEN 'innenstadt' THEN CASE WHEN age BETWEEN 18 AND 26 THEN 1.35 WHEN age < 8 OR age BETWEEN 29 AND 40 THEN 0.92 ELSE 1.03 END
		WHEN 'plattenbau' THEN 0.95
		WHEN 'villen' THEN 1.12
		WHEN 'dorf' THEN CASE WHEN age BETWEEN 17 AND 26 THEN 0.62 WHEN age < 10 OR age BETWEEN 29 AND 42 THEN 1.12 - 0.016 * far + 0.1 ELSE 0.98 END
		WHEN 'ort' THEN CASE WHEN age BETWEEN 17 AND 26 THEN 0.72 ELSE 1.02 END
		ELSE CASE WHEN age BETWEEN 17 AND 24 THEN 0.85 WHEN age < 45 THEN 0.96 ELSE 1.02 END END
	+ CASE WHEN y IN (2020, 2021) AND type IN ('dorf', 'ort', 'speck', 'eingemeindet') AND age BETWEEN 25 AND 50 THEN 0.10 ELSE 0 END
	-- refugees: 2015/16 mostly young men of several countries, 2022 from Ukraine (women and children)
	+ CASE WHEN y IN (2015, 2016) THEN 0.13 WHEN y = 2022 THEN 0.27 WHEN y = 2023 THEN 0.06 ELSE 0 END * exp(0.5 * mig) * CASE WHEN age < 45 THEN 1.2 ELSE 0.4 END;

-- ---------------------------------------------------------------- ten years, in whole persons
-- one row per year, place, sex and age at the beginning of the year (-1: born in the year)
CREATE TABLE musterlandkreis_build.move (y int, soz int, age int, sex text, n int, died int, moved_in int, moved_out int);
CREATE TABLE musterlandkreis_build.birth (y int, soz int, mother int, n int);
DO $$
DECLARE tfr float8[] := ARRAY[1.49, 1.53, 1.60, 1.58, 1.56, 1.53, 1.52, 1.56, 1.43, 1.33];
	death float8[] := ARRAY[0.89, 0.94, 0.91, 0.91, 0.92, 0.89, 0.97, 1.02, 0.98, 0.92];
BEGIN
	FOR yy IN 2014 .. 2023 LOOP
		ANALYZE musterlandkreis_build.pop;              -- or the planner takes the new year for empty
		INSERT INTO birth
		SELECT yy, p.soz, p.age, draw(p.n * a.fert * tfr[yy - 2013]
			* CASE l.type WHEN 'studenten' THEN 0.72 WHEN 'innenstadt' THEN 0.85 WHEN 'neubau' THEN 1.30 WHEN 'dorf' THEN 1.02 WHEN 'plattenbau' THEN 1.05 ELSE 0.98 END,
			'birth' || yy || '/' || p.soz || '/' || p.age)
		FROM pop p JOIN agex a USING (age, sex) JOIN place l ON l.id = p.soz
		WHERE p.y = yy - 1 AND p.sex = 'w' AND p.age BETWEEN 15 AND 49 AND p.n > 0;

		INSERT INTO move
		SELECT yy, s.soz, s.age, s.sex, s.n, d.died,
			draw(l.turn * a.moves * arr.base * attraction(l.type, l.kind, l.far, least(s.age + 1, 100), yy, l.mig)
				* CASE WHEN yy IN (2015, 2016) AND s.sex = 'm' AND s.age BETWEEN 17 AND 35 THEN 1.25 WHEN yy = 2022 AND s.sex = 'w' AND s.age BETWEEN 20 AND 50 THEN 1.18 ELSE 1 END
				* l.year_in, 'in' || yy || '/' || s.soz || '/' || s.age || s.sex),
			least(s.n - d.died, draw((s.n - d.died) * l.turn * a.moves * CASE WHEN yy IN (2020, 2021) THEN 0.95 ELSE 1 END * l.year_out, 'out' || yy || '/' || s.soz || '/' || s.age || s.sex))
		FROM (SELECT soz, age, sex, n FROM pop WHERE y = yy - 1
			UNION ALL
			SELECT b.soz, -1, x.sex, CASE x.sex WHEN 'm' THEN b.boys ELSE b.n - b.boys END
			FROM (SELECT l.id AS soz, coalesce(sum(n), 0)::int AS n,
					greatest(0, least(coalesce(sum(n), 0), floor(0.513 * coalesce(sum(n), 0) + 0.5 * sqrt(coalesce(sum(n), 0)) * z('boys' || yy || '/' || l.id) + u('boy' || yy || '/' || l.id))))::int AS boys
				FROM place l LEFT JOIN birth ON birth.soz = l.id AND birth.y = yy GROUP BY l.id) b, (VALUES ('m'), ('w')) x(sex)) s
		JOIN (SELECT *, 1 + 0.05 * z('in' || yy || '/' || id) AS year_in, 1 + 0.05 * z('out' || yy || '/' || id) AS year_out FROM place OFFSET 0) l ON l.id = s.soz
		JOIN agex a ON a.age = least(s.age + 1, 100) AND a.sex = s.sex
		JOIN agex q ON q.age = greatest(s.age, 0) AND q.sex = s.sex
		JOIN arrival arr ON arr.soz = s.soz AND arr.age = least(s.age + 1, 100) AND arr.sex = s.sex
		CROSS JOIN LATERAL (SELECT least(s.n, draw(s.n * q.q * death[yy - 2013] * exp(0.11 * l.b), 'death' || yy || '/' || s.soz || '/' || s.age || s.sex)) AS died) d;

		-- the district ends with 100,000 inhabitants: one more or less out-migrant in as many cells of the last year as it takes
		IF yy = 2023 THEN
			WITH d AS MATERIALIZED (SELECT sum(n - died + moved_in - moved_out) - 100000 AS surplus FROM move WHERE y = yy)
			UPDATE move m SET moved_out = moved_out + sign(d.surplus)::int
			FROM d, (SELECT soz, age, sex, row_number() OVER (ORDER BY md5('fit' || soz || '/' || age || sex)) AS r
				FROM move WHERE y = yy AND age BETWEEN 18 AND 60 AND moved_out > 0 AND n - died + moved_in - moved_out > 1) c
			WHERE m.y = yy AND (m.soz, m.age, m.sex) = (c.soz, c.age, c.sex) AND c.r <= abs(d.surplus);
		END IF;

		INSERT INTO pop
		SELECT yy, soz, least(age + 1, 100), sex, sum(n - died + moved_in - moved_out)
		FROM move WHERE y = yy GROUP BY soz, least(age + 1, 100), sex;
	END LOOP;
END $$;
ALTER TABLE pop ADD PRIMARY KEY (y, soz, age, sex);
ANALYZE pop;
ANALYZE move;

-- ---------------------------------------------------------------- what the register office delivers
-- key of the municipality of a Sozialraum on a day (the merger changes it)
CREATE TABLE musterlandkreis_build.gem_at AS
SELECT nr AS gem, '99081' || lpad(nr::text, 3, '0') AS key, pr, gem.name, date '1900-01-01' AS d1, CASE WHEN m.old_nr IS NULL THEN date '9999-12-31' ELSE date '2021-12-31' END AS d2
FROM gem LEFT JOIN merger m ON m.old_nr = nr
UNION ALL
SELECT old_nr, '99081' || lpad(new_nr::text, 3, '0'), g.pr, m.name, date '2022-01-01', date '9999-12-31' FROM merger m JOIN gem g ON g.nr = m.old_nr;

-- single years of age by sex, every year end
INSERT INTO observation
SELECT 'sozialraum', l.key, 'bev_' || CASE age WHEN 100 THEN '100p' ELSE age::text END || '_' || sex, make_date(y, 12, 31), n::text, 'melderegister'
FROM pop p JOIN place l ON l.id = p.soz ORDER BY y, l.key, age, sex;

-- the official number of inhabitants of the municipalities; in three of them it differs from the register
CREATE TABLE musterlandkreis.known_difference (level text, key text, variable text, reference_date date, delivered int, sum_of_parts int, reason text);
COMMENT ON TABLE musterlandkreis.known_difference IS 'Differences between delivered totals and sums of parts that are in the data on purpose';
INSERT INTO known_difference
SELECT 'gemeinde', g.key, 'bev', make_date(y, 12, 31), sum(n) + d.diff, sum(n), 'Bevölkerungsfortschreibung weicht vom Melderegister ab'
FROM (VALUES (1, -37), (9, 6), (20, -3)) d(gem, diff) JOIN gem_at g USING (gem) JOIN place l USING (gem) JOIN pop p ON p.soz = l.id
WHERE y IN (2022, 2023) GROUP BY g.key, y, d.diff ORDER BY 2, 4;
INSERT INTO observation
SELECT 'gemeinde', g.key, 'bev', make_date(y, 12, 31), (sum(n) + coalesce(max(k.delivered - k.sum_of_parts), 0))::text, 'fortschreibung'
FROM pop p JOIN place l ON l.id = p.soz JOIN gem_at g ON g.gem = l.gem AND make_date(y, 12, 31) BETWEEN d1 AND d2
LEFT JOIN known_difference k ON k.key = g.key AND k.reference_date = make_date(y, 12, 31)
WHERE y >= 2018 GROUP BY g.key, y ORDER BY y, g.key;

-- births by age of mother, deaths by age and sex (who dies in a year is, at death, of the age of its beginning or one older)
CREATE TABLE musterlandkreis_build.flow AS
SELECT b.y, l.key, 'geb_mutter_' || 5 * (mother / 5) || '_' || 5 * (mother / 5) + 4 AS variable, sum(n) AS n
FROM birth b JOIN place l ON l.id = b.soz GROUP BY b.y, l.key, mother / 5
UNION ALL
SELECT d.y, l.key, 'gest_' || CASE WHEN a = 0 THEN '0' WHEN a < 5 THEN '1_4' WHEN a >= 90 THEN '90p' ELSE 5 * (a / 5) || '_' || 5 * (a / 5) + 4 END || '_' || sex, sum(d.n)
FROM (SELECT m.y, soz, sex, greatest(age, 0) AS a, died - h AS n FROM move m, LATERAL (SELECT CASE WHEN age < 0 THEN 0
			ELSE floor(died * 0.5 + u('late' || m.y || '/' || soz || '/' || age || sex))::int END AS h) h
		UNION ALL
		SELECT m.y, soz, sex, age + 1, CASE WHEN age < 0 THEN 0
			ELSE floor(died * 0.5 + u('late' || m.y || '/' || soz || '/' || age || sex))::int END FROM move m) d
JOIN place l ON l.id = d.soz GROUP BY 1, 2, 3
UNION ALL
SELECT m.y, l.key, 'wanderungssaldo' || s.suffix, sum(moved_in - moved_out)
FROM move m JOIN place l ON l.id = m.soz, (VALUES ('', 'mw', 100), ('_m', 'm', 100), ('_w', 'w', 100), ('_0_5', 'mw', 5)) s(suffix, sexes, top)
WHERE strpos(s.sexes, m.sex) > 0 AND m.age + 1 <= s.top + CASE WHEN s.top = 100 THEN 1 ELSE 0 END GROUP BY 1, 2, 3
UNION ALL
SELECT m.y, l.key, 'gestorbene', sum(died) FROM move m JOIN place l ON l.id = m.soz GROUP BY 1, 2
UNION ALL
SELECT l.y, l.key, 'geborene', coalesce(sum(n), 0) FROM (SELECT y.y, id, key FROM place, generate_series(2014, 2023) y(y)) l(y, id, key)
LEFT JOIN birth b ON b.soz = l.id AND b.y = l.y GROUP BY 1, 2;
-- a place where no woman of a group lived reports zero all the same
INSERT INTO flow SELECT y.y, l.key, 'geb_mutter_' || g || '_' || g + 4, 0 FROM place l, generate_series(2014, 2023) y(y), generate_series(15, 45, 5) g
EXCEPT SELECT y, key, variable, 0 FROM flow;
INSERT INTO observation SELECT 'sozialraum', key, variable, make_date(y, 12, 31), n::text, 'bewegung' FROM flow ORDER BY y, key, variable;

-- moves across the border of the area itself, counted anew for each level: what stays within is no move
CREATE TABLE musterlandkreis_build.border AS
WITH s AS (
	SELECT m.y, l.key, g.key AS gem, g.pr, l.kind, sum(moved_in) AS i, sum(moved_out) AS o
	FROM move m JOIN place l ON l.id = m.soz JOIN gem_at g ON g.gem = l.gem AND make_date(m.y, 12, 31) BETWEEN d1 AND d2 GROUP BY 1, 2, 3, 4, 5
), g AS (
	SELECT y, gem, pr, sum(i) - w AS i, sum(o) - w AS o
	FROM (SELECT *, CASE WHEN count(*) OVER p = 1 THEN 0
			ELSE floor(least(sum(i) OVER p, sum(o) OVER p) * (CASE kind WHEN 'T' THEN 0.42 WHEN 'K' THEN 0.26 ELSE 0.08 END + 0.02 * z('within' || y || gem))) END AS w
		FROM s WINDOW p AS (PARTITION BY y, gem)) x GROUP BY y, gem, pr, w
), p AS (
	SELECT y, pr, sum(i) - w AS i, sum(o) - w AS o
	FROM (SELECT *, floor(least(sum(i) OVER p, sum(o) OVER p) * (0.12 + 0.01 * z('withinpr' || y || '/' || pr))) AS w FROM g WINDOW p AS (PARTITION BY y, pr)) x GROUP BY y, pr, w
), k AS (SELECT y, sum(i) - floor(0.2 * least(sum(i), sum(o))) AS i, sum(o) - floor(0.2 * least(sum(i), sum(o))) AS o FROM p GROUP BY y)
SELECT 'sozialraum' AS level, key, y, i, o FROM s
UNION ALL SELECT 'gemeinde', gem, y, i, o FROM g
UNION ALL SELECT 'planungsraum', 'PR' || pr, y, i, o FROM p
UNION ALL SELECT 'kreis', '99081', y, i, o FROM k;
INSERT INTO observation
SELECT level, key, v, make_date(y, 12, 31), (CASE v WHEN 'zuzuege_grenze' THEN i ELSE o END)::bigint::text, 'bewegung'
FROM border, (VALUES ('zuzuege_grenze'), ('fortzuege_grenze')) x(v) ORDER BY y, level, key, v;
COMMIT;
