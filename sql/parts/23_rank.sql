-- ---------------------------------------------------------------------------------------------------------------------
-- Normalise: ranks
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum.rank_of(x double precision, ties text DEFAULT 'min', direction text DEFAULT 'descending') RETURNS double precision
	AS 'MODULE_PATHNAME', 'rank_of' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.rank_of(double precision, text, text) IS
'Window function over the whole partition (ORDER BY and frame do not matter): the rank of x among the n values, 1 to n; descending: rank 1 is the highest value (in this project the highest burden), ascending: the lowest. Ties: min (1, 2, 2, 4), max (1, 3, 3, 4), average (1, 2.5, 2.5, 4) or dense (1, 2, 2, 3). ''ordinal'' does not exist, as it would depend on the order of rows. NULL rows get NULL and do not count. The result does not depend on the order of rows. Errors: NaN or infinity (22003), an unknown word or one that is not constant (22023). See doc/methods/ranks.md.';

CREATE FUNCTION sozialraum.rank_score(x double precision, ties text DEFAULT 'average') RETURNS double precision
	AS 'MODULE_PATHNAME', 'rank_score' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.rank_score(double precision, text) IS
'Window function over the whole partition (ORDER BY and frame do not matter): the rank as a score, 1 (lowest) to n (highest); ties share the average of their ranks, so that the sum of the scores is always n (n + 1) / 2. Ties: min (1, 2, 2, 4), max (1, 3, 3, 4), average (1, 2.5, 2.5, 4) or dense (1, 2, 2, 3). NULL rows get NULL and do not count. The result does not depend on the order of rows. Errors: NaN or infinity (22003), an unknown word or one that is not constant (22023). Source: OECD/JRC 2008, 5.1; COINr n_rank (there ties are min by default).';

CREATE FUNCTION sozialraum.percentile_score(x double precision, ties text DEFAULT 'min') RETURNS double precision
	AS 'MODULE_PATHNAME', 'percentile_score' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.percentile_score(double precision, text) IS
'Window function over the whole partition (ORDER BY and frame do not matter): (rank - 1) / (n - 1) with rank 1 for the lowest: from 0 to 1, the share of the other areas that lie below. Ties: min (1, 2, 2, 4), max (1, 3, 3, 4), average (1, 2.5, 2.5, 4) or dense (1, 2, 2, 3). NULL rows get NULL and do not count. NULL for all rows when there is only one. The result does not depend on the order of rows. Errors: NaN or infinity (22003), an unknown word or one that is not constant (22023). Source: COINr n_prank; the default is SQL''s percent_rank(), which would count NULL rows.';

CREATE FUNCTION sozialraum.borda_score(x double precision, ties text DEFAULT 'min') RETURNS double precision
	AS 'MODULE_PATHNAME', 'borda_score' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.borda_score(double precision, text) IS
'Window function over the whole partition (ORDER BY and frame do not matter): rank - 1 with rank 1 for the lowest, 0 to n - 1: how many areas lie below, the points of a Borda count. Ties: min (1, 2, 2, 4), max (1, 3, 3, 4), average (1, 2.5, 2.5, 4) or dense (1, 2, 2, 3). NULL rows get NULL and do not count. The result does not depend on the order of rows. Errors: NaN or infinity (22003), an unknown word or one that is not constant (22023). Source: Borda 1784; COINr n_borda.';

CREATE FUNCTION sozialraum.exponential_score(x double precision, convention text DEFAULT '(N-rank+1)/N') RETURNS double precision
	AS 'MODULE_PATHNAME', 'exponential_score' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.exponential_score(double precision, text) IS
'Window function over the whole partition (ORDER BY and frame do not matter): the exponential score of the English Indices of Deprivation, X = -23 ln(1 - R (1 - exp(-100 / 23))), from above 0 to 100: x is the deprivation score, its highest value has rank 1, ties share the average rank. The tenth with the highest x lies above 50, so that a high score in one domain is not cancelled by a low one in another. convention says what R is: ''(N-rank+1)/N'' (England, Wales: the top has 100) or ''(N-rank)/N'' (Scotland: the bottom has 0). NULL rows get NULL and do not count. The result does not depend on the order of rows. Errors: NaN or infinity (22003), an unknown word or one that is not constant (22023). Source: Noble et al., The English Indices of Deprivation 2019, Technical Report; doc/methods/ranks.md.';

CREATE FUNCTION sozialraum.rank_change(x double precision, earlier double precision, ties text DEFAULT 'min', direction text DEFAULT 'descending') RETURNS double precision
	AS 'MODULE_PATHNAME', 'rank_change' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum.rank_change(double precision, double precision, text, text) IS
'Window function over the whole partition (ORDER BY and frame do not matter): the places that a row has moved since an earlier date, rank of earlier - rank of x: positive has moved up, towards rank 1 (with the default direction: has become more burdened in comparison). Only rows that have both values are ranked, so that an area that is new or gone does not move the others; rows with NULL in one of them get NULL. Ties: min (1, 2, 2, 4), max (1, 3, 3, 4), average (1, 2.5, 2.5, 4) or dense (1, 2, 2, 3). The result does not depend on the order of rows. Errors: NaN or infinity (22003), an unknown word or one that is not constant (22023). See doc/methods/ranks.md.';
