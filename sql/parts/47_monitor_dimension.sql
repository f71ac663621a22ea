-- ---------------------------------------------------------------------------------------------------------------------
-- Dimensions of a monitor: the tree between indicators and score, and what editions keep of it.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE sozialraum.monitor_dimension (
	monitor				text COLLATE "C" NOT NULL REFERENCES sozialraum.monitor (code) ON UPDATE CASCADE ON DELETE CASCADE,
	code				text COLLATE "C" NOT NULL CHECK (code <> '' AND code = btrim(code)),
	name				text NOT NULL,
	name_en				text,
	parent				text COLLATE "C",
	position			integer NOT NULL DEFAULT 0,
	weight				double precision NOT NULL DEFAULT 1 CHECK (weight > '0' AND weight < 'infinity'),
	scored				boolean NOT NULL DEFAULT true,
	aggregation			text CHECK (aggregation IN ('sum', 'mean', 'geometric', 'harmonic', 'mazziotta_pareto', 'pca', 'geometric_good')),
	normalisation		text NOT NULL DEFAULT 'none' CHECK (normalisation IN ('zscore', 'minmax', 'none', 'robust_zscore', 'rank', 'exponential', 'percentile')),
	minimum_valid_share	double precision CHECK (minimum_valid_share > '0' AND minimum_valid_share <= '1'),
	marker				text COLLATE "C" REFERENCES sozialraum.indicator (code) ON UPDATE CASCADE,
	reference_mean		double precision CHECK (reference_mean BETWEEN '-1e300' AND '1e300'),
	reference_sd		double precision CHECK (reference_sd > '0' AND reference_sd < 'infinity'),
	reference_minimum	double precision CHECK (reference_minimum BETWEEN '-1e300' AND '1e300'),
	reference_maximum	double precision CHECK (reference_maximum BETWEEN '-1e300' AND '1e300'),
	note				text,
	PRIMARY KEY (monitor, code),
	FOREIGN KEY (monitor, parent) REFERENCES sozialraum.monitor_dimension (monitor, code) ON UPDATE CASCADE,
	CHECK (parent <> code),
	CHECK (reference_minimum < reference_maximum)
);
COMMENT ON TABLE sozialraum.monitor_dimension IS 'The tree of a monitor: indicators hang in dimensions (monitor_indicator.dimension), dimensions in dimensions, to any depth. Each is combined from its members, may be normalised again, and enters the one above with its weight. A monitor without rows here combines its indicators directly.';
COMMENT ON COLUMN sozialraum.monitor_dimension.monitor IS 'Monitor.';
COMMENT ON COLUMN sozialraum.monitor_dimension.code IS 'Key of the dimension within the monitor.';
COMMENT ON COLUMN sozialraum.monitor_dimension.name IS 'Name in German.';
COMMENT ON COLUMN sozialraum.monitor_dimension.name_en IS 'Name in English.';
COMMENT ON COLUMN sozialraum.monitor_dimension.parent IS 'Dimension above; NULL: directly under the score.';
COMMENT ON COLUMN sozialraum.monitor_dimension.position IS 'Order among its siblings.';
COMMENT ON COLUMN sozialraum.monitor_dimension.weight IS 'Weight in the dimension above, used as given (not rescaled to 1).';
COMMENT ON COLUMN sozialraum.monitor_dimension.scored IS 'false: computed and shown, but does not enter what is above it.';
COMMENT ON COLUMN sozialraum.monitor_dimension.aggregation IS 'How its members are combined, as monitor.aggregation; pca: first principal component of the members, which must be z-scores, with the sign that the marker gives. NULL: as the monitor.';
COMMENT ON COLUMN sozialraum.monitor_dimension.normalisation IS 'How the dimension''s own score is normalised over the areas before it enters the one above, as monitor.normalisation; none: not at all.';
COMMENT ON COLUMN sozialraum.monitor_dimension.minimum_valid_share IS 'As monitor.minimum_valid_share, for the members of this dimension; NULL: as the monitor.';
COMMENT ON COLUMN sozialraum.monitor_dimension.marker IS 'pca: scored indicator of the monitor with which the dimension must correlate positively (GISD: unemployment); it says which end of the component is the burden.';
COMMENT ON COLUMN sozialraum.monitor_dimension.reference_mean IS 'Given mean for the normalisation of the dimension''s score; NULL: the areas'' own.';
COMMENT ON COLUMN sozialraum.monitor_dimension.reference_sd IS 'Given standard deviation.';
COMMENT ON COLUMN sozialraum.monitor_dimension.reference_minimum IS 'Given minimum (minmax).';
COMMENT ON COLUMN sozialraum.monitor_dimension.reference_maximum IS 'Given maximum (minmax).';
COMMENT ON COLUMN sozialraum.monitor_dimension.note IS 'Remark.';

ALTER TABLE sozialraum.monitor_indicator ADD CONSTRAINT monitor_indicator_dimension_fkey FOREIGN KEY (monitor, dimension)
	REFERENCES sozialraum.monitor_dimension (monitor, code) ON UPDATE CASCADE;

CREATE TABLE sozialraum.edition_dimension_score (
	edition		bigint NOT NULL REFERENCES sozialraum.edition (id) ON DELETE CASCADE,
	area_id		bigint NOT NULL REFERENCES sozialraum.area (id),
	sum			double precision[] NOT NULL,
	score		double precision[] NOT NULL,
	rank		integer[] NOT NULL,
	reason		text[],
	PRIMARY KEY (edition, area_id)
);
COMMENT ON TABLE sozialraum.edition_dimension_score IS 'Scores of the dimensions in an edition, one row per area that is not excluded, arrays in the order of edition.dimensions; no rows for a monitor without dimensions.';
COMMENT ON COLUMN sozialraum.edition_dimension_score.edition IS 'Edition.';
COMMENT ON COLUMN sozialraum.edition_dimension_score.area_id IS 'Area.';
COMMENT ON COLUMN sozialraum.edition_dimension_score.sum IS 'What the members of each dimension were combined to; higher means more burden.';
COMMENT ON COLUMN sozialraum.edition_dimension_score.score IS 'Score of each dimension: the sum, normalised again where the dimension says so; it is what enters the dimension above.';
COMMENT ON COLUMN sozialraum.edition_dimension_score.rank IS 'Rank of the area in each dimension, 1 = highest burden, ties share the better rank.';
COMMENT ON COLUMN sozialraum.edition_dimension_score.reason IS 'Why a dimension has no score, in the language of setting; NULL: none is missing.';

CREATE TRIGGER edition_dimension_score_frozen_update AFTER UPDATE ON sozialraum.edition_dimension_score REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
CREATE TRIGGER edition_dimension_score_frozen_delete AFTER DELETE ON sozialraum.edition_dimension_score REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER edition_dimension_score_frozen_update ON sozialraum.edition_dimension_score IS 'What belongs to a published edition is not changed.';
COMMENT ON TRIGGER edition_dimension_score_frozen_delete ON sozialraum.edition_dimension_score IS 'What belongs to a published edition is not deleted.';
CREATE TRIGGER edition_dimension_score_keep BEFORE TRUNCATE ON sozialraum.edition_dimension_score FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_keep();
COMMENT ON TRIGGER edition_dimension_score_keep ON sozialraum.edition_dimension_score IS 'No TRUNCATE where published editions are.';
ALTER TABLE sozialraum.edition_dimension_score ENABLE ROW LEVEL SECURITY;
CREATE POLICY edition_dimension_score_planner ON sozialraum.edition_dimension_score USING (true)
	WITH CHECK (EXISTS (SELECT FROM sozialraum.edition e WHERE e.id = edition_dimension_score.edition AND e.status = 'draft'));
COMMENT ON POLICY edition_dimension_score_planner ON sozialraum.edition_dimension_score IS 'Scores of dimensions are written into drafts only.';

SELECT pg_catalog.pg_extension_config_dump('sozialraum.monitor_dimension', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.edition_dimension_score', '');
