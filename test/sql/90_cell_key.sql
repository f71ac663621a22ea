-- The cell-key method: keys, table, perturbed counts
SET search_path = sozialraum, engine_test, public;

-- keys of records: HMAC-SHA256 by Python's hmac; as bytes and as text; RFC 4231, test cases 1 and 6
SELECT record_key('sozialraum-test-secret', '1') AS one, record_key('sozialraum-test-secret', '2')::numeric + 18446744073709551616 AS two_unsigned,
	record_key('sozialraum-test-secret', '1') = record_key('sozialraum-test-secret'::bytea, '1') AS bytes;
SELECT record_key(decode(repeat('0b', 20), 'hex'), 'Hi There') = ('x' || 'b0344c61d8db3853')::bit(64)::bigint AS rfc_4231_case_1,
	record_key(decode(repeat('aa', 131), 'hex'), 'Test Using Larger Than Block-Size Key - Hash Key First') = ('x' || '60e431591ee0b67f')::bit(64)::bigint AS rfc_4231_case_6;
SELECT record_key(NULL::text, '1') IS NULL AS no_secret, record_key('sozialraum-test-secret', NULL) IS NULL AS no_id, record_key(NULL::bytea, '1') IS NULL AS no_bytes;
SELECT error_of($$SELECT record_key('too-short-secret'::text, '1')$$) AS sixteen_bytes, error_of($$SELECT record_key('fifteen-bytes-x'::text, '1')$$) AS fifteen_bytes;
SELECT error_of($$SELECT record_key(''::bytea, '1')$$) AS empty;
SELECT error_of($$SELECT record_key('sozialraum-test-secret'::text, '')$$) AS empty_id;
SELECT bool_or(error_of(format('SELECT record_key(%L::%s, %L)', secret, type, id)) ~* 'fifteen|person|0123') AS tells_anything
FROM (VALUES ('fifteen-bytes-x', ''), ('fifteen-bytes-x', 'person 1'), ('0123456789012345', '')) AS v (secret, id), unnest(ARRAY['text', 'bytea']) AS type;

-- keys differ, and look like chance: 20,000 of them, a mean of 1/2, bits half and half
CREATE TABLE engine_test.person AS
SELECT i AS id, i % 7 AS district, CASE WHEN i % 50 <> 0 THEN record_key('sozialraum-test-secret', i::text) END AS k FROM generate_series(1, 20000) AS i;
ALTER TABLE engine_test.person SET (parallel_workers = 8);
ANALYZE engine_test.person;
SELECT count(DISTINCT k), abs(avg(cell_key_uniform(k)) - 0.5) < 0.01 AS uniform, abs(variance(cell_key_uniform(k)) - 1 / 12.0) < 0.002 AS variance FROM person;
SELECT count(*) AS biased_bits FROM (SELECT b, avg((k >> b & 1)::integer) AS share FROM person, generate_series(0, 63) AS b WHERE k IS NOT NULL GROUP BY b) AS s WHERE abs(share - 0.5) > 0.02;

-- keys of cells: the sum modulo 2^64
SELECT cell_key(k) FROM (VALUES (9223372036854775807), (1), (NULL), (5)) AS v (k);
SELECT mod(sum(k::numeric) - cell_key(k), 2::numeric ^ 64) = 0 AS modulo FROM person;
SELECT cell_key(k) IS NULL AS no_rows FROM person WHERE false;
SELECT cell_key(k) IS NULL AS all_null FROM person WHERE k IS NULL;
SELECT * FROM invariance('cell_key(k)', 'person');
-- the key of the union is the key of the keys
SELECT (SELECT cell_key(c) FROM (SELECT cell_key(k) AS c FROM person GROUP BY district) AS s) = (SELECT cell_key(k) FROM person) AS mergeable;
-- a moving frame takes rows out again, NULL among them
SELECT count(*) AS frames, count(*) FILTER (WHERE moving IS DISTINCT FROM anew) AS wrong, count(*) FILTER (WHERE moving IS NULL) AS nulls
FROM (SELECT id, cell_key(k) OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND 2 FOLLOWING) AS moving FROM (SELECT id, CASE WHEN id % 9 < 5 THEN k END AS k FROM person WHERE id <= 500) AS p) AS m
JOIN LATERAL (SELECT cell_key(CASE WHEN id % 9 < 5 THEN k END) AS anew FROM person p WHERE p.id BETWEEN m.id AND least(m.id + 2, 500)) AS a ON true;
SELECT cell_key_uniform(0), cell_key_uniform(-1) = 1 - 2 ^ -53 AS highest, cell_key_uniform(-9223372036854775808) AS half, cell_key_uniform(NULL) IS NULL AS none;

-- the table of ptable with D = 2, V = 0.9, js = 0
SELECT original, perturbed, noise, round(probability::numeric, 7) AS probability, round(upper::numeric, 7) AS upper FROM perturbation_table(2, 0.9, 1);
-- with D = 4, V = 2.5, js = 2, the default: all values to 1e-7
CREATE TABLE engine_test.ptable AS
SELECT row, left_at + k - 1 + CASE WHEN left_at = 0 AND k > 1 THEN 2 ELSE 0 END AS perturbed, p
FROM (VALUES (1, 0, ARRAY[.70493156, .20068442, .07397337, .02041065]),
	(2, 0, ARRAY[.37342229, .51547466, .10224162, .00855902, .00030241]),
	(3, 0, ARRAY[.17710131, .44471155, .25566934, .09559524, .02324616, .00367641]),
	(4, 0, ARRAY[.06699695, .29292884, .29292884, .19533597, .10121619, .03922460, .01136862]),
	(5, 3, ARRAY[.20527758, .22314590, .22314590, .16525619, .10473325, .05478632, .02365486]),
	(6, 3, ARRAY[.05442978, .12613864, .20685866, .24005643, .19713648, .11456045, .04711036, .01370920]),
	(7, 3, ARRAY[.01159080, .04427447, .11531781, .20480576, .24802232, .20480576, .11531781, .04427447, .01159080])) AS v (row, left_at, probabilities),
	unnest(probabilities) WITH ORDINALITY AS u (p, k);
SELECT count(*), count(*) FILTER (WHERE abs(t.probability - p.p) < 1e-7) AS agree
FROM ptable p FULL JOIN (SELECT * FROM perturbation_table() WHERE original > 0) AS t ON (t.original, t.perturbed) = (p.row, p.perturbed);
-- every count: probabilities 1, no bias, this variance, intervals without gaps, nothing forbidden; 0 stays
SELECT original, round(sum(probability)::numeric, 12) AS sum, abs(sum(probability * noise)) < 1e-8 AS unbiased, round(sum(probability * noise * noise)::numeric, 7) AS variance,
	min(lower) AS lower, max(upper) AS upper, bool_and(perturbed = original + noise AND perturbed NOT IN (1, 2) AND perturbed >= 0 AND abs(noise) <= 4) AS allowed
FROM perturbation_table() GROUP BY original ORDER BY original;
SELECT count(*) AS gaps FROM (SELECT lower - lag(upper) OVER (PARTITION BY original ORDER BY noise) AS gap FROM perturbation_table()) AS s WHERE gap <> 0;
-- parameters at their limits, and beyond
SELECT original, perturbed, round(probability::numeric, 6) AS probability FROM perturbation_table(4, 2, 3) WHERE original IN (1, 2);
SELECT count(*), max(original) FROM perturbation_table(100, 3366.6, 101);
SELECT count(*) AS none FROM perturbation_table(NULL, 2.5, 3);
SELECT error_of('SELECT * FROM perturbation_table(4, 1.99, 3)') AS least;
SELECT error_of('SELECT * FROM perturbation_table(4, 6.7, 3)') AS largest;
SELECT error_of('SELECT * FROM perturbation_table(4, 0, 1)') AS no_noise;
SELECT error_of('SELECT * FROM perturbation_table(2, 2, 4)') AS out_of_reach;
SELECT error_of('SELECT * FROM perturbation_table(4, 2.5, 0)') AS smallest;
SELECT error_of('SELECT * FROM perturbation_table(0, 2.5, 1)') AS noise, error_of('SELECT * FROM perturbation_table(101, 2.5, 1)') AS much_noise;
SELECT error_of($$SELECT * FROM perturbation_table(4, 'NaN', 3)$$) AS nan;
SELECT error_of($$SELECT * FROM perturbation_table(4, '-Infinity', 3)$$) AS infinite;
SELECT error_of('SELECT perturb(5, 5, 4, 1, 3)') AS of_perturb;

-- worked example: 26 people with the test secret, published 4, 10, 14 and 23
SELECT coalesce(cell, 'total') AS cell, count(k), round(cell_key_uniform(cell_key(k))::numeric, 12) AS u, perturb(count(k), cell_key(k))
FROM (SELECT CASE WHEN i <= 2 THEN 'A' WHEN i <= 11 THEN 'B' ELSE 'C' END AS cell, record_key('sozialraum-test-secret', i::text) AS k FROM generate_series(1, 26) AS i) AS s
GROUP BY ROLLUP (cell) ORDER BY 1;

-- what perturb says is what the table says, for every count and parameters that change from row to row
SELECT count(*), count(*) FILTER (WHERE perturb(least(n, 30), k, d, v, s) - least(n, 30) <> t.noise) AS wrong
FROM (SELECT id % 31 AS n, k, (ARRAY[4, 2, 5])[1 + id % 3] AS d, (ARRAY[2.5, 0.9, 3])[1 + id % 3]::double precision AS v, (ARRAY[3, 1, 3])[1 + id % 3] AS s FROM person WHERE id <= 600 AND k IS NOT NULL) AS p
JOIN LATERAL (SELECT noise FROM perturbation_table(d, v, s)
	WHERE original = least(n, (SELECT max(original) FROM perturbation_table(d, v, s))) AND cell_key_uniform(k) >= lower AND cell_key_uniform(k) < upper) AS t ON true;
-- over many keys: right on average, the variance, 0 stays, nothing small or negative; the same key, the same count
SELECT n, abs(avg(p - n)) < 4 * sqrt(2.5 / count(*)) AS unbiased, abs(avg((p - n) ^ 2) - CASE WHEN n > 0 THEN 2.5 ELSE 0 END) < 4 * sqrt(20.0 / count(*)) AS variance,
	bool_and(p = 0 OR p >= 3) AS allowed, max(abs(p - n)) <= 4 AS bounded, bool_and(p = perturb(n, k)) AS same
FROM (SELECT n, k, perturb(n, k) AS p FROM person, unnest(ARRAY[0, 1, 2, 3, 6, 7, 1000, 123456789012]) AS n WHERE k IS NOT NULL) AS s GROUP BY n ORDER BY n;
SELECT * FROM invariance('perturb(count(k), cell_key(k))', 'person');
-- what an attacker can build: the difference of a cell and the same with one person more has twice the variance, a sum of 20 cells 20 times
SELECT abs(variance(more - less) / 5 - 1) < 0.1 AS difference, abs(avg(more - less) - 1) < 0.15 AS unbiased
FROM (SELECT perturb(10, cell_key(k)) AS more, perturb(9, cell_key(k) FILTER (WHERE id % 10 > 0)) AS less FROM person WHERE k IS NOT NULL GROUP BY id / 10 HAVING count(k) = 10 AND bool_or(id % 10 = 0)) AS s;
SELECT abs(variance(parts - 200) / 50 - 1) < 0.3 AS sum_of_parts, abs(variance(total - 200) / 2.5 - 1) < 0.3 AS total, abs(corr(parts, total)) < 0.2 AS independent
FROM (SELECT g, sum(p) AS parts, perturb(200, cell_key(c)) AS total FROM (SELECT g, h, cell_key(k) AS c, perturb(10, cell_key(k)) AS p
	FROM (SELECT (i - 1) / 200 AS g, (i - 1) / 10 AS h, record_key('another-test-secret', i::text) AS k FROM generate_series(1, 100000) AS i) AS s GROUP BY g, h) AS s GROUP BY g) AS t;
SELECT perturb(NULL, 5) IS NULL AS no_count, perturb(5, NULL) IS NULL AS no_key, perturb(5, 5, NULL) IS NULL AS no_noise, perturb(5, 5, 4, NULL) IS NULL AS no_variance,
	perturb(NULL, NULL) IS NULL AS nothing, perturb(0, 5) AS zero, perturb(-0.0, 5) AS minus_zero;
-- an empty cell has no key: 0 all the same
SELECT area, count(k), cell_key(k) IS NULL AS no_key, perturb(count(k), cell_key(k)) FROM generate_series(1, 2) AS area LEFT JOIN (SELECT 1, record_key('sozialraum-test-secret', i::text) FROM generate_series(1, 2) AS i) AS v (a, k) ON a = area GROUP BY area ORDER BY area;
SELECT perturb(0, NULL, NULL) IS NULL AS no_noise, error_of('SELECT perturb(0, NULL, 4, 1)') LIKE '22023%' AS parameters;
SELECT perturb(9007199254740992, 5) - 9007199254740992 BETWEEN -4 AND 4 AS large;
SELECT error_of('SELECT perturb(-17, 5)') AS negative;
SELECT error_of('SELECT perturb(17.5, 5)') AS fraction;
SELECT error_of('SELECT perturb(1e300, 5)') AS huge;
SELECT error_of($$SELECT perturb('NaN', 5)$$) AS nan;
SELECT error_of($$SELECT perturb('Infinity', 5)$$) AS infinite;
-- the text of an error never tells the count, for parameters that are wrong too
SELECT bool_or(error_of(format('SELECT perturb(%s, 5, %s)', count, parameters)) ~ '4711') AS tells_the_count
FROM unnest(ARRAY['-4711', '4711.5', '4711e50', '4711']) AS count, unnest(ARRAY['4, 2.5, 3', '0, 2.5, 3', '4, 1, 3', '4, 2.5, 9']) AS parameters;

-- a key does not depend on the encoding of the database; a character that has no place in UTF-8 is not shown
SELECT record_key('geheimnis-müller-' || chr(228), chr(228) || 'x') AS key \gset utf8_
\set QUIET on
SELECT current_database() AS database \gset regress_
SET client_min_messages = warning;
DROP DATABASE IF EXISTS cell_key_encoding;
CREATE DATABASE cell_key_encoding TEMPLATE template0 ENCODING 'WIN1252' LC_COLLATE 'C' LC_CTYPE 'C';
\connect cell_key_encoding
SET client_min_messages = warning;
CREATE EXTENSION sozialraum CASCADE;
SELECT sozialraum.record_key('geheimnis-m' || chr(252) || 'ller-' || chr(228), chr(228) || 'x') = :utf8_key AS same_key;
SELECT sozialraum.record_key('sozialraum-test-secret'::text, 'x' || chr(129));
SELECT sozialraum.record_key('sozialraum-test-secret' || chr(129), 'x');
\connect :regress_database
DROP DATABASE cell_key_encoding;
