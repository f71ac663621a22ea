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
COMMENT ON COLUMN sozialraum.monitor.pooled_years IS 'Values of ratios are formed from the sums of numerators and of denominators over so many yearly reference dates, the latest included; not across a series break, no census twice, and not those whose terms are pooled already (date_rule pooled_3y). 1: the reference date alone.';
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
ALTER TABLE sozialraum.source ADD COLUMN dominance_n smallint CHECK (dominance_n > 0),
	ADD COLUMN dominance_k double precision CHECK (dominance_k > '0' AND dominance_k <= '100'),
	ADD COLUMN p_percent double precision CHECK (p_percent > '0' AND p_percent < 'infinity'),
	ADD COLUMN suppress_zero boolean NOT NULL DEFAULT false,
	ADD CONSTRAINT source_dominance CHECK ((dominance_n IS NULL) = (dominance_k IS NULL));
ALTER TABLE sozialraum.variable ADD COLUMN largest text COLLATE "C" REFERENCES sozialraum.variable (code) ON UPDATE CASCADE,
	ADD COLUMN second_largest text COLLATE "C" REFERENCES sozialraum.variable (code) ON UPDATE CASCADE;
ALTER TABLE sozialraum.monitor ADD COLUMN disclosed text NOT NULL DEFAULT 'class' CHECK (disclosed IN ('class', 'rank', 'score')),
	ADD COLUMN disclosure text NOT NULL DEFAULT 'suppress' CHECK (disclosure IN ('suppress', 'round')),
	ADD COLUMN min_count integer CHECK (min_count >= 0),
	ADD COLUMN min_denominator integer CHECK (min_denominator >= 0),
	ADD COLUMN rounding_base integer CHECK (rounding_base > 1);
ALTER TABLE sozialraum.monitor_indicator ADD COLUMN released text NOT NULL DEFAULT 'class' CHECK (released IN ('value', 'class'));
ALTER TABLE sozialraum.edition_reference ADD COLUMN numerator double precision[], ADD COLUMN denominator double precision[];
DROP TRIGGER edition_frozen_update ON sozialraum.edition;		-- edition_transition takes its place
DROP POLICY edition_planner ON sozialraum.edition;				-- edition_read, _add, _change, _remove take its place
COMMENT ON COLUMN sozialraum.source.dominance_n IS 'Disclosure rule for amounts: number of largest contributors of the (n,k) dominance rule; NULL: none. Needs variables that hold the largest contributions (variable.largest).';
COMMENT ON COLUMN sozialraum.source.dominance_k IS 'Percentage of the total above which they dominate.';
COMMENT ON COLUMN sozialraum.source.p_percent IS 'Disclosure rule for amounts: unsafe where the total without the two largest contributions is below this percentage of the largest; NULL: none.';
COMMENT ON COLUMN sozialraum.source.suppress_zero IS 'Zeros are protected, too (they tell that nobody of a small group is concerned, or that all are not).';
COMMENT ON COLUMN sozialraum.variable.largest IS 'Variable that holds the largest single contribution to this amount, for the dominance rules of the source; NULL: not known.';
COMMENT ON COLUMN sozialraum.variable.second_largest IS 'Variable that holds the second largest contribution.';
COMMENT ON COLUMN sozialraum.monitor.disclosed IS 'What everybody may see of the result: class, class and rank, or class, rank and score. Where a scored figure is hidden, publishing shows the class only (score, mean and standard deviation would give it away).';
COMMENT ON COLUMN sozialraum.monitor.disclosure IS 'suppress: unsafe figures are hidden, and as many others as it takes; round: all figures are rounded to multiples of the rounding base first.';
COMMENT ON COLUMN sozialraum.monitor.min_count IS 'Disclosure rule of the monitor beside those of sources and indicators (the strictest wins): counts from 1 to below this number are unsafe; NULL: none of its own.';
COMMENT ON COLUMN sozialraum.monitor.min_denominator IS 'The same for denominators: figures with a smaller one are not shown; NULL: none of its own.';
COMMENT ON COLUMN sozialraum.monitor.rounding_base IS 'Multiples to which figures are rounded before they are published; NULL: as the sources say (disclosure round without any: 5).';
COMMENT ON COLUMN sozialraum.monitor_indicator.released IS 'What everybody may see of the indicator: value (its figures, as far as they are safe), or class (only to which fifth of the areas one belongs).';
COMMENT ON COLUMN sozialraum.edition_reference.numerator IS 'Numerator of each indicator; NULL in editions computed before 0.4.0.';
COMMENT ON COLUMN sozialraum.edition_reference.denominator IS 'Denominator of each indicator; NULL in editions computed before 0.4.0.';
