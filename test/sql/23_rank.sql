-- rank_of, rank_score, percentile_score, borda_score, exponential_score, rank_change
SET search_path = sozialraum, engine_test, public;

-- R 4.2: rank(-x), rank(x) with ties.method min, max, average; dense by hand
CREATE TEMP TABLE v (id integer, x float8);
INSERT INTO v VALUES (1, 7), (2, 3), (3, 7), (4, NULL), (5, 12), (6, 3), (7, 3), (8, 5);
SELECT id, x, rank_of(x) OVER () AS min, rank_of(x, 'max') OVER () AS max, rank_of(x, 'average') OVER () AS average, rank_of(x, 'dense') OVER () AS dense,
	rank_of(x, direction => 'ascending') OVER () AS up, rank_of(x, 'max', 'ascending') OVER () AS up_max, rank_of(x, 'average', 'ascending') OVER () AS up_average, rank_of(x, 'dense', 'ascending') OVER () AS up_dense
FROM v ORDER BY x, id;
-- COINr (R): n_rank and n_borda (ties min), n_prank; rank_score with average ranks
SELECT id, x, rank_score(x) OVER () AS score, rank_score(x, 'min') OVER () AS n_rank, borda_score(x) OVER () AS borda, borda_score(x, 'average') OVER () AS borda_average,
	round(percentile_score(x) OVER ()::numeric, 10) AS n_prank, round(percentile_score(x, 'average') OVER ()::numeric, 10) AS prank_average FROM v ORDER BY x, id;

-- R: R <- (n - rank(-x) + 1) / n; -23 * log(1 - R * (1 - exp(-100 / 23))), and with R <- (n - rank(-x)) / n; ten incomes
CREATE TEMP TABLE income AS SELECT unnest('{541,1463,2445,3438,4437,5401,6392,8304,11904,22261}'::float8[]) AS x;
SELECT x, round(exponential_score(x) OVER ()::numeric, 12) AS england, round(exponential_score(x, '(N-rank)/N') OVER ()::numeric, 12) AS scotland FROM income ORDER BY x;
-- ties share the average rank: two of four highest, rank 1.5, R = 3.5 / 4
SELECT x, round(exponential_score(x) OVER ()::numeric, 10) AS e, round((-23 * ln(1 - 0.875 * (1 - exp(-100.0 / 23))))::numeric, 10) AS by_hand FROM unnest('{1,2,9,9}'::float8[]) x ORDER BY x DESC LIMIT 2;
-- the tenth with the highest x lies above 50; the ends are exactly 100 and 0
SELECT min(e) FILTER (WHERE i > 900) > 50 AS tenth_above_50, max(e) FILTER (WHERE i <= 900) < 50.5 AS others, max(e) AS top, min(s) AS bottom, bool_and(e > s) AS one_rank_apart
FROM (SELECT i, exponential_score(i) OVER () AS e, exponential_score(i, '(N-rank)/N') OVER () AS s FROM generate_series(1, 1000) i) t;

-- by hand: a was 1st and is 3rd; d has no earlier value, e is gone: they do not move the others
SELECT name, rank_change(x, earlier) OVER () AS moved, rank_change(x, earlier, 'min', 'ascending') OVER () AS ascending
FROM (VALUES ('a', 10::float8, 40::float8), ('b', 30, 20), ('c', 20, 30), ('d', 99, NULL), ('e', NULL, 99)) t(name, x, earlier) ORDER BY name;
SELECT sum(m) AS average_ranks_cancel FROM (SELECT rank_change(x, w, 'average') OVER () AS m FROM figure) t;

-- 0, 1, 2 rows, all equal, all NULL
SELECT rank_of(x) OVER (), exponential_score(x) OVER () FROM v WHERE false;
SELECT rank_of(x) OVER () AS r, rank_score(x) OVER () AS s, percentile_score(x) OVER () IS NULL AS p, borda_score(x) OVER () AS b, exponential_score(x) OVER () AS e, exponential_score(x, '(N-rank)/N') OVER () AS e0, rank_change(x, x) OVER () AS c FROM v WHERE id = 1;
SELECT rank_of(x) OVER () AS r, percentile_score(x) OVER () AS p, round(exponential_score(x) OVER ()::numeric, 6) AS e FROM v WHERE id < 3 ORDER BY id;
SELECT DISTINCT rank_of(7) OVER () AS min, rank_of(7, 'max') OVER () AS max, rank_of(7, 'dense') OVER () AS dense, rank_score(7) OVER () AS score, percentile_score(7) OVER () AS p, percentile_score(7, 'average') OVER () AS p_average, round(exponential_score(7) OVER ()::numeric, 6) AS e FROM v;
SELECT count(r), count(p), count(e), count(c) FROM (SELECT rank_of(NULL) OVER () AS r, percentile_score(NULL) OVER () AS p, exponential_score(NULL) OVER () AS e, rank_change(x, NULL) OVER () AS c FROM v) t;
-- -0 and 0 are one value; the largest and the smallest doubles
SELECT x, rank_of(x) OVER () FROM (VALUES ('-0'::float8), (0), (1.7976931348623157e308), (-1.7976931348623157e308), (4.94065645841247e-324)) t(x) ORDER BY x DESC;

-- window = SQL's rank(), dense_rank(), percent_rank() over rows without NULL
SELECT bool_and(a = r) AS rank, bool_and(d = dr) AS dense, bool_and(p = pr) AS percent, bool_and(m = r + c - 1) AS max, bool_and(v = (a + m) / 2) AS average, count(*)
FROM (SELECT rank_of(k) OVER () AS a, rank() OVER (ORDER BY k DESC) AS r, rank_of(k, 'dense') OVER () AS d, dense_rank() OVER (ORDER BY k DESC) AS dr, percentile_score(k) OVER () AS p, percent_rank() OVER (ORDER BY k) AS pr,
		rank_of(k, 'max') OVER () AS m, count(*) OVER (PARTITION BY k) AS c, rank_of(k, 'average') OVER () AS v
	FROM (SELECT ((id * 7919) % 1025)::float8 AS k FROM figure) a) t;
-- properties: sums, reversal, partitions
SELECT sum(s) = count(s) * (count(s) + 1) / 2 AS sum, bool_and(a + b = n + 1) AS reversal FROM (
	SELECT rank_score(w) OVER () AS s, rank_of(w, 'min') OVER () AS a, rank_of(w, 'max', 'ascending') OVER () AS b, count(w) OVER () AS n FROM figure) t;
SELECT bool_and(r = expected) AS partitions FROM (SELECT rank_of(i) OVER (PARTITION BY i % 10) AS r, 100 - i / 10 AS expected FROM generate_series(0, 999) i) t;
-- order and frame do not matter; neither does the order of rows
SELECT bool_and(a = b AND a = c) AS same FROM (SELECT exponential_score(w) OVER () AS a, exponential_score(w) OVER (ORDER BY md5(id::text)) AS b, exponential_score(w) OVER (ORDER BY id DESC ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS c FROM figure WHERE w IS NOT NULL) t;
SELECT count(DISTINCT checksum) AS different FROM generate_series(1, 20) p, LATERAL (
	SELECT md5(string_agg(ROW(a, b, c, d, e, f)::text, '' ORDER BY id)) AS checksum FROM (
		SELECT id, rank_of(w) OVER () AS a, rank_score(w) OVER () AS b, percentile_score(w) OVER () AS c, borda_score(w) OVER () AS d, exponential_score(w) OVER () AS e, rank_change(w, x) OVER () AS f
		FROM (SELECT id, x, floor(w / 50) AS w FROM figure WHERE id <= 2000 ORDER BY md5(p || '-' || id)) a) b) c;

-- errors
SELECT error_of($$SELECT rank_of(x) OVER () FROM (VALUES ('NaN'::float8), (1)) t(x)$$);
SELECT error_of($$SELECT rank_change(1, x) OVER () FROM (VALUES ('-infinity'::float8), (1)) t(x)$$);
SELECT error_of($$SELECT rank_of(x, 'ordinal') OVER () FROM v$$);
SELECT error_of($$SELECT rank_of(x, 'min', 'up') OVER () FROM v$$);
SELECT error_of($$SELECT rank_of(x, NULL) OVER () FROM v$$);
SELECT error_of($$SELECT rank_of(x, id::text) OVER () FROM v$$);
SELECT error_of($$SELECT exponential_score(x, 'Wales') OVER () FROM v$$);
SELECT error_of('SELECT rank_of(x) FROM v');
