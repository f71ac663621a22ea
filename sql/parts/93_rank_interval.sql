-- ---------------------------------------------------------------------------------------------------------------------
-- Rankings: ranks with intervals, and which areas cannot be told apart
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TYPE sozialraum.rank_interval_result AS (rank integer, lower integer, upper integer);
COMMENT ON TYPE sozialraum.rank_interval_result IS 'A rank and the ranks that the area may have in truth: result of rank_interval. Rank 1 is the highest value.';
COMMENT ON COLUMN sozialraum.rank_interval_result.rank IS 'Rank of the estimate, 1 the highest; equal estimates share the better rank.';
COMMENT ON COLUMN sozialraum.rank_interval_result.lower IS 'Best rank that the area may have: 1 + the number of areas that are certainly above it.';
COMMENT ON COLUMN sozialraum.rank_interval_result.upper IS 'Worst rank that the area may have: the number of areas, less those that are certainly below it.';

CREATE FUNCTION sozialraum.rank_interval(x double precision, standard_error double precision, level double precision DEFAULT 0.95,
		simultaneous boolean DEFAULT true) RETURNS sozialraum.rank_interval_result
	AS 'MODULE_PATHNAME', 'sozialraum_rank_interval' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.rank_interval(double precision, double precision, double precision, boolean) IS
'Window function over the whole partition (ORDER BY and frame do not matter): the rank of x and a confidence set for the true rank, (rank, lower, upper); rank 1 is the highest x (in this project the highest burden), ties share the better rank. Two areas are told apart when the difference of their x exceeds c times sqrt(standard_error_1² + standard_error_2²); lower is 1 + the areas above, upper is n - the areas below. simultaneous (default true): c by Holm over all pairs, all sets of the partition together contain all true ranks with at least the probability level. false: Holm over the pairs of one area; the set of each single area has this probability; these sets are narrower, but up to (1 - level) n of the n sets of a table may miss on average. Errors are taken as independent between areas. standard_error 0: the figure is exact. standard_error NULL: not known; the area has a rank and counts, but is told from nobody (lower 1, upper n). x NULL: NULL, the row does not count. The time grows with the square of the number of areas at worst: 10,000 areas take well below a second. level and simultaneous are constants. Errors: NaN or infinity (22003), a negative standard error, a level outside (0, 1) (22023), a NULL level or simultaneous (22004). Source: Mogstad, Romano, Shaikh and Wilhelm 2024; Klein, Wright and Wieczorek 2020; Holm 1979; doc/methods/rank_interval.md.';

CREATE TYPE sozialraum.distinguishable_result AS (from_previous boolean, from_next boolean, from_mean boolean);
COMMENT ON TYPE sozialraum.distinguishable_result IS 'Whether an area can be told from its neighbours in the ranking and from the mean: result of distinguishable.';
COMMENT ON COLUMN sozialraum.distinguishable_result.from_previous IS 'Told from the area with the next higher estimate (from all of them, if several are equal); false for an estimate that another area has as well; NULL: there is none, it is the highest.';
COMMENT ON COLUMN sozialraum.distinguishable_result.from_next IS 'The same for the next lower estimate; NULL: it is the lowest.';
COMMENT ON COLUMN sozialraum.distinguishable_result.from_mean IS 'Told from the mean of all areas (each counts once); NULL: there is one area only.';

CREATE FUNCTION sozialraum.distinguishable(x double precision, standard_error double precision, level double precision DEFAULT 0.95,
		simultaneous boolean DEFAULT true) RETURNS sozialraum.distinguishable_result
	AS 'MODULE_PATHNAME', 'sozialraum_distinguishable' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 1000;
COMMENT ON FUNCTION sozialraum.distinguishable(double precision, double precision, double precision, boolean) IS
'Window function over the whole partition (ORDER BY and frame do not matter): is the area distinguishable from its neighbours in the ranking by x, and from the mean of all areas? (from_previous, from_next, from_mean); rank 1 is the highest x. Differences from neighbours are judged as in rank_interval; the difference from the mean has the variance standard_error² (1 - 2/n) + sum of standard_error² / n². simultaneous (default true): all comparisons with neighbours hold together at the level (Holm over all pairs), and so do all comparisons with the mean (Holm over the areas); false: each single comparison holds at the level, a plain two-sided test. A difference that is not found is not a proof that there is none. Standard errors of 0 and NULL, x NULL and errors as rank_interval; an unknown standard error counts as 0 in that of the mean. Source: as rank_interval; doc/methods/rank_interval.md.';

CREATE TYPE sozialraum.rank_distribution_result AS (mean_rank double precision, median_rank double precision, lower double precision,
	upper double precision, share_highest double precision);
COMMENT ON TYPE sozialraum.rank_distribution_result IS 'How the rank of an area varies when its figures are drawn again: result of rank_distribution. Rank 1 is the highest value.';
COMMENT ON COLUMN sozialraum.rank_distribution_result.mean_rank IS 'Mean of the ranks of all draws.';
COMMENT ON COLUMN sozialraum.rank_distribution_result.median_rank IS 'Median of the ranks of all draws.';
COMMENT ON COLUMN sozialraum.rank_distribution_result.lower IS 'Lower quantile of the ranks, interpolated (type 7): 2.5 % for the level 0.95.';
COMMENT ON COLUMN sozialraum.rank_distribution_result.upper IS 'Upper quantile of the ranks: 97.5 % for the level 0.95.';
COMMENT ON COLUMN sozialraum.rank_distribution_result.share_highest IS 'Share of the draws, 0 … 1, in which the area is among the highest ones: its rank is at most the argument highest.';

CREATE FUNCTION sozialraum.rank_distribution(x double precision, standard_error double precision, draws integer DEFAULT 1000, seed bigint DEFAULT 1,
		level double precision DEFAULT 0.95, highest integer DEFAULT 1) RETURNS sozialraum.rank_distribution_result
	AS 'MODULE_PATHNAME', 'sozialraum_rank_distribution' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 10000;
COMMENT ON FUNCTION sozialraum.rank_distribution(double precision, double precision, integer, bigint, double precision, integer) IS
'Window function over the whole partition (ORDER BY and frame do not matter): the ranks in so many draws (1 … 100,000) of x + standard_error × a normal random number, independent between areas: (mean_rank, median_rank, lower, upper, share_highest). It shows how unstable a ranking is, and how often an area is among the highest k (highest => k). It is no confidence set for the true rank: the draws add the chance that is already in x once more, so that areas near each other change places more often than they should, and lower … upper need not contain the true rank with the probability level; for that there is rank_interval. The same seed gives the same result for any order of rows; areas with equal x and standard_error get equal results. A row with NULL in either gets NULL and does not count. draws, seed, level and highest are constants. Errors: NaN or infinity (22003), a negative standard error, a level outside (0, 1), draws or highest out of range (22023), more than 250 million ranks to keep (54000), NULL arguments (22004). Source: Goldstein and Spiegelhalter 1996; doc/methods/rank_interval.md.';

CREATE FUNCTION sozialraum._normal_quantile(level double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'sozialraum_normal_quantile' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._normal_quantile(double precision) IS 'How many standard errors a two-sided normal interval of this level reaches to each side: 1.96 for 0.95.';
