-- ---------------------------------------------------------------------------------------------------------------------
-- Definitions as data: dimensions, indicators with their terms, bundles.
-- ---------------------------------------------------------------------------------------------------------------------

CREATE TABLE sozialraum.dimension (
	code		text COLLATE "C" PRIMARY KEY CHECK (code <> '' AND code = btrim(code)),
	name		text NOT NULL,
	name_en		text,
	parent		text COLLATE "C" REFERENCES sozialraum.dimension (code) ON UPDATE CASCADE,
	position	integer NOT NULL DEFAULT 0,
	scored		boolean NOT NULL DEFAULT true,
	note		text,
	CHECK (parent <> code)
);
COMMENT ON TABLE sozialraum.dimension IS 'Dimensions of social structure (poverty, work, health, …); every indicator belongs to one. Structure is not burden: a dimension that is not scored is shown only.';
COMMENT ON COLUMN sozialraum.dimension.code IS 'Key.';
COMMENT ON COLUMN sozialraum.dimension.name IS 'Name in German.';
COMMENT ON COLUMN sozialraum.dimension.name_en IS 'Name in English.';
COMMENT ON COLUMN sozialraum.dimension.parent IS 'Dimension that this one belongs to; NULL at the top.';
COMMENT ON COLUMN sozialraum.dimension.position IS 'Order in lists.';
COMMENT ON COLUMN sozialraum.dimension.scored IS 'false: described, never scored (population structure, migration).';
COMMENT ON COLUMN sozialraum.dimension.note IS 'Remark.';

CREATE TABLE sozialraum.indicator (
	code					text COLLATE "C" PRIMARY KEY CHECK (code <> '' AND code = btrim(code)),
	dimension				text COLLATE "C" NOT NULL REFERENCES sozialraum.dimension (code) ON UPDATE CASCADE,
	name					text NOT NULL,
	name_en					text,
	key_statement			text,
	key_statement_en		text,
	method					text NOT NULL DEFAULT 'ratio' CHECK (method ~ '^[a-z][a-z0-9_]*$'),
	parameters				jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(parameters) = 'object'),
	numerator				text,
	denominator				text,
	numerator_text			text,
	denominator_text		text,
	per						double precision NOT NULL DEFAULT 100 CHECK (per > '0' AND per < 'infinity'),
	unit					text,
	measure					text,
	polarity				smallint NOT NULL DEFAULT 0 CHECK (polarity IN (-1, 0, 1)),
	scored					boolean NOT NULL DEFAULT false,
	by_sex					boolean NOT NULL DEFAULT false,
	smallest_level			text COLLATE "C",
	period					text NOT NULL DEFAULT 'stock_3112',
	period_text				text,
	age_range_numerator		text,
	age_range_denominator	text,
	spatial_reference		text,
	population_basis		text,
	interval_method			text,
	min_count				integer NOT NULL DEFAULT 0 CHECK (min_count >= 0),
	min_denominator			integer NOT NULL DEFAULT 0 CHECK (min_denominator >= 0),
	source_name				text,
	literature				text,
	comment					text,
	CONSTRAINT indicator_scored_has_polarity CHECK (polarity <> 0 OR NOT scored)
);
COMMENT ON TABLE sozialraum.indicator IS 'Definition sheet of every indicator. The usual method, ratio, is numerator / denominator × per, both signed linear combinations of variables; values of larger areas are formed from sums (ratio last), never as means of ratios. Written by define_indicator(), which parses the terms.';
COMMENT ON COLUMN sozialraum.indicator.code IS 'Key (D06-01).';
COMMENT ON COLUMN sozialraum.indicator.dimension IS 'Dimension it belongs to.';
COMMENT ON COLUMN sozialraum.indicator.name IS 'Name in German.';
COMMENT ON COLUMN sozialraum.indicator.name_en IS 'Name in English.';
COMMENT ON COLUMN sozialraum.indicator.key_statement IS 'What it says, in one sentence (Kernaussage).';
COMMENT ON COLUMN sozialraum.indicator.key_statement_en IS 'What it says, in English.';
COMMENT ON COLUMN sozialraum.indicator.method IS 'ratio, mean, density, billeter, survey_share (all: numerator / denominator × per), distance (absolute distance of that figure from parameters.target), value (the numerator alone: a figure as it was delivered, for instance a published share), or the name of an engine function.';
COMMENT ON COLUMN sozialraum.indicator.parameters IS 'Parameters of the method (distance: {"target": 3}).';
COMMENT ON COLUMN sozialraum.indicator.numerator IS 'Numerator as written: bev_0_2 + bev_3_5; parsed into indicator_term.';
COMMENT ON COLUMN sozialraum.indicator.denominator IS 'Denominator as written; parsed into indicator_term.';
COMMENT ON COLUMN sozialraum.indicator.numerator_text IS 'Numerator in words.';
COMMENT ON COLUMN sozialraum.indicator.denominator_text IS 'Denominator in words.';
COMMENT ON COLUMN sozialraum.indicator.per IS 'Factor: 100 for per cent, 1000, 10000, 1.';
COMMENT ON COLUMN sozialraum.indicator.unit IS 'Unit of the value (%, je 1.000, Jahre, …).';
COMMENT ON COLUMN sozialraum.indicator.measure IS 'share, ratio, rate, mean, index, balance or density.';
COMMENT ON COLUMN sozialraum.indicator.polarity IS '-1: higher means more burden; 1: higher means less burden; 0: structure, no judgement.';
COMMENT ON COLUMN sozialraum.indicator.scored IS 'May be scored in a monitor; needs a polarity.';
COMMENT ON COLUMN sozialraum.indicator.by_sex IS 'Also makes sense, and can be computed, for men and women (variables with _m and _w).';
COMMENT ON COLUMN sozialraum.indicator.smallest_level IS 'Smallest level for which it is computed; NULL, or a level that is not there: any.';
COMMENT ON COLUMN sozialraum.indicator.period IS 'Which day or span a value of a reference date means (stock_3112, stock_0103, quarter_dec, avg4q, avg3y, schoolyear, census, …).';
COMMENT ON COLUMN sozialraum.indicator.period_text IS 'The same in words.';
COMMENT ON COLUMN sozialraum.indicator.age_range_numerator IS 'Ages counted in the numerator, as integer multirange text.';
COMMENT ON COLUMN sozialraum.indicator.age_range_denominator IS 'Ages counted in the denominator, as integer multirange text.';
COMMENT ON COLUMN sozialraum.indicator.spatial_reference IS 'Place that the figures refer to (residence, facility), in words.';
COMMENT ON COLUMN sozialraum.indicator.population_basis IS 'Register that the population comes from (melderegister, fortschreibung, privathaushalte, wohnort, …).';
COMMENT ON COLUMN sozialraum.indicator.interval_method IS 'How an interval is formed (wilson, byar, dobson, chiang, none).';
COMMENT ON COLUMN sozialraum.indicator.min_count IS 'Smallest count that may be shown.';
COMMENT ON COLUMN sozialraum.indicator.min_denominator IS 'Smallest denominator that may be shown.';
COMMENT ON COLUMN sozialraum.indicator.source_name IS 'Where the data come from, in words.';
COMMENT ON COLUMN sozialraum.indicator.literature IS 'Where the definition comes from.';
COMMENT ON COLUMN sozialraum.indicator.comment IS 'Remark: limits, traps, how to read it.';

CREATE TABLE sozialraum.indicator_term (
	indicator	text COLLATE "C" NOT NULL REFERENCES sozialraum.indicator (code) ON UPDATE CASCADE ON DELETE CASCADE,
	part		text NOT NULL CHECK (part IN ('numerator', 'denominator')),
	position	smallint NOT NULL,
	coefficient	double precision NOT NULL CHECK (coefficient <> '0' AND coefficient BETWEEN '-1e300' AND '1e300'),
	variable	text COLLATE "C" NOT NULL REFERENCES sozialraum.variable (code) ON UPDATE CASCADE,
	date_rule	text NOT NULL DEFAULT 'same' CHECK (date_rule IN ('same', 'same_3112', 'prev_3112', 'mean_quarters', 'mean_two_year_ends',
					'school_year', 'pooled_2y', 'pooled_3y', 'pooled_4y', 'pooled_5y', 'pooled_10y')),
	PRIMARY KEY (indicator, part, position)
);
CREATE INDEX indicator_term_variable_idx ON sozialraum.indicator_term (variable);
COMMENT ON TABLE sozialraum.indicator_term IS 'The terms of numerator and denominator, parsed: coefficient × variable, each with the rule by which its date follows from the date of the indicator.';
COMMENT ON COLUMN sozialraum.indicator_term.indicator IS 'Indicator.';
COMMENT ON COLUMN sozialraum.indicator_term.part IS 'numerator or denominator.';
COMMENT ON COLUMN sozialraum.indicator_term.position IS 'Order as written.';
COMMENT ON COLUMN sozialraum.indicator_term.coefficient IS 'Sign or factor of the term.';
COMMENT ON COLUMN sozialraum.indicator_term.variable IS 'Variable.';
COMMENT ON COLUMN sozialraum.indicator_term.date_rule IS 'same: the day of the indicator; same_3112: 31.12. of that year; prev_3112: 31.12. of the year before; mean_quarters: mean of the four quarter ends of the year; mean_two_year_ends: mean of 31.12. of the year and of the year before; school_year: the day of the indicator, 1 August; pooled_Ny: N years of a flow summed, or N yearly means of a stock (person-years).';

CREATE TABLE sozialraum.indicator_bundle (
	code		text COLLATE "C" PRIMARY KEY CHECK (code <> '' AND code = btrim(code)),
	name		text NOT NULL,
	name_en		text,
	note		text
);
COMMENT ON TABLE sozialraum.indicator_bundle IS 'Bundles of indicators (Kita planning, HzE report, atlas): an indicator belongs to one dimension and to any number of bundles.';
COMMENT ON COLUMN sozialraum.indicator_bundle.code IS 'Key.';
COMMENT ON COLUMN sozialraum.indicator_bundle.name IS 'Name in German.';
COMMENT ON COLUMN sozialraum.indicator_bundle.name_en IS 'Name in English.';
COMMENT ON COLUMN sozialraum.indicator_bundle.note IS 'Remark.';

CREATE TABLE sozialraum.indicator_bundle_member (
	bundle		text COLLATE "C" NOT NULL REFERENCES sozialraum.indicator_bundle (code) ON UPDATE CASCADE ON DELETE CASCADE,
	indicator	text COLLATE "C" NOT NULL REFERENCES sozialraum.indicator (code) ON UPDATE CASCADE ON DELETE CASCADE,
	position	integer NOT NULL DEFAULT 0,
	PRIMARY KEY (bundle, indicator)
);
COMMENT ON TABLE sozialraum.indicator_bundle_member IS 'Which indicators a bundle holds, in which order.';
COMMENT ON COLUMN sozialraum.indicator_bundle_member.bundle IS 'Bundle.';
COMMENT ON COLUMN sozialraum.indicator_bundle_member.indicator IS 'Indicator.';
COMMENT ON COLUMN sozialraum.indicator_bundle_member.position IS 'Order.';

CREATE TABLE sozialraum.catalogue_item (
	kind		text NOT NULL CHECK (kind IN ('dimension', 'variable', 'age_limit', 'series_break', 'indicator', 'bundle', 'bundle_member')),
	code		text COLLATE "C" NOT NULL,
	checksum	text NOT NULL,
	PRIMARY KEY (kind, code)
);
COMMENT ON TABLE sozialraum.catalogue_item IS 'What install_catalogue() has brought into this database, with a checksum of the content it wrote: what the user changed or deleted since stays as he left it, what he left alone follows a newer catalogue.';
COMMENT ON COLUMN sozialraum.catalogue_item.kind IS 'dimension, variable (with its cells), age_limit, series_break, indicator (with its terms), bundle or bundle_member.';
COMMENT ON COLUMN sozialraum.catalogue_item.code IS 'Key of the item; keys of several columns are joined by / (retirement/DE/2025-12-31, kita/D07-01); the cells of a family stand under bev_{von}_{bis}.';
COMMENT ON COLUMN sozialraum.catalogue_item.checksum IS 'MD5 of the row as it was written.';

-- smallest_level is no foreign key (the catalogue comes before the levels of a town), but a renamed level takes it along
CREATE FUNCTION sozialraum._level_renamed() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	UPDATE sozialraum.indicator AS i SET smallest_level = NEW.code WHERE i.smallest_level = OLD.code;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION sozialraum._level_renamed() IS 'Trigger: indicators follow a level that gets another code.';
CREATE TRIGGER level_renamed AFTER UPDATE OF code ON sozialraum.area_level FOR EACH ROW WHEN (OLD.code IS DISTINCT FROM NEW.code)
	EXECUTE FUNCTION sozialraum._level_renamed();
COMMENT ON TRIGGER level_renamed ON sozialraum.area_level IS 'Indicators follow a level that gets another code.';

SELECT pg_catalog.pg_extension_config_dump('sozialraum.dimension', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.indicator', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.indicator_term', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.indicator_bundle', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.indicator_bundle_member', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.catalogue_item', '');
