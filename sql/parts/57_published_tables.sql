-- ---------------------------------------------------------------------------------------------------------------------
-- What publishing writes: the published figures for everybody, the entitled ones for those who were granted areas, and what was
-- hidden why, for the planners.
--
-- Readers read these tables and nothing else. They are physical, so that no view has to look behind them with somebody else's
-- rights; no foreign keys from the long ones (a third of the time of publishing): a published edition is never deleted.
-- ---------------------------------------------------------------------------------------------------------------------
CREATE TABLE sozialraum.published_edition (
	edition				bigint PRIMARY KEY REFERENCES sozialraum.edition (id) ON DELETE CASCADE,
	monitor				text COLLATE "C" NOT NULL,
	name				text NOT NULL,
	name_en				text,
	description			text,
	reference_date		date NOT NULL,
	status				text NOT NULL DEFAULT 'published' CHECK (status IN ('published', 'withdrawn')),
	disclosed			text NOT NULL CHECK (disclosed IN ('class', 'rank', 'score')),
	disclosed_reason	text,
	disclosed_reason_en	text,
	method				jsonb NOT NULL,
	area_count			integer NOT NULL,
	scored_count		integer NOT NULL,
	checksum			text NOT NULL,
	snapshot_checksum	text NOT NULL,
	published_checksum	text NOT NULL,
	published_at		timestamp with time zone NOT NULL,
	published_by		text NOT NULL,
	note				text,
	withdrawn_at		timestamp with time zone,
	withdrawn_by		text,
	reason				text,
	parts				jsonb NOT NULL DEFAULT '{}',
	CHECK ((status = 'withdrawn') = (withdrawn_at IS NOT NULL)),
	CHECK ((status = 'withdrawn') = (reason IS NOT NULL))
);
COMMENT ON TABLE sozialraum.published_edition IS 'Editions that were published: the public head of each.';
COMMENT ON COLUMN sozialraum.published_edition.edition IS 'Number of the edition.';
COMMENT ON COLUMN sozialraum.published_edition.monitor IS 'Monitor (key).';
COMMENT ON COLUMN sozialraum.published_edition.name IS 'Name of the monitor in German, at that time.';
COMMENT ON COLUMN sozialraum.published_edition.name_en IS 'Name of the monitor in English.';
COMMENT ON COLUMN sozialraum.published_edition.description IS 'What the monitor is for.';
COMMENT ON COLUMN sozialraum.published_edition.reference_date IS 'Reference date.';
COMMENT ON COLUMN sozialraum.published_edition.status IS 'published, or withdrawn: then its figures are shown to nobody but planners.';
COMMENT ON COLUMN sozialraum.published_edition.disclosed IS 'What is shown of the result: class, class and rank, or class, rank and score. It may be less than the monitor asks for; disclosed_reason then says why.';
COMMENT ON COLUMN sozialraum.published_edition.disclosed_reason IS 'Why less is shown than the monitor asks for, in German; NULL: it is not.';
COMMENT ON COLUMN sozialraum.published_edition.disclosed_reason_en IS 'The same in English.';
COMMENT ON COLUMN sozialraum.published_edition.method IS 'The method, without parameters that figures could be derived from: monitor, indicators with weights, dimensions.';
COMMENT ON COLUMN sozialraum.published_edition.area_count IS 'Areas of the level.';
COMMENT ON COLUMN sozialraum.published_edition.scored_count IS 'Areas that have a score.';
COMMENT ON COLUMN sozialraum.published_edition.checksum IS 'Checksum of definition and inputs (edition.checksum), sealed with the random number in edition_seal: SHA-256 over both.';
COMMENT ON COLUMN sozialraum.published_edition.snapshot_checksum IS 'SHA-256 of everything that the edition stores (definition, figures, results, entitled figures), sealed likewise: it proves later what they were, and nobody without the seal can try figures against it.';
COMMENT ON COLUMN sozialraum.published_edition.published_checksum IS 'SHA-256 of all published rows of the edition and of this one (parts); verify_edition() computes it again.';
COMMENT ON COLUMN sozialraum.published_edition.published_at IS 'When it was published.';
COMMENT ON COLUMN sozialraum.published_edition.published_by IS 'Role that published it.';
COMMENT ON COLUMN sozialraum.published_edition.note IS 'Remark on the publication (resolution, paper number).';
COMMENT ON COLUMN sozialraum.published_edition.withdrawn_at IS 'When it was withdrawn.';
COMMENT ON COLUMN sozialraum.published_edition.withdrawn_by IS 'Role that withdrew it.';
COMMENT ON COLUMN sozialraum.published_edition.reason IS 'Reason of the withdrawal.';
COMMENT ON COLUMN sozialraum.published_edition.parts IS 'SHA-256 of each published table''s rows of the edition and of this row (head): which of them was tampered with.';

CREATE TABLE sozialraum.published_area (
	edition			bigint NOT NULL,
	area_id			bigint NOT NULL,
	level			text COLLATE "C" NOT NULL,
	key				text COLLATE "C" NOT NULL,
	name			text NOT NULL,
	name_en			text,
	parent_id		bigint,
	whole_id		bigint,
	is_reference	boolean NOT NULL,
	srid			integer NOT NULL,
	geom			geometry(MultiPolygon),
	PRIMARY KEY (edition, area_id),
	CONSTRAINT published_area_srid CHECK (srid = ST_SRID(geom))
);
COMMENT ON TABLE sozialraum.published_area IS 'Areas of published editions, with their borders as they were: the areas of the level and those above them that serve as reference.';
COMMENT ON COLUMN sozialraum.published_area.edition IS 'Edition.';
COMMENT ON COLUMN sozialraum.published_area.area_id IS 'Area (number).';
COMMENT ON COLUMN sozialraum.published_area.level IS 'Level.';
COMMENT ON COLUMN sozialraum.published_area.key IS 'Key.';
COMMENT ON COLUMN sozialraum.published_area.name IS 'Name in German.';
COMMENT ON COLUMN sozialraum.published_area.name_en IS 'Name in English.';
COMMENT ON COLUMN sozialraum.published_area.parent_id IS 'Area above it that serves as reference.';
COMMENT ON COLUMN sozialraum.published_area.whole_id IS 'Topmost area above it.';
COMMENT ON COLUMN sozialraum.published_area.is_reference IS 'true: shown for comparison only (municipality, district), not compared itself.';
COMMENT ON COLUMN sozialraum.published_area.srid IS 'EPSG code of the geometry.';
COMMENT ON COLUMN sozialraum.published_area.geom IS 'Territory; NULL where none is known.';

CREATE TABLE sozialraum.entitled_area (
	edition			bigint NOT NULL,
	territory_id	bigint NOT NULL,
	area_id			bigint NOT NULL,
	PRIMARY KEY (edition, territory_id, area_id)
);
COMMENT ON TABLE sozialraum.entitled_area IS 'Which areas lie in which territory, for published editions: a grant of an area holds for its parts.';
COMMENT ON COLUMN sozialraum.entitled_area.edition IS 'Edition.';
COMMENT ON COLUMN sozialraum.entitled_area.territory_id IS 'Territory that a grant may name.';
COMMENT ON COLUMN sozialraum.entitled_area.area_id IS 'Area of the edition that is this territory or a part of it.';

CREATE TABLE sozialraum.published_indicator (
	edition				bigint NOT NULL,
	position			integer NOT NULL,
	indicator			text COLLATE "C" NOT NULL,
	name				text NOT NULL,
	name_en				text,
	dimension			text COLLATE "C",
	dimension_name		text,
	dimension_name_en	text,
	unit				text,
	value_date			date,
	role				text NOT NULL,
	weight				double precision,
	polarity			smallint NOT NULL,
	released			text NOT NULL CHECK (released IN ('value', 'class')),
	sources				text[] NOT NULL,
	form				jsonb NOT NULL,
	mean				double precision,
	sd					double precision,
	PRIMARY KEY (edition, position),
	UNIQUE (edition, indicator)
);
COMMENT ON TABLE sozialraum.published_indicator IS 'Indicators of published editions, with what is released of each.';
COMMENT ON COLUMN sozialraum.published_indicator.edition IS 'Edition.';
COMMENT ON COLUMN sozialraum.published_indicator.position IS 'Number of the indicator in the edition.';
COMMENT ON COLUMN sozialraum.published_indicator.indicator IS 'Indicator (key).';
COMMENT ON COLUMN sozialraum.published_indicator.name IS 'Name in German, at that time.';
COMMENT ON COLUMN sozialraum.published_indicator.name_en IS 'Name in English.';
COMMENT ON COLUMN sozialraum.published_indicator.dimension IS 'Dimension (key).';
COMMENT ON COLUMN sozialraum.published_indicator.dimension_name IS 'Dimension in German.';
COMMENT ON COLUMN sozialraum.published_indicator.dimension_name_en IS 'Dimension in English.';
COMMENT ON COLUMN sozialraum.published_indicator.unit IS 'Unit of the value.';
COMMENT ON COLUMN sozialraum.published_indicator.value_date IS 'Day that the value refers to.';
COMMENT ON COLUMN sozialraum.published_indicator.role IS 'scored or context.';
COMMENT ON COLUMN sozialraum.published_indicator.weight IS 'Weight; NULL for context indicators.';
COMMENT ON COLUMN sozialraum.published_indicator.polarity IS '-1: higher means more burden; 1: less; 0: structure.';
COMMENT ON COLUMN sozialraum.published_indicator.released IS 'value: its figures are shown, class: only the fifth of the areas that each belongs to.';
COMMENT ON COLUMN sozialraum.published_indicator.sources IS 'Sources of its figures; a grant that names sources must name all of them.';
COMMENT ON COLUMN sozialraum.published_indicator.form IS 'Numerator and denominator as sums over variable and day: what the next edition is checked against.';
COMMENT ON COLUMN sozialraum.published_indicator.mean IS 'Mean of the areas; NULL where a hidden figure could be derived from it.';
COMMENT ON COLUMN sozialraum.published_indicator.sd IS 'Standard deviation of the areas; NULL in the same case.';

CREATE TABLE sozialraum.published_value (
	edition		bigint NOT NULL,
	area_id		bigint NOT NULL,
	position	integer NOT NULL,
	indicator	text COLLATE "C" NOT NULL,
	value		double precision,
	numerator	double precision,
	denominator	double precision,
	status		text COLLATE "C" NOT NULL,
	reason		text,
	reason_en	text,
	class		integer,
	change		double precision,
	PRIMARY KEY (edition, area_id, position)
);
COMMENT ON TABLE sozialraum.published_value IS 'Figures of published editions at their disclosed precision, one row per edition, area and indicator; for everybody.';
COMMENT ON COLUMN sozialraum.published_value.edition IS 'Edition.';
COMMENT ON COLUMN sozialraum.published_value.area_id IS 'Area.';
COMMENT ON COLUMN sozialraum.published_value.position IS 'Number of the indicator in the edition.';
COMMENT ON COLUMN sozialraum.published_value.indicator IS 'Indicator (key).';
COMMENT ON COLUMN sozialraum.published_value.value IS 'Value; NULL where it is not released, hidden or missing: status and reason say why.';
COMMENT ON COLUMN sozialraum.published_value.numerator IS 'Numerator, where the value is shown.';
COMMENT ON COLUMN sozialraum.published_value.denominator IS 'Denominator, where the value is shown.';
COMMENT ON COLUMN sozialraum.published_value.status IS 'Status of the value (final, preliminary, …); secret: hidden, whether in need of protection itself or to protect others; class: released as class only; missing and so on.';
COMMENT ON COLUMN sozialraum.published_value.reason IS 'Why there is no value, in German.';
COMMENT ON COLUMN sozialraum.published_value.reason_en IS 'The same in English.';
COMMENT ON COLUMN sozialraum.published_value.class IS 'Fifth of the areas by this indicator, 1 = lowest burden (without polarity: lowest value); NULL where hidden or missing.';
COMMENT ON COLUMN sozialraum.published_value.change IS 'Value minus earlier value; NULL where one of the two is not shown.';

CREATE TABLE sozialraum.published_score (
	edition				bigint NOT NULL,
	area_id				bigint NOT NULL,
	population			double precision,
	excluded			boolean NOT NULL,
	reason				text,
	reason_en			text,
	class				integer,
	label				text,
	label_en			text,
	rank				integer,
	rank_lower			integer,
	rank_upper			integer,
	score				double precision,
	dynamics_class		integer,
	dynamics_label		text,
	dynamics_label_en	text,
	dynamics			double precision,
	area_group			text,
	PRIMARY KEY (edition, area_id)
);
COMMENT ON TABLE sozialraum.published_score IS 'Results of published editions: class, rank and score of every area, as far as they are disclosed; for everybody.';
COMMENT ON COLUMN sozialraum.published_score.edition IS 'Edition.';
COMMENT ON COLUMN sozialraum.published_score.area_id IS 'Area.';
COMMENT ON COLUMN sozialraum.published_score.population IS 'Population; NULL where it is hidden.';
COMMENT ON COLUMN sozialraum.published_score.excluded IS 'Left out before anything was computed.';
COMMENT ON COLUMN sozialraum.published_score.reason IS 'Why there is no result, in German.';
COMMENT ON COLUMN sozialraum.published_score.reason_en IS 'The same in English.';
COMMENT ON COLUMN sozialraum.published_score.class IS 'Class, 1 = lowest burden.';
COMMENT ON COLUMN sozialraum.published_score.label IS 'Name of the class in German.';
COMMENT ON COLUMN sozialraum.published_score.label_en IS 'Name of the class in English.';
COMMENT ON COLUMN sozialraum.published_score.rank IS 'Rank, 1 = highest burden; NULL unless disclosed.';
COMMENT ON COLUMN sozialraum.published_score.rank_lower IS 'Best rank that the area cannot be told apart from.';
COMMENT ON COLUMN sozialraum.published_score.rank_upper IS 'Worst rank that the area cannot be told apart from.';
COMMENT ON COLUMN sozialraum.published_score.score IS 'Score; NULL unless disclosed.';
COMMENT ON COLUMN sozialraum.published_score.dynamics_class IS 'Class of the dynamics, 1 = improving most.';
COMMENT ON COLUMN sozialraum.published_score.dynamics_label IS 'Its name in German.';
COMMENT ON COLUMN sozialraum.published_score.dynamics_label_en IS 'Its name in English.';
COMMENT ON COLUMN sozialraum.published_score.dynamics IS 'Dynamics; NULL unless the score is disclosed.';
COMMENT ON COLUMN sozialraum.published_score.area_group IS 'Status × dynamics ("4-").';

CREATE TABLE sozialraum.entitled_value (
	edition		bigint NOT NULL,
	area_id		bigint NOT NULL,
	position	integer NOT NULL,
	indicator	text COLLATE "C" NOT NULL,
	value		double precision,
	numerator	double precision,
	denominator	double precision,
	status		text COLLATE "C" NOT NULL,
	reason		text,
	change		double precision,
	PRIMARY KEY (edition, area_id, position)
);
COMMENT ON TABLE sozialraum.entitled_value IS 'The figures of published editions as they were computed, for roles that were granted the area (row-level security by area_grant).';
COMMENT ON COLUMN sozialraum.entitled_value.edition IS 'Edition.';
COMMENT ON COLUMN sozialraum.entitled_value.area_id IS 'Area.';
COMMENT ON COLUMN sozialraum.entitled_value.position IS 'Number of the indicator in the edition.';
COMMENT ON COLUMN sozialraum.entitled_value.indicator IS 'Indicator (key).';
COMMENT ON COLUMN sozialraum.entitled_value.value IS 'Value.';
COMMENT ON COLUMN sozialraum.entitled_value.numerator IS 'Numerator.';
COMMENT ON COLUMN sozialraum.entitled_value.denominator IS 'Denominator.';
COMMENT ON COLUMN sozialraum.entitled_value.status IS 'Status of the value.';
COMMENT ON COLUMN sozialraum.entitled_value.reason IS 'Why there is no value.';
COMMENT ON COLUMN sozialraum.entitled_value.change IS 'Value minus earlier value.';

CREATE TABLE sozialraum.entitled_score (
	edition	bigint NOT NULL,
	area_id	bigint NOT NULL,
	rank	integer,
	score	double precision,
	PRIMARY KEY (edition, area_id)
);
COMMENT ON TABLE sozialraum.entitled_score IS 'Position of the areas in published editions, for roles that were granted the area with all sources and dimensions.';
COMMENT ON COLUMN sozialraum.entitled_score.edition IS 'Edition.';
COMMENT ON COLUMN sozialraum.entitled_score.area_id IS 'Area.';
COMMENT ON COLUMN sozialraum.entitled_score.rank IS 'Rank, 1 = highest burden.';
COMMENT ON COLUMN sozialraum.entitled_score.score IS 'Score, rounded to one decimal unless it is public.';

CREATE TABLE sozialraum.edition_protection (
	edition			bigint NOT NULL REFERENCES sozialraum.edition (id) ON DELETE CASCADE,
	area_id			bigint NOT NULL REFERENCES sozialraum.area (id),
	is_reference	boolean NOT NULL,
	state			smallint[] NOT NULL,
	change_state	smallint[] NOT NULL,
	why				text[] NOT NULL,
	numerator		double precision[] NOT NULL,
	denominator		double precision[] NOT NULL,
	value			double precision[] NOT NULL,
	change			double precision[] NOT NULL,
	population		double precision,
	class_shown		boolean NOT NULL,
	dynamics_shown	boolean NOT NULL,
	PRIMARY KEY (edition, area_id)
);
COMMENT ON TABLE sozialraum.edition_protection IS 'What publishing hides of an edition, cell by cell, and why: for planners. One row per area (and reference area), arrays in the order of edition.indicators.';
COMMENT ON COLUMN sozialraum.edition_protection.edition IS 'Edition.';
COMMENT ON COLUMN sozialraum.edition_protection.area_id IS 'Area.';
COMMENT ON COLUMN sozialraum.edition_protection.is_reference IS 'Reference area above the level.';
COMMENT ON COLUMN sozialraum.edition_protection.state IS '0 shown, 1 hidden because it is unsafe itself, 2 hidden to protect others, 3 no figure.';
COMMENT ON COLUMN sozialraum.edition_protection.change_state IS 'The same for the change.';
COMMENT ON COLUMN sozialraum.edition_protection.why IS 'Rule that makes it unsafe (count, complement, denominator, dominance, p_percent, source, released); NULL: none.';
COMMENT ON COLUMN sozialraum.edition_protection.numerator IS 'Numerator to be published (rounded where the rule says so); NULL: hidden.';
COMMENT ON COLUMN sozialraum.edition_protection.denominator IS 'Denominator to be published; NULL: hidden.';
COMMENT ON COLUMN sozialraum.edition_protection.value IS 'Value to be published, from the two; NULL: hidden.';
COMMENT ON COLUMN sozialraum.edition_protection.change IS 'Change to be published; NULL: hidden.';
COMMENT ON COLUMN sozialraum.edition_protection.population IS 'Population to be published; NULL: hidden.';
COMMENT ON COLUMN sozialraum.edition_protection.class_shown IS 'The class of the result may be shown.';
COMMENT ON COLUMN sozialraum.edition_protection.dynamics_shown IS 'The class of the dynamics may be shown.';

-- Row estimates would leak what row-level security hides: no statistics on anything but keys and names.
ALTER TABLE sozialraum.entitled_value ALTER value SET STATISTICS 0, ALTER numerator SET STATISTICS 0, ALTER denominator SET STATISTICS 0,
	ALTER status SET STATISTICS 0, ALTER reason SET STATISTICS 0, ALTER change SET STATISTICS 0;
ALTER TABLE sozialraum.entitled_score ALTER rank SET STATISTICS 0, ALTER score SET STATISTICS 0;
ALTER TABLE sozialraum.published_value ALTER value SET STATISTICS 0, ALTER numerator SET STATISTICS 0, ALTER denominator SET STATISTICS 0, ALTER change SET STATISTICS 0,
	ALTER status SET STATISTICS 0, ALTER reason SET STATISTICS 0, ALTER reason_en SET STATISTICS 0, ALTER class SET STATISTICS 0;
ALTER TABLE sozialraum.published_score ALTER population SET STATISTICS 0, ALTER excluded SET STATISTICS 0, ALTER reason SET STATISTICS 0, ALTER reason_en SET STATISTICS 0,
	ALTER class SET STATISTICS 0, ALTER label SET STATISTICS 0, ALTER label_en SET STATISTICS 0, ALTER rank SET STATISTICS 0, ALTER rank_lower SET STATISTICS 0,
	ALTER rank_upper SET STATISTICS 0, ALTER score SET STATISTICS 0, ALTER dynamics_class SET STATISTICS 0, ALTER dynamics_label SET STATISTICS 0,
	ALTER dynamics_label_en SET STATISTICS 0, ALTER dynamics SET STATISTICS 0, ALTER area_group SET STATISTICS 0;
ALTER TABLE sozialraum.published_indicator ALTER mean SET STATISTICS 0, ALTER sd SET STATISTICS 0;
ALTER TABLE sozialraum.area_grant ALTER role SET STATISTICS 0, ALTER area_id SET STATISTICS 0, ALTER territory_id SET STATISTICS 0, ALTER sources SET STATISTICS 0,
	ALTER dimensions SET STATISTICS 0, ALTER note SET STATISTICS 0, ALTER granted_at SET STATISTICS 0, ALTER granted_by SET STATISTICS 0;

CREATE FUNCTION sozialraum._published_editions() RETURNS bigint[]
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (SELECT pg_catalog.array_agg(e.edition ORDER BY e.edition) FROM sozialraum.published_edition AS e WHERE e.status = 'published');
COMMENT ON FUNCTION sozialraum._published_editions() IS 'Editions that are published and not withdrawn, ascending.';

-- The form of the set is that of src/kernel/entitled.h: edition, area (0: all), position / 64, mask of positions. Position 0 stands for
-- the score. An indicator whose sources nobody noted is shown to nobody whose grant names sources.
CREATE FUNCTION sozialraum._entitled_cells() RETURNS bigint[]
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	WITH own AS MATERIALIZED (
		SELECT DISTINCT g.territory_id, g.sources, g.dimensions
		FROM sozialraum.area_grant AS g
		WHERE sozialraum._place_of((SELECT sozialraum._own_roles()), g.role) IS NOT NULL
	), mask AS (
		SELECT o.territory_id, i.edition, i."position" / 64 AS block, pg_catalog.bit_or(1::bigint << (i."position" % 64)) AS mask
		FROM own AS o
		JOIN sozialraum.published_indicator AS i ON (o.sources IS NULL OR (i.sources <@ o.sources AND pg_catalog.cardinality(i.sources) > 0))
			AND (o.dimensions IS NULL OR i.dimension = ANY (o.dimensions))
		JOIN sozialraum.published_edition AS e ON e.edition = i.edition AND e.status = 'published'
		GROUP BY o.territory_id, i.edition, i."position" / 64
		UNION ALL
		SELECT o.territory_id, e.edition, 0, 1::bigint
		FROM own AS o CROSS JOIN sozialraum.published_edition AS e
		WHERE o.sources IS NULL AND o.dimensions IS NULL AND e.status = 'published'
	), cell AS (
		SELECT m.edition, a.area_id, m.block, m.mask
		FROM mask AS m JOIN sozialraum.entitled_area AS a ON a.edition = m.edition AND a.territory_id = m.territory_id
		UNION ALL
		SELECT m.edition, 0::bigint, m.block, m.mask FROM mask AS m WHERE m.territory_id IS NULL
	), quadruple AS (
		SELECT c.edition, c.area_id, c.block, pg_catalog.bit_or(c.mask) AS mask FROM cell AS c GROUP BY c.edition, c.area_id, c.block
	)
	SELECT pg_catalog.array_agg(x.number ORDER BY q.edition, q.area_id, q.block, x.no)
	FROM quadruple AS q
	CROSS JOIN LATERAL (VALUES (1, q.edition), (2, q.area_id), (3, q.block::bigint), (4, q.mask)) AS x (no, number);
END;
COMMENT ON FUNCTION sozialraum._entitled_cells() IS 'Cells of published editions that the grants of the current role, and of those whose rights it has, let it read; position 0: the score. NULL: none.';

ALTER TABLE sozialraum.published_edition ENABLE ROW LEVEL SECURITY;
CREATE POLICY published_edition_read ON sozialraum.published_edition FOR SELECT USING (true);
CREATE POLICY published_edition_add ON sozialraum.published_edition FOR INSERT WITH CHECK ((SELECT sozialraum._is_planner()) AND edition IN (SELECT e.id FROM sozialraum.edition AS e WHERE e.status = 'draft'));
CREATE POLICY published_edition_change ON sozialraum.published_edition FOR UPDATE USING ((SELECT sozialraum._is_planner())) WITH CHECK ((SELECT sozialraum._is_planner()));
CREATE POLICY published_edition_remove ON sozialraum.published_edition FOR DELETE USING ((SELECT sozialraum._is_planner()));
COMMENT ON POLICY published_edition_read ON sozialraum.published_edition IS 'Everybody who may read the table sees that an edition exists, and the reason when it was withdrawn.';
COMMENT ON POLICY published_edition_add ON sozialraum.published_edition IS 'Planners, while the edition is a draft.';
COMMENT ON POLICY published_edition_change ON sozialraum.published_edition IS 'Planners, as far as the trigger lets them.';
COMMENT ON POLICY published_edition_remove ON sozialraum.published_edition IS 'Planners, as far as the trigger lets them.';
ALTER TABLE sozialraum.published_area ENABLE ROW LEVEL SECURITY;
CREATE POLICY published_area_read ON sozialraum.published_area FOR SELECT USING ((SELECT sozialraum._is_planner()) OR sozialraum._number_in((SELECT sozialraum._published_editions()), edition));
CREATE POLICY published_area_add ON sozialraum.published_area FOR INSERT WITH CHECK ((SELECT sozialraum._is_planner()) AND edition IN (SELECT e.id FROM sozialraum.edition AS e WHERE e.status = 'draft'));
CREATE POLICY published_area_change ON sozialraum.published_area FOR UPDATE USING ((SELECT sozialraum._is_planner())) WITH CHECK ((SELECT sozialraum._is_planner()));
CREATE POLICY published_area_remove ON sozialraum.published_area FOR DELETE USING ((SELECT sozialraum._is_planner()));
COMMENT ON POLICY published_area_read ON sozialraum.published_area IS 'Areas of published editions; planners also those of withdrawn ones.';
COMMENT ON POLICY published_area_add ON sozialraum.published_area IS 'Planners, while the edition is a draft.';
COMMENT ON POLICY published_area_change ON sozialraum.published_area IS 'Planners, as far as the trigger lets them.';
COMMENT ON POLICY published_area_remove ON sozialraum.published_area IS 'Planners, as far as the trigger lets them.';
ALTER TABLE sozialraum.entitled_area ENABLE ROW LEVEL SECURITY;
CREATE POLICY entitled_area_read ON sozialraum.entitled_area FOR SELECT USING ((SELECT sozialraum._is_planner()) OR sozialraum._number_in((SELECT sozialraum._published_editions()), edition));
CREATE POLICY entitled_area_add ON sozialraum.entitled_area FOR INSERT WITH CHECK ((SELECT sozialraum._is_planner()) AND edition IN (SELECT e.id FROM sozialraum.edition AS e WHERE e.status = 'draft'));
CREATE POLICY entitled_area_change ON sozialraum.entitled_area FOR UPDATE USING ((SELECT sozialraum._is_planner())) WITH CHECK ((SELECT sozialraum._is_planner()));
CREATE POLICY entitled_area_remove ON sozialraum.entitled_area FOR DELETE USING ((SELECT sozialraum._is_planner()));
COMMENT ON POLICY entitled_area_read ON sozialraum.entitled_area IS 'Areas of published editions; planners also those of withdrawn ones.';
COMMENT ON POLICY entitled_area_add ON sozialraum.entitled_area IS 'Planners, while the edition is a draft.';
COMMENT ON POLICY entitled_area_change ON sozialraum.entitled_area IS 'Planners, as far as the trigger lets them.';
COMMENT ON POLICY entitled_area_remove ON sozialraum.entitled_area IS 'Planners, as far as the trigger lets them.';
ALTER TABLE sozialraum.published_indicator ENABLE ROW LEVEL SECURITY;
CREATE POLICY published_indicator_read ON sozialraum.published_indicator FOR SELECT USING ((SELECT sozialraum._is_planner()) OR sozialraum._number_in((SELECT sozialraum._published_editions()), edition));
CREATE POLICY published_indicator_add ON sozialraum.published_indicator FOR INSERT WITH CHECK ((SELECT sozialraum._is_planner()) AND edition IN (SELECT e.id FROM sozialraum.edition AS e WHERE e.status = 'draft'));
CREATE POLICY published_indicator_change ON sozialraum.published_indicator FOR UPDATE USING ((SELECT sozialraum._is_planner())) WITH CHECK ((SELECT sozialraum._is_planner()));
CREATE POLICY published_indicator_remove ON sozialraum.published_indicator FOR DELETE USING ((SELECT sozialraum._is_planner()));
COMMENT ON POLICY published_indicator_read ON sozialraum.published_indicator IS 'Indicators of published editions; planners also those of withdrawn ones.';
COMMENT ON POLICY published_indicator_add ON sozialraum.published_indicator IS 'Planners, while the edition is a draft.';
COMMENT ON POLICY published_indicator_change ON sozialraum.published_indicator IS 'Planners, as far as the trigger lets them.';
COMMENT ON POLICY published_indicator_remove ON sozialraum.published_indicator IS 'Planners, as far as the trigger lets them.';
ALTER TABLE sozialraum.published_value ENABLE ROW LEVEL SECURITY;
CREATE POLICY published_value_read ON sozialraum.published_value FOR SELECT USING ((SELECT sozialraum._is_planner()) OR sozialraum._number_in((SELECT sozialraum._published_editions()), edition));
CREATE POLICY published_value_add ON sozialraum.published_value FOR INSERT WITH CHECK ((SELECT sozialraum._is_planner()) AND edition IN (SELECT e.id FROM sozialraum.edition AS e WHERE e.status = 'draft'));
CREATE POLICY published_value_change ON sozialraum.published_value FOR UPDATE USING ((SELECT sozialraum._is_planner())) WITH CHECK ((SELECT sozialraum._is_planner()));
CREATE POLICY published_value_remove ON sozialraum.published_value FOR DELETE USING ((SELECT sozialraum._is_planner()));
COMMENT ON POLICY published_value_read ON sozialraum.published_value IS 'Values of published editions; planners also those of withdrawn ones.';
COMMENT ON POLICY published_value_add ON sozialraum.published_value IS 'Planners, while the edition is a draft.';
COMMENT ON POLICY published_value_change ON sozialraum.published_value IS 'Planners, as far as the trigger lets them.';
COMMENT ON POLICY published_value_remove ON sozialraum.published_value IS 'Planners, as far as the trigger lets them.';
ALTER TABLE sozialraum.published_score ENABLE ROW LEVEL SECURITY;
CREATE POLICY published_score_read ON sozialraum.published_score FOR SELECT USING ((SELECT sozialraum._is_planner()) OR sozialraum._number_in((SELECT sozialraum._published_editions()), edition));
CREATE POLICY published_score_add ON sozialraum.published_score FOR INSERT WITH CHECK ((SELECT sozialraum._is_planner()) AND edition IN (SELECT e.id FROM sozialraum.edition AS e WHERE e.status = 'draft'));
CREATE POLICY published_score_change ON sozialraum.published_score FOR UPDATE USING ((SELECT sozialraum._is_planner())) WITH CHECK ((SELECT sozialraum._is_planner()));
CREATE POLICY published_score_remove ON sozialraum.published_score FOR DELETE USING ((SELECT sozialraum._is_planner()));
COMMENT ON POLICY published_score_read ON sozialraum.published_score IS 'Results of published editions; planners also those of withdrawn ones.';
COMMENT ON POLICY published_score_add ON sozialraum.published_score IS 'Planners, while the edition is a draft.';
COMMENT ON POLICY published_score_change ON sozialraum.published_score IS 'Planners, as far as the trigger lets them.';
COMMENT ON POLICY published_score_remove ON sozialraum.published_score IS 'Planners, as far as the trigger lets them.';
ALTER TABLE sozialraum.entitled_value ENABLE ROW LEVEL SECURITY;
CREATE POLICY entitled_value_read ON sozialraum.entitled_value FOR SELECT USING ((SELECT sozialraum._is_planner()) OR sozialraum._cell_in((SELECT sozialraum._entitled_cells()), edition, area_id, "position"));
CREATE POLICY entitled_value_add ON sozialraum.entitled_value FOR INSERT WITH CHECK ((SELECT sozialraum._is_planner()) AND edition IN (SELECT e.id FROM sozialraum.edition AS e WHERE e.status = 'draft'));
CREATE POLICY entitled_value_change ON sozialraum.entitled_value FOR UPDATE USING ((SELECT sozialraum._is_planner())) WITH CHECK ((SELECT sozialraum._is_planner()));
CREATE POLICY entitled_value_remove ON sozialraum.entitled_value FOR DELETE USING ((SELECT sozialraum._is_planner()));
COMMENT ON POLICY entitled_value_read ON sozialraum.entitled_value IS 'Planners, and roles that were granted the area and the indicator.';
COMMENT ON POLICY entitled_value_add ON sozialraum.entitled_value IS 'Planners, while the edition is a draft.';
COMMENT ON POLICY entitled_value_change ON sozialraum.entitled_value IS 'Planners, as far as the trigger lets them.';
COMMENT ON POLICY entitled_value_remove ON sozialraum.entitled_value IS 'Planners, as far as the trigger lets them.';
ALTER TABLE sozialraum.entitled_score ENABLE ROW LEVEL SECURITY;
CREATE POLICY entitled_score_read ON sozialraum.entitled_score FOR SELECT USING ((SELECT sozialraum._is_planner()) OR sozialraum._cell_in((SELECT sozialraum._entitled_cells()), edition, area_id, 0));
CREATE POLICY entitled_score_add ON sozialraum.entitled_score FOR INSERT WITH CHECK ((SELECT sozialraum._is_planner()) AND edition IN (SELECT e.id FROM sozialraum.edition AS e WHERE e.status = 'draft'));
CREATE POLICY entitled_score_change ON sozialraum.entitled_score FOR UPDATE USING ((SELECT sozialraum._is_planner())) WITH CHECK ((SELECT sozialraum._is_planner()));
CREATE POLICY entitled_score_remove ON sozialraum.entitled_score FOR DELETE USING ((SELECT sozialraum._is_planner()));
COMMENT ON POLICY entitled_score_read ON sozialraum.entitled_score IS 'Planners, and roles that were granted the area without a limit.';
COMMENT ON POLICY entitled_score_add ON sozialraum.entitled_score IS 'Planners, while the edition is a draft.';
COMMENT ON POLICY entitled_score_change ON sozialraum.entitled_score IS 'Planners, as far as the trigger lets them.';
COMMENT ON POLICY entitled_score_remove ON sozialraum.entitled_score IS 'Planners, as far as the trigger lets them.';
ALTER TABLE sozialraum.edition_protection ENABLE ROW LEVEL SECURITY;
CREATE POLICY edition_protection_read ON sozialraum.edition_protection FOR SELECT USING ((SELECT sozialraum._is_planner()));
CREATE POLICY edition_protection_add ON sozialraum.edition_protection FOR INSERT WITH CHECK ((SELECT sozialraum._is_planner()) AND edition IN (SELECT e.id FROM sozialraum.edition AS e WHERE e.status = 'draft'));
CREATE POLICY edition_protection_change ON sozialraum.edition_protection FOR UPDATE USING ((SELECT sozialraum._is_planner())) WITH CHECK ((SELECT sozialraum._is_planner()));
CREATE POLICY edition_protection_remove ON sozialraum.edition_protection FOR DELETE USING ((SELECT sozialraum._is_planner()));
COMMENT ON POLICY edition_protection_read ON sozialraum.edition_protection IS 'Planners only.';
COMMENT ON POLICY edition_protection_add ON sozialraum.edition_protection IS 'Planners, while the edition is a draft.';
COMMENT ON POLICY edition_protection_change ON sozialraum.edition_protection IS 'Planners, as far as the trigger lets them.';
COMMENT ON POLICY edition_protection_remove ON sozialraum.edition_protection IS 'Planners, as far as the trigger lets them.';

-- frozen with the edition, like what it was computed from
CREATE TRIGGER published_area_frozen_update AFTER UPDATE ON sozialraum.published_area REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER published_area_frozen_update ON sozialraum.published_area IS 'What belongs to a published edition is not changed.';
CREATE TRIGGER published_area_frozen_delete AFTER DELETE ON sozialraum.published_area REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER published_area_frozen_delete ON sozialraum.published_area IS 'What belongs to a published edition is not deleted.';
CREATE TRIGGER published_area_keep BEFORE TRUNCATE ON sozialraum.published_area FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_keep();
COMMENT ON TRIGGER published_area_keep ON sozialraum.published_area IS 'No TRUNCATE where published editions are.';
CREATE TRIGGER entitled_area_frozen_update AFTER UPDATE ON sozialraum.entitled_area REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER entitled_area_frozen_update ON sozialraum.entitled_area IS 'What belongs to a published edition is not changed.';
CREATE TRIGGER entitled_area_frozen_delete AFTER DELETE ON sozialraum.entitled_area REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER entitled_area_frozen_delete ON sozialraum.entitled_area IS 'What belongs to a published edition is not deleted.';
CREATE TRIGGER entitled_area_keep BEFORE TRUNCATE ON sozialraum.entitled_area FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_keep();
COMMENT ON TRIGGER entitled_area_keep ON sozialraum.entitled_area IS 'No TRUNCATE where published editions are.';
CREATE TRIGGER published_indicator_frozen_update AFTER UPDATE ON sozialraum.published_indicator REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER published_indicator_frozen_update ON sozialraum.published_indicator IS 'What belongs to a published edition is not changed.';
CREATE TRIGGER published_indicator_frozen_delete AFTER DELETE ON sozialraum.published_indicator REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER published_indicator_frozen_delete ON sozialraum.published_indicator IS 'What belongs to a published edition is not deleted.';
CREATE TRIGGER published_indicator_keep BEFORE TRUNCATE ON sozialraum.published_indicator FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_keep();
COMMENT ON TRIGGER published_indicator_keep ON sozialraum.published_indicator IS 'No TRUNCATE where published editions are.';
CREATE TRIGGER published_value_frozen_update AFTER UPDATE ON sozialraum.published_value REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER published_value_frozen_update ON sozialraum.published_value IS 'What belongs to a published edition is not changed.';
CREATE TRIGGER published_value_frozen_delete AFTER DELETE ON sozialraum.published_value REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER published_value_frozen_delete ON sozialraum.published_value IS 'What belongs to a published edition is not deleted.';
CREATE TRIGGER published_value_keep BEFORE TRUNCATE ON sozialraum.published_value FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_keep();
COMMENT ON TRIGGER published_value_keep ON sozialraum.published_value IS 'No TRUNCATE where published editions are.';
CREATE TRIGGER published_score_frozen_update AFTER UPDATE ON sozialraum.published_score REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER published_score_frozen_update ON sozialraum.published_score IS 'What belongs to a published edition is not changed.';
CREATE TRIGGER published_score_frozen_delete AFTER DELETE ON sozialraum.published_score REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER published_score_frozen_delete ON sozialraum.published_score IS 'What belongs to a published edition is not deleted.';
CREATE TRIGGER published_score_keep BEFORE TRUNCATE ON sozialraum.published_score FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_keep();
COMMENT ON TRIGGER published_score_keep ON sozialraum.published_score IS 'No TRUNCATE where published editions are.';
CREATE TRIGGER entitled_value_frozen_update AFTER UPDATE ON sozialraum.entitled_value REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER entitled_value_frozen_update ON sozialraum.entitled_value IS 'What belongs to a published edition is not changed.';
CREATE TRIGGER entitled_value_frozen_delete AFTER DELETE ON sozialraum.entitled_value REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER entitled_value_frozen_delete ON sozialraum.entitled_value IS 'What belongs to a published edition is not deleted.';
CREATE TRIGGER entitled_value_keep BEFORE TRUNCATE ON sozialraum.entitled_value FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_keep();
COMMENT ON TRIGGER entitled_value_keep ON sozialraum.entitled_value IS 'No TRUNCATE where published editions are.';
CREATE TRIGGER entitled_score_frozen_update AFTER UPDATE ON sozialraum.entitled_score REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER entitled_score_frozen_update ON sozialraum.entitled_score IS 'What belongs to a published edition is not changed.';
CREATE TRIGGER entitled_score_frozen_delete AFTER DELETE ON sozialraum.entitled_score REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER entitled_score_frozen_delete ON sozialraum.entitled_score IS 'What belongs to a published edition is not deleted.';
CREATE TRIGGER entitled_score_keep BEFORE TRUNCATE ON sozialraum.entitled_score FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_keep();
COMMENT ON TRIGGER entitled_score_keep ON sozialraum.entitled_score IS 'No TRUNCATE where published editions are.';
CREATE TRIGGER edition_protection_frozen_update AFTER UPDATE ON sozialraum.edition_protection REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER edition_protection_frozen_update ON sozialraum.edition_protection IS 'What belongs to a published edition is not changed.';
CREATE TRIGGER edition_protection_frozen_delete AFTER DELETE ON sozialraum.edition_protection REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER edition_protection_frozen_delete ON sozialraum.edition_protection IS 'What belongs to a published edition is not deleted.';
CREATE TRIGGER edition_protection_keep BEFORE TRUNCATE ON sozialraum.edition_protection FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_keep();
COMMENT ON TRIGGER edition_protection_keep ON sozialraum.edition_protection IS 'No TRUNCATE where published editions are.';

CREATE TRIGGER published_edition_keep BEFORE TRUNCATE ON sozialraum.published_edition FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_keep();
COMMENT ON TRIGGER published_edition_keep ON sozialraum.published_edition IS 'No TRUNCATE where published editions are.';
CREATE TRIGGER published_edition_frozen_delete AFTER DELETE ON sozialraum.published_edition REFERENCING OLD TABLE AS old_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_frozen();
COMMENT ON TRIGGER published_edition_frozen_delete ON sozialraum.published_edition IS 'What belongs to a published edition is not deleted.';
CREATE TRIGGER published_edition_transition AFTER UPDATE ON sozialraum.published_edition REFERENCING OLD TABLE AS old_row NEW TABLE AS new_row FOR EACH STATEMENT EXECUTE FUNCTION sozialraum._edition_transition();
COMMENT ON TRIGGER published_edition_transition ON sozialraum.published_edition IS 'The one change of a published edition: published to withdrawn, with a reason.';

SELECT pg_catalog.pg_extension_config_dump('sozialraum.published_edition', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.published_area', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.entitled_area', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.published_indicator', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.published_value', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.published_score', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.entitled_value', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.entitled_score', '');
SELECT pg_catalog.pg_extension_config_dump('sozialraum.edition_protection', '');
