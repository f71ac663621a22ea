-- ---------------------------------------------------------------------------------------------------------------------
-- Columns and constraints that tables of 0.3.0 gained
-- ---------------------------------------------------------------------------------------------------------------------

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
