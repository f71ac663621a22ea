-- ---------------------------------------------------------------------------------------------------------------------
-- Monitors and their editions.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE sozialraum.monitor (
	code				text COLLATE "C" PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9_]{0,39}$'),
	name				text NOT NULL,
	name_en				text,
	description			text,
	level				text COLLATE "C" NOT NULL REFERENCES sozialraum.area_level (code) ON UPDATE CASCADE,
	population_variable	text COLLATE "C" REFERENCES sozialraum.variable (code) ON UPDATE CASCADE,
	minimum_population	double precision CHECK (minimum_population >= '0' AND minimum_population < 'infinity'),
	normalisation		text NOT NULL DEFAULT 'zscore' CHECK (normalisation IN ('zscore', 'minmax', 'none', 'robust_zscore', 'rank', 'exponential', 'percentile')),
	ddof				smallint NOT NULL DEFAULT 0 CHECK (ddof IN (0, 1)),
	reference			text NOT NULL DEFAULT 'areas' CHECK (reference IN ('areas', 'given')),
	aggregation			text NOT NULL DEFAULT 'sum' CHECK (aggregation IN ('sum', 'mean', 'geometric', 'harmonic', 'mazziotta_pareto', 'geometric_good')),
	standardise_score	boolean NOT NULL DEFAULT true,
	minimum_valid_share	double precision NOT NULL DEFAULT 1 CHECK (minimum_valid_share > '0' AND minimum_valid_share <= '1'),
	class_breaks		double precision[] NOT NULL DEFAULT '{-1,1,1.5}',
	class_closed		text NOT NULL DEFAULT 'centre' CHECK (class_closed IN ('left', 'right', 'centre')),
	class_labels		text[] NOT NULL DEFAULT '{Handlungsbedarf gering,Handlungsbedarf mittel,Handlungsbedarf hoch,Handlungsbedarf sehr hoch}',
	class_labels_en		text[] NOT NULL DEFAULT '{low need for action,medium need for action,high need for action,very high need for action}',
	class_codes			text[],
	lag_years			smallint CHECK (lag_years > 0),
	dynamics_breaks		double precision[] NOT NULL DEFAULT '{-1,1}',
	dynamics_closed		text NOT NULL DEFAULT 'centre' CHECK (dynamics_closed IN ('left', 'right', 'centre')),
	dynamics_labels		text[] NOT NULL DEFAULT '{positiv,stabil,negativ}',
	dynamics_labels_en	text[] NOT NULL DEFAULT '{positive,stable,negative}',
	dynamics_codes		text[] NOT NULL DEFAULT '{+,+/-,-}',
	parameters			jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(parameters) = 'object'),
	classification		text NOT NULL DEFAULT 'breaks' CHECK (classification IN ('breaks', 'quantile', 'rank_share', 'ntile', 'natural')),
	class_count			integer CHECK (class_count BETWEEN 2 AND 100),
	quantile_type		integer NOT NULL DEFAULT 7 CHECK (quantile_type BETWEEN 1 AND 9),
	class_order			text NOT NULL DEFAULT 'ascending' CHECK (class_order IN ('ascending', 'descending')),
	rank_ties			text NOT NULL DEFAULT 'min' CHECK (rank_ties IN ('min', 'average')),
	rank_convention		text NOT NULL DEFAULT '(N-rank+1)/N' CHECK (rank_convention IN ('(N-rank+1)/N', '(N-rank)/N')),
	score_normalisation	text CHECK (score_normalisation IN ('zscore', 'minmax', 'none', 'robust_zscore', 'rank', 'exponential', 'percentile')),
	scale_minimum		double precision NOT NULL DEFAULT 0 CHECK (scale_minimum BETWEEN '-1e9' AND '1e9'),
	scale_maximum		double precision NOT NULL DEFAULT 1 CHECK (scale_maximum BETWEEN '-1e9' AND '1e9'),
	pooled_years		integer NOT NULL DEFAULT 1 CHECK (pooled_years BETWEEN 1 AND 20),
	minimum_numerator	double precision CHECK (minimum_numerator > '0' AND minimum_numerator < 'infinity'),
	preset				text,
	disclosed			text NOT NULL DEFAULT 'class' CHECK (disclosed IN ('class', 'rank', 'score')),
	disclosure			text NOT NULL DEFAULT 'suppress' CHECK (disclosure IN ('suppress', 'round')),
	min_count			integer CHECK (min_count >= 0),
	min_denominator		integer CHECK (min_denominator >= 0),
	rounding_base		integer CHECK (rounding_base > 1),
	CONSTRAINT monitor_class_labels CHECK (cardinality(class_labels) = CASE classification WHEN 'breaks' THEN cardinality(class_breaks) + 1 ELSE COALESCE(class_count, 0) END
		AND cardinality(class_labels_en) = CASE classification WHEN 'breaks' THEN cardinality(class_breaks) + 1 ELSE COALESCE(class_count, 0) END
		AND (class_codes IS NULL OR cardinality(class_codes) = CASE classification WHEN 'breaks' THEN cardinality(class_breaks) + 1 ELSE COALESCE(class_count, 0) END)
		AND array_ndims(class_labels) = 1 AND array_lower(class_labels, 1) = 1 AND array_ndims(class_labels_en) = 1 AND array_lower(class_labels_en, 1) = 1
		AND (class_codes IS NULL OR (array_ndims(class_codes) = 1 AND array_lower(class_codes, 1) = 1))),
	CONSTRAINT monitor_dynamics_labels CHECK (cardinality(dynamics_labels) = cardinality(dynamics_breaks) + 1
		AND cardinality(dynamics_labels_en) = cardinality(dynamics_breaks) + 1
		AND cardinality(dynamics_codes) = cardinality(dynamics_breaks) + 1
		AND array_ndims(dynamics_labels) = 1 AND array_lower(dynamics_labels, 1) = 1 AND array_ndims(dynamics_labels_en) = 1 AND array_lower(dynamics_labels_en, 1) = 1
		AND array_ndims(dynamics_codes) = 1 AND array_lower(dynamics_codes, 1) = 1),
	CONSTRAINT monitor_minimum_population CHECK (minimum_population IS NULL OR population_variable IS NOT NULL),
	CONSTRAINT monitor_scale CHECK (scale_minimum < scale_maximum)
);
COMMENT ON TABLE sozialraum.monitor IS 'A monitor as data: which indicators of which areas are brought to one scale, weighted, summed, classified and ranked, and over how many years the dynamics is looked at.';
COMMENT ON COLUMN sozialraum.monitor.code IS 'Key, lower case; names of views derive from it.';
COMMENT ON COLUMN sozialraum.monitor.name IS 'Name in German.';
COMMENT ON COLUMN sozialraum.monitor.name_en IS 'Name in English.';
COMMENT ON COLUMN sozialraum.monitor.description IS 'What the monitor is for.';
COMMENT ON COLUMN sozialraum.monitor.level IS 'Level of the areas that are compared.';
COMMENT ON COLUMN sozialraum.monitor.population_variable IS 'Variable that says how large an area is (31.12. on or before the reference date).';
COMMENT ON COLUMN sozialraum.monitor.minimum_population IS 'Areas with fewer inhabitants are excluded before anything is computed, with the reason kept; NULL: none.';
COMMENT ON COLUMN sozialraum.monitor.normalisation IS 'How indicators are brought to one scale: zscore ((x - mean) / sd), robust_zscore ((x - median) / (1.4826 MAD)), minmax (the range to scale_minimum … scale_maximum), rank (R, see rank_convention, 1 = highest burden), exponential (-23 ln(1 - R (1 - exp(-100/23)))), percentile (share of the other areas that lie below) or none. Ties inside rank and exponential share the average.';
COMMENT ON COLUMN sozialraum.monitor.ddof IS '0: population standard deviation (the areas are all there are); 1: sample standard deviation.';
COMMENT ON COLUMN sozialraum.monitor.reference IS 'areas: mean, sd, minimum and maximum of the areas themselves; given: those written in monitor_indicator (the Land''s).';
COMMENT ON COLUMN sozialraum.monitor.aggregation IS 'How what hangs directly under the score is combined, and every dimension that does not say otherwise: sum (weighted sum, weights as given), mean, geometric, harmonic (weighted means), geometric_good (scale_minimum + scale_maximum - the geometric mean of what is not burden, as the Human Development Index forms it: good values cannot make up for a bad one) or mazziotta_pareto (mean plus a penalty for unbalanced areas).';
COMMENT ON COLUMN sozialraum.monitor.standardise_score IS 'The sum (or mean) is z-standardised again, as Berlin does.';
COMMENT ON COLUMN sozialraum.monitor.minimum_valid_share IS 'An area gets a score only if at least this share of the weights has values; 1: all. Missing indicators of the others are left out and the weights of the rest scaled up.';
COMMENT ON COLUMN sozialraum.monitor.class_breaks IS 'Inner class limits of the score, ascending (classification breaks).';
COMMENT ON COLUMN sozialraum.monitor.class_closed IS 'To which side a score on a limit belongs: left, right, or centre (to the class nearer to 0, as in Berlin).';
COMMENT ON COLUMN sozialraum.monitor.class_labels IS 'Names of the classes, lowest score (lowest burden) first.';
COMMENT ON COLUMN sozialraum.monitor.class_labels_en IS 'Names of the classes in English.';
COMMENT ON COLUMN sozialraum.monitor.class_codes IS 'Short codes of the classes for the status × dynamics group; NULL: 1, 2, 3 …';
COMMENT ON COLUMN sozialraum.monitor.lag_years IS 'Years over which the change of the scored indicators is taken for the dynamics; NULL: no dynamics.';
COMMENT ON COLUMN sozialraum.monitor.dynamics_breaks IS 'Inner class limits of the dynamics.';
COMMENT ON COLUMN sozialraum.monitor.dynamics_closed IS 'As class_closed.';
COMMENT ON COLUMN sozialraum.monitor.dynamics_labels IS 'Names of the dynamics classes, lowest (improving against the others) first.';
COMMENT ON COLUMN sozialraum.monitor.dynamics_labels_en IS 'Names of the dynamics classes in English.';
COMMENT ON COLUMN sozialraum.monitor.dynamics_codes IS 'Short codes of the dynamics classes; the group is class code followed by dynamics code ("4-").';
COMMENT ON COLUMN sozialraum.monitor.parameters IS 'Further parameters.';
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
COMMENT ON COLUMN sozialraum.monitor.disclosed IS 'What everybody may see of the result: class, class and rank, or class, rank and score. Where a scored figure is hidden, publishing shows the class only (score, mean and standard deviation would give it away).';
COMMENT ON COLUMN sozialraum.monitor.disclosure IS 'suppress: unsafe figures are hidden, and as many others as it takes; round: all figures are rounded to multiples of the rounding base first.';
COMMENT ON COLUMN sozialraum.monitor.min_count IS 'Disclosure rule of the monitor beside those of sources and indicators (the strictest wins): counts from 1 to below this number are unsafe; NULL: none of its own.';
COMMENT ON COLUMN sozialraum.monitor.min_denominator IS 'The same for denominators: figures with a smaller one are not shown; NULL: none of its own.';
COMMENT ON COLUMN sozialraum.monitor.rounding_base IS 'Multiples to which figures are rounded before they are published; NULL: as the sources say (disclosure round without any: 5).';

CREATE TABLE sozialraum.monitor_indicator (
	monitor				text COLLATE "C" NOT NULL REFERENCES sozialraum.monitor (code) ON UPDATE CASCADE ON DELETE CASCADE,
	indicator			text COLLATE "C" NOT NULL REFERENCES sozialraum.indicator (code) ON UPDATE CASCADE,
	position			integer NOT NULL DEFAULT 0,
	role				text NOT NULL DEFAULT 'scored' CHECK (role IN ('scored', 'context')),
	weight				double precision NOT NULL DEFAULT 1 CHECK (weight > '0' AND weight < 'infinity'),
	polarity			smallint CHECK (polarity IN (-1, 1)),
	reference_mean		double precision CHECK (reference_mean BETWEEN '-1e300' AND '1e300'),
	reference_sd		double precision CHECK (reference_sd > '0' AND reference_sd < 'infinity'),
	reference_minimum	double precision CHECK (reference_minimum BETWEEN '-1e300' AND '1e300'),
	reference_maximum	double precision CHECK (reference_maximum BETWEEN '-1e300' AND '1e300'),
	dimension			text COLLATE "C",
	normalisation		text CHECK (normalisation IN ('zscore', 'minmax', 'none', 'robust_zscore', 'rank', 'exponential', 'percentile')),
	pooled_years		integer CHECK (pooled_years BETWEEN 1 AND 20),
	minimum_numerator	double precision CHECK (minimum_numerator >= '0' AND minimum_numerator < 'infinity'),
	released			text NOT NULL DEFAULT 'class' CHECK (released IN ('value', 'class')),
	PRIMARY KEY (monitor, indicator),
	CHECK (reference_minimum < reference_maximum)
);
COMMENT ON TABLE sozialraum.monitor_indicator IS 'The indicators of a monitor with their weights.';
COMMENT ON COLUMN sozialraum.monitor_indicator.monitor IS 'Monitor.';
COMMENT ON COLUMN sozialraum.monitor_indicator.indicator IS 'Indicator.';
COMMENT ON COLUMN sozialraum.monitor_indicator.position IS 'Order in views and editions.';
COMMENT ON COLUMN sozialraum.monitor_indicator.role IS 'scored: enters the score; context: shown beside it.';
COMMENT ON COLUMN sozialraum.monitor_indicator.weight IS 'Weight within its dimension, used as given (not rescaled to 1).';
COMMENT ON COLUMN sozialraum.monitor_indicator.polarity IS '-1: higher means more burden, 1: less; NULL: as the indicator says.';
COMMENT ON COLUMN sozialraum.monitor_indicator.reference_mean IS 'Given mean (monitor.reference = given, zscore; robust_zscore: median).';
COMMENT ON COLUMN sozialraum.monitor_indicator.reference_sd IS 'Given standard deviation (robust_zscore: 1.4826 MAD).';
COMMENT ON COLUMN sozialraum.monitor_indicator.reference_minimum IS 'Given minimum (minmax).';
COMMENT ON COLUMN sozialraum.monitor_indicator.reference_maximum IS 'Given maximum (minmax).';
COMMENT ON COLUMN sozialraum.monitor_indicator.dimension IS 'Node of the monitor''s tree (monitor_dimension) in which the indicator hangs; NULL: directly under the score.';
COMMENT ON COLUMN sozialraum.monitor_indicator.normalisation IS 'Normalisation of this indicator; NULL: that of the monitor.';
COMMENT ON COLUMN sozialraum.monitor_indicator.pooled_years IS 'Pooled years of this indicator; NULL: those of the monitor.';
COMMENT ON COLUMN sozialraum.monitor_indicator.minimum_numerator IS 'Minimum numerator of this indicator, 0: none; NULL: that of the monitor.';
COMMENT ON COLUMN sozialraum.monitor_indicator.released IS 'What everybody may see of the indicator: value (its figures, as far as they are safe), or class (only to which fifth of the areas one belongs).';

CREATE TABLE sozialraum.monitor_exclusion (
	monitor		text COLLATE "C" NOT NULL REFERENCES sozialraum.monitor (code) ON UPDATE CASCADE ON DELETE CASCADE,
	area_key	text COLLATE "C" NOT NULL,
	valid_from	date NOT NULL DEFAULT '-infinity',
	valid_to	date NOT NULL DEFAULT 'infinity',
	reason		text NOT NULL CHECK (reason <> ''),
	reason_en	text,
	PRIMARY KEY (monitor, area_key, valid_from),
	CHECK (valid_from <= valid_to)
);
COMMENT ON TABLE sozialraum.monitor_exclusion IS 'Areas declared as outliers: they are left out before means and standard deviations are formed, for the reason given.';
COMMENT ON COLUMN sozialraum.monitor_exclusion.monitor IS 'Monitor.';
COMMENT ON COLUMN sozialraum.monitor_exclusion.area_key IS 'Key of the area at the monitor''s level.';
COMMENT ON COLUMN sozialraum.monitor_exclusion.valid_from IS 'First reference date for which it is excluded.';
COMMENT ON COLUMN sozialraum.monitor_exclusion.valid_to IS 'Last reference date for which it is excluded.';
COMMENT ON COLUMN sozialraum.monitor_exclusion.reason IS 'Reason in German.';
COMMENT ON COLUMN sozialraum.monitor_exclusion.reason_en IS 'Reason in English.';

CREATE TABLE sozialraum.edition (
	id				bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
	monitor			text COLLATE "C" NOT NULL REFERENCES sozialraum.monitor (code) ON UPDATE CASCADE,
	reference_date	date NOT NULL,
	status			text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'published', 'withdrawn')),
	indicators		text[] NOT NULL,
	definition		jsonb NOT NULL,
	checksum		text NOT NULL,
	area_count		integer NOT NULL,
	scored_count	integer NOT NULL,
	computed_at		timestamp with time zone NOT NULL DEFAULT now(),
	computed_by		text NOT NULL DEFAULT CURRENT_USER,
	published_at	timestamp with time zone,
	published_by	text,
	withdrawn_at	timestamp with time zone,
	withdrawn_by	text,
	reason			text,
	dimensions		text[],
	CHECK ((status = 'draft') = (published_at IS NULL)),
	CHECK ((status = 'withdrawn') = (withdrawn_at IS NOT NULL))
);
CREATE UNIQUE INDEX edition_one_draft_idx ON sozialraum.edition (monitor, reference_date) WHERE status = 'draft';
CREATE INDEX edition_monitor_idx ON sozialraum.edition (monitor, reference_date);
COMMENT ON TABLE sozialraum.edition IS 'A computed monitor: what was computed from which definition, when and by whom. A draft can be recomputed; a published edition is frozen.';
COMMENT ON COLUMN sozialraum.edition.id IS 'Number of the edition.';
COMMENT ON COLUMN sozialraum.edition.monitor IS 'Monitor.';
COMMENT ON COLUMN sozialraum.edition.reference_date IS 'Reference date.';
COMMENT ON COLUMN sozialraum.edition.status IS 'draft, published or withdrawn.';
COMMENT ON COLUMN sozialraum.edition.indicators IS 'Indicator codes in the order in which the arrays of edition_value hold them.';
COMMENT ON COLUMN sozialraum.edition.definition IS 'The whole definition as it was when computed: monitor, indicators with terms, weights, exclusions, and the mean, sd, minimum and maximum that were used.';
COMMENT ON COLUMN sozialraum.edition.checksum IS 'MD5 over definition and inputs (figures with status, earlier figures, population) in the order of areas and indicators.';
COMMENT ON COLUMN sozialraum.edition.area_count IS 'Areas of the level at the reference date.';
COMMENT ON COLUMN sozialraum.edition.scored_count IS 'Areas that have a score.';
COMMENT ON COLUMN sozialraum.edition.computed_at IS 'When it was computed.';
COMMENT ON COLUMN sozialraum.edition.computed_by IS 'Role that computed it.';
COMMENT ON COLUMN sozialraum.edition.published_at IS 'When it was published.';
COMMENT ON COLUMN sozialraum.edition.published_by IS 'Role that published it.';
COMMENT ON COLUMN sozialraum.edition.withdrawn_at IS 'When it was withdrawn.';
COMMENT ON COLUMN sozialraum.edition.withdrawn_by IS 'Role that withdrew it.';
COMMENT ON COLUMN sozialraum.edition.reason IS 'Reason of the withdrawal.';
COMMENT ON COLUMN sozialraum.edition.dimensions IS 'Codes of the dimensions (monitor_dimension) in the order in which the arrays of edition_dimension_score hold them, every one after its parent; NULL in editions of versions before 0.4.0.';

CREATE TABLE sozialraum.edition_value (
	edition				bigint NOT NULL REFERENCES sozialraum.edition (id) ON DELETE CASCADE,
	area_id				bigint NOT NULL REFERENCES sozialraum.area (id),
	value				double precision[] NOT NULL,
	numerator			double precision[] NOT NULL,
	denominator			double precision[] NOT NULL,
	status				text[],
	reason				text[],
	normalised			double precision[],
	earlier				double precision[],
	change				double precision[],
	change_normalised	double precision[],
	change_reason		text[],
	PRIMARY KEY (edition, area_id)
);
-- arrays of doubles do not compress: inline up to a page, else out of line as they are
ALTER TABLE sozialraum.edition_value SET (toast_tuple_target = 8160);
ALTER TABLE sozialraum.edition_value ALTER value SET STORAGE EXTERNAL, ALTER numerator SET STORAGE EXTERNAL, ALTER denominator SET STORAGE EXTERNAL,
	ALTER normalised SET STORAGE EXTERNAL, ALTER earlier SET STORAGE EXTERNAL, ALTER change SET STORAGE EXTERNAL, ALTER change_normalised SET STORAGE EXTERNAL;
COMMENT ON TABLE sozialraum.edition_value IS 'Values of an edition, one row per area, arrays in the order of edition.indicators (one row per figure would cost several times the time and space; bi_indicator_value unnests them).';
COMMENT ON COLUMN sozialraum.edition_value.edition IS 'Edition.';
COMMENT ON COLUMN sozialraum.edition_value.area_id IS 'Area.';
COMMENT ON COLUMN sozialraum.edition_value.value IS 'Value of each indicator; NULL where status and reason say why there is none.';
COMMENT ON COLUMN sozialraum.edition_value.numerator IS 'Numerator of each indicator.';
COMMENT ON COLUMN sozialraum.edition_value.denominator IS 'Denominator of each indicator.';
COMMENT ON COLUMN sozialraum.edition_value.status IS 'Status of each value; NULL: all final.';
COMMENT ON COLUMN sozialraum.edition_value.reason IS 'Why a value is missing, or is there and not scored (count too small); NULL: nothing to say.';
COMMENT ON COLUMN sozialraum.edition_value.normalised IS 'Normalised value, oriented so that higher means more burden; NULL for context indicators and excluded areas.';
COMMENT ON COLUMN sozialraum.edition_value.earlier IS 'Value at the reference date minus lag_years; NULL array: no dynamics.';
COMMENT ON COLUMN sozialraum.edition_value.change IS 'Value minus earlier value, in the unit of the indicator (percentage points for shares); NULL across a series break.';
COMMENT ON COLUMN sozialraum.edition_value.change_reason IS 'Why a change is missing: a series break, or one of the two values is; NULL: none is missing, or no dynamics.';
COMMENT ON COLUMN sozialraum.edition_value.change_normalised IS 'Normalised change, oriented so that higher means a development to more burden.';

CREATE TABLE sozialraum.edition_reference (
	edition		bigint NOT NULL REFERENCES sozialraum.edition (id) ON DELETE CASCADE,
	area_id		bigint NOT NULL REFERENCES sozialraum.area (id),
	area_key	text COLLATE "C" NOT NULL,
	area_name	text NOT NULL,
	value		double precision[] NOT NULL,
	status		text[],
	numerator	double precision[],
	denominator	double precision[],
	PRIMARY KEY (edition, area_id)
);
COMMENT ON TABLE sozialraum.edition_reference IS 'Reference values of an edition: the indicators of the parents of its areas and of the whole.';
COMMENT ON COLUMN sozialraum.edition_reference.edition IS 'Edition.';
COMMENT ON COLUMN sozialraum.edition_reference.area_id IS 'Area that serves as reference.';
COMMENT ON COLUMN sozialraum.edition_reference.area_key IS 'Its key at that time.';
COMMENT ON COLUMN sozialraum.edition_reference.area_name IS 'Its name at that time.';
COMMENT ON COLUMN sozialraum.edition_reference.value IS 'Value of each indicator, in the order of edition.indicators.';
COMMENT ON COLUMN sozialraum.edition_reference.status IS 'Status of each value; NULL: all final.';
COMMENT ON COLUMN sozialraum.edition_reference.numerator IS 'Numerator of each indicator; NULL in editions computed before 0.4.0.';
COMMENT ON COLUMN sozialraum.edition_reference.denominator IS 'Denominator of each indicator; NULL in editions computed before 0.4.0.';

CREATE TABLE sozialraum.edition_score (
	edition				bigint NOT NULL REFERENCES sozialraum.edition (id) ON DELETE CASCADE,
	area_id				bigint NOT NULL REFERENCES sozialraum.area (id),
	area_key			text COLLATE "C" NOT NULL,
	area_name			text NOT NULL,
	parent_id			bigint,
	whole_id			bigint,
	population			double precision,
	excluded			boolean NOT NULL DEFAULT false,
	reason				text,
	reason_en			text,
	sum					double precision,
	score				double precision,
	class				integer,
	label				text,
	label_en			text,
	rank				integer,
	dynamics_sum		double precision,
	dynamics			double precision,
	dynamics_class		integer,
	dynamics_label		text,
	dynamics_label_en	text,
	dynamics_reason		text,
	dynamics_reason_en	text,
	area_group			text,
	rank_average		double precision,
	PRIMARY KEY (edition, area_id)
);
COMMENT ON TABLE sozialraum.edition_score IS 'Score, class, rank and dynamics of every area in an edition; excluded areas with their reason. Rank 1 is the highest burden, ties share the better rank.';
COMMENT ON COLUMN sozialraum.edition_score.edition IS 'Edition.';
COMMENT ON COLUMN sozialraum.edition_score.area_id IS 'Area.';
COMMENT ON COLUMN sozialraum.edition_score.area_key IS 'Its key at that time.';
COMMENT ON COLUMN sozialraum.edition_score.area_name IS 'Its name at that time.';
COMMENT ON COLUMN sozialraum.edition_score.parent_id IS 'Its parent at that time; reference values in edition_reference.';
COMMENT ON COLUMN sozialraum.edition_score.whole_id IS 'The topmost area above it at that time.';
COMMENT ON COLUMN sozialraum.edition_score.population IS 'Its population.';
COMMENT ON COLUMN sozialraum.edition_score.excluded IS 'Left out before anything was computed.';
COMMENT ON COLUMN sozialraum.edition_score.reason IS 'Why the area is excluded or has no score, in German.';
COMMENT ON COLUMN sozialraum.edition_score.reason_en IS 'The same in English.';
COMMENT ON COLUMN sozialraum.edition_score.sum IS 'Weighted sum (or mean) of the normalised indicators; higher means more burden.';
COMMENT ON COLUMN sozialraum.edition_score.score IS 'The score: the sum, normalised again where the monitor says so.';
COMMENT ON COLUMN sozialraum.edition_score.class IS 'Class, 1 = lowest burden; with monitor.class_order descending 1 = highest.';
COMMENT ON COLUMN sozialraum.edition_score.label IS 'Name of the class in German.';
COMMENT ON COLUMN sozialraum.edition_score.label_en IS 'Name of the class in English.';
COMMENT ON COLUMN sozialraum.edition_score.rank IS 'Rank, 1 = highest burden.';
COMMENT ON COLUMN sozialraum.edition_score.dynamics_sum IS 'Weighted sum (or mean) of the normalised changes.';
COMMENT ON COLUMN sozialraum.edition_score.dynamics IS 'Dynamics: the same, standardised again. Relative to the other areas: "negative" need not be an absolute worsening.';
COMMENT ON COLUMN sozialraum.edition_score.dynamics_class IS 'Class of the dynamics, 1 = improving most.';
COMMENT ON COLUMN sozialraum.edition_score.dynamics_label IS 'Its name in German.';
COMMENT ON COLUMN sozialraum.edition_score.dynamics_label_en IS 'Its name in English.';
COMMENT ON COLUMN sozialraum.edition_score.dynamics_reason IS 'Why an area with a score has no dynamics, in German; which changes are missing is in edition_value.change_reason.';
COMMENT ON COLUMN sozialraum.edition_score.dynamics_reason_en IS 'The same in English.';
COMMENT ON COLUMN sozialraum.edition_score.area_group IS 'Status × dynamics: class code and dynamics code ("4-").';
COMMENT ON COLUMN sozialraum.edition_score.rank_average IS 'Rank with ties sharing the average (2.5); NULL in editions of versions before 0.4.0.';

-- A published edition is frozen: updates and deletes by trigger, inserts by the policies' WITH CHECK (no trigger on INSERT may
-- look at another row, because a restore loads rows in any order).
CREATE FUNCTION sozialraum._edition_frozen() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	v_edition	bigint;
	v_status	text;
BEGIN
	-- once per statement: an edition of 10,000 areas is replaced in one
	IF TG_TABLE_NAME = 'edition' THEN
		SELECT o.id, o.status INTO v_edition, v_status FROM old_row AS o WHERE o.status <> 'draft' ORDER BY o.id LIMIT 1;
	ELSE
		-- who publishes the edition at this moment is waited for, and waits for this transaction
		PERFORM FROM sozialraum.edition AS e WHERE e.id IN (SELECT o.edition FROM old_row AS o) ORDER BY e.id FOR SHARE OF e;
		SELECT e.id, e.status INTO v_edition, v_status
		FROM sozialraum.edition AS e
		WHERE e.status <> 'draft' AND e.id IN (SELECT o.edition FROM old_row AS o)
			-- figures that this transaction erases; _edition_erased() sees to it that nothing else is changed
			AND NOT (TG_OP = 'UPDATE' AND TG_TABLE_NAME IN ('edition_value', 'edition_reference', 'edition_score', 'edition_dimension_score', 'edition_protection', 'entitled_value', 'entitled_score', 'edition_seal')
				AND e.id IN (SELECT x.edition FROM sozialraum._open_erasure() AS x))
		ORDER BY e.id LIMIT 1;
	END IF;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = 'A published edition cannot be changed or deleted.',
			DETAIL = format('Edition %s is %s.', v_edition, v_status),
			HINT = 'Compute a new edition of the monitor instead.';
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION sozialraum._edition_frozen() IS 'Trigger: what belongs to a published or withdrawn edition is not changed and not deleted.';
CREATE TRIGGER edition_frozen_delete AFTER DELETE ON sozialraum.edition REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER edition_frozen_delete ON sozialraum.edition IS 'What belongs to a published edition is not deleted.';
CREATE TRIGGER edition_value_frozen_update AFTER UPDATE ON sozialraum.edition_value REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
CREATE TRIGGER edition_value_frozen_delete AFTER DELETE ON sozialraum.edition_value REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER edition_value_frozen_update ON sozialraum.edition_value IS 'What belongs to a published edition is not changed.';
COMMENT ON TRIGGER edition_value_frozen_delete ON sozialraum.edition_value IS 'What belongs to a published edition is not deleted.';
CREATE TRIGGER edition_reference_frozen_update AFTER UPDATE ON sozialraum.edition_reference REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
CREATE TRIGGER edition_reference_frozen_delete AFTER DELETE ON sozialraum.edition_reference REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER edition_reference_frozen_update ON sozialraum.edition_reference IS 'What belongs to a published edition is not changed.';
COMMENT ON TRIGGER edition_reference_frozen_delete ON sozialraum.edition_reference IS 'What belongs to a published edition is not deleted.';
CREATE TRIGGER edition_score_frozen_update AFTER UPDATE ON sozialraum.edition_score REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
CREATE TRIGGER edition_score_frozen_delete AFTER DELETE ON sozialraum.edition_score REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER edition_score_frozen_update ON sozialraum.edition_score IS 'What belongs to a published edition is not changed.';
COMMENT ON TRIGGER edition_score_frozen_delete ON sozialraum.edition_score IS 'What belongs to a published edition is not deleted.';

CREATE FUNCTION sozialraum._edition_keep() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF EXISTS (SELECT FROM sozialraum.edition e WHERE e.status <> 'draft') THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = 'A table that holds published editions cannot be truncated.',
			DETAIL = format('Table %s.', TG_TABLE_NAME),
			HINT = 'Delete drafts with DELETE.';
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION sozialraum._edition_keep() IS 'Trigger: no TRUNCATE where published editions are.';
CREATE TRIGGER edition_keep BEFORE TRUNCATE ON sozialraum.edition FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_keep();
CREATE TRIGGER edition_value_keep BEFORE TRUNCATE ON sozialraum.edition_value FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_keep();
CREATE TRIGGER edition_score_keep BEFORE TRUNCATE ON sozialraum.edition_score FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_keep();
CREATE TRIGGER edition_reference_keep BEFORE TRUNCATE ON sozialraum.edition_reference FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_keep();
COMMENT ON TRIGGER edition_reference_keep ON sozialraum.edition_reference IS 'No TRUNCATE where published editions are.';
COMMENT ON TRIGGER edition_keep ON sozialraum.edition IS 'No TRUNCATE where published editions are.';
COMMENT ON TRIGGER edition_value_keep ON sozialraum.edition_value IS 'No TRUNCATE where published editions are.';
COMMENT ON TRIGGER edition_score_keep ON sozialraum.edition_score IS 'No TRUNCATE where published editions are.';

ALTER TABLE sozialraum.edition ENABLE ROW LEVEL SECURITY;
ALTER TABLE sozialraum.edition_value ENABLE ROW LEVEL SECURITY;
ALTER TABLE sozialraum.edition_score ENABLE ROW LEVEL SECURITY;
ALTER TABLE sozialraum.edition_reference ENABLE ROW LEVEL SECURITY;
CREATE POLICY edition_reference_planner ON sozialraum.edition_reference USING (true)
	WITH CHECK (EXISTS (SELECT FROM sozialraum.edition e WHERE e.id = edition_reference.edition AND e.status = 'draft'));
COMMENT ON POLICY edition_reference_planner ON sozialraum.edition_reference IS 'Reference values are written into drafts only.';
CREATE POLICY edition_value_planner ON sozialraum.edition_value USING (true)
	WITH CHECK (EXISTS (SELECT FROM sozialraum.edition e WHERE e.id = edition_value.edition AND e.status = 'draft'));
CREATE POLICY edition_score_planner ON sozialraum.edition_score USING (true)
	WITH CHECK (EXISTS (SELECT FROM sozialraum.edition e WHERE e.id = edition_score.edition AND e.status = 'draft'));
COMMENT ON POLICY edition_value_planner ON sozialraum.edition_value IS 'Values are written into drafts only.';
COMMENT ON POLICY edition_score_planner ON sozialraum.edition_score IS 'Scores are written into drafts only.';

SELECT pg_catalog.pg_extension_config_dump('sozialraum.monitor', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.monitor_indicator', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.monitor_exclusion', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.edition', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.edition_id_seq', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.edition_value', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.edition_reference', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.edition_score', '');
