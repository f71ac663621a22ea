-- ---------------------------------------------------------------------------------------------------------------------
-- Columns and constraints that tables of 0.3.0 gained
-- ---------------------------------------------------------------------------------------------------------------------

-- monitors: further methods, classes, pooled years
ALTER TABLE sozialraum.monitor
	ADD COLUMN classification text NOT NULL DEFAULT 'breaks' CHECK (classification IN ('breaks', 'quantile', 'rank_share', 'ntile', 'natural')),
	ADD COLUMN class_count integer CHECK (class_count BETWEEN 2 AND 100),
	ADD COLUMN quantile_type integer NOT NULL DEFAULT 7 CHECK (quantile_type BETWEEN 1 AND 9),
	ADD COLUMN class_order text NOT NULL DEFAULT 'ascending' CHECK (class_order IN ('ascending', 'descending')),
	ADD COLUMN rank_ties text NOT NULL DEFAULT 'min' CHECK (rank_ties IN ('min', 'average')),
	ADD COLUMN rank_convention text NOT NULL DEFAULT '(N-rank+1)/N' CHECK (rank_convention IN ('(N-rank+1)/N', '(N-rank)/N')),
	ADD COLUMN score_normalisation text CHECK (score_normalisation IN ('zscore', 'minmax', 'none', 'robust_zscore', 'rank', 'exponential', 'percentile')),
	ADD COLUMN scale_minimum double precision NOT NULL DEFAULT 0 CHECK (scale_minimum BETWEEN '-1e9' AND '1e9'),
	ADD COLUMN scale_maximum double precision NOT NULL DEFAULT 1 CHECK (scale_maximum BETWEEN '-1e9' AND '1e9'),
	ADD COLUMN pooled_years integer NOT NULL DEFAULT 1 CHECK (pooled_years BETWEEN 1 AND 20),
	ADD COLUMN minimum_numerator double precision CHECK (minimum_numerator > '0' AND minimum_numerator < 'infinity'),
	ADD COLUMN preset text,
	DROP CONSTRAINT monitor_normalisation_check,
	ADD CONSTRAINT monitor_normalisation_check CHECK (normalisation IN ('zscore', 'minmax', 'none', 'robust_zscore', 'rank', 'exponential', 'percentile')),
	DROP CONSTRAINT monitor_aggregation_check,
	ADD CONSTRAINT monitor_aggregation_check CHECK (aggregation IN ('sum', 'mean', 'geometric', 'harmonic', 'mazziotta_pareto', 'geometric_good')),
	DROP CONSTRAINT monitor_class_labels,
	ADD CONSTRAINT monitor_class_labels CHECK (cardinality(class_labels) = CASE classification WHEN 'breaks' THEN cardinality(class_breaks) + 1 ELSE COALESCE(class_count, 0) END
		AND cardinality(class_labels_en) = CASE classification WHEN 'breaks' THEN cardinality(class_breaks) + 1 ELSE COALESCE(class_count, 0) END
		AND (class_codes IS NULL OR cardinality(class_codes) = CASE classification WHEN 'breaks' THEN cardinality(class_breaks) + 1 ELSE COALESCE(class_count, 0) END)
		AND array_ndims(class_labels) = 1 AND array_lower(class_labels, 1) = 1 AND array_ndims(class_labels_en) = 1 AND array_lower(class_labels_en, 1) = 1
		AND (class_codes IS NULL OR (array_ndims(class_codes) = 1 AND array_lower(class_codes, 1) = 1))),
	ADD CONSTRAINT monitor_scale CHECK (scale_minimum < scale_maximum);
ALTER TABLE sozialraum.monitor_indicator
	ADD COLUMN dimension text COLLATE "C",
	ADD COLUMN normalisation text CHECK (normalisation IN ('zscore', 'minmax', 'none', 'robust_zscore', 'rank', 'exponential', 'percentile')),
	ADD COLUMN pooled_years integer CHECK (pooled_years BETWEEN 1 AND 20),
	ADD COLUMN minimum_numerator double precision CHECK (minimum_numerator >= '0' AND minimum_numerator < 'infinity');
ALTER TABLE sozialraum.edition ADD COLUMN dimensions text[];
ALTER TABLE sozialraum.edition_score ADD COLUMN rank_average double precision;
COMMENT ON COLUMN sozialraum.monitor.normalisation IS 'How indicators are brought to one scale: zscore ((x - mean) / sd), robust_zscore ((x - median) / (1.4826 MAD)), minmax (the range to scale_minimum … scale_maximum), rank (R, see rank_convention, 1 = highest burden), exponential (-23 ln(1 - R (1 - exp(-100/23)))), percentile (share of the other areas that lie below) or none. Ties inside rank and exponential share the average.';
COMMENT ON COLUMN sozialraum.monitor.aggregation IS 'How what hangs directly under the score is combined, and every dimension that does not say otherwise: sum (weighted sum, weights as given), mean, geometric, harmonic (weighted means), geometric_good (scale_minimum + scale_maximum - the geometric mean of what is not burden, as the Human Development Index forms it: good values cannot make up for a bad one) or mazziotta_pareto (mean plus a penalty for unbalanced areas).';
COMMENT ON COLUMN sozialraum.monitor.class_breaks IS 'Inner class limits of the score, ascending (classification breaks).';
COMMENT ON COLUMN sozialraum.monitor.classification IS 'How classes are formed: breaks (limits in class_breaks), quantile (class_count classes, quantiles of quantile_type, limits belong to the class above: GISD), rank_share (ceil(class_count × rank / N): England), ntile (equal numbers, the first classes from the highest burden take the rest: Wales) or natural (Jenks).';
COMMENT ON COLUMN sozialraum.monitor.class_count IS 'Number of classes; not for breaks, where the limits say it.';
COMMENT ON COLUMN sozialraum.monitor.quantile_type IS 'Definition of the quantiles, Hyndman and Fan 1 to 9: 7 is R''s default, 9 that of GISD.';
COMMENT ON COLUMN sozialraum.monitor.class_order IS 'ascending: class 1 is the lowest burden; descending: class 1 is the highest (decile 1 of the English indices). Labels and codes are listed from the lowest burden to the highest in either case and follow the burden, not the number.';
COMMENT ON COLUMN sozialraum.monitor.rank_ties IS 'Rank of areas with equal scores as it is shown: min (1, 2, 2, 4) or average (1, 2.5, 2.5, 4: Scotland); edition_score holds both.';
COMMENT ON COLUMN sozialraum.monitor.rank_convention IS 'R of the normalisations rank and exponential: (N-rank+1)/N (England, Wales) or (N-rank)/N (Scotland); rank 1 is the highest burden.';
COMMENT ON COLUMN sozialraum.monitor.score_normalisation IS 'How the combined score is normalised again, as normalisation; NULL: zscore where standardise_score is true, else none.';
COMMENT ON COLUMN sozialraum.monitor.scale_minimum IS 'Lower end of minmax, of indicators, dimensions and score.';
COMMENT ON COLUMN sozialraum.monitor.scale_maximum IS 'Upper end of minmax (1, 100; AMPI: 70 to 130).';
COMMENT ON COLUMN sozialraum.monitor.pooled_years IS 'Values of ratios are formed from the sums of numerators and of denominators over so many yearly reference dates, the latest included; not across a series break. 1: the reference date alone.';
COMMENT ON COLUMN sozialraum.monitor.minimum_numerator IS 'An area whose numerator (over the pooled years) is below this number gets no scored value of the indicator, with the reason; the value stays. Ratios only; NULL: none.';
COMMENT ON COLUMN sozialraum.monitor.preset IS 'The preset that wrote the definition (mss, gisd, imd, …); it may have been changed since. NULL: written by hand.';
COMMENT ON COLUMN sozialraum.monitor_indicator.weight IS 'Weight within its dimension, used as given (not rescaled to 1).';
COMMENT ON COLUMN sozialraum.monitor_indicator.reference_mean IS 'Given mean (monitor.reference = given, zscore; robust_zscore: median).';
COMMENT ON COLUMN sozialraum.monitor_indicator.reference_sd IS 'Given standard deviation (robust_zscore: 1.4826 MAD).';
COMMENT ON COLUMN sozialraum.monitor_indicator.dimension IS 'Node of the monitor''s tree (monitor_dimension) in which the indicator hangs; NULL: directly under the score.';
COMMENT ON COLUMN sozialraum.monitor_indicator.normalisation IS 'Normalisation of this indicator; NULL: that of the monitor.';
COMMENT ON COLUMN sozialraum.monitor_indicator.pooled_years IS 'Pooled years of this indicator; NULL: those of the monitor.';
COMMENT ON COLUMN sozialraum.monitor_indicator.minimum_numerator IS 'Minimum numerator of this indicator, 0: none; NULL: that of the monitor.';
COMMENT ON COLUMN sozialraum.edition.dimensions IS 'Codes of the dimensions (monitor_dimension) in the order in which the arrays of edition_dimension_score hold them, every one after its parent; NULL in editions of versions before 0.4.0.';
COMMENT ON COLUMN sozialraum.edition_value.reason IS 'Why a value is missing, or is there and not scored (count too small); NULL: nothing to say.';
COMMENT ON COLUMN sozialraum.edition_score.score IS 'The score: the sum, normalised again where the monitor says so.';
COMMENT ON COLUMN sozialraum.edition_score.class IS 'Class, 1 = lowest burden; with monitor.class_order descending 1 = highest.';
COMMENT ON COLUMN sozialraum.edition_score.rank_average IS 'Rank with ties sharing the average (2.5); NULL in editions of versions before 0.4.0.';
