-- ---------------------------------------------------------------------------------------------------------------------
-- Spatial autocorrelation of the whole map: are like values near one another?
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TYPE sozialraum.autocorrelation_test AS (
	statistic double precision, expectation double precision, variance double precision, z double precision,
	p double precision, p_greater double precision, p_less double precision,
	variance_normality double precision, z_normality double precision, p_normality double precision,
	permutations integer, permutation_mean double precision, permutation_stddev double precision,
	p_permutation double precision, p_permutation_greater double precision, p_permutation_less double precision,
	n integer, islands integer);
COMMENT ON TYPE sozialraum.autocorrelation_test IS 'A statistic of global spatial autocorrelation and what it would be if the values lay in space by chance.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.statistic IS 'The statistic.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.expectation IS 'Its mean over all ways to distribute the values over the units.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.variance IS 'Its variance over all ways to distribute the values over the units (randomisation). NULL with fewer than 4 units.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.z IS '(statistic - expectation) / sqrt(variance). NULL when the variance is 0 or NULL.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.p IS 'Two-sided p of z by the normal distribution. NULL when z is.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.p_greater IS 'One-sided p: of a statistic as large or larger.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.p_less IS 'One-sided p: of a statistic as small or smaller.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.variance_normality IS 'Variance if the values are a sample of a normal distribution. NULL for statistics without one (all but Moran and Geary).';
COMMENT ON COLUMN sozialraum.autocorrelation_test.z_normality IS '(statistic - expectation) / sqrt(variance_normality).';
COMMENT ON COLUMN sozialraum.autocorrelation_test.p_normality IS 'Two-sided p of z_normality.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.permutations IS 'Number of random permutations P. NULL when none were asked for, as are all columns about them.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.permutation_mean IS 'Mean of the permuted statistics.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.permutation_stddev IS 'Standard deviation of the permuted statistics (divided by P - 1).';
COMMENT ON COLUMN sozialraum.autocorrelation_test.p_permutation IS 'Two-sided p: twice the smaller of the two one-sided ones, at most 1; never below 2 / (P + 1).';
COMMENT ON COLUMN sozialraum.autocorrelation_test.p_permutation_greater IS '(number of permuted statistics as large or larger + 1) / (P + 1). The smaller of this and p_permutation_less is what esda calls p_sim.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.p_permutation_less IS '(number of permuted statistics as small or smaller + 1) / (P + 1).';
COMMENT ON COLUMN sozialraum.autocorrelation_test.n IS 'Units that count: those with a value that have a neighbour or are one.';
COMMENT ON COLUMN sozialraum.autocorrelation_test.islands IS 'Units with a value that were left out because they have no neighbour with one.';

CREATE FUNCTION sozialraum._moran_accum(internal, bigint, double precision, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'moran_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_accum(internal, bigint, double precision, sozialraum.spatial_weights) IS 'Transition function of moran(id, x, w).';

CREATE FUNCTION sozialraum._moran_accum(internal, bigint, double precision, sozialraum.spatial_weights, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'moran_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_accum(internal, bigint, double precision, sozialraum.spatial_weights, text) IS 'Transition function of moran(id, x, w, style).';

CREATE FUNCTION sozialraum._moran_accum(internal, bigint, double precision, sozialraum.spatial_weights, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'moran_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_accum(internal, bigint, double precision, sozialraum.spatial_weights, integer, bigint) IS 'Transition function of moran(id, x, w, permutations, seed).';

CREATE FUNCTION sozialraum._moran_accum(internal, bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'moran_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_accum(internal, bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) IS 'Transition function of moran(id, x, w, style, permutations, seed).';

CREATE FUNCTION sozialraum._moran_final(internal) RETURNS sozialraum.autocorrelation_test
	AS 'MODULE_PATHNAME', 'moran_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_final(internal) IS 'Final function of moran.';

CREATE AGGREGATE sozialraum.moran(id bigint, x double precision, w sozialraum.spatial_weights) (
	SFUNC = sozialraum._moran_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._moran_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.moran(bigint, double precision, sozialraum.spatial_weights) IS
'Moran''s I of x: the correlation of the values with the mean of their neighbours'' values, so to say; about -1 / (n - 1) when values lie by chance, towards 1 when like values are neighbours, below when unlike ones are. I = n / S0 · sum(w_ij z_i z_j) / sum(z_i²). Weights without a standardisation are row-standardised. Values meet weights by id. Rows with NULL in any argument are skipped; units of the weights without a row are left out with their links; so are islands and the weights of a unit for itself, and what is left is standardised again. NULL on no rows, when no unit has a neighbour and when all x are equal. The bits do not depend on the order of rows. Errors: an id twice, an id that the weights do not know, different weights (22023), NaN or infinity (22003). Source: Moran 1950; Cliff and Ord 1981; doc/methods/autocorrelation.md.';

CREATE AGGREGATE sozialraum.moran(id bigint, x double precision, w sozialraum.spatial_weights, style text) (
	SFUNC = sozialraum._moran_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._moran_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.moran(bigint, double precision, sozialraum.spatial_weights, text) IS
'moran(id, x, w) with the standardisation of weights that carry none: ''row'' (the usual one, each unit''s weights sum to 1), ''general'' (as they are), ''binary'' (1), ''global'' (all sum to n, spdep''s C), ''variance'' (spdep''s S). Weights that were standardised before keep theirs (standardise_weights changes it).';

CREATE AGGREGATE sozialraum.moran(id bigint, x double precision, w sozialraum.spatial_weights, permutations integer, seed bigint) (
	SFUNC = sozialraum._moran_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._moran_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.moran(bigint, double precision, sozialraum.spatial_weights, integer, bigint) IS
'moran(id, x, w) with a permutation test beside: the values change their places at random so many times (0 … 10,000,000; 999 is usual), and the columns permutation_… say how often the statistic was as large or as small. The same seed gives the same permutations whatever the order of rows, the plan and the machine. p cannot fall below 2 / (permutations + 1), one-sided 1 / (permutations + 1). Errors beside those of moran(id, x, w): permutations or seed NULL (22004), out of range or not the same for all rows (22023).';

CREATE AGGREGATE sozialraum.moran(id bigint, x double precision, w sozialraum.spatial_weights, style text, permutations integer, seed bigint) (
	SFUNC = sozialraum._moran_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._moran_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.moran(bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) IS
'moran(id, x, w) with style and a permutation test; see the overloads with one of them.';

CREATE FUNCTION sozialraum._geary_accum(internal, bigint, double precision, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'geary_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._geary_accum(internal, bigint, double precision, sozialraum.spatial_weights) IS 'Transition function of geary(id, x, w).';

CREATE FUNCTION sozialraum._geary_accum(internal, bigint, double precision, sozialraum.spatial_weights, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'geary_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._geary_accum(internal, bigint, double precision, sozialraum.spatial_weights, text) IS 'Transition function of geary(id, x, w, style).';

CREATE FUNCTION sozialraum._geary_accum(internal, bigint, double precision, sozialraum.spatial_weights, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'geary_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._geary_accum(internal, bigint, double precision, sozialraum.spatial_weights, integer, bigint) IS 'Transition function of geary(id, x, w, permutations, seed).';

CREATE FUNCTION sozialraum._geary_accum(internal, bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'geary_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._geary_accum(internal, bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) IS 'Transition function of geary(id, x, w, style, permutations, seed).';

CREATE FUNCTION sozialraum._geary_final(internal) RETURNS sozialraum.autocorrelation_test
	AS 'MODULE_PATHNAME', 'geary_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._geary_final(internal) IS 'Final function of geary.';

CREATE AGGREGATE sozialraum.geary(id bigint, x double precision, w sozialraum.spatial_weights) (
	SFUNC = sozialraum._geary_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._geary_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.geary(bigint, double precision, sozialraum.spatial_weights) IS
'Geary''s C of x: the mean squared difference between neighbours over that between all; 1 when values lie by chance, towards 0 when neighbours are alike, above 1 when they are not. C = (n - 1) / (2 S0) · sum(w_ij (x_i - x_j)²) / sum(z_i²). z = (C - 1) / sqrt(variance) is negative when neighbours are alike (as in esda; spdep turns the sign). Weights without a standardisation are row-standardised. Values meet weights by id. Rows with NULL in any argument are skipped; units of the weights without a row are left out with their links; so are islands and the weights of a unit for itself, and what is left is standardised again. NULL on no rows, when no unit has a neighbour and when all x are equal. The bits do not depend on the order of rows. Errors: an id twice, an id that the weights do not know, different weights (22023), NaN or infinity (22003). Source: Geary 1954; Cliff and Ord 1981; doc/methods/autocorrelation.md.';

CREATE AGGREGATE sozialraum.geary(id bigint, x double precision, w sozialraum.spatial_weights, style text) (
	SFUNC = sozialraum._geary_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._geary_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.geary(bigint, double precision, sozialraum.spatial_weights, text) IS
'geary(id, x, w) with the standardisation of weights that carry none: ''row'' (the usual one, each unit''s weights sum to 1), ''general'' (as they are), ''binary'' (1), ''global'' (all sum to n, spdep''s C), ''variance'' (spdep''s S). Weights that were standardised before keep theirs (standardise_weights changes it).';

CREATE AGGREGATE sozialraum.geary(id bigint, x double precision, w sozialraum.spatial_weights, permutations integer, seed bigint) (
	SFUNC = sozialraum._geary_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._geary_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.geary(bigint, double precision, sozialraum.spatial_weights, integer, bigint) IS
'geary(id, x, w) with a permutation test beside: the values change their places at random so many times (0 … 10,000,000; 999 is usual), and the columns permutation_… say how often the statistic was as large or as small. The same seed gives the same permutations whatever the order of rows, the plan and the machine. p cannot fall below 2 / (permutations + 1), one-sided 1 / (permutations + 1). Errors beside those of geary(id, x, w): permutations or seed NULL (22004), out of range or not the same for all rows (22023).';

CREATE AGGREGATE sozialraum.geary(id bigint, x double precision, w sozialraum.spatial_weights, style text, permutations integer, seed bigint) (
	SFUNC = sozialraum._geary_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._geary_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.geary(bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) IS
'geary(id, x, w) with style and a permutation test; see the overloads with one of them.';

CREATE FUNCTION sozialraum._getis_ord_accum(internal, bigint, double precision, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'getis_ord_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._getis_ord_accum(internal, bigint, double precision, sozialraum.spatial_weights) IS 'Transition function of getis_ord(id, x, w).';

CREATE FUNCTION sozialraum._getis_ord_accum(internal, bigint, double precision, sozialraum.spatial_weights, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'getis_ord_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._getis_ord_accum(internal, bigint, double precision, sozialraum.spatial_weights, text) IS 'Transition function of getis_ord(id, x, w, style).';

CREATE FUNCTION sozialraum._getis_ord_accum(internal, bigint, double precision, sozialraum.spatial_weights, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'getis_ord_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._getis_ord_accum(internal, bigint, double precision, sozialraum.spatial_weights, integer, bigint) IS 'Transition function of getis_ord(id, x, w, permutations, seed).';

CREATE FUNCTION sozialraum._getis_ord_accum(internal, bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'getis_ord_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._getis_ord_accum(internal, bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) IS 'Transition function of getis_ord(id, x, w, style, permutations, seed).';

CREATE FUNCTION sozialraum._getis_ord_final(internal) RETURNS sozialraum.autocorrelation_test
	AS 'MODULE_PATHNAME', 'getis_ord_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._getis_ord_final(internal) IS 'Final function of getis_ord.';

CREATE AGGREGATE sozialraum.getis_ord(id bigint, x double precision, w sozialraum.spatial_weights) (
	SFUNC = sozialraum._getis_ord_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._getis_ord_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.getis_ord(bigint, double precision, sozialraum.spatial_weights) IS
'Getis and Ord''s general G of x, which must not be negative: the share of neighbours in the products of all pairs, sum(w_ij x_i x_j) / sum(x_i x_j) over i <> j. Above its expectation when high values lie together (hot spots), below when low ones do. Weights are taken as they are: give binary ones. Values meet weights by id. Rows with NULL in any argument are skipped; units of the weights without a row are left out with their links; so are islands and the weights of a unit for itself, and what is left is standardised again. NULL on no rows, when no unit has a neighbour, when all x are equal and when fewer than two are above 0. The bits do not depend on the order of rows. Errors: an id twice, an id that the weights do not know, different weights (22023), NaN or infinity (22003), a negative x (22023). Source: Getis and Ord 1992; doc/methods/autocorrelation.md.';

CREATE AGGREGATE sozialraum.getis_ord(id bigint, x double precision, w sozialraum.spatial_weights, style text) (
	SFUNC = sozialraum._getis_ord_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._getis_ord_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.getis_ord(bigint, double precision, sozialraum.spatial_weights, text) IS
'getis_ord(id, x, w) with the standardisation of weights that carry none: ''general'' (the usual one, as they are), ''binary'' (1), ''row'' (each unit''s weights sum to 1), ''global'' (all sum to n, spdep''s C), ''variance'' (spdep''s S). Weights that were standardised before keep theirs (standardise_weights changes it).';

CREATE AGGREGATE sozialraum.getis_ord(id bigint, x double precision, w sozialraum.spatial_weights, permutations integer, seed bigint) (
	SFUNC = sozialraum._getis_ord_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._getis_ord_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.getis_ord(bigint, double precision, sozialraum.spatial_weights, integer, bigint) IS
'getis_ord(id, x, w) with a permutation test beside: the values change their places at random so many times (0 … 10,000,000; 999 is usual), and the columns permutation_… say how often the statistic was as large or as small. The same seed gives the same permutations whatever the order of rows, the plan and the machine. p cannot fall below 2 / (permutations + 1), one-sided 1 / (permutations + 1). Errors beside those of getis_ord(id, x, w): permutations or seed NULL (22004), out of range or not the same for all rows (22023).';

CREATE AGGREGATE sozialraum.getis_ord(id bigint, x double precision, w sozialraum.spatial_weights, style text, permutations integer, seed bigint) (
	SFUNC = sozialraum._getis_ord_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._getis_ord_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.getis_ord(bigint, double precision, sozialraum.spatial_weights, text, integer, bigint) IS
'getis_ord(id, x, w) with style and a permutation test; see the overloads with one of them.';

CREATE FUNCTION sozialraum._bivariate_moran_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'bivariate_moran_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._bivariate_moran_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights) IS 'Transition function of bivariate_moran(id, x, y, w).';

CREATE FUNCTION sozialraum._bivariate_moran_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'bivariate_moran_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._bivariate_moran_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text) IS 'Transition function of bivariate_moran(id, x, y, w, style).';

CREATE FUNCTION sozialraum._bivariate_moran_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'bivariate_moran_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._bivariate_moran_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) IS 'Transition function of bivariate_moran(id, x, y, w, permutations, seed).';

CREATE FUNCTION sozialraum._bivariate_moran_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'bivariate_moran_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._bivariate_moran_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) IS 'Transition function of bivariate_moran(id, x, y, w, style, permutations, seed).';

CREATE FUNCTION sozialraum._bivariate_moran_final(internal) RETURNS sozialraum.autocorrelation_test
	AS 'MODULE_PATHNAME', 'bivariate_moran_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._bivariate_moran_final(internal) IS 'Final function of bivariate_moran.';

CREATE AGGREGATE sozialraum.bivariate_moran(id bigint, x double precision, y double precision, w sozialraum.spatial_weights) (
	SFUNC = sozialraum._bivariate_moran_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._bivariate_moran_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.bivariate_moran(bigint, double precision, double precision, sozialraum.spatial_weights) IS
'Bivariate Moran''s I: how x in a unit goes with y in its neighbours, n / S0 · sum(w_ij zx_i zy_j) / sqrt(sum(zx²) sum(zy²)). It says nothing about x and y in the same unit, and x and y cannot be exchanged. Expectation, variance and permutations are over the ways to distribute the pairs (x, y) over the units (as spdep does; GeoDa and esda move y alone). Weights without a standardisation are row-standardised. Values meet weights by id. Rows with NULL in any argument are skipped; units of the weights without a row are left out with their links; so are islands and the weights of a unit for itself, and what is left is standardised again. NULL on no rows, when no unit has a neighbour and when all x or all y are equal. The bits do not depend on the order of rows. Errors: an id twice, an id that the weights do not know, different weights (22023), NaN or infinity (22003). Source: Wartenberg 1985; doc/methods/autocorrelation.md.';

CREATE AGGREGATE sozialraum.bivariate_moran(id bigint, x double precision, y double precision, w sozialraum.spatial_weights, style text) (
	SFUNC = sozialraum._bivariate_moran_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._bivariate_moran_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.bivariate_moran(bigint, double precision, double precision, sozialraum.spatial_weights, text) IS
'bivariate_moran(id, x, y, w) with the standardisation of weights that carry none: ''row'' (the usual one, each unit''s weights sum to 1), ''general'' (as they are), ''binary'' (1), ''global'' (all sum to n, spdep''s C), ''variance'' (spdep''s S). Weights that were standardised before keep theirs (standardise_weights changes it).';

CREATE AGGREGATE sozialraum.bivariate_moran(id bigint, x double precision, y double precision, w sozialraum.spatial_weights, permutations integer, seed bigint) (
	SFUNC = sozialraum._bivariate_moran_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._bivariate_moran_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.bivariate_moran(bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) IS
'bivariate_moran(id, x, y, w) with a permutation test beside: the values change their places at random so many times (0 … 10,000,000; 999 is usual), and the columns permutation_… say how often the statistic was as large or as small. The same seed gives the same permutations whatever the order of rows, the plan and the machine. p cannot fall below 2 / (permutations + 1), one-sided 1 / (permutations + 1). Errors beside those of bivariate_moran(id, x, y, w): permutations or seed NULL (22004), out of range or not the same for all rows (22023).';

CREATE AGGREGATE sozialraum.bivariate_moran(id bigint, x double precision, y double precision, w sozialraum.spatial_weights, style text, permutations integer, seed bigint) (
	SFUNC = sozialraum._bivariate_moran_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._bivariate_moran_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.bivariate_moran(bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) IS
'bivariate_moran(id, x, y, w) with style and a permutation test; see the overloads with one of them.';

CREATE FUNCTION sozialraum._lee_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'lee_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._lee_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights) IS 'Transition function of lee(id, x, y, w).';

CREATE FUNCTION sozialraum._lee_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'lee_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._lee_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text) IS 'Transition function of lee(id, x, y, w, style).';

CREATE FUNCTION sozialraum._lee_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'lee_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._lee_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) IS 'Transition function of lee(id, x, y, w, permutations, seed).';

CREATE FUNCTION sozialraum._lee_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'lee_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._lee_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) IS 'Transition function of lee(id, x, y, w, style, permutations, seed).';

CREATE FUNCTION sozialraum._lee_final(internal) RETURNS sozialraum.autocorrelation_test
	AS 'MODULE_PATHNAME', 'lee_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._lee_final(internal) IS 'Final function of lee.';

CREATE AGGREGATE sozialraum.lee(id bigint, x double precision, y double precision, w sozialraum.spatial_weights) (
	SFUNC = sozialraum._lee_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._lee_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.lee(bigint, double precision, double precision, sozialraum.spatial_weights) IS
'Lee''s L: how the lag of x goes with the lag of y, n / sum_i((sum_j w_ij)²) · sum(lag zx · lag zy) / sqrt(sum(zx²) sum(zy²)): the correlation of two maps, lowered by what both lose when they are smoothed. x and y can be exchanged. Weights of a unit for itself count. Expectation and variance as Lee 2004, over the ways to distribute the pairs (x, y) over the units. Weights without a standardisation are row-standardised. Values meet weights by id. Rows with NULL in any argument are skipped; units of the weights without a row, and islands, are left out, and what is left is standardised again. NULL on no rows, when no unit has a neighbour and when all x or all y are equal. The bits do not depend on the order of rows. Errors: an id twice, an id that the weights do not know, different weights (22023), NaN or infinity (22003). Source: Lee 2001, 2004; doc/methods/autocorrelation.md.';

CREATE AGGREGATE sozialraum.lee(id bigint, x double precision, y double precision, w sozialraum.spatial_weights, style text) (
	SFUNC = sozialraum._lee_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._lee_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.lee(bigint, double precision, double precision, sozialraum.spatial_weights, text) IS
'lee(id, x, y, w) with the standardisation of weights that carry none: ''row'' (the usual one, each unit''s weights sum to 1), ''general'' (as they are), ''binary'' (1), ''global'' (all sum to n, spdep''s C), ''variance'' (spdep''s S). Weights that were standardised before keep theirs (standardise_weights changes it).';

CREATE AGGREGATE sozialraum.lee(id bigint, x double precision, y double precision, w sozialraum.spatial_weights, permutations integer, seed bigint) (
	SFUNC = sozialraum._lee_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._lee_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.lee(bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) IS
'lee(id, x, y, w) with a permutation test beside: the values change their places at random so many times (0 … 10,000,000; 999 is usual), and the columns permutation_… say how often the statistic was as large or as small. The same seed gives the same permutations whatever the order of rows, the plan and the machine. p cannot fall below 2 / (permutations + 1), one-sided 1 / (permutations + 1). Errors beside those of lee(id, x, y, w): permutations or seed NULL (22004), out of range or not the same for all rows (22023).';

CREATE AGGREGATE sozialraum.lee(id bigint, x double precision, y double precision, w sozialraum.spatial_weights, style text, permutations integer, seed bigint) (
	SFUNC = sozialraum._lee_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._lee_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.lee(bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) IS
'lee(id, x, y, w) with style and a permutation test; see the overloads with one of them.';

CREATE FUNCTION sozialraum._moran_rate_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'moran_rate_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_rate_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights) IS 'Transition function of moran_rate(id, events, population, w).';

CREATE FUNCTION sozialraum._moran_rate_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'moran_rate_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_rate_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text) IS 'Transition function of moran_rate(id, events, population, w, style).';

CREATE FUNCTION sozialraum._moran_rate_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'moran_rate_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_rate_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) IS 'Transition function of moran_rate(id, events, population, w, permutations, seed).';

CREATE FUNCTION sozialraum._moran_rate_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'moran_rate_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_rate_accum(internal, bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) IS 'Transition function of moran_rate(id, events, population, w, style, permutations, seed).';

CREATE FUNCTION sozialraum._moran_rate_final(internal) RETURNS sozialraum.autocorrelation_test
	AS 'MODULE_PATHNAME', 'moran_rate_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._moran_rate_final(internal) IS 'Final function of moran_rate.';

CREATE AGGREGATE sozialraum.moran_rate(id bigint, events double precision, population double precision, w sozialraum.spatial_weights) (
	SFUNC = sozialraum._moran_rate_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._moran_rate_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.moran_rate(bigint, double precision, double precision, sozialraum.spatial_weights) IS
'Moran''s I of rates with unequal populations (Assunção and Reis'' empirical Bayes index): of (r_i - b) / sqrt(a + b / population_i), r the raw rate, b the rate of all, a >= 0 the variance of the true rates by moments (Marshall 1991). It does not take the large variance of small areas for a pattern. Weights without a standardisation are row-standardised. Rows with NULL in any argument and rows without population are skipped. Values meet weights by id. Units of the weights without a row are left out with their links; so are islands and the weights of a unit for itself, and what is left is standardised again. NULL on no rows, when no unit has a neighbour, without events, and when all standardised rates are equal. The bits do not depend on the order of rows. Errors: an id twice, an id that the weights do not know, different weights (22023), NaN or infinity (22003), a negative number of events or people (22023). Source: Assunção and Reis 1999; the same as spdep''s EBImoran.mc; doc/methods/autocorrelation.md.';

CREATE AGGREGATE sozialraum.moran_rate(id bigint, events double precision, population double precision, w sozialraum.spatial_weights, style text) (
	SFUNC = sozialraum._moran_rate_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._moran_rate_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.moran_rate(bigint, double precision, double precision, sozialraum.spatial_weights, text) IS
'moran_rate(id, events, population, w) with the standardisation of weights that carry none: ''row'' (the usual one, each unit''s weights sum to 1), ''general'' (as they are), ''binary'' (1), ''global'' (all sum to n, spdep''s C), ''variance'' (spdep''s S). Weights that were standardised before keep theirs (standardise_weights changes it).';

CREATE AGGREGATE sozialraum.moran_rate(id bigint, events double precision, population double precision, w sozialraum.spatial_weights, permutations integer, seed bigint) (
	SFUNC = sozialraum._moran_rate_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._moran_rate_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.moran_rate(bigint, double precision, double precision, sozialraum.spatial_weights, integer, bigint) IS
'moran_rate(id, events, population, w) with a permutation test beside: the values change their places at random so many times (0 … 10,000,000; 999 is usual), and the columns permutation_… say how often the statistic was as large or as small. The same seed gives the same permutations whatever the order of rows, the plan and the machine. p cannot fall below 2 / (permutations + 1), one-sided 1 / (permutations + 1). Errors beside those of moran_rate(id, events, population, w): permutations or seed NULL (22004), out of range or not the same for all rows (22023).';

CREATE AGGREGATE sozialraum.moran_rate(id bigint, events double precision, population double precision, w sozialraum.spatial_weights, style text, permutations integer, seed bigint) (
	SFUNC = sozialraum._moran_rate_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._moran_rate_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.moran_rate(bigint, double precision, double precision, sozialraum.spatial_weights, text, integer, bigint) IS
'moran_rate(id, events, population, w) with style and a permutation test; see the overloads with one of them.';

CREATE TYPE sozialraum.join_count_test AS (
	bb double precision, bb_expectation double precision, bb_variance double precision, bb_z double precision, bb_p double precision, bb_p_permutation double precision,
	bw double precision, bw_expectation double precision, bw_variance double precision, bw_z double precision, bw_p double precision, bw_p_permutation double precision,
	ww double precision, ww_expectation double precision, ww_variance double precision, ww_z double precision, ww_p double precision, ww_p_permutation double precision,
	permutations integer, black integer, white integer, n integer, islands integer);
COMMENT ON TYPE sozialraum.join_count_test IS 'Joins between units that have a property (black) and units that do not (white).';
COMMENT ON COLUMN sozialraum.join_count_test.bb IS 'Joins of two black units (both have the property): half the sum of their weights.';
COMMENT ON COLUMN sozialraum.join_count_test.bb_expectation IS 'Expectation of bb. NULL with fewer than 2 units.';
COMMENT ON COLUMN sozialraum.join_count_test.bb_variance IS 'Variance of bb. NULL with fewer than 4 units (nonfree sampling).';
COMMENT ON COLUMN sozialraum.join_count_test.bb_z IS '(bb - expectation) / sqrt(variance). NULL when the variance is 0 or NULL.';
COMMENT ON COLUMN sozialraum.join_count_test.bb_p IS 'Two-sided p of bb_z by the normal distribution.';
COMMENT ON COLUMN sozialraum.join_count_test.bb_p_permutation IS 'Two-sided p of bb by permutations: twice the smaller one-sided (number as extreme + 1) / (permutations + 1), at most 1. NULL without permutations.';
COMMENT ON COLUMN sozialraum.join_count_test.bw IS 'Joins of a black and a white unit: half the sum of their weights.';
COMMENT ON COLUMN sozialraum.join_count_test.bw_expectation IS 'Expectation of bw. NULL with fewer than 2 units.';
COMMENT ON COLUMN sozialraum.join_count_test.bw_variance IS 'Variance of bw. NULL with fewer than 4 units (nonfree sampling).';
COMMENT ON COLUMN sozialraum.join_count_test.bw_z IS '(bw - expectation) / sqrt(variance). NULL when the variance is 0 or NULL.';
COMMENT ON COLUMN sozialraum.join_count_test.bw_p IS 'Two-sided p of bw_z by the normal distribution.';
COMMENT ON COLUMN sozialraum.join_count_test.bw_p_permutation IS 'Two-sided p of bw by permutations: twice the smaller one-sided (number as extreme + 1) / (permutations + 1), at most 1. NULL without permutations.';
COMMENT ON COLUMN sozialraum.join_count_test.ww IS 'Joins of two white units (neither has the property): half the sum of their weights.';
COMMENT ON COLUMN sozialraum.join_count_test.ww_expectation IS 'Expectation of ww. NULL with fewer than 2 units.';
COMMENT ON COLUMN sozialraum.join_count_test.ww_variance IS 'Variance of ww. NULL with fewer than 4 units (nonfree sampling).';
COMMENT ON COLUMN sozialraum.join_count_test.ww_z IS '(ww - expectation) / sqrt(variance). NULL when the variance is 0 or NULL.';
COMMENT ON COLUMN sozialraum.join_count_test.ww_p IS 'Two-sided p of ww_z by the normal distribution.';
COMMENT ON COLUMN sozialraum.join_count_test.ww_p_permutation IS 'Two-sided p of ww by permutations: twice the smaller one-sided (number as extreme + 1) / (permutations + 1), at most 1. NULL without permutations.';
COMMENT ON COLUMN sozialraum.join_count_test.permutations IS 'Number of random permutations. NULL when none were asked for.';
COMMENT ON COLUMN sozialraum.join_count_test.black IS 'Units that count and have the property.';
COMMENT ON COLUMN sozialraum.join_count_test.white IS 'Units that count and do not have it.';
COMMENT ON COLUMN sozialraum.join_count_test.n IS 'Units that count: those that have a neighbour or are one.';
COMMENT ON COLUMN sozialraum.join_count_test.islands IS 'Units that were left out because they have no neighbour.';

CREATE FUNCTION sozialraum._join_counts_accum(internal, bigint, boolean, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'join_counts_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._join_counts_accum(internal, bigint, boolean, sozialraum.spatial_weights) IS 'Transition function of join_counts(id, property, w).';

CREATE FUNCTION sozialraum._join_counts_accum(internal, bigint, boolean, sozialraum.spatial_weights, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'join_counts_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._join_counts_accum(internal, bigint, boolean, sozialraum.spatial_weights, text) IS 'Transition function of join_counts(id, property, w, sampling).';

CREATE FUNCTION sozialraum._join_counts_accum(internal, bigint, boolean, sozialraum.spatial_weights, integer, bigint) RETURNS internal
	AS 'MODULE_PATHNAME', 'join_counts_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._join_counts_accum(internal, bigint, boolean, sozialraum.spatial_weights, integer, bigint) IS 'Transition function of join_counts(id, property, w, permutations, seed).';

CREATE FUNCTION sozialraum._join_counts_final(internal) RETURNS sozialraum.join_count_test
	AS 'MODULE_PATHNAME', 'join_counts_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._join_counts_final(internal) IS 'Final function of join_counts.';

CREATE AGGREGATE sozialraum.join_counts(id bigint, property boolean, w sozialraum.spatial_weights) (
	SFUNC = sozialraum._join_counts_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._join_counts_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.join_counts(bigint, boolean, sozialraum.spatial_weights) IS
'Join counts of a property: how often do neighbours both have it (BB), only one of them (BW), neither (WW), and how often if the same number of units had it anywhere (nonfree sampling)? For yes/no properties, where Moran''s I has no meaning of its own. Weights are taken as they are: give binary ones, then a join counts once. Values meet weights by id. Rows with NULL in any argument are skipped; units of the weights without a row are left out with their links; so are islands and the weights of a unit for itself, and what is left is standardised again. NULL on no rows and when no unit has a neighbour. The bits do not depend on the order of rows. Errors: an id twice, an id that the weights do not know, different weights (22023). Source: Moran 1948; Cliff and Ord 1981; the same as spdep''s joincount.test and joincount.multi; doc/methods/autocorrelation.md.';

CREATE AGGREGATE sozialraum.join_counts(id bigint, property boolean, w sozialraum.spatial_weights, sampling text) (
	SFUNC = sozialraum._join_counts_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._join_counts_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.join_counts(bigint, boolean, sozialraum.spatial_weights, text) IS
'join_counts(id, property, w) with the way of sampling: ''nonfree'' (the usual one): the number of units with each category is given, all ways to distribute them are as likely; ''free'': each unit draws its category, with the shares that the units have. An unknown word: 22023.';

CREATE AGGREGATE sozialraum.join_counts(id bigint, property boolean, w sozialraum.spatial_weights, permutations integer, seed bigint) (
	SFUNC = sozialraum._join_counts_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._join_counts_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.join_counts(bigint, boolean, sozialraum.spatial_weights, integer, bigint) IS
'join_counts(id, property, w) with a permutation test beside: the properties change their places at random so many times (0 … 10,000,000; 999 is usual). The same seed gives the same permutations whatever the order of rows, the plan and the machine. Errors beside those of join_counts(id, property, w): permutations or seed NULL (22004), out of range or not the same for all rows (22023).';

CREATE TYPE sozialraum.join_count AS (
	category integer, neighbour_category integer, count double precision, expectation double precision, variance double precision, z double precision, p double precision);
COMMENT ON TYPE sozialraum.join_count IS 'Joins between units of two categories; both NULL: all joins between different categories.';
COMMENT ON COLUMN sozialraum.join_count.category IS 'A category.';
COMMENT ON COLUMN sozialraum.join_count.neighbour_category IS 'The same category, or a larger one.';
COMMENT ON COLUMN sozialraum.join_count.count IS 'Joins of a unit of the one and a unit of the other category: half the sum of their weights.';
COMMENT ON COLUMN sozialraum.join_count.expectation IS 'Expectation. NULL with fewer than 2 units.';
COMMENT ON COLUMN sozialraum.join_count.variance IS 'Variance. NULL with fewer than 4 units (nonfree sampling).';
COMMENT ON COLUMN sozialraum.join_count.z IS '(count - expectation) / sqrt(variance). NULL when the variance is 0 or NULL.';
COMMENT ON COLUMN sozialraum.join_count.p IS 'Two-sided p of z by the normal distribution.';

CREATE FUNCTION sozialraum._join_count_table_accum(internal, bigint, integer, sozialraum.spatial_weights) RETURNS internal
	AS 'MODULE_PATHNAME', 'join_count_table_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._join_count_table_accum(internal, bigint, integer, sozialraum.spatial_weights) IS 'Transition function of join_count_table(id, category, w).';

CREATE FUNCTION sozialraum._join_count_table_accum(internal, bigint, integer, sozialraum.spatial_weights, text) RETURNS internal
	AS 'MODULE_PATHNAME', 'join_count_table_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._join_count_table_accum(internal, bigint, integer, sozialraum.spatial_weights, text) IS 'Transition function of join_count_table(id, category, w, sampling).';

CREATE FUNCTION sozialraum._join_count_table_final(internal) RETURNS sozialraum.join_count[]
	AS 'MODULE_PATHNAME', 'join_count_table_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._join_count_table_final(internal) IS 'Final function of join_count_table.';

CREATE AGGREGATE sozialraum.join_count_table(id bigint, category integer, w sozialraum.spatial_weights) (
	SFUNC = sozialraum._join_count_table_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._join_count_table_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.join_count_table(bigint, integer, sozialraum.spatial_weights) IS
'Join counts of several categories (types of areas, classes, clusters): an array with a row for each pair of categories, ascending, and, with two or more categories, a last row with NULL for both: all joins between different categories. Read it with SELECT (unnest(join_count_table(id, category, w))).* FROM …. Nonfree sampling. Weights are taken as they are: give binary ones. Values meet weights by id. Rows with NULL in any argument are skipped; units of the weights without a row are left out with their links; so are islands and the weights of a unit for itself, and what is left is standardised again. NULL on no rows and when no unit has a neighbour. The bits do not depend on the order of rows. Errors: an id twice, an id that the weights do not know, different weights (22023), more than 1,000 categories (54000). Source: Moran 1948; Cliff and Ord 1981; the same as spdep''s joincount.multi; doc/methods/autocorrelation.md.';

CREATE AGGREGATE sozialraum.join_count_table(id bigint, category integer, w sozialraum.spatial_weights, sampling text) (
	SFUNC = sozialraum._join_count_table_accum, STYPE = internal, SSPACE = 65536, FINALFUNC = sozialraum._join_count_table_final,
	COMBINEFUNC = sozialraum._units_combine, SERIALFUNC = sozialraum._units_serial, DESERIALFUNC = sozialraum._units_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.join_count_table(bigint, integer, sozialraum.spatial_weights, text) IS
'join_count_table(id, category, w) with the way of sampling: ''nonfree'' (the usual one): the number of units with each category is given, all ways to distribute them are as likely; ''free'': each unit draws its category, with the shares that the units have. An unknown word: 22023.';
