-- See bench/spatial.
SET search_path = sozialraum_bench;
-- measured on another machine of two cores with the versions named in the project's notes: where a peer gave no answer here
INSERT INTO peer (contest, name, compute, remark)
SELECT v.* FROM (VALUES
	('queen 10k', 'libpysal Queen', 860, 'stored, other machine'), ('queen 10k', 'GeoDa', 139, 'stored, other machine (rgeoda)'), ('queen 10k', 'spdep poly2nb', 1260, 'stored, other machine'),
	('queen 100k', 'GeoDa', 2010, 'stored, other machine (rgeoda)'), ('queen 100k', 'libpysal Queen', 5600, 'stored, other machine'),
	('nearest 10k', 'libpysal KNN', 50, 'stored, other machine'), ('moran 10k', 'esda Moran', 50, 'stored, other machine'), ('moran 10k', 'spdep moran.test', 350, 'stored, other machine'),
	('moran 999 10k', 'esda Moran', 270, 'stored, other machine'),
	('local moran 10k', 'GeoDa lookup', 244, 'stored, other machine (rgeoda)'), ('local moran 10k', 'esda', 810, 'stored, other machine'), ('local moran 10k', 'spdep localmoran perm', 6200, 'stored, other machine'),
	('local moran 100k', 'GeoDa lookup', 3445, 'stored, other machine (rgeoda)'), ('local moran 100k', 'esda', 19000, 'stored, other machine'),
	('skater 10k', 'GeoDa', 54258, 'stored, other machine (rgeoda)'), ('skater 1k', 'GeoDa', 148, 'stored, other machine (rgeoda)'), ('skater 1k', 'spopt', 3700, 'stored, other machine'),
	('max-p 1k', 'GeoDa', 1241, 'stored, other machine (rgeoda)'),
	('areal 10k', 'tobler', 3450, 'stored, other machine'), ('2sfca 1M pairs', 'access', 160, 'stored, other machine'), ('e2sfca 1M pairs', 'access', 590, 'stored, other machine')) AS v(contest, name, compute, remark)
WHERE EXISTS (SELECT FROM contest AS c WHERE c.name = v.contest AND c.skipped IS NULL)
	AND NOT EXISTS (SELECT FROM peer AS p WHERE (p.contest, p.name) = (v.contest, v.name) AND p.compute IS NOT NULL);
DELETE FROM peer AS p WHERE compute IS NULL AND EXISTS (SELECT FROM peer AS s WHERE (s.contest, s.name) = (p.contest, p.name) AND s.compute IS NOT NULL);

\echo
\echo times: how many times as long as ours theirs takes. Peers outside the server: the computation alone, on objects in memory.
SELECT :rounds AS rounds, current_setting('server_version') AS server, sozialraum_bench.postgis() AS postgis;
SELECT name AS contest, round(ours_ms::numeric, 1) AS "ours ms", peer, round(theirs_ms::numeric, 1) AS "theirs ms", round((theirs_ms / ours_ms)::numeric, 1) AS times, aim, remark
FROM (
	SELECT c.id, 0 AS line, c.name, r.ours AS ours_ms, r.theirs AS theirs_ms, c.peer, c.aim, coalesce(c.skipped, CASE WHEN r.theirs IS NULL THEN c.remark END) AS remark
	FROM contest AS c LEFT JOIN (SELECT id, percentile_cont(0.5) WITHIN GROUP (ORDER BY ours) AS ours, percentile_cont(0.5) WITHIN GROUP (ORDER BY theirs) AS theirs FROM result GROUP BY id) AS r USING (id)
	UNION ALL
	SELECT c.id, p.id, c.name, (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY ours) FROM result AS r WHERE r.id = c.id), p.compute, p.name, a.aim,
		coalesce(p.remark, format('export + read %s ms', round(p.export + p.read)))
	FROM contest AS c JOIN peer AS p ON p.contest = c.name LEFT JOIN aim AS a ON (a.contest, a.peer) = (c.name, p.name) WHERE c.skipped IS NULL) AS line
ORDER BY id, line;
