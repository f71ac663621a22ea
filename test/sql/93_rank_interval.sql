-- Rankings: ranks with intervals, what can be told apart, ranks of repeated draws.
SET search_path = sozialraum, engine_test, public;
SET extra_float_digits = 0;

-- Mean travel time to work in the 51 states of the USA with its standard error, American Community Survey 2011 (U.S. Census Bureau, public
-- domain), the example of Klein, Wright and Wieczorek 2020. joint_, own_: sets at 95 % computed in R 4.2.2 by p.adjust(p, "holm") over pnorm() of
-- all ordered pairs, and of the pairs of each state. boot_…: the authors' sets of Mogstad et al. 2024, bootstrap instead of Holm (csranks
-- 1.2.2, R = 2000, seed 1): simultaneous and marginal.
CREATE TEMP TABLE travel (state text, x float8, se float8, joint_lower int, joint_upper int, own_lower int, own_upper int,
	boot_joint_lower int, boot_joint_upper int, boot_own_lower int, boot_own_upper int);
INSERT INTO travel VALUES
	('SD', 16.86, 0.28, 46, 51, 48, 51, 46, 51, 49, 51), ('ND', 16.91, 0.36, 46, 51, 46, 51, 46, 51, 48, 51), ('NE', 18.06, 0.19, 44, 51, 45, 50, 44, 51, 46, 50),
	('WY', 18.1, 0.5, 43, 51, 43, 51, 43, 51, 44, 51), ('MT', 18.18, 0.32, 43, 51, 44, 51, 43, 51, 44, 50), ('AK', 18.39, 0.33, 43, 51, 43, 50, 43, 51, 44, 49),
	('IA', 18.77, 0.13, 43, 49, 44, 49, 43, 49, 44, 48), ('KS', 18.9, 0.16, 43, 49, 43, 48, 43, 49, 43, 48), ('ID', 19.66, 0.24, 43, 48, 43, 45, 43, 48, 43, 45),
	('OK', 21.13, 0.15, 38, 42, 38, 42, 38, 42, 38, 42), ('AR', 21.31, 0.23, 37, 42, 37, 42, 37, 42, 37, 42), ('NM', 21.43, 0.27, 36, 42, 37, 42, 36, 42, 37, 42),
	('UT', 21.61, 0.2, 36, 42, 37, 42, 36, 42, 37, 42), ('WI', 21.92, 0.11, 36, 41, 37, 41, 36, 41, 37, 41), ('VT', 21.94, 0.31, 30, 42, 35, 42, 30, 42, 35, 42),
	('OR', 22.54, 0.16, 30, 40, 31, 37, 30, 40, 31, 37), ('KY', 22.86, 0.15, 26, 37, 29, 37, 26, 37, 29, 37), ('MN', 22.99, 0.1, 25, 37, 28, 36, 26, 37, 29, 36),
	('MO', 23.07, 0.13, 25, 37, 26, 36, 25, 37, 26, 36), ('OH', 23.12, 0.09, 25, 37, 26, 35, 25, 37, 26, 35), ('RI', 23.36, 0.29, 20, 37, 22, 36, 20, 37, 22, 36),
	('NC', 23.37, 0.12, 24, 35, 24, 35, 24, 35, 25, 35), ('ME', 23.41, 0.25, 20, 37, 22, 36, 21, 37, 22, 36), ('IN', 23.45, 0.11, 24, 35, 24, 34, 24, 35, 24, 33),
	('SC', 23.61, 0.16, 21, 35, 22, 33, 21, 35, 22, 33), ('MS', 23.86, 0.24, 16, 35, 20, 33, 17, 35, 20, 33), ('AL', 23.94, 0.14, 19, 31, 20, 31, 19, 31, 20, 30),
	('NV', 24.1, 0.27, 15, 34, 16, 31, 15, 33, 16, 31), ('MI', 24.11, 0.1, 18, 29, 19, 29, 18, 29, 20, 29), ('TN', 24.23, 0.14, 15, 29, 18, 29, 16, 29, 18, 29),
	('CO', 24.51, 0.19, 14, 29, 15, 26, 14, 29, 16, 26), ('LA', 24.54, 0.15, 14, 28, 15, 26, 14, 27, 16, 26), ('AZ', 24.76, 0.15, 13, 25, 14, 23, 13, 25, 15, 23),
	('TX', 24.82, 0.07, 14, 24, 14, 22, 14, 23, 15, 22), ('CT', 24.98, 0.19, 12, 24, 13, 22, 12, 24, 13, 22), ('DE', 25.3, 0.37, 10, 26, 11, 24, 10, 26, 11, 22),
	('WA', 25.51, 0.14, 11, 18, 11, 17, 11, 18, 11, 17), ('WV', 25.58, 0.31, 10, 23, 10, 21, 10, 22, 11, 19), ('HI', 25.69, 0.27, 10, 21, 10, 19, 10, 21, 11, 17),
	('FL', 25.76, 0.11, 10, 17, 11, 16, 10, 17, 11, 16), ('PA', 25.92, 0.09, 10, 16, 11, 16, 10, 16, 11, 16), ('NH', 26.9, 0.3, 5, 15, 7, 12, 6, 15, 7, 10),
	('GA', 27.11, 0.17, 7, 10, 7, 10, 7, 10, 7, 10), ('CA', 27.14, 0.07, 8, 10, 8, 10, 8, 10, 8, 10), ('VA', 27.74, 0.13, 5, 9, 5, 9, 5, 9, 5, 9),
	('MA', 27.99, 0.13, 5, 8, 5, 7, 5, 8, 5, 7), ('IL', 28.17, 0.11, 5, 8, 5, 7, 5, 7, 5, 7), ('DC', 30.1, 0.32, 3, 4, 3, 4, 3, 4, 3, 4),
	('NJ', 30.53, 0.12, 3, 4, 3, 4, 3, 4, 3, 4), ('NY', 31.5, 0.09, 2, 2, 2, 2, 2, 2, 2, 2), ('MD', 32.21, 0.15, 1, 1, 1, 1, 1, 1, 1, 1);
CREATE TEMP VIEW told AS
SELECT t.*, (rank_interval(x, se) OVER ()).rank AS rank, rank_interval(x, se) OVER () AS joint, rank_interval(x, se, 0.95, false) OVER () AS own,
	distinguishable(x, se) OVER () AS apart, distinguishable(x, se, 0.95, false) OVER () AS apart_own FROM travel AS t;
SELECT count(*), count(*) FILTER (WHERE (joint).lower = joint_lower AND (joint).upper = joint_upper) AS joint,
	count(*) FILTER (WHERE (own).lower = own_lower AND (own).upper = own_upper) AS own,
	count(*) FILTER (WHERE rank = 52 - r) AS ranks
FROM (SELECT *, row_number() OVER (ORDER BY x) AS r FROM told) AS s;
-- Holm is never narrower than the bootstrap, and hardly wider
SELECT bool_and((joint).lower <= boot_joint_lower AND (joint).upper >= boot_joint_upper) AS joint_contains, bool_and((own).lower <= boot_own_lower AND (own).upper >= boot_own_upper) AS own_contains,
	sum((joint).upper - (joint).lower) AS joint, sum(boot_joint_upper - boot_joint_lower) AS boot_joint, sum((own).upper - (own).lower) AS own, sum(boot_own_upper - boot_own_lower) AS boot_own FROM told;
SELECT state, rank, (joint).lower, (joint).upper, (own).lower, (own).upper, (apart).* FROM told WHERE rank <= 10 OR rank > 48 ORDER BY rank;
-- not told from the mean: the same six in R, with Holm and without
SELECT string_agg(state, ' ' ORDER BY rank) FILTER (WHERE NOT (apart).from_mean) AS joint, string_agg(state, ' ' ORDER BY rank) FILTER (WHERE NOT (apart_own).from_mean) AS own FROM told;
-- a lower level gives narrower sets
SELECT bool_and((a).lower >= (b).lower AND (a).upper <= (b).upper) FROM (SELECT rank_interval(x, se, 0.8) OVER () AS a, rank_interval(x, se, 0.99) OVER () AS b FROM travel) AS s;

-- ---------------------------------------------------------------- by hand
-- differences 10 with standard error sqrt(2): told apart whatever the correction; 1 is not; c of one comparison 1.96 * sqrt(2) = 2.77
SELECT x, (rank_interval(x, 1) OVER ()).*, (distinguishable(x, 1) OVER ()).* FROM unnest('{10,20,21,20}'::float8[]) AS x ORDER BY x DESC, 1;
SELECT d, (distinguishable(d * i, 1, 0.95, false) OVER (PARTITION BY d)).from_next FROM unnest('{2.77,2.78}'::float8[]) AS d, generate_series(0, 1) AS i ORDER BY d, i;
-- two areas: Holm's first step is at 5 % / 2, one-sided: the same 1.96
SELECT d, (rank_interval(d * i, 1) OVER (PARTITION BY d)).* FROM unnest('{2.77,2.78}'::float8[]) AS d, generate_series(0, 1) AS i ORDER BY d, i;
-- the mean of two is half-way: the same again, and 2.24 * sqrt(2) = 3.17 when both statements are to hold together (Holm counts them as two)
SELECT d, (distinguishable(d * i, 1, 0.95, false) OVER (PARTITION BY d)).from_mean, (distinguishable(1.143 * d * i, 1) OVER (PARTITION BY d)).from_mean AS together FROM unnest('{2.77,2.78}'::float8[]) AS d, generate_series(0, 1) AS i ORDER BY d, i;

-- ---------------------------------------------------------------- edge cases
SELECT rank_interval(x, 1) OVER (), distinguishable(x, 1) OVER (), rank_distribution(x, 1) OVER () FROM (SELECT 1.0::float8 WHERE false) AS s (x);
SELECT rank_interval(7, 2) OVER () AS one, distinguishable(7, 2) OVER () AS told, rank_distribution(7, 2) OVER () AS draws;
SELECT rank_interval(7, 2) OVER () AS two_equal, distinguishable(7, 2) OVER () AS told, rank_distribution(7, 2, 10000) OVER () FROM generate_series(1, 2);
SELECT DISTINCT rank_interval(NULL, 2) OVER () AS all_null, distinguishable(NULL, 2) OVER () AS told, rank_distribution(7, NULL) OVER () AS draws FROM generate_series(1, 3);
-- an exact figure (0); one whose error is not known (NULL) is told from nobody, but has a rank; no figure has none
SELECT x, se, rank_interval(x, se) OVER () AS ranks, distinguishable(x, se) OVER () AS told, rank_distribution(x, se) OVER () AS draws
FROM unnest('{1,2,3,4,NULL,3}'::float8[], '{0,0,NULL,0.1,1,0.001}'::float8[]) AS u (x, se) ORDER BY x, se;
SELECT DISTINCT rank_interval(x, NULL) OVER () AS unknown, x FROM generate_series(1, 3) AS x ORDER BY x;
-- partitions of their own
SELECT g, x, rank_interval(x, 0.1) OVER (PARTITION BY g) FROM (VALUES (1, 1::float8), (1, 2), (2, 5), (2, 6), (2, 6.01)) AS v (g, x) ORDER BY g, x;
-- the ends of the range
SELECT rank_interval(x * 1e307, 1e306) OVER (), rank_interval(x * 1e-300, 1e-301) OVER (), distinguishable(x * 1e307, 1e306) OVER () FROM generate_series(-8, 8, 8) AS x ORDER BY x;
SELECT rank_interval(x, 0) OVER (), (rank_distribution(x, 0) OVER ()).mean_rank FROM unnest('{-0,0,-5,5e-324}'::float8[]) AS x ORDER BY x;

-- ---------------------------------------------------------------- repeated draws
-- P(x_1 + e_1 > x_2 + e_2) = Phi(1 / sqrt(0.6² + 0.8²)) = 0.8413
SELECT x, round(d.mean_rank::numeric, 2) AS mean, d.median_rank, d.lower, d.upper, abs(d.share_highest - CASE WHEN x = 1 THEN 0.8413447 ELSE 0.1586553 END) < 0.005 AS as_expected
FROM (SELECT x, (rank_distribution(x, CASE WHEN x = 1 THEN 0.6 ELSE 0.8 END, 100000) OVER ()).* FROM generate_series(0, 1) AS x) AS d;
SELECT state, round(d.mean_rank::numeric, 1) AS mean, d.median_rank AS median, d.lower, d.upper, round(d.share_highest::numeric, 1) AS among_5 FROM (
	SELECT state, x, (rank_distribution(x, se, 1000, 42, highest => 5) OVER ()).* FROM travel) AS d ORDER BY x DESC LIMIT 10;
-- all ranks are given away once: their mean is (n + 1) / 2, and k areas are among the k highest
SELECT round(avg(d.mean_rank)::numeric, 9) AS mean, round(sum(d.share_highest)::numeric, 9) AS k FROM (SELECT (rank_distribution(x, se, 500, highest => 7) OVER ()).* FROM travel) AS d;

-- ---------------------------------------------------------------- the same in every order of rows
CREATE FUNCTION pg_temp.in_order(seed integer) RETURNS text LANGUAGE sql AS $$
	SELECT md5(string_agg(concat_ws(' ', id, a, b, c, d, e), ',' ORDER BY id)) FROM (
		SELECT id, rank_interval(x, se) OVER () AS a, rank_interval(x, se, 0.9, false) OVER () AS b, distinguishable(x, se) OVER () AS c,
			distinguishable(x, se, 0.9, false) OVER () AS d, rank_distribution(x, se, 20) OVER () AS e
		FROM (SELECT id, round(10 * sin(id * 7919)::numeric, 1)::float8 AS x, CASE WHEN id % 13 <> 0 THEN 0.1 * (id % 7) END AS se, CASE WHEN seed = 0 THEN id::text ELSE md5(seed || '-' || id) END AS o
			FROM generate_series(1, 300) AS id ORDER BY o) AS s) AS r
$$;
SELECT count(DISTINCT pg_temp.in_order(seed)) FROM generate_series(0, 20) AS seed;
-- coverage of the true ranks by a planner's 40 areas: all sets together in 94 % at least of 400 seeded draws (2,000 in the unit test)
SELECT count(*) >= 0.94 * 400 AS enough FROM (
	SELECT bool_and((r).lower <= 41 - area AND 41 - area <= (r).upper) AS covered FROM (
		SELECT draw, area, rank_interval(area * 0.2 + (1 + area % 3) * e, 1 + area % 3) OVER (PARTITION BY draw) AS r FROM (
			SELECT draw, area, sqrt(-2 * ln(1 - (('x' || substr(md5(draw || ' ' || area), 1, 8))::bit(32)::bigint + 0.5) / 4294967296)) * cos(2 * pi() * ('x' || substr(md5(draw || ' ' || area), 9, 8))::bit(32)::bigint / 4294967296) AS e
			FROM generate_series(1, 400) AS draw, generate_series(1, 40) AS area) AS n) AS s GROUP BY draw) AS c WHERE covered;

-- ---------------------------------------------------------------- errors
SELECT q, error_of('SELECT ' || q || ' OVER () FROM generate_series(1, 3) AS i') FROM unnest(ARRAY[
	$$rank_interval('NaN', 1)$$, $$rank_interval(1, 'Infinity')$$, $$rank_interval(1, -1)$$, $$rank_interval(1, 1, 1)$$, $$rank_interval(1, 1, 0)$$, $$rank_interval(1, 1, 'NaN')$$,
	$$rank_interval(1, 1, NULL)$$, $$rank_interval(1, 1, 0.95, NULL)$$, $$rank_interval(1, 1, 0.5 + i / 10.0)$$, $$distinguishable('-Infinity', 1)$$, $$distinguishable(1, -0.5)$$,
	$$distinguishable(1, 1, 95)$$, $$rank_distribution(1, 'NaN')$$, $$rank_distribution(1, 1, 0)$$, $$rank_distribution(1, 1, 100001)$$, $$rank_distribution(1, 1, 10, NULL)$$,
	$$rank_distribution(1, 1, 10, 1, 2)$$, $$rank_distribution(1, 1, 10, 1, 0.9, 0)$$]) AS q;
SELECT error_of('SELECT rank_distribution(i, 1, 100000) OVER () FROM generate_series(1, 2501) AS i');
-- many areas
SELECT sum((r).lower) AS lower, sum((r).upper) AS upper FROM (SELECT rank_interval(i, 30) OVER () AS r FROM generate_series(1, 10000) AS i) AS s;
