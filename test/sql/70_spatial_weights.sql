-- Spatial weights: the type, what is read from them, what is made of them
SET search_path = sozialraum, engine_test, public;

-- text: there and back, in any order of units
SELECT '{binary; 3: 1; 1: 3 2; 2: 1; 4:}'::spatial_weights;
SELECT ' { row ; 1: 2=0.25 3=0.75 ;2:1=1; 3: 1=1}'::spatial_weights;
SELECT '{general; -9223372036854775808: 9223372036854775807=1e-300; 9223372036854775807: -9223372036854775808=0.1}'::spatial_weights;
SELECT '{binary}'::spatial_weights, weights_summary('{binary}');
SELECT w::text::spatial_weights::text = w::text AS same FROM (SELECT standardise_weights('{binary; 1: 2 3 4; 2: 1; 3: 1 4; 4: 1 3; 9:}', s) AS w FROM unnest(ARRAY['row', 'binary', 'global', 'variance']) s) t;

-- what is refused
SELECT t AS given, error_of(format('SELECT %L::sozialraum.spatial_weights', t))
FROM unnest(ARRAY['', '{', '{binary; 1 2}', '{binary; 1: 2=1; 2:}', '{rows; 1:}', '{general; 1: 2; 2:}', '{general; 1: 2=NaN; 2:}', '{general; 1: 2=-1; 2:}',
	'{row; 1: 2=0.5; 2:}', '{binary; 1: 3; 2:}', '{binary; 1:; 1:}', '{binary; 1: 2 2; 2:}', '{binary; 1: 12345678901234567890; 2:}', '{binary; 1: 2; 2:} and more']) t;

-- reading
SELECT * FROM neighbours('{row; 1: 2=0.25 3=0.75; 2: 1=1; 3: 1=1; 4:}');
SELECT * FROM weights_units('{general; 1: 1=2 2=0.25 3=0.75; 2: 1=1; 3: 1=1; 4:; 7: 9=1; 9: 7=3}');
SELECT islands('{general; 1: 1=2 2=0.25 3=0.75; 2: 1=1; 3: 1=1; 4:; 7: 9=1; 9: 7=3}');
SELECT * FROM weights_summary('{general; 1: 1=2 2=0.25 3=0.75; 2: 1=1; 3: 1=1; 4:; 7: 9=1; 9: 7=3}');
SELECT (weights_summary('{binary; 1: 2; 2: 1}')).is_symmetric, (weights_summary('{general; 1: 2=1; 2: 1=2}')).is_symmetric, (weights_summary('{binary; 1: 2; 2:}')).is_symmetric;
SELECT count(*) FROM neighbours(NULL);

-- styles: a path of three units, variance-stabilising by hand (Tiefelsdorf, Griffith, Boots 1999): q = (1, sqrt 2, 1), Q = 2 + sqrt 2
SELECT s, array_agg(round(weight::numeric, 12) ORDER BY id, neighbour_id), round(sum(weight)::numeric, 12) AS sum
FROM unnest(ARRAY['row', 'binary', 'global', 'variance']) s, neighbours(standardise_weights('{binary; 1: 2; 2: 1 3; 3: 2; 8:}', s)) GROUP BY s ORDER BY s;
SELECT round(3 / (2 + sqrt(2::numeric)), 12) AS end_unit, round(3 / (2 + sqrt(2::numeric)) / sqrt(2::numeric), 12) AS middle_unit;
SELECT standardise_weights('{general; 1: 2=0 3=0; 2: 1=2; 3: 1=0.5}');
SELECT error_of($$SELECT sozialraum.standardise_weights('{binary; 1: 2; 2: 1}', 'w')$$);

-- a path of five units
SELECT higher_order_weights(w, 1), higher_order_weights(w, 2), higher_order_weights(w, 4), higher_order_weights(w, 9), higher_order_weights(w, 3, inclusive => true)
FROM (SELECT '{binary; 1: 2; 2: 1 3; 3: 2 4; 4: 3 5; 5: 4}'::spatial_weights AS w) t;
SELECT error_of($$SELECT sozialraum.higher_order_weights('{binary; 1: 2; 2: 1}', 0)$$);

-- sets of links, over the units of both
SELECT weights_union(a, b), weights_intersection(a, b), weights_difference(a, b), weights_difference(b, a), symmetric_weights(a)
FROM (SELECT '{general; 1: 2=5 3=1; 2: 1=1; 3:}'::spatial_weights, '{binary; 1: 3; 3: 1 7; 7: 3}'::spatial_weights) t(a, b);

-- from a table of neighbours: NULL names an island, pairs come once, rows without id or weight do not count
SELECT weights_from_neighbours(id, neighbour_id) FROM (VALUES (3::bigint, 1::bigint), (1, 3), (2, NULL), (NULL, 7), (1, 9)) t(id, neighbour_id);
SELECT weights_from_neighbours(id, neighbour_id, weight) FROM (VALUES (3::bigint, 1::bigint, 0.5), (1, 3, 1e300), (2, NULL, 3), (5, NULL, NULL), (6, 1, NULL)) t(id, neighbour_id, weight);
SELECT weights_from_neighbours(id, neighbour_id) IS NULL AS none FROM (SELECT 1::bigint, 2::bigint WHERE false) t(id, neighbour_id);
SELECT error_of($$SELECT sozialraum.weights_from_neighbours(id, 1) FROM (VALUES (2), (2)) t(id)$$);
SELECT error_of($$SELECT sozialraum.weights_from_neighbours(1, 2, 'NaN')$$), error_of($$SELECT sozialraum.weights_from_neighbours(1, 2, -1)$$);
SELECT * FROM invariance('md5(weights_from_neighbours(id, (id * 7919) % 20011, w)::text)');

-- there and back by table, GAL, GWT and the binary form
CREATE TABLE engine_test.weights_there AS
SELECT weights_from_neighbours(i, j) AS w FROM (SELECT i, (i * 37 + k * k) % 500 AS j FROM generate_series(0, 499) i, generate_series(1, 6) k UNION SELECT 1000, NULL) t WHERE i IS DISTINCT FROM j;
SELECT weights_summary(w) FROM weights_there;
SELECT attstorage FROM pg_attribute WHERE attrelid = 'engine_test.weights_there'::regclass AND attname = 'w';
SELECT (SELECT weights_from_neighbours(id, neighbour_id) FROM (SELECT id, neighbour_id FROM neighbours(w) UNION ALL SELECT islands(w), NULL) t)::text = w::text AS by_table,
	weights_from_gal(weights_to_gal(w))::text = w::text AS by_gal,
	(SELECT array_agg(n ORDER BY n) FROM neighbours(weights_from_gwt(weights_to_gwt(standardise_weights(w)))) n) = (SELECT array_agg(n ORDER BY n) FROM neighbours(standardise_weights(w)) n) AS by_gwt
FROM weights_there;
SELECT weights_to_gal('{row; 1: 2=0.5 3=0.5; 2: 1=1; 3:}'), weights_to_gwt('{row; 1: 2=0.5 3=0.5; 2: 1=1; 3:}');
SELECT weights_from_gal(E'3\n1 2\n2 3\n2 0\n\n3 1\n1\n'), weights_from_gwt(E'0 3 points id\n1 2 12.5\n2 1 12.5\n');
SELECT t AS given, error_of(format('SELECT sozialraum.weights_from_gal(%L)', t)) FROM unnest(ARRAY['', 'x', E'2\n1 1\n2\n', E'2\n1 1\n2\n2 1\n3\n', E'2\n1 5\n2\n2 0', E'1\n1 1\n1 rest']) t;
SELECT error_of($$SELECT sozialraum.weights_from_gwt(E'0 1 a b\n1 2 3\n')$$), error_of($$SELECT sozialraum.weights_from_gwt(E'0 2 a b\n1 2 x\n')$$);

-- bytes: what was sent is received; damaged bytes are refused
CREATE TABLE engine_test.received (w spatial_weights);
SELECT receive('received', spatial_weights_send(w)) = w::text AS same FROM (SELECT unnest(ARRAY['{binary; 1: 2 3; 2: 1; 3:}', '{row; 1: 2=0.25 3=0.75; 2: 1=1; 3:}', '{binary}']::spatial_weights[]) AS w) t;
SELECT length(spatial_weights_send(w)) FROM weights_there;
SELECT outcome, count(*) > 0 AS found FROM (
	SELECT split_part(error_of(format('SELECT engine_test.receive(''engine_test.received'', %L)', mutate(spatial_weights_send('{row; 1: 2=0.25 3=0.75; 2: 1=1; 3: 1=1; 4:}'), seed))), E'\n', 1) AS outcome
	FROM generate_series(1, 2000) seed) t GROUP BY outcome ORDER BY outcome;

-- weights at the ends of the range of numbers, whose sums and squares leave it: standardised as others (once zeros and NaN)
SELECT s, standardise_weights(w::spatial_weights, s) FROM unnest(ARRAY['{general; 1: 2=1e308 3=1e308; 2: 1=1e308 3=1.5e308; 3: 1=1}',
	'{general; 1: 2=1e-200 3=3e-200; 2: 1=4e-200; 3: 1=5e-324 2=5e-324}']) w, unnest(ARRAY['row', 'global', 'variance']) s;
DROP TABLE weights_there, received;
