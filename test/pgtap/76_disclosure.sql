-- Disclosure control in publishing: the worked table of 159 people (methods/formulas.md 5.2), rules, ledger, parties, classes, rounding.
BEGIN;
SELECT no_plan();
SET LOCAL client_min_messages = warning;
INSERT INTO sozialraum.source (code, name, min_count) VALUES ('s', 'S', 3), ('strict', 'T', 5), ('free', 'F', 0);
INSERT INTO sozialraum.dimension (code, name) VALUES ('A', 'A'), ('B', 'B');
SELECT sozialraum.define_level('ort', 'Ort', 10);
SELECT sozialraum.define_level('raum', 'Raum', 20);
SELECT sozialraum.define_level('stadt', 'Stadt', 30);
SELECT sozialraum.define_area('stadt', 'C', 'Stadt');
SELECT sozialraum.define_area('raum', k, k, parent => 'C') FROM unnest('{N,S}'::text[]) AS k;
SELECT sozialraum.define_area('ort', k, k, parent => CASE WHEN k < 'A3' THEN 'N' ELSE 'S' END) FROM unnest('{A1,A2,A3,A4}'::text[]) AS k;
SELECT sozialraum.define_variable(v, v, 'Fälle') FROM unnest('{u6,m,o}'::text[]) AS v;
SELECT sozialraum.set_observation('ort', k, v, '2023-12-31', x, source => 's')
FROM (VALUES ('A1', 2, 14, 21), ('A2', 9, 17, 25), ('A3', 6, 4, 30), ('A4', 11, 1, 19)) AS t (k, a, b, c)
CROSS JOIN LATERAL (VALUES ('u6', a), ('m', b), ('o', c)) AS u (v, x);
SELECT sozialraum.define_indicator(upper(n), 'A', n, n, per => 1, method => 'value') FROM unnest('{u6,m,o}'::text[]) AS n;
SELECT sozialraum.define_indicator('T', 'A', 'Total', 'u6 + m + o', per => 1, method => 'value');
INSERT INTO sozialraum.monitor (code, name, level) VALUES ('hze', 'HzE', 'ort');
INSERT INTO sozialraum.monitor_indicator (monitor, indicator, position, role, released)
SELECT 'hze', c, n, 'context', 'value' FROM unnest('{U6,M,O,T}'::text[]) WITH ORDINALITY AS u (c, n);
-- how an edition looks to everybody, by area; x: hidden
CREATE FUNCTION pg_temp.table_of(e bigint) RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(r.line, ' | ' ORDER BY r.level, r.key) FROM (
		SELECT a.level, a.key, a.key || ' ' || string_agg(COALESCE(v.numerator::text, 'x'), ' ' ORDER BY v.position) AS line
		FROM sozialraum.published_value AS v JOIN sozialraum.published_area AS a USING (edition, area_id) WHERE v.edition = e GROUP BY a.level, a.key) AS r
$$;
SELECT sozialraum.compute_edition('hze', '2023-12-31') AS e \gset
SELECT sozialraum.publish_edition(:e) IS NOT NULL;
SELECT pg_temp.table_of(:e);
SELECT * FROM sozialraum._edition_attack(:e);
SELECT area_id, state, why FROM sozialraum.edition_protection WHERE edition = :e;
SELECT * FROM sozialraum._audit_edition(:e);
ROLLBACK;
