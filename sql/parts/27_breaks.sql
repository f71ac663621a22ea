-- ---------------------------------------------------------------------------------------------------------------------
-- Classify: class limits, and how well they fit
-- ---------------------------------------------------------------------------------------------------------------------
CREATE FUNCTION sozialraum._jenks_breaks_accum(internal, double precision, integer) RETURNS internal
	AS 'MODULE_PATHNAME', 'jenks_breaks_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._jenks_breaks_accum(internal, double precision, integer) IS 'Transition function of jenks_breaks(x, k).';

CREATE FUNCTION sozialraum._jenks_breaks_accum(internal, double precision, double precision, integer) RETURNS internal
	AS 'MODULE_PATHNAME', 'jenks_breaks_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._jenks_breaks_accum(internal, double precision, double precision, integer) IS 'Transition function of jenks_breaks(x, w, k).';

CREATE FUNCTION sozialraum._jenks_breaks_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'jenks_breaks_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._jenks_breaks_merge_accum(internal, bytea) IS 'Transition function of jenks_breaks_merge.';

CREATE FUNCTION sozialraum._jenks_breaks_final(internal) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'jenks_breaks_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._jenks_breaks_final(internal) IS 'Final function of jenks_breaks.';

CREATE AGGREGATE sozialraum.jenks_breaks(x double precision, k integer) (
	SFUNC = sozialraum._jenks_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._jenks_breaks_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.jenks_breaks(double precision, integer) IS
'Natural breaks (Jenks, Fisher): the k - 1 inner limits, in ascending order, of the k classes with the least sum of squared deviations from the class means; the true optimum for any number of rows, no sampling. A limit is the largest value of the class below, for classify() with its default closed => ''right''. Of equally good divisions the one with the lower limits is taken. NULL rows are skipped; NULL on no rows. k is from 1 to 255 and the same for all rows; k = 1 gives an empty array. Time grows with k n log n, memory while it computes is about 60 + 4 k bytes for each distinct value. The bits do not depend on the order of rows. Errors: k out of range, not constant, or larger than the number of distinct values (22023), NULL (22004); x NaN or infinite (22003). Sources: Fisher 1958; Jenks 1977; doc/methods/classify.md.';

CREATE AGGREGATE sozialraum.jenks_breaks(x double precision, w double precision, k integer) (
	SFUNC = sozialraum._jenks_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._jenks_breaks_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.jenks_breaks(double precision, double precision, integer) IS
'Natural breaks where a row counts w times (w is usually the population, so that classes describe people, not areas): with whole numbers as weights the same as jenks_breaks(x, k) over rows repeated w times. Rows with NULL in x or w are skipped, rows of weight 0 do not count; NULL when no row counts. Errors: as jenks_breaks(x, k); w NaN or infinite (22003), negative (22023). See jenks_breaks(x, k).';

CREATE AGGREGATE sozialraum.jenks_breaks_state(x double precision, k integer) (
	SFUNC = sozialraum._jenks_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.jenks_breaks_state(double precision, integer) IS
'The state of jenks_breaks(x, k) as bytea, to be stored or sent and finished by jenks_breaks_merge. NULL on no rows. Errors as jenks_breaks(x, k); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.jenks_breaks_state(x double precision, w double precision, k integer) (
	SFUNC = sozialraum._jenks_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.jenks_breaks_state(double precision, double precision, integer) IS
'The state of jenks_breaks(x, w, k) as bytea, to be stored or sent and finished by jenks_breaks_merge. NULL on no rows. Errors as jenks_breaks(x, w, k); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.jenks_breaks_merge(state bytea) (
	SFUNC = sozialraum._jenks_breaks_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._jenks_breaks_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.jenks_breaks_merge(bytea) IS
'jenks_breaks over all rows that went into the states (of jenks_breaks_state): the same bits as over the rows themselves. NULL states are skipped. Errors: a damaged state, or one of another function (22P03); states with different k, or with and without weights, together (22023).';

CREATE FUNCTION sozialraum._range_breaks_accum(bytea, double precision, integer) RETURNS bytea
	AS 'MODULE_PATHNAME', 'range_breaks_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._range_breaks_accum(bytea, double precision, integer) IS 'Transition function of equal_breaks and pretty_breaks.';

CREATE FUNCTION sozialraum._range_breaks_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'range_breaks_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._range_breaks_combine(bytea, bytea) IS 'Combine function of equal_breaks and pretty_breaks.';

CREATE FUNCTION sozialraum._equal_breaks_final(bytea) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'equal_breaks_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._equal_breaks_final(bytea) IS 'Final function of equal_breaks.';

CREATE FUNCTION sozialraum._pretty_breaks_final(bytea) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'pretty_breaks_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._pretty_breaks_final(bytea) IS 'Final function of pretty_breaks.';

CREATE AGGREGATE sozialraum.equal_breaks(x double precision, k integer) (
	SFUNC = sozialraum._range_breaks_accum, STYPE = bytea, SSPACE = 64, FINALFUNC = sozialraum._equal_breaks_final,
	COMBINEFUNC = sozialraum._range_breaks_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.equal_breaks(double precision, integer) IS
'The k - 1 inner limits of k classes of equal width: min + i (max - min) / k. Classes may be empty; one extreme value pushes all others into one class. NULL rows are skipped; NULL on no rows and when all values are equal (for k = 1 an empty array). k is from 1 to 10000 and the same for all rows. The state is flat: minimum and maximum are all that is kept. Errors: k out of range or not constant (22023), NULL (22004); x NaN or infinite (22003). See doc/methods/classify.md.';

CREATE AGGREGATE sozialraum.pretty_breaks(x double precision, k integer) (
	SFUNC = sozialraum._range_breaks_accum, STYPE = bytea, SSPACE = 64, FINALFUNC = sozialraum._pretty_breaks_final,
	COMBINEFUNC = sozialraum._range_breaks_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.pretty_breaks(double precision, integer) IS
'Inner limits at round numbers (multiples of 1, 2 or 5 times a power of ten) such that about k classes cover the values. There are not always k classes: array_length(pretty_breaks(x, k), 1) + 1 says how many; an empty array is one class. The limits are those of R''s pretty(range(x), k) without the two outer ones. NULL rows are skipped; NULL on no rows and when all values are equal. k is from 1 to 10000 and the same for all rows. Errors: k out of range or not constant (22023), NULL (22004); x NaN or infinite, or a range beyond double precision (22003). Source: Cleveland 1985; R, pretty; doc/methods/classify.md.';

CREATE FUNCTION sozialraum._headtail_breaks_accum(internal, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'headtail_breaks_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._headtail_breaks_accum(internal, double precision) IS 'Transition function of headtail_breaks(x).';

CREATE FUNCTION sozialraum._headtail_breaks_accum(internal, double precision, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'headtail_breaks_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._headtail_breaks_accum(internal, double precision, double precision) IS 'Transition function of headtail_breaks(x, threshold).';

CREATE FUNCTION sozialraum._headtail_breaks_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'headtail_breaks_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._headtail_breaks_merge_accum(internal, bytea) IS 'Transition function of headtail_breaks_merge.';

CREATE FUNCTION sozialraum._headtail_breaks_final(internal) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'headtail_breaks_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._headtail_breaks_final(internal) IS 'Final function of headtail_breaks.';

CREATE AGGREGATE sozialraum.headtail_breaks(x double precision) (
	SFUNC = sozialraum._headtail_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._headtail_breaks_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.headtail_breaks(double precision) IS
'Head/tail breaks for right-skewed values (few large, many small): the first limit is the mean, the next the mean of the values above it (the head), and so on, as long as the head is at most 40 per cent of the values it was taken from. The number of classes follows from the values. NULL rows are skipped; NULL on no rows and when all values are equal. A value that is the mean itself belongs to the tail, as in classify() with closed => ''right''. The bits do not depend on the order of rows. Errors: x NaN or infinite (22003). Source: Jiang 2013; doc/methods/classify.md.';

CREATE AGGREGATE sozialraum.headtail_breaks(x double precision, threshold double precision) (
	SFUNC = sozialraum._headtail_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._headtail_breaks_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.headtail_breaks(double precision, double precision) IS
'headtail_breaks with a threshold of one''s own, 0 to 1: the head is divided again while it is at most this share of the values it was taken from. 0 gives the mean alone, 1 goes on until the head has one distinct value (mapclassify). Errors: threshold out of range, NaN, or not the same for all rows (22023), NULL (22004). See headtail_breaks(x).';

CREATE AGGREGATE sozialraum.headtail_breaks_state(x double precision) (
	SFUNC = sozialraum._headtail_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.headtail_breaks_state(double precision) IS
'The state of headtail_breaks(x) as bytea, to be stored or sent and finished by headtail_breaks_merge. NULL on no rows. Errors as headtail_breaks(x); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.headtail_breaks_state(x double precision, threshold double precision) (
	SFUNC = sozialraum._headtail_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.headtail_breaks_state(double precision, double precision) IS
'The state of headtail_breaks(x, threshold) as bytea, to be stored or sent and finished by headtail_breaks_merge. NULL on no rows. Errors as headtail_breaks(x, threshold); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.headtail_breaks_merge(state bytea) (
	SFUNC = sozialraum._headtail_breaks_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._headtail_breaks_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.headtail_breaks_merge(bytea) IS
'headtail_breaks over all rows that went into the states (of headtail_breaks_state): the same bits as over the rows themselves. NULL states are skipped. Errors: a damaged state, or one of another function (22P03); states with different thresholds together (22023).';

CREATE FUNCTION sozialraum._maximum_breaks_accum(internal, double precision, integer) RETURNS internal
	AS 'MODULE_PATHNAME', 'maximum_breaks_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._maximum_breaks_accum(internal, double precision, integer) IS 'Transition function of maximum_breaks(x, k).';

CREATE FUNCTION sozialraum._maximum_breaks_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'maximum_breaks_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._maximum_breaks_merge_accum(internal, bytea) IS 'Transition function of maximum_breaks_merge.';

CREATE FUNCTION sozialraum._maximum_breaks_final(internal) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'maximum_breaks_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._maximum_breaks_final(internal) IS 'Final function of maximum_breaks.';

CREATE AGGREGATE sozialraum.maximum_breaks(x double precision, k integer) (
	SFUNC = sozialraum._maximum_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._maximum_breaks_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.maximum_breaks(double precision, integer) IS
'The k - 1 inner limits in the middle of the largest gaps between neighbouring values; of equal gaps the lower ones. Classes of very different size are usual. NULL rows are skipped; NULL on no rows. k is from 1 to 10000 and the same for all rows; k = 1 gives an empty array. The bits do not depend on the order of rows. Errors: k out of range, not constant, or larger than the number of distinct values (22023), NULL (22004); x NaN or infinite (22003). Source: Slocum et al., Thematic Cartography; mapclassify, MaximumBreaks; doc/methods/classify.md.';

CREATE AGGREGATE sozialraum.maximum_breaks_state(x double precision, k integer) (
	SFUNC = sozialraum._maximum_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.maximum_breaks_state(double precision, integer) IS
'The state of maximum_breaks(x, k) as bytea, to be stored or sent and finished by maximum_breaks_merge. NULL on no rows. Errors as maximum_breaks(x, k); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.maximum_breaks_merge(state bytea) (
	SFUNC = sozialraum._maximum_breaks_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._maximum_breaks_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.maximum_breaks_merge(bytea) IS
'maximum_breaks over all rows that went into the states (of maximum_breaks_state): the same bits as over the rows themselves. NULL states are skipped. Errors: a damaged state, or one of another function (22P03); states with different k together (22023).';

CREATE FUNCTION sozialraum._boxplot_breaks_accum(internal, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'boxplot_breaks_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._boxplot_breaks_accum(internal, double precision) IS 'Transition function of boxplot_breaks(x).';

CREATE FUNCTION sozialraum._boxplot_breaks_accum(internal, double precision, double precision) RETURNS internal
	AS 'MODULE_PATHNAME', 'boxplot_breaks_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._boxplot_breaks_accum(internal, double precision, double precision) IS 'Transition function of boxplot_breaks(x, hinge).';

CREATE FUNCTION sozialraum._boxplot_breaks_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'boxplot_breaks_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._boxplot_breaks_merge_accum(internal, bytea) IS 'Transition function of boxplot_breaks_merge.';

CREATE FUNCTION sozialraum._boxplot_breaks_final(internal) RETURNS double precision[]
	AS 'MODULE_PATHNAME', 'boxplot_breaks_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._boxplot_breaks_final(internal) IS 'Final function of boxplot_breaks.';

CREATE AGGREGATE sozialraum.boxplot_breaks(x double precision) (
	SFUNC = sozialraum._boxplot_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._boxplot_breaks_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.boxplot_breaks(double precision) IS
'The five limits of a box map: Q1 - 1.5 IQR, Q1, median, Q3, Q3 + 1.5 IQR, with quartiles of type 7 and IQR = Q3 - Q1. Class 1 and class 6 are outliers and may be empty. NULL rows are skipped; NULL on no rows. The bits do not depend on the order of rows. Errors: x NaN or infinite, or a limit out of range (22003). Source: Tukey 1977; GeoDa, box map; mapclassify, BoxPlot; doc/methods/classify.md.';

CREATE AGGREGATE sozialraum.boxplot_breaks(x double precision, hinge double precision) (
	SFUNC = sozialraum._boxplot_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._boxplot_breaks_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.boxplot_breaks(double precision, double precision) IS
'boxplot_breaks with a hinge of one''s own instead of 1.5, in interquartile ranges; 3 shows far outliers only. Errors: hinge negative, NaN, infinite, or not the same for all rows (22023), NULL (22004). See boxplot_breaks(x).';

CREATE AGGREGATE sozialraum.boxplot_breaks_state(x double precision) (
	SFUNC = sozialraum._boxplot_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.boxplot_breaks_state(double precision) IS
'The state of boxplot_breaks(x) as bytea, to be stored or sent and finished by boxplot_breaks_merge. NULL on no rows. Errors as boxplot_breaks(x); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.boxplot_breaks_state(x double precision, hinge double precision) (
	SFUNC = sozialraum._boxplot_breaks_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.boxplot_breaks_state(double precision, double precision) IS
'The state of boxplot_breaks(x, hinge) as bytea, to be stored or sent and finished by boxplot_breaks_merge. NULL on no rows. Errors as boxplot_breaks(x, hinge); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.boxplot_breaks_merge(state bytea) (
	SFUNC = sozialraum._boxplot_breaks_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._boxplot_breaks_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.boxplot_breaks_merge(bytea) IS
'boxplot_breaks over all rows that went into the states (of boxplot_breaks_state): the same bits as over the rows themselves. NULL states are skipped. Errors: a damaged state, or one of another function (22P03); states with different hinges together (22023).';

CREATE FUNCTION sozialraum._variance_fit_accum(bytea, double precision, double precision[]) RETURNS bytea
	AS 'MODULE_PATHNAME', 'variance_fit_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._variance_fit_accum(bytea, double precision, double precision[]) IS 'Transition function of goodness_of_variance_fit(x, breaks).';

CREATE FUNCTION sozialraum._variance_fit_accum(bytea, double precision, double precision[], text) RETURNS bytea
	AS 'MODULE_PATHNAME', 'variance_fit_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._variance_fit_accum(bytea, double precision, double precision[], text) IS 'Transition function of goodness_of_variance_fit(x, breaks, closed).';

CREATE FUNCTION sozialraum._variance_fit_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME', 'variance_fit_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._variance_fit_combine(bytea, bytea) IS 'Combine function of goodness_of_variance_fit.';

CREATE FUNCTION sozialraum._variance_fit_final(bytea) RETURNS double precision
	AS 'MODULE_PATHNAME', 'variance_fit_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._variance_fit_final(bytea) IS 'Final function of goodness_of_variance_fit.';

CREATE AGGREGATE sozialraum.goodness_of_variance_fit(x double precision, breaks double precision[]) (
	SFUNC = sozialraum._variance_fit_accum, STYPE = bytea, SSPACE = 1024, FINALFUNC = sozialraum._variance_fit_final,
	COMBINEFUNC = sozialraum._variance_fit_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.goodness_of_variance_fit(double precision, double precision[]) IS
'Goodness of variance fit (GVF) of inner class limits: 1 - sum of squared deviations from the class means / sum of squared deviations from the mean; from 0 (the limits explain nothing) to 1 (all values of a class are equal). A value on a limit belongs to the class below, as in classify(). It grows with the number of classes: compare limits of the same k only. jenks_breaks gives the largest there is for its k. NULL rows are skipped; NULL on no rows and when all values are equal. The state is flat; the bits do not depend on the order of rows. Errors: breaks empty, unsorted, with NaN or infinity, or not the same for all rows (22023), more than 1000 (54000), NULL or with NULL elements (22004); x NaN or infinite (22003). Source: Robinson et al., Elements of Cartography; Jenks 1977; doc/methods/classify.md.';

CREATE AGGREGATE sozialraum.goodness_of_variance_fit(x double precision, breaks double precision[], closed text) (
	SFUNC = sozialraum._variance_fit_accum, STYPE = bytea, SSPACE = 1024, FINALFUNC = sozialraum._variance_fit_final,
	COMBINEFUNC = sozialraum._variance_fit_combine, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.goodness_of_variance_fit(double precision, double precision[], text) IS
'goodness_of_variance_fit where closed says which class has a value that lies on a limit: ''right'', ''left'' or ''centre'', as in classify(x, breaks, closed). Errors: closed not known (22023), NULL (22004). See goodness_of_variance_fit(x, breaks).';

CREATE FUNCTION sozialraum._goodness_of_absolute_fit_accum(internal, double precision, double precision[]) RETURNS internal
	AS 'MODULE_PATHNAME', 'absolute_fit_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._goodness_of_absolute_fit_accum(internal, double precision, double precision[]) IS 'Transition function of goodness_of_absolute_fit(x, breaks).';

CREATE FUNCTION sozialraum._goodness_of_absolute_fit_accum(internal, double precision, double precision[], text) RETURNS internal
	AS 'MODULE_PATHNAME', 'absolute_fit_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._goodness_of_absolute_fit_accum(internal, double precision, double precision[], text) IS 'Transition function of goodness_of_absolute_fit(x, breaks, closed).';

CREATE FUNCTION sozialraum._goodness_of_absolute_fit_merge_accum(internal, bytea) RETURNS internal
	AS 'MODULE_PATHNAME', 'absolute_fit_merge_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._goodness_of_absolute_fit_merge_accum(internal, bytea) IS 'Transition function of goodness_of_absolute_fit_merge.';

CREATE FUNCTION sozialraum._goodness_of_absolute_fit_final(internal) RETURNS double precision
	AS 'MODULE_PATHNAME', 'absolute_fit_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION sozialraum._goodness_of_absolute_fit_final(internal) IS 'Final function of goodness_of_absolute_fit.';

CREATE AGGREGATE sozialraum.goodness_of_absolute_fit(x double precision, breaks double precision[]) (
	SFUNC = sozialraum._goodness_of_absolute_fit_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._goodness_of_absolute_fit_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.goodness_of_absolute_fit(double precision, double precision[]) IS
'Goodness of absolute deviation fit (GADF) of inner class limits: 1 - sum of absolute deviations from the class medians / sum of absolute deviations from the median; from 0 to 1, less moved by single extreme values than goodness_of_variance_fit. A value on a limit belongs to the class below, as in classify(). NULL rows are skipped; NULL on no rows and when all values are equal. The bits do not depend on the order of rows. Errors as goodness_of_variance_fit(x, breaks). Source: mapclassify, gadf; Slocum et al., Thematic Cartography; doc/methods/classify.md.';

CREATE AGGREGATE sozialraum.goodness_of_absolute_fit(x double precision, breaks double precision[], closed text) (
	SFUNC = sozialraum._goodness_of_absolute_fit_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._goodness_of_absolute_fit_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.goodness_of_absolute_fit(double precision, double precision[], text) IS
'goodness_of_absolute_fit where closed says which class has a value that lies on a limit: ''right'', ''left'' or ''centre'', as in classify(x, breaks, closed). Errors: closed not known (22023), NULL (22004). See goodness_of_absolute_fit(x, breaks).';

CREATE AGGREGATE sozialraum.goodness_of_absolute_fit_state(x double precision, breaks double precision[]) (
	SFUNC = sozialraum._goodness_of_absolute_fit_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.goodness_of_absolute_fit_state(double precision, double precision[]) IS
'The state of goodness_of_absolute_fit(x, breaks) as bytea, to be stored or sent and finished by goodness_of_absolute_fit_merge. NULL on no rows. Errors as goodness_of_absolute_fit(x, breaks); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.goodness_of_absolute_fit_state(x double precision, breaks double precision[], closed text) (
	SFUNC = sozialraum._goodness_of_absolute_fit_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._values_state,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.goodness_of_absolute_fit_state(double precision, double precision[], text) IS
'The state of goodness_of_absolute_fit(x, breaks, closed) as bytea, to be stored or sent and finished by goodness_of_absolute_fit_merge. NULL on no rows. Errors as goodness_of_absolute_fit(x, breaks, closed); 54000 above 1 GB.';

CREATE AGGREGATE sozialraum.goodness_of_absolute_fit_merge(state bytea) (
	SFUNC = sozialraum._goodness_of_absolute_fit_merge_accum, STYPE = internal, SSPACE = 1024, FINALFUNC = sozialraum._goodness_of_absolute_fit_final,
	COMBINEFUNC = sozialraum._values_combine, SERIALFUNC = sozialraum._values_state, DESERIALFUNC = sozialraum._values_deserial, PARALLEL = SAFE);
COMMENT ON AGGREGATE sozialraum.goodness_of_absolute_fit_merge(bytea) IS
'goodness_of_absolute_fit over all rows that went into the states (of goodness_of_absolute_fit_state): the same bits as over the rows themselves. NULL states are skipped. Errors: a damaged state, or one of another function (22P03); states with different breaks together (22023).';
