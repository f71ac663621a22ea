-- See bench/statistics.
SET search_path = sozialraum_bench;
-- peers.md of the project, measured on another machine: milliseconds without reading the rows
INSERT INTO peer (contest, name, compute, remark)
SELECT v.* FROM (VALUES
	('gini', 'PySAL inequality', 151, 'stored, other machine'), ('gini', 'R ineq', 56, 'stored, other machine'),
	('jenks_breaks', 'R Ckmeans.1d.dp', 1100, 'stored, other machine'), ('jenks_breaks 100k', 'R Ckmeans.1d.dp', 84, 'stored, other machine'),
	('jenks_breaks 10k', 'R Ckmeans.1d.dp', 7, 'stored, other machine'), ('jenks_breaks 10k', 'mapclassify FisherJenks', 590, 'stored, other machine'),
	('jenks_breaks 30k', 'mapclassify FisherJenks', 5100, 'stored, other machine'), ('jenks_breaks 10k', 'R classInt fisher', 234, 'stored, other machine'),
	('jenks_breaks 30k', 'R classInt fisher', 2200, 'stored, other machine'), ('kmeans', 'scikit-learn, one thread', 4100, 'stored, other machine'),
	('ward 10k', 'scipy linkage', 4200, 'stored, other machine (scikit-learn)')) AS v(contest, name, compute, remark)
WHERE :rows = 1000000 AND EXISTS (SELECT FROM peer AS p WHERE (p.contest, p.name) = (v.contest, v.name) AND p.compute IS NULL);

CREATE TABLE median AS
SELECT c.*, r.ours_ms, r.theirs_ms, r.rounds
FROM contest AS c LEFT JOIN (
	SELECT id, percentile_cont(0.5) WITHIN GROUP (ORDER BY ours) AS ours_ms, percentile_cont(0.5) WITHIN GROUP (ORDER BY theirs) AS theirs_ms, count(*) AS rounds
	FROM result GROUP BY id) AS r USING (id);

\echo
\echo Tables of arrays have a tenth of the rows. times: how many times as long as ours theirs takes.
SELECT :rows AS rows, :rounds AS rounds, :big AS big, current_setting('server_version') AS server;
SELECT name AS contest, round(ours_ms::numeric, 1) AS "ours ms", round(theirs_ms::numeric, 1) AS "theirs ms", round((theirs_ms / ours_ms)::numeric, 2) AS times, aim, peer, remark
FROM (
	SELECT id, 0 AS part, 0 AS line, name, ours_ms, theirs_ms, aim, peer, skipped AS remark FROM median WHERE theirs IS NOT NULL OR skipped IS NOT NULL
	UNION ALL
	SELECT m.id, 1, p.id, m.name, m.ours_ms, p.export + p.read + p.compute, CASE WHEN p.name LIKE 'mapclassify%' OR p.name LIKE 'R classInt%' THEN '>= 10' END, p.name,
		coalesce(p.remark, format('export %s + read %s + compute %s ms', round(p.export), round(p.read), round(p.compute)))
	FROM median AS m JOIN peer AS p ON p.contest = m.name WHERE m.skipped IS NULL AND (p.export IS NOT NULL OR p.compute IS NULL)
		AND m.id = (SELECT min(id) FROM median AS f WHERE f.name = m.name)
	UNION ALL
	SELECT m.id, 2, p.id, m.name, m.ours_ms, p.compute,
		CASE WHEN m.name = 'pca' THEN '>= 0.5' WHEN p.name LIKE 'R Ckmeans%' AND m.name IN ('jenks_breaks', 'jenks_breaks 100k') THEN '>= 1' END, p.name || ' alone', p.remark
	FROM median AS m JOIN peer AS p ON p.contest = m.name WHERE m.skipped IS NULL AND p.compute IS NOT NULL
		AND m.id = (SELECT min(id) FROM median AS f WHERE f.name = m.name)
	) AS line
ORDER BY id, part, line;
