-- The attack against brute force: a town of four areas in two districts with small figures; all tables that agree with what is
-- published are written down, for the outsider and for everybody who was granted one of the areas.
BEGIN;
SELECT plan(49);
SET LOCAL client_min_messages = warning;
INSERT INTO sozialraum.source (code, name, min_count) VALUES ('s', 'S', 3);
INSERT INTO sozialraum.dimension (code, name) VALUES ('A', 'A');
SELECT sozialraum.define_level('ort', 'Ort', 10);
SELECT sozialraum.define_level('raum', 'Raum', 20);
SELECT sozialraum.define_level('stadt', 'Stadt', 30);
SELECT sozialraum.define_area('stadt', 'C', 'Stadt');
SELECT sozialraum.define_area('raum', k, k, parent => 'C') FROM unnest('{N,S}'::text[]) AS k;
SELECT sozialraum.define_area('ort', k, k, parent => CASE WHEN k < 'A3' THEN 'N' ELSE 'S' END) FROM unnest('{A1,A2,A3,A4}'::text[]) AS k;
SELECT sozialraum.define_variable('n', 'n', 'Fälle');
SELECT sozialraum.define_indicator('X', 'A', 'X', 'n', per => 1, method => 'value');
INSERT INTO sozialraum.monitor (code, name, level) VALUES ('m', 'M', 'ort');
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role, released) VALUES ('m', 'X', 1, 'context', 'value');
CREATE ROLE attack_a1;
CREATE ROLE attack_a3;
CREATE TEMPORARY TABLE world AS
SELECT a AS a1, b AS a2, c AS a3, d AS a4, a + b AS n, c + d AS s, a + b + c + d AS c
-- (up to 20 in all: where the attack says infinity, the tables reach that end)
FROM generate_series(0, 20) AS a, generate_series(0, 20) AS b, generate_series(0, 20) AS c, generate_series(0, 20) AS d WHERE a + b + c + d <= 20;

-- publishes a town; returns what the attack says and what the tables say, per unsafe figure and reader
CREATE FUNCTION pg_temp.town(v integer[], granted boolean) RETURNS TABLE (e bigint, reader text, key text, low double precision, high double precision, lowest integer, highest integer, number integer, top integer)
LANGUAGE plpgsql AS $$
DECLARE
	shown	integer[];
	own		integer;
BEGIN
	PERFORM sozialraum.set_observation('ort', u.k, 'n', '2023-12-31', u.x, source => 's') FROM unnest('{A1,A2,A3,A4}'::text[], v) AS u (k, x);
	DELETE FROM sozialraum.area_grant;
	IF granted THEN
		INSERT INTO sozialraum.area_grant (role, area_id, territory_id) SELECT 'attack_' || lower(a.key), a.id, a.territory_id FROM sozialraum.area AS a WHERE a.key IN ('A1', 'A3');
	END IF;
	e := sozialraum.compute_edition('m', '2023-12-31');
	PERFORM sozialraum.publish_edition(e);
	SELECT array_agg(p.numerator ORDER BY array_position('{A1,A2,A3,A4,N,S,C}'::text[], a.key::text)) INTO shown
	FROM sozialraum.published_value AS p JOIN sozialraum.area AS a ON a.id = p.area_id WHERE p.edition = e;
	FOR reader IN SELECT unnest(CASE WHEN granted THEN '{"",A1,A3}' ELSE '{""}' END::text[]) LOOP
		own := CASE reader WHEN 'A1' THEN v[1] WHEN 'A3' THEN v[3] END;
		RETURN QUERY
		SELECT e, reader, t.area_key, t.low, t.high, min(w.x), max(w.x), count(DISTINCT w.x)::integer, max(w.total)
		FROM sozialraum.attack_edition(e, CASE WHEN reader <> '' THEN 'attack_' || lower(reader) END) AS t
		JOIN (SELECT k.key, k.x, o.c AS total FROM world AS o CROSS JOIN LATERAL (VALUES ('A1', o.a1), ('A2', o.a2), ('A3', o.a3), ('A4', o.a4), ('N', o.n), ('S', o.s), ('C', o.c)) AS k (key, x)
			WHERE (shown[1] = o.a1 OR shown[1] IS NULL) AND (shown[2] = o.a2 OR shown[2] IS NULL) AND (shown[3] = o.a3 OR shown[3] IS NULL) AND (shown[4] = o.a4 OR shown[4] IS NULL)
				AND (shown[5] = o.n OR shown[5] IS NULL) AND (shown[6] = o.s OR shown[6] IS NULL) AND (shown[7] = o.c OR shown[7] IS NULL)
				AND (reader <> 'A1' OR o.a1 = own) AND (reader <> 'A3' OR o.a3 = own)) AS w ON w.key = t.area_key
		WHERE t.party = CASE WHEN reader = '' THEN 0 ELSE 1 END
		GROUP BY t.area_key, t.low, t.high;
	END LOOP;
	-- the next town is a new one
	ALTER TABLE sozialraum.edition DISABLE TRIGGER USER;
	ALTER TABLE sozialraum.edition_value DISABLE TRIGGER USER;
	ALTER TABLE sozialraum.edition_reference DISABLE TRIGGER USER;
	ALTER TABLE sozialraum.edition_score DISABLE TRIGGER USER;
	ALTER TABLE sozialraum.edition_protection DISABLE TRIGGER USER;
	ALTER TABLE sozialraum.published_edition DISABLE TRIGGER USER;
	ALTER TABLE sozialraum.published_indicator DISABLE TRIGGER USER;
	ALTER TABLE sozialraum.published_value DISABLE TRIGGER USER;
	DELETE FROM sozialraum.published_value;
	DELETE FROM sozialraum.published_indicator;
	DELETE FROM sozialraum.published_edition;
	DELETE FROM sozialraum.edition;
END $$;
CREATE TEMPORARY TABLE town AS
SELECT t.no, t.v, g.granted FROM (VALUES (1, '{2,5,4,6}'::integer[]), (2, '{1,1,4,5}'), (3, '{2,4,1,3}'), (4, '{0,2,0,3}'), (5, '{1,1,1,1}'), (6, '{2,0,5,0}'), (7, '{3,3,3,2}'), (8, '{1,9,2,8}')) AS t (no, v)
CROSS JOIN (VALUES (false), (true)) AS g (granted);
CREATE TEMPORARY TABLE result AS SELECT t.no, t.granted, r.* FROM (SELECT * FROM town ORDER BY no, granted OFFSET 0) AS t CROSS JOIN LATERAL pg_temp.town(t.v, t.granted) AS r;
SELECT ok(count(*) > 0, format('town %s%s: there is something to protect', t.no, CASE WHEN t.granted THEN ', readers' END))
FROM town AS t LEFT JOIN result AS r ON r.no = t.no AND r.granted = t.granted WHERE r.e IS NOT NULL GROUP BY t.no, t.granted ORDER BY t.no, t.granted;
SELECT ok(bool_and(r.lowest = r.low AND (r.highest = r.high OR (r.high = 'infinity' AND r.top = 20))), format('town %s%s: the intervals are those of all tables that agree', r.no, CASE WHEN r.granted THEN ', readers' END))
FROM result AS r GROUP BY r.no, r.granted ORDER BY r.no, r.granted;
SELECT ok(bool_and(r.number >= 3), format('town %s%s: three values at least are possible', r.no, CASE WHEN r.granted THEN ', readers' END)) FROM result AS r GROUP BY r.no, r.granted ORDER BY r.no, r.granted;
SELECT ok(count(DISTINCT reader) = 3, 'outsider and both readers had something to ask') FROM result;
SELECT * FROM finish();
ROLLBACK;
